//! Received fields (RFC 5321 §4.4) as hops: who handed the mail to whom, when, and how.

use super::lexer::{Kind, Token, tokens};
use super::operator::is_same_operator;
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
    /// Whether both ends are of one operator, or there is no other end: a step inside somebody's house.
    pub internal: bool,
    /// Whether this is where the mail came in from outside, by what the receiver's own fields tell.
    pub entry: bool,
    /// Whether it stands in an X-Received field, which servers write for themselves.
    pub extended: bool,
    /// The line of the message at which the field starts.
    pub line: usize,
}

/// The hops in the order of travel: the first server first.
#[must_use]
pub fn hops(message: &Message) -> Vec<Hop> {
    let fields = message.fields().filter(|field| field.is("received") || field.is("x-received"));
    let hop = |field: Field<'_>| Hop {
        line: field.line(),
        extended: field.is("x-received"),
        ..Hop::parse(&field.text())
    };
    let mut hops: Vec<Hop> = fields.take(MAX_HOPS).map(hop).collect();
    hops.reverse();
    let mut before: Option<Timestamp> = None;
    for hop in &mut hops {
        hop.internal = is_internal(hop);
        hop.delay_seconds = hop.at.zip(before).map(|(at, before)| at.since(before));
        before = hop.at.or(before);
    }
    let entry = boundary(&hops).map(|hop| hop.line);
    for hop in &mut hops {
        hop.entry = Some(hop.line) == entry;
    }
    hops
}

/// The hop at which the mail came in from outside: the last one, in the order of travel, whose client has a
/// public address and does not belong to the same organization as the server.
#[must_use]
pub(super) fn boundary(hops: &[Hop]) -> Option<&Hop> {
    hops.iter().rev().find(|hop| hop.ip.is_some() && !is_internal(hop))
}

/// Whether a step was taken inside one operator's house: both ends are his, the client has a private address, or there
/// is no client at all, as where a server notes that it took a mail over from itself.
fn is_internal(hop: &Hop) -> bool {
    let same = || is_same_operator(hop.from.as_deref()?, hop.by.as_deref()?);
    let nobody = hop.from.is_none() && hop.ip.is_none();
    nobody || hop.ip.is_some_and(|ip| !is_public(ip)) || same() == Some(true)
}

/// The clauses of a Received field. `envelope-from` is no clause of the standard, but Haraka and others write it.
const CLAUSES: [&str; 7] = ["from", "by", "via", "with", "id", "for", "envelope-from"];

impl Hop {
    /// `Time-stamp-line = "Received:" FWS Stamp CRLF`, `Stamp = From-domain By-domain Opt-info [CFWS] ";" FWS date-time`
    ///
    /// Never fails; what is not there stays `None`.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        let all = tokens(value);
        let semicolon = all.iter().rev().find(|token| token.kind == Kind::Semicolon);
        let at = semicolon.and_then(|token| Timestamp::parse_rfc5322(value.get(token.span.end..)?));
        let stamp = all.iter().take_while(|token| Some(*token) != semicolon).collect::<Vec<_>>();
        let mut hop = Self { at, ..Self::default() };
        for clause in clauses(&stamp) {
            hop.take(&clause);
        }
        let comments = stamp.iter().filter_map(|token| comment(token));
        hop.tls = comments.clone().find_map(tls_version).or_else(|| hop.tls_of_protocol());
        hop.envelope_from =
            hop.envelope_from.or_else(|| comments.clone().find_map(|c| noted(c, "envelope-from")));
        hop
    }

    fn take(&mut self, clause: &Clause<'_>) {
        let word = clause.words.first().map(|word| (*word).to_owned());
        match clause.name {
            "from" => self.take_from(clause),
            "by" => self.by = word.map(|host| host.trim_matches(['[', ']']).to_owned()),
            // Mimecast writes "with ESMTP with STARTTLS": the first is the protocol.
            "with" => self.with = self.with.take().or_else(|| clause.protocol()),
            "id" => self.id = word.map(|id| id.trim_matches(['<', '>']).to_owned()),
            "for" => self.recipient = word.map(|address| address.trim_matches(['<', '>']).to_owned()),
            "envelope-from" => self.envelope_from = word.map(|a| a.trim_matches(['<', '>']).to_owned()),
            _ => {}
        }
    }

    /// `From-domain = "FROM" FWS Extended-Domain`, `TCP-info = address-literal / ( Domain FWS address-literal )`
    fn take_from(&mut self, clause: &Clause<'_>) {
        let name = clause.words.first().copied();
        let comments = || clause.comments.iter().copied();
        let parts = || comments().flat_map(|text| text.split([' ', '(', ')']));
        let bracketed = || parts().chain(clause.words.iter().copied()).find_map(bracketed_address);
        let bare = || parts().chain(clause.words.iter().copied()).find_map(|part| part.parse().ok());
        self.ip = bracketed().or_else(bare);
        // Exim, qmail and Yahoo tell the HELO in the comment, beside the name they looked up.
        let helo =
            comments().find_map(|text| ["helo", "HELO", "EHLO"].iter().find_map(|key| noted(text, key)));
        self.from = helo.or_else(|| name.map(|name| name.trim_matches(['[', ']']).to_owned()));
    }

    /// Protocols of RFC 3848 and 6531 that end in S or SA ran over TLS.
    fn tls_of_protocol(&self) -> Option<String> {
        let protocol = self.with.as_deref()?.to_ascii_uppercase();
        let (name, _) = protocol.split_once('/').unwrap_or((&protocol, ""));
        let base = name.strip_suffix('A').unwrap_or(name);
        let secure =
            base.ends_with("SMTPS") || base == "LMTPS" || base == "HTTPS" || protocol.contains("/TLS");
        secure.then(|| "TLS".to_owned())
    }
}

