//! Whose word counts. A receiver's own results stand above everything the sender could have written.

use super::authres::{AuthenticationResults, MethodResult, arc_instance};
use super::operator::is_same_operator;
use super::received::Hop;
use super::received_spf::ReceivedSpf;
use super::result_word::ResultWord;
use crate::message::Message;
use crate::syntax::SyntaxError;
use serde::Serialize;

/// The most Authentication-Results fields read.
pub const MAX_CLAIMS: usize = 100;

/// What one Authentication-Results field claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Who says so; `None` where the field does not tell, as Microsoft's do not.
    pub authserv_id: Option<String>,
    /// Whether this is the receiver whose word is taken.
    pub trusted: bool,
    /// The instance of an ARC-Authentication-Results field; `None` for Authentication-Results.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<u32>,
    /// The line of the message at which the field starts.
    pub line: usize,
    /// What it says.
    pub results: Vec<MethodResult>,
    /// Where it breaks the grammar.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<SyntaxError>,
    /// Where the recomputation comes to something else.
    pub differences: Vec<Difference>,
}

/// A claim that the recomputation does not bear out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// The method.
    pub method: String,
    /// What the receiver said.
    pub claimed: ResultWord,
    /// What was recomputed.
    pub recomputed: ResultWord,
    /// The identifier it is about.
    pub subject: Option<String>,
    /// Why that may be.
    pub reason: Reason,
}

/// Why a receiver said one thing and the recomputation says another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DifferenceReason"))]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// DNS is as it is today, and a record was another one then.
    RecordChanged,
    /// The key has been taken away since.
    KeyGone,
    /// The message was altered after the receiver looked at it.
    MessageAltered,
    /// The text was pasted, and a paste changes white space.
    PasteAltered,
    /// The client address or the envelope was worked out from elsewhere, and may be another one.
    OtherEnvelope,
    /// The receiver is more lenient, or stricter, than the standard.
    LocalPolicy,
    /// The receiver still goes by RFC 7489.
    OlderStandard,
    /// DNS did not answer here.
    DnsTrouble,
    /// None of these; the receiver may be mistaken.
    Unexplained,
}

/// All claims of a message, ARC's last, with the trusted ones marked.
///
/// Trusted is the topmost Authentication-Results that the receiver can have written, or the topmost by `trust` where a
/// person names one, together with those of the same authserv-id that follow it before any Received field: what stands
/// further down may have been written by the sender (RFC 8601 §7.1). ARC-Authentication-Results are another hop's word
/// and never are.
#[must_use]
pub fn claims(message: &Message, trust: Option<&str>, hops: &[Hop]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    let mut boundary = Boundary::Above;
    let mut outside = Outside::new(hops);
    for field in message.fields() {
        if field.is("received") {
            outside.pass(field.line());
            if boundary == Boundary::Within {
                boundary = Boundary::Below;
            }
        }
        if !field.is("authentication-results") || claims.len() == MAX_CLAIMS {
            continue;
        }
        let mut claim = Claim::new(AuthenticationResults::parse(&field.text()), field.line());
        let wanted = match boundary {
            Boundary::Above => match trust {
                Some(id) => claim.is_by(Some(id)),
                None => outside.is_receivers(&claim),
            },
            Boundary::Within => {
                let chosen = claims.iter().find(|claim| claim.trusted);
                chosen.is_some_and(|chosen| claim.is_by(chosen.authserv_id.as_deref()))
            }
            Boundary::Below => false,
        };
        if wanted {
            claim.trusted = true;
            boundary = Boundary::Within;
        }
        claims.push(claim);
    }
    claims.extend(arc_claims(message));
    claims
}

/// What the Received fields tell of how far down the receiver's own fields reach.
struct Outside<'a> {
    /// The hop at which the mail came in from outside.
    entry: Option<&'a Hop>,
    /// Whether the reading is past that hop's field, and past the one after it.
    passed: (bool, bool),
}

impl<'a> Outside<'a> {
    fn new(hops: &'a [Hop]) -> Self {
        Self { entry: hops.iter().find(|hop| hop.entry), passed: (false, false) }
    }

    /// Takes note of a Received field.
    fn pass(&mut self, line: usize) {
        let entered = self.entry.is_some_and(|entry| entry.line == line);
        self.passed = (self.passed.0 || entered, self.passed.0);
    }

    /// Whether the receiver can have written a field that stands here. Above the field that tells of the way in, nobody
    /// else can. Some, Google among them, write their results right below it; those count where the name is theirs,
    /// since a receiver takes away what strangers wrote in its name (RFC 8601 §5).
    fn is_receivers(&self, claim: &Claim) -> bool {
        match (self.entry.and_then(|entry| entry.by.as_deref()), self.passed) {
            (None, _) | (_, (false, _)) => true,
            (Some(_), (true, true)) => false,
            (Some(by), (true, false)) => {
                let own = claim.authserv_id.as_deref().map(|id| is_same_operator(id, by).unwrap_or(id == by));
                own.unwrap_or(false)
            }
        }
    }
}

