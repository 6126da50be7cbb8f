//! The mechanisms (RFC 7208 §5): what each asks, what it costs, and whether it matches.

use super::addresses::Network;
use super::cause::SpfCause;
use super::evaluation::{Evaluation, Halt, Missing, Verdict, missing};
use super::macros::{Letter, MacroString, Values, truncate_name};
use super::select::exchanges;
use super::term::{DualCidr, Mechanism};
use super::tree::Node;
use super::{MAX_LOOKUPS, MAX_MX, MAX_PTR, MAX_VOID_LOOKUPS, SpfResult};
use crate::dns::{Answer, DnsError, Question, Rdata, RecordType, reverse_name};
use crate::domain::Domain;
use std::net::IpAddr;

/// The term that is evaluated, and where.
pub(super) struct Step<'a, 's> {
    /// The term, as written.
    pub(super) term: &'a str,
    /// The domain of its record.
    pub(super) domain: &'s Domain,
    pub(super) node: &'s mut Node,
}

/// Whether a text has a macro that stands for the local part.
fn tells_local_part(spec: &MacroString) -> bool {
    spec.macros().any(|inside| matches!(inside.letter, Letter::Sender | Letter::LocalPart))
}

impl<'a> Evaluation<'a> {
    pub(super) fn mechanism(
        &mut self,
        mechanism: &'a Mechanism,
        step: &mut Step<'_, '_>,
    ) -> Result<bool, Halt> {
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

    /// Whether a mechanism is sure not to match, before anything is noted of it.
    pub(super) fn misses(&self, mechanism: &Mechanism) -> bool {
        match mechanism {
            Mechanism::Ip4(address, prefix) => !self.is_client_in((*address).into(), *prefix),
            Mechanism::Ip6(address, prefix) => !self.is_client_in((*address).into(), *prefix),
            _ => false,
        }
    }

    /// RFC 7208 §5.2: the table that turns the target's result into match, no match or an error.
    fn include(&mut self, target: &MacroString, step: &mut Step<'_, '_>) -> Result<bool, Halt> {
        let verdict = match self.follow(Some(target), step)? {
            Ok(verdict) => verdict,
            Err(domain) => return Err(SpfCause::IncludeHasNoRecord { domain }.into()),
        };
        match verdict.ruling.result() {
            SpfResult::Pass => Ok(true),
            SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral => Ok(false),
            SpfResult::Temperror | SpfResult::Permerror => Err(verdict.ruling.into_cause().into()),
            SpfResult::None => {
                let domain = step.node.domain.as_ref().map(Domain::to_string).unwrap_or_default();
                Err(SpfCause::IncludeHasNoRecord { domain }.into())
            }
        }
    }

    /// Evaluates the record that an include or a redirect names; the inner error is a name that cannot be asked.
    pub(super) fn follow(
        &mut self,
        target: Option<&MacroString>,
        step: &mut Step<'_, '_>,
    ) -> Result<Result<Verdict<'a>, String>, Halt> {
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
    fn a(
        &mut self,
        name: Option<&MacroString>,
        cidr: DualCidr,
        step: &mut Step<'_, '_>,
    ) -> Result<bool, Halt> {
        self.count_lookup(step)?;
        let Some(name) = self.target_name(name, step)? else { return Ok(false) };
        let answer = self.answer(&name, self.address_type())?;
        if answer.is_void() {
            self.count_void(step)?;
        }
        Ok(self.matches_any(answer, cidr, step))
    }

    /// RFC 7208 §5.4: as `a`, for each mail exchange of the name; the name itself is no implicit one.
    fn mx(
        &mut self,
        name: Option<&MacroString>,
        cidr: DualCidr,
        step: &mut Step<'_, '_>,
    ) -> Result<bool, Halt> {
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
    fn ptr(&mut self, name: Option<&MacroString>, step: &mut Step<'_, '_>) -> Result<bool, Halt> {
        self.count_lookup(step)?;
        let Some(target) = self.target_name(name, step)? else { return Ok(false) };
        if self.pointers()?.is_some_and(Answer::is_void) {
            self.count_void(step)?;
        }
        Ok(self.validated_names()?.iter().any(|name| name.is_within(&target)))
    }

    /// RFC 7208 §5.7: matches where the name has an A record, whatever the client's address family.
    fn exists(&mut self, name: &MacroString, step: &mut Step<'_, '_>) -> Result<bool, Halt> {
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
        step: &mut Step<'_, '_>,
    ) -> Result<Option<Domain>, Halt> {
        let name = match spec {
            None => Some(step.domain.clone()),
            Some(spec) => match spec.as_name() {
                Some(name) => Some(name.clone()),
                // RFC 8616 §4: a term with such a macro never matches where the local part is not ASCII.
                None if !self.identity.local_part.is_ascii() && tells_local_part(spec) => None,
                None => {
                    let text = self.expand(spec, step.domain)?;
                    text.and_then(|text| Domain::parse_any(truncate_name(&text)).ok())
                }
            },
        };
        step.node.domain.clone_from(&name);
        Ok(name)
    }

    /// Replaces the macros of a text.
    pub(super) fn expand(&mut self, text: &MacroString, domain: &Domain) -> Result<Option<String>, Halt> {
        let asks = text.macros().any(|inside| inside.letter == Letter::ValidatedName);
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
            let answer = self.answers.get(name, kind);
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

    fn count_lookup(&mut self, step: &mut Step<'_, '_>) -> Result<(), Halt> {
        step.node.lookups = 1;
        self.spend(step.term, step.domain)
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

    /// RFC 7208 §4.6.4: of the terms that ask DNS, two may find nothing. The limit is on terms, so a term with
    /// several names, such as `mx`, is void once.
    fn count_void(&mut self, step: &mut Step<'_, '_>) -> Result<(), Halt> {
        step.node.void_lookups = 1;
        self.void_lookups += 1;
        if self.void_lookups > MAX_VOID_LOOKUPS {
            let (domain, term) = (step.domain.clone(), step.term.to_owned());
            return Err(SpfCause::TooManyVoidLookups { domain, term, limit: MAX_VOID_LOOKUPS }.into());
        }
        Ok(())
    }

    fn is_client_in(&self, address: IpAddr, prefix: u8) -> bool {
        Network::new(address, prefix).contains(self.identity.ip)
    }

    fn matches_any(&self, answer: &Answer, cidr: DualCidr, step: &mut Step<'_, '_>) -> bool {
        let prefix = if self.identity.ip.is_ipv4() { cidr.v4 } else { cidr.v6 };
        if self.traced {
            step.node.addresses.extend(answer.addresses());
        }
        answer.addresses().any(|address| self.is_client_in(address, prefix))
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
        let outcome = self.answers.get(name, kind);
        outcome.ok_or_else(|| Halt::Missing(missing(Question::new(name.clone(), kind))))
    }

    /// Makes sure that several questions have been asked, all at once.
    fn require(&self, questions: impl Iterator<Item = Question>) -> Result<(), Halt> {
        let unasked = |question: &Question| self.answers.get(&question.name, question.kind).is_none();
        // A set that is collected sorts first, and brings a sort along.
        let mut missing = Missing::new();
        for question in questions.filter(unasked) {
            missing.insert(question);
        }
        if missing.is_empty() { Ok(()) } else { Err(Halt::Missing(missing)) }
    }
}
