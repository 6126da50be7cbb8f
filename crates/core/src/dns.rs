//! The one door for I/O: a question goes out, an answer or a fault comes back.
//!
//! [`Resolve`] is the whole interface. Everything else that touches DNS decorates its one method:
//! [`Recorded`] keeps the log, [`Cached`] honours TTLs and shares questions in flight, [`Zone`] answers from
//! data, and [`Overlay`] puts draft records over another resolver.

mod any;
mod cached;
mod differ;
mod endpoint;
mod names;
mod overlay;
mod read;
mod recorded;
mod reverse;
mod zone;

pub(crate) use any::AnyResolver;
pub use cached::{Cached, Clock, HandedAnswer, MAX_CACHED};
pub use differ::{AnswerDifference, differences};
pub use endpoint::{EndpointError, endpoint, is_at_home};
pub(crate) use names::{answers, kind_of};
pub use names::{confirmed, has_address, spells};
pub use overlay::{Draft, DraftError, Overlay};
pub use read::ZoneError;
pub use recorded::{LoggedQuery, QueryStatus, Recorded};
pub use reverse::{MAX_NAMES, is_forward_confirmed, names_of, reverse_name};
pub use zone::{MAX_CNAME_HOPS, Zone, ZoneEntry, ZoneFault};

use crate::domain::{Domain, DomainError};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Answers one DNS question.
///
/// Futures need not be `Send`: a browser's never are.
#[expect(async_fn_in_trait, reason = "futures of a browser are never Send, and no caller asks for it")]
pub trait Resolve {
    /// Asks one question, following CNAMEs, and waits for the whole answer.
    ///
    /// # Errors
    /// [`DnsError`] where no usable answer came. A name or type that does not exist is an [`Answer`].
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError>;
}

impl<R: Resolve + ?Sized> Resolve for &R {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        (**self).lookup(question).await
    }
}

impl<R: Resolve + ?Sized> Resolve for std::rc::Rc<R> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        (**self).lookup(question).await
    }
}

/// The record types this project asks for, named as in RFC 1035 and its successors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "each variant is the word it stands for")]
pub enum RecordType {
    A,
    Aaaa,
    Mx,
    Txt,
    Cname,
    Ptr,
    Ns,
    Soa,
    Tlsa,
    Https,
    Ds,
    Caa,
}

impl RecordType {
    /// Every type, in the order of the enum.
    pub const ALL: [Self; 12] = [
        Self::A,
        Self::Aaaa,
        Self::Mx,
        Self::Txt,
        Self::Cname,
        Self::Ptr,
        Self::Ns,
        Self::Soa,
        Self::Tlsa,
        Self::Https,
        Self::Ds,
        Self::Caa,
    ];

    /// The mnemonic, as zone files write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Mx => "MX",
            Self::Txt => "TXT",
            Self::Cname => "CNAME",
            Self::Ptr => "PTR",
            Self::Ns => "NS",
            Self::Soa => "SOA",
            Self::Tlsa => "TLSA",
            Self::Https => "HTTPS",
            Self::Ds => "DS",
            Self::Caa => "CAA",
        }
    }

    /// Reads a mnemonic, without regard to case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name and the record type wanted there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// The name asked for.
    pub name: Domain,
    /// The record type asked for.
    pub kind: RecordType,
}

impl Question {
    /// A question for `kind` at `name`.
    #[must_use]
    pub const fn new(name: Domain, kind: RecordType) -> Self {
        Self { name, kind }
    }
}

/// What a resolver said: the records of the type asked for, at the end of any CNAME chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Whether the name at the end of the chain does not exist (RCODE 3).
    pub nxdomain: bool,
    /// The CNAME targets that were followed, in order; empty when the name itself answered.
    pub chain: Vec<Domain>,
    /// The records of the type asked for. Empty with `nxdomain` false is NODATA.
    pub records: Vec<Rdata>,
    /// Whether the resolver validated the answer with DNSSEC (the AD bit).
    pub authenticated: bool,
    /// How long the answer may be kept, in seconds.
    pub ttl: u32,
    /// How long the answer took, in milliseconds, as whoever fetched it measured it.
    pub ms: u32,
}

