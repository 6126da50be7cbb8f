//! Tidying up after a cure, so that the two can be done one after the other.

use crate::domain::Domain;
use crate::intent::spf::Intent;
use crate::report::{Diagnosis, Fix, Step};

/// The causes as they are shown, once their cures have been tried: what tidies up starts from the cured records, and each record
/// is named as the panel of the zone wants it.
pub(super) fn finished(mut found: Vec<Diagnosis>, zone: &Domain) -> Vec<Diagnosis> {
    settle(&mut found);
    for diagnosis in &mut found {
        diagnosis.fixes.iter_mut().chain(&mut diagnosis.tidy).for_each(|fix| fix.stand_in(zone));
    }
    found
}

/// Makes one step of all includes that can go, and starts it from the record as the cure leaves it: a tidy record that was made
/// from the old one would undo the cure, or bring back what another tidy record left out.
fn settle(found: &mut [Diagnosis]) {
    let is_tidy = |fix: &Fix| fix.step == Step::DropInclude;
    let all = || found.iter().flat_map(|diagnosis| &diagnosis.tidy).filter(|fix| is_tidy(fix));
    let Some(first) = all().next().cloned() else { return };
    let dropped: Vec<String> = all().flat_map(dropped).collect();
    let cured = found.iter().flat_map(|diagnosis| &diagnosis.fixes);
    let cured = cured.filter(|fix| (&fix.name, fix.kind) == (&first.name, first.kind));
    let old = cured.filter_map(|fix| fix.value.clone()).next_back().or_else(|| first.old.clone());
    let value = old
        .as_deref()
        .map(|record| Intent::of(record).without(|term| dropped.iter().any(|gone| gone == term)))
        .map(|left| left.without_ptr().to_string());
    let mut settled = (value != old).then_some(Fix { value, old, ..first });
    for diagnosis in found {
        let had = diagnosis.tidy.iter().any(is_tidy);
        diagnosis.tidy.retain(|fix| !is_tidy(fix));
        if had {
            diagnosis.tidy.extend(settled.take());
        }
    }
}

/// The terms that a step leaves out.
fn dropped(fix: &Fix) -> Vec<String> {
    let (Some(old), Some(value)) = (&fix.old, &fix.value) else { return Vec::new() };
    Intent::of(old).dropped_in(value)
}
