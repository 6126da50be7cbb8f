//! The DKIM-Signature field (RFC 6376 §3.5), whose tags ARC-Message-Signature and ARC-Seal share.

use super::algorithm::Algorithm;
use super::canonical::Canonicalization;
use super::cause::Cause;
use crate::crypto::base64;
use crate::domain::Domain;
use crate::syntax::{Tag, is_fws_char, tag_list, without_fws};
use std::ops::Range;

/// The most names an `h=` tag may list; a long real one has about 60.
pub const MAX_SIGNED_FIELDS: usize = 2_000;
/// The most fields read from a `z=` tag.
pub const MAX_COPIED_FIELDS: usize = 200;

/// The most characters of a wrong value that a cause repeats.
pub const MAX_REPEATED: usize = 200;

/// What ARC-Seal shares with a signature: who signed, with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// `a=`
    pub algorithm: Algorithm,
    /// `b=`, decoded.
    pub data: Vec<u8>,
    /// Where the value of `b=` stands in the field's value, with all white space around it.
    pub data_range: Range<usize>,
    /// `d=`, the signing domain.
    pub domain: Domain,
    /// `s=`
    pub selector: Domain,
    /// `t=`, in seconds since 1970.
    pub timestamp: Option<u64>,
}

impl Signed {
    /// The name of the key record (RFC 6376 §3.6.2.1).
    #[must_use]
    pub fn key_name(&self) -> Option<Domain> {
        self.domain.prepend(&format!("{}._domainkey", self.selector)).ok()
    }
}

/// What a DKIM-Signature and an ARC-Message-Signature say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who signed, with what.
    pub signed: Signed,
    /// `bh=`, decoded.
    pub body_hash: Vec<u8>,
    /// `c=`, the half before the slash.
    pub header_canonicalization: Canonicalization,
    /// `c=`, the half after the slash.
    pub body_canonicalization: Canonicalization,
    /// `h=`, in order and as written.
    pub fields: Vec<String>,
    /// `i=`, the agent or user identifier; the local part may be empty. Not in ARC, where `i=` is the instance.
    pub identity: Option<Identity>,
    /// `l=`, in octets of the canonicalised body.
    pub body_length: Option<u64>,
    /// `x=`, in seconds since 1970.
    pub expiration: Option<u64>,
    /// `z=`, the fields as the signer saw them.
    pub copies: Vec<CopiedField>,
}

/// `sig-i-tag = %x69 [FWS] "=" [FWS] [ Local-part ] "@" domain-name`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The whole value, decoded.
    pub text: String,
    /// What follows the last `@`.
    pub domain: Domain,
}

/// A header field as it was when it was signed (`z=`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedField {
    /// The field's name.
    pub name: String,
    /// The field's value, decoded, without its line end.
    pub value: Vec<u8>,
}

impl Signature {
    /// Reads the value of a DKIM-Signature field.
    ///
    /// # Errors
    /// The cause for which the signature cannot be looked at.
    pub fn parse_dkim(value: &str) -> Result<Self, Cause> {
        let tags = Tags::parse(value)?;
        // RFC 6376 §3.5: "This tag MUST contain the value "1"."
        match tags.required("v")? {
            "1" => {}
            version => return Err(Cause::VersionUnknown { version: shortened(version) }),
        }
        tags.query_methods()?;
        let signed = tags.signed()?;
        let identity = tags.get("i").map(identity).transpose()?;
        // RFC 6376 §3.5: "The domain part of the address MUST be the same as, or a subdomain of, the value of the "d=" tag."
        if let Some(identity) = identity.as_ref().filter(|i| !i.domain.is_within(&signed.domain)) {
            return Err(Cause::IdentityOutsideDomain { identity: shortened(&identity.text) });
        }
        let signature = Self { identity, ..tags.signature(signed)? };
        // RFC 6376 §5.4: "The From header field MUST be signed."
        if !signature.signs("from") {
            return Err(Cause::FromNotSigned);
        }
        Ok(signature)
    }

