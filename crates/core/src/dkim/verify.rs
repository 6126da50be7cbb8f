//! The verdict on each signature (RFC 6376 §6.1).

use super::algorithm::Algorithm;
use super::body_change::Investigation;
use super::body_hash::{BodyHashes, BodyRequest};
use super::evidence::{Evidence, KeyUse};
use super::finding::DkimFinding;
use super::header_change;
use super::header_hash::HeaderFields;
use super::key::KeyRecord;
use super::keys::{Keys, fetch_keys};
use super::signature::{Signature, Signed, claimed_signer};
use super::{Cause, DkimResult, MAX_SIGNATURES, MIN_KEY_BITS, Verification, finding};
use crate::arc::{self, Arc};
use crate::dns::Resolve;
use crate::domain::Domain;
use crate::message::{Body, Message, Repair};
use serde::Serialize;

/// Every signature of a message, and its chain.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DkimAndArc {
    /// The DKIM-Signature fields from the top, at most [`MAX_SIGNATURES`].
    pub signatures: Vec<Verification>,
    /// The Authenticated Received Chain.
    pub arc: Arc,
    /// Advice on the signatures and keys.
    pub findings: Vec<DkimFinding>,
}

/// Verifies every signature and the chain of a message at the time `now`, in seconds since 1970. All keys are
/// asked for at once, so this takes one round trip.
pub async fn verify(resolver: &impl Resolve, message: &Message<'_>, now: u64) -> DkimAndArc {
    let parsed = Parsed::of(message);
    let keys = fetch_keys(resolver, parsed.key_names()).await;
    decide(message, &parsed, &keys, now)
}

/// The domains that the signatures of a message name, whatever comes of them.
#[must_use]
pub fn signing_domains(message: &Message) -> Vec<Domain> {
    let fields = message.all("dkim-signature").take(MAX_SIGNATURES);
    fields.filter_map(|field| claimed_signer(&field.text()).0).collect()
}

/// The domains and selectors that the signatures of a message name, whatever comes of them.
#[must_use]
pub fn signing_selectors(message: &Message) -> Vec<(Domain, Domain)> {
    let fields = message.all("dkim-signature").take(MAX_SIGNATURES);
    fields
        .filter_map(|field| {
            let (domain, selector) = claimed_signer(&field.text());
            Some((domain?, selector?))
        })
        .collect()
}

/// A DKIM-Signature field, as far as it could be read.
pub(crate) struct ParsedSignature {
    field: usize,
    value: String,
    signature: Result<Signature, Cause>,
}

/// What has to be known of a message before its keys can be asked for.
pub(crate) struct Parsed<'a> {
    fields: HeaderFields<'a>,
    signatures: Vec<ParsedSignature>,
    chain: arc::Sets,
    left_out: usize,
}

impl<'a> Parsed<'a> {
    fn of(message: &'a Message) -> Self {
        let fields = HeaderFields::of(message);
        let places = fields.places("dkim-signature");
        let read = |&field: &usize| {
            let value = fields.get(field)?.text().into_owned();
            let signature = Signature::parse_dkim(&value);
            Some(ParsedSignature { field, value, signature })
        };
        let signatures = places.iter().take(MAX_SIGNATURES).filter_map(read).collect();
        let left_out = places.len().saturating_sub(MAX_SIGNATURES);
        Self { signatures, chain: arc::Sets::of(&fields), left_out, fields }
    }

    fn signed(&self) -> impl Iterator<Item = &Signed> {
        let signatures = self.signatures.iter().filter_map(|parsed| parsed.signature.as_ref().ok());
        signatures.map(|signature| &signature.signed).chain(self.chain.signed())
    }

    fn key_names(&self) -> Vec<Domain> {
        self.signed().filter_map(Signed::key_name).collect()
    }

