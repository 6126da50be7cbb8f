//! English.

mod arc;
mod arrival;
mod bounce;
mod changes;
mod decisions;
mod diagnosis;
mod dkim;
mod dmarc;
mod evidence;
pub(crate) mod fields;
mod found;
mod input;
mod posture;
mod record;
pub(crate) mod refusal;
mod setup;
mod spf;
mod steps;
mod tags;
mod verdict;

use crate::{KnownField, Language, Names, Rest, Reverse, Sentences, Tagged, WorkedOut};
use std::net::IpAddr;
use waxseal_core::arc::ArcCause;
use waxseal_core::bounce::{BlockList, Meaning, Reply};
use waxseal_core::dkim::{BodyChange, Cause, DkimFinding, HeaderChange};
use waxseal_core::dmarc::{DmarcCause, DmarcFinding, NextStep};
use waxseal_core::dns::QueryStatus;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{Reason, Says};
use waxseal_core::input::Thing;
use waxseal_core::message::Repair;
use waxseal_core::posture::PostureFinding;
use waxseal_core::providers::Provider;
use waxseal_core::report::{
    AddressReport, Diagnosis, DomainRule, Evidence, Fix, MessageReport, Proof, RecordReport, Rfc7489Report,
    Rule, Sureness,
};
use waxseal_core::spf::{Node, SpfCause, SpfFinding};

pub(crate) struct English;

pub(crate) const NAMES: Names = Names { tag: "en", name: "English" };

pub(crate) static SENTENCES: Sentences = Sentences { prose: &English, setup: &English };

impl Language for English {
    fn headline(&self, report: &MessageReport) -> String {
        verdict::headline(report)
    }

    fn lead(&self, report: &MessageReport) -> String {
        verdict::lead(report)
    }

    fn why(&self, report: &MessageReport) -> Vec<String> {
        verdict::why(report)
    }

    fn basis(&self, report: &MessageReport, place: WorkedOut) -> Option<String> {
        verdict::basis(report, place)
    }

    fn way_out(&self, report: &MessageReport) -> Vec<String> {
        verdict::way_out(report)
    }

    fn arrival(&self, report: &MessageReport) -> String {
        arrival::arrival(report)
    }

    fn dmarc_cause(&self, cause: &DmarcCause) -> String {
        dmarc::cause(cause)
    }

    fn rfc7489(&self, view: &Rfc7489Report) -> Vec<String> {
        dmarc::rfc7489(view)
    }

    fn mend_first(&self) -> &'static str {
        dmarc::MEND_FIRST
    }

    fn next_step(&self, step: NextStep) -> &'static str {
        dmarc::next_step(step)
    }

    fn dmarc_finding(&self, finding: &DmarcFinding) -> String {
        dmarc::finding(finding)
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

    fn provider(&self, provider: &Provider, used_by: &[&'static Provider]) -> String {
        crate::used(provider, used_by, ("used by", "and"))
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
        steps::title(fix)
    }

    fn fix_why(&self, fix: &Fix) -> String {
        steps::why(fix)
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

    fn refused_by(&self, by: Option<&str>, reply: &Reply) -> String {
        bounce::refused_by(by, reply)
    }

    fn refusal(&self, meaning: Meaning) -> (&'static str, &'static str) {
        bounce::refusal(meaning)
    }

    fn reverse_name(&self, ip: IpAddr, name: &Domain, today: &Reverse<'_>) -> String {
        bounce::reverse_name(ip, name, today)
    }

    fn unsigned(&self, author: &Domain) -> String {
        bounce::unsigned(author)
    }

    fn block_list(&self, list: BlockList, ip: IpAddr) -> String {
        bounce::block_list(list, ip)
    }

    fn nothing_to_do(&self, rest: Rest) -> &'static str {
        posture::nothing_to_do(rest)
    }

    fn thing(&self, thing: &Thing) -> String {
        found::thing(thing)
    }

    fn way_on(&self, thing: &Thing) -> Option<String> {
        found::way_on(thing)
    }

    fn record_headline(&self, report: &RecordReport) -> String {
        record::headline(report)
    }

    fn record_compared(&self, report: &RecordReport) -> String {
        record::compared(report)
    }

    fn address(&self, report: &AddressReport) -> [String; 2] {
        record::address(report)
    }

    fn repair(&self, repair: &Repair) -> String {
        input::repair(repair)
    }

    fn query_status(&self, status: QueryStatus) -> &'static str {
        query_status(status)
    }
}

/// The outcome of a DNS question.
const fn query_status(status: QueryStatus) -> &'static str {
    match status {
        QueryStatus::Noerror => "answered",
        QueryStatus::Nxdomain => "no such name",
        QueryStatus::Servfail => "the resolver could not find out (SERVFAIL)",
        QueryStatus::Timeout => "no answer in time",
        QueryStatus::Refused => "the resolver refused",
        QueryStatus::Network => "the resolver could not be reached",
        QueryStatus::Malformed => "the resolver sent something that is no DNS answer",
        QueryStatus::Limit => "not asked: too many questions for one check",
        QueryStatus::Awaited => "not answered yet",
        QueryStatus::Throttled => "the resolver takes no more questions for now (its limit)",
    }
}
