//! Root causes, each with the data that tells one case from another.

use super::{Fix, Proof};
use crate::dkim::{BodyChange, HeaderChange};
use crate::dmarc::{Alignment, Policy};
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::evidence::ResultWord;
use crate::intent::spf::TermFault;
use crate::providers::Provider;
use serde::Serialize;
use std::net::IpAddr;

/// A root cause with its evidence and its fixes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Diagnosis {
    /// The cause.
    #[serde(flatten)]
    pub cause: RootCause,
    /// How sure it is.
    pub sure: Sureness,
    /// What it rests on; never empty.
    pub evidence: Vec<Evidence>,
    /// The steps that mend it, in order.
    pub fixes: Vec<Fix>,
    /// What may go or be tidied at the same time, and mends nothing.
    pub tidy: Vec<Fix>,
    /// What became of it when the steps were tried.
    pub proof: Option<Proof>,
}

impl RootCause {
    /// Whether it is that there is no SPF record.
    pub(crate) const fn is_spf_missing(&self) -> bool {
        matches!(self, Self::SpfMissing { .. })
    }

    /// Whether it is a fault of an SPF record that lets everybody's mail down, whoever sends.
    #[must_use]
    pub const fn is_of_spf(&self) -> bool {
        matches!(
            self,
            Self::SpfMissing { .. }
                | Self::SpfSeveralRecords { .. }
                | Self::SpfSyntax { .. }
                | Self::SpfOverLimits { .. }
                | Self::SpfAllowsEverybody { .. }
        )
    }

    /// Whether it is that a key is not where it is looked for.
    pub(crate) const fn is_of_key(&self) -> bool {
        matches!(
            self,
            Self::DkimKeyMissing { .. } | Self::DkimKeyWrongName { .. } | Self::DkimAliasWrong { .. }
        )
    }

    /// Whether it is a fault of SPF or DKIM for which mail of the domain's own can fail.
    #[must_use]
    pub const fn lets_own_mail_fail(&self) -> bool {
        self.is_of_spf()
            || matches!(
                self,
                Self::EspSignsOwnDomain { .. }
                    | Self::MicrosoftDefaultSignature { .. }
                    | Self::GoogleDefaultSignature { .. }
                    | Self::SpfOtherRegion { .. }
                    | Self::SpfProviderNotListed { .. }
                    | Self::DkimKeyMissing { .. }
                    | Self::DkimKeyTooShort { .. }
                    | Self::DkimKeyQuoted { .. }
                    | Self::DkimKeyUnusable { .. }
                    | Self::DkimKeyWrongName { .. }
                    | Self::DkimSeveralKeys { .. }
                    | Self::DkimAliasWrong { .. }
                    | Self::DkimSetIncomplete { .. }
            )
    }

    /// Whether it is that a DMARC record asks for less than it could.
    pub(crate) const fn is_weak_policy(&self) -> bool {
        matches!(
            self,
            Self::DmarcPolicyNone { .. }
                | Self::SubdomainPolicyWeaker { .. }
                | Self::SubdomainPolicyStronger { .. }
                | Self::DmarcOnlyAtOrganization { .. }
        )
    }

    /// Whether it is that receivers find no DMARC record that they can use.
    #[must_use]
    pub const fn is_of_dmarc(&self) -> bool {
        matches!(
            self,
            Self::DmarcMissing { .. }
                | Self::DmarcOnlyBelow { .. }
                | Self::DmarcWrongName { .. }
                | Self::DmarcSeveralRecords { .. }
                | Self::DmarcSyntax { .. }
        )
    }
}

impl Diagnosis {
    /// Whether it speaks of a message that was looked at, and not of a domain's records alone.
    #[must_use]
    pub fn is_of_message(&self) -> bool {
        self.evidence.iter().any(|line| !matches!(line, Evidence::Record { .. }))
    }
}

/// How sure a diagnosis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Sureness {
    /// The evidence leaves no other explanation.
    Certain,
    /// It is what such evidence nearly always means.
    Likely,
    /// It would explain it, and so would something else.
    Possible,
}

/// What a diagnosis rests on: a line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Evidence {
    /// An identifier and what came of it.
    Identifier {
        /// Its mechanism.
        mechanism: Alignment,
        /// Its domain.
        domain: Domain,
        /// The result that counts.
        result: ResultWord,
        /// Whether it speaks for the author domain.
        aligned: Option<bool>,
    },
    /// A record, or that there is none.
    Record {
        /// The name.
        name: Domain,
        /// The type.
        #[serde(rename = "type")]
        kind: RecordType,
        /// What it says; `None` where there is none.
        value: Option<String>,
    },
    /// A header field.
    Field {
        /// Its name.
        name: String,
        /// Its line.
        line: usize,
    },
    /// The address that handed the message over.
    Client {
        /// The address.
        ip: IpAddr,
        /// What it called itself.
        name: Option<String>,
    },
}

