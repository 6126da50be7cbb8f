//! The pictures in English.

use crate::locale::pictures::PictureWords;
use waxseal_core::arc::ChainStatus;

pub(in crate::locale) const WORDS: PictureWords = PictureWords {
    vouch: |author, joined, all| match (joined, all) {
        (0, _) => format!("Nothing was found that could align with {author}."),
        (1, 1) => format!("It is aligned with {author}."),
        (1, n) => format!("One of these {n} is aligned with {author}."),
        (2, 2) => format!("Both are aligned with {author}."),
        (k, n) if k == n => format!("All {n} are aligned with {author}."),
        (k, n) => format!("{k} of these {n} are aligned with {author}."),
    },
    hour: "h",
    day: "d",
    travelled: |hops, time| match (hops, time) {
        (1, _) => "One hop.".into(),
        (n, Some(time)) => format!("{n} hops in {time}."),
        (n, None) => format!("{n} hops; how long they took is not noted."),
    },
    at_once: "less than a second",
    longest: |wait, hop| format!("The longest wait, {wait}, came before hop {hop}."),
    encrypted: |encrypted, all| match (encrypted, all) {
        (0, 1) => "It is not noted as encrypted.".into(),
        (0, _) => "None of them is noted as encrypted.".into(),
        (1, 1) => "It is noted as encrypted.".into(),
        (k, n) if k == n => "All of them are noted as encrypted.".into(),
        (k, n) => format!("{k} of {n} are noted as encrypted."),
    },
    skewed: |hops| match hops {
        [one] => {
            format!("Hop {one} is dated before the one it follows: the clocks of the two servers differ.")
        }
        many => {
            let list: Vec<String> = many.iter().map(ToString::to_string).collect();
            format!(
                "Hops {} are dated before the ones they follow: the servers' clocks differ.",
                list.join(", ")
            )
        }
    },
    scale: "The wider the gap, the longer the wait; long waits are drawn shorter than they were.",
    key_encrypted: "encrypted",
    key_not_noted: "encryption not noted",
    key_house: "internal hop",
    key_long: "more than a minute",
    from_outside: "in from outside",
    hops_from: |first, last| format!("Hops {first} to {last}"),
    no_time: "no time noted",
    spf_tree: |domain| format!("SPF of {domain} as a tree"),
    budget_left: |count| match count {
        0 => "none left".into(),
        n => format!("{n} left"),
    },
    budget_over: |count| format!("{count} too many"),
    not_reached: "not reached, as a term before it had decided",
    rest_not_reached: |count| format!("{count} more terms, not reached, as a term before them had decided"),
    unneeded: |provider| format!("not needed: {provider} sends with an envelope domain of its own"),
    ends_record: "ends this record, and decides nothing above it",
    decides: |result| format!("decides: {result}"),
    more_terms: |count| format!("{count} more terms that do not match"),
    chain: |links| match links {
        1 => "The chain, one link long".into(),
        n => format!("The chain, {n} links long"),
    },
    seal_holds: "seal holds",
    seal_broken: "seal is broken",
    seal_open: "seal cannot be checked",
    as_it_left: "message as it left here",
    changed_since: "message changed since",
    change_open: "cannot tell whether it changed since",
    changed_between: |one, other| format!("Changed between {one} and {other}"),
    changed_after: |last| format!("Changed after {last} let go of it"),
    found_before: |status| match status {
        ChainStatus::None => "the first to seal",
        ChainStatus::Pass => "found the chain before it whole",
        ChainStatus::Fail => "found the chain before it broken",
    },
};
