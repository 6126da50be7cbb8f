//! What was asked of a checker, to be asked again of the one that takes its place.

use js_sys::Array;
use wasm_bindgen::JsValue;
use waxseal_prose::Lang;
use waxseal_view::protocol::{Act, Request};

/// A request, with what travels beside it.
type Asked = (Request, Vec<JsValue>);

/// What was asked since the last check began, and what the set-up page was asked last.
#[derive(Default)]
pub(super) struct Said {
    check: Vec<Asked>,
    set_up: Option<Request>,
}

impl Said {
    /// Keeps a request, where what the page shows rests on it.
    pub(super) fn keep(&mut self, request: &Request, beside: &[JsValue]) {
        let asked = || (request.clone(), beside.to_vec());
        match request {
            Request::Check { .. } | Request::Open { .. } => self.check = vec![asked()],
            Request::Act { act, .. } if act.is_remembered() => self.check.push(asked()),
            Request::SetUp { resolver, lang, fields, act } => {
                let (resolver, lang, fields) = (resolver.clone(), lang.clone(), fields.clone());
                let drawn_up = matches!(act, Some(Act::SetUp | Act::CheckLive));
                // What a person had looked up once more is not looked up because the language changed.
                let act = drawn_up.then_some(Act::SetUp);
                self.set_up = Some(Request::SetUp { resolver, lang, fields, act });
            }
            _ => {}
        }
    }

    /// Forgets all of it.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether there is nothing to ask again.
    pub(super) const fn is_empty(&self) -> bool {
        self.check.is_empty() && self.set_up.is_none()
    }

    /// What the set-up page is asked again, in another language.
    ///
    /// # Errors
    /// What JavaScript says where a value cannot be handed over to a worker.
    pub(super) fn set_up_again(&self, lang: Lang) -> Result<Option<Array>, JsValue> {
        self.set_up.as_ref().map(|request| parts(&request.clone().in_language(lang.tag()), &[])).transpose()
    }

    /// What the check was asked, in its order, in another language.
    ///
    /// # Errors
    /// As [`Said::set_up_again`].
    pub(super) fn check_again(&self, lang: Lang) -> Result<Vec<Array>, JsValue> {
        let again = |(request, beside): &Asked| parts(&request.clone().in_language(lang.tag()), beside);
        self.check.iter().map(again).collect()
    }
}

/// A request as it crosses the line.
///
/// # Errors
/// What JavaScript says where a value cannot be handed over to a worker.
pub(super) fn parts(request: &Request, beside: &[JsValue]) -> Result<Array, JsValue> {
    let parts = Array::of1(&serde_wasm_bindgen::to_value(request)?);
    for value in beside {
        parts.push(value);
    }
    Ok(parts)
}
