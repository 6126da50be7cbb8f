//! The page of reports: what is green on it, what strangers can put into it, and how large it can get.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot be set up has to fail")]

use waxseal_core::dns::{Answer, DnsError, Draft, Fault, Question, Resolve, Zone};
use waxseal_core::evidence::Tables;
use waxseal_core::json::Json;
use waxseal_core::time::Timestamp;
use waxseal_prose::Lang;
use waxseal_reports::failure::text_of;
use waxseal_reports::report::{ReportsReport, SeenBy};
use waxseal_reports::{Collection, Names};
use waxseal_reports_prose::figures::Shared;
use waxseal_reports_prose::page::what_if::drafts;
use waxseal_reports_prose::page::{Filter, Stage, page, shared};
use waxseal_tests::year::{FIRST_DAY, Story, example, reports};
use waxseal_view::protocol::Act;
use waxseal_view::share::REPORTS;
use waxseal_view::{Attribute, Node, Tag};

const ZONE: &str = include_str!("../../web/assets/examples/zone.json");
const TABLES: Tables =
    Tables { to_ascii: |name| Some(name.to_ascii_lowercase()), decode_charset: |_, _| None };

fn judged(story: Story) -> ReportsReport {
    judged_under(story, &[])
}

fn judged_under(story: Story, drafts: &[Draft]) -> ReportsReport {
    let json: Json = serde_json::from_str(ZONE).unwrap();
    let mut collection = Collection::new(None);
    reports(&story).iter().for_each(|(name, xml)| collection.add_file(name, xml.as_bytes()));
    let now = Timestamp((FIRST_DAY + story.days) * 86_400);
    pollster::block_on(collection.joined(&Zone::of(&json).unwrap(), now, TABLES, drafts))
}

/// Every element of a tree that is wanted.
fn all<'n>(node: &'n Node, is_wanted: &dyn Fn(&Node) -> bool, found: &mut Vec<&'n Node>) {
    if is_wanted(node) {
        found.push(node);
    }
    node.children.iter().for_each(|child| all(child, is_wanted, found));
}

fn find(node: &Node, is_wanted: impl Fn(&Node) -> bool) -> Vec<&Node> {
    let mut found = Vec::new();
    all(node, &is_wanted, &mut found);
    found
}

fn has_class(node: &Node, class: &str) -> bool {
    let mut classes = node.attributes.iter().filter(|(name, _)| *name == Attribute::Class);
    classes.any(|(_, value)| value.split(' ').any(|own| own == class))
}

#[test]
fn the_worst_sender_comes_first_and_only_what_is_aligned_is_green() {
    let report = judged(example());
    for lang in Lang::ALL {
        let tree = page(lang, &report, &Stage::Whole, &Filter::default());
        let senders = find(&tree, |node| has_class(node, "sender"));
        assert_eq!(senders.len(), report.sources.len());
        for (sender, source) in senders.iter().zip(&report.sources) {
            assert_eq!(sender.tag, Some(Tag::Details));
            let chip = find(sender, |node| has_class(node, "chip"))[0];
            assert_eq!(has_class(chip, "state-pass"), source.aligned == source.messages, "{source:?}");
            assert!(!sender.attributes.iter().any(|(name, _)| *name == Attribute::Open));
        }
        assert!(senders[0].plain_text().contains("Mailchimp"));
        assert!(find(&tree, |node| node.tag == Some(Tag::H1))[0].plain_text().starts_with("58 "));
        assert!(!find(&tree, |node| has_class(node, "fix")).is_empty(), "the next step has its record");
    }
}

