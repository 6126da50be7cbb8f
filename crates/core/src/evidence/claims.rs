//! Whose word counts. A receiver's own results stand above everything the sender could have written.

use super::authres::{AuthenticationResults, MethodResult, arc_instance};
use super::result_word::ResultWord;
use crate::message::Message;
use crate::syntax::SyntaxError;
use serde::Serialize;

/// The most Authentication-Results fields read.
pub const MAX_CLAIMS: usize = 100;

/// What one Authentication-Results field claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Who says so; `None` where the field does not tell, as Microsoft's do not.
    pub authserv_id: Option<String>,
    /// Whether this is the receiver whose word is taken.
    pub trusted: bool,
    /// The instance of an ARC-Authentication-Results field; `None` for Authentication-Results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<u32>,
    /// The line of the message at which the field starts.
    pub line: usize,
    /// What it says.
    pub results: Vec<MethodResult>,
    /// Where it breaks the grammar.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<SyntaxError>,
    /// Where the recomputation comes to something else.
    pub differences: Vec<Difference>,
}

/// A claim that the recomputation does not bear out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// The method.
    pub method: String,
    /// What the receiver said.
    pub claimed: ResultWord,
    /// What was recomputed.
    pub recomputed: ResultWord,
    /// The identifier it is about.
    pub subject: Option<String>,
    /// Why that may be.
    pub reason: Reason,
}

/// Why a receiver said one thing and the recomputation says another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DifferenceReason"))]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// DNS is as it is today, and a record was another one then.
    RecordChanged,
    /// The key has been taken away since.
    KeyGone,
    /// The message was altered after the receiver looked at it.
    MessageAltered,
    /// The text was pasted, and a paste changes white space.
    PasteAltered,
    /// The client address or the envelope was worked out from elsewhere, and may be another one.
    OtherEnvelope,
    /// The receiver is more lenient, or stricter, than the standard.
    LocalPolicy,
    /// The receiver still goes by RFC 7489.
    OlderStandard,
    /// DNS did not answer here.
    DnsTrouble,
    /// None of these; the receiver may be mistaken.
    Unexplained,
}

/// All claims of a message, ARC's last, with the trusted ones marked.
///
/// `own` are the lines of the fields that the receiver wrote (RFC 8601 §7.1: what stands further down may have been written by
/// the sender). Where a person names an id, those of them count that carry it; it names no place. ARC-Authentication-Results
/// are another hop's word and are never trusted.
#[must_use]
pub fn claims(message: &Message, own: &[usize], trust: Option<&str>) -> Vec<Claim> {
    let fields = message.all("authentication-results").take(MAX_CLAIMS);
    let mut claims: Vec<Claim> = fields
        .map(|field| {
            let mut claim = Claim::new(AuthenticationResults::parse(&field.text()), field.line());
            claim.trusted = own.contains(&claim.line) && trust.is_none_or(|id| claim.is_by(id));
            claim
        })
        .collect();
    claims.extend(arc_claims(message));
    claims
}

fn arc_claims(message: &Message) -> impl Iterator<Item = Claim> {
    message.all("arc-authentication-results").take(MAX_CLAIMS).filter_map(|field| {
        let text = field.text();
        let (instance, rest) = arc_instance(&text)?;
        Some(Claim {
            instance: Some(instance),
            ..Claim::new(AuthenticationResults::parse(rest), field.line())
        })
    })
}

impl Claim {
    fn new(read: AuthenticationResults, line: usize) -> Self {
        Self {
            authserv_id: read.authserv_id,
            trusted: false,
            instance: None,
            line,
            results: read.results,
            problems: read.problems,
            differences: Vec::new(),
        }
    }

    fn is_by(&self, id: &str) -> bool {
        self.authserv_id.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(id))
    }
}

/// The results of a method that the trusted receiver claims.
pub fn trusted<'a>(claims: &'a [Claim], method: &'a str) -> impl Iterator<Item = &'a MethodResult> {
    let trusted = claims.iter().filter(|claim| claim.trusted);
    trusted.flat_map(|claim| &claim.results).filter(move |result| result.method == method)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Origin;

    fn of(text: &str, own: &[usize], trust: Option<&str>) -> Vec<(Option<String>, bool)> {
        let message = Message::parse(text.as_bytes(), Origin::Paste);
        claims(&message, own, trust).into_iter().map(|claim| (claim.authserv_id, claim.trusted)).collect()
    }

    #[test]
    fn the_receivers_own_fields_are_trusted_and_no_others() {
        let text = "Authentication-Results: mx.b.example; spf=fail\nAuthentication-Results: mx.b.example; dkim=none\n\
             Received: by mx.b.example\nAuthentication-Results: mx.b.example; dmarc=pass\n";
        let id = || Some("mx.b.example".to_owned());
        assert_eq!(of(text, &[1, 2], None), [(id(), true), (id(), true), (id(), false)]);
    }

    #[test]
    fn a_person_names_an_id_and_not_a_place() {
        let text = "Authentication-Results: in.x; spf=pass\nAuthentication-Results: gw.x; spf=fail\nAuthentication-Results: GW.x; spf=pass\n";
        let trusted =
            |trust| of(text, &[1, 2], trust).into_iter().map(|(_, trusted)| trusted).collect::<Vec<_>>();
        assert_eq!(trusted(Some("GW.x")), [false, true, false]);
        assert_eq!(trusted(Some("none.x")), [false; 3]);
    }

    #[test]
    fn arc_results_are_another_hops_word() {
        let text = "ARC-Authentication-Results: i=1; mx.x; dmarc=pass\nAuthentication-Results: spf=fail smtp.mailfrom=a.example\n";
        assert_eq!(of(text, &[2], None), [(None, true), (Some("mx.x".into()), false)]);
    }
}
