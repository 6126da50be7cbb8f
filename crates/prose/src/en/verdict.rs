//! The outcome of a message check, in English.

use super::dmarc;
use crate::claimed::OnWord;
use crate::{
    Counts, Uncounted, WorkedOut, lacks_own_key, list, repeated, shared_suffix, strangers_of, uncounted,
};
use waxseal_core::bounce::Bounce;
use waxseal_core::dmarc::{Alignment, DmarcCause, NextStep, Policy};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::AuthorSource;
use waxseal_core::report::{MessageReport, Missing, Verdict};

/// What stands above a notice that leaves it open.
fn open(report: &MessageReport) -> String {
    let outcome = if report.bounce.is_some() { "Not delivered" } else { "Not refused" };
    format!("{outcome}; the notice does not show whether the mail passes DMARC")
}

pub(super) fn headline(report: &MessageReport) -> String {
    let Counts { author, .. } = Counts::of(report);
    match &report.verdict {
        _ if crate::is_apart(report) => "This refusal is not about SPF, DKIM or DMARC".into(),
        Verdict::Pass { .. } => match shared_suffix(report) {
            Some(suffix) => {
                format!(
                    "This message passes DMARC for {author} only as a neighbour under the public \
                     suffix {suffix}"
                )
            }
            None => format!("This message passes DMARC for {author}"),
        },
        Verdict::Fail { .. } => format!("This message fails DMARC for {author}"),
        Verdict::NoPolicy => {
            format!("No DMARC policy: {author} does not say what to do with mail like this")
        }
        Verdict::CannotTell { missing: Missing::Notice | Missing::Original } => open(report),
        Verdict::CannotTell { missing: Missing::Client | Missing::Evidence } if report.bounce.is_some() => {
            open(report)
        }
        Verdict::CannotTell { missing: Missing::Author } => {
            "Cannot tell: nothing here names the author".into()
        }
        Verdict::CannotTell { missing: Missing::Client } => {
            "Cannot tell: the receiver did not see which server handed it over".into()
        }
        Verdict::CannotTell { missing: Missing::Key } => {
            format!("Cannot tell: the key that signed for {author} is gone")
        }
        Verdict::CannotTell { missing: Missing::Signature } => {
            format!("Cannot tell: the signature that results name for {author} was not given")
        }
        Verdict::CannotTell { missing: Missing::Body } => {
            format!("Cannot tell: {author} signed the header, and the body was not given")
        }
        Verdict::CannotTell { missing: Missing::Copy } => {
            format!("Cannot tell: this copy is not what arrived; the signature of {author} does not fit it")
        }
        Verdict::CannotTell { missing: Missing::Evidence } => {
            format!("Cannot tell: nothing here shows who vouches for {author}")
        }
        Verdict::CannotTell { missing: Missing::Unsigned } => {
            format!("Cannot tell: {author} signed only a part of the text")
        }
        Verdict::CannotTell { missing: Missing::Rest } => {
            "Cannot tell: there is more of this message than is read".into()
        }
        Verdict::DnsTrouble => format!("Cannot tell: DNS gave no answer about {author}"),
        Verdict::NoSingleAuthor => "No verdict: the message names no single author".into(),
        Verdict::NotAMessage => "This is not an e-mail".into(),
    }
}

pub(super) fn lead(report: &MessageReport) -> String {
    let counts = Counts::of(report);
    let Counts { author, .. } = counts;
    match &report.verdict {
        Verdict::Pass { .. } => {
            let by = list(&counts.vouching, "and");
            format!("{by} passed and {} aligned with {author}, the From domain.", be(counts.vouching.len()))
        }
        Verdict::Fail { .. } => failed(report, &counts),
        Verdict::NoPolicy if counts.vouching.is_empty() => {
            "Nothing that passed is aligned with that domain, and the domain has no DMARC policy.".into()
        }
        Verdict::NoPolicy => {
            let by = list(&counts.vouching, "and");
            format!(
                "{by} passed and {} aligned with it, so with a policy this message would pass.",
                be(counts.vouching.len())
            )
        }
        Verdict::CannotTell { .. } if crate::is_apart(report) => {
            "Whether the mail would pass, the notice does not show; the refusal was not about that.".into()
        }
        Verdict::CannotTell { missing } => cannot_tell(*missing, report.bounce.is_some()).into(),
        Verdict::DnsTrouble => {
            "Try again, or choose another DNS resolver. What could be read stands below.".into()
        }
        Verdict::NoSingleAuthor => report.dmarc.cause.as_ref().map_or_else(String::new, dmarc::cause),
        Verdict::NotAMessage => "Not one header field was found. Paste the headers of a message, drop a \
                                 saved message, or type a domain."
            .into(),
    }
}

