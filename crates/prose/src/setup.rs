//! What is said of the set-up of a domain.

use waxseal_core::providers::Provider;
use waxseal_core::setup::{
    DnsHost, End, Kept, LeftOut, Line, Live, Plan, Purpose, Refused, SetupReport, SpfPlan, Step, Value,
};

/// Everything a language has to be able to say of a set-up.
pub trait SetupLanguage {
    /// Why something that was typed cannot be used.
    fn refused(&self, refused: &Refused) -> String;
    /// What the plan comes to, in words: the first thing read.
    fn headline(&self, report: &SetupReport) -> String;
    /// How far it is live.
    fn lead(&self, report: &SetupReport) -> String;
    /// Into whose panel the records go, and how it wants names and values typed.
    fn panel(&self, zone: &str, host: Option<&DnsHost>) -> String;
    /// What a link to a DNS host's own page on adding a record says.
    fn panel_page(&self, host: &DnsHost) -> String;
    /// Why a record is there.
    fn reason(&self, line: &Line) -> String;
    /// Why a value cannot be copied as it is; `None` where it can.
    fn value(&self, value: &Value, line: &Line) -> Option<String>;
    /// Why the SPF record ends as it does, and on which condition.
    fn end(&self, end: End) -> &'static str;
    /// What the SPF record costs.
    fn cost(&self, spf: &SpfPlan) -> String;
    /// A term of the published record that stays.
    fn kept(&self, kept: &Kept) -> String;
    /// What is left out, and why.
    fn left_out(&self, left_out: &LeftOut) -> String;
    /// One step of the order.
    fn step(&self, step: &Step) -> String;
    /// What stands where a line is to stand, in a few words.
    fn live(&self, live: &Live) -> &'static str;
    /// What is to be done about it; `None` where nothing is.
    fn live_note(&self, live: &Live) -> Option<&'static str>;
}

/// What people call the provider of a line.
pub(crate) fn provider(line: &Line) -> &'static str {
    line.provider.map_or("?", |provider| provider.name())
}

/// What people call some providers.
pub(crate) fn names(providers: &[&'static Provider]) -> Vec<&'static str> {
    providers.iter().map(|provider| provider.name()).collect()
}

/// How far the lines that are needed are live.
pub(crate) struct Progress {
    /// Those that are.
    pub done: usize,
    /// Those that can be asked for.
    pub named: usize,
    /// Those whose name only an account shows.
    pub open: usize,
    /// Those of which DNS gave no answer.
    pub unanswered: usize,
}

impl Progress {
    /// That of a plan. Reports on encryption are for those who want them.
    pub(crate) fn of(plan: &Plan) -> Self {
        let is_done = |line: &&Line| line.live.as_ref().is_some_and(Live::is_done);
        let is_unanswered = |line: &&Line| matches!(line.live, Some(Live::Unanswered { .. }));
        let asked = || plan.lines.iter().filter(|line| line.purpose != Purpose::TlsReports || is_done(line));
        let named = asked().filter(|line| line.name.is_some()).count();
        let (done, unanswered) = (asked().filter(is_done).count(), asked().filter(is_unanswered).count());
        Self { done, named, open: asked().count() - named, unanswered }
    }

    /// Whether nothing is left to publish.
    pub(crate) const fn is_complete(&self) -> bool {
        self.done == self.named && self.open == 0
    }
}
