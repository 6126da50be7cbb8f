//! The TypeScript types of the API: written by hand for its functions, worked out of the JSON schema for its reports.

use crate::steps::root;
use serde_json::{Map, Value};
use std::path::Path;

/// The functions and what they take.
const FUNCTIONS: &str = "web/assets/waxseal.d.ts";
/// The shape of what they give.
const SCHEMA: &str = "web/assets/report.schema.json";
/// The most levels that one type may be deep; the deepest is five.
const MAX_DEPTH: usize = 16;

/// Writes the types into a site.
///
/// # Errors
/// When a source cannot be read, or the schema says what has no counterpart here.
pub(crate) fn write(site: &Path) -> Result<(), String> {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).map_err(|e| format!("{name}: {e}"));
    let schema: Value = serde_json::from_str(&read(SCHEMA)?).map_err(|e| format!("{SCHEMA}: {e}"))?;
    let types = format!("{}\n{}", read(FUNCTIONS)?, declarations(&schema)?);
    let path = site.join("waxseal.d.ts");
    std::fs::write(&path, types).map_err(|e| format!("{}: {e}", path.display()))
}

/// A declaration for each definition of the schema.
fn declarations(schema: &Value) -> Result<String, String> {
    let definitions = schema["$defs"].as_object().ok_or("the schema defines nothing")?;
    let mut text = String::new();
    for (name, definition) in definitions {
        let told = |e: String| format!("{SCHEMA}: {name}: {e}");
        text += &doc(definition, "");
        text += &match choices(definition) {
            None => match members(definition, 0).map_err(told)? {
                Some(members) => format!("export interface {name} {{\n{members}}}\n\n"),
                None => format!("export type {name} = {};\n\n", of(definition, 0).map_err(told)?),
            },
            Some(_) => format!("export type {name} = {};\n\n", of(definition, 0).map_err(told)?),
        };
    }
    Ok(text)
}

/// What a schema may be one of.
fn choices(schema: &Value) -> Option<&Vec<Value>> {
    schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array())
}

/// The union of choices; those that have something to say of themselves stand a line each.
fn union(choices: &[Value], depth: usize) -> Result<String, String> {
    if choices.iter().all(|choice| choice["description"].is_null()) {
        return each(choices, " | ", |choice| of(choice, depth));
    }
    let indent = "  ".repeat(depth + 1);
    let line = |choice: &Value| Ok(format!("\n{}{indent}| {}", doc(choice, &indent), of(choice, depth + 1)?));
    each(choices, "", line)
}

fn doc(of: &Value, indent: &str) -> String {
    of["description"].as_str().map(|text| format!("{indent}/** {text} */\n")).unwrap_or_default()
}

/// The members of an object whose properties are known; `None` for everything else.
fn members(schema: &Value, depth: usize) -> Result<Option<String>, String> {
    let Some(properties) = schema["properties"].as_object() else { return Ok(None) };
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let indent = "  ".repeat(depth + 1);
    let mut text = String::new();
    for (name, property) in properties {
        let mark = if required.contains(&name.as_str()) { "" } else { "?" };
        text += &doc(property, &indent);
        text += &format!("{indent}{name}{mark}: {};\n", of(property, depth + 1)?);
    }
    if schema["additionalProperties"] == true {
        text += &format!("{indent}[more: string]: unknown;\n");
    }
    Ok(Some(text))
}

/// The type of a schema.
fn of(schema: &Value, depth: usize) -> Result<String, String> {
    if depth > MAX_DEPTH {
        return Err("is too deep".to_owned());
    }
    let object = schema.as_object().ok_or("is no schema")?;
    if let Some(name) = object.get("$ref").and_then(Value::as_str) {
        return Ok(name.rsplit('/').next().unwrap_or(name).to_owned());
    }
    if let Some(value) = object.get("const") {
        return Ok(value.to_string());
    }
    if let Some(words) = object.get("enum").and_then(Value::as_array) {
        return Ok(words.iter().map(Value::to_string).collect::<Vec<_>>().join(" | "));
    }
    if let Some(choices) = choices(schema) {
        let choices = union(choices, depth)?;
        // What every choice has stands beside them.
        return Ok(match members(schema, depth)? {
            Some(members) => format!("{{\n{members}{}}} & ({choices})", "  ".repeat(depth)),
            None => choices,
        });
    }
    match &schema["type"] {
        Value::String(name) => named(name, object, depth),
        Value::Array(names) => {
            each(names, " | ", |name| named(name.as_str().unwrap_or_default(), object, depth))
        }
        _ => Err("says no type".to_owned()),
    }
}