/// What is missing, and where it can be had.
const fn cannot_tell(missing: Missing, is_notice: bool) -> &'static str {
    match missing {
        Missing::Author => {
            "There is no From field, and no receiver's result that says whose name the message carries. \
             Paste more of the header, or drop the saved message."
        }
        Missing::Client if is_notice => {
            "No signature in the notice that fits speaks for the From domain, and it does not show which \
             server sent the mail, so SPF cannot be checked here."
        }
        Missing::Client => {
            "No signature that fits speaks for the From domain. SPF could still vouch for it, but the server \
             that took the message in noted no public address, so SPF cannot be checked here."
        }
        Missing::Key => {
            "A signature speaks for the From domain, but its key is no longer in DNS. It may have been \
             removed since, or never have been there; only a receiver that looked at the time can know."
        }
        Missing::Signature => {
            "Results below the point where the message came in say that a signature passed. A sender can \
             write there too, and the signature itself is not in what you gave: drop the saved message."
        }
        Missing::Body => {
            "A signature speaks for the From domain, and its header part verifies. Whether the text is the \
             one that was signed shows only in the saved message."
        }
        Missing::Copy => {
            "The receiver found that signature good, so the message was changed after it had arrived: by a \
             gateway behind it, a ticket system or a mail program. Check the original out of the mailbox (in \
             Gmail: Show original, Download original)."
        }
        Missing::Original => {
            "Only the server's refusal is here. What it names was checked; add the mail or its headers \
             for the rest."
        }
        Missing::Notice => {
            "What would make this mail pass is in the notice alone, and whoever writes a notice can name \
             any address and quote any field. No signature over the whole mail speaks for the From domain. \
             Send the same to a mailbox of yours elsewhere and check that copy, or give the sending \
             address from your own server's log."
        }
        Missing::Unsigned => {
            "A signature of the From domain passes, but it covers only the beginning of the text (l=). \
             Anyone can have added the rest, so nothing shows who wrote it. The signer should leave l= \
             out."
        }
        Missing::Rest => {
            "It has more authors or more header fields than are looked at, and what was left out may name \
             somebody else as its author. No honest message has so many."
        }
        Missing::Evidence if is_notice => {
            "The notice shows neither a signature nor the address of the server that sent this mail, so SPF \
             and DKIM cannot be checked here."
        }
        Missing::Evidence => {
            "There is no signature, no address of the sending server and no receiver's result. Paste the \
             whole header, or drop the message as it arrived: the copy in Sent went nowhere."
        }
    }
}

/// What became of the names in a refusal.
fn named(report: &MessageReport) -> Vec<String> {
    let (spf, ip) = (&report.spf, report.envelope.client_ip);
    let checked = spf.result.zip(spf.domain.as_ref()).zip(ip);
    let spf = checked.map(|((result, domain), ip)| {
        let result = result.as_str();
        format!("SPF today: {result} for {domain} from {ip}.")
    });
    let policy = report
        .dmarc
        .domain
        .as_ref()
        .zip(report.dmarc.policy)
        .map(|(domain, policy)| format!("The DMARC policy of {domain} today is {}.", policy.as_str()));
    spf.into_iter().chain(policy).collect()
}

pub(super) fn why(report: &MessageReport) -> Vec<String> {
    let counts = Counts::of(report);
    let mut why = Vec::new();
    if report.verdict == (Verdict::CannotTell { missing: Missing::Original }) {
        return named(report);
    }
    if let Some(author) = report.author.as_ref().filter(|a| a.source == AuthorSource::Claim) {
        let by = counts.receiver.unwrap_or("the receiver");
        why.push(format!(
            "There is no From field in what you gave. That the author is {} comes from a claim of {by}.",
            author.domain
        ));
    }
    if !counts.strangers.is_empty() && !matches!(report.verdict, Verdict::CannotTell { .. }) {
        why.push(strangers(report, &counts));
    }
    // The sentence below the verdict has said what passed.
    let is_said = |cause: &&DmarcCause| match cause {
        DmarcCause::NothingAligned => true,
        // Where nobody can tell, nothing was refuted either.
        DmarcCause::NothingPassed => {
            matches!(report.verdict, Verdict::Fail { .. } | Verdict::CannotTell { .. })
        }
        _ => false,
    };
    if let Some(cause) = report.dmarc.cause.as_ref().filter(|cause| !is_said(cause)) {
        why.push(dmarc::cause(cause));
    }
    if crate::is_carried(report) {
        why.push(
            "SPF did not pass for the server that handed the message over. Where another server passed the \
             mail on, that is normal, and nothing needs mending: the signature speaks for it."
                .into(),
        );
    }
    for signature in report.dkim.iter().filter(|signature| signature.after_arrival) {
        let domain = signature.domain().map_or("?", |domain| domain.as_str());
        why.push(format!(
            "The signature of {domain} was added by the receiving side, after the message had come in, so \
             it says nothing about who sent it."
        ));
    }
    if matches!(report.verdict, Verdict::Fail { .. }) && lacks_own_key(report) {
        why.push(
            "A signature names the From domain, and its key is not in DNS. The key may have been removed \
             since; nothing that was given shows that it was ever there."
                .into(),
        );
    }
    if let Some(field) = repeated(report) {
        why.push(format!(
            "Beware: there is more than one {field} field, and not every one is signed. What a mail program \
             shows need not be what was signed."
        ));
    }
    why.extend(uncounted(report).map(|results| results_of_others(&results)));
    why.extend(policy(report));
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    why.extend(crate::replies_elsewhere(report).map(|domain| replies(domain, passes)));
    why
}

