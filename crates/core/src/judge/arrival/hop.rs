//! What one hop of the receiver's is: inside, the border, or where the message started.

use super::house::{House, is_host, is_same};
use super::trace::Trace;
use crate::address::is_public;
use crate::evidence::{FromClause, Stamp};
use crate::report::Start;
use std::net::IpAddr;

/// What a hop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A step inside; `handover` where the protocol says that the mail was taken over and not received.
    Inside { handover: bool },
    /// Where it came in.
    Border,
    /// Where it started.
    Start(Start),
}

const INSIDE: Role = Role::Inside { handover: false };
const HANDOVER: Role = Role::Inside { handover: true };

/// Tells what the hop at a place of the trace is, given the house it is in.
pub(super) fn role(trace: &Trace, at: usize, house: &House) -> Role {
    let Some(hop) = trace.stamp(at) else { return Role::Border };
    if let Some(start) = start(hop) {
        return Role::Start(start);
    }
    if let Some(role) = at_one_door(hop, house) {
        return role;
    }
    let Some(from) = &hop.from else { return HANDOVER };
    if is_handover(hop) || is_taken_over(trace, at, house) {
        return HANDOVER;
    }
    if is_fetched(hop) {
        return INSIDE;
    }
    match web(hop, from) {
        Some(role) => role,
        None if is_own_client(trace, at, hop, from) || is_inner(trace, at, house) => INSIDE,
        None => Role::Border,
    }
}

/// Whether the message started here, by what its own server says.
fn start(hop: &Stamp) -> Option<Start> {
    let protocol = hop.with.as_deref().unwrap_or_default().to_ascii_uppercase();
    let logged_in = hop.from.as_ref().is_some_and(|from| from.logged_in) || hop.remarks("authenticated");
    if logged_in || is_authenticated(&protocol) || protocol == "MAPI" {
        return Some(Start::LoggedIn);
    }
    let local = protocol.starts_with("LOCAL") || protocol == "PIPE";
    let by_user = hop.comments.iter().any(|text| text.contains("from userid ") || text.ends_with("/Submit"));
    (local || by_user).then_some(Start::Local)
}

/// Protocols of RFC 3848 and 6531 that end in A or SA; `LMTPA` is a delivery.
fn is_authenticated(protocol: &str) -> bool {
    let (name, _) = protocol.split_once('/').unwrap_or((protocol, ""));
    name.ends_with('A') && ["ESMTP", "UTF8SMTP", "ASMTP"].iter().any(|start| name.starts_with(start))
        || name == "ASMTP"
}

/// Microsoft's hosts: the border is where its front door writes; what comes to another host from outside was submitted.
fn at_one_door(hop: &Stamp, house: &House) -> Option<Role> {
    let row = house.layouts().find(|row| row.one_door)?;
    let by = hop.by.as_deref()?;
    if row.is_border(by) {
        return Some(Role::Border);
    }
    let ip = hop.from.as_ref().and_then(|from| from.ip);
    let inside = hop.from.is_none() || ip.is_some_and(|ip| !is_public(ip) || row.is_inner(ip));
    Some(if inside { HANDOVER } else { Role::Start(Start::LoggedIn) })
}

/// Whether the mail was handed over inside: LMTP and its variants, and what servers of several parts say between those.
fn is_handover(hop: &Stamp) -> bool {
    let protocol = hop.with.as_deref().unwrap_or_default().to_ascii_uppercase();
    let proxies = ["LMTPProxy", "MEProxy", "Authentication Milter"];
    protocol.starts_with("LMTP") || proxies.iter().any(|own| hop.remarks(own)) || is_transport(hop)
}

/// Whether Exchange took it over from its own transport.
fn is_transport(hop: &Stamp) -> bool {
    hop.with.as_deref().is_some_and(|with| with.starts_with("Microsoft SMTP Server"))
        && hop.via.as_deref().is_some_and(|via| via.starts_with("Mailbox Transport"))
}

/// Whether a program of the reader's own fetched the mail out of a mailbox (RFC 1939, RFC 9051): nobody handed it over.
fn is_fetched(hop: &Stamp) -> bool {
    let protocol = hop.with.as_deref().unwrap_or_default().to_ascii_uppercase();
    ["POP3", "IMAP"].iter().any(|fetched| protocol.starts_with(fetched))
}

/// Whether a server that notes no address of a client says that it took the mail over from one at the border, and that one
/// wrote the field below.
fn is_taken_over(trace: &Trace, at: usize, house: &House) -> bool {
    let (Some(hop), Some(below)) = (trace.stamp(at), trace.stamp(at + 1)) else { return false };
    let from = hop.from.as_ref().filter(|from| from.ip.is_none()).and_then(|from| from.helo.as_deref());
    let (Some(by), Some(from), Some(wrote)) = (&hop.by, from, &below.by) else { return false };
    is_host(from, wrote) && house.layouts().any(|row| row.takes_over(by, from))
}

