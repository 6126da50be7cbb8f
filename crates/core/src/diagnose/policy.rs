//! The DMARC record, where it is missing, misplaced, broken, or asks for too little.

use super::known::KnownRecords;
use super::misplaced;
use super::scene::Scene;
use super::suspect::Suspect;
use crate::dmarc::{Consent, DmarcCause, Location, Mode, NextStep, Policy, Record, ReportUri};
use crate::dns::{QueryStatus, Question, RecordType, Resolve};
use crate::domain::Domain;
use crate::intent::dmarc::{self, Intent, with_tags};
use crate::joining;
use crate::posture::is_bare_refusal;
use crate::providers::is_free_mail;
use crate::report::{
    DmarcPolicyReport, DmarcRecordReport, DomainReport, Evidence, Fix, RootCause, Step, Sureness,
};

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
    let questions: Vec<Question> = questions.chain(misplaced::subdomain_probe(domain)).collect();
    joining::all(questions.iter().map(|question| resolver.lookup(question))).await;
}

/// The suspects of a message whose author has no policy.
pub(super) fn of_message(scene: &Scene<'_>) -> Vec<Suspect> {
    let cause = scene.report.dmarc.cause.as_ref();
    let of_cause = cause.and_then(|cause| of_cause(cause, scene.author, scene.zone(), scene.known));
    of_cause.or_else(|| only_below(scene)).into_iter().collect()
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
    // Where the author asks for the very name, a record above changes nothing.
    let passed = dmarc.identifiers.iter().filter(|identifier| {
        identifier.passed() && !identifier.vouches() && identifier.mode == Mode::Relaxed
    });
    let identifier = passed.into_iter().find(|i| above(&i.domain) && bare(&i.domain))?;
    let domain = identifier.domain.clone();
    let name = domain.prepend("_dmarc").ok()?;
    // Nothing is asked of receivers that nobody asked of them so far; reports go where the owner has them sent.
    let addresses: Vec<&str> = found.record.rua.iter().map(|uri| uri.uri.as_str()).collect();
    let reports = if addresses.is_empty() { String::new() } else { format!("; rua={}", addresses.join(",")) };
    let value = Some(format!("v=DMARC1; p=none{reports}"));
    let evidence = vec![scene.identifier(identifier), scene.known.evidence(&name, RecordType::Txt)];
    let cause = RootCause::DmarcOnlyBelow { domain, at: found.at.clone() };
    let fix = Fix::publish(Step::PublishDmarc, name, RecordType::Txt, value);
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![fix]))
}

/// What keeps a domain from having a policy.
pub(super) fn of_cause(
    cause: &DmarcCause,
    domain: &Domain,
    zone: &Domain,
    known: KnownRecords<'_>,
) -> Option<Suspect> {
    match cause {
        DmarcCause::NoRecord => no_record(domain, zone, known),
        DmarcCause::SeveralRecords { domain: at } => several(&RecordSite::of(at, zone, known)?),
        DmarcCause::RecordWithoutPolicy { domain: at } => unreadable(&RecordSite::of(at, zone, known)?),
        _ => None,
    }
}

fn no_record(domain: &Domain, zone: &Domain, known: KnownRecords<'_>) -> Option<Suspect> {
    let place = RecordSite::of(domain, zone, known)?;
    let name = place.name.clone();
    let near = known.texts(&name).into_iter().find(|text| dmarc::is_near(text));
    if near.is_some() {
        return unreadable(&place);
    }
    let evidence = known.evidence(&name, RecordType::Txt);
    let names = wrong_names(domain).into_iter();
    let mut names = names.filter(|wrong| !misplaced::is_of_subdomain(wrong, domain, known));
    let found = names.find_map(|wrong| {
        let text = known.texts(&wrong).into_iter().find(|text| Record::parse(text).is_some())?;
        Some((wrong, text))
    });
    let Some((wrong, text)) = found else {
        let alias = known.aliases(&name).last().cloned();
        let cause = RootCause::DmarcMissing { domain: domain.clone(), alias };
        let fixes = place.in_place(Step::PublishDmarc, place.strange(), Some(place.first_record()));
        return Some(Suspect::new(cause, Sureness::Certain, vec![evidence]).by_records(fixes));
    };
    // Other records may stand there too, and they stay.
    let there = Evidence::Record { name: wrong.clone(), kind: RecordType::Txt, value: Some(text.clone()) };
    let moved = place.in_place(Step::MoveDmarc, None, Some(text.clone()));
    let removed = Fix::remove(Step::RemoveMisplaced, wrong.clone(), RecordType::Txt, Some(text));
    let mut suspect =
        Suspect::new(RootCause::DmarcWrongName { name: wrong }, Sureness::Certain, vec![evidence, there]);
    suspect = suspect.by_records(moved);
    suspect.tidy = vec![removed];
    Some(suspect)
}

