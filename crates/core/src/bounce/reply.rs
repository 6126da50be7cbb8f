//! SMTP replies (RFC 5321 §4.2) in running text: in a delivery report, a log line, or alone.

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, one_of};
use nom::combinator::{eof, opt, peek, recognize, value};
use nom::{IResult, Parser};

/// The most replies that are read off one text.
pub const MAX_REPLIES: usize = 50;
/// The most octets of a reply that are kept.
const MAX_TEXT: usize = 2_000;
/// The most lines of one reply (RFC 5321 §4.5.3.1.5 bounds a line, and nothing bounds their number).
const MAX_LINES: usize = 40;

/// A reply as it was quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmtpReply {
    /// The reply code.
    pub code: String,
    /// The enhanced status code.
    pub status: Option<String>,
    /// The text of all its lines, the repeated codes left out.
    pub text: String,
    /// What stands before it: in its own line, or in the line above where that one ends in a colon or names the server.
    pub before: String,
}

/// `Reply-code = %x34-35 %x30-35 %x30-39`: the codes of refusals alone.
fn reply_code(input: &str) -> IResult<&str, &str> {
    recognize((one_of("45"), one_of("012345"), one_of("0123456789"))).parse(input)
}

/// `status-code = class "." subject "." detail` (RFC 3463 §2)
pub(super) fn enhanced_status(input: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |c: char| c.is_ascii_digit());
    recognize((one_of("245"), char('.'), digits(1, 3), char('.'), digits(1, 3))).parse(input)
}

/// `Reply-line = Reply-code ( SP / "-" ) [ status-code SP ]`: where a line of a reply begins.
fn start(input: &str) -> IResult<&str, (&str, Option<&str>)> {
    let blank = || value((), take_while1(|c: char| c.is_ascii_whitespace()));
    let gap =
        alt((value((), (char('-'), opt(blank()))), blank(), value((), peek(one_of("'\""))), value((), eof)));
    let end = peek(alt((blank(), value((), one_of(":;,)'\"-<[")), value((), eof))));
    let status = (opt(alt((value((), char('#')), value((), char('('))))), enhanced_status, end);
    let (rest, (code, _, status)) = (reply_code, gap, opt(status)).parse(input)?;
    Ok((rest, (code, status.map(|(_, status, ())| status))))
}

/// The replies that a text quotes, in order.
#[must_use]
pub fn replies(text: &str) -> Vec<SmtpReply> {
    let mut found: Vec<SmtpReply> = Vec::new();
    let mut lines = text.lines().map(str::trim).peekable();
    let mut above = "";
    while let Some(line) = lines.next() {
        let Some((at, rest, code, status)) = first_start(line) else {
            above = line;
            continue;
        };
        let before = line.get(..at).unwrap_or_default();
        let mut reply = SmtpReply {
            code: code.to_owned(),
            status: status.map(str::to_owned),
            text: String::new(),
            before: format!("{above} {before}").trim().to_owned(),
        };
        append(&mut reply, rest);
        for _ in 0..MAX_LINES {
            let Some(next) = lines.peek().filter(|next| goes_on(next, code, status)) else { break };
            append(&mut reply, next);
            lines.next();
        }
        trim(&mut reply);
        above = line;
        let is_said = found.iter().any(|known| known.code == reply.code && known.text == reply.text);
        if !is_said {
            found.push(reply);
        }
        if found.len() == MAX_REPLIES {
            break;
        }
    }
    found
}

/// Where a reply begins in a line: at its start, or behind what introduces one, or with a status code that fits the reply code.
fn first_start(line: &str) -> Option<(usize, &str, &str, Option<&str>)> {
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        let may_begin = matches!(c, '4' | '5') && !(last.is_ascii_alphanumeric() || ".-/_".contains(last));
        last = c;
        if !may_begin {
            continue;
        }
        let rest = line.get(at..).unwrap_or_default();
        let Ok((after, (code, status))) = start(rest) else { continue };
        let before = line.get(..at).unwrap_or_default().trim_end();
        if before.is_empty() && after.is_empty() && status.is_none() {
            continue;
        }
        if status.is_some_and(|status| status.starts_with(['4', '5'])) || introduces(before) {
            return Some((at, after, code, status));
        }
    }
    None
}

/// Whether what stands before a number tells that it is a reply code.
fn introduces(before: &str) -> bool {
    const WORDS: [&str; 14] = [
        "said", "was", "reason", "smtp", "returned", "<<<", "error", "response", "reply", "status", "failed",
        "me", "message", "with",
    ];
    let bare = before.trim_end_matches([':', ';', '\'', '"', '(', '[', ' ', '=', '>']);
    let lower = bare.to_ascii_lowercase();
    before.is_empty()
        || before.ends_with("<<<")
        || bare.len() < before.len()
            && (before.ends_with(':') || WORDS.iter().any(|word| lower.ends_with(word)))
        || before.ends_with("to talk to me:")
        || before.ends_with("; ")
}

/// Whether a line belongs to the reply above it.
fn goes_on(line: &str, code: &str, status: Option<&str>) -> bool {
    if line.is_empty() || [">>>", "<<<", "---", "***", "<"].iter().any(|mark| line.starts_with(mark)) {
        return false;
    }
    match first_start(line) {
        // Where lines were wrapped, the next code stands within one.
        Some((at, _, other, next)) => {
            let is_same = other == code && (status.is_none() || next.is_none() || next == status);
            is_same && (at == 0 || !introduces(line.get(..at).unwrap_or_default().trim_end()))
        }
        None => !is_field(line),
    }
}

