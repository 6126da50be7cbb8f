//! Causes and cures.

use super::{cases, parts, words};
use waxseal_core::intent::spf::TermFault;
use waxseal_core::report::{
    Action, Change, ClientKind, Diagnosis, Evidence, Fix, FixLocation, Guise, KeyLimit, KeySetup, Obstacle,
    Proof, ProofOf, RootCause, Since, Step, Sureness, Width,
};

parts! { Diagnosis { sure, evidence, fixes, tidy, proof } with { cause } }

cases! { RootCause by "cause" {
    EspSignsOwnDomain { provider, signs_as, setup },
    MicrosoftDefaultSignature { provider, signs_as, setup },
    GoogleDefaultSignature { provider, signs_as },
    ReturnPathMissing { provider, envelope },
    StrictAlignment { mechanism, domain },
    SpfAddressNotListed { ip, provider, client },
    HybridServerNotListed { ip, server },
    SpfMissesIpv6 { host, ip },
    SpfOverLimits { domain, lookups, void_lookups, through },
    SpfSeveralRecords { domain, count },
    SpfSyntax { domain, term, fault },
    SpfAllowsEverybody { domain },
    SpfMissing { domain },
    SpfBrokenByForwarding { forwarder, original },
    DkimBrokenByMailingList { domain, list, changes },
    DkimBrokenByGateway { domain, provider, after_receipt, changes },
    DkimBrokenInTransit { domain, changes, by_stranger },
    SignerFault { domain, changes },
    SignatureUnreadable { domain, why },
    Ed25519Alone { domain },
    DkimKeyMissing { name, provider, target, replaced, asked },
    DkimKeyRevoked { name },
    DkimKeyTooShort { name, bits },
    DkimKeyQuoted { name },
    DkimKeyUnusable { name, limit },
    DkimKeyWrongName { name },
    SpfTooWide { domain, term, how },
    SpfProviderNotListed { domain, provider, include },
    SpfOtherRegion { provider, host, listed, wanted },
    DkimSetIncomplete { name, provider },
    NullMxBesideOthers { domain },
    TlsaUnusable { host },
    TlsaMatchesNothing { host },
    RecordUnreadable { name },
    BimiNeedsEnforcement { domain },
    BimiNotSvg { name, location },
    LookupFails { name },
    AliasAtApex { domain, target },
    MxIsAddress { domain, host },
    MxIsAlias { domain, host, target },
    MxUnreachable { domain, host },
    MxBeforeMailboxes { domain, host, provider },
    SpfProxied { domain, host },
    MtaStsPolicyWrong { host, unlisted },
    DkimSeveralKeys { name, count },
    DkimAliasWrong { name, provider, setup },
    SignatureExpired { domain, at },
    SignatureTooWeak { domain },
    DmarcMissing { domain, alias },
    DmarcOnlyBelow { domain, at },
    DmarcWrongName { name },
    RecordWrongName { name },
    DmarcSeveralRecords { domain, count },
    DmarcSyntax { domain, part },
    DmarcPolicyNone { domain, overrides, tried },
    SubdomainPolicyWeaker { domain, policy },
    SubdomainPolicyStronger { domain, policy },
    DmarcOnlyAtOrganization { at },
    ReportAddressNotAuthorized { destination },
    ParkedUndeclared { domain },
    Spoofed { domain, site, guise, server },
    SubmittedLocally { domain, server },
    ClientHidden { ip },
    SentOnBehalf { domain, sender, calendar },
    AddressInName { domain, shown },
    LookalikeDomain { domain, like },
    ChangedSince { domain, how },
    SignedAhead { domain, seconds },
    ReceiverWrong { method, claimed },
    ReceiverSawGateway { gateway, provider },
    NullSender { helo },
    AutoReply { helo },
    NotOneAuthor { domains, fields },
} }

words! { Guise { WebProgram, OwnName, AnswersElsewhere } }

