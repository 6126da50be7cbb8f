//! The words of the terminal, a struct that every language fills: a missing word does not compile.

mod en;
mod nl;

use crate::failure::Complaint;
use crate::mcp::BadCall;
use crate::options::{Command, Key, Value};
use crate::zone::Wrong;
use waxseal_core::finding::Severity;
use waxseal_core::input::Thing;
use waxseal_prose::Lang;

/// What the help says of commands and options.
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct Help {
    /// What the program is, behind its name.
    pub(crate) title: &'static str,
    /// Heading: the commands.
    pub(crate) usage: &'static str,
    /// The headings of the man page: name, synopsis, description, commands, options, exit status.
    pub(crate) headings: [&'static str; 6],
    /// Heading: the options of all commands.
    pub(crate) all: &'static str,
    /// What the program does.
    pub(crate) description: &'static str,
    /// What the exit status says.
    pub(crate) exit_status: &'static str,
    /// What stands behind a command.
    pub(crate) operands: fn(Command) -> &'static str,
    /// What a command does.
    pub(crate) command: fn(Command) -> &'static str,
    /// What an option does.
    pub(crate) option: fn(Key) -> &'static str,
    /// The word for what stands behind an option.
    pub(crate) value: fn(Value) -> &'static str,
}

/// Every word and sentence that is the terminal's own.
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct Words {
    /// What `--help` and the man page say.
    pub(crate) help: &'static Help,
    /// Behind a result that only the receiver tells of.
    pub(crate) claimed: &'static str,
    /// The first line of an SPF check: the result, the domain, and how many DNS lookups of ten it took.
    pub(crate) spf: fn(&str, &str, u32) -> String,
    /// Heading: the causes and their steps.
    pub(crate) what_to_do: &'static str,
    /// Heading: what passed and what did not.
    pub(crate) checks: &'static str,
    /// Heading: how that comes about.
    pub(crate) why: &'static str,
    /// Heading: what a domain publishes.
    pub(crate) published: &'static str,
    /// Heading: what receivers ask for.
    pub(crate) requirements: &'static str,
    /// Heading: the next step of the policy.
    pub(crate) policy_steps: &'static str,
    /// Heading: what else was found.
    pub(crate) noticed: &'static str,
    /// Heading: the questions without an answer.
    pub(crate) unanswered: &'static str,
    /// Behind a pass for another domain than that of From.
    pub(crate) not_aligned: &'static str,
    /// The chain of forwarders: how many, and who they are.
    pub(crate) arc: fn(u32, &str) -> String,
    /// How many lookups an SPF record costs.
    pub(crate) lookups: fn(u32) -> String,
    /// That none of so many selectors has a key.
    pub(crate) no_key: fn(usize) -> String,
    /// Said of a null MX.
    pub(crate) null_mx: &'static str,
    /// Said of keys whose records are empty.
    pub(crate) revoked: &'static str,
    /// Whose services a domain uses, as far as DNS shows.
    pub(crate) uses: fn(&str) -> String,
    /// Which command a thing is for, by the command.
    pub(crate) for_command: fn(&str) -> String,
    /// A line of a list that is no domain: its file, `None` for standard input; its number, 0 for the whole file; why.
    pub(crate) in_line: fn(Option<&str>, usize, &str) -> String,
    /// How far a list is: domains done, those of which something fails, and what was skipped.
    pub(crate) progress: fn([usize; 3]) -> String,
    /// How much a problem matters.
    pub(crate) severity: fn(Severity) -> &'static str,
    /// Why a line of a zone's file is no record.
    pub(crate) zone_wrong: fn(&Wrong) -> String,
    /// What a check of zones came to: records, domains, errors, warnings.
    pub(crate) zone_summary: fn([usize; 4]) -> String,
    /// The columns of its table: the place, the severity, the problem.
    pub(crate) zone_columns: [&'static str; 3],
    /// What stands above the text of a tool's answer: that strangers' words in it are data.
    pub(crate) quoted: &'static str,
    /// Why a check could not run.
    pub(crate) complaint: fn(&Complaint) -> String,
    /// Why a call of a tool cannot be used.
    pub(crate) bad_call: fn(&BadCall) -> String,
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
