use super::*;
use crate::crypto::{HashAlgorithm, base64};
use crate::dkim::canonical::Canonicalization;
use crate::message::Origin;

const TEXT: &str = "Dear all,\r\n\tsee  below.\r\n\r\nFrom here on it is long: one two three four five six seven eight nine ten eleven.\r\n.\r\n-- \r\nMe\r\n";

/// What is said of `now` when `signed` was signed.
fn change(kind: Canonicalization, header: &str, signed: &[u8], now: &[u8]) -> BodyChange {
    let text = [header.as_bytes(), b"\r\n", now].concat();
    let message = Message::parse(&text, Origin::File);
    let request = BodyRequest { canonicalization: kind, hash: HashAlgorithm::Sha256, length: None };
    let mut attempt = Attempt::new(&request);
    attempt.update(signed);
    search(&message, request, &attempt.finish(), MAX_WORK)
}

fn search(message: &Message, request: BodyRequest, wanted: &[u8], work: u64) -> BodyChange {
    let mut left = work;
    let mut search = Search::new(request, wanted, message.body_bytes(), &mut left);
    let found = search.run(message);
    found.unwrap_or(BodyChange::Unexplained { everything_tried: left > 0 })
}

fn relaxed(now: &str) -> BodyChange {
    change(Canonicalization::Relaxed, "A: b\r\n", TEXT.as_bytes(), now.as_bytes())
}

fn simple(now: &str) -> BodyChange {
    change(Canonicalization::Simple, "A: b\r\n", TEXT.as_bytes(), now.as_bytes())
}

#[test]
fn a_footer_is_found_with_the_length_that_was_signed() {
    let now = format!("{TEXT}\r\n____\r\nThe list\r\n");
    let signed_length = TEXT.len() as u64;
    assert_eq!(simple(&now), BodyChange::FooterAppended { line: 8, signed_length });
    let signed_length = signed_length - 2;
    assert_eq!(relaxed(&now), BodyChange::FooterAppended { line: 8, signed_length });
}

#[test]
fn lines_that_a_gateway_puts_above_or_inside_are_found() {
    let banner = BodyChange::LinesInserted { line: 1, lines: 2 };
    assert_eq!(relaxed(&format!("CAUTION\r\nexternal\r\n{TEXT}")), banner);
    let parts =
        |footer: &str| format!("--x\r\nA: b\r\n\r\n{TEXT}{footer}--x\r\nC: d\r\n\r\n{TEXT}\r\n--x--\r\n");
    let (signed, now) = (parts(""), parts("_____\r\nUnsubscribe\r\n"));
    let found = change(Canonicalization::Simple, "A: b\r\n", signed.as_bytes(), now.as_bytes());
    assert_eq!(found, BodyChange::LinesInserted { line: 11, lines: 2 });
}

#[test]
fn a_message_that_a_list_has_wrapped_is_found() {
    let header = "Content-Type: multipart/mixed; boundary=\"=x\"\r\n";
    let now = format!("--=x\r\nContent-Type: text/plain\r\n\r\n{TEXT}\r\n--=x\r\n\r\nfooter\r\n--=x--\r\n");
    let found = change(Canonicalization::Relaxed, header, TEXT.as_bytes(), now.as_bytes());
    assert_eq!(found, BodyChange::Wrapped { line: 4 });
}

#[test]
fn rewritten_lines_are_found() {
    let swap = |from: &str, to: &str| simple(&TEXT.replace(from, to));
    assert_eq!(swap("\r\nFrom ", "\r\n>From "), BodyChange::FromQuoted);
    assert_eq!(swap("\t", "        "), BodyChange::TabsExpanded { width: 8 });
    assert_eq!(swap("\t", "    "), BodyChange::TabsExpanded { width: 4 });
    assert_eq!(swap("\r\n.\r\n", "\r\n..\r\n"), BodyChange::DotStuffed);
    assert_eq!(swap("-- \r\n", "--\r\n"), BodyChange::TrailingSpaceLost);
    assert_eq!(swap("\r\n", "\r\r\n"), BodyChange::LineEnds { signed: LineEnd::Crlf });
    assert_eq!(simple(&format!("\r\n{TEXT}")), BodyChange::BlankLines { place: BodyEdge::Top });
    assert_eq!(simple(&format!("{TEXT} \r\n")), BodyChange::BlankLines { place: BodyEdge::End });
}

