//! The JSON schema of the reports, made from their types: what serde writes of them is what it describes.
//!
//! It is part of a build only with the feature `schema`, which the tests and `cargo xtask schema` ask for and the page does not.

use crate::dns::{Host, Text};
use crate::domain::Domain;
use crate::evidence::ResultWord;
use crate::providers::Provider;
use crate::report::{DomainReport, Identifier, MessageReport, RecordReport, SpfCheckReport};
use crate::spf::Network;
use crate::time::Timestamp;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;

/// A kind of report that stands in another crate.
pub type Kind = fn(&mut SchemaGenerator) -> Schema;

/// The schema of every report as it is published: a definition a line, so that a change of a type is a change of a line.
#[must_use]
pub fn published(more: &[Kind]) -> String {
    let mut schema = reports(more);
    let definitions = schema.as_object_mut().and_then(|schema| schema.remove("$defs"));
    let definitions = definitions.iter().filter_map(Value::as_object).flatten();
    let lines: Vec<String> =
        definitions.map(|(name, definition)| format!("{}:{definition}", json!(name))).collect();
    let head = schema.to_string();
    format!("{},\n\"$defs\":{{\n{}\n}}}}\n", head.trim_end_matches('}'), lines.join(",\n"))
}

/// The schema of every report.
#[must_use]
pub fn reports(more: &[Kind]) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut generator = settings.with_transform(RecursiveTransform(plain)).into_generator();
    let mut kinds = vec![
        generator.subschema_for::<MessageReport>(),
        generator.subschema_for::<DomainReport>(),
        generator.subschema_for::<SpfCheckReport>(),
        generator.subschema_for::<RecordReport>(),
    ];
    kinds.extend(more.iter().map(|kind| kind(&mut generator)));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Waxseal report",
        "description": "What a check comes to: of a message, of a domain, of SPF alone, or of a set of \
                        reports. Codes are words in camelCase and stay what they are; new codes and new \
                        fields may come, so a reader ignores what it does not know.",
        "oneOf": kinds,
        "$defs": generator.take_definitions(true),
    })
}

/// A schema without what only Rust knows: the widths of integers, the kinds of text that JSON Schema has no word for, and the links
/// and marks of a doc comment.
fn plain(schema: &mut Schema) {
    if schema.get("format").and_then(Value::as_str).is_some_and(|format| format != "date-time") {
        schema.remove("format");
        schema.remove("maximum");
    }
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace("[`", "").replace("`]", "").replace('`', "").replace('\n', " ");
    }
}

/// Says of a type that it is written as text.
macro_rules! text {
    ($($type:ty: $name:literal, $inline:literal, $schema:tt;)*) => { $(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn inline_schema() -> bool {
                $inline
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )* };
}

text! {
    Domain: "Domain", true, { "type": "string" };
    Host: "Host", true, { "type": "string" };
    ResultWord: "ResultWord", true, { "type": "string" };
    Identifier: "Identifier", true, { "type": "string" };
    Provider: "ProviderId", true, { "type": "string" };
    Network: "Network", true, { "type": "string" };
    Timestamp: "Time", false, { "description": "A moment of UTC, as RFC 3339 writes it.", "type": "string", "format": "date-time" };
    // A TXT record that is no UTF-8 is written in hexadecimal.
    Text: "Text", true, { "anyOf": [
        { "type": "string" },
        { "type": "object", "properties": { "hex": { "type": "string" } }, "required": ["hex"] },
    ] };
}
