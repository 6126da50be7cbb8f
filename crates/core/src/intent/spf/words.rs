//! The words of a record: where they were torn, and where they grew together.

use super::head::{self, Head};
use super::term::{Reader, Says};
use super::{End, Intent, Meant, Slip, Unclear, Why, end, version};
use crate::domain::Domain;
use crate::intent::Heard;
use crate::intent::plain::{BORDER, plain};
use crate::providers::{self, Provider};
use crate::spf::{Directive, DualCidr, MAX_TERMS, MacroString, Mechanism, Qualifier, Term};

/// A word, and what slipped on the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    slip: Option<Slip>,
    /// Whether a comma stood before it.
    after_comma: bool,
}

/// Reads a record.
pub(super) fn read(record: &str, heard: &Heard) -> Intent {
    let plain = plain(record);
    let body = version::body(&plain).unwrap_or(&plain);
    let words: Vec<Word> = joined(split(body)).iter().flat_map(unglued).collect();
    let shown = words.iter().filter_map(|word| shown_by(&word.text)).collect();
    let mut reader = Reader { heard, questions: Vec::new(), shown };
    let mut intent = Intent {
        written: record.to_owned(),
        terms: Vec::new(),
        unclear: Vec::new(),
        end: End::Open,
        questions: Vec::new(),
    };
    for word in signed(words) {
        let says = if intent.terms.len() + intent.unclear.len() < MAX_TERMS {
            reader.read(&word.text)
        } else {
            Says::Unclear(Why::Unknown)
        };
        intent.take(word, says);
    }
    intent.questions = reader.questions;
    intent.take_cut_end();
    intent
}

impl Intent {
    fn take(&mut self, word: Word, says: Says) {
        match says {
            Says::Nothing => {}
            Says::All(sign) => {
                // RFC 7208 §6.1: beside an `all` a redirect is ignored. Included, what it leads to still speaks.
                if let End::Redirect(target) = &self.end {
                    self.include(target.clone());
                }
                self.end = std::mem::take(&mut self.end).or(End::All(sign));
            }
            Says::Unclear(why) => self.unclear.push(Unclear { written: word.text, why }),
            Says::Terms(terms, slip) => {
                for term in terms {
                    self.add(&word.text, term, slip.or(word.slip));
                }
            }
        }
    }

    /// A term, once; a redirect ends the record.
    fn add(&mut self, written: &str, term: Term, slip: Option<Slip>) {
        let has_explanation = || self.terms.iter().any(|own| matches!(own.term, Term::Explanation(_)));
        match term {
            Term::Redirect(target) if matches!(self.end, End::All(_)) => self.include(target),
            Term::Redirect(target) => self.end = std::mem::take(&mut self.end).or(End::Redirect(target)),
            // RFC 7208 §6: "MUST NOT appear in a record more than once each".
            Term::Explanation(_) if has_explanation() => {}
            term if self.terms.iter().any(|own| own.term == term) => {}
            term => self.terms.push(Meant { written: written.to_owned(), term, slip }),
        }
    }
}

impl Intent {
    /// A record that ends in `-a` or `~a`, and in nothing else, was cut off within its `all`. A refusal of the domain's own address
    /// says nothing there. As it may have been no more than that, nobody is refused.
    fn take_cut_end(&mut self) {
        let own = Mechanism::A(None, DualCidr::default());
        let is_cut = |term: &Term| matches!(term, Term::Directive(last) if last.mechanism == own && last.qualifier != Qualifier::Pass);
        if self.end == End::Open && self.terms.last().is_some_and(|last| is_cut(&last.term)) {
            self.terms.pop();
            self.end = End::All(Qualifier::Softfail);
        }
    }

    /// Includes what a redirect led to.
    fn include(&mut self, target: MacroString) {
        let written = format!("redirect={target}");
        let mechanism = Mechanism::Include(target);
        let term = Term::Directive(Directive { qualifier: Qualifier::Pass, mechanism });
        self.add(&written, term, Some(Slip::BesideAll));
    }
}

/// The provider that a right term includes.
fn shown_by(word: &str) -> Option<&'static Provider> {
    match head::right(word)? {
        Term::Directive(Directive { mechanism: Mechanism::Include(target), .. }) | Term::Redirect(target) => {
            providers::by_include(&target.name()?)
        }
        _ => None,
    }
}

