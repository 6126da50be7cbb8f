//! What a person chooses.

use crate::locale::Locale;
use crate::node::{
    Attribute, Content, Node, button, details, div, field, fieldset, form as form_element, input, label,
    legend, note, option, p, select, span, summary, textarea,
};
use crate::protocol::Act;
use waxseal_core::providers::{Kind, Provider, catalogue};
use waxseal_core::setup::{HOSTS, NOTHING, NOWHERE, SetupForm, UNCHANGED, receivers, senders};
use waxseal_core::sorting;

/// The kinds of senders, those that most people have first.
const KINDS: [Kind; 5] =
    [Kind::Mailbox, Kind::Marketing, Kind::Transactional, Kind::Application, Kind::Gateway];
/// Where the providers stand, for the field that narrows them down.
const PROVIDERS_ID: &str = "setup-providers";

/// The form, with what was typed so far.
pub(crate) fn form(locale: Locale, typed: &SetupForm) -> Node {
    let words = locale.setup();
    let domain = text("domain", &typed.domain).with(Attribute::Placeholder, "example.com");
    let button = button().class("button").with(Attribute::Type, "submit").put(words.make);
    form_element()
        .class("sheet setup-form")
        .with(Attribute::Id, "setup-form")
        .with(Attribute::DataAct, Act::SetUp.as_str())
        .put(field("setup-domain", words.domain, domain))
        .put(sending(locale, typed))
        .put(arriving(locale, typed))
        .put(reporting(locale, typed))
        .put(div().put(button))
}

fn text(name: &str, value: &str) -> Node {
    input()
        .with(Attribute::Type, "text")
        .with(Attribute::Name, name)
        .with(Attribute::Value, value)
        .with(Attribute::Autocomplete, "off")
        .with(Attribute::Spellcheck, "false")
}

fn area(name: &str, value: &str, placeholder: &str) -> Node {
    textarea()
        .with(Attribute::Name, name)
        .with(Attribute::Rows, "2")
        .with(Attribute::Placeholder, placeholder)
        .with(Attribute::Spellcheck, "false")
        .put(value)
}

/// A control under its label, with a sentence that describes it.
fn described(id: &str, name: impl Content, control: Node, remark: &str) -> Node {
    let described = format!("{id}-note");
    let remark = span().class("note").with(Attribute::Id, described.as_str()).put(remark);
    field(id, name, control.with(Attribute::AriaDescribedby, described)).put(remark)
}

fn sending(locale: Locale, typed: &SetupForm) -> Node {
    let words = locale.setup();
    // Without a form of its own, Enter in this field does not send the one around it.
    let find = input()
        .with(Attribute::Type, "search")
        .with(Attribute::Form, "none")
        .with(Attribute::DataFilter, PROVIDERS_ID)
        .with(Attribute::Autocomplete, "off");
    let groups: Vec<Node> = KINDS.iter().map(|kind| group(locale, *kind, typed)).collect();
    let (own, others) = (area("own", &typed.own, "203.0.113.25 2001:db8::25"), text("others", &typed.others));
    let tenant = text("tenant", &typed.tenant).with(Attribute::Placeholder, "contoso");
    let nothing = typed.sends.iter().any(|sends| sends == NOTHING);
    fieldset()
        .put(legend().put(words.sends))
        .put(p().put(note(words.sends_note)))
        .put(field("setup-find", words.find, find))
        .put(div().with(Attribute::Id, PROVIDERS_ID).put(groups))
        .put(regions(locale, typed))
        .put(div().class("tenant").put(described("setup-tenant", words.tenant, tenant, words.tenant_note)))
        .put(
            div()
                .class("setup-pairs")
                .put(described("setup-own", words.own, own, words.own_note))
                .put(described("setup-others", words.others, others, words.others_note)),
        )
        .put(checkbox(NOTHING, words.nothing, nothing))
}

