//! Master files (RFC 1035 §5): what BIND reads, and what `dnscontrol get-zones --format=zone` writes.

use super::written::{Written, Wrong, qualified};
use waxseal_core::dns::{Rdata, RecordType, Text};
use waxseal_core::domain::Domain;

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    is_quoted: bool,
}

/// The words of a record, which brackets may stretch over several lines.
#[derive(Debug, Default)]
struct Line {
    words: Vec<Word>,
    number: usize,
    /// Whether it begins with white space, and so is of the name before.
    is_indented: bool,
}

/// Reads a file; `origin` where it names none.
pub(super) fn read(text: &str, origin: Option<&Domain>) -> Written {
    let mut written = Written::default();
    let (mut origin, mut owner) = (origin.cloned(), None::<Domain>);
    for line in lines(text, &mut written) {
        let Some(first) = line.words.first() else { continue };
        match first.text.as_str() {
            "$TTL" => {}
            "$ORIGIN" => {
                let named = line.words.get(1).map(|word| word.text.trim_end_matches('.'));
                match named.map(Domain::parse) {
                    Some(Ok(named)) => {
                        written.origin.get_or_insert_with(|| named.clone());
                        origin = Some(named);
                    }
                    _ => written.wrong.push((line.number, Wrong::Name(first.text.clone()))),
                }
            }
            word if word.starts_with('$') => {
                written.wrong.push((line.number, Wrong::Directive(word.to_owned())));
            }
            _ => record(&mut written, &line, origin.as_ref(), &mut owner),
        }
    }
    written
}

/// `[domain-name] [TTL] [class] type RDATA`, TTL and class in either order.
fn record(written: &mut Written, line: &Line, origin: Option<&Domain>, owner: &mut Option<Domain>) {
    // Where nothing names the zone, whole names are still whole.
    let root = origin.cloned().or_else(|| owner.clone());
    let (name, rest) = match line.words.split_first() {
        Some((first, rest)) if !line.is_indented => {
            let absolute = first.text.strip_suffix('.').and_then(|name| Domain::parse(name).ok());
            let named = absolute.map_or_else(
                || {
                    root.as_ref()
                        .map_or_else(|| Err(Wrong::Name(first.text.clone())), |o| qualified(&first.text, o))
                },
                Ok,
            );
            (named, rest)
        }
        _ => (owner.clone().ok_or(Wrong::Name(String::new())), line.words.as_slice()),
    };
    if let Ok(name) = &name {
        *owner = Some(name.clone());
    }
    let is_before = |word: &&Word| !word.is_quoted && (is_ttl(&word.text) || is_class(&word.text));
    let skipped = rest.iter().take_while(is_before).count();
    let data = match rest.get(skipped..).and_then(<[Word]>::split_first) {
        Some((kind, values)) => {
            let base = origin.cloned().or_else(|| name.as_ref().ok().cloned());
            data(&kind.text, values, base.as_ref())
        }
        None => Err(Wrong::NoType),
    };
    written.add(line.number, name, data);
}

fn is_ttl(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_digit() || b"wdhmsWDHMS".contains(&b))
}

fn is_class(word: &str) -> bool {
    ["IN", "CH", "HS", "CS"].iter().any(|class| class.eq_ignore_ascii_case(word))
}

/// The data of a type; `None` for a type that no check asks for.
fn data(kind: &str, values: &[Word], origin: Option<&Domain>) -> Result<Option<Rdata>, Wrong> {
    let is_type = kind.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !kind.is_empty();
    let Some(kind) = RecordType::parse(kind) else {
        return if is_type && !values.is_empty() { Ok(None) } else { Err(Wrong::NoType) };
    };
    let texts: Vec<&str> = values.iter().map(|word| word.text.as_str()).collect();
    let whole = |at: usize| {
        let name = texts.get(at).copied().filter(|name| !name.is_empty()).ok_or(Wrong::Value(kind))?;
        match origin {
            Some(origin) => qualified(name, origin),
            None => Domain::parse(name.trim_end_matches('.')).map_err(|_| Wrong::Name(name.to_owned())),
        }
    };
    let text = match kind {
        RecordType::Txt if texts.is_empty() => return Err(Wrong::Value(kind)),
        RecordType::Txt => return Ok(Some(Rdata::Txt(Text(texts.concat().into_bytes())))),
        RecordType::Cname | RecordType::Ns | RecordType::Ptr => whole(0)?.to_string(),
        RecordType::Mx if texts.get(1) == Some(&".") => texts.join(" "),
        RecordType::Mx => format!("{} {}", texts.first().unwrap_or(&""), whole(1)?),
        _ => texts.join(" "),
    };
    Rdata::parse(kind, &text).map(Some).map_err(|_| Wrong::Value(kind))
}

