//! What an IP address is good for, whatever protocol asks.

use std::net::IpAddr;

/// Whether an address can be reached from the internet (RFC 6890). An IPv4-mapped address is the one that it maps.
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let own = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified();
            !(own || shared || v4.is_multicast() || v4.is_broadcast())
        }
        IpAddr::V6(v6) => {
            let own =
                v6.is_unique_local() || v6.is_unicast_link_local() || v6.is_loopback() || v6.is_unspecified();
            v6.to_ipv4_mapped().map_or(!(own || v6.is_multicast()), |v4| is_public(v4.into()))
        }
    }
}

/// Whether a host with this address is reached by IPv6: an IPv4-mapped address is IPv4 in other clothes (RFC 4291 §2.5.5.2).
#[must_use]
pub fn is_ipv6(ip: IpAddr) -> bool {
    matches!(ip, IpAddr::V6(v6) if v6.to_ipv4_mapped().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_internet_reaches() {
        for public in ["192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1", "100.63.0.1", "172.32.0.1"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for own in [
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "169.254.1.1",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
        ] {
            assert!(!is_public(own.parse().unwrap()), "{own}");
        }
        assert!(is_ipv6("2001:db8::1".parse().unwrap()) && !is_ipv6("::ffff:192.0.2.1".parse().unwrap()));
    }
}
