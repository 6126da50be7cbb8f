//! The rows.

mod blank;
mod mailboxes;
mod senders;
mod services;

pub use blank::UNKNOWN;

use super::Provider;

/// Every row, in the order in which they are looked through.
pub(super) fn all() -> impl Iterator<Item = &'static Provider> {
    mailboxes::ROWS.iter().chain(senders::ROWS).chain(services::ROWS)
}
