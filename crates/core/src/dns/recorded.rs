//! The query log: every question a check asked, with its answer.

use super::{Answer, DnsError, Fault, Question, Rdata, RecordType, Resolve};
use crate::domain::Domain;
use crate::sorted::Sorted;
use serde::Serialize;
use std::cell::RefCell;

/// Keeps every question and answer that passes through.
#[derive(Debug)]
pub struct Recorded<R> {
    inner: R,
    log: RefCell<Sorted<Question, LoggedQuery>>,
}

impl<R> Recorded<R> {
    /// Records what is asked of `inner`.
    #[must_use]
    pub const fn new(inner: R) -> Self {
        Self { inner, log: RefCell::new(Sorted::new()) }
    }

    /// The log so far, each question once, ordered by name and type: the order in which answers happened to
    /// arrive must not show in a report.
    #[must_use]
    pub fn log(&self) -> Vec<LoggedQuery> {
        self.log.borrow().iter().map(|(_, query)| query.clone()).collect()
    }
}

impl<R: Resolve> Resolve for Recorded<R> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let outcome = self.inner.lookup(question).await;
        let mut log = self.log.borrow_mut();
        if log.get(question).is_none() {
            log.insert(question.clone(), LoggedQuery::new(question, &outcome));
        }
        outcome
    }
}

/// One question of the log. A report's log can be loaded as a [`super::Zone`], which replays the check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LoggedQuery {
    /// The name asked for.
    pub name: Domain,
    /// The record type asked for.
    #[serde(rename = "type")]
    pub kind: RecordType,
    /// How it went.
    pub status: QueryStatus,
    /// Whether the resolver validated the answer with DNSSEC.
    pub authenticated: bool,
    /// The aliases followed, then the records found.
    pub answers: Vec<Rdata>,
    /// How long the answer may be kept, in seconds.
    pub ttl: u32,
    /// How long the answer took, in milliseconds.
    pub ms: u32,
}

/// The outcome of a question in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each variant is the word it stands for")]
pub enum QueryStatus {
    Noerror,
    Nxdomain,
    Servfail,
    Timeout,
    Refused,
    Network,
    Malformed,
    Limit,
    Throttled,
    Awaited,
}

impl QueryStatus {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Noerror => "noerror",
            Self::Nxdomain => "nxdomain",
            Self::Servfail => "servfail",
            Self::Timeout => "timeout",
            Self::Refused => "refused",
            Self::Network => "network",
            Self::Malformed => "malformed",
            Self::Limit => "limit",
            Self::Throttled => "throttled",
            Self::Awaited => "awaited",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let all = [
            Self::Noerror,
            Self::Nxdomain,
            Self::Servfail,
            Self::Timeout,
            Self::Refused,
            Self::Network,
            Self::Malformed,
            Self::Limit,
            Self::Throttled,
            Self::Awaited,
        ];
        all.into_iter().find(|status| status.as_str() == word)
    }

    /// The status of an outcome in one word.
    #[must_use]
    pub fn of(outcome: &Result<Answer, DnsError>) -> Self {
        match outcome {
            Ok(answer) if answer.nxdomain => Self::Nxdomain,
            Ok(_) => Self::Noerror,
            Err(error) => error.fault.into(),
        }
    }

    /// The fault behind this status; `None` where an answer came.
    #[must_use]
    pub const fn fault(self) -> Option<Fault> {
        match self {
            Self::Noerror | Self::Nxdomain => None,
            Self::Servfail => Some(Fault::Servfail),
            Self::Timeout => Some(Fault::Timeout),
            Self::Refused => Some(Fault::Refused),
            Self::Network => Some(Fault::Network),
            Self::Malformed => Some(Fault::Malformed),
            Self::Limit => Some(Fault::Limit),
            Self::Throttled => Some(Fault::Throttled),
            Self::Awaited => Some(Fault::Awaited),
        }
    }
}

impl From<Fault> for QueryStatus {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Timeout => Self::Timeout,
            Fault::Servfail => Self::Servfail,
            Fault::Refused => Self::Refused,
            Fault::Network => Self::Network,
            Fault::Malformed => Self::Malformed,
            Fault::Limit => Self::Limit,
            Fault::Throttled => Self::Throttled,
            Fault::Awaited => Self::Awaited,
        }
    }
}

impl LoggedQuery {
    /// Writes down what came of a question.
    #[must_use]
    pub fn new(question: &Question, outcome: &Result<Answer, DnsError>) -> Self {
        let (name, kind) = (question.name.clone(), question.kind);
        let answer = match outcome {
            Ok(answer) => answer,
            Err(error) => {
                let status = error.fault.into();
                return Self {
                    name,
                    kind,
                    status,
                    authenticated: false,
                    answers: vec![],
                    ttl: 0,
                    ms: error.ms,
                };
            }
        };
        let aliases = answer.chain.iter().cloned().map(Rdata::Cname);
        Self {
            name,
            kind,
            status: if answer.nxdomain { QueryStatus::Nxdomain } else { QueryStatus::Noerror },
            authenticated: answer.authenticated,
            answers: aliases.chain(answer.records.iter().cloned()).collect(),
            ttl: answer.ttl,
            ms: answer.ms,
        }
    }

    /// The question this entry logs.
    #[must_use]
    pub fn question(&self) -> Question {
        Question::new(self.name.clone(), self.kind)
    }

    /// The outcome this entry logs, as the resolver gave it.
    ///
    /// # Errors
    /// The logged fault, where the question went unanswered.
    pub fn outcome(&self) -> Result<Answer, DnsError> {
        if let Some(fault) = self.status.fault() {
            return Err(DnsError { fault, ms: self.ms });
        }
        let mut answer = Answer {
            nxdomain: self.status == QueryStatus::Nxdomain,
            authenticated: self.authenticated,
            ttl: self.ttl,
            ms: self.ms,
            ..Answer::default()
        };
        for data in &self.answers {
            match data {
                Rdata::Cname(target) if self.kind != RecordType::Cname => answer.chain.push(target.clone()),
                data => answer.records.push(data.clone()),
            }
        }
        Ok(answer)
    }
}
