//! What a receiver that still follows RFC 7489 makes of the same mail: organizational domains by the public suffix list, no
//! tree walk, no `np` and no `t`, but `pct`.

use super::discover::{Step, Walk};
use super::psl::SuffixList;
use super::record::{Mode, Policy, Record};
use crate::domain::Domain;
use crate::report::{DmarcReport, DmarcResult, IdentifierReport};
use serde::Serialize;

/// The outcome by RFC 7489.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rfc7489Report {
    /// In the words of RFC 8601.
    pub result: DmarcResult,
    /// The author domain's organizational domain by the public suffix list.
    pub organizational_domain: Option<Domain>,
    /// The policy for this mail, `pct` left aside.
    pub policy: Option<Policy>,
    /// The share of failing mail that the policy is for, in percent, where it is not all of it.
    pub pct: Option<u8>,
    /// Where that differs from RFC 9989, and why; empty where both come to the same.
    pub differences: Vec<Rfc7489Difference>,
}

/// Why the two differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Rfc7489Difference {
    /// The organizational domain is another one.
    OrganizationalDomain {
        /// By the tree walk.
        walked: Option<Domain>,
        /// By the list.
        listed: Option<Domain>,
    },
    /// Another result.
    Result {
        /// By RFC 9989.
        rfc9989: DmarcResult,
    },
    /// Another policy, as `np`, `t` or another record counts for one of them only.
    Policy {
        /// By RFC 9989.
        rfc9989: Option<Policy>,
    },
    /// Only a share of failing mail gets the policy; the rest gets the next weaker one.
    Share {
        /// In percent.
        pct: u8,
    },
}

/// Decides by RFC 7489 on what was asked for RFC 9989 already. `None` where that does not hold the record that RFC 7489
/// would ask for, which only a walk that a `psd` tag ended early does not.
#[must_use]
pub fn decide_by_rfc7489(list: &SuffixList, own: &Walk, report: &DmarcReport) -> Option<Rfc7489Report> {
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
            // §6.6.3 step 5: several records are no record.
            Step::Several(_) | Step::Nothing(_) => {}
        }
    }
    Some(None)
}

/// RFC 7489 §6.6.3 step 6: without a valid `p`, or with an `sp` that is not, a record counts as `p=none` where it has
/// somewhere to report to.
fn policy(record: &Record, at_author: bool) -> Option<Policy> {
    let p = match record.has_valid_policies() {
        true => record.p,
        false => (!record.rua.is_empty()).then_some(Policy::None),
    };
    if at_author { p } else { record.sp.or(p) }
}

fn outcome(
    list: &SuffixList,
    record: &Record,
    author: &Domain,
    identifiers: &[IdentifierReport],
) -> DmarcResult {
    let organization = |domain: &Domain| list.organizational_domain(domain);
    let vouches = |identifier: &IdentifierReport| {
        let mode = match identifier.mechanism {
            super::Alignment::Dkim => record.adkim,
            super::Alignment::Spf => record.aspf,
        };
        let related = || {
            let own = organization(author);
            own.is_some() && own == organization(&identifier.domain)
        };
        identifier.passed() && (identifier.domain == *author || mode == Mode::Relaxed && related())
    };
    match identifiers {
        all if all.iter().any(vouches) => DmarcResult::Pass,
        all if all.iter().any(|identifier| identifier.result == "temperror") => DmarcResult::Temperror,
        _ => DmarcResult::Fail,
    }
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
