//! The author's own SPF record, where it lets the message or everybody down.

use super::known::Known;
use super::records::SpfTerms;
use super::repair::{Repaired, is_near, repaired};
use super::scene::Scene;
use super::suspect::{Suspect, Trial};
use super::{keys, senders};
use crate::dns::RecordType;
use crate::domain::Domain;
use crate::evidence::{Hop, ResultWord};
use crate::judge::client::{Client, Own, Provided, Strength};
use crate::providers::{self, Kind, Provider};
use crate::report::{ClientKind, Evidence, Fix, RootCause, Step, Sureness};
use crate::spf::{Node, SpfCause, SpfResult};

/// The suspect of a message whose envelope sender is the author's, and whose SPF does not pass.
pub(super) fn of_message(scene: &Scene<'_>) -> Option<Suspect> {
    let spf = &scene.report.spf;
    if !spf.aligned || matches!(spf.result, Some(SpfResult::Pass | SpfResult::Temperror)) {
        return None;
    }
    let domain = spf.domain.as_ref()?;
    if let Some(suspect) = of_cause(domain, spf.cause.as_ref(), spf.tree.as_ref(), scene.known, scene.zone())
    {
        return Some(if suspect.cause.is_spf_missing() { first_record(scene, suspect) } else { suspect });
    }
    let unlisted = matches!(spf.cause, Some(SpfCause::Matched { .. } | SpfCause::NoMatch { .. }))
        || spf.result.is_none() && spf.claimed.as_ref().is_some_and(ResultWord::is_unlisted);
    if unlisted { not_listed(scene, domain) } else { None }
}

/// What breaks a record, whoever sends.
pub(super) fn of_cause(
    domain: &Domain,
    cause: Option<&SpfCause>,
    tree: Option<&Node>,
    known: Known<'_>,
    zone: &Domain,
) -> Option<Suspect> {
    let evidence = vec![known.evidence(domain, RecordType::Txt)];
    let broken = Broken { domain, zone, known, records: known.spf_records(domain), evidence };
    match cause? {
        SpfCause::SeveralRecords { domain: of, count } if of == domain => Some(broken.several(*count)),
        SpfCause::NoRecord { domain: of } if of == domain => Some(no_record(&broken)),
        SpfCause::Syntax { domain: of, term, .. } => Some(broken.syntax(of, term)),
        SpfCause::IncludeHasNoRecord { domain: gone } | SpfCause::RedirectHasNoRecord { domain: gone } => {
            Some(broken.leads_nowhere(tree.and_then(|root| term_for(root, gone))))
        }
        SpfCause::TooManyLookups { .. }
        | SpfCause::TooManyVoidLookups { .. }
        | SpfCause::TooManyMx { .. }
        | SpfCause::Loop { .. } => Some(broken.over_limits(cause?, tree)),
        _ => None,
    }
}

/// A record that breaks, and where it stands.
struct Broken<'a> {
    domain: &'a Domain,
    zone: &'a Domain,
    known: Known<'a>,
    records: Vec<String>,
    evidence: Vec<Evidence>,
}

