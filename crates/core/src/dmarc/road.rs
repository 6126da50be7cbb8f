//! The road to reject: the next step of a policy, decided here and nowhere else.

use super::record::{Policy, Record};

/// What comes next for a record, once what came before is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Reports, which tell when the policy can be raised.
    AskForReports,
    /// The policy that is written, which is only tried out yet (`t=y`).
    EndTest(Policy),
    /// The same policy for the names below, which are less protected than the domain.
    Subdomains,
    /// Quarantine.
    Quarantine,
    /// Reject.
    Reject,
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
        let p = self.p.unwrap_or(Policy::None);
        match p {
            // RFC 9989 §4.7: "t=y" asks for one level less than what is written.
            Policy::Quarantine | Policy::Reject if self.testing => NextStep::EndTest(p),
            Policy::None => NextStep::Quarantine,
            _ if self.weaker_below().is_some() => NextStep::Subdomains,
            Policy::Quarantine => NextStep::Reject,
            Policy::Reject => NextStep::Arrived,
        }
    }

    /// The policy of names below the domain, or of those that do not exist, where it is weaker than that of the domain.
    #[must_use]
    pub fn weaker_below(&self) -> Option<Policy> {
        let p = self.p.unwrap_or(Policy::None);
        self.sp.into_iter().chain(self.np).find(|below| *below < p)
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
        assert_eq!(
            next(&format!("v=DMARC1; p=quarantine; t=y; {rua}")),
            NextStep::EndTest(Policy::Quarantine)
        );
        assert_eq!(next(&format!("v=DMARC1; p=quarantine; sp=none; {rua}")), NextStep::Subdomains);
        assert_eq!(next(&format!("v=DMARC1; p=quarantine; {rua}")), NextStep::Reject);
        assert_eq!(next(&format!("v=DMARC1; p=reject; np=none; {rua}")), NextStep::Subdomains);
    }
}
