//! What was typed, and what it means.

use lexopt::prelude::*;
use std::net::IpAddr;
use std::path::PathBuf;
use waxseal_core::dns::Draft;
use waxseal_core::evidence::{Given, GivenText, Unusable, client_address};
use waxseal_core::posture::named_selector;
use waxseal_core::providers::Provider;
use waxseal_core::setup::{Choices, HOSTS, Refused, Typed, receivers, senders};
use waxseal_core::time::Timestamp;
use waxseal_prose::Lang;

/// What `--help` prints.
pub(crate) const HELP: &str = "\
waxseal: who really vouches for an e-mail

usage:
  waxseal message [FILE|-] [--ip IP] [--mail-from ADDRESS] [--helo NAME] [--from DOMAIN] [--trust AUTHSERV_ID]
  waxseal domain DOMAIN... [--selector NAME]... [--mta-sts-policy FILE]
  waxseal spf --ip IP --mail-from ADDRESS --helo NAME [--receiver NAME]
  waxseal setup DOMAIN --sends ID... [--own-ip IP|RANGE]... [--sends-other NAME]... [--tenant NAME]
                [--receives ID|HOST|nowhere]... [--reports ADDRESS]

what setup takes:
  --sends ID         a provider that sends in the domain's name, such as microsoft365; nothing, where
                     nothing does
  --own-ip IP        the address or range of a server of your own
  --sends-other NAME a service that is not in the catalogue
  --tenant NAME      what stands before .onmicrosoft.com, for a domain added to Microsoft 365 before May 2025
  --receives ID      where mail arrives: a provider, the names of your own servers, or nowhere; as now if
                     left out
  --reports ADDRESS  where DMARC reports go

for all of them:
  --doh URL       the DNS resolver to ask (default https://cloudflare-dns.com/dns-query)
  --zone FILE     answers from a zone file, or from the log of a report; touches no network
  --draft 'NAME TYPE VALUE'
                  puts a record over DNS before checking; repeatable; an empty value takes the record away
  --now RFC3339   the time of the check
  --json          one JSON value on standard output
  --markdown      the report of a message or a domain as Markdown, for a ticket
  --lang en|nl    the language of the text

exit status: 0 a pass or nothing worse than warnings, 1 a failure or what cannot be told, 2 nothing was checked
";

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
    /// The language of the text.
    pub(crate) lang: Lang,
}

/// What to check.
pub(crate) enum Subject {
    /// A message in a file, or on standard input.
    Message { file: Option<PathBuf>, given: Given, trust: Option<String> },
    /// Domains.
    Domains { names: Vec<String>, selectors: Vec<String>, policy: Option<PathBuf> },
    /// What a domain should publish.
    Setup(Box<Choices>),
    /// SPF for one client.
    Spf { ip: IpAddr, mail_from: String, helo: String, receiver: Option<String> },
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
    selectors: Vec<String>,
    policy: Option<PathBuf>,
    setup: Typed,
    receives: Vec<String>,
    doh: Option<String>,
    zone: Option<PathBuf>,
    drafts: Vec<Draft>,
    now: Option<Timestamp>,
    json: bool,
    markdown: bool,
    lang: Option<Lang>,
}

/// Reads the command line.
///
/// # Errors
/// One line that says what is wrong with it.
pub(crate) fn read() -> Result<Request, String> {
    parse(lexopt::Parser::from_env())
}

fn parse(mut parser: lexopt::Parser) -> Result<Request, String> {
    let mut options = Options::default();
    while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
        match argument {
            Short('h') | Long("help") => return Ok(Request::Help),
            Short('V') | Long("version") => return Ok(Request::Version),
            Value(value) => options.positional.push(text(value)?),
            Long(name) => {
                let name = name.to_owned();
                options.take(&name, &mut parser)?;
            }
            other => return Err(format!("{}; see waxseal --help", other.unexpected())),
        }
    }
    options.request()
}

fn text(value: std::ffi::OsString) -> Result<String, String> {
    value.into_string().map_err(|value| format!("{} is not UTF-8", value.display()))
}

