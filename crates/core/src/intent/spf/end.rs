//! How a record was meant to end.

use super::End;
use crate::intent::distance;
use crate::spf::Qualifier;

/// The most characters of a word that can still be an `all` with its signs.
const MAX_ALL: usize = 12;

/// Reads a word as `all` with a sign before it, behind it, or none. Several signs come to the one that refuses the least, and so
/// does what is no sign: nobody is to be refused for a slip.
pub(super) fn all(word: &str) -> Option<Qualifier> {
    if word.chars().count() > MAX_ALL || word.starts_with("a:") {
        return None;
    }
    let letters: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    if !is_all(&letters.to_ascii_lowercase()) {
        return None;
    }
    let signs = || word.chars().filter(|c| !c.is_ascii_alphanumeric()).filter_map(sign);
    let plain = signs().filter(|sign| *sign != Qualifier::Pass).max_by_key(|sign| leniency(*sign));
    Some(plain.unwrap_or(Qualifier::Pass))
}

/// `all`, or one letter from it that is no word of its own.
fn is_all(word: &str) -> bool {
    word == "all" || (2..=4).contains(&word.len()) && word.starts_with('a') && distance(word, "all") == 1
}

/// What a sign says. An underscore is the key of the dash with a shift, a backtick that of the tilde without one.
const fn sign(c: char) -> Option<Qualifier> {
    Some(match c {
        '-' | '_' => Qualifier::Fail,
        '~' | '`' => Qualifier::Softfail,
        '?' | '¿' => Qualifier::Neutral,
        '+' => Qualifier::Pass,
        _ => return None,
    })
}

/// Whether a word is made of signs only, that belong to a word beside it.
pub(super) fn is_sign(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| sign(c).is_some() || matches!(c, '.' | '*' | '=' | ':'))
}

const fn leniency(sign: Qualifier) -> u8 {
    match sign {
        Qualifier::Fail => 0,
        Qualifier::Softfail => 1,
        Qualifier::Neutral => 2,
        Qualifier::Pass => 3,
    }
}

impl End {
    /// Of two ends the one that refuses less, which doubts at least where the other one does: `?all` says nothing of whom a record
    /// does not list, and refuses nobody more than `~all`. Beside an `all` a redirect is ignored (RFC 7208 §6.1).
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(Qualifier::Neutral), Self::All(Qualifier::Fail | Qualifier::Softfail))
            | (Self::All(Qualifier::Fail | Qualifier::Softfail), Self::All(Qualifier::Neutral)) => {
                Self::All(Qualifier::Softfail)
            }
            (Self::All(one), Self::All(other)) => {
                Self::All(if leniency(other) > leniency(one) { other } else { one })
            }
            (all @ Self::All(_), _) | (_, all @ Self::All(_)) => all,
            (Self::Open, other) => other,
            (own, _) => own,
        }
    }

    /// The term that is written for it. Nobody is let in by it, whatever stood there.
    pub(super) fn written(&self, softly: bool) -> String {
        match self {
            Self::All(Qualifier::Neutral) => "?all".to_owned(),
            Self::All(Qualifier::Fail) if !softly => "-all".to_owned(),
            Self::Redirect(target) if !softly => format!("redirect={target}"),
            // What the other record lists stays listed, and its end goes.
            Self::Redirect(target) => format!("include:{target} ~all"),
            Self::All(_) | Self::Open => "~all".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_all() {
        for word in ["-all", "all-", "--all", "_all", "-ALL", "-.all", "-al", "-alll", "-aall", "all-."] {
            assert_eq!(all(word), Some(Qualifier::Fail), "{word}");
        }
        for word in ["~all", "all~", "-~all", "~-all", "~+all", "`all", "~all:", "~all;"] {
            assert_eq!(all(word), Some(Qualifier::Softfail), "{word}");
        }
        for word in ["all", "+all", "all.", "=all", "*all", "all+"] {
            assert_eq!(all(word), Some(Qualifier::Pass), "{word}");
        }
        for word in ["a", "mx", "a:all", "ball", "allow", "-include", "ip4", "al.example"] {
            assert_eq!(all(word), None, "{word}");
        }
    }
}
