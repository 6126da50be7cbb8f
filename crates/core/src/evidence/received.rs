//! Received fields (RFC 5321 §4.4) as hops: who handed the mail to whom, when, and how.

mod stamp;
mod tcp_info;

pub use stamp::{FromClause, Stamp};

use crate::address::is_public;
use crate::message::{Field, Message};
use crate::time::Timestamp;
use serde::Serialize;
use std::net::IpAddr;

/// The most hops listed; a mail that loops until a server stops it has about a hundred.
pub const MAX_HOPS: usize = 500;

/// One hop, as the receiving server wrote it down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Hop {
    /// What the sending side called itself (HELO), or its name.
    pub from: Option<String>,
    /// The address it connected from.
    pub ip: Option<IpAddr>,
    /// The name that the receiving server looked up for the address.
    pub name: Option<String>,
    /// The receiving server.
    pub by: Option<String>,
    /// The protocol, such as `ESMTPS` (RFC 3848).
    pub with: Option<String>,
    /// The queue id.
    pub id: Option<String>,
    /// The recipient this copy was for.
    #[serde(rename = "for")]
    pub recipient: Option<String>,
    /// The envelope sender, where the server noted it.
    pub envelope_from: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
    /// Seconds since the hop before; negative when clocks disagree.
    pub delay_seconds: Option<i64>,
    /// The TLS version such as `TLS1_3`, or `TLS` where only its use is told.
    pub tls: Option<String>,
    /// Whether it is a step inside somebody's house: the receiver's, by what its own fields tell, or, further down, one without
    /// a client or with a client of a network of its own.
    pub internal: bool,
    /// Whether this is where the mail came in from outside, by what the receiver's own fields tell.
    pub entry: bool,
    /// Whether it stands in an X-Received field, which servers write for themselves.
    pub extended: bool,
    /// The line of the message at which the field starts.
    pub line: usize,
}

/// The hops in the order of travel: the first server first. Which of them are the receiver's own is told by `arrival`.
#[must_use]
pub fn hops(message: &Message) -> Vec<Hop> {
    let fields = message.fields().filter(|field| field.is("received") || field.is("x-received"));
    let hop = |field: Field<'_>| Hop {
        line: field.line(),
        extended: field.is("x-received"),
        ..Hop::from(Stamp::parse(&field.text()))
    };
    let mut hops: Vec<Hop> = fields.take(MAX_HOPS).map(hop).collect();
    hops.reverse();
    let mut before: Option<Timestamp> = None;
    for hop in &mut hops {
        hop.delay_seconds = hop.at.zip(before).map(|(at, before)| at.since(before));
        before = hop.at.or(before);
    }
    hops
}

