//! The one cause behind what the records and the headers show, and what puts it right.
//!
//! Plain rules look at a finished report, the most specific first. Each suspect brings the evidence it rests on, how sure
//! it is, and the steps that would mend it; every list of steps is tried before it is shown, and dropped where it does not
//! change what it promises to. What only tidies up is kept apart from the cure.

mod altered;
mod apex;
mod author_keys;
mod devices;
mod domain;
mod domain_keys;
mod doubt;
mod exchangers;
mod forwarded;
mod free_mail;
mod gate;
mod key_cures;
mod key_names;
mod keys;
mod known;
mod known_change;
mod likeness;
mod mailbox;
mod message;
mod message_spf;
mod misplaced;
mod open;
mod policy;
mod proof;
mod proxied;
mod records;
mod region;
mod scene;
mod senders;
mod shorter;
mod shown_name;
mod since;
mod spf;
mod spoofed;
mod suspect;
mod tidy;
mod unanswered;

pub(crate) use domain::domain;
pub use domain::next_policy;
pub(crate) use message::{ask_ahead, message};
pub(crate) use spf::ask_what_was_meant;

/// The most causes that are shown of one report.
pub const MAX_DIAGNOSES: usize = 6;
