//! Causes, steps and proofs, in English.

use super::changes;
use crate::provider_name;
use waxseal_core::diagnose::{Diagnosis, Evidence, Fix, KeySetup, Proof, ProofOf, RootCause, Step, Sureness};
use waxseal_core::dmarc::Alignment;

/// The one sentence that names a cause.
pub(super) fn cause(diagnosis: &Diagnosis) -> String {
    use RootCause as C;
    match &diagnosis.cause {
        C::EspSignsOwnDomain { provider, signs_as: None, setup } => format!("{} sends for this domain and, as far as DNS shows, signs with a name of its own{}", provider_name(*provider, "A service"), own_domain(*setup)),
        C::EspSignsOwnDomain { provider, signs_as: Some(signs_as), setup } => format!("{} vouches for this mail as {signs_as}, not as the From domain{}", provider_name(*provider, "The sending service"), own_domain(*setup)),
        C::MicrosoftDefaultSignature { signs_as: None, .. } => "Microsoft 365 has no key of this domain, so it signs with its standing name below onmicrosoft.com: the two DKIM records for the domain are not published.".into(),
        C::GoogleDefaultSignature { signs_as: None, .. } => "Google Workspace has no key of this domain, so it signs with its standing name below gappssmtp.com: DKIM for the domain has not been switched on in the Admin console.".into(),
        C::MicrosoftDefaultSignature { signs_as: Some(signs_as), setup, .. } => format!("Microsoft 365 signs with its standing name {signs_as} instead of the From domain{}", own_domain(*setup)),
        C::GoogleDefaultSignature { signs_as: Some(signs_as), .. } => format!("Google Workspace signs with its standing name {signs_as}: DKIM for the From domain has not been switched on in the Admin console."),
        C::ReturnPathMissing { provider, envelope } => format!("{} sends with an envelope address of its own, at {envelope}: no return path below the From domain has been set up there.", provider_name(*provider, "The sending service")),
        C::StrictAlignment { mechanism, domain } => format!("{} passed for {domain}, a name of the same organization, but the DMARC record asks for exactly the From domain (strict alignment).", mechanism_name(*mechanism)),
        C::SpfAddressNotListed { ip, provider, client } => changes::not_listed(*ip, *provider, *client),
        C::HybridServerNotListed { ip, server } => format!("{} sends past Microsoft 365 with the address {ip}, which the SPF record does not list.", server.as_deref().map_or_else(|| "A mail server of your own".to_owned(), |name| format!("The mail server {name}, your own,"))),
        C::SpfOverLimits { domain, through: Some(through), .. } => format!("The SPF record of {domain} leads back to itself, at {through}. Receivers give up, and SPF fails for everybody."),
        C::SpfOverLimits { domain, lookups, void_lookups, through: None } => over_limits(domain.as_str(), *lookups, *void_lookups),
        C::SpfSeveralRecords { domain, count } => format!("{domain} has {count} SPF records. There may be one; with more, receivers use none of them."),
        C::SpfSyntax { domain, term: Some(term) } => format!("The SPF record of {domain} cannot be used, because of “{term}”."),
        C::SpfSyntax { domain, term: None } => format!("The SPF record of {domain} cannot be read."),
        C::SpfMissing { domain } => format!("{domain} has no SPF record."),
        C::SpfAllowsEverybody { domain } => format!("The SPF record of {domain} lists the whole Internet: it lets everybody send in its name."),
        C::SpfBrokenByForwarding { forwarder, original } => format!("The message was forwarded{}: SPF fits {original}, which sent it first, and not the server that handed it over last.", forwarder.as_deref().map_or_else(String::new, |name| format!(" by {name}"))),
        C::DkimBrokenByMailingList { domain, list, changes } => format!("{} changed the message after it was signed, so the signature of {domain} no longer fits.{}", list.as_deref().map_or_else(|| "A mailing list".to_owned(), |name| format!("The mailing list {name}")), changes::known(changes)),
        C::DkimBrokenByGateway { domain, provider, after_receipt: true, changes } => format!("The signature of {domain} was good when the message arrived. {} changed the message afterwards.{}", provider_name(*provider, "Something behind the receiver, a gateway or a rule,"), changes::known(changes)),
        C::DkimBrokenByGateway { domain, provider, after_receipt: false, changes } => format!("{} changed the message after it was signed, so the signature of {domain} no longer fits.{}", provider_name(*provider, "A mail gateway"), changes::known(changes)),
        C::DkimBrokenInTransit { domain, changes } => format!("The message was changed on its way, so the signature of {domain} no longer fits.{}", changes::known(changes)),
        C::SignerFault { domain, changes } => format!("The signature of {domain} does not verify, and that is the signer's doing.{}", changes::known(changes)),
        C::SignatureUnreadable { domain, why } => format!("The signature of {domain} cannot be checked by anybody. {}", super::dkim::cause(why)),
        C::Ed25519Alone { domain } => format!("The only signatures of {domain} are made with Ed25519 keys (RFC 8463). Many large receivers, Gmail and Outlook.com among them, do not check those yet."),
        C::SubmittedLocally { domain, server } => changes::submitted(domain.as_str(), server.as_deref()),
        C::ClientHidden { ip } => format!("The receiver saw {ip}, an address of its own private network, in place of the sender's: a router, a proxy or a container hides where mail comes from. SPF cannot pass there, whatever is published, and its result says nothing of the sender."),
        C::SentOnBehalf { domain, sender, calendar } => changes::on_behalf(domain.as_str(), sender.as_str(), *calendar),
        C::DkimKeyMissing { name, replaced: true, .. } => format!("The signature's key is gone: another key stands at {name}. It may have been replaced since, or was never the signer's; that is no sign of forgery."),
        C::DkimKeyMissing { name, target: Some(target), .. } => format!("The signature's key is gone: {name} leads to {target}, where there is no key. It may have been replaced since; that is no sign of forgery."),
        C::DkimKeyMissing { name, .. } => format!("The signature's key is gone: nothing is published at {name}. It may have been replaced since; that is no sign of forgery."),
        C::DkimKeyRevoked { name } => format!("The signature's key was taken back: {name} holds an empty p=."),
        C::DkimKeyTooShort { name, bits } => format!("The key at {name} has only {bits} bits. Receivers believe no RSA key below 1024."),
        C::DkimKeyQuoted { name } => format!("The key at {name} was published with quotation marks or backslashes inside the record, so it cannot be read."),
        C::DkimKeyUnusable { name } => format!("The record at {name} gives no key that this signature could be checked with."),
        C::DkimSeveralKeys { name, count } => format!("{count} keys stand at {name}, where there may be one; receivers take whichever comes first."),
        C::DkimAliasWrong { name, provider, setup } => alias(name.as_str(), &provider_name(*provider, "the provider"), *setup),
        C::SignatureExpired { domain, .. } => format!("The signature of {domain} was read after the time it says it is good for."),
        C::SignatureTooWeak { domain } => format!("The signature of {domain} rests on SHA-1, which counts for nothing any more (RFC 8301)."),
        C::DmarcMissing { domain } => format!("{domain} has no DMARC record, so nobody is told what to do with forged mail."),
        C::DmarcWrongName { name } => format!("The DMARC record stands at {name}, where no receiver looks."),
        C::DmarcSeveralRecords { domain, count } => format!("{count} DMARC records stand at _dmarc.{domain}; with more than one, none counts."),
        C::DmarcSyntax { domain } => format!("The record at _dmarc.{domain} has a mistake in it, so receivers do not read it as it was meant."),
        C::DmarcPolicyNone { domain } => format!("The DMARC policy of {domain} is none: forged mail is delivered like any other."),
        C::SubdomainPolicyWeaker { domain, policy } => format!("{domain} is protected and the names below it are not as well: their policy is {}.", policy.as_str()),
        C::SubdomainPolicyStronger { domain, policy } => format!("The names below {domain} are protected ({}), and {domain} itself is not: its policy is none.", policy.as_str()),
        C::DmarcOnlyAtOrganization { at } => format!("The record at _dmarc.{at} applies here, and for names below it, it asks for nothing."),
        C::ReportAddressNotAuthorized { destination } => format!("Reports are to go to {destination}, which has not agreed to get them, so none are sent."),
        C::ParkedUndeclared { domain } => format!("{domain} looks as if it sent no mail, and does not say so; anybody may use its name."),
        C::Spoofed { domain } => format!("Nothing that was checked speaks for {domain}. Either somebody else wrote that name into the From line, or it comes from a system of its own that its records do not know."),
        C::LookalikeDomain { domain, like } => format!("{domain} looks like {like} and is another domain. That it is properly authenticated proves nothing."),
        C::ReceiverWrong { claimed, .. } => format!("The message is as it should be. The receiver said {claimed}, which does not follow from what it found."),
        C::NullSender { .. } => "This is a notice without an envelope sender, such as a bounce. SPF can then only speak for the server's own name, and nobody signed for the From domain.".into(),
        C::AutoReply { .. } => "This is an automatic reply without an envelope sender. SPF can then only speak for the server's own name, and nobody signed for the From domain.".into(),
        C::NotOneAuthor { domains, fields: 2.. } => format!("The message has more than one From field, for {}. A mail program shows one of them, and a filter may have looked at another: forged mail is made so. Believe neither.", crate::list(domains, "and")),
        C::NotOneAuthor { domains, .. } => format!("The From line names more than one domain ({}), and DMARC needs one.", crate::list(domains, "and")),
    }
}

