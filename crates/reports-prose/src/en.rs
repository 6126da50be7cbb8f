//! English.

mod page;

use crate::{SourceName, TlsLine, TriedOutcome, Words, day, in_hundred, tags};
use waxseal_core::dmarc::Policy;
use waxseal_reports::oddity::Oddity;
use waxseal_reports::report::{Answer, Hits, Level, Period, Reason, Replayed, SourceKind, TlsHost, WhatIf};
use waxseal_reports::tls::{FailureType, TlsFailure};
use waxseal_reports::{EVIDENCE_DAYS, Limit, RECENT_DAYS, SystemError, Unread};

pub(crate) static WORDS: Words = Words {
    unread,
    oddity,
    reporters_fault: "The reporter's fault, not yours",
    headline,
    period,
    files: |read, all| match (read, all) {
        (1, 1) => "1 file read.".to_owned(),
        (read, all) if read == all => format!("{all} files read."),
        (read, all) => format!("{read} of {all} files read."),
    },
    duplicates: |count| format!("Received more than once and counted once: {count}."),
    other_domain: |count| format!("About another domain and not counted: {count}."),
    other_reporter: |count| format!("From another reporter and not counted: {count}."),
    tls,
    tls_failure,
    tls_detail: |failure: &TlsFailure, why| {
        let host = failure.host.as_deref().or(failure.receiving_ip.as_deref());
        let at = host.map_or_else(String::new, |host| format!(" at {host}"));
        format!("{} failed sessions{at}: {why}", failure.sessions)
    },
    tls_today: |today| match (&today.mta_sts, today.policy_host_exists) {
        (None, _) => "Today the domain has no MTA-STS record.".to_owned(),
        (Some(record), Some(false)) => {
            format!("Today's MTA-STS record is {record}, but the host of its policy does not exist.")
        }
        (Some(record), _) => format!("Today's MTA-STS record is {record}."),
    },
    tls_host: |host| {
        let TlsHost { host, tlsa, dane, failed } = host;
        let dane = match (tlsa, dane) {
            (0, _) => "no TLSA record",
            (_, true) => "DANE in force",
            (_, false) => "TLSA records that do not count: DNSSEC does not validate them, or none is usable",
        };
        format!("{host}: {dane}; failed sessions: {failed}")
    },
    failures: |count| {
        format!("Failure reports: {count}. Check one with waxseal message to see why it failed.")
    },
    domains: |count| {
        format!("The reports are about {count} domains. Name one with --domain to look at its mail alone.")
    },
    senders: "Senders",
    used_by,
    source,
    unaligned: |count| match count {
        0 => "All your own senders are aligned.".to_owned(),
        1 => "One of your senders is not aligned.".to_owned(),
        count => format!("{count} of your senders are not aligned."),
    },
    readiness: "Is a stricter policy safe?",
    level,
    hits,
    below: |hits, is_there| {
        let names = if is_there { "subdomains" } else { "subdomains that do not exist" };
        format!("From {names}: {} messages, of which {} look like yours.", hits.messages, hits.own)
    },
    reason,
    stale: |days| format!("The newest report is {days} days old. Add newer ones before you decide."),
    next: "Next step:",
    cured: |cured| {
        let Replayed { aligned, messages, .. } = cured;
        format!("Simulated with these records in place: {aligned} of {messages} messages pass.")
    },
    today: |today| {
        let Replayed { aligned, messages, .. } = today;
        format!("Judged again with DNS as it is today: {aligned} of {messages} messages pass.")
    },
    mended: |day| format!("Newer reports show that it passes: it failed until {day}."),
    keys_gone: |names| format!("No key in DNS today: {names}."),
    policy: "The policy then and now",
    published: |policy| {
        let (first, last) = (policy.first.as_deref().unwrap_or("?"), policy.last.as_deref().unwrap_or("?"));
        format!("{first} – {last}: {} ({} reports)", tags(policy), policy.reports)
    },
    policy_today: |record| format!("Today: {record}"),
    strict: |strict| {
        format!("With strict alignment (adkim=s; aspf=s), {} more messages would fail.", strict.lost)
    },
    reporters: "Reporters",
    what_if: "With the records you are testing",
    not_dmarc: "This is not a DMARC record, so receivers would apply no policy.",
    would_pass: |tried, reported| {
        let WhatIf { aligned, messages, .. } = tried;
        format!("{aligned} of {messages} messages would pass DMARC; {reported} pass by the reports.")
    },
    outcome: |outcome, hits| {
        let what = match outcome {
            TriedOutcome::Lost => "No longer passing",
            TriedOutcome::Gained => "Newly passing",
            TriedOutcome::Quarantined => "To be quarantined",
            TriedOutcome::Rejected => "To be rejected",
        };
        let Hits { messages, own, forwarded, unknown } = hits;
        format!(
            "{what}: {messages} messages; {own} look like yours, {forwarded} were forwarded, {unknown} \
             are from unknown senders."
        )
    },
    not_judged: |count| format!("SPF could not be evaluated for {count} messages; they count as reported."),
    of_sender: |name, [aligned, messages, reported]| {
        format!("{name}: {aligned} of {messages} messages would pass; {reported} pass by the reports.")
    },
    page: page::WORDS,
};

