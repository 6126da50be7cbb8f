//! The names of domains, line by line.

use super::super::TABLES;
use crate::failure::Complaint;
use crate::request::List;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::Path;
use std::thread::Builder;
use tokio::sync::mpsc::{Receiver, channel};
use waxseal_core::domain::Domain;
use waxseal_core::input::{NotADomain, Subject, one_domain};
use waxseal_prose::Refusal;

/// The longest line that is read, in octets: a name has 255 at the most, and a row of a table some columns.
pub(crate) const MAX_LINE: usize = 4_096;

/// What parts the cells of a row.
const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// How many lines are read ahead.
const LINES_AHEAD: usize = 64;

/// What a line is.
pub(super) enum Line {
    /// The name of a domain, as it is checked.
    Domain(String),
    /// No domain: where it stands, and why.
    Bad(Place, Box<dyn Refusal + Send>),
}

/// Where a line stands.
pub(super) struct Place {
    /// The file; `None` for standard input.
    pub(super) file: Option<String>,
    /// The line, counted from 1; 0 for the whole file.
    pub(super) line: usize,
}

/// The names that were given, and the lines of the lists behind them.
pub(super) struct Lines {
    names: std::vec::IntoIter<String>,
    lists: std::vec::IntoIter<List>,
    open: Option<Open>,
    /// Further names of the latest line.
    more: Vec<String>,
}

struct Open {
    input: Box<dyn BufRead + Send>,
    file: Option<String>,
    line: usize,
}

impl Lines {
    pub(super) fn of(names: &[String], lists: &[List]) -> Self {
        let (names, lists) = (Vec::from(names), Vec::from(lists));
        Self { names: names.into_iter(), lists: lists.into_iter(), open: None, more: Vec::new() }
    }

    /// Reads them on a thread of their own, some ahead: whoever writes a list may be slow, and checks go on meanwhile.
    pub(super) fn apart(self) -> Option<Receiver<Line>> {
        let (sender, receiver) = channel(LINES_AHEAD);
        let read = move || self.map(|line| sender.blocking_send(line)).take_while(Result::is_ok).count();
        // The thread ends with the list, or with the program.
        Builder::new().spawn(read).is_ok().then_some(receiver)
    }

    /// The next line that holds anything; `None` at the end of the list that is open.
    fn next_in_list(&mut self) -> Option<Line> {
        loop {
            let open = self.open.as_mut()?;
            let text = open.next_line();
            let place = || Place { file: open.file.clone(), line: open.line };
            match text {
                Ok(None) => self.open = None,
                Ok(Some(octets)) => {
                    let text = String::from_utf8_lossy(&octets);
                    // A mark at the start of a file, and lines that are remarks.
                    let text = text.trim_start_matches('\u{feff}').trim();
                    if text.is_empty() || text.starts_with('#') {
                        continue;
                    }
                    match named(text) {
                        Ok(mut names) => {
                            let last = names.pop();
                            names.reverse();
                            self.more = names;
                            return last.map(Line::Domain);
                        }
                        Err(why) => return Some(Line::Bad(place(), Box::new(why))),
                    }
                }
                Err(kind) => {
                    let (place, file) = (place(), open.file.clone());
                    self.open = None;
                    return Some(Line::Bad(
                        Place { line: 0, ..place },
                        Box::new(Complaint::Unreadable(file, kind)),
                    ));
                }
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if let Some(name) = self.names.next() {
            return Some(match one_domain(&name, TABLES.to_ascii) {
                Ok(_) => Line::Domain(name),
                Err(why) => Line::Bad(Place { file: None, line: 0 }, Box::new(why)),
            });
        }
        loop {
            if let Some(name) = self.more.pop() {
                return Some(Line::Domain(name));
            }
            if let Some(line) = self.next_in_list() {
                return Some(line);
            }
            let list = self.lists.next()?;
            match Open::list(&list) {
                Ok(open) => self.open = Some(open),
                Err((file, kind)) => {
                    let place = Place { file: file.clone(), line: 0 };
                    return Some(Line::Bad(place, Box::new(Complaint::Unreadable(file, kind))));
                }
            }
        }
    }
}

impl Open {
    fn list(list: &List) -> Result<Self, (Option<String>, ErrorKind)> {
        let (file, input): (_, Box<dyn BufRead + Send>) = match list {
            List::Input => (None, Box::new(BufReader::new(std::io::stdin()))),
            List::File(path) => {
                let name = name_of(path);
                match File::open(path) {
                    Ok(file) => (Some(name), Box::new(BufReader::new(file))),
                    Err(why) => return Err((Some(name), why.kind())),
                }
            }
        };
        Ok(Self { input, file, line: 0 })
    }

    /// The octets of the next line, as far as they are read.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, ErrorKind> {
        let limit = u64::try_from(MAX_LINE).unwrap_or(u64::MAX).saturating_add(1);
        let mut octets = Vec::new();
        let read =
            self.input.by_ref().take(limit).read_until(b'\n', &mut octets).map_err(|why| why.kind())?;
        if read == 0 {
            return Ok(None);
        }
        self.line += 1;
        if read > MAX_LINE && octets.last() != Some(&b'\n') {
            self.input.skip_until(b'\n').map_err(|why| why.kind())?;
        }
        Ok(Some(octets))
    }
}

fn name_of(path: &Path) -> String {
    path.display().to_string()
}

/// The domains of a line: one as a rule, and more where a line has several; of a row of a table, the cells that are such.
fn named(text: &str) -> Result<Vec<String>, NotADomain> {
    if text.contains(SEPARATORS) {
        let cells = text.split(SEPARATORS).map(|cell| cell.trim_matches(['"', '\'', ' ']));
        let names: Vec<String> = cells.filter_map(in_cell).collect();
        if !names.is_empty() {
            return Ok(names);
        }
    }
    match Subject::of(text, TABLES.to_ascii) {
        Subject::Domain(domain) => Ok(vec![domain.to_string()]),
        Subject::Domains { domains, .. } => Ok(domains.iter().map(Domain::to_string).collect()),
        Subject::Nothing | Subject::Other => {
            one_domain(text, TABLES.to_ascii).map(|domain| vec![domain.to_string()])
        }
    }
}

/// The domain in a cell of a table; numbers, with a point or without, are none.
fn in_cell(cell: &str) -> Option<String> {
    let Subject::Domain(domain) = Subject::of(cell, TABLES.to_ascii) else { return None };
    let (_, last) = domain.as_str().rsplit_once('.')?;
    let is_number = last.bytes().all(|octet| octet.is_ascii_digit());
    (!is_number && !cell.contains(char::is_whitespace)).then(|| domain.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_domain_in_any_of_the_forms_that_lists_have() {
        for (line, names) in [
            ("a.example", &["a.example"][..]),
            ("A.Example.", &["a.example"]),
            ("1,a.example", &["a.example"]),
            ("\"7\";\"a.example\";\"Some company b.v.\";1.5", &["a.example"]),
            ("https://a.example/path", &["a.example"]),
            ("user@a.example", &["a.example"]),
            ("a.example;", &["a.example"]),
            ("a.example, b.example", &["a.example", "b.example"]),
        ] {
            let found = named(line).unwrap_or_default();
            assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), names, "{line}");
        }
        for line in ["192.0.2.1", "not a name at all!", "a..example", &"x".repeat(300)] {
            assert!(named(line).is_err(), "{line}");
        }
    }
}
