//! Reports on TLS (RFC 8460): which sessions to a domain's exchangers were encrypted as its policy asks, and which were not.
//!
//! Texts stand where lists belong and lists where texts do, numbers come as texts, and much is left out: all of that is read.

use crate::report::{TlsHost, TlsToday};
use crate::text;
use crate::unread::Unread;
use serde::Serialize;
use waxseal_core::json::Json;
use waxseal_core::report::DomainReport;
use waxseal_core::time::Timestamp;

/// The most policies of one report that are read.
pub const MAX_POLICIES: usize = 10_000;
/// The most failures of one policy that are read.
pub const MAX_FAILURES: usize = 100_000;

/// A report on TLS.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TlsReport {
    /// `organization-name`.
    pub reporter: Option<String>,
    /// `contact-info`.
    pub contact: Option<String>,
    /// `report-id`.
    pub id: Option<String>,
    /// `start-datetime`.
    pub begin: Option<Timestamp>,
    /// `end-datetime`.
    pub end: Option<Timestamp>,
    /// What came of each policy.
    pub policies: Vec<TlsPolicy>,
}

/// A policy, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TlsPolicy {
    /// `policy-type`.
    #[serde(rename = "type")]
    pub kind: PolicyType,
    /// `policy-domain`.
    pub domain: Option<String>,
    /// `policy-string`: the lines of an MTA-STS policy, or TLSA records.
    pub lines: Vec<String>,
    /// `mx-host`.
    pub hosts: Vec<String>,
    /// `total-successful-session-count`.
    pub successful: u64,
    /// `total-failure-session-count`.
    pub failed: u64,
    /// `failure-details`.
    pub failures: Vec<TlsFailure>,
}

/// The kind of a policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum PolicyType {
    /// TLSA records of DANE.
    Tlsa,
    /// A policy of MTA-STS.
    Sts,
    /// None was found.
    NoPolicyFound,
    /// A word of no specification.
    #[default]
    Other,
}

/// A kind of failure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TlsFailure {
    /// `result-type`.
    pub result: FailureType,
    /// `sending-mta-ip`.
    pub sending_ip: Option<String>,
    /// `receiving-mx-hostname`.
    pub host: Option<String>,
    /// `receiving-ip`.
    pub receiving_ip: Option<String>,
    /// `failed-session-count`.
    pub sessions: u64,
    /// `failure-reason-code`, or `additional-information` where that is all there is.
    pub reason: Option<String>,
}

/// RFC 8460 §4.3: why a session failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum FailureType {
    /// The server offers no STARTTLS.
    StarttlsNotSupported,
    /// The certificate is for another name.
    CertificateHostMismatch,
    /// The certificate is past its time.
    CertificateExpired,
    /// The certificate is by nobody whom the sender trusts.
    CertificateNotTrusted,
    /// Anything else about the session.
    ValidationFailure,
    /// The TLSA records are invalid.
    TlsaInvalid,
    /// DNSSEC does not hold.
    DnssecInvalid,
    /// The sender requires DANE, and there are no TLSA records.
    DaneRequired,
    /// The policy of MTA-STS could not be fetched.
    StsPolicyFetchError,
    /// The policy of MTA-STS is invalid.
    StsPolicyInvalid,
    /// The web server of the policy has no good certificate.
    StsWebpkiInvalid,
    /// A word of no specification.
    #[default]
    Other,
}

/// The words of RFC 8460 §4.3.
const FAILURES: [(&str, FailureType); 11] = [
    ("starttls-not-supported", FailureType::StarttlsNotSupported),
    ("certificate-host-mismatch", FailureType::CertificateHostMismatch),
    ("certificate-expired", FailureType::CertificateExpired),
    ("certificate-not-trusted", FailureType::CertificateNotTrusted),
    ("validation-failure", FailureType::ValidationFailure),
    ("tlsa-invalid", FailureType::TlsaInvalid),
    ("dnssec-invalid", FailureType::DnssecInvalid),
    ("dane-required", FailureType::DaneRequired),
    ("sts-policy-fetch-error", FailureType::StsPolicyFetchError),
    ("sts-policy-invalid", FailureType::StsPolicyInvalid),
    ("sts-webpki-invalid", FailureType::StsWebpkiInvalid),
];

