//! Wat een tekst of bestand is, en hoe het verder gaat.

use waxseal_core::input::{FileKind, RecordText, RecordUse, Thing, Via};

pub(super) fn thing(thing: &Thing) -> String {
    match thing {
        Thing::Nothing => "Hier staat niets.".into(),
        Thing::Unknown => "Dit is geen mail, geen DNS-record en geen domein.".into(),
        Thing::Message => "De headers van een mail.".into(),
        Thing::Results => "De resultaten van een ontvanger, zonder de rest van de headers.".into(),
        Thing::Reply { by, about } => {
            let by = by.as_deref().map(|by| format!(" van {by}")).unwrap_or_default();
            let about = about.as_ref().map(|about| format!(" over {about}")).unwrap_or_default();
            format!("Een SMTP-antwoord{by}{about}.")
        }
        Thing::Record(record) => self::record(record),
        Thing::Domain { domain, via: Via::Name } => format!("Het domein {domain}."),
        Thing::Domain { domain, via: Via::Mailbox } => format!("Een e-mailadres; het domein is {domain}."),
        Thing::Domain { domain, via: Via::Url } => format!("Een webadres; het domein is {domain}."),
        Thing::Domains { domains, bad, is_cut } => {
            let mut told = format!("Een lijst van {} domeinen.", domains.len());
            match bad.as_slice() {
                [] => {}
                [one] => told += &format!(" Op regel {one} staat er geen; die is weggelaten."),
                [one, others @ ..] => {
                    told += &format!(
                        " Op regel {one} en nog {} staat er geen; die zijn weggelaten.",
                        others.len()
                    );
                }
            }
            if *is_cut {
                told += " Het zijn er meer dan in één keer gecontroleerd worden; de rest is weggelaten.";
            }
            told
        }
        Thing::Name(named) => match &named.selector {
            Some(_) => {
                format!("{} is de naam van een DKIM-sleutel; het domein is {}.", named.name, named.domain)
            }
            None => {
                format!(
                    "{} is de naam van een record, geen maildomein; het domein is {}.",
                    named.name, named.domain
                )
            }
        },
        Thing::Address(ip) => format!("{ip} is een IP-adres."),
        Thing::MessageId { domain: Some(domain) } => {
            format!("Een Message-ID; de server die het gaf hoort bij {domain}.")
        }
        Thing::MessageId { domain: None } => "Een Message-ID.".into(),
        Thing::AggregateReport => "Een geaggregeerd DMARC-rapport.".into(),
        Thing::TlsReport => "Een SMTP-TLS-rapport.".into(),
        Thing::File(FileKind::Pdf) => "Een PDF-bestand.".into(),
        Thing::File(FileKind::Picture) => "Een afbeelding.".into(),
        Thing::File(FileKind::Archive) => "Een gecomprimeerd bestand.".into(),
    }
}

fn record(record: &RecordText) -> String {
    let at = record.name.as_ref().map(|name| format!(" van {name}")).unwrap_or_default();
    match record.of {
        RecordUse::Other => format!("Een DNS-record{at} ({}).", record.kind),
        RecordUse::Dkim => format!("Een record met een DKIM-sleutel{at}."),
        of => format!("Een {}-record{at}.", of.title()),
    }
}

pub(super) fn way_on(thing: &Thing) -> Option<String> {
    Some(match thing {
        Thing::Nothing | Thing::Unknown => {
            "Geef de headers van een mail, een opgeslagen mail (.eml, .msg), een DNS-record of \
             een domein."
                .into()
        }
        Thing::Results => "Voor een eigen controle zijn de volledige headers nodig.".into(),
        Thing::MessageId { .. } => {
            "Op zichzelf bewijst het niets: zoek de mail ermee op en geef de headers.".into()
        }
        Thing::AggregateReport | Thing::TlsReport => "Het hoort bij Rapporten.".into(),
        Thing::File(FileKind::Archive) => {
            "Zitten er rapporten van ontvangers in, dan hoort het bij Rapporten; is het een mail, pak die \
             dan eerst uit."
                .into()
        }
        Thing::File(FileKind::Pdf | FileKind::Picture) => {
            "De headers zijn als tekst nodig: kopieer ze, of sla de mail op als .eml.".into()
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
