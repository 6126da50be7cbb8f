//! A plan in the making: what it starts from, and what it leaves out.

use super::choices::Choices;
use super::line::Line;
use crate::dmarc::{NextStep, Policy, ReportDestination};
use crate::domain::Domain;
use crate::intent::Heard;
use crate::providers::{Provider, Region};
use crate::report::host_in;
use serde::Serialize;

/// What DNS holds before anything is published; nothing is known where it was not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The SPF records of the domain, and what was meant to be one.
    pub spf: Vec<String>,
    /// The providers whose servers a record further down lists, behind a redirect.
    pub listed: Vec<&'static Provider>,
    /// Terms that find nothing, where there are more of them than receivers put up with.
    pub void: Vec<String>,
    /// What was heard of the names in them.
    pub heard: Heard,
    /// What stands at its `_dmarc` name and is a DMARC record, or was meant to be one.
    pub dmarc: Vec<String>,
    /// The record further up that speaks for the domain, and what it asks for.
    pub inherited: Option<(Domain, Policy)>,
    /// The next step of the policy as it is published; `None` where DNS does not tell.
    pub next_step: Option<NextStep>,
    /// Where the reports of the published policy go, and whether those who get them agreed.
    pub destinations: Vec<ReportDestination>,
    /// The zone that the domain's records are kept in.
    pub zone: Option<Domain>,
    /// Whether the zone says that its DNS host knows Domain Connect (draft-ietf-dconn-domainconnect).
    pub connects: bool,
    /// Where the domain's own name leads, where it is an alias.
    pub alias: Option<Domain>,
    /// Whether the domain has a policy of MTA-STS, which tells senders the hosts that they may deliver to.
    pub mta_sts: bool,
    /// The exchangers that mail arrives at.
    pub exchangers: Vec<Domain>,
    /// The planned exchangers whose certificates are told in DNS.
    pub certified: Vec<Domain>,
    /// The planned exchangers that have no address, and the targets of planned aliases that have not what the alias is for.
    pub absent: Vec<Domain>,
    /// Whether the domain of the report address is of the same organization.
    pub reports_at_home: bool,
}

/// What is left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LeftOut {
    /// An include that nobody asks: the provider sends with an envelope domain of its own.
    UnneededInclude {
        /// The provider.
        provider: &'static Provider,
        /// The include's name.
        include: &'static str,
        /// Whether it stands in the published record.
        published: bool,
    },
    /// An include that nobody asks: SPF is asked at the return path's name.
    IncludeAtReturnPath {
        /// The provider.
        provider: &'static Provider,
        /// The include's name.
        include: &'static str,
    },
    /// A term, since the published record leaves it to a service whom it lists.
    AtSpfHost {
        /// The term.
        term: String,
        /// The term of the record that asks the service.
        host: String,
    },
    /// A selector that is not given out any more.
    OldKey {
        /// The provider.
        provider: &'static Provider,
        /// The selector.
        selector: &'static str,
    },
    /// Tags that RFC 9989 took away.
    RemovedTags {
        /// Whether the published record has some.
        published: bool,
    },
    /// `pct` stays, since some receivers still honour it and would apply the whole policy without.
    KeptPercentage {
        /// The published record.
        record: String,
    },
    /// Terms of the published SPF record that broke its grammar.
    BrokenTerms {
        /// The terms.
        terms: Vec<String>,
    },
    /// An include of the published SPF record that names a domain without a record, which breaks the whole record.
    DeadInclude {
        /// The term.
        term: String,
    },
    /// A term of the published SPF record that finds nothing, where more than two of them break it.
    VoidTerm {
        /// The term.
        term: String,
    },
    /// A DMARC record of its own: the one further up speaks for the domain.
    InheritedPolicy {
        /// Where that one is.
        at: Domain,
        /// What it asks for.
        policy: Policy,
    },
    /// Records at the domain's own name, which is an alias: beside one no other record can stand.
    BesideAlias {
        /// The name.
        name: Domain,
        /// Where it leads.
        target: Domain,
    },
    /// A null MX, since bounces of what is sent have to arrive somewhere.
    NullMxOfSender,
    /// MX, since mail arrives as before.
    UnchangedMx,
    /// MTA-STS, since it needs a file on a web server, and a wrong one keeps mail away.
    MtaSts,
}

/// A plan in the making.
pub(super) struct Draft<'a> {
    pub(super) choices: &'a Choices,
    pub(super) published: &'a Published,
    pub(super) zone: Domain,
    pub(super) sends: bool,
    pub(super) lines: Vec<Line>,
    pub(super) left_out: Vec<LeftOut>,
}

impl<'a> Draft<'a> {
    /// Begins a plan.
    pub(super) fn new(choices: &'a Choices, published: &'a Published) -> Self {
        let zone = published.zone.clone().unwrap_or_else(|| choices.domain.clone());
        Self { choices, published, zone, sends: choices.sends(), lines: Vec::new(), left_out: Vec::new() }
    }

    /// Where the account at a provider is kept: as was chosen, or as what is published shows.
    pub(super) fn region(&self, provider: &Provider) -> Option<Region> {
        let published = self.published;
        let names = || {
            let terms = published.spf.iter().flat_map(|record| record.split_ascii_whitespace());
            terms.filter_map(|term| Domain::parse(term.split_once([':', '='])?.1).ok())
        };
        let by_mx = || published.exchangers.iter().find_map(|host| provider.region_of_host(host));
        let by_include = || names().find_map(|name| provider.region_of_include(&name));
        self.choices.region(provider).or_else(by_mx).or_else(by_include)
    }

    /// Whether DNS says that a name has not what a record would lead to it for.
    pub(super) fn is_absent(&self, name: &str) -> bool {
        self.published.absent.iter().any(|absent| absent.as_str() == name)
    }

    /// Adds a record at a name below the domain, or at the domain where the label is empty.
    pub(super) fn add(&mut self, label: &str, mut line: Line) {
        let domain = &self.choices.domain;
        let name = if label.is_empty() { Ok(domain.clone()) } else { domain.prepend(label) };
        // A name too long for DNS cannot be published, whatever was chosen.
        let Ok(name) = name else { return };
        line.host = Some(host_in(&self.zone, &name));
        line.name = Some(name);
        self.lines.push(line);
    }

    /// Takes out what would stand beside an alias of the domain's own name (RFC 1034 §3.6.2).
    pub(super) fn keep_alias(&mut self) {
        let Some(target) = self.published.alias.clone() else { return };
        let name = self.choices.domain.clone();
        let before = self.lines.len();
        self.lines.retain(|line| line.name.as_ref() != Some(&name));
        if self.lines.len() < before {
            self.left_out.push(LeftOut::BesideAlias { name, target });
        }
    }

    /// Adds a record of which only an account tells the name.
    pub(super) fn add_unnamed(&mut self, line: Line) {
        self.lines.push(line);
    }
}
