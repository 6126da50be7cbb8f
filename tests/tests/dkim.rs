//! DKIM against the suites of OpenDKIM, Mail::DKIM, DKIM Verifier, mail-auth and dkimpy.

use waxseal_core::dkim::{DkimResult, Verification, verify};
use waxseal_core::message::{Message, Origin};
use waxseal_tests::{MessageCase, Score, read_suite};

/// A day in late 2025: after every message of the suites was signed.
const NOW: u64 = 1_764_000_000;

/// Three real messages had an `x=` that has passed since; they are judged at the time of their `t=`.
fn judged(case: &MessageCase) -> Vec<Verification> {
    let at = |now| {
        pollster::block_on(verify(&case.zone, &Message::parse(&case.bytes(), Origin::File), now)).signatures
    };
    let late = at(NOW);
    let expired = late.iter().find(|signature| signature.expiration.is_some_and(|x| x < NOW));
    match expired.and_then(|signature| signature.timestamp).filter(|_| case.expect_strict == "pass") {
        Some(signed) => at(signed),
        None => late,
    }
}

fn run(suite: &str) {
    let Some(cases) = read_suite::<Vec<MessageCase>>(suite) else { return };
    let mut score = Score::new(suite);
    for case in &cases {
        let signatures = judged(case);
        let passed = signatures.iter().any(|signature| signature.result == DkimResult::Pass);
        let told: Vec<_> =
            signatures.iter().map(|s| (s.result, &s.cause, &s.body_change, &s.header_change)).collect();
        let complaint = (passed != (case.expect_strict == "pass")).then(|| format!("{told:?}"));
        score.count(&case.id, complaint);
    }
    score.finish();
}

#[test]
fn opendkim() {
    run("dkim/opendkim");
}

#[test]
fn mail_dkim() {
    run("dkim/mail-dkim");
}

#[test]
fn thunderbird() {
    run("dkim/thunderbird");
}

#[test]
fn real_messages() {
    run("dkim/real");
}

#[test]
fn rfc_8463_a_3_passes_for_both_its_signatures() {
    let Some(cases) = read_suite::<Vec<MessageCase>>("dkim/thunderbird") else { return };
    let case = cases.iter().find(|case| case.id == "rfc8463-A.3.eml").unwrap();
    let results: Vec<_> = judged(case).iter().map(|s| (s.algorithm.unwrap().as_str(), s.result)).collect();
    assert_eq!(results, [("ed25519-sha256", DkimResult::Pass), ("rsa-sha256", DkimResult::Pass)]);
}
