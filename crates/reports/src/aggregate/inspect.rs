//! What a whole report leaves out, or says against itself.

use super::{Aggregate, Record, Shape, policy_of};
use crate::oddity::{Oddities, Oddity};
use waxseal_core::evidence::ResultWord;

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// Notes what is odd about a report that has been read.
pub(super) fn inspect(report: &Aggregate, oddities: &mut Oddities) {
    about(report, oddities);
    period(report, oddities);
    published(report, oddities);
    for one in &report.records {
        record(report.shape, one, oddities);
    }
}

fn about(report: &Aggregate, oddities: &mut Oddities) {
    let is_missing = |value: &Option<String>| value.as_deref().is_none_or(str::is_empty);
    oddities.note_if(is_missing(&report.metadata.reporter), Oddity::NoReporter, None);
    oddities.note_if(is_missing(&report.metadata.id), Oddity::NoReportId, None);
    // RFC 9990 §3.1.1: "version" may be left out, and is 1.0.
    match report.version.as_deref() {
        None | Some("") => oddities.note_if(report.shape == Shape::Rfc7489, Oddity::NoVersion, None),
        Some(version) => oddities.note_if(version != "1.0" && version != "1", Oddity::OtherVersion, None),
    }
}

fn period(report: &Aggregate, oddities: &mut Oddities) {
    let (Some(begin), Some(end)) = (report.metadata.begins(), report.metadata.ends()) else {
        return oddities.note(Oddity::PeriodUnread, None);
    };
    let length = end.since(begin);
    if length < 0 {
        return oddities.note(Oddity::PeriodBackwards, None);
    }
    // The last second may be counted or not.
    if length > DAY {
        oddities.note(Oddity::PeriodLong, None);
    } else if length < HOUR - 1 {
        oddities.note(Oddity::PeriodShort, None);
    }
    let is_day = begin.0.rem_euclid(DAY) == 0 && (DAY - 1..=DAY).contains(&length);
    oddities.note_if(!is_day, Oddity::PeriodNotADay, None);
}

fn published(report: &Aggregate, oddities: &mut Oddities) {
    let policy = &report.policy;
    let is_named = policy.domain.as_deref().is_some_and(|domain| !domain.is_empty());
    oddities.note_if(!is_named || policy_of(policy.p.as_deref()).is_none(), Oddity::NoPolicy, None);
    match report.shape {
        // RFC 7489 Appendix C: "sp" and "fo" are required, "adkim" and "aspf" are what all but a few write.
        Shape::Rfc7489 => {
            oddities.note_if(policy.np.is_some(), Oddity::NpInOldShape, None);
            oddities.note_if(policy.sp.is_none(), Oddity::NoSubdomainPolicy, None);
            oddities.note_if(policy.fo.is_none(), Oddity::NoFailureOptions, None);
            let modes = policy.adkim.is_some() && policy.aspf.is_some();
            oddities.note_if(!modes, Oddity::NoAlignmentModes, None);
        }
        // RFC 9990 §3.1.4 has no "pct".
        Shape::Rfc9990 => oddities.note_if(policy.pct.is_some(), Oddity::OldElement, None),
    }
}

fn record(shape: Shape, record: &Record, oddities: &mut Oddities) {
    let passes = |result: &ResultWord| *result == ResultWord::Pass;
    // What the receiver evaluated rests on the results that it lists.
    let signed = record.dkim.iter().any(|signature| passes(&signature.result));
    oddities.note_if(record.dkim_aligned && !signed, Oddity::PassWithoutSignature, None);
    let sent = record.spf.iter().any(|spf| passes(&spf.result));
    oddities.note_if(record.spf_aligned && !sent, Oddity::PassWithoutSpf, None);
    oddities.note_if(record.ip.is_none(), Oddity::AddressUnread, None);
    oddities.note_if(record.count == 0, Oddity::CountUnread, None);
    let from = record.header_from.as_deref();
    oddities.note_if(from.is_none_or(str::is_empty), Oddity::NoHeaderFrom, None);
    oddities.note_if(record.envelope_from.is_none(), Oddity::NoEnvelopeFrom, None);
    oddities.note_if(record.disposition.is_none(), Oddity::UnknownDisposition, None);
    oddities.note_if(record.spf.len() > 1, Oddity::SeveralSpf, None);
    for spf in &record.spf {
        oddities.note_if(spf.scope.is_none(), Oddity::NoScope, None);
    }
    for signature in &record.dkim {
        let domain = signature.domain.as_deref();
        oddities.note_if(domain.is_none_or(str::is_empty), Oddity::NoSignatureDomain, None);
        // RFC 9990 §3.1.8 requires the selector, RFC 7489 leaves it open.
        oddities.note_if(signature.selector.is_none() && shape == Shape::Rfc9990, Oddity::NoSelector, None);
    }
}
