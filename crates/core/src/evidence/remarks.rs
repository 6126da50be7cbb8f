//! What filters, lists and programs remarked in fields of their own: spam levels, categories, lists, replies by machine.
//!
//! None of it takes part in a verdict: a sender can write all of these fields too.

use crate::domain::Domain;
use crate::message::{Field, Message, address_list};
use serde::Serialize;
use std::net::IpAddr;

/// The most remarks read.
pub const MAX_REMARKS: usize = 60;
/// The most characters kept of a stranger's text.
const MAX_TEXT: usize = 200;

/// A remark, and the field it stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// The field's name, as written.
    pub field: String,
    /// The line at which it starts.
    pub line: usize,
    /// What it says.
    #[serde(flatten)]
    pub says: Says,
}

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Says {
    /// Microsoft's spam confidence level (SCL), from -1 (not filtered) to 9.
    SpamConfidence {
        /// The level.
        level: i8,
    },
    /// Microsoft's filtering verdict (SFV).
    FilterVerdict {
        /// The code, such as `NSPM`.
        verdict: String,
    },
    /// Microsoft's category (CAT).
    Category {
        /// The code, such as `BULK`.
        category: String,
    },
    /// The client address as Microsoft's filter saw it (CIP).
    ClientAddress {
        /// The address.
        ip: IpAddr,
    },
    /// Microsoft's bulk complaint level (BCL), from 0 to 9.
    BulkComplaint {
        /// The level.
        level: i8,
    },
    /// Whether Exchange took the sender for one of its own (`X-MS-Exchange-Organization-AuthAs`).
    AuthenticatedAs {
        /// `Anonymous`, `Internal`, `External` or `Partner`.
        who: String,
    },
    /// The address from which the author used a web mailer.
    OriginatingAddress {
        /// The address.
        ip: IpAddr,
    },
    /// A filter's spam verdict, such as `SpamAssassin`'s.
    SpamStatus {
        /// Whether it took the message for spam; `None` where it gives a score only.
        spam: Option<bool>,
        /// The score, as written.
        score: Option<String>,
    },
    /// A mailing list.
    MailingList {
        /// Its identifier (RFC 2919).
        list: String,
    },
    /// How to leave a list.
    Unsubscribe {
        /// Whether one click does it (RFC 8058).
        one_click: bool,
    },
    /// `Precedence`: sent to many, or of no urgency.
    Precedence {
        /// Its word.
        word: String,
    },
    /// `Auto-Submitted` (RFC 3834): written by a machine.
    AutoSubmitted {
        /// Its keyword.
        keyword: String,
    },
    /// `Feedback-ID`: by what a sender tells its mailings apart.
    FeedbackId {
        /// The value.
        id: String,
    },
    /// Answers go to another domain than the author's (`Reply-To`).
    RepliesTo {
        /// That domain.
        domain: Domain,
    },
}

/// Everything that is remarked in a message, from the top.
#[must_use]
pub fn remarks(message: &Message) -> Vec<Remark> {
    let remark = |field: Field<'_>| {
        let (name, line) = (field.name().to_owned(), field.line());
        let says = says(message, &field);
        says.into_iter().map(move |says| Remark { field: name.clone(), line, says }).collect::<Vec<_>>()
    };
    message.fields().flat_map(remark).take(MAX_REMARKS).collect()
}

fn says(message: &Message, field: &Field<'_>) -> Vec<Says> {
    let value = || shortened(&field.unfolded());
    let one = |says: Option<Says>| says.into_iter().collect();
    match field.name().to_ascii_lowercase().as_str() {
        "x-forefront-antispam-report" | "x-forefront-antispam-report-untrusted" => forefront(&value()),
        "x-microsoft-antispam" => {
            one(pair(&value(), "BCL").and_then(level).map(|level| Says::BulkComplaint { level }))
        }
        "x-ms-exchange-organization-scl" => one(level(&value()).map(|level| Says::SpamConfidence { level })),
        "x-ms-exchange-organization-authas" => vec![Says::AuthenticatedAs { who: value() }],
        "x-originating-ip" => one(address(&value()).map(|ip| Says::OriginatingAddress { ip })),
        "x-spam-status" | "x-spam-flag" | "x-spam-score" => one(spam_status(field.name(), &value())),
        "list-id" => vec![Says::MailingList { list: value() }],
        "list-unsubscribe" => {
            let post = message.first("list-unsubscribe-post").map(|post| post.unfolded());
            let one_click = post.is_some_and(|post| post.eq_ignore_ascii_case("List-Unsubscribe=One-Click"));
            vec![Says::Unsubscribe {
                one_click: one_click && value().to_ascii_lowercase().contains("<https:"),
            }]
        }
        "precedence" => vec![Says::Precedence { word: value() }],
        "auto-submitted" => {
            let keyword = value().split(';').next().unwrap_or_default().trim().to_owned();
            one(Some(keyword)
                .filter(|word| !word.eq_ignore_ascii_case("no"))
                .map(|keyword| Says::AutoSubmitted { keyword }))
        }
        "feedback-id" => vec![Says::FeedbackId { id: value() }],
        "reply-to" => one(replies_elsewhere(message, field)),
        _ => Vec::new(),
    }
}

