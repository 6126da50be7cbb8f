//! The report on one record.

use super::{Diagnosis, DmarcRecordReport, Finding, ReportKind};
use crate::dns::{LoggedQuery, Rdata, RecordType};
use crate::domain::Domain;
use crate::finding::Severity;
use crate::input::{RecordText, RecordUse};
use crate::posture::DkimKeyReport;
use crate::spf::{SpfCause, SpfResult, Walk};
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
    /// The use of the record.
    #[serde(rename = "type")]
    pub of: RecordUse,
    /// The name it stands at, where one was given.
    pub name: Option<Domain>,
    /// Its type in DNS.
    pub record_type: RecordType,
    /// Its value.
    pub value: String,
    /// The values of those that were given beside it at the same name, where only one may stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
    /// What is published at its name today; `null` where none was given, or DNS did not tell.
    pub published: Option<Vec<String>>,
    /// An SPF record, walked.
    pub spf: Option<Walk>,
    /// A DMARC record, read.
    pub dmarc: Option<DmarcRecordReport>,
    /// A DKIM key, read.
    pub dkim: Option<DkimKeyReport>,
    /// Advice on the record.
    pub findings: Vec<Finding>,
    /// What is wrong with it, and what mends it.
    pub diagnosis: Vec<Diagnosis>,
    /// Every question asked.
    pub dns: Vec<LoggedQuery>,
}

/// What a record is worth as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordState {
    /// It can be published.
    Works,
    /// It works, and there is advice on it.
    Advised,
    /// It does not work, or does what it should not.
    Broken,
    /// DNS did not tell what it leads to.
    Open,
    /// SPF, DKIM and the others do not use it.
    Unused,
}

/// How a record compares with what is published at its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// It has no name.
    NoName,
    /// DNS did not tell what is there.
    Unanswered,
    /// Nothing of its use is there.
    Absent,
    /// It is published as it is here.
    Same,
    /// Another of its use is there, of which only one may stand.
    Differs,
    /// Others of its type are there, which it may stand beside.
    Beside,
}

impl RecordReport {
    /// What it is worth.
    #[must_use]
    pub fn state(&self) -> RecordState {
        let has = |severity| self.findings.iter().any(|finding| finding.severity == severity);
        let spf = self.spf.as_ref().and_then(|walk| walk.cause.as_ref()).map(SpfCause::result);
        let is_broken = has(Severity::Error)
            || spf == Some(SpfResult::Permerror)
            || self.diagnosis.iter().any(|found| !found.cause.is_weak_policy());
        match () {
            () if is_broken => RecordState::Broken,
            () if spf == Some(SpfResult::Temperror) => RecordState::Open,
            () if self.of == RecordUse::Other => RecordState::Unused,
            () if has(Severity::Warning) => RecordState::Advised,
            () => RecordState::Works,
        }
    }

    /// How it compares with what is published.
    #[must_use]
    pub fn compared(&self) -> Compared {
        let Some(published) = &self.published else {
            return if self.name.is_some() { Compared::Unanswered } else { Compared::NoName };
        };
        let others = self.others();
        match () {
            () if !others.is_empty() && self.is_single() => Compared::Differs,
            () if published.iter().any(|text| self.is_it(text)) => Compared::Same,
            () if !others.is_empty() => Compared::Beside,
            () => Compared::Absent,
        }
    }

    /// Whether only one such record may stand at a name: of those that mail uses, and aliases (RFC 1034 §3.6.2).
    fn is_single(&self) -> bool {
        self.of.is_of_mail() || self.record_type == RecordType::Cname
    }

    /// What is published at its name besides it and has the same use.
    #[must_use]
    pub fn others(&self) -> Vec<&str> {
        let name = self.name.as_ref().map_or("", Domain::as_str);
        let is_other = |text: &&str| {
            let read = RecordText::new(name, self.record_type, text);
            !self.is_it(text) && read.is_some_and(|read| read.of == self.of)
        };
        self.published.iter().flatten().map(String::as_str).filter(is_other).collect()
    }

    /// The terms of the published SPF records that it lacks, but for their ends.
    #[must_use]
    pub fn left_out(&self) -> Vec<&str> {
        let own: Vec<&str> = self.value.split_whitespace().collect();
        let is_end = |term: &str| term.ends_with("all") && term.len() < 5;
        let others = if self.of == RecordUse::Spf { self.others() } else { Vec::new() };
        let terms = others.into_iter().flat_map(str::split_whitespace);
        terms.filter(|term| !own.contains(term) && !is_end(term)).collect()
    }

    /// Whether a published text is this record.
    fn is_it(&self, text: &str) -> bool {
        let read = |text: &str| Rdata::parse(self.record_type, text).ok();
        text == self.value
            || self.beside.iter().any(|own| own == text)
            || self.record_type != RecordType::Txt && read(text) == read(&self.value)
    }
}
