//! The catalogue of providers: who is behind an include, a mail exchanger, a key's alias, an envelope or a signature.
//!
//! Each row comes from public material, gathered on [`COMPILED`]; its grade says how good that is. What was not established
//! is [`Tristate::Unknown`] or left out, and never a guess. Nobody is recognised by a selector alone: several providers use the
//! same ones.

mod facts;
mod free_mail;
mod packed;
mod pattern;
mod provider;
mod receivers;
mod region;
mod rows;
mod tokens;

pub use facts::{Bounce, DefaultSignature, Exchanger, Grade, Key, Kind, SpfAlignment, Switch, Tristate};
pub use free_mail::is_free_mail;
pub use packed::Words;
pub use pattern::matches;
pub use provider::{COMPILED, Provider, UNKNOWN, catalogue};
pub use receivers::{Network, RECEIVERS_COMPILED, Receiver, Results, Seen, receivers_with};
pub use region::Region;
pub use tokens::token_owner;

use crate::domain::Domain;

/// The provider of a stable name.
#[must_use]
pub fn by_id(id: &str) -> Option<&'static Provider> {
    catalogue().find(|provider| provider.id() == id)
}

/// The provider behind a name that an SPF record includes.
#[must_use]
pub fn by_include(name: &Domain) -> Option<&'static Provider> {
    catalogue()
        .find(|provider| provider.known_includes().any(|pattern| matches(pattern, name.as_str(), None)))
}

/// The provider behind a mail exchanger.
#[must_use]
pub fn by_mx(host: &Domain) -> Option<&'static Provider> {
    catalogue().find(|provider| provider.mx().any(|pattern| matches(pattern, host.as_str(), None)))
}

/// The provider that an envelope domain or a signing domain belongs to.
#[must_use]
pub fn by_own_domain(name: &Domain) -> Option<&'static Provider> {
    catalogue().find(|provider| provider.own().any(|own| stands_below(name, own)))
}

/// The provider below whose names only its own mail servers stand: whoever has such a name, and not by his own word alone, is
/// one of them.
#[must_use]
pub fn by_mail_host(name: &Domain) -> Option<&'static Provider> {
    let is_its = |provider: &&Provider| provider.hosts().any(|host| stands_below(name, host));
    by_own_domain(name).or_else(|| catalogue().find(is_its))
}

fn stands_below(name: &Domain, domain: &str) -> bool {
    name.as_str().strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The provider whose server may have a name: below one of its own domains, or below the domain that its exchangers and the
/// names for SPF records are in, where customers may have machines of their own too.
#[must_use]
pub fn by_host(name: &Domain) -> Option<&'static Provider> {
    let ends = |pattern: &'static str| {
        pattern.rmatch_indices('.').nth(1).map_or(Some(pattern), |(at, _)| pattern.get(at + 1..))
    };
    let tail = |pattern: &'static str| ends(pattern).filter(|tail| !tail.contains('*') && tail.contains('.'));
    let site = name.suffix(2);
    let is_its = |provider: &&Provider| {
        let mut patterns = provider.known_includes().chain(provider.mx());
        patterns.any(|pattern| pattern.ends_with(site.as_str()) && tail(pattern) == Some(site.as_str()))
    };
    by_mail_host(name).or_else(|| catalogue().find(is_its))
}

/// The provider that a key's alias leads to.
#[must_use]
pub fn by_key_target(target: &Domain) -> Option<&'static Provider> {
    let is_its = |key: Key| key.target.is_some_and(|pattern| matches(pattern, target.as_str(), None));
    catalogue().find(|provider| provider.keys().any(is_its))
}

/// The provider that the alias of an envelope domain leads to.
#[must_use]
pub fn by_bounce_target(target: &Domain) -> Option<&'static Provider> {
    catalogue()
        .find(|provider| provider.bounces().any(|bounce| matches(bounce.target, target.as_str(), None)))
}

/// The providers that send by the servers of one, among those that are shown: by what is theirs, or by a key that is named after them.
/// Such a key tells of its owner only beside those servers.
#[must_use]
pub fn users(
    of: &Provider,
    is_shown: &dyn Fn(&Provider) -> bool,
    has_key: &dyn Fn(&str) -> bool,
) -> Vec<&'static Provider> {
    let has_named = |row: &Provider| row.named_keys().any(has_key);
    catalogue().filter(|row| row.upon() == Some(of) && (is_shown(row) || has_named(row))).collect()
}

