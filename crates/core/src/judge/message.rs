//! The judgement of a message: from what was given, and what DNS answers, to a report.

use super::Facts;
use super::difference::{Computed, note_differences};
use super::dkim::{arc_report, dkim_findings, dkim_reports, signing_domain};
use super::dmarc::{Candidate, Walks, dmarc_report, walks};
use super::header::header;
use super::spf::{claimed_spf, evaluate_spf};
use crate::dkim::verify::DkimAndArc;
use crate::dkim::{DkimFinding, verify};
use crate::dmarc::{Alignment, DmarcCause};
use crate::dns::{LoggedQuery, Resolve};
use crate::domain::Domain;
use crate::evidence::{Author, Claim, MethodResult, ResultWord, Tables, remarks, trusted};
use crate::message::{Body, Message, Origin, Repair, address_list, decode};
use crate::report::{
    ArcReport, Basis, Border, DkimReport, DmarcReport, DmarcResult, Finding, IdentifierReport,
    MAX_SHOWN_VALUE, MessageReport, Missing, ReportKind, SCHEMA, SpfReport, Summary, Verdict,
};
use crate::spf::Spf;
use crate::time::Timestamp;
use futures_util::future::join;

/// What the checks come to.
pub(crate) struct Judged {
    pub(crate) spf: SpfReport,
    pub(crate) dkim: Vec<DkimReport>,
    pub(crate) arc: ArcReport,
    pub(crate) dmarc: DmarcReport,
    pub(crate) findings: Vec<Finding>,
    pub(crate) verdict: Verdict,
}

/// Judges the message as it is. What was verified comes along, so that it can be judged again without verifying.
pub(crate) async fn judge_first<R: Resolve>(resolver: &R, facts: &Facts<'_>) -> (Judged, DkimAndArc) {
    let verifying = verify(resolver, &facts.message, facts.seconds());
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
        None => verify(resolver, &facts.message, facts.seconds()).await,
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
    let mut dkim = dkim_reports(verified.signatures, claims, &facts.arrival);
    let mut candidates = candidates(&spf, &dkim, facts.message.origin());
    candidates.extend(assumed.iter().map(Candidate::assumed));
    let list = facts.input.suffixes;
    let said = claimed(claims, "dmarc");
    let (dmarc, mut findings) = dmarc_report(&facts.author, walks.as_ref(), candidates, said, list);
    spf.aligned = is_aligned(&dmarc, Alignment::Spf, spf.domain.as_ref());
    for signature in &mut dkim {
        signature.aligned =
            !signature.after_arrival && is_aligned(&dmarc, Alignment::Dkim, signature.domain());
    }
    // RFC 6376 §3.5: a signature is good for as long as it says when the receiver looks, which is what counts.
    let is_told = |finding: &DkimFinding| {
        let DkimFinding::SignatureExpired { domain, at } = finding else { return true };
        let is_its = |signature: &&DkimReport| {
            signature.domain() == Some(domain) && signature.verification.expiration == Some(*at)
        };
        let passed = |signature: &DkimReport| signature.claimed.as_ref() == Some(&ResultWord::Pass);
        !dkim.iter().filter(is_its).any(passed)
    };
    findings.extend(dkim_findings(verified.findings.into_iter().filter(is_told).collect()));
    let arc = arc_report(verified.arc, claims);
    let verdict = verdict(facts, &dmarc, &dkim);
    Judged { spf, dkim, arc, dmarc, findings, verdict }
}

impl Candidate {
    fn assumed(identifier: &Assumed) -> Self {
        Self {
            mechanism: identifier.mechanism,
            domain: identifier.domain.clone(),
            selector: None,
            result: ResultWord::Pass,
            basis: Basis::Recomputed,
        }
    }
}

