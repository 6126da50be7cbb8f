//! A report with everything personal masked.
//!
//! Results, domains, addresses of servers and what DNS says stay: they are what the report is about, and anybody can
//! look them up. What a person wrote, and what points at one, is masked; a header field is only shown as far as it is
//! known to hold evidence. The values of signatures go too: with them one could try out guesses at what is masked.

use super::evidence::{hop, property};
use super::from_report;
use super::mask::{Mask, Masks};
use super::names::Pieces;
use super::texts;
use waxseal_core::bounce::{Bounce, Reply};
use waxseal_core::evidence::{Author, Claim, Envelope, MethodResult, Remark, Says};
use waxseal_core::json::{self, Json};
use waxseal_core::report::{
    ArcReport, ArrivalReport, Border, DkimReport, DmarcReport, Gateway, MessageReport, SpfReport, Start,
    Summary,
};

/// The report as it may be shown to anybody; `None` where it cannot be written and read back, which only a fault here could bring
/// about.
#[must_use]
pub fn redact(report: &MessageReport, masks: &Masks) -> Option<MessageReport> {
    let pieces = Pieces::of(report, masks);
    let header = report.header.iter().map(|field| super::header::field(masks, report, field)).collect();
    // Field by field, so that what is added to a report has to be thought of here.
    let MessageReport {
        schema,
        kind,
        checked_at,
        bounce,
        verdict,
        author,
        envelope,
        summary,
        spf,
        dkim,
        arrival,
        arc,
        dmarc,
        claims,
        header: _,
        hops,
        remarks,
        requirements,
        repairs,
        mut diagnosis,
        findings,
        mut dns,
    } = read_back(report)?;
    diagnosis.iter_mut().for_each(|diagnosis| texts::diagnosis(masks, diagnosis));
    if let Some(pieces) = &pieces {
        pieces.mask_log(&mut dns);
        let evidence = diagnosis.iter_mut().flat_map(|diagnosis| &mut diagnosis.evidence);
        evidence.for_each(|evidence| pieces.mask_evidence(evidence));
    }
    Some(MessageReport {
        schema,
        kind,
        checked_at,
        bounce: bounce.map(|bounce| self::bounce(masks, bounce)),
        verdict,
        author: author.map(|author| self::author(masks, author)),
        envelope: self::envelope(masks, envelope),
        arrival: self::arrival(masks, arrival),
        summary: self::summary(masks, summary),
        spf: self::spf(masks, pieces.as_ref(), spf),
        dkim: dkim.into_iter().map(|signature| self::dkim(masks, signature)).collect(),
        arc: self::arc(masks, arc),
        dmarc: self::dmarc(masks, dmarc),
        claims: claims.into_iter().map(|claim| self::claim(masks, claim)).collect(),
        header,
        hops: hops.into_iter().map(|one| hop(masks, one)).collect(),
        remarks: remarks.into_iter().filter_map(|remark| self::remark(masks, remark)).collect(),
        requirements,
        repairs,
        diagnosis,
        findings,
        dns,
    })
}

/// A refusal names the recipient, and its words may name anybody.
fn bounce(masks: &Masks, bounce: Bounce) -> Bounce {
    let reply = |reply: Reply| Reply {
        recipient: reply.recipient.map(|address| masks.address(&address)),
        text: masks.whole(Mask::Texts, &reply.text),
        ..reply
    };
    Bounce { by: bounce.by, replies: bounce.replies.into_iter().map(reply).collect() }
}

/// A copy, by way of JSON: what a copy of every type would weigh, nearly nobody needs.
fn read_back(report: &MessageReport) -> Option<MessageReport> {
    from_report::message(&Json::parse(&json::text(report).ok()?)?)
}

fn author(masks: &Masks, author: Author) -> Author {
    let address = author.address.map(|address| masks.address(&address));
    let display = author.display.map(|display| masks.whole(Mask::Names, &display));
    Author { address, display, ..author }
}

fn envelope(masks: &Masks, envelope: Envelope) -> Envelope {
    let mail_from = envelope.mail_from.map(|sender| masks.address(&sender));
    let helo = envelope.helo.map(|helo| masks.host(&helo));
    Envelope { mail_from, helo, ..envelope }
}

