//! What the check of a domain came to.

use super::{AnyFinding, Diagnosis, DmarcPolicyReport, DomainRequirement, Finding, Recognised, ReportKind};
use crate::dmarc::DmarcFinding;
use crate::dns::LoggedQuery;
use crate::domain::Domain;
use crate::posture::{
    BimiReport, DaneReport, DkimKeyReport, DnssecReport, MtaStsPolicy, MtaStsReport, MxReport, NamesReport,
    SelectorsReport, Sending, TlsRptReport,
};
use crate::spf::Walk;
use crate::time::Timestamp;
use serde::Serialize;
use std::net::IpAddr;

/// What the check of a domain came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DomainReport {
    /// The version of this shape.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub schema: u32,
    /// Always `domain`.
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("const" = "domain")))]
    pub kind: ReportKind,
    /// When the check was made: the `now` it was given.
    pub checked_at: Timestamp,
    /// The domain.
    pub domain: Domain,
    /// Whether the name exists; `None` without an answer.
    pub exists: Option<bool>,
    /// Whether it sends mail, as far as its records tell.
    pub sending: Sending,
    /// Where its mail goes.
    pub mx: MxReport,
    /// Who may send in its name.
    pub spf: Walk,
    /// The keys found, and those asked for.
    pub dkim: Vec<DkimKeyReport>,
    /// How the search for keys went.
    pub selectors: SelectorsReport,
    /// What receivers should do with mail that fails.
    pub dmarc: DmarcPolicyReport,
    /// Whether mail to it has to be encrypted.
    pub mta_sts: MtaStsReport,
    /// Where reports on encryption go.
    pub tls_rpt: TlsRptReport,
    /// Its logo.
    pub bimi: BimiReport,
    /// The certificates of its mail exchangers.
    pub dane: DaneReport,
    /// Whether its answers are signed.
    pub dnssec: DnssecReport,
    /// What else it names.
    pub names: NamesReport,
    /// Who is behind it.
    pub providers: Vec<Recognised>,
    /// The lists it is judged by.
    pub requirements: Vec<DomainRequirement>,
    /// Advice.
    pub findings: Vec<Finding>,
    /// Causes and fixes.
    pub diagnosis: Vec<Diagnosis>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}

impl DomainReport {
    /// The policy file (RFC 8461 §3.2) that lists what the one of today lists, every exchanger of today, and one that is to come. Nothing
    /// falls out: senders deliver to no host that the policy does not list (§5). A first policy is only tried, for a week.
    #[must_use]
    pub(crate) fn policy_file(&self, coming: Option<&Domain>) -> String {
        let policy = self.mta_sts.policy.as_ref().and_then(|policy| policy.as_ref().ok());
        let mut policy = policy.cloned().unwrap_or(MtaStsPolicy::FIRST);
        policy.mx = self.listed_in_policy(coming);
        policy.to_string()
    }

    fn listed_in_policy(&self, coming: Option<&Domain>) -> Vec<String> {
        let policy = self.mta_sts.policy.as_ref().and_then(|policy| policy.as_ref().ok());
        let mut lines = policy.map(|policy| policy.mx.clone()).unwrap_or_default();
        // RFC 5321 §5.1: an exchanger that is written as an address is no name of a host; RFC 8461 §3.2 has names alone.
        let names =
            self.mx.hosts.iter().map(|mx| &mx.host).filter(|host| host.as_str().parse::<IpAddr>().is_err());
        // RFC 5321 §5.1: without any, mail goes to the domain itself.
        let itself = (self.mx.hosts.is_empty() && !self.mx.null).then_some(&self.domain);
        let hosts = names.chain(itself).chain(coming);
        for host in hosts.filter(|host| !policy.is_some_and(|policy| policy.allows(host))) {
            if lines.iter().all(|line| line != host.as_str()) {
                lines.push(host.to_string());
            }
        }
        lines
    }

    /// The domain above whose record, which asks for more, the domain's own takes the place of.
    #[must_use]
    pub fn overridden(&self) -> Option<&Domain> {
        self.findings.iter().find_map(|finding| match &finding.advice {
            AnyFinding::Dmarc(DmarcFinding::DmarcOverridesAbove { domain, .. }) => Some(domain),
            _ => None,
        })
    }
}
