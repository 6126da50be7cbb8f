//! Addresses and networks in all notations that people write them in.

use crate::spf::Mechanism;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The most addresses of a range with two ends, such as `192.0.2.1-192.0.2.6`.
const MAX_RANGE: u32 = 256;
/// The most networks that such a range is written as.
const MAX_NETWORKS: usize = 8;

/// What a text says where it is an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// These networks, and whether they are written as the grammar has them.
    Networks(Vec<Mechanism>, bool),
    /// Every address there is.
    Everybody,
}

/// Reads an address, a network or a range; `None` where it is none, or not one only.
pub(super) fn read(text: &str) -> Option<Address> {
    let bare = text.trim_matches(['.', ':', ',']);
    // "::" at an edge belongs to the address.
    let text = if text.contains("::") { text } else { bare };
    if text.contains("::") || text.matches(':').count() > 1 {
        return v6(text);
    }
    if let Some((first, last)) = text.split_once('-') {
        return range(first, last);
    }
    // "192.0.2.1:192.0.2.2"
    if let Some((Address::Networks(mut all, _), Address::Networks(more, _))) =
        text.split_once(':').and_then(|(one, other)| Some((v4(one)?, v4(other)?)))
    {
        all.extend(more);
        return Some(Address::Networks(all, false));
    }
    v4(without_port(text))
}

/// `192.0.2.1:25`. A number that can be a mask is none to be sure of.
fn without_port(text: &str) -> &str {
    let port = |port: &str| port.parse().is_ok_and(|port: u16| port > 32 || port == 25);
    text.rsplit_once(':').filter(|(_, behind)| port(behind)).map_or(text, |(address, _)| address)
}

fn v4(text: &str) -> Option<Address> {
    let (address, mask) = text.split_once('/').map_or((text, None), |(address, mask)| (address, Some(mask)));
    let (octets, wild) = octets(address.trim_end_matches('.'))?;
    let whole = 32 - 8 * wild;
    let prefix = match mask.map(|mask| mask.trim_matches('/')) {
        None => whole,
        // A mask that was begun and not written: a network's first address alone is not all that was meant.
        Some("") if octets.last() == Some(&0) => return None,
        Some("") => whole,
        Some(mask) => mask_of(mask, 32).or_else(|| netmask(mask))?.min(whole),
    };
    if prefix == 0 {
        return Some(Address::Everybody);
    }
    let [a, b, c, d] = octets;
    let address = Ipv4Addr::new(a, b, c, d);
    let written = if prefix == 32 { address.to_string() } else { format!("{address}/{prefix}") };
    let is_right = text == written || text == format!("{address}/{prefix}");
    Some(Address::Networks(vec![Mechanism::Ip4(address, prefix)], is_right))
}

/// Four numbers, of which the last ones may be any (`192.0.2.*`), and how many of them are.
fn octets(text: &str) -> Option<([u8; 4], u8)> {
    let mut octets = [0; 4];
    let (mut count, mut wild) = (0, 0);
    for part in text.split('.') {
        let place = octets.get_mut(count)?;
        count += 1;
        if ["*", "x", "xx", "xxx", "X", "0-255"].contains(&part) {
            wild += 1;
            continue;
        }
        // A number behind a star, and a text that is none, make no network.
        let digits = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        *place = part.parse().ok().filter(|_| digits && wild == 0)?;
    }
    (count == 4).then_some((octets, wild))
}

/// The length of a mask; zeros before it are let pass.
fn mask_of(text: &str, most: u8) -> Option<u8> {
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|length| is_number && *length <= most)
}

/// `255.255.255.0`
fn netmask(text: &str) -> Option<u8> {
    let bits = text.parse::<Ipv4Addr>().ok()?.to_bits();
    (bits.leading_ones() + bits.trailing_zeros().min(32) == 32 && bits != 0)
        .then(|| u8::try_from(bits.leading_ones()).ok())
        .flatten()
}

