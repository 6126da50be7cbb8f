//! A message as it was given: its header fields with their exact bytes, and its body if there is one.
//!
//! Reading never fails. What was cut off, turned or missing is kept as a list of [`Repair`]s, so that a report
//! can say so and still stand.

mod address;
mod compound_file;
mod encoded_word;
mod entities;
mod fields;
mod header;
mod origin;
mod parts;
mod paste;
mod pasted;
mod repair;

pub use address::{MAX_MAILBOXES, Mailbox, MailboxList, address_list};
pub(crate) use compound_file::body_text as outlook_text;
pub use compound_file::{OutlookAttachment, outlook_attachments};
pub use encoded_word::{DecodeCharset, decode};
pub(crate) use entities::without_entities;
pub(crate) use fields::field_of_mail;
pub(crate) use header::is_field_line;
pub use header::{Field, MAX_FIELDS, MAX_HEADER};
pub use origin::Origin;
pub use parts::{MAX_DEPTH, MAX_PARTS, Part, parts};
pub(crate) use parts::{boundary, quoted_printable};
pub use repair::Repair;

use std::borrow::Cow;
use std::ops::Range;

/// The most bytes of a message that are read; what comes after is left out and the report says so.
///
/// Mailbox providers stop at 25 to 50 MB, and base64 adds a third.
pub const MAX_MESSAGE: usize = 64 * 1024 * 1024;

/// What followed the header section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// No blank line ended the header section: only headers were given.
    Absent,
    /// A blank line, and nothing after it. In a paste this may just be how the copied text ended.
    Empty,
    /// The bytes after the blank line.
    Present(Range<usize>),
}

/// A message, or as much of one as was given. It borrows what it was read from, but for what had to be repaired
/// throughout.
#[derive(Clone, Debug)]
pub struct Message<'b> {
    bytes: Cow<'b, [u8]>,
    fields: Vec<header::FieldSpan>,
    body: Body,
    origin: Origin,
    repairs: Vec<Repair>,
}

impl<'b> Message<'b> {
    /// Reads a message. What could not be read as written is listed in [`Message::repairs`].
    #[must_use]
    pub fn parse(input: &'b [u8], origin: Origin) -> Self {
        let mut repairs = Vec::new();
        let kept = input.get(..MAX_MESSAGE).unwrap_or(input);
        if kept.len() < input.len() {
            repairs.push(Repair::TooLong { bytes: input.len() });
        }
        let (bytes, origin) = paste::clean(kept, origin, &mut repairs);
        let section = header::section(&bytes, origin, &mut repairs);
        let body = match section.body {
            None => Body::Absent,
            Some(at) if at >= bytes.len() => Body::Empty,
            Some(at) => Body::Present(at..bytes.len()),
        };
        Self { fields: section.fields, body, origin, repairs, bytes }
    }