/// Where accounts are kept, asked of each provider that was chosen and whose records differ by it.
fn regions(locale: Locale, typed: &SetupForm) -> Vec<Node> {
    let named = |text: &String, provider: &Provider| {
        let name = text.split_once(':').map_or(text.as_str(), |(name, _)| name);
        provider.id().eq_ignore_ascii_case(name) || provider.name().eq_ignore_ascii_case(name)
    };
    let chosen = |provider: &&Provider| {
        typed.sends.iter().chain([&typed.receives]).any(|text| named(text, provider))
            && provider.regions().next().is_some()
    };
    let ask = |provider: &Provider| {
        let texts = typed.regions.iter().chain(&typed.sends).chain([&typed.receives]);
        let told: Vec<&String> = texts.filter(|text| named(text, provider)).collect();
        let mut options = vec![option().with(Attribute::Value, "").put("–")];
        for region in provider.regions() {
            let value = format!("{}:{}", provider.id(), region.name());
            let is_told = told.iter().any(|text| {
                text.split_once(':').is_some_and(|(_, name)| name.eq_ignore_ascii_case(region.name()))
            });
            let option = option().with(Attribute::Value, value).put(region.name());
            options.push(if is_told { option.with(Attribute::Selected, "") } else { option });
        }
        let id = format!("setup-region-{}", provider.id());
        let menu = select().class("choice").with(Attribute::Name, "regions").put(options);
        field(&id, (locale.setup().region)(provider.name()), menu)
    };
    catalogue().filter(chosen).map(ask).collect()
}

/// The providers of one kind, unfolded where one of them is chosen.
fn group(locale: Locale, kind: Kind, typed: &SetupForm) -> Node {
    let words = locale.setup();
    let is_chosen = |provider: &Provider| {
        let is_it = |text: &String| {
            let name = text.split_once(':').map_or(text.as_str(), |(name, _)| name);
            provider.id().eq_ignore_ascii_case(name) || provider.name().eq_ignore_ascii_case(name)
        };
        typed.sends.iter().any(is_it)
    };
    let mut providers: Vec<&Provider> = senders().filter(|provider| provider.kind() == kind).collect();
    // The catalogue's order says which mailboxes most people have; the rest is looked up by name.
    if kind != Kind::Mailbox {
        sorting::sort_by_key(&mut providers, |provider| provider.name().to_ascii_lowercase());
    }
    let has_chosen = providers.iter().any(|provider| is_chosen(provider));
    let boxes: Vec<Node> = providers
        .iter()
        .map(|provider| checkbox(provider.id(), provider.name(), is_chosen(provider)))
        .collect();
    let title = (words.kind)(kind);
    let boxes =
        div().class("options").with(Attribute::Role, "group").with(Attribute::AriaLabel, title).put(boxes);
    let group = details().class("group").put(summary().put(title)).put(boxes);
    if kind == Kind::Mailbox || has_chosen { group.with(Attribute::Open, "") } else { group }
}

fn checkbox(value: &str, name: &str, is_checked: bool) -> Node {
    let mut control = input()
        .with(Attribute::Type, "checkbox")
        .with(Attribute::Name, "sends")
        .with(Attribute::Value, value);
    if is_checked {
        control = control.with(Attribute::Checked, "");
    }
    label().class("option").put(control).put(span().put(name))
}

fn arriving(locale: Locale, typed: &SetupForm) -> Node {
    let words = locale.setup();
    // Said outright, since a browser that is given the options from the last to the first would choose the last.
    let chosen = if typed.receives.is_empty() { UNCHANGED } else { typed.receives.as_str() };
    let choice = |value: &str, name: &str| {
        let option = option().with(Attribute::Value, value).put(name);
        if value == chosen { option.with(Attribute::Selected, "") } else { option }
    };
    let mut choices = vec![choice(UNCHANGED, words.unchanged)];
    choices.extend(receivers().map(|provider| choice(provider.id(), provider.name())));
    choices.extend([choice(HOSTS, words.hosts), choice(NOWHERE, words.nowhere)]);
    let place = select().class("choice").with(Attribute::Name, "receives").put(choices);
    let hosts = area("hosts", &typed.hosts, "mail.example.com");
    let hosts = described("setup-hosts", words.host_names, hosts, words.host_names_note);
    let hosts = div().class("hosts").put(hosts);
    fieldset().put(legend().put(words.receives)).put(field("setup-receives", words.place, place)).put(hosts)
}

fn reporting(locale: Locale, typed: &SetupForm) -> Node {
    let words = locale.setup();
    let address = text("reports", &typed.reports).with(Attribute::Placeholder, "dmarc@example.com");
    let field = described("setup-reports", words.reports_address, address, words.reports_note);
    fieldset().put(legend().put(words.reports)).put(field)
}
