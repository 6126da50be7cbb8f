//! What the page shows, as a state: what happened comes in, and what is to be done about it comes out.
//!
//! Nothing here waits, asks, tells the time or knows of a browser: every step takes what happened and gives back its
//! [`Effect`]s, in their order. [`crate::perform`] does them, and brings what came of them back as further steps. So
//! all of it is tried without a browser.

pub(crate) mod export;
mod input;
mod list;
mod record;
mod set_up;
mod share;
#[cfg(test)]
mod tests;
mod what_if;

pub(crate) use input::{Assumed, Input, Report, Setting};
pub(crate) use share::Carried;

use std::rc::Rc;
use waxseal_core::dns::{Draft, LoggedQuery, differences};
use waxseal_core::domain::{Domain, ToAscii};
use waxseal_core::evidence::client_address;
use waxseal_core::input::Found;
use waxseal_core::posture::named_selector;
use waxseal_core::report::{MessageReport, SpfCheckReport};
use waxseal_core::setup::Choices;
use waxseal_doh::providers::{EndpointError, PROVIDERS};
use waxseal_prose::{Lang, Refusal, WorkedOut};
use waxseal_view::protocol::{Act, Reply};
use waxseal_view::share::{MAX_LINK, Saved};
use waxseal_view::{Locale, Node, Provenance, Session, SetupSession, Sharing, SpfAnswer};

/// The most selectors that are taken from what the browser kept.
const MAX_LEARNT: usize = 40;

/// Something to be done.
pub(crate) enum Effect {
    /// Say it to the page.
    Say(Reply),
    /// Begin with this. What runs of the same kind is dropped first, with every question it has in flight.
    Begin(Work),
    /// Drop the check that runs.
    StopChecking,
    /// Drop the asking for the set-up.
    StopPlanning,
    /// Forget what a resolver said.
    Forget(String),
    /// Make a link of it.
    Pack(Sharing, Carried),
}

/// Something that takes time.
pub(crate) enum Work {
    /// Take the report out of a link.
    Unpack(String),
    /// Check a message or a domain, and show it as it grows.
    Check(Input, Assumed, Source),
    /// Check the domains of a list.
    List(Rc<Vec<Domain>>, Source),
    /// Work the domains of a saved report out again.
    Replay(Rc<Saved>),
    /// Check another message, to be shown beside the one there is.
    Compare(Input, Source),
    /// Ask another resolver the same questions.
    Second(Input, Assumed, Source),
    /// Check SPF for one client.
    AskSpf(Client, Source),
    /// Ask what is published of a plan.
    Plan(Choices, Source),
}

/// Where a piece of work gets its answers.
#[derive(Clone, Default)]
pub(crate) struct Source {
    /// The address of the resolver; `None` for the zone that comes with the examples.
    pub(crate) resolver: Option<String>,
    /// What is put over its answers.
    pub(crate) drafts: Vec<Draft>,
}

/// Who would send.
pub(crate) struct Client {
    pub(crate) ip: std::net::IpAddr,
    pub(crate) mail_from: String,
    pub(crate) helo: String,
}

/// The fields of a form, or the value of a button, by name.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a [(String, String)]);

impl<'a> Fields<'a> {
    /// The text of a field; empty where there is none.
    pub(crate) fn get(self, name: &str) -> &'a str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    /// What was filled in.
    fn filled(self, name: &str) -> Option<&'a str> {
        Some(self.get(name).trim()).filter(|text| !text.is_empty())
    }
}

/// Everything that is kept between two requests.
pub(crate) struct Checker {
    to_ascii: ToAscii,
    number: u32,
    locale: Locale,
    resolver: Option<String>,
    input: Option<Input>,
    session: Session,
    report: Option<Report>,
    /// What waits for the report to be whole.
    held: Option<(Act, Vec<(String, String)>)>,
    /// The text with the things that were found in it.
    found: Rc<(String, Vec<Found>)>,
    plan: SetupSession,
}

impl Checker {
    /// A checker that nobody asked anything yet.
    pub(crate) fn new(to_ascii: ToAscii) -> Self {
        Self {
            to_ascii,
            number: 0,
            locale: Locale::default(),
            resolver: None,
            input: None,
            session: Session::default(),
            report: None,
            held: None,
            found: Rc::default(),
            plan: SetupSession::default(),
        }
    }

    /// Makes room for a check: whatever ran is dropped, and nothing of what was shown is left.
    pub(crate) fn begin(
        &mut self,
        number: u32,
        resolver: Option<String>,
        lang: &str,
        selectors: &[String],
    ) -> Vec<Effect> {
        self.number = number;
        self.locale = locale(lang);
        let resolvers = resolver.as_deref().map(others).unwrap_or_default();
        self.session = Session {
            bundled: resolver.is_none(),
            resolver: resolver.clone(),
            resolvers,
            // The browser kept them, and what it kept can have been changed like any input.
            learnt: selectors.iter().filter_map(|text| named_selector(text).ok()).take(MAX_LEARNT).collect(),
            ..Session::default()
        };
        self.resolver = resolver;
        (self.input, self.report, self.held, self.found) = (None, None, None, Rc::default());
        vec![Effect::StopChecking]
    }

