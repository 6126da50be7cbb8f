//! Reading a report that was saved or shared.

use super::drafts;
use super::from_report::{self, get, whole_field};
use super::mask::Mask;
use std::rc::Rc;
use waxseal_core::DomainInput;
use waxseal_core::dns::{Draft, LoggedQuery, RecordType, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::input::MAX_DOMAINS;
use waxseal_core::json::Json;
use waxseal_core::posture::PROBE;
use waxseal_core::providers;
use waxseal_core::report::{MessageReport, SCHEMA};
use waxseal_core::time::Timestamp;

/// The longest report that is read, in bytes; one of a thousand domains has about forty million.
pub const MAX_SAVED: usize = 64 * 1024 * 1024;

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
    pub report: Rc<MessageReport>,
    /// What was masked in it.
    pub masked: Vec<Mask>,
    /// The records that were put over DNS when it was made.
    pub drafts: Vec<Draft>,
}

/// What a domain's report says of how it came about: enough to make it again.
#[derive(Clone, Debug)]
pub struct SavedDomain {
    domain: Domain,
    checked_at: Timestamp,
    dns: Vec<LoggedQuery>,
    selectors: Vec<String>,
    mta_sts_policy: Option<String>,
    drafts: Vec<Draft>,
}

/// Why a report cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is longer than [`MAX_SAVED`], or has more domains than one list may.
    TooLarge,
    /// It is a report, but not one that this version can read.
    OtherVersion,
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
    let value = Json::parse(text)?;
    let saved = match (&value, kind(&value)) {
        (_, Some("message")) => message(&value),
        (_, Some("domain")) => domain(&value).map(|one| Saved::Domains(vec![one])),
        (_, Some(_)) => None,
        (Json::List(many), None) if !many.is_empty() && many.iter().all(|one| kind(one).is_some()) => {
            if many.len() > MAX_DOMAINS {
                return Some(Err(Unreadable::TooLarge));
            }
            many.iter().map(domain).collect::<Option<_>>().map(Saved::Domains)
        }
        (_, None) => return None,
    };
    Some(saved.ok_or(Unreadable::OtherVersion))
}

/// What kind of report a value is; `None` where it is none.
fn kind(value: &Json) -> Option<&str> {
    get(value, "schema").as_u64().and_then(|_| get(value, "kind").as_str())
}

fn message(value: &Json) -> Option<Saved> {
    let masked = whole_field::<Vec<Mask>>(value, "masked").unwrap_or_default();
    let report = from_report::message(value)?;
    Some(Saved::Message(Box::new(SavedMessage {
        report: Rc::new(report),
        masked,
        drafts: drafts::read(value),
    })))
}

/// What the report of a domain says of how it came about.
fn domain(value: &Json) -> Option<SavedDomain> {
    if kind(value) != Some("domain") || get(value, "schema").as_u64() != Some(SCHEMA.into()) {
        return None;
    }
    let keys = get(value, "dkim").as_list()?;
    Some(SavedDomain {
        domain: whole_field(value, "domain")?,
        checked_at: whole_field(value, "checked_at")?,
        dns: whole_field(value, "dns")?,
        selectors: keys.iter().map(|key| whole_field(key, "selector")).collect::<Option<_>>()?,
        mta_sts_policy: policy(get(value, "mta_sts")),
        drafts: drafts::read(value),
    })
}

/// The policy file (RFC 8461 §3.2) that a report was given, as far as it counts.
fn policy(mta_sts: &Json) -> Option<String> {
    let policy = get(get(mta_sts, "policy"), "Ok");
    let hosts = get(policy, "mx").as_list()?.iter().filter_map(Json::as_str);
    let hosts: String = hosts.map(|host| format!("mx: {host}\n")).collect();
    let (mode, max_age) = (get(policy, "mode").as_str()?, get(policy, "max_age").as_u64()?);
    Some(format!("version: STSv1\nmode: {mode}\nmax_age: {max_age}\n{hosts}"))
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
    pub fn drafts(&self) -> &[Draft] {
        &self.drafts
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
        let is_own = |selector: &&str| *selector != PROBE && !providers::selectors().contains(selector);
        DomainInput {
            selectors: self.selectors.clone(),
            learnt: asked.filter(is_own).map(str::to_owned).collect(),
            mta_sts_policy: self.mta_sts_policy.clone(),
            ..DomainInput::new(self.domain.clone(), self.checked_at)
        }
    }
}
