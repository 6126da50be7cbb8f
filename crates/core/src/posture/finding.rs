//! What a domain's other records say that they should not, or do not say that they should.

use super::mta_sts::policy::{MtaStsMode, PolicyError};
use crate::domain::Domain;
use crate::finding::{Advice, Citation, Severity};
use crate::providers::Provider;
use serde::Serialize;
use std::net::IpAddr;

/// Advice on what a domain publishes besides SPF, DKIM keys and DMARC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the fields are the names and counts that each variant speaks of")]
pub enum PostureFinding {
    /// There is no MX, so mail goes to the domain's own address.
    MxImplicit,
    /// An exchanger stands twice.
    MxDuplicate { host: Domain },
    /// An exchanger is an alias; whether a TLSA record stands at its name.
    MxAlias { host: Domain, target: Domain, tlsa: bool },
    /// An exchanger is written as an address.
    MxIsAddress { host: Domain },
    /// An exchanger has no address.
    MxNoAddress { host: Domain },
    /// An exchanger cannot be reached from outside: `localhost`, or none but private addresses.
    MxNotPublic { host: Domain, addresses: Vec<IpAddr> },
    /// An exchanger whose name can never exist, behind others: left over from showing who owns the domain.
    MxReserved { host: Domain },
    /// Mail goes to another server before it goes to whoever keeps mailboxes.
    MxBeforeMailboxes { host: Domain, provider: &'static Provider },
    /// The domain says that it takes no mail, and names exchangers as well.
    NullMxBesideOthers,
    /// The domain says that it takes no mail, and sends some.
    NullMxButSends,
    /// A name is an alias for some questions and has records of its own for others.
    AliasBesideRecords { name: Domain, target: Domain },
    /// A return path below the domain, where DMARC asks for the very domain in SPF.
    ReturnPathNotStrict { name: Domain },
    /// Every name below `_domainkey` answers.
    KeysWildcard,
    /// An exchanger has addresses of a proxy for web sites, which takes no mail.
    MxProxied { host: Domain },
    /// An exchanger has addresses of a service for web sites, which takes no mail.
    MxAtWebHost { host: Domain },
    /// A term of the SPF record stands for such addresses, from which no mail comes.
    SpfProxied { term: String },
    /// An exchanger of one's own is listed by its IPv4 address and not by the other.
    SpfMissesIpv6 { host: Domain, ip: IpAddr },
    /// The reports go to the domain itself, which takes no mail.
    ReportsNowhere,
    /// There is no key at all, though mail is sent.
    KeysAbsent,
    /// No name below `_domainkey` gets an answer, whatever its selector.
    KeysUnanswered,
    /// Keys exist, but under none of the selectors that were asked for.
    KeysUnnamed { asked: usize },
    /// None of the selectors that were asked for has a key, and DNS does not tell whether there are others.
    KeysNotFound { asked: usize },
    /// A selector's alias leads to a name without a key.
    KeyAliasDangling { name: Domain, target: Domain },
    /// Several MTA-STS records, which count as none.
    MtaStsSeveralRecords { count: usize },
    /// A record that was meant to be one.
    MtaStsBadRecord { text: String },
    /// The host that should serve the policy has no address.
    MtaStsNoHost { host: Domain },
    /// The host that should serve the policy is an alias of a name without an address.
    MtaStsAliasDangling { host: Domain, target: Domain },
    /// The policy cannot be read.
    MtaStsBadPolicy { error: PolicyError },
    /// The policy asks for nothing.
    MtaStsNotEnforced { mode: MtaStsMode },
    /// The policy is forgotten soon.
    MtaStsShortAge { seconds: u64 },
    /// An exchanger is not in the policy, so mail to it is refused.
    MtaStsMxOutside { host: Domain },
    /// Several TLS report records, which count as none.
    TlsRptSeveralRecords { count: usize },
    /// A record that was meant to be one.
    TlsRptBadRecord { text: String },
    /// Several BIMI records, which count as none.
    BimiSeveralRecords { count: usize },
    /// A record that was meant to be one.
    BimiBadRecord { text: String },
    /// No logo is shown without an enforced policy.
    BimiNeedsEnforcement,
    /// The logo is a picture of another format than SVG.
    BimiNotSvg { location: String },
    /// Most mailboxes show a logo only with a certificate.
    BimiNoCertificate,
    /// TLSA records without DNSSEC are ignored.
    DaneWithoutDnssec { host: Domain },
    /// No TLSA record of a host can be used.
    DaneUnusable { host: Domain },
    /// The TLSA records of a host fit no certificate: they are digests of nothing.
    DaneMatchesNothing { host: Domain },
    /// The question for a host's TLSA records goes unanswered, in a zone that is signed.
    DaneUnanswered { host: Domain },
    /// Some hosts are guarded and some are not.
    DanePartial { without: Vec<Domain> },
    /// No question about the domain's name is answered: its name servers or its DNSSEC are broken, so mail to and from it is in
    /// trouble.
    NameUnanswered,
    /// The servers of a name that SPF or DMARC rests on fail, for receivers too.
    LookupFails { name: Domain },
    /// The domain looks as if it sent no mail, and does not say so.
    ParkedUndeclared { null_mx: bool, spf: bool, dmarc: bool },
}

impl Advice for PostureFinding {
    fn severity(&self) -> Severity {
        match self {
            Self::MxIsAddress { .. }
            | Self::MxNoAddress { .. }
            | Self::NullMxBesideOthers
            | Self::MxNotPublic { .. }
            | Self::MxProxied { .. }
            | Self::MxAtWebHost { .. }
            | Self::AliasBesideRecords { .. }
            | Self::MtaStsAliasDangling { .. }
            | Self::MtaStsSeveralRecords { .. }
            | Self::MtaStsBadRecord { .. }
            | Self::MtaStsNoHost { .. }
            | Self::MtaStsBadPolicy { .. }
            | Self::MtaStsMxOutside { .. }
            | Self::DaneMatchesNothing { .. }
            | Self::DaneUnusable { .. } => Severity::Error,
            Self::MxAlias { .. }
            | Self::SpfProxied { .. }
            | Self::SpfMissesIpv6 { .. }
            | Self::NullMxButSends
            | Self::MxBeforeMailboxes { .. }
            | Self::DaneUnanswered { .. }
            | Self::NameUnanswered
            | Self::LookupFails { .. }
            | Self::KeysWildcard
            | Self::KeysAbsent
            | Self::KeysUnanswered
            | Self::KeyAliasDangling { .. }
            | Self::ReturnPathNotStrict { .. }
            | Self::MtaStsShortAge { .. }
            | Self::TlsRptSeveralRecords { .. }
            | Self::TlsRptBadRecord { .. }
            | Self::BimiSeveralRecords { .. }
            | Self::BimiBadRecord { .. }
            | Self::BimiNeedsEnforcement
            | Self::BimiNotSvg { .. }
            | Self::DaneWithoutDnssec { .. }
            | Self::DanePartial { .. }
            | Self::ParkedUndeclared { .. } => Severity::Warning,
            Self::MxImplicit
            | Self::ReportsNowhere
            | Self::MxDuplicate { .. }
            | Self::MxReserved { .. }
            | Self::KeysUnnamed { .. }
            | Self::KeysNotFound { .. }
            | Self::MtaStsNotEnforced { .. }
            | Self::BimiNoCertificate => Severity::Info,
        }
    }

