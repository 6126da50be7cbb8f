//! What a domain publishes besides SPF, keys and DMARC, in English.

use crate::Rest;
use waxseal_core::domain::Domain;
use waxseal_core::posture::{MtaStsMode, PolicyError, PostureFinding};
use waxseal_core::providers::by_mx;
use waxseal_core::report::DomainRule;

pub(super) const fn nothing_to_do(rest: Rest) -> &'static str {
    match rest {
        Rest::Open => "DNS did not answer everything this rests on, so nothing can be said of what to do.",
        Rest::Partly => "No fault was found in what DNS answered, and it did not answer everything.",
        Rest::Unfinished => {
            "No fault was found, and not all of it is in force: the policy is only tried out (t=y or pct), \
             or every DKIM key that was found has been taken back."
        }
        Rest::Silent => {
            "Nothing: every record says that this domain sends and takes no mail, and the policy asks to \
             refuse what comes in its name."
        }
        Rest::Well => "Nothing: no fault was found in what this domain publishes for its mail.",
    }
}

pub(super) fn finding(finding: &PostureFinding) -> String {
    match finding {
        PostureFinding::MxImplicit => "There is no MX record, so mail goes to the address of the domain \
                                       itself. Name the mail server in an MX record, or publish a null MX \
                                       (0 .) if there is none."
            .into(),
        PostureFinding::MxDuplicate { host } => {
            format!("{host} stands twice among the mail exchangers; once is enough.")
        }
        PostureFinding::MxAlias { host, target, tlsa: false } => format!(
            "{host} is an alias of {target}. A mail exchanger has to have addresses of its own. \
             Give {host} its own A and AAAA records, or name {target} in the MX record; with MTA- \
             STS, list {target} in the policy first."
        ),
        PostureFinding::MxAlias { host, target, tlsa: true } => format!(
            "{host} is an alias of {target}, and its TLSA record is at the alias. A mail exchanger \
             has to have addresses of its own: give {host} its own A and AAAA records, and DANE \
             stays. To name {target} in the MX record instead, first publish a TLSA record for \
             {target} and list it in the MTA-STS policy."
        ),
        PostureFinding::MxIsAddress { host } => format!(
            "{host} is an address. An MX record holds the name of a host; give the address a name and put \
             that there."
        ),
        PostureFinding::MxNoAddress { host } => format!("{host} has no address, so no mail can go there."),
        PostureFinding::MxNotPublic { host, addresses } if addresses.is_empty() => {
            format!(
                "{host} is a name of the sending server itself, so no mail arrives through this MX record."
            )
        }
        PostureFinding::MxNotPublic { host, .. } => format!(
            "{host} has only addresses of a private network, which no other server can reach. Give it a \
             public \
             address, or remove the MX record."
        ),
        PostureFinding::MxProxied { host } => format!(
            "{host} has addresses of Cloudflare's proxy for web sites, which takes no mail. Whoever keeps \
             that record has to set it to “DNS only”."
        ),
        PostureFinding::MxAtWebHost { host } => format!(
            "{host} has addresses of a service for web sites, which takes no mail. The MX record has to name \
             the server where the mailboxes are."
        ),
        PostureFinding::SpfProxied { term } => format!(
            "{term} stands for addresses of Cloudflare's proxy for web sites, from which no mail comes. \
             List the server itself: by its address (ip4:), or by mx where it takes the mail as well."
        ),
        PostureFinding::SpfMissesIpv6 { host, ip } => format!(
            "{host} also has the address {ip}, which the SPF record does not list. If the server sends by \
             IPv6 too, that mail fails: add ip6:{ip}, or have it send by IPv4 alone."
        ),
        PostureFinding::ReportsNowhere => {
            "The reports go to an address of this domain, which takes no mail (null MX). Use an address \
             elsewhere."
                .into()
        }
        PostureFinding::MxReserved { host } => format!(
            "{host} can never exist. Such a record is left over from proving who owns the domain; \
             remove it."
        ),
        PostureFinding::MxBeforeMailboxes { host, provider } if let Some(front) = by_mx(host) => format!(
            "Mail goes to {0} before {1}. If the mailboxes are at {1} by now, take all MX records of \
             {0} away.",
            front.name(),
            provider.name()
        ),
        PostureFinding::MxBeforeMailboxes { host, provider } => format!(
            "Mail goes to {host} before {0}. If the mailboxes are at {0}, and {host} is no filter or server \
             of yours in front of them, take its MX record away.",
            provider.name()
        ),
        PostureFinding::NullMxButSends => "The domain sends mail and says by a null MX that it accepts \
                                           none. Some \
                                           receivers refuse mail whose sender cannot be answered. Publish \
                                           an MX record, \
                                           or stop sending with this domain."
            .into(),
        PostureFinding::AliasBesideRecords { name, target } => format!(
            "{name} is an alias (CNAME) of {target} and has other records as well. Resolvers then answer \
             one way or \
             the other. Remove the CNAME, or the other records."
        ),
        PostureFinding::NullMxBesideOthers => "One MX record says that the domain takes no mail (0 .), and \
                                               others name servers. A null MX has to stand alone; take it \
                                               away, or the others."
            .into(),
        PostureFinding::ReturnPathNotStrict { name } => format!(
            "{name} is a return path below the domain, and the DMARC record asks SPF for exactly the \
             domain itself (aspf=s). For mail that goes out with it only DKIM counts."
        ),
        PostureFinding::KeysUnanswered => {
            "No name below _domainkey gets an answer, so receivers cannot check any DKIM signature of this \
             domain. Where NS records hand _domainkey over to other name servers, put those right, or take \
             the NS records away and publish the keys in your own zone: until then nobody sees what stands \
             there."
                .into()
        }
        PostureFinding::KeysWildcard => {
            "Every name below _domainkey answers, so an answer does not show a key. A key with a \
             record of its own still counts, since it goes before the wildcard."
                .into()
        }
        PostureFinding::KeysAbsent => "There is no DKIM key: nothing exists below _domainkey, so no mail \
                                       is signed with this domain. SPF alone does not survive forwarding, \
                                       and large providers ask for both."
            .into(),
        PostureFinding::KeysNotFound { asked } => format!(
            "None of the {asked} selectors that were checked has a DKIM key. DNS does not show whether \
             there are others: the selector of a message is s= in its DKIM-Signature."
        ),
        PostureFinding::KeysUnnamed { asked } => format!(
            "There are keys below _domainkey, but under none of the {asked} selectors that were asked for. \
             A selector stands after s= in the DKIM-Signature of a message; add it here, or paste such a \
             message."
        ),
        PostureFinding::KeyAliasDangling { name, target } if crate::is_appended(name, target) => format!(
            "{name} leads to {target}: the domain's own name was put behind the target, since the final dot \
             is missing."
        ),
        PostureFinding::KeyAliasDangling { name, target } => format!(
            "{name} leads to {target}, where there is no key. Either the name is mistyped, or the provider \
             has not switched it on."
        ),
        PostureFinding::MtaStsSeveralRecords { count } => {
            format!("{count} MTA-STS records stand at one name; then none of them counts. Keep one.")
        }
        PostureFinding::MtaStsBadRecord { text } => format!(
            "This is no MTA-STS record; it has to read v=STSv1; id=… with up to 32 letters and digits: \
             {text}"
        ),
        PostureFinding::MtaStsNoHost { host } => format!(
            "There is an MTA-STS record, but {host}, which has to serve the policy, has no address. \
             Without the policy the record does nothing."
        ),
        PostureFinding::MtaStsAliasDangling { host, target } => format!(
            "{host}, which has to serve the MTA-STS policy, is an alias of {target}, which has no address. \
             Whoever \
             registers that name can serve a policy for this domain: correct the alias or remove it."
        ),
        PostureFinding::MtaStsBadPolicy { error } => {
            format!("The MTA-STS policy cannot be used: {}", policy_error(error))
        }
        PostureFinding::MtaStsNotEnforced { mode: MtaStsMode::Testing } => {
            "The MTA-STS policy is in testing: mail is delivered even where it does not hold, and reported."
                .into()
        }
        PostureFinding::MtaStsNotEnforced { .. } => {
            "The MTA-STS policy says none: nothing is asked of senders.".into()
        }
        PostureFinding::MtaStsShortAge { seconds } => format!(
            "The MTA-STS policy may be kept for {seconds} seconds only. Less than a week hardly protects."
        ),
        PostureFinding::MtaStsMxOutside { host } => format!(
            "Mail goes to {host}, which the MTA-STS policy does not list. Senders that enforce it \
             refuse to deliver there."
        ),
        PostureFinding::TlsRptSeveralRecords { count } => {
            format!("{count} TLS report records stand at one name; then none of them counts. Keep one.")
        }
        PostureFinding::TlsRptBadRecord { text } => {
            format!("This is no TLS report record; it has to read v=TLSRPTv1; rua=mailto:… : {text}")
        }
        PostureFinding::BimiSeveralRecords { count } => {
            format!("{count} BIMI records stand at one name; then none of them counts. Keep one.")
        }
        PostureFinding::BimiBadRecord { text } => format!(
            "This is no BIMI record; it has to read v=BIMI1; l=https://… and may have a=https://… : {text}"
        ),
        PostureFinding::BimiNeedsEnforcement => "No mailbox shows the logo while the DMARC policy, for the \
                                                 domain or for its subdomains, is none."
            .into(),
        PostureFinding::BimiNotSvg { location } => {
            format!("{location} is no SVG file. BIMI shows logos in the format SVG Tiny PS only.")
        }
        PostureFinding::BimiNoCertificate => {
            "There is a logo without a certificate (a=). Gmail and Apple show a logo only with one.".into()
        }
        PostureFinding::DaneWithoutDnssec { host } => format!(
            "{host} has TLSA records, but the answers on the way to them were not validated by DNSSEC, so \
             senders ignore them. Have the zone signed, once they fit the certificate."
        ),
        PostureFinding::DaneMatchesNothing { host } => matches_nothing(host),
        PostureFinding::DaneUnusable { host } => format!(
            "None of the TLSA records of {host} can be used for mail. Usage has to be 2 or 3, and a SHA-256 \
             digest has 64 hexadecimal digits."
        ),
        PostureFinding::NameUnanswered => {
            "No question about this name is answered (SERVFAIL), so nothing is known of its records.".into()
        }
        PostureFinding::LookupFails { name } => lookup_fails(name),
        PostureFinding::DaneUnanswered { host } => format!(
            "The query for the TLSA records of {host} was not answered, and its zone is signed. Servers \
             that follow DANE hold mail back until it is: have the name servers of that zone checked."
        ),
        PostureFinding::DanePartial { without } => {
            let names: Vec<String> = without.iter().map(ToString::to_string).collect();
            format!(
                "Some mail exchangers have TLSA records and {} not. An attacker makes mail go to those.",
                crate::list(&names, "and")
            )
        }
        PostureFinding::ParkedUndeclared { null_mx, spf, dmarc } => {
            let missing: Vec<&str> =
                [(*null_mx, "a null MX (0 .)"), (*spf, "v=spf1 -all"), (*dmarc, "a DMARC policy of reject")]
                    .into_iter()
                    .filter_map(|(there, what)| (!there).then_some(what))
                    .collect();
            format!(
                "The domain looks as if it sent and took no mail. If so, say it, and nobody can use its \
                 name: {} is missing.",
                crate::list(&missing, "and")
            )
        }
    }
}

