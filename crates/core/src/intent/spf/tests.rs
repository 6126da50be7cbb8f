use super::*;
use crate::domain::Domain;
use crate::intent::Facts;
use crate::providers::by_id;

/// What a check may have heard: `spf.*` names have records, `host.*` names addresses, `gone.*` nothing.
fn heard() -> Heard {
    let mut heard = Heard::default();
    let mut know = |name: &str, spf, address| {
        heard.know(Domain::parse(name).unwrap(), Facts { spf: Some(spf), address: Some(address) });
    };
    for name in ["spf.a.example", "_spf.a.example", "spf.b.example", "relay.both.example"] {
        know(name, true, name.starts_with("relay"));
    }
    for name in ["host.a.example", "mx.a.example", "include.host.example"] {
        know(name, false, true);
    }
    for name in ["gone.a.example", "spf.protection.outlok.com", "protection.outlook.com", "_spf.googel.com"] {
        know(name, false, false);
    }
    heard.show(by_id("microsoft365").unwrap());
    heard
}

#[track_caller]
fn meant(record: &str, text: &str) {
    let intent = Intent::read(record, &heard());
    assert_eq!((intent.to_string().as_str(), intent.unclear.as_slice()), (text, [].as_slice()), "{record}");
    stable(record, text);
}

#[track_caller]
fn unclear(record: &str, text: &str, words: &[&str]) {
    let intent = Intent::read(record, &heard());
    assert_eq!(intent.to_string(), text, "{record}");
    let own: Vec<&str> = intent.unclear.iter().map(|unclear| unclear.written.as_str()).collect();
    assert_eq!(own, words, "{record}");
    stable(record, text);
}

#[track_caller]
fn stable(record: &str, text: &str) {
    let again = Intent::read(text, &heard());
    assert!(again.is_as_written(), "{record}: {text}: {again:?}");
    assert_eq!(again.to_string(), text);
}

