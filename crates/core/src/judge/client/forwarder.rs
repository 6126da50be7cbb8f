//! Mail that was passed on, and mail that was handed in: what the path tells of the host that came last.

use super::whose::Login;
use crate::domain::Domain;
use crate::evidence::Hop;
use std::net::IpAddr;

/// The author's own envelope sender inside one that a forwarder rewrote (Sender Rewriting Scheme): `SRS0=hash=day=domain=local`
/// before the `@`, after a second forwarder with `SRS1` and his name in front, or at Microsoft `local+SRS=hash=day=domain=local`.
pub(super) fn rewritten(mail_from: &str, author: &Domain) -> Option<String> {
    let (local, _) = mail_from.rsplit_once('@')?;
    let parts = match local.get(..4)?.to_ascii_uppercase().as_str() {
        "SRS0" | "SRS1" => local,
        _ => local.split_once("+SRS=").map(|(_, rest)| rest)?,
    };
    let mut parts = parts.rsplitn(3, '=');
    let (user, domain) = (parts.next()?, Domain::parse(parts.next()?).ok()?);
    (domain.is_within(author) || author.is_within(&domain)).then(|| format!("{user}@{domain}"))
}

/// Protocols of somebody who logged in (RFC 3848 §2, RFC 6531 §4.3), and words by which servers tell it.
fn is_login(hop: &Hop) -> bool {
    let with = hop.with.as_deref().unwrap_or_default().to_ascii_uppercase();
    ["ESMTPA", "ESMTPSA", "UTF8SMTPA", "UTF8SMTPSA", "SMTPA"].contains(&with.as_str())
}

/// Whether the host that handed the message over had taken it from somebody who logged in there, for the same recipient: then it
/// sends for the author, and forwards nothing. A field below the border says so, which a sender can have written.
pub(super) fn login(hops: &[Hop], device: bool) -> Option<Login> {
    let border = hops.iter().position(|hop| hop.entry)?;
    let (earlier, entry) = (hops.get(..border)?, hops.get(border)?);
    let relay = entry.from.as_deref()?;
    let at_relay =
        |hop: &&Hop| hop.by.as_deref().is_some_and(|by| by.eq_ignore_ascii_case(relay)) && is_login(hop);
    // Steps inside the relay's own system may stand between.
    let taken = earlier.iter().rev().find(|hop| !hop.internal || is_login(hop)).filter(at_relay)?;
    let elsewhere = taken.recipient.as_deref().zip(entry.recipient.as_deref()).is_some_and(differ);
    (!elsewhere).then(|| Login { relay: relay.to_owned(), device })
}

fn differ((one, other): (&str, &str)) -> bool {
    !one.eq_ignore_ascii_case(other)
}

/// The earlier servers, the latest first, that may have sent the message before it was passed on.
pub(super) fn earlier(hops: &[Hop], client: Option<IpAddr>) -> impl Iterator<Item = IpAddr> {
    let outside = hops.iter().filter(|hop| !hop.entry && !hop.internal);
    outside.filter_map(|hop| hop.ip).filter(move |ip| Some(*ip) != client)
}

/// Whether the latest field below the border is by the client's own organization, as a forwarder's is: by one of the names that
/// the receiver or DNS gives its address.
pub(super) fn took_it(hops: &[Hop], names: &[&Domain]) -> bool {
    // Of a mail that was refused no receiver wrote a field: the latest is the client's own.
    let above = hops.iter().rev().position(|hop| hop.entry).map_or(0, |border| border + 1);
    let latest = hops.iter().rev().skip(above).find(|hop| !hop.internal);
    let by = latest.and_then(|hop| Domain::parse(hop.by.as_deref()?).ok());
    by.is_some_and(|by| names.iter().any(|name| is_related(name, &by)))
}

/// What stands at the end of names that are an organization's inside only, behind its own name (RFC 6762 appendix G).
const INNER: [&str; 5] = ["local", "lan", "internal", "intranet", "corp"];

