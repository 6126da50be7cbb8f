//! What a refusal means, in English.

use crate::codes;
use waxseal_core::bounce::{Meaning, Reply};

pub(super) fn refused_by(by: Option<&str>, reply: &Reply) -> String {
    let by = by.unwrap_or("The receiving server");
    let codes = Some(codes(reply)).filter(|codes| !codes.is_empty());
    let codes = codes.map(|codes| format!(" ({codes})")).unwrap_or_default();
    match reply.code.as_deref().or(reply.status.as_deref()) {
        Some(code) if code.starts_with('4') => format!("{by} deferred this mail{codes}."),
        _ => format!("{by} refused this mail{codes}."),
    }
}

pub(super) const fn refusal(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::DmarcPolicy => "It failed DMARC, and the domain's policy asks to refuse such mail.",
        Meaning::Unauthenticated => "Neither SPF nor DKIM passed as this receiver requires.",
        Meaning::BulkAuthentication => {
            "This receiver requires SPF, DKIM and DMARC of domains that send in bulk; not all passed."
        }
        Meaning::SpfFailed => "SPF failed for the Return-Path (MAIL FROM) domain.",
        Meaning::SpfTooWide => "The SPF record authorises far too many servers.",
        Meaning::DkimFailed => "DKIM did not pass.",
        Meaning::NoDmarcRecord => {
            "The domain has no DMARC record, which this receiver requires of bulk senders."
        }
        Meaning::NotAligned => "Neither the SPF nor the DKIM domain is aligned with From.",
        Meaning::DnsTrouble => "DNS of the sending domain did not answer, so nothing could be authenticated.",
        Meaning::PolicyReasons => "In Yahoo's words: the mail failed the domain's DMARC or DKIM policy.",
        Meaning::ReverseName => {
            "This is about the sending server and not about SPF, DKIM or DMARC: its address has no matching \
             reverse DNS name (PTR)."
        }
        Meaning::Helo => {
            "This is about the sending server, not about authentication: its HELO name cannot be used."
        }
        Meaning::NoTls => "This is about the sending server, not about authentication: it did not use TLS.",
        Meaning::Blocklisted => {
            "This is about reputation, not about authentication: the address or domain is on a blocklist or \
             has a bad name."
        }
        Meaning::Rate => "This is about volume and complaints, not about authentication.",
        Meaning::TenantLimit => {
            "This is a limit that the mail provider set its customer, not authentication."
        }
        Meaning::RecipientDane => {
            "This is about the recipient's domain: its DANE or DNSSEC is broken. The sender can do nothing \
             about it."
        }
        Meaning::NoMailbox => "This is about the recipient: no such mailbox, or it takes no mail.",
        Meaning::MailboxFull => "This is about the recipient: the mailbox is full.",
        Meaning::TooLarge => "The mail is larger than the recipient's server takes.",
        Meaning::Content => "This is about what the mail contains, not about authentication.",
        Meaning::BadHeader => "The header breaks a rule of RFC 5322; this is not about authentication.",
        Meaning::BadSender => "The sender's address cannot be used; this is not about authentication.",
        Meaning::Relay => {
            "The server asks for a login, or does not relay for this sender; this is not about SPF, DKIM or \
             DMARC."
        }
        Meaning::Unreachable => {
            "The recipient's server could not be reached; this is not about authentication."
        }
        Meaning::Unknown => "Its words do not point to SPF, DKIM or DMARC.",
    }
}
