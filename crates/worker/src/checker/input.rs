//! What is checked, what is assumed beside it, and what came of it.

use super::{Checker, Effect, Work};
use std::net::IpAddr;
use std::rc::Rc;
use waxseal_core::dmarc::SuffixList;
use waxseal_core::dns::{LoggedQuery, Resolve};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::input::{FileKind, Found, RecordText, Thing, Via, recognise};
use waxseal_core::message::Origin;
use waxseal_core::report::{AddressReport, DomainReport, MessageReport, RecordReport};
use waxseal_core::time::Timestamp;
use waxseal_core::{
    DomainInput, MessageInput, RecordInput, check_address, check_domain, check_mail, check_record,
};
use waxseal_view::protocol::Reply;
use waxseal_view::share::{REPORT, Saved, names_of, read};

/// The longest file that is looked at for being a list of domains, in bytes.
const MAX_LIST: usize = 256 * 1024;

/// What is checked.
#[derive(Clone)]
pub(crate) enum Input {
    /// A message.
    Message { bytes: Rc<Vec<u8>>, origin: Origin },
    /// One domain.
    Domain(Domain),
    /// Several domains.
    Domains(Rc<Vec<Domain>>),
    /// A report that was made before.
    Saved(Rc<Saved>),
    /// A record.
    Record(Rc<RecordText>),
    /// An address.
    Address(IpAddr),
    /// Several things, of which none is chosen yet, or one that there is no check for.
    Found,
}

/// What a person says of a message or a domain beside it.
#[derive(Clone, Default)]
pub(crate) struct Assumed {
    pub(crate) given: EnvelopeOverrides,
    pub(crate) trust: Option<String>,
    pub(crate) selectors: Vec<String>,
    pub(crate) learnt: Vec<String>,
    pub(crate) policy: Option<String>,
}

/// What came of it.
pub(crate) enum Report {
    /// Of a message.
    Message(Rc<MessageReport>),
    /// Of a domain.
    Domain(Rc<DomainReport>),
    /// Of several: those that are there, and how many there will be.
    Domains(Vec<DomainReport>, usize),
    /// Of a record.
    Record(Rc<RecordReport>),
    /// Of an address.
    Address(Rc<AddressReport>),
    /// Nothing yet: it says what is there.
    Found,
}

impl Report {
    /// Every question asked.
    pub(crate) fn dns(&self) -> &[LoggedQuery] {
        match self {
            Self::Message(report) => &report.dns,
            Self::Domain(report) => &report.dns,
            Self::Record(report) => &report.dns,
            Self::Address(report) => &report.dns,
            Self::Domains(..) | Self::Found => &[],
        }
    }
}

/// What a check needs to know of where it runs.
pub(crate) struct Setting<'a> {
    pub(crate) now: Timestamp,
    pub(crate) tables: Tables,
    /// The public suffixes, where they are there.
    pub(crate) suffixes: Option<&'a SuffixList>,
}

impl Input {
    /// A message out of the box.
    pub(super) fn pasted(text: &str) -> Self {
        Self::Message { bytes: Rc::new(text.as_bytes().to_vec()), origin: Origin::Paste }
    }

    /// Checks it.
    pub(crate) async fn check<R: Resolve>(
        &self,
        resolver: &R,
        assumed: &Assumed,
        setting: &Setting<'_>,
    ) -> Report {
        let Setting { now, tables, suffixes } = *setting;
        match self {
            // A list is not checked in one go, and what was saved is not checked at all.
            Self::Domains(domains) => Report::Domains(Vec::new(), domains.len()),
            Self::Saved(_) => Report::Domains(Vec::new(), 0),
            Self::Found => Report::Found,
            Self::Address(ip) => Report::Address(Rc::new(check_address(resolver, *ip).await)),
            Self::Record(record) => {
                let input = RecordInput { record: RecordText::clone(record), now };
                Report::Record(Rc::new(check_record(resolver, &input).await))
            }
            Self::Domain(domain) => {
                let (selectors, mta_sts_policy) = (assumed.selectors.clone(), assumed.policy.clone());
                let learnt = assumed.learnt.clone();
                let input = DomainInput { domain: domain.clone(), selectors, learnt, mta_sts_policy, now };
                Report::Domain(Rc::new(check_domain(resolver, &input).await))
            }
            Self::Message { bytes, origin } => {
                let Assumed { given, trust, .. } = assumed.clone();
                let input = MessageInput { bytes, origin: *origin, given, trust, now, tables, suffixes };
                Report::Message(Rc::new(check_mail(resolver, &input).await))
            }
        }
    }
}

impl Checker {
    /// Checks what stands in the box.
    pub(crate) fn typed(&mut self, text: &str) -> Vec<Effect> {
        let read = self.read(text);
        self.check(read)
    }

    /// Checks a file, byte for byte: a message, something that is told from one, or a report that was saved.
    pub(crate) fn opened(&mut self, bytes: Vec<u8>) -> Vec<Effect> {
        let text = std::str::from_utf8(&bytes).ok();
        if let Some(saved) = text.and_then(|text| self.saved(text)) {
            return self.check(saved);
        }
        let found = match FileKind::of(&bytes) {
            Some(kind) => vec![Found { thing: Thing::File(kind), at: 0..bytes.len(), is_sure: true }],
            None => text
                .filter(|text| text.len() <= MAX_LIST)
                .map_or_else(Vec::new, |text| recognise(text, self.to_ascii)),
        };
        let is_other =
            |found: &Found| !found.has_message() && !matches!(found.thing, Thing::Nothing | Thing::Unknown);
        if !found.is_empty() && found.iter().all(is_other) {
            let text = text.unwrap_or_default().to_owned();
            let read = self.take_found(&text, found);
            return self.check(Ok(read));
        }
        self.check(Ok(Input::Message { bytes: Rc::new(bytes), origin: Origin::File }))
    }

