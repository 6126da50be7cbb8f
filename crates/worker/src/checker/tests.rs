//! What is shown after what was done, with a performer that has DNS as data and no browser.

use super::input::Setting;
use super::*;
use futures_util::future::FutureExt;
use serde_json::json;
use waxseal_core::dns::{DnsError, Fault, Overlay, Question, Resolve, Zone};
use waxseal_core::evidence::Tables;
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, SpfInput, check_domain, check_spf, set_up};
use waxseal_view::Link;
use waxseal_view::share::Mask;

const MESSAGE: &str = "Received: from mail.a.example (mail.a.example [192.0.2.1]) by mx.b.example with ESMTPS;\r\n \
                       Tue, 1 Sep 2026 10:00:00 +0000\r\nReturn-Path: <x@a.example>\r\nFrom: Wilma <wilma@a.example>\r\n\
                       DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=sel; h=from; bh=AAAA; b=AAAA\r\n\
                       Subject: secret words\r\n\r\nHello\r\n";

fn to_ascii(name: &str) -> Option<String> {
    Some(name.to_owned())
}

fn zone(first: &str) -> Zone {
    serde_json::from_value(json!({
        "a.example": [{ "TXT": first }],
        "_dmarc.a.example": [{ "TXT": "v=DMARC1; p=reject" }],
        "b.example": [{ "MX": [10, "mx.b.example"] }],
    }))
    .unwrap()
}

/// A page, as far as the checker can tell.
struct Page {
    checker: Checker,
    /// What the resolver of the page answers.
    zone: Zone,
    /// Whether links can be made.
    packs: bool,
    said: Vec<Reply>,
    /// The names of what else was done.
    done: Vec<&'static str>,
}

/// A resolver that does not answer.
struct Silence;

impl Resolve for Silence {
    async fn lookup(&self, _: &Question) -> Result<waxseal_core::dns::Answer, DnsError> {
        Err(DnsError::new(Fault::Timeout))
    }
}

impl Page {
    fn new() -> Self {
        let zone = zone("v=spf1 -all");
        Self { checker: Checker::new(to_ascii), zone, packs: true, said: Vec::new(), done: Vec::new() }
    }

    fn step(&mut self, step: impl FnOnce(&mut Checker) -> Vec<Effect>) -> &mut Self {
        let effects = step(&mut self.checker);
        effects.into_iter().for_each(|effect| self.perform(effect));
        self
    }

    fn check(&mut self, text: &str) -> &mut Self {
        self.begin().step(|checker| checker.typed(text))
    }

    fn begin(&mut self) -> &mut Self {
        let number = self.checker.number + 1;
        self.step(|checker| checker.begin(number, Some("https://dns.example/q".into()), "en", &[]))
    }

