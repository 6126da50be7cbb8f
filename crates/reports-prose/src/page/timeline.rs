//! The mail day by day: a picture, and the same in words.

use super::parts::part;
use crate::Words;
use waxseal_reports::report::{Figures, ReportsReport};
use waxseal_view::drawing::{Mark, chip, div, line, p, span, svg};
use waxseal_view::{Attribute, Node};

/// The most columns; where there are more days, each is a week.
const MAX_COLUMNS: usize = 92;
/// The width of a column and the height of the picture, in its own units.
const COLUMN: usize = 10;
const HEIGHT: u64 = 100;
const WEEK: usize = 7;

/// The picture and its words; nothing without mail, or for a single day.
pub(super) fn timeline(words: &Words, report: &ReportsReport) -> Option<Node> {
    let (own, days) = (&words.page, &report.by_day);
    let (Some(first), Some(last)) = (days.first(), days.last().filter(|_| days.len() > 1)) else {
        return None;
    };
    let by_week = days.len() > MAX_COLUMNS;
    let columns = if by_week { weeks(days) } else { days.iter().map(Column::of).collect() };
    let told = told(words, days);
    let legend = p()
        .class("chips")
        .put(chip(Mark::Pass, own.legend_aligned))
        .put(chip(Mark::Fail, own.legend_other))
        .put(by_week.then(|| span().class("note").put(own.weeks)));
    let ends =
        div().class("bar-ends note").put(span().put(first.name.as_str())).put(span().put(last.name.as_str()));
    let nodes =
        vec![p().put(told.as_str()), picture(&columns).with(Attribute::AriaLabel, told), ends, legend];
    Some(part("reports-days", own.days, nodes))
}

/// Messages of a day or a week.
#[derive(Clone, Copy, Default)]
struct Column {
    messages: u64,
    aligned: u64,
}

impl Column {
    const fn of(day: &Figures) -> Self {
        Self { messages: day.messages, aligned: day.aligned }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            messages: self.messages.saturating_add(other.messages),
            aligned: self.aligned.saturating_add(other.aligned),
        }
    }
}

/// Seven days with mail a column; of years, as many as it takes to stay within the picture.
fn weeks(days: &[Figures]) -> Vec<Column> {
    let size = WEEK.max(days.len().div_ceil(MAX_COLUMNS));
    days.chunks(size).map(|some| some.iter().map(Column::of).fold(Column::default(), Column::and)).collect()
}

fn told(words: &Words, days: &[Figures]) -> String {
    let unaligned = |day: &Figures| day.messages.saturating_sub(day.aligned);
    let whole = days.iter().filter(|day| unaligned(day) == 0).count();
    let worst = days.iter().max_by_key(|day| unaligned(day)).filter(|day| unaligned(day) > 0);
    (words.page.days_told)(days.len(), whole, worst)
}

/// A column for each: what is aligned at the foot, what is not above it.
fn picture(columns: &[Column]) -> Node {
    let most = columns.iter().map(|column| column.messages).max().unwrap_or(0).max(1);
    let height =
        |count: u64| u64::try_from(u128::from(count) * u128::from(HEIGHT) / u128::from(most)).unwrap_or(0);
    let lines = columns.iter().enumerate().flat_map(|(at, column)| {
        let x = (at * COLUMN + COLUMN / 2).to_string();
        let top = HEIGHT.saturating_sub(height(column.messages));
        let between = HEIGHT.saturating_sub(height(column.aligned));
        let bar = |from: u64, to: u64, class: &str| {
            (from < to).then(|| {
                let place =
                    line().class(class).with(Attribute::X1, x.as_str()).with(Attribute::X2, x.as_str());
                place.with(Attribute::Y1, from.to_string()).with(Attribute::Y2, to.to_string())
            })
        };
        [bar(between, HEIGHT, "bar-pass"), bar(top, between, "bar-fail")].into_iter().flatten()
    });
    svg()
        .class("bars")
        .with(Attribute::Role, "img")
        .with(Attribute::ViewBox, format!("0 0 {} {HEIGHT}", columns.len() * COLUMN))
        .with(Attribute::PreserveAspectRatio, "none")
        .put(lines.collect::<Vec<_>>())
}
