//! JSON: read into a plain tree, and written from whatever serialises.
//!
//! A derived reader for each type, behind a general reader of JSON with its tables for fractions, weighs several times what
//! stands here, and every visitor would download it. Reports, zones and what page and checker tell one another hold texts,
//! whole numbers, lists and objects, so that is all this knows.

mod read;
mod value;
mod write;

pub use value::{FieldError, Json, MAX_DEPTH};
pub use write::{Unwritable, text};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// For whoever reads JSON, or something like it, by other means: a zone file at a terminal.
impl Json {
    /// Reads a text; `None` where it is not JSON.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        read::document(text)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Whole { negative: value < 0, magnitude: value.unsigned_abs() })
    }

    fn visit_u64<E>(self, magnitude: u64) -> Result<Json, E> {
        Ok(Json::Whole { negative: false, magnitude })
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Fraction)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Json, D::Error> {
        Json::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = BTreeMap::new();
        while let Some((key, value)) = entries.next_entry::<String, Json>()? {
            object.insert(key, value);
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What another reader of JSON makes of a text.
    fn other(text: &str) -> Option<Json> {
        serde_json::from_str(text).ok()
    }

    #[test]
    fn values_are_read_as_rfc_8259_says() {
        for text in [
            "null",
            " true ",
            "false",
            "0",
            "-0",
            "-7",
            "18446744073709551615",
            "18446744073709551616",
            "-9223372036854775808",
            "-9223372036854775809",
            "1.5",
            "1e3",
            "1E-2",
            r#""""#,
            r#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é""#,
            "[]",
            "[1, [2], {}]",
            r#"{"a": 1, "b": {"a": [null]}, "a": 2}"#,
        ] {
            assert_eq!(Json::parse(text), other(text), "{text}");
            assert!(Json::parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_not_read() {
        for text in [
            "",
            " ",
            "nul",
            "tru e",
            "01",
            "1.",
            ".5",
            "1e",
            "+1",
            "-",
            "\"",
            "\"\n\"",
            r#""\x""#,
            r#""\u12"#,
            "[",
            "[1",
            "[1,]",
            "[,1]",
            "{",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            "{1:2}",
            "1 2",
            "\u{feff}1",
            "[1]]",
        ] {
            assert_eq!(Json::parse(text), None, "{text}");
            assert_eq!(other(text), None, "{text}");
        }
    }

    #[test]
    fn half_a_surrogate_is_read_as_browsers_write_it_into_bytes() {
        for text in [r#""a\ud83d""#, r#""a\ude00""#, r#""a\ud83d\ud83d\ude00""#] {
            let read = Json::parse(text).unwrap();
            assert!(read.as_str().unwrap().starts_with("a\u{fffd}"), "{text}");
        }
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(Json::parse(&nested(MAX_DEPTH)).is_some());
        assert_eq!(Json::parse(&nested(MAX_DEPTH + 1)), None);
        assert_eq!(Json::parse(&"[{\"a\":".repeat(1_000_000)), None);
    }

    #[test]
    fn numbers_keep_their_sign_and_their_bounds() {
        let read = |text: &str| Json::parse(text).unwrap();
        assert_eq!(read("-9223372036854775808").as_i64(), Some(i64::MIN));
        assert_eq!(read("-9223372036854775809").as_i64(), None);
        assert_eq!(read("9223372036854775808").as_i64(), None);
        assert_eq!(read("-1").as_u64(), None);
        assert_eq!(read("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(read("1.0").as_u64(), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_another_reader_reads_it(text in r#"([\[\]{},: 0-9e.+-]|"a"|"b"|null|true|\\PC){0,30}"#) {
            prop_assert_eq!(Json::parse(&text), other(&text));
        }

        #[test]
        fn what_is_written_is_read_again(texts in proptest::collection::vec("\\PC{0,20}|[\\x00-\\x7f]{0,20}", 0..5), number: i64) {
            let value = (&texts, number);
            let written = text(&value).unwrap();
            prop_assert_eq!(&written, &serde_json::to_string(&value).unwrap());
            let read = Json::parse(&written).unwrap();
            prop_assert_eq!(read.at(1).as_i64(), Some(number));
            let again: Vec<_> = read.at(0).as_list().unwrap().iter().filter_map(Json::as_str).collect();
            prop_assert_eq!(again, texts);
        }
    }
}
