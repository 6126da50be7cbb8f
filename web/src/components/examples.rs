//! Three checks that need no network: the first user's two messages, and their domain.

use crate::locale::Words;
use yew::prelude::*;

/// The examples; their answers come with the checker.
pub(crate) const EXAMPLES: [&str; 3] = [
    include_str!("../../assets/examples/mailchimp-to-gmail.txt"),
    include_str!("../../assets/examples/office365-to-gmail.txt"),
    "nl365pro.com",
];

/// A button for each.
pub(crate) fn examples(words: &'static Words, on_example: &Callback<&'static str>) -> Html {
    let labels = [words.example_mailchimp, words.example_microsoft, words.example_domain];
    html! {
        <div class="examples no-print">
            <span>{ words.try_example }</span>
            { for labels.into_iter().zip(EXAMPLES).map(|(label, text)| {
                let onclick = on_example.reform(move |_: MouseEvent| text);
                html! { <button type="button" class="button quiet" {onclick}>{ label }</button> }
            }) }
        </div>
    }
}
