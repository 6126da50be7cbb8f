//! Advice on signatures and their keys: what verifies, and should not be done like that.

use super::algorithm::Algorithm;
use super::canonical::first_pair;
use super::key::{KeyRecord, KeyRecordError};
use super::keys::Keys;
use super::{Cause, DkimResult, MIN_KEY_BITS, Verification};
use crate::crypto::KeyType;
use crate::domain::Domain;
use crate::finding::{Advice, Citation, Severity};
use crate::message::{Message, Origin, address_list};
use crate::time::Timestamp;
use serde::Serialize;

/// The longest RSA key every verifier can be counted on to take (RFC 8301 §3.2).
pub const MAX_COMMON_KEY_BITS: u32 = 4096;
/// What RFC 8301 §3.2 has signers use at least.
pub const RECOMMENDED_KEY_BITS: u32 = 2048;
/// By how much the clock of a signer may be ahead, in seconds.
pub const CLOCK_SKEW: u64 = 300;

/// By how much a signature may be older than the message says that it is, in seconds: a draft is signed when it is sent.
pub const MAX_APART: u64 = 3_600;

/// Something about a signature, or a key, that should be otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DkimFinding {
    /// More signatures than are looked at.
    TooManySignatures {
        /// How many were left out.
        left_out: usize,
    },
    /// Lines of the message end with a bare LF, which was taken for CRLF, as every mail system would.
    BareLineFeeds,
    /// `l=` leaves the rest of the body open to additions.
    BodyLengthLimited {
        /// The signing domain.
        domain: Domain,
        /// The octets that are signed.
        signed: u64,
        /// The octets that are there.
        present: Option<u64>,
    },
    /// A field that readers see is not signed.
    FieldUnsigned {
        /// The signing domain.
        domain: Domain,
        /// The field's name.
        field: String,
    },
    /// There are more From fields than are signed: one can have been added without breaking the signature.
    FromNotOversigned {
        /// The signing domain.
        domain: Domain,
    },
    /// A field that may stand once stands there more often, and not every one is signed.
    FieldRepeated {
        /// The field's name.
        field: String,
        /// How many there are.
        count: usize,
        /// How many of them every signature that holds covers.
        covered: usize,
    },
    /// rsa-sha1.
    Sha1Used {
        /// The signing domain.
        domain: Domain,
    },
    /// An RSA key shorter than is recommended, or than is accepted at all.
    KeyShort {
        /// The name of the key record.
        name: Domain,
        /// The key's length.
        bits: u32,
    },
    /// An RSA key longer than every verifier can be counted on to take.
    KeyLong {
        /// The name of the key record.
        name: Domain,
        /// The key's length.
        bits: u32,
    },
    /// `t=y`: the domain says that it is testing, so that nobody need act on a failure.
    KeyTesting {
        /// The name of the key record.
        name: Domain,
    },
    /// No RSA key is known beside this Ed25519 key, which many receivers do not check.
    Ed25519Only {
        /// The name of the key record.
        name: Domain,
    },
    /// The signature's `x=` has passed.
    SignatureExpired {
        /// The signing domain.
        domain: Domain,
        /// When, in seconds since 1970.
        at: u64,
    },
    /// The signature's `t=` lies before the message was written, by its own Date.
    SignatureBeforeDate {
        /// The signing domain.
        domain: Domain,
        /// When, in seconds since 1970.
        at: u64,
    },
    /// The signature's `t=` is still to come.
    SignatureFromFuture {
        /// The signing domain.
        domain: Domain,
        /// When, in seconds since 1970.
        at: u64,
    },
    /// Only names below the author's domain have signed: enough for relaxed alignment, not for strict.
    SubdomainOnly {
        /// The author's domain.
        author: Domain,
        /// A domain that signed.
        domain: Domain,
    },
    /// The same key stands under several names: whoever loses one loses all.
    KeyShared {
        /// The names.
        names: Vec<Domain>,
    },
    /// More than one key record stands at one name, which RFC 6376 leaves undefined.
    SeveralRecords {
        /// The name.
        name: Domain,
        /// How many.
        count: usize,
    },
    /// A record at a key's name gives no key.
    RecordInvalid {
        /// The name.
        name: Domain,
        /// Why.
        error: KeyRecordError,
    },
    /// Quotation marks or backslashes were published as part of the record.
    RecordQuoted {
        /// The name.
        name: Domain,
    },
    /// `v=` is not the first tag of the record.
    VersionNotFirst {
        /// The name.
        name: Domain,
    },
}

