//! The check of whatever carries a message: a bounce is opened, and what was refused is checked.

use super::message::{check_message, checked};
use crate::bounce::{Named, Opened, open};
use crate::dns::{AnyResolver, Recorded, Resolve};
use crate::evidence::{AuthorSource, EnvelopeOverrides, EnvelopeSource, Sources};
use crate::judge::arrival::came_in_at;
use crate::judge::{Facts, MessageInput};
use crate::message::{Message, Origin};
use crate::report::{MessageReport, Missing, Verdict};

/// Checks a message, or the one that a bounce, a failure report or a quoted reply is about.
///
/// Of a reply alone, the domains and the address that it names are checked, and the verdict is that nothing can be told of
/// the mail.
pub async fn check_mail<R: Resolve>(resolver: &R, input: &MessageInput<'_>) -> MessageReport {
    match open(input.bytes, input.origin, input.tables.to_ascii) {
        Some(opened) => refused(Recorded::new(AnyResolver::of(resolver)), input, opened).await,
        None => check_message(resolver, input).await,
    }
}

async fn refused(
    recorded: Recorded<AnyResolver<'_>>,
    input: &MessageInput<'_>,
    opened: Opened,
) -> MessageReport {
    let Opened { bounce, original, named, reporter, is_returned } = opened;
    let (bytes, origin) = match &original {
        Some(original) => (original.bytes.as_slice(), original.origin),
        None => (&[][..], Origin::Paste),
    };
    let message = Message::parse(bytes, origin);
    let refuser = bounce.as_ref().and_then(|bounce| bounce.by.as_deref());
    let is_returned = is_returned && !refuser.is_some_and(|host| came_in_at(&message, host));
    let is_bare = message.fields().len() == 0;
    // Where a receiver had taken the mail in, its own fields tell of the envelope.
    let told = if is_returned || is_bare || bounce.is_none() { named } else { Named::default() };
    let given = given(&input.given, &told, reporter.filter(|_| is_returned), is_bare);
    let inner = MessageInput { bytes, origin, given, ..input.clone() };
    let facts = if is_returned || is_bare { Facts::of_refused(&inner) } else { Facts::of(&inner, &[]) };
    let mut report = checked(recorded, facts).await;
    note_sources(&mut report, &input.given);
    if is_bare {
        report.verdict = Verdict::CannotTell { missing: Missing::Original };
    }
    report.bounce = bounce;
    report
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
