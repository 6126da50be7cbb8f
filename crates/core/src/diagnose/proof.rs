//! Trying a cure before it is shown.

use super::gate::{self, Ground, State};
use super::known::KnownRecords;
use super::suspect::{Suspect, Trial};
use crate::dkim::key::KeyRecord;
use crate::dkim::verify::DkimAndArc;
use crate::dns::{
    Answer, AnyResolver, DnsError, Draft, Fault, Overlay, Question, Rdata, RecordType, Recorded, Resolve,
    Zone,
};
use crate::domain::Domain;
use crate::intent;
use crate::joining;
use crate::judge::{Assumed, Facts, Judged, judge_again};
use crate::report::{
    Diagnosis, DmarcResult, Fix, Identifier, IdentifierReport, MessageReport, Obstacle, Proof, ProofOf,
    drafts,
};
use crate::spf;
use futures_util::future::join;

/// Answers from the log of the check first, and asks on only for what it has not heard.
pub(super) struct Replayed<'a, R> {
    heard: Zone,
    /// In the order of the log.
    log: Vec<Question>,
    inner: &'a Recorded<R>,
}

impl<'a, R> Replayed<'a, R> {
    pub(super) fn new(inner: &'a Recorded<R>) -> Self {
        let log = inner.log();
        let asked = log.iter().map(crate::dns::LoggedQuery::question).collect();
        Self { heard: Zone::from_log(&log), log: asked, inner }
    }
}

impl<R: Resolve> Resolve for Replayed<'_, R> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        if self.log.binary_search(question).is_ok() {
            return self.heard.answer(question);
        }
        self.inner.lookup(question).await
    }
}

/// What a cure is tried on.
pub(super) struct MessageTrial<'a, R> {
    pub(super) recorded: &'a Recorded<R>,
    pub(super) facts: &'a Facts<'a>,
    pub(super) report: &'a MessageReport,
    pub(super) verified: &'a DkimAndArc,
    pub(super) heard: Replayed<'a, R>,
    pub(super) known: KnownRecords<'a>,
    /// The domain that all names of the owner's are below.
    pub(super) owned: &'a Domain,
}

impl<R: Resolve> MessageTrial<'_, R> {
    /// Sends a suspect's steps through the gate, and tells what becomes of the message.
    pub(super) async fn prove(&self, mut suspect: Suspect) -> Diagnosis {
        if let Some(tidied) = suspect.tidied()
            && self.passed(&suspect, &tidied).await.is_err()
        {
            suspect.tidy.clear();
        }
        match self.passed(&suspect, &suspect.fixes).await {
            Ok(proof) => suspect.shown(proof),
            Err(obstacle) => suspect.refused(&obstacle).shown(None),
        }
    }

    async fn passed(&self, suspect: &Suspect, fixes: &[Fix]) -> Result<Option<Proof>, Obstacle> {
        let cause = &suspect.cause;
        gate::can_be_published(Ground { owned: self.owned, known: self.known }, fixes)?;
        let (of, assumed) = match &suspect.trial {
            Trial::Records | Trial::Harmless => (ProofOf::Message, Vec::new()),
            Trial::NextMessage(identifier) => (ProofOf::NextMessage, vec![identifier.clone()]),
            Trial::None => return Ok(None),
        };
        let ends: Vec<usize> = gate::prefixes(fixes).collect();
        // What is changed at a provider nothing here can try, unless it is what the next message would carry.
        if ends.is_empty() && of == ProofOf::Message {
            return Ok(None);
        }
        let ends = if ends.is_empty() { vec![0] } else { ends };
        let with = |end| if ends.last() == Some(&end) { assumed.as_slice() } else { &[] };
        let put = |end: usize| drafts(fixes.get(..end).unwrap_or_default(), self.known.0);
        let states = ends.iter().map(|end| self.judged(put(*end), of, with(*end)));
        // What only follows from a name is asked for; a provider's own alias is its account's to keep.
        let guessed = if suspect.otherwise.is_empty() { &[] } else { fixes };
        let (states, astray) = join(joining::all(states), leads_nowhere(&self.heard, guessed)).await;
        let mut last = None;
        for (end, judged) in ends.iter().copied().zip(states) {
            let records = put(end);
            let fixes = fixes.get(..end).unwrap_or_default();
            let (before, after) = self.states(&judged, records, fixes).await;
            gate::holds((&before, &after), cause, fixes, self.known)?;
            if self.report.dmarc.result == DmarcResult::Pass && judged.dmarc.result != DmarcResult::Pass {
                return Err(Obstacle::InBetween);
            }
            last = Some(judged);
        }
        if suspect.trial == Trial::Harmless {
            return Ok(None);
        }
        let proof = last.and_then(|judged| proof(self.report, &judged, of));
        let proof = proof.ok_or(Obstacle::Stays)?;
        // That a policy now applies, under which this very message fails, is nothing to promise.
        let is_promise = proof.after != Some(DmarcResult::Fail);
        if astray { Err(Obstacle::Stays) } else { Ok(Some(proof).filter(|_| is_promise)) }
    }

    /// The message with some records over DNS.
    async fn judged(&self, records: Vec<Draft>, of: ProofOf, assumed: &[Assumed]) -> Judged {
        let touches_keys = of == ProofOf::Message
            && records.iter().any(|draft| draft.name.as_str().contains("._domainkey."));
        let mended = Overlay::new(&self.heard, records);
        let resolver = Recorded::new(AnyResolver::of(&mended));
        judge_again(&resolver, self.facts, (!touches_keys).then_some(self.verified), assumed).await
    }

    /// The states before and after some steps. The SPF records that they change are walked over what was heard, with what the
    /// steps brought in: nobody is asked for it.
    async fn states(&self, judged: &Judged, records: Vec<Draft>, fixes: &[Fix]) -> (State, State) {
        let (mut before, mut after) = (State::of_report(self.report), State::of_message(judged));
        let names: Vec<&Domain> =
            fixes.iter().filter(|fix| gate::touches_spf(fix)).filter_map(|fix| fix.name.as_ref()).collect();
        if names.is_empty() {
            return (before, after);
        }
        let log = Replayed::new(self.recorded);
        let heard = Heard(&log);
        let mended = Overlay::new(&heard, records);
        for name in names {
            let record = gate::meant(&self.known.texts(name), &intent::Heard::of(name, self.known.0));
            let data = record.and_then(|record| Rdata::parse(RecordType::Txt, &record).ok());
            let meant = Draft { name: name.clone(), kind: RecordType::Txt, data };
            let meant = Overlay::new(&heard, vec![meant]);
            // What breaks today is no new fault.
            before.walked(spf::walk(&AnyResolver::of(&heard), name).await);
            before.meant(name, spf::walk(&AnyResolver::of(&meant), name).await.tree);
            after.walked(spf::walk(&AnyResolver::of(&mended), name).await);
        }
        (before, after)
    }
}

