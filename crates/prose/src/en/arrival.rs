//! Where a message came in, in English.

use std::net::IpAddr;
use waxseal_core::report::{ArrivalReport, Border, MessageReport, Start};

/// How the border was found, or why it was not.
pub(crate) fn arrival(report: &MessageReport) -> String {
    let arrival = &report.arrival;
    let by =
        arrival.by.as_deref().filter(|by| by.parse::<IpAddr>().is_err()).unwrap_or("the receiver's server");
    match arrival.border {
        Border::Seen { .. } => seen(arrival, by),
        Border::NoPublicAddress { .. } => hidden(report, by),
        Border::Started { start: Start::LoggedIn, .. } => format!(
            "The message started at {by}: its author logged in there, so it crossed no border and there is \
             nothing for SPF to check."
        ),
        Border::Started { start: Start::Local, .. } => format!(
            "The message started at {by}: a program on that server handed it over, so there is nothing for \
             SPF to check."
        ),
        Border::Started { start: Start::Web, .. } => format!(
            "The message was written in a browser or an app at {by}, so there is nothing for SPF to check."
        ),
        Border::NeverCrossed => "All hops are the receiver's own: by them the message never came in from \
                                 outside, and there is nothing for SPF to check."
            .into(),
        Border::NotSeen { .. } => "The hop at which the message came in was not written down: the field \
                                   below the receiver's last one is somebody else's, and counts for \
                                   nothing."
            .into(),
        Border::NoReceived if report.bounce.is_some() => {
            "The mail was refused, so no receiver's results are in it: every field is the sending \
             side's own."
                .into()
        }
        Border::NoReceived if report.claims.iter().any(|claim| claim.trusted) => {
            "No Received field was given, so nothing shows who wrote the results: they stand as what they \
             claim."
                .into()
        }
        Border::NoReceived => "There is no Received field, so nothing shows where the message came in or \
                               which fields a receiver wrote."
            .into(),
    }
}

fn seen(arrival: &ArrivalReport, by: &str) -> String {
    let ip = arrival.address.map_or_else(String::new, |ip| ip.to_string());
    let name = arrival.name.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
    let seen = format!("The message came in from outside at {by}, which saw the address {ip}{name}.");
    match &arrival.gateway {
        Some(gateway) => format!(
            "{seen} {} ({}) stands on the recipient's side, so what was said of its address behind it says \
             nothing of the sender.",
            gateway.host, gateway.ip
        ),
        None => seen,
    }
}

fn hidden(report: &MessageReport, by: &str) -> String {
    let saw = match report.arrival.address {
        Some(ip) => format!(
            "The message came in at {by}, which saw only {ip}, a private address of its own network: a \
             router, a container or a proxy stands between and hides the client."
        ),
        None => format!("The message came in at {by}, which noted no public address of its client."),
    };
    let then = match report.envelope.client_ip {
        Some(ip) => format!("The client's address, {ip}, is from elsewhere."),
        None => "So nobody can tell who handed it over, and SPF cannot be checked.".into(),
    };
    format!("{saw} {then}")
}
