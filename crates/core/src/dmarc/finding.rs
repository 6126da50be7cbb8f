//! What a DMARC record says that it should not, or does not say that it should.

use super::record::{Policy, Psd, Record, RecordProblem, ReportUri};
use super::reports::{Consent, ReportDestination};
use crate::domain::Domain;
use crate::finding::{Advice, Citation, Severity};
use serde::Serialize;

/// Advice on a DMARC record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DmarcFinding {
    /// No DMARC record applies to the domain.
    DmarcMissing,
    /// Several records stand at one name, which count as none.
    DmarcSeveralRecords {
        /// How many.
        count: usize,
    },
    /// A TXT record that was meant to be a DMARC record and is none.
    DmarcNearMiss {
        /// The record.
        text: String,
    },
    /// The policy asks for nothing.
    DmarcPolicyNone,
    /// The record takes the place of one above it, which asks for more.
    DmarcOverridesAbove {
        /// The domain above.
        domain: Domain,
        /// What its record asks for of this name.
        theirs: Policy,
        /// What this one does.
        own: Policy,
    },
    /// Subdomains have a weaker policy than the domain.
    DmarcSubdomainsWeaker {
        /// The subdomains' policy.
        sp: Policy,
        /// The domain's policy.
        p: Policy,
    },
    /// Subdomains have a stronger policy than the domain itself, whose name is the one people forge.
    DmarcSubdomainsStronger {
        /// The subdomains' policy.
        sp: Policy,
        /// The domain's policy.
        p: Policy,
    },
    /// Nobody gets aggregate reports.
    DmarcNoReports,
    /// `t=y`: the policy is applied one level below.
    DmarcTesting,
    /// A tag that RFC 9989 took away; harmless.
    DmarcRemovedTag {
        /// The tag.
        tag: String,
        /// Its value.
        value: String,
    },
    /// A tag that is not known and ignored.
    DmarcUnknownTag {
        /// The tag.
        tag: String,
    },
    /// A value that its tag does not allow.
    DmarcBadValue {
        /// The tag.
        tag: String,
        /// The value.
        value: String,
    },
    /// A tag stands twice; the first counts.
    DmarcDuplicateTag {
        /// The tag.
        tag: String,
    },
    /// Something between semicolons is no tag.
    DmarcNotATag {
        /// What stands there.
        text: String,
    },
    /// A report address that no report can go to.
    DmarcBadReportAddress {
        /// The tag.
        tag: String,
        /// The address.
        value: String,
    },
    /// A report address in another organization, of which DNS did not tell whether it agreed (RFC 9990 §4).
    DmarcExternalReports {
        /// That domain.
        domain: Domain,
    },
    /// A report address in another organization, which did not agree, so no report goes there (RFC 9990 §4).
    DmarcReportsNotAuthorized {
        /// That domain.
        domain: Domain,
        /// The name where it would have to say so.
        name: Domain,
    },
    /// The obsolete size limit on a report address.
    DmarcReportSize {
        /// The address.
        uri: String,
    },
    /// `psd=y` says that the domain is a registry's (RFC 9989 §4.7).
    DmarcPublicSuffix,
    /// `fo` without `ruf` is ignored.
    DmarcFoWithoutRuf,
    /// What passed is aligned only through the record of a public suffix that does not say what it is (`psd=y`): two of its
    /// customers count as one organization.
    DmarcSharedSuffix {
        /// The public suffix.
        domain: Domain,
    },
}

impl Advice for DmarcFinding {
    fn severity(&self) -> Severity {
        match self {
            Self::DmarcMissing
            | Self::DmarcSeveralRecords { .. }
            | Self::DmarcNearMiss { .. }
            | Self::DmarcBadValue { .. } => Severity::Error,
            Self::DmarcPolicyNone
            | Self::DmarcOverridesAbove { .. }
            | Self::DmarcSubdomainsWeaker { .. }
            | Self::DmarcSubdomainsStronger { .. }
            | Self::DmarcNoReports
            | Self::DmarcPublicSuffix
            | Self::DmarcDuplicateTag { .. }
            | Self::DmarcNotATag { .. }
            | Self::DmarcReportsNotAuthorized { .. }
            | Self::DmarcSharedSuffix { .. }
            | Self::DmarcBadReportAddress { .. } => Severity::Warning,
            Self::DmarcTesting
            | Self::DmarcRemovedTag { .. }
            | Self::DmarcUnknownTag { .. }
            | Self::DmarcExternalReports { .. }
            | Self::DmarcReportSize { .. }
            | Self::DmarcFoWithoutRuf => Severity::Info,
        }
    }

