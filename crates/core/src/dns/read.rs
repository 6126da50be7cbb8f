//! Records, logs and zone files out of JSON.

use super::zone::{Zone, ZoneEntry, ZoneFault};
use super::{HandedAnswer, Host, LoggedQuery, QueryStatus, Rdata, RecordType, Text, from_hex};
use crate::domain::{Domain, DomainError};
use crate::json::Json;
use serde::{Deserialize, Deserializer, de};
use std::net::{Ipv4Addr, Ipv6Addr};

/// Why a value is not a zone file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ZoneError {
    /// It is neither an object of names nor a report.
    NotAZone,
    /// It is a report whose log cannot be read.
    Log,
    /// A name of it is not a domain name.
    Name {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: DomainError,
    },
    /// A line of it is not a record.
    Line {
        /// The name that the line stands at.
        name: String,
    },
}

impl Zone {
    /// Reads a zone file: an object of names with their records, or a report, whose log is the zone.
    ///
    /// # Errors
    /// [`ZoneError`] says what is wrong with it.
    pub fn of(value: &Json) -> Result<Self, ZoneError> {
        let names = value.as_object().ok_or(ZoneError::NotAZone)?;
        if let (Some(_), Some(log)) = (value.get("schema").as_u64(), value.get("dns").as_list()) {
            let log: Option<Vec<_>> = log.iter().map(LoggedQuery::of).collect();
            return Ok(Self::from_log(&log.ok_or(ZoneError::Log)?));
        }
        let mut zone = Self::default();
        for (name, lines) in names {
            let wrong_name = |why| ZoneError::Name { name: name.clone(), why };
            let at = Domain::parse_any(name).map_err(wrong_name)?;
            // A single line may stand without its list.
            for line in lines.as_list().unwrap_or(std::slice::from_ref(lines)) {
                let line = ZoneEntry::of(line).ok_or_else(|| ZoneError::Line { name: name.clone() })?;
                zone.insert(at.clone(), line);
            }
            zone.name(at);
        }
        Ok(zone)
    }
}

impl HandedAnswer {
    /// Reads one; `None` for anything else.
    #[must_use]
    pub fn of(value: &Json) -> Option<Self> {
        Some(Self { query: LoggedQuery::of(value.get("query"))?, left: value.get("left").as_u64()? })
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // For programs: what reaches a person goes through [`Zone::of`] and its typed reasons.
        Self::of(&Json::deserialize(deserializer)?).map_err(|why| de::Error::custom(format_args!("{why:?}")))
    }
}

impl ZoneEntry {
    /// `{"TXT": "…"}`, `{"FAULT": ["TXT", "TIMEOUT"]}`, `{"AD": true}` or `"TIMEOUT"`.
    fn of(value: &Json) -> Option<Self> {
        if let Some(word) = value.as_str() {
            return Some(match ZoneFault::of(word)? {
                ZoneFault::Timeout => Self::Timeout,
                ZoneFault::Servfail => Self::Servfail,
                ZoneFault::Nxdomain => Self::Nxdomain,
            });
        }
        let (key, data) = only(value)?;
        match key {
            "FAULT" => Some(Self::Fault(kind(data.at(0))?, ZoneFault::of(data.at(1).as_str()?)?)),
            "AD" => data.as_bool().map(Self::Ad),
            _ => Rdata::of(value).map(Self::from),
        }
    }
}

impl ZoneFault {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "TIMEOUT" => Self::Timeout,
            "SERVFAIL" => Self::Servfail,
            "NXDOMAIN" => Self::Nxdomain,
            _ => return None,
        })
    }
}

impl LoggedQuery {
    /// Reads one question of a report's log; `None` where it is none.
    #[must_use]
    pub fn of(value: &Json) -> Option<Self> {
        let number = |key: &str| value.get(key).as_u64().unwrap_or_default().try_into().ok();
        let answers = value.get("answers").as_list().unwrap_or_default();
        Some(Self {
            name: name(value.get("name"))?,
            kind: kind(value.get("type"))?,
            status: QueryStatus::parse(value.get("status").as_str()?)?,
            authenticated: value.get("authenticated").as_bool().unwrap_or_default(),
            answers: answers.iter().map(Rdata::of).collect::<Option<_>>()?,
            ttl: number("ttl")?,
            ms: number("ms")?,
        })
    }
}

impl Rdata {
    /// Reads a record as the zone format of the contract has it, `{"MX": [10, "host"]}`; `None` where it is none.
    #[must_use]
    pub fn of(value: &Json) -> Option<Self> {
        let (key, data) = only(value)?;
        let text = || data.as_str().map(str::to_owned);
        Some(match RecordType::parse(key)? {
            RecordType::A => Self::A(data.as_str()?.parse::<Ipv4Addr>().ok()?),
            RecordType::Aaaa => Self::Aaaa(data.as_str()?.parse::<Ipv6Addr>().ok()?),
            RecordType::Mx => {
                Self::Mx(data.at(0).as_u64()?.try_into().ok()?, Host::parse(data.at(1).as_str()?).ok()?)
            }
            RecordType::Txt => Self::Txt(Text::of(data)?),
            RecordType::Cname => Self::Cname(name(data)?),
            RecordType::Ptr => Self::Ptr(name(data)?),
            RecordType::Ns => Self::Ns(name(data)?),
            RecordType::Soa => Self::Soa(text()?),
            RecordType::Tlsa => {
                let number = |place| data.at(place).as_u64().and_then(|number| number.try_into().ok());
                Self::Tlsa(number(0)?, number(1)?, number(2)?, data.at(3).as_str()?.to_owned())
            }
            RecordType::Https => Self::Https(text()?),
            RecordType::Ds => Self::Ds(text()?),
            RecordType::Caa => Self::Caa(text()?),
        })
    }
}

impl Text {
    /// Text, several strings, or hexadecimal where it is not UTF-8: `{"hex": "9661"}`.
    fn of(value: &Json) -> Option<Self> {
        if let Some(parts) = value.as_list() {
            return parts.iter().map(Json::as_str).collect::<Option<String>>().map(|text| Self(text.into()));
        }
        match value.as_str() {
            Some(text) => Some(Self(text.into())),
            None => from_hex(value.get("hex").as_str()?).map(Self),
        }
    }
}

/// The one key of an object, and what stands there.
fn only(value: &Json) -> Option<(&str, &Json)> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    object.iter().next().map(|(key, data)| (key.as_str(), data))
}

fn name(value: &Json) -> Option<Domain> {
    Domain::parse_any(value.as_str()?).ok()
}

/// A type by its mnemonic, in capitals, as the contract has it.
fn kind(value: &Json) -> Option<RecordType> {
    value.as_str().and_then(RecordType::parse)
}
