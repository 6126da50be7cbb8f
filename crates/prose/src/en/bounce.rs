//! What a refusal means, in English.

use crate::{Reverse, codes};
use std::net::IpAddr;
use waxseal_core::bounce::{BlockList, Meaning, Reply};
use waxseal_core::domain::Domain;

pub(super) fn refused_by(by: Option<&str>, reply: &Reply) -> String {
    let by = by.unwrap_or("The receiving server");
    let codes = Some(codes(reply)).filter(|codes| !codes.is_empty());
    let codes = codes.map(|codes| format!(" ({codes})")).unwrap_or_default();
    match reply.code.as_deref().or(reply.status.as_deref()) {
        Some(code) if code.starts_with('4') => format!("{by} deferred this mail{codes}."),
        _ => format!("{by} refused this mail{codes}."),
    }
}

/// Where the name of an address belongs, or that it has one by now.
pub(super) fn reverse_name(ip: IpAddr, name: &Domain, today: &Reverse<'_>) -> String {
    match today {
        Reverse::There => format!("By now {ip} has one: send the mail again."),
        Reverse::OfAddress { made, helo } => format!(
            "{ip} does have one, {made}, which is only the address written as a name; many receivers take \
             no mail from such a server. Have {} set in its place.",
            helo.unwrap_or("a name of your own that leads to that address")
        ),
        Reverse::Missing => {
            let other = " Or let the server send by IPv4 alone (in Postfix: inet_protocols = ipv4).";
            format!(
                "The record for {ip} belongs at {name} (PTR), with the server's own name as its value.{}",
                if ip.is_ipv6() { other } else { "" }
            )
        }
    }
}

/// That a mail has no signature, where one was asked for.
pub(super) fn unsigned(author: &Domain) -> String {
    format!(
        "The mail that came back has no signature at all: have the server that sends it sign as {author}, \
         and publish the key that it shows."
    )
}

/// Where whoever runs the refused server asks to be taken off.
pub(super) fn block_list(BlockList { keeper, page }: BlockList, ip: IpAddr) -> String {
    format!("The list is kept by {keeper}: whoever runs {ip} asks at {page}.")
}

