//! Address lists (RFC 5322 §3.4 and §4.4, with RFC 6532's UTF-8), to find whose name a message carries.

use crate::syntax::is_fws_char;
use nom::branch::alt;
use nom::bytes::complete::{take_till, take_while1};
use nom::character::complete::{anychar, char};
use nom::combinator::{consumed, map, opt, recognize, value, verify};
use nom::multi::{many0, many0_count, many1_count, separated_list1};
use nom::sequence::{delimited, pair, preceded, separated_pair, terminated};
use nom::{IResult, Parser};

/// The most comments nested in one another.
const MAX_COMMENT_DEPTH: usize = 32;
/// The most mailboxes read from one field.
pub const MAX_MAILBOXES: usize = 1_000;

/// One mailbox of an address list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The display name, unquoted and not decoded; empty when there is none.
    pub display: String,
    /// The part before the `@`, unquoted.
    pub local: String,
    /// The part after the `@`, as written.
    pub domain: String,
}

impl Mailbox {
    /// The address without its display name.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}@{}", self.local, self.domain)
    }
}

/// What an address field holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailboxList {
    /// The mailboxes in order, those of groups included.
    pub mailboxes: Vec<Mailbox>,
    /// The names of the groups; a group may be empty (RFC 6854 allows one in From).
    pub groups: Vec<String>,
    /// Whether the whole value followed the grammar. If not, `mailboxes` holds what could be made out.
    pub well_formed: bool,
    /// Whether there are more mailboxes than are read.
    pub is_cut: bool,
    /// Whether a name that had to be quoted is not, and the address in angle brackets was taken.
    pub is_unquoted: bool,
}

/// `address-list = (address *("," address)) / obs-addr-list`
///
/// Never fails: where the grammar breaks, whatever looks like an address is picked out and `well_formed` says so.
#[must_use]
pub fn address_list(input: &str) -> MailboxList {
    let mut list = MailboxList { well_formed: true, ..MailboxList::default() };
    let parsed = (many0_count(pair(opt(cfws), char(','))), separated_list1(commas, opt(address)), opt(cfws))
        .parse(input);
    match parsed {
        Ok(("", (_, addresses, _))) => {
            for address in addresses.into_iter().flatten().take(MAX_MAILBOXES + 1) {
                match address {
                    Address::Mailbox(mailbox) => list.mailboxes.push(mailbox),
                    Address::Group(name, members) => {
                        list.groups.push(name);
                        list.mailboxes.extend(members);
                    }
                }
            }
        }
        _ => {
            list.well_formed = false;
            list.mailboxes = bracketed(input);
            list.is_unquoted = !list.mailboxes.is_empty();
            if list.mailboxes.is_empty() {
                list.mailboxes = salvage(input);
            }
        }
    }
    list.is_cut = list.mailboxes.len() > MAX_MAILBOXES;
    list.mailboxes.truncate(MAX_MAILBOXES);
    list
}

enum Address {
    Mailbox(Mailbox),
    Group(String, Vec<Mailbox>),
}

/// One or more commas: an obsolete list may have empty places (RFC 5322 §4.4).
fn commas(input: &str) -> IResult<&str, ()> {
    value((), many1_count(pair(opt(cfws), char(',')))).parse(input)
}

/// `address = mailbox / group`
fn address(input: &str) -> IResult<&str, Address> {
    alt((map(mailbox, Address::Mailbox), group)).parse(input)
}

/// `group = display-name ":" [group-list] ";" [CFWS]`
fn group(input: &str) -> IResult<&str, Address> {
    let members = map(opt(separated_list1(commas, opt(mailbox))), Option::unwrap_or_default);
    let (rest, (name, members, _)) = (
        terminated(phrase, char(':')),
        members,
        delimited(opt(commas), preceded(opt(cfws), char(';')), opt(cfws)),
    )
        .parse(input)?;
    Ok((rest, Address::Group(name, members.into_iter().flatten().take(MAX_MAILBOXES + 1).collect())))
}

