//! What was put in, and what it is: one text may hold several things, and each of them leads somewhere.
//!
//! [`recognise`] looks at a text, [`FileKind::of`] at the octets of a file. Nothing is decided here of what is in them: a
//! message goes on to its check as it is, a record to its own.

mod domains;
mod file;
mod keyed;
mod lines;
mod name;
mod notation;
mod one_record;
mod recognise;
mod record;
mod table;
mod thing;
mod tokens;
mod word;

pub use domains::{MAX_DOMAINS, Subject};
pub use file::FileKind;
pub use name::{NamedRecord, behind};
pub use one_record::one_record;
pub use recognise::{MAX_FOUND, MAX_SCANNED, recognise};
pub use record::{DEFAULT_SELECTOR, RecordText, RecordUse, no_domain};
pub use thing::{Found, Thing, Via};

use crate::domain::{Domain, DomainError, ToAscii};
use std::net::IpAddr;

/// Why a text is not the one domain that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotADomain {
    /// It is an IP address.
    Address {
        /// The text.
        text: String,
    },
    /// It is not a domain name.
    Name {
        /// The text.
        text: String,
        /// What is wrong with it.
        why: DomainError,
    },
}

/// The one domain that was asked for, in any of the forms people type.
///
/// # Errors
/// [`NotADomain`] says why it is none.
pub fn one_domain(text: &str, to_ascii: ToAscii) -> Result<Domain, NotADomain> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    if bare.parse::<IpAddr>().is_ok() {
        return Err(NotADomain::Address { text: text.to_owned() });
    }
    Domain::parse_international(host_of(text).unwrap_or(text), to_ascii)
        .map_err(|why| NotADomain::Name { text: text.to_owned(), why })
}

/// The host in `https://host/path`, `mailto:a@host`, `a@host` or `host`; `None` where a colon says otherwise, as in
/// `From:a@host`.
fn host_of(text: &str) -> Option<&str> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let rest = rest.strip_prefix("mailto:").unwrap_or(rest);
    let rest = rest.split(['/', '?', '#']).next()?;
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    (!rest.contains(':')).then(|| host.trim_matches(['<', '>', ',', ';']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(text: &str) -> Subject {
        Subject::of(text, |name| Some(name.replace('ü', "ue")))
    }

    #[test]
    fn a_domain_in_any_of_the_forms_people_type() {
        let expected = Subject::Domain(Domain::parse("nl365pro.com").unwrap());
        for text in [
            "nl365pro.com",
            " NL365pro.com. \n",
            "https://nl365pro.com/contact",
            "mailto:a@nl365pro.com",
            "a@nl365pro.com",
            "<a@nl365pro.com>",
        ] {
            assert_eq!(subject(text), expected, "{text}");
        }
        assert_eq!(subject("bücher.example"), Subject::Domain(Domain::parse("buecher.example").unwrap()));
    }

    #[test]
    fn one_domain_is_what_was_meant() {
        let asked = |text| one_domain(text, |name| Some(name.to_owned())).map(|domain| domain.to_string());
        for text in ["a.example", "info@a.example", "http://a.example/x", "mailto:info@a.example"] {
            assert_eq!(asked(text).as_deref(), Ok("a.example"), "{text}");
        }
        assert_eq!(asked("_dmarc.a.example").as_deref(), Ok("_dmarc.a.example"));
        for text in ["192.0.2.1", "[192.0.2.1]", "2001:db8::1", "a..b", ""] {
            assert!(asked(text).is_err(), "{text}");
        }
    }

    #[test]
    fn several_domains_are_a_list() {
        let Subject::Domains { domains, .. } =
            subject("a.example, b.example\nhttps://c.example/x # ours\na.example")
        else {
            panic!("this is a list");
        };
        assert_eq!(
            domains.iter().map(Domain::as_str).collect::<Vec<_>>(),
            ["a.example", "b.example", "c.example"]
        );
        assert!(matches!(subject("a.example\na.example"), Subject::Domain(_)));
    }

    #[test]
    fn everything_else_is_something_else_or_nothing() {
        assert_eq!(subject(" \n "), Subject::Nothing);
        for text in ["From: a@b.example", "From", "From:a@b.example\n", "192.0.2.1", "hello", "a.b and c.d"] {
            assert_eq!(subject(text), Subject::Other, "{text}");
        }
    }
}