impl From<Stamp> for Hop {
    fn from(stamp: Stamp) -> Self {
        let client = stamp.from;
        let ip = client.as_ref().and_then(|from| from.ip);
        Self {
            internal: ip.map_or(client.is_none(), |ip| !is_public(ip)),
            ip,
            name: client.as_ref().and_then(|from| from.name.clone()),
            from: client.and_then(|from| from.helo),
            by: stamp.by,
            with: stamp.with,
            id: stamp.id,
            recipient: stamp.recipient,
            envelope_from: stamp.envelope_from,
            at: stamp.at,
            tls: stamp.tls,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hop(value: &str) -> Hop {
        Hop::from(Stamp::parse(value))
    }

    fn shape(hop: &Hop) -> [Option<&str>; 5] {
        [&hop.from, &hop.by, &hop.with, &hop.id, &hop.tls].map(|part| part.as_deref())
    }

    #[test]
    fn postfix() {
        let hop = hop(
            "from m.example (rdns.example [IPv6:2001:db8::1])\r\n (using TLSv1.3 with cipher TLS_AES_128_GCM_SHA256 (128/128 bits)) \
             (No client certificate requested)\r\n by mx.example (Postfix) with ESMTPS id 9AD69 for <a@b.example>; Mon, 7 Apr 2025 23:16:09 +0200 (CEST)",
        );
        assert_eq!(
            shape(&hop),
            [Some("m.example"), Some("mx.example"), Some("ESMTPS"), Some("9AD69"), Some("TLS1_3")]
        );
        assert_eq!(hop.ip, Some("2001:db8::1".parse().unwrap()));
        assert_eq!(hop.recipient.as_deref(), Some("a@b.example"));
        assert_eq!(hop.at.unwrap().to_string(), "2025-04-07T21:16:09Z");
    }

    #[test]
    fn a_blank_that_the_text_lost_is_missed_and_one_that_a_client_left_out_is_not() {
        let lost =
            hop("from 192.0.2.7(EHLO m.example)\r\n by mx.examplewith SMTPs; Mon, 7 Apr 2025 23:16:09 +0200");
        assert_eq!((lost.ip, lost.by.as_deref()), (Some("192.0.2.7".parse().unwrap()), Some("mx.example")));
        let sent =
            hop("from 192.0.2.7(EHLO m.example) by mx.example with SMTP; Mon, 7 Apr 2025 23:16:09 +0200");
        assert_eq!(sent.ip, None);
    }

    #[test]
    fn exim_and_haraka_note_helo_and_envelope() {
        let exim = hop(
            "from rdns.example ([192.0.2.1]:58922 helo=m.example) by mx.example with esmtps (TLSv1.2:DHE-RSA:256) (Exim 4.82) \
             (envelope-from <b@c.example>) id 1gt8kN for x@mx.example; Mon, 11 Feb 2019 11:23:31 +0100",
        );
        assert_eq!(
            shape(&exim),
            [Some("m.example"), Some("mx.example"), Some("esmtps"), Some("1gt8kN"), Some("TLS1_2")]
        );
        assert_eq!(
            (exim.ip, exim.envelope_from.as_deref()),
            (Some("192.0.2.1".parse().unwrap()), Some("b@c.example"))
        );
        let haraka = hop(
            "from m.example (m.example [192.0.2.1]) by mx.example (Haraka/2.8.25) with ESMTPS id 25.1 envelope-from <b@c.example> (cipher=TLS_AES_256_GCM_SHA384); Thu, 20 Aug 2020 10:08:28 +0000",
        );
        assert_eq!(
            (haraka.envelope_from.as_deref(), haraka.tls.as_deref()),
            (Some("b@c.example"), Some("TLS"))
        );
    }

    #[test]
    fn microsoft_google_and_qmail() {
        let microsoft = hop(
            "from a.example (2603:10b6:408:13e::23) by b.example (2603:10b6::11) with Microsoft SMTP Server (version=TLS1_2,\r\n \
             cipher=TLS_ECDHE) id 15.20 via Frontend Transport; Thu, 31 Aug 2023 10:06:14 +0000",
        );
        assert_eq!(
            shape(&microsoft),
            [
                Some("a.example"),
                Some("b.example"),
                Some("Microsoft SMTP Server"),
                Some("15.20"),
                Some("TLS1_2")
            ]
        );
        assert_eq!(microsoft.ip, Some("2603:10b6:408:13e::23".parse().unwrap()));
        let google = hop("by 2002:a24:1c87:: with SMTP id c129mr19; Wed, 13 Feb 2019 02:47:14 -0800 (PST)");
        assert_eq!(shape(&google), [None, Some("2002:a24:1c87::"), Some("SMTP"), Some("c129mr19"), None]);
        let qmail = hop("(qmail 29991 invoked by uid 60001); 10 Oct 2006 19:30:27 -0000");
        assert_eq!((shape(&qmail), qmail.at.is_some()), ([None; 5], true));
    }

    #[test]
    fn odd_from_clauses() {
        let local = hop(
            "from (localhost[127.0.0.1]) by a.example (vm2) with SMTP id <2006>; Wed, 3 May 2006 19:07:19 +0000",
        );
        assert_eq!((local.from, local.ip), (None, Some("127.0.0.1".parse().unwrap())));
        let literal = hop(
            "from [10.161.4.115] (port=33872 helo=60) by a.example with esmtp id 1; Fri, 07 Jun 2019 03:33:53 +0300",
        );
        assert_eq!(
            (literal.from.as_deref(), literal.ip),
            (Some("60"), Some("10.161.4.115".parse().unwrap()))
        );
        let ironport = hop(
            "from a.example ([192.0.2.1]) by b.example with ESMTP/TLS/AES128-GCM-SHA256; 13 Feb 2019 04:47:15 -0600",
        );
        assert_eq!(
            (ironport.with.as_deref(), ironport.tls.as_deref()),
            (Some("ESMTP/TLS/AES128-GCM-SHA256"), Some("TLS"))
        );
    }

    #[test]
    fn hops_run_in_the_order_of_travel_with_delays() {
        let message = Message::parse(
            b"Received: by c; 1 Jan 2026 00:00:09 +0000\nReceived: by b\nReceived: by a; 1 Jan 2026 00:00:00 +0000\n",
            crate::message::Origin::Paste,
        );
        let hops = hops(&message);
        let read: Vec<_> = hops.iter().map(|h| (h.by.as_deref(), h.delay_seconds, h.line)).collect();
        assert_eq!(read, [(Some("a"), None, 3), (Some("b"), None, 2), (Some("c"), Some(9), 1)]);
    }
}
