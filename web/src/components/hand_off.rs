//! The steps for somebody else: a text for each who takes some of them, to be copied or put into a mail.

use crate::hand_off::{MAX_MAILTO, Recipient, ResultLink, Steps};
use crate::locale::Words;
use crate::locale::hand_off::HandOffWords;
use crate::platform;
use waxseal_prose::Lang;
use waxseal_view::protocol::Act;
use waxseal_view::{Attribute, Node};
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
        one(words, recipient, steps.link, &subject, &text)
    });
    html! { <div class="hand-off no-print">{ for texts }</div> }
}

/// One text, closed until somebody wants it.
fn one(
    words: &'static HandOffWords,
    recipient: Recipient<'_>,
    link: ResultLink<'_>,
    subject: &str,
    text: &str,
) -> Html {
    let name = match recipient {
        Recipient::Dns => words.to_dns.to_owned(),
        Recipient::Provider(name) => (words.to_provider)(name),
    };
    let share = match link {
        ResultLink::ToBeShared => Some(words.add_link),
        ResultLink::Shared(_) => Some(words.leave_link),
        ResultLink::None | ResultLink::Fragment(_) => None,
    };
    html! {
        <details>
            <summary>{ &name }</summary>
            <pre class="exactly" role="region" aria-label={name.clone()} tabindex="0">{ text }</pre>
            <div class="tools">
                <button type="button" class="button quiet" data-copy={text.to_owned()}>{ words.copy }</button>
                { mail(words, subject, text) }
                if let Some(share) = share {
                    <button type="button" class="button quiet" data-act={Act::Share.as_str()}>{ share }</button>
                }
            </div>
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
