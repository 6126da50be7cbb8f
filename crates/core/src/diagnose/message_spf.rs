//! SPF of one message: the author's own record where it lets the message down, and the server that it does not list.

use super::scene::{Scene, has_own_signature};
use super::spf::{misread, of_cause};
use super::suspect::{Suspect, Trial};
use super::{keys, senders};
use crate::dns::{RecordType, confirmed};
use crate::domain::Domain;
use crate::evidence::{Hop, ResultWord};
use crate::intent::spf::Intent;
use crate::judge::client::{Client, Own, Provided, Strength};
use crate::providers::{self, Kind, Provider};
use crate::report::{ClientKind, Evidence, Fix, RootCause, Step, Sureness};
use crate::spf::{SpfCause, SpfResult};

/// The suspect of a message whose envelope sender is the author's, and whose SPF does not pass.
pub(super) fn of_message(scene: &Scene<'_>) -> Option<Suspect> {
    let spf = &scene.report.spf;
    if let Some(suspect) = unchecked(scene) {
        return Some(suspect);
    }
    if !spf.aligned {
        return envelope_elsewhere(scene);
    }
    if matches!(spf.result, Some(SpfResult::Pass | SpfResult::Temperror)) {
        return None;
    }
    let domain = spf.domain.as_ref()?;
    // A check ends at its limit; what it costs, and what to leave out, shows the whole record.
    let tree = scene.walk.as_ref().and_then(|walk| walk.tree.as_ref()).or(spf.tree.as_ref());
    if let Some(suspect) = of_cause(domain, spf.cause.as_ref(), tree, scene.known, scene.zone()) {
        return Some(if suspect.cause.is_spf_missing() { first_record(scene, suspect) } else { suspect });
    }
    if let Some(suspect) = misread(domain, scene.known) {
        return Some(suspect);
    }
    let unlisted = matches!(spf.cause, Some(SpfCause::Matched { .. } | SpfCause::NoMatch { .. }))
        || spf.result.is_none() && spf.claimed.as_ref().is_some_and(ResultWord::is_unlisted);
    if unlisted { not_listed(scene, domain) } else { None }
}

/// A record that fails whoever sends, where the client is not known.
fn unchecked(scene: &Scene<'_>) -> Option<Suspect> {
    let walk = scene.walk.as_ref().filter(|_| scene.report.spf.result.is_none())?;
    let cause = walk.cause.as_ref().filter(|cause| cause.result() == SpfResult::Permerror)?;
    let suspect = of_cause(&walk.domain, Some(cause), walk.tree.as_ref(), scene.known, scene.zone())?;
    let trial = if suspect.trial == Trial::Records { Trial::Harmless } else { Trial::None };
    Some(Suspect { trial, ..suspect })
}

/// A server of the author's own that sends with an envelope of another name, as programs of web sites do, and does not sign. Listing
/// it would help nothing while the envelope is another's.
fn envelope_elsewhere(scene: &Scene<'_>) -> Option<Suspect> {
    let Client::Own(own) = &scene.client else { return None };
    // Without an envelope sender the record of the author is not asked.
    scene.report.envelope.mail_from.as_deref().filter(|sender| !sender.is_empty())?;
    // An envelope of the author's own organization is not another's.
    let is_others = |domain: &&Domain| !domain.is_within(scene.zone());
    scene
        .report
        .spf
        .domain
        .as_ref()
        .filter(is_others)
        .filter(|_| !has_own_signature(scene) && !scene.passes())?;
    let client = if matches!(own, Own::Site(_)) { ClientKind::WebSite } else { ClientKind::OwnServer };
    let (ip, evidence) = (scene.report.envelope.client_ip?, scene.client_evidence().into_iter().collect());
    let cause = RootCause::SpfAddressNotListed { ip, provider: None, client: Some(client) };
    let fixes = vec![Fix::enable(Step::SendThroughMailbox, scene.mailbox_provider())];
    Some(
        Suspect::new(cause, Sureness::Likely, evidence)
            .by_next_message(fixes, senders::signed_by_author(scene)),
    )
}

