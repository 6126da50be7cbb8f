//! English.

mod arc;
mod changes;
mod diagnosis;
mod dkim;
mod evidence;
pub(crate) mod fields;
mod posture;
mod setup;
mod spf;
mod tags;

use crate::claimed::OnWord;
use crate::{Counts, KnownField, Language, Place, Tagged, list, strangers_of};
use waxseal_core::arc::ArcCause;
use waxseal_core::diagnose::{Diagnosis, Evidence, Fix, Proof, Sureness};
use waxseal_core::dkim::{BodyChange, Cause, DkimFinding, HeaderChange};
use waxseal_core::dmarc::{Alignment, DmarcCause, DmarcFinding, Policy, Rfc7489Difference, Rfc7489Report};
use waxseal_core::dns::QueryStatus;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{AuthorSource, Reason, Says};
use waxseal_core::message::Repair;
use waxseal_core::posture::{DomainRule, PostureFinding};
use waxseal_core::report::{MessageReport, Missing, Verdict};
use waxseal_core::requirements::Rule;
use waxseal_core::spf::{Node, SpfCause, SpfFinding};

pub(crate) struct English;

impl Language for English {
    fn headline(&self, report: &MessageReport) -> String {
        let Counts { author, .. } = Counts::of(report);
        match &report.verdict {
            Verdict::Pass { .. } => format!("This message passes DMARC for {author}"),
            Verdict::Fail { .. } => format!("This message fails DMARC for {author}"),
            Verdict::NoPolicy => {
                format!("No DMARC policy: {author} does not say what to do with mail like this")
            }
            Verdict::CannotTell { missing: Missing::Author } => {
                "Cannot tell: nothing here names the author".into()
            }
            Verdict::CannotTell { missing: Missing::Key } => {
                format!("Cannot tell: the key that signed for {author} is gone")
            }
            Verdict::CannotTell { missing: Missing::Body } => {
                format!("Cannot tell: {author} signed the header, and the body was not given")
            }
            Verdict::CannotTell { missing: Missing::Evidence } => {
                format!("Cannot tell: nothing here shows who vouches for {author}")
            }
            Verdict::DnsTrouble => format!("Cannot tell: DNS gave no answer about {author}"),
            Verdict::NoSingleAuthor => "No verdict: the message names no single author".into(),
            Verdict::NotAMessage => "This is not an e-mail".into(),
        }
    }

    fn lead(&self, report: &MessageReport) -> String {
        let counts = Counts::of(report);
        let Counts { author, .. } = counts;
        match &report.verdict {
            Verdict::Pass { .. } => {
                let by = list(&counts.vouching, "and");
                format!("{by} passed and {} for {author}, the domain in its From line.", speak(counts.vouching.len()))
            }
            Verdict::Fail { .. } => failed(&counts),
            Verdict::NoPolicy if counts.vouching.is_empty() => {
                "Nobody who vouches for the message speaks for that domain, and the domain asks for no DMARC check.".into()
            }
            Verdict::NoPolicy => {
                let by = list(&counts.vouching, "and");
                format!("{by} passed and {} for it all the same, so a policy would let this message through.", speak(counts.vouching.len()))
            }
            Verdict::CannotTell { missing: Missing::Author } => {
                "There is no From field, and no receiver's result that says whose name the message carries. Paste more of the header, or drop the saved message.".into()
            }
            Verdict::CannotTell { missing: Missing::Key } => "A signature speaks for the From domain, but its key is no longer in DNS. Keys are replaced from time to time, so that is no sign of forgery; only a receiver that looked at the time can know.".into(),
            Verdict::CannotTell { missing: Missing::Body } => "A signature speaks for the From domain, and its header part verifies. Whether the text is the one that was signed shows only in the saved message.".into(),
            Verdict::CannotTell { missing: Missing::Evidence } => {
                "There is no signature, no address of the sending server and no receiver's result. Paste the whole header, or drop the saved message.".into()
            }
            Verdict::DnsTrouble => "Try again, or choose another DNS resolver. What could be read stands below.".into(),
            Verdict::NoSingleAuthor => report.dmarc.cause.as_ref().map_or_else(String::new, |c| self.dmarc_cause(c)),
            Verdict::NotAMessage => {
                "Not one header field was found. Paste the headers of a message, drop a saved message, or type a domain.".into()
            }
        }
    }

