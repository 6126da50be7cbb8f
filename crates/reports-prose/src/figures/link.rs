//! Figures as the fragment of a link, and read from one. Anybody can make a link, so what it says is held to what figures can be.

use super::{MAX_SENDERS, POLICIES, Sender, Shared};
use waxseal_core::providers::by_id;
use waxseal_core::time::Timestamp;
use waxseal_reports::report::{Answer, Period, SourceKind};

/// The version of this form.
const VERSION: &str = "1";
const DAY: i64 = 86_400;
/// The last day that a period may have, in the year 9999.
const MAX_DAY: i64 = 2_932_896;

const ANSWERS: [(char, Answer); 4] =
    [('f', Answer::InForce), ('y', Answer::Yes), ('n', Answer::No), ('c', Answer::CannotTell)];
const KINDS: [(char, SourceKind); 4] = [
    ('o', SourceKind::Own),
    ('p', SourceKind::Provider),
    ('f', SourceKind::Forwarder),
    ('u', SourceKind::Unknown),
];

impl Shared {
    /// The figures as they stand in a link, behind the word that tells what it carries.
    #[must_use]
    pub fn link(&self) -> String {
        let Self { period, reporters, messages, aligned, open, answers, senders } = self;
        let day = |at: Option<Timestamp>| at.map(|at| at.0.div_euclid(DAY).to_string()).unwrap_or_default();
        let answers: String =
            answers.iter().flatten().filter_map(|answer| letter(&ANSWERS, answer)).collect();
        let (begin, end) = (day(period.begin), day(period.end));
        let days = format!("{begin}.{end}.{}.{}", period.days, period.days_reported);
        let mut link = format!("{VERSION}.{days}.{reporters}.{messages}.{aligned}.{open}.{answers}");
        for one in senders {
            let kind = letter(&KINDS, &one.kind).unwrap_or('u');
            let provider = one.provider.map_or("", |provider| provider.id());
            let mended = if one.mended { "m" } else { "" };
            link += &format!(".{kind}{provider}_{}_{}{mended}", one.messages, one.aligned);
        }
        link
    }

    /// Reads them.
    ///
    /// ```abnf
    /// figures = "1" "." [day] "." [day] "." count "." count "." count "." count "." count "." count "."
    ///           [answer answer] *( "." sender )
    ///           ; begin, end, days, days with a report, reporters, messages, aligned, senders that are not
    /// sender  = kind [id] "_" count "_" count ["m"]    ; messages, aligned, whether it is aligned again
    /// kind    = "o" / "p" / "f" / "u"                  ; own, provider, forwarder, unknown
    /// answer  = "f" / "y" / "n" / "c"                  ; in force, yes, no, cannot tell
    /// ```
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        parts.next().filter(|version| *version == VERSION)?;
        let (begin, end) = (day(parts.next()?)?, day(parts.next()?)?);
        let mut count = || parts.next().and_then(number);
        let (days, days_reported, reporters) = (count()?, count()?, count()?);
        let (messages, aligned, open) = (count()?, count()?, count()?);
        let answers = answers(parts.next()?)?;
        // One more than have a line: those whom nobody knows.
        let senders: Option<Vec<Sender>> = parts.by_ref().take(MAX_SENDERS + 1).map(sender).collect();
        let period = Period { begin, end, days, days_reported, ..Period::default() };
        let (reporters, open) = (usize::try_from(reporters).ok()?, usize::try_from(open).ok()?);
        let whole = Self { period, reporters, messages, aligned, open, answers, senders: senders? };
        (parts.next().is_none() && aligned <= messages && days_reported <= days).then_some(whole)
    }
}

fn sender(text: &str) -> Option<Sender> {
    let (who, counts) = text.split_once('_')?;
    let (messages, aligned) = counts.split_once('_')?;
    let (aligned, mended) = aligned.strip_suffix('m').map_or((aligned, false), |aligned| (aligned, true));
    let (messages, aligned) = (number(messages)?, number(aligned)?);
    let mut letters = who.chars();
    let kind = meant(&KINDS, letters.next()?)?;
    // Nobody is named but services of the catalogue.
    let provider = match letters.as_str() {
        "" => None,
        id => Some(by_id(id)?),
    };
    (aligned <= messages).then_some(Sender { kind, provider, messages, aligned, mended })
}

fn answers(text: &str) -> Option<Option<[Answer; 2]>> {
    if text.is_empty() {
        return Some(None);
    }
    let answers: Option<Vec<Answer>> = text.chars().map(|letter| meant(&ANSWERS, letter)).collect();
    let answers: [Answer; POLICIES.len()] = answers?.try_into().ok()?;
    Some(Some(answers))
}

fn day(text: &str) -> Option<Option<Timestamp>> {
    if text.is_empty() {
        return Some(None);
    }
    let day = i64::try_from(number(text)?).ok().filter(|day| *day <= MAX_DAY)?;
    Some(Some(Timestamp(day * DAY)))
}

/// Digits alone: a sign is none.
fn number(text: &str) -> Option<u64> {
    let is_number = text.bytes().all(|digit| digit.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

fn letter<T: PartialEq>(letters: &[(char, T)], meant: &T) -> Option<char> {
    letters.iter().find(|(_, one)| one == meant).map(|(letter, _)| *letter)
}

fn meant<T: Copy>(letters: &[(char, T)], letter: char) -> Option<T> {
    letters.iter().find(|(one, _)| *one == letter).map(|(_, meant)| *meant)
}
