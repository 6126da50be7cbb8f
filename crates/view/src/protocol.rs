//! What the page and the checker say to each other, across the line between the page's thread and the checker's.
//!
//! The page sends its requests as objects, as any page may that calls the JavaScript API; the checker answers in JSON, which
//! the browser itself turns into objects. So neither program carries code for the other's half.

mod carrier;
mod read;

pub use carrier::{MAX_HEAD, carries_report};

use crate::node::Node;
use serde::{Deserialize, Serialize};

/// The id of what came of the set-up's form: where a person is led once it is there.
pub const SETUP_RESULT: &str = "setup-result";

/// What the page asks for. A check also has a text or a file, which travels beside this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Request {
    /// Check what stands in the box.
    Check {
        /// Which replies belong to it.
        number: u32,
        /// The address of the resolver; `None` for the zone that comes with the examples.
        resolver: Option<String>,
        /// The language's tag.
        lang: String,
        /// Whether the text came out of a file, byte for byte.
        file: bool,
        /// Selectors this browser has learnt of, to look for besides the usual ones.
        selectors: Vec<String>,
    },
    /// Open what the fragment of a link carries.
    Open {
        /// Which replies belong to it.
        number: u32,
        /// The address of the resolver.
        resolver: Option<String>,
        /// The language's tag.
        lang: String,
        /// The fragment, without its `#`.
        fragment: String,
        /// Whether a check of one domain may run without being asked for.
        by_itself: bool,
        /// Selectors this browser has learnt of.
        selectors: Vec<String>,
    },
    /// Hand over what DNS answered so far, to a checker that speaks another language.
    HandOver,
    /// Take what another checker handed over; it travels beside this.
    TakeOver,
    /// Something was done in the report.
    Act {
        /// What.
        act: Act,
        /// The fields of the form, or the value of the button, by name.
        fields: Vec<(String, String)>,
    },
    /// Draw the set-up page.
    SetUp {
        /// The address of the resolver.
        resolver: String,
        /// The language's tag.
        lang: String,
        /// What stands in its form, by name.
        fields: Vec<(String, String)>,
        /// What was done in it; `None` where it was only opened.
        act: Option<Act>,
    },
    /// Read the reports in some files. They travel beside this: a name and a file or a text, and so on; for the example nothing does.
    ReadReports {
        /// Which replies belong to it.
        number: u32,
        /// The address of the resolver; `None` for the example, whose reports and whose zone come with the page.
        resolver: Option<String>,
        /// The language's tag.
        lang: String,
    },
    /// Draw the reports that were read, in a language, after something was done in them.
    Reports {
        /// The language's tag.
        lang: String,
        /// What was done; `None` where only the language is another.
        act: Option<Act>,
        /// The value of the button, by name.
        fields: Vec<(String, String)>,
    },
    /// A call of the JavaScript API; its arguments travel beside this.
    Call {
        /// Which answer belongs to it.
        number: u32,
        /// The function.
        function: Function,
    },
}

/// The functions of the JavaScript API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Function {
    /// `checkMessage(text | Uint8Array, options)`.
    CheckMessage,
    /// `checkDomain(domain, options)`.
    CheckDomain,
    /// `checkSpf({ ip, mailFrom, helo }, options)`.
    CheckSpf,
    /// `checkRecord(text, options)`.
    CheckRecord,
    /// `setUp(choices, options)`.
    SetUp,
    /// `readReports(files, options)`.
    ReadReports,
}

/// What a person can do in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Act {
    /// Put a record over DNS: fields `name`, `type`, `value`.
    AddDraft,
    /// Take one away: its place as `value`.
    RemoveDraft,
    /// Ask whether an address passes SPF: fields `ip`, `mailFrom`, `helo`.
    AskSpf,
    /// Take another receiver's word: its authserv-id as `trust`, empty for the topmost.
    Trust,
    /// Check SPF for another envelope: fields `ip`, `mailFrom`, `helo`; an empty one is found as before.
    Assume,
    /// Put the records of a cure over DNS: the diagnosis by its place, as `value`.
    TryCure,
    /// Put another value in the place of a record that is there: `name`, `type`, `old`, and `value`, empty to take it away.
    EditRecord,
    /// Take away every draft and every assumption.
    Reset,
    /// Check again, as when the resolver failed.
    Again,
    /// Compare with another message: its `text`.
    Compare,
    /// Look for another selector: its name as `selector`.
    AddSelector,
    /// Take the text of an MTA-STS policy: as `policy`.
    Policy,
    /// Ask a second resolver the same questions: its address as `resolver`.
    SecondResolver,
    /// Sort a table of domains: by the column in `value`, and the other way round the second time.
    Sort,
    /// Open the report of a domain in a table, or close it: the domain as `value`.
    OpenRow,
    /// List some of the senders or domains alone, or all again: the switch as `value`.
    Filter,
    /// Ask for the names of the addresses of a sender in reports: its place as `value`.
    Names,
    /// Hand the report over as a file: `csv` or `json` as `value`, or what would be shared of it as `shared`.
    Export,
    /// Draw up the records for what stands in the form of the set-up.
    SetUp,
    /// Ask once more which of them are live.
    CheckLive,
    /// Show what would be shared, or no longer.
    Share,
    /// Mask a kind of text that would be shared, or leave it as it is: the kind as `value`.
    Mask,
    /// Check with today's DNS what was shared or saved.
    CheckAgain,
    /// Check one of the things that were found in a text, or of the messages that came with reports: its place as `value`, or `message`
    /// for all of the text as headers.
    Choose,
    /// Give the record that is checked a name: as `name`.
    NameRecord,
    /// Print the report. The page does that by itself.
    Print,
    /// Open every part of the report. The page does that by itself, too.
    OpenAll,
    /// Write the steps down for whoever takes them. The page does that by itself.
    HandOff,
    /// Read no further, and show what was read.
    Stop,
}