    fn why(&self, report: &MessageReport) -> Vec<String> {
        let counts = Counts::of(report);
        let mut why = Vec::new();
        if let Some(author) = report.author.as_ref().filter(|a| a.source == AuthorSource::Claim) {
            let by = counts.receiver.unwrap_or("the receiver");
            why.push(format!(
                "There is no From field in what you gave. That the author is {} comes from a claim of {by}.",
                author.domain
            ));
        }
        if !counts.strangers.is_empty() && !matches!(report.verdict, Verdict::CannotTell { .. }) {
            why.push(strangers(report, &counts));
        }
        if let Some(cause) = report.dmarc.cause.as_ref().filter(|c| !matches!(c, DmarcCause::NothingAligned))
        {
            why.push(self.dmarc_cause(cause));
        }
        why.extend(policy(report));
        why
    }

    fn basis(&self, report: &MessageReport, place: Place) -> Option<String> {
        basis(report, Counts::of(report).receiver.unwrap_or("the receiving server"), place)
    }

    fn way_out(&self, report: &MessageReport) -> Vec<String> {
        let Counts { author, .. } = Counts::of(report);
        match &report.verdict {
            Verdict::Pass { .. } => {
                vec!["Nothing. The message is vouched for by the domain in its From line.".into()]
            }
            Verdict::Fail { .. } => align(report, author),
            Verdict::NoPolicy => vec![format!(
                "Publish a DMARC record at _dmarc.{author}. Begin with v=DMARC1; p=none and a rua= address of yours, and read the reports before asking for more."
            )],
            Verdict::CannotTell { .. } | Verdict::DnsTrouble | Verdict::NotAMessage => {
                vec![self.lead(report)]
            }
            Verdict::NoSingleAuthor => vec![
                "Have the program that writes the message put exactly one address into the From field."
                    .into(),
            ],
        }
    }

