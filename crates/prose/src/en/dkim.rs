//! DKIM in English.

use crate::list;
use waxseal_core::crypto::KeyError;
use waxseal_core::dkim::body_change::{BodyEdge, LineEnd};
use waxseal_core::dkim::key::KeyRecordError;
use waxseal_core::dkim::{BodyChange, Cause, ChangedField, DkimFinding, HeaderChange};
use waxseal_core::time::Timestamp;

/// Why a signature did not pass.
pub(crate) fn cause(cause: &Cause) -> String {
    match cause {
        Cause::KeyNotFound => "The key is gone: DNS has no record at its name today. Keys are replaced from \
                               time to time, and a forger can name one that never was."
            .into(),
        Cause::KeyRevoked => "The key was revoked: its record is still there, with an empty p=.".into(),
        Cause::KeyUnusable { error } => format!("The key record cannot be used: {}.", key_error(error)),
        Cause::KeyTypeMismatch { key_type } => format!(
            "The key record holds an {} key, and the signature was made with another kind.",
            key_type.as_str()
        ),
        Cause::HashNotAllowed { hash } => format!("The key record does not allow {} (h=).", hash.as_str()),
        Cause::ServiceNotAllowed => "The key record says that the key is not for e-mail (s=).".into(),
        Cause::IdentityNotExact { identity } => {
            format!("The key allows only its own domain (t=s), and the signature is for {identity}.")
        }
        Cause::DnsTrouble { .. } => "DNS gave no answer about the key, so the signature could not be \
                                     checked. Try again, or choose another resolver."
            .into(),
        Cause::BodyNotSupplied { header_verified: true } => "The header part is verified. The body was not \
                                                             given, so whether the text is unchanged cannot \
                                                             be told."
            .into(),
        Cause::BodyNotSupplied { header_verified: false } => {
            "The body was not given, and the header fields are not exactly the ones that were signed. \
             Copying headers from a mail program often changes their white space; the saved message would \
             tell."
                .into()
        }
        Cause::BodyHashMismatch => "The body is not the one that was signed.".into(),
        Cause::SignatureMismatch => "The body is as signed, but the header fields are not.".into(),
        Cause::OtherKey { .. } => "The key that is in DNS now did not make this signature, so what was \
                                   signed cannot be told. It may have been replaced since, was never the \
                                   signer's, or the signature was damaged in copying."
            .into(),
        Cause::BodyLengthTooLong { length, actual } => {
            format!("The signature covers {length} octets of body (l=), and there are only {actual}.")
        }
        Cause::HeaderTooLong { octets } => {
            format!("It covers {octets} octets of header, more than is checked.")
        }
        Cause::WeakHash => "It verifies, but with SHA-1, which no longer counts.".into(),
        Cause::WeakKey { bits } => {
            format!("It verifies, but with a key of {bits} bits; less than 1024 does not count.")
        }
        Cause::Expired { at } => format!("It verifies, but expired at {}.", time(*at)),
        Cause::SignatureSyntax { .. }
        | Cause::TagMissing { .. }
        | Cause::TagInvalid { .. }
        | Cause::VersionUnknown { .. }
        | Cause::AlgorithmUnknown { .. }
        | Cause::CanonicalizationUnknown { .. }
        | Cause::QueryMethodUnknown { .. }
        | Cause::FromNotSigned
        | Cause::IdentityOutsideDomain { .. } => syntax(cause),
    }
}

/// What is wrong with the text of a signature.
fn syntax(cause: &Cause) -> String {
    match cause {
        Cause::SignatureSyntax { error } => format!(
            "The signature cannot be read: {} was expected at character {}.",
            error.expected,
            error.span.start + 1
        ),
        Cause::TagMissing { tag } => format!("The signature lacks {tag}=, which it must have."),
        Cause::TagInvalid { tag, value } => {
            format!("\u{201c}{value}\u{201d} is no value that {tag}= can have.")
        }
        Cause::VersionUnknown { version } => {
            format!("The signature is of version {version}; there is only version 1.")
        }
        Cause::AlgorithmUnknown { algorithm } => {
            format!("\u{201c}{algorithm}\u{201d} is no algorithm of DKIM.")
        }
        Cause::CanonicalizationUnknown { canonicalization } => {
            format!("\u{201c}{canonicalization}\u{201d} is no canonicalization of DKIM.")
        }
        Cause::QueryMethodUnknown { methods } => {
            format!("The signature wants its key fetched by \u{201c}{methods}\u{201d}, which nobody knows.")
        }
        Cause::FromNotSigned => {
            "The signature does not cover the From field, and then it counts for nothing.".into()
        }
        Cause::IdentityOutsideDomain { identity } => {
            format!("It speaks for {identity}, which is not within the signing domain.")
        }
        // Every other cause is said above.
        _ => String::new(),
    }
}

