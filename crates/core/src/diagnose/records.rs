//! Records as they should be, made from those that are there.

use crate::dmarc::{Policy, Record};
use std::net::IpAddr;

/// An SPF record taken apart into its terms, to be put together otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpfTerms(Vec<String>);

impl SpfTerms {
    /// The terms of a record, as written.
    #[must_use]
    pub fn of(record: &str) -> Self {
        Self(record.split_whitespace().skip(1).map(str::to_owned).collect())
    }

    /// A record that authorises nobody yet.
    #[must_use]
    pub fn empty() -> Self {
        Self(vec!["~all".to_owned()])
    }

    /// The record with one more term, before whatever ends it.
    #[must_use]
    pub fn with(mut self, term: &str) -> Self {
        if !self.0.iter().any(|own| own.eq_ignore_ascii_case(term)) {
            let at = self.0.iter().position(|own| is_end(own)).unwrap_or(self.0.len());
            self.0.insert(at, term.to_owned());
        }
        self
    }

    /// The record without the terms that a test picks.
    #[must_use]
    pub fn without(mut self, is_unwanted: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|term| !is_unwanted(term));
        self
    }

    /// The record with every term once, at its first place.
    #[must_use]
    pub fn distinct(self) -> Self {
        let mut terms: Vec<String> = Vec::new();
        for term in self.0 {
            if !terms.iter().any(|own| own.eq_ignore_ascii_case(&term)) {
                terms.push(term);
            }
        }
        Self(terms)
    }

    /// Several records as one: every term once, and the most lenient end, so that nothing that passes today fails.
    #[must_use]
    pub fn merged(records: &[String]) -> Self {
        let mut terms: Vec<String> = Vec::new();
        let mut ends: Vec<String> = Vec::new();
        for term in records.iter().flat_map(|record| Self::of(record).0) {
            // Two records that lead elsewhere cannot both end the one that is left; included they still speak.
            let term = match term.split_once('=') {
                Some((name, target)) if name.eq_ignore_ascii_case("redirect") => format!("include:{target}"),
                _ => term,
            };
            let list = if is_end(&term) { &mut ends } else { &mut terms };
            if !list.iter().any(|own| own.eq_ignore_ascii_case(&term)) {
                list.push(term);
            }
        }
        let lenient = ["?all", "~all", "-all"];
        let all = lenient.iter().find(|end| ends.iter().any(|own| own.eq_ignore_ascii_case(end)));
        // An end of "+all" lets everybody send, which nobody means.
        terms.push((*all.unwrap_or(&"~all")).to_owned());
        Self(terms)
    }

    /// The terms.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The term for one address.
    #[must_use]
    pub fn address(ip: IpAddr) -> String {
        match ip.to_canonical() {
            IpAddr::V4(v4) => format!("ip4:{v4}"),
            IpAddr::V6(v6) => format!("ip6:{v6}"),
        }
    }

    /// The record with what ends it at its end, and once: receivers read nothing behind it.
    #[must_use]
    pub fn ended(self) -> Self {
        let (ends, mut terms): (Vec<String>, Vec<String>) = self.0.into_iter().partition(|term| is_end(term));
        // RFC 7208 §6.1: beside an "all" a redirect is ignored.
        let all = ends.iter().position(|end| !end.contains('=')).unwrap_or_default();
        terms.extend(ends.into_iter().nth(all));
        Self(terms)
    }

    /// Whether nothing ends the record.
    pub(super) fn is_open(&self) -> bool {
        !self.0.iter().any(|term| is_end(term))
    }

    /// The record with an end that marks what it does not list, and does not refuse it.
    #[must_use]
    pub fn softened(self) -> Self {
        let soft = |term: String| if term.eq_ignore_ascii_case("-all") { "~all".to_owned() } else { term };
        Self(self.0.into_iter().map(soft).collect())
    }
}

impl std::fmt::Display for SpfTerms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("v=spf1")?;
        self.0.iter().try_for_each(|term| write!(f, " {term}"))
    }
}

/// Whether a term ends a record: `all`, or a redirect.
fn is_end(term: &str) -> bool {
    let bare = term.trim_start_matches(['+', '-', '~', '?']);
    bare.eq_ignore_ascii_case("all") || term.to_ascii_lowercase().starts_with("redirect=")
}

