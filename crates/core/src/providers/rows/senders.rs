//! Those that send for programs and newsletters, and whose names stand in the headers of half the mail there is.

use super::blank::{UNKNOWN, bounce, cname, old, old_txt, txt};
use crate::providers::{Grade, Kind, Known, Provider, SpfAlignment};

pub(super) const ROWS: &[Provider] = &[
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
];
