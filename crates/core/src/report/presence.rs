//! Whether something is published: there, not there, or not answered. An empty list alone cannot tell the last two apart.

use super::DomainReport;
use crate::dmarc::DmarcCause;
use crate::posture::{DaneHost, KeyNode};
use crate::spf::SpfCause;

/// Whether something is published, as far as DNS said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is there.
    There,
    /// DNS said that it is not.
    NotThere,
    /// DNS did not say.
    NotAnswered,
}

impl Presence {
    /// What was found is there, whatever else went unanswered.
    const fn of(is_found: bool, is_answered: bool) -> Self {
        match (is_found, is_answered) {
            (true, _) => Self::There,
            (false, true) => Self::NotThere,
            (false, false) => Self::NotAnswered,
        }
    }

    /// Whether DNS did not say.
    #[must_use]
    pub const fn is_unanswered(self) -> bool {
        matches!(self, Self::NotAnswered)
    }
}

impl DomainReport {
    /// Whether it has mail exchangers; a null MX is one.
    #[must_use]
    pub fn mx_presence(&self) -> Presence {
        Presence::of(self.mx.null || !self.mx.hosts.is_empty(), self.mx.status.fault().is_none())
    }

    /// Whether it has an SPF record.
    #[must_use]
    pub fn spf_presence(&self) -> Presence {
        let is_answered = !matches!(self.spf.cause, Some(SpfCause::Dns { .. }));
        Presence::of(!self.spf.records.is_empty(), is_answered)
    }

    /// Whether it has a DKIM key. One under a selector that was not asked for is not known of, unless there is no key at all.
    #[must_use]
    pub fn key_presence(&self) -> Presence {
        let is_found = self.dkim.iter().any(|key| !key.records.is_empty() || !key.aliases.is_empty());
        let is_answered = match self.selectors.node {
            // RFC 8020 §2: nothing exists below a name that does not exist.
            KeyNode::Absent => true,
            KeyNode::Exists => self.selectors.unanswered == 0,
            KeyNode::Unknown => false,
        };
        Presence::of(is_found, is_answered)
    }

    /// Whether a DMARC record applies to it.
    #[must_use]
    pub fn dmarc_presence(&self) -> Presence {
        let is_answered = !matches!(self.dmarc.cause, Some(DmarcCause::Dns { .. }));
        Presence::of(self.dmarc.record.is_some(), is_answered)
    }

    /// Whether it has an MTA-STS record.
    #[must_use]
    pub fn mta_sts_presence(&self) -> Presence {
        Presence::of(self.mta_sts.record.is_some(), self.mta_sts.status.fault().is_none())
    }

    /// Whether DANE is in force for one of its exchangers.
    #[must_use]
    pub fn dane_presence(&self) -> Presence {
        let hosts = &self.dane.hosts;
        let is_answered =
            hosts.iter().all(|host| host.status.fault().is_none()) && !self.mx_presence().is_unanswered();
        Presence::of(hosts.iter().any(DaneHost::is_in_force), is_answered)
    }

    /// Whether DNS left open what any verdict on the domain rests on.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let resting = [self.mx_presence(), self.spf_presence(), self.dmarc_presence()];
        // RFC 7208 §2.6.6: an include that is not answered leaves it open for whoever sends.
        let is_spf_open = matches!(self.spf.cause, Some(SpfCause::Dns { .. }));
        self.exists.is_none() || is_spf_open || resting.into_iter().any(Presence::is_unanswered)
    }
}
