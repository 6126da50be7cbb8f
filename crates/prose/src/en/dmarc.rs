//! DMARC and its records, in English.

use crate::list;
use waxseal_core::dmarc::{Alignment, DmarcCause, DmarcFinding, NextStep, Policy};
use waxseal_core::dns::QueryStatus;
use waxseal_core::domain::Domain;
use waxseal_core::report::{Rfc7489Difference, Rfc7489Report};

pub(super) fn cause(cause: &DmarcCause) -> String {
    match cause {
        DmarcCause::NothingAligned => "What passed does not speak for the author domain.".into(),
        DmarcCause::NothingPassed => "Neither SPF nor any DKIM signature passed.".into(),
        DmarcCause::NoRecord => {
            "There is no DMARC record for the author domain, nor for any domain above it.".into()
        }
        DmarcCause::SeveralRecords { domain } => {
            format!("_dmarc.{domain} has more than one DMARC record, and then none of them counts.")
        }
        DmarcCause::RecordWithoutPolicy { domain } => {
            format!(
                "The DMARC record of {domain} has no valid policy and no report address, so receivers \
                 ignore it."
            )
        }
        DmarcCause::Dns { domain, fault } => {
            format!(
                "The question for _dmarc.{domain} got no answer: {}.",
                super::query_status(QueryStatus::from(*fault))
            )
        }
        DmarcCause::MechanismOpen { mechanism: Alignment::Spf, domain } => {
            format!(
                "DNS gave no answer for the SPF check of {domain}, which could have spoken for the author."
            )
        }
        DmarcCause::MechanismOpen { mechanism: Alignment::Dkim, domain } => {
            format!(
                "DNS gave no answer for a signature's key at {domain}, which could have spoken for the \
                 author."
            )
        }
        DmarcCause::NoAuthor => "There is no author address.".into(),
        DmarcCause::SeveralAuthors { domains } => {
            format!(
                "The From field names several domains, {}; DMARC is defined for exactly one.",
                list(domains, "and")
            )
        }
        DmarcCause::BadAuthor { domain } => {
            format!("\u{201c}{domain}\u{201d} in the From field is no domain name.")
        }
        DmarcCause::AuthorsUnread => "There are more authors or header fields than are read.".into(),
    }
}

/// The next step of a policy.
/// What comes before a stricter policy.
pub(super) const MEND_FIRST: &str =
    "First mend what is said above: a stricter policy hits your own mail too. ";

pub(super) const fn next_step(step: NextStep) -> &'static str {
    match step {
        NextStep::Publish => {
            "Publish a DMARC record with p=none: it blocks nothing, and a rua address in it makes \
             reports arrive."
        }
        NextStep::Correct => "Correct the DMARC record first: receivers do not read it as it was meant.",
        NextStep::AskForReports => {
            "Add a rua address to the DMARC record: without reports nobody can tell when a stricter \
             policy is safe."
        }
        NextStep::AuthorizeReports => {
            "Have the domain that takes the reports agree to it: until then receivers send none."
        }
        NextStep::EndTest => {
            "When the reports show that all of your own mail passes, aligned, remove t=y or pct, \
             so that the whole policy takes effect."
        }
        NextStep::Subdomains => {
            "When the reports show that all mail from subdomains passes, aligned, remove the weaker \
             sp or np, so that the policy covers them too."
        }
        NextStep::Quarantine => {
            "When the reports of two to four weeks show that every service that sends for you \
             passes, aligned, publish p=quarantine."
        }
        NextStep::Reject => {
            "When nothing of yours ends up in spam folders, and the reports show only forwarders \
             and strangers failing, publish p=reject."
        }
        NextStep::RejectAll => "Publish p=reject at once: the domain sends no mail that it could hit.",
        NextStep::Arrived => {
            "Nothing: the policy is reject, for subdomains too. Keep reading the reports, and set \
             up each new service before it sends."
        }
    }
}

pub(super) fn rfc7489(view: &Rfc7489Report) -> Vec<String> {
    let name =
        |domain: &Option<Domain>| domain.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
    let sentence = |difference: &Rfc7489Difference| match difference {
        Rfc7489Difference::OrganizationalDomain { walked, listed } => format!(
            "Receivers that still follow RFC 7489 take another organizational domain: {} by the public \
             suffix list, {} by the records.",
            name(listed),
            name(walked)
        ),
        Rfc7489Difference::Result { rfc9989 } => format!(
            "By RFC 7489 the result is {}; by RFC 9989 it is {}. Receivers differ until all have changed \
             over.",
            view.result.as_str(),
            rfc9989.as_str()
        ),
        Rfc7489Difference::Policy { rfc9989 } => format!(
            "By RFC 7489 the policy for this mail is {}; by RFC 9989 it is {}.",
            view.policy.map_or("none at all", Policy::as_str),
            rfc9989.map_or("none at all", Policy::as_str)
        ),
        Rfc7489Difference::Share { pct } => format!(
            "pct={pct}: receivers that still follow RFC 7489 apply the policy to {pct} % of failing mail \
             and the next weaker one to the rest. By RFC 9989 it applies to all."
        ),
    };
    view.differences.iter().map(sentence).collect()
}