impl Advice for DkimFinding {
    fn severity(&self) -> Severity {
        match self {
            Self::KeyShort { bits, .. } if *bits < MIN_KEY_BITS => Severity::Error,
            Self::Sha1Used { .. }
            | Self::RecordInvalid { .. }
            | Self::RecordQuoted { .. }
            | Self::SignatureExpired { .. } => Severity::Error,
            Self::BodyLengthLimited { .. }
            | Self::FieldUnsigned { .. }
            | Self::FieldRepeated { .. }
            | Self::KeyShort { .. }
            | Self::KeyLong { .. }
            | Self::KeyTesting { .. }
            | Self::SignatureFromFuture { .. }
            | Self::SeveralRecords { .. }
            | Self::VersionNotFirst { .. }
            | Self::TooManySignatures { .. } => Severity::Warning,
            Self::BareLineFeeds
            | Self::SignatureBeforeDate { .. }
            | Self::FromNotOversigned { .. }
            | Self::SubdomainOnly { .. }
            | Self::Ed25519Only { .. }
            | Self::KeyShared { .. } => Severity::Info,
        }
    }

    fn citation(&self) -> Option<Citation> {
        let (rfc, section) = match self {
            Self::TooManySignatures { .. } => (6376, "8.4"),
            Self::BareLineFeeds => (6376, "5.3"),
            Self::BodyLengthLimited { .. } => (6376, "8.2"),
            Self::FieldUnsigned { .. } => (6376, "5.4.1"),
            Self::FromNotOversigned { .. } | Self::FieldRepeated { .. } => (6376, "8.15"),
            Self::Sha1Used { .. } => (8301, "3.1"),
            Self::KeyShort { .. } | Self::KeyLong { .. } => (8301, "3.2"),
            Self::SignatureExpired { .. }
            | Self::SignatureFromFuture { .. }
            | Self::SignatureBeforeDate { .. } => (6376, "3.5"),
            Self::Ed25519Only { .. } => (8463, "1"),
            Self::SubdomainOnly { .. } => (9989, "4.4.1"),
            Self::SeveralRecords { .. } => (6376, "3.6.2.2"),
            Self::KeyTesting { .. }
            | Self::RecordInvalid { .. }
            | Self::RecordQuoted { .. }
            | Self::VersionNotFirst { .. } => (6376, "3.6.1"),
            Self::KeyShared { .. } => return None,
        };
        Some(Citation { rfc, section })
    }
}

/// The fields that readers see and act on, which RFC 6376 §5.4.1 would have signed. From is not among them: a
/// signature without it is none; nor To, which Microsoft 365 signs in no mail, and which decides nothing about where a mail goes.
const SHOWN_FIELDS: [&str; 3] = ["Subject", "Date", "Reply-To"];

/// The fields that may stand once (RFC 5322 §3.6, RFC 2045 §3) and that a reader is shown, or that tell how the text is shown. A
/// second one on top of a signed one is what RFC 6376 §8.15 warns of: a verifier takes the last, and a reader often the first.
const SINGLE_FIELDS: [&str; 9] = [
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Content-Type",
    "Content-Transfer-Encoding",
];

