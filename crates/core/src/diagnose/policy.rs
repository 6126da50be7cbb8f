//! The DMARC record, where it is missing, misplaced, broken, or asks for too little.

use super::known::Known;
use super::records::{with_tags, without_removed_tags};
use super::scene::Scene;
use super::suspect::Suspect;
use crate::dmarc::{Consent, DmarcCause, Location, Policy, Record, RecordProblem, ReportUri};
use crate::dns::{Question, RecordType, Resolve};
use crate::domain::Domain;
use crate::intent::dmarc::{self, Intent};
use crate::report::{DmarcPolicyReport, DmarcRecordReport, Evidence, Fix, RootCause, Step, Sureness};
use crate::together;

/// The names where a record for `domain` is found that should stand at `_dmarc`.
fn wrong_names(domain: &Domain) -> Vec<Domain> {
    let labels = [
        String::new(),
        "dmarc.".to_owned(),
        format!("_dmarc.{domain}."),
        "_domainkey.".to_owned(),
        "_dmarc._dmarc.".to_owned(),
    ];
    labels.iter().filter_map(|label| Domain::parse(&format!("{label}{domain}")).ok()).collect()
}

/// Asks at those names.
pub(super) async fn ask_wrong_names<R: Resolve>(resolver: &R, domain: &Domain) {
    let questions = wrong_names(domain).into_iter().map(|name| Question::new(name, RecordType::Txt));
    let questions: Vec<Question> = questions.collect();
    together::all(questions.iter().map(|question| resolver.lookup(question))).await;
}

/// The suspects of a message whose author has no policy.
pub(super) fn of_message(scene: &Scene<'_>) -> Vec<Suspect> {
    let dmarc = &scene.report.dmarc;
    match &dmarc.cause {
        Some(cause) => of_cause(cause, scene.author, scene.known).into_iter().collect(),
        None => Vec::new(),
    }
}

/// What keeps a domain from having a policy.
pub(super) fn of_cause(cause: &DmarcCause, domain: &Domain, known: Known<'_>) -> Option<Suspect> {
    match cause {
        DmarcCause::NoRecord => no_record(domain, known),
        DmarcCause::SeveralRecords { domain: at } => several(at, known),
        DmarcCause::RecordWithoutPolicy { domain: at } => unreadable(at, known),
        _ => None,
    }
}

fn no_record(domain: &Domain, known: Known<'_>) -> Option<Suspect> {
    let name = domain.prepend("_dmarc").ok()?;
    let near = known.texts(&name).into_iter().find(|text| dmarc::is_near(text));
    if near.is_some() {
        return unreadable(domain, known);
    }
    let evidence = known.evidence(&name, RecordType::Txt);
    let misplaced = wrong_names(domain).into_iter().find_map(|wrong| {
        let text = known.texts(&wrong).into_iter().find(|text| Record::parse(text).is_some())?;
        Some((wrong, text))
    });
    let Some((wrong, text)) = misplaced else {
        let cause = RootCause::DmarcMissing { domain: domain.clone() };
        let value = format!("v=DMARC1; p=none; rua=mailto:dmarc@{domain}");
        let fix = Fix::publish(Step::PublishDmarc, name, RecordType::Txt, Some(value));
        return Some(Suspect::new(cause, Sureness::Certain, vec![evidence]).by_records(vec![fix]));
    };
    // Other records may stand there too, and they stay.
    let there = Evidence::Record { name: wrong.clone(), kind: RecordType::Txt, value: Some(text.clone()) };
    let moved = Fix::publish(Step::MoveDmarc, name, RecordType::Txt, Some(text.clone()));
    let removed = Fix::remove(Step::RemoveMisplaced, wrong.clone(), RecordType::Txt, Some(text));
    let mut suspect =
        Suspect::new(RootCause::DmarcWrongName { name: wrong }, Sureness::Certain, vec![evidence, there]);
    suspect = suspect.by_records(vec![moved]);
    suspect.tidy = vec![removed];
    Some(suspect)
}

