//! The records whose tags and terms are explained.

use crate::Language;
use waxseal_core::input::RecordUse;

/// The most tags or terms explained of one record.
const MAX_TAGS: usize = 40;
/// The most characters shown of one; a key has hundreds.
const MAX_SHOWN: usize = 80;

/// A kind of record that is explained part by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagged {
    /// An SPF record (RFC 7208 §4.6.1), made of terms.
    Spf,
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

impl Tagged {
    /// The kind of a record by its use; `None` for one of another use.
    #[must_use]
    pub const fn of(of: RecordUse) -> Option<Self> {
        Some(match of {
            RecordUse::Spf => Self::Spf,
            RecordUse::Dmarc => Self::Dmarc,
            RecordUse::Dkim => Self::DkimKey,
            RecordUse::MtaSts => Self::MtaSts,
            RecordUse::TlsRpt => Self::TlsRpt,
            RecordUse::Bimi => Self::Bimi,
            RecordUse::Other => return None,
        })
    }
}

impl dyn Language {
    /// The tags or terms of a record, each with its meaning; `None` for one that nobody knows.
    #[must_use]
    pub fn explained(&self, kind: Tagged, text: &str) -> Vec<(String, Option<&'static str>)> {
        let is_spf = kind == Tagged::Spf;
        let parts = text.split(|c: char| if is_spf { c.is_ascii_whitespace() } else { c == ';' });
        let mut told = Vec::new();
        for part in parts.map(str::trim).filter(|part| !part.is_empty()).take(MAX_TAGS) {
            let key = if is_spf { term(part) } else { part.split('=').next().unwrap_or_default().trim_end() };
            let mut shown: String = part.chars().take(MAX_SHOWN).collect();
            if shown.len() < part.len() {
                shown.push('…');
            }
            told.push((shown, self.tag(kind, &key.to_ascii_lowercase())));
        }
        told
    }
}

/// The name of a term; of `all` with its qualifier, and of another that does not let pass the qualifier alone.
fn term(part: &str) -> &str {
    let name = part.split([':', '=', '/']).next().unwrap_or_default();
    match name.get(..1) {
        Some("+") => name.get(1..).unwrap_or_default(),
        Some(qualifier @ ("-" | "~" | "?"))
            if !name.get(1..).unwrap_or_default().eq_ignore_ascii_case("all") =>
        {
            qualifier
        }
        _ => name,
    }
}
