//! Where a message came in, in Dutch.

use std::net::IpAddr;
use waxseal_core::report::{ArrivalReport, Border, MessageReport, Start};

/// How the border was found, or why it was not.
pub(crate) fn arrival(report: &MessageReport) -> String {
    let arrival = &report.arrival;
    let by = arrival
        .by
        .as_deref()
        .filter(|by| by.parse::<IpAddr>().is_err())
        .unwrap_or("de server van de ontvanger");
    match arrival.border {
        Border::Seen { .. } => seen(arrival, by),
        Border::NoPublicAddress { .. } => hidden(report, by),
        Border::Started { start: Start::LoggedIn, .. } => format!(
            "Het bericht begon bij {by}: de auteur was daar ingelogd. Het ging dus geen grens over, en voor \
             SPF valt er niets na te gaan."
        ),
        Border::Started { start: Start::Local, .. } => format!(
            "Het bericht begon bij {by}: een programma op die server gaf het af, dus voor SPF valt er niets \
             na te gaan."
        ),
        Border::Started { start: Start::Web, .. } => format!(
            "Het bericht is bij {by} in een browser of een app geschreven, dus voor SPF valt er niets na te \
             gaan."
        ),
        Border::NeverCrossed => "Alle stappen zijn van de ontvanger zelf: daarnaar kwam het bericht nooit \
                                 van buiten, en voor SPF valt er niets na te gaan."
            .into(),
        Border::NotSeen { .. } => "De stap waarbij het bericht binnenkwam is niet opgeschreven: het veld \
                                   onder het laatste van de ontvanger is van iemand anders, en telt niet \
                                   mee."
            .into(),
        Border::NoReceived if report.bounce.is_some() => {
            "De mail is geweigerd, dus er staan geen resultaten van een ontvanger in: elk veld is van de \
             verzendende kant."
                .into()
        }
        Border::NoReceived if report.claims.iter().any(|claim| claim.trusted) => {
            "Er is geen Received-veld gegeven, dus niets toont wie de uitslagen schreef: ze gelden als wat \
             ze beweren."
                .into()
        }
        Border::NoReceived => "Er is geen Received-veld, dus niets toont waar het bericht binnenkwam of \
                               welke velden een ontvanger schreef."
            .into(),
    }
}

fn seen(arrival: &ArrivalReport, by: &str) -> String {
    let ip = arrival.address.map_or_else(String::new, |ip| ip.to_string());
    let name = arrival.name.as_ref().map_or_else(String::new, |name| format!(" ({name})"));
    let seen = format!("Het bericht kwam van buiten binnen bij {by}, die het adres {ip}{name} zag.");
    match &arrival.gateway {
        Some(gateway) => format!(
            "{seen} {} ({}) staat aan de kant van de ontvanger; wat daarachter over dat adres is gezegd, \
             zegt dus niets over de afzender.",
            gateway.host, gateway.ip
        ),
        None => seen,
    }
}

fn hidden(report: &MessageReport, by: &str) -> String {
    let saw = match report.arrival.address {
        Some(ip) => format!(
            "Het bericht kwam binnen bij {by}, die alleen {ip} zag, een privéadres van het eigen netwerk: \
             een router, een container of een proxy ertussen verbergt de afgever."
        ),
        None => format!("Het bericht kwam binnen bij {by}, die geen openbaar adres van de afgever noteerde."),
    };
    let then = match report.envelope.client_ip {
        Some(ip) => format!("Het adres van de afgever, {ip}, komt van elders."),
        None => "Dus niemand kan zien wie het afgaf, en SPF is niet na te gaan.".into(),
    };
    format!("{saw} {then}")
}