/// Whether a line is a field of a delivery report or of a header section.
fn is_field(line: &str) -> bool {
    let name = line.split_once(':').map(|(name, _)| name).unwrap_or_default();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    is_name && name.starts_with(|c: char| c.is_ascii_uppercase()) && (name.contains('-') || name.len() < 9)
}

/// Adds a line, without the code that each line of a reply repeats; a line break inside of a word is one blank.
fn append(reply: &mut SmtpReply, line: &str) {
    let mut rest = line.trim_start();
    if let Ok((after, (code, status))) = start(rest)
        && code == reply.code
    {
        reply.status = reply.status.take().or(status.map(str::to_owned));
        rest = after;
    }
    if !reply.text.is_empty() {
        reply.text.push(' ');
    }
    reply.text.push_str(rest.trim());
}

/// Takes off what programs put around a reply, and the codes that stand within it where its lines were joined.
fn trim(reply: &mut SmtpReply) {
    let mut text = reply.text.as_str();
    for mark in ["(in reply to", "' (in reply", " Remote-MTA:", "'\r", "Last-Attempt"] {
        text = text.split(mark).next().unwrap_or(text);
    }
    let mut words: Vec<&str> = Vec::new();
    let mut all = text.split_whitespace().peekable();
    while let Some(word) = all.next() {
        let bare = word.strip_prefix(reply.code.as_str());
        let status = reply.status.as_deref();
        match bare {
            // Joined lines: `550-5.7.26`, or `550 5.7.26`.
            Some(rest)
                if rest.starts_with('-') && (status.is_some() && rest.get(1..) == status || rest == "-") => {}
            Some("") if all.peek().copied() == status && status.is_some() => {
                all.next();
            }
            _ => words.push(word),
        }
    }
    let mut joined = words.join(" ");
    let end =
        joined.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&end| end <= MAX_TEXT).last();
    joined.truncate(end.unwrap_or(0));
    reply.text = joined.trim_end_matches(['\'', '"']).trim_start_matches(['-', ' ']).to_owned();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, String)> {
        let all = replies(text).into_iter();
        all.map(|r| (r.code, r.status.unwrap_or_default(), r.text)).collect()
    }

    #[test]
    fn a_reply_whose_lines_a_notice_wrapped_is_one() {
        let text = "<jo@gmail.com>: host gmail-smtp-in.l.google.com[142.250.102.27]\n    said: 550-5.7.26 Your email \
                    has been blocked because the sender is\n    unauthenticated. 550-5.7.26  550-5.7.26  \
                    Authentication results:\n    550-5.7.26  DKIM = did not pass 550-5.7.26  SPF [a.example] with\n    \
                    ip: [192.0.2.1] = did not pass 550 5.7.26 https://support.google.com (in reply to end of DATA";
        let (code, status, text) = one(text);
        assert_eq!((code.as_str(), status.as_str()), ("550", "5.7.26"));
        assert!(text.contains("SPF [a.example] with ip: [192.0.2.1] = did not pass"), "{text}");
    }

    fn one(text: &str) -> (String, String, String) {
        let all = read(text);
        assert_eq!(all.len(), 1, "{all:#?}");
        all.into_iter().next().unwrap()
    }

    #[test]
    fn a_reply_of_one_line_and_of_many() {
        let expected = ("550".to_owned(), "5.7.1".to_owned(), "Go away, please".to_owned());
        for text in [
            "550 5.7.1 Go away, please",
            "550-5.7.1 Go away,\n550 5.7.1 please",
            "550-5.7.1 Go away, 550 5.7.1 please",
            "host mx.a.example[192.0.2.1] said: 550 5.7.1 Go away, please (in reply to end of DATA command)",
            "Diagnostic-Code: smtp; 550-5.7.1 Go away, 550 5.7.1\n  please",
            "Remote Server returned '550 5.7.1 Go away, please'",
            "<<< 550 5.7.1 Go away, please",
            "2026-11-24 1abc ** a@b.example: SMTP error from remote mail server after end of data: 550-5.7.1 Go away,\\n550 5.7.1 please"
                .replace("\\n", "\n")
                .as_str(),
        ] {
            assert_eq!(one(text), expected, "{text}");
        }
        assert_eq!(one("550 DMARC check failed."), ("550".into(), "".into(), "DMARC check failed.".into()));
    }

    #[test]
    fn numbers_that_are_no_replies() {
        for text in
            ["size 550 bytes", "in 450 ms", "Tue, 4 Nov 2026", "port 587, 500 messages", "192.0.2.550 x", ""]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn several_replies_are_several() {
        let text = "<<< 550 5.7.606 Access denied\n550 5.1.1 <a@b.example>... User unknown\n>>> DATA\n<<< 503 5.5.2 Need rcpt";
        let codes: Vec<String> = read(text).into_iter().map(|(_, status, _)| status).collect();
        assert_eq!(codes, ["5.7.606", "5.1.1", "5.5.2"]);
        assert_eq!(replies(&"550 5.1.1 no x\n\n".repeat(9)).len(), 1);
        let many: String = (0..MAX_REPLIES + 9).map(|n| format!("550 5.1.1 no {n}\n\n")).collect();
        assert_eq!(replies(&many).len(), MAX_REPLIES);
    }
}
