//! RFC 7208 §12, rule by rule.

use crate::spf::{Mechanism, Record, Term};

fn error(term: &str) -> (String, std::borrow::Cow<'static, str>) {
    let text = format!("v=spf1 {term} -all");
    let error = Record::parse(&text).unwrap_err();
    (error.span.text(&text).to_owned(), error.expected)
}

#[test]
fn every_term_is_read_and_printed() {
    for text in [
        "v=spf1",
        "v=spf1 all",
        "v=spf1 -all",
        "v=spf1 a a:b.example a/24 a//64 a/24//64 a:b.example/0//0",
        "v=spf1 mx mx:b.example/24//64 ~mx",
        "v=spf1 ptr ?ptr:b.example",
        "v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::",
        "v=spf1 include:%{d2}.b.example exists:%{ir}.%{l1r+-}._spf.%{d} exists:%{S}%%%_%-.%{h}",
        "v=spf1 redirect=_spf.b.example exp=why.%{d} ra=postmaster x-y.z_1=a/b:%{c}",
        "v=spf1 a:b/c:d.example a:b/24.example/24",
    ] {
        assert_eq!(Record::parse(text).map(|record| record.to_string()).as_deref(), Ok(text));
    }
}

#[test]
fn names_are_read_in_any_case_and_spaces_in_any_number() {
    let record = Record::parse("V=SPF1   A:B.Example  +ALL Redirect=c.example  ").unwrap();
    assert_eq!(record.to_string(), "v=spf1 a:B.Example all redirect=c.example");
}

#[test]
fn a_version_is_followed_by_a_space_or_nothing() {
    assert!(Record::is_spf("v=spf1") && Record::is_spf("V=Spf1 -all"));
    for text in
        ["v=spf10", "v=spf1\t-all", " v=spf1 -all", "v=spf2.0/pra -all", "\"v=spf1 -all\"", "v=spf1\u{a0}"]
    {
        assert!(!Record::is_spf(text), "{text}");
    }
}

#[test]
fn an_error_is_placed_where_reading_stopped() {
    assert_eq!(error("ip4:192.0.2.256"), ("192.0.2.256".into(), "ip4-network".into()));
    assert_eq!(error("ip4:192.0.2.0/33"), ("33".into(), "ip4-cidr-length from 0 to 32".into()));
    assert_eq!(error("ip4:192.0.2.0/024"), ("024".into(), "ip4-cidr-length from 0 to 32".into()));
    assert_eq!(error("ip6:2001:db8::/129"), ("129".into(), "ip6-cidr-length from 0 to 128".into()));
    assert_eq!(error("a/24/64"), ("/64".into(), "SP or the end of the record".into()));
    assert_eq!(error("?ipv4:192.0.2.1"), ("ipv4:192.0.2.1".into(), "mechanism".into()));
    assert_eq!(error("include"), (String::new(), "\":\" domain-spec".into()));
    assert_eq!(error("a:b.example%x").0, "%x");
    assert_eq!(error("exists:%{q}.example"), ("q}.example".into(), "macro-letter".into()));
    assert_eq!(error("exists:%{c}.example").1, "macro-letter other than c, r or t");
    assert_eq!(error("redirect=a.example redirect=b.example").1, "redirect no more than once");
    assert_eq!(error("a:b\u{e9}.example").0, "\u{e9}.example");
}

#[test]
fn a_domain_spec_ends_in_a_top_label_or_a_macro() {
    for bad in ["a:b", "a:b.123", "a:b.example-", "a:b.-example", "a:%{d}b", "a:.", "a:b.example..", "a:"] {
        assert!(Record::parse(&format!("v=spf1 {bad}")).is_err(), "{bad}");
    }
    for good in ["a:b.example.", "a:%{d}.b", "a:b.1-2", "a:b%%", "a:_b.xn--c", "a:b..example"] {
        assert!(Record::parse(&format!("v=spf1 {good}")).is_ok(), "{good}");
    }
}

#[test]
fn all_errors_of_a_record_are_told() {
    let (record, errors) = Record::parse_leniently("v=spf1 a:b ip4:x mx -all");
    assert_eq!((record.terms.len(), errors.len()), (2, 2));
    assert!(matches!(&record.terms[0].term, Term::Directive(d) if matches!(d.mechanism, Mechanism::Mx(..))));
}
