//! The words of the report on a domain, a struct that every language fills.

use waxseal_core::dmarc::NextStep;
use waxseal_core::report::Action;

/// Every word and sentence of a domain's report that is not about a finding.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct PostureWords {
    /// Row of the overview: the mail service or hosts that take its mail.
    pub(crate) arrives: &'static str,
    /// In that row: a null MX.
    pub(crate) arrives_nowhere: &'static str,
    /// In that row: no MX record.
    pub(crate) arrives_self: &'static str,
    /// Row of the overview: who passes SPF.
    pub(crate) sends: &'static str,
    /// In that row: no server passes.
    pub(crate) sends_nobody: &'static str,
    /// In that row: there is no usable SPF record.
    pub(crate) sends_anybody: &'static str,
    /// In that row: servers that no provider of the catalogue runs.
    pub(crate) sends_servers: &'static str,
    /// Row of the overview: DKIM keys.
    pub(crate) signs: &'static str,
    /// In that row: how many keys.
    pub(crate) keys_found: fn(usize) -> String,
    /// In that row: `_domainkey` exists, and no selector is known.
    pub(crate) keys_somewhere: &'static str,
    /// In that row: no key.
    pub(crate) keys_nowhere: &'static str,
    /// In that row: the CNAME records are there, and no key at their target.
    pub(crate) keys_promised: &'static str,
    /// Row of the overview: the DMARC policy.
    pub(crate) failing: &'static str,
    /// In that row: p=none.
    pub(crate) failing_none: &'static str,
    /// In that row: p=quarantine.
    pub(crate) failing_quarantine: &'static str,
    /// In that row: p=reject.
    pub(crate) failing_reject: &'static str,
    /// In that row: no DMARC record.
    pub(crate) failing_nobody: &'static str,
    /// Row of the overview: MTA-STS and DANE.
    pub(crate) way: &'static str,
    /// In that row: both.
    pub(crate) way_both: &'static str,
    /// In that row: MTA-STS only.
    pub(crate) way_mta_sts: &'static str,
    /// In that row: DANE only.
    pub(crate) way_dane: &'static str,
    /// In that row: neither.
    pub(crate) way_none: &'static str,
    /// Row of the overview: DNSSEC.
    pub(crate) dnssec: &'static str,
    /// In that row: signed and validated.
    pub(crate) dnssec_validated: &'static str,
    /// In that row: signed, and no answer validated.
    pub(crate) dnssec_not_validated: &'static str,
    /// In that row: not signed.
    pub(crate) dnssec_unsigned: &'static str,
    /// Under the overview: how many answers were validated, of how many.
    pub(crate) dnssec_note: fn(usize, usize) -> String,
    /// Heading of the table of recognised services.
    pub(crate) providers: &'static str,
    /// In place of that table, where none was recognised.
    pub(crate) providers_none: &'static str,
    /// Under that table: the date of the catalogue.
    pub(crate) providers_note: fn(&str) -> String,
    /// In that table, of a service: it takes the domain's mail.
    pub(crate) receives: &'static str,
    /// In that table, of a service: it sends for the domain.
    pub(crate) sends_role: &'static str,
    /// Column of that table: the records it was recognised by.
    pub(crate) shown_by: &'static str,
    /// Column of that table: by which mechanism mail of the service can align.
    pub(crate) aligns_by: &'static str,
    /// In that column: SPF.
    pub(crate) spf_yes: &'static str,
    /// In that column: SPF, with a return path below the domain.
    pub(crate) spf_return_path: &'static str,
    /// In that column: SPF, with an address of its own.
    pub(crate) spf_dedicated: &'static str,
    /// In that column: DKIM.
    pub(crate) dkim_yes: &'static str,
    /// In that column: not known.
    pub(crate) not_established: &'static str,
    /// Text of the link to the service's documentation.
    pub(crate) its_page: &'static str,
    /// Heading of the section on MTA-STS, TLS reports and DANE.
    pub(crate) transport: &'static str,
    /// In that section: no MTA-STS record.
    pub(crate) mta_sts_none: &'static str,
    /// In that section: the mode of the policy that was pasted.
    pub(crate) policy_read: fn(&str) -> String,
    /// Above the box for the MTA-STS policy.
    pub(crate) policy_note: &'static str,
    /// Label of that box.
    pub(crate) policy_box: &'static str,
    /// On the button of that box.
    pub(crate) policy_check: &'static str,
    /// In that section: no TLS report record.
    pub(crate) tls_rpt_none: &'static str,
    /// In that section: no TLSA record.
    pub(crate) dane_none: &'static str,
    /// On a TLSA record that counts.
    pub(crate) dane_in_force: &'static str,
    /// On a TLSA record that does not count.
    pub(crate) dane_not_in_force: &'static str,
    /// Under the TLSA records: what was not tried.
    pub(crate) dane_limit: &'static str,
    /// Heading of the section on BIMI.
    pub(crate) bimi: &'static str,
    /// In that section: no BIMI record.
    pub(crate) bimi_none: &'static str,
    /// In that section: what was not fetched.
    pub(crate) bimi_limit: &'static str,
    /// Label beside the address of the logo (l=).
    pub(crate) logo: &'static str,
    /// Label beside the address of the certificate (a=).
    pub(crate) certificate: &'static str,
    /// Heading of the lists that a domain is judged by.
    pub(crate) checklist: &'static str,
    /// Under that heading.
    pub(crate) checklist_note: &'static str,
    /// Heading of the steps from p=none to p=reject, and before the next of them.
    pub(crate) policy_steps: &'static str,
    /// On the step that the domain has reached.
    pub(crate) you_are_here: &'static str,
    /// Label of the box for another selector.
    pub(crate) add_selector: &'static str,
    /// Hint under that box.
    pub(crate) selector_hint: &'static str,
    /// On the button of that box.
    pub(crate) look: &'static str,
    /// On a key: its type, and its length.
    pub(crate) bits: fn(&str, u32) -> String,
    /// On a key with an empty p=.
    pub(crate) revoked: &'static str,
    /// On a key with t=y.
    pub(crate) testing: &'static str,
    /// On a record that is no usable key.
    pub(crate) unreadable_key: &'static str,
    /// Above the report of a domain that neither sends nor receives.
    pub(crate) declared_silent: &'static str,
    /// Heading of the section that asks a second resolver.
    pub(crate) second: &'static str,
    /// On the closed line of that section: what it is for.
    pub(crate) second_line: &'static str,
    /// Under that heading.
    pub(crate) second_note: &'static str,
    /// On the button of that section.
    pub(crate) second_ask: &'static str,
    /// Result of it: the second resolver, where it agrees.
    pub(crate) second_same: fn(&str) -> String,
    /// Result of it: how many answers differ, and the second resolver.
    pub(crate) second_differs: fn(usize, &str) -> String,
    /// Column of the differences: the first resolver's answer.
    pub(crate) first_resolver: &'static str,
    /// Column of the differences: the second resolver's answer.
    pub(crate) other_resolver: &'static str,
    /// In such a column: no record.
    pub(crate) nothing: &'static str,
    /// Evidence that a service was recognised by: the target of `autodiscover`.
    pub(crate) autodiscover: &'static str,
    /// Evidence that a service was recognised by: a name that points to it.
    pub(crate) names_of: &'static str,
    /// Heading of the table of several domains.
    pub(crate) domains: &'static str,
    /// Column of that table: the domain.
    pub(crate) domain: &'static str,
    /// Column of that table: how many errors were found.
    pub(crate) errors: &'static str,
    /// Column of that table: what to do next.
    pub(crate) next: &'static str,
    /// In that column: the next step of a policy, in a few words.
    pub(crate) next_short: fn(NextStep) -> &'static str,
    /// In that column, before the type and the name of a record: what is done with it.
    pub(crate) next_record: fn(Action) -> &'static str,
    /// Names the switches that list a part of that table.
    pub(crate) filter: &'static str,
    /// On such a switch, and in that table: no DMARC record.
    pub(crate) no_policy: &'static str,
    /// On such a switch: domains with errors.
    pub(crate) with_errors: &'static str,
    /// Below the report of a row: on the button that closes it.
    pub(crate) close: &'static str,
    /// Below the report of a row: on the link to the whole report.
    pub(crate) open_alone: &'static str,
    /// First line of that page: how many domains are done, of how many, and whether a person stopped there.
    pub(crate) domains_headline: fn(usize, usize, bool) -> String,
    /// On the button that goes on where a person stopped: how many are left.
    pub(crate) check_rest: fn(usize) -> String,
    /// Under that line.
    pub(crate) domains_lead: &'static str,
    /// On the link from a domain's report to the set-up.
    pub(crate) set_up: &'static str,
    /// On the fold that explains each tag of a record.
    pub(crate) tags: &'static str,
    /// In that fold, of a tag that no RFC defines.
    pub(crate) tag_unknown: &'static str,
}
