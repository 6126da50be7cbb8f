//! Changes to a signed message that are known: undone, the signature holds. Each says who is at fault, and has a remedy of its own.

use crate::dkim::body_change::{Encoding, LineEnd};
use crate::dkim::canonical::Canonicalization;
use crate::dkim::{BodyChange, HeaderChange};
use crate::report::{Change, DkimReport, Fix, RootCause, Step};

/// What is known to have become of a message since it was signed.
pub(super) fn of(signature: &DkimReport) -> Vec<Change> {
    let verification = &signature.verification;
    let body = verification.body_change.clone().filter(|how| !matches!(how, BodyChange::Unexplained { .. }));
    let header = verification.header_change.clone().filter(|how| match how {
        HeaderChange::Unexplained { absent, .. } => {
            is_telling(absent) && verification.body_verified == Some(true)
        }
        _ => true,
    });
    let body = body.map(|how| Change::Body { how });
    body.into_iter().chain(header.map(|how| Change::Header { how })).collect()
}

/// Whether the signature holds without one of the changes, so that nothing else broke it.
pub(super) fn is_proven(changes: &[Change]) -> bool {
    changes.iter().any(|change| !matches!(change, Change::Header { how: HeaderChange::Unexplained { .. } }))
}

/// Fields that messages are signed with where they have them, so that their absence tells something. Most signers also list
/// names that were never there, to keep them from being added.
fn is_telling(absent: &[String]) -> bool {
    let always_absent =
        ["list-", "resent-", "reply-to", "sender", "cc", "in-reply-to", "references", "content-"];
    absent.iter().any(|name| {
        let name = name.to_ascii_lowercase();
        always_absent.iter().all(|start| !name.starts_with(start))
    })
}

/// Whether it was the signer that did it wrong, and nobody on the way.
pub(super) fn is_signers(changes: &[Change]) -> bool {
    !changes.is_empty() && changes.iter().all(is_signer_fault)
}

fn is_signer_fault(change: &Change) -> bool {
    match change {
        Change::Body { how } => matches!(
            how,
            BodyChange::OtherCanonicalization { .. }
                | BodyChange::LineEnds { signed: LineEnd::Lf }
                | BodyChange::EmptyHashedAsNothing
        ),
        Change::Header { how: HeaderChange::OtherCanonicalization { .. } } => true,
        Change::Header { how } => {
            let added = added(how);
            !added.is_empty() && added.iter().all(|name| is_list_field(name) || is_submission_field(name))
        }
    }
}

/// The fields that were added; none where anything else was changed too.
fn added(change: &HeaderChange) -> Vec<String> {
    match change {
        HeaderChange::FieldAdded { field, .. } => vec![field.clone()],
        HeaderChange::Several { changes } => {
            let each: Vec<Vec<String>> = changes.iter().map(added).collect();
            if each.iter().any(Vec::is_empty) { Vec::new() } else { each.concat() }
        }
        _ => Vec::new(),
    }
}

/// RFC 2369, RFC 2919: fields that a list adds, as it has to.
fn is_list_field(name: &str) -> bool {
    name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("list-"))
}

/// RFC 6409 §8: fields that the first server adds where they are missing.
fn is_submission_field(name: &str) -> bool {
    ["message-id", "date"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Whether what does not fit is under simple canonicalisation.
pub(super) fn is_simple(signature: &DkimReport) -> bool {
    let verification = &signature.verification;
    let part = if verification.body_verified == Some(false) {
        verification.body_canonicalization
    } else {
        verification.header_canonicalization
    };
    part == Some(Canonicalization::Simple)
}

/// The remedy of a change; `None` where it is the general one of whoever changed the message.
pub(super) fn remedy(changes: &[Change], canonicalization: Option<Canonicalization>) -> Option<Fix> {
    let simple = canonicalization == Some(Canonicalization::Simple);
    let step = changes.iter().find_map(|change| match change {
        Change::Body { how } => of_body(how, simple),
        Change::Header { how } => of_header(how),
    })?;
    Some(Fix::enable(step, None))
}

const fn of_body(change: &BodyChange, simple: bool) -> Option<Step> {
    match change {
        BodyChange::OtherCanonicalization { .. } => Some(Step::SetCanonicalization),
        BodyChange::LineEnds { signed: LineEnd::Lf } => Some(Step::SignCrlf),
        BodyChange::EmptyHashedAsNothing => Some(Step::HashEmptyBody),
        // RFC 6376 §5.3: what may be converted on the way is to be encoded before it is signed.
        BodyChange::Reencoded { signed: Encoding::Plain } | BodyChange::Recoded => {
            Some(Step::EncodeBeforeSigning)
        }
        BodyChange::DotStuffed => Some(Step::MendDots),
        BodyChange::TrailingSpaceLost if simple => Some(Step::SignRelaxed),
        _ => None,
    }
}

fn of_header(change: &HeaderChange) -> Option<Step> {
    match change {
        HeaderChange::OtherCanonicalization { .. } => Some(Step::SetCanonicalization),
        HeaderChange::Refolded => Some(Step::SignRelaxed),
        HeaderChange::Unexplained { absent, .. } => Some(Step::KeepFields { fields: absent.clone() }),
        change => {
            let fields = added(change);
            let all =
                |is_such: fn(&str) -> bool| !fields.is_empty() && fields.iter().all(|name| is_such(name));
            match (all(is_list_field), all(is_submission_field)) {
                (true, _) => Some(Step::TrimSignedFields { fields }),
                (_, true) => Some(Step::SetBeforeSigning { fields }),
                _ => None,
            }
        }
    }
}

/// The cause, where it is the signer's.
pub(super) fn of_signer(signature: &DkimReport, changes: &[Change]) -> Option<RootCause> {
    let domain = signature.domain()?.clone();
    is_signers(changes).then(|| RootCause::SignerFault { domain, changes: changes.to_vec() })
}
