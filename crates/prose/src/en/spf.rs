//! SPF in English.

use waxseal_core::spf::{Node, SpfCause, SpfFinding, StepResult};

/// Advice on an SPF record.
pub(crate) fn finding(finding: &SpfFinding) -> String {
    use SpfFinding as F;
    match finding {
        F::PassAll { term, .. } => format!(
            "{term} lets every machine in the world send in this name. End the record with -all or ~all."
        ),
        F::NeutralAll { term, .. } => format!(
            "{term} says nothing about servers that are not listed, so the record forbids nothing. End it \
             with -all or ~all."
        ),
        F::NoAll { .. } => "The record has neither all nor redirect, so it says nothing about servers that \
                            are not listed. End it with -all or ~all."
            .into(),
        F::TermsAfterAll { terms, .. } => {
            format!("What stands after all is never looked at: {}. Put it before all.", terms.join(" "))
        }
        F::RedirectBesideAll { term, .. } => format!("{term} is ignored, because the record has an all."),
        F::Ptr { term, .. } => format!(
            "{term} is slow and unreliable, and RFC 7208 says not to use it. Whoever keeps the record can \
             list the addresses with ip4 and ip6."
        ),
        F::NeedsSeveralStrings { bytes, limit, .. } => format!(
            "The record has {bytes} characters. In DNS it must be split into strings of at most {limit}; \
             most panels do that by themselves."
        ),
        F::Duplicate { term, .. } => format!("{term} stands there twice. Once is enough."),
        F::PrivateRange { term, .. } => format!(
            "{term} is a private network. No receiver ever sees mail from such an address, so the term does \
             nothing."
        ),
        F::BitsBeyondPrefix { term, network, .. } => {
            format!("{term} has bits beyond its prefix, which are ignored; it means {network}.")
        }
        F::IncludeOfStranger { term, meant, provider, .. } => {
            include_of_stranger(term, meant, provider.name())
        }
        F::IncludeOfCompany { term, provider, .. } => format!(
            "{term} lists servers of {} itself. A server or a mailbox that you rent there sends from \
             another address, which this does not let through: list that address.",
            provider.name()
        ),
        F::UnneededInclude { term, provider, .. } => format!(
            "{term} is not needed: {} sends with an envelope domain of its own, so this record is never \
             asked about it.",
            provider.name()
        ),
        F::NotAllWalked { .. } => "The record is so large that not all of it was looked at.".into(),
        F::WideMask { term, .. } => format!(
            "{term} lets in the whole network around each address that it finds, so wide that strangers \
             have machines in it."
        ),
        F::WideRange { term, network, .. } => {
            format!("{term} authorises {network}, a network so wide that strangers have machines in it.")
        }
        F::ExistsForAnybody { term, .. } => format!(
            "{term} asks for the same name whoever sends, so where that has an address everybody passes."
        ),
        F::PersonalMacro { term, letters, .. } => format!(
            "{term} sends parts of the message or its sender ({letters}) to the domain's name servers. Whom \
             it authorises depends on the message, so it is not counted here."
        ),
        F::ValidatedNameMacro { term, .. } => {
            format!("{term} uses the macro p, which is slow and unreliable; RFC 7208 says not to use it.")
        }
        other => trouble(other),
    }
}

/// An include that is one slip away from a provider's.
fn include_of_stranger(term: &str, meant: &str, provider: &str) -> String {
    format!(
        "{term} is not {provider}\u{2019}s: the name to include is {meant}. Whoever owns the other one \
         decides who may send in this name."
    )
}

/// Advice on what breaks a record, or keeps part of it from working.
fn trouble(finding: &SpfFinding) -> String {
    use SpfFinding as F;
    match finding {
        F::IncludeAuthorisesNothing { term, target, .. } => {
            format!("{term} lets nobody send: the record of {target} lists no one.")
        }
        F::IncludeWithoutRecord { term, target, .. } => format!(
            "{term} breaks the whole record, because {target} has no SPF record. Correct the \
             name, or list in its place who sends for you now."
        ),
        F::RedirectWithoutRecord { term, target, .. } => {
            format!("{term} breaks the whole record, because {target} has no SPF record. Correct the name.")
        }
        F::UnknownMechanism { term, suggestion: Some(meant), .. } => {
            format!("{term} is no mechanism, and breaks the whole record. You may mean {meant}.")
        }
        F::UnknownMechanism { term, suggestion: None, .. } => {
            format!("{term} is no mechanism, and breaks the whole record.")
        }
        F::MechanismAsModifier { term, suggestion, .. } => {
            format!("{term} means nothing because of its =. You may mean {suggestion}.")
        }
        F::UnknownModifier { term, .. } => {
            format!("{term} is a modifier that means nothing to receivers, and is ignored.")
        }
        F::LongAnswer { bytes, limit, .. } => format!(
            "All TXT records of this name together have {bytes} bytes; over {limit} some resolvers have \
             trouble. Remove texts that nothing needs any more."
        ),
        F::IncludeLoop { domains } => {
            let names: Vec<String> = domains.iter().map(ToString::to_string).collect();
            format!("These records lead back to one another, which ends in an error: {}.", names.join(" → "))
        }
        other => limits(other),
    }
}

