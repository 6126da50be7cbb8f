//! The check of a message, from bytes to report: judge, diagnose, log.

use crate::diagnose;
use crate::dkim::verify::DkimAndArc;
use crate::dns::{AnyResolver, Recorded, Resolve, is_forward_confirmed};
use crate::evidence::Envelope;
use crate::judge::arrival::{MAX_GATEWAYS, in_front};
use crate::judge::{Facts, Judged, MessageInput, assemble, judge_again, judge_first, requirements};
use crate::report::{MessageReport, RootCause};
use crate::spf::SpfResult;
use futures_util::future::join3;

/// Checks a message. Never fails: what could not be told is said in the report.
///
/// The same input and the same answers give the same report, byte for byte. Identical questions may be asked more
/// than once; put a [`crate::dns::Cached`] beneath a resolver that costs something.
///
/// ```
/// use waxseal_core::dns::Zone;
/// use waxseal_core::evidence::{EnvelopeOverrides, Tables};
/// use waxseal_core::report::Verdict;
/// use waxseal_core::{MessageInput, check_message, message::Origin, time::Timestamp};
///
/// let input = MessageInput {
///     bytes: b"From: news@example.com\n\nHello.\n",
///     origin: Origin::File,
///     given: EnvelopeOverrides { ip: "192.0.2.1".parse().ok(), ..EnvelopeOverrides::default() },
///     trust: None,
///     now: Timestamp::parse_rfc3339("2026-12-01T00:00:00Z").unwrap(),
///     tables: Tables { to_ascii: |_| None, decode_charset: |_, _| None },
///     suffixes: None,
/// };
/// let report = pollster::block_on(check_message(&Zone::default(), &input));
/// assert!(matches!(report.verdict, Verdict::NoPolicy));
/// ```
pub async fn check_message<R: Resolve>(resolver: &R, input: &MessageInput<'_>) -> MessageReport {
    checked(Recorded::new(AnyResolver::of(resolver)), Facts::of(input, &[])).await
}

/// Checks a message whose header and envelope were read before.
pub(super) async fn checked(recorded: Recorded<AnyResolver<'_>>, facts: Facts<'_>) -> MessageReport {
    // What SPF, DKIM and DMARC need does not depend on each other, nor does what a diagnosis looks at besides: all of it
    // is asked at once.
    let ((judged, verified), confirmed, ()) = join3(
        judge_first(&recorded, &facts),
        confirmed(&recorded, &facts.envelope),
        diagnose::ask_ahead(&recorded, &facts),
    )
    .await;
    let (facts, judged) = behind_gateways(&recorded, facts, judged, &verified).await;
    let mut report = assemble(&facts, judged, recorded.log());
    report.requirements = requirements(&report, confirmed);
    report.diagnosis = diagnose::message(&recorded, &facts, &report, &verified).await;
    // Whoever imitates a name is not helped on.
    if report.diagnosis.iter().any(|found| matches!(found.cause, RootCause::LookalikeDomain { .. })) {
        report.dmarc.next_step = None;
    }
    report.dns = recorded.log();
    report
}

/// Looks through the servers in front, on the recipient's side: the client is then the one that they saw, and it is judged
/// again.
async fn behind_gateways<'a, R: Resolve>(
    resolver: &R,
    mut facts: Facts<'a>,
    mut judged: Judged,
    verified: &DkimAndArc,
) -> (Facts<'a>, Judged) {
    let mut gateways = Vec::new();
    for _ in 0..MAX_GATEWAYS {
        if facts.input.given.ip.is_some() || judged.spf.result == Some(SpfResult::Pass) {
            break;
        }
        let Some(gateway) = in_front(resolver, &facts.arrival, facts.input.trust.as_deref()).await else {
            break;
        };
        gateways.push(gateway);
        facts = Facts::of(facts.input, &gateways);
        judged = judge_again(resolver, &facts, Some(verified), &[]).await;
    }
    (facts, judged)
}

/// Whether the client address has a name that has the address.
async fn confirmed<R: Resolve>(resolver: &R, envelope: &Envelope) -> Option<bool> {
    is_forward_confirmed(resolver, envelope.client_ip?).await
}
