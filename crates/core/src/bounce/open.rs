//! A bounce opened: the refusals, and the mail that was refused.

use super::delivery_status::{DeliveryStatus, Recipient};
use super::meaning::{Meaning, meaning};
use super::named::Named;
use super::reply::{SmtpReply, replies};
use super::report::{Bounce, Reply};
use super::text::{first_words, of_html, returning_host, split};
use crate::domain::ToAscii;
use crate::message::{Body, Message, Origin, Part, Repair, address_list, field_of_mail, outlook_text, parts};
use std::borrow::Cow;

/// How many mails within one another are opened: a bounce that was forwarded as an attachment is two.
pub const MAX_BOUNCES: usize = 4;

/// A bounce, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What was said; `None` for a failure report (RFC 9991), with which nothing was refused.
    pub bounce: Option<Bounce>,
    /// The mail that it is about.
    pub original: Option<Original>,
    /// What the refusals name of it.
    pub named: Named,
    /// The server that reports, and by whose name the mail was offered where another server refused it.
    pub reporter: Option<String>,
    /// Whether another server than the one that reports refused: the mail never came in there, and its fields are all of the
    /// sender's side.
    pub is_returned: bool,
}

/// The mail that was refused, or its header section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its octets.
    pub bytes: Vec<u8>,
    /// Whether they are as they were sent, or came through a text.
    pub origin: Origin,
}

/// Opens what may be a bounce; `None` where it is none.
#[must_use]
pub fn open(bytes: &[u8], origin: Origin, to_ascii: ToAscii) -> Option<Opened> {
    if let Some(text) = outlook_text(bytes) {
        return notice(&text, daemon(&Message::parse(bytes, origin)), Origin::Paste, to_ascii);
    }
    let mut inner: Cow<'_, [u8]> = Cow::Borrowed(bytes);
    let mut origin = origin;
    for _ in 0..MAX_BOUNCES {
        let message = Message::parse(&inner, origin);
        if daemon(&message) == Daemon::No && !has_mails(&message) {
            return None;
        }
        let found = parts_of(&message);
        if let Some(opened) = report(&message, &found, to_ascii) {
            return Some(opened);
        }
        let text = readable(&inner, &message, &found);
        if let Some(opened) = notice(&text, daemon(&message), origin, to_ascii) {
            return Some(opened);
        }
        // A bounce that somebody forwarded as an attachment.
        let attached =
            found.into_iter().find(|part| part.media_type == "message/rfc822")?.content().into_owned();
        (inner, origin) = (Cow::Owned(attached), Origin::File);
    }
    None
}

/// Whether a mail or a report may be among the parts of a message: most have none, and are not taken apart.
fn has_mails(message: &Message) -> bool {
    memchr::memmem::find(message.body_bytes(), b"message/").is_some()
}

/// The parts of a message whose body was given.
fn parts_of<'a>(message: &'a Message<'_>) -> Vec<Part<'a>> {
    match message.body() {
        Body::Present(_) => parts(message.bytes()),
        Body::Absent | Body::Empty => Vec::new(),
    }
}

/// What a person reads of a message; of a text without a header, all of it.
fn readable(given: &[u8], message: &Message, parts: &[Part<'_>]) -> String {
    if is_text(message) {
        return String::from_utf8_lossy(given).into_owned();
    }
    let of = |kind: &str| {
        parts.iter().filter(|part| part.media_type == kind).map(Part::text).collect::<Vec<_>>().join("\n")
    };
    let plain = of("text/plain");
    if plain.trim().is_empty() { of_html(&of("text/html")) } else { plain }
}

/// Whether what was given is running text, with or without a header further down.
fn is_text(message: &Message) -> bool {
    let is_below = |repair: &Repair| matches!(repair, Repair::LeadingJunk { .. });
    // A notice may begin with `<recipient>:`, and a mail program copies a header in the words of its language.
    let is_of_mail = |name: &str| {
        name.eq_ignore_ascii_case("from")
            || field_of_mail(&format!("{name}:")).is_some_and(|field| field.is_trace)
    };
    !message.fields().any(|field| is_of_mail(field.name())) || message.repairs().iter().any(is_below)
}

/// How sure it is that a text is a mail system's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Daemon {
    /// Its own name, or a field that only such mails have.
    Named,
    /// A mail that no person may answer, or running text: a reply that it quotes has to show it.
    Likely,
    No,
}

fn daemon(message: &Message) -> Daemon {
    const NAMES: [&str; 5] = ["mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mail delivery"];
    const SUBJECTS: [&str; 8] = [
        "undeliver",
        "returned mail",
        "failure notice",
        "delivery status",
        "delivery fail",
        "onbestelbaar",
        "unzustellbar",
        "non remis",
    ];
    let says = |name: &str, words: &[&str]| {
        let value =
            message.first(name).map(|field| field.unfolded().to_ascii_lowercase()).unwrap_or_default();
        words.iter().any(|word| value.contains(word))
    };
    let named = says("from", &NAMES);
    let subject = says("subject", &SUBJECTS);
    if message.first("x-failed-recipients").is_some() || named && subject {
        return Daemon::Named;
    }
    let automatic = says("auto-submitted", &["auto-replied", "auto-generated"]);
    let null_sender = message.first("return-path").is_some_and(|field| field.unfolded() == "<>");
    if is_text(message) || named || subject || automatic || null_sender { Daemon::Likely } else { Daemon::No }
}

