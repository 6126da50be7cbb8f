//! The mail exchangers of a domain.

use crate::locale::Locale;
use crate::node::{Node, cell, note, p, table, tr};
use waxseal_core::posture::MxHost;
use waxseal_core::report::DomainReport;

/// The hosts with their addresses.
pub(crate) fn mx(locale: Locale, report: &DomainReport) -> Node {
    let (words, prose, mx) = (locale.words(), locale.prose(), &report.mx);
    if mx.null {
        return p().put(words.null_mx);
    }
    if mx.hosts.is_empty() {
        return p().put(if mx.status.fault().is_some() {
            prose.query_status(mx.status)
        } else {
            words.no_mx
        });
    }
    let rows = mx.hosts.iter().map(|host| row(locale, host)).collect();
    table(&["MX", words.name, words.answer], rows)
}

fn row(locale: Locale, host: &MxHost) -> Node {
    let words = locale.words();
    let addresses: Vec<String> = host.addresses.iter().map(ToString::to_string).collect();
    let said = match (addresses.is_empty(), host.status.fault()) {
        (false, _) => addresses.join(", "),
        (true, Some(_)) => locale.prose().query_status(host.status).to_owned(),
        (true, None) => words.no_address.to_owned(),
    };
    let alias = host.alias.as_ref().map(|alias| note(format!(" ({} {alias})", words.alias_of)));
    let pointers: Vec<String> = host.pointers.iter().map(ToString::to_string).collect();
    let pointers = (!pointers.is_empty())
        .then(|| note(format!(" ({} {})", locale.posture().names_of, pointers.join(", "))));
    let provider = host.provider.map(|provider| note(format!(" · {}", provider.name())));
    tr().put(cell("MX", host.preference.to_string()))
        .put(cell(words.name, host.host.as_str()).put(alias).put(provider))
        .put(cell(words.answer, said).put(pointers))
}
