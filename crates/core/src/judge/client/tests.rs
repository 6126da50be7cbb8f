//! One case for each answer, and beside it the one that looks alike.

use super::*;
use crate::dns::{AnyResolver, Question, RecordType, Recorded, Resolve, Zone};
use crate::domain::Domain;
use crate::evidence::hops;
use crate::judge::arrival::arrival;
use crate::message::{Message, Origin};
use std::net::IpAddr;

/// The author, a provider whose mailboxes it uses, one whom it does not, and a stranger.
const ZONE: &str = r#"{
    "a.example": [{"MX": [0, "a-example.mail.protection.outlook.com"]}, {"A": "192.0.2.80"},
        {"TXT": "v=spf1 include:spf.protection.outlook.com a:relay.listed.example -all"}],
    "spf.protection.outlook.com": [{"TXT": "v=spf1 ip4:40.92.0.0/15 -all"}],
    "zohomail.eu": [{"TXT": "v=spf1 ip4:185.20.209.0/24 -all"}],
    "zoho.com": [{"TXT": "v=spf1 ip4:136.143.188.0/24 -all"}],
    "mail.a.example": [{"A": "192.0.2.25"}], "25.2.0.192.in-addr.arpa": [{"PTR": "mail.a.example"}],
    "web.a.example": [{"A": "192.0.2.26"}],
    "192-0-2-99.a.example": [{"A": "192.0.2.99"}], "99.2.0.192.in-addr.arpa": [{"PTR": "192-0-2-99.a.example"}],
    "98.2.0.192.in-addr.arpa": [{"PTR": "mail.a.example"}],
    "relay.listed.example": [{"A": "192.0.2.70"}], "70.2.0.192.in-addr.arpa": [{"PTR": "relay.listed.example"}],
    "sender11-op-o11.zoho.eu": [{"A": "185.20.209.11"}],
    "11.209.20.185.in-addr.arpa": [{"PTR": "sender11-op-o11.zoho.eu"}],
    "vps.outlook.com.evil.example": [{"A": "203.0.113.9"}],
    "9.113.0.203.in-addr.arpa": [{"PTR": "vps.outlook.com.evil.example"}],
    "b.example": [{"MX": [10, "mx.b.example"]}, {"TXT": "v=spf1 ip4:198.51.100.7 -all"}],
    "mx.b.example": [{"A": "192.0.2.10"}],
    "relay.isp.example": [{"A": "203.0.113.7"}], "7.113.0.203.in-addr.arpa": [{"PTR": "relay.isp.example"}],
    "quiet.example": [{"MX": [0, "."]}, {"TXT": "v=spf1 -all"}]
}"#;

/// What is told of an address that handed over mail of an author, with a path in which only the last hop is the receiver's.
fn told(author: &str, ip: &str, helo: Option<&str>, path: &str) -> Client {
    let zone: Zone = serde_json::from_str(ZONE).unwrap();
    let recorded = Recorded::new(AnyResolver::of(&zone));
    let author = Domain::parse(author).unwrap();
    let ip: IpAddr = ip.parse().unwrap();
    for kind in [RecordType::Mx, RecordType::A, RecordType::Txt] {
        pollster::block_on(recorded.lookup(&Question::new(author.clone(), kind))).ok();
    }
    pollster::block_on(crate::dns::is_forward_confirmed(&recorded, ip));
    let message = Message::parse(path.as_bytes(), Origin::File);
    let mail_from = format!("writer@{author}");
    let helo = helo.map(|name| Domain::parse(name).unwrap());
    let arrival = arrival(&message, &[], None);
    let mut hops = hops(&message);
    arrival.mark(&mut hops);
    let sight = Sight {
        arrival: &arrival,
        ip: Some(ip),
        noted: None,
        helo: helo.clone(),
        author: &author,
        zone: &author,
        mail_from: Some(&mail_from),
        hops: &hops,
        hints: helo.into_iter().collect(),
        explained: false,
        device: false,
        now: 0,
    };
    pollster::block_on(classify(&recorded, &sight))
}

fn of(ip: &str) -> Client {
    told("a.example", ip, None, "")
}