/// What a pass does not speak of.
fn replies(domain: &Domain, passes: bool) -> String {
    let honest = " A pass shows which domain sent the mail, and nothing about its intentions.";
    format!("Answers go to another domain, {domain} (Reply-To).{}", if passes { honest } else { "" })
}

fn results_of_others(results: &Uncounted<'_>) -> String {
    let said = results.said;
    match (results.gateway, results.by) {
        (Some(gateway), _) => format!(
            "The server behind {gateway} says dmarc={said}. It looked at the address of {gateway} and at \
             the message as that one handed it on, so this tells nothing of the sender; it may still be why \
             the message was put aside."
        ),
        (None, by) => format!(
            "Results of {} say dmarc={said}. They stand where a sender can write too, so they \
             count for nothing here.",
            by.unwrap_or("a nameless server")
        ),
    }
}

pub(super) fn way_out(report: &MessageReport) -> Vec<String> {
    let Counts { author, .. } = Counts::of(report);
    match &report.verdict {
        // What there is to do about the refusal is all that there is.
        _ if crate::is_apart(report) => Vec::new(),
        Verdict::Pass { .. } if let Some(by) = crate::listed_by(report) => {
            vec![format!(
                "Nothing, if the mail is yours. SPF passed because the record of {author} includes {by}. If \
                 none of your services uses it any more, remove that include: whoever controls {by} can \
                 send as {author}."
            )]
        }
        Verdict::Pass { .. } if let Some(by) = crate::sent_on_by(report) => {
            vec![format!(
                "Nothing has to be set up. The mail is addressed to {by}, and its Return-Path is there \
                 as well. If you have no address there, it was sent on to you: the signature shows who \
                 wrote it, not who sent it to you. Then pay nothing and call no number in it before \
                 you have asked {author} by another route."
            )]
        }
        Verdict::Pass { .. } => vec![crate::named_by_anybody(report).map_or_else(
            || "Nothing: it passed for the domain in its From line, and one aligned pass is enough.".into(),
            |domain| {
                format!(
                    "Nothing has to be set up. {domain} confirms the address, not the name before it: anyone \
                     can have an address there. If you do not know the address, check with the person by \
                     another route before you answer or pay."
                )
            },
        )],
        Verdict::Fail { .. } => align(report, author),
        Verdict::NoPolicy => {
            vec![dmarc::next_step(report.dmarc.next_step.unwrap_or(NextStep::Publish)).into()]
        }
        Verdict::CannotTell { .. } | Verdict::DnsTrouble | Verdict::NotAMessage => {
            vec![lead(report)]
        }
        Verdict::NoSingleAuthor => vec![
            "Have the program that writes the message put exactly one address into the From field.".into(),
        ],
    }
}

/// Which mechanisms passed, and that no pass is for the author's domain.
fn failed(report: &MessageReport, counts: &Counts<'_>) -> String {
    let author = counts.author;
    match counts.passed {
        0 if crate::is_unsigned(report) => "SPF did not pass, and the mail has no DKIM signature.".into(),
        0 => "Neither SPF nor DKIM passed.".into(),
        1 => {
            format!("{} passed, but for another domain: it is not aligned with {author}.", passed_by(report))
        }
        _ => format!("{} passed, but for other domains: none is aligned with {author}.", passed_by(report)),
    }
}

