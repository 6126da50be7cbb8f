//! Which results are the receiver's own, and what they say of the client and the envelope.

use super::arrived::{EnvelopeField, Said};
use super::trace::Trace;
use super::walk::Walked;
use crate::address::is_public;
use crate::evidence::{AuthenticationResults, MAX_CLAIMS, MethodResult, ReceivedSpf};
use crate::message::{Field, Message};
use crate::providers::{Results, receivers_with};
use crate::report::Border;
use std::net::IpAddr;

/// The receiver's own fields, by line.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    pub(super) results: Vec<usize>,
    pub(super) received_spf: Vec<usize>,
    pub(super) return_path: Option<usize>,
    /// The results of servers behind a gateway: they speak of the gateway.
    pub(super) behind: Vec<usize>,
}

/// What is known of a message besides its fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given<'a> {
    /// Whether all of it was given.
    pub(super) whole: bool,
    /// The id whose results a person chose to count.
    pub(super) trust: Option<&'a str>,
}

/// Tells which fields are the receiver's word on who sent the message.
pub(super) fn own(trace: &Trace, walked: &Walked, message: &Message, given: Given<'_>) -> Own {
    match walked.border {
        Border::NoReceived if given.whole => Own::default(),
        Border::NoReceived => excerpt(message, given.trust),
        Border::Seen { line } | Border::NoPublicAddress { line } => {
            let mut own = above(message, line);
            own.set_apart(message, trace, walked);
            own.extend(below(message, trace, walked.at.unwrap_or_default(), line));
            own
        }
        Border::Started { line, .. } | Border::NotSeen { line } => above(message, line),
        Border::NeverCrossed => {
            let last = walked.inside.last().and_then(|at| trace.line(*at));
            above(message, last.unwrap_or_default())
        }
    }
}

/// The hop at which the outermost gateway handed the mail on: what stands above it speaks of the gateway.
fn behind_gateways(trace: &Trace, walked: &Walked) -> Option<usize> {
    let is_gateway = |at: &&usize| {
        let ip = trace.stamp(**at).and_then(|stamp| stamp.from.as_ref()?.ip);
        walked.gateways.last().is_some_and(|last| ip.is_some_and(|ip| ip.to_canonical() == last.ip))
    };
    walked.inside.iter().rev().find(is_gateway).copied()
}

/// Whatever stands above the border, the receiver wrote or let stand.
fn above(message: &Message, border: usize) -> Own {
    let is_above = |field: &Field<'_>| field.line() < border;
    let lines =
        |name: &str| message.all(name).filter(is_above).map(|field| field.line()).take(MAX_CLAIMS).collect();
    Own {
        results: lines("authentication-results"),
        received_spf: lines("received-spf"),
        // The delivery agent puts it on top (RFC 5321 §4.4), also behind a gateway.
        return_path: message.all("return-path").map(|field| field.line()).find(|line| *line < border),
        behind: Vec::new(),
    }
}

/// An excerpt without a Received field: nobody can tell what the receiver wrote, so its fields stand as what they claim: those of
/// the id that a person chose, and of the first one else.
fn excerpt(message: &Message, trust: Option<&str>) -> Own {
    let lines = |name: &str| message.all(name).map(|field| field.line()).take(MAX_CLAIMS).collect::<Vec<_>>();
    let id = |line: &usize| authserv_id(message, *line);
    let mut results = lines("authentication-results");
    let counts = trust.map(str::to_owned).or_else(|| results.first().and_then(id));
    results.retain(|line| match (id(line), &counts) {
        (Some(id), Some(counts)) => id.eq_ignore_ascii_case(counts),
        (id, counts) => id.is_none() && counts.is_none(),
    });
    Own {
        results,
        received_spf: lines("received-spf"),
        return_path: lines("return-path").first().copied(),
        behind: Vec::new(),
    }
}

/// Who writes the results at a line, by their own word.
fn authserv_id(message: &Message, line: usize) -> Option<String> {
    let field = message.all("authentication-results").find(|field| field.line() == line)?;
    AuthenticationResults::parse(&field.text()).authserv_id
}

/// What stands right below the border, for those who write there: one field of each id in the receiver's own order, and nothing
/// after one that it does not write. A field out of that order came with the mail.
fn below(message: &Message, trace: &Trace, at: usize, border: usize) -> Own {
    let mut own = Own::default();
    let Some(by) = trace.stamp(at).and_then(|stamp| stamp.by.as_deref()) else { return own };
    let found = receivers_with(by).find_map(|row| match row.results {
        Results::Below { ids: [], among } if row.is_border(by) => Some((std::slice::from_ref(&by), among)),
        Results::Below { ids, among } if row.is_border(by) => Some((ids, among)),
        _ => None,
    });
    let Some((mut ids, among)) = found else { return own };
    let place = |ids: &[&str], line: usize| {
        let id = authserv_id(message, line)?;
        ids.iter().position(|own| own.eq_ignore_ascii_case(&id))
    };
    for (line, name) in trace.below(border) {
        let is_among = among.iter().any(|start| name.starts_with(start));
        match name {
            "return-path" if is_among && own.return_path.is_none() => own.return_path = Some(line),
            "received-spf" if own.received_spf.is_empty() && (own.results.is_empty() || is_among) => {
                own.received_spf.push(line);
            }
            "authentication-results" => match place(ids, line) {
                Some(at) => {
                    own.results.push(line);
                    ids = ids.get(at + 1..).unwrap_or_default();
                }
                // Results in another's name above its own it did not write, and let stand.
                None if own.results.is_empty() => {}
                None => break,
            },
            _ if is_among && name != "received-spf" => {}
            _ => break,
        }
    }
    own
}

