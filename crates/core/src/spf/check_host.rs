//! `check_host()` (RFC 7208 §4 to §7): decides from the answers so far, or says which it lacks.
//!
//! Nothing here waits. When a question has not been answered yet, evaluation ends with [`Missing`] and starts
//! again once it is: the result cannot depend on the order in which answers arrived.

use super::cause::SpfCause;
use super::explain::explain;
use super::fetch::Answers;
use super::macros::MacroString;
use super::mechanism::Step;
use super::record::{Directive, Qualifier, Record};
use super::select::{Selected, select};
use super::tree::{Node, StepResult};
use super::{CheckedIdentity, MatchedTerm, Spf, SpfResult};
use crate::dns::{Question, RecordType};
use crate::domain::Domain;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The questions without whose answers a check cannot go on.
pub(super) type Missing = BTreeSet<Question>;

/// Who is checked, for which client, as the macros and the evaluation need it.
#[derive(Clone, Debug)]
pub(super) struct Identity<'a> {
    pub(super) kind: CheckedIdentity,
    /// The client; never an IPv4-mapped address.
    pub(super) ip: IpAddr,
    /// The domain as given.
    pub(super) name: &'a str,
    /// The domain, where it can be checked.
    pub(super) domain: Option<Domain>,
    pub(super) local_part: &'a str,
    pub(super) helo: &'a str,
    pub(super) receiver: &'a str,
    pub(super) now: u64,
}

/// Evaluates the record of an identity's domain.
pub(super) fn check_host(identity: &Identity<'_>, answers: &Answers) -> Result<Spf, Missing> {
    // RFC 7208 §4.3: a malformed domain, or one of a single label, is "none" at once.
    let Some(domain) = &identity.domain else {
        let cause = SpfCause::BadDomain { name: identity.name.to_owned() };
        return Ok(report(identity, cause, None, None, &Evaluation::new(identity, answers)));
    };
    let mut evaluation = Evaluation::new(identity, answers);
    let mut root = Node::root(domain.clone());
    let verdict = evaluation.record(domain, &mut root)?;
    let explanation = match (&verdict.cause.result(), &verdict.explanation) {
        (SpfResult::Fail, Some((domain, target))) => explain(&mut evaluation, domain, target)?,
        _ => None,
    };
    Ok(report(identity, verdict.cause, Some(root), explanation, &evaluation))
}

fn report(
    identity: &Identity<'_>,
    cause: SpfCause,
    tree: Option<Node>,
    explanation: Option<String>,
    evaluation: &Evaluation<'_>,
) -> Spf {
    let matched = match &cause {
        SpfCause::Matched { domain, term, .. } => {
            Some(MatchedTerm { domain: domain.clone(), term: term.clone() })
        }
        _ => None,
    };
    Spf {
        result: cause.result(),
        identity: identity.kind,
        domain: identity.domain.as_ref().map_or_else(|| identity.name.to_owned(), Domain::to_string),
        explanation,
        lookups: evaluation.lookups,
        void_lookups: evaluation.void_lookups,
        matched,
        cause: Some(cause).filter(|cause| cause.result() != SpfResult::Pass),
        tree,
    }
}

/// What a record came to.
pub(super) struct Verdict {
    pub(super) cause: SpfCause,
    /// Where the explanation of a fail is: the record's domain and the value of its `exp=`.
    explanation: Option<(Domain, MacroString)>,
}

impl From<SpfCause> for Verdict {
    fn from(cause: SpfCause) -> Self {
        Self { cause, explanation: None }
    }
}

/// Why a term was left before it said match or no match.
pub(super) enum Halt {
    Missing(Missing),
    Cause(SpfCause),
}

impl From<SpfCause> for Halt {
    fn from(cause: SpfCause) -> Self {
        Self::Cause(cause)
    }
}

