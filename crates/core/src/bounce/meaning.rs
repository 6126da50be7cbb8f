//! The reason of a refusal, by its status code (RFC 3463, RFC 7372, and the codes of large receivers) and its words.

use serde::Serialize;

/// The side that a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum About {
    /// SPF, DKIM or DMARC of the mail.
    Authentication,
    /// The sending server: its name in reverse DNS, its HELO, its TLS.
    Server,
    /// What receivers think of the sender: blocklists, rates, complaints, limits of a tenant.
    Reputation,
    /// The recipient: the mailbox, its limits, DANE of its domain.
    Recipient,
    /// What stands in the mail.
    Content,
    /// Anything else.
    Other,
}

/// The reason of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Meaning {
    /// DMARC failed and the domain's policy asks for refusal.
    DmarcPolicy,
    /// Neither SPF nor DKIM passed, or not as the receiver asks for.
    Unauthenticated,
    /// A receiver of much mail asks for SPF, DKIM and DMARC of bulk senders.
    BulkAuthentication,
    /// SPF failed.
    SpfFailed,
    /// The SPF record authorises too much.
    SpfTooWide,
    /// DKIM failed.
    DkimFailed,
    /// The domain has no DMARC record.
    NoDmarcRecord,
    /// Nothing that passed is aligned with From.
    NotAligned,
    /// DNS did not answer what authentication needs.
    DnsTrouble,
    /// The DMARC or DKIM policy of the domain, in Yahoo's words.
    PolicyReasons,
    /// The address has no name in reverse DNS, or the name does not lead back.
    ReverseName,
    /// The HELO name cannot be used.
    Helo,
    /// The connection was not encrypted.
    NoTls,
    /// The address or the domain stands on a list.
    Blocklisted,
    /// Too much mail, or too many complaints.
    Rate,
    /// A limit that a provider sets its own customer.
    TenantLimit,
    /// DANE or DNSSEC of the recipient's domain is broken.
    RecipientDane,
    /// The certificate of the recipient's server does not fit its TLSA record.
    RecipientTlsa,
    /// The recipient's MTA-STS policy does not fit its servers.
    RecipientMtaSts,
    /// There is no such mailbox, or it takes no mail.
    NoMailbox,
    /// The mailbox or group takes mail of certain senders only.
    SenderRestricted,
    /// A rule of the recipient's own turns away mail in its own names that comes from outside.
    OwnNames,
    /// A tenant of Microsoft 365 turns away mail in its own name that comes with neither a login nor a connector.
    DirectSend,
    /// The receiver asks everybody whom it does not know yet to come again.
    Greylisted,
    /// The receiver takes mail only from addresses that its operator knows.
    NotKnownHere,
    /// The receiver's own question to a blocklist was turned down, and it takes that for a listing.
    BlocklistUnanswered,
    /// The mailbox is full.
    MailboxFull,
    /// The mail is too large.
    TooLarge,
    /// The text or an attachment was taken for spam, or for harmful.
    Content,
    /// The header breaks a rule of RFC 5322.
    BadHeader,
    /// The sender's address cannot be used.
    BadSender,
    /// The server asks for a login, or does not relay.
    Relay,
    /// The recipient's server could not be reached in time.
    Unreachable,
    /// Nothing of it is known here.
    Unknown,
}

impl Meaning {
    /// The side that it is about.
    #[must_use]
    pub const fn about(self) -> About {
        use Meaning as M;
        match self {
            M::DmarcPolicy | M::Unauthenticated | M::BulkAuthentication | M::SpfFailed => {
                About::Authentication
            }
            M::SpfTooWide | M::DkimFailed | M::NoDmarcRecord | M::NotAligned => About::Authentication,
            M::DnsTrouble | M::PolicyReasons => About::Authentication,
            M::ReverseName | M::Helo | M::NoTls => About::Server,
            M::Blocklisted | M::Rate | M::TenantLimit | M::NotKnownHere => About::Reputation,
            M::RecipientDane | M::RecipientTlsa | M::RecipientMtaSts => About::Recipient,
            M::NoMailbox | M::MailboxFull | M::TooLarge | M::DirectSend => About::Recipient,
            M::SenderRestricted | M::OwnNames | M::BlocklistUnanswered => About::Recipient,
            M::Content | M::BadHeader => About::Content,
            M::BadSender | M::Relay | M::Unreachable | M::Greylisted | M::Unknown => About::Other,
        }
    }
}