    fn body_requests(&self) -> impl Iterator<Item = BodyRequest> {
        let signatures = self.signatures.iter().filter_map(|parsed| parsed.signature.as_ref().ok());
        signatures.chain(self.chain.message_signatures()).map(BodyRequest::of)
    }
}

/// The search for what happened to a message, and what it may still cost.
struct Inquiry<'a> {
    body: Investigation<'a>,
    header: header_change::Allowance,
}

fn decide(message: &Message, parsed: &Parsed<'_>, keys: &Keys, now: u64) -> DkimAndArc {
    let evidence = Evidence {
        fields: &parsed.fields,
        keys,
        bodies: BodyHashes::of(message.body_bytes(), parsed.body_requests()),
        body_known: body_known(message),
    };
    let body = Investigation::new(message, message.body_bytes());
    let mut inquiry = Inquiry { body, header: header_change::Allowance::new() };
    let judge = |parsed: &ParsedSignature| judge(&evidence, &mut inquiry, parsed, now);
    let signatures: Vec<Verification> = parsed.signatures.iter().map(judge).collect();
    let findings = finding::findings(message, &signatures, keys, parsed.left_out, now);
    DkimAndArc { signatures, arc: arc::decide(&parsed.chain, &evidence), findings }
}

pub(super) fn body_known(message: &Message) -> bool {
    let cut_off = message.repairs().iter().any(|repair| matches!(repair, Repair::TooLong { .. }));
    // A blank line at the end of headers that were copied or exported looks like an empty body. Where the empty body is
    // what was signed, its hash matches all the same.
    matches!(message.body(), Body::Present(_)) && !cut_off
}

/// RFC 6376 §3.6.1, `t=s`: the domain of `i=` "MUST NOT be a subdomain of the domain in "d="".
fn check_identity(signature: &Signature, record: &KeyRecord) -> Result<(), Cause> {
    match &signature.identity {
        Some(identity) if record.strict && identity.domain != signature.signed.domain => {
            Err(Cause::IdentityNotExact { identity: identity.text.clone() })
        }
        _ => Ok(()),
    }
}

/// What rules out a signature that verified (RFC 8301); expiry is DKIM's alone, as ARC has no `x=`.
pub(crate) fn policy(algorithm: Algorithm, bits: u32) -> Option<Cause> {
    match algorithm {
        Algorithm::RsaSha1 => Some(Cause::WeakHash),
        Algorithm::RsaSha256 if bits < MIN_KEY_BITS => Some(Cause::WeakKey { bits }),
        Algorithm::RsaSha256 | Algorithm::Ed25519Sha256 => None,
    }
}

/// The cause in what verified and what did not, the body first: that is the order of RFC 6376 §6.1.3.
pub(crate) fn mismatch(key: &KeyUse<'_>, body: Option<bool>) -> Option<Cause> {
    match (body, key.verified) {
        (Some(false), _) => Some(Cause::BodyHashMismatch),
        (_, false) if key.opened.is_of_another_key() => {
            Some(Cause::OtherKey { body_supplied: body.is_some() })
        }
        (None, header_verified) => Some(Cause::BodyNotSupplied { header_verified }),
        (Some(true), false) => Some(Cause::SignatureMismatch),
        (Some(true), true) => None,
    }
}