/// What a refusal means, and what there is to do about one that is not about authentication.
pub(super) const fn refusal(meaning: Meaning) -> (&'static str, &'static str) {
    match meaning {
        Meaning::DmarcPolicy => ("It failed DMARC, and the domain's policy asks to refuse such mail.", ""),
        Meaning::Unauthenticated => ("Neither SPF nor DKIM passed as this receiver requires.", ""),
        Meaning::BulkAuthentication => {
            ("This receiver requires SPF, DKIM and DMARC of domains that send in bulk; not all passed.", "")
        }
        Meaning::SpfFailed => ("SPF failed for the Return-Path (MAIL FROM) domain.", ""),
        Meaning::SpfTooWide => ("The SPF record authorises far too many servers.", ""),
        Meaning::DkimFailed => ("DKIM did not pass, and this receiver asks for it.", ""),
        Meaning::NoDmarcRecord => {
            ("The domain has no DMARC record, which this receiver requires of bulk senders.", "")
        }
        Meaning::NotAligned => ("Neither the SPF nor the DKIM domain is aligned with From.", ""),
        Meaning::DnsTrouble => {
            ("DNS of the sending domain did not answer, so nothing could be authenticated.", "")
        }
        Meaning::PolicyReasons => {
            ("It names policy reasons only: at Yahoo mostly that the mail did not pass DMARC.", "")
        }
        Meaning::OwnNames => (
            "This is a rule of the recipient's own: mail in one of its own names is turned away where \
             it comes from outside (anti-spoofing). Passing SPF, DKIM and DMARC does not change it.",
            "The recipient's administrator has to allow this sender.",
        ),
        Meaning::DirectSend => (
            "This tenant of Microsoft 365 turns away mail in its own name that comes with neither a \
             login nor a connector (Reject Direct Send). No DNS record changes that.",
            "Do this only for a device or server of yours. Let it log in at smtp.office365.com, or make an \
             inbound connector for its certificate or address (Exchange admin center). If it is not yours, \
             the refusal is right. Leave Reject Direct Send on: forgers use the same route.",
        ),
        Meaning::ReverseName => (
            "This is about the sending server: its address has no reverse DNS name (PTR) that this \
             receiver accepts.",
            "Have a PTR record set by whoever gave out the address (the hosting or internet provider); its \
             name has to lead back to the address.",
        ),
        Meaning::Helo => (
            "This is about the sending server, not about authentication: its HELO name cannot be used.",
            "Set the HELO name to the server's own name in DNS, one that leads to its address.",
        ),
        Meaning::NoTls => (
            "This is about the sending server, not about authentication: it did not use TLS.",
            "Switch TLS on at the sending server for outgoing mail.",
        ),
        Meaning::Blocklisted => (
            "This is about reputation, not about authentication: the address or domain is on a \
             blocklist or has a bad name.",
            "Mend what brought the address or domain there, then ask whoever keeps the list to take it off; \
             of a shared server that is for the provider to do. No DNS record changes it.",
        ),
        Meaning::NotKnownHere => (
            "This is about the sending server and not about authentication: this receiver takes mail \
             only from addresses that it knows, and it does not know this one yet.",
            "Whoever runs the sending server asks at the address that the refusal names to be let in. \
             No DNS record changes it.",
        ),
        Meaning::Rate => (
            "This is about volume and complaints, not about authentication.",
            "Send more slowly, and only to people who asked for it.",
        ),
        Meaning::TenantLimit => (
            "This is a limit that the mail provider set its customer, not authentication: of a new or \
             trial account, or after somebody broke into a mailbox.",
            "The tenant's administrator finds the reason in the account, or asks the provider.",
        ),
        Meaning::RecipientDane => (
            "This is about the recipient's domain: its DANE, DNSSEC or MTA-STS does not fit its mail \
             servers.",
            "Only the administrator of the recipient's domain can fix that: tell them another way.",
        ),
        Meaning::RecipientTlsa => (
            "This is about the recipient's domain: the certificate of its mail server does not fit the \
             TLSA record (DANE). Nothing is wrong at the sender.",
            "Tell the recipient's administrator another way: the TLSA record has to hold the digest of the \
             key that the server uses now. A new one is published before the key changes.",
        ),
        Meaning::RecipientMtaSts => (
            "This is about the recipient's domain: its MTA-STS policy does not fit its mail servers. \
             Nothing is wrong at the sender.",
            "Tell the recipient's administrator another way: the policy file has to list the hosts of the \
             MX records, and then the id of the _mta-sts record has to change.",
        ),
        Meaning::NoMailbox => (
            "This is about the recipient: no such mailbox, or it takes no mail.",
            "Check how the address is spelt.",
        ),
        Meaning::SenderRestricted => (
            "This is about the recipient: the mailbox or group takes mail of certain senders only.",
            "Whoever manages the mailbox or group can add you.",
        ),
        Meaning::Greylisted => (
            "This server turns away whoever it does not know yet and takes the mail on a later try.",
            "The sending server tries again by itself; nothing needs to be done.",
        ),
        Meaning::BlocklistUnanswered => (
            "This is the receiving server's own trouble: the blocklist refused to answer it, and it \
             took that for a listing.",
            "Nothing says that the address is listed; only the receiver's administrator can fix this: tell \
             them another way.",
        ),
        Meaning::MailboxFull => {
            ("This is about the recipient: the mailbox is full.", "Reach the recipient another way.")
        }
        Meaning::TooLarge => {
            ("The mail is larger than the recipient's server takes.", "Send a link to the file in its place.")
        }
        Meaning::Content => (
            "This is about what the mail contains, not about authentication.",
            "Look at its links and attachments, and ask the recipient's administrator what was found.",
        ),
        Meaning::BadHeader => (
            "The header breaks a rule of RFC 5322; this is not about authentication.",
            "Whoever makes the program that writes this mail can mend it.",
        ),
        Meaning::BadSender => (
            "The sender's address cannot be used; this is not about authentication.",
            "Check that its domain exists and takes mail.",
        ),
        Meaning::Relay => (
            "The server asks for a login, or does not take mail for that address; this is not about \
             SPF, DKIM or DMARC.",
            "Have the mail program log in at the server that it sends through. If the server is the \
             recipient's, only its administrator can help.",
        ),
        Meaning::Unreachable => (
            "The recipient's server could not be reached; this is not about authentication.",
            "The sending server tries for some days before it gives up.",
        ),
        Meaning::Unknown => ("Its words do not point to SPF, DKIM or DMARC.", ""),
    }
}
