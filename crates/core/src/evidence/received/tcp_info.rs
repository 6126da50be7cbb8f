//! What a server notes of its client's connection, in the comments of a from clause.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_till1, take_while1};
use nom::character::complete::{char, digit1, space0, space1};
use nom::combinator::{all_consuming, map_opt, opt, rest, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};
use std::net::{IpAddr, SocketAddrV4};

/// The address of a connection, and the name that the server looked up for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TcpInfo {
    pub(super) ip: IpAddr,
    pub(super) name: Option<String>,
}

/// `TCP-info = address-literal / ( Domain FWS address-literal )` (RFC 5321 §4.4): a whole comment, with what sendmail, Exim and
/// others write behind it.
pub(super) fn tcp_info(comment: &str) -> Option<TcpInfo> {
    let named = (domain, space0, address_literal).map(|(name, _, ip)| (Some(name), ip));
    let bare = address_literal.map(|ip| (None, ip));
    let read: IResult<&str, _> = (alt((bare, named)), opt(port), trailer).parse(comment);
    let (_, ((name, ip), _, trailer)) = read.ok()?;
    // sendmail: the name does not lead back to the address.
    let forged = trailer.contains("may be forged");
    let name = name.map(looked_up).filter(|_| !forged).flatten();
    Some(TcpInfo { ip, name })
}

/// A comment that is nothing but an address, as qmail and Exchange write it; qmail may put the ident before it.
pub(super) fn bare_address(comment: &str) -> Option<IpAddr> {
    let ident = terminated(take_till1(|c: char| c == '@' || c.is_whitespace()), char('@'));
    let read: IResult<&str, IpAddr> = all_consuming(preceded(opt(ident), address)).parse(comment);
    read.ok().map(|(_, ip)| ip)
}

/// What the client called itself, where the server writes it into a comment of its own: `HELO name`, `helo=name`, and
/// CommuniGate's `account user HELO name`.
pub(super) fn helo(comment: &str) -> Option<&str> {
    let keyed = comment.split(' ').find_map(|word| {
        let read: IResult<&str, &str> = preceded(tag("helo="), rest).parse(word);
        read.ok().map(|(_, name)| name)
    });
    let mut words = comment.split(' ').skip_while(|word| !is_helo(word));
    keyed.or_else(|| words.nth(1))
}

fn is_helo(word: &str) -> bool {
    let read: IResult<&str, &str> = all_consuming(alt((tag("HELO"), tag("EHLO")))).parse(word);
    read.is_ok()
}

/// `address-literal = "[" ( IPv4-address-literal / IPv6-address-literal ) "]"` (RFC 5321 §4.1.3), whole: nothing that names hold
/// may follow.
pub(super) fn address_literal(input: &str) -> IResult<&str, IpAddr> {
    let (rest, ip) = delimited(char('['), address, char(']')).parse(input)?;
    if rest.is_empty() || rest.starts_with([' ', ':', ')']) { Ok((rest, ip)) } else { fail(input) }
}

/// An address without brackets, with or without the tag `IPv6:`.
fn address(input: &str) -> IResult<&str, IpAddr> {
    let digits = take_while1(|c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.'));
    preceded(opt(tag_no_case("IPv6:")), map_opt(digits, ip)).parse(input)
}

/// An address; Momentum writes the port into the brackets.
fn ip(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddrV4>().ok().map(|socket| IpAddr::V4(*socket.ip()));
    text.parse().ok().or_else(with_port)
}

/// What a server looked up, trailing dot or ident and all.
fn domain(input: &str) -> IResult<&str, &str> {
    let spaced = terminated(take_till1(|c: char| c == ' '), nom::combinator::peek(space1));
    // Some leave out the space: `localhost[127.0.0.1]`.
    let either = alt((spaced, take_till1(|c: char| matches!(c, ' ' | '['))));
    // Exim's `helo=[192.0.2.1]` is no name.
    verify(either, |name: &str| !name.contains('=')).parse(input)
}

/// A port behind an address, as Exim notes it.
fn port(input: &str) -> IResult<&str, &str> {
    preceded(char(':'), digit1).parse(input)
}

/// The rest of the comment. A second literal in it leaves open which one is the connection's, but for Exim's words.
fn trailer(input: &str) -> IResult<&str, &str> {
    let is_plain = |text: &str| {
        let own = |word: &str| word.starts_with("helo=") || word.starts_with("ident=");
        (text.is_empty() || text.starts_with(' '))
            && text.split(' ').all(|word| own(word) || !word.contains('['))
    };
    verify(rest, is_plain).parse(input)
}

fn fail<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
}

