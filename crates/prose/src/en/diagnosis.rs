//! Causes, steps and proofs, in English.

use super::{changes, posture};
use crate::provider_name;
use waxseal_core::dmarc::Alignment;
use waxseal_core::domain::Domain;
use waxseal_core::intent::spf::TermFault;
use waxseal_core::posture::PostureFinding;
use waxseal_core::report::{
    Diagnosis, DmarcResult, Evidence, Guise, KeyLimit, KeySetup, Proof, ProofOf, RootCause, Since, Sureness,
    Width,
};

/// The one sentence that names a cause.
pub(super) fn cause(diagnosis: &Diagnosis) -> String {
    use RootCause as C;
    match &diagnosis.cause {
        C::EspSignsOwnDomain { provider, signs_as: None, setup } => format!(
            "{} sends for this domain and, as far as is shown here, does not sign with its name{}",
            provider_name(*provider, "A service"),
            own_domain(*setup)
        ),
        C::EspSignsOwnDomain { provider, signs_as: Some(signs_as), setup } => format!(
            "{} signs this mail as {signs_as}, not as the From domain{}",
            provider_name(*provider, "The sending service"),
            own_domain(*setup)
        ),
        C::MicrosoftDefaultSignature { signs_as: None, .. } => {
            "Microsoft 365 has no key of this domain, so it signs with its default domain below \
             onmicrosoft.com: the two DKIM records for the domain are not published."
                .into()
        }
        C::GoogleDefaultSignature { signs_as: None, .. } => {
            "Google Workspace has no key of this domain, so it signs with its default domain below \
             gappssmtp.com: DKIM for the domain has not been switched on in the Admin console."
                .into()
        }
        C::MicrosoftDefaultSignature { signs_as: Some(signs_as), setup, .. } => format!(
            "Microsoft 365 signs with its default domain {signs_as} instead of the From domain{}",
            own_domain(*setup)
        ),
        C::GoogleDefaultSignature { signs_as: Some(signs_as), .. } => format!(
            "Google Workspace signs with its default domain {signs_as}: DKIM for the From domain has not \
             been switched on in the Admin console."
        ),
        C::ReturnPathMissing { provider, envelope } => format!(
            "{} sends with an envelope address of its own, at {envelope}: no return path below the From \
             domain has been set up there.",
            provider_name(*provider, "The sending service")
        ),
        C::StrictAlignment { mechanism, domain } => format!(
            "{} passed for {domain}, a name of the same organization, but the DMARC record asks for exactly \
             the From domain (strict alignment).",
            mechanism_name(*mechanism)
        ),
        C::SpfAddressNotListed { ip, provider, client } => changes::not_listed(*ip, *provider, *client),
        C::HybridServerNotListed { ip, server } => format!(
            "{} sends past Microsoft 365 with the address {ip}, which the SPF record does not list.",
            server.as_deref().map_or_else(
                || "A mail server of your own".to_owned(),
                |name| format!("The mail server {name}, your own,")
            )
        ),
        C::SpfMissesIpv6 { host, ip } => {
            posture::finding(&PostureFinding::SpfMissesIpv6 { host: host.clone(), ip: *ip })
        }
        C::SpfOverLimits { domain, through: Some(through), .. } => format!(
            "The SPF record of {domain} leads back to itself, at {through}. Receivers give up, and SPF \
             fails for everybody."
        ),
        C::SpfOverLimits { domain, lookups, void_lookups, through: None } => {
            over_limits(domain.as_str(), *lookups, *void_lookups)
        }
        C::SpfSeveralRecords { domain, count } => format!(
            "{domain} has {count} SPF records. Only one may stand there; with more, receivers use none of \
             them."
        ),
        C::SpfSyntax { domain, term: Some(term), fault } => format!(
            "The SPF record of {domain} does not work as it was meant, because of “{term}”{}.",
            fault.map_or("", term_fault)
        ),
        C::SpfSyntax { domain, term: None, .. } => format!("The SPF record of {domain} cannot be read."),
        C::SpfMissing { domain } => format!("{domain} has no SPF record."),
        C::SpfOtherRegion { provider, host, listed, .. } => format!(
            "Mail arrives at {host}, so the account at {} is kept in that region, and the SPF record lists \
             servers of another: {listed}.",
            provider_name(*provider, "the provider")
        ),
        C::SpfProviderNotListed { domain, provider, .. } => format!(
            "Mail for {domain} arrives at {0}, and its SPF record does not list the servers of {0}: what is \
             sent from there fails SPF.",
            provider_name(*provider, "the provider")
        ),
        C::SpfTooWide { domain, term, how: Width::Name } => format!(
            "The SPF record of {domain} has {term}, in which nothing of the client stands: where that name \
             has an address, everybody may send."
        ),
        C::SpfTooWide { domain, term, how: Width::Network | Width::Mask } => format!(
            "The SPF record of {domain} lists {term}, a network so wide that strangers in it can send in \
             its name."
        ),
        C::SpfAllowsEverybody { domain } => {
            format!("The SPF record of {domain} authorises any server: it lets everybody send in its name.")
        }
        C::SpfBrokenByForwarding { forwarder, original } => format!(
            "According to its headers, the message was forwarded{}: SPF fits {original}, the server before, \
             but not the one that delivered it.",
            forwarder.as_deref().map_or_else(String::new, |name| format!(" by {name}"))
        ),
        C::DkimBrokenByMailingList { domain, list, changes } => format!(
            "{} changed the message after it was signed, so the signature of {domain} no longer fits.{}",
            list.as_deref().map_or_else(
                || "A mailing list".to_owned(),
                |name| format!("The mailing list \u{201c}{name}\u{201d}")
            ),
            changes::known(changes)
        ),
        C::DkimBrokenByGateway { domain, provider, after_receipt: true, changes } => format!(
            "The signature of {domain} was good when the message arrived. {} changed the message \
             afterwards.{}",
            provider_name(*provider, "Something behind the receiver, a gateway or a rule,"),
            changes::known(changes)
        ),
        C::DkimBrokenByGateway { domain, provider, after_receipt: false, changes } => format!(
            "{} changed the message after it was signed, so the signature of {domain} no longer fits.{}",
            provider_name(*provider, "A mail gateway"),
            changes::known(changes)
        ),
        C::DkimBrokenInTransit { domain, by_stranger: true, .. } => format!(
            "The signature of {domain} does not fit this text, and a server that has nothing to do with \
             {domain} handed it over: either the message was changed on its way, or the signature was taken \
             from another one."
        ),
        C::DkimBrokenInTransit { domain, changes, .. } => format!(
            "The message was changed on its way, so the signature of {domain} no longer fits.{}",
            changes::known(changes)
        ),
        C::SignerFault { domain, changes } => format!(
            "The signature of {domain} does not verify, and that is the signer's doing.{}",
            changes::known(changes)
        ),
        C::SignatureUnreadable { domain, why } => format!(
            "{} cannot be checked by anybody. {}",
            domain
                .as_ref()
                .map_or_else(|| "A signature".to_owned(), |domain| format!("The signature of {domain}")),
            super::dkim::cause(why)
        ),
        C::Ed25519Alone { domain } => format!(
            "The only signatures of {domain} are made with Ed25519 keys (RFC 8463). Many large receivers, \
             Gmail and Outlook.com among them, do not check those yet."
        ),
        C::SubmittedLocally { domain, server } => changes::submitted(domain.as_str(), server.as_deref()),
        C::ClientHidden { ip } => changes::hidden(*ip),
        C::SentOnBehalf { domain, sender, calendar } => {
            changes::on_behalf(domain.as_str(), sender.as_str(), *calendar)
        }
        C::DkimKeyMissing { name, asked: true, .. } => format!(
            "There is no key at {name}, the selector that was asked for: mail signed with it fails DKIM."
        ),
        C::DkimKeyMissing { name, replaced: true, .. } => format!(
            "The signature's key is gone: another key stands at {name}. It may have been replaced since, or \
             was never the signer's: by itself that shows neither a forgery nor an honest mail."
        ),
        C::DkimKeyMissing { name, target: Some(target), .. } => format!(
            "The signature's key is missing: {name} leads to {target}, which has none. It may have been \
             removed since; by itself that shows neither a forgery nor an honest mail."
        ),
        C::DkimKeyMissing { name, .. } => format!(
            "The signature's key is missing: nothing is published at {name}. It may have been removed \
             since; by itself that shows neither a forgery nor an honest mail."
        ),
        C::DkimKeyRevoked { name } => {
            format!("The signature's key is revoked: {name} has an empty p=.")
        }
        C::DkimKeyTooShort { name, bits } => {
            format!("The key at {name} has only {bits} bits. Receivers ignore RSA keys under 1024 bits.")
        }
        C::DkimKeyQuoted { name } => format!(
            "The key at {name} was published with quotation marks or backslashes inside the record, so it \
             cannot be read."
        ),
        C::DkimKeyUnusable { name, limit: Some(limit) } => key_limit(name.as_str(), *limit),
        C::DkimKeyUnusable { name, limit: None } => {
            format!("No signature can be verified with the record at {name}.")
        }
        C::DkimKeyWrongName { name } => {
            format!("The DKIM key stands at {name}, where no receiver looks.{}", doubled(name))
        }
        C::DkimSeveralKeys { name, count } => format!(
            "{count} keys stand at {name}, where there may be one; receivers take whichever comes first."
        ),
        C::DkimSetIncomplete { name, provider } => format!(
            "{} signs with several keys in turn, and nothing is published at {name}: mail that is signed \
             with that key fails.",
            provider_name(*provider, "The provider")
        ),
        C::DkimAliasWrong { name, provider, setup } => {
            alias(name.as_str(), provider_name(*provider, "the provider"), *setup)
        }
        C::SignatureExpired { domain, .. } => {
            format!("The signature of {domain} was read after the time it says it is good for.")
        }
        C::SignatureTooWeak { domain } => {
            format!("The signature of {domain} rests on SHA-1, which counts for nothing any more (RFC 8301).")
        }
        C::DmarcMissing { domain, alias: Some(alias) } => format!(
            "{domain} has no DMARC record: _dmarc.{domain} is an alias for {alias}, where there is none."
        ),
        C::DmarcMissing { domain, alias: None } => {
            format!("{domain} has no DMARC record, so nobody is told what to do with forged mail.")
        }
        C::DmarcOnlyBelow { domain, at } => format!(
            "Only {at} has a DMARC record, so it counts as an organization of its own: mail that passes as \
             {domain} is \
             not aligned with it."
        ),
        C::DmarcWrongName { name } => {
            format!("The DMARC record stands at {name}, where no receiver looks.{}", doubled(name))
        }
        C::RecordWrongName { name } => {
            format!("A record is published at {name}, where nobody looks.{}", doubled(name))
        }
        C::DmarcSeveralRecords { domain, count } => {
            format!("{count} DMARC records stand at _dmarc.{domain}; with more than one, none counts.")
        }
        C::DmarcSyntax { domain, part } => format!(
            "The record at _dmarc.{domain} has a mistake in it{}, and receivers pass over what they cannot \
             read.",
            part.as_ref().map_or_else(String::new, |part| format!(" (“{part}”)"))
        ),
        C::DmarcPolicyNone { domain, tried: Some(policy), .. } => format!(
            "{domain} only tries out its DMARC policy, {} (t=y, or a pct below 100): many receivers do not \
             apply it yet.",
            policy.as_str()
        ),
        C::DmarcPolicyNone { domain, overrides: Some(above), .. } => format!(
            "{domain} has a DMARC record of its own, which takes precedence over that of {above} for this \
             name, and its policy is none: forged mail is delivered like any other."
        ),
        C::BimiNeedsEnforcement { domain } => format!(
            "{domain} has a BIMI logo, and no mailbox shows it: that takes a DMARC policy of quarantine or \
             reject, for the domain and its subdomains."
        ),
        C::BimiNotSvg { location, .. } => {
            format!("The BIMI logo at {location} is no SVG file, so no mailbox shows it.")
        }
        C::NullMxBesideOthers { domain } => format!(
            "{domain} has the MX record “0 .”, which says that it takes no mail, beside others that say \
             where its mail goes. Some servers then deliver nothing."
        ),
        C::TlsaMatchesNothing { host } => posture::matches_nothing(host),
        C::TlsaUnusable { host } => format!(
            "The TLSA records of {host} have usage 0 or 1, which sending servers do not use, so DANE does \
             not protect mail to it."
        ),
        C::LookupFails { name } => posture::lookup_fails(name),
        C::AliasAtApex { domain, target } => format!(
            "{domain} itself is an alias (CNAME) for {target}. Beside an alias no other record can stand, \
             so {domain} has no MX record or SPF record of its own any more."
        ),
        C::MxIsAddress { domain, host } => format!(
            "The MX record of {domain} holds the address {host}. An MX record names a host, so most servers \
             find none and cannot deliver there."
        ),
        C::MxIsAlias { domain, host, target } => format!(
            "The MX record of {domain} names {host}, an alias of {target}. It has to name a host with \
             addresses of its own; some servers deliver nothing to an alias."
        ),
        C::MxUnreachable { domain, host } => format!(
            "The MX record of {domain} names {host}, which leads to no mail server that others can reach: \
             no mail arrives there."
        ),
        C::MxBeforeMailboxes { domain, host, provider } => format!(
            "Mail for {domain} goes to the server {host} first, and to {} only while that one does not \
             answer.",
            provider_name(*provider, "the provider")
        ),
        C::SpfProxied { domain, host } => format!(
            "The SPF record of {domain} lists only {host}, where a proxy for web sites answers: no \
             server that sends mail is listed."
        ),
        C::DmarcPolicyNone { domain, overrides: None, .. } => {
            format!("The DMARC policy of {domain} is none: forged mail is delivered like any other.")
        }
        C::SubdomainPolicyWeaker { domain, policy } => format!(
            "{domain} is protected and the names below it are not as well: their policy is {}.",
            policy.as_str()
        ),
        C::SubdomainPolicyStronger { domain, policy } => format!(
            "The names below {domain} are protected ({}), and {domain} itself is not: its policy is none.",
            policy.as_str()
        ),
        C::DmarcOnlyAtOrganization { at } => {
            format!("The record at _dmarc.{at} applies here, and for names below it, it asks for nothing.")
        }
        C::ReportAddressNotAuthorized { destination } => {
            format!("Reports are to go to {destination}, which has not agreed to get them, so none are sent.")
        }
        C::RecordUnreadable { name } => {
            format!("The record at {name} has a mistake in it, so nobody reads it as it was meant.")
        }
        C::MtaStsPolicyWrong { host, unlisted } if unlisted.is_empty() => format!(
            "There is an MTA-STS record, and senders cannot fetch a policy that they can read from {host}."
        ),
        C::MtaStsPolicyWrong { unlisted, .. } => format!(
            "The MTA-STS policy does not list {}, where mail goes: senders that enforce it refuse to \
             deliver there.",
            names(unlisted)
        ),
        C::ParkedUndeclared { domain } => {
            format!("{domain} does not seem to send mail, and not every record that could say so does.")
        }
        C::Spoofed { domain, site: Some(site), .. } => format!(
            "This mail came from a server of {site}, with {domain} in the From line, and the records of \
             {domain} do not know that server. If {site} is yours, a form on its web site may have put a \
             visitor's address in."
        ),
        C::Spoofed { domain, guise: Some(Guise::WebProgram), .. } => format!(
            "A program of a web site seems to have written this mail, with {domain} in the From line, and \
             nothing that was checked speaks for {domain}. A form there may have put a visitor's address in."
        ),
        C::Spoofed { domain, guise: Some(Guise::OwnName), .. } => format!(
            "This mail came from outside, to {domain} and in its name, and nothing that was checked speaks \
             for it. That takes no login and no break-in: anyone can write a name into the From line. A \
             device or program of your own would look the same."
        ),
        C::Spoofed { domain, guise: Some(Guise::AnswersElsewhere), .. } => format!(
            "Nothing that was checked speaks for {domain}, and answers go to another domain. Forged mail \
             looks like that: then somebody else wrote that name into the From line."
        ),
        C::Spoofed { domain, server: Some(server), .. } => format!(
            "Nothing that was checked speaks for {domain}. The mail came from {server}: unless that is a \
             server of yours, or of a service that sends for you, somebody else wrote that name into the \
             From line."
        ),
        C::Spoofed { domain, .. } => format!(
            "Nothing that was checked speaks for {domain}. Either somebody else wrote that name into the \
             From line, or it comes from a system of its own that its records do not know."
        ),
        C::AddressInName { domain, shown } => format!(
            "The name shown for the sender is itself an address, {shown}, while the mail is from {domain}. \
             Mail \
             programs may show the name alone, and nobody vouches for that."
        ),
        C::LookalikeDomain { domain, like } => format!(
            "{domain} looks like {like} and is another domain. That it is properly authenticated proves \
             nothing."
        ),
        C::ChangedSince { domain, how } => changed_since(domain, *how),
        C::SignedAhead { domain, seconds } => format!(
            "The signature of {domain} bears a time that lies {} after the message came in: the clock of \
             the server that signs is ahead, or its time zone is wrong. A receiver may ignore such a \
             signature, so its answer followed.",
            ahead(*seconds)
        ),
        C::ReceiverWrong { claimed, .. } => format!(
            "The message is as it should be. The receiver said {claimed}, which does not follow from what \
             it found: by its own words something passed that speaks for the author."
        ),
        C::ReceiverSawGateway { gateway, provider } => {
            let name = provider.map_or(gateway.as_str(), |provider| provider.name());
            format!(
                "The mail passed at {name}. The server behind it says dmarc=fail: it checked SPF against the \
                 address of {name}, and the mail as {name} handed it on. The sender has nothing to fix."
            )
        }
        C::NullSender { .. } => "This is a notice without an envelope sender, such as a bounce. SPF can \
                                 then only speak for the server's own name, and nobody signed for the From \
                                 domain."
            .into(),
        C::AutoReply { .. } => "This is an automatic reply without an envelope sender. SPF can then only \
                                speak for the server's own name, and nobody signed for the From domain."
            .into(),
        C::NotOneAuthor { domains, fields: 2.. } => format!(
            "The message has more than one From field, for {}. A mail program shows one of them, and a \
             filter may have looked at another: forged mail is made so. Believe neither.",
            crate::list(domains, "and")
        ),
        C::NotOneAuthor { domains, .. } => format!(
            "The From line names more than one domain ({}), and DMARC needs one.",
            crate::list(domains, "and")
        ),
    }
}

