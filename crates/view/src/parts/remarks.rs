//! What filters, lists and programs remarked, in the reader's words.

use crate::node::{Node, code, li, note, p, span, ul};
use crate::speech::Speech;
use waxseal_core::evidence::Remark;

/// The remarks from the top of the header.
pub(crate) fn remarks(speech: Speech, remarks: &[Remark]) -> Vec<Node> {
    let item = |remark: &Remark| {
        li().put(span().put(speech.prose().says(&remark.says)))
            .put(" ")
            .put(code().put(remark.field.as_str()))
    };
    let items: Vec<Node> = remarks.iter().map(item).collect();
    vec![ul().class("plain").put(items), p().put(note(speech.words().remarks_note))]
}