    fn dmarc_cause(&self, cause: &DmarcCause) -> String {
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
                    "The DMARC record of {domain} has no valid policy and no report address, so receivers ignore it."
                )
            }
            DmarcCause::Dns { domain, fault } => {
                format!(
                    "The question for _dmarc.{domain} got no answer: {}.",
                    self.query_status(QueryStatus::from(*fault))
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
        }
    }

    fn rfc7489(&self, view: &Rfc7489Report) -> Vec<String> {
        if view.differences.is_empty() {
            return vec![
                "Receivers that still follow RFC 7489 and the public suffix list come to the same.".into(),
            ];
        }
        let name =
            |domain: &Option<Domain>| domain.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
        let sentence = |difference: &Rfc7489Difference| match difference {
            Rfc7489Difference::OrganizationalDomain { walked, listed } => format!(
                "Receivers that still follow RFC 7489 take another organizational domain: {} by the public suffix list, {} by the records.",
                name(listed),
                name(walked)
            ),
            Rfc7489Difference::Result { rfc9989 } => format!(
                "By RFC 7489 the result is {}; by RFC 9989 it is {}. Receivers differ until all have changed over.",
                view.result.as_str(),
                rfc9989.as_str()
            ),
            Rfc7489Difference::Policy { rfc9989 } => format!(
                "By RFC 7489 the policy for this mail is {}; by RFC 9989 it is {}.",
                view.policy.map_or("none at all", Policy::as_str),
                rfc9989.map_or("none at all", Policy::as_str)
            ),
            Rfc7489Difference::Share { pct } => format!(
                "pct={pct}: receivers that still follow RFC 7489 apply the policy to {pct} % of failing mail and the next weaker one to the rest. By RFC 9989 it applies to all."
            ),
        };
        view.differences.iter().map(sentence).collect()
    }

    fn dmarc_finding(&self, finding: &DmarcFinding) -> String {
        match finding {
            DmarcFinding::DmarcMissing => "No DMARC record. Anyone can use this name in a From field, and nobody is told.".into(),
            DmarcFinding::DmarcSeveralRecords { count } => format!("{count} DMARC records stand at one name; receivers then use none of them. Keep one."),
            DmarcFinding::DmarcNearMiss { text } => format!("This looks like a DMARC record but is none, because it does not start with exactly v=DMARC1: {text}"),
            DmarcFinding::DmarcPolicyNone => "The policy is none: failing mail is delivered as if nothing were wrong. That is right while you watch the reports, but it protects nobody.".into(),
            DmarcFinding::DmarcSubdomainsWeaker { sp, p } => format!("Subdomains have a weaker policy (sp={}) than the domain (p={}): forgers can use any subdomain.", sp.as_str(), p.as_str()),
            DmarcFinding::DmarcSubdomainsStronger { sp, p } => format!("Subdomains are protected (sp={}) but the domain itself, the name people know, {} (p={}).", sp.as_str(), if *p == Policy::None { "is not" } else { "less so" }, p.as_str()),
            DmarcFinding::DmarcNoReports => "Nobody gets aggregate reports: add rua=mailto:… to see who sends in this name.".into(),
            DmarcFinding::DmarcTesting => "t=y: receivers apply one level less than the policy says.".into(),
            DmarcFinding::DmarcRemovedTag { tag, value } if tag == "pct" && value != "100" => format!("pct={value} was removed from DMARC by RFC 9989, but receivers that follow RFC 7489 still apply the policy to {value} of a hundred messages only. t=y says the same in today's words, for a policy that is being tried out."),
            DmarcFinding::DmarcRemovedTag { tag, value } => format!("{tag}={value} was removed from DMARC by RFC 9989. It does no harm, and can go."),
            DmarcFinding::DmarcUnknownTag { tag } => format!("The tag {tag} is not known, and ignored."),
            DmarcFinding::DmarcBadValue { tag, value } if ["p", "sp", "np"].contains(&tag.as_str()) => format!("\u{201c}{value}\u{201d} is no value that {tag} can have, and with it the whole policy falls: receivers take it for p=none."),
            DmarcFinding::DmarcBadValue { tag, value } => format!("\u{201c}{value}\u{201d} is no value that {tag} can have; it is ignored."),
            DmarcFinding::DmarcDuplicateTag { tag } => format!("The tag {tag} stands twice. The first one counts here; receivers may differ."),
            DmarcFinding::DmarcNotATag { text } => format!("\u{201c}{text}\u{201d} is no tag, and ignored."),
            DmarcFinding::DmarcBadReportAddress { tag, value } => format!("No report can go to \u{201c}{value}\u{201d} in {tag}: write mailto: and an address."),
            DmarcFinding::DmarcExternalReports { domain } => format!("Reports go to {domain}, another organization, which must publish that it agrees. DNS did not tell whether it does."),
            DmarcFinding::DmarcReportsNotAuthorized { domain, name } => format!("No report goes to {domain}: it is another organization, and does not say at {name} that it wants them. It has to publish v=DMARC1 there."),
            DmarcFinding::DmarcReportSize { uri } => format!("The size limit behind {uri} is obsolete, and ignored."),
            DmarcFinding::DmarcPublicSuffix => "psd=y says that this domain is a registry, under which others have names of their own, and that no name below it is its own. Only registries should publish it.".into(),
            DmarcFinding::DmarcFoWithoutRuf => "fo says when to send failure reports, but no ruf says where to; it is ignored.".into(),
        }
    }

    fn spf_finding(&self, finding: &SpfFinding) -> String {
        spf::finding(finding)
    }

    fn spf_cause(&self, cause: &SpfCause) -> String {
        spf::cause(cause)
    }

    fn spf_step(&self, step: &Node) -> Option<String> {
        spf::step(step)
    }

    fn reason(&self, reason: Reason) -> &'static str {
        evidence::reason(reason)
    }

    fn says(&self, says: &Says) -> String {
        evidence::says(says)
    }

    fn rule(&self, rule: Rule) -> &'static str {
        evidence::rule(rule)
    }

    fn domain_rule(&self, rule: DomainRule) -> &'static str {
        posture::rule(rule)
    }

    fn tag(&self, kind: Tagged, tag: &str) -> Option<&'static str> {
        tags::meaning(kind, tag)
    }

    fn header_field(&self, known: &KnownField) -> &'static str {
        (known.text)(&fields::FIELDS)
    }

    fn posture_finding(&self, finding: &PostureFinding) -> String {
        posture::finding(finding)
    }

    fn dkim_cause(&self, cause: &Cause) -> String {
        dkim::cause(cause)
    }

    fn dkim_finding(&self, finding: &DkimFinding) -> String {
        dkim::finding(finding)
    }

    fn body_change(&self, change: &BodyChange) -> String {
        dkim::body_change(change)
    }

    fn header_change(&self, change: &HeaderChange) -> String {
        dkim::header_change(change)
    }

    fn arc_cause(&self, cause: &ArcCause) -> String {
        arc::cause(cause)
    }

    fn root_cause(&self, diagnosis: &Diagnosis) -> String {
        diagnosis::cause(diagnosis)
    }

    fn fix_title(&self, fix: &Fix) -> String {
        diagnosis::title(fix)
    }

    fn fix_why(&self, fix: &Fix) -> String {
        diagnosis::why(fix)
    }

    fn proof(&self, proof: &Proof) -> String {
        diagnosis::proof(proof)
    }

    fn evidence(&self, evidence: &Evidence) -> String {
        diagnosis::evidence(evidence)
    }

    fn sure(&self, sure: Sureness) -> &'static str {
        diagnosis::sure(sure)
    }

    fn repair(&self, repair: &Repair) -> String {
        match repair {
            Repair::TooLong { bytes } => {
                format!("The message has {bytes} bytes, more than is read; the rest was left out.")
            }
            Repair::ByteOrderMark => "A byte order mark at the start was taken off.".into(),
            Repair::Utf16 => {
                "The text was UTF-16 and was turned into UTF-8, so signatures over it cannot be verified."
                    .into()
            }
            Repair::MboxLine => "The mbox line at the start was taken off.".into(),
            Repair::OutlookMessage { has_header: true } => {
                "This is Outlook's own file. The header section it keeps was read; the body stands in it in another form than it was sent in, so it cannot be verified.".into()
            }
            Repair::OutlookMessage { has_header: false } => {
                "This is Outlook's own file, and it keeps no header section: the message was never sent or received. Save it as .eml where you can, or paste its headers.".into()
            }
            Repair::MboxRest => "The file holds several messages; the first was read.".into(),
            Repair::LeadingJunk { lines: 1 } => "One line above the header was left out.".into(),
            Repair::LeadingJunk { lines } => format!("{lines} lines above the header were left out."),
            Repair::Quoted => "The text was quoted with >, which was taken off.".into(),
            Repair::Indented => "The text was indented, which was taken off.".into(),
            Repair::DoubleSpaced => "Every other line was blank; those lines were left out.".into(),
            Repair::Unfolded { line } => format!(
                "From line {line} on, continuation lines have lost their indentation; they were joined to the field above."
            ),
            Repair::NoBlankLine { line } => format!(
                "Line {line} is no header field, and no blank line stands before it; the body starts there."
            ),
            Repair::TooManyFields => {
                "There are more header fields than are read; the rest was left out.".into()
            }
        }
    }

    fn query_status(&self, status: QueryStatus) -> &'static str {
        match status {
            QueryStatus::Noerror => "answered",
            QueryStatus::Nxdomain => "no such name",
            QueryStatus::Servfail => "the resolver could not find out (SERVFAIL)",
            QueryStatus::Timeout => "no answer in time",
            QueryStatus::Refused => "the resolver refused",
            QueryStatus::Network => "the resolver could not be reached",
            QueryStatus::Malformed => "the resolver sent something that is no DNS answer",
            QueryStatus::Limit => "not asked: too many questions for one check",
        }
    }
}

