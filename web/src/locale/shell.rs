//! The words around the checks, a struct that every language fills: a missing word does not compile.

/// Settings, shortcuts, what is said of the network and of new versions.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct ShellWords {
    /// Label of the menu of themes.
    pub(crate) theme: &'static str,
    /// Option of that menu: as the system has it.
    pub(crate) theme_system: &'static str,
    /// Option of that menu: light.
    pub(crate) theme_light: &'static str,
    /// Option of that menu: dark.
    pub(crate) theme_dark: &'static str,
    /// Heading of the list of shortcuts, and on the button that opens it.
    pub(crate) shortcuts: &'static str,
    /// Keys, one after the other, and what they do.
    pub(crate) keys: [(&'static str, &'static str); 9],
    /// Label of the tick box for shortcuts of one character.
    pub(crate) single_keys: &'static str,
    /// On the button that closes the list.
    pub(crate) close: &'static str,
    /// Entry of the foot: what the words mean.
    pub(crate) terms: &'static str,
    /// Entry of the foot: the page for developers.
    pub(crate) developers: &'static str,
    /// Entry of the foot: the licences.
    pub(crate) licences: &'static str,
    /// At the head of the page without a network.
    pub(crate) offline: &'static str,
    /// Above everything: the link to this page names a DNS resolver, by its address.
    pub(crate) link_chose: fn(&str) -> String,
    /// On the button that agrees to it.
    pub(crate) agree: &'static str,
    /// On the button that does not: the name of the own resolver.
    pub(crate) decline: fn(&str) -> String,
    /// Above everything: the link names a resolver that cannot be used; goes on with the sentence that says why.
    pub(crate) link_refused: fn(&str) -> String,
    /// On the button that puts one question to a resolver.
    pub(crate) try_resolver: &'static str,
    /// Under the field for a resolver: what can be tried, and what that tells.
    pub(crate) resolvers_to_try: &'static str,
    /// While that question is out.
    pub(crate) resolver_asked: &'static str,
    /// It answers this page, and validates DNSSEC.
    pub(crate) resolver_validates: &'static str,
    /// It answers this page, and says nothing of DNSSEC.
    pub(crate) resolver_without_dnssec: &'static str,
    /// It was reached, and gave no answer that can be used.
    pub(crate) resolver_unusable: &'static str,
    /// The browser handed no answer over.
    pub(crate) resolver_unread: &'static str,
    /// Under the box, where a link filled it and nothing is checked yet.
    pub(crate) link_waits: &'static str,
    /// Above a check without a network.
    pub(crate) offline_check: &'static str,
    /// At the head of the page, where a new version waits.
    pub(crate) update: &'static str,
    /// On the button that loads it.
    pub(crate) update_now: &'static str,
    /// In place of a long text that is being fetched.
    pub(crate) document_waiting: &'static str,
    /// In place of a long text that could not be fetched.
    pub(crate) document_missing: &'static str,
}