/// What costs or counts too much.
fn limits(finding: &SpfFinding) -> String {
    use SpfFinding as F;
    match finding {
        F::TooManyLookups { lookups, limit, costly, .. } => {
            let list: Vec<String> = costly.iter().map(|c| format!("{} ({})", c.term, c.lookups)).collect();
            format!(
                "The record needs {lookups} lookups, and receivers stop with an error after {limit}. They go \
                 to: {}. Drop what sends no mail for you any more.",
                list.join(", ")
            )
        }
        F::VoidLookup { term, name, .. } => {
            format!("{term} finds nothing: {name} has no such record. Take it out or mend it.")
        }
        F::TooManyVoidLookups { void_lookups, limit, .. } => {
            format!("{void_lookups} terms find nothing, and receivers stop with an error after {limit}.")
        }
        F::TooManyVoidLookupsIpv4 { void_lookups, limit, .. } => format!(
            "For mail sent over IPv4, {void_lookups} terms find no address, and at most {limit} may (RFC \
             7208 §4.6.4). The IPv4 addresses behind them then fail with permerror: put the addresses first."
        ),
        F::TooManyVoidLookupsIpv6 { void_lookups, limit, .. } => format!(
            "For mail sent over IPv6, {void_lookups} terms find no address, and at most {limit} may (RFC \
             7208 §4.6.4). The IPv6 addresses behind them then fail with permerror: put the includes first, \
             or list the addresses with ip4."
        ),
        F::TooManyMx { term, count, limit, .. } => format!(
            "{term} has {count} mail exchangers, and receivers stop with an error after {limit}. List the \
             addresses instead."
        ),
        F::SeveralRecords { records, .. } => format!(
            "There are {} SPF records, and receivers treat that as an error. Merge them into one.",
            records.len()
        ),
        F::PassAll { .. }
        | F::IncludeAuthorisesNothing { .. }
        | F::IncludeWithoutRecord { .. }
        | F::RedirectWithoutRecord { .. }
        | F::UnknownMechanism { .. }
        | F::MechanismAsModifier { .. }
        | F::UnknownModifier { .. }
        | F::IncludeLoop { .. }
        | F::LongAnswer { .. }
        | F::NeutralAll { .. }
        | F::NoAll { .. }
        | F::TermsAfterAll { .. }
        | F::RedirectBesideAll { .. }
        | F::Ptr { .. }
        | F::NeedsSeveralStrings { .. }
        | F::Duplicate { .. }
        | F::BitsBeyondPrefix { .. }
        | F::PrivateRange { .. }
        | F::UnneededInclude { .. }
        | F::IncludeOfCompany { .. }
        | F::IncludeOfStranger { .. }
        | F::NotAllWalked { .. }
        | F::WideRange { .. }
        | F::WideMask { .. }
        | F::ExistsForAnybody { .. }
        | F::PersonalMacro { .. }
        | F::ValidatedNameMacro { .. } => String::new(),
    }
}

/// What decided a check.
pub(crate) fn cause(cause: &SpfCause) -> String {
    use SpfCause as C;
    match cause {
        C::Matched { domain, term, result } => {
            format!("The term {term} in the record of {domain} decides: {result}.")
        }
        C::NoMatch { domain } => {
            format!("No term in the record of {domain} matches this address, and nothing says what then.")
        }
        C::BadDomain { name } => {
            format!("\u{201c}{name}\u{201d} is no domain name that could have an SPF record.")
        }
        C::NoRecord { domain } => format!("{domain} has no SPF record."),
        C::SeveralRecords { domain, count } => {
            format!("{domain} has {count} SPF records, and then none of them counts.")
        }
        C::Syntax { domain, term, expected, .. } => {
            format!("The record of {domain} cannot be read at {term}: {expected} was expected.")
        }
        C::TooManyLookups { domain, term, limit } => format!(
            "At {term} in the record of {domain} more than {limit} lookups are needed, and receivers stop \
             there."
        ),
        C::TooManyVoidLookups { domain, term, limit } => format!(
            "At {term} in the record of {domain} more than {limit} lookups found nothing, and receivers \
             stop there."
        ),
        C::TooManyMx { domain, count, limit } => {
            format!("{domain} has {count} mail exchangers; more than {limit} may not be looked at.")
        }
        C::Loop { domain } => format!("The record of {domain} leads back to itself."),
        C::IncludeHasNoRecord { domain } => format!("An include names {domain}, which has no SPF record."),
        C::RedirectHasNoRecord { domain } => format!("A redirect names {domain}, which has no SPF record."),
        C::Dns { name, kind, .. } => {
            format!("DNS gave no answer about {name} ({kind}). Try again later.")
        }
    }
}

/// A note beside a step of the tree; `None` where the term speaks for itself.
pub(crate) fn step(node: &Node) -> Option<String> {
    match (&node.cause, node.result) {
        (Some(reason), _) => Some(cause(reason)),
        (None, StepResult::Match) => Some("matches".into()),
        (None, _) if node.void_lookups > 0 => Some("finds nothing".into()),
        (None, _) => None,
    }
}
