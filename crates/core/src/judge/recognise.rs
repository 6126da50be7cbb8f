//! Which providers stand behind a domain, and what shows it.

use crate::domain::Domain;
use crate::providers::{COMPILED, Provider, by_bounce_target, by_include, by_key_target, by_mx, users};
use crate::report::{DomainReport, Recognised, RecognisedBy, Role};
use crate::spf::{Node, Qualifier};

/// The most steps of an SPF tree that are looked at.
const MAX_STEPS: usize = 500;

/// Names every provider that the records of a domain show.
pub(super) fn recognise(report: &DomainReport) -> Vec<Recognised> {
    let mut found = Vec::new();
    for host in &report.mx.hosts {
        if let Some(provider) = by_mx(&host.host) {
            add(&mut found, provider, Role::Receives, RecognisedBy::Mx { host: host.host.clone() });
        }
    }
    for name in included(report.spf.tree.as_ref()) {
        if let Some(provider) = by_include(&name) {
            add(&mut found, provider, Role::Sends, RecognisedBy::Include { name });
        }
    }
    for key in &report.dkim {
        let its = key.aliases.iter().find_map(|target| Some((by_key_target(target)?, target)));
        if let Some((provider, target)) = its {
            let evidence = RecognisedBy::Key { selector: key.selector.clone(), target: target.clone() };
            add(&mut found, provider, Role::Sends, evidence);
        }
    }
    for (name, target) in &report.names.bounces {
        if let Some(provider) = by_bounce_target(target).or_else(|| by_include(target)) {
            let evidence = RecognisedBy::ReturnPath { name: name.clone(), target: target.clone() };
            add(&mut found, provider, Role::Sends, evidence);
        }
    }
    name_users(report, &mut found);
    found
}

/// Names the services that send by the servers of another, where both show.
fn name_users(report: &DomainReport, found: &mut [Recognised]) {
    let shown: Vec<&Provider> = found.iter().map(|known| known.provider).collect();
    let has_key = |selector: &str| {
        report.dkim.iter().any(|key| key.selector == selector && key.key.is_some() && key.aliases.is_empty())
    };
    for known in found.iter_mut().filter(|known| known.roles.contains(&Role::Sends)) {
        known.used_by = users(known.provider, &|row| shown.contains(&row), &has_key);
    }
}

fn add(found: &mut Vec<Recognised>, provider: &'static Provider, role: Role, evidence: RecognisedBy) {
    let at = found.iter().position(|known| known.provider == provider);
    let known = match at.and_then(|at| found.get_mut(at)) {
        Some(known) => known,
        None => {
            found.push(Recognised::new(provider));
            let Some(last) = found.last_mut() else { return };
            last
        }
    };
    if !known.roles.contains(&role) {
        known.roles.push(role);
    }
    if !known.evidence.contains(&evidence) {
        known.evidence.push(evidence);
    }
}

impl Recognised {
    fn new(provider: &'static Provider) -> Self {
        Self {
            provider,
            name: provider.name(),
            kind: provider.kind(),
            roles: Vec::new(),
            evidence: Vec::new(),
            used_by: Vec::new(),
            spf_alignment: provider.spf(),
            dkim_alignment: provider.dkim(),
            include_needed: provider.include_needed(),
            page: provider.page(),
            grade: provider.grade(),
            compiled: COMPILED,
        }
    }
}

/// The names that a record refers to, at any depth. What a provider's own record includes tells of the provider's
/// suppliers, so only the domain's own terms are followed through names that the catalogue does not know.
fn included(root: Option<&Node>) -> Vec<Domain> {
    let mut left: Vec<&Node> = root.into_iter().flat_map(|root| &root.children).collect();
    left.reverse();
    let mut names = Vec::new();
    for _ in 0..MAX_STEPS {
        let Some(step) = left.pop() else { break };
        // Whom a term refuses sends nothing.
        if step.qualifier.is_some_and(|sign| sign != Qualifier::Pass) {
            continue;
        }
        // A name with macros in it is known by what follows them.
        let written = step.term.split_once([':', '=']).map_or("", |(_, name)| name);
        let constant = written.rsplit('}').next().unwrap_or_default().trim_start_matches('.');
        let name = step.domain.clone().or_else(|| Domain::parse(&format!("any.{constant}")).ok());
        match name.filter(|name| by_include(name).is_some()) {
            Some(name) => names.push(name),
            None => left.extend(step.children.iter().rev()),
        }
    }
    names
}
