//! Terms that find nothing for clients of one family of addresses alone.

use super::finding::SpfFinding;
use super::limits::MAX_VOID_LOOKUPS;
use crate::domain::Domain;
use std::net::IpAddr;

/// How many terms find nothing for a client that comes by one family, and whether a term with addresses of that family stands behind more
/// of them than there may be (RFC 7208 §4.6.4, §5.3): it is never reached.
#[derive(Clone, Copy, Default)]
struct Family {
    void: u32,
    loses: bool,
}

impl Family {
    const fn add(&mut self, is_void: bool) {
        self.void += is_void as u32;
    }

    const fn reach(&mut self) {
        self.loses |= self.void > MAX_VOID_LOOKUPS;
    }
}

/// The same for both.
#[derive(Default)]
pub(super) struct VoidByFamily {
    ipv4: Family,
    ipv6: Family,
}

impl VoidByFamily {
    /// Counts a term, by whether it finds nothing for each family.
    pub(super) const fn add(&mut self, ipv4: bool, ipv6: bool) {
        self.ipv4.add(ipv4);
        self.ipv6.add(ipv6);
    }

    /// Notes a term that authorises an address.
    pub(super) const fn reach(&mut self, address: IpAddr) {
        if address.is_ipv4() { self.ipv4.reach() } else { self.ipv6.reach() }
    }

    /// What is told of it.
    pub(super) fn findings(&self, domain: &Domain) -> Vec<SpfFinding> {
        let (limit, mut found) = (MAX_VOID_LOOKUPS, Vec::new());
        if self.ipv6.loses {
            let (domain, void_lookups) = (domain.clone(), self.ipv6.void);
            found.push(SpfFinding::TooManyVoidLookupsIpv6 { domain, void_lookups, limit });
        }
        if self.ipv4.loses {
            let (domain, void_lookups) = (domain.clone(), self.ipv4.void);
            found.push(SpfFinding::TooManyVoidLookupsIpv4 { domain, void_lookups, limit });
        }
        found
    }
}
