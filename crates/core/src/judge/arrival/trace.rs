//! The fields of a header section that arrival looks at, in order.

use crate::evidence::{MAX_HOPS, Stamp};
use crate::message::Message;

/// The most fields besides Received that are looked at.
const MAX_TRACE: usize = 2_000;

/// The Received fields, and where the others stand among them.
pub(super) struct Trace {
    stamps: Vec<(usize, Stamp)>,
    /// The line and the name, in lower case, of each field from the top.
    fields: Vec<(usize, String)>,
}

impl Trace {
    pub(super) fn of(message: &Message) -> Self {
        let received = message.all("received").take(MAX_HOPS);
        let stamps: Vec<_> = received.map(|field| (field.line(), Stamp::parse(&field.text()))).collect();
        let fields = message.fields().take(MAX_TRACE);
        let fields = fields.map(|field| (field.line(), field.name().to_ascii_lowercase())).collect();
        Self { stamps, fields }
    }

    /// The Received field at a place, counted from the top.
    pub(super) fn stamp(&self, at: usize) -> Option<&Stamp> {
        self.stamps.get(at).map(|(_, stamp)| stamp)
    }

    /// The Received fields from the top.
    pub(super) fn stamps(&self) -> impl Iterator<Item = &Stamp> {
        self.stamps.iter().map(|(_, stamp)| stamp)
    }

    /// The line of a Received field.
    pub(super) fn line(&self, at: usize) -> Option<usize> {
        self.stamps.get(at).map(|(line, _)| *line)
    }

    /// The fields below a line and above the next Received field: line and name.
    pub(super) fn below(&self, line: usize) -> impl Iterator<Item = (usize, &str)> {
        let own = self.fields.iter().skip_while(move |(at, _)| *at <= line);
        own.take_while(|(_, name)| name != "received").map(|(at, name)| (*at, name.as_str()))
    }

    /// Whether results stand between a Received field and the next.
    pub(super) fn has_results_below(&self, at: usize) -> bool {
        // Exchange calls those of a server in front `Authentication-Results-Original`.
        let is_result = |name: &str| {
            let name = name.trim_end_matches("-original");
            name.ends_with("authentication-results") || name == "received-spf"
        };
        self.line(at).is_some_and(|line| self.below(line).any(|(_, name)| is_result(name)))
    }
}
