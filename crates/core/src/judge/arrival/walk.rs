//! The walk from the top through the receiver's own hops to the border.

use super::hop::{Role, role};
use super::house::{House, is_host, is_same};
use super::trace::Trace;
use crate::address::is_public;
use crate::domain::Domain;
use crate::evidence::Stamp;
use crate::providers::by_host;
use crate::report::{Border, Gateway};
use std::net::IpAddr;

/// Where the walk came to.
#[derive(Clone, Debug)]
pub(super) struct Walked {
    pub(super) border: Border,
    /// The place of the border's Received field among them, or of the field where the message started.
    pub(super) at: Option<usize>,
    /// The places of the hops inside.
    pub(super) inside: Vec<usize>,
    pub(super) gateways: Vec<Gateway>,
}

/// Walks as far as the receiver's own hops reach. `in_front` are the addresses that are known to be on the recipient's side.
pub(super) fn walk(trace: &Trace, in_front: &[Gateway]) -> Walked {
    let mut house = House::default();
    let (mut inside, mut gateways) = (Vec::new(), Vec::new());
    let mut found = if trace.stamp(0).is_none() { Border::NoReceived } else { Border::NeverCrossed };
    let mut place = None;
    let mut handover = false;
    for at in 0.. {
        let (Some(hop), Some(line)) = (trace.stamp(at), trace.line(at)) else { break };
        let above = inside.last().and_then(|above| Some((trace.stamp(*above)?, trace.line(*above)?)));
        let is_next =
            |above: &Stamp| is_gateways(above, hop, &gateways) || house.follows(above, hop, handover);
        if let Some((_, last)) = above.filter(|(above, _)| !is_next(above)) {
            found = Border::NotSeen { line: last };
            break;
        }
        house.enter(hop.by.as_deref());
        match role(trace, at, &house) {
            Role::Inside { handover: how } => {
                handover = how;
                inside.push(at);
                continue;
            }
            Role::Start(start) => found = Border::Started { line, start },
            Role::Border => {
                let ip = hop.from.as_ref().and_then(|from| from.ip).filter(|ip| is_public(*ip));
                if let Some(gateway) = ip.and_then(|ip| gateway(ip, trace.stamp(at + 1)?, in_front)) {
                    gateways.push(gateway.clone());
                    inside.push(at);
                    house = House::default();
                    continue;
                }
                found = if ip.is_some() { Border::Seen { line } } else { Border::NoPublicAddress { line } };
            }
        }
        place = Some(at);
        break;
    }
    Walked { border: found, at: place, inside, gateways }
}

/// The gateway that a client is, where the field below is one that it wrote.
fn gateway<'a>(ip: IpAddr, below: &Stamp, in_front: &'a [Gateway]) -> Option<&'a Gateway> {
    in_front.iter().find(|gateway| gateway.ip == ip.to_canonical() && wrote(below, gateway))
}

/// Whether the hop below is the one that the last gateway wrote.
fn is_gateways(above: &Stamp, below: &Stamp, gateways: &[Gateway]) -> bool {
    let ip = above.from.as_ref().and_then(|from| from.ip);
    gateways.last().is_some_and(|last| ip.map(|ip| ip.to_canonical()) == Some(last.ip) && wrote(below, last))
}

/// Whether a hop was written by a gateway.
fn wrote(hop: &Stamp, gateway: &Gateway) -> bool {
    hop.by.as_deref().is_some_and(|by| is_by(by, &gateway.host))
}

/// Whether a server is a gateway's: its host, or one of the same organization or service.
pub(super) fn is_by(by: &str, host: &str) -> bool {
    let service = |host: &str| Domain::parse(host).ok().and_then(|name| by_host(&name));
    let same_service = || service(by).is_some() && service(by) == service(host);
    is_host(by, host) || is_same(by, host) || same_service()
}