    fn act(&mut self, act: Act, fields: &[(&str, &str)]) -> &mut Self {
        let fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        self.step(|checker| checker.act(act, Fields(&fields)))
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Say(reply) => self.said.push(reply),
            Effect::Begin(work) => self.work(work),
            Effect::StopChecking => self.done.push("stop"),
            Effect::StopPlanning => self.done.push("stop planning"),
            Effect::Forget(_) => self.done.push("forget"),
            Effect::Pack(sharing, carried) => {
                let link =
                    self.packs.then(|| format!("https://page.example/#{}{}", carried.kind, carried.text));
                self.step(|checker| checker.packed(sharing, link));
            }
        }
    }

    fn work(&mut self, work: Work) {
        let setting = Setting {
            now: Timestamp(1_790_000_000),
            tables: Tables { to_ascii, decode_charset: |_, _| None },
            suffixes: None,
        };
        let over = |zone: &Zone, source: Source| Overlay::new(zone.clone(), source.drafts);
        match work {
            Work::Unpack(packed) => {
                self.step(|checker| checker.unpacked(Some(&packed)));
            }
            Work::Check(input, assumed, source) => {
                let early = input.check(&Silence, &assumed, &setting).now_or_never().unwrap();
                self.step(|checker| checker.grew(&early));
                let resolver = over(&self.zone, source);
                let report = input.check(&resolver, &assumed, &setting).now_or_never().unwrap();
                self.step(|checker| checker.checked(report));
            }
            Work::List(domains, source) => {
                let resolver = over(&self.zone, source);
                for domain in domains.iter() {
                    let input = DomainInput::new(domain.clone(), setting.now);
                    let report = check_domain(&resolver, &input).now_or_never().unwrap();
                    self.checker.listed(report);
                }
                self.step(|checker| checker.draw());
            }
            Work::Replay(saved) => {
                let Saved::Domains(domains) = &*saved else { panic!("only domains are worked out again") };
                let report = check_domain(&domains[0].zone(), &domains[0].input()).now_or_never().unwrap();
                self.step(|checker| checker.replayed(Report::Domain(Rc::new(report))));
            }
            Work::Compare(input, source) => {
                let resolver = over(&self.zone, source);
                let report = input.check(&resolver, &Assumed::default(), &setting).now_or_never().unwrap();
                let Report::Message(other) = report else { panic!("messages are compared") };
                self.step(|checker| checker.compared(other));
            }
            Work::Second(input, assumed, source) => {
                let url = source.resolver.clone();
                let resolver = over(&zone("v=spf1 +all"), source);
                let other = input.check(&resolver, &assumed, &setting).now_or_never().unwrap();
                self.step(|checker| checker.answered_otherwise(url, other.dns()));
            }
            Work::AskSpf(client, source) => {
                let Client { ip, mail_from, helo } = client;
                let input =
                    SpfInput { ip, mail_from: Some(mail_from), helo, receiver: None, now: setting.now };
                let report = check_spf(&over(&self.zone, source), &input).now_or_never().unwrap();
                self.step(|checker| checker.asked_spf(report));
            }
            Work::Plan(choices, source) => {
                self.checker.plan_progress(3, 1);
                let early = set_up(&Silence, &choices).now_or_never().unwrap();
                self.step(|checker| checker.plan_grew(early));
                let report = set_up(&over(&self.zone, source), &choices).now_or_never().unwrap();
                self.step(|checker| checker.planned(Ok(report)));
            }
        }
    }

    /// The text of what was drawn last.
    fn shown(&self) -> String {
        let trees = self.said.iter().rev().filter_map(|reply| match reply {
            Reply::Report { tree, done: true, .. } | Reply::SetUp { tree } => Some(tree),
            _ => None,
        });
        trees.map(|tree| format!("{tree:?}")).next().expect("something is drawn")
    }

    fn troubles(&self) -> Vec<&str> {
        self.said
            .iter()
            .filter_map(|reply| match reply {
                Reply::Trouble { sentence, .. } => Some(sentence.as_str()),
                _ => None,
            })
            .collect()
    }

    fn file(&self) -> &str {
        let text = self.said.iter().rev().find_map(|reply| match reply {
            Reply::File { text, .. } => Some(text.as_str()),
            _ => None,
        });
        text.expect("a file is handed over")
    }

    fn drafts(&self) -> Vec<String> {
        let text = |draft: &Draft| draft.data.as_ref().map_or_else(String::new, ToString::to_string);
        self.checker.session.drafts.iter().map(text).collect()
    }
}

#[test]
fn a_message_is_drawn_as_it_grows_and_then_as_it_is() {
    let mut page = Page::new();
    page.check(MESSAGE);
    assert_eq!(page.done, ["stop"]);
    let kinds = page.said.iter().map(|reply| match reply {
        Reply::Report { number: 1, done, .. } => {
            if *done {
                "whole"
            } else {
                "growing"
            }
        }
        Reply::Learnt { selectors } if selectors == &["sel"] => "learnt",
        _ => "wrong",
    });
    assert_eq!(kinds.collect::<Vec<_>>(), ["growing", "learnt", "whole"]);
    assert!(!page.checker.session.growing && page.checker.session.grew);
}