/// The words between spaces, and between what people put in their place. Inside the braces of a macro all that is a delimiter
/// (RFC 7208 §7.1). No name, address or mechanism has a plus sign, tilde or question mark in it, so those begin a word.
fn split(body: &str) -> Vec<Word> {
    let mut words = vec![Word { text: String::new(), slip: None, after_comma: false }];
    let (mut inside, mut rest) = (false, body);
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let Some(word) = words.last_mut() else { break };
        inside = (inside || c == '{' && word.text.ends_with('%')) && c != '}';
        let begins = match c {
            _ if inside => None,
            ' ' => Some((None, false)),
            BORDER => is_gap(&word.text, rest).then_some((Some(Slip::Separator), false)),
            ',' => Some((Some(Slip::Separator), true)),
            ';' | '|' | '&' | '\\' => Some((Some(Slip::Separator), false)),
            '+' | '~' | '?' if !word.text.is_empty() => Some((Some(Slip::Separator), false)),
            _ => None,
        };
        match begins {
            Some((slip, after_comma)) if !word.text.is_empty() => {
                words.push(Word { text: String::new(), slip, after_comma });
            }
            Some((slip, after_comma)) => {
                (word.slip, word.after_comma) = (word.slip.or(slip), word.after_comma || after_comma);
            }
            None => {}
        }
        let is_bracket = matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | BORDER);
        let is_kept = begins.is_none() || matches!(c, '+' | '~' | '?');
        if let Some(word) = words.last_mut().filter(|_| is_kept && !is_bracket) {
            word.text.push(c);
        }
        if let Some(word) = words.last_mut().filter(|_| is_bracket && c != BORDER) {
            word.slip = Some(Slip::Typography);
        }
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// Whether a space was forgotten between two quoted strings: what stands on both sides is right by itself.
fn is_gap(before: &str, after: &str) -> bool {
    let after = after.split([' ', BORDER, ',', ';', '|']).next().unwrap_or_default();
    head::right(before).is_some() && head::right(after).is_some()
}

/// Puts together what a space, or a comma in place of a dot, tore in two.
fn joined(words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for word in words {
        let between = out.last().and_then(|before| between(&before.text, &word));
        match (out.last_mut(), between) {
            (Some(before), Some(sign)) => {
                before.text.push_str(sign);
                before.text.push_str(&word.text);
                before.slip = Some(Slip::Torn);
            }
            _ => out.push(word),
        }
    }
    out
}

/// Whether a word ends in the mask of a network.
fn is_network(word: &str) -> bool {
    let mask = word.rsplit_once('/').map(|(address, mask)| (address.contains(['.', ':']), mask));
    mask.is_some_and(|(named, mask)| named && !mask.is_empty() && mask.bytes().all(|b| b.is_ascii_digit()))
}

/// What belongs between two words that were one: nothing, a colon, a dot; `None` where they are two.
fn between(before: &str, word: &Word) -> Option<&'static str> {
    let text = word.text.as_str();
    let bare = before.trim_start_matches(['+', '-', '~', '?']);
    let is_headed = bare.ends_with([':', '=']) && Head::of(bare).is_some();
    let head = Head::of(bare).filter(|_| bare.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let value = bare.rsplit([':', '=']).next().unwrap_or_default();
    let is_quad = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let digits = text.split('/').next().unwrap_or_default();
    let is_octet = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    // "include: spf.example", and "include : spf.example" whose colon is joined already
    if is_headed && is_value(text) {
        return Some("");
    }
    // "include :spf.example", "redirect = spf.example", "a : mail.example"
    if head.is_some_and(|head| head.needs_value() || !is_include(text)) && is_valued(text) {
        return Some("");
    }
    // "include spf.example"
    if head.is_some_and(Head::needs_value) && is_value(text) {
        return Some(":");
    }
    // "192.0.2.0 /24", "mx /24", "192.0.2.0/ 24"
    let takes_mask = is_quad || value.contains("::") || head.is_some();
    if text.starts_with('/') && is_mask(text) && takes_mask || value.ends_with('/') && is_octet {
        return Some("");
    }
    // "192.0.2.0/2 4", "192.0.2.2 5": a number torn in two, of which nobody can tell what it was
    let is_address = is_quad && value.matches('.').count() == 3 || is_network(bare);
    if is_octet && is_address && !word.after_comma {
        return Some(" ");
    }
    // "192,0,2,1", "192.0.2. 1"
    let dots = value.matches('.').count();
    if is_quad && is_octet && dots < 3 && word.after_comma {
        return Some(".");
    }
    if is_quad && is_octet && value.ends_with('.') && dots <= 3 {
        return Some("");
    }
    // "spf.example,com"
    if word.after_comma && is_end_of_name(text) && value.contains('.') && bare.contains([':', '=']) {
        return Some(".");
    }
    // "spf. example.com": a final dot stands behind a whole name, and whole names have two labels.
    (value.ends_with('.') && dots == 1 && !is_quad && is_value(text)).then_some("")
}

/// A colon with what follows it, or alone.
fn is_valued(text: &str) -> bool {
    text.strip_prefix([':', '=']).is_some_and(|rest| rest.is_empty() || is_value(rest))
}

/// Whether what stands behind a colon is a name that a provider has its customers include: its own head is lost.
fn is_include(text: &str) -> bool {
    Domain::parse(text.trim_start_matches([':', '=']))
        .is_ok_and(|name| providers::by_include(&name).is_some())
}

