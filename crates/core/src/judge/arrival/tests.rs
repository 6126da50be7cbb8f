//! The rules of arrival, on layouts of real receivers.

use super::*;
use crate::message::Origin;

fn of(text: &str) -> Arrival {
    arrival(&Message::parse(text.as_bytes(), Origin::File), &[], None)
}

fn border(text: &str) -> Border {
    of(text).border
}

const OUTSIDE: &str = "Received: from out.a.example (out.a.example [192.0.2.1]) by mx.b.example (Postfix) with ESMTPS; 1 Jan 2026 00:00:00 +0000\n";
const BELOW: &str = "Received: from x.example (x.example [198.51.100.1]) by gw.b.example (Postfix) with ESMTPS; 1 Jan 2026 00:00:00 +0000\n";

#[test]
fn the_border_is_where_a_public_address_handed_the_mail_over() {
    let arrival = of(&format!("{OUTSIDE}{BELOW}From: a@a.example\n\nhi\n"));
    assert_eq!(arrival.border, Border::Seen { line: 1 });
    let client = arrival.client.unwrap();
    assert_eq!(
        (client.ip.to_string().as_str(), client.name.as_deref()),
        ("192.0.2.1", Some("out.a.example"))
    );
    assert_eq!((arrival.mail_from, arrival.below.as_deref()), (None, Some("gw.b.example")));
}

#[test]
fn helo_is_evidence_for_nothing() {
    for helo in ["gw.b.example", "localhost", "mx.b.example", "[198.51.100.1]"] {
        let hop = OUTSIDE.replace("from out.a.example", &format!("from {helo}"));
        assert_eq!(border(&format!("{hop}{BELOW}\n")), Border::Seen { line: 1 }, "{helo}");
        let hidden = format!(
            "Received: from {helo} (unknown [172.17.0.1]) by mx.b.example (Postfix) with ESMTP; 1 Jan 2026 00:00:00 +0000\n"
        );
        assert_eq!(border(&format!("{hidden}{BELOW}\n")), Border::NoPublicAddress { line: 1 }, "{helo}");
    }
}

#[test]
fn an_inner_relay_is_known_by_the_name_that_the_receiver_looked_up() {
    let inner = "Received: from gw.b.example (gw.b.example [10.0.0.5]) by mx.b.example (Postfix) with ESMTP; 1 Jan 2026 00:00:01 +0000\n";
    assert_eq!(border(&format!("{inner}{BELOW}\n")), Border::Seen { line: 2 });
    let other = inner.replace("from gw.b.example (", "from evil.example (");
    assert_eq!(border(&format!("{other}{BELOW}\n")), Border::NoPublicAddress { line: 1 });
}

#[test]
fn the_walk_never_leaves_the_receiver() {
    let own = "Received: by mx.b.example (Postfix); 1 Jan 2026 00:00:01 +0000\n";
    let foreign = "Received: from x ([192.0.2.1]) by mx.c.example with ESMTP; 1 Jan 2026 00:00:00 +0000\n";
    assert_eq!(border(&format!("{own}{foreign}\n")), Border::NotSeen { line: 1 });
    assert_eq!(border(&format!("{own}{OUTSIDE}\n")), Border::Seen { line: 2 });
    assert_eq!(border(own), Border::NeverCrossed);
    assert_eq!(border("From: a@a.example\n"), Border::NoReceived);
}

#[test]
fn where_a_message_starts_nothing_below_is_read() {
    let started = |text: &str| match border(text) {
        Border::Started { start, .. } => Some(start),
        _ => None,
    };
    let login = "Received: from [10.0.0.9] (dsl.isp.example [198.51.100.9]) (Authenticated sender: a) by mx.b.example (Postfix) with ESMTPSA; 1 Jan 2026 00:00:00 +0000\n";
    assert_eq!(started(login), Some(crate::report::Start::LoggedIn));
    assert_eq!(
        started("Received: by mx.b.example (Postfix, from userid 0) id 1; 1 Jan 2026 00:00:00 +0000\n"),
        Some(crate::report::Start::Local)
    );
    assert_eq!(
        started("Received: from root by mx.b.example with local (Exim 4.98); 1 Jan 2026 00:00:00 +0000\n"),
        Some(crate::report::Start::Local)
    );
    assert_eq!(
        started("Received: from a ([10.0.0.9]) by mx.b.example with LMTPA; 1 Jan 2026 00:00:00 +0000\n"),
        None
    );
}

