//! What was typed, and what it means.

use crate::failure::{Complaint, Failure};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use waxseal_core::dns::{Draft, DraftError};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, EnvelopeTexts, client_address};
use waxseal_core::input::one_domain;
use waxseal_core::posture::named_selector;
use waxseal_core::setup::{Choices, HOSTS, SetupForm};
use waxseal_core::time::Timestamp;
use waxseal_prose::Lang;

/// The resolver asked where none is named.
pub(crate) const DEFAULT_DOH: &str = "https://cloudflare-dns.com/dns-query";

/// What to do.
pub(crate) enum Request {
    /// Print the help.
    Help,
    /// Print the version.
    Version,
    /// Check something.
    Check(Box<Check>),
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
    /// The language of the text.
    pub(crate) lang: Lang,
}

/// What to check.
pub(crate) enum Subject {
    /// A message in a file, or on standard input.
    Message { file: Option<PathBuf>, given: EnvelopeOverrides, trust: Option<String> },
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
pub(crate) enum Source {
    /// A resolver, by its address.
    Doh(String),
    /// A zone file.
    Zone(PathBuf),
}

/// Everything an option can say, before it is known which command it belongs to.
#[derive(Default)]
struct Options {
    positional: Vec<String>,
    ip: Option<String>,
    mail_from: Option<String>,
    helo: Option<String>,
    from: Option<String>,
    receiver: Option<String>,
    trust: Option<String>,
    domain: Option<String>,
    reporter: Option<String>,
    names: bool,
    lists: Vec<List>,
    ndjson: bool,
    resume: Option<PathBuf>,
    name: Option<String>,
    selectors: Vec<String>,
    policy: Option<PathBuf>,
    setup: SetupForm,
    zone_files: ZoneFiles,
    origin: Option<String>,
    receives: Vec<String>,
    doh: Option<String>,
    zone: Option<PathBuf>,
    drafts: Vec<Draft>,
    now: Option<Timestamp>,
    json: bool,
    markdown: bool,
    csv: bool,
    lang: Option<Lang>,
}

/// Reads the command line: what it asks for, or what is wrong with it, and the language to answer in.
pub(crate) fn read() -> (Result<Request, Failure>, Lang) {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let lang = language_of(&arguments);
    (parse(lexopt::Parser::from_args(arguments)), lang)
}

/// The language that is asked for, wherever it stands: what is wrong may stand before it.
fn language_of(arguments: &[OsString]) -> Lang {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let behind = texts.windows(2).filter_map(|pair| match pair {
        ["--lang", tag] => Some(*tag),
        _ => None,
    });
    let joined = texts.iter().filter_map(|text| text.strip_prefix("--lang="));
    behind.chain(joined).find_map(Lang::from_tag).unwrap_or_default()
}

fn parse(mut parser: lexopt::Parser) -> Result<Request, Failure> {
    let mut options = Options::default();
    while let Some(argument) = parser.next().map_err(unreadable)? {
        match argument {
            Short('h') | Long("help") => return Ok(Request::Help),
            Short('V') | Long("version") => return Ok(Request::Version),
            Value(value) => options.positional.push(text(value)?),
            Long(name) => {
                let name = name.to_owned();
                options.take(&name, &mut parser)?;
            }
            Short(letter) => return Err(Complaint::UnknownOption(format!("-{letter}")).into()),
        }
    }
    options.request()
}

/// Why an argument is none.
fn unreadable(why: lexopt::Error) -> Complaint {
    let shown = |text: &OsString| text.display().to_string();
    match why {
        lexopt::Error::MissingValue { option } => Complaint::NoValue(option.unwrap_or_default()),
        lexopt::Error::UnexpectedValue { option, .. } => Complaint::UnexpectedValue(option),
        lexopt::Error::NonUnicodeValue(text) => Complaint::NotUtf8(shown(&text)),
        lexopt::Error::UnexpectedArgument(text) => Complaint::UnknownOption(shown(&text)),
        lexopt::Error::UnexpectedOption(option) => Complaint::UnknownOption(option),
        lexopt::Error::ParsingFailed { value, .. } => Complaint::UnknownOption(value),
        lexopt::Error::Custom(_) => Complaint::NoCommand,
    }
}

fn text(value: OsString) -> Result<String, Complaint> {
    value.into_string().map_err(|value| Complaint::NotUtf8(value.display().to_string()))
}

impl Options {
    fn take(&mut self, name: &str, parser: &mut lexopt::Parser) -> Result<(), Failure> {
        let mut value = || parser.value().map_err(unreadable).and_then(text);
        match name {
            "ip" => self.ip = Some(value()?),
            "mail-from" => self.mail_from = Some(value()?),
            "helo" => self.helo = Some(value()?),
            "from" => self.from = Some(value()?),
            "receiver" => self.receiver = Some(value()?),
            "trust" => self.trust = Some(value()?),
            "domain" => self.domain = Some(value()?),
            "reporter" => self.reporter = Some(value()?),
            "names" => self.names = true,
            "file" => self.lists.push(List::File(value()?.into())),
            "ndjson" => self.ndjson = true,
            "resume" => self.resume = Some(value()?.into()),
            "name" => self.name = Some(value()?),
            "selector" => self.selectors.push(named_selector(&value()?)?),
            "mta-sts-policy" => self.policy = Some(value()?.into()),
            "sends" => self.setup.sends.extend(value()?.split(',').map(str::to_owned)),
            "sends-other" => add(&mut self.setup.others, ",", &value()?),
            "own-ip" => add(&mut self.setup.own, " ", &value()?),
            "tenant" => self.setup.tenant = value()?,
            "receives" => self.receives.push(value()?),
            "reports" => self.setup.reports = value()?,
            "origin" => self.origin = Some(value()?),
            "sarif" => self.zone_files.sarif = Some(value()?.into()),
            "summary" => self.zone_files.summary = Some(value()?.into()),
            "annotations" => self.zone_files.annotations = true,
            "fail-on" => self.zone_files.fail_on = threshold(&value()?)?,
            "doh" => self.doh = Some(waxseal_doh::providers::endpoint(&value()?)?),
            "zone" => self.zone = Some(value()?.into()),
            "draft" => self.drafts.push(draft(&value()?)?),
            "now" => self.now = Some(moment(&value()?)?),
            "json" => self.json = true,
            "markdown" => self.markdown = true,
            "csv" => self.csv = true,
            "lang" => self.lang = Some(language(&value()?)?),
            other => return Err(Complaint::UnknownOption(format!("--{other}")).into()),
        }
        Ok(())
    }

