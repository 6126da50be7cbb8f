//! What may happen to a body.

use crate::dkim::canonical::Canonicalization;
use serde::Serialize;

/// The change that, undone, makes the body hash match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
        place: BodyEdge,
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
    /// Nothing in transit: the signer took an empty body for no octets, where `simple` makes it one line end.
    EmptyHashedAsNothing,
    /// None of these.
    Unexplained {
        /// Whether everything was tried; a very large body is given up on before.
        everything_tried: bool,
    },
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    /// A line feed alone.
    Lf,
    /// CRLF; every CR had become two.
    Crlf,
}

/// An end of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BodyPlace"))]
#[serde(rename_all = "lowercase")]
pub enum BodyEdge {
    /// The first lines.
    Top,
    /// The last lines.
    End,
}

/// The transfer encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BodyEncoding"))]
pub enum Encoding {
    /// As it is: 7bit, 8bit or binary.
    #[serde(rename = "8bit")]
    Plain,
    /// Quoted-printable.
    #[serde(rename = "quoted-printable")]
    QuotedPrintable,
    /// Base64.
    #[serde(rename = "base64")]
    Base64,
}

impl Encoding {
    /// The token of Content-Transfer-Encoding (RFC 2045 §6.1).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "8bit",
            Self::QuotedPrintable => "quoted-printable",
            Self::Base64 => "base64",
        }
    }

    pub(super) fn parse(text: &str) -> Self {
        match text.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => Self::QuotedPrintable,
            "base64" => Self::Base64,
            _ => Self::Plain,
        }
    }
}
