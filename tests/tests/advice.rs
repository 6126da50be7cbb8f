//! What is advised for zones with everything at once, over as many of them as `WAXSEAL_CASES` says: it lets nobody in, loses nobody,
//! breaks nothing, and is stable.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has to fail")]

use serde_json::Value;
use std::collections::BTreeSet;
use waxseal_core::dns::{Draft, Overlay, Resolve, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, check_domain};
use waxseal_tests::slips::{Dice, cases, seed};
use waxseal_tests::zones::{DOMAIN, Made, authorised, made};

/// So many in every run of the tests.
const FEW: u64 = 60;

/// What comes to light when another fault is mended, and the steps to reject.
const LATER: [&str; 12] = [
    "bimiNeedsEnforcement",
    "bimiNotSvg",
    "dmarcPolicyNone",
    "subdomainPolicyWeaker",
    "subdomainPolicyStronger",
    "dmarcOnlyAtOrganization",
    "reportAddressNotAuthorized",
    "spfProviderNotListed",
    "espSignsOwnDomain",
    "microsoftDefaultSignature",
    "googleDefaultSignature",
    "dkimAliasWrong",
];

/// The most causes that a report shows, and those that come last: one of them may have been there all along, and be shown only once
/// another is gone. What they are about is a finding as well, and those are all shown.
const MOST: usize = 6;
const LAST: [&str; 5] =
    ["mtaStsPolicyWrong", "recordUnreadable", "bimiNeedsEnforcement", "bimiNotSvg", "mxIsAlias"];

fn report<R: Resolve>(resolver: &R) -> Value {
    let input = DomainInput::new(Domain::parse(DOMAIN).unwrap(), Timestamp(1_790_000_000));
    serde_json::to_value(pollster::block_on(check_domain(resolver, &input))).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value[key].as_array().unwrap().iter()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// Errors and causes, by what they are and where.
fn faults(report: &Value) -> BTreeSet<String> {
    let errors = list(report, "findings").filter(|finding| finding["severity"] == "error");
    let errors = errors.map(|finding| format!("{} {}", text(finding, "code"), text(finding, "subject")));
    errors.chain(list(report, "diagnosis").map(|found| text(found, "cause").to_owned())).collect()
}

fn draft(step: &Value) -> Option<Draft> {
    let (name, kind) = (step["name"].as_str()?, step["type"].as_str()?);
    let value = match text(step, "action") {
        "publish" | "replace" => step["value"].as_str()?,
        "remove" => "",
        _ => return None,
    };
    Some(Draft::parse(name, kind, value).unwrap_or_else(|why| panic!("{step} cannot be published: {why:?}")))
}

/// The records of the first steps, a later one in place of an earlier.
fn drafts<'a>(steps: impl Iterator<Item = &'a Value>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for draft in steps.filter_map(draft) {
        drafts.retain(|old| (&old.name, old.kind) != (&draft.name, draft.kind));
        drafts.push(draft);
    }
    drafts
}

#[test]
fn advice_harms_nobody() {
    for case in 0..cases(FEW) {
        let mut dice = Dice(seed().wrapping_mul(1_000_003).wrapping_add(77 << 48).wrapping_add(case));
        let made = made(&mut dice);
        let zone: Zone = serde_json::from_value(made.zone.clone()).unwrap();
        let before = report(&zone);
        for found in list(&before, "diagnosis") {
            if let Err(why) = holds(&made, &zone, &before, found) {
                panic!("case {case}: {why}\n{found:#}\n{}", own(&made.zone));
            }
        }
    }
}

/// The names of the owner's.
fn own(zone: &Value) -> String {
    let names = zone.as_object().unwrap().iter().filter(|(name, _)| name.ends_with(DOMAIN));
    names.map(|(name, lines)| format!("{name} {lines}\n")).collect()
}

