//! In which order to publish, and what to do in between.

use super::choices::Arrival;
use super::draft::Draft;
use super::line::{Line, Purpose, Reason, Value};
use super::sending::{self, Kept, SpfPlan, has_regional_include};
use crate::dmarc::{NextStep, Policy, Record};
use crate::domain::Domain;
use crate::judge::next_step_of;
use crate::providers::Provider;
use serde::Serialize;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Step {
    /// Make sure that nothing is sent any more through what the published SPF record lists.
    StopSenders {
        /// What it lists.
        senders: Vec<Kept>,
    },
    /// Senders whose signatures DNS does not show yet wait, since the published policy is applied to their mail.
    HoldBack {
        /// The providers.
        providers: Vec<&'static Provider>,
        /// What it asks for.
        policy: Policy,
    },
    /// Nothing sends: all of it at once.
    PublishAll,
    /// Say in which region the account is kept, since the records differ by it.
    ChooseRegion {
        /// The provider.
        provider: &'static Provider,
        /// Its regions.
        regions: Vec<&'static str>,
    },
    /// Begin in accounts that can have the DNS host publish their records, since both know Domain Connect.
    Connect {
        /// The providers.
        providers: Vec<&'static Provider>,
    },
    /// Fetch what only the accounts show.
    Fetch {
        /// The providers.
        providers: Vec<&'static Provider>,
    },
    /// Publish the keys and the return paths.
    PublishKeys {
        /// The providers.
        providers: Vec<&'static Provider>,
    },
    /// Have the provider sign with the domain.
    EnableSigning {
        /// The provider.
        provider: &'static Provider,
        /// Its page about it.
        page: Option<&'static str>,
    },
    /// Have one's own server sign.
    SignOwn,
    /// Ask services that are not in the catalogue, or of which it is not established, what they need.
    Ask {
        /// The providers.
        providers: Vec<&'static Provider>,
        /// The services.
        others: Vec<String>,
    },
    /// Publish the SPF record.
    PublishSpf {
        /// Whether it takes the place of one.
        replaces: usize,
    },
    /// Find room in the SPF record first.
    ShortenSpf,
    /// Publish the DMARC record.
    PublishDmarc {
        /// Whether it asks for something already.
        policy: Option<Policy>,
    },
    /// Have the DMARC record changed where an alias leads.
    ChangeAtHost {
        /// Where.
        target: String,
    },
    /// Have another domain agree to take the reports.
    Consent,
    /// List the new exchangers in the policy of MTA-STS, before mail is sent to them.
    ListExchangers {
        /// Where senders fetch the policy.
        url: String,
        /// The exchangers.
        hosts: Vec<Domain>,
    },
    /// Compare the TLSA records of the new exchangers with their certificates.
    CompareTlsa {
        /// The exchangers.
        hosts: Vec<Domain>,
    },
    /// Let mail arrive there, once the mailboxes are there.
    MoveMail,
    /// Publish the record for reports on encryption.
    PublishTlsReports,
    /// Read the reports for some weeks.
    ReadReports,
    /// Nobody reads reports, so nobody can tell when to go on.
    ChooseReports,
    /// Raise the policy, by its next step once all before is done.
    RaisePolicy {
        /// The step.
        next: NextStep,
    },
}

/// The steps for the lines of a plan.
pub(super) fn steps(draft: &Draft<'_>, spf: &SpfPlan) -> Vec<Step> {
    if !draft.sends {
        let senders = sending::former(draft);
        let mut steps: Vec<Step> =
            (!senders.is_empty()).then_some(Step::StopSenders { senders }).into_iter().collect();
        steps.push(Step::PublishAll);
        steps.extend(has(draft, Purpose::Consent).then_some(Step::Consent));
        return steps;
    }
    let mut steps: Vec<Step> = connecting(draft).into_iter().collect();
    steps.extend(signing(draft, spf));
    let publishing = || {
        if is_costly(draft) { Step::ShortenSpf } else { Step::PublishSpf { replaces: spf.published.len() } }
    };
    steps.extend(has(draft, Purpose::Spf).then(publishing));
    steps.extend(reporting(draft));
    steps.extend(moving(draft));
    steps.extend(has(draft, Purpose::TlsReports).then_some(Step::PublishTlsReports));
    steps.extend(raising(draft));
    steps
}

fn has(draft: &Draft<'_>, purpose: Purpose) -> bool {
    draft.lines.iter().any(|line| line.purpose == purpose)
}

/// Whether the SPF record costs too much to be published.
fn is_costly(draft: &Draft<'_>) -> bool {
    draft.lines.iter().any(|line| matches!(line.value, Value::TooCostly { .. }))
}

/// Those of the senders whose records the DNS host can take over from them.
fn connecting(draft: &Draft<'_>) -> Option<Step> {
    let senders = draft.choices.senders.iter().copied().filter(|provider| provider.connects());
    let providers: Vec<_> = senders.filter(|_| draft.published.connects).collect();
    (!providers.is_empty()).then_some(Step::Connect { providers })
}

