//! Mail that a provider vouches for in its own name: what of the customer's is not set up there.

use super::keys;
use super::known::KnownRecords;
use super::misplaced;
use super::scene::Scene;
use super::suspect::Suspect;
use crate::dmarc::{Alignment, Mode};
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::evidence::Says;
use crate::intent::dmarc::with_tags;
use crate::intent::spf::Intent;
use crate::judge::Assumed;
use crate::providers::{
    DefaultSignature, Kind, Provider, SpfAlignment, Tristate, by_include, by_own_domain, is_free_mail,
    matches,
};
use crate::report::{DkimReport, Fix, IdentifierReport, KeySetup, RootCause, Step, Sureness};

/// What the next message would carry: a signature of the author domain.
pub(super) fn signed_by_author(scene: &Scene<'_>) -> Assumed {
    Assumed { mechanism: Alignment::Dkim, domain: scene.author.clone() }
}

/// A provider whose signature is not the author's, where the message passes by SPF alone: the first forwarder breaks that.
pub(super) fn behind_spf(scene: &Scene<'_>) -> Option<Suspect> {
    let identifiers = &scene.report.dmarc.identifiers;
    let by = |mechanism| identifiers.iter().any(|i| i.mechanism == mechanism && i.vouches());
    if by(Alignment::Dkim) || !by(Alignment::Spf) {
        return None;
    }
    let strangers = identifiers.iter().filter(|i| i.mechanism == Alignment::Dkim && i.passed());
    let (signature, provider) = strangers.into_iter().find_map(|i| Some((i, by_own_domain(&i.domain)?)))?;
    if keys::lives_elsewhere(provider, scene.author, scene.known, &signature.domain) {
        return None;
    }
    Some(signs_own_domain(scene, signature, provider))
}

/// Something passed for the organization, and the record asks for the very domain.
pub(super) fn strict(scene: &Scene<'_>) -> Option<Suspect> {
    let dmarc = &scene.report.dmarc;
    let organization = dmarc.organizational_domain.as_ref()?;
    let near = |i: &&IdentifierReport| {
        i.passed()
            && i.aligned == Some(false)
            && i.mode == Mode::Strict
            && i.organizational_domain.as_ref() == Some(organization)
    };
    // A signature comes first: it survives being passed on.
    let by = |mechanism| dmarc.identifiers.iter().filter(near).find(move |i| i.mechanism == mechanism);
    let (dkim, spf) = (by(Alignment::Dkim), by(Alignment::Spf));
    let found = dkim.or(spf)?;
    let record = dmarc.record.as_ref()?;
    let name = record.at.prepend("_dmarc").ok()?;
    let place = super::policy::RecordSite::of(&record.at, scene.zone(), scene.known)?;
    let tags = [dkim.map(|_| ("adkim", "")), spf.map(|_| ("aspf", ""))];
    let tags: Vec<(&str, &str)> = tags.into_iter().flatten().collect();
    let relaxed = with_tags(&record.record.text, &tags);
    let fixes = place.in_place(Step::RelaxAlignment, Some(record.record.text.clone()), Some(relaxed));
    let cause = RootCause::StrictAlignment { mechanism: found.mechanism, domain: found.domain.clone() };
    let evidence = vec![scene.identifier(found), scene.known.evidence(&name, RecordType::Txt)];
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(fixes))
}

