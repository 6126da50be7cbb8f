//! Real reports, held to the figures that another program counted and to what another one reads. They are no part of the project: where
//! they are not at hand, this says so and is passed over.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has to fail")]

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use waxseal_core::time::Timestamp;
use waxseal_reports::Collection;
use waxseal_reports::report::{FileReport, ReportsReport};
use waxseal_reports::unpack::{Content, Document, open};
use waxseal_tests::{Score, suites_dir};

/// The folder of the reports, where it is at hand.
fn folder() -> Option<PathBuf> {
    let found = suites_dir().map(|suites| suites.join("reports")).filter(|folder| folder.is_dir());
    if found.is_none() {
        println!("NOT RUN: the reports are not at hand");
    }
    found
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    id: String,
    expect: Option<Expected>,
    xml: String,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expected {
    reporter: Option<String>,
    id: Option<String>,
    domain: Option<String>,
    policy: Option<String>,
    begin: Option<String>,
    end: Option<String>,
    records: Option<usize>,
    messages: Option<u64>,
    dkim_aligned: Option<u64>,
    spf_aligned: Option<u64>,
    pass: Option<u64>,
    sources: Option<usize>,
}

fn read_here(file: &FileReport) -> Expected {
    Expected {
        reporter: file.reporter.clone(),
        id: file.id.clone(),
        domain: file.domain.clone(),
        policy: file.policy.clone(),
        begin: file.begin.clone(),
        end: file.end.clone(),
        records: file.records,
        messages: file.messages,
        dkim_aligned: file.dkim_aligned,
        spf_aligned: file.spf_aligned,
        pass: file.pass,
        sources: file.sources,
    }
}

fn collected(name: &str, bytes: &[u8]) -> ReportsReport {
    let mut collection = Collection::new(None);
    collection.add_file(name, bytes);
    collection.finish(Timestamp(0))
}

#[test]
fn real_aggregate_reports_have_the_figures_that_another_program_counted() {
    let Some(folder) = folder() else { return };
    let packed = fs::read(folder.join("rua-real.jsonl.gz")).unwrap();
    let mut text = String::new();
    GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    let mut score = Score::new("reports/rua-real");
    for line in text.lines() {
        let line: Line = serde_json::from_str(line).unwrap();
        let report = collected(&line.id, line.xml.as_bytes());
        let here = report.files.first().map(read_here);
        let differs = here != line.expect;
        score.count(&line.id, differs.then(|| format!("{here:?} and not {:?}", line.expect)));
    }
    score.finish();
}

/// The files below a folder with one of these endings, in order.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)));
    found.sort();
    found
}

fn documents(path: &Path) -> Vec<Document> {
    let mut found = Vec::new();
    open(&fs::read(path).unwrap(), &mut |document| found.push(document));
    found
}

#[test]
fn both_shapes_and_whole_mails_are_read() {
    let Some(folder) = folder() else { return };
    for (suite, endings, whole) in [("viewer", ["xml", "json"], 16), ("mox", ["eml", "eml"], 7)] {
        let mut score = Score::new(&format!("reports/{suite}"));
        for path in files(&folder.join(suite), &endings) {
            let found = documents(&path);
            let is_one = matches!(found.as_slice(), [Document { content: Ok(_), .. }]);
            score.count(&path.display().to_string(), (!is_one).then(|| format!("{found:?}")));
        }
        score.finish_of(whole);
    }
}

/// What another program reads from the same file, which lies beside it as JSON.
fn beside(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path.with_extension("json")).unwrap()).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_ascii_lowercase()
}

