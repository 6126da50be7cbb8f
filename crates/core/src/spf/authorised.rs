//! The exact set of addresses that a record authorises, with the arithmetic to compare two.

use super::addresses::Network;
use super::cause::SpfCause;
use super::record::Record;
use super::term::{DualCidr, Mechanism, Qualifier, Term};
use super::tree::Node;
use crate::sorting;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A set of addresses: ranges of both families, each sorted, apart from one another, and with both ends in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressSet {
    v4: Vec<(u128, u128)>,
    v6: Vec<(u128, u128)>,
}

impl AddressSet {
    /// The set of every address there is.
    #[must_use]
    pub fn everybody() -> Self {
        Self { v4: vec![(0, u128::from(u32::MAX))], v6: vec![(0, u128::MAX)] }
    }

    /// The set of some networks.
    pub fn of(networks: impl IntoIterator<Item = Network>) -> Self {
        let mut set = Self::default();
        for network in networks {
            let (first, size) = (bits(network.address()), network.size());
            let last = first.saturating_add(size.saturating_sub(1));
            // All of IPv6 counts one address less than it has (`Network::size`).
            let last = if network.prefix() == 0 && network.address().is_ipv6() { u128::MAX } else { last };
            set.of_family(network.address().is_ipv4()).push((first, last));
        }
        set.settle();
        set
    }

    fn of_family(&mut self, v4: bool) -> &mut Vec<(u128, u128)> {
        if v4 { &mut self.v4 } else { &mut self.v6 }
    }

    fn settle(&mut self) {
        joined(&mut self.v4);
        joined(&mut self.v6);
    }

    /// Adds another set.
    pub fn add(&mut self, other: &Self) {
        self.gather(other);
        self.settle();
    }

    /// Adds the ranges of another set, to be settled once there are no more.
    fn gather(&mut self, other: &Self) {
        self.v4.extend(&other.v4);
        self.v6.extend(&other.v6);
    }

    /// What is in this set and not in another.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        Self { v4: left(&self.v4, &other.v4), v6: left(&self.v6, &other.v6) }
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.v4.is_empty() && self.v6.is_empty()
    }

    /// Whether an address is in it.
    #[must_use]
    pub fn contains(&self, ip: IpAddr) -> bool {
        let (ip, own) = (ip.to_canonical(), bits(ip.to_canonical()));
        let ranges = if ip.is_ipv4() { &self.v4 } else { &self.v6 };
        ranges.iter().any(|(first, last)| (*first..=*last).contains(&own))
    }

    /// Its first address.
    #[must_use]
    pub fn first(&self) -> Option<IpAddr> {
        let v4 = self.v4.first().and_then(|(first, _)| u32::try_from(*first).ok());
        let v6 = || self.v6.first().map(|(first, _)| IpAddr::V6(Ipv6Addr::from_bits(*first)));
        v4.map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits))).or_else(v6)
    }
}

