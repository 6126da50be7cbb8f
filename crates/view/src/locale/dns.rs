//! The words around DNS questions, a struct that every language fills.

/// Every word and sentence of the list of questions.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct DnsWords {
    /// Above the list of queries: the address of the resolver; none where the answers came with the page.
    pub(crate) asked_of: fn(Option<&str>) -> String,
    /// After that: the names that the resolver has seen.
    pub(crate) revealed: fn(&str) -> String,
    /// On the button that copies the queries as lines for `dig`.
    pub(crate) copy_dig: &'static str,
    /// Column: the TTL of the answer.
    pub(crate) kept_for: &'static str,
    /// Column: whether the resolver validated the answer.
    pub(crate) dnssec: &'static str,
    /// In that column, where it did.
    pub(crate) validated: &'static str,
    /// In that column, where it did not.
    pub(crate) not_validated: &'static str,
    /// In the column of answers, where there is no record of that type.
    pub(crate) no_such_record: &'static str,
    /// Behind a token: the service that it belongs to.
    pub(crate) belongs: fn(&str) -> String,
    /// Above a report: how many queries failed, of how many, and how.
    pub(crate) unanswered: fn(usize, usize, &str) -> String,
    /// On the button that asks those again.
    pub(crate) again: &'static str,
    /// Above a report: the milliseconds that half of the answers exceeded.
    pub(crate) slow: fn(u32) -> String,
}
