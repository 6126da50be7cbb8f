//! Draft records over another resolver: what-if, without publishing anything.

use super::{Answer, DnsError, MAX_CNAME_HOPS, Question, Rdata, RdataError, RecordType, Resolve};
use crate::domain::{Domain, DomainError};

/// A record as it would be published, or the removal of what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The name.
    pub name: Domain,
    /// The record type.
    pub kind: RecordType,
    /// The data; `None` takes the records of this type away.
    pub data: Option<Rdata>,
}

/// Why a text is not a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftError {
    /// Its name is not a domain name.
    Name {
        /// The name as typed.
        text: String,
        /// What is wrong with it.
        why: DomainError,
    },
    /// Its type is not one that is asked for here.
    Kind {
        /// The type as typed.
        text: String,
    },
    /// Its value is not one of its type.
    Value {
        /// The type.
        kind: RecordType,
        /// The value as typed.
        text: String,
        /// What is wrong with it.
        why: RdataError,
    },
}

impl Draft {
    /// Reads a draft as a person types it. An empty value removes what is published at that name and type.
    ///
    /// # Errors
    /// [`DraftError`] names the part that is wrong.
    pub fn parse(name: &str, kind: &str, value: &str) -> Result<Self, DraftError> {
        let wrong_name = |why| DraftError::Name { text: name.to_owned(), why };
        let domain = Domain::parse(name.trim()).map_err(wrong_name)?;
        let kind =
            RecordType::parse(kind.trim()).ok_or_else(|| DraftError::Kind { text: kind.to_owned() })?;
        let wrong_value = |why| DraftError::Value { kind, text: value.to_owned(), why };
        let data = match value.trim() {
            "" => None,
            value => Some(Rdata::parse(kind, value).map_err(wrong_value)?),
        };
        Ok(Self { name: domain, kind, data })
    }
}

/// Answers from drafts first, and from `inner` where no draft speaks.
///
/// All drafts of one name and type together replace what is published there; other types of that name stay.
///
/// ```
/// use waxseal_core::dns::{Draft, Overlay, Question, RecordType, Resolve, Zone};
///
/// let draft = Draft::parse("example.com", "TXT", "v=spf1 -all").unwrap();
/// let question = Question::new(draft.name.clone(), RecordType::Txt);
/// let answer = pollster::block_on(Overlay::new(Zone::default(), vec![draft]).lookup(&question)).unwrap();
/// assert_eq!(answer.texts().collect::<Vec<_>>(), ["v=spf1 -all"]);
/// ```
#[derive(Debug)]
pub struct Overlay<R> {
    inner: R,
    drafts: Vec<Draft>,
}

impl<R> Overlay<R> {
    /// Puts `drafts` over `inner`.
    #[must_use]
    pub const fn new(inner: R, drafts: Vec<Draft>) -> Self {
        Self { inner, drafts }
    }

    fn speaks_for(&self, name: &Domain, kind: RecordType) -> bool {
        self.drafts.iter().any(|draft| draft.name == *name && draft.kind == kind)
    }

    fn records(&self, name: &Domain, kind: RecordType) -> Vec<Rdata> {
        let here = self.drafts.iter().filter(|draft| draft.name == *name && draft.kind == kind);
        here.filter_map(|draft| draft.data.clone()).collect()
    }

    fn alias(&self, name: &Domain) -> Option<Domain> {
        self.records(name, RecordType::Cname).into_iter().find_map(|data| match data {
            Rdata::Cname(target) => Some(target),
            _ => None,
        })
    }

    /// Whether a draft puts a record at or below this name, so that the name exists (RFC 8020).
    fn makes_exist(&self, name: &Domain) -> bool {
        self.drafts.iter().any(|draft| draft.data.is_some() && draft.name.is_within(name))
    }
}

impl<R: Resolve> Overlay<R> {
    /// What is published for a question that no draft answers or aliases.
    async fn published(&self, question: &Question) -> Result<Answer, DnsError> {
        let mut answer = self.inner.lookup(question).await?;
        let alias_removed =
            question.kind != RecordType::Cname && self.speaks_for(&question.name, RecordType::Cname);
        if alias_removed && !answer.chain.is_empty() {
            // What the old target says no longer belongs to this name.
            answer = Answer { nxdomain: true, ms: answer.ms, ..Answer::default() };
        }
        if answer.chain.is_empty() && self.makes_exist(&question.name) {
            answer.nxdomain = false;
        }
        Ok(answer)
    }
}

