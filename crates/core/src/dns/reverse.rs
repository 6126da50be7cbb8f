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
    let ip = ip.to_canonical();
    let question = Question::new(reverse_name(ip)?, RecordType::Ptr);
    let names = resolver.lookup(&question).await.ok()?;
    let kind = if ip.is_ipv4() { RecordType::A } else { RecordType::Aaaa };
    let names = names.pointers().take(MAX_NAMES).map(|name| Question::new(name.clone(), kind));
    let questions: Vec<Question> = names.collect();
    let answers = joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
    let has_it =
        |answer: &Result<super::Answer, _>| answer.as_ref().is_ok_and(|a| a.addresses().any(|own| own == ip));
    match answers {
        answers if answers.iter().any(has_it) => Some(true),
        answers if answers.iter().any(Result::is_err) => None,
        _ => Some(false),
    }
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
