//! What can be done with a whole report: share, copy, save, print. And, once asked for, what would be shared.

use super::buttons::{quiet, tool};
use super::sharing::sharing;
use crate::locale::Locale;
use crate::node::{Attribute, Node, div};
use crate::protocol::Act;
use crate::views::Session;

/// What is shared and copied of a report.
pub(crate) struct Subject {
    /// The report as Markdown.
    pub(crate) markdown: String,
    /// What is said of a link that carries no report, only names to be checked; `None` for a message.
    pub(crate) names_note: Option<&'static str>,
    /// Whether it has parts that are closed at first.
    pub(crate) has_lines: bool,
    /// Whether there is a link to it, and a table of it.
    pub(crate) is_shared: bool,
}

/// The row of buttons, and below it what is shared. Both always stand there, so that a focused button stays where it is.
pub(crate) fn toolbar(locale: Locale, session: &Session, subject: &Subject) -> Node {
    let words = locale.share();
    let open = if session.sharing.is_some() { "true" } else { "false" };
    let save = |kind: &str, name: &str| tool(name, Act::Export).with(Attribute::DataValue, kind);
    // While a report grows there is nothing to be copied yet; the button stands there all the same, so that none moves.
    let copy_markdown = match subject.markdown.as_str() {
        "" => quiet(words.copy_markdown),
        text => quiet(words.copy_markdown).with(Attribute::DataCopy, text),
    };
    let row = div()
        .class("tools")
        .with(Attribute::Role, "group")
        .with(Attribute::AriaLabel, words.tools)
        .put(subject.is_shared.then(|| tool(words.share, Act::Share).with(Attribute::AriaExpanded, open)))
        .put(subject.is_shared.then_some(copy_markdown))
        .put(save("json", words.save_json))
        .put(subject.is_shared.then(|| save("csv", words.save_csv)))
        .put(tool(words.print, Act::Print))
        .put(subject.has_lines.then(|| tool(words.open_all, Act::OpenAll)));
    let shared = session.sharing.as_ref().map(|shared| sharing(locale, session, shared, subject.names_note));
    div().class("no-print").put(row).put(div().put(shared))
}