/// What the record of a good key does not allow.
fn key_limit(name: &str, limit: KeyLimit) -> String {
    match limit {
        KeyLimit::Identity => format!(
            "The key at {name} is for the very domain of the signature alone (t=s), and this signature \
             names a subdomain (i=)."
        ),
        KeyLimit::Hash => format!(
            "The record at {name} allows no signature over SHA-256 (h=), and receivers accept no other."
        ),
        KeyLimit::Service => format!("The record at {name} says that its key is not for e-mail (s=)."),
        KeyLimit::Parted => format!(
            "The key at {name} is split over several TXT records, of which none is whole; it has to be one."
        ),
        KeyLimit::Type => format!(
            "The record at {name} names another kind of key (k=) than the one the signature was made with."
        ),
    }
}

/// Names, one after the other.
pub(super) fn names(hosts: &[Domain]) -> String {
    crate::list(&hosts.iter().map(ToString::to_string).collect::<Vec<_>>(), "and")
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
            "{name} should lead to {provider}, but the domain's own name is appended to the target: the \
             final dot is missing."
        ),
        KeySetup::Proxied => {
            format!("A proxy of the DNS host answers at {name} in place of the alias to {provider}.")
        }
        KeySetup::Missing => format!("{name} leads to {provider}, and there is no key there."),
        _ => format!("{name} should lead to {provider}, and leads somewhere else."),
    }
}