impl Options {
    fn take(&mut self, name: &str, parser: &mut lexopt::Parser) -> Result<(), String> {
        let mut value = || parser.value().map_err(|e| e.to_string()).and_then(text);
        match name {
            "ip" => self.ip = Some(value()?),
            "mail-from" => self.mail_from = Some(value()?),
            "helo" => self.helo = Some(value()?),
            "from" => self.from = Some(value()?),
            "receiver" => self.receiver = Some(value()?),
            "trust" => self.trust = Some(value()?),
            "selector" => self.selectors.push(selector(&value()?)?),
            "mta-sts-policy" => self.policy = Some(value()?.into()),
            "sends" => self.setup.sends.push(value()?),
            "sends-other" => add(&mut self.setup.others, ",", &value()?),
            "own-ip" => add(&mut self.setup.own, " ", &value()?),
            "tenant" => self.setup.tenant = value()?,
            "receives" => self.receives.push(value()?),
            "reports" => self.setup.reports = value()?,
            "doh" => self.doh = Some(waxseal_doh::providers::endpoint(&value()?)?),
            "zone" => self.zone = Some(value()?.into()),
            "draft" => self.drafts.push(draft(&value()?)?),
            "now" => self.now = Some(moment(&value()?)?),
            "json" => self.json = true,
            "markdown" => self.markdown = true,
            "lang" => self.lang = Some(language(&value()?)?),
            other => return Err(format!("there is no option --{other}; see waxseal --help")),
        }
        Ok(())
    }

    fn request(mut self) -> Result<Request, String> {
        if self.positional.is_empty() {
            return Err("nothing to check; see waxseal --help".to_owned());
        }
        let command = self.positional.remove(0);
        let subject = match command.as_str() {
            "message" => self.message()?,
            "domain" => self.domains()?,
            "spf" => self.spf()?,
            "setup" => self.setup()?,
            other => return Err(format!("there is no command \"{other}\"; see waxseal --help")),
        };
        if self.markdown && (self.json || matches!(subject, Subject::Spf { .. })) {
            return Err("--markdown is for messages and domains, and does not go with --json".to_owned());
        }
        let source = match (self.zone, self.doh) {
            (Some(_), Some(_)) => return Err("--zone and --doh cannot be given together".to_owned()),
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
            lang: self.lang.unwrap_or_default(),
        })))
    }

    fn message(&mut self) -> Result<Subject, String> {
        if self.positional.len() > 1 {
            return Err("one message at a time".to_owned());
        }
        let file = self.positional.pop().filter(|name| name != "-").map(PathBuf::from);
        let text = GivenText {
            ip: self.ip.as_deref(),
            mail_from: self.mail_from.as_deref(),
            helo: self.helo.as_deref(),
            from: self.from.as_deref(),
        };
        let given = Given::read(&text, |name| idna::domain_to_ascii(name).ok()).map_err(unusable)?;
        Ok(Subject::Message { file, given, trust: self.trust.take() })
    }

    fn domains(&mut self) -> Result<Subject, String> {
        let names = std::mem::take(&mut self.positional);
        if names.is_empty() {
            return Err("which domain?".to_owned());
        }
        let (selectors, policy) = (std::mem::take(&mut self.selectors), self.policy.take());
        Ok(Subject::Domains { names, selectors, policy })
    }

    fn setup(&mut self) -> Result<Subject, String> {
        let mut typed = std::mem::take(&mut self.setup);
        typed.domain = self.positional.pop().ok_or("which domain?")?;
        if !self.positional.is_empty() {
            return Err("one domain at a time".to_owned());
        }
        // A name with a dot in it is a server's; no provider is called so.
        (typed.receives, typed.hosts) = match std::mem::take(&mut self.receives) {
            hosts if hosts.iter().any(|name| name.contains('.')) => (HOSTS.to_owned(), hosts.join(" ")),
            places if places.len() > 1 => return Err("mail arrives at one provider at a time".to_owned()),
            places => (places.concat(), String::new()),
        };
        let choices = Choices::read(&typed, |name| idna::domain_to_ascii(name).ok());
        choices.map(|choices| Subject::Setup(Box::new(choices))).map_err(|refused| refusal(&refused))
    }

    fn spf(&mut self) -> Result<Subject, String> {
        Ok(Subject::Spf {
            ip: client_address(self.ip.as_deref().ok_or("spf needs --ip")?).map_err(unusable)?,
            mail_from: self.mail_from.take().ok_or("spf needs --mail-from (empty for the null sender)")?,
            helo: self.helo.take().ok_or("spf needs --helo")?,
            receiver: self.receiver.take(),
        })
    }
}

/// Adds a value to those that were given before it.
fn add(values: &mut String, separator: &str, value: &str) {
    values.push_str(if values.is_empty() { "" } else { separator });
    values.push_str(value);
}

/// Why something of an envelope cannot be used.
fn unusable(why: Unusable) -> String {
    match why {
        Unusable::NotAnAddress(text) => format!("\"{text}\" is not an IP address"),
        Unusable::NotAnAuthor(text, reason) => format!("\"{text}\" cannot be the From domain: {reason}"),
    }
}

