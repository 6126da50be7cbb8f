//! What a language consists of.

use super::diagnosis::DiagnosisWords;
use super::dns::DnsWords;
use super::headers::HeaderWords;
use super::pictures::PictureWords;
use super::posture::PostureWords;
use super::report::ReportWords;
use super::setup::SetupWords;
use super::share::ShareWords;

/// What a language consists of, besides its sentences about what was found.
#[derive(Debug)]
pub(super) struct Parts {
    /// Headings, labels and notes of a report.
    pub(super) report: ReportWords,
    /// The same for a report that was worked out in another browser.
    pub(super) elsewhere: ReportWords,
    /// The words around causes, steps and what-if.
    pub(super) diagnosis: DiagnosisWords,
    /// The words around DNS questions.
    pub(super) dns: DnsWords,
    /// The words of the header view.
    pub(super) headers: HeaderWords,
    /// The words of the pictures.
    pub(super) pictures: PictureWords,
    /// The words of a domain's report.
    pub(super) posture: PostureWords,
    /// The words of the set-up.
    pub(super) setup: SetupWords,
    /// The words around sharing and saving.
    pub(super) share: ShareWords,
}