/// What is the matter with the customer's own domain at the provider: the end of a sentence.
fn own_domain(setup: KeySetup) -> &'static str {
    match setup {
        KeySetup::SigningOff => {
            ": its DKIM records are in place, but signing with that domain has not been switched on there."
        }
        KeySetup::Missing => {
            ": that domain has not been authenticated there, and the DKIM records for it are not published."
        }
        KeySetup::Incomplete => ": only some of the DKIM records for that domain are published.",
        KeySetup::Old => ": that domain is not authenticated there. Only the old DKIM record is published.",
        KeySetup::WrongTarget => ": a DKIM record for that domain leads to the wrong place.",
        KeySetup::ZoneAppended => {
            ": its DKIM record leads to a name with the domain appended, because the final dot is missing."
        }
        KeySetup::Proxied => ": a proxy of the DNS host answers in place of its DKIM record.",
        KeySetup::OnlyAccountKnows => ": that domain has not been authenticated there.",
        KeySetup::Unknown => "; DNS did not tell whether its DKIM records are published.",
    }
}

fn alias(name: &str, provider: &str, setup: KeySetup) -> String {
    match setup {
        KeySetup::ZoneAppended => format!(
            "{name} should lead to {provider}, but the domain's own name is appended to the target: the final dot is missing."
        ),
        KeySetup::Proxied => {
            format!("A proxy of the DNS host answers at {name} in place of the alias to {provider}.")
        }
        _ => format!("{name} should lead to {provider}, and leads somewhere else."),
    }
}

