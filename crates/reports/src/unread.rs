//! Why something in a set of reports cannot be read.

use serde::Serialize;

/// The reason why a file, or what is packed in it, cannot be read, or only in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Unread {
    /// The file holds no octet.
    Empty,
    /// Nothing in it is a report.
    NoReport,
    /// It is XML, and its first element is none of a report.
    OtherXml {
        /// The name of that element.
        root: String,
    },
    /// It is JSON, and none of a TLS report.
    OtherJson,
    /// It is neither text nor an archive that is known here.
    UnknownFormat,
    /// The XML breaks off: what stands before that was read.
    CutOff {
        /// The line at which it breaks off, counted from 1.
        line: usize,
    },
    /// The XML is not well-formed: what could be read was read.
    NotWellFormed {
        /// The line of the first fault, counted from 1.
        line: usize,
    },
    /// The report holds not one record.
    NoRecord,
    /// The compressed data is damaged from somewhere on: what stands before that was read.
    Damaged {
        /// The octets that could be unpacked.
        unpacked: usize,
    },
    /// An archive is damaged, so that its entries cannot be found.
    DamagedArchive,
    /// An entry of an archive needs a password.
    Encrypted,
    /// An entry of an archive is compressed in a way that is not known here.
    UnknownCompression,
    /// It goes beyond a limit of this reader.
    Beyond {
        /// Which.
        limit: Limit,
    },
    /// The system did not let it be read.
    System {
        /// What went wrong, as the system tells it.
        why: SystemError,
    },
}

/// A limit of the reader; the numbers stand beside the loops they bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Limit {
    /// The octets of a file as it is given.
    FileSize,
    /// The octets of what is unpacked.
    UnpackedSize,
    /// How many times larger than the packed data the unpacked data may be.
    Ratio,
    /// The entries of an archive, the parts of a mail, the mails of a mailbox.
    Entries,
    /// How deep archives and mails stand in one another.
    Nesting,
    /// How deep elements stand in one another.
    Depth,
    /// The records of a report.
    Records,
    /// The reports of a set.
    Reports,
}

/// How the system refused a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum SystemError {
    /// There is no such file.
    NotFound,
    /// Reading it is not allowed.
    NotAllowed,
    /// Anything else.
    Other,
}

impl Unread {
    /// Whether figures could be read in spite of it.
    #[must_use]
    pub const fn is_partial(&self) -> bool {
        matches!(
            self,
            Self::CutOff { .. } | Self::NotWellFormed { .. } | Self::Damaged { .. } | Self::NoRecord
        )
    }
}
