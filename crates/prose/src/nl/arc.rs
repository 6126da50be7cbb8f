//! ARC in het Nederlands.

use super::dkim;
use waxseal_core::arc::{ArcCause, ArcField};
use waxseal_core::dkim::Cause;

/// Waarom een keten niet slaagde.
pub(crate) fn cause(cause: &ArcCause) -> String {
    match cause {
        ArcCause::TooManySets => "Er zijn meer sets dan een keten mag hebben, en dat zijn er 50.".into(),
        ArcCause::InstanceInvalid { field } => {
            format!("Een veld {} zegt niet bij welke set het hoort (i=).", name(*field))
        }
        ArcCause::Duplicate { instance, field } => {
            format!("Set {instance} heeft meer dan één veld {}.", name(*field))
        }
        ArcCause::Missing { instance, field } => format!("Set {instance} heeft geen veld {}.", name(*field)),
        ArcCause::ChainFailed { instance } => {
            format!(
                "De server die set {instance} toevoegde, kreeg de keten al gebroken binnen en zei dat \
                 erbij."
            )
        }
        ArcCause::StatusInvalid { instance, .. } => {
            format!("Set {instance} zegt iets over de sets ervoor (cv=) dat daar niet kan staan.")
        }
        ArcCause::MessageSignature { cause: cause @ Cause::BodyNotSupplied { .. }, .. } => dkim::cause(cause),
        ArcCause::MessageSignature { instance, cause } => {
            format!("Het bericht is niet meer zoals toen set {instance} erbij kwam. {}", dkim::cause(cause))
        }
        ArcCause::Seal { instance, cause } => {
            format!("Het zegel van set {instance} klopt niet. {}", dkim::cause(cause))
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
