//! Which header fields are known, by their names: who writes them as a rule, and where their explanation is.
//!
//! A name is looked up in one table, and each language fills one struct, so that an explanation that is missing does not
//! compile. What no row knows is not guessed at.

use Writer::{Author, Receiver, Server};

/// Who writes a field as a rule. Whether it was written by him in this very message is another matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// The one who wrote the message, or the program or service it was written with.
    Author,
    /// A server: the one that sent it out, or one on the way.
    Server,
    /// The receiving side.
    Receiver,
}

/// A field that is known.
#[derive(Clone, Copy, Debug)]
pub struct KnownField {
    /// Its names in lower case, apart by spaces; one that ends in `*` stands for all that begin like that.
    names: &'static str,
    /// Who writes it as a rule.
    pub writer: Writer,
    /// Its explanation.
    pub(crate) text: fn(&FieldTexts) -> &'static str,
}

impl KnownField {
    /// The field of a name; the longest of the names that fit decides.
    #[must_use]
    pub fn of(name: &str) -> Option<&'static Self> {
        let fits = |known: &&'static Self| Some((known.fit(name)?, *known));
        let best = TABLE.iter().filter_map(|known| fits(&known)).max_by_key(|(fit, _)| *fit);
        best.map(|(_, known)| known)
    }

    /// How well a name fits, which is how much of it is spelled out here.
    fn fit(&self, name: &str) -> Option<usize> {
        let fits = |pattern: &&str| match pattern.strip_suffix('*') {
            Some(start) => name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)),
            None => name.eq_ignore_ascii_case(pattern),
        };
        // A whole name before one that only begins like it.
        let spelled = |pattern: &str| 2 * pattern.len() - usize::from(pattern.ends_with('*'));
        self.names.split_ascii_whitespace().filter(fits).map(spelled).max()
    }
}

const fn row(names: &'static str, writer: Writer, text: fn(&FieldTexts) -> &'static str) -> KnownField {
    KnownField { names, writer, text }
}

