//! Where a report comes from that was not worked out for this person just now: said before anything else is.

use super::buttons::tool;
use crate::locale::Locale;
use crate::markdown::date;
use crate::node::{Attribute, Node, details, div, p, summary};
use crate::protocol::Act;
use crate::views::{Provenance, Session};

/// The sentences; nothing where there is nothing to say.
pub(crate) fn provenance(locale: Locale, session: &Session) -> Option<Node> {
    let words = locale.share();
    let said = div().class("provenance").with(Attribute::Role, "note");
    let again = || p().class("no-print").put(tool(words.check_again, Act::CheckAgain));
    let drafts = session.drafts.len();
    let drafts = (drafts > 0).then(|| p().put((locale.words().with_drafts)(drafts)));
    Some(match session.saved.as_ref()? {
        Provenance::Shared { at, masked } => {
            let kinds: Vec<&str> = masked.iter().map(|mask| (words.mask)(*mask)).collect();
            let masked = (!kinds.is_empty()).then(|| p().put((words.masked_in)(&kinds)));
            let rests_on = details()
                .class("evidence")
                .put(summary().put(locale.diagnosis().rests_on))
                .put(p().put(words.elsewhere))
                .put(masked);
            said.put(p().put((words.shared)(&date(*at)))).put(drafts).put(rests_on).put(again())
        }
        Provenance::Replayed { at } => {
            said.put(p().put((words.replayed)(&date(*at)))).put(drafts).put(again())
        }
        Provenance::CheckedAgain { at } => said.put(p().put((words.checked_again)(&date(*at)))),
    })
}