/// A first record that lists the server of the message at hand besides, where that is the author's own or a provider's that the
/// author uses.
fn first_record(scene: &Scene<'_>, mut suspect: Suspect) -> Suspect {
    let sender = match &scene.client {
        Client::Own(own) if own.strength() == Strength::Strong => {
            scene.report.envelope.client_ip.map(Intent::address)
        }
        Client::Provider(provided) if provided.is_used => {
            provided.include.map(|include| format!("include:{include}"))
        }
        _ => None,
    };
    // What lists the author's other servers does not mend the message of somebody who is none of them.
    if sender.is_none() {
        suspect.trial = Trial::None;
    }
    suspect.fixes.retain_mut(|fix| {
        // "-all" was meant for a domain that sends nothing, and this one may.
        let base = fix.value.as_deref().map(Intent::of).filter(|intent| !intent.terms.is_empty());
        // A name that is the envelope's alone sends from where the message came; its exchangers take bounces.
        let is_authors = fix.name.as_ref() == Some(scene.author);
        let terms = base.filter(|_| is_authors || sender.is_none()).unwrap_or_else(Intent::empty);
        let meant = sender.iter().fold(terms, |terms, term| terms.with(term));
        fix.value = Some(meant.to_string());
        // A record that lists nobody would be worse than none.
        !meant.terms.is_empty()
    });
    if suspect.fixes.is_empty() {
        suspect.fixes.push(Fix::enable(Step::LoginFromDevice, scene.mailbox_provider()));
    }
    suspect
}

/// A fault of the author's own record, in a message that passes all the same.
pub(super) fn of_record(scene: &Scene<'_>) -> Option<Suspect> {
    let spf = &scene.report.spf;
    let domain = spf.domain.as_ref().filter(|_| spf.aligned && spf.result == Some(SpfResult::Permerror))?;
    of_cause(domain, spf.cause.as_ref(), spf.tree.as_ref(), scene.known, scene.zone())
}

/// An Exchange server of the author's own that the record does not list.
pub(super) fn hybrid(scene: &Scene<'_>) -> Option<Suspect> {
    let spf = &scene.report.spf;
    let unlisted = matches!(spf.cause, Some(SpfCause::Matched { .. } | SpfCause::NoMatch { .. }));
    if !spf.aligned || spf.result == Some(SpfResult::Pass) || !unlisted {
        return None;
    }
    let (domain, ip) = (spf.domain.as_ref()?, scene.report.envelope.client_ip?);
    let entry = hybrid_server(scene).filter(|_| scene.client.is_own())?;
    let records = scene.known.spf_records(domain);
    let record = records.first()?;
    let mut evidence: Vec<Evidence> = scene.client_evidence().into_iter().collect();
    evidence.push(scene.known.evidence(domain, RecordType::Txt));
    let value = Intent::of(record).with(&Intent::address(ip)).to_string();
    let change = (Some(record.clone()), Some(value));
    let fix = Fix::replace(Step::AddAddress { ip }, domain.clone(), RecordType::Txt, change);
    // What a server calls itself is told where DNS has no name for it.
    let server = confirmed(scene.known.0, ip).into_iter().next().map(|name| name.to_string());
    let cause = RootCause::HybridServerNotListed { ip, server: server.or_else(|| entry.from.clone()) };
    Some(Suspect::new(cause, Sureness::Likely, evidence).by_records(vec![fix]))
}

