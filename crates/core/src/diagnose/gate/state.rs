//! What a check comes to, as far as the gate compares it before and after a step.

use super::super::suspect::Suspect;
use super::publish::key_aliases;
use crate::dkim::DkimFinding;
use crate::dmarc::{DmarcCause, DmarcFinding, Mode, Policy, Record};
use crate::domain::Domain;
use crate::finding::Severity;
use crate::judge::Judged;
use crate::posture::PostureFinding;
use crate::report::{
    AnyFinding, DmarcReport, DomainReport, Finding, Fix, MessageReport, Obstacle, RootCause, SpfReport,
};
use crate::spf::{Node, SpfCause, SpfFinding, SpfResult};
use std::mem::{Discriminant, discriminant};

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

/// Something that is wrong: what, and where. The same fault is the same, whatever it counts.
#[derive(Clone)]
pub(super) struct Fault {
    kind: Kind,
    /// The name, or the subject, that it is about; empty where there can be but one of its kind.
    at: String,
    /// Whose mending brings it to light.
    behind: Behind,
}

impl PartialEq for Fault {
    fn eq(&self, other: &Self) -> bool {
        (&self.kind, &self.at) == (&other.kind, &other.at)
    }
}

/// What is wrong, without its particulars.
#[derive(Clone, PartialEq)]
enum Kind {
    Cause(Discriminant<RootCause>),
    SpfAdvice(Discriminant<SpfFinding>),
    DkimAdvice(Discriminant<DkimFinding>),
    DmarcAdvice(Discriminant<DmarcFinding>),
    Posture(PostureFinding),
    /// What ends an evaluation of SPF for everybody.
    Spf(Discriminant<SpfCause>),
    Dmarc(Discriminant<DmarcCause>),
}

/// What has to be mended before a fault can be seen at all: it asks for what nobody could read, is the next of the steps to
/// reject, or is about a provider of which only a readable record tells.
#[derive(Clone, Copy)]
enum Behind {
    Nothing,
    Dmarc,
    DmarcBelow,
    Spf,
    /// A sender is looked for where a record can be used, and where mail arrives or a key stands for it.
    Sender,
    /// What is missing where an alias of the domain itself takes all room.
    Apex,
    /// A set of keys is looked at once the first of them is there.
    Keys,
    /// A logo is looked at where its record can be read, and against the policy.
    Logo,
}

impl Behind {
    const fn of(cause: &RootCause) -> Self {
        use RootCause as C;
        match cause {
            C::DmarcPolicyNone { .. }
            | C::SubdomainPolicyWeaker { .. }
            | C::SubdomainPolicyStronger { .. } => Self::DmarcBelow,
            C::DmarcOnlyAtOrganization { .. } | C::ReportAddressNotAuthorized { .. } => Self::Dmarc,
            C::BimiNeedsEnforcement { .. } | C::BimiNotSvg { .. } => Self::Logo,
            C::EspSignsOwnDomain { .. }
            | C::MicrosoftDefaultSignature { .. }
            | C::GoogleDefaultSignature { .. }
            | C::DkimAliasWrong { .. } => Self::Spf,
            C::SpfOtherRegion { .. } => Self::Spf,
            C::SpfProviderNotListed { .. } => Self::Sender,
            C::SpfMissing { .. } => Self::Apex,
            C::DkimSetIncomplete { .. } => Self::Keys,
            _ => Self::Nothing,
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
        | C::DkimKeyUnusable { name, .. }
        | C::DkimKeyWrongName { name }
        | C::RecordUnreadable { name }
        | C::RecordWrongName { name }
        | C::LookupFails { name }
        | C::BimiNotSvg { name, .. }
        | C::MxIsAddress { host: name, .. }
        | C::MxIsAlias { host: name, .. }
        | C::MxUnreachable { host: name, .. }
        | C::MxBeforeMailboxes { host: name, .. }
        | C::SpfProxied { host: name, .. }
        | C::DkimSeveralKeys { name, .. } => Some(name.as_str()),
        C::TlsaUnusable { host } | C::TlsaMatchesNothing { host } => Some(host.as_str()),
        // Of a provider's aliases one at a time is named.
        C::DkimAliasWrong { provider: Some(provider), .. }
        | C::DkimSetIncomplete { provider: Some(provider), .. } => Some(provider.id()),
        C::DkimAliasWrong { name, .. } => Some(name.as_str()),
        C::ReportAddressNotAuthorized { destination } => Some(destination.as_str()),
        _ => None,
    }
}

impl Fault {
    /// Whether the fault only comes to light where another is mended.
    pub(super) const fn follows(&self, mended: &RootCause) -> bool {
        match self.behind {
            Behind::Nothing => false,
            Behind::Dmarc => mended.is_of_dmarc(),
            Behind::DmarcBelow => {
                mended.is_of_dmarc() || matches!(mended, RootCause::DmarcOnlyAtOrganization { .. })
            }
            Behind::Spf => mended.is_of_spf() || matches!(mended, RootCause::SpfProviderNotListed { .. }),
            Behind::Apex => matches!(mended, RootCause::AliasAtApex { .. }),
            Behind::Sender => {
                mended.is_of_spf()
                    || matches!(
                        mended,
                        RootCause::AliasAtApex { .. }
                            | RootCause::DkimAliasWrong { .. }
                            | RootCause::DkimKeyWrongName { .. }
                            | RootCause::MxIsAddress { .. }
                            | RootCause::MxIsAlias { .. }
                            | RootCause::MxUnreachable { .. }
                            | RootCause::NullMxBesideOthers { .. }
                    )
            }
            Behind::Keys => {
                mended.is_of_spf()
                    || matches!(
                        mended,
                        RootCause::DkimAliasWrong { .. }
                            | RootCause::DkimSetIncomplete { .. }
                            | RootCause::DkimKeyWrongName { .. }
                            | RootCause::DkimKeyMissing { .. }
                    )
            }
            Behind::Logo => {
                mended.is_of_dmarc()
                    || matches!(
                        mended,
                        RootCause::RecordUnreadable { .. } | RootCause::DmarcOnlyAtOrganization { .. }
                    )
            }
        }
    }

