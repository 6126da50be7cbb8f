//! Many domains as a table: worst first, sorted by what a column means, narrowed to a kind, and a report in its row.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod given;

use given::{all, classed, has, is, value};
use serde_json::json;
use waxseal_core::dns::Zone;
use waxseal_core::domain::Domain;
use waxseal_core::report::DomainReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, check_domain};
use waxseal_prose::Lang;
use waxseal_view::export::csv;
use waxseal_view::{Column, DomainFilter, Locale, Node, Session};

/// A domain of each kind.
const NAMES: [&str; 6] =
    ["good.test", "quarantine.test", "none.test", "nothing.test", "broken.test", "gone.test"];

fn zone() -> Zone {
    let mail = |spf: &str| json!([{ "TXT": spf }, { "MX": [10, "mx.good.test"] }]);
    let key = json!([{ "TXT": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=" }]);
    serde_json::from_value(json!({
        "good.test": mail("v=spf1 mx -all"),
        "_dmarc.good.test": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@good.test" }],
        "s1._domainkey.good.test": key,
        "s2._domainkey.good.test": key,
        "mx.good.test": [{ "A": "192.0.2.9" }],
        "quarantine.test": mail("v=spf1 mx -all"),
        "_dmarc.quarantine.test": [{ "TXT": "v=DMARC1; p=quarantine; rua=mailto:d@quarantine.test" }],
        "none.test": mail("v=spf1 include:spf.protection.outlook.com mx -all"),
        "spf.protection.outlook.com": [{ "TXT": "v=spf1 ip4:198.51.100.0/24 -all" }],
        "_dmarc.none.test": [{ "TXT": "v=DMARC1; p=none; rua=mailto:d+x@none.test" }],
        "nothing.test": mail("v=spf1 mx -all"),
        "broken.test": mail("v=spf1 include:gone.test -all"),
        "_dmarc.broken.test": [{ "TXT": "v=DMARC1; p=reject; rua=mailto:d@broken.test" }],
    }))
    .unwrap()
}

fn report(name: &str) -> DomainReport {
    let input = DomainInput::new(Domain::parse(name).unwrap(), Timestamp(1_790_000_000));
    pollster::block_on(check_domain(&zone(), &input))
}

fn reports() -> Vec<DomainReport> {
    NAMES.map(report).into()
}

fn drawn(session: &Session) -> Node {
    waxseal_view::domains(Locale::default(), &reports(), NAMES.len(), session)
}

/// The names in the lines of a table, from the top.
fn names(tree: &Node) -> Vec<String> {
    let lines = all(tree, &|node| is(node, "tr") && node.children.first().is_some_and(|cell| is(cell, "td")));
    let openers =
        lines.iter().filter_map(|line| classed(&line.children[0], "opener").first().copied().cloned());
    openers
        .filter(|opener| !opener.plain_text().contains("Close"))
        .map(|opener| opener.plain_text())
        .collect()
}

fn sorted(column: Column, descending: bool) -> Vec<String> {
    names(&drawn(&Session { sort: Some((column, descending)), ..Session::default() }))
}

#[test]
fn the_worst_comes_first_where_nobody_chose_an_order() {
    let order = names(&drawn(&Session::default()));
    assert_eq!(order[0], "gone.test", "what is not there");
    let place = |name: &str| order.iter().position(|own| own == name).unwrap();
    assert!(
        place("broken.test") < place("quarantine.test") && place("none.test") < place("good.test"),
        "{order:?}"
    );
    // While it fills, nothing that is read already moves.
    let half = waxseal_view::domains(Locale::default(), &reports(), 80, &Session::default());
    assert_eq!(names(&half), NAMES);
}

#[test]
fn a_column_is_sorted_by_what_it_means() {
    let policies = sorted(Column::Policy, false);
    let of: Vec<&str> = policies.iter().map(String::as_str).collect();
    assert_eq!(of[0], "nothing.test");
    assert_eq!(of[1..3], ["none.test", "quarantine.test"], "none < quarantine < reject");
    assert_eq!(of[5], "gone.test", "what has no policy to speak of");
    assert_eq!(sorted(Column::Keys, true)[0], "good.test", "two keys are more than none");
    let up = sorted(Column::Domain, false);
    assert_eq!(up.iter().rev().cloned().collect::<Vec<_>>(), sorted(Column::Domain, true));
}

#[test]
fn the_totals_add_up_and_list_a_kind_alone() {
    let tree = drawn(&Session::default());
    let switches: Vec<String> =
        all(&tree, &|node| has(node, "data-act", "filter")).iter().map(|node| node.plain_text()).collect();
    assert!(
        switches.contains(&"p=none (1)".to_owned()) && switches.contains(&"no record (1)".to_owned()),
        "{switches:?}"
    );
    assert!(switches.contains(&"p=reject (2)".to_owned()), "{switches:?}");
    for (filter, expected) in [
        (DomainFilter::None, &["none.test"][..]),
        (DomainFilter::NoPolicy, &["nothing.test"]),
        (DomainFilter::Quarantine, &["quarantine.test"]),
        (DomainFilter::Unanswered, &[]),
    ] {
        let session = Session { filter: Some(filter), ..Session::default() };
        assert_eq!(names(&drawn(&session)), expected, "{filter:?}");
    }
    let session = Session { filter: Some(DomainFilter::Unanswered), ..Session::default() };
    let on = drawn(&session);
    let on = all(&on, &|node| has(node, "data-act", "filter") && has(node, "aria-checked", "true"));
    assert_eq!(on.len(), 1, "what was chosen can be left again, though it lists nothing");
}

#[test]
fn a_report_opens_in_its_row_and_nothing_in_it_asks_for_the_list() {
    let session = Session { opened: Some(Domain::parse("none.test").unwrap()), ..Session::default() };
    let tree = drawn(&session);
    let rows = classed(&tree, "report-row");
    assert_eq!(rows.len(), 1);
    let text = rows[0].plain_text();
    assert!(
        text.contains("none.test") && text.contains("What to do") && text.contains("v=DMARC1; p=none"),
        "{text}"
    );
    let acts: Vec<&str> = all(rows[0], &|node| value(node, "data-act").is_some())
        .iter()
        .filter_map(|node| value(node, "data-act"))
        .collect();
    assert!(acts.iter().all(|act| ["openRow", "handOff"].contains(act)), "{acts:?}");
    assert!(!all(rows[0], &|node| value(node, "data-copy").is_some()).is_empty(), "records can be copied");
    assert_eq!(all(rows[0], &|node| has(node, "href", "#domain=none.test")).len(), 1);
}

#[test]
fn a_table_that_was_stopped_says_how_far_it_came() {
    for (lang, said, rest) in [
        (Lang::En, "Stopped: 6 of 80 domains checked", "Check the other 74"),
        (Lang::Nl, "Gestopt: 6 van 80 domeinen gecontroleerd", "Controleer de andere 74"),
    ] {
        let locale = Locale { lang, ..Locale::default() };
        let session = Session { stopped: true, ..Session::default() };
        let tree = waxseal_view::domains(locale, &reports(), 80, &session);
        assert_eq!(all(&tree, &|node| is(node, "h1"))[0].plain_text(), said);
        assert_eq!(all(&tree, &|node| has(node, "data-act", "again"))[0].plain_text(), rest);
        assert_eq!(value(classed(&tree, "verdict")[0], "aria-busy"), Some("false"));
    }
}

#[test]
fn the_next_step_is_a_column_of_the_file_too() {
    let text = csv(Locale::default(), &reports());
    assert!(text.lines().next().unwrap().ends_with(",errors,nextStep"), "{text}");
    let of = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(
        of("quarantine.test").ends_with(",p=reject") || of("quarantine.test").contains("record"),
        "{text}"
    );
    assert!(!of("nothing.test").ends_with(','), "{text}");
}

#[test]
fn set_up_opens_with_what_dns_showed() {
    let tree = waxseal_view::domain(Locale::default(), &report("none.test"), &Session::default());
    let links = all(&tree, &|node| value(node, "href").is_some_and(|href| href.starts_with("#set-up?")));
    assert_eq!(links.len(), 1);
    assert_eq!(
        value(links[0], "href").unwrap(),
        "#set-up?domain=none.test&sends=microsoft365&reports=d%2bx@none.test"
    );
    let gone = waxseal_view::domain(Locale::default(), &report("gone.test"), &Session::default());
    assert!(
        all(&gone, &|node| value(node, "href").is_some_and(|href| href.starts_with("#set-up"))).is_empty()
    );
}
