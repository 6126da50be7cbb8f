//! Moments as an argument and as data: seconds since 1970, read from headers and written as RFC 3339.

use nom::branch::alt;
use nom::bytes::complete::{tag_no_case, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{map_opt, map_res, opt, value};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt;

/// A moment: seconds since 1970-01-01T00:00:00Z, leap seconds not counted. Shown and serialised as RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

const DAY: i64 = 86_400;

impl Timestamp {
    /// Reads `2026-01-01T00:00:00Z`, with a fraction (dropped) and a numeric offset where given (RFC 3339 §5.6).
    #[must_use]
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let (rest, (year, _, month, _, day, _, time)) =
            (digits(4, 4), char('-'), digits(2, 2), char('-'), digits(2, 2), one_of("Tt "), time_of_day)
                .parse(text)
                .ok()?;
        let (rest, ()) = time_secfrac(rest).ok()?;
        let offset = match rest {
            "Z" | "z" => 0,
            rest => rfc3339_offset(rest).ok().filter(|(rest, _)| rest.is_empty())?.1,
        };
        Some(Self(days(year, month, day)? * DAY + time - offset))
    }

    /// Reads the date of a header field (RFC 5322 §3.3 and its obsolete forms), wherever it starts in `text`.
    ///
    /// Comments and a missing or unknown zone are tolerated; an unknown zone counts as UTC (RFC 5322 §4.3).
    #[must_use]
    pub fn parse_rfc5322(text: &str) -> Option<Self> {
        let bare = without_comments(text);
        let (_, moment) = date_time(bare.trim_start()).ok()?;
        Some(moment)
    }

    /// Seconds from `earlier` to this moment; negative when clocks disagree.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A date without its comments, and without the white space that may stand around a colon (RFC 5322 §4.3, `obs-time-of-day`).
fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains(['(', ':']) {
        return Cow::Borrowed(text);
    }
    let (mut kept, mut depth) = (String::with_capacity(text.len()), 0_usize);
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                kept.push(' ');
            }
            _ if depth > 0 => {}
            ':' => {
                kept.truncate(kept.trim_end().len());
                kept.push(':');
            }
            c if c.is_whitespace() && kept.ends_with(':') => {}
            c => kept.push(c),
        }
    }
    Cow::Owned(kept)
}

/// `date-time = [ day-of-week "," ] date time [CFWS]`
fn date_time(input: &str) -> IResult<&str, Timestamp> {
    let weekday =
        terminated(take_while1(|c: char| c.is_ascii_alphabetic()), (space0, opt(char(',')), space0));
    let (rest, (_, day, _, month, _, year, _)) =
        (opt(weekday), digits(1, 2), date_gap, month, date_gap, year, space0).parse(input)?;
    let (rest, time) = time_of_day(rest)?;
    let (rest, offset) = opt(preceded(space0, zone)).parse(rest)?;
    let moment = days(year, month, day).map(|days| Timestamp(days * DAY + time - offset.unwrap_or(0)));
    map_opt(nom::combinator::success(()), |()| moment).parse(rest)
}

/// `time-of-day = hour ":" minute [ ":" second ]`, in seconds since midnight.
fn time_of_day(input: &str) -> IResult<&str, i64> {
    let (rest, (hour, _, minute, second)) =
        (digits(1, 2), char(':'), digits(2, 2), opt(preceded(char(':'), digits(2, 2)))).parse(input)?;
    let second = second.unwrap_or(0);
    // A leap second is 60 and belongs to the same minute.
    let moment = (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3600 + minute * 60 + second);
    map_opt(nom::combinator::success(()), |()| moment).parse(rest)
}

/// `month = "Jan" / "Feb" / …`, in any case, by its first three letters.
fn month(input: &str) -> IResult<&str, i64> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = take_while1(|c: char| c.is_ascii_alphabetic());
    map_opt(name, |name: &str| {
        let short = name.get(..3)?.to_ascii_lowercase();
        i64::try_from(MONTHS.iter().position(|month| *month == short)? + 1).ok()
    })
    .parse(input)
}

/// `year = 4*DIGIT / obs-year`; two digits are 1950 to 2049 (RFC 5322 §4.3).
fn year(input: &str) -> IResult<&str, i64> {
    let (rest, text) = take_while_m_n(2, 4, |c: char| c.is_ascii_digit()).parse(input)?;
    let number = |text: &str| text.parse::<i64>().ok();
    let year = number(text).map(|year| match text.len() {
        2 if year < 50 => year + 2000,
        2 | 3 => year + 1900,
        _ => year,
    });
    map_opt(nom::combinator::success(()), |()| year).parse(rest)
}

