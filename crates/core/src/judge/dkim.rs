//! DKIM's and ARC's part of a message check: what was verified here beside what the receiver claims.

use super::arrival::Arrival;
use crate::arc::Arc;
use crate::dkim::{Cause, DkimFinding, DkimResult, MAX_SIGNATURES, Verification};
use crate::dmarc::Alignment;
use crate::domain::Domain;
use crate::evidence::{Claim, MethodResult, ResultWord, trusted};
use crate::message::Origin;
use crate::report::{AnyFinding, ArcReport, Basis, DkimReport, Finding, IdentifierReport, Missing};

/// Every signature that was found, each with what the trusted receiver claims of it, then those that only the receiver
/// tells of: none of those in a whole message, which has all the signatures that it came with.
pub(super) fn dkim_reports(
    verifications: Vec<Verification>,
    claims: &[Claim],
    arrival: &Arrival,
) -> Vec<DkimReport> {
    let mut reports: Vec<DkimReport> = verifications
        .into_iter()
        .map(|verification| DkimReport {
            claimed: None,
            aligned: false,
            after_arrival: verification.field.is_some_and(|field| arrival.is_above(field)),
            verification,
        })
        .collect();
    let mut left = MAX_SIGNATURES;
    for claim in claims.iter().filter(|claim| claim.trusted) {
        let of_dkim = claim
            .results
            .iter()
            .filter(|result| result.method == "dkim" && result.result != ResultWord::None);
        // What an upper field says again of a signature adds nothing.
        let told: Vec<bool> = reports.iter().map(|report| report.claimed.is_some()).collect();
        for result in of_dkim.take(left) {
            left -= 1;
            take(&mut reports, &told, DkimReport::of_claim(result), arrival.whole);
        }
    }
    reports
}

/// Puts a claim to the signature that it is about.
fn take(reports: &mut Vec<DkimReport>, told: &[bool], claim: DkimReport, whole: bool) {
    let nameless = claim.domain().is_none();
    let mut open = reports.iter_mut().filter(|report| report.is_meant_by(&claim));
    match (open.next(), open.next()) {
        // A claim that names nobody is about a signature only where there is no other.
        (Some(_), Some(_)) if nameless => {}
        (Some(report), _) => report.claimed = claim.claimed,
        (None, _) if nameless || whole => {}
        (None, _) => {
            let again = |(report, told): (&DkimReport, &bool)| *told && report.names_as(&claim);
            if !reports.iter().zip(told).any(again) {
                reports.push(claim);
            }
        }
    }
}

impl DkimReport {
    fn of_claim(result: &MethodResult) -> Self {
        let selector = result.property("header.s").and_then(|selector| Domain::parse_utf8(selector).ok());
        let verification =
            Verification { domain: signing_domain(result), selector, ..Verification::blank(None) };
        Self { claimed: Some(result.word()), aligned: false, after_arrival: false, verification }
    }

    /// Whether a claim can be about this signature. One that was added after the message had come in nobody judged.
    fn is_meant_by(&self, claim: &Self) -> bool {
        let open = self.claimed.is_none() && self.verification.field.is_some() && !self.after_arrival;
        open && (claim.domain().is_none() || self.names_as(claim))
    }

    /// Whether a claim names this signature: the same domain, and the same selector where the claim names one.
    fn names_as(&self, claim: &Self) -> bool {
        let (own, told) = (&self.verification, &claim.verification);
        own.domain == told.domain && (told.selector.is_none() || told.selector == own.selector)
    }

    /// The result that counts, and what it rests on. Where verifying it here could not decide, the receiver's word
    /// stands: it had the whole message, and the key of that day. The same goes for a text that was pasted, as a paste
    /// changes white space that signatures cover.
    pub(crate) fn counting(&self, origin: Origin) -> Option<(ResultWord, Basis)> {
        let verification = &self.verification;
        let claimed = || self.claimed.clone().map(|said| (said, Basis::Claimed));
        let own = || Some((ResultWord::of(verification.result.as_str()), Basis::Recomputed));
        let lost = |said: &(ResultWord, Basis)| said.0 != ResultWord::Temperror;
        match (verification.result, &verification.cause) {
            (DkimResult::NotChecked, _) => claimed(),
            // A pasted signature that is cut short or masked decides nothing here.
            (_, Some(Cause::TagInvalid { tag, .. } | Cause::TagMissing { tag })) if tag == "b" => {
                claimed().or_else(own)
            }
            // The whole message is here, and the key that is published did not sign it: a word for it may be of whoever wrote it.
            (_, Some(Cause::OtherKey { body_supplied: true })) if origin == Origin::File => own(),
            // A receiver that could not get the key either knew no more.
            (_, Some(cause)) if cause.is_key_gone() => claimed().filter(lost).or_else(own),
            // The time that counts is the one at which the receiver looked.
            (DkimResult::Temperror, _) | (_, Some(Cause::BodyNotSupplied { .. } | Cause::Expired { .. })) => {
                claimed().or_else(own)
            }
            (DkimResult::Fail, _) if origin == Origin::Paste => claimed().or_else(own),
            _ => own(),
        }
    }