/// `mailbox = name-addr / addr-spec`
fn mailbox(input: &str) -> IResult<&str, Mailbox> {
    alt((name_addr, addr_spec)).parse(input)
}

/// `name-addr = [display-name] angle-addr`
fn name_addr(input: &str) -> IResult<&str, Mailbox> {
    let (rest, (display, mailbox)) = (opt(phrase), angle_addr).parse(input)?;
    let display = display.filter(|name| !name.is_empty()).unwrap_or_else(|| mailbox.display.clone());
    Ok((rest, Mailbox { display, ..mailbox }))
}

/// `angle-addr = [CFWS] "<" addr-spec ">" [CFWS] / obs-angle-addr`
fn angle_addr(input: &str) -> IResult<&str, Mailbox> {
    let open = (opt(cfws), char('<'), opt(obs_route));
    delimited(open, addr_spec, (opt(cfws), char('>'), opt(cfws))).parse(input)
}

/// `obs-route = obs-domain-list ":"`
fn obs_route(input: &str) -> IResult<&str, ()> {
    let hop = (opt(cfws), char('@'), domain);
    value((), (separated_list1(commas, hop), char(':'))).parse(input)
}

/// `addr-spec = local-part "@" domain`
fn addr_spec(input: &str) -> IResult<&str, Mailbox> {
    let (rest, (text, (local, domain))) =
        consumed(separated_pair(local_part, char('@'), domain)).parse(input)?;
    Ok((rest, Mailbox { display: noted_name(text), local, domain }))
}

/// `a@b.example (Name)`: the old form, with the name in a comment behind the address (RFC 5322 §3.4).
fn noted_name(text: &str) -> String {
    let noted = text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    noted.map(|(_, name)| name.trim().to_owned()).unwrap_or_default()
}

/// `local-part = dot-atom / quoted-string / obs-local-part`
fn local_part(input: &str) -> IResult<&str, String> {
    let words = separated_list1(char('.'), word);
    map(words, |words: Vec<String>| words.join(".")).parse(input)
}

/// `domain = dot-atom / domain-literal / obs-domain`
fn domain(input: &str) -> IResult<&str, String> {
    let literal = recognize((char('['), take_till(|c| c == ']' || c == '['), char(']')));
    let literal = map(literal, |text: &str| text.chars().filter(|&c| !is_fws_char(c)).collect());
    let atoms = map(separated_list1(char('.'), atom), |atoms: Vec<&str>| atoms.join("."));
    delimited(opt(cfws), alt((literal, atoms)), opt(cfws)).parse(input)
}

/// `phrase = 1*word / obs-phrase`: words and, in the obsolete form, full stops.
fn phrase(input: &str) -> IResult<&str, String> {
    let dot = map(char('.'), |_| ".".to_owned());
    let (rest, (text, (first, more))) = consumed((word, many0(alt((word, dot))))).parse(input)?;
    // RFC 5322 §4.1: a full stop adds no blank.
    if !text.contains(['"', '(']) {
        return Ok((rest, text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    let joined = more.into_iter().fold(first, |text, word| match word.as_str() {
        "." => text + ".",
        _ => text + " " + &word,
    });
    Ok((rest, joined))
}

/// `word = atom / quoted-string`
fn word(input: &str) -> IResult<&str, String> {
    alt((map(atom, str::to_owned), quoted_string)).parse(input)
}

/// `atom = [CFWS] 1*atext [CFWS]`
fn atom(input: &str) -> IResult<&str, &str> {
    delimited(opt(cfws), take_while1(is_atext), opt(cfws)).parse(input)
}

/// `atext = ALPHA / DIGIT / "!" / "#" / … / UTF8-non-ascii` (RFC 5322 §3.2.3, RFC 6532 §3.2)
fn is_atext(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || !c.is_ascii()
}

/// `quoted-string = [CFWS] DQUOTE *([FWS] qcontent) [FWS] DQUOTE [CFWS]`
fn quoted_string(input: &str) -> IResult<&str, String> {
    let plain = verify(anychar, |&c| c != '"' && c != '\\');
    let qcontent = alt((preceded(char('\\'), anychar), plain));
    let content =
        map(many0(qcontent), |chars| chars.into_iter().filter(|&c| c != '\r' && c != '\n').collect());
    delimited((opt(cfws), char('"')), content, (char('"'), opt(cfws))).parse(input)
}

/// `CFWS = (1*([FWS] comment) [FWS]) / FWS`
fn cfws(input: &str) -> IResult<&str, ()> {
    value((), many1_count(alt((value((), take_while1(is_fws_char)), comment)))).parse(input)
}

/// `comment = "(" *([FWS] ccontent) [FWS] ")"`, nested to [`MAX_COMMENT_DEPTH`].
fn comment(input: &str) -> IResult<&str, ()> {
    let fail = || nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag));
    let mut depth = 0_usize;
    let mut chars = input.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' if depth == MAX_COMMENT_DEPTH => return Err(fail()),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\\' => drop(chars.next()),
            _ => {}
        }
        if depth == 0 {
            // A text that does not start with "(" ends here too, and is no comment.
            return match c {
                ')' => Ok((input.get(at + 1..).unwrap_or_default(), ())),
                _ => Err(fail()),
            };
        }
    }
    Err(fail())
}