/// Why a record gives no key.
pub(crate) fn key_error(error: &KeyRecordError) -> String {
    match error {
        KeyRecordError::Syntax { error } => {
            format!("{} was expected at character {}", error.expected, error.span.start + 1)
        }
        KeyRecordError::Quoting => "quotation marks or backslashes were published as part of it".into(),
        KeyRecordError::Version { version } => format!("its version is {version}, not DKIM1"),
        KeyRecordError::NoKey => "it has no p=".into(),
        KeyRecordError::Revoked => "it was revoked".into(),
        KeyRecordError::KeyType { key_type } => {
            format!("\u{201c}{key_type}\u{201d} is no kind of key that is known")
        }
        KeyRecordError::NotBase64 => {
            "its p= is not base64; often part of the value was lost when it was copied".into()
        }
        KeyRecordError::Data { error } => match error {
            KeyError::NotDer => "its p= is no key; often part of the value was lost when it was copied",
            KeyError::OtherAlgorithm => "its p= is a key for another algorithm",
            KeyError::BadNumbers => "its key has numbers that no RSA key has",
            KeyError::TooShort => "its key is too short to be one",
            KeyError::TooLong => "its key is longer than any that is used",
            KeyError::BadLength => "its Ed25519 key is not 32 octets long",
            KeyError::NotAPoint => "its Ed25519 key is not valid",
        }
        .into(),
    }
}

/// What happened to the body.
pub(crate) fn body_change(change: &BodyChange) -> String {
    match change {
        BodyChange::OtherCanonicalization { canonicalization } => format!(
            "It was signed with {} canonicalization, though the signature says otherwise: the signer is set \
             up wrongly.",
            canonicalization.as_str()
        ),
        BodyChange::FooterAppended { line, .. } => format!(
            "Text was added at the end after signing, from line {line} of the body on. Without it the \
             signature holds."
        ),
        BodyChange::LinesInserted { line, lines } => lines_inserted(*line, *lines),
        BodyChange::Wrapped { line } => format!(
            "The message was wrapped into another one after signing, as lists do; it now starts at line \
             {line} of the body. Taken out again, the signature holds."
        ),
        BodyChange::LineEnds { signed: LineEnd::Lf } => "It was signed with bare line feeds where mail has \
                                                         CRLF: the program that signs does so too early."
            .into(),
        BodyChange::LineEnds { signed: LineEnd::Crlf } => {
            "Each line end was doubled on the way or by saving.".into()
        }
        BodyChange::BlankLines { place: BodyEdge::Top } => {
            "Blank lines at the top of the body were added or lost.".into()
        }
        BodyChange::BlankLines { place: BodyEdge::End } => {
            "Blank lines at the end of the body were added or lost.".into()
        }
        BodyChange::Reencoded { signed } => {
            format!("The text was encoded anew on the way: it was signed as {}.", signed.as_str())
        }
        BodyChange::TabsExpanded { width } => {
            format!("Tabs were turned into {width} spaces each, as a paste does.")
        }
        BodyChange::LinesWrapped { width } => {
            format!("Long lines were broken at {width} characters, as a paste does.")
        }
        BodyChange::FromQuoted => {
            "A > was put before, or taken from, a line that begins with From, as mailboxes do.".into()
        }
        BodyChange::DotStuffed => "A dot at the start of a line was doubled or lost on the way.".into(),
        BodyChange::TrailingSpaceLost => "Spaces at the ends of lines were lost, as a paste does.".into(),
        BodyChange::EmptyHashedAsNothing => "The signature carries the hash of nothing (bh=). Under simple \
                                             canonicalization even an empty body counts as one line end \
                                             (RFC 6376 §3.4.3), so that can verify nowhere."
            .into(),
        BodyChange::Recoded => {
            "The text was turned from ISO 8859-1 into UTF-8, by saving or by a paste.".into()
        }
        BodyChange::Unexplained { everything_tried } => unexplained(*everything_tried).into(),
    }
}

fn lines_inserted(line: usize, lines: usize) -> String {
    match lines {
        1 => format!(
            "One line was put into the body after signing, line {line}. Without it the signature holds."
        ),
        _ => format!(
            "{lines} lines were put into the body after signing, from line {line} on. Without them the \
             signature holds."
        ),
    }
}

const fn unexplained(everything_tried: bool) -> &'static str {
    if everything_tried {
        "None of the changes that commonly happen to mail explains it: the text itself may have been \
         changed."
    } else {
        "What happened was not found; the body is too large to try everything."
    }
}