fn headline(domain: Option<&str>, aligned: u64, messages: u64) -> String {
    if messages == 0 {
        return "The reports count no message.".to_owned();
    }
    let share = in_hundred(aligned, messages);
    let name = domain.map_or_else(String::new, |domain| format!(" from {domain}"));
    format!("{share} of 100 messages{name} pass DMARC ({aligned} of {messages}).")
}

fn used_by(provider: &str, service: &str) -> String {
    format!("{provider}, used by {service}")
}

fn source(source: &SourceName<'_>) -> String {
    match (source.kind, source.name) {
        (SourceKind::Own, Some(name)) => name.to_owned(),
        (SourceKind::Own, None) => "Your own servers".to_owned(),
        (SourceKind::Provider, Some(name)) if source.passes => name.to_owned(),
        (SourceKind::Provider, name) => {
            format!("{}, authenticated as itself and not as your domain", name.unwrap_or("A mail service"))
        }
        (SourceKind::Forwarder, _) => "Forwarded mail".to_owned(),
        (SourceKind::Unknown, Some(name)) => format!("Unknown, authenticated as {name}"),
        (SourceKind::Unknown, None) => "Unknown senders, not authenticated".to_owned(),
    }
}

fn level(policy: Policy, level: &Level) -> String {
    let answer = match level.answer {
        Answer::InForce => return format!("{}: in force.", policy.as_str()),
        Answer::Yes => "yes",
        Answer::No => "not yet",
        Answer::CannotTell => "too little is known to tell",
    };
    format!("{}: {answer}. {}", policy.as_str(), hits(level))
}

/// What a policy would have hit, and whether that is none of the owner's any more.
fn hits(level: &Level) -> String {
    let passed = match level.answer {
        Answer::Yes => format!("In the last {RECENT_DAYS} days all of your own mail passed. "),
        _ => String::new(),
    };
    let hits = level.domain;
    format!(
        "{passed}In the whole period it would have hit {} messages from the domain: {} look like \
         yours, {} were forwarded, {} are from unknown senders.",
        hits.messages, hits.own, hits.forwarded, hits.unknown
    )
}

fn reason(reason: &Reason, source: &str) -> String {
    match reason {
        Reason::OwnUnaligned { messages: 0, .. } => {
            format!("Not aligned when last seen: {source}. Wait until newer reports show that it passes.")
        }
        Reason::OwnUnaligned { messages, .. } => {
            format!("Not aligned in the last {RECENT_DAYS} days: {source} ({messages} messages).")
        }
        Reason::StepBefore { policy } => format!("{} comes first.", policy.as_str()),
        Reason::FewDays { days, least } => {
            format!("Days with a report: {days} of the last {EVIDENCE_DAYS}; at least {least} are needed.")
        }
        Reason::FewReporters { reporters, least } => {
            format!("Receivers that reported: {reporters}; at least {least} are needed.")
        }
        Reason::FewMessages { messages, least } => {
            format!("Messages in the last {EVIDENCE_DAYS} days: {messages}; at least {least} are needed.")
        }
        Reason::Gap { days, most } => {
            format!("{days} days in a row without a report; more than {most} may hide a sender.")
        }
        Reason::NotAsked => "DNS did not answer, so unknown senders could not be looked up.".to_owned(),
    }
}

fn period(period: &Period, reporters: usize) -> String {
    let (begin, end) = (day(period.begin), day(period.end));
    let Period { days, days_reported, .. } = period;
    format!("{begin} to {end}: reports on {days_reported} of {days} days; reporters: {reporters}.")
}

fn tls(line: &TlsLine<'_>) -> String {
    let TlsLine { domain, reporter, successful, failed } = line;
    format!("{reporter}: {successful} encrypted sessions to {domain}, {failed} failed.")
}

const fn tls_failure(result: FailureType) -> &'static str {
    match result {
        FailureType::StarttlsNotSupported => "the server offers no STARTTLS",
        FailureType::CertificateHostMismatch => "the certificate is for another host name",
        FailureType::CertificateExpired => "the certificate has expired",
        FailureType::CertificateNotTrusted => "the certificate is not trusted",
        FailureType::ValidationFailure => "the TLS connection could not be validated",
        FailureType::TlsaInvalid => "the TLSA records are invalid",
        FailureType::DnssecInvalid => "DNSSEC validation failed",
        FailureType::DaneRequired => "the sender requires DANE and found no TLSA record",
        FailureType::StsPolicyFetchError => "the MTA-STS policy could not be fetched",
        FailureType::StsPolicyInvalid => "the MTA-STS policy is invalid",
        FailureType::StsWebpkiInvalid => "the web server of the MTA-STS policy has no valid certificate",
        FailureType::Other => "a reason that RFC 8460 does not define",
    }
}

