//! The catalogue of providers: who is behind an include, a mail exchanger, a key's alias, an envelope or a signature.
//!
//! Each row comes from public material, gathered on [`COMPILED`]; its grade says how good that is. What was not established
//! is [`Known::Unknown`] or left out, and never a guess. Nobody is recognised by a selector alone: several providers use the
//! same ones.

mod free_mail;
mod pattern;
mod rows;

pub use free_mail::is_free_mail;
pub use pattern::matches;

use crate::domain::Domain;
use serde::Serialize;

/// When the rows were compiled.
pub const COMPILED: &str = "2026-11-23";

/// A provider of mailboxes, of newsletters, or of a filter in front of either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub include_needed: Known,
    /// The domains it sends and signs with in its own name; each stands for itself and all below it.
    pub own: &'static [&'static str],
    /// Other domains below which its sending servers have their names, and nobody else's stand.
    pub hosts: &'static [&'static str],
    /// The keys that a customer publishes.
    pub keys: &'static [Key],
    /// The names that a customer gives it for the envelope sender.
    pub bounces: &'static [Bounce],
    /// The mail exchangers of its customers; `*` stands for any characters.
    pub mx: &'static [&'static str],
    /// The exchangers that every customer publishes, with their preference; empty where only an account shows them.
    pub exchangers: &'static [Exchanger],
    /// Whether SPF can speak for the customer's domain.
    pub spf: SpfAlignment,
    /// Whether a signature can.
    pub dkim: Known,
    /// Its page on setting this up.
    pub page: Option<&'static str>,
    /// How good the evidence is.
    pub grade: Grade,
}

/// What a provider mainly does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    /// Where its alias leads: `{domain}` is the customer's domain, `{dashes}` the same with hyphens for dots, `*` any
    /// characters. `None` where the key itself is published as a TXT record.
    pub target: Option<&'static str>,
    /// Whether it is still given out.
    pub current: bool,
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
#[serde(rename_all = "camelCase")]
pub enum Known {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// Nobody has shown either, or it depends on the account.
    Unknown,
}

/// Whether SPF can speak for a customer's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
pub enum Grade {
    /// The vendor's documentation, or two independent zones.
    A,
    /// One zone, or one page of a third party.
    B,
    /// A community's map only.
    C,
}

/// Every provider.
pub fn catalogue() -> impl Iterator<Item = &'static Provider> {
    rows::all()
}

/// The provider of a stable name.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Provider> {
    catalogue().find(|provider| provider.id == id)
}

/// The provider behind a name that an SPF record includes.
#[must_use]
pub fn by_include(name: &Domain) -> Option<&'static Provider> {
    catalogue().find(|provider| provider.includes.iter().any(|pattern| matches(pattern, name.as_str(), None)))
}

/// The provider behind a mail exchanger.
#[must_use]
pub fn by_mx(host: &Domain) -> Option<&'static Provider> {
    catalogue().find(|provider| provider.mx.iter().any(|pattern| matches(pattern, host.as_str(), None)))
}

/// The provider that an envelope domain or a signing domain belongs to.
#[must_use]
pub fn by_own_domain(name: &Domain) -> Option<&'static Provider> {
    catalogue().find(|provider| provider.own.iter().any(|own| stands_below(name, own)))
}

/// The provider below whose names only its own mail servers stand: whoever has such a name, and not by his own word alone, is
/// one of them.
#[must_use]
pub fn by_mail_host(name: &Domain) -> Option<&'static Provider> {
    let is_its = |provider: &&Provider| provider.hosts.iter().any(|host| stands_below(name, host));
    by_own_domain(name).or_else(|| catalogue().find(is_its))
}

fn stands_below(name: &Domain, domain: &str) -> bool {
    name.as_str().strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The provider whose server may have a name: below one of its own domains, or below the domain that its exchangers and the
/// names for SPF records are in, where customers may have machines of their own too.
#[must_use]
pub fn by_host(name: &Domain) -> Option<&'static Provider> {
    let tail = |pattern: &str| {
        let labels: Vec<&str> = pattern.rsplit('.').take(2).filter(|label| !label.contains('*')).collect();
        (labels.len() == 2).then(|| labels.into_iter().rev().collect::<Vec<_>>().join("."))
    };
    let is_its = |provider: &&Provider| {
        let patterns = provider.includes.iter().chain(provider.mx);
        patterns.filter_map(|pattern| tail(pattern)).any(|tail| name.suffix(2).as_str() == tail)
    };
    by_mail_host(name).or_else(|| catalogue().find(is_its))
}

/// The provider that a key's alias leads to.
#[must_use]
pub fn by_key_target(target: &Domain) -> Option<&'static Provider> {
    let is_its = |key: &Key| key.target.is_some_and(|pattern| matches(pattern, target.as_str(), None));
    catalogue().find(|provider| provider.keys.iter().any(is_its))
}

/// The provider that the alias of an envelope domain leads to.
#[must_use]
pub fn by_bounce_target(target: &Domain) -> Option<&'static Provider> {
    catalogue()
        .find(|provider| provider.bounces.iter().any(|bounce| matches(bounce.target, target.as_str(), None)))
}

/// The selectors that the catalogue knows by name, each once.
pub fn selectors() -> impl Iterator<Item = &'static str> {
    let keys = || catalogue().flat_map(|provider| provider.keys.iter());
    let named = move || keys().map(|key| key.selector).filter(|selector| !selector.contains('*'));
    named()
        .enumerate()
        .filter(move |(at, selector)| named().take(*at).all(|before| before != *selector))
        .map(|(_, s)| s)
}