/// Whether a word can be the second half of a torn term: a bare name or address, no term of its own.
fn is_value(text: &str) -> bool {
    let is_term = head::right(text).is_some() || head::headed(text).is_some() || end::all(text).is_some();
    let is_signed = text.starts_with(['-', '~', '?', '+']);
    let is_named = text.contains('.') && text.chars().any(|c| c.is_ascii_alphanumeric());
    !is_signed && !is_term && (is_named || text.contains("::") || text.contains("%{"))
}

fn is_mask(text: &str) -> bool {
    text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit() || b == b'/')
}

/// A last label that stands alone, as `com` does; no term is spelt like one.
fn is_end_of_name(text: &str) -> bool {
    (2..=10).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase())
        && head::right(text).is_none()
        && end::all(text).is_none()
        && Head::of(text).is_none()
}

/// Where a new term begins inside another that lost the space before it. Shorter names also end ordinary words.
const BEGINNINGS: [&str; 12] = [
    "include:",
    "include=",
    "ip4:",
    "ip4=",
    "ip6:",
    "ip6=",
    "ipv4:",
    "ipv6:",
    "exists:",
    "redirect=",
    "redirect:",
    "v=spf1",
];
/// The terms without a value that a word may end in behind an address.
const SHORT: [&str; 3] = ["a", "mx", "ptr"];

/// The terms of a word that lost the spaces within.
fn unglued(word: &Word) -> Vec<Word> {
    let lower = word.text.to_ascii_lowercase();
    let mut cuts: Vec<usize> =
        lower.char_indices().map(|(at, _)| at).filter(|at| *at > 0 && begins(&lower, *at)).collect();
    if cuts.is_empty() {
        cuts.extend(end_of_address(&lower));
    }
    if cuts.is_empty() {
        return doubled(&lower).map_or_else(
            || vec![word.clone()],
            |two| {
                two.iter()
                    .map(|text| Word {
                        text: (*text).to_owned(),
                        slip: Some(Slip::Separator),
                        after_comma: false,
                    })
                    .collect()
            },
        );
    }
    cuts.push(lower.len());
    let mut from = 0;
    let mut parts = Vec::new();
    for at in cuts {
        let text = word.text.get(from..at).unwrap_or_default().to_owned();
        // "a:include:spf.example" has lost no space: its first head is one too many.
        let is_head = at < lower.len() && text.ends_with([':', '=']) && Head::of(&text).is_some();
        if !is_head && !text.is_empty() {
            parts.push(Word { text, slip: Some(Slip::Separator), after_comma: false });
        }
        from = at;
    }
    parts
}

/// Whether a term begins inside of a word. Its sign stays with it.
fn begins(lower: &str, at: usize) -> bool {
    let rest = lower.get(at..).unwrap_or_default();
    let before = lower.get(..at).unwrap_or_default();
    let starts = |rest: &str| BEGINNINGS.iter().any(|name| rest.starts_with(name));
    match rest.strip_prefix('-') {
        // "-all" after a name: no top-level label of a name ends so.
        Some(all) if all.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()) == "all" => {
            !before.ends_with(['-', '_', '.']) && before.bytes().any(|b| b.is_ascii_alphanumeric())
        }
        Some(behind) => starts(behind) && !before.ends_with('-'),
        None => starts(rest) && !before.ends_with(['-', '+', '~', '?', '_', '.']) || rest == "v=spf1",
    }
}

/// `ip4:192.0.2.1mx`: where an address ends that a term follows.
fn end_of_address(lower: &str) -> Option<usize> {
    let value = lower.find("ip4:").map(|at| at + 4)?;
    let rest = lower.get(value..)?;
    let at = rest.bytes().position(|b| b.is_ascii_alphabetic())?;
    let (address, short) = rest.split_at_checked(at)?;
    (address.matches('.').count() == 3 && SHORT.contains(&short)).then_some(value + at)
}

/// `amx` and `mxa`
fn doubled(lower: &str) -> Option<[&str; 2]> {
    match lower {
        "amx" => Some(["a", "mx"]),
        "mxa" => Some(["mx", "a"]),
        _ => None,
    }
}

/// Gives signs that stand alone to the `all` beside them. Before another term a plus sign says nothing, and a dash may be the mark
/// of a list as well as a refusal.
fn signed(words: Vec<Word>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut alone = String::new();
    for mut word in words {
        if end::is_sign(&word.text) {
            let behind = out.last_mut().filter(|before| alone.is_empty() && is_bare_all(&before.text));
            match behind {
                Some(all) => all.text.push_str(&word.text),
                None => alone.push_str(&word.text),
            }
            continue;
        }
        let signs = std::mem::take(&mut alone);
        if end::all(&word.text).is_some() {
            word.text = format!("{signs}{}", word.text);
        } else if signs.contains(['-', '~', '?']) {
            // What it says cannot be told, and the words are named as they stand.
            word.text = format!("{signs} {}", word.text);
        }
        out.push(word);
    }
    out
}

fn is_bare_all(word: &str) -> bool {
    word.trim_matches('.').eq_ignore_ascii_case("all")
}
