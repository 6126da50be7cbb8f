//! SPF evaluations. Each contender asks a zone in memory and reads the records it is given; the evaluation starts from
//! the client's address and the sender as text.

use crate::Fallible;
use crate::timing::Case;
use crate::zone::{Cache, Records, Texts, mail_auth};
use mail_auth::spf::verify::SpfParameters;
use mail_auth::{MessageAuthenticator, Parameters};
use std::net::IpAddr;
use viaspf::{Config, DomainName, Sender, evaluate_sender};
use waxseal_core::dns::Zone;
use waxseal_core::spf::{CheckHost, Spf, SpfResult, check_mail_from, check_mail_from_untraced};

const EXAMPLE_ZONE: &str = include_str!("../../../web/assets/examples/zone.json");

/// The name each client gives in HELO; no record of the cases asks for it.
const HELO: &str = "mail.example.org";

/// The cases of this file.
pub(crate) fn cases() -> Fallible<Vec<Case>> {
    let plain = Records::from_texts([("example.org".to_owned(), "v=spf1 ip4:192.0.2.0/24 -all")]);
    let example = Records::from_json(EXAMPLE_ZONE)?;
    Ok(vec![
        case("spf: one record, ip4 and all", &plain, "192.0.2.1", "ann@example.org")?,
        case("spf: nl365pro.com, two includes", &example, "40.107.21.72", "nieuwsbrief@nl365pro.com")?,
        case("spf: ten includes, a match in the last", &ten_includes(), "192.0.2.1", "ann@example.org")?,
    ])
}

/// As many includes as a record may have (RFC 7208 §4.6.4).
fn ten_includes() -> Records {
    let name = |number| format!("spf{number}.example.org");
    let includes: Vec<_> = (0..10).map(|number| format!("include:{}", name(number))).collect();
    let record = format!("v=spf1 {} -all", includes.join(" "));
    let other = "v=spf1 ip4:198.51.100.0/24 ip4:203.0.113.0/25 ip6:2001:db8::/32 -all";
    let last = "v=spf1 ip4:198.51.100.0/24 ip4:192.0.2.0/24 -all";
    let texts = (0..10).map(|number| (name(number), if number == 9 { last } else { other }));
    Records::from_texts(texts.chain([("example.org".to_owned(), record.as_str())]))
}

fn case(name: &'static str, records: &Records, ip: &str, sender: &'static str) -> Fallible<Case> {
    let ip: IpAddr = ip.parse()?;
    let (zone, shown) = (records.for_core()?, records.for_core()?);
    let (texts, traced) = (records.for_viaspf(), records.for_viaspf());
    let (cache, read) = (records.for_mail_auth(), records.read_for_mail_auth());
    let (asking, knowing) = (mail_auth()?, mail_auth()?);
    let (silent, tracing) = (Config::default(), Config::builder().capture_trace(true).build());
    Ok(Case::new(name, move || passes_ours(&zone, ip, sender))
        .reference("waxseal, with its tree", move || passes_with_tree(&shown, ip, sender))
        .rival("viaspf", move || passes_viaspf(&texts, &silent, ip, sender))
        .reference("viaspf, with its trace", move || passes_viaspf(&traced, &tracing, ip, sender))
        .rival("mail-auth", move || passes_mail_auth(&asking, &cache, ip, sender))
        .reference("mail-auth, records read before", move || passes_mail_auth(&knowing, &read, ip, sender)))
}

fn passes_ours(zone: &Zone, ip: IpAddr, sender: &str) -> bool {
    let found = pollster::block_on(check_mail_from_untraced(zone, &asked(ip, sender)));
    found.result == SpfResult::Pass
}

fn passes_with_tree(zone: &Zone, ip: IpAddr, sender: &str) -> bool {
    let found = pollster::block_on(check_mail_from(zone, &asked(ip, sender)));
    matches!(found, Spf { result: SpfResult::Pass, tree: Some(_), .. })
}

fn asked(ip: IpAddr, sender: &str) -> CheckHost<'_> {
    CheckHost { ip, mail_from: sender, helo: HELO, receiver: None, now: 0 }
}

fn passes_viaspf(texts: &Texts, config: &Config, ip: IpAddr, sender: &str) -> bool {
    let (Ok(sender), Ok(helo)) = (Sender::from_address(sender), DomainName::new(HELO)) else { return false };
    let found = pollster::block_on(evaluate_sender(texts, config, ip, &sender, Some(&helo)));
    found.spf_result == viaspf::SpfResult::Pass
}

fn passes_mail_auth(auth: &MessageAuthenticator, cache: &Cache, ip: IpAddr, sender: &str) -> bool {
    let asked = SpfParameters::mail_from(ip, HELO, HELO, sender);
    let found = pollster::block_on(auth.verify_spf(Parameters::new(asked).with_cache(cache)));
    found.result() == mail_auth::SpfResult::Pass
}