impl Request {
    /// The same in another language.
    #[must_use]
    pub fn in_language(mut self, tag: &str) -> Self {
        if let Self::Check { lang, .. } | Self::Open { lang, .. } | Self::SetUp { lang, .. } = &mut self {
            tag.clone_into(lang);
        }
        self
    }
}

impl Act {
    const ALL: [Self; 29] = [
        Self::AddDraft,
        Self::RemoveDraft,
        Self::AskSpf,
        Self::Trust,
        Self::Assume,
        Self::TryCure,
        Self::EditRecord,
        Self::Reset,
        Self::Again,
        Self::Compare,
        Self::AddSelector,
        Self::Policy,
        Self::SecondResolver,
        Self::Sort,
        Self::OpenRow,
        Self::Filter,
        Self::Names,
        Self::Export,
        Self::SetUp,
        Self::CheckLive,
        Self::Share,
        Self::Mask,
        Self::CheckAgain,
        Self::Choose,
        Self::NameRecord,
        Self::Print,
        Self::OpenAll,
        Self::HandOff,
        Self::Stop,
    ];

    /// The word that stands in the drawn element.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AddDraft => "addDraft",
            Self::RemoveDraft => "removeDraft",
            Self::AskSpf => "askSpf",
            Self::Trust => "trust",
            Self::Assume => "assume",
            Self::TryCure => "tryCure",
            Self::EditRecord => "editRecord",
            Self::Reset => "reset",
            Self::Again => "again",
            Self::Compare => "compare",
            Self::AddSelector => "addSelector",
            Self::Policy => "policy",
            Self::SecondResolver => "secondResolver",
            Self::Sort => "sort",
            Self::OpenRow => "openRow",
            Self::Filter => "filter",
            Self::Names => "names",
            Self::Export => "export",
            Self::SetUp => "setUp",
            Self::CheckLive => "checkLive",
            Self::Share => "share",
            Self::Mask => "mask",
            Self::CheckAgain => "checkAgain",
            Self::Choose => "choose",
            Self::NameRecord => "nameRecord",
            Self::Print => "print",
            Self::OpenAll => "openAll",
            Self::HandOff => "handOff",
            Self::Stop => "stop",
        }
    }

    /// Whether it makes the checker ask DNS.
    #[must_use]
    pub const fn asks_dns(self) -> bool {
        !matches!(
            self,
            Self::Sort
                | Self::OpenRow
                | Self::Filter
                | Self::Export
                | Self::Share
                | Self::Mask
                | Self::Print
                | Self::OpenAll
                | Self::HandOff
                | Self::Stop
        )
    }

    /// Whether what the report says rests on it, so that it is done again where the report is made again.
    #[must_use]
    pub const fn is_remembered(self) -> bool {
        !matches!(
            self,
            Self::Export
                | Self::Share
                | Self::Mask
                | Self::Print
                | Self::OpenAll
                | Self::HandOff
                | Self::Stop
        )
    }

    /// The act of a drawn element.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == word)
    }
}

/// What the checker says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// It listens now.
    Ready,
    /// Questions went out or came back.
    Progress {
        /// The check.
        number: u32,
        /// How many were asked.
        asked: u32,
        /// How many were answered.
        answered: u32,
    },
    /// What can be drawn so far, or, at the end, the report.
    Report {
        /// The check.
        number: u32,
        /// The drawn report.
        tree: Node,
        /// Whether it is the last word.
        done: bool,
        /// The names of what was checked, as a link carries them; `None` where what was given stays on this machine.
        names: Option<String>,
    },
    /// A link names what to check, and a person has to say so first.
    Held {
        /// The check.
        number: u32,
    },
    /// What was given to be checked are reports, which another program reads.
    ForReports {
        /// The check.
        number: u32,
    },
    /// The reports that were read so far, or how far the reading is.
    Reports {
        /// The reading.
        number: u32,
        /// The drawn reports, where they are drawn anew.
        tree: Option<Node>,
        /// What is going on, as a sentence; `None` where nothing is any more.
        progress: Option<String>,
    },
    /// The set-up page as it is now.
    SetUp {
        /// The drawn page.
        tree: Node,
    },
    /// Selectors that a message or a person named, to be kept for later.
    Learnt {
        /// The selectors.
        selectors: Vec<String>,
    },
    /// A message out of a report, to be put into the box and checked.
    Message {
        /// The message, or its header section.
        text: String,
    },
    /// A file to be saved.
    File {
        /// What to call it.
        name: String,
        /// Its media type.
        kind: String,
        /// What is in it.
        text: String,
    },
    /// There is no report, and why, as a sentence.
    Trouble {
        /// The check.
        number: u32,
        /// The sentence.
        sentence: String,
    },
    /// What DNS answered so far; it travels beside this.
    HandedOver,
    /// Nothing of what was asked runs any more.
    Idle,
    /// The outcome of a call; its value or its error travels beside this.
    Returned {
        /// The call.
        number: u32,
        /// Whether the value is an error's sentence.
        failed: bool,
    },
}
