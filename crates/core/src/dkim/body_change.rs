//! x
use super::header_change::{self, HeaderChange};
use super::signature::Signature;
use crate::message::Message;
use serde::Serialize;
/// x
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum BodyChange {
    /// x
    Unexplained,
}
pub(crate) struct Investigation<'a> {
    m: &'a Message,
}
impl<'a> Investigation<'a> {
    pub(crate) fn new(m: &'a Message) -> Self {
        Self { m }
    }
    pub(crate) fn body(&mut self, _s: &Signature) -> BodyChange {
        let _ = self.m;
        BodyChange::Unexplained
    }
    pub(crate) fn header(&mut self, _c: &header_change::Case<'_>) -> HeaderChange {
        HeaderChange::Unexplained
    }
}
