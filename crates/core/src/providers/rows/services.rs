//! Services that send in a customer's name beside what they are for, and smaller senders.

use super::blank::{UNKNOWN, bounce, cname, old, old_txt, txt};
use crate::providers::{Grade, Kind, Provider, SpfAlignment, Tristate};

pub(super) const ROWS: &[Provider] = &[
    Provider {
        id: "hubspot",
        name: "HubSpot",
        kind: Kind::Marketing,
        includes: &["*.hubspotemail.net"],
        include_needed: Tristate::No,
        own: &["hubspotemail.net"],
        keys: &[
            cname("hs1-*", "{dashes}.hs*a.dkim.hubspotemail.net"),
            cname("hs2-*", "{dashes}.hs*b.dkim.hubspotemail.net"),
            old("hs*", "{dashes}.*.dkim.hubspotemail.net"),
        ],
        together: &["hs1-*", "hs2-*"],
        spf: SpfAlignment::DedicatedAddress,
        dkim: Tristate::Yes,
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
        dkim: Tristate::Yes,
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
        include_needed: Tristate::No,
        own: &["klaviyomail.com", "klaviyodns.com"],
        keys: &[
            cname("kl", "kl1.domainkey.*.klaviyodns.com"),
            cname("kl2", "kl2.domainkey.*.klaviyodns.com"),
        ],
        together: &["kl", "kl2"],
        bounces: &[bounce("*", "*.klaviyodns.com")],
        spf: SpfAlignment::ReturnPath,
        dkim: Tristate::Yes,
        page: Some("https://help.klaviyo.com/hc/en-us/articles/115000357752"),
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "brevo",
        name: "Brevo",
        kind: Kind::Marketing,
        includes: &["spf.brevo.com", "spf.sendinblue.com"],
        include_needed: Tristate::No,
        own: &["sender-sib.com"],
        hosts: &["brevo.com", "sendinblue.com", "mailin.fr", "brevosend.com", "sp2-brevo.net"],
        keys: &[
            cname("brevo1", "b1.{dashes}.dkim.brevo.com"),
            cname("brevo2", "b2.{dashes}.dkim.brevo.com"),
            old_txt("mail"),
        ],
        together: &["brevo1", "brevo2"],
        spf: SpfAlignment::DedicatedAddress,
        dkim: Tristate::Yes,
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
        together: &["zendesk1", "zendesk2"],
        dkim: Tristate::Yes,
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
        dkim: Tristate::Yes,
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
        dkim: Tristate::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "sparkpost",
        name: "SparkPost",
        kind: Kind::Transactional,
        includes: &["_spf.sparkpostmail.com", "_spf.eu.sparkpostmail.com", "sparkpostmail.com"],
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
        together: &["ctct1", "ctct2"],
        dkim: Tristate::Yes,
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
        together: &["acdkim1", "acdkim2"],
        spf: SpfAlignment::ReturnPath,
        dkim: Tristate::Yes,
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
        dkim: Tristate::Yes,
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
        dkim: Tristate::Yes,
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
        dkim: Tristate::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "emailOctopus",
        name: "EmailOctopus",
        kind: Kind::Marketing,
        own: &["emailoctopus.com"],
        spf: SpfAlignment::ReturnPath,
        dkim: Tristate::Yes,
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
        dkim: Tristate::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "odoo",
        name: "Odoo",
        kind: Kind::Application,
        includes: &["_spf.odoo.com"],
        own: &["odoo.com"],
        keys: &[cname("odoo", "odoo._domainkey.odoo.com")],
        dkim: Tristate::Yes,
        page: Some(
            "https://www.odoo.com/documentation/18.0/applications/general/email_communication/email_domain.html",
        ),
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
        dkim: Tristate::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "wix",
        name: "Wix",
        kind: Kind::Application,
        includes: &["_spf.ascendbywix.com"],
        include_needed: Tristate::No,
        own: &["ascendbywix.com"],
        keys: &[
            cname("s1", "s1._domainkey.{domain}.*.ascendbywix.com"),
            cname("s2", "s2._domainkey.{domain}.*.ascendbywix.com"),
            cname("sel1", "*.ascendbywix.com"),
            cname("sel2", "*.ascendbywix.com"),
        ],
        bounces: &[bounce("sg", "*.ascendbywix.com")],
        dkim: Tristate::Yes,
        grade: Grade::A,
        ..UNKNOWN
    },
    Provider {
        id: "copernica",
        name: "Copernica",
        kind: Kind::Marketing,
        own: &["copernica.com"],
        dkim: Tristate::Yes,
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
