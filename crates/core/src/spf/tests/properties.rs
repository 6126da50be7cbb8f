//! What holds for every record, every macro and every zone.

use super::*;
use crate::spf::{
    Directive, DualCidr, Letter, MAX_QUESTIONS, Macro, MacroString, Mechanism, Part, Placed, Qualifier,
    Record, Term, check_mail_from_untraced, review,
};
use crate::syntax::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn a_macro() -> impl Strategy<Value = Macro> {
    let letters = select("slodipvh".chars().collect::<Vec<_>>());
    let letter = letters.prop_map(|c| {
        let text = format!("%{{{c}}}");
        MacroString::parse_explanation(&text).unwrap().macros().next().unwrap().letter
    });
    (letter, any::<bool>(), option::of(1..=128_u8), any::<bool>(), "[-.+,/_=]{0,3}").prop_map(
        |(letter, url_escape, keep, reverse, delimiters): (Letter, _, _, _, String)| Macro {
            letter,
            url_escape,
            keep,
            reverse,
            delimiters,
        },
    )
}

fn a_part() -> impl Strategy<Value = Part> {
    prop_oneof![
        Just(Part::Percent),
        Just(Part::Space),
        Just(Part::UrlSpace),
        a_macro().prop_map(Part::Expand),
    ]
}

/// Parts with literals between them, so that no two literals touch.
fn some_parts() -> impl Strategy<Value = Vec<Part>> {
    vec((a_part(), option::of("[!-$&-~]{1,6}")), 0..4).prop_map(|pairs| {
        let both = |(part, literal): (Part, Option<String>)| [Some(part), literal.map(Part::Literal)];
        pairs.into_iter().flat_map(both).flatten().collect()
    })
}

fn a_macro_string() -> impl Strategy<Value = MacroString> {
    some_parts().prop_map(MacroString::from)
}

fn a_domain_spec() -> impl Strategy<Value = MacroString> {
    let end = prop_oneof![
        "[a-z/:_-]{0,5}\\.[a-z]{1,5}\\.?".prop_map(Part::Literal),
        a_macro().prop_map(Part::Expand)
    ];
    (some_parts(), end).prop_map(|(mut parts, end)| {
        let touching = matches!((parts.last(), &end), (Some(Part::Literal(_)), Part::Literal(_)));
        if touching {
            parts.pop();
        }
        parts.push(end);
        MacroString::from(parts)
    })
}

fn a_mechanism() -> impl Strategy<Value = Mechanism> {
    let cidr = || (0..=32_u8, 0..=128_u8).prop_map(|(v4, v6)| DualCidr { v4, v6 });
    prop_oneof![
        Just(Mechanism::All),
        a_domain_spec().prop_map(Mechanism::Include),
        (option::of(a_domain_spec()), cidr()).prop_map(|(name, cidr)| Mechanism::A(name, cidr)),
        (option::of(a_domain_spec()), cidr()).prop_map(|(name, cidr)| Mechanism::Mx(name, cidr)),
        option::of(a_domain_spec()).prop_map(Mechanism::Ptr),
        (any::<std::net::Ipv4Addr>(), 0..=32_u8).prop_map(|(ip, prefix)| Mechanism::Ip4(ip, prefix)),
        (any::<std::net::Ipv6Addr>(), 0..=128_u8).prop_map(|(ip, prefix)| Mechanism::Ip6(ip, prefix)),
        a_domain_spec().prop_map(Mechanism::Exists),
    ]
}

fn a_term() -> impl Strategy<Value = Term> {
    let qualifier = select(vec![Qualifier::Pass, Qualifier::Fail, Qualifier::Softfail, Qualifier::Neutral]);
    prop_oneof![
        8 => (qualifier, a_mechanism())
            .prop_map(|(qualifier, mechanism)| Term::Directive(Directive { qualifier, mechanism })),
        1 => ("x[a-zA-Z0-9._-]{0,6}", a_macro_string()).prop_map(|(name, value)| Term::Unknown { name, value }),
    ]
}

fn a_record() -> impl Strategy<Value = Record> {
    (vec(a_term(), 0..8), option::of(a_domain_spec()), option::of(a_domain_spec())).prop_map(
        |(mut terms, redirect, exp)| {
            terms.extend(redirect.map(Term::Redirect));
            terms.extend(exp.map(Term::Explanation));
            let placed = |term| Placed { span: Span::default(), term };
            Record { terms: terms.into_iter().map(placed).collect() }
        },
    )
}