    /// Says that a file could not be read.
    pub(crate) fn unreadable(&self, name: &str) -> Vec<Effect> {
        self.trouble(self.locale.unreadable(name))
    }

    /// Opens what the fragment of a link carries. A report asks nobody. A check asks DNS, in the name of whoever made the link:
    /// only of one domain, and only where nothing speaks against it, it runs by itself.
    pub(crate) fn open(&mut self, fragment: &str, by_itself: bool) -> Vec<Effect> {
        if let Some(names) = names_of(fragment) {
            let read = match self.read(names) {
                Ok(input @ Input::Domain(_)) if by_itself => Ok(input),
                Ok(Input::Domain(_) | Input::Domains(_)) => {
                    return vec![Effect::Say(Reply::Held { number: self.number })];
                }
                _ => Err(self.locale.no_domain()),
            };
            return self.check(read);
        }
        match fragment.strip_prefix(REPORT) {
            Some(packed) => vec![Effect::Begin(Work::Unpack(packed.to_owned()))],
            None => self.unpacked(None),
        }
    }

    /// Takes what was in a link; `None` where it could not be unpacked.
    pub(crate) fn unpacked(&mut self, text: Option<&str>) -> Vec<Effect> {
        let read = text.and_then(|text| self.saved(text)).unwrap_or_else(|| Err(self.locale.bad_link()));
        self.check(read)
    }

    fn check(&mut self, read: Result<Input, String>) -> Vec<Effect> {
        match read {
            // Another program reads those.
            Ok(Input::Found) if self.is_for_reports() => {
                vec![Effect::Say(Reply::ForReports { number: self.number })]
            }
            Ok(input) => {
                self.input = Some(input);
                self.again()
            }
            Err(sentence) => self.trouble(sentence),
        }
    }

    /// Whether what was given are reports, or an archive, in which reports come.
    fn is_for_reports(&self) -> bool {
        use Thing::{AggregateReport, File, TlsReport};
        matches!(self.session.found.as_slice(), [AggregateReport | TlsReport | File(FileKind::Archive)])
    }

    /// Tells what a text is, and takes it for that; a text with several things is none of them yet.
    fn read(&mut self, text: &str) -> Result<Input, String> {
        if let Some(saved) = self.saved(text) {
            return saved;
        }
        let found = recognise(text, self.to_ascii);
        if found.iter().any(|found| found.thing == Thing::Nothing) {
            return Err(self.locale.nothing_given());
        }
        Ok(self.take_found(text, found))
    }

    /// Keeps what was found in a text, where that is worth a line, and takes the one thing that is to be checked.
    fn take_found(&mut self, text: &str, found: Vec<Found>) -> Input {
        let read = match found.as_slice() {
            // What stands around the one message is told by its check.
            [one] if one.has_message() => Input::pasted(text),
            [one] => self.input_of(one, text),
            _ => Input::Found,
        };
        let is_plain = |found: &Found| {
            matches!(found.thing, Thing::Message | Thing::Unknown | Thing::Domain { via: Via::Name, .. })
        };
        if found.iter().any(|one| !is_plain(one)) || found.len() > 1 {
            self.session.found = found.iter().map(|found| found.thing.clone()).collect();
            self.found = Rc::new((text.to_owned(), found));
        }
        read
    }

    /// What is checked of a thing.
    fn input_of(&mut self, found: &Found, text: &str) -> Input {
        let part = text.get(found.at.clone()).unwrap_or(text);
        match &found.thing {
            Thing::Domain { domain, .. } | Thing::MessageId { domain: Some(domain) } => {
                Input::Domain(domain.clone())
            }
            Thing::Domains { domains, .. } => Input::Domains(Rc::new(domains.clone())),
            Thing::Name(named) => {
                self.session.selectors.extend(named.selector.clone());
                Input::Domain(named.domain.clone())
            }
            Thing::Record(record) => Input::Record(Rc::new(record.clone())),
            Thing::Address(ip) => Input::Address(*ip),
            Thing::Message | Thing::Results | Thing::Reply { .. } | Thing::Unknown => Input::pasted(part),
            _ => Input::Found,
        }
    }

    /// Checks one of the things that were found, or all of the text as headers.
    pub(super) fn choose_found(&mut self, place: &str) -> Vec<Effect> {
        let kept = Rc::clone(&self.found);
        let (text, found) = &*kept;
        let chosen = place.parse::<usize>().ok();
        let read = match chosen.and_then(|at| found.get(at)) {
            Some(one) => self.input_of(one, text),
            None => Input::pasted(text),
        };
        self.session.chosen = chosen;
        self.check(Ok(read))
    }

    /// The report that a text is; `None` for any other text.
    fn saved(&self, text: &str) -> Option<Result<Input, String>> {
        let saved = read(text)?.map(|saved| Input::Saved(Rc::new(saved)));
        Some(saved.map_err(|why| self.locale.not_shown(why)))
    }
}
