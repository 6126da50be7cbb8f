//! The steps for somebody else: a text for each who takes some of them, to be copied or put into a mail.

use crate::hand_off::{MAX_MAILTO, Recipient, ResultLink, Steps};
use crate::locale::Words;
use crate::locale::hand_off::HandOffWords;
use crate::platform;
use wasm_bindgen::JsCast;
use waxseal_prose::Lang;
use waxseal_view::protocol::Act;
use waxseal_view::{Attribute, Node};
use web_sys::Element;
use yew::prelude::*;
use yew::virtual_dom::VNode;

/// Whether the texts are offered in the place of an element.
pub(super) fn is_place(node: &Node) -> bool {
    node.attributes.iter().any(|(name, value)| *name == Attribute::DataAct && value == Act::HandOff.as_str())
}

/// The texts of the steps that stand in `around`.
pub(super) fn hand_off(around: &Node, place: &Node, lang: Lang) -> VNode {
    let words = &Words::of(lang).hand_off;
    let steps = Steps::read(around, place);
    let link = match steps.link {
        ResultLink::None | ResultLink::ToBeShared => None,
        ResultLink::Shared(link) => Some(link.to_owned()),
        ResultLink::Fragment(fragment) => platform::address_of(fragment),
    };
    let texts = steps.recipients().into_iter().map(|recipient| {
        let text = steps.text(words, recipient, link.as_deref());
        let subject = steps.subject(words, recipient);
        let name = match recipient {
            Recipient::Dns => words.to_dns.to_owned(),
            Recipient::Provider(name) => (words.to_provider)(name),
        };
        let share = match steps.link {
            ResultLink::ToBeShared => Some(words.add_link),
            ResultLink::Shared(_) => Some(words.leave_link),
            ResultLink::None | ResultLink::Fragment(_) => None,
        };
        html! { <Text {lang} {name} {subject} {text} {share} /> }
    });
    html! { <div class="hand-off no-print">{ for texts }</div> }
}

#[derive(Properties, PartialEq)]
struct TextProps {
    lang: Lang,
    /// For whom it is.
    name: String,
    subject: String,
    text: String,
    /// What the button says that adds a link, or leaves it out.
    share: Option<&'static str>,
}

/// One text, closed until somebody wants it, and not in the document until then: it says again what stands above it.
#[component]
fn Text(props: &TextProps) -> Html {
    let is_open = use_state_eq(|| false);
    let ontoggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            let fold: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
            is_open.set(fold.is_some_and(|fold| fold.has_attribute("open")));
        })
    };
    let words = &Words::of(props.lang).hand_off;
    let TextProps { name, subject, text, share, .. } = props;
    html! {
        <details {ontoggle}>
            <summary>{ name }</summary>
            if *is_open {
                <pre class="exactly" role="group" aria-label={name.clone()} tabindex="0">{ text }</pre>
                <div class="tools">
                    <button type="button" class="button quiet" data-copy={text.clone()}>{ words.copy }</button>
                    { mail(words, subject, text) }
                    if let Some(share) = share {
                        <button type="button" class="button quiet" data-act={Act::Share.as_str()}>{ share }</button>
                    }
                </div>
            }
        </details>
    }
}

/// A link that opens the visitor's mail program with the text, or why there is none.
fn mail(words: &'static HandOffWords, subject: &str, text: &str) -> Html {
    // RFC 6068 §5: a line of the body ends in CRLF.
    let body = js_sys::encode_uri_component(&text.replace('\n', "\r\n"));
    let address = format!("mailto:?subject={}&body={body}", js_sys::encode_uri_component(subject));
    if address.len() > MAX_MAILTO {
        html! { <span class="note">{ words.too_long }</span> }
    } else {
        html! { <a class="button quiet" href={address}>{ words.mail }</a> }
    }
}
