//! What a call gives: which arguments there are, and what they hold.

use super::refused::{BadCall, Kind};
use super::tools::{Argument, Tool};
use crate::options::{Command, Row};
use rmcp::model::JsonObject;
use serde_json::Value;

/// The most values of a list that are read.
const MAX_VALUES: usize = 1_000;

/// The arguments of a call, each of them known and of the right number.
pub(super) struct Arguments<'a> {
    tool: &'static Tool,
    given: &'a JsonObject,
}

impl<'a> Arguments<'a> {
    /// Looks which arguments there are.
    ///
    /// # Errors
    /// One is not known, or missing, or one too many.
    pub(super) fn new(tool: &'static Tool, given: &'a JsonObject) -> Result<Self, BadCall> {
        let names: Vec<String> = tool.arguments().map(Argument::name).collect();
        if let Some(name) = given.keys().find(|name| !names.contains(name)) {
            return Err(unknown(tool, name));
        }
        let has = |argument: &&Argument| given.get(&argument.name()).is_some_and(|value| !value.is_null());
        if let Some(missing) = tool.needs.iter().find(|argument| !has(argument)) {
            return Err(BadCall::Missing { name: missing.name() });
        }
        if !tool.one_of.is_empty() && tool.one_of.iter().filter(has).count() != 1 {
            let names: Vec<String> = tool.one_of.iter().map(|argument| argument.name()).collect();
            return Err(BadCall::OneOf { names: names.join(", ") });
        }
        let arguments = Self { tool, given };
        arguments.fit(arguments.command())?;
        Ok(arguments)
    }

    /// The command that the call is: records are tried on a domain or on a message.
    pub(super) fn command(&self) -> Command {
        let has_text =
            [Argument::Text, Argument::File].iter().any(|argument| self.value(*argument).is_some());
        match self.tool.command {
            Command::Domain if has_text => Command::Message,
            command => command,
        }
    }

    /// Every argument that is an option has to be one of the command.
    fn fit(&self, command: Command) -> Result<(), BadCall> {
        let is_foreign = |key| Row::of_key(key).is_some_and(|row| !row.is_of(command));
        for (argument, _) in self.all() {
            if matches!(argument, Argument::Option(key) if is_foreign(key)) {
                return Err(unknown(self.tool, &argument.name()));
            }
        }
        Ok(())
    }

    /// The arguments that are there, with their values.
    pub(super) fn all(&self) -> impl Iterator<Item = (Argument, &'a Value)> {
        self.tool.arguments().filter_map(|argument| Some((argument, self.value(argument)?)))
    }

    /// The value of an argument; null is none.
    pub(super) fn value(&self, argument: Argument) -> Option<&'a Value> {
        self.given.get(&argument.name()).filter(|value| !value.is_null())
    }

    /// A text that is there or not.
    pub(super) fn text(&self, argument: Argument) -> Result<Option<&'a str>, BadCall> {
        self.value(argument).map(|value| text(&argument.name(), value)).transpose()
    }
}

fn unknown(tool: &Tool, name: &str) -> BadCall {
    BadCall::UnknownArgument { tool: tool.name.to_owned(), name: name.to_owned() }
}

fn wrong(name: &str, kind: Kind) -> BadCall {
    BadCall::Kind { name: name.to_owned(), kind }
}

/// A value that is a text.
pub(super) fn text<'a>(name: &str, value: &'a Value) -> Result<&'a str, BadCall> {
    value.as_str().ok_or_else(|| wrong(name, Kind::Text))
}

/// A value that is yes or no.
pub(super) fn switch(name: &str, value: &Value) -> Result<bool, BadCall> {
    value.as_bool().ok_or_else(|| wrong(name, Kind::Switch))
}

/// A list of texts; one text is a list of one.
pub(super) fn texts<'a>(name: &str, value: &'a Value) -> Result<Vec<&'a str>, BadCall> {
    if let Some(one) = value.as_str() {
        return Ok(vec![one]);
    }
    let texts = list(name, value, Kind::Texts)?.iter().map(Value::as_str);
    texts.collect::<Option<_>>().ok_or_else(|| wrong(name, Kind::Texts))
}

/// A list of records: name, type and value of each.
pub(super) fn records<'a>(name: &str, value: &'a Value) -> Result<Vec<[&'a str; 3]>, BadCall> {
    let one = |record: &'a Value| {
        let is_whole = record.as_object().is_some_and(|fields| fields.len() == 3);
        let field = |name: &str| record.get(name).and_then(Value::as_str).filter(|_| is_whole);
        Some([field("name")?, field("type")?, field("value")?])
    };
    let records = list(name, value, Kind::Records)?.iter().map(one);
    records.collect::<Option<_>>().ok_or_else(|| wrong(name, Kind::Records))
}

fn list<'a>(name: &str, value: &'a Value, kind: Kind) -> Result<&'a [Value], BadCall> {
    let list = value.as_array().filter(|list| !list.is_empty()).ok_or_else(|| wrong(name, kind))?;
    if list.len() > MAX_VALUES {
        return Err(BadCall::TooMany { name: name.to_owned(), most: MAX_VALUES });
    }
    Ok(list)
}
