//! The header view in English.

use crate::locale::headers::HeaderWords;
use crate::visible::Lookalike;

pub(in crate::locale) const WORDS: HeaderWords = HeaderWords {
    title: "Header",
    hint: "Point at a field, or move from one to the next with the arrow keys: here stands what it is, who \
           wrote it, and whether to believe it.",
    none: "No header field was given.",
    fields: |count| match count {
        1 => "One field, as it was given.".into(),
        n => format!("{n} fields, as they were given."),
    },
    not_all: |shown, all| format!("The first {shown} of {all} fields are shown."),
    search: "Search the header",
    found: "{shown} of {all} fields",
    signature: "Highlight fields signed by",
    no_signature: "nobody",
    dkim_choice: |domain, selector| format!("DKIM: {domain}, {selector}"),
    arc_choice: |instance, domain| format!("ARC signature {instance}: {domain}"),
    seal_choice: |instance, domain| format!("ARC seal {instance}: {domain}"),
    lit: "signed",
    unlit: "not signed",
    covers: |covered, all| format!("It covers {covered} of {all} fields."),
    holds: "Valid: unchanged since signing.",
    header_holds: "They are as they were signed; the body is not, or was not given.",
    does_not_hold: "It does not hold, so it vouches for nothing.",
    not_decided: "Whether it holds cannot be told from what was given.",
    absent: |names| {
        format!("It also names what is not there, so that nobody can add one unnoticed: {names}.")
    },
    not_covered: |names| {
        format!("Not covered, so anybody on the way can have written or changed them: {names}.")
    },
    all_covered: "No field is left out.",
    some_of: |name, left, all| format!("{name} ({left} of {all})"),
    above: |who| match who {
        Some(who) => format!("Above: written by the receiving side, {who}"),
        None => "Above: written by the receiving side".into(),
    },
    below: "Below: came in with the message, and may say anything",
    unknown_field: "A field outside the standards that is not explained here. Whoever added it knows what \
                    it means.",
    by_receiver: |who| match who {
        Some(who) => format!("Written by the receiving side, {who}."),
        None => "Written by the receiving side.".into(),
    },
    by_author: "Written by the sender, or the program or service it was sent with.",
    by_server: "Written by a server: the sender's own, or one on the way.",
    by_either: "Written by the sender, or by a server on the way.",
    by_stranger: "As a rule the receiving side writes it, but this one came in with the message: an earlier \
                  receiver wrote it, or somebody made it up.",
    by_unknown: "Nothing tells where the receiving side begins, so who wrote it cannot be told.",
    trust_receiver: "Believe it as far as you trust that server.",
    trust_signed: |domains| format!("Signed by {domains}, and the signature holds: it is as it left there."),
    trust_header: |domains| {
        format!(
            "Signed by {domains} and unchanged since; the signature as a whole says no more, as the body is \
             another or was not given."
        )
    },
    trust_nothing: "No signature that holds covers it, so it may say anything.",
    trust_itself: "It needs no trust: it was checked here, and it holds.",
    trust_failed: "It was checked here, and it does not hold.",
    trust_open: "Whether it holds cannot be told from what was given.",
    reads: "reads",
    more_characters: |count| format!("{count} more characters"),
    left_out: |count| format!("{count} more characters are not shown."),
    direction: "turns the direction of writing",
    invisible: "cannot be seen",
    control: "a control character",
    not_text: "bytes that are no text",
    holds_odd: |kinds| format!("Holds characters that a reader does not see, named here: {kinds}."),
    lookalike: |found| match found {
        Lookalike::Mixed(word) => {
            format!("“{word}” mixes letters of several scripts, some of which look alike.")
        }
        Lookalike::Twin { word, like } => {
            format!("“{word}” is not “{like}”: its letters are of another script and only look like it.")
        }
        Lookalike::Encoded { label, shown, like: None } => {
            format!("{label} may be shown to readers as “{shown}”.")
        }
        Lookalike::Encoded { label, shown, like: Some(like) } => {
            format!("{label} may be shown to readers as “{shown}”, which looks like “{like}” and is not.")
        }
    },
};
