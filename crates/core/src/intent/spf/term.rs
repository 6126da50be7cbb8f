//! One term, from the word that was written for it.

use super::address::{self, Address};
use super::head::{Head, glued, headed, name, right};
use super::meant::{Slip, Why};
use super::{end, near, version};
use crate::dns::{Question, RecordType};
use crate::domain::Domain;
use crate::intent::Heard;
use crate::providers::{self, Provider};
use crate::spf::{Directive, MacroString, Mechanism, Qualifier, Term};

/// How often a mechanism may stand inside of another's value, as in `include:ip4:192.0.2.1`.
const MAX_NESTED: usize = 3;

/// What a word says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// These terms.
    Terms(Vec<Term>, Option<Slip>),
    /// How the record ends.
    All(Qualifier),
    /// It lists nobody, or nothing that a record needs.
    Nothing,
    /// Nobody can tell.
    Unclear(Why),
}

/// Reads words, and notes what would have to be asked to tell more.
pub(super) struct Reader<'a> {
    pub(super) heard: &'a Heard,
    pub(super) questions: Vec<Question>,
    /// The providers that right terms of the record itself show.
    pub(super) shown: Vec<&'static Provider>,
}

impl Reader<'_> {
    /// Reads one word.
    pub(super) fn read(&mut self, word: &str) -> Says {
        // A dash that stands apart from what follows.
        if word.contains(' ') {
            return Says::Unclear(Why::Ambiguous);
        }
        // "v=spf1 v=spf1 mx", and two records that were put into one.
        if version::is_version(word) || lists_nobody(word) {
            return Says::Nothing;
        }
        if let Some(term) = right(word) {
            return match term {
                Term::Directive(Directive { qualifier, mechanism: Mechanism::All }) => Says::All(qualifier),
                term => self.checked(term, None),
            };
        }
        if let Some(qualifier) = end::all(word) {
            return Says::All(qualifier);
        }
        let bare = word.trim_end_matches(['.', ':', ';', ',', '=', '!', '`', '&', '\\']);
        let bare = bare.trim_start_matches(['.', ',', ';', '=', '*', '!', '`', '&', '@']);
        if lists_nobody(bare) {
            return Says::Nothing;
        }
        if let Some(term) = right(bare) {
            return self.checked(term, Some(Slip::Typography));
        }
        let (qualifier, bare) = qualifier(bare);
        match self.meant(bare, 0) {
            Some(Says::Terms(terms, slip)) => qualified(terms, slip, qualifier),
            Some(says) => says,
            None => Says::Unclear(Why::Unknown),
        }
    }

    /// A word that is no right term.
    fn meant(&mut self, word: &str, depth: usize) -> Option<Says> {
        if word.is_empty() || depth > MAX_NESTED {
            return Some(Says::Nothing);
        }
        // First, since "a:2001:db8::1" would be an address as well.
        if let Some((head, value, slip)) = headed(word) {
            return self.valued(head, value, slip, depth);
        }
        if let Some(network) = address::read(word) {
            return Some(networks(network, Slip::Bare));
        }
        // "include.spf.example" can be the name of a host, and most often is not.
        if let Some((head, value)) = glued(word).filter(|_| !self.is_known(word)) {
            return self.valued(head, value, Slip::Colon, depth);
        }
        // "include" and the like without a name list nobody.
        if !word.contains('.') && Head::of(word).is_some_and(Head::needs_value) {
            return Some(Says::Nothing);
        }
        let name = name(word)?;
        name.contains('.').then(|| self.named(&name, Slip::Bare)).flatten()
    }

    /// A value behind its head.
    fn valued(&mut self, head: Head, value: &str, slip: Slip, depth: usize) -> Option<Says> {
        if value.is_empty() {
            let term = format!("{}{}", head.text(), value);
            let own = right(term.trim_end_matches([':', '=']));
            // "include:" and the like without a name list nobody.
            return Some(
                own.filter(|_| !head.needs_value())
                    .map_or(Says::Nothing, |own| Says::Terms(vec![own], Some(slip))),
            );
        }
        if let Some(network) = address::read(value) {
            let takes = !matches!(head, Head::Exists | Head::Redirect | Head::Exp);
            let slip = if head == Head::Ip && slip == Slip::Name { Slip::Name } else { Slip::Mechanism };
            return takes.then(|| networks(network, slip));
        }
        // "a:include:spf.example": the inner one is what was meant.
        if headed(value).is_some_and(|(_, inner, _)| !inner.is_empty()) {
            return match right(value) {
                Some(term) => Some(self.checked(term, Some(Slip::Mechanism))),
                None => self.meant(value, depth + 1),
            };
        }
        if value.contains('%') {
            let term = right(&format!("{}{value}", head.text())).filter(|_| head != Head::Ip)?;
            return Some(self.checked(term, Some(slip)));
        }
        let value = value.trim_end_matches('/');
        let (value, cidr) = match value.split_once('/') {
            Some((name, cidr)) if cidr.bytes().all(|b| b.is_ascii_digit() || b == b'/') => (name, cidr),
            _ => (value, ""),
        };
        // Behind a port nobody can tell a mask from the rest of it.
        if !cidr.is_empty() && value.contains(':') {
            return Some(Says::Unclear(Why::Ambiguous));
        }
        let clean = name(value).filter(|name| name.contains('.'))?;
        let slip = if clean == value { slip } else { Slip::Scheme };
        if head == Head::Ip {
            return self.named(&clean, Slip::Mechanism);
        }
        let takes_mask = matches!(head, Head::A | Head::Mx) && !cidr.is_empty();
        let mask = if takes_mask { format!("/{cidr}") } else { String::new() };
        let term = right(&format!("{}{clean}{mask}", head.text()))?;
        Some(self.checked(term, Some(slip)))
    }

    /// A name that stands where nothing says what it is: to be included if it has an SPF record, a host if it has an address.
    fn named(&mut self, name: &str, slip: Slip) -> Option<Says> {
        let domain = Domain::parse(name).ok()?;
        let facts = self.heard.facts(&domain);
        let known = providers::by_include(&domain).is_some();
        let head = match (facts.spf, facts.address) {
            (Some(true), _) => Head::Include,
            // What the catalogue knows as an include is one, until DNS says that nothing stands there.
            (None, _) if known => Head::Include,
            (Some(false), Some(true)) => Head::A,
            (spf, address) => {
                self.ask(&domain, RecordType::Txt, spf.is_none());
                self.ask(&domain, RecordType::A, address.is_none());
                self.ask(&domain, RecordType::Aaaa, address.is_none());
                let near = self.near_provider(&domain).filter(|_| spf == Some(false));
                return near.map(|term| Says::Terms(vec![term], Some(Slip::NearProvider)));
            }
        };
        let term = right(&format!("{}{domain}", head.text()))?;
        Some(Says::Terms(vec![term], Some(slip)))
    }

    /// A term whose grammar is right: it may still let everybody in, or break the record because it leads nowhere.
    fn checked(&mut self, term: Term, slip: Option<Slip>) -> Says {
        if lets_everybody_in(&term) {
            return Says::Unclear(Why::Everybody);
        }
        let name = target(&term).and_then(MacroString::name);
        let Some(name) = name else { return Says::Terms(vec![term], slip) };
        let spf = self.heard.facts(&name).spf;
        self.ask(&name, RecordType::Txt, spf.is_none());
        // What a provider of the catalogue publishes is not gone because one answer says so.
        if spf != Some(false) || providers::by_include(&name).is_some() {
            return Says::Terms(vec![term], slip);
        }
        let near = self.near_provider(&name).map(|near| (near, Slip::NearProvider));
        match near.or_else(|| Some((self.own_host(&name)?, Slip::Mechanism))) {
            Some((meant, slip)) => Says::Terms(vec![with_sign_of(meant, &term)], Some(slip)),
            None => Says::Unclear(Why::LeadsNowhere),
        }
    }

    /// A host of the domain's own that stands behind `include:`. A name of somebody else's without a record may have been given up
    /// and taken by another.
    fn own_host(&mut self, name: &Domain) -> Option<Term> {
        if !self.heard.owns(name) {
            return None;
        }
        let address = self.heard.facts(name).address;
        self.ask(name, RecordType::A, address.is_none());
        self.ask(name, RecordType::Aaaa, address.is_none());
        right(&format!("a:{name}")).filter(|_| address == Some(true))
    }

    fn near_provider(&self, name: &Domain) -> Option<Term> {
        let shows =
            |provider: &'static Provider| self.heard.supports(provider) || self.shown.contains(&provider);
        right(&format!("include:{}", near::include(name, &shows)?))
    }

    fn ask(&mut self, name: &Domain, kind: RecordType, unheard: bool) {
        let question = Question::new(name.clone(), kind);
        if unheard && !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    fn is_known(&self, word: &str) -> bool {
        let facts = Domain::parse(word).map(|name| self.heard.facts(&name)).unwrap_or_default();
        facts.spf == Some(true) || facts.address == Some(true)
    }
}

