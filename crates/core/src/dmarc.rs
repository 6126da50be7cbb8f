//! DMARC (RFC 9989): whether any authenticated identifier speaks for the domain in the From field.

mod decide;
mod discover;
mod finding;
mod next_step;
mod psl;
mod record;
mod reports;

pub use decide::{
    Aligned, Alignment, Authenticated, Decision, Discovered, DmarcCause, Location, decide, overridden,
};
pub use discover::{MAX_TREE_WALK, Step, Walk, exists, walk, walk_names};
pub use finding::DmarcFinding;
pub use next_step::NextStep;
pub use psl::SuffixList;
pub use record::{Defaulted, Mode, Policy, Psd, Record, RecordProblem, ReportUri};
pub use reports::{Consent, MAX_DESTINATIONS, ReportDestination, report_destinations};