words! { ClientKind { OwnServer, WebSite, Relay, DeviceRelay, Provider, UnusedProvider } }

cases! { Change by "part" {
    Body { how },
    Header { how },
} }

words! { Sureness { Certain, Likely, Possible } }

words! { Since { KeyPublished, KeyChanged, SpfChanged, DnsAnswers, OtherCopy, SignatureUnseen } }

words! { Width { Network, Mask, Name } }
words! { TermFault {
    Sign, Separator, Torn, Colon, Mechanism, Value, Bare, Address, Network, Misspelt, BehindAll, BesideAll, SecondRecord, LeadsNowhere,
} }

words! { KeyLimit { Identity, Hash, Service, Type, Parted } }

words! { KeySetup {
    SigningOff, Missing, Incomplete, Old, WrongTarget, ZoneAppended, Proxied, OnlyAccountKnows, Unknown,
} }

parts! { Fix { action, at, name, host, kind = "type", value, old, provider, page } with { step } }

words! { Action { Publish, Replace, Remove, Enable, Wait, None } }

cases! { Step by "step" {
    PublishKeyAlias,
    PublishKey,
    MatchKey,
    CorrectKeyAlias,
    UnproxyKeyAlias,
    EnableSigning,
    EnableReturnPath,
    PublishReturnPath,
    AddInclude,
    AddAddress { ip },
    AddSite { ip },
    SendThroughMailbox,
    LoginFromDevice,
    RejectDirectSend,
    SignBeforeRelay,
    OwnFrom,
    ShowClient,
    SetCanonicalization,
    SignCrlf,
    HashEmptyBody,
    EncodeBeforeSigning,
    MendDots,
    SignRelaxed,
    SetBeforeSigning { fields },
    TrimSignedFields { fields },
    KeepFields { fields },
    MendSigner,
    SignWithRsaToo,
    MergeSpf,
    CorrectSpf { dropped },
    ShortenSpf,
    PublishSpf,
    DropInclude,
    DropIfUnused { term },
    AskService { server },
    PublishDmarc,
    MoveDmarc,
    RemoveMisplaced,
    KeepOneDmarc,
    CorrectDmarc,
    AskForReports,
    RemoveAlias,
    PublishSite,
    PublishExchangers,
    PublishSpfAgain,
    RelaxAlignment,
    RaisePolicy { conditions },
    AlignSubdomainPolicy,
    AuthorizeReports,
    PublishNullMx,
    RenewKey,
    RenewKeyAtHost { target },
    UnquoteKey,
    AllowSha256,
    MoveKey,
    KeepOneKey,
    AskList,
    ExemptFromChanges,
    SignForForwarding,
    ExtendValidity,
    SignWithSha256,
    CloseSpf,
    NarrowSpf,
    ServeSvg { url },
    NameAddress,
    NameExchanger,
    DropNullMx,
    DropExchanger,
    DropTlsa,
    WithdrawKey,
    DropOpenInclude { term },
    CorrectTlsa,
    CorrectRecord,
    MendPolicy { url },
    SignBounces,
    OneAuthor,
    OwnAddress,
    CorrectKey,
    RightlyFails,
    PublishIfOwn,
    ReceiverIsWrong,
    SendNewTest,
    SetClock,
    Beware,
    TellNameServers,
    ChangeAtHost { target, wanted },
    Decide { obstacle },
} }

cases! { Obstacle by "kind" {
    Loses { sender },
    LetsIn { sender },
    Breaks { at },
    InBetween,
    Undone,
    Stays,
    NotOwn { owner },
    NoRoom,
} }

parts! { Proof { of, before, after, by, unaligned } }

words! { ProofOf { Message, NextMessage, Domain } }

cases! { Evidence by "kind" {
    Identifier { mechanism, domain, result, aligned },
    Record { name, kind = "type", value },
    Field { name, line },
    Client { ip, name },
} }
words! { FixLocation { Dns, Provider } }
