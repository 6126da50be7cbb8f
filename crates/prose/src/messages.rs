//! What is counted of a message report, once for every language.

use waxseal_core::bounce::Bounce;
use waxseal_core::dkim::{Cause, DkimFinding};
use waxseal_core::dmarc::{Alignment, DmarcFinding};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{MethodResult, ResultWord, Says};
use waxseal_core::message::address_list;
use waxseal_core::providers::{by_include, by_own_domain, is_free_mail};
use waxseal_core::report::{AnyFinding, Diagnosis, MessageReport, RootCause, Verdict};
use waxseal_core::spf::SpfResult;

/// The name of an address today, which a receiver missed when it refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reverse<'a> {
    /// None that leads back, as far as DNS told.
    Missing,
    /// One that leads back.
    There,
    /// One that leads back and is made of the address, which many receivers take for none.
    OfAddress {
        /// That name.
        made: Domain,
        /// By which name the server greeted.
        helo: Option<&'a str>,
    },
}

/// What a message report comes to, counted once for every language.
pub(crate) struct Counts<'a> {
    pub(crate) author: &'a str,
    pub(crate) receiver: Option<&'a str>,
    pub(crate) passed: usize,
    pub(crate) vouching: Vec<String>,
    pub(crate) strangers: Vec<&'a str>,
}

impl<'a> Counts<'a> {
    pub(crate) fn of(report: &'a MessageReport) -> Self {
        let identifiers = &report.dmarc.identifiers;
        let passed = || identifiers.iter().filter(|i| i.passed());
        // A receiver may tell of a signature without its selector.
        let name = |i: &waxseal_core::report::IdentifierReport| match (i.mechanism, &i.selector) {
            (Alignment::Dkim, Some(selector)) => format!("DKIM ({}, {selector})", i.domain),
            (Alignment::Dkim, None) => format!("DKIM ({})", i.domain),
            (Alignment::Spf, _) => format!("SPF ({})", i.domain),
        };
        let mut strangers: Vec<&str> = Vec::new();
        for identifier in passed().filter(|i| !i.vouches()) {
            if !strangers.contains(&identifier.domain.as_str()) {
                strangers.push(identifier.domain.as_str());
            }
        }
        Self {
            author: report.dmarc.domain.as_ref().map_or("?", |domain| domain.as_str()),
            receiver: report.claims.iter().find(|c| c.trusted).and_then(|c| c.authserv_id.as_deref()),
            passed: passed().count(),
            vouching: identifiers.iter().filter(|i| i.vouches()).map(name).collect(),
            strangers,
        }
    }
}

/// Whether a signature names the author domain, and its key is not in DNS.
pub(crate) fn lacks_own_key(report: &MessageReport) -> bool {
    let gone = |signature: &waxseal_core::report::DkimReport| {
        matches!(signature.verification.cause, Some(Cause::KeyNotFound | Cause::KeyRevoked))
    };
    report.dkim.iter().any(|signature| signature.aligned && gone(signature))
}

/// The public suffix through whose record alone the message passes.
pub(crate) fn shared_suffix(report: &MessageReport) -> Option<&str> {
    report.findings.iter().find_map(|finding| match &finding.advice {
        AnyFinding::Dmarc(DmarcFinding::DmarcSharedSuffix { domain }) => Some(domain.as_str()),
        _ => None,
    })
}

/// A field that stands twice in a message that passes, and that not every signature covers each time.
pub(crate) fn repeated(report: &MessageReport) -> Option<&str> {
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    report.findings.iter().filter(|_| passes).find_map(|finding| match &finding.advice {
        AnyFinding::Dkim(DkimFinding::FieldRepeated { field, .. }) => Some(field.as_str()),
        _ => None,
    })
}

/// Whether a message passes by a signature alone, while SPF of the author's own name does not.
pub(crate) fn is_carried(report: &MessageReport) -> bool {
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    let refused =
        matches!(report.spf.result, Some(SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral));
    passes && report.spf.aligned && refused && report.diagnosis.is_empty()
}

/// Whether a refusal is about something else than authentication, and nothing that was checked failed besides.
pub(crate) fn is_apart(report: &MessageReport) -> bool {
    let is_apart = report.bounce.as_ref().is_some_and(Bounce::is_apart);
    is_apart && matches!(report.verdict, Verdict::Pass { .. } | Verdict::CannotTell { .. })
}

/// Whether neither the mail nor a receiver tells of a signature.
pub(crate) fn is_unsigned(report: &MessageReport) -> bool {
    let told = report.claims.iter().flat_map(|claim| &claim.results).filter(|told| told.method == "dkim");
    let tells_none = |told: &MethodResult| told.result == ResultWord::None;
    let whole = report.summary.has_body || told.clone().next().is_some();
    whole && report.dkim.is_empty() && told.clone().all(tells_none)
}

