//! A row of the catalogue.

use super::pattern::{LABEL, fill, gaps, matches};
use crate::domain::Domain;
use serde::{Serialize, Serializer};
use std::fmt;

/// When the rows were compiled.
pub const COMPILED: &str = "2026-11-23";

/// A provider of mailboxes, of newsletters, or of a filter in front of either. A report names it by its `id`.
#[derive(Clone, Copy)]
pub struct Provider {
    /// A stable name, in camelCase.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// What it mainly does.
    pub kind: Kind,
    /// The names that SPF records include for it, the current one first; `*` stands for any characters.
    pub includes: &'static [&'static str],
    /// Whether the customer's own SPF record needs the include: not where it sends with an envelope domain of its own.
    pub include_needed: Tristate,
    /// The domains it sends and signs with in its own name; each stands for itself and all below it.
    pub own: &'static [&'static str],
    /// Other domains below which its sending servers have their names, and nobody else's stand.
    pub hosts: &'static [&'static str],
    /// The keys that a customer publishes.
    pub keys: &'static [Key],
    /// The selectors of which a customer publishes all, since it signs with one of them today and with another tomorrow; empty
    /// where that is not established.
    pub together: &'static [&'static str],
    /// The names that a customer gives it for the envelope sender.
    pub bounces: &'static [Bounce],
    /// The mail exchangers of its customers; `*` stands for any characters.
    pub mx: &'static [&'static str],
    /// Where its customers' accounts are kept, where that decides what they publish; empty where it does not.
    pub regions: &'static [Region],
    /// What the names of the header fields begin with, in lower case, that it alone leaves in mail that it passed on.
    pub marks: &'static [&'static str],
    /// The exchangers that every customer publishes, with their preference; empty where only an account shows them.
    pub exchangers: &'static [Exchanger],
    /// Whether SPF can speak for the customer's domain.
    pub spf: SpfAlignment,
    /// Whether a signature can.
    pub dkim: Tristate,
    /// Whether what it publishes for SPF lists its own company's servers, and a customer's has an address of its own.
    pub lists_only_itself: bool,
    /// Whether it names its customers' exchangers and keys after tenant and domain, and gives a key to one of their two
    /// selectors at a time.
    pub by_tenant: bool,
    /// The cause that its own signature stands for, where mail of every customer has one until the customer's is switched on.
    pub signs_by_default: Option<DefaultSignature>,
    /// How signing is switched on.
    pub switch: Switch,
    /// Its page on setting this up.
    pub page: Option<&'static str>,
    /// How good the evidence is.
    pub grade: Grade,
}

/// Whose name mail of customers is signed in before theirs is switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultSignature {
    /// The tenant's, below `onmicrosoft.com`.
    Microsoft,
    /// The domain's, below `gappssmtp.com`.
    Google,
}

/// How signing with the customer's domain is switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// By having the domain verified, as nearly everywhere.
    Verification,
    /// In a portal of its own for security.
    Defender,
    /// By starting the authentication, which being verified is not.
    Authentication,
}

/// What a provider mainly does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ProviderKind"))]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Keeps mailboxes.
    Mailbox,
    /// Filters mail on its way in or out.
    Gateway,
    /// Sends newsletters and the like.
    Marketing,
    /// Sends mail for programs.
    Transactional,
    /// Sends mail as part of another service: a shop, a help desk, a customer register.
    Application,
    /// Passes mail on.
    Forwarder,
}

/// A key that a customer publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The selector; `*` stands for any characters.
    pub selector: &'static str,
    /// Where its alias leads: `{domain}` is the customer's domain, `{dashes}` the same with hyphens for dots,
    /// `{label}` the label that Microsoft makes of it, `*` any characters. `None` where the key itself is published as a TXT record.
    pub target: Option<&'static str>,
    /// Whether it is still given out.
    pub current: bool,
}

/// A region of a provider's: its exchangers take in the mail of its accounts alone, and its includes list the servers of these
/// accounts alone. An include for every region is in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its mail exchangers; `*` stands for any characters.
    pub mx: &'static [&'static str],
    /// The names that its customers include, the current one first.
    pub includes: &'static [&'static str],
}

/// A name below the customer's domain that a provider uses for the envelope sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// The label; `*` stands for any characters.
    pub label: &'static str,
    /// Where its alias leads, as in [`Key::target`].
    pub target: &'static str,
}

/// A mail exchanger that every customer of a provider publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchanger {
    /// Its preference: the lowest is tried first.
    pub preference: u16,
    /// Its name, with holes as in [`Key::target`] but no `*`.
    pub host: &'static str,
}

