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

/// The networks of Cloudflare's proxy for web sites, as its own list has them: <https://www.cloudflare.com/ips/>, 2026-11-29; without
/// 172.65.0.0/16, where its Spectrum answers, which carries mail as well.
const WEB_PROXIES: [(u32, u32); 17] = [
    (0xadf5_3000, 20),
    (0x6715_f400, 22),
    (0x6716_c800, 22),
    (0x671f_0400, 22),
    (0x8d65_4000, 18),
    (0x6ca2_c000, 18),
    (0xbe5d_f000, 20),
    (0xbc72_6000, 20),
    (0xc5ea_f000, 22),
    (0xc629_8000, 17),
    (0xa29e_0000, 15),
    (0x6810_0000, 13),
    (0x6818_0000, 14),
    (0xac40_0000, 16),
    (0xac42_0000, 15),
    (0xac44_0000, 14),
    (0x8300_4800, 22),
];

/// Networks of services that keep web sites and take no mail, as their own instructions for A records have them: Shopify, Squarespace,
/// Wix, GitHub Pages, WordPress.com, Vercel and Weebly, 2026-12-01.
const WEB_HOSTS: [(u32, u32); 8] = [
    (0x17e3_2600, 24),
    (0xc6b9_9f00, 24),
    (0xc631_1700, 24),
    (0xb9e6_3c00, 22),
    (0xb9c7_6c00, 22),
    (0xc000_4e00, 24),
    (0x4c4c_1500, 24),
    (0xc722_e400, 24),
];

/// Whether an address is one of a service for web sites that takes no mail.
#[must_use]
pub fn is_web_host(ip: IpAddr) -> bool {
    matches!(ip, IpAddr::V4(v4) if is_in(&WEB_HOSTS, v4))
}

fn is_in(networks: &[(u32, u32)], ip: Ipv4Addr) -> bool {
    networks.iter().any(|(network, prefix)| (u32::from(ip) ^ network) >> (32 - prefix) == 0)
}

/// Whether an address is one of a proxy for web sites, which neither takes mail nor sends any.
#[must_use]
pub fn is_web_proxy(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => is_in(&WEB_PROXIES, v4),
        IpAddr::V6(v6) => matches!(
            v6.segments(),
            [0x2400, 0xcb00, ..]
                | [0x2606, 0x4700, ..]
                | [0x2803, 0xf800, ..]
                | [0x2405, 0xb500 | 0x8100, ..]
                | [0x2a06, 0x98c0..=0x98c7, ..]
                | [0x2c0f, 0xf248, ..]
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_ipv6, is_public, is_web_proxy};

    #[test]
    fn a_proxy_for_web_sites_is_known_by_its_networks() {
        for proxy in
            ["104.21.45.110", "172.67.190.35", "104.16.0.1", "104.27.255.255", "2606:4700:3030::6815:2d6e"]
        {
            assert!(is_web_proxy(proxy.parse().unwrap()), "{proxy}");
        }
        // Addresses of its mail service, and neighbours.
        for other in
            ["104.30.8.15", "104.28.0.1", "104.15.255.255", "172.72.0.1", "185.104.28.61", "2606:4800::1"]
        {
            assert!(!is_web_proxy(other.parse().unwrap()), "{other}");
        }
    }

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
