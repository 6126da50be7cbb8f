//! What the owner of a broken record meant.
//!
//! People type records into panels, paste them out of word processors and zone files, and shorten, join and correct them by hand.
//! One room reads the text of such a record: the terms that are right, those that are plainly meant (with what slipped), and
//! those of which nobody can tell. A mended record is written from what was read here and from nothing else, and what falls
//! out on the way is found by comparing the two, so that nothing can be said to be kept that is not.
//!
//! Reading is pure. What depends on DNS (is that name a record to include, or a host?) is named as a question, and answers
//! come in as [`Heard`].

mod addresses;
pub mod bimi;
mod distance;
pub mod dkim;
pub mod dmarc;
pub mod mta_sts;
mod plain;
pub mod spf;
mod tags;
pub mod tls_rpt;

pub(crate) use distance::distance;

use crate::dns::{LoggedQuery, Rdata, RecordType};
use crate::domain::Domain;
use crate::providers::{self, Provider};

/// What a check has heard so far, as far as it tells what somebody meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The domain whose record it is.
    of: Option<Domain>,
    names: Vec<(Domain, Facts)>,
    providers: Vec<&'static Provider>,
}

/// What DNS holds at a name that a record speaks of; `None` where it was not asked, or did not answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether an SPF record stands there.
    pub spf: Option<bool>,
    /// Whether the name has an address.
    pub address: Option<bool>,
}

impl Heard {
    /// What a log tells: of each name what stands there, and which providers the records at and below `domain` show.
    #[must_use]
    pub fn of(domain: &Domain, log: &[LoggedQuery]) -> Self {
        let mut heard = Self { of: Some(domain.clone()), ..Self::default() };
        for query in log {
            heard.take(query);
            let own = query.name.is_within(domain);
            query.answers.iter().filter(|_| own).filter_map(shown_by).for_each(|p| heard.show(p));
        }
        heard
    }

    fn take(&mut self, query: &LoggedQuery) {
        let answered = query.status.fault().is_none();
        if !answered || !matches!(query.kind, RecordType::Txt | RecordType::A | RecordType::Aaaa) {
            return;
        }
        let mut facts = self.facts(&query.name);
        let holds = query.answers.iter().any(|data| match data {
            Rdata::Txt(text) => crate::spf::Record::is_spf(&text.to_string()),
            data => data.kind() == query.kind,
        });
        match query.kind {
            RecordType::Txt => facts.spf = Some(holds),
            // One family of addresses is enough to have one.
            _ => facts.address = Some(holds || facts.address == Some(true)),
        }
        self.know(query.name.clone(), facts);
    }

    /// Whether a name is the domain's own, or below it.
    #[must_use]
    pub fn owns(&self, name: &Domain) -> bool {
        self.of.as_ref().is_some_and(|of| name.is_within(of))
    }

    /// Takes down what stands at a name.
    pub fn know(&mut self, name: Domain, facts: Facts) {
        match self.names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = facts,
            None => self.names.push((name, facts)),
        }
    }

    /// Takes down that something in the check, other than the record itself, shows a provider.
    pub fn show(&mut self, provider: &'static Provider) {
        if !self.supports(provider) {
            self.providers.push(provider);
        }
    }

    /// What is known of a name.
    #[must_use]
    pub fn facts(&self, name: &Domain) -> Facts {
        self.names.iter().find(|(known, _)| known == name).map(|(_, facts)| *facts).unwrap_or_default()
    }

    /// Whether something in the check shows that the domain uses a provider.
    #[must_use]
    pub fn supports(&self, provider: &'static Provider) -> bool {
        self.providers.contains(&provider)
    }
}

/// The provider that a record of the domain's leads to: where its mail arrives, or whose alias a key or a return path is.
fn shown_by(data: &Rdata) -> Option<&'static Provider> {
    match data {
        Rdata::Mx(_, host) => providers::by_mx(host.0.as_ref()?),
        Rdata::Cname(target) => {
            providers::by_key_target(target).or_else(|| providers::by_bounce_target(target))
        }
        _ => None,
    }
}