#[test]
fn a_host_of_the_authors_own_is_known_by_what_dns_says_of_its_address() {
    assert!(matches!(of("192.0.2.25"), Client::Own(Own::Name(name)) if name.as_str() == "mail.a.example"));
    assert!(matches!(of("192.0.2.80"), Client::Own(Own::Site(_))));
    assert!(matches!(of("192.0.2.70"), Client::Own(Own::Listed(_))));
    assert!(matches!(told("b.example", "192.0.2.10", None, ""), Client::Own(Own::Exchanger(_))));
}

#[test]
fn a_name_that_spells_its_address_or_leads_elsewhere_shows_nothing() {
    assert_eq!(of("192.0.2.99"), Client::Stranger, "an access line of the author's");
    assert_eq!(of("192.0.2.98"), Client::Stranger, "the name has another address");
}

#[test]
fn what_a_client_calls_itself_shows_nothing() {
    let called = |helo: &str| told("a.example", "203.0.113.9", Some(helo), "");
    for helo in ["mail.a.example", "mail-am6eur05on2091.outbound.protection.outlook.com", "sender11.zoho.eu"]
    {
        assert_eq!(called(helo), Client::Stranger, "{helo}");
    }
    let own = told("a.example", "192.0.2.26", Some("web.a.example"), "");
    assert!(own.is_own(), "the author's own zone says that this name has this address");
}

#[test]
fn a_provider_is_known_by_what_its_customers_include_in_every_region() {
    let Client::Provider(used) = of("40.92.0.9") else { panic!("not a provider's") };
    assert_eq!((used.provider.id(), used.include), ("microsoft365", Some("spf.protection.outlook.com")));
    assert!(used.is_used);
    let Client::Provider(other) = of("185.20.209.11") else { panic!("not a provider's") };
    assert_eq!((other.provider.id(), other.include), ("zoho", Some("zohomail.eu")));
    assert!(!other.is_used, "nothing of the author's leads there");
}

#[test]
fn addresses_of_inner_networks_are_nobodys() {
    for ip in ["10.0.0.7", "172.20.0.1", "192.168.1.254", "127.0.0.1", "100.64.3.2", "fd00::5"] {
        assert!(matches!(of(ip), Client::NotPublic(_)), "{ip}");
    }
}

/// A path whose border is the stranger's relay, with what stood before it.
fn path(earlier: &str) -> String {
    format!(
        "Received: from relay.isp.example (relay.isp.example [203.0.113.7])\n\tby mx.other.example with ESMTPS id 1\n\
         \tfor <r@other.example>; 1 Jan 2026 00:00:01 +0000\nReceived: {earlier}; 1 Jan 2026 00:00:00 +0000\n\n"
    )
}

#[test]
fn a_relay_that_somebody_logged_in_at_is_weak_and_a_forwarder_is_none() {
    let own = "from app.b.example (app.b.example [198.51.100.7]) by relay.isp.example with";
    let logged_in = told("b.example", "203.0.113.7", None, &path(&format!("{own} ESMTPSA id 2")));
    assert!(matches!(&logged_in, Client::Own(own @ Own::Login(_)) if own.strength() == Strength::Weak));
    assert!(!logged_in.is_own(), "a sender can write such a line");
    let passed_on = format!("{own} ESMTPS id 2 for <list@isp.example>");
    let passed_on = told("b.example", "203.0.113.7", None, &path(&passed_on));
    assert!(matches!(passed_on, Client::Forwarder(_)));
    let from_elsewhere =
        "from pc.isp.example (pc.isp.example [203.0.113.66]) by relay.isp.example with ESMTPSA id 2";
    assert_eq!(told("b.example", "203.0.113.7", None, &path(from_elsewhere)), Client::Stranger);
    assert_eq!(told("quiet.example", "203.0.113.7", None, &path(from_elsewhere)), Client::Stranger);
}

#[test]
fn somebody_who_logged_in_at_the_mailbox_server_crossed_no_border() {
    let text = "Received: from [192.168.1.20] (dsl.isp.example [198.51.100.200])\n\tby mail.a.example with ESMTPSA id 7;\n\
                \t1 Jan 2026 00:00:01 +0000\n\n";
    let Client::Submission { at } = told("a.example", "198.51.100.200", None, text) else {
        panic!("a border")
    };
    assert_eq!(at.as_deref(), Some("mail.a.example"));
}
