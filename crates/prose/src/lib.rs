//! What Waxseal found, as sentences.
//!
//! The core speaks in codes. Here every code becomes a sentence, once a language: [`Language`] has a method for each
//! kind of thing to say, and each language matches every variant, so that a missing translation does not compile.

mod claimed;
mod en;
mod fields;
mod nl;
mod refusal;
mod setup;
mod tags;

pub use fields::{KnownField, Writer};
pub use refusal::Refusal;
pub use setup::SetupLanguage;
pub use tags::Tagged;

use std::net::IpAddr;
use waxseal_core::arc::ArcCause;
use waxseal_core::bounce::{BlockList, Bounce, Meaning, Reply};
use waxseal_core::dkim::{BodyChange, Cause, DkimFinding, HeaderChange};
use waxseal_core::dmarc::{Alignment, DmarcCause, DmarcFinding, NextStep, Policy};
use waxseal_core::dns::{QueryStatus, Rdata, RecordType, is_made_of, reverse_name};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{MethodResult, Reason, ResultWord, Says};
use waxseal_core::input::{RecordUse, Thing};
use waxseal_core::intent::dmarc::Intent;
use waxseal_core::message::Repair;
use waxseal_core::posture::{PostureFinding, Sending};
use waxseal_core::providers::{Provider, by_key_target};
use waxseal_core::report::{
    AddressReport, AnyFinding, Diagnosis, DomainReport, DomainRule, Evidence, Finding, Fix, MessageReport,
    Proof, Recognised, RecordReport, Rfc7489Report, Rule, Step, Sureness, Verdict,
};
use waxseal_core::spf::{Node, SpfCause, SpfFinding, SpfResult};

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
        let first = if is_held_up(report, step) { self.mend_first() } else { "" };
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
    /// What a refusal means, and whether it is about authentication at all.
    fn refusal(&self, meaning: Meaning) -> &'static str;
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
            let more = self
                .reverse_name_of(report, reply.meaning)
                .or_else(|| self.unsigned_of(report, reply))
                .or_else(|| {
                    let ip = report.envelope.client_ip?;
                    Some(self.block_list(reply.block_list(ip)?, ip))
                });
            let named = more.map(|text| format!(" {text}"));
            let paragraph = format!(
                "{} {}{}",
                self.refused_by(reply.by.as_deref().or(bounce.by.as_deref()), reply),
                self.refusal(reply.meaning),
                named.unwrap_or_default()
            );
            if !said.contains(&paragraph) {
                said.push(paragraph);
            }
        }
        said
    }

    /// Where the name of the refused address belongs, or that it has one by now.
    fn reverse_name_of(&self, report: &MessageReport, meaning: Meaning) -> Option<String> {
        let ip = report.envelope.client_ip.filter(|_| meaning == Meaning::ReverseName)?;
        let rule = report.requirements.iter().find(|rule| rule.rule == Rule::ForwardConfirmedName);
        let name = reverse_name(ip)?;
        let today = match pointer(report, &name) {
            _ if rule.is_none_or(|rule| rule.met != Some(true)) => Reverse::Missing,
            Some(made) if is_made_of(made, ip) => {
                let own = |helo: &&str| Domain::parse(helo).is_ok_and(|name| leads_to(report, &name, ip));
                Reverse::OfAddress { made, helo: report.envelope.helo.as_deref().filter(own) }
            }
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

/// The name of an address today, which a receiver missed when it refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reverse<'a> {
    /// None that leads back, as far as DNS told.
    Missing,
    /// One that leads back.
    There,
    /// One that leads back and is made of the address, which many receivers take for none.
    OfAddress {
        /// That name.
        made: &'a Domain,
        /// By which name the server greeted.
        helo: Option<&'a str>,
    },
}

/// The first name that DNS gives an address.
fn pointer<'a>(report: &'a MessageReport, reverse: &Domain) -> Option<&'a Domain> {
    let asked = report.dns.iter().find(|query| query.kind == RecordType::Ptr && query.name == *reverse)?;
    asked.answers.iter().find_map(|data| match data {
        Rdata::Ptr(name) => Some(name),
        _ => None,
    })
}