/// The name without what is no name: sendmail's ident, the final dot, and the word for none.
fn looked_up(name: &str) -> Option<String> {
    let name = name.rsplit('@').next().unwrap_or(name).trim_end_matches('.');
    is_name(name).then(|| name.to_ascii_lowercase())
}

/// Whether a word can be a host's name, and not the word for none or an address.
pub(super) fn is_name(word: &str) -> bool {
    let hostlike = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let none = ["unknown", "unavailable", "local"].iter().any(|none| word.eq_ignore_ascii_case(none));
    !word.is_empty() && !none && word.chars().all(hostlike) && word.parse::<IpAddr>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(comment: &str) -> Option<(String, Option<String>)> {
        tcp_info(comment).map(|info| (info.ip.to_string(), info.name))
    }

    #[test]
    fn the_ways_in_which_servers_note_a_connection() {
        let named = |ip: &str, name: &str| Some((ip.to_owned(), Some(name.to_owned())));
        let bare = |ip: &str| Some((ip.to_owned(), None));
        assert_eq!(read("m.example [IPv6:2001:db8::1]"), named("2001:db8::1", "m.example"));
        assert_eq!(read("m.example. [192.0.2.1]"), named("192.0.2.1", "m.example"));
        assert_eq!(read("user@m.example [192.0.2.1] (may be forged)"), bare("192.0.2.1"));
        assert_eq!(read("unknown [192.0.2.1]"), bare("192.0.2.1"));
        assert_eq!(read("localhost[127.0.0.1]"), named("127.0.0.1", "localhost"));
        assert_eq!(read("[192.0.2.1]:58922 helo=[198.51.100.1]"), bare("192.0.2.1"));
        assert_eq!(read("[51.195.117.31] vpn.srv.example"), bare("51.195.117.31"));
        assert_eq!(read("m.example [::ffff:192.0.2.1]"), named("::ffff:192.0.2.1", "m.example"));
        assert_eq!(bare_address("192.0.2.1"), Some("192.0.2.1".parse().unwrap()));
        assert_eq!(bare_address("user@192.0.2.1"), Some("192.0.2.1".parse().unwrap()));
    }

    #[test]
    fn brackets_in_names_and_second_literals_are_no_address() {
        assert_eq!(read("[192.0.2.10].evil.example [203.0.113.66]"), Some(("203.0.113.66".into(), None)));
        for comment in [
            "[192.0.2.1] [192.0.2.2]",
            "a [192.0.2.1] b[192.0.2.2]",
            "[unavailable]",
            "helo=[192.0.2.1]",
            "m.example",
            "[local]",
            "",
        ] {
            assert_eq!(read(comment), None, "{comment}");
        }
    }

    #[test]
    fn what_the_client_called_itself() {
        assert_eq!(helo("HELO m.example"), Some("m.example"));
        assert_eq!(helo("[192.0.2.1]:25 helo=m.example"), Some("m.example"));
        assert_eq!(helo("port=33872 helo=60"), Some("60"));
        assert_eq!(helo("account a@b.example HELO [10.0.0.1]"), Some("[10.0.0.1]"));
        assert_eq!(helo("m.example [192.0.2.1]"), None);
    }
}
