//! The JSON schema of all reports, those on sets of reports among them.

use crate::report::ReportsReport;
use waxseal_core::schema::Kind;

/// The schema of every report as it is published.
#[must_use]
pub fn published() -> String {
    let reports: Kind = |generator| generator.subschema_for::<ReportsReport>();
    waxseal_core::schema::published(&[reports])
}