/// A policy that was never in force asks for nothing at first where own mail may fail: it would be hit at once.
/// Raising it is then no second replacement of the same record, nor is it where the first one raises it.
pub(super) fn begin_mildly(suspects: &mut Vec<Suspect>) {
    let own_mail_fails = suspects.iter().any(|found| found.cause.lets_own_mail_fail());
    let asks = |text: &Option<String>| {
        text.as_deref().and_then(Record::parse).and_then(|record| record.p).is_some_and(|p| p > Policy::None)
    };
    // Of a record that receivers misread, what they read today stays in force.
    let is_new = |fix: &&mut Fix| {
        let corrects = fix.step == Step::CorrectDmarc && !asks(&fix.old);
        (fix.step == Step::MoveDmarc || corrects) && asks(&fix.value)
    };
    let mut is_begun = false;
    for fix in suspects.iter_mut().flat_map(|found| &mut found.fixes).filter(is_new) {
        is_begun = true;
        if own_mail_fails {
            fix.value = fix.value.as_deref().map(|text| Intent::read(text).asking_nothing().to_string());
        }
    }
    suspects.retain(|found| !is_begun || !found.cause.is_weak_policy());
}

/// More than one record at a name: then none of them counts.
fn several(place: &RecordSite<'_>) -> Option<Suspect> {
    let texts = place.known.texts(&place.name);
    let all: Vec<String> = texts.into_iter().filter(|text| Record::parse(text).is_some()).collect();
    let read: Vec<Intent> = all.iter().map(|text| Intent::read(text)).collect();
    let text = Intent::merged(&read)?.to_string();
    let fixes = place.in_place(Step::KeepOneDmarc, Some(all.join("\n")), Some(text));
    let cause = RootCause::DmarcSeveralRecords { domain: place.at.clone(), count: all.len() };
    Some(Suspect::new(cause, Sureness::Certain, vec![place.evidence()]).by_records(fixes))
}

/// A record that was meant to be one and is none, or has no policy that can be read.
fn unreadable(place: &RecordSite<'_>) -> Option<Suspect> {
    let texts = place.known.texts(&place.name);
    let text = texts.into_iter().find(|text| dmarc::is_near(text))?;
    let intent = place.meant(&text);
    let intent = match Record::parse(&text) {
        Some(record) => intent.no_stricter_than(&record),
        None => intent,
    };
    // Whoever was to get the reports is not told by what is left, and nobody is put in their place.
    let usable = (!intent.has_lost("rua")).then(|| intent.to_string());
    let fixes = place.in_place(Step::CorrectDmarc, Some(text.clone()), usable);
    let part = Record::parse(&text).and_then(|record| Intent::unread(&record));
    let cause = RootCause::DmarcSyntax { domain: place.at.clone(), part };
    Some(Suspect::new(cause, Sureness::Certain, vec![place.evidence()]).by_records(fixes))
}

/// What is wrong with a domain's record, and behind that what its policy leaves open.
pub(super) fn of_policy(
    report: &DomainReport,
    zone: &Domain,
    known: KnownRecords<'_>,
) -> (Vec<Suspect>, Option<Suspect>) {
    let (policy, domain) = (&report.dmarc, &report.domain);
    let Some(found) = &policy.record else { return (Vec::new(), None) };
    // A registry's record is for the registry to write; what a domain below it can do is to publish its own.
    if found.location == Location::PublicSuffixDomain {
        return (Vec::new(), below_registry(policy, found, domain, zone, known));
    }
    let Some(place) = RecordSite::of(&found.at, zone, known) else { return (Vec::new(), None) };
    let mut suspects: Vec<Suspect> = misread(found, &place).into_iter().collect();
    suspects.extend(unauthorized(policy, found, &place));
    let above = found.location != Location::AuthorDomain;
    let mut weak = weak(found, domain, above, &place);
    if let Some(Suspect { cause: RootCause::DmarcPolicyNone { overrides, .. }, .. }) = &mut weak {
        *overrides = report.overridden().cloned();
    }
    (suspects, weak)
}

