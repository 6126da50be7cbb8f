//! What a check comes to, as far as the gate compares it before and after a step.

use crate::dmarc::{DmarcCause, Mode, Policy, Record};
use crate::domain::Domain;
use crate::finding::Severity;
use crate::judge::Judged;
use crate::report::{
    AnyFinding, DmarcReport, DomainReport, Finding, MessageReport, Obstacle, RootCause, SpfReport,
};
use crate::spf::{Node, SpfCause, SpfResult};
use std::mem::discriminant;

/// What a check comes to.
#[derive(Clone, Default)]
pub(in super::super) struct State {
    pub(super) faults: Vec<Fault>,
    /// The SPF records that steps touch, each as a walked tree.
    pub(in super::super) walks: Vec<(Domain, Node)>,
    /// The names of keys that signatures can be verified with.
    pub(super) keys: Vec<Domain>,
    /// The DMARC record that applies.
    record: Option<Record>,
}

/// Something that is wrong.
#[derive(Clone)]
pub(super) enum Fault {
    Cause(RootCause),
    Finding(Finding),
    /// What ends an evaluation of SPF for everybody, at a domain.
    Spf(Domain, SpfCause),
    Dmarc(DmarcCause),
}

impl PartialEq for Fault {
    /// The same fault, whatever it counts.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Cause(one), Self::Cause(other)) => is_same(one, other),
            (Self::Finding(one), Self::Finding(other)) => {
                one.subject == other.subject && is_same_advice(&one.advice, &other.advice)
            }
            (Self::Spf(at, one), Self::Spf(of, other)) => {
                at == of && discriminant(one) == discriminant(other)
            }
            (Self::Dmarc(one), Self::Dmarc(other)) => discriminant(one) == discriminant(other),
            _ => false,
        }
    }
}

/// Whether two causes are the same fault at the same place.
pub(in super::super) fn is_same(one: &RootCause, other: &RootCause) -> bool {
    discriminant(one) == discriminant(other) && place(one) == place(other)
}

/// The name that a cause is about, where a domain can have several of its kind.
fn place(cause: &RootCause) -> Option<&str> {
    use RootCause as C;
    match cause {
        C::DkimKeyMissing { name, .. }
        | C::DkimKeyRevoked { name }
        | C::DkimKeyTooShort { name, .. }
        | C::DkimKeyQuoted { name }
        | C::DkimKeyUnusable { name }
        | C::DkimKeyWrongName { name }
        | C::RecordUnreadable { name }
        | C::DkimSeveralKeys { name, .. } => Some(name.as_str()),
        // Of a provider's aliases one at a time is named.
        C::DkimAliasWrong { provider: Some(provider), .. } => Some(provider.id),
        C::DkimAliasWrong { name, .. } => Some(name.as_str()),
        C::ReportAddressNotAuthorized { destination } => Some(destination.as_str()),
        _ => None,
    }
}

fn is_same_advice(one: &AnyFinding, other: &AnyFinding) -> bool {
    match (one, other) {
        (AnyFinding::Spf(one), AnyFinding::Spf(other)) => discriminant(one) == discriminant(other),
        (AnyFinding::Dmarc(one), AnyFinding::Dmarc(other)) => discriminant(one) == discriminant(other),
        (AnyFinding::Dkim(one), AnyFinding::Dkim(other)) => discriminant(one) == discriminant(other),
        (AnyFinding::Posture(one), AnyFinding::Posture(other)) => one == other,
        _ => false,
    }
}

impl Fault {
    /// Whether the fault only comes to light where another is mended: what a record asks for that nobody could read, the next
    /// place on the road to reject, a provider of which only a readable record tells.
    pub(super) const fn follows(&self, mended: &RootCause) -> bool {
        use RootCause as C;
        let Self::Cause(cause) = self else { return false };
        match cause {
            C::DmarcPolicyNone { .. }
            | C::SubdomainPolicyWeaker { .. }
            | C::SubdomainPolicyStronger { .. } => {
                mended.is_of_dmarc() || matches!(mended, C::DmarcOnlyAtOrganization { .. })
            }
            C::DmarcOnlyAtOrganization { .. } | C::ReportAddressNotAuthorized { .. } => mended.is_of_dmarc(),
            C::EspSignsOwnDomain { .. }
            | C::MicrosoftDefaultSignature { .. }
            | C::GoogleDefaultSignature { .. }
            | C::DkimAliasWrong { .. } => mended.is_of_spf(),
            _ => false,
        }
    }

