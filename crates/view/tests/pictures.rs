//! The pictures with nothing, little, much and hostile to show.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

mod given;

use given::{all, assert_harmless, classed, drawn, has, is, part, report, value};
use std::fmt::Write;
use waxseal_core::arc::{Arc, ArcResult, ArcSet, ArcSignature, ChainStatus};
use waxseal_core::dkim::Cause;
use waxseal_core::domain::Domain;
use waxseal_core::report::MessageReport;
use waxseal_prose::Lang;
use waxseal_view::Node;

/// A message that travelled over so many hops, a second each but for every tenth, which takes an hour.
fn travelled(hops: usize) -> MessageReport {
    let mut received = Vec::new();
    let mut second = 0;
    for hop in 0..hops {
        second += if hop % 10 == 9 { 3_600 } else { 1 };
        let (day, hour) = (1 + second / 86_400, second / 3_600 % 24);
        let at = format!("{day} Jan 2026 {hour:02}:{:02}:{:02} +0000", second / 60 % 60, second % 60);
        let with = if hop % 2 == 0 { "ESMTPS" } else { "ESMTP" };
        received.push(format!(
            "Received: from h{hop}.a{hop}.example ([192.0.2.9]) by h{}.b{hop}.example with {with}; {at}\r\n",
            hop + 1
        ));
    }
    received.reverse();
    report(&format!("{}From: a@author.example\r\n\r\nhi\r\n", received.concat()), "{}")
}

fn path_of(report: &MessageReport) -> Node {
    part(&drawn(report, Lang::En), "path")
}

#[test]
fn no_hop_is_a_sentence_and_one_has_no_axis() {
    let none = path_of(&travelled(0));
    assert!(none.plain_text().contains("No Received fields"));
    let one = path_of(&travelled(1));
    assert!(classed(&one, "axis").is_empty());
    assert!(one.plain_text().contains("One hop. It is noted as encrypted."), "{}", one.plain_text());
    assert_eq!(classed(&one, "disc").len(), 1);
}

#[test]
fn the_signers_of_dkim2_are_named_in_their_order_and_not_counted() {
    let field = |number: u8, domain: &str| {
        format!(
            "DKIM2-Signature: i={number}; m={number}; t=1; d={domain}; mf=YQ==; rt=Yg==; s=k:rsa-sha256:A\r\n"
        )
    };
    let head = [field(2, "list.example"), field(1, "author.example")].concat();
    let signed = report(&format!("{head}From: a@author.example\r\n\r\nhi\r\n"), "{}");
    for lang in Lang::ALL {
        let text = part(&drawn(&signed, lang), "path").plain_text();
        assert!(text.contains("DKIM2 (draft-ietf-dkim-dkim2-spec): author.example, list.example."), "{text}");
    }
    assert!(!path_of(&travelled(2)).plain_text().contains("DKIM2"));
}

#[test]
fn a_few_hops_stand_on_one_axis_in_order() {
    let path = path_of(&travelled(5));
    assert_eq!(classed(&path, "axis").len(), 1);
    let places: Vec<f64> = classed(&path, "stop")
        .iter()
        .map(|stop| value(stop, "cx").unwrap().trim_end_matches('%').parse().unwrap())
        .collect();
    assert_eq!(places.len(), 5);
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{places:?}");
    let picture = classed(&path, "axes")[0];
    let said = value(picture, "aria-label").unwrap();
    assert!(said.starts_with("5 hops in 4 s.") && said.contains("3 of 5 are noted as encrypted."), "{said}");
}

