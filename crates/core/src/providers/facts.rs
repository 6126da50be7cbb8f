//! What the facts of a row are made of.

use super::pattern::LABEL;
use crate::domain::Domain;
use serde::Serialize;

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
    /// `{label}` the label that Microsoft makes of it, `*` any characters, and `?` is one that
    /// only the account shows. `None` where the key itself is published as a TXT record.
    pub target: Option<&'static str>,
    /// Whether it is still given out.
    pub current: bool,
    /// Whether it is one of several of which a customer publishes all, since the provider signs with one of them today and with another
    /// tomorrow; not where that is not established.
    pub together: bool,
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

impl Key {
    /// The alias's target for one customer, where the catalogue knows all of it.
    #[must_use]
    pub fn target_for(&self, domain: &Domain) -> Option<String> {
        let is_known = |text: &str| !text.contains(['*', '?']) && !text.contains(LABEL);
        let target = self.target.filter(|target| is_known(target) && is_known(self.selector))?;
        Some(filled(target, domain))
    }
}

impl Bounce {
    /// The alias's target for one customer, where the catalogue knows all of it.
    #[must_use]
    pub fn target_for(&self, domain: &Domain) -> Option<String> {
        let known = !self.target.contains(['*', '?']) && !self.label.contains('*');
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

/// A word and, where there is one, that behind it.
pub(super) fn pair(text: &'static str) -> (&'static str, Option<&'static str>) {
    text.split_once(' ').map_or((text, None), |(first, second)| (first, Some(second)))
}

/// The exchangers of a field: each behind its preference.
pub(super) fn exchangers(text: &'static str) -> impl Iterator<Item = Exchanger> {
    let mut preference = None;
    text.split(' ').filter_map(move |word| match word.parse() {
        Ok(number) => {
            preference = Some(number);
            None
        }
        Err(_) => preference.take().map(|preference| Exchanger { preference, host: word }),
    })
}

/// A name with the customer's domain in its holes; what only the account shows stays one.
pub(super) fn filled(pattern: &str, domain: &Domain) -> String {
    let name = pattern.replace("{domain}", domain.as_str());
    name.replace("{dashes}", &domain.as_str().replace('.', "-")).replace(LABEL, "*")
}
