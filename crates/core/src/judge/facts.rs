//! What a message was given as, read.

use super::MessageInput;
use super::arrival::{Arrival, arrival, refused};
use super::dkim::dkim_reports;
use super::spf::claimed_spf;
use crate::dkim::signing_domains;
use crate::dmarc::DmarcCause;
use crate::domain::Domain;
use crate::evidence::{Author, Claim, Envelope, Hop, author, claims, hops};
use crate::message::Message;
use crate::report::{DkimReport, Gateway, SpfReport};

/// What was given, read; nothing of it came from DNS but which servers stand in front.
pub(crate) struct Facts<'a> {
    pub(crate) input: &'a MessageInput<'a>,
    pub(crate) message: Message<'a>,
    /// Where it came in, and which fields the receiver wrote.
    pub(crate) arrival: Arrival,
    pub(crate) claims: Vec<Claim>,
    pub(crate) hops: Vec<Hop>,
    pub(crate) envelope: Envelope,
    pub(crate) author: Result<Author, DmarcCause>,
    /// The domains of all identifiers that there can be.
    pub(crate) identifiers: Vec<Domain>,
    /// Whether it was refused, by what a server said of it.
    pub(crate) refused: bool,
    /// Whether a notice brought it: whoever wrote the notice can have written all of it.
    pub(crate) is_enclosed: bool,
    /// Whether the server that refused it said that it failed DMARC.
    pub(crate) failed_there: bool,
}

impl<'a> Facts<'a> {
    /// Reads a message. `in_front` are the servers in front that DNS has shown to be on the recipient's side.
    pub(crate) fn of(input: &'a MessageInput<'a>, in_front: &[Gateway]) -> Self {
        let message = Message::parse(input.bytes, input.origin);
        let arrival = arrival(&message, in_front, input.trust.as_deref());
        Self::arrived(input, message, arrival)
    }

    /// Reads a message that was refused: nobody took it in.
    pub(crate) fn of_refused(input: &'a MessageInput<'a>) -> Self {
        let message = Message::parse(input.bytes, input.origin);
        let arrival = refused(&message);
        Self { refused: true, ..Self::arrived(input, message, arrival) }
    }

    fn arrived(input: &'a MessageInput<'a>, message: Message<'a>, arrival: Arrival) -> Self {
        let mut hops = hops(&message);
        arrival.mark(&mut hops);
        let claims = claims(&message, &arrival.results, input.trust.as_deref());
        let envelope = arrival.envelope(&input.given);
        let author = match &input.given.from {
            Some(domain) => Ok(Author::given(domain.clone())),
            None => author(&message, &claims, input.tables),
        };
        let identifiers = identifiers(&claimed_spf(&claims, &envelope), &message, &claims, &arrival);
        Self {
            input,
            message,
            arrival,
            claims,
            hops,
            envelope,
            author,
            identifiers,
            refused: false,
            is_enclosed: false,
            failed_there: false,
        }
    }
}

impl Facts<'_> {
    /// When signatures were to be good, in seconds since 1970: when the last server took the message over, or else now. RFC 6376 §3.5
    /// speaks of the time of verification, which is that of the receiver and not that of a file that is read later.
    pub(super) fn seconds(&self) -> u64 {
        let taken = self.hops.iter().rev().find_map(|hop| hop.at).and_then(|at| u64::try_from(at.0).ok());
        taken.map_or(self.input.seconds(), |taken| taken.min(self.input.seconds()))
    }
}

/// The domains of all identifiers that there can be, each once.
fn identifiers(spf: &SpfReport, message: &Message, claims: &[Claim], arrival: &Arrival) -> Vec<Domain> {
    let claimed = dkim_reports(Vec::new(), claims, arrival);
    let claimed = claimed.iter().filter_map(DkimReport::domain).cloned();
    let mut domains: Vec<Domain> = Vec::new();
    for domain in spf.domain.clone().into_iter().chain(signing_domains(message)).chain(claimed) {
        if !domains.contains(&domain) {
            domains.push(domain);
        }
    }
    domains
}
