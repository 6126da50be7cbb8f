//! Reports of receivers: read one file after the other, drawn as they come, and joined with DNS when all are there.

pub(crate) mod files;

use crate::answers::{self, Answers, CheckResolver};
use crate::checker::Fields;
use crate::checker::export::pretty;
use crate::messages;
use crate::platform::{self, TABLES};
use files::Given;
use futures_util::future::{AbortHandle, abortable};
use gloo_net::http::Request;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use waxseal_core::dns::Draft;
use waxseal_core::domain::Domain;
use waxseal_core::json;
use waxseal_core::time::Timestamp;
use waxseal_doh::Allowance;
use waxseal_doh::providers::EndpointError;
use waxseal_prose::{Lang, Refusal};
use waxseal_reports::failure::text_of;
use waxseal_reports::report::ReportsReport;
use waxseal_reports::{Collection, Names};
use waxseal_reports_prose::figures::Shared;
use waxseal_reports_prose::page::{Filter, Stage, page, shared, what_if};
use waxseal_reports_prose::{csv, markdown, words};
use waxseal_view::Node;
use waxseal_view::protocol::{Act, Reply};
use waxseal_view::share::REPORTS;

/// What the diagnosis of all who send may cost, as at a terminal.
const BUDGET: Allowance = Allowance { questions: 6_000, seconds: 120 };
/// How often it is said how far the reading is, in milliseconds.
const SAY_EVERY: f64 = 100.0;
/// How many times longer than drawing takes it is not drawn again, so that most of the time goes into reading.
const REST: f64 = 8.0;
/// The reports of the example, beside the page.
const EXAMPLE: &str = "./example-reports.zip";
/// When the example is looked at: the day after its last report.
const EXAMPLE_NOW: Timestamp = Timestamp(1_769_731_200);

/// What is read, or was.
#[derive(Default)]
struct Reader {
    /// Which reading it is; another one takes its place.
    number: u32,
    lang: Lang,
    resolver: Option<String>,
    /// Whether a person wants it ended.
    is_stopped: bool,
    /// Ends the asking of DNS.
    asking: Option<AbortHandle>,
    collection: Rc<Collection>,
    report: Option<(ReportsReport, Stage)>,
    /// Figures that came with a link, in place of a report.
    shared: Option<Shared>,
    /// Which senders are listed.
    filter: Filter,
    /// The records that are tried.
    drafts: Vec<Draft>,
    /// The names of addresses that were asked for.
    names: Names,
    /// How often DNS was asked; only the last time counts.
    joins: u32,
}

thread_local! {
    static READER: RefCell<Reader> = RefCell::default();
}

/// Reads what travelled beside the request; without a resolver, the example.
pub(crate) fn begin(number: u32, resolver: Option<String>, lang: &str, list: &Array) {
    let lang = Lang::from_tag(lang).unwrap_or_default();
    let before = READER.replace(Reader { number, lang, resolver, ..Reader::default() });
    if let Some(asking) = before.asking {
        asking.abort();
    }
    match files::link(list) {
        Some(link) => READER.with_borrow_mut(|reader| reader.open_link(&link)),
        None => spawn_local(read(number, files::handed(list))),
    }
}

/// Does what was done in the drawn reports, and draws them again.
pub(crate) fn act(lang: &str, act: Option<Act>, fields: Fields<'_>) {
    READER.with_borrow_mut(|reader| reader.lang = Lang::from_tag(lang).unwrap_or_default());
    match act {
        Some(Act::Stop) => READER.with_borrow_mut(|reader| {
            reader.is_stopped = true;
            if let Some(asking) = reader.asking.take() {
                asking.abort();
            }
        }),
        Some(Act::Export) => export(fields.get("value")),
        Some(Act::Again) => ask_again(),
        Some(Act::Choose) => open_message(fields.get("value")),
        Some(Act::AddDraft) => try_records(&fields),
        Some(Act::Reset) => try_drafts(Vec::new()),
        Some(Act::Names) => spawn_local(ask_names(fields.get("value").parse().unwrap_or(usize::MAX))),
        Some(Act::Filter) => READER.with_borrow_mut(|reader| {
            reader.filter.switch(fields.get("value"));
            reader.draw();
        }),
        _ => READER.with_borrow(Reader::draw),
    }
}

/// Hands the message of a failure report to the page, which has it checked.
fn open_message(place: &str) {
    let text = READER.with_borrow(|reader| {
        let message = reader.collection.failed_message(place.parse().ok()?)?;
        Some(text_of(message))
    });
    if let Some(text) = text {
        messages::reply(&Reply::Message { text });
    }
}