#[test]
fn terms_that_lost_or_gained_a_separator() {
    for (record, text) in [
        ("v=spf1 include: spf.a.example -all", "v=spf1 include:spf.a.example -all"),
        ("v=spf1 include :spf.a.example -all", "v=spf1 include:spf.a.example -all"),
        ("v=spf1 include : spf.a.example -all", "v=spf1 include:spf.a.example -all"),
        ("v=spf1 mx include spf.a.example -all", "v=spf1 mx include:spf.a.example -all"),
        (
            "v=spf1 include:spf.a.example,include:spf.b.example,-all",
            "v=spf1 include:spf.a.example include:spf.b.example -all",
        ),
        (
            "v=spf1 include:spf.a.example, spf.b.example -all",
            "v=spf1 include:spf.a.example include:spf.b.example -all",
        ),
        ("v=spf1|mx|include:spf.a.example|-all", "v=spf1 mx include:spf.a.example -all"),
        ("v=spf1; mx; a; -all;", "v=spf1 mx a -all"),
        ("v=spf1 ip4:192.0.2.1,192.0.2.2 -all", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all"),
        ("v=spf1 ip4:192.0.2.1:192.0.2.2 -all", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all"),
        (
            "v=spf1 include:_spf.a.exampleinclude:spf.b.exampleip4:192.0.2.1 -all",
            "v=spf1 include:_spf.a.example include:spf.b.example ip4:192.0.2.1 -all",
        ),
        ("v=spf1 ip4:192.0.2.1~all", "v=spf1 ip4:192.0.2.1 ~all"),
        ("v=spf1 ip4:192.0.2.1-all", "v=spf1 ip4:192.0.2.1 -all"),
        ("v=spf1 include:spf.a.example-all", "v=spf1 include:spf.a.example -all"),
        ("v=spf1 a:host.a.example-all!", "v=spf1 a:host.a.example -all"),
        ("v=spf1 mx-all", "v=spf1 mx -all"),
        ("v=spf1 a mx-include:spf.a.example ~all", "v=spf1 a mx -include:spf.a.example ~all"),
        ("v=spf1 ip4:192.0.2.1mx -all", "v=spf1 ip4:192.0.2.1 mx -all"),
        ("v=spf1 +a+mx+ip4:192.0.2.1~all", "v=spf1 +a +mx +ip4:192.0.2.1 ~all"),
        ("v=spf1 mx,include:spf.a.example -all", "v=spf1 mx include:spf.a.example -all"),
        ("v=spf1 ip4: 192.0.2.0/24 ip4 192.0.2.0 /25 -all", "v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.0/25 -all"),
        (
            "v=spf1 ip4:192,0,2,1 include:spf.a,example -all",
            "v=spf1 ip4:192.0.2.1 include:spf.a.example -all",
        ),
        ("v=spf1\tmx\r\n-all", "v=spf1 mx -all"),
        ("v=spf1 redirect = spf.a.example", "v=spf1 redirect=spf.a.example"),
        ("v=spf1 exists:%{i,}.a.example -all", "v=spf1 exists:%{i,}.a.example -all"),
    ] {
        meant(record, text);
    }
}

#[test]
fn words_beside_the_terms() {
    for (record, text) in [
        ("v=spf1 ip4:192.0.2.1:ip4:192.0.2.2 -all", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all"),
        (
            "v=spf1 include:spf.a.example:include:spf.b.example -all",
            "v=spf1 include:spf.a.example include:spf.b.example -all",
        ),
        ("v=spf1 include:spf.a.example -all;v=DMARC1; p=none", "v=spf1 include:spf.a.example -all"),
        ("v=spf1 ip4:192.0.2.1 and ip4:192.0.2.2 -all", "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all"),
        ("v=spf1 allow:192.0.2.1 server:host.a.example -all", "v=spf1 ip4:192.0.2.1 a:host.a.example -all"),
        (
            "v=spf1 domain:spf.a.example a:host.a.example/32/ -all",
            "v=spf1 include:spf.a.example a:host.a.example -all",
        ),
        ("v=spf1 mx<br>include:spf.a.example-all.", "v=spf1 mx include:spf.a.example -all"),
    ] {
        meant(record, text);
    }
    unclear("v=spf1 deny:192.0.2.1 mx -all", "v=spf1 mx ~all", &["deny:192.0.2.1"]);
}

#[test]
fn the_end_of_a_record_stays() {
    for end in
        ["- all", "–all", "— all", "all-", "all -", "_all", "-all.", "-all;", "-\"all\"", "[-all]", "-all\\"]
    {
        meant(&format!("v=spf1 mx {end}"), "v=spf1 mx -all");
    }
    for end in ["~ all", "all~", "all ~", "`all", "-~all", "˜all", "“~all”", "~all\"", "%7Eall"] {
        meant(&format!("v=spf1 mx {end}"), "v=spf1 mx ~all");
    }
    meant("v=spf1 mx ? all", "v=spf1 mx ?all");
    for end in [".all", "*all", "=all", ";all", "+ all", "all;", "+all,", "all all"] {
        meant(&format!("v=spf1 mx {end}"), "v=spf1 mx ~all");
    }
    meant("v=spf1 mx include: -all", "v=spf1 mx -all");
    meant("v=spf1 mx redirect= -all", "v=spf1 mx -all");
    meant("v=spf1 mx: include:spf.a.example -all", "v=spf1 mx include:spf.a.example -all");
    meant("v=spf1 -all ip:192.0.2.1", "v=spf1 ip4:192.0.2.1 -all");
    meant("v=spf1 ip:192.0.2.1 -all ~all", "v=spf1 ip4:192.0.2.1 ~all");
    meant("v=spf1 ip:192.0.2.1", "v=spf1 ip4:192.0.2.1 ~all");
}

#[test]
fn nobody_is_let_in() {
    for record in ["v=spf1 +all", "v=spf1 all", "v=spf1 all;", "v=spf1 + all"] {
        assert_eq!(Intent::read(record, &heard()).to_string(), "v=spf1 ~all", "{record}");
    }
    unclear("v=spf1 mx ip4:0.0.0.0/0 -all", "v=spf1 mx ~all", &["ip4:0.0.0.0/0"]);
    unclear("v=spf1 mx ip6:::/0 a/0 -all", "v=spf1 mx ~all", &["ip6:::/0", "a/0"]);
    unclear("v=spf1 mx 0.0.0.0/00 -all", "v=spf1 mx ~all", &["0.0.0.0/00"]);
}

#[test]
fn slips_of_the_pen() {
    for (record, text) in [
        (
            "v=spf1 ip:192.0.2.1 ip6:192.0.2.2 ip4:2001:db8::1 -all",
            "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1 -all",
        ),
        (
            "v=spf1 includ:spf.a.example includes:spf.b.example -all",
            "v=spf1 include:spf.a.example include:spf.b.example -all",
        ),
        (
            "v=spf1 include=spf.a.example ip4=192.0.2.1 -all",
            "v=spf1 include:spf.a.example ip4:192.0.2.1 -all",
        ),
        ("v=spf1 include.spf.a.example -all", "v=spf1 include:spf.a.example -all"),
        ("v=spf1 include_spf.a.example -all", "v=spf1 include:_spf.a.example -all"),
        ("v=spf1 includespf.a.example ip4192.0.2.1 -all", "v=spf1 include:spf.a.example ip4:192.0.2.1 -all"),
        ("v=spf1 include::spf.a.example -all", "v=spf1 include:spf.a.example -all"),
        ("v=spf1 include:http://spf.a.example/ -all", "v=spf1 include:spf.a.example -all"),
        (
            "v=spf1 https://spf.a.example a:smtp://host.a.example -all",
            "v=spf1 include:spf.a.example a:host.a.example -all",
        ),
        ("v=spf1 a:host.a.example:25 -all", "v=spf1 a:host.a.example -all"),
        ("v=spf1 redirect:spf.a.example", "v=spf1 redirect=spf.a.example"),
        ("v=spf1 -redirect=spf.a.example", "v=spf1 redirect=spf.a.example"),
        ("v=spf1 redirect=spf.a.example -all", "v=spf1 include:spf.a.example -all"),
        ("v=spf1 mx ~all redirect=spf.a.example", "v=spf1 mx include:spf.a.example ~all"),
        ("v=spf1 ip4:203.0.113.0\\24 -all", "v=spf1 ip4:203.0.113.0/24 -all"),
        (
            "v=spf1 192.0.2.1 a:192.0.2.2 +192.0.2.4/30 -all",
            "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip4:192.0.2.4/30 -all",
        ),
        (
            "v=spf1 ip4:[192.0.2.1] ip6:[2001:db8::1] (mx) -all",
            "v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 mx -all",
        ),
        (
            "v=spf1 ip4:host.a.example +ip4:relay.both.example -all",
            "v=spf1 a:host.a.example include:relay.both.example -all",
        ),
        (
            "v=spf1 host.a.example spf.a.example include.host.example -all",
            "v=spf1 a:host.a.example include:spf.a.example a:include.host.example -all",
        ),
        (
            "v=spf1 include:ip4:192.0.2.1 a:include:spf.a.example -all",
            "v=spf1 ip4:192.0.2.1 include:spf.a.example -all",
        ),
        ("v=spf1 include:spf..a.example ~all", "v=spf1 include:spf.a.example ~all"),
        (
            "v=spf1 ip4:192.0.2.1/ ip4:192.0.2.* ip4:10.0.0.0/08 -all",
            "v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ip4:10.0.0.0/8 -all",
        ),
        ("v=spf1 include:spf.protection.outlok.com -all", "v=spf1 include:spf.protection.outlook.com -all"),
        ("v=spf1 include:protection.outlook.com -all", "v=spf1 include:spf.protection.outlook.com -all"),
        ("v=spf1 spf.protection.outlook.com -all", "v=spf1 include:spf.protection.outlook.com -all"),
        ("v=spf1 -ip:192.0.2.1 ip4:192.0.2.0/24 ~all", "v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/24 ~all"),
        (
            "v=spf1 a/24 mx//64 ptr exp=e.a.example ra=postmaster -all.",
            "v=spf1 a/24 mx//64 ptr exp=e.a.example ra=postmaster -all",
        ),
    ] {
        meant(record, text);
    }
}

#[test]
fn nobody_is_dropped_in_silence() {
    unclear("v=spf1 mx a:host.a.example:2/5 -all", "v=spf1 mx ~all", &["a:host.a.example:2/5"]);
    unclear("v=spf1 mx ip4:192.0.2.1/33 -all", "v=spf1 mx ~all", &["ip4:192.0.2.1/33"]);
    unclear("v=spf1 mx include:gone.a.example -all", "v=spf1 mx ~all", &["include:gone.a.example"]);
    unclear("v=spf1 mx include:_spf.googel.com -all", "v=spf1 mx ~all", &["include:_spf.googel.com"]);
    unclear("v=spf1 mx redirect=gone.a.example", "v=spf1 mx ~all", &["redirect=gone.a.example"]);
    unclear("v=spf1 mx what.ever.example -all", "v=spf1 mx ~all", &["what.ever.example"]);
    unclear("v=spf1 mx - include:spf.a.example -all", "v=spf1 mx ~all", &["- include:spf.a.example"]);
    unclear("v=spf1 what redirect=spf.a.example", "v=spf1 include:spf.a.example ~all", &["what"]);
    let asked = Intent::read("v=spf1 what.ever.example -all", &heard()).questions;
    assert_eq!(asked.len(), 3, "TXT, A and AAAA");
}

#[test]
fn near_misses_are_no_other_record() {
    for near in [
        " v=spf1 mx -all",
        "\"v=spf1 mx -all\"",
        "“v=spf1 mx -all”",
        "v=spf1; mx -all",
        "v=spf10 mx -all",
        "spf1 mx -all",
        "v = spf1 mx -all",
        "v=spf1mx -all",
        "v=spf1, mx -all",
        "v=spf1.0 mx -all",
        "v=spf mx -all",
        "v:spf1 mx -all",
        "v=sfp1 mx -all",
        "v=spfl mx -all",
        "(v=spf1 mx -all)",
        "&quot;v=spf1 mx -all&quot;",
        "TXT v=spf1 mx -all",
        "@ IN TXT \"v=spf1 mx -all\"",
        "example.com. 3600 IN TXT \"v=spf1 \" \"mx -all\"",
        "SPF: v=spf1 mx -all",
        "v=spf1\u{a0}mx -all",
    ] {
        assert!(is_near(near), "{near}");
        meant(near, "v=spf1 mx -all");
    }
    meant("v=spf1 v=spf1 mx -all", "v=spf1 mx -all");
    meant("v=spf1 mx -all v=spf1 a ~all", "v=spf1 mx a ~all");
    for (record, word) in [
        ("v=spf1 mx -all v=spf1 a ~all", Some("v=spf1")),
        ("v=spf1 mx -all a", Some("a")),
        ("v=spf1 mx redirect=spf.a.example -all", Some("redirect=spf.a.example")),
        ("v=spf1 mx -all redirect=spf.a.example", Some("redirect=spf.a.example")),
        ("v=spf1 mx redirect=gone.a.example -all", None),
        ("v=spf1 mx -all -a exp=e.a.example", None),
    ] {
        assert_eq!(Intent::read(record, &heard()).misread().map(|(term, _)| term), word, "{record}");
    }
    for other in [
        "v=spf1 mx -all",
        "V=SPF1 mx -all",
        "v=DMARC1; p=none",
        "spf2.0/pra mx -all",
        "MS=ms123",
        "",
        "spf",
        "spf record of a.example",
        "v=verify1",
        "google-site-verification=spf1",
        "v=spf1domainverification",
    ] {
        assert!(!is_near(other), "{other}");
    }
}

#[test]
fn a_right_record_is_left_alone() {
    for record in [
        "v=spf1 mx -all",
        "v=spf1 a mx",
        "v=spf1 a:%{d} include:%{ir}.%{v}._spf.a.example ~all",
        "v=spf1 redirect=spf.a.example",
        "v=spf1 ?include:spf.a.example -ip4:192.0.2.1 mx:a.example/24//64 -all",
        "v=spf1 include:spf.a.example. a:*.b.example -all ra=postmaster",
    ] {
        let intent = Intent::read(record, &heard());
        assert!(intent.is_as_written(), "{intent:?}");
    }
}

#[test]
fn merging_keeps_all_that_is_used() {
    let merged = |records: &[&str]| {
        Intent::merged(records.iter().map(|record| Intent::read(record, &heard())).collect()).to_string()
    };
    assert_eq!(
        merged(&["v=spf1 include:spf.a.example -all", "v=spf1 mx include:spf.a.example ~all"]),
        "v=spf1 include:spf.a.example mx ~all"
    );
    assert_eq!(merged(&["v=spf1 +all", "v=spf1 mx -all"]), "v=spf1 mx ~all");
    assert_eq!(
        merged(&["v=spf1 redirect=spf.a.example", "v=spf1 mx -all"]),
        "v=spf1 include:spf.a.example mx ~all"
    );
    assert_eq!(merged(&["v=spf1 what -all", "v=spf1 mx -all"]), "v=spf1 mx ~all");
    assert_eq!(merged(&["v=spf1 a", "v=spf1 mx"]), "v=spf1 a mx ~all");
}

#[test]
fn what_is_dropped_is_found_by_comparing() {
    let read = |record: &str| Intent::read(record, &heard());
    let old = read("v=spf1 include:spf.a.example ip4:192.0.2.1 mx what -all");
    assert_eq!(old.dropped_in(&old.to_string()), ["what"]);
    assert_eq!(
        old.dropped_in("v=spf1 ip4:192.0.2.0/24 ~all"),
        ["what", "include:spf.a.example", "mx"],
        "an address within a network stays"
    );
    assert!(read("v=spf1 redirect=spf.a.example").dropped_in("v=spf1 include:spf.a.example ~all").is_empty());
    assert_eq!(
        read("v=spf1 mx redirect=spf.a.example").dropped_in("v=spf1 mx ~all"),
        ["redirect=spf.a.example"]
    );
}

#[test]
fn records_are_edited_as_they_were_meant() {
    let read = |record: &str| Intent::read(record, &heard());
    let record =
        read("v=spf1 include:spf.a.example -all").with("ip4:192.0.2.1").with("include:spf.a.example");
    assert_eq!(record.to_string(), "v=spf1 include:spf.a.example ip4:192.0.2.1 -all");
    assert_eq!(read("v=spf1 mx").with("a").to_string(), "v=spf1 mx a");
    assert_eq!(
        read("v=spf1 mx redirect=spf.a.example").softened().to_string(),
        "v=spf1 mx include:spf.a.example ~all"
    );
    let without = read("v=spf1 mx a -all").without(|term| term == "a");
    assert_eq!(without.to_string(), "v=spf1 mx -all");
}

/// A record that a panel cut off, or that was shortened by hand: what is left of a term.
#[test]
fn what_is_left_of_a_term() {
    let mut heard = Heard::default();
    heard.show(crate::providers::by_id("microsoft365").unwrap());
    for cut in ["spf.protection.outlook", "spf.protecti", "spf.protection.outlook.co"] {
        heard.know(Domain::parse(cut).unwrap(), Facts { spf: Some(false), address: Some(false) });
    }
    let whole = "v=spf1 mx include:spf.protection.outlook.com ~all";
    for (record, meant) in [
        ("v=spf1 mx include:spf.protection.outlook", whole),
        ("v=spf1 mx include:spf.protecti", whole),
        ("v=spf1 mx include:spf.protection.outlook.co", whole),
        ("v=spf1 mx lude:spf.protection.outlook.com ~all", whole),
        ("v=spf1 mx :spf.protection.outlook.com ~all", whole),
        ("v=spf1 mx include:spf.protection.outlook.com ~a", whole),
        ("v=spf1 mx include:spf.protection.outlook.com -a", whole),
        ("v=spf1 -a mx -all", "v=spf1 -a mx -all"),
    ] {
        let intent = Intent::read(record, &heard);
        assert_eq!(intent.to_string(), meant, "{record}");
        assert_eq!(intent.is_as_written(), record == meant, "{record}");
    }
    // Nothing in the domain's records shows the provider.
    let nobody = Heard { providers: Vec::new(), ..heard };
    assert!(!Intent::read("v=spf1 mx include:spf.protecti", &nobody).to_string().contains("include"));
}
