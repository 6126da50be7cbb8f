//! The service worker: it keeps the page for when there is no network, and brings new versions of it.

use crate::{build_id, early, platform, trusted_types};
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use waxseal_prose::Lang;
use web_sys::{Cache, Response, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, Url};

/// Its script, beside the page. Its scope is the page's own folder.
const SCRIPT: &str = "./service-worker.js";
/// How the name of the cache begins in which it reads what the page wrote down for it.
const NOTES: &str = "notes of waxseal ";
/// What it is told when the new version shall replace the old one.
const TAKE_OVER: &str = "take over";
/// How long a new version may need for that, in milliseconds. Browsers hold it back while they believe the old one to be at
/// work, and sometimes believe so without reason, for minutes; Chromium takes more than a second where all is well.
const PATIENCE_MS: i32 = 2_500;
/// Where a tab remembers that it did not wait any longer.
const STARTED_OVER: &str = "waxseal.startedOver";

#[wasm_bindgen]
extern "C" {
    /// The container as it takes the address of a script: as a string only where there are no Trusted Types.
    #[wasm_bindgen(extends = ServiceWorkerContainer)]
    type Container;

    #[wasm_bindgen(method, catch, js_name = register)]
    fn register_script(this: &Container, url: &JsValue) -> Result<Promise, JsValue>;
}

/// Writes down which language the page speaks, where the service worker reads which checker it is to keep; without it, it keeps all.
pub(crate) async fn note(lang: Lang) -> Result<(), JsValue> {
    let Some(window) = web_sys::window() else { return Ok(()) };
    let scope = Url::new_with_base(".", &window.location().href()?)?.href();
    let notes: Cache = JsFuture::from(window.caches()?.open(&format!("{NOTES}{scope}"))).await?.dyn_into()?;
    let said = Response::new_with_opt_str(Some(lang.tag()))?;
    JsFuture::from(notes.put_with_str("./language", &said)).await.map(drop)
}

/// Registers it; `found` is called with a new version once that waits to take over. A version that waited already, from
/// before this page was opened, takes over at once. Without a service worker the page works, and only with a network.
pub(crate) fn register(lang: Lang, found: impl Fn(ServiceWorker) + 'static) {
    let Some(container) = container().filter(|_| build_id::id().is_some()) else { return };
    spawn_local(async move {
        // It fetches the whole build, which is not to come before what the first check waits for.
        early::settled().await;
        // Where a browser keeps no notes, more is kept than is needed.
        let _ = note(lang).await;
        let Ok(registration) = registered(&container).await else { return };
        if let Some(waiting) = registration.waiting() {
            // Once a tab starts over by itself, so that two versions can never take turns.
            return if has_started_over() { found(waiting) } else { take_over(&waiting) };
        }
        let watched = registration.clone();
        let changed = Closure::<dyn Fn()>::new(move || {
            // The first version of all waits for nobody, and replaces nothing.
            if let Some(waiting) = watched.waiting().filter(|_| container.controller().is_some()) {
                found(waiting);
            }
        });
        // They are waited for as long as the page is open.
        let changed = changed.into_js_value();
        let watch = {
            let registration = registration.clone();
            move || {
                if let Some(installing) = registration.installing() {
                    installing.set_onstatechange(Some(changed.unchecked_ref()));
                }
            }
        };
        watch();
        let watch = Closure::<dyn Fn()>::new(watch).into_js_value();
        registration.set_onupdatefound(Some(watch.unchecked_ref()));
    });
}

/// Lets a new version take over, and loads the page anew from it; where the browser does not let it, from the host.
pub(crate) fn take_over(waiting: &ServiceWorker) {
    let (Some(window), Some(container)) = (web_sys::window(), container()) else { return };
    let reload = Closure::<dyn Fn()>::new(reload).into_js_value();
    container.set_oncontrollerchange(Some(reload.unchecked_ref()));
    let _ = waiting.post_message(&TAKE_OVER.into());
    let late = Closure::once_into_js(|| spawn_local(start_over()));
    let late = late.unchecked_ref();
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(late, PATIENCE_MS);
}

fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Forgets the service worker, so that the page comes from its host and registers the new one. That needs a network.
async fn start_over() {
    if !web_sys::window().is_some_and(|window| window.navigator().on_line()) {
        return;
    }
    platform::remember(platform::session(), STARTED_OVER, "yes");
    let Some(Ok(ready)) = container().map(|container| container.ready()) else { return };
    let Ok(registration) = JsFuture::from(ready).await else { return };
    if let Ok(forgotten) = registration.unchecked_into::<ServiceWorkerRegistration>().unregister() {
        // Whether it was forgotten or not, the page is loaded anew.
        let _ = JsFuture::from(forgotten).await;
    }
    reload();
}

fn has_started_over() -> bool {
    platform::recall(platform::session(), STARTED_OVER).is_some()
}

/// Where service workers are registered; browsers have none on an unencrypted page of another machine.
fn container() -> Option<Container> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.is_object().then(|| container.unchecked_into())
}

async fn registered(container: &Container) -> Result<ServiceWorkerRegistration, JsValue> {
    // A browser that is told to have no service workers may say yes and give nothing.
    JsFuture::from(container.register_script(&trusted_types::script(SCRIPT)?)?).await?.dyn_into()
}