/// A domain that lives by what the registry above it asks for, which is nothing.
fn below_registry(
    policy: &DmarcPolicyReport,
    found: &DmarcRecordReport,
    domain: &Domain,
    zone: &Domain,
    known: KnownRecords<'_>,
) -> Option<Suspect> {
    if policy.policy.is_some_and(|policy| policy > Policy::None) {
        return None;
    }
    let place = RecordSite::of(domain, zone, known)?;
    let above = RecordSite::of(&found.at, zone, known)?;
    let cause = RootCause::DmarcOnlyAtOrganization { at: found.at.clone() };
    let fixes = place.in_place(Step::PublishDmarc, None, Some(place.first_record()));
    Some(Suspect::new(cause, Sureness::Certain, vec![above.evidence()]).by_records(fixes))
}

/// A record that says something else than it was meant to.
fn misread(found: &DmarcRecordReport, place: &RecordSite<'_>) -> Option<Suspect> {
    let text = &found.record.text;
    // RFC 9989 §4.7 psd: whoever is no registry and says so parts the names below from its own.
    let intent = Intent::read(text);
    let is_untrue = intent.get("psd") == Some("y") && place.takes_mail();
    if is_untrue || intent.is_misread(&found.record) { unreadable(place) } else { None }
}

/// Reports that go to somebody who does not take them.
fn unauthorized(
    policy: &DmarcPolicyReport,
    found: &DmarcRecordReport,
    place: &RecordSite<'_>,
) -> Vec<Suspect> {
    let missing = policy.report_destinations.iter().filter(|to| to.consent == Consent::Missing);
    missing
        .map(|to| {
            let cause = RootCause::ReportAddressNotAuthorized { destination: to.domain.clone() };
            let evidence = vec![place.evidence(), place.known.evidence(&to.name, RecordType::Txt)];
            let suspect = Suspect::new(cause, Sureness::Certain, evidence);
            // A domain where everybody has an address agrees to nobody's reports.
            if is_free_mail(&to.domain) {
                return suspect.by_records(place.reports_elsewhere(&found.record, &to.domain));
            }
            let consent = Some("v=DMARC1".to_owned());
            let mut fix = Fix::publish(Step::AuthorizeReports, to.name.clone(), RecordType::Txt, consent);
            fix.stand_in(&to.domain);
            suspect.by_records(vec![fix])
        })
        .collect()
}

/// A policy that asks for nothing, for the domain or for the names below it.
fn weak(found: &DmarcRecordReport, domain: &Domain, above: bool, place: &RecordSite<'_>) -> Option<Suspect> {
    let record = &found.record;
    let shown =
        |cause, fixes| Some(Suspect::new(cause, Sureness::Certain, vec![place.evidence()]).by_records(fixes));
    let [p, below, missing] = record.asked();
    let fixes = || place.raised(record);
    match p {
        _ if above && below.min(missing) == Policy::None => {
            shown(RootCause::DmarcOnlyAtOrganization { at: found.at.clone() }, fixes())
        }
        _ if above => None,
        // Beside a policy that does something, a stronger one for the names below is nobody's loss.
        Policy::None if record.sp.is_some() && below > Policy::None => {
            let cause = RootCause::SubdomainPolicyStronger { domain: domain.clone(), policy: below };
            shown(cause, fixes())
        }
        Policy::None => {
            let tried = record.p.filter(|p| *p > Policy::None);
            shown(RootCause::DmarcPolicyNone { domain: domain.clone(), overrides: None, tried }, fixes())
        }
        p if below.min(missing) < p => {
            let policy = if below < p { below } else { missing };
            shown(RootCause::SubdomainPolicyWeaker { domain: domain.clone(), policy }, fixes())
        }
        _ => None,
    }
}

