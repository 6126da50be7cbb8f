//! The one result type that page, terminal, JSON, JavaScript and Markdown all read.
//!
//! Plain data with public fields. `result` is what was recomputed here, `claimed` is the trusted receiver's word,
//! `aligned` is about the identifier whatever its result; none of the three ever stands in for another.

mod arrival;

pub use arrival::{ArrivalReport, Border, Gateway, Start};

use crate::arc::Arc;
use crate::diagnose::Diagnosis;
use crate::dkim::{DkimFinding, Verification};
use crate::dmarc::{
    Alignment, Defaulted, DmarcCause, DmarcFinding, Location, Mode, Policy, Record, ReportDestination,
    Rfc7489Report,
};
use crate::dns::LoggedQuery;
use crate::domain::Domain;
use crate::evidence::{Author, Claim, Envelope, Hop, Remark};
use crate::finding::{Advice, Citation, Severity};
use crate::message::Repair;
use crate::posture::{
    BimiReport, DaneReport, DkimKeyReport, DnssecReport, DomainRequirement, MtaStsReport, MxReport,
    NamesReport, PostureFinding, SelectorsReport, Sending, TlsRptReport,
};
use crate::providers::Recognised;
use crate::requirements::Requirement;
use crate::spf::{CheckedIdentity, MatchedTerm, Node, Spf, SpfCause, SpfFinding, Walk};
use crate::time::Timestamp;
use serde::Serialize;

/// The version of the report's shape.
pub const SCHEMA: u32 = 1;

/// What the check of a message came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageReport {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Always `message`.
    pub kind: &'static str,
    /// When the check was made: the `now` it was given.
    pub checked_at: Timestamp,
    /// The outcome in one word, for the seal and the first sentence.
    pub verdict: Verdict,
    /// Whose name the message carries.
    pub author: Option<Author>,
    /// The envelope it came in.
    pub envelope: Envelope,
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
#[serde(rename_all = "camelCase")]
pub enum Missing {
    /// No From field, and no claim that names an author.
    Author,
    /// Neither a signature, nor a client address, nor a receiver's claim.
    Evidence,
    /// The key of a signature that would speak for the author: it is gone from DNS.
    Key,
    /// The body that such a signature covers; its header part verifies.
    Body,
}

/// Whether a result was recomputed here or only claimed by a receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    /// Everything it rests on was recomputed here.
    Recomputed,
    /// It rests on a receiver's claims alone.
    Claimed,
    /// On both.
    Mixed,
}

/// What a reader knows the message by, decoded for display.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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

/// SPF of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpfReport {
    /// What was recomputed, in RFC 7208's words, or `notChecked`.
    pub result: &'static str,
    /// What the trusted receiver claims.
    pub claimed: Option<String>,
    /// The domain that was checked.
    pub domain: Option<Domain>,
    /// Whether that domain speaks for the author domain.
    pub aligned: bool,
    /// Which identity was checked.
    pub identity: Option<CheckedIdentity>,
    /// The domain's own explanation of a fail: a stranger's text.
    pub explanation: Option<String>,
    /// How many terms asked DNS.
    pub lookups: u32,
    /// How many of them found nothing.
    pub void_lookups: u32,
    /// The term that decided, and where its record is.
    pub matched: Option<MatchedTerm>,
    /// What decided, where it was no pass.
    pub cause: Option<SpfCause>,
    /// The record as evaluated.
    pub tree: Option<Node>,
}

/// What `spf` at the command line and `checkSpf` in JavaScript come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SpfCheckReport {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Always `spf`.
    pub kind: &'static str,
    /// When the check was made.
    pub checked_at: Timestamp,
    /// The evaluation.
    pub spf: Spf,
    /// Advice on the record.
    pub findings: Vec<Finding>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DkimReport {
    /// What the trusted receiver claims.
    pub claimed: Option<String>,
    /// Whether the signing domain speaks for the author domain.
    pub aligned: bool,
    /// What was recomputed; only its names, with `notChecked`, where nothing but a claim tells of the signature.
    #[serde(flatten)]
    pub verification: Verification,
}

impl DkimReport {
    /// The signing domain.
    #[must_use]
    pub const fn domain(&self) -> Option<&Domain> {
        self.verification.domain.as_ref()
    }
}

/// The ARC chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArcReport {
    /// What the trusted receiver claims.
    pub claimed: Option<String>,
    /// What was recomputed.
    #[serde(flatten)]
    pub chain: Arc,
}

/// DMARC of a message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DmarcReport {
    /// `pass`, `fail`, `none`, `temperror` or `permerror`.
    pub result: DmarcResult,
    /// What the result rests on.
    pub basis: Basis,
    /// What the trusted receiver claims.
    pub claimed: Option<String>,
    /// Why it is no pass.
    pub cause: Option<DmarcCause>,
    /// The author domain.
    pub domain: Option<Domain>,
    /// Its organizational domain.
    pub organizational_domain: Option<Domain>,
    /// The policy that applies to this mail, after `sp`, `np` and `t`.
    pub policy: Option<Policy>,
    /// What the policy asks a receiver to do with this mail.
    pub disposition: Policy,
    /// The record that applies.
    pub record: Option<DmarcRecordReport>,
    /// Every other domain that gets reports, and whether it agreed to.
    pub report_destinations: Vec<ReportDestination>,
    /// Every identifier, and how it stands to the author domain.
    pub identifiers: Vec<IdentifierReport>,
    /// What a receiver that follows RFC 7489 makes of it; `None` without a list of public suffixes.
    pub rfc7489: Option<Rfc7489Report>,
}