    /// Where it is.
    pub(super) fn at(&self) -> String {
        self.at.clone()
    }

    fn cause(cause: &RootCause) -> Self {
        let at = place(cause).unwrap_or_default().to_owned();
        // A record under a wrong name is missing where it belongs.
        let kind = match cause {
            RootCause::DmarcWrongName { name } => {
                discriminant(&RootCause::DmarcMissing { domain: name.clone(), alias: None })
            }
            cause => discriminant(cause),
        };
        Self { kind: Kind::Cause(kind), at, behind: Behind::of(cause) }
    }

    fn finding(finding: &Finding) -> Self {
        let kind = match &finding.advice {
            AnyFinding::Spf(advice) => Kind::SpfAdvice(discriminant(advice)),
            AnyFinding::Dkim(advice) => Kind::DkimAdvice(discriminant(advice)),
            AnyFinding::Dmarc(advice) => Kind::DmarcAdvice(discriminant(advice)),
            AnyFinding::Posture(advice) => Kind::Posture(advice.clone()),
        };
        Self { kind, at: finding.subject.clone(), behind: Behind::Nothing }
    }

    fn spf(at: &Domain, cause: &SpfCause) -> Self {
        Self { kind: Kind::Spf(discriminant(cause)), at: at.to_string(), behind: Behind::Nothing }
    }

    fn dmarc(cause: &DmarcCause) -> Self {
        Self { kind: Kind::Dmarc(discriminant(cause)), at: String::new(), behind: Behind::Nothing }
    }
}

fn errors(findings: &[Finding]) -> impl Iterator<Item = Fault> + '_ {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(Fault::finding)
}

impl State {
    /// The state of a domain, with the causes that its check found.
    pub(in super::super) fn of_domain(report: &DomainReport, found: &[Suspect]) -> Self {
        let usable = report.dkim.iter().filter(|key| key.key.is_some() && key.records.len() < 2);
        let tree = report.spf.tree.clone().filter(|_| report.spf.record.is_some());
        Self {
            faults: found
                .iter()
                .map(|suspect| Fault::cause(&suspect.cause))
                .chain(errors(&report.findings))
                .collect(),
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
        let broken = spf.cause.as_ref().filter(|cause| cause.result() == SpfResult::Permerror);
        let broken = broken.and_then(|cause| Some(Fault::spf(spf.domain.as_ref()?, cause)));
        let is_of_record =
            |cause: &&DmarcCause| !matches!(cause, DmarcCause::NothingAligned | DmarcCause::NothingPassed);
        let without = dmarc.cause.as_ref().filter(is_of_record).map(Fault::dmarc);
        Self {
            faults: errors(findings).chain(broken).chain(without).collect(),
            walks: Vec::new(),
            keys: Vec::new(),
            record: dmarc.record.as_ref().map(|found| found.record.clone()),
        }
    }

    /// Whether a key that cannot be used has become one that can: that there is none any more mends nothing.
    pub(in super::super) fn is_keyed(&self, cause: &RootCause) -> bool {
        match cause {
            RootCause::DkimKeyUnusable { name, .. } => self.keys.contains(name),
            _ => true,
        }
    }

    /// Whether some steps make an alias that leads to no key.
    pub(in super::super) fn lacks_key_of(&self, fixes: &[Fix]) -> bool {
        key_aliases(fixes).any(|fix| fix.name.as_ref().is_some_and(|name| !self.keys.contains(name)))
    }

    /// Adds a walked record, and what breaks it.
    pub(in super::super) fn walked(&mut self, walk: crate::spf::Walk) {
        let crate::spf::Walk { domain, tree, cause, .. } = walk;
        let broken = cause.filter(|cause| cause.result() == SpfResult::Permerror);
        self.faults.extend(broken.map(|cause| Fault::spf(&domain, &cause)));
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
