//! Reads the suites whose cases are one message and one zone each.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use waxseal_core::crypto::base64;
use waxseal_core::dns::Zone;
use waxseal_core::message::{Message, Origin};

/// One case of a suite.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Case {
    /// Unique within its suite.
    pub id: String,
    /// The result that the RFCs as they stand today ask for.
    pub expect_strict: String,
    /// The message, in base64.
    message: String,
    /// What DNS answers.
    pub zone: Zone,
}

impl Case {
    pub(crate) fn message(&self) -> Message {
        Message::parse(&base64::decode(&self.message).unwrap(), Origin::File)
    }
}

/// The cases of `file`; `None`, after saying so, where no suites are at hand.
pub(crate) fn read(file: &str) -> Option<Vec<Case>> {
    let Some(folder) = folder() else {
        println!("skipped: neither $WAXSEAL_SUITES nor ../shared/suites is there");
        return None;
    };
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    Some(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
}

fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/suites");
    let folder = std::env::var_os("WAXSEAL_SUITES").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// The cases of a protocol that are known to fail, with the reason for each.
fn expected_failures(protocol: &str) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("expected_failures.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pairs = lines.filter_map(|line| {
        let (case, reason) = line.split_once("  ").unwrap();
        let id = case.strip_prefix(protocol)?.strip_prefix('/')?;
        Some((id.to_owned(), reason.trim().to_owned()))
    });
    pairs.collect()
}

/// Prints the score, and fails where a case failed that is not listed, or passed that is.
pub(crate) fn settle(protocol: &str, suite: &str, outcomes: &[(String, bool, String)]) {
    let expected = expected_failures(protocol);
    let passed = outcomes.iter().filter(|(_, passed, _)| *passed).count();
    println!("{protocol}/{suite}: {passed} of {}", outcomes.len());
    let wrong: Vec<_> =
        outcomes.iter().filter(|(id, passed, _)| *passed == expected.contains_key(id)).collect();
    assert!(wrong.is_empty(), "{protocol}/{suite}: {wrong:#?}");
}
