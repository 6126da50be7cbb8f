//! Every fault at every name that a check asks: it ends, says what happened, leaves the rest of the report standing, and
//! never makes anything look better than it is.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

mod domains;
mod messages;
mod spf;

use std::cell::Cell;
use std::collections::BTreeSet;
use waxseal_core::dmarc::DmarcFinding;
use waxseal_core::dns::{
    Answer, DnsError, Fault, LoggedQuery, MAX_CNAME_HOPS, Question, Rdata, RecordType, Recorded, Resolve,
    Text, Zone, reverse_name,
};
use waxseal_core::domain::Domain;
use waxseal_core::message::{Message, Origin};
use waxseal_core::posture::PostureFinding;
use waxseal_core::report::{
    AnyFinding, Basis, DomainReport, Finding, IdentifierReport, MessageReport, SpfCheckReport, Verdict,
};
use waxseal_core::spf::{CheckHost, SpfResult, check_mail_from, walk};
use waxseal_core::{SpfInput, check_domain, check_message, check_spf, dmarc};
use waxseal_tests::mail::{Case, forged, sealed, seeds};
use waxseal_tests::shapes::{SHAPES, input, today, zone};
use waxseal_tests::{MessageCase, read_suite};

/// What can go wrong with the answers about one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// No answer.
    Fault(Fault),
    /// "There is no such name."
    Nxdomain,
    /// "There is no such record."
    Nothing,
    /// A record of another type than was asked for.
    OtherType,
    /// Octets that are no text, as many as a message of DNS holds.
    Garbage,
    /// Five hundred records of the type that was asked for.
    Flood,
    /// The right answer, which may not be kept.
    NoTtl,
    /// Aliases that lead back to themselves, as a resolver without a limit of its own might give them.
    Loop,
    /// The right answer, behind as many aliases as are followed.
    LongWay,
}

const TROUBLES: [Trouble; 15] = [
    Trouble::Fault(Fault::Timeout),
    Trouble::Fault(Fault::Servfail),
    Trouble::Fault(Fault::Refused),
    Trouble::Fault(Fault::Network),
    Trouble::Fault(Fault::Malformed),
    Trouble::Fault(Fault::Limit),
    Trouble::Fault(Fault::Throttled),
    Trouble::Nxdomain,
    Trouble::Nothing,
    Trouble::OtherType,
    Trouble::Garbage,
    Trouble::Flood,
    Trouble::NoTtl,
    Trouble::Loop,
    Trouble::LongWay,
];

/// The most questions a check may put to its resolver with one name in trouble; the largest shape asks some 600, the
/// trial of its cures included, and a flood of mail exchangers adds theirs.
const MAX_ASKED: u32 = 2_000;

impl Trouble {
    fn answer(self, question: &Question, right: Result<Answer, DnsError>) -> Result<Answer, DnsError> {
        let records = |records: Vec<Rdata>| Ok(Answer { records, ttl: 300, ..Answer::default() });
        match self {
            Self::Fault(fault) => Err(DnsError::new(fault)),
            Self::Nxdomain => Ok(Answer { nxdomain: true, ..Answer::default() }),
            Self::Nothing => Ok(Answer::default()),
            Self::OtherType if question.kind == RecordType::Txt => {
                records(vec![Rdata::A([192, 0, 2, 9].into())])
            }
            Self::OtherType => records(vec![Rdata::Txt(Text::from_panel("this is not what was asked for"))]),
            Self::Garbage => records(vec![Rdata::Txt(Text((0..=u8::MAX).cycle().take(65_000).collect()))]),
            Self::Flood => records((0..500).map(|at| flood(question, at)).collect()),
            Self::NoTtl => right.map(|answer| Answer { ttl: 0, ..answer }),
            Self::Loop => {
                Ok(Answer { chain: vec![question.name.clone(); MAX_CNAME_HOPS], ..Answer::default() })
            }
            Self::LongWay => right.map(|answer| {
                let way = (0..MAX_CNAME_HOPS).map(|at| name(&format!("a{at}.way.example")));
                Answer { chain: way.chain(answer.chain.clone()).collect(), ..answer }
            }),
        }
    }

    /// Whether it is an answer that DNS could have given, so that nobody can tell it from the truth: a domain without this
    /// record may well be judged more kindly.
    const fn is_a_lie(self) -> bool {
        matches!(self, Self::Flood)
    }
}

fn name(text: &str) -> Domain {
    Domain::parse(text).unwrap()
}

/// One of five hundred records, each another one.
fn flood(question: &Question, at: u16) -> Rdata {
    let [high, low] = at.to_be_bytes();
    let host = name(&format!("h{at}.flood.example"));
    match question.kind {
        RecordType::A => Rdata::A([198, 18, high, low].into()),
        RecordType::Aaaa => Rdata::Aaaa([0x2001, 0xdb8, 0, 0, 0, 0, 0, at].into()),
        RecordType::Mx => Rdata::parse(RecordType::Mx, &format!("{at} {host}")).unwrap(),
        RecordType::Ptr => Rdata::Ptr(host),
        RecordType::Ns => Rdata::Ns(host),
        RecordType::Cname => Rdata::Cname(host),
        RecordType::Tlsa => Rdata::Tlsa(3, 1, 1, format!("{at:064x}")),
        RecordType::Ds => Rdata::Ds(format!("{at} 13 2 {at:064x}")),
        RecordType::Caa => Rdata::Caa(format!("0 issue \"ca{at}.example\"")),
        RecordType::Soa => Rdata::Soa(format!("ns.example. h.example. {at} 1 1 1 1")),
        RecordType::Https => Rdata::Https(format!("1 {host} alpn=h2")),
        RecordType::Txt => Rdata::Txt(Text::from_panel(
            ["v=spf1 -all", "v=DMARC1; p=none", "v=DKIM1; p=AAAA", "nothing"][usize::from(at % 4)],
        )),
    }
}

