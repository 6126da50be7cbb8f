//! The names of addresses, which are asked for where a person wants them: most of who sends shows without.

use crate::report::{NamedAddress, Source};
use futures_util::future::join_all;
use std::net::IpAddr;
use waxseal_core::check_address;
use waxseal_core::dns::{LoggedQuery, Resolve};

/// The most addresses of one source whose names are asked for at once, those with the most mail.
pub const MAX_NAMED: usize = 8;

/// Asks for the names of the addresses of a source, and tells every question.
pub async fn names_of_source<R: Resolve>(
    resolver: &R,
    source: &Source,
) -> (Vec<NamedAddress>, Vec<LoggedQuery>) {
    let addresses = source.by_address.iter().take(MAX_NAMED);
    let addresses: Vec<IpAddr> = addresses.filter_map(|address| address.name.parse().ok()).collect();
    let (mut named, mut asked) = (Vec::new(), Vec::new());
    for report in join_all(addresses.into_iter().map(|ip| check_address(resolver, ip))).await {
        named.push(NamedAddress { ip: report.ip, names: report.names, is_confirmed: report.is_confirmed });
        asked.extend(report.dns);
    }
    (named, asked)
}
