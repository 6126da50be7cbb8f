//! One word: a domain, an address, a web address, a Message-ID, the name of a record.

use super::domains::domain_of;
use super::name::behind;
use super::thing::{Thing, Via};
use crate::domain::ToAscii;
use std::net::IpAddr;

/// The least characters of a local part that looks like a Message-ID's.
const LONG_LOCAL: usize = 16;

/// The thing that a word is, and whether that is sure; `None` for a word that tells nothing.
pub(super) fn word(text: &str, to_ascii: ToAscii) -> Option<(Thing, bool)> {
    if let Some(ip) = address(text) {
        return Some((Thing::Address(ip), true));
    }
    if let Some(id) = message_id(text) {
        return Some((Thing::MessageId { domain: domain_of(id, to_ascii) }, false));
    }
    let via = if text.contains("://") || text.contains('/') {
        Via::Url
    } else if text.contains('@') {
        Via::Mailbox
    } else {
        Via::Name
    };
    let domain = domain_of(&without_port(text), to_ascii)?;
    match behind(&domain) {
        Some(named) => Some((Thing::Name(named), true)),
        None => Some((Thing::Domain { domain, via }, true)),
    }
}

/// An address, bare, as a literal (RFC 5321 §4.1.3), or with the length of a prefix.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim_matches(['[', ']', ',', ';']);
    let bare = text
        .get(..5)
        .filter(|tag| tag.eq_ignore_ascii_case("ipv6:"))
        .map_or(text, |_| text.get(5..).unwrap_or_default());
    let bare = ["ip4:", "ip6:"].iter().find_map(|tag| bare.strip_prefix(tag)).unwrap_or(bare);
    bare.split('/').next()?.parse().ok()
}

/// `msg-id = [CFWS] "<" id-left "@" id-right ">" [CFWS]` (RFC 5322 §3.6.4): one in angle brackets whose left side no person
/// would type.
fn message_id(text: &str) -> Option<&str> {
    let id = text.strip_prefix('<')?.strip_suffix('>')?;
    let (left, _) = id.rsplit_once('@')?;
    let digits = left.bytes().filter(u8::is_ascii_digit).count();
    let strange = left.contains(['$', '/', '!', '%', '=']) || left.starts_with("CA");
    (left.len() >= LONG_LOCAL && (digits >= 3 || strange)).then_some(id)
}

/// A web address without its port.
fn without_port(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    };
    format!("{scheme}://{host}{path}")
}
