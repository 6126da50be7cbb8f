//! A domain that is an alias itself, as a web host asks for: what stood at its name before is not seen any more.

use super::known::KnownRecords;
use super::likeness;
use super::suspect::Suspect;
use crate::dns::{Rdata, RecordType};
use crate::domain::Domain;
use crate::report::{DomainReport, Evidence, Fix, RootCause, Step, Sureness};

/// The most addresses that are offered in place of an alias.
const MAX_ADDRESSES: usize = 4;

/// A registered domain that is an alias and has no exchanger or no SPF record at its target (RFC 1034 §3.6.2, RFC 2181 §10.1).
pub(super) fn alias(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let domain = &report.domain;
    let lacks = report.mx.implicit || report.mx.hosts.is_empty() || report.spf.record.is_none();
    let aliases = known.aliases(domain);
    // Below it an alias is what services ask for, and without any DMARC record each name counts as an organization.
    let is_apex = domain == zone && likeness::registered(domain) == domain.as_str();
    let target = aliases.first().filter(|_| is_apex && lacks && !report.mx.null)?;
    let gone = Some(target.to_string());
    let evidence = Evidence::Record { name: domain.clone(), kind: RecordType::Cname, value: gone.clone() };
    let mut fixes = vec![Fix::remove(Step::RemoveAlias, domain.clone(), RecordType::Cname, gone)];
    site(domain, known, &mut fixes);
    fixes.push(Fix::publish(Step::PublishExchangers, domain.clone(), RecordType::Mx, None));
    fixes.push(Fix::publish(Step::PublishSpfAgain, domain.clone(), RecordType::Txt, None));
    let cause = RootCause::AliasAtApex { domain: domain.clone(), target: target.clone() };
    Some(Suspect::new(cause, Sureness::Certain, vec![evidence]).untried(fixes))
}

/// The addresses that the alias leads to today, for the web site.
fn site(domain: &Domain, known: KnownRecords<'_>, fixes: &mut Vec<Fix>) {
    for kind in [RecordType::A, RecordType::Aaaa] {
        let Some(query) = known.find(domain, kind) else { continue };
        for data in &query.answers {
            if matches!(data, Rdata::A(_) | Rdata::Aaaa(_)) && fixes.len() <= MAX_ADDRESSES {
                let value = Some(data.to_string());
                fixes.push(Fix::publish(Step::PublishSite, domain.clone(), kind, value));
            }
        }
    }
}
