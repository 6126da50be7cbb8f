//! Reports of receivers: which files are meant, and what they come to.

mod ahead;

use crate::request::{Check, Wanted};
use ahead::opened;
use std::fs::{self, DirEntry, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use waxseal_core::sorting::sort;
use waxseal_reports::report::ReportsReport;
use waxseal_reports::unpack::{Document, MAX_FILE, open};
use waxseal_reports::{Collection, SystemError, Unread};
use waxseal_reports_prose::{csv, markdown, text};

/// How deep folders may stand in one another.
const MAX_FOLDERS: usize = 32;

/// A file that is meant, or why there is nothing to be read.
pub(crate) struct Found {
    path: PathBuf,
    why: Option<Unread>,
}

/// Gathers all reports in some files and folders.
pub(crate) fn read(paths: &[PathBuf], wanted: &Wanted) -> Collection {
    let mut found = Vec::new();
    for path in paths {
        find(&mut found, path, path.is_dir(), 0);
    }
    let mut collection = Collection::new(wanted.domain.clone()).of_reporter(wanted.reporter.as_deref());
    opened(&found, |name, document| collection.add(name, document));
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

/// Finds a file, or all files in a folder, in the order of their names.
fn find(found: &mut Vec<Found>, path: &Path, is_folder: bool, depth: usize) {
    if !is_folder {
        return found.push(Found { path: path.to_owned(), why: None });
    }
    let entries = match fs::read_dir(path) {
        Ok(entries) if depth < MAX_FOLDERS => entries,
        Ok(_) => return,
        Err(why) => {
            return found.push(Found { path: path.to_owned(), why: Some(system(why.kind())) });
        }
    };
    // What a folder says of its entries spares a question for each; only where a link leads has to be looked up.
    let is_folder = |entry: &DirEntry| match entry.file_type() {
        Ok(kind) if !kind.is_symlink() => kind.is_dir(),
        _ => entry.path().is_dir(),
    };
    let inside = entries.flatten().map(|entry| (entry.path(), is_folder(&entry)));
    let mut inside: Vec<(PathBuf, bool)> = inside.filter(|(path, _)| !is_hidden(path)).collect();
    sort(&mut inside);
    inside.iter().for_each(|(path, is_folder)| find(found, path, *is_folder, depth + 1));
}

/// Files that file managers and version control leave in folders.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Opens a file, and hands on what is in it.
fn open_file(file: &Found, hand_on: &mut dyn FnMut(Document)) {
    let read = file.why.clone().map_or_else(|| bytes(&file.path).map_err(system), Err);
    match read {
        Ok(bytes) => open(&bytes, hand_on),
        Err(why) => hand_on(Document { entry: None, content: Err(why) }),
    }
}

/// The octets of a file, one past what is read at the most.
fn bytes(path: &Path) -> Result<Vec<u8>, ErrorKind> {
    let limit = u64::try_from(MAX_FILE).unwrap_or(u64::MAX).saturating_add(1);
    let file = File::open(path).map_err(|why| why.kind())?;
    // What is no plain file has no size of its own.
    let size = file.metadata().map_or(0, |about| about.len().min(limit));
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
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
