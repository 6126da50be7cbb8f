//! The envelope the message came in: whose server handed it over, and for which sender.

use super::claims::{Claim, received_spf, trusted};
use super::given::Given;
use super::received::{Hop, boundary};
use super::received_spf::domain_of;
use crate::message::Message;
use serde::Serialize;
use std::net::IpAddr;

/// The envelope, as far as it is known. Each part may come from another place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    /// The address that handed the message over.
    pub client_ip: Option<IpAddr>,
    /// The envelope sender; empty for the null sender.
    pub mail_from: Option<String>,
    /// What the client called itself.
    pub helo: Option<String>,
    /// Where the client address stands, or the sender where there is no address.
    pub source: Option<EnvelopeSource>,
    /// Where each part stands.
    pub sources: Sources,
}

/// Where each part of an envelope stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each field is the part of the envelope that it speaks of")]
pub struct Sources {
    pub client_ip: Option<EnvelopeSource>,
    pub mail_from: Option<EnvelopeSource>,
    pub helo: Option<EnvelopeSource>,
}

/// The places an envelope can be read from, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EnvelopeSource {
    /// The person said so.
    Given,
    /// The topmost Received-SPF field.
    ReceivedSpf,
    /// The trusted Authentication-Results field.
    AuthenticationResults,
    /// The Received field of the hop at which the mail came in from outside.
    Received,
    /// The Return-Path field.
    ReturnPath,
}

/// What one place says of the envelope.
type Said = (EnvelopeSource, Option<IpAddr>, Option<String>, Option<String>);

/// Puts the envelope together, each part from the surest place that has it.
///
/// A client address that the boundary hop contradicts is left out, and what stands beside it too: the receiver
/// itself wrote the topmost Received fields, but a sender may have put a Received-SPF of its own below them.
#[must_use]
pub fn envelope(message: &Message, claims: &[Claim], hops: &[Hop], given: &Given) -> Envelope {
    let places: [Said; 5] = [
        (EnvelopeSource::Given, given.ip, given.mail_from.clone(), given.helo.clone()),
        unless_contradicted(from_received_spf(message), hops),
        unless_contradicted(from_claims(claims), hops),
        from_received(hops),
        (EnvelopeSource::ReturnPath, None, return_path(message), None),
    ];
    let mut envelope = Envelope::default();
    for (source, ip, mail_from, helo) in places {
        if envelope.client_ip.is_none() && ip.is_some() {
            (envelope.client_ip, envelope.sources.client_ip) = (ip, Some(source));
        }
        if envelope.mail_from.is_none() && mail_from.is_some() {
            (envelope.mail_from, envelope.sources.mail_from) = (mail_from, Some(source));
        }
        if envelope.helo.is_none() && helo.is_some() {
            (envelope.helo, envelope.sources.helo) = (helo, Some(source));
        }
    }
    envelope.source = envelope.sources.client_ip.or(envelope.sources.mail_from).or(envelope.sources.helo);
    envelope
}

fn unless_contradicted(said: Said, hops: &[Hop]) -> Said {
    let seen = boundary(hops).and_then(|hop| hop.ip);
    match (said.1, seen) {
        (Some(said_ip), Some(seen)) if said_ip.to_canonical() != seen.to_canonical() => {
            (said.0, None, None, None)
        }
        _ => said,
    }
}

fn from_received_spf(message: &Message) -> Said {
    let spf = received_spf(message);
    let get = |key| spf.as_ref().and_then(|spf| spf.get(key)).map(str::to_owned);
    let noted = || address_in(spf.as_ref()?.comment.as_deref()?);
    let ip = get("client-ip").and_then(|ip| ip.parse().ok()).or_else(noted);
    // A comment names the domain alone where the sender is null, and then tells no sender.
    let sender = spf
        .as_ref()
        .and_then(|spf| spf.envelope_from())
        .map(|sender| sender.trim_matches(['<', '>']).to_owned());
    (EnvelopeSource::ReceivedSpf, ip, sender, get("helo"))
}

fn from_claims(claims: &[Claim]) -> Said {
    let spf = || trusted(claims, "spf");
    let property = |name: &str| spf().find_map(|result| result.property(name)).map(str::to_owned);
    let comment_ip = || spf().flat_map(|result| &result.comments).find_map(|comment| address_in(comment));
    let iprev = || {
        let iprev = trusted(claims, "iprev");
        iprev
            .into_iter()
            .find_map(|r| r.property("smtp.remote-ip").or(r.property("policy.iprev"))?.parse().ok())
    };
    let listed = property("smtp.mailfrom")
        .or_else(|| property("smtp.mail"))
        .map(|list| list.split(';').next().unwrap_or_default().to_owned());
    // Yandex writes smtp.mail.
    let noted = || spf().flat_map(|r| &r.comments).find_map(|c| domain_of(c)).map(str::to_owned);
    let mail_from = listed.or_else(noted).map(|sender| sender.trim_matches(['<', '>']).to_owned());
    let helo = property("smtp.helo");
    (EnvelopeSource::AuthenticationResults, comment_ip().or_else(iprev), mail_from, helo)
}