/// The fields, in no order that matters.
static TABLE: [KnownField; 102] = [
    row("from", Author, |texts| texts.from),
    row("sender x-sender", Author, |texts| texts.sender),
    row("reply-to", Author, |texts| texts.reply_to),
    row("to", Author, |texts| texts.to),
    row("cc", Author, |texts| texts.cc),
    row("bcc", Author, |texts| texts.bcc),
    row("subject", Author, |texts| texts.subject),
    row("date", Author, |texts| texts.date),
    row("message-id x-message-id", Author, |texts| texts.message_id),
    row("in-reply-to", Author, |texts| texts.in_reply_to),
    row("references", Author, |texts| texts.references),
    row("keywords comments", Author, |texts| texts.keywords),
    row("organization organisation", Author, |texts| texts.organization),
    row("resent-*", Author, |texts| texts.resent),
    row("mime-version", Author, |texts| texts.mime_version),
    row("content-type", Author, |texts| texts.content_type),
    row("content-transfer-encoding", Author, |texts| texts.content_transfer_encoding),
    row("content-language accept-language", Author, |texts| texts.content_language),
    row("content-*", Author, |texts| texts.content),
    row("return-path", Receiver, |texts| texts.return_path),
    row("received", Server, |texts| texts.received),
    row("x-received", Server, |texts| texts.x_received),
    row("delivered-to x-delivered-to x-original-to original-recipient", Receiver, |texts| texts.delivered_to),
    row("envelope-to x-envelope-to x-rcpt-to x-forwarded-to x-forwarded-for", Receiver, |texts| {
        texts.envelope_to
    }),
    row("x-envelope-from x-mail-from x-return-path x-original-return-path", Receiver, |texts| {
        texts.envelope_from
    }),
    row("received-spf", Receiver, |texts| texts.received_spf),
    row("authentication-results", Receiver, |texts| texts.authentication_results),
    row(
        "authentication-results-original x-original-authentication-results x-authentication-results \
         old-authentication-results",
        Server,
        |texts| texts.authentication_results_original,
    ),
    row("arc-authentication-results", Server, |texts| texts.arc_authentication_results),
    row("arc-message-signature", Server, |texts| texts.arc_message_signature),
    row("arc-seal", Server, |texts| texts.arc_seal),
    row("dkim-signature", Server, |texts| texts.dkim_signature),
    row("dkim2-signature message-instance", Server, |texts| texts.dkim2),
    row("dkim-filter dmarc-filter x-dkim x-dkim-*", Server, |texts| texts.dkim_filter),
    row("domainkey-signature", Server, |texts| texts.domain_key_signature),
    row("x-google-dkim-signature", Server, |texts| texts.x_google_dkim_signature),
    row("bimi-*", Author, |texts| texts.bimi),
    row("vbr-info", Author, |texts| texts.vbr_info),
    row("tls-required tls-report-* require-recipient-valid-since", Author, |texts| texts.tls_required),
    row("list-unsubscribe", Author, |texts| texts.list_unsubscribe),
    row("list-unsubscribe-post", Author, |texts| texts.list_unsubscribe_post),
    row("list-id list-id-*", Author, |texts| texts.list_id),
    row("list-* x-list-*", Author, |texts| texts.list),
    row("mailing-list x-beenthere x-mailman-* x-loop x-list", Author, |texts| texts.mailing_list),
    row("precedence x-precedence", Author, |texts| texts.precedence),
    row("auto-submitted x-auto-submitted", Author, |texts| texts.auto_submitted),
    row("x-auto-response-suppress x-autoreply x-autorespond", Author, |texts| texts.auto_response),
    row(
        "feedback-id x-feedback-id x-csa-complaints x-report-abuse x-report-abuse-to x-abuse \
         x-complaints-to",
        Author,
        |texts| texts.feedback_id,
    ),
    row("errors-to x-errors-to", Author, |texts| texts.errors_to),
    row("x-mailer user-agent x-mimeole x-newsreader", Author, |texts| texts.x_mailer),
    row("x-priority priority importance x-msmail-priority", Author, |texts| texts.priority),
    row("sensitivity x-sensitivity msip_labels x-message-flag", Author, |texts| texts.sensitivity),
    row("x-php-* x-source x-source-args x-source-dir", Server, |texts| texts.php_script),
    row("x-originating-ip x-origin-ip x-sender-ip x-client-ip x-remote-ip x-source-ip", Server, |texts| {
        texts.originating_ip
    }),
    row("thread-topic thread-index x-conversation-*", Author, |texts| texts.thread),
    row("disposition-notification-to return-receipt-to x-confirm-reading-to x-pmrqc", Author, |texts| {
        texts.receipt
    }),
    row("expires expiry-date supersedes reply-by", Author, |texts| texts.expires),
    row("autocrypt autocrypt-* openpgp x-pgp-*", Author, |texts| texts.autocrypt),
    row("face x-face x-image-url x-avatar", Author, |texts| texts.face),
    row("archived-at x-archived-at permalink", Author, |texts| texts.archived_at),
    row(
        "x-antiabuse x-get-message-sender-via x-authenticated-sender x-authenticated-user x-auth-user \
         x-authuser x-authenticated-*",
        Server,
        |texts| texts.anti_abuse,
    ),
    row(
        "x-entity-ref-id x-entity-id x-campaign* x-mailing* x-job x-rpcampaign x-mailer-*",
        Author,
        |texts| texts.entity_ref,
    ),
    row("x-gm-message-state x-gm-*", Server, |texts| texts.gm_message_state),
    row("x-google-smtp-source", Server, |texts| texts.google_smtp),
    row("x-google-original-*", Server, |texts| texts.google_original),
    row("x-google-* x-goog-*", Server, |texts| texts.google),
    row("x-forefront-antispam-report x-forefront-antispam-report-untrusted", Receiver, |texts| {
        texts.forefront_antispam
    }),
    row("x-microsoft-antispam-mailbox-delivery", Receiver, |texts| texts.microsoft_antispam_delivery),
    row("x-microsoft-antispam x-microsoft-antispam-untrusted", Receiver, |texts| texts.microsoft_antispam),
    row("x-microsoft-antispam-* x-microsoft-exchange-*", Receiver, |texts| texts.microsoft_antispam_info),
    row("x-ms-exchange-organization-scl", Receiver, |texts| texts.exchange_scl),
    row("x-ms-exchange-organization-auth* x-ms-exchange-crosstenant-auth*", Server, |texts| {
        texts.exchange_auth_as
    }),
    row("x-ms-exchange-organization-*", Receiver, |texts| texts.exchange_organization),
    row("x-ms-exchange-crosstenant-* x-ms-exchange-transport-crosstenant*", Server, |texts| {
        texts.exchange_cross_tenant
    }),
    row("x-ms-exchange-antispam-* x-ms-exchange-atpmessageproperties x-ms-exchange-safe*", Server, |texts| {
        texts.exchange_antispam
    }),
    row("x-ms-exchange-*", Server, |texts| texts.exchange),
    row(
        "x-ms-office365-filtering-correlation-id* x-ms-traffictypediagnostic x-ms-publictraffictype \
         x-eopattributedmessage x-eoptenantattributedmessage x-originatororg x-clientproxiedby \
         x-incomingtopheadermarker x-incomingheadercount x-message-delivery x-message-info x-sid-*",
        Server,
        |texts| texts.microsoft_correlation,
    ),
    row("x-ms-has-attach x-ms-tnef-correlator x-ms-*", Author, |texts| texts.microsoft_program),
    row("x-spam-status x-spam-result x-spam-report x-spamd-result", Receiver, |texts| texts.spam_status),
    row("x-spam-score x-spam-level x-spam-flag x-spam-bar x-spam x-spam-threshold", Receiver, |texts| {
        texts.spam_score
    }),
    row(
        "x-spam-* x-spamd-* x-spamassassin-* x-bogosity x-dspam-* x-crm114-* x-spampanel-* \
         x-spamexperts-*",
        Receiver,
        |texts| texts.spam_other,
    ),
    row("x-rspamd-*", Receiver, |texts| texts.rspamd),
    row(
        "x-virus-scanned x-virus-* x-amavis-* x-quarantine-id x-clamav-* x-mailscanner* x-greylist \
         x-policyd-*",
        Server,
        |texts| texts.virus_scanned,
    ),
    row("x-mimecast-* x-mc-unique", Server, |texts| texts.mimecast),
    row("x-proofpoint-*", Server, |texts| texts.proofpoint),
    row("x-barracuda-* x-bess-* x-asg-*", Server, |texts| texts.barracuda),
    row("x-ironport-* x-cse-* x-amp-* x-cisco-*", Server, |texts| texts.iron_port),
    row(
        "x-sophos-* x-pmx-* x-tm-* x-tmase-* x-fireeye* x-trendmicro* x-fortimail-* x-feas-* x-mdav* \
         x-mdaemon* x-mdremoteip x-hornetsecurity* x-antispameurope* x-symantec* x-msg-ref x-env-sender \
         x-starscan-* x-nai-* x-mxl-* x-seppmail* x-libraesva-* x-esva-*",
        Server,
        |texts| texts.gateway,
    ),
    row("x-sg-* x-smtpapi", Server, |texts| texts.send_grid),
    row("x-ses-* x-aws-*", Server, |texts| texts.amazon_ses),
    row("x-mailgun-*", Server, |texts| texts.mailgun),
    row("x-mc-* x-mandrill-* x-accounttype", Server, |texts| texts.mailchimp),
    row("x-pm-message-* x-pm-rcpt x-pm-tag x-pm-track*", Server, |texts| texts.postmark),
    row(
        "x-mj-* x-mailjet-* x-hs-* x-hubspot-* x-sfmc-* x-sfdc-* x-sib-* x-mailin-* x-smtpcorp-* \
         x-msys-* x-msfbl x-zendesk-* x-zoho-* x-roving-* x-jira-* x-github-* x-gitlab-* x-stripe-* \
         x-marketo* x-mkt* x-pvirtualmta* x-emarsys* x-postal-* x-linkedin-* x-facebook*",
        Server,
        |texts| texts.sending_service,
    ),
    row("x-pm-*", Receiver, |texts| texts.proton),
    row("x-me-* x-sasl-* x-cyrus-* x-resolved-to x-sieve", Server, |texts| texts.fastmail),
    row("x-ymail-* x-yahoo-* x-apparently-to x-yahoofilteredbulk", Receiver, |texts| texts.yahoo),
    row("x-gmx-* x-ui-* x-provags-id x-flags", Server, |texts| texts.gmx),
    row(
        "x-apple-* x-icl-* x-dmarc-info x-dmarc-policy x-suspected-spam x-universally-unique-identifier \
         x-clx-* x-mantsh",
        Server,
        |texts| texts.apple,
    ),
    row("x-yandex-*", Server, |texts| texts.yandex),
    row("x-mailru-* x-mras x-mru-* x-7564579a x-77f55803", Server, |texts| texts.mail_ru),
    row(
        "x-mozilla-* x-account-key x-uidl x-identity-key x-evolution-* x-kmail-* x-claws-* x-gm-thrid \
         x-gmail-labels status x-status content-length x-keywords x-folder lines xref",
        Receiver,
        |texts| texts.thunderbird,
    ),
];

