//! Header blocks, from bytes to fields.
//!
//! The core finds the fields and leaves their values as they are until somebody asks; so does mail-parser where it is
//! told to, and where it is not, it reads addresses and dates at once. Ours keeps a copy of the bytes, mail-parser
//! borrows them. What was pasted is first searched for what a paste does to headers, which mail-parser never does.

use crate::Fallible;
use crate::timing::Case;
use mail_parser::{HeaderForm, HeaderName, MessageParser};
use std::rc::Rc;
use waxseal_core::message::{Message, Origin};

const MAILCHIMP: &str = include_str!("../../../web/assets/examples/mailchimp-to-gmail.txt");
const OFFICE: &str = include_str!("../../../web/assets/examples/office365-to-gmail.txt");

/// The fields of [`long`] that mail-parser would read.
const STRUCTURED: [HeaderName<'static>; 6] = [
    HeaderName::Received,
    HeaderName::From,
    HeaderName::To,
    HeaderName::Subject,
    HeaderName::Date,
    HeaderName::MessageId,
];

/// The cases of this file.
pub(crate) fn cases() -> Fallible<Vec<Case>> {
    let long = long();
    Ok(vec![
        case("headers: mailchimp-to-gmail.txt", MAILCHIMP, 2, Origin::File),
        case("headers: mailchimp-to-gmail.txt, pasted", MAILCHIMP, 2, Origin::Paste),
        case("headers: office365-to-gmail.txt", OFFICE, 2, Origin::File),
        case("headers: office365-to-gmail.txt, pasted", OFFICE, 2, Origin::Paste),
        case("headers: 200 fields", &long, 200, Origin::File),
        case("headers: 200 fields, pasted", &long, 200, Origin::Paste),
    ])
}

/// What a message looks like that has been through many hands: 200 fields, folded as they are in mail.
fn long() -> String {
    let received = |hop| {
        format!(
            "Received: from relay{hop}.example.org (relay{hop}.example.org [192.0.2.{hop}])\r\n\
             \x20by relay{}.example.org (Postfix) with ESMTPS id 4F2A6B{hop};\r\n\
             \x20Thu, 01 Jan 2026 12:{:02}:00 +0000 (UTC)\r\n",
            hop + 1,
            hop % 60
        )
    };
    let marks = |number| {
        format!("X-Mark-{number}: a value of {number}, as filters leave them behind; score=0.{number}\r\n")
    };
    let own = "From: Ann Author <ann@example.org>\r\nTo: Bob Reader <bob@example.net>\r\n\
               Subject: The newsletter of this month\r\nDate: Thu, 01 Jan 2026 12:00:00 +0000\r\n\
               Message-ID: <20260101120000.4711@mail.example.org>\r\n";
    let fields: String = (0..95).map(|number| received(number) + &marks(number)).collect();
    let rest: String = (95..100).map(marks).collect();
    fields + &rest + own + "\r\n"
}

fn case(name: &'static str, text: &str, fields: usize, origin: Origin) -> Case {
    let ours: Rc<[u8]> = text.as_bytes().into();
    let (theirs, theirs_too) = (ours.clone(), ours.clone());
    let unread = |parser: MessageParser, name| parser.header(name, HeaderForm::Raw);
    let raw = STRUCTURED.into_iter().fold(MessageParser::new(), unread);
    let whole = MessageParser::new();
    Case::new(name, move || Message::parse(&ours, origin).fields().len() == fields)
        .rival("mail-parser", move || count(&raw, &theirs) == fields)
        .reference("mail-parser, reading values", move || count(&whole, &theirs_too) == fields)
}

fn count(parser: &MessageParser, bytes: &[u8]) -> usize {
    parser.parse_headers(bytes).map_or(0, |message| message.headers().len())
}
