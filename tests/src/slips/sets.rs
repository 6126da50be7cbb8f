//! Sets of addresses, as ranges of numbers.

/// Ranges of addresses: first and last, of IPv4 from 0, of IPv6 from 2^64 on (its upper half, which is all that is made up here).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set(Vec<(u128, u128)>);

impl Set {
    /// The set of several ranges.
    #[must_use]
    pub fn of(mut ranges: Vec<(u128, u128)>) -> Self {
        ranges.sort_unstable();
        let mut whole: Vec<(u128, u128)> = Vec::new();
        for (first, last) in ranges {
            match whole.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = (*end).max(last),
                _ => whole.push((first, last)),
            }
        }
        Self(whole)
    }

    /// Whether all of another set is in this one.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        other.0.iter().all(|(first, last)| self.0.iter().any(|(own, end)| own <= first && last <= end))
    }

    /// What is in either.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self::of(self.0.iter().chain(&other.0).copied().collect())
    }
}

/// The range of an IPv4 network.
#[must_use]
pub fn v4(octets: [u8; 4], prefix: u32) -> (u128, u128) {
    let size = 1_u128 << (32 - prefix);
    let number = octets.iter().fold(0_u128, |number, octet| number * 256 + u128::from(*octet));
    let first = number / size * size;
    (first, first + size - 1)
}

/// The range of an IPv6 network: 128 bits of which the upper ones are counted.
#[must_use]
pub fn v6(groups: [u16; 8], prefix: u32) -> (u128, u128) {
    let number = groups.iter().fold(0_u128, |number, group| number << 16 | u128::from(*group));
    let mask = if prefix == 0 { 0 } else { u128::MAX << (128 - prefix) };
    // No address that is made up here lies where IPv4's numbers are.
    (number & mask, number & mask | !mask)
}
