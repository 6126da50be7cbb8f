//! Nederlands.

use crate::locale::diagnosis::DiagnosisWords;

pub(in crate::locale) const WORDS: DiagnosisWords = DiagnosisWords {
    further: "Verder",
    steps: "Stappen, in deze volgorde",
    instead_of: "In plaats van",
    account_shows: |provider| match provider {
        Some(name) => format!("je account bij {name} toont het"),
        None => "je account toont het".into(),
    },
    by_hand: "met de hand samen te stellen",
    page_of: |name| format!("De eigen uitleg van {name}"),
    tidy: "Opschonen (optioneel)",
    rests_on: "Onderbouwing",
    no_cure: "Er is geen stap gevonden die de uitkomst verandert.",
    step_above: "De stap hierboven verandert dat ook.",
    try_them: "Bekijk het met deze records",
    edit_records: "Een record dat er staat veranderen",
    edit_note: "Een lege waarde haalt het record weg.",
    edit_value: |name, kind| format!("{kind} {name}"),
    add_record: "Een record over wat er staat leggen",
    other_sender: "Een andere From, een ander adres of een andere envelop",
    other_sender_note: "Dezelfde mail, alsof ze uit iemand anders naam of ergens anders vandaan kwam.",
    before: "Zoals het is",
    now: "Zoals het zou zijn",
    same: "Aan de uitkomst verandert niets.",
    changes: |count| match count {
        1 => "Eén ding verandert.".into(),
        n => format!("{n} dingen veranderen."),
    },
    causes: "Oorzaken",
    as_it_was: "Terug naar wat gepubliceerd is",
    envelope_elsewhere: "Onder “Wat als” kun je een adres en een envelop opgeven.",
};
