//! The names of addresses, which are asked for where a person wants them: most of who sends shows without.

use crate::joined::{AT_ONCE, MAX_SOURCES};
use crate::report::{NamedAddress, ReportsReport, Source};
use crate::summary::MAX_LISTED;
use futures_util::future::join_all;
use std::net::IpAddr;
use waxseal_core::check_address;
use waxseal_core::dns::{LoggedQuery, Resolve};
use waxseal_core::report::AddressReport;

/// The most addresses of one source whose names are asked for: all that are listed.
pub const MAX_NAMED: usize = MAX_LISTED;

/// Addresses whose names were asked for, and the questions that it took.
#[derive(Clone, Debug, Default)]
pub struct Names {
    named: Vec<NamedAddress>,
    asked: Vec<LoggedQuery>,
}

impl Names {
    /// Asks for the names of the addresses of a source.
    pub async fn of_source<R: Resolve>(resolver: &R, source: &Source) -> Self {
        let addresses = source.by_address.iter().take(MAX_NAMED);
        let addresses: Vec<IpAddr> = addresses.filter_map(|address| address.name.parse().ok()).collect();
        let mut names = Self::default();
        for some in addresses.chunks(AT_ONCE) {
            for report in join_all(some.iter().map(|ip| check_address(resolver, *ip))).await {
                let AddressReport { ip, names: found, is_confirmed, dns } = report;
                names.named.push(NamedAddress { ip, names: found, is_confirmed });
                names.asked.extend(dns);
            }
        }
        names
    }

    /// Asks for those of all sources, the first ones of which are the owner's, and puts them into the report.
    /// A resolver that answered nothing so far is not asked.
    pub async fn of_all<R: Resolve>(resolver: &R, report: &mut ReportsReport) {
        if report.dns.iter().all(|query| query.status.fault().is_some()) {
            return;
        }
        let mut names = Self::default();
        for source in report.sources.iter().take(MAX_SOURCES) {
            names.add(Self::of_source(resolver, source).await);
        }
        names.tell(report);
    }

    /// Takes in those of another source. What is asked for once more is as the latest answer has it.
    pub fn add(&mut self, other: Self) {
        self.named.retain(|known| other.named.iter().all(|new| new.ip != known.ip));
        self.named.extend(other.named);
        self.asked.extend(other.asked);
    }

    /// Puts them into a report, each question once.
    pub fn tell(&self, report: &mut ReportsReport) {
        report.names.clone_from(&self.named);
        for query in &self.asked {
            if report.dns.iter().all(|told| told.name != query.name || told.kind != query.kind) {
                report.dns.push(query.clone());
            }
        }
    }
}
