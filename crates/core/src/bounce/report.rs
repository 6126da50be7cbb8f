//! What a bounce says, as it stands in a report.

use super::meaning::{About, Meaning};
use serde::Serialize;

/// What servers said of a mail that they refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Bounce {
    /// Who refused: the name of the server, or else of the service whose words these are.
    pub by: Option<String>,
    /// What was said, a reply for each recipient that is named.
    pub replies: Vec<Reply>,
}

/// One refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// The recipient.
    pub recipient: Option<String>,
    /// The server that refused, where a notice names several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The reply code (RFC 5321 §4.2).
    pub code: Option<String>,
    /// The enhanced status code (RFC 3463).
    pub status: Option<String>,
    /// The side that has to act.
    pub about: About,
    /// The reason, as far as code and text tell it.
    pub meaning: Meaning,
    /// The server's words, as one line.
    pub text: String,
}

impl Reply {
    /// Whether it is about something else than authentication, as far as its words tell.
    #[must_use]
    pub const fn is_apart(&self) -> bool {
        !matches!(self.about, About::Authentication | About::Other)
    }
}

impl Bounce {
    /// Whether it is about something else than authentication, as far as its words tell.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        self.main().is_some_and(Reply::is_apart)
    }

    /// The reply that decides what the bounce is about: the first on authentication, or else the first.
    #[must_use]
    pub fn main(&self) -> Option<&Reply> {
        let mut replies = self.replies.iter();
        replies.find(|reply| reply.about == About::Authentication).or(self.replies.first())
    }
}