/// The report, without what depends on all of it.
pub(crate) fn assemble(facts: &Facts<'_>, judged: Judged, dns: Vec<LoggedQuery>) -> MessageReport {
    let Judged { spf, dkim, arc, dmarc, findings, verdict } = judged;
    let (input, message) = (facts.input, &facts.message);
    let mut claims = facts.claims.clone();
    let repairs = repairs(message, &dkim);
    let (client_source, origin) = (facts.envelope.sources.client_ip, message.origin());
    note_differences(
        &mut claims,
        &Computed { spf: &spf, dkim: &dkim, arc: &arc, dmarc: &dmarc, client_source, origin },
    );
    MessageReport {
        schema: SCHEMA,
        kind: ReportKind::Message,
        checked_at: input.now,
        bounce: None,
        verdict,
        author: facts.author.clone().ok(),
        envelope: facts.envelope.clone(),
        arrival: facts.arrival.report(),
        summary: summary(message, input.tables),
        spf,
        dkim,
        arc,
        dmarc,
        header: header(message, input.tables),
        hops: facts.hops.clone(),
        repairs,
        diagnosis: Vec::new(),
        findings,
        claims,
        dns,
        remarks: remarks(message),
        requirements: Vec::new(),
    }
}

/// What was done to the text, and to its fields, before they could be read.
fn repairs(message: &Message, dkim: &[DkimReport]) -> Vec<Repair> {
    let mut repairs = message.repairs().to_vec();
    if message.all("from").any(|field| address_list(&field.unfolded()).is_unquoted) {
        repairs.push(Repair::NameUnquoted);
    }
    let written = |domain: &Domain| {
        let is_ascii = |value: &str| value.is_ascii() || !value.contains("d=");
        domain.as_str().contains("xn--")
            && !message.all("dkim-signature").all(|field| is_ascii(&field.text()))
    };
    let u_label = dkim.iter().filter_map(DkimReport::domain).find(|domain| written(domain));
    repairs.extend(u_label.map(|domain| Repair::ULabel { domain: domain.clone() }));
    repairs
}

/// What the trusted receiver claims of a method.
fn claimed(claims: &[Claim], method: &str) -> Option<ResultWord> {
    trusted(claims, method).next().map(MethodResult::word)
}

