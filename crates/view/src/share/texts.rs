//! The texts in codes: what a signature, a cause or a remark quotes of a message. No variant is passed over unseen, so that
//! a new one has to be thought of here.

use super::header::kind;
use super::mask::{Mask, Masks};
use waxseal_core::arc::ArcCause;
use waxseal_core::dkim::{Cause, HeaderChange};
use waxseal_core::dmarc::DmarcCause;
use waxseal_core::evidence::Says;
use waxseal_core::report::{Change, Diagnosis, Evidence, RootCause};

/// What a signature says wrong stands in the sentence about it, and may be anything.
pub(super) fn cause(masks: &Masks, cause: &mut Cause) {
    use Cause as C;
    match cause {
        C::TagInvalid { value: text, .. }
        | C::VersionUnknown { version: text }
        | C::AlgorithmUnknown { algorithm: text }
        | C::CanonicalizationUnknown { canonicalization: text }
        | C::QueryMethodUnknown { methods: text }
        | C::IdentityOutsideDomain { identity: text }
        | C::IdentityNotExact { identity: text } => *text = masks.by_form(text),
        C::SignatureSyntax { .. }
        | C::TagMissing { .. }
        | C::FromNotSigned
        | C::DnsTrouble { .. }
        | C::KeyNotFound
        | C::KeyRevoked
        | C::KeyUnusable { .. }
        | C::KeyTypeMismatch { .. }
        | C::HashNotAllowed { .. }
        | C::ServiceNotAllowed
        | C::HeaderTooLong { .. }
        | C::BodyNotSupplied { .. }
        | C::BodyLengthTooLong { .. }
        | C::BodyHashMismatch
        | C::SignatureMismatch
        | C::OtherKey { .. }
        | C::WeakHash
        | C::WeakKey { .. }
        | C::Expired { .. } => {}
    }
}

/// The cause of a chain that does not hold.
pub(super) fn arc_cause(masks: &Masks, cause: &mut ArcCause) {
    match cause {
        ArcCause::MessageSignature { cause, .. } | ArcCause::Seal { cause, .. } => self::cause(masks, cause),
        ArcCause::TooManySets
        | ArcCause::InstanceInvalid { .. }
        | ArcCause::Duplicate { .. }
        | ArcCause::Missing { .. }
        | ArcCause::ChainFailed { .. }
        | ArcCause::StatusInvalid { .. } => {}
    }
}

/// Why DMARC came out without a pass: what stood in the place of a domain may have been anything.
pub(super) fn dmarc_cause(masks: &Masks, cause: &mut DmarcCause) {
    match cause {
        DmarcCause::BadAuthor { domain } => *domain = masks.by_form(domain),
        DmarcCause::SeveralAuthors { domains } => masks.each(domains),
        DmarcCause::NothingAligned
        | DmarcCause::NothingPassed
        | DmarcCause::NoRecord
        | DmarcCause::SeveralRecords { .. }
        | DmarcCause::RecordWithoutPolicy { .. }
        | DmarcCause::Dns { .. }
        | DmarcCause::MechanismOpen { .. }
        | DmarcCause::NoAuthor
        | DmarcCause::AuthorsUnread => {}
    }
}

/// A diagnosis: the names it quotes, and the lines it rests on. Its steps hold records and nothing else.
pub(super) fn diagnosis(masks: &Masks, diagnosis: &mut Diagnosis) {
    root_cause(masks, &mut diagnosis.cause);
    for evidence in &mut diagnosis.evidence {
        match evidence {
            Evidence::Identifier { result, .. } => *result = masks.result(result),
            Evidence::Field { name: text, .. } => {
                *text = masks.by_form(text);
            }
            Evidence::Client { name, .. } => *name = name.take().map(|name| masks.host(&name)),
            Evidence::Record { .. } => {}
        }
    }
}

/// What a changed field said, and says.
pub(super) fn change(masks: &Masks, change: HeaderChange) -> HeaderChange {
    use HeaderChange as H;
    let value = |field: &str, text: &str| masks.whole(kind(field), text);
    match change {
        H::SubjectTagged { tag, was } => {
            H::SubjectTagged { tag: masks.whole(Mask::Subject, &tag), was: masks.whole(Mask::Subject, &was) }
        }
        H::FieldsChanged { mut fields, proven } => {
            for changed in &mut fields {
                changed.was = value(&changed.field, &changed.was);
                changed.is = changed.is.take().map(|is| value(&changed.field, &is));
            }
            H::FieldsChanged { fields, proven }
        }
        H::FieldAdded { field, value: added } => {
            let value = value(&field, &added);
            H::FieldAdded { field, value }
        }
        H::Several { changes } => {
            H::Several { changes: changes.into_iter().map(|change| self::change(masks, change)).collect() }
        }
        H::OtherCanonicalization { .. } | H::FieldsReordered { .. } | H::Refolded | H::Unexplained { .. } => {
            change
        }
    }
}