/// The records of the policy's next step, once reports show that no mail of one's own would be hit.
pub(super) fn next_step(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Vec<Fix> {
    let (policy, domain) = (&report.dmarc, &report.domain);
    let fixes = |suspect: Option<Suspect>| suspect.map(|suspect| suspect.fixes).unwrap_or_default();
    let Some(found) = &policy.record else {
        return fixes(policy.cause.as_ref().and_then(|cause| of_cause(cause, domain, zone, known)));
    };
    let Some(place) = RecordSite::of(&found.at, zone, known) else { return Vec::new() };
    match policy.next_step {
        Some(NextStep::Publish) => fixes(below_registry(policy, found, domain, zone, known)),
        Some(NextStep::Correct) => fixes(misread(found, &place)),
        Some(_) => place.raised(&found.record),
        None => Vec::new(),
    }
}

/// The record of a domain that sends no mail, which has all mail refused at once. Reports go where the owner has them sent.
pub(super) fn refused(report: &DomainReport, zone: &Domain, known: KnownRecords<'_>) -> Vec<Fix> {
    let Some(place) = RecordSite::of(&report.domain, zone, known) else { return Vec::new() };
    let texts: Vec<String> =
        known.texts(&place.name).into_iter().filter(|text| dmarc::is_near(text)).collect();
    let read: Vec<Intent> = texts.iter().map(|text| Intent::read(text)).collect();
    let meant = Intent::merged(&read).unwrap_or_default().with("p", Policy::Reject.as_str());
    let meant = ["sp", "np", "t", "pct", "rf", "ri"].iter().fold(meant, |intent, tag| intent.with(tag, ""));
    // What says that it takes no mail gets no reports either.
    let arrives = |uri: &&str| {
        ReportUri::parse(uri).and_then(|uri| uri.domain).as_deref() != Some(report.domain.as_str())
    };
    let meant = ["rua", "ruf"].iter().fold(meant, |intent, tag| {
        let left: Vec<&str> = intent.addresses(tag).filter(arrives).collect();
        let left = left.join(",");
        intent.with(tag, &left)
    });
    let old = (!texts.is_empty()).then(|| texts.join("\n")).or_else(|| place.strange());
    place.in_place(Step::RaisePolicy { conditions: false }, old, Some(meant.to_string()))
}

/// Where a record stands that is to be replaced.
pub(super) struct RecordSite<'a> {
    /// The domain, without `_dmarc`.
    at: Domain,
    name: Domain,
    /// The zone of the domain's owner.
    zone: &'a Domain,
    known: KnownRecords<'a>,
}

impl<'a> RecordSite<'a> {
    pub(super) fn of(at: &Domain, zone: &'a Domain, known: KnownRecords<'a>) -> Option<Self> {
        Some(Self { at: at.clone(), name: at.prepend("_dmarc").ok()?, zone, known })
    }

    /// An SPF record that refuses all, where the policy belongs and nobody asks it. One that lists senders is not thrown away.
    fn strange(&self) -> Option<String> {
        let found = self.known.spf_records(&self.name);
        let refuses_all = !found.is_empty() && found.iter().all(|text| is_bare_refusal(text));
        refuses_all.then(|| found.join("\n"))
    }

    /// A first record: it asks for nothing yet.
    fn first_record(&self) -> String {
        let reports = self.report_address().map(|address| format!("; rua={address}"));
        format!("v=DMARC1; p=none{}", reports.unwrap_or_default())
    }

    /// Where reports can go: where those of the zone's own domain do, within the zone, or else to an address where mail arrives.
    fn report_address(&self) -> Option<String> {
        let above = self.zone.prepend("_dmarc").ok()?;
        let texts = if self.at == *self.zone { Vec::new() } else { self.known.texts(&above) };
        let read: Vec<Record> = texts.iter().filter_map(|text| Record::parse(text)).collect();
        // RFC 9990 §4: nobody has to agree to reports that stay within an organization.
        let is_own = |uri: &&ReportUri| {
            let domain = uri.domain.as_deref().and_then(|domain| Domain::parse(domain).ok());
            domain.is_some_and(|domain| domain.is_within(self.zone))
        };
        let kept: Vec<&str> =
            read.iter().flat_map(|record| &record.rua).filter(is_own).map(|uri| uri.uri.as_str()).collect();
        if !kept.is_empty() {
            return Some(kept.join(","));
        }
        // RFC 7505 §3: a domain with a null MX takes no mail, and one without an MX mostly does not.
        let takes_mail = |domain: &&Domain| {
            self.known.find(domain, RecordType::Mx).is_none_or(|query| query.status.fault().is_some())
                || !self.known.exchangers(domain).is_empty()
        };
        [&self.at, self.zone].into_iter().find(takes_mail).map(|domain| format!("mailto:dmarc@{domain}"))
    }

