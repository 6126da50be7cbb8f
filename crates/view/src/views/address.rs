//! The report on an address.

use super::{Session, part, verdict};
use crate::locale::Locale;
use crate::node::{Node, div, h1, p};
use crate::parts::address_test::domain_test;
use crate::parts::dns_log::{dns_log, resolver_trouble};
use crate::parts::seal::{SealState, seal};
use waxseal_core::report::AddressReport;

/// The view.
#[must_use]
pub fn address(locale: Locale, report: &AddressReport, session: &Session) -> Node {
    let words = locale.words();
    let [headline, meaning] = locale.prose().address(report);
    let text = vec![h1().put(headline), p().put(if session.growing { words.asking.into() } else { meaning })];
    let trouble = resolver_trouble(locale, session, &report.dns);
    div()
        .class("arriving")
        .put(verdict(locale, session, session.growing, text, seal(locale, SealState::Blank), " short"))
        .put(trouble)
        .put(part("spf", "SPF", domain_test(locale, session, report.ip)))
        .put(part("dns", words.dns_questions, dns_log(locale, session, &report.dns)))
}
