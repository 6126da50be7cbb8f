//! Which fields the receiver wrote, and where the message came in: told once, for everything that asks who handed it over or
//! whose word something is.
//!
//! What counts is what a receiving server observed: the address of the connection, the name it looked up itself, the
//! protocol, its own fields. What the client called itself (HELO) is no evidence for anything, and nothing that a sender can
//! write moves the border down.

mod arrived;
mod envelope;
mod fields;
mod gateway;
mod hop;
mod house;
mod trace;
mod walk;

pub(crate) use arrived::{Arrival, Client, EnvelopeField, Said};
pub(crate) use gateway::{MAX_GATEWAYS, in_front};

use crate::address::is_public;
use crate::message::{Body, Field, Message, Origin};
use crate::report::{Border, Gateway};
use fields::Given;
use fields::{Own, Word};
use std::net::IpAddr;
use trace::Trace;
use walk::{Walked, walk};

/// Tells how a message arrived. `in_front` are the servers known to stand in front of the one that judged, on the recipient's
/// side (rule of [`in_front`]); `trust` is the id whose results a person chose to count.
#[must_use]
pub(crate) fn arrival(message: &Message, in_front: &[Gateway], trust: Option<&str>) -> Arrival {
    let trace = Trace::of(message);
    let whole = is_whole(message);
    let given = Given { whole, trust };
    let (walked, listed) = walked(&trace, message, in_front);
    let mut own = fields::own(&trace, &walked, message, given);
    if listed {
        // What skip listing found is whom the results are about.
        own = fields::own(&trace, &Walked { gateways: Vec::new(), ..walked.clone() }, message, given);
    }
    assemble(&trace, message, walked, &own, whole)
}

/// The walk, behind a gateway also where the receiver itself tells that it looked through it.
fn walked(trace: &Trace, message: &Message, in_front: &[Gateway]) -> (Walked, bool) {
    let first = walk(trace, in_front);
    let Border::Seen { line } = first.border else { return (first, false) };
    let skipped = || {
        let original = fields::skip_listed(message, line)?;
        let (border, below) = (trace.stamp(first.at?)?, trace.stamp(first.at? + 1)?);
        let is_original = below.from.as_ref()?.ip? == original;
        let gateway = Gateway { ip: border.from.as_ref()?.ip?.to_canonical(), host: below.by.clone()? };
        is_original.then(|| walk(trace, &[in_front, &[gateway]].concat()))
    };
    match skipped() {
        Some(second) => (second, true),
        None => (first, false),
    }
}

/// The arrival of a message that came in nowhere: it was refused, and what stands in it is all of the sender's side.
#[must_use]
pub(crate) fn refused(message: &Message) -> Arrival {
    let nothing = Message::parse(b"", message.origin());
    Arrival { whole: is_whole(message), ..arrival(&nothing, &[], None) }
}

/// Whether a server belongs to those that wrote the topmost Received field: then it had taken the message in before it was
/// refused.
#[must_use]
pub(crate) fn came_in_at(message: &Message, host: &str) -> bool {
    let trace = Trace::of(message);
    let by = trace.stamp(0).and_then(|stamp| stamp.by.as_deref());
    by.is_some_and(|by| walk::is_by(by, host))
}

/// Whether a message started at the servers that wrote its topmost fields, so that it came in there from nowhere.
#[must_use]
pub(crate) fn has_started(message: &Message) -> bool {
    matches!(arrival(message, &[], None).border, Border::Started { .. })
}

/// Whether all of a message was given. A paste that ends in a blank line may just end there.
fn is_whole(message: &Message) -> bool {
    match message.body() {
        Body::Present(_) => true,
        Body::Empty => message.origin() == Origin::File,
        Body::Absent => false,
    }
}

