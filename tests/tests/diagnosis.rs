//! The labelled set: mails and domains with the one cause that a person who knows mail gives them, and the first step that
//! mends it. Each case is a file of `tests/diagnosis`, written without looking at how the rules decide.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has to fail")]

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};
use waxseal_core::dns::{Draft, Overlay, Resolve, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, Tables};
use waxseal_core::json::{Json, text};
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, check_domain, check_message};

/// A report as its readers get it: the page's writer and reader of JSON agree on it with those of the terminal.
fn written<R: Serialize>(report: &R) -> Value {
    let json = serde_json::to_string(report).unwrap();
    assert_eq!(text(report).unwrap(), json);
    assert_eq!(Json::parse(&json), serde_json::from_str(&json).ok());
    serde_json::from_str(&json).unwrap()
}

/// Fewer cases than this would not tell much.
const CASES_AT_LEAST: usize = 60;

/// A mail, or a domain, and what is to be said of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    /// The file, without its ending.
    #[serde(skip)]
    name: String,
    /// The story in one sentence.
    about: String,
    #[serde(flatten)]
    subject: Subject,
    now: String,
    zone: Zone,
    expect: Expected,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Subject {
    Domain { domain: String },
    Message(Mail),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mail {
    message: String,
    origin: Source,
    ip: Option<String>,
    mail_from: Option<String>,
    helo: Option<String>,
}

/// How the text reached us; a paste has lost the white space that a signature covers.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Source {
    Paste,
    File,
}

/// The first diagnosis. Members of its first step that are left out may be anything.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// `None` where nothing is wrong.
    cause: Option<String>,
    provider: Option<String>,
    /// How sure it can be; `None` where the label does not say.
    sure: Option<String>,
    /// How the mailing list calls itself; `None` where the label does not say.
    list: Option<String>,
    /// `None` where there is nothing to be done.
    fix: Option<Map<String, Value>>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("diagnosis");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        let case: Case = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Case { name: path.file_stem().unwrap().to_str().unwrap().to_owned(), ..case }
    };
    paths.iter().map(read).collect()
}

impl Case {
    fn now(&self) -> Timestamp {
        Timestamp::parse_rfc3339(&self.now).unwrap()
    }

    /// The whole report, as its readers get it.
    fn report<R: Resolve>(&self, resolver: &R) -> Value {
        match &self.subject {
            Subject::Domain { domain } => {
                let input = DomainInput::new(Domain::parse(domain).unwrap(), self.now());
                written(&pollster::block_on(check_domain(resolver, &input)))
            }
            Subject::Message(mail) => {
                let given = EnvelopeOverrides {
                    ip: mail.ip.as_deref().map(|ip| ip.parse().unwrap()),
                    mail_from: mail.mail_from.clone(),
                    helo: mail.helo.clone(),
                    ..EnvelopeOverrides::default()
                };
                self.message_report(resolver, &mail.message, mail.origin, given)
            }
        }
    }

    fn message_report<R: Resolve>(
        &self,
        resolver: &R,
        text: &str,
        origin: Source,
        given: EnvelopeOverrides,
    ) -> Value {
        let origin = match origin {
            Source::Paste => Origin::Paste,
            Source::File => Origin::File,
        };
        let tables =
            Tables { to_ascii: |name| idna::domain_to_ascii(name).ok(), decode_charset: |_, _| None };
        let input = MessageInput {
            bytes: text.as_bytes(),
            origin,
            given,
            trust: None,
            now: self.now(),
            tables,
            suffixes: None,
        };
        written(&pollster::block_on(check_message(resolver, &input)))
    }

    /// The report as it is, without anything put over the zone.
    fn diagnosed(&self) -> Vec<Value> {
        self.report(&self.zone)["diagnosis"].as_array().unwrap().clone()
    }

