//! The names of addresses, which are asked for where a person wants them: most of who sends shows without.

use crate::report::{NamedAddress, ReportsReport, Source};
use futures_util::future::join_all;
use std::net::IpAddr;
use waxseal_core::check_address;
use waxseal_core::dns::{LoggedQuery, Resolve};
use waxseal_core::report::AddressReport;

/// The most addresses of one source whose names are asked for at once, those with the most mail.
pub const MAX_NAMED: usize = 8;

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
        for report in join_all(addresses.into_iter().map(|ip| check_address(resolver, ip))).await {
            let AddressReport { ip, names: found, is_confirmed, dns } = report;
            names.named.push(NamedAddress { ip, names: found, is_confirmed });
            names.asked.extend(dns);
        }
        names
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
