//! What happened to a body whose hash does not match: what commonly happens to mail is undone, one thing at a
//! time, until the hash is right.

mod attempt;
mod cuts;
mod parts;
mod rewrite;

use super::body_hash::BodyRequest;
use super::canonical::Canonicalization;
use super::signature::Signature;
use crate::message::Message;
use attempt::Attempt;
pub use parts::Encoding;
use serde::Serialize;

/// The most octets of body hashed while looking for what happened to one message. It takes a second or so, and
/// is four passes over the largest messages that are sent.
pub const MAX_WORK: u64 = 128 * 1024 * 1024;
/// How many octets a line counts for beside its own.
const LINE_WORK: u64 = 32;

/// The change that, undone, makes the body hash match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum BodyChange {
    /// Nothing in transit: the signer used another canonicalisation than its `c=` says.
    OtherCanonicalization {
        /// The one it used.
        canonicalization: Canonicalization,
    },
    /// Text was added at the end.
    FooterAppended {
        /// The line of the body at which it starts, counted from 1.
        line: usize,
        /// How many octets of the canonical body were signed: an `l=` of this value would match.
        signed_length: u64,
    },
    /// Lines were added elsewhere: above the text, or below it inside of a part.
    LinesInserted {
        /// The first of them, counted from 1 in the body.
        line: usize,
        /// How many.
        lines: usize,
    },
    /// The message was put, as one part, into a message of parts.
    Wrapped {
        /// The line of the body at which it now starts, counted from 1.
        line: usize,
    },
    /// The signer did not end its lines with CRLF, or each line end became two on the way.
    LineEnds {
        /// What the signed lines ended with.
        signed: LineEnd,
    },
    /// Blank lines were added or lost at the top or at the end.
    BlankLines {
        /// Where.
        place: Place,
    },
    /// Text that was signed in one transfer encoding came in another.
    Reencoded {
        /// The encoding it was signed in.
        signed: Encoding,
    },
    /// Tabs became spaces.
    TabsExpanded {
        /// How many each.
        width: usize,
    },
    /// Long lines were broken.
    LinesWrapped {
        /// How long they have become at most.
        width: usize,
    },
    /// `>` was put before `From ` at the start of a line, or taken away.
    FromQuoted,
    /// A dot at the start of a line was doubled, or lost.
    DotStuffed,
    /// Spaces at the ends of lines were lost.
    TrailingSpaceLost,
    /// Text in ISO 8859-1 became UTF-8.
    Recoded,
    /// Nothing in transit: the body is empty, and the signer took it for no octets, where `simple` makes it one line end.
    EmptyHashedAsNothing,
    /// None of these.
    Unexplained {
        /// Whether everything was tried; a very large body is given up on before.
        everything_tried: bool,
    },
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    /// A line feed alone.
    Lf,
    /// CRLF; every CR had become two.
    Crlf,
}

/// An end of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The first lines.
    Top,
    /// The last lines.
    End,
}

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

/// One body hash that is looked for.
struct Search<'s> {
    request: BodyRequest,
    wanted: &'s [u8],
    body: &'s [u8],
    /// The work of one pass over the body.
    pass: u64,
    left: &'s mut u64,
}

impl<'s> Search<'s> {
    fn new(request: BodyRequest, wanted: &'s [u8], body: &'s [u8], left: &'s mut u64) -> Self {
        let pass = body.len() as u64 + LINE_WORK * rewrite::lines(body).count() as u64;
        Self { request, wanted, body, pass, left }
    }

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

    /// Takes the work for some octets of the body off what is left; `false` when there is not enough.
    fn spend(&mut self, octets: usize) -> bool {
        let work = (octets as u64).saturating_mul(self.pass) / (self.body.len() as u64).max(1);
        let enough = *self.left >= work;
        *self.left = if enough { *self.left - work } else { 0 };
        enough
    }

    /// Whether the hash matches for what `feed` passes on.
    fn matches(&mut self, feed: impl FnOnce(&mut dyn FnMut(&[u8]))) -> bool {
        if !self.spend(self.body.len()) {
            return false;
        }
        let mut attempt = Attempt::new(&self.request);
        feed(&mut |piece| attempt.update(piece));
        attempt.finish() == self.wanted
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
        found.then_some(BodyChange::BlankLines { place: Place::End })
    }
}

#[cfg(test)]
mod tests;
