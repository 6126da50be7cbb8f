//! The check of a message, from bytes to report.

use super::dmarc::{Candidate, Walks, dmarc_report, walks};
use crate::dmarc::Alignment;
use crate::dns::{Recorded, Resolve};
use crate::domain::Domain;
use crate::evidence::{
    Author, Claim, Difference, Envelope, Given, MethodResult, Tables, author, claims, envelope, hops, trusted,
};
use crate::message::{Body, Message, Origin, decode};
use crate::report::{
    ArcReport, Basis, DkimReport, DmarcReport, DmarcResult, MessageReport, Missing, SCHEMA, SpfReport,
    Summary, Verdict,
};
use crate::spf::{CheckHost, Spf, check_mail_from};
use crate::time::Timestamp;
use futures_util::future::join;

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
    let mut claims = claims(&message, input.trust.as_deref());
    let hops = hops(&message);
    let envelope = envelope(&message, &claims, &hops, &input.given);
    let author = author(&message, &claims, input.tables);

    let mut spf = claimed_spf(&claims, &envelope);
    let mut dkim = claimed_dkim(&claims);
    let domains = identifiers(&spf, &dkim);
    // What SPF needs and what DMARC needs does not depend on each other: both are asked at once.
    let (evaluated, walks) =
        join(evaluate_spf(&recorded, &envelope, input), walks_for(&recorded, author.as_ref().ok(), &domains))
            .await;
    if let Some(evaluated) = evaluated {
        spf.take(evaluated);
    }
    let candidates = candidates(&spf, &dkim);
    let (dmarc, findings) = dmarc_report(&author, walks.as_ref(), candidates, claimed(&claims, "dmarc"));
    spf.aligned = is_aligned(&dmarc, Alignment::Spf, spf.domain.as_ref());
    for signature in &mut dkim {
        signature.aligned = is_aligned(&dmarc, Alignment::Dkim, signature.domain.as_ref());
    }
    note_differences(&mut claims, &spf);
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

/// Evaluates SPF for the envelope, where it names a client address and a sender.
async fn evaluate_spf<R: Resolve>(
    resolver: &R,
    envelope: &Envelope,
    input: &MessageInput<'_>,
) -> Option<Spf> {
    let ip = envelope.client_ip?;
    let sender = sender(envelope.mail_from.as_deref()?, input.tables);
    let helo = envelope.helo.as_deref().unwrap_or_default();
    let now = u64::try_from(input.now.0).unwrap_or(0);
    let check = CheckHost { ip, mail_from: &sender, helo, receiver: None, now };
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

/// The domains of all identifiers, each once.
fn identifiers(spf: &SpfReport, dkim: &[DkimReport]) -> Vec<Domain> {
    let mut domains: Vec<Domain> = Vec::new();
    for domain in spf.domain.iter().chain(dkim.iter().filter_map(|signature| signature.domain.as_ref())) {
        if !domains.contains(domain) {
            domains.push(domain.clone());
        }
    }
    domains
}

/// Marks what the trusted receiver said that the recomputation does not bear out.
fn note_differences(claims: &mut [Claim], spf: &SpfReport) {
    let Some(said) = spf.claimed.clone().filter(|said| spf.result != "notChecked" && said != spf.result)
    else {
        return;
    };
    if let Some(claim) = claims.iter_mut().find(|c| c.trusted && c.results.iter().any(|r| r.method == "spf"))
    {
        claim.differences.push(Difference {
            method: "spf".to_owned(),
            claimed: said,
            recomputed: spf.result.to_owned(),
            subject: spf.domain.as_ref().map(ToString::to_string),
        });
    }
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
    let spf = spf.domain.clone().zip(spf.counting()).map(|(domain, (result, basis))| Candidate {
        mechanism: Alignment::Spf,
        domain,
        selector: None,
        result,
        basis,
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
