//! The records whose tags are explained.

/// A kind of record made of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagged {
    /// A DMARC policy record (RFC 9989 §4.7).
    Dmarc,
    /// A DKIM key record (RFC 6376 §3.6.1).
    DkimKey,
    /// An MTA-STS record (RFC 8461 §3.1).
    MtaSts,
    /// A TLS report record (RFC 8460 §3).
    TlsRpt,
    /// A BIMI record.
    Bimi,
}
