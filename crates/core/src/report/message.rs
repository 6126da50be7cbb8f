//! What the check of a message came to.

use super::{
    ArcReport, ArrivalReport, Basis, Diagnosis, DkimReport, DmarcReport, Finding, IdentifierReport,
    ReportKind, Requirement, SpfReport,
};
use crate::bounce::Bounce;
use crate::dmarc::Alignment;
use crate::dns::LoggedQuery;
use crate::domain::Domain;
use crate::evidence::{Author, Claim, Envelope, Hop, Remark};
use crate::message::Repair;
use crate::providers::{Provider, by_own_domain, users};
use crate::time::Timestamp;
use serde::Serialize;

/// What the check of a message came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MessageReport {
    /// The version of this shape.
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub schema: u32,
    /// Always `message`.
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("const" = "message")))]
    pub kind: ReportKind,
    /// When the check was made: the `now` it was given.
    pub checked_at: Timestamp,
    /// What servers said when they refused the message, where it came with a bounce; the report is on the message that was
    /// refused, and never on the bounce.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounce: Option<Bounce>,
    /// The outcome in one word, for the seal and the first sentence.
    pub verdict: Verdict,
    /// Whose name the message carries.
    pub author: Option<Author>,
    /// The envelope it came in.
    pub envelope: Envelope,
    /// Where it came in, or why that cannot be told.
    pub arrival: ArrivalReport,
    /// What a reader knows the message by.
    pub summary: Summary,
    /// SPF of the envelope.
    pub spf: SpfReport,
    /// Each signature, and each claim about a signature that is not in the input.
    pub dkim: Vec<DkimReport>,
    /// The chain of forwarders.
    pub arc: ArcReport,
    /// Whether any of it speaks for the author.
    pub dmarc: DmarcReport,
    /// What receivers claim.
    pub claims: Vec<Claim>,
    /// The header fields as they were read, from the top: what the places in `dkim` and `arc` point into.
    pub header: Vec<HeaderField>,
    /// The way the message took, first server first.
    pub hops: Vec<Hop>,
    /// What filters, lists and programs remarked in fields of their own.
    pub remarks: Vec<Remark>,
    /// What large mailbox providers ask of bulk senders.
    pub requirements: Vec<Requirement>,
    /// What had to be done to the input before it could be read.
    pub repairs: Vec<Repair>,
    /// Causes and fixes.
    pub diagnosis: Vec<Diagnosis>,
    /// Advice.
    pub findings: Vec<Finding>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}

/// The outcome in one word. What was only claimed never becomes more than [`Basis::Claimed`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Verdict {
    /// Somebody who vouches for the message speaks for its author domain.
    Pass {
        /// What the pass rests on.
        basis: Basis,
    },
    /// Nobody who vouches for it does.
    Fail {
        /// What the failure rests on.
        basis: Basis,
    },
    /// The author domain has no DMARC policy; the alignment stands in the report all the same.
    NoPolicy,
    /// Too little was given to tell, and why.
    CannotTell {
        /// What is missing.
        missing: Missing,
    },
    /// DNS did not answer a question the decision needs.
    DnsTrouble,
    /// The message names no single author domain.
    NoSingleAuthor,
    /// The input is no message: not one header field.
    NotAMessage,
}

/// What is missing when nothing can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "MissingPart"))]
#[serde(rename_all = "camelCase")]
pub enum Missing {
    /// No From field, and no claim that names an author.
    Author,
    /// Neither a signature, nor a client address, nor a receiver's claim.
    Evidence,
    /// The address of the server that handed the message over: the one that took it in saw none that is public.
    Client,
    /// The key of a signature that would speak for the author: it is gone from DNS.
    Key,
    /// The signature that results name, which cannot be told from ones that a sender wrote.
    Signature,
    /// The body that such a signature covers; its header part verifies.
    Body,
    /// The message as it arrived: the receiver found a signature good that this copy does not fit.
    Copy,
    /// What lies beyond the limits of what is read: it may name another author.
    Rest,
    /// The mail itself: only a server's refusal is here.
    Original,
    /// Anything that vouches besides a notice, which anybody can write: an address that it names, a field of the mail that it quotes.
    Notice,
    /// A signature over all of the text: the one that speaks for the author ends before it does (RFC 6376 §8.2).
    Unsigned,
}

/// What a reader knows the message by, decoded for display.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// The Subject.
    pub subject: Option<String>,
    /// The To field.
    pub to: Option<String>,
    /// The Date.
    pub date: Option<Timestamp>,
    /// The Message-ID.
    pub message_id: Option<String>,
    /// How many header fields were read.
    pub fields: usize,
    /// Whether a body was given.
    pub has_body: bool,
}

/// One header field, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct HeaderField {
    /// Its name, as written.
    pub name: String,
    /// Its value, unfolded, with encoded words decoded, and cut at [`MAX_SHOWN_VALUE`] characters.
    pub value: String,
    /// Its value as it was given, its folds kept as line feeds, where `value` is not that: folded, encoded or longer.
    /// Cut at [`MAX_SHOWN_RAW`] characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
    /// How many characters of the value as given are left out here.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
    /// The line at which it starts, counted from 1.
    pub line: usize,
}

/// Serde hands every value over by reference.
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// The most characters of a header field's value that a report shows.
pub const MAX_SHOWN_VALUE: usize = 400;
/// The most characters of a header field's value that a report shows as they were given. A filter's notes to itself have
/// some thousands.
pub const MAX_SHOWN_RAW: usize = 4_000;
/// The most such characters of all fields together; when they are used up, values are cut at [`MAX_SHOWN_VALUE`].
pub const MAX_SHOWN_RAW_ALL: usize = 256 * 1024;
/// The most header fields that a report shows.
pub const MAX_SHOWN_FIELDS: usize = 1_000;

impl MessageReport {
    /// The services that sent it by the servers of a provider, as far as what passed shows them: by a domain of theirs, or by a key
    /// that is named after them.
    #[must_use]
    pub fn users_of(&self, provider: &Provider) -> Vec<&'static Provider> {
        let passed = || self.dmarc.identifiers.iter().filter(|identifier| identifier.passed());
        let is_shown = |service: &Provider| passed().any(|i| by_own_domain(&i.domain) == Some(service));
        let has_key = |selector: &str| passed().any(|i| i.selector.as_deref() == Some(selector));
        users(provider, &is_shown, &has_key)
    }

    /// Whether an identifier is a signature that was looked at here and decides nothing, since its key is gone.
    #[must_use]
    pub fn lacks_key(&self, identifier: &IdentifierReport) -> bool {
        let is_it = |signature: &&DkimReport| {
            let selector = signature.verification.selector.as_ref().map(Domain::as_str);
            signature.domain() == Some(&identifier.domain) && selector == identifier.selector.as_deref()
        };
        let gone = |signature: &DkimReport| {
            signature.verification.cause.as_ref().is_some_and(crate::dkim::Cause::is_key_gone)
        };
        let is_signature = identifier.mechanism == Alignment::Dkim && identifier.basis == Basis::Recomputed;
        is_signature && self.dkim.iter().filter(is_it).any(gone)
    }
}
