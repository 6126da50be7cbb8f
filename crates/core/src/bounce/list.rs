//! Who keeps the list that a refusal speaks of, by the server's words: whoever runs the sending server asks there.

use super::meaning::Meaning;
use super::report::Reply;
use std::net::IpAddr;

/// A list of senders that receivers turn away, and where its keeper tells why and is asked to take one off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockList {
    /// Whose it is.
    pub keeper: &'static str,
    /// The page, without its scheme.
    pub page: &'static str,
}

/// Words of a refusal, parted by `|`, whose list they show, and its page.
type Row = (&'static str, &'static str, &'static str);

/// As each keeper tells it, read on 2026-11-30.
static LISTS: [Row; 10] = [
    // Whom it knows, and not whom it turns away.
    ("t-online", "T-Online", "tobr@rx.t-online.de"),
    // Outlook.com's own lists, of addresses (S3140) and of networks (S3150). Its replies name a page that is gone.
    ("(s3140)|(s3150)", "Outlook.com (Microsoft)", "olcsupport.office.com"),
    // Exchange Online's codes 5.7.606 to 5.7.649 come with this page.
    ("sender.office.com|delist.messaging.microsoft.com", "Microsoft 365", "sender.office.com"),
    (
        "zen.spamhaus|sbl.spamhaus|xbl.spamhaus|pbl.spamhaus|spamhaus.org/query|check.spamhaus",
        "Spamhaus",
        "check.spamhaus.org",
    ),
    ("barracudacentral", "Barracuda", "barracudacentral.org/rbl/removal-request"),
    ("bl.spamcop|spamcop.net/bl", "SpamCop", "www.spamcop.net/bl.shtml"),
    ("ipcheck.proofpoint", "Proofpoint", "ipcheck.proofpoint.com"),
    ("csi.cloudmark", "Cloudmark", "csi.cloudmark.com/en/reset"),
    ("uceprotect.net", "UCEPROTECT", "www.uceprotect.net/en/rblcheck.php"),
    ("mail.abusix|lookup.abusix", "Abusix", "lookup.abusix.com"),
];

impl Reply {
    /// The list that a server's address stands on, where the words name the address and show whose list it is.
    #[must_use]
    pub fn block_list(&self, client: IpAddr) -> Option<BlockList> {
        if !matches!(self.meaning, Meaning::Blocklisted | Meaning::NotKnownHere) || !self.names(client) {
            return None;
        }
        let text = self.text.to_ascii_lowercase();
        let shows = |words: &str| words.split('|').any(|word| text.contains(word));
        let (_, keeper, page) = LISTS.iter().find(|(words, ..)| shows(words))?;
        Some(BlockList { keeper, page })
    }

    /// Whether the words name an address, whole.
    fn names(&self, ip: IpAddr) -> bool {
        let is_part = |c: char| c.is_ascii_hexdigit() || c == '.' || c == ':';
        self.text.split(|c: char| !is_part(c)).any(|word| word.trim_end_matches(['.', ':']).parse() == Ok(ip))
    }
}

#[cfg(test)]
mod tests {
    use super::super::meaning::meaning;
    use super::*;

    #[test]
    fn the_words_show_whose_list_it_is() {
        for (status, text, keeper) in [
            (
                "5.7.1",
                "Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service \
                 provider since part of their network is on our block list (S3150).",
                Some("Outlook.com (Microsoft)"),
            ),
            (
                "5.7.606",
                "Access denied, banned sending IP [192.0.2.1]. To request removal from this list please visit \
                 https://sender.office.com/ and follow the directions.",
                Some("Microsoft 365"),
            ),
            ("5.7.1", "Client host [192.0.2.1] blocked using zen.spamhaus.org", Some("Spamhaus")),
            ("5.7.1", "likely suspicious due to the very low reputation of the sending IP address", None),
            // What is mentioned for help, a link in the text, and another's address are no listing of this one.
            ("5.1.1", "<x@b.example>: user unknown, 192.0.2.1; see https://check.spamhaus.org", None),
            ("5.7.1", "192.0.2.1: a link in your mail is listed at dbl.spamhaus.org", None),
            ("5.7.1", "Client host [192.0.2.10] blocked using zen.spamhaus.org", None),
            ("5.7.1", "Barracuda Spam Firewall: 192.0.2.1 blocked by policy, .zip attachment", None),
            // Who asked the list wrongly is not on it.
            ("5.7.1", "blocked using zen.spamhaus.org; Error: open resolver", None),
        ] {
            let ip: IpAddr = "192.0.2.1".parse().unwrap();
            let meaning = meaning(Some(status), text);
            let reply = Reply {
                recipient: None,
                by: None,
                code: None,
                status: Some(status.to_owned()),
                about: meaning.about(),
                meaning,
                text: text.to_owned(),
            };
            assert_eq!(reply.block_list(ip).map(|list| list.keeper), keeper, "{text}");
        }
    }
}