/// How far a customer's keys at a provider are set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum KeySetup {
    /// The records are there and right: signing has not been switched on.
    SigningOff,
    /// No record is there.
    Missing,
    /// Some are there and some are not.
    Incomplete,
    /// Only such as are not given out any more are there.
    Old,
    /// An alias leads somewhere else.
    WrongTarget,
    /// An alias leads to the right name with the zone's own name appended, for want of a final dot.
    ZoneAppended,
    /// A proxy of the DNS host answers in place of the alias.
    Proxied,
    /// Only the customer's account shows which records there have to be.
    OnlyAccountKnows,
    /// DNS did not tell.
    Unknown,
}

/// How a term of an SPF record lets strangers in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Width {
    /// By a network in which they have machines.
    Network,
    /// By a mask around each address that is found.
    Mask,
    /// By a name in which nothing of the client stands (RFC 7208 §5.7).
    Name,
}

/// What the record of a key does not allow, of a key that is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum KeyLimit {
    /// `t=s`: signatures for a name below the domain (RFC 6376 §3.6.1).
    Identity,
    /// `h=`: signatures over SHA-256, and receivers accept no other.
    Hash,
    /// `s=`: mail.
    Service,
    /// `k=`: the kind of signature that is made with it.
    Type,
    /// Any use: it is split over several records, of which none is whole (RFC 6376 §3.6.2.2).
    Parted,
}

/// What became otherwise after a message came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Since {
    /// The receiver found no key, and one is there.
    KeyPublished,
    /// The receiver could not verify with the key, and it fits.
    KeyChanged,
    /// The SPF record did not let the address pass, and it does.
    SpfChanged,
    /// DNS gave the receiver no answer, and it does.
    DnsAnswers,
    /// The receiver looked at another copy: the body that is here is the one that was signed, and no record has a say in that.
    OtherCopy,
    /// The receiver named no signature, and one is there.
    SignatureUnseen,
}

/// What became of a signed message, where that was found out: undone, the signature holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "part", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Change {
    /// In its body.
    Body {
        /// What.
        how: BodyChange,
    },
    /// In its signed fields.
    Header {
        /// What.
        how: HeaderChange,
    },
}

/// Whose host an address is that an SPF record does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ClientKind {
    /// The author's own.
    OwnServer,
    /// That of the author's web site.
    WebSite,
    /// A relay at which somebody logged in, by the word of a field that a sender can write.
    Relay,
    /// The same, where it was a copier or the like.
    DeviceRelay,
    /// A provider's that the author uses.
    Provider,
    /// A provider's of which the author's records show nothing.
    UnusedProvider,
}

/// What mail looks like for which nothing speaks. A sender can write that as well, so it only chooses among words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Guise {
    /// Refused, and as a program of a web site writes it, by its header.
    WebProgram,
    /// In the name of those to whom it was sent.
    OwnName,
    /// Answers go to another organization's address.
    AnswersElsewhere,
}