/// `x at y@a <b@c>`, `Doe, John <b@c>`: names that had to be quoted, and were not. As receivers do, the address in the angle brackets
/// is taken; one that stands alone between commas is an address of its own all the same.
fn bracketed(input: &str) -> Vec<Mailbox> {
    let mut found: Vec<Mailbox> = Vec::new();
    let (mut rest, mut is_angled) = (input, false);
    while let Some((before, after)) = rest.split_once('<')
        && found.len() <= MAX_MAILBOXES
    {
        let Some((inside, behind)) = after.split_once('>') else { break };
        // What stands right before the brackets is a name, whatever it looks like.
        let (others, name) = before.rsplit_once(',').unwrap_or(("", before));
        let mut others = others.split(',').map(str::trim).filter_map(whole_address).peekable();
        let display = if others.peek().is_some() { name } else { before };
        found.extend(others);
        if let Some(mailbox) = whole_address(inside) {
            let display = display.trim_matches([',', ' ', '\t', '"']).to_owned();
            found.push(Mailbox { display, ..mailbox });
            is_angled = true;
        }
        rest = behind;
    }
    found.extend(salvage(rest));
    if is_angled { found } else { Vec::new() }
}

/// An address and nothing else.
fn whole_address(text: &str) -> Option<Mailbox> {
    addr_spec(text).ok().filter(|(rest, _)| rest.is_empty()).map(|(_, mailbox)| mailbox)
}