    /// What is not as the label says; `None` where all is.
    fn miss(&self, diagnosis: &[Value]) -> Option<String> {
        let first = diagnosis.first();
        let cause = first.map(|found| found["cause"].as_str().unwrap());
        if cause != self.expect.cause.as_deref() {
            return Some(format!("cause {} and not {}", shown(cause), shown(self.expect.cause.as_deref())));
        }
        let first = first?;
        let labels =
            [("provider", &self.expect.provider), ("sure", &self.expect.sure), ("list", &self.expect.list)];
        for (member, label) in labels {
            let told = first[member].as_str();
            if label.is_some() && told != label.as_deref() {
                return Some(format!("{member} {} and not {}", shown(told), shown(label.as_deref())));
            }
        }
        self.missed_step(first["fixes"].as_array().unwrap().first())
    }

    fn missed_step(&self, step: Option<&Value>) -> Option<String> {
        let Some(expected) = &self.expect.fix else {
            let idle = step.is_none_or(|step| step["action"] == "none");
            return (!idle).then(|| format!("first step {} where nothing is to be done", brief(step)));
        };
        let right = step.is_some_and(|step| expected.iter().all(|(key, value)| same(&step[key], value)));
        let wanted = Value::Object(expected.clone());
        (!right).then(|| format!("first step {} and not {wanted}", brief(step)))
    }
}

fn shown(word: Option<&str>) -> &str {
    word.unwrap_or("nothing")
}

/// A step's members that a label can state.
fn brief(step: Option<&Value>) -> String {
    let Some(step) = step else { return "nothing".to_owned() };
    let stated = ["action", "at", "name", "type", "value"].map(|key| (key.to_owned(), step[key].clone()));
    Value::Object(stated.into_iter().filter(|(_, value)| !value.is_null()).collect()).to_string()
}

/// Names are equal without regard to case.
fn same(found: &Value, expected: &Value) -> bool {
    match (found.as_str(), expected.as_str()) {
        (Some(found), Some(expected)) => found.eq_ignore_ascii_case(expected),
        _ => found == expected,
    }
}

#[test]
fn every_case_gets_its_cause_and_its_first_step() {
    let cases = cases();
    let mut score: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut misses = Vec::new();
    for case in &cases {
        let miss = case.miss(&case.diagnosed());
        let (right, all) = score.entry(shown(case.expect.cause.as_deref())).or_default();
        *all += 1;
        *right += usize::from(miss.is_none());
        misses.extend(miss.map(|miss| format!("{}: {miss}", case.name)));
    }
    misses.iter().for_each(|miss| println!("{miss}"));
    for (cause, (right, all)) in &score {
        println!("{cause:28} {right:3} of {all:3}");
    }
    println!("{:28} {:3} of {:3}", "all", cases.len() - misses.len(), cases.len());
    assert!(misses.is_empty(), "{} of {} cases are missed", misses.len(), cases.len());
}

#[test]
fn the_set_is_large_enough_and_has_two_of_each() {
    let cases = cases();
    assert!(cases.len() >= CASES_AT_LEAST, "{} cases", cases.len());
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        assert!(case.about.len() > 40, "{}: a case says what it is about", case.name);
        *count.entry(shown(case.expect.cause.as_deref())).or_default() += 1;
    }
    let alone: Vec<_> = count.iter().filter(|(_, count)| **count < 2).collect();
    assert!(alone.is_empty(), "too few of {alone:?}");
    let stories: BTreeSet<&str> = cases.iter().map(|case| case.about.as_str()).collect();
    assert_eq!(stories.len(), cases.len(), "two cases tell the same story");
}

