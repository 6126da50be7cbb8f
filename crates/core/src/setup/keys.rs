//! The keys of those who sign, and the names they use for the envelope sender.

use super::draft::{Draft, LeftOut};
use super::line::{Line, Purpose, Reason, Value};
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::providers::{Key, Provider, SpfAlignment, Tristate};

/// The DKIM records and the return paths.
pub(super) fn lines(draft: &mut Draft<'_>) {
    let choices = draft.choices;
    for provider in &choices.senders {
        of_provider(draft, provider);
        return_paths(draft, provider);
    }
    if !choices.own.is_empty() {
        let line = Line::new(Purpose::Key, Some(RecordType::Txt), Value::Own, Reason::OwnKey);
        draft.add_unnamed(line);
    }
    if !draft.sends {
        // RFC 6376 §3.6.1: an empty key is a key that was taken back; here every selector's.
        let revoked = Value::Ready { text: "v=DKIM1; p=".to_owned() };
        let line = Line::new(Purpose::Key, Some(RecordType::Txt), revoked, Reason::NoKeys);
        draft.add("*._domainkey", line);
    }
}

/// Whether Microsoft's name for a domain cannot be told from the domain: with a hyphen of its own, a domain gets a few
/// characters more, so that `a-b.example` and `a.b.example` differ.
pub(super) fn has_own_token(domain: &Domain) -> bool {
    domain.as_str().contains('-')
}

fn of_provider(draft: &mut Draft<'_>, provider: &'static Provider) {
    let mut selectors: Vec<&str> = Vec::new();
    for key in provider.current_keys().filter(|key| !key.selector.contains('*')) {
        // A provider with two kinds of alias has each selector twice.
        if !selectors.contains(&key.selector) {
            selectors.push(key.selector);
            let line = named(draft, provider, &key);
            draft.add(&format!("{}._domainkey", key.selector), line);
        }
    }
    if selectors.is_empty() {
        let kind = provider.current_keys().next().map(|key| kind_of(&key));
        let signs = kind.is_some() || provider.dkim() == Tristate::Yes;
        let reason = if signs { Reason::KeyUnnamed } else { Reason::KeyUnsettled };
        draft.add_unnamed(Line::new(Purpose::Key, kind, Value::Account, reason).of(provider));
    }
    let old = provider.keys().filter(|key| !key.current && key.target.is_some());
    draft.left_out.extend(old.map(|key| LeftOut::OldKey { provider, selector: key.selector }));
}

const fn kind_of(key: &Key) -> RecordType {
    if key.target.is_some() { RecordType::Cname } else { RecordType::Txt }
}

fn named(draft: &Draft<'_>, provider: &'static Provider, key: &Key) -> Line {
    let domain = &draft.choices.domain;
    let (value, reason) = match (&draft.choices.tenant, key.target) {
        (tenant, _) if provider.by_tenant() => {
            let tenant = tenant.as_deref();
            let alias = tenant.filter(|_| !has_own_token(domain)).map(|t| microsoft(key.selector, domain, t));
            // Of its two aliases one leads to no key at a time; where neither does, the tenant or the form is another.
            let are_absent = |tenant| {
                provider.together().all(|selector| draft.is_absent(&microsoft(selector, domain, tenant)))
            };
            match alias.filter(|_| !tenant.is_some_and(are_absent)) {
                Some(alias) => (Some(alias), Reason::MicrosoftKey),
                None => (None, Reason::MicrosoftKeyOpen { tenant: tenant.is_some() }),
            }
        }
        // An alias that leads to no key holds no signature, and may be another by now.
        (_, Some(_)) => (key.target_for(domain).filter(|target| !draft.is_absent(target)), Reason::KeyAlias),
        (_, None) => (None, Reason::Key),
    };
    Line::new(Purpose::Key, Some(kind_of(key)), Value::known(value), reason).of(provider)
}

/// The alias's target that domains added before May 2025 have.
fn microsoft(selector: &str, domain: &Domain, tenant: &str) -> String {
    format!("{selector}-{}._domainkey.{tenant}.onmicrosoft.com", domain.as_str().replace('.', "-"))
}

fn return_paths(draft: &mut Draft<'_>, provider: &'static Provider) {
    let line = |kind, value| Line::new(Purpose::ReturnPath, kind, value, Reason::ReturnPath).of(provider);
    for bounce in provider.bounces() {
        let target = bounce.target_for(&draft.choices.domain).filter(|target| !draft.is_absent(target));
        let value = Value::known(target);
        if bounce.label.contains('*') {
            draft.add_unnamed(line(Some(RecordType::Cname), value));
        } else {
            draft.add(bounce.label, line(Some(RecordType::Cname), value));
        }
    }
    if provider.bounces().next().is_none() && provider.spf() == SpfAlignment::ReturnPath {
        draft.add_unnamed(line(None, Value::Account));
    }
}
