//! The report on an address.

use crate::dns::LoggedQuery;
use crate::domain::Domain;
use std::net::IpAddr;

/// What DNS tells of an address.
#[derive(Clone, Debug, PartialEq)]
pub struct AddressReport {
    /// The address.
    pub ip: IpAddr,
    /// Its names (PTR); `None` where DNS did not tell.
    pub names: Option<Vec<Domain>>,
    /// Whether one of them has the address; `None` where DNS did not tell.
    pub is_confirmed: Option<bool>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}
