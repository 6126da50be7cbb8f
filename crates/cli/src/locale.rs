//! The words of the terminal, a struct that every language fills: a missing word does not compile.

mod en;
mod nl;

use crate::failure::Complaint;
use waxseal_core::input::Thing;
use waxseal_prose::Lang;

/// Every word and sentence that is the terminal's own.
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct Words {
    /// What `--help` prints.
    pub(crate) help: &'static str,
    /// Behind a result that only the receiver tells of.
    pub(crate) claimed: &'static str,
    /// The first line of an SPF check: the result, the domain, and how many DNS lookups of ten it took.
    pub(crate) spf: fn(&str, &str, u32) -> String,
    /// Which command a thing is for, by the command.
    pub(crate) for_command: fn(&str) -> String,
    /// A line of a list that is no domain: its file, `None` for standard input; its number, 0 for the whole file; why.
    pub(crate) in_line: fn(Option<&str>, usize, &str) -> String,
    /// How far a list is: domains done, those of which something fails, and what was skipped.
    pub(crate) progress: fn([usize; 3]) -> String,
    /// Why a check could not run.
    pub(crate) complaint: fn(&Complaint) -> String,
}

impl Words {
    /// The command that a thing is for; `None` where there is none.
    pub(crate) fn command(&self, thing: &Thing) -> Option<String> {
        let command = match thing {
            Thing::Domain { domain, .. } => format!("waxseal domain {domain}"),
            Thing::Name(named) => format!("waxseal domain {}", named.domain),
            Thing::Domains { .. } => "waxseal domain".to_owned(),
            Thing::Record(_) => "waxseal record".to_owned(),
            Thing::Address(ip) => format!("waxseal spf --ip {ip}"),
            Thing::AggregateReport | Thing::TlsReport => "waxseal reports".to_owned(),
            _ => return None,
        };
        Some((self.for_command)(&command))
    }

    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &en::WORDS,
            Lang::Nl => &nl::WORDS,
        }
    }
}
