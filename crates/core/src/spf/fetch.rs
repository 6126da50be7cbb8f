//! The only place where SPF waits: it asks what a check needs, and hands the answers to the pure part.

use super::answers::Answers;
use super::check_host::check_host;
use super::evaluation::Identity;
use super::reach::{Reach, wanted};
use super::walk::{Walk, build};
use super::{MAX_QUESTIONS, Spf};
use crate::dns::{DnsError, Fault, Question, Resolve};
use crate::domain::Domain;
use crate::joining;
use std::collections::BTreeSet;

/// Checks an identity: asks ahead what is certain to be safe, then what evaluation turns out to need. The tree of
/// steps is kept where it is `traced`.
pub(super) async fn check(resolver: &impl Resolve, identity: &Identity<'_>, traced: bool) -> Spf {
    let (mut answers, reach) = (Answers::default(), Reach::of_check(identity.ip));
    let ahead = |answers: &Answers| match &identity.domain {
        Some(domain) => wanted(domain, answers, &reach),
        None => BTreeSet::new(),
    };
    let mut next = ahead(&answers);
    // Each turn asks at least one new question, and beyond the limit they are answered here.
    loop {
        ask(resolver, &mut answers, next).await;
        match check_host(identity, &answers, traced) {
            Ok(spf) => return spf,
            Err(missing) => {
                next = ahead(&answers);
                next.extend(missing);
            }
        }
    }
}

/// Walks everything that a domain's record reaches.
pub(super) async fn walk(resolver: &impl Resolve, domain: &Domain) -> Walk {
    let mut answers = Answers::default();
    ask_ahead(resolver, &mut answers, domain, &Reach::of_walk()).await;
    build(domain, &answers)
}

/// Asks level by level: all names of the records of one level go out together.
async fn ask_ahead(resolver: &impl Resolve, answers: &mut Answers, domain: &Domain, reach: &Reach) {
    loop {
        let next = wanted(domain, answers, reach);
        if next.is_empty() {
            return;
        }
        ask(resolver, answers, next).await;
    }
}

/// Asks several questions at once.
async fn ask(resolver: &impl Resolve, answers: &mut Answers, questions: BTreeSet<Question>) {
    let room = MAX_QUESTIONS.saturating_sub(answers.len());
    let asked = joining::all(questions.iter().take(room).map(|question| resolver.lookup(question))).await;
    let refused = std::iter::repeat(Err(DnsError::new(Fault::Limit)));
    for (question, outcome) in questions.into_iter().zip(asked.into_iter().chain(refused)) {
        answers.keep(question, outcome);
    }
}
