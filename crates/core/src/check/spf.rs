//! SPF alone: does this address pass?

use crate::dns::{AnyResolver, Recorded, Resolve};
use crate::domain::Domain;
use crate::judge::spf_findings;
use crate::report::{ReportKind, SCHEMA, SpfCheckReport};
use crate::spf::{CheckHost, check_helo, check_mail_from, walk};
use crate::time::Timestamp;
use futures_util::future::join;
use std::net::IpAddr;

/// What an SPF check is given.
#[derive(Clone, Debug)]
pub struct SpfInput {
    /// The client address.
    pub ip: IpAddr,
    /// The envelope sender; empty for the null sender. `None` checks the HELO name alone.
    pub mail_from: Option<String>,
    /// The HELO name.
    pub helo: String,
    /// The receiving host, for `%{r}`.
    pub receiver: Option<String>,
    /// The time of the check.
    pub now: Timestamp,
}

/// Evaluates SPF for one client, with advice on the record it came to.
///
/// ```
/// use waxseal_core::{SpfInput, check_spf, dns::Zone, spf::SpfResult, time::Timestamp};
///
/// let zone: Zone = serde_json::from_str(r#"{ "example.com": [{ "TXT": "v=spf1 ip4:192.0.2.1 -all" }] }"#).unwrap();
/// let input = SpfInput {
///     ip: "192.0.2.1".parse().unwrap(),
///     mail_from: Some("bounce@example.com".to_owned()),
///     helo: "mail.example.com".to_owned(),
///     receiver: None,
///     now: Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").unwrap(),
/// };
/// assert_eq!(pollster::block_on(check_spf(&zone, &input)).spf.result, SpfResult::Pass);
/// ```
pub async fn check_spf<R: Resolve>(resolver: &R, input: &SpfInput) -> SpfCheckReport {
    checked(Recorded::new(AnyResolver::of(resolver)), input).await
}

/// An address, or a name, with its domain in A-labels.
fn in_a_labels(text: &str) -> String {
    let (local, domain) = text.rsplit_once('@').map_or((None, text), |(local, domain)| (Some(local), domain));
    match (domain.is_ascii(), local, Domain::parse_utf8(domain)) {
        (false, Some(local), Ok(domain)) => format!("{local}@{domain}"),
        (false, None, Ok(domain)) => domain.to_string(),
        _ => text.to_owned(),
    }
}

async fn checked(recorded: Recorded<AnyResolver<'_>>, input: &SpfInput) -> SpfCheckReport {
    // RFC 8616 §4: a U-label is looked up as its A-label.
    let mail_from = input.mail_from.as_deref().map(in_a_labels).unwrap_or_default();
    let helo = in_a_labels(&input.helo);
    let check = CheckHost {
        ip: input.ip,
        mail_from: &mail_from,
        helo: &helo,
        receiver: input.receiver.as_deref(),
        now: u64::try_from(input.now.0).unwrap_or(0),
    };
    let sender = check.mail_from.trim_matches(['<', '>']);
    let named = sender.rsplit_once('@').map_or(sender, |(_, domain)| domain);
    let domain = Domain::parse(if named.is_empty() { &input.helo } else { named }).ok();
    let evaluation = async {
        match input.mail_from {
            Some(_) => check_mail_from(&recorded, &check).await,
            None => check_helo(&recorded, &check).await,
        }
    };
    let advice = async {
        match &domain {
            Some(domain) => Some(walk(&recorded, domain).await),
            None => None,
        }
    };
    let (spf, walked) = join(evaluation, advice).await;
    let findings = walked.iter().flat_map(|walk| spf_findings(walk).collect::<Vec<_>>()).collect();
    SpfCheckReport {
        schema: SCHEMA,
        kind: ReportKind::Spf,
        checked_at: input.now,
        spf,
        findings,
        dns: recorded.log(),
    }
}
