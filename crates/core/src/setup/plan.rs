//! The whole set of records, from what was chosen and what is there already.

use super::choices::Choices;
use super::judge::Live;
use super::sending::SpfPlan;
use super::steps::{self, Step};
use super::{arrival, keys, policy, sending};
use crate::dmarc::Policy;
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::providers::Provider;
use crate::report::host_in;
use crate::spf::{MAX_LOOKUPS, Walk};
use serde::Serialize;

/// What DNS holds before anything is published; nothing is known where it was not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// The SPF records of the domain.
    pub spf: Vec<String>,
    /// The names that they include and that have no record, which breaks them for everybody.
    pub dead: Vec<String>,
    /// What stands at its `_dmarc` name and is a DMARC record.
    pub dmarc: Vec<String>,
    /// The record further up that speaks for the domain, and what it asks for.
    pub inherited: Option<(Domain, Policy)>,
    /// The zone that the domain's records are kept in.
    pub zone: Option<Domain>,
    /// Whether the domain of the report address is of the same organization.
    pub reports_at_home: bool,
}

/// The records to publish, and what goes with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The zone whose panel the records go into.
    pub zone: Domain,
    /// Whether anything sends in the domain's name, by choice or by what is published.
    pub sends: bool,
    /// The records.
    pub lines: Vec<Line>,
    /// How the SPF record came about.
    pub spf: SpfPlan,
    /// What is left out on purpose.
    pub left_out: Vec<LeftOut>,
    /// In which order to publish, and what to do in between.
    pub steps: Vec<Step>,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// What it is for.
    pub purpose: Purpose,
    /// Its name in full; `None` where only an account shows it.
    pub name: Option<Domain>,
    /// The name as a panel wants it that appends the zone itself; `@` for the zone.
    pub host: Option<String>,
    /// Its type; `None` where only an account shows it.
    #[serde(rename = "type")]
    pub kind: Option<RecordType>,
    /// Its value.
    pub value: Value,
    /// Whose it is, by the stable name of the catalogue.
    pub provider: Option<&'static str>,
    /// The provider's own page about it.
    pub page: Option<&'static str>,
    /// Why it is there.
    pub reason: Reason,
    /// What DNS says of it; `None` where it was not asked.
    pub live: Option<Live>,
}

/// What a record is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// Where mail arrives.
    Arrival,
    /// Who may send.
    Spf,
    /// A key for signatures.
    Key,
    /// A provider's name for the envelope sender.
    ReturnPath,
    /// What becomes of mail that nobody vouches for.
    Dmarc,
    /// That somebody takes the reports.
    Consent,
    /// Where to tell of encryption that failed.
    TlsReports,
}

/// A record's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Value {
    /// Ready to copy.
    Ready {
        /// The value.
        text: String,
    },
    /// What is known of it, without the parts that only accounts show.
    Partial {
        /// What is known.
        text: String,
        /// The providers whose parts are missing.
        missing: Vec<&'static str>,
    },
    /// It would ask more of DNS than receivers put up with.
    TooCostly {
        /// The value.
        text: String,
        /// How many lookups it costs.
        lookups: u32,
    },
    /// Only the account at the provider shows it.
    Account,
    /// The software on one's own server makes it.
    Own,
}

/// Why a record is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Reason {
    /// Mail for the domain goes to the provider's exchanger.
    ArrivesAtProvider,
    /// The same, and the provider names an exchanger for each domain.
    ArrivesAtMicrosoft,
    /// Mail for the domain goes to a server of one's own.
    ArrivesAtHost,
    /// The domain takes no mail (RFC 7505).
    TakesNoMail,
    /// It lists who may send.
    ListsSenders,
    /// It lists who may send, beside what is listed today.
    AddsSenders,
    /// Nobody may send.
    NobodySends,
    /// The provider signs with the key behind this alias.
    KeyAlias,
    /// The provider signs with this key.
    Key,
    /// The account shows both selector and key.
    KeyUnnamed,
    /// Whether the provider signs was not established.
    KeyUnsettled,
    /// Microsoft's alias of the form that domains of before May 2025 have.
    MicrosoftKey,
    /// Microsoft's alias, of which a part is not known.
    MicrosoftKeyOpen {
        /// Whether the tenant was named, so that it is the domain's hyphen which leaves the alias open.
        tenant: bool,
    },
    /// One's own server needs a key of its own.
    OwnKey,
    /// No selector has a key, so no signature holds.
    NoKeys,
    /// Bounces come back by it, and SPF speaks for the domain by it.
    ReturnPath,
    /// The first step: nothing changes, and reports come.
    Watches,
    /// The policy that is published, kept.
    KeepsPolicy {
        /// The policy.
        policy: Policy,
    },
    /// Nothing sends, so what comes all the same is to be refused.
    RefusesAll,
    /// Another domain agrees to take the reports (RFC 9990 §4).
    Consent {
        /// That domain, which publishes the record.
        domain: Domain,
    },
    /// Senders tell of encryption that failed (RFC 8460).
    TlsReports,
}

