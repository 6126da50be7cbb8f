//! The JavaScript API: arguments in, a report out, as JSON that the page turns into an object.

use crate::answers::{Answers, CheckResolver};
use crate::platform::{self, TABLES};
use crate::reports::Wanted;
use crate::wrong::{Argument, Wrong};
use crate::{CHECKS, READS_REPORTS, SETS_UP, messages, reports, suffixes};
use futures_util::future::{FutureExt, LocalBoxFuture};
use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use waxseal_core::dns::{Draft, DraftError, Zone};
use waxseal_core::evidence::{EnvelopeOverrides, EnvelopeTexts, Unusable, client_address};
use waxseal_core::input::{behind, one_domain, one_record};
use waxseal_core::json::{self, FieldError, Json};
use waxseal_core::message::Origin;
use waxseal_core::posture::named_selector;
use waxseal_core::setup::{Choices, SetupForm};
use waxseal_core::time::Timestamp;
use waxseal_core::{
    DomainInput, MessageInput, RecordInput, SpfInput, check_domain, check_mail, check_record, check_spf,
    set_up as draw_up,
};
use waxseal_doh::providers::PROVIDERS;
use waxseal_prose::Lang;
use waxseal_view::protocol::Function;

/// Runs one function of the API; its report as JSON.
///
/// # Errors
/// Why it could not run, as one clear sentence.
pub(crate) async fn call(function: Function, subject: &JsValue, options: &JsValue) -> Result<String, String> {
    let told_in = |lang| move |why: Wrong| why.sentence(lang);
    let options = object_or_nothing(options).map_err(of(Argument::Options));
    let options = options.map_err(told_in(Lang::default()))?;
    let lang = language(&options).map_err(told_in(Lang::default()))?;
    run(function, subject, &options).await.map_err(told_in(lang))
}

async fn run(function: Function, subject: &JsValue, options: &Json) -> Result<String, Wrong> {
    let options = Options::read(function, options).map_err(of(Argument::Options))?;
    let Some(running) = begun(function, subject, options) else { return Err(Wrong::OtherProgram) };
    running.await
}

/// What a function does, where this program does it. It is chosen outside of what waits for it, which would carry all of them.
fn begun(
    function: Function,
    subject: &JsValue,
    options: Options,
) -> Option<LocalBoxFuture<'_, Result<String, Wrong>>> {
    match function {
        Function::CheckMessage if CHECKS => Some(message(subject, options).boxed_local()),
        Function::CheckDomain if CHECKS => Some(domain(subject, options).boxed_local()),
        Function::CheckSpf if CHECKS => Some(spf(subject, options).boxed_local()),
        Function::CheckRecord if CHECKS => Some(record(subject, options).boxed_local()),
        Function::SetUp if SETS_UP => Some(set_up(subject, options).boxed_local()),
        Function::ReadReports if READS_REPORTS => Some(read_reports(subject, options).boxed_local()),
        _ => None,
    }
}

/// The language that failures are told in.
fn language(options: &Json) -> Result<Lang, Wrong> {
    let tag = options.text("lang").map_err(of(Argument::Options))?;
    let lang = |tag: String| Lang::from_tag(&tag).ok_or(Wrong::UnknownLanguage(tag));
    tag.map_or_else(|| Ok(Lang::default()), lang)
}

/// The names of the options that `readReports` takes.
const REPORT_OPTIONS: [&str; 8] = ["doh", "zone", "now", "domain", "reporter", "names", "draft", "lang"];
/// The names of the options that all other functions take.
const OPTIONS: [&str; 13] = [
    "doh",
    "zone",
    "now",
    "ip",
    "mailFrom",
    "helo",
    "from",
    "trust",
    "selectors",
    "name",
    "mtaStsPolicy",
    "draft",
    "lang",
];

/// The options of all functions.
#[derive(Default)]
struct Options {
    doh: Option<String>,
    zone: Option<Zone>,
    now: Option<String>,
    domain: Option<String>,
    reporter: Option<String>,
    names: bool,
    ip: Option<String>,
    mail_from: Option<String>,
    helo: Option<String>,
    from: Option<String>,
    trust: Option<String>,
    selectors: Vec<String>,
    name: Option<String>,
    mta_sts_policy: Option<String>,
    draft: Vec<DraftOption>,
}

