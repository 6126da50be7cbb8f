//! Where the receiver's word and the recomputation differ, and why that may be.

use crate::arc::ArcResult;
use crate::dkim::DkimResult;
use crate::evidence::{Claim, Difference, EnvelopeSource, Reason, ResultWord};
use crate::message::Origin;
use crate::report::{ArcReport, DkimReport, DmarcReport, DmarcResult, SpfReport};
use crate::spf::SpfResult;

/// What the recomputation came to, method by method.
pub(super) struct Computed<'a> {
    pub(super) spf: &'a SpfReport,
    pub(super) dkim: &'a [DkimReport],
    pub(super) arc: &'a ArcReport,
    pub(super) dmarc: &'a DmarcReport,
    /// Where the client address stood for which SPF was evaluated.
    pub(super) client_source: Option<EnvelopeSource>,
    pub(super) origin: Origin,
}

/// Marks at each trusted claim what the recomputation does not bear out.
pub(super) fn note_differences(claims: &mut [Claim], computed: &Computed<'_>) {
    let mut found: Vec<Difference> = computed.of_spf().into_iter().collect();
    found.extend(computed.dkim.iter().filter_map(|signature| computed.of_dkim(signature)));
    found.extend(computed.of_arc());
    let of_dmarc = computed.of_dmarc(found.first().map(|difference| difference.reason));
    for difference in found.into_iter().chain(of_dmarc) {
        let speaks = |claim: &&mut Claim| {
            claim.trusted && claim.results.iter().any(|result| result.method == difference.method)
        };
        if let Some(claim) = claims.iter_mut().find(speaks) {
            claim.differences.push(difference);
        }
    }
}

impl Computed<'_> {
    fn of_spf(&self) -> Option<Difference> {
        let spf = self.spf;
        let result = spf.result?;
        let recomputed = ResultWord::of(result.as_str());
        let claimed = spf.claimed.clone().filter(|said| *said != recomputed)?;
        let reason = match (result, self.client_source) {
            (SpfResult::Temperror, _) => Reason::DnsTrouble,
            (_, Some(EnvelopeSource::Given)) => Reason::OtherEnvelope,
            (SpfResult::Permerror, _) => Reason::LocalPolicy,
            _ if matches!(claimed, ResultWord::Other(_)) => Reason::LocalPolicy,
            _ => Reason::RecordChanged,
        };
        let subject = spf.domain.as_ref().map(ToString::to_string);
        Some(Difference { method: "spf".into(), claimed, recomputed, subject, reason })
    }

    fn of_dkim(&self, signature: &DkimReport) -> Option<Difference> {
        let verification = &signature.verification;
        let recomputed = ResultWord::of(verification.result.as_str());
        let claimed =
            signature.claimed.clone().filter(|said| signature.is_comparable() && *said != recomputed)?;
        let reason = match (&verification.cause, verification.result) {
            (Some(cause), _) if cause.is_key_gone() => Reason::KeyGone,
            (_, DkimResult::Temperror) => Reason::DnsTrouble,
            (_, DkimResult::Fail | DkimResult::Neutral) => self.altered(),
            (_, DkimResult::Policy) => Reason::LocalPolicy,
            (_, DkimResult::Pass | DkimResult::Permerror) => Reason::RecordChanged,
            _ => Reason::Unexplained,
        };
        let subject = signature.domain().map(ToString::to_string);
        Some(Difference { method: "dkim".into(), claimed, recomputed, subject, reason })
    }

    fn of_arc(&self) -> Option<Difference> {
        let result = self.arc.chain.result;
        let recomputed = ResultWord::of(result.as_str());
        let claimed = self.arc.claimed.clone().filter(|said| *said != recomputed)?;
        let reason = match result {
            // Seals that are not in what was given say nothing against the receiver's word.
            ArcResult::NotChecked | ArcResult::None => return None,
            ArcResult::Fail => self.altered(),
            ArcResult::Pass => Reason::Unexplained,
        };
        Some(Difference { method: "arc".into(), claimed, recomputed, subject: None, reason })
    }

    /// DMARC's word follows from the others', so what explains theirs explains its own.
    fn of_dmarc(&self, other: Option<Reason>) -> Option<Difference> {
        let dmarc = self.dmarc;
        let recomputed = ResultWord::of(dmarc.result.as_str());
        let claimed = dmarc.claimed.clone().filter(|said| *said != recomputed)?;
        let older = dmarc.rfc7489.as_ref().is_some_and(|view| view.result.as_str() == claimed.as_str());
        let reason = match dmarc.result {
            DmarcResult::Temperror => Reason::DnsTrouble,
            _ if matches!(claimed, ResultWord::Other(_)) => Reason::LocalPolicy,
            _ if older => Reason::OlderStandard,
            _ if claimed == ResultWord::None || dmarc.result == DmarcResult::None => Reason::RecordChanged,
            _ => other.unwrap_or(Reason::Unexplained),
        };
        let subject = dmarc.domain.as_ref().map(ToString::to_string);
        Some(Difference { method: "dmarc".into(), claimed, recomputed, subject, reason })
    }

    /// A paste changes white space by itself; a file is as it was saved.
    const fn altered(&self) -> Reason {
        match self.origin {
            Origin::Paste => Reason::PasteAltered,
            Origin::File => Reason::MessageAltered,
        }
    }
}