    /// What is missing to tell whether this signature speaks for the author, where not all was given; `None` where nothing is.
    pub(super) fn missing(&self) -> Option<Missing> {
        if !self.aligned || self.claimed.is_some() || self.after_arrival {
            return None;
        }
        match &self.verification.cause {
            Some(cause) if cause.is_key_gone() => Some(Missing::Key),
            Some(Cause::BodyNotSupplied { header_verified: true }) => Some(Missing::Body),
            _ => None,
        }
    }

    /// Whether the receiver found a signature of the author's good that the text does not fit: then it is not what had arrived.
    pub(super) fn is_of_other_copy(&self) -> bool {
        self.aligned
            && self.claimed == Some(ResultWord::Pass)
            && matches!(self.verification.cause, Some(Cause::BodyHashMismatch))
    }

    /// Whether a receiver is said to have found a signature of the author's good that the published key did not make: the key may have
    /// been replaced since.
    pub(super) fn is_of_other_key(&self) -> bool {
        self.aligned
            && self.claimed == Some(ResultWord::Pass)
            && matches!(self.verification.cause, Some(Cause::OtherKey { .. }))
    }

    /// Whether an identifier of DMARC's is this signature.
    pub(crate) fn is_identified_by(&self, identifier: &IdentifierReport) -> bool {
        let selector = self.verification.selector.as_ref().map(ToString::to_string);
        identifier.mechanism == Alignment::Dkim
            && self.domain() == Some(&identifier.domain)
            && selector == identifier.selector
    }

    /// Whether what was computed says anything against or for a claim.
    pub(super) fn is_comparable(&self) -> bool {
        let open = matches!(self.verification.cause, Some(Cause::BodyNotSupplied { header_verified: true }));
        self.verification.result != DkimResult::NotChecked && !open
    }
}

/// The `d=` of a signature: `header.d`, or else the domain of `header.i`, which is at or below it (RFC 6376 §3.5).
pub(crate) fn signing_domain(result: &MethodResult) -> Option<Domain> {
    let listed = result.property("header.d").map(|list| list.split(';').next().unwrap_or_default());
    let identity = || result.property("header.i").map(|i| i.rsplit_once('@').map_or(i, |(_, domain)| domain));
    // RFC 8616 §5, RFC 6532 §3: a receiver may write U-labels where the signature has them.
    Domain::parse_utf8(listed.or_else(identity)?).ok()
}

/// The chain, with the receiver's word on it.
pub(super) fn arc_report(chain: Arc, claims: &[Claim]) -> ArcReport {
    ArcReport { claimed: trusted(claims, "arc").next().map(MethodResult::word), chain }
}

/// Advice on signatures and keys, each with what it is about.
pub(super) fn dkim_findings(found: Vec<DkimFinding>) -> impl Iterator<Item = Finding> {
    found.into_iter().map(|finding| Finding::new(subject(&finding), AnyFinding::Dkim(finding)))
}

fn subject(finding: &DkimFinding) -> String {
    match finding {
        DkimFinding::TooManySignatures { .. } | DkimFinding::BareLineFeeds => "DKIM-Signature".to_owned(),
        DkimFinding::FieldRepeated { field, .. } => field.clone(),
        DkimFinding::BodyLengthLimited { domain, .. }
        | DkimFinding::FieldUnsigned { domain, .. }
        | DkimFinding::FromNotOversigned { domain }
        | DkimFinding::Sha1Used { domain }
        | DkimFinding::SignatureExpired { domain, .. }
        | DkimFinding::SignatureFromFuture { domain, .. }
        | DkimFinding::SignatureBeforeDate { domain, .. }
        | DkimFinding::SubdomainOnly { domain, .. } => format!("d={domain}"),
        DkimFinding::KeyShort { name, .. }
        | DkimFinding::KeyLong { name, .. }
        | DkimFinding::KeyTesting { name }
        | DkimFinding::Ed25519Only { name }
        | DkimFinding::SeveralRecords { name, .. }
        | DkimFinding::RecordInvalid { name, .. }
        | DkimFinding::RecordQuoted { name }
        | DkimFinding::VersionNotFirst { name } => name.to_string(),
        DkimFinding::KeyShared { names } => names.first().map(ToString::to_string).unwrap_or_default(),
    }
}
