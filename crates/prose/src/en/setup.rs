//! The set-up of a domain, in English.

use super::English;
use super::dmarc::next_step;
use crate::list;
use crate::setup::{Progress, SetupLanguage, names, provider};
use waxseal_core::dmarc::{NextStep, Policy};
use waxseal_core::providers::{Provider, Switch};
use waxseal_core::setup::{
    Apex, DnsHost, End, Kept, LeftOut, Line, Live, Reason, Refused, SetupReport, SpfPlan, Step, Value,
};
use waxseal_core::spf::MAX_LOOKUPS;

impl SetupLanguage for English {
    fn refused(&self, refused: &Refused) -> String {
        match refused {
            Refused::NoDomain => "Which domain is it for? Type it, such as example.com.".into(),
            Refused::BadDomain { text } => format!("\"{text}\" is not one domain, such as example.com."),
            Refused::NothingChosen => "Choose what sends mail for the domain, or say that nothing does: a \
                                       record set for \"nothing\" would have real mail refused."
                .into(),
            Refused::NothingAndSomething => {
                "You chose that nothing sends, and something that does. Take one of the two away.".into()
            }
            Refused::UnknownSender { text } => {
                format!("\"{text}\" is not in the catalogue. Name it under services that are not listed.")
            }
            Refused::UnknownRegion { text } => {
                format!("\"{text}\" names no region that the catalogue knows of that provider.")
            }
            Refused::BadAddress { text } => {
                format!("\"{text}\" is not an IP address or a range such as 203.0.113.0/28.")
            }
            Refused::InsideAddress { text } => format!(
                "\"{text}\" is only seen inside a network. Receivers see the public address that your mail \
                 leaves from; give that one."
            ),
            Refused::WideRange { text } => format!(
                "\"{text}\" has far more machines in it than yours, and all of them could send in your \
                 name. Give a smaller range."
            ),
            Refused::TooManyAddresses { limit } => {
                format!("More than {limit} addresses do not fit a record. Give ranges.")
            }
            Refused::TooManyOthers { limit } => {
                format!("More than {limit} services that are not listed are too many here.")
            }
            Refused::BadTenant { text } => format!(
                "\"{text}\" is not the name of a Microsoft 365 tenant: what stands before .onmicrosoft.com."
            ),
            Refused::UnknownReceiver { text } => {
                format!("\"{text}\" is no place in the catalogue that mail can arrive at.")
            }
            Refused::NoHost => "Which servers of your own does mail arrive at? Give their names.".into(),
            Refused::BadHost { text } => format!(
                "\"{text}\" is not the name of a server. An MX record takes a name such as \
                 mail.example.com, not an address."
            ),
            Refused::BadReportAddress { text } => {
                format!("\"{text}\" is not an address that reports can be sent to.")
            }
        }
    }

    fn headline(&self, report: &SetupReport) -> String {
        let domain = &report.choices.domain;
        if Progress::of(&report.plan).is_complete() {
            format!("{domain} is set up: every record is live")
        } else if report.plan.sends {
            format!("The records for {domain}")
        } else {
            format!("The records that say {domain} sends no mail")
        }
    }

    fn lead(&self, report: &SetupReport) -> String {
        let Progress { done, named, open, unanswered } = Progress::of(&report.plan);
        let live = match (done, unanswered) {
            _ if named == 0 => String::new(),
            (_, silent) if silent == named => {
                format!(
                    "DNS gave no answer about any of the {named} records: whether they are live cannot be \
                     told."
                )
            }
            (done, _) if done == named => format!("All {named} records are live."),
            (0, 0) => format!("None of {named} records is live yet."),
            (done, 0) => format!("{done} of {named} records are live."),
            (done, silent) => {
                format!("{done} of {named} records are live; about {silent} DNS gave no answer.")
            }
        };
        let rest = match open {
            0 => String::new(),
            1 => " One more has a name that only an account shows.".into(),
            n => format!(" {n} more have names that only an account shows."),
        };
        live + &rest
    }

    fn panel(&self, zone: &str, host: Option<&DnsHost>) -> String {
        let whose = host.map(|host| format!("The DNS of {zone} is at {}. ", host.name)).unwrap_or_default();
        let domain = match host.map(|host| host.apex) {
            Some(Apex::At) => "@",
            Some(Apex::Empty) => "nothing",
            Some(Apex::Unknown) | None => "@ or nothing",
        };
        let quotes =
            host.is_some_and(|host| host.quoted).then_some(" Put the value of a TXT record in quotes.");
        let dot = host.filter(|host| host.dotted).map(|_| {
            format!(" End the target of a CNAME or MX record with a dot, or {zone} is appended to it too.")
        });
        format!(
            "{whose}Most panels append {zone} themselves: type only what stands before it, and {domain} \
             for the domain.{}{}",
            quotes.unwrap_or_default(),
            dot.unwrap_or_default()
        )
    }

