//! The records of a plan, each with its reason, its value ready to copy, and whether it is live.

use crate::locale::Locale;
use crate::node::{Attribute, Node, code, dd, div, dl, dt, h3, li, link, note, p, section, span, ul};
use crate::parts::meter::meter;
use crate::parts::record::copy;
use waxseal_core::dns::RecordType;
use waxseal_core::setup::{Apex, DnsHost, Line, Live, Purpose, SetupReport, Value};

/// The most of a found record that is shown, in characters: a key is long and says nothing.
const MAX_SHOWN: usize = 160;

/// The order in which they are drawn.
const PURPOSES: [Purpose; 7] = [
    Purpose::Arrival,
    Purpose::Spf,
    Purpose::Key,
    Purpose::ReturnPath,
    Purpose::Dmarc,
    Purpose::Consent,
    Purpose::TlsReports,
];

/// The records under a heading for each purpose.
pub(crate) fn lines(locale: Locale, report: &SetupReport, is_growing: bool) -> Vec<Node> {
    let mut nodes = panel(locale, report);
    for purpose in PURPOSES {
        let lines: Vec<&Line> = report.plan.lines.iter().filter(|line| line.purpose == purpose).collect();
        if !lines.is_empty() {
            nodes.push(h3().put((locale.setup().purpose)(purpose)));
        }
        let mut drawing = Drawing { locale, report, is_growing, said: Vec::new() };
        nodes.extend(lines.into_iter().map(|line| drawing.card(line)));
    }
    nodes
}

/// How the DNS host wants records typed, and its page on that.
fn panel(locale: Locale, report: &SetupReport) -> Vec<Node> {
    let (zone, host) = (report.plan.zone.as_str(), report.plan.dns_host.as_ref());
    let prose = locale.prose_of_setup();
    let page = host.and_then(|host| Some(link(host.page?, &prose.panel_page(host))));
    let said = p().put(note(prose.panel(zone, host)));
    [Some(said), page.map(|page| p().class("note").put(page))].into_iter().flatten().collect()
}

/// The records of one purpose, being drawn.
struct Drawing<'a> {
    locale: Locale,
    report: &'a SetupReport,
    is_growing: bool,
    /// Sentences that need not be read twice.
    said: Vec<String>,
}

impl Drawing<'_> {
    fn once(&mut self, sentence: String) -> Option<String> {
        let is_new = !self.said.contains(&sentence);
        is_new.then(|| {
            self.said.push(sentence.clone());
            sentence
        })
    }

    fn card(&mut self, line: &Line) -> Node {
        let (locale, provider) = (self.locale, line.provider);
        let prose = locale.prose_of_setup();
        let reason = self.once(prose.reason(line));
        let head = div()
            .class("line-head")
            .put(code().put(line.name.as_ref().map(|name| name.to_string())))
            .put(provider.map(|provider| note(provider.name())))
            .put(line.name.is_none().then(|| note(unnamed(locale, line))))
            .put(line.live.as_ref().and_then(|live| chip(locale, live, self.is_growing)));
        let mut card = section()
            .class("line")
            .with(Attribute::AriaLabel, label(locale, line))
            .put(head)
            .put(reason.map(|reason| p().put(reason)))
            .put(facts(locale, line, self.report.plan.dns_host.as_ref()));
        if let Some(why) = prose.value(&line.value, line) {
            let class = if line.value.text().is_some() { "line-warning" } else { "note" };
            card = card.put(p().class(class).put(why));
        }
        if line.purpose == Purpose::Spf {
            card = card.put(spf(locale, self.report));
        }
        if let (Some(page), Value::Account, Some(provider)) = (line.page, &line.value, provider) {
            let text = (locale.setup().its_page)(provider.name());
            card = card.put(self.once(text).map(|text| p().class("note").put(link(page, &text))));
        }
        card.put(line.live.as_ref().and_then(|live| self.found(live)))
    }

    /// What stands there, where that is not the record itself.
    fn found(&mut self, live: &Live) -> Option<Node> {
        if self.is_growing && matches!(live, Live::Unanswered { .. }) {
            return None;
        }
        let records: &[String] = match live {
            Live::AsGood { found } | Live::Differs { found } | Live::Elsewhere { found } => found,
            Live::Beside { others } => others,
            Live::There { .. } | Live::Missing | Live::Unanswered { .. } | Live::Unnamed => &[],
        };
        let said = self.locale.prose_of_setup().live_note(live)?.to_owned();
        if records.is_empty() {
            return self.once(said).map(|said| div().class("line-found").put(p().put(note(said))));
        }
        let shown: Vec<Node> = records.iter().map(|text| li().put(code().put(shortened(text)))).collect();
        Some(div().class("line-found").put(p().put(note(said))).put(ul().class("line-list").put(shown)))
    }
}