/// Why a record stands where a panel put it.
fn doubled(name: &Domain) -> &'static str {
    if crate::is_doubled(name) {
        " Its own domain was put behind it: your DNS panel appends the domain to what you enter, so enter \
         the name without it."
    } else {
        ""
    }
}

fn over_limits(domain: &str, lookups: u32, void_lookups: u32) -> String {
    match lookups {
        0..=10 => format!(
            "The SPF record of {domain} asks {void_lookups} names that do not exist; after two of them \
             receivers give up."
        ),
        _ => format!(
            "The SPF record of {domain} costs {lookups} lookups. After ten receivers give up, and SPF fails \
             for whoever was not found before."
        ),
    }
}

const fn mechanism_name(mechanism: Alignment) -> &'static str {
    match mechanism {
        Alignment::Spf => "SPF",
        Alignment::Dkim => "DKIM",
    }
}

/// What came of trying.
pub(super) fn proof(proof: &Proof) -> String {
    let whose = match proof.of {
        ProofOf::Message => "Simulated: with that, this message",
        ProofOf::NextMessage => "Simulated: the next message like this one",
        ProofOf::Domain => return "Simulated: this fixes it.".into(),
    };
    let outcome = match proof.after {
        Some(DmarcResult::Pass) => format!("{whose} passes DMARC"),
        Some(DmarcResult::None) if !proof.by.is_empty() => format!("{whose} passes, aligned with From"),
        Some(after) => format!("{whose} gets DMARC {}", after.as_str()),
        None => return String::new(),
    };
    let by = match proof.by.as_slice() {
        [] => ".".to_owned(),
        by => format!(
            ", by {}.",
            crate::list(
                &by.iter()
                    .map(|own| format!("{} {}", mechanism_name(own.mechanism), own.domain))
                    .collect::<Vec<_>>(),
                "and"
            )
        ),
    };
    let stays =
        if proof.unaligned.iter().any(|other| other.mechanism == Alignment::Spf) && !proof.by.is_empty() {
            " SPF may pass for another domain, which does no harm: one aligned pass is enough."
        } else {
            ""
        };
    // The message at hand stays as it is, and is only said to fail where it does.
    let fails = proof.before == Some(DmarcResult::Fail);
    let this =
        if proof.of == ProofOf::NextMessage && fails { " The message you have still fails." } else { "" };
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
        Sureness::Possible => "It may be this, and it may be something else.",
    }
}

