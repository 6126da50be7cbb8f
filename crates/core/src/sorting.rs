//! Sorting, compiled once.
//!
//! The standard library's sort is some four kilobytes for every type and every order it is used with, and two dozen of them
//! were a twentieth of the checker. Here the places are sorted, which are numbers whatever stands at them, and what
//! stands there is moved afterwards.

use std::cmp::Ordering;

/// Sorts a list; what is equal stays in its order. Takes `n log n` comparisons, as the standard library does.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = sorted(items.len(), &|one, other| match (items.get(one), items.get(other)) {
        (Some(one), Some(other)) => compare(one, other),
        // Every place is that of an item.
        _ => Ordering::Equal,
    });
    arrange(places, &mut |one, other| items.swap(one, other));
}

/// Sorts a list by what it is made of.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, Ord::cmp);
}

/// Sorts a list by a key.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// The places from 0, in an order.
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut merged = Vec::with_capacity(count);
    let mut length = 1;
    // Runs of twice the length each time, until there is one; from one list into the other and back.
    while length < count {
        merged.clear();
        for pair in places.chunks(length.saturating_mul(2)) {
            merge(pair.split_at(length.min(pair.len())), compare, &mut merged);
        }
        std::mem::swap(&mut places, &mut merged);
        length = length.saturating_mul(2);
    }
    places
}

/// Merges two runs behind what is there; of what is equal the one from the first run comes first.
fn merge(
    (mut one, mut other): (&[usize], &[usize]),
    compare: &dyn Fn(usize, usize) -> Ordering,
    merged: &mut Vec<usize>,
) {
    while let (Some((&first, rest)), Some((&second, others))) = (one.split_first(), other.split_first()) {
        if compare(first, second) == Ordering::Greater {
            merged.push(second);
            other = others;
        } else {
            merged.push(first);
            one = rest;
        }
    }
    merged.extend(one.iter().chain(other));
}

/// Moves to each place what stands at the one that is named for it, by swapping along each ring of places.
fn arrange(mut from: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..from.len() {
        let mut at = start;
        while let Some(next) = from.get_mut(at).map(|next| std::mem::replace(next, at)) {
            if next == start || next == at {
                break;
            }
            swap(at, next);
            at = next;
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the standard library is the oracle")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in proptest::collection::vec((0_u8..6, any::<u16>()), 0..60)) {
            let (mut here, mut there) = (items.clone(), items);
            sort_by_key(&mut here, |(key, _)| std::cmp::Reverse(*key));
            there.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
            prop_assert_eq!(&here, &there);
            sort(&mut here);
            there.sort();
            prop_assert_eq!(here, there);
        }
    }
}
