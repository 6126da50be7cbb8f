//! Steps of a cure, in English.

use super::{changes, decisions};
use crate::records::Shortened;
use crate::{lacked_final_dot, provider_name};
use waxseal_core::dns::RecordType;
use waxseal_core::providers::Switch;
use waxseal_core::report::{Fix, Step, is_ptr};

fn corrected_spf(dropped: &[String]) -> String {
    match dropped {
        [] => "The record without the mistake. Everything that it listed has been kept.".into(),
        terms => format!(
            "{} cannot be kept as written. If somebody sends for you by it, ask them what to write, and add \
             that before you publish. Until then the record ends in ~all, so that their mail is not rejected.",
            terms.iter().map(|term| format!("“{term}”")).collect::<Vec<_>>().join(", ")
        ),
    }
}

/// Who is listed besides, since the domain's mailboxes and keys are there.
fn keeper(fix: &Fix) -> String {
    fix.provider.map_or_else(String::new, |keeper| {
        format!(" {} is listed, since the mailboxes and keys are there.", keeper.name())
    })
}

/// What to do, in a few words.
pub(super) fn title(fix: &Fix) -> String {
    use waxseal_core::report::Action;
    if let Some(title) = decisions::title(fix) {
        return title;
    }
    let at = provider_name(fix.provider, "the service that sends the mail");
    match (fix.action, &fix.step) {
        (_, Step::EnableSigning) => format!("Authenticate the domain at {at}"),
        (_, Step::EnableReturnPath) => format!("Set up the return path at {at}"),
        (_, Step::ExemptFromChanges) => match fix.provider {
            Some(provider) => format!("Have changes by {} taken into account", provider.name()),
            None => "Let signed mail through unchanged at the gateway".into(),
        },
        (_, Step::AskList) => "Ask the list administrator".into(),
        (_, Step::SignForForwarding) => "Sign the mail with DKIM".into(),
        (_, Step::SignBounces) => "Sign notices and replies too".into(),
        (_, step) if let Some(title) = changes::title(step, fix.provider) => title,
        (_, Step::ExtendValidity) => "Let signatures hold for longer".into(),
        (_, Step::SignWithSha256) => "Sign with SHA-256".into(),
        (_, Step::MendPolicy { .. }) => "Serve an MTA-STS policy that fits".into(),
        (_, Step::OneAuthor) => "Put one address into From".into(),
        (_, Step::UnproxyKeyAlias) => "Switch the proxy off for this record".into(),
        (_, Step::OwnAddress) => "Send from an address at a domain of your own".into(),
        (_, Step::AskService { server }) => format!("Ask whoever runs {server}, if they send for you"),
        (Action::Publish, _) => "Publish this record".into(),
        (Action::Replace, _) if fix.value.is_none() => "Replace this record".into(),
        (Action::Replace, _) => "Replace it with this record".into(),
        (Action::Remove, _) => "Take this record away".into(),
        (Action::Enable, _) => format!("Switch it on at {at}"),
        (Action::Wait, _) => "Wait".into(),
        (_, Step::TellNameServers) => "Check again later".into(),
        (_, Step::DropIfUnused { .. }) => format!("Find out whether mail is still sent by {at}"),
        (_, Step::RightlyFails) => "Let it fail".into(),
        (Action::None, _) => "Nothing to publish".into(),
    }
}

/// Why a step is taken, and what it does.
pub(super) fn why(fix: &Fix) -> String {
    let gone = fix.left_out(is_ptr);
    let ptr = if !gone.is_empty() {
        format!(
            " {} is left out: ptr is slow, and should not be published (RFC 7208 section 5.5). Add the \
             addresses of your servers that only it lets send; until then the record ends in ~all.",
            gone.join(", ")
        )
    } else if fix.keeps_ptr() {
        "It keeps ptr, since nothing else in it lets anybody send. Put the addresses of your servers in \
         its place: ptr should not be published (RFC 7208 section 5.5)."
            .to_owned()
    } else {
        String::new()
    };
    reason(fix) + &ptr
}

fn shortened(text: &str, fix: &Fix) -> String {
    let Shortened { named, unasked, needless } = Shortened::of(fix);
    let soft =
        if crate::is_softened(fix) { " It ends in ~all, so that nobody is refused for it." } else { "" };
    let mut text = format!("{text}{soft}");
    if !named.is_empty() {
        text += &format!(" Listed by address: {}.", named.join(", "));
    }
    if !unasked.is_empty() {
        text += &format!(
            " Left out: {}. What these services send has a return path of its own, so no receiver asks \
             here about them.",
            unasked.join(", ")
        );
    }
    if !needless.is_empty() {
        text += &format!(
            " Left out: {}. The others list the same servers, or it only takes mail in, or finds nothing.",
            needless.join(", ")
        );
    }
    text
}

