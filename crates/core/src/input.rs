//! What was typed, and what it means: a domain, or a message.

use crate::domain::{Domain, ToAscii};

/// What a person put into the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing.
    Nothing,
    /// One domain: typed bare, as the end of an address, or inside a web address.
    Domain(Domain),
    /// Anything else is read as a message.
    Message,
}

impl Subject {
    /// Tells a domain from a message.
    #[must_use]
    pub fn of(text: &str, to_ascii: ToAscii) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Nothing;
        }
        if text.contains(char::is_whitespace) {
            return Self::Message;
        }
        let host = host_of(text).map(|host| Domain::parse_international(host, to_ascii));
        match host {
            Some(Ok(domain)) if domain.is_hostname() => Self::Domain(domain),
            _ => Self::Message,
        }
    }
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
    fn everything_else_is_a_message_or_nothing() {
        assert_eq!(subject(" \n "), Subject::Nothing);
        for text in ["From: a@b.example", "From", "From:a@b.example\n", "192.0.2.1", "hello", "a.b c.d"] {
            assert_eq!(subject(text), Subject::Message, "{text}");
        }
    }
}
