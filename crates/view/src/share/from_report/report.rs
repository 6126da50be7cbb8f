//! The report itself, and what is told of every message.

use super::{FromReport, Sound, cases, field, parts, words};
use waxseal_core::bounce::{About, Bounce, Meaning, Reply};
use waxseal_core::json::Json;
use waxseal_core::message::Repair;
use waxseal_core::report::{
    ArcReport, ArrivalReport, Asker, Basis, Border, DkimReport, DmarcRecordReport, DmarcReport, DmarcResult,
    Gateway, HeaderField, IdentifierReport, MessageReport, Missing, ReportKind, Requirement, Rule, SpfReport,
    Start, Summary, Verdict,
};

parts! { MessageReport {
    schema, kind, checked_at, bounce, verdict, author, envelope, arrival, summary, spf, dkim, arc, dmarc, claims, header,
    hops, remarks, requirements, repairs, diagnosis, findings, dns,
} }

parts! { ArrivalReport { by, address, name, gateway, inside } with { border } }

cases! { Border by "code" {
    Seen { line },
    NoPublicAddress { line },
    Started { line, start },
    NeverCrossed,
    NotSeen { line },
    NoReceived,
} }

words! { ReportKind { Message, Domain, Spf, Setup, Record } }

words! { Start { LoggedIn, Local, Web } }

parts! { Gateway { ip, host } }

cases! { Verdict by "code" {
    Pass { basis },
    Fail { basis },
    NoPolicy,
    CannotTell { missing },
    DnsTrouble,
    NoSingleAuthor,
    NotAMessage,
} }

words! { Missing { Author, Client, Evidence, Key, Signature, Body, Copy, Rest, Original, Notice, Unsigned } }

parts! { Bounce { by, replies } }

parts! { Reply { recipient, by, code, status, about, meaning, text } }

words! { About { Authentication, Server, Reputation, Recipient, Content, Other } }

words! { Meaning {
    DmarcPolicy, Unauthenticated, BulkAuthentication, SpfFailed, SpfTooWide, DkimFailed, NoDmarcRecord, NotAligned,
    DnsTrouble, PolicyReasons, ReverseName, Helo, NoTls, NotKnownHere, Blocklisted, Rate, TenantLimit, RecipientDane, NoMailbox,
    SenderRestricted, OwnNames, DirectSend, RecipientTlsa, RecipientMtaSts, Greylisted, BlocklistUnanswered, MailboxFull, TooLarge, Content, BadHeader, BadSender, Relay, Unreachable, Unknown,
} }

words! { Basis { Recomputed, Claimed, Mixed } }

parts! { Summary { subject, to, date, message_id, fields, has_body } }

impl FromReport for HeaderField {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        Self {
            name: field(value, "name", sound),
            value: field(value, "value", sound),
            raw: field(value, "raw", sound),
            left_out: field::<Option<usize>>(value, "left_out", sound).unwrap_or_default(),
            line: field(value, "line", sound),
        }
    }
}

parts! { SpfReport {
    result, claimed, domain, aligned, identity, explanation, lookups, void_lookups, matched, cause,
    tree,
} }

parts! { DkimReport { claimed, aligned, after_arrival } with { verification } }

parts! { ArcReport { claimed } with { chain } }

parts! { DmarcReport {
    result, basis, claimed, cause, domain, organizational_domain, policy, disposition, next_step,
    record, report_destinations, identifiers, rfc7489,
} }

words! { DmarcResult { Pass, Fail, None, Temperror, Permerror } }

parts! { DmarcRecordReport { at, location } with { record } }

parts! { IdentifierReport {
    mechanism, domain, selector, organizational_domain, result, basis, aligned, mode,
} }

parts! { Requirement { rule, met, asked_by } }

words! { Rule { Spf, Dkim, DmarcPublished, Aligned, ForwardConfirmedName, Tls, OneClickUnsubscribe } }

words! { Asker { Google, Yahoo, Microsoft, Apple } }

cases! { Repair by "code" {
    TooLong { bytes },
    ByteOrderMark,
    Utf16,
    OutlookMessage { has_header },
    MboxLine,
    MboxRest,
    LeadingJunk { lines },
    Quoted,
    Indented,
    DoubleSpaced,
    Unfolded { line },
    NoBlankLine { line },
    TooManyFields,
    Entities,
    OneLine,
    ShownOriginal,
    NameUnquoted,
    ULabel { domain },
    DoubledDots,
} }
