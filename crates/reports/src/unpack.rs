//! From a file to the reports in it: archives, mails and mailboxes, in one another, told apart by their octets.
//!
//! Names and content types say little: gzip is called zip and the other way round, reports come as `application/octet-stream`.

mod archive;
mod gzip;
mod mail;

pub use archive::MAX_ENTRIES;
pub use gzip::{MAX_RATIO, MAX_UNPACKED};
pub use mail::{MAX_MAILS, MAX_PARTS};

use crate::aggregate::{self, Aggregate};
use crate::failure::FailureReport;
use crate::oddity::Found;
use crate::text;
use crate::tls::{self, TlsReport};
use crate::unread::{Limit, Unread};
use memchr::memmem;
use waxseal_core::crypto::base64;

/// The most octets of a file that are read as it is given; a mailbox of some thousand reports has a tenth of that.
pub const MAX_FILE: usize = 512 * 1024 * 1024;
/// How deep archives and mails may stand in one another: a zip in a mail that was forwarded in a mailbox is four.
pub const MAX_NESTING: usize = 8;
/// The most octets at the start of a file that are looked at to tell what it is.
const MAX_PEEK: usize = 64 * 1024;

/// Something that was found in a file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where inside of the file, in the names of archives and mails; `None` for the file itself.
    pub entry: Option<String>,
    /// What it is, or why it cannot be read.
    pub content: Result<Content, Unread>,
}

/// A report of one of the three kinds.
#[derive(Clone, Debug)]
pub enum Content {
    /// An aggregate report.
    Aggregate(Box<Aggregate>),
    /// A report on TLS.
    Tls(Box<TlsReport>),
    /// A failure report, and the message in it, or its header section.
    Failure(Box<FailureReport>, Option<Vec<u8>>),
}

/// Opens a file, and hands on what is in it, one report after the other, so that no two have to be kept.
pub fn open(bytes: &[u8], found: &mut dyn FnMut(Document)) {
    let mut opener = Opener { found, budget: MAX_UNPACKED, entries: 0, count: 0 };
    if bytes.len() > MAX_FILE {
        opener.fail(None, Unread::Beyond { limit: Limit::FileSize });
    } else {
        opener.open(bytes, &Place::default());
    }
}

/// Where something stands: the names that lead to it, and how many there are.
#[derive(Clone, Debug, Default)]
struct Place {
    name: Option<String>,
    depth: usize,
    /// Whether it is a part of a mail, where most is no report and nobody has to be told.
    is_part: bool,
}

impl Place {
    fn below(&self, name: &str) -> Self {
        let name = match &self.name {
            Some(outer) if name.is_empty() => outer.clone(),
            Some(outer) => format!("{outer}/{name}"),
            None => name.to_owned(),
        };
        Self { name: Some(name).filter(|name| !name.is_empty()), depth: self.depth + 1, is_part: false }
    }
}

/// What a file may be, by its octets.
enum Form {
    Nothing,
    Gzip,
    Zip,
    Outlook,
    Mailbox,
    Mail,
    Base64,
    Json,
    Xml,
    Unknown,
}

struct Opener<'f> {
    found: &'f mut dyn FnMut(Document),
    /// The octets that may still be unpacked.
    budget: usize,
    /// The entries of archives, mails and parts so far.
    entries: usize,
    /// The documents so far.
    count: usize,
}