    /// Reads the value of an ARC-Message-Signature field (RFC 8617 §4.1.2): no `v=`, and `i=` is the instance.
    ///
    /// # Errors
    /// The cause for which the signature cannot be looked at.
    pub fn parse_arc(value: &str) -> Result<Self, Cause> {
        let tags = Tags::parse(value)?;
        let signature = tags.signature(tags.signed()?)?;
        // RFC 8617 §4.1.2: the "h" tag must not name the ARC-Seal fields.
        if signature.signs("arc-seal") {
            return Err(tags.invalid("h"));
        }
        Ok(signature)
    }

    /// Whether no body at all can have the hash: that of no octets, where simple canonicalisation ends every body, the empty one
    /// too, with a CRLF (RFC 6376 §3.4.3), and `l=` does not ask for none of it.
    #[must_use]
    pub fn is_impossible(&self) -> bool {
        self.body_canonicalization == Canonicalization::Simple
            && self.body_length != Some(0)
            && self.signed.algorithm.hash().digest(b"") == self.body_hash
    }

    /// Whether `h=` lists a name.
    #[must_use]
    pub fn signs(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.eq_ignore_ascii_case(name))
    }
}

/// The tags of one field.
pub(crate) struct Tags<'a> {
    text: &'a str,
    list: Vec<Tag<'a>>,
}

impl<'a> Tags<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Self, Cause> {
        let list = tag_list(text).map_err(|error| Cause::SignatureSyntax { error })?;
        Ok(Self { text, list })
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.list.iter().find(|tag| tag.name == name).map(|tag| tag.value)
    }

    pub(crate) fn required(&self, tag: &'static str) -> Result<&'a str, Cause> {
        self.get(tag).ok_or(Cause::TagMissing { tag: tag.into() })
    }

    pub(crate) fn invalid(&self, tag: &'static str) -> Cause {
        Cause::TagInvalid {
            tag: tag.into(),
            value: shortened(&without_fws(self.get(tag).unwrap_or_default())),
        }
    }

    /// Who signed, with what: `a`, `b`, `d`, `s` and `t`.
    pub(crate) fn signed(&self) -> Result<Signed, Cause> {
        let algorithm = self.required("a")?;
        let algorithm = Algorithm::parse(algorithm)
            .ok_or_else(|| Cause::AlgorithmUnknown { algorithm: shortened(algorithm) })?;
        Ok(Signed {
            algorithm,
            data: self.base64("b")?,
            data_range: self.whole_value("b"),
            domain: self.domain("d")?,
            selector: self.domain("s")?,
            timestamp: self.number("t")?,
        })
    }

    /// What both kinds of signature have beyond a seal; without the identity, which only DKIM has.
    fn signature(&self, signed: Signed) -> Result<Signature, Cause> {
        let (header, body) = self.canonicalizations()?;
        let expiration = self.number("x")?;
        // RFC 6376 §3.5: "The value of the "x=" tag MUST be greater than the value of the "t=" tag if both are present."
        if matches!((signed.timestamp, expiration), (Some(t), Some(x)) if x <= t) {
            return Err(self.invalid("x"));
        }
        Ok(Signature {
            body_hash: self.base64("bh")?,
            header_canonicalization: header,
            body_canonicalization: body,
            fields: self.signed_fields()?,
            identity: None,
            body_length: self.number("l")?,
            expiration,
            copies: self.get("z").map(copied_fields).unwrap_or_default(),
            signed,
        })
    }

    fn base64(&self, tag: &'static str) -> Result<Vec<u8>, Cause> {
        let data = base64::decode(&without_fws(self.required(tag)?));
        data.filter(|data| !data.is_empty()).ok_or_else(|| self.invalid(tag))
    }

    fn domain(&self, tag: &'static str) -> Result<Domain, Cause> {
        // RFC 8616 §5: d=, s= and the domain of i= may be U-labels.
        Domain::parse_utf8(self.required(tag)?).map_err(|_| self.invalid(tag))
    }

    /// `1*DIGIT`. RFC 6376 §3.5 lets a number that is too long for the machine count as infinite.
    fn number(&self, tag: &'static str) -> Result<Option<u64>, Cause> {
        let Some(text) = self.get(tag) else { return Ok(None) };
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(self.invalid(tag));
        }
        Ok(Some(text.parse().unwrap_or(u64::MAX)))
    }

    /// `sig-c-tag-alg [ "/" sig-c-tag-alg ]`; absent it is simple, and so is a half that is absent.
    fn canonicalizations(&self) -> Result<(Canonicalization, Canonicalization), Cause> {
        let text = self.get("c").unwrap_or("simple");
        let (header, body) = text.split_once('/').unwrap_or((text, "simple"));
        let parse = |half| {
            Canonicalization::parse(half)
                .ok_or_else(|| Cause::CanonicalizationUnknown { canonicalization: shortened(text) })
        };
        Ok((parse(header)?, parse(body)?))
    }

    /// `hdr-name *( [FWS] ":" [FWS] hdr-name )`. An empty name among others names no field, so it covers none.
    fn signed_fields(&self) -> Result<Vec<String>, Cause> {
        let list = without_fws(self.required("h")?);
        let names: Vec<String> = list.split(':').take(MAX_SIGNED_FIELDS + 1).map(str::to_owned).collect();
        if list.is_empty() || names.len() > MAX_SIGNED_FIELDS {
            return Err(self.invalid("h"));
        }
        Ok(names)
    }

    /// `sig-q-tag-method *( [FWS] ":" [FWS] sig-q-tag-method )`: one of them must be known.
    fn query_methods(&self) -> Result<(), Cause> {
        let methods = without_fws(self.get("q").unwrap_or("dns/txt"));
        if methods.split(':').any(|method| method == "dns/txt") {
            Ok(())
        } else {
            Err(Cause::QueryMethodUnknown { methods: shortened(&methods) })
        }
    }

    /// Where a tag's value stands, with all the white space up to the `=` before it and the `;` behind it.
    fn whole_value(&self, name: &str) -> Range<usize> {
        let Some(tag) = self.list.iter().find(|tag| tag.name == name) else { return 0..0 };
        let before = self.text.get(..tag.span.start).unwrap_or_default();
        let after = self.text.get(tag.span.end..).unwrap_or_default();
        let trailing = after.len() - after.trim_start_matches(is_fws_char).len();
        before.trim_end_matches(is_fws_char).len()..tag.span.end + trailing
    }
}