fn named(name: &str, object: &Map<String, Value>, depth: usize) -> Result<String, String> {
    match name {
        "string" | "boolean" | "null" => Ok(name.to_owned()),
        "integer" | "number" => Ok("number".to_owned()),
        "array" => match (object.get("prefixItems").and_then(Value::as_array), object.get("items")) {
            (Some(places), _) => Ok(format!("[{}]", each(places, ", ", |place| of(place, depth + 1))?)),
            (None, Some(items)) => Ok(format!("Array<{}>", of(items, depth + 1)?)),
            (None, None) => Err("has an array of nothing".to_owned()),
        },
        "object" => {
            let whole = Value::Object(object.clone());
            match (members(&whole, depth)?, object.get("additionalProperties")) {
                (Some(members), _) => Ok(format!("{{\n{members}{}}}", "  ".repeat(depth))),
                (None, Some(value)) => Ok(format!("Record<string, {}>", of(value, depth + 1)?)),
                (None, None) => Err("has an object of nothing".to_owned()),
            }
        }
        other => Err(format!("has the type {other}")),
    }
}

fn each(
    schemas: &[Value],
    between: &str,
    write: impl Fn(&Value) -> Result<String, String>,
) -> Result<String, String> {
    Ok(schemas.iter().map(write).collect::<Result<Vec<_>, _>>()?.join(between))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_of_schema_has_its_type() {
        let schema = json!({ "$defs": {
            "Word": { "enum": ["a", "b"] },
            "Thing": { "description": "A thing.", "type": "object", "required": ["word"], "properties": {
                "word": { "$ref": "#/$defs/Word" },
                "count": { "type": ["integer", "null"] },
                "pairs": { "type": "array", "items": { "type": "array", "prefixItems": [{ "type": "string" }, { "type": "number" }] } },
                "map": { "type": "object", "additionalProperties": { "type": "string" } }
            }, "additionalProperties": true }
        } });
        assert_eq!(
            declarations(&schema).unwrap(),
            "/** A thing. */\nexport interface Thing {\n  count?: number | null;\n  map?: Record<string, string>;\n  \
             pairs?: Array<[string, number]>;\n  word: Word;\n  [more: string]: unknown;\n}\n\n\
             export type Word = \"a\" | \"b\";\n\n"
        );
    }

    #[test]
    fn choices_are_a_union_beside_what_all_of_them_have() {
        let kind = |word: &str| json!({ "type": "object", "properties": { "code": { "const": word } }, "required": ["code"] });
        let mut told = kind("b");
        told["description"] = json!("The second.");
        let schema = json!({ "$defs": {
            "Bare": { "oneOf": [kind("a"), { "type": "null" }] },
            "Thing": { "oneOf": [kind("a"), told], "properties": { "sure": { "type": "boolean" } }, "required": ["sure"] }
        } });
        assert_eq!(
            declarations(&schema).unwrap(),
            "export type Bare = {\n  code: \"a\";\n} | null;\n\n\
             export type Thing = {\n  sure: boolean;\n} & (\n  | {\n    code: \"a\";\n  }\n  /** The second. */\n  \
             | {\n    code: \"b\";\n  });\n\n"
        );
    }

    #[test]
    fn causes_and_steps_are_words_of_their_own() {
        let site = std::env::temp_dir().join(format!("waxseal-types-{}", std::process::id()));
        std::fs::create_dir_all(&site).unwrap();
        write(&site).unwrap();
        let types = std::fs::read_to_string(site.join("waxseal.d.ts")).unwrap();
        std::fs::remove_dir_all(&site).unwrap();
        for line in [
            "cause: \"espSignsOwnDomain\";",
            "step: \"publishKeyAlias\";",
            "export interface MessageReport {",
        ] {
            assert!(types.contains(line), "{line}");
        }
    }

    #[test]
    fn what_has_no_type_is_told() {
        assert!(declarations(&json!({ "$defs": { "X": { "not": {} } } })).is_err());
    }
}
