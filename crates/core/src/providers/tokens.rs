//! Texts by which services make sure that a domain is whose it says: nobody has to guess what they are for.

/// Services whose token begins with their name in lower case and says that it verifies, as in `atlassian-domain-verification=`.
const NAMED: &str = "\
    Google Atlassian Adobe Stripe GlobalSign Zoom Dropbox Cisco Yandex Zoho ProtonMail OpenAI \
    Anthropic Canva Miro Notion Slack 1Password OneTrust TeamViewer Citrix Box Detectify \
    Ahrefs HubSpot Klaviyo Wrike Keybase Jamf KnowBe4 Bugcrowd Autodesk Smartsheet Resend \
    Apple Yahoo MongoDB Cloudflare Webex LogMeIn Loaderio Mailru DocuSign";

/// Others, each with how its token begins.
const OTHERS: &str = "\
    MS=Microsoft 365;facebook-domain-verification=Meta;apple-domain=iCloud;docusign=DocuSign;\
    brevo-code:Brevo;Sendinblue-code:Brevo;SFMC-Salesforce Marketing Cloud;\
    amazonses:Amazon SES;ZOOM_verify_Zoom;_globalsign-domain-verification=GlobalSign;\
    status-page-domain-verification=Atlassian Statuspage;\
    forward-email-site-verification=Forward Email;\
    have-i-been-pwned-verification=Have I Been Pwned";

/// The service that a TXT record is a token of.
#[must_use]
pub fn token_owner(text: &str) -> Option<&'static str> {
    let other = OTHERS.split(';').find_map(|entry| {
        // The beginning ends in the last character that no name has.
        let at = entry.rfind(['=', ':', '-', '_'])? + 1;
        let (start, owner) = (entry.get(..at)?, entry.get(at..)?);
        text.get(..at).is_some_and(|own| own.eq_ignore_ascii_case(start)).then_some(owner)
    });
    let named = || {
        let (name, rest) = text.split_once(['-', '_'])?;
        let verifies = rest.get(..rest.len().min(MAX_START)).is_some_and(|start| start.contains("verif"));
        NAMED.split_whitespace().find(|owner| verifies && owner.eq_ignore_ascii_case(name))
    };
    other.or_else(named)
}

/// Within how many characters behind the name a token says that it verifies.
const MAX_START: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_named_and_other_texts_are_not() {
        for (text, owner) in [
            ("google-site-verification=abc", "Google"),
            ("MS=ms12345678", "Microsoft 365"),
            ("atlassian-domain-verification=x", "Atlassian"),
            ("brevo-code:12ab", "Brevo"),
            ("SFMC-abc", "Salesforce Marketing Cloud"),
            ("apple-domain=Ab1", "iCloud"),
            ("apple-domain-verification=Ab1", "Apple"),
            ("have-i-been-pwned-verification=1", "Have I Been Pwned"),
            ("1password-site-verification=1", "1Password"),
        ] {
            assert_eq!(token_owner(text), Some(owner), "{text}");
        }
        for text in
            ["v=spf1 -all", "google", "evil-google-site-verification=1", "box-of-things", "", "ms", "é-verif"]
        {
            assert_eq!(token_owner(text), None, "{text}");
        }
    }
}
