//! SPF: whether a domain lets a client send in its name (RFC 7208).
//!
//! A check fetches what the records need (`fetch`, the only part that waits), decides
//! (`check_host`, a pure function of the answers), and returns the verdict with the tree of steps that led to it.
//! [`walk`] looks at a domain's record without a client: all of it, also past the limits, with advice.
//!
//! The verified errata of RFC 7208 (5436, 6721) are about header fields and replies and change no result; where the
//! RFC leaves a choice, the comment at the branch says which was made.

mod addresses;
mod authorised;
mod cause;
mod check_host;
mod explain;
mod fetch;
mod finding;
mod grammar;
mod macros;
mod mechanism;
mod reach;
mod record;
mod review;
mod select;
mod term;
mod tree;
mod walk;

pub use addresses::{
    AddressView, MAX_OVERLAPS, MAX_RANGES, Network, Overlap, Range, WIDEST_IPV4_PREFIX, WIDEST_IPV6_PREFIX,
};
pub use authorised::{AddressSet, Authorised};
pub use cause::SpfCause;
pub use finding::{Costly, SpfFinding};
pub use macros::{Letter, MAX_EXPANDED, Macro, MacroString, Part, Values};
pub use reach::{MAX_AHEAD, MAX_VISITS, MAX_WALK_DEPTH, MAX_WALKED_QUESTIONS};
pub use record::{Directive, DualCidr, MAX_TERMS, Mechanism, Placed, Qualifier, Record, Term};
pub use review::{MAX_RECORD, review};
pub use tree::{Node, StepResult};
pub use walk::{MAX_STEP_ADDRESSES, MAX_WALK_NODES, Walk};

use crate::dns::Resolve;
use crate::domain::Domain;
use check_host::Identity;
use serde::Serialize;
use std::fmt;
use std::net::IpAddr;

/// The most terms of a check that may ask DNS (RFC 7208 §4.6.4).
pub const MAX_LOOKUPS: u32 = 10;
/// The most of those terms that may find nothing (RFC 7208 §4.6.4).
pub const MAX_VOID_LOOKUPS: u32 = 2;
/// The most MX records one `mx` may look at (RFC 7208 §4.6.4).
pub const MAX_MX: usize = 10;
/// The most names one address is validated with (RFC 7208 §4.6.4).
pub const MAX_PTR: usize = 10;
/// The most questions one check or walk asks in all; the limits of RFC 7208 §4.6.4 alone allow about 230.
pub const MAX_QUESTIONS: usize = 300;
/// The longest sender or HELO name that is read, in bytes; RFC 5321 §4.5.3.1 allows less than a third of it.
pub const MAX_IDENTITY: usize = 1_000;

/// The results of RFC 7208 §2.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SpfResult {
    /// The client may send for the domain.
    Pass,
    /// It may not.
    Fail,
    /// It probably may not.
    Softfail,
    /// The domain does not say.
    Neutral,
    /// There is no record, or no domain to look for one.
    None,
    /// DNS gave no answer; another time may do better.
    Temperror,
    /// The records cannot be understood until somebody repairs them.
    Permerror,
}

impl SpfResult {
    /// The word RFC 8601 §2.7.2 has for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Softfail => "softfail",
            Self::Neutral => "neutral",
            Self::None => "none",
            Self::Temperror => "temperror",
            Self::Permerror => "permerror",
        }
    }
}

impl fmt::Display for SpfResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which identity was checked (RFC 7208 §2.3, §2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CheckedIdentity {
    /// The reverse-path.
    MailFrom,
    /// The name in HELO or EHLO.
    Helo,
}

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

/// The verdict of a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Spf {
    /// The result.
    pub result: SpfResult,
    /// Which identity was checked.
    pub identity: CheckedIdentity,
    /// The domain that was checked, as far as it is one; what was given where it is not.
    pub domain: String,
    /// The domain's own explanation of a fail. It is a stranger's text: show it as such (RFC 7208 §11.5.2).
    pub explanation: Option<String>,
    /// How many terms asked DNS, the one past the limit included.
    pub lookups: u32,
    /// How many of them found nothing.
    pub void_lookups: u32,
    /// The term that decided, where one did.
    pub matched: Option<MatchedTerm>,
    /// Why the result is not a pass; absent where it is.
    pub cause: Option<SpfCause>,
    /// The steps that led to the result; absent where there was no domain to ask, or nobody wanted them.
    pub tree: Option<Node>,
}

/// The term that decided a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchedTerm {
    /// Where the record with the term is.
    pub domain: Domain,
    /// The term, as written.
    pub term: String,
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
