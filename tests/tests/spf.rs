//! SPF against the suites of RFC 7208 and RFC 4408.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use serde::Deserialize;
use waxseal_core::dns::Zone;
use waxseal_core::spf::{CheckHost, Spf, check_mail_from, check_mail_from_untraced};
use waxseal_tests::{Score, read_suite};

#[derive(Deserialize)]
struct Scenario {
    zone: Zone,
    tests: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    id: String,
    ip: String,
    mail_from: String,
    helo: String,
    expect: Vec<String>,
    explanation: Option<String>,
    receiver: Option<String>,
}

/// The time given to every case; none of them asks for it.
const NOW: u64 = 1_700_000_000;

/// The check with its steps and without.
fn check(zone: &Zone, case: &Case) -> [Spf; 2] {
    let input = CheckHost {
        ip: case.ip.parse().unwrap(),
        mail_from: &case.mail_from,
        helo: &case.helo,
        receiver: case.receiver.as_deref(),
        now: NOW,
    };
    let traced = pollster::block_on(check_mail_from(zone, &input));
    [traced, pollster::block_on(check_mail_from_untraced(zone, &input))]
}

fn complaint(case: &Case, spf: &Spf, untraced: &Spf) -> Option<String> {
    // Whether the steps are wanted must not change what they come to.
    if *untraced != (Spf { tree: None, ..spf.clone() }) {
        return Some(format!("without its steps it is {untraced:?} and not {spf:?}"));
    }
    if !case.expect.iter().any(|result| result == spf.result.as_str()) {
        return Some(format!("{} and not {:?}: {:?}", spf.result, case.expect, spf.cause));
    }
    // `DEFAULT` stands for no explanation of the domain's own; hexadecimal digits may have either case.
    let wanted = case.explanation.as_deref()?;
    let wanted = Some(wanted).filter(|text| *text != "DEFAULT").map(str::to_ascii_lowercase);
    let given = spf.explanation.as_deref().map(str::to_ascii_lowercase);
    (given != wanted).then(|| format!("explains {given:?} and not {wanted:?}"))
}

fn run(edition: &str) {
    let Some(scenarios) = read_suite::<Vec<Scenario>>(&format!("spf/{edition}")) else { return };
    let mut score = Score::new(&format!("spf/{edition}"));
    for scenario in &scenarios {
        for case in &scenario.tests {
            let [spf, untraced] = check(&scenario.zone, case);
            score.count(&case.id, complaint(case, &spf, &untraced));
        }
    }
    score.finish();
}

#[test]
fn rfc_7208() {
    run("rfc7208");
}

#[test]
fn rfc_4408() {
    run("rfc4408");
}
