//! English.

use crate::locale::report::ReportWords;
use waxseal_core::dmarc::Policy;
use waxseal_core::evidence::EnvelopeSource;

/// The same about a report that was worked out in another browser.
pub(in crate::locale) const ELSEWHERE: ReportWords = ReportWords {
    recomputed: "recomputed there",
    not_checked: "not checked there",
    differs: |method, said, computed| {
        format!("{method}: the receiver said {said}, and it came to {computed} there.")
    },
    dns_note: "Every question the check asked, and what came back then.",
    ..WORDS
};

pub(in crate::locale) const WORDS: ReportWords = ReportWords {
    bundled: "This is an example: its DNS answers come with the page, and no question was asked.",
    nothing_given: "The box is empty. Paste the headers of a message, drop a saved message, or type a \
                    domain.",
    none: "none",
    hops: |count| match count {
        0 => "not in what you gave".into(),
        1 => "1 hop".into(),
        n => format!("{n} hops"),
    },
    fields: |count| match count {
        1 => "1 field".into(),
        n => format!("{n} fields"),
    },
    rules_missed: |count| match count {
        0 => "none missed".into(),
        n => format!("{n} not met"),
    },
    differing: |count| match count {
        0 => "the same".into(),
        1 => "1 differs".into(),
        n => format!("{n} differ"),
    },
    what_if_line: "test a record before publishing it",
    asking: "checking…",
    several_found: |count| format!("{count} things were found in this text:"),
    check_this: "Check this",
    read_as_headers: "Read it as headers",
    unreadable: |name| format!("{name} could not be read. Open it again, or paste what is in it."),
    verdict: "Verdict",
    seal_whole: "The seal is whole",
    seal_broken: "The seal is broken",
    seal_blank: "The seal is blank",
    why: "Why",
    picture: |author, joined, all| {
        format!("{author}, the From domain, is joined to {joined} of {all} identifiers that were checked")
    },
    from_line: "what the reader sees: From",
    from_claim: "From, as the receiver claims",
    from_given: "the From domain you named",
    envelope: "envelope",
    signature: "signature",
    nobody: "Nothing that could vouch for it",
    copy_part: |part| format!("Copy {}", part.to_ascii_lowercase()),
    claimed_by: |who| match who {
        Some(who) => format!("claimed by {who}"),
        None => "claimed by the receiver".into(),
    },
    recomputed: "recomputed here",
    not_checked: "not checked here",
    passes: "passes",
    fails: "fails",
    not_aligned: "not aligned",
    aligned: "aligned",
    cannot_tell: "unknown",
    says_nothing: "says nothing",
    what_to_do: "What to do",
    said_and_checked: "Receiver's results and ours",
    method: "Method",
    said: "Receiver",
    computed: "Our result",
    alignment: "For the From domain",
    policy: "Policy",
    organization: "Organizational domain",
    defaulted: "by default",
    strict: "strict",
    relaxed: "relaxed",
    subdomains: "Subdomains",
    reports_to: "Reports go to",
    record: "Record",
    no_record: "No record.",
    copy: "Copy",
    path: "Path",
    dkim2: |domains| {
        format!("DKIM2 (draft-ietf-dkim-dkim2-spec): {domains}. Not checked, and DMARC does not count it.")
    },
    path_none: "No Received fields were given, so the way the message took is not known.",
    unknown_host: "unknown",
    tls_used: |version| match version {
        "TLS" => "encrypted".into(),
        version => format!("encrypted, {}", version.replacen('_', ".", 1).replace("TLS", "TLS ")),
    },
    tls_unknown: "encryption not noted",
    dns_questions: "DNS questions",
    dns_note: "Every question this check asked, and what came back. DNS is as it is today; on the day of \
               the mail it may have been different.",
    dns_none: "This check needed no DNS question.",
    dns_count: |count| match count {
        1 => "1 question".into(),
        n => format!("{n} questions"),
    },
    name: "Name",
    kind: "Type",
    answer: "Answer",
    milliseconds: "ms",
    advice: "Advice",
    input_notes: "About what you gave",
    mail_exchangers: "Mail exchangers",
    null_mx: "The domain says that it takes no mail (null MX).",
    no_mx: "No MX record. Mail then goes to the address of the domain itself, if it has one.",
    no_address: "no address found",
    alias_of: "alias of",
    no_spf: "No SPF record. Receivers cannot tell which servers may send in this name.",
    several_spf: "More than one SPF record: receivers treat that as an error, and none of them counts.",
    lookups: |count, limit| format!("{count} of {limit} lookups"),
    lookup_cost: |count| match count {
        1 => "1 lookup".into(),
        n => format!("{n} lookups"),
    },
    more: |count| format!("and {count} more"),
    addresses_title: "Who may send",
    addresses_none: "The record lists no address.",
    addresses: |v4, v6| format!("{v4} IPv4 addresses and {v6} IPv6 ranges may send in this name. "),
    addresses_everyone: "The record lets everybody send. ",
    addresses_depend: "Some terms depend on the mail itself and are not listed here.",
    ranges: |count| match count {
        1 => "1 range".into(),
        n => format!("{n} ranges"),
    },
    range: "Range",
    term: "Term",
    overlap: |inner, outer| format!("{inner} lies inside {outer}."),
    does_it_pass: "Does this address pass?",
    client_address: "Address of the sending server",
    sender: "Envelope sender",
    ask: "Ask",
    spf_not_checked: "SPF was not checked here: nothing you gave tells from which address the message came, \
                      or for which envelope sender.",
    spf_checked_for: |ip, sender| format!("Checked for {ip}, envelope sender {sender}."),
    keys_none: "None of the selectors looked for exists. A domain can have keys under other names: they \
                show in the DKIM-Signature field (s=) of a message it sent.",
    key_missing: "no key there",
    target_missing: "the target does not exist",
    domain_headline: |domain, policy| format!("{domain} {policy}"),
    domain_policy: |policy| match policy {
        Policy::None => "is not protected yet: its DMARC policy is none",
        Policy::Quarantine => "asks receivers to quarantine failing mail",
        Policy::Reject => "asks receivers to reject failing mail",
    },
    domain_no_policy: "has no DMARC policy",
    domain_unknown: "could not be looked up",
    domain_missing: "does not exist",
    domain_checking: "is being checked",
    domain_unanswered: "gave no answer about its DMARC policy",
    checking: "This message is being checked",
    not_answered: "not answered",
    domain_lead: |[mx, spf, keys]| {
        format!(
            "{}, {}, {}.",
            match mx {
                Some(0) => "No mail exchanger".into(),
                Some(1) => "One mail exchanger".into(),
                Some(n) => format!("{n} mail exchangers"),
                None => "No answer about mail exchangers".into(),
            },
            match spf {
                Some(0) => "no SPF record".into(),
                Some(1) => "an SPF record".into(),
                Some(n) => format!("{n} SPF records, which is an error"),
                None => "no answer about SPF".into(),
            },
            match keys {
                Some(0) => "no DKIM key found".into(),
                Some(1) => "one DKIM selector found".into(),
                Some(n) => format!("{n} DKIM selectors found"),
                None => "no answer about DKIM keys".into(),
            },
        )
    },
    arc_none: "The message carries no ARC seals: no forwarder noted what it had checked.",
    arc_some: |count| match count {
        1 => "One forwarder sealed what it had checked.".into(),
        n => format!("{n} forwarders sealed what they had checked."),
    },
    signature_holds: "It verifies: these header fields and this body are the ones that were signed.",
    signature_claimed: "The signature itself is not in what you gave, so only the receiver's word tells of \
                        it.",
    selector: "Selector",
    algorithm: "Algorithm",
    signed_at: "Signed",
    expires_at: "Valid until",
    covers: |signed, all| format!("Covers {signed} of {all} header fields"),
    arc_historic: "ARC is about to be declared historic (of interest to history only). Chains are still \
                   being added and read, so it is verified here all the same.",
    arc_holds: "the chain holds",
    arc_broken: "the chain is broken",
    arc_no_body: "Every seal holds. Whether the message is still as it was sealed cannot be told without \
                  its body.",
    arc_unchanged: "The message is as the first forwarder sealed it.",
    arc_unchanged_since: |set| format!("The message was changed before set {set} was added, and not after."),
    arc_whose_word: "A chain shows who says what, not that it is true. It is worth as much as the \
                     forwarders in it are trusted by the receiver.",
    arc_said: |results| format!("says it found {results}"),
    remarks: "What else the header says",
    remarks_note: "None of this counts for the verdict: a sender can write these fields too.",
    requirements: "Bulk-sender requirements",
    requirements_note: "They ask it of whoever sends them many messages a day. For anyone else most of it \
                        is good advice. Since November 2025 Gmail rejects for missing SPF, DKIM, \
                        alignment, PTR or TLS; without a DMARC record or one-click unsubscribe it \
                        only denies mitigation. Outlook.com rejects with 550 5.7.515.",
    rule: "Rule",
    state: "Here",
    asked_by: "Asked by",
    met: "met",
    not_met: "not met",
    entry: "entered the receiver's network",
    internal: "internal hop",
    clocks_differ: "the clocks of the two servers differ",
    nobody_trusted: "No result stands where only the receiving server can have written it, so none is \
                     believed. Choose one if you know better.",
    consent: "Agreed to reports",
    consent_own: "the same organization, which need not say so",
    consent_given: "yes",
    consent_missing: "no, so nothing is sent there",
    arc_not_given: "The receiver speaks of a chain of seals, but the seals are not in what you gave.",
    trust: "Whose word counts",
    topmost: "The topmost",
    differs: |method, said, computed| {
        format!("{method}: the receiver said {said}, and it comes to {computed} here.")
    },
    use_it: "Use it",
    compare: "Compare",
    compare_note: "Paste another message to see what differs: who it says it is from, who vouches for it, \
                   and the way it took.",
    other_message: "The other message",
    this_message: "This message",
    the_other: "The other",
    different: "different",
    assume_it: "Check with these",
    envelope_source: |source| match source {
        EnvelopeSource::Given => "The address was given by hand.",
        EnvelopeSource::ReceivedSpf => "IP address from Received-SPF.",
        EnvelopeSource::AuthenticationResults => "IP address from the receiver's Authentication-Results.",
        EnvelopeSource::Received => {
            "IP address from the Received field of the receiver's border, so it is deduced."
        }
        EnvelopeSource::ReturnPath => "MAIL FROM from Return-Path.",
        EnvelopeSource::Reply => "The refusal names the address.",
    },
    dkim_none: "No signature was given, and no receiver tells of one.",
    spf_state: "SPF comes to",
    what_if: "What if",
    what_if_note: "Test a record before publishing: it is checked as if it were in DNS.",
    value: "Value",
    empty_removes: "leave empty to remove",
    try_it: "Try it",
    take_away: "Take away",
    with_drafts: |count| match count {
        1 => "Checked with one draft record that is not published.".into(),
        n => format!("Checked with {n} draft records that are not published."),
    },
    record_checking: "This record is being checked",
    record_fine: "Nothing: no fault was found in this record.",
    record_faults: "Correct what is named under Advice, or write the record anew.",
    record_name: "Your domain, or the name of the record",
    record_compare: "Compare with DNS",
    record_test: "Test the whole domain with this record",
    record_published: "Published now",
    spf_of_which: "For which domain is SPF checked?",
};
