//! x
use super::signature::Signature;
use super::verify::Evidence;
use crate::crypto::PublicKey;
use serde::Serialize;
/// x
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum HeaderChange {
    /// x
    Unexplained,
}
#[allow(dead_code)]
pub(crate) struct Case<'a> {
    pub(crate) evidence: &'a Evidence<'a>,
    pub(crate) signature: &'a Signature,
    pub(crate) own: usize,
    pub(crate) selected: &'a [Option<usize>],
    pub(crate) key: &'a PublicKey,
}
