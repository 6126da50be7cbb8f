//! JSON written from whatever serialises. One type of writer, so that what writes a report is compiled once.

use serde::ser::{self, Serialize};
use std::fmt;

/// The value as JSON, without spaces.
///
/// # Errors
/// [`Unwritable`], where it holds what this writer does not know.
pub fn text<T: Serialize + ?Sized>(value: &T) -> Result<String, Unwritable> {
    let mut writer = Writer { out: String::new(), is_sound: true };
    value.serialize(&mut writer)?;
    if writer.is_sound { Ok(writer.out) } else { Err(Unwritable) }
}

/// The value holds a fraction, bytes, or a key that is no text; nothing of this project's does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it holds something that cannot be written as JSON here")
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// No step of it fails: what it does not know is told at the end. The compiler sees that, and leaves out the way back from every
/// field of every report.
struct Writer {
    out: String,
    /// Whether everything so far could be written.
    is_sound: bool,
}

impl Writer {
    #[inline(never)]
    fn string(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|octet| matches!(octet, b'"' | b'\\' | ..b' ')) {
            let (plain, from) = rest.split_at(at);
            self.out.push_str(plain);
            let mut characters = from.chars();
            self.escape(characters.next().unwrap_or_default());
            rest = characters.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn escape(&mut self, character: char) {
        let short = match character {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            other => {
                let code = u32::from(other);
                self.out.push_str("\\u00");
                for digit in [code >> 4, code & 0xf] {
                    self.out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
                return;
            }
        };
        self.out.push_str(short);
    }

    #[inline(never)]
    fn word(&mut self, word: &str) {
        self.out.push_str(word);
    }

    /// What this writer does not know.
    #[inline(never)]
    fn unknown(&mut self) {
        self.is_sound = false;
    }

    #[inline(never)]
    fn whole(&mut self, negative: bool, magnitude: u64) {
        if negative {
            self.out.push('-');
        }
        self.out.push_str(&magnitude.to_string());
    }

    /// Opens a list or an object, which may stand alone in an object of one key: a variant.
    #[inline(never)]
    fn open(&mut self, variant: Option<&str>, is_list: bool) -> Items<'_> {
        if let Some(variant) = variant {
            self.out.push('{');
            self.string(variant);
            self.out.push(':');
        }
        self.out.push(if is_list { '[' } else { '{' });
        Items { writer: self, is_list, is_variant: variant.is_some(), is_empty: true }
    }
}

/// What is being written between two brackets.
struct Items<'a> {
    writer: &'a mut Writer,
    is_list: bool,
    is_variant: bool,
    is_empty: bool,
}

impl Items<'_> {
    #[inline(never)]
    fn next(&mut self) {
        if !self.is_empty {
            self.writer.out.push(',');
        }
        self.is_empty = false;
    }

    #[inline(never)]
    fn key(&mut self, key: &str) {
        self.next();
        self.writer.string(key);
        self.writer.out.push(':');
    }

    #[inline(never)]
    fn close(self) {
        self.writer.out.push(if self.is_list { ']' } else { '}' });
        if self.is_variant {
            self.writer.out.push('}');
        }
    }
}

/// Numbers of every width, by the widest.
macro_rules! numbers {
    ($($signed:ident $as_signed:ident, $unsigned:ident $as_unsigned:ident;)*) => {
        $(
            fn $as_signed(self, value: $signed) -> Result<(), Unwritable> {
                let value = i64::from(value);
                self.whole(value < 0, value.unsigned_abs());
                Ok(())
            }

            fn $as_unsigned(self, value: $unsigned) -> Result<(), Unwritable> {
                self.whole(false, value.into());
                Ok(())
            }
        )*
    };
}

impl<'a> ser::Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeStructVariant = Items<'a>;

    numbers! {
        i8 serialize_i8, u8 serialize_u8;
        i16 serialize_i16, u16 serialize_u16;
        i32 serialize_i32, u32 serialize_u32;
        i64 serialize_i64, u64 serialize_u64;
    }

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.word(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_f32(self, _: f32) -> Result<(), Unwritable> {
        self.unknown();
        Ok(())
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unwritable> {
        self.unknown();
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Unwritable> {
        self.string(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        self.unknown();
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unwritable> {
        self.word("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.word("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.word("null");
        Ok(())
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        let mut items = self.open(None, false);
        items.key(variant);
        value.serialize(&mut *items.writer)?;
        items.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Unwritable> {
        Ok(self.open(None, true))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Unwritable> {
        Ok(self.open(None, true))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Unwritable> {
        Ok(self.open(None, true))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Unwritable> {
        Ok(self.open(Some(variant), true))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'a>, Unwritable> {
        Ok(self.open(None, false))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Unwritable> {
        Ok(self.open(None, false))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Unwritable> {
        Ok(self.open(Some(variant), false))
    }
}

/// What serde calls a list, in each of its words for one.
macro_rules! lists {
    ($($kind:ident by $add:ident),*) => {
        $(impl ser::$kind for Items<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
                self.next();
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Result<(), Unwritable> {
                self.close();
                Ok(())
            }
        })*
    };
}

lists! {
    SerializeSeq by serialize_element, SerializeTuple by serialize_element, SerializeTupleStruct by serialize_field,
    SerializeTupleVariant by serialize_field
}

/// What serde calls an object of known keys.
macro_rules! objects {
    ($($kind:ident),*) => {
        $(impl ser::$kind for Items<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Unwritable> {
                self.key(key);
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Result<(), Unwritable> {
                self.close();
                Ok(())
            }
        })*
    };
}

objects! { SerializeStruct, SerializeStructVariant }

impl ser::SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.next();
        let start = self.writer.out.len();
        key.serialize(&mut *self.writer)?;
        let is_text = self.writer.out.get(start..).is_some_and(|key| key.starts_with('"'));
        self.writer.out.push(':');
        if !is_text {
            self.writer.unknown();
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}