struct DraftOption {
    name: String,
    kind: String,
    value: String,
}

/// An argument that is an object.
fn object(value: &JsValue) -> Result<Json, FieldError> {
    let read = messages::read(value).filter(|read| read.as_object().is_some());
    read.ok_or(FieldError::NotAnObject)
}

/// An argument that may be left out.
fn object_or_nothing(value: &JsValue) -> Result<Json, FieldError> {
    if value.is_undefined() || value.is_null() { Ok(Json::Null) } else { object(value) }
}

/// Says of which argument a reason is.
fn of<R: Into<Wrong>>(argument: Argument) -> impl FnOnce(R) -> Wrong {
    move |why| Wrong::Argument(argument, Box::new(why.into()))
}

/// A text that may not be left out.
fn required(value: &Json, key: &str) -> Result<String, FieldError> {
    value.text(key)?.ok_or_else(|| FieldError::Missing { key: key.to_owned() })
}

impl DraftOption {
    fn read(value: &Json) -> Result<Self, FieldError> {
        value.only(&["name", "type", "value"])?;
        let (name, kind) = (required(value, "name")?, required(value, "type")?);
        Ok(Self { name, kind, value: required(value, "value")? })
    }
}

impl Options {
    fn read(function: Function, options: &Json) -> Result<Self, Wrong> {
        let is_of_reports = function == Function::ReadReports;
        options.only(if is_of_reports { &REPORT_OPTIONS[..] } else { &OPTIONS })?;
        let zone = options.get("zone");
        let mut read = Self {
            doh: options.text("doh")?,
            zone: if zone.is_null() { None } else { Some(Zone::of(zone)?) },
            now: options.text("now")?,
            domain: options.text("domain")?,
            reporter: if READS_REPORTS { options.text("reporter")? } else { None },
            names: READS_REPORTS && options.flag("names")?,
            ip: options.text("ip")?,
            mail_from: options.text("mailFrom")?,
            helo: options.text("helo")?,
            from: options.text("from")?,
            trust: options.text("trust")?,
            selectors: options.texts("selectors")?,
            name: options.text("name")?,
            mta_sts_policy: options.text("mtaStsPolicy")?,
            draft: Vec::new(),
        };
        for draft in options.get("draft").as_list().unwrap_or_default() {
            read.draft.push(DraftOption::read(draft)?);
        }
        Ok(read)
    }

    fn drafts(&self) -> Result<Vec<Draft>, DraftError> {
        let drafts = self.draft.iter().map(|draft| Draft::parse(&draft.name, &draft.kind, &draft.value));
        drafts.collect()
    }

    /// The zone of the options, or else the resolver they name, under their drafts.
    fn door(&mut self) -> Result<CheckResolver, Wrong> {
        let (answers, drafts) = self.answers()?;
        Ok(CheckResolver::new(answers, drafts, |_, _| ()))
    }

    fn answers(&mut self) -> Result<(Answers, Vec<Draft>), Wrong> {
        let drafts = self.drafts()?;
        let answers = match self.zone.take() {
            Some(zone) => Answers::Zone(zone),
            None => Answers::resolver(self.doh.as_deref().unwrap_or(PROVIDERS[0].url))?,
        };
        Ok((answers, drafts))
    }

    fn now(&self) -> Result<Timestamp, Wrong> {
        match &self.now {
            None => Ok(platform::now()),
            Some(text) => Timestamp::parse_rfc3339(text).ok_or_else(|| Wrong::NotATime(text.clone())),
        }
    }

    fn given(&self) -> Result<EnvelopeOverrides, Unusable> {
        let text = EnvelopeTexts {
            ip: self.ip.as_deref(),
            mail_from: self.mail_from.as_deref(),
            helo: self.helo.as_deref(),
            from: self.from.as_deref(),
        };
        EnvelopeOverrides::read(&text, platform::to_ascii)
    }
}

