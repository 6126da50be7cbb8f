//! A domain's record without a client: the whole tree, its cost, its addresses and the advice on it.

use super::addresses::{AddressView, MAX_RANGES, Network, Range};
use super::answers::Answers;
use super::cause::SpfCause;
use super::check_host::syntax_cause;
use super::finding::{Costly, SpfFinding};
use super::macros::MacroString;
use super::reach::{MAX_VISITS, MAX_WALK_DEPTH, static_target};
use super::review::{MAX_RECORD, review_read};
use super::select::{Published, Selected, exchanges};
use super::term::{Directive, DualCidr, Mechanism, Qualifier};
use super::tree::{Node, StepResult};
use super::void::VoidByFamily;
use super::{MAX_LOOKUPS, MAX_MX, MAX_VOID_LOOKUPS};
use crate::dns::{Answer, Rdata, RecordType};
use crate::domain::Domain;
use crate::sorting;
use serde::Serialize;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// The most steps a walked tree has.
pub const MAX_WALK_NODES: usize = 2_000;

/// The most addresses that are kept for one step; a name with more is a curiosity.
pub const MAX_STEP_ADDRESSES: usize = 200;

/// What a domain publishes, all of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SpfWalk"))]
#[serde(rename_all = "camelCase")]
pub struct Walk {
    /// The domain.
    pub domain: Domain,
    /// Its SPF record, where it has exactly one.
    pub record: Option<String>,
    /// Its SPF records, where it has several, or the one.
    pub records: Vec<String>,
    /// The record as a tree. Steps are [`StepResult::NotEvaluated`], but for those that fail whoever sends.
    pub tree: Option<Node>,
    /// How many lookups a client costs that nothing matches before the end.
    pub lookups: u32,
    /// How many of those find nothing.
    pub void_lookups: u32,
    /// What ends the check of such a client with an error or "none"; absent where nothing does.
    pub cause: Option<SpfCause>,
    /// The advice.
    pub findings: Vec<SpfFinding>,
    /// The addresses that may send.
    pub addresses: AddressView,
}

impl Walk {
    /// Takes out addresses that stand in the place of others.
    pub(crate) fn forget(&mut self, stand_in: &[IpAddr]) {
        let is_other = |ip: &IpAddr| !stand_in.contains(ip);
        for step in self.tree.iter_mut().flat_map(|root| &mut root.children) {
            step.addresses.retain(is_other);
        }
        let view = &mut self.addresses;
        let ranges = std::mem::take(&mut view.ranges);
        let others: Vec<Range> =
            ranges.iter().filter(|range| is_other(&range.network.address())).cloned().collect();
        let depends = view.depends || others.len() < ranges.len();
        *view = AddressView::of(others, view.everyone, depends);
    }
}

/// Builds the walk from the answers alone.
pub(super) fn build(domain: &Domain, answers: &Answers) -> Walk {
    let mut walker = Walker::new(answers);
    let mut tree = Node::root(domain.clone());
    walker.record(domain, &mut tree, &Scope { authorises: true, through: None });
    let records = match answers.selected(domain) {
        Some(Selected::One(published)) => vec![published.text.clone()],
        Some(Selected::Several(records)) => records.clone(),
        _ => Vec::new(),
    };
    walker.totals(domain, &tree);
    Walk {
        domain: domain.clone(),
        record: tree.record.clone(),
        records,
        lookups: walker.lookups,
        void_lookups: walker.void_lookups,
        cause: walker.cause,
        findings: walker.findings,
        addresses: AddressView::of(walker.ranges, walker.everyone, walker.depends),
        tree: Some(tree),
    }
}

/// What a match inside a record means for the checked domain.
struct Scope {
    /// Whether a pass in this record is a pass of the checked domain.
    authorises: bool,
    /// The term of the checked domain's own record that leads here.
    through: Option<String>,
}