/// Everything there is to say about the signatures of a message.
pub(super) fn findings(
    message: &Message,
    signatures: &[Verification],
    keys: &Keys,
    left_out: usize,
    now: u64,
) -> Vec<DkimFinding> {
    let mut found = Vec::new();
    if left_out > 0 {
        found.push(DkimFinding::TooManySignatures { left_out });
    }
    if !signatures.is_empty() && message.origin() == Origin::File && has_bare_line_feeds(message.bytes()) {
        found.push(DkimFinding::BareLineFeeds);
    }
    for signature in signatures {
        if let Some(domain) = &signature.domain {
            of_signature(message, signature, domain, now, &mut found);
        }
    }
    found.extend(repeated(message, signatures));
    found.extend(subdomain_only(message, signatures));
    of_keys(keys, &mut found);
    found
}

fn has_bare_line_feeds(bytes: &[u8]) -> bool {
    bytes.first() == Some(&b'\n') || first_pair(bytes, |a, b| (a != b'\r') & (b == b'\n')) < bytes.len()
}

fn of_signature(
    message: &Message,
    signature: &Verification,
    domain: &Domain,
    now: u64,
    found: &mut Vec<DkimFinding>,
) {
    let domain = || domain.clone();
    if signature.algorithm == Some(Algorithm::RsaSha1) {
        found.push(DkimFinding::Sha1Used { domain: domain() });
    }
    if let Some(signed) = signature.body_length {
        let present = signature.canonical_length;
        found.push(DkimFinding::BodyLengthLimited { domain: domain(), signed, present });
    }
    if let Some(at) = signature.expiration.filter(|&at| at < now) {
        found.push(DkimFinding::SignatureExpired { domain: domain(), at });
    }
    if let Some(at) = signature.timestamp.filter(|&at| at > now.saturating_add(CLOCK_SKEW)) {
        found.push(DkimFinding::SignatureFromFuture { domain: domain(), at });
    }
    // RFC 5322 §3.6.1: Date is when the message was ready to be sent, which is before anybody signs it.
    let written = message.first("date").and_then(|field| Timestamp::parse_rfc5322(&field.unfolded()));
    let written = written.and_then(|date| u64::try_from(date.0).ok());
    let is_before = |at: &u64| written.is_some_and(|date| at.saturating_add(MAX_APART) < date);
    if let Some(at) = signature.timestamp.filter(is_before) {
        found.push(DkimFinding::SignatureBeforeDate { domain: domain(), at });
    }
    let times = |name: &str| times(signature, name);
    // A signature that does not hold covers nothing, and one that could not be read has no fields to speak of.
    if times("from") == 0 || !holds(signature) {
        return;
    }
    for field in SHOWN_FIELDS {
        if message.first(field).is_some() && times(field) == 0 {
            found.push(DkimFinding::FieldUnsigned { domain: domain(), field: field.to_owned() });
        }
    }
    let present = message.all("from").count();
    // What could be added matters to a reader where it may have been.
    if present > 1 && times("from") < present {
        found.push(DkimFinding::FromNotOversigned { domain: domain() });
    }
}

/// Whether a signature holds, as far as what was given tells.
const fn holds(signature: &Verification) -> bool {
    let header = matches!(signature.cause, Some(Cause::BodyNotSupplied { header_verified: true }));
    matches!(signature.result, DkimResult::Pass) || header
}

/// How often a signature names a field.
fn times(signature: &Verification, name: &str) -> usize {
    signature.signed_fields.iter().filter(|field| field.eq_ignore_ascii_case(name)).count()
}

/// The fields that stand more often than they may. A second author is told of without any signature; what else is there twice
/// matters where a reader may take it for signed.
fn repeated(message: &Message, signatures: &[Verification]) -> Vec<DkimFinding> {
    let holding: Vec<&Verification> = signatures.iter().filter(|signature| holds(signature)).collect();
    let told = |field: &&str| {
        let count = message.all(field).count();
        let covered = holding.iter().map(|signature| times(signature, field)).min();
        let author = *field == "From";
        let finding = |covered| DkimFinding::FieldRepeated { field: (*field).to_owned(), count, covered };
        match covered {
            _ if count < 2 => None,
            Some(covered) if covered < count => Some(finding(covered)),
            covered => author.then(|| finding(covered.unwrap_or(0).min(count))),
        }
    };
    SINGLE_FIELDS.iter().filter_map(told).collect()
}

