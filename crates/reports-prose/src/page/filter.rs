//! Which senders are listed: by their verdict, and by the days and the reporter that count.

use super::{PageWords, SenderState, Verdict};
use crate::lines::is_mended;
use crate::{Words, day};
use waxseal_core::time::Timestamp;
use waxseal_reports::report::{Figures, ReportsReport, SeenBy, Source, SourceKind};
use waxseal_view::drawing::{button, div, option, p, select};
use waxseal_view::protocol::Act;
use waxseal_view::{Attribute, Node};

/// The latest days that a list can be narrowed to.
const SPANS: [u32; 2] = [7, 30];
/// The most reporters to choose from, those with the most mail.
const MAX_REPORTERS: usize = 200;
/// What stands in front of the name in the choice of a reporter.
const REPORTER: &str = "reporter:";
/// The choice of all.
const ALL_REPORTERS: &str = "reporters";
const DAY: i64 = 86_400;

impl Verdict {
    const ALL: [Self; 4] = [Self::Unaligned, Self::Aligned, Self::Forwarded, Self::Unknown];

    /// The verdict on a sender in some state.
    const fn of(state: SenderState) -> Self {
        match state {
            SenderState::Aligned | SenderState::Mended => Self::Aligned,
            SenderState::Partly | SenderState::Unaligned => Self::Unaligned,
            SenderState::Forwarded => Self::Forwarded,
            SenderState::Unknown => Self::Unknown,
        }
    }

    /// The value of its switch.
    const fn word(self) -> &'static str {
        match self {
            Self::Unaligned => "unaligned",
            Self::Aligned => "aligned",
            Self::Forwarded => "forwarded",
            Self::Unknown => "unknown",
        }
    }
}

/// Which senders are listed; all of them where nothing is switched on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    verdicts: Vec<Verdict>,
    days: Option<u32>,
    reporter: Option<String>,
}

impl Filter {
    /// Switches a part of it on or off, by the value of its switch. Of the days one span is on at the most, and of the reporters one.
    pub fn switch(&mut self, value: &str) {
        if let Some(name) = value.strip_prefix(REPORTER) {
            self.reporter = Some(name.to_owned());
        } else if value == ALL_REPORTERS {
            self.reporter = None;
        } else if let Some(verdict) = Verdict::ALL.into_iter().find(|verdict| verdict.word() == value) {
            let before = self.verdicts.len();
            self.verdicts.retain(|on| *on != verdict);
            if self.verdicts.len() == before {
                self.verdicts.push(verdict);
            }
        } else if let Some(days) = SPANS.into_iter().find(|days| days.to_string() == value) {
            self.days = Some(days).filter(|days| self.days != Some(*days));
        }
    }

    /// Whether mail of a part of the days or the reporters alone counts.
    const fn counts_a_part(&self) -> bool {
        self.days.is_some() || self.reporter.is_some()
    }

    fn is_on(&self, verdict: Verdict) -> bool {
        self.verdicts.is_empty() || self.verdicts.contains(&verdict)
    }
}

/// A sender in the list, with its mail of the days that count.
pub(super) struct Listed<'a> {
    pub(super) source: &'a Source,
    pub(super) messages: u64,
    pub(super) aligned: u64,
    /// Whether it is one of those that are wanted.
    pub(super) is_shown: bool,
}

impl Listed<'_> {
    /// How it stands in those days.
    pub(super) const fn state(&self) -> SenderState {
        SenderState::of(self.source.kind, is_mended(self.source), self.aligned, self.messages)
    }
}

impl SenderState {
    /// How a sender of some kind stands by its figures.
    pub(super) const fn of(kind: SourceKind, is_mended: bool, aligned: u64, messages: u64) -> Self {
        match kind {
            _ if is_mended => Self::Mended,
            _ if aligned == messages => Self::Aligned,
            SourceKind::Forwarder => Self::Forwarded,
            SourceKind::Unknown => Self::Unknown,
            SourceKind::Own | SourceKind::Provider if aligned > 0 => Self::Partly,
            SourceKind::Own | SourceKind::Provider => Self::Unaligned,
        }
    }
}

