//! Whose server it was, what is known to have become of a signed message, and their remedies.

use super::dkim;
use crate::{list, provider_name};
use std::net::IpAddr;
use waxseal_core::providers::Provider;
use waxseal_core::report::{Change, ClientKind, Step};

/// Whose server a record does not list.
pub(super) fn not_listed(ip: IpAddr, provider: Option<&Provider>, client: Option<ClientKind>) -> String {
    let provider = provider_name(provider, "a provider");
    match client {
        None => format!("The SPF record does not list {ip}, the server that sent this."),
        Some(ClientKind::OwnServer) => {
            format!(
                "{ip}, by DNS a server of the domain's own, sent this, and SPF of the From domain does not \
                 speak for it."
            )
        }
        Some(ClientKind::WebSite) => format!(
            "A form or a program on the domain's web site ({ip}) sent this, without an aligned SPF pass."
        ),
        Some(ClientKind::Relay) => format!(
            "The mail was handed to a relay by somebody who logged in there, says a line of the header, and \
             the SPF record does not list the relay's address {ip}."
        ),
        Some(ClientKind::DeviceRelay) => format!(
            "A device sent this through a relay at which it logged in, says a line of the header, and the \
             SPF record does not list the relay's address {ip}."
        ),
        Some(ClientKind::Provider) => format!("The SPF record does not list {ip}, a server of {provider}."),
        Some(ClientKind::UnusedProvider) => format!(
            "The SPF record does not list {ip}, a server of {provider}. Nothing in DNS shows that this \
             domain uses it, so the mail may be another customer's."
        ),
    }
}

/// What is known of the changes: the end of a paragraph.
pub(super) fn known(changes: &[Change]) -> String {
    let said = changes.iter().map(|change| match change {
        Change::Body { how } => dkim::body_change(how),
        Change::Header { how } => dkim::header_change(how),
    });
    said.map(|sentence| format!(" {sentence}")).collect()
}

/// A message that crossed no border.
pub(super) fn submitted(domain: &str, server: Option<&str>) -> String {
    let server = server.map_or_else(String::new, |server| format!(" at {server}"));
    format!(
        "This mail of {domain} never left the server: its sender logged in{server}, which keeps the mailbox \
         as well. SPF and DMARC are for mail that comes in from elsewhere, so there was nothing to check."
    )
}

/// A receiver that does not see who sends.
pub(super) fn hidden(ip: IpAddr) -> String {
    if ip.is_loopback() {
        return format!(
            "The last server saw {ip}, its own machine: a filter there passed the message on. The line below \
             it does not fit, so nothing shows which server sent the mail, and SPF cannot be checked."
        );
    }
    format!(
        "The receiver saw {ip}, an address of its own private network, in place of the sender's: a router, \
         a proxy or a container hides where mail comes from. SPF cannot pass there, whatever is published, \
         and its result says nothing of the sender."
    )
}

/// Mail that somebody wrote for somebody else.
pub(super) fn on_behalf(domain: &str, sender: &str, calendar: bool) -> String {
    let what = if calendar {
        "A calendar program answered or invited in somebody's name"
    } else {
        "This mail was sent on behalf of somebody"
    };
    format!(
        "{what}: From names {domain}, while the Sender field names {sender}, which is the domain that was \
         authenticated. DMARC looks at From alone."
    )
}

/// What to do, for steps of this kind.
pub(super) fn title(step: &Step, provider: Option<&Provider>) -> Option<String> {
    Some(match step {
        Step::SendThroughMailbox | Step::LoginFromDevice => {
            format!(
                "Let it send through {}, with a login",
                provider_name(provider, "the domain's own mail server")
            )
        }
        Step::RejectDirectSend => "Turn on Reject Direct Send in Exchange Online".into(),
        Step::SignBeforeRelay => "Sign the mail with DKIM before the relay".into(),
        Step::OwnFrom => "Put an address of your own domain into From".into(),
        Step::ShowClient => "Ask the receiver's postmaster".into(),
        Step::SetCanonicalization => "Let the signer do what its c= says".into(),
        Step::SignCrlf => "Sign lines that end with CRLF".into(),
        Step::HashEmptyBody => "Update the program that signs".into(),
        Step::EncodeBeforeSigning => "Encode the text before it is signed".into(),
        Step::MendDots => "Mend the program that doubles dots".into(),
        Step::SignRelaxed => "Sign with c=relaxed/relaxed".into(),
        Step::SetBeforeSigning { fields } => format!("Set {} before signing", list(fields, "and")),
        Step::TrimSignedFields { fields } => format!("Do not sign the absence of {}", list(fields, "and")),
        Step::KeepFields { .. } => "Leave signed fields where they are".into(),
        Step::MendSigner => "Mend the program that signs".into(),
        Step::SignWithRsaToo => "Sign with an RSA key as well".into(),
        _ => return None,
    })
}