/// What of an aggregate report both programs read.
fn aggregate_there(json: &Value) -> Vec<String> {
    let metadata = &json["report_metadata"];
    let range = &metadata["date_range"];
    let mut lines = vec![format!(
        "{} {} {} {} {} {}",
        metadata["org_name"].as_str().unwrap_or_default(),
        metadata["report_id"].as_str().unwrap_or_default(),
        range["begin"],
        range["end"],
        text(&json["policy_published"]["domain"]),
        text(&json["policy_published"]["p"]),
    )];
    for record in json["record"].as_array().unwrap() {
        let row = &record["row"];
        let evaluated = &row["policy_evaluated"];
        let results = |kind: &str| record["auth_results"][kind].as_array().cloned().unwrap_or_default();
        let shown = |result: &Value| format!("{}={}", text(&result["domain"]), text(&result["result"]));
        lines.push(format!(
            "{} {} {} {} {} {:?} {:?}",
            text(&row["source_ip"]),
            row["count"],
            text(&evaluated["dkim"]) == "pass",
            text(&evaluated["spf"]) == "pass",
            text(&record["identifiers"]["header_from"]),
            results("dkim").iter().map(shown).collect::<Vec<_>>(),
            results("spf").iter().map(shown).collect::<Vec<_>>(),
        ));
    }
    lines
}

fn aggregate_here(report: &waxseal_reports::aggregate::Aggregate) -> Vec<String> {
    let lower = |text: &Option<String>| text.as_deref().unwrap_or_default().to_ascii_lowercase();
    let metadata = &report.metadata;
    let mut lines = vec![format!(
        "{} {} {} {} {} {}",
        metadata.reporter.as_deref().unwrap_or_default(),
        metadata.id.as_deref().unwrap_or_default(),
        metadata.begin.as_deref().unwrap_or_default(),
        metadata.end.as_deref().unwrap_or_default(),
        lower(&report.policy.domain),
        lower(&report.policy.p),
    )];
    for record in &report.records {
        let dkim = record.dkim.iter().map(|r| format!("{}={}", lower(&r.domain), r.result));
        let spf = record.spf.iter().map(|r| format!("{}={}", lower(&r.domain), r.result));
        lines.push(format!(
            "{} {} {} {} {} {:?} {:?}",
            record.source,
            record.count,
            record.dkim_aligned,
            record.spf_aligned,
            lower(&record.header_from),
            dkim.collect::<Vec<_>>(),
            spf.collect::<Vec<_>>(),
        ));
    }
    lines
}

#[test]
fn another_programs_reading_agrees() {
    let Some(folder) = folder() else { return };
    let folder = folder.join("mail-auth");
    let mut score = Score::new("reports/mail-auth");
    for path in files(&folder.join("dmarc-feedback"), &["xml", "eml"]) {
        let there = aggregate_there(&beside(&path));
        let here = documents(&path).into_iter().find_map(|document| match document.content {
            Ok(Content::Aggregate(report)) => Some(aggregate_here(&report)),
            _ => None,
        });
        let differs = here.as_ref() != Some(&there);
        score.count(&path.display().to_string(), differs.then(|| format!("{here:?} and not {there:?}")));
    }
    for path in files(&folder.join("arf"), &["eml"]) {
        let there = beside(&path);
        let here = documents(&path).into_iter().find_map(|document| match document.content {
            Ok(Content::Failure(report, _)) => Some(report),
            _ => None,
        });
        let here = here.map(|report| (report.user_agent, report.mail_from, report.incidents));
        let own = |key: &str| there[key].as_str().map(str::to_owned);
        let expected = (own("user_agent"), own("original_mail_from"), there["incidents"].as_u64().unwrap());
        let differs = here.as_ref() != Some(&expected);
        score.count(&path.display().to_string(), differs.then(|| format!("{here:?} and not {expected:?}")));
    }
    for path in files(&folder.join("tlsrpt"), &["eml", "json"]) {
        let there = beside(&path);
        let here = documents(&path).into_iter().find_map(|document| match document.content {
            Ok(Content::Tls(report)) => Some(report),
            _ => None,
        });
        let here = here.map(|report| {
            let sessions = report.policies.iter().map(|policy| policy.successful).collect::<Vec<_>>();
            (report.reporter, report.id, sessions)
        });
        let sessions = there["policies"].as_array().unwrap().iter();
        let sessions =
            sessions.map(|policy| policy["summary"]["total-successful-session-count"].as_u64().unwrap());
        let own = |key: &str| there[key].as_str().map(str::to_owned);
        let expected = (own("organization-name"), own("report-id"), sessions.collect::<Vec<_>>());
        let differs = here.as_ref() != Some(&expected);
        score.count(&path.display().to_string(), differs.then(|| format!("{here:?} and not {expected:?}")));
    }
    score.finish_of(20);
}
