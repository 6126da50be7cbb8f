//! What a text or a file is, and the way on, in English.

use waxseal_core::input::{FileKind, RecordText, RecordUse, Thing, Via};

pub(super) fn thing(thing: &Thing) -> String {
    match thing {
        Thing::Nothing => "There is nothing here.".into(),
        Thing::Unknown => "This is neither a message, nor a DNS record, nor a domain.".into(),
        Thing::Message => "The headers of a message.".into(),
        Thing::Results => "The results of a receiver, without the rest of the headers.".into(),
        Thing::Reply { by, about } => {
            let by = by.as_deref().map(|by| format!(" from {by}")).unwrap_or_default();
            let about = about.as_ref().map(|about| format!(" about {about}")).unwrap_or_default();
            format!("An SMTP reply{by}{about}.")
        }
        Thing::Record(record) => self::record(record),
        Thing::Domain { domain, via: Via::Name } => format!("The domain {domain}."),
        Thing::Domain { domain, via: Via::Mailbox } => format!("An e-mail address; its domain is {domain}."),
        Thing::Domain { domain, via: Via::Url } => format!("A web address; its domain is {domain}."),
        Thing::Domains { domains, bad, is_cut } => {
            let mut told = format!("A list of {} domains.", domains.len());
            match bad.as_slice() {
                [] => {}
                [one] => told += &format!(" Line {one} holds none and was left out."),
                [one, others @ ..] => {
                    told += &format!(" Line {one} and {} more hold none and were left out.", others.len());
                }
            }
            if *is_cut {
                told += " There are more than are checked in one go; the rest was left out.";
            }
            told
        }
        Thing::Name(named) => match &named.selector {
            Some(_) => format!("{} is the name of a DKIM key; its domain is {}.", named.name, named.domain),
            None => format!(
                "{} is the name of a record, not a mail domain; its domain is {}.",
                named.name, named.domain
            ),
        },
        Thing::Address(ip) => format!("{ip} is an IP address."),
        Thing::MessageId { domain: Some(domain) } => {
            format!("A Message-ID; the server that gave it is of {domain}.")
        }
        Thing::MessageId { domain: None } => "A Message-ID.".into(),
        Thing::AggregateReport => "A DMARC aggregate report.".into(),
        Thing::TlsReport => "An SMTP TLS report.".into(),
        Thing::File(FileKind::Pdf) => "A PDF file.".into(),
        Thing::File(FileKind::Picture) => "A picture.".into(),
        Thing::File(FileKind::Archive) => "A compressed file.".into(),
    }
}

fn record(record: &RecordText) -> String {
    let at = record.name.as_ref().map(|name| format!(" of {name}")).unwrap_or_default();
    match record.of {
        RecordUse::Other => format!("A DNS record{at} ({}).", record.kind),
        RecordUse::Dkim => format!("A DKIM key record{at}."),
        of => format!(
            "{} {} record{at}.",
            if of == RecordUse::Spf || of == RecordUse::MtaSts { "An" } else { "A" },
            of.title()
        ),
    }
}

pub(super) fn way_on(thing: &Thing) -> Option<String> {
    Some(match thing {
        Thing::Nothing | Thing::Unknown => {
            "Give the headers of a message, a saved message (.eml, .msg), a DNS record, or a domain.".into()
        }
        Thing::Results => "For a check of our own, the whole headers are needed.".into(),
        Thing::MessageId { .. } => {
            "By itself it proves nothing: look the message up by it, and give its headers.".into()
        }
        Thing::AggregateReport | Thing::TlsReport => "It belongs to Reports.".into(),
        Thing::File(FileKind::Archive) => {
            "If reports of receivers are in it, it belongs to Reports; if a message is, unpack it first."
                .into()
        }
        Thing::File(FileKind::Pdf | FileKind::Picture) => {
            "The headers have to be given as text: copy them, or save the message as .eml.".into()
        }
        Thing::Message
        | Thing::Reply { .. }
        | Thing::Record(_)
        | Thing::Address(_)
        | Thing::Domain { .. }
        | Thing::Domains { .. }
        | Thing::Name(_) => return None,
    })
}
