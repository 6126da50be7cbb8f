//! Which fields the receiving side wrote, as the report tells it.

use waxseal_core::report::MessageReport;

/// On which side of the receiver's door a field was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// By the receiving side, after it took the message in.
    Receiver,
    /// Before that, by whomever.
    Outside,
    /// Nothing tells.
    Unknown,
}

impl Side {
    /// The class of the row.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Receiver => "inside",
            Self::Outside => "outside",
            Self::Unknown => "untold",
        }
    }
}

/// Where the door is. Whoever takes a message in writes on top of it, so all that stands above something the receiver
/// wrote was written by the receiving side too.
pub(super) struct Sides<'a> {
    /// The last line known to be the receiver's.
    last: Option<usize>,
    /// What the receiver is called.
    pub(super) receiver: Option<&'a str>,
}

impl<'a> Sides<'a> {
    pub(super) fn of(report: &'a MessageReport) -> Self {
        let claim = report.claims.iter().find(|claim| claim.trusted && claim.instance.is_none());
        let entry = report.hops.iter().find(|hop| hop.entry);
        let lines = [claim.map(|claim| claim.line), entry.map(|hop| hop.line)];
        let named = claim.and_then(|claim| claim.authserv_id.as_deref());
        Self {
            last: lines.into_iter().flatten().max(),
            receiver: named.or_else(|| entry.and_then(|hop| hop.by.as_deref())),
        }
    }

    pub(super) fn of_line(&self, line: usize) -> Side {
        match self.last {
            None => Side::Unknown,
            Some(last) if line <= last => Side::Receiver,
            Some(_) => Side::Outside,
        }
    }

    /// Whether the receiver's part ends right before this field.
    pub(super) fn ends_before(&self, report: &MessageReport, at: usize) -> bool {
        let side = |at: usize| report.header.get(at).map(|field| self.of_line(field.line));
        side(at) == Some(Side::Outside) && at.checked_sub(1).and_then(side) == Some(Side::Receiver)
    }
}
