//! The envelope that a check goes by: what a person says, and else what the receiver wrote.

use super::arrived::{Arrival, Place};
use crate::evidence::{Envelope, EnvelopeSource, Given, Sources};

impl Arrival {
    /// Puts the envelope together, each part from the surest place that has it.
    pub(crate) fn envelope(&self, given: &Given) -> Envelope {
        let by_hand = |known: bool| known.then_some(EnvelopeSource::Given);
        let client = self.client.as_ref();
        let (mail_from, helo) = (self.mail_from.as_ref(), self.helo.as_ref());
        let sources = Sources {
            client_ip: by_hand(given.ip.is_some()).or_else(|| client.map(|client| client.source.into())),
            mail_from: by_hand(given.mail_from.is_some())
                .or_else(|| mail_from.map(|said| said.source.into())),
            helo: by_hand(given.helo.is_some()).or_else(|| helo.map(|said| said.source.into())),
        };
        Envelope {
            client_ip: given.ip.or_else(|| client.map(|client| client.ip)),
            mail_from: given.mail_from.clone().or_else(|| mail_from.map(|said| said.value.clone())),
            helo: given.helo.clone().or_else(|| helo.map(|said| said.value.clone())),
            source: sources.client_ip.or(sources.mail_from).or(sources.helo),
            sources,
        }
    }
}

impl From<Place> for EnvelopeSource {
    fn from(place: Place) -> Self {
        match place {
            Place::Received => Self::Received,
            Place::ReceivedSpf => Self::ReceivedSpf,
            Place::AuthenticationResults => Self::AuthenticationResults,
            Place::ReturnPath => Self::ReturnPath,
        }
    }
}
