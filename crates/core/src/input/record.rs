//! A record as it stands in a text: its name where one is given, its type, its value.

use crate::dns::{Rdata, RecordType};
use crate::domain::Domain;
use serde::Serialize;

/// The selector of a key or a logo whose name is not given.
pub const DEFAULT_SELECTOR: &str = "default";

/// The domain that a record without a name is tried at: a name for people, which RFC 6761 §6.5 keeps free.
const NO_DOMAIN: &str = "your-domain.example";

/// The domain in the place of one that is not given.
#[must_use]
pub fn no_domain() -> Domain {
    Domain::parse(NO_DOMAIN).unwrap_or_else(|_| Domain::invalid())
}

/// A record that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordText {
    /// The name it stands at, where one is given that is whole.
    pub name: Option<Domain>,
    /// Its type.
    pub kind: RecordType,
    /// Its value; of a TXT record the text, its strings joined.
    pub value: String,
    /// The use that the record has.
    pub of: RecordUse,
    /// The values of other records of that use that were given at the same name, where only one may stand.
    pub beside: Vec<String>,
}

/// The use of a record in mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each is the specification whose record it is")]
pub enum RecordUse {
    Spf,
    Dmarc,
    Dkim,
    MtaSts,
    TlsRpt,
    Bimi,
    /// A record of another use.
    Other,
}

impl RecordUse {
    /// Every use.
    pub const ALL: [Self; 7] =
        [Self::Spf, Self::Dmarc, Self::Dkim, Self::MtaSts, Self::TlsRpt, Self::Bimi, Self::Other];

    /// The word of a report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spf => "spf",
            Self::Dmarc => "dmarc",
            Self::Dkim => "dkim",
            Self::MtaSts => "mtaSts",
            Self::TlsRpt => "tlsRpt",
            Self::Bimi => "bimi",
            Self::Other => "other",
        }
    }

    /// Whether mail uses it.
    #[must_use]
    pub const fn is_of_mail(self) -> bool {
        !matches!(self, Self::Other)
    }

    /// Whether only one such record may stand at a name, so that of several none counts (RFC 7208 §4.5, RFC 9989 §4.10.1, RFC 8461
    /// §3.1, RFC 8460 §3, the draft on BIMI). Of two keys at a name nothing is said (RFC 6376 §3.6.2.2).
    #[must_use]
    pub const fn is_alone(self) -> bool {
        matches!(self, Self::Spf | Self::Dmarc | Self::MtaSts | Self::TlsRpt | Self::Bimi)
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Spf => "SPF",
            Self::Dmarc => "DMARC",
            Self::Dkim => "DKIM",
            Self::MtaSts => "MTA-STS",
            Self::TlsRpt => "TLS-RPT",
            Self::Bimi => "BIMI",
            Self::Other => "DNS",
        }
    }

    /// The name below a domain at which the record stands; of a key and of a logo with [`DEFAULT_SELECTOR`].
    #[must_use]
    pub fn name_at(self, domain: &Domain) -> Domain {
        let label = match self {
            Self::Spf | Self::Other => return domain.clone(),
            Self::Dmarc => "_dmarc",
            Self::Dkim => "default._domainkey",
            Self::MtaSts => "_mta-sts",
            Self::TlsRpt => "_smtp._tls",
            Self::Bimi => "default._bimi",
        };
        domain.prepend(label).unwrap_or_else(|_| domain.clone())
    }
}

impl RecordText {
    /// The record at a name that a person gives: that of the record, or that of its domain.
    #[must_use]
    pub fn named(self, name: &Domain) -> Self {
        let is_whole = self.of == RecordUse::Other || super::behind(name).is_some();
        let name = if is_whole { name.clone() } else { self.of.name_at(name) };
        match Self::new(name.as_str(), self.kind, &self.value) {
            Some(read) => Self { beside: self.beside, ..read },
            None => Self { name: Some(name), ..self },
        }
    }