#[test]
fn sixty_hops_fill_lines_and_a_long_wait_stands_out() {
    let path = path_of(&travelled(60));
    assert_eq!(classed(&path, "axis").len(), 6);
    assert_eq!(classed(&path, "stop").len(), 60);
    assert_eq!(classed(&path, "disc").len(), 60);
    assert_eq!(classed(&path, "hops-rest").len(), 1, "most of the list is folded");
    assert!(
        path.plain_text().contains("The longest wait, 1 h, came before hop 10."),
        "{}",
        path.plain_text()
    );
    for stop in classed(&path, "stop") {
        let place: f64 = value(stop, "cx").unwrap().trim_end_matches('%').parse().unwrap();
        assert!((0.0..=100.0).contains(&place));
    }
    assert_harmless(&path);
}

#[test]
fn more_hops_than_anybody_reads_are_counted() {
    let path = path_of(&travelled(300));
    assert_eq!(classed(&path, "disc").len(), 100);
    assert!(path.plain_text().contains("and 200 more"));
}

#[test]
fn clocks_that_differ_and_times_that_are_missing_are_said() {
    let message = "Received: from c.example ([192.0.2.3]) by d.example; 1 Jan 2026 00:00:00 +0000\r\n\
        Received: from b.example ([192.0.2.2]) by c.example\r\n\
        Received: from a.example ([192.0.2.1]) by b.example; 1 Jan 2026 00:00:09 +0000\r\nFrom: a@author.example\r\n";
    let path = path_of(&report(message, "{}"));
    let said = path.plain_text();
    assert!(said.contains("Hop 3 is dated before the one it follows"), "{said}");
    assert!(said.contains("no time noted") && said.contains("\u{2212}9 s"), "{said}");
}

#[test]
fn hostile_names_are_text_that_can_be_seen() {
    let message = "Received: from <script>\u{202e}gpj.exe\u{1b}[0m ([192.0.2.1]) by \u{200b}mx.example; 1 Jan 2026 00:00:00 +0000\r\n\
        Received: from a.example by <b>; never\r\nFrom: \"\u{202e}\" <a@author.example>\r\nSubject: \u{200b}\r\n\r\n";
    let tree = drawn(&report(message, "{}"), Lang::Nl);
    assert_harmless(&part(&tree, "path"));
    assert_harmless(&part(&tree, "header"));
    assert!(part(&tree, "path").plain_text().contains("<script>"));
}

/// A message from this address, and the SPF record of its sender.
fn sent_with(record: &str, more: &str) -> Node {
    let zone = format!("{{\"sender.example\": [{{\"TXT\": \"{record}\"}}]{more}}}");
    let message = "Received-SPF: pass client-ip=192.0.2.1; envelope-from=a@sender.example\r\nFrom: a@sender.example\r\n";
    part(&drawn(&report(message, &zone), Lang::En), "spf")
}

#[test]
fn a_record_of_one_term_is_a_tree_of_one_branch() {
    let spf = sent_with("v=spf1 -all", "");
    let steps =
        all(&spf, &|node| is(node, "li") && value(node, "class").is_some_and(|c| c.starts_with("step-")));
    assert_eq!(steps.len(), 2);
    assert!(spf.plain_text().contains("0 of 10 lookups \u{b7} 10 left"), "{}", spf.plain_text());
    assert_eq!(all(&classed(&spf, "boxes")[0].clone(), &|node| is(node, "i")).len(), 10);
}

#[test]
fn the_branch_that_decides_is_shown_and_what_follows_is_not_reached() {
    let included = ", \"_spf.google.com\": [{\"TXT\": \"v=spf1 ip4:192.0.2.0/24 ~all\"}]";
    let spf =
        sent_with("v=spf1 ip4:198.51.100.1 include:_spf.google.com a mx ip4:203.0.113.1 -all", included);
    let hits: Vec<String> = classed(&spf, "step-hit").iter().map(|node| node.plain_text()).collect();
    assert_eq!(hits.len(), 3, "{hits:?}");
    assert!(hits[2].starts_with("\u{2713} ip4:192.0.2.0/24"), "{hits:?}");
    let said = spf.plain_text();
    assert!(said.contains("decides: pass") && said.contains("4 more terms, not reached"), "{said}");
    assert!(said.contains("Google Workspace") && said.contains("1 of 10 lookups"), "{said}");
}

