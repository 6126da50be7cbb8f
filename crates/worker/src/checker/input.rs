//! What is checked, what is assumed beside it, and what came of it.

use super::{Checker, Effect, Work};
use std::rc::Rc;
use waxseal_core::dmarc::SuffixList;
use waxseal_core::dns::{LoggedQuery, Resolve};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::input::Subject;
use waxseal_core::message::Origin;
use waxseal_core::report::{DomainReport, MessageReport};
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_mail};
use waxseal_view::protocol::Reply;
use waxseal_view::share::{CHECK, REPORT, Saved, read};

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
}

impl Report {
    /// Every question asked.
    pub(crate) fn dns(&self) -> &[LoggedQuery] {
        match self {
            Self::Message(report) => &report.dns,
            Self::Domain(report) => &report.dns,
            Self::Domains(..) => &[],
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

    /// Checks a file, byte for byte: a message, a list of domains, or a report that was saved.
    pub(crate) fn opened(&mut self, bytes: Vec<u8>) -> Vec<Effect> {
        let text = std::str::from_utf8(&bytes).ok();
        let saved = text.and_then(|text| self.saved(text));
        let listed =
            || text.and_then(|text| self.listed_in(text)).map(|domains| Input::Domains(Rc::new(domains)));
        let read = saved.or_else(|| listed().map(Ok));
        let read = read.unwrap_or_else(|| Ok(Input::Message { bytes: Rc::new(bytes), origin: Origin::File }));
        self.check(read)
    }

    /// Says that a file could not be read.
    pub(crate) fn unreadable(&self, name: &str) -> Vec<Effect> {
        self.trouble(self.locale.unreadable(name))
    }

    /// Opens what the fragment of a link carries. A report asks nobody. A check asks DNS, in the name of whoever made the link:
    /// only of one domain, and only where nothing speaks against it, it runs by itself.
    pub(crate) fn open(&mut self, fragment: &str, by_itself: bool) -> Vec<Effect> {
        if let Some(names) = fragment.strip_prefix(CHECK) {
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
            Ok(input) => {
                self.input = Some(input);
                self.again()
            }
            Err(sentence) => self.trouble(sentence),
        }
    }

    /// Tells a message from a domain, and both from a saved report.
    fn read(&self, text: &str) -> Result<Input, String> {
        if let Some(saved) = self.saved(text) {
            return saved;
        }
        match Subject::of(text, self.to_ascii) {
            Subject::Nothing => Err(self.locale.nothing_given()),
            Subject::Domain(domain) => Ok(Input::Domain(domain)),
            Subject::Domains(domains) => Ok(Input::Domains(Rc::new(domains))),
            Subject::Message => Ok(Input::pasted(text)),
        }
    }

    /// The report that a text is; `None` for any other text.
    fn saved(&self, text: &str) -> Option<Result<Input, String>> {
        let saved = read(text)?.map(|saved| Input::Saved(Rc::new(saved)));
        Some(saved.map_err(|why| self.locale.not_shown(why)))
    }

    /// The domains of a file that is a list of them and nothing else.
    fn listed_in(&self, text: &str) -> Option<Vec<Domain>> {
        let text = Some(text).filter(|text| text.len() <= MAX_LIST)?;
        match Subject::of(text.trim_start_matches('\u{feff}'), self.to_ascii) {
            Subject::Domains(domains) => Some(domains),
            Subject::Domain(domain) => Some(vec![domain]),
            Subject::Nothing | Subject::Message => None,
        }
    }
}
