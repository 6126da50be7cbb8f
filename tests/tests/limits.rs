//! Every limit at, under and over; and `LIMITS.md`, which lists them, against the sources. After a limit was added or
//! changed, `LIMITS_UPDATE=1 cargo test -p waxseal-tests --test limits` writes the list anew.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use std::fs;
use std::path::{Path, PathBuf};
use waxseal_core::arc::{ArcCause, MAX_SETS};
use waxseal_core::dkim::{BodyChange, DkimFinding, MAX_SIGNATURES, verify};
use waxseal_core::dns::{Fault, MAX_CNAME_HOPS, Question, RecordType, Text, Zone, ZoneEntry};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{MAX_CLAIMS, MAX_HOPS, claims, hops};
use waxseal_core::input::{MAX_DOMAINS, MAX_FOUND, MAX_SCANNED, Subject, Thing, recognise};
use waxseal_core::message::{MAX_FIELDS, MAX_HEADER, MAX_MESSAGE, Message, Origin, Repair};
use waxseal_core::spf::{MAX_TERMS, MAX_WALK_NODES, Node, Record, SpfFinding, walk};
use waxseal_tests::mail::{key_record, seal, sign};

fn file(text: &str) -> Message<'_> {
    Message::parse(text.as_bytes(), Origin::File)
}

/// Under a limit, at it, and over it.
const fn around(limit: usize) -> [usize; 3] {
    [limit - 1, limit, limit + 1]
}

#[test]
fn octets_of_a_message() {
    for octets in around(MAX_MESSAGE) {
        let mut bytes = b"From: a@b.example\r\n\r\n".to_vec();
        bytes.resize(octets, b'x');
        let message = Message::parse(&bytes, Origin::File);
        assert_eq!(message.bytes().len(), octets.min(MAX_MESSAGE));
        let told = [Repair::TooLong { bytes: octets }];
        assert_eq!(message.repairs(), if octets > MAX_MESSAGE { &told[..] } else { &[] });
    }
}

#[test]
fn header_fields() {
    for count in around(MAX_FIELDS) {
        let text = "X: y\r\n".repeat(count);
        let message = file(&text);
        assert_eq!(message.fields().len(), count.min(MAX_FIELDS));
        assert_eq!(message.repairs().contains(&Repair::TooManyFields), count > MAX_FIELDS);
    }
}

#[test]
fn octets_of_a_header_section() {
    for octets in around(MAX_HEADER) {
        let start = "From: a@b.example\r\nX-Long: ";
        let text = format!("{start}{}\r\n\r\n", "x".repeat(octets - start.len() - 2));
        let message = file(&text);
        let fits = octets <= MAX_HEADER;
        assert_eq!((message.fields().len(), message.repairs().is_empty()), (1 + usize::from(fits), fits));
    }
}

/// A message whose innermost part a gateway encoded anew, below so many others.
fn reencoded(depth: usize) -> Option<BodyChange> {
    let open =
        |at: usize| format!("--b{at:03}\r\nContent-Type: multipart/mixed; boundary=b{:03}\r\n\r\n", at + 1);
    let outer: String = (0..depth - 1).map(open).collect();
    let close: String = (0..depth).rev().map(|at| format!("--b{at:03}--\r\n")).collect();
    let last = depth - 1;
    let part = |encoding: &str, text: &str| {
        format!(
            "--b{last:03}\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{text}\r\n"
        )
    };
    let header = "From: a@a.example\r\nContent-Type: multipart/mixed; boundary=b000\r\n\r\n";
    let signed = sign("a.example", "from", &format!("{header}{outer}{}{close}", part("8bit", "h\u{e9}")));
    let altered = signed.replace(&part("8bit", "h\u{e9}"), &part("quoted-printable", "h=C3=A9"));
    let mut zone = Zone::default();
    let name = Domain::parse("s._domainkey.a.example").unwrap();
    zone.insert(name, ZoneEntry::Txt(Text(key_record().into())));
    let verified = pollster::block_on(verify(&zone, &file(&altered), 0));
    verified.signatures.into_iter().next().unwrap().body_change
}

