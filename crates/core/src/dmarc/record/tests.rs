//! Records of every kind of tag, well formed and not.

use super::*;

fn record(text: &str) -> Record {
    Record::parse(text).unwrap()
}

#[test]
fn the_version_is_exact_and_first() {
    for text in ["v=DMARC1", "v=DMARC1;", "v = DMARC1 ; p=none", "v=DMARC1;p=none"] {
        assert!(Record::parse(text).is_some(), "{text}");
    }
    for text in ["", "v=DMARC2", "v=dmarc1", "V=DMARC1", "p=none; v=DMARC1", "v=DMARC1x", "v=DMARC1 p=none"] {
        assert_eq!(Record::parse(text), None, "{text}");
    }
}

#[test]
fn the_first_users_record() {
    let read = record("v=DMARC1;p=none;sp=reject;pct=100;rua=mailto:NL365Dmarc@nl365pro.com");
    assert_eq!((read.p, read.sp, read.np), (Some(Policy::None), Some(Policy::Reject), None));
    assert_eq!(read.rua[0].domain.as_deref(), Some("nl365pro.com"));
    assert!(matches!(&read.problems[..], [RecordProblem::RemovedTag { tag, .. }] if tag == "pct"));
    assert!(read.applies() && read.defaulted.adkim && !read.defaulted.sp);
}

#[test]
fn tags_come_in_any_order_and_bad_values_fall_to_their_defaults() {
    let read = record(
        "v=DMARC1; adkim=x; aspf=s; zz=1; np=Quarantine; p=REJECT; t=y; psd=n; p=none; stray; fo=1:d:s",
    );
    assert_eq!(
        (read.p, read.np, read.adkim, read.aspf),
        (Some(Policy::Reject), Some(Policy::Quarantine), Mode::Relaxed, Mode::Strict)
    );
    assert!(read.testing && read.psd == Psd::N && read.fo.as_deref() == Some("1:d:s"));
    assert_eq!(read.problems.len(), 4, "{:?}", read.problems);
}

#[test]
fn rfc_9989_4_10_1_a_record_without_a_valid_policy_needs_somewhere_to_report() {
    assert!(!record("v=DMARC1").applies());
    assert!(!record("v=DMARC1; p=nothing").applies());
    assert!(record("v=DMARC1; rua=mailto:a@b.example").applies());
    assert!(!record("v=DMARC1; p=reject; sp=maybe").applies());
    assert!(!record("v=DMARC1; p=reject; sp=maybe").has_valid_policies());
    assert!(record("v=DMARC1; p=reject; sp=maybe; rua=mailto:a@b.example").applies());
    assert!(!record("v=DMARC1; rua=a@b.example").applies());
}

#[test]
fn report_addresses_and_their_obsolete_sizes() {
    let read = record(
        "v=DMARC1; p=none; rua=mailto:a@b.example!10m, https://c.example/x ,mailto:nobody, mailto:a@b.example!ten",
    );
    assert_eq!(read.rua.len(), 2);
    assert_eq!(
        read.rua[0],
        ReportUri {
            uri: "mailto:a@b.example".into(),
            domain: Some("b.example".into()),
            size: Some("10m".into())
        }
    );
    assert_eq!(read.problems.len(), 2);
}

#[test]
fn failure_options() {
    for good in ["0", "1", "d", "0:d:s", "d:s:1"] {
        assert!(is_fo(good), "{good}");
    }
    for bad in ["", "0:1", "d:d", "s:d:s", "0:0", "2", "0:"] {
        assert!(!is_fo(bad), "{bad}");
    }
}

#[test]
fn rfc_9989_4_8_values_are_read_in_either_case() {
    let read = record("v=DMARC1; p=none; adkim=S; aspf=R; t=N; psd=U; fo=D:S");
    assert_eq!((read.adkim, read.aspf, read.testing, read.psd), (Mode::Strict, Mode::Relaxed, false, Psd::U));
    assert_eq!((read.fo.as_deref(), read.problems.len()), (Some("D:S"), 0));
    let read = record("v=DMARC1; p=none; adkim=r; aspf=S; t=Y; psd=Y");
    assert_eq!((read.adkim, read.aspf, read.testing, read.psd), (Mode::Relaxed, Mode::Strict, true, Psd::Y));
    assert_eq!(record("v=DMARC1; psd=N").psd, Psd::N);
    let bad = record("v=DMARC1; p=none; adkim=rs; aspf=; t=yes; psd=x; fo=2");
    let tags: Vec<_> = bad
        .problems
        .iter()
        .map(|problem| match problem {
            RecordProblem::BadValue { tag, .. } => tag.as_str(),
            RecordProblem::NotATag { .. } => "not a tag",
            _ => "something else",
        })
        .collect();
    assert_eq!(tags, ["adkim", "not a tag", "t", "psd", "fo"]);
}

#[test]
fn rfc_7489_6_3_the_share_is_a_number_up_to_one_hundred() {
    for (value, pct) in [("0", Some(0)), ("100", Some(100)), ("101", None), ("-1", None), ("ten", None)] {
        assert_eq!(record(&format!("v=DMARC1; p=none; pct={value}; ri=5; rf=afrf")).pct, pct, "{value}");
    }
}

#[test]
fn rfc_3986_3_1_a_report_address_has_a_scheme_and_something_behind_it() {
    let uris = |value: &str| record(&format!("v=DMARC1; p=none; rua={value}")).rua;
    for good in
        ["mailto:a@b.example", "MAILTO:a@b.example?subject=x@y", "x2+y-z.w:1", "https://b.example/a@c"]
    {
        assert_eq!(uris(good).len(), 1, "{good}");
    }
    for bad in ["2x:y", "h_p:y", "https:", "https:a b", "mailto:@b.example", "mailto:a@", "mailto:a b@c", "a"]
    {
        assert_eq!(uris(bad), [], "{bad}");
    }
    assert_eq!(uris("MAILTO:a@b.example?subject=x@y")[0].domain.as_deref(), Some("b.example"));
    assert_eq!(uris("https://b.example/a@c")[0].domain, None);
}

#[test]
fn obsolete_sizes_are_digits_and_at_most_one_unit() {
    for good in ["1", "10k", "10M", "7g", "2T"] {
        assert!(is_report_size(good), "{good}");
    }
    for bad in ["", "m", "10mm", "1x", "1m0"] {
        assert!(!is_report_size(bad), "{bad}");
    }
}

#[test]
fn a_tag_that_stands_twice_counts_once_whatever_its_value_was() {
    let read = record("v=DMARC1; p=nothing; p=reject; rua=mailto:a@b.example");
    assert_eq!((read.p, read.has_valid_policies(), read.defaulted.p), (None, false, true));
    let problems = &read.problems[..];
    assert!(matches!(problems, [RecordProblem::BadValue { .. }, RecordProblem::Duplicate { .. }]));
}
