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
use std::cell::Cell;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use waxseal_core::dkim::DkimFinding;
use waxseal_core::dmarc::Alignment;
use waxseal_core::dns::{LoggedQuery, QueryStatus, RecordType};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::ResultWord;
use waxseal_core::json::Json;
use waxseal_core::providers::{self, Provider};
use waxseal_core::report::{AnyFinding, Finding, Identifier, MessageReport, ReportKind, SCHEMA};
use waxseal_core::time::Timestamp;

/// A report, where the text of the value is one of this version.
pub(super) fn message(value: &Json) -> Option<MessageReport> {
    let report: MessageReport = whole(value)?;
    let is_known = report.schema == SCHEMA && report.kind == ReportKind::Message;
    is_known.then_some(report)
}

/// What a value says; `None` where any part of it is not what it should be.
pub(super) fn whole<T: FromReport>(value: &Json) -> Option<T> {
    let sound = Sound(Cell::new(true));
    let read = T::from_report(value, &sound);
    sound.0.get().then_some(read)
}

/// A field of an object, by its name in Rust or in JSON, if all of it is what it should be.
pub(super) fn whole_field<T: FromReport>(value: &Json, name: &str) -> Option<T> {
    whole(get(value, name))
}

/// Whether everything that was read so far is what it should be.
///
/// What is not is read as something else and told here: leaving early instead would have every part of a report compiled with all
/// the ways out of it.
pub(super) struct Sound(Cell<bool>);

impl Sound {
    /// What was read, or `other` where it is not what it should be.
    pub(super) fn or<T>(&self, read: Option<T>, other: impl FnOnce() -> T) -> T {
        read.unwrap_or_else(|| {
            self.0.set(false);
            other()
        })
    }

    /// Which of the words a value is.
    fn place(&self, value: &Json, words: &[&str]) -> usize {
        let word = value.as_str();
        let place = word.and_then(|word| words.iter().position(|known| word.eq_ignore_ascii_case(known)));
        self.or(place, || 0)
    }
}

/// A part of a report that can be read back.
pub(super) trait FromReport: Sized {
    /// The part; anything at all where the value is none, which is told to `sound`.
    fn from_report(value: &Json, sound: &Sound) -> Self;

    /// Whether the value says that there is none.
    fn is_absent(value: &Json) -> bool {
        value.is_null()
    }
}

/// A struct: its fields, by their names in JSON where those differ, and after `with` those that stand beside the others.
macro_rules! parts {
    ($type:ident { $($field:ident $(= $key:literal)?),* $(,)? } $(with { $($inner:ident),* })?) => {
        impl $crate::share::from_report::FromReport for $type {
            fn from_report(value: &waxseal_core::json::Json, sound: &$crate::share::from_report::Sound) -> Self {
                Self {
                    $($field: $crate::share::from_report::field(value, $crate::share::from_report::key!($field $(, $key)?), sound),)*
                    $($($inner: $crate::share::from_report::FromReport::from_report(value, sound),)*)?
                }
            }
        }
    };
}

/// An enum without data: its variants, by their words where those are not their names.
macro_rules! words {
    ($type:ident { $first:ident $(= $first_word:literal)? $(, $variant:ident $(= $word:literal)?)* $(,)? }) => {
        impl $crate::share::from_report::FromReport for $type {
            fn from_report(value: &waxseal_core::json::Json, sound: &$crate::share::from_report::Sound) -> Self {
                // All of them, or this does not compile.
                const _: fn($type) = |known| match known { $type::$first $(| $type::$variant)* => () };
                const ALL: &[$type] = &[$type::$first $(, $type::$variant)*];
                let at = sound.place(value, &[
                    $crate::share::from_report::key!($first $(, $first_word)?)
                    $(, $crate::share::from_report::key!($variant $(, $word)?))*
                ]);
                *ALL.get(at).unwrap_or(&Self::$first)
            }
        }
    };
}

