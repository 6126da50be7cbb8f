//! Nobody is lost, and nobody is let in.

use super::super::known::KnownRecords;
use super::super::shorter::{has_return_path, is_of_provider};
use super::super::spf::whole_address;
use super::State;
use crate::dns::RecordType;
use crate::intent::Heard;
use crate::intent::spf::{Intent, is_near};
use crate::providers::{self, Tristate};
use crate::report::{Fix, Obstacle, Step, is_ptr};
use crate::spf::{self, AddressSet, Authorised, Directive, Mechanism, Network, Node, Qualifier, Term};

/// Whether a step changes an SPF record.
pub(in super::super) fn touches_spf(fix: &Fix) -> bool {
    let is_spf = fix.value.as_deref().is_some_and(spf::Record::is_spf);
    fix.kind == Some(RecordType::Txt) && is_spf && fix.draft().is_some()
}

/// One record that lists all that the texts at a name list or were meant to list, whoever breaks it; `None` where they list
/// nothing. What lets everybody in is left out, since nobody means it.
pub(in super::super) fn meant(texts: &[String], heard: &Heard) -> Option<String> {
    let records = texts.iter().filter(|text| spf::Record::is_spf(text) || is_near(text));
    let mut all = Intent::empty().ending_in(Qualifier::Neutral);
    for record in records {
        let meant = Intent::read(record, heard).texts();
        let as_written = record.split_whitespace().map(str::to_owned);
        for term in as_written.chain(meant).filter_map(|term| sender(&term)) {
            all = all.with(&term);
        }
    }
    (!all.terms.is_empty()).then(|| all.to_string())
}

/// A term that lets somebody send, as one that can stand anywhere in a record.
fn sender(term: &str) -> Option<String> {
    let record = spf::Record::parse(&format!("v=spf1 {term}")).ok()?;
    match &record.terms.first()?.term {
        Term::Directive(directive)
            if directive.qualifier != Qualifier::Pass || directive.mechanism.is_everybody() =>
        {
            None
        }
        // A name that DNS cannot hold lets nobody send.
        Term::Directive(Directive { mechanism: Mechanism::Include(target), .. })
            if target.name().is_none() && target.macros().next().is_none() =>
        {
            None
        }
        Term::Directive(_) => Some(term.to_owned()),
        Term::Redirect(_) => Some(format!("include:{}", term.split_once('=')?.1)),
        _ => None,
    }
}

/// Holds whom an advised record authorises against whom the old one did, or was meant to.
pub(super) fn hold(before: &State, after: &State, fix: &Fix, log: KnownRecords<'_>) -> Result<(), Obstacle> {
    let value = fix.value.as_deref().unwrap_or_default();
    is_closed(value, fix.old.as_deref().unwrap_or_default())?;
    let at = |state: &State| {
        state.walks.iter().find(|walk| Some(&walk.0) == fix.name.as_ref()).map(|walk| walk.1.clone())
    };
    let Some(after) = at(after) else { return Ok(()) };
    let steps = at(before).map(|root| root.children).unwrap_or_default();
    let of_some = |children: Vec<Node>| Authorised::of(&Node { children, ..after.clone() });
    let (old, new) = (of_some(steps.clone()), Authorised::of(&after));
    let beside: Vec<&Node> = after.children.iter().collect();
    // RFC 5321 §5: exchangers take mail in. A provider's are no servers that its customers' mail is sent from.
    let takes_in = |step: &Node| {
        let idle = || is_of_provider(step, &beside, log) || has_return_path(step, &after, log);
        fix.step == Step::ShortenSpf && ends_softly(value) && idle()
    };
    let is_dropped =
        |step: &&Node| (is_droppable(step, fix) || takes_in(step)) && !has_term(value, &step.term);
    let dropped: Vec<Node> = steps.iter().filter(is_dropped).cloned().collect();
    lost(&old, &new, fix, &of_some(dropped))?;
    let names_somebody = matches!(
        fix.step,
        Step::AddInclude | Step::AddAddress { .. } | Step::AddSite { .. } | Step::PublishSpf
    );
    // Whoever keeps the mailboxes, where its keys stand there as well.
    let is_keepers = |step: &Node| {
        let of = step.domain.as_ref().and_then(providers::by_include);
        matches!(fix.step, Step::CorrectSpf { .. }) && of.is_some() && of == fix.provider
    };
    let is_added = |step: &&Node| steps.iter().all(|known| !known.term.eq_ignore_ascii_case(&step.term));
    let is_named = |step: &&Node| names_somebody || is_keepers(step);
    let named = of_some(after.children.iter().filter(is_added).filter(is_named).cloned().collect());
    let mut known = old;
    known.addresses.add(&named.addresses);
    let grown = new.addresses.without(&known.addresses);
    let unnamed = |term: &&String| !known.depends.contains(term) && !named.depends.contains(term);
    let depends = new.depends.iter().find(unnamed).cloned();
    match first(&grown).or(depends) {
        Some(sender) => Err(Obstacle::LetsIn { sender }),
        None => Ok(()),
    }
}