#[test]
fn depth_of_parts() {
    // `MAX_BOUNDARIES` of `dkim/body_change/parts.rs`: what is deeper is looked at as text.
    let deepest = 32;
    let read = around(deepest).map(|depth| matches!(reencoded(depth), Some(BodyChange::Reencoded { .. })));
    assert_eq!(read, [true, true, false]);
}

#[test]
fn signatures() {
    for count in around(MAX_SIGNATURES) {
        let field = "DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=from; bh=AAAA; b=AAAA\r\n";
        let text = field.repeat(count) + "From: a@a.example\r\n\r\n";
        let message = file(&text);
        let verified = pollster::block_on(verify(&Zone::default(), &message, 0));
        assert_eq!(verified.signatures.len(), count.min(MAX_SIGNATURES));
        let told = |finding: &DkimFinding| matches!(finding, DkimFinding::TooManySignatures { .. });
        assert_eq!(verified.findings.iter().any(told), count > MAX_SIGNATURES);
    }
}

#[test]
fn sets_of_a_chain() {
    let limit = usize::try_from(MAX_SETS).unwrap();
    let text = "From: a@a.example\r\nSubject: x\r\n\r\nbody\r\n".to_owned();
    let chain = |message: &str| pollster::block_on(verify(&Zone::default(), &file(message), 0)).arc;
    let below = (1..MAX_SETS).fold(text, |message, instance| seal("a.example", instance, &message));
    assert_eq!(chain(&below).sets.len(), limit - 1);
    let full = seal("a.example", MAX_SETS, &below);
    assert_eq!(chain(&full).sets.len(), limit);
    let over = chain(&seal("a.example", MAX_SETS + 1, &full));
    assert_eq!((over.sets.len() <= limit, over.cause), (true, Some(ArcCause::TooManySets)));
}

#[test]
fn aliases_of_a_zone_file() {
    for hops in around(MAX_CNAME_HOPS) {
        let name = |at: usize| Domain::parse(&format!("a{at}.example")).unwrap();
        let mut zone = Zone::default();
        (0..hops).for_each(|at| zone.insert(name(at), ZoneEntry::Cname(name(at + 1))));
        zone.insert(name(hops), ZoneEntry::A([192, 0, 2, 1].into()));
        let answer = zone.answer(&Question::new(name(0), RecordType::A));
        let followed = answer.map(|answer| answer.chain.len()).map_err(|error| error.fault);
        assert_eq!(followed, if hops > MAX_CNAME_HOPS { Err(Fault::Servfail) } else { Ok(hops) });
    }
}

#[test]
fn terms_of_a_record() {
    for count in around(MAX_TERMS) {
        let (record, errors) = Record::parse_leniently(&format!("v=spf1{}", " a".repeat(count)));
        assert_eq!(
            (record.terms.len(), errors.len()),
            (count.min(MAX_TERMS), usize::from(count > MAX_TERMS))
        );
    }
}

#[test]
fn steps_of_a_walked_tree() {
    // Two includes, and all other steps below them.
    for steps in around(MAX_WALK_NODES) {
        let inner = steps - 2;
        let mut zone = Zone::default();
        let mut add = |name: &str, text: String| {
            zone.insert(Domain::parse(name).unwrap(), ZoneEntry::Txt(Text(text.into())));
        };
        add("a.example", "v=spf1 include:b.example include:c.example".to_owned());
        add("b.example", "v=spf1".to_owned() + &" ip4:192.0.2.1".repeat(MAX_TERMS));
        add("c.example", "v=spf1".to_owned() + &" ip4:192.0.2.2".repeat(inner - MAX_TERMS));
        let walked = pollster::block_on(walk(&zone, &Domain::parse("a.example").unwrap()));
        fn below(node: &Node) -> usize {
            node.children.iter().map(|child| 1 + below(child)).sum()
        }
        assert_eq!(below(&walked.tree.unwrap()), steps.min(MAX_WALK_NODES));
        let told = |finding: &SpfFinding| matches!(finding, SpfFinding::NotAllWalked { .. });
        assert_eq!(walked.findings.iter().any(told), steps > MAX_WALK_NODES);
    }
}

#[test]
fn hops_and_claims() {
    for count in around(MAX_HOPS) {
        let text = "Received: from a.example by b.example\r\n".repeat(count);
        let message = file(&text);
        assert_eq!(hops(&message).len(), count.min(MAX_HOPS));
    }
    for count in around(MAX_CLAIMS) {
        let text = "Authentication-Results: mx.example; spf=pass\r\n".repeat(count);
        let message = file(&text);
        assert_eq!(claims(&message, &[], None).len(), count.min(MAX_CLAIMS));
    }
}