/// The record that a term leads to, without which the whole breaks.
const fn target(term: &Term) -> Option<&MacroString> {
    match term {
        Term::Directive(Directive { mechanism: Mechanism::Include(target), .. }) | Term::Redirect(target) => {
            Some(target)
        }
        _ => None,
    }
}

/// `a/0` and `ip4:0.0.0.0/0` list every address there is.
fn lets_everybody_in(term: &Term) -> bool {
    matches!(term, Term::Directive(own) if own.mechanism != Mechanism::All && own.mechanism.is_everybody())
}

fn networks(address: Address, slip: Slip) -> Says {
    match address {
        Address::Everybody => Says::Unclear(Why::Everybody),
        Address::Networks(networks, is_right) => {
            let term = |mechanism| Term::Directive(Directive { qualifier: Qualifier::Pass, mechanism });
            let slip = if is_right { slip } else { Slip::Address };
            Says::Terms(networks.into_iter().map(term).collect(), Some(slip))
        }
    }
}

/// The terms with the sign that stood before them.
fn qualified(terms: Vec<Term>, slip: Option<Slip>, qualifier: Option<Qualifier>) -> Says {
    let Some(sign) = qualifier else { return Says::Terms(terms, slip) };
    // A dash before a bare value can be the mark of a list as well as a refusal.
    if slip == Some(Slip::Bare) && sign != Qualifier::Pass {
        return Says::Unclear(Why::Ambiguous);
    }
    let signed = |term| match term {
        Term::Directive(own) => Term::Directive(Directive { qualifier: sign, ..own }),
        modifier => modifier,
    };
    Says::Terms(terms.into_iter().map(signed).collect(), slip)
}

