//! Letters that look like others. A reader sees one name, a program another.

use waxseal_core::punycode::decode;

/// The most words of a text that are told of.
const MAX_TOLD: usize = 5;
/// The longest label of DNS.
const MAX_LABEL: usize = 63;
/// The most characters of a word that are shown.
const MAX_SHOWN: usize = 80;

/// What is misleading about a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lookalike {
    /// It has letters of several scripts.
    Mixed(String),
    /// It is written in letters of one script that all look like Latin ones, and reads like this.
    Twin {
        /// The word.
        word: String,
        /// What it looks like.
        like: String,
    },
    /// A name in Punycode, and what a mail program may show for it.
    Encoded {
        /// The name as it stands.
        label: String,
        /// What it is shown as.
        shown: String,
        /// What that looks like, where it does.
        like: Option<String>,
    },
}

/// Letters that look like a Latin one.
const TWINS: [(char, char); 38] = [
    ('\u{430}', 'a'),
    ('\u{432}', 'b'),
    ('\u{441}', 'c'),
    ('\u{501}', 'd'),
    ('\u{435}', 'e'),
    ('\u{4bb}', 'h'),
    ('\u{456}', 'i'),
    ('\u{458}', 'j'),
    ('\u{43a}', 'k'),
    ('\u{4cf}', 'l'),
    ('\u{43c}', 'm'),
    ('\u{43f}', 'n'),
    ('\u{43e}', 'o'),
    ('\u{440}', 'p'),
    ('\u{51b}', 'q'),
    ('\u{433}', 'r'),
    ('\u{455}', 's'),
    ('\u{442}', 't'),
    ('\u{51d}', 'w'),
    ('\u{445}', 'x'),
    ('\u{443}', 'y'),
    ('\u{3b1}', 'a'),
    ('\u{3b2}', 'b'),
    ('\u{3b5}', 'e'),
    ('\u{3b9}', 'i'),
    ('\u{3ba}', 'k'),
    ('\u{3bd}', 'v'),
    ('\u{3bf}', 'o'),
    ('\u{3c1}', 'p'),
    ('\u{3c4}', 't'),
    ('\u{3c5}', 'u'),
    ('\u{3c7}', 'x'),
    ('\u{3b3}', 'y'),
    ('\u{578}', 'n'),
    ('\u{57d}', 'u'),
    ('\u{585}', 'o'),
    ('\u{581}', 'g'),
    ('\u{570}', 'h'),
];

/// The scripts that have letters like Latin ones, and Latin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Cherokee,
    /// Latin letters once more, for formulas and for wide type.
    Styled,
}

const fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{a640}'..='\u{a69f}' => Script::Cyrillic,
        '\u{530}'..='\u{58f}' => Script::Armenian,
        '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => Script::Cherokee,
        '\u{ff21}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}' => Script::Styled,
        _ => return None,
    })
}

/// The misleading words of a text.
pub(crate) fn lookalikes(text: &str) -> Vec<Lookalike> {
    // Nothing in plain ASCII is misleading but a name in Punycode.
    let ascii = text.is_ascii();
    let tokens = text.split(|c: char| c.is_whitespace() || "<>\"(),;@/".contains(c));
    let mut found: Vec<Lookalike> = Vec::new();
    for token in tokens.filter(|token| !ascii || has_punycode(token)) {
        let is_name = token.contains('.');
        for word in token.split(|c: char| !(c.is_alphanumeric() || c == '-')) {
            let told = encoded(word).or_else(|| mixed(word)).or_else(|| twin(word).filter(|_| is_name));
            found.extend(told.filter(|told| !found.contains(told)));
            if found.len() == MAX_TOLD {
                return found;
            }
        }
    }
    found
}

fn has_punycode(token: &str) -> bool {
    token.as_bytes().windows(4).any(|window| window.eq_ignore_ascii_case(b"xn--"))
}

fn encoded(word: &str) -> Option<Lookalike> {
    // A label of DNS is not longer, and reading one takes the square of its length.
    let label = Some(word).filter(|word| word.is_ascii() && word.len() <= MAX_LABEL)?;
    let shown = decode(&label.to_ascii_lowercase())?;
    Some(Lookalike::Encoded { label: cut(word), like: like(&shown), shown: cut(&shown) })
}

