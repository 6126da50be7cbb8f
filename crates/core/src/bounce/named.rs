//! What a refusal names of the mail: domains, addresses, recipients. Only what stands in the reply or in its log line.

use super::meaning::Meaning;
use super::reply::SmtpReply;
use crate::address::is_public;
use crate::domain::{Domain, ToAscii};
use std::net::IpAddr;

/// What a refusal names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The domain of From.
    pub author: Option<Domain>,
    /// MAIL FROM: an address, or the domain alone behind `postmaster@`, which is what SPF checks (RFC 7208 §4.3).
    pub mail_from: Option<String>,
    /// The address of the sending server.
    pub client_ip: Option<IpAddr>,
    /// The receiving server.
    pub receiver: Option<String>,
    /// The recipient.
    pub recipient: Option<String>,
}

impl Named {
    /// What a reply names. `meaning` tells which domain it speaks of: DMARC's is that of From, SPF's that of MAIL FROM.
    #[must_use]
    pub fn of(reply: &SmtpReply, meaning: Meaning, to_ascii: ToAscii) -> Self {
        let mut named = Self { client_ip: client(&reply.text), ..Self::default() };
        let envelope = behind(&reply.text, &ENVELOPE, to_ascii);
        let author = behind(&reply.text, &AUTHOR, to_ascii);
        let either = || behind(&reply.text, &EITHER, to_ascii);
        match meaning {
            Meaning::SpfFailed | Meaning::SpfTooWide => named.sender(envelope.or(author).or_else(either)),
            Meaning::Unauthenticated => {
                named.sender(envelope);
                named.author = author;
            }
            Meaning::DmarcPolicy
            | Meaning::BulkAuthentication
            | Meaning::NoDmarcRecord
            | Meaning::NotAligned => {
                named.author = author.or_else(|| owner(&reply.text, to_ascii)).or_else(either);
            }
            Meaning::DkimFailed | Meaning::DnsTrouble | Meaning::PolicyReasons => {
                let of_key = || behind(&reply.text, &["_domainkey."], to_ascii);
                named.author = author.or_else(of_key).or_else(either);
            }
            _ => {}
        }
        named.log(&reply.before);
        named
    }

    fn sender(&mut self, domain: Option<Domain>) {
        self.mail_from = domain.map(|domain| format!("postmaster@{domain}"));
    }

    /// What the line of a log names before the reply: Postfix, Exim and Exchange.
    fn log(&mut self, before: &str) {
        self.receiver = receiver(before);
        let address = |marks: &[&str]| marks.iter().find_map(|mark| address_behind(before, mark));
        self.recipient =
            address(&["to=<", " ** ", " == ", "RCPT TO:<", "recipient=<"]).or_else(|| first_address(before));
        let sender = address(&["from=<", "F=<", "MAIL FROM:<", "sender=<"]);
        self.mail_from = sender.or_else(|| self.mail_from.take());
        // Postfix writes the fields that it was told to watch into its log.
        let author = before.rsplit_once("header From: ").and_then(|(_, rest)| first_address(rest));
        let author = author.and_then(|address| Domain::parse(address.rsplit_once('@')?.1).ok());
        self.author = self.author.take().or(author);
    }

    /// Takes what another text of the same bounce names, where this one does not.
    pub fn complete(&mut self, other: Self) {
        self.author = self.author.take().or(other.author);
        self.mail_from = self.mail_from.take().or(other.mail_from);
        self.client_ip = self.client_ip.or(other.client_ip);
        self.receiver = self.receiver.take().or(other.receiver);
        self.recipient = self.recipient.take().or(other.recipient);
    }
}

/// What stands before a domain of MAIL FROM, of From, and of one that only the reason tells.
const ENVELOPE: [&str; 9] = [
    "spf [",
    "mail from domain",
    "send from",
    "mail from",
    "on behalf of",
    "sender domain",
    "smtp.mailfrom=",
    "envelope from",
    "id=",
];
const AUTHOR: [&str; 5] = [
    "unauthenticated email from",
    "unauthenticated mail from",
    "sending domain",
    "header.from=",
    "from domain",
];
const EITHER: [&str; 8] = ["policy for", "policy of", "domain of", "domain", "for", "from", "due to", "of"];

