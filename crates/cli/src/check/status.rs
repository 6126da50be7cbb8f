//! What a check came to.

use crate::failure::Complaint;
use crate::request::Check;
use waxseal_core::finding::Severity;
use waxseal_core::report::{Diagnosis, DomainReport, Finding, IdentifierReport, MessageReport, Verdict};
use waxseal_core::setup::SetupReport;
use waxseal_core::spf::MAX_LOOKUPS;
use waxseal_prose::Refusal;
use waxseal_reports::report::{ReportsReport, Source as Sender};

/// What a check came to, as the exit status tells it.
pub(crate) enum Status {
    /// A pass, or nothing worse than warnings.
    Fine,
    /// A failure, or what cannot be told.
    Fails,
    /// Nothing was checked, and why.
    Nothing(String),
}

impl Status {
    /// The one of a check that fails or does not.
    pub(super) const fn of(fails: bool) -> Self {
        if fails { Self::Fails } else { Self::Fine }
    }
}

/// Whether something of a domain fails, or cannot be told.
pub(super) fn domain_fails(report: &DomainReport) -> bool {
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    // A record that is not there, or that receivers cannot use, fails whoever sends.
    let breaks = |found: &Diagnosis| found.cause.is_of_spf() || found.cause.is_of_dmarc();
    // What DNS left open cannot be told.
    report.is_open() || report.findings.iter().any(is_error) || report.diagnosis.iter().any(breaks)
}

/// A pass is fine, and so is mail without a policy that somebody vouches for in the author's name.
pub(super) fn message_status(check: &Check, report: &MessageReport) -> Status {
    match report.verdict {
        Verdict::Pass { .. } => Status::Fine,
        Verdict::NoPolicy => {
            let vouched = |identifier: &IdentifierReport| identifier.passed() && identifier.vouches();
            Status::of(!report.dmarc.identifiers.iter().any(vouched))
        }
        Verdict::Fail { .. } | Verdict::CannotTell { .. } | Verdict::DnsTrouble => Status::Fails,
        // Of two authors nobody can vouch for both.
        Verdict::NoSingleAuthor => Status::Fails,
        Verdict::NotAMessage => Status::Nothing(check.lang.prose().headline(report)),
    }
}

/// Nothing that could be read is nothing that was checked. Mail of the domain's own that is not aligned fails, and a file that could
/// not be read leaves something open.
pub(super) fn reports_status(check: &Check, report: &ReportsReport) -> Status {
    if report.files.iter().all(|file| file.kind.is_none()) {
        return Status::Nothing(Complaint::NoReports.sentence(check.lang));
    }
    let is_open = report.files.iter().any(|file| file.error.is_some());
    Status::of(is_open || report.sources.iter().any(Sender::is_open))
}

/// A record set that cannot be published as it is.
pub(super) fn setup_fails(report: &SetupReport) -> bool {
    report.plan.spf.cause.is_some() || report.plan.spf.cost() > MAX_LOOKUPS
}