fn unread(why: &Unread) -> String {
    match why {
        Unread::Empty => "The file is empty.".to_owned(),
        Unread::NoReport => "It contains no report.".to_owned(),
        Unread::OtherXml { root } => {
            format!("It is XML, but not a report: its first element is <{root}>.")
        }
        Unread::OtherJson => "It is JSON, but not a TLS report.".to_owned(),
        Unread::UnknownFormat => "It is not a report, an archive or a mail.".to_owned(),
        Unread::CutOff { line } => {
            format!("The XML breaks off at line {line}. What comes before was read.")
        }
        Unread::NotWellFormed { line } => {
            format!("The XML is not well-formed from line {line} on. What could be read was read.")
        }
        Unread::NoRecord => "The report has no records.".to_owned(),
        Unread::Damaged { unpacked } => {
            format!("The compressed data is damaged after {unpacked} bytes. What comes before was read.")
        }
        Unread::DamagedArchive => "The zip archive is damaged.".to_owned(),
        Unread::Encrypted => "The zip archive is protected with a password.".to_owned(),
        Unread::UnknownCompression => {
            "The zip archive uses a compression method other than deflate.".to_owned()
        }
        Unread::Beyond { limit } => beyond(*limit).to_owned(),
        Unread::System { why } => match why {
            SystemError::NotFound => "There is no such file.",
            SystemError::NotAllowed => "You may not read this file.",
            SystemError::Other => "The system could not read this file.",
        }
        .to_owned(),
    }
}

const fn beyond(limit: Limit) -> &'static str {
    match limit {
        Limit::FileSize => "The file is larger than 512 MB.",
        Limit::UnpackedSize => "It unpacks to more than 512 MB.",
        Limit::Ratio => "It unpacks to more than 300 times its size, as zip bombs do.",
        Limit::Entries => "It has more than 100,000 entries; the others were not read.",
        Limit::Nesting => "Archives and mails are nested more than 8 deep.",
        Limit::Depth => "The XML elements are nested more than 64 deep.",
        Limit::Records => "The report has more than 500,000 records; the others were not read.",
        Limit::Reports => "There are more than 200,000 reports; the others were not read.",
    }
}

const fn oddity(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::PassWithoutSignature => "DKIM is said to pass, but no signature passed",
        Oddity::PassWithoutSpf => "SPF is said to pass, but no SPF result passed",
        Oddity::CountUnread => "a record without a message count",
        Oddity::AddressUnread => "a record without a valid IP address",
        Oddity::NoHeaderFrom => "a record without a From domain",
        Oddity::NoReporter => "no reporter name (org_name)",
        Oddity::NoReportId => "no report_id",
        Oddity::NoPolicy => "no domain or no valid policy in policy_published",
        Oddity::PeriodUnread => "no valid period (date_range)",
        Oddity::PeriodBackwards => "the period ends before it begins",
        Oddity::PeriodNotADay => "the period is not a day in UTC",
        Oddity::PeriodLong => "the period is longer than a day",
        Oddity::PeriodShort => "the period is shorter than an hour",
        Oddity::NoVersion => "no version",
        Oddity::OtherVersion => "a version other than 1.0",
        Oddity::NoDeclaration => "no XML declaration",
        Oddity::ByteOrderMark => "a byte order mark",
        Oddity::OtherEncoding => "the text is UTF-8 but declares another encoding",
        Oddity::BrokenText => "bytes that are not valid UTF-8, read as Windows-1252",
        Oddity::Doctype => "a DOCTYPE, which was ignored",
        Oddity::EntityReference => "an entity reference, which was not expanded",
        Oddity::BehindTheEnd => "text after the end of the report",
        Oddity::Identities => "<identities> in place of <identifiers>",
        Oddity::ExtraElement => "elements that no specification defines",
        Oddity::NpInOldShape => "np in a report of RFC 7489",
        Oddity::OldElement => "pct in a report of RFC 9990, which has none",
        Oddity::NoSubdomainPolicy => "no sp",
        Oddity::EmptyPolicyElement => "an empty element in policy_published",
        Oddity::NoFailureOptions => "no fo",
        Oddity::NoAlignmentModes => "no adkim or no aspf",
        Oddity::NoEnvelopeFrom => "no envelope_from",
        Oddity::NoScope => "SPF without scope",
        Oddity::NoSelector => "DKIM without selector",
        Oddity::NoSignatureDomain => "DKIM without domain",
        Oddity::EmptyResult => "an empty result",
        Oddity::UnknownResult => "a result that no specification defines",
        Oddity::Capitals => "results in capitals",
        Oddity::EvaluatedWord => "policy_evaluated is neither pass nor fail",
        Oddity::UnknownDisposition => "no valid disposition",
        Oddity::SeveralSpf => "several SPF results in one record",
        Oddity::EmptyReason => "a reason without a type",
    }
}
