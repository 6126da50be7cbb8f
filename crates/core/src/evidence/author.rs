//! Whose name the message carries: the From field, or what a receiver claims it was.

use super::claims::{Claim, trusted};
use crate::dmarc::DmarcCause;
use crate::domain::{Domain, DomainError, ToAscii};
use crate::message::{DecodeCharset, MAX_MAILBOXES, Mailbox, MailboxList, Message, address_list, decode};
use serde::Serialize;

/// The author of a message, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Author {
    /// The address, where a From field gives one.
    pub address: Option<String>,
    /// The display name, decoded for reading.
    pub display: Option<String>,
    /// The author domain (RFC 9989 §3.2.2), as an A-label.
    pub domain: Domain,
    /// Where it stands.
    pub source: AuthorSource,
}

/// Where the author domain stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum AuthorSource {
    /// In the From field.
    From,
    /// A person said so.
    Given,
    /// Only in what a receiver claims: `header.from`, or the comment of Google's `arc=`.
    Claim,
    /// Only in the reply of a server that refused the mail.
    Reply,
}

impl Author {
    /// The domain in what a person types for an author: an address, or the domain alone.
    ///
    /// # Errors
    /// Why it is no domain.
    pub fn domain_in(text: &str, to_ascii: ToAscii) -> Result<Domain, DomainError> {
        let text = text.trim();
        Domain::parse_international(text.rsplit_once('@').map_or(text, |(_, name)| name), to_ascii)
    }

    /// The author that a person names, to see what would become of the same mail.
    #[must_use]
    pub const fn given(domain: Domain) -> Self {
        Self { address: None, display: None, domain, source: AuthorSource::Given }
    }
}

/// The tables too large for the page, as the caller's platform has them.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// IDNA.
    pub to_ascii: ToAscii,
    /// Charsets beyond UTF-8 and Latin 1.
    pub decode_charset: DecodeCharset,
}

/// The author, or why there is no single one.
///
/// # Errors
/// [`DmarcCause::NoAuthor`], [`DmarcCause::SeveralAuthors`], [`DmarcCause::BadAuthor`] or [`DmarcCause::AuthorsUnread`].
pub fn author(message: &Message, claims: &[Claim], tables: Tables) -> Result<Author, DmarcCause> {
    let fields: Vec<_> = message.all("from").map(|field| field.unfolded()).collect();
    let lists: Vec<MailboxList> = fields.iter().map(|value| address_list(value)).collect();
    let count: usize = lists.iter().map(|list| list.mailboxes.len()).sum();
    // What lies beyond a limit was not looked at, and may name somebody else.
    let is_cut = message.is_cut() || count > MAX_MAILBOXES || lists.iter().any(|list| list.is_cut);
    if fields.is_empty() {
        return if is_cut { Err(DmarcCause::AuthorsUnread) } else { claimed(claims, tables) };
    }
    let mailboxes: Vec<Mailbox> =
        lists.into_iter().flat_map(|list| list.mailboxes).take(MAX_MAILBOXES).collect();
    if is_cut && mailboxes.is_empty() {
        return Err(DmarcCause::AuthorsUnread);
    }
    let first = mailboxes.first().ok_or(DmarcCause::NoAuthor)?;
    let domain = |mailbox: &Mailbox| {
        Domain::parse_international(&mailbox.domain, tables.to_ascii)
            .map_err(|_| DmarcCause::BadAuthor { domain: mailbox.domain.clone() })
    };
    let author = domain(first)?;
    // RFC 9989 §5.3.1: with more than one domain in From, validation is not possible.
    let mut domains = vec![author.to_string()];
    for mailbox in &mailboxes {
        let other = domain(mailbox)?.to_string();
        if !domains.contains(&other) {
            domains.push(other);
        }
    }
    if domains.len() > 1 {
        return Err(DmarcCause::SeveralAuthors { domains });
    }
    if is_cut {
        return Err(DmarcCause::AuthorsUnread);
    }
    let display = decode(&first.display, tables.decode_charset);
    Ok(Author {
        address: Some(first.address()),
        display: Some(display).filter(|name| !name.is_empty()),
        domain: author,
        source: AuthorSource::From,
    })
}