fn over_limits(domain: &str, lookups: u32, void_lookups: u32) -> String {
    match lookups {
        0..=10 => format!(
            "The SPF record of {domain} asks {void_lookups} names that do not exist; after two of them receivers give up."
        ),
        _ => format!(
            "The SPF record of {domain} costs {lookups} lookups. After ten receivers give up, and SPF fails for everybody."
        ),
    }
}

fn corrected_spf(dropped: &[String]) -> String {
    match dropped {
        [] => "The record without the mistake. Everything that it listed has been kept.".into(),
        terms => format!(
            "What was meant by {} cannot be told. Add it in its right form before you publish; until then the record ends softly, so that nobody who fell out is refused.",
            terms.iter().map(|term| format!("“{term}”")).collect::<Vec<_>>().join(", ")
        ),
    }
}

const fn mechanism_name(mechanism: Alignment) -> &'static str {
    match mechanism {
        Alignment::Spf => "SPF",
        Alignment::Dkim => "DKIM",
    }
}

/// What to do, in a few words.
pub(super) fn title(fix: &Fix) -> String {
    use waxseal_core::diagnose::Action;
    let at = provider_name(fix.provider, "the service that sends the mail");
    match (fix.action, &fix.step) {
        (_, Step::EnableSigning) => format!("Authenticate the domain at {at}"),
        (_, Step::EnableReturnPath) => format!("Set up the return path at {at}"),
        (_, Step::ExemptFromChanges) => {
            format!("Let signed mail through unchanged at {}", provider_name(fix.provider, "the gateway"))
        }
        (_, Step::AskList) => "Ask the keeper of the mailing list".into(),
        (_, Step::SignForForwarding) => "Sign the mail with DKIM".into(),
        (_, Step::SignBounces) => "Sign notices and replies too".into(),
        (_, step) if let Some(title) = changes::title(step, fix.provider) => title,
        (_, Step::ExtendValidity) => "Let signatures hold for longer".into(),
        (_, Step::SignWithSha256) => "Sign with SHA-256".into(),
        (_, Step::OneAuthor) => "Put one address into From".into(),
        (_, Step::OwnAddress) => "Send from an address at a domain of your own".into(),
        (_, Step::WaitForDns) => "Wait until DNS has forgotten the old record".into(),
        (Action::Publish, _) => "Publish this record".into(),
        (Action::Replace, _) if fix.value.is_none() => "Replace this record".into(),
        (Action::Replace, _) => "Put this in place of the record".into(),
        (Action::Remove, _) => "Take this record away".into(),
        (Action::Enable, _) => format!("Switch it on at {at}"),
        (Action::Wait, _) => "Wait".into(),
        (Action::None, _) => "Nothing to publish".into(),
    }
}

