//! The man page, out of the table of options: <https://man7.org/linux/man-pages/man7/man.7.html>.

use super::{Help, shown};
use crate::locale::Words;
use crate::options::{Command, Row};
use waxseal_prose::Lang;

/// The man page of section 1, in a language.
pub(crate) fn page(lang: Lang) -> String {
    let help = Words::of(lang).help;
    let [name, synopsis, description, commands, options, status] = help.headings;
    let mut out = format!(".TH WAXSEAL 1 \"\" \"waxseal {}\"\n", env!("CARGO_PKG_VERSION"));
    heading(&mut out, name);
    line(&mut out, &format!("waxseal - {}", help.title));
    heading(&mut out, synopsis);
    for command in Command::ALL {
        out.push_str(&format!(".B waxseal {}\n", escaped(command.name())));
        let operands = (help.operands)(command);
        line(&mut out, &format!("{operands}{}[OPTION]...", if operands.is_empty() { "" } else { " " }));
        out.push_str(".br\n");
    }
    heading(&mut out, description);
    line(&mut out, help.description);
    heading(&mut out, commands);
    for command in Command::ALL {
        out.push_str(&format!(".SS {}\n", escaped(command.name())));
        line(&mut out, (help.command)(command));
        command.rows().for_each(|row| option(&mut out, help, row));
    }
    heading(&mut out, options);
    Row::shared().for_each(|row| option(&mut out, help, row));
    heading(&mut out, status);
    line(&mut out, help.exit_status);
    out
}

fn heading(out: &mut String, text: &str) {
    out.push_str(&format!(".SH {text}\n"));
}

fn option(out: &mut String, help: &Help, row: &Row) {
    let letter = row.letter.map(|letter| format!("-{letter}, ")).unwrap_or_default();
    out.push_str(".TP\n");
    line(out, &format!("{letter}{}", shown(help, row)));
    line(out, (help.option)(row.key));
}

/// A line of text, whatever it begins with: a point or an apostrophe would make it a request of the formatter's.
fn line(out: &mut String, text: &str) {
    out.push_str(if text.starts_with(['.', '\'']) { "\\&" } else { "" });
    out.push_str(&escaped(text));
    out.push('\n');
}

/// Hyphens are to be copied as they are typed, and a backslash is one.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}
