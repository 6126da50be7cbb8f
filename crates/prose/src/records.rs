//! What is told of records and their cures, once for every language.

use waxseal_core::dkim::key::KeyRecordError;
use waxseal_core::dmarc::{NextStep, Policy, Record};
use waxseal_core::domain::Domain;
use waxseal_core::input::RecordUse;
use waxseal_core::intent::dmarc::Intent;
use waxseal_core::posture::{DkimKeyReport, Sending};
use waxseal_core::providers::{Tristate, by_include, by_key_target};
use waxseal_core::report::{Diagnosis, DomainReport, Fix, RecordReport, Step, Sureness, is_ptr};

/// What there is to say of a domain of which no cause is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// DNS left open what causes rest on.
    Open,
    /// It has no fault in what DNS answered, which was not all.
    Partly,
    /// No cause is shown, and something is not in force: the policy is only tried out, or every key was taken back.
    Unfinished,
    /// It declares that it sends and takes no mail, and asks to refuse what comes in its name.
    Silent,
    /// It has no fault.
    Well,
}

impl Rest {
    /// What holds of a domain that is there.
    #[must_use]
    pub fn of(report: &DomainReport) -> Self {
        let is_partly = report.dns.iter().any(|query| query.status.fault().is_some());
        match report.sending {
            _ if report.is_open() => Self::Open,
            _ if is_partly => Self::Partly,
            Sending::Yes if is_unfinished(report) => Self::Unfinished,
            Sending::DeclaredNot => Self::Silent,
            _ => Self::Well,
        }
    }
}

/// Whether a policy is only tried out, or no key is left of those that there were (RFC 6376 §3.6.1: an empty `p=` takes one back).
fn is_unfinished(report: &DomainReport) -> bool {
    let is_revoked = |key: &DkimKeyReport| key.key.is_none() && key.problem == Some(KeyRecordError::Revoked);
    let is_tried = report.dmarc.next_step == Some(NextStep::EndTest);
    is_tried || !report.dkim.is_empty() && report.dkim.iter().all(is_revoked)
}

/// What people call a record that was checked: by its use, or else by its type.
pub(crate) fn record_kind(report: &RecordReport) -> &'static str {
    match report.of {
        RecordUse::Other => report.record_type.as_str(),
        of => of.title(),
    }
}

/// Whether the record that is replaced is the new one with more names behind it, as where the zone's was appended once too often.
pub(crate) fn lacked_final_dot(fix: &Fix) -> bool {
    let rest = fix.old.as_deref().zip(fix.value.as_deref()).and_then(|(old, new)| old.strip_prefix(new));
    rest.is_some_and(|rest| rest.starts_with('.'))
}

/// The domain that is to take reports, out of the name at which it says so (RFC 9990 §4).
pub(crate) fn reports_to(fix: &Fix) -> Option<&str> {
    fix.name.as_ref()?.as_str().split_once("._report._dmarc.").map(|(_, domain)| domain)
}

/// Whether a text begins like a policy record, and goes on without a semicolon.
pub(crate) fn lacks_semicolon(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix("v=DMARC1").map(str::trim_start);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(';'))
}

/// Whether the record that is left of several is one of them.
pub(crate) fn is_one_of_them(fix: &Fix) -> bool {
    let mut all = fix.old.as_deref().into_iter().flat_map(str::lines);
    all.any(|old| Some(old) == fix.value.as_deref())
}

/// Whether records with different ends became one that ends in `~all`.
pub(crate) fn ends_softer(fix: &Fix) -> bool {
    let end = |text: &str| text.split_whitespace().next_back().map(str::to_ascii_lowercase);
    let mut ends = fix.old.as_deref().into_iter().flat_map(str::lines).map(end);
    let first = ends.next();
    ends.any(|other| Some(other) != first) && fix.value.as_deref().is_some_and(|text| text.ends_with(" ~all"))
}

/// Whether a corrected policy asks for nothing, where the words it stands for asked for something.
pub(crate) fn begins_mildly(fix: &Fix) -> bool {
    let policy = |text: &Option<String>| text.as_deref().map(|text| Intent::read(text).policy());
    policy(&fix.old) > Some(Policy::None) && policy(&fix.value) == Some(Policy::None)
}

