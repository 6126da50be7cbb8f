//! What the help says.

use crate::locale::Help;
use crate::options::{Command, Key, Value};

pub(in crate::locale) static HELP: Help = Help {
    title: "who really vouches for an e-mail",
    usage: "usage:",
    headings: ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS"],
    all: "for all of them:",
    description: "Judges SPF, DKIM, ARC and DMARC of a message or of a domain from what it says and from \
                  DNS, tells what is behind a failure, and which records mend it. Only DNS questions leave \
                  the machine.",
    exit_status: EXIT_STATUS,
    operands,
    command,
    option,
    value,
};

const EXIT_STATUS: &str = "exit status: 0 a pass or nothing worse than warnings, 1 a failure or what cannot \
                           be told, 2 nothing was checked; of mcp: 0 once the client has closed the \
                           session, 2 where none came about";

const fn operands(command: Command) -> &'static str {
    match command {
        Command::Message => "[FILE|-]",
        Command::Domain => "DOMAIN...|-",
        Command::Spf | Command::Mcp | Command::Man => "",
        Command::Record => "[TEXT|-]",
        Command::Reports => "FILE|FOLDER...",
        Command::Zone => "FILE...",
        Command::Setup => "DOMAIN",
        Command::Completions => "bash|zsh|fish",
    }
}

const fn command(command: Command) -> &'static str {
    match command {
        Command::Message => {
            "checks a message: its headers, a saved mail (.eml, .msg), a bounce, a failure report; from a \
             file or from standard input"
        }
        Command::Domain => "checks what domains publish",
        Command::Spf => "evaluates SPF for one client",
        Command::Record => {
            "checks a record before it is published: its text, a line of a zone file, output of dig or \
             nslookup"
        }
        Command::Reports => {
            "reads DMARC aggregate reports, TLS reports and failure reports, as XML, JSON, gzip, zip, mails \
             (.eml, .msg) and mailboxes; a folder with all that is in it"
        }
        Command::Zone => {
            "checks zones before they are published, as master files (BIND, dnscontrol), OctoDNS YAML or \
             dnscontrol's tables; their names are answered from the files, all others are asked for"
        }
        Command::Setup => "draws up all records of a domain",
        Command::Mcp => {
            "serves the checks as tools to a program that speaks the Model Context Protocol, on standard \
             input and output; --doh, --zone, --draft, --now and --lang hold for calls that do not say \
             otherwise"
        }
        Command::Completions => "prints the completions of a shell",
        Command::Man => "prints the man page",
    }
}

const fn option(key: Key) -> &'static str {
    match key {
        Key::Ip => "the address of the client, where the message does not tell",
        Key::MailFrom => "the envelope sender (MAIL FROM); empty for the null sender",
        Key::Helo => "what the client called itself (HELO, EHLO)",
        Key::From => "judges the same mail for an author at this domain",
        Key::Trust => "the authserv-id of the receiver whose Authentication-Results count",
        Key::File => {
            "names from a file, one a line; - reads them from standard input; a line that holds none is \
             named and skipped"
        }
        Key::Selector => "looks for a DKIM key at this selector as well",
        Key::MtaStsPolicy => "the policy of MTA-STS, fetched by you",
        Key::Ndjson => {
            "one line of JSON for each domain as soon as it is done, for lists of any length; how far it is \
             goes to standard error"
        }
        Key::Resume => "the same into a file; run again, it goes on where it stopped",
        Key::Receiver => "the host that judges, for the macro r",
        Key::Name => "the name that the record is to stand at",
        Key::Domain => "counts the reports about this domain alone",
        Key::Reporter => "counts the reports of reporters whose name contains this alone",
        Key::Names => "asks DNS for the host names (PTR) of the addresses of every sender",
        Key::Origin => "the zone, where neither the file nor its name says it",
        Key::Annotations => "prints problems as GitHub shows them at their lines",
        Key::Sarif => "writes them as SARIF 2.1.0",
        Key::Summary => "adds a table in Markdown to a file",
        Key::FailOn => "fails from error (default), warning or info on, or never",
        Key::Sends => {
            "a provider that sends in the domain's name, such as microsoft365, or mailgun:EU where the \
             region of its account matters; nothing, where nothing does"
        }
        Key::OwnIp => "the address or range of a server of your own",
        Key::SendsOther => "a service that is not in the catalogue",
        Key::Tenant => {
            "what stands before .onmicrosoft.com, for a domain added to Microsoft 365 before May 2025"
        }
        Key::Receives => {
            "where mail arrives: a provider, the names of your own servers, or nowhere; as now if left out"
        }
        Key::Reports => "where DMARC reports go",
        Key::Doh => "the DNS resolver to ask (default https://cloudflare-dns.com/dns-query)",
        Key::Zone => "answers from a zone file, or from the log of a report; touches no network",
        Key::Draft => {
            "tests a record as if it were in DNS; repeatable; an empty value removes the record; reports \
             counts all its mail under it"
        }
        Key::Now => "the time of the check",
        Key::Json => "one JSON value on standard output",
        Key::Markdown => "the report of a message, a domain or a set of reports as Markdown, for a ticket",
        Key::Csv => "a set of reports as a table: a row for each sender and day",
        Key::Lang => "the language of the text",
        Key::Help => "prints this help",
        Key::Version => "prints the version",
    }
}

const fn value(value: Value) -> &'static str {
    match value {
        Value::Ip => "IP",
        Value::IpOrRange => "IP|RANGE",
        Value::Address => "ADDRESS",
        Value::Name => "NAME",
        Value::Domain => "DOMAIN",
        Value::AuthservId => "AUTHSERV_ID",
        Value::File => "FILE",
        Value::Severity => "SEVERITY",
        Value::Sender => "ID",
        Value::Receiver => "ID|HOST|nowhere",
        Value::Url => "URL",
        Value::Record => "'NAME TYPE VALUE'",
        Value::Time => "RFC3339",
        Value::Lang => "en|nl",
    }
}
