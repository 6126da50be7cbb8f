//! The words of a drawn report, a struct that every language fills: a missing word does not compile.

use waxseal_core::dmarc::Policy;
use waxseal_core::evidence::EnvelopeSource;

/// Every word and sentence of a view that is not about a finding.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct ReportWords {
    /// Above the report of an example.
    pub(crate) bundled: &'static str,
    /// In place of a report, where the box is empty.
    pub(crate) nothing_given: &'static str,
    /// On the closed line of a part: nothing of its kind is there.
    pub(crate) none: &'static str,
    /// On the closed line of the path: how many servers the mail passed.
    pub(crate) hops: fn(usize) -> String,
    /// On the closed line of the header: how many fields it has.
    pub(crate) fields: fn(usize) -> String,
    /// On the closed line of a checklist: how many rules are not met.
    pub(crate) rules_missed: fn(usize) -> String,
    /// On the closed line of the results: in how many the receiver's and ours differ.
    pub(crate) differing: fn(usize) -> String,
    /// On the closed line of what-if: what can be done there.
    pub(crate) what_if_line: &'static str,
    /// In the place of an answer that has not come yet.
    pub(crate) asking: &'static str,
    /// Above the things that were found in a text: how many.
    pub(crate) several_found: fn(usize) -> String,
    /// On the button that checks one of them.
    pub(crate) check_this: &'static str,
    /// On the button that reads a text as headers that was read as something else.
    pub(crate) read_as_headers: &'static str,
    /// In place of a report, of a file by its name.
    pub(crate) unreadable: fn(&str) -> String,
    /// Names the first section of a message report; read out, not shown.
    pub(crate) verdict: &'static str,
    /// Beside the seal that holds, for those who do not see it.
    pub(crate) seal_whole: &'static str,
    /// Beside the broken seal, for those who do not see it.
    pub(crate) seal_broken: &'static str,
    /// Beside the seal that says nothing, for those who do not see it.
    pub(crate) seal_blank: &'static str,
    /// Heading of the section with the picture of identifiers.
    pub(crate) why: &'static str,
    /// The picture of identifiers for those who do not see it: the From domain, how many align with it, how
    /// many there are.
    pub(crate) picture: fn(&str, usize, usize) -> String,
    /// Under the From domain in the picture, where a From field gave it.
    pub(crate) from_line: &'static str,
    /// Under the From domain in the picture, where a receiver's result gave it.
    pub(crate) from_claim: &'static str,
    /// Under the From domain in the picture, where a person named it.
    pub(crate) from_given: &'static str,
    /// Under an SPF identifier in the picture: what it was taken from.
    pub(crate) envelope: &'static str,
    /// Under a DKIM identifier in the picture: what it was taken from.
    pub(crate) signature: &'static str,
    /// In the picture, where there is no identifier.
    pub(crate) nobody: &'static str,
    /// Beside a result that was not recomputed: by the receiver of this name, or by one without a name.
    pub(crate) claimed_by: fn(Option<&str>) -> String,
    /// Label of the button that copies a part, by the title of that part.
    pub(crate) copy_part: fn(&str) -> String,
    /// Beside a result that was worked out here.
    pub(crate) recomputed: &'static str,
    /// Beside a result that could not be checked here.
    pub(crate) not_checked: &'static str,
    /// Beside the sign of a pass.
    pub(crate) passes: &'static str,
    /// Beside the sign of a fail.
    pub(crate) fails: &'static str,
    /// On an identifier that is of another organization than the From domain.
    pub(crate) not_aligned: &'static str,
    /// On an identifier that is of the From domain's organization.
    pub(crate) aligned: &'static str,
    /// Beside the sign of a result that is not known.
    pub(crate) cannot_tell: &'static str,
    /// Beside the sign of a result that neither passes nor fails.
    pub(crate) says_nothing: &'static str,
    /// Heading of the section with the steps.
    pub(crate) what_to_do: &'static str,
    /// Heading of the table that compares the receiver's results with ours.
    pub(crate) said_and_checked: &'static str,
    /// Column of that table: SPF, DKIM, DMARC.
    pub(crate) method: &'static str,
    /// Column of that table: the receiver's result.
    pub(crate) said: &'static str,
    /// Column of that table: our result.
    pub(crate) computed: &'static str,
    /// Column of that table: whether the identifier aligns.
    pub(crate) alignment: &'static str,
    /// Label beside the policy of a DMARC record.
    pub(crate) policy: &'static str,
    /// Label beside the organizational domain.
    pub(crate) organization: &'static str,
    /// After a value that the record does not state.
    pub(crate) defaulted: &'static str,
    /// Value of an alignment mode: `s` in adkim and aspf.
    pub(crate) strict: &'static str,
    /// Value of an alignment mode: `r` in adkim and aspf.
    pub(crate) relaxed: &'static str,
    /// Label beside the policy for subdomains.
    pub(crate) subdomains: &'static str,
    /// Label beside the addresses of rua and ruf.
    pub(crate) reports_to: &'static str,
    /// Label or heading above the text of a record.
    pub(crate) record: &'static str,
    /// In place of a record that is not there.
    pub(crate) no_record: &'static str,
    /// On the button that copies a text.
    pub(crate) copy: &'static str,
    /// Heading of the section on the hops.
    pub(crate) path: &'static str,
    /// In that section, where there are no Received fields.
    pub(crate) path_none: &'static str,
    /// In that section: whose DKIM2 signatures there are.
    pub(crate) dkim2: fn(&str) -> String,
    /// In place of the name of a server that a Received field does not give.
    pub(crate) unknown_host: &'static str,
    /// On a hop that was encrypted, with the version that is noted.
    pub(crate) tls_used: fn(&str) -> String,
    /// On a hop of which no encryption is noted.
    pub(crate) tls_unknown: &'static str,
    /// Heading of the list of DNS queries.
    pub(crate) dns_questions: &'static str,
    /// Under that heading.
    pub(crate) dns_note: &'static str,
    /// In place of that list, where nothing had to be asked.
    pub(crate) dns_none: &'static str,
    /// Beside that heading: how many there are.
    pub(crate) dns_count: fn(usize) -> String,
    /// Column: the name of a record or a query.
    pub(crate) name: &'static str,
    /// Column: the type of a record or a query.
    pub(crate) kind: &'static str,
    /// Column: what was answered.
    pub(crate) answer: &'static str,
    /// Column: how long the answer took; a unit.
    pub(crate) milliseconds: &'static str,
    /// Heading above findings on a record.
    pub(crate) advice: &'static str,
    /// Heading above what was done to the input before it was read.
    pub(crate) input_notes: &'static str,
    /// Heading of the list of MX hosts.
    pub(crate) mail_exchangers: &'static str,
    /// In place of that list, where the domain takes no mail.
    pub(crate) null_mx: &'static str,
    /// In place of that list, where there is no MX record.
    pub(crate) no_mx: &'static str,
    /// On an MX host without an address.
    pub(crate) no_address: &'static str,
    /// Before the name that an MX host or a key is an alias of.
    pub(crate) alias_of: &'static str,
    /// In place of the SPF record, where there is none.
    pub(crate) no_spf: &'static str,
    /// Above the SPF records, where there are several.
    pub(crate) several_spf: &'static str,
    /// Beside the SPF record: how many DNS lookups it takes, and how many are allowed.
    pub(crate) lookups: fn(u32, u32) -> String,
    /// Beside a term of the SPF record: how many DNS lookups it takes.
    pub(crate) lookup_cost: fn(u32) -> String,
    /// At the end of a list that is not shown whole: how many are left.
    pub(crate) more: fn(usize) -> String,
    /// Heading above the addresses that an SPF record lists.
    pub(crate) addresses_title: &'static str,
    /// Under that heading, where there is no address.
    pub(crate) addresses_none: &'static str,
    /// Under that heading: how many IPv4 addresses, how many IPv6 ranges. Ends in a space.
    pub(crate) addresses: fn(u64, usize) -> String,
    /// Under that heading, where the record passes any address. Ends in a space.
    pub(crate) addresses_everyone: &'static str,
    /// Under that heading, where some terms cannot be listed.
    pub(crate) addresses_depend: &'static str,
    /// On the fold that holds the list of ranges: how many there are.
    pub(crate) ranges: fn(usize) -> String,
    /// Column of that list: the range.
    pub(crate) range: &'static str,
    /// Column of that list: the term it comes from.
    pub(crate) term: &'static str,
    /// Under that list: a range and the one that contains it.
    pub(crate) overlap: fn(&str, &str) -> String,
    /// Heading of the form that tries an address against SPF.
    pub(crate) does_it_pass: &'static str,
    /// Label of the address in that form.
    pub(crate) client_address: &'static str,
    /// Label of the MAIL FROM address in that form.
    pub(crate) sender: &'static str,
    /// On the button of that form.
    pub(crate) ask: &'static str,
    /// In place of the SPF result, where there is no envelope.
    pub(crate) spf_not_checked: &'static str,
    /// Under the SPF result: the address and the MAIL FROM address.
    pub(crate) spf_checked_for: fn(&str, &str) -> String,
    /// In place of the keys, where none was found.
    pub(crate) keys_none: &'static str,
    /// On a selector without a key.
    pub(crate) key_missing: &'static str,
    /// On a selector whose CNAME leads nowhere.
    pub(crate) target_missing: &'static str,
    /// First line of a domain report: the domain, and one of the texts below that follow it as a verb phrase.
    pub(crate) domain_headline: fn(&str, &str) -> String,
    /// After the domain in that line: what its DMARC policy asks for.
    pub(crate) domain_policy: fn(Policy) -> &'static str,
    /// After the domain in that line, where it has no DMARC record.
    pub(crate) domain_no_policy: &'static str,
    /// After the domain in that line, where DNS gave no answer.
    pub(crate) domain_unknown: &'static str,
    /// After the domain in that line, where it does not exist.
    pub(crate) domain_missing: &'static str,
    /// After the domain in that line, while it is checked.
    pub(crate) domain_checking: &'static str,
    /// After the domain in that line, where DNS did not answer about its policy.
    pub(crate) domain_unanswered: &'static str,
    /// Heading of a message while it is checked.
    pub(crate) checking: &'static str,
    /// In place of what DNS did not answer.
    pub(crate) not_answered: &'static str,
    /// Under that line: how many MX hosts, SPF records and selectors; `None` where DNS did not answer.
    pub(crate) domain_lead: fn([Option<usize>; 3]) -> String,
    /// In the section on ARC, where there are no seals.
    pub(crate) arc_none: &'static str,
    /// In the section on ARC: how many sets there are.
    pub(crate) arc_some: fn(u32) -> String,
    /// Under a signature that passes.
    pub(crate) signature_holds: &'static str,
    /// Under a signature that only the receiver tells of.
    pub(crate) signature_claimed: &'static str,
    /// Label beside the selector of a signature.
    pub(crate) selector: &'static str,
    /// Label beside the algorithm of a signature.
    pub(crate) algorithm: &'static str,
    /// Label beside the time of a signature (t=).
    pub(crate) signed_at: &'static str,
    /// Label beside the expiry of a signature (x=).
    pub(crate) expires_at: &'static str,
    /// Under a signature: how many header fields it covers, of how many.
    pub(crate) covers: fn(usize, usize) -> String,
    /// At the head of the section on ARC.
    pub(crate) arc_historic: &'static str,
    /// Beside the sign of a chain that passes.
    pub(crate) arc_holds: &'static str,
    /// Beside the sign of a chain that fails.
    pub(crate) arc_broken: &'static str,
    /// Under the chain, where the body was not given.
    pub(crate) arc_no_body: &'static str,
    /// Under the chain, where the message is as it was first sealed.
    pub(crate) arc_unchanged: &'static str,
    /// Under the chain: before which set the message was changed.
    pub(crate) arc_unchanged_since: fn(u32) -> String,
    /// Under the chain, on what it is worth.
    pub(crate) arc_whose_word: &'static str,
    /// In a set, after the name of the forwarder: which results it noted.
    pub(crate) arc_said: fn(&str) -> String,
    /// Heading of the list of what filters, lists and programs wrote.
    pub(crate) remarks: &'static str,
    /// Under that heading.
    pub(crate) remarks_note: &'static str,
    /// Heading of the list of the large mailbox providers' requirements.
    pub(crate) requirements: &'static str,
    /// Under that heading.
    pub(crate) requirements_note: &'static str,
    /// Column of a list of requirements: the rule.
    pub(crate) rule: &'static str,
    /// Column of a list of requirements: whether this mail or domain meets it.
    pub(crate) state: &'static str,
    /// Column of a list of requirements: who asks for it.
    pub(crate) asked_by: &'static str,
    /// In that column, where the rule is met.
    pub(crate) met: &'static str,
    /// In that column, where the rule is not met.
    pub(crate) not_met: &'static str,
    /// On the hop where the mail came into the receiver's network.
    pub(crate) entry: &'static str,
    /// On a hop between servers of one operator.
    pub(crate) internal: &'static str,
    /// On a hop that is dated before the one it follows.
    pub(crate) clocks_differ: &'static str,
    /// Where no Authentication-Results can be trusted, above the choice of one.
    pub(crate) nobody_trusted: &'static str,
    /// Label beside whether a report address at another organization may be used.
    pub(crate) consent: &'static str,
    /// After that label, where it is the same organization.
    pub(crate) consent_own: &'static str,
    /// After that label, where the other organization agrees.
    pub(crate) consent_given: &'static str,
    /// After that label, where the other organization does not agree.
    pub(crate) consent_missing: &'static str,
    /// In the section on ARC, where a receiver's result speaks of seals that are not there.
    pub(crate) arc_not_given: &'static str,
    /// Heading of the choice of the trusted receiver.
    pub(crate) trust: &'static str,
    /// First option of that choice: the topmost Authentication-Results.
    pub(crate) topmost: &'static str,
    /// Under the table that compares: the method, the receiver's result, ours.
    pub(crate) differs: fn(&str, &str, &str) -> String,
    /// On the button of that choice.
    pub(crate) use_it: &'static str,
    /// Heading of the form that compares two messages, and its button.
    pub(crate) compare: &'static str,
    /// Under that heading.
    pub(crate) compare_note: &'static str,
    /// Label of the box for the other message.
    pub(crate) other_message: &'static str,
    /// Column of the comparison: the message of the report.
    pub(crate) this_message: &'static str,
    /// Column of the comparison: the other message.
    pub(crate) the_other: &'static str,
    /// On a row of the comparison that differs; read out.
    pub(crate) different: &'static str,
    /// On the button that checks with the values that were typed.
    pub(crate) assume_it: &'static str,
    /// Under the SPF result: where the envelope was taken from.
    pub(crate) envelope_source: fn(EnvelopeSource) -> &'static str,
    /// In the section on DKIM, where there is no signature.
    pub(crate) dkim_none: &'static str,
    /// Label beside the SPF result.
    pub(crate) spf_state: &'static str,
    /// Heading of the section where changes can be tried.
    pub(crate) what_if: &'static str,
    /// Under that heading.
    pub(crate) what_if_note: &'static str,
    /// Label of a record's value in that section.
    pub(crate) value: &'static str,
    /// Hint in the empty box of that value.
    pub(crate) empty_removes: &'static str,
    /// On the button of that section.
    pub(crate) try_it: &'static str,
    /// On the button that removes a draft record.
    pub(crate) take_away: &'static str,
    /// Above a report that was made with draft records: how many.
    pub(crate) with_drafts: fn(usize) -> String,
    /// Over a record that is being checked.
    pub(crate) record_checking: &'static str,
    /// What to do about a record without a fault.
    pub(crate) record_fine: &'static str,
    /// What to do about a record that has faults and no step that mends them.
    pub(crate) record_faults: &'static str,
    /// Label of the field for the name of a record.
    pub(crate) record_name: &'static str,
    /// On the button of that field.
    pub(crate) record_compare: &'static str,
    /// On the button that checks the domain of a record with it.
    pub(crate) record_test: &'static str,
    /// Above what is published at the name of a record.
    pub(crate) record_published: &'static str,
    /// Label of the field for the domain whose SPF record an address is checked against.
    pub(crate) spf_of_which: &'static str,
}
