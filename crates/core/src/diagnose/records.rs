//! The records of a domain besides SPF, keys and DMARC, where they are not read as they were meant.

use super::known::KnownRecords;
use super::suspect::Suspect;
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::intent;
use crate::posture::{BimiRecord, MtaStsMode};
use crate::report::{DomainReport, Fix, RootCause, Step, Sureness};

/// What is wrong with them.
pub(super) fn suspects(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Vec<Suspect> {
    let record = |at: &Domain, label: &str, texts: &[String], meant: Option<String>| {
        let name = at.prepend(label).ok().filter(|_| !texts.is_empty())?;
        Some(unreadable(Place { name, zone, known }, texts, meant))
    };
    let (sts, tls, bimi) = (&report.mta_sts, &report.tls_rpt, &report.bimi);
    let own = &report.domain;
    let logo = bimi.at.as_ref().unwrap_or(own);
    let of_sts = || sts.records.iter().find_map(|text| intent::mta_sts::meant(text));
    let of_tls = || intent::tls_rpt::merged(&tls.records);
    let of_bimi = || bimi.records.iter().find_map(|text| intent::bimi::meant(text));
    let found = [
        sts.record.is_none().then(|| record(own, "_mta-sts", &sts.records, of_sts())),
        tls.record.is_none().then(|| record(own, "_smtp._tls", &tls.records, of_tls())),
        bimi.record.is_none().then(|| record(logo, "default._bimi", &bimi.records, of_bimi())),
    ];
    found.into_iter().flatten().flatten().collect()
}

/// A logo that nobody shows: since the policy asks for nothing, or since it is a picture of another format.
pub(super) fn logo(
    report: &DomainReport,
    policy: Option<&Suspect>,
    zone: &Domain,
    known: KnownRecords<'_>,
) -> Vec<Suspect> {
    let bimi = &report.bimi;
    let (Some(record), Some(at)) = (&bimi.record, &bimi.at) else { return Vec::new() };
    let Ok(name) = at.prepend("default._bimi") else { return Vec::new() };
    let mut suspects = Vec::new();
    let below = report.dmarc.record.as_ref().and_then(|found| found.record.sp);
    if let Some(next) = policy.filter(|_| bimi.is_idle(report.dmarc.policy, below)) {
        let evidence = [vec![known.evidence(&name, RecordType::Txt)], next.evidence.clone()].concat();
        let cause = RootCause::BimiNeedsEnforcement { domain: report.domain.clone() };
        // The step is the policy's, which is told before.
        suspects.push(Suspect::new(cause, Sureness::Certain, evidence));
    }
    if let Some(url) = record.as_svg() {
        let meant = bimi.records.first().map(|text| text.replace(&record.location, &url));
        let cause = RootCause::BimiNotSvg { name: name.clone(), location: record.location.clone() };
        let suspect = Suspect::new(cause, Sureness::Certain, vec![known.evidence(&name, RecordType::Txt)]);
        let place = Place { name, zone, known };
        suspects.push(place.changed(suspect, Step::ServeSvg { url }, &bimi.records, meant));
    }
    suspects
}

/// A record that is none, or several of which none counts: what was meant, where it can be told.
fn unreadable(place: Place<'_>, texts: &[String], meant: Option<String>) -> Suspect {
    let evidence = vec![place.known.evidence(&place.name, RecordType::Txt)];
    let cause = RootCause::RecordUnreadable { name: place.name.clone() };
    let suspect = Suspect::new(cause, Sureness::Certain, evidence);
    // What names a picture of another format would be the next fault.
    let logo = meant.as_deref().and_then(BimiRecord::parse);
    let Some((url, old)) = logo.and_then(|logo| Some((logo.as_svg()?, logo.location))) else {
        return place.changed(suspect, Step::CorrectRecord, texts, meant);
    };
    let meant = meant.map(|text| text.replace(&old, &url));
    place.changed(suspect, Step::ServeSvg { url }, texts, meant)
}

/// Where a record stands that is to be changed.
struct Place<'a> {
    name: Domain,
    zone: &'a Domain,
    known: KnownRecords<'a>,
}

impl Place<'_> {
    /// The suspect with the step that puts another record there.
    fn changed(self, suspect: Suspect, step: Step, texts: &[String], meant: Option<String>) -> Suspect {
        let Self { name, zone, known } = self;
        // What a service keeps behind an alias is changed there.
        if let Some(target) = known.aliases(&name).last().filter(|target| !target.is_within(zone)) {
            let step = Step::ChangeAtHost { target: target.clone(), wanted: meant };
            return suspect.untried(vec![Fix { name: Some(name), ..Fix::enable(step, None) }]);
        }
        let is_told = meant.is_some();
        let fix = Fix::replace(step, name, RecordType::Txt, (Some(texts.join("\n")), meant));
        if is_told { suspect.by_records(vec![fix]) } else { suspect.untried(vec![fix]) }
    }
}

/// Whether senders heed a policy that leaves an exchanger out: to that one they deliver nothing (RFC 8461 §5).
pub(super) fn blocks_mail(report: &DomainReport) -> bool {
    report.mta_sts.record.is_some() && !unlisted(report).is_empty()
}

/// The exchangers that an enforced policy leaves out.
fn unlisted(report: &DomainReport) -> Vec<Domain> {
    match &report.mta_sts.policy {
        Some(Ok(policy)) if policy.mode == MtaStsMode::Enforce => {
            let hosts = report.mx.hosts.iter().map(|mx| &mx.host);
            hosts.filter(|host| !policy.allows(host)).cloned().collect()
        }
        _ => Vec::new(),
    }
}

/// A policy that cannot be fetched or read, or that keeps mail from a host it goes to (RFC 8461 §5). Nothing here can try what a
/// web server would serve.
pub(super) fn policy(report: &DomainReport, known: KnownRecords<'_>) -> Option<Suspect> {
    let sts = &report.mta_sts;
    let host = sts.policy_host.clone()?;
    let unlisted = unlisted(report);
    let is_gone = sts.policy_host_exists == Some(false) || matches!(sts.policy, Some(Err(_)));
    if !is_gone && unlisted.is_empty() {
        return None;
    }
    let record = report.domain.prepend("_mta-sts").ok()?;
    let evidence = vec![known.evidence(&record, RecordType::Txt), known.evidence(&host, RecordType::A)];
    let step = Step::MendPolicy { url: sts.policy_url.clone()? };
    let fix = Fix { value: Some(report.policy_file(None)), ..Fix::enable(step, None) };
    let cause = RootCause::MtaStsPolicyWrong { host, unlisted };
    Some(Suspect::new(cause, Sureness::Certain, evidence).untried(vec![fix]))
}
