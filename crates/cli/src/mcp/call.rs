//! One call: read as a command line, checked as one, and answered.

use super::arguments::{Arguments, records, switch, text, texts};
use super::refused::{BadCall, Kind};
use super::tools::{Argument, Tool};
use crate::args::Options;
use crate::check::{self, Outcome, Status};
use crate::failure::{Complaint, Failure};
use crate::locale::Words;
use crate::options::{Command, Key, Row};
use crate::request::{Check, Defaults, Source, Subject, Text};
use rmcp::model::{CallToolResult, ContentBlock, JsonObject};
use serde_json::Value;
use waxseal_core::dns::{Draft, Zone};
use waxseal_core::escaping::shown_in_line;
use waxseal_core::json::Json;
use waxseal_prose::Lang;

/// Answers a call. What cannot be checked is an answer too: a sentence, marked as an error.
pub(super) fn answer(tool: &'static Tool, defaults: &Defaults, given: &JsonObject) -> CallToolResult {
    let lang = given.get("lang").and_then(Value::as_str).and_then(Lang::from_tag).unwrap_or(defaults.lang);
    let outcome = read(tool, defaults, given).and_then(check::run).and_then(|outcome| fitting(tool, outcome));
    match outcome {
        Ok(Outcome { status: Status::Nothing(reason), .. }) => {
            refused(&marked(lang, &shown_in_line(&reason)))
        }
        Ok(Outcome { output, report, .. }) => {
            let mut result = CallToolResult::success(vec![ContentBlock::text(marked(lang, &output))]);
            result.structured_content = report;
            result
        }
        Err(why) => refused(&shown_in_line(&why.sentence(lang))),
    }
}

/// A text under the line that says whose words are in it.
fn marked(lang: Lang, text: &str) -> String {
    format!("{}\n\n{text}", Words::of(lang).quoted)
}

fn refused(sentence: &str) -> CallToolResult {
    CallToolResult::error(vec![ContentBlock::text(sentence)])
}

/// A bounce is explained only where there is one.
fn fitting(tool: &Tool, outcome: Outcome) -> Result<Outcome, Failure> {
    let has_bounce =
        outcome.report.as_ref().is_some_and(|report| report.get("bounce").is_some_and(Value::is_object));
    let is_empty = matches!(outcome.status, Status::Nothing(_));
    if tool.name == "explain_bounce" && !has_bounce && !is_empty {
        return Err(BadCall::NoBounce.into());
    }
    Ok(outcome)
}

/// The check that a call asks for.
fn read(tool: &'static Tool, defaults: &Defaults, given: &JsonObject) -> Result<Check, Failure> {
    let arguments = Arguments::new(tool, given)?;
    let command = arguments.command();
    let mut options = Options::default();
    let mut drafts = defaults.drafts.clone();
    for (argument, value) in arguments.all() {
        match argument {
            Argument::Option(key) => option(&mut options, key, &argument.name(), value)?,
            Argument::Records => drafts.extend(drafted(&argument.name(), value)?),
            Argument::Zone => (),
            // A message that stands in the call is no file.
            Argument::Text if command == Command::Message => (),
            Argument::Paths => {
                let paths = texts(&argument.name(), value)?;
                paths.into_iter().for_each(|path| options.operand(path.to_owned()));
            }
            Argument::Text | Argument::File | Argument::Domain => {
                options.operand(operand(&argument.name(), value)?.to_owned());
            }
        }
    }
    let mut check = options.check(command)?;
    if let (Subject::Message { text: from, .. }, Some(text)) =
        (&mut check.subject, arguments.text(Argument::Text)?)
    {
        *from = Text::Given(text.to_owned());
    }
    let now = check.now.or(defaults.now);
    let lang =
        if arguments.value(Argument::Option(Key::Lang)).is_some() { check.lang } else { defaults.lang };
    let source = source(&arguments, check.source, defaults)?;
    Ok(Check { source, drafts, now, lang, is_call: true, ..check })
}

/// What stands behind the command. A hyphen or nothing would be standard input, which the calls come over.
fn operand<'a>(name: &str, value: &'a Value) -> Result<&'a str, BadCall> {
    match text(name, value) {
        Ok("") => Err(BadCall::Missing { name: name.to_owned() }),
        Ok("-") => Err(BadCall::Input),
        given => given,
    }
}

/// An option, as often as it is given.
fn option(options: &mut Options, key: Key, name: &str, value: &Value) -> Result<(), Failure> {
    let (is_many, is_switch) =
        Row::of_key(key).map_or((false, false), |row| (row.is_many, row.value.is_none()));
    let values = if is_switch {
        if switch(name, value)? { vec![""] } else { Vec::new() }
    } else if is_many {
        texts(name, value)?
    } else {
        vec![text(name, value)?]
    };
    values.into_iter().try_for_each(|value| options.take(key, || Ok(value.to_owned())))
}

fn drafted(name: &str, value: &Value) -> Result<Vec<Draft>, Failure> {
    let records = records(name, value)?;
    let drafts = records.into_iter().map(|[name, kind, value]| Draft::parse(name, kind, value));
    Ok(drafts.collect::<Result<_, _>>()?)
}

/// Where the answers come from: what the call says, or else what the server was started with.
fn source(arguments: &Arguments<'_>, asked: Source, defaults: &Defaults) -> Result<Source, Failure> {
    let has_doh = arguments.value(Argument::Option(Key::Doh)).is_some();
    match arguments.value(Argument::Zone) {
        Some(_) if has_doh => Err(Complaint::ZoneAndDoh.into()),
        Some(Value::String(path)) => Ok(Source::Zone(path.into())),
        Some(value) if value.is_object() => {
            let name = Argument::Zone.name();
            let wrong = |_| BadCall::Kind { name: name.clone(), kind: Kind::Zone };
            let json: Json = serde_json::from_value(value.clone()).map_err(wrong)?;
            let zone = Zone::of(&json).map_err(|why| Complaint::NotAZone(name.clone(), why))?;
            Ok(Source::Given(zone))
        }
        Some(_) => Err(BadCall::Kind { name: Argument::Zone.name(), kind: Kind::Zone }.into()),
        None if has_doh => Ok(asked),
        None => Ok(defaults.source.clone()),
    }
}

#[cfg(test)]
mod tests;
