//! What each part of a report comes to, in the few words that stand on its closed line.

use crate::locale::Locale;
use crate::parts::chip::Mark;
use crate::parts::line::Outcome;
use waxseal_core::arc::ArcResult;
use waxseal_core::dmarc::{Alignment, Policy};
use waxseal_core::report::{DomainReport, IdentifierReport, MessageReport};
use waxseal_core::spf::MAX_LOOKUPS;

/// Whether the receiver's results and ours are the same.
pub(super) fn claims(locale: Locale, report: &MessageReport) -> Outcome {
    let differences: usize = report.claims.iter().map(|claim| claim.differences.len()).sum();
    let said = (locale.words().differing)(differences);
    if differences > 0 { Outcome::of(Mark::Stranger, said) } else { Outcome::plain(said) }
}

/// The state of the identifiers of a mechanism that counts most, and how many there are.
fn identifiers(locale: Locale, report: &MessageReport, mechanism: Alignment) -> Option<(Mark, String)> {
    let own: Vec<&IdentifierReport> =
        report.dmarc.identifiers.iter().filter(|identifier| identifier.mechanism == mechanism).collect();
    let best = [Mark::Pass, Mark::Stranger, Mark::Fail, Mark::Unknown].into_iter().find_map(|mark| {
        let first = own.iter().find(|identifier| Mark::of_identifier(report, identifier) == mark)?;
        Some((mark, first))
    });
    let (mark, first) = best?;
    let word = Mark::word_of(report, first, locale.words());
    let more = if own.len() > 1 { format!(" (+{})", own.len() - 1) } else { String::new() };
    Some((mark, format!("{word}: {}{more}", first.domain)))
}

/// For whom SPF passed, and what its record costs.
pub(super) fn spf(locale: Locale, report: &MessageReport) -> Outcome {
    let words = locale.words();
    let cost = report.spf.tree.as_ref().map(|_| (words.lookups)(report.spf.lookups, MAX_LOOKUPS));
    match (identifiers(locale, report, Alignment::Spf), cost) {
        (Some((mark, said)), Some(cost)) => Outcome::of(mark, format!("{said} · {cost}")),
        (Some((mark, said)), None) => Outcome::of(mark, said),
        (None, _) => Outcome::plain(words.not_checked),
    }
}

/// Whose signature is the best.
pub(super) fn dkim(locale: Locale, report: &MessageReport) -> Outcome {
    match identifiers(locale, report, Alignment::Dkim) {
        Some((mark, said)) => Outcome::of(mark, said),
        None => Outcome::plain(locale.words().none),
    }
}

/// Whether the chain holds.
pub(super) fn arc(locale: Locale, report: &MessageReport) -> Outcome {
    let words = locale.words();
    match report.arc.chain.result {
        ArcResult::None => Outcome::plain(words.none),
        ArcResult::Pass => Outcome::plain(words.arc_holds),
        ArcResult::Fail => Outcome::of(Mark::Fail, words.arc_broken),
        ArcResult::NotChecked => Outcome::of(Mark::Unknown, words.not_checked),
    }
}

/// What the record asks for.
pub(super) fn dmarc(locale: Locale, report: &MessageReport) -> Outcome {
    let dmarc = &report.dmarc;
    match (&dmarc.policy, &dmarc.record) {
        (Some(policy), Some(found)) => Outcome::plain(format!("p={} · {}", policy.as_str(), found.at)),
        (Some(policy), None) => Outcome::plain(format!("p={}", policy.as_str())),
        _ => Outcome::plain(locale.words().none),
    }
}

/// How many servers the mail passed.
pub(super) fn path(locale: Locale, report: &MessageReport) -> Outcome {
    Outcome::plain((locale.words().hops)(report.hops.len()))
}

/// How long the header is.
pub(super) fn header(locale: Locale, report: &MessageReport) -> Outcome {
    Outcome::plain((locale.words().fields)(report.header.len()))
}

/// How many rules are not met.
pub(super) fn rules(locale: Locale, met: impl Iterator<Item = Option<bool>>) -> Outcome {
    let missed = met.filter(|met| *met == Some(false)).count();
    Outcome::plain((locale.words().rules_missed)(missed))
}

/// How much was asked of DNS.
pub(super) fn dns(locale: Locale, asked: usize) -> Outcome {
    Outcome::plain((locale.words().dns_count)(asked))
}

/// The services that were recognised.
pub(super) fn providers(locale: Locale, report: &DomainReport) -> Outcome {
    let names = locale.prose().providers(&report.providers);
    Outcome::plain(if names.is_empty() { locale.words().none.to_owned() } else { names })
}

/// What a domain publishes of its logo.
pub(super) fn bimi(locale: Locale, report: &DomainReport) -> Outcome {
    let words = locale.words();
    Outcome::plain(match &report.bimi.at {
        Some(at) => at.as_str(),
        None if report.bimi.status.fault().is_some() => words.not_answered,
        None => words.none,
    })
}

/// The policy of a domain, or what comes of there being none.
pub(super) fn policy(report: &DomainReport, (mark, said): (Mark, String)) -> Outcome {
    let word = report.dmarc.policy.map(Policy::as_str);
    Outcome::of(mark, word.map_or(said, |word| format!("p={word}")))
}

/// Who may send, and what the record costs.
pub(super) fn senders(locale: Locale, report: &DomainReport, (mark, said): (Mark, String)) -> Outcome {
    let cost = report.spf.tree.as_ref().map(|_| (locale.words().lookups)(report.spf.lookups, MAX_LOOKUPS));
    Outcome::of(
        mark,
        match cost {
            Some(cost) => format!("{said} · {cost}"),
            None => said,
        },
    )
}
