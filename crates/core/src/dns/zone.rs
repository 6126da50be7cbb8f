//! Answers from data: the contract's zone file, and the replay of a report's own log.

use super::{Answer, DnsError, Fault, Host, LoggedQuery, Question, Rdata, RecordType, Resolve, Text};
use crate::domain::Domain;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The most aliases followed for one question.
pub const MAX_CNAME_HOPS: usize = 16;

/// The TTL of every answer from a zone file, in seconds.
const ZONE_TTL: u32 = 300;

/// A resolver that answers from a zone file, or from the log of an earlier check.
///
/// A name that is absent, with no names below it, is NXDOMAIN; a type that is absent from a present name is an
/// empty answer; CNAMEs are followed inside the file.
#[derive(Clone, Debug, Default)]
pub struct Zone {
    nodes: BTreeMap<Domain, Vec<ZoneEntry>>,
    /// Logged outcomes, which come before the nodes.
    replies: BTreeMap<Question, Result<Answer, DnsError>>,
}

/// One line of a name in the zone file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the type or the fault it stands for")]
pub enum ZoneEntry {
    A(Ipv4Addr),
    Aaaa(Ipv6Addr),
    Mx(u16, Host),
    Txt(Text),
    Cname(Domain),
    Ptr(Domain),
    Ns(Domain),
    Soa(String),
    Tlsa(u8, u8, u8, String),
    Https(String),
    Ds(String),
    Caa(String),
    /// No answer in time, for every type not listed beside it.
    Timeout,
    /// SERVFAIL, for every type not listed beside it.
    Servfail,
    /// The name does not exist, for every type not listed beside it.
    Nxdomain,
    /// A fault for one type.
    Fault(RecordType, ZoneFault),
    /// The answers of this name are validated with DNSSEC.
    Ad(bool),
}

/// A fault as the zone file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the type or the fault it stands for")]
pub enum ZoneFault {
    Timeout,
    Servfail,
    Nxdomain,
}

impl Zone {
    /// A zone that answers exactly what a check's log says, and NXDOMAIN to everything else.
    #[must_use]
    pub fn from_log(log: &[LoggedQuery]) -> Self {
        let mut zone = Self::default();
        for entry in log {
            zone.replies.insert(entry.question(), entry.outcome());
        }
        zone
    }

    /// Adds a line to a name.
    pub fn insert(&mut self, name: Domain, entry: ZoneEntry) {
        self.nodes.entry(name).or_default().push(entry);
    }

    /// Has a name exist, though it may have no lines.
    pub(super) fn name(&mut self, name: Domain) {
        self.nodes.entry(name).or_default();
    }

    /// The answer to a question, without waiting.
    ///
    /// # Errors
    /// The fault that the zone puts at this name, or SERVFAIL for a loop of aliases.
    pub fn answer(&self, question: &Question) -> Result<Answer, DnsError> {
        if let Some(reply) = self.replies.get(question) {
            return reply.clone();
        }
        let mut answer = Answer { authenticated: true, ttl: ZONE_TTL, ..Answer::default() };
        let mut name = question.name.clone();
        while answer.chain.len() <= MAX_CNAME_HOPS {
            let Some(entries) = self.nodes.get(&name) else {
                // RFC 8020: a name with names below it exists.
                let nxdomain = !self.nodes.keys().any(|other| other.is_within(&name));
                return Ok(Answer { nxdomain, authenticated: false, ..answer });
            };
            answer.authenticated &= entries.contains(&ZoneEntry::Ad(true));
            answer.records = records(entries, question.kind);
            if !answer.records.is_empty() {
                return Ok(answer);
            }
            match (alias(entries), fault(entries, question.kind)) {
                (Some(target), _) => {
                    answer.chain.push(target.clone());
                    name = target;
                }
                (None, Some(ZoneFault::Nxdomain)) => return Ok(Answer { nxdomain: true, ..answer }),
                (None, Some(ZoneFault::Timeout)) => return Err(DnsError::new(Fault::Timeout)),
                (None, Some(ZoneFault::Servfail)) => return Err(DnsError::new(Fault::Servfail)),
                (None, None) => return Ok(answer),
            }
        }
        Err(DnsError::new(Fault::Servfail))
    }
}

