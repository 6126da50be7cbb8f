//! One try at the hash of a changed body.

use crate::crypto::{Digest, Hasher};
use crate::dkim::body_hash::BodyRequest;
use crate::dkim::canonical::{BodyCanonicalizer, Sink};

/// How many blank lines at the end a signer may have counted that the RFC leaves out.
const MAX_BLANK_LINES: usize = 4;

/// A body on its way through canonicalisation and hash. A clone goes on from the same place.
#[derive(Clone)]
pub(super) struct Attempt {
    canonicalizer: BodyCanonicalizer,
    hasher: LimitedHasher,
}

impl Attempt {
    pub(super) fn new(request: &BodyRequest) -> Self {
        Self::with_line_end(request, b"\r\n")
    }

    pub(super) fn with_line_end(request: &BodyRequest, line_end: &'static [u8]) -> Self {
        Self {
            canonicalizer: BodyCanonicalizer::with_line_end(request.canonicalization, line_end),
            hasher: LimitedHasher { hasher: Hasher::new(request.hash), limit: request.length, taken: 0 },
        }
    }

    pub(super) fn update(&mut self, piece: &[u8]) {
        self.canonicalizer.update(piece, &mut self.hasher);
    }

    pub(super) fn finish(self) -> Digest {
        self.finish_with_length().0
    }

    /// The hash, and how many octets it is of.
    pub(super) fn finish_with_length(mut self) -> (Digest, u64) {
        self.canonicalizer.finish(&mut self.hasher);
        (self.hasher.hasher.finish(), self.hasher.taken)
    }

    /// The hashes of a body that ends without a line end, or with more than one.
    pub(super) fn with_other_ends(self) -> impl Iterator<Item = Digest> {
        let mut hasher = self.hasher;
        (0..=MAX_BLANK_LINES + 1).map(move |_| {
            let digest = hasher.hasher.clone().finish();
            hasher.take(b"\r\n");
            digest
        })
    }
}

/// A hash that stops taking at the length that a signature gives.
#[derive(Clone)]
struct LimitedHasher {
    hasher: Hasher,
    limit: Option<u64>,
    taken: u64,
}

impl Sink for LimitedHasher {
    fn take(&mut self, bytes: &[u8]) {
        let room = self.limit.map_or(u64::MAX, |limit| limit - self.taken);
        let cut = usize::try_from(room).unwrap_or(usize::MAX).min(bytes.len());
        self.hasher.update(bytes.get(..cut).unwrap_or(bytes));
        self.taken += cut as u64;
    }
}
