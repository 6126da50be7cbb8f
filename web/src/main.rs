//! The Waxseal page: one box, and what the checker draws below it.
//!
//! The only crate that knows the DOM, and all that is loaded before the page can be used. What is checked and how its
//! report looks is worked out in `waxseal-worker`, which arrives after it and runs beside it.

mod api;
mod app;
mod build_id;
mod checker;
mod components;
mod early;
mod hand_off;
mod hooks;
mod locale;
mod platform;
mod resolvers;
mod service_worker;
mod shortcuts;
mod state;
mod trusted_types;
mod views;

fn main() {
    early::when_free(|| {
        early::look();
        yew::Renderer::<app::App>::new().render();
    });
}
