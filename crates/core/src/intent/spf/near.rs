//! Names that are a slip away from one that providers have their customers include.

use crate::domain::Domain;
use crate::intent::distance;
use crate::providers::{self, Provider};

/// How many letters a name may be from the one that was meant.
const MAX_SLIPS: usize = 2;

/// The fewest letters that tell which name it was that was cut off.
const MIN_CUT: usize = 7;

/// The include that a name was meant to be. A name that is near says little by itself: the domain has to use the provider.
pub(crate) fn include(name: &Domain, shows: &dyn Fn(&'static Provider) -> bool) -> Option<&'static str> {
    let is_near = |pattern: &&'static str| {
        let near = pattern.len().abs_diff(name.as_str().len()) <= MAX_SLIPS && !pattern.contains('*');
        near && distance(pattern, name.as_str()) <= MAX_SLIPS
    };
    // "protection.outlook.com" for "spf.protection.outlook.com": the label that is for SPF alone was left out.
    let is_short = |pattern: &&'static str| {
        let bare = pattern.split_once('.').filter(|(label, _)| label.contains("spf")).map(|(_, bare)| bare);
        bare.is_some_and(|bare| name.as_str() == bare)
    };
    // "spf.protection.outl": the record was cut off, or shortened by hand, within the name.
    let is_cut = |pattern: &&'static str| {
        let (name, own) = (name.as_str(), !pattern.contains('*'));
        own && name.len() >= MIN_CUT && name.contains('.') && pattern.starts_with(name)
    };
    let theirs = |provider: &'static Provider| {
        let mut includes = provider.includes();
        includes.find(|pattern| is_near(pattern) || is_short(pattern) || is_cut(pattern))
    };
    providers::catalogue().filter(|provider| shows(provider)).find_map(theirs)
}
