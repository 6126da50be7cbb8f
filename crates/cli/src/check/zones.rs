//! The check of zones before they are published.

use super::{DOMAINS_AT_ONCE, Outcome, Over, Status};
use crate::failure::{Complaint, Failure};
use crate::request::{Threshold, ZoneFiles};
use crate::zone::{self, Problem, Published, ZoneFile};
use futures_util::stream::{self, StreamExt};
use std::io::Write as _;
use std::path::Path;
use waxseal_core::dns::{Overlay, Resolve};
use waxseal_core::escaping::escaped_json;
use waxseal_core::finding::Severity;
use waxseal_core::report::DomainReport;
use waxseal_core::{DomainInput, check_domain};
use waxseal_doh::{Budget, clock};

impl<R: Resolve> Over<'_, R> {
    /// Reads the zones, checks their domains as they will be, and writes what was asked for.
    pub(super) fn zones(&self, wanted: &ZoneFiles) -> Result<Outcome, Failure> {
        let lang = self.check.lang;
        let files = zone::open(wanted)?;
        let reports: Vec<Vec<DomainReport>> = files.iter().map(|file| self.published(&files, file)).collect();
        let checked: Vec<(ZoneFile, Vec<DomainReport>)> = files.into_iter().zip(reports).collect();
        let problems: Vec<Problem> =
            checked.iter().flat_map(|(file, reports)| zone::problems(lang, file, reports)).collect();
        if let Some(path) = &wanted.sarif {
            write(path, &pretty(&zone::sarif(&problems))?, false)?;
        }
        if let Some(path) = &wanted.summary {
            write(path, &zone::markdown(lang, &checked, &problems), true)?;
        }
        let output = if self.check.json {
            pretty(&zone::json(&checked, &problems))?
        } else if self.check.markdown {
            zone::markdown(lang, &checked, &problems)
        } else if wanted.annotations {
            zone::annotations(&problems)
        } else {
            zone::text(lang, &checked, &problems)
        };
        let fails = problems.iter().any(|problem| is_over(wanted.fail_on, problem.severity));
        Ok(Outcome::printed(output, Status::of(fails)))
    }

    /// The reports on the domains of a zone, with all zones as they will be.
    fn published(&self, files: &[ZoneFile], file: &ZoneFile) -> Vec<DomainReport> {
        let zones = || files.iter().map(|file| (&file.origin, &file.written));
        let domains = zone::domains(file);
        let checks = stream::iter(&domains).map(|domain| async {
            let resolver = Budget::new(Published::new(self.answers, zones()), clock);
            let resolver = Overlay::new(resolver, self.drafts.to_vec());
            check_domain(&resolver, &DomainInput::new(domain.clone(), self.now)).await
        });
        self.runtime.block_on(checks.buffered(DOMAINS_AT_ONCE).collect())
    }
}

fn is_over(threshold: Threshold, severity: Severity) -> bool {
    match threshold {
        Threshold::Error => severity == Severity::Error,
        Threshold::Warning => severity != Severity::Info,
        Threshold::Info => true,
        Threshold::Never => false,
    }
}

fn pretty(value: &serde_json::Value) -> Result<String, Complaint> {
    let json = serde_json::to_string_pretty(value).map_err(|_| Complaint::NotWritten)?;
    Ok(escaped_json(&json) + "\n")
}

/// Writes a file, or adds to it.
fn write(path: &Path, text: &str, adds: bool) -> Result<(), Complaint> {
    let file = std::fs::OpenOptions::new().create(true).write(true).append(adds).truncate(!adds).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| Complaint::NoOutput(error.kind()))
}