/// `zone = (FWS ( "+" / "-" ) 4DIGIT) / obs-zone`, in seconds east of UTC.
fn zone(input: &str) -> IResult<&str, i64> {
    let numeric = (one_of("+-"), digits(2, 2), digits(2, 2))
        .map(|(sign, hours, minutes)| (hours * 3600 + minutes * 60) * if sign == '-' { -1 } else { 1 });
    let named = |name: &'static str, hours: i64| value(hours * 3600, tag_no_case(name.as_bytes()));
    alt((
        numeric,
        named("EST", -5),
        named("EDT", -4),
        named("CST", -6),
        named("CDT", -5),
        named("MST", -7),
        named("MDT", -6),
        named("PST", -8),
        named("PDT", -7),
        named("GMT", 0),
        named("UT", 0),
    ))
    .parse(input)
}

/// `[time-secfrac]`, `time-secfrac = "." 1*DIGIT`, which is not kept.
fn time_secfrac(input: &str) -> IResult<&str, ()> {
    value((), opt(preceded(char('.'), take_while1(|c: char| c.is_ascii_digit())))).parse(input)
}

/// `time-numoffset = ("+" / "-") time-hour ":" time-minute`, in seconds east of UTC.
fn rfc3339_offset(input: &str) -> IResult<&str, i64> {
    (one_of("+-"), digits(2, 2), char(':'), digits(2, 2))
        .map(|(sign, hours, _, minutes)| (hours * 3600 + minutes * 60) * if sign == '-' { -1 } else { 1 })
        .parse(input)
}

fn digits<'a>(
    least: usize,
    most: usize,
) -> impl Parser<&'a str, Output = i64, Error = nom::error::Error<&'a str>> {
    map_res(take_while_m_n(least, most, |c: char| c.is_ascii_digit()), str::parse)
}

fn space0(input: &str) -> IResult<&str, &str> {
    nom::character::complete::multispace0(input)
}

/// What stands between day, month and year: white space, or a hyphen as some systems write.
fn date_gap(input: &str) -> IResult<&str, ()> {
    value((), take_while1(|c: char| c.is_whitespace() || c == '-')).parse(input)
}

/// Days from 1970-01-01 to a date of the Gregorian calendar; `None` where there is no such day.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    (civil(days) == (year, month, day)).then_some(days)
}

/// The date of a day counted from 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Option<String> {
        Timestamp::parse_rfc5322(text).map(|moment| moment.to_string())
    }

    #[test]
    fn rfc_5322_dates_and_their_obsolete_forms() {
        for (text, expected) in [
            ("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T15:55:06Z"),
            ("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06Z"),
            ("Mon, 31 Aug 2020 11:56:50 -0700 (PDT)", "2020-08-31T18:56:50Z"),
            ("Tue, 10 Oct 2006 12:30:27 PDT", "2006-10-10T19:30:27Z"),
            ("Thu,  1 Jan 1970 00:00 +0000", "1970-01-01T00:00:00Z"),
            ("Thu, 13\r\n Feb 1969 23:32 -0330", "1969-02-14T03:02:00Z"),
            ("29 Feb 2024 12:00:00 +0100", "2024-02-29T11:00:00Z"),
            ("1-Mar-2026 00:00:00 XYZ", "2026-03-01T00:00:00Z"),
        ] {
            assert_eq!(header(text).as_deref(), Some(expected), "{text}");
        }
        for wrong in
            ["", "yesterday", "31 Feb 2024 00:00:00 +0000", "1 Jan 2026 24:00:00 +0000", "1 Foo 2026 00:00"]
        {
            assert_eq!(header(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn rfc_3339_round_trip() {
        for text in ["2026-11-23T18:17:00Z", "1969-12-31T23:59:59Z", "2400-02-29T00:00:00Z"] {
            assert_eq!(Timestamp::parse_rfc3339(text).unwrap().to_string(), text);
        }
        let offset = Timestamp::parse_rfc3339("2026-11-23T20:17:00.5+02:00").unwrap();
        assert_eq!(offset.to_string(), "2026-11-23T18:17:00Z");
        assert_eq!(Timestamp::parse_rfc3339("2026-11-23"), None);
        assert_eq!(Timestamp::parse_rfc3339("2026-11-23T18:17:00"), None);
    }
}