fn written<T: Serialize>(report: &T) -> Result<String, Wrong> {
    json::text(report).map_err(|_| Wrong::NotWritten)
}

async fn message(message: &JsValue, mut options: Options) -> Result<String, Wrong> {
    let (bytes, origin) = match message.as_string() {
        Some(text) => (text.into_bytes(), Origin::Paste),
        None if message.is_instance_of::<Uint8Array>() => (Uint8Array::new(message).to_vec(), Origin::File),
        None => return Err(Wrong::NotAMessage),
    };
    let (given, now, trust) = (options.given()?, options.now()?, options.trust.clone());
    let suffixes = suffixes::fetched().await;
    let suffixes = suffixes.as_deref();
    let input = MessageInput { bytes: &bytes, origin, given, trust, now, tables: TABLES, suffixes };
    written(&check_mail(&options.door()?, &input).await)
}

async fn domain(domain: &JsValue, mut options: Options) -> Result<String, Wrong> {
    let typed = domain.as_string().ok_or(Wrong::NotText)?;
    let mut domain = one_domain(&typed, platform::to_ascii)?;
    let selectors = options.selectors.iter().map(|text| named_selector(text));
    let mut selectors = selectors.collect::<Result<Vec<_>, _>>()?;
    if let Some(named) = behind(&domain) {
        domain = named.domain;
        selectors.extend(named.selector);
    }
    let mta_sts_policy = options.mta_sts_policy.take();
    let now = options.now()?;
    let input = DomainInput { selectors, mta_sts_policy, ..DomainInput::new(domain, now) };
    written(&check_domain(&options.door()?, &input).await)
}

/// Who sends.
struct Client {
    ip: String,
    mail_from: Option<String>,
    helo: String,
    receiver: Option<String>,
}

impl Client {
    fn read(client: &JsValue) -> Result<Self, FieldError> {
        let client = object(client)?;
        client.only(&["ip", "mailFrom", "helo", "receiver"])?;
        Ok(Self {
            ip: required(&client, "ip")?,
            mail_from: client.text("mailFrom")?,
            helo: client.text("helo")?.unwrap_or_default(),
            receiver: client.text("receiver")?,
        })
    }
}

async fn spf(client: &JsValue, mut options: Options) -> Result<String, Wrong> {
    let client = Client::read(client).map_err(of(Argument::Client))?;
    let ip = client_address(&client.ip)?;
    let now = options.now()?;
    let input =
        SpfInput { ip, mail_from: client.mail_from, helo: client.helo, receiver: client.receiver, now };
    written(&check_spf(&options.door()?, &input).await)
}

async fn record(record: &JsValue, mut options: Options) -> Result<String, Wrong> {
    let text = record.as_string().ok_or(Wrong::RecordNotText)?;
    let name = options.name.as_deref().map(|name| one_domain(name, platform::to_ascii)).transpose()?;
    let record = one_record(&text, name.as_ref(), platform::to_ascii).map_err(Wrong::NotARecord)?;
    let now = options.now()?;
    written(&check_record(&options.door()?, &RecordInput { record, now }).await)
}

async fn set_up(choices: &JsValue, mut options: Options) -> Result<String, Wrong> {
    let typed = object(choices).and_then(|choices| SetupForm::of(&choices));
    let typed = typed.map_err(of(Argument::Choices))?;
    let choices = Choices::read(&typed, platform::to_ascii).map_err(Wrong::Choices)?;
    written(&draw_up(&options.door()?, &choices).await)
}

async fn read_reports(files: &JsValue, mut options: Options) -> Result<String, Wrong> {
    let files = reports::files::given(files).ok_or(Wrong::NotFiles)?;
    let domain = options.domain.take().map(|name| one_domain(&name, platform::to_ascii)).transpose()?;
    let now = options.now()?;
    let wanted = Wanted { domain, reporter: options.reporter.take(), names: options.names };
    let (answers, drafts) = options.answers()?;
    written(&reports::read_all(&files, wanted, answers, drafts, now).await)
}