/// A delivery report, or a failure report, in the form of its RFC.
fn report(message: &Message, parts: &[Part<'_>], to_ascii: ToAscii) -> Option<Opened> {
    const REPORTS: [&str; 3] =
        ["message/delivery-status", "message/global-delivery-status", "message/feedback-report"];
    let part = parts.iter().find(|part| REPORTS.contains(&part.media_type.as_str()))?;
    let status = DeliveryStatus::parse(&part.text());
    let refused = part.media_type != "message/feedback-report";
    let text = readable(&[], message, parts);
    let notice = split(&text);
    let mut named = Named::default();
    let said: Vec<Reply> =
        if refused { refusals(&status, notice.notice, &mut named, to_ascii) } else { Vec::new() };
    named.complete(Named {
        mail_from: status.sender.clone(),
        client_ip: status.source.as_deref().and_then(|ip| ip.parse().ok()),
        receiver: status.recipients.iter().find_map(|recipient| recipient.remote.clone()),
        ..Named::default()
    });
    let original = original(parts).or_else(|| below(notice.original, Origin::Paste));
    if let Some(original) = original.as_ref().filter(|_| named.mail_from.is_none()) {
        named.mail_from = return_path(original).or_else(|| addressee(message).filter(|_| refused));
    }
    // RFC 3464 §2.3.3: a report on success, which was asked for, tells of no refusal.
    let is_success = !status.recipients.is_empty() && status.recipients.iter().all(Recipient::is_fine);
    let remote = named.receiver.clone().filter(|host| status.reporter.as_ref() != Some(host));
    let by = remote.clone().or_else(|| service(&said)).or_else(|| status.reporter.clone());
    Some(Opened {
        bounce: (refused && !is_success).then_some(Bounce { by, replies: said }),
        original,
        is_returned: remote.is_some(),
        reporter: status.reporter,
        named,
    })
}

/// A refusal for each recipient of a report. The words of the notice stand in where the report has none that tell anything.
fn refusals(status: &DeliveryStatus, notice: &str, named: &mut Named, to_ascii: ToAscii) -> Vec<Reply> {
    let quoted = replies(notice);
    let told = |reply: &SmtpReply| meaning(reply.status.as_deref(), &reply.text);
    let servers = || status.recipients.iter().map(|recipient| &recipient.remote);
    let is_one = servers().all(|server| Some(server) == servers().next());
    let mut all: Vec<Reply> = Vec::new();
    for recipient in status.recipients.iter().filter(|recipient| !recipient.is_fine()) {
        let mut reply = of_report(recipient);
        let mut known = told(&reply);
        let better = quoted.iter().find(|reply| told(reply) != Meaning::Unknown);
        if let Some(better) = better.filter(|_| known == Meaning::Unknown || reply.text.is_empty()) {
            (reply, known) = (better.clone(), told(better));
        }
        named.complete(Named::of(&reply, known, to_ascii));
        let refused = refusal(&reply, known, recipient.address.clone());
        all.push(Reply { by: recipient.remote.clone().filter(|_| !is_one), ..refused });
    }
    all
}

impl Recipient {
    /// Whether the mail arrived, as a report on success says (RFC 3464 §2.3.3).
    fn is_fine(&self) -> bool {
        ["delivered", "relayed", "expanded"].iter().any(|action| self.action.starts_with(action))
    }
}

/// The reply that a Diagnostic-Code quotes, or its words alone.
fn of_report(recipient: &Recipient) -> SmtpReply {
    let words = recipient.diagnostic.as_deref().unwrap_or_default();
    let words = words.split_once(';').map_or(words, |(_, words)| words).trim();
    let specific = |status: &&String| !status.ends_with(".0.0");
    match replies(words).into_iter().next() {
        Some(reply) => SmtpReply { status: reply.status.or_else(|| recipient.status.clone()), ..reply },
        None => SmtpReply {
            code: String::new(),
            status: recipient.status.as_ref().filter(specific).or(recipient.status.as_ref()).cloned(),
            text: words.split_whitespace().collect::<Vec<_>>().join(" "),
            before: String::new(),
        },
    }
}

fn refusal(reply: &SmtpReply, meaning: Meaning, recipient: Option<String>) -> Reply {
    Reply {
        recipient,
        by: None,
        code: Some(reply.code.clone()).filter(|code| !code.is_empty()),
        status: reply.status.clone(),
        about: meaning.about(),
        meaning,
        text: reply.text.clone(),
    }
}

/// The mail that came with a report (RFC 3462 §2), or its header section.
fn original(parts: &[Part<'_>]) -> Option<Original> {
    const MAILS: [&str; 2] = ["message/rfc822", "message/global"];
    const HEADERS: [&str; 3] = ["text/rfc822-headers", "message/global-headers", "text/rfc822-header"];
    let mail = parts.iter().rev().find(|part| MAILS.contains(&part.media_type.as_str()));
    let headers = || parts.iter().rev().find(|part| HEADERS.contains(&part.media_type.as_str()));
    let (part, whole) = mail.map(|part| (part, true)).or_else(|| headers().map(|part| (part, false)))?;
    let content = part.content();
    let bytes = content.trim_ascii_start();
    let message = Message::parse(bytes, Origin::File);
    if message.fields().len() == 0 {
        return None;
    }
    // Where only the header came, the blank line that ends it would stand for an empty body.
    let bytes =
        if whole && !message.body_bytes().trim_ascii().is_empty() { bytes } else { header_of(&message) };
    Some(Original { bytes: bytes.to_vec(), origin: Origin::File })
}

/// The header section of a message, without the blank line that ends it.
fn header_of<'a>(message: &'a Message<'_>) -> &'a [u8] {
    let end = message.fields().last().map_or(0, |field| field.offset() + field.raw().len());
    message.bytes().get(..end).unwrap_or_default()
}

/// The mail below a notice.
fn below(text: Option<&str>, origin: Origin) -> Option<Original> {
    let text = text?;
    let message = Message::parse(text.as_bytes(), origin);
    // What came through a text has lost what a body hash covers.
    let bytes = if origin == Origin::File { text.as_bytes() } else { header_of(&message) };
    Some(Original { bytes: bytes.to_vec(), origin })
}

/// The text of a bounce that is no report by RFC 3464: of an older server, pasted, or a line of a log.
fn notice(text: &str, daemon: Daemon, origin: Origin, to_ascii: ToAscii) -> Option<Opened> {
    let parted = split(text);
    if daemon == Daemon::No || parted.notice.trim().is_empty() {
        return None;
    }
    let status = DeliveryStatus::parse(parted.notice);
    let mut named = Named::default();
    let mut said: Vec<Reply> = Vec::new();
    if status.recipients.iter().any(|recipient| recipient.diagnostic.is_some()) {
        said = refusals(&status, parted.notice, &mut named, to_ascii);
    } else {
        let quoted = replies(parted.notice);
        // A line that gives the code alone repeats what is told elsewhere.
        let is_repeated = |reply: &SmtpReply| {
            let tells = |other: &&SmtpReply| !other.text.is_empty() && other.status == reply.status;
            reply.text.is_empty() && quoted.iter().any(|other| tells(&other))
        };
        for reply in quoted.iter().filter(|reply| !is_repeated(reply)) {
            let known = meaning(reply.status.as_deref(), &reply.text);
            let told = Named::of(reply, known, to_ascii);
            said.push(refusal(reply, known, told.recipient.clone()));
            named.complete(told);
        }
    }
    if said.is_empty() && daemon == Daemon::Named {
        let text = first_words(parted.notice);
        said.push(refusal(
            &SmtpReply { text: text.clone(), ..SmtpReply::default() },
            meaning(None, &text),
            None,
        ));
    }
    if said.is_empty() {
        return None;
    }
    let original = below(parted.original, origin);
    if let Some(original) = original.as_ref().filter(|_| named.mail_from.is_none()) {
        named.mail_from = return_path(original);
    }
    let by = named.receiver.clone().or_else(|| service(&said));
    // A program that quotes a reply was given it by another server.
    let is_returned = said.iter().any(|reply| reply.code.is_some());
    let reporter = status.reporter.or_else(|| returning_host(parted.notice));
    Some(Opened { bounce: Some(Bounce { by, replies: said }), original, named, reporter, is_returned })
}

/// The envelope sender as the server that returned a mail noted it.
fn return_path(original: &Original) -> Option<String> {
    let message = Message::parse(&original.bytes, original.origin);
    let value = message.first("return-path")?.unfolded();
    let address = value.trim_matches(['<', '>', ' ']);
    address.contains('@').then(|| address.to_owned())
}

/// The addressee of a bounce: it goes to the envelope sender of the mail that was refused (RFC 5321 §4.5.5).
fn addressee(message: &Message) -> Option<String> {
    let list = address_list(&message.first("to")?.unfolded());
    list.mailboxes.first().map(|mailbox| mailbox.address())
}

/// The service whose words a refusal is.
fn service(replies: &[Reply]) -> Option<String> {
    const WORDS: [(&str, &str); 8] = [
        ("gsmtp", "Gmail"),
        ("support.google.com", "Gmail"),
        ("outlook.com", "Microsoft"),
        ("office.com", "Microsoft"),
        ("postmaster.yahoo", "Yahoo"),
        ("apple.com", "Apple iCloud"),
        ("mimecast", "Mimecast"),
        ("zoho", "Zoho"),
    ];
    let all: String = replies.iter().map(|reply| reply.text.to_ascii_lowercase()).collect();
    WORDS.iter().find(|(word, _)| all.contains(word)).map(|(_, name)| (*name).to_owned())
}
