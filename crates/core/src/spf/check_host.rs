//! `check_host()` (RFC 7208 §4 to §7): decides from the answers so far, or says which it lacks.
//!
//! Nothing here waits. When a question has not been answered yet, evaluation ends with [`Missing`] and starts
//! again once it is: the result cannot depend on the order in which answers arrived.

use super::addresses::Network;
use super::cause::SpfCause;
use super::explain::explain;
use super::fetch::Answers;
use super::macros::{MacroString, Values, dotted, truncate_name};
use super::record::{Directive, DualCidr, Mechanism, Qualifier, Record};
use super::select::{Selected, exchanges, select};
use super::tree::{Node, StepResult};
use super::{CheckedIdentity, MAX_LOOKUPS, MAX_MX, MAX_PTR, MAX_VOID_LOOKUPS, MatchedTerm, Spf, SpfResult};
use crate::dns::{Answer, DnsError, Question, Rdata, RecordType};
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
struct Verdict {
    cause: SpfCause,
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
    lookups: u32,
    void_lookups: u32,
    /// The domains of the records that evaluation is inside of.
    path: Vec<Domain>,
    /// Whether `%{p}` has been counted as a lookup.
    counted_validation: bool,
    /// Whether an explanation is being made, which has no part in the limits.
    pub(super) explaining: bool,
}

