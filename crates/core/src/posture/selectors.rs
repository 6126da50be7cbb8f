//! The DKIM keys of a domain (RFC 6376 §3.6). DNS cannot list them: each has to be asked for by its selector.

use super::ask;
use super::finding::PostureFinding;
use crate::crypto::{HashAlgorithm, KeyType};
use crate::dkim::DkimFinding;
use crate::dkim::finding::of_keys;
use crate::dkim::key::{KeyRecord, KeyRecordError};
use crate::dkim::keys::{Keys, PublishedKey};
use crate::dns::{Answer, DnsError, QueryStatus, RecordType, Resolve};
use crate::domain::Domain;
use crate::providers::{self, Provider};
use futures_util::future::join3;
use futures_util::stream::{self, StreamExt};
use serde::Serialize;

/// The most selectors a person can add.
pub const MAX_SELECTORS: usize = 100;
/// How many selectors are asked for at the same time.
const AT_ONCE: usize = 64;
/// A selector that nobody has: what answers to it answers to every name.
pub const PROBE: &str = "waxseal-probe-nobody-has-this";

/// Selectors that are common without belonging to one provider, and those that people miss in other tools' lists.
const COMMON: [&str; 14] = [
    "default",
    "dkim",
    "mail",
    "selector",
    "s1024",
    "s2048",
    "key1",
    "key2",
    "email",
    "qualtrics",
    "everlytickey1",
    "everlytickey2",
    "mxvault",
    "x",
];

/// How the search for keys went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SelectorsReport {
    /// Whether any key exists, whatever its selector.
    pub node: KeyNode,
    /// How many selectors were asked for.
    pub asked: usize,
    /// How many of these questions went unanswered.
    #[serde(skip_serializing_if = "is_zero")]
    pub unanswered: usize,
    /// Whether every name below `_domainkey` answers, so that an answer says nothing.
    pub wildcard: bool,
}

/// What `_domainkey` itself tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum KeyNode {
    /// The name exists, so there are names below it: some key, whose selector nobody told (RFC 8020).
    Exists,
    /// It does not, so there is no key at all.
    Absent,
    /// DNS did not tell.
    Unknown,
}

/// What stands at a DKIM selector.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DkimKeyReport {
    /// The selector.
    pub selector: String,
    /// The name that was asked.
    pub name: Domain,
    /// The aliases followed from there.
    pub aliases: Vec<Domain>,
    /// The TXT records at the end of them.
    pub records: Vec<String>,
    /// How the question went.
    pub status: QueryStatus,
    /// The key, where a record gives one.
    pub key: Option<KeyFacts>,
    /// Why no record gives one.
    pub problem: Option<KeyRecordError>,
    /// Whose it is, by where its alias leads.
    pub provider: Option<&'static Provider>,
}

/// What a key record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct KeyFacts {
    /// `rsa` or `ed25519`.
    pub kind: &'static str,
    /// Its length.
    pub bits: u32,
    /// `t=y`: the domain says that it is testing.
    pub testing: bool,
    /// `t=s`: signatures may not name a subdomain.
    pub strict: bool,
    /// Whether receivers accept mail that is signed with it: `s=` names e-mail and `h=` a hash that is not SHA-1 (RFC 8301 §3.1).
    pub for_mail: bool,
    /// The hashes it may be used with; any, where the record does not say.
    pub hashes: Option<Vec<String>>,
    /// `n=`, for people.
    pub notes: Option<String>,
}

impl KeyFacts {
    fn of(record: &KeyRecord) -> Self {
        Self {
            kind: match record.key.kind() {
                KeyType::Rsa => "rsa",
                KeyType::Ed25519 => "ed25519",
            },
            bits: record.key.bits(),
            testing: record.testing,
            strict: record.strict,
            for_mail: record.allows_email() && record.allows_hash(HashAlgorithm::Sha256),
            hashes: record.hashes.clone(),
            notes: record.notes.clone(),
        }
    }
}

/// A selector, whether a person named it, the name of its key and what stands there.
type Asked = (String, bool, Domain, Result<Answer, DnsError>);

/// What stands at each of the selectors; `None` for one that makes no name.
async fn at_each<R: Resolve>(
    resolver: &R,
    domain: &Domain,
    selectors: Vec<(String, bool)>,
) -> Vec<Option<Asked>> {
    let at = |(selector, asked_for)| async move {
        let name = domain.prepend(&format!("{selector}._domainkey")).ok()?;
        let outcome = ask(resolver, &name, RecordType::Txt).await;
        // A name without text may have an address: then a proxy stands in front of an alias.
        if outcome
            .as_ref()
            .is_ok_and(|answer| !answer.nxdomain && answer.is_void() && answer.chain.is_empty())
        {
            let _ = ask(resolver, &name, RecordType::A).await;
        }
        Some((selector, asked_for, name, outcome))
    };
    stream::iter(selectors).map(at).buffered(AT_ONCE).collect().await
}

