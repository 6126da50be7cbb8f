//! The check of whatever carries a message: a bounce is opened, and what was refused is checked.

use super::message::{check_message, checked};
use crate::address::is_public;
use crate::bounce::{Bounce, Meaning, Named, Opened, open};
use crate::dns::{AnyResolver, Question, Rdata, RecordType, Recorded, Resolve, confirmed, reverse_name};
use crate::domain::Domain;
use crate::evidence::{AuthorSource, EnvelopeOverrides, EnvelopeSource, Sources};
use crate::joining;
use crate::judge::arrival::{came_in_at, has_started};
use crate::judge::{Facts, MessageInput};
use crate::message::{Message, Origin};
use crate::providers::{Kind, by_host, by_mx, by_own_domain, is_free_mail};
use crate::report::{MessageReport, Missing, RootCause, Verdict};
use std::net::IpAddr;

/// Checks a message, or the one that a bounce, a failure report or a quoted reply is about.
///
/// Of a reply alone, the domains and the address that it names are checked, and the verdict is that nothing can be told of
/// the mail.
pub async fn check_mail<R: Resolve>(resolver: &R, input: &MessageInput<'_>) -> MessageReport {
    let Some(opened) = open(input.bytes, input.origin, input.tables.to_ascii) else {
        return check_message(resolver, input).await;
    };
    if !came_by_mail(input) {
        return refused(Recorded::new(AnyResolver::of(resolver)), input, opened).await;
    }
    // A notice is not a server's for saying so: where its author did not send it, nothing in it makes that any better.
    let is_bare = opened.original.is_none();
    let outer = check_message(resolver, input).await;
    let is_forged = matches!(outer.verdict, Verdict::Fail { .. });
    if is_forged && is_bare {
        return outer;
    }
    let inner = refused(Recorded::new(AnyResolver::of(resolver)), input, opened).await;
    let looks_good = |verdict: &Verdict| {
        matches!(verdict, Verdict::Pass { .. } | Verdict::CannotTell { missing: Missing::Notice })
    };
    if is_forged && looks_good(&inner.verdict) { outer } else { inner }
}

/// Whether a notice is a mail that servers took in.
fn came_by_mail(input: &MessageInput<'_>) -> bool {
    Message::parse(input.bytes, input.origin).first("received").is_some()
}

/// The address of the server that returned a mail, which is the one that was refused, where it has one address by its name and
/// that address has its name: a name alone may lead to a proxy of web sites, to a host of many, or to what is another's by now.
async fn address_of(recorded: &Recorded<AnyResolver<'_>>, host: Option<&str>) -> Option<IpAddr> {
    let host = Domain::parse(host?).ok().filter(|host| host.label_count() > 2)?;
    let answer = recorded.lookup(&Question::new(host.clone(), RecordType::A)).await.ok()?;
    // An alias leads to a server of somebody else, of which others are customers too.
    let answer = answer.chain.is_empty().then_some(answer)?;
    let ip = match answer.records.as_slice() {
        [Rdata::A(ip)] => Some(IpAddr::V4(*ip)).filter(|ip| is_public(*ip))?,
        _ => return None,
    };
    recorded.lookup(&Question::new(reverse_name(ip)?, RecordType::Ptr)).await.ok()?;
    confirmed(&recorded.log(), ip).contains(&host).then_some(ip)
}

/// Asks where the name leads by which a server greeted, which may be the one that its address lacks.
async fn ask_where(recorded: &Recorded<AnyResolver<'_>>, helo: Option<&str>) {
    if let Some(name) = helo.and_then(|helo| Domain::parse(helo).ok()) {
        let questions = [RecordType::A, RecordType::Aaaa].map(|kind| Question::new(name.clone(), kind));
        joining::all(questions.iter().map(|question| recorded.lookup(question))).await;
    }
}

