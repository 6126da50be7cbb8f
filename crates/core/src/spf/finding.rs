//! Advice on SPF records: what parses, but should not be written like that.

use super::addresses::Network;
use crate::domain::Domain;
use crate::finding::{Advice, Citation, Severity};
use crate::providers::Provider;
use serde::{Serialize, Serializer};

/// What should be written otherwise.
///
/// Of the data, `domain` is where the record is, `term` the term as written, `target` and `name` what it asks,
/// `limit` what there may be of what is counted beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the fields are named alike in all variants and explained above")]
pub enum SpfFinding {
    /// `+all`: everybody may send.
    PassAll { domain: Domain, term: String },
    /// `?all`: the record forbids nothing.
    NeutralAll { domain: Domain, term: String },
    /// Neither `all` nor `redirect`: whoever is not listed is neutral.
    NoAll { domain: Domain },
    /// Terms that are never reached.
    TermsAfterAll { domain: Domain, terms: Vec<String> },
    /// A redirect that is ignored because of an `all`.
    RedirectBesideAll { domain: Domain, term: String },
    /// `ptr`, which is slow, unreliable and should not be used.
    Ptr { domain: Domain, term: String },
    /// More terms ask DNS than may; the ones that cost most first.
    TooManyLookups { domain: Domain, lookups: u32, limit: u32, costly: Vec<Costly> },
    /// A term that finds nothing.
    VoidLookup { domain: Domain, term: String, name: Domain },
    /// More terms find nothing than may.
    TooManyVoidLookups { domain: Domain, void_lookups: u32, limit: u32 },
    /// More terms find nothing than may for a client that comes by IPv6, before a term that names IPv6 addresses.
    TooManyVoidLookupsIpv6 { domain: Domain, void_lookups: u32, limit: u32 },
    /// The same for a client that comes by IPv4, before a term that names IPv4 addresses.
    TooManyVoidLookupsIpv4 { domain: Domain, void_lookups: u32, limit: u32 },
    /// More mail exchanges than `mx` may look at.
    TooManyMx { domain: Domain, term: String, count: usize, limit: usize },
    /// Several SPF records at one name.
    SeveralRecords { domain: Domain, records: Vec<String> },
    /// A record longer than one string of a TXT record can be: it has to be split.
    NeedsSeveralStrings { domain: Domain, bytes: usize, limit: usize },
    /// All TXT records of the name together may not fit a DNS answer over UDP.
    LongAnswer { domain: Domain, bytes: usize, limit: usize },
    /// A term that stands there twice.
    Duplicate { domain: Domain, term: String },
    /// An include whose record lets nobody send.
    IncludeAuthorisesNothing { domain: Domain, term: String, target: Domain },
    /// An include of a name without a record, which breaks the whole check.
    IncludeWithoutRecord { domain: Domain, term: String, target: String },
    /// A redirect to a name without a record, which breaks the whole check.
    RedirectWithoutRecord { domain: Domain, term: String, target: String },
    /// A word that is no mechanism, with the one that was probably meant.
    UnknownMechanism { domain: Domain, term: String, suggestion: Option<String> },
    /// A mechanism written with `=`, which makes it a modifier that means nothing.
    MechanismAsModifier { domain: Domain, term: String, suggestion: String },
    /// A modifier that means nothing here.
    UnknownModifier { domain: Domain, term: String },
    /// A macro that sends part of the sender's address or the client to the domain's name servers.
    PersonalMacro { domain: Domain, term: String, letters: String },
    /// The `%{p}` macro, which should not be used.
    ValidatedNameMacro { domain: Domain, term: String },
    /// Records that lead back to each other, in order.
    IncludeLoop { domains: Vec<Domain> },
    /// An `exists` whose name is the same whoever sends: where it has an address, everybody may.
    ExistsForAnybody { domain: Domain, term: String },
    /// A network so wide that strangers' machines are in it.
    WideRange { domain: Domain, term: String, network: Network },
    /// A mask behind `a` or `mx` that takes in strangers around each address that is found.
    WideMask { domain: Domain, term: String },
    /// A network that no receiver ever sees mail come from.
    PrivateRange { domain: Domain, term: String, network: Network },
    /// An address with bits beyond its prefix, which are ignored.
    BitsBeyondPrefix { domain: Domain, term: String, network: Network },
    /// An include for a provider that sends with an envelope domain of its own, so that it is never evaluated.
    /// The walk does not make this finding: whoever knows the providers does.
    UnneededInclude {
        domain: Domain,
        term: String,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        #[serde(serialize_with = "by_name")]
        provider: &'static Provider,
    },
    /// An include for servers of the provider's own company, where customers' mail leaves by other addresses. The walk does not
    /// make this finding either.
    IncludeOfCompany {
        domain: Domain,
        term: String,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        #[serde(serialize_with = "by_name")]
        provider: &'static Provider,
    },
    /// An include of a name that is a slip away from the one that a provider of the domain's has its customers include, and is
    /// somebody else's. The walk does not make this finding either.
    IncludeOfStranger {
        domain: Domain,
        term: String,
        meant: String,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        #[serde(serialize_with = "by_name")]
        provider: &'static Provider,
    },
    /// The walk ended at one of its limits, and some of the record was not looked at.
    NotAllWalked { domain: Domain },
}

/// What one term of the checked domain's own record costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "CostlyTerm"))]
#[serde(rename_all = "camelCase")]
pub struct Costly {
    /// The term, as written.
    pub term: String,
    /// How many lookups it and all below it count for.
    pub lookups: u32,
}

/// These two name a provider as people call it.
fn by_name<S: Serializer>(provider: &&'static Provider, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(provider.name())
}

