//! The set-up page: the form, and the records that follow from it.

use super::{Session, part};
use crate::locale::Locale;
use crate::node::{Attribute, Node, button, div, h1, h2, li, p, section, ul};
use crate::parts::dns_log::plain_dns_log;
use crate::parts::setup::form::form;
use crate::parts::setup::lines::lines;
use crate::parts::setup::plan::{left_out, steps, zone_file};
use crate::protocol::{Act, SETUP_RESULT};
use waxseal_core::dns::EndpointError;
use waxseal_core::setup::{Refused, SetupForm, SetupReport};
use waxseal_prose::Refusal;

/// What the set-up page shows.
#[derive(Debug, Default)]
pub struct SetupSession {
    /// What was typed.
    pub typed: SetupForm,
    /// What of it cannot be used.
    pub refused: Vec<Refused>,
    /// The records that follow.
    pub report: Option<SetupReport>,
    /// How many questions were asked and answered, while some are open.
    pub progress: Option<(u32, u32)>,
    /// Why DNS was not asked.
    pub trouble: Option<EndpointError>,
    /// The address of the resolver that is asked.
    pub resolver: String,
}

/// The page. Its form and the heading of what came of it always stand at the same place in the tree, so that drawing it
/// again leaves alone what a person typed, and where they are.
#[must_use]
pub fn setup(locale: Locale, session: &SetupSession) -> Node {
    let words = locale.setup();
    let result = match &session.report {
        Some(report) => result(locale, session, report),
        None => refused(locale, &session.refused).into_iter().collect(),
    };
    div()
        .class("setup")
        .put(h1().class("question").put(words.question))
        .put(p().class("setup-lead").put(words.lead))
        .put(form(locale, &session.typed))
        .put(div().put(result))
}

/// What cannot be used, in the order of the form.
fn refused(locale: Locale, refused: &[Refused]) -> Option<Node> {
    let items: Vec<Node> =
        refused.iter().map(|refused| li().put(locale.prose_of_setup().refused(refused))).collect();
    let trouble = div()
        .class("trouble")
        .with(Attribute::Role, "alert")
        .with(Attribute::Id, SETUP_RESULT)
        .with(Attribute::Tabindex, "-1");
    let is_any = !items.is_empty();
    is_any.then(|| trouble.put(p().put(locale.setup().refused)).put(ul().put(items)))
}

fn result(locale: Locale, session: &SetupSession, report: &SetupReport) -> Vec<Node> {
    let (words, prose) = (locale.setup(), locale.prose_of_setup());
    let is_growing = session.progress.is_some();
    let lead = match session.progress {
        Some((asked, answered)) => (words.asking)(asked, answered),
        None => {
            let trouble = session.trouble.as_ref().map(|why| why.sentence(locale.lang));
            trouble.unwrap_or_else(|| prose.lead(report))
        }
    };
    let head = section()
        .class("setup-head")
        .with(Attribute::AriaLabelledby, SETUP_RESULT)
        .put(
            h2().with(Attribute::Id, SETUP_RESULT)
                .with(Attribute::Tabindex, "-1")
                .put(prose.headline(report)),
        )
        .put(p().with(Attribute::Role, "status").put(lead))
        .put(buttons(locale, report));
    let asked = Session { resolver: Some(session.resolver.clone()), ..Session::default() };
    let parts = div()
        .put(part("setup-records", words.records, lines(locale, report, is_growing)))
        .put(part("setup-order", words.order, vec![steps(locale, &report.plan)]))
        .put(part("setup-left-out", words.left_out, vec![left_out(locale, &report.plan)]))
        .put(part("setup-dns", locale.words().dns_questions, plain_dns_log(locale, &asked, &report.dns)));
    vec![head, parts]
}

fn buttons(locale: Locale, report: &SetupReport) -> Node {
    let words = locale.setup();
    let quiet = || button().class("button quiet").with(Attribute::Type, "button");
    div()
        .class("setup-bar no-print")
        .put(quiet().with(Attribute::DataAct, Act::CheckLive.as_str()).put(words.check_live))
        .put(quiet().with(Attribute::DataCopy, zone_file(locale, &report.plan)).put(words.copy_all))
}
