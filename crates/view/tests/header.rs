//! The header view: every field in its place and explained, and what a signature covers.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

mod given;

use given::{all, assert_harmless, classed, drawn, has, is, part, report, value};
use waxseal_core::arc::{Arc, ArcResult, ArcSet, ArcSignature};
use waxseal_core::domain::Domain;
use waxseal_prose::Lang;
use waxseal_view::Node;

/// As a receiver hands it out: his own fields on top, then what came in.
const MESSAGE: &str = "Delivered-To: me@receiver.example\r\n\
    Authentication-Results: mx.receiver.example; dkim=pass header.d=sender.example header.s=s1\r\n\
    Received: from out.sender.example (out.sender.example [192.0.2.1])\r\n\tby mx.receiver.example with ESMTPS; 1 Jan 2026 00:00:01 +0000\r\n\
    DKIM-Signature: v=1; a=rsa-sha256; d=sender.example; s=s1; h=from:to:subject:subject:x-twice:cc;\r\n\tbh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=; b=AAAA\r\n\
    Received: from app ([10.0.0.1]) by out.sender.example; 1 Jan 2026 00:00:00 +0000\r\n\
    Received-SPF: pass (made up)\r\n\
    From: =?utf-8?q?Caf=C3=A9?= <a@sender.example>\r\nTo: me@receiver.example\r\nSubject: hello\r\n\
    X-Twice: upper\r\nX-Twice: lower\r\nX-Unheard-Of: 1\r\n\r\nhi\r\n";

fn header(message: &str, lang: Lang) -> Node {
    part(&drawn(&report(message, "{}"), lang), "header")
}

fn rows(header: &Node) -> Vec<&Node> {
    all(header, &|node| has(node, "data-part", "field"))
}

/// What is told of the field of a name.
fn note(header: &Node, name: &str) -> String {
    let row =
        rows(header).into_iter().find(|row| classed(row, "field-name")[0].plain_text() == name).unwrap();
    let id = value(classed(row, "field-name")[0], "aria-describedby").unwrap();
    let notes = all(header, &|node| has(node, "id", id));
    assert_eq!(notes.len(), 1, "{id}");
    notes[0].plain_text()
}

#[test]
fn every_field_stands_in_its_place_with_its_line() {
    let header = header(MESSAGE, Lang::En);
    let rows = rows(&header);
    let names: Vec<String> = rows.iter().map(|row| classed(row, "field-name")[0].plain_text()).collect();
    assert_eq!(names.len(), 12);
    assert_eq!((names[0].as_str(), names[11].as_str()), ("Delivered-To", "X-Unheard-Of"));
    let lines: Vec<String> = rows.iter().map(|row| classed(row, "line-number")[0].plain_text()).collect();
    assert_eq!(lines[..5], ["1", "2", "3", "5", "7"]);
    let received = classed(rows[2], "field-value")[0].plain_text();
    assert!(received.contains("[192.0.2.1])\n\tby mx.receiver.example"), "{received:?}");
    assert_harmless(&header);
}

#[test]
fn who_wrote_a_field_depends_on_where_it_stands() {
    let header = header(MESSAGE, Lang::En);
    assert!(note(&header, "Delivered-To").contains("Written by the receiving side, mx.receiver.example."));
    assert!(note(&header, "Authentication-Results").contains("Believe it as far as you trust that server."));
    assert!(note(&header, "From").contains("Written by the sender"));
    assert!(
        note(&header, "Received-SPF").contains("or somebody made it up"),
        "{}",
        note(&header, "Received-SPF")
    );
    assert!(note(&header, "X-Unheard-Of").contains("outside the standards"));
    let divider = classed(&header, "divider");
    assert_eq!(divider.len(), 1);
    let list = classed(&header, "field-list")[0];
    assert!(has(&list.children[3], "class", "divider"), "right below what the receiver wrote");
}

#[test]
fn without_a_receiver_nothing_is_said_of_who_wrote_what() {
    let header = header("From: a@sender.example\r\nSubject: x\r\n\r\nhi", Lang::En);
    assert!(classed(&header, "divider").is_empty());
    assert!(note(&header, "From").contains("Nothing tells where the receiving side begins"));
    assert!(all(&header, &|node| has(node, "data-part", "light")).is_empty(), "no signature, no choice");
}

#[test]
fn a_signature_lights_its_fields_and_of_a_name_the_lowest() {
    let header = header(MESSAGE, Lang::En);
    let lit: Vec<String> = rows(&header)
        .iter()
        .filter(|row| has(row, "data-signed", "0"))
        .map(|row| classed(row, "field-name")[0].plain_text())
        .collect();
    assert_eq!(lit, ["DKIM-Signature", "From", "To", "Subject", "X-Twice"]);
    let twice =
        rows(&header).into_iter().filter(|row| classed(row, "field-name")[0].plain_text() == "X-Twice");
    let signed: Vec<_> = twice.map(|row| value(row, "data-signed").unwrap().to_owned()).collect();
    assert_eq!(signed, ["", "0"]);
    let told = all(&header, &|node| has(node, "data-part", "told"));
    assert_eq!(told.len(), 1);
    let told = told[0].plain_text();
    assert!(told.contains("It covers 5 of 12 fields."), "{told}");
    assert!(told.contains("unnoticed: subject, cc."), "{told}");
    assert!(told.contains("Received, Received-SPF, X-Twice (1 of 2), X-Unheard-Of."), "{told}");
}

