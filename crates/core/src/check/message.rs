//! The check of a message, from bytes to report.

use super::difference::{Computed, note_differences};
use super::dkim::{arc_report, dkim_findings, dkim_reports};
use super::dmarc::{Candidate, Walks, dmarc_report, walks};
use super::header::header;
use crate::diagnose;
use crate::dkim::verify::DkimAndArc;
use crate::dkim::{signing_domains, verify};
use crate::dmarc::{Alignment, DmarcCause, SuffixList};
use crate::dns::{AnyResolver, LoggedQuery, Recorded, Resolve, is_forward_confirmed};
use crate::domain::Domain;
use crate::evidence::{
    Author, Claim, Envelope, Given, Hop, MethodResult, Tables, author, claims, envelope, hops, remarks,
    trusted,
};
use crate::message::{Body, Message, Origin, decode};
use crate::report::{
    ArcReport, Basis, DkimReport, DmarcReport, DmarcResult, Finding, MAX_SHOWN_VALUE, MessageReport, Missing,
    SCHEMA, SpfReport, Summary, Verdict,
};
use crate::requirements::requirements;
use crate::spf::{CheckHost, Spf, check_mail_from};
use crate::time::Timestamp;
use futures_util::future::{join, join3};

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
    checked(Recorded::new(AnyResolver::of(resolver)), input).await
}

async fn checked(recorded: Recorded<AnyResolver<'_>>, input: &MessageInput<'_>) -> MessageReport {
    let facts = Facts::of(input);
    // What SPF, DKIM and DMARC need does not depend on each other, nor does what a diagnosis looks at besides: all of it
    // is asked at once.
    let ((judged, verified), confirmed, ()) = join3(
        judge_first(&recorded, &facts),
        confirmed(&recorded, &facts.envelope),
        diagnose::ask_ahead(&recorded, &facts),
    )
    .await;
    let mut report = assemble(&facts, judged, recorded.log());
    report.requirements = requirements(&report, confirmed);
    report.diagnosis = diagnose::message(&recorded, &facts, &report, &verified).await;
    report.dns = recorded.log();
    report
}

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
    fn of(input: &'a MessageInput<'a>) -> Self {
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

/// What the checks come to.
pub(crate) struct Judged {
    pub(crate) spf: SpfReport,
    pub(crate) dkim: Vec<DkimReport>,
    pub(crate) arc: ArcReport,
    pub(crate) dmarc: DmarcReport,
    pub(crate) findings: Vec<Finding>,
    pub(crate) verdict: Verdict,
}

async fn judge_first<R: Resolve>(resolver: &R, facts: &Facts<'_>) -> (Judged, DkimAndArc) {
    let verifying = verify(resolver, &facts.message, seconds(facts.input));
    let (verified, decided) = join(verifying, ask_policies(resolver, facts, &[])).await;
    (judge(facts, verified.clone(), decided, &[]), verified)
}

/// Judges the message once more, as if DNS and the mail were otherwise: `resolver` has the records as they would be,
/// `assumed` is what a provider would then authenticate besides. Signatures are verified again only where `verified` is
/// not given, as when a key would be another.
pub(crate) async fn judge_again<R: Resolve>(
    resolver: &R,
    facts: &Facts<'_>,
    verified: Option<&DkimAndArc>,
    assumed: &[Assumed],
) -> Judged {
    let verified = match verified {
        Some(verified) => verified.clone(),
        None => verify(resolver, &facts.message, seconds(facts.input)).await,
    };
    let domains: Vec<Domain> = assumed.iter().map(|identifier| identifier.domain.clone()).collect();
    let decided = ask_policies(resolver, facts, &domains).await;
    judge(facts, verified, decided, assumed)
}

/// An identifier that nobody authenticated yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Assumed {
    pub(crate) mechanism: Alignment,
    pub(crate) domain: Domain,
}

