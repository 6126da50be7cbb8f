//! Which addresses a record authorises, and through which term.

use crate::domain::Domain;
use crate::sorting;
use serde::{Serialize, Serializer};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The most ranges that are listed. A record of ten includes with the largest providers has about 200.
pub const MAX_RANGES: usize = 2_000;

/// The most overlaps that are listed.
pub const MAX_OVERLAPS: usize = 100;

/// The shortest IPv4 prefix that one sender's network plausibly has: the largest mail providers publish /14 at
/// most, and whatever is wider has other people's machines in it.
pub const WIDEST_IPV4_PREFIX: u8 = 14;

/// The shortest IPv6 prefix that one sender's network plausibly has: what a registry gives to one provider.
pub const WIDEST_IPV6_PREFIX: u8 = 29;

/// An address and how many of its leading bits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    /// The network of an address; the bits beyond the prefix are cleared, and a prefix longer than the address
    /// is the address alone.
    #[must_use]
    pub fn new(address: IpAddr, prefix: u8) -> Self {
        match address {
            IpAddr::V4(v4) => {
                let prefix = prefix.min(32);
                let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
                Self { address: Ipv4Addr::from_bits(v4.to_bits() & mask).into(), prefix }
            }
            IpAddr::V6(v6) => {
                let prefix = prefix.min(128);
                let mask = u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
                Self { address: Ipv6Addr::from_bits(v6.to_bits() & mask).into(), prefix }
            }
        }
    }

    /// The first address.
    #[must_use]
    pub const fn address(&self) -> IpAddr {
        self.address
    }

    /// How many leading bits count.
    #[must_use]
    pub const fn prefix(&self) -> u8 {
        self.prefix
    }

    /// Whether an address of the same family is in the network. `/0` holds every address of its family, and none
    /// of the other (RFC 7208 §5).
    #[must_use]
    pub fn contains(&self, ip: IpAddr) -> bool {
        self.address.is_ipv4() == ip.is_ipv4() && Self::new(ip, self.prefix).address == self.address
    }

    /// Whether all of `other` is in this network.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.prefix <= other.prefix && self.contains(other.address)
    }

    /// How many addresses the network has; all of IPv6 counts as one less than it has.
    #[must_use]
    pub fn size(&self) -> u128 {
        let bits = if self.address.is_ipv4() { 32 } else { 128 };
        1_u128.checked_shl(bits - u32::from(self.prefix)).unwrap_or(u128::MAX)
    }

    /// Whether nobody has its addresses on the Internet (RFC 6890).
    #[must_use]
    pub fn is_private(&self) -> bool {
        let v4 = |a, b| IpAddr::from([a, b, 0, 0]);
        let v6 = |first| IpAddr::from([first, 0, 0, 0, 0, 0, 0, 0]);
        let private = [
            (v4(10, 0), 8),
            (v4(172, 16), 12),
            (v4(192, 168), 16),
            (v4(100, 64), 10),
            (v4(127, 0), 8),
            (v4(169, 254), 16),
            (v4(0, 0), 8),
            (v6(0xfc00), 7),
            (v6(0xfe80), 10),
        ];
        private.into_iter().any(|(address, prefix)| Self::new(address, prefix).covers(self))
    }

    /// Whether the network is wider than one sender's plausibly is.
    #[must_use]
    pub const fn is_wide(&self) -> bool {
        match self.address {
            IpAddr::V4(_) => self.prefix < WIDEST_IPV4_PREFIX,
            IpAddr::V6(_) => self.prefix < WIDEST_IPV6_PREFIX,
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

impl Serialize for Network {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A range that may send, and the term that says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AddressRange"))]
#[serde(rename_all = "camelCase")]
pub struct Range {
    /// The addresses.
    pub network: Network,
    /// The term that brought them, as written.
    pub term: String,
    /// Where the record with that term is.
    pub domain: Domain,
    /// The term of the checked domain's own record through which it came; the term itself where it is its own.
    pub through: String,
}

/// Two ranges, one inside the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Overlap {
    /// The wider range, or the first of two that are the same.
    pub outer: Range,
    /// The range inside it.
    pub inner: Range,
}

/// All that a record authorises, as far as it is the same for every mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AddressView {
    /// The ranges, ordered by address.
    pub ranges: Vec<Range>,
    /// How many different IPv4 addresses they hold.
    pub ipv4_addresses: u64,
    /// How many different IPv6 addresses they hold, as text: JSON numbers are too short. All of IPv6 counts as
    /// one less than it has.
    #[serde(serialize_with = "as_text")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub ipv6_addresses: u128,
    /// The ranges that lie inside others.
    pub overlaps: Vec<Overlap>,
    /// Whether a matching `+all` authorises every address there is.
    pub everyone: bool,
    /// Whether some addresses depend on the mail or the client (`exists`, `ptr`, macros) and are not listed.
    pub depends: bool,
    /// Whether there were more ranges or overlaps than are listed.
    pub truncated: bool,
}

fn as_text<S: Serializer>(number: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

impl AddressView {
    /// Counts and compares the ranges a record was found to authorise.
    #[must_use]
    pub(super) fn of(mut ranges: Vec<Range>, everyone: bool, depends: bool) -> Self {
        let mut truncated = ranges.len() > MAX_RANGES;
        ranges.truncate(MAX_RANGES);
        // IPv4 sorts before IPv6, and a wider range before those it holds.
        sorting::sort_by_key(&mut ranges, |range| range.network);
        let (mut ipv4, mut ipv6, mut overlaps) = (0_u64, 0_u128, Vec::new());
        let mut outer: Option<&Range> = None;
        for range in &ranges {
            match outer.filter(|outer| outer.network.covers(&range.network)) {
                Some(_) if overlaps.len() == MAX_OVERLAPS => truncated = true,
                Some(outer) => overlaps.push(Overlap { outer: outer.clone(), inner: range.clone() }),
                None => {
                    outer = Some(range);
                    let size = range.network.size();
                    match range.network.address {
                        IpAddr::V4(_) => ipv4 = ipv4.saturating_add(u64::try_from(size).unwrap_or(u64::MAX)),
                        IpAddr::V6(_) => ipv6 = ipv6.saturating_add(size),
                    }
                }
            }
        }
        Self { ranges, ipv4_addresses: ipv4, ipv6_addresses: ipv6, overlaps, everyone, depends, truncated }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        let (address, prefix) = text.split_once('/').unwrap();
        Network::new(address.parse().unwrap(), prefix.parse().unwrap())
    }

    fn range(text: &str, term: &str) -> Range {
        Range {
            network: network(text),
            term: term.into(),
            domain: Domain::parse("a.example").unwrap(),
            through: term.into(),
        }
    }

    #[test]
    fn rfc_7208_5_a_prefix_of_zero_holds_its_family_and_no_other() {
        assert!(network("1.1.1.1/0").contains("255.0.0.1".parse().unwrap()));
        assert!(!network("1.1.1.1/0").contains("::1".parse().unwrap()));
        assert!(network("::/0").contains("ffff::1".parse().unwrap()));
        assert!(!network("::/0").contains("1.2.3.4".parse().unwrap()));
        assert_eq!(network("0.0.0.0/0").size(), 1 << 32);
        assert_eq!(network("::/0").size(), u128::MAX);
    }

    #[test]
    fn addresses_are_counted_once_and_overlaps_named() {
        let ranges =
            vec![range("192.0.2.128/25", "b"), range("192.0.2.0/24", "a"), range("2001:db8::/64", "c")];
        let view = AddressView::of(ranges, false, false);
        assert_eq!((view.ipv4_addresses, view.ipv6_addresses), (256, 1 << 64));
        assert_eq!(view.overlaps.len(), 1);
        assert_eq!((view.overlaps[0].outer.term.as_str(), view.overlaps[0].inner.term.as_str()), ("a", "b"));
    }

    #[test]
    fn private_networks_are_those_of_nobody() {
        for private in
            ["10.0.0.0/8", "192.168.1.10/32", "172.16.0.0/12", "100.64.0.0/10", "fd00::/8", "fe80::1/128"]
        {
            assert!(network(private).is_private(), "{private}");
        }
        for public in ["8.0.0.0/7", "172.0.0.0/8", "192.0.2.0/24", "2001:db8::/32", "0.0.0.0/0", "::/0"] {
            assert!(!network(public).is_private(), "{public}");
        }
    }

    #[test]
    fn wide_is_wider_than_a_mail_providers_network() {
        assert!(network("20.0.0.0/8").is_wide() && network("2000::/3").is_wide());
        assert!(!network("40.92.0.0/15").is_wide() && !network("2a01:111:f400::/48").is_wide());
    }
}