fn reason(fix: &Fix) -> String {
    match &fix.step {
        Step::PublishKeyAlias if fix.value.is_none() => "The provider keeps its key behind this name. Your \
                                                         account there shows where it has to lead."
            .into(),
        Step::PublishKeyAlias => {
            "It leads receivers to the key that the provider signs with for the domain.".into()
        }
        Step::MatchKey => "Only if new mail fails as well: the record has to hold the key that signs now, \
                           and whatever signs shows it. If the key was changed since this message, nothing \
                           is wrong."
            .into(),
        // RFC 1035 §3.3: a <character-string> has at most 255 octets.
        Step::PublishKey if fix.old.as_deref().is_some_and(|old| old.len() == 255) => {
            "It is cut off after 255 characters, the most that one string of a TXT record holds. Copy the \
             whole key from where it was made; where the panel does not split it, enter it as several \
             strings of one TXT record."
                .into()
        }
        Step::PublishKey if fix.provider.is_none() => {
            "The public half of the key that your server signs with; its DKIM settings show the record. If \
             they show none, have a new key made there, of 2048 bits."
                .into()
        }
        Step::PublishKey => "The key that the provider signs with. Your account there shows it.".into(),
        Step::CorrectKeyAlias => "It leads to the provider's key. Choose CNAME as its type, and type a dot \
                                  at the end if your DNS panel appends the domain to what you enter."
            .into(),
        Step::UnproxyKeyAlias if matches!(fix.kind, Some(RecordType::A | RecordType::Aaaa)) => {
            "Set the record to “DNS only” (a grey cloud at Cloudflare), so that it holds the address of the \
             mail server. If a web site is to stay behind the proxy, give the mail server a name of its own."
                .into()
        }
        Step::UnproxyKeyAlias => {
            "Set the record to “DNS only” (a grey cloud at Cloudflare): a proxy hides where it leads. Do the \
             same with the other records that this service gave you."
                .into()
        }
        Step::EnableSigning if fix.provider.is_some_and(|signer| signer.switch() == Switch::Defender) => {
            "In the Microsoft Defender portal, under Email authentication settings, DKIM, choose the \
             domain and switch signing on: it shows the records that it needs, and finds them there. From \
             then on mail is signed with the From domain, and one aligned signature is all that DMARC asks."
                .into()
        }
        Step::EnableSigning => "Start the authentication of the domain there: it shows the records, and \
                                says when it has found them. From then on mail is signed with the From \
                                domain, and one aligned signature is all that DMARC asks. Being verified \
                                as a sender is not the same."
            .into(),
        Step::EnableReturnPath => {
            "Then bounces come back to a name below the From domain, and SPF speaks for it.".into()
        }
        Step::PublishReturnPath => "The name below the domain to which bounces come back.".into(),
        Step::AddInclude => format!(
            "Only if your own mail is sent by {0}: the include authorises its servers, which its other \
             customers use as well. What is there stays: take out later what sends nothing for you any more.",
            provider_name(fix.provider, "that provider")
        ),
        Step::AddSite { .. }
        | Step::SendThroughMailbox
        | Step::LoginFromDevice
        | Step::RejectDirectSend
        | Step::SignBeforeRelay
        | Step::OwnFrom
        | Step::ShowClient
        | Step::SetCanonicalization
        | Step::SignCrlf
        | Step::HashEmptyBody
        | Step::EncodeBeforeSigning
        | Step::MendDots
        | Step::SignRelaxed
        | Step::SetBeforeSigning { .. }
        | Step::TrimSignedFields { .. }
        | Step::KeepFields { .. }
        | Step::MendSigner
        | Step::SignWithRsaToo => changes::why(&fix.step),
        Step::AddAddress { ip } => format!(
            "Do this only if {ip} is a server of yours, or of someone who sends for you. If not, it is \
             right that it fails."
        ),
        Step::MergeSpf if fix.value.is_none() => {
            "Put what they list into one record. No record for all of it is offered here: it would cost more \
             than ten lookups, lead to a name without a record, or let others send than those that each of \
             them means. Leave out what nobody uses any more."
                .into()
        }
        Step::MergeSpf if crate::ends_softer(fix) => {
            "All that the records listed, in one record. It ends in ~all, since they end differently.".into()
        }
        Step::MergeSpf => "All that the records listed, in one record.".into(),
        Step::CorrectSpf { .. } if fix.value.is_none() && fix.old.is_some() => {
            "Correct it by hand: mending its plain slips is not enough.".into()
        }
        Step::CorrectSpf { .. } if fix.value.is_none() => {
            "The mistake stands in somebody else's record, to which an include leads, and only its \
             owner can mend it. Until then leave the include out, if nobody needs it."
                .into()
        }
        Step::CorrectSpf { dropped } => corrected_spf(dropped) + &keeper(fix),
        Step::ShortenSpf if fix.value.is_none() => {
            "Every term may be in use, so this takes a decision: leave out senders you no longer use and \
             those that send with an envelope address of their own, and give newsletters and programs a \
             subdomain with an SPF record of its own."
                .into()
        }
        Step::ShortenSpf => shortened(
            "The same record with fewer lookups. Look through what is left out before you publish.",
            fix,
        ),
        Step::PublishSpf if fix.value.as_deref() == Some("v=spf1 -all") => {
            "It says that no server may send in this name. Only if the domain sends no mail.".into()
        }
        Step::PublishSpf => "Look through it first: whoever sends in the name of the domain, and is not \
                             listed, gets a softfail (~all)."
            .into(),
        Step::AskService { .. } => {
            "A service that sends in your name tells which DKIM records let it sign as the From domain: that \
             is what DMARC needs. An SPF include helps only where it sends with a Return-Path of yours. Its \
             address alone would let its other customers in as well."
                .into()
        }
        Step::DropIfUnused { term } => format!(
            "Mail for the domain arrives elsewhere, where its keys are too. If nothing of yours is sent by \
             {0} any more, take {term} out of the SPF record. If something is, go on with the next step.",
            provider_name(fix.provider, "that provider")
        ),
        Step::DropInclude => format!(
            "{} sends with an envelope address of its own, so receivers never ask this include. It only \
             costs lookups.",
            provider_name(fix.provider, "That provider")
        ),
        Step::PublishDmarc if !fix.value.as_deref().is_some_and(|text| text.contains("rua=")) => {
            "It asks for nothing yet. No mail arrives here: add rua=mailto: with an address elsewhere, and \
             reports tell who sends in your name."
                .into()
        }
        Step::PublishDmarc => "It asks for nothing yet and brings you reports of who sends in your name. \
                               Use an address that you read."
            .into(),
        Step::MoveKey => "Receivers look for the record here and nowhere else.".into(),
        Step::MoveDmarc => {
            "Receivers look for the record here and nowhere else. Only from then on its policy takes effect: \
             begin with p=none where no reports have shown yet that all of your mail passes."
                .into()
        }
        Step::RemoveMisplaced => "Nobody looks there.".into(),
        Step::KeepOneDmarc if !crate::is_one_of_them(fix) => {
            "One record with what all of them hold, and with their most lenient policy, so that no mail is \
             lost by tidying up."
                .into()
        }
        Step::KeepOneDmarc => "Keep this one, the most lenient, so that no mail is lost by tidying up. \
                               Take the others away."
            .into(),
        Step::CorrectDmarc if fix.is_spaced() => {
            "A space stands before the record, and with it receivers take it for none. This is the \
                         same record without it."
                .into()
        }
        Step::CorrectDmarc if crate::begins_mildly(fix) => {
            "The record as it seems to have been meant, but for its policy: that begins with p=none, since \
             mail of yours can fail today. Raise it when the other steps are done."
                .into()
        }
        Step::CorrectDmarc | Step::CorrectRecord if fix.value.is_none() => {
            "What was meant by it cannot be told. Write it anew in its right form.".into()
        }
        Step::CorrectDmarc if crate::takes_effect(fix) => {
            "The record as it seems to have been meant. Only from then on its policy takes effect: begin \
             with p=none where no reports have shown yet that all of your mail passes."
                .into()
        }
        Step::CorrectDmarc | Step::CorrectRecord => {
            "The record as it seems to have been meant. Look whether it is.".into()
        }
        Step::AskForReports => "The reports tell who sends in your name. Without them nobody knows when \
                                the policy can be raised. Use an address that you read."
            .into(),
        Step::RemoveAlias if !fix.name.as_ref().is_some_and(|name| name.as_str().starts_with('_')) => {
            "The next record takes over for the web site. Do both at once.".into()
        }
        Step::RemoveAlias => {
            "An alias stands there, and beside an alias no other record can stand: take it away first. \
             (If a service is to keep this record, leave the alias, and ask there where it has to \
             lead.)"
                .into()
        }
        Step::PublishSite => {
            "Then the web site stays where it is. Where the DNS host offers ALIAS or ANAME, that follows \
             the alias's target by itself."
                .into()
        }
        Step::PublishExchangers => {
            "What stood there before the alias is not in DNS any more: whoever keeps your mailboxes shows \
             the MX records."
                .into()
        }
        Step::PublishSpfAgain => {
            "List all that send for the domain: what stood there before the alias is not in DNS any more."
                .into()
        }
        Step::RelaxAlignment => "Then any name of the organization may vouch for the domain, which is what \
                                 nearly everybody uses. Do this only if this mail is yours and nobody \
                                 else uses names below your domain."
            .into(),
        Step::RaisePolicy { conditions: false } => {
            "Only if the domain sends no mail. Then nothing of yours can \
                                                    be hit, and there are no reports to wait for."
                .into()
        }
        Step::RaisePolicy { .. } => "Do this only when the reports have shown for some weeks that all of \
                                     your own mail passes. Before that it would hit mail of yours."
            .into(),
        Step::AlignSubdomainPolicy => "Then the names below follow the policy of the domain. First see in \
                                       the reports that no mail of yours under such a name fails."
            .into(),
        Step::AuthorizeReports => format!(
            "This has to be published by the owner of {}.",
            crate::reports_to(fix).unwrap_or("that domain")
        ),
        Step::PublishNullMx => "It says that the domain takes no mail. Only if that is so.".into(),
        Step::RenewKey => "Have a new key made where the mail is signed, of 2048 bits, and publish what is \
                           shown there, best under a selector of its own. From then on the server has to \
                           sign with it."
            .into(),
        Step::WithdrawKey => {
            "It is the private key, and everybody can read it: never use that pair again. Have a \
                              new one made under another selector, and publish only its public half."
                .into()
        }
        Step::UnquoteKey => "The same key without the quotation marks; the DNS panel adds its own.".into(),
        Step::KeepOneKey => {
            "Keep the key that the signing server uses. A second key needs a selector of its own.".into()
        }
        Step::AskList => "Have the list write its own address into From (in Mailman: Munge From, in Sympa: \
                          DMARC protection), or leave subject and text alone. For this, nothing has to \
                          change at your own domain."
            .into(),
        Step::ExemptFromChanges if fix.provider.is_some() => {
            "In front of the recipient's mailboxes it can stay as it is: have the server behind it judge by \
             what it saw (in Microsoft 365: Enhanced Filtering for Connectors). On the sender's side, have \
             it add footers before signing, or sign again behind it."
                .into()
        }
        Step::ExemptFromChanges => "Footers, banners and rewritten links are added after the signature. \
                                    Add them before signing, sign again behind them, or leave out mail \
                                    that is signed."
            .into(),
        Step::SignForForwarding => {
            "If the mail is yours: a forwarder's server can never be in your SPF record. A signature \
                                    travels with the message and still fits, as long as nobody changes it. \
                                    If you received it, ask its sender to sign: at your own domain nothing \
                                    has to change. A forwarder that rewrites the envelope sender (SRS) does \
                                    not make DMARC pass."
                .into()
        }
        Step::SignBounces => "Let the server sign with the From domain also where there is no envelope \
                              sender, or give it a HELO name below that domain with an SPF record."
            .into(),
        Step::ExtendValidity => {
            "Give signatures more time: the end (x=) a week after the signing (t=), or none at all.".into()
        }
        Step::SignWithSha256 => {
            "Set the signing to rsa-sha256. Every signing program of the last fifteen years has it.".into()
        }
        Step::DropOpenInclude { term } => format!(
            "The record behind {term} lets everybody in, by +all or by networks as wide as the Internet. In \
             its place stand the servers that it names. Tell whoever keeps that record."
        ),
        Step::CloseSpf => "Everything else stays. ~all marks mail from elsewhere softly; make it -all once \
                           the reports show that all your senders are listed."
            .into(),
        Step::NarrowSpf if fix.value.is_some() => {
            "The address is written in full and is that of a server of yours, so it alone was meant. Look \
             through it first: whoever else in that network sends for you has to be listed as well."
                .into()
        }
        Step::NarrowSpf => "Put the addresses in its place from which the domain really sends; whoever \
                            runs those servers knows them."
            .into(),
        Step::ServeSvg { url } => {
            format!("Have the logo saved as SVG Tiny PS, put it at {url}, and then publish this record.")
        }
        Step::NameAddress => {
            "It gives the address of the mail server a name, which the MX record can hold.".into()
        }
        Step::NameExchanger if fix.value.is_none() => {
            "Put the name of the mail server there, which has a public address of its own.".into()
        }
        Step::DropNullMx => "Mail goes on arriving at the other exchangers. Keep it only if the domain \
                             takes no mail, and take the others away instead."
            .into(),
        Step::DropExchanger if fix.provider.is_some() => format!(
            "Do this only if the mailboxes are at {}, and this server is no filter of yours in front of \
             them. Move over what it has taken in meanwhile.",
            provider_name(fix.provider, "the provider")
        ),
        Step::DropExchanger => "Nothing is lost with it: mail arrives at the others. If it is to take \
                                mail, give it a public address instead."
            .into(),
        Step::DropTlsa => {
            "Without it mail arrives again, and DANE is off until the right one is there. Have \
                           it made anew on the mail server, from the certificate that it shows on port 25."
                .into()
        }
        Step::CorrectTlsa => "The same data with the usage that is for mail. Only if the server still \
                              shows that certificate: compare first, since servers that check DANE refuse \
                              to deliver where it does not fit."
            .into(),
        Step::NameExchanger if lacked_final_dot(fix) => {
            "The name of the zone was put behind it: your DNS panel does that to a name \
                                  without a final dot."
                .into()
        }
        Step::NameExchanger => "The name leads to the same server. Mail goes on arriving there.".into(),
        Step::MendPolicy { url } => format!(
            "Senders fetch this file from {url}. Change id= in the record at _mta-sts afterwards. A server \
             that takes no mail for you any more needs no line."
        ),
        Step::AllowSha256 => "The key itself is good. The h= of its record allows no hash that receivers \
                              accept today (sha256, RFC 8301). This is the same key without it."
            .into(),
        Step::OwnAddress => "Everybody can have an address at that domain, so nobody else may be allowed \
                             to send for it, and only its keeper can publish there. Put an address at a \
                             domain of your own into From; the other one can go into Reply-To."
            .into(),
        Step::CorrectKey => "The key itself is good. This is the same key, in a record that receivers can \
                             use for this mail."
            .into(),
        Step::OneAuthor => "The program that writes the message has to put exactly one address into the \
                            From field; others go into Sender or Reply-To."
            .into(),
        Step::PublishIfOwn if fix.old.is_some() => {
            "Only if the server that signed this message is yours: have a new key made there, under a \
             selector of its own. The old one was taken back, and anyone can name it in a message. If \
             you do not know the server, leave DNS as it is."
                .into()
        }
        Step::PublishIfOwn if fix.provider.is_some() => format!(
            "Do this only if you use {}, whose servers sent this: the record lets it sign for the domain. If \
             you do not, leave DNS as it is.",
            provider_name(fix.provider, "that provider")
        ),
        Step::PublishIfOwn => {
            "Do this only if the server that signed the message is yours: its DKIM settings \
                               show the record. Nothing but the message tells of this name, and anyone can \
                               write one into a message. If you do not know the server, leave DNS as it is."
                .into()
        }
        Step::RightlyFails => {
            "If you do not know this mail, it is right that it fails: answer nothing, open nothing and pay \
             nothing, and call whom it names at a number that you know. A policy of quarantine or reject \
             keeps such mail out. If it is yours after all, send it through a service that is set up for \
             the From domain."
                .into()
        }
        Step::ReceiverIsWrong => "There is nothing to mend in your records. Show the receiver's postmaster \
                                  what it wrote beside what is here."
            .into(),
        Step::SendNewTest => "There is nothing to mend any more. Send a new message and look at what the \
                              receiver says of that one."
            .into(),
        Step::SetClock => {
            "Set the clock and the time zone of the server that signs, best by NTP, and send a \
                           new message."
                .into()
        }
        Step::Beware => "Do not trust it for its name. Ask the sender in another way.".into(),
        Step::RenewKeyAtHost { target } => decisions::renew_at_host(target.as_str()),
        Step::ChangeAtHost { target, wanted } => {
            decisions::change_at_host(target.as_str(), wanted.as_deref())
        }
        Step::Decide { obstacle } => decisions::decide(obstacle),
        Step::TellNameServers => {
            "If it stays so, tell whoever runs its name servers: they fail, a firewall drops long \
             answers (TCP port 53), or DNSSEC fails, as by an old DS record after a move. If an NS \
             record delegates that name to a service that you no longer use, remove it and publish the \
             record yourself."
                .into()
        }
    }
}