/// SPF, and what DNS says of every domain that DMARC looks at.
async fn ask_policies<R: Resolve>(
    resolver: &R,
    facts: &Facts<'_>,
    more: &[Domain],
) -> (Option<Spf>, Option<Walks>) {
    let domains: Vec<Domain> = facts.identifiers.iter().chain(more).cloned().collect();
    let author = facts.author.as_ref().ok();
    join(evaluate_spf(resolver, &facts.envelope, facts.input), walks_for(resolver, author, &domains)).await
}

/// Decides, from answers alone.
fn judge(
    facts: &Facts<'_>,
    verified: DkimAndArc,
    (evaluated, walks): (Option<Spf>, Option<Walks>),
    assumed: &[Assumed],
) -> Judged {
    let claims = &facts.claims;
    let mut spf = claimed_spf(claims, &facts.envelope);
    if let Some(evaluated) = evaluated {
        spf.take(evaluated);
    }
    let mut dkim = dkim_reports(verified.signatures, claims);
    let mut candidates = candidates(&spf, &dkim, facts.message.origin());
    candidates.extend(assumed.iter().map(Candidate::assumed));
    let list = facts.input.suffixes;
    let said = claimed(claims, "dmarc");
    let (dmarc, mut findings) = dmarc_report(&facts.author, walks.as_ref(), candidates, said, list);
    spf.aligned = is_aligned(&dmarc, Alignment::Spf, spf.domain.as_ref());
    for signature in &mut dkim {
        signature.aligned = is_aligned(&dmarc, Alignment::Dkim, signature.domain());
    }
    findings.extend(dkim_findings(verified.findings));
    let arc = arc_report(verified.arc, claims);
    let verdict = verdict(&facts.message, &dmarc, &dkim);
    Judged { spf, dkim, arc, dmarc, findings, verdict }
}

impl Candidate {
    fn assumed(identifier: &Assumed) -> Self {
        Self {
            mechanism: identifier.mechanism,
            domain: identifier.domain.clone(),
            selector: None,
            result: "pass".to_owned(),
            basis: Basis::Recomputed,
        }
    }
}

/// The report, without what depends on all of it.
fn assemble(facts: &Facts<'_>, judged: Judged, dns: Vec<LoggedQuery>) -> MessageReport {
    let Judged { spf, dkim, arc, dmarc, findings, verdict } = judged;
    let (input, message) = (facts.input, &facts.message);
    let mut claims = facts.claims.clone();
    let (client_source, origin) = (facts.envelope.sources.client_ip, message.origin());
    note_differences(
        &mut claims,
        &Computed { spf: &spf, dkim: &dkim, arc: &arc, dmarc: &dmarc, client_source, origin },
    );
    MessageReport {
        schema: SCHEMA,
        kind: "message",
        checked_at: input.now,
        verdict,
        author: facts.author.clone().ok(),
        envelope: facts.envelope.clone(),
        summary: summary(message, input.tables),
        spf,
        dkim,
        arc,
        dmarc,
        header: header(message, input.tables),
        hops: facts.hops.clone(),
        repairs: message.repairs().to_vec(),
        diagnosis: Vec::new(),
        findings,
        claims,
        dns,
        remarks: remarks(message),
        requirements: Vec::new(),
    }
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
pub(crate) async fn evaluate_spf<R: Resolve>(
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
    let cut = |text: String| text.chars().take(MAX_SHOWN_VALUE).collect::<String>();
    let shown = |name| message.first(name).map(|field| cut(decode(&field.unfolded(), tables.decode_charset)));
    Summary {
        subject: shown("subject"),
        to: shown("to"),
        date: message.first("date").and_then(|field| Timestamp::parse_rfc5322(&field.unfolded())),
        message_id: shown("message-id"),
        fields: message.fields().len(),
        has_body: matches!(message.body(), Body::Present(_)),
    }
}

fn verdict(message: &Message, dmarc: &DmarcReport, dkim: &[DkimReport]) -> Verdict {
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