struct Walker<'a> {
    answers: &'a Answers,
    nodes: usize,
    lookups: u32,
    void_lookups: u32,
    /// What finds nothing for clients of one family alone.
    by_family: VoidByFamily,
    cause: Option<SpfCause>,
    findings: Vec<SpfFinding>,
    ranges: Vec<Range>,
    everyone: bool,
    depends: bool,
    cut: bool,
    path: Vec<Domain>,
    /// How many records were visited, counted as often as they were reached.
    visited: usize,
    /// The records that were advised on.
    reviewed: BTreeSet<Domain>,
}

/// The step that is looked at: where its record is, and what a match means.
struct TermScope<'s> {
    domain: &'s Domain,
    qualifier: Qualifier,
    scope: &'s Scope,
}

impl<'a> Walker<'a> {
    fn new(answers: &'a Answers) -> Self {
        Self {
            answers,
            nodes: 0,
            lookups: 0,
            void_lookups: 0,
            by_family: VoidByFamily::default(),
            cause: None,
            findings: Vec::new(),
            ranges: Vec::new(),
            everyone: false,
            depends: false,
            cut: false,
            path: Vec::new(),
            visited: 0,
            reviewed: BTreeSet::new(),
        }
    }

    /// Looks at the record of `domain`; whether it lets anybody send at all, or may for all that is known.
    fn record(&mut self, domain: &Domain, node: &mut Node, scope: &Scope) -> bool {
        let Some(selected) = self.answers.selected(domain) else {
            self.cut = true;
            return true;
        };
        let cause = match selected {
            Selected::One(published) => return self.terms(domain, published, node, scope),
            Selected::Fault(fault) => {
                SpfCause::Dns { name: domain.clone(), kind: RecordType::Txt, fault: *fault }
            }
            Selected::None { void } => {
                node.void_lookups = u32::from(*void && !self.path.is_empty());
                self.void_lookups += node.void_lookups;
                SpfCause::NoRecord { domain: domain.clone() }
            }
            Selected::Several(records) => {
                let count = records.len();
                let finding = SpfFinding::SeveralRecords { domain: domain.clone(), records: records.clone() };
                self.findings.push(finding);
                SpfCause::SeveralRecords { domain: domain.clone(), count }
            }
        };
        self.fail(node, cause);
        true
    }

    fn terms(&mut self, domain: &Domain, published: &Published, node: &mut Node, scope: &Scope) -> bool {
        self.visited += 1;
        if self.visited > MAX_VISITS {
            self.cut = true;
            return true;
        }
        let Published { text, record, errors } = published;
        self.advise(domain, published);
        if let Some(error) = errors.first() {
            self.fail(node, syntax_cause(domain, text, error));
        }
        self.path.push(domain.clone());
        let room = MAX_WALK_NODES.saturating_sub(self.nodes);
        let mut children = Vec::with_capacity(record.terms.len().min(room));
        let (mut authorises, mut ended) = (!errors.is_empty(), false);
        for (span, directive) in record.directives() {
            if !self.has_room() {
                // What is left out may well let somebody send.
                authorises = true;
                break;
            }
            let mut child = Node::new(span.text(text), Some(span), Some(directive.qualifier));
            if !ended {
                authorises |= self.directive(directive, domain, &mut child, scope);
            }
            ended |= directive.mechanism == Mechanism::All;
            children.push(child);
        }
        if let Some((span, target)) = record.redirect().filter(|_| self.has_room()) {
            let mut child = Node::new(span.text(text), Some(span), None);
            if !ended {
                authorises |= self.redirect(target, domain, &mut child, scope);
            }
            children.push(child);
        }
        self.path.pop();
        node.record = Some(text.clone());
        node.adopt(children);
        authorises
    }