/// A value as a cause repeats it.
fn shortened(value: &str) -> String {
    value.chars().take(MAX_REPEATED).collect()
}

/// The domain and selector of a field that could not be read as a signature, for the report to name it by.
pub(crate) fn claimed_signer(value: &str) -> (Option<Domain>, Option<Domain>) {
    let Ok(tags) = Tags::parse(value) else { return (None, None) };
    (tags.domain("d").ok(), tags.domain("s").ok())
}

/// Reads `i=`, which is quoted-printable.
fn identity(value: &str) -> Result<Identity, Cause> {
    let text = String::from_utf8_lossy(&quoted_printable(value)).into_owned();
    let domain = text.rsplit_once('@').and_then(|(_, domain)| Domain::parse_utf8(domain).ok());
    match domain {
        Some(domain) => Ok(Identity { text, domain }),
        None => Err(Cause::TagInvalid { tag: "i".into(), value: shortened(&text) }),
    }
}

/// `sig-z-tag-copy *( "|" [FWS] sig-z-tag-copy )`; a copy that breaks the grammar is left out, since nothing is
/// decided on it.
fn copied_fields(value: &str) -> Vec<CopiedField> {
    let copies = value.split('|').take(MAX_COPIED_FIELDS).filter_map(|copy| {
        let (name, value) = copy.split_once(':')?;
        Some(CopiedField { name: without_fws(name), value: quoted_printable(value) })
    });
    copies.collect()
}