    fn panel_page(&self, host: &DnsHost) -> String {
        format!("How to add a record at {}", host.name)
    }

    fn reason(&self, line: &Line) -> String {
        let who = provider(line);
        match &line.reason {
            Reason::ArrivesAtProvider => format!("Mail for the domain is handed to {who}."),
            Reason::ArrivesAtMicrosoft => ARRIVES_AT_MICROSOFT.into(),
            Reason::ArrivesAtHost => "Mail for the domain is handed to this server of yours; the lowest \
                                      number is tried first. The name needs an address of its own, not an \
                                      alias."
                .into(),
            Reason::TakesNoMail => "Says that the domain takes no mail at all, so that senders give up at \
                                    once (RFC 7505)."
                .into(),
            Reason::ListsSenders => "Lists which servers may send with this domain in the envelope. A \
                                     domain has one such record, never two."
                .into(),
            Reason::AddsSenders if line.live.as_ref().is_some_and(Live::is_done) => {
                "It lists all that you chose already.".into()
            }
            Reason::AddsSenders => "Takes the place of the record that stands there now: what that one \
                                    lists and somebody needs is kept, and what you chose is added."
                .into(),
            Reason::NobodySends => "Says that no server may send in this domain's name.".into(),
            Reason::KeyAlias => {
                let signs =
                    format!("{who} signs your mail with the key behind this alias and renews it there.");
                match line.provider.filter(|provider| provider.is_never_proxied()) {
                    Some(_) => signs,
                    None => signs + " In Cloudflare, set it to \"DNS only\".",
                }
            }
            Reason::Key => format!("{who} signs your mail, and receivers verify it with this key."),
            Reason::KeyUnnamed => format!(
                "{who} signs your mail once you publish what it shows: names below _domainkey with a value \
                 each."
            ),
            Reason::KeyUnsettled => format!(
                "Whether {who} can sign with your domain is not established here. Ask it for DKIM; without \
                 a signature its mail depends on SPF alone."
            ),
            Reason::MicrosoftKey => MICROSOFT_KEY.into(),
            Reason::MicrosoftKeyOpen { tenant } => microsoft_key_open(*tenant).into(),
            Reason::OwnKey => OWN_KEY.into(),
            Reason::NoKeys => {
                "Takes back every key below the domain that has no record of its own. Take the records \
                 of old keys (selector._domainkey) away, or signatures made with them still hold."
                    .into()
            }
            Reason::ReturnPath => format!(
                "Bounces of what {who} sends come back by this name, and with it SPF speaks for your \
                 domain as well as DKIM."
            ),
            Reason::Watches => "Asks receivers for nothing but reports. Mail goes on as it does today, and \
                                you see who sends in your name."
                .into(),
            Reason::KeepsPolicy { policy } => keeps_policy(*policy),
            Reason::RefusesAll => {
                "Nothing sends, so whatever comes in this domain's name is to be refused.".into()
            }
            Reason::Consent { domain } => format!(
                "Reports go to another domain, which has to agree first: this record belongs in the DNS of \
                 {domain}, not in yours. Report services have it ready."
            ),
            Reason::TlsReports => "Optional: senders report to you when the encryption on the way to your \
                                   servers fails. It changes nothing else."
                .into(),
        }
    }

    fn value(&self, value: &Value, line: &Line) -> Option<String> {
        match value {
            Value::Ready { .. } => None,
            Value::Partial { missing, .. } if missing.is_empty() => {
                Some("Do not publish this: the whole record would be broken.".into())
            }
            Value::Partial { missing, .. } => Some(format!(
                "Not finished: {} needs a part of its own that only your account there shows. Put it in \
                 before the end; without it that mail would not pass.",
                list(&names(missing), "and")
            )),
            Value::TooCostly { lookups, .. } => Some(format!(
                "Do not publish this: it costs {lookups} lookups, and receivers stop at {MAX_LOOKUPS} \
                 and take the whole record for broken. Let some of these services send from a name \
                 below the domain, such as news.example.com, with a record of its own; or drop those \
                 that nobody uses."
            )),
            Value::Account => Some(format!("Only your account at {} shows the value.", provider(line))),
            Value::Own => Some("Your own signing software makes the key and shows the record.".into()),
        }
    }

