//! Authentication-Results (RFC 8601), as the standard has it and as receivers write it.
//!
//! Reading never fails: what does not fit the grammar is kept as a problem, and the rest is read on.

use super::lexer::{Kind, Token, tokens};
use super::result_word::ResultWord;
use crate::syntax::{Span, SyntaxError};
use serde::Serialize;

/// The most method results read from one field.
pub const MAX_RESULTS: usize = 200;

/// One Authentication-Results or ARC-Authentication-Results field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthenticationResults {
    /// Who says so; Microsoft leaves it out.
    pub authserv_id: Option<String>,
    /// The version after the authserv-id, where given.
    pub version: Option<String>,
    /// The results in order.
    pub results: Vec<MethodResult>,
    /// Where the field breaks the grammar, by byte of its value.
    pub problems: Vec<SyntaxError>,
}

/// What one method found: `dkim=pass (comment) reason="…" header.d=example.com`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MethodResult {
    /// The method in lower case, such as `dkim`.
    pub method: String,
    /// The result in lower case, as the receiver wrote it.
    pub result: ResultWord,
    /// The reason, where given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The comments in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<String>,
    /// How many of the comments stand before the first property. What stands behind one can be part of a word that the client
    /// chose, as in `smtp.helo=x([192.0.2.1])`.
    #[serde(skip)]
    pub leading: usize,
    /// The properties in order: `ptype.property`, lower case, and the value.
    #[serde(serialize_with = "as_map")]
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, String>"))]
    pub properties: Vec<(String, String)>,
}

fn as_map<S: serde::Serializer>(pairs: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

impl MethodResult {
    /// The value of a property, such as `header.d`.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the receiver says that this method passed. Yahoo once wrote `dkim_pass`.
    #[must_use]
    pub fn is_pass(&self) -> bool {
        match &self.result {
            ResultWord::Pass => true,
            ResultWord::Other(word) => word.strip_prefix(self.method.as_str()) == Some("_pass"),
            _ => false,
        }
    }

    /// The result in the standard's word, where a receiver has its own.
    #[must_use]
    pub fn word(&self) -> ResultWord {
        if self.is_pass() { ResultWord::Pass } else { self.result.clone() }
    }

    /// The values of `name=value` pairs in the comments, as Google writes them:
    /// `(i=1 spf=pass fromdomain=example.com)`.
    pub fn noted<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let words = self.comments.iter().flat_map(|comment| comment.split([' ', ',', ';']));
        words.filter_map(move |word| word.strip_prefix(name)?.strip_prefix('='))
    }
}

/// The instance of an ARC-Authentication-Results value, and the rest of it: `i=1; mx.example; …` (RFC 8617 §4.1.1).
#[must_use]
pub fn arc_instance(value: &str) -> Option<(u32, &str)> {
    let (instance, rest) = value.split_once(';')?;
    let number = instance.trim().strip_prefix(['i', 'I'])?.trim_start().strip_prefix('=')?;
    Some((number.trim().parse().ok()?, rest))
}

impl AuthenticationResults {
    /// Reads the value of the field.
    ///
    /// `authres-payload = authserv-id [ CFWS authres-version ] ( no-result / 1*resinfo )` (RFC 8601 §2.2)
    #[must_use]
    pub fn parse(value: &str) -> Self {
        let all = tokens(value);
        let mut segments = all.split(|token| token.kind == Kind::Semicolon);
        let mut read = Self::default();
        let first = segments.next().unwrap_or_default();
        if pairs(first).first().is_some_and(|pair| !pair.name.is_empty()) {
            // Microsoft writes no authserv-id: the first segment already is a result.
            read.resinfo(first, value);
        } else {
            read.authserv_id(first);
        }
        for segment in segments {
            read.resinfo(segment, value);
        }
        read
    }

    /// `authserv-id = value`, then an optional version.
    fn authserv_id(&mut self, segment: &[Token]) {
        let mut texts = segment.iter().filter_map(|token| match &token.kind {
            Kind::Word(text) | Kind::Quoted(text) => Some(text.clone()),
            _ => None,
        });
        self.authserv_id = texts.next();
        self.version = texts.next().filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
    }