#[test]
fn the_list_is_narrowed_by_verdict_and_by_days() {
    let report = judged(example());
    let shown = |filter: &Filter| {
        let tree = page(Lang::En, &report, &Stage::Whole, filter);
        let senders = find(&tree, |node| has_class(node, "sender"));
        let shown = senders.iter().filter(|sender| !has_class(sender, "filtered"));
        (shown.map(|sender| sender.plain_text()).collect::<Vec<_>>(), tree.plain_text())
    };
    let (all, text) = shown(&Filter::default());
    assert_eq!(all.len(), report.sources.len());
    assert!(text.contains("yours, not aligned (1)") && !text.contains("senders shown"), "{text}");
    // What each switch says is what it lists, and all of them together list everybody.
    let mut listed = 0;
    for verdict in ["unaligned", "aligned", "forwarded", "unknown"] {
        let mut filter = Filter::default();
        filter.switch(verdict);
        let (some, narrowed) = shown(&filter);
        assert!(text.contains(&format!(
            "{} ({})",
            verdict.replace("unaligned", "yours, not aligned"),
            some.len()
        )));
        assert!(narrowed.contains(&format!("{} of {} senders shown", some.len(), all.len())), "{narrowed}");
        assert!(narrowed.contains("58 of 100 messages"), "the answer stays that of all");
        listed += some.len();
        filter.switch(verdict);
        assert_eq!(filter, Filter::default());
    }
    assert_eq!(listed, all.len());
    let mut filter = Filter::default();
    ["unaligned", "unknown", "7", "30", "nonsense"].into_iter().for_each(|value| filter.switch(value));
    let (some, text) = shown(&filter);
    assert!(some[0].contains("Mailchimp") && text.contains("Each line counts from 2025-12-31"), "{text}");
    let first = &report.sources[0];
    let recent: u64 =
        first.by_day.iter().filter(|day| *day.name >= *"2025-12-31").map(|day| day.messages).sum();
    assert!(recent < first.messages && some[0].contains(&format!("0 of {recent} aligned")), "{}", some[0]);
}

#[test]
fn a_sender_without_mail_in_the_days_that_count_is_not_listed() {
    let (_, xml) = reports(&Story { days: 1, ..Story::default() }).remove(0);
    let mut collection = Collection::new(None);
    collection.add_file("old.xml", xml.as_bytes());
    let later =
        xml.replace("<begin>1761955200", "<begin>1769731200").replace("<end>1762041599", "<end>1769817599");
    let (head, rest) = later.split_once("<record>").unwrap();
    let record = rest.split_once("</record>").unwrap().0;
    collection.add_file("new.xml", format!("{head}<record>{record}</record></feedback>").as_bytes());
    let report = collection.finish(Timestamp(0));
    assert!(report.sources.len() > 1, "{}", report.sources.len());
    let mut filter = Filter::default();
    filter.switch("7");
    let text = page(Lang::En, &report, &Stage::Whole, &filter).plain_text();
    assert!(text.contains(&format!("1 of {} senders shown", report.sources.len())), "{text}");
}

#[test]
fn records_are_tried_in_a_fold_that_starts_with_those_of_today() {
    let report = judged(example());
    let fold = |report: &ReportsReport| {
        let tree = page(Lang::En, report, &Stage::Whole, &Filter::default());
        let folds = find(&tree, |node| node.tag == Some(Tag::Details));
        let fold = folds.into_iter().find(|fold| fold.plain_text().starts_with("Test a record")).unwrap();
        let is_open = fold.attributes.iter().any(|(name, _)| *name == Attribute::Open);
        let areas = find(fold, |node| node.tag == Some(Tag::Textarea));
        (is_open, areas.iter().map(|area| area.plain_text()).collect::<Vec<_>>(), fold.plain_text())
    };
    let (is_open, records, _) = fold(&report);
    assert!(
        !is_open && records[0].starts_with("v=DMARC1") && records[1].starts_with("v=spf1"),
        "{records:?}"
    );
    // What stands there as in DNS is no draft; what is changed or emptied is.
    assert!(drafts(&report, &records[0], &format!(" {}\n", records[1])).is_empty());
    let changed = drafts(&report, "v=DMARC1;\np=reject", "");
    assert_eq!(changed[0].data.as_ref().unwrap().to_string(), "v=DMARC1; p=reject");
    assert_eq!((changed[1].name.as_str(), &changed[1].data), ("nl365pro.com", &None));
    let tried = judged_under(example(), &changed);
    let (is_open, records, text) = fold(&tried);
    assert!(is_open && records == ["v=DMARC1; p=reject", ""], "{records:?}");
    assert!(text.contains("messages would pass DMARC; ") && text.contains("To be rejected: "), "{text}");
    assert!(text.contains("SPF: –") && text.contains("Clear the test"), "{text}");
}

