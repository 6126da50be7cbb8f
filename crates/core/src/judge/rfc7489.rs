//! What a receiver that still follows RFC 7489 makes of the same mail: organizational domains by the public suffix list, no
//! tree walk, no `np` and no `t`, but `pct`.

use crate::dmarc::{Alignment, Mode, Policy, Record, Step, SuffixList, Walk};
use crate::domain::Domain;
use crate::evidence::ResultWord;
use crate::report::{DmarcReport, DmarcResult, IdentifierReport, Rfc7489Difference, Rfc7489Report};

/// Decides by RFC 7489 on what was asked for RFC 9989 already. `None` where that does not hold the record that RFC 7489
/// would ask for, which only a walk that a `psd` tag ended early does not.
pub(super) fn decide_by_rfc7489(
    list: &SuffixList,
    own: &Walk,
    report: &DmarcReport,
) -> Option<Rfc7489Report> {
    let author = report.domain.as_ref()?;
    let organization = list.organizational_domain(author);
    let found = find(own, author, organization.as_ref())?;
    let policy = found.and_then(|(record, at_author)| policy(record, at_author));
    let result = match (found, policy) {
        (Some((record, _)), Some(_)) => outcome(list, record, author, &report.identifiers),
        _ => DmarcResult::None,
    };
    let pct = found.and_then(|(record, _)| record.pct).filter(|&pct| pct < 100);
    let mut view =
        Rfc7489Report { result, organizational_domain: organization, policy, pct, differences: Vec::new() };
    view.differences = view.compared(report);
    Some(view)
}

/// RFC 7489 §6.6.3: the record at the author domain, else the one at its organizational domain. The outer `None` says that
/// DNS did not tell.
fn find<'a>(
    own: &'a Walk,
    author: &Domain,
    organization: Option<&Domain>,
) -> Option<Option<(&'a Record, bool)>> {
    for name in std::iter::once(author).chain(organization) {
        let (_, step) = own.steps.iter().find(|(at, _)| at == name)?;
        match step {
            Step::Found(record) => return Some(Some((record, name == author))),
            Step::Failed(_) => return None,
            // §6.6.3 step 5: several records are no record, and end the search; only where none is found (step 3) is the
            // organizational domain asked.
            Step::Several(_) => return Some(None),
            Step::Nothing(_) => {}
        }
    }
    Some(None)
}

/// RFC 7489 §6.6.3 step 6: a record without a valid `p`, or with an `sp` that is not, counts as one that says `p=none` and
/// nothing else where it has somewhere to report to, and as no record otherwise. `np` is unknown here, so it spoils nothing.
fn policy(record: &Record, at_author: bool) -> Option<Policy> {
    match record.p.filter(|_| !record.has_bad("sp")) {
        Some(p) if at_author => Some(p),
        Some(p) => Some(record.sp.unwrap_or(p)),
        None => (!record.rua.is_empty()).then_some(Policy::None),
    }
}

fn outcome(
    list: &SuffixList,
    record: &Record,
    author: &Domain,
    identifiers: &[IdentifierReport],
) -> DmarcResult {
    // What DNS kept from finishing leaves the mail open only where it could have spoken for the author.
    let aligned = |identifier: &&IdentifierReport| is_aligned(list, record, author, identifier);
    let has =
        |word: ResultWord| identifiers.iter().filter(aligned).any(|identifier| identifier.result == word);
    if has(ResultWord::Pass) {
        DmarcResult::Pass
    } else if has(ResultWord::Temperror) {
        DmarcResult::Temperror
    } else {
        DmarcResult::Fail
    }
}

/// RFC 7489 §3.1: the same domain, or in relaxed mode the same organizational domain.
fn is_aligned(list: &SuffixList, record: &Record, author: &Domain, identifier: &IdentifierReport) -> bool {
    let mode = match identifier.mechanism {
        Alignment::Dkim => record.adkim,
        Alignment::Spf => record.aspf,
    };
    let related = || {
        let own = list.organizational_domain(author);
        own.is_some() && own == list.organizational_domain(&identifier.domain)
    };
    identifier.domain == *author || mode == Mode::Relaxed && related()
}