/// A fact that may not have been established.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Certainty"))]
#[serde(rename_all = "camelCase")]
pub enum Tristate {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// Nobody has shown either, or it depends on the account.
    Unknown,
}

/// Whether SPF can speak for a customer's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SpfAlignment {
    /// The envelope sender is in the customer's domain by itself.
    Yes,
    /// With a name of the customer's as return path, which has to be set up.
    ReturnPath,
    /// Only for those who rent an address of their own.
    DedicatedAddress,
    /// It passes mail on and does not send.
    NotApplicable,
    /// Not established.
    Unknown,
}

/// How good the evidence for a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ProviderGrade"))]
pub enum Grade {
    /// The vendor's documentation, or two independent zones.
    A,
    /// One zone, or one page of a third party.
    B,
    /// A community's map only.
    C,
}

/// There is one row for each `id`, which a test of the catalogue holds.
impl PartialEq for Provider {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Provider {}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Serialize for Provider {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}

impl Provider {
    /// What a customer includes whose mail arrives at one of its hosts: of several regions, the one that the host's name is nearest
    /// to, by labels from the end.
    #[must_use]
    pub fn include_beside(&self, host: &Domain) -> Option<&'static str> {
        let shared = |include: &str| {
            let labels = host.labels().rev().zip(include.rsplit('.'));
            labels.take_while(|(own, its)| own == its).count()
        };
        let whole = self.includes.iter().filter(|include| !include.contains('*'));
        // The first of those that are equally near is the current one.
        whole.copied().rev().max_by_key(|include| shared(include))
    }

    /// The region whose exchanger a host is.
    #[must_use]
    pub fn region_of_host(&self, host: &Domain) -> Option<&'static Region> {
        self.regions
            .iter()
            .find(|region| region.mx.iter().any(|pattern| matches(pattern, host.as_str(), None)))
    }

    /// The region whose servers an include lists.
    #[must_use]
    pub fn region_of_include(&self, name: &Domain) -> Option<&'static Region> {
        self.regions.iter().find(|region| region.includes.contains(&name.as_str()))
    }

    /// The selector and the alias of another key, as one that is published beside it shows them: the account stands in the same place.
    #[must_use]
    pub fn key_beside(
        &self,
        (selector, target): (&str, &str),
        other: &str,
        domain: &Domain,
    ) -> Option<(String, String)> {
        let of = |selector: &'static str| self.keys.iter().filter(move |key| key.selector == selector);
        let own = self.keys.iter().find(|key| {
            let leads = key.target.is_some_and(|pattern| matches(pattern, target, Some(domain)));
            leads && matches(key.selector, selector, None)
        })?;
        // Of several layouts the keys of one customer have the same.
        let layout = of(own.selector).position(|key| key == own)?;
        let known = self.keys.iter().find(|key| key.selector == other)?;
        let other = of(known.selector).nth(layout).filter(|key| key.target.is_some())?;
        let same = |gaps: Vec<&str>| -> Vec<String> {
            gaps.into_iter().map(|gap| gap.replacen(own.selector, other.selector, 1)).collect()
        };
        let name = fill(other.selector, &same(gaps(own.selector, selector, None)?))?;
        let whole = other.target_for(domain);
        let pattern = filled(other.target?, domain);
        let leads = whole.or_else(|| fill(&pattern, &same(gaps(own.target?, target, Some(domain))?)))?;
        (leads != target).then_some((name, leads))
    }

    /// The keys it gives out today.
    pub fn current_keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().filter(|key| key.current)
    }
}

impl Key {
    /// The alias's target for one customer, where the catalogue knows all of it.
    #[must_use]
    pub fn target_for(&self, domain: &Domain) -> Option<String> {
        let is_known = |text: &str| !text.contains('*') && !text.contains(LABEL);
        let target = self.target.filter(|target| is_known(target) && is_known(self.selector))?;
        Some(filled(target, domain))
    }
}

impl Bounce {
    /// The alias's target for one customer, where the catalogue knows all of it.
    #[must_use]
    pub fn target_for(&self, domain: &Domain) -> Option<String> {
        let known = !self.target.contains('*') && !self.label.contains('*');
        known.then(|| filled(self.target, domain))
    }
}

impl Exchanger {
    /// Its name for one customer.
    #[must_use]
    pub fn host_for(&self, domain: &Domain) -> String {
        filled(self.host, domain)
    }
}

/// A name with the customer's domain in its holes; what only the account shows stays one.
fn filled(pattern: &str, domain: &Domain) -> String {
    let name = pattern.replace("{domain}", domain.as_str());
    name.replace("{dashes}", &domain.as_str().replace('.', "-")).replace(LABEL, "*")
}
