//! Which senders are listed: by their verdict, and by the days that count.

use super::{PageWords, SenderState, Verdict};
use crate::lines::is_mended;
use crate::{Words, day};
use waxseal_core::time::Timestamp;
use waxseal_reports::report::{Figures, ReportsReport, Source, SourceKind};
use waxseal_view::drawing::{button, div, p};
use waxseal_view::protocol::Act;
use waxseal_view::{Attribute, Node};

/// The latest days that a list can be narrowed to.
const SPANS: [u32; 2] = [7, 30];
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
}

impl Filter {
    /// Switches a part of it on or off, by the value of its switch. Of the days one span is on at the most.
    pub fn switch(&mut self, value: &str) {
        if let Some(verdict) = Verdict::ALL.into_iter().find(|verdict| verdict.word() == value) {
            let before = self.verdicts.len();
            self.verdicts.retain(|on| *on != verdict);
            if self.verdicts.len() == before {
                self.verdicts.push(verdict);
            }
        } else if let Some(days) = SPANS.into_iter().find(|days| days.to_string() == value) {
            self.days = Some(days).filter(|days| self.days != Some(*days));
        }
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
        match self.source.kind {
            _ if is_mended(self.source) => SenderState::Mended,
            _ if self.aligned == self.messages => SenderState::Aligned,
            SourceKind::Forwarder => SenderState::Forwarded,
            SourceKind::Unknown => SenderState::Unknown,
            SourceKind::Own | SourceKind::Provider if self.aligned > 0 => SenderState::Partly,
            SourceKind::Own | SourceKind::Provider => SenderState::Unaligned,
        }
    }
}

/// All senders, those that are wanted marked.
pub(super) fn listed<'a>(report: &'a ReportsReport, filter: &Filter) -> Vec<Listed<'a>> {
    let first = filter.days.and_then(|days| first_of(report, days));
    let one = |source: &'a Source| {
        let (mut messages, mut aligned) = (source.messages, source.aligned);
        if let Some(first) = &first {
            let count = |part: fn(&Figures) -> u64| {
                let counted = source.by_day.iter().filter(|day| day.name >= *first);
                counted.fold(0_u64, |sum, day| sum.saturating_add(part(day)))
            };
            (messages, aligned) = (count(|day| day.messages), count(|day| day.aligned));
        }
        let mut listed = Listed { source, messages, aligned, is_shown: false };
        let is_seen = first.is_none() || messages > 0;
        listed.is_shown = is_seen && filter.is_on(Verdict::of(listed.state()));
        listed
    };
    report.sources.iter().map(one).collect()
}

/// The first of the latest days with mail; `None` where there is none before it.
fn first_of(report: &ReportsReport, days: u32) -> Option<String> {
    let (begin, end) = report.by_day.first().zip(report.by_day.last())?;
    let end = Timestamp::parse_rfc3339(&format!("{}T00:00:00Z", end.name))?;
    let first = day(Some(Timestamp(end.0.saturating_sub(i64::from(days - 1) * DAY))));
    (begin.name < first).then_some(first)
}

/// The switches, each with how many senders it stands for, and how many of all are listed.
pub(super) fn switches(words: &Words, report: &ReportsReport, filter: &Filter) -> Option<Node> {
    if report.sources.len() < 2 {
        return None;
    }
    let own = &words.page;
    let of_days = listed(report, &Filter { days: filter.days, verdicts: Vec::new() });
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
    Some(div().put(group).put(told(own, report, filter)))
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
    let since = first.map(|first| format!(" {}", (own.since)(&first)));
    line.put((own.shown)(shown, report.sources.len())).put(since)
}