    /// `resinfo = [CFWS] ";" methodspec [ CFWS reasonspec ] [ CFWS 1*propspec ]`
    fn resinfo(&mut self, segment: &[Token], value: &str) {
        let mut pairs = pairs(segment).into_iter();
        let Some(spec) = pairs.next() else { return };
        if spec.name.is_empty() {
            self.stray(&spec, value);
            return;
        }
        if self.results.len() == MAX_RESULTS {
            return;
        }
        // `methodspec = [CFWS] method [CFWS] "=" [CFWS] result`, `method = Keyword [ "/" version ]`
        let method = spec.name.split('/').next().unwrap_or_default().to_owned();
        let mut result = MethodResult {
            method,
            result: ResultWord::of(&spec.value.to_ascii_lowercase()),
            ..MethodResult::default()
        };
        let mut first = None;
        for pair in pairs {
            first = first.or(Some(pair.span.start));
            match pair.name.as_str() {
                "" => self.problems.push(SyntaxError { span: pair.span, expected: "propspec".into() }),
                "reason" => result.reason = Some(pair.value),
                _ => result.properties.push((pair.name, pair.value)),
            }
        }
        let comments =
            || segment.iter().filter_map(|token| comment(token).map(|text| (token.span.start, text)));
        result.leading = comments().filter(|(at, _)| first.is_none_or(|first| *at < first)).count();
        result.comments = comments().map(|(_, text)| text.to_owned()).collect();
        self.results.push(result);
    }

    /// A segment that is no `name=value`: `none`, or more of Microsoft's `header.d=a.example;b.example`.
    fn stray(&mut self, pair: &Pair, value: &str) {
        let last = self.results.last_mut().and_then(|result| result.properties.last_mut());
        match last {
            _ if pair.value.eq_ignore_ascii_case("none") => {}
            Some((_, list)) if pair.value.contains('.') => {
                list.push(';');
                list.push_str(&pair.value);
            }
            _ => {
                let span = Span { start: pair.span.start.min(value.len()), end: pair.span.end };
                self.problems.push(SyntaxError { span, expected: "methodspec".into() });
            }
        }
    }
}

/// `name=value` out of a segment, or a value without a name.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) span: Span,
}

fn comment(token: &Token) -> Option<&str> {
    match &token.kind {
        Kind::Comment(text) => Some(text),
        _ => None,
    }
}

/// The pairs of a segment, comments left out. White space may stand on either side of the `=`.
pub(super) fn pairs(segment: &[Token]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    // Whether the last pair still wants its value, as after `smtp.mailfrom=` and a space.
    let mut open = false;
    // Whether a name goes on, as after `policy .` with comments around the dot.
    let mut glued = false;
    for token in segment {
        let (text, quoted) = match &token.kind {
            Kind::Word(text) => (text.as_str(), false),
            Kind::Quoted(text) => (text.as_str(), true),
            Kind::Comment(_) | Kind::Semicolon => continue,
        };
        if let Some(last) = pairs.last_mut() {
            let nameless = last.name.is_empty();
            if open || !nameless && !token.spaced {
                last.value.push_str(text);
                last.span.end = token.span.end;
                open = open && text.is_empty() && !quoted;
                continue;
            }
            if nameless && (glued || matches!(text, "." | "/")) {
                last.value.push_str(text);
                glued = !glued;
                continue;
            }
            if nameless && !quoted && token.spaced && text.starts_with('=') {
                last.name = std::mem::take(&mut last.value).to_ascii_lowercase();
                last.value = text.get(1..).unwrap_or_default().to_owned();
                open = last.value.is_empty();
                continue;
            }
        }
        let (name, value) = match text.split_once('=').filter(|(name, _)| !quoted && is_name(name)) {
            Some((name, value)) => (name.to_ascii_lowercase(), value.to_owned()),
            None => (String::new(), text.to_owned()),
        };
        open = !name.is_empty() && value.is_empty();
        pairs.push(Pair { name, value, span: token.span });
    }
    pairs
}