impl SpfFinding {
    /// The domain whose record it is about, and whose owner can change it.
    #[must_use]
    pub fn domain(&self) -> Option<&Domain> {
        match self {
            Self::IncludeLoop { domains } => domains.first(),
            Self::PassAll { domain, .. }
            | Self::NeutralAll { domain, .. }
            | Self::NoAll { domain }
            | Self::TermsAfterAll { domain, .. }
            | Self::RedirectBesideAll { domain, .. }
            | Self::Ptr { domain, .. }
            | Self::TooManyLookups { domain, .. }
            | Self::VoidLookup { domain, .. }
            | Self::TooManyVoidLookups { domain, .. }
            | Self::TooManyVoidLookupsIpv6 { domain, .. }
            | Self::TooManyVoidLookupsIpv4 { domain, .. }
            | Self::ExistsForAnybody { domain, .. }
            | Self::TooManyMx { domain, .. }
            | Self::SeveralRecords { domain, .. }
            | Self::NeedsSeveralStrings { domain, .. }
            | Self::LongAnswer { domain, .. }
            | Self::Duplicate { domain, .. }
            | Self::IncludeAuthorisesNothing { domain, .. }
            | Self::IncludeWithoutRecord { domain, .. }
            | Self::RedirectWithoutRecord { domain, .. }
            | Self::UnknownMechanism { domain, .. }
            | Self::MechanismAsModifier { domain, .. }
            | Self::UnknownModifier { domain, .. }
            | Self::PersonalMacro { domain, .. }
            | Self::ValidatedNameMacro { domain, .. }
            | Self::WideRange { domain, .. }
            | Self::WideMask { domain, .. }
            | Self::PrivateRange { domain, .. }
            | Self::BitsBeyondPrefix { domain, .. }
            | Self::UnneededInclude { domain, .. }
            | Self::IncludeOfCompany { domain, .. }
            | Self::IncludeOfStranger { domain, .. }
            | Self::NotAllWalked { domain } => Some(domain),
        }
    }
}

impl SpfFinding {
    /// Whether it is that strangers may send.
    pub(crate) const fn lets_strangers_in(&self) -> bool {
        matches!(self, Self::WideRange { .. } | Self::WideMask { .. } | Self::ExistsForAnybody { .. })
    }
}

impl Advice for SpfFinding {
    fn severity(&self) -> Severity {
        match self {
            Self::PassAll { .. }
            | Self::TooManyLookups { .. }
            | Self::TooManyVoidLookups { .. }
            | Self::TooManyVoidLookupsIpv4 { .. }
            | Self::ExistsForAnybody { .. }
            | Self::TooManyMx { .. }
            | Self::SeveralRecords { .. }
            | Self::IncludeWithoutRecord { .. }
            | Self::RedirectWithoutRecord { .. }
            | Self::UnknownMechanism { .. }
            | Self::IncludeLoop { .. }
            | Self::IncludeOfStranger { .. }
            | Self::WideMask { .. }
            | Self::WideRange { .. } => Severity::Error,
            Self::NeutralAll { .. }
            | Self::NoAll { .. }
            | Self::TermsAfterAll { .. }
            | Self::RedirectBesideAll { .. }
            | Self::Ptr { .. }
            | Self::VoidLookup { .. }
            | Self::TooManyVoidLookupsIpv6 { .. }
            | Self::LongAnswer { .. }
            | Self::Duplicate { .. }
            | Self::IncludeAuthorisesNothing { .. }
            | Self::MechanismAsModifier { .. }
            | Self::ValidatedNameMacro { .. }
            | Self::IncludeOfCompany { .. } => Severity::Warning,
            Self::NeedsSeveralStrings { .. }
            | Self::UnknownModifier { .. }
            | Self::PersonalMacro { .. }
            | Self::BitsBeyondPrefix { .. }
            | Self::PrivateRange { .. }
            | Self::UnneededInclude { .. }
            | Self::NotAllWalked { .. } => Severity::Info,
        }
    }

    fn citation(&self) -> Option<Citation> {
        let section = match self {
            Self::PassAll { .. } | Self::TermsAfterAll { .. } | Self::RedirectBesideAll { .. } => "5.1",
            Self::NeutralAll { .. } => "8.2",
            Self::NoAll { .. } => "4.7",
            Self::Ptr { .. } => "5.5",
            Self::TooManyLookups { .. }
            | Self::VoidLookup { .. }
            | Self::TooManyVoidLookups { .. }
            | Self::TooManyVoidLookupsIpv6 { .. }
            | Self::TooManyVoidLookupsIpv4 { .. }
            | Self::TooManyMx { .. }
            | Self::IncludeLoop { .. } => "4.6.4",
            Self::SeveralRecords { .. } => "3.2",
            Self::NeedsSeveralStrings { .. } => "3.3",
            Self::LongAnswer { .. } => "3.4",
            Self::IncludeAuthorisesNothing { .. } | Self::IncludeWithoutRecord { .. } => "5.2",
            Self::IncludeOfStranger { .. } => "11.4",
            Self::RedirectWithoutRecord { .. } => "6.1",
            Self::UnknownMechanism { .. } => "4.6.1",
            Self::MechanismAsModifier { .. } | Self::UnknownModifier { .. } => "6",
            Self::PersonalMacro { .. } => "11.6",
            Self::ExistsForAnybody { .. } => "5.7",
            Self::ValidatedNameMacro { .. } => "7.2",
            Self::BitsBeyondPrefix { .. } | Self::PrivateRange { .. } => "5.6",
            Self::Duplicate { .. }
            | Self::WideRange { .. }
            | Self::WideMask { .. }
            | Self::UnneededInclude { .. }
            | Self::IncludeOfCompany { .. }
            | Self::NotAllWalked { .. } => return None,
        };
        Some(Citation { rfc: 7208, section })
    }
}