/// The words of RFC 8601 §2.7.1 and RFC 9989 for a DMARC result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum DmarcResult {
    Pass,
    Fail,
    None,
    Temperror,
    Permerror,
}

impl DmarcResult {
    /// The word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::None => "none",
            Self::Temperror => "temperror",
            Self::Permerror => "permerror",
        }
    }
}

/// The DMARC record that applies, and where it was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DmarcRecordReport {
    /// The domain it was found at, without `_dmarc`.
    pub at: Domain,
    /// What that domain is to the author domain.
    pub location: Location,
    /// What the record says, with its defaults filled in.
    #[serde(flatten)]
    pub record: Record,
}

impl DmarcRecordReport {
    /// Which tags were left to their defaults.
    #[must_use]
    pub const fn defaulted(&self) -> Defaulted {
        self.record.defaulted
    }
}

/// One identifier around the author domain: a line of the alignment picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentifierReport {
    /// The mechanism.
    pub mechanism: Alignment,
    /// The domain it names.
    pub domain: Domain,
    /// The selector of a signature.
    pub selector: Option<String>,
    /// The organizational domain, where DNS could tell.
    pub organizational_domain: Option<Domain>,
    /// The result that counts: recomputed where it could be, else claimed.
    pub result: String,
    /// Which of the two it is.
    pub basis: Basis,
    /// Whether it speaks for the author domain; `None` where DNS gave no answer that would tell.
    pub aligned: Option<bool>,
    /// How close it had to be.
    pub mode: Mode,
}

impl MessageReport {
    /// Whether an identifier is a signature that was looked at here and decides nothing, since its key is gone.
    #[must_use]
    pub fn lacks_key(&self, identifier: &IdentifierReport) -> bool {
        let is_it = |signature: &&DkimReport| {
            let selector = signature.verification.selector.as_ref().map(ToString::to_string);
            signature.domain() == Some(&identifier.domain) && selector == identifier.selector
        };
        let gone = |signature: &DkimReport| {
            signature.verification.cause.as_ref().is_some_and(crate::dkim::Cause::is_key_gone)
        };
        let is_signature = identifier.mechanism == Alignment::Dkim && identifier.basis == Basis::Recomputed;
        is_signature && self.dkim.iter().filter(is_it).any(gone)
    }
}

impl IdentifierReport {
    /// Whether this mechanism passed, for whomever.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.result == "pass"
    }

    /// Whether it passed for the author domain, which is all that DMARC asks.
    #[must_use]
    pub fn vouches(&self) -> bool {
        self.passed() && self.aligned == Some(true)
    }
}

/// What the check of a domain came to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DomainReport {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Always `domain`.
    pub kind: &'static str,
    /// When the check was made: the `now` it was given.
    pub checked_at: Timestamp,
    /// The domain.
    pub domain: Domain,
    /// Whether the name exists; `None` without an answer.
    pub exists: Option<bool>,
    /// Whether it sends mail, as far as its records tell.
    pub sending: Sending,
    /// Where its mail goes.
    pub mx: MxReport,
    /// Who may send in its name.
    pub spf: Walk,
    /// The keys found, and those asked for.
    pub dkim: Vec<DkimKeyReport>,
    /// How the search for keys went.
    pub selectors: SelectorsReport,
    /// What receivers should do with mail that fails.
    pub dmarc: DmarcPolicyReport,
    /// Whether mail to it has to be encrypted.
    pub mta_sts: MtaStsReport,
    /// Where reports on encryption go.
    pub tls_rpt: TlsRptReport,
    /// Its logo.
    pub bimi: BimiReport,
    /// The certificates of its mail exchangers.
    pub dane: DaneReport,
    /// Whether its answers are signed.
    pub dnssec: DnssecReport,
    /// What else it names.
    pub names: NamesReport,
    /// Who is behind it.
    pub providers: Vec<Recognised>,
    /// The lists it is judged by.
    pub requirements: Vec<DomainRequirement>,
    /// Advice.
    pub findings: Vec<Finding>,
    /// Causes and fixes.
    pub diagnosis: Vec<Diagnosis>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}

/// The DMARC policy of a domain.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DmarcPolicyReport {
    /// The record that applies.
    pub record: Option<DmarcRecordReport>,
    /// Why none does.
    pub cause: Option<DmarcCause>,
    /// Every other domain that gets reports, and whether it agreed to.
    pub report_destinations: Vec<ReportDestination>,
    /// The policy for mail of this domain, after `sp` and `t`.
    pub policy: Option<Policy>,
    /// The organizational domain.
    pub organizational_domain: Option<Domain>,
}

/// One piece of advice with what it is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// The name or field it is about.
    pub subject: String,
    /// The section it rests on.
    pub citation: Option<Citation>,
    /// The advice itself.
    #[serde(flatten)]
    pub advice: AnyFinding,
}

/// Advice of any protocol.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum AnyFinding {
    /// On an SPF record.
    Spf(SpfFinding),
    /// On a DMARC record.
    Dmarc(DmarcFinding),
    /// On a signature or its key.
    Dkim(DkimFinding),
    /// On what a domain publishes besides.
    Posture(PostureFinding),
}

impl Finding {
    /// Advice about `subject`.
    #[must_use]
    pub fn new(subject: impl Into<String>, advice: AnyFinding) -> Self {
        let known: &dyn Advice = match &advice {
            AnyFinding::Spf(finding) => finding,
            AnyFinding::Dmarc(finding) => finding,
            AnyFinding::Dkim(finding) => finding,
            AnyFinding::Posture(finding) => finding,
        };
        Self { severity: known.severity(), citation: known.citation(), subject: subject.into(), advice }
    }
}
