//! What the names of an address tell of it.

use super::{LoggedQuery, MAX_NAMES, Rdata, RecordType, reverse_name};
use crate::domain::Domain;
use std::net::IpAddr;

/// The names that have an address, as the log has them: each is found from the address and leads back to it.
#[must_use]
pub fn confirmed(log: &[LoggedQuery], ip: IpAddr) -> Vec<Domain> {
    let ip = ip.to_canonical();
    let Some(reverse) = reverse_name(ip) else { return Vec::new() };
    let names = answers(log, &reverse, RecordType::Ptr).filter_map(|data| match data {
        Rdata::Ptr(name) => Some(name.clone()),
        _ => None,
    });
    names.take(MAX_NAMES).filter(|name| has_address(log, name, ip)).collect()
}

/// Whether a name has an address, as the log has it.
#[must_use]
pub fn has_address(log: &[LoggedQuery], name: &Domain, ip: IpAddr) -> bool {
    answers(log, name, kind_of(ip)).any(|data| data.address() == Some(ip))
}

/// The type of record that holds an address.
pub(crate) const fn kind_of(ip: IpAddr) -> RecordType {
    match ip {
        IpAddr::V4(_) => RecordType::A,
        IpAddr::V6(_) => RecordType::Aaaa,
    }
}

/// The answers to a question, as the log has them; none where it was not asked.
pub(crate) fn answers<'a>(
    log: &'a [LoggedQuery],
    name: &Domain,
    kind: RecordType,
) -> impl Iterator<Item = &'a Rdata> + use<'a> {
    let asked = log.iter().find(|query| query.name == *name && query.kind == kind);
    asked.into_iter().flat_map(|query| &query.answers)
}

/// Whether a name is made of its address, as access lines and rented machines have them: such a name is its customer's, and many
/// receivers take no mail from a server that has no other.
#[must_use]
pub fn spells(name: &Domain, ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            let hex = format!("{a:02x}{b:02x}{c:02x}{d:02x}");
            let padded = format!("{a:03}{b:03}{c:03}{d:03}");
            let numbers: Vec<u8> = numbers(name.as_str()).collect();
            let has = |order: [u8; 3]| numbers.windows(3).any(|run| run == order);
            name.as_str().contains(&hex)
                || name.as_str().contains(&padded)
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
            "h178085012009.isp.example",
            "static.9.12.85.178.clients.isp.example",
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
}
