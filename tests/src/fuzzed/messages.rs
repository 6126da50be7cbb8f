//! Messages and what stands in their fields.

use super::{input, text};
use waxseal_core::arc::MAX_SETS;
use waxseal_core::bounce::{MAX_REPLIES, open};
use waxseal_core::dkim::canonical::{BodyCanonicalizer, Canonicalization};
use waxseal_core::dkim::signature::Signature;
use waxseal_core::dkim::verify;
use waxseal_core::dns::{Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{AuthenticationResults, MAX_RESULTS, ReceivedSpf, Stamp, arc_instance};
use waxseal_core::message::{
    MAX_FIELDS, MAX_MAILBOXES, Message, Origin, address_list as read_addresses, decode, parts,
};
use waxseal_core::time::Timestamp;

pub(super) fn address_list(octets: &[u8]) {
    if let Some(text) = text(octets) {
        assert!(read_addresses(text).mailboxes.len() <= MAX_MAILBOXES);
    }
}

/// No set of ARC fields is judged without a limit.
pub(super) fn arc_set(octets: &[u8]) {
    const FIELDS: [&str; 3] = ["ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results"];
    let Some((text, record)) = input::<(&str, &str)>(octets) else { return };
    let mut zone = Zone::default();
    let name = Domain::parse("s._domainkey.a.example").expect("a name");
    zone.insert(name, ZoneEntry::Txt(Text(record.into())));
    let fields = text.lines().zip(FIELDS.iter().cycle()).map(|(line, name)| format!("{name}: {line}\r\n"));
    let message = fields.collect::<String>() + "From: a@a.example\r\n\r\nbody\r\n";
    let message = Message::parse(message.as_bytes(), Origin::File);
    let arc = pollster::block_on(verify(&zone, &message, 0)).arc;
    assert!(u32::try_from(arc.sets.len()).is_ok_and(|sets| sets <= MAX_SETS));
}

pub(super) fn authentication_results(octets: &[u8]) {
    let Some(text) = text(octets) else { return };
    let read = AuthenticationResults::parse(text);
    assert!(read.results.len() <= MAX_RESULTS);
    for problem in read.problems {
        assert!(text.get(problem.span.start..problem.span.end).is_some());
    }
    let _ = (arc_instance(text), ReceivedSpf::parse(text).envelope_from());
}

/// No bounce names more refusals than the limit, and each is of one side.
pub(super) fn bounce(octets: &[u8]) {
    for origin in [Origin::File, Origin::Paste] {
        let Some(opened) = open(octets, origin, |name| Some(name.to_owned())) else { continue };
        let said = opened.bounce.iter().flat_map(|bounce| &bounce.replies);
        assert!(
            said.clone().count() <= 2 * MAX_REPLIES
                && said.clone().all(|reply| reply.about == reply.meaning.about())
        );
        assert!(
            opened
                .original
                .is_none_or(|original| !Message::parse(&original.bytes, original.origin).bytes().is_empty())
        );
    }
    let _ = parts(octets);
}

/// A body gives the same canonical form in one piece and in any pieces, and that form is canonical itself.
pub(super) fn canonical_body(octets: &[u8]) {
    fn canonical<'a>(kind: Canonicalization, pieces: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
        let (mut form, mut out) = (BodyCanonicalizer::new(kind), Vec::new());
        pieces.for_each(|piece| form.update(piece, &mut out));
        form.finish(&mut out);
        out
    }
    let Some((body, size)) = input::<(&[u8], u8)>(octets) else { return };
    for kind in [Canonicalization::Simple, Canonicalization::Relaxed] {
        let whole = canonical(kind, std::iter::once(body));
        assert_eq!(canonical(kind, body.chunks(usize::from(size).max(1))), whole);
        assert_eq!(canonical(kind, std::iter::once(whole.as_slice())), whole);
    }
}

/// An Outlook file gives no more text than it has octets, twice over for what UTF-16 becomes.
pub(super) fn compound_file(octets: &[u8]) {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.extend_from_slice(octets);
    let message = Message::parse(&bytes, Origin::File);
    assert!(message.bytes().len() <= 2 * bytes.len());
}

/// A date that is read is written as one that reads the same.
pub(super) fn date(octets: &[u8]) {
    let Some(text) = text(octets) else { return };
    for date in [Timestamp::parse_rfc5322(text), Timestamp::parse_rfc3339(text)].into_iter().flatten() {
        assert_eq!(Timestamp::parse_rfc3339(&date.to_string()), Some(date));
    }
}

pub(super) fn dkim_signature(octets: &[u8]) {
    let Some(text) = text(octets) else { return };
    for signature in [Signature::parse_dkim(text), Signature::parse_arc(text)].into_iter().flatten() {
        assert!(text.get(signature.signed.data_range.clone()).is_some());
        let _ = signature.signed.key_name();
    }
}

/// Decoding makes no text longer than Latin 1 makes it.
pub(super) fn encoded_word(octets: &[u8]) {
    if let Some(text) = text(octets) {
        assert!(decode(text, |_, _| None).len() <= 3 * text.len());
    }
}

/// The fields of a message lie in order within it, whether it was pasted or read, and whatever was repaired.
pub(super) fn message(octets: &[u8]) {
    let Some((bytes, is_paste)) = input::<(&[u8], bool)>(octets) else { return };
    let message = Message::parse(bytes, if is_paste { Origin::Paste } else { Origin::File });
    assert!(message.fields().len() <= MAX_FIELDS);
    let mut end = 0;
    for field in message.fields() {
        assert!(field.offset() >= end);
        end = field.offset() + field.raw().len();
        assert_eq!(message.bytes().get(field.offset()..end), Some(field.raw()));
        let _ = (field.text(), field.unfolded());
    }
}

pub(super) fn received(octets: &[u8]) {
    let _ = text(octets).map(Stamp::parse);
}