/// The address is nobody's that the record lists. It is offered only where it is the author's own, or a provider's whose
/// customers include a name for it; of anybody else's nothing is said here.
fn not_listed(scene: &Scene<'_>, domain: &Domain) -> Option<Suspect> {
    let ip = scene.report.envelope.client_ip?;
    let records = scene.known.spf_records(domain);
    let record = records.first()?;
    let mut evidence: Vec<Evidence> = scene.client_evidence().into_iter().collect();
    evidence.push(scene.known.evidence(domain, RecordType::Txt));
    let replace = |step, term: &str| {
        let change = (Some(record.clone()), Some(Intent::of(record).with(term).to_string()));
        Fix::replace(step, domain.clone(), RecordType::Txt, change)
    };
    let cause = |client, provider: Option<&'static Provider>| RootCause::SpfAddressNotListed {
        ip,
        provider,
        client: Some(client),
    };
    let add_address = || replace(Step::AddAddress { ip }, &Intent::address(ip));
    match &scene.client {
        Client::Own(Own::Login(login)) => {
            let client = if login.device { ClientKind::DeviceRelay } else { ClientKind::Relay };
            evidence.extend(scene.field(|name| name == "received"));
            let step = if login.device { Step::SendThroughMailbox } else { Step::SignBeforeRelay };
            let fixes = vec![Fix::enable(step, scene.mailbox_provider()), add_address()];
            let suspect = Suspect::new(cause(client, None), Sureness::Possible, evidence);
            Some(suspect.by_next_message(fixes, senders::signed_by_author(scene)))
        }
        Client::Own(own) => {
            let (client, fix) = match own {
                Own::Site(_) => (ClientKind::WebSite, replace(Step::AddSite { ip }, &Intent::address(ip))),
                _ => (ClientKind::OwnServer, add_address()),
            };
            Some(Suspect::new(cause(client, None), Sureness::Likely, evidence).by_records(vec![fix]))
        }
        Client::Provider(provided) => {
            let client = if provided.is_used { ClientKind::Provider } else { ClientKind::UnusedProvider };
            let include =
                provided.include.map(|include| replace(Step::AddInclude, &format!("include:{include}")));
            let suspect = Suspect::new(cause(client, Some(provided.provider)), Sureness::Possible, evidence);
            Some(of_provider(scene, provided, suspect, include))
        }
        _ => None,
    }
}

/// What lets the mail of a provider's customer pass. Its include lets in every other customer as well, so where it can sign for
/// the domain that is offered instead, but for the servers that keep or filter all mail of the domain.
fn of_provider(scene: &Scene<'_>, provided: &Provided, suspect: Suspect, include: Option<Fix>) -> Suspect {
    let provider = provided.provider;
    // Who has the refusal mostly sent the mail, and is asked.
    let keeps_mail =
        (provided.is_used || scene.facts.refused) && matches!(provider.kind(), Kind::Mailbox | Kind::Gateway);
    match include.map(|fix| fix.with(Some(provider))) {
        Some(fix) if keeps_mail => Suspect { sure: Sureness::Likely, ..suspect }.by_records(vec![fix]),
        Some(fix) if provider.dkim() != providers::Tristate::Yes && provided.is_used => {
            suspect.by_records(vec![fix])
        }
        // Nothing shows that the author has to do with it: it may be another customer, who is to fail.
        Some(fix) if provider.dkim() != providers::Tristate::Yes => {
            suspect.untried(vec![Fix::none(Step::RightlyFails), fix])
        }
        _ => {
            let setup = keys::setup(provider, scene.author, scene.known);
            let mut fixes = setup.fixes;
            fixes.push(Fix::enable(Step::EnableSigning, Some(provider)));
            suspect.by_next_message(fixes, senders::signed_by_author(scene))
        }
    }
}

/// An Exchange server beside Microsoft's: the mail is Exchange's, and the author's mail arrives at Microsoft.
fn hybrid_server<'a>(scene: &'a Scene<'_>) -> Option<&'a Hop> {
    let entry = scene.report.hops.iter().find(|hop| hop.entry)?;
    let at_microsoft = scene
        .known
        .exchangers(scene.author)
        .iter()
        .any(|host| providers::by_mx(host).is_some_and(|provider| provider.by_tenant()));
    let exchange = scene.field(|name| {
        name.starts_with("x-ms-exchange-") || name == "thread-index" || name == "x-originatororg"
    });
    let handed = scene
        .report
        .hops
        .iter()
        .any(|hop| hop.with.as_deref().is_some_and(|with| with.contains("Microsoft SMTP")));
    (at_microsoft && (exchange.is_some() || handed)).then_some(entry)
}
