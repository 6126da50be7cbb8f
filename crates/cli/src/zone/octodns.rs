//! Zones as OctoDNS has them in YAML: a name each, with one record or a list of them.

use super::written::{Written, Wrong, qualified};
use saphyr_parser::{Event, Parser, StrInput};
use waxseal_core::dns::{Rdata, RecordType, Text};
use waxseal_core::domain::Domain;

/// How deep lists and maps may stand in one another.
const MAX_DEPTH: usize = 12;

/// A node with its line.
#[derive(Debug)]
struct Node {
    line: usize,
    what: What,
}

#[derive(Debug)]
enum What {
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    fn text(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    fn get(&self, key: &str) -> Option<&Self> {
        let What::Map(entries) = &self.what else { return None };
        entries.iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// The items of a list; anything else is the one item of its own.
    fn items(&self) -> &[Self] {
        match &self.what {
            What::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }
}

/// Reads a file of the zone.
pub(super) fn read(text: &str, origin: &Domain) -> Written {
    let mut written = Written::default();
    let mut parser = Parser::new_from_str(text);
    let root = match document(&mut parser) {
        Ok(root) => root,
        Err(line) => {
            written.wrong.push((line, Wrong::NotYaml));
            return written;
        }
    };
    let What::Map(entries) = &root.what else {
        written.wrong.push((root.line, Wrong::NotYaml));
        return written;
    };
    for (key, value) in entries {
        let name = key.text().unwrap_or_default();
        for record in value.items() {
            records(&mut written, &qualified(name, origin), record);
        }
    }
    written
}

/// A record, or several of one type.
fn records(written: &mut Written, name: &Result<Domain, Wrong>, record: &Node) {
    let Some(kind) = record.get("type").and_then(Node::text) else {
        return written.wrong.push((record.line, Wrong::NoType));
    };
    let values = record.get("values").or_else(|| record.get("value"));
    let Some(values) = values.filter(|_| RecordType::parse(kind).is_some()) else {
        return written.add(record.line, name.clone(), Ok(None));
    };
    for value in values.items() {
        written.add(value.line, name.clone(), data(kind, value));
    }
}

fn data(kind: &str, value: &Node) -> Result<Option<Rdata>, Wrong> {
    let Some(kind) = RecordType::parse(kind) else { return Ok(None) };
    let wrong = || Wrong::Value(kind);
    let of = |keys: [&str; 2]| keys.iter().find_map(|key| value.get(key)?.text()).ok_or_else(wrong);
    let text = match kind {
        // A semicolon is escaped there.
        RecordType::Txt => {
            let text = value.text().ok_or_else(wrong)?.replace("\\;", ";");
            return Ok(Some(Rdata::Txt(Text::from_panel(&text))));
        }
        RecordType::Mx => {
            let host = of(["exchange", "value"])?;
            format!(
                "{} {}",
                of(["preference", "priority"])?,
                if host == "." { "." } else { host.trim_end_matches('.') }
            )
        }
        RecordType::Tlsa => {
            let part = |key| of([key, key]);
            let numbers = [part("certificate_usage")?, part("selector")?, part("matching_type")?];
            format!("{} {}", numbers.join(" "), part("certificate_association_data")?)
        }
        RecordType::A | RecordType::Aaaa => value.text().ok_or_else(wrong)?.to_owned(),
        RecordType::Cname | RecordType::Ns | RecordType::Ptr => {
            value.text().ok_or_else(wrong)?.trim_end_matches('.').to_owned()
        }
        _ => return Ok(None),
    };
    Rdata::parse(kind, &text).map(Some).map_err(|_| wrong())
}

type Source<'a> = Parser<'a, StrInput<'a>>;

/// The one document; the line of what is wrong with it.
fn document(parser: &mut Source<'_>) -> Result<Node, usize> {
    loop {
        match next(parser)? {
            (Event::StreamStart | Event::DocumentStart(_), _) => {}
            (event, line) => return node(parser, event, line, 0),
        }
    }
}

fn next<'a>(parser: &mut Source<'a>) -> Result<(Event<'a>, usize), usize> {
    match parser.next_event() {
        Some(Ok((event, span))) => Ok((event, span.start.line())),
        Some(Err(error)) => Err(error.marker().line()),
        None => Err(1),
    }
}

fn node(parser: &mut Source<'_>, event: Event<'_>, line: usize, depth: usize) -> Result<Node, usize> {
    if depth > MAX_DEPTH {
        return Err(line);
    }
    let what = match event {
        Event::Scalar(text, ..) => What::Text(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match next(parser)? {
                    (Event::SequenceEnd, _) => break What::List(items),
                    (event, line) => items.push(node(parser, event, line, depth + 1)?),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            loop {
                let key = match next(parser)? {
                    (Event::MappingEnd, _) => break What::Map(entries),
                    (event, line) => node(parser, event, line, depth + 1)?,
                };
                let (event, line) = next(parser)?;
                entries.push((key, node(parser, event, line, depth + 1)?));
            }
        }
        _ => return Err(line),
    };
    Ok(Node { line, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_read_with_its_lines() {
        let origin = Domain::parse("example.com").unwrap();
        let text = "---\n'':\n- type: MX\n  values:\n  - exchange: mx.example.com.\n    preference: 10\n- type: TXT\n  value: v=spf1 -all\n\
                    _dmarc:\n  ttl: 60\n  type: TXT\n  values:\n  - v=DMARC1\\; p=none\nwww:\n  type: A\n  value: 192.0.2.300\nx:\n  ttl: 1\n";
        let written = read(text, &origin);
        let told: Vec<String> = written
            .entries
            .iter()
            .map(|entry| format!("{} {} {}", entry.line, entry.name, entry.data.as_ref().unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                "5 example.com 10 mx.example.com",
                "8 example.com v=spf1 -all",
                "13 _dmarc.example.com v=DMARC1; p=none",
            ]
        );
        assert_eq!(written.wrong, [(16, Wrong::Value(RecordType::A)), (18, Wrong::NoType)]);
    }

    #[test]
    fn what_is_no_zone_is_told() {
        let origin = Domain::parse("example.com").unwrap();
        for text in ["", "- a", "a: [", "a: &x 1\nb: *x", &format!("a: {}", "[".repeat(50))] {
            assert!(!read(text, &origin).wrong.is_empty(), "{text}");
        }
    }
}