/// The author domain that the trusted receiver names.
fn claimed(claims: &[Claim], tables: Tables) -> Result<Author, DmarcCause> {
    let header_from = trusted(claims, "dmarc").find_map(|result| result.property("header.from"));
    let any_from = || {
        let all = claims.iter().filter(|claim| claim.trusted).flat_map(|claim| &claim.results);
        all.filter_map(|result| result.property("header.from")).next()
    };
    let noted = || trusted(claims, "arc").find_map(|result| result.noted("fromdomain").next());
    let named = header_from.or_else(any_from).or_else(noted).ok_or(DmarcCause::NoAuthor)?;
    let (address, domain) = match named.rsplit_once('@') {
        Some((_, domain)) => (Some(named.to_owned()), domain),
        None => (None, named),
    };
    let domain = Domain::parse_international(domain, tables.to_ascii)
        .map_err(|_| DmarcCause::BadAuthor { domain: named.to_owned() })?;
    Ok(Author { address, display: None, domain, source: AuthorSource::Claim })
}

#[cfg(test)]
mod tests {
    use super::super::claims::claims;
    use super::*;
    use crate::message::Origin;

    fn read(text: &str) -> Result<(String, AuthorSource), DmarcCause> {
        let message = Message::parse(text.as_bytes(), Origin::Paste);
        let tables =
            Tables { to_ascii: |name| Some(name.replace('ü', "xn--ue")), decode_charset: |_, _| None };
        author(&message, &claims(&message, &[1], None), tables).map(|a| (a.domain.to_string(), a.source))
    }

    fn found(domain: &str, source: AuthorSource) -> Result<(String, AuthorSource), DmarcCause> {
        Ok((domain.to_owned(), source))
    }

    #[test]
    fn the_from_field_comes_first() {
        let text =
            "Authentication-Results: x; dmarc=pass header.from=other.example\nFrom: \"A\" <a@B.example>\n";
        assert_eq!(read(text), found("b.example", AuthorSource::From));
        assert_eq!(read("From: a@bücher.example\n"), found("bxn--uecher.example", AuthorSource::From));
    }

    #[test]
    fn without_a_from_field_the_receivers_claim_stands_in() {
        assert_eq!(
            read("Authentication-Results: mx.x; dmarc=fail (p=NONE) header.from=a.example\n"),
            found("a.example", AuthorSource::Claim)
        );
        assert_eq!(
            read(
                "Authentication-Results: mx.x; arc=pass (i=1 spf=pass spfdomain=b.example fromdomain=a.example);\n"
            ),
            found("a.example", AuthorSource::Claim)
        );
        assert_eq!(
            read("Authentication-Results: mx.x; spf=pass smtp.mailfrom=a.example\n"),
            Err(DmarcCause::NoAuthor)
        );
    }

    #[test]
    fn rfc_9989_5_3_1_one_domain_or_none() {
        assert_eq!(read("From: a@b.example, c@B.example\n"), found("b.example", AuthorSource::From));
        let several = DmarcCause::SeveralAuthors { domains: vec!["b.example".into(), "c.example".into()] };
        assert_eq!(read("From: a@b.example, a@c.example\n"), Err(several.clone()));
        assert_eq!(read("From: a@b.example\nFrom: a@c.example\n"), Err(several));
        assert_eq!(read("From: Nobody:;\n"), Err(DmarcCause::NoAuthor));
        assert_eq!(read("From: a@b..example\n"), Err(DmarcCause::BadAuthor { domain: "b..example".into() }));
    }

    #[test]
    fn what_lies_beyond_a_limit_may_name_somebody_else() {
        let many = "a@b.example,".repeat(MAX_MAILBOXES - 1);
        assert_eq!(read(&format!("From: {many}a@b.example\n")), found("b.example", AuthorSource::From));
        let unread = Err(DmarcCause::AuthorsUnread);
        assert_eq!(read(&format!("From: {many}a@b.example,a@c.example\n")), unread);
        assert_eq!(read(&format!("From: {many}a@b.example\nFrom: a@b.example\n")), unread);
        let rest = "X: y\n".repeat(crate::message::MAX_FIELDS);
        assert_eq!(read(&format!("From: a@b.example\n{rest}From: a@c.example\n")), unread);
        assert_eq!(read(&format!("{rest}From: a@b.example\n")), unread);
        // Two are two, whatever follows.
        assert!(matches!(
            read(&format!("From: a@b.example, a@c.example\n{rest}X: y\n")),
            Err(DmarcCause::SeveralAuthors { .. })
        ));
    }
}
