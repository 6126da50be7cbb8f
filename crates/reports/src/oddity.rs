//! What a reporter did otherwise than the specification asks: read all the same, and told as the reporter's fault.

use serde::Serialize;

/// A departure of a report from its specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Oddity {
    /// DMARC is said to pass by DKIM, and no signature of the record passes.
    PassWithoutSignature,
    /// DMARC is said to pass by SPF, and no SPF result of the record passes.
    PassWithoutSpf,
    /// A record has no count, or one that is no number.
    CountUnread,
    /// A record has no address, or one that is none.
    AddressUnread,
    /// A record has no From domain.
    NoHeaderFrom,
    /// The report has no reporter's name.
    NoReporter,
    /// The report has no id.
    NoReportId,
    /// The report has no domain, or no policy.
    NoPolicy,
    /// The period has no beginning or no end, or they are no numbers.
    PeriodUnread,
    /// The period ends before it begins.
    PeriodBackwards,
    /// The period is no day of UTC.
    PeriodNotADay,
    /// The period is longer than a day.
    PeriodLong,
    /// The period is shorter than an hour.
    PeriodShort,
    /// `version` is missing.
    NoVersion,
    /// `version` is not 1.0.
    OtherVersion,
    /// The XML has no declaration.
    NoDeclaration,
    /// A byte order mark stands in front.
    ByteOrderMark,
    /// The text is not in the encoding that it names.
    OtherEncoding,
    /// Octets that are no character.
    BrokenText,
    /// A document type, which a report has no use for; it is passed over.
    Doctype,
    /// A reference to an entity, which is never resolved.
    EntityReference,
    /// Something stands behind the end of the report.
    BehindTheEnd,
    /// The record has `identities` in place of `identifiers`.
    Identities,
    /// Elements of no specification, such as `rf` and `ri`.
    ExtraElement,
    /// `np` in the shape of RFC 7489.
    NpInOldShape,
    /// Elements of RFC 7489, such as `pct`, in the shape of RFC 9990.
    OldElement,
    /// `sp` is missing in the shape of RFC 7489.
    NoSubdomainPolicy,
    /// An element of the policy is empty.
    EmptyPolicyElement,
    /// `fo` is missing in the shape of RFC 7489.
    NoFailureOptions,
    /// `adkim` or `aspf` is missing in the shape of RFC 7489.
    NoAlignmentModes,
    /// `envelope_from` is missing.
    NoEnvelopeFrom,
    /// An SPF result has no `scope`.
    NoScope,
    /// A signature has no `selector`.
    NoSelector,
    /// A signature has no domain, or an empty one.
    NoSignatureDomain,
    /// A result is empty.
    EmptyResult,
    /// A result is a word of no specification.
    UnknownResult,
    /// A result is written in capitals.
    Capitals,
    /// `policy_evaluated` has a word for SPF or DKIM that is neither pass nor fail.
    EvaluatedWord,
    /// `disposition` is missing, or a word of no specification.
    UnknownDisposition,
    /// A record has more than one SPF result.
    SeveralSpf,
    /// A reason has no type.
    EmptyReason,
}

/// An oddity, how often it stands in a report, and where first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// What it is.
    pub code: Oddity,
    /// How often.
    pub times: usize,
    /// The line of the first one, counted from 1; `None` for what speaks of the whole report.
    pub line: Option<usize>,
}

impl Oddity {
    /// Whether it makes what the record says doubtful, and not only its form.
    #[must_use]
    pub const fn is_of_substance(self) -> bool {
        matches!(
            self,
            Self::PassWithoutSignature
                | Self::PassWithoutSpf
                | Self::CountUnread
                | Self::AddressUnread
                | Self::NoHeaderFrom
                | Self::NoPolicy
                | Self::PeriodUnread
                | Self::PeriodBackwards
                | Self::BrokenText
        )
    }
}

/// The oddities of one report, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Oddities(Vec<Found>);

impl Oddities {
    /// Notes one more, with its place: while a text is read, that is an octet of it.
    pub(crate) fn note(&mut self, code: Oddity, line: Option<usize>) {
        match self.0.iter_mut().find(|found| found.code == code) {
            Some(found) => found.times = found.times.saturating_add(1),
            None => self.0.push(Found { code, times: 1, line }),
        }
    }

    /// Notes one more where something is so.
    pub(crate) fn note_if(&mut self, is_so: bool, code: Oddity, line: Option<usize>) {
        if is_so {
            self.note(code, line);
        }
    }

    /// All of them, those of substance first.
    pub(crate) fn into_list(mut self) -> Vec<Found> {
        waxseal_core::sorting::sort_by_key(&mut self.0, |found| found.code);
        self.0
    }
}