/// Whether a corrected policy asks for something that receivers do not read today.
pub(crate) fn takes_effect(fix: &Fix) -> bool {
    let read =
        |text: &Option<String>| text.as_deref().and_then(Record::parse).filter(Record::has_valid_policies);
    let asks = |record: Option<Record>| record.is_some_and(|record| record.asked()[0] > Policy::None);
    !asks(read(&fix.old)) && asks(read(&fix.value))
}

/// Whether a record that refused what it does not list is to mark it softly.
pub(crate) fn is_softened(fix: &Fix) -> bool {
    let ends = |text: &Option<String>, end: &str| text.as_deref().is_some_and(|text| text.ends_with(end));
    ends(&fix.old, "-all") && ends(&fix.value, "~all")
}

/// The terms that a shortened record leaves out, by why.
#[derive(Default)]
pub(crate) struct Shortened {
    /// Names of hosts, whose addresses it lists in their place.
    pub named: Vec<String>,
    /// Includes of services whose mail has a return path of their own, so that no receiver asks here.
    pub unasked: Vec<String>,
    /// Those that only take mail in, find nothing, or list servers that others list as well.
    pub needless: Vec<String>,
}

impl Shortened {
    /// Those of a step; none where its record does not stand there whole.
    pub(crate) fn of(fix: &Fix) -> Self {
        let mut all = Self::default();
        for term in fix.left_out(|term| !term.ends_with("all") && !is_ptr(term) && !term.starts_with("v=")) {
            let bare = term.trim_start_matches(['+', '-', '~', '?']).to_ascii_lowercase();
            let provider =
                bare.strip_prefix("include:").and_then(|name| by_include(&Domain::parse(name).ok()?));
            if provider.is_some_and(|provider| provider.include_needed() == Tristate::No) {
                all.unasked.push(term);
            } else if (bare == "a" || bare.starts_with("a:")) && lists_addresses(fix) {
                all.named.push(term);
            } else {
                all.needless.push(term);
            }
        }
        all
    }
}

/// Whether a record lists addresses that the one before did not.
fn lists_addresses(fix: &Fix) -> bool {
    let (old, value) = (fix.old.as_deref().unwrap_or_default(), fix.value.as_deref().unwrap_or_default());
    let is_new = |term: &str| !old.split_whitespace().any(|own| own == term);
    value
        .split_whitespace()
        .any(|term| (term.starts_with("ip4:") || term.starts_with("ip6:")) && is_new(term))
}

/// Whether a name ends in the same domain twice.
pub(crate) fn is_doubled(name: &Domain) -> bool {
    let labels = name.label_count();
    (2..=labels / 2).any(|count| {
        let domain = name.suffix(count);
        name.as_str().ends_with(&format!("{domain}.{domain}"))
    })
}

/// Whether the name of a key's own domain stands behind a provider's in the target of its alias.
pub(crate) fn is_appended(name: &Domain, target: &Domain) -> bool {
    let domain = name.as_str().split_once("._domainkey.").map(|(_, domain)| format!(".{domain}"));
    let typed = domain.and_then(|domain| target.as_str().strip_suffix(&domain));
    typed.and_then(|typed| Domain::parse(typed).ok()).is_some_and(|typed| by_key_target(&typed).is_some())
}

/// Whether the first record is the cure of a cause already: it stands elsewhere, or is to be read by nobody as it is.
pub(crate) fn is_taken(report: &DomainReport, step: NextStep) -> bool {
    let mut fixes = report.diagnosis.iter().flat_map(|found| &found.fixes);
    step == NextStep::Publish && fixes.any(|fix| matches!(fix.step, Step::MoveDmarc | Step::CorrectDmarc))
}

/// Whether a domain's own mail may fail for what is told of SPF or DKIM, so that a stricter policy would hit it.
pub(crate) fn is_held_up(diagnosis: &[Diagnosis], step: NextStep) -> bool {
    let raises =
        matches!(step, NextStep::EndTest | NextStep::Subdomains | NextStep::Quarantine | NextStep::Reject);
    raises
        && diagnosis.iter().any(|found| found.cause.lets_own_mail_fail() && found.sure != Sureness::Possible)
}