fn v6(text: &str) -> Option<Address> {
    let (address, mask) = text.split_once('/').map_or((text, None), |(address, mask)| (address, Some(mask)));
    let address: Ipv6Addr = address.parse().ok()?;
    let prefix = match mask.map(|mask| mask.trim_matches('/')) {
        None => 128,
        Some(mask) => mask_of(mask, 128)?,
    };
    if prefix == 0 {
        return Some(Address::Everybody);
    }
    let is_right = mask.is_none_or(|mask| mask == prefix.to_string());
    Some(Address::Networks(vec![Mechanism::Ip6(address, prefix)], is_right))
}

/// `192.0.2.1-192.0.2.6` and `192.0.2.1-6`, as exactly the networks that make it up.
fn range(first: &str, last: &str) -> Option<Address> {
    let first: Ipv4Addr = first.trim().parse().ok()?;
    let start = first.to_bits();
    let last = match last.trim().parse::<Ipv4Addr>() {
        Ok(last) => last.to_bits(),
        Err(_) => start & !0xff | u32::from(last.trim().parse::<u8>().ok()?),
    };
    let mut left = last.checked_sub(start)?.checked_add(1).filter(|count| (2..=MAX_RANGE).contains(count))?;
    let mut networks = Vec::new();
    let mut at = start;
    while left > 0 {
        // The largest network that begins here and does not go past the end.
        let size = 1 << at.trailing_zeros().min(left.ilog2());
        let prefix = u8::try_from(32 - u32::trailing_zeros(size)).ok()?;
        networks.push(Mechanism::Ip4(Ipv4Addr::from_bits(at), prefix));
        (at, left) = (at.wrapping_add(size), left - size);
    }
    (networks.len() <= MAX_NETWORKS).then_some(Address::Networks(networks, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> Option<String> {
        Some(match read(text)? {
            Address::Everybody => "everybody".to_owned(),
            Address::Networks(networks, _) => {
                networks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
            }
        })
    }

    #[test]
    fn notations_of_addresses() {
        for (text, meant) in [
            ("192.0.2.1", "ip4:192.0.2.1"),
            ("192.0.2.1/32", "ip4:192.0.2.1"),
            ("192.000.002.001", "ip4:192.0.2.1"),
            ("192.0.2.0/024", "ip4:192.0.2.0/24"),
            ("10.0.0.0/08", "ip4:10.0.0.0/8"),
            ("192.0.2.0//24", "ip4:192.0.2.0/24"),
            ("192.0.2.1/", "ip4:192.0.2.1"),
            ("192.0.2.*", "ip4:192.0.2.0/24"),
            ("192.0.x.x", "ip4:192.0.0.0/16"),
            ("192.0.2.0/255.255.255.128", "ip4:192.0.2.0/25"),
            ("192.0.2.1:25", "ip4:192.0.2.1"),
            ("192.0.2.1:587", "ip4:192.0.2.1"),
            ("192.0.2.1.", "ip4:192.0.2.1"),
            ("192.0.2.4-7", "ip4:192.0.2.4/30"),
            ("192.0.2.1-192.0.2.4", "ip4:192.0.2.1 ip4:192.0.2.2/31 ip4:192.0.2.4"),
            ("2001:DB8::1", "ip6:2001:db8::1"),
            ("2001:db8::/032", "ip6:2001:db8::/32"),
            ("::1", "ip6:::1"),
            ("0.0.0.0/0", "everybody"),
            ("0.0.0.0/00", "everybody"),
            ("*.*.*.*", "everybody"),
            ("::/0", "everybody"),
        ] {
            assert_eq!(says(text).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "192.0.2",
            "192.0.2.1/33",
            "192.0.2.0/",
            "192.0.2.256",
            "192.*.2.1",
            "192.0.2.1:24",
            "192.0.2.0/255.0.255.0",
            "192.0.2.9-1",
            "2001:db8::/129",
            "fe80::1%eth0",
            "192.0.2.1.5",
            "",
        ] {
            assert_eq!(says(text), None, "{text}");
        }
    }
}
