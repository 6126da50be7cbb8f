//! The rows of mailbox hosts and gateways, then of those that send in other people's names.

use super::{Bounce, Grade, Key, Kind, Known, Provider, SpfAlignment};

/// A row of which nothing is known yet.
const UNKNOWN: Provider = Provider {
    id: "",
    name: "",
    kind: Kind::Mailbox,
    includes: &[],
    include_needed: Known::Unknown,
    own: &[],
    keys: &[],
    bounces: &[],
    mx: &[],
    spf: SpfAlignment::Unknown,
    dkim: Known::Unknown,
    page: None,
    grade: Grade::C,
};

/// A key behind an alias.
const fn cname(selector: &'static str, target: &'static str) -> Key {
    Key { selector, target: Some(target), current: true }
}

/// A key behind an alias that is not given out any more.
const fn old(selector: &'static str, target: &'static str) -> Key {
    Key { selector, target: Some(target), current: false }
}

/// A key published as it is.
const fn txt(selector: &'static str) -> Key {
    Key { selector, target: None, current: true }
}

/// A key published as it is, which is not given out any more.
const fn old_txt(selector: &'static str) -> Key {
    Key { selector, target: None, current: false }
}

/// A name for the envelope sender.
const fn bounce(label: &'static str, target: &'static str) -> Bounce {
    Bounce { label, target }
}

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
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        page: Some("https://www.fastmail.help/hc/en-us/articles/360060591153-Manual-DNS-configuration"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "proton",
        name: "Proton Mail",
        keys: &[
            cname("protonmail", "protonmail.domainkey.*.domains.proton.ch"),
            cname("protonmail2", "protonmail2.domainkey.*.domains.proton.ch"),
            cname("protonmail3", "protonmail3.domainkey.*.domains.proton.ch"),
        ],
        mx: &["*.protonmail.ch"],
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
    Provider {
        id: "mailchimp",
        name: "Mailchimp",
        kind: Kind::Marketing,
        includes: &["servers.mcsv.net"],
        include_needed: Known::No,
        own: &["mcsv.net", "mcdlv.net", "rsgsv.net", "mailchimpapp.net"],
        keys: &[cname("k2", "dkim2.mcsv.net"), cname("k3", "dkim3.mcsv.net"), old("k1", "dkim.mcsv.net")],
        spf: SpfAlignment::DedicatedAddress,
        dkim: Known::Yes,
        page: Some("https://mailchimp.com/help/set-up-email-domain-authentication/"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "mandrill",
        name: "Mailchimp Transactional",
        kind: Kind::Transactional,
        includes: &["spf.mandrillapp.com"],
        include_needed: Known::No,
        own: &["mandrillapp.com"],
        keys: &[
            cname("mte1", "dkim1.mandrillapp.com"),
            cname("mte2", "dkim2.mandrillapp.com"),
            old_txt("mandrill"),
        ],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        page: Some("https://mailchimp.com/developer/transactional/docs/authentication-delivery/"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "sendgrid",
        name: "SendGrid",
        kind: Kind::Transactional,
        includes: &["sendgrid.net"],
        own: &["sendgrid.net"],
        keys: &[cname("s1", "s1.domainkey.*.sendgrid.net"), cname("s2", "s2.domainkey.*.sendgrid.net")],
        bounces: &[bounce("em*", "u*.wl*.sendgrid.net")],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        page: Some(
            "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/how-to-set-up-domain-authentication",
        ),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "amazonSes",
        name: "Amazon SES",
        kind: Kind::Transactional,
        includes: &["amazonses.com"],
        own: &["amazonses.com"],
        keys: &[cname("*", "*.dkim.amazonses.com")],
        mx: &["inbound-smtp.*.amazonaws.com", "feedback-smtp.*.amazonses.com"],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        page: Some("https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy.html"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "mailgun",
        name: "Mailgun",
        kind: Kind::Transactional,
        includes: &["mailgun.org"],
        own: &["mailgun.org"],
        keys: &[
            cname("pdk1", "pdk1._domainkey.*.mailgun.com"),
            cname("pdk2", "pdk2._domainkey.*.mailgun.com"),
            cname("pdk1", "pdk1._domainkey.*.mgsend.org"),
            cname("pdk2", "pdk2._domainkey.*.mgsend.org"),
            old_txt("pic"),
            old_txt("mailo"),
            old_txt("mx"),
            old_txt("krs"),
            old_txt("smtp"),
        ],
        mx: &["mxa.mailgun.org", "mxb.mailgun.org"],
        spf: SpfAlignment::Yes,
        dkim: Known::Yes,
        page: Some("https://help.mailgun.com/hc/en-us/articles/360026833053-Domain-Verification-Setup-Guide"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "postmark",
        name: "Postmark",
        kind: Kind::Transactional,
        includes: &["spf.mtasv.net"],
        include_needed: Known::No,
        own: &["mtasv.net"],
        bounces: &[bounce("pm-bounces", "pm.mtasv.net")],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        grade: Grade::B,
        ..UNKNOWN
    },
    Provider {
        id: "resend",
        name: "Resend",
        kind: Kind::Transactional,
        keys: &[txt("resend")],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        own: &["resend.com"],
        page: Some("https://resend.com/docs/dashboard/domains/introduction"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "smtp2go",
        name: "SMTP2GO",
        kind: Kind::Transactional,
        includes: &["spf.smtp2go.com"],
        own: &["smtp2go.com"],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        page: Some("https://support.smtp2go.com/hc/en-gb/articles/115004408567-Verified-Senders"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "mailpace",
        name: "MailPace",
        kind: Kind::Transactional,
        own: &["mailpace.com"],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        page: Some("https://docs.mailpace.com/guide/verification"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "lettermint",
        name: "Lettermint",
        kind: Kind::Transactional,
        own: &["lettermint.co"],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        page: Some("https://docs.lettermint.co/platform/domains/introduction"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "hubspot",
        name: "HubSpot",
        kind: Kind::Marketing,
        includes: &["*.hubspotemail.net"],
        include_needed: Known::No,
        own: &["hubspotemail.net"],
        keys: &[
            cname("hs1-*", "{dashes}.hs*.dkim.hubspotemail.net"),
            cname("hs2-*", "{dashes}.hs*.dkim.hubspotemail.net"),
        ],
        spf: SpfAlignment::DedicatedAddress,
        dkim: Known::Yes,
        page: Some("https://knowledge.hubspot.com/marketing-email/manage-email-authentication-in-hubspot"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "salesforce",
        name: "Salesforce",
        kind: Kind::Application,
        includes: &["_spf.salesforce.com"],
        own: &["salesforce.com"],
        keys: &[cname("*", "*.custdkim.salesforce.com")],
        spf: SpfAlignment::Unknown,
        dkim: Known::Yes,
        page: Some(
            "https://help.salesforce.com/s/articleView?id=sales.emailadmin_create_secure_dkim.htm&type=5",
        ),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "salesforceMarketingCloud",
        name: "Salesforce Marketing Cloud",
        kind: Kind::Marketing,
        includes: &["cust-spf.exacttarget.com"],
        own: &["exacttarget.com"],
        grade: Grade::B,
        ..UNKNOWN
    },
    Provider {
        id: "klaviyo",
        name: "Klaviyo",
        kind: Kind::Marketing,
        includes: &["spf.klaviyodns.com"],
        include_needed: Known::No,
        own: &["klaviyodns.com"],
        keys: &[
            cname("kl", "kl1.domainkey.*.klaviyodns.com"),
            cname("kl2", "kl2.domainkey.*.klaviyodns.com"),
        ],
        bounces: &[bounce("*", "*.klaviyodns.com")],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "brevo",
        name: "Brevo",
        kind: Kind::Marketing,
        includes: &["spf.brevo.com", "spf.sendinblue.com"],
        include_needed: Known::No,
        own: &["sender-sib.com"],
        keys: &[
            cname("brevo1", "b1.{dashes}.dkim.brevo.com"),
            cname("brevo2", "b2.{dashes}.dkim.brevo.com"),
            old_txt("mail"),
        ],
        spf: SpfAlignment::DedicatedAddress,
        dkim: Known::Yes,
        page: Some(
            "https://help.brevo.com/hc/en-us/articles/12163873383186-Authenticate-your-domain-with-Brevo-Brevo-code-DKIM-record-DMARC-record",
        ),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "zendesk",
        name: "Zendesk",
        kind: Kind::Application,
        includes: &["mail.zendesk.com"],
        own: &["zendesk.com"],
        keys: &[
            cname("zendesk1", "zendesk1._domainkey.zendesk.com"),
            cname("zendesk2", "zendesk2._domainkey.zendesk.com"),
        ],
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "freshdesk",
        name: "Freshdesk",
        kind: Kind::Application,
        includes: &["email.freshdesk.com"],
        own: &["freshemail.io"],
        keys: &[
            cname("*", "wl*.domainkey.freshemail.io"),
            cname("fwdkim1", "spfmx1.domainkey.freshemail.io"),
        ],
        bounces: &[bounce("fwdkim1", "spfmx1.domainkey.freshemail.io")],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "mailjet",
        name: "Mailjet",
        kind: Kind::Transactional,
        includes: &["spf.mailjet.com"],
        own: &["mailjet.com"],
        keys: &[txt("mailjet")],
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "sparkpost",
        name: "SparkPost",
        kind: Kind::Transactional,
        includes: &["sparkpostmail.com"],
        own: &["sparkpostmail.com"],
        grade: Grade::B,
        ..UNKNOWN
    },
    Provider {
        id: "constantContact",
        name: "Constant Contact",
        kind: Kind::Marketing,
        includes: &["spf.constantcontact.com", "ccsend.com"],
        own: &["ccsend.com", "constantcontact.com"],
        keys: &[
            cname("ctct1", "100._domainkey.dkim1.ccsend.com"),
            cname("ctct2", "200._domainkey.dkim2.ccsend.com"),
        ],
        dkim: Known::Yes,
        grade: Grade::B,
        ..UNKNOWN
    },
    Provider {
        id: "activeCampaign",
        name: "ActiveCampaign",
        kind: Kind::Marketing,
        includes: &["emsd1.com"],
        own: &["activehosted.com", "acems1.com", "acems2.com", "acems3.com", "emsd1.com"],
        keys: &[cname("acdkim1", "dkim.acdkim1.acems1.com"), cname("acdkim2", "dkim.acdkim2.acems1.com")],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        page: Some("https://help.activecampaign.com/hc/en-us/articles/360014290939"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "campaignMonitor",
        name: "Campaign Monitor",
        kind: Kind::Marketing,
        includes: &["_spf.createsend.com"],
        own: &["createsend.com"],
        keys: &[txt("cm")],
        dkim: Known::Yes,
        grade: Grade::B,
        ..UNKNOWN
    },
    Provider {
        id: "mailerLite",
        name: "MailerLite",
        kind: Kind::Marketing,
        includes: &["_spf.mlsend.com"],
        own: &["mlsend.com"],
        keys: &[cname("litesrv", "litesrv._domainkey.mlsend.com")],
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "kit",
        name: "Kit",
        kind: Kind::Marketing,
        own: &["convertkit.com"],
        keys: &[cname("cka", "dkim.dm-*.convertkit.com")],
        bounces: &[bounce("ckespa", "spf.dm-*.convertkit.com")],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "emailOctopus",
        name: "EmailOctopus",
        kind: Kind::Marketing,
        own: &["emailoctopus.com"],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        page: Some("https://help.emailoctopus.com/article/160-verifying-a-new-domain"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "shopify",
        name: "Shopify",
        kind: Kind::Application,
        own: &["myshopify.com"],
        keys: &[cname("*", "dkim*.email.myshopify.com")],
        bounces: &[bounce("mailer*", "*.email.myshopify.com")],
        spf: SpfAlignment::ReturnPath,
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "squarespace",
        name: "Squarespace",
        kind: Kind::Application,
        includes: &["_squarespace-mail.com"],
        own: &["squarespace-mail.com"],
        keys: &[cname("squarespace", "squarespace-domainkey.squarespace-mail.com")],
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "wix",
        name: "Wix",
        kind: Kind::Application,
        includes: &["_spf.ascendbywix.com"],
        include_needed: Known::No,
        own: &["ascendbywix.com"],
        keys: &[
            cname("s1", "s1._domainkey.{domain}.*.ascendbywix.com"),
            cname("s2", "s2._domainkey.{domain}.*.ascendbywix.com"),
            cname("sel1", "*.ascendbywix.com"),
            cname("sel2", "*.ascendbywix.com"),
        ],
        bounces: &[bounce("sg", "*.ascendbywix.com")],
        dkim: Known::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "copernica",
        name: "Copernica",
        kind: Kind::Marketing,
        own: &["copernica.com"],
        dkim: Known::Yes,
        page: Some("https://www.copernica.com/en/documentation/setup-sender-domain"),
        grade: Grade::B,
        ..UNKNOWN
    },
    Provider {
        id: "spotler",
        name: "Spotler",
        kind: Kind::Marketing,
        includes: &["_spf.mailplus.nl"],
        own: &["mailplus.nl", "spotlermail.com"],
        grade: Grade::C,
        ..UNKNOWN
    },
    Provider {
        id: "exactOnline",
        name: "Exact Online",
        kind: Kind::Application,
        includes: &["_spf.exactonline.nl"],
        grade: Grade::C,
        ..UNKNOWN
    },
    Provider { id: "laposta", name: "Laposta", kind: Kind::Marketing, own: &["laposta.nl"], ..UNKNOWN },
    Provider {
        id: "mailCampaigns",
        name: "MailCampaigns",
        kind: Kind::Marketing,
        own: &["mailcampaigns.nl"],
        ..UNKNOWN
    },
    Provider {
        id: "mijnwebwinkel",
        name: "mijnwebwinkel",
        kind: Kind::Application,
        includes: &["spf.mijnwebwinkel.nl"],
        ..UNKNOWN
    },
    Provider {
        id: "statuspage",
        name: "Atlassian Statuspage",
        kind: Kind::Application,
        includes: &["stspg-customer.com"],
        ..UNKNOWN
    },
];
