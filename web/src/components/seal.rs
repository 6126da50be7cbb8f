//! The seal is the verdict: whole for a pass, cracked for a failure, blank where nothing can be told.

use crate::state::Settings;
use yew::prelude::*;

/// What the seal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SealState {
    /// A pass.
    Whole,
    /// A failure.
    Broken,
    /// Nothing can be told.
    Blank,
}

const WHOLE: &str = "M50 4c8 0 9 7 16 9s13-3 19 3 1 12 4 19 11 7 11 15-8 9-11 16 3 13-3 19-12 1-19 4-8 10-17 10-9-8-16-10-13 3-19-3-1-12-4-19S0 58 0 50s8-8 11-15-3-13 3-19 12-1 19-4 9-8 17-8z";
const LEFT: &str = "M47 4c-7 1-8 7-14 8s-13-3-19 3 0 12-3 19S0 42 0 50s8 9 11 16-3 13 3 19 12 1 19 4c5 2 7 8 12 9l4-15-9-14 10-13-8-17 9-12z";
const RIGHT: &str = "M56 5c6 1 7 6 13 8s12-2 17 4 1 12 4 18 10 7 10 15-8 9-11 16 3 13-3 19-12 1-19 4c-4 2-6 7-11 9l4-15-9-14 10-13-8-17 8-14z";

/// The seal.
pub(crate) fn seal(settings: &Settings, state: SealState) -> Html {
    let words = settings.words();
    let label = match state {
        SealState::Whole => words.seal_whole,
        SealState::Broken => words.seal_broken,
        SealState::Blank => words.seal_blank,
    };
    html! {
        <svg width="104" height="104" viewBox="0 0 100 100" role="img" aria-label={label}>
            { match state {
                SealState::Whole => html! {<>
                    <path fill="var(--wax)" d={WHOLE} />
                    <circle cx="50" cy="50" r="31" fill="none" stroke="var(--wax-deep)" stroke-width="3" />
                    <path d="M35 51l11 11 20-23" fill="none" stroke="var(--paper)" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" />
                </>},
                SealState::Broken => html! {<>
                    <path fill="var(--wax)" d={LEFT} />
                    <path fill="var(--wax-deep)" d={RIGHT} />
                    <path d="M24 50h12M66 50h12" stroke="var(--paper)" stroke-width="5" stroke-linecap="round" />
                </>},
                SealState::Blank => html! {<>
                    <path fill="none" stroke="var(--edge)" stroke-width="3" stroke-dasharray="6 5" d={WHOLE} transform="translate(3 3) scale(.94)" />
                    <text x="50" y="63" text-anchor="middle" font-size="38" font-family="var(--letter)" fill="var(--soft)">{ "?" }</text>
                </>},
            } }
        </svg>
    }
}
