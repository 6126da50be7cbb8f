//! A report for somebody else, and one that came from elsewhere.

use super::export::pretty;
use super::{CHECKER, Checker, Input, Report, check_again, draw, draw_so_far, run, trouble, typed};
use crate::{deflate, post};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use waxseal_core::check_domain;
use waxseal_core::message::Origin;
use waxseal_view::share::{
    CHECK, MAX_LINK, Mask, REPORT, Saved, SavedDomain, SavedMessage, Unreadable, again, json, read, redact,
};
use waxseal_view::{Link, Provenance, Sharing};

/// What a link would carry.
struct Carried {
    /// The beginning of its fragment.
    kind: &'static str,
    /// The rest, still to be packed where it is a report.
    text: String,
}

/// What a fragment asks for.
///
/// # Errors
/// Why it cannot be done, as a sentence.
pub(super) async fn followed(fragment: &str) -> Result<Input, String> {
    let locale = CHECKER.with_borrow(|checker| checker.locale);
    if let Some(names) = fragment.strip_prefix(CHECK) {
        return match typed(names) {
            Ok(input @ (Input::Domain(_) | Input::Domains(_))) => Ok(input),
            _ => Err(locale.no_domain()),
        };
    }
    let text = match fragment.strip_prefix(REPORT) {
        Some(packed) => deflate::unpack(packed).await,
        None => None,
    };
    let text = text.ok_or_else(|| locale.bad_link())?;
    saved(&text).unwrap_or_else(|| Err(locale.bad_link()))
}

/// The report that a text is; `None` for any other text.
pub(super) fn saved(text: &str) -> Option<Result<Input, String>> {
    let sentence = |why: Unreadable| CHECKER.with_borrow(|checker| checker.locale.not_shown(why));
    Some(read(text)?.map(|saved| Input::Saved(Rc::new(saved))).map_err(sentence))
}

/// Shows a saved report.
pub(super) async fn show(saved: &Saved) {
    match saved {
        Saved::Message(message) => show_message(message),
        Saved::Domains(domains) => match domains.as_slice() {
            [one] => {
                let report = check_domain(&one.zone(), &one.input()).await;
                replayed(one, Report::Domain(Rc::new(report)));
            }
            many => show_domains(many).await,
        },
    }
    draw();
}

fn show_message(message: &SavedMessage) {
    let report = message.report.clone();
    let saved = Provenance::Shared { at: report.checked_at, masked: message.masked.clone() };
    CHECKER.with_borrow_mut(|checker| {
        checker.session.saved = Some(saved);
        checker.session.drafts.clone_from(&message.drafts);
        checker.report = Some(Report::Message(Rc::new(report)));
    });
}

/// Works the table out again, row by row, with room between the rows for whoever wants it ended.
async fn show_domains(domains: &[SavedDomain]) {
    let Some(first) = domains.first() else { return };
    replayed(first, Report::Domains(Vec::new(), domains.len()));
    let mut drawn = waxseal_doh::clock();
    for one in domains {
        let report = check_domain(&one.zone(), &one.input()).await;
        CHECKER.with_borrow_mut(|checker| {
            if let Some(Report::Domains(reports, _)) = &mut checker.report {
                reports.push(report);
            }
        });
        if waxseal_doh::clock() != drawn {
            drawn = waxseal_doh::clock();
            draw_so_far();
            gloo_timers::future::TimeoutFuture::new(0).await;
        }
    }
}

fn replayed(one: &SavedDomain, report: Report) {
    CHECKER.with_borrow_mut(|checker| {
        checker.session.saved = Some(Provenance::Replayed { at: one.checked_at() });
        checker.session.drafts = one.drafts().to_vec();
        checker.report = Some(report);
    });
}