/// Whether two hosts have an organization's name in common: two labels from the end, and a third where those can be a registry's
/// (`co.uk`). A guess, on which no verdict rests.
fn is_related(one: &Domain, other: &Domain) -> bool {
    let ends: Vec<&str> = one.labels().rev().take(2).collect();
    let of_registry = matches!(ends.as_slice(), [top, second] if top.len() == 2 && second.len() <= 3);
    let inside: Vec<&str> = other.labels().rev().take(2).collect();
    let shared = one.labels().rev().zip(other.labels().rev()).take_while(|(a, b)| a == b).count();
    let inner = matches!(inside.as_slice(), [top, own] if INNER.contains(top) && one.labels().any(|label| label == *own));
    one == other || inner || shared >= if of_registry { 3 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::hops;
    use crate::judge::arrival::arrival;
    use crate::message::{Message, Origin};

    fn read(received: [&str; 2]) -> Option<Login> {
        let text: String =
            received.map(|field| format!("Received: {field}; 1 Jan 2026 00:00:00 +0000\n")).concat();
        let message = Message::parse(text.as_bytes(), Origin::Paste);
        let mut hops = hops(&message);
        arrival(&message, &[], None).mark(&mut hops);
        login(&hops, false)
    }

    const BORDER: &str = "from relay.isp.example (relay.isp.example [192.0.2.7]) by mx.other.example with ESMTPS id 1 for <b@other.example>";

    #[test]
    fn a_relay_at_which_somebody_logged_in_forwards_nothing() {
        let taken = |with: &str, recipient: &str| {
            read([
                BORDER,
                &format!(
                    "from app.a.example (app.a.example [198.51.100.9]) by relay.isp.example with {with} id 2 {recipient}"
                ),
            ])
        };
        assert!(taken("ESMTPSA", "for <b@other.example>").is_some() && taken("esmtpsa", "").is_some());
        assert!(taken("ESMTPS", "for <b@other.example>").is_none(), "nobody logged in");
        assert!(taken("ESMTPSA", "for <list@isp.example>").is_none(), "it was for somebody else there");
    }

    #[test]
    fn a_field_by_somebody_else_makes_no_forwarder() {
        let taken_by = |by: &str| {
            let below = format!("from out.a.example (out.a.example [198.51.100.9]) by {by} with ESMTPS id 2");
            let text = format!(
                "Received: {BORDER}; 1 Jan 2026 00:00:00 +0000\nReceived: {below}; 1 Jan 2026 00:00:00 +0000\n"
            );
            let message = Message::parse(text.as_bytes(), Origin::Paste);
            let mut hops = hops(&message);
            arrival(&message, &[], None).mark(&mut hops);
            let name = Domain::parse("relay.isp.example").unwrap();
            took_it(&hops, &[&name])
        };
        assert!(taken_by("relay.isp.example") && taken_by("store3.isp.example") && taken_by("EX1.isp.local"));
        assert!(!taken_by("mx.other.example"), "the name of the receiver");
        assert!(!taken_by("gw.a.example"), "a name of the author's");
        let related =
            |one: &str, other: &str| is_related(&Domain::parse(one).unwrap(), &Domain::parse(other).unwrap());
        assert!(related("a.isp.co.uk", "b.isp.co.uk") && !related("a.isp.co.uk", "b.other.co.uk"));
    }

    #[test]
    fn a_rewritten_sender_names_the_author() {
        let author = Domain::parse("a.example").unwrap();
        for sender in [
            "SRS0=Ab=3G=a.example=writer@fwd.example",
            "srs1=Cd=other.example==Ab=3G=a.example=writer@fwd.example",
            "boss+SRS=Ab=3G=a.example=writer@fwd.example",
        ] {
            assert_eq!(rewritten(sender, &author).as_deref(), Some("writer@a.example"), "{sender}");
        }
        assert_eq!(rewritten("SRS0=Ab=3G=b.example=writer@fwd.example", &author), None);
        assert_eq!(rewritten("writer@a.example", &author), None);
    }
}