/// One clause: its keyword, the words after it and the comments among them.
struct Clause<'a> {
    name: &'static str,
    words: Vec<&'a str>,
    comments: Vec<&'a str>,
}

impl Clause<'_> {
    /// The protocol is one word, save for Microsoft's `Microsoft SMTP Server`.
    fn protocol(&self) -> Option<String> {
        match self.words.as_slice() {
            [] => None,
            ["Microsoft", ..] => Some(self.words.join(" ")),
            [word, ..] => Some((*word).to_owned()),
        }
    }
}

fn clauses<'a>(stamp: &[&'a Token]) -> Vec<Clause<'a>> {
    let mut clauses: Vec<Clause<'a>> = Vec::new();
    for token in stamp {
        match &token.kind {
            Kind::Word(word) | Kind::Quoted(word) => {
                let name = CLAUSES.into_iter().find(|name| name.eq_ignore_ascii_case(word));
                // A keyword right after another is a host that happens to be called so.
                let wanted =
                    clauses.last().is_some_and(|last| last.words.is_empty() && last.comments.is_empty());
                match (name, clauses.last_mut()) {
                    (Some(name), _) if !wanted => {
                        clauses.push(Clause { name, words: Vec::new(), comments: Vec::new() });
                    }
                    (_, Some(last)) => last.words.push(word),
                    (_, None) => {}
                }
            }
            Kind::Comment(text) => {
                if let Some(last) = clauses.last_mut() {
                    last.comments.push(text);
                }
            }
            Kind::Semicolon => {}
        }
    }
    clauses
}

fn comment(token: &Token) -> Option<&str> {
    match &token.kind {
        Kind::Comment(text) => Some(text),
        _ => None,
    }
}

/// `address-literal = "[" ( IPv4-address-literal / IPv6-address-literal ) "]"`, with or without the `IPv6:` tag
/// and a port after it.
fn bracketed_address(part: &str) -> Option<IpAddr> {
    let (_, inner) = part.split_once('[')?;
    let (inner, _) = inner.split_once(']')?;
    let untagged = inner.strip_prefix("IPv6:").or_else(|| inner.strip_prefix("ipv6:")).unwrap_or(inner);
    untagged.parse().ok()
}

/// The value of `key=value`, or of `key <value>`, in a comment.
fn noted(comment: &str, key: &str) -> Option<String> {
    let (_, after) = comment.split_once(key)?;
    let value = after.trim_start_matches(['=', ' ']).split([' ', ')']).next()?;
    let value = value.trim_matches(['<', '>', '[', ']']);
    (!value.is_empty()).then(|| value.to_owned())
}

/// The TLS version named in a comment, in the form `TLS1_2`; `TLS` where only a cipher or its use is named.
fn tls_version(comment: &str) -> Option<String> {
    let words = comment.split([' ', ',', ':', '=', '/']);
    let named = words.clone().find_map(|word| {
        let version = word.strip_prefix("TLSv").or_else(|| word.strip_prefix("TLS"))?.trim_start_matches('_');
        let numeric = version.starts_with(|c: char| c.is_ascii_digit())
            && version.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '_');
        numeric.then(|| match version.replace('.', "_").as_str() {
            "1" => "TLS1_0".to_owned(),
            version => format!("TLS{version}"),
        })
    });
    named.or_else(|| words.clone().any(|w| matches!(w, "TLS" | "cipher")).then(|| "TLS".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hop(value: &str) -> Hop {
        Hop::parse(value)
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