/// What happened to the header fields.
pub(crate) fn header_change(change: &HeaderChange) -> String {
    match change {
        HeaderChange::OtherCanonicalization { canonicalization } => format!(
            "It was signed with {} canonicalization, though the signature says otherwise: the signer is set \
             up wrongly.",
            canonicalization.as_str()
        ),
        HeaderChange::SubjectTagged { tag, was } => format!(
            "\u{201c}{tag}\u{201d} was put into the Subject after signing, as mailing lists and gateways \
             do. The Subject was \u{201c}{was}\u{201d}; with that the signature holds."
        ),
        HeaderChange::FieldsChanged { fields, proven } => {
            let fields: Vec<String> = fields.iter().map(changed_field).collect();
            let proven = if *proven {
                " With the old text the signature holds."
            } else {
                " That alone does not explain it."
            };
            format!("Changed after signing: {}.{proven}", fields.join("; "))
        }
        HeaderChange::FieldAdded { field, .. } => format!(
            "A {field} field was added after signing, and the signature forbids that. Without it the \
             signature holds."
        ),
        HeaderChange::FieldsReordered { field } => {
            format!("The {field} fields changed places after signing.")
        }
        HeaderChange::Refolded => "Lines of the header were broken or joined after signing, as a paste \
                                   does; this signature does not bear that."
            .into(),
        HeaderChange::Several { changes } => changes.iter().map(header_change).collect::<Vec<_>>().join(" "),
        HeaderChange::Unexplained { absent, .. } if !absent.is_empty() => {
            format!("What was changed is not known. Signed, and not in the message: {}.", list(absent, "and"))
        }
        HeaderChange::Unexplained { everything_tried: true, .. } => {
            "None of the changes that commonly happen to headers explains it.".into()
        }
        HeaderChange::Unexplained { everything_tried: false, .. } => {
            "What was changed was not found, and not everything could be tried.".into()
        }
    }
}

fn changed_field(changed: &ChangedField) -> String {
    match &changed.is {
        Some(is) => format!(
            "{} was \u{201c}{}\u{201d} and is \u{201c}{is}\u{201d}, says {}",
            changed.field, changed.was, changed.told_by
        ),
        None => format!(
            "{} was \u{201c}{}\u{201d} and is gone, says {}",
            changed.field, changed.was, changed.told_by
        ),
    }
}

/// Advice on a signature or its key.
pub(crate) fn finding(finding: &DkimFinding) -> String {
    use DkimFinding as F;
    match finding {
        F::TooManySignatures { left_out } => {
            format!("{left_out} signatures more than are looked at; they were left out.")
        }
        F::BareLineFeeds => {
            "Lines of the file end with a bare line feed, as saved files often do. It was read \
                              as CRLF, the form that was sent."
                .into()
        }
        F::BodyLengthLimited { signed, present, .. } => length_limited(*signed, *present),
        F::FieldUnsigned { field, .. } => {
            format!("{field} is not signed: it can be changed and the signature still verifies.")
        }
        F::FromNotOversigned { .. } => "The message has more than one From field, and this signature does \
                                        not cover all of them: one can have been added, and the signature \
                                        still verifies."
            .into(),
        F::FieldRepeated { field, count, covered } => format!(
            "The message has {count} {field} fields, where only one may stand, and {covered} of them \
             signed. A mail program may show the one that is not."
        ),
        F::Sha1Used { .. } => "The signature uses SHA-1, which receivers no longer accept. Switch the \
                               signer to rsa-sha256."
            .into(),
        F::KeyShort { bits, .. } => {
            format!("The key has {bits} bits. Whoever signs with it should use 2048.")
        }
        F::KeyLong { bits, .. } => {
            format!("The key has {bits} bits, more than every receiver can check. Use 2048.")
        }
        F::KeyTesting { .. } => "The key says t=y: the domain is only testing DKIM, and receivers may \
                                 ignore it. Take t=y out when all is well."
            .into(),
        F::Ed25519Only { .. } => "This is an Ed25519 key, which many large receivers, Gmail and Outlook.com \
                                  among them, do not check yet. Sign with an RSA key at another selector too."
            .into(),
        F::SignatureExpired { at, .. } => format!("The signature was valid until {}.", time(*at)),
        F::SignatureFromFuture { at, .. } => format!(
            "The signature says that it was made at {}, which is still to come: the signer's clock is \
             wrong.",
            time(*at)
        ),
        F::SignatureBeforeDate { at, .. } => format!(
            "The signature says that it was made at {}, long before the Date of the message: one of the two \
             clocks, or its time zone, is wrong.",
            time(*at)
        ),
        F::SubdomainOnly { author, domain } => format!(
            "Only {domain} signed, not {author} itself. That is enough unless the policy asks for strict \
             alignment (adkim=s)."
        ),
        F::KeyShared { names } => format!(
            "The same key stands at {}: who loses one loses all.",
            list(&names.iter().map(ToString::to_string).collect::<Vec<_>>(), "and")
        ),
        F::SeveralRecords { count, .. } => format!(
            "{count} key records stand at one name, and each receiver picks one as it likes. Keep one."
        ),
        F::RecordInvalid { error, .. } => format!("The key record cannot be used: {}.", key_error(error)),
        F::RecordQuoted { .. } => "Quotation marks or backslashes were published as part of the key record. \
                                   Enter the value without them."
            .into(),
        F::VersionNotFirst { .. } => {
            "v=DKIM1 must be the first tag of the key record, or be left out.".into()
        }
    }
}

fn length_limited(signed: u64, present: Option<u64>) -> String {
    match present {
        Some(present) if present > signed => format!(
            "Only the first {signed} of {present} octets of the body are signed (l=): anybody can have \
             added the rest."
        ),
        _ => "The signature has l=, so anybody can add text to the body and it still verifies. Switch that \
              off at the signer."
            .into(),
    }
}

fn time(at: u64) -> String {
    i64::try_from(at).map_or_else(|_| at.to_string(), |at| Timestamp(at).to_string())
}