/// One name in trouble; every other answers as the zone says.
struct Faulty<'a> {
    zone: &'a Zone,
    name: Option<&'a Domain>,
    trouble: Trouble,
    asked: Cell<u32>,
}

impl<'a> Faulty<'a> {
    const fn new(zone: &'a Zone, name: Option<&'a Domain>, trouble: Trouble) -> Self {
        Self { zone, name, trouble, asked: Cell::new(0) }
    }
}

impl Resolve for Faulty<'_> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        self.asked.set(self.asked.get() + 1);
        assert!(
            self.asked.get() <= MAX_ASKED,
            "{:?} at {:?}: the check does not end",
            self.trouble,
            self.name
        );
        let right = self.zone.answer(question);
        if self.name.is_some_and(|name| *name == question.name) {
            return self.trouble.answer(question, right);
        }
        right
    }
}

/// Something that a report says in favour of a message or a domain.
type Praise = BTreeSet<String>;

/// Something that it holds against one.
type Blame = BTreeSet<String>;

/// A part of a report: what it is called, the names it rests on, and whether two reports agree on it.
type Part<T> = (&'static str, BTreeSet<Domain>, fn(&T, &T) -> bool);

/// A check to be run with every trouble at every name it asks.
struct Trial<'a, T> {
    label: &'a str,
    zone: &'a Zone,
    run: &'a dyn Fn(&Faulty<'_>) -> T,
    log: fn(&T) -> &[LoggedQuery],
    praise: fn(&T) -> Praise,
    blame: fn(&T) -> Blame,
    parts: Vec<Part<T>>,
}

impl<T> Trial<'_, T> {
    /// How many troubles were tried.
    fn run(&self) -> usize {
        let whole = (self.run)(&Faulty::new(self.zone, None, Trouble::Nothing));
        let names = names_worth_trying((self.log)(&whole));
        for at in &names {
            for trouble in TROUBLES {
                let report = (self.run)(&Faulty::new(self.zone, Some(at), trouble));
                self.hold(&whole, &report, at, trouble);
            }
        }
        names.len() * TROUBLES.len()
    }

    fn hold(&self, whole: &T, report: &T, at: &Domain, trouble: Trouble) {
        let place = format!("{}: {trouble:?} at {at}", self.label);
        let about: Vec<_> = (self.log)(report).iter().filter(|query| query.name == *at).collect();
        assert!(!about.is_empty(), "{place}: the log does not tell of the question");
        if let Trouble::Fault(fault) = trouble {
            assert!(about.iter().all(|query| query.status.fault() == Some(fault)), "{place}: not told");
            let (before, after) = ((self.blame)(whole), (self.blame)(report));
            let new: Vec<_> = after.difference(&before).collect();
            assert!(new.is_empty(), "{place}: blamed for it: {new:?}");
        }
        for (part, names, agree) in &self.parts {
            assert!(names.contains(at) || agree(whole, report), "{place}: {part} does not rest on that");
        }
        if !trouble.is_a_lie() {
            let (before, after) = ((self.praise)(whole), (self.praise)(report));
            let new: Vec<_> = after.difference(&before).collect();
            assert!(new.is_empty(), "{place}: looks better for it: {new:?}");
        }
    }
}

/// Of the selectors at which no key was found, how many are passed over for each that is tried: a check asks for a hundred
/// of them in one way, and each would cost as much again.
const ALIKE: usize = 10;

/// The names that were asked for, without most of those that are nothing but one more selector without a key.
fn names_worth_trying(log: &[LoggedQuery]) -> BTreeSet<Domain> {
    let all: BTreeSet<Domain> = log.iter().map(|query| query.name.clone()).collect();
    let answered = |name: &Domain| log.iter().any(|query| query.name == *name && !query.answers.is_empty());
    let is_alike = |name: &Domain| name.as_str().contains("._domainkey.") && !answered(name);
    let (alike, others): (BTreeSet<_>, BTreeSet<_>) = all.into_iter().partition(is_alike);
    others.into_iter().chain(alike.into_iter().step_by(ALIKE)).collect()
}

/// What a finding is about, without its figures; `None` for one that itself says that DNS did not tell.
fn held_against(finding: &Finding) -> Option<String> {
    if let AnyFinding::Dmarc(DmarcFinding::DmarcExternalReports { .. }) = finding.advice {
        return None;
    }
    // Names about which nothing is answered are told of as such.
    if let AnyFinding::Posture(PostureFinding::NameUnanswered | PostureFinding::LookupFails { .. }) =
        finding.advice
    {
        return None;
    }
    // RFC 7672 §2.2: in a signed zone the answer that fails is itself the fault, for whoever sends with DANE.
    if let AnyFinding::Posture(PostureFinding::DaneUnanswered { .. }) = finding.advice {
        return None;
    }
    let advice = format!("{:?}", finding.advice);
    let advice = advice.split(" {").next().unwrap();
    // Names that share a key are told under the first of them, which may be the one in trouble.
    let subject = if advice == "Dkim(KeyShared" { "" } else { &finding.subject };
    Some(format!("{subject} {advice}"))
}

/// The names that a part of a check asks, found by running that part alone.
fn names_of<T>(zone: &Zone, run: impl AsyncFnOnce(&Recorded<&Zone>) -> T) -> BTreeSet<Domain> {
    let recorded = Recorded::new(zone);
    pollster::block_on(run(&recorded));
    recorded.log().into_iter().map(|query| query.name).collect()
}
