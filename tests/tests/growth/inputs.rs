//! Everything else a person can put in, and what is kept of DNS.

use super::{Curve, FROM, hold, message, name, paste, repeated};
use waxseal_core::check_message;
use waxseal_core::dmarc::SuffixList;
use waxseal_core::dns::{Cached, Question, RecordType, Resolve, Zone};
use waxseal_core::input::Subject;
use waxseal_core::message::Origin;
use waxseal_tests::mail::input as message_input;

#[test]
fn pastes_and_files() {
    hold(&[
        paste("quoted lines", 1_000, |n| {
            format!("> {}", FROM.replace("\r\n", "\n> ")) + &repeated(n, |at| format!("X-{at}: v\n> ")) + "\n"
        }),
        paste("double-spaced lines", 1_000, |n| {
            repeated(n, |at| format!("X-{at}: v\n\n")) + "From: jo@a.example\n\n"
        }),
        paste("lines of junk", 400, |n| {
            "junk without a colon\n".repeat(n) + "Received: by a.example\nFrom: jo@a.example\n\nx\n"
        }),
        paste("lines that lost their indentation", 1_000, |n| {
            format!("From: jo@a.example\nX-Long: a\n{}", "and more\n".repeat(n))
        }),
        message("messages of an mbox", 500, |n| {
            format!("From x@y Mon Jan  1 00:00:00 2026\n{FROM}\n\nbody\n\n").repeat(n)
        }),
        Curve::of(
            "domains of a list",
            200,
            |n| repeated(n, |at| format!("d{at}.example\n")),
            |text| {
                assert!(matches!(Subject::of(text, |_| None), Subject::Domains { .. }));
            },
        ),
        Curve::of(
            "names of a zone file",
            500,
            |n| {
                let names: Vec<String> =
                    (0..n).map(|at| format!(r#""d{at}.example": [{{"TXT": "v=spf1 -all"}}]"#)).collect();
                format!("{{{}}}", names.join(","))
            },
            |text| drop(serde_json::from_str::<Zone>(text).unwrap()),
        ),
        Curve::of(
            "rules of a list of suffixes",
            2_000,
            |n| repeated(n, |at| format!("s{at}.example\n")),
            |text| {
                drop(SuffixList::parse(text, |_| None));
            },
        ),
        Curve::of("octets of an Outlook file", 1_000_000, compound_file, |bytes| {
            pollster::block_on(check_message(&Zone::default(), &message_input(bytes, Origin::File)));
        }),
        Curve::of(
            "answers kept",
            12_000,
            |n| {
                (0..n)
                    .map(|at| Question::new(name(&format!("d{at}.example")), RecordType::A))
                    .collect::<Vec<_>>()
            },
            |questions| {
                let cached = Cached::new(Zone::default(), || 0);
                for question in questions {
                    pollster::block_on(cached.lookup(question)).unwrap();
                }
            },
        ),
    ]);
}

/// A compound file whose chains all bite their own tails.
fn compound_file(octets: usize) -> Vec<u8> {
    let mut bytes = vec![0; octets];
    bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    // Sectors of 4096 octets, small ones of as many; every table sector is the first one.
    (bytes[30], bytes[32]) = (12, 12);
    bytes
}
