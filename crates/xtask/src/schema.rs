//! The JSON schema of the reports, which the site serves: made from the types of the core.

use crate::steps::{output, root};

/// Where the site takes it from.
const SCHEMA: &str = "web/assets/report.schema.json";

/// Writes it anew. A test holds the file to be what this writes.
///
/// # Errors
/// When the core does not compile, or the file cannot be written.
pub(crate) fn write() -> Result<(), String> {
    let example = ["run", "--quiet", "-p", "waxseal-core", "--features", "schema", "--example", "schema"];
    let schema = output("cargo", &example).ok_or("the core's example \"schema\" did not run")?;
    std::fs::write(root().join(SCHEMA), schema).map_err(|e| format!("{SCHEMA}: {e}"))
}
