//! Whole views: what a person gets to see of one report.

pub(crate) mod address;
pub(crate) mod domain;
pub(crate) mod domains;
pub(crate) mod found;
pub(crate) mod message;
mod outcomes;
pub(crate) mod record;
pub(crate) mod setup;

pub use domains::{Column, DomainFilter};

use crate::locale::Locale;
use crate::node::{Attribute, Node, div, h2, note, p, section, span};
use crate::protocol::Act;
use crate::share::{Mask, Masks};
use std::rc::Rc;
use waxseal_core::dns::{AnswerDifference, Draft, DraftError};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Unusable};
use waxseal_core::input::Thing;
use waxseal_core::posture::NotASelector;
use waxseal_core::report::{DomainReport, MessageReport, SpfCheckReport};
use waxseal_core::time::Timestamp;

/// What a view shows besides its report.
#[derive(Debug, Default)]
pub struct Session {
    /// The records that were put over DNS.
    pub drafts: Vec<Draft>,
    /// The report without them, and without what is assumed of the envelope.
    pub before: Option<Before>,
    /// Why the last draft was not taken.
    pub draft_refused: Option<DraftError>,
    /// Why the selector that was typed last cannot be looked for.
    pub selector_refused: Option<NotASelector>,
    /// The last question whether an address passes.
    pub spf_answer: Option<SpfAnswer>,
    /// The receiver whose claims count; `None` for the topmost.
    pub trust: Option<String>,
    /// What a person says of the envelope.
    pub given: EnvelopeOverrides,
    /// The message to compare with.
    pub other: Option<Rc<MessageReport>>,
    /// Selectors to look for besides the usual ones.
    pub selectors: Vec<String>,
    /// Selectors that this browser has seen in use.
    pub learnt: Vec<String>,
    /// The text of the MTA-STS policy that was pasted.
    pub policy: Option<String>,
    /// How a table of domains is sorted: by which column, and whether from the end.
    pub sort: Option<(Column, bool)>,
    /// Which domains of a table are listed; `None` for all.
    pub filter: Option<DomainFilter>,
    /// The domain of a table whose report is open.
    pub opened: Option<Domain>,
    /// Whether a person stopped a table before all of it was checked.
    pub stopped: bool,
    /// The address of the resolver that was asked; `None` where the answers are data.
    pub resolver: Option<String>,
    /// Other resolvers, by name and address.
    pub resolvers: Vec<(String, String)>,
    /// The second resolver that was asked, and where it differed.
    pub second: Option<(String, Vec<AnswerDifference>)>,
    /// Where the report comes from, if it was not worked out for this person just now.
    pub saved: Option<Provenance>,
    /// What is about to be shared.
    pub sharing: Option<Sharing>,
    /// Whether the answers came with the page, as those of an example do.
    pub bundled: bool,
    /// What was found in the text, and which of it is checked; nothing where all of it is a message or a domain.
    pub found: Vec<Thing>,
    /// The place of the one that is checked.
    pub chosen: Option<usize>,
    /// Whether questions are still open, so that what looks unanswered is only not answered yet.
    pub growing: bool,
    /// Whether it was drawn while they were: then the room that was kept for the last answers stays.
    pub grew: bool,
}

/// Where a report comes from that was not worked out for this person just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// Out of a link or a file: it is shown as it came.
    Shared {
        /// When it was worked out.
        at: Timestamp,
        /// What was masked in it.
        masked: Vec<Mask>,
    },
    /// Worked out again from the DNS answers in a file.
    Replayed {
        /// When they were given.
        at: Timestamp,
    },
    /// Checked again, with today's DNS, by what a shared report says.
    CheckedAgain {
        /// When that report was worked out.
        at: Timestamp,
    },
}

impl Provenance {
    /// Whether it is one to be looked at: what would change it needs a message, or answers, that are not here.
    #[must_use]
    pub const fn is_at_rest(&self) -> bool {
        matches!(self, Self::Shared { .. } | Self::Replayed { .. })
    }
}

/// A report that is about to be shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// What is masked in it.
    pub masks: Masks,
    /// The link, as far as there is one.
    pub link: Link,
    /// What the link carries of a message, as JSON.
    pub text: Option<String>,
}

/// A link that carries a report or a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// It is being made.
    #[default]
    Packing,
    /// It is there.
    Ready(String),
    /// It would have more characters than [`crate::share::MAX_LINK`].
    TooLong(usize),
    /// This browser cannot make one.
    Unavailable,
}

