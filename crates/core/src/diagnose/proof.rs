//! Trying a cure before it is shown.

use super::suspect::{Suspect, Trial};
use crate::dkim::verify::DkimAndArc;
use crate::dns::{Answer, AnyResolver, DnsError, Draft, Overlay, Question, Recorded, Resolve, Zone};
use crate::judge::{Facts, judge_again};
use crate::report::{Action, Diagnosis, DmarcResult, Fix, IdentifierReport, MessageReport, Proof, ProofOf};
use std::collections::BTreeSet;

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

/// The records of all steps.
pub(super) fn drafts(fixes: &[Fix], trial: &Trial) -> Vec<Draft> {
    match trial {
        Trial::None => Vec::new(),
        Trial::Records | Trial::NextMessage(_) => {
            let drafts: Vec<(Action, Draft)> =
                fixes.iter().filter_map(|fix| Some((fix.action, fix.draft()?))).collect();
            // A later step puts its record in place of an earlier one's.
            let is_replaced = |at: usize, draft: &Draft| {
                drafts.iter().skip(at + 1).any(|(action, later)| {
                    *action == Action::Replace && (&later.name, later.kind) == (&draft.name, draft.kind)
                })
            };
            let last = drafts.iter().enumerate().filter(|(at, (_, draft))| !is_replaced(*at, draft));
            last.map(|(_, (_, draft))| draft.clone()).collect()
        }
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
