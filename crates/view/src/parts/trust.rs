//! Whose claims count: a choice among the receivers that wrote some.

use super::buttons::{form_of, submit};
use crate::locale::Locale;
use crate::node::{Attribute, Node, field, option, select};
use crate::protocol::Act;
use crate::views::Session;
use waxseal_core::report::MessageReport;

/// The choice; nothing where there is only one receiver to choose.
pub(crate) fn trust(locale: Locale, report: &MessageReport, session: &Session) -> Option<Node> {
    let words = locale.words();
    let mut names: Vec<&str> = Vec::new();
    for name in report.claims.iter().filter(|c| c.instance.is_none()).filter_map(|c| c.authserv_id.as_deref())
    {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            names.push(name);
        }
    }
    let claims = report.claims.iter().filter(|claim| claim.instance.is_none()).count();
    let untrusted = !report.claims.iter().any(|claim| claim.trusted);
    if names.is_empty() || (claims < 2 && !untrusted) {
        return None;
    }
    let chosen = session.trust.as_deref();
    let choice = |value: &str, text: &str| {
        let choice = option().with(Attribute::Value, value).put(text);
        if chosen.unwrap_or_default() == value { choice.with(Attribute::Selected, "") } else { choice }
    };
    let mut choices = vec![choice("", words.topmost)];
    choices.extend(names.into_iter().map(|name| choice(name, name)));
    let select = select().class("choice").with(Attribute::Name, "trust").put(choices);
    let form = form_of(Act::Trust).put(field("trust", words.trust, select)).put(submit(words.use_it));
    Some(form)
}
