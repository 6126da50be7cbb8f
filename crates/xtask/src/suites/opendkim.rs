//! OpenDKIM's verify tests: C programs that hand the library a message piece by piece and assert what it comes to. Those that
//! do it in a straight line are read; those that sign first, loop, or hand over whole chunks are programs and not data.

use super::case::{Case, Zone, strict};
use super::repository::Repository;
use std::collections::BTreeMap;

const FOLDER: &str = "libopendkim/tests";
/// What makes a test more than a straight line.
const NOT_STRAIGHT: [&str; 8] = [
    "dkim_sign(",
    "while ",
    "for (",
    "dkim_chunk(",
    "strlcat(",
    "strncpy(",
    "hdr + ",
    "DKIM_LIBFLAGS_FIXCRLF",
];
/// The tests that can be read, in the order of their names.
pub(super) fn cases(opendkim: &Repository) -> Result<Vec<Case>, String> {
    let mut shared = Macros::default();
    shared.0.insert("DKIM_SIGNHEADER".to_owned(), "\"DKIM-Signature\"".to_owned());
    shared.0.insert("DKIM_DNSKEYNAME".to_owned(), "\"_domainkey\"".to_owned());
    shared.read(&opendkim.text(&format!("{FOLDER}/t-testdata.h"))?);
    let zone = zone(&opendkim.text(&format!("{FOLDER}/t-setup.c"))?, &shared);
    let names =
        opendkim.names(FOLDER)?.into_iter().filter_map(|name| name.strip_suffix(".c").map(str::to_owned));
    let mut names: Vec<String> = names.filter(|name| name.starts_with("t-test")).collect();
    names.sort_by_key(|name| (name.len(), name.clone()));
    let mut cases = Vec::new();
    for name in names {
        let source = opendkim.read(&format!("{FOLDER}/{name}.c"))?;
        let Some(run) = Run::of(&String::from_utf8_lossy(&source), &shared) else { continue };
        let passes = run.result == "DKIM_STAT_OK";
        cases.push(Case {
            id: name,
            suite: "opendkim",
            strict: Some(strict(passes, &run.message, &zone)),
            message: run.message,
            zone: zone.clone(),
            expect: if passes { "pass" } else { "nonpass" }.to_owned(),
            note: format!("{} {}", run.result, run.title),
        });
    }
    Ok(cases)
}

/// What a test hands over and asserts.
#[derive(Default)]
struct Run {
    title: String,
    message: Vec<u8>,
    result: String,
    /// What stands in the buffer `hdr`.
    buffer: String,
    verifications: usize,
    over: bool,
}

impl Run {
    fn of(source: &str, shared: &Macros) -> Option<Self> {
        let mut macros = Macros(shared.0.clone());
        macros.read(source);
        let main = without_conditions(&without_comments(source.split("\nmain(").nth(1)?));
        let mut run = Self::default();
        for statement in statements(&main) {
            if NOT_STRAIGHT.iter().any(|word| statement.contains(word)) {
                return None;
            }
            run.step(&statement, &macros)?;
        }
        (run.verifications == 1 && !run.result.is_empty()).then_some(run)
    }

    /// Takes one statement; `None` where it hands over what cannot be told.
    fn step(&mut self, statement: &str, macros: &Macros) -> Option<()> {
        let arguments = |call: &str| statement.split_once(call).map(|(_, rest)| rest.trim_end_matches(')'));
        if let Some(title) = arguments("printf(\"*** ").filter(|_| self.title.is_empty()) {
            self.title =
                title.trim_end_matches('"').trim_end_matches("\\n").trim_end_matches(" SKIPPED").to_owned();
        } else if let Some(parts) = arguments("snprintf(hdr, sizeof hdr, \"%s: %s\", ") {
            let (name, value) = parts.split_once(',')?;
            self.buffer = format!("{}: {}", macros.text(name)?, macros.text(value)?);
        } else if statement.contains("snprintf(") {
            return None;
        } else if let Some(parts) = arguments("dkim_header(dkim,") {
            let name = parts.split(',').next()?.trim();
            let field = if name == "hdr" { self.buffer.clone() } else { macros.text(name)? };
            self.message.extend([field.as_bytes(), b"\r\n"].concat());
        } else if statement.contains("dkim_eoh(") {
            self.message.extend(b"\r\n");
        } else if let Some(parts) = arguments("dkim_body(dkim,") {
            self.message.extend(macros.text(parts.split(',').next()?)?.into_bytes());
        } else if statement.contains("dkim_verify(") {
            self.verifications += 1;
        } else if statement.contains("dkim_eom(") {
            self.over = true;
        } else if let Some(status) =
            arguments("assert(status == ").filter(|_| self.over && self.result.is_empty())
        {
            self.result = status.to_owned();
        }
        Some(())
    }
}