fn first(set: &AddressSet) -> Option<String> {
    set.first().map(|ip| ip.to_string())
}

/// Whether a step may leave a term out: an include that nobody asks, since its provider sends with an envelope domain of its own.
fn is_droppable(step: &Node, fix: &Fix) -> bool {
    let provider = || providers::by_include(step.domain.as_ref()?);
    match fix.step {
        Step::DropInclude => true,
        // Whom it names stands in its place, and everybody else was never meant.
        Step::DropOpenInclude { ref term } => step.term == *term,
        // Its address stands in its place, and the rest of the network was never meant.
        Step::NarrowSpf => whole_address(&step.term).is_some(),
        Step::ShortenSpf => provider().is_some_and(|known| known.include_needed() == Tristate::No),
        _ => false,
    }
}

/// Whom the new record leaves out. What the step names as dropped may go where the record then ends softly.
fn lost(old: &Authorised, new: &Authorised, fix: &Fix, dropped: &Authorised) -> Result<(), Obstacle> {
    let value = fix.value.as_deref().unwrap_or_default();
    let gone = old.addresses.without(&new.addresses).without(&dropped.addresses);
    let named = match &fix.step {
        Step::CorrectSpf { dropped } => dropped.as_slice(),
        _ => &[],
    };
    let is_ptr = |term: &&String| is_ptr(term) && !has_term(value, term) && ends_softly(value);
    let is_named = |term: &&String| {
        let is_dropped = dropped.depends.contains(term) || dropped.unanswered.contains(term);
        named.contains(term) || is_dropped || is_ptr(term)
    };
    let is_lost = |term: &&String| !new.depends.contains(term) && !is_named(term);
    let depends = old.depends.iter().find(is_lost);
    let is_unheard = |term: &&String| !has_term(value, term) && !is_named(term);
    let unanswered = old.unanswered.iter().find(is_unheard);
    let refused = named.iter().find(|_| !ends_softly(value));
    match first(&gone).or_else(|| depends.or(unanswered).or(refused).cloned()) {
        Some(sender) => Err(Obstacle::Loses { sender }),
        None => Ok(()),
    }
}

fn has_term(record: &str, term: &str) -> bool {
    Intent::of(record).texts().iter().any(|own| own.eq_ignore_ascii_case(term))
}

fn ends_softly(record: &str) -> bool {
    let all = spf::Record::parse(record).ok().and_then(|record| record.all().map(|(_, qualifier)| qualifier));
    matches!(all, Some(Qualifier::Softfail | Qualifier::Neutral))
}

/// No advised record lets everybody send, or a network wider than any sender's that nobody wrote.
fn is_closed(value: &str, old: &str) -> Result<(), Obstacle> {
    let Ok(record) = spf::Record::parse(value) else { return Err(Obstacle::Stays) };
    let is_open = |mechanism: &Mechanism| match mechanism {
        Mechanism::All => true,
        Mechanism::Ip4(ip, prefix) => Network::new((*ip).into(), *prefix).is_wide(),
        Mechanism::Ip6(ip, prefix) => Network::new((*ip).into(), *prefix).is_wide(),
        _ => false,
    };
    let written = Intent::of(old).texts();
    let is_written = |term: &str| !term.ends_with("all") && written.iter().any(|own| own == term);
    let mut open = record
        .directives()
        .filter(|(_, directive)| directive.qualifier == Qualifier::Pass && is_open(&directive.mechanism));
    match open.find(|(span, _)| !is_written(span.text(value))) {
        Some((span, _)) => Err(Obstacle::LetsIn { sender: span.text(value).to_owned() }),
        None => Ok(()),
    }
}

/// Whether a later step takes out of an SPF record what an earlier one put in.
pub(super) fn takes_back(fix: &Fix, later: &Fix) -> bool {
    if !touches_spf(fix) || !touches_spf(later) {
        return false;
    }
    let terms = |text: &Option<String>| -> Vec<String> {
        let texts = Intent::of(text.as_deref().unwrap_or_default()).texts();
        texts.iter().map(|term| term.to_ascii_lowercase()).collect()
    };
    let (old, new, then) = (terms(&fix.old), terms(&fix.value), terms(&later.value));
    let is_end = |term: &str| term.ends_with("all");
    new.iter().any(|term| !is_end(term) && !old.contains(term) && !then.contains(term))
}
