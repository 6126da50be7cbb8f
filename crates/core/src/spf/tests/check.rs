//! What the suites leave open, and what others got wrong.

use super::*;
use crate::spf::{CheckedIdentity, SpfCause, SpfResult, StepResult, check_helo, check_mail_from_untraced};
use serde_json::json;

#[test]
fn rfc_7208_4_5_several_records_are_an_error_and_not_the_first_of_them() {
    let zone = zone(&json!({"a.example": [{"TXT": "v=spf1 +all"}, {"TXT": "v=spf1 -all"}]}));
    let spf = check(&zone, "192.0.2.1", "jo@a.example");
    assert_eq!(spf.result, SpfResult::Permerror);
    assert!(matches!(spf.cause, Some(SpfCause::SeveralRecords { count: 2, .. })));
}

#[test]
fn rfc_7208_5_5_a_pointer_to_the_target_itself_matches_and_a_sibling_does_not() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 ptr -all"}, {"A": "192.0.2.1"}, {"A": "192.0.2.2"}],
        "nota.example": [{"A": "192.0.2.2"}],
        "1.2.0.192.in-addr.arpa": [{"PTR": "A.example."}],
        "2.2.0.192.in-addr.arpa": [{"PTR": "nota.example"}],
        "3.2.0.192.in-addr.arpa": ["TIMEOUT"]
    }));
    assert_eq!(check(&zone, "192.0.2.1", "jo@a.example").result, SpfResult::Pass);
    assert_eq!(check(&zone, "192.0.2.2", "jo@a.example").result, SpfResult::Fail);
    assert_eq!(check(&zone, "192.0.2.3", "jo@a.example").result, SpfResult::Fail);
}

#[test]
fn rfc_7208_5_a_mapped_address_is_an_ipv4_address() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 ip6:::ffff:192.0.2.1 ip4:192.0.2.0/24 -all"}],
        "b.example": [{"TXT": "v=spf1 ip6:::/0 -all"}],
        "c.example": [{"TXT": "v=spf1 ip4:1.2.3.4/0 -all"}]
    }));
    let spf = check(&zone, "::ffff:192.0.2.1", "jo@a.example");
    assert_eq!(spf.matched.unwrap().term, "ip4:192.0.2.0/24");
    assert_eq!(check(&zone, "::ffff:192.0.2.1", "jo@b.example").result, SpfResult::Fail);
    assert_eq!(check(&zone, "255.255.255.255", "jo@c.example").result, SpfResult::Pass);
    assert_eq!(check(&zone, "::1", "jo@c.example").result, SpfResult::Fail);
}

#[test]
fn rfc_7208_2_4_the_null_sender_is_postmaster_at_helo() {
    let zone = zone(&json!({
        "mail.a.example": [{"TXT": "v=spf1 exp=why.a.example -all"}],
        "why.a.example": [{"TXT": "%{s} %{o} %{h} %{r} %{t} %{c}"}]
    }));
    for mail_from in ["", "<>"] {
        let spf = check(&zone, "::ffff:192.0.2.1", mail_from);
        assert_eq!((spf.result, spf.domain.as_str()), (SpfResult::Fail, "mail.a.example"));
        let text = "postmaster@mail.a.example mail.a.example mail.a.example unknown 1000 192.0.2.1";
        assert_eq!(spf.explanation.as_deref(), Some(text));
    }
    let input = CheckHost {
        ip: "192.0.2.1".parse().unwrap(),
        mail_from: "jo@b.example",
        helo: "mail.a.example",
        receiver: Some("mx.c.example"),
        now: 0,
    };
    let spf = pollster::block_on(check_helo(&zone, &input));
    assert_eq!((spf.identity, spf.result), (CheckedIdentity::Helo, SpfResult::Fail));
    assert!(spf.explanation.unwrap().starts_with("postmaster@mail.a.example"));
}

#[test]
fn rfc_7208_4_6_4_an_error_after_the_match_is_never_reached() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 ip4:192.0.2.1 include:t.example a:m.example mx:m.example -all"}],
        "t.example": ["TIMEOUT"]
    }));
    assert_eq!(check(&zone, "192.0.2.1", "jo@a.example").result, SpfResult::Pass);
    let spf = check(&zone, "192.0.2.2", "jo@a.example");
    assert_eq!(spf.result, SpfResult::Temperror);
    let tree = spf.tree.unwrap();
    let ends: Vec<_> = tree.children.iter().map(|node| node.result).collect();
    use StepResult::{Error, NoMatch, NotEvaluated};
    assert_eq!(ends, [NoMatch, Error, NotEvaluated, NotEvaluated, NotEvaluated]);
    assert!(tree.cause.is_none() && tree.children[1].cause.is_some(), "the cause stands where it arose");
}