/// A record of pieces that mean something, well formed or not, over the names of a small zone.
fn a_text() -> impl Strategy<Value = String> {
    let name = || "(a|b|c|%\\{d\\}|%\\{l\\}|%\\{p\\}|%\\{o\\})\\.example";
    let term = prop_oneof![
        "[-+~?]?(include|a|mx|exists|ptr)"
            .prop_flat_map(move |word| name().prop_map(move |n| format!("{word}:{n}"))),
        "[-+~?]?(all|a|mx|ptr|ip4:192\\.0\\.2\\.[1-3]|ip6:::1/0|a/0|mx//64)",
        name().prop_map(|name| format!("redirect={name}")),
        name().prop_map(|name| format!("exp={name}")),
        "[ -~]{0,12}",
    ];
    vec(term, 0..14).prop_map(|terms| format!("v=spf1 {}", terms.join(" ")))
}

fn a_zone() -> impl Strategy<Value = Zone> {
    let line = prop_oneof![
        4 => a_text().prop_map(|text| serde_json::json!({"TXT": text})),
        1 => "\\PC{0,20}".prop_map(|text| serde_json::json!({"TXT": text})),
        1 => Just(serde_json::json!({"A": "192.0.2.1"})),
        1 => Just(serde_json::json!({"AAAA": "::1"})),
        1 => select(vec!["a", "b", "c", "d"]).prop_map(|name| serde_json::json!({"MX": [1, format!("{name}.example")]})),
        1 => Just(serde_json::json!("TIMEOUT")),
    ];
    let lines = || vec(line.clone(), 0..4);
    (lines(), lines(), lines(), lines()).prop_map(|(a, b, c, d)| {
        let names = serde_json::json!({
            "a.example": a, "b.example": b, "c.example": c, "d.example": d,
            "1.2.0.192.in-addr.arpa": [{"PTR": "a.example"}, {"PTR": "d.example"}]
        });
        serde_json::from_value(names).unwrap()
    })
}

proptest! {
    #[test]
    fn what_is_printed_parses_to_the_same(record in a_record()) {
        let text = record.to_string();
        let again = Record::parse(&text);
        prop_assert!(again.is_ok(), "{text}: {again:?}");
        let terms = |record: &Record| record.terms.iter().map(|placed| placed.term.clone()).collect::<Vec<_>>();
        prop_assert_eq!(terms(&again.unwrap()), terms(&record), "{}", text);
    }

    #[test]
    fn what_parses_prints_to_what_parses_to_the_same(text in a_text()) {
        if let Ok(record) = Record::parse(&text) {
            let printed = record.to_string();
            prop_assert_eq!(Record::parse(&printed).unwrap().to_string(), printed);
        }
    }

    #[test]
    fn no_text_panics_a_parser(text in "\\PC{0,60}", tail in ".{0,40}") {
        let _ = MacroString::parse_explanation(&text);
        let record = format!("v=spf1 {text}{tail}");
        let (parsed, errors) = Record::parse_leniently(&record);
        prop_assert!(parsed.terms.iter().all(|placed| !placed.span.text(&record).is_empty()));
        prop_assert!(errors.iter().all(|error| record.get(error.span.start..error.span.end).is_some()));
        prop_assert!(review(&Domain::parse("a.example").unwrap(), &record).len() < 500);
    }

    #[test]
    fn every_check_ends_within_its_limits_whatever_order_answers_come_in(zone in a_zone(), seed in any::<u32>()) {
        let at = |seed: u32| {
            let delay = move |question: &Question| {
                question.name.as_str().bytes().fold(seed, |h, b| h.wrapping_mul(31).wrapping_add(b.into())) % 5
            };
            let rounds = Rounds::new(&zone, delay);
            let input = CheckHost {
                ip: "192.0.2.1".parse().unwrap(),
                mail_from: "jo@a.example",
                helo: "b.example",
                receiver: None,
                now: 0,
            };
            let (spf, _) = rounds.run(check_mail_from(&rounds, &input));
            let asked = rounds.asked.take();
            (spf, asked)
        };
        let (spf, asked) = at(seed);
        prop_assert!(asked.len() <= MAX_QUESTIONS && spf.lookups <= 11 && spf.void_lookups <= 12);
        prop_assert_eq!(at(0), (spf, asked));
    }

    #[test]
    fn without_its_steps_a_check_comes_to_the_same(zone in a_zone()) {
        let input = CheckHost {
            ip: "192.0.2.1".parse().unwrap(),
            mail_from: "jo@a.example",
            helo: "b.example",
            receiver: None,
            now: 0,
        };
        let untraced = pollster::block_on(check_mail_from_untraced(&zone, &input));
        let traced = pollster::block_on(check_mail_from(&zone, &input));
        prop_assert_eq!(untraced, Spf { tree: None, ..traced });
    }

    #[test]
    fn every_walk_ends(zone in a_zone()) {
        let walk = walk_of(&zone, "a.example");
        prop_assert!(walk.tree.is_some());
        prop_assert!(serde_json::to_string(&walk).is_ok());
    }
}