fn assemble(trace: &Trace, message: &Message, walked: Walked, own: &Own, whole: bool) -> Arrival {
    let border = walked.at.and_then(|at| trace.stamp(at));
    let from = border.and_then(|stamp| stamp.from.as_ref());
    let noted = from.and_then(|from| from.ip);
    let crossed = matches!(walked.border, Border::Seen { .. } | Border::NoPublicAddress { .. });
    let judged = crossed || walked.border == Border::NoReceived;
    let mut words = if judged { fields::words(message, own) } else { Vec::new() };
    // A field that speaks of another client than the one that was seen is about another hand-over.
    let seen = noted.filter(|ip| is_public(*ip));
    words.retain(|word| !contradicts(word.ip, seen));
    let client = client(&words, seen, from.and_then(|from| from.name.clone()));
    let return_path = || fields::return_path(message, own.return_path.filter(|_| judged)?);
    let received = || {
        let value = border.filter(|_| crossed)?.envelope_from.clone()?;
        Some(Said { value, source: EnvelopeField::Received })
    };
    let helo = || {
        let value = from.filter(|_| crossed)?.helo.clone()?;
        Some(Said { value, source: EnvelopeField::Received })
    };
    let said = |value: Option<String>, source| value.map(|value| Said { value, source });
    let mail_from = words.iter().find_map(|word| said(word.mail_from.clone(), word.source));
    let told_helo = words.iter().find_map(|word| said(word.helo.clone(), word.source));
    // A gateway hands the mail on with the sender it was given, so that the servers behind it know MAIL FROM, if not the client.
    let behind = || {
        let words = fields::words(message, &fields::Own::of_results(&own.behind));
        words.iter().find_map(|word| said(word.mail_from.clone(), word.source))
    };
    let line = |at: &usize| trace.line(*at);
    let above = walked.inside.iter().chain(&walked.at).filter_map(|at| trace.stamp(*at));
    Arrival {
        border: walked.border,
        by: border.and_then(|stamp| stamp.by.clone()),
        at: border.and_then(|stamp| stamp.at),
        client,
        noted,
        mail_from: mail_from.or_else(received).or_else(return_path).or_else(behind),
        helo: told_helo.or_else(helo),
        recipients: recipients(
            message,
            above.filter_map(|stamp| stamp.recipient.clone()),
            walked.border.line(),
        ),
        received_spf: words
            .iter()
            .find(|word| word.source == EnvelopeField::ReceivedSpf)
            .map(|word| word.line),
        results: own.results.clone(),
        behind: own.behind.clone(),
        below: walked.at.and_then(|at| trace.stamp(at + 1)?.by.clone()),
        top: top(message, walked.border),
        inside: walked.inside.iter().filter_map(line).collect(),
        gateways: walked.gateways,
        whole,
    }
}

/// How many fields stand above the one at which the message came in.
fn top(message: &Message, border: Border) -> Option<usize> {
    let line = match border {
        Border::Seen { line } | Border::NoPublicAddress { line } | Border::NotSeen { line } => line,
        // Where it started its author's own server signs.
        Border::Started { .. } | Border::NeverCrossed | Border::NoReceived => return None,
    };
    message.fields().position(|field| field.line() >= line)
}

fn contradicts(said: Option<IpAddr>, seen: Option<IpAddr>) -> bool {
    said.zip(seen).is_some_and(|(said, seen)| said.to_canonical() != seen.to_canonical())
}

/// Who handed the message over: as the border hop noted it, or else as the receiver's own results name it.
fn client(words: &[Word], seen: Option<IpAddr>, name: Option<String>) -> Option<Client> {
    let told = || words.iter().find_map(|word| Some((word.ip.filter(|ip| is_public(*ip))?, word.source)));
    match seen {
        Some(ip) => Some(Client { ip, name, source: EnvelopeField::Received }),
        None => told().map(|(ip, source)| Client { ip, name: None, source }),
    }
}

/// The recipients that the receiver noted: in Delivered-To or Envelope-to above the border, the one it came to at last first, and at its
/// hops.
fn recipients(message: &Message, noted: impl Iterator<Item = String>, border: Option<usize>) -> Vec<String> {
    let is_above = |field: &Field<'_>| border.is_some_and(|border| field.line() < border);
    let above = message.fields().filter(is_above);
    let above = above.filter(|field| field.is("delivered-to") || field.is("envelope-to"));
    let delivered = above.map(|field| field.unfolded().trim_matches(['<', '>', ' ']).to_owned());
    let mut all: Vec<String> =
        delivered.chain(noted).filter(|address| address.contains('@')).take(MAX_RECIPIENTS).collect();
    all.dedup();
    all
}

/// The most recipients that are read off the receiver's fields.
const MAX_RECIPIENTS: usize = 20;

#[cfg(test)]
mod tests;