    fn citation(&self) -> Option<Citation> {
        let section = match self {
            Self::DmarcMissing | Self::DmarcBadValue { .. } | Self::DmarcOverridesAbove { .. } => "4.10.1",
            Self::DmarcSeveralRecords { .. } => "4.10",
            Self::DmarcRemovedTag { .. } => "C.6.2",
            Self::DmarcExternalReports { .. } | Self::DmarcReportsNotAuthorized { .. } => {
                return Some(Citation { rfc: 9990, section: "4" });
            }
            Self::DmarcReportSize { .. } | Self::DmarcNotATag { .. } => "4.8",
            _ => "4.7",
        };
        Some(Citation { rfc: 9989, section })
    }
}

impl DmarcFinding {
    /// The advice on a record.
    #[must_use]
    pub fn of_record(record: &Record) -> Vec<Self> {
        let mut findings: Vec<Self> =
            record.problems.iter().map(|p| Self::of_problem(p, &record.text)).collect();
        // RFC 9990 §3: receivers need to send to "mailto" addresses only.
        let is_mail =
            |uri: &ReportUri| uri.uri.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
        let has_reports = record.rua.iter().any(is_mail);
        // RFC 9989 §4.10.1: without a policy and without a report address no record is applied at all.
        let is_applied = record.p.is_some() || has_reports;
        let p = record.p.unwrap_or(Policy::None);
        if p == Policy::None && is_applied {
            findings.push(Self::DmarcPolicyNone);
        }
        match record.sp {
            Some(sp) if sp < p => findings.push(Self::DmarcSubdomainsWeaker { sp, p }),
            Some(sp) if sp > p => findings.push(Self::DmarcSubdomainsStronger { sp, p }),
            _ => {}
        }
        if !has_reports && is_applied {
            findings.push(Self::DmarcNoReports);
        }
        if record.psd == Psd::Y {
            findings.push(Self::DmarcPublicSuffix);
        }
        if record.testing {
            findings.push(Self::DmarcTesting);
        }
        if record.fo.is_some() && record.ruf.is_empty() {
            findings.push(Self::DmarcFoWithoutRuf);
        }
        let sizes = record.rua.iter().chain(&record.ruf).filter(|uri| uri.size.is_some());
        findings.extend(sizes.map(|uri| Self::DmarcReportSize { uri: uri.uri.clone() }));
        findings
    }

    /// The advice on a domain that reports go to.
    #[must_use]
    pub fn of_destination(destination: &ReportDestination) -> Option<Self> {
        let domain = destination.domain.clone();
        match destination.consent {
            Consent::SameOrganization | Consent::Given => None,
            Consent::Unknown => Some(Self::DmarcExternalReports { domain }),
            Consent::Missing => {
                Some(Self::DmarcReportsNotAuthorized { domain, name: destination.name.clone() })
            }
        }
    }

    fn of_problem(problem: &RecordProblem, text: &str) -> Self {
        match problem.clone() {
            RecordProblem::UnknownTag { tag, .. } => Self::DmarcUnknownTag { tag },
            RecordProblem::RemovedTag { tag, value, .. } => Self::DmarcRemovedTag { tag, value },
            RecordProblem::BadValue { tag, value, .. } => Self::DmarcBadValue { tag, value },
            RecordProblem::Duplicate { tag, .. } => Self::DmarcDuplicateTag { tag },
            RecordProblem::NotATag { span } => Self::DmarcNotATag { text: span.text(text).to_owned() },
            RecordProblem::BadUri { tag, value } => Self::DmarcBadReportAddress { tag, value },
        }
    }

    /// The advice on a name without a record: whether something there was meant to be one.
    #[must_use]
    pub fn of_near_misses(texts: &[String]) -> Vec<Self> {
        let meant = |text: &&String| {
            text.trim_start().to_ascii_lowercase().starts_with("v")
                && text.to_ascii_lowercase().contains("dmarc")
        };
        texts.iter().filter(meant).map(|text| Self::DmarcNearMiss { text: text.clone() }).collect()
    }
}
