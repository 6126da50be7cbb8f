//! How long a check takes in round trips, and that the order of answers does not matter.

use super::*;
use crate::dns::Recorded;
use crate::spf::{MAX_AHEAD, SpfResult};
use serde_json::json;

fn input(ip: &str) -> CheckHost<'static> {
    CheckHost {
        ip: ip.parse().unwrap(),
        mail_from: "jo@a.example",
        helo: "mail.a.example",
        receiver: None,
        now: 1_000,
    }
}

/// Three includes side by side, one of them two deep, addresses, exchanges and a redirect.
fn wide_zone() -> Zone {
    zone(&json!({
        "a.example": [
            {"TXT": "v=spf1 a mx include:b.example include:c.example include:d.example redirect=z.example"},
            {"A": "192.0.2.1"}, {"MX": [10, "m1.a.example"]}, {"MX": [10, "m2.a.example"]}],
        "m1.a.example": [{"A": "192.0.2.2"}], "m2.a.example": [{"A": "192.0.2.3"}],
        "b.example": [{"TXT": "v=spf1 ip4:198.51.100.1 -all"}],
        "c.example": [{"TXT": "v=spf1 include:e.example ~all"}],
        "d.example": [{"TXT": "v=spf1 a -all"}, {"A": "198.51.100.4"}],
        "e.example": [{"TXT": "v=spf1 a:f.example -all"}],
        "f.example": [{"A": "198.51.100.7"}],
        "z.example": [{"TXT": "v=spf1 ip4:203.0.113.9 -all"}]
    }))
}

#[test]
fn the_time_of_a_check_is_the_depth_of_its_chain() {
    for (ip, result) in [("198.51.100.7", SpfResult::Pass), ("203.0.113.8", SpfResult::Fail)] {
        let rounds = Rounds::new(&wide_zone(), |_| 0);
        let (spf, took) = rounds.run(check_mail_from(&rounds, &input(ip)));
        // a.example, c.example, e.example, f.example: four, though twelve questions are asked.
        assert_eq!((spf.result, took), (result, 4));
        assert_eq!(rounds.asked.borrow().len(), 12);
    }
}

#[test]
fn the_time_of_a_walk_is_the_depth_of_its_chain() {
    let rounds = Rounds::new(&wide_zone(), |_| 0);
    let (walk, took) = rounds.run(walk(&rounds, &Domain::parse("a.example").unwrap()));
    assert_eq!((walk.lookups, walk.cause, took), (9, None, 4));
}

#[test]
fn the_names_of_a_client_are_asked_together() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 ptr -all"}],
        "1.2.0.192.in-addr.arpa": [{"PTR": "x.example"}, {"PTR": "y.example"}, {"PTR": "m.a.example"}],
        "m.a.example": [{"A": "192.0.2.1"}]
    }));
    let rounds = Rounds::new(&zone, |_| 0);
    let (spf, took) = rounds.run(check_mail_from(&rounds, &input("192.0.2.1")));
    assert_eq!((spf.result, took), (SpfResult::Pass, 3));
}

#[test]
fn names_that_tell_about_the_sender_wait_until_they_are_needed() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 include:b.example exists:%{l}.%{i}.x.example ptr a:%{h} -all"}],
        "b.example": [{"TXT": "v=spf1 ip4:192.0.2.1 -all"}]
    }));
    let rounds = Rounds::new(&zone, |_| 0);
    let (spf, _) = rounds.run(check_mail_from(&rounds, &input("192.0.2.1")));
    assert_eq!(spf.result, SpfResult::Pass);
    let asked: Vec<_> = rounds.asked.borrow().iter().map(|question| question.name.to_string()).collect();
    assert_eq!(asked, ["a.example", "b.example"]);
    let rounds = Rounds::new(&zone, |_| 0);
    rounds.run(check_mail_from(&rounds, &input("192.0.2.9")));
    let asked: Vec<_> = rounds.asked.borrow().iter().map(|question| question.name.to_string()).collect();
    assert!(asked.contains(&"jo.192.0.2.9.x.example".to_owned()), "{asked:?}");
}

#[test]
fn nothing_is_asked_ahead_beyond_a_sure_match() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 ip4:192.0.2.0/24 include:b.example -all"}],
        "b.example": [{"TXT": "v=spf1 -all"}]
    }));
    let rounds = Rounds::new(&zone, |_| 0);
    let (_, took) = rounds.run(check_mail_from(&rounds, &input("192.0.2.1")));
    assert_eq!((took, rounds.asked.borrow().len()), (1, 1));
}

#[test]
fn the_order_of_answers_changes_neither_the_verdict_nor_the_log() {
    for ip in ["198.51.100.7", "203.0.113.9", "2001:db8::1"] {
        let verdict = |seed: u32| {
            let delay = move |question: &Question| {
                let text = format!("{seed}{}{}", question.name, question.kind);
                text.bytes().fold(seed, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())) % 7
            };
            let rounds = Rounds::new(&wide_zone(), delay);
            let recorded = Recorded::new(&rounds);
            let (spf, _) = rounds.run(check_mail_from(&recorded, &input(ip)));
            (spf, recorded.log())
        };
        let first = verdict(0);
        assert!((1..50).all(|seed| verdict(seed) == first), "{ip}");
    }
}

#[test]
fn a_hostile_record_makes_no_storm() {
    let fan = |name: &str| {
        let includes: Vec<String> = (0..10).map(|i| format!("include:{i}.{name}")).collect();
        json!([{"TXT": format!("v=spf1 {} -all", includes.join(" "))}])
    };
    let mut names = serde_json::Map::new();
    names.insert("a.example".into(), fan("a.example"));
    for i in 0..10 {
        names.insert(format!("{i}.a.example"), fan(&format!("{i}.a.example")));
        for j in 0..10 {
            names.insert(format!("{j}.{i}.a.example"), fan(&format!("{j}.{i}.a.example")));
        }
    }
    let zone = zone(&names.into());
    let rounds = Rounds::new(&zone, |_| 0);
    let (spf, _) = rounds.run(check_mail_from(&rounds, &input("192.0.2.1")));
    assert_eq!(spf.result, SpfResult::Permerror);
    assert!(rounds.asked.borrow().len() <= MAX_AHEAD + 10, "{}", rounds.asked.borrow().len());
    let rounds = Rounds::new(&zone, |_| 0);
    rounds.run(walk(&rounds, &Domain::parse("a.example").unwrap()));
    assert!(rounds.asked.borrow().len() <= crate::spf::MAX_WALKED_QUESTIONS);
}

#[test]
fn what_decides_early_is_not_waited_past() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 a:mail.a.example include:one.example -all"}],
        "mail.a.example": [{"A": "192.0.2.1"}],
        "one.example": [{"TXT": "v=spf1 include:two.example -all"}],
        "two.example": [{"TXT": "v=spf1 -all"}]
    }));
    for (ip, rounds_taken) in [("192.0.2.1", 2), ("192.0.2.9", 3)] {
        let rounds = Rounds::new(&zone, |_| 0);
        let (_, took) = rounds.run(check_mail_from(&rounds, &input(ip)));
        assert_eq!(took, rounds_taken, "{ip}");
    }
}
