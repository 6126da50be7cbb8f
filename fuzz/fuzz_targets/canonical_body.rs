//! A body gives the same canonical form in one piece and in any pieces, and that form is canonical itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::dkim::canonical::{BodyCanonicalizer, Canonicalization};

fn canonical<'a>(kind: Canonicalization, pieces: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let (mut form, mut out) = (BodyCanonicalizer::new(kind), Vec::new());
    pieces.for_each(|piece| form.update(piece, &mut out));
    form.finish(&mut out);
    out
}

fuzz_target!(|input: (&[u8], u8)| {
    let (body, size) = input;
    for kind in [Canonicalization::Simple, Canonicalization::Relaxed] {
        let whole = canonical(kind, std::iter::once(body));
        assert_eq!(canonical(kind, body.chunks(usize::from(size).max(1))), whole);
        assert_eq!(canonical(kind, std::iter::once(whole.as_slice())), whole);
    }
});