    fn end(&self, end: End) -> &'static str {
        match end {
            End::Fail => {
                "It ends with -all: whoever is not listed is to be refused. Publish it so only if \
                 nothing else sends with this domain: no printer, website or program of your own. While \
                 you are not sure, write ~all in its place."
            }
            End::FailForAll => "It ends with -all: whoever sends is to be refused.",
            End::SoftfailOpen => {
                "It ends with ~all: whoever is not listed becomes suspect, but is not refused. Something \
                 that sends may not be listed yet; -all would have its mail refused."
            }
            End::SoftfailUnsigned => {
                "It ends with ~all: whoever is not listed becomes suspect, but is not refused. Not all \
                 of your mail is known to be signed, and forwarded mail without a signature would be \
                 refused by -all."
            }
            End::FailAsPublished => {
                "It ends with -all, as your published record does: whoever is not listed is to be refused."
            }
            End::SoftfailAsPublished => {
                "It ends with ~all, as your published record does. Go to -all only when the reports show \
                 that all of your own mail passes."
            }
            End::NeutralAsPublished => {
                "It ends with ?all, as your published record does, which says nothing about others. Write \
                 ~all once the reports show who sends."
            }
            End::Redirect => {
                "It ends by leading to another record, as your published one does; how that one ends \
                 decides."
            }
        }
    }

    fn cost(&self, spf: &SpfPlan) -> String {
        match spf.lookups {
            Some(_) => format!(
                "That is what a check by it costs, counted just now; receivers stop at {MAX_LOOKUPS}."
            ),
            None => format!(
                "That is what its own terms cost; what the names in it ask on top is not counted yet. \
                 Receivers stop at {MAX_LOOKUPS}."
            ),
        }
    }

    fn kept(&self, kept: &Kept) -> String {
        let Kept { term, provider } = kept;
        match provider {
            Some(provider) => format!(
                "{term} stays, although you did not choose {}. Take it out once nothing sends through it \
                 any more.",
                provider.name()
            ),
            None => format!("{term} stays: it is published, and something may send through it."),
        }
    }

    fn left_out(&self, left_out: &LeftOut) -> String {
        match left_out {
            LeftOut::UnneededInclude { provider, include, published } => {
                let (who, now) = (
                    provider.name(),
                    if *published { "It stands in your record now and can go. " } else { "" },
                );
                format!(
                    "include:{include}. {now}{who} sends with an envelope domain of its own, so \
                     receivers ask SPF there and never look at this include; it only costs lookups. \
                     DMARC passes by {who}'s DKIM signature. (Unless you rent a sending address of your \
                     own there and {who} told you to list it.)"
                )
            }
            LeftOut::IncludeAtReturnPath { provider, include } => format!(
                "include:{include}. {} sends with a return path of its own or with one below your domain, \
                 so receivers ask SPF there and not in this record.",
                provider.name()
            ),
            LeftOut::AtSpfHost { term, host } => format!(
                "{term}: your record leaves it to a service whom it lists ({host}), and DNS does not show \
                 that. Add the sender in your account at that service, if it is not there yet."
            ),
            LeftOut::OldKey { provider, selector } => format!(
                "The selector {selector}, which {} does not give out any more. Where it is published, \
                 leave it for as long as mail signed with it may be read.",
                provider.name()
            ),
            LeftOut::RemovedTags { published: true } => "The tags pct, rf and ri in your DMARC record: RFC \
                                                         9989 took them away, and they do nothing."
                .into(),
            LeftOut::RemovedTags { published: false } => {
                "pct=100, which many guides still put into a DMARC record: RFC \
                                         9989 took the tag away. The tags rf and ri went with it."
                    .into()
            }
            LeftOut::KeptPercentage { .. } => "A change to pct in your DMARC record: RFC 9989 took the tag \
                                         away, but some receivers still honour it and would apply the \
                                         whole policy without. Drop it when you mean that."
                .into(),
            LeftOut::BrokenTerms { terms } => format!(
                "{}: what stands so in your published record breaks its grammar, and with it the whole \
                 record.",
                list(terms, "and")
            ),
            LeftOut::VoidTerm { term } => format!(
                "{term}: it finds nothing, so it lets nobody send, and with more than two such terms \
                 receivers give up on the whole record."
            ),
            LeftOut::DeadInclude { term } => format!(
                "{term}: that name has no SPF record, and so breaks your published record for \
                 everybody. If something still sends through it, ask for the name that took its place."
            ),
            LeftOut::InheritedPolicy { at, policy } => format!(
                "A DMARC record of its own: the one at _dmarc.{at} speaks for this domain too, and asks \
                 for {}. A weaker one here would undo that.",
                policy.as_str()
            ),
            LeftOut::BesideAlias { name, target } => format!(
                "Records at {name} itself: it is an alias of {target}, and beside an alias no other record \
                 can stand. For SPF, what stands there counts; mail has to arrive at another name."
            ),
            LeftOut::NullMxOfSender => "A null MX. The domain sends mail, and bounces and answers must be \
                                        able to come back; many receivers refuse mail from a domain that \
                                        takes none. Choose a place where it arrives."
                .into(),
            LeftOut::UnchangedMx => "MX records: mail arrives as it does now.".into(),
            LeftOut::MtaSts => "MTA-STS: besides a record it needs a policy file on a web server at \
                                mta-sts below the domain, and a wrong one keeps mail away. Add it when \
                                the rest has settled."
                .into(),
        }
    }

    fn step(&self, step: &Step) -> String {
        match step {
            Step::StopSenders { senders } => {
                let terms: Vec<&str> = senders.iter().map(|sender| sender.term.as_str()).collect();
                format!(
                    "Make sure that nothing sends any more through what the SPF record still lists ({}). \
                     From then on such mail is refused.",
                    list(&terms, "and")
                )
            }
            Step::HoldBack { providers, policy } => format!(
                "The published policy is {}: what {} sends as this domain is {} until it signs with the \
                 domain. If it does not yet, send nothing that way before the steps below are taken.",
                policy.as_str(),
                list(&names(providers), "or"),
                if *policy == Policy::Reject { "refused" } else { "treated as suspicious" }
            ),
            Step::PublishAll => {
                "Publish all of it at once. Do so only if really nothing sends in this domain's name.".into()
            }
            Step::ChooseRegion { provider, regions } => format!(
                "Choose the region of your account at {}: {}. The records differ by it.",
                provider.name(),
                list(regions, "or")
            ),
            Step::Connect { providers } => format!(
                "Begin in your account at {}: your DNS host knows Domain Connect, so the records may be \
                 published from there. What then still lacks is below.",
                list(&names(providers), "and")
            ),
            Step::Fetch { providers } => {
                format!("Look up in your account at {} what only it shows.", list(&names(providers), "and"))
            }
            Step::PublishKeys { providers } => format!(
                "Publish the DKIM records of {}. They change nothing yet.",
                list(&names(providers), "and")
            ),
            Step::EnableSigning { provider, .. } => enable_signing(provider),
            Step::SignOwn => "Have your own server sign with DKIM and publish its key.".into(),
            Step::Ask { providers, others } => {
                let all: Vec<&str> =
                    names(providers).into_iter().chain(others.iter().map(String::as_str)).collect();
                format!(
                    "Ask {} for its DKIM records, and whether its servers belong in your SPF record. What \
                     is said here about it is not complete.",
                    list(&all, "and")
                )
            }
            Step::PublishSpf { replaces: 0 } => "Publish the SPF record.".into(),
            Step::PublishSpf { replaces: 1 } => "Put the SPF record in the place of the one there is. \
                                                 Change it, do not add a second one."
                .into(),
            Step::PublishSpf { replaces } => format!(
                "Put the one SPF record in the place of the {replaces} there are: with more than one, none \
                 counts."
            ),
            Step::ShortenSpf => format!(
                "Find room in the SPF record before you change it: more than {MAX_LOOKUPS} lookups \
                 break it for everybody in it."
            ),
            Step::PublishDmarc { policy: None } => next_step(NextStep::Publish).into(),
            Step::PublishDmarc { policy: Some(_) } => {
                "Put the DMARC record in the place of the one there is.".into()
            }
            Step::ChangeAtHost { target } => format!(
                "Have the DMARC record changed at {target}, where the alias at _dmarc leads: nothing can \
                 stand beside an alias."
            ),
            Step::Consent => next_step(NextStep::AuthorizeReports).into(),
            Step::ListExchangers { url, hosts } => format!(
                "First list the new exchangers in your MTA-STS policy, {url}: {}. Then change id= in the \
                 record at _mta-sts, and wait for the max_age of the old policy: until then senders that \
                 have it deliver nothing to a host it does not list.",
                if hosts.is_empty() { "an mx: line for each".to_owned() } else { crate::mx_lines(hosts) }
            ),
            Step::CompareTlsa { hosts } => format!(
                "Compare the TLSA records of {} with the certificate that the server shows: senders that \
                 check DANE deliver nothing where they differ.",
                list(&hosts.iter().map(|host| host.as_str()).collect::<Vec<_>>(), "and")
            ),
            Step::MoveMail => "Change the MX records when the mailboxes exist at the new place, and leave \
                               the old place running for some days."
                .into(),
            Step::PublishTlsReports => "Publish the record for TLS reports, if you want them.".into(),
            Step::ReadReports => "Read the reports for two to four weeks.".into(),
            Step::ChooseReports => next_step(NextStep::AskForReports).into(),
            Step::RaisePolicy { next } => next_step(*next).into(),
        }
    }

    fn live(&self, live: &Live) -> &'static str {
        match live {
            Live::There { .. } => "is live",
            Live::AsGood { .. } => "is live in another form",
            Live::Beside { .. } => "is live, but not alone",
            Live::Differs { .. } => "something else is there",
            Live::Elsewhere { .. } => "kept behind an alias",
            Live::Missing => "not there yet",
            Live::Unanswered { .. } => "no answer",
            Live::Unnamed => "cannot be asked for",
        }
    }

    fn live_note(&self, live: &Live) -> Option<&'static str> {
        match live {
            Live::There { dangling: true } => Some(
                "The alias is right; where it leads there is no key yet. That is so for the selector \
                 not in use, and for both until signing is switched on.",
            ),
            Live::There { dangling: false } | Live::Missing | Live::Unnamed => None,
            Live::AsGood { .. } => Some("What stands there does the same; leave it."),
            Live::Beside { .. } => Some("Take these away once no mail needs them any more:"),
            Live::Differs { .. } => Some("What stands there now:"),
            Live::Elsewhere { .. } => {
                Some("An alias is there, and nothing can stand beside it. Change the record where it leads:")
            }
            Live::Unanswered { .. } => {
                Some("DNS did not answer. Look what stands there before you replace it.")
            }
        }
    }
}