/// Providers that vouch for the message in their own names, each with what is missing there.
pub(super) fn suspects(scene: &Scene<'_>) -> Vec<Suspect> {
    let identifiers = scene.report.dmarc.identifiers.iter();
    let strangers: Vec<&IdentifierReport> =
        identifiers.filter(|i| scene.is_shown(i) && i.aligned == Some(false)).collect();
    let signed = strangers.iter().filter(|i| i.mechanism == Alignment::Dkim);
    let of_provider =
        signer(&signed.clone().filter_map(|i| Some((*i, by_own_domain(&i.domain)?))).collect::<Vec<_>>());
    let mut suspects = Vec::new();
    if let Some((signature, provider)) = of_provider {
        // A service that sends through another signs with its own name too; the account there is the service's.
        let setup = keys::setup_of(provider, scene.author, scene.known, Some(&signature.domain));
        let other = signed.clone().find(|i| by_own_domain(&i.domain).is_none());
        let is_customer = is_customer(scene, provider, setup.state);
        let other = other.filter(|_| !is_customer);
        // An account whose bounces go to somebody else's domain is that one's, and nothing shows the author to have any.
        let envelope = scene.report.spf.domain.as_ref().filter(|_| !scene.report.spf.aligned);
        let is_others = |domain: &Domain| {
            by_own_domain(domain).is_none() && !is_free_mail(domain) && !domain.is_within(scene.zone())
        };
        let is_strangers = !is_customer && envelope.is_some_and(is_others);
        // Beside a signature of the author's own the provider's is one more, and what ails the first is told of that.
        let is_beside = scene.report.dkim.iter().any(|own| own.aligned && is_of_provider(own, provider));
        let own = || (!is_strangers && !is_beside).then(|| signs_own_domain(scene, signature, provider));
        let found = another_customer(scene, signature, provider);
        suspects.extend(found.or_else(|| Some(service(scene, other?))).or_else(own));
    }
    let envelope = strangers.iter().find(|i| i.mechanism == Alignment::Spf);
    let bounces = envelope.and_then(|i| Some((*i, by_own_domain(&i.domain)?)));
    // Where a signature of the author's own is there, signing is set up, and what ails it is told of that.
    let signs = scene.report.dkim.iter().any(|signature| signature.aligned);
    if let Some((envelope, provider)) = bounces.filter(|_| suspects.is_empty() && !signs) {
        suspects.push(envelope_only(scene, envelope, provider));
    }
    if suspects.is_empty() {
        suspects.extend(unknown_signer(scene, signed.copied().next()));
    }
    suspects
}

/// Whether a signature is made under a selector of a provider's.
fn is_of_provider(signature: &DkimReport, provider: &Provider) -> bool {
    let Some(selector) = &signature.verification.selector else { return false };
    provider.current_keys().any(|key| key.selector != "*" && matches(key.selector, selector.as_str(), None))
}

/// Of the providers that signed, the one with the author's account: the first, but for the one whose servers another sends by.
fn signer<'a>(
    signed: &[(&'a IdentifierReport, &'static Provider)],
) -> Option<(&'a IdentifierReport, &'static Provider)> {
    let sends_by = |(_, provider): &&(_, &'static Provider)| {
        provider.upon().is_some_and(|upon| signed.iter().any(|(_, other)| *other == upon))
    };
    signed.iter().find(sends_by).or(signed.first()).copied()
}

/// A signature in an account at the provider that is not the one where the author's keys are: somebody else wrote the author's name.
fn another_customer(
    scene: &Scene<'_>,
    signature: &IdentifierReport,
    provider: &'static Provider,
) -> Option<Suspect> {
    if !keys::lives_elsewhere(provider, scene.author, scene.known, &signature.domain) {
        return None;
    }
    let setup = keys::setup_of(provider, scene.author, scene.known, Some(&signature.domain));
    let evidence = [scene.identifier(signature)].into_iter().chain(setup.evidence).collect();
    let cause = RootCause::Spoofed { domain: scene.author.clone(), site: None, guise: None, server: None };
    Some(Suspect::new(cause, Sureness::Likely, evidence).untried(vec![Fix::none(Step::RightlyFails)]))
}

/// A provider's signature under its own name.
fn signs_own_domain(scene: &Scene<'_>, signature: &IdentifierReport, provider: &'static Provider) -> Suspect {
    let setup = keys::setup_of(provider, scene.author, scene.known, Some(&signature.domain));
    let signs_as = signature.domain.clone();
    let cause = cause(provider, Some(signs_as), setup.state);
    let mut evidence = vec![scene.identifier(signature)];
    evidence.extend(setup.evidence);
    let mut fixes = Fix::with_switch(setup.fixes, Fix::enable(Step::EnableSigning, Some(provider)));
    let is_strangers = provider.signs_by_default().is_some() && !is_used(scene, provider, setup.state);
    let sure = match (is_customer(scene, provider, setup.state), is_strangers) {
        (true, _) => Sureness::Certain,
        (false, true) => Sureness::Possible,
        (false, false) => Sureness::Likely,
    };
    // Nothing of the author's is at that provider: it may be any other customer of it. Who has the refusal mostly sent the mail.
    if is_strangers {
        let at = if scene.facts.refused { fixes.len() } else { 0 };
        fixes.insert(at, Fix::none(Step::RightlyFails));
    } else if sure != Sureness::Certain && !is_used(scene, provider, setup.state) && !scene.passes() {
        // Its keys would let in whoever has the author's name in an account there.
        fixes.push(Fix::none(Step::RightlyFails));
    }
    let mut suspect = Suspect::new(cause, sure, evidence).by_next_message(fixes, signed_by_author(scene));
    suspect.tidy = unneeded_include(scene.known, scene.author, provider).into_iter().collect();
    misplaced::brought(suspect, scene.zone(), scene.known)
}