/// Providers whose records list their own company's relays.
const LISTING_THEMSELVES: [&str; 1] = ["hetzner"];

impl Provider {
    /// Whether what it publishes for SPF lists its own company's servers, and a customer's has an address of its own.
    #[must_use]
    pub fn lists_only_itself(&self) -> bool {
        LISTING_THEMSELVES.contains(&self.id)
    }

    /// The keys it gives out today.
    pub fn current_keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().filter(|key| key.current)
    }

    /// Whether a domain belongs to it.
    #[must_use]
    pub fn owns(&self, name: &Domain) -> bool {
        by_own_domain(name).is_some_and(|owner| owner.id == self.id)
    }
}

impl Key {
    /// The alias's target for one customer, where the catalogue knows all of it.
    #[must_use]
    pub fn target_for(&self, domain: &Domain) -> Option<String> {
        let target = self.target.filter(|target| !target.contains('*') && !self.selector.contains('*'))?;
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

/// A name with the customer's domain in its holes.
fn filled(pattern: &str, domain: &Domain) -> String {
    pattern.replace("{domain}", domain.as_str()).replace("{dashes}", &domain.as_str().replace('.', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn domain(name: &str) -> Domain {
        Domain::parse(name).unwrap()
    }

    fn include(name: &str) -> Option<&'static str> {
        by_include(&domain(name)).map(|provider| provider.id)
    }

    #[test]
    fn a_provider_is_known_by_its_include_and_nothing_like_it() {
        assert_eq!(include("spf.protection.outlook.com"), Some("microsoft365"));
        assert_eq!(include("Servers.MCSV.net"), Some("mailchimp"));
        assert_eq!(include("123.spf05.hubspotemail.net"), Some("hubspot"));
        assert_eq!(include("eu._netblocks.mimecast.com"), Some("mimecast"));
        for near in [
            "servers.mcsv.net.evil.example",
            "notservers.mcsv.net",
            "hubspotemail.net",
            "evilhubspotemail.net",
        ] {
            assert_eq!(include(near), None, "{near}");
        }
    }

    #[test]
    fn by_envelope_signature_exchanger_and_alias() {
        let own = |name: &str| by_own_domain(&domain(name)).map(|provider| provider.id);
        assert_eq!(own("mail248.suw18.rsgsv.net"), Some("mailchimp"));
        assert_eq!(own("mailchimpapp.net"), Some("mailchimp"));
        assert_eq!(own("contoso.onmicrosoft.com"), Some("microsoft365"));
        assert_eq!(own("a-example.20230601.gappssmtp.com"), Some("googleWorkspace"));
        assert_eq!(own("notmcsv.net"), None);
        let mx = |name: &str| by_mx(&domain(name)).map(|provider| provider.id);
        assert_eq!(mx("a-example.mail.protection.outlook.com"), Some("microsoft365"));
        assert_eq!(mx("a-example.r-v1.mx.microsoft"), Some("microsoft365"));
        assert_eq!(mx("alt3.aspmx.l.google.com"), Some("googleWorkspace"));
        assert_eq!(mx("mx0a-001.pphosted.com"), Some("proofpoint"));
        let key = |name: &str| by_key_target(&domain(name)).map(|provider| provider.id);
        assert_eq!(key("dkim2.mcsv.net"), Some("mailchimp"));
        assert_eq!(key("s1.domainkey.u123.wl045.sendgrid.net"), Some("sendgrid"));
        assert_eq!(key("s1._domainkey.a.example.s045.ascendbywix.com"), Some("wix"));
        assert_eq!(key("selector1-a-example._domainkey.tenant.onmicrosoft.com"), Some("microsoft365"));
        assert_eq!(
            key("selector1-a-example._domainkey.tenant.k-v1.dkim.mail.microsoft"),
            Some("microsoft365")
        );
    }

    #[test]
    fn what_a_customer_publishes() {
        let target = |id: &str, selector: &str| {
            let key = by_id(id)?.keys.iter().find(|key| key.selector == selector)?;
            key.target_for(&domain("a.example"))
        };
        assert_eq!(target("mailchimp", "k2").as_deref(), Some("dkim2.mcsv.net"));
        assert_eq!(target("fastmail", "fm1").as_deref(), Some("fm1.a.example.dkim.fmhosted.com"));
        assert_eq!(target("brevo", "brevo2").as_deref(), Some("b2.a-example.dkim.brevo.com"));
        assert_eq!(target("sendgrid", "s1"), None, "only the account knows it");
    }

    #[test]
    fn every_row_stands_once_and_names_what_it_is_known_by() {
        let ids: BTreeSet<_> = catalogue().map(|provider| provider.id).collect();
        assert_eq!(ids.len(), catalogue().count());
        for provider in catalogue() {
            let known_by = [provider.includes, provider.own, provider.mx];
            let aliases = provider.keys.iter().filter_map(|key| key.target).count() + provider.bounces.len();
            assert!(aliases > 0 || known_by.iter().any(|names| !names.is_empty()), "{}", provider.id);
            assert!(provider.page.is_none_or(|page| page.starts_with("https://")), "{}", provider.id);
            for own in provider.own {
                assert!(domain(own).is_hostname(), "{own}");
            }
            for exchanger in provider.exchangers {
                let host = exchanger.host_for(&domain("a.example"));
                let is_its = provider.mx.iter().any(|pattern| matches(pattern, &host, None));
                assert!(is_its && domain(&host).is_hostname(), "{host}");
            }
        }
        assert!(selectors().count() > 40);
        assert_eq!(selectors().collect::<BTreeSet<_>>().len(), selectors().count());
    }
}