/// The keys that the set-up program writes into a file: a name of three macros, and the text that a loop walks through.
fn zone(source: &str, macros: &Macros) -> Zone {
    let mut zone = Zone::default();
    for block in source.split("fprintf(f, \"%s.%s.%s \",").skip(1) {
        let name = block.split(')').next().unwrap_or_default().split(',').map(|part| macros.text(part));
        let text = block.split("p = ").nth(1).and_then(|rest| macros.text(rest.split(';').next()?));
        if let (Some(parts), Some(text)) = (name.collect::<Option<Vec<_>>>(), text) {
            zone.text(&parts.join("."), &text);
        }
    }
    zone
}

/// The macros of a file, each with what it stands for.
#[derive(Default)]
struct Macros(BTreeMap<String, String>);

impl Macros {
    fn read(&mut self, source: &str) {
        let whole = source.replace("\\\n", " ");
        let lines = whole
            .lines()
            .filter_map(|line| line.strip_prefix("#define")?.trim_start().split_once(char::is_whitespace));
        self.0.extend(lines.map(|(name, value)| (name.to_owned(), value.trim().to_owned())));
    }

    /// The text that literals and macros side by side come to.
    fn text(&self, expression: &str) -> Option<String> {
        let mut text = String::new();
        let mut rest = expression.trim();
        while !rest.is_empty() {
            rest = match rest.strip_prefix('"') {
                Some(literal) => literal_of(literal, &mut text)?,
                None => {
                    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                    let (name, after) = rest.split_at(end);
                    text.push_str(&self.text(self.0.get(name)?)?);
                    after
                }
            }
            .trim_start();
        }
        Some(text)
    }
}

/// Appends a literal that has been opened; what stands behind it.
fn literal_of<'a>(literal: &'a str, text: &mut String) -> Option<&'a str> {
    let mut characters = literal.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return literal.get(at + 1..),
            '\\' => text.push(match characters.next()?.1 {
                'r' => '\r',
                'n' => '\n',
                't' => '\t',
                other => other,
            }),
            c => text.push(c),
        }
    }
    None
}

/// The text without comments.
fn without_comments(source: &str) -> String {
    let mut pieces = source.split("/*");
    let first = pieces.next().unwrap_or_default().to_owned();
    first + &pieces.filter_map(|piece| Some(piece.split_once("*/")?.1)).collect::<String>()
}

/// The text without what stands between `#ifdef` and `#endif`: other builds of the library.
fn without_conditions(source: &str) -> String {
    let mut within = false;
    let kept = source.lines().filter(|line| {
        within |= line.starts_with("#if");
        let keep = !within;
        within &= !line.starts_with("#endif");
        keep
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// Statements, at the semicolons that stand in no literal, each on one line.
fn statements(source: &str) -> Vec<String> {
    let mut quoted = false;
    let mut before = ' ';
    let ends_statement = |c: char| {
        quoted ^= c == '"' && before != '\\';
        before = c;
        c == ';' && !quoted
    };
    source.split(ends_statement).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Macros, Run};

    const START: &str = "#define SIG \"v=1; d=\" DOMAIN \";\\r\\n\\tb=\\\"\"\n#define DOMAIN \"example.com\"\nint\nmain(void)\n{\n\
        printf(\"*** verifying SKIPPED\\n\");\n#ifdef OTHER\ndkim_header(dkim, GONE, 1);\n#endif\n\
        /* dkim_header(dkim, GONE, 1); */\ndkim = dkim_verify(lib, JOBID, NULL, &status);\n\
        snprintf(hdr, sizeof hdr, \"%s: %s\", \"DKIM-Signature\", SIG);\n\
        status = dkim_header(dkim, hdr, strlen(hdr));\nassert(status == DKIM_STAT_OK);\nstatus = dkim_eoh(dkim);\n\
        status = dkim_body(dkim, \"one; two\\r\\n\", 10);\n";

    #[test]
    fn a_straight_test_gives_its_message_and_its_status() {
        let source =
            format!("{START}status = dkim_eom(dkim, NULL);\nassert(status == DKIM_STAT_BADSIG);\n}}");
        let run = Run::of(&source, &Macros::default()).unwrap_or_default();
        let message = "DKIM-Signature: v=1; d=example.com;\r\n\tb=\"\r\n\r\none; two\r\n";
        assert_eq!(String::from_utf8_lossy(&run.message), message);
        assert_eq!((run.title.as_str(), run.result.as_str()), ("verifying", "DKIM_STAT_BADSIG"));
    }

    #[test]
    fn a_test_that_loops_signs_or_asserts_nothing_is_no_data() {
        for rest in ["}", "while (1)\n;\nassert(status == DKIM_STAT_OK);\n}", "dkim = dkim_sign(lib);\n}"] {
            assert!(Run::of(&format!("{START}{rest}"), &Macros::default()).is_none(), "{rest}");
        }
    }
}
