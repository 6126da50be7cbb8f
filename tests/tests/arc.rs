//! ARC against ValiMail's suite and two real chains.

use waxseal_core::dkim::verify;
use waxseal_core::message::{Message, Origin};
use waxseal_tests::{MessageCase, Score, read_suite};

fn run(suite: &str) {
    let Some(cases) = read_suite::<Vec<MessageCase>>(suite) else { return };
    let mut score = Score::new(suite);
    for case in &cases {
        let arc = pollster::block_on(verify(
            &case.zone,
            &Message::parse(&case.bytes(), Origin::File),
            1_764_000_000,
        ))
        .arc;
        let word = arc.result.as_str();
        // `fail*` marks a chain whose last seal already says so.
        let passed = word == case.expect_strict.trim_end_matches('*');
        score.count(&case.id, (!passed).then(|| format!("{word}: {:?}", arc.cause)));
    }
    score.finish();
}

#[test]
fn valimail() {
    run("arc/valimail");
}

#[test]
fn real_chains() {
    run("arc/real");
}
