//! One Received field, read by the grammar of whoever wrote it.

use super::super::lexer::{Kind, Token, tokens};
use super::tcp_info::{address_literal, bare_address, helo, is_name, tcp_info};
use crate::time::Timestamp;
use std::net::IpAddr;

/// What a server wrote down when it took a message over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Who handed it over; `None` where the server took it over from itself.
    pub from: Option<FromClause>,
    /// The server.
    pub by: Option<String>,
    /// What else stands in its clause outside of comments, such as Yahoo's `pod-id`.
    pub by_words: Vec<String>,
    /// The address that the server notes for itself.
    pub by_ip: Option<IpAddr>,
    /// The protocol.
    pub with: Option<String>,
    /// What Exchange and others took it over through.
    pub via: Option<String>,
    /// The queue id.
    pub id: Option<String>,
    /// The recipient this copy was for.
    pub recipient: Option<String>,
    /// The envelope sender, from behind the `by`: before it stands what the client said.
    pub envelope_from: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
    /// The TLS version, or `TLS` where only its use is told.
    pub tls: Option<String>,
    /// The comments outside of the from clause: the server's own words.
    pub comments: Vec<String>,
}

/// The from clause: what the client said, and what the server saw of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FromClause {
    /// What the client called itself (HELO), or its name where the server writes but one.
    pub helo: Option<String>,
    /// The name that the server looked up for the address.
    pub name: Option<String>,
    /// The address of the connection.
    pub ip: Option<IpAddr>,
    /// Whether the client had logged in, as the server says in a comment.
    pub logged_in: bool,
}

/// The clauses of a Received field. `envelope-from` is no clause of the standard, but Haraka and others write it.
const CLAUSES: [&str; 7] = ["from", "by", "via", "with", "id", "for", "envelope-from"];

impl Stamp {
    /// `Time-stamp-line = "Received:" FWS Stamp CRLF`, `Stamp = From-domain By-domain Opt-info [CFWS] ";" FWS date-time`
    /// (RFC 5321 §4.4)
    ///
    /// Never fails; what is not there stays `None`.
    #[must_use]
    pub fn parse(value: &str) -> Self {
        let all = tokens(value);
        let semicolon = all.iter().rev().find(|token| token.kind == Kind::Semicolon);
        let at = semicolon.and_then(|token| Timestamp::parse_rfc5322(value.get(token.span.end..)?));
        let told: Vec<&Token> = all.iter().take_while(|token| Some(*token) != semicolon).collect();
        let clauses = clauses(&told);
        let mut stamp = Self { at, comments: own_comments(&told, &clauses), ..Self::default() };
        for clause in &clauses {
            stamp.take(clause);
        }
        let behind =
            clauses.iter().skip_while(|clause| clause.name != "by").flat_map(|clause| &clause.comments);
        let noted_sender = || behind.clone().find_map(|(text, _)| noted(text, "envelope-from"));
        stamp.envelope_from = stamp.envelope_from.take().or_else(noted_sender);
        let noted_tls = told.iter().filter_map(|token| comment(token)).find_map(tls_version);
        stamp.tls = noted_tls.or_else(|| stamp.tls_of_protocol());
        let has_lost_blanks = clauses.iter().any(|clause| clause.was_glued);
        let from_clause = clauses.iter().find(|clause| clause.name == "from");
        stamp.from = from_clause.map(|clause| from(clause, &stamp.comments, has_lost_blanks));
        // Who wrote which of two cannot be told.
        if clauses.iter().filter(|clause| clause.name == "by").count() > 1 {
            stamp.forget_client();
            (stamp.with, stamp.via) = (None, None);
            stamp.comments.clear();
        }
        stamp
    }

    fn forget_client(&mut self) {
        if let Some(from) = &mut self.from {
            (from.ip, from.name) = (None, None);
        }
    }

    fn take(&mut self, clause: &Clause<'_>) {
        let word = || clause.words.first().map(|word| (*word).to_owned());
        let bare = || word().map(|word| word.trim_matches(['<', '>']).to_owned());
        match clause.name {
            "by" if self.by.is_none() => {
                self.by = word().map(|host| host.trim_matches(['[', ']']).to_owned());
                self.by_words = clause.words.iter().skip(1).map(|word| (*word).to_owned()).collect();
                self.by_ip = clause.comments.iter().find_map(|(text, _)| connection(text)).map(|(ip, _)| ip);
            }
            // Mimecast writes "with ESMTP with STARTTLS": the first is the protocol.
            "with" => self.with = self.with.take().or_else(|| clause.protocol()),
            "via" => self.via = Some(clause.words.join(" ")),
            "id" => self.id = bare(),
            "for" => self.recipient = bare(),
            "envelope-from" => self.envelope_from = bare(),
            _ => {}
        }
    }

