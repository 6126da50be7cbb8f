//! One record of a plan: what it is for, its value, why it is there, and what stands there now.

use crate::dmarc::Policy;
use crate::dns::{QueryStatus, RecordType};
use crate::domain::Domain;
use crate::providers::Provider;
use serde::Serialize;

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
    pub provider: Option<&'static Provider>,
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
        missing: Vec<&'static Provider>,
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

impl Line {
    /// Whether it is of a key, or of a name for the envelope sender.
    pub(super) const fn is_key(&self) -> bool {
        matches!(self.purpose, Purpose::Key | Purpose::ReturnPath)
    }

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
    pub(super) fn of(mut self, provider: &'static Provider) -> Self {
        self.provider = Some(provider);
        self.page = provider.page();
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

/// What stands where a line is to stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Live {
    /// The record.
    There {
        /// Whether it is an alias that leads to nothing yet.
        dangling: bool,
    },
    /// Another record that does the same.
    AsGood {
        /// What stands there.
        found: Vec<String>,
    },
    /// The record, and others that should not stand beside it.
    Beside {
        /// The others.
        others: Vec<String>,
    },
    /// Something else.
    Differs {
        /// What stands there.
        found: Vec<String>,
    },
    /// An alias, beside which nothing can stand; the record is kept where it leads.
    Elsewhere {
        /// Where it leads.
        found: Vec<String>,
    },
    /// Nothing yet.
    Missing,
    /// No answer.
    Unanswered {
        /// How the question went.
        status: QueryStatus,
    },
    /// There is no name to ask for.
    Unnamed,
}

impl Live {
    /// Whether the line needs nothing any more.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::There { .. } | Self::AsGood { .. })
    }

    pub(super) fn there(is_there: bool, found: Vec<String>) -> Self {
        match (is_there, found.is_empty()) {
            (true, _) => Self::There { dangling: false },
            (false, true) => Self::Missing,
            (false, false) => Self::Differs { found },
        }
    }
}
