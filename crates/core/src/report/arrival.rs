//! Where a message came in, as far as the receiver's own fields tell.

use serde::Serialize;
use std::net::IpAddr;

/// How the message arrived: the hop at which it crossed the receiver's border, or why none is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ArrivalReport {
    /// Where it came in, or why that cannot be told.
    #[serde(flatten)]
    pub border: Border,
    /// The server that took it in.
    pub by: Option<String>,
    /// The address of the client as that server noted it, public or not.
    pub address: Option<IpAddr>,
    /// The name of the client that the server looked up; never what the client called itself.
    pub name: Option<String>,
    /// The filter or exchanger in front of the server that the message was handed to, on the recipient's side.
    pub gateway: Option<Gateway>,
    /// How many hops above are the receiver's own.
    pub inside: usize,
}

/// Where a message came in, or why that cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Border {
    /// At this hop a client with a public address handed it over.
    Seen {
        /// The line of its Received field.
        line: usize,
    },
    /// At this hop it was handed over, and the receiver notes no public address: a router, a container or a proxy stands
    /// between, or the server writes none.
    NoPublicAddress {
        /// The line of its Received field.
        line: usize,
    },
    /// Here the message started: whoever wrote it is a user of the server's own, and no border was crossed.
    Started {
        /// The line of the Received field.
        line: usize,
        /// How it came to the server.
        start: Start,
    },
    /// All hops are the receiver's own.
    NeverCrossed,
    /// The field below the receiver's last one is somebody else's, so the hop at which it came in was not written down.
    NotSeen {
        /// The line of the receiver's last Received field.
        line: usize,
    },
    /// There is no Received field.
    NoReceived,
}

/// How a message came to the server at which it started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Start {
    /// Its author logged in (RFC 6409 §4.3).
    LoggedIn,
    /// A program on the server itself handed it over.
    Local,
    /// It was written in a browser or an app.
    Web,
}

/// A server on the recipient's side that took the message in for the one that writes the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Gateway {
    /// Its address, which the server behind it took for the client's.
    pub ip: IpAddr,
    /// Its name: an exchanger of the recipient's domain, or a confirmed name of a filter service.
    pub host: String,
}

impl Border {
    /// The line of the Received field of the hop at which the message came in.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::Seen { line } | Self::NoPublicAddress { line } | Self::Started { line, .. } => Some(*line),
            Self::NeverCrossed | Self::NotSeen { .. } | Self::NoReceived => None,
        }
    }
}
