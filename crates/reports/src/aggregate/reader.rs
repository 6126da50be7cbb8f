//! The XML of an aggregate report, read as it streams by.
//!
//! Elements are told by their own name and that of the one around them, in any order and with any prefix. An element that no
//! specification names is passed over with all that it holds. References to entities stay as they are written: nothing is
//! ever expanded. Of two elements where one may stand the first counts.

mod values;

use super::element::Element;
use super::inspect::inspect;
use super::{Aggregate, DkimResult, Reason, Record, Shape, SpfResult};
use crate::oddity::{Found, Oddities, Oddity};
use crate::unread::{Limit, Unread};
use memchr::{memchr, memchr_iter};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// The most records of one report that are read; the largest real ones have some ten thousand.
pub const MAX_RECORDS: usize = 500_000;
/// How deep elements may stand in one another; those of a report stand five deep.
pub const MAX_XML_DEPTH: usize = 64;
/// The most octets of text in one element that are kept: a name, an address, a remark.
const MAX_VALUE: usize = 4_096;
/// The most documents in one file, one behind the other.
const MAX_DOCUMENTS: usize = 1_000;
/// The namespace of RFC 9990 §3.1.
const NAMESPACE: &str = "urn:ietf:params:xml:ns:dmarc-2.0";

/// Reads the reports in a text: one as a rule, more where a file holds several, one behind the other.
///
/// # Errors
/// That it is no report. What is wrong with a report of which figures could be read stands in the report.
pub fn read(text: &str) -> Result<Vec<Aggregate>, Unread> {
    let mut builder = Builder::new(text);
    builder.run();
    builder.finish()
}

