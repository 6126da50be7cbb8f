//! The DNS tree walk (RFC 9989 §4.10). The names of a walk are known from the start, so all are asked at once.

use super::record::{Psd, Record};
use crate::dns::{DnsError, Question, RecordType, Resolve};
use crate::domain::Domain;
use crate::joining;

/// The most questions of one walk (RFC 9989 §4.10).
pub const MAX_TREE_WALK: usize = 8;

/// How many labels are left of a longer name after its first step.
const LABELS_AFTER_JUMP: usize = 7;

/// What the walk found at one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// One DMARC policy record.
    Found(Box<Record>),
    /// None; the other TXT records at the name, for advice.
    Nothing(Vec<String>),
    /// Several, which are all discarded (RFC 9989 §4.10 step 2).
    Several(Vec<String>),
    /// No answer.
    Failed(DnsError),
}

/// A walk from a domain up to its top-level domain, or to the first record that ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The names, without `_dmarc`, from the longest to the shortest, and what was found at each.
    pub steps: Vec<(Domain, Step)>,
}

/// The names a walk from `start` asks, without `_dmarc`, from the longest to the shortest.
#[must_use]
pub fn walk_names(start: &Domain) -> Vec<Domain> {
    let mut names = vec![start.clone()];
    // RFC 9989 §4.10 step 4: from eight labels on, the first step leaves seven.
    let labels = start.label_count();
    let next =
        if labels <= LABELS_AFTER_JUMP { start.parent() } else { Some(start.suffix(LABELS_AFTER_JUMP)) };
    names.extend(std::iter::successors(next, Domain::parent));
    names.truncate(MAX_TREE_WALK);
    names
}

/// Walks the tree upwards from `start`.
pub async fn walk<R: Resolve>(resolver: &R, start: &Domain) -> Walk {
    let names = walk_names(start);
    let answers = joining::all(names.iter().map(|name| step(resolver, name))).await;
    let mut steps = Vec::new();
    for (name, found) in names.into_iter().zip(answers) {
        // RFC 9989 §4.10 steps 2 and 6: a record with psd=n or psd=y ends the walk.
        let last = matches!(&found, Step::Found(record) if record.psd != Psd::U);
        steps.push((name, found));
        if last {
            break;
        }
    }
    Walk { steps }
}

async fn step<R: Resolve>(resolver: &R, name: &Domain) -> Step {
    let Ok(target) = name.prepend("_dmarc") else { return Step::Nothing(Vec::new()) };
    let answer = match resolver.lookup(&Question::new(target, RecordType::Txt)).await {
        Ok(answer) => answer,
        Err(error) => return Step::Failed(error),
    };
    let texts: Vec<String> = answer.texts().collect();
    let mut records: Vec<Record> = texts.iter().filter_map(|text| Record::parse(text)).collect();
    match records.len() {
        0 => Step::Nothing(texts),
        1 => records.pop().map_or(Step::Nothing(Vec::new()), |record| Step::Found(Box::new(record))),
        _ => Step::Several(records.into_iter().map(|record| record.text).collect()),
    }
}

/// Whether a domain exists: `Some(false)` only for NXDOMAIN (RFC 9989 §3.2.13, RFC 8020); `None` without an answer.
pub async fn exists<R: Resolve>(resolver: &R, domain: &Domain) -> Option<bool> {
    let answer = resolver.lookup(&Question::new(domain.clone(), RecordType::A)).await;
    answer.ok().map(|answer| !answer.nxdomain)
}

impl Walk {
    /// The domain the walk started from.
    #[must_use]
    pub fn start(&self) -> Option<&Domain> {
        self.steps.first().map(|(name, _)| name)
    }

    /// The records found, from the longest name to the shortest.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = (&Domain, &Record)> {
        self.steps.iter().filter_map(|(name, step)| match step {
            Step::Found(record) => Some((name, &**record)),
            _ => None,
        })
    }

    /// The first question of the walk that went unanswered.
    #[must_use]
    pub fn failure(&self) -> Option<(&Domain, &DnsError)> {
        self.steps.iter().find_map(|(name, step)| match step {
            Step::Failed(error) => Some((name, error)),
            _ => None,
        })
    }

    /// The organizational domain of the start (RFC 9989 §4.10.2).
    #[must_use]
    pub fn organizational_domain(&self) -> Option<Domain> {
        let start = self.start()?;
        for (name, record) in self.records() {
            match record.psd {
                // RFC 9989 §4.10.2 rule 1: psd=n says that this is the organizational domain.
                Psd::N => return Some(name.clone()),
                // Rule 2: psd=y anywhere but at the start puts it one label below.
                Psd::Y if name != start => return Some(start.suffix(name.label_count() + 1)),
                _ => {}
            }
        }
        // Rule 3: the record with the fewest labels; without any, the start itself.
        Some(self.records().last().map_or_else(|| start.clone(), |(name, _)| name.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Zone;
    use futures_util::FutureExt;

    fn domain(name: &str) -> Domain {
        Domain::parse(name).unwrap()
    }

    fn organization(zone: &[(&str, &str)], start: &str) -> String {
        let json: serde_json::Map<_, _> = zone
            .iter()
            .map(|(name, text)| ((*name).to_owned(), serde_json::json!([{ "TXT": text }])))
            .collect();
        let zone: Zone = serde_json::from_value(json.into()).unwrap();
        let walk = walk(&zone, &domain(start)).now_or_never().unwrap();
        walk.organizational_domain().unwrap().to_string()
    }

    #[test]
    fn rfc_9989_4_10_the_eight_questions_of_a_long_name() {
        let names: Vec<_> = walk_names(&domain("a.b.c.d.e.f.g.h.i.j.mail.example.com"))
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            names,
            [
                "a.b.c.d.e.f.g.h.i.j.mail.example.com",
                "g.h.i.j.mail.example.com",
                "h.i.j.mail.example.com",
                "i.j.mail.example.com",
                "j.mail.example.com",
                "mail.example.com",
                "example.com",
                "com"
            ]
        );
        assert_eq!(walk_names(&domain("a.b.c.d.e.f.g.h")).len(), 8);
        assert_eq!(walk_names(&domain("com")).len(), 1);
    }

    #[test]
    fn rfc_9989_4_10_2_examples() {
        let two = [("_dmarc.mail.example.com", "v=DMARC1"), ("_dmarc.example.com", "v=DMARC1")];
        assert_eq!(organization(&two, "a.mail.example.com"), "example.com");
        let own = [("_dmarc.mail.example.com", "v=DMARC1; psd=n"), ("_dmarc.example.com", "v=DMARC1")];
        assert_eq!(organization(&own, "a.mail.example.com"), "mail.example.com");
        assert_eq!(organization(&[("_dmarc.com", "v=DMARC1; psd=y")], "a.mail.example.com"), "example.com");
        assert_eq!(organization(&[], "a.mail.example.com"), "a.mail.example.com");
        assert_eq!(organization(&[("_dmarc.com", "v=DMARC1; psd=y")], "com"), "com");
    }
}