impl<R: Resolve> Resolve for Overlay<R> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let mut chain: Vec<Domain> = Vec::new();
        let mut name = question.name.clone();
        while chain.len() <= MAX_CNAME_HOPS {
            if self.speaks_for(&name, question.kind) {
                let records = self.records(&name, question.kind);
                return Ok(Answer { chain, records, ..Answer::default() });
            }
            if let Some(target) = self.alias(&name).filter(|_| question.kind != RecordType::Cname) {
                chain.push(target.clone());
                name = target;
                continue;
            }
            let answer = self.published(&Question::new(name, question.kind)).await?;
            // A published alias may lead to a name that is drafted: go on from there.
            let drafted = answer
                .chain
                .iter()
                .position(|hop| self.speaks_for(hop, question.kind) || self.alias(hop).is_some());
            let Some(at) = drafted else {
                chain.extend(answer.chain.iter().cloned());
                return Ok(Answer { chain, ..answer });
            };
            chain.extend(answer.chain.iter().take(at + 1).cloned());
            name = chain.last().cloned().unwrap_or_else(|| question.name.clone());
        }
        Err(DnsError::new(super::Fault::Servfail))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Zone;
    use futures_util::FutureExt;

    fn ask(drafts: &[(&str, &str, &str)], name: &str, kind: RecordType) -> Answer {
        let zone: Zone = serde_json::from_str(
            r#"{"a.example": [{"TXT": "old"}, {"A": "192.0.2.1"}], "k1.a.example": [{"CNAME": "t.example"}],
                "t.example": [{"TXT": "key"}]}"#,
        )
        .unwrap();
        let drafts = drafts.iter().map(|(n, k, v)| Draft::parse(n, k, v).unwrap()).collect();
        let question = Question::new(Domain::parse(name).unwrap(), kind);
        Overlay::new(zone, drafts).lookup(&question).now_or_never().unwrap().unwrap()
    }

    fn texts(answer: &Answer) -> Vec<String> {
        answer.texts().collect()
    }

    #[test]
    fn a_draft_replaces_its_type_and_no_other() {
        let drafts = [("a.example", "TXT", "new")];
        assert_eq!(texts(&ask(&drafts, "a.example", RecordType::Txt)), ["new"]);
        assert_eq!(ask(&drafts, "a.example", RecordType::A).records.len(), 1);
    }

    #[test]
    fn an_empty_draft_removes() {
        assert!(ask(&[("a.example", "TXT", "")], "a.example", RecordType::Txt).is_void());
        assert!(ask(&[("k1.a.example", "CNAME", "")], "k1.a.example", RecordType::Txt).is_void());
    }

    #[test]
    fn a_drafted_alias_is_followed_into_the_zone_and_the_zones_into_a_draft() {
        let aliased = ask(&[("k2.a.example", "CNAME", "t.example")], "k2.a.example", RecordType::Txt);
        assert_eq!((texts(&aliased), aliased.chain.len()), (vec!["key".to_owned()], 1));
        let drafted = ask(&[("t.example", "TXT", "new key")], "k1.a.example", RecordType::Txt);
        assert_eq!((texts(&drafted), drafted.chain.len()), (vec!["new key".to_owned()], 1));
    }

    #[test]
    fn a_loop_of_drafts_ends() {
        let drafts = [("x.example", "CNAME", "y.example"), ("y.example", "CNAME", "x.example")]
            .map(|(n, k, v)| Draft::parse(n, k, v).unwrap());
        let question = Question::new(Domain::parse("x.example").unwrap(), RecordType::A);
        let outcome = Overlay::new(Zone::default(), drafts.into()).lookup(&question).now_or_never().unwrap();
        assert!(outcome.is_err());
    }

    #[test]
    fn what_is_wrong_with_a_draft_is_one_sentence() {
        let refused = |name, kind, value| Draft::parse(name, kind, value).unwrap_err();
        let name = DraftError::Name { text: "a..b".to_owned(), why: DomainError::EmptyLabel };
        assert_eq!(refused("a..b", "TXT", "x"), name);
        assert_eq!(refused("a.b", "NOPE", "x"), DraftError::Kind { text: "NOPE".to_owned() });
        assert!(matches!(refused("a.b", "A", "x"), DraftError::Value { why: RdataError::NotIpv4, .. }));
    }
}
