//! Bounces: what a server said when it refused a mail, read off a delivery report (RFC 3464), off the text of one, off a
//! line of a log, or off the bare reply (RFC 5321 §4.2); and the mail that was refused, where it came along.

mod delivery_status;
mod list;
mod meaning;
mod named;
mod open;
mod reply;
mod report;
mod text;

pub use list::BlockList;
pub use meaning::{About, Meaning, meaning};
pub use named::Named;
pub use open::{MAX_BOUNCES, Opened, Original, open};
pub use reply::{MAX_REPLIES, SmtpReply, replies};
pub use report::{Bounce, Reply};