/// More than one record at a name: then none of them counts.
fn several(at: &Domain, known: Known<'_>) -> Option<Suspect> {
    let name = at.prepend("_dmarc").ok()?;
    let records: Vec<Record> = known.texts(&name).iter().filter_map(|text| Record::parse(text)).collect();
    let text = merged_dmarc(&records)?;
    let all: Vec<&str> = records.iter().map(|record| record.text.as_str()).collect();
    let place = Place { at, name: &name, known };
    let fixes = place.in_place(Step::KeepOneDmarc, Some(all.join("\n")), Some(text));
    let cause = RootCause::DmarcSeveralRecords { domain: at.clone(), count: records.len() };
    let evidence = vec![known.evidence(&name, RecordType::Txt)];
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes))
}

/// One record of several: in everything no stricter than the most lenient, so that no mail is lost by tidying up, and with the
/// reports of all.
fn merged_dmarc(records: &[Record]) -> Option<String> {
    let read: Vec<Intent> = records.iter().map(|record| Intent::read(&record.text)).collect();
    Intent::merged(&read).map(|intent| intent.to_string())
}

/// A record that was meant to be one and is none, or has no policy that can be read.
fn unreadable(at: &Domain, known: Known<'_>) -> Option<Suspect> {
    let name = at.prepend("_dmarc").ok()?;
    let text = known.texts(&name).into_iter().find(|text| dmarc::is_near(text))?;
    let intent = Intent::read(&text).without_removed();
    // Whoever was to get the reports is not told by what is left, and nobody is put in their place.
    let usable = (!intent.has_lost("rua")).then(|| intent.to_string());
    let fixes = Place { at, name: &name, known }.in_place(Step::CorrectDmarc, Some(text), usable);
    let cause = RootCause::DmarcSyntax { domain: at.clone() };
    let evidence = vec![known.evidence(&name, RecordType::Txt)];
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes))
}

/// What a domain's policy leaves open.
pub(super) fn of_policy(policy: &DmarcPolicyReport, domain: &Domain, known: Known<'_>) -> Vec<Suspect> {
    let Some(found) = &policy.record else { return Vec::new() };
    let mut suspects: Vec<Suspect> = misread(found, known).into_iter().collect();
    suspects.extend(unauthorized(policy, found, known));
    let above = found.location != Location::AuthorDomain;
    suspects.extend(weak(found, domain, above, known));
    suspects
}

/// A record that says something else than it was meant to: what breaks the grammar is passed over (RFC 9989 §4.7).
fn misread(found: &DmarcRecordReport, known: Known<'_>) -> Option<Suspect> {
    let says = |record: &Record| {
        let uris = |uris: &[ReportUri]| uris.iter().map(|uri| uri.uri.clone()).collect::<Vec<_>>();
        let policies = (record.p.unwrap_or(Policy::None), record.sp, record.np);
        let modes = (record.adkim, record.aspf, record.psd, record.testing, record.fo.is_some());
        (policies, modes, uris(&record.rua), uris(&record.ruf))
    };
    let meant = Record::parse(&Intent::read(&found.record.text).to_string())?;
    let is_bad = |problem: &RecordProblem| matches!(problem, RecordProblem::BadValue { tag, .. } if ["p", "sp", "np"].contains(&tag.as_str()));
    let is_right = !found.record.problems.iter().any(is_bad) && says(&meant) == says(&found.record);
    if is_right { None } else { unreadable(&found.at, known) }
}

/// Reports that go to somebody who does not take them.
fn unauthorized(policy: &DmarcPolicyReport, found: &DmarcRecordReport, known: Known<'_>) -> Vec<Suspect> {
    let missing = policy.report_destinations.iter().filter(|to| to.consent == Consent::Missing);
    missing
        .map(|to| {
            let cause = RootCause::ReportAddressNotAuthorized { destination: to.domain.clone() };
            let evidence = vec![dmarc_evidence(&found.at, known), known.evidence(&to.name, RecordType::Txt)];
            let consent = Some("v=DMARC1".to_owned());
            let mut fix = Fix::publish(Step::AuthorizeReports, to.name.clone(), RecordType::Txt, consent);
            fix.stand_in(&to.domain);
            Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![fix])
        })
        .collect()
}

fn dmarc_evidence(at: &Domain, known: Known<'_>) -> Evidence {
    let name = at.prepend("_dmarc").unwrap_or_else(|_| at.clone());
    known.evidence(&name, RecordType::Txt)
}