fn with_sign_of(term: Term, other: &Term) -> Term {
    match (term, other) {
        (Term::Directive(own), Term::Directive(other)) => {
            Term::Directive(Directive { qualifier: other.qualifier, ..own })
        }
        (Term::Directive(Directive { mechanism: Mechanism::Include(target), .. }), Term::Redirect(_)) => {
            Term::Redirect(target)
        }
        (term, _) => term,
    }
}

/// The sign before a word, of several the last.
fn qualifier(word: &str) -> (Option<Qualifier>, &str) {
    let bare = word.trim_start_matches(['+', '-', '~', '?', '.', ':', '=']);
    let sign = word.get(..word.len() - bare.len()).unwrap_or_default().chars().rev().find_map(|c| match c {
        '+' => Some(Qualifier::Pass),
        '-' => Some(Qualifier::Fail),
        '~' => Some(Qualifier::Softfail),
        '?' => Some(Qualifier::Neutral),
        _ => None,
    });
    (sign, bare)
}

/// Words that stand between terms and are none: of a sentence, of a zone file, and the tags of a DMARC record that was pasted behind.
fn lists_nobody(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let is_tag =
        lower.split_once('=').is_some_and(|(name, _)| ["v", "p", "sp", "rua", "ruf", "pct"].contains(&name));
    is_tag || ["and", "or", "und", "en", "et", "ttl", "txt", "in", "#"].contains(&lower.as_str())
}
