//! The page's own words, a struct that every language fills: a missing word does not compile.

mod en;
pub(crate) mod hand_off;
mod nl;
pub(crate) mod shell;

use hand_off::HandOffWords;
use shell::ShellWords;
use waxseal_prose::Lang;

/// Every word and sentence that is the page's own.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct Words {
    /// Title of the page.
    pub(crate) title: &'static str,
    /// First line of the page.
    pub(crate) question: &'static str,
    /// First line of the page of records, until the checker has drawn that page.
    pub(crate) set_up_question: &'static str,
    /// Above the form of that page, where a link filled it in.
    pub(crate) set_up_filled: &'static str,
    /// On the link past the menu, shown when it has the focus.
    pub(crate) skip: &'static str,
    /// Names the menu; read out.
    pub(crate) main_navigation: &'static str,
    /// On the button that opens the box again, once it has been answered.
    pub(crate) change: &'static str,
    /// Entry of the menu: the check.
    pub(crate) check: &'static str,
    /// Entry of the menu: the reports of receivers.
    pub(crate) reports: &'static str,
    /// First line of the page of reports, until some are read.
    pub(crate) reports_question: &'static str,
    /// Below it: what can be given.
    pub(crate) reports_lead: &'static str,
    /// On the button that opens files with reports.
    pub(crate) open_reports: &'static str,
    /// On the button that opens a folder of them.
    pub(crate) open_folder: &'static str,
    /// On the button that reads the example.
    pub(crate) reports_example: &'static str,
    /// Entry of the menu: the records of a domain.
    pub(crate) set_up: &'static str,
    /// Entry of the menu: About.
    pub(crate) about: &'static str,
    /// Label of the menu of languages.
    pub(crate) language: &'static str,
    /// Label of the menu of DNS resolvers.
    pub(crate) resolver: &'static str,
    /// Last option of that menu: one to be typed.
    pub(crate) own_resolver: &'static str,
    /// Label of the box for that one.
    pub(crate) own_resolver_label: &'static str,
    /// On the button of that box.
    pub(crate) use_it: &'static str,
    /// Label of the box for a message or a domain.
    pub(crate) box_label: &'static str,
    /// Hint in that box while it is empty.
    pub(crate) box_hint: &'static str,
    /// Under the box, in bold; goes on with `only_dns_to` and the resolver.
    pub(crate) only_dns: &'static str,
    /// Between `only_dns` and the name of the resolver.
    pub(crate) only_dns_to: &'static str,
    /// On the button that opens a file.
    pub(crate) open_file: &'static str,
    /// In the box, while a file is held over it.
    pub(crate) drop_here: &'static str,
    /// On the button that empties the box.
    pub(crate) clear: &'static str,
    /// In the box: a file's name, and its size in bytes.
    pub(crate) opened: fn(&str, f64) -> String,
    /// Before the buttons with examples.
    pub(crate) try_example: &'static str,
    /// On such a button.
    pub(crate) example_mailchimp: &'static str,
    /// On such a button.
    pub(crate) example_microsoft: &'static str,
    /// On such a button.
    pub(crate) example_domain: &'static str,
    /// Read out when a check starts.
    pub(crate) checking: &'static str,
    /// While a check runs: how many queries, how many answers.
    pub(crate) working: fn(u32, u32) -> String,
    /// On the button that stops a check.
    pub(crate) cancel: &'static str,
    /// Above the report of a stopped check: how many queries, how many answers.
    pub(crate) stopped: fn(u32, u32) -> String,
    /// On the button that checks anew.
    pub(crate) check_again: &'static str,
    /// Under the box, where it was empty.
    pub(crate) nothing_given: &'static str,
    /// In place of a report: the checker could not be loaded.
    pub(crate) no_checker: &'static str,
    /// What a function of the JavaScript API says where its arguments cannot be handed over.
    pub(crate) not_plain_data: &'static str,
    /// On the empty page: three headings, each with a text.
    pub(crate) intro: [(&'static str, &'static str); 3],
    /// Said when something was copied.
    pub(crate) copied: &'static str,
    /// At the foot of every page.
    pub(crate) footer: &'static str,
    /// The words of the texts that hand steps to somebody else.
    pub(crate) hand_off: HandOffWords,
    /// The words around the checks.
    pub(crate) shell: ShellWords,
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
