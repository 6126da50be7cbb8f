//! What the receiver said beside what was worked out here.

use super::chip::{Mark, chip};
use super::dkim::is_open;
use crate::locale::Locale;
use crate::node::{Node, cell, table, td, tr};
use waxseal_core::dkim::DkimResult;
use waxseal_core::dmarc::Alignment;
use waxseal_core::evidence::ResultWord;
use waxseal_core::report::{MessageReport, Verdict};

/// One line of the table.
struct Line {
    method: String,
    claimed: Option<ResultWord>,
    recomputed: Option<ResultWord>,
    /// Whether what was worked out decides nothing.
    is_open: bool,
    aligned: Option<bool>,
    is_dmarc: bool,
}

/// The table.
pub(crate) fn said(locale: Locale, report: &MessageReport) -> Node {
    let words = locale.words();
    let heads = [words.method, words.said, words.computed, words.alignment];
    table(&heads, lines(report).iter().map(|line| row(locale, line)).collect())
}

fn row(locale: Locale, line: &Line) -> Node {
    let words = locale.words();
    let claimed = match &line.claimed {
        Some(text) => chip(line.mark(text), text.as_str()),
        None => Node::text("–"),
    };
    let computed = match &line.recomputed {
        Some(_) if line.is_open => chip(Mark::Unknown, words.cannot_tell),
        Some(text) => chip(line.mark(text), text.as_str()),
        None => chip(Mark::Unknown, words.not_checked),
    };
    let aligned = line.aligned.map(|aligned| {
        if aligned { chip(Mark::Pass, words.aligned) } else { chip(Mark::Stranger, words.not_aligned) }
    });
    tr().put(td().put(line.method.as_str()))
        .put(cell(words.said, claimed))
        .put(cell(words.computed, computed))
        .put(cell(words.alignment, aligned))
}

impl Line {
    /// A pass is green only where it counts: for the From domain.
    fn mark(&self, result: &ResultWord) -> Mark {
        match (result, self.aligned) {
            (ResultWord::Pass, Some(true)) => Mark::Pass,
            (ResultWord::Pass, None) if self.is_dmarc => Mark::Pass,
            (result, _) => Mark::of_result(result),
        }
    }
}

fn lines(report: &MessageReport) -> Vec<Line> {
    let subject = |name: &str, domain: Option<&str>| match domain {
        Some(domain) => format!("{name} {domain}"),
        None => name.to_owned(),
    };
    let known = |mechanism, domain: Option<&waxseal_core::domain::Domain>, aligned| {
        let listed =
            report.dmarc.identifiers.iter().any(|i| i.mechanism == mechanism && Some(&i.domain) == domain);
        listed.then_some(aligned)
    };
    let spf = Line {
        method: subject("SPF", report.spf.domain.as_ref().map(|d| d.as_str())),
        claimed: report.spf.claimed.clone(),
        recomputed: report.spf.result.map(|result| ResultWord::of(result.as_str())),
        is_open: false,
        aligned: known(Alignment::Spf, report.spf.domain.as_ref(), report.spf.aligned),
        is_dmarc: false,
    };
    let dkim = report.dkim.iter().map(|signature| Line {
        method: subject("DKIM", signature.domain().map(|d| d.as_str())),
        claimed: signature.claimed.clone(),
        recomputed: verified(signature.verification.result),
        is_open: is_open(signature),
        aligned: known(Alignment::Dkim, signature.domain(), signature.aligned),
        is_dmarc: false,
    });
    let dmarc = Line {
        method: subject("DMARC", report.dmarc.domain.as_ref().map(|d| d.as_str())),
        claimed: report.dmarc.claimed.clone(),
        recomputed: Some(ResultWord::of(report.dmarc.result.as_str())),
        is_open: matches!(report.verdict, Verdict::CannotTell { .. }),
        aligned: None,
        is_dmarc: true,
    };
    std::iter::once(spf).chain(dkim).chain([dmarc]).collect()
}

/// What verifying came to; `None` where nobody looked.
fn verified(result: DkimResult) -> Option<ResultWord> {
    (result != DkimResult::NotChecked).then(|| ResultWord::of(result.as_str()))
}
