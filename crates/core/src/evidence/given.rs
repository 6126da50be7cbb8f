//! What is given of an envelope by hand: out of a form, a command line, or the options of a call.

use super::author::Author;
use crate::domain::{Domain, DomainError, ToAscii};
use std::net::IpAddr;

/// What a person gives by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnvelopeOverrides {
    /// The client address.
    pub ip: Option<IpAddr>,
    /// The envelope sender.
    pub mail_from: Option<String>,
    /// The HELO name.
    pub helo: Option<String>,
    /// The author domain, in place of the one in the From field.
    pub from: Option<Domain>,
}

/// What is given by hand, still as text: out of a form, a command line, or the options of a call. `None` is not given; an
/// empty MAIL FROM is the null reverse-path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EnvelopeTexts<'a> {
    /// The client address.
    pub ip: Option<&'a str>,
    /// The envelope sender.
    pub mail_from: Option<&'a str>,
    /// The HELO name.
    pub helo: Option<&'a str>,
    /// The author: a domain, or an address.
    pub from: Option<&'a str>,
}

/// Why something of an envelope that was given by hand cannot be used; each with the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is not an IP address.
    NotAnAddress(String),
    /// It has no domain that an author could have.
    NotAnAuthor(String, DomainError),
}

impl EnvelopeOverrides {
    /// Reads what was given by hand.
    ///
    /// # Errors
    /// The first part that cannot be used, and why.
    pub fn read(text: &EnvelopeTexts<'_>, to_ascii: ToAscii) -> Result<Self, Unusable> {
        let author = |from: &str| {
            let no_author = |reason| Unusable::NotAnAuthor(from.to_owned(), reason);
            Author::domain_in(from, to_ascii).map_err(no_author)
        };
        Ok(Self {
            ip: text.ip.map(client_address).transpose()?,
            mail_from: text.mail_from.map(str::to_owned),
            helo: text.helo.map(str::to_owned),
            from: text.from.map(author).transpose()?,
        })
    }
}

/// The client address in what was given by hand.
///
/// # Errors
/// That it is none.
pub fn client_address(text: &str) -> Result<IpAddr, Unusable> {
    text.trim().parse().map_err(|_| Unusable::NotAnAddress(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: EnvelopeTexts<'_>) -> Result<EnvelopeOverrides, Unusable> {
        EnvelopeOverrides::read(&text, |name| Some(name.replace('ü', "ue")))
    }

    #[test]
    fn what_is_given_is_read_and_what_is_not_stays_open() {
        assert_eq!(read(EnvelopeTexts::default()), Ok(EnvelopeOverrides::default()));
        let text = EnvelopeTexts {
            ip: Some(" 2001:db8::1 "),
            mail_from: Some(""),
            helo: Some("a.example"),
            from: Some("Ann <ann@bücher.example"),
        };
        let given = read(text).unwrap();
        assert_eq!(given.ip, "2001:db8::1".parse().ok());
        // An empty one is the null reverse-path, which is something else than none.
        assert_eq!(given.mail_from.as_deref(), Some(""));
        assert_eq!(given.helo.as_deref(), Some("a.example"));
        assert_eq!(given.from.unwrap().as_str(), "buecher.example");
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let of = |ip, from| read(EnvelopeTexts { ip, from, ..EnvelopeTexts::default() });
        for text in ["", "192.0.2", "192.0.2.1/24", "a.example"] {
            assert_eq!(of(Some(text), None), Err(Unusable::NotAnAddress(text.to_owned())));
        }
        for text in ["", "a@", "a@b..example"] {
            assert!(matches!(of(None, Some(text)), Err(Unusable::NotAnAuthor(own, _)) if own == text));
        }
    }
}