impl Resolve for Zone {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        self.answer(question)
    }
}

impl From<Rdata> for ZoneEntry {
    fn from(data: Rdata) -> Self {
        match data {
            Rdata::A(v4) => Self::A(v4),
            Rdata::Aaaa(v6) => Self::Aaaa(v6),
            Rdata::Mx(preference, host) => Self::Mx(preference, host),
            Rdata::Txt(text) => Self::Txt(text),
            Rdata::Cname(name) => Self::Cname(name),
            Rdata::Ptr(name) => Self::Ptr(name),
            Rdata::Ns(name) => Self::Ns(name),
            Rdata::Soa(text) => Self::Soa(text),
            Rdata::Tlsa(usage, selector, matching, data) => Self::Tlsa(usage, selector, matching, data),
            Rdata::Https(text) => Self::Https(text),
            Rdata::Ds(text) => Self::Ds(text),
            Rdata::Caa(text) => Self::Caa(text),
        }
    }
}

/// The target of the alias at a name.
fn alias(entries: &[ZoneEntry]) -> Option<Domain> {
    entries.iter().find_map(|entry| match entry {
        ZoneEntry::Cname(target) => Some(target.clone()),
        _ => None,
    })
}

/// The fault that holds for this type at a name: one for the type itself, or one for all.
fn fault(entries: &[ZoneEntry], kind: RecordType) -> Option<ZoneFault> {
    let of_type = entries.iter().find_map(|entry| match entry {
        ZoneEntry::Fault(at, fault) if *at == kind => Some(*fault),
        _ => None,
    });
    let of_all = || {
        entries.iter().find_map(|entry| match entry {
            ZoneEntry::Timeout => Some(ZoneFault::Timeout),
            ZoneEntry::Servfail => Some(ZoneFault::Servfail),
            ZoneEntry::Nxdomain => Some(ZoneFault::Nxdomain),
            _ => None,
        })
    };
    of_type.or_else(of_all)
}

/// The records of one type at a name.
fn records(entries: &[ZoneEntry], kind: RecordType) -> Vec<Rdata> {
    entries.iter().filter(|entry| is_of(entry, kind)).filter_map(rdata).collect()
}

/// Whether a zone line is a record of one type.
const fn is_of(entry: &ZoneEntry, kind: RecordType) -> bool {
    matches!(
        (entry, kind),
        (ZoneEntry::A(_), RecordType::A)
            | (ZoneEntry::Aaaa(_), RecordType::Aaaa)
            | (ZoneEntry::Mx(..), RecordType::Mx)
            | (ZoneEntry::Txt(_), RecordType::Txt)
            | (ZoneEntry::Cname(_), RecordType::Cname)
            | (ZoneEntry::Ptr(_), RecordType::Ptr)
            | (ZoneEntry::Ns(_), RecordType::Ns)
            | (ZoneEntry::Soa(_), RecordType::Soa)
            | (ZoneEntry::Tlsa(..), RecordType::Tlsa)
            | (ZoneEntry::Https(_), RecordType::Https)
            | (ZoneEntry::Ds(_), RecordType::Ds)
            | (ZoneEntry::Caa(_), RecordType::Caa)
    )
}

