//! The set-up page: its form, the plan that follows from it, and what DNS says of each line as it comes.

use super::{Checker, Effect, Fields, Source, Work, locale};
use waxseal_core::dns::EndpointError;
use waxseal_core::setup::{Choices, SetupForm, SetupReport};
use waxseal_view::SetupSession;
use waxseal_view::protocol::{Act, Reply};

impl Checker {
    /// Draws the page, after what was done in it.
    pub(crate) fn set_up(
        &mut self,
        resolver: String,
        lang: &str,
        fields: Fields<'_>,
        act: Option<Act>,
    ) -> Vec<Effect> {
        self.locale = locale(lang);
        let mut effects = Vec::new();
        self.plan.resolver = resolver;
        if act != Some(Act::CheckLive) {
            let typed = SetupForm::of_fields(fields.0);
            // Where a link filled in another form, the records that stand there are not of it.
            if act.is_none() && self.plan.report.is_some() && typed.domain != self.plan.typed.domain {
                let resolver = std::mem::take(&mut self.plan.resolver);
                self.plan = SetupSession { resolver, ..SetupSession::default() };
                effects.push(Effect::StopPlanning);
            }
            self.plan.typed = typed;
        }
        match act {
            Some(Act::SetUp) => self.choose(),
            Some(Act::CheckLive) => self.look_again(),
            _ => effects.into_iter().chain(self.draw_plan()).collect(),
        }
    }

    /// Draws up the plan at once, and then asks what is there already.
    fn choose(&mut self) -> Vec<Effect> {
        (self.plan.progress, self.plan.trouble) = (None, None);
        match Choices::read(&self.plan.typed, self.to_ascii) {
            Ok(choices) => {
                self.plan.refused.clear();
                self.plan.report = Some(SetupReport::unasked(choices.clone()));
                self.ask(choices)
            }
            Err(refused) => {
                self.plan.refused = refused;
                self.plan.report = None;
                std::iter::once(Effect::StopPlanning).chain(self.draw_plan()).collect()
            }
        }
    }

    /// Asks once more, past every cache of the page's own.
    fn look_again(&mut self) -> Vec<Effect> {
        let forget = Effect::Forget(self.plan.resolver.clone());
        let choices = self.plan.report.as_ref().map(|report| report.choices.clone());
        let rest = match choices {
            Some(choices) => self.ask(choices),
            // A checker that was started anew knows nothing of a plan, but still what was typed.
            None => self.choose(),
        };
        std::iter::once(forget).chain(rest).collect()
    }

    fn ask(&mut self, choices: Choices) -> Vec<Effect> {
        (self.plan.progress, self.plan.trouble) = (Some((0, 0)), None);
        let source = Source { resolver: Some(self.plan.resolver.clone()), drafts: Vec::new() };
        let mut effects = self.draw_plan();
        effects.push(Effect::Begin(Work::Plan(choices, source)));
        effects
    }

    /// Takes how many questions went out and came back. It is drawn with what comes.
    pub(crate) fn plan_progress(&mut self, asked: u32, answered: u32) {
        self.plan.progress = Some((asked, answered));
    }

    /// Takes a plan that rests on the answers heard so far.
    pub(crate) fn plan_grew(&mut self, report: SetupReport) -> Vec<Effect> {
        self.plan.report = Some(report);
        self.draw_plan()
    }

    /// Takes the plan as it came to be, or why nothing was asked.
    pub(crate) fn planned(&mut self, outcome: Result<SetupReport, EndpointError>) -> Vec<Effect> {
        self.plan.progress = None;
        match outcome {
            Ok(report) => self.plan.report = Some(report),
            Err(why) => self.plan.trouble = Some(why),
        }
        self.draw_plan()
    }

    pub(super) fn draw_plan(&self) -> Vec<Effect> {
        vec![Effect::Say(Reply::SetUp { tree: waxseal_view::setup(self.locale, &self.plan) })]
    }
}
