//! What a text is, and what else is in it.

use super::domains::Subject;
use super::file::FileKind;
use super::keyed::{Keyed, of_json};
use super::lines::joined;
use super::notation::record;
use super::record::{RecordText, RecordUse};
use super::thing::{Found, Thing, Via};
use super::word::word;
use crate::bounce::open;
use crate::dns::RecordType;
use crate::domain::{Domain, ToAscii};
use crate::intent::dkim::{Intent, Reading, Why};
use crate::json::Json;
use crate::message::{Message, Origin, field_of_mail, is_field_line};
use std::ops::Range;

/// The most octets of a text that are looked through; a message whose header is longer is still one.
pub const MAX_SCANNED: usize = 256 * 1024;
/// The least octets of a key in base64; less is a word.
const LEAST_KEY: usize = 150;
/// The most octets of a key: one of 16,384 bits with its private half has some 13,000.
const MAX_KEY: usize = 16 * 1024;
/// The most things that are told of one text.
pub const MAX_FOUND: usize = 50;

/// Tells what a text is. There is always an answer, and several where several things are in it, in the order of the text.
#[must_use]
pub fn recognise(text: &str, to_ascii: ToAscii) -> Vec<Found> {
    let all = 0..text.len();
    let one = |thing, is_sure| vec![Found { thing, at: all.clone(), is_sure }];
    let text = scanned(text);
    let bare = text.trim_start_matches('\u{feff}').trim();
    if let Some(kind) = FileKind::of(text.as_bytes()) {
        return one(Thing::File(kind), true);
    }
    if let Some(key) = bare_key(bare) {
        return one(Thing::Record(key), true);
    }
    if let Some((thing, is_sure)) = single(bare, to_ascii) {
        return one(thing, is_sure);
    }
    let found = side_by_side(structured(bare, &all).unwrap_or_else(|| Scan::of(text, all.end)));
    let is_record = |found: &Found| matches!(found.thing, Thing::Record(_));
    let (some, only_records) = (!found.is_empty(), found.iter().all(is_record));
    // In a table by tabs or bars each line may be a record; one by commas has a domain a line.
    if only_records && (found.is_empty() || !text.contains(['\t', '|'])) {
        match Subject::of(bare, to_ascii) {
            Subject::Domain(domain) => return one(Thing::Domain { domain, via: Via::Name }, true),
            Subject::Domains { domains, bad, is_cut } => {
                return one(Thing::Domains { domains, bad, is_cut }, true);
            }
            Subject::Nothing | Subject::Other => {}
        }
    }
    let has_records = found.iter().any(is_record);
    let (reply, is_coded) = reply(text, to_ascii).unzip();
    // Numbers stand among records too; a refusal beside them has a status code.
    if let Some(thing) = reply.filter(|_| !has_records || only_records && is_coded == Some(true)) {
        let mut found: Vec<Found> = found.into_iter().filter(is_record).collect();
        found.push(Found { thing, at: all, is_sure: true });
        return found;
    }
    if some {
        return found;
    }
    let has_fields = Message::parse(text.as_bytes(), Origin::Paste).fields().len() > 0;
    one(if has_fields { Thing::Message } else { Thing::Unknown }, false)
}

/// What was found, with records that stand at one name, where only one may, as one thing.
fn side_by_side(found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        let first = match &next.thing {
            Thing::Record(read) if may_be_one(read) => joined.iter_mut().find(|known| {
                matches!(&known.thing, Thing::Record(known) if (known.of, &known.name) == (read.of, &read.name))
            }),
            _ => None,
        };
        match (first.map(|first| &mut first.thing), next.thing) {
            (Some(Thing::Record(first)), Thing::Record(read)) => first.beside.push(read.value),
            (_, thing) => joined.push(Found { thing, ..next }),
        }
    }
    joined
}

/// Whether a record may stand beside another of its kind and name only by mistake: one of those that stand alone, and half of a key.
fn may_be_one(read: &RecordText) -> bool {
    read.name.is_some() && (read.of.is_alone() || read.of == RecordUse::Dkim)
}

/// The part of a text that is looked through, which ends where a line does.
fn scanned(text: &str) -> &str {
    if text.len() <= MAX_SCANNED {
        return text;
    }
    let end = (0..=MAX_SCANNED).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let cut = text.get(..end).unwrap_or_default();
    cut.rfind('\n').and_then(|end| cut.get(..=end)).unwrap_or(cut)
}

/// A key as the program that made it writes it: in PEM (RFC 7468), or its base64 alone.
fn bare_key(bare: &str) -> Option<RecordText> {
    let is_of_key = |b: u8| b.is_ascii_alphanumeric() || b"+/=- \r\n".contains(&b);
    if !(LEAST_KEY..=MAX_KEY).contains(&bare.len()) || !bare.bytes().all(is_of_key) {
        return None;
    }
    let is_key = match Intent::read(&[bare.to_owned()]).reading {
        Reading::Meant(_) => true,
        Reading::Untold(why) => why == Why::Private,
        _ => false,
    };
    is_key.then(|| RecordText {
        name: None,
        kind: RecordType::Txt,
        value: bare.to_owned(),
        of: RecordUse::Dkim,
        beside: Vec::new(),
    })
}

/// A text that is nothing, or one word.
fn single(bare: &str, to_ascii: ToAscii) -> Option<(Thing, bool)> {
    const ID: &str = "message-id:";
    if bare.is_empty() {
        return Some((Thing::Nothing, true));
    }
    let is_id = bare.get(..ID.len()).is_some_and(|name| name.eq_ignore_ascii_case(ID));
    let text = if is_id { bare.get(ID.len()..).unwrap_or_default().trim() } else { bare };
    if text.contains(char::is_whitespace) {
        return None;
    }
    match word(text, to_ascii) {
        Some((Thing::Domain { domain, .. }, _)) if is_id => {
            Some((Thing::MessageId { domain: Some(domain) }, true))
        }
        found => found,
    }
}

