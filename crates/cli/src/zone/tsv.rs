//! Tables as `dnscontrol get-zones --format=tsv` writes them: whole name, name, TTL, class, type, target.

use super::written::{Written, Wrong};
use waxseal_core::dns::{Rdata, RecordType, Text};
use waxseal_core::domain::Domain;

/// Whether a text is such a table: its first line with anything in it has the columns.
pub(super) fn is(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| columns(line).is_some())
}

/// The name, the type and the target of a line.
fn columns(line: &str) -> Option<(&str, &str, &str)> {
    match *line.split('\t').collect::<Vec<_>>().as_slice() {
        [name, _, _, "IN", kind, target, ..] => Some((name, kind, target)),
        _ => None,
    }
}

/// Reads a table.
pub(super) fn read(text: &str) -> Written {
    let mut written = Written::default();
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let Some((name, kind, target)) = columns(line) else {
            written.wrong.push((number, Wrong::NoType));
            continue;
        };
        let named = Domain::parse(name.trim_end_matches('.')).map_err(|_| Wrong::Name(name.to_owned()));
        written.add(number, named, data(kind, target));
    }
    written
}

fn data(kind: &str, target: &str) -> Result<Option<Rdata>, Wrong> {
    let Some(kind) = RecordType::parse(kind) else { return Ok(None) };
    if kind == RecordType::Txt {
        return Ok(Some(Rdata::Txt(Text::from_panel(target))));
    }
    let target = if target.ends_with(" .") { target } else { target.trim_end_matches('.') };
    Rdata::parse(kind, target).map(Some).map_err(|_| Wrong::Value(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read() {
        let text = "example.com\t@\t300\tIN\tMX\t10 mx.example.com.\n\
                    example.com\t@\t300\tIN\tTXT\t\"v=spf1 -all\"\nexample.com\t@\t300\tIN\tA\tx\n";
        assert!(is(text) && !is("@ IN A 192.0.2.1"));
        let written = read(text);
        let data: Vec<_> =
            written.entries.iter().map(|entry| entry.data.as_ref().unwrap().to_string()).collect();
        assert_eq!(data, ["10 mx.example.com", "v=spf1 -all"]);
        assert_eq!(written.wrong, [(3, Wrong::Value(RecordType::A))]);
    }
}
