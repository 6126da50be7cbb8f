//! What large mailbox providers ask of those who send them mail, held against one message.
//!
//! Every rule is met, not met, or cannot be told from what was given; there is no score.

use crate::dkim::DkimResult;
use crate::evidence::ResultWord;
use crate::report::{Asker, DmarcResult, MessageReport, Requirement, Rule};

/// Holds a message against every rule. `confirmed` is whether the client address has a name that has the address.
#[must_use]
pub(crate) fn requirements(report: &MessageReport, confirmed: Option<bool>) -> Vec<Requirement> {
    use Asker::{Apple, Google, Microsoft, Yahoo};
    let all = [Google, Yahoo, Microsoft, Apple];
    let entry = report.hops.iter().find(|hop| hop.entry);
    let rule = |rule, met, asked_by: &[Asker]| Requirement { rule, met, asked_by: asked_by.to_vec() };
    vec![
        rule(Rule::Spf, spf(report), &all),
        rule(Rule::Dkim, dkim(report), &all),
        rule(Rule::DmarcPublished, published(report), &all),
        rule(Rule::Aligned, aligned(report), &[Google, Yahoo, Microsoft]),
        rule(Rule::ForwardConfirmedName, confirmed, &[Google, Yahoo, Apple]),
        rule(Rule::Tls, entry.and_then(encrypted), &[Google]),
        rule(Rule::OneClickUnsubscribe, one_click(report), &[Google, Yahoo]),
    ]
}

/// Whether a result is a pass; what DNS kept open stays open.
const fn is_pass(result: &ResultWord) -> Option<bool> {
    match result {
        ResultWord::Pass => Some(true),
        ResultWord::Temperror => None,
        _ => Some(false),
    }
}

fn spf(report: &MessageReport) -> Option<bool> {
    let own = report.spf.result.map(|result| ResultWord::of(result.as_str()));
    own.as_ref().and_then(is_pass).or_else(|| is_pass(report.spf.claimed.as_ref()?))
}

/// RFC 6376 §6.1: "a Verifier SHOULD NOT treat a message that has one or more bad signatures and no good signatures
/// differently from a message with no signature at all", so one that passes is enough.
fn dkim(report: &MessageReport) -> Option<bool> {
    let of = |signature: &crate::report::DkimReport| {
        recomputed(signature)
            .filter(|passed| *passed || signature.claimed.is_none())
            .or_else(|| is_pass(signature.claimed.as_ref()?))
    };
    let known: Vec<Option<bool>> = report.dkim.iter().map(of).collect();
    if known.contains(&Some(true)) {
        return Some(true);
    }
    // Without a body the header may have been cut as well.
    let is_cut = known.is_empty() && !report.summary.has_body;
    (!known.contains(&None) && !is_cut).then_some(false)
}

/// What verifying came to; open where nobody looked, or a missing part keeps it so.
const fn recomputed(signature: &crate::report::DkimReport) -> Option<bool> {
    match signature.verification.result {
        DkimResult::Pass => Some(true),
        DkimResult::NotChecked | DkimResult::Temperror => None,
        _ => Some(false),
    }
}

fn published(report: &MessageReport) -> Option<bool> {
    match report.dmarc.result {
        DmarcResult::Temperror | DmarcResult::Permerror => None,
        _ => report.dmarc.domain.as_ref().map(|_| report.dmarc.record.is_some()),
    }
}

fn aligned(report: &MessageReport) -> Option<bool> {
    match report.verdict {
        crate::report::Verdict::Pass { .. } => Some(true),
        crate::report::Verdict::Fail { .. } => Some(false),
        crate::report::Verdict::NoPolicy => {
            let identifiers = || report.dmarc.identifiers.iter();
            let vouched = identifiers().any(crate::report::IdentifierReport::vouches);
            (vouched || !identifiers().any(is_open)).then_some(vouched)
        }
        _ => None,
    }
}

/// Whether DNS kept open whether an identifier speaks for the author.
fn is_open(identifier: &crate::report::IdentifierReport) -> bool {
    identifier.aligned != Some(false) && identifier.result == ResultWord::Temperror
        || identifier.aligned.is_none() && identifier.passed()
}

/// RFC 3848: the S in ESMTPS stands for TLS. Protocols that say nothing of the way in stay open.
fn encrypted(hop: &crate::evidence::Hop) -> Option<bool> {
    let with = hop.with.as_deref().unwrap_or_default().to_ascii_uppercase();
    match with.as_str() {
        _ if hop.tls.is_some() => Some(true),
        "ESMTPS" | "ESMTPSA" | "UTF8SMTPS" | "UTF8SMTPSA" | "LMTPS" | "LMTPSA" => Some(true),
        "SMTP" | "ESMTP" | "ESMTPA" | "UTF8SMTP" | "UTF8SMTPA" => Some(false),
        _ => None,
    }
}

/// RFC 8058 §4: both fields must be covered by a signature that passes. Mail without a List-Unsubscribe field may not be
/// marketing at all, so nothing can be told of it.
fn one_click(report: &MessageReport) -> Option<bool> {
    let says = |says: &crate::evidence::Says| match says {
        crate::evidence::Says::Unsubscribe { one_click } => Some(*one_click),
        _ => None,
    };
    let offered = report.remarks.iter().find_map(|remark| says(&remark.says))?;
    let places: Vec<usize> = ["List-Unsubscribe", "List-Unsubscribe-Post"]
        .iter()
        .filter_map(|name| report.header.iter().position(|field| field.name.eq_ignore_ascii_case(name)))
        .collect();
    let signed = report.dkim.iter().any(|signature| {
        let covered = &signature.verification.covered;
        let verified = signature.verification.header_verified == Some(true);
        verified && places.len() == 2 && places.iter().all(|place| covered.contains(place))
    });
    // A signature that could not be verified for want of its key may be the one that covers them.
    let open = report.dkim.iter().any(|signature| signature.verification.result == DkimResult::Temperror);
    (signed || !offered || !open).then_some(offered && signed)
}
