//! The hooks, one a file.

pub(crate) mod use_answer;
pub(crate) mod use_checker;
pub(crate) mod use_document;
pub(crate) mod use_drop;
pub(crate) mod use_fragment;
pub(crate) mod use_link;
pub(crate) mod use_print;
pub(crate) mod use_shell;