/// A DMARC record with tags set, added or, where the value is empty, taken away; the rest stays as written.
pub(crate) fn with_tags(record: &str, changes: &[(&str, &str)]) -> String {
    let mut parts: Vec<(String, String)> = record
        .split(';')
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    for (name, value) in changes {
        let at = parts.iter().position(|(own, _)| own.eq_ignore_ascii_case(name));
        match (at, value.is_empty()) {
            (Some(at), true) => drop(parts.remove(at)),
            (Some(at), false) => {
                parts.iter_mut().skip(at).take(1).for_each(|part| part.1 = (*value).to_owned());
            }
            (None, false) => parts.push(((*name).to_owned(), (*value).to_owned())),
            (None, true) => {}
        }
    }
    parts.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

/// The value of a tag, as written.
pub(super) fn tag_of(record: &str, name: &str) -> Option<String> {
    let tags = record.split(';').filter_map(|part| part.split_once('='));
    tags.filter(|(own, _)| own.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim().to_owned())
        .next()
}

/// A DMARC record without the tags that RFC 9989 took away; `None` where there are none.
#[must_use]
pub fn without_removed_tags(record: &str) -> Option<String> {
    let removed = [("pct", ""), ("rf", ""), ("ri", "")];
    removed.iter().any(|(name, _)| tag_of(record, name).is_some()).then(|| with_tags(record, &removed))
}

/// What a text that was meant to be a DMARC record should read.
pub(super) fn corrected_dmarc(text: &str) -> String {
    let text = text.trim_matches(['"', '\\', ' ']);
    let words = text.split([';', ',', ' ', '\t']).map(str::trim).filter(|word| !word.is_empty());
    let mut tags: Vec<(String, String)> = Vec::new();
    for word in words {
        match word.split_once('=').or_else(|| word.split_once(':').filter(|(name, _)| name.len() <= 5)) {
            Some((name, _)) if name.trim().eq_ignore_ascii_case("v") => {}
            Some((name, value)) => tags.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            // What stands after a comma or a space without a name goes on with the value before it.
            None => {
                if let Some((name, value)) = tags.last_mut().filter(|(name, _)| name.starts_with("ru")) {
                    value.push_str(if name.is_empty() { "" } else { "," });
                    value.push_str(word);
                }
            }
        }
    }
    let policy =
        tags.iter().find(|(name, _)| name == "p").map_or(Policy::None, |(_, value)| nearest_policy(value));
    tags.retain(|(name, _)| name != "p" && !["pct", "rf", "ri"].contains(&name.as_str()));
    // RFC 9989 §4.10.1: a bad "sp" or "np" undoes the whole policy. Left out, the policy of the domain applies.
    tags.retain_mut(|(name, value)| !["sp", "np"].contains(&name.as_str()) || is_policy(value));
    let rest = tags.iter().map(|(name, value)| format!("; {name}={}", corrected_value(name, value)));
    format!("v=DMARC1; p={}{}", policy.as_str(), rest.collect::<String>())
}

/// Report addresses get the scheme that people leave out.
fn corrected_value(name: &str, value: &str) -> String {
    if !name.starts_with("ru") {
        return value.to_owned();
    }
    let address = |uri: &str| {
        if uri.contains("mailto:") || !uri.contains('@') { uri.to_owned() } else { format!("mailto:{uri}") }
    };
    value.split(',').map(|uri| address(uri.trim())).collect::<Vec<_>>().join(",")
}

/// Whether a value is a policy or a slip away from one, which is put right.
fn is_policy(value: &mut String) -> bool {
    let near = nearest_policy(value);
    let is_meant =
        near != Policy::None || super::likeness::distance("none", &value.to_ascii_lowercase()) <= 1;
    near.as_str().clone_into(value);
    is_meant
}

/// The policy that was meant: the word itself, one that is a slip away, or the one that asks for nothing.
fn nearest_policy(value: &str) -> Policy {
    let words = [("none", Policy::None), ("quarantine", Policy::Quarantine), ("reject", Policy::Reject)];
    let value = value.to_ascii_lowercase();
    let near = words.iter().min_by_key(|(word, _)| super::likeness::distance(word, &value));
    near.filter(|(word, _)| super::likeness::distance(word, &value) <= 2)
        .map_or(Policy::None, |(_, policy)| *policy)
}

/// Whether a text is a DMARC record that receivers can use.
pub(super) fn is_usable_dmarc(text: &str) -> bool {
    Record::parse(text).is_some_and(|record| record.applies())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_go_before_the_end() {
        let record =
            SpfTerms::of("v=spf1 include:a.example -all").with("ip4:192.0.2.1").with("include:A.example");
        assert_eq!(record.to_string(), "v=spf1 include:a.example ip4:192.0.2.1 -all");
        assert_eq!(SpfTerms::of("v=spf1 mx").with("a").to_string(), "v=spf1 mx a");
    }

    #[test]
    fn merging_keeps_all_that_is_used() {
        let records =
            ["v=spf1 include:a.example -all".to_owned(), "v=spf1 mx include:a.example ~all".to_owned()];
        assert_eq!(SpfTerms::merged(&records).to_string(), "v=spf1 include:a.example mx ~all");
        assert_eq!(SpfTerms::merged(&["v=spf1 +all".to_owned()]).to_string(), "v=spf1 ~all");
        let led = ["v=spf1 redirect=_spf.a.example".to_owned(), "v=spf1 mx -all".to_owned()];
        assert_eq!(SpfTerms::merged(&led).to_string(), "v=spf1 include:_spf.a.example mx -all");
    }

    #[test]
    fn what_was_meant_by_a_dmarc_record() {
        assert_eq!(corrected_dmarc("v=DMARC1 p=reject"), "v=DMARC1; p=reject");
        assert_eq!(
            corrected_dmarc("v=dmarc1; p=quarentine, rua=a@b.example"),
            "v=DMARC1; p=quarantine; rua=mailto:a@b.example"
        );
        assert_eq!(corrected_dmarc("\"v=DMARC1; p=monitor; pct=100\""), "v=DMARC1; p=none");
        assert_eq!(
            corrected_dmarc("v=DMARC1; rua=mailto:a@b.example,mailto:c@d.example"),
            "v=DMARC1; p=none; rua=mailto:a@b.example,mailto:c@d.example"
        );
    }

    #[test]
    fn tags_are_set_and_taken_away_in_place() {
        let record = "v=DMARC1;p=none;sp=reject;pct=100;rua=mailto:a@b.example";
        assert_eq!(
            without_removed_tags(record).unwrap(),
            "v=DMARC1; p=none; sp=reject; rua=mailto:a@b.example"
        );
        assert_eq!(without_removed_tags("v=DMARC1; p=none"), None);
        assert_eq!(
            with_tags("v=DMARC1; p=none; adkim=s", &[("adkim", ""), ("sp", "none")]),
            "v=DMARC1; p=none; sp=none"
        );
    }
}