    /// A record as it was read; `None` where its value is none of its type.
    #[must_use]
    pub fn new(name: &str, kind: RecordType, value: &str) -> Option<Self> {
        let value = value.trim();
        let pointed = |target: &Domain| target.label_count() > 1;
        let is_it = match (kind, Rdata::parse(kind, value)) {
            (RecordType::Txt, _) => !value.is_empty(),
            (_, Ok(Rdata::Cname(target) | Rdata::Ns(target) | Rdata::Ptr(target))) => pointed(&target),
            (_, Ok(Rdata::Mx(_, host))) => host.0.as_ref().is_none_or(pointed),
            (_, read) => read.is_ok(),
        };
        if !is_it {
            return None;
        }
        let name = Domain::parse(name.trim_end_matches([':', ','])).ok().filter(|name| {
            // `@`, `*` and names of one label are relative to a zone that is not given.
            let behind = super::behind(name);
            behind.is_some()
                || name.is_hostname() && !name.labels().last().is_some_and(|l| l.starts_with('_'))
        });
        let of = use_of(name.as_ref(), kind, value);
        Some(Self { name, kind, value: value.to_owned(), of, beside: Vec::new() })
    }
}

/// Where a record's version begins in a text, and whose it is: `v=spf1`, in any case, with the blanks and quotes that people
/// put around the sign.
pub(super) fn version(text: &str) -> Option<(usize, RecordUse)> {
    const WORDS: [(&str, RecordUse); 6] = [
        ("spf", RecordUse::Spf),
        ("dmarc", RecordUse::Dmarc),
        ("dkim", RecordUse::Dkim),
        ("sts", RecordUse::MtaSts),
        ("tlsrpt", RecordUse::TlsRpt),
        ("bimi", RecordUse::Bimi),
    ];
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let begins = matches!(c, 'v' | 'V') && !last.is_alphanumeric() && last != '-' && last != '_';
        last = c;
        if !begins {
            continue;
        }
        let rest = text.get(at + 1..).unwrap_or_default().trim_start();
        let Some(word) = rest.strip_prefix(['=', '＝']) else { continue };
        let word = word.trim_start_matches([' ', '"', '\'']);
        let is = |name: &str| word.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if let Some((_, of)) = WORDS.iter().find(|(name, _)| is(name)) {
            return Some((at, *of));
        }
    }
    None
}

/// The use of a record: what its version says, or else the name it stands at.
fn use_of(name: Option<&Domain>, kind: RecordType, value: &str) -> RecordUse {
    if kind != RecordType::Txt {
        return RecordUse::Other;
    }
    let said = version(value).filter(|(at, _)| *at <= 1).map(|(_, of)| of);
    said.or_else(|| {
        let name = name?;
        let first = |label: &str| name.labels().next() == Some(label);
        let has = |label: &str| name.labels().any(|own| own == label);
        let uses = [
            (has("_domainkey"), RecordUse::Dkim),
            (first("_dmarc"), RecordUse::Dmarc),
            (first("_mta-sts"), RecordUse::MtaSts),
            (first("_smtp") && has("_tls"), RecordUse::TlsRpt),
            (has("_bimi"), RecordUse::Bimi),
        ];
        uses.into_iter().find_map(|(stands, of)| stands.then_some(of))
    })
    .or_else(|| is_bare_key(value).then_some(RecordUse::Dkim))
    .unwrap_or(RecordUse::Other)
}

/// The least characters of a key that stands without a version.
const SHORT_KEY: usize = 40;

/// Whether a text is a key record without its version, which RFC 6376 §3.6.1 lets out.
pub(super) fn is_bare_key(text: &str) -> bool {
    let mut tags = text.split(';').map(str::trim).filter(|tag| !tag.is_empty());
    let known = |tag: &str| {
        tag.split_once('=')
            .is_some_and(|(name, _)| matches!(name.trim(), "k" | "p" | "t" | "s" | "h" | "n" | "g" | "v"))
    };
    let key =
        |tag: &str| tag.strip_prefix("p=").is_some_and(|key| key.len() >= SHORT_KEY && !key.contains('@'));
    text.split(';').any(|tag| key(tag.trim())) && tags.all(known)
}