/// The mechanisms that passed for somebody else.
fn passed_by(report: &MessageReport) -> String {
    let of = |mechanism, name| (!strangers_of(report, mechanism).is_empty()).then_some(name);
    let names = [of(Alignment::Spf, "SPF"), of(Alignment::Dkim, "DKIM")];
    names.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

/// What whoever authenticated the message for somebody else can do to do it for the author.
fn align(report: &MessageReport, author: &str) -> Vec<String> {
    let (spf, dkim) = (strangers_of(report, Alignment::Spf), strangers_of(report, Alignment::Dkim));
    let mut steps = Vec::new();
    if !dkim.is_empty() {
        steps.push(format!(
            "It can be put right where the mail is sent: whoever signs as {} can sign as {author} too. Look \
             there for domain authentication (DKIM) of {author}, publish the records it shows, and switch \
             it on. One aligned signature is enough for DMARC.",
            list(&dkim, "and")
        ));
    }
    if !spf.is_empty() {
        steps.push(format!(
            "Let the envelope sender, now at {}, be a name below {author} (often called a custom return \
             path or bounce domain), where that service offers it. Listing its servers in the SPF record of \
             {author} does not help: SPF is about the envelope sender.",
            list(&spf, "and")
        ));
    }
    // What a refusal asks for is to be done first, and whose mail it was is known to whoever has it.
    if steps.is_empty() && !report.bounce.as_ref().is_some_and(Bounce::is_apart) {
        steps.push(format!(
            "Find out who sends this mail in the name of {author}. If it is yours, have it signed with DKIM \
             as {author}; if it is not, it is right that it fails."
        ));
    }
    steps
}

fn strangers(report: &MessageReport, counts: &Counts<'_>) -> String {
    let (spf, dkim) = (strangers_of(report, Alignment::Spf), strangers_of(report, Alignment::Dkim));
    let mut parts = Vec::new();
    if !spf.is_empty() {
        parts.push(format!("SPF passed for {}", list(&spf, "and")));
    }
    if !dkim.is_empty() {
        parts.push(format!("DKIM passed for {}", list(&dkim, "and")));
    }
    let none = if counts.strangers.len() == 1 { "That is not" } else { "None of these is" };
    format!("{}. {none} {}.", list(&parts, "and"), counts.author)
}

fn policy(report: &MessageReport) -> Option<String> {
    let policy = report.dmarc.policy?;
    let at = &report.dmarc.record.as_ref()?.at;
    let failed = matches!(report.verdict, Verdict::Fail { .. });
    let record = &report.dmarc.record.as_ref()?.record;
    Some(match policy {
        Policy::None if failed && record.p > Some(policy) => format!(
            "The record of {at} asks for p={}, but for names below it for none (sp or np): it asks \
             receivers for no action.",
            record.p.unwrap_or(policy).as_str()
        ),
        Policy::None if failed => {
            format!("The policy of {at} is none: it asks receivers for no action.")
        }
        Policy::Quarantine if failed => {
            format!("The policy of {at} asks receivers to treat the message as suspicious.")
        }
        Policy::Reject if failed => format!("The policy of {at} asks receivers to refuse the message."),
        policy => format!("The policy of {at} for failing mail is {}.", policy.as_str()),
    })
}

/// What the results rest on: the receiver's word, our own evaluation, or some of each.
pub(super) fn basis(report: &MessageReport, place: WorkedOut) -> Option<String> {
    let receiver = Counts::of(report).receiver.unwrap_or("the receiving server");
    let told = OnWord::of(report)?;
    let (again, given, dns) = match place {
        WorkedOut::Here => (
            "SPF was evaluated here again.",
            "what you gave",
            "Alignment and policy were worked out here, with DNS as it is today.",
        ),
        WorkedOut::Elsewhere => (
            "SPF was evaluated there again.",
            "what was given there",
            "Alignment and policy were worked out there, with DNS as it was then.",
        ),
    };
    if told.everything {
        return Some(format!("The results are claimed by {receiver}. {dns}"));
    }
    let signatures = told.signatures.map(|signatures| {
        let what =
            if signatures.passed { "That the signatures passed" } else { "What came of the signatures" };
        let why = if signatures.given && signatures.masked {
            "in what you gave the value of the signature (b=) was cut short or masked".to_owned()
        } else if signatures.given {
            "verifying them could not decide it".to_owned()
        } else {
            format!("they are not in {given}")
        };
        format!("{what} is claimed by {receiver}: {why}.")
    });
    let spf = told.spf.then(|| format!("The result of SPF is claimed by {receiver}."));
    let again = told.spf_again.then(|| again.to_owned());
    let said: Vec<String> = [again, spf, signatures, Some(dns.to_owned())].into_iter().flatten().collect();
    Some(said.join(" "))
}

fn be(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}
