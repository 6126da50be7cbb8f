//! Reading a report back from JSON: fields whose words come out of a closed set, so that what a stranger wrote into a
//! file can neither be another word nor outlive the reading.

use crate::dkim::DkimFinding;
use crate::dmarc::DmarcFinding;
use crate::providers;
use crate::report::{AnyFinding, Finding, SCHEMA};
use crate::spf::SpfResult;
use serde::de::{Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A word of this program. Under another name than its own, so that reading one does not mean to borrow it.
pub(crate) type Word = &'static str;

/// The version of a report; another one than this program's cannot be read.
pub(crate) fn schema<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let version = u32::deserialize(deserializer)?;
    let known = (version == SCHEMA).then_some(version);
    known.ok_or_else(|| D::Error::custom("a report of another version"))
}

/// `message`.
pub(crate) fn message_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "message" => Ok("message"),
        _ => Err(D::Error::custom("not a report on a message")),
    }
}

/// A result of SPF, or `notChecked`.
pub(crate) fn spf_result<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
    let word = String::deserialize(deserializer)?;
    match word.as_str() {
        "notChecked" => Ok("notChecked"),
        word => SpfResult::deserialize(word.into_deserializer()).map(SpfResult::as_str),
    }
}

/// A provider's name in the catalogue; `None` for one that is not in this program's.
pub(crate) fn provider<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Word>, D::Error> {
    let id = Option::<String>::deserialize(deserializer)?;
    Ok(id.and_then(|id| providers::by_id(&id)).map(|provider| provider.id))
}

/// A provider's own page. No other address is taken for one, so that a made-up report leads nowhere else.
pub(crate) fn page<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Word>, D::Error> {
    let page = Option::<String>::deserialize(deserializer)?;
    let known = || providers::catalogue().filter_map(|provider| provider.page);
    Ok(page.and_then(|page| known().find(|known| *known == page)))
}

/// The entries of an object, in the order in which they stand there.
pub(crate) fn pairs<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, String)>, D::Error> {
    deserializer.deserialize_map(Pairs)
}

struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(pairs)
    }
}

/// Advice as a message's report has it.
#[derive(Deserialize)]
struct Found {
    subject: String,
    #[serde(flatten)]
    advice: Advised,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Advised {
    Dmarc(DmarcFinding),
    Dkim(DkimFinding),
}

impl<'de> Deserialize<'de> for Finding {
    /// How much advice matters, and what it rests on, follow from the advice itself.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Found { subject, advice } = Found::deserialize(deserializer)?;
        let advice = match advice {
            Advised::Dmarc(finding) => AnyFinding::Dmarc(finding),
            Advised::Dkim(finding) => AnyFinding::Dkim(finding),
        };
        Ok(Self::new(subject, advice))
    }
}
