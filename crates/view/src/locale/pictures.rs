//! The words of the pictures, a struct that every language fills.

use waxseal_core::arc::ChainStatus;

/// Every word and sentence of the pictures and of the lists beside them.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct PictureWords {
    /// How many of the identifiers speak for a name.
    pub(crate) vouch: fn(&str, usize, usize) -> String,
    /// The unit of hours; minutes and seconds are written the same everywhere.
    pub(crate) hour: &'static str,
    /// The unit of days.
    pub(crate) day: &'static str,
    /// Above the picture of the hops: how many there are, and how long they took.
    pub(crate) travelled: fn(usize, Option<&str>) -> String,
    /// In the place of a duration under one second.
    pub(crate) at_once: &'static str,
    /// After that: the longest wait, and the number of the hop after it.
    pub(crate) longest: fn(&str, usize) -> String,
    /// After that: how many hops were encrypted, of how many.
    pub(crate) encrypted: fn(usize, usize) -> String,
    /// After that: the numbers of hops dated before the ones they follow.
    pub(crate) skewed: fn(&[usize]) -> String,
    /// Under the picture, on its scale.
    pub(crate) scale: &'static str,
    /// Legend of the picture: a hop with encryption.
    pub(crate) key_encrypted: &'static str,
    /// Legend of the picture: a hop without a note on encryption.
    pub(crate) key_not_noted: &'static str,
    /// Legend of the picture: hops of one operator.
    pub(crate) key_house: &'static str,
    /// Legend of the picture: a long wait.
    pub(crate) key_long: &'static str,
    /// In the picture, on the hop that entered the receiver's network.
    pub(crate) from_outside: &'static str,
    /// In the picture, on several hops drawn as one: their first and last number.
    pub(crate) hops_from: fn(usize, usize) -> String,
    /// In the picture, on a hop without a date.
    pub(crate) no_time: &'static str,
    /// The tree of an SPF record for those who do not see it: its domain.
    pub(crate) spf_tree: fn(&str) -> String,
    /// Beside the meter of lookups: how many are left.
    pub(crate) budget_left: fn(u32) -> String,
    /// Beside the meter of lookups: how many there are too many.
    pub(crate) budget_over: fn(u32) -> String,
    /// On a term of the tree that was not evaluated.
    pub(crate) not_reached: &'static str,
    /// On several such terms: how many.
    pub(crate) rest_not_reached: fn(usize) -> String,
    /// On an include that is of no use: the provider's name.
    pub(crate) unneeded: fn(&str) -> String,
    /// On an `all` of an included record.
    pub(crate) ends_record: &'static str,
    /// On the term that matched: the result of it.
    pub(crate) decides: fn(&str) -> String,
    /// On several terms that do not match: how many.
    pub(crate) more_terms: fn(usize) -> String,
    /// The picture of an ARC chain for those who do not see it: how many sets.
    pub(crate) chain: fn(usize) -> String,
    /// On a set whose seal passes.
    pub(crate) seal_holds: &'static str,
    /// On a set whose seal fails.
    pub(crate) seal_broken: &'static str,
    /// On a set whose seal cannot be checked.
    pub(crate) seal_open: &'static str,
    /// Under a set after which the message did not change.
    pub(crate) as_it_left: &'static str,
    /// Under a set after which the message changed.
    pub(crate) changed_since: &'static str,
    /// Under a set of which that is not known.
    pub(crate) change_open: &'static str,
    /// Between two sets: the names of the forwarders.
    pub(crate) changed_between: fn(&str, &str) -> String,
    /// After the last set: the name of the forwarder.
    pub(crate) changed_after: fn(&str) -> String,
    /// In a set: its cv= value.
    pub(crate) found_before: fn(ChainStatus) -> &'static str,
}

/// A span of time in its two largest units.
pub(crate) fn duration(words: &PictureWords, seconds: u64) -> String {
    let two = |large: u64, unit: &str, small: u64, rest: &str| match small {
        0 => format!("{large} {unit}"),
        small => format!("{large} {unit} {small} {rest}"),
    };
    match seconds {
        s if s < 60 => format!("{s} s"),
        s if s < 3_600 => two(s / 60, "min", s % 60, "s"),
        s if s < 86_400 => two(s / 3_600, words.hour, s % 3_600 / 60, "min"),
        s => two(s / 86_400, words.day, s % 86_400 / 3_600, words.hour),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use waxseal_prose::Lang;

    #[test]
    fn durations_have_two_units_at_most() {
        let said = |seconds| duration(Locale { lang: Lang::Nl, ..Locale::default() }.pictures(), seconds);
        assert_eq!([said(0), said(59), said(60), said(200)], ["0 s", "59 s", "1 min", "3 min 20 s"]);
        assert_eq!([said(7_500), said(86_400), said(273_600)], ["2 u 5 min", "1 d", "3 d 4 u"]);
    }
}
