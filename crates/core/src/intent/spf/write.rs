//! Records as they are written from intents.

use super::{End, Intent, Meant, Slip, is_sender, version};
use crate::intent::Heard;
use crate::intent::plain::plain;
use crate::spf::{Directive, Mechanism, Network, Qualifier, Record, Term};
use std::fmt;
use std::net::IpAddr;

/// Whether a text was meant to be an SPF record and is none that receivers take for one.
#[must_use]
pub fn is_near(text: &str) -> bool {
    version::is_near(text, &plain(text))
}

impl Intent {
    /// A record that authorises nobody yet.
    #[must_use]
    pub fn empty() -> Self {
        let end = End::All(Qualifier::Softfail);
        Self { written: String::new(), terms: Vec::new(), unclear: Vec::new(), end, questions: Vec::new() }
    }

    /// The same with an end of another kind, whose sign lets nobody in.
    #[must_use]
    pub fn ending_in(mut self, sign: Qualifier) -> Self {
        self.end = End::All(sign).closed();
        self
    }

    /// The term for one address.
    #[must_use]
    pub fn address(ip: IpAddr) -> String {
        match ip.to_canonical() {
            IpAddr::V4(v4) => format!("ip4:{v4}"),
            IpAddr::V6(v6) => format!("ip6:{v6}"),
        }
    }

    /// Several records as one: every term once, and the end that refuses least, so that nothing that passes today fails. Whom a record
    /// shuts out comes before whom another lets in, and is still shut out.
    #[must_use]
    pub fn merged(records: Vec<Self>) -> Self {
        let mut all = Self { end: End::Open, ..Self::empty() };
        let differ =
            records.iter().any(|record| Some(&record.end) != records.first().map(|first| &first.end));
        let (shutting, rest): (Vec<_>, Vec<_>) = records.into_iter().partition(Self::shuts_out);
        for record in shutting.into_iter().chain(rest) {
            if !all.written.is_empty() {
                all.written.push('\n');
            }
            all.written.push_str(&record.written);
            all.questions.extend(record.questions);
            all.unclear.extend(record.unclear);
            for meant in record.terms {
                // RFC 7208 §6: "exp" MUST NOT appear in a record more than once.
                let is_second = matches!(meant.term, Term::Explanation(_)) && all.explains();
                if !is_second && all.terms.iter().all(|own| own.term != meant.term) {
                    all.terms.push(meant);
                }
            }
            // Two records that lead elsewhere cannot both end the one that is left; included they still speak.
            match record.end {
                End::Redirect(target) => all = all.with(&format!("include:{target}")),
                end => all.end = std::mem::take(&mut all.end).or(end),
            }
        }
        all.end = match all.end.closed() {
            End::All(Qualifier::Fail) if differ => End::All(Qualifier::Softfail),
            end => end,
        };
        all
    }

    /// Whether it says why it refuses.
    fn explains(&self) -> bool {
        self.terms.iter().any(|own| matches!(own.term, Term::Explanation(_)))
    }

    /// Whether one of its terms refuses or doubts whom it names.
    fn shuts_out(&self) -> bool {
        self.terms.iter().any(|own| match &own.term {
            Term::Directive(directive) => directive.qualifier != Qualifier::Pass,
            _ => false,
        })
    }