/// What became otherwise after the message came in.
fn changed_since(domain: &Domain, how: Since) -> String {
    match how {
        Since::KeyPublished => format!(
            "When the message came in, the receiver found no key for the signature of {domain}, so it said \
             no. The key is in DNS today: it was published since."
        ),
        Since::KeyChanged => format!(
            "When the message came in, the receiver could not verify the signature of {domain}, so it said \
             no. With the key that is in DNS today it verifies: the record has been changed since."
        ),
        Since::SpfChanged => format!(
            "When the message came in, the SPF record of {domain} did not let the address pass, so the \
             receiver said no. Today it does: the record has been changed since."
        ),
        Since::DnsAnswers => format!(
            "When the message came in, the receiver had DNS trouble: the name servers of {domain} gave it no \
             answer (temperror), and what it said followed. Today they answer."
        ),
        Since::OtherCopy => format!(
            "The receiver found that the text did not fit the signature of {domain}. The text that is here \
             fits, and no record has a say in that: it looked at another copy, changed by a filter of its \
             own."
        ),
        Since::SignatureUnseen => format!(
            "The receiver said nothing of the signature of {domain} that is in the message and verifies \
             today: it did not look at it, or found no key at the time."
        ),
    }
}

/// A time in the largest unit that fits.
fn ahead(seconds: i64) -> String {
    match seconds {
        0..=119 => format!("{seconds} seconds"),
        120..=7_199 => format!("{} minutes", seconds / 60),
        _ => format!("{} hours", seconds / 3_600),
    }
}

/// What is wrong with a term of an SPF record.
const fn term_fault(fault: TermFault) -> &'static str {
    match fault {
        TermFault::Sign => ": a sign stands there that no record may have",
        TermFault::Separator => ": terms are parted by a space and nothing else",
        TermFault::Torn => ": a space stands where none may be",
        TermFault::Colon => ": behind a mechanism belongs a colon",
        TermFault::Mechanism => ", which is no mechanism",
        TermFault::Value => ", where the mechanism takes another kind of value",
        TermFault::Bare => ", which has no mechanism before it, such as ip4: or include:",
        TermFault::Address => ": only a plain name belongs there, in ASCII (xn--) and without https://",
        TermFault::Network => ", which is no address or network as SPF writes it",
        TermFault::Misspelt => ": that name is misspelt",
        TermFault::BehindAll => ": it stands behind all, where receivers stop reading",
        TermFault::BesideAll => ": beside all a redirect is ignored",
        TermFault::SecondRecord => ": a second record begins there, and is passed over",
        TermFault::LeadsNowhere => ": the name it leads to has no SPF record",
    }
}