/// A family of refusals: the status codes that it has, without their class, and the words; the first that fits counts.
///
/// Codes are parted by blanks; `606-649` is a range, and no code at all fits any. Words are parted by `|`, and `a&b` asks for
/// both; a word with an equals sign before it has to stand alone.
struct Family(&'static str, &'static str, Meaning);

/// The families in the order in which they are tried: those that name a rule before those that name a topic.
static FAMILIES: [Family; 63] = [
    // Postfix writes its own words before the reason that a policy gives.
    Family("", "=greylist|=greylisted|=greylisting|=graylisted|=graylisting", Meaning::Greylisted),
    // Exchange's restrictions of a recipient, which speak of authentication too.
    Family("7.124 7.133 7.134 7.136", "", Meaning::SenderRestricted),
    Family("", "resolver.rst", Meaning::SenderRestricted),
    // What a list of DNS answers to those that it does not serve: nobody is listed.
    Family(
        "",
        "open resolver|public resolver|excessive number of queries|127.255.255",
        Meaning::BlocklistUnanswered,
    ),
    // T-Online takes mail only from addresses that its postmasters let in, and says so in these words.
    Family("", "(nowl)|none/bad reputation|tobr@rx.t-online.de", Meaning::NotKnownHere),
    // Gmail tells of rates per SPF or DKIM domain: not authentication.
    Family("", "unusual rate|unusual amount|user complaints|unsolicited mail originating", Meaning::Rate),
    // Orange's codes for what its filter thinks of a mail.
    Family("", "ofr_505|ofr_506", Meaning::Content),
    // Outlook.com says which of them did not.
    Family("7.515", "spf= fail&dkim= pass", Meaning::SpfFailed),
    Family("7.515", "dkim= fail&spf= pass", Meaning::DkimFailed),
    Family("7.28", "", Meaning::Rate),
    // Exchange Online, of mail in a tenant's own name.
    Family("7.68", "", Meaning::DirectSend),
    Family("", "direct send not allowed", Meaning::DirectSend),
    // RFC 4954: a login, not the authentication of the mail.
    Family("7.57 7.8 7.139", "", Meaning::Relay),
    Family(
        "",
        "authentication required|smtp auth|authentication failed|unauthenticated senders not allowed|=sasl|\
         must authenticate|log in",
        Meaning::Relay,
    ),
    Family("7.323", "", Meaning::RecipientTlsa),
    // Exchange Online's code stands in the words where it gave up.
    Family("", "tlsa-invalid", Meaning::RecipientTlsa),
    Family("", "=mta-sts|smtpsend.mtasts", Meaning::RecipientMtaSts),
    Family("7.321-325", "", Meaning::RecipientDane),
    Family("", "=tlsa|=dnssec|=dane", Meaning::RecipientDane),
    Family(
        "",
        "dns fail&authent|dns error&=dmarc|dns error&=spf|\
         temporary dns failure",
        Meaning::DnsTrouble,
    ),
    Family("", "=spf&suspicious entries", Meaning::SpfTooWide),
    Family("7.31", "=dmarc", Meaning::NoDmarcRecord),
    // Gmail's own, of a domain without a record or without a policy in it.
    Family("7.40", "=dmarc", Meaning::NoDmarcRecord),
    Family("", "no dmarc record|not have a dmarc record|missing dmarc", Meaning::NoDmarcRecord),
    Family("7.32", "=align|aligned|alignment", Meaning::NotAligned),
    Family("7.509", "", Meaning::DmarcPolicy),
    Family("7.515", "", Meaning::BulkAuthentication),
    Family("", "required authentication level", Meaning::BulkAuthentication),
    Family(
        "",
        "either spf or dkim|authentication checks failed|sender is unauthenticated",
        Meaning::Unauthenticated,
    ),
    Family(
        "",
        "does not have authentication information|fails to pass authentication",
        Meaning::Unauthenticated,
    ),
    Family(
        "",
        "=dmarc|unauthenticated email from|domain owner policy|unauthenticated mail is prohibited",
        Meaning::DmarcPolicy,
    ),
    Family(
        "",
        "=spf|sender policy framework|openspf|'mfrom' identity|not a permitted sender|\
         not authorized to send on behalf",
        Meaning::SpfFailed,
    ),
    Family(
        "",
        "rfc 5322|rfc 2822|rfc5322|multiple addresses in from|header error|missing header|duplicate header",
        Meaning::BadHeader,
    ),
    Family("", "=dkim|=domainkeys|dkim-signature", Meaning::DkimFailed),
    Family("7.20 7.21 7.22", "", Meaning::DkimFailed),
    Family("7.30", "=dkim|signature", Meaning::DkimFailed),
    Family("7.9", "policy reasons", Meaning::PolicyReasons),
    Family("", "header based anti-spoof", Meaning::OwnNames),
    Family("", "anti-spoof|antispoof", Meaning::Unauthenticated),
    Family("7.25", "", Meaning::ReverseName),
    Family(
        "",
        "=ptr|reverse dns|reverse lookup|reverse hostname|reverse map|=rdns|fix reverse|name lookup failed|\
         cannot find your|cannot find your reverse|mismatches client ip|unverifyable sending|\
         unverifiable sending|\
         no valid hostname|does not resolve&client host|iprev",
        Meaning::ReverseName,
    ),
    Family("7.29 7.10 7.30", "=tls|starttls", Meaning::NoTls),
    Family("", "starttls command first|requires tls|tls required|tls encryption", Meaning::NoTls),
    // What a filter mentions for help is no list, and a link in the text is no sender.
    Family(
        "1.1 1.10",
        "user unknown|unknown user|no such user|no such recipient|user not found|recipient rejected|\
         does not exist|doesn't exist|unknown recipient|recipient unknown",
        Meaning::NoMailbox,
    ),
    Family(
        "",
        "surbl|uribl|=url|=urls|=link|=links|spam score|spamassassin|looks like spam|content \
         restriction|file extension|=attachment|attachments|=virus|=malware",
        Meaning::Content,
    ),
    Family("7.606-649 7.511 7.650 7.651", "", Meaning::Blocklisted),
    Family("7.705 7.708 7.750 1.90", "", Meaning::TenantLimit),
    Family(
        "",
        "reputation|blacklist|blocklist|block list|blocked \
         using|spamhaus|spamcop|barracudacentral|barracuda reputation|=rbl|dnsbl|banned|(bl)|\
         adresse ip source bloquee|weren't sent",
        Meaning::Blocklisted,
    ),
    Family(
        "",
        "rate limit|too many|temporarily deferred|sending limit|too fast|throttl|try again later&volume",
        Meaning::Rate,
    ),
    Family("7.506", "", Meaning::Helo),
    Family(
        "",
        "=helo&reject|=helo&invalid|=ehlo&invalid|helo command rejected|=helo&must|bad helo",
        Meaning::Helo,
    ),
    Family("3.4 2.3", "", Meaning::TooLarge),
    Family("", "too large|too big|size limit|message size|exceeds size|size exceeds", Meaning::TooLarge),
    Family("2.2", "", Meaning::MailboxFull),
    Family(
        "",
        "mailbox full|mailbox is full|over quota|quota exceeded|overquota|exceeded storage|quota",
        Meaning::MailboxFull,
    ),
    Family(
        "",
        "=spam|=virus|malware|phish|attachment|content rejected|potential security|blacklisted url",
        Meaning::Content,
    ),
    Family("", "invalid dns mx|no mx or a|domain of sender address|sender domain&not", Meaning::BadSender),
    Family("1.7 1.8", "", Meaning::BadSender),
    Family("", "relay|not permitted to relay", Meaning::Relay),
    Family("1.1 1.2 1.3 1.6 1.10 2.1 7.13 7.17", "", Meaning::NoMailbox),
    Family(
        "",
        "user unknown|unknown user|no such user|no such recipient|mailbox unavailable|invalid recipient|\
         recipient address rejected|user not found|not our customer|account is disabled|account disabled|\
         does not exist|doesn't exist|no mailbox|unknown recipient|recipient unknown|is inactive|\
         no longer|not listed in",
        Meaning::NoMailbox,
    ),
    Family("6.0-9", "", Meaning::Content),
    Family("4.1-9", "", Meaning::Unreachable),
];

