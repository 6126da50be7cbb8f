//! English.

use crate::locale::share::ShareWords;
use crate::share::Mask;

pub(in crate::locale) const WORDS: ShareWords = ShareWords {
    tools: "This report",
    share: "Share",
    copy_markdown: "Copy as Markdown",
    save_json: "Save as JSON",
    save_csv: "Save as CSV",
    print: "Print",
    open_all: "Open all parts",
    title: "Share this report",
    message_note: "The link carries the report as it stands below, and nothing else. It does so behind its \
                   #, in the part of an address that no browser sends to a server: whoever has the link can \
                   read it, and nobody else.",
    domain_note: "The link carries the name of the domain, and nothing else. Whoever opens it has the \
                  domain checked with DNS as it is then. To show what you see now, save the report as JSON: \
                  opened or dropped here, it shows the same again.",
    domains_note: "The link carries the names of the domains, and nothing else. Whoever opens it has them \
                   checked with DNS as it is then. To show what you see now, save the table as JSON: opened \
                   or dropped here, it shows the same again.",
    drafts_note: "The records you put over DNS are not in the link.",
    masking: "What is masked",
    mask: |mask| match mask {
        Mask::Addresses => "the part of each address before the @",
        Mask::Subject => "the Subject",
        Mask::Names => "names of people and of their machines",
        Mask::Ids => "Message-IDs and queue numbers",
        Mask::Texts => "comments, remarks, and unrelated headers",
    },
    masked: "masked",
    shown: "shown",
    signatures_note: "The signatures themselves are always left out: with them, guesses at what is masked \
                      could be tried. What came of checking them is in the report.",
    link: "Link",
    copy_link: "Copy the link",
    length: |count| format!("{count} characters"),
    too_long: |count, limit| {
        format!(
            "A link would have {count} characters, and some mail programs cut what is longer than {limit}. \
             Save the report as a file and send that: opened or dropped here, it shows the same."
        )
    },
    no_link: "This browser cannot pack a report into a link. Save it as a file and send that: opened or \
              dropped here, it shows the same.",
    save_file: "Save as a file",
    exactly: "Exactly what is shared",
    shared: |date| format!("Shared: worked out in another browser on {date}, and not checked here."),
    not_checked: "shared, not checked here",
    elsewhere: "It is shown as it came; whoever passed it on may have changed it. Where it says “here” or \
                “today”, that browser and that day are meant.",
    masked_in: |kinds| format!("Masked in it: {}.", kinds.join("; ")),
    replayed: |date| {
        format!(
            "Saved on {date}: worked out again from the DNS answers that came with it. No question was asked \
             and nothing was checked here; whoever passed it on may have changed the answers. “Today” is \
             that day."
        )
    },
    checked_again: |date| {
        format!(
            "Checked here, with DNS as it is today, by what the report of {date} says. What its signatures \
             cover is not in it, so their results stand as it claims them."
        )
    },
    check_again: "Check again with today’s DNS",
    bad_link: "This link cannot be read. It may have been cut on its way; ask for it again, or for the \
               report as a file.",
    too_large: "This report is too large to be read here.",
    other_version: "This is a report, but not one that this version of Waxseal can read. It may come from \
                    another version, or have been changed.",
    no_domain: "This link should carry the name of a domain, and does not.",
    checked_at: |date| format!("Checked with Waxseal on {date}."),
    result: "Result",
    basis: "Rests on",
    message: "The message",
    records: "Records",
};
