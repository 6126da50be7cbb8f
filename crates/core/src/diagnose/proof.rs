//! Trying a cure before it is shown.

use super::fix::drafts;
use super::{Diagnosis, Suspect};
use crate::check::message::{Assumed, Facts, judge_again};
use crate::dkim::verify::DkimAndArc;
use crate::dns::{Answer, AnyResolver, DnsError, Overlay, Question, Recorded, Resolve, Zone};
use crate::report::{DmarcResult, IdentifierReport, MessageReport};
use serde::Serialize;
use std::collections::BTreeSet;

/// How a cure is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trial {
    /// Not at all: it is nothing that a record or a signature would show.
    None,
    /// Its records are put over DNS, and the check runs again.
    Records,
    /// Besides, the next message carries an identifier that the provider would then authenticate.
    #[allow(private_interfaces, reason = "an identifier is assumed only inside the crate")]
    NextMessage(Assumed),
}

/// What became of the message, or of the domain, when the steps were tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// Whether it speaks of this message, of the next one like it, or of the domain.
    pub of: ProofOf,
    /// DMARC's result before, for a message.
    pub before: Option<DmarcResult>,
    /// And after.
    pub after: Option<DmarcResult>,
    /// What speaks for the author domain then: `spf` or `dkim`, and its domain.
    pub by: Vec<String>,
    /// What passes still for somebody else.
    pub unaligned: Vec<String>,
}

/// What a proof speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ProofOf {
    /// This very message.
    Message,
    /// The next one that is sent like it; this one stays as it is.
    NextMessage,
    /// The domain.
    Domain,
}

/// Answers from the log of the check first, and asks on only for what it has not heard.
pub(super) struct Replayed<'a, R> {
    heard: Zone,
    log: BTreeSet<Question>,
    inner: &'a Recorded<R>,
}

impl<'a, R> Replayed<'a, R> {
    pub(super) fn new(inner: &'a Recorded<R>) -> Self {
        let log = inner.log();
        let mut asked = BTreeSet::new();
        asked.extend(log.iter().map(crate::dns::LoggedQuery::question));
        Self { heard: Zone::from_log(&log), log: asked, inner }
    }
}

impl<R: Resolve> Resolve for Replayed<'_, R> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        if self.log.contains(question) {
            return self.heard.answer(question);
        }
        self.inner.lookup(question).await
    }
}

/// Tries a suspect's steps on a message. Steps that do not change what they promise to are not shown.
pub(super) async fn prove_on_message<R: Resolve>(
    recorded: &Recorded<R>,
    facts: &Facts<'_>,
    report: &MessageReport,
    verified: &DkimAndArc,
    suspect: Suspect,
) -> Diagnosis {
    let drafts = drafts(&suspect.fixes, &suspect.trial);
    let (of, assumed) = match &suspect.trial {
        Trial::None => return suspect.shown(None),
        Trial::Records => (ProofOf::Message, Vec::new()),
        Trial::NextMessage(identifier) => (ProofOf::NextMessage, vec![identifier.clone()]),
    };
    let touches_keys =
        of == ProofOf::Message && drafts.iter().any(|draft| draft.name.as_str().contains("._domainkey."));
    let mended = Overlay::new(Replayed::new(recorded), drafts);
    let resolver = Recorded::new(AnyResolver::of(&mended));
    let kept = (!touches_keys).then_some(verified);
    let judged = judge_again(&resolver, facts, kept, &assumed).await;
    let (before, after) = (report.dmarc.result, judged.dmarc.result);
    let named = |identifier: &IdentifierReport| {
        let mechanism = match identifier.mechanism {
            crate::dmarc::Alignment::Spf => "spf",
            crate::dmarc::Alignment::Dkim => "dkim",
        };
        format!("{mechanism} {}", identifier.domain)
    };
    let identifiers = || judged.dmarc.identifiers.iter();
    let by = identifiers().filter(|i| i.vouches()).map(named).collect();
    let unaligned = identifiers().filter(|i| i.passed() && !i.vouches()).map(named).collect();
    let mends = match (before, after) {
        // A message that passes already is mended where one more identifier speaks for it.
        (DmarcResult::Pass, DmarcResult::Pass) => {
            let count = |report: &[IdentifierReport]| report.iter().filter(|i| i.vouches()).count();
            count(&judged.dmarc.identifiers) > count(&report.dmarc.identifiers)
        }
        (DmarcResult::None, after) => after != DmarcResult::None,
        (_, DmarcResult::Pass) => true,
        _ => false,
    };
    let proof = Proof { of, before: Some(before), after: Some(after), by, unaligned };
    suspect.shown(mends.then_some(proof))
}

impl Suspect {
    /// The diagnosis, without steps that were tried in vain.
    pub(super) fn shown(self, proof: Option<Proof>) -> Diagnosis {
        let in_vain = self.trial != Trial::None && proof.is_none();
        let fixes = if in_vain { self.otherwise } else { self.fixes };
        Diagnosis {
            cause: self.cause,
            sure: self.sure,
            evidence: self.evidence,
            fixes,
            tidy: self.tidy,
            proof,
        }
    }
}