/// Whether the server that returned a mail is the receiver's own, whose inner server refused it. A server of those who write to
/// themselves is the sender's as well.
fn is_of_receiver(bounce: &Bounce, host: &str, sender: Option<&str>) -> bool {
    let Ok(host) = Domain::parse(host) else { return false };
    let recipients = bounce.replies.iter().filter_map(|reply| reply.recipient.as_deref());
    let of = |address: &str| Domain::parse(address.rsplit_once('@')?.1).ok();
    let sender = sender.and_then(of);
    let is_own = |domain: &Domain| sender.as_ref().is_some_and(|sender| sender.is_within(domain));
    recipients.filter_map(of).any(|domain| host.is_within(&domain) && !is_own(&domain))
}

/// The most recipients whose exchangers are asked for.
const MAX_RECIPIENTS: usize = 2;

/// Whether the server that returned a mail is a filter's in front of the recipient's mailboxes, behind which it was refused.
async fn stands_in_front(recorded: &Recorded<AnyResolver<'_>>, bounce: &Bounce, host: &str) -> bool {
    let filter = Domain::parse(host).ok().and_then(|host| by_host(&host));
    let Some(filter) = filter.filter(|provider| provider.kind() == Kind::Gateway) else { return false };
    let recipients = bounce.replies.iter().filter_map(|reply| reply.recipient.as_deref());
    let domains = recipients.filter_map(|address| Domain::parse(address.rsplit_once('@')?.1).ok());
    let questions: Vec<Question> =
        domains.take(MAX_RECIPIENTS).map(|domain| Question::new(domain, RecordType::Mx)).collect();
    let answers = joining::all(questions.iter().map(|question| recorded.lookup(question))).await;
    let mut records = answers.into_iter().flatten().flat_map(|answer| answer.records);
    records.any(|data| matches!(&data, Rdata::Mx(_, host) if host.0.as_ref().and_then(by_mx) == Some(filter)))
}

async fn refused(
    recorded: Recorded<AnyResolver<'_>>,
    input: &MessageInput<'_>,
    opened: Opened,
) -> MessageReport {
    let Opened { bounce, original, mut named, reporter, is_returned } = opened;
    let sender = named.mail_from.clone();
    let theirs =
        |host: &&str| bounce.as_ref().is_some_and(|bounce| is_of_receiver(bounce, host, sender.as_deref()));
    let mut receiver = reporter.as_deref().filter(theirs);
    if let (Some(bounce), Some(host), None) = (&bounce, reporter.as_deref(), receiver)
        && stands_in_front(&recorded, bounce, host).await
    {
        receiver = Some(host);
    }
    if is_returned && input.given.ip.is_none() && named.client_ip.is_none() && receiver.is_none() {
        // A notice that another address handed over is not by the server that it says it is by.
        let handed_over = Facts::of(input, &[]).envelope.client_ip;
        let address = address_of(&recorded, reporter.as_deref()).await;
        named.client_ip = address.filter(|ip| handed_over.is_none_or(|by| by.to_canonical() == *ip));
    }
    let (bytes, origin) = match &original {
        Some(original) => (original.bytes.as_slice(), original.origin),
        None => (&[][..], Origin::Paste),
    };
    let message = Message::parse(bytes, origin);
    let refuser = bounce.as_ref().and_then(|bounce| bounce.by.as_deref());
    // What the receiver's own server had taken in came in there, whoever behind it refused it. What starts where the refuser is at home
    // came in from nowhere: two customers of one host.
    let mut hosts = refuser.into_iter().chain(receiver);
    let came_in = hosts.any(|host| came_in_at(&message, host)) && !has_started(&message);
    let is_returned = is_returned && !came_in;
    let is_bare = message.fields().len() == 0;
    // Where a receiver had taken the mail in, its own fields tell of the envelope.
    let told = if is_returned || is_bare || bounce.is_none() { named } else { Named::default() };
    // A reply about SPF speaks of the sender as a whole; one about alignment says that From is another.
    let is_of_sender = bounce.as_ref().and_then(Bounce::main).is_some_and(|reply| {
        matches!(reply.meaning, Meaning::SpfFailed | Meaning::SpfTooWide | Meaning::Unauthenticated)
    });
    let author = if is_of_sender { named_author(&told) } else { told.author.clone() };
    let told = Named { author, ..told };
    let given = given(&input.given, &told, reporter.filter(|_| is_returned), is_bare);
    let inner = MessageInput { bytes, origin, given, ..input.clone() };
    let facts = if is_returned || is_bare { Facts::of_refused(&inner) } else { Facts::of(&inner, &[]) };
    let failed_there =
        bounce.as_ref().and_then(Bounce::main).is_some_and(|reply| reply.meaning == Meaning::DmarcPolicy);
    // What a person gave by hand is nobody else's word.
    let facts = Facts { is_enclosed: input.given.ip.is_none(), failed_there, ..facts };
    if bounce.as_ref().and_then(Bounce::main).is_some_and(|reply| reply.meaning == Meaning::ReverseName) {
        ask_where(&recorded, facts.envelope.helo.as_deref()).await;
    }
    let mut report = checked(recorded, facts).await;
    note_sources(&mut report, &input.given);
    if bounce.as_ref().is_some_and(Bounce::is_apart) {
        leave_out(&mut report, is_returned);
    }
    report.bounce = bounce;
    report
}

