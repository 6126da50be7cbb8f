//! The next step of a policy on its way to reject, decided here and nowhere else.

use super::record::{Policy, Record};
use serde::Serialize;

/// What comes next for a domain's policy, once what came before is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum NextStep {
    /// The first record.
    Publish,
    /// The record as it was meant, where receivers read none or another.
    Correct,
    /// Reports, which tell when the policy can be raised.
    AskForReports,
    /// The consent of whoever is to get the reports.
    AuthorizeReports,
    /// The policy that is written, which is only tried out yet: with `t=y`, or on a share of the mail with the `pct` of RFC 7489.
    EndTest,
    /// The same policy for the names below, which are less protected than the domain.
    Subdomains,
    /// Quarantine.
    Quarantine,
    /// Reject.
    Reject,
    /// Reject at once, since the domain sends no mail that it could hit.
    RejectAll,
    /// Nothing: the domain and the names below it ask for reject.
    Arrived,
}

impl Record {
    /// The next step of the record's policy.
    #[must_use]
    pub fn next_step(&self) -> NextStep {
        match self.next_policy() {
            NextStep::Arrived => NextStep::Arrived,
            // Without reports nobody can tell whether mail of one's own would be hit.
            _ if self.rua.is_empty() => NextStep::AskForReports,
            next => next,
        }
    }

    /// The next step of the policy, whether somebody reads reports or not.
    #[must_use]
    pub fn next_policy(&self) -> NextStep {
        let [p, sp, np] = self.asked();
        match p {
            Policy::None if self.is_tried_out() => NextStep::EndTest,
            Policy::None => NextStep::Quarantine,
            p if sp.min(np) < p => NextStep::Subdomains,
            _ if self.is_tried_out() => NextStep::EndTest,
            Policy::Quarantine => NextStep::Reject,
            Policy::Reject => NextStep::Arrived,
        }
    }

    /// What the record asks for: of the domain, of the names below it, and of those that do not exist.
    #[must_use]
    pub fn asked(&self) -> [Policy; 3] {
        // RFC 9989 §4.7: "t=y" asks for one level less than what is written.
        let applied = |policy: Policy| if self.testing { policy.weakened() } else { policy };
        let p = self.p.unwrap_or(Policy::None);
        let sp = self.sp.unwrap_or(p);
        [p, sp, self.np.unwrap_or(sp)].map(applied)
    }

    /// Whether a policy is written that is not in force yet.
    fn is_tried_out(&self) -> bool {
        // RFC 7489 §6.3: receivers that still follow it apply the policy to that share alone.
        let is_shared = self.pct.is_some_and(|share| share < 100);
        (self.testing || is_shared) && self.p.is_some_and(|p| p > Policy::None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn next(text: &str) -> NextStep {
        Record::parse(text).unwrap().next_step()
    }

    #[test]
    fn reports_come_before_any_policy() {
        for text in ["v=DMARC1; p=none", "v=DMARC1; p=quarantine", "v=DMARC1; p=reject; sp=none"] {
            assert_eq!(next(text), NextStep::AskForReports, "{text}");
        }
        assert_eq!(next("v=DMARC1; p=reject"), NextStep::Arrived);
    }

    #[test]
    fn one_step_at_a_time() {
        let rua = "rua=mailto:d@a.example";
        assert_eq!(next(&format!("v=DMARC1; p=none; {rua}")), NextStep::Quarantine);
        assert_eq!(next(&format!("v=DMARC1; p=none; sp=reject; {rua}")), NextStep::Quarantine);
        assert_eq!(next(&format!("v=DMARC1; p=quarantine; t=y; {rua}")), NextStep::EndTest);
        assert_eq!(next(&format!("v=DMARC1; p=reject; t=y; {rua}")), NextStep::EndTest);
        assert_eq!(next(&format!("v=DMARC1; p=quarantine; pct=25; {rua}")), NextStep::EndTest);
        assert_eq!(next(&format!("v=DMARC1; p=reject; pct=100; {rua}")), NextStep::Arrived);
        assert_eq!(next(&format!("v=DMARC1; p=none; pct=25; {rua}")), NextStep::Quarantine);
        // What is tried out for the domain can be tried out below it as well.
        assert_eq!(next(&format!("v=DMARC1; p=reject; sp=none; t=y; {rua}")), NextStep::Subdomains);
        assert_eq!(next(&format!("v=DMARC1; p=quarantine; sp=none; {rua}")), NextStep::Subdomains);
        assert_eq!(next(&format!("v=DMARC1; p=quarantine; {rua}")), NextStep::Reject);
        assert_eq!(next(&format!("v=DMARC1; p=reject; np=none; {rua}")), NextStep::Subdomains);
    }
}
