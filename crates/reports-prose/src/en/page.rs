//! The page, in English.

use crate::page::{PageWords, SenderState, Verdict};
use waxseal_reports::report::Answer;

pub(super) const WORDS: PageWords = PageWords {
    reading: |read, all| format!("Reading… {read} of {all} files"),
    asking: |asked, answered| format!("Asking DNS why mail fails… {answered} of {asked} questions answered"),
    stopped: |read, all| format!("You stopped it: {read} of {all} files were read."),
    not_asked: "DNS was not asked or did not answer, so causes and records are missing.",
    nothing: "There is no report in what you gave.",
    from_link: "These figures came with a link: they were counted in another browser, and nothing \
                was checked here.",
    no_figures: "This link carries no figures of reports, or not all of them.",
    made_up: "This is an example: the reports are made up, and the DNS answers came with the page.",
    domains: |count| {
        format!("The reports are about {count} domains, and all their mail is counted together.")
    },
    failures_part: "Failure reports",
    failures: |count| format!("Each is about one message that failed DMARC: {count}."),
    check_message: "Check this message",
    tools: "These reports",
    save_json: "Save as JSON",
    save_csv: "Save as CSV",
    save_markdown: "Save as Markdown",
    copy_figures: "Copy the figures",
    copy_link: "Copy a link to the figures",
    copied_figures: "Counts for sharing, without domains, IP addresses and reporters",
    print: "Print",
    again: "Ask DNS again",
    next: "Next step",
    raise: "The policy of the domain",
    steps: "Steps, in this order",
    answer: |answer| match answer {
        Answer::InForce => "in force",
        Answer::Yes => "yes",
        Answer::No => "not yet",
        Answer::CannotTell => "cannot tell",
    },
    filter: "Show only these senders",
    verdict: |verdict| match verdict {
        Verdict::Unaligned => "yours, not aligned",
        Verdict::Aligned => "aligned",
        Verdict::Forwarded => "forwarded",
        Verdict::Unknown => "unknown",
    },
    last_days: |days| format!("last {days} days"),
    shown: |shown, all| format!("{shown} of {all} senders shown."),
    counted: |since, reporter| match (since, reporter) {
        (None, None) => String::new(),
        (Some(first), None) => {
            format!("Each line counts from {first}; its details cover the whole period.")
        }
        (since, Some(name)) => {
            let from = since.map_or_else(String::new, |first| format!(" from {first} on"));
            format!("Each line counts what {name} reported{from}; its details cover all reports.")
        }
    },
    of_reporter: "Reporter",
    all_reporters: "all reporters",
    what_if: "Test a record before publishing",
    what_if_note: "All mail of these reports is counted again under these records. Nothing is published; \
                   empty removes a record.",
    record_of: |kind, domain| format!("{kind} record of {domain}"),
    try_records: "Test",
    end_trial: "Clear the test",
    state: |state| match state {
        SenderState::Aligned => "aligned",
        SenderState::Mended => "aligned again",
        SenderState::Partly => "partly aligned",
        SenderState::Unaligned => "not aligned",
        SenderState::Forwarded => "forwarded",
        SenderState::Unknown => "unknown",
    },
    share: |aligned, all| format!("{aligned} of {all} aligned"),
    by_dkim: "By DKIM",
    by_spf: "By SPF",
    seen: "First and last seen",
    addresses: "IP addresses",
    messages: "Messages",
    aligned: "Aligned",
    identifiers: "Sent or signed as",
    result: "Result",
    key: |is_there| if is_there { "(key in DNS today)" } else { "(no key in DNS today)" },
    address: "IP address",
    ask_names: "Look up host names (PTR, asks DNS)",
    name_of: |named| match (named.names.as_deref(), named.is_confirmed) {
        (None, _) => "host name unknown: DNS did not answer".to_owned(),
        (Some([]), _) => "no host name".to_owned(),
        (Some([name, ..]), Some(true)) => name.to_string(),
        (Some([name, ..]), _) => format!("{name} (not confirmed)"),
    },
    reporter: "Reporter",
    more: |count| format!("And {count} more, which are in the JSON file."),
    days: "Day by day",
    days_told: |days, whole, worst| {
        let all = format!("Days with mail: {days}. On {whole} of them all mail was aligned.");
        match worst {
            Some(day) => {
                let (name, messages) = (&day.name, day.messages);
                let unaligned = messages.saturating_sub(day.aligned);
                format!("{all} The worst was {name}: {unaligned} of {messages} messages were not aligned.")
            }
            None => all,
        }
    },
    weeks: "A column is about a week.",
    legend_aligned: "aligned",
    legend_other: "not aligned",
    tls: "Encryption on the way to you (TLS)",
    files: "Files",
    asked: |count| format!("DNS questions asked: {count}"),
};
