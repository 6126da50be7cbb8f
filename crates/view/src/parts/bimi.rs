//! The logo of a domain.

use super::transport::line;
use crate::locale::Locale;
use crate::node::{Node, dd, dl, dt, link, note, p};
use waxseal_core::report::DomainReport;
use waxseal_prose::Tagged;

/// The record and where it leads.
pub(crate) fn bimi(locale: Locale, report: &DomainReport) -> Vec<Node> {
    let (words, bimi) = (locale.posture(), &report.bimi);
    if let Some(fault) = bimi.status.fault() {
        return vec![p().put(locale.prose().query_status(fault.into()))];
    }
    let Some(at) = bimi.at.as_ref() else { return vec![p().put(words.bimi_none)] };
    let name = format!("default._bimi.{at}");
    let mut nodes: Vec<Node> =
        bimi.records.iter().flat_map(|text| line(locale, Tagged::Bimi, &name, text)).collect();
    if let Some(found) = &bimi.record {
        let authority = found.authority.as_deref().map_or_else(|| Node::text("–"), |url| link(url, url));
        nodes.push(
            dl().class("facts")
                .put(dt().put(words.logo))
                .put(dd().put(link(&found.location, &found.location)))
                .put(dt().put(words.certificate))
                .put(dd().put(authority)),
        );
        nodes.push(p().put(note(words.bimi_limit)));
    }
    nodes
}
