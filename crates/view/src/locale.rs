//! The words of a drawn report, a struct that every language fills: a missing word does not compile.

pub(crate) mod diagnosis;
pub(crate) mod dns;
mod en;
pub(crate) mod headers;
mod nl;
pub(crate) mod pictures;
pub(crate) mod posture;
pub(crate) mod setup;
pub(crate) mod share;

use waxseal_core::dmarc::Policy;
use waxseal_core::evidence::{EnvelopeSource, Unusable};
use waxseal_prose::Lang;

/// Every word and sentence of a view that is not about a finding.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) bundled: &'static str,
    pub(crate) nothing_given: &'static str,
    pub(crate) asking: &'static str,
    pub(crate) unreadable: fn(&str) -> String,
    pub(crate) verdict: &'static str,
    pub(crate) seal_whole: &'static str,
    pub(crate) seal_broken: &'static str,
    pub(crate) seal_blank: &'static str,
    pub(crate) why: &'static str,
    pub(crate) picture: fn(&str, usize, usize) -> String,
    pub(crate) from_line: &'static str,
    pub(crate) from_claim: &'static str,
    pub(crate) from_given: &'static str,
    pub(crate) envelope: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) claimed_by: fn(Option<&str>) -> String,
    pub(crate) copy_part: fn(&str) -> String,
    pub(crate) recomputed: &'static str,
    pub(crate) not_checked: &'static str,
    pub(crate) passes: &'static str,
    pub(crate) fails: &'static str,
    pub(crate) not_aligned: &'static str,
    pub(crate) aligned: &'static str,
    pub(crate) cannot_tell: &'static str,
    pub(crate) says_nothing: &'static str,
    pub(crate) what_to_do: &'static str,
    pub(crate) said_and_checked: &'static str,
    pub(crate) method: &'static str,
    pub(crate) said: &'static str,
    pub(crate) computed: &'static str,
    pub(crate) alignment: &'static str,
    pub(crate) policy: &'static str,
    pub(crate) organization: &'static str,
    pub(crate) defaulted: &'static str,
    pub(crate) strict: &'static str,
    pub(crate) relaxed: &'static str,
    pub(crate) subdomains: &'static str,
    pub(crate) reports_to: &'static str,
    pub(crate) record: &'static str,
    pub(crate) no_record: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) path: &'static str,
    pub(crate) path_none: &'static str,
    pub(crate) unknown_host: &'static str,
    pub(crate) tls_used: fn(&str) -> String,
    pub(crate) tls_unknown: &'static str,
    pub(crate) dns_questions: &'static str,
    pub(crate) dns_note: &'static str,
    pub(crate) dns_none: &'static str,
    pub(crate) dns_count: fn(usize) -> String,
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) answer: &'static str,
    pub(crate) milliseconds: &'static str,
    pub(crate) advice: &'static str,
    pub(crate) input_notes: &'static str,
    pub(crate) mail_exchangers: &'static str,
    pub(crate) null_mx: &'static str,
    pub(crate) no_mx: &'static str,
    pub(crate) no_address: &'static str,
    pub(crate) alias_of: &'static str,
    pub(crate) no_spf: &'static str,
    pub(crate) several_spf: &'static str,
    pub(crate) lookups: fn(u32, u32) -> String,
    pub(crate) lookup_cost: fn(u32) -> String,
    pub(crate) more: fn(usize) -> String,
    pub(crate) addresses_title: &'static str,
    pub(crate) addresses_none: &'static str,
    pub(crate) addresses: fn(u64, usize) -> String,
    pub(crate) addresses_everyone: &'static str,
    pub(crate) addresses_depend: &'static str,
    pub(crate) ranges: fn(usize) -> String,
    pub(crate) range: &'static str,
    pub(crate) term: &'static str,
    pub(crate) overlap: fn(&str, &str) -> String,
    pub(crate) does_it_pass: &'static str,
    pub(crate) client_address: &'static str,
    pub(crate) sender: &'static str,
    pub(crate) ask: &'static str,
    pub(crate) not_an_address: fn(&str) -> String,
    pub(crate) not_a_domain: fn(&str) -> String,
    pub(crate) spf_not_checked: &'static str,
    pub(crate) spf_checked_for: fn(&str, &str) -> String,
    pub(crate) keys_none: &'static str,
    pub(crate) key_missing: &'static str,
    pub(crate) target_missing: &'static str,
    pub(crate) domain_headline: fn(&str, &str) -> String,
    pub(crate) domain_policy: fn(Policy) -> &'static str,
    pub(crate) domain_no_policy: &'static str,
    pub(crate) domain_unknown: &'static str,
    pub(crate) domain_missing: &'static str,
    pub(crate) domain_lead: fn(usize, usize, usize) -> String,
    pub(crate) arc_none: &'static str,
    pub(crate) arc_some: fn(u32) -> String,
    pub(crate) signature_holds: &'static str,
    pub(crate) signature_claimed: &'static str,
    pub(crate) selector: &'static str,
    pub(crate) algorithm: &'static str,
    pub(crate) signed_at: &'static str,
    pub(crate) expires_at: &'static str,
    pub(crate) covers: fn(usize, usize) -> String,
    pub(crate) arc_historic: &'static str,
    pub(crate) arc_holds: &'static str,
    pub(crate) arc_broken: &'static str,
    pub(crate) arc_no_body: &'static str,
    pub(crate) arc_unchanged: &'static str,
    pub(crate) arc_unchanged_since: fn(u32) -> String,
    pub(crate) arc_whose_word: &'static str,
    pub(crate) arc_said: fn(&str) -> String,
    pub(crate) remarks: &'static str,
    pub(crate) remarks_note: &'static str,
    pub(crate) requirements: &'static str,
    pub(crate) requirements_note: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) state: &'static str,
    pub(crate) asked_by: &'static str,
    pub(crate) met: &'static str,
    pub(crate) not_met: &'static str,
    pub(crate) entry: &'static str,
    pub(crate) internal: &'static str,
    pub(crate) clocks_differ: &'static str,
    pub(crate) nobody_trusted: &'static str,
    pub(crate) consent: &'static str,
    pub(crate) consent_own: &'static str,
    pub(crate) consent_given: &'static str,
    pub(crate) consent_missing: &'static str,
    pub(crate) arc_not_given: &'static str,
    pub(crate) trust: &'static str,
    pub(crate) topmost: &'static str,
    pub(crate) differs: fn(&str, &str, &str) -> String,
    pub(crate) use_it: &'static str,
    pub(crate) compare: &'static str,
    pub(crate) compare_note: &'static str,
    pub(crate) other_message: &'static str,
    pub(crate) this_message: &'static str,
    pub(crate) the_other: &'static str,
    pub(crate) different: &'static str,
    pub(crate) assume_it: &'static str,
    pub(crate) envelope_source: fn(EnvelopeSource) -> &'static str,
    pub(crate) dkim_none: &'static str,
    pub(crate) spf_state: &'static str,
    pub(crate) what_if: &'static str,
    pub(crate) what_if_note: &'static str,
    pub(crate) value: &'static str,
    pub(crate) empty_removes: &'static str,
    pub(crate) try_it: &'static str,
    pub(crate) take_away: &'static str,
    pub(crate) with_drafts: fn(usize) -> String,
}

impl Words {
    /// Why something of an envelope that was typed cannot be used.
    pub(crate) fn unusable(&self, why: &Unusable) -> String {
        match why {
            Unusable::NotAnAddress(text) => (self.not_an_address)(text),
            Unusable::NotAnAuthor(text, _) => (self.not_a_domain)(text),
        }
    }

    /// The words of a language.
    pub(crate) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &en::WORDS,
            Lang::Nl => &nl::WORDS,
        }
    }

    /// The words of a language about what was worked out in another browser.
    pub(crate) const fn elsewhere(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &en::ELSEWHERE,
            Lang::Nl => &nl::ELSEWHERE,
        }
    }
}
