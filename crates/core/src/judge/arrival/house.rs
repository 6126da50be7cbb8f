//! Whose hosts are whose, as far as their names tell.

use crate::evidence::Stamp;
use crate::providers::{Receiver, receivers_with};
use std::net::IpAddr;

/// Names that mean something in one network only (RFC 6761, RFC 6762 appendix G, RFC 8375, and the reserved `internal`).
const INNER: [&str; 8] = ["internal", "local", "lan", "localdomain", "localhost", "home", "corp", "arpa"];

/// The part of a host name that tells whose it is; `None` where it does not: an address, a single label, a name of an inner
/// network. No list of public suffixes is at hand here, so a short label before a country's, as in `co.uk`, is taken to be
/// part of the suffix.
pub(super) fn organization(host: &str) -> Option<String> {
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    if name.parse::<IpAddr>().is_ok() {
        return None;
    }
    let labels: Vec<&str> = name.rsplit('.').take(3).collect();
    match labels.as_slice() {
        [top, ..] if INNER.contains(top) => None,
        [top, second, third] if top.len() == 2 && second.len() <= 3 => {
            Some(format!("{third}.{second}.{top}"))
        }
        [top, second, ..] => Some(format!("{second}.{top}")),
        _ => None,
    }
}

/// Whether two hosts are of one organization, by their names.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    organization(one).is_some_and(|own| organization(other) == Some(own))
}

/// Whether two words name the same host.
pub(super) fn is_host(one: &str, other: &str) -> bool {
    one.trim_end_matches('.').eq_ignore_ascii_case(other.trim_end_matches('.'))
}

/// The receiver as the walk has come to know it: the organizations and layouts that its hosts show.
#[derive(Clone, Debug, Default)]
pub(super) struct House {
    organizations: Vec<String>,
    layouts: Option<Vec<&'static Receiver>>,
}

impl House {
    /// Takes a hop in whose server is known to be the receiver's.
    pub(super) fn enter(&mut self, by: Option<&str>) {
        let Some(by) = by else { return };
        self.organizations.extend(organization(by).filter(|own| !self.organizations.contains(own)));
        let rows: Vec<_> = receivers_with(by).collect();
        match &mut self.layouts {
            Some(known) => known.retain(|row| rows.contains(row)),
            None if rows.is_empty() => {}
            None => self.layouts = Some(rows),
        }
    }

    /// The layouts that fit all hosts so far.
    pub(super) fn layouts(&self) -> impl Iterator<Item = &'static Receiver> {
        self.layouts.iter().flatten().copied()
    }

    /// Whether the field below a hop inside is the receiver's too: by the same organization or layout, or by the very host from
    /// which an inner hand-over says that it came.
    pub(super) fn follows(&self, above: &Stamp, below: &Stamp, handover: bool) -> bool {
        // Local deliveries name no server: qmail, pipes.
        let Some(by) = below.by.as_deref() else { return below.from.is_none() };
        let own = organization(by);
        let same = own.as_ref().is_some_and(|own| self.organizations.contains(own));
        let layout = self.layouts().any(|row| row.has(by));
        let named = above.from.as_ref().is_some_and(|from| {
            let names = [from.helo.as_deref(), from.name.as_deref()];
            names.into_iter().flatten().any(|name| is_host(name, by))
        });
        let nameless = self.organizations.is_empty() && above.from.is_none();
        let inner = own.is_none()
            && (is_host(by, "localhost") || above.by.as_deref().is_some_and(|host| is_host(host, by)));
        same || layout
            || inner
            || nameless
            || named && (handover || own.is_none() || self.organizations.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_the_end_of_the_name() {
        assert!(is_same("a.corp.example", "mx.CORP.example."));
        assert!(!is_same("mx.one.co.uk", "mx.two.co.uk") && is_same("a.one.co.uk", "b.one.co.uk"));
        for inner in ["localhost", "192.0.2.1", "mx3", "mailmx.nyi.internal", "router.lan", "2001:db8::1"] {
            assert_eq!(organization(inner), None, "{inner}");
        }
    }
}
