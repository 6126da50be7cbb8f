//! What Waxseal found, as sentences.
//!
//! The core speaks in codes. Here every code becomes a sentence, once a language: [`Language`] has a method for each
//! kind of thing to say, and each language matches every variant, so that a missing translation does not compile.

mod claimed;
mod en;
mod fields;
mod messages;
mod nl;
mod records;
mod refusal;
mod setup;
mod tags;

pub use fields::{KnownField, Writer};
pub use messages::Reverse;
pub use records::Rest;
pub use refusal::Refusal;
pub use setup::SetupLanguage;
pub use tags::Tagged;

use messages::{
    Counts, Uncounted, is_apart, is_carried, is_unsigned, lacks_own_key, listed_by, named_by_anybody,
    repeated, replies_elsewhere, sent_on_by, shared_suffix, strangers_of, uncounted,
};
use records::{
    begins_mildly, ends_softer, is_appended, is_doubled, is_held_up, is_one_of_them, is_softened, is_taken,
    lacked_final_dot, lacks_semicolon, record_kind, reports_to, takes_effect,
};
use std::net::IpAddr;
use waxseal_core::arc::ArcCause;
use waxseal_core::bounce::{BlockList, Meaning, Reply};
use waxseal_core::dkim::{BodyChange, Cause, DkimFinding, HeaderChange};
use waxseal_core::dmarc::{DmarcCause, DmarcFinding, NextStep};
use waxseal_core::dns::{QueryStatus, confirmed, has_address, reverse_name, spells};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{Reason, Says};
use waxseal_core::input::Thing;
use waxseal_core::message::Repair;
use waxseal_core::posture::PostureFinding;
use waxseal_core::providers::Provider;
use waxseal_core::report::{
    AddressReport, AnyFinding, Diagnosis, DomainReport, DomainRule, Evidence, Finding, Fix, MessageReport,
    Proof, Recognised, RecordReport, Rfc7489Report, Rule, Sureness, Verdict,
};
use waxseal_core::spf::{Node, SpfCause, SpfFinding};

/// The languages Waxseal speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

impl Lang {
    /// Every language, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::En, Self::Nl];

    /// The language of a tag like `nl-NL` (RFC 5646), by its first subtag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The names of the language. They stand apart from its sentences, since the page loads only these with its first part.
    const fn names(self) -> Names {
        match self {
            Self::En => en::NAMES,
            Self::Nl => nl::NAMES,
        }
    }

    /// The language that this program speaks where this one is asked for: itself, or the only one that it carries.
    ///
    /// A checker is built once a language, so that nobody downloads the sentences of another. Whatever has a table a
    /// language chooses by this one; the compiler then leaves out what is never chosen.
    #[must_use]
    pub const fn carried(self) -> Self {
        match (cfg!(feature = "en"), cfg!(feature = "nl")) {
            (true, false) => Self::En,
            (false, true) => Self::Nl,
            _ => self,
        }
    }

    /// The sentences of the language.
    const fn sentences(self) -> &'static Sentences {
        match self.carried() {
            Self::En => &en::SENTENCES,
            Self::Nl => &nl::SENTENCES,
        }
    }

    /// The tag for `lang=` attributes.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        self.names().tag
    }

    /// What the language calls itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.names().name
    }

    /// Sentences about what was found.
    #[must_use]
    pub fn prose(self) -> &'static dyn Language {
        self.sentences().prose
    }

    /// Sentences about a set-up.
    #[must_use]
    pub fn setup(self) -> &'static dyn SetupLanguage {
        self.sentences().setup
    }
}

/// What a language is called.
struct Names {
    /// The tag for `lang=` attributes (RFC 5646).
    tag: &'static str,
    /// What the language calls itself.
    name: &'static str,
}

/// What a language says. A third one is a folder beside `en` and `nl`, a variant of [`Lang`], and what the compiler then
/// asks for.
struct Sentences {
    /// Sentences about what was found.
    prose: &'static (dyn Language + Sync),
    /// Sentences about a set-up.
    setup: &'static (dyn SetupLanguage + Sync),
}

