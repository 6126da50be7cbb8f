//! The words of the pictures, a struct that every language fills.

use waxseal_core::arc::ChainStatus;
use waxseal_prose::Lang;

/// Every word and sentence of the pictures and of the lists beside them.
#[derive(Debug)]
pub(crate) struct PictureWords {
    /// How many of the identifiers speak for a name.
    pub(crate) vouch: fn(&str, usize, usize) -> String,
    /// The units of time from hours up; below them everybody writes the same.
    pub(crate) hour: &'static str,
    pub(crate) day: &'static str,
    pub(crate) travelled: fn(usize, Option<&str>) -> String,
    pub(crate) at_once: &'static str,
    pub(crate) longest: fn(&str, usize) -> String,
    pub(crate) encrypted: fn(usize, usize) -> String,
    pub(crate) skewed: fn(&[usize]) -> String,
    pub(crate) scale: &'static str,
    pub(crate) key_encrypted: &'static str,
    pub(crate) key_not_noted: &'static str,
    pub(crate) key_house: &'static str,
    pub(crate) key_long: &'static str,
    pub(crate) from_outside: &'static str,
    pub(crate) hops_from: fn(usize, usize) -> String,
    pub(crate) no_time: &'static str,
    pub(crate) spf_tree: fn(&str) -> String,
    pub(crate) budget_left: fn(u32) -> String,
    pub(crate) budget_over: fn(u32) -> String,
    pub(crate) not_reached: &'static str,
    pub(crate) rest_not_reached: fn(usize) -> String,
    pub(crate) unneeded: fn(&str) -> String,
    pub(crate) ends_record: &'static str,
    pub(crate) decides: fn(&str) -> String,
    pub(crate) more_terms: fn(usize) -> String,
    pub(crate) chain: fn(usize) -> String,
    pub(crate) seal_holds: &'static str,
    pub(crate) seal_broken: &'static str,
    pub(crate) seal_open: &'static str,
    pub(crate) as_it_left: &'static str,
    pub(crate) changed_since: &'static str,
    pub(crate) change_open: &'static str,
    pub(crate) changed_between: fn(&str, &str) -> String,
    pub(crate) changed_after: fn(&str) -> String,
    pub(crate) found_before: fn(ChainStatus) -> &'static str,
}

impl PictureWords {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &super::en::pictures::WORDS,
            Lang::Nl => &super::nl::pictures::WORDS,
        }
    }
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

    #[test]
    fn durations_have_two_units_at_most() {
        let said = |seconds| duration(PictureWords::of(Lang::Nl), seconds);
        assert_eq!([said(0), said(59), said(60), said(200)], ["0 s", "59 s", "1 min", "3 min 20 s"]);
        assert_eq!([said(7_500), said(86_400), said(273_600)], ["2 u 5 min", "1 d", "3 d 4 u"]);
    }
}
