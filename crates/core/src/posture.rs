//! What a domain publishes for mail besides SPF and DMARC: where its mail goes, its keys, and how the way there is guarded.
//!
//! Each room has its grammar, the one function that asks, and what came of it. What no browser can find out (port 25,
//! STARTTLS, a certificate) stays unknown and is said to be.

mod bimi;
mod dane;
mod dnssec;
mod exchangers;
mod finding;
mod mta_sts;
mod mx;
mod names;
mod selectors;
mod tls_rpt;

pub use bimi::{BimiRecord, BimiReport};
pub use dane::{DaneHost, DaneReport, TlsaRecord, Usability};
pub use dnssec::{DnssecReport, DnssecState};
pub use finding::PostureFinding;
pub use mta_sts::{MtaStsMode, MtaStsPolicy, MtaStsRecord, MtaStsReport, PolicyError};
pub use mx::{MAX_MX, MxHost, MxReport};
pub use names::{NamesReport, Sending};
pub use selectors::{
    DkimKeyReport, KeyFacts, KeyNode, MAX_SELECTORS, NotASelector, PROBE, SelectorsReport, named_selector,
};
pub use tls_rpt::{TlsRptRecord, TlsRptReport};

pub(crate) use bimi::bimi;
pub(crate) use dnssec::dnssec;
pub(crate) use exchangers::{Exchangers, exchangers, kind_of, usual_names};
pub(crate) use mta_sts::mta_sts;
pub(crate) use names::{ENOUGH_NAME_SERVERS, SignsOfMail, is_bare_refusal, is_mail_name, names, sending};
pub(crate) use selectors::keys;
pub(crate) use tls_rpt::tls_rpt;

use crate::dns::{Answer, DnsError, Question, RecordType, Resolve};
use crate::domain::Domain;

/// Asks one question.
async fn ask<R: Resolve>(resolver: &R, name: &Domain, kind: RecordType) -> Result<Answer, DnsError> {
    resolver.lookup(&Question::new(name.clone(), kind)).await
}

/// The TXT records at `label` below a domain that begin with a version or, where none does, were meant to; and how the question
/// went.
async fn versioned<R: Resolve>(
    resolver: &R,
    domain: &Domain,
    label: &str,
    (version, is_near): (&str, fn(&str) -> bool),
) -> (crate::dns::QueryStatus, Vec<Domain>, Vec<String>) {
    use crate::dns::QueryStatus;
    let Ok(name) = domain.prepend(label) else {
        return (QueryStatus::Nxdomain, Vec::new(), Vec::new());
    };
    let outcome = ask(resolver, &name, RecordType::Txt).await;
    let status = QueryStatus::of(&outcome);
    let answer = outcome.unwrap_or_default();
    // RFC 8460 §3, RFC 8461 §3.1: a text that does not begin with the version is discarded, so beside one that does it says nothing.
    let is_own = |text: &String| {
        let rest = text.strip_prefix(version).map(str::trim_start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(';'))
    };
    let (own, others): (Vec<String>, Vec<String>) = answer.texts().partition(is_own);
    // A record of another kind at the name, such as a wildcard's, is not meant for this.
    let meant = others.into_iter().filter(|text| own.is_empty() && is_near(text));
    let records = own.iter().cloned().chain(meant).collect();
    (status, answer.chain, records)
}