/// `dkim-quoted-printable` (RFC 6376 §2.11): folding white space is none of the text, `=XX` is an octet.
fn quoted_printable(text: &str) -> Vec<u8> {
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let bytes: Vec<u8> = text.bytes().filter(|&b| !is_fws_char(char::from(b))).collect();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let octet = match byte {
            b'=' => digit(bytes.get(at + 1)).zip(digit(bytes.get(at + 2))).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        out.push(octet.unwrap_or(byte));
        at += if octet.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = " v=1; a=rsa-sha256; d=example.com; s=brisbane;\r\n c=relaxed; h=From : To:to;\r\n \
        i=joe=20x@football.example.com; t=1; x=2; l=3; z=From:a=7C@b|Subject:Hi=3B;\r\n bh=Zm9v; b= Zm\r\n 9v\r\n ; q=dns/txt\r\n";

    fn with(from: &str, to: &str) -> Result<Signature, Cause> {
        assert!(GOOD.contains(from));
        Signature::parse_dkim(&GOOD.replace(from, to))
    }

    #[test]
    fn rfc_6376_3_5_every_tag_is_read() {
        let read = Signature::parse_dkim(GOOD).unwrap();
        assert_eq!(read.signed.algorithm, Algorithm::RsaSha256);
        assert_eq!(read.signed.data, b"foo");
        assert_eq!(&GOOD[read.signed.data_range.clone()], " Zm\r\n 9v\r\n ");
        assert_eq!(read.signed.key_name().unwrap().as_str(), "brisbane._domainkey.example.com");
        assert_eq!(read.fields, ["From", "To", "to"]);
        assert_eq!(read.identity.unwrap().text, "joe x@football.example.com");
        let halves = (read.header_canonicalization, read.body_canonicalization);
        assert_eq!(halves, (Canonicalization::Relaxed, Canonicalization::Simple));
        assert_eq!((read.signed.timestamp, read.expiration, read.body_length), (Some(1), Some(2), Some(3)));
        assert_eq!(read.copies[0], CopiedField { name: "From".into(), value: b"a|@b".into() });
    }

    #[test]
    fn what_breaks_a_signature_is_named() {
        let invalid = |tag: &'static str, value: &str| {
            Err(Cause::TagInvalid { tag: tag.into(), value: value.to_owned() })
        };
        assert_eq!(with("v=1", "v=2"), Err(Cause::VersionUnknown { version: "2".into() }));
        assert_eq!(with("v=1; ", ""), Err(Cause::TagMissing { tag: "v".into() }));
        assert_eq!(with("bh=Zm9v", "bh=Z"), invalid("bh", "Z"));
        assert_eq!(with("h=From", "h=Form"), Err(Cause::FromNotSigned));
        assert_eq!(with("h=From : To:to", "h="), invalid("h", ""));
        assert_eq!(with("x=2", "x=1"), invalid("x", "1"));
        assert_eq!(with("x=2", "x=soon"), invalid("x", "soon"));
        assert_eq!(with("d=example.com", "d=example..com"), invalid("d", "example..com"));
        assert_eq!(with("q=dns/txt", "q=http"), Err(Cause::QueryMethodUnknown { methods: "http".into() }));
        let unknown = Cause::CanonicalizationUnknown { canonicalization: "loose".into() };
        assert_eq!(with("c=relaxed", "c=loose"), Err(unknown));
        let outside = Cause::IdentityOutsideDomain { identity: "joe x@other.example".into() };
        assert_eq!(with("@football.example.com", "@other.example"), Err(outside));
        assert!(matches!(with("t=1;", "t=1;;"), Err(Cause::SignatureSyntax { .. })));
    }

    #[test]
    fn numbers_too_long_for_the_machine_are_infinite() {
        let far = with("x=2", "x=99999999999999999999999999").unwrap();
        assert_eq!(far.expiration, Some(u64::MAX));
    }

    #[test]
    fn rfc_8617_4_1_2_an_arc_signature_has_no_version_and_no_seal_in_h() {
        let arc = GOOD.replace(" v=1; ", " ").replace("i=joe=20x@football.example.com", "i=1");
        assert!(Signature::parse_arc(&arc).is_ok());
        assert!(Signature::parse_arc(&arc.replace("To:to", "ARC-Seal")).is_err());
    }
}
