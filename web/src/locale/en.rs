//! English.

mod hand_off;
mod shell;

use super::Words;

pub(super) static WORDS: Words = Words {
    title: "Waxseal: who really vouches for this e-mail?",
    question: "Who really vouches for this e-mail?",
    set_up_question: "What should this domain publish?",
    set_up_filled: "Filled in by a link, from what DNS showed. Check it before you use the records.",
    skip: "Skip to the content",
    main_navigation: "Main",
    change: "Change",
    check: "Check",
    reports: "Reports",
    reports_question: "Who sends in your name, and is a stricter policy safe?",
    reports_lead: "Drop the DMARC and TLS reports you were sent: XML, gz, zip, mails or a whole mailbox, \
                   hundreds at once. They are read in this browser.",
    open_reports: "Open reports",
    open_folder: "Open a folder",
    reports_example: "See an example",
    set_up: "Set up",
    about: "About",
    language: "Language",
    resolver: "DNS resolver",
    own_resolver: "Another…",
    own_resolver_label: "Address of the resolver (https://…)",
    use_it: "Use it",
    box_label: "Message or domain",
    box_hint: "Paste the headers of a message here, drop a saved message, or type a domain like example.com",
    only_dns: "Only DNS questions leave this page,",
    only_dns_to: "to",
    open_file: "Open a saved message",
    drop_here: "Drop the message here",
    clear: "Clear",
    opened: |name, bytes| format!("{name}, {bytes} bytes, read unmodified"),
    try_example: "Try an example:",
    example_mailchimp: "A Mailchimp newsletter at Gmail",
    example_microsoft: "A Microsoft 365 message at Gmail",
    example_domain: "The domain behind both",
    checking: "Checking",
    working: |asked, answered| match asked {
        0 => "Reading…".into(),
        _ => format!("Checking… {answered} of {asked} DNS questions answered"),
    },
    cancel: "Cancel",
    stopped: |asked, answered| {
        format!(
            "Stopped after {answered} answers to {asked} questions, so what stands here may be incomplete."
        )
    },
    check_again: "Check again",
    nothing_given: "The box is empty. Paste the headers of a message, drop a saved message, or type a \
                    domain.",
    no_checker: "The checker could not be loaded. See whether you are online, and load the page again.",
    not_plain_data: "The arguments must be plain data: strings, numbers, arrays, objects.",
    intro: [
        (
            "Paste what you see",
            "Headers from Gmail, Outlook or any other program, a whole saved message, or only a domain name.",
        ),
        (
            "Read who vouches for it",
            "SPF and DKIM can pass for a stranger. You see for whom each one passed, and whether that is \
             the name in the From line.",
        ),
        (
            "Nothing is uploaded",
            "It all runs in your browser. Only DNS questions leave this page, to the resolver you choose, \
             and you can see each of them.",
        ),
    ],
    copied: "Copied",
    footer: "Your message stays in this browser. Only names and addresses from it go out, as DNS questions.",
    hand_off: hand_off::WORDS,
    shell: shell::WORDS,
};
