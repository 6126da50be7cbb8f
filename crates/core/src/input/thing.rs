//! The kinds of things that people have in hand.

use super::file::FileKind;
use super::name::NamedRecord;
use super::record::RecordText;
use crate::domain::Domain;
use std::net::IpAddr;
use std::ops::Range;

/// Something that a text is, or holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The thing.
    pub thing: Thing,
    /// Its place in the text, in octets.
    pub at: Range<usize>,
    /// Whether nothing else is likely.
    pub is_sure: bool,
}

impl Found {
    /// Whether a message, or what tells of one, is in it.
    #[must_use]
    pub const fn has_message(&self) -> bool {
        matches!(self.thing, Thing::Message | Thing::Results | Thing::Reply { .. })
    }
}

/// The kinds of things that people have in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Nothing at all.
    Nothing,
    /// Something that is not known.
    Unknown,
    /// A message, or its header section.
    Message,
    /// Results of a receiver (RFC 8601) and nothing else of the header.
    Results,
    /// A reply of a server that refused a mail, or a bounce.
    Reply {
        /// The server or service that refused.
        by: Option<String>,
        /// The domain that it speaks of.
        about: Option<Domain>,
    },
    /// A DNS record.
    Record(RecordText),
    /// A domain.
    Domain {
        /// The domain.
        domain: Domain,
        /// How it was written.
        via: Via,
    },
    /// A list of domains.
    Domains {
        /// The domains, each once.
        domains: Vec<Domain>,
        /// The lines that hold none, counted from 1.
        bad: Vec<usize>,
        /// Whether the list was longer than is checked.
        is_cut: bool,
    },
    /// The name of a record, which is no domain that mail is sent from.
    Name(NamedRecord),
    /// An IP address.
    Address(IpAddr),
    /// The identifier of a message.
    MessageId {
        /// The domain in it.
        domain: Option<Domain>,
    },
    /// An aggregate report (RFC 9990).
    AggregateReport,
    /// A TLS report (RFC 8460).
    TlsReport,
    /// A file that is no text.
    File(FileKind),
}

impl Thing {
    /// The word of a report.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Unknown => "unknown",
            Self::Message => "message",
            Self::Results => "results",
            Self::Reply { .. } => "reply",
            Self::Record(_) => "record",
            Self::Domain { .. } => "domain",
            Self::Domains { .. } => "domains",
            Self::Name(_) => "name",
            Self::Address(_) => "address",
            Self::MessageId { .. } => "messageId",
            Self::AggregateReport => "aggregateReport",
            Self::TlsReport => "tlsReport",
            Self::File(FileKind::Pdf) => "pdf",
            Self::File(FileKind::Picture) => "picture",
            Self::File(FileKind::Archive) => "archive",
        }
    }
}

/// How a domain was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// As it is.
    Name,
    /// As the end of an address.
    Mailbox,
    /// In a web address.
    Url,
}
