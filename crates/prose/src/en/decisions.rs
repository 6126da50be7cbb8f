//! Steps that take a decision, or are taken at whoever keeps a record, in English.

use crate::provider_name;
use waxseal_core::report::{Fix, Obstacle, Step};

/// What to do, in a few words; `None` for any other step.
pub(super) fn title(fix: &Fix) -> Option<String> {
    Some(match &fix.step {
        Step::ChangeAtHost { target, .. } => {
            format!("Change the record at the service that keeps it: {target}")
        }
        Step::RenewKeyAtHost { .. } => {
            format!("Have a new key made at {}", provider_name(fix.provider, "the service that keeps it"))
        }
        Step::Decide { obstacle: Obstacle::NotOwn { owner } } => format!("Ask the owner of {owner}"),
        Step::Decide { .. } => "This takes a decision".into(),
        _ => return None,
    })
}

/// A key that a provider keeps.
pub(super) fn renew_at_host(target: &str) -> String {
    format!(
        "The name is an alias for {target}, where the service keeps its key. Have it renewed in your \
         account there. If you no longer use the service, take the alias out."
    )
}

/// A record that a service keeps.
pub(super) fn change_at_host(target: &str, wanted: Option<&str>) -> String {
    let wanted = wanted.map_or_else(String::new, |text| format!(" It should read: {text}"));
    format!(
        "The name is an alias for {target}, where a service keeps the record for this domain. Keep \
         the alias and change the setting in your account there; only if you no longer use the service, \
         publish the record here in place of the alias.{wanted}"
    )
}

/// Why no record is offered.
pub(super) fn decide(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Loses { sender } => format!(
            "No record is offered, because {sender} is authorised today and would no longer be. \
             Find out whether it is still in use, and write the record with or without it."
        ),
        Obstacle::LetsIn { sender } => format!(
            "No record is offered, because it would authorise {sender}, which nobody has named. \
             Decide who may send, and list only those."
        ),
        Obstacle::Breaks { at } if at.is_empty() => {
            "No record is offered, because it would cause another fault. Fix the other faults \
             first, or decide what can be left out."
                .into()
        }
        Obstacle::Breaks { at } => format!(
            "No record is offered, because it would cause another fault at {at}. Look at what \
             is published there first, and change the two together."
        ),
        Obstacle::InBetween => {
            "No record is offered, because mail that passes today could fail. Ask for aggregate \
             reports first, and decide with them."
                .into()
        }
        Obstacle::Undone => {
            "No record is offered, because another step asks for the opposite. Decide which of the \
             two is meant."
                .into()
        }
        Obstacle::Stays => {
            "No record is offered, because the fault would stay with every change that can be told \
             from here."
                .into()
        }
        Obstacle::NotOwn { owner } => {
            format!("The record at {owner} is not in your zone. Only its owner can change it.")
        }
        Obstacle::NoRoom => {
            "No record is offered, because another record or an alias is in its place (RFC 1034 \
             section 3.6.2). Decide which of the two stays."
                .into()
        }
    }
}
