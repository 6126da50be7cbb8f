//! The words of the texts that hand steps to somebody else, a struct that every language fills.

/// What stands on their buttons and around the steps.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct HandOffWords {
    /// On the fold with the text for whoever manages DNS.
    pub(crate) to_dns: &'static str,
    /// On the fold with the text for a provider, by its name.
    pub(crate) to_provider: fn(&str) -> String,
    /// Subject of the mail with DNS records; the domain follows it.
    pub(crate) records: &'static str,
    /// Above the records: the domain, empty where it is not known.
    pub(crate) publish: fn(&str) -> String,
    /// Above the steps at a provider: its name, and the domain.
    pub(crate) at_provider: fn(&str, &str) -> String,
    /// Label of a name as most DNS panels want it.
    pub(crate) panel_name: &'static str,
    /// In the text for a provider, before the names of records.
    pub(crate) goes_with: &'static str,
    /// Before what the steps change.
    pub(crate) effect: &'static str,
    /// Before the link to the result.
    pub(crate) result: &'static str,
    /// On the button that copies the text.
    pub(crate) copy: &'static str,
    /// On the link that opens the mail program.
    pub(crate) mail: &'static str,
    /// In place of that link, where the text is too long for it.
    pub(crate) too_long: &'static str,
    /// On the button that shares the report, so that the text has a link to it.
    pub(crate) add_link: &'static str,
    /// On the button that takes it out again.
    pub(crate) leave_link: &'static str,
}
