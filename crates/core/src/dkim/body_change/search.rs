//! One body hash that is looked for.

use super::attempt::Attempt;
use super::rewrite;
use crate::dkim::body_hash::BodyRequest;

/// How many octets a line counts for beside its own.
const LINE_WORK: u64 = 32;

/// One body hash that is looked for.
pub(super) struct Search<'s> {
    pub(super) request: BodyRequest,
    pub(super) wanted: &'s [u8],
    pub(super) body: &'s [u8],
    /// The work of one pass over the body.
    pub(super) pass: u64,
    pub(super) left: &'s mut u64,
}

impl<'s> Search<'s> {
    pub(super) fn new(request: BodyRequest, wanted: &'s [u8], body: &'s [u8], left: &'s mut u64) -> Self {
        let pass = body.len() as u64 + LINE_WORK * rewrite::lines(body).count() as u64;
        Self { request, wanted, body, pass, left }
    }

    /// Takes the work for some octets of the body off what is left; `false` when there is not enough.
    pub(super) fn spend(&mut self, octets: usize) -> bool {
        let work = (octets as u64).saturating_mul(self.pass) / (self.body.len() as u64).max(1);
        let enough = *self.left >= work;
        *self.left = if enough { *self.left - work } else { 0 };
        enough
    }

    /// Whether the hash matches for what `feed` passes on.
    pub(super) fn matches(&mut self, feed: impl FnOnce(&mut dyn FnMut(&[u8]))) -> bool {
        if !self.spend(self.body.len()) {
            return false;
        }
        let mut attempt = Attempt::new(&self.request);
        feed(&mut |piece| attempt.update(piece));
        attempt.finish() == self.wanted
    }
}
