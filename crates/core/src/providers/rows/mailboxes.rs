//! Those that keep mailboxes, pass mail on, or filter it.

use super::blank::{UNKNOWN, cname, mx, txt};
use crate::providers::{Grade, Kind, Known, Provider, SpfAlignment};

pub(super) const ROWS: &[Provider] = &[
    Provider {
        id: "microsoft365",
        name: "Microsoft 365",
        includes: &["spf.protection.outlook.com"],
        include_needed: Known::Yes,
        own: &["onmicrosoft.com"],
        keys: &[
            cname("selector1", "selector1-{dashes}._domainkey.*.onmicrosoft.com"),
            cname("selector2", "selector2-{dashes}._domainkey.*.onmicrosoft.com"),
            cname("selector1", "selector1-{dashes}._domainkey.*.dkim.mail.microsoft"),
            cname("selector2", "selector2-{dashes}._domainkey.*.dkim.mail.microsoft"),
        ],
        mx: &["*.mail.protection.outlook.com", "*.mx.microsoft", "*.olc.protection.outlook.com"],
        exchangers: &[mx(0, "{dashes}.mail.protection.outlook.com")],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        page: Some(
            "https://learn.microsoft.com/en-us/defender-office-365/email-authentication-dkim-configure",
        ),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "googleWorkspace",
        name: "Google Workspace",
        includes: &["_spf.google.com"],
        include_needed: Known::Yes,
        own: &["gappssmtp.com"],
        keys: &[txt("google")],
        mx: &["aspmx.l.google.com", "alt*.aspmx.l.google.com", "aspmx*.googlemail.com", "smtp.google.com"],
        exchangers: &[
            mx(1, "aspmx.l.google.com"),
            mx(5, "alt1.aspmx.l.google.com"),
            mx(5, "alt2.aspmx.l.google.com"),
            mx(10, "alt3.aspmx.l.google.com"),
            mx(10, "alt4.aspmx.l.google.com"),
        ],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        page: Some("https://support.google.com/a/answer/174124"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "zoho",
        name: "Zoho Mail",
        includes: &["zohomail.com", "one.zoho.com", "zoho.com", "zohomail.eu"],
        include_needed: Known::Yes,
        keys: &[txt("zmail"), txt("zoho")],
        mx: &["mx.zoho.*", "mx2.zoho.*", "mx3.zoho.*"],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "fastmail",
        name: "Fastmail",
        includes: &["_spf.fastmail.com"],
        include_needed: Known::Yes,
        own: &["messagingengine.com"],
        keys: &[
            cname("fm1", "fm1.{domain}.dkim.fmhosted.com"),
            cname("fm2", "fm2.{domain}.dkim.fmhosted.com"),
            cname("fm3", "fm3.{domain}.dkim.fmhosted.com"),
        ],
        mx: &["in1-smtp.messagingengine.com", "in2-smtp.messagingengine.com"],
        exchangers: &[mx(10, "in1-smtp.messagingengine.com"), mx(20, "in2-smtp.messagingengine.com")],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        page: Some("https://www.fastmail.help/hc/en-us/articles/360060591153-Manual-DNS-configuration"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "proton",
        name: "Proton Mail",
        // Seen in zones, and on no page of Proton's that was at hand.
        includes: &["_spf.protonmail.ch"],
        include_needed: Known::Unknown,
        keys: &[
            cname("protonmail", "protonmail.domainkey.*.domains.proton.ch"),
            cname("protonmail2", "protonmail2.domainkey.*.domains.proton.ch"),
            cname("protonmail3", "protonmail3.domainkey.*.domains.proton.ch"),
        ],
        mx: &["*.protonmail.ch"],
        exchangers: &[mx(10, "mail.protonmail.ch"), mx(20, "mailsec.protonmail.ch")],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "icloud",
        name: "iCloud",
        includes: &["icloud.com"],
        include_needed: Known::Yes,
        keys: &[cname("sig1", "sig1.dkim.{domain}.at.icloudmailadmin.com")],
        mx: &["mx01.mail.icloud.com", "mx02.mail.icloud.com"],
        exchangers: &[mx(10, "mx01.mail.icloud.com"), mx(10, "mx02.mail.icloud.com")],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "transip",
        name: "TransIP",
        includes: &["_spf.transip.email"],
        include_needed: Known::Yes,
        keys: &[
            cname("transip-a", "_dkim-a.transip.email"),
            cname("transip-b", "_dkim-b.transip.email"),
            cname("transip-c", "_dkim-c.transip.email"),
        ],
        mx: &["mx.transip.email"],
        exchangers: &[mx(10, "mx.transip.email")],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "ovh",
        name: "OVHcloud",
        includes: &["mx.ovh.com"],
        include_needed: Known::Yes,
        keys: &[
            cname("ovhmo-selector-1", "*.dkim.mail.ovh.net"),
            cname("ovhmo-selector-2", "*.dkim.mail.ovh.net"),
            cname("ovhmo*-selector*", "*.dkim.mail.ovh.net"),
        ],
        mx: &["mx*.mail.ovh.net"],
        exchangers: &[
            mx(1, "mx0.mail.ovh.net"),
            mx(5, "mx1.mail.ovh.net"),
            mx(50, "mx2.mail.ovh.net"),
            mx(100, "mx3.mail.ovh.net"),
        ],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "ionos",
        name: "IONOS",
        includes: &["_spf-eu.ionos.com"],
        include_needed: Known::Yes,
        keys: &[
            cname("s1-ionos", "s1.dkim.ionos.com"),
            cname("s2-ionos", "s2.dkim.ionos.com"),
            cname("s*", "s*.dkim.ionos.com"),
        ],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "goDaddy",
        name: "GoDaddy",
        includes: &["secureserver.net"],
        include_needed: Known::Yes,
        mx: &["*.secureserver.net"],
        spf: SpfAlignment::Yes,
        grade: Grade::B,
        ..UNKNOWN
    },
    Provider { id: "hetzner", name: "Hetzner", includes: &["_spf.hetzner.com"], grade: Grade::B, ..UNKNOWN },
    Provider {
        id: "cloudflareRouting",
        name: "Cloudflare Email Routing",
        kind: Kind::Forwarder,
        keys: &[txt("cf2024-1")],
        mx: &["route1.mx.cloudflare.net", "route2.mx.cloudflare.net", "route3.mx.cloudflare.net"],
        spf: SpfAlignment::NotApplicable,
        grade: Grade::B,
        ..UNKNOWN
    },
    Provider {
        id: "mimecast",
        name: "Mimecast",
        kind: Kind::Gateway,
        includes: &["_netblocks.mimecast.com", "*._netblocks.mimecast.com"],
        include_needed: Known::Yes,
        mx: &["*.mimecast.com"],
        spf: SpfAlignment::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "proofpoint",
        name: "Proofpoint",
        kind: Kind::Gateway,
        includes: &["spf-*.pphosted.com", "*.spf.has.pphosted.com"],
        include_needed: Known::Yes,
        mx: &["*.pphosted.com"],
        spf: SpfAlignment::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "proofpointEssentials",
        name: "Proofpoint Essentials",
        kind: Kind::Gateway,
        includes: &["*.ppe-hosted.com"],
        include_needed: Known::Yes,
        mx: &["*.ppe-hosted.com"],
        spf: SpfAlignment::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "barracuda",
        name: "Barracuda",
        kind: Kind::Gateway,
        includes: &["spf.ess.barracudanetworks.com", "spf.ess.*.barracudanetworks.com"],
        include_needed: Known::Yes,
        mx: &["*.ess.barracudanetworks.com", "*.ess.*.barracudanetworks.com"],
        spf: SpfAlignment::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "ciscoCes",
        name: "Cisco Secure Email",
        kind: Kind::Gateway,
        includes: &["*.iphmx.com"],
        include_needed: Known::Yes,
        mx: &["*.iphmx.com"],
        spf: SpfAlignment::Yes,
        grade: Grade::B,
        ..UNKNOWN
    },
];