/// Why such a step is taken, and what it does.
pub(super) fn why(step: &Step) -> String {
    match step {
        Step::AddSite { ip } => format!(
            "Only if the site itself is to send mail. On shared hosting other customers send from {ip} too; \
             then it is better to let the site send through your mail provider, with a login, and to leave \
             the record as it is."
        ),
        Step::LoginFromDevice => {
            "Only if it is yours: a device, a program, or a mail account elsewhere that \
                                  sends in the name of the domain. With a login there it goes out as all \
                                  other mail does."
                .into()
        }
        Step::SendThroughMailbox => "Then it goes out as all other mail of the domain does: from servers \
                                     that SPF lists, and signed. Where that is not possible, have the \
                                     server that sends it sign with DKIM for the domain."
            .into(),
        Step::RejectDirectSend => {
            "Only if it is not yours. Exchange Online then refuses mail in your own name \
                                   that comes with neither a login nor a connector \
                                   (Set-OrganizationConfig -RejectDirectSend $true). Give devices and \
                                   services of your own one of the two first, since it refuses theirs too."
                .into()
        }
        Step::SignBeforeRelay => "A signature speaks for the domain whatever address the mail comes from. \
                                  Listing the relay in SPF lets all of its other users send in the domain's \
                                  name, so do that only if the relay is yours."
            .into(),
        Step::OwnFrom => {
            "The program that writes the mail has to put an address of its own site's domain into \
                          From, and the person it writes for into Reply-To. Nothing is to be published at \
                          the other domain."
                .into()
        }
        Step::ShowClient => "Its mail server has to see the address that mail comes from: without address \
                             translation in front, or with the PROXY protocol or XCLIENT. Nothing is to be \
                             changed at the sender."
            .into(),
        other => signing(other),
    }
}

/// Why the program that signs is to do it in another way.
fn signing(step: &Step) -> String {
    match step {
        Step::SetCanonicalization => "The hash was made with the other canonicalization than c= names. \
                                      Update the signer, or set c= to what it does."
            .into(),
        Step::SignCrlf => "Mail ends its lines with CRLF, and is to be signed like that. Sign at the mail \
                           server, after the program that writes the message."
            .into(),
        Step::HashEmptyBody => "It hashes an empty body wrongly. With c=relaxed/relaxed an empty body \
                                counts as nothing, and the same hash is right."
            .into(),
        Step::EncodeBeforeSigning => "Write the text as quoted-printable or base64 before it is signed (RFC \
                                      6376 §5.3): a server that takes no 8-bit text has to convert it, and \
                                      then no signature holds."
            .into(),
        Step::MendDots => "SMTP doubles a dot at the start of a line, and the receiving server takes one \
                           away (RFC 5321 §4.5.2). One program on the way does only one of the two, or one \
                           too many: update it, or encode such lines as quoted-printable."
            .into(),
        Step::SignRelaxed => "Simple canonicalization bears no change to white space, and servers fold \
                              lines and cut spaces. Relaxed bears both."
            .into(),
        other => signed_fields(other),
    }
}

/// Why other fields are to be signed, or with another key.
fn signed_fields(step: &Step) -> String {
    match step {
        Step::SetBeforeSigning { fields } => format!(
            "The signature covers {}, which the message did not have yet, and the next server adds what is \
             missing (RFC 6409 §8). Let the program that writes the message set it.",
            list(fields, "and")
        ),
        Step::TrimSignedFields { fields } => format!(
            "Mailing lists have to add {} (RFC 2369), so a signature that forbids it breaks on every list. \
             Take these names out of the list of signed fields (h=), or list them only where the message \
             has them.",
            list(fields, "and")
        ),
        Step::KeepFields { fields } => format!(
            "If the server that passed the message on takes {} away, ask its keeper to leave it. Nothing is \
             to be mended in DNS.",
            list(fields, "and")
        ),
        Step::MendSigner => "Correct the settings of the program that signs, or update it. The key in DNS \
                             is not at fault."
            .into(),
        Step::SignWithRsaToo => "Make an RSA key of 2048 bits under a selector of its own, and let each \
                                 message carry both signatures. Receivers take the one they know."
            .into(),
        _ => String::new(),
    }
}