impl Broken<'_> {
    fn suspect(&self, cause: RootCause) -> Suspect {
        Suspect::new(cause, Sureness::Certain, self.evidence.clone())
    }

    fn replace(&self, step: Step, value: Option<String>) -> Fix {
        let change = (Some(self.records.join("\n")), value);
        Fix::replace(step, self.domain.clone(), RecordType::Txt, change)
    }

    /// The step, or the same to be done by hand where the record that could be offered does not work either.
    fn or_by_hand(&self, suspect: Suspect, fix: Fix) -> Suspect {
        let by_hand = Fix { value: None, ..fix.clone() };
        Suspect { otherwise: vec![by_hand], ..suspect.by_records(vec![fix]) }
    }

    fn several(&self, count: usize) -> Suspect {
        let mended: Vec<Repaired> = self.records.iter().map(|record| repaired(record)).collect();
        let texts: Vec<String> = mended.iter().map(|record| record.text.clone()).collect();
        let dropped: Vec<String> = mended.into_iter().flat_map(|record| record.dropped).collect();
        let step = if dropped.is_empty() { Step::MergeSpf } else { Step::CorrectSpf { dropped } };
        let suspect = self.suspect(RootCause::SpfSeveralRecords { domain: self.domain.clone(), count });
        self.or_by_hand(suspect, self.replace(step, Some(SpfTerms::merged(&texts).to_string())))
    }

    /// A record of one's own that is included can be mended as well; somebody else's only by its owner.
    fn syntax(&self, of: &Domain, term: &str) -> Suspect {
        let cause = RootCause::SpfSyntax { domain: of.clone(), term: Some(term.to_owned()) };
        let own = if of.is_within(self.zone) { self.known.spf_records(of) } else { Vec::new() };
        let suspect = self.suspect(cause);
        let mut suspect = match own.into_iter().next() {
            Some(old) => self.mended(suspect, of, old),
            None => suspect.untried(vec![Fix::none(Step::CorrectSpf { dropped: Vec::new() })]),
        };
        suspect.evidence.extend((of != self.domain).then(|| self.known.evidence(of, RecordType::Txt)));
        suspect
    }

    /// The record at a name, as it was meant.
    fn mended(&self, suspect: Suspect, at: &Domain, old: String) -> Suspect {
        let Repaired { text, dropped } = repaired(&old);
        let change = (Some(old), Some(text));
        let fix = Fix::replace(Step::CorrectSpf { dropped }, at.clone(), RecordType::Txt, change);
        self.or_by_hand(suspect, fix)
    }

    /// Without a term that leads to a name without a record. Nothing passes by it today, and whether its name is wrong or the
    /// sender is not used any more only the owner knows: until then nobody is refused for it.
    fn leads_nowhere(&self, term: Option<String>) -> Suspect {
        let rest = self.records.first().map(|record| {
            let rest = SpfTerms::of(record).without(|own| Some(own) == term.as_deref()).softened();
            // A redirect was the end of the record, and an end it has to have.
            if rest.is_open() { rest.with("~all") } else { rest }.to_string()
        });
        let dropped = term.iter().cloned().collect();
        let suspect = self.suspect(RootCause::SpfSyntax { domain: self.domain.clone(), term });
        self.or_by_hand(suspect, self.replace(Step::CorrectSpf { dropped }, rest))
    }

    fn over_limits(&self, cause: &SpfCause, tree: Option<&Node>) -> Suspect {
        let (lookups, void_lookups) =
            tree.map_or((0, 0), |root| (root.total_lookups(), root.total_void_lookups()));
        let domain = self.domain.clone();
        let through = match cause {
            SpfCause::Loop { domain } => Some(domain.clone()),
            _ => None,
        };
        let suspect = self.suspect(RootCause::SpfOverLimits { domain, lookups, void_lookups, through });
        let shorter = self.records.first().and_then(|record| shorter(record, tree?));
        self.or_by_hand(suspect, self.replace(Step::ShortenSpf, shorter))
    }
}

/// A record that ends in `+all`, or holds the network of all addresses, lists the whole world.
pub(super) fn open(domain: &Domain, known: Known<'_>) -> Option<Suspect> {
    let record = known.spf_records(domain).into_iter().next()?;
    let everybody = |term: &str| {
        let term = term.to_ascii_lowercase();
        let bare = term.trim_start_matches('+');
        bare == "all" || (bare.starts_with("ip4:") || bare.starts_with("ip6:")) && bare.ends_with("/0")
    };
    SpfTerms::of(&record).terms().find(|term| everybody(term))?;
    let rest = SpfTerms::of(&record).without(everybody).softened();
    let closed = if rest.is_open() { rest.with("~all") } else { rest }.to_string();
    let evidence = vec![known.evidence(domain, RecordType::Txt)];
    let change = (Some(record), Some(closed));
    let fix = Fix::replace(Step::CloseSpf, domain.clone(), RecordType::Txt, change);
    let cause = RootCause::SpfAllowsEverybody { domain: domain.clone() };
    Some(Suspect::new(cause, Sureness::Certain, evidence).by_records(vec![fix]))
}

/// A first record: whoever receives the domain's mail usually sends it too. A text that was meant to be one is mended instead.
fn no_record(broken: &Broken<'_>) -> Suspect {
    let Broken { domain, known, .. } = *broken;
    if let Some(near) = known.texts(domain).into_iter().find(|text| is_near(text)) {
        let cause = RootCause::SpfSyntax { domain: domain.clone(), term: None };
        return broken.mended(broken.suspect(cause), domain, near);
    }
    let hosts = known.exchangers(domain);
    let has_address = known.has_address(domain);
    let provider = hosts.iter().find_map(providers::by_mx).and_then(|provider| provider.includes.first());
    let record = match provider.filter(|include| !include.contains('*')) {
        Some(include) => SpfTerms::empty().with(&format!("include:{include}")),
        // A host whose mail goes to its own address sends from there as well (RFC 5321 §5.1).
        None if hosts.is_empty() && has_address => SpfTerms::empty().with("a"),
        None if hosts.is_empty() => SpfTerms::of("v=spf1 -all"),
        None => SpfTerms::empty().with("mx"),
    };
    let fix = Fix::publish(Step::PublishSpf, domain.clone(), RecordType::Txt, Some(record.to_string()));
    broken.suspect(RootCause::SpfMissing { domain: domain.clone() }).by_records(vec![fix])
}

