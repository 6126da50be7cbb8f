//! Whether a record can be published where a step puts it.

use super::super::known::KnownRecords;
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::report::{Action, Fix, Obstacle, Step};

/// The ground that an owner stands on.
#[derive(Clone, Copy)]
pub(in super::super) struct Ground<'a> {
    /// The domain above all names of the owner's.
    pub(in super::super) owned: &'a Domain,
    pub(in super::super) known: KnownRecords<'a>,
}

/// The longest text that a TXT record is published with: more does not fit into an answer over UDP beside anything else.
const MAX_TEXT: usize = 4_000;

/// Whether each step's record can be published by the owner.
pub(in super::super) fn can_be_published(ground: Ground<'_>, fixes: &[Fix]) -> Result<(), Obstacle> {
    fixes.iter().enumerate().try_for_each(|(at, fix)| {
        let (Some(name), Some(kind), true) = (&fix.name, fix.kind, fix.draft().is_some()) else {
            return Ok(());
        };
        // The consent to reports is asked of the destination, by name.
        if fix.step == Step::AuthorizeReports {
            return Ok(());
        }
        if !name.is_within(ground.owned) {
            return Err(Obstacle::NotOwn { owner: name.clone() });
        }
        let earlier = fixes.get(..at).unwrap_or_default();
        let is_gone =
            earlier.iter().any(|fix| fix.action == Action::Remove && fix.name.as_ref() == Some(name));
        let fits = fix.action == Action::Remove
            || is_gone
            || takes_all(ground.known, name, fix)
            || has_room(ground.known, name, kind);
        // RFC 7208 §3.1, RFC 9989 §4.8 and RFC 6376 §3.2: what is published here is ASCII.
        let is_text = fix.value.as_deref().is_none_or(|text| text.is_ascii() && text.len() <= MAX_TEXT);
        if fits && is_text { Ok(()) } else { Err(Obstacle::NoRoom) }
    })
}

/// Whether a step puts an alias in the place of the one text that stands at the name.
fn takes_all(known: KnownRecords<'_>, name: &Domain, fix: &Fix) -> bool {
    let is_replaced = fix.action == Action::Replace && fix.kind == Some(RecordType::Cname);
    let texts = known.texts(name);
    is_replaced && known.aliases(name).is_empty() && texts.iter().map(String::as_str).eq(fix.old.as_deref())
}

/// RFC 1034 §3.6.2: beside an alias stands no other record.
fn has_room(known: KnownRecords<'_>, name: &Domain, kind: RecordType) -> bool {
    let is_alias = !known.aliases(name).is_empty();
    match kind {
        RecordType::Cname => is_alias || known.texts(name).is_empty(),
        _ => !is_alias,
    }
}

/// The steps that make an alias for a key, which has to lead to one. Of a tenant's two keys one is at rest, and the other comes when
/// signing is switched on.
pub(in super::super) fn key_aliases(fixes: &[Fix]) -> impl Iterator<Item = &Fix> {
    fixes.iter().filter(|fix| {
        let is_key = fix.name.as_ref().is_some_and(|name| name.as_str().contains("._domainkey."));
        let is_alias = fix.kind == Some(RecordType::Cname) && fix.value.is_some();
        is_key && is_alias && fix.provider.is_none_or(|provider| !provider.by_tenant())
    })
}