/// Checks with today's DNS what a saved report is about.
pub(super) fn check_now() {
    CHECKER.with_borrow_mut(|checker| {
        let Some(Input::Saved(saved)) = checker.input.clone() else { return };
        checker.session.drafts.clear();
        checker.session.saved = None;
        checker.input = Some(match &*saved {
            Saved::Message(message) => {
                let found = again(&message.report);
                (checker.session.given, checker.session.trust) = (found.given, found.trust);
                checker.session.saved = Some(Provenance::CheckedAgain { at: message.report.checked_at });
                Input::Message { bytes: Rc::new(found.text.into_bytes()), origin: Origin::Paste }
            }
            Saved::Domains(domains) => match domains.as_slice() {
                [one] => Input::Domain(one.domain().clone()),
                many => Input::Domains(Rc::new(many.iter().map(|one| one.domain().clone()).collect())),
            },
        });
    });
    run(check_again());
}

/// Shows what would be shared, or no longer.
pub(super) fn toggle() {
    let is_open = CHECKER.with_borrow_mut(|checker| {
        let sharing = &mut checker.session.sharing;
        *sharing = if sharing.is_some() { None } else { Some(Sharing::default()) };
        sharing.is_some()
    });
    if is_open { pack() } else { draw() }
}

/// Draws a report that has grown; where sharing was opened meanwhile, with a link that carries all of it.
pub(super) fn keep_up() {
    match CHECKER.with_borrow(|checker| checker.session.sharing.is_some()) {
        true => pack(),
        false => draw(),
    }
}

/// Masks a kind of text, or leaves it as it is.
pub(super) fn switch(kind: &str) {
    CHECKER.with_borrow_mut(|checker| {
        if let (Some(sharing), Some(mask)) = (&mut checker.session.sharing, Mask::from_word(kind)) {
            sharing.masks.switch(mask);
            sharing.link = Link::Packing;
        }
    });
    pack();
}

/// Makes the link. It takes the browser a moment; where something else is to be shared by then, it is left.
fn pack() {
    spawn_local(async {
        let Some((sharing, carried)) = CHECKER.with_borrow(carried) else { return draw() };
        let link = match link(&carried).await {
            None => Link::Unavailable,
            Some(link) if link.len() > MAX_LINK => Link::TooLong(link.len()),
            Some(link) => Link::Ready(link),
        };
        CHECKER.with_borrow_mut(|checker| {
            if checker.session.sharing.as_ref().is_some_and(|now| now.masks == sharing.masks) {
                checker.session.sharing = Some(Sharing { link, ..sharing });
            }
        });
        draw();
    });
}

fn carried(checker: &Checker) -> Option<(Sharing, Carried)> {
    let sharing = checker.session.sharing.clone()?;
    let names = |names: Vec<&str>| Carried { kind: CHECK, text: names.join(",") };
    Some(match checker.report.as_ref()? {
        Report::Domain(report) => (sharing, names(vec![report.domain.as_str()])),
        Report::Domains(reports, _) => {
            (sharing, names(reports.iter().map(|report| report.domain.as_str()).collect()))
        }
        Report::Message(report) => {
            let masked = masked(checker, sharing.masks.kinds());
            let report = redact(report, &sharing.masks);
            let text = json(&report, &masked, &checker.session.drafts)?;
            (Sharing { text: Some(pretty(&text)), ..sharing }, Carried { kind: REPORT, text })
        }
    })
}

/// What is masked in a report: what was when it came, and what is now.
pub(super) fn masked(checker: &Checker, now: &[Mask]) -> Vec<Mask> {
    let before = match &checker.session.saved {
        Some(Provenance::Shared { masked, .. }) => masked.as_slice(),
        _ => &[],
    };
    Mask::ALL.into_iter().filter(|mask| before.contains(mask) || now.contains(mask)).collect()
}

/// The address of this page with the fragment behind it.
async fn link(carried: &Carried) -> Option<String> {
    let rest = match carried.kind {
        REPORT => deflate::pack(&carried.text).await?,
        _ => carried.text.clone(),
    };
    let page = web_sys::Url::new_with_base(".", &post::scope().location().href()).ok()?.href();
    Some(format!("{page}#{}{rest}", carried.kind))
}

/// Opens what the fragment of a link carries.
pub(super) async fn open(fragment: &str) {
    match followed(fragment).await {
        Ok(input) => {
            CHECKER.with_borrow_mut(|checker| checker.input = Some(input));
            check_again().await;
        }
        Err(sentence) => trouble(sentence),
    }
}