#[test]
fn figures_that_are_shared_name_no_domain_and_no_address() {
    let report = judged(example());
    for lang in Lang::ALL {
        let tree = page(lang, &report, &Stage::Whole, &Filter::default());
        let copies = |node: &Node| node.attributes.iter().any(|(name, _)| *name == Attribute::DataCopy);
        let (text, link) = (Shared::of(&report).text(lang), Shared::of(&report).link());
        for wanted in [&text, &format!("#{REPORTS}{link}")] {
            let is_it = |node: &&Node| node.attributes.iter().any(|(_, value)| value == wanted);
            assert_eq!(find(&tree, copies).iter().filter(|node| is_it(node)).count(), 1, "{wanted}");
        }
        assert!(link.len() < 200, "{link}");
        assert!(
            text.starts_with("58 ") && text.contains("Mailchimp") && text.contains("p=quarantine: "),
            "{text}"
        );
        let mut named: Vec<&str> = report.reporters.iter().map(|reporter| reporter.name.as_str()).collect();
        named.extend(report.by_domain.iter().map(|domain| domain.name.as_str()));
        for source in &report.sources {
            named.extend(source.by_address.iter().map(|address| address.name.as_str()));
            named.extend(source.identifiers.iter().map(|seen| seen.domain.as_str()));
            named.extend(source.name.iter().map(|name| name.as_str()));
        }
        assert!(named.len() > 10);
        let shows = |name: &str| text.contains(name) || link.contains(name);
        assert!(named.into_iter().all(|name| name.is_empty() || !shows(name)), "{text} {link}");
    }
}

#[test]
fn a_link_with_figures_is_read_as_it_was_made_and_shown_as_what_came_from_elsewhere() {
    let report = judged(example());
    let figures = Shared::of(&report);
    let read = Shared::read(&figures.link()).unwrap();
    assert_eq!(read.link(), figures.link());
    for (lang, provenance) in [(Lang::En, "came with a link"), (Lang::Nl, "kwamen met een link")] {
        assert_eq!(read.text(lang), figures.text(lang));
        let tree = shared(lang, &read);
        let text = tree.plain_text();
        let notes = find(&tree, |node| has_class(node, "provenance"));
        assert!(notes.len() == 1 && notes[0].plain_text().contains(provenance), "{text}");
        assert!(
            text.contains("58 ") && text.contains("Mailchimp") && text.contains("quarantine: "),
            "{text}"
        );
        // Nothing can be done with it: there is nothing to copy, to ask or to open.
        let does = |node: &Node| {
            matches!(node.tag, Some(Tag::Button | Tag::Details | Tag::Form | Tag::Select | Tag::A))
                || node.attributes.iter().any(|(name, _)| {
                    matches!(name, Attribute::DataCopy | Attribute::DataAct | Attribute::Href)
                })
        };
        assert!(find(&tree, does).is_empty());
        let green = find(&tree, |node| has_class(node, "state-pass")).len();
        assert_eq!(green, report.sources.iter().filter(|source| source.aligned == source.messages).count());
    }
}

#[test]
fn a_link_that_anybody_made_says_what_figures_can_say_or_nothing() {
    let whole = "1.20393.20482.90.90.4.100.58.1.nn.pmailchimp_42_0.o_58_58.u_3_0";
    assert_eq!(Shared::read(whole).unwrap().link(), whole);
    for wrong in [
        "",
        "2.20393.20482.90.90.4.100.58.1.nn",
        "1.20393.20482.90.90.4.100.58.1",
        "1.x.20482.90.90.4.100.58.1.nn",
        "1.-1.20482.90.90.4.100.58.1.nn",
        "1.20393.99999999999.90.90.4.100.58.1.nn",
        "1.20393.20482.90.91.4.100.58.1.nn",
        "1.20393.20482.90.90.4.100.101.1.nn",
        "1.20393.20482.90.90.4.+100.58.1.nn",
        "1.20393.20482.90.90.4.99999999999999999999.58.1.nn",
        "1.20393.20482.90.90.4.100.58.1.n",
        "1.20393.20482.90.90.4.100.58.1.nnn",
        "1.20393.20482.90.90.4.100.58.1.nx",
        "1.20393.20482.90.90.4.100.58.1.nn.",
        "1.20393.20482.90.90.4.100.58.1.nn.pevil.example_1_1",
        "1.20393.20482.90.90.4.100.58.1.nn.pCall-0900-1234_1_1",
        "1.20393.20482.90.90.4.100.58.1.nn.o_1_2",
        "1.20393.20482.90.90.4.100.58.1.nn.x_1_1",
    ] {
        assert_eq!(Shared::read(wrong), None, "{wrong}");
    }
    let many = |count: usize| format!("1.....4.100.58.1.{}", ".o_1_1".repeat(count));
    assert_eq!(Shared::read(&many(5)), None, "the days are no numbers");
    let many = |count: usize| format!("1...0.0.4.100.58.1.{}", ".o_1_1".repeat(count));
    assert!(Shared::read(&many(21)).is_some() && Shared::read(&many(22)).is_none());
    let text = shared(Lang::En, &Shared::read(&many(1)).unwrap()).plain_text();
    assert!(text.contains("58 of 100 messages pass DMARC") && text.contains("? to ?"), "{text}");
}