fn judge(
    evidence: &Evidence<'_>,
    inquiry: &mut Inquiry<'_>,
    parsed: &ParsedSignature,
    now: u64,
) -> Verification {
    let signature = match &parsed.signature {
        Ok(signature) => signature,
        Err(cause) => return unread(parsed, cause),
    };
    let (digest, selected) = evidence.header_digest(signature, parsed.field);
    let usable = |record: &KeyRecord| check_identity(signature, record);
    let (published, key) = evidence.check_key(&signature.signed, usable, &digest);
    let body_verified = evidence.body_verified(signature);
    let body = evidence.bodies.get(&BodyRequest::of(signature));
    let mut verification = described(parsed.field, signature);
    verification.covered = selected.iter().flatten().copied().collect();
    verification.canonical_length = body.map(|b| b.canonical_length).filter(|_| evidence.body_known);
    verification.key_chain = published.map(|p| p.chain.clone()).unwrap_or_default();
    // A record that cannot be used is worth showing too.
    verification.key_record = published.and_then(|p| p.records.first()).map(|(text, _)| text.clone());
    verification.body_verified = body_verified;
    if body_verified == Some(false) {
        verification.body_change = Some(inquiry.body.explain(signature));
    }
    verification.cause = match &key {
        Err(cause) => Some(cause.clone()),
        Ok(key) => verdict(signature, key, &verification, now),
    };
    if let Ok(key) = &key {
        verification.key_bits = Some(key.record.key.bits());
        verification.key_record = Some(key.text.to_owned());
        verification.testing = key.record.testing;
        verification.header_verified = Some(key.verified);
        // What another key signed is not known, and so neither is what became of it.
        if !key.verified && !key.opened.is_of_another_key() {
            let case = header_change::Case {
                evidence,
                signature,
                own: parsed.field,
                selected: &selected,
                opened: &key.opened,
            };
            verification.header_change = Some(header_change::explain(&case, &mut inquiry.header));
        }
    }
    verification.result = verification.cause.as_ref().map_or(DkimResult::Pass, Cause::result);
    verification
}

/// Why a signature whose key was found does not pass.
fn verdict(signature: &Signature, key: &KeyUse<'_>, so_far: &Verification, now: u64) -> Option<Cause> {
    let too_long = || match (signature.body_length, so_far.canonical_length) {
        // RFC 6376 §3.5, `l=`: "This value MUST NOT be larger than the actual number of octets".
        (Some(length), Some(actual)) if length > actual => Some(Cause::BodyLengthTooLong { length, actual }),
        _ => None,
    };
    let expired = || signature.expiration.filter(|&at| at < now).map(|at| Cause::Expired { at });
    mismatch(key, so_far.body_verified)
        .or_else(too_long)
        .or_else(|| policy(signature.signed.algorithm, key.record.key.bits()))
        .or_else(expired)
}

/// What a readable signature says, before anything was verified.
fn described(field: usize, signature: &Signature) -> Verification {
    Verification {
        identity: signature.identity.as_ref().map(|identity| identity.text.clone()),
        domain: Some(signature.signed.domain.clone()),
        selector: Some(signature.signed.selector.clone()),
        algorithm: Some(signature.signed.algorithm),
        signed_fields: signature.fields.clone(),
        header_canonicalization: Some(signature.header_canonicalization),
        body_canonicalization: Some(signature.body_canonicalization),
        body_length: signature.body_length,
        timestamp: signature.signed.timestamp,
        expiration: signature.expiration,
        ..Verification::blank(Some(field))
    }
}

/// A signature that could not be read.
fn unread(parsed: &ParsedSignature, cause: &Cause) -> Verification {
    let (domain, selector) = claimed_signer(&parsed.value);
    Verification {
        result: cause.result(),
        cause: Some(cause.clone()),
        domain,
        selector,
        ..Verification::blank(Some(parsed.field))
    }
}

impl Verification {
    /// A signature of which nothing is known but its place, if it has one.
    pub(crate) const fn blank(field: Option<usize>) -> Self {
        Self {
            result: DkimResult::NotChecked,
            cause: None,
            field,
            domain: None,
            selector: None,
            identity: None,
            algorithm: None,
            key_bits: None,
            key_record: None,
            key_chain: Vec::new(),
            signed_fields: Vec::new(),
            covered: Vec::new(),
            header_canonicalization: None,
            body_canonicalization: None,
            body_length: None,
            canonical_length: None,
            timestamp: None,
            expiration: None,
            testing: false,
            header_verified: None,
            body_verified: None,
            body_change: None,
            header_change: None,
        }
    }
}
