//! `check_host()` (RFC 7208 §4 to §7): decides from the answers so far, or says which it lacks.
//!
//! Nothing here waits. When a question has not been answered yet, evaluation ends with [`Missing`] and starts
//! again once it is: the result cannot depend on the order in which answers arrived.

use super::answers::Answers;
use super::cause::SpfCause;
use super::evaluation::{Evaluation, Halt, Identity, Missing, Ruling, Verdict, missing};
use super::explain::explain;
use super::macros::MacroString;
use super::mechanism::Step;
use super::select::{Published, Selected};
use super::term::{Directive, Qualifier};
use super::tree::{Node, StepResult};
use super::{MatchedTerm, Spf, SpfResult};
use crate::dns::{Question, RecordType};
use crate::domain::Domain;
use crate::syntax::Span;

/// Evaluates the record of an identity's domain.
pub(super) fn check_host(identity: &Identity<'_>, answers: &Answers, traced: bool) -> Result<Spf, Missing> {
    let mut evaluation = Evaluation::new(identity, answers, traced);
    // RFC 7208 §4.3: a malformed domain, or one of a single label, is "none" at once.
    let Some(domain) = &identity.domain else {
        let cause = SpfCause::BadDomain { name: identity.name.to_owned() };
        return Ok(report(&evaluation, cause, None, None));
    };
    let mut root = Node::root(domain.clone());
    let verdict = evaluation.record(domain, &mut root)?;
    let explanation = match (verdict.ruling.result(), verdict.explanation) {
        (SpfResult::Fail, Some((domain, target))) => explain(&mut evaluation, &domain, target)?,
        _ => None,
    };
    Ok(report(&evaluation, verdict.ruling.into_cause(), Some(root).filter(|_| traced), explanation))
}

fn report(
    evaluation: &Evaluation<'_>,
    cause: SpfCause,
    tree: Option<Node>,
    explanation: Option<String>,
) -> Spf {
    let identity = evaluation.identity;
    let result = cause.result();
    let matched = |domain, term| Some(MatchedTerm { domain, term });
    let (matched, cause) = match cause {
        SpfCause::Matched { domain, term, result: SpfResult::Pass } => (matched(domain, term), None),
        SpfCause::Matched { domain, term, result } => {
            (matched(domain.clone(), term.clone()), Some(SpfCause::Matched { domain, term, result }))
        }
        cause => (None, Some(cause)),
    };
    Spf {
        result,
        identity: identity.kind,
        domain: identity.domain.as_ref().map_or_else(|| identity.name.to_owned(), Domain::to_string),
        explanation,
        lookups: evaluation.lookups,
        void_lookups: evaluation.void_lookups,
        matched,
        cause,
        tree,
    }
}

