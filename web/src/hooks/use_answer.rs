//! Where a person is led once there is an answer.

use crate::platform;
use crate::state::State;
use yew::prelude::*;

/// Shows the verdict of a check as soon as it is drawn, and leads the keyboard and whoever listens there. What is done in a report
/// afterwards leaves them where they are.
#[hook]
pub(crate) fn use_answer(state: &UseReducerHandle<State>) {
    use_effect_with(state.answered, |answered| {
        if *answered > 0 {
            platform::show_verdict();
        }
    });
}
