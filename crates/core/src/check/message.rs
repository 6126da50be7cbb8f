//! The check of a message, from bytes to report: judge, diagnose, log.

use crate::diagnose;
use crate::dns::{AnyResolver, Recorded, Resolve, is_forward_confirmed};
use crate::evidence::Envelope;
use crate::judge::{Facts, MessageInput, assemble, judge_first, requirements};
use crate::report::MessageReport;
use futures_util::future::join3;

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

/// Whether the client address has a name that has the address.
async fn confirmed<R: Resolve>(resolver: &R, envelope: &Envelope) -> Option<bool> {
    is_forward_confirmed(resolver, envelope.client_ip?).await
}