/// The address in comments like `designates 192.0.2.1 as permitted sender` and `sender IP is 192.0.2.1`.
fn address_in(comment: &str) -> Option<IpAddr> {
    comment.split([' ', '(', ')', ',', ';']).find_map(|word| word.trim_matches(['[', ']', '.']).parse().ok())
}

fn from_received(hops: &[Hop]) -> Said {
    let Some(hop) = boundary(hops) else { return (EnvelopeSource::Received, None, None, None) };
    // Yahoo notes the same client twice, and calls it by its name only in the lower field.
    let same = hops.iter().filter(|other| other.ip == hop.ip).filter_map(|other| other.from.clone());
    let helo =
        std::iter::once(hop.from.clone()).flatten().chain(same).find(|name| name.parse::<IpAddr>().is_err());
    (EnvelopeSource::Received, hop.ip, hop.envelope_from.clone(), helo)
}

/// `path = angle-addr / ([CFWS] "<" [CFWS] ">" [CFWS])` (RFC 5322 §3.6.7)
fn return_path(message: &Message) -> Option<String> {
    let value = message.first("return-path")?.unfolded();
    let inner = value.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inner, _)| inner);
    let path = inner.unwrap_or(&value).trim();
    (inner.is_some() || path.contains('@')).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::claims::claims;
    use super::super::received::hops;
    use super::*;
    use crate::message::Origin;

    fn read(text: &str, given: &Given) -> Envelope {
        let message = Message::parse(text.as_bytes(), Origin::Paste);
        envelope(&message, &claims(&message, None, &hops(&message)), &hops(&message), given)
    }

    #[test]
    fn each_part_comes_from_the_surest_place_that_has_it() {
        let text = "Return-Path: <>\n\
             Received-SPF: pass (x: domain of b@a.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;\n\
             Received: from m.example (m.example [192.0.2.1]) by mx.other.example with ESMTP; 1 Jan 2026 00:00:00 +0000\n";
        let envelope = read(text, &Given { helo: Some("given.example".into()), ..Given::default() });
        assert_eq!(envelope.client_ip, Some("192.0.2.1".parse().unwrap()));
        assert_eq!(
            (envelope.mail_from.as_deref(), envelope.helo.as_deref()),
            (Some("b@a.example"), Some("given.example"))
        );
        assert_eq!(envelope.source, Some(EnvelopeSource::ReceivedSpf));
        assert_eq!(envelope.sources.helo, Some(EnvelopeSource::Given));
    }

    #[test]
    fn microsofts_comment_names_the_address() {
        let envelope = read(
            "Authentication-Results: spf=pass (sender IP is 192.0.2.9)\n smtp.mailfrom=a.example;\n",
            &Given::default(),
        );
        assert_eq!(
            (envelope.client_ip, envelope.mail_from.as_deref()),
            (Some("192.0.2.9".parse().unwrap()), Some("a.example"))
        );
        assert_eq!(envelope.source, Some(EnvelopeSource::AuthenticationResults));
    }

    #[test]
    fn the_boundary_is_where_a_stranger_handed_the_mail_over() {
        let text = "Received: by 2002:a05:: with SMTP id 1; 1 Jan 2026 00:00:03 +0000\n\
             Received: from a.corp.example (10.0.0.1) by b.corp.example; 1 Jan 2026 00:00:02 +0000\n\
             Received: from out.sender.example ([203.0.113.7]) by mx.corp.example; 1 Jan 2026 00:00:01 +0000\n\
             Received: from forged.example ([198.51.100.1]) by out.sender.example; 1 Jan 2026 00:00:00 +0000\n\
             Return-Path: <>\n";
        let envelope = read(text, &Given::default());
        assert_eq!(envelope.client_ip, Some("203.0.113.7".parse().unwrap()));
        assert_eq!(
            (envelope.helo.as_deref(), envelope.mail_from.as_deref()),
            (Some("out.sender.example"), Some(""))
        );
        assert_eq!(envelope.sources.mail_from, Some(EnvelopeSource::ReturnPath));
    }

    #[test]
    fn a_forged_received_spf_does_not_move_the_client_address() {
        let text = "Received: from evil.example ([203.0.113.7]) by mx.corp.example; 1 Jan 2026 00:00:01 +0000\n\
             Received-SPF: pass (domain of a@bank.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;\n";
        let envelope = read(text, &Given::default());
        assert_eq!((envelope.client_ip, envelope.mail_from), (Some("203.0.113.7".parse().unwrap()), None));
    }

    #[test]
    fn nothing_is_made_up() {
        assert_eq!(read("Subject: hi\n", &Given::default()), Envelope::default());
    }
}
