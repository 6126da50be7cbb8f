//! SPF's part of a message check: what was evaluated here beside what the receiver claims.

use super::MessageInput;
use crate::dns::Resolve;
use crate::domain::Domain;
use crate::evidence::{Claim, Envelope, MethodResult, ResultWord, Tables, trusted};
use crate::report::{Basis, SpfReport};
use crate::spf::{CheckHost, Spf, SpfResult, check_mail_from};

/// Evaluates SPF for the envelope, where it names a client address and a sender.
pub(crate) async fn evaluate_spf<R: Resolve>(
    resolver: &R,
    envelope: &Envelope,
    input: &MessageInput<'_>,
) -> Option<Spf> {
    let ip = envelope.client_ip?;
    let sender = sender(envelope.mail_from.as_deref()?, input.tables);
    let helo = envelope.helo.as_deref().unwrap_or_default();
    let check = CheckHost { ip, mail_from: &sender, helo, receiver: None, now: input.seconds() };
    Some(check_mail_from(resolver, &check).await)
}

/// The envelope sender as SPF takes it: with a local part, which receivers often leave out of what they note
/// (RFC 7208 §4.3), and with its domain in A-labels (RFC 8616 §4).
fn sender(noted: &str, tables: Tables) -> String {
    let (local, domain) = match noted.rsplit_once('@') {
        Some(parts) => parts,
        None if noted.is_empty() => return String::new(),
        None => ("postmaster", noted),
    };
    let ascii = if domain.is_ascii() { None } else { (tables.to_ascii)(domain) };
    format!("{local}@{}", ascii.as_deref().unwrap_or(domain))
}

/// SPF as the receiver claims it. The check of MAIL FROM counts; one of HELO only for the null sender
/// (RFC 9989 §3.2.4).
pub(super) fn claimed_spf(claims: &[Claim], envelope: &Envelope) -> SpfReport {
    let about_sender = trusted(claims, "spf").find(|result| result.property("smtp.mailfrom").is_some());
    let result = about_sender.or_else(|| trusted(claims, "spf").next());
    let null_sender = envelope.mail_from.as_deref() == Some("");
    let helo = || result.and_then(|r| r.property("smtp.helo")).or(envelope.helo.as_deref());
    let sender = envelope.mail_from.as_deref().filter(|sender| !sender.is_empty());
    let named = if null_sender { helo() } else { sender };
    let domain = named.map(|name| name.rsplit_once('@').map_or(name, |(_, domain)| domain));
    SpfReport {
        result: None,
        claimed: result.map(MethodResult::word),
        domain: domain.and_then(|domain| Domain::parse_utf8(domain).ok()),
        aligned: false,
        identity: None,
        explanation: None,
        lookups: 0,
        void_lookups: 0,
        matched: None,
        cause: None,
        tree: None,
    }
}

impl SpfReport {
    /// Puts the evaluation beside the claim.
    pub(super) fn take(&mut self, spf: Spf) {
        self.result = Some(spf.result);
        self.domain = Domain::parse(&spf.domain).ok().or(self.domain.take());
        self.identity = Some(spf.identity);
        self.explanation = spf.explanation;
        (self.lookups, self.void_lookups) = (spf.lookups, spf.void_lookups);
        (self.matched, self.cause, self.tree) = (spf.matched, spf.cause, spf.tree);
    }

    /// The result that counts: the recomputed one, unless DNS kept it from being one.
    pub(super) fn counting(&self) -> Option<(ResultWord, Basis)> {
        let claimed = || self.claimed.clone().map(|said| (said, Basis::Claimed));
        let own = |result: SpfResult| (ResultWord::of(result.as_str()), Basis::Recomputed);
        match self.result {
            None => claimed(),
            Some(SpfResult::Temperror) => claimed().or_else(|| Some(own(SpfResult::Temperror))),
            Some(result) => Some(own(result)),
        }
    }
}