impl Own {
    /// Nothing but results.
    pub(super) fn of_results(lines: &[usize]) -> Self {
        Self { results: lines.to_vec(), ..Self::default() }
    }

    /// Sets apart what the servers behind a gateway wrote, above the hop at which it handed the mail to them or right below.
    fn set_apart(&mut self, message: &Message, trace: &Trace, walked: &Walked) {
        let Some((at, line)) = behind_gateways(trace, walked).and_then(|at| Some((at, trace.line(at)?)))
        else {
            return;
        };
        let theirs = below(message, trace, at, line);
        let is_behind =
            |own: &usize| *own < line || theirs.results.contains(own) || theirs.received_spf.contains(own);
        self.behind = self.results.extract_if(.., |own| is_behind(own)).collect();
        self.received_spf.retain(|own| !is_behind(own));
    }

    fn extend(&mut self, more: Self) {
        self.results.extend(more.results);
        self.received_spf.extend(more.received_spf);
        self.return_path = self.return_path.or(more.return_path);
    }
}

/// What one field of the receiver's says of the client and the envelope.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) line: usize,
    pub(super) source: EnvelopeField,
    pub(super) ip: Option<IpAddr>,
    pub(super) mail_from: Option<String>,
    pub(super) helo: Option<String>,
}

/// What the receiver's own fields say, the surest first.
pub(super) fn words(message: &Message, own: &Own) -> Vec<Word> {
    let at = |line: &usize| message.fields().find(|field| field.line() == *line);
    let spf = own.received_spf.iter().filter_map(at).filter_map(|field| of_received_spf(&field));
    let results = own.results.iter().filter_map(at).map(|field| of_results(&field));
    spf.chain(results).collect()
}

/// Received-SPF on MAIL FROM; a field on the HELO name alone tells of no sender.
fn of_received_spf(field: &Field<'_>) -> Option<Word> {
    let read = ReceivedSpf::parse(&field.text());
    if read.get("identity").is_some_and(|identity| identity.eq_ignore_ascii_case("helo")) {
        return None;
    }
    let noted = || address_in(read.comment.as_deref()?);
    let keyed = read.get("client-ip").and_then(|ip| ip.trim_matches('"').parse().ok());
    Some(Word {
        line: field.line(),
        source: EnvelopeField::ReceivedSpf,
        ip: keyed.or_else(noted),
        mail_from: read.envelope_from().map(first_of),
        helo: read.get("helo").map(str::to_owned),
    })
}

fn of_results(field: &Field<'_>) -> Word {
    let results = AuthenticationResults::parse(&field.text()).results;
    let of = |method: &'static str| results.iter().filter(move |result| result.method == method);
    let property = |name: &str| of("spf").find_map(|result| result.property(name));
    // Behind a property a comment can be part of what the client said.
    let comments = || of("spf").flat_map(|result: &MethodResult| result.comments.iter().take(result.leading));
    let iprev = || {
        of("iprev").find_map(|r| r.property("smtp.remote-ip").or(r.property("policy.iprev"))?.parse().ok())
    };
    // Yandex writes smtp.mail.
    let listed = property("smtp.mailfrom").or_else(|| property("smtp.mail"));
    let noted = || comments().find_map(|comment| crate::evidence::domain_of(comment));
    Word {
        line: field.line(),
        source: EnvelopeField::AuthenticationResults,
        ip: comments().find_map(|comment| address_in(comment)).or_else(iprev),
        mail_from: listed.or_else(noted).map(first_of),
        helo: property("smtp.helo").map(str::to_owned),
    }
}

/// The first of a list, without its brackets.
fn first_of(sender: &str) -> String {
    sender.split(';').next().unwrap_or_default().trim_matches(['<', '>']).to_owned()
}

/// The address in comments like `designates 192.0.2.1 as permitted sender` and `sender IP is 192.0.2.1`.
fn address_in(comment: &str) -> Option<IpAddr> {
    // The sender's own words stand before it.
    let words = comment.split([' ', '(', ')', ',', ';']);
    words.rev().find_map(|word| word.trim_matches(['[', ']', '.']).parse().ok())
}

/// The sender of a Return-Path field: `path = angle-addr / ([CFWS] "<" [CFWS] ">" [CFWS])` (RFC 5322 §3.6.7).
pub(super) fn return_path(message: &Message, line: usize) -> Option<Said<String>> {
    let value = message.all("return-path").find(|field| field.line() == line)?.unfolded();
    let inner = value.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inner, _)| inner);
    let path = inner.unwrap_or(&value).trim();
    let told = inner.is_some() || path.contains('@');
    told.then(|| Said { value: path.to_owned(), source: EnvelopeField::ReturnPath })
}

/// The original client that Microsoft's skip listing found behind a connector: `ip=[192.0.2.1];domain=sender.example`.
pub(super) fn skip_listed(message: &Message, border: usize) -> Option<IpAddr> {
    let names = ["x-ms-exchange-skiplistedinternetsender", "x-ms-exchange-externaloriginalinternetsender"];
    let mut own =
        message.fields().filter(|field| field.line() < border && names.iter().any(|name| field.is(name)));
    own.find_map(|field| {
        let text = field.unfolded();
        let (_, after) = text.split_once("ip=[")?;
        after.split_once(']')?.0.parse().ok().filter(|ip| is_public(*ip))
    })
}