impl Answer {
    /// Whether the lookup found nothing, either way (a "void lookup" in RFC 7208 §4.6.4).
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.records.is_empty()
    }

    /// The TXT records, their strings joined (RFC 7208 §3.3, RFC 6376 §3.6.2.2), read as UTF-8 with
    /// replacement characters for what is not.
    pub fn texts(&self) -> impl Iterator<Item = String> {
        self.borrowed_texts().map(Cow::into_owned)
    }

    /// As [`Answer::texts`], without copying what is text as it is.
    pub fn borrowed_texts(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.records.iter().filter_map(|record| match record {
            Rdata::Txt(text) => Some(text.lossy()),
            _ => None,
        })
    }

    /// The names that an address has.
    pub fn pointers(&self) -> impl Iterator<Item = &Domain> {
        self.records.iter().filter_map(|record| match record {
            Rdata::Ptr(name) => Some(name),
            _ => None,
        })
    }

    /// The IPv4 and IPv6 addresses among the records.
    pub fn addresses(&self) -> impl Iterator<Item = std::net::IpAddr> {
        self.records.iter().filter_map(Rdata::address)
    }
}

/// The data of one record. Serialised as the zone format of the contract: `{"MX": [10, "host"]}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Rdata {
    /// An IPv4 address.
    A(Ipv4Addr),
    /// An IPv6 address.
    Aaaa(Ipv6Addr),
    /// A mail exchange: preference, then host; the root (written `.`) is the null MX of RFC 7505.
    Mx(u16, Host),
    /// Text, its character-strings joined.
    Txt(Text),
    /// An alias.
    Cname(Domain),
    /// A name for an address.
    Ptr(Domain),
    /// A name server.
    Ns(Domain),
    /// The start of authority, in presentation format.
    Soa(String),
    /// TLSA: usage, selector, matching type, association data in hexadecimal (RFC 6698 §2.1).
    Tlsa(u8, u8, u8, String),
    /// An HTTPS service binding, in presentation format.
    Https(String),
    /// A delegation signer, in presentation format.
    Ds(String),
    /// A certification authority authorisation, in presentation format.
    Caa(String),
}

impl Rdata {
    /// The address that an A or AAAA record holds.
    #[must_use]
    pub fn address(&self) -> Option<std::net::IpAddr> {
        match self {
            Self::A(v4) => Some((*v4).into()),
            Self::Aaaa(v6) => Some((*v6).into()),
            _ => None,
        }
    }

    /// The type of record this data belongs to.
    #[must_use]
    pub const fn kind(&self) -> RecordType {
        match self {
            Self::A(_) => RecordType::A,
            Self::Aaaa(_) => RecordType::Aaaa,
            Self::Mx(..) => RecordType::Mx,
            Self::Txt(_) => RecordType::Txt,
            Self::Cname(_) => RecordType::Cname,
            Self::Ptr(_) => RecordType::Ptr,
            Self::Ns(_) => RecordType::Ns,
            Self::Soa(_) => RecordType::Soa,
            Self::Tlsa(..) => RecordType::Tlsa,
            Self::Https(_) => RecordType::Https,
            Self::Ds(_) => RecordType::Ds,
            Self::Caa(_) => RecordType::Caa,
        }
    }

    /// Reads the data a person typed for a draft record, in the form DNS panels take it.
    ///
    /// # Errors
    /// [`RdataError`] says what is wrong with the value.
    pub fn parse(kind: RecordType, value: &str) -> Result<Self, RdataError> {
        let value = value.trim();
        let name = |text: &str| Domain::parse(text).map_err(RdataError::Name);
        Ok(match kind {
            RecordType::A => Self::A(value.parse().map_err(|_| RdataError::NotIpv4)?),
            RecordType::Aaaa => Self::Aaaa(value.parse().map_err(|_| RdataError::NotIpv6)?),
            RecordType::Txt => Self::Txt(Text::from_panel(value)),
            RecordType::Cname => Self::Cname(name(value)?),
            RecordType::Ptr => Self::Ptr(name(value)?),
            RecordType::Ns => Self::Ns(name(value)?),
            RecordType::Soa => Self::Soa(value.to_owned()),
            RecordType::Https => Self::Https(value.to_owned()),
            RecordType::Ds => Self::Ds(value.to_owned()),
            RecordType::Caa => Self::Caa(value.to_owned()),
            RecordType::Mx => {
                let (preference, host) = value.split_once(char::is_whitespace).ok_or(RdataError::MxParts)?;
                Self::Mx(
                    preference.parse().map_err(|_| RdataError::MxPreference)?,
                    Host::parse(host.trim()).map_err(RdataError::Name)?,
                )
            }
            RecordType::Tlsa => Self::parse_tlsa(value).ok_or(RdataError::Tlsa)?,
        })
    }

