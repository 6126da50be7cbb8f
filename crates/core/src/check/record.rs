//! The check of a record before it is published: put over DNS at its name, and judged as a published one is.

use super::domain::check_domain;
use crate::dmarc::DmarcFinding;
use crate::dns::{
    Answer, AnyResolver, DnsError, Host, Question, Rdata, RecordType, Resolve, Text, reverse_name,
};
use crate::domain::Domain;
use crate::input::{DEFAULT_SELECTOR, NamedRecord, RecordText, RecordUse, behind, no_domain};
use crate::judge::DomainInput;
use crate::report::{
    Action, AnyFinding, Diagnosis, Finding, Fix, RecordReport, ReportKind, RootCause, SCHEMA,
};
use crate::time::Timestamp;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What a record check is given.
#[derive(Clone, Debug)]
pub struct RecordInput {
    /// The record.
    pub record: RecordText,
    /// The time of the check.
    pub now: Timestamp,
}

/// Checks a record as if it were published, with the same advice, and compares it with what is at its name.
///
/// ```
/// use waxseal_core::{RecordInput, check_record, dns::Zone, input::one_record, time::Timestamp};
///
/// let record = one_record(r#"_dmarc.example.com. IN TXT "v=DMARC1; p=rejct""#, None, |_| None).unwrap();
/// let now = Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").unwrap();
/// let report = pollster::block_on(check_record(&Zone::default(), &RecordInput { record, now }));
/// assert!(!report.findings.is_empty());
/// ```
pub async fn check_record<R: Resolve>(resolver: &R, input: &RecordInput) -> RecordReport {
    checked(AnyResolver::of(resolver), input).await
}

async fn checked(door: AnyResolver<'_>, input: &RecordInput) -> RecordReport {
    let RecordText { name, kind, value, of, beside } = &input.record;
    let tried_at = place(name.as_ref(), *of);
    let meant = meant(&tried_at, *of);
    let NamedRecord { name: place, domain, selector } = tried_at;
    let published = match name {
        Some(name) => published(&door, name, *kind).await,
        None => None,
    };
    let over = Tried {
        inner: door,
        of: *of,
        domain: domain.clone(),
        keys: domain.prepend("_domainkey").unwrap_or_else(|_| no_domain()),
        kind: *kind,
        data: data(&input.record),
        is_unnamed: name.is_none(),
        name: place,
        meant,
    };
    let selectors = selector.into_iter().collect();
    let domain = DomainInput { selectors, ..DomainInput::new(domain, input.now) };
    let mut report = check_domain(&over, &domain).await;
    // The record is at hand, whatever receivers would make of it.
    let is_missing =
        |finding: &Finding| matches!(finding.advice, AnyFinding::Dmarc(DmarcFinding::DmarcMissing));
    let is_own = |finding: &Finding| {
        is_about(finding, *of, &over.name)
            && !is_missing(finding)
            && !(over.is_unnamed && is_of_domain(finding))
    };
    report.findings.retain(is_own);
    report.diagnosis.retain(|found| is_of(found, *of, &over));
    over.replace(&mut report.diagnosis).await;
    // Of the domain's other keys nothing is known, so nothing is said of them.
    let is_asked = |fix: &Fix| fix.name.as_ref().is_none_or(|name| !over.is_other_key(name));
    report.diagnosis.iter_mut().for_each(|found| found.fixes.retain(is_asked));
    report.dns.retain(|query| over.asks(&query.name));
    if over.is_unnamed {
        report.spf.forget(&STAND_IN);
    }
    RecordReport {
        schema: SCHEMA,
        kind: ReportKind::Record,
        checked_at: input.now,
        of: *of,
        name: name.clone(),
        record_type: *kind,
        value: value.clone(),
        beside: beside.clone(),
        published,
        spf: Some(report.spf).filter(|_| *of == RecordUse::Spf),
        dmarc: report.dmarc.record.filter(|_| *of == RecordUse::Dmarc),
        dkim: report.dkim.into_iter().find(|key| *of == RecordUse::Dkim && key.name == over.name),
        findings: report.findings,
        diagnosis: report.diagnosis,
        dns: report.dns,
    }
}

