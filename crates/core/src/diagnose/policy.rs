//! The DMARC record, where it is missing, misplaced, broken, or asks for too little.

use super::known::Known;
use super::records::{corrected_dmarc, is_usable_dmarc, tag_of, with_tags, without_removed_tags};
use super::scene::Scene;
use super::suspect::Suspect;
use crate::dmarc::{Consent, DmarcCause, DmarcFinding, Location, Policy, Record};
use crate::dns::{Question, RecordType, Resolve};
use crate::domain::Domain;
use crate::report::{
    AnyFinding, DmarcPolicyReport, DmarcRecordReport, Evidence, Finding, Fix, RootCause, Step, Sureness,
};
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
        None => only_below(scene).into_iter().collect(),
    }
}

/// A record at the author domain and none above it. RFC 9989 §4.10.2: the tree walk then takes the author domain for the
/// organizational domain, and what passes as a domain above it is not aligned.
fn only_below(scene: &Scene<'_>) -> Option<Suspect> {
    let dmarc = &scene.report.dmarc;
    let found = dmarc.record.as_ref().filter(|found| found.at == *scene.author && !scene.passes())?;
    let above = |domain: &Domain| scene.author.is_within(domain) && domain != scene.author;
    let bare = |domain: &Domain| {
        domain.prepend("_dmarc").is_ok_and(|name| scene.known.lacks(&name, RecordType::Txt))
    };
    let passed = dmarc.identifiers.iter().filter(|identifier| identifier.passed() && !identifier.vouches());
    let identifier = passed.into_iter().find(|i| above(&i.domain) && bare(&i.domain))?;
    let domain = identifier.domain.clone();
    let name = domain.prepend("_dmarc").ok()?;
    // Nothing is asked of receivers that nobody asked of them so far; reports go where the owner has them sent.
    let reports = tag_of(&found.record.text, "rua").map(|rua| format!("; rua={rua}")).unwrap_or_default();
    let value = Some(format!("v=DMARC1; p=none{reports}"));
    let evidence = vec![scene.identifier(identifier), scene.known.evidence(&name, RecordType::Txt)];
    let cause = RootCause::DmarcOnlyBelow { domain, at: found.at.clone() };
    let fix = Fix::publish(Step::PublishDmarc, name, RecordType::Txt, value);
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![fix]))
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
    let near = known.texts(&name).into_iter().find(|text| text.to_ascii_lowercase().contains("dmarc"));
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

/// Of several records one stays: the most lenient, so that no mail is lost by tidying up. The reports of the others are kept,
/// whichever policy stays.
pub(crate) fn merged_dmarc(records: &[Record]) -> Option<String> {
    let kept =
        records.iter().min_by_key(|record| (record.p.unwrap_or(Policy::None), record.rua.is_empty()))?;
    let addresses = records.iter().find_map(|record| tag_of(&record.text, "rua"));
    Some(match addresses.filter(|_| kept.rua.is_empty()) {
        Some(addresses) => with_tags(&kept.text, &[("rua", &addresses)]),
        None => kept.text.clone(),
    })
}

/// A record that was meant to be one and is none, or has no policy that can be read.
fn unreadable(at: &Domain, known: Known<'_>) -> Option<Suspect> {
    let name = at.prepend("_dmarc").ok()?;
    let text = known.texts(&name).into_iter().find(|text| text.to_ascii_lowercase().contains("dmarc"))?;
    let corrected = corrected_dmarc(&text);
    let usable = is_usable_dmarc(&corrected).then_some(corrected);
    let fixes = Place { at, name: &name, known }.in_place(Step::CorrectDmarc, Some(text), usable);
    let cause = RootCause::DmarcSyntax { domain: at.clone() };
    let evidence = vec![known.evidence(&name, RecordType::Txt)];
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes))
}

/// What a domain's policy leaves open.
pub(super) fn of_policy(
    policy: &DmarcPolicyReport,
    domain: &Domain,
    findings: &[Finding],
    known: Known<'_>,
) -> Vec<Suspect> {
    let Some(found) = &policy.record else { return Vec::new() };
    let mut suspects: Vec<Suspect> = bad_value(found, findings, known).into_iter().collect();
    suspects.extend(unauthorized(policy, found, known));
    let above = found.location != Location::AuthorDomain;
    suspects.extend(weak(found, domain, above, known));
    suspects
}

/// A policy word that nobody knows.
fn bad_value(found: &DmarcRecordReport, findings: &[Finding], known: Known<'_>) -> Option<Suspect> {
    let wrong = findings.iter().any(|finding| {
        matches!(&finding.advice, AnyFinding::Dmarc(DmarcFinding::DmarcBadValue { tag, .. } | DmarcFinding::DmarcBadReportAddress { tag, .. })
            if ["p", "sp", "np", "rua"].contains(&tag.as_str()))
    });
    wrong.then(|| unreadable(&found.at, known)).flatten()
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
        let mut text = without_removed_tags(&record.text).unwrap_or_else(|| record.text.clone());
        // Receivers of RFC 7489 still apply a policy to a share of the mail; without it more would be hit than today.
        let share =
            tag_of(&record.text, "pct").filter(|_| record.p > Some(Policy::None) && record.pct < Some(100));
        text = with_tags(&text, &share.iter().map(|share| ("pct", share.as_str())).collect::<Vec<_>>());
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
        if !record.rua.is_empty() {
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