/// Where a report was worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkedOut {
    /// Here, just now.
    #[default]
    Here,
    /// In another browser, at another time.
    Elsewhere,
}

/// Everything a language has to be able to say.
pub trait Language {
    /// The outcome of a message check, in words: the first thing read.
    fn headline(&self, report: &MessageReport) -> String;
    /// One or two sentences that say what that means.
    fn lead(&self, report: &MessageReport) -> String;
    /// Why it is so, a paragraph each.
    fn why(&self, report: &MessageReport) -> Vec<String>;
    /// What of it was claimed and what was worked out, where not all of it was.
    fn basis(&self, report: &MessageReport, place: WorkedOut) -> Option<String>;
    /// What would change the outcome, a step each, the likeliest first.
    fn way_out(&self, report: &MessageReport) -> Vec<String>;
    /// Where the message came in: how that was found, or why it was not.
    fn arrival(&self, report: &MessageReport) -> String;
    /// Why DMARC is no pass.
    fn dmarc_cause(&self, cause: &DmarcCause) -> String;
    /// What a receiver that still follows RFC 7489 makes of the mail, a sentence each.
    fn rfc7489(&self, view: &Rfc7489Report) -> Vec<String>;
    /// The next step of a policy.
    fn next_step(&self, step: NextStep) -> &'static str;
    /// That SPF or DKIM has to be mended before a policy is raised.
    fn mend_first(&self) -> &'static str;
    /// The next step of a domain's policy, and what has to be mended before it.
    fn road(&self, report: &DomainReport) -> Option<String> {
        let step = report.dmarc.next_step.filter(|step| !is_taken(report, *step))?;
        let first = if is_held_up(&report.diagnosis, step) { self.mend_first() } else { "" };
        Some(format!("{first}{}", self.next_step(step)))
    }
    /// The same for the domain of a mail that passes, where a step is left.
    fn road_of(&self, report: &MessageReport) -> Option<String> {
        let passes = matches!(report.verdict, Verdict::Pass { .. });
        let step = report.dmarc.next_step.filter(|step| passes && *step != NextStep::Arrived)?;
        let first = if is_held_up(&report.diagnosis, step) { self.mend_first() } else { "" };
        Some(format!("{first}{}", self.next_step(step)))
    }
    /// Advice on a DMARC record.
    fn dmarc_finding(&self, finding: &DmarcFinding) -> String;
    /// Advice on an SPF record.
    fn spf_finding(&self, finding: &SpfFinding) -> String;
    /// What decided an SPF check.
    fn spf_cause(&self, cause: &SpfCause) -> String;
    /// A note beside a step of an SPF tree; `None` where the term speaks for itself.
    fn spf_step(&self, step: &Node) -> Option<String>;
    /// Why a signature did not pass.
    fn dkim_cause(&self, cause: &Cause) -> String;
    /// Advice on a signature or its key.
    fn dkim_finding(&self, finding: &DkimFinding) -> String;
    /// What happened to a body since it was signed.
    fn body_change(&self, change: &BodyChange) -> String;
    /// What happened to header fields since they were signed.
    fn header_change(&self, change: &HeaderChange) -> String;
    /// Why an ARC chain did not pass.
    fn arc_cause(&self, cause: &ArcCause) -> String;
    /// Why a receiver said one thing and the recomputation says another.
    fn reason(&self, reason: Reason) -> &'static str;
    /// What a filter, list or program remarked.
    fn says(&self, says: &Says) -> String;
    /// A rule of the large mailbox providers.
    fn rule(&self, rule: Rule) -> &'static str;
    /// A line of the lists that a domain is judged by.
    fn domain_rule(&self, rule: DomainRule) -> &'static str;
    /// What a tag of a record means; `None` for a tag that nobody knows.
    fn tag(&self, kind: Tagged, tag: &str) -> Option<&'static str>;
    /// What a header field is.
    fn header_field(&self, known: &KnownField) -> &'static str;
    /// What people call a provider, with the services that send by its servers.
    fn provider(&self, provider: &Provider, used_by: &[&'static Provider]) -> String;
    /// Advice on what a domain publishes besides SPF, keys and DMARC.
    fn posture_finding(&self, finding: &PostureFinding) -> String;
    /// The one sentence that names a root cause.
    fn root_cause(&self, diagnosis: &Diagnosis) -> String;
    /// What a step of a cure is, in a few words.
    fn fix_title(&self, fix: &Fix) -> String;
    /// Why a step is taken, and what it does.
    fn fix_why(&self, fix: &Fix) -> String;
    /// What became of it when a cure was tried.
    fn proof(&self, proof: &Proof) -> String;
    /// A line that a diagnosis rests on.
    fn evidence(&self, evidence: &Evidence) -> String;
    /// How sure a diagnosis is.
    fn sure(&self, sure: Sureness) -> &'static str;
    /// Who refused a mail, and with what code.
    fn refused_by(&self, by: Option<&str>, reply: &Reply) -> String;
    /// What a refusal means, and what there is to do about one that is not about authentication.
    fn refusal(&self, meaning: Meaning) -> (&'static str, &'static str);
    /// Where the name of an address belongs that was refused for want of one, or that it has one by now.
    fn reverse_name(&self, ip: IpAddr, name: &Domain, today: &Reverse<'_>) -> String;
    /// That a mail has no signature, where one was asked for.
    fn unsigned(&self, author: &Domain) -> String;
    /// Where whoever runs the refused server asks to be taken off a list.
    fn block_list(&self, list: BlockList, ip: IpAddr) -> String;
    /// What there is to do for a domain of which no cause is shown.
    fn nothing_to_do(&self, rest: Rest) -> &'static str;
    /// What a text or a file is, in one line.
    fn thing(&self, thing: &Thing) -> String;
    /// What to do with it; `None` where its check says so.
    fn way_on(&self, thing: &Thing) -> Option<String>;
    /// The outcome of the check of a record.
    fn record_headline(&self, report: &RecordReport) -> String;
    /// How a record compares with what is published.
    fn record_compared(&self, report: &RecordReport) -> String;
    /// The name of an address, and what that means.
    fn address(&self, report: &AddressReport) -> [String; 2];
    /// What was done to the input.
    fn repair(&self, repair: &Repair) -> String;
    /// The outcome of a DNS question.
    fn query_status(&self, status: QueryStatus) -> &'static str;
}

impl dyn Language {
    /// The providers behind a domain, in one line.
    #[must_use]
    pub fn providers(&self, known: &[Recognised]) -> String {
        let names: Vec<String> =
            known.iter().map(|known| self.provider(known.provider, &known.used_by)).collect();
        // A name with a comma of its own is told from the next.
        names.join(if known.iter().all(|known| known.used_by.is_empty()) { ", " } else { "; " })
    }

    /// What servers said when they refused a mail, a paragraph for each that means something else.
    #[must_use]
    pub fn bounce(&self, report: &MessageReport) -> Vec<String> {
        let Some(bounce) = &report.bounce else { return Vec::new() };
        let mut said: Vec<String> = Vec::new();
        for reply in &bounce.replies {
            let (meaning, step) = self.refusal(reply.meaning);
            let by = self.refused_by(reply.by.as_deref().or(bounce.by.as_deref()), reply);
            // What is to be done stands with everything else that is.
            let step = if reply.is_apart() { None } else { self.step_of(report, reply, step) };
            let paragraph = [Some(by), Some(meaning.to_owned()), step].into_iter().flatten();
            let paragraph = paragraph.collect::<Vec<_>>().join(" ");
            if !said.contains(&paragraph) {
                said.push(paragraph);
            }
        }
        said
    }

    /// What there is to do about refusals that are not about authentication, which comes before all else that is to be done.
    #[must_use]
    pub fn steps_of_refusal(&self, report: &MessageReport) -> Vec<String> {
        let replies =
            report.bounce.iter().flat_map(|bounce| &bounce.replies).filter(|reply| reply.is_apart());
        let mut steps: Vec<String> = Vec::new();
        for step in replies.filter_map(|reply| self.step_of(report, reply, self.refusal(reply.meaning).1)) {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps
    }

    /// A step, with what is known of the server or the mail that was refused.
    fn step_of(&self, report: &MessageReport, reply: &Reply, step: &str) -> Option<String> {
        let more = self
            .reverse_name_of(report, reply.meaning)
            .or_else(|| self.unsigned_of(report, reply))
            .or_else(|| {
                let ip = report.envelope.client_ip?;
                Some(self.block_list(reply.block_list(ip)?, ip))
            });
        let parts = Some(step.to_owned()).filter(|step| !step.is_empty()).into_iter().chain(more);
        Some(parts.collect::<Vec<_>>().join(" ")).filter(|step| !step.is_empty())
    }

    /// Where the name of the refused address belongs, or that it has one by now.
    fn reverse_name_of(&self, report: &MessageReport, meaning: Meaning) -> Option<String> {
        let ip = report.envelope.client_ip.filter(|_| meaning == Meaning::ReverseName)?;
        let rule = report.requirements.iter().find(|rule| rule.rule == Rule::ForwardConfirmedName);
        let name = reverse_name(ip)?;
        let leads_there = |name: &Domain| has_address(&report.dns, name, ip) && !spells(name, ip);
        let own = |helo: &&str| Domain::parse(helo).is_ok_and(|name| leads_there(&name));
        let today = match confirmed(&report.dns, ip).into_iter().next() {
            Some(made) if spells(&made, ip) => {
                Reverse::OfAddress { made, helo: report.envelope.helo.as_deref().filter(own) }
            }
            None if rule.is_none_or(|rule| rule.met != Some(true)) => Reverse::Missing,
            _ => Reverse::There,
        };
        Some(self.reverse_name(ip, &name, &today))
    }

    /// That a mail which was refused for its signature has none.
    fn unsigned_of(&self, report: &MessageReport, reply: &Reply) -> Option<String> {
        let author =
            report.author.as_ref().filter(|_| report.summary.fields > 0 && report.dkim.is_empty())?;
        (reply.meaning == Meaning::DkimFailed).then(|| self.unsigned(&author.domain))
    }

    /// Advice of any kind.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> String {
        match &finding.advice {
            AnyFinding::Spf(finding) => self.spf_finding(finding),
            AnyFinding::Dmarc(finding) => self.dmarc_finding(finding),
            AnyFinding::Dkim(finding) => self.dkim_finding(finding),
            AnyFinding::Posture(finding) => self.posture_finding(finding),
        }
    }
}

/// The codes of a refusal, as one writes them: `550 5.7.26`.
fn codes(reply: &Reply) -> String {
    let codes = [reply.code.as_deref(), reply.status.as_deref()];
    codes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What people call a provider; `unknown` where none is known.
fn provider_name(provider: Option<&Provider>, unknown: &'static str) -> &'static str {
    provider.map_or(unknown, |provider| provider.name())
}

/// The lines of a policy of MTA-STS that list some hosts.
fn mx_lines<T: std::fmt::Display>(hosts: &[T]) -> String {
    hosts.iter().map(|host| format!("mx: {host}")).collect::<Vec<_>>().join(", ")
}

/// What people call a provider, and behind it the services that send by its servers.
fn used(provider: &Provider, by: &[&'static Provider], (used_by, and): (&str, &str)) -> String {
    let names: Vec<&str> = by.iter().map(|service| service.name()).collect();
    match names.as_slice() {
        [] => provider.name().to_owned(),
        names => format!("{}, {used_by} {}", provider.name(), list(names, and)),
    }
}

/// `a`, `a and b`, `a, b and c`.
fn list<T: AsRef<str>>(items: &[T], and: &str) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} {and} {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_tags() {
        assert_eq!(list(&["a"], "and"), "a");
        assert_eq!(list(&["a", "b", "c"], "en"), "a, b en c");
        assert_eq!(Lang::from_tag("nl-BE"), Some(Lang::Nl));
        assert_eq!(Lang::from_tag("de"), None);
    }
}
