//! Signatures and seals.

use super::{FromReport, Sound, cases, field, parts, words};
use waxseal_core::arc::{Arc, ArcCause, ArcField, ArcResult, ArcSet, ArcSignature, ChainStatus};
use waxseal_core::crypto::{HashAlgorithm, KeyError, KeyType};
use waxseal_core::dkim::Algorithm;
use waxseal_core::dkim::body_change::{BodyEdge, Encoding, LineEnd};
use waxseal_core::dkim::canonical::Canonicalization;
use waxseal_core::dkim::key::KeyRecordError;
use waxseal_core::dkim::{
    BodyChange, Cause, ChangedField, DkimFinding, DkimResult, HeaderChange, Verification,
};
use waxseal_core::json::Json;

parts! { Verification {
    result, cause, field, domain, selector, identity, algorithm, key_bits, key_record, key_chain,
    signed_fields, covered, header_canonicalization, body_canonicalization, body_length,
    canonical_length, timestamp, expiration, testing, header_verified, body_verified, body_change,
    header_change,
} }

words! { DkimResult { Pass, Fail, Neutral, None, Temperror, Permerror, Policy, NotChecked } }

cases! { Cause by "code" {
    SignatureSyntax { error },
    TagMissing { tag },
    TagInvalid { tag, value },
    VersionUnknown { version },
    AlgorithmUnknown { algorithm },
    CanonicalizationUnknown { canonicalization },
    QueryMethodUnknown { methods },
    FromNotSigned,
    IdentityOutsideDomain { identity },
    DnsTrouble { fault },
    KeyNotFound,
    KeyRevoked,
    KeyUnusable { error },
    KeyTypeMismatch { key_type },
    HashNotAllowed { hash },
    ServiceNotAllowed,
    IdentityNotExact { identity },
    HeaderTooLong { octets },
    BodyNotSupplied { header_verified },
    BodyLengthTooLong { length, actual },
    BodyHashMismatch,
    SignatureMismatch,
    OtherKey { body_supplied },
    WeakHash,
    WeakKey { bits },
    Expired { at },
} }

words! { Algorithm { RsaSha1 = "rsa-sha1", RsaSha256 = "rsa-sha256", Ed25519Sha256 = "ed25519-sha256" } }

words! { Canonicalization { Simple, Relaxed } }

cases! { BodyChange by "code" {
    OtherCanonicalization { canonicalization },
    FooterAppended { line, signed_length },
    LinesInserted { line, lines },
    Wrapped { line },
    LineEnds { signed },
    BlankLines { place },
    Reencoded { signed },
    TabsExpanded { width },
    LinesWrapped { width },
    FromQuoted,
    DotStuffed,
    TrailingSpaceLost,
    Recoded,
    EmptyHashedAsNothing,
    Unexplained { everything_tried },
} }

words! { LineEnd { Lf, Crlf } }

words! { Encoding { Plain = "8bit", QuotedPrintable = "quoted-printable", Base64 = "base64" } }

cases! { HeaderChange by "code" {
    OtherCanonicalization { canonicalization },
    SubjectTagged { tag, was },
    FieldsChanged { fields, proven },
    FieldAdded { field, value },
    FieldsReordered { field },
    Refolded,
    Several { changes },
    Unexplained { absent, everything_tried },
} }

parts! { ChangedField { field, was, is, told_by } }

cases! { KeyRecordError by "problem" {
    Syntax { error },
    Quoting,
    Version { version },
    NoKey,
    Revoked,
    KeyType { key_type },
    NotBase64,
    Data { error },
} }

words! { KeyType { Rsa, Ed25519 } }

words! { HashAlgorithm { Sha1, Sha256 } }

words! { KeyError { NotDer, OtherAlgorithm, BadNumbers, TooShort, TooLong, BadLength, NotAPoint } }

cases! { DkimFinding by "code" {
    TooManySignatures { left_out },
    BareLineFeeds,
    BodyLengthLimited { domain, signed, present },
    FieldUnsigned { domain, field },
    FromNotOversigned { domain },
    FieldRepeated { field, count, covered },
    Sha1Used { domain },
    KeyShort { name, bits },
    KeyLong { name, bits },
    KeyTesting { name },
    Ed25519Only { name },
    SignatureExpired { domain, at },
    SignatureFromFuture { domain, at },
    SignatureBeforeDate { domain, at },
    SubdomainOnly { author, domain },
    KeyShared { names },
    SeveralRecords { name, count },
    RecordInvalid { name, error },
    RecordQuoted { name },
    VersionNotFirst { name },
} }

parts! { Arc { result, instances, cause, oldest_pass, sets } }

words! { ArcResult { None, Pass, Fail, NotChecked } }

cases! { ArcCause by "code" {
    TooManySets,
    InstanceInvalid { field },
    Duplicate { instance, field },
    Missing { instance, field },
    ChainFailed { instance },
    StatusInvalid { instance, status },
    MessageSignature { instance, cause },
    Seal { instance, cause },
} }

words! { ArcField {
    AuthenticationResults = "ARC-Authentication-Results", MessageSignature = "ARC-Message-Signature",
    Seal = "ARC-Seal",
} }

words! { ChainStatus { None, Fail, Pass } }

parts! { ArcSignature { field, domain, selector, algorithm, timestamp, key_bits, covered, cause } }

words! { BodyEdge { Top, End } }

impl FromReport for ArcSet {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        Self {
            instance: field(value, "instance", sound),
            chain_status: field(value, "chain_status", sound),
            seal: field(value, "seal", sound),
            message_signature: field(value, "message_signature", sound),
            results_field: field(value, "results_field", sound),
            // The field itself is kept for the check alone, and not written.
            results: Vec::new(),
        }
    }
}
