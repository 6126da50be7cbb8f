//! Many domains: checked a few at a time, drawn as they come, sorted as asked.

use super::{CHECKER, Report, door, draw, draw_so_far, trouble};
use crate::platform;
use futures_util::stream::{self, StreamExt};
use std::rc::Rc;
use waxseal_core::domain::Domain;
use waxseal_core::{DomainInput, check_domain};
use waxseal_view::Column;

/// How many domains of a list are checked at the same time: each asks about a hundred questions.
const DOMAINS_AT_ONCE: usize = 3;

/// Checks the domains of a list, a few at a time, and draws the table as it fills.
pub(super) async fn check_list(domains: Rc<Vec<Domain>>) {
    let all = domains.len();
    CHECKER.with_borrow_mut(|checker| checker.report = Some(Report::Domains(Vec::new(), all)));
    let one = |domain: Domain| async move {
        let door = door(|_, _| ())?;
        let input = DomainInput::new(domain, platform::now());
        Ok::<_, String>(check_domain(&door, &input).await)
    };
    let mut checking = stream::iter(domains.iter().cloned().map(one)).buffer_unordered(DOMAINS_AT_ONCE);
    let mut drawn = waxseal_doh::clock();
    while let Some(outcome) = checking.next().await {
        match outcome {
            Ok(report) => CHECKER.with_borrow_mut(|checker| {
                if let Some(Report::Domains(reports, _)) = &mut checker.report {
                    reports.push(report);
                }
            }),
            Err(sentence) => return trouble(sentence),
        }
        // The clock counts seconds, and a table need not be drawn more often than that.
        if waxseal_doh::clock() != drawn {
            drawn = waxseal_doh::clock();
            draw_so_far();
        }
    }
    draw();
}

/// Sorts a table by a column, and the other way round the second time.
pub(super) fn sort(column: &str) {
    CHECKER.with_borrow_mut(|checker| {
        let sort = &mut checker.session.sort;
        *sort = match (Column::from_word(column), *sort) {
            (Some(column), Some((before, false))) if before == column => Some((column, true)),
            (column, _) => column.map(|column| (column, false)),
        };
    });
    draw();
}
