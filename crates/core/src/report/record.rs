//! The report on one record.

use super::{Diagnosis, DmarcRecordReport, Finding, ReportKind};
use crate::dns::{LoggedQuery, RecordType};
use crate::domain::Domain;
use crate::spf::Walk;
use crate::time::Timestamp;
use serde::Serialize;

/// What `record` at the command line comes to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct RecordReport {
    /// [`super::SCHEMA`].
    #[cfg_attr(feature = "schema", schemars(extend("const" = 1)))]
    pub schema: u32,
    /// Always `record`.
    #[cfg_attr(feature = "schema", schemars(with = "String", extend("const" = "record")))]
    pub kind: ReportKind,
    /// When the check was made.
    pub checked_at: Timestamp,
    /// The use of the record: `spf`, `dmarc`, `dkim`, `mtaSts`, `tlsRpt`, `bimi` or `other`.
    #[serde(rename = "type")]
    pub of: &'static str,
    /// The name it stands at, where one was given.
    pub name: Option<Domain>,
    /// Its type in DNS.
    pub record_type: RecordType,
    /// Its value.
    pub value: String,
    /// What is published at its name today; `null` where none was given, or DNS did not tell.
    pub published: Option<Vec<String>>,
    /// An SPF record, walked.
    pub spf: Option<Walk>,
    /// A DMARC record, read.
    pub dmarc: Option<DmarcRecordReport>,
    /// Advice on the record.
    pub findings: Vec<Finding>,
    /// What is wrong with it, and what mends it.
    pub diagnosis: Vec<Diagnosis>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}