fn failed(counts: &Counts<'_>) -> String {
    match counts.passed {
        0 => "Neither SPF nor DKIM passed, so nobody vouches for it.".into(),
        1 => "It was authenticated once, and for somebody else. Nobody who vouches for it speaks for the domain in its From line.".into(),
        n => format!(
            "It was authenticated {}, and every time for somebody else. Nobody who vouches for it speaks for the domain in its From line.",
            times(n)
        ),
    }
}

/// What whoever authenticated the message for somebody else can do to do it for the author.
fn align(report: &MessageReport, author: &str) -> Vec<String> {
    let (spf, dkim) = (strangers_of(report, Alignment::Spf), strangers_of(report, Alignment::Dkim));
    let mut steps = Vec::new();
    if !dkim.is_empty() {
        steps.push(format!(
            "It can be put right where the mail is sent: whoever signs as {} can sign as {author} too. Look there for domain authentication (DKIM) of {author}, publish the records it shows, and switch it on. One aligned signature is enough for DMARC.",
            list(&dkim, "and")
        ));
    }
    if !spf.is_empty() {
        steps.push(format!(
            "Let the envelope sender, now at {}, be a name below {author} (often called a custom return path or bounce domain), where that service offers it. Listing its servers in the SPF record of {author} does not help: SPF is about the envelope sender.",
            list(&spf, "and")
        ));
    }
    if steps.is_empty() {
        steps.push(format!(
            "Find out who sends this mail in the name of {author}. If it is yours, have it signed with DKIM as {author}; if it is not, it is right that it fails."
        ));
    }
    steps
}

