//! What a command line asks for, once it is read.

use crate::help::Shell;
use std::net::IpAddr;
use std::path::PathBuf;
use waxseal_core::dns::{Draft, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::EnvelopeOverrides;
use waxseal_core::setup::Choices;
use waxseal_core::time::Timestamp;
use waxseal_prose::Lang;

/// What to do.
pub(crate) enum Request {
    /// Print the help.
    Help,
    /// Print the version.
    Version,
    /// Print the completions of a shell.
    Completions(Shell, Lang),
    /// Print the man page.
    Man(Lang),
    /// Check something.
    Check(Box<Check>),
    /// Take calls until there are no more.
    Serve(Box<Defaults>),
}

/// What holds for a call that does not say otherwise.
pub(crate) struct Defaults {
    /// Where the answers come from.
    pub(crate) source: Source,
    /// Records to put over them.
    pub(crate) drafts: Vec<Draft>,
    /// The time of the checks; `None` for that of each call.
    pub(crate) now: Option<Timestamp>,
    /// The language of the text.
    pub(crate) lang: Lang,
}

/// A check, and how to make it.
pub(crate) struct Check {
    /// What to check.
    pub(crate) subject: Subject,
    /// Where the answers come from.
    pub(crate) source: Source,
    /// Records to put over them.
    pub(crate) drafts: Vec<Draft>,
    /// The time of the check; `None` for now.
    pub(crate) now: Option<Timestamp>,
    /// Whether to print JSON.
    pub(crate) json: bool,
    /// Whether to print Markdown.
    pub(crate) markdown: bool,
    /// Whether to print a table of comma-separated values.
    pub(crate) csv: bool,
    /// Whether both the report and the text are wanted.
    pub(crate) is_call: bool,
    /// The language of the text.
    pub(crate) lang: Lang,
}

/// What to check.
pub(crate) enum Subject {
    /// A message.
    Message { text: Text, given: EnvelopeOverrides, trust: Option<String> },
    /// Domains.
    Domains(Domains),
    /// What a domain should publish.
    Setup(Box<Choices>),
    /// A record before it is published: its text, or `None` for standard input, and its name.
    Record { text: Option<String>, name: Option<Domain> },
    /// Reports of receivers.
    Reports { paths: Vec<PathBuf>, wanted: Wanted },
    /// Zones before they are published.
    Zone(ZoneFiles),
    /// SPF for one client.
    Spf { ip: IpAddr, mail_from: String, helo: String, receiver: Option<String> },
}

/// Where the text of a message stands.
pub(crate) enum Text {
    /// On standard input.
    Input,
    /// In a file.
    File(PathBuf),
    /// Here.
    Given(String),
}

/// Domains to check.
#[derive(Default)]
pub(crate) struct Domains {
    /// Those named on the command line.
    pub(crate) names: Vec<String>,
    /// Lists with more of them, one a line.
    pub(crate) lists: Vec<List>,
    /// Selectors to look for.
    pub(crate) selectors: Vec<String>,
    /// A file with the policy of MTA-STS.
    pub(crate) policy: Option<PathBuf>,
    /// Whether each is printed as a line of JSON as soon as it is done.
    pub(crate) ndjson: bool,
    /// The file of such lines that is gone on with.
    pub(crate) resume: Option<PathBuf>,
}

/// Where names of domains stand.
#[derive(Clone)]
pub(crate) enum List {
    /// In a file.
    File(PathBuf),
    /// On standard input.
    Input,
}

/// Zones before they are published, and what is told of them.
#[derive(Default)]
pub(crate) struct ZoneFiles {
    /// Their files.
    pub(crate) files: Vec<PathBuf>,
    /// The name of the zone, for all of them.
    pub(crate) origin: Option<Domain>,
    /// Where the problems are written as SARIF.
    pub(crate) sarif: Option<PathBuf>,
    /// The file that a table in Markdown is added to.
    pub(crate) summary: Option<PathBuf>,
    /// Whether problems are printed as annotations of GitHub.
    pub(crate) annotations: bool,
    /// The least problem that fails.
    pub(crate) fail_on: Threshold,
}

/// From which problem on a check of zones fails.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Threshold {
    /// From an error on.
    #[default]
    Error,
    /// From a warning on.
    Warning,
    /// From what is good to know on.
    Info,
    /// Never.
    Never,
}

/// What is wanted of some reports.
pub(crate) struct Wanted {
    /// Those on one domain alone.
    pub(crate) domain: Option<Domain>,
    /// Those of one reporter alone, by a part of the name.
    pub(crate) reporter: Option<String>,
    /// Whether the names of the addresses are asked for.
    pub(crate) names: bool,
}

/// Where answers come from.
#[derive(Clone)]
pub(crate) enum Source {
    /// A resolver, by its address.
    Doh(String),
    /// A zone file.
    Zone(PathBuf),
    /// A zone that was given in place of a file.
    Given(Zone),
}
