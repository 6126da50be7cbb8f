//! The check of a message, from bytes to report.

use super::dmarc::{Candidate, dmarc_report};
use crate::dmarc::Alignment;
use crate::dns::{Recorded, Resolve};
use crate::domain::Domain;
use crate::evidence::{
    Claim, Envelope, Given, MethodResult, Tables, author, claims, envelope, hops, trusted,
};
use crate::message::{Body, Message, Origin, decode};
use crate::report::{
    ArcReport, Basis, DkimReport, DmarcReport, DmarcResult, MessageReport, Missing, SCHEMA, SpfReport,
    Summary, Verdict,
};
use crate::time::Timestamp;

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
}

/// The most signatures reported on.
pub const MAX_SIGNATURES: usize = 50;

/// Checks a message. Never fails: what could not be told is said in the report.
///
/// The same input and the same answers give the same report, byte for byte. Identical questions may be asked more
/// than once; put a [`crate::dns::Cached`] beneath a resolver that costs something.
pub async fn check_message<R: Resolve>(resolver: &R, input: &MessageInput<'_>) -> MessageReport {
    let recorded = Recorded::new(resolver);
    let message = Message::parse(input.bytes, input.origin);
    let claims = claims(&message, input.trust.as_deref());
    let hops = hops(&message);
    let envelope = envelope(&message, &claims, &hops, &input.given);
    let author = author(&message, &claims, input.tables);

    let mut spf = claimed_spf(&claims, &envelope);
    let mut dkim = claimed_dkim(&claims);
    let candidates = candidates(&spf, &dkim);
    let (dmarc, findings) = dmarc_report(&recorded, &author, candidates, claimed(&claims, "dmarc")).await;
    spf.aligned = is_aligned(&dmarc, Alignment::Spf, spf.domain.as_ref());
    for signature in &mut dkim {
        signature.aligned = is_aligned(&dmarc, Alignment::Dkim, signature.domain.as_ref());
    }
    MessageReport {
        schema: SCHEMA,
        kind: "message",
        checked_at: input.now,
        verdict: verdict(&message, &dmarc),
        author: author.ok(),
        envelope,
        summary: summary(&message, input.tables),
        spf,
        dkim,
        arc: claimed_arc(&message, &claims),
        dmarc,
        hops,
        repairs: message.repairs().to_vec(),
        diagnosis: Vec::new(),
        findings,
        claims,
        dns: recorded.log(),
    }
}

/// What the trusted receiver claims of a method.
fn claimed(claims: &[Claim], method: &str) -> Option<String> {
    trusted(claims, method).next().map(word)
}

/// The result in the standard's word, where a receiver has its own.
fn word(result: &MethodResult) -> String {
    if result.is_pass() { "pass".to_owned() } else { result.result.clone() }
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
        claimed: result.map(word),
        domain: domain.and_then(|domain| Domain::parse(domain).ok()),
        aligned: false,
    }
}

/// The signatures that the receiver claims to have checked.
fn claimed_dkim(claims: &[Claim]) -> Vec<DkimReport> {
    let results = trusted(claims, "dkim").filter(|result| result.result != "none").take(MAX_SIGNATURES);
    results
        .map(|result| DkimReport {
            result: "notChecked",
            claimed: Some(word(result)),
            domain: signing_domain(result),
            selector: result.property("header.s").map(str::to_owned),
            aligned: false,
        })
        .collect()
}

/// The `d=` of a signature: `header.d`, or else the domain of `header.i`, which is at or below it (RFC 6376 §3.5).
fn signing_domain(result: &MethodResult) -> Option<Domain> {
    let listed = result.property("header.d").map(|list| list.split(';').next().unwrap_or_default());
    let identity = || result.property("header.i").map(|i| i.rsplit_once('@').map_or(i, |(_, domain)| domain));
    Domain::parse(listed.or_else(identity)?).ok()
}

fn claimed_arc(message: &Message, claims: &[Claim]) -> ArcReport {
    let instances = message.all("arc-seal").count();
    ArcReport {
        result: if instances == 0 { "none" } else { "notChecked" },
        claimed: claimed(claims, "arc"),
        instances: u32::try_from(instances).unwrap_or(u32::MAX),
    }
}

/// The identifiers that DMARC looks at, each with the result that counts.
fn candidates(spf: &SpfReport, dkim: &[DkimReport]) -> Vec<Candidate> {
    let spf = spf.domain.clone().zip(spf.claimed.clone()).map(|(domain, result)| Candidate {
        mechanism: Alignment::Spf,
        domain,
        selector: None,
        result,
        basis: Basis::Claimed,
    });
    let dkim = dkim.iter().filter_map(|signature| {
        Some(Candidate {
            mechanism: Alignment::Dkim,
            domain: signature.domain.clone()?,
            selector: signature.selector.clone(),
            result: signature.claimed.clone()?,
            basis: Basis::Claimed,
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

fn verdict(message: &Message, dmarc: &DmarcReport) -> Verdict {
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
        (_, DmarcResult::Fail) => Verdict::Fail { basis: dmarc.basis },
    }
}
