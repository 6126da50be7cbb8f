//! Names that look like other names.

use crate::domain::Domain;

/// The longest name that is compared.
const MAX_COMPARED: usize = 64;

/// How many letters have to be added, left out, changed or swapped with their neighbour to get from one word to the other.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(MAX_COMPARED).collect();
    let other: Vec<char> = other.chars().take(MAX_COMPARED).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let change = at(&row, j) + usize::from(a != b);
            let mut best = change.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

/// What a name looks like to a hasty reader: characters that are taken for others, as those.
fn skeleton(name: &str) -> String {
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
    if domain.is_within(known) || known.is_within(domain) {
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

/// The last two labels, or three where the second is a short one before a country's.
fn registered(domain: &Domain) -> String {
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
    fn one_slip_is_a_distance_of_one() {
        assert_eq!(distance("paypal", "paypal"), 0);
        assert_eq!(distance("paypal", "paypa"), 1);
        assert_eq!(distance("reject", "rejcet"), 1);
        assert_eq!(distance("none", "quarantine"), 7);
    }

    #[test]
    fn lookalikes_and_names_that_are_only_near() {
        let like = |one: &str, other: &str| {
            is_lookalike(&Domain::parse(one).unwrap(), &Domain::parse(other).unwrap())
        };
        assert!(like("examp1e.com", "example.com") && like("rnicrosoft.com", "microsoft.com"));
        assert!(like("mail.exampel.com", "example.com") && like("contosso.nl", "contoso.nl"));
        assert!(!like("example.com", "example.com") && !like("mail.example.com", "example.com"));
        assert!(!like("example.net", "example.com"), "another ending is another matter");
        assert!(!like("abc.nl", "abd.nl") && !like("other.com", "example.com"));
    }
}
