//! The DMARC policy record (RFC 9989 §4.7 and §4.8), read as leniently as the RFC asks: unknown tags are ignored, and
//! what breaks the syntax is dropped in favour of its default. Each such thing is kept as a [`RecordProblem`].

use crate::syntax::Span;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::char;
use nom::{IResult, Parser};
use serde::Serialize;

/// The most tags read from one record.
const MAX_TAGS: usize = 100;
/// The most report addresses read from one tag.
const MAX_URIS: usize = 50;

/// `dmarc-request = "none" / "quarantine" / "reject"`: what a domain owner asks of receivers, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DmarcPolicy"))]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// No preference.
    None,
    /// Treat as suspicious.
    Quarantine,
    /// Not a valid use of the domain.
    Reject,
}

impl Policy {
    fn parse(value: &str) -> Option<Self> {
        let is = |word| value.eq_ignore_ascii_case(word);
        [("none", Self::None), ("quarantine", Self::Quarantine), ("reject", Self::Reject)]
            .into_iter()
            .find_map(|(word, policy)| is(word).then_some(policy))
    }

    /// One level below, which is what `t=y` asks for (RFC 9989 §4.7).
    #[must_use]
    pub const fn weakened(self) -> Self {
        match self {
            Self::Reject => Self::Quarantine,
            Self::Quarantine | Self::None => Self::None,
        }
    }

    /// The word of the record.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Quarantine => "quarantine",
            Self::Reject => "reject",
        }
    }
}

/// `dmarc-rors = "r" / "s"`: how close an identifier must be to the author domain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AlignmentMode"))]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The same organizational domain.
    #[default]
    Relaxed,
    /// The same domain.
    Strict,
}

/// `dmarc-psd = "y" / "n" / "u"`: whether the domain is a public suffix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "PublicSuffix"))]
#[serde(rename_all = "lowercase")]
pub enum Psd {
    /// A public suffix domain.
    Y,
    /// An organizational domain of its own.
    N,
    /// Not said.
    #[default]
    U,
}

/// Which tags the record leaves to their defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DefaultedTags"))]
#[expect(missing_docs, reason = "each field is the tag that it speaks of")]
pub struct Defaulted {
    pub p: bool,
    pub sp: bool,
    pub np: bool,
    pub adkim: bool,
    pub aspf: bool,
}

/// One address of `rua` or `ruf`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportUri {
    /// The URI as written, without the obsolete size suffix.
    pub uri: String,
    /// The mail domain of a `mailto:` URI, as written.
    pub domain: Option<String>,
    /// The obsolete size suffix, such as `10m`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
}

/// A DMARC policy record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The record as published.
    pub text: String,
    /// The `p` tag, where present and valid.
    pub p: Option<Policy>,
    /// The `sp` tag, where present and valid.
    pub sp: Option<Policy>,
    /// The `np` tag, where present and valid.
    pub np: Option<Policy>,
    /// How close DKIM's domain must be.
    pub adkim: Mode,
    /// How close SPF's domain must be.
    pub aspf: Mode,
    /// `t=y`: apply one level below.
    pub testing: bool,
    /// Whether the domain is a public suffix.
    pub psd: Psd,
    /// Where aggregate reports go.
    pub rua: Vec<ReportUri>,
    /// Where failure reports go.
    pub ruf: Vec<ReportUri>,
    /// The failure reporting options, as written.
    pub fo: Option<String>,
    /// The share of failing mail the policy is for, in percent: RFC 7489's, gone from RFC 9989.
    pub pct: Option<u8>,
    /// Which tags were left to their defaults.
    pub defaulted: Defaulted,
    /// What was dropped on the way.
    pub problems: Vec<RecordProblem>,
}

/// Something in a record that was ignored or dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum RecordProblem {
    /// A tag that RFC 9989 does not know.
    UnknownTag {
        /// Its name.
        tag: String,
        /// Where its value stands.
        span: Span,
    },
    /// A tag of RFC 7489 that RFC 9989 took away: `pct`, `rf`, `ri`.
    RemovedTag {
        /// Its name.
        tag: String,
        /// Its value.
        value: String,
        /// Where its value stands.
        span: Span,
    },
    /// A value the tag's rule does not allow.
    BadValue {
        /// The tag's name.
        tag: String,
        /// Its value.
        value: String,
        /// Where it stands.
        span: Span,
    },
    /// A tag that stands a second time; the first counts.
    Duplicate {
        /// The tag's name.
        tag: String,
        /// Where the second value stands.
        span: Span,
    },
    /// A stretch between semicolons that is no tag.
    NotATag {
        /// Where it stands.
        span: Span,
    },
    /// A report address that is no URI a report can go to.
    BadUri {
        /// The tag's name.
        tag: String,
        /// The address as written.
        value: String,
    },
}

