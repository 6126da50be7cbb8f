//! Nederlands.

use crate::locale::hand_off::HandOffWords;

pub(super) const WORDS: HandOffWords = HandOffWords {
    to_dns: "Stuur naar wie de DNS beheert",
    to_provider: |name| format!("Stuur naar {name}"),
    records: "DNS-records",
    publish: |domain| match domain {
        "" => "Graag deze wijzigingen in de DNS, in deze volgorde:".into(),
        domain => format!("Graag deze wijzigingen in de DNS van {domain}, in deze volgorde:"),
    },
    at_provider: |name, domain| match domain {
        "" => format!("Te doen bij {name}:"),
        domain => format!("Te doen bij {name}, voor {domain}:"),
    },
    panel_name: "Naam in de meeste DNS-panelen",
    goes_with: "DNS-records die erbij horen",
    effect: "Effect",
    result: "Resultaat",
    copy: "Kopieer de tekst",
    mail: "Open in mailprogramma",
    too_long: "Te lang voor de meeste mailprogramma's: kopieer de tekst.",
    add_link: "Voeg een link naar dit rapport toe",
    leave_link: "Laat de link weg",
};