    /// The same with one more term.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        if let Some(term) = Term::parse(text).filter(|term| self.terms.iter().all(|own| own.term != *term)) {
            self.terms.push(Meant { written: text.to_owned(), term, slip: None });
        }
        self
    }

    /// The same without the terms that a test picks, a redirect among them.
    #[must_use]
    pub fn without(mut self, is_unwanted: impl Fn(&str) -> bool) -> Self {
        self.terms.retain(|own| !is_unwanted(&own.text()));
        if let End::Redirect(target) = &self.end
            && is_unwanted(&format!("redirect={target}"))
        {
            self.end = End::All(Qualifier::Softfail);
        }
        self
    }

    /// The same without `ptr` (RFC 7208 §5.5: "This mechanism SHOULD NOT be published"), where it lists others besides; what it let
    /// in is then marked softly.
    #[must_use]
    pub fn without_ptr(self) -> Self {
        let is_ptr =
            |term: &Term| matches!(term, Term::Directive(Directive { mechanism: Mechanism::Ptr(_), .. }));
        let lists_others = self.senders().any(|term| !is_ptr(term)) || matches!(self.end, End::Redirect(_));
        let has_one = self.senders().any(is_ptr);
        if !lists_others || !has_one {
            return self;
        }
        let mut left = self;
        left.terms.retain(|own| !is_ptr(&own.term));
        left.softened()
    }

    /// The same with an end that marks what it does not list, and does not refuse it.
    #[must_use]
    pub fn softened(mut self) -> Self {
        self.end = match self.end {
            End::Redirect(target) => {
                self = Self { end: End::Open, ..self }.with(&format!("include:{target}"));
                End::All(Qualifier::Softfail)
            }
            End::All(Qualifier::Neutral) => End::All(Qualifier::Neutral),
            End::All(_) | End::Open => End::All(Qualifier::Softfail),
        };
        self
    }

    /// What stands in this record, or was meant to, and not in another: of each the words as they stand here.
    #[must_use]
    pub fn dropped_in(&self, other: &str) -> Vec<String> {
        let other = Self::read(other, &Heard::default());
        let mut dropped: Vec<String> = self.unclear.iter().map(|unclear| unclear.written.clone()).collect();
        let gone = self.terms.iter().filter(|own| !other.keeps(&own.term));
        dropped.extend(gone.map(|own| own.written.clone()));
        if let End::Redirect(target) = &self.end
            && !other.keeps(&Term::Redirect(target.clone()))
        {
            dropped.push(format!("redirect={target}"));
        }
        dropped
    }

    /// Whether a term is listed here, by itself, as an include in place of a redirect, or as part of a wider network.
    fn keeps(&self, term: &Term) -> bool {
        let by_network = || {
            let network = network(term)?;
            self.senders().filter_map(self::network).find(|own| own.covers(&network))
        };
        match term {
            Term::Redirect(target) => {
                let include = Mechanism::Include(target.clone());
                self.end == End::Redirect(target.clone()) || self.lists(&include)
            }
            Term::Directive(Directive {
                qualifier: Qualifier::Pass,
                mechanism: Mechanism::Include(target),
            }) if self.end == End::Redirect(target.clone()) => true,
            // There is room for one, and it lets nobody send.
            Term::Explanation(_) => self.explains(),
            // Texts are only made where nothing else decides: there may be hundreds of terms, each held against all.
            term => {
                self.terms.iter().any(|own| own.term == *term)
                    || is_sender(term) && by_network().is_some()
                    || self.lists_in_other_case(term)
            }
        }
    }

    /// Whether a term is listed here in letters of another case, which DNS does not tell apart.
    fn lists_in_other_case(&self, term: &Term) -> bool {
        let text = term.to_string();
        self.terms.iter().any(|own| own.term.to_string().eq_ignore_ascii_case(&text))
    }

    /// Whether what is written has to end softly: something fell out, or everybody was let in.
    fn is_soft(&self) -> bool {
        !self.unclear.is_empty() || self.end == End::All(Qualifier::Pass)
    }

    /// What is written at its end. A record that is right but for its missing end is not given one in passing.
    pub(super) fn ending(&self) -> String {
        let is_left_open = self.end == End::Open && !self.is_mended() && Record::parse(&self.written).is_ok();
        if is_left_open { String::new() } else { self.end.written(self.is_soft()) }
    }

    /// Whether anything at all is written otherwise than it stands.
    fn is_mended(&self) -> bool {
        self.is_soft() || self.terms.iter().any(|own| own.slip.is_some())
    }
}

fn network(term: &Term) -> Option<Network> {
    match term {
        Term::Directive(Directive { mechanism: Mechanism::Ip4(address, prefix), .. }) => {
            Some(Network::new((*address).into(), *prefix))
        }
        Term::Directive(Directive { mechanism: Mechanism::Ip6(address, prefix), .. }) => {
            Some(Network::new((*address).into(), *prefix))
        }
        _ => None,
    }
}

impl End {
    /// The same, with an end that lets nobody in.
    fn closed(self) -> Self {
        match self {
            Self::All(Qualifier::Pass) | Self::Open => Self::All(Qualifier::Softfail),
            end => end,
        }
    }
}

/// The record that is to be published.
impl fmt::Display for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("v=spf1")?;
        self.texts().iter().try_for_each(|term| write!(f, " {term}"))
    }
}

impl Slip {
    /// Whether the words are those of the record, and only the signs between them slipped.
    #[must_use]
    pub const fn is_of_signs(self) -> bool {
        matches!(self, Self::Typography | Self::Separator | Self::Torn | Self::Colon | Self::Sign)
    }
}
