//! The words around causes, steps and what-if, a struct that every language fills.

/// Every word and sentence around a diagnosis that is not about one cause or step.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct DiagnosisWords {
    /// Heading above causes besides the first.
    pub(crate) further: &'static str,
    /// Heading above the steps of a cure.
    pub(crate) steps: &'static str,
    /// Before the record that a new one replaces.
    pub(crate) instead_of: &'static str,
    /// In place of a value that only an account shows, with the provider's name where it is known.
    pub(crate) account_shows: fn(Option<&str>) -> String,
    /// In place of a record that cannot be given whole.
    pub(crate) by_hand: &'static str,
    /// Text of the link to a provider's documentation.
    pub(crate) page_of: fn(&str) -> String,
    /// Heading of the fold with what may be cleaned up.
    pub(crate) tidy: &'static str,
    /// Heading of the fold with the evidence of a diagnosis.
    pub(crate) rests_on: &'static str,
    /// In place of the steps, where none helps.
    pub(crate) no_cure: &'static str,
    /// Said in place of that where the cause is gone with the one before it.
    pub(crate) step_above: &'static str,
    /// On the button that checks again with the proposed records.
    pub(crate) try_them: &'static str,
    /// Heading of the fold where published records can be changed.
    pub(crate) edit_records: &'static str,
    /// Under that heading.
    pub(crate) edit_note: &'static str,
    /// Label of a box in it: the name of a record, and its type.
    pub(crate) edit_value: fn(&str, &str) -> String,
    /// Heading of the form for a draft record.
    pub(crate) add_record: &'static str,
    /// Heading of the form for another author or envelope.
    pub(crate) other_sender: &'static str,
    /// Under that heading.
    pub(crate) other_sender_note: &'static str,
    /// Column of the comparison: without the drafts.
    pub(crate) before: &'static str,
    /// Column of the comparison: with the drafts.
    pub(crate) now: &'static str,
    /// In place of the comparison, where nothing differs.
    pub(crate) same: &'static str,
    /// Above the comparison: how many rows differ.
    pub(crate) changes: fn(usize) -> String,
    /// Row of the comparison: the causes.
    pub(crate) causes: &'static str,
    /// On the button that removes all drafts.
    pub(crate) as_it_was: &'static str,
    /// Where no envelope is known: which form asks for it. Names the heading `what_if`.
    pub(crate) envelope_elsewhere: &'static str,
}