/// `dmarc-version = "v" equals %s"DMARC1"`: whether a TXT record is a DMARC policy record at all.
///
/// RFC 9989 §4.7: where the first tag is not exactly this, "the entire record MUST be ignored".
fn dmarc_version(input: &str) -> IResult<&str, ()> {
    let (rest, _) = (char('v'), equals, tag("DMARC1")).parse(input)?;
    let (after, _) = wsp0(rest)?;
    if after.is_empty() || after.starts_with(';') {
        return Ok((after, ()));
    }
    nom::combinator::fail().parse(rest)
}

/// `equals = *WSP "=" *WSP`
fn equals(input: &str) -> IResult<&str, ()> {
    (wsp0, char('='), wsp0).map(|_| ()).parse(input)
}

/// `dmarc-tag = 1*ALPHA equals 1*dmarc-value`, up to but without the semicolon.
fn dmarc_tag(input: &str) -> IResult<&str, (&str, &str)> {
    let value = take_while1(|c: char| matches!(c, '\x20'..='\x3a' | '\x3c'..='\x7e'));
    let (rest, (_, name, (), value)) =
        (wsp0, take_while1(|c: char| c.is_ascii_alphabetic()), equals, value).parse(input)?;
    Ok((rest, (name, value.trim_end())))
}

fn wsp0(input: &str) -> IResult<&str, &str> {
    take_while(|c| matches!(c, ' ' | '\t')).parse(input)
}

impl Record {
    /// Reads a TXT record.
    ///
    /// `dmarc-record = dmarc-version *(dmarc-sep dmarc-tag) [dmarc-sep]`
    ///
    /// `None` where it is no DMARC policy record; nothing else makes a record unreadable.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (rest, ()) = dmarc_version(text).ok()?;
        let mut record = Self::empty(text);
        let mut seen: Vec<&str> = Vec::new();
        for part in rest.split(';').skip(1).take(MAX_TAGS) {
            if part.trim().is_empty() {
                continue;
            }
            match dmarc_tag(part) {
                Ok(("", (name, value))) if seen.contains(&name) => {
                    record.problem(RecordProblem::Duplicate {
                        tag: name.to_owned(),
                        span: Span::of(text, value),
                    });
                }
                Ok(("", (name, value))) => {
                    seen.push(name);
                    record.take(name, value, Span::of(text, value));
                }
                _ => record.problem(RecordProblem::NotATag { span: Span::of(text, part.trim()) }),
            }
        }
        record.defaulted = Defaulted {
            p: record.p.is_none(),
            sp: record.sp.is_none(),
            np: record.np.is_none(),
            adkim: !seen.contains(&"adkim"),
            aspf: !seen.contains(&"aspf"),
        };
        Some(record)
    }

    fn empty(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            p: None,
            sp: None,
            np: None,
            adkim: Mode::Relaxed,
            aspf: Mode::Relaxed,
            testing: false,
            psd: Psd::U,
            rua: Vec::new(),
            ruf: Vec::new(),
            fo: None,
            pct: None,
            defaulted: Defaulted { p: true, sp: true, np: true, adkim: true, aspf: true },
            problems: Vec::new(),
        }
    }

    fn problem(&mut self, problem: RecordProblem) {
        self.problems.push(problem);
    }

    fn take(&mut self, name: &str, value: &str, span: Span) {
        let valid = match name {
            "p" => set(&mut self.p, Policy::parse(value)),
            "sp" => set(&mut self.sp, Policy::parse(value)),
            "np" => set(&mut self.np, Policy::parse(value)),
            "adkim" => parse_mode(value).map(|mode| self.adkim = mode).is_some(),
            "aspf" => parse_mode(value).map(|mode| self.aspf = mode).is_some(),
            "t" => parse_yes_no(value).map(|testing| self.testing = testing).is_some(),
            "psd" => parse_psd(value).map(|psd| self.psd = psd).is_some(),
            "fo" => set(&mut self.fo, is_fo(value).then(|| value.to_owned())),
            "rua" => {
                self.rua = self.uris(name, value);
                true
            }
            "ruf" => {
                self.ruf = self.uris(name, value);
                true
            }
            // RFC 9989 §C.6.2 lists the tags that were taken away.
            "pct" | "rf" | "ri" => {
                self.pct =
                    if name == "pct" { value.parse().ok().filter(|&n: &u8| n <= 100) } else { self.pct };
                let (tag, value) = (name.to_owned(), value.to_owned());
                self.problem(RecordProblem::RemovedTag { tag, value, span });
                true
            }
            // RFC 9989 §4.7: "unknown tags MUST be ignored".
            _ => {
                self.problem(RecordProblem::UnknownTag { tag: name.to_owned(), span });
                true
            }
        };
        if !valid {
            self.problem(RecordProblem::BadValue { tag: name.to_owned(), value: value.to_owned(), span });
        }
    }

    /// `dmarc-urilist = (dmarc-uri / obs-dmarc-uri) *(*WSP "," *WSP (dmarc-uri / obs-dmarc-uri))`
    fn uris(&mut self, name: &str, value: &str) -> Vec<ReportUri> {
        let mut uris = Vec::new();
        for text in value.split(',').map(str::trim).take(MAX_URIS) {
            match ReportUri::parse(text) {
                Some(uri) => uris.push(uri),
                None => self.problem(RecordProblem::BadUri { tag: name.to_owned(), value: text.to_owned() }),
            }
        }
        uris
    }

    /// Whether the record can be applied at all: a policy, or at least somewhere to report to.
    ///
    /// RFC 9989 §4.10.1: without a valid `p`, or with an `sp` or `np` that is not valid, the record counts as `p=none`
    /// when `rua` has a valid URI, and not at all otherwise.
    #[must_use]
    pub fn applies(&self) -> bool {
        self.has_valid_policies() || !self.rua.is_empty()
    }

    /// Whether `p` is valid, and `sp` and `np` are where they stand.
    #[must_use]
    pub fn has_valid_policies(&self) -> bool {
        self.p.is_some() && !self.has_bad("sp") && !self.has_bad("np")
    }

    /// Whether a tag stands there with a value that its rule does not allow.
    pub(crate) fn has_bad(&self, name: &str) -> bool {
        let is_bad = |p: &RecordProblem| matches!(p, RecordProblem::BadValue { tag, .. } if tag == name);
        self.problems.iter().any(is_bad)
    }
}

