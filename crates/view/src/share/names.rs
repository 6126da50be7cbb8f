//! Names of DNS that an SPF macro put a part of somebody's address into (RFC 7208 §7).

use waxseal_core::dns::{LoggedQuery, Rdata, RecordType};
use waxseal_core::domain::Domain;
use waxseal_core::report::MessageReport;
use waxseal_core::spf::{Node, SpfCause};

/// The label that stands in the place of a masked one.
const MASKED_LABEL: &str = "masked";
/// The macros that expand to the local part, or to the sender with it.
const PERSONAL: [&str; 4] = ["%{l", "%{L", "%{s", "%{S"];

/// The pieces of a sender's local part that can stand in a name, and the names they are looked for in front of.
pub(super) struct Pieces {
    pieces: Vec<String>,
    /// The domains with SPF records: their own labels are no part of an address.
    owners: Vec<Domain>,
}

impl Pieces {
    /// The pieces of a report's sender; `None` where no record of it uses a macro that would expand to them.
    pub(super) fn of(report: &MessageReport) -> Option<Self> {
        let records = || report.dns.iter().flat_map(|query| texts(query).map(move |text| (query, text)));
        let is_personal = |text: &str| PERSONAL.iter().any(|letters| text.contains(letters));
        if !records().any(|(_, text)| is_personal(&text)) {
            return None;
        }
        let (local, _) = report.envelope.mail_from.as_deref()?.rsplit_once('@')?;
        // Labels of DNS are ASCII, so only such letters can come back in one.
        let local = local.to_ascii_lowercase();
        let parts = local.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        let pieces = parts.map(str::to_owned).chain([local.clone()]).collect();
        let owners = records().filter(|(_, text)| text.to_ascii_lowercase().starts_with("v=spf1"));
        let owners = owners.map(|(query, _)| query.name.clone()).collect();
        Some(Self { pieces, owners })
    }

    /// The name without them.
    fn name(&self, name: &Domain) -> Domain {
        let kept = self.owners.iter().filter(|owner| name.is_within(owner)).map(Domain::label_count).max();
        let before = name.label_count().saturating_sub(kept.unwrap_or(0));
        let labels = name.labels().enumerate().map(|(at, label)| {
            let holds =
                |piece: &String| label == piece || (piece.len() > 1 && label.contains(piece.as_str()));
            if at < before && self.pieces.iter().any(holds) { MASKED_LABEL } else { label }
        });
        Domain::parse_any(&labels.collect::<Vec<_>>().join("."))
            .unwrap_or_else(|_| name.suffix(kept.unwrap_or(0)))
    }

    fn text(&self, name: &str) -> String {
        Domain::parse_any(name).map_or_else(|_| super::MASKED.to_owned(), |name| self.name(&name).to_string())
    }

    /// Masks them in the tree of an SPF check.
    pub(super) fn mask_tree(&self, node: &mut Node) {
        node.domain = node.domain.as_ref().map(|name| self.name(name));
        node.cause.iter_mut().for_each(|cause| self.mask_cause(cause));
        node.children.iter_mut().for_each(|child| self.mask_tree(child));
    }

    /// Masks them in the log.
    pub(super) fn mask_log(&self, log: &mut [LoggedQuery]) {
        for query in log {
            query.name = self.name(&query.name);
        }
    }

    /// Masks them in what decided.
    pub(super) fn mask_cause(&self, cause: &mut SpfCause) {
        use SpfCause as C;
        match cause {
            C::Matched { domain, .. }
            | C::NoMatch { domain }
            | C::NoRecord { domain }
            | C::SeveralRecords { domain, .. }
            | C::Syntax { domain, .. }
            | C::TooManyLookups { domain, .. }
            | C::TooManyVoidLookups { domain, .. }
            | C::TooManyMx { domain, .. }
            | C::Loop { domain }
            | C::Dns { name: domain, .. } => *domain = self.name(domain),
            C::BadDomain { name }
            | C::IncludeHasNoRecord { domain: name }
            | C::RedirectHasNoRecord { domain: name } => *name = self.text(name),
        }
    }
}

fn texts(query: &LoggedQuery) -> impl Iterator<Item = String> {
    let answers = query.answers.iter().filter(|_| query.kind == RecordType::Txt);
    answers.filter_map(|data| match data {
        Rdata::Txt(text) => Some(text.to_string()),
        _ => None,
    })
}
