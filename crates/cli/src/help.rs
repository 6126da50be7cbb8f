//! What `--help` prints, out of the table of options.

mod completions;
mod man;

pub(crate) use completions::{SHELLS, Shell};
pub(crate) use man::page;

use crate::locale::{Help, Words};
use crate::options::{Command, Row};
use waxseal_prose::Lang;

/// The longest line of the help.
const WIDTH: usize = 109;
/// Where what an option means begins.
const COLUMN: usize = 21;

/// The help, in a language.
pub(crate) fn text(lang: Lang) -> String {
    let help = Words::of(lang).help;
    let mut out = format!("waxseal: {}\n\n{}\n", help.title, help.usage);
    for command in Command::ALL {
        usage(&mut out, help, command);
    }
    for command in Command::ALL {
        out.push('\n');
        wrapped(&mut out, &format!("{}: {}", command.name(), (help.command)(command)), 0, 0);
        command.rows().for_each(|row| option(&mut out, help, row));
    }
    out.push_str(&format!("\n{}\n", help.all));
    Row::shared().for_each(|row| option(&mut out, help, row));
    out.push('\n');
    wrapped(&mut out, help.exit_status, 0, 13);
    out
}

/// How a command is typed, what cannot be left out first.
fn usage(out: &mut String, help: &Help, command: Command) {
    let start = format!("  waxseal {} ", command.name());
    let (needed, free): (Vec<&Row>, Vec<&Row>) =
        command.rows().partition(|row| row.needed_by.contains(&command));
    let operands = Some((help.operands)(command).to_owned()).filter(|text| !text.is_empty());
    let needed = needed.into_iter().map(|row| shown(help, row) + if row.is_many { "..." } else { "" });
    let free =
        free.into_iter().map(|row| format!("[{}]{}", shown(help, row), if row.is_many { "..." } else { "" }));
    let words: Vec<String> = operands.into_iter().chain(needed).chain(free).collect();
    filled(out, &start, words.iter().map(String::as_str), start.chars().count());
}

/// An option with what stands behind it.
fn shown(help: &Help, row: &Row) -> String {
    let value = row.value.map(|value| format!(" {}", (help.value)(value)));
    format!("--{}{}", row.name, value.unwrap_or_default())
}

/// What an option means, beside it or, where it is long, below.
fn option(out: &mut String, help: &Help, row: &Row) {
    let letter = row.letter.map(|letter| format!("-{letter}, ")).unwrap_or_default();
    let label = format!("  {letter}{} ", shown(help, row));
    let said = (help.option)(row.key).split(' ');
    if label.chars().count() > COLUMN {
        out.push_str(label.trim_end());
        out.push('\n');
        return filled(out, &" ".repeat(COLUMN), said, COLUMN);
    }
    filled(out, &format!("{label:COLUMN$}"), said, COLUMN);
}

/// A text in lines.
fn wrapped(out: &mut String, text: &str, first: usize, indent: usize) {
    filled(out, &" ".repeat(first), text.split(' '), indent);
}

/// Words in lines of no more than [`WIDTH`], the first behind `start`, the others indented.
fn filled<'a>(out: &mut String, start: &str, words: impl Iterator<Item = &'a str>, indent: usize) {
    let mut line = start.to_owned();
    let mut is_first = true;
    for word in words {
        if !is_first && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(line.trim_end());
            out.push('\n');
            line = " ".repeat(indent);
            is_first = true;
        }
        line.push_str(if is_first { "" } else { " " });
        line.push_str(word);
        is_first = false;
    }
    out.push_str(line.trim_end());
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::ROWS;

    /// The whole name of an option, and not the beginning of a longer one.
    fn has(text: &str, name: &str) -> bool {
        let ends = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '-');
        text.match_indices(name).any(|(at, _)| ends(&text[at + name.len()..]))
    }

    #[test]
    fn help_completions_and_man_page_name_every_option_and_command() {
        for lang in Lang::ALL {
            let manual = page(lang).replace("\\-", "-");
            let texts = SHELLS.map(|shell| shell.completions(lang));
            for text in [text(lang), manual].iter().chain(&texts) {
                for row in &ROWS {
                    // fish has them without their hyphens.
                    let (long, fish) = (format!("--{}", row.name), format!("-l {}", row.name));
                    assert!(has(text, &long) || has(text, &fish), "{long} is missing:\n{text}");
                }
                for command in Command::ALL {
                    assert!(has(text, command.name()), "{}", command.name());
                }
            }
        }
    }

    #[test]
    fn no_line_of_the_help_is_too_long() {
        for lang in Lang::ALL {
            let text = text(lang);
            assert!(
                text.lines().all(|line| line.chars().count() <= WIDTH && line.trim_end() == line),
                "{text}"
            );
        }
    }
}