/// Whether a text can be a method or property name: `Keyword`, dots and a version.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(value: &str) -> AuthenticationResults {
        let read = AuthenticationResults::parse(value);
        assert_eq!(read.problems, [], "{value}");
        read
    }

    fn words(read: &AuthenticationResults) -> Vec<(&str, &str)> {
        read.results.iter().map(|r| (r.method.as_str(), r.result.as_str())).collect()
    }

    #[test]
    fn rfc_8601_appendix_b_examples() {
        assert_eq!(one("example.org 1; none").results, []);
        let b2 = one("example.com; spf=pass smtp.mailfrom=example.net");
        assert_eq!(b2.results[0].property("smtp.mailfrom"), Some("example.net"));
        let b3 = one(
            "example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass smtp.mailfrom=example.net",
        );
        assert_eq!((words(&b3).len(), b3.results[0].comments[0].as_str()), (2, "cram-md5"));
        let b6 = one("example.com; dkim=pass reason=\"good signature\" header.i=@mail-router.example.net");
        assert_eq!(b6.results[0].reason.as_deref(), Some("good signature"));
        let b7 = one(
            "foo.example.net (foobar) 1 (baz); dkim (Because I like it) / 1 (One yay) = (wait for it) fail \
             policy (A dot can go here) . (like that) expired (this surprised me) = (as I wasn't expecting it) 1362471462",
        );
        assert_eq!((b7.authserv_id.as_deref(), b7.version.as_deref()), (Some("foo.example.net"), Some("1")));
        assert_eq!(words(&b7), [("dkim", "fail")]);
        assert_eq!(b7.results[0].property("policy.expired"), Some("1362471462"));
    }

    #[test]
    fn microsoft_writes_no_authserv_id_and_lists_with_semicolons() {
        let read = one(
            "spf=softfail (sender IP is 192.0.2.1)\r\n smtp.mailfrom=a.example; b.example; dkim=fail\r\n (did not verify)\r\n \
             header.d=a.example;b.example; dmarc=fail action=oreject header.from=a.example;compauth=pass reason=100",
        );
        assert_eq!(read.authserv_id, None);
        assert_eq!(
            words(&read),
            [("spf", "softfail"), ("dkim", "fail"), ("dmarc", "fail"), ("compauth", "pass")]
        );
        assert_eq!(read.results[0].property("smtp.mailfrom"), Some("a.example;b.example"));
        assert_eq!(read.results[1].property("header.d"), Some("a.example;b.example"));
        assert_eq!(read.results[2].property("action"), Some("oreject"));
        assert_eq!(read.results[3].reason.as_deref(), Some("100"));
    }

    #[test]
    fn google_puts_pairs_into_comments() {
        let read = one(
            "mx.google.com; arc=pass (i=1 spf=pass spfdomain=a.example dkim=pass dkdomain=b.example fromdomain=c.example);\
             dmarc=fail (p=NONE sp=REJECT dis=NONE) header.from=c.example; spf=pass smtp.mailfrom=\"x=y@a.example\"",
        );
        assert_eq!(read.results[0].noted("fromdomain").collect::<Vec<_>>(), ["c.example"]);
        assert_eq!(read.results[1].noted("p").collect::<Vec<_>>(), ["NONE"]);
        assert_eq!(read.results[2].property("smtp.mailfrom"), Some("x=y@a.example"));
    }

    #[test]
    fn values_may_stand_apart_and_in_parts() {
        let read = one(
            "a.example; x=pass policy.uri= https://u.example/a smtp.mailfrom= \"b c\"@d.example header.d = e.example",
        );
        assert_eq!(
            read.results[0].properties,
            [
                ("policy.uri", "https://u.example/a"),
                ("smtp.mailfrom", "b c@d.example"),
                ("header.d", "e.example")
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }

    #[test]
    fn what_breaks_the_grammar_is_told_and_the_rest_is_read() {
        let read =
            AuthenticationResults::parse("a.example; nonsense here; dkim=pass stray header.d=b.example;;");
        assert_eq!(words(&read), [("dkim", "pass")]);
        assert_eq!(read.problems.len(), 2);
        assert_eq!(read.results[0].property("header.d"), Some("b.example"));
        assert!(
            MethodResult {
                method: "dkim".into(),
                result: ResultWord::of("dkim_pass"),
                ..MethodResult::default()
            }
            .is_pass()
        );
    }

    #[test]
    fn arc_has_an_instance_first() {
        assert_eq!(arc_instance(" i=1; mx.example 1; spf=none"), Some((1, " mx.example 1; spf=none")));
        assert_eq!(arc_instance("mx.example; spf=none"), None);
    }
}