/// The reason of a refusal. Codes that the words say more about than the number does are told by the words.
#[must_use]
pub fn meaning(status: Option<&str>, text: &str) -> Meaning {
    // Every word of the table is ASCII, and the case of all other letters is a table of its own in the checker.
    let lower = text.to_ascii_lowercase();
    let joined = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = FAMILIES.iter().find(|family| family.fits(status, &joined)).map(|family| family.2);
    told.or_else(|| status.and_then(by_code)).unwrap_or(Meaning::Unknown)
}

/// RFC 7372 §3: codes that say it alone, where the words do not say otherwise.
fn by_code(status: &str) -> Option<Meaning> {
    match without_class(status) {
        "7.23" => Some(Meaning::SpfFailed),
        "7.24" => Some(Meaning::SpfFailed),
        "7.26" => Some(Meaning::Unauthenticated),
        // Gmail's codes for bulk senders.
        "7.27" => Some(Meaning::SpfFailed),
        "7.30" => Some(Meaning::DkimFailed),
        "7.31" => Some(Meaning::NoDmarcRecord),
        "7.32" => Some(Meaning::NotAligned),
        "7.29" => Some(Meaning::NoTls),
        _ => None,
    }
}

fn without_class(status: &str) -> &str {
    status.split_once('.').map_or("", |(_, rest)| rest)
}

