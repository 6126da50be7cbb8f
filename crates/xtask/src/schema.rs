//! The JSON schema of the reports, which the site serves: made from their types.

use crate::steps::{output, root};

/// Where the site takes it from.
const SCHEMA: &str = "web/assets/report.schema.json";

/// Writes it anew. A test holds the file to be what this writes.
///
/// # Errors
/// When they do not compile, or the file cannot be written.
pub(crate) fn write() -> Result<(), String> {
    let example = ["run", "--quiet", "-p", "waxseal-reports", "--features", "schema", "--example", "schema"];
    let schema = output("cargo", &example).ok_or("the example \"schema\" did not run")?;
    std::fs::write(root().join(SCHEMA), schema).map_err(|e| format!("{SCHEMA}: {e}"))
}