#[test]
fn nothing_is_left_of_the_check_before() {
    let mut page = Page::new();
    page.check("a.example").act(Act::AddDraft, &[("name", "a.example"), ("type", "TXT"), ("value", "x")]);
    assert_eq!(page.drafts(), ["x"]);
    page.said.clear();
    page.check("   ");
    assert_eq!(page.troubles().len(), 1);
    page.step(|checker| checker.draw());
    assert!(page.drafts().is_empty());
    assert!(page.said.iter().all(|reply| !matches!(reply, Reply::Report { .. })), "an old report was drawn");
}

#[test]
fn a_file_is_a_message_a_list_or_a_report() {
    let mut page = Page::new();
    page.begin().step(|checker| checker.opened(b"\xef\xbb\xbfa.example\nb.example # ours\n".to_vec()));
    assert!(matches!(&page.checker.report, Some(Report::Domains(reports, 2)) if reports.len() == 2));
    page.begin().step(|checker| checker.opened(b"a.example\n".to_vec()));
    assert!(matches!(&page.checker.input, Some(Input::Domain(_))));
    page.begin().step(|checker| checker.opened(MESSAGE.into()));
    assert!(matches!(page.checker.input, Some(Input::Message { origin: Origin::File, .. })));
    page.begin().step(|checker| checker.opened(b"%PDF-1.7\n".to_vec()));
    assert!(matches!(page.checker.input, Some(Input::Found)) && page.checker.session.found.len() == 1);
    page.begin().step(|checker| checker.opened(MESSAGE.into()));
    page.act(Act::Export, &[("value", "json")]);
    let saved = page.file().to_owned();
    page.begin().step(|checker| checker.opened(saved.into()));
    assert!(matches!(page.checker.session.saved, Some(Provenance::Shared { .. })));
    page.begin().step(|checker| checker.unreadable("x.eml"));
    assert!(page.troubles()[0].contains("x.eml"));
}

#[test]
fn a_link_names_domains_or_carries_a_report_and_nothing_else() {
    let mut page = Page::new();
    page.begin().step(|checker| checker.open("domain=a.example", true));
    assert!(
        matches!(&page.checker.report, Some(Report::Domain(report)) if report.domain.as_str() == "a.example")
    );
    for fragment in ["check=From: x", "check=", "report=nonsense", "x=y", ""] {
        page.said.clear();
        page.begin().step(|checker| checker.open(fragment, true));
        assert_eq!((page.troubles().len(), page.said.len()), (1, 1), "{fragment}");
    }
}

#[test]
fn a_report_says_by_which_names_it_is_found_again_unless_what_was_given_stays_here() {
    for (text, expected) in [
        ("A.example", Some("a.example")),
        ("a.example b.example", Some("a.example,b.example")),
        (MESSAGE, None),
    ] {
        let mut page = Page::new();
        page.check(text);
        let names = page.said.iter().filter_map(|reply| match reply {
            Reply::Report { names, .. } => Some(names.as_deref()),
            _ => None,
        });
        let names: Vec<_> = names.collect();
        assert!(!names.is_empty() && names.iter().all(|names| *names == expected), "{text:.20}: {names:?}");
    }
}

#[test]
fn a_link_asks_for_one_domain_by_itself_and_for_nothing_else() {
    for (fragment, by_itself) in [
        ("domain=a.example", false),
        ("check=a.example,b.example", true),
        ("check=x@a.example b.example", true),
    ] {
        let mut page = Page::new();
        page.begin().step(|checker| checker.open(fragment, by_itself));
        assert_eq!(page.said, [Reply::Held { number: 1 }], "{fragment}");
        assert!(page.checker.input.is_none());
    }
}

#[test]
fn what_the_browser_kept_is_read_like_any_input() {
    let mut page = Page::new();
    let kept = ["s1", "a..b", "", "s2._domainkey.a.example"].map(str::to_owned);
    page.step(|checker| checker.begin(1, None, "en", &kept));
    assert_eq!(page.checker.session.learnt, ["s1", "s2"]);
    let many: Vec<String> = (0..500).map(|at| format!("s{at}")).collect();
    page.step(|checker| checker.begin(2, None, "en", &many));
    assert_eq!(page.checker.session.learnt.len(), MAX_LEARNT);
}