fn changes(masks: &Masks, changes: &mut [Change]) {
    for change in changes {
        if let Change::Header { how } = change {
            *how = self::change(masks, how.clone());
        }
    }
}

fn quoted(masks: &Masks, text: &mut String) {
    *text = masks.by_form(text);
}

fn root_cause(masks: &Masks, cause: &mut RootCause) {
    use RootCause as C;
    match cause {
        C::HybridServerNotListed { server: host, .. }
        | C::SpfBrokenByForwarding { forwarder: host, .. }
        | C::SubmittedLocally { server: host, .. }
        | C::NullSender { helo: host }
        | C::AutoReply { helo: host } => *host = host.take().map(|host| masks.host(&host)),
        C::DkimBrokenByMailingList { list, changes, .. } => {
            *list = list.take().map(|list| masks.by_form(&list));
            self::changes(masks, changes);
        }
        C::DkimBrokenByGateway { changes, .. }
        | C::DkimBrokenInTransit { changes, .. }
        | C::SignerFault { changes, .. } => self::changes(masks, changes),
        C::SignatureUnreadable { why, .. } => self::cause(masks, why),
        C::AddressInName { shown: text, .. } | C::LookalikeDomain { like: text, .. } => quoted(masks, text),
        C::ReceiverWrong { method, claimed } => {
            (*method, *claimed) = (masks.word(method), masks.result(claimed));
        }
        C::ReceiverSawGateway { gateway, .. } => quoted(masks, gateway),
        C::NotOneAuthor { domains, .. } => masks.each(domains),
        C::EspSignsOwnDomain { .. }
        | C::MicrosoftDefaultSignature { .. }
        | C::GoogleDefaultSignature { .. }
        | C::ReturnPathMissing { .. }
        | C::StrictAlignment { .. }
        | C::SpfAddressNotListed { .. }
        | C::SpfOverLimits { .. }
        | C::SpfSeveralRecords { .. }
        | C::SpfSyntax { .. }
        | C::SpfAllowsEverybody { .. }
        | C::SpfMissing { .. }
        | C::Ed25519Alone { .. }
        | C::ClientHidden { .. }
        | C::SentOnBehalf { .. }
        | C::DkimKeyMissing { .. }
        | C::DkimKeyRevoked { .. }
        | C::DkimKeyTooShort { .. }
        | C::DkimKeyQuoted { .. }
        | C::DkimKeyUnusable { .. }
        | C::DkimKeyWrongName { .. }
        | C::SpfTooWide { .. }
        | C::SpfProviderNotListed { .. }
        | C::SpfOtherRegion { .. }
        | C::DkimSetIncomplete { .. }
        | C::NullMxBesideOthers { .. }
        | C::TlsaUnusable { .. }
        | C::TlsaMatchesNothing { .. }
        | C::RecordUnreadable { .. }
        | C::BimiNeedsEnforcement { .. }
        | C::BimiNotSvg { .. }
        | C::LookupFails { .. }
        | C::AliasAtApex { .. }
        | C::MxIsAddress { .. }
        | C::MxIsAlias { .. }
        | C::MxUnreachable { .. }
        | C::MxBeforeMailboxes { .. }
        | C::SpfProxied { .. }
        | C::MtaStsPolicyWrong { .. }
        | C::DkimSeveralKeys { .. }
        | C::DkimAliasWrong { .. }
        | C::SignatureExpired { .. }
        | C::SignatureTooWeak { .. }
        | C::DmarcMissing { .. }
        | C::DmarcOnlyBelow { .. }
        | C::DmarcWrongName { .. }
        | C::RecordWrongName { .. }
        | C::DmarcSeveralRecords { .. }
        | C::DmarcSyntax { .. }
        | C::DmarcPolicyNone { .. }
        | C::SubdomainPolicyWeaker { .. }
        | C::SubdomainPolicyStronger { .. }
        | C::DmarcOnlyAtOrganization { .. }
        | C::ChangedSince { .. }
        | C::SignedAhead { .. }
        | C::ReportAddressNotAuthorized { .. }
        | C::ParkedUndeclared { .. }
        | C::SpfMissesIpv6 { .. }
        | C::Spoofed { .. } => {}
    }
}

/// What a filter or a program remarked.
pub(super) fn says(masks: &Masks, says: &mut Says) {
    match says {
        Says::FilterVerdict { verdict: text }
        | Says::Category { category: text }
        | Says::AuthenticatedAs { who: text }
        | Says::MailingList { list: text }
        | Says::Precedence { word: text }
        | Says::AutoSubmitted { keyword: text }
        | Says::FeedbackId { id: text } => *text = masks.by_form(text),
        Says::SpamStatus { score, .. } => *score = score.take().map(|score| masks.word(&score)),
        Says::SpamConfidence { .. }
        | Says::ClientAddress { .. }
        | Says::BulkComplaint { .. }
        | Says::OriginatingAddress { .. }
        | Says::Unsubscribe { .. }
        | Says::RepliesTo { .. } => {}
    }
}
