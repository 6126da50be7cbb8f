//! The names of fields that mails have, by which a header is told from other text.

use super::header::field_name;

/// Fields that only mail systems write: where one stands, a real header section has begun.
const TRACE: [&str; 17] = [
    "received",
    "x-received",
    "return-path",
    "delivered-to",
    "authentication-results",
    "received-spf",
    "dkim-signature",
    "dkim2-signature",
    "message-instance",
    "arc-seal",
    "arc-message-signature",
    "arc-authentication-results",
    "x-google-smtp-source",
    "x-ms-exchange-organization-authas",
    "x-apparently-to",
    "x-original-to",
    "x-envelope-from",
];

/// Fields that people see.
const USUAL: [&str; 10] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "sender",
    "reply-to",
];

/// A field that mails have, as its line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FieldOfMail<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Whether only mail systems write it.
    pub(crate) is_trace: bool,
}

/// The field of mails that a line begins; `None` for a field of something else, such as a delivery report, and for running text.
pub(crate) fn field_of_mail(line: &str) -> Option<FieldOfMail<'_>> {
    let name = field_name(line.as_bytes())?;
    let is_trace = is_trace_field(name);
    let is = |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let is_usual = || USUAL.iter().any(|known| known.eq_ignore_ascii_case(name)) || is("x-") || is("arc-");
    (is_trace || is_usual()).then_some(FieldOfMail { name, is_trace })
}

/// Whether only mail systems write a field of this name.
pub(super) fn is_trace_field(name: &str) -> bool {
    TRACE.iter().any(|trace| trace.eq_ignore_ascii_case(name))
}
