//! English.

use super::Words;
use crate::failure::{Complaint, ids, languages, refused};
use crate::zone::Wrong;
use std::io::ErrorKind;
use waxseal_core::dns::QueryStatus;
use waxseal_core::finding::Severity;
use waxseal_core::setup::{Refused, receivers, senders};
use waxseal_prose::{Lang, Refusal};

pub(super) static WORDS: Words = Words {
    help: HELP,
    claimed: "claimed",
    spf: |result, domain, lookups| format!("SPF {result} for {domain} ({lookups}/10)"),
    what_to_do: "What to do",
    checks: "SPF, DKIM and DMARC alignment",
    why: "Why",
    published: "Published",
    requirements: "What others ask for",
    policy_steps: "Steps to p=reject",
    noticed: "Also noticed",
    unanswered: "DNS questions without an answer",
    not_aligned: ", not aligned",
    arc: |instances, sealers| format!("ARC {instances} × ({sealers})"),
    lookups: |lookups| format!("{lookups} of 10 lookups"),
    no_key: |asked| format!("no key at any of the {asked} usual selectors; name yours with --selector"),
    null_mx: "(null MX: takes no mail)",
    revoked: "(revoked: empty p=)",
    uses: |names| format!("Uses {names}."),
    for_command: |command| format!("It is checked by: {command}"),
    in_line: |file, line, why| match (file, line) {
        (_, 0) => why.to_owned(),
        (Some(file), line) => format!("{file}, line {line}: {why}"),
        (None, line) => format!("Standard input, line {line}: {why}"),
    },
    progress: |[done, failing, skipped]| {
        format!("{done} domains done, {failing} of them with errors; skipped: {skipped}")
    },
    severity: |severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    },
    zone_wrong: wrong_line,
    zone_summary: |[records, domains, errors, warnings]| {
        format!("{records} records, {domains} domains checked: {errors} errors, {warnings} warnings.")
    },
    zone_columns: ["Line", "Severity", "Problem"],
    complaint: sentence,
};

const HELP: &str = "\
waxseal: who really vouches for an e-mail

usage:
  waxseal message [FILE|-] [--ip IP] [--mail-from ADDRESS] [--helo NAME] [--from DOMAIN] [--trust AUTHSERV_ID]
  waxseal domain DOMAIN...|- [--file FILE]... [--selector NAME]... [--mta-sts-policy FILE]
                 [--ndjson] [--resume FILE]
  waxseal spf --ip IP --mail-from ADDRESS --helo NAME [--receiver NAME]
  waxseal record [TEXT|-] [--name NAME]
  waxseal reports FILE|FOLDER... [--domain DOMAIN] [--reporter NAME] [--names]
  waxseal zone FILE... [--origin DOMAIN] [--annotations] [--sarif FILE] [--summary FILE]
               [--fail-on SEVERITY]
  waxseal setup DOMAIN --sends ID... [--own-ip IP|RANGE]... [--sends-other NAME]... [--tenant NAME]
                [--receives ID|HOST|nowhere]... [--reports ADDRESS]

what domain takes besides names:
  --file FILE        names from a file, one a line; - reads them from standard input; a line that holds
                     none is named and skipped
  --ndjson           one line of JSON for each domain as soon as it is done, for lists of any length;
                     how far it is goes to standard error
  --resume FILE      the same into a file; run again, it goes on where it stopped

what reports takes: DMARC aggregate reports, TLS reports and failure reports, as XML, JSON, gzip, zip, mails
(.eml, .msg) and mailboxes; a folder with all that is in it
  --domain DOMAIN    counts the reports about this domain alone
  --reporter NAME    counts the reports of reporters whose name contains this alone
  --names            asks DNS for the host names (PTR) of the addresses of every sender

what zone takes: zones before they are published, as master files (BIND, dnscontrol), OctoDNS YAML or
dnscontrol's tables; their names are answered from the files, all others are asked for
  --origin DOMAIN    the zone, where neither the file nor its name says it
  --annotations      prints problems as GitHub shows them at their lines
  --sarif FILE       writes them as SARIF 2.1.0
  --summary FILE     adds a table in Markdown to a file
  --fail-on SEVERITY fails from error (default), warning or info on, or never

what setup takes:
  --sends ID         a provider that sends in the domain's name, such as microsoft365, or mailgun:EU where
                     the region of its account matters; nothing, where nothing does
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
                  tests a record as if it were in DNS; repeatable; an empty value removes the record; reports
                  counts all its mail under it
  --now RFC3339   the time of the check
  --json          one JSON value on standard output
  --markdown      the report of a message, a domain or a set of reports as Markdown, for a ticket
  --csv           a set of reports as a table: a row for each sender and day
  --lang en|nl    the language of the text

exit status: 0 a pass or nothing worse than warnings, 1 a failure or what cannot be told, 2 nothing was
             checked
";

