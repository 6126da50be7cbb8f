//! The Waxseal page: one box, one verdict, why, and what to do.
//!
//! The only crate that knows the DOM. Everything that is decided is decided in `waxseal-core`; everything that is said
//! about it is said by `waxseal-prose`; what the page itself says stands in `locale`.

mod api;
mod app;
mod components;
mod hooks;
mod locale;
mod platform;
mod run;
mod state;
mod views;

fn main() {
    yew::Renderer::<app::App>::new().render();
}
