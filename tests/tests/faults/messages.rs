//! Every trouble at every name of messages: the first user's two, one signed and sealed here, and some of the suites.

use super::*;

/// What a report says in favour of a message, on grounds of its own. A receiver's claim stands in for what could not
/// be recomputed, and is told apart by its basis.
fn praise(report: &MessageReport) -> Praise {
    let mut praise = Praise::new();
    let mut add = |holds: bool, what: String| {
        if holds {
            praise.insert(what);
        }
    };
    add(matches!(report.verdict, Verdict::Pass { basis: Basis::Recomputed }), "verdict".to_owned());
    add(report.spf.result == Some(waxseal_core::spf::SpfResult::Pass), "SPF".to_owned());
    add(report.arc.chain.result.as_str() == "pass", "ARC".to_owned());
    for signature in &report.dkim {
        let (result, field) = (signature.verification.result, signature.verification.field);
        add(result.as_str() == "pass", format!("signature {field:?}"));
    }
    for identifier in &report.dmarc.identifiers {
        let who = format!("{:?} {}", identifier.mechanism, identifier.domain);
        add(identifier.aligned == Some(true), format!("{who} aligned"));
        add(recomputed(identifier), format!("{who} vouches"));
    }
    for requirement in report.requirements.iter().filter(|requirement| requirement.met == Some(true)) {
        add(!may_rest_on_claims(report), format!("{:?}", requirement.rule));
    }
    praise
}

/// What it holds against it, which an unanswered question must not add to.
fn blame(report: &MessageReport) -> Blame {
    let unmet = report.requirements.iter().filter(|r| r.met == Some(false)).map(|r| format!("{:?}", r.rule));
    let told = report.findings.iter().filter_map(held_against);
    let failed = matches!(report.verdict, Verdict::Fail { basis: Basis::Recomputed });
    unmet.chain(told).chain(failed.then(|| "verdict".to_owned())).collect()
}

fn recomputed(identifier: &IdentifierReport) -> bool {
    identifier.vouches() && identifier.basis == Basis::Recomputed
}

fn may_rest_on_claims(report: &MessageReport) -> bool {
    report.claims.iter().any(|claim| claim.trusted)
}

fn parts(case: &Case, whole: &MessageReport) -> Vec<Part<MessageReport>> {
    let message = Message::parse(&case.bytes, case.origin);
    let now = u64::try_from(today().0).unwrap();
    let keys = names_of(&case.zone, async |r| waxseal_core::dkim::verify(r, &message, now).await);
    let mut spf = whole.dns.iter().map(|query| query.name.clone()).collect::<BTreeSet<_>>();
    if let (Some(ip), Some(mail_from)) = (whole.envelope.client_ip, &whole.envelope.mail_from) {
        let helo = whole.envelope.helo.as_deref().unwrap_or_default();
        let check = CheckHost { ip, mail_from, helo, receiver: None, now };
        spf = names_of(&case.zone, async |r| check_mail_from(r, &check).await);
    }
    let none = BTreeSet::new;
    vec![
        ("DKIM", keys.clone(), |a, b| {
            let own = |r: &MessageReport| r.dkim.iter().map(|d| d.verification.clone()).collect::<Vec<_>>();
            own(a) == own(b)
        }),
        ("ARC", keys, |a, b| a.arc == b.arc),
        ("SPF", spf, |a, b| {
            (a.spf.result, &a.spf.cause, &a.spf.tree) == (b.spf.result, &b.spf.cause, &b.spf.tree)
        }),
        ("the envelope", none(), |a, b| a.envelope == b.envelope),
        ("the author", none(), |a, b| a.author == b.author),
        ("the path", none(), |a, b| a.hops == b.hops),
        ("the header", none(), |a, b| a.header == b.header && a.summary == b.summary),
        ("remarks", none(), |a, b| a.remarks == b.remarks),
        ("claims", none(), |a, b| {
            let said = |r: &MessageReport| r.claims.iter().map(|c| c.results.clone()).collect::<Vec<_>>();
            said(a) == said(b)
        }),
    ]
}

fn every_trouble(case: &Case) {
    let run = |resolver: &Faulty<'_>| pollster::block_on(check_message(resolver, &case.input()));
    let parts = parts(case, &run(&Faulty::new(&case.zone, None, Trouble::Nothing)));
    let (label, zone) = (case.name.as_str(), &case.zone);
    let trial = Trial { label, zone, run: &run, log: |report| &report.dns, praise, blame, parts };
    println!("{label}: {} troubles", trial.run());
}

#[test]
fn of_the_first_user() {
    seeds().iter().for_each(every_trouble);
}

#[test]
fn with_signatures_and_seals() {
    let case = sealed();
    let whole = pollster::block_on(check_message(&case.zone, &case.input()));
    // The message passes in every way, so there is something to lose.
    let expected = ["ARC", "SPF", "signature Some(6)", "signature Some(7)", "verdict"];
    let praise = praise(&whole);
    assert!(expected.iter().all(|what| praise.contains(*what)), "{praise:?}");
    every_trouble(&case);
}

#[test]
fn of_forgers() {
    let own = name("evil.example");
    for case in &forged() {
        every_trouble(case);
        let check = |at: Option<&Domain>, trouble| {
            let resolver = Faulty::new(&case.zone, at, trouble);
            pollster::block_on(check_message(&resolver, &case.input()))
        };
        let whole = check(None, Trouble::Nothing);
        // Of a whole message whose receiver notes a public address and the envelope everything is known that can be.
        assert!(matches!(whole.verdict, Verdict::Fail { .. }), "{}: {:?}", case.name, whole.verdict);
        // Whatever happens in the forger's own zone, it stays so, and is left no more open.
        let names: BTreeSet<_> = whole.dns.iter().map(|query| query.name.clone()).collect();
        for at in names.iter().filter(|at| at.is_within(&own)) {
            for trouble in TROUBLES {
                let verdict = check(Some(at), trouble).verdict;
                assert_eq!(verdict, whole.verdict, "{}: {trouble:?} at {at}", case.name);
            }
        }
    }
}

/// Every so many cases of a suite: there are many more, much like one another.
fn some_of(suite: &str, step: usize) {
    let Some(cases) = read_suite::<Vec<MessageCase>>(suite) else { return };
    for case in cases.into_iter().step_by(step) {
        let (bytes, given) = (case.bytes(), waxseal_core::evidence::EnvelopeOverrides::default());
        let name = format!("{suite} {}", case.id);
        every_trouble(&Case { name, bytes, origin: Origin::File, zone: case.zone, given });
    }
}

#[test]
fn of_the_suites() {
    for (suite, step) in [("arc/valimail", 12), ("arc/real", 1), ("dkim/real", 2), ("dkim/mail-dkim", 8)] {
        some_of(suite, step);
    }
}
