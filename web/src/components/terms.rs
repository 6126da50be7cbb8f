//! The terms in a report: the first time that each is used it can be pressed, and says what it means.

use super::report::draw;
use crate::hooks::use_document::fetch;
use crate::locale::Words;
use crate::platform;
use js_sys::{Function, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use std::slice;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use waxseal_prose::Lang;
use waxseal_view::{Node, Tag};
use yew::prelude::*;
use yew::virtual_dom::VNode;

/// The document that explains them, which is its fragment too: a heading each, in the order of [`words`].
const DOCUMENT: &str = "terms";
/// The element that shows an explanation.
const CARD: &str = "term-card";

/// The words of each term.
const fn words(lang: Lang) -> [&'static [&'static str]; 18] {
    let [policy, forwarding, alignment, path]: [&[&str]; 4] = match lang {
        Lang::En => [
            &["policy"],
            &["forwarded", "forwarder", "forwarding", "forwarders"],
            &["aligned", "alignment"],
            &["Return-Path", "MAIL FROM", "envelope sender"],
        ],
        Lang::Nl => [
            &["beleid"],
            &["doorgestuurd", "doorsturen"],
            &["aligned", "alignment"],
            &["Return-Path", "MAIL FROM", "envelopadres", "envelopdomein"],
        ],
    };
    let reports: &[&str] = match lang {
        Lang::En => &["aggregate reports"],
        Lang::Nl => &["rapporten"],
    };
    [
        &["DMARC"],
        &["SPF"],
        &["DKIM"],
        alignment,
        path,
        policy,
        &["selector"],
        &["lookups"],
        reports,
        &["ARC"],
        &["MX", "exchangers"],
        &["MTA-STS"],
        &["DANE"],
        &["DNSSEC"],
        &["BIMI"],
        &["PTR"],
        &["HELO"],
        forwarding,
    ]
}

/// Which terms of a report were met already.
pub(super) struct Terms {
    lang: Lang,
    met: Cell<u32>,
}

impl Terms {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, met: Cell::new(0) }
    }

    /// The language in which they are explained.
    pub(super) const fn lang(&self) -> Lang {
        self.lang
    }

    /// A text with its new terms as buttons.
    pub(super) fn draw(&self, text: &str) -> VNode {
        let mut parts: Vec<VNode> = Vec::new();
        let mut rest = text;
        while let Some((term, at, word)) = self.next(rest) {
            self.met.set(self.met.get() | 1 << term);
            let (before, after) = rest.split_at(at);
            let (_, after) = after.split_at(word.len());
            parts.push(VNode::from(before.to_owned()));
            parts.push(html! {
                <button type="button" class="term" aria-haspopup="dialog" data-term={term.to_string()}>{ word }</button>
            });
            rest = after;
        }
        if parts.is_empty() {
            return VNode::from(text.to_owned());
        }
        parts.push(VNode::from(rest.to_owned()));
        parts.into_iter().collect::<Html>()
    }

    /// The first new term of a text, where it stands, and the word.
    fn next(&self, text: &str) -> Option<(usize, usize, &'static str)> {
        let new =
            words(self.lang).into_iter().enumerate().filter(|(term, _)| self.met.get() & 1 << term == 0);
        let found = new.flat_map(|(term, words)| words.iter().map(move |word| (term, *word)));
        found.filter_map(|(term, word)| Some((term, place(text, word)?, word))).min_by_key(|(_, at, _)| *at)
    }
}

/// Where a word stands in a text by itself.
fn place(text: &str, word: &str) -> Option<usize> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | '@' | ':');
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let (before, after) = text.split_at(*at);
        let after = after.get(word.len()..).unwrap_or_default();
        let mut following = after.chars();
        // A full stop that ends a sentence is no part of a name.
        let follows = match (following.next(), following.next()) {
            (Some('.' | ':'), next) => next.is_some_and(|c| !c.is_whitespace()),
            (Some(c), _) => is_part(c),
            (None, _) => false,
        };
        !before.ends_with(is_part) && !follows
    })
}

/// Whether the texts of an element are sentences, in which terms can be pressed.
pub(super) fn is_sentence(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Li)
}

/// Whether nothing in an element can be pressed by itself.
pub(super) fn is_closed(tag: Tag) -> bool {
    matches!(tag, Tag::Button | Tag::A | Tag::Summary | Tag::Code | Tag::Pre | Tag::Label)
}

/// Props of [`TermCard`].
#[derive(Properties, PartialEq)]
pub(super) struct TermCardProps {
    /// The term that was pressed, and how many were before it.
    pub(super) asked: Option<(usize, u32)>,
    /// The language.
    pub(super) lang: Lang,
}

/// What the pressed term means.
#[component]
pub(super) fn TermCard(props: &TermCardProps) -> Html {
    let shown = use_state(|| None::<(usize, Rc<Node>)>);
    {
        let shown = shown.setter();
        use_effect_with((props.asked, props.lang), move |&(asked, lang)| {
            if let Some((term, _)) = asked {
                spawn_local(async move {
                    match fetch(DOCUMENT, lang).await {
                        Some(document) => shown.set(Some((term, Rc::new(document)))),
                        // Its own page says that it is missing.
                        None => platform::go(DOCUMENT),
                    }
                });
            }
        });
    }
    use_effect_with((props.asked, (*shown).clone()), |(_, shown)| {
        if shown.is_some() {
            open();
        }
    });
    let explained = shown.as_ref().map(|(term, document)| explanation(document, *term));
    html! {
        if let Some(nodes) = explained {
            <div id={CARD} class="term-card sheet" popover="auto" role="dialog" tabindex="-1" aria-labelledby="term-title">
                { for nodes.into_iter().map(|node| match node.tag {
                    Some(Tag::H2) => html! { <h2 id="term-title">{ node.plain_text() }</h2> },
                    _ => draw(node),
                }) }
                <p><a href={format!("#{DOCUMENT}")}>{ Words::of(props.lang).shell.terms }</a></p>
            </div>
        }
    }
}

/// The heading of a term, and what its part says.
fn explanation(document: &Node, term: usize) -> Vec<&Node> {
    let mut parts = document.children.iter().filter(|node| node.tag == Some(Tag::Section));
    let Some(part) = parts.nth(term) else { return Vec::new() };
    part.children
        .iter()
        .flat_map(|node| if node.tag == Some(Tag::H2) { slice::from_ref(node) } else { &node.children })
        .collect()
}

/// Shows the card and leads the focus there; the browser leads it back when the card is closed.
fn open() {
    let Some(card) = platform::find(&format!("#{CARD}")) else { return };
    let show = Reflect::get(&card, &JsValue::from_str("showPopover")).ok();
    if let Some(show) = show.and_then(|show| show.dyn_into::<Function>().ok()) {
        // It fails only where the card is open already.
        let _ = show.call0(&card);
    }
    let _ = card.unchecked_into::<web_sys::HtmlElement>().focus();
}