#[test]
fn a_shared_report_is_masked_and_shows_the_same_under_a_note() {
    let mut page = Page::new();
    page.check(MESSAGE).act(Act::Share, &[]);
    let Some(Sharing { link: Link::Ready(link), .. }) = page.checker.session.sharing.clone() else {
        panic!("there is a link")
    };
    assert!(!link.contains("secret") && !link.to_lowercase().contains("wilma"), "{link}");
    page.begin().step(|checker| checker.open(link.split_once('#').unwrap().1, false));
    assert!(
        matches!(&page.checker.session.saved, Some(Provenance::Shared { masked, .. }) if !masked.is_empty())
    );
    page.act(Act::CheckAgain, &[]);
    assert!(matches!(page.checker.session.saved, Some(Provenance::CheckedAgain { .. })));
    assert!(matches!(page.checker.input, Some(Input::Message { .. })));
}

#[test]
fn a_link_that_was_overtaken_is_left() {
    let mut page = Page::new();
    page.check(MESSAGE).act(Act::Share, &[]);
    let before = page.checker.session.sharing.clone().unwrap();
    page.act(Act::Mask, &[("value", Mask::ALL[0].as_str())]);
    let now = page.checker.session.sharing.clone();
    assert_ne!(now.as_ref(), Some(&before));
    page.step(|checker| checker.packed(before, Some("https://late.example/".into())));
    assert_eq!(page.checker.session.sharing, now);
    page.packs = false;
    page.act(Act::Mask, &[("value", Mask::ALL[0].as_str())]);
    assert_eq!(page.checker.session.sharing.as_ref().unwrap().link, Link::Unavailable);
}

#[test]
fn drafts_come_and_go_and_the_report_before_them_is_kept() {
    let mut page = Page::new();
    page.check("a.example");
    let record = [("name", "a.example"), ("type", "TXT"), ("value", "v=spf1 +all")];
    page.act(Act::EditRecord, &[record[0], record[1], record[2], ("old", "v=spf1 -all")]);
    assert_eq!(page.drafts(), ["v=spf1 +all"]);
    assert!(page.checker.session.before.is_some());
    page.act(Act::AddDraft, &[("name", "a..b"), record[1], record[2]]);
    assert!(page.checker.session.draft_refused.is_some());
    page.act(Act::AddDraft, &[("name", "x.a.example"), record[1], ("value", "y")]);
    assert_eq!(page.drafts(), ["v=spf1 +all", "y"]);
    assert!(page.checker.session.draft_refused.is_none());
    for place in ["7", "x", ""] {
        page.act(Act::RemoveDraft, &[("value", place)]);
    }
    assert_eq!(page.drafts().len(), 2);
    page.act(Act::RemoveDraft, &[("value", "0")]);
    assert_eq!(page.drafts(), ["y"]);
    page.act(Act::Reset, &[]);
    assert!(page.drafts().is_empty() && page.checker.session.before.is_none());
}

#[test]
fn an_envelope_given_by_hand_is_read_as_anywhere() {
    let mut page = Page::new();
    page.check(MESSAGE).act(Act::Assume, &[("ip", " 192.0.2.9 "), ("mailFrom", " "), ("from", "a.example")]);
    let given = &page.checker.session.given;
    assert_eq!(given.ip, "192.0.2.9".parse().ok());
    assert_eq!((given.mail_from.as_deref(), given.helo.as_deref()), (None, None));
    for fields in [[("ip", "x"), ("from", "")], [("ip", ""), ("from", "a..b")]] {
        page.act(Act::Assume, &fields);
        assert!(matches!(page.checker.session.spf_answer, Some(SpfAnswer::Refused(_))), "{fields:?}");
    }
    page.act(Act::AskSpf, &[("ip", "x")]);
    assert!(matches!(page.checker.session.spf_answer, Some(SpfAnswer::Refused(_))));
    page.act(Act::AskSpf, &[("ip", "192.0.2.1"), ("mailFrom", "x@a.example"), ("helo", "a.example")]);
    assert!(matches!(page.checker.session.spf_answer, Some(SpfAnswer::Checked(_))));
}