/// Where in the header section the reading stands, seen from the trusted receiver's fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Boundary {
    Above,
    Within,
    Below,
}

fn arc_claims(message: &Message) -> impl Iterator<Item = Claim> {
    message.all("arc-authentication-results").take(MAX_CLAIMS).filter_map(|field| {
        let text = field.text();
        let (instance, rest) = arc_instance(&text)?;
        Some(Claim {
            instance: Some(instance),
            ..Claim::new(AuthenticationResults::parse(rest), field.line())
        })
    })
}

impl Claim {
    fn new(read: AuthenticationResults, line: usize) -> Self {
        Self {
            authserv_id: read.authserv_id,
            trusted: false,
            instance: None,
            line,
            results: read.results,
            problems: read.problems,
            differences: Vec::new(),
        }
    }

    fn is_by(&self, id: Option<&str>) -> bool {
        match (&self.authserv_id, id) {
            (Some(own), Some(id)) => own.eq_ignore_ascii_case(id),
            (None, None) => true,
            _ => false,
        }
    }
}

/// The results of a method that the trusted receiver claims.
pub fn trusted<'a>(claims: &'a [Claim], method: &'a str) -> impl Iterator<Item = &'a MethodResult> {
    let trusted = claims.iter().filter(|claim| claim.trusted);
    trusted.flat_map(|claim| &claim.results).filter(move |result| result.method == method)
}

/// The topmost Received-SPF field that is not about the HELO name.
#[must_use]
pub fn received_spf(message: &Message) -> Option<ReceivedSpf> {
    let read = message.all("received-spf").take(MAX_CLAIMS).map(|field| ReceivedSpf::parse(&field.text()));
    let mut about_sender =
        read.filter(|spf| !spf.get("identity").is_some_and(|id| id.eq_ignore_ascii_case("helo")));
    about_sender.next()
}

#[cfg(test)]
mod tests {
    use super::super::received::hops;
    use super::*;
    use crate::message::Origin;

    fn of(text: &str, trust: Option<&str>) -> Vec<(Option<String>, bool)> {
        let message = Message::parse(text.as_bytes(), Origin::Paste);
        claims(&message, trust, &hops(&message))
            .into_iter()
            .map(|claim| (claim.authserv_id, claim.trusted))
            .collect()
    }

    const FORGED: &str = "Received: by mx.b.example\nAuthentication-Results: mx.b.example; spf=fail\n\
         Authentication-Results: mx.b.example; dkim=none\nReceived: by evil.example\n\
         Authentication-Results: mx.b.example; dmarc=pass\nFrom: a@bank.example\n";

    #[test]
    fn rfc_8601_7_1_a_field_below_the_receivers_own_is_not_trusted() {
        let id = || Some("mx.b.example".to_owned());
        assert_eq!(of(FORGED, None), [(id(), true), (id(), true), (id(), false)]);
    }

    #[test]
    fn a_field_below_the_way_in_counts_only_in_the_receivers_name() {
        let google = "Received: from out.a.example ([192.0.2.1]) by mx.google.com with ESMTPS\n\
             Authentication-Results: mx.google.com; spf=pass\nReceived: by x\n";
        assert_eq!(of(google, None), [(Some("mx.google.com".into()), true)]);
        let evil = "Received: from evil.example ([192.0.2.1]) by mx.b.example with ESMTPS\n\
             Authentication-Results: mx.evil.example; dmarc=pass\nReceived: by evil.example\n\
             Authentication-Results: mx.b.example; dmarc=pass\n";
        let read = of(evil, None);
        assert_eq!(read.iter().map(|(_, trusted)| *trusted).collect::<Vec<_>>(), [false, false]);
        assert!(of(evil, Some("mx.evil.example"))[0].1, "a person may say otherwise");
    }

    #[test]
    fn a_person_can_choose_another_receiver() {
        let text = "Authentication-Results: in.x; spf=pass\nReceived: by in.x\nAuthentication-Results: gw.x; spf=fail\n";
        assert_eq!(of(text, Some("GW.x")), [(Some("in.x".into()), false), (Some("gw.x".into()), true)]);
        assert_eq!(of(text, Some("none.x")), [(Some("in.x".into()), false), (Some("gw.x".into()), false)]);
    }

    #[test]
    fn arc_results_are_another_hops_word() {
        let text = "ARC-Authentication-Results: i=1; mx.x; dmarc=pass\nAuthentication-Results: spf=fail smtp.mailfrom=a.example\n";
        assert_eq!(of(text, None), [(None, true), (Some("mx.x".into()), false)]);
    }
}
