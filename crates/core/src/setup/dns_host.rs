//! The DNS host of a domain, by its name servers, and how its panel wants records typed.
//!
//! Each line was compiled on 2026-11-29 from the host's own documentation or, for the names alone, from the domain of its name servers
//! being its own. What is not established is left open.

use crate::domain::Domain;
use serde::Serialize;

/// A company whose panel a domain's records are typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DnsHost {
    /// What people call it.
    pub name: &'static str,
    /// How its panel wants the name of the domain itself; `None` where that is not established.
    pub apex: Option<Apex>,
    /// Whether the value of a TXT record is typed in quotes; `None` where that is not established.
    pub quoted: Option<bool>,
}

/// What stands for the domain itself in a field for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Apex {
    /// An @.
    At,
    /// Nothing.
    Empty,
}

/// A line a host: its name, `@` or `-` for nothing, `q` for quotes or `n` for none, and the domains of its name servers; `?` where
/// something is not established.
const HOSTS: &str = "\
Cloudflare;@;n;ns.cloudflare.com
TransIP;@;n;transip.net transip.nl transip.eu
Amazon Route 53;-;q;awsdns
Azure DNS;@;n;azure-dns.com azure-dns.net azure-dns.org azure-dns.info
GoDaddy;@;n;domaincontrol.com
Namecheap;@;n;registrar-servers.com
IONOS;@;n;ui-dns.com ui-dns.de ui-dns.org ui-dns.biz
OVHcloud;-;n;ovh.net ovh.ca anycast.me
Hostinger;@;n;dns-parking.com
DigitalOcean;@;n;digitalocean.com
Gandi;@;?;gandi.net
Hetzner;@;?;ns.hetzner.com ns.hetzner.de
one.com;-;n;one.com
Hostnet;?;?;hostnet.nl
Mijndomein;?;?;mijndomein.nl
Vimexx;?;?;vimexx.nl
Antagonist;?;?;webhostingserver.nl
Versio;?;?;axc.nl axc.eu
";

/// The host that all name servers of a zone are of.
pub(super) fn of(servers: &[Domain]) -> Option<DnsHost> {
    let line = |server: &Domain| HOSTS.lines().find(|line| has(line, server));
    let first = line(servers.first()?)?;
    let mut parts = first.split(';');
    let host = DnsHost {
        name: parts.next()?,
        apex: match parts.next()? {
            "@" => Some(Apex::At),
            "-" => Some(Apex::Empty),
            _ => None,
        },
        quoted: match parts.next()? {
            "q" => Some(true),
            "n" => Some(false),
            _ => None,
        },
    };
    servers.iter().all(|server| has(first, server)).then_some(host)
}

/// Whether a name server is below one of a line's domains.
fn has(line: &str, server: &Domain) -> bool {
    let domains = line.rsplit(';').next().unwrap_or_default();
    domains.split(' ').any(|domain| match domain {
        AWS => is_amazon(server),
        // Further down stand machines of customers.
        _ => server.parent().is_some_and(|parent| parent.as_str() == domain),
    })
}

/// What stands for the domains of Amazon's name servers, which are many.
const AWS: &str = "awsdns";

/// Whether a name server is one of Amazon's: `ns-1.awsdns-01.com`, `.net`, `.org` and `.co.uk`, with numbers of their own.
fn is_amazon(server: &Domain) -> bool {
    let is_number = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    let rest = server.as_str().split_once('.').and_then(|(_, rest)| rest.strip_prefix("awsdns-"));
    let parts = rest.and_then(|rest| rest.split_once('.'));
    parts.is_some_and(|(number, top)| is_number(number) && ["com", "net", "org", "co.uk"].contains(&top))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(servers: &[&str]) -> Option<&'static str> {
        let servers: Vec<Domain> = servers.iter().map(|name| Domain::parse(name).unwrap()).collect();
        of(&servers).map(|host| host.name)
    }

    #[test]
    fn a_host_is_known_by_all_name_servers_and_nothing_like_them() {
        assert_eq!(name(&["ns0.transip.net", "ns1.transip.nl", "ns2.transip.eu"]), Some("TransIP"));
        assert_eq!(name(&["ns-12.awsdns-01.com", "ns-1500.awsdns-59.co.uk"]), Some("Amazon Route 53"));
        assert_eq!(name(&["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"]), Some("Cloudflare"));
        assert_eq!(name(&["ada.ns.cloudflare.com", "ns0.transip.net"]), None);
        for near in [
            "ns0.transip.net.evil.example",
            "ns0.nottransip.net",
            "ns.awsdns-hack.com",
            "ns.awsdns-01.evil.com",
            "vps-1.vps.ovh.net",
            "ns1.own.example",
        ] {
            assert_eq!(name(&[near]), None, "{near}");
        }
        assert_eq!(name(&[]), None);
    }

    #[test]
    fn every_line_is_whole() {
        let mut names: Vec<&str> = Vec::new();
        for line in HOSTS.lines() {
            let parts: Vec<&str> = line.split(';').collect();
            let [name, apex, quotes, domains] = parts.as_slice() else { panic!("{line}") };
            assert!(["@", "-", "?"].contains(apex) && ["q", "n", "?"].contains(quotes), "{line}");
            assert!(!domains.is_empty() && !names.contains(name), "{line}");
            names.push(name);
        }
        assert!(names.len() >= 15);
    }
}