fn mixed(word: &str) -> Option<Lookalike> {
    // A dash parts words: 3D-\u{43f}\u{435}\u{447}\u{430}\u{442}\u{44c} misleads nobody.
    let is_mixed = |part: &str| {
        let mut scripts = part.chars().filter_map(script);
        let first = scripts.next();
        scripts.any(|other| Some(other) != first)
    };
    word.split('-').any(is_mixed).then(|| Lookalike::Mixed(cut(word)))
}

fn twin(word: &str) -> Option<Lookalike> {
    Some(Lookalike::Twin { word: cut(word), like: like(word)? })
}

/// What a word looks like, every letter of which has a twin among Latin ones.
fn like(word: &str) -> Option<String> {
    let twin = |c: char| TWINS.iter().find(|(other, _)| *other == c).map(|(_, latin)| *latin);
    let lower: Vec<char> = word.chars().take(MAX_SHOWN).map(lower).collect();
    let read = lower.iter().map(|&c| if c.is_ascii() { Some(c) } else { twin(c) });
    let read: String = read.collect::<Option<String>>()?;
    lower.iter().any(|c| !c.is_ascii()).then_some(read)
}

/// The small letter of a letter that has a twin. The tables of all letters of the world would be 25 KB of the checker.
fn lower(letter: char) -> char {
    let far = |distance: u32| char::from_u32(u32::from(letter) + distance).unwrap_or(letter);
    match letter {
        // The sign of the kelvin.
        '\u{212a}' => 'k',
        '\u{391}'..='\u{3a9}' | '\u{410}'..='\u{42f}' => far(0x20),
        '\u{400}'..='\u{40f}' => far(0x50),
        '\u{4c0}' => '\u{4cf}',
        '\u{4ba}' | '\u{500}' | '\u{51a}' | '\u{51c}' => far(1),
        '\u{531}'..='\u{556}' => far(0x30),
        other => other.to_ascii_lowercase(),
    }
}

fn cut(word: &str) -> String {
    word.chars().take(MAX_SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_mix_in_one_word_are_told() {
        assert_eq!(lookalikes("From p\u{430}ypal service"), [Lookalike::Mixed("p\u{430}ypal".into())]);
        assert_eq!(lookalikes("\u{1d42c}upport"), [Lookalike::Mixed("\u{1d42c}upport".into())]);
        for fine in [
            "caf\u{e9}",
            "3D-\u{43f}\u{435}\u{447}\u{430}\u{442}\u{44c}",
            "\u{43f}\u{440}\u{438}\u{432}\u{435}\u{442}",
            "\u{4f60}\u{597d}abc",
        ] {
            assert!(lookalikes(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn a_name_of_twins_is_told_and_a_word_of_them_is_not() {
        let told =
            Lookalike::Twin { word: "\u{430}\u{440}\u{440}\u{4cf}\u{435}".into(), like: "apple".into() };
        assert_eq!(lookalikes("<a@\u{430}\u{440}\u{440}\u{4cf}\u{435}.com>"), [told]);
        assert!(lookalikes("\u{43e}\u{43a}\u{43e}").is_empty());
    }

    #[test]
    fn punycode_is_read_back() {
        let told = Lookalike::Encoded {
            label: "xn--80ak6aa92e".into(),
            shown: "\u{430}\u{440}\u{440}\u{4cf}\u{435}".into(),
            like: Some("apple".into()),
        };
        assert_eq!(lookalikes("\"Apple\" <no-reply@xn--80ak6aa92e.com>"), [told]);
        let honest = &lookalikes("x@xn--bcher-kva.example")[0];
        assert!(matches!(honest, Lookalike::Encoded { like: None, .. }), "{honest:?}");
    }

    #[test]
    fn every_letter_looks_like_what_its_small_one_looks_like() {
        let small = |letter: char| letter.to_lowercase().collect::<String>();
        for letter in '\0'..=char::MAX {
            assert_eq!(like(&letter.to_string()), like(&small(letter)), "{letter:?}");
        }
    }

    #[test]
    fn only_some_are_told() {
        let text = (0..50).map(|n| format!("p\u{430}y{n} ")).collect::<String>();
        assert_eq!(lookalikes(&text).len(), MAX_TOLD);
    }
}
