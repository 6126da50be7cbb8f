//! What becomes of mail that nobody vouches for, and where the reports go.

use super::choices::{Arrival, ReportAddress};
use super::draft::{Draft, LeftOut};
use super::line::{Line, Purpose, Reason, Value};
use crate::dmarc::{Policy, Record};
use crate::dns::RecordType;
use crate::intent::dmarc::{Intent, with_tags, without_removed_tags};
use crate::report::host_in;

/// The DMARC record, the consent to its reports, and the record for reports on encryption.
pub(super) fn lines(draft: &mut Draft<'_>) {
    dmarc(draft);
    consent(draft);
    if draft.choices.arrival != Arrival::Nowhere {
        tls_reports(draft);
        draft.left_out.extend((!draft.published.mta_sts).then_some(LeftOut::MtaSts));
    }
}

fn dmarc(draft: &mut Draft<'_>) {
    let read: Vec<Intent> = draft.published.dmarc.iter().map(|text| Intent::read(text)).collect();
    // RFC 9989 §4.10.1: several records count as none; one that is made of them keeps what they ask for.
    let merged = match read.as_slice() {
        [one] if one.is_as_written() => Some(one.written.clone()),
        several => Intent::merged(several).map(|intent| intent.to_string()),
    };
    let merged = merged.and_then(|text| Record::parse(&text));
    let (text, reason) = match (&merged, &draft.published.inherited) {
        (Some(one), _) if one.applies() => kept(draft, one),
        (_, Some((at, policy))) if draft.sends || *policy == Policy::Reject => {
            let (at, policy) = (at.clone(), *policy);
            draft.left_out.push(LeftOut::InheritedPolicy { at, policy });
            return;
        }
        _ => (fresh(draft), if draft.sends { Reason::Watches } else { Reason::RefusesAll }),
    };
    let told = draft.left_out.iter().any(|left| matches!(left, LeftOut::KeptPercentage { .. }));
    if !told {
        let has_removed = |intent: &Intent| intent.clone().without_removed() != *intent;
        draft.left_out.push(LeftOut::RemovedTags { published: read.iter().any(has_removed) });
    }
    draft.add("_dmarc", Line::new(Purpose::Dmarc, Some(RecordType::Txt), Value::Ready { text }, reason));
}

/// The first record: it asks for nothing where something sends, and for everything where nothing does.
fn fresh(draft: &Draft<'_>) -> String {
    let policy = if draft.sends { Policy::None } else { Policy::Reject };
    let reports = draft.choices.reports.as_ref().map(|to| format!("; rua={}", to.uri()));
    format!("v=DMARC1; p={}{}", policy.as_str(), reports.unwrap_or_default())
}

/// The published record, never weaker than it is, with the chosen address and without what RFC 9989 took away.
fn kept(draft: &mut Draft<'_>, record: &Record) -> (String, Reason) {
    let mut text = record.text.clone();
    // Some receivers still follow RFC 7489: without the tag they would apply the whole policy at once.
    if is_partial(record) && draft.sends {
        draft.left_out.push(LeftOut::KeptPercentage { record: text.clone() });
    } else if let Some(without) = without_removed_tags(&text) {
        text = without;
    }
    if let Some(to) = draft.choices.reports.as_ref().filter(|to| !is_named(record, to)) {
        let named = record.rua.iter().map(|uri| uri.uri.clone()).chain([to.uri()]);
        text = with_tags(&text, &[("rua", &named.collect::<Vec<_>>().join(","))]);
    }
    let policy = record.p.unwrap_or(Policy::None);
    if draft.sends || policy == Policy::Reject {
        return (text, Reason::KeepsPolicy { policy });
    }
    (
        with_tags(&text, &[("p", Policy::Reject.as_str()), ("sp", ""), ("np", ""), ("t", ""), ("pct", "")]),
        Reason::RefusesAll,
    )
}

/// Whether a record asks for its policy for a share of the mail only.
fn is_partial(record: &Record) -> bool {
    let asks = [record.p, record.sp, record.np].into_iter().flatten().any(|policy| policy > Policy::None);
    asks && record.pct.is_some_and(|pct| pct < 100)
}

/// Whether a record sends reports to an address already.
fn is_named(record: &Record, to: &ReportAddress) -> bool {
    record.rua.iter().any(|uri| uri.uri.eq_ignore_ascii_case(&to.uri()))
}

/// The record by which another domain agrees to take reports. It stands in that domain's zone.
fn consent(draft: &mut Draft<'_>) {
    let Some(to) = draft.choices.reports.as_ref().filter(|_| !draft.published.reports_at_home) else {
        return;
    };
    let domain = &draft.choices.domain;
    if to.domain.is_within(domain) || domain.is_within(&to.domain) {
        return;
    }
    // RFC 9990 §4 step 3: the policy domain, "_report._dmarc", the destination.
    let Ok(name) = to.domain.prepend(&format!("{domain}._report._dmarc")) else { return };
    let (value, reason) =
        (Value::Ready { text: "v=DMARC1".to_owned() }, Reason::Consent { domain: to.domain.clone() });
    let mut line = Line::new(Purpose::Consent, Some(RecordType::Txt), value, reason);
    line.host = Some(host_in(&to.domain, &name));
    line.name = Some(name);
    draft.add_unnamed(line);
}

fn tls_reports(draft: &mut Draft<'_>) {
    let Some(to) = &draft.choices.reports else { return };
    let value = Value::Ready { text: format!("v=TLSRPTv1; rua={}", to.uri()) };
    draft.add("_smtp._tls", Line::new(Purpose::TlsReports, Some(RecordType::Txt), value, Reason::TlsReports));
}
