//! The log of questions.

use super::{Back, parts, words};
use serde_json::Value;
use waxseal_core::dns::{Fault, Host, LoggedQuery, QueryStatus, Rdata, RecordType, Text, from_hex};

parts! { LoggedQuery { name, kind = "type", status, authenticated, answers, ttl, ms } }

words! { QueryStatus { Noerror, Nxdomain, Servfail, Timeout, Refused, Network, Malformed, Limit } }

words! { Fault { Timeout, Servfail, Refused, Network, Malformed, Limit } }

impl Back for RecordType {
    fn back(value: &Value) -> Option<Self> {
        Self::parse(value.as_str()?)
    }
}

impl Back for Rdata {
    /// `{"MX": [10, "host"]}`
    fn back(value: &Value) -> Option<Self> {
        let (kind, data) = value.as_object()?.iter().next()?;
        Some(match RecordType::parse(kind)? {
            RecordType::A => Self::A(Back::back(data)?),
            RecordType::Aaaa => Self::Aaaa(Back::back(data)?),
            RecordType::Mx => Self::Mx(Back::back(data.get(0)?)?, Back::back(data.get(1)?)?),
            RecordType::Txt => Self::Txt(Back::back(data)?),
            RecordType::Cname => Self::Cname(Back::back(data)?),
            RecordType::Ptr => Self::Ptr(Back::back(data)?),
            RecordType::Ns => Self::Ns(Back::back(data)?),
            RecordType::Soa => Self::Soa(Back::back(data)?),
            RecordType::Tlsa => Self::Tlsa(
                Back::back(data.get(0)?)?,
                Back::back(data.get(1)?)?,
                Back::back(data.get(2)?)?,
                Back::back(data.get(3)?)?,
            ),
            RecordType::Https => Self::Https(Back::back(data)?),
            RecordType::Ds => Self::Ds(Back::back(data)?),
            RecordType::Caa => Self::Caa(Back::back(data)?),
        })
    }
}

impl Back for Host {
    fn back(value: &Value) -> Option<Self> {
        Self::parse(value.as_str()?).ok()
    }
}

impl Back for Text {
    /// Text, or hexadecimal where it is not UTF-8.
    fn back(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self(text.clone().into_bytes())),
            other => from_hex(other.get("hex")?.as_str()?).map(Self),
        }
    }
}
