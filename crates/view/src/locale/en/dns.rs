//! English.

use crate::locale::dns::DnsWords;

pub(in crate::locale) const WORDS: DnsWords = DnsWords {
    asked_of: |resolver| match resolver {
        Some(address) => format!("Asked of {address}."),
        None => "Answered from data that came with the page.".into(),
    },
    revealed: |names| format!("So whoever runs it could see that somebody here looks at: {names}."),
    copy_dig: "Copy as dig lines",
    kept_for: "TTL",
    dnssec: "DNSSEC",
    validated: "validated",
    not_validated: "–",
    no_such_record: "no such record",
    belongs: |owner| format!(" belongs to {owner}"),
    unanswered: |failed, all, how| {
        format!(
            "{failed} of {all} DNS questions got no answer ({how}). What rests on them is left open below."
        )
    },
    again: "Ask again",
    slow: |ms| {
        format!("The resolver is slow: even its quick answers took {ms} ms. Another one may do better.")
    },
};