/// The report in the making.
struct Builder<'t> {
    text: &'t str,
    /// The octet at which the next event starts.
    at: usize,
    /// The elements that are open, by name.
    open: Vec<(Element, &'t str)>,
    /// The text of the innermost element so far.
    value: String,
    report: Aggregate,
    record: Option<Record>,
    /// Whether the row of the open record is whole, so that its figures are known.
    row: bool,
    oddities: Oddities,
    done: Vec<Aggregate>,
    /// The name of the first element, where it is none of a report.
    root: Option<String>,
    started: bool,
    broken: Option<Unread>,
    declared: bool,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            open: Vec::new(),
            value: String::new(),
            report: Aggregate::default(),
            record: None,
            row: false,
            oddities: Oddities::default(),
            done: Vec::new(),
            root: None,
            started: false,
            broken: None,
            declared: false,
        }
    }

    fn run(&mut self) {
        let mut reader = Reader::from_str(self.text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            self.at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = reader.read_event();
            let is_open = match event {
                Ok(Event::Eof) => false,
                Ok(event) => self.take(event),
                Err(_) => {
                    // What the grammar has no word for ends the text: a tag, a comment or a section that is never closed.
                    self.break_with(|line| Unread::CutOff { line });
                    false
                }
            };
            if !is_open {
                break;
            }
        }
    }

    /// Takes an event; `false` where a limit ends the reading.
    fn take(&mut self, event: Event<'t>) -> bool {
        match event {
            Event::Start(start) => return self.start(&start),
            Event::Empty(start) => {
                let name = start.name().into_inner();
                let goes_on = self.start(&start);
                self.end(name);
                return goes_on;
            }
            Event::End(end) => self.end(end.name().into_inner()),
            Event::Text(text) => self.text(&text.into_inner()),
            Event::CData(text) => self.text(&text.into_inner()),
            Event::GeneralRef(reference) => self.reference(&reference),
            Event::Decl(_) => self.declared = true,
            Event::DocType(_) => self.oddities.note(Oddity::Doctype, Some(self.at)),
            Event::Comment(_) | Event::PI(_) | Event::Eof => {}
        }
        true
    }

    fn start(&mut self, start: &BytesStart<'t>) -> bool {
        // The name borrows from the event; the same octets stand in the text.
        let name = self.written(start.name().into_inner());
        let element = Element::of(local(name));
        if self.open.len() >= MAX_XML_DEPTH {
            self.broken = Some(Unread::Beyond { limit: Limit::Depth });
            return false;
        }
        let inside = self.open.iter().any(|(element, _)| *element == Element::Extension);
        self.value.clear();
        match element {
            Element::Feedback if !inside => self.begin(start),
            Element::Record if !inside => {
                if self.report.records.len() >= MAX_RECORDS {
                    self.broken = Some(Unread::Beyond { limit: Limit::Records });
                    return false;
                }
                self.close_record();
                self.record = Some(Record::default());
            }
            Element::Dkim if self.is_in(Element::AuthResults) => {
                self.with(|r| r.dkim.push(DkimResult::default()));
            }
            Element::Spf if self.is_in(Element::AuthResults) => {
                self.with(|r| r.spf.push(SpfResult::default()));
            }
            Element::Reason if self.is_in(Element::PolicyEvaluated) => {
                self.with(|r| r.reasons.push(Reason::default()));
            }
            Element::Identities => self.oddities.note(Oddity::Identities, Some(self.at)),
            Element::Other
                if self.started && !inside && !self.is_in(Element::Other) && !name.contains(':') =>
            {
                self.oddities.note(Oddity::ExtraElement, Some(self.at));
            }
            _ => {}
        }
        if !self.started && self.root.is_none() {
            self.root = Some(local(name).to_owned());
        }
        self.open.push((element, name));
        true
    }

    /// The element that a report begins with.
    fn begin(&mut self, start: &BytesStart<'t>) {
        self.started = true;
        if start.attributes_raw().contains(NAMESPACE) {
            self.report.shape = Shape::Rfc9990;
        }
        self.oddities.note_if(!self.declared, Oddity::NoDeclaration, None);
    }

    /// The octets of a name where they stand in the text.
    fn written(&self, name: &str) -> &'t str {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let from = memchr(b'<', rest).map(|before| self.at + before + 1);
        from.and_then(|from| self.text.get(from..from + name.len()))
            .filter(|found| *found == name)
            .unwrap_or("?")
    }

    fn end(&mut self, name: &str) {
        let Some(depth) = self.open.iter().rposition(|(_, open)| *open == name) else {
            return self.break_with(|line| Unread::NotWellFormed { line });
        };
        if depth + 1 != self.open.len() {
            self.break_with(|line| Unread::NotWellFormed { line });
        }
        while self.open.len() > depth {
            let Some((element, _)) = self.open.pop() else { return };
            self.close(element);
        }
    }

    /// What an element that ends leaves behind.
    fn close(&mut self, element: Element) {
        if self.open.iter().any(|(open, _)| *open == Element::Extension) {
            return;
        }
        match element {
            Element::Record => self.close_record(),
            Element::Row => self.row = true,
            Element::Feedback => self.close_report(),
            _ => {
                let value = std::mem::take(&mut self.value);
                self.leaf(element, value.trim());
                // Its room serves the next element.
                self.value = value;
            }
        }
        self.value.clear();
    }

    fn close_record(&mut self) {
        self.row = false;
        if let Some(record) = self.record.take() {
            self.report.records.push(record);
        }
    }

    fn close_report(&mut self) {
        self.close_record();
        if self.done.len() >= MAX_DOCUMENTS {
            self.broken = Some(Unread::Beyond { limit: Limit::Reports });
            return;
        }
        let mut report = std::mem::take(&mut self.report);
        report.unread = self.broken.take();
        inspect(&report, &mut self.oddities);
        report.oddities = std::mem::take(&mut self.oddities).into_list();
        for found in &mut report.oddities {
            found.line = found.line.map(|at| self.line(at));
        }
        if report.records.is_empty() && report.unread.is_none() {
            report.unread = Some(Unread::NoRecord);
        }
        self.started = false;
        self.done.push(report);
    }

    fn text(&mut self, text: &str) {
        if self.open.is_empty() {
            let is_behind = !self.done.is_empty() && !text.trim_matches(['\0', '\u{1a}']).trim().is_empty();
            if is_behind {
                self.behind();
            }
        } else if self.value.len() + text.len() <= MAX_VALUE {
            self.value.push_str(text);
        }
    }

    /// Something behind the end of a report, which is told of that report.
    fn behind(&mut self) {
        let is_told = |last: &Aggregate| last.oddities.iter().any(|f| f.code == Oddity::BehindTheEnd);
        if self.done.last().is_some_and(|last| !is_told(last)) {
            let found = Found { code: Oddity::BehindTheEnd, times: 1, line: Some(self.line(self.at)) };
            self.done.last_mut().into_iter().for_each(|last| last.oddities.push(found));
        }
    }

    /// XML 1.0 §4.6 names five entities, §4.1 characters by number; any other stays as it is written.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        let by_number = reference.resolve_char_ref().ok().flatten();
        let name: &str = reference;
        let named = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        };
        match by_number.or(named) {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
            None => {
                self.oddities.note(Oddity::EntityReference, Some(self.at));
                self.text(&format!("&{name};"));
            }
        }
    }

    /// Keeps the first thing that is wrong.
    fn break_with(&mut self, why: impl FnOnce(usize) -> Unread) {
        if self.broken.is_none() && self.started {
            self.broken = Some(why(self.line(self.at)));
        }
    }

    /// The line of an octet. It is counted for the few places that are told, and not while reading.
    fn line(&self, at: usize) -> usize {
        let read = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        memchr_iter(b'\n', read).count() + 1
    }

    /// Whether the innermost open element is this one.
    fn is_in(&self, element: Element) -> bool {
        self.open.last().is_some_and(|(open, _)| *open == element)
    }

    fn with(&mut self, change: impl FnOnce(&mut Record)) {
        if let Some(record) = &mut self.record {
            change(record);
        }
    }

    /// What there is when the text is over.
    fn finish(mut self) -> Result<Vec<Aggregate>, Unread> {
        if self.started {
            self.break_with(|line| Unread::CutOff { line });
            // A record whose row is whole has its figures.
            if !self.row {
                self.record = None;
            }
            self.close_report();
        }
        if !self.done.is_empty() {
            return Ok(self.done);
        }
        Err(match (self.broken, self.root) {
            (Some(Unread::Beyond { limit }), _) => Unread::Beyond { limit },
            (_, Some(root)) => Unread::OtherXml { root },
            (_, None) => Unread::NoReport,
        })
    }
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    // Names are too short for a search to pay, and hardly any has a prefix.
    let colon = name.bytes().rposition(|octet| octet == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}