#[test]
fn what_the_receiver_signed_itself_vouches_for_nothing_that_came_in() {
    let chained = |field: usize| {
        let mut report = report(MESSAGE, "{}");
        let signature = ArcSignature {
            field,
            domain: Some(Domain::parse("forwarder.example").unwrap()),
            selector: None,
            algorithm: None,
            timestamp: None,
            key_bits: None,
            covered: vec![11],
            cause: None,
        };
        let (seal, message_signature) = (signature.clone(), signature);
        let set = ArcSet {
            instance: 1,
            chain_status: None,
            seal,
            message_signature,
            results_field: 0,
            results: Vec::new(),
        };
        report.arc.chain =
            Arc { result: ArcResult::Pass, instances: 1, cause: None, oldest_pass: None, sets: vec![set] };
        note(&part(&drawn(&report, Lang::En), "header"), "X-Unheard-Of")
    };
    assert!(chained(4).contains("Signed by forwarder.example, and the signature holds"), "{}", chained(4));
    assert!(chained(0).contains("No signature that holds covers it"), "{}", chained(0));
}

#[test]
fn what_is_encoded_is_read_and_what_is_long_is_folded() {
    let long = format!(
        "From: a@b.example\r\nX-Long: {}\r\nX-Lines: {}\r\n\r\n",
        "x".repeat(5_000),
        "a\r\n b\r\n ".repeat(9)
    );
    let folded = header(&long, Lang::En);
    let folds = all(&folded, &|node| is(node, "details") && value(node, "class") != Some("part"));
    assert_eq!(folds.len(), 2);
    assert!(folded.plain_text().contains("1000 more characters are not shown."), "{}", folded.plain_text());
    let open = |node: &Node| value(node, "open").is_some();
    assert!(folds.iter().all(|fold| !open(fold)));
    let header = header(MESSAGE, Lang::En);
    let from = rows(&header)[6].plain_text();
    assert!(
        from.contains("=?utf-8?q?Caf=C3=A9?=") && from.contains("reads Caf\u{e9} <a@sender.example>"),
        "{from}"
    );
}

#[test]
fn what_misleads_is_named() {
    let message = "From: \"p\u{430}ypal\" <x@xn--80ak6aa92e.com>\r\nSubject: \u{202e}ecivres\u{202c} \u{200b}\u{7}\r\nX-<b>: <img src=x>\r\n\r\n";
    for (lang, mixed, hidden) in [
        (
            Lang::En,
            "mixes letters of several scripts",
            "turns the direction of writing, cannot be seen, a control character",
        ),
        (
            Lang::Nl,
            "mengt letters van verschillende schriften",
            "keert de schrijfrichting om, is niet te zien, een stuurteken",
        ),
    ] {
        let header = header(message, lang);
        assert_harmless(&header);
        let said = header.plain_text();
        assert!(said.contains(mixed) && said.contains(hidden), "{said}");
        assert!(
            said.contains("\u{430}\u{440}\u{440}\u{4cf}\u{435}") && said.contains("\u{201c}apple\u{201d}"),
            "{said}"
        );
        let odd: Vec<String> = classed(&header, "odd").iter().map(|node| node.plain_text()).collect();
        assert_eq!(odd, ["RLO", "PDF", "ZWSP", "BEL"]);
        assert!(said.contains("X-<b>") && said.contains("<img src=x>"));
    }
}

#[test]
fn a_thousand_fields_share_their_notes_and_the_rest_is_counted() {
    let fields: String = (0..1_200).map(|n| format!("X-Field-{n}: {n}\r\n")).collect();
    let header = header(&format!("From: a@b.example\r\n{fields}\r\n"), Lang::En);
    assert_eq!(rows(&header).len(), 1_000);
    assert!(
        header
            .plain_text()
            .contains("1201 fields, as they were given. The first 1000 of 1201 fields are shown.")
    );
    let notes = all(&header, &|node| value(node, "id").is_some_and(|id| id.starts_with("field-note-")));
    assert_eq!(notes.len(), 2);
    let entries = all(&header, &|node| has(node, "tabindex", "0"));
    assert_eq!(entries.len(), 1, "one stop for the Tab key");
}

#[test]
fn no_field_is_a_sentence() {
    let tree = drawn(&report("", "{}"), Lang::En);
    assert!(all(&tree, &|node| has(node, "aria-labelledby", "header")).is_empty());
}
