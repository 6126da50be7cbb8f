//! What a message was given as, read.

use super::MessageInput;
use super::dkim::dkim_reports;
use super::spf::claimed_spf;
use crate::dkim::signing_domains;
use crate::dmarc::DmarcCause;
use crate::domain::Domain;
use crate::evidence::{Author, Claim, Envelope, Hop, author, claims, envelope, hops};
use crate::message::Message;
use crate::report::{DkimReport, SpfReport};

/// What was given, read; nothing of it came from DNS.
pub(crate) struct Facts<'a> {
    pub(crate) input: &'a MessageInput<'a>,
    pub(crate) message: Message<'a>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) hops: Vec<Hop>,
    pub(crate) envelope: Envelope,
    pub(crate) author: Result<Author, DmarcCause>,
    /// The domains of all identifiers that there can be.
    pub(crate) identifiers: Vec<Domain>,
}

impl<'a> Facts<'a> {
    /// Reads a message.
    pub(crate) fn of(input: &'a MessageInput<'a>) -> Self {
        let message = Message::parse(input.bytes, input.origin);
        let hops = hops(&message);
        let claims = claims(&message, input.trust.as_deref(), &hops);
        let envelope = envelope(&message, &claims, &hops, &input.given);
        let author = match &input.given.from {
            Some(domain) => Ok(Author::given(domain.clone())),
            None => author(&message, &claims, input.tables),
        };
        let identifiers = identifiers(&claimed_spf(&claims, &envelope), &message, &claims);
        Self { input, message, claims, hops, envelope, author, identifiers }
    }
}

/// The domains of all identifiers that there can be, each once.
fn identifiers(spf: &SpfReport, message: &Message, claims: &[Claim]) -> Vec<Domain> {
    let claimed = dkim_reports(Vec::new(), claims);
    let claimed = claimed.iter().filter_map(DkimReport::domain).cloned();
    let mut domains: Vec<Domain> = Vec::new();
    for domain in spf.domain.clone().into_iter().chain(signing_domains(message)).chain(claimed) {
        if !domains.contains(&domain) {
            domains.push(domain);
        }
    }
    domains
}