impl ReportUri {
    /// `obs-dmarc-uri = dmarc-uri obs-dmarc-report-size`; a URI has a scheme and something behind it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (uri, size) = match text.split_once('!') {
            Some((uri, size)) => (uri, Some(size.to_owned()).filter(|s| is_report_size(s))?.into()),
            None => (text, None),
        };
        let (scheme, rest) = uri.split_once(':')?;
        let scheme_fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
        let fits = scheme_fits && !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace());
        if !scheme.eq_ignore_ascii_case("mailto") {
            return fits.then(|| Self { uri: uri.to_owned(), domain: None, size });
        }
        let address = rest.split('?').next()?;
        let (local, domain) = address.rsplit_once('@')?;
        let fits = fits && !local.is_empty() && !domain.is_empty();
        fits.then(|| Self { uri: uri.to_owned(), domain: Some(domain.to_owned()), size })
    }
}

/// `obs-dmarc-report-size = "!" 1*DIGIT [ "k" / "m" / "g" / "t" ]`, without the exclamation mark.
fn is_report_size(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| "kmgtKMGT".contains(c));
    !digits.is_empty() && text.len() - digits.len() <= 1 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// `dmarc-fo`: `0` or `1` at most once between them, `d` and `s` at most once each, at least one in all.
fn is_fo(value: &str) -> bool {
    let options: Vec<&str> = value.split(':').map(str::trim).collect();
    let count = |wanted: &[&str]| {
        options.iter().filter(|o| wanted.contains(&o.to_ascii_lowercase().as_str())).count()
    };
    let known = count(&["0", "1", "d", "s"]) == options.len();
    known && count(&["0", "1"]) <= 1 && count(&["d"]) <= 1 && count(&["s"]) <= 1
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    *place = value;
    place.is_some()
}

fn parse_mode(value: &str) -> Option<Mode> {
    match value {
        "r" | "R" => Some(Mode::Relaxed),
        "s" | "S" => Some(Mode::Strict),
        _ => None,
    }
}

fn parse_yes_no(value: &str) -> Option<bool> {
    match value {
        "y" | "Y" => Some(true),
        "n" | "N" => Some(false),
        _ => None,
    }
}

fn parse_psd(value: &str) -> Option<Psd> {
    match value {
        "y" | "Y" => Some(Psd::Y),
        "n" | "N" => Some(Psd::N),
        "u" | "U" => Some(Psd::U),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
