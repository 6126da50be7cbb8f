//! English.

use crate::locale::diagnosis::DiagnosisWords;

pub(in crate::locale) const WORDS: DiagnosisWords = DiagnosisWords {
    further: "Also",
    steps: "Steps, in this order",
    instead_of: "In place of",
    account_shows: |provider| match provider {
        Some(name) => format!("your account at {name} shows it"),
        None => "your account shows it".into(),
    },
    by_hand: "to be put together by hand",
    page_of: |name| format!("{name}’s own page on this"),
    tidy: "Tidying up (optional)",
    rests_on: "What this rests on",
    no_cure: "No step was found that would change the outcome.",
    step_above: "The step above changes that too.",
    try_them: "See it with these records",
    edit_records: "Change a record that is there",
    edit_note: "Leave the value empty to remove the record.",
    edit_value: |name, kind| format!("{kind} {name}"),
    add_record: "Test a record before publishing",
    other_sender: "Another From, address or envelope",
    other_sender_note: "The same mail, as if it had come in someone else’s name or from somewhere else.",
    before: "As it is",
    now: "As it would be",
    same: "Nothing of the outcome changes.",
    changes: |count| match count {
        1 => "One thing changes.".into(),
        n => format!("{n} things change."),
    },
    causes: "Causes",
    as_it_was: "Back to what is published",
    envelope_elsewhere: "Under “What if” you can name an address and an envelope.",
};