impl Opener<'_> {
    fn hand_on(&mut self, place: &Place, content: Content) {
        self.count += 1;
        (self.found)(Document { entry: place.name.clone(), content: Ok(content) });
    }

    fn fail(&mut self, place: Option<&Place>, why: Unread) {
        self.count += 1;
        (self.found)(Document { entry: place.and_then(|place| place.name.clone()), content: Err(why) });
    }

    fn open(&mut self, bytes: &[u8], place: &Place) {
        if place.depth > MAX_NESTING {
            return self.fail(Some(place), Unread::Beyond { limit: Limit::Nesting });
        }
        match form_of(bytes) {
            Form::Gzip => self.gzip(bytes, place),
            Form::Zip => self.zip(bytes, place),
            Form::Outlook => self.outlook(bytes, place),
            Form::Mailbox => self.mailbox(bytes, place),
            Form::Mail => self.mail(bytes, place),
            Form::Base64 => {
                let text = String::from_utf8_lossy(bytes);
                self.open(&base64::decode_lenient(&text), &place.below(""));
            }
            Form::Json => self.tls(bytes, place),
            Form::Xml => self.aggregate(bytes, place, None),
            Form::Nothing if !place.is_part => self.fail(Some(place), Unread::Empty),
            Form::Unknown if !place.is_part => self.fail(Some(place), Unread::UnknownFormat),
            Form::Nothing | Form::Unknown => {}
        }
    }

    /// An aggregate report. `damage` is what was wrong with the archive that it comes out of.
    fn aggregate(&mut self, bytes: &[u8], place: &Place, damage: Option<&Unread>) {
        let (text, odd) = text::decode(bytes);
        match aggregate::read(&text) {
            Ok(reports) => {
                for mut report in reports {
                    report.oddities.extend(odd.iter().map(|&code| Found { code, times: 1, line: None }));
                    report.unread = damage.cloned().or(report.unread);
                    self.hand_on(place, Content::Aggregate(Box::new(report)));
                }
            }
            // In a mail an HTML body or a picture stands beside the report.
            Err(_) if place.is_part => {}
            Err(why) => self.fail(Some(place), damage.cloned().unwrap_or(why)),
        }
    }

    fn tls(&mut self, bytes: &[u8], place: &Place) {
        match tls::read(bytes) {
            Ok(report) => self.hand_on(place, Content::Tls(Box::new(report))),
            Err(_) if place.is_part => {}
            Err(why) => self.fail(Some(place), why),
        }
    }

    /// Counts an entry; `false` beyond the limit, which is told once.
    fn counts_entry(&mut self, place: &Place, most: usize) -> bool {
        self.entries += 1;
        if self.entries == most + 1 {
            self.fail(Some(place), Unread::Beyond { limit: Limit::Entries });
        }
        self.entries <= most
    }
}

/// What every compound file starts with ([MS-CFB] §2.2).
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Tells by the octets what a file is.
fn form_of(bytes: &[u8]) -> Form {
    let head = bytes.get(..MAX_PEEK).unwrap_or(bytes);
    if head.starts_with(b"\x1f\x8b") {
        return Form::Gzip;
    }
    // A local header, the end of an empty archive, and the mark of one in several pieces.
    if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| head.starts_with(mark)) {
        return Form::Zip;
    }
    if head.starts_with(COMPOUND_FILE) {
        return Form::Outlook;
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Form::Xml;
    }
    let bare = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = bare.iter().position(|octet| !octet.is_ascii_whitespace() && *octet != 0);
    let Some(bare) = start.and_then(|start| bare.get(start..)) else { return Form::Nothing };
    match bare.first() {
        Some(b'<') => Form::Xml,
        Some(b'{') => Form::Json,
        _ if bare.starts_with(b"From ") => Form::Mailbox,
        _ if starts_with_field(bare) => Form::Mail,
        _ if [&b"H4sI"[..], b"UEsD", b"PD94"].iter().any(|mark| bare.starts_with(mark)) => Form::Base64,
        _ if memmem::find(bare, b"<feedback").is_some() => Form::Xml,
        _ => Form::Unknown,
    }
}

/// Whether a text starts with a header field (RFC 5322 §2.2).
fn starts_with_field(bytes: &[u8]) -> bool {
    let name = bytes.iter().take_while(|octet| (33..=126).contains(*octet) && **octet != b':').count();
    name > 0 && bytes.get(name) == Some(&b':')
}
