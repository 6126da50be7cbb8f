//! Two logs of the same questions, and where their answers differ.

use super::recorded::{LoggedQuery, QueryStatus};
use super::{Rdata, RecordType};
use crate::domain::Domain;
use crate::sorting;
use serde::Serialize;

/// A question that two resolvers answered differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct AnswerDifference {
    /// The name.
    pub name: Domain,
    /// The type.
    #[serde(rename = "type")]
    pub kind: RecordType,
    /// How it went with the first.
    pub one_status: QueryStatus,
    /// What the first answered.
    pub one: Vec<Rdata>,
    /// How it went with the second.
    pub other_status: QueryStatus,
    /// What the second answered.
    pub other: Vec<Rdata>,
}

/// The questions that stand in both logs with other answers. The order of records does not count.
#[must_use]
pub fn differences(one: &[LoggedQuery], other: &[LoggedQuery]) -> Vec<AnswerDifference> {
    let twin = |query: &LoggedQuery| other.iter().find(|twin| twin.question() == query.question());
    let pairs = one.iter().filter_map(|query| Some((query, twin(query)?)));
    let differ = pairs.filter(|(one, other)| one.status != other.status || sorted(one) != sorted(other));
    differ
        .map(|(one, other)| AnswerDifference {
            name: one.name.clone(),
            kind: one.kind,
            one_status: one.status,
            one: one.answers.clone(),
            other_status: other.status,
            other: other.answers.clone(),
        })
        .collect()
}

fn sorted(query: &LoggedQuery) -> Vec<String> {
    let mut answers: Vec<String> = query.answers.iter().map(ToString::to_string).collect();
    sorting::sort(&mut answers);
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{Recorded, Resolve, Zone};

    fn log(zone: &str) -> Vec<LoggedQuery> {
        let zone: Zone = serde_json::from_str(zone).unwrap();
        let recorded = Recorded::new(&zone);
        for name in ["a.example", "b.example"] {
            let question = crate::dns::Question::new(Domain::parse(name).unwrap(), RecordType::Txt);
            let _ = pollster::block_on(recorded.lookup(&question));
        }
        recorded.log()
    }

    #[test]
    fn the_order_does_not_count_but_the_status_does() {
        let one = log(r#"{"a.example": [{"TXT": "1"}, {"TXT": "2"}], "b.example": [{"TXT": "x"}]}"#);
        let other = log(r#"{"a.example": [{"TXT": "2"}, {"TXT": "1"}], "b.example": ["SERVFAIL"]}"#);
        let found = differences(&one, &other);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].other_status), ("b.example", QueryStatus::Servfail));
        assert!(differences(&one, &one).is_empty());
    }
}