/// What stands at the record's name: itself, and those that were given beside it.
fn data(record: &RecordText) -> Vec<Rdata> {
    if record.kind != RecordType::Txt {
        return Rdata::parse(record.kind, &record.value).into_iter().collect();
    }
    let texts = std::iter::once(&record.value).chain(&record.beside);
    texts.map(|text| Rdata::Txt(Text(text.clone().into()))).collect()
}

/// The addresses of a domain that is not given: those that RFC 7600 §5.4 and RFC 9780 §3 keep for nobody.
const STAND_IN: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(192, 0, 0, 8)), IpAddr::V6(Ipv6Addr::new(0x100, 0, 0, 1, 0, 0, 0, 1))];

/// DNS with the record in it, as far as that record needs it. The domain's other keys say nothing of it, so nobody is asked for them.
/// The domain of a record without a name has an address, and takes and sends mail: so "a" and "mx" find something, and nobody is
/// told that it sends none.
struct Tried<'a> {
    inner: AnyResolver<'a>,
    /// What the record is for.
    of: RecordUse,
    /// The domain that it is about.
    domain: Domain,
    /// The record.
    name: Domain,
    kind: RecordType,
    data: Vec<Rdata>,
    /// The name that it was meant for, where it is given at another that nobody asks; what stands there is put aside.
    meant: Option<Domain>,
    /// The name that the domain's keys are below.
    keys: Domain,
    is_unnamed: bool,
}

impl Tried<'_> {
    /// Whether anybody is asked about a name.
    fn asks(&self, name: &Domain) -> bool {
        !(self.is_other_key(name) || self.is_unnamed && is_stand_in(name))
    }

    /// Has what stands at the name that was meant give way to the record; what a service keeps behind an alias there does not.
    async fn replace(&self, diagnosis: &mut [Diagnosis]) {
        let Some(meant) = &self.meant else { return };
        let there = self.inner.lookup(&Question::new(meant.clone(), self.kind)).await.unwrap_or_default();
        let fixes = |found: &mut Diagnosis| {
            let own = found.fixes.iter_mut().filter(|fix| fix.name.as_ref() == Some(meant));
            own.for_each(|fix| {
                fix.action = Action::Replace;
                fix.old = Some(there.records.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
            });
            if !there.chain.is_empty() {
                found.fixes.clear();
            }
        };
        if !there.records.is_empty() || !there.chain.is_empty() {
            diagnosis.iter_mut().for_each(fixes);
        }
    }

    /// Whether a name is that of another key of the domain.
    fn is_other_key(&self, name: &Domain) -> bool {
        *name != self.name && self.meant.as_ref() != Some(name) && name.is_within(&self.keys)
    }
}

impl Resolve for Tried<'_> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        if question.name == self.name && question.kind == self.kind {
            return Ok(Answer { records: self.data.clone(), ..Answer::default() });
        }
        if self.meant.as_ref() == Some(&question.name) {
            return Ok(Answer::default());
        }
        if !self.asks(&question.name) {
            return Ok(Answer { records: stand_in(question).into_iter().collect(), ..Answer::default() });
        }
        let mut answer = self.inner.lookup(question).await?;
        // Whoever gives a policy for a domain that nothing else is published for yet means to use it.
        let is_bare =
            self.of == RecordUse::Dmarc && question.kind == RecordType::Mx && answer.records.is_empty();
        if is_bare && question.name == self.domain {
            return Ok(Answer { records: vec![Rdata::Mx(10, Host(Some(self.domain.clone())))], ..answer });
        }
        // RFC 8020 §2: a name with a record at or below it exists.
        answer.nxdomain &= !self.name.is_within(&question.name);
        Ok(answer)
    }
}

/// Whether a name is asked about only since a domain is not given: what is below its stand-in, right above it, and the names of its
/// addresses.
fn is_stand_in(name: &Domain) -> bool {
    name.is_within(&no_domain())
        || name.as_str() == "_dmarc.example"
        || STAND_IN.iter().any(|ip| reverse_name(*ip).as_ref() == Some(name))
}

/// What a domain that is not given answers.
fn stand_in(question: &Question) -> Option<Rdata> {
    let domain = no_domain();
    if question.name != domain {
        return None;
    }
    let [v4, v6] = STAND_IN;
    Some(match (question.kind, v4, v6) {
        (RecordType::A, IpAddr::V4(ip), _) => Rdata::A(ip),
        (RecordType::Aaaa, _, IpAddr::V6(ip)) => Rdata::Aaaa(ip),
        (RecordType::Mx, ..) => Rdata::Mx(10, Host(Some(domain))),
        (RecordType::Txt, ..) => Rdata::Txt(Text("v=spf1 a -all".into())),
        _ => return None,
    })
}