impl Rfc7489Report {
    fn compared(&self, report: &DmarcReport) -> Vec<Rfc7489Difference> {
        let mut differences = Vec::new();
        if self.organizational_domain != report.organizational_domain {
            differences.push(Rfc7489Difference::OrganizationalDomain {
                walked: report.organizational_domain.clone(),
                listed: self.organizational_domain.clone(),
            });
        }
        if self.result != report.result && report.result != DmarcResult::Temperror {
            differences.push(Rfc7489Difference::Result { rfc9989: report.result });
        }
        if self.policy != report.policy {
            differences.push(Rfc7489Difference::Policy { rfc9989: report.policy });
        }
        let protects = matches!(self.policy, Some(Policy::Quarantine | Policy::Reject));
        differences.extend(self.pct.filter(|_| protects).map(|pct| Rfc7489Difference::Share { pct }));
        differences
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dmarc::walk;
    use crate::dns::Zone;
    use crate::report::Basis;
    use DmarcResult::{Fail, None as NoResult, Pass, Temperror};
    use serde_json::{Value, json};

    fn domain(name: &str) -> Domain {
        Domain::parse(name).unwrap()
    }

    fn identifier(mechanism: Alignment, name: &str, result: &str) -> IdentifierReport {
        IdentifierReport {
            mechanism,
            domain: domain(name),
            selector: None,
            organizational_domain: None,
            result: ResultWord::of(result),
            basis: Basis::Recomputed,
            aligned: None,
            mode: Mode::Relaxed,
        }
    }

    /// What RFC 9989 came to: a failure without a policy, unless a test says otherwise.
    fn rfc9989(author: &str, identifiers: Vec<IdentifierReport>) -> DmarcReport {
        DmarcReport {
            result: Fail,
            basis: Basis::Recomputed,
            claimed: None,
            cause: None,
            domain: Some(domain(author)),
            organizational_domain: Some(domain("example.com")),
            policy: None,
            disposition: Policy::None,
            next_step: None,
            record: None,
            report_destinations: Vec::new(),
            identifiers,
            rfc7489: None,
        }
    }

    fn view_of(zone: &Value, report: &DmarcReport) -> Option<Rfc7489Report> {
        let zone: Zone = serde_json::from_value(zone.clone()).unwrap();
        let list = SuffixList::parse("com\nuk\nco.uk\n", |name| Some(name.to_owned()));
        let own = pollster::block_on(walk(&zone, report.domain.as_ref().unwrap()));
        decide_by_rfc7489(&list, &own, report)
    }

    fn policy_of(zone: &Value, author: &str) -> Option<Policy> {
        view_of(zone, &rfc9989(author, Vec::new())).unwrap().policy
    }

    /// The result for one identifier under a record at `example.com`.
    fn result_of(record: &str, author: &str, identifier: IdentifierReport) -> DmarcResult {
        let zone = json!({"_dmarc.example.com": [{"TXT": record}], "_dmarc.co.uk": [{"TXT": record}]});
        view_of(&zone, &rfc9989(author, vec![identifier])).unwrap().result
    }

    #[test]
    fn rfc_7489_6_6_3_the_record_at_the_author_or_else_at_its_organizational_domain() {
        let zone = json!({
            "_dmarc.example.com": [{"TXT": "v=DMARC1; p=quarantine; sp=reject"}],
            "_dmarc.com": [{"TXT": "v=DMARC1; p=none"}],
            "_dmarc.between.example.com": [{"TXT": "v=DMARC1; p=none"}],
            "_dmarc.own.example.com": [{"TXT": "v=DMARC1; p=none; sp=reject"}],
            "_dmarc.two.example.com": [{"TXT": "v=DMARC1; p=none"}, {"TXT": "v=DMARC1; p=none"}]
        });
        assert_eq!(policy_of(&zone, "example.com"), Some(Policy::Quarantine));
        assert_eq!(policy_of(&zone, "a.example.com"), Some(Policy::Reject));
        assert_eq!(policy_of(&zone, "own.example.com"), Some(Policy::None));
        // There is no tree walk, so a record between the two does not count, nor does one at the suffix.
        assert_eq!(policy_of(&zone, "a.between.example.com"), Some(Policy::Reject));
        assert_eq!(policy_of(&zone, "other.com"), None);
        // §6.6.3 step 5: several records end the discovery, and the organizational domain is not asked.
        assert_eq!(policy_of(&zone, "two.example.com"), None);
        // §6.6.3 step 3 looks at the organizational domain only; a suffix has none.
        assert_eq!(policy_of(&zone, "com"), Some(Policy::None));
    }

    #[test]
    fn without_the_records_it_would_ask_for_there_is_no_view() {
        let zone = json!({
            "_dmarc.example.com": ["TIMEOUT"],
            "_dmarc.own.example.com": [{"TXT": "v=DMARC1; p=none"}],
            "_dmarc.n.other.com": [{"TXT": "v=DMARC1; p=none; psd=n"}]
        });
        assert_eq!(view_of(&zone, &rfc9989("a.example.com", Vec::new())), None);
        assert!(view_of(&zone, &rfc9989("own.example.com", Vec::new())).is_some());
        // The walk ended below the organizational domain that the list names.
        assert_eq!(view_of(&zone, &rfc9989("a.n.other.com", Vec::new())), None);
    }

    #[test]
    fn rfc_7489_6_6_3_step_6_a_record_that_is_not_valid_says_none_or_nothing() {
        let of =
            |record: &str, author: &str| policy_of(&json!({"_dmarc.example.com": [{"TXT": record}]}), author);
        let to = "rua=mailto:a@example.com";
        for author in ["example.com", "a.example.com"] {
            assert_eq!(of(&format!("v=DMARC1; sp=reject; {to}"), author), Some(Policy::None));
            assert_eq!(of("v=DMARC1; sp=reject", author), None);
            assert_eq!(of(&format!("v=DMARC1; p=reject; sp=maybe; {to}"), author), Some(Policy::None));
            assert_eq!(of("v=DMARC1; p=reject; sp=maybe", author), None);
            // §6.3: unknown tags are ignored, and `np` is one.
            assert_eq!(of("v=DMARC1; p=reject; np=maybe", author), Some(Policy::Reject));
        }
        let report = rfc9989("example.com", vec![identifier(Alignment::Dkim, "example.com", "pass")]);
        let zone = json!({"_dmarc.example.com": [{"TXT": "v=DMARC1; sp=reject"}]});
        assert_eq!(view_of(&zone, &report).unwrap().result, NoResult);
    }

    #[test]
    fn rfc_7489_3_1_alignment_is_by_the_list() {
        use Alignment::{Dkim, Spf};
        let strict_dkim = "v=DMARC1; p=none; adkim=s";
        let strict_spf = "v=DMARC1; p=none; aspf=s";
        let of =
            |record, mechanism, name| result_of(record, "a.example.com", identifier(mechanism, name, "pass"));
        assert_eq!(of(strict_dkim, Dkim, "example.com"), Fail);
        assert_eq!(of(strict_dkim, Dkim, "a.example.com"), Pass);
        assert_eq!(of(strict_dkim, Spf, "example.com"), Pass);
        assert_eq!(of(strict_spf, Spf, "example.com"), Fail);
        assert_eq!(of(strict_spf, Dkim, "b.example.com"), Pass);
        assert_eq!(of(strict_spf, Dkim, "other.com"), Fail);
        // Two suffixes have no organizational domain, which is nothing that they share.
        assert_eq!(result_of(strict_spf, "co.uk", identifier(Dkim, "com", "pass")), Fail);
    }

    #[test]
    fn trouble_counts_only_for_an_identifier_that_could_speak_for_the_author() {
        let of = |name, word| {
            result_of("v=DMARC1; p=none", "example.com", identifier(Alignment::Dkim, name, word))
        };
        assert_eq!(of("example.com", "temperror"), Temperror);
        assert_eq!(of("other.com", "temperror"), Fail);
        assert_eq!(of("example.com", "fail"), Fail);
    }

    #[test]
    fn what_differs_from_rfc_9989_is_named_and_nothing_else() {
        use Rfc7489Difference as Differs;
        let zone = |record: &str| json!({"_dmarc.example.com": [{"TXT": record}]});
        let mut report = rfc9989("example.com", Vec::new());
        report.policy = Some(Policy::Reject);
        let of = |record: &str, report: &DmarcReport| view_of(&zone(record), report).unwrap();
        assert_eq!(of("v=DMARC1; p=reject; pct=100", &report).differences, []);
        let share = of("v=DMARC1; p=reject; pct=99", &report);
        assert_eq!((share.pct, share.differences), (Some(99), vec![Differs::Share { pct: 99 }]));
        let policy = Differs::Policy { rfc9989: Some(Policy::Reject) };
        let unprotected = of("v=DMARC1; p=none; pct=10", &report);
        assert_eq!((unprotected.pct, unprotected.differences), (Some(10), vec![policy]));
        report.result = Pass;
        assert_eq!(of("v=DMARC1; p=reject", &report).differences, [Differs::Result { rfc9989: Pass }]);
        // What RFC 9989 could not tell contradicts nothing.
        report.result = Temperror;
        assert_eq!(of("v=DMARC1; p=reject", &report).differences, []);
        report.organizational_domain = None;
        let organization =
            Differs::OrganizationalDomain { walked: None, listed: Some(domain("example.com")) };
        assert_eq!(of("v=DMARC1; p=reject", &report).differences, [organization]);
    }
}
