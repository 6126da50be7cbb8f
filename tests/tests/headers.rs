//! Real header fields of the world, as receivers wrote them, from many kinds of programs.

use serde::Deserialize;
use std::collections::BTreeSet;
use waxseal_core::evidence::{AuthenticationResults, Hop, Stamp, claims, hops};
use waxseal_core::message::{Message, Origin};
use waxseal_tests::{counts, read_suite};

#[derive(Deserialize)]
struct Field {
    name: String,
    value: String,
}

fn corpus() -> Option<Vec<Field>> {
    read_suite("headers/corpus")
}

#[test]
fn every_authentication_results_is_read_with_method_result_and_properties() {
    let Some(fields) = corpus() else { return };
    let is_results = |field: &&Field| field.name.eq_ignore_ascii_case("authentication-results");
    let distinct: BTreeSet<&str> =
        fields.iter().filter(is_results).map(|field| field.value.as_str()).collect();
    let unread: Vec<_> = distinct.iter().filter(|value| !is_read(value)).collect();
    println!(
        "headers/corpus Authentication-Results: {} of {}",
        distinct.len() - unread.len(),
        distinct.len()
    );
    assert!(unread.is_empty(), "{unread:#?}");
    let (whole, selection) = counts("headers/corpus");
    assert!(
        [whole, selection].contains(&distinct.len()),
        "{} fields and neither {whole} nor {selection}",
        distinct.len()
    );
}

/// Whether a field gives as many results as it has, each with the properties that stand in it, and no complaint.
fn is_read(value: &str) -> bool {
    let read = AuthenticationResults::parse(value);
    let bare = without_comments(value);
    let written =
        bare.split(';').filter(|part| part.split_whitespace().next().is_some_and(|word| word.contains('=')));
    let properties = bare.matches("header.").count() + bare.matches("smtp.").count();
    let found: usize = read.results.iter().map(|result| result.properties.len()).sum();
    let whole = read.results.len() >= written.count() && found >= properties;
    let none = read.results.is_empty() && bare.to_ascii_lowercase().contains("none");
    read.problems.is_empty() && (none || (whole && !read.results.is_empty()))
}

/// The value without its comments and with quoted strings emptied, by a rule simpler than the one under test.
fn without_comments(value: &str) -> String {
    let (mut depth, mut quoted, mut bare) = (0_usize, false, String::new());
    for c in value.chars() {
        match c {
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            c if depth == 0 && !quoted => bare.push(c),
            _ => {}
        }
    }
    bare
}

#[test]
fn every_received_gives_what_stands_in_it() {
    let Some(fields) = corpus() else { return };
    let mut count = 0;
    for field in fields.iter().filter(|field| field.name.eq_ignore_ascii_case("received")) {
        let hop = Hop::from(Stamp::parse(&field.value));
        let bare = without_comments(&field.value);
        let words: Vec<&str> = bare.split_whitespace().collect();
        let has = |word: &str| words.iter().any(|own| own.eq_ignore_ascii_case(word));
        assert_eq!(hop.by.is_some(), has("by"), "by: {}", field.value);
        assert_eq!(hop.with.is_some(), has("with"), "with: {}", field.value);
        assert_eq!(hop.at.is_some(), bare.contains(':') && bare.contains(';'), "time: {}", field.value);
        count += 1;
    }
    println!("headers/corpus Received: {count}");
    assert!(count > 0);
}

#[test]
fn no_field_is_lost_and_none_panics() {
    let Some(fields) = corpus() else { return };
    let mut text = String::new();
    for field in &fields {
        text.push_str(&format!("{}: {}\r\n", field.name, field.value));
    }
    let message = Message::parse(text.as_bytes(), Origin::File);
    assert_eq!(message.fields().len(), fields.len());
    for (read, given) in message.fields().zip(&fields) {
        assert!(read.is(&given.name.to_ascii_lowercase()), "{}", given.name);
    }
    let received = fields.iter().filter(|field| {
        field.name.eq_ignore_ascii_case("received") || field.name.eq_ignore_ascii_case("x-received")
    });
    let hops = hops(&message);
    assert_eq!(hops.len(), received.count());
    assert!(!claims(&message, &[], None).is_empty());
}
