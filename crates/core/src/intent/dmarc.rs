//! What a DMARC record was meant to say.

mod merge;
mod value;

use super::addresses;
use super::distance;
use super::plain::{BORDER, plain};
use super::tags::{self, Kind};
use crate::dmarc::{Mode, Policy, Record, RecordProblem, ReportUri};
use std::fmt;

/// The tags of RFC 9989 §4.7, and those of RFC 7489 that it took away.
const KIND: Kind = Kind {
    names: &[
        "v", "p", "sp", "np", "adkim", "aspf", "rua", "ruf", "fo", "psd", "t", "pct", "rf", "ri", "policy",
        "rau", "rfu", "asfp", "adkm", "adikm", "akdim",
    ],
    whole: &["dmarc1", "none", "quarantine", "reject"],
    is_closed: false,
};

/// Tags of RFC 7489 that RFC 9989 took away (§C.6.2).
const REMOVED: [&str; 3] = ["pct", "rf", "ri"];

/// A record as it was meant: its tags in order, without the version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intent {
    /// The record as it stands.
    pub written: String,
    /// The tags that are right or plainly meant.
    pub tags: Vec<(String, String)>,
    /// What stands there and cannot be told, as it stands.
    pub unclear: Vec<String>,
}

impl Intent {
    /// Reads a record.
    #[must_use]
    pub fn read(record: &str) -> Self {
        let plain = plain(record).replace(BORDER, "");
        let (before, found) = tags::tags(&plain, &KIND);
        let mut intent = Self { written: record.to_owned(), ..Self::default() };
        intent.take_words(before);
        for tag in found {
            let name = meant_name(&tag.name, tag.value);
            match name {
                "v" => intent.take_words(tag.value),
                "rua" | "ruf" => intent.take_addresses(name, tag.value),
                "p" | "sp" | "np" => intent.take_policy(name, tag.value),
                name => intent.take_value(name, tag.value),
            }
        }
        intent.settle()
    }

    /// Words that stand for themselves: the version, a policy, or an address without its tag.
    fn take_words(&mut self, words: &str) {
        for word in value::words(words).filter(|word| !is_version(word)) {
            match value::policy(word) {
                _ if word.contains('@') => self.take_addresses("rua", word),
                Some(policy) if self.get("p").is_none() => self.set("p", policy.as_str()),
                _ => {}
            }
        }
    }

    fn take_policy(&mut self, name: &str, value: &str) {
        // An address that follows is one without its tag.
        value::words(value)
            .filter(|word| word.contains('@'))
            .for_each(|word| self.take_addresses("rua", word));
        let own: Vec<&str> = value::words(value).filter(|word| !word.contains('@')).collect();
        let Some(policy) = value::policies(&own) else {
            if !own.is_empty() {
                self.unclear.push(format!("{name}={}", own.join(" ")));
            }
            return;
        };
        // Two policies: the one that asks for less, so that nobody's mail is lost by tidying up.
        let before = self.get(name).and_then(value::policy);
        self.set(name, before.map_or(policy, |before| before.min(policy)).as_str());
    }

    fn take_addresses(&mut self, name: &str, list: &str) {
        let read = addresses::read(list);
        self.unclear.extend(read.unclear.into_iter().map(|word| format!("{name}={word}")));
        let own = self.get(name).unwrap_or_default();
        let mut uris: Vec<String> = own.split(',').filter(|uri| !uri.is_empty()).map(str::to_owned).collect();
        uris.extend(read.uris.into_iter().filter(|uri| !own.split(',').any(|known| known == uri)));
        if !uris.is_empty() {
            self.set(name, &uris.join(","));
        }
    }

    fn take_value(&mut self, name: &str, text: &str) {
        let (own, others): (Vec<&str>, Vec<&str>) = value::words(text).partition(|word| !word.contains('@'));
        others.into_iter().for_each(|word| self.take_addresses("rua", word));
        match value::of(name, &own) {
            Some(value) if self.get(name).is_none() => self.set(name, &value),
            Some(_) => {}
            None if own.is_empty() => {}
            None => self.unclear.push(format!("{name}={}", own.join(" "))),
        }
    }

    /// What falls out asks for nothing: nobody is to be refused for a slip.
    fn settle(mut self) -> Self {
        if self.get("p").is_none() {
            self.tags.insert(0, ("p".to_owned(), Policy::None.as_str().to_owned()));
        }
        let lost =
            |intent: &Self, name: &str| intent.unclear.iter().any(|own| own.starts_with(&format!("{name}=")));
        for name in ["sp", "np"] {
            if lost(&self, name) && self.get(name).is_none() && self.policy() > Policy::None {
                self.set(name, Policy::None.as_str());
            }
        }
        self
    }