#[test]
fn the_end_of_an_included_record_is_not_the_decision() {
    let included = ", \"inc.sender.example\": [{\"TXT\": \"v=spf1 ip4:198.51.100.0/24 ~all\"}]";
    let spf = sent_with("v=spf1 include:inc.sender.example ip4:192.0.2.1 -all", included);
    let hits: Vec<String> = classed(&spf, "step-hit").iter().skip(1).map(|node| node.plain_text()).collect();
    assert_eq!(hits, ["\u{2713} ip4:192.0.2.1 matches "]);
    assert!(
        spf.plain_text().contains("~all ends this record, and decides nothing above it"),
        "{}",
        spf.plain_text()
    );
}

#[test]
fn an_include_that_nobody_needs_is_dimmed_with_the_reason() {
    let included = ", \"servers.mcsv.net\": [{\"TXT\": \"v=spf1 ip4:198.51.100.0/24 -all\"}]";
    let spf = sent_with("v=spf1 include:servers.mcsv.net -all", included);
    let dim = classed(&spf, "step-dim");
    assert_eq!(dim.len(), 1);
    assert!(dim[0].plain_text().contains("not needed: Mailchimp sends with an envelope domain of its own"));
}

#[test]
fn hundreds_of_addresses_are_folded_and_thousands_are_not_all_drawn() {
    let list = |count: usize| {
        (0..count).fold(String::from("v=spf1"), |mut text, n| {
            write!(text, " ip4:198.51.{}.{}", n / 256, n % 256).unwrap();
            text
        })
    };
    let steps = |node: &Node| all(node, &|node| is(node, "code")).len();
    let spf = sent_with(&format!("{} -all", list(220)), "");
    assert_eq!(steps(&spf), 222);
    assert!(spf.plain_text().contains("212 more terms that do not match"), "{}", spf.plain_text());
    let many = sent_with(&list(2_000), "");
    assert!(steps(&many) <= 601, "{}", steps(&many));
    assert!(many.plain_text().contains("more"));
}

#[test]
fn what_costs_too_much_shows_how_much_too_much() {
    let names: Vec<String> = (0..12).map(|n| format!("a:h{n}.sender.example")).collect();
    let hosts: String = (0..12).fold(String::new(), |mut zone, n| {
        write!(zone, ", \"h{n}.sender.example\": [{{\"A\": \"198.51.100.{n}\"}}]").unwrap();
        zone
    });
    let spf = sent_with(&format!("v=spf1 {} -all", names.join(" ")), &hosts);
    let said = spf.plain_text();
    assert!(said.contains("11 of 10 lookups \u{b7} \u{2715} 1 too many"), "{said}");
    assert_eq!(classed(&spf, "over").len(), 1);
    assert_eq!(classed(&spf, "step-wrong").len(), 2, "the term, and with it the record");
}

fn signature(field: usize, cause: Option<Cause>) -> ArcSignature {
    ArcSignature {
        field,
        domain: Some(Domain::parse(&format!("f{field}.example")).unwrap()),
        selector: None,
        algorithm: None,
        timestamp: Some(1_764_000_000),
        key_bits: None,
        covered: vec![0],
        cause,
    }
}

/// A report with a chain whose message signatures end like this, the oldest first.
fn forwarded(causes: &[Option<Cause>]) -> MessageReport {
    let mut report = report("From: a@author.example\r\n\r\nhi\r\n", "{}");
    let sets = (1..).zip(causes).map(|(instance, cause): (u32, _)| ArcSet {
        instance,
        chain_status: Some(if instance == 1 { ChainStatus::None } else { ChainStatus::Pass }),
        seal: signature(instance as usize, None),
        message_signature: signature(100 + instance as usize, cause.clone()),
        results_field: 0,
        results: Vec::new(),
    });
    let sets: Vec<ArcSet> = sets.collect();
    let instances = u32::try_from(sets.len()).unwrap();
    report.arc.chain = Arc { result: ArcResult::Pass, instances, cause: None, oldest_pass: Some(0), sets };
    report
}