/// The lines of a file, without remarks, those in brackets joined.
fn lines(text: &str, written: &mut Written) -> Vec<Line> {
    let (mut lines, mut line, mut depth) = (Vec::new(), Line::default(), 0_usize);
    for (row, number) in text.lines().zip(1..) {
        if depth == 0 {
            line = Line { number, is_indented: row.starts_with([' ', '\t']), words: Vec::new() };
        }
        if !words(row, &mut line.words, &mut depth) {
            written.wrong.push((number, Wrong::Open));
        }
        if depth == 0 {
            lines.push(std::mem::take(&mut line));
        }
    }
    if depth > 0 {
        written.wrong.push((line.number, Wrong::Open));
        lines.push(line);
    }
    lines
}

/// The words of a row; false where a quotation mark is not closed.
fn words(row: &str, words: &mut Vec<Word>, depth: &mut usize) -> bool {
    let mut characters = row.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ';' => return true,
            '(' => *depth += 1,
            ')' => *depth = depth.saturating_sub(1),
            '"' => {
                let (text, is_closed) = until(&mut characters, |c| c == '"');
                words.push(Word { text, is_quoted: true });
                characters.next();
                if !is_closed {
                    return false;
                }
            }
            space if space.is_whitespace() => {}
            first => {
                let head = if first == '\\' { escaped(&mut characters) } else { Some(first) };
                let ends = |c: char| c.is_whitespace() || [';', '(', ')', '"'].contains(&c);
                let (rest, _) = until(&mut characters, ends);
                words.push(Word { text: head.into_iter().chain(rest.chars()).collect(), is_quoted: false });
            }
        }
    }
    true
}

/// What stands before an ending that is not escaped, and whether there is one.
fn until(
    characters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    ends: impl Fn(char) -> bool,
) -> (String, bool) {
    let mut text = String::new();
    while let Some(next) = characters.peek().copied() {
        if ends(next) {
            return (text, true);
        }
        characters.next();
        text.extend(if next == '\\' { escaped(characters) } else { Some(next) });
    }
    (text, false)
}

/// What a backslash stands for: `\DDD` is an octet, `\X` is X.
fn escaped(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<char> {
    let first = characters.next()?;
    let Some(mut number) = first.to_digit(10) else { return Some(first) };
    for _ in 0..2 {
        number = 10 * number + characters.next_if(char::is_ascii_digit)?.to_digit(10)?;
    }
    u8::try_from(number).ok().map(char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "$ORIGIN example.com.\n$TTL 1h\n@ IN SOA ns1 host (\n  1 ; serial\n  2h 3 4 5 )\n\
                        \x20 3600 IN MX 10 mx\n  IN 300 TXT \"v=spf1 \" \"a\\059 -all\" ; remark\n\
                        mx A 192.0.2.1\nwww.example.org. A 192.0.2.2\nk._domainkey CNAME k.esp.example.\n_x SRV 0 0 1 mx\n";

    #[test]
    fn a_master_file_is_read_with_its_lines() {
        let written = read(FILE, None);
        assert_eq!(written.wrong, []);
        let told: Vec<String> = written
            .entries
            .iter()
            .map(|entry| {
                let data = entry.data.as_ref().map_or("?".to_owned(), ToString::to_string);
                format!("{} {} {data}", entry.line, entry.name)
            })
            .collect();
        assert_eq!(
            told[1..],
            [
                "6 example.com 10 mx.example.com",
                "7 example.com v=spf1 a; -all",
                "8 mx.example.com 192.0.2.1",
                "9 www.example.org 192.0.2.2",
                "10 k._domainkey.example.com k.esp.example",
                "11 _x.example.com ?",
            ]
        );
        assert_eq!(written.origin.unwrap().as_str(), "example.com");
    }

    #[test]
    fn what_is_no_record_is_told_with_its_line() {
        let origin = Domain::parse("example.com").unwrap();
        let text = "a A 192.0.2.300\n$INCLUDE other\nb IN\nc MX mx\nd TXT \"open\ne..f A 192.0.2.1\ng NS (\n";
        let wrong: Vec<usize> = read(text, Some(&origin)).wrong.iter().map(|(line, _)| *line).collect();
        assert_eq!(wrong, [5, 7, 1, 2, 3, 4, 6, 7]);
    }
}
