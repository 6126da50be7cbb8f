//! The signatures of a message: one card each, with what it covers and where its key is.

use super::chip::{Mark, chip};
use super::record::record;
use crate::locale::Locale;
use crate::node::{Node, dd, div, dl, dt, h3, note, p, section};
use waxseal_core::dkim::{Cause, DkimResult, Verification};
use waxseal_core::evidence::ResultWord;
use waxseal_core::report::{DkimReport, MessageReport};

/// The most names of covered fields listed.
const MAX_NAMES: usize = 30;

/// The cards.
pub(crate) fn dkim(locale: Locale, report: &MessageReport) -> Vec<Node> {
    if report.dkim.is_empty() {
        return vec![p().put(locale.words().dkim_none)];
    }
    report.dkim.iter().map(|signature| card(locale, report, signature)).collect()
}

fn card(locale: Locale, report: &MessageReport, signature: &DkimReport) -> Node {
    let (words, verification) = (locale.words(), &signature.verification);
    let domain = signature.domain().map_or(words.unknown_host, |domain| domain.as_str());
    let aligned = if signature.aligned {
        chip(Mark::Pass, words.aligned)
    } else {
        chip(Mark::Stranger, words.not_aligned)
    };
    let known = report.dmarc.domain.is_some() && signature.domain().is_some();
    let chips = div().class("chips").put(chip(mark(signature), state(locale, signature)));
    let mut parts = vec![h3().put(domain), chips.put(known.then_some(aligned))];
    parts.extend(said(locale, signature).into_iter().map(|sentence| p().put(sentence)));
    parts.push(facts(locale, verification));
    if !verification.covered.is_empty() {
        parts.push(covered(locale, report, verification));
    }
    parts.extend(key(locale, verification));
    section().class("key").put(parts)
}

/// A signature is green where it verified and speaks for the author.
fn mark(signature: &DkimReport) -> Mark {
    match signature.verification.result {
        DkimResult::Pass if signature.aligned => Mark::Pass,
        _ if is_open(signature) => Mark::Unknown,
        result => Mark::of_result(&ResultWord::of(result.as_str())),
    }
}

/// The outcome in the words of RFC 8601, or that there is none.
fn state(locale: Locale, signature: &DkimReport) -> &str {
    match signature.verification.result {
        DkimResult::NotChecked => locale.words().not_checked,
        _ if is_open(signature) => locale.words().cannot_tell,
        result => result.as_str(),
    }
}

/// Whether what was given does not decide it: a key that is gone, a body that is not there.
pub(super) fn is_open(signature: &DkimReport) -> bool {
    let decides_nothing =
        |cause: &Cause| cause.is_key_gone() || matches!(cause, Cause::BodyNotSupplied { .. });
    signature.verification.cause.as_ref().is_some_and(decides_nothing)
        || signature.verification.result == DkimResult::NotChecked
}

/// What is to be said of a signature, a sentence each.
fn said(locale: Locale, signature: &DkimReport) -> Vec<String> {
    let (words, prose, verification) = (locale.words(), locale.prose(), &signature.verification);
    let mut said = Vec::new();
    match &verification.cause {
        Some(cause) => said.push(prose.dkim_cause(cause)),
        None if verification.result == DkimResult::Pass => said.push(words.signature_holds.to_owned()),
        None => said.push(words.signature_claimed.to_owned()),
    }
    said.extend(verification.body_change.as_ref().map(|change| prose.body_change(change)));
    said.extend(verification.header_change.as_ref().map(|change| prose.header_change(change)));
    said
}

fn facts(locale: Locale, verification: &Verification) -> Node {
    let words = locale.words();
    let time =
        |seconds: u64| i64::try_from(seconds).ok().map(|at| waxseal_core::time::Timestamp(at).to_string());
    let bits = verification.key_bits.map(|bits| format!(", {bits} bits")).unwrap_or_default();
    let canonical = verification.header_canonicalization.zip(verification.body_canonicalization);
    let facts = [
        (words.selector, verification.selector.as_ref().map(ToString::to_string)),
        (words.algorithm, verification.algorithm.map(|kind| format!("{}{bits}", kind.as_str()))),
        ("c=", canonical.map(|(header, body)| format!("{}/{}", header.as_str(), body.as_str()))),
        ("i=", verification.identity.clone()),
        (words.signed_at, verification.timestamp.and_then(time)),
        (words.expires_at, verification.expiration.and_then(time)),
    ];
    let told = facts.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let pairs = told.flat_map(|(name, value)| [dt().put(name), dd().put(value)]);
    dl().class("facts").put(pairs.collect::<Vec<_>>())
}

/// The names of the fields that are covered. Which they are of several, and which are not, the header view shows.
fn covered(locale: Locale, report: &MessageReport, verification: &Verification) -> Node {
    let mut names: Vec<&str> = Vec::new();
    for field in verification.covered.iter().filter_map(|at| report.header.get(*at)) {
        if !names.contains(&field.name.as_str()) && names.len() < MAX_NAMES {
            names.push(&field.name);
        }
    }
    let title = (locale.words().covers)(verification.covered.len(), report.header.len());
    p().put(note(format!("{title}: {}.", names.join(", "))))
}

/// The key record and the aliases that lead to it.
fn key(locale: Locale, verification: &Verification) -> Vec<Node> {
    let words = locale.words();
    let (Some(domain), Some(selector)) = (&verification.domain, &verification.selector) else {
        return Vec::new();
    };
    let mut name = format!("{selector}._domainkey.{domain}");
    let mut lines = Vec::new();
    for target in &verification.key_chain {
        lines.push(record(words, &name, "CNAME", target.as_str()));
        name = target.to_string();
    }
    lines.extend(verification.key_record.as_ref().map(|text| record(words, &name, "TXT", text)));
    lines
}