async fn walks_for<R: Resolve>(resolver: &R, author: Option<&Author>, domains: &[Domain]) -> Option<Walks> {
    Some(walks(resolver, author?, domains).await)
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
    // A signature that the recipient's side added vouches for nobody who sent the message.
    let dkim = dkim.iter().filter(|signature| !signature.after_arrival).filter_map(|signature| {
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

fn verdict(facts: &Facts<'_>, dmarc: &DmarcReport, dkim: &[DkimReport]) -> Verdict {
    let message = &facts.message;
    match (&dmarc.cause, dmarc.result) {
        _ if message.fields().len() == 0 && facts.refused => {
            Verdict::CannotTell { missing: Missing::Original }
        }
        _ if message.fields().len() == 0 => Verdict::NotAMessage,
        (Some(DmarcCause::AuthorsUnread), _) => Verdict::CannotTell { missing: Missing::Rest },
        (Some(DmarcCause::NoAuthor), _) if message.first("from").is_none() => {
            Verdict::CannotTell { missing: Missing::Author }
        }
        (Some(DmarcCause::NoAuthor), _) | (_, DmarcResult::Permerror) => Verdict::NoSingleAuthor,
        // A notice can name any address and quote any field: only a signature over all of the mail is nobody's choice.
        (_, DmarcResult::Pass) if facts.is_enclosed && !is_signed(dmarc) => {
            Verdict::CannotTell { missing: Missing::Notice }
        }
        // RFC 6376 §8.2: anybody can have added what the signature leaves out.
        (_, DmarcResult::Pass) if is_partly_signed(dmarc, dkim) => {
            Verdict::CannotTell { missing: Missing::Unsigned }
        }
        (_, DmarcResult::Pass) => Verdict::Pass { basis: dmarc.basis },
        (_, DmarcResult::Temperror) => Verdict::DnsTrouble,
        (_, DmarcResult::None) => Verdict::NoPolicy,
        (_, DmarcResult::Fail) if dmarc.identifiers.is_empty() && dmarc.claimed.is_none() => {
            if facts.failed_there {
                Verdict::Fail { basis: Basis::Claimed }
            } else {
                Verdict::CannotTell { missing: Missing::Evidence }
            }
        }
        // What a notice leaves out was there when the mail was sent: nothing failed that was not tried.
        (_, DmarcResult::Fail) if facts.refused && !facts.failed_there && !was_tried(dmarc) => {
            Verdict::CannotTell { missing: Missing::Client }
        }
        (_, DmarcResult::Fail) if has_hidden_client(facts) => {
            Verdict::CannotTell { missing: Missing::Client }
        }
        (_, DmarcResult::Fail) if dkim.iter().any(DkimReport::is_of_other_copy) => {
            Verdict::CannotTell { missing: Missing::Copy }
        }
        (_, DmarcResult::Fail) if dkim.iter().any(DkimReport::is_of_other_key) => {
            Verdict::CannotTell { missing: Missing::Key }
        }
        // Of a whole message everything is known that can be. Headers alone say nothing about a body, and may lack what a
        // receiver went by.
        (_, DmarcResult::Fail) if facts.arrival.whole => Verdict::Fail { basis: dmarc.basis },
        (_, DmarcResult::Fail) => {
            match dkim.iter().find_map(DkimReport::missing).or_else(|| unheard(facts, dmarc)) {
                Some(missing) => Verdict::CannotTell { missing },
                None => Verdict::Fail { basis: dmarc.basis },
            }
        }
    }
}

/// Whether all that vouches for the author are signatures that leave out the end of the body (`l=`).
fn is_partly_signed(dmarc: &DmarcReport, dkim: &[DkimReport]) -> bool {
    let is_part = |signature: &DkimReport| {
        let length = signature.verification.body_length.zip(signature.verification.canonical_length);
        length.is_some_and(|(signed, all)| signed < all)
    };
    let is_whole = |identifier: &IdentifierReport| {
        let mut its = dkim.iter().filter(|signature| signature.is_identified_by(identifier)).peekable();
        identifier.mechanism == Alignment::Spf || its.peek().is_none() || !its.all(is_part)
    };
    !dmarc.identifiers.iter().any(|identifier| identifier.vouches() && is_whole(identifier))
}

/// Whether SPF was evaluated, or a receiver told what it came to.
fn was_tried(dmarc: &DmarcReport) -> bool {
    dmarc.claimed.is_some() || dmarc.identifiers.iter().any(|i| i.mechanism == Alignment::Spf)
}

/// Whether a signature that was verified here vouches for the author.
fn is_signed(dmarc: &DmarcReport) -> bool {
    let mut signatures = dmarc.identifiers.iter().filter(|i| i.mechanism == Alignment::Dkim);
    signatures.any(|own| own.passed() && own.aligned == Some(true) && own.basis == Basis::Recomputed)
}

/// Whether SPF was not checked since the server at the border saw nobody's public address, and no receiver said what it came to.
fn has_hidden_client(facts: &Facts<'_>) -> bool {
    let hidden = matches!(facts.arrival.border, Border::NoPublicAddress { .. });
    let mut heard = facts.claims.iter().filter(|claim| claim.trusted).flat_map(|claim| &claim.results);
    facts.arrival.whole
        && hidden
        && facts.envelope.client_ip.is_none()
        && !heard.any(|result| result.method == "spf")
}

/// Whether results that may be the receiver's and cannot be told from a sender's say that a signature passed which is not in
/// the excerpt.
fn unheard(facts: &Facts<'_>, dmarc: &DmarcReport) -> Option<Missing> {
    let organization = dmarc.organizational_domain.as_ref()?;
    let untrusted = facts.claims.iter().filter(|claim| !claim.trusted && claim.instance.is_none());
    let mut passed = untrusted
        .flat_map(|claim| &claim.results)
        .filter(|result| result.method == "dkim" && result.is_pass());
    let own =
        |result: &MethodResult| signing_domain(result).is_some_and(|domain| domain.is_within(organization));
    let none_given = facts.message.first("dkim-signature").is_none();
    (none_given && dmarc.claimed.is_none() && passed.any(own)).then_some(Missing::Signature)
}