/// Keys first: a signature that nobody can verify yet does no harm, and a record that nobody uses neither.
fn signing(draft: &Draft<'_>, spf: &SpfPlan) -> Vec<Step> {
    let regional = regional(draft, spf);
    let is_regional = |line: &Line| {
        line.purpose == Purpose::Arrival && line.provider.is_some_and(|own| regional.contains(&own))
    };
    let is_open = |line: &&Line| {
        line.value == Value::Account && line.reason != Reason::KeyUnsettled && !is_regional(line)
    };
    let mut fetched = providers(draft.lines.iter().filter(is_open));
    let missing = spf.missing.iter().filter(|one| !fetched.contains(one) && !regional.contains(one));
    fetched.extend(missing.copied().collect::<Vec<_>>());
    let published = providers(
        draft.lines.iter().filter(|line| line.is_key()).filter(|line| line.reason != Reason::KeyUnsettled),
    );
    let unsettled = draft.lines.iter().filter(|line| line.reason == Reason::KeyUnsettled);
    let mut asked = providers(unsettled);
    asked.extend(spf.unsettled.iter().filter(|one| !asked.contains(one)).copied().collect::<Vec<_>>());
    let choose = |provider: &'static Provider| {
        let regions = provider.regions().map(|region| region.name()).collect();
        Step::ChooseRegion { provider, regions }
    };
    let mut steps: Vec<Step> = regional.iter().map(|provider| choose(provider)).collect();
    if !fetched.is_empty() {
        steps.push(Step::Fetch { providers: fetched });
    }
    if !published.is_empty() {
        steps.push(Step::PublishKeys { providers: published.clone() });
    }
    let signers = draft.choices.senders.iter().filter(|provider| published.contains(provider));
    steps.extend(signers.map(|p| Step::EnableSigning { provider: p, page: p.page() }));
    if !draft.choices.own.is_empty() {
        steps.push(Step::SignOwn);
    }
    if !asked.is_empty() || !draft.choices.others.is_empty() {
        steps.push(Step::Ask { providers: asked, others: draft.choices.others.clone() });
    }
    steps
}

/// The providers whose records depend on a region that nobody chose and nothing shows.
fn regional(draft: &Draft<'_>, spf: &SpfPlan) -> Vec<&'static Provider> {
    let is_open = |line: &&Line| line.purpose == Purpose::Arrival && line.value == Value::Account;
    let mut found = providers(draft.lines.iter().filter(is_open));
    found.retain(|provider| provider.regions().any(|region| region.exchangers().next().is_some()));
    found.extend(spf.missing.iter().filter(|provider| has_regional_include(provider)));
    found.retain(|provider| draft.region(provider).is_none());
    found
}

/// Whose some lines are, each once.
fn providers<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<&'static Provider> {
    let mut found = Vec::new();
    for provider in lines.filter_map(|line| line.provider) {
        if !found.contains(&provider) {
            found.push(provider);
        }
    }
    found
}

fn reporting(draft: &Draft<'_>) -> Vec<Step> {
    let dmarc = draft.lines.iter().find(|line| line.purpose == Purpose::Dmarc);
    let policy = dmarc.map(|line| match line.reason {
        Reason::KeepsPolicy { policy } => Step::PublishDmarc { policy: Some(policy) },
        _ => Step::PublishDmarc { policy: None },
    });
    policy.into_iter().chain(has(draft, Purpose::Consent).then_some(Step::Consent)).collect()
}

/// Mail arrives somewhere else: what has to be so before the first of it does.
fn moving(draft: &Draft<'_>) -> Vec<Step> {
    if matches!(draft.choices.arrival, Arrival::Unchanged) || !has(draft, Purpose::Arrival) {
        return Vec::new();
    }
    let (published, mut steps) = (draft.published, Vec::new());
    let new: Vec<Domain> =
        exchangers(&draft.lines).filter(|host| !published.exchangers.contains(host)).collect();
    // RFC 8461 §5: a sender that enforces a policy delivers to no host that it does not list.
    let is_untold = |line: &Line| line.purpose == Purpose::Arrival && line.value.text().is_none();
    if published.mta_sts && (!new.is_empty() || draft.lines.iter().any(is_untold)) {
        let url = format!("https://mta-sts.{}/.well-known/mta-sts.txt", draft.choices.domain);
        steps.push(Step::ListExchangers { url, hosts: new.clone() });
    }
    // RFC 7672 §2.2: a sender that checks DANE delivers to no host whose certificate is another.
    let hosts: Vec<Domain> = new.into_iter().filter(|host| published.certified.contains(host)).collect();
    steps.extend((!hosts.is_empty()).then_some(Step::CompareTlsa { hosts }));
    steps.push(Step::MoveMail);
    steps
}

/// The exchangers of a plan.
pub(super) fn exchangers(lines: &[Line]) -> impl Iterator<Item = Domain> + '_ {
    let values = lines.iter().filter(|line| line.purpose == Purpose::Arrival);
    values.filter_map(|line| Domain::parse(line.value.text()?.split_once(' ')?.1).ok())
}

/// What comes after the records, by the one decision of [`NextStep`].
fn raising(draft: &Draft<'_>) -> Vec<Step> {
    let line = draft.lines.iter().find(|line| line.purpose == Purpose::Dmarc);
    let Some(record) = line.and_then(|line| Record::parse(line.value.text()?)) else {
        // The record further up speaks for the domain, and is the one to be raised.
        let next = draft.published.next_step.filter(|_| draft.published.inherited.is_some());
        return next.into_iter().filter(|next| *next != NextStep::Arrived).map(before).collect();
    };
    let first = match next_step_of(&record, &draft.published.destinations) {
        NextStep::Arrived => return Vec::new(),
        NextStep::AuthorizeReports if has(draft, Purpose::Consent) => None,
        next @ (NextStep::AskForReports | NextStep::AuthorizeReports) => Some(before(next)),
        _ => Some(Step::ReadReports),
    };
    let next = record.next_policy();
    first.into_iter().chain((next != NextStep::Arrived).then_some(Step::RaisePolicy { next })).collect()
}

/// The step of the set-up that a step of the policy is.
const fn before(next: NextStep) -> Step {
    match next {
        NextStep::AskForReports => Step::ChooseReports,
        NextStep::AuthorizeReports => Step::Consent,
        next => Step::RaisePolicy { next },
    }
}
