//! What filters, lists and programs remarked, in the reader's words.

use crate::locale::Locale;
use crate::node::{Node, code, li, note, p, span, ul};
use waxseal_core::evidence::Remark;

/// The remarks from the top of the header.
pub(crate) fn remarks(locale: Locale, remarks: &[Remark]) -> Vec<Node> {
    let item = |remark: &Remark| {
        li().put(span().put(locale.prose().says(&remark.says)))
            .put(" ")
            .put(code().put(remark.field.as_str()))
    };
    let items: Vec<Node> = remarks.iter().map(item).collect();
    vec![ul().class("plain").put(items), p().put(note(locale.words().remarks_note))]
}