/// The cause, by who signs in a name of its own.
pub(super) fn cause(provider: &'static Provider, signs_as: Option<Domain>, setup: KeySetup) -> RootCause {
    let id = Some(provider);
    match provider.signs_by_default() {
        Some(DefaultSignature::Microsoft) => {
            RootCause::MicrosoftDefaultSignature { provider: id, signs_as, setup }
        }
        Some(DefaultSignature::Google) => RootCause::GoogleDefaultSignature { provider: id, signs_as },
        None => RootCause::EspSignsOwnDomain { provider: id, signs_as, setup },
    }
}

/// Whether the author's own records show that the provider is used.
fn is_customer(scene: &Scene<'_>, provider: &Provider, setup: KeySetup) -> bool {
    let keys =
        matches!(setup, KeySetup::SigningOff | KeySetup::Old | KeySetup::Incomplete | KeySetup::ZoneAppended);
    keys || author_includes(scene.known, scene.author).iter().any(|(_, known)| *known == provider)
}

/// Whether anything of the author's is at a provider: its mailboxes, its keys, or its servers in the SPF record.
fn is_used(scene: &Scene<'_>, provider: &'static Provider, setup: KeySetup) -> bool {
    is_customer(scene, provider, setup) || scene.mailbox_provider() == Some(provider)
}

/// The includes of the author's SPF record, with whose they are.
pub(super) fn author_includes(known: KnownRecords<'_>, author: &Domain) -> Vec<(String, &'static Provider)> {
    let records = known.spf_records(author);
    let terms: Vec<String> = records.iter().flat_map(|record| Intent::of(record).texts()).collect();
    let of = |term: String| {
        let (_, name) = term.split_once("include:")?;
        let provider = by_include(&Domain::parse(name).ok()?)?;
        Some((term, provider))
    };
    terms.into_iter().filter_map(of).collect()
}

/// The provider's include in the author's record, where nobody asks it: tidying up, and no cure.
pub(super) fn unneeded_include(
    known: KnownRecords<'_>,
    author: &Domain,
    provider: &'static Provider,
) -> Option<Fix> {
    if provider.include_needed() != Tristate::No {
        return None;
    }
    let records = known.spf_records(author);
    let [record] = records.as_slice() else { return None };
    let (term, _) = author_includes(known, author).into_iter().find(|(_, known)| *known == provider)?;
    let shorter = Intent::of(record).without(|own| own == term).to_string();
    let change = (Some(record.clone()), Some(shorter));
    let fix = Fix::replace(Step::DropInclude, author.clone(), RecordType::Txt, change);
    Some(fix.with(Some(provider)))
}

/// A provider that only shows in the envelope.
fn envelope_only(scene: &Scene<'_>, envelope: &IdentifierReport, provider: &'static Provider) -> Suspect {
    let (id, name) = (Some(provider), envelope.domain.clone());
    let evidence = vec![scene.identifier(envelope)];
    // One signature of the customer's is enough, and most providers offer it; the return path is the other way. Where only the account
    // shows its name and the keys are known, these can be told whole.
    let is_shown = provider.bounces().any(|bounce| bounce.label.contains('*'));
    let has_known_key = || provider.current_keys().any(|key| key.target_for(scene.author).is_some());
    let by_key = provider.spf() != SpfAlignment::ReturnPath || is_shown && has_known_key();
    if by_key && provider.dkim() == Tristate::Yes {
        let setup = keys::setup(provider, scene.author, scene.known);
        let fixes = Fix::with_switch(setup.fixes, Fix::enable(Step::EnableSigning, Some(provider)));
        let evidence = evidence.into_iter().chain(setup.evidence).collect();
        let cause = RootCause::EspSignsOwnDomain { provider: id, signs_as: None, setup: setup.state };
        let mut suspect =
            Suspect::new(cause, Sureness::Likely, evidence).by_next_message(fixes, signed_by_author(scene));
        suspect.tidy = unneeded_include(scene.known, scene.author, provider).into_iter().collect();
        return misplaced::brought(suspect, scene.zone(), scene.known);
    }
    let cause = RootCause::ReturnPathMissing { provider: id, envelope: name };
    let (fixes, label) = return_path(scene, provider);
    let domain = scene.author.prepend(&label).unwrap_or_else(|_| scene.author.clone());
    let assumed = Assumed { mechanism: Alignment::Spf, domain };
    Suspect::new(cause, Sureness::Likely, evidence).by_next_message(fixes, assumed)
}

