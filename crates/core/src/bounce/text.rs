//! The text of a bounce: the notice, and the header or the whole mail that was put below it.

use crate::domain::Domain;
use crate::message::field_of_mail;

/// The least fields of what is taken for the header of the mail that was refused.
const LEAST_FIELDS: usize = 3;
/// The most octets of a notice that are kept where it quotes no reply.
const MAX_NOTICE: usize = 400;

/// A notice, and where the mail below it begins in the text.
pub(super) struct Notice<'a> {
    pub(super) notice: &'a str,
    pub(super) original: Option<&'a str>,
}

/// Parts a notice from the mail below it: the first run of header fields that has an author. No words are looked for, since
/// each program and each language has its own.
pub(super) fn split(text: &str) -> Notice<'_> {
    let mut at = 0;
    // Where the run of fields began that is open, how many fields it has, and whether From is among them.
    let mut run: Option<(usize, usize, bool)> = None;
    let mut found = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        if field_of_mail(bare).is_some() {
            let (first, fields, author) = run.unwrap_or((start, 0, false));
            let author = author || bare.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("from:"));
            run = Some((first, fields + 1, author));
            if author && fields + 1 >= LEAST_FIELDS {
                found = Some(first);
                break;
            }
        } else if bare.is_empty() || run.is_some_and(|(_, fields, _)| fields == 0) {
            run = None;
        }
    }
    match found {
        Some(first) => Notice { notice: text.get(..first).unwrap_or_default(), original: text.get(first..) },
        None => Notice { notice: text, original: None },
    }
}

/// The server that returns the mail, by its own notice: Postfix and Exchange say so.
pub(super) fn returning_host(notice: &str) -> Option<String> {
    const MARKS: [&str; 2] = ["mail system at host ", "Generating server: "];
    let (_, rest) = MARKS.iter().find_map(|mark| notice.split_once(mark))?;
    let word = rest.split_whitespace().next()?.trim_end_matches('.');
    Domain::parse(word).ok().filter(|host| host.label_count() > 1).map(|host| host.to_string())
}

/// The beginning of a notice as one line.
pub(super) fn first_words(notice: &str) -> String {
    let mut joined = String::new();
    for word in notice.split_whitespace() {
        if joined.len() + word.len() > MAX_NOTICE {
            break;
        }
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// A web page's text: without its tags and styles, and with the few entities that such notices have.
pub(super) fn of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (name, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = name.to_ascii_lowercase();
        let hidden = ["style", "script", "head"].into_iter().find(|hidden| name.starts_with(hidden));
        rest = match hidden.and_then(|hidden| after.split_once(&format!("</{hidden}"))) {
            Some((_, behind)) => behind.split_once('>').map_or("", |(_, behind)| behind),
            None => after,
        };
        if ["br", "p", "/p", "div", "/div", "tr", "/tr", "li", "td"]
            .iter()
            .any(|block| name.split([' ', '/']).next() == Some(block) || name == *block)
        {
            text.push('\n');
        }
    }
    text.push_str(rest);
    crate::message::without_entities(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_parted_from_the_mail_below_it() {
        let text = "Sorry.\nStatus: 5.7.1\nTo: nobody\n\nOriginal message headers:\n\nReceived: by x\n with y\nTo: b@b.example\n\
                    From: a@a.example\n\nbody\n";
        let parted = split(text);
        assert!(parted.original.unwrap().starts_with("Received: by x"), "{:?}", parted.original);
        assert!(parted.notice.ends_with("headers:\n\n"));
        assert!(split("From: x\nto be or not").original.is_none());
        assert!(split("").original.is_none());
    }

    #[test]
    fn the_server_that_returns_a_mail_names_itself() {
        let postfix = "This is the mail system at host shop.a.example.\n\nI'm sorry to have to inform you";
        assert_eq!(returning_host(postfix).as_deref(), Some("shop.a.example"));
        let exchange = "Diagnostic information for administrators:\n\nGenerating server: mail.a.example\n";
        assert_eq!(returning_host(exchange).as_deref(), Some("mail.a.example"));
        assert_eq!(returning_host("Delivery has failed to these recipients"), None);
    }

    #[test]
    fn html_is_read_as_text() {
        let html = "<html><head><title>x</title></head><body><p>550 5.7.1 <b>No</b> &lt;a@b.example&gt;</p>done</body>";
        assert_eq!(of_html(html).trim(), "550 5.7.1 No <a@b.example>\ndone");
        assert_eq!(of_html("a < b"), "a ");
    }
}
