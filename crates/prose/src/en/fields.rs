//! What header fields are, in English.

use crate::fields::FieldTexts;

pub(crate) static FIELDS: FieldTexts = FieldTexts {
    from: "The name and address the reader sees. DMARC asks whether anybody vouches for this domain.",
    sender: "Who sent it, where that is somebody else than From says. Readers seldom see it, and DMARC does \
             not look at it.",
    reply_to: "Where an answer goes. Nobody checks it: a different domain here than in From is worth a \
               second look.",
    to: "Whom it is addressed to, as written. Where it was really delivered is told by the envelope, not by \
         this.",
    cc: "Who gets a copy, as written.",
    bcc: "Who gets a copy unseen. It should have been taken out before sending.",
    subject: "The subject line. Lists like to put a tag in front of it, which breaks a signature that \
              covers it.",
    date: "When it was written, by the sender's own clock.",
    message_id: "The name of this one message, made up by the program that sent it. Answers refer to it.",
    in_reply_to: "The Message-ID of the message this one answers.",
    references: "The Message-IDs of the conversation so far, so that mail programs can thread it.",
    keywords: "A remark or keywords for people. Programs take no notice of it.",
    organization: "The organisation the writer claims to belong to. Nobody checks it.",
    resent: "Somebody sent a message on by hand (not forwarding by a server), and this tells who, when and \
             to whom.",
    mime_version: "Says that the message follows MIME, the rules for attachments and letters beyond ASCII. \
                   Always 1.0.",
    content_type: "What the body is: text, HTML, or several parts and the line that parts them.",
    content_transfer_encoding: "How the body is written down for the journey. A server that changes it \
                                breaks signatures.",
    content_language: "The language of the text, or the languages its writer reads.",
    content: "Says something about the body: its name, its place or its kind.",
    return_path: "The envelope sender, where bounces go. The last server writes it down on delivery; SPF is \
                  about this domain.",
    received: "One step of the way: who handed the message to whom, when and how. Each server puts its own \
               on top, so read from the bottom up.",
    x_received: "An internal hop, which Google notes in this way.",
    delivered_to: "The mailbox it was delivered to, noted by the server that did. It also keeps mail from \
                   going round in circles.",
    envelope_to: "For whom the envelope was, or whom a mailbox passed it on to.",
    envelope_from: "The envelope sender, noted by a server in a field of its own.",
    received_spf: "What the server that took the message in found about SPF, with the address it came from.",
    authentication_results: "What a receiving server found when it checked SPF, DKIM and DMARC. It counts \
                             only where that server alone can have written it.",
    authentication_results_original: "Results of an earlier server, set aside by a later one. Nobody should \
                                      believe them any more.",
    arc_authentication_results: "What a forwarder found when the message reached it, kept for those after \
                                 it. One of the three fields of an ARC set.",
    arc_message_signature: "A forwarder's signature over the message as it was when it passed through. One \
                            of the three fields of an ARC set.",
    arc_seal: "A forwarder's seal over all ARC sets so far, with its word on whether the chain held (cv=).",
    dkim_signature: "A signature: the domain in d= vouches for the fields in h= and for the body. Anybody \
                     can check it with the key in DNS, so it needs no trust.",
    dkim2: "A field of DKIM2, a successor of DKIM that is still a draft (draft-ietf-dkim-dkim2-spec). DMARC \
            does not count it.",
    dkim_filter: "Which program signed or checked the message on some server.",
    domain_key_signature: "A signature of DomainKeys, the forerunner of DKIM. Nobody checks it any more.",
    x_google_dkim_signature: "A signature that Google makes for its own use. It vouches for nothing to \
                              anybody else.",
    bimi: "Which logo the sender would like to have shown, or what a receiver found about it.",
    vbr_info: "Names somebody who is said to vouch for the sender (Vouch By Reference). Hardly used.",
    tls_required: "A wish or note of the sender about how the message is to be carried or reported on.",
    list_unsubscribe: "How to leave the list: an address or a link. Large providers ask bulk senders for \
                       it, signed.",
    list_unsubscribe_post: "Says that the unsubscribe link works with one click, without a further page.",
    list_id: "The name of the mailing list or the mailing, for people's filters.",
    list: "Something about the mailing list: where to write, ask for help, subscribe, or read what was \
           written before.",
    mailing_list: "A list program's own note, mostly to recognise mail it has handled before.",
    precedence: "“bulk” or “list” asks programs not to send an automatic answer. No standard says so.",
    auto_submitted: "Says whether a person or a program sent it, so that programs do not answer one another \
                     for ever.",
    auto_response: "Asks Exchange and others not to answer automatically, or says that this is such an \
                    answer.",
    feedback_id: "How the sender's service tells its mailings apart in complaints, or where complaints go.",
    errors_to: "Where errors were once to be sent. Servers take the envelope sender instead.",
    x_mailer: "The program it was written with, as it calls itself.",
    priority: "How urgent the sender says it is.",
    sensitivity: "How confidential the sender says it is, or a label of their organisation.",
    php_script: "Which script on a web server sent the message: useful when a website has been broken into.",
    originating_ip: "The address of the person's own computer or of the server that handed it in, as some \
                     server noted it.",
    thread: "How Outlook and others put a conversation together.",
    receipt: "Asks the reader's program to say when the message has been read. It need not obey.",
    expires: "Until when the message means anything, or which one it replaces.",
    autocrypt: "A key or a hint for encrypted answers. It proves nothing about the sender.",
    face: "A small picture of the sender, out of the days before logos.",
    archived_at: "Where the message can be read on the web.",
    anti_abuse: "Which account on the sending server handed it in, for that server's own abuse desk.",
    entity_ref: "A number by which a sending service finds this mailing or this copy again.",
    gm_message_state: "Gmail's own notes, readable only to Google.",
    google_smtp: "Which of Google's servers took it in, in a form only Google can read.",
    google_original: "What a field said before Gmail changed it, as for an address it sends in place of.",
    google: "A note of Google's servers or groups for themselves.",
    forefront_antispam: "Microsoft's verdict on the message: SCL is how much it looks like spam (-1 to 9), \
                         CAT the kind, CIP the address it came from.",
    microsoft_antispam_delivery: "Where Microsoft put it and why: in the inbox, in junk, or by a rule of \
                                  the mailbox.",
    microsoft_antispam: "Microsoft's filter on bulk mail: BCL is how much people complain about this sender \
                         (0 to 9).",
    microsoft_antispam_info: "Notes of Microsoft's filter to itself, in a form only Microsoft can read.",
    exchange_scl: "How much Exchange takes it for spam: -1 is trusted, 5 and above goes to junk.",
    exchange_auth_as: "How Exchange knew the one who handed it in: Internal, or Anonymous for mail from \
                       outside.",
    exchange_organization: "A note inside one Exchange organisation. It is taken off where mail leaves or \
                            enters one.",
    exchange_cross_tenant: "How the message passed between customers of Microsoft 365: which tenant, by \
                            which way, and when.",
    exchange_antispam: "Exchange's filter at work, for Microsoft's eyes: long and unreadable on purpose.",
    exchange: "A note of Exchange about how it handled the message.",
    microsoft_correlation: "A number or a word by which Microsoft's support finds the message again.",
    microsoft_program: "A note of Outlook or Exchange about attachments and form.",
    spam_status: "A spam filter's verdict with the rules that led to it. Anybody can write this field; \
                  yours stands on top.",
    spam_score: "A spam filter's verdict as a number, a row of stars or yes and no.",
    spam_other: "A note of a spam filter: its version, its language, its state.",
    rspamd: "A note of Rspamd, a spam filter, on the server that ran it.",
    virus_scanned: "A scanner on some server says that it looked. A sender can write that too.",
    mimecast: "A note of Mimecast, a mail gateway: its verdict on spam, impersonation or links.",
    proofpoint: "A note of Proofpoint, a mail gateway: its verdict and the rule that led to it.",
    barracuda: "A note of Barracuda, a mail gateway: its score and the rules that led to it.",
    iron_port: "A note of Cisco's mail gateway (IronPort): its filters, its reputation scores.",
    gateway: "A note of a mail gateway or a filter in front of a mailbox, for its own operators.",
    send_grid: "A note of SendGrid, the service that sent the message: which account and which mailing.",
    amazon_ses: "A note of Amazon SES, the service that sent the message: the day and the address it went \
                 out from.",
    mailgun: "A note of Mailgun, the service that sent the message.",
    mailchimp: "A note of Mailchimp or Mandrill, the service that sent the message: the account and the \
                mailing.",
    postmark: "A note of Postmark, the service that sent the message.",
    sending_service: "A note of the service that sent the message, to recognise the account, the mailing or \
                      this copy.",
    proton: "A note of Proton Mail: where the message came from, and its spam score.",
    fastmail: "A note of Fastmail or of the Cyrus mail store.",
    yahoo: "A note of Yahoo or AOL: for whom it was and how it was sorted.",
    gmx: "A note of GMX, WEB.DE or IONOS, which belong to one house.",
    apple: "A note of Apple Mail or iCloud.",
    yandex: "A note of Yandex Mail.",
    mail_ru: "A note of Mail.ru, some of it only for its own filter.",
    thunderbird: "A note of the reader's own mail program or mail store: read, kept where, marked how.",
};
