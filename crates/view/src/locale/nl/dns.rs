//! Nederlands.

use crate::locale::dns::DnsWords;

pub(in crate::locale) const WORDS: DnsWords = DnsWords {
    asked_of: |resolver| match resolver {
        Some(address) => format!("Gevraagd aan {address}."),
        None => "Beantwoord uit gegevens die met de pagina meekwamen.".into(),
    },
    revealed: |names| format!("Wie die beheert kon dus zien dat iemand hier kijkt naar: {names}."),
    copy_dig: "Kopieer als dig-regels",
    kept_for: "TTL",
    dnssec: "DNSSEC",
    validated: "gevalideerd",
    not_validated: "–",
    no_such_record: "geen zo'n record",
    belongs: |owner| format!(" hoort bij {owner}"),
    unanswered: |failed, all, how| {
        format!(
            "{failed} van {all} DNS-vragen kregen geen antwoord ({how}). Wat daarop rust, blijft hieronder \
             open."
        )
    },
    again: "Opnieuw vragen",
    slow: |ms| {
        format!(
            "De resolver is traag: zelfs zijn snelle antwoorden duurden {ms} ms. Een andere doet \
             het misschien beter."
        )
    },
};