/// A report as it is with nothing assumed, to be held against one with something assumed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each holds a report of its kind")]
pub enum Before {
    Message(Rc<MessageReport>),
    Domain(Rc<DomainReport>),
}

impl Session {
    /// Whether the report rests on drafts, or on an envelope or author that a person named.
    #[must_use]
    pub fn is_assuming(&self) -> bool {
        !self.drafts.is_empty() || self.given != EnvelopeOverrides::default()
    }
}

/// An answer to "does this address pass?".
#[derive(Debug)]
pub enum SpfAnswer {
    /// What was typed cannot be used.
    Refused(Unusable),
    /// What SPF says.
    Checked(Box<SpfCheckReport>),
}

impl Session {
    /// Whether the report is one to be looked at.
    pub(crate) fn is_at_rest(&self) -> bool {
        self.saved.as_ref().is_some_and(Provenance::is_at_rest)
    }

    /// The parts of a report, without what cannot be done in it.
    fn possible(&self, parts: Vec<Node>) -> Vec<Node> {
        if self.is_at_rest() { without_acts(parts, false) } else { parts }
    }
}

/// The parts without their forms and buttons.
fn without_acts(parts: Vec<Node>, copies: bool) -> Vec<Node> {
    parts.into_iter().filter_map(|part| readable(part, copies)).collect()
}

/// The element without its forms and buttons, but for those that only sort; `None` where that is all it was. What came out of
/// a link or a file can have been written by anybody, so nothing in it is handed over to be published either; what was worked out
/// here `copies`.
fn readable(mut node: Node, copies: bool) -> Option<Node> {
    let value = |name: Attribute| {
        node.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    };
    let hands_off = |act: &str| copies && act == Act::HandOff.as_str();
    let acts = value(Attribute::DataAct).is_some_and(|act| act != Act::Sort.as_str() && !hands_off(act));
    if acts || !copies && value(Attribute::DataCopy).is_some() {
        return None;
    }
    let is_for_acts =
        value(Attribute::Class).is_some_and(|class| class.split(' ').any(|class| class == "no-print"));
    if is_for_acts && has_acts(&node) {
        return None;
    }
    node.children = without_acts(node.children, copies);
    Some(node)
}

fn has_acts(node: &Node) -> bool {
    node.attributes.iter().any(|(name, _)| *name == Attribute::DataAct) || node.children.iter().any(has_acts)
}

/// A part of the view under its own heading: a landmark by that name.
fn part(id: &str, title: &str, content: Vec<Node>) -> Node {
    section()
        .with(Attribute::AriaLabelledby, id)
        .put(h2().with(Attribute::Id, id).put(title))
        .put(div().class("sheet pad").put(content))
}

/// What to do. While questions are open nothing is said of it: half the answers would give half a cause. The room it will
/// need is kept, so that nothing that is being read moves.
fn cure(locale: Locale, session: &Session, content: impl FnOnce() -> Vec<Node>) -> Node {
    let words = locale.words();
    if session.growing {
        // Neither a paragraph nor a block: the page would take it for one of what comes, and move it down there.
        part("what-to-do", words.what_to_do, vec![note(words.asking)]).class("cure growing")
    } else {
        part("what-to-do", words.what_to_do, content()).class("cure")
    }
}

/// The sentence below the headline. What is said while questions are open is an element of its own: its text would else become the end
/// of the sentence, and move there.
fn asked(session: &Session, lead: String) -> Node {
    if session.growing { p().put(span().put(lead)) } else { p().put(lead) }
}

/// The first thing read: what it came to. It is spoken once, when all is there: until then it is busy (WAI-ARIA 1.2 §6.6,
/// `aria-busy`), and the page says that it is being checked.
fn verdict(
    locale: Locale,
    session: &Session,
    is_busy: bool,
    text: Vec<Node>,
    seal: Node,
    class: &str,
) -> Node {
    let grown = if session.growing || session.grew { " grown" } else { "" };
    section()
        .with(Attribute::AriaBusy, if is_busy { "true" } else { "false" })
        .class(format!("verdict{grown}{class}"))
        .with(Attribute::AriaLabel, locale.words().verdict)
        .with(Attribute::AriaLive, "polite")
        .with(Attribute::Role, "region")
        .with(Attribute::Tabindex, "-1")
        .put(div().class("verdict-text").put(text))
        .put(seal)
}
