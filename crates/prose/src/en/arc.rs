//! ARC in English.

use super::dkim;
use waxseal_core::arc::{ArcCause, ArcField};
use waxseal_core::dkim::Cause;

/// Why a chain did not pass.
pub(crate) fn cause(cause: &ArcCause) -> String {
    match cause {
        ArcCause::TooManySets => "There are more sets than a chain may have, which is 50.".into(),
        ArcCause::InstanceInvalid { field } => {
            format!("An {} field does not say which set it belongs to (i=).", name(*field))
        }
        ArcCause::Duplicate { instance, field } => {
            format!("Set {instance} has more than one {} field.", name(*field))
        }
        ArcCause::Missing { instance, field } => format!("Set {instance} has no {} field.", name(*field)),
        ArcCause::ChainFailed { instance } => {
            format!("The server that added set {instance} found the chain broken, and said so.")
        }
        ArcCause::StatusInvalid { instance, .. } => {
            format!("Set {instance} says something about the sets before it (cv=) that it cannot say there.")
        }
        ArcCause::MessageSignature { cause: cause @ Cause::BodyNotSupplied { .. }, .. } => dkim::cause(cause),
        ArcCause::MessageSignature { instance, cause } => {
            format!("The message is not as it was when set {instance} was added. {}", dkim::cause(cause))
        }
        ArcCause::Seal { instance, cause } => {
            format!("The seal of set {instance} does not hold. {}", dkim::cause(cause))
        }
    }
}

const fn name(field: ArcField) -> &'static str {
    match field {
        ArcField::AuthenticationResults => "ARC-Authentication-Results",
        ArcField::MessageSignature => "ARC-Message-Signature",
        ArcField::Seal => "ARC-Seal",
    }
}
