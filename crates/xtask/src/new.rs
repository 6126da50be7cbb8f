//! The places of something new, laid out: what is left is to fill them in, and the compiler and the tests say where.

use crate::catalogue;
use crate::steps::root;
use serde_json::json;

/// A place in a source: the text before which a line goes, where that stands once behind another text.
struct Place {
    file: &'static str,
    /// The text behind which the place is looked for.
    behind: &'static str,
    /// The text before which the line goes.
    before: &'static str,
    line: fn(&str) -> String,
}

/// Everywhere that a cause has to be said.
const CAUSE: [Place; 5] = [
    Place {
        file: "crates/core/src/report/diagnosis.rs",
        behind: "pub enum RootCause {",
        before: "}\n",
        line: |name| {
            format!("    /// {name}: what it is, in one sentence.\n    {name} {{ domain: Domain }},\n")
        },
    },
    Place {
        file: "crates/prose/src/en/diagnosis.rs",
        behind: "pub(super) fn cause(",
        before: "    }\n}\n",
        line: |name| format!("        C::{name} {{ domain }} => format!(\"{name} of {{domain}}.\"),\n"),
    },
    Place {
        file: "crates/prose/src/nl/diagnosis.rs",
        behind: "pub(super) fn cause(",
        before: "    }\n}\n",
        line: |name| format!("        C::{name} {{ domain }} => format!(\"{name} van {{domain}}.\"),\n"),
    },
    Place {
        file: "crates/view/src/share/from_report/diagnosis.rs",
        behind: "cases! { RootCause",
        before: "} }\n",
        line: |name| format!("    {name} {{ domain }},\n"),
    },
    Place {
        file: "crates/view/src/share/texts.rs",
        behind: "C::ParkedUndeclared",
        before: "        | C::Spoofed",
        line: |name| format!("        | C::{name} {{ .. }}\n"),
    },
];

/// Lays out a cause or a provider.
///
/// # Errors
/// When there is no such kind, the name is taken or none, or a file cannot be read or written.
pub(crate) fn new(kind: &str, name: &str) -> Result<(), String> {
    match kind {
        "provider" => catalogue::add(name),
        "cause" => cause(name),
        other => Err(format!("{other} is neither cause nor provider")),
    }
}

fn cause(id: &str) -> Result<(), String> {
    let name = in_pascal_case(id)?;
    let read = |file: &str| std::fs::read_to_string(root().join(file)).map_err(|e| format!("{file}: {e}"));
    let mut written = Vec::new();
    for place in CAUSE {
        written.push((place.file, place.laid(&read(place.file)?, &name)?));
    }
    for number in 1..=2 {
        // Two of each, as a test asks.
        let file = format!("tests/diagnosis/n-{id}-{number}.json");
        let case = serde_json::to_string_pretty(&scaffold(id, number)).map_err(|e| e.to_string())? + "\n";
        std::fs::write(root().join(&file), case).map_err(|e| format!("{file}: {e}"))?;
        println!("{file}: a case, written before the rule");
    }
    for (file, text) in written {
        std::fs::write(root().join(file), text).map_err(|e| format!("{file}: {e}"))?;
        println!("{file}: its place");
    }
    println!(
        "Next: the rule, in the family of crates/core/src/diagnose that it belongs to; the two sentences;"
    );
    println!(
        "cargo xtask schema; cargo test -p waxseal-tests --test diagnosis. CONTRIBUTING.md has the recipe."
    );
    Ok(())
}

/// A case whose zone and label are to be filled in; until then it fails.
fn scaffold(id: &str, number: u32) -> serde_json::Value {
    json!({
        "about": format!("Case {number} of {id}: the story in one sentence, as an admin tells it."),
        "kind": "domain",
        "domain": format!("{}-{number}.example", id.to_ascii_lowercase()),
        "now": "2026-12-01T00:00:00Z",
        "zone": {},
        "expect": { "cause": id, "fix": { "action": "publish" } },
    })
}

/// The name of the variant.
fn in_pascal_case(id: &str) -> Result<String, String> {
    let is_name =
        id.starts_with(|c: char| c.is_ascii_lowercase()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = id.get(..1).filter(|_| is_name).ok_or_else(|| format!("{id} is no name in camelCase"))?;
    Ok(first.to_ascii_uppercase() + id.get(1..).unwrap_or_default())
}

impl Place {
    /// The text of the file with the line in its place.
    fn laid(&self, text: &str, name: &str) -> Result<String, String> {
        let lost = || format!("{}: the place has moved; see crates/xtask/src/new.rs", self.file);
        if text.contains(&format!(" {name} {{")) || text.contains(&format!("::{name} {{")) {
            return Err(format!("{}: {name} is there", self.file));
        }
        let start = text.find(self.behind).ok_or_else(lost)? + self.behind.len();
        let at = start + text.get(start..).and_then(|rest| rest.find(self.before)).ok_or_else(lost)?;
        let (head, tail) = text.split_at(at);
        Ok(format!("{head}{}{tail}", (self.line)(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_cause_is_where_it_is_looked_for() {
        for place in CAUSE {
            let text = std::fs::read_to_string(root().join(place.file)).unwrap();
            let laid = place.laid(&text, "SomethingNew").unwrap();
            assert!(laid.contains("SomethingNew") && laid.len() > text.len());
            assert!(place.laid(&laid, "SomethingNew").is_err(), "{}: twice", place.file);
            assert!(place.laid("nothing", "SomethingNew").is_err());
        }
    }

    #[test]
    fn a_name_is_in_camel_case() {
        assert_eq!(in_pascal_case("dmarcMissing").unwrap(), "DmarcMissing");
        assert!(["", "Dmarc", "dmarc-missing", "1a"].iter().all(|id| in_pascal_case(id).is_err()));
    }
}
