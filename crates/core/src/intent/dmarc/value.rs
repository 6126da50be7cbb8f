//! The values of a DMARC record's tags, in whatever words they are written.

use crate::dmarc::Policy;
use crate::intent::distance;

/// What people write for a policy that asks for nothing.
const NOTHING: [&str; 14] = [
    "monitor",
    "monitoring",
    "report",
    "reporting",
    "reports",
    "nothing",
    "off",
    "no",
    "null",
    "neutral",
    "allow",
    "test",
    "testing",
    "n",
];

/// The words of a value.
pub(super) fn words(value: &str) -> impl Iterator<Item = &str> {
    let between =
        |c: char| matches!(c, ' ' | ';' | ',' | '|' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>');
    let edge = |c: char| matches!(c, '.' | ':' | '=' | '`' | '*' | '\\' | '/' | '-' | '!');
    value.split(between).map(move |word| word.trim_matches(edge)).filter(|word| !word.is_empty())
}

/// The policy that was meant: the word itself, one that is a slip away, or what people say for "nothing". What says "refuse" in
/// other words is not told: to refuse mail takes the word of the RFC.
pub(super) fn policy(word: &str) -> Option<Policy> {
    let letters: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    let word = letters.to_ascii_lowercase();
    if NOTHING.contains(&word.as_str()) {
        return Some(Policy::None);
    }
    let words = [("none", Policy::None), ("quarantine", Policy::Quarantine), ("reject", Policy::Reject)];
    let most = |known: &str| known.len() / 3;
    let near = words.iter().filter(|(known, _)| distance(known, &word) <= most(known));
    let near = near.min_by_key(|(known, _)| distance(known, &word)).map(|(_, policy)| *policy);
    // "rejected", "quarantined"
    near.or_else(|| words.iter().find(|(known, _)| word.starts_with(known)).map(|(_, policy)| *policy))
}

/// The policy of several words, the one that asks for the least; letters torn apart are one word.
pub(super) fn policies(words: &[&str]) -> Option<Policy> {
    let own = words.iter().filter_map(|word| policy(word)).min();
    own.or_else(|| policy(&words.concat()).filter(|_| words.len() > 1))
}

/// `dmarc-rors`, as a letter.
pub(super) fn mode(value: &str) -> Option<&'static str> {
    let value = value.trim().to_ascii_lowercase();
    let is = |letter: &str, word: &str| value == letter || value.len() > 2 && distance(&value, word) <= 2;
    if is("s", "strict") { Some("s") } else { is("r", "relaxed").then_some("r") }
}

/// `dmarc-fo`: `0` or `1`, which asks for more, `d` and `s`, each once.
fn options(words: &[&str]) -> Option<String> {
    let all = words.concat().to_ascii_lowercase();
    let letters = || all.chars().filter(char::is_ascii_alphanumeric);
    if all.is_empty() || !letters().all(|c| "01ds".contains(c)) {
        return None;
    }
    let has = |c: char| letters().any(|own| own == c);
    let mut options = Vec::new();
    for c in ['0', '1', 'd', 's'] {
        if has(c) && !(c == '0' && has('1')) {
            options.push(c.to_string());
        }
    }
    (!options.is_empty()).then(|| options.join(":"))
}

/// Whether a value of `fo` lists options and nothing else, however often.
pub(super) fn is_list_of_options(value: &str) -> bool {
    value.split(':').all(|option| ["0", "1", "d", "s"].contains(&option.trim()))
}

/// The value that was meant for a tag; `None` where it cannot be told.
pub(super) fn of(name: &str, words: &[&str]) -> Option<String> {
    let first = words.first().copied().unwrap_or_default();
    let lower = first.to_ascii_lowercase();
    let letter = match lower.as_str() {
        "y" | "yes" | "true" | "on" | "1" => Some("y"),
        "n" | "no" | "false" | "off" | "0" => Some("n"),
        "u" | "unknown" => Some("u"),
        _ => None,
    };
    match name {
        "adkim" | "aspf" => mode(first).map(str::to_owned),
        "fo" => options(words),
        "psd" => letter.map(str::to_owned),
        "t" => letter.filter(|letter| *letter != "u").map(str::to_owned),
        "pct" => {
            let share: u8 = first.trim_end_matches('%').parse().ok().filter(|share| *share <= 100)?;
            Some(share.to_string())
        }
        // What nobody knows stays as it is, where it is one word that says the same to everybody.
        _ if words.len() == 1 && !first.contains('%') => Some(first.to_owned()),
        _ => None,
    }
}
