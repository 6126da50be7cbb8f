//! Reading a report back from its JSON.
//!
//! The types of a report are only ever written by the core. What reads them stands here, as bare lists of their fields and
//! variants: a derived reader for each of them would be a third of the whole checker's weight, and nearly nobody opens a
//! saved report. The compiler holds every list to its type: one that lacks a field or a variant does not compile.

mod diagnosis;
mod dkim;
mod dmarc;
mod dns;
mod evidence;
mod report;
mod spf;

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use waxseal_core::dkim::DkimFinding;
use waxseal_core::dmarc::DmarcFinding;
use waxseal_core::dns::{QueryStatus, RecordType};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::ResultWord;
use waxseal_core::json::Json;
use waxseal_core::providers::{self, Provider};
use waxseal_core::report::{AnyFinding, Finding, Identifier, MessageReport, ReportKind, SCHEMA};
use waxseal_core::time::Timestamp;

/// A report, where the text of the value is one of this version.
pub(super) fn message(value: &Json) -> Option<MessageReport> {
    let report = MessageReport::back(value)?;
    let is_known = report.schema == SCHEMA && report.kind == ReportKind::Message;
    is_known.then_some(report)
}

/// A part of a report that can be read back.
pub(super) trait Back: Sized {
    /// The part; `None` where the value is none.
    fn back(value: &Json) -> Option<Self>;

    /// Whether the value says that there is none.
    fn is_absent(value: &Json) -> bool {
        value.is_null()
    }
}

/// A struct: its fields, by their names in JSON where those differ, and after `with` those that stand beside the others.
macro_rules! parts {
    ($type:ident { $($field:ident $(= $key:literal)?),* $(,)? } $(with { $($inner:ident),* })?) => {
        impl $crate::share::back::Back for $type {
            fn back(value: &waxseal_core::json::Json) -> Option<Self> {
                Some(Self {
                    $($field: $crate::share::back::field(value, $crate::share::back::key!($field $(, $key)?))?,)*
                    $($($inner: $crate::share::back::Back::back(value)?,)*)?
                })
            }
        }
    };
}

/// An enum without data: its variants, by their words where those are not their names.
macro_rules! words {
    ($type:ident { $($variant:ident $(= $word:literal)?),* $(,)? }) => {
        impl $crate::share::back::Back for $type {
            fn back(value: &waxseal_core::json::Json) -> Option<Self> {
                // All of them, or this does not compile.
                const _: fn($type) = |known| match known { $($type::$variant => (),)* };
                let word = value.as_str()?;
                $(if word.eq_ignore_ascii_case($crate::share::back::key!($variant $(, $word)?)) {
                    return Some(Self::$variant);
                })*
                None
            }
        }
    };
}

/// An enum with data: the key that names the variant, and the variants with their fields.
macro_rules! cases {
    ($type:ident by $tag:literal {
        $($variant:ident $({ $($field:ident $(= $key:literal)?),* })?),* $(,)?
    }) => {
        impl $crate::share::back::Back for $type {
            fn back(value: &waxseal_core::json::Json) -> Option<Self> {
                const _: fn(&$type) = |known| match known { $($type::$variant { .. } => (),)* };
                let code = $crate::share::back::get(value, $tag).as_str()?;
                $(if code.eq_ignore_ascii_case(stringify!($variant)) {
                    return Some(Self::$variant {
                        $($($field: $crate::share::back::field(value, $crate::share::back::key!($field $(, $key)?))?,)*)?
                    });
                })*
                None
            }
        }
    };
}

/// The name something has in JSON: its own, or the one that is given.
macro_rules! key {
    ($own:ident) => {
        stringify!($own)
    };
    ($own:ident, $given:literal) => {
        $given
    };
}

use {cases, key, parts, words};

/// A field of an object, by its name in Rust or in JSON. One that is left out is read as nothing.
pub(super) fn field<T: Back>(value: &Json, name: &str) -> Option<T> {
    T::back(get(value, name))
}

/// What stands at a key, and `null` where nothing does.
pub(super) fn get<'a>(value: &'a Json, name: &str) -> &'a Json {
    value.get(&camel(name))
}

/// `checked_at` as JSON has it: `checkedAt`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at(word.len().min(1));
        out.push_str(&first.to_ascii_uppercase());
        out.push_str(rest);
    }
    out
}

impl<T: Back> Back for Option<T> {
    fn back(value: &Json) -> Option<Self> {
        if T::is_absent(value) { Some(None) } else { T::back(value).map(Some) }
    }
}

impl<T: Back> Back for Vec<T> {
    fn back(value: &Json) -> Option<Self> {
        match value {
            Json::Null => Some(Self::new()),
            other => {
                let items = other.as_list()?;
                let mut read = Self::with_capacity(items.len());
                for item in items {
                    read.push(T::back(item)?);
                }
                Some(read)
            }
        }
    }
}

impl Back for String {
    fn back(value: &Json) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Back for Cow<'static, str> {
    fn back(value: &Json) -> Option<Self> {
        String::back(value).map(Cow::Owned)
    }
}

impl Back for bool {
    fn back(value: &Json) -> Option<Self> {
        value.as_bool()
    }
}

macro_rules! numbers {
    ($($type:ident by $read:ident),*) => {
        $(impl Back for $type {
            fn back(value: &Json) -> Option<Self> {
                value.$read()?.try_into().ok()
            }
        })*
    };
}

numbers! { u8 by as_u64, u16 by as_u64, u32 by as_u64, u64 by as_u64, usize by as_u64, i8 by as_i64, i64 by as_i64 }

/// What is written as text and reads itself.
macro_rules! texts {
    ($($type:ident by $read:expr),* $(,)?) => {
        $(impl Back for $type {
            fn back(value: &Json) -> Option<Self> {
                $read(value.as_str()?)
            }
        })*
    };
}

texts! {
    Domain by |text: &str| Domain::parse_any(text).ok(),
    Timestamp by Timestamp::parse_rfc3339,
    RecordType by RecordType::parse,
    QueryStatus by QueryStatus::parse,
    Identifier by Identifier::parse,
    ResultWord by |text: &str| Some(ResultWord::of(text)),
    IpAddr by |text: &str| text.parse().ok(),
    Ipv4Addr by |text: &str| text.parse().ok(),
    Ipv6Addr by |text: &str| text.parse().ok(),
}

impl Back for &'static Provider {
    fn back(value: &Json) -> Option<Self> {
        providers::by_id(value.as_str()?)
    }

    /// One that the catalogue does not have, or has no more, is read as nobody and makes no report unreadable.
    fn is_absent(value: &Json) -> bool {
        Self::back(value).is_none()
    }
}

impl Back for &'static str {
    /// A provider's own page. Any other text is read as nothing: a page that has moved since makes no report unreadable, and a
    /// made-up one leads nowhere.
    fn back(value: &Json) -> Option<Self> {
        let page = value.as_str()?;
        let mut pages = providers::catalogue().filter_map(|provider| provider.page);
        Some(pages.find(|known| *known == page).unwrap_or_default())
    }
}

impl Back for Finding {
    /// How much advice matters, and what it rests on, follow from the advice itself.
    fn back(value: &Json) -> Option<Self> {
        let dmarc = || DmarcFinding::back(value).map(AnyFinding::Dmarc);
        let dkim = || DkimFinding::back(value).map(AnyFinding::Dkim);
        Some(Self::new(field::<String>(value, "subject")?, dmarc().or_else(dkim)?))
    }
}
