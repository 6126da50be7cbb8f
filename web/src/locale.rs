//! The page's own words, a struct that every language fills: a missing word does not compile.

mod en;
mod nl;
pub(crate) mod shell;

use waxseal_prose::Lang;

/// Every word and sentence that is the page's own.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) title: &'static str,
    pub(crate) question: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) main_navigation: &'static str,
    pub(crate) check: &'static str,
    pub(crate) set_up: &'static str,
    pub(crate) about: &'static str,
    pub(crate) language: &'static str,
    pub(crate) resolver: &'static str,
    pub(crate) own_resolver: &'static str,
    pub(crate) own_resolver_label: &'static str,
    pub(crate) use_it: &'static str,
    pub(crate) box_label: &'static str,
    pub(crate) box_hint: &'static str,
    pub(crate) only_dns: &'static str,
    pub(crate) only_dns_to: &'static str,
    pub(crate) open_file: &'static str,
    pub(crate) drop_here: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) opened: fn(&str, f64) -> String,
    pub(crate) try_example: &'static str,
    pub(crate) example_mailchimp: &'static str,
    pub(crate) example_microsoft: &'static str,
    pub(crate) example_domain: &'static str,
    pub(crate) working: fn(u32, u32) -> String,
    pub(crate) cancel: &'static str,
    pub(crate) stopped: fn(u32, u32) -> String,
    pub(crate) check_again: &'static str,
    pub(crate) nothing_given: &'static str,
    pub(crate) no_checker: &'static str,
    pub(crate) bad_resolver: fn(&str) -> String,
    pub(crate) intro: [(&'static str, &'static str); 3],
    pub(crate) copied: &'static str,
    pub(crate) footer: &'static str,
}

impl Words {
    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &en::WORDS,
            Lang::Nl => &nl::WORDS,
        }
    }
}