/// A check under way: its budgets and the records it stands in.
pub(super) struct Evaluation<'a> {
    pub(super) identity: &'a Identity<'a>,
    pub(super) answers: &'a Answers,
    pub(super) lookups: u32,
    pub(super) void_lookups: u32,
    /// The domains of the records that evaluation is inside of.
    pub(super) path: Vec<Domain>,
    /// Whether `%{p}` has been counted as a lookup.
    pub(super) counted_validation: bool,
    /// Whether an explanation is being made, which has no part in the limits.
    pub(super) explaining: bool,
}

impl<'a> Evaluation<'a> {
    fn new(identity: &'a Identity<'a>, answers: &'a Answers) -> Self {
        Self {
            identity,
            answers,
            lookups: 0,
            void_lookups: 0,
            path: Vec::new(),
            counted_validation: false,
            explaining: false,
        }
    }

    /// Evaluates the record of `domain` and hangs its steps under `node`.
    pub(super) fn record(&mut self, domain: &Domain, node: &mut Node) -> Result<Verdict, Missing> {
        let verdict = match self.read_record(domain, node)? {
            Ok(record) => {
                self.path.push(domain.clone());
                let verdict = self.terms(&record, domain, node);
                self.path.pop();
                verdict?
            }
            Err(cause) => cause.into(),
        };
        node.outcome = Some(verdict.cause.result());
        if self.path.is_empty() {
            node.result = step_result(&verdict.cause);
            let failed_here = node.result == StepResult::Error && node.children.iter().all(is_sound);
            node.cause = failed_here.then(|| verdict.cause.clone());
        }
        Ok(verdict)
    }

    fn read_record(&mut self, domain: &Domain, node: &mut Node) -> Result<Result<Record, SpfCause>, Missing> {
        let domain = domain.clone();
        let text = match select(self.answers, &domain) {
            Selected::Unasked => return Err(BTreeSet::from([Question::new(domain, RecordType::Txt)])),
            // RFC 7208 §4.4: no answer is "temperror".
            Selected::Fault(fault) => {
                return Ok(Err(SpfCause::Dns { name: domain, kind: RecordType::Txt, fault }));
            }
            Selected::None { void } => {
                self.void_lookups += u32::from(void && !self.path.is_empty());
                node.void_lookups = u32::from(void && !self.path.is_empty());
                return Ok(Err(SpfCause::NoRecord { domain }));
            }
            Selected::Several(records) => {
                return Ok(Err(SpfCause::SeveralRecords { domain, count: records.len() }));
            }
            Selected::One(text) => text,
        };
        node.record = Some(text.clone());
        // RFC 7208 §4.6: syntax errors anywhere in the record are "permerror" before anything is evaluated.
        Ok(Record::parse(&text).map_err(|error| syntax_cause(&domain, &text, &error)))
    }

    /// RFC 7208 §4.6.2: mechanisms are evaluated from left to right, and the first match ends it.
    fn terms(&mut self, record: &Record, domain: &Domain, node: &mut Node) -> Result<Verdict, Missing> {
        let text = node.record.clone().unwrap_or_default();
        let mut children = Vec::new();
        let mut decided: Option<SpfCause> = None;
        for (span, directive) in record.directives() {
            let mut child = Node::new(span.text(&text), Some(span), Some(directive.qualifier));
            if decided.is_none() {
                decided = self.directive(directive, domain, &mut child)?;
            }
            children.push(child);
        }
        let explanation = record.explanation().map(|target| (domain.clone(), target.clone()));
        let mut verdict = Verdict { cause: SpfCause::NoMatch { domain: domain.clone() }, explanation };
        if let Some((span, target)) = record.redirect() {
            let mut child = Node::new(span.text(&text), Some(span), None);
            // RFC 7208 §6.1: redirect counts when nothing matched; §5.1: it is ignored beside "all".
            if decided.is_none() {
                verdict = self.redirect(target, domain, &mut child)?;
            }
            children.push(child);
        }
        node.adopt(children);
        if let Some(cause) = decided {
            verdict.cause = cause;
        }
        Ok(verdict)
    }

