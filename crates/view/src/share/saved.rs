//! Reading a report that was saved or shared.

use super::WrittenDraft;
use super::mask::Mask;
use serde::Deserialize;
use waxseal_core::DomainInput;
use waxseal_core::dns::{Draft, LoggedQuery, RecordType, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::input::MAX_DOMAINS;
use waxseal_core::posture::PROBE;
use waxseal_core::providers;
use waxseal_core::report::MessageReport;
use waxseal_core::time::Timestamp;

/// The longest report that is read, in bytes; one of a thousand domains has about forty million.
pub const MAX_SAVED: usize = 64 * 1024 * 1024;
/// The most drafts that are read with a report.
const MAX_DRAFTS: usize = 100;

/// A report that was made before, or elsewhere.
#[derive(Clone, Debug)]
pub enum Saved {
    /// On a message: it is shown as it is.
    Message(Box<SavedMessage>),
    /// On domains: they are checked again with the answers of then.
    Domains(Vec<SavedDomain>),
}

/// A message's report, and what its reader has to know besides.
#[derive(Clone, Debug)]
pub struct SavedMessage {
    /// The report.
    pub report: MessageReport,
    /// What was masked in it.
    pub masked: Vec<Mask>,
    /// The records that were put over DNS when it was made.
    pub drafts: Vec<Draft>,
}

/// What a domain's report says of how it came about: enough to make it again.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedDomain {
    domain: Domain,
    checked_at: Timestamp,
    dns: Vec<LoggedQuery>,
    dkim: Vec<Selector>,
    mta_sts: SavedPolicy,
    #[serde(default)]
    drafts: Vec<WrittenDraft>,
}

#[derive(Clone, Debug, Deserialize)]
struct Selector {
    selector: String,
}

#[derive(Clone, Debug, Deserialize)]
struct SavedPolicy {
    policy: Option<PolicyForm>,
}

/// A policy that was read, or why it could not be.
#[derive(Clone, Debug, Deserialize)]
enum PolicyForm {
    Ok(Policy),
    Err(serde::de::IgnoredAny),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Policy {
    mode: String,
    max_age: u64,
    mx: Vec<String>,
}

impl Policy {
    /// The file it was read from (RFC 8461 §3.2), as far as it counts.
    fn text(&self) -> String {
        let hosts: String = self.mx.iter().map(|host| format!("mx: {host}\n")).collect();
        format!("version: STSv1\nmode: {}\nmax_age: {}\n{hosts}", self.mode, self.max_age)
    }
}

/// Why a report cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is longer than [`MAX_SAVED`], or has more domains than one list may.
    TooLarge,
    /// It is a report, but not one that this version can read.
    OtherVersion,
}

/// What tells a report from other JSON.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "schema")]
    _schema: u32,
    kind: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Heads {
    One(Head),
    Many(Vec<Head>),
}

/// What a file may say besides its report.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Extras {
    masked: Vec<Mask>,
    drafts: Vec<WrittenDraft>,
}

fn drafts(written: &[WrittenDraft]) -> Vec<Draft> {
    written.iter().take(MAX_DRAFTS).filter_map(WrittenDraft::read).collect()
}

/// Reads a report; `None` for a text that is none.
#[must_use]
pub fn read(text: &str) -> Option<Result<Saved, Unreadable>> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    if text.len() > MAX_SAVED {
        return Some(Err(Unreadable::TooLarge));
    }
    let heads = serde_json::from_str::<Heads>(text).ok()?;
    Some(match heads {
        Heads::One(head) if head.kind == "message" => message(text),
        Heads::One(head) if head.kind == "domain" => one_domain(text),
        Heads::Many(heads) if heads.is_empty() => return None,
        Heads::Many(heads) if heads.len() > MAX_DOMAINS => Err(Unreadable::TooLarge),
        Heads::Many(heads) if heads.iter().all(|head| head.kind == "domain") => {
            serde_json::from_str(text).map(Saved::Domains).map_err(|_| Unreadable::OtherVersion)
        }
        Heads::One(_) | Heads::Many(_) => Err(Unreadable::OtherVersion),
    })
}

fn message(text: &str) -> Result<Saved, Unreadable> {
    let report = serde_json::from_str(text).map_err(|_| Unreadable::OtherVersion)?;
    let extras = serde_json::from_str::<Extras>(text).unwrap_or_default();
    let drafts = drafts(&extras.drafts);
    Ok(Saved::Message(Box::new(SavedMessage { report, masked: extras.masked, drafts })))
}

fn one_domain(text: &str) -> Result<Saved, Unreadable> {
    let saved = serde_json::from_str(text).map_err(|_| Unreadable::OtherVersion)?;
    Ok(Saved::Domains(vec![saved]))
}

impl SavedDomain {
    /// The domain.
    #[must_use]
    pub const fn domain(&self) -> &Domain {
        &self.domain
    }

    /// When it was checked.
    #[must_use]
    pub const fn checked_at(&self) -> Timestamp {
        self.checked_at
    }

    /// The records that were put over DNS when it was checked; the answers have them too.
    #[must_use]
    pub fn drafts(&self) -> Vec<Draft> {
        drafts(&self.drafts)
    }

    /// The answers of then.
    #[must_use]
    pub fn zone(&self) -> Zone {
        Zone::from_log(&self.dns)
    }

    /// What was checked.
    #[must_use]
    pub fn input(&self) -> DomainInput {
        let suffix = format!("._domainkey.{}", self.domain);
        let keys = self.dns.iter().filter(|query| query.kind == RecordType::Txt);
        let asked = keys.filter_map(|query| query.name.as_str().strip_suffix(suffix.as_str()));
        // Those of the catalogue are asked for anyway.
        let is_own =
            |selector: &&str| *selector != PROBE && providers::selectors().all(|known| known != *selector);
        let learnt = asked.filter(is_own).map(str::to_owned).collect();
        let policy = match &self.mta_sts.policy {
            Some(PolicyForm::Ok(policy)) => Some(policy.text()),
            Some(PolicyForm::Err(_)) | None => None,
        };
        DomainInput {
            selectors: self.dkim.iter().map(|key| key.selector.clone()).collect(),
            learnt,
            mta_sts_policy: policy,
            ..DomainInput::new(self.domain.clone(), self.checked_at)
        }
    }
}