/// Where answers go, when that is another organization than the author's of mail that passes or fails. Lists have it so.
pub(crate) fn replies_elsewhere(report: &MessageReport) -> Option<&Domain> {
    let is_told = matches!(report.verdict, Verdict::Pass { .. } | Verdict::Fail { .. });
    let is_of_list = report.remarks.iter().any(|remark| matches!(remark.says, Says::MailingList { .. }));
    let own = report.dmarc.organizational_domain.as_ref().filter(|_| is_told)?;
    if is_of_list {
        return None;
    }
    report.remarks.iter().find_map(|remark| match &remark.says {
        Says::RepliesTo { domain } if !domain.is_within(own) => Some(domain),
        _ => None,
    })
}

/// Whose record let a message pass that nothing else vouches for, where it is none of the author's and of no service that is known
/// here: whoever holds that name decides who sends as the author.
pub(crate) fn listed_by(report: &MessageReport) -> Option<Domain> {
    let vouches =
        |mechanism| report.dmarc.identifiers.iter().any(|i| i.mechanism == mechanism && i.vouches());
    let own = report.dmarc.organizational_domain.as_ref()?;
    // An include of the author's own record, which is one to take out; a redirect is all of a record.
    let found = report.spf.matched.as_ref().filter(|found| found.domain.is_within(own))?;
    let matched = found.term.rsplit_once("include:").and_then(|(_, name)| Domain::parse(name).ok())?;
    let is_others =
        !matched.is_within(own) && by_include(&matched).is_none() && by_own_domain(&matched).is_none();
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    (passes && is_others && vouches(Alignment::Spf) && !vouches(Alignment::Dkim)).then_some(matched)
}

/// The author's domain where everybody can have an address, of mail that passes for it with a name before the address. The name is
/// whatever the sender wrote.
pub(crate) fn named_by_anybody(report: &MessageReport) -> Option<&Domain> {
    let author = report.author.as_ref().filter(|author| author.display.is_some())?;
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    (passes && is_free_mail(&author.domain)).then_some(&author.domain)
}

/// Where a mail is addressed that came from the same organization, and passes for another: it was sent on, to the mailbox it is in now
/// only if that address is its reader's. Whoever lets a service write to himself has its signature on words of his own, and can send
/// them to everybody.
pub(crate) fn sent_on_by(report: &MessageReport) -> Option<Domain> {
    let is_of_list = report.remarks.iter().any(|remark| matches!(remark.says, Says::MailingList { .. }));
    let is_told = matches!(report.verdict, Verdict::Pass { .. }) && !is_of_list;
    let mut envelopes = report.dmarc.identifiers.iter().filter(|i| i.mechanism == Alignment::Spf);
    let on_by = &envelopes.find(|i| is_told && i.passed() && i.aligned == Some(false))?.domain;
    let written_to = address_list(report.summary.to.as_deref()?).mailboxes;
    let domains: Vec<Option<Domain>> =
        written_to.iter().map(|mailbox| Domain::parse(&mailbox.domain).ok()).collect();
    let is_there = |to: &Domain| to.is_within(on_by) || on_by.is_within(to);
    let all_there = domains.iter().all(|to| to.as_ref().is_some_and(is_there));
    domains.into_iter().next().filter(|_| all_there)?
}

/// Results that count for nothing, and say otherwise of DMARC than it comes to.
pub(crate) struct Uncounted<'a> {
    /// Whose they are.
    pub(crate) by: Option<&'a str>,
    /// What they say.
    pub(crate) said: &'static str,
    /// The server in front, where they are the recipient's own, of the server behind it.
    pub(crate) gateway: Option<&'a str>,
}

/// The first of them.
pub(crate) fn uncounted(report: &MessageReport) -> Option<Uncounted<'_>> {
    let comes_to = match report.verdict {
        Verdict::Pass { .. } => ResultWord::Pass,
        Verdict::Fail { .. } => ResultWord::Fail,
        _ => return None,
    };
    let untrusted = report.claims.iter().filter(|claim| !claim.trusted && claim.instance.is_none());
    untrusted.into_iter().find_map(|claim| {
        let said = claim.results.iter().find(|result| result.method == "dmarc")?.word();
        let said = match said {
            ResultWord::Pass if comes_to == ResultWord::Fail => "pass",
            ResultWord::Fail if comes_to == ResultWord::Pass => "fail",
            _ => return None,
        };
        let arrival = &report.arrival;
        let is_above = arrival.border.line().is_some_and(|border| claim.line < border);
        let gateway = arrival.gateway.as_ref().filter(|_| is_above).map(|gateway| gateway.host.as_str());
        // A cause that says it says all of it.
        let is_cause = |found: &Diagnosis| matches!(found.cause, RootCause::ReceiverSawGateway { .. });
        let is_told = gateway.is_some() && report.diagnosis.iter().any(is_cause);
        (!is_told).then_some(Uncounted { by: claim.authserv_id.as_deref(), said, gateway })
    })
}

/// The domains of one mechanism that passed for somebody else.
pub(crate) fn strangers_of(report: &MessageReport, mechanism: Alignment) -> Vec<String> {
    let strangers = report.dmarc.identifiers.iter().filter(|i| i.passed() && !i.vouches());
    strangers.filter(|i| i.mechanism == mechanism).map(|i| i.domain.to_string()).collect()
}
