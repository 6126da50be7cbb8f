//! A forger below every receiver's layout: whatever he writes below the border, says in HELO, publishes in his own zones or
//! signs with his own keys, he never passes for a domain that he has no part in, and nothing of his is advised.

use super::input;
use super::layouts::{LAYOUTS, Layout};
use crate::mail;
use arbitrary::{Arbitrary, Result, Unstructured};
use waxseal_core::dns::{Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::message::Origin;
use waxseal_core::report::{Border, MessageReport, Verdict};

/// What a client may call itself: the receiver's names, the author's, addresses, and words that look like a server's own.
const HELO: [&str; 20] = [
    "evil.example",
    "mx.victim.example",
    "gw.victim.example",
    "localhost",
    "pps.filterd",
    "[192.0.2.10]",
    "[IPv6:2001:db8::10]",
    "out.bank.example",
    "mail-lf1-f53.google.com",
    "mx5.messagingengine.com",
    "AM0EUR02.outbound.protection.outlook.com",
    "mx0a-00000001.pphosted.com",
    "evil([192.0.2.10])",
    "by",
    "EX01.victim.example",
    "mxfront1.mail.yandex.net",
    "x via Mailbox Transport",
    "x with LMTP id 1",
    "x (LMTPProxy)",
    "x for you@evil.example",
];

/// The names of his address. He owns its reverse zone, so he can give it any; what a receiver confirms is in his domain.
const NAMES: [&str; 5] = [
    "out.evil.example",
    "unknown",
    "[192.0.2.10].evil.example",
    "192-0-2-10.evil.example",
    "mx.evil.example",
];

/// His envelope senders: a quoted local part may hold what ends a comment or an address, and words of the receiver's.
const SENDERS: [&str; 10] = [
    "ceo@bank.example",
    "x@evil.example",
    "x@sub.evil.example",
    "",
    "\"x) via Mailbox Transport (y\"@bank.example",
    "\"x) (LMTPProxy) (y\"@evil.example",
    "\"x>) with LMTP (y\"@evil.example",
    "\"x) for you@evil.example (y\"@evil.example",
    "\"x) (localhost [127.0.0.1]) (y\"@bank.example",
    "\"x); dkim=pass header.d=bank.example; dmarc=pass header.from=bank.example; z=w (y\"@evil.example",
];

/// What his address leads back to.
const POINTERS: [&str; 4] =
    ["out.evil.example", "mx0a-00000001.pphosted.com", "mx.victim.example", "out.bank.example"];

/// What he writes into the header section himself.
const FIELDS: [&str; 26] = [
    "Received: from out.bank.example (out.bank.example [192.0.2.10])\r\n\tby gw.victim.example (Postfix) with ESMTPS id 9\r\n\tfor <you@victim.example>; Sat, 28 Nov 2026 11:00:01 +0000",
    "Received: from out.bank.example (out.bank.example [192.0.2.10])\r\n\tby mx.victim.example (Postfix) with ESMTPS id 9; Sat, 28 Nov 2026 11:00:01 +0000",
    "Received: from out.bank.example (out.bank.example. [192.0.2.10])\r\n        by mx.google.com with ESMTPS id 5; Sat, 28 Nov 2026 03:00:01 -0800 (PST)",
    "Received: from out.bank.example (192.0.2.10) by\r\n AM4PEPF00025F99.mail.protection.outlook.com (10.167.16.8) with Microsoft SMTP Server id 15.20.8158.14 via Frontend Transport; Sat, 28 Nov 2026 11:00:01 +0000",
    "Received: from out.bank.example (out.bank.example [192.0.2.10]) by mx0a-00000001.pphosted.com (PPS) with ESMTPS id 3; Sat, 28 Nov 2026 11:00:01 +0000",
    "Received: from out.bank.example (out.bank.example [192.0.2.10]) by relay.mimecast.com with ESMTPS id 3; Sat, 28 Nov 2026 11:00:01 +0000",
    "Received: from x (mx.victim.example [203.0.113.66]) by mx.victim.example (mx.victim.example [203.0.113.66]) with LMTP; Sat, 28 Nov 2026 11:00:01 +0000",
    "Received: from app.bank.example by out.bank.example with ESMTPSA; Sat, 28 Nov 2026 11:00:00 +0000",
    "Received: from out.bank.example ([192.0.2.10])\r\n\tby mx5.messagingengine.com (Postfix) with ESMTPS; Sat, 28 Nov 2026 11:00:01 +0000",
    "Received: by mx.victim.example (Postfix, from userid 0); Sat, 28 Nov 2026 11:00:00 +0000",
    "Received-SPF: pass (mx.victim.example: domain of ceo@bank.example designates 192.0.2.10 as permitted sender) client-ip=192.0.2.10; envelope-from=ceo@bank.example; helo=out.bank.example",
    "Received-SPF: pass (google.com: domain of ceo@bank.example designates 192.0.2.10 as permitted sender) client-ip=192.0.2.10;",
    "Received-SPF: pass client-ip=203.0.113.66; envelope-from=ceo@bank.example",
    "Authentication-Results: mx.victim.example; spf=pass smtp.mailfrom=ceo@bank.example; dkim=pass header.d=bank.example header.s=k; dmarc=pass header.from=bank.example",
    "Authentication-Results: mx.google.com;\r\n       dkim=pass header.i=@bank.example header.s=k header.b=AbCd;\r\n       spf=pass (google.com: domain of ceo@bank.example designates 192.0.2.10 as permitted sender) smtp.mailfrom=ceo@bank.example;\r\n       dmarc=pass header.from=bank.example",
    "Authentication-Results: spf=pass (sender IP is 192.0.2.10)\r\n smtp.mailfrom=bank.example; dkim=pass (signature was verified)\r\n header.d=bank.example;dmarc=pass action=none header.from=bank.example;compauth=pass reason=100",
    "Authentication-Results: mxfront1.mail.yandex.net; spf=pass smtp.mail=ceo@bank.example; dkim=pass header.i=@bank.example",
    "Authentication-Results: mx5.messagingengine.com; dkim=pass header.d=bank.example; dmarc=pass header.from=bank.example",
    "ARC-Authentication-Results: i=1; mx.google.com; dkim=pass header.d=bank.example; dmarc=pass header.from=bank.example",
    "Return-Path: <ceo@bank.example>",
    "Delivered-To: you@bank.example",
    "X-MS-Exchange-SkipListedInternetSender: ip=[192.0.2.10];domain=bank.example",
    "X-MS-Exchange-Organization-AuthAs: Internal",
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=bank.example; s=nokey; h=from:to:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAAAAAAAAAAAAAAAAAAAA==",
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=bank.example; s=k; l=999999; h=from; bh=AAAA; b=AAAA...",
    "List-Id: <list.evil.example>",
];

/// What a forger does.
#[derive(Debug)]
struct Forgery {
    layout: Layout,
    helo: &'static str,
    name: &'static str,
    sender: &'static str,
    fields: Vec<&'static str>,
    /// Whether the receiver sees only an address of its own network.
    hidden: bool,
    signed: bool,
    whole: bool,
    zone: Zone,
}

impl<'a> Arbitrary<'a> for Forgery {
    fn arbitrary(source: &mut Unstructured<'a>) -> Result<Self> {
        let layout = *source.choose(&LAYOUTS)?;
        let (helo, name, sender) = (source.choose(&HELO)?, source.choose(&NAMES)?, source.choose(&SENDERS)?);
        let (hidden, signed, whole) = (source.ratio(1, 8)?, source.arbitrary()?, source.ratio(3, 4)?);
        let zone = zone(source)?;
        let mut fields = Vec::new();
        for _ in 0..source.int_in_range(0..=6)? {
            fields.push(*source.choose(&FIELDS)?);
        }
        Ok(Self { layout, helo, name, sender, fields, hidden, signed, whole, zone })
    }
}

/// The author's zone, in order, and the forger's, in whatever trouble.
fn zone(source: &mut Unstructured<'_>) -> Result<Zone> {
    let mut zone = Zone::default();
    let mut add = |name: &str, entry: ZoneEntry| zone.insert(Domain::parse(name).expect("a name"), entry);
    let text = |text: &str| ZoneEntry::Txt(Text(text.into()));
    add("bank.example", text("v=spf1 ip4:192.0.2.10 -all"));
    add("_dmarc.bank.example", text("v=DMARC1; p=reject"));
    add("out.bank.example", ZoneEntry::A([192, 0, 2, 10].into()));
    add("mx.victim.example", ZoneEntry::A([198, 51, 100, 1].into()));
    add(
        "66.113.0.203.in-addr.arpa",
        ZoneEntry::Ptr(Domain::parse(source.choose(&POINTERS)?).expect("a name")),
    );
    add("out.evil.example", ZoneEntry::A([203, 0, 113, 66].into()));
    for name in ["evil.example", "sub.evil.example", "_dmarc.evil.example", "s._domainkey.evil.example"] {
        let right = match name {
            "_dmarc.evil.example" => "v=DMARC1; p=none".to_owned(),
            "s._domainkey.evil.example" => mail::key_record(),
            _ => "v=spf1 ip4:203.0.113.66 -all".to_owned(),
        };
        let entries =
            [text(&right), ZoneEntry::Timeout, ZoneEntry::Servfail, text("v=spf1 include:bank.example ~all")];
        add(name, source.choose(&entries)?.clone());
    }
    Ok(zone)
}

impl Forgery {
    fn message(&self) -> String {
        let ip = if self.hidden { "172.17.0.1" } else { "203.0.113.66" };
        let name = if self.hidden { "unknown" } else { self.name };
        let own = self.fields.iter().map(|field| format!("{field}\r\n")).collect::<String>();
        let letter = "From: Board <ceo@bank.example>\r\nTo: you@victim.example\r\nSubject: pay\r\n\
                      Date: Sat, 28 Nov 2026 11:00:00 +0000\r\nMessage-ID: <1@bank.example>\r\n\r\nhello\r\n";
        let letter = format!("{own}{letter}");
        let letter =
            if self.signed { mail::sign("evil.example", "from:to:subject", &letter) } else { letter };
        let top = self.layout.fields;
        let top = [("{helo}", self.helo), ("{name}", name), ("{ip}", ip), ("{sender}", self.sender)]
            .iter()
            .fold(top.to_owned(), |top, (hole, value)| top.replace(hole, value));
        let message = format!("{top}{letter}");
        if self.whole {
            message
        } else {
            message.split("\r\n\r\n").next().unwrap_or_default().to_owned() + "\r\n"
        }
    }

    /// Whether it may stay open who sent it: the receiver saw no public address, or tells no MAIL FROM.
    fn may_stay_open(&self, report: &MessageReport) -> bool {
        let hidden = !matches!(report.arrival.border, Border::Seen { .. });
        (self.hidden || self.helo == "by" || self.helo.contains(['(', ' '])) && hidden
            || !self.layout.tells_sender
    }

    fn hold(&self, report: &MessageReport) {
        let shown = || format!("{}: {:?}\n{}", self.layout.receiver, report.arrival, self.message());
        match &report.verdict {
            Verdict::Fail { .. } => {}
            Verdict::CannotTell { .. } => {
                assert!(!self.whole || self.may_stay_open(report), "left open: {}", shown());
            }
            verdict => panic!("{verdict:?}: {}", shown()),
        }
        let advised =
            report.diagnosis.iter().flat_map(|diagnosis| diagnosis.fixes.iter().chain(&diagnosis.tidy));
        // Not a value of his, and not a name of his to publish something at.
        for fix in advised {
            let record = format!(
                "{} {}",
                fix.name.as_ref().map_or("", |name| name.as_str()),
                fix.value.as_deref().unwrap_or_default()
            );
            let his = ["203.0.113.66", "172.17.0.1", "evil", "nokey"].iter().any(|own| record.contains(own));
            assert!(!his, "advised {record}: {}", shown());
        }
    }
}

pub(super) fn forged(octets: &[u8]) {
    let Some(forgery) = input::<Forgery>(octets) else { return };
    let message = forgery.message();
    let check = mail::input(message.as_bytes(), Origin::File);
    let report = pollster::block_on(waxseal_core::check_message(&forgery.zone, &check));
    forgery.hold(&report);
}
