//! The policy file of MTA-STS (RFC 8461 §3.2).

use crate::domain::Domain;
use serde::Serialize;
use std::fmt;

/// The most of a policy file that is read; RFC 8461 §3.3 suggests 64 kilobytes.
const MAX_POLICY: usize = 64 * 1024;
/// The most `mx` lines that are kept.
const MAX_PATTERNS: usize = 100;
/// The longest `max_age` (RFC 8461 §3.2), in seconds.
const MAX_AGE: u64 = 31_557_600;

/// A policy file (RFC 8461 §3.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct MtaStsPolicy {
    /// What senders are to do.
    pub mode: MtaStsMode,
    /// How long it may be kept, in seconds.
    pub max_age: u64,
    /// The hosts mail may go to; `*.` stands for one label.
    pub mx: Vec<String>,
}

impl MtaStsPolicy {
    /// What a first policy asks for: senders report and deliver all the same. It lists no host yet.
    pub const FIRST: Self = Self { mode: MtaStsMode::Testing, max_age: 604_800, mx: Vec::new() };
}

impl fmt::Display for MtaStsPolicy {
    /// The file as it is served (RFC 8461 §3.2).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "version: STSv1\nmode: {}", self.mode.as_str())?;
        self.mx.iter().try_for_each(|host| writeln!(f, "mx: {host}"))?;
        write!(f, "max_age: {}", self.max_age)
    }
}

/// `sts-policy-mode-value = "testing" / "enforce" / "none"`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum MtaStsMode {
    /// Deliver only to hosts that fit, over TLS.
    Enforce,
    /// Report, and deliver all the same.
    Testing,
    /// There is no policy any more.
    None,
}

/// Why a text is no policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "problem", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum PolicyError {
    /// `version: STSv1` is missing.
    Version,
    /// `mode` is missing or none of the three.
    Mode,
    /// `max_age` is missing or no number of seconds up to a year.
    MaxAge,
    /// No `mx` in a policy that needs one.
    NoMx,
    /// An `mx` is no host and no pattern of hosts.
    Mx {
        /// In which line, counted from 1.
        line: usize,
    },
    /// A line is no `name: value`.
    Line {
        /// Which, counted from 1.
        line: usize,
    },
}

impl MtaStsPolicy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// [`PolicyError`] says what is missing or where it stops being one.
    pub fn parse(text: &str) -> Result<Self, PolicyError> {
        let text: String = text.chars().take(MAX_POLICY).collect();
        let (mut version, mut mode, mut max_age, mut mx) = (None, None, None, Vec::new());
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let (name, value) = line.split_once(':').ok_or(PolicyError::Line { line: at + 1 })?;
            let value = value.trim();
            // RFC 8461 §3.2: the first of a key that is given twice counts, but for mx.
            match name.trim() {
                "version" => version = version.or(Some(value)),
                "mode" => mode = mode.or(Some(value)),
                "max_age" => max_age = max_age.or(Some(value)),
                // RFC 8461 §3.2: `sts-policy-mx-value = ["*."] Domain`, one a line.
                "mx" if !is_host_pattern(value) => {
                    return Err(PolicyError::Mx { line: at + 1 });
                }
                "mx" if mx.len() < MAX_PATTERNS => mx.push(value.to_ascii_lowercase()),
                _ => {}
            }
        }
        if version != Some("STSv1") {
            return Err(PolicyError::Version);
        }
        let mode = mode.and_then(MtaStsMode::parse).ok_or(PolicyError::Mode)?;
        let max_age = max_age.and_then(|text| text.parse().ok()).filter(|age| *age <= MAX_AGE);
        let max_age = max_age.ok_or(PolicyError::MaxAge)?;
        if mx.is_empty() && mode != MtaStsMode::None {
            return Err(PolicyError::NoMx);
        }
        Ok(Self { mode, max_age, mx })
    }

    /// Whether mail may go to a host (RFC 8461 §4.1: `*.` stands for exactly one label).
    #[must_use]
    pub fn allows(&self, host: &Domain) -> bool {
        let allows = |pattern: &String| match pattern.strip_prefix("*.") {
            Some(parent) => host.parent().is_some_and(|own| own.as_str() == parent),
            None => host.as_str() == pattern.trim_end_matches('.'),
        };
        self.mx.iter().any(allows)
    }
}

impl MtaStsMode {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "enforce" => Some(Self::Enforce),
            "testing" => Some(Self::Testing),
            "none" => Some(Self::None),
            _ => None,
        }
    }

    /// The word of the policy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enforce => "enforce",
            Self::Testing => "testing",
            Self::None => "none",
        }
    }
}

/// `sts-policy-mx-value = ["*."] Domain`: a star stands for the first label and nowhere else.
fn is_host_pattern(value: &str) -> bool {
    let host = value.strip_prefix("*.").unwrap_or(value);
    !host.contains('*') && Domain::parse(host).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_8461_3_2_the_first_of_a_key_counts() {
        let policy = |lines: &str| MtaStsPolicy::parse(&format!("{lines}\nmx: a.example"));
        let first = policy("version: STSv1\nmode: testing\nmode: enforce\nmax_age: 1\nmax_age: 2").unwrap();
        assert_eq!((first.mode, first.max_age), (MtaStsMode::Testing, 1));
        assert_eq!(
            policy("version: STSv2\nversion: STSv1\nmode: none\nmax_age: 1"),
            Err(PolicyError::Version)
        );
        assert_eq!(policy("version: STSv1\nmode: on\nmode: enforce\nmax_age: 1"), Err(PolicyError::Mode));
        assert_eq!(policy("version: STSv1\nmode: none\nmax_age: x\nmax_age: 1"), Err(PolicyError::MaxAge));
    }

    #[test]
    fn rfc_8461_3_2_a_line_names_one_host() {
        for bad in ["a.example, b.example", "a.example b.example", "*", "*.*.example", ""] {
            let text = format!("version: STSv1\nmode: testing\nmax_age: 1\nmx: {bad}");
            assert_eq!(MtaStsPolicy::parse(&text), Err(PolicyError::Mx { line: 4 }), "{bad}");
        }
    }
}