fn bits(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(v4) => v4.to_bits().into(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

/// Sorts ranges, and makes one of those that touch.
fn joined(ranges: &mut Vec<(u128, u128)>) {
    sorting::sort(ranges);
    let mut apart: Vec<(u128, u128)> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges.drain(..) {
        match apart.last_mut().filter(|(_, before)| first <= before.saturating_add(1)) {
            Some((_, before)) => *before = last.max(*before),
            None => apart.push((first, last)),
        }
    }
    *ranges = apart;
}

/// What is left of ranges where others are taken out; both are sorted and apart.
fn left(ranges: &[(u128, u128)], others: &[(u128, u128)]) -> Vec<(u128, u128)> {
    let mut rest = Vec::new();
    let mut others = others.iter().copied().peekable();
    for &(mut first, last) in ranges {
        let mut is_used_up = false;
        while let Some(&(from, to)) = others.peek().filter(|(from, _)| *from <= last) {
            if from > first {
                rest.push((first, from - 1));
            }
            // A range that goes on beyond this one may take from the next as well.
            if to >= last {
                is_used_up = true;
                break;
            }
            first = first.max(to + 1);
            others.next();
        }
        if !is_used_up {
            rest.push((first, last));
        }
    }
    rest
}

/// Whom a record authorises, whoever asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authorised {
    /// The addresses.
    pub addresses: AddressSet,
    /// The terms whose addresses depend on the message or the client: macros, `exists` and `ptr`.
    pub depends: Vec<String>,
    /// The terms that lead to names without an answer.
    pub unanswered: Vec<String>,
}

impl Authorised {
    /// Whom the record at the root of a walked tree authorises. A step that fails ends no evaluation here: what stands behind
    /// it was meant as well.
    #[must_use]
    pub fn of(root: &Node) -> Self {
        let mut found = Self::default();
        found.addresses = found.passed_by(root);
        found
    }

    /// RFC 7208 §4.6.2: the terms are tried in order, and the first that matches decides.
    fn passed_by(&mut self, record: &Node) -> AddressSet {
        let (mut passed, mut refused) = (AddressSet::default(), AddressSet::default());
        for step in &record.children {
            // A redirect has no qualifier: its record goes on where this one ends.
            let matched = match step.qualifier {
                Some(_) => self.matched_by(step),
                None => self.passed_by(step),
            };
            match step.qualifier {
                None | Some(Qualifier::Pass) => passed.gather(&matched.without(&refused)),
                Some(_) => {
                    passed.settle();
                    refused.add(&matched.without(&passed));
                }
            }
        }
        passed.settle();
        passed
    }

    fn matched_by(&mut self, step: &Node) -> AddressSet {
        let Some(mechanism) = mechanism(&step.term) else { return AddressSet::default() };
        let reaches = |cidr: DualCidr| {
            let prefix = move |ip: &IpAddr| if ip.is_ipv4() { cidr.v4 } else { cidr.v6 };
            AddressSet::of(step.addresses.iter().map(|ip| Network::new(*ip, prefix(ip))))
        };
        if matches!(step.cause, Some(SpfCause::Dns { .. })) {
            self.unanswered.push(step.term.clone());
        }
        match mechanism {
            Mechanism::All => AddressSet::everybody(),
            Mechanism::Ip4(address, prefix) => AddressSet::of([Network::new(address.into(), prefix)]),
            Mechanism::Ip6(address, prefix) => AddressSet::of([Network::new(address.into(), prefix)]),
            Mechanism::Include(_) if step.domain.is_some() => self.passed_by(step),
            Mechanism::A(_, cidr) | Mechanism::Mx(_, cidr) if step.domain.is_some() => reaches(cidr),
            _ => {
                self.depends.push(step.term.clone());
                AddressSet::default()
            }
        }
    }
}

/// The mechanism that a term is.
fn mechanism(term: &str) -> Option<Mechanism> {
    let record = Record::parse(&format!("v=spf1 {term}")).ok()?;
    record.terms.into_iter().find_map(|placed| match placed.term {
        Term::Directive(directive) => Some(directive.mechanism),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Zone;
    use crate::domain::Domain;
    use futures_util::FutureExt;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// Ranges of the last octet of one network, and what is in them, one address at a time.
    fn small(ranges: &[(u8, u8)]) -> (AddressSet, BTreeSet<u8>) {
        let mut set = AddressSet::default();
        let mut plain = BTreeSet::new();
        for &(address, length) in ranges {
            let prefix = 24 + length % 9;
            let network = Network::new(IpAddr::from([192, 0, 2, address]), prefix);
            set.add(&AddressSet::of([network]));
            plain.extend((0..=255).filter(|own| network.contains(IpAddr::from([192, 0, 2, *own]))));
        }
        (set, plain)
    }

    fn listed(set: &AddressSet) -> BTreeSet<u8> {
        (0..=255).filter(|own| set.contains(IpAddr::from([192, 0, 2, *own]))).collect()
    }

    proptest! {
        #[test]
        fn sets_are_what_they_hold(
            one in proptest::collection::vec(any::<(u8, u8)>(), 0..8),
            other in proptest::collection::vec(any::<(u8, u8)>(), 0..8),
        ) {
            let ((one, plain), (other, of_other)) = (small(&one), small(&other));
            prop_assert_eq!(&listed(&one), &plain);
            prop_assert_eq!(listed(&one.without(&other)), &plain - &of_other);
            prop_assert_eq!(one.without(&other).is_empty(), plain.is_subset(&of_other));
            let mut both = one.clone();
            both.add(&other);
            prop_assert_eq!(listed(&both), &plain | &of_other);
            prop_assert_eq!(both.without(&one).without(&other), AddressSet::default());
        }
    }

    #[track_caller]
    fn authorised(record: &str) -> Authorised {
        let json = format!(
            r#"{{"a.example": [{{"TXT": "{record}"}}, {{"MX": [10, "mx.a.example"]}}, {{"A": "192.0.2.9"}}],
                "mx.a.example": [{{"A": "192.0.2.1"}}, {{"AAAA": "2001:db8::1"}}],
                "b.example": [{{"TXT": "v=spf1 -ip4:192.0.2.20 ip4:192.0.2.16/28 -all"}}],
                "c.example": [{{"TXT": "v=spf1 +all"}}], "gone.example": ["TIMEOUT"]}}"#
        );
        let zone: Zone = serde_json::from_str(&json).unwrap();
        let domain = Domain::parse("a.example").unwrap();
        let walk = super::super::walk(&zone, &domain).now_or_never().unwrap();
        Authorised::of(&walk.tree.unwrap())
    }

    #[test]
    fn rfc_7208_4_6_2_what_is_refused_first_is_not_authorised() {
        let found = authorised("v=spf1 mx -a include:b.example ip4:192.0.2.9 -all");
        let own: Vec<u8> = listed(&found.addresses).into_iter().collect();
        assert_eq!(own, [1, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31]);
        assert!(found.addresses.contains("2001:db8::1".parse().unwrap()));
    }

    #[test]
    fn everybody_is_everybody() {
        for record in
            ["v=spf1 +all", "v=spf1 all", "v=spf1 include:c.example -all", "v=spf1 redirect=c.example"]
        {
            assert_eq!(authorised(record).addresses, AddressSet::everybody(), "{record}");
        }
        let rest =
            AddressSet::everybody().without(&authorised("v=spf1 ip4:0.0.0.0/0 ip6:::/0 -all").addresses);
        assert!(rest.is_empty());
    }

    #[test]
    fn what_depends_on_the_mail_and_what_dns_keeps_back_is_named() {
        let found = authorised("v=spf1 exists:%{i}.l.example ptr a:%{h} include:gone.example mx ~all");
        assert_eq!(found.depends, ["exists:%{i}.l.example", "ptr", "a:%{h}"]);
        assert_eq!(found.unanswered, ["include:gone.example"]);
        assert_eq!(found.addresses.first(), Some("192.0.2.1".parse().unwrap()));
    }
}
