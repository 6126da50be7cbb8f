//! Names with holes in them.

use crate::domain::Domain;

/// Whether a name fits a pattern: `*` stands for one character or more, `{domain}` and `{dashes}` for the customer's domain, `{label}`
/// for the label that Microsoft makes of it, and all three, where that is not known, for anything.
#[must_use]
pub fn matches(pattern: &str, name: &str, customer: Option<&Domain>) -> bool {
    ends_alike(pattern, name) && gaps(pattern, name, customer).is_some()
}

/// Whether a name ends as a pattern does behind its last hole, which most do not.
fn ends_alike(pattern: &str, name: &str) -> bool {
    let pairs = pattern.as_bytes().iter().rev().zip(name.as_bytes().iter().rev());
    pairs.take_while(|(own, _)| **own != b'*' && **own != b'}').all(|(own, its)| own == its)
}

/// What fills the gaps of a pattern in a name, each in turn; `None` where the name does not fit.
pub(super) fn gaps<'a>(pattern: &str, name: &'a str, customer: Option<&Domain>) -> Option<Vec<&'a str>> {
    if !pattern.contains('{') {
        return fit(pattern, name);
    }
    let domain = customer.map_or_else(|| "*".to_owned(), ToString::to_string);
    let pattern = pattern.replace("{domain}", &domain).replace("{dashes}", &domain.replace('.', "-"));
    let Some((before, _)) = pattern.split_once(LABEL) else { return fit(&pattern, name) };
    let place = before.matches('*').count();
    let found = fit(&pattern.replace(LABEL, "*"), name)?;
    let is_own = customer.is_none_or(|own| found.get(place).is_some_and(|label| is_label(label, own)));
    is_own.then_some(found)
}

/// The hole of a label that cannot be told from the domain alone.
pub(super) const LABEL: &str = "{label}";
/// The most characters that tell labels of domains apart which would be the same.
const MAX_TELLING: usize = 4;

/// Whether a label is the one that Microsoft 365 makes of a domain: hyphens for its dots or, as with domains that have hyphens of their own,
/// without these and with a few characters behind: contoso-shop.nl has "contososhop-nl01c".
fn is_label(label: &str, domain: &Domain) -> bool {
    let bare = |text: &str| text.replace(['-', '.'], "");
    let (label, domain) = (bare(label), bare(domain.as_str()));
    let telling = label.strip_prefix(&domain);
    telling.is_some_and(|rest| rest.len() <= MAX_TELLING && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// The parts between stars must follow one another, with something in each gap.
fn fit<'a>(pattern: &str, name: &'a str) -> Option<Vec<&'a str>> {
    let Some((first, parts)) = pattern.split_once('*') else { return (pattern == name).then(Vec::new) };
    let mut rest = name.strip_prefix(first)?;
    let (middle, last) = parts.rsplit_once('*').map_or((None, parts), |(middle, last)| (Some(middle), last));
    let mut gaps = Vec::new();
    for part in middle.into_iter().flat_map(|middle| middle.split('*')) {
        // A star takes at least one character, so the part is looked for after it.
        let from = rest.chars().next().map_or(0, char::len_utf8);
        let at = from + rest.get(from..)?.find(part)?;
        gaps.push(rest.get(..at)?);
        rest = rest.get(at + part.len()..)?;
    }
    gaps.push(rest.strip_suffix(last).filter(|gap| !gap.is_empty())?);
    Some(gaps)
}

/// The name that a pattern stands for where its gaps are known, each in turn.
pub(super) fn fill(pattern: &str, gaps: &[String]) -> Option<String> {
    let mut gaps = gaps.iter();
    let mut parts = pattern.split('*');
    let mut name = parts.next()?.to_owned();
    for part in parts {
        name.push_str(gaps.next()?);
        name.push_str(part);
    }
    gaps.next().is_none().then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_take_at_least_one_character() {
        let fits = |pattern, name| matches(pattern, name, None);
        assert!(fits("*.mx.microsoft", "a-b.r-v1.mx.microsoft"));
        assert!(!fits("*.mx.microsoft", ".mx.microsoft") && !fits("*.mx.microsoft", "mx.microsoft"));
        assert!(fits("a*b*c", "axxbyyc") && !fits("a*b*c", "abc") && !fits("a*b*c", "axxbyyd"));
        assert!(fits("exact.example", "exact.example") && !fits("exact.example", "inexact.example"));
    }

    #[test]
    fn what_fills_the_gaps_of_one_name_fills_those_of_another() {
        let found = gaps("s1.domainkey.*.wl*.x", "s1.domainkey.u1.wl2.x", None).unwrap();
        assert_eq!(found, ["u1", "2"]);
        let texts: Vec<String> = found.into_iter().map(str::to_owned).collect();
        assert_eq!(fill("s2.domainkey.*.wl*.x", &texts).as_deref(), Some("s2.domainkey.u1.wl2.x"));
        assert_eq!(fill("s2.*.x", &texts), None);
        assert_eq!(gaps("k2", "k2", None), Some(vec![]));
    }

    #[test]
    fn holes_are_the_customers_domain_where_it_is_known() {
        let customer = Domain::parse("a.example").unwrap();
        assert!(matches("fm1.{domain}.dkim.x", "fm1.a.example.dkim.x", Some(&customer)));
        assert!(!matches("fm1.{domain}.dkim.x", "fm1.b.example.dkim.x", Some(&customer)));
        assert!(matches("fm1.{domain}.dkim.x", "fm1.b.example.dkim.x", None));
        assert!(matches("b1.{dashes}.dkim.x", "b1.a-example.dkim.x", Some(&customer)));
    }

    #[test]
    fn a_label_is_made_of_the_domain() {
        let fits = |label: &str, domain: &str| {
            let customer = Domain::parse(domain).unwrap();
            matches("s1-{label}._k.*.x", &format!("s1-{label}._k.tenant.x"), Some(&customer))
        };
        assert!(fits("a-example", "a.example") && fits("ab-example01c", "a-b.example"));
        assert!(fits("a-b-example", "a-b.example") && !fits("a-b-example", "b.example"));
        assert!(!fits("ab-example01c", "ab2.example") && !fits("a-examplesomething", "a.example"));
        assert!(matches("s1-{label}._k.*.x", "s1-whatever._k.tenant.x", None));
    }
}
