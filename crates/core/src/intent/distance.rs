//! How far one word is from another.

/// The longest name that is compared.
const MAX_COMPARED: usize = 64;

/// How many letters have to be added, left out, changed or swapped with their neighbour to get from one word to the other.
pub(crate) fn distance(one: &str, other: &str) -> usize {
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
}
