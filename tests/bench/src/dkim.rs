//! DKIM verifications, from the bytes of the message on: reading it is part of the time, for every contender.

use crate::Fallible;
use crate::fixture::{BASE64, Ed25519, Rsa, Signed, TEXT};
use crate::timing::Case;
use crate::zone::{Cache, mail_auth};
use mail_auth::{AuthenticatedMessage, MessageAuthenticator, Parameters};
use rsa::Pkcs1v15Sign;
use sha2::{Digest as _, Sha256};
use std::hint::black_box;
use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};
use waxseal_core::dkim::{DkimResult, verify};
use waxseal_core::dns::Zone;
use waxseal_core::message::{Message, Origin};

/// An ordinary message without attachments.
const SMALL: usize = 5 * 1024;
/// A message with an attachment.
const LARGE: usize = 1024 * 1024;

/// The cases of this file.
pub(crate) fn cases() -> Fallible<Vec<Case>> {
    let (rsa, ed25519) = (Rsa::new()?, Ed25519::new());
    let digest = Sha256::digest(b"what is signed is always as long as this");
    let (rsa_key, rsa_signature) = rsa.alone(&digest)?;
    let (ed25519_key, ed25519_signature) = ed25519.alone(&digest);
    Ok(vec![
        case("dkim: 5 KB, RSA of 2048 bits", rsa.signed(SMALL, TEXT)?)?
            .reference("rsa, its verification alone", move || {
                rsa_key.verify(Pkcs1v15Sign::new::<Sha256>(), black_box(&digest), &rsa_signature).is_ok()
            }),
        case("dkim: 5 KB, Ed25519", ed25519.signed(SMALL, TEXT)?)?
            .reference("ed25519-dalek, its verification alone", move || {
                ed25519_key.verify_strict(black_box(&digest), &ed25519_signature).is_ok()
            }),
        case("dkim: 1 MB of text, RSA of 2048 bits", rsa.signed(LARGE, TEXT)?)?
            .reference("sha2, SHA-256 of 1 MB alone", hashing()),
        case("dkim: 1 MB of base64, RSA of 2048 bits", rsa.signed(LARGE, BASE64)?)?
            .reference("sha2, SHA-256 of 1 MB alone", hashing()),
    ])
}

/// The work of the hash itself.
fn hashing() -> impl Fn() -> bool {
    let large = vec![b'x'; LARGE];
    let hash = Sha256::digest(&large);
    move || Sha256::digest(black_box(&large)) == hash
}

fn case(name: &'static str, signed: Signed) -> Fallible<Case> {
    let zone = signed.records.for_core()?;
    let (cache, read) = (signed.records.for_mail_auth(), signed.records.read_for_mail_auth());
    let (asking, knowing) = (mail_auth()?, mail_auth()?);
    let ours: Rc<[u8]> = signed.message.into();
    let (theirs, theirs_too) = (ours.clone(), ours.clone());
    // The signature bears the time of this run, and may not come from the future.
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    Ok(Case::new(name, move || passes_ours(&zone, &ours, now))
        .rival("mail-auth", move || passes_mail_auth(&asking, &cache, &theirs))
        .reference("mail-auth, key read before", move || passes_mail_auth(&knowing, &read, &theirs_too)))
}

fn passes_ours(zone: &Zone, message: &[u8], now: u64) -> bool {
    let message = Message::parse(message, Origin::File);
    let found = pollster::block_on(verify(zone, &message, now));
    matches!(&found.signatures[..], [one] if one.result == DkimResult::Pass)
}

fn passes_mail_auth(auth: &MessageAuthenticator, cache: &Cache, message: &[u8]) -> bool {
    let Some(message) = AuthenticatedMessage::parse(message) else { return false };
    let found = pollster::block_on(auth.verify_dkim(Parameters::new(&message).with_cache(cache)));
    matches!(&found[..], [one] if *one.result() == mail_auth::DkimResult::Pass)
}
