//! The explanation of a fail (RFC 7208 §6.2).

use super::evaluation::{Evaluation, Halt, Missing};
use super::macros::{MacroString, truncate_name};
use crate::dns::RecordType;
use crate::domain::Domain;

/// What the domain says to whoever fails its check; `None` where it says nothing that can be used.
///
/// RFC 7208 §6.2: no problem with an explanation changes the result. It is fetched after the result is known and
/// has no part in the limits of §4.6.4.
pub(super) fn explain(
    evaluation: &mut Evaluation<'_>,
    domain: &Domain,
    target: &MacroString,
) -> Result<Option<String>, Missing> {
    evaluation.explaining = true;
    match fetch(evaluation, domain, target) {
        Ok(text) => Ok(text),
        Err(Halt::Missing(missing)) => Err(missing),
        Err(Halt::Cause(_)) => Ok(None),
    }
}

fn fetch(
    evaluation: &mut Evaluation<'_>,
    domain: &Domain,
    target: &MacroString,
) -> Result<Option<String>, Halt> {
    let name = evaluation.expand(target, domain)?;
    let Some(name) = name.and_then(|name| Domain::parse_any(truncate_name(&name)).ok()) else {
        return Ok(None);
    };
    let Ok(answer) = evaluation.outcome(&name, RecordType::Txt)? else { return Ok(None) };
    // RFC 7208 §6.2: "If there are no records, or more than one record is returned, or if there are syntax errors
    // in the explanation string, then proceed as if no "exp" modifier was given."
    let mut texts = answer.borrowed_texts();
    let (Some(text), None) = (texts.next(), texts.next()) else { return Ok(None) };
    let Ok(text) = MacroString::parse_explanation(&text) else { return Ok(None) };
    let text = evaluation.expand(&text, domain)?;
    // RFC 7208 §6.2: the explanation "MUST be limited to [US-ASCII]"; a macro may have brought other characters.
    Ok(text.filter(|text| text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())))
}
