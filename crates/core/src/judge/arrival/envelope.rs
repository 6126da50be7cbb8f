//! The envelope that a check goes by: what a person says, and else what the receiver wrote.

use super::arrived::{Arrival, EnvelopeField};
use crate::evidence::{Envelope, EnvelopeOverrides, EnvelopeSource, Sources};

impl Arrival {
    /// Puts the envelope together, each part from the surest place that has it.
    pub(crate) fn envelope(&self, given: &EnvelopeOverrides) -> Envelope {
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

impl From<EnvelopeField> for EnvelopeSource {
    fn from(place: EnvelopeField) -> Self {
        match place {
            EnvelopeField::Received => Self::Received,
            EnvelopeField::ReceivedSpf => Self::ReceivedSpf,
            EnvelopeField::AuthenticationResults => Self::AuthenticationResults,
            EnvelopeField::ReturnPath => Self::ReturnPath,
        }
    }
}