#[test]
fn no_cause_without_evidence_and_none_where_nothing_is_wrong() {
    let mut wrong = Vec::new();
    for case in cases() {
        let diagnosis = case.diagnosed();
        let is_bare = |found: &&Value| found["evidence"].as_array().unwrap().is_empty();
        let bare = diagnosis.iter().filter(is_bare);
        wrong.extend(bare.map(|found| format!("{}: {} rests on nothing", case.name, found["cause"])));
        if case.expect.cause.is_none() && !diagnosis.is_empty() {
            let causes: Vec<_> = diagnosis.iter().map(|found| &found["cause"]).collect();
            wrong.push(format!("{}: nothing is wrong, and it says {causes:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_promise_is_kept() {
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    let mut broken = Vec::new();
    for case in cases() {
        let report = case.report(&case.zone);
        for found in report["diagnosis"].as_array().unwrap().iter().filter(|found| !found["proof"].is_null())
        {
            let of = found["proof"]["of"].as_str().unwrap();
            match case.breach(&report, found, of) {
                None => *kept.entry(of.to_owned()).or_default() += 1,
                Some(breach) => broken.push(format!("{}: {} of {of}: {breach}", case.name, found["cause"])),
            }
        }
    }
    println!("promises kept: {kept:?}");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert_eq!(kept.len(), 3, "the set has promises of a message, of the next one and of a domain");
}

impl Case {
    /// What came instead of what a diagnosis promised, once its records are published.
    fn breach(&self, report: &Value, found: &Value, of: &str) -> Option<String> {
        let resolver = Overlay::new(self.zone.clone(), drafts(found));
        let proof = &found["proof"];
        let after = match of {
            "message" => self.report(&resolver),
            "nextMessage" => self.next_message(&resolver, report, proof),
            "domain" => {
                let left = same_cause(&self.report(&resolver), found);
                return (left >= same_cause(report, found)).then(|| format!("{left} are left"));
            }
            other => panic!("{other} is no kind of proof"),
        };
        let (result, promised) = (&after["dmarc"]["result"], &proof["after"]);
        let by: BTreeSet<String> = vouching(&after);
        let promised_by = texts(&proof["by"]).collect::<BTreeSet<String>>();
        (result != promised || by != promised_by)
            .then(|| format!("{result} by {by:?} and not {promised} by {promised_by:?}"))
    }

    /// A mail that authenticates just as a proof says: the receiver's word for it is all that it has.
    fn next_message<R: Resolve>(&self, resolver: &R, report: &Value, proof: &Value) -> Value {
        let passed = texts(&proof["by"]).chain(texts(&proof["unaligned"])).map(|identifier| {
            let (mechanism, domain) = identifier.split_once(' ').unwrap();
            match mechanism {
                "dkim" => format!(";\n dkim=pass header.d={domain} header.s=next"),
                _ => format!(";\n spf=pass smtp.mailfrom=bounce@{domain}"),
            }
        });
        let results: String = passed.collect();
        let author = match report["author"]["address"].as_str() {
            Some(address) => address.to_owned(),
            // Without a From field only the receiver's claim names the author.
            None => format!("someone@{}", report["author"]["domain"].as_str().unwrap()),
        };
        let text =
            format!("Authentication-Results: mx.next.example{results}\nFrom: {author}\nSubject: Next\n\n");
        self.message_report(resolver, &text, Source::Paste, EnvelopeOverrides::default())
    }
}

/// The records of a diagnosis's steps. Those whose value only an account shows are not to be had.
fn drafts(found: &Value) -> Vec<Draft> {
    let draft = |step: &Value| {
        let (name, kind) = (step["name"].as_str()?, step["type"].as_str()?);
        let value = match step["action"].as_str()? {
            "publish" | "replace" => step["value"].as_str()?,
            "remove" => "",
            _ => return None,
        };
        Some(Draft::parse(name, kind, value).unwrap_or_else(|e| panic!("a step cannot be published: {e:?}")))
    };
    found["fixes"].as_array().unwrap().iter().filter_map(draft).collect()
}

/// How many diagnoses of a report name the cause that `found` names.
fn same_cause(report: &Value, found: &Value) -> usize {
    report["diagnosis"].as_array().unwrap().iter().filter(|other| other["cause"] == found["cause"]).count()
}

/// What speaks for the author domain, as a proof names it.
fn vouching(report: &Value) -> BTreeSet<String> {
    let identifiers = report["dmarc"]["identifiers"].as_array().unwrap().iter();
    let vouches = |found: &&Value| found["result"] == "pass" && found["aligned"] == true;
    let named = |found: &Value| {
        format!("{} {}", found["mechanism"].as_str().unwrap(), found["domain"].as_str().unwrap())
    };
    identifiers.filter(vouches).map(named).collect()
}

fn texts(list: &Value) -> impl Iterator<Item = String> + '_ {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned())
}
