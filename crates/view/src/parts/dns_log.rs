//! Every DNS question of the check, with what came back, what it revealed, and another try where nothing came.

use crate::locale::Locale;
use crate::node::{
    Attribute, Node, breakable, button, cell, code, details, div, note, p, summary, table, td, tr,
};
use crate::protocol::Act;
use crate::views::Session;
use waxseal_core::dns::{LoggedQuery, QueryStatus, Rdata};
use waxseal_core::providers::token_owner;
use waxseal_core::sorting;

/// The most names told of what the resolver could see; the list below has them all.
const MAX_NAMES: usize = 12;
/// A resolver that answers nearly everything later than this, in milliseconds, is called slow.
const SLOW_MS: u32 = 800;
/// How many answers of a slow resolver may be quicker. Where the browser keeps but a few connections, every question after the first
/// handful waits in the browser, so that only the quickest tell how long the resolver takes.
const QUICK: usize = 2;

/// The log, folded.
pub(crate) fn dns_log(locale: Locale, session: &Session, log: &[LoggedQuery]) -> Vec<Node> {
    drawn(locale, session, log, token_owner)
}

/// The same without the names of those whom tokens belong to, whose list the set-up does not carry.
pub(crate) fn plain_dns_log(locale: Locale, session: &Session, log: &[LoggedQuery]) -> Vec<Node> {
    drawn(locale, session, log, |_| None)
}

/// Tells the service that a TXT record is a token of.
type Owner = fn(&str) -> Option<&'static str>;

fn drawn(locale: Locale, session: &Session, log: &[LoggedQuery], owner: Owner) -> Vec<Node> {
    let (words, own) = (locale.words(), locale.dns());
    if log.is_empty() {
        return vec![p().put(words.dns_none)];
    }
    // Whoever answered a report that came from elsewhere is not told in it.
    let at_rest = session.is_at_rest();
    let mut told: Vec<String> =
        (!at_rest).then(|| (own.asked_of)(session.resolver.as_deref())).into_iter().collect();
    if session.resolver.is_some() && !at_rest {
        told.push((own.revealed)(&revealed(log)));
    }
    // The names in a report that came from elsewhere are a stranger's, and would end in a terminal.
    let copy = (!at_rest).then(|| {
        let copy = button().class("copy no-print").with(Attribute::Type, "button");
        p().put(copy.with(Attribute::DataCopy, dig(log)).put(own.copy_dig))
    });
    let heads = [words.name, words.kind, words.answer, own.kept_for, own.dnssec, words.milliseconds];
    let rows = log.iter().map(|query| row(locale, query, owner)).collect();
    vec![
        p().put(told.join(" ")),
        p().put(note(words.dns_note)),
        details().put(summary().put((words.dns_count)(log.len()))).put(copy).put(table(&heads, rows)),
    ]
}

/// A sentence where the resolver failed or is slow, with a way to ask again; nothing where all went well.
pub(crate) fn resolver_trouble(locale: Locale, session: &Session, log: &[LoggedQuery]) -> Option<Node> {
    if session.growing || session.resolver.is_none() || session.is_at_rest() {
        return None;
    }
    let own = locale.dns();
    let failed: Vec<&LoggedQuery> = log.iter().filter(|query| query.status.fault().is_some()).collect();
    let mut times: Vec<u32> = log.iter().map(|query| query.ms).collect();
    sorting::sort(&mut times);
    let quick = times.get(QUICK.min(times.len() / 2)).copied().unwrap_or_default();
    let said = match failed.first() {
        Some(first) => {
            let how = locale.prose().query_status(first.status);
            (own.unanswered)(failed.len(), log.len(), how)
        }
        None if quick > SLOW_MS => (own.slow)(quick),
        None => return None,
    };
    let again = button()
        .class("button quiet no-print")
        .with(Attribute::Type, "button")
        .with(Attribute::DataAct, Act::Again.as_str())
        .put(own.again);
    Some(p().class("resolver-trouble").put(format!("{said} ")).put(again))
}

/// The domains that the questions were about, by their last labels.
fn revealed(log: &[LoggedQuery]) -> String {
    let is_reverse = |name: &str| name.ends_with(".arpa");
    let mut names: Vec<String> = log
        .iter()
        .map(|query| {
            if is_reverse(query.name.as_str()) {
                query.name.to_string()
            } else {
                query.name.suffix(2).to_string()
            }
        })
        .collect();
    sorting::sort(&mut names);
    names.dedup();
    let shown: Vec<&str> = names.iter().take(MAX_NAMES).map(String::as_str).collect();
    let more = if names.len() > MAX_NAMES { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// The same questions for a terminal. A message chooses names as well, and a label may hold any octet: what a shell or dig would take
/// for anything but a name has no line.
fn dig(log: &[LoggedQuery]) -> String {
    let plain = log.iter().filter(|query| is_plain(query.name.as_str()));
    let line = |query: &LoggedQuery| format!("dig +dnssec {} {}", query.name, query.kind);
    plain.map(line).collect::<Vec<_>>().join("\n")
}

/// Whether a name has only letters, digits, hyphens and underscores in its labels, and does not begin like an option.
fn is_plain(name: &str) -> bool {
    let is_plain = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-' | b'_');
    !name.starts_with('-') && name.bytes().all(is_plain)
}

/// The data, with its type where that is not the one asked for.
fn answer(query: &LoggedQuery, data: &Rdata) -> String {
    if data.kind() == query.kind { data.to_string() } else { format!("{} {data}", data.kind()) }
}

fn row(locale: Locale, query: &LoggedQuery, owner: Owner) -> Node {
    let (words, own) = (locale.words(), locale.dns());
    let belongs = |data: &Rdata| match data {
        Rdata::Txt(text) => owner(&text.to_string()).map(|owner| note((own.belongs)(owner))),
        _ => None,
    };
    let shown = |data| div().put(code().put(answer(query, data))).put(belongs(data));
    let answers = query.answers.iter().map(shown);
    let mut came: Vec<Node> = answers.collect();
    if came.is_empty() {
        came.push(note(match query.status {
            QueryStatus::Noerror => own.no_such_record,
            status => locale.prose().query_status(status),
        }));
    }
    let validated = if query.authenticated { own.validated } else { own.not_validated };
    // RFC 2308 §5: how long "nothing there" may be kept stands in the zone's SOA, which nobody asked for.
    let kept = if query.answers.is_empty() { "–".to_owned() } else { format!("{} s", query.ttl) };
    tr().put(td().put(breakable(query.name.as_str())))
        .put(cell(words.kind, query.kind.as_str()).class("short"))
        .put(cell(words.answer, came))
        .put(cell(own.kept_for, kept).class("short"))
        .put(cell(own.dnssec, validated).class("short"))
        .put(cell(words.milliseconds, query.ms.to_string()).class("short"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_name_goes_to_a_terminal() {
        for name in ["example.com", "k1._domainkey.a-b.example", "248.181.2.198.in-addr.arpa"] {
            assert!(is_plain(name), "{name}");
        }
        for name in [
            "$(id).example",
            "a;id.example",
            "a`id`.example",
            "a b.example",
            "-f.example",
            "@a.example",
            "+x.example",
            "é.example",
        ] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