    fn parse_tlsa(value: &str) -> Option<Self> {
        let mut parts = value.split_whitespace();
        let mut number = || parts.next()?.parse().ok();
        let (usage, selector, matching) = (number()?, number()?, number()?);
        let data: String = parts.collect();
        let is_hex = !data.is_empty() && data.bytes().all(|b| b.is_ascii_hexdigit());
        is_hex.then(|| Self::Tlsa(usage, selector, matching, data.to_ascii_lowercase()))
    }
}

/// Why a text is not the data of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RdataError {
    /// Not an IPv4 address, for A.
    NotIpv4,
    /// Not an IPv6 address, for AAAA.
    NotIpv6,
    /// Not a name, for a type whose data is one.
    Name(DomainError),
    /// Not two parts, for MX.
    MxParts,
    /// A preference that is no number of 16 bits, for MX.
    MxPreference,
    /// Not three numbers and hexadecimal data, for TLSA.
    Tlsa,
}

impl fmt::Display for Rdata {
    /// The presentation format a DNS panel shows, TXT without its quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::A(v4) => write!(f, "{v4}"),
            Self::Aaaa(v6) => write!(f, "{v6}"),
            Self::Mx(preference, host) => write!(f, "{preference} {host}"),
            Self::Txt(text) => write!(f, "{text}"),
            Self::Cname(name) | Self::Ptr(name) | Self::Ns(name) => write!(f, "{name}"),
            Self::Soa(text) | Self::Https(text) | Self::Ds(text) | Self::Caa(text) => f.write_str(text),
            Self::Tlsa(usage, selector, matching, data) => write!(f, "{usage} {selector} {matching} {data}"),
        }
    }
}

/// A host in an MX record; the root is "no host" (RFC 7505 §3).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Host(pub Option<Domain>);

impl Host {
    /// Reads a host name; `.` and the empty text are the root.
    ///
    /// # Errors
    /// [`DomainError`] says what is wrong with the name.
    pub fn parse(text: &str) -> Result<Self, DomainError> {
        match text {
            "" | "." => Ok(Self(None)),
            name => Domain::parse(name).map(|d| Self(Some(d))),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_ref().map_or(".", Domain::as_str))
    }
}

impl From<Host> for String {
    fn from(host: Host) -> Self {
        host.to_string()
    }
}

/// The joined bytes of a TXT record. Shown and serialised as text; bytes that are not UTF-8 are kept as they
/// are inside and shown as replacement characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Text(pub Vec<u8>);

impl Text {
    /// Reads what a DNS panel shows: either bare text, or one or more quoted strings to be joined.
    #[must_use]
    pub fn from_panel(value: &str) -> Self {
        if !(value.len() >= 2 && value.starts_with('"') && value.ends_with('"')) {
            return Self(value.as_bytes().to_vec());
        }
        let (mut joined, mut inside, mut escaped) = (Vec::new(), false, false);
        for byte in value.bytes() {
            match byte {
                b'\\' if inside && !escaped => escaped = true,
                b'"' if !escaped => inside = !inside,
                _ => {
                    if inside {
                        joined.push(byte);
                    }
                    escaped = false;
                }
            }
        }
        Self(joined)
    }
}

