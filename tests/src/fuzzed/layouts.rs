//! How receivers lay out what they write on top of a message, for forgers to write below. Each is a layout of a real receiver;
//! `{helo}`, `{name}`, `{ip}` and `{sender}` are what the client said, the name that its address has, the address, and MAIL FROM.

/// A receiver's layout.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Whose it is.
    pub receiver: &'static str,
    /// The fields it writes.
    pub fields: &'static str,
    /// Whether it tells MAIL FROM anywhere.
    pub tells_sender: bool,
}

const fn layout(receiver: &'static str, fields: &'static str) -> Layout {
    Layout { receiver, fields, tells_sender: true }
}

/// Every layout.
pub const LAYOUTS: [Layout; 20] = [
    layout(
        "Postfix and Dovecot",
        "Return-Path: <{sender}>\r\nDelivered-To: you@victim.example\r\n\
         Received: from mx.victim.example ([10.0.0.5])\r\n\tby mbx1.victim.example with LMTP id a\r\n\t(envelope-from <{sender}>)\r\n\tfor <you@victim.example>; Sat, 28 Nov 2026 11:00:06 +0000\r\n\
         Received: from {helo} ({name} [{ip}])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\t(No client certificate requested)\r\n\tby mx.victim.example (Postfix) with ESMTPS id 4\r\n\tfor <you@victim.example>; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    Layout {
        tells_sender: false,
        ..layout(
            "Postfix, without a Return-Path",
            "Received: from {helo} ({name} [{ip}])\r\n\tby mx.victim.example (Postfix) with ESMTPS id 4\r\n\tfor <you@victim.example>; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
        )
    },
    layout(
        "Postfix with milters",
        "Return-Path: <{sender}>\r\nAuthentication-Results: mx.victim.example; dmarc=fail (p=reject dis=none) header.from=bank.example\r\n\
         Received-SPF: Fail (mailfrom) identity=mailfrom; client-ip={ip}; helo={helo}; envelope-from={sender}; receiver=<UNKNOWN>\r\n\
         Received: from {helo} ({name} [{ip}])\r\n\tby mx.victim.example (Postfix) with ESMTPS id 4; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "Exim",
        "Return-path: <{sender}>\r\nEnvelope-to: you@victim.example\r\n\
         Received: from out.evil.example ([{ip}]:58922 helo={helo})\r\n\tby mx.victim.example with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384\r\n\t(Exim 4.98)\r\n\t(envelope-from <{sender}>)\r\n\tid 1t for you@victim.example; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "Exim, which found no name",
        "Return-path: <{sender}>\r\n\
         Received: from [{ip}] (helo={helo})\r\n\tby mx.victim.example with esmtp (Exim 4.98)\r\n\t(envelope-from <{sender}>)\r\n\tid 1t for you@victim.example; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "sendmail",
        "Return-Path: <{sender}>\r\n\
         Received: from {helo} ({name} [{ip}] (may be forged))\r\n\tby mx.victim.example (8.18.1/8.18.1) with ESMTPS id 4A\r\n\tfor <you@victim.example>; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "Courier",
        "Return-Path: <{sender}>\r\n\
         Received: from {helo} ({name} [::ffff:{ip}])\r\n  (TLS: TLSv1.3,256bits,TLS_AES_256_GCM_SHA384)\r\n  by mx.victim.example with ESMTPS; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "qmail",
        "Return-Path: <{sender}>\r\nReceived: (qmail 12345 invoked by uid 89); 28 Nov 2026 11:00:06 -0000\r\n\
         Received: from unknown (HELO {helo}) ({ip})\r\n  by mx.victim.example with SMTP; 28 Nov 2026 11:00:05 -0000\r\n",
    ),
    layout(
        "amavis between two Postfix",
        "Return-Path: <{sender}>\r\nReceived: from localhost (localhost [127.0.0.1])\r\n\tby mx.victim.example (Postfix) with ESMTP id 5; Sat, 28 Nov 2026 11:00:07 +0000\r\n\
         Received: from mx.victim.example ([127.0.0.1])\r\n\tby localhost (mx.victim.example [127.0.0.1]) (amavis, port 10024)\r\n\twith ESMTP id A; Sat, 28 Nov 2026 11:00:06 +0000\r\n\
         Received: from {helo} ({name} [{ip}])\r\n\tby mx.victim.example (Postfix) with ESMTPS id 4; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "IronPort in front of Exchange",
        "Received: from esa1.victim.example (10.30.0.4) by EX03.victim.example\r\n (10.20.0.13) with Microsoft SMTP Server id 15.1.2507.39;\r\n Sat, 28 Nov 2026 11:00:06 +0000\r\n\
         Received-SPF: Fail (esa1.victim.example: domain of {sender} does not designate {ip} as permitted sender) identity=mailfrom; client-ip={ip};\r\n  receiver=esa1.victim.example; envelope-from=\"{sender}\"\r\n\
         Received: from unknown (HELO {helo}) ([{ip}])\r\n  by esa1.victim.example with ESMTP; 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "Exchange",
        "Return-Path: <{sender}>\r\nReceived: from EX01.victim.example (10.20.0.11) by EX02.victim.example\r\n (10.20.0.12) with Microsoft SMTP Server id 15.1.2507.39 via Mailbox Transport;\r\n Sat, 28 Nov 2026 11:00:06 +0000\r\n\
         Received: from {helo} ({ip}) by EX01.victim.example\r\n (10.20.0.11) with Microsoft SMTP Server id 15.1.2507.39 via Frontend Transport;\r\n Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "Microsoft 365",
        "Received: from AM0PR01MB1234.eurprd01.prod.exchangelabs.com (2603:10a6:208:1a1::12)\r\n by DB9PR01MB5678.eurprd01.prod.exchangelabs.com with HTTPS; Sat, 28 Nov 2026 11:00:08 +0000\r\n\
         Received: from AM4PEPF00025F99.EURPRD83.prod.outlook.com\r\n (2603:10a6:20b:3a:cafe::b9) by AM0PR01MB1234.eurprd01.prod.exchangelabs.com\r\n (2603:10a6:20b:3a::27) with Microsoft SMTP Server id 15.20.8158.24 via Frontend Transport;\r\n Sat, 28 Nov 2026 11:00:06 +0000\r\n\
         Authentication-Results: spf=fail (sender IP is {ip})\r\n smtp.mailfrom={sender}; dkim=none (message not signed)\r\n header.d=none;dmarc=fail action=oreject\r\n header.from=bank.example;compauth=fail reason=000\r\n\
         Received-SPF: Fail (protection.outlook.com: domain of {sender}\r\n does not designate {ip} as permitted sender)\r\n receiver=protection.outlook.com; client-ip={ip}; helo={helo}; pr=C\r\n\
         Received: from {helo} ({ip}) by\r\n AM4PEPF00025F99.mail.protection.outlook.com (10.167.16.8) with Microsoft SMTP\r\n Server id 15.20.8158.14 via Frontend Transport; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "Google",
        "Delivered-To: you@gmail.com\r\nReceived: by 2002:a05:6a20:7f9b:b0:1e0:d1e2:1234 with SMTP id d27;\r\n        Sat, 28 Nov 2026 03:00:06 -0800 (PST)\r\nReturn-Path: <{sender}>\r\n\
         Received: from {helo} ({name}. [{ip}])\r\n        by mx.google.com with ESMTPS id 5b1\r\n        for <you@gmail.com>;\r\n        Sat, 28 Nov 2026 03:00:05 -0800 (PST)\r\n\
         Received-SPF: fail (google.com: domain of {sender} does not designate {ip} as permitted sender) client-ip={ip};\r\n\
         Authentication-Results: mx.google.com;\r\n       spf=fail (google.com: domain of {sender} does not designate {ip} as permitted sender) smtp.mailfrom={sender};\r\n       dmarc=fail (p=REJECT sp=REJECT dis=NONE) header.from=bank.example\r\n",
    ),
    layout(
        "Fastmail",
        "Received: from phl-compute-01.internal (phl-compute-01.internal [10.202.2.41])\r\n    by slotpi01d2t05 (Cyrus 3.11.0) with LMTPA; Sat, 28 Nov 2026 11:00:08 +0000\r\n\
         Received: from phl-mx-05.internal ([10.202.2.204])\r\n  by phl-compute-01.internal (LMTPProxy); Sat, 28 Nov 2026 11:00:07 +0000\r\n\
         Received: from phl-mx-05.messagingengine.com (localhost [127.0.0.1])\r\n    by mailmx.phl.internal (Postfix) with ESMTP id 0A; Sat, 28 Nov 2026 11:00:06 +0000\r\n\
         Authentication-Results: mx5.messagingengine.com;\r\n    dmarc=fail header.from=bank.example;\r\n    spf=fail smtp.mailfrom={sender}\r\n\
         Received: from {helo} ({name} [{ip}])\r\n    by mx5.messagingengine.com (Postfix) with ESMTPS\r\n    for <you@fastmail.com>; Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "Yahoo",
        "X-Apparently-To: you@yahoo.com; Sat, 28 Nov 2026 11:00:07 +0000\r\nReturn-Path: <{sender}>\r\n\
         Received-SPF: fail (domain of evil.example does not designate {ip} as permitted sender)\r\n\
         Authentication-Results: atlas-production.v2-mail-prod1-gq1.omega.yahoo.com;\r\n dkim=unknown;\r\n spf=fail smtp.mailfrom={sender};\r\n dmarc=fail(p=REJECT) header.from=bank.example;\r\n\
         Received: from {ip} (EHLO {helo})\r\n by 10.253.234.10 with SMTPs;\r\n Sat, 28 Nov 2026 11:00:05 +0000\r\n",
    ),
    layout(
        "mail.ru",
        "Delivered-To: you@mail.ru\r\nReturn-path: <{sender}>\r\nAuthentication-Results: mxs.mail.ru; spf=fail smtp.mailfrom={sender} smtp.helo={helo}; dmarc=fail header.from=ceo@bank.example\r\n\
         Received: from {helo} ([{ip}]:37160)\r\n\tby mx1.mail.ru with esmtp (envelope-from <{sender}>)\r\n\tid 1t for you@mail.ru; Sat, 28 Nov 2026 14:00:05 +0300\r\n",
    ),
    layout(
        "Yandex",
        "Received: from mxfront1.mail.yandex.net (localhost [127.0.0.1])\r\n\tby mxfront1.mail.yandex.net with LMTP id A\r\n\tfor <you@yandex.ru>; Sat, 28 Nov 2026 14:00:06 +0300\r\n\
         Received: from {helo} ({name} [{ip}])\r\n\tby mxfront1.mail.yandex.net (mxfront/Yandex) with ESMTPS id 1;\r\n\tSat, 28 Nov 2026 14:00:05 +0300\r\nReturn-Path: {sender}\r\n\
         Authentication-Results: mxfront1.mail.yandex.net; spf=fail smtp.mail={sender}; dkim=neutral\r\n",
    ),
    layout(
        "iCloud",
        "Return-path: <{sender}>\r\nReceived: from st43p00im-zteg10073501.me.com by p44-mailgateway-smtp-778464bd6-glqrh (mailgateway 2403B92)\r\n\twith SMTP id 4f24e911-87c4\r\n\tfor <you@icloud.com>; Sat, 28 Nov 2026 11:00:07 GMT\r\n\
         Received: from {helo} ({name} [{ip}])\r\n\tby st43p00im-zteg10073501.me.com (Postfix) with ESMTPS id 1\r\n\tfor <you@icloud.com>; Sat, 28 Nov 2026 11:00:05 +0000 (UTC)\r\nX-ICL-SCORE: 3.3\r\n\
         Authentication-Results: dmarc.icloud.com; dmarc=fail header.from=bank.example\r\nAuthentication-Results: dkim-verifier.icloud.com; dkim=none\r\n\
         Authentication-Results: spf.icloud.com; spf=fail smtp.mailfrom={sender}\r\nReceived-SPF: fail (spf.icloud.com) receiver=spf.icloud.com; client-ip={ip}; envelope-from={sender}\r\n",
    ),
    layout(
        "GMX",
        "Return-Path: <{sender}>\r\nAuthentication-Results: gmx.net; dkim=none\r\n\
         Received: from {helo} ([{ip}]) by mx-ha.gmx.net (mxgmx001\r\n [212.227.15.9]) with ESMTPS (Nemesis) id 1A for <you@gmx.de>;\r\n Sat, 28 Nov 2026 12:00:05 +0100\r\n",
    ),
    layout(
        "Zoho",
        "Delivered-To: you@zoho.example\r\nReceived-SPF: fail (zohomail.com: domain of {sender} does not designate {ip} as permitted sender) client-ip={ip};\r\n\
         Authentication-Results: mx.zohomail.com;\r\n\tspf=fail smtp.mailfrom={sender};\r\n\tdmarc=fail(p=reject dis=none) header.from=bank.example\r\nReturn-Path: <{sender}>\r\n\
         Received: from {helo} ({name} [{ip}]) by mx.zohomail.com\r\n\twith SMTPS id 1; Sat, 28 Nov 2026 03:00:05 -0800 (PST)\r\n",
    ),
];