    /// Whether it says what it was meant to as it stands.
    #[must_use]
    pub fn is_as_written(&self) -> bool {
        let Some(record) = Record::parse(&self.written) else { return false };
        let is_passed_over = |problem: &RecordProblem| {
            !matches!(problem, RecordProblem::UnknownTag { .. } | RecordProblem::RemovedTag { .. })
        };
        record.applies() && self.unclear.is_empty() && !record.problems.iter().any(is_passed_over)
    }

    /// The first tag of a record that receivers pass over and that says something, as it stands.
    #[must_use]
    pub fn unread(record: &Record) -> Option<String> {
        record.problems.iter().filter(|problem| !lists_options(problem)).find_map(|problem| match problem {
            RecordProblem::BadValue { tag, value, .. } | RecordProblem::BadUri { tag, value } => {
                Some(format!("{tag}={value}"))
            }
            RecordProblem::NotATag { span } => Some(span.text(&record.text).trim().to_owned()),
            _ => None,
        })
    }

    /// Whether receivers take the record for another than it was meant to be: what breaks the grammar is passed over (RFC 9989 §4.7).
    #[must_use]
    pub fn is_misread(&self, record: &Record) -> bool {
        let has_options = |record: &Record| record.fo.is_some() || record.problems.iter().any(lists_options);
        let says = |record: &Record| {
            let uris = |uris: &[ReportUri]| uris.iter().map(|uri| uri.uri.clone()).collect::<Vec<_>>();
            let policies = (record.p.unwrap_or(Policy::None), record.sp, record.np);
            let modes = (record.adkim, record.aspf, record.psd, record.testing, has_options(record));
            (policies, modes, uris(&record.rua), uris(&record.ruf))
        };
        let Some(meant) = Record::parse(&self.to_string()) else { return false };
        // A value that nobody can have is one to correct, even where what counts without it is what was meant.
        let is_policy = |tag: &str| ["p", "sp", "np"].contains(&tag);
        let is_bad = |problem: &RecordProblem| match problem {
            RecordProblem::BadValue { tag, .. } => {
                (is_policy(tag) || self.get(tag).is_some()) && !lists_options(problem)
            }
            _ => false,
        };
        record.problems.iter().any(is_bad) || says(&meant) != says(record)
    }

    /// Whether a list of addresses has none left, and had words of which nobody can tell whose address they were.
    #[must_use]
    pub fn has_lost(&self, name: &str) -> bool {
        self.get(name).is_none() && self.unclear.iter().any(|own| own.starts_with(&format!("{name}=")))
    }

    /// The value of a tag.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.tags.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The policy for the domain.
    #[must_use]
    pub fn policy(&self) -> Policy {
        self.get("p").and_then(value::policy).unwrap_or(Policy::None)
    }

    /// The addresses of `rua` or `ruf`.
    pub fn addresses(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name).unwrap_or_default().split(',').filter(|uri| !uri.is_empty())
    }

    /// Sets a tag, in its place where it stands.
    fn set(&mut self, name: &str, value: &str) {
        match self.tags.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => value.clone_into(own),
            None => self.tags.push((name.to_owned(), value.to_owned())),
        }
    }

    /// The same with a tag set or, where the value is empty, taken away.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match value {
            "" => self.tags.retain(|(own, _)| own != name),
            value => self.set(name, value),
        }
        self
    }

    /// The same without the tags that RFC 9989 took away. Receivers of RFC 7489 still apply a policy to a share of the mail; without
    /// it more would be hit than the owner asked for, so that one stays where it does something.
    #[must_use]
    pub fn without_removed(mut self) -> Self {
        let keeps = self.is_partial();
        self.tags.retain(|(name, _)| !REMOVED.contains(&name.as_str()) || name == "pct" && keeps);
        self
    }

    /// Whether its policy is for a share of the mail only.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.asks()
            && self.get("pct").and_then(|share| share.parse().ok()).is_some_and(|share: u8| share < 100)
    }

    /// The same, aligned no more strictly than receivers read it today where it asks for something: mail that passes now would fail
    /// for a word that nobody heeded.
    #[must_use]
    pub fn no_stricter_than(self, record: &Record) -> Self {
        let asks = self.asks();
        let read = [("adkim", record.adkim), ("aspf", record.aspf)];
        let relaxed = read.into_iter().filter(|(_, mode)| asks && *mode == Mode::Relaxed);
        relaxed.fold(self, |intent, (tag, _)| match intent.get(tag) {
            Some("s") => intent.with(tag, ""),
            _ => intent,
        })
    }

    /// The same, asking for nothing: as a first record does.
    #[must_use]
    pub fn asking_nothing(self) -> Self {
        if !self.asks() {
            return self;
        }
        let bare = ["sp", "np", "pct"].into_iter().fold(self, |intent, tag| intent.with(tag, ""));
        bare.with("p", "none")
    }

    /// Whether it asks for anything, of the domain or of the names below it.
    fn asks(&self) -> bool {
        ["p", "sp", "np"].iter().filter_map(|name| self.get(name)).any(|value| value != "none")
    }

    /// What stands in this record, or was meant to, and not in another.
    #[must_use]
    pub fn dropped_in(&self, other: &str) -> Vec<String> {
        let other = Self::read(other);
        let mut dropped = self.unclear.clone();
        for (name, value) in &self.tags {
            match name.as_str() {
                "rua" | "ruf" => {
                    let gone = value.split(',').filter(|uri| other.addresses(name).all(|own| own != *uri));
                    dropped.extend(gone.map(|uri| format!("{name}={uri}")));
                }
                _ if other.get(name) == Some(value) || name == "p" && other.get("p").is_some() => {}
                _ => dropped.push(format!("{name}={value}")),
            }
        }
        dropped
    }
}

