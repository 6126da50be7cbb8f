//! How large receivers lay out the fields they write when mail comes in.
//!
//! A row says by which hosts the hop at the border is written, which hosts and networks are inside, and where the results
//! stand. It is established by real mail; what a receiver does with results that a sender wrote in its name is not, unless its
//! row says so.

use super::pattern::matches;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// When the rows were compiled.
pub const RECEIVERS_COMPILED: &str = "2026-11-28";

/// One receiver's layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// A stable name, in camelCase.
    pub id: &'static str,
    /// The hosts that write the hop at the border; `*` stands for any characters.
    pub border: &'static [&'static str],
    /// The hosts inside.
    pub hosts: &'static [&'static str],
    /// The networks of which such hosts write an address instead of their name.
    pub nameless: &'static [Network],
    /// The networks of inner clients, at these hosts only.
    pub networks: &'static [Network],
    /// The networks that nothing but its own servers is in, as its customers let them in by.
    pub servers: &'static [Network],
    /// Whether mail comes in through the hosts at its border only, so that what comes to its other hosts from outside is handed in by
    /// its own users.
    pub one_door: bool,
    /// The hosts that take mail over from those at the border without noting an address.
    pub takers: &'static [&'static str],
    /// Where its results stand.
    pub results: Results,
    /// How well the row is established.
    pub seen: Seen,
}

/// Where a receiver's results stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Results {
    /// Above the Received field of the border.
    Above,
    /// Right below it.
    Below {
        /// The authserv-ids they carry, in the order in which they stand; none where it is the name of the host at the border.
        ids: &'static [&'static str],
        /// The beginnings of the names of other fields that it writes among them, in lower case.
        among: &'static [&'static str],
    },
}

/// What a row was established by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Real mail of several years.
    Mail,
    /// One real message, or a few.
    OneMessage,
    /// What the receiver or others publish of it.
    Documents,
}

/// A network: its first address, and how many bits of it count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(IpAddr, u32);

impl Network {
    /// Whether an address is in it.
    #[must_use]
    pub fn has(&self, ip: IpAddr) -> bool {
        match (self.0, ip.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(ip)) => {
                let mask = u32::MAX.checked_shl(32_u32.saturating_sub(self.1)).unwrap_or(0);
                u32::from(own) & mask == u32::from(ip) & mask
            }
            (IpAddr::V6(own), IpAddr::V6(ip)) => {
                let mask = u128::MAX.checked_shl(128_u32.saturating_sub(self.1)).unwrap_or(0);
                u128::from(own) & mask == u128::from(ip) & mask
            }
            _ => false,
        }
    }
}

impl Receiver {
    /// Whether a host writes this receiver's hop at the border.
    #[must_use]
    pub fn is_border(&self, host: &str) -> bool {
        is_among(self.border, host)
    }

    /// Whether a host is this receiver's: at the border or inside.
    #[must_use]
    pub fn has(&self, host: &str) -> bool {
        let address =
            || host.parse::<IpAddr>().is_ok_and(|ip| self.nameless.iter().any(|network| network.has(ip)));
        self.is_border(host) || is_among(self.hosts, host) || is_among(self.takers, host) || address()
    }

    /// Whether a host takes mail over from another, which is at the border.
    #[must_use]
    pub fn takes_over(&self, by: &str, from: &str) -> bool {
        is_among(self.takers, by) && self.is_border(from)
    }

    /// Whether an address is that of one of its servers.
    #[must_use]
    pub fn is_server(&self, ip: IpAddr) -> bool {
        self.servers.iter().any(|network| network.has(ip))
    }

    /// Whether a client's address is one of its inner networks'.
    #[must_use]
    pub fn is_inner(&self, ip: IpAddr) -> bool {
        self.networks.iter().any(|network| network.has(ip))
    }
}

fn is_among(patterns: &[&str], host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    patterns.iter().any(|pattern| matches(pattern, &host, None))
}

/// The receivers of which a host can be one's.
pub fn receivers_with(host: &str) -> impl Iterator<Item = &'static Receiver> {
    ROWS.iter().filter(move |row| row.has(host))
}

const fn v4(a: u8, b: u8, length: u32) -> Network {
    Network(IpAddr::V4(Ipv4Addr::new(a, b, 0, 0)), length)
}

const fn net(a: u8, b: u8, c: u8, length: u32) -> Network {
    Network(IpAddr::V4(Ipv4Addr::new(a, b, c, 0)), length)
}

const fn v6(a: u16, b: u16, length: u32) -> Network {
    Network(IpAddr::V6(Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0)), length)
}

const LOOPBACK: Network = v4(127, 0, 8);
const LOOPBACK_V6: Network = Network(IpAddr::V6(Ipv6Addr::LOCALHOST), 128);