    fn request(mut self) -> Result<Request, Failure> {
        if self.positional.is_empty() {
            return Err(Complaint::NoCommand.into());
        }
        let command = self.positional.remove(0);
        let subject = match command.as_str() {
            "message" => self.message()?,
            "domain" => self.domains()?,
            "spf" => self.spf()?,
            "setup" => self.setup()?,
            "record" => self.record()?,
            "reports" => self.reports()?,
            "zone" => self.zones()?,
            other => return Err(Complaint::UnknownCommand(other.to_owned()).into()),
        };
        let is_many = matches!(&subject, Subject::Domains(Domains { ndjson: true, .. }));
        if (self.ndjson || is_many) && (!is_many || self.json || self.markdown || self.csv) {
            return Err(Complaint::NdjsonHere.into());
        }
        if self.markdown && (self.json || matches!(subject, Subject::Spf { .. })) {
            return Err(Complaint::MarkdownHere.into());
        }
        let is_table = matches!(subject, Subject::Reports { .. }) && !self.json && !self.markdown;
        if self.csv && !is_table {
            return Err(Complaint::CsvHere.into());
        }
        let source = match (self.zone, self.doh) {
            (Some(_), Some(_)) => return Err(Complaint::ZoneAndDoh.into()),
            (Some(zone), None) => Source::Zone(zone),
            (None, doh) => Source::Doh(doh.unwrap_or_else(|| DEFAULT_DOH.to_owned())),
        };
        Ok(Request::Check(Box::new(Check {
            subject,
            source,
            drafts: self.drafts,
            now: self.now,
            json: self.json,
            markdown: self.markdown,
            csv: self.csv,
            lang: self.lang.unwrap_or_default(),
        })))
    }

    fn message(&mut self) -> Result<Subject, Failure> {
        if self.positional.len() > 1 {
            return Err(Complaint::SeveralMessages.into());
        }
        let file = self.positional.pop().filter(|name| name != "-").map(PathBuf::from);
        let text = EnvelopeTexts {
            ip: self.ip.as_deref(),
            mail_from: self.mail_from.as_deref(),
            helo: self.helo.as_deref(),
            from: self.from.as_deref(),
        };
        let given = EnvelopeOverrides::read(&text, |name| idna::domain_to_ascii(name).ok())?;
        Ok(Subject::Message { file, given, trust: self.trust.take() })
    }

