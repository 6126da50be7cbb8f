//! The check of a message, from bytes to report.

use super::difference::{Computed, note_differences};
use super::dkim::{arc_report, dkim_findings, dkim_reports};
use super::dmarc::{Candidate, Walks, dmarc_report, walks};
use crate::dkim::{signing_domains, verify};
use crate::dmarc::{Alignment, SuffixList};
use crate::dns::{Recorded, Resolve, is_forward_confirmed};
use crate::domain::Domain;
use crate::evidence::{
    Author, Claim, Envelope, Given, MethodResult, Tables, author, claims, envelope, hops, remarks, trusted,
};
use crate::message::{Body, Field, Message, Origin, decode};
use crate::report::{
    Basis, DkimReport, DmarcReport, DmarcResult, HeaderField, MAX_SHOWN_FIELDS, MAX_SHOWN_VALUE,
    MessageReport, Missing, SCHEMA, SpfReport, Summary, Verdict,
};
use crate::requirements::requirements;
use crate::spf::{CheckHost, Spf, check_mail_from};
use crate::time::Timestamp;
use futures_util::future::join4;

/// What a message check is given.
#[derive(Clone, Debug)]
pub struct MessageInput<'a> {
    /// The message, or as much of it as there is.
    pub bytes: &'a [u8],
    /// How the bytes reached us.
    pub origin: Origin,
    /// What a person says of the envelope.
    pub given: Given,
    /// The authserv-id whose claims count; `None` for the topmost.
    pub trust: Option<String>,
    /// The time of the check.
    pub now: Timestamp,
    /// The platform's tables.
    pub tables: Tables,
    /// The public suffixes, for the view of RFC 7489; without them there is none.
    pub suffixes: Option<&'a SuffixList>,
}

/// Checks a message. Never fails: what could not be told is said in the report.
///
/// The same input and the same answers give the same report, byte for byte. Identical questions may be asked more
/// than once; put a [`crate::dns::Cached`] beneath a resolver that costs something.
pub async fn check_message<R: Resolve>(resolver: &R, input: &MessageInput<'_>) -> MessageReport {
    let recorded = Recorded::new(resolver);
    let message = Message::parse(input.bytes, input.origin);
    let hops = hops(&message);
    let mut claims = claims(&message, input.trust.as_deref(), &hops);
    let envelope = envelope(&message, &claims, &hops, &input.given);
    let author = author(&message, &claims, input.tables);

    let mut spf = claimed_spf(&claims, &envelope);
    let domains = identifiers(&spf, &message, &claims);
    // What SPF, DKIM and DMARC need does not depend on each other: all of it is asked at once.
    let (evaluated, verified, walks, confirmed) = join4(
        evaluate_spf(&recorded, &envelope, input),
        verify(&recorded, &message, seconds(input)),
        walks_for(&recorded, author.as_ref().ok(), &domains),
        confirmed(&recorded, &envelope),
    )
    .await;
    let mut dkim = dkim_reports(verified.signatures, &claims);
    if let Some(evaluated) = evaluated {
        spf.take(evaluated);
    }
    let candidates = candidates(&spf, &dkim, message.origin());
    let (dmarc, mut findings) =
        dmarc_report(&author, walks.as_ref(), candidates, claimed(&claims, "dmarc"), input.suffixes);
    spf.aligned = is_aligned(&dmarc, Alignment::Spf, spf.domain.as_ref());
    for signature in &mut dkim {
        signature.aligned = is_aligned(&dmarc, Alignment::Dkim, signature.domain());
    }
    findings.extend(dkim_findings(verified.findings));
    let arc = arc_report(verified.arc, &claims);
    let (client_source, origin) = (envelope.sources.client_ip, message.origin());
    let computed = Computed { spf: &spf, dkim: &dkim, arc: &arc, dmarc: &dmarc, client_source, origin };
    note_differences(&mut claims, &computed);
    let mut report = MessageReport {
        schema: SCHEMA,
        kind: "message",
        checked_at: input.now,
        verdict: verdict(&message, &dmarc, &dkim),
        author: author.ok(),
        envelope,
        summary: summary(&message, input.tables),
        spf,
        dkim,
        arc,
        dmarc,
        header: header(&message, input.tables),
        hops,
        repairs: message.repairs().to_vec(),
        diagnosis: Vec::new(),
        findings,
        claims,
        dns: recorded.log(),
        remarks: remarks(&message),
        requirements: Vec::new(),
    };
    report.requirements = requirements(&report, confirmed);
    report
}

/// What the trusted receiver claims of a method.
fn claimed(claims: &[Claim], method: &str) -> Option<String> {
    trusted(claims, method).next().map(MethodResult::word)
}

/// The time of the check in seconds since 1970.
fn seconds(input: &MessageInput<'_>) -> u64 {
    u64::try_from(input.now.0).unwrap_or(0)
}

/// Whether the client address has a name that has the address.
async fn confirmed<R: Resolve>(resolver: &R, envelope: &Envelope) -> Option<bool> {
    is_forward_confirmed(resolver, envelope.client_ip?).await
}

