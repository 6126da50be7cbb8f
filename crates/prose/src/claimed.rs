//! What of a verdict rests on a receiver's word, and what was worked out here.

use waxseal_core::dkim::Cause;
use waxseal_core::dmarc::Alignment;
use waxseal_core::report::{Basis, IdentifierReport, MessageReport};

/// What each language makes a sentence of.
pub(crate) struct OnWord {
    /// Whether nothing else is known.
    pub(crate) everything: bool,
    /// Whether the result of SPF is the receiver's.
    pub(crate) spf: bool,
    /// Whether SPF was evaluated here.
    pub(crate) spf_again: bool,
    /// The signatures whose results are the receiver's, where there are any.
    pub(crate) signatures: Option<Signatures>,
}

/// Signatures that only the receiver could verify.
pub(crate) struct Signatures {
    /// Whether it says that all of them passed.
    pub(crate) passed: bool,
    /// Whether any of them stands in what was given, so that verifying it here decided nothing.
    pub(crate) given: bool,
    /// Whether the value of one was cut short or masked in what was given.
    pub(crate) masked: bool,
}

impl OnWord {
    /// `None` where nothing rests on a receiver's word.
    pub(crate) fn of(report: &MessageReport) -> Option<Self> {
        let (told, own): (Vec<&IdentifierReport>, Vec<&IdentifierReport>) =
            report.dmarc.identifiers.iter().partition(|identifier| identifier.basis != Basis::Recomputed);
        if told.is_empty() {
            return None;
        }
        let is_spf = |identifier: &&IdentifierReport| identifier.mechanism == Alignment::Spf;
        let signatures: Vec<_> = told.iter().filter(|identifier| !is_spf(identifier)).collect();
        let passed = signatures.iter().all(|identifier| identifier.passed());
        let given = report.dkim.iter().any(|signature| {
            let of = |identifier: &&&IdentifierReport| signature.domain() == Some(&identifier.domain);
            signature.verification.field.is_some() && signatures.iter().any(of)
        });
        let masked = report.dkim.iter().any(|signature| match &signature.verification.cause {
            Some(Cause::TagInvalid { tag, .. } | Cause::TagMissing { tag }) => tag == "b",
            _ => false,
        });
        Some(Self {
            everything: own.is_empty(),
            spf: told.iter().any(is_spf),
            spf_again: own.iter().any(is_spf),
            signatures: (!signatures.is_empty()).then_some(Signatures { passed, given, masked }),
        })
    }
}
