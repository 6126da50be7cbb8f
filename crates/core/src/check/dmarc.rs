//! DMARC's part of a message check: walks for everybody at once, then one decision.

use crate::dmarc::{
    Aligned, Alignment, Authenticated, Decision, DmarcCause, DmarcFinding, Mode, Policy, ReportDestination,
    Step, SuffixList, Walk, decide, decide_by_rfc7489, exists, report_destinations, walk,
};
use crate::dns::Resolve;
use crate::domain::Domain;
use crate::evidence::Author;
use crate::report::{
    AnyFinding, Basis, DmarcRecordReport, DmarcReport, DmarcResult, Finding, IdentifierReport,
};
use crate::together;
use futures_util::future::join;

/// An identifier before it is known whether it is aligned.
pub(super) struct Candidate {
    pub(super) mechanism: Alignment,
    pub(super) domain: Domain,
    pub(super) selector: Option<String>,
    pub(super) result: String,
    pub(super) basis: Basis,
}

/// What DNS says of the author domain and of every identifier.
pub(super) struct Walks {
    own: Walk,
    theirs: Vec<Walk>,
    exists: Option<bool>,
    destinations: Vec<ReportDestination>,
}

/// Asks about the author domain and the domains of the identifiers. The walks do not depend on one another, nor on
/// what SPF and DKIM come to, so all start together.
pub(super) async fn walks<R: Resolve>(resolver: &R, author: &Author, identifiers: &[Domain]) -> Walks {
    let theirs = together::all(identifiers.iter().map(|domain| walk(resolver, domain)));
    let own = async {
        let own = walk(resolver, &author.domain).await;
        let existence =
            async { if needs_existence(&own) { exists(resolver, &author.domain).await } else { None } };
        let (exists, destinations) = join(existence, destinations(resolver, &own)).await;
        (own, exists, destinations)
    };
    let ((own, exists, destinations), theirs) = join(own, theirs).await;
    Walks { own, theirs, exists, destinations }
}

/// Where the reports of the record that applies go.
pub(super) async fn destinations<R: Resolve>(resolver: &R, own: &Walk) -> Vec<ReportDestination> {
    match decide(own, Some(true), &[]) {
        Decision { discovered: Ok(found), organizational_domain, .. } => {
            report_destinations(resolver, found.at, found.record, organizational_domain.as_ref()).await
        }
        _ => Vec::new(),
    }
}

/// Whether the policy depends on the author domain's existence: only where `np` says something of its own.
fn needs_existence(own: &Walk) -> bool {
    let at_author = matches!(own.steps.first(), Some((_, Step::Found(_))));
    !at_author && own.records().any(|(_, record)| record.np.is_some())
}

/// Finds the policy and holds every identifier against the author domain.
pub(super) fn dmarc_report(
    author: &Result<Author, DmarcCause>,
    walks: Option<&Walks>,
    candidates: Vec<Candidate>,
    claimed: Option<String>,
    list: Option<&SuffixList>,
) -> (DmarcReport, Vec<Finding>) {
    match (author, walks) {
        (Ok(author), Some(walks)) => {
            let mut report = report(author, claimed, walks, candidates);
            report.rfc7489 = list.and_then(|list| decide_by_rfc7489(list, &walks.own, &report));
            (report, findings(&walks.own, &walks.destinations))
        }
        (Ok(_), None) => (without_author(DmarcCause::NoAuthor, claimed), Vec::new()),
        (Err(cause), _) => (without_author(cause.clone(), claimed), Vec::new()),
    }
}

fn report(
    author: &Author,
    claimed: Option<String>,
    walks: &Walks,
    candidates: Vec<Candidate>,
) -> DmarcReport {
    let own = &walks.own;
    let walk_of =
        |domain: &Domain| walks.theirs.iter().find(|walk| walk.start() == Some(domain)).unwrap_or(own);
    let identifiers: Vec<_> = candidates
        .iter()
        .map(|c| (Authenticated { domain: c.domain.clone(), alignment: c.mechanism }, walk_of(&c.domain)))
        .collect();
    let decision = decide(own, walks.exists, &identifiers);
    let modes = decision
        .discovered
        .as_ref()
        .map_or((Mode::Relaxed, Mode::Relaxed), |found| (found.record.adkim, found.record.aspf));
    let identifiers: Vec<_> = candidates
        .into_iter()
        .zip(decision.identifiers)
        .map(|(c, aligned)| identifier(c, aligned, modes))
        .collect();
    let (result, cause) = match &decision.discovered {
        Ok(_) => outcome(&identifiers, own),
        Err(cause) => (result_of(cause), Some(cause.clone())),
    };
    let policy = decision.policy;
    let failed = policy.filter(|_| result == DmarcResult::Fail);
    DmarcReport {
        result,
        basis: basis(&identifiers, result),
        claimed,
        cause,
        domain: Some(author.domain.clone()),
        organizational_domain: decision.organizational_domain,
        policy,
        disposition: failed.unwrap_or(Policy::None),
        record: decision.discovered.ok().map(|found| DmarcRecordReport {
            at: found.at.clone(),
            location: found.location,
            record: found.record.clone(),
        }),
        report_destinations: walks.destinations.clone(),
        identifiers,
        rfc7489: None,
    }
}

