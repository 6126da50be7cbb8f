//! Names that look like other names.

use crate::domain::Domain;
use crate::punycode;

pub(super) use crate::intent::distance;

/// Letters of other scripts that look like Latin ones, each under its look-alike (after Unicode's confusables).
const LIKE_LATIN: [(char, &str); 22] = [
    ('a', "\u{430}\u{3b1}\u{e0}\u{e1}\u{e2}\u{e3}\u{e4}\u{e5}\u{251}"),
    ('b', "\u{432}\u{44c}"),
    ('c', "\u{441}\u{e7}\u{107}"),
    ('d', "\u{501}"),
    ('e', "\u{435}\u{451}\u{e8}\u{e9}\u{ea}\u{eb}\u{117}"),
    ('g', "\u{261}\u{11f}"),
    ('h', "\u{4bb}\u{43d}"),
    ('i', "\u{456}\u{131}\u{ec}\u{ed}\u{ee}\u{ef}\u{3b9}"),
    ('j', "\u{458}"),
    ('k', "\u{43a}\u{3ba}"),
    ('l', "\u{4cf}\u{142}"),
    ('m', "\u{43c}"),
    ('n', "\u{f1}\u{144}\u{3b7}"),
    ('o', "\u{43e}\u{3bf}\u{f2}\u{f3}\u{f4}\u{f5}\u{f6}\u{f8}"),
    ('p', "\u{440}\u{3c1}"),
    ('s', "\u{455}\u{15b}\u{161}"),
    ('t', "\u{442}\u{3c4}"),
    ('u', "\u{f9}\u{fa}\u{fb}\u{fc}\u{3c5}"),
    ('v', "\u{3bd}\u{475}"),
    ('w', "\u{51d}\u{461}"),
    ('x', "\u{445}\u{3c7}"),
    ('y', "\u{443}\u{fd}\u{3b3}"),
];

/// A label as its reader sees it, with letters of other scripts as the Latin ones that they look like.
fn seen(label: &str) -> String {
    let text = punycode::decode(label).unwrap_or_else(|| label.to_owned());
    let latin = |c: char| LIKE_LATIN.iter().find(|(_, like)| like.contains(c)).map_or(c, |(latin, _)| *latin);
    text.chars().map(latin).collect()
}

/// What a name looks like to a hasty reader: characters that are taken for others, as those.
fn skeleton(label: &str) -> String {
    let name = seen(label);
    let name = name.replace("rn", "m").replace("vv", "w").replace("cl", "d");
    let like = |c: char| match c {
        '0' => 'o',
        '1' | 'i' | 'l' => 'l',
        '3' => 'e',
        '5' => 's',
        '8' => 'b',
        'q' => 'g',
        c => c,
    };
    name.chars().filter(|c| *c != '-').map(like).collect()
}

/// Whether a domain is another one that looks like `known`.
pub(super) fn is_lookalike(domain: &Domain, known: &Domain) -> bool {
    // What has no dot is a host's own name, and nobody's domain.
    if known.label_count() < 2 || domain.is_within(known) || known.is_within(domain) {
        return false;
    }
    let (one, other) = (registered(domain), registered(known));
    let (one_label, other_label) = (first_label(&one), first_label(&other));
    if one == other || other_label.len() < 4 {
        return false;
    }
    let same_skeleton = skeleton(one_label) == skeleton(other_label) && one_label != other_label;
    // One slip in a name of some length; short names are a letter apart by chance.
    same_skeleton || (distance(one_label, other_label) == 1 && other_label.len() >= 6)
}

/// Whether a domain's name has all of another's in it, hyphens aside, as `contoso-invoices.com` has that of `contoso.nl`. Many an owner
/// has several such names, so this alone shows nothing.
pub(super) fn is_built_on(domain: &Domain, known: &Domain) -> bool {
    if known.label_count() < 2 || domain.is_within(known) || known.is_within(domain) {
        return false;
    }
    let (one, other) = (registered(domain), registered(known));
    let other = skeleton(first_label(&other));
    one.len() > other.len() && other.len() >= 6 && skeleton(first_label(&one)).contains(&other)
}

/// Whether two names are the same but for hyphens, as those of one owner often are.
pub(super) fn is_spelt_alike(one: &Domain, other: &Domain) -> bool {
    registered(one).replace('-', "") == registered(other).replace('-', "")
}

/// The last two labels, or three where the second is a short one before a country's.
pub(super) fn registered(domain: &Domain) -> String {
    let labels: Vec<&str> = domain.labels().collect();
    let short = labels.iter().rev().nth(1).is_some_and(|label| label.len() <= 3);
    let country = labels.last().is_some_and(|label| label.len() == 2);
    domain.suffix(if short && country { 3 } else { 2 }).to_string()
}

fn first_label(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lookalikes_and_names_that_are_only_near() {
        let like = |one: &str, other: &str| {
            is_lookalike(&Domain::parse(one).unwrap(), &Domain::parse(other).unwrap())
        };
        assert!(like("examp1e.com", "example.com") && like("rnicrosoft.com", "microsoft.com"));
        assert!(like("mail.exampel.com", "example.com") && like("contosso.nl", "contoso.nl"));
        assert!(!like("example.com", "example.com") && !like("mail.example.com", "example.com"));
        assert!(like("xn--bnkwijzer-0yh.example", "bankwijzer.example"), "a Cyrillic a");
        assert!(!like("example.net", "example.com"), "another ending is another matter");
        assert!(!like("contoso-shop.nl", "contososhop"), "the name of a host");
        let built = |one: &str, other: &str| {
            is_built_on(&Domain::parse(one).unwrap(), &Domain::parse(other).unwrap())
        };
        assert!(built("contosogroup-as.com", "contoso-group.no") && built("contoso.com", "contoso.nl"));
        assert!(!built("contoso.nl", "contoso-group.no") && !built("mail.contoso.nl", "contoso.nl"));
        assert!(!built("abc-group.com", "abc.nl"), "too short to tell");
        assert!(!like("abc.nl", "abd.nl") && !like("other.com", "example.com"));
    }
}
