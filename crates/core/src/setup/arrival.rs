//! Where mail arrives.

use super::choices::Arrival;
use super::draft::{Draft, LeftOut};
use super::keys;
use super::line::{Line, Purpose, Reason, Value};
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::providers::{Exchanger, Provider};

/// How far the preferences of one's own exchangers are apart.
const PREFERENCE_STEP: usize = 10;

/// The MX records.
pub(super) fn lines(draft: &mut Draft<'_>) {
    match &draft.choices.arrival {
        Arrival::Unchanged => draft.left_out.push(LeftOut::UnchangedMx),
        Arrival::Provider { provider } => at_provider(draft, provider),
        Arrival::Hosts { hosts } => at_hosts(draft, hosts),
        // RFC 7505 §4.2: receivers may refuse mail from a domain that takes none, bounces having nowhere to go.
        Arrival::Nowhere if draft.sends => draft.left_out.push(LeftOut::NullMxOfSender),
        Arrival::Nowhere => draft.add("", mx("0 .".to_owned(), Reason::TakesNoMail)),
    }
}

fn mx(text: String, reason: Reason) -> Line {
    Line::new(Purpose::Arrival, Some(RecordType::Mx), Value::Ready { text }, reason)
}

fn at_provider(draft: &mut Draft<'_>, provider: &'static Provider) {
    let domain = &draft.choices.domain;
    let is_microsoft = provider.by_tenant();
    let reason = if is_microsoft { Reason::ArrivesAtMicrosoft } else { Reason::ArrivesAtProvider };
    let is_open = is_microsoft && keys::has_own_token(domain);
    let exchangers: Vec<Exchanger> = match draft.region(provider) {
        Some(region) => region.exchangers().collect(),
        None => provider.exchangers().collect(),
    };
    if exchangers.is_empty() || is_open {
        let line = Line::new(Purpose::Arrival, Some(RecordType::Mx), Value::Account, reason);
        draft.add("", line.of(provider));
        return;
    }
    let mut is_asked = false;
    for exchanger in exchangers {
        let host = exchanger.host_for(domain);
        let is_absent = draft.is_absent(&host);
        // One question stands for all that only the account shows.
        if is_absent && std::mem::replace(&mut is_asked, true) {
            continue;
        }
        let line = mx(format!("{} {host}", exchanger.preference), reason.clone());
        // A name made from the domain comes with the account, and may be another there: mail that is sent to none is lost.
        let value = if is_absent { Value::Account } else { line.value.clone() };
        draft.add("", Line { value, ..line }.of(provider));
    }
}

fn at_hosts(draft: &mut Draft<'_>, hosts: &[Domain]) {
    for (at, host) in hosts.iter().enumerate() {
        draft.add("", mx(format!("{} {host}", (at + 1) * PREFERENCE_STEP), Reason::ArrivesAtHost));
    }
}