/// The first domain that stands behind one of some words, the earlier of the words first.
fn behind(text: &str, words: &[&str], to_ascii: ToAscii) -> Option<Domain> {
    let lower = text.to_ascii_lowercase();
    words.iter().find_map(|word| {
        let is_word = |at: &usize| starts_word(&lower, *at) && ends_word(&lower, at + word.len());
        let mut places = lower.match_indices(word).filter(|(at, _)| is_word(at));
        places.find_map(|(at, word)| first_domain(text.get(at + word.len()..)?, to_ascii))
    })
}

fn starts_word(text: &str, at: usize) -> bool {
    !text.get(..at).unwrap_or_default().ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether a word ends before a place: `domain` is no word of `_domainkey`.
fn ends_word(text: &str, at: usize) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    !(before.ends_with(is_part) && after.starts_with(is_part))
}

/// `example.com's DMARC policy`: the owner of a policy.
fn owner(text: &str, to_ascii: ToAscii) -> Option<Domain> {
    let word = text.split_whitespace().find(|word| word.ends_with("'s") || word.ends_with("’s"))?;
    domain_in(word.trim_end_matches('s').trim_end_matches(['\'', '’']), to_ascii)
}

/// A domain as the first word of a text, in whatever brackets.
fn first_domain(text: &str, to_ascii: ToAscii) -> Option<Domain> {
    let word = text.split_whitespace().next()?;
    // `domain [a.example]`, `domain: a.example`, `domain "a.example"`.
    let word = if word.chars().any(char::is_alphanumeric) { word } else { text.split_whitespace().nth(1)? };
    domain_in(word, to_ascii)
}

fn domain_in(word: &str, to_ascii: ToAscii) -> Option<Domain> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.split(['>', ']', ')', '"', '\'', ';', ',', '&']).next()?;
    let name = bare.rsplit_once('@').map_or(bare, |(_, name)| name);
    let name = name.split_once("%40").map_or(name, |(_, name)| name);
    let domain = Domain::parse_international(name, to_ascii).ok()?;
    // A file or a version has a dot too; what ends in digits is an address.
    let last = domain.labels().next_back()?;
    (domain.label_count() > 1
        && domain.is_hostname()
        && last.len() > 1
        && !last.bytes().any(|b| b.is_ascii_digit()))
    .then_some(domain)
}