#[test]
fn domains_of_a_list() {
    for count in around(MAX_DOMAINS) {
        let list: String = (0..count).map(|at| format!("d{at}.example\n")).collect();
        match Subject::of(&list, |_| None) {
            Subject::Domains { domains, is_cut, .. } => {
                assert_eq!((domains.len(), is_cut), (count.min(MAX_DOMAINS), count > MAX_DOMAINS));
            }
            other => panic!("a list is none: {other:?}"),
        }
    }
}

#[test]
fn things_of_a_text() {
    for count in around(MAX_FOUND) {
        let text: String = (0..count).map(|at| format!("d{at}.example IN A 192.0.2.1\n")).collect();
        assert_eq!(recognise(&text, |_| None).len(), count.min(MAX_FOUND));
    }
    for octets in around(MAX_SCANNED) {
        let record = "\nv=spf1 -all";
        let text = format!("{}{record}", "x y ".repeat(octets).get(..octets - record.len()).unwrap());
        let found = recognise(&text, |_| None);
        assert_eq!(matches!(found[0].thing, Thing::Record(_)), octets <= MAX_SCANNED, "{octets}");
    }
}

/// A limit as the sources have it.
struct Limit {
    name: String,
    file: String,
    value: String,
    reason: String,
}

/// The crates whose loops input steers.
const CRATES: [&str; 6] = ["core", "doh", "reports", "worker", "view", "cli"];

fn is_limit(name: &str) -> bool {
    name.starts_with("MAX_") || name.starts_with("TIME_OF_") || name.ends_with("AT_ONCE")
}

/// The limits of one file. Each must say in its comment why it is what it is.
fn limits_of(path: &Path, root: &Path) -> Vec<Limit> {
    let text = fs::read_to_string(path).unwrap();
    let file = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let (mut limits, mut comment) = (Vec::new(), Vec::new());
    for line in text.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            comment.push(words.trim());
            continue;
        }
        if let Some((_, declared)) = line.split_once("const ").filter(|(before, _)| is_visibility(before)) {
            let (name, rest) = declared.split_once(':').unwrap_or_default();
            let value = rest.split_once('=').map(|(_, value)| value.trim().trim_end_matches(';'));
            if let Some(value) = value.filter(|_| is_limit(name)) {
                assert!(!comment.is_empty(), "{file}: {name} does not say why");
                let (name, value) = (name.to_owned(), value.to_owned());
                limits.push(Limit { name, file: file.clone(), value, reason: comment.join(" ") });
            }
        }
        comment.clear();
    }
    limits
}

fn is_visibility(before: &str) -> bool {
    before.is_empty() || before.starts_with("pub")
}

/// Every Rust file below a folder, in order.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn the_list_is_what_the_sources_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    CRATES.iter().for_each(|name| sources(&root.join("crates").join(name).join("src"), &mut files));
    let limits: Vec<Limit> = files.iter().flat_map(|path| limits_of(path, root)).collect();
    assert!(limits.len() > 60, "only {} limits were found", limits.len());
    let row = |limit: &Limit| {
        let Limit { name, file, value, reason } = limit;
        format!("| `{name}` | {} | {reason} | `{file}` |\n", value.replace('_', "\u{202f}"))
    };
    let table: String = limits.iter().map(row).collect();
    let page = root.join("LIMITS.md");
    let text = fs::read_to_string(&page).unwrap();
    let (before, rest) = text.split_once("|---|---|---|---|\n").unwrap();
    if rest != table && std::env::var_os("LIMITS_UPDATE").is_some() {
        fs::write(&page, format!("{before}|---|---|---|---|\n{table}")).unwrap();
    } else {
        assert_eq!(rest, table, "LIMITS.md is stale; LIMITS_UPDATE=1 writes it anew");
    }
    // The limits told at the top are among them.
    let named = before.split('`').skip(1).step_by(2).filter(|word| is_limit(word));
    for name in named {
        assert!(limits.iter().any(|limit| limit.name == name), "there is no {name}");
    }
}
