//! The commands and options of the command line in one table: the reader, the help, the completions, the man page and the arguments of
//! the Model Context Protocol all come out of it. What they mean is said in `locale`.

/// What the program is told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Checks a message.
    Message,
    /// Checks domains.
    Domain,
    /// Evaluates SPF for one client.
    Spf,
    /// Checks a record before it is published.
    Record,
    /// Reads reports of receivers.
    Reports,
    /// Checks zones before they are published.
    Zone,
    /// Draws up the records of a domain.
    Setup,
    /// Serves the checks to a program that speaks the Model Context Protocol.
    Mcp,
    /// Prints the completions of a shell.
    Completions,
    /// Prints the man page.
    Man,
}

impl Command {
    /// Those that the help names. The other two are for whoever packs the program.
    pub(crate) const ALL: [Self; 8] = [
        Self::Message,
        Self::Domain,
        Self::Spf,
        Self::Record,
        Self::Reports,
        Self::Zone,
        Self::Setup,
        Self::Mcp,
    ];

    /// The word that is typed.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Domain => "domain",
            Self::Spf => "spf",
            Self::Record => "record",
            Self::Reports => "reports",
            Self::Zone => "zone",
            Self::Setup => "setup",
            Self::Mcp => "mcp",
            Self::Completions => "completions",
            Self::Man => "man",
        }
    }

    /// The command of a word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Completions, Self::Man]).find(|command| command.name() == word)
    }

    /// Whether what stands behind it is the name of a file.
    pub(crate) const fn takes_files(self) -> bool {
        matches!(self, Self::Message | Self::Reports | Self::Zone)
    }

    /// Its own options, in the order of the help.
    pub(crate) fn rows(self) -> impl Iterator<Item = &'static Row> {
        ROWS.iter().filter(move |row| row.of.contains(&self))
    }
}

/// An option, called as it is typed; what each means, the tables of sentences say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Ip,
    MailFrom,
    Helo,
    From,
    Trust,
    File,
    Selector,
    MtaStsPolicy,
    Ndjson,
    Resume,
    Receiver,
    Name,
    Domain,
    Reporter,
    Names,
    Origin,
    Annotations,
    Sarif,
    Summary,
    FailOn,
    Sends,
    OwnIp,
    SendsOther,
    Tenant,
    Receives,
    Reports,
    Doh,
    Zone,
    Draft,
    Now,
    Json,
    Markdown,
    Csv,
    Lang,
    Help,
    Version,
}

/// What stands behind an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// An address of a host.
    Ip,
    /// The same, or a range of them.
    IpOrRange,
    /// An address of mail.
    Address,
    /// A name.
    Name,
    /// A domain.
    Domain,
    /// What a receiver calls itself in `Authentication-Results`.
    AuthservId,
    /// A file.
    File,
    /// From which problem on a check fails.
    Severity,
    /// A provider that sends.
    Sender,
    /// Where mail arrives.
    Receiver,
    /// An address of the web.
    Url,
    /// A record: name, type, value.
    Record,
    /// A time of RFC 3339.
    Time,
    /// A language.
    Lang,
}

impl Value {
    /// All that it can be, where that is a short list.
    pub(crate) const fn choices(self) -> &'static [&'static str] {
        match self {
            Self::Severity => &["error", "warning", "info", "never"],
            Self::Lang => &["en", "nl"],
            _ => &[],
        }
    }
}

/// An option in the table.
#[derive(Debug)]
pub(crate) struct Row {
    /// Which option it is.
    pub(crate) key: Key,
    /// Its name, without the two hyphens.
    pub(crate) name: &'static str,
    /// The letter that stands for it.
    pub(crate) letter: Option<char>,
    /// What stands behind it.
    pub(crate) value: Option<Value>,
    /// The commands that it belongs to; none where it belongs to all.
    pub(crate) of: &'static [Command],
    /// The commands that do not go without it.
    pub(crate) needed_by: &'static [Command],
    /// Whether it can be given several times.
    pub(crate) is_many: bool,
}

impl Row {
    const fn new(key: Key, name: &'static str, value: Value, of: &'static [Command]) -> Self {
        Self { key, name, letter: None, value: Some(value), of, needed_by: &[], is_many: false }
    }

    const fn switch(key: Key, name: &'static str, of: &'static [Command]) -> Self {
        Self { key, name, letter: None, value: None, of, needed_by: &[], is_many: false }
    }

    const fn many(mut self) -> Self {
        self.is_many = true;
        self
    }

    const fn needed_by(mut self, commands: &'static [Command]) -> Self {
        self.needed_by = commands;
        self
    }

    const fn letter(mut self, letter: char) -> Self {
        self.letter = Some(letter);
        self
    }

    /// Whether a command takes it.
    pub(crate) fn is_of(&self, command: Command) -> bool {
        self.of.is_empty() || self.of.contains(&command)
    }