    /// The advice on one record, each record once, however often it is reached.
    fn advise(&mut self, domain: &Domain, published: &Published) {
        if !self.reviewed.insert(domain.clone()) {
            return;
        }
        for finding in review_read(domain, &published.text, &published.record, &published.errors) {
            // What an included record's own end says is not for the checked domain to change.
            let of_an_end = matches!(finding, SpfFinding::NeutralAll { .. } | SpfFinding::NoAll { .. });
            let is_ours = self.path.is_empty() || !of_an_end;
            if is_ours {
                self.findings.push(finding);
            }
        }
        let Some(Ok(answer)) = self.answers.get(domain, RecordType::Txt) else { return };
        let texts =
            answer.records.iter().map(|data| if let Rdata::Txt(text) = data { text.0.len() } else { 0 });
        let bytes: usize = texts.sum();
        if bytes > MAX_RECORD {
            self.findings.push(SpfFinding::LongAnswer { domain: domain.clone(), bytes, limit: MAX_RECORD });
        }
    }

    fn directive(&mut self, directive: &Directive, domain: &Domain, node: &mut Node, scope: &Scope) -> bool {
        if directive.mechanism.asks_dns() {
            self.count_lookup(node, domain);
        }
        let place = TermScope { domain, qualifier: directive.qualifier, scope };
        match &directive.mechanism {
            Mechanism::All => {
                self.everyone |= place.authorises();
                directive.qualifier == Qualifier::Pass
            }
            Mechanism::Ip4(address, prefix) => self.authorise((*address).into(), *prefix, node, &place),
            Mechanism::Ip6(address, prefix) => self.authorise((*address).into(), *prefix, node, &place),
            Mechanism::Include(target) => self.include(target, node, &place),
            Mechanism::A(name, cidr) => self.a(name.as_ref(), *cidr, node, &place),
            Mechanism::Mx(name, cidr) => self.mx(name.as_ref(), *cidr, node, &place),
            Mechanism::Ptr(_) => self.unknown(&place),
            Mechanism::Exists(name) => {
                if let Some(name) = static_target(Some(name), domain) {
                    node.domain = Some(name.clone());
                    self.count_void(&name, &[RecordType::A], node, &place);
                    // RFC 7208 §5.7: `exists` asks for A records, whatever the client is.
                    let void = self.is_void(&name, RecordType::A);
                    self.by_family.add(void, void);
                }
                self.unknown(&place)
            }
        }
    }

    /// Whoever this term lets send is not known without a client.
    fn unknown(&mut self, place: &TermScope<'_>) -> bool {
        self.depends |= place.authorises();
        place.qualifier == Qualifier::Pass
    }

    fn include(&mut self, target: &MacroString, node: &mut Node, place: &TermScope<'_>) -> bool {
        let Some(target) = static_target(Some(target), place.domain) else {
            if target.macros().next().is_none() {
                // RFC 7208 §4.8: a name that DNS cannot hold has no record, whoever asks.
                self.fail(node, SpfCause::IncludeHasNoRecord { domain: target.to_string() });
                return true;
            }
            return self.unknown(place);
        };
        let through = place.scope.through.clone().unwrap_or_else(|| node.term.clone());
        let scope = Scope { authorises: place.authorises(), through: Some(through) };
        let authorises = self.follow(&target, node, &scope);
        let (domain, term) = (place.domain.clone(), node.term.clone());
        if matches!(node.cause, Some(SpfCause::NoRecord { .. })) {
            let target = target.to_string();
            self.replace_cause(node, SpfCause::IncludeHasNoRecord { domain: target.clone() });
            self.findings.push(SpfFinding::IncludeWithoutRecord { domain, term, target });
        } else if !authorises {
            self.findings.push(SpfFinding::IncludeAuthorisesNothing { domain, term, target });
        }
        authorises && place.qualifier == Qualifier::Pass
    }

    fn redirect(&mut self, target: &MacroString, domain: &Domain, node: &mut Node, scope: &Scope) -> bool {
        self.count_lookup(node, domain);
        let place = TermScope { domain, qualifier: Qualifier::Pass, scope };
        let Some(target) = static_target(Some(target), domain) else { return self.unknown(&place) };
        let through = scope.through.clone().unwrap_or_else(|| node.term.clone());
        let inner = Scope { authorises: scope.authorises, through: Some(through) };
        let authorises = self.follow(&target, node, &inner);
        if matches!(node.cause, Some(SpfCause::NoRecord { .. })) {
            let target = target.to_string();
            self.replace_cause(node, SpfCause::RedirectHasNoRecord { domain: target.clone() });
            let (domain, term) = (domain.clone(), node.term.clone());
            self.findings.push(SpfFinding::RedirectWithoutRecord { domain, term, target });
        }
        authorises
    }