#[test]
fn results_count_by_where_they_stand_and_not_by_their_name() {
    let claim = "Authentication-Results: mx.b.example; spf=pass\n";
    assert_eq!(of(&format!("{claim}{OUTSIDE}{claim}\nhi\n")).results, [1]);
    let google = "Received: from out.a.example (out.a.example. [192.0.2.1]) by mx.google.com with ESMTPS id 1; 1 Jan 2026 00:00:00 +0000\n\
         Authentication-Results: mx.google.com; spf=pass\nAuthentication-Results: mx.google.com; dkim=pass\n";
    assert_eq!(of(google).results, [2]);
    assert_eq!(
        of(&format!("{claim}From: a@a.example\n\nhi\n")).results,
        [0; 0],
        "a whole message without Received"
    );
    assert_eq!(of(&format!("{claim}From: a@a.example\n")).results, [1], "an excerpt claims");
}

#[test]
fn the_envelope_sender_is_the_receivers_word() {
    let below = format!("{OUTSIDE}Return-Path: <a@a.example>\n\nhi\n");
    assert_eq!(of(&below).mail_from, None);
    let above = of(&format!("Return-Path: <a@a.example>\n{OUTSIDE}\nhi\n"));
    assert_eq!(above.mail_from.unwrap().value, "a@a.example");
}

#[test]
fn a_gateway_on_the_recipients_side_is_looked_through() {
    let text = "Received: from mx0a-1.pphosted.com (198.51.100.20) by A.mail.protection.outlook.com (10.0.0.1) with Microsoft SMTP Server id 15.20; 1 Jan 2026 00:00:05 +0000\n\
         Authentication-Results: ppops.net; spf=pass smtp.mailfrom=a@a.example\n\
         Received: from out.a.example (out.a.example [192.0.2.1]) by mx0a-1.pphosted.com (PPS) with ESMTPS; 1 Jan 2026 00:00:03 +0000\n\nhi\n";
    let message = Message::parse(text.as_bytes(), Origin::File);
    assert_eq!(arrival(&message, &[], None).border, Border::Seen { line: 1 });
    let gateway = Gateway { ip: "198.51.100.20".parse().unwrap(), host: "mx0a-1.pphosted.com".to_owned() };
    let seen = arrival(&message, &[gateway], None);
    assert_eq!((seen.border, seen.results), (Border::Seen { line: 3 }, vec![2]));
}

#[test]
fn an_excerpt_without_a_hop_lets_a_person_choose_whose_results_count() {
    let text = "Authentication-Results: mx.a.example; spf=pass\nAuthentication-Results: gateway.example; dkim=pass\n\
                Authentication-Results: MX.a.example; dkim=fail\n";
    let message = Message::parse(text.as_bytes(), Origin::Paste);
    assert_eq!(arrival(&message, &[], None).results, [1, 3]);
    assert_eq!(arrival(&message, &[], Some("Gateway.example")).results, [2]);
    assert!(arrival(&message, &[], Some("other.example")).results.is_empty());
}

#[test]
fn servers_behind_a_gateway_know_mail_from_if_not_the_client() {
    let text = "Authentication-Results: spf=fail (sender IP is 192.0.2.1) smtp.mailfrom=c.example\n\
                Received: from gw.b.example (gw.b.example [192.0.2.1]) by mx.b.example with ESMTPS; 1 Jan 2026 00:00:00 +0000\n\
                Received: from x.example (x.example [198.51.100.1]) by gw.b.example (Postfix) with ESMTPS; 1 Jan 2026 00:00:00 +0000\n\
                Return-Path: <a@forged.example>\nFrom: a@a.example\n\nhi\n";
    let message = Message::parse(text.as_bytes(), Origin::File);
    let gateway = Gateway { ip: "192.0.2.1".parse().unwrap(), host: "gw.b.example".into() };
    let seen = arrival(&message, &[gateway], None);
    assert_eq!(seen.client.map(|client| client.ip), "198.51.100.1".parse().ok());
    assert_eq!(seen.mail_from.map(|said| said.value).as_deref(), Some("c.example"));
}
