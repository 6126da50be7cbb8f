//! DMARC's part of a message check: walks for everybody at once, then one decision.

use super::rfc7489::decide_by_rfc7489;
use crate::dmarc::{
    Aligned, Alignment, Authenticated, Decision, DmarcCause, DmarcFinding, Mode, Policy, Psd,
    ReportDestination, Step, SuffixList, Walk, decide, exists, overridden, report_destinations, walk,
};
use crate::dns::Resolve;
use crate::domain::Domain;
use crate::evidence::{Author, ResultWord};
use crate::joining;
use crate::providers::is_free_mail;
use crate::report::{
    AnyFinding, Basis, DmarcRecordReport, DmarcReport, DmarcResult, Finding, IdentifierReport,
};
use futures_util::future::join;

/// An identifier before it is known whether it is aligned.
pub(super) struct Candidate {
    pub(super) mechanism: Alignment,
    pub(super) domain: Domain,
    pub(super) selector: Option<String>,
    pub(super) result: ResultWord,
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
    let theirs = joining::all(identifiers.iter().map(|domain| walk(resolver, domain)));
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
pub(crate) async fn destinations<R: Resolve>(resolver: &R, own: &Walk) -> Vec<ReportDestination> {
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
    claimed: Option<ResultWord>,
    list: Option<&SuffixList>,
) -> (DmarcReport, Vec<Finding>) {
    match (author, walks) {
        (Ok(author), Some(walks)) => {
            let mut report = report(author, claimed, walks, candidates);
            report.rfc7489 = list.and_then(|list| decide_by_rfc7489(list, &walks.own, &report));
            // Nobody who reads a mail of such a domain keeps its records.
            let mut findings = if is_free_mail(&author.domain) {
                Vec::new()
            } else {
                findings(&walks.own, &walks.destinations)
            };
            findings.extend(list.and_then(|list| shared_suffix(list, &report)));
            (report, findings)
        }
        (Ok(_), None) => (without_author(DmarcCause::NoAuthor, claimed), Vec::new()),
        (Err(cause), _) => (without_author(cause.clone(), claimed), Vec::new()),
    }
}

/// RFC 9989 §4.7 psd: a public suffix with a record that lacks it is taken for the organization of all its customers. Where every
/// identifier that passed is aligned by that alone, nobody of the author's has vouched.
fn shared_suffix(list: &SuffixList, report: &DmarcReport) -> Option<Finding> {
    let (author, shared) = (report.domain.as_ref()?, report.organizational_domain.as_ref()?);
    if report.result != DmarcResult::Pass || list.organizational_domain(shared).is_some() {
        return None;
    }
    let own = list.organizational_domain(author);
    let by_list = |i: &IdentifierReport| own.is_some() && list.organizational_domain(&i.domain) == own;
    let mut vouching = report.identifiers.iter().filter(|i| i.vouches());
    if vouching.any(|i| i.domain == *author || by_list(i)) {
        return None;
    }
    let finding = DmarcFinding::DmarcSharedSuffix { domain: shared.clone() };
    Some(Finding::new(format!("_dmarc.{shared}"), AnyFinding::Dmarc(finding)))
}

fn report(
    author: &Author,
    claimed: Option<ResultWord>,
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
        next_step: super::next_step(own, &walks.destinations, true).filter(|_| !is_free_mail(&author.domain)),
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
    if let Some(open) = identifiers.iter().find(|i| i.aligned.is_none() && i.passed()) {
        let (domain, fault) =
            own.failure().map_or((open.domain.clone(), crate::dns::Fault::Timeout), |(name, error)| {
                (name.clone(), error.fault)
            });
        return (DmarcResult::Temperror, Some(DmarcCause::Dns { domain, fault }));
    }
    // What a receiver could not find out then is no trouble of DNS now.
    let is_open = |i: &&IdentifierReport| {
        i.aligned == Some(true) && i.result == ResultWord::Temperror && i.basis == Basis::Recomputed
    };
    if let Some(open) = identifiers.iter().find(is_open) {
        let cause = DmarcCause::MechanismOpen { mechanism: open.mechanism, domain: open.domain.clone() };
        return (DmarcResult::Temperror, Some(cause));
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
        | DmarcCause::NoAuthor
        | DmarcCause::AuthorsUnread => DmarcResult::None,
        DmarcCause::Dns { .. } | DmarcCause::MechanismOpen { .. } => DmarcResult::Temperror,
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

fn without_author(cause: DmarcCause, claimed: Option<ResultWord>) -> DmarcReport {
    DmarcReport {
        result: result_of(&cause),
        basis: Basis::Recomputed,
        claimed,
        cause: Some(cause),
        domain: None,
        organizational_domain: None,
        policy: None,
        disposition: Policy::None,
        next_step: None,
        record: None,
        report_destinations: Vec::new(),
        identifiers: Vec::new(),
        rfc7489: None,
    }
}

/// The advice on the records that the walk met.
pub(super) fn findings(own: &Walk, destinations: &[ReportDestination]) -> Vec<Finding> {
    let applied = decide(own, Some(true), &[]).policy;
    let mut findings = Vec::new();
    let mut add = |at: &Domain, found: Vec<DmarcFinding>| {
        let subject = format!("_dmarc.{at}");
        findings.extend(
            found.into_iter().map(|finding| Finding::new(subject.clone(), AnyFinding::Dmarc(finding))),
        );
    };
    for (name, step) in &own.steps {
        match step {
            // A registry's record is for the registry to write: nothing in it is the domain's to mend.
            Step::Found(record) if record.psd == Psd::Y && own.start() != Some(name) => {}
            Step::Found(record) => {
                let mut found = DmarcFinding::of_record(record);
                // What a record above asks of itself says nothing of a name below that it asks something else of.
                if own.start() != Some(name) && applied > Some(Policy::None) {
                    found.retain(|finding| *finding != DmarcFinding::DmarcPolicyNone);
                }
                add(name, found);
            }
            Step::Several(texts) => add(name, vec![DmarcFinding::DmarcSeveralRecords { count: texts.len() }]),
            Step::Nothing(texts) => add(name, DmarcFinding::of_near_misses(texts)),
            // RFC 9989 §4.10: an error of DNS ends the search, so nothing above it applies.
            Step::Failed(_) => break,
        }
    }
    let nothing = own.steps.iter().all(|(_, step)| matches!(step, Step::Nothing(_)));
    if let Some(start) = own.start().filter(|_| nothing) {
        add(start, vec![DmarcFinding::DmarcMissing]);
    }
    if let (Some(start), Some((domain, theirs, asked))) = (own.start(), overridden(own)) {
        add(start, vec![DmarcFinding::DmarcOverridesAbove { domain, theirs, own: asked }]);
    }
    if let Ok(found) = decide(own, Some(true), &[]).discovered {
        add(found.at, destinations.iter().filter_map(DmarcFinding::of_destination).collect());
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{Fault, Zone};
    use Alignment::{Dkim, Spf};
    use Basis::{Claimed, Mixed, Recomputed};
    use DmarcResult::{Fail, Pass, Temperror};
    use serde_json::{Value, json};

    fn domain(name: &str) -> Domain {
        Domain::parse(name).unwrap()
    }

    fn based(mechanism: Alignment, name: &str, result: &str, basis: Basis) -> Candidate {
        Candidate { mechanism, domain: domain(name), selector: None, result: ResultWord::of(result), basis }
    }

    fn candidate(mechanism: Alignment, name: &str, result: &str) -> Candidate {
        based(mechanism, name, result, Recomputed)
    }

    fn walks_of(zone: &Value, author: &str, candidates: &[Candidate]) -> Walks {
        let zone: Zone = serde_json::from_value(zone.clone()).unwrap();
        let domains: Vec<Domain> = candidates.iter().map(|candidate| candidate.domain.clone()).collect();
        pollster::block_on(walks(&zone, &Author::given(domain(author)), &domains))
    }

    fn judged(zone: &Value, author: &str, candidates: Vec<Candidate>) -> DmarcReport {
        let walks = walks_of(zone, author, &candidates);
        dmarc_report(&Ok(Author::given(domain(author))), Some(&walks), candidates, None, None).0
    }

    fn codes(zone: &Value, author: &str) -> Vec<(String, String)> {
        let walks = walks_of(zone, author, &[]);
        let findings = findings(&walks.own, &walks.destinations);
        let told = findings.into_iter().map(|finding| serde_json::to_value(finding).unwrap());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        told.map(|finding| (text(&finding["subject"]), text(&finding["code"]))).collect()
    }

    #[test]
    fn rfc_9989_5_3_5_an_aligned_pass_passes_and_trouble_keeps_open_only_what_could_have_passed() {
        let zone = json!({
            "_dmarc.example.com": [{"TXT": "v=DMARC1; p=reject"}],
            "_dmarc.slow.example.com": ["TIMEOUT"]
        });
        let of = |mechanism, name, result| {
            let report = judged(&zone, "example.com", vec![candidate(mechanism, name, result)]);
            (report.result, report.cause, report.disposition)
        };
        let fails = |cause| (Fail, Some(cause), Policy::Reject);
        let open =
            |name, fault| (Temperror, Some(DmarcCause::Dns { domain: domain(name), fault }), Policy::None);
        assert_eq!(of(Dkim, "a.example.com", "pass"), (Pass, None, Policy::None));
        assert_eq!(of(Dkim, "other.com", "pass"), fails(DmarcCause::NothingAligned));
        assert_eq!(of(Spf, "example.com", "fail"), fails(DmarcCause::NothingPassed));
        let waiting = DmarcCause::MechanismOpen { mechanism: Spf, domain: domain("example.com") };
        assert_eq!(of(Spf, "example.com", "temperror"), (Temperror, Some(waiting), Policy::None));
        assert_eq!(of(Spf, "other.com", "temperror"), fails(DmarcCause::NothingPassed));
        // Whether this one is aligned cannot be told, which matters only where it passed.
        assert_eq!(of(Dkim, "slow.example.com", "pass"), open("slow.example.com", Fault::Timeout));
        assert_eq!(of(Dkim, "slow.example.com", "fail"), fails(DmarcCause::NothingPassed));
    }

    #[test]
    fn trouble_above_the_author_is_named_where_it_stands() {
        let zone = json!({
            "_dmarc.a.example.com": [{"TXT": "v=DMARC1; p=reject"}],
            "_dmarc.example.com": [{"FAULT": ["TXT", "SERVFAIL"]}]
        });
        let report = judged(&zone, "a.example.com", vec![candidate(Dkim, "b.example.com", "pass")]);
        let cause = DmarcCause::Dns { domain: domain("example.com"), fault: Fault::Servfail };
        assert_eq!((report.result, report.cause), (Temperror, Some(cause)));
    }

    #[test]
    fn each_identifier_is_held_against_its_own_walk_and_its_own_mode() {
        let zone = json!({
            "_dmarc.example.com": [{"TXT": "v=DMARC1; p=reject; aspf=s"}],
            "_dmarc.own.example.com": [{"TXT": "v=DMARC1; p=reject; psd=n"}]
        });
        let names = [(Dkim, "a.example.com"), (Spf, "a.example.com"), (Dkim, "own.example.com")];
        let candidates = names.map(|(mechanism, name)| candidate(mechanism, name, "pass"));
        let report = judged(&zone, "example.com", candidates.into());
        let of = |i: &IdentifierReport| {
            (i.mode, i.aligned, i.organizational_domain.as_ref().map(Domain::to_string))
        };
        let told: Vec<_> = report.identifiers.iter().map(of).collect();
        let organization = |name: &str| Some(name.to_owned());
        let expected = [
            (Mode::Relaxed, Some(true), organization("example.com")),
            (Mode::Strict, Some(false), organization("example.com")),
            (Mode::Relaxed, Some(false), organization("own.example.com")),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn rfc_9989_4_7_existence_is_asked_only_where_np_depends_on_it() {
        let record = |text: &str| json!({"_dmarc.example.com": [{"TXT": text}], "a.example.com": [{"A": "192.0.2.1"}]});
        let with = record("v=DMARC1; p=none; np=reject");
        assert_eq!(walks_of(&with, "gone.example.com", &[]).exists, Some(false));
        assert_eq!(judged(&with, "gone.example.com", Vec::new()).policy, Some(Policy::Reject));
        assert_eq!(walks_of(&with, "a.example.com", &[]).exists, Some(true));
        assert_eq!(judged(&with, "a.example.com", Vec::new()).policy, Some(Policy::None));
        assert_eq!(walks_of(&with, "example.com", &[]).exists, None);
        assert_eq!(walks_of(&record("v=DMARC1; p=none; sp=reject"), "gone.example.com", &[]).exists, None);
    }

    #[test]
    fn a_result_rests_on_what_carries_it() {
        let zone = json!({"_dmarc.example.com": [{"TXT": "v=DMARC1; p=reject"}]});
        let of = |candidates: &[(&str, &str, Basis)]| {
            let candidates = candidates.iter().map(|&(name, result, basis)| based(Dkim, name, result, basis));
            judged(&zone, "example.com", candidates.collect()).basis
        };
        assert_eq!(of(&[("example.com", "pass", Claimed)]), Claimed);
        assert_eq!(of(&[("example.com", "pass", Claimed), ("example.com", "pass", Recomputed)]), Recomputed);
        assert_eq!(of(&[("example.com", "pass", Claimed), ("other.com", "pass", Recomputed)]), Claimed);
        assert_eq!(of(&[("example.com", "fail", Claimed), ("example.com", "fail", Recomputed)]), Mixed);
        assert_eq!(of(&[("example.com", "fail", Claimed)]), Claimed);
        assert_eq!(of(&[("example.com", "fail", Recomputed)]), Recomputed);
        assert_eq!(of(&[]), Recomputed);
    }

    #[test]
    fn advice_stands_at_the_name_that_it_is_about() {
        let pair = |name: &str, code: &str| (format!("_dmarc.{name}"), code.to_owned());
        let missing = codes(&json!({}), "a.example.com");
        assert_eq!(missing, [pair("a.example.com", "dmarcMissing")]);
        let good = "v=DMARC1; p=reject; rua=mailto:r@other.com";
        let above = json!({
            "_dmarc.a.example.com": [{"TXT": "v = dmarc1; p=reject"}], "_dmarc.example.com": [{"TXT": good}]
        });
        let expected =
            [pair("a.example.com", "dmarcNearMiss"), pair("example.com", "dmarcReportsNotAuthorized")];
        assert_eq!(codes(&above, "a.example.com"), expected);
        let several = json!({"_dmarc.example.com": [{"TXT": good}, {"TXT": good}]});
        assert_eq!(codes(&several, "example.com"), [pair("example.com", "dmarcSeveralRecords")]);
        // What was not answered may hold a record.
        assert_eq!(codes(&json!({"_dmarc.example.com": ["TIMEOUT"]}), "example.com"), []);
    }
}