fn identifier(candidate: Candidate, aligned: Aligned, (adkim, aspf): (Mode, Mode)) -> IdentifierReport {
    IdentifierReport {
        mode: match candidate.mechanism {
            Alignment::Dkim => adkim,
            Alignment::Spf => aspf,
        },
        mechanism: candidate.mechanism,
        domain: candidate.domain,
        selector: candidate.selector,
        organizational_domain: aligned.organizational_domain,
        result: candidate.result,
        basis: candidate.basis,
        aligned: aligned.aligned,
    }
}

/// RFC 9989 §5.3.5: one aligned identifier that passed is a pass; none is a failure, unless DNS kept it open.
fn outcome(identifiers: &[IdentifierReport], own: &Walk) -> (DmarcResult, Option<DmarcCause>) {
    if identifiers.iter().any(IdentifierReport::vouches) {
        return (DmarcResult::Pass, None);
    }
    // A mechanism that DNS kept from finishing, or from being aligned, leaves the message neither passed nor failed.
    let is_open = |i: &&IdentifierReport| match i.aligned {
        None => i.passed(),
        Some(aligned) => aligned && i.result == "temperror",
    };
    if let Some(open) = identifiers.iter().find(is_open) {
        let (domain, fault) =
            own.failure().map_or((open.domain.clone(), crate::dns::Fault::Timeout), |(name, error)| {
                (name.clone(), error.fault)
            });
        return (DmarcResult::Temperror, Some(DmarcCause::Dns { domain, fault }));
    }
    let passed = identifiers.iter().any(IdentifierReport::passed);
    let cause = if passed { DmarcCause::NothingAligned } else { DmarcCause::NothingPassed };
    (DmarcResult::Fail, Some(cause))
}

/// The result word for each reason why no policy applies.
const fn result_of(cause: &DmarcCause) -> DmarcResult {
    match cause {
        DmarcCause::NothingAligned | DmarcCause::NothingPassed => DmarcResult::Fail,
        DmarcCause::NoRecord
        | DmarcCause::SeveralRecords { .. }
        | DmarcCause::RecordWithoutPolicy { .. }
        | DmarcCause::NoAuthor => DmarcResult::None,
        DmarcCause::Dns { .. } => DmarcResult::Temperror,
        DmarcCause::SeveralAuthors { .. } | DmarcCause::BadAuthor { .. } => DmarcResult::Permerror,
    }
}

/// What a result rests on: a pass on the best identifier that carries it, anything else on all of them.
fn basis(identifiers: &[IdentifierReport], result: DmarcResult) -> Basis {
    let carries = |i: &&IdentifierReport| result != DmarcResult::Pass || i.vouches();
    let counts = |basis| identifiers.iter().filter(carries).any(|i| i.basis == basis);
    match (counts(Basis::Recomputed), counts(Basis::Claimed)) {
        (true, _) if result == DmarcResult::Pass => Basis::Recomputed,
        (true, true) => Basis::Mixed,
        (false, true) => Basis::Claimed,
        (_, false) => Basis::Recomputed,
    }
}

fn without_author(cause: DmarcCause, claimed: Option<String>) -> DmarcReport {
    DmarcReport {
        result: result_of(&cause),
        basis: Basis::Recomputed,
        claimed,
        cause: Some(cause),
        domain: None,
        organizational_domain: None,
        policy: None,
        disposition: Policy::None,
        record: None,
        report_destinations: Vec::new(),
        identifiers: Vec::new(),
        rfc7489: None,
    }
}

/// The advice on the records that the walk met.
pub(super) fn findings(own: &Walk, destinations: &[ReportDestination]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |at: &Domain, found: Vec<DmarcFinding>| {
        let subject = format!("_dmarc.{at}");
        findings.extend(
            found.into_iter().map(|finding| Finding::new(subject.clone(), AnyFinding::Dmarc(finding))),
        );
    };
    for (name, step) in &own.steps {
        match step {
            Step::Found(record) => add(name, DmarcFinding::of_record(record)),
            Step::Several(texts) => add(name, vec![DmarcFinding::DmarcSeveralRecords { count: texts.len() }]),
            Step::Nothing(texts) => add(name, DmarcFinding::of_near_misses(texts)),
            Step::Failed(_) => {}
        }
    }
    let nothing = own.steps.iter().all(|(_, step)| matches!(step, Step::Nothing(_)));
    if let Some(start) = own.start().filter(|_| nothing) {
        add(start, vec![DmarcFinding::DmarcMissing]);
    }
    if let Ok(found) = decide(own, Some(true), &[]).discovered {
        add(found.at, destinations.iter().filter_map(DmarcFinding::of_destination).collect());
    }
    findings
}
