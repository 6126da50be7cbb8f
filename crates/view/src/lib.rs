//! A report as a page draws it: a tree of elements, worked out without a browser.
//!
//! [`message`] and [`domain`] turn a report into a [`Node`] in one language. They are plain functions of plain data:
//! the same report gives the same tree, so a view is tested like anything else, and the page that draws it needs to
//! know neither the report nor the checks. [`protocol`] is what the page and the checker say to each other.

pub mod export;
mod locale;
pub mod markdown;
mod node;
mod parts;
pub mod protocol;
pub mod share;
mod views;
mod visible;

/// What a page is drawn with, for the crates that draw pages of their own.
pub mod drawing {
    pub use crate::node::{
        b, blockquote, breakable, button, cell, circle, code, dd, details, div, dl, dt, fieldset, form, h1,
        h2, h3, h4, i, input, label, legend, li, line, note, ol, option, p, path, pre, section, select,
        small, span, summary, svg, svg_text, table, tbody, td, textarea, th, thead, tr, ul, wbr,
    };
    pub use crate::parts::chip::{Mark, chip};
    pub use crate::parts::diagnosis::cards;
}

pub use locale::Locale;
pub use node::{Attribute, Node, Tag};
pub use views::address::address;
pub use views::domain::domain;
pub use views::domains::domains;
pub use views::found::{found, under_found};
pub use views::message::message;
pub use views::record::record;
pub use views::setup::{SetupSession, setup};
pub use views::{Before, Column, DomainFilter, Link, Provenance, Session, Sharing, SpfAnswer};