/// The selectors that the catalogue knows by name, each once.
#[must_use]
pub fn selectors() -> Vec<&'static str> {
    let mut found = Vec::new();
    for selector in catalogue().flat_map(Provider::keys).map(|key| key.selector) {
        if !selector.contains('*') && !found.contains(&selector) {
            found.push(selector);
        }
    }
    found
}

/// The selectors that stand beside one that names an account, as `hs2-1` does beside `hs1-1`.
pub fn selectors_beside(selector: &str) -> Vec<String> {
    let named = catalogue().flat_map(|provider| provider.together().map(move |own| (provider, own)));
    let named = named.filter(|(_, own)| own.len() > 1 && own.contains('*'));
    let own = named.filter_map(|(provider, own)| Some((provider, own, pattern::gaps(own, selector, None)?)));
    own.flat_map(|(provider, own, gaps)| {
        let gaps: Vec<String> = gaps.into_iter().map(str::to_owned).collect();
        let others = provider.together().filter(move |other| *other != own);
        others.filter_map(move |other| pattern::fill(other, &gaps))
    })
    .collect()
}

impl Provider {
    /// The selectors that it gives every customer for a key without an alias.
    fn named_keys(&self) -> impl Iterator<Item = &'static str> {
        let named = self.keys().filter(|key| key.target.is_none() && !key.selector.contains('*'));
        named.map(|key| key.selector)
    }

    /// Whether a domain belongs to it.
    #[must_use]
    pub fn owns(&self, name: &Domain) -> bool {
        by_own_domain(name).is_some_and(|owner| owner == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn domain(name: &str) -> Domain {
        Domain::parse(name).unwrap()
    }

    fn include(name: &str) -> Option<&'static str> {
        by_include(&domain(name)).map(Provider::id)
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
        let own = |name: &str| by_own_domain(&domain(name)).map(Provider::id);
        assert_eq!(own("mail248.suw18.rsgsv.net"), Some("mailchimp"));
        assert_eq!(own("mailchimpapp.net"), Some("mailchimp"));
        assert_eq!(own("contoso.onmicrosoft.com"), Some("microsoft365"));
        assert_eq!(own("a-example.20230601.gappssmtp.com"), Some("googleWorkspace"));
        assert_eq!(own("notmcsv.net"), None);
        let mx = |name: &str| by_mx(&domain(name)).map(Provider::id);
        assert_eq!(mx("a-example.mail.protection.outlook.com"), Some("microsoft365"));
        assert_eq!(mx("a-example.r-v1.mx.microsoft"), Some("microsoft365"));
        assert_eq!(mx("alt3.aspmx.l.google.com"), Some("googleWorkspace"));
        assert_eq!(mx("mx0a-001.pphosted.com"), Some("proofpoint"));
        let key = |name: &str| by_key_target(&domain(name)).map(Provider::id);
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
            let key = by_id(id)?.keys().find(|key| key.selector == selector)?;
            key.target_for(&domain("a.example"))
        };
        assert_eq!(target("mailchimp", "k2").as_deref(), Some("dkim2.mcsv.net"));
        assert_eq!(target("fastmail", "fm1").as_deref(), Some("fm1.a.example.dkim.fmhosted.com"));
        assert_eq!(target("brevo", "brevo2").as_deref(), Some("b2.a-example.dkim.brevo.com"));
        assert_eq!(target("sendgrid", "s1"), None, "only the account knows it");
    }

    #[test]
    fn the_key_beside_another_is_that_of_the_same_account() {
        let beside = |id: &str, selector, target, other| {
            by_id(id)?.key_beside((selector, target), other, &domain("a.example")).map(|(_, target)| target)
        };
        let tenant = "selector1-a-example._domainkey.tenant.n-v1.dkim.mail.microsoft";
        assert_eq!(
            beside("microsoft365", "selector1", tenant, "selector2").as_deref(),
            Some("selector2-a-example._domainkey.tenant.n-v1.dkim.mail.microsoft")
        );
        assert_eq!(
            beside("sendgrid", "s2", "s2.domainkey.u1.wl2.sendgrid.net", "s1").as_deref(),
            Some("s1.domainkey.u1.wl2.sendgrid.net")
        );
        assert_eq!(beside("mailchimp", "k2", "dkim2.mcsv.net", "k3").as_deref(), Some("dkim3.mcsv.net"));
        assert_eq!(beside("mailchimp", "k2", "elsewhere.example", "k3"), None);
        let hubspot = by_id("hubspot").unwrap();
        assert_eq!(
            hubspot.key_beside(
                ("hs1-7", "a-example.hs04a.dkim.hubspotemail.net"),
                "hs2-*",
                &domain("a.example")
            ),
            Some(("hs2-7".to_owned(), "a-example.hs04b.dkim.hubspotemail.net".to_owned()))
        );
        assert_eq!(selectors_beside("hs2-7"), ["hs1-7"]);
        assert!(selectors_beside("k2").is_empty() && selectors_beside("anything").is_empty());
    }

    #[test]
    fn a_region_has_its_own_exchangers_and_includes() {
        let zoho = by_id("zoho").unwrap();
        let (here, there) =
            (zoho.region_of_host(&domain("mx2.zoho.eu")), zoho.region_of_include(&domain("zoho.com")));
        assert!(here.is_some() && there.is_some() && here != there);
        assert_eq!(zoho.region_of_include(&domain("zohomail.com")), None, "it is for every region");
        for provider in catalogue() {
            for region in provider.regions() {
                let is_its = |include: &str| by_include(&domain(include)) == Some(provider);
                assert!(region.includes().all(is_its), "{}", provider.id());
            }
            for selector in provider.together() {
                assert!(provider.current_keys().any(|key| key.selector == selector), "{selector}");
            }
        }
    }

    #[test]
    fn the_include_of_a_region_is_that_of_its_exchangers() {
        let include = |id: &str, host: &str| by_id(id).unwrap().include_beside(&domain(host)).unwrap();
        assert_eq!(include("mailgun", "mxa.eu.mailgun.org"), "eu.mailgun.org");
        assert_eq!(include("mailgun", "mxa.mailgun.org"), "mailgun.org");
        assert_eq!(include("zoho", "mx.zoho.eu"), "zohomail.eu");
        assert_eq!(include("googleWorkspace", "smtp.google.com"), "_spf.google.com");
        assert_eq!(
            include("barracuda", "d1.ess.de.barracudanetworks.com"),
            "spf.ess.de.barracudanetworks.com"
        );
        assert_eq!(include("barracuda", "d1.ess.barracudanetworks.com"), "spf.ess.barracudanetworks.com");
    }

    #[test]
    fn a_key_that_tells_of_a_service_is_no_other_rows() {
        let mut told = 0;
        for service in catalogue().filter(|row| row.upon().is_some()) {
            for selector in service.named_keys() {
                let others = catalogue().filter(|row| *row != service).flat_map(Provider::keys);
                assert!(!others.into_iter().any(|key| key.selector == selector), "{selector}");
                told += 1;
            }
        }
        assert!(told > 0);
        for row in catalogue() {
            // Labels stand behind a name that the catalogue has.
            assert!(row.upon().is_some() || row.envelopes().next().is_none(), "{}", row.id());
            assert!(row.upon() != Some(row), "{}", row.id());
        }
    }

    #[test]
    fn every_row_stands_once_and_names_what_it_is_known_by() {
        let ids: BTreeSet<_> = catalogue().map(Provider::id).collect();
        assert_eq!(ids.len(), catalogue().count());
        for provider in catalogue() {
            let known_by =
                provider.known_includes().chain(provider.own()).chain(provider.hosts()).chain(provider.mx());
            let aliases = provider.keys().filter_map(|key| key.target).count() + provider.bounces().count();
            assert!(aliases + known_by.count() > 0, "{}", provider.id());
            assert!(provider.page().is_none_or(|page| page.starts_with("https://")), "{}", provider.id());
            for own in provider.own() {
                assert!(domain(own).is_hostname(), "{own}");
            }
            for exchanger in provider.exchangers() {
                let host = exchanger.host_for(&domain("a.example"));
                let is_its = provider.mx().any(|pattern| matches(pattern, &host, None));
                assert!(is_its && domain(&host).is_hostname(), "{host}");
            }
        }
        assert!(selectors().len() > 40);
        assert_eq!(selectors().iter().collect::<BTreeSet<_>>().len(), selectors().len());
    }
}