    /// Does what was done in the report.
    pub(crate) fn act(&mut self, act: Act, fields: Fields<'_>) -> Vec<Effect> {
        if self.report.is_none() && export::rests_on_a_whole_report(act) {
            self.held = Some((act, fields.0.to_vec()));
            return Vec::new();
        }
        match act {
            Act::AddDraft => self.add_draft(fields),
            Act::EditRecord => self.edit_record(fields),
            Act::RemoveDraft => self.remove_draft(fields.get("value")),
            Act::TryCure => self.try_cure(fields.get("value")),
            Act::Reset => self.reset(),
            Act::Assume => self.assume(fields),
            Act::Again if self.session.stopped => self.finish_list(),
            Act::Again => {
                // What failed is remembered for a while; a person who asks again wants it asked again.
                let mut effects: Vec<Effect> =
                    self.resolver.clone().map(Effect::Forget).into_iter().collect();
                effects.extend(self.again());
                effects
            }
            Act::AskSpf => self.ask_spf(fields),
            Act::Trust => {
                self.session.trust = fields.filled("trust").map(str::to_owned);
                self.again()
            }
            Act::Compare => self.compare(fields.get("text")),
            Act::AddSelector => self.add_selector(fields.get("selector")),
            Act::Policy => {
                self.session.policy = Some(fields.get("policy").to_owned());
                self.again()
            }
            Act::SecondResolver => self.second(fields.get("resolver")),
            Act::Sort => self.sort(fields.get("value")),
            Act::Filter => self.filter(fields.get("value")),
            Act::OpenRow => self.open_row(fields.get("value")),
            Act::Stop => self.stop_list(),
            Act::Export => self.export(fields.get("value")),
            Act::Share => self.toggle_sharing(),
            Act::Mask => self.switch_mask(fields.get("value")),
            Act::Choose => self.choose_found(fields.get("value")),
            Act::NameRecord => self.name_record(fields),
            Act::CheckAgain => self.check_saved_now(),
            // The page prints by itself; here there is only the report to be drawn as it is.
            Act::Print | Act::OpenAll | Act::HandOff => self.draw(),
            // These are done in the set-up and in the reports, which ask for them by requests of their own.
            Act::SetUp | Act::CheckLive | Act::Names => Vec::new(),
        }
    }

    /// Checks what was given last.
    fn again(&mut self) -> Vec<Effect> {
        self.session.sharing = None;
        match self.input.clone() {
            None => Vec::new(),
            Some(Input::Domains(domains)) => self.begin_list(domains),
            Some(Input::Saved(saved)) => self.show(saved),
            Some(Input::Found) => {
                self.report = Some(Report::Found);
                self.draw()
            }
            Some(input) => vec![Effect::Begin(Work::Check(input, self.assumed(), self.source()))],
        }
    }

    /// Takes a report that rests on the answers heard so far.
    pub(crate) fn grew(&mut self, report: &Report) -> Vec<Effect> {
        self.session.growing = true;
        let tree = self.tree(report);
        self.session.growing = false;
        self.session.grew = true;
        vec![Effect::Say(self.report(tree, false))]
    }

