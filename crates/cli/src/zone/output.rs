//! Problems as text, as annotations of a forge, as a table in Markdown, as SARIF and as JSON.

use super::{Problem, ZoneFile};
use crate::locale::Words;
use crate::text::line;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use waxseal_core::escaping::shown_in_line;
use waxseal_core::finding::Severity;
use waxseal_core::report::DomainReport;
use waxseal_prose::Lang;

/// One problem a line, as compilers tell theirs, with what follows indented.
pub(crate) fn text(lang: Lang, checked: &[(ZoneFile, Vec<DomainReport>)], problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems {
        let Problem { file, line: at, message, .. } = problem;
        let mut lines = message.lines();
        let severity = (Words::of(lang).severity)(problem.severity);
        line(&mut out, &format!("{file}:{at}: {severity}: {}", lines.next().unwrap_or_default()));
        lines.for_each(|more| line(&mut out, &format!("    {more}")));
    }
    line(&mut out, &summary(lang, checked, problems));
    out
}

/// How much was checked, and what came of it.
fn summary(lang: Lang, checked: &[(ZoneFile, Vec<DomainReport>)], problems: &[Problem]) -> String {
    let of = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let records = checked.iter().map(|(zone, _)| zone.written.entries.len()).sum();
    let domains = checked.iter().map(|(_, reports)| reports.len()).sum();
    (Words::of(lang).zone_summary)([records, domains, of(Severity::Error), of(Severity::Warning)])
}

/// Commands of GitHub's workflows, which it shows at the line. What only is good to know is left to the summary.
pub(crate) fn annotations(problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems {
        let command = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => continue,
        };
        let message: Vec<String> = problem.message.lines().map(shown_in_line).map(String::from).collect();
        out += &format!(
            "::{command} file={},line={},title={}::{}\n",
            property(&problem.file),
            problem.line,
            property(&format!("{} {}", problem.code, problem.subject)),
            data(&message.join("\n"))
        );
    }
    out
}

/// A value of a workflow command: nothing in it begins another one.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&shown_in_line(text)).replace(':', "%3A").replace(',', "%2C")
}

/// A table in Markdown.
pub(crate) fn markdown(
    lang: Lang,
    checked: &[(ZoneFile, Vec<DomainReport>)],
    problems: &[Problem],
) -> String {
    let words = Words::of(lang);
    let names: Vec<String> = checked.iter().map(|(zone, _)| cell(zone.origin.as_str())).collect();
    let mut out = format!("## Waxseal: {}\n\n{}\n", names.join(", "), summary(lang, checked, problems));
    if !problems.is_empty() {
        let [place, severity, what] = words.zone_columns;
        out += &format!("\n| {place} | {severity} | {what} |\n| --- | --- | --- |\n");
    }
    for problem in problems {
        let message: Vec<String> = problem.message.lines().map(cell).collect();
        let severity = (words.severity)(problem.severity);
        out += &format!(
            "| {}:{} | {severity} | {} |\n",
            cell(&problem.file),
            problem.line,
            message.join("<br>")
        );
    }
    out
}

/// Text in a cell: nothing in it is markup.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for character in shown_in_line(text).chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '@' | '!' => out.extend(['\\', character]),
            other => out.push(other),
        }
    }
    out
}

/// The Static Analysis Results Interchange Format, 2.1.0.
pub(crate) fn sarif(problems: &[Problem]) -> Value {
    let rules: BTreeMap<&str, ()> = problems.iter().map(|problem| (problem.code.as_str(), ())).collect();
    let results: Vec<Value> = problems
        .iter()
        .map(|problem| {
            let level = match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "note",
            };
            json!({
                "ruleId": problem.code,
                "level": level,
                "message": { "text": problem.message },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": problem.file.replace('\\', "/") },
                    "region": { "startLine": problem.line },
                } }],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Waxseal",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.keys().map(|id| json!({ "id": id })).collect::<Vec<_>>(),
            } },
            "results": results,
        }],
    })
}

/// One value for programs.
pub(crate) fn json(checked: &[(ZoneFile, Vec<DomainReport>)], problems: &[Problem]) -> Value {
    let zones: Vec<Value> = checked
        .iter()
        .map(|(zone, reports)| {
            json!({ "file": zone.name, "origin": zone.origin, "records": zone.written.entries.len(), "domains": reports })
        })
        .collect();
    json!({ "schema": 1, "kind": "zone", "zones": zones, "problems": problems })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_a_zone_becomes_a_command_or_markup() {
        let problem = Problem {
            file: "a,b:c.zone".to_owned(),
            line: 3,
            severity: Severity::Error,
            code: "spfSyntax".to_owned(),
            subject: "x\n::error::y".to_owned(),
            message: "<img>|`x` 100%\n::warning::z".to_owned(),
        };
        let said = annotations(std::slice::from_ref(&problem));
        assert_eq!(said.lines().count(), 1);
        assert!(said.starts_with("::error file=a%2Cb%3Ac.zone,line=3,title=spfSyntax x"), "{said}");
        assert!(said.contains("100%25%0A::warning"));
        let table = markdown(Lang::En, &[], &[problem]);
        assert!(table.contains("&lt;img>\\|\\`x\\`") && !table.contains("<img>"), "{table}");
    }
}