/// Whether some steps make an alias that leads to no key.
async fn leads_nowhere<R: Resolve>(resolver: &R, fixes: &[Fix]) -> bool {
    let targets = gate::key_aliases(fixes).filter_map(|fix| Domain::parse(fix.value.as_deref()?).ok());
    let questions: Vec<Question> = targets.map(|target| Question::new(target, RecordType::Txt)).collect();
    let answers = joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
    let is_key = |text: String| KeyRecord::parse(&text).is_ok();
    answers.iter().flatten().any(|answer| !answer.texts().any(is_key))
}

/// Answers from what was heard, and from nothing else.
pub(super) struct Heard<'a, R>(pub(super) &'a Replayed<'a, R>);

impl<R> Resolve for Heard<'_, R> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let is_heard = self.0.log.contains(question);
        if is_heard { self.0.heard.answer(question) } else { Err(DnsError::new(Fault::Limit)) }
    }
}

/// What becomes of a message when its steps are taken; `None` where they do not change what they promise to.
fn proof(report: &MessageReport, judged: &Judged, of: ProofOf) -> Option<Proof> {
    let (before, after) = (report.dmarc.result, judged.dmarc.result);
    let named = |identifier: &IdentifierReport| Identifier {
        mechanism: identifier.mechanism,
        domain: identifier.domain.clone(),
    };
    let identifiers = || judged.dmarc.identifiers.iter();
    let mends = match (before, after) {
        // A message that passes already is mended where one more identifier speaks for it, and so is one without any policy.
        (DmarcResult::Pass, DmarcResult::Pass) | (DmarcResult::None, DmarcResult::None) => {
            let count = |report: &[IdentifierReport]| report.iter().filter(|i| i.vouches()).count();
            count(&judged.dmarc.identifiers) > count(&report.dmarc.identifiers)
        }
        (DmarcResult::None, _) => true,
        (_, DmarcResult::Pass) => true,
        _ => false,
    };
    mends.then(|| Proof {
        of,
        before: Some(before),
        after: Some(after),
        by: identifiers().filter(|i| i.vouches()).map(named).collect(),
        unaligned: identifiers().filter(|i| i.passed() && !i.vouches()).map(named).collect(),
    })
}
