//! What was typed, and what it means.

use crate::failure::{Complaint, Failure};
use crate::help::{SHELLS, Shell};
use crate::options::{Command, Key, Row};
use crate::request::{
    Check, Defaults, Domains, List, Request, Source, Subject, Text, Threshold, Wanted, ZoneFiles,
};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;
use waxseal_core::dns::{Draft, DraftError};
use waxseal_core::evidence::{EnvelopeOverrides, EnvelopeTexts, client_address};
use waxseal_core::input::one_domain;
use waxseal_core::posture::named_selector;
use waxseal_core::setup::{Choices, HOSTS, SetupForm};
use waxseal_core::time::Timestamp;
use waxseal_prose::Lang;

/// The resolver asked where none is named.
pub(crate) const DEFAULT_DOH: &str = "https://cloudflare-dns.com/dns-query";

/// Everything an option can say, before it is known which command it belongs to.
#[derive(Default)]
pub(crate) struct Options {
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
        let row = match argument {
            Value(value) => {
                options.positional.push(text(value)?);
                continue;
            }
            Long(name) => Row::named(name).ok_or_else(|| Complaint::UnknownOption(format!("--{name}")))?,
            Short(letter) => {
                Row::lettered(letter).ok_or_else(|| Complaint::UnknownOption(format!("-{letter}")))?
            }
        };
        match row.key {
            Key::Help => return Ok(Request::Help),
            Key::Version => return Ok(Request::Version),
            key => options.take(key, || Ok(text(parser.value().map_err(unreadable)?)?))?,
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
    /// Adds what stands behind a command.
    pub(crate) fn operand(&mut self, text: String) {
        self.positional.push(text);
    }

    /// Takes an option, and asks for its value where it has one.
    pub(crate) fn take(
        &mut self,
        key: Key,
        mut value: impl FnMut() -> Result<String, Failure>,
    ) -> Result<(), Failure> {
        match key {
            Key::Ip => self.ip = Some(value()?),
            Key::MailFrom => self.mail_from = Some(value()?),
            Key::Helo => self.helo = Some(value()?),
            Key::From => self.from = Some(value()?),
            Key::Receiver => self.receiver = Some(value()?),
            Key::Trust => self.trust = Some(value()?),
            Key::Domain => self.domain = Some(value()?),
            Key::Reporter => self.reporter = Some(value()?),
            Key::Names => self.names = true,
            Key::File => self.lists.push(List::File(value()?.into())),
            Key::Ndjson => self.ndjson = true,
            Key::Resume => self.resume = Some(value()?.into()),
            Key::Name => self.name = Some(value()?),
            Key::Selector => self.selectors.push(named_selector(&value()?)?),
            Key::MtaStsPolicy => self.policy = Some(value()?.into()),
            Key::Sends => self.setup.sends.extend(value()?.split(',').map(str::to_owned)),
            Key::SendsOther => add(&mut self.setup.others, ",", &value()?),
            Key::OwnIp => add(&mut self.setup.own, " ", &value()?),
            Key::Tenant => self.setup.tenant = value()?,
            Key::Receives => self.receives.push(value()?),
            Key::Reports => self.setup.reports = value()?,
            Key::Origin => self.origin = Some(value()?),
            Key::Sarif => self.zone_files.sarif = Some(value()?.into()),
            Key::Summary => self.zone_files.summary = Some(value()?.into()),
            Key::Annotations => self.zone_files.annotations = true,
            Key::FailOn => self.zone_files.fail_on = threshold(&value()?)?,
            Key::Doh => self.doh = Some(waxseal_doh::providers::endpoint(&value()?)?),
            Key::Zone => self.zone = Some(value()?.into()),
            Key::Draft => self.drafts.push(draft(&value()?)?),
            Key::Now => self.now = Some(moment(&value()?)?),
            Key::Json => self.json = true,
            Key::Markdown => self.markdown = true,
            Key::Csv => self.csv = true,
            Key::Lang => self.lang = Some(language(&value()?)?),
            // These two end the reading before they come here.
            Key::Help | Key::Version => (),
        }
        Ok(())
    }

    fn request(mut self) -> Result<Request, Failure> {
        if self.positional.is_empty() {
            return Err(Complaint::NoCommand.into());
        }
        let word = self.positional.remove(0);
        let command = Command::named(&word).ok_or(Complaint::UnknownCommand(word))?;
        let lang = self.lang.unwrap_or_default();
        Ok(match command {
            Command::Completions => Request::Completions(self.shell()?, lang),
            Command::Man => Request::Man(lang),
            Command::Mcp => Request::Serve(Box::new(self.defaults()?)),
            command => Request::Check(Box::new(self.check(command)?)),
        })
    }

    /// What a command is to check, and how.
    pub(crate) fn check(mut self, command: Command) -> Result<Check, Failure> {
        let subject = match command {
            Command::Message => self.message()?,
            Command::Domain => self.domains()?,
            Command::Spf => self.spf()?,
            Command::Setup => self.setup()?,
            Command::Record => self.record()?,
            Command::Reports => self.reports()?,
            Command::Zone => self.zones()?,
            Command::Mcp | Command::Completions | Command::Man => return Err(Complaint::NoCommand.into()),
        };
        self.has_a_form_of(&subject)?;
        let Defaults { source, drafts, now, lang } = self.defaults()?;
        let (json, markdown, csv) = (self.json, self.markdown, self.csv);
        Ok(Check { subject, source, drafts, now, json, markdown, csv, is_call: false, lang })
    }

    /// Whether what is checked can be printed in the form that was asked for.
    fn has_a_form_of(&self, subject: &Subject) -> Result<(), Complaint> {
        let is_many = matches!(subject, Subject::Domains(Domains { ndjson: true, .. }));
        if (self.ndjson || is_many) && (!is_many || self.json || self.markdown || self.csv) {
            return Err(Complaint::NdjsonHere);
        }
        if self.markdown && (self.json || matches!(subject, Subject::Spf { .. })) {
            return Err(Complaint::MarkdownHere);
        }
        let is_table = matches!(subject, Subject::Reports { .. }) && !self.json && !self.markdown;
        if self.csv && !is_table {
            return Err(Complaint::CsvHere);
        }
        Ok(())
    }

    /// What is the same for all commands.
    fn defaults(&mut self) -> Result<Defaults, Failure> {
        let source = match (self.zone.take(), self.doh.take()) {
            (Some(_), Some(_)) => return Err(Complaint::ZoneAndDoh.into()),
            (Some(zone), None) => Source::Zone(zone),
            (None, doh) => Source::Doh(doh.unwrap_or_else(|| DEFAULT_DOH.to_owned())),
        };
        let (drafts, lang) = (std::mem::take(&mut self.drafts), self.lang.unwrap_or_default());
        Ok(Defaults { source, drafts, now: self.now, lang })
    }

    /// The shell that is named.
    fn shell(&self) -> Result<Shell, Complaint> {
        let name = self.positional.first().cloned().unwrap_or_default();
        let shell = SHELLS.into_iter().find(|shell| shell.name() == name);
        shell.ok_or(Complaint::UnknownShell(name))
    }

    fn message(&mut self) -> Result<Subject, Failure> {
        if self.positional.len() > 1 {
            return Err(Complaint::SeveralMessages.into());
        }
        let file = self.positional.pop().filter(|name| name != "-");
        let from = file.map_or(Text::Input, |name| Text::File(name.into()));
        let text = EnvelopeTexts {
            ip: self.ip.as_deref(),
            mail_from: self.mail_from.as_deref(),
            helo: self.helo.as_deref(),
            from: self.from.as_deref(),
        };
        let given = EnvelopeOverrides::read(&text, |name| idna::domain_to_ascii(name).ok())?;
        Ok(Subject::Message { text: from, given, trust: self.trust.take() })
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