pub(super) fn finding(finding: &DmarcFinding) -> String {
    match finding {
        DmarcFinding::DmarcMissing => {
            "No DMARC record. Anyone can use this name in a From field, and nobody is told.".into()
        }
        DmarcFinding::DmarcSeveralRecords { count } => {
            format!("{count} DMARC records stand at one name; receivers then use none of them. Keep one.")
        }
        DmarcFinding::DmarcNearMiss { text } if crate::lacks_semicolon(text) => {
            format!(
                "This looks like a DMARC record but is none: a semicolon has to stand behind v=DMARC1. \
                 {text}"
            )
        }
        DmarcFinding::DmarcNearMiss { text } => format!(
            "This looks like a DMARC record but is none, because it does not start with exactly v=DMARC1: \
             {text}"
        ),
        DmarcFinding::DmarcPolicyNone => "The policy is none: receivers are not asked to act on failing \
                                          mail. That is right while you watch the reports, but it protects \
                                          nobody."
            .into(),
        DmarcFinding::DmarcOverridesAbove { domain, theirs, own } => overrides_above(domain, *theirs, *own),
        DmarcFinding::DmarcSubdomainsWeaker { sp, p } => subdomains_weaker(*sp, *p),
        DmarcFinding::DmarcSubdomainsStronger { sp, p } => subdomains_stronger(*sp, *p),
        DmarcFinding::DmarcNoReports => {
            "Nobody gets aggregate reports: add rua=mailto:… to see who sends in this name.".into()
        }
        DmarcFinding::DmarcSharedSuffix { domain } => format!(
            "{domain} is a public suffix, under which strangers have names of their own. Its record does \
             not say so (psd=y), so any of them passes for any other, and nobody of the author's has vouched."
        ),
        DmarcFinding::DmarcTesting => "t=y: receivers apply one level less than the policy says.".into(),
        DmarcFinding::DmarcRemovedTag { tag, value } => removed_tag(tag, value),
        DmarcFinding::DmarcUnknownTag { tag } => format!("The tag {tag} is not known, and ignored."),
        DmarcFinding::DmarcBadValue { tag, value } => bad_value(tag, value),
        DmarcFinding::DmarcDuplicateTag { tag } => {
            format!("The tag {tag} stands twice. The first one counts here; receivers may differ.")
        }
        DmarcFinding::DmarcNotATag { text } => format!("\u{201c}{text}\u{201d} is no tag, and ignored."),
        DmarcFinding::DmarcBadReportAddress { tag, value } => {
            format!("No report can go to \u{201c}{value}\u{201d} in {tag}: write mailto: and an address.")
        }
        DmarcFinding::DmarcExternalReports { domain } => format!(
            "Reports go to {domain}, another organization, which must publish that it agrees. DNS did not \
             tell whether it does."
        ),
        DmarcFinding::DmarcReportsNotAuthorized { domain, name } => format!(
            "No report goes to {domain}: it is another organization, and does not say at {name} that it \
             wants them. It has to publish v=DMARC1 there."
        ),
        DmarcFinding::DmarcReportSize { uri } => {
            format!("The size limit behind {uri} is obsolete, and ignored.")
        }
        DmarcFinding::DmarcPublicSuffix => "psd=y says that this domain is a registry, under which others \
                                            have names of their own, and that no name below it is its own. \
                                            Only registries should publish it."
            .into(),
        DmarcFinding::DmarcFoWithoutRuf => {
            "fo says when to send failure reports, but no ruf says where to; it is ignored.".into()
        }
    }
}

/// A record that goes before a stricter one above it.
fn overrides_above(domain: &Domain, theirs: Policy, own: Policy) -> String {
    format!(
        "This record takes precedence over that of {domain} for this name, which asks for less now: {} \
         instead of {}. Raise it to the same or, once the reports show that all mail of this name \
         passes, remove it; then the policy of {domain} applies.",
        own.as_str(),
        theirs.as_str()
    )
}

/// Subdomains with less of a policy than the domain.
fn subdomains_weaker(sp: Policy, p: Policy) -> String {
    format!(
        "Subdomains have a weaker policy (sp={}) than the domain (p={}): forgers can use any subdomain.",
        sp.as_str(),
        p.as_str()
    )
}

/// Subdomains with more of a policy than the domain.
fn subdomains_stronger(sp: Policy, p: Policy) -> String {
    format!(
        "Subdomains are protected (sp={}) but the domain itself, the name people know, {} (p={}).",
        sp.as_str(),
        if p == Policy::None { "is not" } else { "less so" },
        p.as_str()
    )
}

/// A tag that RFC 9989 took away.
fn removed_tag(tag: &str, value: &str) -> String {
    if tag == "pct" && value.parse().is_ok_and(|share: u8| share < 100) {
        format!(
            "pct={value} was removed from DMARC by RFC 9989, but receivers that follow RFC 7489 still apply \
             the policy to {value} of a hundred messages only. Take it out once the reports show that your \
             mail passes."
        )
    } else {
        format!("{tag}={value} was removed from DMARC by RFC 9989. It does no harm, and can go.")
    }
}

/// A value that its tag cannot have.
fn bad_value(tag: &str, value: &str) -> String {
    if ["p", "sp", "np"].contains(&tag) {
        let missing = if value.contains('=') { " A semicolon is missing in it." } else { "" };
        format!(
            "\u{201c}{value}\u{201d} is no value that {tag} can have, so receivers read p=none, or pass over \
             the record where it has no valid rua address.{missing}"
        )
    } else {
        format!("\u{201c}{value}\u{201d} is no value that {tag} can have; it is ignored.")
    }
}
