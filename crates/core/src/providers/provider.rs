//! A row of the catalogue.

use super::facts::{
    Bounce, DefaultSignature, Exchanger, Grade, Key, Kind, SpfAlignment, Switch, Tristate, exchangers,
    filled, pair,
};
use super::packed::{Fields, Words, row};
use super::pattern::{fill, gaps, matches};
use super::region::Region;
use super::rows::{ROWS, STARTS};
use crate::domain::Domain;
use serde::{Serialize, Serializer};
use std::fmt;

/// When rows were compiled last.
pub const COMPILED: &str = "2026-11-28";

/// A provider of mailboxes, of newsletters, or of a filter in front of either: a row of the catalogue. A report names it by its `id`.
#[derive(Clone, Copy)]
pub struct Provider {
    /// Where its row begins.
    at: u16,
}

static PROVIDERS: [Provider; ROWS] = providers();

/// A row that has nothing in it, as one that the catalogue does not have.
pub static UNKNOWN: Provider = Provider { at: u16::MAX };

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn providers() -> [Provider; ROWS] {
    let mut providers = [UNKNOWN; ROWS];
    let mut row = 0;
    while row < ROWS {
        providers[row] = Provider { at: STARTS[row] };
        row += 1;
    }
    providers
}

/// Every provider, in the order in which they are looked through.
pub fn catalogue() -> impl Iterator<Item = &'static Provider> {
    PROVIDERS.iter()
}

/// A row stands in one place.
impl PartialEq for Provider {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Provider {}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for Provider {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// The facts of a row. Letters stand for what its columns have, and any other letter for what is not established.
impl Provider {
    /// A word of the head of its row.
    fn head(&self, place: usize) -> &'static str {
        let row = row(self.at);
        let head = row.split_once(';').map_or(row, |(head, _)| head);
        // What people call it may have spaces.
        head.splitn(4, ' ').nth(place).unwrap_or_default()
    }

    fn column(&self, place: usize) -> u8 {
        self.head(1).as_bytes().get(place).copied().unwrap_or_default()
    }

    fn certainty(&self, place: usize) -> Tristate {
        match self.column(place) {
            b'y' => Tristate::Yes,
            b'n' => Tristate::No,
            _ => Tristate::Unknown,
        }
    }