    fn evidence(&self) -> Evidence {
        self.known.evidence(&self.name, RecordType::Txt)
    }

    /// Whether mail for the domain goes to an exchanger.
    fn takes_mail(&self) -> bool {
        !self.known.exchangers(&self.at).is_empty()
    }

    /// What a record means, without the tags that RFC 9989 took away and without one that is not true of the domain.
    fn meant(&self, text: &str) -> Intent {
        let intent = Intent::read(text).without_removed();
        // RFC 9989 §4.7 psd: "y" parts the domain from all names below it, as two customers of a registry. Who takes mail is none.
        let is_untrue = intent.get("psd") == Some("y") && self.takes_mail();
        if is_untrue { intent.with("psd", "") } else { intent }
    }

    /// The record with tags changed, and without those that RFC 9989 took away.
    fn replaced(&self, step: Step, record: &Record, changes: &[(&str, &str)]) -> Vec<Fix> {
        let edit = |intent: Intent, (name, value): &(&str, &str)| intent.with(name, value);
        let meant = changes.iter().fold(self.meant(&record.text), edit);
        let text = meant.no_stricter_than(record).to_string();
        self.in_place(step, Some(record.text.clone()), Some(text))
    }

    /// The record without the report addresses at a domain; where none is left, with one where mail arrives.
    fn reports_elsewhere(&self, record: &Record, gone: &Domain) -> Vec<Fix> {
        let is_gone = |uri: &&ReportUri| {
            uri.domain.as_deref().and_then(|own| Domain::parse(own).ok()).as_ref() == Some(gone)
        };
        let kept: Vec<&str> =
            record.rua.iter().filter(|uri| !is_gone(uri)).map(|uri| uri.uri.as_str()).collect();
        let rua = if kept.is_empty() { self.report_address().unwrap_or_default() } else { kept.join(",") };
        self.replaced(Step::AskForReports, record, &[("rua", rua.as_str())])
    }

    /// The next step of the policy, once the reports tell that it can be taken.
    pub(super) fn raised(&self, record: &Record) -> Vec<Fix> {
        let next = record.next_policy();
        let policy = match next {
            NextStep::Arrived => return Vec::new(),
            NextStep::Subdomains => {
                return self.after_reports(record, Step::AlignSubdomainPolicy, &[("sp", ""), ("np", "")]);
            }
            NextStep::EndTest => record.p.unwrap_or(Policy::None),
            NextStep::Reject => Policy::Reject,
            _ => Policy::Quarantine,
        };
        let mut changes = vec![("p", policy.as_str()), ("t", "")];
        changes.extend((next == NextStep::EndTest).then_some(("pct", "")));
        // What asks for less than the domain would be the next fault.
        let weaker = |below: Option<Policy>| below.is_some_and(|below| below < policy);
        changes.extend(weaker(record.sp).then_some(("sp", "")));
        changes.extend(weaker(record.np).then_some(("np", "")));
        self.after_reports(record, Step::RaisePolicy { conditions: true }, &changes)
    }

    /// A record that asks for more than today; where nobody reads reports yet, those come first.
    fn after_reports(&self, record: &Record, step: Step, changes: &[(&str, &str)]) -> Vec<Fix> {
        let intent = Intent::read(&record.text);
        // Nobody is put in the place of an address that cannot be read.
        if intent.has_lost("rua") {
            return self.in_place(Step::AskForReports, Some(record.text.clone()), None);
        }
        if intent.addresses("rua").next().is_some() {
            return self.replaced(step, record, changes);
        }
        let Some(address) = self.report_address() else {
            return self.in_place(Step::AskForReports, Some(record.text.clone()), None);
        };
        let mut fixes = self.replaced(Step::AskForReports, record, &[("rua", address.as_str())]);
        // What is done at a provider is one thing to do there.
        if let Some(asked) = fixes.last().filter(|fix| fix.value.is_some()).cloned() {
            let changed = asked.value.as_deref().map(|text| with_tags(text, changes));
            fixes.push(Fix {
                step,
                ..Fix::replace(
                    asked.step,
                    asked.name.unwrap_or_else(|| self.name.clone()),
                    RecordType::Txt,
                    (asked.value, changed),
                )
            });
        }
        fixes
    }