/// Whether a name that was asked for leads to an address, and is not merely that address written out.
fn leads_to(report: &MessageReport, name: &Domain, ip: IpAddr) -> bool {
    let asked = report.dns.iter().filter(|query| query.name == *name).flat_map(|query| &query.answers);
    let mut addresses = asked.filter_map(|data| match data {
        Rdata::A(v4) => Some(IpAddr::V4(*v4)),
        Rdata::Aaaa(v6) => Some(IpAddr::V6(*v6)),
        _ => None,
    });
    !is_made_of(name, ip) && addresses.any(|found| found == ip)
}

/// What there is to say of a domain of which no cause is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// DNS left open what causes rest on.
    Open,
    /// It has no fault in what DNS answered, which was not all.
    Partly,
    /// It declares that it sends and takes no mail, and asks to refuse what comes in its name.
    Silent,
    /// It has no fault.
    Well,
}

impl Rest {
    /// What holds of a domain that is there.
    #[must_use]
    pub fn of(report: &DomainReport) -> Self {
        let is_partly = report.dns.iter().any(|query| query.status.fault().is_some());
        match report.sending {
            _ if report.is_open() => Self::Open,
            _ if is_partly => Self::Partly,
            Sending::DeclaredNot => Self::Silent,
            _ => Self::Well,
        }
    }
}

/// What people call a record that was checked: by its use, or else by its type.
fn record_kind(report: &RecordReport) -> &'static str {
    match report.of {
        RecordUse::Other => report.record_type.as_str(),
        of => of.title(),
    }
}

/// Whether the record that is replaced is the new one with more names behind it, as where the zone's was appended once too often.
fn lacked_final_dot(fix: &Fix) -> bool {
    let rest = fix.old.as_deref().zip(fix.value.as_deref()).and_then(|(old, new)| old.strip_prefix(new));
    rest.is_some_and(|rest| rest.starts_with('.'))
}

/// The codes of a refusal, as one writes them: `550 5.7.26`.
fn codes(reply: &Reply) -> String {
    let codes = [reply.code.as_deref(), reply.status.as_deref()];
    codes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What a message report comes to, counted once for every language.
struct Counts<'a> {
    author: &'a str,
    receiver: Option<&'a str>,
    passed: usize,
    vouching: Vec<String>,
    strangers: Vec<&'a str>,
}

impl<'a> Counts<'a> {
    fn of(report: &'a MessageReport) -> Self {
        let identifiers = &report.dmarc.identifiers;
        let passed = || identifiers.iter().filter(|i| i.passed());
        // A receiver may tell of a signature without its selector.
        let name = |i: &waxseal_core::report::IdentifierReport| match (i.mechanism, &i.selector) {
            (Alignment::Dkim, Some(selector)) => format!("DKIM ({}, {selector})", i.domain),
            (Alignment::Dkim, None) => format!("DKIM ({})", i.domain),
            (Alignment::Spf, _) => format!("SPF ({})", i.domain),
        };
        let mut strangers: Vec<&str> = Vec::new();
        for identifier in passed().filter(|i| !i.vouches()) {
            if !strangers.contains(&identifier.domain.as_str()) {
                strangers.push(identifier.domain.as_str());
            }
        }
        Self {
            author: report.dmarc.domain.as_ref().map_or("?", |domain| domain.as_str()),
            receiver: report.claims.iter().find(|c| c.trusted).and_then(|c| c.authserv_id.as_deref()),
            passed: passed().count(),
            vouching: identifiers.iter().filter(|i| i.vouches()).map(name).collect(),
            strangers,
        }
    }
}

/// Whether a signature names the author domain, and its key is not in DNS.
fn lacks_own_key(report: &MessageReport) -> bool {
    let gone = |signature: &waxseal_core::report::DkimReport| {
        matches!(signature.verification.cause, Some(Cause::KeyNotFound | Cause::KeyRevoked))
    };
    report.dkim.iter().any(|signature| signature.aligned && gone(signature))
}

