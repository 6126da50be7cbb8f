//! Failure reports (RFC 9991, RFC 6591): one message that failed, as a receiver describes it.

use memchr::memmem;
use serde::Serialize;
use waxseal_core::message::{Message, Origin};

/// What a receiver says of one message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct FailureReport {
    /// `Feedback-Type`.
    pub feedback_type: Option<String>,
    /// `User-Agent`.
    pub user_agent: Option<String>,
    /// `Reporting-MTA`.
    pub reporting_mta: Option<String>,
    /// `Auth-Failure`.
    pub auth_failure: Option<String>,
    /// `Delivery-Result`.
    pub delivery_result: Option<String>,
    /// `Identity-Alignment`.
    pub identity_alignment: Option<String>,
    /// `Reported-Domain`.
    pub reported_domain: Option<String>,
    /// `Source-IP`.
    pub source_ip: Option<String>,
    /// `Original-Mail-From`.
    pub mail_from: Option<String>,
    /// `Arrival-Date`, or `Received-Date` as older ones write it.
    pub arrival_date: Option<String>,
    /// `DKIM-Domain`.
    pub dkim_domain: Option<String>,
    /// `DKIM-Selector`.
    pub dkim_selector: Option<String>,
    /// `Authentication-Results`.
    pub results: Vec<String>,
    /// `Incidents`: how many messages it stands for.
    pub incidents: u64,
    /// Whether the message, or its header section, came along.
    pub has_message: bool,
}

/// A message as a text that can be checked: all of it, or its header section alone where it is no UTF-8. A body that was changed in
/// reading would only seem to have been changed on the way.
#[must_use]
pub fn text_of(message: &[u8]) -> String {
    let end = || [&b"\r\n\r\n"[..], b"\n\n"].into_iter().filter_map(|end| memmem::find(message, end)).min();
    match std::str::from_utf8(message) {
        Ok(text) => text.to_owned(),
        Err(_) => String::from_utf8_lossy(message.get(..end().unwrap_or(message.len())).unwrap_or_default())
            .into_owned(),
    }
}

/// Reads the fields of a `message/feedback-report` (RFC 5965 §3).
#[must_use]
pub fn read(fields: &[u8], has_message: bool) -> FailureReport {
    let message = Message::parse(fields, Origin::File);
    let first =
        |name: &str| message.first(name).map(|field| field.unfolded()).filter(|text| !text.is_empty());
    let incidents = first("incidents").and_then(|text| text.parse().ok()).unwrap_or(1);
    FailureReport {
        feedback_type: first("feedback-type"),
        user_agent: first("user-agent"),
        reporting_mta: first("reporting-mta"),
        auth_failure: first("auth-failure"),
        delivery_result: first("delivery-result"),
        identity_alignment: first("identity-alignment"),
        reported_domain: first("reported-domain"),
        source_ip: first("source-ip"),
        mail_from: first("original-mail-from"),
        arrival_date: first("arrival-date").or_else(|| first("received-date")),
        dkim_domain: first("dkim-domain"),
        dkim_selector: first("dkim-selector"),
        results: message.all("authentication-results").map(|field| field.unfolded()).collect(),
        incidents,
        has_message,
    }
}
