//! What an IP address is good for, whatever protocol asks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address can be reached over the Internet (RFC 6890): private, shared, loopback and link-local ones are
/// everybody's own, also where IPv6 carries them (mapped, 6to4, NAT64).
#[must_use]
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => embedded(v6).map_or_else(|| is_public_v6(v6), is_public_v4),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, ..] = v4.octets();
    // RFC 6598: addresses that an access provider shares among its customers.
    let shared = a == 100 && (64..128).contains(&b);
    let local = v4.is_private() || v4.is_loopback() || v4.is_link_local() || a == 0;
    !(local || shared || v4.is_multicast() || v4.is_broadcast())
}

const fn is_public_v6(v6: Ipv6Addr) -> bool {
    let [first, ..] = v6.segments();
    let unique_local = first & 0xfe00 == 0xfc00;
    let link_local = first & 0xffc0 == 0xfe80;
    !(v6.is_loopback() || v6.is_unspecified() || v6.is_multicast() || unique_local || link_local)
}

/// The IPv4 address that an IPv6 address carries: mapped (RFC 4291 §2.5.5.2), 6to4 (RFC 3056 §2), NAT64 (RFC 6052 §2.1).
fn embedded(v6: Ipv6Addr) -> Option<Ipv4Addr> {
    match v6.segments() {
        [0x2002, high, low, ..]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0, 0, 0, 0, 0, 0xffff, high, low] => Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))),
        _ => None,
    }
}

/// Whether a host with this address is reached by IPv6: an IPv4-mapped address is IPv4 in other clothes (RFC 4291 §2.5.5.2).
#[must_use]
pub fn is_ipv6(ip: IpAddr) -> bool {
    matches!(ip, IpAddr::V6(v6) if v6.to_ipv4_mapped().is_none())
}

#[cfg(test)]
mod tests {
    use super::{is_ipv6, is_public};

    #[test]
    fn what_everybody_has_is_not_public_however_it_is_carried() {
        for local in [
            "10.0.0.1",
            "172.17.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "100.64.0.1",
            "169.254.1.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "2002:a00:1::1",
            "2002:c0a8:101::",
            "64:ff9b::a00:1",
            "0.0.0.0",
            "::",
        ] {
            assert!(!is_public(local.parse().unwrap()), "{local}");
        }
        for public in [
            "192.0.2.1",
            "2001:db8::1",
            "::ffff:192.0.2.1",
            "2002:c000:201::1",
            "64:ff9b::c000:201",
            "100.128.0.1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn a_mapped_address_is_no_ipv6() {
        assert!(is_ipv6("2001:db8::1".parse().unwrap()) && !is_ipv6("::ffff:192.0.2.1".parse().unwrap()));
    }
}