/// A policy that asks for nothing, for the domain or for the names below it.
fn weak(found: &DmarcRecordReport, domain: &Domain, above: bool, known: Known<'_>) -> Option<Suspect> {
    let record = &found.record;
    let name = found.at.prepend("_dmarc").ok()?;
    let at = Place { at: &found.at, name: &name, known };
    let shown = |cause, fixes| {
        let evidence = vec![known.evidence(&name, RecordType::Txt)];
        Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes))
    };
    // RFC 9989 §4.7: "t=y" asks for one level less than what is written.
    let applied = |policy: Policy| if record.testing { policy.weakened() } else { policy };
    let p = applied(record.p.unwrap_or(Policy::None));
    let below = record.sp.or(record.np).map_or(p, applied);
    let same = |tag| at.replaced(Step::AlignSubdomainPolicy, record, &[(tag, "")]);
    match (p, record.sp.map(applied)) {
        _ if above && below == Policy::None => {
            shown(RootCause::DmarcOnlyAtOrganization { at: found.at.clone() }, at.raised(record))
        }
        _ if above => None,
        // Beside a policy that does something, a stronger one for the names below is nobody's loss.
        (Policy::None, Some(policy)) if policy > Policy::None => {
            shown(RootCause::SubdomainPolicyStronger { domain: domain.clone(), policy }, at.raised(record))
        }
        (Policy::None, _) => shown(RootCause::DmarcPolicyNone { domain: domain.clone() }, at.raised(record)),
        (p, Some(policy)) if policy < p => {
            shown(RootCause::SubdomainPolicyWeaker { domain: domain.clone(), policy }, same("sp"))
        }
        (p, _) if record.np.map(applied).is_some_and(|np| np < p) => {
            let policy = record.np.map_or(p, applied);
            shown(RootCause::SubdomainPolicyWeaker { domain: domain.clone(), policy }, same("np"))
        }
        _ => None,
    }
}

/// Where a record stands that is to be replaced.
struct Place<'a> {
    at: &'a Domain,
    name: &'a Domain,
    known: Known<'a>,
}

impl Place<'_> {
    /// The record with tags changed, and without those that RFC 9989 took away.
    fn replaced(&self, step: Step, record: &Record, changes: &[(&str, &str)]) -> Vec<Fix> {
        let text = without_removed_tags(&record.text).unwrap_or_else(|| record.text.clone());
        self.in_place(step, Some(record.text.clone()), Some(with_tags(&text, changes)))
    }

    /// A stronger policy; where nobody reads reports yet, those come first, since they tell when it can be raised.
    fn raised(&self, record: &Record) -> Vec<Fix> {
        let address = format!("mailto:dmarc@{}", self.at);
        // A policy that is only tried out becomes the one that is written.
        let policy = match record.p {
            Some(written) if record.testing && written > Policy::None => written,
            _ => Policy::Quarantine,
        };
        let (asking, raising) = (("rua", address.as_str()), [("p", policy.as_str()), ("t", "")]);
        let raise = Step::RaisePolicy { conditions: true };
        let intent = Intent::read(&record.text);
        if intent.has_lost("rua") {
            return self.in_place(Step::AskForReports, Some(record.text.clone()), None);
        }
        if intent.addresses("rua").next().is_some() {
            return self.replaced(raise, record, &raising);
        }
        let mut fixes = self.replaced(Step::AskForReports, record, &[asking]);
        let asked = fixes.last().and_then(|fix| fix.value.clone());
        let raised = asked.as_deref().map(|text| with_tags(text, &raising));
        fixes.push(self.record(raise, asked, raised));
        fixes
    }

    fn record(&self, step: Step, old: Option<String>, value: Option<String>) -> Fix {
        Fix::replace(step, self.name.clone(), RecordType::Txt, (old, value))
    }

    /// The record in place of the one that stands there. Beside an alias nothing else can stand (RFC 1034 §3.6.2), so an alias
    /// goes first, and with it the record that it leads to.
    fn in_place(&self, step: Step, old: Option<String>, value: Option<String>) -> Vec<Fix> {
        match self.known.aliases(self.name).into_iter().next() {
            None => vec![self.record(step, old, value)],
            Some(target) => {
                let alias = Some(target.to_string());
                let gone = Fix::remove(Step::RemoveAlias, self.name.clone(), RecordType::Cname, alias);
                vec![gone, self.record(step, None, value)]
            }
        }
    }
}
