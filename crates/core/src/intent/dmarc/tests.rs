use super::*;

#[track_caller]
fn meant(record: &str, text: &str) {
    let intent = Intent::read(record);
    assert_eq!((intent.to_string().as_str(), intent.unclear.as_slice()), (text, [].as_slice()), "{record}");
    assert!(is_near(record), "{record}");
    stable(record, text);
}

#[track_caller]
fn unclear(record: &str, text: &str, words: &[&str]) {
    let intent = Intent::read(record);
    assert_eq!(
        (intent.to_string().as_str(), intent.unclear.as_slice()),
        (text, words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>().as_slice()),
        "{record}"
    );
    stable(record, text);
}

#[track_caller]
fn stable(record: &str, text: &str) {
    let read = Record::parse(text).unwrap_or_else(|| panic!("{record}: {text}"));
    assert!(read.applies() && read.has_valid_policies(), "{record}: {text}: {:?}", read.problems);
    assert_eq!(Intent::read(text).to_string(), text, "{record}");
}

#[test]
fn versions_and_separators() {
    for record in [
        "v=DMARC1 p=reject rua=mailto:a@b.example",
        "v=DMARC1, p=reject, rua=mailto:a@b.example",
        "v=DMARC1;; p=reject;;rua=mailto:a@b.example;",
        "v=DMARC1 | p=reject | rua=mailto:a@b.example",
        " v=DMARC1; p=reject; rua=mailto:a@b.example",
        "“v=DMARC1; p=reject; rua=mailto:a@b.example”",
        "\"v=DMARC1; p=reject; rua=mailto:a@b.example\"",
        "\"v=DMARC1; p=reject; \" \"rua=mailto:a@b.example\"",
        "\"v=DMARC1; p=reject;\" \"rua=mailto:a@b.\" \"example\"",
        "v=DMARC1\\; p=reject\\; rua=mailto:a@b.example",
        "&quot;v=DMARC1; p=reject; rua=mailto:a@b.example&quot;",
        "v=dmarc1; p=REJECT; rua=mailto:a@b.example",
        "v=DMARC; p=reject; rua=mailto:a@b.example",
        "v=DMARC 1; p=reject; rua=mailto:a@b.example",
        "v=DMRAC1; p=reject; rua=mailto:a@b.example",
        "v-DMARC1; p=reject; rua=mailto:a@b.example",
        "DMARC1; p=reject; rua=mailto:a@b.example",
        "v = DMARC1 ; p = reject ; rua = mailto:a@b.example",
        "v:DMARC1; p:reject; rua:mailto:a@b.example",
        "v=DMARC1;p=rejectrua=mailto:a@b.example",
        "_dmarc IN TXT ( \"v=DMARC1; p=reject; rua=mailto:a@b.example\" )",
        "v=DMARC1; V=DMARC1; p=reject; p=reject; rua=mailto:a@b.example",
        "p=reject; v=DMARC1; rua=mailto:a@b.example",
        "v=DMARC1;\u{a0}p=reject;\u{200b} rua=mailto:a@b.example",
    ] {
        meant(record, "v=DMARC1; p=reject; rua=mailto:a@b.example");
    }
}

#[test]
fn policies_in_other_words() {
    for (word, policy) in [
        ("quarentine", "quarantine"),
        ("quarantaine", "quarantine"),
        ("quarantined", "quarantine"),
        ("quaratine.", "quarantine"),
        ("rejcet", "reject"),
        ("Rejected", "reject"),
        ("nome", "none"),
        ("“none”", "none"),
        ("none none", "none"),
        ("no ne", "none"),
        ("monitor", "none"),
        ("=reject", "reject"),
        ("reject|none", "none"),
    ] {
        meant(&format!("v=DMARC1; p={word}; adkim=r"), &format!("v=DMARC1; p={policy}; adkim=r"));
    }
    meant("v=DMARC1; policy=reject", "v=DMARC1; p=reject");
    meant("v=DMARC1; reject", "v=DMARC1; p=reject");
    meant("v=DMARC1; p=reject; p=none", "v=DMARC1; p=none");
    unclear("v=DMARC1; p=block", "v=DMARC1; p=none", &["p=block"]);
    unclear("v=DMARC1; p=reject; sp=what", "v=DMARC1; p=reject; sp=none", &["sp=what"]);
    meant("v=DMARC1; p=none; sp=rejct", "v=DMARC1; p=none; sp=reject");
}

