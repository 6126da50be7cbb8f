//! The keys of every signature and seal, asked for together; the only place here that waits.

use super::Cause;
use super::key::{KeyRecord, KeyRecordError};
use crate::dns::{Answer, DnsError, Question, RecordType, Resolve};
use crate::domain::Domain;
use crate::joining;
use crate::sorted::Sorted;
use crate::sorting;

/// The most key records read from one name. RFC 6376 §3.6.2.2 leaves more than one undefined; two are seen
/// while a key is being replaced.
pub const MAX_RECORDS: usize = 10;

/// What DNS says about one key name.
#[derive(Clone, Debug)]
pub struct PublishedKey {
    /// The aliases that were followed, in order.
    pub chain: Vec<Domain>,
    /// The TXT records, each as text and as read.
    pub records: Vec<(String, Result<KeyRecord, KeyRecordError>)>,
}

impl PublishedKey {
    /// Reads the records of an answer.
    #[must_use]
    pub fn read(answer: &Answer) -> Self {
        let records = answer.texts().take(MAX_RECORDS).map(|text| {
            let record = KeyRecord::parse(&text);
            (text, record)
        });
        Self { chain: answer.chain.clone(), records: records.collect() }
    }
}

/// The keys of a message, by name.
#[derive(Clone, Debug, Default)]
pub struct Keys(Sorted<Domain, Result<PublishedKey, DnsError>>);

impl Keys {
    /// The keys that were found, by name.
    #[must_use]
    pub fn of(published: Vec<(Domain, PublishedKey)>) -> Self {
        let mut keys = Sorted::new();
        published.into_iter().for_each(|(name, key)| keys.insert(name, Ok(key)));
        Self(keys)
    }

    /// Whether every question about a key was answered.
    pub(crate) fn are_answered(&self) -> bool {
        self.0.iter().all(|(_, answer)| answer.is_ok())
    }

    /// What is published at a name.
    ///
    /// # Errors
    /// [`Cause::DnsTrouble`] where no answer came, [`Cause::KeyNotFound`] where the answer holds no TXT record.
    pub fn get(&self, name: &Domain) -> Result<&PublishedKey, Cause> {
        match self.0.get(name) {
            Some(Err(error)) => Err(Cause::DnsTrouble { fault: error.fault }),
            Some(Ok(published)) if !published.records.is_empty() => Ok(published),
            // RFC 6376 §6.1.2: no such record is a permanent failure.
            Some(Ok(_)) | None => Err(Cause::KeyNotFound),
        }
    }

    /// The names whose records could be asked for, with what they publish.
    pub fn iter(&self) -> impl Iterator<Item = (&Domain, &PublishedKey)> {
        self.0.iter().filter_map(|(name, outcome)| Some((name, outcome.as_ref().ok()?)))
    }
}

/// Asks for every key at once, each once.
pub async fn fetch_keys(resolver: &impl Resolve, mut names: Vec<Domain>) -> Keys {
    sorting::sort(&mut names);
    names.dedup();
    let questions = names.into_iter().map(|name| async move {
        let outcome = resolver.lookup(&Question::new(name.clone(), RecordType::Txt)).await;
        (name, outcome.map(|answer| PublishedKey::read(&answer)))
    });
    let mut keys = Sorted::new();
    joining::all(questions).await.into_iter().for_each(|(name, outcome)| keys.insert(name, outcome));
    Keys(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{Fault, Recorded, Zone};

    fn name(text: &str) -> Domain {
        Domain::parse(text).unwrap()
    }

    #[test]
    fn each_name_is_asked_once_and_trouble_is_not_absence() {
        let zone: Zone = serde_json::from_str(
            r#"{"a.example": [{"CNAME": "b.example"}], "b.example": [{"TXT": "p="}, {"TXT": "v=spf1 -all"}],
                "slow.example": ["TIMEOUT"]}"#,
        )
        .unwrap();
        let resolver = Recorded::new(zone);
        let names = ["a.example", "slow.example", "gone.example"].map(name);
        let keys = pollster::block_on(fetch_keys(&resolver, names.into_iter().collect()));
        assert_eq!(resolver.log().len(), 3);
        let found = keys.get(&name("a.example")).unwrap();
        assert_eq!((found.chain.len(), found.records.len()), (1, 2));
        assert_eq!(keys.get(&name("gone.example")).unwrap_err(), Cause::KeyNotFound);
        let trouble = Cause::DnsTrouble { fault: Fault::Timeout };
        assert_eq!(keys.get(&name("slow.example")).unwrap_err(), trouble);
    }
}
