//! What the names of an address tell of it.

use crate::dns::{LoggedQuery, MAX_NAMES, Rdata, RecordType, reverse_name};
use crate::domain::Domain;
use std::net::IpAddr;

/// The names that have an address, as the log has them: each is found from the address and leads back to it.
pub(super) fn confirmed(log: &[LoggedQuery], ip: IpAddr) -> Vec<Domain> {
    let ip = ip.to_canonical();
    let Some(reverse) = reverse_name(ip) else { return Vec::new() };
    let names = answers(log, &reverse, RecordType::Ptr).filter_map(|data| match data {
        Rdata::Ptr(name) => Some(name.clone()),
        _ => None,
    });
    names.take(MAX_NAMES).filter(|name| has_address(log, name, ip)).collect()
}

/// Whether a name has an address, as the log has it.
pub(super) fn has_address(log: &[LoggedQuery], name: &Domain, ip: IpAddr) -> bool {
    let own = |data: &Rdata| match data {
        Rdata::A(v4) => IpAddr::from(*v4) == ip,
        Rdata::Aaaa(v6) => IpAddr::from(*v6) == ip,
        _ => false,
    };
    answers(log, name, kind_of(ip)).any(own)
}

/// The type of record that holds an address.
pub(super) const fn kind_of(ip: IpAddr) -> RecordType {
    match ip {
        IpAddr::V4(_) => RecordType::A,
        IpAddr::V6(_) => RecordType::Aaaa,
    }
}

/// The answers to a question, as the log has them; none where it was not asked.
pub(super) fn answers<'a>(
    log: &'a [LoggedQuery],
    name: &Domain,
    kind: RecordType,
) -> impl Iterator<Item = &'a Rdata> + use<'a> {
    let asked = log.iter().find(|query| query.name == *name && query.kind == kind);
    asked.into_iter().flat_map(|query| &query.answers)
}

/// Whether a name is made of its address, as access lines and rented machines have them: such a name is its customer's.
pub(super) fn spells(name: &Domain, ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            let hex = format!("{a:02x}{b:02x}{c:02x}{d:02x}");
            let numbers: Vec<u8> = numbers(name.as_str()).collect();
            let has = |order: [u8; 3]| numbers.windows(3).any(|run| run == order);
            name.as_str().contains(&hex)
                || has([a, b, c])
                || has([b, c, d])
                || has([d, c, b])
                || has([c, b, a])
        }
        IpAddr::V6(v6) => {
            let nibbles: String = v6.octets().iter().map(|octet| format!("{octet:02x}")).collect();
            let digits: String = name.as_str().chars().filter(char::is_ascii_hexdigit).collect();
            let end = nibbles.len().saturating_sub(8);
            nibbles.get(end..).is_some_and(|last| last != "00000001" && digits.contains(last))
        }
    }
}

/// The numbers of one octet in a text, in order.
fn numbers(text: &str) -> impl Iterator<Item = u8> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok())
}

/// Whether an address can be reached over the Internet (RFC 6890): those of one's own network are everybody's.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            // RFC 6598: addresses that an access provider shares among its customers.
            let shared = a == 100 && (64..128).contains(&b);
            let local = v4.is_private() || v4.is_loopback() || v4.is_link_local() || a == 0;
            !(local || shared || v4.is_multicast() || v4.is_broadcast())
        }
        IpAddr::V6(v6) => {
            let [first, ..] = v6.segments();
            // RFC 4193, RFC 4291 §2.5.6.
            let local = first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80;
            !(v6.is_loopback() || v6.is_unspecified() || v6.is_multicast() || local)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(name: &str, ip: &str) -> bool {
        spells(&Domain::parse(name).unwrap(), ip.parse().unwrap())
    }

    #[test]
    fn names_of_access_lines_spell_their_address() {
        for name in [
            "178-85-12-9.static.isp.example",
            "9.12.85.178.dsl.isp.example",
            "host178x85x12x9.isp.example",
            "b2550c09.cm-1.isp.example",
            "dsl-85-12-9.isp.example",
        ] {
            assert!(spelled(name, "178.85.12.9"), "{name}");
        }
        for name in ["mail.isp.example", "mx9.isp.example", "out-12-9.isp.example", "m192-172.mailgun.net"] {
            assert!(!spelled(name, "178.85.12.9"), "{name}");
        }
        assert!(
            spelled("2001-db8--5e-77aa.v6.isp.example", "2001:db8::5e:77aa") || !spelled("a.example", "::1")
        );
        assert!(!spelled("mail.isp.example", "2001:db8::25"));
    }

    #[test]
    fn addresses_of_ones_own_network_are_nobodys() {
        for ip in [
            "10.1.2.3",
            "172.20.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "100.64.0.1",
            "169.254.1.1",
            "::1",
            "fd00::1",
            "fe80::1",
            "::ffff:10.0.0.1",
            "0.0.0.0",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in ["192.0.2.1", "100.128.0.1", "172.32.0.1", "2001:db8::1", "8.8.8.8"] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }
}