    /// Takes a whole report. The page learns which selectors a message named, so that a later check of its domain looks
    /// for them.
    pub(crate) fn checked(&mut self, report: Report) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Report::Message(report) = &report {
            let selectors =
                report.dkim.iter().filter_map(|signature| signature.verification.selector.as_ref());
            let selectors: Vec<String> = selectors.map(ToString::to_string).collect();
            if !selectors.is_empty() {
                effects.push(Effect::Say(Reply::Learnt { selectors }));
            }
        }
        self.report = Some(report);
        effects.extend(self.draw_and_share());
        if let Some((act, fields)) = self.held.take() {
            effects.extend(self.act(act, Fields(&fields)));
        }
        effects
    }

    fn compare(&self, text: &str) -> Vec<Effect> {
        vec![Effect::Begin(Work::Compare(Input::pasted(text), self.source()))]
    }

    /// Takes the message to compare with.
    pub(crate) fn compared(&mut self, other: Rc<MessageReport>) -> Vec<Effect> {
        self.session.other = Some(other);
        self.draw()
    }

    fn add_selector(&mut self, text: &str) -> Vec<Effect> {
        let selector = match named_selector(text) {
            Ok(selector) => selector,
            Err(why) => {
                self.session.selector_refused = Some(why);
                return self.draw();
            }
        };
        self.session.selector_refused = None;
        self.session.selectors.push(selector.clone());
        let mut effects = vec![Effect::Say(Reply::Learnt { selectors: vec![selector] })];
        effects.extend(self.again());
        effects
    }

    fn second(&self, resolver: &str) -> Vec<Effect> {
        let source = Source { resolver: Some(resolver.to_owned()), ..self.source() };
        let input = self.input.clone();
        input.map(|input| Effect::Begin(Work::Second(input, self.assumed(), source))).into_iter().collect()
    }

    /// Takes what another resolver answered, and keeps where that differs.
    pub(crate) fn answered_otherwise(
        &mut self,
        resolver: Option<String>,
        dns: &[LoggedQuery],
    ) -> Vec<Effect> {
        let found = self.report.as_ref().map(|one| differences(one.dns(), dns));
        let url = resolver.unwrap_or_default();
        let known = self.session.resolvers.iter().find(|(_, known)| *known == url);
        let name = known.map(|(name, _)| name.clone()).unwrap_or(url);
        self.session.second = found.map(|found| (name, found));
        self.draw()
    }

    fn ask_spf(&mut self, fields: Fields<'_>) -> Vec<Effect> {
        let text = |name| fields.get(name).trim().to_owned();
        match client_address(fields.get("ip")) {
            Ok(ip) => {
                let client = Client { ip, mail_from: text("mailFrom"), helo: text("helo") };
                vec![Effect::Begin(Work::AskSpf(client, self.source()))]
            }
            Err(why) => self.answer_spf(SpfAnswer::Refused(why)),
        }
    }

    /// Takes what SPF says of one client.
    pub(crate) fn asked_spf(&mut self, report: SpfCheckReport) -> Vec<Effect> {
        self.answer_spf(SpfAnswer::Checked(Box::new(report)))
    }

    fn answer_spf(&mut self, answer: SpfAnswer) -> Vec<Effect> {
        self.session.spf_answer = Some(answer);
        self.draw()
    }

    /// Says how many questions went out and came back.
    pub(crate) fn progress(&self, asked: u32, answered: u32) -> Vec<Effect> {
        vec![Effect::Say(Reply::Progress { number: self.number, asked, answered })]
    }

    /// Says that there is no report, and why.
    pub(crate) fn trouble(&self, sentence: String) -> Vec<Effect> {
        vec![Effect::Say(Reply::Trouble { number: self.number, sentence })]
    }

    /// Says that the resolver cannot be asked, and why.
    pub(crate) fn refuse_resolver(&self, why: &EndpointError) -> Vec<Effect> {
        self.trouble(why.sentence(self.locale.lang))
    }

    /// Draws the report as it is, as the last word.
    pub(crate) fn draw(&self) -> Vec<Effect> {
        self.drawn(true)
    }

    /// Draws what there is of a report, with more to come.
    pub(crate) fn draw_so_far(&self) -> Vec<Effect> {
        self.drawn(false)
    }

    fn drawn(&self, done: bool) -> Vec<Effect> {
        // Where nothing is checked there is no report to draw, and nothing is carried that draws one.
        let checked = self.report.as_ref().filter(|_| crate::CHECKS);
        checked.map(|one| Effect::Say(self.report(self.tree(one), done))).into_iter().collect()
    }

    fn report(&self, tree: Node, done: bool) -> Reply {
        let names = match &self.input {
            Some(Input::Domain(domain)) => Some(domain.to_string()),
            Some(Input::Domains(domains)) => Some(share::listed(domains.iter())),
            _ => None,
        };
        Reply::Report {
            number: self.number,
            tree,
            done,
            names: names.filter(|names| names.len() <= MAX_LINK),
        }
    }

    fn tree(&self, report: &Report) -> Node {
        let at_rest = self.session.saved.as_ref().is_some_and(Provenance::is_at_rest);
        let place = if at_rest { WorkedOut::Elsewhere } else { WorkedOut::Here };
        let locale = Locale { place, ..self.locale };
        let report = match report {
            Report::Message(report) => waxseal_view::message(locale, report, &self.session),
            Report::Domain(report) => waxseal_view::domain(locale, report, &self.session),
            Report::Domains(reports, all) => waxseal_view::domains(locale, reports, *all, &self.session),
            Report::Record(report) => waxseal_view::record(locale, report, &self.session),
            Report::Address(report) => waxseal_view::address(locale, report, &self.session),
            Report::Found => return waxseal_view::found(locale, &self.session),
        };
        waxseal_view::under_found(locale, &self.session, report)
    }

    fn assumed(&self) -> Assumed {
        let Session { given, trust, selectors, learnt, policy, .. } = &self.session;
        Assumed {
            given: given.clone(),
            trust: trust.clone(),
            selectors: selectors.clone(),
            learnt: learnt.clone(),
            policy: policy.clone(),
        }
    }

    fn source(&self) -> Source {
        Source { resolver: self.resolver.clone(), drafts: self.session.drafts.clone() }
    }
}

/// The resolvers that can be asked besides the chosen one.
fn others(chosen: &str) -> Vec<(String, String)> {
    let others = PROVIDERS.iter().filter(|provider| provider.url != chosen);
    others.map(|provider| (provider.name.to_owned(), provider.url.to_owned())).collect()
}

/// The language of a tag, or English.
fn locale(lang: &str) -> Locale {
    Locale { lang: Lang::from_tag(lang).unwrap_or_default(), ..Locale::default() }
}
