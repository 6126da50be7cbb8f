//! Zones before they are published: their files are read, each domain that they speak for is checked as it will be, and every problem
//! stands at its line.

mod bind;
mod octodns;
mod output;
mod problems;
mod tsv;
mod written;

pub(crate) use output::{annotations, json, markdown, sarif, text};
pub(crate) use problems::{Problem, problems};
pub(crate) use written::{Published, Written, Wrong};

use crate::failure::Complaint;
use crate::request::ZoneFiles;
use std::path::Path;
use waxseal_core::dns::Rdata;
use waxseal_core::domain::Domain;

/// The longest zone file that is read, in bytes; one of a million names has about fifty million.
pub(crate) const MAX_ZONE_FILE: u64 = 64 * 1024 * 1024;
/// The most domains of one zone that are checked: each asks about a hundred questions.
const MAX_ZONE_DOMAINS: usize = 100;

/// A file with its zone.
pub(crate) struct ZoneFile {
    /// Its path as given.
    pub(crate) name: String,
    /// The name of the zone.
    pub(crate) origin: Domain,
    /// What is in it.
    pub(crate) written: Written,
}

/// Reads the files.
///
/// # Errors
/// Which of them cannot be read, or says no zone.
pub(crate) fn open(wanted: &ZoneFiles) -> Result<Vec<ZoneFile>, Complaint> {
    wanted.files.iter().map(|file| read(file, wanted.origin.as_ref())).collect()
}

fn read(file: &Path, given: Option<&Domain>) -> Result<ZoneFile, Complaint> {
    let name = file.display().to_string();
    let unreadable = |error: std::io::Error| Complaint::Unreadable(Some(name.clone()), error.kind());
    if std::fs::metadata(file).map_err(unreadable)?.len() > MAX_ZONE_FILE {
        return Err(Complaint::Unreadable(Some(name), std::io::ErrorKind::FileTooLarge));
    }
    let text = std::fs::read_to_string(file).map_err(unreadable)?;
    let known = given.cloned().or_else(|| written::origin_of(&name));
    let is_yaml = [".yaml", ".yml"].iter().any(|end| name.ends_with(end));
    let written = match &known {
        Some(origin) if is_yaml => octodns::read(&text, origin),
        None if is_yaml => return Err(Complaint::NoOrigin(name)),
        _ if tsv::is(&text) => tsv::read(&text),
        _ => bind::read(&text, known.as_ref()),
    };
    // What the file says of itself counts more than what it is called.
    let origin = given.cloned().or_else(|| written.origin.clone()).or(known);
    let origin = origin.ok_or_else(|| Complaint::NoOrigin(name.clone()))?;
    Ok(ZoneFile { name, written: written.within(&origin), origin })
}

/// The domains that a zone speaks for: itself, and the names in it that take or send mail or have a policy of their own.
pub(crate) fn domains(zone: &ZoneFile) -> Vec<Domain> {
    let mut found = vec![zone.origin.clone()];
    for entry in &zone.written.entries {
        let speaks = match &entry.data {
            Some(Rdata::Mx(..)) => true,
            Some(Rdata::Txt(text)) => text.to_string().starts_with("v=spf1"),
            _ => false,
        };
        let of = if entry.name.labels().next() == Some("_dmarc") { entry.name.parent() } else { None };
        let of = of.or_else(|| speaks.then(|| entry.name.clone()));
        let is_name = |name: &Domain| name.is_within(&zone.origin) && !name.as_str().starts_with(['_', '*']);
        if let Some(name) = of.filter(is_name)
            && !found.contains(&name)
            && found.len() < MAX_ZONE_DOMAINS
        {
            found.push(name);
        }
    }
    found
}