/// Why a step is taken, and what it does.
pub(super) fn why(fix: &Fix) -> String {
    match &fix.step {
        Step::PublishKeyAlias if fix.value.is_none() => "The provider keeps its key behind this name. Your account there shows where it has to lead.".into(),
        Step::PublishKeyAlias => "It leads receivers to the key that the provider signs with for the domain.".into(),
        Step::MatchKey => "Only if new mail fails as well: the record has to hold the key that signs now, and whatever signs shows it. If the key was changed since this message, nothing is wrong.".into(),
        Step::PublishKey => "The key that the provider signs with. Your account there shows it.".into(),
        Step::CorrectKeyAlias => "It leads to the provider's key again. Type a dot at the end if your DNS panel appends the domain to what you enter.".into(),
        Step::UnproxyKeyAlias => "Set the record to “DNS only” (a grey cloud at Cloudflare): a proxy hides where it leads.".into(),
        Step::EnableSigning => "Start the authentication of the domain there, and wait until it says that it is done. From then on mail is signed with the From domain, and one aligned signature is all that DMARC asks. Being verified as a sender is not the same.".into(),
        Step::EnableReturnPath => "Then bounces come back to a name below the From domain, and SPF speaks for it.".into(),
        Step::PublishReturnPath => "The name below the domain to which bounces come back.".into(),
        Step::AddInclude => format!("Only if your own mail is sent by {0}: the include authorises its servers, which its other customers use as well. What is there stays.", provider_name(fix.provider, "that provider")),
        Step::AddSite { .. }
        | Step::SendThroughMailbox
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
        Step::AddAddress { ip } => format!("Do this only if {ip} is a server of yours, or of someone who sends for you. If not, it is right that it fails."),
        Step::MergeSpf if fix.value.is_none() => "Put what they list into one record. All of it together would break as well, since it costs more than ten lookups or leads to a name without a record: leave out what nobody uses any more.".into(),
        Step::MergeSpf => "All that the records listed, in one record, with the milder end of theirs; +all, which lets everybody send, is left out.".into(),
        Step::CorrectSpf { .. } if fix.value.is_none() && fix.old.is_some() => "Correct it by hand: with the plain slips mended it still breaks, since it costs more than ten lookups or leads to a name without a record.".into(),
        Step::CorrectSpf { .. } if fix.value.is_none() => "The mistake stands in somebody else's record, to which an include leads, and only its owner can mend it. Until then leave the include out, if nobody needs it.".into(),
        Step::CorrectSpf { dropped } => corrected_spf(dropped),
        Step::ShortenSpf if fix.value.is_none() => "Every term may be in use, so this takes a decision: leave out senders you no longer use and those that send with an envelope address of their own, and give newsletters and programs a subdomain with an SPF record of its own.".into(),
        Step::ShortenSpf => "The record without terms that cost lookups and authorise nobody this domain needs. What is used stays.".into(),
        Step::PublishSpf => "Look through it first: whoever sends in the name of the domain, and is not listed, is marked. ~all marks softly.".into(),
        Step::DropInclude => format!("{} sends with an envelope address of its own, so receivers never ask this include. It only costs lookups.", provider_name(fix.provider, "That provider")),
        Step::PublishDmarc => "It asks for nothing yet and brings you reports of who sends in your name. Use an address that you read.".into(),
        Step::MoveDmarc => "Receivers look for the record here and nowhere else.".into(),
        Step::RemoveMisplaced => "Nobody looks there.".into(),
        Step::KeepOneDmarc => "Keep this one, the most lenient, so that no mail is lost by tidying up. Take the others away.".into(),
        Step::CorrectDmarc => "The record as it seems to have been meant. Look whether it is.".into(),
        Step::AskForReports => "The reports tell who sends in your name. Without them nobody knows when the policy can be raised. Use an address that you read.".into(),
        Step::RemoveAlias => "An alias stands there, and beside an alias no other record can stand: take it away first.".into(),
        Step::RelaxAlignment => "Then any name of the organization may vouch for the domain, which is what nearly everybody uses.".into(),
        Step::RaisePolicy { .. } => "Do this only when the reports have shown for some weeks that all of your own mail passes. Before that it would hit mail of yours.".into(),
        Step::AlignSubdomainPolicy => "Then the names below follow the policy of the domain. First see in the reports that no mail of yours under such a name fails.".into(),
        Step::AuthorizeReports => format!("This has to be published by the keeper of {}.", fix.name.as_ref().map_or("that domain", |name| name.as_str())),
        Step::PublishNullMx => "It says that the domain takes no mail. Only if that is so.".into(),
        Step::RenewKey => "Have a new key made where the mail is signed, of 2048 bits, and publish what is shown there.".into(),
        Step::UnquoteKey => "The same key without the quotation marks; the DNS panel adds its own.".into(),
        Step::KeepOneKey => "Keep the key that the signing server uses. A second key needs a selector of its own.".into(),
        Step::AskList => "Lists that write their own address into From, or change nothing in subject and text, leave DMARC whole.".into(),
        Step::ExemptFromChanges => "Footers, banners and rewritten links are added after the signature. Add them before signing, sign again behind them, or leave out mail that is signed.".into(),
        Step::SignForForwarding => "A forwarder's server can never be in your SPF record. A signature travels with the message and still fits, as long as nobody changes it.".into(),
        Step::SignBounces => "Let the server sign with the From domain also where there is no envelope sender, or give it a HELO name below that domain with an SPF record.".into(),
        Step::ExtendValidity => "Give signatures more time: the end (x=) a week after the signing (t=), or none at all.".into(),
        Step::SignWithSha256 => "Set the signing to rsa-sha256. Every signing program of the last fifteen years has it.".into(),
        Step::CloseSpf => "Everything else stays. ~all marks mail from elsewhere softly; make it -all once the reports show that all your senders are listed.".into(),
        Step::OwnAddress => "Everybody can have an address at that domain, so nobody else may be allowed to send for it, and only its keeper can publish there. Put an address at a domain of your own into From; the other one can go into Reply-To.".into(),
        Step::CorrectKey => "The key itself is good. This is the same key in a record that lets it be used for this mail.".into(),
        Step::OneAuthor => "The program that writes the message has to put exactly one address into the From field; others go into Sender or Reply-To.".into(),
        Step::RightlyFails => "If you do not know this mail, it is right that it fails; a policy of quarantine or reject keeps it from being delivered. If it is yours after all, have its sender sign it with the From domain.".into(),
        Step::ReceiverIsWrong => "There is nothing to mend in your records. Show the receiver's postmaster what it wrote beside what is here.".into(),
        Step::Beware => "Do not trust it for its name. Ask the sender in another way.".into(),
        Step::WaitForDns => "Resolvers may answer with the old record until its time has run out.".into(),
    }
}