/// Hands the reports over as a file.
fn export(kind: &str) {
    let file = READER.with_borrow(|reader| {
        let (report, _) = reader.report.as_ref()?;
        Some(match kind {
            "csv" => ("waxseal-reports.csv", "text/csv", csv::reports(report)),
            "markdown" => ("waxseal-reports.md", "text/markdown", markdown::reports(reader.lang, report)),
            _ => ("waxseal-reports.json", "application/json", pretty(&json::text(report).ok()?)),
        })
    });
    if let Some((name, kind, text)) = file {
        messages::reply(&Reply::File { name: name.to_owned(), kind: kind.to_owned(), text });
    }
}

/// Asks DNS once more, past every cache of the page's own.
fn ask_again() {
    if let Some(resolver) = READER.with_borrow(|reader| reader.resolver.clone()) {
        answers::forget(&resolver);
    }
    join_again();
}

/// Asks for the names of the addresses of a sender.
async fn ask_names(place: usize) {
    let begun = READER.with_borrow(|reader| {
        let (report, _) = reader.report.as_ref()?;
        Some((reader.number, reader.resolver.clone(), report.sources.get(place)?.clone()))
    });
    let Some((number, resolver, source)) = begun else { return };
    // An address that cannot be asked was told when the reports were joined with DNS.
    let Ok(answers) = Answers::of(resolver.as_deref()) else { return };
    let door = CheckResolver::of_many(answers, Vec::new(), BUDGET, tell_asked);
    let names = Names::of_source(&door, &source).await;
    of(number, |reader| {
        reader.names.add(names);
        if let Some((report, _)) = &mut reader.report {
            reader.names.tell(report);
        }
        reader.draw();
    });
}

/// Tries the records of the form on all mail of the reports.
fn try_records(fields: &Fields<'_>) {
    let drafts = READER.with_borrow(|reader| {
        let (report, _) = reader.report.as_ref()?;
        Some(what_if::drafts(report, fields.get("dmarc"), fields.get("spf")))
    });
    try_drafts(drafts.unwrap_or_default());
}

fn try_drafts(drafts: Vec<Draft>) {
    READER.with_borrow_mut(|reader| reader.drafts = drafts);
    join_again();
}

/// Joins what was read with DNS anew.
fn join_again() {
    let stage = READER.with_borrow_mut(|reader| {
        reader.is_stopped = false;
        if let Some(asking) = reader.asking.take() {
            asking.abort();
        }
        let (_, stage) = reader.report.as_ref()?;
        Some((reader.number, stage.clone()))
    });
    if let Some((number, stage)) = stage {
        spawn_local(join(number, stage));
    }
}

impl Reader {
    /// Shows the figures of a link.
    fn open_link(&mut self, link: &str) {
        self.shared = link.strip_prefix(REPORTS).and_then(Shared::read);
        if self.shared.is_none() {
            let sentence = words(self.lang).page.no_figures.to_owned();
            messages::reply(&Reply::Trouble { number: self.number, sentence });
        }
        let tree = self.shared.as_ref().map(|figures| shared(self.lang, figures));
        self.say(tree, None);
    }

    /// Draws what there is, as the last word.
    fn draw(&self) {
        if let Some(figures) = &self.shared {
            self.say(Some(shared(self.lang, figures)), None);
        }
        if let Some((report, stage)) = &self.report {
            self.say(Some(page(self.lang, report, stage, &self.filter)), None);
        }
    }

    fn say(&self, tree: Option<Node>, progress: Option<String>) {
        messages::reply(&Reply::Reports { number: self.number, tree, progress });
    }

    fn now(&self) -> Timestamp {
        if self.is_of_example() { EXAMPLE_NOW } else { platform::now() }
    }

    const fn is_of_example(&self) -> bool {
        self.resolver.is_none()
    }
}

/// Does something with the reader, where this reading is still the one that is wanted.
fn of<T>(number: u32, take: impl FnOnce(&mut Reader) -> T) -> Option<T> {
    READER.with_borrow_mut(|reader| (reader.number == number).then(|| take(reader)))
}

/// Reads all files, with what there is so far drawn after the first one and then now and then.
async fn read(number: u32, mut given: Vec<Given>) {
    let Some(is_of_example) = of(number, |reader| reader.is_of_example()) else { return };
    if is_of_example {
        given.extend(example().await);
    }
    let (all, mut collection, mut pace) = (given.len(), Collection::new(None), Pace::default());
    let mut read = 0;
    for file in &given {
        if of(number, |reader| reader.is_stopped).unwrap_or(true) {
            break;
        }
        files::add(&mut collection, file).await;
        read += 1;
        of(number, |reader| pace.tell(reader, &collection, read, all));
    }
    let stage = match (read < all, is_of_example) {
        (true, _) => Stage::Stopped(read, all),
        (false, true) => Stage::Example,
        (false, false) => Stage::Whole,
    };
    if of(number, |reader| reader.collection = Rc::new(collection)).is_some() {
        join(number, stage).await;
    }
}

