//! What web pages, mail programs and other people's mails do to a header section that is copied out of them.

use super::entities::without_entities;
use super::fields::field_of_mail;
use super::header::{field_name, is_blank, is_usual_name, line_texts, starts_with_wsp};
use super::{Origin, Repair};
use memchr::memchr;
use std::borrow::Cow;

/// How many lines are looked through for what was done to them.
const MAX_LOOKED: usize = 2_000;
/// The least fields that are parted in one line.
const LEAST_FIELDS: usize = 3;
/// The most lines of a text whose fields are taken to stand in one.
const MAX_ONE_LINE: usize = 3;

/// How a text reached us: what was saved as a file may have been pasted before, which shows in what it has lost.
pub(super) fn origin_of(bytes: &[u8], told: Origin) -> Origin {
    let is_edited = || has_entities(bytes) || parted(bytes).is_some() || has_lost_indents(bytes);
    let is_quoted = || quotes(bytes).is_some() || shown_original(bytes).is_some();
    if told == Origin::File && (is_edited() || !begins_with_trace(bytes) && is_quoted()) {
        Origin::Paste
    } else {
        told
    }
}

/// The lines of what may be a header section.
fn head(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    line_texts(bytes).take(MAX_LOOKED).take_while(|line| !is_blank(line))
}

/// Whether a field starts in a line that only mail systems write.
fn is_trace(line: &str) -> bool {
    field_of_mail(line).is_some_and(|field| field.is_trace)
}

fn text(line: &[u8]) -> &str {
    std::str::from_utf8(line).unwrap_or_default()
}

/// Whether no line of a header section is indented, and some of its lines are no fields.
fn has_lost_indents(bytes: &[u8]) -> bool {
    let mut strays = 0_usize;
    let mut is_back = false;
    for line in head(bytes) {
        if starts_with_wsp(line) {
            return false;
        }
        let is_field = field_name(line).is_some_and(|name| is_usual_name(line, name.len()));
        is_back |= strays >= 2 && field_of_mail(text(line)).is_some();
        strays += usize::from(!is_field);
    }
    let begins = head(bytes).next().is_some_and(|line| field_of_mail(text(line)).is_some());
    begins && is_back
}

/// How many marks of quoting stand before the first field of mails; `None` where a field stands without them before it.
fn quotes(bytes: &[u8]) -> Option<usize> {
    for (number, line) in line_texts(bytes).take(MAX_LOOKED).enumerate() {
        let (level, rest) = without_quotes(line, usize::MAX);
        if field_of_mail(text(rest)).is_some() || number == 0 && level > 0 && field_name(rest).is_some() {
            return Some(level).filter(|level| *level > 0);
        }
    }
    None
}

/// `> ` (RFC 3676 §4.5) and `| ` taken off a line, as many as there are or are asked for.
fn without_quotes(line: &[u8], most: usize) -> (usize, &[u8]) {
    let (mut level, mut rest) = (0, line);
    while level < most {
        let Some(inner) = rest.strip_prefix(b">").or_else(|| rest.strip_prefix(b"|")) else { break };
        rest = inner.strip_prefix(b" ").unwrap_or(inner);
        level += 1;
    }
    (level, rest)
}

/// Takes the marks of quoting off, where the header is quoted, also below other text.
pub(super) fn unquote(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    let Some(level) = quotes(bytes) else { return };
    let lines = bytes.split_inclusive(|&b| b == b'\n').map(|line| without_quotes(line, level).1);
    *bytes = Cow::Owned(lines.collect::<Vec<_>>().concat());
    repairs.push(Repair::Quoted);
}

/// Whether the fields have references of web pages in the place of brackets and blanks, and no address in real brackets: a message
/// as it was received has those, whatever a sender writes into it.
fn has_entities(bytes: &[u8]) -> bool {
    if memchr(b'&', bytes).is_none() {
        return false;
    }
    let lines = || {
        let from_first =
            line_texts(bytes).take(MAX_LOOKED).map(text).skip_while(|line| field_of_mail(line).is_none());
        from_first.take_while(|line| !line.trim().is_empty())
    };
    let is_referred = |line: &str| {
        memchr(b'&', line.as_bytes()).is_some()
            && (line.starts_with("&nbsp;") || line.contains("&lt;") && line.contains("&gt;"))
    };
    let is_bracketed =
        |line: &str| line.split('<').skip(1).any(|part| part.split('>').next().is_some_and(is_address));
    lines().any(is_referred) && !lines().any(is_bracketed)
}

/// Whether what stands in brackets is an address, and not the tag of a link.
fn is_address(text: &str) -> bool {
    text.contains('@') && !text.contains(' ')
}

