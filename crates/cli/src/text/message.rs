//! The report on a message.

use super::{diagnoses, findings, line, part, unanswered};
use crate::locale::Words;
use waxseal_core::arc::ArcResult;
use waxseal_core::dmarc::Alignment;
use waxseal_core::evidence::ResultWord;
use waxseal_core::report::{Basis, IdentifierReport, MessageReport, Rule};
use waxseal_prose::{Lang, WorkedOut};

/// The report on a message.
pub(crate) fn message(lang: Lang, report: &MessageReport) -> String {
    let (prose, words) = (lang.prose(), Words::of(lang));
    let mut out = String::new();
    line(&mut out, &prose.headline(report));
    for paragraph in prose.bounce(report) {
        line(&mut out, &format!("  {paragraph}"));
    }
    let lead = prose.lead(report);
    line(&mut out, &format!("  {lead}"));
    let first = prose.steps_of_refusal(report);
    if report.diagnosis.is_empty() {
        let way_out = prose.way_out(report).into_iter().filter(|sentence| *sentence != lead);
        part(&mut out, words.what_to_do, &lines(first.into_iter().chain(way_out).collect()));
    } else {
        diagnoses(lang, &mut out, &first, &report.diagnosis);
    }
    part(&mut out, words.checks, &checks(lang, report));
    let why = prose.why(report).into_iter().chain(prose.basis(report, WorkedOut::Here));
    let why = why.chain([prose.arrival(report)]);
    let why = why.chain(report.dmarc.rfc7489.iter().flat_map(|view| prose.rfc7489(view)));
    part(
        &mut out,
        words.why,
        &lines(why.chain(report.repairs.iter().map(|repair| prose.repair(repair))).collect()),
    );
    // What passed is told above.
    let is_told = |rule| matches!(rule, Rule::Spf | Rule::Dkim | Rule::DmarcPublished | Rule::Aligned);
    let rules = report.requirements.iter().filter(|asked| !is_told(asked.rule)).map(|asked| {
        let names: Vec<&str> = asked.asked_by.iter().map(|asker| asker.name()).collect();
        requirement(asked.met, prose.rule(asked.rule), &names)
    });
    part(&mut out, words.requirements, &rules.collect::<String>());
    let next = prose.road_of(report).map(|road| format!("  p=reject → {road}\n")).unwrap_or_default();
    part(&mut out, words.policy_steps, &next);
    findings(lang, &mut out, &report.findings);
    unanswered(lang, &mut out, &report.dns);
    out
}

fn lines(sentences: Vec<String>) -> String {
    let mut out = String::new();
    for sentence in sentences {
        line(&mut out, &format!("  {sentence}"));
    }
    out
}

/// What passed and what did not, a line each, and the chain of forwarders.
fn checks(lang: Lang, report: &MessageReport) -> String {
    let mut out = String::new();
    for identifier in &report.dmarc.identifiers {
        line(&mut out, &format!("  {}", identifier_line(lang, identifier)));
    }
    let chain = &report.arc.chain;
    if chain.result == ArcResult::None {
        return out;
    }
    let sign = match chain.result {
        ArcResult::Pass => "✓",
        ArcResult::Fail => "✕",
        ArcResult::None | ArcResult::NotChecked => "?",
    };
    let sealers: Vec<&str> =
        chain.sets.iter().filter_map(|set| Some(set.seal.domain.as_ref()?.as_str())).collect();
    line(&mut out, &format!("  {sign} {}", (Words::of(lang).arc)(chain.instances, &sealers.join(", "))));
    if let Some(cause) = &chain.cause {
        line(&mut out, &format!("    {}", lang.prose().arc_cause(cause)));
    }
    out
}

/// A rule, whether it is met, and who asks for it.
pub(super) fn requirement(met: Option<bool>, rule: &str, asked_by: &[&str]) -> String {
    // What somebody would like to see is no failure.
    let sign = match met {
        Some(true) => "✓",
        Some(false) => "–",
        None => "?",
    };
    let mut out = String::new();
    let asked_by = if asked_by.is_empty() { String::new() } else { format!(" ({})", asked_by.join(", ")) };
    line(&mut out, &format!("  {sign} {rule}{asked_by}"));
    out
}

fn identifier_line(lang: Lang, identifier: &IdentifierReport) -> String {
    let sign = match (identifier.passed(), identifier.vouches()) {
        (true, true) => "✓",
        (true, false) => "≠",
        // Undecided, as where the body is not there.
        (false, _) if identifier.mechanism == Alignment::Dkim && identifier.result == ResultWord::Neutral => {
            "?"
        }
        (false, _) => "✕",
    };
    let method = match (identifier.mechanism, &identifier.selector) {
        (Alignment::Spf, _) => "SPF".to_owned(),
        (Alignment::Dkim, None) => "DKIM".to_owned(),
        (Alignment::Dkim, Some(selector)) => format!("DKIM {selector}"),
    };
    let words = Words::of(lang);
    let basis = match identifier.basis {
        Basis::Recomputed => String::new(),
        Basis::Claimed | Basis::Mixed => format!(" ({})", words.claimed),
    };
    let aligned = if identifier.passed() && !identifier.vouches() { words.not_aligned } else { "" };
    format!("{sign} {method} {} {}{aligned}{basis}", identifier.result, identifier.domain)
}
