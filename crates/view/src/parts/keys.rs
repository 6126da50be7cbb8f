//! The DKIM selectors of a domain, with the aliases they lead through.

use super::record::record;
use crate::node::{Node, h3, note, p, section};
use crate::speech::Speech;
use waxseal_core::dns::QueryStatus;
use waxseal_core::report::{DkimKeyReport, DomainReport};

/// The selectors.
pub(crate) fn keys(speech: Speech, report: &DomainReport) -> Vec<Node> {
    if report.dkim.is_empty() {
        return vec![p().put(speech.words().keys_none)];
    }
    report.dkim.iter().map(|key| selector(speech, key)).collect()
}

fn selector(speech: Speech, key: &DkimKeyReport) -> Node {
    let words = speech.words();
    let said = match (key.records.is_empty(), key.status) {
        (false, _) => words.key_there,
        (true, QueryStatus::Nxdomain) if !key.aliases.is_empty() => words.target_missing,
        (true, status) if status.fault().is_some() => speech.prose().query_status(status),
        (true, _) => words.key_missing,
    };
    let aliases = key.aliases.iter().enumerate().map(|(at, target)| {
        let from = at.checked_sub(1).and_then(|before| key.aliases.get(before)).unwrap_or(&key.name);
        record(words, from.as_str(), "CNAME", target.as_str())
    });
    let end = key.aliases.last().unwrap_or(&key.name).as_str();
    let records = key.records.iter().map(|text| record(words, end, "TXT", text));
    let title = h3().put(key.selector.as_str()).put(note(format!(" · {said}")));
    section().class("key").put(title).put(aliases.chain(records).collect::<Vec<_>>())
}
