//! Names with holes in them.

use crate::domain::Domain;

/// Whether a name fits a pattern: `*` stands for one character or more, `{domain}` and `{dashes}` for the customer's domain
/// or, where that is not known, for anything.
#[must_use]
pub fn matches(pattern: &str, name: &str, customer: Option<&Domain>) -> bool {
    if !pattern.contains('{') {
        return fits(pattern, name);
    }
    let domain = customer.map_or_else(|| "*".to_owned(), ToString::to_string);
    let pattern = pattern.replace("{domain}", &domain).replace("{dashes}", &domain.replace('.', "-"));
    fits(&pattern, name)
}

/// The parts between stars must follow one another, with something in each gap.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((first, parts)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let (middle, last) = parts.rsplit_once('*').map_or((None, parts), |(middle, last)| (Some(middle), last));
    for part in middle.into_iter().flat_map(|middle| middle.split('*')) {
        // A star takes at least one character, so the part is looked for after it.
        let from = rest.chars().next().map_or(0, char::len_utf8);
        let Some(at) = rest.get(from..).and_then(|after| after.find(part)) else { return false };
        rest = rest.get(from + at + part.len()..).unwrap_or_default();
    }
    rest.len() > last.len() && rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_take_at_least_one_character() {
        assert!(fits("*.mx.microsoft", "a-b.r-v1.mx.microsoft"));
        assert!(!fits("*.mx.microsoft", ".mx.microsoft") && !fits("*.mx.microsoft", "mx.microsoft"));
        assert!(fits("a*b*c", "axxbyyc") && !fits("a*b*c", "abc") && !fits("a*b*c", "axxbyyd"));
        assert!(fits("exact.example", "exact.example") && !fits("exact.example", "inexact.example"));
    }

    #[test]
    fn holes_are_the_customers_domain_where_it_is_known() {
        let customer = Domain::parse("a.example").unwrap();
        assert!(matches("fm1.{domain}.dkim.x", "fm1.a.example.dkim.x", Some(&customer)));
        assert!(!matches("fm1.{domain}.dkim.x", "fm1.b.example.dkim.x", Some(&customer)));
        assert!(matches("fm1.{domain}.dkim.x", "fm1.b.example.dkim.x", None));
        assert!(matches("b1.{dashes}.dkim.x", "b1.a-example.dkim.x", Some(&customer)));
    }
}
