//! The way from a domain's report to Set up, with what DNS showed filled in.

use crate::locale::Locale;
use crate::node::{Attribute, Node, Tag, p};
use crate::share::SET_UP;
use waxseal_core::report::{DomainReport, Role};
use waxseal_core::setup::NOWHERE;

/// The link.
pub(crate) fn set_up_link(locale: Locale, report: &DomainReport) -> Node {
    let link = Node::element(Tag::A)
        .class("button quiet")
        .with(Attribute::Href, format!("#{SET_UP}{}", fields(report)))
        .put(locale.posture().set_up);
    p().class("no-print").put(link)
}

/// The fields of the form, as a form writes them: the domain, what sends for it, where its mail arrives, and where reports go.
fn fields(report: &DomainReport) -> String {
    let mut fields = String::new();
    let mut add = |name: &str, value: &str| {
        if !fields.is_empty() {
            fields.push('&');
        }
        fields.push_str(name);
        fields.push('=');
        value.bytes().for_each(|octet| push(&mut fields, octet));
    };
    add("domain", report.domain.as_str());
    let mut receives = report.mx.null.then_some(NOWHERE);
    for known in &report.providers {
        if known.roles.contains(&Role::Sends) {
            add("sends", known.provider.id());
        }
        if known.roles.contains(&Role::Receives) {
            receives = receives.or(Some(known.provider.id()));
        }
    }
    if let Some(receives) = receives {
        add("receives", receives);
    }
    let rua = report.dmarc.record.iter().flat_map(|found| &found.record.rua);
    if let Some(address) = rua.filter_map(|rua| rua.uri.strip_prefix("mailto:")).next() {
        add("reports", address);
    }
    fields
}

/// Writes an octet of a value, encoded where it could part one field from the next.
fn push(fields: &mut String, octet: u8) {
    match octet {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'@' => fields.push(octet.into()),
        _ => {
            let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
            fields.extend(['%', digit(octet >> 4), digit(octet & 15)]);
        }
    }
}