    fn citation(&self) -> Option<Citation> {
        let (rfc, section) = match self {
            Self::MxImplicit
            | Self::MxDuplicate { .. }
            | Self::MxAlias { .. }
            | Self::MxIsAddress { .. }
            | Self::MxNoAddress { .. }
            | Self::MxNotPublic { .. }
            | Self::MxBeforeMailboxes { .. }
            | Self::MxProxied { .. }
            | Self::MxAtWebHost { .. } => (5321, "5.1"),
            Self::SpfProxied { .. } | Self::SpfMissesIpv6 { .. } => (7208, "5.3"),
            Self::ReportsNowhere => (7505, "3"),
            Self::MxReserved { .. } => (6761, "6.4"),
            Self::NullMxBesideOthers => (7505, "3"),
            Self::NullMxButSends => (7505, "4.2"),
            Self::AliasBesideRecords { .. } => (1034, "3.6.2"),
            Self::ReturnPathNotStrict { .. } => (9989, "4.7"),
            Self::KeysWildcard | Self::KeysUnanswered => (6376, "6.1.2"),
            Self::KeysAbsent
            | Self::KeysUnnamed { .. }
            | Self::KeysNotFound { .. }
            | Self::KeyAliasDangling { .. } => (6376, "3.6.2"),
            Self::MtaStsSeveralRecords { .. } | Self::MtaStsBadRecord { .. } => (8461, "3.1"),
            Self::MtaStsNoHost { .. } | Self::MtaStsAliasDangling { .. } => (8461, "3.3"),
            Self::MtaStsBadPolicy { .. } | Self::MtaStsNotEnforced { .. } | Self::MtaStsShortAge { .. } => {
                (8461, "3.2")
            }
            Self::MtaStsMxOutside { .. } => (8461, "4.1"),
            Self::TlsRptSeveralRecords { .. } | Self::TlsRptBadRecord { .. } => (8460, "3"),
            Self::DaneWithoutDnssec { .. } | Self::DanePartial { .. } | Self::DaneUnanswered { .. } => {
                (7672, "2.2")
            }
            Self::DaneUnusable { .. } | Self::DaneMatchesNothing { .. } => (7672, "3.1"),
            Self::ParkedUndeclared { .. } => (7505, "3"),
            Self::NameUnanswered | Self::LookupFails { .. } => (1035, "4.1.1"),
            // BIMI is no RFC yet.
            Self::BimiSeveralRecords { .. }
            | Self::BimiBadRecord { .. }
            | Self::BimiNeedsEnforcement
            | Self::BimiNotSvg { .. }
            | Self::BimiNoCertificate => return None,
        };
        Some(Citation { rfc, section })
    }
}