#[test]
fn letters_in_words() {
    for (record, text) in [
        ("v=DMARC1; p=none; adkim=strict; aspf=relaxed", "v=DMARC1; p=none; adkim=s; aspf=r"),
        ("v=DMARC1; p=none; fo=1,d,s", "v=DMARC1; p=none; fo=1:d:s"),
        ("v=DMARC1; p=none; fo=0:1:d:s", "v=DMARC1; p=none; fo=1:d:s"),
        ("v=DMARC1; p=none; fo=1;d;s; adkim=s", "v=DMARC1; p=none; fo=1:d:s; adkim=s"),
        ("v=DMARC1; p=none; psd=no; t=yes", "v=DMARC1; p=none; psd=n; t=y"),
        ("v=DMARC1; p=none; dkim=strict; asfp=s", "v=DMARC1; p=none; adkim=s; aspf=s"),
        ("v=DMARC1; p=reject; pct=50%", "v=DMARC1; p=reject; pct=50"),
    ] {
        meant(record, text);
    }
    unclear("v=DMARC1; p=none; adkim=what", "v=DMARC1; p=none", &["adkim=what"]);
}

#[test]
fn report_addresses_are_never_lost() {
    for record in [
        "v=DMARC1; p=none; rua=a@b.example; ruf=c@d.example",
        "v=DMARC1; p=none; rua:mailto:a@b.example; ruf:mailto:c@d.example",
        "v=DMARC1; p=none; rua=mailto: a@b.example; ruf=malto:c@d.example",
        "v=DMARC1; p=none; rua=<mailto:a@b.example>; ruf=\"c@d.example\"",
        "v=DMARC1; p=none; rau=mailto:a@b.example; rfu=mailto:c@d.example",
        "v=DMARC1; p=none; a@b.example; ruf=c@d.example",
    ] {
        meant(record, "v=DMARC1; p=none; rua=mailto:a@b.example; ruf=mailto:c@d.example");
    }
    for record in [
        "v=DMARC1; p=none; rua=mailto:a@b.example;mailto:c@d.example",
        "v=DMARC1; p=none; rua=mailto:a@b.example mailto:c@d.example",
        "v=DMARC1; p=none; rua=mailto:a@b.example; rua=mailto:c@d.example",
        "v=DMARC1; rua=mailto:a@b.example; p=none; mailto:c@d.example",
    ] {
        meant(record, "v=DMARC1; p=none; rua=mailto:a@b.example,mailto:c@d.example");
    }
    meant("v=DMARC1; p=none; rua=mailto:a@b.example!10MB", "v=DMARC1; p=none; rua=mailto:a@b.example!10m");
    unclear("v=DMARC1; p=none; rua=dmarc", "v=DMARC1; p=none", &["rua=dmarc"]);
}

#[test]
fn several_records_come_to_the_one_that_asks_for_the_least() {
    let merged = |records: &[&str]| {
        let read: Vec<Intent> = records.iter().map(|record| Intent::read(record)).collect();
        Intent::merged(&read).unwrap().to_string()
    };
    assert_eq!(
        merged(&[
            "v=DMARC1; p=quarantine; sp=reject; adkim=s; rua=mailto:a@t.example",
            "v=DMARC1; p=quarantine; sp=none; rua=mailto:b@t.example",
        ]),
        "v=DMARC1; p=quarantine; sp=none; rua=mailto:a@t.example,mailto:b@t.example"
    );
    assert_eq!(
        merged(&["v=DMARC1; p=reject; pct=10", "v=DMARC1; p=none; fo=1; ruf=mailto:b@t.example"]),
        "v=DMARC1; p=none; fo=1; ruf=mailto:b@t.example; pct=10"
    );
    assert_eq!(merged(&["v=DMARC1; p=reject", "v=DMARC1; p=reject; sp=none"]), "v=DMARC1; p=reject; sp=none");
}

#[test]
fn tags_are_set_and_taken_away_in_place() {
    let read = Intent::read("v=DMARC1;p=none;sp=reject;pct=100;rua=mailto:a@b.example");
    assert_eq!(
        read.clone().without_removed().to_string(),
        "v=DMARC1; p=none; sp=reject; rua=mailto:a@b.example"
    );
    assert_eq!(
        read.clone().with("sp", "").with("p", "reject").to_string(),
        "v=DMARC1; p=reject; pct=100; rua=mailto:a@b.example"
    );
    assert_eq!(
        Intent::read("v=DMARC1; p=reject; pct=20").without_removed().to_string(),
        "v=DMARC1; p=reject; pct=20"
    );
    assert_eq!(read.dropped_in("v=DMARC1; p=none"), ["sp=reject", "pct=100", "rua=mailto:a@b.example"]);
}
