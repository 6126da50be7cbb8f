//! Every trouble at every name of the ten shapes.

use super::*;
use waxseal_core::dmarc::NextStep;
use waxseal_core::report::DmarcPolicyReport;

/// What a report says in favour of a domain.
fn praise(report: &DomainReport) -> Praise {
    let met = report.requirements.iter().filter(|r| r.met == Some(true)).map(|r| format!("{:?}", r.rule));
    let dane = report.dane.hosts.iter().filter(|h| h.is_in_force()).map(|h| format!("DANE of {}", h.host));
    let keys = report.dkim.iter().filter(|key| key.key.is_some()).map(|key| format!("key at {}", key.name));
    let spf = report.spf.cause.is_none().then(|| "SPF can be evaluated".to_owned());
    let policy = report.dmarc.policy.map(|policy| format!("policy {}", policy.as_str()));
    met.chain(dane).chain(keys).chain(spf).chain(policy).collect()
}

/// What it holds against it, which an unanswered question must not add to.
fn blame(report: &DomainReport) -> Blame {
    let unmet = report.requirements.iter().filter(|r| r.met == Some(false)).map(|r| format!("{:?}", r.rule));
    let told = report.findings.iter().filter_map(held_against);
    unmet.chain(told).collect()
}

fn parts(zone: &Zone, whole: &DomainReport) -> Vec<Part<DomainReport>> {
    let own = &whole.domain;
    let at = |label: &str| own.prepend(label).unwrap();
    let policies = async |recorded: &Recorded<&Zone>| dmarc::walk(recorded, own).await;
    let mut dmarc = names_of(zone, policies);
    for destination in &whole.dmarc.report_destinations {
        dmarc.insert(destination.name.clone());
        dmarc.extend(names_of(zone, async |r| dmarc::walk(r, &destination.domain).await));
    }
    let mut mx = BTreeSet::from([own.clone()]);
    for host in &whole.mx.hosts {
        mx.insert(host.host.clone());
        mx.extend(host.addresses.iter().filter_map(|ip| reverse_name(*ip)));
    }
    let dane = whole.dane.hosts.iter().map(|host| host.name.clone()).chain([own.clone()]).collect();
    let keys = whole.dns.iter().map(|query| query.name.clone());
    let keys = keys.filter(|name| name.as_str().contains("_domainkey.")).collect();
    vec![
        ("SPF", names_of(zone, async |r| walk(r, own).await), |a, b| a.spf == b.spf),
        ("DMARC", dmarc.clone(), |a, b| {
            let own = |report: &DomainReport| DmarcPolicyReport { next_step: None, ..report.dmarc.clone() };
            own(a) == own(b)
        }),
        // The next step rests on all that shows whether the domain sends. What is not answered takes it away, or leaves a domain
        // that sends nothing the step of one that may; it never makes a domain one that sends nothing.
        ("the next step", dmarc, |a, b| {
            let (whole, found) = (a.dmarc.next_step, b.dmarc.next_step);
            let is_silent = matches!(whole, Some(NextStep::RejectAll | NextStep::Arrived));
            whole == found || found.is_none() || is_silent && found != Some(NextStep::RejectAll)
        }),
        ("MX", mx, |a, b| a.mx == b.mx),
        ("DANE", dane, |a, b| a.dane == b.dane),
        ("DKIM", keys, |a, b| a.dkim == b.dkim),
        ("MTA-STS", [at("_mta-sts"), at("mta-sts")].into(), |a, b| a.mta_sts == b.mta_sts),
        ("TLS-RPT", [at("_smtp._tls")].into(), |a, b| a.tls_rpt == b.tls_rpt),
        ("BIMI", [at("default._bimi")].into(), |a, b| a.bimi == b.bimi),
        ("DS", [own.clone()].into(), |a, b| a.dnssec.ds == b.dnssec.ds),
        ("existence", [own.clone()].into(), |a, b| a.exists == b.exists),
    ]
}

/// The keys at all other selectors stay as they were, unless the trouble is at the name that tells wildcards.
fn keys_stand(zone: &Zone, domain: &str) {
    let whole = pollster::block_on(check_domain(zone, &input(domain)));
    for key in &whole.dkim {
        let resolver = Faulty::new(zone, Some(&key.name), Trouble::Fault(Fault::Timeout));
        let report = pollster::block_on(check_domain(&resolver, &input(domain)));
        let others = |report: &DomainReport| -> Vec<_> {
            report.dkim.iter().filter(|other| other.name != key.name).cloned().collect()
        };
        assert_eq!(others(&report), others(&whole), "{}", key.name);
    }
}

fn every_trouble(shape: usize) {
    let (label, domain, _) = SHAPES[shape];
    let zone = zone(label);
    let run = |resolver: &Faulty<'_>| pollster::block_on(check_domain(resolver, &input(domain)));
    let parts = parts(&zone, &run(&Faulty::new(&zone, None, Trouble::Nothing)));
    let trial = Trial { label, zone: &zone, run: &run, log: |report| &report.dns, praise, blame, parts };
    println!("{label}: {} troubles", trial.run());
    keys_stand(&zone, domain);
}

// One test a shape, so that they run beside each other.
macro_rules! shapes {
    ($($name:ident $at:literal)*) => { $(#[test] fn $name() { every_trouble($at); })* };
}
shapes! { first 0 second 1 third 2 fourth 3 fifth 4 sixth 5 seventh 6 eighth 7 ninth 8 tenth 9 }