/// A row that writes its results above the border.
const fn above(id: &'static str, border: &'static [&'static str], seen: Seen) -> Receiver {
    Receiver {
        id,
        border,
        hosts: &[],
        nameless: &[],
        networks: &[],
        servers: &[],
        one_door: false,
        takers: &[],
        results: Results::Above,
        seen,
    }
}

const ROWS: &[Receiver] = &[
    Receiver {
        hosts: &["*.outlook.com", "outlook.office365.com", "*.outlook.office365.com", "*.exchangelabs.com"],
        networks: &[
            v6(0x2603, 0x1086, 32),
            v6(0x2603, 0x1096, 32),
            v6(0x2603, 0x10a6, 32),
            v6(0x2603, 0x10b6, 32),
            v6(0x2603, 0x10c6, 32),
            v6(0x2603, 0x10d6, 32),
            Network(IpAddr::V6(Ipv6Addr::new(0x2a01, 0x111, 0xf400, 0, 0, 0, 0, 0)), 48),
            v4(10, 152, 16),
            LOOPBACK_V6,
        ],
        one_door: true,
        ..above("microsoft365", &["*.mail.protection.outlook.com"], Seen::Mail)
    },
    Receiver {
        // 6to4 addresses of 10/8, as which inner servers note themselves.
        nameless: &[v6(0x2002, 0x0a00, 24), v4(10, 0, 8)],
        results: Results::Below { ids: &["mx.google.com"], among: &[] },
        ..above("google", &["mx.google.com"], Seen::Mail)
    },
    Receiver {
        hosts: &["*.internal"],
        networks: &[v4(10, 202, 16), LOOPBACK],
        ..above(
            "fastmail",
            &["mx.messagingengine.com", "mx*.messagingengine.com", "*-mx-*.messagingengine.com"],
            Seen::Mail,
        )
    },
    Receiver {
        results: Results::Below { ids: &["amazonses.com"], among: &["x-ses-"] },
        ..above("amazonSes", &["inbound-smtp.*.amazonaws.com"], Seen::OneMessage)
    },
    Receiver {
        hosts: &["*.omega.yahoo.com", "*.mail.*.yahoo.com"],
        nameless: &[v4(10, 0, 8)],
        ..above("yahoo", &["mta*.yahoo.com"], Seen::Documents)
    },
    above("mailRu", &["mx*.mail.ru"], Seen::Documents),
    Receiver {
        results: Results::Below { ids: &[], among: &["return-path", "x-yandex-"] },
        ..above("yandex", &["mxfront*.mail.yandex.net"], Seen::Documents)
    },
    Receiver {
        // A field for each method; Received-SPF, which it always writes, is the last of all.
        takers: &["p*-mailgateway-smtp-*"],
        results: Results::Below {
            ids: &[
                "bimi.icloud.com",
                "arc.icloud.com",
                "dmarc.icloud.com",
                "dkim-verifier.icloud.com",
                "spf.icloud.com",
            ],
            among: &["x-icl-", "x-arc-info", "x-dmarc-", "received-spf"],
        },
        ..above("icloud", &["p*-icloudmta-smtpin-*", "*p00im-*.me.com"], Seen::OneMessage)
    },
    above("gmx", &["mx-ha.gmx.net"], Seen::Documents),
    above("zoho", &["mx.zohomail.com"], Seen::Documents),
    Receiver {
        networks: &[LOOPBACK],
        servers: &[
            net(67, 231, 144, 20),
            net(148, 163, 128, 19),
            net(185, 132, 180, 22),
            net(185, 183, 28, 22),
            net(205, 220, 160, 19),
        ],
        ..above("proofpoint", &["*.pphosted.com"], Seen::Documents)
    },
    above("mimecast", &["*.mimecast.com"], Seen::Documents),
    above("proton", &["mail*.protonmail.ch"], Seen::Documents),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(host: &str) -> Vec<&'static str> {
        receivers_with(host).map(|row| row.id).collect()
    }

    #[test]
    fn hosts_and_addresses_are_recognised_and_nothing_like_them() {
        assert_eq!(ids("DB5PEPF0001.mail.protection.outlook.com"), ["microsoft365"]);
        assert_eq!(ids("am9pr01mb0001.eurprd01.prod.exchangelabs.com"), ["microsoft365"]);
        assert_eq!(ids("2002:a05:7300:1234:b0:155:1111:2222"), ["google"]);
        assert_eq!(ids("10.253.234.10"), ["google", "yahoo"]);
        assert_eq!(ids("mx5.messagingengine.com"), ["fastmail"]);
        for icloud in [
            "p44-mailgateway-smtp-778464bd6-glqrh",
            "st43p00im-qukt05021701.me.com",
            "p00-icloudmta-smtpin-us-west-2a-100-percent-35.smtpin-vip.cloud.apple.com",
        ] {
            assert_eq!(ids(icloud), ["icloud"], "{icloud}");
        }
        for near in [
            "mx.google.com.evil.example",
            "evilmx.google.com",
            "10.example",
            "11.0.0.1",
            "2002:b05::1",
            "pphosted.com",
            "st43p00im-zteg10073501.me.com.evil.example",
        ] {
            assert_eq!(ids(near), [""; 0], "{near}");
        }
    }

    #[test]
    fn networks_have_their_own_addresses_only() {
        let microsoft = ROWS.iter().find(|row| row.id == "microsoft365").unwrap();
        let inner = |ip: &str| microsoft.is_inner(ip.parse().unwrap());
        assert!(inner("2603:10a6:20b:3a::27") && inner("::1") && inner("10.152.84.239"));
        // Those of South Africa, Australia and Brazil.
        assert!(inner("2603:1086:0:2::33") && inner("2603:10c6:10:9b::8") && inner("2603:10d6:102:31::10"));
        let proofpoint = ROWS.iter().find(|row| row.id == "proofpoint").unwrap();
        let its = |ip: &str| proofpoint.is_server(ip.parse().unwrap());
        assert!(its("148.163.156.1") && its("67.231.159.255") && !its("148.163.160.0") && !its("127.0.0.1"));
        assert!(!inner("2603:10a7::1") && !inner("40.107.21.9") && !inner("10.153.0.1"));
    }
}
