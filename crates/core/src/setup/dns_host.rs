//! The DNS host of a domain, by its name servers, how its panel wants records typed, and its page on that.
//!
//! That a host has a domain for its name servers is told by the domain being its own. How its panel takes a record and where its page is,
//! is told only where that is established; of the others nothing is said. None was opened live. Compared on 2026-11-30:
//!
//! - read in the host's own words: Cloudflare, Azure DNS, Amazon Route 53 ("don't enter a value (for example, an @ symbol)"), OVHcloud
//!   (`ovh/docs`, its guide on editing a zone: a target without a final dot has the domain put behind it), DNSimple (its own support pages),
//!   Linode (`linode/docs`, whose page moved to Akamai's), Hetzner as quoted from its pages on TXT and MX records;
//! - two independent guides or more agree: nothing for the domain itself at Wix, one.com and Porkbun; an @ at GoDaddy, Namecheap,
//!   DigitalOcean, Gandi and Squarespace; the final dot at TransIP and Gandi;
//! - the page of each: three public repositories or more give it as that host's, two for Linode's new one.
//!
//! Of Infomaniak and TransIP no page was found that is surely the one on records; of Mijndomein, Vimexx, Antagonist and Versio nothing was.

use crate::domain::Domain;
use serde::Serialize;

/// A company whose panel a domain's records are typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DnsHost {
    /// What people call it.
    pub name: &'static str,
    /// What its panel takes for the domain itself.
    pub apex: Apex,
    /// Whether the value of a TXT record is typed in quotes; false where that is not established.
    pub quoted: bool,
    /// Whether the target of an alias or an exchanger needs a final dot, without which the zone is put behind it; false where that is not
    /// established.
    pub dotted: bool,
    /// Its own page on adding a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<&'static str>,
}

/// What a panel takes as the name of the domain itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Apex {
    /// An @.
    At,
    /// Nothing.
    Empty,
    /// Not established.
    Unknown,
}

/// A line a host: its name, how its panel takes a record (`@` or `-`, nothing, for the domain itself, `q` for quotes, `.` for a final dot),
/// the domains of its name servers, and its page.
const HOSTS: &str = "\
Cloudflare;@;ns.cloudflare.com;\
    https://developers.cloudflare.com/dns/manage-dns-records/how-to/create-dns-records/
TransIP;.;transip.net transip.nl transip.eu;
Amazon Route 53;-q;awsdns;\
    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-creating.html
Azure DNS;@;azure-dns.com azure-dns.net azure-dns.org azure-dns.info;\
    https://learn.microsoft.com/en-us/azure/dns/dns-operations-recordsets-portal
GoDaddy;@;domaincontrol.com;\
    https://www.godaddy.com/help/manage-dns-records-680
Namecheap;@;registrar-servers.com;\
    https://www.namecheap.com/support/knowledgebase/article.aspx/317/2237/\
    how-do-i-add-txtspfdkimdmarc-records-for-my-domain/
IONOS;;ui-dns.com ui-dns.de ui-dns.org ui-dns.biz;\
    https://www.ionos.com/help/domains/configuring-txt-and-srv-records/managing-txt-records/
OVHcloud;.;ovh.net ovh.ca anycast.me;\
    https://help.ovhcloud.com/csm/en-dns-edit-dns-zone?id=kb_article_view&sysparm_article=KB0051682
Hostinger;;dns-parking.com;\
    https://www.hostinger.com/support/1583249-how-to-manage-dns-records-at-hostinger/
DigitalOcean;@;digitalocean.com;\
    https://docs.digitalocean.com/products/networking/dns/how-to/manage-records/
Gandi;@.;gandi.net;\
    https://docs.gandi.net/en/domain_names/common_operations/dns_records.html
Hetzner;@q.;ns.hetzner.com ns.hetzner.de;\
    https://docs.hetzner.com/networking/dns/record-types/txt-record/
one.com;-;one.com;\
    https://help.one.com/hc/en-us/articles/115005595925-Manage-your-DNS-settings
Hostnet;;hostnet.nl;\
    https://helpdesk.hostnet.nl/hc/nl-nl/articles/360014581437-DNS-wijzigen
Mijndomein;;mijndomein.nl;
Vimexx;;vimexx.nl;
Antagonist;;webhostingserver.nl;
Versio;;axc.nl axc.eu;
Porkbun;-;ns.porkbun.com;\
    https://kb.porkbun.com/article/231-how-to-add-dns-records-on-porkbun
Linode;;linode.com;\
    https://techdocs.akamai.com/cloud-computing/docs/manage-dns-records
DNSimple;;dnsimple.com dnsimple-edge.com dnsimple-edge.net dnsimple-edge.io dnsimple-edge.org;\
    https://support.dnsimple.com/articles/record-editor/
Wix;-;wixdns.net;\
    https://support.wix.com/en/article/adding-or-updating-txt-records-in-your-wix-account
Squarespace;@;squarespacedns.com;\
    https://support.squarespace.com/hc/en-us/articles/360002101888-Edit-your-domain-s-DNS-records
Infomaniak;;infomaniak.ch;
STRATO;;rzone.de;\
    https://www.strato.de/faq/domains/wie-kann-ich-bei-strato-meine-dns-eintraege-verwalten/
";

/// The host that all name servers of a zone are of.
pub(super) fn of(servers: &[Domain]) -> Option<DnsHost> {
    let line = |server: &Domain| HOSTS.lines().find(|line| has(line, server));
    let first = line(servers.first()?)?;
    servers.iter().all(|server| has(first, server)).then(|| read(first))?
}

/// What a line says.
fn read(line: &'static str) -> Option<DnsHost> {
    let mut parts = line.split(';');
    let (name, marks, _) = (parts.next()?, parts.next()?, parts.next()?);
    let page = parts.next().filter(|page| !page.is_empty());
    let apex = match (marks.contains('@'), marks.contains('-')) {
        (true, _) => Apex::At,
        (_, true) => Apex::Empty,
        _ => Apex::Unknown,
    };
    Some(DnsHost { name, apex, quoted: marks.contains('q'), dotted: marks.contains('.'), page })
}

/// Whether a name server is below one of a line's domains.
fn has(line: &str, server: &Domain) -> bool {
    let domains = line.split(';').nth(2).unwrap_or_default();
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
            let [name, marks, domains, page] = parts.as_slice() else { panic!("{line}") };
            assert!(marks.chars().all(|mark| "@-q.".contains(mark)) && !marks.contains("@-"), "{line}");
            assert!(!domains.is_empty() && !names.contains(name), "{line}");
            let is_page = page.starts_with("https://") && !page.contains(char::is_whitespace);
            assert!(page.is_empty() || is_page, "{line}");
            names.push(name);
        }
        assert_eq!(names.len(), 25);
    }

    #[test]
    fn a_host_says_how_it_takes_a_record_where_that_is_established() {
        let of = |server: &str| of(&[Domain::parse(server).unwrap()]).unwrap();
        let (amazon, hetzner) = (of("ns-12.awsdns-01.com"), of("helium.ns.hetzner.de"));
        assert_eq!((amazon.apex, amazon.quoted, amazon.dotted), (Apex::Empty, true, false));
        assert_eq!((hetzner.apex, hetzner.quoted, hetzner.dotted), (Apex::At, true, true));
        assert_eq!(of("ns1.vimexx.nl").page, None);
        let page = of("dns1.registrar-servers.com").page.unwrap();
        assert!(page.ends_with("/317/2237/how-do-i-add-txtspfdkimdmarc-records-for-my-domain/"), "{page}");
    }
}