    /// The bytes that the fields and the body point into: the input, after [`Message::repairs`].
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How the message reached us.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.origin
    }

    /// What was done to the input before it could be read.
    #[must_use]
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Whether there are more header fields than were read.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.repairs.contains(&Repair::TooManyFields)
    }

    /// Whether, and where, a body followed.
    #[must_use]
    pub const fn body(&self) -> &Body {
        &self.body
    }

    /// The bytes of the body; empty when there is none.
    #[must_use]
    pub fn body_bytes(&self) -> &[u8] {
        match &self.body {
            Body::Present(range) => self.bytes.get(range.clone()).unwrap_or_default(),
            Body::Absent | Body::Empty => &[],
        }
    }

    /// The header fields from the top.
    pub fn fields(&self) -> impl DoubleEndedIterator<Item = Field<'_>> + ExactSizeIterator {
        self.fields.iter().map(|place| Field::new(&self.bytes, place))
    }

    /// The fields of one name from the top, without regard to case.
    pub fn all<'a>(&'a self, name: &'a str) -> impl DoubleEndedIterator<Item = Field<'a>> {
        self.fields().filter(move |field| field.is(name))
    }

    /// The topmost field of a name.
    #[must_use]
    pub fn first<'a>(&'a self, name: &'a str) -> Option<Field<'a>> {
        self.all(name).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'a>(message: &'a Message<'a>) -> Vec<&'a str> {
        message.fields().map(|field| field.name()).collect()
    }

    fn paste(text: &str) -> Message<'_> {
        Message::parse(text.as_bytes(), Origin::Paste)
    }

    #[test]
    fn fields_keep_their_exact_bytes() {
        let text = "From: a@b.example\r\nSubject : x\r\n\ty \r\n\r\nbody\r\n";
        let message = Message::parse(text.as_bytes(), Origin::File);
        let raw: Vec<_> = message.fields().map(|f| f.raw().to_vec()).collect();
        assert_eq!(raw.concat(), text.as_bytes()[..text.len() - 8]);
        let subject = message.first("subject").unwrap();
        assert_eq!((subject.name(), subject.value()), ("Subject", &b" x\r\n\ty \r\n"[..]));
        assert_eq!(subject.unfolded(), "x y");
        assert_eq!(message.body_bytes(), b"body\r\n");
        assert!(message.repairs().is_empty());
    }

    #[test]
    fn line_ends_may_be_mixed() {
        let message = Message::parse(b"A: 1\nB: 2\r\nC: 3\r\n\nbody", Origin::File);
        assert_eq!(names(&message), ["A", "B", "C"]);
        assert_eq!(message.body_bytes(), b"body");
    }

    #[test]
    fn headers_alone_have_no_body_and_a_blank_line_makes_it_empty() {
        assert_eq!(*paste("A: 1\nB: 2").body(), Body::Absent);
        assert_eq!(*paste("A: 1\nB: 2\n").body(), Body::Absent);
        assert_eq!(*paste("A: 1\nB: 2\n\n").body(), Body::Empty);
    }

    #[test]
    fn the_junk_above_a_shown_original_is_cut_off_and_told() {
        let text = "Original Message\nMessage ID\t<1@x>\nCreated at:\tMon\nFrom:\tA <a@b.example>\n\n\
                    Download Original\n\nDelivered-To: me@x.example\nReceived: by y\n  with SMTP\nFrom: a@b.example\n\nhi";
        let message = paste(text);
        assert_eq!(names(&message), ["Delivered-To", "Received", "From"]);
        assert_eq!(message.repairs(), [Repair::LeadingJunk { lines: 7 }]);
    }

    #[test]
    fn quoting_and_indentation_of_a_paste_come_off() {
        let quoted = paste("> A: 1\n>   more\n> B: 2\n");
        assert_eq!(names(&quoted), ["A", "B"]);
        assert_eq!(quoted.first("a").unwrap().unfolded(), "1 more");
        assert_eq!(quoted.repairs(), [Repair::Quoted]);
        let indented = paste("    Received: x\n        y\n    From: a@b.example\n");
        assert_eq!(names(&indented), ["Received", "From"]);
        assert_eq!(indented.first("received").unwrap().unfolded(), "x y");
        assert_eq!(indented.repairs(), [Repair::Indented]);
    }

    #[test]
    fn dots_that_smtp_doubled_are_taken_off_and_an_ellipsis_is_not() {
        let body = |text: &str| {
            let message = paste(text);
            let has_repair = message.repairs().contains(&Repair::DoubledDots);
            (String::from_utf8_lossy(message.body_bytes()).into_owned(), has_repair)
        };
        assert_eq!(body("From: a@b.example\n\n..net\n...\nx\n.\n"), (".net\n..\nx\n.\n".into(), true));
        for text in ["...and so on\n", "..x\n.y\n", "a..b\n"] {
            assert_eq!(body(&format!("From: a@b.example\n\n{text}")), (text.into(), false), "{text}");
        }
    }

    #[test]
    fn what_a_paste_went_through_is_undone_in_a_file_too() {
        let file = |text: &'static str| Message::parse(text.as_bytes(), Origin::File);
        let quoted = file("See:\n\n| Received: by x\n|  with y\n| From: a@b.example\n|\n| hi\n");
        assert_eq!(names(&quoted), ["Received", "From"]);
        assert_eq!(quoted.repairs(), [Repair::Quoted, Repair::LeadingJunk { lines: 2 }]);
        let web = file(
            "Received: by x\n&nbsp; &nbsp;for &lt;c@d.example&gt;; x\nFrom: A &amp; B &lt;a@b.example&gt;\n",
        );
        assert_eq!(web.first("from").unwrap().unfolded(), "A & B <a@b.example>");
        assert_eq!(web.repairs()[0], Repair::Entities);
        let line = file("Return-Path: <a@b.example> Received: by x From: a@b.example Subject: one: two");
        assert_eq!(names(&line), ["Return-Path", "Received", "From", "Subject"]);
        assert_eq!(line.repairs(), [Repair::OneLine]);
        let lost =
            file("Received: from x\n(2001:db8::1) by y\nwith SMTP; 1 Jan\nSubject: a\nFrom: a@b.example\n");
        assert_eq!(names(&lost), ["Received", "Subject", "From"]);
        assert_eq!(lost.repairs(), [Repair::Unfolded { line: 2 }]);
        let head = file("Van: A\nVerzonden: maandag\nAan: B\n\nReceived: by x\nFrom: a@b.example\n");
        assert_eq!(names(&head), ["Received", "From"]);
        let shown = file(
            "Message ID\t<1@x>\nFrom:\tE <e@a.example>\nSPF:\tPASS with IP 192.0.2.1 Learn more\n\
             DKIM:\t'PASS' with domain b.example\nDMARC:\t'FAIL' Learn more\n",
        );
        assert_eq!(names(&shown), ["Received-SPF", "Authentication-Results", "From", "Message-ID"]);
        assert_eq!(shown.repairs(), [Repair::ShownOriginal]);
    }

    #[test]
    fn what_a_sender_writes_makes_no_paste_of_a_file() {
        for text in [
            "Received: from x by y for <c@d.example>; z\r\nX-A: &lt;a@b.example&gt;\r\nFrom: a@b.example\r\n\r\n",
            "Received: from x\r\n by y\r\nX: 1\r\nstray\r\nstray\r\nFrom: a@b.example\r\n\r\n",
            "From: a@b.example\r\nSubject: SPF: pass\r\n\r\n> From: x@y.example\r\nSPF: pass\r\nDKIM: pass\r\nReceived: x\r\n",
        ] {
            assert_eq!(Message::parse(text.as_bytes(), Origin::File).origin(), Origin::File, "{text}");
        }
    }

    #[test]
    fn continuation_lines_that_lost_their_indentation_are_joined_in_a_paste() {
        let message = paste(
            "Authentication-Results: mx.x.example;\ndkim=pass header.i=@a.example\nFrom: a@b.example\n",
        );
        assert_eq!(names(&message), ["Authentication-Results", "From"]);
        assert_eq!(message.repairs(), [Repair::Unfolded { line: 2 }]);
    }

    #[test]
    fn a_stray_line_ends_the_header_section_of_a_file() {
        let message = Message::parse(b"A: 1\r\nstray\r\nB: 2\r\n", Origin::File);
        assert_eq!(names(&message), ["A"]);
        assert_eq!(message.body_bytes(), b"stray\r\nB: 2\r\n");
        assert_eq!(message.repairs(), [Repair::NoBlankLine { line: 2 }]);
    }

    #[test]
    fn every_other_line_blank_is_a_paste_with_double_spacing() {
        let message = paste("A: 1\n\nB: 2\n\n  more\n\nC: 3\n\n");
        assert_eq!(names(&message), ["A", "B", "C"]);
        assert_eq!(message.repairs(), [Repair::DoubleSpaced]);
    }

    #[test]
    fn byte_order_marks_and_mbox_lines_come_off() {
        let message = Message::parse(b"\xef\xbb\xbfFrom x@y Mon Jan  1 00:00:00 2026\nA: 1\n", Origin::File);
        assert_eq!(names(&message), ["A"]);
        assert_eq!(message.repairs(), [Repair::ByteOrderMark, Repair::MboxLine]);
        let wide: Vec<u8> = "\u{feff}A: ü\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let message = Message::parse(&wide, Origin::File);
        assert_eq!(message.first("a").unwrap().unfolded(), "ü");
        assert_eq!(message.repairs(), [Repair::Utf16]);
    }

    #[test]
    fn only_the_first_message_of_an_mbox_is_read() {
        let mbox = "From x@y Mon Jan  1 00:00:00 2026\nA: 1\n\nbody\nFrom here on\n\nFrom z@y Mon Jan  1 00:00:00 2026\nB: 2\n";
        let message = Message::parse(mbox.as_bytes(), Origin::File);
        assert_eq!(names(&message), ["A"]);
        assert_eq!(message.body_bytes(), b"body\nFrom here on\n\n");
        assert_eq!(message.repairs(), [Repair::MboxLine, Repair::MboxRest]);
    }

    #[test]
    fn what_is_no_message_has_no_fields() {
        for nonsense in ["", "From", "\n\n\n", "hello there", "\0\0\0\0", ":", " : "] {
            assert_eq!(names(&paste(nonsense)), Vec::<&str>::new(), "{nonsense:?}");
        }
    }

    #[test]
    fn more_fields_than_the_limit_are_left_out_and_told() {
        let text = "Received: x\n".repeat(MAX_FIELDS + 1);
        let message = paste(&text);
        assert_eq!(message.fields().len(), MAX_FIELDS);
        assert_eq!(message.repairs(), [Repair::TooManyFields]);
        let text = "Received: x\n".repeat(MAX_FIELDS);
        let fits = paste(&text);
        assert_eq!((fits.fields().len(), fits.repairs().len()), (MAX_FIELDS, 0));
    }
}
