//! Names that records stand at, and the domain they are about.

use crate::domain::Domain;

/// A name that begins with labels of a protocol (RFC 8552), and what is behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRecord {
    /// The name.
    pub name: Domain,
    /// The domain that its record is about.
    pub domain: Domain,
    /// The selector, where it is the name of a key.
    pub selector: Option<String>,
}

/// The domain behind a name like `_dmarc.example.com` or `selector._domainkey.example.com`; `None` for other names.
#[must_use]
pub fn behind(name: &Domain) -> Option<NamedRecord> {
    let labels: Vec<&str> = name.labels().collect();
    let last = labels.iter().rposition(|label| label.starts_with('_'))?;
    let domain = name.suffix(labels.len() - last - 1);
    if last + 1 >= labels.len() || !domain.is_hostname() {
        return None;
    }
    // RFC 6376 §3.6.2.1: a key stands at `selector._domainkey.domain`, and a selector may have dots.
    let is_key = labels.get(last) == Some(&"_domainkey");
    let selector =
        labels.get(..last).filter(|labels| is_key && !labels.is_empty()).map(|labels| labels.join("."));
    Some(NamedRecord { name: name.clone(), domain, selector })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_their_domains() {
        for (name, domain, selector) in [
            ("_dmarc.a.example", "a.example", None),
            ("s1._domainkey.a.example", "a.example", Some("s1")),
            ("x.s1._domainkey.a.example", "a.example", Some("x.s1")),
            ("_smtp._tls.a.example", "a.example", None),
            ("default._bimi.a.example", "a.example", None),
            ("b.example._report._dmarc.a.example", "a.example", None),
            ("_25._tcp.mx.a.example", "mx.a.example", None),
        ] {
            let found = behind(&Domain::parse(name).unwrap()).unwrap();
            assert_eq!((found.domain.as_str(), found.selector.as_deref()), (domain, selector), "{name}");
        }
        for name in ["a.example", "_dmarc", "_dmarc.com", "a_b.example"] {
            assert_eq!(behind(&Domain::parse(name).unwrap()), None, "{name}");
        }
    }
}