/// Picks whatever looks like an address out of a value that breaks the grammar.
fn salvage(input: &str) -> Vec<Mailbox> {
    let edges = |c: char| is_fws_char(c) || "<>,;:()\"[]".contains(c);
    let found = input.split(edges).filter_map(|part| {
        let (local, domain) = part.rsplit_once('@')?;
        let plausible = !local.is_empty() && !domain.is_empty();
        plausible.then(|| Mailbox {
            display: String::new(),
            local: local.to_owned(),
            domain: domain.to_owned(),
        })
    });
    found.take(MAX_MAILBOXES + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(value: &str) -> Vec<String> {
        let list = address_list(value);
        assert!(list.well_formed, "{value:?} is well formed");
        list.mailboxes.iter().map(Mailbox::address).collect()
    }

    #[test]
    fn so_many_mailboxes_are_read_and_no_more() {
        let count = |text: &str| address_list(text).mailboxes.len();
        for (mailboxes, read) in [
            (MAX_MAILBOXES - 1, MAX_MAILBOXES - 1),
            (MAX_MAILBOXES, MAX_MAILBOXES),
            (MAX_MAILBOXES + 1, MAX_MAILBOXES),
        ] {
            assert_eq!(count(&"a@b.example,".repeat(mailboxes)), read);
            assert_eq!(count(&("(never closed ".to_owned() + &"a@b.example,".repeat(mailboxes))), read);
            assert_eq!(address_list(&"a@b.example,".repeat(mailboxes)).is_cut, mailboxes > read);
        }
        let group = format!("g: {};,", "a@b.example,".repeat(MAX_MAILBOXES));
        assert_eq!(count(&group.repeat(3)), MAX_MAILBOXES);
    }

    #[test]
    fn rfc_5322_a_1_addresses() {
        assert_eq!(addresses("John Doe <jdoe@machine.example>"), ["jdoe@machine.example"]);
        assert_eq!(
            addresses("\"Joe Q. Public\" <john.q.public@example.com>, who? <one@y.test>"),
            ["john.q.public@example.com", "one@y.test"]
        );
        assert_eq!(
            addresses("A Group:Ed Jones <joe@where.test>,john@one.test;, x@y.test"),
            ["joe@where.test", "john@one.test", "x@y.test"]
        );
        assert!(addresses("Undisclosed recipients:;").is_empty());
    }

    #[test]
    fn rfc_5322_a_5_and_a_6_comments_and_obsolete_forms() {
        assert_eq!(
            addresses("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>"),
            ["pete@silly.test"]
        );
        assert_eq!(addresses("Joe Q. Public <john.q.public@example.com>"), ["john.q.public@example.com"]);
        assert_eq!(
            addresses("Mary Smith <@node.test,@b.test:mary@x.test>, , jdoe@test . example"),
            ["mary@x.test", "jdoe@test.example"]
        );
        assert_eq!(addresses("\"a b\"@x.test"), ["a b@x.test"]);
        assert_eq!(addresses("a@[192.0.2.1]"), ["a@[192.0.2.1]"]);
        assert_eq!(addresses("böse@bücher.example"), ["böse@bücher.example"]);
    }

    #[test]
    fn display_names_are_unquoted() {
        let list = address_list("\"Joe \\\"Q\\\" Public\" <a@b.test>");
        assert_eq!(list.mailboxes[0].display, "Joe \"Q\" Public");
        assert_eq!(address_list("J. Doe <a@b.test>").mailboxes[0].display, "J. Doe");
    }

    #[test]
    fn names_that_had_to_be_quoted_leave_the_address_in_brackets() {
        for (text, address, display) in [
            ("user@m.test via Site <no@s.test>", "no@s.test", "user@m.test via Site"),
            ("a@x.test <a@x.test>", "a@x.test", "a@x.test"),
            ("Doe, J@home <j@x.test>", "j@x.test", "Doe, J@home"),
            ("[Shop] News <n@x.test>", "n@x.test", "[Shop] News"),
        ] {
            let list = address_list(text);
            let found: Vec<(String, &str)> =
                list.mailboxes.iter().map(|mailbox| (mailbox.address(), mailbox.display.as_str())).collect();
            assert_eq!(found, [(address.to_owned(), display)], "{text}");
            assert!(list.is_unquoted);
        }
        // One that stands alone between commas is another author all the same.
        let several = address_list("ceo@bank.test, x at y@z <a@evil.test>");
        let found: Vec<String> = several.mailboxes.iter().map(Mailbox::address).collect();
        assert_eq!(found, ["ceo@bank.test", "a@evil.test"]);
        assert_eq!(address_list("a@x.test (John Doe)").mailboxes[0].display, "John Doe");
        assert_eq!(address_list("Shop.example <a@x.test>").mailboxes[0].display, "Shop.example");
    }

    #[test]
    fn broken_lists_give_what_can_be_made_out() {
        let list = address_list("Evil <a@b.test>> , [x] c@d.test");
        assert!(!list.well_formed);
        assert_eq!(list.mailboxes.iter().map(Mailbox::address).collect::<Vec<_>>(), ["a@b.test", "c@d.test"]);
        for nothing in ["", "   ", "@", "<>", "nobody", "((((", &"(".repeat(100_000)] {
            assert!(address_list(nothing).mailboxes.is_empty());
        }
    }
}
