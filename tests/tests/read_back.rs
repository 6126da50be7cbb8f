//! A message's report is read from its own JSON as it was written, whatever the message.
#![allow(clippy::unwrap_used, clippy::panic)]

use waxseal_core::evidence::{Given, Tables};
use waxseal_core::message::Origin;
use waxseal_core::report::MessageReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{MessageInput, check_message};
use waxseal_tests::{MessageCase, read_suite};

fn report(case: &MessageCase) -> MessageReport {
    let input = MessageInput {
        bytes: &case.bytes(),
        origin: Origin::File,
        given: Given::default(),
        trust: None,
        now: Timestamp::parse_rfc3339("2025-11-24T00:00:00Z").unwrap(),
        tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
        suffixes: None,
    };
    let mut report = pollster::block_on(check_message(&case.zone, &input));
    // The field a set was read from is kept for the check alone, and not written.
    report.arc.chain.sets.iter_mut().for_each(|set| set.results.clear());
    report
}

#[test]
fn every_report_of_the_suites() {
    let mut read = 0;
    for suite in
        ["dkim/opendkim", "dkim/mail-dkim", "dkim/thunderbird", "dkim/real", "arc/valimail", "arc/real"]
    {
        for case in read_suite::<Vec<MessageCase>>(&format!("{suite}.json")).into_iter().flatten() {
            let report = report(&case);
            let text = serde_json::to_string(&report).unwrap();
            let back: MessageReport =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{suite} {}: {error}", case.id));
            assert_eq!(back, report, "{suite} {}", case.id);
            read += 1;
        }
    }
    println!("reports read back: {read}");
}