/// The name that a record is tried at.
fn place(name: Option<&Domain>, of: RecordUse) -> NamedRecord {
    if let Some(name) = name {
        let own = || NamedRecord { name: name.clone(), domain: name.clone(), selector: None };
        return behind(name).or_else(|| astray(name, of)).unwrap_or_else(own);
    }
    let (domain, selector) = (no_domain(), Some(DEFAULT_SELECTOR.to_owned()));
    let name = of.name_at(&domain);
    NamedRecord { name, domain, selector: selector.filter(|_| of == RecordUse::Dkim) }
}

/// The name that a record was meant for, where it is not the one that it is tried at.
fn meant(tried: &NamedRecord, of: RecordUse) -> Option<Domain> {
    // RFC 9990 §4: by a record there a domain agrees to take the reports of another; it stands where it belongs.
    let is_consent = tried.name.labels().any(|label| label == "_report");
    let meant = match (of, &tried.selector) {
        _ if is_consent => None,
        (RecordUse::Dmarc, _) => Some(of.name_at(&tried.domain)),
        (RecordUse::Dkim, Some(selector)) => tried.domain.prepend(&format!("{selector}._domainkey")).ok(),
        _ => None,
    };
    meant.filter(|meant| *meant != tried.name)
}

/// A name to which what receivers ask for was left out: `dmarc.example.com`, or `selector.example.com` of a key.
fn astray(name: &Domain, of: RecordUse) -> Option<NamedRecord> {
    let (first, rest) = name.as_str().split_once('.')?;
    let domain = Domain::parse(rest).ok().filter(|domain| domain.label_count() > 1)?;
    let selector = match of {
        RecordUse::Dmarc if first == "dmarc" => None,
        RecordUse::Dkim => Some(first.to_owned()),
        _ => return None,
    };
    Some(NamedRecord { name: name.clone(), domain, selector })
}

/// What stands at a name today; `None` where DNS did not tell.
async fn published<R: Resolve>(resolver: &R, name: &Domain, kind: RecordType) -> Option<Vec<String>> {
    let answer = resolver.lookup(&Question::new(name.clone(), kind)).await.ok()?;
    Some(answer.records.iter().map(ToString::to_string).collect())
}

/// Whether advice is about the record, and not about the rest of the domain.
fn is_about(finding: &Finding, of: RecordUse, name: &Domain) -> bool {
    match (&finding.advice, of) {
        (AnyFinding::Spf(_), RecordUse::Spf) | (AnyFinding::Dmarc(_), RecordUse::Dmarc) => true,
        (AnyFinding::Dkim(_), RecordUse::Dkim) => finding.subject.contains(name.as_str()),
        (AnyFinding::Posture(_), RecordUse::MtaSts | RecordUse::TlsRpt | RecordUse::Bimi) => {
            finding.subject == name.as_str()
        }
        _ => false,
    }
}

/// Whether advice on a record rests on what else its domain publishes, which is not known of a record without a name.
const fn is_of_domain(finding: &Finding) -> bool {
    use crate::posture::PostureFinding as F;
    matches!(&finding.advice, AnyFinding::Posture(F::MtaStsNoHost { .. } | F::BimiNeedsEnforcement))
}

/// Whether a cause is one of this record: of a record with one use by that, of others by what the first step changes.
fn is_of(found: &Diagnosis, of: RecordUse, over: &Tried<'_>) -> bool {
    let is_at = |fix: &Fix| fix.name.as_ref() == Some(&over.name);
    let is_astray = matches!(&found.cause, RootCause::DkimKeyWrongName { name } if *name == over.name);
    match of {
        RecordUse::Spf => found.cause.is_of_spf(),
        RecordUse::Dmarc => {
            let is_consent = matches!(found.cause, RootCause::ReportAddressNotAuthorized { .. });
            found.cause.is_of_dmarc() || is_consent && !over.is_unnamed
        }
        _ => is_astray || found.fixes.first().is_some_and(is_at),
    }
}