#[test]
fn broken_lines_are_joined() {
    let now = TEXT.replace("seven eight nine ten eleven.", "seven\r\neight nine ten eleven.");
    assert!(matches!(relaxed(&now), BodyChange::LinesWrapped { width } if width >= 58));
}

#[test]
fn other_transfer_encodings_are_found() {
    let plain = "Sm\u{f8}rrebr\u{f8}d = good\r\nand more\r\n";
    let quoted = "Sm=C3=B8rrebr=C3=B8d =3D good\r\nand m=\r\nore\r\n";
    let coded = base64::encode(plain.as_bytes());
    let header = |encoding: &str| format!("Content-Transfer-Encoding: {encoding}\r\n");
    let signed_plain = BodyChange::Reencoded { signed: Encoding::Plain };
    for (encoding, now) in [("quoted-printable", quoted), ("base64", coded.as_str())] {
        let found = change(Canonicalization::Simple, &header(encoding), plain.as_bytes(), now.as_bytes());
        assert_eq!(found, signed_plain);
    }
    let found = change(Canonicalization::Simple, &header("8bit"), coded.as_bytes(), plain.as_bytes());
    assert_eq!(found, BodyChange::Reencoded { signed: Encoding::Base64 });
    let parts = |encoding: &str, text: &str| {
        format!("--b\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{text}--b--\r\n")
    };
    let header = "Content-Type: multipart/mixed; boundary=b\r\n";
    let (signed, now) = (parts("8bit", plain), parts("quoted-printable", quoted));
    let found = change(Canonicalization::Simple, header, signed.as_bytes(), now.as_bytes());
    assert_eq!(found, signed_plain);
}

#[test]
fn what_the_signer_did_wrong_is_found() {
    let lf = TEXT.replace("\r\n", "\n");
    let wanted = HashAlgorithm::Sha256.digest(lf.as_bytes());
    assert_eq!(of_hash(&wanted), BodyChange::LineEnds { signed: LineEnd::Lf });
    let blank = HashAlgorithm::Sha256.digest(format!("{TEXT}\r\n\r\n").as_bytes());
    assert_eq!(of_hash(&blank), BodyChange::BlankLines { place: BodyEdge::End });
    let relaxed = HashAlgorithm::Sha256
        .digest(TEXT.replace("\t", " ").replace("  ", " ").replace(" \r", "\r").as_bytes());
    let canonicalization = Canonicalization::Relaxed;
    assert_eq!(of_hash(&relaxed), BodyChange::OtherCanonicalization { canonicalization });
}

/// What is said of the text when its simple hash should have been another.
fn of_hash(wanted: &[u8]) -> BodyChange {
    with_work(wanted, MAX_WORK)
}

fn with_work(wanted: &[u8], work: u64) -> BodyChange {
    let text = format!("A: b\r\n\r\n{TEXT}");
    let message = Message::parse(text.as_bytes(), Origin::File);
    let canonicalization = Canonicalization::Simple;
    let request = BodyRequest { canonicalization, hash: HashAlgorithm::Sha256, length: None };
    search(&message, request, wanted, work)
}

#[test]
fn another_text_is_not_explained_and_what_is_too_much_work_is_given_up_on() {
    let nothing = BodyChange::Unexplained { everything_tried: true };
    assert_eq!(relaxed("Dear all,\r\nsomething else.\r\n"), nothing);
    let given_up = BodyChange::Unexplained { everything_tried: false };
    assert_eq!(with_work(&[0; 32], 3 * TEXT.len() as u64), given_up);
}
