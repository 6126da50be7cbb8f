//! JSON as RFC 8259 writes it, read in place, value by value.

use super::{Json, MAX_DEPTH};
use std::collections::BTreeMap;

/// The whole text as one value.
pub(super) fn document(text: &str) -> Option<Json> {
    let mut reader = Reader { rest: text };
    let value = reader.value(0)?;
    reader.skip();
    reader.rest.is_empty().then_some(value)
}

/// What is still to be read.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// `ws = *( space / tab / LF / CR )`
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Takes a word, if it is next.
    fn take(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes as many octets, which end where a character does.
    fn cut(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// `value = false / null / true / object / array / number / string`
    fn value(&mut self, depth: usize) -> Option<Json> {
        self.skip();
        match self.rest.bytes().next()? {
            b'n' => self.take("null").then_some(Json::Null),
            b't' => self.take("true").then_some(Json::Bool(true)),
            b'f' => self.take("false").then_some(Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            b'[' => self.list(depth + 1),
            b'{' => self.object(depth + 1),
            _ => self.number(),
        }
    }

    /// `array = begin-array [ value *( value-separator value ) ] end-array`
    fn list(&mut self, depth: usize) -> Option<Json> {
        let mut list = Vec::new();
        self.items(depth, "[", "]", |reader| {
            list.push(reader.value(depth)?);
            Some(())
        })?;
        Some(Json::List(list))
    }

    /// `object = begin-object [ member *( value-separator member ) ] end-object`. Of two members of one name the last
    /// one counts, as in every browser.
    fn object(&mut self, depth: usize) -> Option<Json> {
        let mut object = BTreeMap::new();
        self.items(depth, "{", "}", |reader| {
            reader.skip();
            let key = reader.string()?;
            reader.skip();
            if !reader.take(":") {
                return None;
            }
            object.insert(key, reader.value(depth)?);
            Some(())
        })?;
        Some(Json::Object(object))
    }

    /// What stands between two brackets, parted by commas.
    fn items(
        &mut self,
        depth: usize,
        open: &str,
        close: &str,
        mut item: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        if depth > MAX_DEPTH || !self.take(open) {
            return None;
        }
        self.skip();
        if self.take(close) {
            return Some(());
        }
        loop {
            item(self)?;
            self.skip();
            if self.take(close) {
                return Some(());
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    /// `number = [ minus ] int [ frac ] [ exp ]`
    fn number(&mut self) -> Option<Json> {
        let negative = self.take("-");
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            return None;
        }
        let mut is_fraction = false;
        if self.take(".") {
            self.digits()?;
            is_fraction = true;
        }
        if self.take("e") || self.take("E") {
            let _sign = self.take("+") || self.take("-");
            self.digits()?;
            is_fraction = true;
        }
        Some(match whole.parse() {
            // A zero behind a minus is no whole number to anybody who keeps the minus, nor is what no integer can hold.
            Ok(0) if negative => Json::Fraction,
            Ok(magnitude) if negative && magnitude > i64::MIN.unsigned_abs() => Json::Fraction,
            Ok(magnitude) if !is_fraction => Json::Whole { negative, magnitude },
            _ => Json::Fraction,
        })
    }

    fn digits(&mut self) -> Option<&'a str> {
        let end = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if end == 0 { None } else { self.cut(end) }
    }

    /// `string = quotation-mark *char quotation-mark`
    fn string(&mut self) -> Option<String> {
        if !self.take("\"") {
            return None;
        }
        let mut text = String::new();
        loop {
            let is_plain = |octet: &u8| !matches!(octet, b'"' | b'\\' | ..b' ');
            let plain = self.rest.bytes().take_while(is_plain).count();
            text.push_str(self.cut(plain)?);
            if self.take("\"") {
                return Some(text);
            }
            if !self.take("\\") {
                return None;
            }
            text.push(self.escaped()?);
        }
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Option<char> {
        Some(match self.cut(1)? {
            "b" => '\u{8}',
            "f" => '\u{c}',
            "n" => '\n',
            "r" => '\r',
            "t" => '\t',
            "u" => return self.by_number(),
            same @ ("\"" | "\\" | "/") => same.chars().next()?,
            _ => return None,
        })
    }

    /// `%x75 4HEXDIG`, a second one behind it where two halves make a character. A half alone is no character; browsers
    /// write it as U+FFFD when they turn a text into octets, and so it is read here.
    fn by_number(&mut self) -> Option<char> {
        let first = self.unit()?;
        if let (0xd800..0xdc00, Some(low)) = (first, self.low_half()) {
            return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00));
        }
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// The second half of a character, if it is next.
    fn low_half(&mut self) -> Option<u32> {
        let before = self.rest;
        let low = if self.take("\\u") { self.unit() } else { None };
        let low = low.filter(|low| (0xdc00..0xe000).contains(low));
        if low.is_none() {
            self.rest = before;
        }
        low
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.cut(4)?;
        // A sign would be read as part of a number.
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        u32::from_str_radix(digits, 16).ok()
    }
}