/// The first domain of Reply-To that is not one of From's.
fn replies_elsewhere(message: &Message, field: &Field<'_>) -> Option<Says> {
    let domains = |field: &Field<'_>| {
        let mailboxes = address_list(&field.unfolded()).mailboxes.into_iter();
        mailboxes.filter_map(|mailbox| Domain::parse(&mailbox.domain).ok()).collect::<Vec<_>>()
    };
    let authors = domains(&message.first("from")?);
    let domain = domains(field).into_iter().find(|domain| !authors.contains(domain))?;
    Some(Says::RepliesTo { domain })
}

/// `CIP:192.0.2.1;CTRY:NL;LANG:nl;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:…;CAT:NONE;…`
fn forefront(value: &str) -> Vec<Says> {
    let code = |name: &str| pair(value, name).filter(|code| !code.is_empty()).map(str::to_owned);
    let says = [
        pair(value, "CIP").and_then(address).map(|ip| Says::ClientAddress { ip }),
        pair(value, "SCL").and_then(level).map(|level| Says::SpamConfidence { level }),
        code("SFV").map(|verdict| Says::FilterVerdict { verdict }),
        code("CAT").filter(|code| code != "NONE").map(|category| Says::Category { category }),
    ];
    says.into_iter().flatten().collect()
}

/// The value of a `name:value` among those that semicolons part; a value may have colons, as an IPv6 address has.
fn pair<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    let mut pairs = value.split(';').filter_map(|part| part.trim().split_once(':'));
    pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

fn level(text: &str) -> Option<i8> {
    text.trim().parse().ok().filter(|level| (-1..=9).contains(level))
}

fn address(text: &str) -> Option<IpAddr> {
    text.trim().trim_matches(['[', ']']).parse().ok()
}

/// `Yes, score=7.1 required=5.0 tests=…`, or a bare flag, or a bare score.
fn spam_status(name: &str, value: &str) -> Option<Says> {
    let word = value.split([',', ' ']).next().unwrap_or_default().to_ascii_lowercase();
    let spam = match word.as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    };
    let noted = value.split_whitespace().find_map(|word| word.strip_prefix("score="));
    let bare =
        || name.eq_ignore_ascii_case("x-spam-score").then(|| value.split_whitespace().next()).flatten();
    let score = noted.or_else(bare).filter(|score| is_number(score));
    (spam.is_some() || score.is_some()).then(|| Says::SpamStatus { spam, score: score.map(str::to_owned) })
}

/// Whether a word is a number, as `-7.1`. Reading it as one would bring tables along that are larger than all of this file.
fn is_number(word: &str) -> bool {
    let is_whole = |part: &str| part.bytes().all(|octet| octet.is_ascii_digit());
    let bare = word.strip_prefix(['-', '+']).unwrap_or(word);
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, ""));
    !(whole.is_empty() && fraction.is_empty()) && is_whole(whole) && is_whole(fraction)
}

fn shortened(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Origin;

    fn read(text: &str) -> Vec<Says> {
        remarks(&Message::parse(text.as_bytes(), Origin::Paste))
            .into_iter()
            .map(|remark| remark.says)
            .collect()
    }

    #[test]
    fn microsofts_filter() {
        let says = read(
            "X-Forefront-Antispam-Report: CIP:2603:10a6::1;CTRY:NL;LANG:nl;SCL:5;SRV:;IPV:NLI;SFV:SPM;H:x;PTR:;CAT:BULK;DIR:INB;\n\
             X-Microsoft-Antispam: BCL:7;ARA:13230040;\nX-MS-Exchange-Organization-AuthAs: Anonymous\n",
        );
        let code = |text: &str| text.to_owned();
        assert_eq!(
            says,
            [
                Says::ClientAddress { ip: "2603:10a6::1".parse().unwrap() },
                Says::SpamConfidence { level: 5 },
                Says::FilterVerdict { verdict: code("SPM") },
                Says::Category { category: code("BULK") },
                Says::BulkComplaint { level: 7 },
                Says::AuthenticatedAs { who: code("Anonymous") },
            ]
        );
    }

    #[test]
    fn lists_machines_and_spam_scores() {
        let says = read(
            "List-Id: News <news.example>\nList-Unsubscribe: <https://x.example/u>, <mailto:u@x.example>\n\
             List-Unsubscribe-Post: List-Unsubscribe=One-Click\nAuto-Submitted: auto-replied\nPrecedence: bulk\n\
             X-Spam-Status: Yes, score=7.1 required=5.0\nX-Spam-Score: -0.1\nX-Spam-Status: unheard of\n",
        );
        assert!(says.contains(&Says::Unsubscribe { one_click: true }));
        assert!(says.contains(&Says::SpamStatus { spam: Some(true), score: Some("7.1".into()) }));
        assert!(says.contains(&Says::SpamStatus { spam: None, score: Some("-0.1".into()) }));
        assert_eq!(says.len(), 6);
    }
}
