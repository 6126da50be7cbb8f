//! What receivers, filters and programs noted, in English.

use waxseal_core::evidence::{Reason, Says};
use waxseal_core::report::Rule;

/// Why a receiver said one thing and the recomputation says another.
pub(crate) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::RecordChanged => {
            "DNS is as it is today. A record may have been another one on the day of the mail."
        }
        Reason::KeyGone => "The key is not in DNS any more: it has been removed since.",
        Reason::MessageAltered => {
            "The message was altered after the receiver looked at it: by a filter behind it, or by \
             saving it."
        }
        Reason::PasteAltered => {
            "The text was pasted, and a paste changes white space that signatures cover. The saved message \
             would tell."
        }
        Reason::OtherEnvelope => {
            "The client address or envelope sender assumed here may not be the one the receiver saw."
        }
        Reason::LocalPolicy => {
            "The receiver goes by a rule of its own here, more lenient or stricter than the standard."
        }
        Reason::OlderStandard => "The receiver still goes by RFC 7489 and the public suffix list.",
        Reason::DnsTrouble => "DNS gave no answer here.",
        Reason::Unexplained => "Nothing here explains it; the receiver may be mistaken.",
    }
}

/// A rule of the large mailbox providers.
pub(crate) const fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Spf => "SPF passes",
        Rule::Dkim => "A DKIM signature passes",
        Rule::DmarcPublished => "The From domain has a DMARC policy",
        Rule::Aligned => "SPF or DKIM speaks for the From domain",
        Rule::ForwardConfirmedName => "The sending address has a name that leads back to it (PTR)",
        Rule::Tls => "The message came in encrypted (TLS)",
        Rule::OneClickUnsubscribe => {
            "One click unsubscribes, and the signature covers it (RFC 8058; for marketing mail)"
        }
    }
}

/// What a field says, in the reader's words.
pub(crate) fn says(says: &Says) -> String {
    match says {
        Says::SpamConfidence { level: -1 } => {
            "Microsoft did not filter it: the sender was let through by a rule.".into()
        }
        Says::SpamConfidence { level: 0 | 1 } => "Microsoft took it for no spam.".into(),
        Says::SpamConfidence { level } if *level <= 6 => {
            format!("Microsoft took it for spam (level {level} of 9).")
        }
        Says::SpamConfidence { level } => format!("Microsoft was sure that it is spam (level {level} of 9)."),
        Says::FilterVerdict { verdict } => match verdict_meaning(verdict) {
            Some(meaning) => format!("Microsoft's filter: {meaning} ({verdict})."),
            None => format!("Microsoft's filter gave the verdict {verdict}."),
        },
        Says::Category { category } => match category_meaning(category) {
            Some(meaning) => format!("Microsoft put it under {meaning} ({category})."),
            None => format!("Microsoft put it under {category}."),
        },
        Says::ClientAddress { ip } => format!("Microsoft's filter received it from {ip}."),
        Says::BulkComplaint { level: 0 } => "Microsoft does not know the sender as one of bulk mail.".into(),
        Says::BulkComplaint { level } => format!(
            "Microsoft knows the sender as one of bulk mail that draws complaints, at level {level} of 9."
        ),
        Says::AuthenticatedAs { who } if who.eq_ignore_ascii_case("Internal") => {
            "Exchange took the sender for one of its own.".into()
        }
        Says::AuthenticatedAs { who } => {
            format!("Exchange took the sender for {who}, not for one of its own.")
        }
        Says::OriginatingAddress { ip } => format!("The author wrote it from {ip}."),
        Says::SpamStatus { spam, score } => {
            let score = score.as_ref().map_or_else(String::new, |score| format!(", with a score of {score}"));
            match spam {
                Some(true) => format!("A filter took it for spam{score}."),
                Some(false) => format!("A filter took it for no spam{score}."),
                None => format!("A filter weighed it{score}."),
            }
        }
        Says::MailingList { list } => format!("It came through the list \u{201c}{list}\u{201d}."),
        Says::Unsubscribe { one_click: true } => "One click unsubscribes.".into(),
        Says::Unsubscribe { one_click: false } => {
            "It says how to unsubscribe, though not with one click.".into()
        }
        Says::Precedence { word } => {
            format!("It was sent as \u{201c}{word}\u{201d}: to many, or without urgency.")
        }
        Says::AutoSubmitted { keyword } => format!("A machine wrote it ({keyword})."),
        Says::RepliesTo { domain } => format!("Answers go to {domain}."),
        Says::FeedbackId { id } => format!("The sender counts complaints about it under {id}."),
    }
}

/// Microsoft's codes for SFV.
fn verdict_meaning(code: &str) -> Option<&'static str> {
    Some(match code {
        "NSPM" => "no spam",
        "SPM" => "spam",
        "SKN" => "let through by a rule before the filter",
        "SKI" => "mail within the organization, not filtered",
        "SKA" => "let through by an allow list",
        "SKB" => "held back by a block list",
        "SKQ" => "released from quarantine",
        "SKS" => "marked as spam by a rule before the filter",
        "SFE" => "let through by the reader's safe senders",
        "BLK" => "held back by the reader's blocked senders",
        _ => return None,
    })
}

/// Microsoft's codes for CAT.
fn category_meaning(code: &str) -> Option<&'static str> {
    Some(match code {
        "BULK" => "bulk mail",
        "SPM" | "OSPM" => "spam",
        "HSPM" => "certain spam",
        "PHSH" => "phishing",
        "HPHSH" | "HPHISH" => "certain phishing",
        "SPOOF" => "spoofing",
        "DIMP" => "imitation of your domain",
        "UIMP" => "imitation of a person",
        "GIMP" => "imitation of a known correspondent",
        "BIMP" => "imitation of a brand",
        "MALW" | "AMP" => "malware",
        "INTOS" => "phishing within the organization",
        _ => return None,
    })
}