fn holds(made: &Made, zone: &Zone, before: &Value, found: &Value) -> Result<(), String> {
    let steps: Vec<&Value> = list(found, "fixes").chain(list(found, "tidy")).collect();
    steps.iter().enumerate().try_for_each(|(at, step)| can_be_published(made, &steps[..at], step))?;
    for step in &steps {
        senders(made, before, step)?;
    }
    let fixes: Vec<&Value> = list(found, "fixes").collect();
    let mut after = None;
    for end in 1..=fixes.len() {
        let makes_room = |step: &Value| step["step"] == "removeAlias";
        if draft(fixes[end - 1]).is_none() || makes_room(fixes[end - 1]) {
            continue;
        }
        let report = report(&Overlay::new(zone.clone(), drafts(fixes[..end].iter().copied())));
        let known = faults(before);
        let new: Vec<String> = faults(&report).into_iter().filter(|fault| !known.contains(fault)).collect();
        let is_cut = list(before, "diagnosis").count() == MOST;
        let is_later = |fault: &str| LATER.contains(&fault) || is_cut && LAST.contains(&fault);
        let harm = new.iter().find(|fault| !is_later(fault));
        harm.map_or(Ok(()), |fault| Err(format!("after step {end} there is {fault}")))?;
        after = Some(report);
    }
    let Some(after) = after.filter(|_| !found["proof"].is_null()) else { return Ok(()) };
    let again: Vec<&Value> =
        list(&after, "diagnosis").flat_map(|found| list(found, "fixes").chain(list(found, "tidy"))).collect();
    for step in fixes.iter().filter(|step| step["value"].is_string()) {
        let same = |other: &&&Value| other["name"] == step["name"] && other["type"] == step["type"];
        if let Some(back) = again
            .iter()
            .filter(same)
            .find(|other| other["value"].is_string() && other["value"] == step["old"])
        {
            return Err(format!("the next check takes it back: {back}"));
        }
    }
    Ok(())
}

fn can_be_published(made: &Made, earlier: &[&Value], step: &Value) -> Result<(), String> {
    let Some(name) = step["name"].as_str().filter(|_| draft(step).is_some()) else { return Ok(()) };
    if step["step"] == "authorizeReports" {
        return Ok(());
    }
    let is_own = name == DOMAIN || name.ends_with(&format!(".{DOMAIN}"));
    if !is_own {
        return Err(format!("{name} is not the owner's"));
    }
    if made.hosted && name == "_dmarc.firm.example" {
        return Err("a record that a service keeps is touched".to_owned());
    }
    let lines = made.zone[name].as_array().cloned().unwrap_or_default();
    let is_alias = lines.iter().any(|line| line["CNAME"].is_string());
    let is_gone = earlier.iter().any(|step| step["action"] == "remove" && step["name"] == name);
    let beside = is_alias && !is_gone && step["type"] != "CNAME" && step["action"] != "remove";
    if beside { Err("a record beside an alias".to_owned()) } else { Ok(()) }
}

/// A record without the one include that a step names the provider of.
fn without_keeper(made: &Made, step: &Value, value: &str) -> String {
    let old: Vec<&str> = text(step, "old").split_whitespace().collect();
    let is_added = |word: &&str| word.starts_with("include:") && !old.contains(word);
    let added: Vec<&str> = value.split(' ').filter(is_added).collect();
    let [keeper] = added.as_slice() else { return value.to_owned() };
    // The include that a provider's customers have, where the domain's mail arrives.
    let keepers =
        [("google.com", "include:_spf.google.com"), ("outlook.com", "include:spf.protection.outlook.com")];
    let lines = made.zone[DOMAIN].as_array().into_iter().flatten();
    let hosts: Vec<&str> = lines.filter_map(|line| line["MX"][1].as_str()).collect();
    let arrives = |host: &str| hosts.iter().any(|own| own.ends_with(host));
    if !keepers.iter().any(|(host, include)| include == keeper && arrives(host)) {
        return value.to_owned();
    }
    value.split(' ').filter(|word| word != keeper).collect::<Vec<_>>().join(" ")
}

/// Whom an advised SPF record lets send.
fn senders(made: &Made, before: &Value, step: &Value) -> Result<(), String> {
    let value = text(step, "value");
    if !value.starts_with("v=spf1") || step["name"] != DOMAIN {
        return Ok(());
    }
    let words: Vec<&str> = value.split(' ').collect();
    if words.iter().any(|word| ["all", "+all"].contains(word) || word.ends_with("/0")) {
        return Err("it lets everybody send".to_owned());
    }
    let set = authorised(value, &made.mx).ok_or("a term that nobody wrote")?;
    let dropped = step["dropped"].as_array().map_or(0, Vec::len);
    let is_first = before["spf"]["records"].as_array().is_some_and(Vec::is_empty) && step["old"].is_null();
    // A tidy include may go, since its provider never asks for it.
    if !set.holds(&made.meant) && step["step"] != "dropInclude" && dropped == 0 {
        return Err("somebody is lost".to_owned());
    }
    let ends_softly = words.last().is_some_and(|end| ["~all", "?all"].contains(end));
    if dropped > 0 && !ends_softly {
        return Err("somebody fell out and is refused".to_owned());
    }
    let unasked =
        authorised(&without_keeper(made, step, value), &made.mx).ok_or("a term that nobody wrote")?;
    if !made.meant.holds(&unasked) && !is_first && !made.unclear {
        return Err("somebody is let in".to_owned());
    }
    Ok(())
}
