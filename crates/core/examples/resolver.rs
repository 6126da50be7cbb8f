//! A domain checked over a resolver of one's own: one method is all that the checks ask for.
//!
//! `cargo run -p waxseal-core --example resolver`
#![expect(clippy::disallowed_macros, reason = "a program may print, the core may not")]

use std::cell::Cell;
use std::error::Error;
use std::rc::Rc;
use waxseal_core::dns::{Answer, Cached, DnsError, Fault, Question, Rdata, RecordType, Resolve, Text};
use waxseal_core::domain::Domain;
use waxseal_core::report::DomainReport;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, check_domain};

/// A resolver that knows two names, does not answer for one, and counts what it is asked.
#[derive(Clone, Default)]
struct Small {
    asked: Rc<Cell<usize>>,
}

impl Resolve for Small {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        self.asked.set(self.asked.get() + 1);
        let text = match (question.name.as_str(), question.kind) {
            ("example.com", RecordType::Txt) => "v=spf1 -all",
            ("_dmarc.example.com", RecordType::Txt) => "v=DMARC1; p=reject",
            // What was not answered is a fault, and never an empty answer.
            ("_smtp._tls.example.com", _) => return Err(DnsError::new(Fault::Timeout)),
            ("example.com", _) => return Ok(Answer::default()),
            _ => return Ok(Answer { nxdomain: true, ..Answer::default() }),
        };
        let records = vec![Rdata::Txt(Text(text.as_bytes().to_vec()))];
        Ok(Answer { records, ttl: 300, ..Answer::default() })
    }
}

fn check(resolver: &Small) -> Result<DomainReport, Box<dyn Error>> {
    let now = Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").ok_or("no time")?;
    let input = DomainInput::new(Domain::parse("example.com")?, now);
    // Identical questions are asked once: put a cache over what costs something.
    let cached = Cached::new(resolver.clone(), || 0);
    Ok(pollster::block_on(check_domain(&cached, &input)))
}

fn main() -> Result<(), Box<dyn Error>> {
    let resolver = Small::default();
    let report = check(&resolver)?;
    println!("{} questions; DMARC policy: {:?}", resolver.asked.get(), report.dmarc.policy);
    for query in report.dns.iter().filter(|query| query.status.fault().is_some()) {
        println!("no answer: {} {}", query.name, query.kind);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use waxseal_core::dmarc::Policy;

    #[test]
    fn what_the_resolver_says_is_in_the_report() {
        let resolver = Small::default();
        let report = check(&resolver).unwrap();
        assert_eq!(report.dmarc.policy, Some(Policy::Reject));
        assert!(resolver.asked.get() > 10);
        let unanswered = |name: &str| {
            report.dns.iter().any(|query| query.name.as_str() == name && query.status.fault().is_some())
        };
        assert!(unanswered("_smtp._tls.example.com") && !unanswered("_dmarc.example.com"));
    }
}
