//! What the conformance tests share: where the suites are, which cases may fail, and the score.

#![expect(clippy::panic, clippy::expect_used, reason = "this crate is for tests: what is wrong ends them")]

pub mod fuzzed;
pub mod imports;
pub mod mail;
pub mod shapes;
pub mod situation;
pub mod slips;
pub mod year;
pub mod zones;

use serde::Deserialize;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use waxseal_core::MessageInput;
use waxseal_core::crypto::base64;
use waxseal_core::dns::Zone;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;

/// How many cases each suite has: lines of `suite whole selection`.
const COUNTS: &str = include_str!("../suites.txt");

/// The folder of the suites: `$WAXSEAL_SUITES`, or else `../shared/suites` beside the workspace, or `target/suites`, which
/// `cargo xtask suites` fills. `None` where there is none: the suites are other people's data and not part of the project.
///
/// # Panics
/// Where there is none and `$WAXSEAL_REQUIRE_SUITES` is 1.
#[must_use]
pub fn suites_dir() -> Option<PathBuf> {
    let named = env::var_os("WAXSEAL_SUITES").map(PathBuf::from);
    let found = match named {
        Some(folder) => Some(folder).filter(|folder| folder.is_dir()),
        None => {
            let beside = workspace().parent().map(|parent| parent.join("shared/suites"));
            beside.into_iter().chain([workspace().join("target/suites")]).find(|folder| folder.is_dir())
        }
    };
    let required = env::var_os("WAXSEAL_REQUIRE_SUITES").is_some_and(|value| value == "1");
    assert!(
        found.is_some() || !required,
        "there are no suites here, and $WAXSEAL_REQUIRE_SUITES asks for them"
    );
    found
}

/// Reads a file of one suite, such as `json` of `spf/rfc7208`; `None`, and a word about it, where the suites are not at hand.
///
/// # Panics
/// Where the suites are at hand and this one is missing.
#[must_use]
pub fn read_suite_file(suite: &str, extension: &str) -> Option<String> {
    let Some(folder) = suites_dir() else {
        let (whole, _) = counts(suite);
        // Past the test harness, which keeps the output of a test that passes to itself.
        drop(writeln!(io::stderr(), "NOT RUN: {whole} cases of {suite}; `cargo xtask suites` fetches them"));
        return None;
    };
    let path = folder.join(format!("{suite}.{extension}"));
    Some(fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
}

/// Reads one suite, such as `spf/rfc7208`; `None`, and a word about it, where the suites are not at hand.
///
/// # Panics
/// Where the suites are at hand and this one is missing or not what it should be.
#[must_use]
pub fn read_suite<T: serde::de::DeserializeOwned>(suite: &str) -> Option<T> {
    let text = read_suite_file(suite, "json")?;
    Some(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{suite}: {e}")))
}

/// How many cases a suite has: whole, and in the selection that may be laid beside the workspace.
///
/// # Panics
/// Where `suites.txt` does not list the suite.
#[must_use]
pub fn counts(suite: &str) -> (usize, usize) {
    let lines = COUNTS.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let counts = lines.into_iter().find_map(|words| match *words.as_slice() {
        [name, whole, selection] if name == suite => Some((whole.parse().ok()?, selection.parse().ok()?)),
        _ => None,
    });
    counts.unwrap_or_else(|| panic!("tests/suites.txt does not list {suite}"))
}

/// One case of the suites that are a message and a zone.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MessageCase {
    /// Unique within its suite.
    pub id: String,
    /// The result that the RFCs as they stand today ask for.
    pub expect_strict: String,
    /// The message, in base64.
    message: String,
    /// What DNS answers.
    pub zone: Zone,
}

impl MessageCase {
    /// The message, byte for byte.
    ///
    /// # Panics
    /// Where the suite is not base64.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        base64::decode(&self.message).unwrap_or_else(|| panic!("{}: not base64", self.id))
    }
}

/// How a suite went, case by case.
#[derive(Debug)]
pub struct Score {
    suite: String,
    passed: usize,
    expected_failures: BTreeSet<String>,
    failed: Vec<String>,
    unexpected_passes: Vec<String>,
}

impl Score {
    /// The score of a suite, such as `spf/rfc7208`, that has not begun.
    #[must_use]
    pub fn new(suite: &str) -> Self {
        Self {
            suite: suite.to_owned(),
            passed: 0,
            expected_failures: expected_failures(suite),
            failed: Vec::new(),
            unexpected_passes: Vec::new(),
        }
    }

    /// Counts one case. `complaint` is what went wrong, where something did.
    pub fn count(&mut self, case: &str, complaint: Option<String>) {
        match (complaint, self.expected_failures.contains(case)) {
            (None, false) => self.passed += 1,
            (None, true) => self.unexpected_passes.push(case.to_owned()),
            (Some(complaint), false) => self.failed.push(format!("{case}: {complaint}")),
            (Some(_), true) => {}
        }
    }

    /// Prints the score and holds it to all the cases of the suite, which pass but for those expected to fail.
    ///
    /// # Panics
    /// Where a case fails that should pass, or passes that should fail, or cases are missing.
    pub fn finish(self) {
        let (whole, selection) = counts(&self.suite);
        let run = self.passed + self.expected_failures.len();
        self.finish_of(if run == selection { selection } else { whole });
    }

    /// Prints the score and holds it to `total` cases.
    ///
    /// # Panics
    /// As [`Score::finish`].
    pub fn finish_of(self, total: usize) {
        println!("{}: {} of {total}", self.suite, self.passed);
        assert!(self.failed.is_empty(), "{}\n{}", self.suite, self.failed.join("\n"));
        let unexpected = self.unexpected_passes.join(", ");
        assert!(unexpected.is_empty(), "{}: no longer fails, take it off the list: {unexpected}", self.suite);
        assert_eq!(self.passed + self.expected_failures.len(), total, "{}: cases are missing", self.suite);
    }
}

/// The cases of a suite that `expected_failures.txt` lists: lines of `suite/case-id  reason`.
fn expected_failures(suite: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("expected_failures.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let cases = lines.filter_map(|line| {
        let (id, reason) = line.split_once("  ").unwrap_or_else(|| panic!("no reason is given in: {line}"));
        assert!(!reason.trim().is_empty(), "no reason is given in: {line}");
        id.strip_prefix(suite)?.strip_prefix('/').map(str::to_owned)
    });
    cases.collect()
}

fn workspace() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The 19th of November 2026, on which small tests look at mail.
pub const NOW: Timestamp = Timestamp(1_795_000_000);

/// A mail as a person gives it, with nothing said about it.
#[must_use]
pub fn given(text: &str, origin: Origin) -> MessageInput<'_> {
    MessageInput {
        bytes: text.as_bytes(),
        origin,
        given: EnvelopeOverrides::default(),
        trust: None,
        now: NOW,
        tables: Tables { to_ascii: |name| Some(name.to_owned()), decode_charset: |_, _| None },
        suffixes: None,
    }
}
