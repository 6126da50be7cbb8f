//! The public suffix list, by which RFC 7489 receivers find organizational domains. RFC 9989 needs none; the list is an
//! argument, since it weighs more than everything else together.

use crate::domain::{Domain, ToAscii};
use crate::sorting;

/// The most rules read; the list has some ten thousand.
const MAX_RULES: usize = 100_000;

/// What a rule of the list does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rule {
    /// `com`: this name is a public suffix.
    Suffix,
    /// `*.ck`: every name right below this one is.
    Wildcard,
    /// `!www.ck`: this name is not, whatever the wildcard says.
    Exception,
}

/// The list, read. See <https://github.com/publicsuffix/list/wiki/Format>.
#[derive(Clone, Debug, Default)]
pub struct SuffixList(Vec<(String, Rule)>);

impl SuffixList {
    /// Reads the list as it is published; `to_ascii` turns its international names into A-labels. Lines that are no rule
    /// are left out.
    #[must_use]
    pub fn parse(text: &str, to_ascii: ToAscii) -> Self {
        let lines = text.lines().filter_map(|line| line.split_whitespace().next());
        let rules = lines.filter(|line| !line.starts_with("//")).take(MAX_RULES);
        let mut rules: Vec<_> = rules.filter_map(|line| rule(line, to_ascii)).collect();
        sorting::sort(&mut rules);
        Self(rules)
    }

    /// The organizational domain of RFC 7489 §3.2: the public suffix and one label more. `None` for a name that is a
    /// public suffix itself.
    #[must_use]
    pub fn organizational_domain(&self, domain: &Domain) -> Option<Domain> {
        let labels = self.suffix_labels(domain);
        (domain.label_count() > labels).then(|| domain.suffix(labels + 1))
    }

    /// How many labels the public suffix of a name has. A name no rule is about has a suffix of one label.
    fn suffix_labels(&self, domain: &Domain) -> usize {
        let mut longest = 1;
        for labels in 1..=domain.label_count() {
            let name = domain.suffix(labels);
            let has =
                |rule| self.0.binary_search_by(|(n, r)| (n.as_str(), *r).cmp(&(name.as_str(), rule))).is_ok();
            // An exception prevails over every other rule, and its suffix is one label shorter than itself.
            if has(Rule::Exception) {
                return labels - 1;
            }
            if has(Rule::Suffix) {
                longest = longest.max(labels);
            }
            if has(Rule::Wildcard) && labels < domain.label_count() {
                longest = longest.max(labels + 1);
            }
        }
        longest
    }
}

fn rule(line: &str, to_ascii: ToAscii) -> Option<(String, Rule)> {
    let (name, rule) = match (line.strip_prefix('!'), line.strip_prefix("*.")) {
        (Some(name), _) => (name, Rule::Exception),
        (_, Some(name)) => (name, Rule::Wildcard),
        _ => (line, Rule::Suffix),
    };
    let name = Domain::parse_international(name, to_ascii).ok()?;
    Some((name.as_str().to_owned(), rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_wildcards_and_exceptions() {
        let list =
            SuffixList::parse("// a comment\ncom\n\nco.uk and more\n*.ck\n!www.ck\nbad..rule\n", |_| None);
        let of =
            |name: &str| list.organizational_domain(&Domain::parse(name).unwrap()).map(|d| d.to_string());
        assert_eq!(of("a.b.example.com").as_deref(), Some("example.com"));
        assert_eq!((of("com"), of("ck"), of("any.ck")), (None, None, None));
        assert_eq!(of("x.any.ck").as_deref(), Some("x.any.ck"));
        assert_eq!(of("a.www.ck").as_deref(), Some("www.ck"));
        assert_eq!(of("a.b.co.uk").as_deref(), Some("b.co.uk"));
        assert_eq!(of("a.unlisted").as_deref(), Some("a.unlisted"));
    }
}