fn strangers(report: &MessageReport, counts: &Counts<'_>) -> String {
    let (spf, dkim) = (strangers_of(report, Alignment::Spf), strangers_of(report, Alignment::Dkim));
    let mut parts = Vec::new();
    if !spf.is_empty() {
        parts.push(format!("SPF passed for {}", list(&spf, "and")));
    }
    if !dkim.is_empty() {
        parts.push(format!("DKIM passed for {}", list(&dkim, "and")));
    }
    let none = if counts.strangers.len() == 1 { "That is not" } else { "None of these is" };
    format!("{}. {none} {}.", list(&parts, "and"), counts.author)
}

fn policy(report: &MessageReport) -> Option<String> {
    let policy = report.dmarc.policy?;
    let at = &report.dmarc.record.as_ref()?.at;
    let failed = matches!(report.verdict, Verdict::Fail { .. });
    Some(match policy {
        Policy::None if failed => {
            format!("The policy of {at} is none, so receivers deliver the message all the same.")
        }
        Policy::Quarantine if failed => {
            format!("The policy of {at} asks receivers to treat the message as suspicious.")
        }
        Policy::Reject if failed => format!("The policy of {at} asks receivers to refuse the message."),
        policy => format!("The policy of {at} for failing mail is {}.", policy.as_str()),
    })
}

/// What the results rest on: the receiver's word, our own evaluation, or some of each.
fn basis(report: &MessageReport, receiver: &str, place: Place) -> Option<String> {
    let told = OnWord::of(report)?;
    let (again, given, dns) = match place {
        Place::Here => (
            "SPF was evaluated here again.",
            "what you gave",
            "Alignment and policy were worked out here, with DNS as it is today.",
        ),
        Place::Elsewhere => (
            "SPF was evaluated there again.",
            "what was given there",
            "Alignment and policy were worked out there, with DNS as it was then.",
        ),
    };
    if told.everything {
        return Some(format!("The results are claimed by {receiver}. {dns}"));
    }
    let signatures = told.signatures.map(|signatures| {
        let what =
            if signatures.passed { "That the signatures passed" } else { "What came of the signatures" };
        let why = match signatures.given {
            true => "verifying them could not decide it".to_owned(),
            false => format!("they are not in {given}"),
        };
        format!("{what} is claimed by {receiver}: {why}.")
    });
    let spf = told.spf.then(|| format!("The result of SPF is claimed by {receiver}."));
    let again = told.spf_again.then(|| again.to_owned());
    let said: Vec<String> = [again, spf, signatures, Some(dns.to_owned())].into_iter().flatten().collect();
    Some(said.join(" "))
}

fn speak(count: usize) -> &'static str {
    if count == 1 { "speaks" } else { "speak" }
}

fn times(count: usize) -> String {
    match count {
        2 => "twice".into(),
        3 => "three times".into(),
        4 => "four times".into(),
        5 => "five times".into(),
        n => format!("{n} times"),
    }
}