/// The address of the sending server in a reply: the one that is said to be it, or else the only public one. An address that was found
/// in a field of the mail is not where it came from.
fn client(text: &str) -> Option<IpAddr> {
    /// What stands before the address of whoever is spoken to.
    const ITS: [&str; 8] = ["your", "client", "messages", "ip", "sending", "ip:", "from", "with"];
    if text.to_ascii_lowercase().contains("received header") {
        return None;
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "[]()<>;,='\"&".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let address = |word: &&str| word.trim_end_matches(['.', ':']).parse().ok().filter(|ip| is_public(*ip));
    let found: Vec<(usize, IpAddr)> =
        words.iter().enumerate().filter_map(|(at, word)| Some((at, address(word)?))).collect();
    let is_its = |(at, _): &&(usize, IpAddr)| {
        let before = words.get(at.saturating_sub(2)..*at).unwrap_or_default();
        before.iter().any(|word| ITS.iter().any(|its| word.eq_ignore_ascii_case(its)))
    };
    let only = || found.iter().all(|(_, ip)| Some(ip) == found.first().map(|(_, first)| first));
    let told = found.iter().find(is_its).or_else(|| found.first().filter(|_| only()));
    told.map(|(_, ip)| *ip)
}

/// The receiving server in what stands before a reply.
fn receiver(before: &str) -> Option<String> {
    const MARKS: [&str; 5] = ["relay=", "host ", "H=", "server ", "connect to "];
    let host = |mark: &&str| {
        let (_, rest) = before.rsplit_once(mark)?;
        let word = rest.split(|c: char| c.is_whitespace() || "[](),;:".contains(c)).next()?;
        Domain::parse(word).ok().filter(|name| name.label_count() > 1 && name.is_hostname())
    };
    let first = || {
        let word = before.split(|c: char| c.is_whitespace() || "[](),;:".contains(c)).next()?;
        Domain::parse(word).ok().filter(|name| name.label_count() > 2 && name.is_hostname())
    };
    MARKS.iter().find_map(host).or_else(first).map(|name| name.to_string())
}

/// The address right behind a mark.
fn address_behind(text: &str, mark: &str) -> Option<String> {
    let (_, rest) = text.rsplit_once(mark)?;
    let word = rest.split(|c: char| c.is_whitespace() || ">,;)".contains(c)).next()?;
    word.contains('@').then(|| word.trim_matches(['<', ':']).to_owned())
}

/// The first address in angle brackets, or else the first word with an `@`.
fn first_address(text: &str) -> Option<String> {
    let words = || text.split(|c: char| c.is_whitespace() || "<>,;()\"".contains(c));
    let word = words().find(|word| {
        word.rsplit_once('@').is_some_and(|(local, name)| !local.is_empty() && name.contains('.'))
    })?;
    Some(word.trim_matches([':', '.', '\'']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::meaning::meaning;
    use super::super::reply::replies;
    use super::*;

    fn named(text: &str) -> Named {
        let reply = replies(text).into_iter().next().unwrap();
        let meaning = meaning(reply.status.as_deref(), &reply.text);
        Named::of(&reply, meaning, |name| Some(name.to_owned()))
    }

    fn parts(text: &str) -> (String, String, String) {
        let named = named(text);
        let text = |value: Option<String>| value.unwrap_or_default();
        (
            text(named.author.map(|d| d.to_string())),
            text(named.mail_from),
            text(named.client_ip.map(|ip| ip.to_string())),
        )
    }

    #[test]
    fn a_reply_names_its_domain_and_address() {
        for (text, author, sender, ip) in [
            (
                "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.\n550-5.7.26 Authentication \
                 results:\n550-5.7.26  DKIM = did not pass\n550 5.7.26  SPF [a.example] with ip: [203.0.114.9] = did not pass",
                "",
                "postmaster@a.example",
                "203.0.114.9",
            ),
            (
                "550-5.7.26 Unauthenticated email from a.example is not accepted due to\n550 5.7.26 domain's DMARC policy.",
                "a.example",
                "",
                "",
            ),
            (
                "550-5.7.26 The MAIL FROM domain [m.a.example] has an SPF record with a hard fail policy (-all) but it fails \
                 to pass SPF checks with the ip: [203.0.114.9].",
                "",
                "postmaster@m.a.example",
                "203.0.114.9",
            ),
            (
                "550 5.7.515 Access denied, sending domain A.EXAMPLE doesn't meet the required level",
                "a.example",
                "",
                "",
            ),
            (
                "550 5.7.509 Access denied, sending domain [A.EXAMPLE] does not pass DMARC verification",
                "a.example",
                "",
                "",
            ),
            ("554 5.7.1 Your message was rejected due to a.example's DMARC policy.", "a.example", "", ""),
            ("550 5.7.1 Email rejected per DMARC policy for a.example", "a.example", "", ""),
            (
                "550 5.1.0 203.0.114.9 is not allowed to send from <a.example> per it's SPF Record.",
                "",
                "postmaster@a.example",
                "203.0.114.9",
            ),
            ("550 5.1.1 user of a.example unknown", "", "", ""),
            (
                "554 5.7.1 mx.b.example [198.51.101.30]: your server [203.0.114.9] is listed at b.barracudacentral.org",
                "",
                "",
                "203.0.114.9",
            ),
            ("554 5.7.1 203.0.114.9, found in a Received header, is listed", "", "", ""),
        ] {
            assert_eq!(parts(text), (author.to_owned(), sender.to_owned(), ip.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_log_line_names_the_rest() {
        let line = "Nov 24 10:00:00 mx postfix/smtp[12]: 4XtQ: to=<b@b.example>, relay=mx.b.example[192.0.2.1]:25, delay=1, \
                    dsn=5.7.23, status=bounced (host mx.b.example[192.0.2.1] said: 550 5.7.23 SPF failed (in reply to RCPT TO))";
        let postfix = named(line);
        assert_eq!(postfix.receiver.as_deref(), Some("mx.b.example"));
        assert_eq!(postfix.recipient.as_deref(), Some("b@b.example"));
        let line = "2026-11-24 10:00:01 1abc ** b@b.example F=<a@a.example> R=dnslookup T=remote_smtp H=mx.b.example \
                    [192.0.2.1]: SMTP error from remote mail server after end of data: 550 5.7.1 SPF failed";
        let exim = named(line);
        assert_eq!(exim.mail_from.as_deref(), Some("a@a.example"));
        assert_eq!(
            (exim.receiver.as_deref(), exim.recipient.as_deref()),
            (Some("mx.b.example"), Some("b@b.example"))
        );
    }
}