/// The public suffix through whose record alone the message passes.
fn shared_suffix(report: &MessageReport) -> Option<&str> {
    report.findings.iter().find_map(|finding| match &finding.advice {
        AnyFinding::Dmarc(DmarcFinding::DmarcSharedSuffix { domain }) => Some(domain.as_str()),
        _ => None,
    })
}

/// A field that stands twice in a message that passes, and that not every signature covers each time.
fn repeated(report: &MessageReport) -> Option<&str> {
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    report.findings.iter().filter(|_| passes).find_map(|finding| match &finding.advice {
        AnyFinding::Dkim(DkimFinding::FieldRepeated { field, .. }) => Some(field.as_str()),
        _ => None,
    })
}

/// Whether a message passes by a signature alone, while SPF of the author's own name does not.
fn is_carried(report: &MessageReport) -> bool {
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    let refused =
        matches!(report.spf.result, Some(SpfResult::Fail | SpfResult::Softfail | SpfResult::Neutral));
    passes && report.spf.aligned && refused && report.diagnosis.is_empty()
}

/// Whether a refusal is about something else than authentication, and nothing that was checked failed besides.
fn is_apart(report: &MessageReport) -> bool {
    let is_apart = report.bounce.as_ref().is_some_and(Bounce::is_apart);
    is_apart && matches!(report.verdict, Verdict::Pass { .. } | Verdict::CannotTell { .. })
}

/// The domain that is to take reports, out of the name at which it says so (RFC 9990 §4).
fn reports_to(fix: &Fix) -> Option<&str> {
    fix.name.as_ref()?.as_str().split_once("._report._dmarc.").map(|(_, domain)| domain)
}

/// Whether a text begins like a policy record, and goes on without a semicolon.
fn lacks_semicolon(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix("v=DMARC1").map(str::trim_start);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(';'))
}

/// Whether neither the mail nor a receiver tells of a signature.
fn is_unsigned(report: &MessageReport) -> bool {
    let told = report.claims.iter().flat_map(|claim| &claim.results).filter(|told| told.method == "dkim");
    let tells_none = |told: &MethodResult| told.result == ResultWord::None;
    let whole = report.summary.has_body || told.clone().next().is_some();
    whole && report.dkim.is_empty() && told.clone().all(tells_none)
}

/// Whether the record that is left of several is one of them.
fn is_one_of_them(fix: &Fix) -> bool {
    let mut all = fix.old.as_deref().into_iter().flat_map(str::lines);
    all.any(|old| Some(old) == fix.value.as_deref())
}

/// Whether records with different ends became one that ends in `~all`.
fn ends_softer(fix: &Fix) -> bool {
    let end = |text: &str| text.split_whitespace().next_back().map(str::to_ascii_lowercase);
    let mut ends = fix.old.as_deref().into_iter().flat_map(str::lines).map(end);
    let first = ends.next();
    ends.any(|other| Some(other) != first) && fix.value.as_deref().is_some_and(|text| text.ends_with(" ~all"))
}

/// Whether a corrected policy asks for nothing, where the words it stands for asked for something.
fn begins_mildly(fix: &Fix) -> bool {
    let policy = |text: &Option<String>| text.as_deref().map(|text| Intent::read(text).policy());
    policy(&fix.old) > Some(Policy::None) && policy(&fix.value) == Some(Policy::None)
}

/// Whether a record that refused what it does not list is to mark it softly.
fn is_softened(fix: &Fix) -> bool {
    let ends = |text: &Option<String>, end: &str| text.as_deref().is_some_and(|text| text.ends_with(end));
    ends(&fix.old, "-all") && ends(&fix.value, "~all")
}

/// Whether a record lists addresses that the one before did not, in place of a host's name.
fn lists_addresses(fix: &Fix) -> bool {
    let (old, value) = (fix.old.as_deref().unwrap_or_default(), fix.value.as_deref().unwrap_or_default());
    let is_new = |term: &str| !old.split_whitespace().any(|own| own == term);
    value
        .split_whitespace()
        .any(|term| (term.starts_with("ip4:") || term.starts_with("ip6:")) && is_new(term))
}

