//! Header fields as far as they are evidence: written anew from what was read of them, so that nothing else comes along.

use super::evidence::{hop, property};
use super::mask::{MASKED, Mask, Masks};
use waxseal_core::evidence::{Claim, ReceivedSpf};
use waxseal_core::report::{HeaderField, MessageReport};

/// What kind of text a field holds that is no evidence.
pub(super) fn kind(name: &str) -> Mask {
    match name.to_ascii_lowercase().as_str() {
        "subject" | "thread-topic" => Mask::Subject,
        "message-id" | "in-reply-to" | "references" | "resent-message-id" | "content-id" => Mask::Ids,
        "from" | "sender" | "reply-to" | "to" | "cc" | "bcc" => Mask::Names,
        _ => Mask::Texts,
    }
}

/// The field, masked.
pub(super) fn field(masks: &Masks, report: &MessageReport, field: &HeaderField) -> HeaderField {
    let (name, value) = (field.name.clone(), value(masks, report, field));
    // What was given is not shared beside what was read of it: it would hold what was masked.
    HeaderField { name, value, raw: None, left_out: field.left_out, line: field.line }
}

fn value(masks: &Masks, report: &MessageReport, field: &HeaderField) -> String {
    let text = field.value.as_str();
    let name = field.name.to_ascii_lowercase();
    match name.as_str() {
        "from"
        | "sender"
        | "reply-to"
        | "to"
        | "cc"
        | "bcc"
        | "return-path"
        | "delivered-to"
        | "errors-to"
        | "x-original-to"
        | "x-envelope-from"
        | "x-envelope-to"
        | "envelope-to"
        | "resent-from"
        | "resent-to"
        | "resent-sender"
        | "disposition-notification-to" => masks.address_list(text),
        "dkim-signature" | "arc-seal" | "arc-message-signature" => tags(masks, text),
        "received-spf" if masks.has(Mask::Texts) => received_spf(masks, text),
        "received" | "x-received" if masks.has(Mask::Texts) => received(masks, report, field.line),
        "authentication-results" | "arc-authentication-results" if masks.has(Mask::Texts) => {
            results(masks, report, field.line)
        }
        "content-type" if masks.has(Mask::Texts) => {
            masks.word(text.split(';').next().unwrap_or_default().trim())
        }
        "date"
        | "mime-version"
        | "content-transfer-encoding"
        | "list-unsubscribe-post"
        | "precedence"
        | "auto-submitted"
        | "importance" => date_or_word(masks, text),
        _ => masks.whole(kind(&name), text),
    }
}

/// A date is no word, and no free text either: letters, digits and the signs of a time.
fn date_or_word(masks: &Masks, text: &str) -> String {
    let date = waxseal_core::time::Timestamp::parse_rfc5322(text);
    date.map_or_else(|| masks.word(text), |date| date.to_string())
}

/// The tags of a signature that say who signed what; not the signature, nor copies of fields (`z=`).
fn tags(masks: &Masks, text: &str) -> String {
    const KEPT: [&str; 12] = ["v", "a", "c", "d", "s", "q", "t", "x", "l", "h", "i", "cv"];
    // The value may be cut, so it need not be a whole tag-list.
    let tags = text.split(';').filter_map(|tag| tag.split_once('='));
    let kept = tags.filter_map(|(name, value)| match (name.trim(), value.trim()) {
        // In a seal it is a number, in a signature an address.
        ("i", value) if value.bytes().all(|b| b.is_ascii_digit()) => Some(format!("i={value}")),
        ("i", value) => Some(format!("i={}", masks.account(value))),
        ("h", value) => {
            let names: Vec<String> = value.split(':').map(|name| masks.word(name.trim())).collect();
            Some(format!("h={}", names.join(":")))
        }
        ("b" | "bh", _) => Some(format!("{}={MASKED}", name.trim())),
        (name, value) => KEPT.contains(&name).then(|| format!("{name}={}", masks.word(value))),
    });
    kept.collect::<Vec<_>>().join("; ")
}

fn received(masks: &Masks, report: &MessageReport, line: usize) -> String {
    let Some(found) = report.hops.iter().find(|hop| hop.line == line) else { return MASKED.to_owned() };
    let told = hop(masks, found.clone());
    // An address without a name stands where the name would.
    let from = match (told.from, told.ip) {
        (Some(from), Some(ip)) => Some(format!("{from} ({ip})")),
        (from, ip) => from.or_else(|| ip.map(|ip| ip.to_string())),
    };
    let clauses = [("from", from), ("by", told.by), ("with", told.with), ("for", told.recipient)];
    let told_of = clauses.into_iter().filter_map(|(clause, text)| Some(format!("{clause} {}", text?)));
    let at = told.at.map(|at| format!("; {at}")).unwrap_or_default();
    format!("{}{at}", told_of.collect::<Vec<_>>().join(" "))
}

fn results(masks: &Masks, report: &MessageReport, line: usize) -> String {
    let Some(claim) = report.claims.iter().find(|claim| claim.line == line) else { return MASKED.to_owned() };
    written(masks, claim)
}

/// The results of a claim as its field would have them, without comments.
pub(super) fn written(masks: &Masks, claim: &Claim) -> String {
    let instance = claim.instance.map(|instance| format!("i={instance}"));
    let who = claim.authserv_id.as_deref().map(|id| masks.word(id));
    let results = claim.results.iter().map(|result| {
        let properties = result
            .properties
            .iter()
            .map(|(name, value)| format!(" {}={}", masks.word(name), property(masks, name, value)));
        format!(
            "{}={}{}",
            masks.word(&result.method),
            masks.word(result.result.as_str()),
            properties.collect::<String>()
        )
    });
    instance.into_iter().chain(who).chain(results).collect::<Vec<_>>().join("; ")
}

/// The keys of RFC 7208 §9.1.
fn received_spf(masks: &Masks, text: &str) -> String {
    const KEYS: [&str; 6] = ["client-ip", "envelope-from", "helo", "identity", "mechanism", "receiver"];
    let read = ReceivedSpf::parse(text);
    let pairs = read.pairs.iter().filter(|(name, _)| KEYS.contains(&name.as_str())).map(|(name, value)| {
        let value = match name.as_str() {
            "envelope-from" => masks.address(value.trim_matches(['<', '>'])),
            "helo" => masks.host(value),
            _ => masks.by_form(value),
        };
        format!(" {name}={value};")
    });
    format!("{}{}", masks.word(&read.result), pairs.collect::<String>())
}
