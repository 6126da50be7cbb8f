//! A set of reports as a page draws it: the answer first, then what to do, then who sends, the worst first.

mod filter;
mod parts;
mod senders;
mod shared;
mod timeline;
pub mod what_if;
mod words;

pub use filter::Filter;
pub use shared::shared;
pub use words::{PageWords, SenderState, Verdict};

use crate::figures::{POLICIES, Shared};
use crate::lines::level_lines;
use crate::{Words, words};
use parts::part;
use waxseal_core::dmarc::Policy;
use waxseal_prose::Lang;
use waxseal_reports::report::{Answer, Level, Readiness, ReportsReport};
use waxseal_view::drawing::{Mark, button, cards, chip, div, h1, h3, li, p, section, ul};
use waxseal_view::protocol::Act;
use waxseal_view::share::REPORTS;
use waxseal_view::{Attribute, Locale, Node};

/// The most of one kind that is drawn; the files to be saved have all.
pub const MAX_DRAWN: usize = 40;
/// The id of the answer, which names the region around it.
const ANSWER: &str = "reports-answer";

/// How far the reading is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Files are being read; what is there is drawn in short.
    Reading,
    /// It was stopped after so many of all files.
    Stopped(usize, usize),
    /// All that was given was read.
    Whole,
    /// The reports are those of the example.
    Example,
}

/// The page, with those senders listed that are wanted.
#[must_use]
pub fn page(lang: Lang, report: &ReportsReport, stage: &Stage, filter: &Filter) -> Node {
    let words = words(lang);
    let is_growing = *stage == Stage::Reading;
    let mut nodes = vec![answer(words, report, stage)];
    if !is_growing {
        nodes.push(tools(lang, report));
        nodes.extend(next(lang, report));
    }
    nodes.extend(senders::senders(lang, report, (!is_growing).then_some(filter)));
    nodes.extend(timeline::timeline(words, report));
    if !is_growing {
        nodes.extend(report.readiness.as_ref().map(|found| readiness(words, report, found)));
        nodes.extend(what_if::what_if(words, report));
        nodes.extend(parts::rest(words, report));
    }
    nodes.push(parts::files(words, report));
    if !is_growing {
        nodes.extend(parts::asked(words, report));
    }
    div().class("reports").put(nodes)
}

/// The answer in a sentence or two, and on what it rests.
fn answer(words: &Words, report: &ReportsReport, stage: &Stage) -> Node {
    let own = &words.page;
    let is_any = report.files.iter().any(|file| file.kind.is_some());
    let headline = if is_any {
        (words.headline)(report.domain.as_deref(), report.aligned, report.messages)
    } else {
        own.nothing.to_owned()
    };
    let unaligned = report.sources.iter().filter(|source| source.is_open()).count();
    let mut lines = Vec::new();
    if report.messages > 0 {
        lines.push(format!(
            "{} {}",
            (words.unaligned)(unaligned),
            (words.period)(&report.period, report.reporters.len())
        ));
    }
    if report.domains.len() > 1 && report.domain.is_none() {
        lines.push((own.domains)(report.domains.len()));
    }
    match stage {
        Stage::Stopped(read, all) => lines.push((own.stopped)(*read, *all)),
        Stage::Example => lines.push(own.made_up.to_owned()),
        Stage::Reading | Stage::Whole => {}
    }
    // A resolver that answers nobody is asked once and then no more.
    let is_unanswered = report.dns.iter().all(|query| query.status.fault().is_some());
    if report.messages > 0 && is_unanswered && *stage != Stage::Reading {
        lines.push(own.not_asked.to_owned());
    }
    section()
        .class("reports-answer")
        .with(Attribute::AriaLabelledby, ANSWER)
        .put(h1().class("question").with(Attribute::Id, ANSWER).with(Attribute::Tabindex, "-1").put(headline))
        .put(lines.into_iter().map(|line| p().put(line)).collect::<Vec<_>>())
}

/// What can be done with the whole.
fn tools(lang: Lang, report: &ReportsReport) -> Node {
    let own = &words(lang).page;
    let tool = |name: &str, act: Act| {
        let face = button().class("button quiet").with(Attribute::Type, "button");
        face.with(Attribute::DataAct, act.as_str()).put(name)
    };
    let copy = |name: &str, text: String| {
        let face = button().class("button quiet").with(Attribute::Type, "button");
        face.with(Attribute::Title, own.copied_figures).with(Attribute::DataCopy, text).put(name)
    };
    let figures = Shared::of(report);
    let save = |kind: &str, name: &str| tool(name, Act::Export).with(Attribute::DataValue, kind);
    let row = div()
        .class("tools")
        .with(Attribute::Role, "group")
        .with(Attribute::AriaLabel, own.tools)
        .put(save("json", own.save_json))
        .put(save("csv", own.save_csv))
        .put(save("markdown", own.save_markdown))
        .put(copy(own.copy_figures, figures.text(lang)))
        // The page puts its own address in front.
        .put(copy(own.copy_link, format!("#{REPORTS}{}", figures.link())))
        .put(tool(own.print, Act::Print))
        .put(tool(own.again, Act::Again));
    div().class("no-print").put(row)
}

/// The one thing to do next, under the reason for it: the cause of the sender that it helps, or else the policy.
fn next(lang: Lang, report: &ReportsReport) -> Option<Node> {
    let own = &words(lang).page;
    let fixes =
        report.readiness.as_ref().map(|readiness| &readiness.next).filter(|fixes| !fixes.is_empty())?;
    let causes = report.sources.iter().filter(|source| source.is_open()).flat_map(|source| &source.diagnosis);
    let cause = causes.into_iter().find(|diagnosis| diagnosis.fixes == *fixes);
    let why = cause.map_or_else(|| own.raise.to_owned(), |cause| lang.prose().root_cause(cause));
    let steps = cards(Locale { lang, ..Locale::default() }, own.steps, fixes);
    Some(part("reports-next", own.next, vec![h3().put(why), steps]))
}

/// Whether a stronger policy is safe.
fn readiness(words: &Words, report: &ReportsReport, readiness: &Readiness) -> Node {
    let levels = POLICIES.into_iter().zip([&readiness.quarantine, &readiness.reject]);
    let mut nodes: Vec<Node> =
        levels.map(|(policy, level)| one_level(words, report, policy, level)).collect();
    nodes.extend(readiness.stale.map(|days| p().put((words.stale)(days))));
    part("reports-readiness", words.readiness, nodes)
}

/// Whether a policy is safe, in a word or two.
fn answer_chip(words: &Words, policy: Policy, answer: Answer) -> Node {
    let mark = match answer {
        Answer::InForce | Answer::Yes => Mark::Pass,
        Answer::No => Mark::Fail,
        Answer::CannotTell => Mark::Unknown,
    };
    chip(mark, &format!("{}: {}", policy.as_str(), (words.page.answer)(answer)))
}

fn one_level(words: &Words, report: &ReportsReport, policy: Policy, level: &Level) -> Node {
    let said = p().put(answer_chip(words, policy, level.answer));
    if level.answer == Answer::InForce {
        return said;
    }
    let said = said.put(" ").put((words.hits)(level));
    let reasons: Vec<Node> =
        level_lines(words, report, level).into_iter().map(|line| li().put(line)).collect();
    div().put(said).put((!reasons.is_empty()).then(|| ul().put(reasons)))
}