/// Why mail fails, or a domain is not protected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "cause", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the fields are the names, addresses and counts that each variant speaks of")]
pub enum RootCause {
    /// A provider signs with its own domain, since the customer's is not set up there. As what, only a message shows.
    EspSignsOwnDomain { provider: Option<&'static Provider>, signs_as: Option<Domain>, setup: KeySetup },
    /// Microsoft 365 signs with the tenant's onmicrosoft.com name. As which, only a message shows.
    MicrosoftDefaultSignature {
        provider: Option<&'static Provider>,
        signs_as: Option<Domain>,
        setup: KeySetup,
    },
    /// Google signs with its gappssmtp.com name. As which, only a message shows.
    GoogleDefaultSignature { provider: Option<&'static Provider>, signs_as: Option<Domain> },
    /// A provider sends with an envelope domain of its own, where the customer's could be set up.
    ReturnPathMissing { provider: Option<&'static Provider>, envelope: Domain },
    /// What passed speaks for the organization, but the record asks for the very domain.
    StrictAlignment { mechanism: Alignment, domain: Domain },
    /// The SPF record does not list the address.
    SpfAddressNotListed { ip: IpAddr, provider: Option<&'static Provider>, client: Option<ClientKind> },
    /// An exchanger of one's own is listed by its IPv4 address alone, and has this one besides.
    SpfMissesIpv6 { host: Domain, ip: IpAddr },
    /// An Exchange server of one's own sends past the servers that the SPF record lists.
    HybridServerNotListed { ip: IpAddr, server: Option<String> },
    /// The SPF record costs more lookups than there may be, or leads back to itself through a name.
    SpfOverLimits { domain: Domain, lookups: u32, void_lookups: u32, through: Option<Domain> },
    /// There is more than one SPF record.
    SpfSeveralRecords { domain: Domain, count: usize },
    /// The SPF record cannot be read.
    SpfSyntax { domain: Domain, term: Option<String>, fault: Option<TermFault> },
    /// The SPF record lists a provider's servers of another region than the one in which the domain's mail arrives.
    SpfOtherRegion { provider: Option<&'static Provider>, host: Domain, listed: String, wanted: String },
    /// The SPF record does not list the servers of whoever keeps the domain's mailboxes, which this include does.
    SpfProviderNotListed { domain: Domain, provider: Option<&'static Provider>, include: String },
    /// The SPF record lets strangers in.
    SpfTooWide { domain: Domain, term: String, how: Width },
    /// The SPF record lets everybody send.
    SpfAllowsEverybody { domain: Domain },
    /// There is no SPF record.
    SpfMissing { domain: Domain },
    /// A forwarder handed the message on with its own address.
    SpfBrokenByForwarding { forwarder: Option<String>, original: IpAddr },
    /// A mailing list changed the message.
    DkimBrokenByMailingList { domain: Domain, list: Option<String>, changes: Vec<Change> },
    /// A gateway changed the message.
    DkimBrokenByGateway {
        domain: Domain,
        provider: Option<&'static Provider>,
        after_receipt: bool,
        changes: Vec<Change>,
    },
    /// Somebody on the way changed the message; or, where a stranger handed it over and nothing shows a change, its signature was
    /// taken from another one.
    DkimBrokenInTransit { domain: Domain, changes: Vec<Change>, by_stranger: bool },
    /// The program that signs did it in a way that cannot verify, or that the next server undoes as it is bound to.
    SignerFault { domain: Domain, changes: Vec<Change> },
    /// The signature itself breaks a rule of its syntax, so that nobody can check it.
    SignatureUnreadable { domain: Option<Domain>, why: crate::dkim::Cause },
    /// All that speaks for the author are signatures that large receivers do not check.
    Ed25519Alone { domain: Domain },
    /// The key of a signature is not in DNS: nothing stands there, or another key; or none is at a selector that was `asked` for.
    DkimKeyMissing {
        name: Domain,
        provider: Option<&'static Provider>,
        target: Option<Domain>,
        replaced: bool,
        asked: bool,
    },
    /// The key of a signature was taken back.
    DkimKeyRevoked { name: Domain },
    /// The key is too short to be believed.
    DkimKeyTooShort { name: Domain, bits: u32 },
    /// Quotation marks were published as part of the key.
    DkimKeyQuoted { name: Domain },
    /// The key record gives no key, or not for such a signature: its `limit`.
    DkimKeyUnusable { name: Domain, limit: Option<KeyLimit> },
    /// The key stands under another name than receivers ask for.
    DkimKeyWrongName { name: Domain },
    /// Two keys stand at one name.
    DkimSeveralKeys { name: Domain, count: usize },
    /// An alias for a key leads nowhere.
    DkimAliasWrong { name: Domain, provider: Option<&'static Provider>, setup: KeySetup },
    /// Of the keys that a provider signs with in turn one is not there.
    DkimSetIncomplete { name: Domain, provider: Option<&'static Provider> },
    /// The signature was read after the time it was good for.
    SignatureExpired { domain: Domain, at: u64 },
    /// The signature uses SHA-1.
    SignatureTooWeak { domain: Domain },
    /// There is no DMARC record, or an alias in its place that leads to none.
    DmarcMissing { domain: Domain, alias: Option<Domain> },
    /// There is one at the author domain, which makes that its own organization, and none at the domain above that sends the mail.
    DmarcOnlyBelow { domain: Domain, at: Domain },
    /// There is one under another name.
    DmarcWrongName { name: Domain },
    /// There is more than one.
    DmarcSeveralRecords { domain: Domain, count: usize },
    /// It cannot be read.
    DmarcSyntax { domain: Domain, part: Option<String> },
    /// Its policy asks for nothing, or is only tried out, `tried`; `overrides` where the record above it, which it takes the place of,
    /// asks for something.
    DmarcPolicyNone { domain: Domain, overrides: Option<Domain>, tried: Option<Policy> },
    /// Subdomains, or names that do not exist, are less protected than the domain.
    SubdomainPolicyWeaker { domain: Domain, policy: Policy },
    /// They are more protected than the domain itself.
    SubdomainPolicyStronger { domain: Domain, policy: Policy },
    /// A subdomain has no record of its own, and the one above asks for nothing.
    DmarcOnlyAtOrganization { at: Domain },
    /// A report address belongs to somebody who did not agree.
    ReportAddressNotAuthorized { destination: Domain },
    /// A record of MTA-STS, of TLS reports or of a logo is not read as it was meant.
    RecordUnreadable { name: Domain },
    /// A record of MTA-STS or of TLS reports stands under another name, where nobody looks.
    RecordWrongName { name: Domain },
    /// There is a logo, and a policy under which nobody shows it.
    BimiNeedsEnforcement { domain: Domain },
    /// The logo is a picture of another format than SVG.
    BimiNotSvg { name: Domain, location: String },
    /// The servers of a name fail, so that what rests on it has no result.
    LookupFails { name: Domain },
    /// The domain itself is an alias, beside which neither its exchangers nor its SPF record can stand.
    AliasAtApex { domain: Domain, target: Domain },
    /// An MX record holds an address, where the name of a host belongs.
    MxIsAddress { domain: Domain, host: Domain },
    /// An MX record names an alias, where a host with addresses of its own belongs.
    MxIsAlias { domain: Domain, host: Domain, target: Domain },
    /// Mail cannot get to an exchanger: it has no address, or none that others reach.
    MxUnreachable { domain: Domain, host: Domain },
    /// The host of the web site, left from before a move, gets all mail while it answers, before the provider that keeps the mailboxes.
    MxBeforeMailboxes { domain: Domain, host: Domain, provider: Option<&'static Provider> },
    /// An SPF record lists nothing but addresses of a proxy for web sites, from which no mail comes.
    SpfProxied { domain: Domain, host: Domain },
    /// The domain says that it takes no mail, and names exchangers as well.
    NullMxBesideOthers { domain: Domain },
    /// An exchanger's TLSA records are of usages that mail does not use.
    TlsaUnusable { host: Domain },
    /// An exchanger's TLSA records fit no certificate, so that servers that check DANE deliver nothing.
    TlsaMatchesNothing { host: Domain },
    /// The policy of MTA-STS cannot be fetched, or it does not list hosts that mail goes to.
    MtaStsPolicyWrong { host: Domain, unlisted: Vec<Domain> },
    /// The domain looks as if it sent no mail, and does not say so.
    ParkedUndeclared { domain: Domain },
    /// Somebody else uses the name; `site` is a reader's whose web server handed it over, as it does what its forms write.
    Spoofed {
        domain: Domain,
        site: Option<Domain>,
        #[serde(skip_serializing_if = "Option::is_none")]
        guise: Option<Guise>,
        /// The name of the server that sent it, which leads to its address and back, and is not made of it.
        #[serde(skip_serializing_if = "Option::is_none")]
        server: Option<Domain>,
    },
    /// The sender logged in at the server that keeps the mailbox, so that there was nothing to check.
    SubmittedLocally { domain: Domain, server: Option<String> },
    /// The receiver saw an address of its own network in place of the client's.
    ClientHidden { ip: IpAddr },
    /// Somebody wrote on behalf of the author, and is authenticated as the one that Sender names.
    SentOnBehalf { domain: Domain, sender: Domain, calendar: bool },
    /// The name before the author's address is an address itself, at a domain that has nothing to do with the author.
    AddressInName { domain: Domain, shown: String },
    /// The author domain looks like another one.
    LookalikeDomain { domain: Domain, like: String },
    /// The receiver said no, and what it found then is otherwise now.
    ChangedSince { domain: Domain, how: Since },
    /// The time of the signature lay after the arrival, and a receiver may ignore such a one.
    SignedAhead { domain: Domain, seconds: i64 },
    /// The message is fine, and the receiver said that it was not, though its own words say otherwise.
    ReceiverWrong { method: String, claimed: ResultWord },
    /// The server behind a gateway judged the mail as the gateway handed it on, and it was good when that took it in.
    ReceiverSawGateway { gateway: String, provider: Option<&'static Provider> },
    /// A bounce or the like has no sender that SPF could speak for.
    NullSender { helo: Option<String> },
    /// An automatic reply has none.
    AutoReply { helo: Option<String> },
    /// The From field names several domains.
    NotOneAuthor { domains: Vec<String>, fields: usize },
}