/// Whether a value of `fo` is a list of options: RFC 7489 §6.3 took any, and reports on single messages are all that they ask for.
fn lists_options(problem: &RecordProblem) -> bool {
    matches!(problem, RecordProblem::BadValue { tag, value, .. } if tag == "fo" && value::is_list_of_options(value))
}

/// The record that is to be published. RFC 7489 §6.3 wants the policy right behind the version.
impl fmt::Display for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v=DMARC1; p={}", self.policy().as_str())?;
        let rest = self.tags.iter().filter(|(name, _)| name != "p");
        rest.into_iter().try_for_each(|(name, value)| write!(f, "; {name}={value}"))
    }
}

/// A record with tags set, added or, where the value is empty, taken away; the rest as it was meant.
#[must_use]
pub fn with_tags(record: &str, changes: &[(&str, &str)]) -> String {
    let edit = |intent: Intent, (name, value): &(&str, &str)| intent.with(name, value);
    changes.iter().fold(Intent::read(record), edit).to_string()
}

/// A record without the tags that RFC 9989 took away; `None` where there are none that can go.
#[must_use]
pub fn without_removed_tags(record: &str) -> Option<String> {
    let intent = Intent::read(record);
    let without = intent.clone().without_removed();
    (without != intent).then(|| without.to_string())
}

/// Whether a text was meant to be a DMARC record.
#[must_use]
pub fn is_near(text: &str) -> bool {
    let plain = plain(text);
    let (before, found) = tags::tags(&plain, &KIND);
    let is_versioned = |words: &str| value::words(words).next().is_some_and(is_version);
    let by_version =
        is_versioned(before) || found.iter().any(|tag| tag.name == "v" && is_versioned(tag.value));
    let by_policy = || found.iter().any(|tag| tag.name == "p" && value::policy(tag.value).is_some());
    Record::parse(text).is_some() || by_version || by_policy() || plain.to_ascii_lowercase().contains("dmarc")
}

/// `DMARC1`, or a slip away from it.
fn is_version(word: &str) -> bool {
    let letters: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let word = letters.to_ascii_lowercase();
    word.len() > 3 && distance(&word, "dmarc1") <= 2 || word == "vdmarc1"
}

/// The tag that was meant. A name that nobody knows is one nobody reads (RFC 9989 §4.7), unless it is a slip away from one.
fn meant_name<'a>(name: &'a str, value: &str) -> &'a str {
    let near = |known: &str| name.len() > 2 && distance(name, known) == 1;
    let is_mode = || value::mode(value).is_some();
    match name {
        "rua" | "ruf" | "pct" | "psd" => name,
        "policy" | "pol" => "p",
        "subdomainpolicy" | "subpolicy" | "spolicy" => "sp",
        "dkim" if is_mode() => "adkim",
        "spf" if is_mode() => "aspf",
        _ if near("ruf") && !near("rua") => "ruf",
        _ if near("rua") || value.contains('@') && ["report", "reports"].contains(&name) => "rua",
        _ if near("adkim") => "adkim",
        _ if near("aspf") => "aspf",
        name => name,
    }
}

#[cfg(test)]
mod tests;