    /// Where it is.
    pub(super) fn at(&self) -> String {
        match self {
            Self::Cause(cause) => place(cause).unwrap_or_default().to_owned(),
            Self::Finding(finding) => finding.subject.clone(),
            Self::Spf(at, _) => at.to_string(),
            Self::Dmarc(_) => String::new(),
        }
    }
}

fn errors(findings: &[Finding]) -> impl Iterator<Item = Fault> + '_ {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.cloned().map(Fault::Finding)
}

impl State {
    /// The state of a domain, with the causes that its check finds.
    pub(in super::super) fn of_domain(
        report: &DomainReport,
        causes: impl IntoIterator<Item = RootCause>,
    ) -> Self {
        let usable = report.dkim.iter().filter(|key| key.key.is_some() && key.records.len() < 2);
        let tree = report.spf.tree.clone().filter(|_| report.spf.record.is_some());
        Self {
            faults: causes.into_iter().map(Fault::Cause).chain(errors(&report.findings)).collect(),
            walks: tree.into_iter().map(|tree| (report.domain.clone(), tree)).collect(),
            keys: usable.map(|key| key.name.clone()).collect(),
            record: report.dmarc.record.as_ref().map(|found| found.record.clone()),
        }
    }

    /// The state of a message.
    pub(in super::super) fn of_message(judged: &Judged) -> Self {
        Self::of_results(&judged.spf, &judged.dmarc, &judged.findings)
    }

    /// The state of a message as it was found.
    pub(in super::super) fn of_report(report: &MessageReport) -> Self {
        Self::of_results(&report.spf, &report.dmarc, &report.findings)
    }

    fn of_results(spf: &SpfReport, dmarc: &DmarcReport, findings: &[Finding]) -> Self {
        let broken = spf.cause.clone().filter(|cause| cause.result() == SpfResult::Permerror);
        let broken = broken.and_then(|cause| Some(Fault::Spf(spf.domain.clone()?, cause)));
        let is_of_record =
            |cause: &DmarcCause| !matches!(cause, DmarcCause::NothingAligned | DmarcCause::NothingPassed);
        let without = dmarc.cause.clone().filter(is_of_record).map(Fault::Dmarc);
        Self {
            faults: errors(findings).chain(broken).chain(without).collect(),
            walks: Vec::new(),
            keys: Vec::new(),
            record: dmarc.record.as_ref().map(|found| found.record.clone()),
        }
    }

    /// Adds a walked record, and what breaks it.
    pub(in super::super) fn walked(&mut self, walk: crate::spf::Walk) {
        let crate::spf::Walk { domain, tree, cause, .. } = walk;
        let broken = cause.filter(|cause| cause.result() == SpfResult::Permerror);
        self.faults.extend(broken.map(|cause| Fault::Spf(domain.clone(), cause)));
        self.walks.extend(tree.map(|tree| (domain, tree)));
    }

    /// Puts another record in place of a walked one.
    pub(in super::super) fn meant(&mut self, domain: &Domain, tree: Option<Node>) {
        self.walks.retain(|(at, _)| at != domain);
        self.walks.extend(tree.map(|tree| (domain.clone(), tree)));
    }
}

/// A domain does not lose its policy, nothing has to be aligned more strictly, and nothing more is asked for where nobody
/// reads reports.
pub(super) fn policy_holds(before: &State, after: &State, cause: &RootCause) -> Result<(), Obstacle> {
    let Some(old) = &before.record else { return Ok(()) };
    let Some(new) = &after.record else { return Err(Obstacle::InBetween) };
    let tightened = |old: Mode, new: Mode| old == Mode::Relaxed && new == Mode::Strict;
    let is_stricter = tightened(old.adkim, new.adkim) || tightened(old.aspf, new.aspf);
    let asks = |record: &Record| {
        let p = record.p.unwrap_or(Policy::None);
        p.max(record.sp.unwrap_or(p))
    };
    // Where nothing is asked for, what is not aligned any more is still delivered.
    let is_stricter = is_stricter && asks(new) > Policy::None;
    let is_blind = asks(new) > asks(old) && new.rua.is_empty();
    let is_parked = matches!(cause, RootCause::ParkedUndeclared { .. });
    if is_stricter || is_blind && !is_parked { Err(Obstacle::InBetween) } else { Ok(()) }
}