/// What is left out on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LeftOut {
    /// An include that nobody asks: the provider sends with an envelope domain of its own.
    UnneededInclude {
        /// The provider.
        provider: &'static str,
        /// The include's name.
        include: &'static str,
        /// Whether it stands in the published record.
        published: bool,
    },
    /// An include that nobody asks: SPF is asked at the return path's name.
    IncludeAtReturnPath {
        /// The provider.
        provider: &'static str,
        /// The include's name.
        include: &'static str,
    },
    /// A selector that is not given out any more.
    OldKey {
        /// The provider.
        provider: &'static str,
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
    /// A DMARC record of its own: the one further up speaks for the domain.
    InheritedPolicy {
        /// Where that one is.
        at: Domain,
        /// What it asks for.
        policy: Policy,
    },
    /// A null MX, since bounces of what is sent have to arrive somewhere.
    NullMxOfSender,
    /// MX, since mail arrives as before.
    UnchangedMx,
    /// MTA-STS, since it needs a file on a web server, and a wrong one keeps mail away.
    MtaSts,
}

/// Draws up the records. `published` is what DNS holds, as far as it was asked.
#[must_use]
pub fn plan(choices: &Choices, published: &Published) -> Plan {
    let mut draft = Draft::new(choices, published);
    let spf = sending::spf(&mut draft);
    // Where nothing was chosen that sends, what is published may still say that something does.
    draft.sends = choices.sends() || !spf.kept.is_empty();
    arrival::lines(&mut draft);
    sending::line(&mut draft, &spf);
    keys::lines(&mut draft);
    policy::lines(&mut draft);
    let steps = steps::steps(&draft, &spf);
    Plan { zone: draft.zone, sends: draft.sends, lines: draft.lines, spf, left_out: draft.left_out, steps }
}

impl Plan {
    /// Takes over what a walk over the SPF record, as it would be, found it to cost.
    pub(super) fn count(&mut self, walk: &Walk) {
        self.spf.count(walk);
        let lookups = self.spf.cost();
        if lookups <= MAX_LOOKUPS {
            return;
        }
        for line in self.lines.iter_mut().filter(|line| line.purpose == Purpose::Spf) {
            line.value = Value::TooCostly { text: self.spf.record.clone(), lookups };
        }
        for step in &mut self.steps {
            if matches!(step, Step::PublishSpf { .. }) {
                *step = Step::ShortenSpf;
            }
        }
    }
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
    fn new(choices: &'a Choices, published: &'a Published) -> Self {
        let zone = published.zone.clone().unwrap_or_else(|| choices.domain.clone());
        Self { choices, published, zone, sends: choices.sends(), lines: Vec::new(), left_out: Vec::new() }
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

    /// Adds a record of which only an account tells the name.
    pub(super) fn add_unnamed(&mut self, line: Line) {
        self.lines.push(line);
    }
}

impl Line {
    /// A record that has no name yet.
    pub(super) const fn new(
        purpose: Purpose,
        kind: Option<RecordType>,
        value: Value,
        reason: Reason,
    ) -> Self {
        Self { purpose, name: None, host: None, kind, value, provider: None, page: None, reason, live: None }
    }

    /// Whose it is.
    pub(super) const fn of(mut self, provider: &Provider) -> Self {
        self.provider = Some(provider.id);
        self.page = provider.page;
        self
    }
}

impl Value {
    /// A value that is ready, or that only an account shows.
    pub(super) fn known(text: Option<String>) -> Self {
        text.map_or(Self::Account, |text| Self::Ready { text })
    }

    /// The value, where it can be published as it is.
    #[must_use]
    pub fn ready(&self) -> Option<&str> {
        match self {
            Self::Ready { text } => Some(text),
            Self::Partial { .. } | Self::TooCostly { .. } | Self::Account | Self::Own => None,
        }
    }

    /// What is known of it, whether or not it can be published so.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Ready { text } | Self::Partial { text, .. } | Self::TooCostly { text, .. } => Some(text),
            Self::Account | Self::Own => None,
        }
    }
}