/// What is written in XML or JSON.
fn structured(bare: &str, all: &Range<usize>) -> Option<Vec<Found>> {
    let found = |thing| Found { thing, at: all.clone(), is_sure: true };
    if bare.starts_with('<') && bare.contains("<feedback") && bare.contains("report_metadata") {
        return Some(vec![found(Thing::AggregateReport)]);
    }
    if !bare.starts_with(['{', '[']) {
        return None;
    }
    // A long report may not be there to its end.
    if bare.contains("\"organization-name\"") && bare.contains("\"policies\"") {
        return Some(vec![found(Thing::TlsReport)]);
    }
    let records = of_json(&Json::parse(bare)?);
    (!records.is_empty())
        .then(|| records.into_iter().take(MAX_FOUND).map(|one| found(Thing::Record(one))).collect())
}

/// A refusal, where the text is one or quotes one, and whether it has a status code (RFC 3463).
fn reply(text: &str, to_ascii: ToAscii) -> Option<(Thing, bool)> {
    let opened = open(text.as_bytes(), Origin::Paste, to_ascii)?;
    let bounce = opened.bounce?;
    let sender = opened.named.mail_from.as_deref().and_then(|address| address.rsplit_once('@'));
    let about = opened.named.author.or_else(|| sender.and_then(|(_, domain)| Domain::parse(domain).ok()));
    let is_coded = bounce.replies.iter().any(|reply| reply.code.is_some() && reply.status.is_some());
    Some((Thing::Reply { by: bounce.by, about }, is_coded))
}

/// Fields that follow one another.
struct Run {
    start: usize,
    end: usize,
    fields: usize,
    /// Of these the ones that mails have.
    known: usize,
    has_trace: bool,
    has_author: bool,
    is_results: bool,
    is_multipart: bool,
}

impl Run {
    /// Whether it is the header of a message, or a part of one.
    const fn is_header(&self) -> bool {
        self.has_trace || self.has_author && self.fields >= 2 || self.known >= 3
    }

    /// Whether all that a message has to have is there, so that what follows it is the body.
    const fn is_whole(&self) -> bool {
        self.has_author && self.known >= 4
    }
}

/// A walk through the lines of a text.
#[derive(Default)]
struct Scan {
    found: Vec<Found>,
    run: Option<Run>,
    keyed: Keyed,
    origin: String,
    /// Whether the lines are the body of a message that was found.
    in_body: bool,
    /// Whether no other message can begin in it.
    is_closed: bool,
}

impl Scan {
    fn of(text: &str, end: usize) -> Vec<Found> {
        let mut scan = Self::default();
        let mut after_blank = true;
        for line in joined(text) {
            let is_blank = line.text.trim().is_empty();
            if is_blank {
                scan.end_run(true);
            } else {
                scan.take(&line.text, line.at, after_blank);
            }
            after_blank = is_blank;
            if scan.is_closed || scan.found.len() >= MAX_FOUND {
                break;
            }
        }
        scan.end_run(false);
        if scan.in_body
            && let Some(last) = scan.found.last_mut()
        {
            last.at.end = end;
        }
        scan.found
    }

    fn take(&mut self, line: &str, at: Range<usize>, after_blank: bool) {
        let field = field_of_mail(line);
        if let Some(run) = &mut self.run {
            run.fields += usize::from(is_field_line(line.as_bytes()));
            run.end = at.end;
        } else if let Some(field) = field {
            if self.in_body && !(field.is_trace && after_blank) {
                return;
            }
            self.run = Some(Run {
                start: at.start,
                end: at.end,
                fields: 1,
                known: 0,
                has_trace: false,
                has_author: false,
                is_results: true,
                is_multipart: false,
            });
        }
        match (&mut self.run, field) {
            (Some(run), Some(field)) => {
                run.known += 1;
                run.has_trace |= field.is_trace;
                run.has_author |= field.name.eq_ignore_ascii_case("from");
                run.is_results &= field.name.to_ascii_lowercase().ends_with("authentication-results")
                    || field.name.eq_ignore_ascii_case("received-spf");
                run.is_multipart |=
                    field.name.eq_ignore_ascii_case("content-type") && line.contains("multipart");
            }
            (Some(_), None) => {}
            (None, _) if self.in_body => {}
            (None, _) => self.take_record(line, at),
        }
    }

    fn take_record(&mut self, line: &str, at: Range<usize>) {
        if let Some(origin) = line.trim().strip_prefix("$ORIGIN") {
            self.origin = origin.trim().to_owned();
            return;
        }
        let read = self.keyed.take(line).or_else(|| record(line, &self.origin));
        let Some(read) = read else { return };
        // A value that stood above its name was taken for a record without one.
        let is_same = |known: &Found| matches!(&known.thing, Thing::Record(known) if known.value == read.value && (known.name.is_none() || *known == read));
        self.found.retain(|known| !is_same(known));
        self.found.push(Found { thing: Thing::Record(read), at, is_sure: true });
    }

    fn end_run(&mut self, is_blank: bool) {
        let Some(run) = self.run.take() else { return };
        if !run.is_header() || self.in_body && !run.has_author {
            return;
        }
        if self.in_body
            && let Some(last) = self.found.last_mut()
        {
            last.at.end = run.start;
        }
        let thing = if run.is_results { Thing::Results } else { Thing::Message };
        self.in_body = is_blank && run.is_whole();
        self.is_closed = self.in_body && run.is_multipart;
        self.found.push(Found { thing, at: run.start..run.end, is_sure: true });
    }
}
