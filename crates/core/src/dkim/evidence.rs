//! Everything a verdict on a signature rests on.

use super::MAX_SIGNED_HEADER;
use super::algorithm::Algorithm;
use super::body_hash::{BodyHashes, BodyRequest};
use super::canonical::Canonicalization;
use super::cause::Cause;
use super::header_hash::{HeaderFields, header_hash, without_signature};
use super::key::{KeyRecord, KeyRecordError};
use super::keys::{Keys, PublishedKey};
use super::signature::{Signature, Signed};
use crate::crypto::{Digest, Opened};
use std::borrow::Cow;

/// Everything a verdict rests on.
pub(crate) struct Evidence<'a> {
    pub(crate) fields: &'a HeaderFields<'a>,
    pub(crate) keys: &'a Keys,
    pub(super) bodies: BodyHashes,
    /// Whether all of the body is known to be here, so that another hash means another body.
    pub(super) body_known: bool,
}

/// The hash of header fields, where they are not too many.
pub(crate) type HeaderDigest = Result<Digest, Cause>;

/// The key that settled a signature, and whether it verified.
pub(crate) struct KeyUse<'k> {
    pub(crate) record: &'k KeyRecord,
    pub(crate) text: &'k str,
    pub(crate) opened: Opened<'k>,
    pub(crate) verified: bool,
}

impl Evidence<'_> {
    /// Verifies `digest` with whatever is published for a signature. Several records are tried in turn (RFC 6376
    /// §6.1.2 lets a verifier cycle through them); of those that fail, the one that made it stands for all, or else the first
    /// that may be used.
    pub(crate) fn check_key<'e>(
        &'e self,
        signed: &'e Signed,
        usable: impl Fn(&KeyRecord) -> Result<(), Cause>,
        digest: &HeaderDigest,
    ) -> (Option<&'e PublishedKey>, Result<KeyUse<'e>, Cause>) {
        let published = signed.key_name().ok_or(Cause::KeyNotFound).and_then(|name| self.keys.get(&name));
        let published = match published {
            Ok(published) => published,
            Err(cause) => return (None, Err(cause)),
        };
        let mut best: Result<KeyUse<'e>, Cause> = Err(Cause::KeyNotFound);
        for (at, (text, record)) in published.records.iter().enumerate() {
            let record = record.as_ref().map_err(unusable);
            let tried = record.and_then(|record| {
                check_record(record, signed.algorithm)?;
                usable(record)?;
                let digest = digest.as_ref().map_err(Cause::clone)?;
                let opened = record.key.open(&signed.data);
                let verified = opened.is_over(signed.algorithm.hash(), digest);
                Ok(KeyUse { record, text, opened, verified })
            });
            let verified = tried.as_ref().is_ok_and(|tried| tried.verified);
            let made_it = |tried: &Result<KeyUse<'_>, Cause>| {
                tried.as_ref().is_ok_and(|tried| !tried.opened.is_of_another_key())
            };
            if at == 0 || verified || best.is_err() && tried.is_ok() || !made_it(&best) && made_it(&tried) {
                best = tried;
            }
            if verified {
                break;
            }
        }
        (Some(published), best)
    }

    /// The hash of the fields that a signature covers, and which those are.
    pub(crate) fn header_digest(
        &self,
        signature: &Signature,
        own: usize,
    ) -> (HeaderDigest, Vec<Option<usize>>) {
        let selected = self.fields.select(&signature.fields, own);
        let covered = selected.iter().flatten().copied();
        (self.digest_of(&signature.signed, signature.header_canonicalization, covered, own), selected)
    }

    /// The hash of some fields and of the field a signature stands in.
    pub(crate) fn digest_of(
        &self,
        signed: &Signed,
        canonicalization: Canonicalization,
        covered: impl Iterator<Item = usize> + Clone,
        own: usize,
    ) -> HeaderDigest {
        let raw = covered.filter_map(|at| self.fields.get(at)).map(|field| field.raw());
        let own = self.own_field(signed, own);
        let octets = raw.clone().map(<[u8]>::len).sum::<usize>() + own.len();
        if octets > MAX_SIGNED_HEADER {
            return Err(Cause::HeaderTooLong { octets });
        }
        Ok(header_hash(signed.algorithm.hash(), canonicalization, raw.map(Cow::Borrowed), &own))
    }

    /// The field a signature stands in, without the signature.
    pub(crate) fn own_field(&self, signed: &Signed, own: usize) -> Vec<u8> {
        let field = self.fields.get(own);
        field.map(|field| without_signature(&field, &signed.data_range)).unwrap_or_default()
    }

    /// Whether the body is what a signature says; `None` where that cannot be told.
    pub(crate) fn body_verified(&self, signature: &Signature) -> Option<bool> {
        if signature.is_impossible() {
            return Some(false);
        }
        let hash = self.bodies.get(&BodyRequest::of(signature))?;
        if hash.digest == signature.body_hash { Some(true) } else { self.body_known.then_some(false) }
    }
}

/// What the record itself has against being used with an algorithm (RFC 6376 §6.1.2).
fn check_record(record: &KeyRecord, algorithm: Algorithm) -> Result<(), Cause> {
    if !record.fits(algorithm) {
        return Err(Cause::KeyTypeMismatch { key_type: record.key.kind() });
    }
    if !record.allows_hash(algorithm.hash()) {
        return Err(Cause::HashNotAllowed { hash: algorithm.hash() });
    }
    if !record.allows_email() {
        return Err(Cause::ServiceNotAllowed);
    }
    Ok(())
}

fn unusable(error: &KeyRecordError) -> Cause {
    match error {
        KeyRecordError::Revoked => Cause::KeyRevoked,
        error => Cause::KeyUnusable { error: error.clone() },
    }
}