/// Whether a name ends in the same domain twice.
fn is_doubled(name: &Domain) -> bool {
    let labels = name.label_count();
    (2..=labels / 2).any(|count| {
        let domain = name.suffix(count);
        name.as_str().ends_with(&format!("{domain}.{domain}"))
    })
}

/// Whether the name of a key's own domain stands behind a provider's in the target of its alias.
fn is_appended(name: &Domain, target: &Domain) -> bool {
    let domain = name.as_str().split_once("._domainkey.").map(|(_, domain)| format!(".{domain}"));
    let typed = domain.and_then(|domain| target.as_str().strip_suffix(&domain));
    typed.and_then(|typed| Domain::parse(typed).ok()).is_some_and(|typed| by_key_target(&typed).is_some())
}

/// Whether the first record is the cure of a cause already: it stands elsewhere, or is to be read by nobody as it is.
fn is_taken(report: &DomainReport, step: NextStep) -> bool {
    let mut fixes = report.diagnosis.iter().flat_map(|found| &found.fixes);
    step == NextStep::Publish && fixes.any(|fix| matches!(fix.step, Step::MoveDmarc | Step::CorrectDmarc))
}

/// Whether a domain's own mail may fail for what is told of SPF or DKIM, so that a stricter policy would hit it.
fn is_held_up(report: &DomainReport, step: NextStep) -> bool {
    let raises =
        matches!(step, NextStep::EndTest | NextStep::Subdomains | NextStep::Quarantine | NextStep::Reject);
    raises
        && report
            .diagnosis
            .iter()
            .any(|found| found.cause.lets_own_mail_fail() && found.sure != Sureness::Possible)
}

/// Where answers go, when that is another organization than the author's of mail that passes or fails. Lists have it so.
fn replies_elsewhere(report: &MessageReport) -> Option<&Domain> {
    let is_told = matches!(report.verdict, Verdict::Pass { .. } | Verdict::Fail { .. });
    let is_of_list = report.remarks.iter().any(|remark| matches!(remark.says, Says::MailingList { .. }));
    let own = report.dmarc.organizational_domain.as_ref().filter(|_| is_told)?;
    if is_of_list {
        return None;
    }
    report.remarks.iter().find_map(|remark| match &remark.says {
        Says::RepliesTo { domain } if !domain.is_within(own) => Some(domain),
        _ => None,
    })
}

/// Results that count for nothing, and say otherwise of DMARC than it comes to.
struct Uncounted<'a> {
    /// Whose they are.
    by: Option<&'a str>,
    /// What they say.
    said: &'static str,
    /// The server in front, where they are the recipient's own, of the server behind it.
    gateway: Option<&'a str>,
}

/// The first of them.
fn uncounted(report: &MessageReport) -> Option<Uncounted<'_>> {
    let comes_to = match report.verdict {
        Verdict::Pass { .. } => ResultWord::Pass,
        Verdict::Fail { .. } => ResultWord::Fail,
        _ => return None,
    };
    let untrusted = report.claims.iter().filter(|claim| !claim.trusted && claim.instance.is_none());
    untrusted.into_iter().find_map(|claim| {
        let said = claim.results.iter().find(|result| result.method == "dmarc")?.word();
        let said = match said {
            ResultWord::Pass if comes_to == ResultWord::Fail => "pass",
            ResultWord::Fail if comes_to == ResultWord::Pass => "fail",
            _ => return None,
        };
        let arrival = &report.arrival;
        let is_above = arrival.border.line().is_some_and(|border| claim.line < border);
        let gateway = arrival.gateway.as_ref().filter(|_| is_above).map(|gateway| gateway.host.as_str());
        Some(Uncounted { by: claim.authserv_id.as_deref(), said, gateway })
    })
}

/// The domains of one mechanism that passed for somebody else.
fn strangers_of(report: &MessageReport, mechanism: Alignment) -> Vec<String> {
    let strangers = report.dmarc.identifiers.iter().filter(|i| i.passed() && !i.vouches());
    strangers.filter(|i| i.mechanism == mechanism).map(|i| i.domain.to_string()).collect()
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
