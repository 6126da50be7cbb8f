//! Reports as files.

use super::{Checker, Effect, Report};
use serde::Serialize;
use waxseal_core::json;
use waxseal_view::export::{csv, domain_csv, message_csv};
use waxseal_view::protocol::{Act, Reply};
use waxseal_view::share;

/// A file: its name, its media type and what is in it.
type Content = (&'static str, &'static str, String);

impl Checker {
    /// Hands the report over as a file.
    pub(super) fn export(&self, kind: &str) -> Vec<Effect> {
        let file = match kind {
            "csv" => self.table(),
            "shared" => self.shared(),
            _ => self.whole(),
        };
        let file = file.map(|(name, kind, text)| Reply::File { name: name.into(), kind: kind.into(), text });
        file.map(Effect::Say).into_iter().chain(self.draw()).collect()
    }

    fn table(&self) -> Option<Content> {
        Some(match self.report.as_ref()? {
            Report::Domains(reports, _) => ("waxseal-domains.csv", "text/csv", csv(self.locale, reports)),
            Report::Domain(report) => ("waxseal-domain.csv", "text/csv", domain_csv(report)),
            Report::Message(report) => ("waxseal-message.csv", "text/csv", message_csv(report)),
            Report::Record(_) | Report::Address(_) | Report::Found => return None,
        })
    }

    fn whole(&self) -> Option<Content> {
        let file = |name, text: String| Some((name, "application/json", pretty(&text)));
        match self.report.as_ref()? {
            Report::Domains(reports, _) => file("waxseal-domains.json", json::text(reports).ok()?),
            Report::Domain(report) => file("waxseal-domain.json", self.with_drafts(&**report)?),
            Report::Message(report) => file("waxseal-message.json", self.with_drafts(&**report)?),
            Report::Record(report) => file("waxseal-record.json", json::text(&**report).ok()?),
            Report::Address(_) | Report::Found => None,
        }
    }

    fn with_drafts<R: Serialize>(&self, report: &R) -> Option<String> {
        share::json(report, &self.masked(&[]), &self.session.drafts)
    }

    /// What is about to be shared, where a link is too short for it.
    fn shared(&self) -> Option<Content> {
        let text = self.session.sharing.as_ref()?.text.clone();
        text.map_or_else(|| self.whole(), |text| Some(("waxseal-shared.json", "application/json", text)))
    }
}

/// JSON as people read it: each member on a line of its own, two spaces further in than what holds it.
pub(crate) fn pretty(json: &str) -> String {
    let (mut out, mut depth, mut in_string, mut is_escaped, mut opened) =
        (String::new(), 0_usize, false, false, false);
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    for c in json.chars() {
        if in_string {
            out.push(c);
            (in_string, is_escaped) = (is_escaped || c != '"', !is_escaped && c == '\\');
            continue;
        }
        let closes = matches!(c, '}' | ']');
        if closes {
            depth = depth.saturating_sub(1);
        }
        // What holds nothing stays on its line.
        if opened != closes {
            line(&mut out, depth);
        }
        opened = matches!(c, '{' | '[');
        depth += usize::from(opened);
        in_string = c == '"';
        out.push(c);
        match c {
            ',' => line(&mut out, depth),
            ':' => out.push(' '),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_set_out_as_others_do() {
        for text in [
            r#"{}"#,
            r#"[]"#,
            r#"[[],{}]"#,
            r#"{"a":1,"b":[1,2,{"c":"x\"y{[,:\\"}],"d":{},"e":"","f":null}"#,
            r#"[{"a":[]},"",[[1]],"é\n"]"#,
        ] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            assert_eq!(pretty(text), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}

/// Whether an act is of no use before all answers are there: it would take the place of the check, or find nothing to save.
pub(super) const fn rests_on_a_whole_report(act: Act) -> bool {
    matches!(act, Act::AskSpf | Act::Compare | Act::SecondResolver | Act::Export | Act::Share)
}
