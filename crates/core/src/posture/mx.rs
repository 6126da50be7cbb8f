//! Where the mail of a domain goes (RFC 5321 §5, RFC 7505).

use super::finding::PostureFinding;
use crate::address::is_public;
use crate::dns::QueryStatus;
use crate::domain::Domain;
use crate::providers::{Kind, Provider};
use serde::Serialize;
use std::net::IpAddr;

/// The most mail exchangers whose addresses are asked for.
pub const MAX_MX: usize = 20;

/// The mail exchangers of a domain.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MxReport {
    /// How the question went.
    pub status: QueryStatus,
    /// Whether the resolver validated the answer with DNSSEC.
    pub authenticated: bool,
    /// Whether the domain says that it takes no mail (RFC 7505).
    pub null: bool,
    /// Whether one of several records says so, which contradicts the others; the finding tells of it.
    #[serde(skip)]
    pub null_beside_others: bool,
    /// Whether mail goes to the domain's own address, since it names no exchanger (RFC 5321 §5.1).
    pub implicit: bool,
    /// The hosts, best preference first.
    pub hosts: Vec<MxHost>,
}

/// One mail exchanger.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MxHost {
    /// Lower is tried first.
    pub preference: u16,
    /// The host.
    pub host: Domain,
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// The names its addresses have.
    pub pointers: Vec<Domain>,
    /// Where the host is an alias, which RFC 5321 §5.1 does not allow: its target.
    pub alias: Option<Domain>,
    /// Whose it is, by the catalogue.
    pub provider: Option<&'static Provider>,
    /// How the questions for its addresses went.
    pub status: QueryStatus,
    /// Whether the resolver validated its addresses with DNSSEC.
    pub authenticated: bool,
}

impl MxHost {
    /// Whether the name is this machine's own wherever it is looked up (RFC 6761 §6.3).
    fn is_local(&self) -> bool {
        self.host.as_str().rsplit('.').next() == Some("localhost")
    }
}

impl MxReport {
    /// A server that gets all mail while it answers, before whoever keeps mailboxes (RFC 5321 §5.1): left from before a move, or a
    /// filter that the catalogue does not know.
    fn before_mailboxes(&self) -> Option<PostureFinding> {
        let keeps = |host: &MxHost| host.provider.is_some_and(|keeper| keeper.kind() == Kind::Mailbox);
        let first = self.hosts.first().filter(|first| first.provider.is_none() || keeps(first))?;
        let is_behind =
            |host: &&MxHost| host.preference > first.preference && host.provider != first.provider;
        let keeper = self.hosts.iter().filter(is_behind).find(|host| keeps(host))?;
        Some(PostureFinding::MxBeforeMailboxes { host: first.host.clone(), provider: keeper.provider? })
    }

    /// The advice on them; `guarded` are the hosts with a TLSA record.
    pub(crate) fn findings(&self, guarded: &[&Domain]) -> Vec<PostureFinding> {
        let mut findings = Vec::new();
        if self.implicit {
            findings.push(PostureFinding::MxImplicit);
        }
        if self.null_beside_others {
            findings.push(PostureFinding::NullMxBesideOthers);
        }
        findings.extend(self.before_mailboxes());
        let mut seen: Vec<&Domain> = Vec::new();
        for host in &self.hosts {
            let name = || host.host.clone();
            if seen.contains(&&host.host) {
                findings.push(PostureFinding::MxDuplicate { host: name() });
                continue;
            }
            seen.push(&host.host);
            let tlsa = guarded.contains(&&host.host);
            let alias = host.alias.clone();
            findings.extend(alias.map(|target| PostureFinding::MxAlias { host: name(), target, tlsa }));
            // RFC 5321 §5.1: an MX names a host; an address written there is taken for a name that nobody has.
            if host.host.as_str().parse::<IpAddr>().is_ok() {
                findings.push(PostureFinding::MxIsAddress { host: name() });
            } else if host.is_local()
                || !host.addresses.is_empty() && !host.addresses.iter().copied().any(is_public)
            {
                findings
                    .push(PostureFinding::MxNotPublic { host: name(), addresses: host.addresses.clone() });
            } else if host.addresses.is_empty() && host.status.fault().is_none() {
                findings.push(if self.is_left_over(host) {
                    PostureFinding::MxReserved { host: name() }
                } else {
                    PostureFinding::MxNoAddress { host: name() }
                });
            }
        }
        findings
    }

    /// Whether an exchanger is a name that can never exist (RFC 6761 §6.4), behind others that do: providers had such records made
    /// to see who owns a domain, and no mail is tried there while another answers.
    fn is_left_over(&self, host: &MxHost) -> bool {
        let reserved = host.host.as_str().rsplit('.').next() == Some("invalid");
        reserved
            && self
                .hosts
                .iter()
                .any(|other| !other.addresses.is_empty() && other.preference < host.preference)
    }

    /// Whether the domain takes mail, as far as DNS tells.
    #[must_use]
    pub fn takes_mail(&self) -> Option<bool> {
        match self.status.fault() {
            Some(_) => None,
            None => Some(!self.null && (self.implicit || !self.hosts.is_empty())),
        }
    }
}