/// What stands at a selector that nobody has.
async fn probed<R: Resolve>(resolver: &R, domain: &Domain) -> Option<Answer> {
    let name = domain.prepend(&format!("{PROBE}._domainkey")).ok()?;
    // Where nothing is below the domain's name with itself appended, no record was published so by mistake.
    let doubled = async {
        let doubled = domain.prepend(domain.as_str()).ok()?;
        ask(resolver, &doubled, RecordType::Txt).await.ok()
    };
    // A wildcard that gives addresses makes every selector look as if a proxy stood in front of it.
    let texts = ask(resolver, &name, RecordType::Txt);
    let (texts, ..) = join3(texts, ask(resolver, &name, RecordType::A), doubled).await;
    texts.ok()
}

/// Asks for the given selectors, the common ones and those of every provider, and what tells keys from wildcards.
pub(crate) async fn keys<R: Resolve>(
    resolver: &R,
    domain: &Domain,
    given: &[String],
    learnt: &[String],
) -> (Vec<DkimKeyReport>, SelectorsReport, Vec<DkimFinding>) {
    let selectors = selectors(given, learnt);
    let asked = selectors.len();
    let node = async { Some(ask(resolver, &domain.prepend("_domainkey").ok()?, RecordType::Txt).await) };
    let (found, node, probe) =
        join3(at_each(resolver, domain, selectors), node, probed(resolver, domain)).await;
    let unanswered = found.iter().flatten().filter(|(.., outcome)| outcome.is_err()).count();
    // A server may deny every name by saying that it is there without records (RFC 9824): then that says nothing.
    let denies = probe.as_ref().is_none_or(|answer| answer.nxdomain);
    let probe = probe.filter(|answer| !answer.is_void() || !answer.chain.is_empty());
    let mut published = Vec::new();
    let mut keys = Vec::new();
    for (selector, asked_for, name, outcome) in found.into_iter().flatten() {
        let Some(key) = key(selector, asked_for, name, &outcome, probe.as_ref()) else { continue };
        if let Ok(answer) = &outcome {
            published.push((key.name.clone(), PublishedKey::read(answer)));
        }
        keys.push(key);
    }
    let silent = matches!(node, Some(Err(_)));
    let node = match node {
        Some(Ok(answer)) if answer.nxdomain => KeyNode::Absent,
        Some(Ok(_)) if denies => KeyNode::Exists,
        _ => KeyNode::Unknown,
    };
    // Without an answer at the name above them nothing is told of the selectors that nobody asked for.
    let unanswered = unanswered + usize::from(silent);
    let mut findings = Vec::new();
    of_keys(&Keys::of(published), &mut findings);
    (keys, SelectorsReport { node, asked, unanswered, wildcard: probe.is_some() }, findings)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The selector that a person names, alone or as part of the whole name of its key.
///
/// # Errors
/// [`NotASelector`] where no name can be made of it.
pub fn named_selector(text: &str) -> Result<String, NotASelector> {
    let lower = text.trim().to_ascii_lowercase();
    let selector = lower.split_once("._domainkey").map_or(lower.as_str(), |(selector, _)| selector);
    match Domain::parse(&format!("{selector}._domainkey.example")) {
        Ok(_) => Ok(selector.to_owned()),
        Err(_) => Err(NotASelector { text: text.to_owned() }),
    }
}

/// Says that no name of a key can be made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotASelector {
    /// The text.
    pub text: String,
}

/// The selectors to ask for, each once, and whether a person asked for it.
fn selectors(given: &[String], learnt: &[String]) -> Vec<(String, bool)> {
    let given = given.iter().take(MAX_SELECTORS).filter_map(|text| Some((named_selector(text).ok()?, true)));
    let learnt = learnt.iter().take(MAX_SELECTORS).filter_map(|text| named_selector(text).ok());
    let given: Vec<(String, bool)> = given.collect();
    let learnt: Vec<String> = learnt.collect();
    let named = given.iter().map(|(selector, _)| selector).chain(&learnt);
    let beside: Vec<String> = named.flat_map(|selector| providers::selectors_beside(selector)).collect();
    let known = providers::selectors()
        .into_iter()
        .chain(COMMON)
        .map(str::to_owned)
        .chain(learnt)
        .chain(beside)
        .map(|selector| (selector, false));
    let mut all: Vec<(String, bool)> = Vec::new();
    for (selector, asked_for) in given.into_iter().chain(known) {
        if all.iter().all(|(known, _)| *known != selector) {
            all.push((selector, asked_for));
        }
    }
    all
}

