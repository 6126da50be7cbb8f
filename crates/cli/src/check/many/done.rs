//! A file of lines that is gone on with: what stands in it is done.

use crate::failure::Complaint;
use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Error, Seek, SeekFrom, Write};
use std::path::Path;

/// What stands in front of the domain of a report: nothing of what comes before it is called so.
const KEY: &str = "\"domain\":\"";

/// The lines of an earlier run.
pub(super) struct Done {
    file: File,
    /// The domains, eight octets each, whatever their lines hold.
    domains: HashSet<u64>,
}

impl Done {
    /// Opens or begins a file. A line that breaks off, as where the machine was switched off, is taken away and done again.
    pub(super) fn open(path: &Path) -> Result<Self, Complaint> {
        let failed = |why: Error| Complaint::Unreadable(Some(path.display().to_string()), why.kind());
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = open.map_err(failed)?;
        let (mut domains, mut whole, mut line) = (HashSet::new(), 0_u64, Vec::new());
        let mut reader = BufReader::new(&file);
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line).map_err(failed)?;
            if line.last() != Some(&b'\n') {
                break;
            }
            whole = whole.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            domains.extend(domain_of(&line).map(fingerprint));
        }
        file.set_len(whole).map_err(failed)?;
        file.seek(SeekFrom::Start(whole)).map_err(failed)?;
        Ok(Self { file, domains })
    }

    /// Whether a domain is done.
    pub(super) fn has(&self, domain: &str) -> bool {
        self.domains.contains(&fingerprint(domain))
    }

    /// Adds a line.
    pub(super) fn write(&mut self, line: &str) -> Result<(), Error> {
        self.file.write_all(line.as_bytes())
    }
}

fn domain_of(line: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(line).ok()?;
    let (_, rest) = line.split_once(KEY)?;
    Some(rest.split_once('"')?.0)
}

fn fingerprint(domain: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    domain.hash(&mut hasher);
    hasher.finish()
}
