//! A region of a provider.

use super::facts::{Exchanger, exchangers};
use super::packed::Words;
use serde::{Serialize, Serializer};

/// A region of a provider's: its exchangers take in the mail of its accounts alone, and its includes list the servers of these
/// accounts alone. An include for every region is in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    pub(super) text: &'static str,
}

impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Region {
    /// What people call it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.text.split_once(' ').map_or(self.text, |(name, _)| name)
    }

    fn hosts(&self) -> &'static str {
        self.text.split_once(" < ").map_or("", |(_, hosts)| hosts)
    }

    /// Its mail exchangers; `*` stands for any characters.
    #[must_use]
    pub fn mx(&self) -> Words {
        Words::of(self.hosts())
    }

    /// The exchangers that every customer in it publishes, as those of [`Provider::exchangers`](super::Provider::exchangers).
    pub fn exchangers(&self) -> impl Iterator<Item = Exchanger> {
        exchangers(self.hosts())
    }

    /// The names that its customers include, the current one first.
    #[must_use]
    pub fn includes(&self) -> Words {
        let (_, names) = self.text.split_once(' ').unwrap_or_default();
        Words::of(names.split_once(" < ").map_or(names, |(includes, _)| includes))
    }
}