impl Family {
    fn fits(&self, status: Option<&str>, text: &str) -> bool {
        let Self(codes, words, _) = *self;
        let code = status.map_or("", without_class);
        let has_code = || codes.split_whitespace().any(|wanted| is_code(code, wanted));
        let has_words = || words.split('|').any(|all| all.split('&').all(|word| is_said(text, word)));
        (codes.is_empty() || has_code()) && (words.is_empty() || has_words())
    }
}

/// Whether a code is the one that is wanted, or within a range of details such as `7.606-649`.
fn is_code(code: &str, wanted: &str) -> bool {
    let Some((first, last)) = wanted.split_once('-') else { return code == wanted };
    let parts = |code: &str| {
        let (subject, detail) = code.split_once('.')?;
        Some((subject.to_owned(), detail.parse::<u16>().ok()?))
    };
    let (Some(code), Some(first), Ok(last)) = (parts(code), parts(first), last.parse()) else { return false };
    code.0 == first.0 && (first.1..=last).contains(&code.1)
}

/// Whether a text has a word: anywhere, or, where an equals sign is before it, alone and not as a method that passed.
fn is_said(text: &str, word: &str) -> bool {
    let Some(word) = word.strip_prefix('=') else { return text.contains(word.trim()) };
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let rest = text.get(at + word.len()..).unwrap_or_default();
        let has_passed = rest.trim_start_matches([':', '=', ' ']).starts_with("pass");
        !is_part(before) && !is_part(rest.chars().next()) && !has_passed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_refusal_by_code_and_words() {
        use Meaning as M;
        for (status, text, expected) in [
            (
                "5.7.26",
                "Unauthenticated email from a.example is not accepted due to domain's DMARC policy.",
                M::DmarcPolicy,
            ),
            (
                "5.7.26",
                "Gmail requires all senders to authenticate with either SPF or DKIM.",
                M::Unauthenticated,
            ),
            (
                "5.7.26",
                "The MAIL FROM domain [a.example] has an SPF record with a hard fail policy (-all)",
                M::SpfFailed,
            ),
            ("4.7.26", "Due to temporary DNS failures authentication could not be checked", M::DnsTrouble),
            (
                "4.7.24",
                "The SPF record of the sending domain has one or more suspicious entries",
                M::SpfTooWide,
            ),
            ("4.7.27", "This email was rate limited because SPF did not pass", M::SpfFailed),
            ("5.7.30", "DKIM authentication didn't pass", M::DkimFailed),
            (
                "5.7.31",
                "the sending domain doesn't have a DMARC record, or it doesn't specify a policy",
                M::NoDmarcRecord,
            ),
            ("4.7.32", "the From: header isn't aligned with either the SPF or DKIM domain", M::NotAligned),
            ("5.7.25", "The sending IP address doesn't match its PTR record", M::ReverseName),
            (
                "4.7.23",
                "The IP address has no PTR record, or the PTR record's forward DNS entry doesn't match",
                M::ReverseName,
            ),
            ("5.7.29", "messages weren't sent over a TLS connection", M::NoTls),
            ("4.7.28", "an unusual rate of mail originating from your SPF domain [a.example]", M::Rate),
            (
                "5.7.1",
                "likely suspicious due to the very low reputation of the sending IP address",
                M::Blocklisted,
            ),
            (
                "5.7.515",
                "Access denied, sending domain A.EXAMPLE doesn't meet the required authentication level.",
                M::BulkAuthentication,
            ),
            ("5.7.509", "Access denied, sending domain does not pass DMARC verification", M::DmarcPolicy),
            ("5.2.2", "Mailbox is over quota. (SPF: pass, DKIM: pass)", M::MailboxFull),
            ("5.7.23", "The message was rejected because of Sender Policy Framework violation", M::SpfFailed),
            ("4.7.26", "message sent over IPv6 must pass either SPF or DKIM validation", M::Unauthenticated),
            (
                "4.7.40",
                "The sender's domain has no DMARC record, or it has no DMARC policy.",
                M::NoDmarcRecord,
            ),
            ("4.4.8", "MX hosts of 'b.example' failed MTA-STS validation.", M::RecipientMtaSts),
            ("5.7.323", "tlsa-invalid: The domain failed DANE validation", M::RecipientTlsa),
            ("4.7.325", "certificate-host-mismatch", M::RecipientDane),
            ("5.7.606", "Access denied, banned sending IP [192.0.2.1]", M::Blocklisted),
            ("5.7.705", "Access denied, tenant has exceeded threshold", M::TenantLimit),
            ("5.7.9", "Message not accepted for policy reasons. See https://x.example", M::PolicyReasons),
            ("5.7.9", "Rejected", M::Unknown),
            ("5.7.57", "Client not authenticated to send mail", M::Relay),
            ("5.7.0", "domain owner policy restrictions", M::DmarcPolicy),
            ("5.1.1", "no such user here", M::NoMailbox),
            ("4.2.0", "<a@b.example>: Recipient address rejected: Greylisted, see x", M::Greylisted),
            ("4.7.1", "Greylisting in action, please come back later", M::Greylisted),
            (
                "5.7.133",
                "RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction",
                M::SenderRestricted,
            ),
            ("5.7.124", "sender not in allowed-senders list", M::SenderRestricted),
            (
                "5.7.1",
                "Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://x",
                M::BlocklistUnanswered,
            ),
            ("5.7.1", "Client host [192.0.2.1] blocked using zen.spamhaus.org", M::Blocklisted),
            ("5.7.1", "blocked using bl.example; error code 7, see https://x", M::Blocklisted),
            (
                "",
                "IP=192.0.2.1 - None/bad reputation. Ask your postmaster for help or to contact \
                 tobr@rx.t-online.de for reset. (NOWL)",
                M::NotKnownHere,
            ),
            (
                "5.0.0",
                "Requested action not taken: mailbox unavailable invalid DNS MX or A/AAAA resource record",
                M::BadSender,
            ),
            ("5.7.23", "", M::SpfFailed),
            ("5.7.26", "", M::Unauthenticated),
            ("5.7.1", "Our system says no", M::Unknown),
        ] {
            assert_eq!(meaning(Some(status), text), expected, "{status} {text}");
        }
        assert_eq!(meaning(None, "DMARC check failed."), Meaning::DmarcPolicy);
        assert_eq!(meaning(None, ""), Meaning::Unknown);
        assert_eq!(meaning(None, "spfx nodkim"), Meaning::Unknown);
    }
}