#[test]
fn the_list_is_narrowed_to_what_one_reporter_counted() {
    let report = judged(example());
    let reporter = &report.reporters[1];
    let narrowed = |filter: &Filter| {
        let tree = page(Lang::En, &report, &Stage::Whole, filter);
        let senders = find(&tree, |node| has_class(node, "sender"));
        let lines = senders.iter().map(|sender| find(sender, |node| node.tag == Some(Tag::Summary))[0]);
        let lines: Vec<String> = lines.map(Node::plain_text).collect();
        let chosen = find(&tree, |node| {
            node.tag == Some(Tag::Option) && node.attributes.iter().any(|(n, _)| *n == Attribute::Selected)
        });
        (lines, chosen.first().map(|one| one.plain_text()).unwrap_or_default(), tree.plain_text())
    };
    let mut filter = Filter::default();
    assert_eq!(narrowed(&filter).1, "all reporters");
    filter.switch(&format!("reporter:{}", reporter.name));
    let (lines, chosen, text) = narrowed(&filter);
    assert_eq!(chosen, reporter.name);
    assert!(text.contains(&format!("Each line counts what {} reported; ", reporter.name)), "{text}");
    for (line, source) in lines.iter().zip(&report.sources) {
        let counted = source.by_reporter.iter().find(|one| one.name == reporter.name);
        let (aligned, messages) = counted.map_or((0, 0), |one| (one.aligned, one.messages));
        assert!(line.ends_with(&format!("{aligned} of {messages} aligned")), "{line}");
    }
    // Together with the days, what both have in common counts.
    filter.switch("7");
    let (lines, _, text) = narrowed(&filter);
    assert!(text.contains(" reported from 2026-01-23 on; "), "{text}");
    let first = &report.sources[0];
    let sum = |part: fn(&SeenBy) -> u64| {
        let counted = first.seen.iter().filter(|seen| seen.reporter == 1 && seen.day >= 20_476);
        counted.map(part).sum::<u64>()
    };
    let (aligned, messages) = (sum(|seen| seen.aligned), sum(|seen| seen.messages));
    assert!(lines[0].ends_with(&format!("{aligned} of {messages} aligned")), "{} {messages}", lines[0]);
    filter.switch("7");
    filter.switch("reporters");
    assert_eq!(filter, Filter::default());
    // A name that nobody has counts nothing, and is no panic.
    filter.switch("reporter:nobody");
    assert!(narrowed(&filter).2.contains(&format!("0 of {} senders shown", report.sources.len())));
}

#[test]
fn whoever_hands_mail_on_is_a_fact_and_only_who_is_unknown_has_a_question_mark() {
    let report = judged(example());
    let tree = page(Lang::En, &report, &Stage::Whole, &Filter::default());
    let senders = find(&tree, |node| has_class(node, "sender"));
    let mut seen = Vec::new();
    for sender in senders {
        let chip = find(sender, |node| has_class(node, "chip"))[0];
        let (sign, word) = (chip.children[0].plain_text(), chip.children[1].plain_text());
        assert_eq!(sign == "?", word == "unknown", "{sign} {word}");
        assert_eq!(sign == "–" && has_class(chip, "state-fact"), word == "forwarded", "{sign} {word}");
        seen.push(word);
    }
    assert!(
        seen.iter().any(|word| word == "forwarded") && seen.iter().any(|word| word == "unknown"),
        "{seen:?}"
    );
}