/// A first record that lists the server of the message at hand besides, where that is the author's own or a provider's that the
/// author uses.
fn first_record(scene: &Scene<'_>, mut suspect: Suspect) -> Suspect {
    let sender = match &scene.client {
        Client::Own(own) if own.strength() == Strength::Strong => {
            scene.report.envelope.client_ip.map(SpfTerms::address)
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
    for fix in &mut suspect.fixes {
        // "-all" was meant for a domain that sends nothing, and this one may.
        let base = fix.value.as_deref().map(SpfTerms::of).filter(|terms| terms.terms().count() > 1);
        let terms = base.unwrap_or_else(SpfTerms::empty);
        fix.value = Some(sender.iter().fold(terms, |terms, term| terms.with(term)).to_string());
    }
    suspect
}

/// The term of the record itself that leads to a name.
fn term_for(root: &Node, name: &str) -> Option<String> {
    // A name that DNS cannot hold stands in the term only.
    let leads = |step: &Node| {
        step.domain.as_ref().map_or_else(|| step.term.ends_with(name), |domain| domain.as_str() == name)
    };
    root.children.iter().find(|step| contains(step, &leads, 0)).map(|step| step.term.clone())
}

fn contains(step: &Node, is_meant: &impl Fn(&Node) -> bool, depth: usize) -> bool {
    is_meant(step) || depth < 20 && step.children.iter().any(|child| contains(child, is_meant, depth + 1))
}

/// The record without what nobody needs: includes that are never asked or lead back to the record itself, terms that stand
/// twice, terms that find nothing, and `ptr`. `None` where that changes nothing.
fn shorter(record: &str, root: &Node) -> Option<String> {
    let useless = |term: &str| {
        let step = root.children.iter().find(|step| step.term == term);
        let name = step.and_then(|step| step.domain.as_ref());
        let unneeded =
            name.and_then(providers::by_include).is_some_and(|p| p.include_needed == providers::Known::No);
        let bare = term.trim_start_matches(['+', '-', '~', '?']);
        let ptr = bare == "ptr" || bare.starts_with("ptr:");
        let circular = name == root.domain.as_ref() && bare.starts_with("include:");
        circular
            || unneeded && term.contains("include:")
            || ptr
            || step.is_some_and(|step| step.void_lookups > 0)
    };
    let text = SpfTerms::of(record).without(useless).distinct().to_string();
    (text != record).then_some(text)
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
    let server = hybrid_server(scene).filter(|_| scene.client.is_own())?;
    let records = scene.known.spf_records(domain);
    let record = records.first()?;
    let mut evidence: Vec<Evidence> = scene.client_evidence().into_iter().collect();
    evidence.push(scene.known.evidence(domain, RecordType::Txt));
    let value = SpfTerms::of(record).with(&SpfTerms::address(ip)).to_string();
    let change = (Some(record.clone()), Some(value));
    let fix = Fix::replace(Step::AddAddress { ip }, domain.clone(), RecordType::Txt, change);
    let cause = RootCause::HybridServerNotListed { ip, server: server.from.clone() };
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
        let change = (Some(record.clone()), Some(SpfTerms::of(record).with(term).to_string()));
        Fix::replace(step, domain.clone(), RecordType::Txt, change)
    };
    let cause = |client, provider: Option<&'static Provider>| RootCause::SpfAddressNotListed {
        ip,
        provider: provider.map(|provider| provider.id),
        client: Some(client),
    };
    let add_address = || replace(Step::AddAddress { ip }, &SpfTerms::address(ip));
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
                Own::Site(_) => (ClientKind::WebSite, replace(Step::AddSite { ip }, &SpfTerms::address(ip))),
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
    let keeps_mail = provided.is_used && matches!(provider.kind, Kind::Mailbox | Kind::Gateway);
    match include.map(|fix| fix.with(Some(provider))) {
        Some(fix) if keeps_mail => Suspect { sure: Sureness::Likely, ..suspect }.by_records(vec![fix]),
        Some(fix) if provider.dkim != providers::Known::Yes && provided.is_used => {
            suspect.by_records(vec![fix])
        }
        // Nothing shows that the author has to do with it: it may be another customer, who is to fail.
        Some(fix) if provider.dkim != providers::Known::Yes => {
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
        .any(|host| providers::by_mx(host).is_some_and(|provider| provider.id == "microsoft365"));
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