/// Leaves out of the report on a mail what has nothing to do with a refusal that is not about authentication.
fn leave_out(report: &mut MessageReport, is_returned: bool) {
    // Where nothing failed, what else is amiss only leads away from it.
    if matches!(report.verdict, Verdict::Pass { .. } | Verdict::CannotTell { .. }) {
        report.diagnosis.clear();
        report.dmarc.next_step = None;
    }
    // Whoever has a refusal that is about their server sent the mail: it is nobody else's for failing as well.
    if is_returned {
        report.diagnosis.retain(|found| !matches!(found.cause, RootCause::Spoofed { .. }));
    }
}

/// What is known of the envelope besides the fields of the mail: by hand, or else by the refusal.
fn given(
    by_hand: &EnvelopeOverrides,
    named: &Named,
    helo: Option<String>,
    is_bare: bool,
) -> EnvelopeOverrides {
    EnvelopeOverrides {
        ip: by_hand.ip.or(named.client_ip),
        mail_from: by_hand.mail_from.clone().or_else(|| named.mail_from.clone()),
        helo: by_hand.helo.clone().or(helo),
        from: by_hand.from.clone().or_else(|| named.author.clone().filter(|_| is_bare)),
    }
}

/// Whose mail was refused: the domain of From, or else that of MAIL FROM, unless a service sends with a domain of its own there.
fn named_author(named: &Named) -> Option<Domain> {
    let of_sender = || {
        let (_, name) = named.mail_from.as_deref()?.rsplit_once('@')?;
        Domain::parse(name).ok().filter(|domain| by_own_domain(domain).is_none() && !is_free_mail(domain))
    };
    named.author.clone().or_else(of_sender)
}

/// What no person gave was read off the refusal, and the report says so.
fn note_sources(report: &mut MessageReport, by_hand: &EnvelopeOverrides) {
    let of = |source: Option<EnvelopeSource>, given: bool| match source {
        Some(EnvelopeSource::Given) if !given => Some(EnvelopeSource::Reply),
        source => source,
    };
    let Sources { client_ip, mail_from, helo } = report.envelope.sources;
    report.envelope.sources = Sources {
        client_ip: of(client_ip, by_hand.ip.is_some()),
        mail_from: of(mail_from, by_hand.mail_from.is_some()),
        helo: of(helo, by_hand.helo.is_some()),
    };
    let sources = report.envelope.sources;
    if report.envelope.source == Some(EnvelopeSource::Given) {
        report.envelope.source = sources.client_ip.or(sources.mail_from);
    }
    if let Some(author) = report.author.as_mut().filter(|author| author.source == AuthorSource::Given)
        && by_hand.from.is_none()
    {
        author.source = AuthorSource::Reply;
    }
}