/// Where a message came in. Where somebody logged in, the client is a person's own machine.
fn arrival(masks: &Masks, mut arrival: ArrivalReport) -> ArrivalReport {
    let of_person = matches!(arrival.border, Border::Started { start: Start::LoggedIn, .. });
    if of_person && masks.has(Mask::Names) {
        (arrival.address, arrival.name) = (None, None);
    }
    let by = arrival.by.map(|by| masks.host(&by));
    let name = arrival.name.map(|name| masks.host(&name));
    let gateway = arrival.gateway.map(|Gateway { ip, host }| Gateway { ip, host: masks.host(&host) });
    ArrivalReport { by, name, gateway, ..arrival }
}

fn summary(masks: &Masks, summary: Summary) -> Summary {
    let subject = summary.subject.map(|subject| masks.whole(Mask::Subject, &subject));
    let to = summary.to.map(|to| masks.address_list(&to));
    let message_id = summary.message_id.map(|id| masks.whole(Mask::Ids, &id));
    Summary { subject, to, message_id, ..summary }
}

fn spf(masks: &Masks, pieces: Option<&Pieces>, mut spf: SpfReport) -> SpfReport {
    spf.claimed = spf.claimed.map(|claimed| masks.result(&claimed));
    spf.explanation = spf.explanation.map(|text| masks.whole(Mask::Texts, &text));
    if let Some(pieces) = pieces {
        spf.tree.iter_mut().for_each(|node| pieces.mask_tree(node));
        spf.cause.iter_mut().for_each(|cause| pieces.mask_cause(cause));
    }
    spf
}

fn dkim(masks: &Masks, mut signature: DkimReport) -> DkimReport {
    signature.claimed = signature.claimed.map(|claimed| masks.result(&claimed));
    let of = &mut signature.verification;
    of.identity = of.identity.take().map(|identity| masks.address(&identity));
    of.cause.iter_mut().for_each(|cause| texts::cause(masks, cause));
    of.header_change = of.header_change.take().map(|change| texts::change(masks, change));
    of.signed_fields.iter_mut().for_each(|name| *name = masks.word(name));
    signature
}

fn arc(masks: &Masks, mut arc: ArcReport) -> ArcReport {
    arc.claimed = arc.claimed.map(|claimed| masks.result(&claimed));
    let chain = &mut arc.chain;
    chain.cause.iter_mut().for_each(|cause| texts::arc_cause(masks, cause));
    for set in &mut chain.sets {
        let causes = set.seal.cause.iter_mut().chain(&mut set.message_signature.cause);
        causes.for_each(|cause| texts::cause(masks, cause));
        // The field itself, byte for byte, was only kept for the check.
        set.results.clear();
    }
    arc
}

fn dmarc(masks: &Masks, mut dmarc: DmarcReport) -> DmarcReport {
    dmarc.claimed = dmarc.claimed.map(|claimed| masks.result(&claimed));
    dmarc.cause.iter_mut().for_each(|cause| texts::dmarc_cause(masks, cause));
    for identifier in &mut dmarc.identifiers {
        identifier.result = masks.result(&identifier.result);
    }
    dmarc
}

fn claim(masks: &Masks, mut claim: Claim) -> Claim {
    claim.authserv_id = claim.authserv_id.map(|id| masks.word(&id));
    claim.results = claim.results.into_iter().map(|result| self::result(masks, result)).collect();
    for difference in &mut claim.differences {
        difference.claimed = masks.result(&difference.claimed);
    }
    claim
}

fn result(masks: &Masks, result: MethodResult) -> MethodResult {
    MethodResult {
        method: masks.word(&result.method),
        result: masks.result(&result.result),
        reason: result.reason.map(|reason| masks.whole(Mask::Texts, &reason)),
        comments: result.comments.iter().map(|comment| masks.whole(Mask::Texts, comment)).collect(),
        leading: result.leading,
        properties: result
            .properties
            .into_iter()
            .map(|(name, value)| (masks.word(&name), property(masks, &name, &value)))
            .collect(),
    }
}

/// A remark, where nothing in it is of a person's own making.
fn remark(masks: &Masks, mut remark: Remark) -> Option<Remark> {
    let is_personal = matches!(
        remark.says,
        Says::OriginatingAddress { .. } | Says::MailingList { .. } | Says::FeedbackId { .. }
    );
    if masks.has(Mask::Texts) && is_personal {
        return None;
    }
    texts::says(masks, &mut remark.says);
    Some(remark)
}
