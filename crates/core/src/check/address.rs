//! The check of an address: its names, and whether one of them leads back to it.

use crate::dns::{AnyResolver, Recorded, Resolve, names_of};
use crate::report::AddressReport;
use std::net::IpAddr;

/// Asks for the names of an address.
pub async fn check_address<R: Resolve>(resolver: &R, ip: IpAddr) -> AddressReport {
    checked(Recorded::new(AnyResolver::of(resolver)), ip).await
}

async fn checked(recorded: Recorded<AnyResolver<'_>>, ip: IpAddr) -> AddressReport {
    let (names, is_confirmed) = names_of(&recorded, ip).await;
    AddressReport { ip, names, is_confirmed, dns: recorded.log() }
}
