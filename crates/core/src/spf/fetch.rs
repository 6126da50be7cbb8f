//! The only place where SPF waits: it asks what a check needs, and hands the answers to the pure part.

use super::check_host::{Identity, check_host};
use super::reach::{Known, Reach, wanted};
use super::walk::{Walk, build};
use super::{MAX_QUESTIONS, Spf};
use crate::dns::{Answer, DnsError, Fault, Question, Resolve};
use crate::domain::Domain;
use crate::together;
use std::collections::{BTreeMap, BTreeSet};

/// What has been answered so far.
pub(super) type Answers = BTreeMap<Question, Result<Answer, DnsError>>;

/// Checks an identity: asks ahead what is certain to be safe, then what evaluation turns out to need.
pub(super) async fn check(resolver: &impl Resolve, identity: &Identity<'_>) -> Spf {
    let mut answers = Answers::new();
    if let Some(domain) = &identity.domain {
        ask_ahead(resolver, &mut answers, domain, &Reach::of_check(identity.ip)).await;
    }
    // Each turn asks at least one new question, and beyond the limit they are answered here.
    loop {
        match check_host(identity, &answers) {
            Ok(spf) => return spf,
            Err(missing) => ask(resolver, &mut answers, missing).await,
        }
    }
}

/// Walks everything that a domain's record reaches.
pub(super) async fn walk(resolver: &impl Resolve, domain: &Domain) -> Walk {
    let mut answers = Answers::new();
    ask_ahead(resolver, &mut answers, domain, &Reach::of_walk()).await;
    build(domain, &answers)
}

/// Asks level by level: all names of the records of one level go out together.
async fn ask_ahead(resolver: &impl Resolve, answers: &mut Answers, domain: &Domain, reach: &Reach) {
    let mut known = Known::new();
    loop {
        let next = wanted(domain, answers, reach, &mut known);
        if next.is_empty() {
            return;
        }
        ask(resolver, answers, next).await;
    }
}

/// Asks several questions at once.
async fn ask(resolver: &impl Resolve, answers: &mut Answers, questions: BTreeSet<Question>) {
    let room = MAX_QUESTIONS.saturating_sub(answers.len());
    let (asked, refused): (Vec<_>, Vec<_>) =
        questions.into_iter().enumerate().partition(|(count, _)| *count < room);
    let outcomes = together::all(asked.iter().map(|(_, question)| resolver.lookup(question))).await;
    answers.extend(asked.into_iter().map(|(_, question)| question).zip(outcomes));
    answers.extend(refused.into_iter().map(|(_, question)| (question, Err(DnsError::new(Fault::Limit)))));
}