/// What stands at a selector; `None` for one that nobody asked for and that is not there, or only as every name is.
fn key(
    selector: String,
    asked_for: bool,
    name: Domain,
    outcome: &Result<Answer, DnsError>,
    probe: Option<&Answer>,
) -> Option<DkimKeyReport> {
    let status = QueryStatus::of(outcome);
    let answer = outcome.clone().unwrap_or_default();
    let same_as_any =
        probe.is_some_and(|probe| probe.records == answer.records && probe.chain == answer.chain);
    let there = (!answer.chain.is_empty() || !answer.records.is_empty()) && !same_as_any;
    // What a wildcard above puts there, or somebody by mistake, is no key that was meant to be one.
    let is_foreign = |text: String| {
        let version = text.trim_start().get(..6).unwrap_or_default().to_ascii_lowercase();
        version.starts_with("v=") && !version.starts_with("v=dkim")
    };
    let there = there && (answer.records.is_empty() || !answer.texts().all(is_foreign));
    // A fault at one of many guesses is told by the log of questions; at a selector somebody named it is told here.
    if !there && !asked_for {
        return None;
    }
    let read: Vec<Result<KeyRecord, KeyRecordError>> =
        answer.texts().map(|text| KeyRecord::parse(&text)).collect();
    let key = read.iter().find_map(|record| record.as_ref().ok()).map(KeyFacts::of);
    let problem = read.into_iter().find_map(Result::err).filter(|_| key.is_none());
    let provider = answer.chain.iter().find_map(providers::by_key_target);
    Some(DkimKeyReport {
        selector,
        name,
        aliases: answer.chain.clone(),
        records: answer.texts().collect(),
        status,
        key,
        problem,
        provider,
    })
}

impl SelectorsReport {
    /// Whether a key was found that can be verified with; `None` where none was, but one may exist.
    #[must_use]
    pub fn has_key(&self, keys: &[DkimKeyReport]) -> Option<bool> {
        if keys.iter().any(|key| key.key.as_ref().is_some_and(|facts| facts.for_mail)) {
            return Some(true);
        }
        match self.node {
            KeyNode::Absent => Some(false),
            KeyNode::Exists | KeyNode::Unknown => None,
        }
    }

    /// The advice on them, besides that on each key.
    pub(crate) fn findings(&self, keys: &[DkimKeyReport]) -> Vec<PostureFinding> {
        let mut findings = Vec::new();
        if self.wildcard {
            findings.push(PostureFinding::KeysWildcard);
        }
        let none = keys.iter().all(|key| key.records.is_empty() && key.aliases.is_empty());
        if none && self.unanswered == 0 && self.node == KeyNode::Exists && !self.wildcard {
            findings.push(PostureFinding::KeysUnnamed { asked: self.asked });
        }
        if none && self.unanswered == 0 && self.node == KeyNode::Unknown && !self.wildcard {
            findings.push(PostureFinding::KeysNotFound { asked: self.asked });
        }
        // Microsoft gives a key to one selector at a time, so the other's alias leading nowhere is as it should be.
        let both_gone = |key: &&DkimKeyReport| {
            let mut others = keys.iter().filter(|other| other.provider == key.provider);
            let all_told = self.unanswered == 0;
            let rests = key.provider.is_some_and(|provider| provider.by_tenant());
            !rests || all_told && others.all(|other| other.records.is_empty())
        };
        let dangling = keys
            .iter()
            .filter(|key| !key.aliases.is_empty() && key.records.is_empty() && key.status.fault().is_none());
        findings.extend(dangling.filter(both_gone).filter_map(|key| {
            Some(PostureFinding::KeyAliasDangling {
                name: key.name.clone(),
                target: key.aliases.last()?.clone(),
            })
        }));
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_is_named_alone_or_by_its_key() {
        for (text, selector) in [
            ("k2", Some("k2")),
            (" K2 ", Some("k2")),
            ("mail.2026", Some("mail.2026")),
            ("default._domainkey.klant.example", Some("default")),
            ("default._domainkey", Some("default")),
            ("", None),
            ("a b", None),
            ("._domainkey.klant.example", None),
            ("a..b", None),
        ] {
            assert_eq!(named_selector(text).ok().as_deref(), selector, "{text}");
        }
        let given = ["K2".to_owned(), "a b".to_owned(), "k2._domainkey.a.example".to_owned()];
        assert_eq!(selectors(&given, &[]).iter().filter(|(_, asked_for)| *asked_for).count(), 1);
    }
}
