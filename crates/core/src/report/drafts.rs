//! What DNS would hold with some steps taken.

use super::{Action, Fix};
use crate::dns::{Draft, LoggedQuery, Rdata, RecordType};

/// The records that are over DNS once steps are taken, in order, given what it answers today: a later record stands in the place of
/// an earlier one, and exchangers that a step does not speak of stay beside those that it does.
#[must_use]
pub fn drafts(fixes: &[Fix], log: &[LoggedQuery]) -> Vec<Draft> {
    let steps: Vec<(&Fix, Draft)> = fixes.iter().filter_map(|fix| Some((fix, fix.draft()?))).collect();
    let is_same = |one: &Draft, other: &Draft| (&one.name, one.kind) == (&other.name, other.kind);
    let mut drafts: Vec<Draft> = Vec::new();
    for (fix, draft) in steps {
        if !stand_together(fix, draft.kind) {
            if fix.action == Action::Replace {
                drafts.retain(|earlier| !is_same(earlier, &draft));
            }
            drafts.push(draft);
            continue;
        }
        let (mut here, others): (Vec<Draft>, Vec<Draft>) =
            drafts.into_iter().partition(|earlier| is_same(earlier, &draft));
        if here.is_empty() {
            here = published(log, &draft);
        }
        here.retain(|earlier| earlier.data.as_ref().is_some_and(|data| !fix.takes(&data.to_string())));
        if draft.data.is_some() || here.is_empty() {
            here.push(draft);
        }
        drafts = others.into_iter().chain(here).collect();
    }
    drafts
}

/// Whether a step changes one of several records at a name and leaves the others: exchangers and certificates are as many choices, and
/// a text that is named goes alone.
fn stand_together(fix: &Fix, kind: RecordType) -> bool {
    let is_one_text = kind == RecordType::Txt && fix.action == Action::Remove && fix.old.is_some();
    is_one_text || matches!(kind, RecordType::Mx | RecordType::Tlsa)
}

/// What stands at the name and type of a draft.
fn published(log: &[LoggedQuery], draft: &Draft) -> Vec<Draft> {
    let asked = log.iter().find(|query| query.name == draft.name && query.kind == draft.kind);
    let answers = asked.map(|query| query.answers.as_slice()).unwrap_or_default();
    let own = answers.iter().filter(|data| !matches!(data, Rdata::Cname(_)));
    own.map(|data| Draft { data: Some(data.clone()), ..draft.clone() }).collect()
}

impl Fix {
    /// Whether a record goes with this step: one that it names, or all where it names none and takes away.
    fn takes(&self, record: &str) -> bool {
        match (&self.old, self.action) {
            (Some(old), _) => old.lines().any(|line| line == record),
            (None, action) => action == Action::Remove,
        }
    }
}
