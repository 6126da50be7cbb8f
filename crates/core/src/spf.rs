//! SPF: whether a domain lets a client send in its name (RFC 7208).
//!
//! A check fetches what the records need (`fetch`, the only part that waits), decides
//! (`check_host`, a pure function of the answers), and returns the verdict with the tree of steps that led to it.
//! [`walk`] looks at a domain's record without a client: all of it, also past the limits, with advice.
//!
//! The verified errata of RFC 7208 (5436, 6721) are about header fields and replies and change no result; where the
//! RFC leaves a choice, the comment at the branch says which was made.

mod addresses;
mod answers;
mod authorised;
mod cause;
mod check_host;
mod evaluation;
mod explain;
mod fetch;
mod finding;
mod grammar;
mod limits;
mod macros;
mod mechanism;
mod outcome;
mod reach;
mod record;
mod result;
mod review;
mod select;
mod term;
mod tree;
mod void;
mod walk;

pub use addresses::{
    AddressView, MAX_OVERLAPS, MAX_RANGES, Network, Overlap, Range, WIDEST_IPV4_PREFIX, WIDEST_IPV6_PREFIX,
};
pub use authorised::{AddressSet, Authorised};
pub use cause::SpfCause;
pub use finding::{Costly, SpfFinding};
pub use limits::{MAX_IDENTITY, MAX_LOOKUPS, MAX_MX, MAX_PTR, MAX_QUESTIONS, MAX_VOID_LOOKUPS};
pub use macros::{Letter, MAX_EXPANDED, Macro, MacroString, Part, Values};
pub use outcome::{CheckedIdentity, MatchedTerm, Spf};
pub use reach::{MAX_AHEAD, MAX_VISITS, MAX_WALK_DEPTH, MAX_WALKED_QUESTIONS};
pub use record::{MAX_TERMS, Placed, Record};
pub use result::SpfResult;
pub use review::{MAX_RECORD, review};
pub use term::{Directive, DualCidr, Mechanism, Qualifier, Term};
pub use tree::{Node, StepResult};
pub use walk::{MAX_STEP_ADDRESSES, MAX_WALK_NODES, Walk};

use crate::dns::Resolve;
use crate::domain::Domain;
use evaluation::Identity;
use std::net::IpAddr;

/// What a check is about.
#[derive(Clone, Copy, Debug)]
pub struct CheckHost<'a> {
    /// The client. An IPv4-mapped address is taken for the IPv4 address it holds.
    pub ip: IpAddr,
    /// The reverse-path, with or without angle brackets; empty for the null sender. A domain with U-labels must
    /// have been turned into A-labels (RFC 8616 §4).
    pub mail_from: &'a str,
    /// The name in HELO or EHLO.
    pub helo: &'a str,
    /// The host that checks, for `%{r}`; `unknown` where nobody says.
    pub receiver: Option<&'a str>,
    /// The time, in seconds since 1970, for `%{t}`.
    pub now: u64,
}

/// Checks the MAIL FROM identity (RFC 7208 §2.4).
pub async fn check_mail_from(resolver: &impl Resolve, input: &CheckHost<'_>) -> Spf {
    fetch::check(resolver, &mail_from(input), true).await
}

/// As [`check_mail_from`], without the tree of steps: the same evaluation, for whoever wants the verdict alone.
pub async fn check_mail_from_untraced(resolver: &impl Resolve, input: &CheckHost<'_>) -> Spf {
    fetch::check(resolver, &mail_from(input), false).await
}

/// Checks the HELO identity (RFC 7208 §2.3).
pub async fn check_helo(resolver: &impl Resolve, input: &CheckHost<'_>) -> Spf {
    fetch::check(resolver, &identity(input, CheckedIdentity::Helo, "postmaster", input.helo), true).await
}

/// Walks the whole tree of a domain's record, also where a check would have stopped, and gives advice on it.
pub async fn walk(resolver: &impl Resolve, domain: &Domain) -> Walk {
    fetch::walk(resolver, domain).await
}

fn mail_from<'a>(input: &CheckHost<'a>) -> Identity<'a> {
    let path = input.mail_from.trim();
    let path = path.strip_prefix('<').and_then(|path| path.strip_suffix('>')).unwrap_or(path);
    // RFC 7208 §2.4: a null reverse-path stands for "postmaster" at the HELO name.
    let (local_part, domain) = match path.rsplit_once('@') {
        Some(parts) => parts,
        None if path.is_empty() => ("", input.helo),
        None => ("", path),
    };
    // RFC 7208 §4.3: a sender without a local part has "postmaster" for it.
    let local_part = if local_part.is_empty() { "postmaster" } else { local_part };
    identity(input, CheckedIdentity::MailFrom, local_part, domain)
}

fn identity<'a>(
    input: &CheckHost<'a>,
    kind: CheckedIdentity,
    local_part: &'a str,
    domain: &'a str,
) -> Identity<'a> {
    let fits = domain.len() <= MAX_IDENTITY && local_part.len() <= MAX_IDENTITY;
    // RFC 7208 §4.3: what is checked is a name of several labels; an address literal or a bare host is none.
    let checkable = Domain::parse(domain).ok().filter(|domain| fits && domain.is_hostname());
    Identity {
        kind,
        // RFC 7208 §5: an IPv4-mapped IPv6 address is an IPv4 address.
        ip: input.ip.to_canonical(),
        name: domain,
        domain: checkable,
        local_part,
        helo: input.helo.get(..MAX_IDENTITY).unwrap_or(input.helo),
        receiver: input.receiver.unwrap_or("unknown"),
        now: input.now,
    }
}

#[cfg(test)]
mod tests;