/// The record of a zone line; `None` for faults and marks.
fn rdata(entry: &ZoneEntry) -> Option<Rdata> {
    Some(match entry.clone() {
        ZoneEntry::A(v4) => Rdata::A(v4),
        ZoneEntry::Aaaa(v6) => Rdata::Aaaa(v6),
        ZoneEntry::Mx(preference, host) => Rdata::Mx(preference, host),
        ZoneEntry::Txt(text) => Rdata::Txt(text),
        ZoneEntry::Cname(name) => Rdata::Cname(name),
        ZoneEntry::Ptr(name) => Rdata::Ptr(name),
        ZoneEntry::Ns(name) => Rdata::Ns(name),
        ZoneEntry::Soa(text) => Rdata::Soa(text),
        ZoneEntry::Tlsa(usage, selector, matching, data) => Rdata::Tlsa(usage, selector, matching, data),
        ZoneEntry::Https(text) => Rdata::Https(text),
        ZoneEntry::Ds(text) => Rdata::Ds(text),
        ZoneEntry::Caa(text) => Rdata::Caa(text),
        ZoneEntry::Timeout
        | ZoneEntry::Servfail
        | ZoneEntry::Nxdomain
        | ZoneEntry::Fault(..)
        | ZoneEntry::Ad(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(json: &str) -> Zone {
        serde_json::from_str(json).unwrap()
    }

    fn ask(zone: &Zone, name: &str, kind: RecordType) -> Result<Answer, DnsError> {
        zone.answer(&Question::new(Domain::parse(name).unwrap(), kind))
    }

    #[test]
    fn absent_names_types_and_empty_non_terminals() {
        let zone = zone(r#"{"_dmarc.example.com": [{"TXT": "v=DMARC1"}]}"#);
        assert!(ask(&zone, "other.example", RecordType::A).unwrap().nxdomain);
        let empty = ask(&zone, "example.com", RecordType::A).unwrap();
        assert!(!empty.nxdomain && empty.is_void());
    }

    #[test]
    fn aliases_are_followed_and_loops_end() {
        let zone = zone(
            r#"{"k1.a.example": [{"CNAME": "B.example"}], "b.example": [{"TXT": "key"}, {"AD": true}],
                "x.example": [{"CNAME": "y.example"}], "y.example": [{"CNAME": "x.example"}]}"#,
        );
        let answer = ask(&zone, "K1.a.example", RecordType::Txt).unwrap();
        assert_eq!(answer.chain, [Domain::parse("b.example").unwrap()]);
        assert_eq!(answer.texts().collect::<Vec<_>>(), ["key"]);
        assert!(!answer.authenticated, "the alias itself is not signed");
        assert_eq!(ask(&zone, "x.example", RecordType::A).unwrap_err().fault, Fault::Servfail);
    }

    #[test]
    fn faults_hold_for_the_types_not_listed_beside_them() {
        let zone = zone(
            r#"{"a.example": [{"A": "192.0.2.1"}, "TIMEOUT"], "b.example": [{"FAULT": ["TXT", "SERVFAIL"]}]}"#,
        );
        assert_eq!(ask(&zone, "a.example", RecordType::A).unwrap().records.len(), 1);
        assert_eq!(ask(&zone, "a.example", RecordType::Txt).unwrap_err().fault, Fault::Timeout);
        assert_eq!(ask(&zone, "b.example", RecordType::Txt).unwrap_err().fault, Fault::Servfail);
        assert!(ask(&zone, "b.example", RecordType::A).unwrap().is_void());
    }

    #[test]
    fn a_log_replays_what_was_answered() {
        let source = zone(r#"{"a.example": [{"CNAME": "gone.example"}], "t.example": ["TIMEOUT"]}"#);
        let asked = [("a.example", RecordType::Txt), ("t.example", RecordType::Mx)]
            .map(|(name, kind)| Question::new(Domain::parse(name).unwrap(), kind));
        let log = asked.each_ref().map(|question| LoggedQuery::new(question, &source.answer(question)));
        let replay = zone(&serde_json::json!({"schema": 1, "kind": "message", "dns": log}).to_string());
        for question in &asked {
            let (Ok(a), Ok(b)) = (replay.answer(question), source.answer(question)) else {
                assert_eq!(replay.answer(question), source.answer(question));
                continue;
            };
            assert_eq!(a, b);
        }
    }
}
