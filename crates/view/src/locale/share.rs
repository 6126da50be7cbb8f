//! The words around sharing, saving and printing a report, a struct that every language fills.

use crate::share::Mask;

/// Every word and sentence about a report that leaves this page, or came from elsewhere.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct ShareWords {
    /// Names the row of buttons above a report; read out.
    pub(crate) tools: &'static str,
    /// On the button that opens the sharing of a report.
    pub(crate) share: &'static str,
    /// On the button that copies a report as Markdown.
    pub(crate) copy_markdown: &'static str,
    /// On the button that saves a report as JSON.
    pub(crate) save_json: &'static str,
    /// On the button that saves a table of domains as CSV.
    pub(crate) save_csv: &'static str,
    /// On the button that prints a report.
    pub(crate) print: &'static str,
    /// On the button that opens every part of a report.
    pub(crate) open_all: &'static str,
    /// Heading of the sharing.
    pub(crate) title: &'static str,
    /// Under that heading, for a message.
    pub(crate) message_note: &'static str,
    /// Under that heading, for a domain.
    pub(crate) domain_note: &'static str,
    /// Under that heading, for several domains.
    pub(crate) domains_note: &'static str,
    /// After that, where there are draft records.
    pub(crate) drafts_note: &'static str,
    /// Heading above the tick boxes for masks.
    pub(crate) masking: &'static str,
    /// Label of such a tick box.
    pub(crate) mask: fn(Mask) -> &'static str,
    /// In place of a text that is masked.
    pub(crate) masked: &'static str,
    /// In the list of what was masked: it was not.
    pub(crate) shown: &'static str,
    /// Under the tick boxes.
    pub(crate) signatures_note: &'static str,
    /// Label beside the link.
    pub(crate) link: &'static str,
    /// On the button that copies the link.
    pub(crate) copy_link: &'static str,
    /// Beside the link: how many characters it has.
    pub(crate) length: fn(usize) -> String,
    /// In place of the link: how many characters it would have, and how many are allowed.
    pub(crate) too_long: fn(usize, usize) -> String,
    /// In place of the link, where the browser cannot make one.
    pub(crate) no_link: &'static str,
    /// On the button that saves what is shared as a file.
    pub(crate) save_file: &'static str,
    /// On the fold that shows what is shared.
    pub(crate) exactly: &'static str,
    /// Above a shared report: the time it was made.
    pub(crate) shared: fn(&str) -> String,
    /// Beside the verdict of a shared report.
    pub(crate) not_checked: &'static str,
    /// In the fold below `shared`: how far it can be trusted, and what "here" and "today" mean in it.
    pub(crate) elsewhere: &'static str,
    /// After that: what is masked in it.
    pub(crate) masked_in: fn(&[&str]) -> String,
    /// Above a domain's report out of a file: the time it was made.
    pub(crate) replayed: fn(&str) -> String,
    /// Above a report that was checked again: the time of the first check.
    pub(crate) checked_again: fn(&str) -> String,
    /// On the button that checks a shared report again.
    pub(crate) check_again: &'static str,
    /// In place of a report: the link cannot be read.
    pub(crate) bad_link: &'static str,
    /// In place of a report: the file or link is too large.
    pub(crate) too_large: &'static str,
    /// In place of a report: it is of another version.
    pub(crate) other_version: &'static str,
    /// In place of a report: the link names no domain.
    pub(crate) no_domain: &'static str,
    /// In Markdown: the time of the check.
    pub(crate) checked_at: fn(&str) -> String,
    /// Column in Markdown and CSV: a result.
    pub(crate) result: &'static str,
    /// Column in Markdown: what a result rests on.
    pub(crate) basis: &'static str,
    /// Heading in Markdown: facts of the message.
    pub(crate) message: &'static str,
    /// Heading in Markdown: records.
    pub(crate) records: &'static str,
}