#[test]
fn the_chain_has_a_link_for_each_forwarder() {
    for links in [1, 5, 50] {
        let arc = part(&drawn(&forwarded(&vec![None; links]), Lang::En), "arc");
        assert_eq!(classed(&arc, "link").len(), links);
        assert_eq!(classed(&arc, "joint").len(), links - 1);
        assert!(classed(&arc, "change").is_empty());
        assert_harmless(&arc);
    }
}

#[test]
fn where_the_message_was_changed_the_chain_shows_it() {
    let changed = Some(Cause::BodyHashMismatch);
    let report = forwarded(&[changed.clone(), changed, None, None]);
    let arc = part(&drawn(&report, Lang::En), "arc");
    let told: Vec<String> = classed(&arc, "change").iter().map(|node| node.plain_text()).collect();
    assert_eq!(told, ["\u{2260}Changed between f2.example and f3.example"]);
    assert_eq!(classed(&arc, "joint").len(), 2);
    let last = forwarded(&[None, Some(Cause::SignatureMismatch)]);
    let arc = part(&drawn(&last, Lang::Nl), "arc");
    assert_eq!(classed(&arc, "change")[0].plain_text(), "\u{2260}Veranderd nadat f2.example het losliet");
    let untold = forwarded(&[Some(Cause::BodyNotSupplied { header_verified: true }), None]);
    assert!(classed(&part(&drawn(&untold, Lang::En), "arc"), "change").is_empty());
}

#[test]
fn the_alignment_picture_holds_none_one_and_many() {
    let zone = r#"{"_dmarc.author.example": [{"TXT": "v=DMARC1; p=none"}]}"#;
    let claims: String = (0..20).fold(String::new(), |mut text, n| {
        write!(text, "; dkim=pass header.d=d{n}.example header.s=s{n}").unwrap();
        text
    });
    for (results, boxes, sum) in [
        ("; none", 1, Some("Nothing was found that could align with author.example.")),
        ("; dkim=pass header.d=author.example header.s=s", 1, Some("It is aligned with author.example.")),
        // That none is aligned stands beside the picture.
        (claims.as_str(), 12, None),
    ] {
        let message =
            format!("Authentication-Results: mx.receiver.example{results}\r\nFrom: a@author.example\r\n");
        let why = part(&drawn(&report(&message, zone), Lang::En), "why");
        assert_eq!(classed(&why, "node").len(), boxes, "{results}");
        assert_eq!(classed(&why, "picture-sum").first().map(|said| said.plain_text()).as_deref(), sum);
        let picture = classed(&why, "lines")[0];
        assert!(has(picture, "role", "img"));
        let signs = all(picture, &|node| is(node, "circle"));
        let heights =
            signs.iter().map(|sign| value(sign, "cy").unwrap().trim_end_matches('%').parse().unwrap());
        assert!(heights.clone().all(|height: f64| (25.0..=75.0).contains(&height)));
    }
}

#[test]
fn nothing_is_green_but_what_speaks_for_the_author() {
    let zone = r#"{"_dmarc.author.example": [{"TXT": "v=DMARC1; p=none"}]}"#;
    let message = "Authentication-Results: mx.receiver.example; dkim=pass header.d=other.example header.s=s; dkim=fail header.d=author.example header.s=t\r\nFrom: a@author.example\r\n";
    let why = part(&drawn(&report(message, zone), Lang::En), "why");
    assert!(classed(&why, "joined").is_empty() && classed(&why, "state-pass").is_empty());
    assert_eq!(
        (classed(&why, "broken").len(), classed(&why, "failed").len()),
        (2, 2),
        "a line and a box each"
    );
}