/// The steps for a return path, and the label it gets.
fn return_path(scene: &Scene<'_>, provider: &'static Provider) -> (Vec<Fix>, String) {
    let fixed = provider.bounces().find(|bounce| !bounce.label.contains('*'));
    let label = fixed.map_or("bounce", |bounce| bounce.label).to_owned();
    let mut fixes = Vec::new();
    if let Some((bounce, name)) =
        fixed.and_then(|bounce| Some((bounce, scene.author.prepend(bounce.label).ok()?)))
    {
        let value = bounce.target_for(scene.author);
        let fix = Fix::publish(Step::PublishReturnPath, name, RecordType::Cname, value);
        fixes.push(fix.with(Some(provider)));
    }
    (Fix::with_switch(fixes, Fix::enable(Step::EnableReturnPath, Some(provider))), label)
}

/// An account at the author's kind of provider that writes as the author: the provider vouches for the account's own domain,
/// and nothing there knows of the author's.
pub(super) fn other_account(scene: &Scene<'_>) -> Option<Suspect> {
    let provided = scene.client.provided().filter(|provided| provided.provider.kind() == Kind::Mailbox)?;
    let passed = || scene.report.dmarc.identifiers.iter().filter(|i| i.passed() && i.aligned == Some(false));
    let account = passed().find(|i| by_own_domain(&i.domain).is_none() && !is_free_mail(&i.domain))?;
    let (provider, setup) = (provided.provider, KeySetup::OnlyAccountKnows);
    let signs_as = Some(account.domain.clone());
    let cause = RootCause::EspSignsOwnDomain { provider: Some(provider), signs_as, setup };
    let evidence = scene.client_evidence().into_iter().chain([scene.identifier(account)]).collect();
    let fixes = vec![Fix::enable(Step::EnableSigning, Some(provider))];
    Some(Suspect::new(cause, Sureness::Possible, evidence).by_next_message(fixes, signed_by_author(scene)))
}

/// A signer that the catalogue does not know, where the message looks like a mailing that somebody ordered.
fn unknown_signer(scene: &Scene<'_>, signature: Option<&IdentifierReport>) -> Option<Suspect> {
    // A name of the author's own organization is set up, and only alignment that is strict sets it apart.
    let signature = signature.filter(|i| i.mode != Mode::Strict || !i.domain.is_within(scene.zone()))?;
    // Of a provider that is known, all is told already.
    if by_own_domain(&signature.domain).is_some() {
        return None;
    }
    let ordered = scene.says(|says| {
        matches!(says, Says::Unsubscribe { .. } | Says::FeedbackId { .. } | Says::Precedence { .. })
    });
    let listed =
        scene.known.spf_records(scene.author).iter().any(|record| record.contains(signature.domain.as_str()));
    if !ordered && !listed || scene.says(|says| matches!(says, Says::MailingList { .. })) {
        return None;
    }
    Some(service(scene, signature))
}

/// A service without a row in the catalogue, which signs with its own name.
fn service(scene: &Scene<'_>, signature: &IdentifierReport) -> Suspect {
    let setup = KeySetup::OnlyAccountKnows;
    let cause =
        RootCause::EspSignsOwnDomain { provider: None, signs_as: Some(signature.domain.clone()), setup };
    let fixes = vec![Fix::enable(Step::EnableSigning, None)];
    let mut evidence = vec![scene.identifier(signature)];
    evidence.extend(scene.field(|name| ["list-unsubscribe", "feedback-id", "precedence"].contains(&name)));
    Suspect::new(cause, Sureness::Possible, evidence).by_next_message(fixes, signed_by_author(scene))
}
