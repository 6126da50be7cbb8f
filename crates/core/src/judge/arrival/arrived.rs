//! What is known of how a message arrived.

use crate::evidence::Hop;
use crate::report::{ArrivalReport, Border, Gateway};
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
    /// The server that wrote the Received field below the border, by its own word: the sender's, but for a gateway.
    pub(crate) below: Option<String>,
    /// The servers on the recipient's side in front of the one that judged, the outermost last.
    pub(crate) gateways: Vec<Gateway>,
    /// The lines of the Received fields of hops inside the receiver, from the top.
    pub(crate) inside: Vec<usize>,
    /// How many fields stand above the border, all of the recipient's side; `None` where nothing came in from outside.
    pub(crate) top: Option<usize>,
    /// The recipients that the receiver noted at the border or above it.
    pub(crate) recipients: Vec<String>,
    /// The lines of the Authentication-Results fields that are the receiver's own word on the sender.
    pub(crate) results: Vec<usize>,
    /// The lines of the results of servers behind a gateway: they speak of the gateway and not of the sender.
    pub(crate) behind: Vec<usize>,
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
    pub(crate) source: EnvelopeField,
}

/// What one of the receiver's places says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said<T> {
    /// What it says.
    pub(crate) value: T,
    /// The place.
    pub(crate) source: EnvelopeField,
}

/// The places that a receiver writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EnvelopeField {
    /// The Received field at the border.
    Received,
    /// A Received-SPF field of the receiver's.
    ReceivedSpf,
    /// An Authentication-Results field of the receiver's.
    AuthenticationResults,
    /// A Return-Path field above the border.
    ReturnPath,
}

impl Arrival {
    /// Whether a field, counted from 0 at the top, was added on the recipient's side: it stands above the one at which the
    /// message came in.
    pub(crate) fn is_above(&self, field: usize) -> bool {
        self.top.is_some_and(|top| field < top)
    }

    /// Marks the hops with what was found.
    pub(crate) fn mark(&self, hops: &mut [Hop]) {
        let below = |hop: &Hop| self.border.line().is_some_and(|border| hop.line > border);
        for hop in hops {
            hop.entry =
                self.border.line() == Some(hop.line) && !matches!(self.border, Border::Started { .. });
            hop.internal = self.inside.contains(&hop.line) || (below(hop) || hop.extended) && hop.internal;
        }
    }

    /// What a report says of it.
    pub(crate) fn report(&self) -> ArrivalReport {
        let client = self.client.as_ref();
        // Where nobody came in from outside, the address is a person's own.
        let crossed = matches!(self.border, Border::Seen { .. } | Border::NoPublicAddress { .. });
        ArrivalReport {
            border: self.border,
            by: self.by.clone(),
            address: self.noted.filter(|_| crossed),
            name: client.and_then(|client| client.name.clone()),
            gateway: self.gateways.last().cloned(),
            inside: self.inside.len(),
        }
    }
}
