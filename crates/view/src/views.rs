//! Whole views: what a person gets to see of one report.

pub(crate) mod domain;
pub(crate) mod message;

use crate::node::{Attribute, Node, div, h2, section};
use crate::speech::Speech;
use waxseal_core::dns::{AnswerDifference, Draft};
use waxseal_core::evidence::Given;
use waxseal_core::report::{MessageReport, SpfCheckReport};

/// What a view shows besides its report.
#[derive(Debug, Default)]
pub struct Session {
    /// The records that were put over DNS.
    pub drafts: Vec<Draft>,
    /// Why the last draft was not taken.
    pub draft_refused: Option<String>,
    /// The last question whether an address passes.
    pub spf_answer: Option<SpfAnswer>,
    /// The receiver whose claims count; `None` for the topmost.
    pub trust: Option<String>,
    /// What a person says of the envelope.
    pub given: Given,
    /// The message to compare with.
    pub other: Option<Box<MessageReport>>,
    /// Selectors to look for besides the usual ones.
    pub selectors: Vec<String>,
    /// The text of the MTA-STS policy that was pasted.
    pub policy: Option<String>,
    /// Other resolvers, by name and address.
    pub resolvers: Vec<(String, String)>,
    /// The second resolver that was asked, and where it differed.
    pub second: Option<(String, Vec<AnswerDifference>)>,
    /// Whether the answers came with the page, as those of an example do.
    pub bundled: bool,
    /// Whether questions are still open, so that what looks unanswered is only not answered yet.
    pub growing: bool,
}

/// An answer to "does this address pass?".
#[derive(Debug)]
pub enum SpfAnswer {
    /// What was typed is no address.
    NotAnAddress(String),
    /// What SPF says.
    Checked(Box<SpfCheckReport>),
}

/// A part of the view under its own heading: a landmark by that name.
fn part(id: &str, title: &str, content: Vec<Node>) -> Node {
    section()
        .with(Attribute::AriaLabelledby, id)
        .put(h2().with(Attribute::Id, id).put(title))
        .put(div().class("sheet pad").put(content))
}

/// The first thing read: what it came to. It is spoken when it changes.
fn verdict(speech: Speech, text: Vec<Node>, seal: Node) -> Node {
    section()
        .class("verdict")
        .with(Attribute::AriaLabel, speech.words().verdict)
        .with(Attribute::AriaLive, "polite")
        .with(Attribute::Role, "region")
        .put(div().class("verdict-text").put(text))
        .put(seal)
}