/// Who knows the name of a record that has none yet.
fn unnamed(locale: Locale, line: &Line) -> &'static str {
    if line.value == Value::Own { locale.setup().own_server } else { locale.setup().unnamed }
}

/// What a record's place on the page is called, for those who go from one to the next.
fn label(locale: Locale, line: &Line) -> String {
    let kind = line.kind.map_or("", |kind| kind.as_str());
    let provider = line.provider.map(|provider| provider.name());
    match (&line.name, provider) {
        // Several exchangers stand at one name.
        (Some(name), _) if line.purpose == Purpose::Arrival => {
            format!("{kind} {name} {}", line.value.text().unwrap_or_default()).trim_end().to_owned()
        }
        (Some(name), _) => format!("{kind} {name}"),
        (None, provider) => {
            format!(
                "{}, {}",
                (locale.setup().purpose)(line.purpose),
                provider.unwrap_or(locale.setup().own_server)
            )
        }
    }
}

/// What a panel asks for, field by field, as the panel of a DNS host takes it.
fn facts(locale: Locale, line: &Line, dns_host: Option<&DnsHost>) -> Node {
    let (words, own) = (locale.words(), locale.setup());
    let copied = |what: &str, value: &str| dd().put(code().put(value)).put(copy(words, what, value));
    let name = line.name.as_ref().map_or("", |name| name.as_str());
    let mut facts = dl().class("facts line-facts");
    if let Some(host) = &line.host {
        let label = own.panel_name;
        let takes_nothing = host == "@" && dns_host.is_some_and(|host| host.apex == Apex::Empty);
        let nothing = takes_nothing.then(|| dd().put(note(own.panel_nothing)));
        let typed = nothing.unwrap_or_else(|| copied(&format!("{label}, {name}"), host));
        facts = facts.put(dt().put(label)).put(typed);
        facts = facts.put(dt().put(own.full_name)).put(copied(&format!("{}, {name}", own.full_name), name));
    }
    if let Some(kind) = line.kind {
        facts = facts.put(dt().put(own.kind_label)).put(dd().put(kind.as_str()));
    }
    match &line.value {
        Value::Ready { text } => {
            let is_dotted = line.kind != Some(RecordType::Txt) && dns_host.is_some_and(|host| host.dotted);
            let text = if is_dotted && !text.ends_with('.') { format!("{text}.") } else { text.clone() };
            facts.put(dt().put(own.value)).put(copied(&format!("{}, {name}", own.value), &text))
        }
        // What is not to be published as it is has no button to copy it with.
        Value::Partial { text, .. } | Value::TooCostly { text, .. } => {
            facts.put(dt().put(own.so_far)).put(dd().put(code().put(text.as_str())))
        }
        Value::Account | Value::Own => facts,
    }
}

/// What the SPF record costs, how it ends, and what of the published one stays.
fn spf(locale: Locale, report: &SetupReport) -> Vec<Node> {
    let (prose, spf) = (locale.prose_of_setup(), &report.plan.spf);
    let mut nodes =
        vec![meter(locale, spf.cost(), None), p().put(prose.cost(spf)), p().put(prose.end(spf.end))];
    if let Some(cause) = &spf.cause {
        nodes.push(p().class("line-warning").put(locale.prose().spf_cause(cause)));
    }
    if !spf.kept.is_empty() {
        let kept: Vec<Node> = spf.kept.iter().map(|kept| li().put(prose.kept(kept))).collect();
        nodes.push(ul().class("line-list").put(kept));
    }
    nodes
}

/// Whether a line is live, as sign, word and colour; nothing where there is no name to ask for.
fn chip(locale: Locale, live: &Live, is_growing: bool) -> Option<Node> {
    let word = locale.prose_of_setup().live(live);
    let (sign, class, word) = match live {
        Live::Unnamed => return None,
        Live::Unanswered { .. } if is_growing => ("…", "state-unknown", locale.words().asking),
        Live::There { .. } | Live::AsGood { .. } => ("✓", "state-pass", word),
        Live::Beside { .. } | Live::Differs { .. } | Live::Elsewhere { .. } => ("≠", "state-stranger", word),
        Live::Missing => ("–", "state-unknown", word),
        Live::Unanswered { .. } => ("?", "state-unknown", word),
    };
    let sign = span().with(Attribute::AriaHidden, "true").put(sign);
    Some(span().class(format!("chip {class}")).put(sign).put(span().put(word)))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text)),
        None => text.to_owned(),
    }
}
