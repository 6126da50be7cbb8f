//! From an address to its names, and back.

use super::{Question, RecordType, Resolve};
use crate::domain::Domain;
use crate::joining;
use std::net::IpAddr;

/// The most names of an address that are looked at, as in RFC 7208 §5.5.
pub const MAX_NAMES: usize = 10;

/// The name under which an address has its PTR records (RFC 1035 §3.5, RFC 3596 §2.5).
#[must_use]
pub fn reverse_name(ip: IpAddr) -> Option<Domain> {
    let name = match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        IpAddr::V6(v6) => {
            let nibbles = v6.octets().into_iter().rev().flat_map(|octet| [octet & 15, octet >> 4]);
            let labels: Vec<String> = nibbles.map(|nibble| format!("{nibble:x}")).collect();
            format!("{}.ip6.arpa", labels.join("."))
        }
    };
    Domain::parse(&name).ok()
}

/// Whether an address has a name that has the address, which many receivers ask of whoever sends mail. `None` where DNS
/// did not tell.
pub async fn is_forward_confirmed<R: Resolve>(resolver: &R, ip: IpAddr) -> Option<bool> {
    names_of(resolver, ip).await.1
}

/// The names of an address, and whether one of them has the address; `None` for what DNS did not tell.
pub async fn names_of<R: Resolve>(resolver: &R, ip: IpAddr) -> (Option<Vec<Domain>>, Option<bool>) {
    let ip = ip.to_canonical();
    let Some(reverse) = reverse_name(ip) else { return (None, None) };
    let Ok(answer) = resolver.lookup(&Question::new(reverse, RecordType::Ptr)).await else {
        return (None, None);
    };
    let mut names: Vec<Domain> = answer.pointers().take(MAX_NAMES).cloned().collect();
    let kind = if ip.is_ipv4() { RecordType::A } else { RecordType::Aaaa };
    let questions: Vec<Question> = names.iter().map(|name| Question::new(name.clone(), kind)).collect();
    let answers = joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
    let has_it =
        |answer: &Result<super::Answer, _>| answer.as_ref().is_ok_and(|a| a.addresses().any(|own| own == ip));
    let confirmed = match answers.iter().position(has_it) {
        Some(at) => {
            // The one that leads back goes before the others.
            names.swap(0, at);
            Some(true)
        }
        None if answers.iter().any(Result::is_err) => None,
        None => Some(false),
    };
    (Some(names), confirmed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Zone;

    #[test]
    fn rfc_3596_2_5_nibbles_in_reverse() {
        let name = |ip: &str| reverse_name(ip.parse().unwrap()).unwrap().to_string();
        assert_eq!(name("192.0.2.1"), "1.2.0.192.in-addr.arpa");
        assert_eq!(name("2001:db8::1"), format!("1.{}8.b.d.0.1.0.0.2.ip6.arpa", "0.".repeat(23)));
    }

    #[test]
    fn a_name_that_does_not_have_the_address_confirms_nothing() {
        let zone: Zone = serde_json::from_str(
            r#"{"1.2.0.192.in-addr.arpa": [{"PTR": "a.example"}], "a.example": [{"A": "192.0.2.1"}],
                "2.2.0.192.in-addr.arpa": [{"PTR": "a.example"}], "3.2.0.192.in-addr.arpa": ["TIMEOUT"],
                "4.2.0.192.in-addr.arpa": [{"PTR": "b.example"}], "b.example": ["SERVFAIL"]}"#,
        )
        .unwrap();
        let of = |ip: &str| pollster::block_on(is_forward_confirmed(&zone, ip.parse().unwrap()));
        assert_eq!(
            [of("192.0.2.1"), of("::ffff:192.0.2.1"), of("192.0.2.2")],
            [Some(true), Some(true), Some(false)]
        );
        assert_eq!([of("192.0.2.3"), of("192.0.2.4"), of("192.0.2.9")], [None, None, Some(false)]);
    }
}
