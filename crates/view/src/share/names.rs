//! Names of DNS that hold what is masked elsewhere: SPF macros put a part of somebody's address, the name of their machine or
//! its address into them (RFC 7208 §7), and an address is looked up under a name of its own (RFC 1035 §3.5).

use super::evidence::is_submission;
use super::mask::{Mask, Masks};
use waxseal_core::dns::{LoggedQuery, Rdata, RecordType, reverse_name};
use waxseal_core::domain::Domain;
use waxseal_core::report::{Evidence, MessageReport};
use waxseal_core::spf::{Node, SpfCause};

/// The label that stands in the place of a masked one.
const MASKED_LABEL: &str = "masked";
/// The labels at the end of a person's machine's name that stay.
const DOMAIN: usize = 2;
/// The macros that expand to the local part, or to the sender with it.
const PERSONAL: [&str; 4] = ["%{l", "%{L", "%{s", "%{S"];

/// What is masked and can stand in a name, and the names it is looked for in front of.
pub(super) struct Pieces {
    /// The pieces of a sender's local part.
    pieces: Vec<String>,
    /// Rows of labels: the name of a person's machine, its address, and its address the other way round.
    rows: Vec<Vec<String>>,
    /// The names under which such an address is looked up, and those found there.
    names: Vec<Domain>,
    /// The domains with SPF records: their own labels are no part of an address.
    owners: Vec<Domain>,
}

impl Pieces {
    /// The pieces of a report; `None` where nothing is masked that a name could hold.
    pub(super) fn of(report: &MessageReport, masks: &Masks) -> Option<Self> {
        let owners = records(report).filter(|(_, text)| text.to_ascii_lowercase().starts_with("v=spf1"));
        let owners = owners.map(|(query, _)| query.name.clone()).collect();
        let pieces = if masks.has(Mask::Addresses) { local_parts(report) } else { Vec::new() };
        let (mut rows, mut names) = (Vec::new(), Vec::new());
        if masks.has(Mask::Names) {
            machines(report, masks, &mut rows, &mut names);
        }
        let is_empty = pieces.is_empty() && rows.is_empty();
        (!is_empty).then_some(Self { pieces, rows, names, owners })
    }

    /// The name without them.
    fn name(&self, name: &Domain) -> Domain {
        let is_own = self.names.contains(name);
        let kept = self.owners.iter().filter(|owner| name.is_within(owner)).map(Domain::label_count).max();
        let before = if is_own { usize::MAX } else { name.label_count().saturating_sub(kept.unwrap_or(0)) };
        let labels: Vec<&str> = name.labels().collect();
        // Of the name of a person's machine the domain stays, as it does behind an `@`.
        let end = labels.len().saturating_sub(DOMAIN);
        let masked: Vec<&str> = labels
            .iter()
            .enumerate()
            .map(|(at, label)| {
                let holds =
                    |piece: &String| *label == piece || (piece.len() > 1 && label.contains(piece.as_str()));
                let is_in_row = || self.rows.iter().any(|row| stands_in(row, &labels, at));
                let is_masked =
                    (is_own && at < end) || (at < before && (self.pieces.iter().any(holds) || is_in_row()));
                if is_masked { MASKED_LABEL } else { label }
            })
            .collect();
        Domain::parse_any(&masked.join(".")).unwrap_or_else(|_| name.suffix(kept.unwrap_or(0)))
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
            for data in &mut query.answers {
                if let Rdata::Ptr(name) | Rdata::Cname(name) = data {
                    *name = self.name(name);
                }
            }
        }
    }

    /// Masks them in the records that a diagnosis rests on.
    pub(super) fn mask_evidence(&self, evidence: &mut Evidence) {
        match evidence {
            Evidence::Record { name, .. } => *name = self.name(name),
            Evidence::Client { name: Some(name), .. } => {
                if let Some(own) = self.names.iter().find(|own| name.eq_ignore_ascii_case(own.as_str())) {
                    *name = self.name(own).to_string();
                }
            }
            Evidence::Client { name: None, .. } | Evidence::Identifier { .. } | Evidence::Field { .. } => {}
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

/// Whether a label stands in a row of labels that is all there.
fn stands_in(row: &[String], labels: &[&str], at: usize) -> bool {
    let first = at.saturating_sub(row.len().saturating_sub(1));
    let is_at = |from: usize| {
        let there = labels.iter().skip(from).take(row.len());
        there.len() == row.len() && there.zip(row).all(|(label, own)| label == own)
    };
    (first..=at).any(is_at)
}

/// The pieces of the sender's local part, where a record uses a macro that would expand to them.
fn local_parts(report: &MessageReport) -> Vec<String> {
    let is_personal = |text: &str| PERSONAL.iter().any(|letters| text.contains(letters));
    let local = report.envelope.mail_from.as_deref().and_then(|sender| Some(sender.rsplit_once('@')?.0));
    match local.filter(|_| records(report).any(|(_, text)| is_personal(&text))) {
        None => Vec::new(),
        Some(local) => {
            // Labels of DNS are ASCII, so only such letters can come back in one.
            let local = local.to_ascii_lowercase();
            let parts = local.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
            parts.map(str::to_owned).chain([local.clone()]).collect()
        }
    }
}

/// What the machines of people call themselves and where they are, on every hop: as rows of labels, and as whole names.
fn machines(report: &MessageReport, masks: &Masks, rows: &mut Vec<Vec<String>>, names: &mut Vec<Domain>) {
    let called =
        report.hops.iter().filter_map(|hop| hop.from.as_deref()).chain(report.envelope.helo.as_deref());
    let personal = called.filter(|name| masks.host(name) != **name);
    rows.extend(personal.map(labels));
    for hop in report.hops.iter().filter(|hop| is_submission(hop)) {
        rows.extend(hop.from.as_deref().map(labels));
        let Some((ip, reverse)) = hop.ip.and_then(|ip| Some((ip, reverse_name(ip)?))) else { continue };
        let mut there: Vec<String> = reverse.labels().map(str::to_owned).collect();
        // Without `in-addr.arpa` or `ip6.arpa`: as the macros have it (RFC 7208 §7.3), either way round.
        there.truncate(there.len().saturating_sub(2));
        rows.extend([there.iter().rev().cloned().collect(), there, vec![ip.to_string()]]);
        let found = report.dns.iter().filter(|query| query.name == reverse).flat_map(|query| &query.answers);
        for name in found.filter_map(|data| if let Rdata::Ptr(name) = data { Some(name) } else { None }) {
            let host = name.label_count().saturating_sub(DOMAIN);
            rows.push(name.labels().take(host).map(str::to_owned).collect());
            names.push(name.clone());
        }
    }
    rows.retain(|row| !row.is_empty());
}

fn labels(name: &str) -> Vec<String> {
    name.to_ascii_lowercase().split('.').filter(|label| !label.is_empty()).map(str::to_owned).collect()
}

/// The texts in the log, each with its question.
fn records(report: &MessageReport) -> impl Iterator<Item = (&LoggedQuery, String)> {
    report.dns.iter().flat_map(|query| texts(query).map(move |text| (query, text)))
}

fn texts(query: &LoggedQuery) -> impl Iterator<Item = String> {
    let answers = query.answers.iter().filter(|_| query.kind == RecordType::Txt);
    answers.filter_map(|data| match data {
        Rdata::Txt(text) => Some(text.to_string()),
        _ => None,
    })
}