/// Evaluates SPF for the envelope, where it names a client address and a sender.
async fn evaluate_spf<R: Resolve>(
    resolver: &R,
    envelope: &Envelope,
    input: &MessageInput<'_>,
) -> Option<Spf> {
    let ip = envelope.client_ip?;
    let sender = sender(envelope.mail_from.as_deref()?, input.tables);
    let helo = envelope.helo.as_deref().unwrap_or_default();
    let check = CheckHost { ip, mail_from: &sender, helo, receiver: None, now: seconds(input) };
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

async fn walks_for<R: Resolve>(resolver: &R, author: Option<&Author>, domains: &[Domain]) -> Option<Walks> {
    Some(walks(resolver, author?, domains).await)
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

/// SPF as the receiver claims it. The check of MAIL FROM counts; one of HELO only for the null sender
/// (RFC 9989 §3.2.4).
fn claimed_spf(claims: &[Claim], envelope: &Envelope) -> SpfReport {
    let about_sender = trusted(claims, "spf").find(|result| result.property("smtp.mailfrom").is_some());
    let result = about_sender.or_else(|| trusted(claims, "spf").next());
    let null_sender = envelope.mail_from.as_deref() == Some("");
    let helo = || result.and_then(|r| r.property("smtp.helo")).or(envelope.helo.as_deref());
    let sender = envelope.mail_from.as_deref().filter(|sender| !sender.is_empty());
    let named = if null_sender { helo() } else { sender };
    let domain = named.map(|name| name.rsplit_once('@').map_or(name, |(_, domain)| domain));
    SpfReport {
        result: "notChecked",
        claimed: result.map(MethodResult::word),
        domain: domain.and_then(|domain| Domain::parse(domain).ok()),
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
    fn take(&mut self, spf: Spf) {
        self.result = spf.result.as_str();
        self.domain = Domain::parse(&spf.domain).ok().or(self.domain.take());
        self.identity = Some(spf.identity);
        self.explanation = spf.explanation;
        (self.lookups, self.void_lookups) = (spf.lookups, spf.void_lookups);
        (self.matched, self.cause, self.tree) = (spf.matched, spf.cause, spf.tree);
    }

    /// The result that counts: the recomputed one, unless DNS kept it from being one.
    fn counting(&self) -> Option<(String, Basis)> {
        let claimed = || self.claimed.clone().map(|said| (said, Basis::Claimed));
        match self.result {
            "notChecked" => claimed(),
            "temperror" => claimed().or_else(|| Some((self.result.to_owned(), Basis::Recomputed))),
            result => Some((result.to_owned(), Basis::Recomputed)),
        }
    }
}

/// The identifiers that DMARC looks at, each with the result that counts.
fn candidates(spf: &SpfReport, dkim: &[DkimReport], origin: Origin) -> Vec<Candidate> {
    let spf = spf.domain.clone().zip(spf.counting()).map(|(domain, (result, basis))| Candidate {
        mechanism: Alignment::Spf,
        domain,
        selector: None,
        result,
        basis,
    });
    let dkim = dkim.iter().filter_map(|signature| {
        let (result, basis) = signature.counting(origin)?;
        Some(Candidate {
            mechanism: Alignment::Dkim,
            domain: signature.domain()?.clone(),
            selector: signature.verification.selector.as_ref().map(ToString::to_string),
            result,
            basis,
        })
    });
    spf.into_iter().chain(dkim).collect()
}

fn is_aligned(dmarc: &DmarcReport, mechanism: Alignment, domain: Option<&Domain>) -> bool {
    let mut same = dmarc.identifiers.iter().filter(|i| i.mechanism == mechanism && Some(&i.domain) == domain);
    same.any(|identifier| identifier.aligned == Some(true))
}

fn summary(message: &Message, tables: Tables) -> Summary {
    let shown = |name| message.first(name).map(|field| decode(&field.unfolded(), tables.decode_charset));
    Summary {
        subject: shown("subject"),
        to: shown("to"),
        date: message.first("date").and_then(|field| Timestamp::parse_rfc5322(&field.unfolded())),
        message_id: shown("message-id"),
        fields: message.fields().len(),
        has_body: matches!(message.body(), Body::Present(_)),
    }
}

fn header(message: &Message, tables: Tables) -> Vec<HeaderField> {
    let shown = |field: Field<'_>| HeaderField {
        name: field.name().to_owned(),
        value: decode(&field.unfolded(), tables.decode_charset).chars().take(MAX_SHOWN_VALUE).collect(),
        line: field.line(),
    };
    message.fields().take(MAX_SHOWN_FIELDS).map(shown).collect()
}

fn verdict(message: &Message, dmarc: &DmarcReport, dkim: &[DkimReport]) -> Verdict {
    use crate::dmarc::DmarcCause;
    if message.fields().len() == 0 {
        return Verdict::NotAMessage;
    }
    match (&dmarc.cause, dmarc.result) {
        (Some(DmarcCause::NoAuthor), _) if message.first("from").is_none() => {
            Verdict::CannotTell { missing: Missing::Author }
        }
        (Some(DmarcCause::NoAuthor), _) | (_, DmarcResult::Permerror) => Verdict::NoSingleAuthor,
        (_, DmarcResult::Pass) => Verdict::Pass { basis: dmarc.basis },
        (_, DmarcResult::Temperror) => Verdict::DnsTrouble,
        (_, DmarcResult::None) => Verdict::NoPolicy,
        (_, DmarcResult::Fail) if dmarc.identifiers.is_empty() && dmarc.claimed.is_none() => {
            Verdict::CannotTell { missing: Missing::Evidence }
        }
        // A key that is gone says nothing about forgery, and headers alone say nothing about a body.
        (_, DmarcResult::Fail) => match dkim.iter().find_map(DkimReport::missing) {
            Some(missing) => Verdict::CannotTell { missing },
            None => Verdict::Fail { basis: dmarc.basis },
        },
    }
}