/// The text of [`Reason::ArrivesAtMicrosoft`].
const ARRIVES_AT_MICROSOFT: &str = "Mail for the domain is handed to Microsoft 365, at a name made from \
                                    the domain. A domain that was added recently, or has inbound DANE, \
                                    may have one under mx.microsoft instead; the admin centre shows \
                                    which.";

/// The text of [`Reason::MicrosoftKey`].
const MICROSOFT_KEY: &str = "\
     Microsoft 365 signs your mail with the key behind this alias. A domain added in May 2025 or later has \
                             another target, ending in dkim.mail.microsoft: then copy the one that the \
                             Defender portal shows.";

/// The text of [`Reason::OwnKey`].
const OWN_KEY: &str = "Have your own server sign too: forwarded mail loses SPF, and only a signature \
                       survives. Exchange Server does not sign by itself; send out through a gateway that \
                       does, or add an agent for it.";

/// Why the target of a key at Microsoft is open.
const fn microsoft_key_open(tenant: bool) -> &'static str {
    if tenant {
        "Microsoft 365 signs your mail with the key behind this alias. Your domain has a hyphen, and then \
         Microsoft adds characters to its name that only the Defender portal shows."
    } else {
        "Microsoft 365 signs your mail with the key behind this alias. Its target holds the name of your \
         tenant, or, for a domain added in May 2025 or later, a part that only the Defender portal shows."
    }
}

/// That a published policy stays.
fn keeps_policy(policy: Policy) -> String {
    match policy {
        Policy::None => "Asks receivers for nothing but reports, as your published record does.".into(),
        Policy::Quarantine | Policy::Reject => {
            format!("Keeps the policy {} that is published.", policy.as_str())
        }
    }
}

/// How signing is switched on at a provider.
fn enable_signing(provider: &Provider) -> String {
    match provider.switch() {
        Switch::Defender => "In the Microsoft Defender portal, under Email authentication settings, DKIM, \
                             choose the domain and switch signing on. Only one of the two selectors is in \
                             use at a time."
            .into(),
        Switch::Authentication => "In Mailchimp, under Domains, press Start authentication for the domain. \
                                   A domain that is only \"verified\" is still signed in Mailchimp's own \
                                   name."
            .into(),
        Switch::Verification => format!(
            "At {}, have the domain verified and signing switched on; publishing alone does not do it.",
            provider.name()
        ),
    }
}