#[test]
fn a_person_who_asks_again_has_it_asked_again() {
    let mut page = Page::new();
    page.check("a.example").act(Act::Again, &[]);
    assert_eq!(page.done, ["stop", "forget"]);
    let before = page.said.len();
    page.act(Act::Trust, &[("trust", " ")]).act(Act::Policy, &[("policy", "version: STSv1")]);
    page.act(Act::AddSelector, &[("selector", "a b")]);
    assert!(page.checker.session.selector_refused.is_some() && page.checker.session.selectors.is_empty());
    page.act(Act::AddSelector, &[("selector", " s1 ")]);
    assert_eq!(
        (page.checker.session.trust.as_deref(), page.checker.session.selectors.as_slice()),
        (None, &["s1".to_owned()][..])
    );
    assert!(page.said.len() > before);
}

#[test]
fn another_resolver_and_another_message_stand_beside_what_is_there() {
    let mut page = Page::new();
    page.check("a.example").act(Act::SecondResolver, &[("resolver", PROVIDERS[0].url)]);
    let (name, found) = page.checker.session.second.as_ref().unwrap();
    assert_eq!((name.as_str(), found.len()), (PROVIDERS[0].name, 1));
    page.check(MESSAGE).act(Act::Compare, &[("text", MESSAGE)]);
    assert!(page.checker.session.other.is_some());
}

#[test]
fn a_column_is_sorted_there_and_back() {
    let mut page = Page::new();
    page.check("a.example b.example");
    for expected in [Some((waxseal_view::Column::Domain, false)), Some((waxseal_view::Column::Domain, true))]
    {
        page.act(Act::Sort, &[("value", "domain")]);
        assert_eq!(page.checker.session.sort, expected);
    }
    page.act(Act::Sort, &[("value", "x")]);
    assert_eq!(page.checker.session.sort, None);
}

#[test]
fn before_anything_was_checked_nothing_can_be_done_in_it() {
    let mut page = Page::new();
    for act in
        [Act::Again, Act::SecondResolver, Act::TryCure, Act::Share, Act::Print, Act::CheckAgain, Act::Sort]
    {
        page.act(act, &[("value", "0"), ("resolver", "https://dns.example/")]);
    }
    assert!(page.said.is_empty());
}

#[test]
fn a_plan_is_drawn_at_once_and_as_answers_come() {
    let mut page = Page::new();
    let fields: Vec<(String, String)> =
        [("domain", "a.example"), ("sends", "mailchimp")].map(|(n, v)| (n.into(), v.into())).into();
    let set_up = |page: &mut Page, act| {
        page.step(|checker| checker.set_up("https://dns.example/q".into(), "en", Fields(&fields), act));
    };
    set_up(&mut page, None);
    assert_eq!(page.said.len(), 1);
    set_up(&mut page, Some(Act::SetUp));
    assert_eq!(page.said.len(), 4, "at once, grown and whole");
    assert!(page.checker.plan.report.is_some() && page.checker.plan.progress.is_none());
    set_up(&mut page, Some(Act::CheckLive));
    assert_eq!(page.done, ["forget"]);
    // A checker that was started anew has what was typed and no plan.
    let nothing: [(String, String); 0] = [];
    let mut page = Page::new();
    page.step(|checker| {
        checker.set_up("https://dns.example/q".into(), "en", Fields(&nothing), Some(Act::SetUp))
    });
    assert!(!page.checker.plan.refused.is_empty() && page.done == ["stop planning"]);
    page.step(|checker| checker.planned(Err(EndpointError::NoHost)));
    assert_eq!(page.checker.plan.trouble, Some(EndpointError::NoHost));
}

#[test]
fn the_state_knows_of_no_browser_and_of_no_time() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checker");
    let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    for file in files.chain([folder.with_extension("rs")]).filter(|file| !file.ends_with("tests.rs")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for word in ["js_sys", "web_sys", "wasm_bindgen", "gloo_", "spawn_local", "clock()", "thread_local"] {
            assert!(!text.contains(word), "{} in {}", word, file.display());
        }
    }
}

