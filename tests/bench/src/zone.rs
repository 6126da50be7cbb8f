//! DNS in memory, the same records for every contender in the form in which each asks for them.

use crate::Fallible;
use async_trait::async_trait;
use mail_auth::dns::TxtRecordParser;
use mail_auth::hickory_resolver::config::{ResolverConfig, ResolverOpts};
use mail_auth::{DnsCache, MessageAuthenticator, NoCache, ResolverCache, TxtRecord};
use serde::Deserialize;
use serde_json::{Value, json};
use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Instant;
use viaspf::lookup::{Lookup, LookupError, LookupResult, Name};
use waxseal_core::dns::Zone;

/// The records of a case.
pub(crate) struct Records(pub(crate) Value);

impl Records {
    /// Reads a zone file.
    pub(crate) fn from_json(text: &str) -> Fallible<Self> {
        Ok(Self(serde_json::from_str(text)?))
    }

    /// One TXT record a name.
    pub(crate) fn from_texts<'a>(texts: impl IntoIterator<Item = (String, &'a str)>) -> Self {
        let lines = texts.into_iter().map(|(name, text)| (name, json!([{ "TXT": text }])));
        Self(Value::Object(lines.collect()))
    }

    /// As the core asks for them.
    pub(crate) fn for_core(&self) -> Fallible<Zone> {
        Ok(Zone::deserialize(&self.0)?)
    }

    /// As viaspf asks for them.
    pub(crate) fn for_viaspf(&self) -> Texts {
        let mut texts: HashMap<String, Vec<String>> = HashMap::new();
        for (name, text) in self.texts() {
            texts.entry(format!("{name}.")).or_default().push(text.to_owned());
        }
        Texts(texts)
    }

    /// As mail-auth asks for them: text to be read at each question, as all others do.
    pub(crate) fn for_mail_auth(&self) -> Cache {
        self.cache(|text| Held::Text(text.to_owned()))
    }

    /// As mail-auth keeps them between messages: read beforehand, so that no parsing is timed.
    pub(crate) fn read_for_mail_auth(&self) -> Cache {
        self.cache(|text| Held::Read(read(text)))
    }

    fn cache(&self, hold: impl Fn(&str) -> Held) -> Cache {
        let entries = self.texts().map(|(name, text)| (format!("{name}.").into(), hold(text)));
        Cache(TextCache(entries.collect()))
    }

    /// The TXT records, each with its name. No case asks a rival for anything else.
    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let names = self.0.as_object().into_iter().flatten();
        names.flat_map(|(name, entries)| {
            let entries = entries.as_array().into_iter().flatten();
            entries.filter_map(|entry| Some((name.as_str(), entry.get("TXT")?.as_str()?)))
        })
    }
}

/// A mail-auth whose resolver is never reached: all that a case asks for is in the cache.
pub(crate) fn mail_auth() -> Fallible<MessageAuthenticator> {
    Ok(MessageAuthenticator::new(ResolverConfig::default(), ResolverOpts::default())?)
}

/// TXT records by name, the root's dot included.
pub(crate) struct Texts(HashMap<String, Vec<String>>);

#[async_trait]
impl Lookup for Texts {
    async fn lookup_a(&self, _: &Name) -> LookupResult<Vec<Ipv4Addr>> {
        Err(LookupError::NoRecords)
    }

    async fn lookup_aaaa(&self, _: &Name) -> LookupResult<Vec<Ipv6Addr>> {
        Err(LookupError::NoRecords)
    }

    async fn lookup_mx(&self, _: &Name) -> LookupResult<Vec<Name>> {
        Err(LookupError::NoRecords)
    }

    async fn lookup_txt(&self, name: &Name) -> LookupResult<Vec<String>> {
        self.0.get(name.as_str()).cloned().ok_or(LookupError::NoRecords)
    }

    async fn lookup_ptr(&self, _: IpAddr) -> LookupResult<Vec<Name>> {
        Err(LookupError::NoRecords)
    }
}

enum Held {
    Text(String),
    Read(TxtRecord),
}

/// Reads a record as mail-auth does when it comes from DNS.
fn read(text: &str) -> TxtRecord {
    if text.starts_with("v=spf1") { mail_auth::spf::SpfRecord::parse(text.as_bytes()).into() } else { mail_auth::dkim::DomainKey::parse(text.as_bytes()).into() }
}

/// What stands in for mail-auth's DNS.
pub(crate) struct Cache(TextCache);

/// The half of [`Cache`] that holds something.
pub(crate) struct TextCache(HashMap<Box<str>, Held>);

impl ResolverCache<Box<str>, TxtRecord> for TextCache {
    fn get<Q>(&self, name: &Q) -> Option<TxtRecord>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        Some(match self.0.get(name)? {
            Held::Text(text) => read(text),
            Held::Read(record) => record.clone(),
        })
    }

    fn remove<Q>(&self, _: &Q) -> Option<TxtRecord>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        None
    }

    fn insert(&self, _: Box<str>, _: TxtRecord, _: Instant) {}
}

impl DnsCache for Cache {
    type Txt = TextCache;
    type Mx = NoCache;
    type Ipv4 = NoCache;
    type Ipv6 = NoCache;
    type Ptr = NoCache;

    fn txt(&self) -> Option<&TextCache> {
        Some(&self.0)
    }

    fn mx(&self) -> Option<&NoCache> {
        None
    }

    fn ipv4(&self) -> Option<&NoCache> {
        None
    }

    fn ipv6(&self) -> Option<&NoCache> {
        None
    }

    fn ptr(&self) -> Option<&NoCache> {
        None
    }
}
