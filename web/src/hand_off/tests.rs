use super::*;
use crate::locale::Words;
use waxseal_prose::Lang;

fn element(tag: Tag, class: &str) -> Node {
    Node::element(tag).class(class)
}

fn cell(label: &str, text: &str) -> Node {
    element(Tag::Div, "").with(Attribute::DataLabel, label).put(text)
}

fn record(name: &str, typed: &str, kind: &str, value: &str) -> Node {
    let copy = Node::element(Tag::Button).with(Attribute::DataCopy, typed).put("Copy name");
    element(Tag::Div, "record cells")
        .put(cell("Name", name))
        .put(cell("Type", kind))
        .put(cell("Value", value))
        .put(copy)
}

fn step(title: &str) -> Node {
    element(Tag::Li, "fix").put(Node::element(Tag::H3).put(title))
}

fn p(text: &str) -> Node {
    Node::element(Tag::P).put(text)
}

/// A cause with two records and a switch, and what only tidies up.
fn drawn() -> Node {
    let page = Node::element(Tag::A).with(Attribute::Href, "https://p.example/auth").put("Documentation");
    let old = element(Tag::P, "instead").put("In place of v=spf1 -all");
    let steps = element(Tag::Ol, "fixes")
        .put(step("Add a record").put(record(
            "k2._domainkey.a.example",
            "k2._domainkey",
            "CNAME",
            "dkim2.p.example",
        )))
        .put(step("Replace the record").put(record("@ (a.example)", "@", "TXT", "v=spf1 a -all")).put(old))
        .put(
            step("Authenticate jane.doe@a.example at P")
                .with(Attribute::DataLabel, "P")
                .put(p("Start it there."))
                .put(Node::element(Tag::P).put(page)),
        );
    let tidy = element(Tag::Details, "evidence").put(element(Tag::Ol, "fixes").put(step("Remove a record")));
    element(Tag::Div, "diagnosis")
        .put(steps)
        .put(element(Tag::Div, "proof").put(element(Tag::P, "tried").put("The next message passes.")))
        .put(tidy)
}

fn place(link: &str) -> Node {
    element(Tag::Div, "")
        .with(Attribute::Name, "a.example")
        .with(Attribute::DataLabel, "Mail of news@a.example is signed by p.example.")
        .with(Attribute::DataValue, link)
}

#[test]
fn records_go_to_dns_and_switches_to_their_provider() {
    let (around, place, words) = (drawn(), place("#domain=a.example"), &Words::of(Lang::En).hand_off);
    let steps = Steps::read(&around, &place);
    assert_eq!(steps.recipients(), [Recipient::Dns, Recipient::Provider("P")]);
    assert_eq!(steps.link, ResultLink::Fragment("#domain=a.example"));
    assert_eq!(steps.subject(words, Recipient::Dns), "DNS records: a.example");
    let text = steps.text(words, Recipient::Dns, Some("https://w.example/#domain=a.example"));
    let lines = [
        "Mail of …@a.example is signed by p.example.",
        "",
        "Please make these changes in the DNS of a.example, in this order:",
        "",
        "1. Add a record",
        "   Name: k2._domainkey.a.example",
        "   Name in most DNS panels: k2._domainkey",
        "   Type: CNAME",
        "   Value: dkim2.p.example",
        "",
        "2. Replace the record",
        "   Name: a.example",
        "   Name in most DNS panels: @",
        "   Type: TXT",
        "   Value: v=spf1 a -all",
        "   In place of v=spf1 -all",
        "",
        "Effect: The next message passes.",
        "",
        "Result: https://w.example/#domain=a.example",
        "",
    ];
    assert_eq!(text, lines.join("\n"));
    let text = steps.text(words, Recipient::Provider("P"), None);
    let lines = [
        "Mail of …@a.example is signed by p.example.",
        "",
        "To be done at P, for a.example:",
        "",
        "1. Authenticate …@a.example at P",
        "   Start it there.",
        "   Documentation: https://p.example/auth",
        "",
        "DNS records that go with it: k2._domainkey.a.example, a.example",
        "",
        "Effect: The next message passes.",
        "",
    ];
    assert_eq!(text, lines.join("\n"));
}

#[test]
fn nothing_is_offered_where_nobody_takes_a_step() {
    let (around, place) = (element(Tag::Div, "diagnosis").put(p("No step was found.")), place(""));
    let steps = Steps::read(&around, &place);
    assert!(steps.recipients().is_empty());
    assert_eq!(steps.link, ResultLink::None);
}

#[test]
fn a_link_to_a_message_is_there_once_it_is_shared() {
    let around = drawn();
    let (before, shared) = (place(TO_BE_SHARED), place("https://w.example/#report=abc"));
    assert_eq!(Steps::read(&around, &before).link, ResultLink::ToBeShared);
    let shared = Steps::read(&around, &shared);
    assert_eq!(shared.link, ResultLink::Shared("https://w.example/#report=abc"));
}

#[test]
fn no_local_part_is_left_in_a_sentence() {
    for (text, left) in [
        ("from jane.doe+x@a.example to <b@c.example>.", "from …@a.example to <…@c.example>."),
        ("ünï@a.example@b.example", "…@…@b.example"),
        ("@ is the zone", "@ is the zone"),
        ("", ""),
    ] {
        assert_eq!(without_local_parts(text), left);
    }
}
