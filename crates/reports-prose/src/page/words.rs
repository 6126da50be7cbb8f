//! The words of the page of reports.

use waxseal_reports::report::{Answer, Figures, NamedAddress};

/// What the page of reports says besides the sentences that are written everywhere.
#[deny(clippy::missing_docs_in_private_items)]
#[derive(Debug)]
pub struct PageWords {
    /// While files are read: how many are, of all.
    pub reading: fn(usize, usize) -> String,
    /// While DNS is asked: how many questions, how many answers.
    pub asking: fn(u32, u32) -> String,
    /// Where a person stopped it: how many files were read, of all.
    pub stopped: fn(usize, usize) -> String,
    /// Where nothing was asked of DNS.
    pub not_asked: &'static str,
    /// In place of a headline: nothing that was given is a report.
    pub nothing: &'static str,
    /// That what is shown came with a link.
    pub from_link: &'static str,
    /// That a link carries no figures.
    pub no_figures: &'static str,
    /// That the reports of the example are made up.
    pub made_up: &'static str,
    /// The domains of a set, where there are several.
    pub domains: fn(usize) -> String,
    /// The heading above failure reports.
    pub failures_part: &'static str,
    /// What a failure report is, and how many there are.
    pub failures: fn(usize) -> String,
    /// On the button that checks the message that came with one.
    pub check_message: &'static str,
    /// Names the row of buttons; read out.
    pub tools: &'static str,
    /// On the button that saves JSON.
    pub save_json: &'static str,
    /// On the button that saves a table.
    pub save_csv: &'static str,
    /// On the button that saves Markdown.
    pub save_markdown: &'static str,
    /// On the button that copies the figures alone.
    pub copy_figures: &'static str,
    /// On the button that copies a link to them.
    pub copy_link: &'static str,
    /// What is in that copy, and what is not.
    pub copied_figures: &'static str,
    /// On the button that prints.
    pub print: &'static str,
    /// On the button that asks DNS anew.
    pub again: &'static str,
    /// The heading above the next step.
    pub next: &'static str,
    /// Above that step, where it is about the policy.
    pub raise: &'static str,
    /// Names the list of steps against a cause.
    pub steps: &'static str,
    /// Whether a policy can be published, in a word or two.
    pub answer: fn(Answer) -> &'static str,
    /// Names the switches that narrow the list of senders; read out.
    pub filter: &'static str,
    /// On the switch for the senders of a verdict.
    pub verdict: fn(Verdict) -> &'static str,
    /// On the switch for the latest days, so many.
    pub last_days: fn(u32) -> String,
    /// How many senders are listed, of all.
    pub shown: fn(usize, usize) -> String,
    /// That the lines count mail from a day on, or of a reporter, and what opens below them all of it.
    pub counted: fn(Option<&str>, Option<&str>) -> String,
    /// Names the choice of a reporter.
    pub of_reporter: &'static str,
    /// The choice that all reporters count.
    pub all_reporters: &'static str,
    /// The fold with records to be tried.
    pub what_if: &'static str,
    /// What trying them does.
    pub what_if_note: &'static str,
    /// Names the field with a record of a domain: its kind, the domain.
    pub record_of: fn(&str, &str) -> String,
    /// On the button that tries them.
    pub try_records: &'static str,
    /// On the button that takes them away again.
    pub end_trial: &'static str,
    /// How a sender stands, in a word or two.
    pub state: fn(SenderState) -> &'static str,
    /// How many messages of a sender are aligned, of all.
    pub share: fn(u64, u64) -> String,
    /// Facts of a sender: aligned by DKIM.
    pub by_dkim: &'static str,
    /// Aligned by SPF.
    pub by_spf: &'static str,
    /// First and last seen.
    pub seen: &'static str,
    /// The distinct addresses.
    pub addresses: &'static str,
    /// The head of a column: messages.
    pub messages: &'static str,
    /// The head of a column: how many are aligned.
    pub aligned: &'static str,
    /// The head of a column and of a table: what mail is sent or signed as.
    pub identifiers: &'static str,
    /// The head of a column: the result.
    pub result: &'static str,
    /// Whether the key of a signature is in DNS today.
    pub key: fn(bool) -> &'static str,
    /// The head of a column: an address.
    pub address: &'static str,
    /// On the button that asks for the names of addresses.
    pub ask_names: &'static str,
    /// The name of an address, behind it.
    pub name_of: fn(&NamedAddress) -> String,
    /// The head of a column: a reporter.
    pub reporter: &'static str,
    /// How many more there are that are not drawn.
    pub more: fn(usize) -> String,
    /// The heading above the picture of days.
    pub days: &'static str,
    /// The picture in words: days with mail, days on which all was aligned, the worst day, if any was bad.
    pub days_told: fn(usize, usize, Option<&Figures>) -> String,
    /// That a column of the picture is a week.
    pub weeks: &'static str,
    /// The legend: aligned.
    pub legend_aligned: &'static str,
    /// The legend: not aligned.
    pub legend_other: &'static str,
    /// The heading above reports on TLS.
    pub tls: &'static str,
    /// The heading above the files.
    pub files: &'static str,
    /// The fold with the DNS questions: how many.
    pub asked: fn(usize) -> String,
}

/// How a sender stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SenderState {
    /// All of its mail is aligned.
    Aligned,
    /// It was not, and is now.
    Mended,
    /// Some of it is.
    Partly,
    /// None of it is.
    Unaligned,
    /// Mail that was handed on.
    Forwarded,
    /// Nobody knows who it is.
    Unknown,
}

/// Senders that are looked at together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The owner's, of which mail is not aligned.
    Unaligned,
    /// Those whose mail is all aligned.
    Aligned,
    /// Those who handed mail on.
    Forwarded,
    /// Those that nobody knows.
    Unknown,
}