fn wrong_line(why: &Wrong) -> String {
    match why {
        Wrong::Name(name) => format!("\"{name}\" is no name here."),
        Wrong::NoType => "This line has no record type.".to_owned(),
        Wrong::Value(kind) => format!("The value is none of a record of type {kind}."),
        Wrong::Directive(word) => format!("{word} is not followed, so its records are not checked."),
        Wrong::Open => "A quotation mark or a bracket is not closed.".to_owned(),
        Wrong::NotYaml => "This is not the YAML of a zone.".to_owned(),
        Wrong::Outside(name) => format!("{name} is outside the zone, so no server answers with it."),
    }
}

fn sentence(why: &Complaint) -> String {
    match why {
        Complaint::NoCommand => "There is nothing to check; see waxseal --help.".to_owned(),
        Complaint::UnknownCommand(name) => {
            format!("There is no command \"{name}\"; see waxseal --help.")
        }
        Complaint::UnknownOption(name) => format!("There is no option {name}; see waxseal --help."),
        Complaint::NoValue(option) => format!("{option} needs a value; see waxseal --help."),
        Complaint::UnexpectedValue(option) => format!("{option} takes no value; see waxseal --help."),
        Complaint::NotUtf8(text) => format!("{text} is not UTF-8."),
        Complaint::SeveralMessages => "One message can be checked at a time.".to_owned(),
        Complaint::WhichDomain => "Which domain? Name it after the command.".to_owned(),
        Complaint::WhichReports => "Which reports? Name files or folders after the command.".to_owned(),
        Complaint::NoReports => "None of the files is a report.".to_owned(),
        Complaint::SeveralDomains => "One domain can be set up at a time.".to_owned(),
        Complaint::SeveralReceivers => {
            "Mail arrives at one provider; name it once with --receives.".to_owned()
        }
        Complaint::WhichZone => "Which zone? Name its file after the command.".to_owned(),
        Complaint::NoOrigin(file) => format!("Nothing says which zone {file} is of; name it with --origin."),
        Complaint::UnknownThreshold(text) => {
            format!("--fail-on takes error, warning, info or never, and not \"{text}\".")
        }
        Complaint::AnnotationsHere => "--annotations goes with neither --json nor --markdown.".to_owned(),
        Complaint::SpfNeeds("--mail-from") => "spf needs --mail-from, empty for the null sender.".to_owned(),
        Complaint::SpfNeeds(option) => format!("spf needs {option}."),
        Complaint::MarkdownHere => "--markdown is for all but spf, and does not go with --json.".to_owned(),
        Complaint::CsvHere => "--csv is for reports, and does not go with --json or --markdown.".to_owned(),
        Complaint::NdjsonHere => "--ndjson is for domains, and goes with no other form.".to_owned(),
        Complaint::NothingChecked => "No domain was checked.".to_owned(),
        Complaint::NoMoreAnswers => "The DNS resolver stopped answering; --resume goes on later.".to_owned(),
        Complaint::ZoneAndDoh => "--zone and --doh cannot be given together.".to_owned(),
        Complaint::NotATime(text) => format!("\"{text}\" is not a time like 2026-01-01T00:00:00Z."),
        Complaint::UnknownLanguage(text) => {
            format!("There is no language \"{text}\"; there are {}.", languages())
        }
        Complaint::Setup(found) => refused(Lang::En, found, in_options),
        Complaint::Unreadable(file, kind) => {
            let name = file.as_deref().unwrap_or("Standard input");
            format!("{name} cannot be read: {}.", unread(*kind))
        }
        Complaint::NotJson(file, line) => format!("{file} is no zone file: line {line} is no JSON."),
        Complaint::NotAZone(file, why) => {
            format!("{file} is no zone file. {}", why.sentence(Lang::En))
        }
        Complaint::NoRuntime => "The system lets this program wait for no network.".to_owned(),
        Complaint::NoResolver(status) => {
            format!("The DNS resolver {}; name another with --doh, or a file with --zone.", silent(*status))
        }
        Complaint::NoOutput(kind) => format!("The output could not be written: {}.", unread(*kind)),
        Complaint::NotWritten => "The report cannot be written as JSON.".to_owned(),
    }
}

/// What is said otherwise where it is chosen by options.
fn in_options(refused: &Refused) -> Option<String> {
    match refused {
        Refused::NothingChosen => Some("What sends? Name it with --sends, or say --sends nothing.".into()),
        Refused::UnknownSender { text } => {
            Some(format!("No sender is called \"{text}\"; there are {}.", ids(senders())))
        }
        Refused::UnknownReceiver { text } => {
            Some(format!("Mail cannot arrive at \"{text}\"; it can at {}.", ids(receivers())))
        }
        _ => None,
    }
}

const fn unread(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "there is no such file",
        ErrorKind::PermissionDenied => "you may not read it",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::InvalidData => "it is not UTF-8",
        ErrorKind::StorageFull => "the disk is full",
        _ => "the system gave an error",
    }
}

const fn silent(status: QueryStatus) -> &'static str {
    match status {
        QueryStatus::Throttled => "takes no more questions for now",
        QueryStatus::Refused => "refuses to answer",
        QueryStatus::Malformed => "sends no DNS answers",
        _ => "could not be reached",
    }
}