impl<'a> Evaluation<'a> {
    /// Evaluates the record of `domain` and hangs its steps under `node`.
    pub(super) fn record(&mut self, domain: &Domain, node: &mut Node) -> Result<Verdict<'a>, Missing> {
        let verdict = match self.read_record(domain, node)? {
            Ok(published) => {
                self.path.push(domain.clone());
                let verdict = self.terms(published, domain, node);
                self.path.pop();
                verdict?
            }
            Err(cause) => cause.into(),
        };
        node.outcome = Some(verdict.ruling.result());
        if self.path.is_empty() {
            self.end(node, &verdict.ruling);
        }
        Ok(verdict)
    }

    /// Notes how a step ended.
    fn end(&self, node: &mut Node, ruling: &Ruling<'_>) {
        node.result = ruling.step_result();
        if self.traced {
            node.cause = ruling.cause_at(node);
        }
    }

    fn read_record(
        &mut self,
        domain: &Domain,
        node: &mut Node,
    ) -> Result<Result<&'a Published, SpfCause>, Missing> {
        let Some(selected) = self.answers.selected(domain) else {
            return Err(missing(Question::new(domain.clone(), RecordType::Txt)));
        };
        let domain = domain.clone();
        Ok(match selected {
            // RFC 7208 §4.4: no answer is "temperror".
            Selected::Fault(fault) => {
                Err(SpfCause::Dns { name: domain, kind: RecordType::Txt, fault: *fault })
            }
            Selected::None { void } => {
                node.void_lookups = u32::from(*void && !self.path.is_empty());
                self.void_lookups += node.void_lookups;
                Err(SpfCause::NoRecord { domain })
            }
            Selected::Several(records) => Err(SpfCause::SeveralRecords { domain, count: records.len() }),
            Selected::One(published) => {
                node.record = self.traced.then(|| published.text.clone());
                // RFC 7208 §4.6: syntax errors anywhere in the record are "permerror" before anything is evaluated.
                match published.errors.first() {
                    Some(error) => Err(syntax_cause(&domain, &published.text, error)),
                    None => Ok(published),
                }
            }
        })
    }

    /// RFC 7208 §4.6.2: mechanisms are evaluated from left to right, and the first match ends it.
    fn terms(
        &mut self,
        published: &'a Published,
        domain: &Domain,
        node: &mut Node,
    ) -> Result<Verdict<'a>, Missing> {
        let (record, text) = (&published.record, &published.text);
        let mut children = Vec::with_capacity(if self.traced { record.terms.len() } else { 0 });
        let mut decided: Option<Ruling<'a>> = None;
        for (span, directive) in record.directives() {
            if !self.traced && decided.is_some() {
                break;
            }
            if !self.traced && self.misses(&directive.mechanism) {
                continue;
            }
            let term = span.text(text);
            let mut child = self.node(term, span, Some(directive.qualifier));
            if decided.is_none() {
                decided = self.directive(directive, &mut Step { term, domain, node: &mut child })?;
            }
            self.keep(&mut children, child);
        }
        let explanation = record.explanation().map(|target| (domain.clone(), target));
        let no_match = SpfCause::NoMatch { domain: domain.clone() };
        let mut verdict = Verdict { ruling: Ruling::Cause(no_match), explanation };
        if let Some((span, target)) = record.redirect() {
            let term = span.text(text);
            let mut child = self.node(term, span, None);
            // RFC 7208 §6.1: redirect counts when nothing matched; §5.1: it is ignored beside "all".
            if decided.is_none() {
                verdict = self.redirect(target, &mut Step { term, domain, node: &mut child })?;
            }
            self.keep(&mut children, child);
        }
        node.adopt(children);
        if let Some(ruling) = decided {
            verdict.ruling = ruling;
        }
        Ok(verdict)
    }

    /// A step for a term; the text of one that is not kept is not copied.
    fn node(&self, term: &str, span: Span, qualifier: Option<Qualifier>) -> Node {
        Node::new(if self.traced { term } else { "" }, Some(span), qualifier)
    }

    fn keep(&self, children: &mut Vec<Node>, child: Node) {
        if self.traced {
            children.push(child);
        }
    }

    /// Evaluates one directive; `Some` where the check ends with it.
    fn directive(
        &mut self,
        directive: &'a Directive,
        step: &mut Step<'a, '_>,
    ) -> Result<Option<Ruling<'a>>, Missing> {
        let ruling = match self.mechanism(&directive.mechanism, step) {
            Ok(false) => {
                step.node.result = StepResult::NoMatch;
                return Ok(None);
            }
            Ok(true) => {
                let (domain, result) = (step.domain.clone(), qualified(directive.qualifier));
                Ruling::Matched { domain, term: step.term, result }
            }
            Err(Halt::Cause(cause)) => Ruling::Cause(cause),
            Err(Halt::Missing(missing)) => return Err(missing),
        };
        self.end(step.node, &ruling);
        Ok(Some(ruling))
    }

    /// RFC 7208 §6.1: the result of the target is the result, but for a target without a record.
    fn redirect(&mut self, target: &'a MacroString, step: &mut Step<'a, '_>) -> Result<Verdict<'a>, Missing> {
        let verdict = match self.follow(Some(target), step) {
            Err(Halt::Missing(missing)) => return Err(missing),
            Err(Halt::Cause(cause)) => cause.into(),
            Ok(Err(name)) => SpfCause::RedirectHasNoRecord { domain: name }.into(),
            Ok(Ok(verdict)) if verdict.ruling.result() == SpfResult::None => {
                let name = step.node.domain.as_ref().map(Domain::to_string).unwrap_or_default();
                SpfCause::RedirectHasNoRecord { domain: name }.into()
            }
            Ok(Ok(verdict)) => verdict,
        };
        self.end(step.node, &verdict.ruling);
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
