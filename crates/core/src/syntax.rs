//! What every grammar of this crate shares: where a rule failed, and the tag-list of DKIM, ARC and DMARC.

use nom::bytes::complete::{take_while, take_while_m_n, take_while1};
use nom::character::complete::char;
use nom::combinator::{opt, recognize};
use nom::multi::many0;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};
use serde::Serialize;
use std::borrow::Cow;

/// A stretch of the text a parser was given, in bytes from its start; `end` is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `part`, which must be a slice of `whole`; a foreign slice gives the empty span at 0.
    #[must_use]
    pub fn of(whole: &str, part: &str) -> Self {
        let base = whole.as_ptr() as usize;
        let start = (part.as_ptr() as usize).wrapping_sub(base);
        if start > whole.len() {
            return Self::default();
        }
        Self { start, end: start.saturating_add(part.len()).min(whole.len()) }
    }

    /// The text this span covers, or an empty string where it does not fit `whole`.
    #[must_use]
    pub fn text<'a>(&self, whole: &'a str) -> &'a str {
        whole.get(self.start..self.end).unwrap_or_default()
    }
}

/// Where a grammar stopped matching and what it would have accepted there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SyntaxError {
    /// The offending stretch; empty at the end of the text when something is missing.
    pub span: Span,
    /// The rule or token that was expected, in the words of the RFC's grammar.
    pub expected: Cow<'static, str>,
}

impl SyntaxError {
    /// An error that covers `part` of `whole`.
    #[must_use]
    pub fn at(whole: &str, part: &str, expected: &'static str) -> Self {
        Self { span: Span::of(whole, part), expected: expected.into() }
    }
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected {} at {}..{}", self.expected, self.span.start, self.span.end)
    }
}

impl std::error::Error for SyntaxError {}

/// One `name=value` of a tag-list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name as written; comparison is case-sensitive (RFC 6376 §3.2).
    pub name: &'a str,
    /// The value, without the white space around it; folding white space inside is kept.
    pub value: &'a str,
    /// Where the value stands in the text that was parsed.
    pub span: Span,
}

/// The most tags one list may carry; the longest real DKIM signature has about 20.
pub const MAX_TAGS: usize = 200;

/// `tag-list = tag-spec *( ";" tag-spec ) [ ";" ]` (RFC 6376 §3.2)
///
/// # Errors
/// The first tag-spec that breaks the grammar, a name that stands twice, or more than [`MAX_TAGS`] tags.
pub fn tag_list(input: &str) -> Result<Vec<Tag<'_>>, SyntaxError> {
    let mut tags: Vec<Tag<'_>> = Vec::new();
    let mut rest = input;
    loop {
        let (after, (name, value)) =
            tag_spec(rest).map_err(|_| SyntaxError::at(input, rest.trim_start(), "tag-spec"))?;
        // RFC 6376 §3.2: "Tags with duplicate names MUST NOT occur within a single tag-list".
        if tags.iter().any(|tag| tag.name == name) {
            return Err(SyntaxError::at(input, name, "a tag name that has not been used yet"));
        }
        if tags.len() == MAX_TAGS {
            return Err(SyntaxError::at(input, name, "no more than 200 tags"));
        }
        tags.push(Tag { name, value, span: Span::of(input, value) });
        match after.strip_prefix(';') {
            None if after.is_empty() => return Ok(tags),
            None => return Err(SyntaxError::at(input, after, "\";\"")),
            Some(more) if more.chars().all(is_fws_char) => return Ok(tags),
            Some(more) => rest = more,
        }
    }
}

/// `tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]`
fn tag_spec(input: &str) -> IResult<&str, (&str, &str)> {
    let name = preceded(opt(fws), terminated(tag_name, opt(fws)));
    let (rest, (name, _, _, value, _)) = (name, char('='), opt(fws), tag_value, opt(fws)).parse(input)?;
    Ok((rest, (name, value)))
}

/// `tag-name = ALPHA *ALNUMPUNC`
fn tag_name(input: &str) -> IResult<&str, &str> {
    recognize(pair(
        take_while_m_n(1, 1, |c: char| c.is_ascii_alphabetic()),
        take_while(|c: char| c.is_ascii_alphanumeric() || c == '_'),
    ))
    .parse(input)
}

/// `tag-value = [ tval *( 1*(WSP / FWS) tval ) ]`
fn tag_value(input: &str) -> IResult<&str, &str> {
    recognize(opt(pair(tval, many0(pair(fws, tval))))).parse(input)
}

/// `tval = 1*VALCHAR ; VALCHAR = %x21-3A / %x3C-7E / UTF8-non-ascii` (RFC 8616 §5)
fn tval(input: &str) -> IResult<&str, &str> {
    take_while1(|c: char| matches!(c, '\x21'..='\x3a' | '\x3c'..='\x7e') || !c.is_ascii()).parse(input)
}

/// `FWS = ([*WSP CRLF] 1*WSP) / obs-FWS` (RFC 5322 §3.2.2), read as any run of spaces, tabs and line ends:
/// header values reach this point unfolded or not, with CRLF or a bare LF, and mean the same.
pub(crate) fn fws(input: &str) -> IResult<&str, &str> {
    take_while1(is_fws_char).parse(input)
}

/// Whether a character may stand in folding white space.
pub(crate) fn is_fws_char(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// The value without any folding white space, as base64 and the `h=` list are read (RFC 6376 §3.2).
#[must_use]
pub fn without_fws(value: &str) -> String {
    value.chars().filter(|&c| !is_fws_char(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_list_keeps_values_and_spans() {
        let text = "v=DKIM1; k = rsa ;\r\n p=AB\r\n CD;";
        let tags = tag_list(text).unwrap();
        let pairs: Vec<_> = tags.iter().map(|t| (t.name, t.value)).collect();
        assert_eq!(pairs, [("v", "DKIM1"), ("k", "rsa"), ("p", "AB\r\n CD")]);
        assert!(tags.iter().all(|t| t.span.text(text) == t.value));
        assert_eq!(without_fws(tags[2].value), "ABCD");
    }

    #[test]
    fn an_empty_value_is_a_value_and_a_missing_equals_is_not() {
        assert_eq!(tag_list("p=").unwrap()[0].value, "");
        let error = tag_list("v=DKIM1; rsa; p=").unwrap_err();
        assert_eq!(error.span, Span { start: 9, end: 16 });
    }

    #[test]
    fn a_name_may_stand_once() {
        assert!(tag_list("a=1; b=2; a=3").is_err());
        assert!(tag_list("a=1; A=3").is_ok());
    }
}