    fn domains(&mut self) -> Result<Subject, Failure> {
        let (names, inputs): (Vec<String>, Vec<String>) =
            std::mem::take(&mut self.positional).into_iter().partition(|name| name != "-");
        let mut lists = std::mem::take(&mut self.lists);
        lists.extend(inputs.first().map(|_| List::Input));
        if names.is_empty() && lists.is_empty() {
            return Err(Complaint::WhichDomain.into());
        }
        let (selectors, policy) = (std::mem::take(&mut self.selectors), self.policy.take());
        // What is gone on with has a line for each.
        let (ndjson, resume) = (self.ndjson || self.resume.is_some(), self.resume.take());
        Ok(Subject::Domains(Domains { names, lists, selectors, policy, ndjson, resume }))
    }

    fn setup(&mut self) -> Result<Subject, Failure> {
        let mut typed = std::mem::take(&mut self.setup);
        typed.domain = self.positional.pop().ok_or(Complaint::WhichDomain)?;
        if !self.positional.is_empty() {
            return Err(Complaint::SeveralDomains.into());
        }
        // A name with a dot in it is a server's; no provider is called so.
        (typed.receives, typed.hosts) = match std::mem::take(&mut self.receives) {
            hosts if hosts.iter().any(|name| name.contains('.')) => (HOSTS.to_owned(), hosts.join(" ")),
            places if places.len() > 1 => return Err(Complaint::SeveralReceivers.into()),
            places => (places.concat(), String::new()),
        };
        let choices = Choices::read(&typed, |name| idna::domain_to_ascii(name).ok());
        let choices = choices.map_err(Complaint::Setup)?;
        Ok(Subject::Setup(Box::new(choices)))
    }

    fn reports(&mut self) -> Result<Subject, Failure> {
        let paths: Vec<PathBuf> =
            std::mem::take(&mut self.positional).into_iter().map(PathBuf::from).collect();
        if paths.is_empty() {
            return Err(Complaint::WhichReports.into());
        }
        let one = |name: String| one_domain(&name, |name| idna::domain_to_ascii(name).ok());
        let domain = self.domain.take().map(one).transpose()?;
        let wanted = Wanted { domain, reporter: self.reporter.take(), names: self.names };
        Ok(Subject::Reports { paths, wanted })
    }

    fn zones(&mut self) -> Result<Subject, Failure> {
        let mut wanted = std::mem::take(&mut self.zone_files);
        wanted.files = std::mem::take(&mut self.positional).into_iter().map(PathBuf::from).collect();
        if wanted.files.is_empty() {
            return Err(Complaint::WhichZone.into());
        }
        if wanted.annotations && (self.json || self.markdown) {
            return Err(Complaint::AnnotationsHere.into());
        }
        let one = |name: String| one_domain(&name, |name| idna::domain_to_ascii(name).ok());
        wanted.origin = self.origin.take().map(one).transpose()?;
        Ok(Subject::Zone(wanted))
    }

    fn record(&mut self) -> Result<Subject, Failure> {
        let words = std::mem::take(&mut self.positional);
        let text = Some(words.join(" ")).filter(|text| !text.is_empty() && text != "-");
        let one = |name: String| one_domain(&name, |name| idna::domain_to_ascii(name).ok());
        Ok(Subject::Record { text, name: self.name.take().map(one).transpose()? })
    }

    fn spf(&mut self) -> Result<Subject, Failure> {
        Ok(Subject::Spf {
            ip: client_address(self.ip.as_deref().ok_or(Complaint::SpfNeeds("--ip"))?)?,
            mail_from: self.mail_from.take().ok_or(Complaint::SpfNeeds("--mail-from"))?,
            helo: self.helo.take().ok_or(Complaint::SpfNeeds("--helo"))?,
            receiver: self.receiver.take(),
        })
    }
}

/// Adds a value to those that were given before it.
fn add(values: &mut String, separator: &str, value: &str) {
    values.push_str(if values.is_empty() { "" } else { separator });
    values.push_str(value);
}

fn moment(text: &str) -> Result<Timestamp, Complaint> {
    Timestamp::parse_rfc3339(text).ok_or_else(|| Complaint::NotATime(text.to_owned()))
}

fn threshold(text: &str) -> Result<Threshold, Complaint> {
    Ok(match text {
        "error" => Threshold::Error,
        "warning" => Threshold::Warning,
        "info" => Threshold::Info,
        "never" => Threshold::Never,
        other => return Err(Complaint::UnknownThreshold(other.to_owned())),
    })
}

fn language(text: &str) -> Result<Lang, Complaint> {
    Lang::from_tag(text).ok_or_else(|| Complaint::UnknownLanguage(text.to_owned()))
}

/// `NAME TYPE VALUE`, the value with its spaces.
fn draft(text: &str) -> Result<Draft, DraftError> {
    let mut parts = text.trim_start().splitn(3, char::is_whitespace);
    let (name, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    Draft::parse(name, kind, parts.next().unwrap_or_default())
}

#[cfg(test)]
mod tests;