    /// The record in place of the one that stands there, wherever an alias leads.
    pub(super) fn in_place(&self, step: Step, old: Option<String>, value: Option<String>) -> Vec<Fix> {
        let aliases = self.known.aliases(&self.name);
        let mut fixes = Vec::new();
        let (name, old) = match (aliases.first(), aliases.last()) {
            (Some(_), Some(target)) if target.is_within(self.zone) => (target, old),
            // A record that a service keeps for this domain is changed there: taken away, the service and its reports are lost.
            (Some(alias), Some(target))
                if !self.is_gone(target) && self.is_kept_for_domain(alias, old.as_deref()) =>
            {
                let change = Step::ChangeAtHost { target: target.clone(), wanted: value };
                return vec![Fix { name: Some(self.name.clone()), ..Fix::enable(change, None) }];
            }
            // Beside an alias nothing else can stand (RFC 1034 §3.6.2), so the two change places.
            (Some(alias), _) => {
                let gone = Some(alias.to_string());
                fixes.push(Fix::remove(Step::RemoveAlias, self.name.clone(), RecordType::Cname, gone));
                (&self.name, None)
            }
            (None, _) => (&self.name, old),
        };
        fixes.push(Fix::replace(step, name.clone(), RecordType::Txt, (old, value)));
        fixes
    }

    /// Whether nothing is where an alias leads.
    fn is_gone(&self, target: &Domain) -> bool {
        let asked = self.known.find(&self.name, RecordType::Txt);
        !target.is_within(self.zone) && asked.is_some_and(|query| query.status == QueryStatus::Nxdomain)
    }

    /// Whether what an alias leads to is made for this domain, and not the same for all customers of a host.
    fn is_kept_for_domain(&self, target: &Domain, record: Option<&str>) -> bool {
        let named = |own: String| target.as_str().contains(&own);
        let domain = self.at.as_str();
        let by_name =
            named(domain.to_owned()) || named(domain.replace('.', "-")) || named(domain.replace('.', "_"));
        // A name that says nothing but what stands there is the same for everybody.
        let above = target.labels().count().saturating_sub(2);
        let is_shared = target.labels().take(above).all(|label| ["dmarc", "_dmarc"].contains(&label));
        let own = record.and_then(Record::parse).is_some_and(|record| {
            let mut domains = record.rua.iter().filter_map(|uri| Domain::parse(uri.domain.as_deref()?).ok());
            domains.any(|domain| domain.is_within(self.zone))
        });
        by_name || own || !is_shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn merged(texts: &[&str], one: &str) {
        let mut read: Vec<Intent> = texts.iter().map(|text| Intent::read(text)).collect();
        assert_eq!(Intent::merged(&read).unwrap().to_string(), one);
        read.reverse();
        let other = Record::parse(&Intent::merged(&read).unwrap().to_string()).unwrap();
        let one = Record::parse(one).unwrap();
        assert_eq!(
            (other.asked(), other.adkim, other.aspf),
            (one.asked(), one.adkim, one.aspf),
            "whatever the order"
        );
        assert_eq!(other.rua.len(), one.rua.len());
    }

    #[test]
    fn of_two_records_nothing_strict_stays_and_no_report_is_lost() {
        merged(
            &[
                "v=DMARC1; p=quarantine; sp=reject; adkim=s; rua=mailto:a@b.example",
                "v=DMARC1; p=quarantine; rua=mailto:c@d.example",
            ],
            "v=DMARC1; p=quarantine; rua=mailto:a@b.example,mailto:c@d.example",
        );
        merged(
            &["v=DMARC1; p=reject; aspf=s; rua=mailto:a@b.example", "v=DMARC1; p=none; sp=reject"],
            "v=DMARC1; p=none; sp=reject; rua=mailto:a@b.example",
        );
        merged(
            &["v=DMARC1; p=none; sp=reject", "v=DMARC1; p=quarantine; sp=none; ruf=mailto:f@b.example"],
            "v=DMARC1; p=none; ruf=mailto:f@b.example",
        );
        merged(&["v=DMARC1; p=reject; t=y", "v=DMARC1; p=reject"], "v=DMARC1; p=reject; t=y");
    }
}