/// The archive of the example; nothing where it cannot be fetched, as without a network.
async fn example() -> Option<Given> {
    let response = Request::get(EXAMPLE).send().await.ok().filter(gloo_net::http::Response::ok)?;
    let bytes = response.binary().await.ok()?;
    Some((EXAMPLE.trim_start_matches("./").to_owned(), js_sys::Uint8Array::from(bytes.as_slice()).into()))
}

/// When something was said or drawn last.
#[derive(Default)]
struct Pace {
    said: f64,
    /// When it is to be drawn next.
    due: f64,
}

impl Pace {
    /// Says how far the reading is, and draws what there is where that is due.
    fn tell(&mut self, reader: &Reader, collection: &Collection, read: usize, all: usize) {
        let now = platform::milliseconds();
        let is_drawn = now >= self.due && read < all;
        if !is_drawn && now - self.said < SAY_EVERY {
            return;
        }
        let progress = (words(reader.lang).page.reading)(read, all);
        let tree = is_drawn
            .then(|| page(reader.lang, &collection.finish(reader.now()), &Stage::Reading, &reader.filter));
        reader.say(tree, Some(progress));
        self.said = platform::milliseconds();
        if is_drawn {
            self.due = self.said + SAY_EVERY.max((self.said - now) * REST);
        }
    }
}

/// Joins what was read with DNS, unless the reading was stopped, and draws it.
async fn join(number: u32, stage: Stage) {
    let begun = of(number, |reader| {
        reader.joins = reader.joins.wrapping_add(1);
        (reader.collection.clone(), reader.now(), reader.is_stopped, reader.joins)
    });
    let Some((collection, now, is_stopped, join)) = begun else { return };
    let unasked = collection.finish(now);
    let asked = if is_stopped { Ok(None) } else { asked(number, &collection, now).await };
    of(number, |reader| {
        if reader.joins != join {
            return;
        }
        let mut report = match asked {
            Ok(report) => report.unwrap_or(unasked),
            Err(why) => {
                let sentence = why.sentence(reader.lang);
                messages::reply(&Reply::Trouble { number, sentence });
                unasked
            }
        };
        reader.names.tell(&mut report);
        reader.report = Some((report, stage));
        reader.draw();
    });
}

/// What was read, joined with DNS; `None` where that was ended.
async fn asked(
    number: u32,
    collection: &Collection,
    now: Timestamp,
) -> Result<Option<ReportsReport>, EndpointError> {
    let Some(resolver) = of(number, |reader| reader.resolver.clone()) else { return Ok(None) };
    let answers = Answers::of(resolver.as_deref())?;
    let door = CheckResolver::of_many(answers, Vec::new(), BUDGET, tell_asked);
    let drafts = of(number, |reader| reader.drafts.clone()).unwrap_or_default();
    let (asking, handle) = abortable(collection.joined(&door, now, TABLES, &drafts));
    of(number, |reader| reader.asking = Some(handle));
    Ok(asking.await.ok())
}

/// Says how many questions went out and came back, now and then.
fn tell_asked(asked: u32, answered: u32) {
    const EVERY: u32 = 8;
    if answered.is_multiple_of(EVERY) {
        READER.with_borrow(|reader| {
            reader.say(None, Some((words(reader.lang).page.asking)(asked, answered)));
        });
    }
}

/// What a program wants of some reports.
pub(crate) struct Wanted {
    /// Those on one domain alone.
    pub(crate) domain: Option<Domain>,
    /// Those of one reporter alone, by a part of the name.
    pub(crate) reporter: Option<String>,
    /// Whether the names of the addresses are asked for.
    pub(crate) names: bool,
}

/// Reads files for a program, and joins them with the answers that it gives.
pub(crate) async fn read_all(
    given: &[Given],
    wanted: Wanted,
    answers: Answers,
    drafts: Vec<Draft>,
    now: Timestamp,
) -> ReportsReport {
    let mut collection = Collection::new(wanted.domain).of_reporter(wanted.reporter.as_deref());
    for file in given {
        files::add(&mut collection, file).await;
    }
    let door = CheckResolver::of_many(answers, drafts.clone(), BUDGET, |_, _| ());
    let mut report = collection.joined(&door, now, TABLES, &drafts).await;
    if wanted.names {
        Names::of_all(&door, &mut report).await;
    }
    report
}