/// HTTP: inside where the client is one of the own network, or where Yahoo hands over between its parts; else a person wrote
/// the message there.
fn web(hop: &Stamp, from: &FromClause) -> Option<Role> {
    let is_http = |word: &str| word.eq_ignore_ascii_case("HTTP") || word.eq_ignore_ascii_case("HTTPS");
    let http = hop.with.as_deref().is_some_and(is_http) || hop.via.as_deref().is_some_and(is_http);
    let own = hop.by_words.iter().any(|word| word == "pod-id") || from.ip.is_some_and(|ip| !is_public(ip));
    http.then_some(if own { HANDOVER } else { Role::Start(Start::Web) })
}

/// Whether the client is the server itself, by an address that it notes for itself here or further up, or the server is a
/// filter that is reached over loopback only.
fn is_own_client(trace: &Trace, at: usize, hop: &Stamp, from: &FromClause) -> bool {
    let filter = hop.by_ip.is_some_and(|own| own.to_canonical().is_loopback());
    let of_host = |other: &Stamp| match (&other.by, &hop.by) {
        (Some(one), Some(own)) => is_host(one, own),
        _ => false,
    };
    let itself =
        |ip: IpAddr| trace.stamps().take(at + 1).any(|other| of_host(other) && other.by_ip == Some(ip));
    filter || from.ip.is_some_and(itself)
}

/// Whether a client without a public address is one of the receiver's own, by what the receiver noted of it.
fn is_inner(trace: &Trace, at: usize, house: &House) -> bool {
    let (Some(hop), Some(below)) = (trace.stamp(at), trace.stamp(at + 1)) else { return false };
    let Some((from, ip)) = hop.from.as_ref().and_then(|from| Some((from, from.ip?))) else { return false };
    if is_public(ip) {
        return false;
    }
    let inner = Inner { hop, from, ip, below };
    inner.is_named() || inner.is_loopback() || inner.is_exchange() || inner.is_of_layout(trace, at, house)
}

/// A hop whose client has no public address, and the hop below it.
struct Inner<'a> {
    hop: &'a Stamp,
    from: &'a FromClause,
    ip: IpAddr,
    below: &'a Stamp,
}

impl Inner<'_> {
    fn by(&self) -> &str {
        self.hop.by.as_deref().unwrap_or_default()
    }

    fn is_below_by(&self, host: &str) -> bool {
        self.below.by.as_deref().is_some_and(|by| is_host(by, host))
    }

    /// The name that was looked up is of the receiver's domain, the client calls itself so, and so does the field below.
    fn is_named(&self) -> bool {
        let (Some(name), Some(helo)) = (&self.from.name, &self.from.helo) else { return false };
        is_same(name, self.by()) && is_host(helo, name) && self.is_below_by(name)
    }

    /// The server handed it to itself, as through a filter.
    fn is_loopback(&self) -> bool {
        let (Some(name), Some(helo)) = (&self.from.name, &self.from.helo) else { return false };
        let local = |word: &str| is_host(word, "localhost") || is_host(word, "localhost.localdomain");
        let itself = local(name) || is_host(name, self.by());
        let fits =
            local(helo) || is_host(helo, self.by()) || is_same(helo, self.by()) || helo == "pps.filterd";
        let filter = self.below.by_ip.is_some_and(|ip| ip.to_canonical().is_loopback())
            && self.is_below_by("localhost");
        self.ip.to_canonical().is_loopback() && itself && fits && (self.is_below_by(self.by()) || filter)
    }

    /// Exchange servers among themselves note both addresses.
    fn is_exchange(&self) -> bool {
        let exchange = self.hop.with.as_deref().is_some_and(|with| with.starts_with("Microsoft SMTP Server"))
            && self.hop.id.as_deref().is_some_and(|id| id.starts_with("15."));
        let frontend = self.hop.via.as_deref().is_some_and(|via| via.starts_with("Frontend"));
        let private = self.hop.by_ip.is_some_and(|own| !is_public(own));
        let fits =
            self.from.helo.as_deref().is_some_and(|helo| is_same(helo, self.by()) && self.is_below_by(helo));
        exchange && !frontend && private && fits
    }

    /// An inner hop of a layout, with the receiver's results before the next Received field or an inner hand-over below.
    fn is_of_layout(&self, trace: &Trace, at: usize, house: &House) -> bool {
        house.layouts().any(|row| {
            let handed = is_handover(self.below) && self.below.by.as_deref().is_some_and(|by| row.has(by));
            row.has(self.by()) && row.is_inner(self.ip) && (trace.has_results_below(at) || handed)
        })
    }
}
