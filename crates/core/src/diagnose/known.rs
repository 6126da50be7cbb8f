//! What the log of a check holds, looked up by name.

use crate::address::is_web_proxy;
use crate::dns::{LoggedQuery, QueryStatus, Rdata, RecordType};
use crate::domain::Domain;
use crate::report::Evidence;
use crate::spf;
use std::net::IpAddr;

/// The log of a check.
#[derive(Clone, Copy)]
pub(super) struct KnownRecords<'a>(pub(super) &'a [LoggedQuery]);

impl<'a> KnownRecords<'a> {
    /// A question and what came of it; `None` where it was not asked.
    pub(super) fn find(&self, name: &Domain, kind: RecordType) -> Option<&'a LoggedQuery> {
        self.0.iter().find(|query| query.name == *name && query.kind == kind)
    }

    /// The TXT records at a name.
    pub(super) fn texts(&self, name: &Domain) -> Vec<String> {
        let answers =
            self.find(name, RecordType::Txt).map(|query| query.answers.as_slice()).unwrap_or_default();
        let text = |data: &Rdata| match data {
            Rdata::Txt(text) => Some(text.to_string()),
            _ => None,
        };
        answers.iter().filter_map(text).collect()
    }

    /// The SPF records among them.
    pub(super) fn spf_records(&self, name: &Domain) -> Vec<String> {
        self.texts(name).into_iter().filter(|text| spf::Record::is_spf(text)).collect()
    }

    /// The aliases followed from a name, whatever was asked there. What a wildcard answers for a name that nobody wrote is no alias of
    /// its own (RFC 4592 §2.2.1).
    pub(super) fn aliases(&self, name: &Domain) -> Vec<Domain> {
        let found = self.followed(name);
        let is_same = |label: &&str| {
            let beside = name.parent().and_then(|above| above.prepend(label).ok());
            beside.is_some_and(|beside| beside != *name && self.followed(&beside) == found)
        };
        let is_wild = !found.is_empty() && ["_mta-sts", "_smtp._tls", "dmarc"].iter().any(is_same);
        if is_wild { Vec::new() } else { found }
    }

    fn followed(&self, name: &Domain) -> Vec<Domain> {
        let asked = self.0.iter().find(|query| query.name == *name && !query.answers.is_empty());
        let target = |data: &Rdata| match data {
            Rdata::Cname(target) => Some(target.clone()),
            _ => None,
        };
        asked.map(|query| query.answers.iter().filter_map(target).collect()).unwrap_or_default()
    }

    /// The mail exchangers of a name.
    pub(super) fn exchangers(&self, name: &Domain) -> Vec<Domain> {
        let answers =
            self.find(name, RecordType::Mx).map(|query| query.answers.as_slice()).unwrap_or_default();
        let host = |data: &Rdata| match data {
            Rdata::Mx(_, host) => host.0.clone(),
            _ => None,
        };
        answers.iter().filter_map(host).collect()
    }

    /// Whether a name has an IPv4 address.
    pub(super) fn has_address(&self, name: &Domain) -> bool {
        let asked = self.find(name, RecordType::A);
        asked.is_some_and(|query| query.answers.iter().any(|data| matches!(data, Rdata::A(_))))
    }

    /// The addresses of a name of one family.
    pub(super) fn addresses(&self, name: &Domain, kind: RecordType) -> impl Iterator<Item = IpAddr> + 'a {
        let answers = self.find(name, kind).map(|query| query.answers.as_slice()).unwrap_or_default();
        answers.iter().filter_map(Rdata::address)
    }

    /// Whether a name has no record of a type, for certain.
    pub(super) fn lacks(&self, name: &Domain, kind: RecordType) -> bool {
        self.find(name, kind).is_some_and(|query| query.status.fault().is_none() && query.answers.is_empty())
    }

    /// Whether a name exists and answers with an address where an alias was expected.
    pub(super) fn has_only_address(&self, name: &Domain) -> bool {
        let address = self.find(name, RecordType::A).is_some_and(|query| {
            query.status == QueryStatus::Noerror
                && query.answers.iter().any(|data| matches!(data, Rdata::A(_)))
        });
        address && self.aliases(name).is_empty()
    }

    /// Whether a proxy of web sites answers at a name. Any other address may be a wildcard's.
    pub(super) fn is_proxied(&self, name: &Domain) -> bool {
        self.aliases(name).is_empty() && self.addresses(name, RecordType::A).any(is_web_proxy)
    }

    /// Whether a key's name below a domain answers as a name does that nobody has, so that a wildcard speaks there.
    pub(super) fn is_of_wildcard(&self, name: &Domain, domain: &Domain) -> bool {
        let Ok(probe) = domain.prepend(&format!("{}._domainkey", crate::posture::PROBE)) else {
            return false;
        };
        let answers = |name: &Domain, kind| self.find(name, kind).map(|query| query.answers.as_slice());
        let is_same = |kind| {
            let own = answers(name, kind).filter(|own| !own.is_empty());
            own.is_some() && own == answers(&probe, kind)
        };
        let is_silent = answers(name, RecordType::Txt).is_none_or(<[Rdata]>::is_empty);
        is_same(RecordType::Txt) || is_silent && is_same(RecordType::A)
    }

    /// A record as evidence.
    pub(super) fn evidence(&self, name: &Domain, kind: RecordType) -> Evidence {
        let first = self.find(name, kind).and_then(|query| query.answers.first());
        // An alias is what stands at the name, whatever was asked.
        let alias = first.filter(|data| matches!(data, Rdata::Cname(_)));
        let kind = if alias.is_some() { RecordType::Cname } else { kind };
        Evidence::Record { name: name.clone(), kind, value: first.map(ToString::to_string) }
    }
}