/// A selector, alone or in the name of its key.
fn selector(text: &str) -> Result<String, String> {
    named_selector(text)
        .ok_or_else(|| format!("\"{text}\" is no selector: it stands after s= in a signature"))
}

/// What cannot be used, in one line, with the names that could have been meant.
fn refusal(refused: &[Refused]) -> String {
    let sentence = |refused: &Refused| match refused {
        Refused::NothingChosen => "what sends? name it with --sends, or say --sends nothing".to_owned(),
        Refused::UnknownSender { text } => {
            format!("no sender is called \"{text}\"; there are {}", ids(senders()))
        }
        Refused::UnknownReceiver { text } => {
            format!("mail cannot arrive at \"{text}\"; it can at {}", ids(receivers()))
        }
        other => Lang::En.setup().refused(other),
    };
    refused.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn ids(providers: impl Iterator<Item = &'static Provider>) -> String {
    providers.map(|provider| provider.id).collect::<Vec<_>>().join(", ")
}

fn moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse_rfc3339(text)
        .ok_or_else(|| format!("\"{text}\" is not a time like 2026-01-01T00:00:00Z"))
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::from_tag(text).ok_or_else(|| format!("there is no language \"{text}\"; en and nl there are"))
}

/// `NAME TYPE VALUE`, the value with its spaces.
fn draft(text: &str) -> Result<Draft, String> {
    let mut parts = text.trim_start().splitn(3, char::is_whitespace);
    let (name, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    Draft::parse(name, kind, parts.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Request, String> {
        parse(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn what_is_wrong_is_one_line() {
        for arguments in [
            &[][..],
            &["nonsense"],
            &["domain"],
            &["message", "a", "b"],
            &["spf", "--ip", "192.0.2.1"],
            &["message", "--ip", "x"],
            &["domain", "a.example", "--now", "yesterday"],
            &["domain", "a.example", "--doh", "http://a.example"],
            &["domain", "a.example", "--draft", "a..b TXT x"],
            &["domain", "a.example", "--lang", "de"],
            &["domain", "a.example", "--zone", "z", "--doh", "https://a.example"],
            &["domain", "a.example", "--nope"],
            &["setup"],
            &["setup", "a.example"],
            &["setup", "a.example", "--sends", "acme"],
            &["setup", "a.example", "--sends", "mailchimp", "--receives", "acme"],
            &["setup", "a.example", "--sends", "mailchimp", "--own-ip", "10.0.0.1"],
            &["setup", "a.example", "b.example", "--sends", "mailchimp"],
            &["message", "--json", "--markdown"],
            &["spf", "--ip", "192.0.2.1", "--mail-from", "", "--helo", "a.example", "--markdown"],
        ] {
            let error = read(arguments).err().unwrap();
            assert!(!error.is_empty() && !error.contains('\n'), "{arguments:?}: {error}");
        }
    }

    #[test]
    fn a_set_up_is_read_from_its_options() {
        let Ok(Request::Check(check)) = read(&[
            "setup",
            "a.example",
            "--sends",
            "microsoft365",
            "--sends",
            "Mailchimp",
            "--own-ip",
            "203.0.113.1",
            "--own-ip",
            "2001:db8::1",
            "--sends-other",
            "Old printer",
            "--tenant",
            "contoso",
            "--receives",
            "mx1.a.example",
            "--receives",
            "mx2.a.example",
            "--reports",
            "d@a.example",
        ]) else {
            panic!("this is a set-up");
        };
        let Subject::Setup(choices) = check.subject else { panic!("this is a set-up") };
        assert_eq!(choices.senders.iter().map(|p| p.id).collect::<Vec<_>>(), ["microsoft365", "mailchimp"]);
        assert_eq!((choices.own.len(), choices.others.len()), (2, 1));
        assert!(matches!(choices.arrival, waxseal_core::setup::Arrival::Hosts { hosts } if hosts.len() == 2));
    }

    #[test]
    fn a_draft_keeps_the_spaces_of_its_value() {
        let Ok(Request::Check(check)) =
            read(&["domain", "a.example", "--draft", "a.example TXT v=spf1 -all", "--json"])
        else {
            panic!("this is a check");
        };
        assert_eq!(check.drafts[0].data.as_ref().unwrap().to_string(), "v=spf1 -all");
        assert!(check.json && matches!(check.source, Source::Doh(url) if url == DEFAULT_DOH));
    }
}