/// The term that is evaluated, and where.
struct Step<'s> {
    domain: &'s Domain,
    node: &'s mut Node,
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
    fn record(&mut self, domain: &Domain, node: &mut Node) -> Result<Verdict, Missing> {
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

    fn mechanism(&mut self, mechanism: &Mechanism, step: &mut Step<'_>) -> Result<bool, Halt> {
        match mechanism {
            Mechanism::All => Ok(true),
            Mechanism::Ip4(address, prefix) => Ok(self.is_client_in((*address).into(), *prefix)),
            Mechanism::Ip6(address, prefix) => Ok(self.is_client_in((*address).into(), *prefix)),
            Mechanism::Include(target) => self.include(target, step),
            Mechanism::A(name, cidr) => self.a(name.as_ref(), *cidr, step),
            Mechanism::Mx(name, cidr) => self.mx(name.as_ref(), *cidr, step),
            Mechanism::Ptr(name) => self.ptr(name.as_ref(), step),
            Mechanism::Exists(name) => self.exists(name, step),
        }
    }

    /// RFC 7208 §5.2: the table that turns the target's result into match, no match or an error.
    fn include(&mut self, target: &MacroString, step: &mut Step<'_>) -> Result<bool, Halt> {
        let verdict = match self.follow(Some(target), step)? {
            Ok(verdict) => verdict,
            Err(domain) => return Err(SpfCause::IncludeHasNoRecord { domain }.into()),
        };
        match verdict.cause.result() {
            SpfResult::Pass => Ok(true),
            SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral => Ok(false),
            SpfResult::Temperror | SpfResult::Permerror => Err(verdict.cause.into()),
            SpfResult::None => {
                let domain = step.node.domain.as_ref().map(Domain::to_string).unwrap_or_default();
                Err(SpfCause::IncludeHasNoRecord { domain }.into())
            }
        }
    }

    /// Evaluates the record that an include or a redirect names; the inner error is a name that cannot be asked.
    fn follow(
        &mut self,
        target: Option<&MacroString>,
        step: &mut Step<'_>,
    ) -> Result<Result<Verdict, String>, Halt> {
        self.count_lookup(step)?;
        let Some(domain) = self.target_name(target, step)? else {
            return Ok(Err(target.map(MacroString::to_string).unwrap_or_default()));
        };
        // The same record with the same client leads to the same place again, until the limit of lookups.
        if self.path.contains(&domain) {
            return Err(SpfCause::Loop { domain }.into());
        }
        self.record(&domain, step.node).map(Ok).map_err(Halt::Missing)
    }

    /// RFC 7208 §5.3: matches where an address of the name is in the client's network.
    fn a(&mut self, name: Option<&MacroString>, cidr: DualCidr, step: &mut Step<'_>) -> Result<bool, Halt> {
        self.count_lookup(step)?;
        let Some(name) = self.target_name(name, step)? else { return Ok(false) };
        let answer = self.answer(&name, self.address_type())?;
        if answer.is_void() {
            self.count_void(step)?;
        }
        Ok(self.matches_any(answer, cidr, step))
    }

    /// RFC 7208 §5.4: as `a`, for each mail exchange of the name; the name itself is no implicit one.
    fn mx(&mut self, name: Option<&MacroString>, cidr: DualCidr, step: &mut Step<'_>) -> Result<bool, Halt> {
        self.count_lookup(step)?;
        let Some(name) = self.target_name(name, step)? else { return Ok(false) };
        let answer = self.answer(&name, RecordType::Mx)?;
        if answer.is_void() {
            self.count_void(step)?;
        }
        let (count, hosts) = exchanges(answer);
        // RFC 7208 §4.6.4: more than ten is "permerror". Whether the client is among the first ten must not
        // matter, since records of one preference come in any order.
        if count > MAX_MX {
            return Err(SpfCause::TooManyMx { domain: name, count, limit: MAX_MX }.into());
        }
        let kind = self.address_type();
        self.require(hosts.iter().map(|host| Question::new(host.clone(), kind)))?;
        for host in &hosts {
            let answer = self.answer(host, kind)?;
            if answer.is_void() && step.node.void_lookups == 0 {
                self.count_void(step)?;
            }
            if self.matches_any(answer, cidr, step) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// RFC 7208 §5.5: matches where a validated name of the client is the target or below it.
    fn ptr(&mut self, name: Option<&MacroString>, step: &mut Step<'_>) -> Result<bool, Halt> {
        self.count_lookup(step)?;
        let Some(target) = self.target_name(name, step)? else { return Ok(false) };
        if self.pointers()?.is_some_and(Answer::is_void) {
            self.count_void(step)?;
        }
        Ok(self.validated_names()?.iter().any(|name| name.is_within(&target)))
    }

    /// RFC 7208 §5.7: matches where the name has an A record, whatever the client's address family.
    fn exists(&mut self, name: &MacroString, step: &mut Step<'_>) -> Result<bool, Halt> {
        self.count_lookup(step)?;
        let Some(name) = self.target_name(Some(name), step)? else { return Ok(false) };
        let answer = self.answer(&name, RecordType::A)?;
        if answer.is_void() {
            self.count_void(step)?;
        }
        Ok(!answer.is_void())
    }

    /// The name a term asks, its macros replaced. `None` for one that DNS cannot hold: RFC 7208 §4.8 leaves open
    /// what to do with it, and as a name without records it does the least harm. So it is with a local part
    /// outside ASCII, which RFC 8616 §4 has match nothing.
    fn target_name(
        &mut self,
        spec: Option<&MacroString>,
        step: &mut Step<'_>,
    ) -> Result<Option<Domain>, Halt> {
        let name = match spec {
            None => Some(step.domain.clone()),
            Some(spec) => {
                let text = self.expand(spec, step.domain)?;
                text.and_then(|text| Domain::parse_any(truncate_name(&text)).ok())
            }
        };
        step.node.domain.clone_from(&name);
        Ok(name)
    }

    /// Replaces the macros of a text.
    pub(super) fn expand(&mut self, text: &MacroString, domain: &Domain) -> Result<Option<String>, Halt> {
        let asks = text.macros().any(|inside| inside.letter == super::macros::Letter::ValidatedName);
        let validated = if asks { self.validated_name(domain)? } else { None };
        let identity = self.identity;
        Ok(text.expand(&Values {
            local_part: identity.local_part,
            sender_domain: identity.name,
            domain: domain.as_str(),
            ip: identity.ip,
            helo: identity.helo,
            // RFC 7208 §7.3: "If there are no validated domain names or if a DNS error occurs, the string
            // "unknown" is used."
            validated: validated.as_ref().map_or("unknown", Domain::as_str),
            receiver: identity.receiver,
            now: identity.now,
        }))
    }

    /// RFC 7208 §7.3: for `%{p}` the domain itself goes first, then a name below it, then any.
    fn validated_name(&mut self, domain: &Domain) -> Result<Option<Domain>, Halt> {
        // RFC 7208 §4.6.4: the PTR lookup of the macro is part of the limit of ten.
        if !self.explaining && !std::mem::replace(&mut self.counted_validation, true) {
            self.spend("%{p}", domain)?;
        }
        let names = self.validated_names()?;
        let exact = names.iter().find(|name| *name == domain);
        let below = || names.iter().find(|name| name.is_within(domain));
        Ok(exact.or_else(below).or_else(|| names.first()).cloned())
    }

    /// The names of the client that lead back to its address (RFC 7208 §5.5).
    fn validated_names(&self) -> Result<Vec<Domain>, Halt> {
        let Some(answer) = self.pointers()? else { return Ok(Vec::new()) };
        let names = answer.records.iter().filter_map(|data| match data {
            Rdata::Ptr(name) => Some(name.clone()),
            _ => None,
        });
        // RFC 7208 §4.6.4: names beyond the tenth are ignored.
        let names: Vec<Domain> = names.take(MAX_PTR).collect();
        let kind = self.address_type();
        self.require(names.iter().map(|name| Question::new(name.clone(), kind)))?;
        // RFC 7208 §5.5: a name whose address lookup fails is skipped.
        let leads_back = |name: &Domain| {
            let answer = self.answers.get(&Question::new(name.clone(), kind));
            answer.is_some_and(|answer| {
                answer.as_ref().is_ok_and(|a| a.addresses().any(|ip| ip == self.identity.ip))
            })
        };
        Ok(names.into_iter().filter(leads_back).collect())
    }

    /// The PTR records of the client; `None` where DNS gave no answer, which matches nothing (RFC 7208 §5.5).
    fn pointers(&self) -> Result<Option<&'a Answer>, Halt> {
        let Some(name) = reverse_name(self.identity.ip) else { return Ok(None) };
        Ok(self.outcome(&name, RecordType::Ptr)?.as_ref().ok())
    }

    fn count_lookup(&mut self, step: &mut Step<'_>) -> Result<(), Halt> {
        step.node.lookups = 1;
        self.spend(&step.node.term, step.domain)
    }

    /// RFC 7208 §4.6.4: terms that ask DNS may be ten in all.
    fn spend(&mut self, term: &str, domain: &Domain) -> Result<(), Halt> {
        self.lookups += 1;
        if self.lookups > MAX_LOOKUPS {
            let (domain, term) = (domain.clone(), term.to_owned());
            return Err(SpfCause::TooManyLookups { domain, term, limit: MAX_LOOKUPS }.into());
        }
        Ok(())
    }

    /// RFC 7208 §4.6.4: of the terms that ask DNS, two may find nothing.
    fn count_void(&mut self, step: &mut Step<'_>) -> Result<(), Halt> {
        step.node.void_lookups = 1;
        self.void_lookups += 1;
        if self.void_lookups > MAX_VOID_LOOKUPS {
            let (domain, term) = (step.domain.clone(), step.node.term.clone());
            return Err(SpfCause::TooManyVoidLookups { domain, term, limit: MAX_VOID_LOOKUPS }.into());
        }
        Ok(())
    }

    fn is_client_in(&self, address: IpAddr, prefix: u8) -> bool {
        Network::new(address, prefix).contains(self.identity.ip)
    }

    fn matches_any(&self, answer: &Answer, cidr: DualCidr, step: &mut Step<'_>) -> bool {
        let prefix = if self.identity.ip.is_ipv4() { cidr.v4 } else { cidr.v6 };
        let before = step.node.addresses.len();
        step.node.addresses.extend(answer.addresses());
        step.node.addresses.iter().skip(before).any(|address| self.is_client_in(*address, prefix))
    }

    /// The type of address record that the client's family asks for (RFC 7208 §5).
    pub(super) const fn address_type(&self) -> RecordType {
        if self.identity.ip.is_ipv4() { RecordType::A } else { RecordType::Aaaa }
    }

    /// An answer, or what its absence means to most terms (RFC 7208 §5: "temperror").
    fn answer(&self, name: &Domain, kind: RecordType) -> Result<&'a Answer, Halt> {
        let outcome = self.outcome(name, kind)?.as_ref();
        outcome.map_err(|error| SpfCause::Dns { name: name.clone(), kind, fault: error.fault }.into())
    }

    /// An answer or a fault; missing where nobody has asked.
    pub(super) fn outcome(
        &self,
        name: &Domain,
        kind: RecordType,
    ) -> Result<&'a Result<Answer, DnsError>, Halt> {
        let question = Question::new(name.clone(), kind);
        self.answers.get(&question).ok_or_else(|| Halt::Missing(BTreeSet::from([question])))
    }

    /// Makes sure that several questions have been asked, all at once.
    fn require(&self, questions: impl Iterator<Item = Question>) -> Result<(), Halt> {
        let missing: Missing = questions.filter(|question| !self.answers.contains_key(question)).collect();
        if missing.is_empty() { Ok(()) } else { Err(Halt::Missing(missing)) }
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
        expected: error.expected,
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

/// The name under which an address has its PTR records (RFC 1035 §3.5, RFC 3596 §2.5).
fn reverse_name(ip: IpAddr) -> Option<Domain> {
    let mut labels: Vec<String> = dotted(ip).split('.').map(str::to_owned).collect();
    labels.reverse();
    let zone = if ip.is_ipv4() { "in-addr.arpa" } else { "ip6.arpa" };
    Domain::parse(&format!("{}.{zone}", labels.join("."))).ok()
}
