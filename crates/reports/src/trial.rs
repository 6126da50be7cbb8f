//! What if: the mail of the reports under a DMARC record or an SPF record that nobody has published yet.
//!
//! A record changes what it is about and nothing else: alignment and policy by the DMARC record, and SPF for mail whose envelope
//! domain has the SPF record. Signatures, and SPF of any other domain, stay as the reporters found them. SPF is evaluated by the check
//! of a message, so there is no second judge here either.

use crate::joined::{AT_ONCE, Known, Setting};
use crate::mail::Mail;
use crate::readiness::{Part, part};
use crate::report::{Source, TriedSource, WhatIf};
use crate::sources::{Address, Entry, Group};
use futures_util::future::join_all;
use std::collections::BTreeMap;
use waxseal_core::dmarc::{Alignment, Mode, Policy, Record};
use waxseal_core::dns::{Draft, RecordType, Resolve};
use waxseal_core::domain::Domain;
use waxseal_core::report::IdentifierReport;
use waxseal_core::sorting::sort_by;
use waxseal_core::spf::{self, SpfResult};

/// The most mails, each from one address, of which SPF is evaluated under a record that is tried, those with the most messages first.
pub const MAX_TRIED: usize = 250;

/// Records that are tried on the mail of a domain.
pub(crate) struct Trial<'a> {
    /// The domain.
    domain: &'a Domain,
    /// The DMARC record; empty where it is taken away.
    dmarc: Option<String>,
    /// The domains whose SPF record is tried.
    spf: Vec<&'a Domain>,
    drafts: &'a [Draft],
}

/// Whether SPF of some mail passes for its author, under the records that are tried.
type Judged<'a> = BTreeMap<(&'a Mail, &'a Address), bool>;

impl<'a> Trial<'a> {
    /// What drafts try; `None` where none of them is a policy or an SPF record of the domain, or of one below it.
    pub(crate) fn of(domain: &'a Domain, drafts: &'a [Draft]) -> Option<Self> {
        let texts = || drafts.iter().filter(|draft| draft.kind == RecordType::Txt);
        let policy = domain.prepend("_dmarc").ok()?;
        let dmarc = texts().find(|draft| draft.name == policy).map(text);
        let is_spf = |draft: &&Draft| {
            draft.name != policy
                && draft.name.is_within(domain)
                && (draft.data.is_none() || spf::Record::is_spf(&text(draft)))
        };
        let spf: Vec<&Domain> = texts().filter(is_spf).map(|draft| &draft.name).collect();
        (dmarc.is_some() || !spf.is_empty()).then_some(Self { domain, dmarc, spf, drafts })
    }

    /// Whether the SPF record of some mail is one that is tried.
    fn is_about(&self, mail: &Mail) -> bool {
        mail.spf.as_ref().is_some_and(|spf| self.spf.contains(&&spf.domain))
    }
}

fn text(draft: &Draft) -> String {
    draft.data.as_ref().map(ToString::to_string).unwrap_or_default()
}