#[test]
fn rfc_7208_4_6_4_a_loop_is_named() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 include:b.example -all"}],
        "b.example": [{"TXT": "v=spf1 redirect=A.example"}]
    }));
    let spf = check(&zone, "192.0.2.1", "jo@a.example");
    assert_eq!(spf.result, SpfResult::Permerror);
    assert_eq!(spf.cause, Some(SpfCause::Loop { domain: Domain::parse("a.example").unwrap() }));
    // The same record twice, one after the other, is no loop.
    let zone = super::zone(&json!({
        "a.example": [{"TXT": "v=spf1 include:b.example include:b.example -all"}],
        "b.example": [{"TXT": "v=spf1 -all"}]
    }));
    assert_eq!(check(&zone, "192.0.2.1", "jo@a.example").lookups, 2);
}

#[test]
fn rfc_7208_4_6_4_ten_exchanges_are_fine_and_eleven_are_not() {
    let with = |count: usize| {
        let mut lines = vec![json!({"TXT": "v=spf1 mx -all"})];
        lines.extend((0..count).map(|i| json!({"MX": [i, format!("m{i}.a.example")]})));
        zone(&json!({"a.example": lines, "m0.a.example": [{"A": "192.0.2.1"}]}))
    };
    assert_eq!(check(&with(10), "192.0.2.1", "jo@a.example").result, SpfResult::Pass);
    let spf = check(&with(11), "192.0.2.1", "jo@a.example");
    assert!(matches!(spf.cause, Some(SpfCause::TooManyMx { count: 11, limit: 10, .. })));
}

#[test]
fn rfc_7208_4_6_4_the_macro_p_counts_once_and_an_explanation_never() {
    let mut terms: Vec<String> = (0..10).map(|i| format!("exists:{i}.%{{d}}")).collect();
    let names: Vec<_> =
        (0..10).map(|i| (format!("{i}.a.example"), json!([{"AAAA": "::1"}, {"A": "192.0.2.7"}]))).collect();
    let mut lines: serde_json::Map<_, _> = names.into_iter().collect();
    terms.iter_mut().for_each(|term| term.insert(0, '?'));
    lines.insert("why.example".into(), json!([{"TXT": "%{p}"}]));
    lines.insert(
        "a.example".into(),
        json!([{"TXT": "v=spf1 exp=why.example a a a a a a a a a a -all"}, {"A": "192.0.2.7"}]),
    );
    let spf = check(&zone(&lines.clone().into()), "192.0.2.1", "jo@a.example");
    assert_eq!((spf.result, spf.lookups, spf.explanation.as_deref()), (SpfResult::Fail, 10, Some("unknown")));
    lines.insert(
        "a.example".into(),
        json!([{"TXT": "v=spf1 a a a a a a a a a exists:%{p}.x.example -all"}, {"A": "192.0.2.7"}]),
    );
    let spf = check(&zone(&lines.into()), "192.0.2.1", "jo@a.example");
    assert_eq!((spf.result, spf.lookups), (SpfResult::Permerror, 11));
}

#[test]
fn rfc_7208_6_2_an_explanation_that_is_not_ascii_is_none() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 exp=why.example -all"}], "why.example": [{"TXT": "no %{l}"}]
    }));
    assert_eq!(check(&zone, "192.0.2.1", "jo@a.example").explanation.as_deref(), Some("no jo"));
    assert_eq!(check(&zone, "192.0.2.1", "jö@a.example").explanation, None);
}

#[test]
fn a_syntax_error_names_its_term() {
    let text = "v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/33 -all";
    let spf = check(&zone(&json!({"a.example": [{"TXT": text}]})), "192.0.2.1", "jo@a.example");
    let Some(SpfCause::Syntax { term, span, expected, .. }) = spf.cause else { panic!("{:?}", spf.cause) };
    assert_eq!((term.as_str(), span.text(text)), ("ip4:192.0.2.0/33", "33"));
    assert_eq!(expected, "ip4-cidr-length from 0 to 32");
}

#[test]
fn a_verdict_is_written_as_the_contract_says() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 include:b.example -all"}], "b.example": [{"TXT": "v=spf1 ip4:192.0.2.1 ~all"}]
    }));
    let pass = serde_json::to_value(check(&zone, "192.0.2.1", "jo@a.example")).unwrap();
    assert_eq!((&pass["result"], &pass["cause"]), (&json!("pass"), &json!(null)));
    let include = &pass["tree"]["children"][0];
    assert_eq!(include["term"], "include:b.example");
    assert_eq!(include["domain"], "b.example");
    assert_eq!(include["record"], "v=spf1 ip4:192.0.2.1 ~all");
    assert_eq!((&include["result"], &include["lookups"]), (&json!("match"), &json!(1)));
    assert_eq!(include["children"][0]["result"], "match");
    assert_eq!(pass["tree"]["children"][1]["result"], "notEvaluated");
    let fail = serde_json::to_value(check(&zone, "192.0.2.2", "jo@a.example")).unwrap();
    assert_eq!(
        fail["cause"],
        json!({"code": "matched", "domain": "a.example", "term": "-all", "result": "fail"})
    );
}