    fn follow(&mut self, target: &Domain, node: &mut Node, scope: &Scope) -> bool {
        node.domain = Some(target.clone());
        if let Some(at) = self.path.iter().position(|domain| domain == target) {
            let domains = self.path.iter().skip(at).cloned().collect();
            self.findings.push(SpfFinding::IncludeLoop { domains });
            self.fail(node, SpfCause::Loop { domain: target.clone() });
            return true;
        }
        if self.path.len() >= MAX_WALK_DEPTH {
            self.cut = true;
            return true;
        }
        self.record(target, node, scope)
    }

    fn a(
        &mut self,
        name: Option<&MacroString>,
        cidr: DualCidr,
        node: &mut Node,
        place: &TermScope<'_>,
    ) -> bool {
        let Some(name) = static_target(name, place.domain) else { return self.unknown(place) };
        node.domain = Some(name.clone());
        self.count_void(&name, &[RecordType::A, RecordType::Aaaa], node, place);
        self.by_family.add(self.is_void(&name, RecordType::A), self.is_void(&name, RecordType::Aaaa));
        self.addresses_of(&name, cidr, node, place)
    }

    fn mx(
        &mut self,
        name: Option<&MacroString>,
        cidr: DualCidr,
        node: &mut Node,
        place: &TermScope<'_>,
    ) -> bool {
        let Some(name) = static_target(name, place.domain) else { return self.unknown(place) };
        node.domain = Some(name.clone());
        self.count_void(&name, &[RecordType::Mx], node, place);
        let Some(answer) = self.answer(&name, RecordType::Mx, node) else { return true };
        let (count, hosts) = exchanges(answer);
        let is_empty = answer.is_void();
        let void = |kind| is_empty || hosts.iter().any(|host| self.is_void(host, kind));
        self.by_family.add(void(RecordType::A), void(RecordType::Aaaa));
        if count > MAX_MX {
            let (domain, term) = (place.domain.clone(), node.term.clone());
            self.findings.push(SpfFinding::TooManyMx { domain, term, count, limit: MAX_MX });
            self.fail(node, SpfCause::TooManyMx { domain: name, count, limit: MAX_MX });
            return true;
        }
        let mut any = false;
        for host in &hosts {
            any |= self.addresses_of(host, cidr, node, place);
        }
        any
    }

    fn addresses_of(
        &mut self,
        name: &Domain,
        cidr: DualCidr,
        node: &mut Node,
        place: &TermScope<'_>,
    ) -> bool {
        let mut any = false;
        for (kind, prefix) in [(RecordType::A, cidr.v4), (RecordType::Aaaa, cidr.v6)] {
            let Some(answer) = self.answer(name, kind, node) else { return true };
            for address in answer.addresses().take(MAX_STEP_ADDRESSES) {
                if node.addresses.len() < MAX_STEP_ADDRESSES {
                    node.addresses.push(address);
                }
                any |= self.authorise(address, prefix, node, place);
            }
        }
        any
    }

    fn authorise(&mut self, address: IpAddr, prefix: u8, node: &Node, place: &TermScope<'_>) -> bool {
        let network = Network::new(address, prefix);
        if place.authorises() {
            self.by_family.reach(address);
        }
        // One more than are listed, so that the view can tell that there were more.
        if place.authorises() && self.ranges.len() <= MAX_RANGES {
            let through = place.scope.through.clone().unwrap_or_else(|| node.term.clone());
            let (term, domain) = (node.term.clone(), place.domain.clone());
            self.ranges.push(Range { network, term, domain, through });
        }
        place.qualifier == Qualifier::Pass
    }

