//! The machine-readable part of a delivery report (RFC 3464 §2).

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1};
use nom::character::complete::{char, multispace0};
use nom::combinator::rest;
use nom::sequence::{preceded, separated_pair, terminated};
use nom::{IResult, Parser};

/// The most recipients of one report that are read.
const MAX_RECIPIENTS: usize = 100;

/// A delivery report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DeliveryStatus {
    /// Reporting-MTA (RFC 3464 §2.2.2).
    pub(super) reporter: Option<String>,
    /// X-Postfix-Sender, or X-Original-Mail-From of a failure report (RFC 6591 §3.1).
    pub(super) sender: Option<String>,
    /// Source-IP of a failure report (RFC 5965 §3.2).
    pub(super) source: Option<String>,
    /// The recipients.
    pub(super) recipients: Vec<Recipient>,
}

/// What is reported on one recipient (RFC 3464 §2.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recipient {
    pub(super) address: Option<String>,
    pub(super) status: Option<String>,
    pub(super) action: String,
    pub(super) remote: Option<String>,
    pub(super) diagnostic: Option<String>,
}

impl DeliveryStatus {
    /// `delivery-status-content = per-message-fields 1*( CRLF per-recipient-fields )`; blank lines more or less are no matter.
    pub(super) fn parse(text: &str) -> Self {
        let mut status = Self::default();
        let mut open = Recipient::default();
        for (name, value) in fields(text) {
            let value = value.as_str();
            match name.to_ascii_lowercase().as_str() {
                "reporting-mta" => status.reporter = typed(value),
                "x-postfix-sender" | "original-mail-from" => status.sender = typed(value),
                "source-ip" => status.source = Some(value.to_owned()),
                "original-recipient" | "final-recipient" => {
                    // The two forms of one address stand together; another address begins another group.
                    if open.address.is_some() && open.status.is_some() {
                        status.close(std::mem::take(&mut open));
                    }
                    open.address = open.address.take().or(typed(value));
                }
                "action" => open.action = value.to_ascii_lowercase(),
                "status" => open.status = value.split_whitespace().next().map(str::to_owned),
                "remote-mta" => open.remote = typed(value),
                "diagnostic-code" => open.diagnostic = Some(value.to_owned()),
                _ => {}
            }
        }
        status.close(open);
        status
    }

    fn close(&mut self, recipient: Recipient) {
        if recipient != Recipient::default() && self.recipients.len() < MAX_RECIPIENTS {
            self.recipients.push(recipient);
        }
    }
}

/// The fields of all groups, unfolded.
fn fields(text: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = found.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            found.push((name.trim(), value.trim().to_owned()));
        }
    }
    found
}

/// `mta-name-type ";" mta-name`, `address-type ";" generic-address`: the value without its type.
fn typed(value: &str) -> Option<String> {
    let kind =
        |input| terminated(take_till1(|c: char| c == ';' || c.is_whitespace()), multispace0).parse(input);
    let read: IResult<&str, &str> = alt((
        (separated_pair(kind, char(';'), preceded(multispace0, rest))).map(|(_, value)| value),
        preceded(tag(""), rest),
    ))
    .parse(value);
    let (_, value) = read.ok()?;
    // RFC 3464 §2.2.2: a name may come with its address in a comment.
    let value = value.split(['(', '\n']).next().unwrap_or(value).trim().trim_matches(['<', '>']);
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_on_two_recipients() {
        let text = "Reporting-MTA: dns; mx.a.example (192.0.2.1)\nX-Postfix-Sender: rfc822; a@a.example\n\nFinal-Recipient: \
                    rfc822; b@b.example\nOriginal-Recipient: rfc822;c@c.example\nAction: failed\nStatus: 5.7.26\nRemote-MTA: \
                    dns; mx.b.example\nDiagnostic-Code: smtp; 550-5.7.26 no\n   550 5.7.26 really\n\nFinal-Recipient: rfc822; \
                    d@d.example\nAction: failed\nStatus: 5.1.1 (no such user)\n";
        let read = DeliveryStatus::parse(text);
        assert_eq!(read.reporter.as_deref(), Some("mx.a.example"));
        assert_eq!(read.sender.as_deref(), Some("a@a.example"));
        let [first, second] = read.recipients.as_slice() else { panic!("two recipients: {read:#?}") };
        assert_eq!(first.address.as_deref(), Some("b@b.example"));
        assert_eq!(
            (first.status.as_deref(), first.remote.as_deref()),
            (Some("5.7.26"), Some("mx.b.example"))
        );
        assert_eq!(first.diagnostic.as_deref(), Some("smtp; 550-5.7.26 no 550 5.7.26 really"));
        assert_eq!(
            (second.address.as_deref(), second.status.as_deref()),
            (Some("d@d.example"), Some("5.1.1"))
        );
    }

    #[test]
    fn what_is_no_report_gives_nothing() {
        for text in ["", "hello", ":", " x", "Subject: x"] {
            assert_eq!(DeliveryStatus::parse(text), DeliveryStatus::default(), "{text:?}");
        }
    }
}