/// What came of trying.
pub(super) fn proof(proof: &Proof) -> String {
    let whose = match proof.of {
        ProofOf::Message => "Tried here: with that, this message",
        ProofOf::NextMessage => "Tried here: the next message like this one",
        ProofOf::Domain => return "Tried here: with that, this fault is gone.".into(),
    };
    let outcome = match proof.after {
        Some(after) if after.as_str() == "pass" => format!("{whose} passes DMARC"),
        Some(after) => format!("{whose} comes to DMARC {}", after.as_str()),
        None => return String::new(),
    };
    let by = match proof.by.as_slice() {
        [] => ".".to_owned(),
        by => format!(
            ", by {}.",
            crate::list(
                &by.iter()
                    .map(|word| word.replacen("spf", "SPF", 1).replacen("dkim", "DKIM", 1))
                    .collect::<Vec<_>>(),
                "and"
            )
        ),
    };
    let stays = match proof.unaligned.iter().any(|word| word.starts_with("spf ")) && !proof.by.is_empty() {
        true => " SPF goes on passing for somebody else, which does no harm: one of the two is enough.",
        false => "",
    };
    // The message at hand stays as it is, and is only said to fail where it does.
    let fails = proof.before.is_some_and(|before| before.as_str() == "fail");
    let this = if proof.of == ProofOf::NextMessage && fails { " The message you have still fails." } else { "" };
    format!("{outcome}{by}{stays}{this}")
}

/// A line of evidence.
pub(super) fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Identifier { mechanism, domain, result, aligned } => {
            let aligned = match aligned {
                Some(true) => "aligned with From",
                Some(false) => "not aligned with From",
                None => "alignment unknown",
            };
            format!("{} {result} for {domain}, {aligned}", mechanism_name(*mechanism))
        }
        Evidence::Record { name, kind, value: Some(value) } => format!("{name} {kind} {value}"),
        Evidence::Record { name, kind, value: None } => format!("{name} has no {kind} record"),
        Evidence::Field { name, line } => format!("the field {name} in line {line}"),
        Evidence::Client { ip, name: Some(name) } => {
            format!("the message came from {ip}, which calls itself {name}")
        }
        Evidence::Client { ip, name: None } => format!("the message came from {ip}"),
    }
}

/// How sure a diagnosis is.
pub(super) const fn sure(sure: Sureness) -> &'static str {
    match sure {
        Sureness::Certain => "The evidence leaves no other explanation.",
        Sureness::Likely => "This is what such evidence nearly always means.",
        Sureness::Possible => "This would explain it; something else might too.",
    }
}
