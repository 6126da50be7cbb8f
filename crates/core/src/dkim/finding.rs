//! x
use super::*;
use crate::message::Message;
/// x
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum DkimFinding {}
pub(crate) fn findings(
    _m: &Message,
    _s: &[Verification],
    _k: &keys::Keys,
    _l: usize,
    _n: u64,
) -> Vec<DkimFinding> {
    vec![]
}
