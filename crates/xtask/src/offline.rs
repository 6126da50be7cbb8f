//! The service worker of a build: which files it is made of.

use crate::files::{self, File, SERVICE_WORKER, When};
use crate::steps::root;
use crate::{integrity, lzma, minify};
use serde_json::{Map, Value};
use std::path::Path;

/// The service worker as it is written, with no build and no files.
const SOURCE: &str = "web/assets/service-worker.js";
/// What the browser gets from the host or not at all: an answer about a missing page.
const NEVER: &str = "404.html";
/// The files that are kept when they are first asked for, by how their names end.
const KEPT_WHEN_ASKED: [&str; 6] = [".json", ".dat", ".html", ".js", ".lzma", ".zip"];

/// Writes the service worker of the site.
///
/// # Errors
/// When a file cannot be read or written, or the service worker is not as it was written.
pub(crate) fn write(dist: &Path, id: &str) -> Result<(), String> {
    let source = std::fs::read_to_string(root().join(SOURCE)).map_err(|e| format!("{SOURCE}: {e}"))?;
    let (mut kept, mut later) = (Map::new(), Vec::new());
    for file in files::all(dist)?.iter().filter(|file| file.name != SERVICE_WORKER && file.name != NEVER) {
        if file.when != When::Later {
            // The page is asked for by the name of its folder.
            let name = if file.name == "index.html" { "./" } else { &file.name };
            kept.insert(name.to_owned(), Value::from(hash(file)));
        } else if KEPT_WHEN_ASKED.iter().any(|end| file.name.ends_with(end)) {
            later.push(Value::from(file.name.clone()));
        }
    }
    let text = filled(&source, id, &Value::Object(kept), &Value::Array(later))?;
    std::fs::write(dist.join(SERVICE_WORKER), text).map_err(|e| format!("{SERVICE_WORKER}: {e}"))
}

/// What a file is held to; nothing where its name tells already what is in it, and the page holds it to its hash besides.
fn hash(file: &File) -> String {
    if file.is_named_by_content() { String::new() } else { integrity::short(&file.bytes) }
}

/// The service worker with its build and its files, and without its comments.
fn filled(source: &str, id: &str, kept: &Value, later: &Value) -> Result<String, String> {
    let mut text = minify::script(&lzma::with_unpacker(source)?);
    for (empty, full) in [
        ("BUILD = \"\"", format!("BUILD = \"{id}\"")),
        ("KEPT = {}", format!("KEPT = {kept}")),
        ("LATER = []", format!("LATER = {later}")),
    ] {
        if !text.contains(empty) {
            return Err(format!("{SOURCE}: it does not say {empty}"));
        }
        text = text.replacen(empty, &full, 1);
    }
    Ok(text)
}
