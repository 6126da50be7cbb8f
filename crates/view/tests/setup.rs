//! Snapshots of the first user's own set-up, as it is drawn, and what a drawn set-up never does.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

mod outline;

use insta::assert_snapshot;
use outline::outline;
use waxseal_core::dns::Zone;
use waxseal_core::set_up;
use waxseal_core::setup::{Choices, SetupForm, SetupReport};
use waxseal_prose::Lang;
use waxseal_view::{Attribute, Locale, Node, SetupSession};

const ZONE: &str = include_str!("../../../web/assets/examples/zone.json");

fn seed() -> SetupForm {
    SetupForm {
        domain: "nl365pro.com".into(),
        sends: vec!["microsoft365".into(), "mailchimp".into()],
        tenant: "exchangelabsnl".into(),
        receives: "microsoft365".into(),
        reports: "NL365Dmarc@nl365pro.com".into(),
        ..SetupForm::default()
    }
}

fn session(typed: SetupForm) -> SetupSession {
    let zone: Zone = serde_json::from_str(ZONE).unwrap();
    match Choices::read(&typed, |_| None) {
        Ok(choices) => {
            let report = pollster::block_on(set_up(&zone, &choices));
            SetupSession {
                typed,
                report: Some(report),
                resolver: "https://dns.example/dns-query".into(),
                ..SetupSession::default()
            }
        }
        Err(refused) => SetupSession { typed, refused, ..SetupSession::default() },
    }
}

fn drawn(lang: Lang, session: &SetupSession) -> Node {
    waxseal_view::setup(Locale { lang, ..Locale::default() }, session)
}

fn attributes(node: &Node, name: Attribute) -> Vec<String> {
    let own = node.attributes.iter().filter(|(own, _)| *own == name).map(|(_, value)| value.clone());
    own.chain(node.children.iter().flat_map(|child| attributes(child, name))).collect()
}

#[test]
fn the_first_users_own_set_up() {
    let session = session(seed());
    for lang in Lang::ALL {
        assert_snapshot!(format!("setup-{}", lang.tag()), outline(&drawn(lang, &session)));
    }
}

#[test]
fn the_dns_host_has_its_page_where_that_is_known_and_how_it_takes_a_record() {
    let page = |servers: [&str; 2]| {
        let zone = format!(
            r#"{{"a.example": [{{"NS": "{}"}}, {{"NS": "{}"}}],
                "a-example.mail.protection.outlook.com": [{{"A": "192.0.2.1"}}]}}"#,
            servers[0], servers[1]
        );
        let zone: Zone = serde_json::from_str(&zone).unwrap();
        let typed = SetupForm { domain: "a.example".into(), sends: vec!["transip".into()], ..seed() };
        let report = pollster::block_on(set_up(&zone, &Choices::read(&typed, |_| None).unwrap()));
        let drawn = drawn(Lang::En, &SetupSession { typed, report: Some(report), ..SetupSession::default() });
        (attributes(&drawn, Attribute::Href), drawn.plain_text(), attributes(&drawn, Attribute::DataCopy))
    };
    let (links, text, copied) = page(["helium.ns.hetzner.de", "hydrogen.ns.hetzner.com"]);
    assert!(
        copied.iter().any(|name| name == "@") && copied.iter().any(|value| value.ends_with(".outlook.com."))
    );
    assert!(
        links.iter().any(|link| link == "https://docs.hetzner.com/networking/dns/record-types/txt-record/")
    );
    assert!(text.contains("How to add a record at Hetzner"));
    assert!(text.contains("with a dot, or a.example is appended to it too") && text.contains("in quotes"));
    let (_, text, copied) = page(["maceio.ns.porkbun.com", "curitiba.ns.porkbun.com"]);
    assert!(text.contains("leave empty") && !copied.iter().any(|name| name == "@"));
    assert!(copied.iter().any(|value| value.ends_with(".outlook.com")));
    let (links, text, _) = page(["ns1.vimexx.nl", "ns2.vimexx.nl"]);
    assert!(text.contains("is at Vimexx") && !text.contains("How to add a record"));
    assert!(!links.iter().any(|link| link.contains("vimexx")));
}

#[test]
fn what_is_typed_stands_in_the_form_again_and_what_is_wrong_is_said() {
    let typed = SetupForm { domain: "no domain".into(), own: "10.0.0.1".into(), ..seed() };
    let page = drawn(Lang::En, &session(typed));
    assert!(attributes(&page, Attribute::Value).contains(&"no domain".to_owned()));
    assert_eq!(attributes(&page, Attribute::Checked).len(), 2);
    let text = page.plain_text();
    assert!(
        text.contains("\"no domain\" is not one domain") && text.contains("\"10.0.0.1\" is only seen inside")
    );
    assert!(attributes(&page, Attribute::DataCopy).is_empty());
}

#[test]
fn what_cannot_be_published_has_no_button_to_copy_it_with() {
    let typed = SetupForm { sends: vec!["proofpoint".into(), "microsoft365".into()], ..seed() };
    let page = drawn(Lang::En, &session(typed));
    let copied = attributes(&page, Attribute::DataCopy);
    assert!(copied.iter().any(|text| text == "_dmarc.nl365pro.com"));
    assert!(copied.iter().all(|text| !text.starts_with("v=spf1")));
    let zone_file = copied.iter().find(|text| text.contains(" IN ")).unwrap();
    assert!(zone_file.contains("; nl365pro.com TXT: Not finished: Proofpoint needs a part of its own"));
}

#[test]
fn before_anybody_was_asked_there_is_a_plan_and_no_tick() {
    let choices = Choices::read(&seed(), |_| None).unwrap();
    let (report, progress) = (Some(SetupReport::unasked(choices)), Some((9, 2)));
    let session = SetupSession { typed: seed(), report, progress, ..SetupSession::default() };
    let page = drawn(Lang::En, &session);
    let text = page.plain_text();
    assert!(text.contains("dkim2.mcsv.net") && text.contains("2 of 9 questions answered"));
    assert!(attributes(&page, Attribute::Class).iter().all(|class| !class.contains("chip")));
}
