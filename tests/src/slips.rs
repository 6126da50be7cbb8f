//! Records as people break them: a grammar of human slips, and what has to hold of a record that was mended.
//!
//! Nothing here shares code with the reading of what was meant. What a record authorises is worked out with plain arithmetic over
//! ranges of addresses (`sets`), out of the few forms that a mended record is written in.

pub mod dmarc;
pub mod keys;
pub mod sets;
pub mod spf;

/// Numbers that look random, the same for the same seed (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.roll() % most.max(1) as u64).unwrap_or_default()
    }

    /// Whether something happens that does once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of several.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// How many cases a test makes: `WAXSEAL_CASES`, or a few.
#[must_use]
pub fn cases(few: u64) -> u64 {
    std::env::var("WAXSEAL_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(few)
}

/// The number that a run begins with: `WAXSEAL_SEED`, or always the same.
#[must_use]
pub fn seed() -> u64 {
    std::env::var("WAXSEAL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

/// How many letters have to be added, left out, changed, or swapped with their neighbour to get from one word to the other.
#[must_use]
pub fn edits(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            if i == 0 || j == 0 {
                rows[i][j] = i + j;
                continue;
            }
            let change = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            rows[i][j] = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                rows[i][j] = rows[i][j].min(rows[i - 2][j - 2] + 1);
            }
        }
    }
    rows[one.len()][other.len()]
}

/// The letters and digits of a text, in lower case.
#[must_use]
pub fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Changes single characters: a hand that slipped on any key.
pub fn scratch(dice: &mut Dice, text: &str) -> String {
    const KEYS: &[char] = &[
        ' ', '.', ':', '=', '-', '~', '+', '?', '/', ',', ';', '"', '\'', '(', ')', '_', '*', '%', '{', '}',
        'a', 'l', 'i', 'p', '4', '0', '1', '2', '6', 'x', '–', '“', '\\', '@', '!', '|',
    ];
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=dice.below(4) {
        let at = dice.below(chars.len());
        match dice.below(4) {
            0 => chars.insert(at, dice.of(KEYS)),
            1 if chars.len() > 1 => drop(chars.remove(at)),
            2 if at + 1 < chars.len() => chars.swap(at, at + 1),
            _ => {
                if let Some(c) = chars.get_mut(at) {
                    *c = dice.of(KEYS);
                }
            }
        }
    }
    chars.into_iter().collect()
}
