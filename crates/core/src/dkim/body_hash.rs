//! Body hashes: each (canonicalisation, hash) pair costs one pass over the body, whatever lengths are wanted.

use super::canonical::{BodyCanonicalizer, Canonicalization, Sink};
use super::signature::Signature;
use crate::crypto::{Digest, HashAlgorithm, Hasher};
use crate::sorting;

/// How a signature wants the body hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BodyRequest {
    /// The canonicalisation of the body.
    pub canonicalization: Canonicalization,
    /// The hash.
    pub hash: HashAlgorithm,
    /// `l=`: how many octets of the canonical body count; all of them without it.
    pub length: Option<u64>,
}

impl BodyRequest {
    /// What a signature asks for.
    #[must_use]
    pub const fn of(signature: &Signature) -> Self {
        Self {
            canonicalization: signature.body_canonicalization,
            hash: signature.signed.algorithm.hash(),
            length: signature.body_length,
        }
    }
}

/// The hash of a body, as one signature wanted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyHash {
    /// The hash.
    pub digest: Digest,
    /// How many octets the canonical body has in all.
    pub canonical_length: u64,
}

/// The hashes of one body.
#[derive(Clone, Debug, Default)]
pub struct BodyHashes(Vec<(BodyRequest, BodyHash)>);

impl BodyHashes {
    /// Hashes a body in every way that is asked for.
    #[must_use]
    pub fn of(body: &[u8], requests: impl IntoIterator<Item = BodyRequest>) -> Self {
        let mut wanted: Vec<BodyRequest> = requests.into_iter().collect();
        sorting::sort(&mut wanted);
        wanted.dedup();
        let mut hashes = Vec::with_capacity(wanted.len());
        let is_one_pass = |one: &BodyRequest, other: &BodyRequest| {
            (one.canonicalization, one.hash) == (other.canonicalization, other.hash)
        };
        for requests in wanted.chunk_by(is_one_pass) {
            let Some(first) = requests.first() else { continue };
            let mut pass =
                LengthHasher::new(first.hash, requests.iter().filter_map(|request| request.length));
            let mut canonicalizer = BodyCanonicalizer::new(first.canonicalization);
            canonicalizer.update(body, &mut pass);
            canonicalizer.finish(&mut pass);
            let canonical_length = pass.taken;
            let (prefixes, all) = pass.finish();
            for request in requests {
                // A body shorter than `l=` is hashed as far as it goes.
                let prefix = prefixes.iter().find(|(length, _)| request.length == Some(*length));
                let digest = prefix.map_or(&all, |(_, digest)| digest).clone();
                hashes.push((*request, BodyHash { digest, canonical_length }));
            }
        }
        Self(hashes)
    }

    /// The hash for one request, where it was asked for.
    #[must_use]
    pub fn get(&self, request: &BodyRequest) -> Option<&BodyHash> {
        self.0.iter().find(|(own, _)| own == request).map(|(_, hash)| hash)
    }
}

/// Hashes all that it takes, and what it had taken at each of some lengths.
struct LengthHasher {
    hasher: Hasher,
    taken: u64,
    /// The lengths still ahead, the nearest last.
    ahead: Vec<u64>,
    prefixes: Vec<(u64, Digest)>,
}

impl LengthHasher {
    fn new(hash: HashAlgorithm, lengths: impl DoubleEndedIterator<Item = u64>) -> Self {
        let ahead = lengths.rev().collect();
        let mut hasher = Self { hasher: Hasher::new(hash), taken: 0, ahead, prefixes: Vec::new() };
        hasher.note_prefix();
        hasher
    }

    /// Keeps the hash so far, if this is one of the lengths.
    fn note_prefix(&mut self) {
        if self.ahead.last() == Some(&self.taken) {
            self.ahead.pop();
            self.prefixes.push((self.taken, self.hasher.clone().finish()));
        }
    }

    fn finish(self) -> (Vec<(u64, Digest)>, Digest) {
        (self.prefixes, self.hasher.finish())
    }
}

impl Sink for LengthHasher {
    fn take(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let room = self.ahead.last().map_or(u64::MAX, |next| next - self.taken);
            let cut = usize::try_from(room).unwrap_or(usize::MAX).min(rest.len());
            let (now, later) = rest.split_at_checked(cut).unwrap_or((rest, &[]));
            self.hasher.update(now);
            self.taken += now.len() as u64;
            self.note_prefix();
            rest = later;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"Hi  there.\r\n\r\nBye.\r\n\r\n";

    fn request(canonicalization: Canonicalization, length: Option<u64>) -> BodyRequest {
        BodyRequest { canonicalization, hash: HashAlgorithm::Sha256, length }
    }

    #[test]
    fn lengths_count_octets_of_the_canonical_body() {
        let canonical = b"Hi there.\r\n\r\nBye.\r\n";
        let lengths = [0, 1, 9, 10, 11, 19];
        let requests = lengths.map(|length| request(Canonicalization::Relaxed, Some(length)));
        let hashes = BodyHashes::of(BODY, requests);
        for (length, request) in lengths.into_iter().zip(&requests) {
            let hash = hashes.get(request).unwrap();
            assert_eq!(hash.digest, HashAlgorithm::Sha256.digest(&canonical[..length as usize]), "{length}");
            assert_eq!(hash.canonical_length, 19);
        }
    }

    #[test]
    fn a_body_shorter_than_its_length_is_hashed_whole() {
        let (all, longer) =
            (request(Canonicalization::Simple, None), request(Canonicalization::Simple, Some(99)));
        let hashes = BodyHashes::of(BODY, [all, longer]);
        assert_eq!(hashes.get(&all), hashes.get(&longer));
    }
}