impl Text {
    /// The text, with replacement characters for what is not UTF-8.
    #[must_use]
    pub fn lossy(&self) -> Cow<'_, str> {
        // Nearly all is UTF-8, and to find that out is faster than to look for what is not.
        std::str::from_utf8(&self.0).map_or_else(|_| String::from_utf8_lossy(&self.0), Cow::Borrowed)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lossy())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&String::from_utf8_lossy(&self.0), f)
    }
}

/// How a TXT record that is not UTF-8 is written in JSON.
#[derive(Serialize)]
struct Octets {
    hex: String,
}

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => Octets { hex: to_hex(&self.0) }.serialize(serializer),
        }
    }
}

/// Lower-case hexadecimal.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads hexadecimal of either case; `None` for an odd length or a wrong digit.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let digits = digits.filter(|d| d.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

/// Why no usable answer came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DnsError {
    /// What happened.
    pub fault: Fault,
    /// How long it took to find out, in milliseconds.
    pub ms: u32,
}

impl DnsError {
    /// An error that took no time worth telling.
    #[must_use]
    pub const fn new(fault: Fault) -> Self {
        Self { fault, ms: 0 }
    }
}

impl fmt::Display for DnsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.fault {
            Fault::Timeout => "no answer in time",
            Fault::Servfail => "the resolver could not answer (SERVFAIL)",
            Fault::Refused => "the resolver refused the question",
            Fault::Network => "the resolver could not be reached",
            Fault::Malformed => "the resolver sent something that is no DNS answer",
            Fault::Limit => "too many questions for one check",
            Fault::Awaited => "not answered yet",
            Fault::Throttled => "the resolver takes no more questions for now (HTTP 429)",
        })
    }
}

impl std::error::Error for DnsError {}

/// The ways in which a question goes unanswered. All are temporary errors to the protocols above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DnsFault"))]
#[serde(rename_all = "lowercase")]
pub enum Fault {
    /// No answer within the time limit.
    Timeout,
    /// RCODE 2, or any RCODE that is neither success, NXDOMAIN nor refusal.
    Servfail,
    /// RCODE 5, or an HTTP status that says no.
    Refused,
    /// No connection, or a CORS refusal.
    Network,
    /// An answer that is not a DNS message, or not to this question.
    Malformed,
    /// The check had asked as many questions as one check may.
    Limit,
    /// The resolver takes no more questions from this client for now: HTTP 429 (RFC 6585 §4).
    Throttled,
    /// The answer is still on its way: only in what is drawn while a check runs.
    Awaited,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;

    #[test]
    fn rdata_is_written_as_the_contract_says() {
        let mx = Rdata::Mx(10, Host::parse("Mail.example").unwrap());
        assert_eq!(serde_json::to_string(&mx).unwrap(), r#"{"MX":[10,"mail.example"]}"#);
        let read = |text: &str| Rdata::of(&Json::parse(text).unwrap()).unwrap();
        let parts = read(r#"{"TXT": ["v=spf1 ", "-all"]}"#);
        assert_eq!(parts, Rdata::Txt(Text(b"v=spf1 -all".to_vec())));
        let null = read(r#"{"MX": [0, "."]}"#);
        assert_eq!(null, Rdata::Mx(0, Host(None)));
    }

    #[test]
    fn text_that_is_not_utf8_survives_a_round_trip() {
        let text = Rdata::Txt(Text(vec![0x96, b'a']));
        let json = crate::json::text(&text).unwrap();
        assert_eq!(json, r#"{"TXT":{"hex":"9661"}}"#);
        assert_eq!(Rdata::of(&Json::parse(&json).unwrap()), Some(text));
    }

    #[test]
    fn a_panel_value_may_be_quoted_in_parts() {
        assert_eq!(Text::from_panel(r#""v=DKIM1; p=AB" "CD""#).0, b"v=DKIM1; p=ABCD");
        assert_eq!(Text::from_panel("v=spf1 -all").0, b"v=spf1 -all");
        assert_eq!(Rdata::parse(RecordType::Mx, "10 mail.example.").unwrap().to_string(), "10 mail.example");
        assert!(Rdata::parse(RecordType::Mx, "mail.example").is_err());
        assert!(Rdata::parse(RecordType::Tlsa, "3 1 1 AB").is_ok());
    }
}
