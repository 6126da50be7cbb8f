//! What happened to a body whose hash does not match: what commonly happens to mail is undone, one thing at a
//! time, until the hash is right.

mod attempt;
mod change;
mod cuts;
mod parts;
mod rewrite;
mod search;

use super::body_hash::BodyRequest;
use super::signature::Signature;
use crate::message::Message;
use attempt::Attempt;
pub use change::{BodyChange, BodyEdge, Encoding, LineEnd};
use search::Search;

/// The most octets of body hashed while looking for what happened to one message. It takes a second or so, and
/// is four passes over the largest messages that are sent.
pub const MAX_WORK: u64 = 128 * 1024 * 1024;
/// Looks into one body, with what it may cost shared among all the signatures that do not match it.
pub(crate) struct Investigation<'a> {
    message: &'a Message<'a>,
    body: &'a [u8],
    left: u64,
    known: Vec<(BodyRequest, Vec<u8>, BodyChange)>,
}

impl<'a> Investigation<'a> {
    pub(crate) const fn new(message: &'a Message, body: &'a [u8]) -> Self {
        Self { message, body, left: MAX_WORK, known: Vec::new() }
    }

    /// What happened to the body since a signature was made over it.
    pub(crate) fn explain(&mut self, signature: &Signature) -> BodyChange {
        if signature.is_impossible() {
            return BodyChange::EmptyHashedAsNothing;
        }
        let request = BodyRequest::of(signature);
        let wanted = &signature.body_hash;
        if let Some((.., change)) = self.known.iter().find(|(r, w, _)| *r == request && w == wanted) {
            return change.clone();
        }
        let mut search = Search::new(request, wanted, self.body, &mut self.left);
        let found = search.run(self.message);
        let everything_tried = *search.left > 0;
        let change = found.unwrap_or(BodyChange::Unexplained { everything_tried });
        self.known.push((request, wanted.clone(), change.clone()));
        change
    }
}

impl<'s> Search<'s> {
    /// The likeliest first, since a large body uses up the work that may be spent.
    fn run(&mut self, message: &Message) -> Option<BodyChange> {
        self.other_canonicalization()
            .or_else(|| cuts::footer(self))
            .or_else(|| self.rewrites())
            .or_else(|| cuts::wrapped(self, message))
            .or_else(|| parts::reencoded(self, message))
            .or_else(|| cuts::inserted(self))
            .or_else(|| self.wrapped_lines())
            .or_else(|| self.signer_line_ends())
    }

    fn other_canonicalization(&mut self) -> Option<BodyChange> {
        let canonicalization = self.request.canonicalization.other();
        let request = BodyRequest { canonicalization, ..self.request };
        let body = self.body;
        let mut other = Search { request, left: &mut *self.left, ..*self };
        let found = other.matches(|out| out(body));
        found.then_some(BodyChange::OtherCanonicalization { canonicalization })
    }

    fn rewrites(&mut self) -> Option<BodyChange> {
        let body = self.body;
        rewrite::ALL
            .iter()
            .find(|(_, rewrite)| self.matches(|out| rewrite(body, out)))
            .map(|(c, _)| c.clone())
    }

    fn wrapped_lines(&mut self) -> Option<BodyChange> {
        let body = self.body;
        let longest = rewrite::lines(body).map(|line| line.text.len()).max().unwrap_or(0);
        // Beside the longest line, what mail programs and terminals wrap at.
        let widths = [longest, 72, 76, 78, 80];
        let joined = |&width: &usize| {
            [true, false]
                .into_iter()
                .any(|spaced| self.matches(|out| rewrite::unwrap(body, width, spaced, out)))
        };
        widths.into_iter().find(joined).map(|width| BodyChange::LinesWrapped { width })
    }

    /// A signer that hashed its lines as its disk had them, or blank lines that the RFC leaves out.
    fn signer_line_ends(&mut self) -> Option<BodyChange> {
        if !self.spend(self.body.len().saturating_mul(2)) {
            return None;
        }
        let mut attempt = Attempt::with_line_end(&self.request, b"\n");
        attempt.update(self.body);
        if attempt.finish() == self.wanted {
            return Some(BodyChange::LineEnds { signed: LineEnd::Lf });
        }
        let mut attempt = Attempt::new(&self.request);
        attempt.update(self.body);
        let found = attempt.with_other_ends().any(|digest| digest == self.wanted);
        found.then_some(BodyChange::BlankLines { place: BodyEdge::End })
    }
}

#[cfg(test)]
mod tests;
