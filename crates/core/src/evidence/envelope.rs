//! The envelope the message came in: whose server handed it over, and for which sender.

use serde::Serialize;
use std::net::IpAddr;

/// The envelope, as far as it is known. Each part may come from another place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    /// The address that handed the message over.
    pub client_ip: Option<IpAddr>,
    /// The envelope sender; empty for the null sender.
    pub mail_from: Option<String>,
    /// What the client called itself.
    pub helo: Option<String>,
    /// Where the client address stands, or the sender where there is no address.
    pub source: Option<EnvelopeSource>,
    /// Where each part stands.
    pub sources: Sources,
}

/// Where each part of an envelope stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each field is the part of the envelope that it speaks of")]
pub struct Sources {
    pub client_ip: Option<EnvelopeSource>,
    pub mail_from: Option<EnvelopeSource>,
    pub helo: Option<EnvelopeSource>,
}

/// The places an envelope can be read from, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EnvelopeSource {
    /// The person said so.
    Given,
    /// A Received-SPF field of the receiver's.
    ReceivedSpf,
    /// An Authentication-Results field of the receiver's.
    AuthenticationResults,
    /// The Received field of the hop at which the mail came in from outside.
    Received,
    /// A Return-Path field that the receiver wrote.
    ReturnPath,
    /// The reply of the server that refused the mail, or the report on it.
    Reply,
}
