//! A receiver that said no, where everything passes today: it is wrong only if its own words contradict one another. Else its
//! word followed from what it found then, and something is otherwise since.

use super::scene::Scene;
use super::suspect::Suspect;
use crate::dmarc::Alignment;
use crate::domain::Domain;
use crate::evidence::{MethodResult, ResultWord, trusted};
use crate::report::{DkimReport, Fix, IdentifierReport, RootCause, Since, Step, Sureness};

/// How far a signature's time may lie after the arrival before the signer's clock is to blame, in seconds.
const CLOCK_SLACK: i64 = 60;

/// What receivers say of a signature whose key they did not find.
const NO_KEY: [&str; 6] =
    ["no key", "no public key", "no valid key", "key not found", "not available", "key does not exist"];

/// What there is to say of the receiver's word, where it differs from what is worked out here.
pub(super) fn suspect(scene: &Scene<'_>) -> Option<Suspect> {
    let claimed = scene.report.dmarc.claimed.as_ref()?;
    if !scene.passes() || !matches!(claimed, ResultWord::Fail | ResultWord::Temperror | ResultWord::Permerror)
    {
        return None;
    }
    let (cause, step, sure) = match claimed {
        ResultWord::Fail if contradicts_itself(scene) => {
            let cause = RootCause::ReceiverWrong { method: "dmarc".to_owned(), claimed: claimed.clone() };
            (cause, Step::ReceiverIsWrong, Sureness::Likely)
        }
        _ => changed(scene, claimed)?,
    };
    let vouching = scene.report.dmarc.identifiers.iter().filter(|i| i.vouches());
    let evidence = vouching.map(|i| scene.identifier(i)).collect();
    Some(Suspect::new(cause, sure, evidence).untried(vec![Fix::none(step)]))
}

/// Whether the receiver said itself that something aligned passed, from which a pass of DMARC follows (RFC 9989 §5.3.5).
fn contradicts_itself(scene: &Scene<'_>) -> bool {
    let passed = |said: &Option<ResultWord>| *said == Some(ResultWord::Pass);
    let spf = &scene.report.spf;
    spf.aligned && passed(&spf.claimed)
        || scene.report.dkim.iter().any(|signature| signature.aligned && passed(&signature.claimed))
}

/// What is otherwise since, by the best of what passes today.
fn changed(scene: &Scene<'_>, claimed: &ResultWord) -> Option<(RootCause, Step, Sureness)> {
    let identifiers = &scene.report.dmarc.identifiers;
    let vouching =
        |mechanism| identifiers.iter().find(|i: &&IdentifierReport| i.vouches() && i.mechanism == mechanism);
    let best = vouching(Alignment::Dkim).or_else(|| vouching(Alignment::Spf))?;
    let domain = best.domain.clone();
    let told =
        |how| (RootCause::ChangedSince { domain: domain.clone(), how }, Step::SendNewTest, Sureness::Likely);
    if *claimed == ResultWord::Temperror {
        return Some(told(Since::DnsAnswers));
    }
    if best.mechanism == Alignment::Spf {
        let silent = scene.report.spf.claimed == Some(ResultWord::Temperror);
        return Some(told(if silent { Since::DnsAnswers } else { Since::SpfChanged }));
    }
    let is_best = |signature: &&DkimReport| {
        let selector = signature.verification.selector.as_ref().map(Domain::as_str);
        let same = signature.domain() == Some(&domain) && selector == best.selector.as_deref();
        same && !signature.after_arrival
    };
    let signature = scene.report.dkim.iter().find(is_best)?;
    if let Some(seconds) = ahead(scene, signature) {
        let cause = RootCause::SignedAhead { domain: domain.clone(), seconds };
        return Some((cause, Step::SetClock, Sureness::Likely));
    }
    Some(told(of_signature(scene, signature)))
}

/// By how much the time of a signature lies after the arrival (RFC 6376 §3.5, t=: a verifier may ignore such a one).
fn ahead(scene: &Scene<'_>, signature: &DkimReport) -> Option<i64> {
    let signed = i64::try_from(signature.verification.timestamp?).ok()?;
    let ahead = signed.checked_sub(scene.facts.arrival.at?.0)?;
    (ahead > CLOCK_SLACK).then_some(ahead)
}

/// What became otherwise of a signature, by what the receiver said of it then.
fn of_signature(scene: &Scene<'_>, signature: &DkimReport) -> Since {
    let names = |result: &&MethodResult| {
        let named = result
            .property("header.d")
            .or_else(|| result.property("header.i").map(|i| i.rsplit('@').next().unwrap_or(i)));
        signature
            .domain()
            .is_some_and(|own| named.is_some_and(|named| named.eq_ignore_ascii_case(own.as_str())))
    };
    let said = trusted(&scene.facts.claims, "dkim").find(names);
    let remarks = |text: &str| {
        let comments = said.iter().flat_map(|result| result.comments.iter().chain(&result.reason));
        comments.map(|comment| comment.to_ascii_lowercase()).any(|comment| comment.contains(text))
    };
    match signature.claimed {
        _ if NO_KEY.iter().any(|words| remarks(words)) => Since::KeyPublished,
        _ if remarks("key") => Since::KeyChanged,
        _ if remarks("body hash") && signature.verification.body_verified == Some(true) => Since::OtherCopy,
        Some(ResultWord::Temperror) => Since::DnsAnswers,
        Some(_) => Since::KeyChanged,
        None => Since::SignatureUnseen,
    }
}