    /// A stable name, in camelCase.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.head(0)
    }

    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.head(3)
    }

    /// What it mainly does.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.column(0) {
            b'g' => Kind::Gateway,
            b'n' => Kind::Marketing,
            b't' => Kind::Transactional,
            b'a' => Kind::Application,
            b'f' => Kind::Forwarder,
            _ => Kind::Mailbox,
        }
    }

    /// Whether the customer's own SPF record needs the include: not where it sends with an envelope domain of its own.
    #[must_use]
    pub fn include_needed(&self) -> Tristate {
        self.certainty(1)
    }

    /// Whether SPF can speak for the customer's domain.
    #[must_use]
    pub fn spf(&self) -> SpfAlignment {
        match self.column(2) {
            b'y' => SpfAlignment::Yes,
            b'r' => SpfAlignment::ReturnPath,
            b'd' => SpfAlignment::DedicatedAddress,
            b'-' => SpfAlignment::NotApplicable,
            _ => SpfAlignment::Unknown,
        }
    }

    /// Whether a signature can.
    #[must_use]
    pub fn dkim(&self) -> Tristate {
        self.certainty(3)
    }

    /// How good the evidence is.
    #[must_use]
    pub fn grade(&self) -> Grade {
        match self.column(4) {
            b'A' => Grade::A,
            b'B' => Grade::B,
            _ => Grade::C,
        }
    }

    /// When its row was compiled.
    #[must_use]
    pub fn compiled(&self) -> &'static str {
        self.head(2)
    }

    /// The words of some fields of its row.
    fn words(&self, keys: &'static str) -> Words {
        Words::new(row(self.at), keys)
    }

    /// The names that SPF records include for it, the current one first; `*` stands for any characters.
    #[must_use]
    pub fn includes(&self) -> Words {
        self.words("ir")
    }

    /// Of these, those that list the servers of every region.
    #[must_use]
    pub fn common_includes(&self) -> Words {
        self.words("i")
    }

    /// Its includes, and those that customers had once, or that only an account shows.
    #[must_use]
    pub fn known_includes(&self) -> Words {
        self.words("irw")
    }

    /// The domains it sends and signs with in its own name; each stands for itself and all below it.
    #[must_use]
    pub fn own(&self) -> Words {
        self.words("o")
    }

    /// Other domains below which its sending servers have their names, and nobody else's stand.
    #[must_use]
    pub fn hosts(&self) -> Words {
        self.words("h")
    }

    /// The mail exchangers of its customers, with holes as in [`Key::target`].
    #[must_use]
    pub fn mx(&self) -> Words {
        self.words("mer")
    }

    /// What the names of the header fields begin with, in lower case, that it alone leaves in mail that it passed on.
    #[must_use]
    pub fn marks(&self) -> Words {
        self.words("l")
    }

    /// The provider whose servers it sends by, where that is established: its mail shows that one's names beside its own.
    #[must_use]
    pub fn upon(&self) -> Option<&'static Self> {
        self.words("u").next().and_then(super::by_id)
    }

    /// The labels at which its customers publish the records of [`Provider::upon`] for the envelope sender.
    pub fn envelopes(&self) -> impl Iterator<Item = &'static str> {
        self.words("u").skip(1)
    }

    /// The keys that a customer publishes.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        Fields::new(row(self.at), "kfs").map(|(key, text)| {
            let (selector, target) = pair(text);
            Key { selector, target, current: key != b'f', together: key == b's' }
        })
    }

    /// The keys it gives out today.
    pub fn current_keys(&self) -> impl Iterator<Item = Key> {
        self.keys().filter(|key| key.current)
    }

    /// The selectors of which a customer publishes all.
    pub fn together(&self) -> impl Iterator<Item = &'static str> {
        self.keys().filter(|key| key.together).map(|key| key.selector)
    }

    /// The names that a customer gives it for the envelope sender.
    pub fn bounces(&self) -> impl Iterator<Item = Bounce> {
        let bounce = |text| {
            let (label, target) = pair(text);
            Some(Bounce { label, target: target? })
        };
        Fields::new(row(self.at), "b").filter_map(move |(_, text)| bounce(text))
    }

    /// Where its customers' accounts are kept, where that decides what they publish; none where it does not.
    pub fn regions(&self) -> impl Iterator<Item = Region> {
        Fields::new(row(self.at), "r").map(|(_, text)| Region { text })
    }

    /// The exchangers that every customer publishes, with their preference; none where only an account shows them.
    pub fn exchangers(&self) -> impl Iterator<Item = Exchanger> {
        Fields::new(row(self.at), "e").flat_map(|(_, text)| exchangers(text))
    }

    /// Its page on setting this up.
    #[must_use]
    pub fn page(&self) -> Option<&'static str> {
        self.words("p").next()
    }

    fn is(&self, what: &str) -> bool {
        self.words("a").any(|word| word == what)
    }

    /// Whether what it publishes for SPF lists its own company's servers, and a customer's has an address of its own.
    #[must_use]
    pub fn lists_only_itself(&self) -> bool {
        self.is("itself")
    }

    /// Whether it names its customers' exchangers and keys after tenant and domain, and gives a key to one of their two
    /// selectors at a time.
    #[must_use]
    pub fn by_tenant(&self) -> bool {
        self.is("tenant")
    }

    /// Whether it has filed a template with Domain Connect, by which a DNS host that supports it publishes the records.
    #[must_use]
    pub fn connects(&self) -> bool {
        self.is("connect")
    }

    /// Whether Cloudflare refuses to proxy the aliases of its keys, so that nobody has to be told to leave them alone.
    #[must_use]
    pub fn is_never_proxied(&self) -> bool {
        self.is("unproxied")
    }

    /// The cause that its own signature stands for, where mail of every customer has one until the customer's is switched on.
    #[must_use]
    pub fn signs_by_default(&self) -> Option<DefaultSignature> {
        match (self.is("onmicrosoft"), self.is("gappssmtp")) {
            (true, _) => Some(DefaultSignature::Microsoft),
            (_, true) => Some(DefaultSignature::Google),
            _ => None,
        }
    }

    /// How signing is switched on.
    #[must_use]
    pub fn switch(&self) -> Switch {
        match (self.is("defender"), self.is("authentication")) {
            (true, _) => Switch::Defender,
            (_, true) => Switch::Authentication,
            _ => Switch::Verification,
        }
    }

    /// What a customer includes whose mail arrives at one of its hosts: what the region of the host does, where that is told.
    #[must_use]
    pub fn include_beside(&self, host: &Domain) -> Option<&'static str> {
        let regional = self.region_of_host(host).and_then(|region| region.includes().next());
        regional.or_else(|| self.includes().find(|include| !include.contains('*')))
    }

    /// The region whose exchanger a host is.
    #[must_use]
    pub fn region_of_host(&self, host: &Domain) -> Option<Region> {
        self.regions().find(|region| region.mx().any(|pattern| matches(pattern, host.as_str(), None)))
    }

    /// The region whose servers an include lists.
    #[must_use]
    pub fn region_of_include(&self, name: &Domain) -> Option<Region> {
        self.regions().find(|region| region.includes().any(|include| include == name.as_str()))
    }

    /// The selector and the alias of another key, as one that is published beside it shows them: the account stands in the same place.
    #[must_use]
    pub fn key_beside(
        &self,
        (selector, target): (&str, &str),
        other: &str,
        domain: &Domain,
    ) -> Option<(String, String)> {
        let of = |selector: &'static str| self.keys().filter(move |key| key.selector == selector);
        let own = self.keys().find(|key| {
            let leads = key.target.is_some_and(|pattern| matches(pattern, target, Some(domain)));
            leads && matches(key.selector, selector, None)
        })?;
        // Of several layouts the keys of one customer have the same.
        let layout = of(own.selector).position(|key| key == own)?;
        let known = self.keys().find(|key| key.selector == other)?;
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_says_what_can_be_read() {
        for provider in catalogue() {
            let (id, columns) = (provider.id(), provider.head(1));
            assert!(columns.len() == 5 && "ABC".contains(columns.get(4..).unwrap()), "{id} {columns}");
            for (place, letters) in ["bgntaf", "yn?", "yrd-?", "yn?"].into_iter().enumerate() {
                assert!(letters.contains(char::from(provider.column(place))), "{id} {columns}");
            }
            let upon = provider.words("u").next();
            assert_eq!(upon.is_some(), provider.upon().is_some(), "{id} is upon {upon:?}");
            let also = "tenant onmicrosoft gappssmtp defender authentication itself unproxied connect";
            let known: Vec<&str> = also.split(' ').collect();
            assert!(provider.words("a").all(|word| known.contains(&word)), "{id}");
        }
    }
}