    /// The option of a key.
    pub(crate) fn of_key(key: Key) -> Option<&'static Self> {
        ROWS.iter().find(|row| row.key == key)
    }

    /// The option of a name.
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        ROWS.iter().find(|row| row.name == name)
    }

    /// The option of a letter.
    pub(crate) fn lettered(letter: char) -> Option<&'static Self> {
        ROWS.iter().find(|row| row.letter == Some(letter))
    }

    /// Those of all commands.
    pub(crate) fn shared() -> impl Iterator<Item = &'static Self> {
        ROWS.iter().filter(|row| row.of.is_empty())
    }
}

const MESSAGE: &[Command] = &[Command::Message];
const ENVELOPE: &[Command] = &[Command::Message, Command::Spf];
const DOMAIN: &[Command] = &[Command::Domain];
const SPF: &[Command] = &[Command::Spf];
const RECORD: &[Command] = &[Command::Record];
const REPORTS: &[Command] = &[Command::Reports];
const ZONE: &[Command] = &[Command::Zone];
const SETUP: &[Command] = &[Command::Setup];
const ALL: &[Command] = &[];

/// Every option, in the order of the help.
pub(crate) static ROWS: [Row; 36] = [
    Row::new(Key::Ip, "ip", Value::Ip, ENVELOPE).needed_by(SPF),
    Row::new(Key::MailFrom, "mail-from", Value::Address, ENVELOPE).needed_by(SPF),
    Row::new(Key::Helo, "helo", Value::Name, ENVELOPE).needed_by(SPF),
    Row::new(Key::From, "from", Value::Domain, MESSAGE),
    Row::new(Key::Trust, "trust", Value::AuthservId, MESSAGE),
    Row::new(Key::File, "file", Value::File, DOMAIN).many(),
    Row::new(Key::Selector, "selector", Value::Name, DOMAIN).many(),
    Row::new(Key::MtaStsPolicy, "mta-sts-policy", Value::File, DOMAIN),
    Row::switch(Key::Ndjson, "ndjson", DOMAIN),
    Row::new(Key::Resume, "resume", Value::File, DOMAIN),
    Row::new(Key::Receiver, "receiver", Value::Name, SPF),
    Row::new(Key::Name, "name", Value::Name, RECORD),
    Row::new(Key::Domain, "domain", Value::Domain, REPORTS),
    Row::new(Key::Reporter, "reporter", Value::Name, REPORTS),
    Row::switch(Key::Names, "names", REPORTS),
    Row::new(Key::Origin, "origin", Value::Domain, ZONE),
    Row::switch(Key::Annotations, "annotations", ZONE),
    Row::new(Key::Sarif, "sarif", Value::File, ZONE),
    Row::new(Key::Summary, "summary", Value::File, ZONE),
    Row::new(Key::FailOn, "fail-on", Value::Severity, ZONE),
    Row::new(Key::Sends, "sends", Value::Sender, SETUP).needed_by(SETUP).many(),
    Row::new(Key::OwnIp, "own-ip", Value::IpOrRange, SETUP).many(),
    Row::new(Key::SendsOther, "sends-other", Value::Name, SETUP).many(),
    Row::new(Key::Tenant, "tenant", Value::Name, SETUP),
    Row::new(Key::Receives, "receives", Value::Receiver, SETUP).many(),
    Row::new(Key::Reports, "reports", Value::Address, SETUP),
    Row::new(Key::Doh, "doh", Value::Url, ALL),
    Row::new(Key::Zone, "zone", Value::File, ALL),
    Row::new(Key::Draft, "draft", Value::Record, ALL).many(),
    Row::new(Key::Now, "now", Value::Time, ALL),
    Row::switch(Key::Json, "json", ALL),
    Row::switch(Key::Markdown, "markdown", ALL),
    Row::switch(Key::Csv, "csv", ALL),
    Row::new(Key::Lang, "lang", Value::Lang, ALL),
    Row::switch(Key::Help, "help", ALL).letter('h'),
    Row::switch(Key::Version, "version", ALL).letter('V'),
];

#[cfg(test)]
mod tests {
    use super::*;
    use waxseal_prose::Lang;

    #[test]
    fn every_option_stands_once_in_the_table() {
        for (at, row) in ROWS.iter().enumerate() {
            assert_eq!(Row::named(row.name).map(|found| found.key), Some(row.key));
            assert_eq!(ROWS.iter().position(|other| other.key == row.key), Some(at), "{}", row.name);
        }
        assert_eq!(ROWS.len(), Key::Version as usize + 1);
    }

    #[test]
    fn the_languages_are_those_there_are() {
        assert_eq!(Value::Lang.choices(), Lang::ALL.map(Lang::tag));
    }
}