fn policy_error(error: &PolicyError) -> String {
    match error {
        PolicyError::Version => "it does not say version: STSv1.".into(),
        PolicyError::Mode => "it has no mode: enforce, testing or none.".into(),
        PolicyError::MaxAge => "it has no max_age, a number of seconds up to one year.".into(),
        PolicyError::NoMx => "it names no mx.".into(),
        PolicyError::Mx { line } => {
            format!("line {line} does not name one host or one pattern such as *.example.com.")
        }
        PolicyError::Line { line } => format!("line {line} is not a name, a colon and a value."),
    }
}

pub(super) const fn rule(rule: DomainRule) -> &'static str {
    match rule {
        DomainRule::SpfPublished => "There is one SPF record, and receivers can read it",
        DomainRule::SpfStrict => "SPF refuses or doubts everybody else (-all or ~all)",
        DomainRule::DkimPublished => "There is a DKIM key",
        DomainRule::DmarcPublished => "There is a DMARC policy",
        DomainRule::DmarcEnforced => "DMARC asks for more than watching (quarantine or reject)",
        DomainRule::DmarcReports => "DMARC reports go somewhere that accepts them",
        DomainRule::Dnssec => "The domain is signed with DNSSEC",
        DomainRule::DnssecOfExchangers => "The names of the mail exchangers are signed with DNSSEC",
        DomainRule::Dane => "The mail exchangers tell their certificates in DNS (DANE)",
        DomainRule::StartTls => {
            "The mail exchangers offer good encryption (STARTTLS), which DNS does not show"
        }
        DomainRule::Ipv6Exchangers => "The mail exchangers can be reached by IPv6",
        DomainRule::Ipv6NameServers => "At least two name servers can be reached by IPv6",
        DomainRule::MtaSts => "Mail to the domain has to be encrypted (MTA-STS, enforce)",
        DomainRule::BimiLogo => "A BIMI record names a logo",
        DomainRule::BimiCertificate => "A BIMI record names a certificate for the logo",
    }
}

/// A name whose servers fail.
pub(super) fn lookup_fails(name: &Domain) -> String {
    format!(
        "Questions about {name} fail or get no answer, most likely for receivers too: while that lasts, \
         what rests on it has no result."
    )
}

/// A TLSA record that no certificate fits.
pub(super) fn matches_nothing(host: &Domain) -> String {
    format!(
        "No certificate of today fits the TLSA record of {host}: it is the hash of nothing, or of an \
         authority that Let's Encrypt has retired. Servers that check DANE deliver nothing there."
    )
}
