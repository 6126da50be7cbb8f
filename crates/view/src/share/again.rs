//! What of a shared report can be checked again: the envelope, the author, and what was said of the signatures.

use super::mask::is_word;
use waxseal_core::dmarc::Alignment;
use waxseal_core::evidence::EnvelopeOverrides;
use waxseal_core::evidence::ResultWord;
use waxseal_core::report::{Basis, IdentifierReport, MessageReport};

/// Who is named as the one who tells of signatures that the report's own maker verified.
const REPORT: &str = "shared-report";

/// A message to be checked in the place of the one that was not shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// Header fields that say what the report says.
    pub text: String,
    /// The envelope.
    pub given: EnvelopeOverrides,
    /// Whose word is taken.
    pub trust: Option<String>,
}

/// What can be checked again of a report, with DNS as it is now.
///
/// SPF and DMARC are worked out anew. A signature cannot be: what it signs is not in the report. That it passed stays a
/// claim, of the receiver where it was one before, and of the shared report where its maker verified it.
#[must_use]
pub fn again(report: &MessageReport) -> Again {
    let signatures: Vec<&IdentifierReport> =
        report.dmarc.identifiers.iter().filter(|i| i.mechanism == Alignment::Dkim).collect();
    let receiver =
        report.claims.iter().find(|claim| claim.trusted).and_then(|claim| claim.authserv_id.clone());
    let receiver = receiver.filter(|id| is_word(id) && !id.is_empty());
    let all_claimed = signatures.iter().all(|signature| signature.basis == Basis::Claimed);
    let who = receiver.filter(|_| all_claimed).unwrap_or_else(|| REPORT.to_owned());
    let mut results: Vec<String> = signatures.into_iter().filter_map(signature).collect();
    let said = |method: &str, claimed: &Option<ResultWord>| {
        claimed.as_ref().filter(|word| is_word(word.as_str())).map(|word| format!("{method}={word}"))
    };
    results.extend(said("spf", &report.spf.claimed));
    results.extend(said("arc", &report.arc.claimed));
    results.extend(said("dmarc", &report.dmarc.claimed));
    let mut text = String::new();
    if !results.is_empty() {
        text.push_str(&format!("Authentication-Results: {who}; {}\n", results.join("; ")));
    }
    if let Some(author) = report.author.as_ref().filter(|author| author.domain.is_hostname()) {
        text.push_str(&format!("From: <masked@{}>\n", author.domain));
    }
    Again { text, given: given(report), trust: Some(who) }
}

fn signature(identifier: &IdentifierReport) -> Option<String> {
    if !is_word(identifier.result.as_str()) || !identifier.domain.is_hostname() {
        return None;
    }
    let selector = identifier.selector.as_deref().filter(|selector| is_word(selector));
    let selector = selector.map(|selector| format!(" header.s={selector}")).unwrap_or_default();
    Some(format!("dkim={} header.d={}{selector}", identifier.result, identifier.domain))
}

/// The envelope. The sender's domain is all that SPF needs of a sender, but for macros that hardly anybody uses.
fn given(report: &MessageReport) -> EnvelopeOverrides {
    let envelope = &report.envelope;
    let domain = |sender: &str| sender.rsplit_once('@').map_or(sender, |(_, domain)| domain).to_owned();
    EnvelopeOverrides {
        ip: envelope.client_ip,
        mail_from: envelope.mail_from.as_deref().map(domain),
        helo: envelope.helo.clone().filter(|helo| helo != super::MASKED),
        from: None,
    }
}