/// Reads the references of a web page, and takes its links out.
pub(super) fn read_entities(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    if !has_entities(bytes) {
        return;
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = without_entities(&without_links(text)).into_owned();
    *bytes = Cow::Owned(read.into_bytes());
    repairs.push(Repair::Entities);
}

/// A text without the tags of links and of breaks; addresses in angle brackets stay.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let name: String =
            after.chars().take(6).take_while(|c| *c == '/' || c.is_ascii_alphabetic()).collect();
        let is_tag =
            ["a", "/a", "br", "b", "/b", "span", "/span", "wbr", "div", "/div"].contains(&name.as_str());
        match after.split_once('>').filter(|(inside, _)| is_tag && !inside.contains('@')) {
            Some((_, behind)) => rest = behind,
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out + rest
}

/// The fields of a text that has all of them in one line, a line each.
fn parted(bytes: &[u8]) -> Option<String> {
    let all = line_texts(bytes).take(MAX_LOOKED).map(text).filter(|line| !line.trim().is_empty());
    let lines: Vec<&str> = all.take(MAX_ONE_LINE + 1).collect();
    if lines.len() > MAX_ONE_LINE {
        return None;
    }
    let (mut out, mut fields) = (String::new(), 0_usize);
    for line in &lines {
        let mut begin = 0;
        for (at, c) in line.char_indices() {
            let rest = line.get(at..).unwrap_or_default();
            let starts = at == 0 || line.get(..at).is_some_and(|before| before.ends_with(' '));
            if !starts || !c.is_ascii_alphabetic() || field_of_mail(rest).is_none() {
                continue;
            }
            fields += 1;
            if at > begin {
                out.push_str(line.get(begin..at).unwrap_or_default().trim_end());
                out.push('\n');
            }
            begin = at;
        }
        out.push_str(line.get(begin..).unwrap_or_default().trim_end());
        out.push('\n');
    }
    (fields >= LEAST_FIELDS.max(lines.len() + 1)).then_some(out)
}

/// Parts fields that stand in one line.
pub(super) fn part_fields(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    if let Some(read) = parted(bytes) {
        *bytes = Cow::Owned(read.into_bytes());
        repairs.push(Repair::OneLine);
    }
}

/// The table above an original in Gmail as the fields that it tells of; `None` where a real header is there.
fn shown_original(bytes: &[u8]) -> Option<String> {
    const RESULTS: [&str; 7] = ["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"];
    let all = || line_texts(bytes).take(MAX_LOOKED).map(text);
    // Nearly always in the first line.
    if all().any(is_trace) {
        return None;
    }
    let lines: Vec<&str> = all().collect();
    let row = |name: &str| lines.iter().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    let result = |row: &str| {
        let word =
            row.split(|c: char| !c.is_ascii_alphabetic()).find(|word| !word.is_empty())?.to_ascii_lowercase();
        RESULTS.contains(&word.as_str()).then_some(word)
    };
    let (spf, dkim, dmarc) = (row("SPF:"), row("DKIM:"), row("DMARC:"));
    let told: Vec<String> = [spf, dkim, dmarc].into_iter().flatten().filter_map(result).collect();
    if told.len() < 2 {
        return None;
    }
    let bare = |word: &str| word.trim_matches(['\'', '"', ',', '.', '(', ')']).to_owned();
    let address = spf.and_then(|row| {
        row.split_whitespace().map(bare).find(|word| word.parse::<std::net::IpAddr>().is_ok())
    });
    let domain = dkim.and_then(|row| row.split_whitespace().map(bare).find(|word| word.contains('.')));
    let mut out = String::new();
    let mut results = String::from("Authentication-Results: mx.google.com");
    if let Some((ip, word)) = address.zip(spf.and_then(result)) {
        out += &format!("Received-SPF: {word} client-ip={ip};\n");
        results += &format!("; spf={word}");
    }
    if let Some((word, domain)) = dkim.and_then(result).zip(domain) {
        results += &format!("; dkim={word} header.d={domain}");
    }
    if let Some(word) = dmarc.and_then(result) {
        results += &format!("; dmarc={word}");
    }
    out += &(results + "\n");
    for (shown, name) in
        [("From:", "From"), ("To:", "To"), ("Subject:", "Subject"), ("Message ID", "Message-ID")]
    {
        if let Some(value) = row(shown) {
            out += &format!("{name}: {}\n", value.trim_start_matches(':').trim());
        }
    }
    Some(out)
}

/// Reads the table above an original as what it tells.
pub(super) fn read_shown_original(bytes: &mut Cow<'_, [u8]>, repairs: &mut Vec<Repair>) {
    if let Some(read) = shown_original(bytes) {
        *bytes = Cow::Owned(read.into_bytes());
        repairs.push(Repair::ShownOriginal);
    }
}

/// Whether the first line is one that only mail systems write, with nothing before it.
pub(super) fn begins_with_trace(bytes: &[u8]) -> bool {
    line_texts(bytes).next().is_some_and(|line| is_trace(text(line)))
}

/// Whether a text begins with fields of mails.
pub(super) fn begins_with_mail(bytes: &[u8]) -> bool {
    head(bytes).any(|line| field_of_mail(text(line)).is_some())
}

/// Where the header begins below the head that Outlook writes over a forwarded mail, in lines.
pub(super) fn below_forwarded_head(bytes: &[u8]) -> Option<usize> {
    const SENT: [&str; 6] = ["Sent:", "Verzonden:", "Gesendet:", "Envoyé", "Enviado:", "Inviato:"];
    let is_sent = |line: &str| SENT.iter().any(|name| line.trim_start().starts_with(name));
    // Nearly always in the first line.
    if head(bytes).map(text).any(is_trace) || !head(bytes).map(text).any(is_sent) {
        return None;
    }
    line_texts(bytes).take(MAX_LOOKED).map(text).position(is_trace)
}