/// All senders, those that are wanted marked.
pub(super) fn listed<'a>(report: &'a ReportsReport, filter: &Filter) -> Vec<Listed<'a>> {
    let first = filter.days.and_then(|days| first_of(report, days));
    let by = filter.reporter.as_ref().map(|name| report.reporters.iter().position(|one| one.name == *name));
    let counts = |seen: &&SeenBy| {
        first.is_none_or(|first| seen.day >= first) && by.is_none_or(|by| by == Some(seen.reporter))
    };
    let one = |source: &'a Source| {
        let (mut messages, mut aligned) = (source.messages, source.aligned);
        if first.is_some() || by.is_some() {
            let count = |part: fn(&SeenBy) -> u64| {
                source.seen.iter().filter(counts).fold(0_u64, |sum, seen| sum.saturating_add(part(seen)))
            };
            (messages, aligned) = (count(|seen| seen.messages), count(|seen| seen.aligned));
        }
        let mut listed = Listed { source, messages, aligned, is_shown: false };
        let is_seen = !filter.counts_a_part() || messages > 0;
        listed.is_shown = is_seen && filter.is_on(Verdict::of(listed.state()));
        listed
    };
    report.sources.iter().map(one).collect()
}

/// The first of the latest days with mail; `None` where there is none before it.
fn first_of(report: &ReportsReport, days: u32) -> Option<i64> {
    let day = |figures: &Figures| {
        let at = Timestamp::parse_rfc3339(&format!("{}T00:00:00Z", figures.name))?;
        Some(at.0.div_euclid(DAY))
    };
    let (begin, end) = (day(report.by_day.first()?)?, day(report.by_day.last()?)?);
    let first = end.saturating_sub(i64::from(days - 1));
    (begin < first).then_some(first)
}

/// The switches, each with how many senders it stands for, and how many of all are listed.
pub(super) fn switches(words: &Words, report: &ReportsReport, filter: &Filter) -> Option<Node> {
    if report.sources.len() < 2 {
        return None;
    }
    let own = &words.page;
    let of_days = listed(report, &Filter { verdicts: Vec::new(), ..filter.clone() });
    let mut faces = Vec::new();
    for verdict in Verdict::ALL {
        let is_of = |listed: &&Listed<'_>| listed.is_shown && Verdict::of(listed.state()) == verdict;
        let count = of_days.iter().filter(is_of).count();
        let face = format!("{} ({count})", (own.verdict)(verdict));
        faces.push(switch(verdict.word(), filter.verdicts.contains(&verdict), &face));
    }
    for days in SPANS.into_iter().filter(|days| first_of(report, *days).is_some()) {
        faces.push(switch(&days.to_string(), filter.days == Some(days), &(own.last_days)(days)));
    }
    let group = div()
        .class("tools filter no-print")
        .with(Attribute::Role, "group")
        .with(Attribute::AriaLabel, own.filter)
        .put(faces);
    let group = group.put((report.reporters.len() > 1).then(|| reporters(own, report, filter)));
    Some(div().put(group).put(told(own, report, filter)))
}

/// The choice of a reporter: too many for switches.
fn reporters(own: &PageWords, report: &ReportsReport, filter: &Filter) -> Node {
    let one = |value: &str, face: &str, is_on: bool| {
        let choice = option().with(Attribute::Value, value).put(face);
        if is_on { choice.with(Attribute::Selected, "") } else { choice }
    };
    let all = one(ALL_REPORTERS, own.all_reporters, filter.reporter.is_none());
    let named = report.reporters.iter().take(MAX_REPORTERS).map(|reporter| {
        let name = reporter.name.as_str();
        one(&format!("{REPORTER}{name}"), name, filter.reporter.as_deref() == Some(name))
    });
    select()
        .class("choice")
        .with(Attribute::AriaLabel, own.of_reporter)
        .with(Attribute::DataAct, Act::Filter.as_str())
        .put(all)
        .put(named.collect::<Vec<_>>())
}

fn switch(value: &str, is_on: bool, face: &str) -> Node {
    button()
        .class("button quiet")
        .with(Attribute::Type, "button")
        .with(Attribute::Role, "switch")
        .with(Attribute::AriaChecked, if is_on { "true" } else { "false" })
        .with(Attribute::DataAct, Act::Filter.as_str())
        .with(Attribute::DataValue, value)
        .put(face)
}

/// How many are listed, said whenever a switch is pressed, and of which days their lines count mail.
fn told(own: &PageWords, report: &ReportsReport, filter: &Filter) -> Node {
    let line = p().class("note").with(Attribute::Role, "status");
    if *filter == Filter::default() {
        return line;
    }
    let shown = listed(report, filter).iter().filter(|listed| listed.is_shown).count();
    let first = filter.days.and_then(|days| first_of(report, days));
    let first = first.map(|day_number| day(Some(Timestamp(day_number.saturating_mul(DAY)))));
    let counted = (own.counted)(first.as_deref(), filter.reporter.as_deref());
    line.put((own.shown)(shown, report.sources.len())).put(" ").put(counted)
}
