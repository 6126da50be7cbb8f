//! Which fields a signature covers, and the hash over them (RFC 6376 §3.7, §5.4.2).

use super::canonical::Canonicalization;
use crate::crypto::{Digest, HashAlgorithm, Hasher};
use crate::message::{Field, Message};
use crate::sorting;
use std::borrow::Cow;
use std::ops::Range;

/// The fields of a message, findable by name.
#[derive(Clone, Debug)]
pub struct HeaderFields<'a> {
    fields: Vec<Field<'a>>,
    /// The names in lower case, in order, each as often as it has fields.
    names: Vec<String>,
    /// Where those fields stand, from the top.
    places: Vec<usize>,
}

impl<'a> HeaderFields<'a> {
    /// The fields of a message.
    #[must_use]
    pub fn of(message: &'a Message) -> Self {
        let fields: Vec<Field<'a>> = message.fields().collect();
        let mut named: Vec<(String, usize)> =
            fields.iter().enumerate().map(|(at, field)| (field.name().to_ascii_lowercase(), at)).collect();
        sorting::sort_by(&mut named, |one, other| one.0.cmp(&other.0));
        let (names, places) = named.into_iter().unzip();
        Self { fields, names, places }
    }

    /// One field, counted from the top.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<Field<'a>> {
        self.fields.get(at).copied()
    }

    /// Where the fields of one name stand, from the top.
    #[must_use]
    pub fn places(&self, name: &str) -> &[usize] {
        let range = self.range(&name.to_ascii_lowercase());
        self.places.get(range).unwrap_or_default()
    }

    fn range(&self, name: &str) -> Range<usize> {
        let before = |is_before: &dyn Fn(&str) -> bool| self.names.partition_point(|own| is_before(own));
        before(&|own| own < name)..before(&|own| own <= name)
    }

    /// The fields that an `h=` list picks: `None` for a name that has no (more) field.
    ///
    /// `own` is the signature's own field, which can never cover itself (RFC 6376 §3.5).
    #[must_use]
    pub fn select(&self, names: &[String], own: usize) -> Vec<Option<usize>> {
        // How many of a name are taken, at the place where its fields begin.
        let mut taken = vec![0; self.places.len()];
        let pick = |name: &String| {
            let range = self.range(&name.to_ascii_lowercase());
            let taken = taken.get_mut(range.start)?;
            // RFC 6376 §5.4.2: fields of one name are taken from the bottom up.
            let mut left = self.places.get(range)?.iter().rev().skip(*taken);
            let found = left.by_ref().inspect(|_| *taken += 1).find(|at| **at != own);
            found.copied()
        };
        names.iter().map(pick).collect()
    }
}

/// A signature's own field without the value of its `b=` tag (RFC 6376 §3.7), ready to be hashed last.
#[must_use]
pub fn without_signature(field: &Field<'_>, data: &Range<usize>) -> Vec<u8> {
    let raw = field.raw();
    let value = raw.len() - field.value().len();
    let before = raw.get(..value + data.start).unwrap_or(raw);
    let after = raw.get(value + data.end..).unwrap_or_default();
    [before, after].concat()
}

/// The hash of some fields and, last and without its line end, the signature's own.
#[must_use]
pub fn header_hash<'f>(
    hash: HashAlgorithm,
    canonicalization: Canonicalization,
    fields: impl IntoIterator<Item = Cow<'f, [u8]>>,
    own: &[u8],
) -> Digest {
    let mut hasher = Hasher::new(hash);
    let mut canonical = Vec::new();
    for field in fields {
        canonicalization.header_field(&field, &mut canonical);
        hasher.update(&canonical);
        canonical.clear();
    }
    canonicalization.header_field(own, &mut canonical);
    hasher.update(canonical.strip_suffix(b"\r\n").unwrap_or(&canonical));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Origin;

    #[test]
    fn rfc_6376_5_4_2_fields_of_one_name_are_taken_from_the_bottom() {
        let text = b"DKIM-Signature: own\r\nA: 1\r\nDKIM-Signature: other\r\nB: 2\r\na: 3\r\n\r\n";
        let message = Message::parse(text, Origin::File);
        let fields = HeaderFields::of(&message);
        let names = ["A", "b", "a", "a", "none", "", "dkim-signature", "dkim-signature"].map(str::to_owned);
        let picked = [Some(4), Some(3), Some(1), None, None, None, Some(2), None];
        assert_eq!(fields.select(&names, 0), picked);
        assert_eq!(fields.places("A"), [1, 4]);
    }

    #[test]
    fn rfc_6376_3_7_the_own_field_is_hashed_without_its_signature_and_line_end() {
        let text = b"X: a=1; b= Zm\r\n 9v ; c=2\r\n\r\n";
        let message = Message::parse(text, Origin::File);
        let own = without_signature(&message.first("x").unwrap(), &(8..17));
        assert_eq!(own, b"X: a=1; b=; c=2\r\n");
        let fields = [Cow::Borrowed(&b"F: x\r\n"[..])];
        let digest = header_hash(HashAlgorithm::Sha256, Canonicalization::Relaxed, fields, &own);
        assert_eq!(digest, HashAlgorithm::Sha256.digest(b"f:x\r\nx:a=1; b=; c=2"));
    }
}