    /// Evaluates one directive; `Some` where the check ends with it.
    fn directive(
        &mut self,
        directive: &Directive,
        domain: &Domain,
        node: &mut Node,
    ) -> Result<Option<SpfCause>, Missing> {
        let term = node.term.clone();
        let outcome = self.mechanism(&directive.mechanism, &mut Step { domain, node });
        let (result, cause) = match outcome {
            Ok(false) => (StepResult::NoMatch, None),
            Ok(true) => {
                let result = qualified(directive.qualifier);
                (StepResult::Match, Some(SpfCause::Matched { domain: domain.clone(), term, result }))
            }
            Err(Halt::Cause(cause)) => (StepResult::Error, Some(cause)),
            Err(Halt::Missing(missing)) => return Err(missing),
        };
        node.result = result;
        if result == StepResult::Error && node.children.iter().all(is_sound) {
            node.cause.clone_from(&cause);
        }
        Ok(cause)
    }

    /// RFC 7208 §6.1: the result of the target is the result, but for a target without a record.
    fn redirect(
        &mut self,
        target: &MacroString,
        domain: &Domain,
        node: &mut Node,
    ) -> Result<Verdict, Missing> {
        let verdict = match self.follow(Some(target), &mut Step { domain, node }) {
            Err(Halt::Missing(missing)) => return Err(missing),
            Err(Halt::Cause(cause)) => cause.into(),
            Ok(Err(name)) => SpfCause::RedirectHasNoRecord { domain: name }.into(),
            Ok(Ok(verdict)) if verdict.cause.result() == SpfResult::None => {
                let name = node.domain.as_ref().map(Domain::to_string).unwrap_or_default();
                SpfCause::RedirectHasNoRecord { domain: name }.into()
            }
            Ok(Ok(verdict)) => verdict,
        };
        node.result = step_result(&verdict.cause);
        if node.result == StepResult::Error && node.children.iter().all(is_sound) {
            node.cause = Some(verdict.cause.clone());
        }
        Ok(verdict)
    }
}

/// A syntax error of a record as a cause.
pub(super) fn syntax_cause(domain: &Domain, text: &str, error: &crate::syntax::SyntaxError) -> SpfCause {
    let before = text.get(..error.span.start).unwrap_or_default();
    let start = before.rfind(' ').map_or(0, |space| space + 1);
    let term = text.get(start..).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    SpfCause::Syntax {
        domain: domain.clone(),
        term: term.to_owned(),
        span: error.span,
        expected: error.expected.clone(),
    }
}

/// The result a qualifier stands for (RFC 7208 §4.6.2).
const fn qualified(qualifier: Qualifier) -> SpfResult {
    match qualifier {
        Qualifier::Pass => SpfResult::Pass,
        Qualifier::Fail => SpfResult::Fail,
        Qualifier::Softfail => SpfResult::Softfail,
        Qualifier::Neutral => SpfResult::Neutral,
    }
}

/// How the step ends that brought a record with this cause.
const fn step_result(cause: &SpfCause) -> StepResult {
    match cause {
        SpfCause::Matched { .. } => StepResult::Match,
        SpfCause::NoMatch { .. } => StepResult::NoMatch,
        SpfCause::BadDomain { .. }
        | SpfCause::NoRecord { .. }
        | SpfCause::SeveralRecords { .. }
        | SpfCause::Syntax { .. }
        | SpfCause::TooManyLookups { .. }
        | SpfCause::TooManyVoidLookups { .. }
        | SpfCause::TooManyMx { .. }
        | SpfCause::Loop { .. }
        | SpfCause::IncludeHasNoRecord { .. }
        | SpfCause::RedirectHasNoRecord { .. }
        | SpfCause::Dns { .. } => StepResult::Error,
    }
}

/// Whether an error further up is not this step's or one below it.
fn is_sound(node: &Node) -> bool {
    node.result != StepResult::Error
}
