//! One question to a resolver, in the visitor's own browser: whether it answers a web page, and whether it validates DNSSEC.

use crate::api;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use waxseal_prose::Lang;

/// A name of the documentation (RFC 2606 §3) that is signed, and whose SPF record needs no second question.
const SIGNED: &str = "example.org";

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trial {
    /// No answer yet.
    Asked,
    /// It answered, and says whether DNSSEC validated the answer (RFC 6840 §5.8).
    Answered {
        /// The AD bit.
        authenticated: bool,
    },
    /// It was reached, and what came back is no answer.
    Unusable,
    /// The browser handed no answer over. It does not tell a server that nobody can reach from one without
    /// `Access-Control-Allow-Origin`.
    Unread,
}

/// Puts the question. It goes the way of every other: through a checker, since the page itself may connect to nobody.
pub(crate) async fn try_resolver(address: &str, lang: Lang) -> Trial {
    let client = object(&[("ip", "192.0.2.1"), ("mailFrom", ""), ("helo", SIGNED)]);
    let report =
        JsFuture::from(api::check_spf(client, object(&[("doh", address), ("lang", lang.tag())]))).await;
    let first = report.ok().and_then(|report| field(&field(&report, "dns")?, "0"));
    let Some(answer) = first else { return Trial::Unread };
    match field(&answer, "status").and_then(|status| status.as_string()).as_deref() {
        Some("noerror" | "nxdomain") => {
            let authenticated = field(&answer, "authenticated").is_some_and(|bit| bit.is_truthy());
            Trial::Answered { authenticated }
        }
        None | Some("network" | "timeout") => Trial::Unread,
        Some(_) => Trial::Unusable,
    }
}

fn object(fields: &[(&str, &str)]) -> JsValue {
    let entries = fields.iter().map(|(name, value)| js_sys::Array::of2(&(*name).into(), &(*value).into()));
    Object::from_entries(&entries.collect::<js_sys::Array>()).map_or(JsValue::NULL, JsValue::from)
}

fn field(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined())
}
