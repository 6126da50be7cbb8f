//! Which fields the receiver wrote, and where the message came in: told once, for everything that asks who handed it over or
//! whose word something is.
//!
//! What counts is what a receiving server observed: the address of the connection, the name it looked up itself, the
//! protocol, its own fields. What the client called itself (HELO) is no evidence for anything, and nothing that a sender can
//! write moves the border down.

use crate::report::{Border, Gateway};
use crate::time::Timestamp;
use std::net::IpAddr;

/// How the message arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// Where it came in, or why that cannot be told.
    pub(crate) border: Border,
    /// The server that took it in.
    pub(crate) by: Option<String>,
    /// When it came in, by that server's clock.
    pub(crate) at: Option<Timestamp>,
    /// Who handed it over; `None` without a public address.
    pub(crate) client: Option<Client>,
    /// The address that the border hop notes, public or not: for what is told, never for SPF or advice.
    pub(crate) noted: Option<IpAddr>,
    /// The envelope sender (empty: the null sender), from a place that the sender of the message cannot have written.
    pub(crate) mail_from: Option<Said<String>>,
    /// What the client called itself. It is what SPF checks for the null sender, and evidence for nothing.
    pub(crate) helo: Option<Said<String>>,
    /// The servers on the recipient's side in front of the one that judged, the outermost last.
    pub(crate) gateways: Vec<Gateway>,
    /// The lines of the Received fields of hops inside the receiver, from the top.
    pub(crate) inside: Vec<usize>,
    /// The recipients that the receiver noted at the border or above it.
    pub(crate) recipients: Vec<String>,
    /// The lines of the Authentication-Results fields that are the receiver's own word on the sender.
    pub(crate) results: Vec<usize>,
    /// The line of the receiver's own Received-SPF field on MAIL FROM.
    pub(crate) received_spf: Option<usize>,
    /// Whether the whole message was given, and not an excerpt of its header section.
    pub(crate) whole: bool,
}

/// Who handed a message over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Client {
    /// The public address.
    pub(crate) ip: IpAddr,
    /// The name that the receiver looked up for it. Not every receiver confirms it forwards, so neither is it confirmed here.
    pub(crate) name: Option<String>,
    /// Where the address stands.
    pub(crate) source: Place,
}

/// What one of the receiver's places says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said<T> {
    /// What it says.
    pub(crate) value: T,
    /// The place.
    pub(crate) source: Place,
}

/// The places that a receiver writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The Received field at the border.
    Received,
    /// A Received-SPF field of the receiver's.
    ReceivedSpf,
    /// An Authentication-Results field of the receiver's.
    AuthenticationResults,
    /// A Return-Path field above the border.
    ReturnPath,
    /// What the receiver behind a gateway noted of the original client.
    SkipListing,
}

impl Arrival {
    /// Whether a field at this line was added on the recipient's side: it stands above the field at which the message came in.
    pub(crate) fn is_above(&self, line: usize) -> bool {
        self.border.line().is_some_and(|border| line < border)
    }
}
