//! A report for somebody else, and one that came from elsewhere.

use super::export::pretty;
use super::{Checker, Effect, Input, Report, Work};
use std::rc::Rc;
use waxseal_core::domain::Domain;
use waxseal_core::message::Origin;
use waxseal_view::share::{
    CHECK, MAX_LINK, Mask, REPORT, Saved, SavedDomain, SavedMessage, again, json, redact,
};
use waxseal_view::{Link, Provenance, Sharing};

/// What a link would carry.
pub(crate) struct Carried {
    /// The beginning of its fragment.
    pub(crate) kind: &'static str,
    /// The rest, still to be packed where it is a report.
    pub(crate) text: String,
}

impl Checker {
    /// Shows a saved report: a message as it came, domains by working them out again.
    pub(super) fn show(&mut self, saved: Rc<Saved>) -> Vec<Effect> {
        match &*saved {
            Saved::Message(message) => {
                self.show_message(message);
                std::iter::once(Effect::StopChecking).chain(self.draw()).collect()
            }
            Saved::Domains(domains) => {
                let all = domains.len();
                if let Some(first) = domains.first() {
                    self.replaying(first, Report::Domains(Vec::new(), all));
                }
                vec![Effect::Begin(Work::Replay(saved))]
            }
        }
    }

    fn show_message(&mut self, message: &SavedMessage) {
        let saved = Provenance::Shared { at: message.report.checked_at, masked: message.masked.clone() };
        self.session.saved = Some(saved);
        self.session.drafts.clone_from(&message.drafts);
        self.report = Some(Report::Message(Rc::clone(&message.report)));
    }

    fn replaying(&mut self, one: &SavedDomain, report: Report) {
        self.session.saved = Some(Provenance::Replayed { at: one.checked_at() });
        self.session.drafts = one.drafts().to_vec();
        self.report = Some(report);
    }

    /// Takes the one domain of a saved report, worked out again.
    pub(crate) fn replayed(&mut self, report: Report) -> Vec<Effect> {
        self.report = Some(report);
        self.draw()
    }

    /// Checks with today's DNS what a saved report is about.
    pub(super) fn check_saved_now(&mut self) -> Vec<Effect> {
        if let Some(Input::Saved(saved)) = self.input.clone() {
            self.session.drafts.clear();
            self.session.saved = None;
            self.input = Some(match &*saved {
                Saved::Message(message) => {
                    let found = again(&message.report);
                    (self.session.given, self.session.trust) = (found.given, found.trust);
                    self.session.saved = Some(Provenance::CheckedAgain { at: message.report.checked_at });
                    Input::Message { bytes: Rc::new(found.text.into_bytes()), origin: Origin::Paste }
                }
                Saved::Domains(domains) => match domains.as_slice() {
                    [one] => Input::Domain(one.domain().clone()),
                    many => Input::Domains(Rc::new(many.iter().map(|one| one.domain().clone()).collect())),
                },
            });
        }
        self.again()
    }

    /// Shows what would be shared, or no longer.
    pub(super) fn toggle_sharing(&mut self) -> Vec<Effect> {
        let sharing = &mut self.session.sharing;
        *sharing = if sharing.is_some() { None } else { Some(Sharing::default()) };
        self.draw_and_share()
    }

    /// Draws the report; where it is about to be shared, with a link that carries all of it.
    pub(super) fn draw_and_share(&self) -> Vec<Effect> {
        match self.carried() {
            Some((sharing, carried)) => vec![Effect::Pack(sharing, carried)],
            None => self.draw(),
        }
    }

    /// Masks a kind of text, or leaves it as it is.
    pub(super) fn switch_mask(&mut self, kind: &str) -> Vec<Effect> {
        if let (Some(sharing), Some(mask)) = (&mut self.session.sharing, Mask::from_word(kind)) {
            sharing.masks.switch(mask);
            sharing.link = Link::Packing;
        }
        self.draw_and_share()
    }

    /// Takes the link that was made; `None` where this browser makes none. Where something else is to be shared by now,
    /// it is left.
    pub(crate) fn packed(&mut self, sharing: Sharing, link: Option<String>) -> Vec<Effect> {
        let link = match link {
            None => Link::Unavailable,
            Some(link) if link.len() > MAX_LINK => Link::TooLong(link.len()),
            Some(link) => Link::Ready(link),
        };
        if self.session.sharing.as_ref().is_some_and(|now| now.masks == sharing.masks) {
            self.session.sharing = Some(Sharing { link, ..sharing });
        }
        self.draw()
    }

    fn carried(&self) -> Option<(Sharing, Carried)> {
        let sharing = self.session.sharing.clone()?;
        let names = |text| Carried { kind: CHECK, text };
        Some(match self.report.as_ref()? {
            Report::Domain(report) => (sharing, names(report.domain.to_string())),
            Report::Domains(reports, _) => {
                (sharing, names(listed(reports.iter().map(|report| &report.domain))))
            }
            Report::Message(report) => {
                let masked = self.masked(sharing.masks.kinds());
                let report = redact(report, &sharing.masks)?;
                let text = json(&report, &masked, &self.session.drafts)?;
                (Sharing { text: Some(pretty(&text)), ..sharing }, Carried { kind: REPORT, text })
            }
            Report::Record(_) | Report::Address(_) | Report::Found => return None,
        })
    }

    /// What is masked in a report: what was when it came, and what is now.
    pub(super) fn masked(&self, now: &[Mask]) -> Vec<Mask> {
        let before = match &self.session.saved {
            Some(Provenance::Shared { masked, .. }) => masked.as_slice(),
            _ => &[],
        };
        Mask::ALL.into_iter().filter(|mask| before.contains(mask) || now.contains(mask)).collect()
    }
}

/// Names of domains, as a link carries them.
pub(super) fn listed<'a>(domains: impl Iterator<Item = &'a Domain>) -> String {
    let mut names = String::new();
    for domain in domains {
        if !names.is_empty() {
            names.push(',');
        }
        names.push_str(domain.as_str());
    }
    names
}
