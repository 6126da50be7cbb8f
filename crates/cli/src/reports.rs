//! Reports of receivers: which files are meant, and what they come to.

use crate::args::Check;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use waxseal_core::domain::Domain;
use waxseal_core::sorting::sort;
use waxseal_reports::report::ReportsReport;
use waxseal_reports::unpack::MAX_FILE;
use waxseal_reports::{Collection, SystemError, Unread};
use waxseal_reports_prose::{csv, markdown, text};

/// How deep folders may stand in one another.
const MAX_FOLDERS: usize = 32;

/// Gathers all reports in some files and folders.
pub(crate) fn read(paths: &[PathBuf], domain: Option<Domain>) -> Collection {
    let mut collection = Collection::new(domain);
    for path in paths {
        add(&mut collection, path, 0);
    }
    collection
}

/// A set of reports in the form that was asked for.
pub(crate) fn written(check: &Check, report: &ReportsReport) -> String {
    if check.csv {
        csv::reports(report)
    } else if check.markdown {
        markdown::reports(check.lang, report)
    } else {
        text::reports(check.lang, report)
    }
}

/// A file, or all files in a folder, in the order of their names.
fn add(collection: &mut Collection, path: &Path, depth: usize) {
    let name = path.display().to_string();
    if !path.is_dir() {
        match bytes(path) {
            Ok(bytes) => collection.add_file(&name, &bytes),
            Err(why) => collection.add_unread(&name, system(why)),
        }
        return;
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) if depth < MAX_FOLDERS => entries,
        Ok(_) => return,
        Err(why) => return collection.add_unread(&name, system(why.kind())),
    };
    let mut inside: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|p| !is_hidden(p)).collect();
    sort(&mut inside);
    inside.iter().for_each(|path| add(collection, path, depth + 1));
}

/// Files that file managers and version control leave in folders.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The octets of a file, one past what is read at the most.
fn bytes(path: &Path) -> Result<Vec<u8>, ErrorKind> {
    let limit = u64::try_from(MAX_FILE).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|why| why.kind())?;
    file.take(limit).read_to_end(&mut bytes).map_err(|why| why.kind())?;
    Ok(bytes)
}

const fn system(kind: ErrorKind) -> Unread {
    let why = match kind {
        ErrorKind::NotFound => SystemError::NotFound,
        ErrorKind::PermissionDenied => SystemError::NotAllowed,
        _ => SystemError::Other,
    };
    Unread::System { why }
}