    /// Protocols of RFC 3848 and 6531 that end in S or SA ran over TLS.
    fn tls_of_protocol(&self) -> Option<String> {
        let protocol = self.with.as_deref()?.to_ascii_uppercase();
        let (name, _) = protocol.split_once('/').unwrap_or((&protocol, ""));
        let base = name.strip_suffix('A').unwrap_or(name);
        let secure =
            base.ends_with("SMTPS") || base == "LMTPS" || base == "HTTPS" || protocol.contains("/TLS");
        secure.then(|| "TLS".to_owned())
    }

    /// Whether a comment of the server's begins with a text.
    #[must_use]
    pub fn remarks(&self, text: &str) -> bool {
        self.comments.iter().any(|comment| comment.starts_with(text))
    }
}

/// `From-domain = "FROM" FWS Extended-Domain`, `Extended-Domain = Domain / ( Domain FWS "(" TCP-info ")" ) / …` (RFC 5321 §4.4)
fn from(clause: &Clause<'_>, all: &[String], has_lost_blanks: bool) -> FromClause {
    let token = clause.words.first().copied().unwrap_or_default();
    // A comment that touches the word before it belongs to that word: the client may have sent it. Where the server's own words
    // have lost a blank as well, it is the text that lost them.
    let is_own = |spaced: bool| spaced || token.is_empty() || has_lost_blanks;
    let own = || clause.comments.iter().filter(|(_, spaced)| is_own(*spaced)).map(|(text, _)| *text);
    let told_helo = own().find_map(helo);
    let is_exim = all.iter().any(|text| text.starts_with("Exim"));
    let seen =
        clause.comments.iter().filter(|(text, _)| !text.starts_with("HELO ") && !text.starts_with("EHLO "));
    let mut connections: Vec<(IpAddr, Option<String>)> =
        seen.filter_map(|(text, _)| connection(text)).collect();
    connections.extend(clause.words.iter().skip(1).filter_map(|word| Some((literal(word)?, None))));
    // Yahoo, and Exim where there is no name, have the address where others have the HELO.
    if connections.is_empty() && (told_helo.is_some() || is_exim) {
        connections.extend(literal(token).or_else(|| token.parse().ok()).map(|ip| (ip, None)));
    }
    let (ip, looked_up) = match connections.as_slice() {
        [(ip, name)] => (Some(*ip), name.clone()),
        _ => (None, None),
    };
    // With the HELO elsewhere, the word is the name that the server looked up.
    let name = looked_up.or_else(|| {
        let is_its = (told_helo.is_some() || is_exim) && ip.is_some() && is_name(token);
        is_its.then(|| token.trim_end_matches('.').to_ascii_lowercase())
    });
    let bare = |word: &str| word.trim_matches(['[', ']']).to_owned();
    let helo = told_helo.or(Some(token)).filter(|word| !word.is_empty()).map(bare);
    FromClause { helo, name, ip, logged_in: own().any(is_login) }
}

/// An address in brackets, with or without a port behind it.
fn literal(word: &str) -> Option<IpAddr> {
    let (rest, ip) = address_literal(word).ok()?;
    (rest.is_empty() || rest.starts_with(':')).then_some(ip)
}

/// A connection as a comment notes it.
fn connection(comment: &str) -> Option<(IpAddr, Option<String>)> {
    let bare = || bare_address(comment).map(|ip| (ip, None));
    tcp_info(comment).map(|info| (info.ip, info.name)).or_else(bare)
}

/// Whether a comment says that the client had logged in: Postfix, sendmail and Haraka, Courier, CommuniGate.
fn is_login(comment: &str) -> bool {
    ["Authenticated sender", "authenticated ", "authenticated)", "AUTH: ", "account "]
        .iter()
        .any(|start| comment.starts_with(start))
        || comment == "authenticated"
}

/// One clause: its keyword, the words after it, and the comments among them, each with whether white space stands before it.
#[derive(Default)]
struct Clause<'a> {
    name: &'static str,
    words: Vec<&'a str>,
    comments: Vec<(&'a str, bool)>,
    /// Whether its keyword had run into the word before it.
    was_glued: bool,
}