#[test]
fn several_things_are_offered_and_one_of_them_is_checked() {
    let mut page = Page::new();
    page.check(&format!("Our record: v=spf1 -all\n\n{MESSAGE}"));
    assert!(matches!(page.checker.input, Some(Input::Found)));
    assert_eq!(page.checker.session.found.len(), 2);
    page.act(Act::Choose, &[("value", "1")]);
    assert!(matches!(page.checker.input, Some(Input::Message { .. })));
    assert!(page.shown().contains("2 things were found"), "{}", page.shown());
    page.check("_dmarc.a.example");
    assert!(matches!(&page.checker.input, Some(Input::Domain(domain)) if domain.as_str() == "a.example"));
    page.act(Act::Choose, &[("value", "message")]);
    assert!(matches!(page.checker.input, Some(Input::Message { .. })));
}

#[test]
fn reports_are_left_to_the_program_that_reads_them() {
    let report = "<?xml version=\"1.0\"?>\n<feedback><report_metadata><org_name>a</org_name></report_metadata></feedback>";
    let tls = r#"{"organization-name": "a", "report-id": "1", "policies": []}"#;
    for text in [report, tls] {
        let mut page = Page::new();
        page.step(|checker| checker.typed(text));
        assert!(matches!(page.said.as_slice(), [Reply::ForReports { .. }]), "{:?}", page.said);
        page.step(|checker| checker.opened(text.as_bytes().to_vec()));
        assert!(matches!(page.said.last(), Some(Reply::ForReports { .. })), "{:?}", page.said);
    }
    for archive in [&b"PK\x03\x04"[..], b"\x1f\x8b\x08"] {
        let mut page = Page::new();
        page.step(|checker| checker.opened(archive.to_vec()));
        assert!(matches!(page.said.as_slice(), [Reply::ForReports { .. }]), "{:?}", page.said);
    }
    // A message in which a report is quoted is a message.
    let mut page = Page::new();
    page.step(|checker| checker.typed(&format!("{MESSAGE}{report}\r\n")));
    assert!(!page.said.iter().any(|said| matches!(said, Reply::ForReports { .. })));
}

#[test]
fn a_record_is_checked_named_corrected_and_tried_on_its_domain() {
    let mut page = Page::new();
    page.check("v=spf1 ip4:192.0.2.7 ip4:192.0.2.300 -all");
    assert!(matches!(&page.checker.input, Some(Input::Record(record)) if record.name.is_none()));
    assert!(page.shown().contains("needs a correction"));
    page.act(Act::NameRecord, &[("name", "a..b")]);
    assert!(matches!(&page.checker.input, Some(Input::Record(record)) if record.name.is_none()));
    page.act(Act::NameRecord, &[("name", "a.example")]);
    assert!(page.shown().contains("a.example publishes a different SPF record"));
    page.act(Act::TryCure, &[("value", "0")]);
    assert!(page.shown().contains("This SPF record is valid"));
    let Some(Report::Record(report)) = &page.checker.report else { panic!("it is a record still") };
    let value = report.value.clone();
    page.act(Act::Export, &[("value", "json")]);
    assert!(page.file().contains("\"kind\": \"record\""));
    page.act(Act::AddDraft, &[("name", "a.example"), ("type", "TXT"), ("value", &value)]);
    let Some(Report::Domain(report)) = &page.checker.report else { panic!("it is tried on the domain") };
    assert_eq!(report.spf.record.as_deref(), Some(value.as_str()));
}

#[test]
fn records_alike_are_told_apart_and_one_of_them_is_checked() {
    let mut page = Page::new();
    page.check("v=spf1 ip4:192.0.2.1 -all\nv=spf1 ip4:192.0.2.2 -all\n");
    assert!(page.shown().contains("192.0.2.1") && page.shown().contains("192.0.2.2"));
    page.act(Act::Choose, &[("value", "1")]);
    assert!(
        matches!(&page.checker.report, Some(Report::Record(report)) if report.value.contains("192.0.2.2"))
    );
}