/// The explanation of each, in one language.
#[derive(Debug)]
pub(crate) struct FieldTexts {
    pub(crate) from: &'static str,
    pub(crate) sender: &'static str,
    pub(crate) reply_to: &'static str,
    pub(crate) to: &'static str,
    pub(crate) cc: &'static str,
    pub(crate) bcc: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) date: &'static str,
    pub(crate) message_id: &'static str,
    pub(crate) in_reply_to: &'static str,
    pub(crate) references: &'static str,
    pub(crate) keywords: &'static str,
    pub(crate) organization: &'static str,
    pub(crate) resent: &'static str,
    pub(crate) mime_version: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) content_transfer_encoding: &'static str,
    pub(crate) content_language: &'static str,
    pub(crate) content: &'static str,
    pub(crate) return_path: &'static str,
    pub(crate) received: &'static str,
    pub(crate) x_received: &'static str,
    pub(crate) delivered_to: &'static str,
    pub(crate) envelope_to: &'static str,
    pub(crate) envelope_from: &'static str,
    pub(crate) received_spf: &'static str,
    pub(crate) authentication_results: &'static str,
    pub(crate) authentication_results_original: &'static str,
    pub(crate) arc_authentication_results: &'static str,
    pub(crate) arc_message_signature: &'static str,
    pub(crate) arc_seal: &'static str,
    pub(crate) dkim_signature: &'static str,
    pub(crate) dkim2: &'static str,
    pub(crate) dkim_filter: &'static str,
    pub(crate) domain_key_signature: &'static str,
    pub(crate) x_google_dkim_signature: &'static str,
    pub(crate) bimi: &'static str,
    pub(crate) vbr_info: &'static str,
    pub(crate) tls_required: &'static str,
    pub(crate) list_unsubscribe: &'static str,
    pub(crate) list_unsubscribe_post: &'static str,
    pub(crate) list_id: &'static str,
    pub(crate) list: &'static str,
    pub(crate) mailing_list: &'static str,
    pub(crate) precedence: &'static str,
    pub(crate) auto_submitted: &'static str,
    pub(crate) auto_response: &'static str,
    pub(crate) feedback_id: &'static str,
    pub(crate) errors_to: &'static str,
    pub(crate) x_mailer: &'static str,
    pub(crate) priority: &'static str,
    pub(crate) sensitivity: &'static str,
    pub(crate) php_script: &'static str,
    pub(crate) originating_ip: &'static str,
    pub(crate) thread: &'static str,
    pub(crate) receipt: &'static str,
    pub(crate) expires: &'static str,
    pub(crate) autocrypt: &'static str,
    pub(crate) face: &'static str,
    pub(crate) archived_at: &'static str,
    pub(crate) anti_abuse: &'static str,
    pub(crate) entity_ref: &'static str,
    pub(crate) gm_message_state: &'static str,
    pub(crate) google_smtp: &'static str,
    pub(crate) google_original: &'static str,
    pub(crate) google: &'static str,
    pub(crate) forefront_antispam: &'static str,
    pub(crate) microsoft_antispam_delivery: &'static str,
    pub(crate) microsoft_antispam: &'static str,
    pub(crate) microsoft_antispam_info: &'static str,
    pub(crate) exchange_scl: &'static str,
    pub(crate) exchange_auth_as: &'static str,
    pub(crate) exchange_organization: &'static str,
    pub(crate) exchange_cross_tenant: &'static str,
    pub(crate) exchange_antispam: &'static str,
    pub(crate) exchange: &'static str,
    pub(crate) microsoft_correlation: &'static str,
    pub(crate) microsoft_program: &'static str,
    pub(crate) spam_status: &'static str,
    pub(crate) spam_score: &'static str,
    pub(crate) spam_other: &'static str,
    pub(crate) rspamd: &'static str,
    pub(crate) virus_scanned: &'static str,
    pub(crate) mimecast: &'static str,
    pub(crate) proofpoint: &'static str,
    pub(crate) barracuda: &'static str,
    pub(crate) iron_port: &'static str,
    pub(crate) gateway: &'static str,
    pub(crate) send_grid: &'static str,
    pub(crate) amazon_ses: &'static str,
    pub(crate) mailgun: &'static str,
    pub(crate) mailchimp: &'static str,
    pub(crate) postmark: &'static str,
    pub(crate) sending_service: &'static str,
    pub(crate) proton: &'static str,
    pub(crate) fastmail: &'static str,
    pub(crate) yahoo: &'static str,
    pub(crate) gmx: &'static str,
    pub(crate) apple: &'static str,
    pub(crate) yandex: &'static str,
    pub(crate) mail_ru: &'static str,
    pub(crate) thunderbird: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{en, nl};
    use std::collections::BTreeSet;

    fn text(name: &str) -> Option<&'static str> {
        KnownField::of(name).map(|known| (known.text)(&en::fields::FIELDS))
    }

    #[test]
    fn a_name_fits_without_regard_to_case_and_the_longest_decides() {
        assert_eq!(text("FROM"), Some(en::fields::FIELDS.from));
        assert_eq!(text("X-MS-Exchange-Organization-SCL"), Some(en::fields::FIELDS.exchange_scl));
        assert_eq!(text("X-MS-Exchange-Organization-AuthAs"), Some(en::fields::FIELDS.exchange_auth_as));
        assert_eq!(text("X-MS-Exchange-Something"), Some(en::fields::FIELDS.exchange));
        assert_eq!(text("X-PM-Message-Id"), Some(en::fields::FIELDS.postmark));
        assert_eq!(text("X-Pm-Origin"), Some(en::fields::FIELDS.proton));
        assert_eq!(text("Content-Length"), Some(en::fields::FIELDS.thunderbird));
        assert_eq!(text("List-Unsubscribe-Post"), Some(en::fields::FIELDS.list_unsubscribe_post));
    }

    #[test]
    fn what_nobody_knows_is_not_guessed_at() {
        for name in ["", "X-", "X", "Fromage", "X-Unheard-Of", "\u{e9}", "x-ms", "List"] {
            assert_eq!(text(name), None, "{name}");
        }
    }

    #[test]
    fn every_name_stands_once_and_every_row_has_a_text_of_its_own_in_each_language() {
        let names: Vec<&str> = TABLE.iter().flat_map(|known| known.names.split_ascii_whitespace()).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        assert!(names.iter().all(|name| *name == name.to_ascii_lowercase()));
        for language in [&en::fields::FIELDS, &nl::fields::FIELDS] {
            let texts: BTreeSet<&str> = TABLE.iter().map(|known| (known.text)(language)).collect();
            assert_eq!(texts.len(), TABLE.len());
            assert!(texts.iter().all(|text| text.len() > 20 && text.ends_with('.')), "{texts:#?}");
        }
        let (en, nl) = (&en::fields::FIELDS, &nl::fields::FIELDS);
        assert!(TABLE.iter().all(|known| (known.text)(en) != (known.text)(nl)));
    }
}