/// Reads a report on TLS.
///
/// # Errors
/// That it is no JSON, or none of a report on TLS.
pub fn read(bytes: &[u8]) -> Result<TlsReport, Unread> {
    let (text, _) = text::decode(bytes);
    let json = Json::parse(text.trim_matches(['\0', ' ', '\r', '\n', '\t'])).ok_or(Unread::OtherJson)?;
    let policies = json.get("policies").as_list().ok_or(Unread::OtherJson)?;
    let range = json.get("date-range");
    Ok(TlsReport {
        reporter: string(json.get("organization-name")),
        contact: string(json.get("contact-info")),
        id: string(json.get("report-id")),
        begin: moment(range.get("start-datetime")),
        end: moment(range.get("end-datetime")),
        policies: policies.iter().take(MAX_POLICIES).map(policy).collect(),
    })
}

fn policy(json: &Json) -> TlsPolicy {
    let (policy, summary) = (json.get("policy"), json.get("summary"));
    let failures = json.get("failure-details").as_list().unwrap_or_default();
    let kind = match policy.get("policy-type").as_str().unwrap_or_default() {
        "tlsa" => PolicyType::Tlsa,
        "sts" => PolicyType::Sts,
        "no-policy-found" => PolicyType::NoPolicyFound,
        _ => PolicyType::Other,
    };
    TlsPolicy {
        kind,
        domain: string(policy.get("policy-domain")),
        lines: strings(policy.get("policy-string")),
        hosts: strings(policy.get("mx-host")),
        successful: number(summary.get("total-successful-session-count")),
        failed: number(summary.get("total-failure-session-count")),
        failures: failures.iter().take(MAX_FAILURES).map(failure).collect(),
    }
}

fn failure(json: &Json) -> TlsFailure {
    let word = json.get("result-type").as_str().unwrap_or_default();
    let result = FAILURES.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    let reason = string(json.get("failure-reason-code"));
    TlsFailure {
        result: result.map_or(FailureType::Other, |(_, result)| result),
        sending_ip: string(json.get("sending-mta-ip")),
        host: string(json.get("receiving-mx-hostname")),
        receiving_ip: string(json.get("receiving-ip")),
        sessions: number(json.get("failed-session-count")),
        reason: reason.or_else(|| string(json.get("additional-information"))),
    }
}

fn string(json: &Json) -> Option<String> {
    json.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A list of texts, or one text in place of it, whose lines they are then.
fn strings(json: &Json) -> Vec<String> {
    match json {
        Json::Text(text) => {
            text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
        }
        other => other.as_list().unwrap_or_default().iter().filter_map(string).collect(),
    }
}

/// A number, also where it is written as a text.
fn number(json: &Json) -> u64 {
    json.as_u64().or_else(|| json.as_str()?.trim().parse().ok()).unwrap_or_default()
}

/// A moment, by a day alone where that is all there is.
fn moment(json: &Json) -> Option<Timestamp> {
    let text = json.as_str()?.trim();
    let parse = Timestamp::parse_rfc3339;
    parse(text).or_else(|| parse(&format!("{text}Z"))).or_else(|| parse(&format!("{text}T00:00:00Z")))
}

impl TlsReport {
    /// The domain that it speaks of, by its first policy that names one.
    #[must_use]
    pub fn domain(&self) -> Option<&str> {
        self.policies.iter().find_map(|policy| policy.domain.as_deref())
    }
}

/// What a domain publishes today, beside what the reports say of its exchangers; `None` where there is no report.
pub(crate) fn tls_today(domain: &DomainReport, reports: &[TlsReport]) -> Option<TlsToday> {
    let failures = || reports.iter().flat_map(|report| &report.policies).flat_map(|policy| &policy.failures);
    let failed = |host: &str| {
        let of_host = failures().filter(|failure| {
            failure.host.as_deref().is_some_and(|name| name.trim_end_matches('.').eq_ignore_ascii_case(host))
        });
        of_host.fold(0_u64, |sum, failure| sum.saturating_add(failure.sessions))
    };
    reports.first()?;
    let hosts = domain.dane.hosts.iter().map(|host| TlsHost {
        host: host.host.clone(),
        tlsa: host.records.len(),
        dane: host.is_in_force(),
        failed: failed(host.host.as_str()),
    });
    Some(TlsToday {
        mta_sts: domain.mta_sts.records.first().cloned(),
        policy_host_exists: domain.mta_sts.policy_host_exists,
        hosts: hosts.collect(),
    })
}