#[test]
fn rfc_7208_4_5_bytes_outside_ascii_are_an_error_in_a_record_and_no_explanation() {
    // "v=spf1 a:" 0x96 " -all", and 0x96 alone.
    let zone = zone(&json!({
        "a.example": [{"TXT": {"hex": "763d7370663120613a96202d616c6c"}}],
        "b.example": [{"TXT": "v=spf1 exp=why.example -all"}, {"TXT": {"hex": "96"}}],
        "why.example": [{"TXT": {"hex": "96"}}]
    }));
    let spf = check(&zone, "192.0.2.1", "jo@a.example");
    assert!(matches!(spf.cause, Some(SpfCause::Syntax { .. })), "{:?}", spf.cause);
    let spf = check(&zone, "192.0.2.1", "jo@b.example");
    assert_eq!((spf.result, spf.explanation), (SpfResult::Fail, None));
}

#[test]
fn rfc_7208_4_6_4_a_term_is_void_once_however_many_names_it_asks() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 mx mx:b.example -all"}, {"MX": [1, "m1.example"]}, {"MX": [2, "m2.example"]},
                      {"MX": [3, "m3.example"]}],
        "c.example": [{"TXT": "v=spf1 a:x.example mx:b.example a:y.example -all"}]
    }));
    let spf = check(&zone, "192.0.2.1", "jo@a.example");
    assert_eq!((spf.result, spf.void_lookups), (SpfResult::Fail, 2));
    let spf = check(&zone, "192.0.2.1", "jo@c.example");
    assert!(matches!(&spf.cause, Some(SpfCause::TooManyVoidLookups { term, .. }) if term == "a:y.example"));
}

#[test]
fn rfc_7208_4_6_4_a_target_without_any_text_is_void_and_the_domain_itself_never_is() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 a:x.example a:y.example include:gone.example -all"}],
        "b.example": [{"TXT": "v=spf1 include:other.example -all"}],
        "other.example": [{"TXT": "something else"}]
    }));
    let void = |name: &str| check(&zone, "192.0.2.1", &format!("jo@{name}")).void_lookups;
    assert_eq!((void("a.example"), void("b.example"), void("gone.example")), (3, 0, 0));
}

#[test]
fn rfc_7208_7_3_of_the_validated_names_the_domain_itself_goes_first_then_one_below_it_then_any() {
    let told = |pointers: &[&str]| {
        let leads_back = || json!([{"A": "192.0.2.1"}]);
        let pointers: Vec<_> = pointers.iter().map(|name| json!({ "PTR": name })).collect();
        let zone = zone(&json!({
            "a.example": [{"TXT": "v=spf1 exp=why.example -all"}, {"A": "192.0.2.1"}],
            "why.example": [{"TXT": "%{p}"}],
            "b.example": leads_back(), "m.a.example": leads_back(), "liar.a.example": [{"A": "192.0.2.2"}],
            "1.2.0.192.in-addr.arpa": pointers
        }));
        check(&zone, "192.0.2.1", "jo@a.example").explanation.unwrap()
    };
    assert_eq!(told(&["b.example", "m.a.example", "a.example"]), "a.example");
    assert_eq!(told(&["b.example", "liar.a.example", "m.a.example"]), "m.a.example");
    assert_eq!(told(&["liar.a.example", "b.example"]), "b.example");
    assert_eq!(told(&["liar.a.example"]), "unknown");
}

#[test]
fn rfc_7208_5_6_a_network_that_holds_the_client_matches_where_nobody_wants_the_steps_too() {
    let zone = zone(&json!({
        "a.example": [{"TXT": "v=spf1 ip4:192.0.2.1 -ip6:2001:db8::/32 ~ip4:192.0.2.0/24 ?all"}]
    }));
    let result = |ip: &str| {
        let (ip, mail_from, helo) = (ip.parse().unwrap(), "jo@a.example", "mail.a.example");
        let input = CheckHost { ip, mail_from, helo, receiver: None, now: 0 };
        pollster::block_on(check_mail_from_untraced(&zone, &input)).result
    };
    assert_eq!(result("192.0.2.1"), SpfResult::Pass);
    assert_eq!(result("192.0.2.2"), SpfResult::Softfail);
    assert_eq!(result("2001:db8::1"), SpfResult::Fail);
    assert_eq!(result("2001:db9::1"), SpfResult::Neutral);
}