/// A failure report with a message, or its header section, in it (RFC 6591 §B).
fn failure(part: &str, message: &[u8]) -> Vec<u8> {
    let head = format!(
        "From: r@receiver.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; \
         boundary=\"b\"\r\n\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: auth-failure\r\n\
         Auth-Failure: dmarc\r\nSource-IP: 192.0.2.9\r\nReported-Domain: nl365pro.com\r\n\r\n--b\r\nContent-Type: {part}\r\n\r\n"
    );
    [head.as_bytes(), message, b"\r\n--b--\r\n"].concat()
}

#[test]
fn each_failure_report_leads_to_the_check_of_its_message() {
    let mut collection = Collection::new(None);
    let message = b"From: a@nl365pro.com\r\nSubject: caf\xc3\xa9\r\n\r\nHello\r\n";
    collection.add_file("whole.eml", &failure("message/rfc822", message));
    collection.add_file("headers.eml", &failure("text/rfc822-headers", b"From: b@nl365pro.com\r\n"));
    collection.add_file("latin.eml", &failure("message/rfc822", b"From: c@nl365pro.com\r\n\r\ncaf\xe9\r\n"));
    collection.add_file("none.eml", &failure("text/plain", b"nothing"));
    let texts: Vec<_> = (0..5).map(|at| collection.failed_message(at).map(text_of)).collect();
    assert!(
        texts[0].as_deref().unwrap().starts_with("From: a@nl365pro.com\r\nSubject: café\r\n\r\nHello"),
        "{texts:?}"
    );
    assert!(texts[1].as_deref().unwrap().starts_with("From: b@nl365pro.com"), "{texts:?}");
    // A body of which octets are lost would seem to have been changed on the way.
    assert_eq!(texts[2].as_deref(), Some("From: c@nl365pro.com"));
    assert_eq!((&texts[3], &texts[4]), (&None, &None));
    let tree = page(Lang::En, &collection.finish(Timestamp(0)), &Stage::Whole, &Filter::default());
    let value = |node: &&Node| {
        let value = node.attributes.iter().find(|(name, _)| *name == Attribute::DataValue);
        value.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let buttons =
        find(&tree, |node| node.tag == Some(Tag::Button) && node.plain_text() == "Check this message");
    assert_eq!(buttons.iter().map(value).collect::<Vec<_>>(), ["0", "1", "2"]);
    assert!(tree.plain_text().contains("nl365pro.com, 192.0.2.9, dmarc"), "{}", tree.plain_text());
}

#[test]
fn the_names_of_addresses_are_asked_for_and_told_as_questions() {
    let mut report = judged(example());
    let draw = |report: &ReportsReport| {
        let tree = page(Lang::En, report, &Stage::Whole, &Filter::default());
        let is_ask = |node: &Node| node.attributes.iter().any(|(_, value)| value == Act::Names.as_str());
        (find(&tree, is_ask).len(), find(&tree, |node| has_class(node, "sender"))[0].plain_text())
    };
    let (offers, text) = draw(&report);
    assert!(offers == report.sources.len() && !text.contains("host.example"), "{offers} {text}");
    let answers = serde_json::json!({
        "248.181.2.198.in-addr.arpa": [{ "PTR": "out.host.example" }],
        "out.host.example": [{ "A": "198.2.181.248" }],
    });
    let json: Json = serde_json::from_str(&answers.to_string()).unwrap();
    let zone = Zone::of(&json).unwrap();
    let mut names = Names::default();
    // Asked for twice, it is told once.
    for _ in 0..2 {
        names.add(pollster::block_on(Names::of_source(&zone, &report.sources[0])));
    }
    let before: Vec<_> = report.dns.iter().map(|query| (query.name.clone(), query.kind)).collect();
    names.tell(&mut report);
    let told: Vec<_> = report.dns.iter().map(|query| (query.name.clone(), query.kind)).collect();
    let asked = ["248.181.2.198.in-addr.arpa", "out.host.example"];
    for name in asked {
        assert_eq!(told.iter().filter(|(told, _)| told.as_str() == name).count(), 1, "{name}");
    }
    assert!(report.names.len() == 1 && told.len() <= before.len() + asked.len(), "{:?}", report.names);
    let (left, text) = draw(&report);
    assert!(left == offers - 1 && text.contains("198.2.181.248 out.host.example"), "{left} {text}");
    report.names[0].is_confirmed = Some(false);
    assert!(draw(&report).1.contains("out.host.example (not confirmed)"));
    // Where DNS was not asked at all, nobody is sent there from here.
    report.dns.clear();
    assert_eq!(draw(&report).0, 0);
}

#[test]
fn while_files_are_read_there_is_the_answer_so_far_and_nothing_to_be_done() {
    let report = judged(example());
    let tree = page(Lang::En, &report, &Stage::Reading, &Filter::default());
    assert!(find(&tree, |node| matches!(node.tag, Some(Tag::Button | Tag::Details | Tag::Table))).is_empty());
    assert!(tree.plain_text().contains("Mailchimp") && tree.plain_text().contains("360 files read."));
}

/// A resolver that cannot be reached.
struct Unreachable;

impl Resolve for Unreachable {
    async fn lookup(&self, _: &Question) -> Result<Answer, DnsError> {
        Err(DnsError::new(Fault::Network))
    }
}

#[test]
fn figures_without_dns_say_that_causes_are_missing() {
    let mut collection = Collection::new(None);
    reports(&Story { days: 5, ..Story::default() })
        .iter()
        .for_each(|(name, xml)| collection.add_file(name, xml.as_bytes()));
    let unasked = collection.finish(Timestamp(0));
    let unanswered = pollster::block_on(collection.joined(&Unreachable, Timestamp(0), TABLES, &[]));
    for (report, stage, is_said) in [
        (&unasked, Stage::Stopped(1, 2), true),
        (&unanswered, Stage::Whole, true),
        (&unasked, Stage::Reading, false),
        (&judged(example()), Stage::Whole, false),
    ] {
        let text = page(Lang::En, report, &stage, &Filter::default()).plain_text();
        assert_eq!(text.contains("causes and records are missing"), is_said, "{stage:?}");
    }
}

#[test]
fn what_strangers_write_is_text_and_is_written_out() {
    let (_, xml) = reports(&Story { days: 5, ..Story::default() }).remove(0);
    let xml = xml.replace("<org_name>google.com", "<org_name>&lt;b&gt;\u{202e}evil");
    let mut collection = Collection::new(None);
    collection.add_file("\u{202e}lmx.exe", xml.as_bytes());
    collection.add_file("\u{202e}lmx.exe", b"<html/>");
    let text =
        page(Lang::En, &collection.finish(Timestamp(0)), &Stage::Whole, &Filter::default()).plain_text();
    assert!(!text.contains('\u{202e}') && text.contains("<b>"), "{text}");
}

#[test]
fn ten_thousand_senders_and_years_of_days_are_drawn_in_bounds() {
    let (_, first) = reports(&Story { days: 5, ..Story::default() }).remove(0);
    let (head, rest) = first.split_once("<record>").unwrap();
    let record = rest.split_once("</record>").unwrap().0;
    let record = |at: usize| {
        let ip = format!("198.51.{}.{}", at / 250 % 250, at % 250);
        let own = record
            .replace("40.107.22.51", &ip)
            .replace("<domain>nl365pro.com", &format!("<domain>s{at}.example"));
        let own = own.replace("<dkim>pass", "<dkim>fail").replace("<spf>pass", "<spf>fail");
        format!("<record>{own}</record>")
    };
    let records: String = (0..10_000).map(record).collect();
    let mut collection = Collection::new(None);
    collection.add_file("many.xml", format!("{head}{records}</feedback>").as_bytes());
    for day in 0..900 {
        let at = 1_500_000_000 + day * 86_400;
        let moved = first.replace("<begin>1761955200", &format!("<begin>{at}"));
        let moved = moved.replace("<end>1762041599", &format!("<end>{}", at + 86_399));
        collection.add_file("day.xml", moved.as_bytes());
    }
    (0..3_000).for_each(|at| collection.add_file(&format!("{at}.bin"), &[1, 2, 3]));
    let report = collection.finish(Timestamp(0));
    assert!(report.sources.len() > 5_000 && report.by_day.len() > 800, "{}", report.sources.len());
    for stage in [Stage::Reading, Stage::Whole] {
        let nodes = find(&page(Lang::En, &report, &stage, &Filter::default()), |_| true).len();
        assert!(nodes < 10_000, "{nodes} nodes");
    }
}
