//! A zone as its file has it: every record with its line.

use std::collections::BTreeMap;
use waxseal_core::dns::{Answer, DnsError, Fault, MAX_CNAME_HOPS, Question, Rdata, RecordType, Resolve};
use waxseal_core::domain::Domain;

/// How long an answer from the file may be kept, in seconds.
const TTL: u32 = 300;

/// A record of a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Its name.
    pub(crate) name: Domain,
    /// Its data; `None` for a type that no check asks for.
    pub(crate) data: Option<Rdata>,
    /// The line that it begins at, counted from 1.
    pub(crate) line: usize,
}

/// Why a line of a file is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// Its name or a name in it is none.
    Name(String),
    /// It names no type.
    NoType,
    /// Its value is none of its type.
    Value(RecordType),
    /// It leads to another file, or generates records.
    Directive(String),
    /// A quotation mark or a bracket is not closed.
    Open,
    /// It is no YAML, or not the YAML of a zone.
    NotYaml,
    /// It stands outside the zone.
    Outside(Domain),
}

/// A zone, and what in its file is none.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// The records, in their order.
    pub(crate) entries: Vec<Entry>,
    /// The lines that are no record.
    pub(crate) wrong: Vec<(usize, Wrong)>,
    /// The name of the zone, where the file says it.
    pub(crate) origin: Option<Domain>,
}

impl Written {
    /// Adds a record, or what is wrong with it.
    pub(crate) fn add(
        &mut self,
        line: usize,
        name: Result<Domain, Wrong>,
        data: Result<Option<Rdata>, Wrong>,
    ) {
        match (name, data) {
            (Ok(name), Ok(data)) => self.entries.push(Entry { name, data, line }),
            (Err(why), _) | (_, Err(why)) => self.wrong.push((line, why)),
        }
    }

    /// Tells of records outside the zone, and drops them: no server would serve them.
    pub(crate) fn within(mut self, origin: &Domain) -> Self {
        let (inside, outside): (Vec<_>, Vec<_>) =
            self.entries.into_iter().partition(|entry| entry.name.is_within(origin));
        self.entries = inside;
        self.wrong.extend(outside.into_iter().map(|entry| (entry.line, Wrong::Outside(entry.name))));
        self.wrong.sort_by_key(|(line, _)| *line);
        self
    }
}

/// The name of a zone's file, where it is that of the zone: `example.com.yaml`, `example.com.zone`, `db.example.com`.
pub(crate) fn origin_of(file: &str) -> Option<Domain> {
    let name = file.rsplit(['/', '\\']).next()?;
    let name = name.strip_prefix("db.").unwrap_or(name);
    let ends = [".yaml", ".yml", ".zone", ".db", ".txt", ".tsv"];
    let stem = ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    Domain::parse(stem.trim_end_matches('.')).ok().filter(|origin| origin.label_count() > 1)
}

/// DNS as it is once the zones are published: their names are answered from the files, all others are asked for.
pub(crate) struct Published<'a, R> {
    inner: &'a R,
    zones: Vec<Nodes<'a>>,
}

/// The names of one zone.
struct Nodes<'a> {
    origin: &'a Domain,
    at: BTreeMap<&'a Domain, Vec<&'a Rdata>>,
    /// Names that another server answers for.
    delegated: Vec<&'a Domain>,
}

impl<'a, R> Published<'a, R> {
    /// The zones over a resolver.
    pub(crate) fn new(inner: &'a R, zones: impl Iterator<Item = (&'a Domain, &'a Written)>) -> Self {
        Self { inner, zones: zones.map(|(origin, written)| Nodes::of(origin, written)).collect() }
    }

    fn zone_of(&self, name: &Domain) -> Option<&Nodes<'a>> {
        let zones = self.zones.iter().filter(|zone| name.is_within(zone.origin));
        let zone = zones.max_by_key(|zone| zone.origin.label_count())?;
        (!zone.delegated.iter().any(|child| name.is_within(child))).then_some(zone)
    }
}

impl<'a> Nodes<'a> {
    fn of(origin: &'a Domain, written: &'a Written) -> Self {
        let mut at: BTreeMap<&Domain, Vec<&Rdata>> = BTreeMap::new();
        for entry in &written.entries {
            at.entry(&entry.name).or_default().extend(&entry.data);
        }
        let is_cut = |(name, records): &(&&Domain, &Vec<&Rdata>)| {
            **name != origin && records.iter().any(|data| matches!(data, Rdata::Ns(_)))
        };
        let delegated = at.iter().filter(is_cut).map(|(name, _)| *name).collect();
        Self { origin, at, delegated }
    }

    /// The records of a name; `None` where it does not exist.
    fn at(&self, name: &Domain) -> Option<&[&'a Rdata]> {
        if let Some(records) = self.at.get(name) {
            return Some(records);
        }
        if self.exists(name) {
            return Some(&[]);
        }
        // RFC 4592 §3.3.1: the wildcard below the closest name that exists.
        let mut closest = name.parent();
        while let Some(above) = closest {
            if self.exists(&above) || above == *self.origin {
                let wildcard = above.prepend("*").ok()?;
                return self.at.get(&wildcard).map(Vec::as_slice);
            }
            closest = above.parent();
        }
        None
    }

    /// RFC 8020: a name with names below it exists.
    fn exists(&self, name: &Domain) -> bool {
        self.at.keys().any(|other| other.is_within(name))
    }
}

impl<R: Resolve> Resolve for Published<'_, R> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        let mut answer = Answer { ttl: TTL, ..Answer::default() };
        let mut name = question.name.clone();
        while answer.chain.len() <= MAX_CNAME_HOPS {
            let Some(zone) = self.zone_of(&name) else {
                let rest = self.inner.lookup(&Question::new(name, question.kind)).await?;
                answer.chain.extend(rest.chain);
                return Ok(Answer { chain: answer.chain, ..rest });
            };
            let Some(records) = zone.at(&name) else { return Ok(Answer { nxdomain: true, ..answer }) };
            let of_kind = records.iter().filter(|data| data.kind() == question.kind);
            answer.records = of_kind.map(|data| (*data).clone()).collect();
            let alias = records.iter().find_map(|data| match data {
                Rdata::Cname(target) => Some(target.clone()),
                _ => None,
            });
            match alias.filter(|_| answer.records.is_empty()) {
                Some(target) => {
                    answer.chain.push(target.clone());
                    name = target;
                }
                None => return Ok(answer),
            }
        }
        Err(DnsError::new(Fault::Servfail))
    }
}

/// A name of a file, whole: `@` is the origin, one without a final dot is below it.
pub(crate) fn qualified(name: &str, origin: &Domain) -> Result<Domain, Wrong> {
    let wrong = |_| Wrong::Name(name.to_owned());
    match name.strip_suffix('.') {
        Some(whole) => Domain::parse(whole).map_err(wrong),
        None if name == "@" || name.is_empty() => Ok(origin.clone()),
        None => Domain::parse(&format!("{name}.{origin}")).map_err(wrong),
    }
}