    /// An answer; without one the step fails or, where the walk's limit kept it from being asked, is left open.
    fn answer(&mut self, name: &Domain, kind: RecordType, node: &mut Node) -> Option<&'a Answer> {
        match self.answers.get(name, kind) {
            Some(Ok(answer)) => Some(answer),
            Some(Err(error)) => {
                self.fail(node, SpfCause::Dns { name: name.clone(), kind, fault: error.fault });
                None
            }
            None => {
                self.cut = true;
                None
            }
        }
    }

    /// A lookup is void here when it is whichever family the client has.
    fn count_void(&mut self, name: &Domain, kinds: &[RecordType], node: &mut Node, place: &TermScope<'_>) {
        if !kinds.iter().all(|kind| self.is_void(name, *kind)) {
            return;
        }
        node.void_lookups = 1;
        self.void_lookups += 1;
        let (domain, term) = (place.domain.clone(), node.term.clone());
        if self.void_lookups == MAX_VOID_LOOKUPS + 1 {
            let (domain, term) = (domain.clone(), term.clone());
            self.note(SpfCause::TooManyVoidLookups { domain, term, limit: MAX_VOID_LOOKUPS });
        }
        self.findings.push(SpfFinding::VoidLookup { domain, term, name: name.clone() });
    }

    fn is_void(&self, name: &Domain, kind: RecordType) -> bool {
        self.answers.get(name, kind).is_some_and(|answer| answer.as_ref().is_ok_and(Answer::is_void))
    }

    fn count_lookup(&mut self, node: &mut Node, domain: &Domain) {
        node.lookups = 1;
        self.lookups += 1;
        if self.lookups == MAX_LOOKUPS + 1 {
            let (domain, term) = (domain.clone(), node.term.clone());
            self.note(SpfCause::TooManyLookups { domain, term, limit: MAX_LOOKUPS });
        }
    }

    /// Ends a step with an error.
    fn fail(&mut self, node: &mut Node, cause: SpfCause) {
        node.result = StepResult::Error;
        node.cause = Some(cause.clone());
        self.note(cause);
    }

    /// Says better what a step ended with.
    fn replace_cause(&mut self, node: &mut Node, cause: SpfCause) {
        if self.cause == node.cause {
            self.cause = Some(cause.clone());
        }
        node.cause = Some(cause);
    }

    /// The first cause ends the check; the walk goes on.
    fn note(&mut self, cause: SpfCause) {
        self.cause.get_or_insert(cause);
    }

    const fn has_room(&mut self) -> bool {
        self.nodes += 1;
        self.cut |= self.nodes > MAX_WALK_NODES;
        self.nodes <= MAX_WALK_NODES
    }

    /// The advice that only the whole tree gives.
    fn totals(&mut self, domain: &Domain, tree: &Node) {
        let domain = domain.clone();
        if self.lookups > MAX_LOOKUPS {
            let cost = |node: &Node| Costly { term: node.term.clone(), lookups: node.total_lookups() };
            let mut costly: Vec<Costly> = tree.children.iter().map(cost).filter(|c| c.lookups > 0).collect();
            sorting::sort_by_key(&mut costly, |costly| std::cmp::Reverse(costly.lookups));
            let (lookups, limit, domain) = (self.lookups, MAX_LOOKUPS, domain.clone());
            self.findings.push(SpfFinding::TooManyLookups { domain, lookups, limit, costly });
        }
        if self.void_lookups > MAX_VOID_LOOKUPS {
            let (void_lookups, limit, domain) = (self.void_lookups, MAX_VOID_LOOKUPS, domain.clone());
            self.findings.push(SpfFinding::TooManyVoidLookups { domain, void_lookups, limit });
        }
        if self.void_lookups <= MAX_VOID_LOOKUPS {
            self.findings.extend(self.by_family.findings(&domain));
        }
        if self.cut {
            self.findings.push(SpfFinding::NotAllWalked { domain });
        }
    }
}

impl TermScope<'_> {
    fn authorises(&self) -> bool {
        self.scope.authorises && self.qualifier == Qualifier::Pass
    }
}