fn subdomain_only(message: &Message, signatures: &[Verification]) -> Option<DkimFinding> {
    let from = message.first("from")?.unfolded();
    let author = Domain::parse(&address_list(&from).mailboxes.first()?.domain).ok()?;
    let passed = signatures.iter().filter(|signature| signature.result == DkimResult::Pass);
    let domains = passed.filter_map(|signature| signature.domain.as_ref());
    let related: Vec<&Domain> = domains.filter(|domain| domain.is_within(&author)).collect();
    let first = (*related.first()?).clone();
    let only_below = related.into_iter().all(|domain| *domain != author);
    only_below.then_some(DkimFinding::SubdomainOnly { author, domain: first })
}

/// Everything there is to say about keys alone.
pub(crate) fn of_keys(keys: &Keys, found: &mut Vec<DkimFinding>) {
    let mut shared: Vec<(&[u8], Vec<Domain>)> = Vec::new();
    for (name, published) in keys.iter() {
        let usable = published.records.iter().filter(|(_, record)| record.is_ok()).count();
        if usable > 1 {
            found.push(DkimFinding::SeveralRecords { name: name.clone(), count: usable });
        }
        for (_, record) in &published.records {
            match record {
                Ok(record) => {
                    of_record(name, record, found);
                    match shared.iter_mut().find(|(data, _)| *data == record.data) {
                        Some((_, names)) => names.push(name.clone()),
                        None => shared.push((&record.data, vec![name.clone()])),
                    }
                }
                // A revoked key is as it should be.
                Err(KeyRecordError::Revoked) => {}
                Err(KeyRecordError::Quoting) => found.push(DkimFinding::RecordQuoted { name: name.clone() }),
                Err(error) => {
                    found.push(DkimFinding::RecordInvalid { name: name.clone(), error: error.clone() });
                }
            }
        }
    }
    found.extend(ed25519_only(keys).cloned().map(|name| DkimFinding::Ed25519Only { name }));
    let several = shared.into_iter().map(|(_, names)| names).filter(|names| names.len() > 1);
    found.extend(several.map(|names| DkimFinding::KeyShared { names }));
}

/// The first of the keys, where all that can be used are Ed25519 keys, and no answer is missing that may hold another.
fn ed25519_only(keys: &Keys) -> Option<&Domain> {
    let read = keys.iter().flat_map(|(name, published)| published.records.iter().map(move |own| (name, own)));
    let usable = read.filter_map(|(name, (_, record))| Some((name, record.as_ref().ok()?.key.kind())));
    let mut usable = usable.peekable();
    let first = usable.peek().map(|(name, _)| *name);
    first.filter(|_| keys.are_answered() && usable.all(|(_, kind)| kind == KeyType::Ed25519))
}

fn of_record(name: &Domain, record: &KeyRecord, found: &mut Vec<DkimFinding>) {
    let (name, bits) = (|| name.clone(), record.key.bits());
    match record.key.kind() {
        KeyType::Rsa if bits < RECOMMENDED_KEY_BITS => {
            found.push(DkimFinding::KeyShort { name: name(), bits });
        }
        KeyType::Rsa if bits > MAX_COMMON_KEY_BITS => found.push(DkimFinding::KeyLong { name: name(), bits }),
        KeyType::Rsa | KeyType::Ed25519 => {}
    }
    if record.testing {
        found.push(DkimFinding::KeyTesting { name: name() });
    }
    if !record.version_first {
        found.push(DkimFinding::VersionNotFirst { name: name() });
    }
}