/// An enum with data: the key that names the variant, and the variants with their fields.
macro_rules! cases {
    ($type:ident by $tag:literal {
        $first:ident $({ $($first_field:ident $(= $first_key:literal)?),* })?
        $(, $variant:ident $({ $($field:ident $(= $key:literal)?),* })?)* $(,)?
    }) => {
        impl $crate::share::from_report::FromReport for $type {
            fn from_report(value: &waxseal_core::json::Json, sound: &$crate::share::from_report::Sound) -> Self {
                const _: fn(&$type) = |known| match known {
                    $type::$first { .. } $(| $type::$variant { .. })* => ()
                };
                let code = $crate::share::from_report::get(value, $tag);
                let at = sound.place(code, &[stringify!($first) $(, stringify!($variant))*]);
                let mut next = 0;
                $(next += 1;
                if at == next {
                    return Self::$variant {
                        $($($field: $crate::share::from_report::field(
                            value, $crate::share::from_report::key!($field $(, $key)?), sound,
                        ),)*)?
                    };
                })*
                let _ = next;
                Self::$first {
                    $($($first_field: $crate::share::from_report::field(
                        value, $crate::share::from_report::key!($first_field $(, $first_key)?), sound,
                    ),)*)?
                }
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
pub(super) fn field<T: FromReport>(value: &Json, name: &str, sound: &Sound) -> T {
    T::from_report(get(value, name), sound)
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

impl<T: FromReport> FromReport for Option<T> {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        (!T::is_absent(value)).then(|| T::from_report(value, sound))
    }
}

impl<T: FromReport> FromReport for Vec<T> {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        let items = if value.is_null() { Some(&[][..]) } else { value.as_list() };
        sound.or(items, || &[]).iter().map(|item| T::from_report(item, sound)).collect()
    }
}

impl FromReport for Cow<'static, str> {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        Cow::Owned(String::from_report(value, sound))
    }
}

macro_rules! numbers {
    ($($type:ident by $read:ident),*) => {
        $(impl FromReport for $type {
            fn from_report(value: &Json, sound: &Sound) -> Self {
                sound.or(value.$read().and_then(|number| number.try_into().ok()), || 0)
            }
        })*
    };
}

numbers! { u8 by as_u64, u16 by as_u64, u32 by as_u64, u64 by as_u64, usize by as_u64, i8 by as_i64, i64 by as_i64 }

/// What has its own way of reading a value, and what stands for it where there is none.
macro_rules! values {
    ($($type:ty, by $read:expr, or $other:expr;)*) => {
        $(impl FromReport for $type {
            fn from_report(value: &Json, sound: &Sound) -> Self {
                sound.or($read(value), || $other)
            }
        })*
    };
}

/// What is written as text and reads itself.
macro_rules! texts {
    ($($type:ty, by $read:expr, or $other:expr;)*) => {
        values! { $($type, by |value: &Json| value.as_str().and_then($read), or $other;)* }
    };
}

values! {
    bool, by Json::as_bool, or false;
    LoggedQuery, by LoggedQuery::of, or no_question();
}

texts! {
    String, by |text: &str| Some(text.to_owned()), or String::new();
    Domain, by |text: &str| Domain::parse_any(text).ok(), or Domain::invalid();
    Timestamp, by Timestamp::parse_rfc3339, or Timestamp(0);
    RecordType, by RecordType::parse, or RecordType::A;
    QueryStatus, by QueryStatus::parse, or QueryStatus::Noerror;
    Identifier, by Identifier::parse, or Identifier { mechanism: Alignment::Spf, domain: Domain::invalid() };
    ResultWord, by |text: &str| Some(ResultWord::of(text)), or ResultWord::None;
    IpAddr, by |text: &str| text.parse().ok(), or IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    Ipv4Addr, by |text: &str| text.parse().ok(), or Ipv4Addr::UNSPECIFIED;
    Ipv6Addr, by |text: &str| text.parse().ok(), or Ipv6Addr::UNSPECIFIED;
    // A provider's own page. Any other text is read as nothing: a page that has moved since makes no report unreadable, and a
    // made-up one leads nowhere.
    &'static str, by |text: &str| Some(known_page(text)), or "";
}

impl FromReport for &'static Provider {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        sound.or(value.as_str().and_then(providers::by_id), || &providers::UNKNOWN)
    }

    /// One that the catalogue does not have, or has no more, is read as nobody and makes no report unreadable.
    fn is_absent(value: &Json) -> bool {
        value.as_str().and_then(providers::by_id).is_none()
    }
}

/// What stands for a question that could not be read.
fn no_question() -> LoggedQuery {
    LoggedQuery {
        name: Domain::invalid(),
        kind: RecordType::A,
        status: QueryStatus::Noerror,
        authenticated: false,
        answers: Vec::new(),
        ttl: 0,
        ms: 0,
    }
}

/// The page of a provider that a text names.
fn known_page(text: &str) -> &'static str {
    let mut pages = providers::catalogue().filter_map(|provider| provider.page());
    pages.find(|known| *known == text).unwrap_or_default()
}

impl FromReport for Finding {
    /// How much advice matters, and what it rests on, follow from the advice itself.
    fn from_report(value: &Json, sound: &Sound) -> Self {
        let says = match whole(value) {
            Some(finding) => AnyFinding::Dmarc(finding),
            None => AnyFinding::Dkim(DkimFinding::from_report(value, sound)),
        };
        Self::new(field::<String>(value, "subject", sound), says)
    }
}
