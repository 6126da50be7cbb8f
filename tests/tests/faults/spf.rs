//! Every trouble at every name of SPF alone.

use super::*;

fn praise(report: &SpfCheckReport) -> Praise {
    (report.spf.result == SpfResult::Pass).then(|| "SPF".to_owned()).into_iter().collect()
}

/// No client fails because a question went unanswered.
fn blame(report: &SpfCheckReport) -> Blame {
    let failed = [SpfResult::Fail, SpfResult::Softfail].contains(&report.spf.result);
    failed.then(|| "SPF".to_owned()).into_iter().collect()
}

#[test]
fn every_shape() {
    for (label, domain, _) in SHAPES {
        let zone = zone(label);
        for ip in ["192.0.2.1", "198.51.100.7", "2001:db8::1"] {
            let input = SpfInput {
                ip: ip.parse().unwrap(),
                mail_from: Some(format!("jo@{domain}")),
                helo: format!("mail.{domain}"),
                receiver: None,
                now: today(),
            };
            let run = |resolver: &Faulty<'_>| pollster::block_on(check_spf(resolver, &input));
            let (zone, parts) = (&zone, Vec::new());
            Trial { label, zone, run: &run, log: |report| &report.dns, praise, blame, parts }.run();
        }
    }
}