#[test]
fn an_address_has_a_name_and_a_field_for_the_domain() {
    let mut page = Page::new();
    page.zone = serde_json::from_value(json!({
        "7.2.0.192.in-addr.arpa": [{ "PTR": "mail.a.example" }],
        "mail.a.example": [{ "A": "192.0.2.7" }],
        "a.example": [{ "TXT": "v=spf1 ip4:192.0.2.7 -all" }],
    }))
    .unwrap();
    page.check("[192.0.2.7]");
    assert!(page.shown().contains("192.0.2.7 is mail.a.example"));
    assert!(page.shown().contains("Forward-confirmed"));
    page.act(Act::AskSpf, &[("ip", "192.0.2.7"), ("mailFrom", "a.example")]);
    assert!(page.shown().contains("SPF pass"));
}

#[test]
fn a_list_that_was_stopped_goes_on_with_the_rest() {
    let mut page = Page::new();
    page.check("a.example b.example");
    if let Some(Report::Domains(reports, _)) = &mut page.checker.report {
        reports.truncate(1);
    }
    page.act(Act::Sort, &[("value", "domain")]);
    assert!(matches!(page.said.last(), Some(Reply::Report { done: false, .. })), "it is filling yet");
    page.act(Act::Stop, &[]);
    assert!(page.checker.session.stopped && page.done.last() == Some(&"stop"));
    page.done.clear();
    // What has come can be read, sorted and narrowed.
    page.act(Act::OpenRow, &[("value", "a.example")]).act(Act::Filter, &[("value", "errors")]);
    assert!(matches!(page.said.last(), Some(Reply::Report { done: true, .. })));
    assert_eq!(page.checker.session.opened.as_ref().map(Domain::as_str), Some("a.example"));
    page.act(Act::OpenRow, &[("value", "a.example")]).act(Act::Filter, &[("value", "errors")]);
    assert!(page.checker.session.opened.is_none() && page.checker.session.filter.is_none());
    page.act(Act::Again, &[]);
    assert!(matches!(&page.checker.report, Some(Report::Domains(reports, 2)) if reports.len() == 2));
    assert!(!page.checker.session.stopped && page.done.is_empty(), "what was heard is not asked again");
}

#[test]
fn a_list_that_is_whole_cannot_be_stopped() {
    let mut page = Page::new();
    page.check("a.example b.example").act(Act::Stop, &[]);
    assert!(!page.checker.session.stopped);
}

#[test]
fn another_form_is_drawn_without_the_records_of_the_one_before() {
    let mut page = Page::new();
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let form = |domain: &str| [field("domain", domain), field("sends", "nothing")];
    let ask = |page: &mut Page, fields: &[(String, String)], act| {
        page.step(|checker| checker.set_up("https://dns.example/q".into(), "en", Fields(fields), act));
    };
    ask(&mut page, &form("a.example"), Some(Act::SetUp));
    assert!(page.checker.plan.report.is_some());
    ask(&mut page, &form("a.example"), None);
    assert!(page.checker.plan.report.is_some(), "the same form");
    ask(&mut page, &form("b.example"), None);
    assert!(page.checker.plan.report.is_none() && page.done.last() == Some(&"stop planning"));
    assert_eq!(page.checker.plan.typed.domain, "b.example");
}

#[test]
fn what_is_asked_of_a_report_that_is_not_whole_waits_for_its_end() {
    let mut page = Page::new();
    page.begin().act(Act::Export, &[("value", "json")]);
    assert!(page.said.is_empty(), "there is nothing to save yet");
    page.step(|checker| checker.typed("a.example"));
    let is_file = |reply: &Reply| matches!(reply, Reply::File { .. });
    assert!(page.said.iter().any(is_file), "it was saved when all was there");
    // Another check is another report.
    page.begin().act(Act::Export, &[("value", "json")]);
    let before = page.said.len();
    page.check("a.example");
    assert!(!page.said.iter().skip(before).any(is_file));
}
