//! The DNS host of a domain, by its name servers, and how its panel wants records typed.
//!
//! That a host has a domain for its name servers is told by the domain being its own. How its panel takes a record is told only where its
//! documentation was read (2026-11-29: Cloudflare, Azure DNS and Amazon Route 53); of the others nothing is said.

use crate::domain::Domain;
use serde::Serialize;

/// A company whose panel a domain's records are typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DnsHost {
    /// What people call it.
    pub name: &'static str,
    /// Whether its panel takes an @ for the domain itself; false where that is not established.
    pub at: bool,
    /// Whether the value of a TXT record is typed in quotes; false where that is not established.
    pub quoted: bool,
}

/// A line a host: its name, what its documentation says (`@` for the domain itself, `q` for quotes), and the domains of its name servers.
const HOSTS: &str = "\
Cloudflare;@;ns.cloudflare.com
TransIP;;transip.net transip.nl transip.eu
Amazon Route 53;q;awsdns
Azure DNS;@;azure-dns.com azure-dns.net azure-dns.org azure-dns.info
GoDaddy;;domaincontrol.com
Namecheap;;registrar-servers.com
IONOS;;ui-dns.com ui-dns.de ui-dns.org ui-dns.biz
OVHcloud;;ovh.net ovh.ca anycast.me
Hostinger;;dns-parking.com
DigitalOcean;;digitalocean.com
Gandi;;gandi.net
Hetzner;;ns.hetzner.com ns.hetzner.de
one.com;;one.com
Hostnet;;hostnet.nl
Mijndomein;;mijndomein.nl
Vimexx;;vimexx.nl
Antagonist;;webhostingserver.nl
Versio;;axc.nl axc.eu
Porkbun;;ns.porkbun.com
Linode;;linode.com
DNSimple;;dnsimple.com dnsimple-edge.com dnsimple-edge.net dnsimple-edge.io dnsimple-edge.org
Wix;;wixdns.net
Squarespace;;squarespacedns.com
Infomaniak;;infomaniak.ch
STRATO;;rzone.de
";

/// The host that all name servers of a zone are of.
pub(super) fn of(servers: &[Domain]) -> Option<DnsHost> {
    let line = |server: &Domain| HOSTS.lines().find(|line| has(line, server));
    let first = line(servers.first()?)?;
    let mut parts = first.split(';');
    let (name, said) = (parts.next()?, parts.next()?);
    let host = DnsHost { name, at: said == "@", quoted: said == "q" };
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
            let [name, said, domains] = parts.as_slice() else { panic!("{line}") };
            assert!(["@", "q", ""].contains(said), "{line}");
            assert!(!domains.is_empty() && !names.contains(name), "{line}");
            names.push(name);
        }
        assert!(names.len() >= 15);
    }
}
