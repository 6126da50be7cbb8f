//! The lists of rules that a message or a domain is held against. Every rule is met, not met, or cannot be told from what
//! was given; there is no score.

use serde::Serialize;

/// A rule, and whether the message meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Requirement {
    /// The rule.
    pub rule: Rule,
    /// Whether it is met; `None` where what was given does not tell.
    pub met: Option<bool>,
    /// Who asks for it.
    pub asked_by: Vec<Asker>,
}

/// The rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "MessageRule"))]
#[serde(rename_all = "camelCase")]
pub enum Rule {
    /// SPF passes.
    Spf,
    /// A DKIM signature passes.
    Dkim,
    /// The From domain has a DMARC policy.
    DmarcPublished,
    /// SPF or DKIM speaks for the From domain.
    Aligned,
    /// The client address has a name that has the address (PTR, and back).
    ForwardConfirmedName,
    /// The message came in encrypted.
    Tls,
    /// One click unsubscribes, and the signature covers the fields that say so (RFC 8058). Asked of marketing mail.
    OneClickUnsubscribe,
}

/// Who asks, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "MessageAsker"))]
#[serde(rename_all = "camelCase")]
pub enum Asker {
    /// Gmail, of all who send 5,000 messages a day or more, since February 2024.
    Google,
    /// Yahoo and AOL, of bulk senders, since February 2024.
    Yahoo,
    /// Outlook.com and Hotmail, of all who send 5,000 messages a day or more, since May 2025.
    Microsoft,
    /// iCloud Mail, of all who send in bulk, by its page as of February 2025.
    Apple,
}

/// Apple's page for postmasters.
const APPLE: &str = "https://support.apple.com/102322";

impl Asker {
    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Google => "Gmail",
            Self::Yahoo => "Yahoo",
            Self::Microsoft => "Outlook.com",
            Self::Apple => "iCloud",
        }
    }

    /// Where it says so.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Google => "https://support.google.com/a/answer/81126",
            Self::Yahoo => "https://senders.yahooinc.com/best-practices/",
            Self::Microsoft => {
                "https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/4399730"
            }
            Self::Apple => APPLE,
        }
    }

    /// Since when, as year and month.
    #[must_use]
    pub const fn since(self) -> &'static str {
        match self {
            Self::Google | Self::Yahoo => "2024-02",
            Self::Microsoft => "2025-05",
            Self::Apple => "2025-02",
        }
    }
}

/// A rule, and whether the domain meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct DomainRequirement {
    /// The rule.
    pub rule: DomainRule,
    /// Whether it is met; `None` where DNS does not tell, or no browser can.
    pub met: Option<bool>,
    /// Who asks for it.
    pub asked_by: Vec<DomainAsker>,
}

/// The rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DomainRule {
    /// There is one SPF record, and it can be evaluated.
    SpfPublished,
    /// It ends by refusing or doubting everybody else.
    SpfStrict,
    /// There is a DKIM key.
    DkimPublished,
    /// There is a DMARC policy.
    DmarcPublished,
    /// It asks for more than watching.
    DmarcEnforced,
    /// Reports go somewhere that agreed to get them.
    DmarcReports,
    /// The domain is signed.
    Dnssec,
    /// So are the names of its mail exchangers.
    DnssecOfExchangers,
    /// The mail exchangers tell their certificates in DNS.
    Dane,
    /// They offer encryption: no browser can try.
    StartTls,
    /// They can be reached by IPv6.
    Ipv6Exchangers,
    /// At least two name servers can be.
    Ipv6NameServers,
    /// Mail to the domain has to be encrypted, by MTA-STS.
    MtaSts,
    /// There is a logo.
    BimiLogo,
    /// There is a certificate for it.
    BimiCertificate,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum DomainAsker {
    /// Gmail, of those who send to it.
    Google,
    /// Yahoo and AOL.
    Yahoo,
    /// Outlook.com and Hotmail.
    Microsoft,
    /// iCloud Mail.
    Apple,
    /// The mail test of internet.nl.
    InternetNl,
    /// The Dutch list of standards to apply or explain why not.
    ForumStandaardisatie,
    /// Mailboxes that show logos.
    Bimi,
}

impl DomainAsker {
    /// Everyone, in the order they are listed.
    pub const ALL: [Self; 7] = [
        Self::Google,
        Self::Yahoo,
        Self::Microsoft,
        Self::Apple,
        Self::InternetNl,
        Self::ForumStandaardisatie,
        Self::Bimi,
    ];

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Google => "Gmail",
            Self::Yahoo => "Yahoo",
            Self::Microsoft => "Outlook.com",
            Self::Apple => "iCloud",
            Self::InternetNl => "internet.nl",
            Self::ForumStandaardisatie => "Forum Standaardisatie",
            Self::Bimi => "BIMI",
        }
    }

    /// Where it says so.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Google => "https://support.google.com/a/answer/81126",
            Self::Yahoo => "https://senders.yahooinc.com/best-practices/",
            Self::Microsoft => {
                "https://techcommunity.microsoft.com/blog/microsoftdefenderforoffice365blog/4399730"
            }
            Self::Apple => APPLE,
            Self::InternetNl => "https://internet.nl/test-mail/",
            Self::ForumStandaardisatie => "https://www.forumstandaardisatie.nl/open-standaarden/verplicht",
            Self::Bimi => "https://bimigroup.org/implementation-guide/",
        }
    }
}