impl Clause<'_> {
    /// The protocol is one word, save for Microsoft's `Microsoft SMTP Server`.
    fn protocol(&self) -> Option<String> {
        match self.words.as_slice() {
            [] => None,
            ["Microsoft", ..] => Some(self.words.join(" ")),
            [word, ..] => Some((*word).to_owned()),
        }
    }
}

fn clauses<'a>(told: &[&'a Token]) -> Vec<Clause<'a>> {
    let mut clauses: Vec<Clause<'a>> = Vec::new();
    for (at, token) in told.iter().enumerate() {
        match &token.kind {
            Kind::Word(word) if is_glued(word, clauses.last(), told.get(at + 1)) => {
                if let Some(last) = clauses.last_mut() {
                    last.words.extend(word.strip_suffix("with"));
                }
                clauses.push(Clause { name: "with", was_glued: true, ..Clause::default() });
            }
            Kind::Word(word) | Kind::Quoted(word) => {
                let name = CLAUSES.into_iter().find(|name| name.eq_ignore_ascii_case(word));
                // A keyword right after another is a host that happens to be called so.
                let wanted =
                    clauses.last().is_some_and(|last| last.words.is_empty() && last.comments.is_empty());
                // RFC 5321 §4.4: "from" comes first, and once.
                let is_late = name == Some("from") && !clauses.is_empty();
                // Then comes "by": what stands before it is what the client said of itself, and may be any words.
                let is_early = clauses.last().is_some_and(|last| last.name == "from") && name != Some("by");
                match (name, clauses.last_mut()) {
                    (Some(name), _) if !wanted && !is_late && !is_early => {
                        clauses.push(Clause { name, ..Clause::default() });
                    }
                    (_, Some(last)) => last.words.push(word),
                    (_, None) => {}
                }
            }
            Kind::Comment(text) => {
                if let Some(last) = clauses.last_mut() {
                    last.comments.push((text, token.spaced));
                }
            }
            Kind::Semicolon => {}
        }
    }
    clauses
}

/// Whether the server's name and the keyword behind it are one word, since a fold between them lost its blank.
fn is_glued(word: &str, last: Option<&Clause<'_>>, next: Option<&&Token>) -> bool {
    let is_by = last.is_some_and(|last| last.name == "by" && last.words.is_empty());
    let is_protocol = next.is_some_and(|next| match &next.kind {
        Kind::Word(next) => {
            let next = next.to_ascii_uppercase();
            ["SMTP", "ESMTP", "LMTP", "HTTP"].iter().any(|name| next.starts_with(name))
        }
        _ => false,
    });
    is_by && is_protocol && word.ends_with("with") && word.contains('.')
}

/// The comments that do not belong to the from clause, in which the client has a say.
fn own_comments(told: &[&Token], clauses: &[Clause<'_>]) -> Vec<String> {
    let first = told
        .iter()
        .take_while(|token| !matches!(token.kind, Kind::Word(_)))
        .filter_map(|token| comment(token));
    let behind = clauses.iter().filter(|clause| clause.name != "from").flat_map(|clause| &clause.comments);
    first.chain(behind.map(|(text, _)| *text)).map(str::to_owned).collect()
}

fn comment(token: &Token) -> Option<&str> {
    match &token.kind {
        Kind::Comment(text) => Some(text),
        _ => None,
    }
}

/// The value of `key=value`, or of `key <value>`, in a comment.
fn noted(comment: &str, key: &str) -> Option<String> {
    let (_, after) = comment.split_once(key)?;
    let value = after.trim_start_matches(['=', ' ']).split([' ', ')']).next()?;
    let bare = value.trim_matches(['<', '>', '[', ']']);
    (!value.is_empty()).then(|| bare.to_owned())
}

/// The TLS version named in a comment, in the form `TLS1_2`; `TLS` where only a cipher or its use is named.
fn tls_version(comment: &str) -> Option<String> {
    let words = comment.split([' ', ',', ':', '=', '/']);
    let named = words.clone().find_map(|word| {
        let version = word.strip_prefix("TLSv").or_else(|| word.strip_prefix("TLS"))?.trim_start_matches('_');
        let numeric = version.starts_with(|c: char| c.is_ascii_digit())
            && version.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '_');
        numeric.then(|| match version.replace('.', "_").as_str() {
            "1" => "TLS1_0".to_owned(),
            version => format!("TLS{version}"),
        })
    });
    named.or_else(|| words.clone().any(|w| matches!(w, "TLS" | "cipher")).then(|| "TLS".to_owned()))
}