impl<R: Resolve> Setting<'_, R> {
    /// What becomes of all mail. `was_strict` tells whether signatures and SPF had to be of the very domain when the reporters looked.
    pub(crate) async fn what_if(
        &self,
        trial: &Trial<'_>,
        known: &Known,
        (groups, sources): (&[Group<'_>], &[Source]),
        was_strict: [bool; 2],
    ) -> WhatIf {
        let judged = self.judge(trial, groups).await;
        let record = trial.dmarc.as_deref().and_then(Record::parse);
        let own =
            trial.drafts.iter().find(|draft| draft.name == *trial.domain && trial.spf.contains(&&draft.name));
        let mut found = WhatIf {
            dmarc: trial.dmarc.clone(),
            is_dmarc: record.is_some(),
            spf: own.map(text),
            ..WhatIf::default()
        };
        let rules = Rules { trial, record: record.as_ref(), known, judged: &judged, was_strict };
        for (at, (group, source)) in groups.iter().zip(sources).enumerate() {
            let before = found.aligned;
            group.entries.iter().for_each(|entry| rules.count(&mut found, group, entry));
            let aligned = found.aligned.saturating_sub(before);
            if aligned != source.aligned {
                found.sources.push(TriedSource { source: at, aligned });
            }
        }
        found
    }

    /// Evaluates SPF of the mail that an SPF record is about.
    async fn judge<'a>(&self, trial: &Trial<'_>, groups: &[Group<'a>]) -> Judged<'a> {
        let all = groups.iter().flat_map(|group| &group.entries);
        let mut entries: Vec<Entry<'a>> = all.filter(|entry| trial.is_about(entry.mail)).copied().collect();
        sort_by(&mut entries, |one, other| other.tally.messages.cmp(&one.tally.messages));
        entries.truncate(MAX_TRIED);
        let mut judged = Judged::new();
        for some in entries.chunks(AT_ONCE) {
            let checks = some.iter().map(|entry| self.check(entry.mail, entry.address, trial.drafts, &[]));
            for (entry, report) in some.iter().zip(join_all(checks).await) {
                let Some(report) = report else { continue };
                if !matches!(report.spf.result, None | Some(SpfResult::Temperror)) {
                    let is_spf = |identifier: &&IdentifierReport| identifier.mechanism == Alignment::Spf;
                    let passes = report.dmarc.identifiers.iter().filter(is_spf).any(IdentifierReport::passed);
                    judged.insert((entry.mail, entry.address), passes);
                }
            }
        }
        judged
    }
}

/// By what mail is counted under the records that are tried.
struct Rules<'a> {
    trial: &'a Trial<'a>,
    record: Option<&'a Record>,
    known: &'a Known,
    judged: &'a Judged<'a>,
    was_strict: [bool; 2],
}

impl Rules<'_> {
    fn count(&self, found: &mut WhatIf, group: &Group<'_>, entry: &Entry<'_>) {
        let (mail, messages) = (entry.mail, entry.tally.messages);
        let part = part(mail, self.trial.domain, &self.known.nonexistent);
        let add = |to: &mut u64| *to = to.saturating_add(messages);
        let spf = self.judged.get(&(mail, entry.address)).copied();
        if self.trial.is_about(mail) && spf.is_none() {
            add(&mut found.not_judged);
        }
        add(&mut found.messages);
        let passes = self.passes(mail, spf, part.is_some());
        if passes {
            add(&mut found.aligned);
        }
        match (mail.is_aligned(), passes) {
            (true, false) => found.lost.add(group.kind, messages),
            (false, true) => found.gained.add(group.kind, messages),
            _ => {}
        }
        match part.filter(|_| !passes).map(|part| self.asked(part)) {
            Some(Policy::Quarantine) => found.quarantined.add(group.kind, messages),
            Some(Policy::Reject) => found.rejected.add(group.kind, messages),
            Some(Policy::None) | None => {}
        }
    }

    /// What the record that is tried asks for failing mail.
    fn asked(&self, part: Part) -> Policy {
        let [domain, subdomains, nonexistent] = self.record.map_or([Policy::None; 3], Record::asked);
        match part {
            Part::Domain => domain,
            Part::Subdomains => subdomains,
            Part::Nonexistent => nonexistent,
        }
    }

    /// Whether some mail passes; `judged` is what SPF came to where it was evaluated. The record may not be about the mail.
    fn passes(&self, mail: &Mail, judged: Option<bool>, is_covered: bool) -> bool {
        let is_strict = match (&self.trial.dmarc, self.record) {
            (Some(_), record) if is_covered => record
                .map_or([false; 2], |record| [record.adkim, record.aspf].map(|mode| mode == Mode::Strict)),
            _ => self.was_strict,
        };
        let [dkim, spf] = is_strict;
        let [dkim_was, spf_was] = self.was_strict;
        let [signed, sent] = mail.is_exact();
        // RFC 9989 §4.4: relaxed asks for the same organizational domain, which all names at and below the domain have.
        let [signed_below, sent_below] = mail.is_within(self.trial.domain);
        let by_dkim = match (dkim_was, dkim) {
            (false, true) => mail.dkim_aligned && signed,
            (true, false) => mail.dkim_aligned || signed_below,
            _ => mail.dkim_aligned,
        };
        let by_spf = match (judged, spf_was, spf) {
            (Some(passes), _, true) => passes && sent,
            (Some(passes), _, false) => passes && sent_below,
            (None, false, true) => mail.spf_aligned && sent,
            (None, true, false) => mail.spf_aligned || mail.is_spf_pass() && sent_below,
            (None, ..) => mail.spf_aligned,
        };
        by_dkim || by_spf
    }
}
