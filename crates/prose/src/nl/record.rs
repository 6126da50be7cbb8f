//! Records voordat ze gepubliceerd zijn, en adressen, in het Nederlands.

use crate::record_kind;
use waxseal_core::report::{AddressReport, Compared, RecordReport, RecordState};

pub(super) fn headline(report: &RecordReport) -> String {
    let kind = record_kind(report);
    match report.state() {
        RecordState::Works => format!("Dit {kind}-record is geldig"),
        RecordState::Advised => format!("Dit {kind}-record is geldig, met opmerkingen"),
        RecordState::Broken => format!("Dit {kind}-record moet verbeterd worden"),
        RecordState::Open => format!("Dit {kind}-record is niet helemaal gecontroleerd"),
        RecordState::Unused => "SPF, DKIM en DMARC gebruiken dit record niet".into(),
    }
}

pub(super) fn compared(report: &RecordReport) -> String {
    let kind = record_kind(report);
    let name = report.name.as_ref().map_or("", |name| name.as_str());
    match report.compared() {
        Compared::NoName => {
            "Gecontroleerd zonder naam, dus niet vergeleken met wat er gepubliceerd is.".into()
        }
        Compared::Unanswered => format!("DNS gaf geen antwoord op wat er bij {name} gepubliceerd is."),
        Compared::Absent => format!("Bij {name} is geen {kind}-record gepubliceerd."),
        Compared::Same => format!("Precies zo gepubliceerd bij {name}."),
        Compared::Differs if report.dkim.is_some() => format!(
            "{name} publiceert nu een ander {kind}-record. Wordt er mail met die sleutel ondertekend, dan \
             faalt die zodra het record vervangen is: publiceer een nieuwe sleutel onder een eigen \
             selector."
        ),
        Compared::Differs => {
            let lost = report.left_out().join(", ");
            let missing = if lost.is_empty() {
                String::new()
            } else {
                format!(" Er ontbreekt {lost}: voeg toe wat nog voor het domein verstuurt.")
            };
            format!(
                "{name} publiceert nu een ander {kind}-record. Zet dit ervoor in de plaats, niet \
                 ernaast.{missing}"
            )
        }
        Compared::Beside => format!("{name} publiceert nu andere {kind}-records."),
    }
}

pub(super) fn address(report: &AddressReport) -> [String; 2] {
    let ip = report.ip;
    let names = report.names.as_ref().map(|names| names.first());
    let headline = match names {
        None => format!("De naam van {ip} (PTR) is niet gevonden: DNS gaf geen antwoord"),
        Some(None) => format!("{ip} heeft geen naam (PTR)"),
        Some(Some(name)) => format!("{ip} is {name}"),
    };
    let meaning = match (names, report.is_confirmed) {
        (None, _) => "Probeer het later nog eens.",
        (Some(None), _) => "Veel ontvangers weigeren mail van een server zonder naam.",
        (_, Some(true)) => {
            "Forward-confirmed: de naam heeft dit adres, zoals ontvangers van servers verlangen."
        }
        (_, Some(false)) => {
            "Niet forward-confirmed: de naam heeft dit adres niet. Veel ontvangers weigeren zulke mail."
        }
        (_, None) => "Of de naam dit adres heeft, is onbekend: DNS gaf geen antwoord.",
    };
    [headline, meaning.to_owned()]
}
