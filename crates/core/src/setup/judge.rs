//! Whether what stands in DNS is what a line of the plan wants.

use super::line::{Line, Live, Purpose, Value};
use super::plan::Plan;
use crate::dkim::key::KeyRecord;
use crate::dmarc::Record;
use crate::dns::{Answer, LoggedQuery, Question, Rdata, RecordType};
use crate::domain::Domain;
use crate::intent::dmarc;
use crate::posture::TlsRptRecord;
use crate::providers::matches;
use crate::sorting;
use crate::spf;

/// The question that tells how a line stands. An alias shows in the answer to any question.
pub(super) fn question(line: &Line) -> Option<Question> {
    let kind = if line.purpose == Purpose::Arrival { RecordType::Mx } else { RecordType::Txt };
    Some(Question::new(line.name.clone()?, kind))
}

/// How a line stands, by the log of what was asked.
pub(super) fn judge(line: &Line, plan: &Plan, log: &[LoggedQuery]) -> Live {
    let Some(question) = question(line) else { return Live::Unnamed };
    let Some(query) = log.iter().find(|query| query.question() == question) else { return Live::Unnamed };
    let Ok(answer) = query.outcome() else { return Live::Unanswered { status: query.status } };
    let live = of_answer(line, plan, &answer);
    // RFC 1034 §3.6.2: beside an alias stands no other record.
    let is_kept = matches!(line.purpose, Purpose::Dmarc | Purpose::TlsReports) && !live.is_done();
    match answer.chain.last().filter(|_| is_kept) {
        Some(target) => Live::Elsewhere { found: vec![target.to_string()] },
        None => live,
    }
}

/// How a line stands, by what is at its name.
fn of_answer(line: &Line, plan: &Plan, answer: &Answer) -> Live {
    match line.purpose {
        Purpose::Arrival => exchangers(line, plan, answer),
        Purpose::Spf => spf(line, answer),
        Purpose::Key | Purpose::ReturnPath => alias(line, answer),
        Purpose::Dmarc => {
            let found: Vec<String> = answer.texts().filter(|text| dmarc::is_near(text)).collect();
            Live::there(matches!(found.as_slice(), [one] if is_same_record(line, one)), found)
        }
        // RFC 9990 §4 step 5: any record that begins with the version tag is consent.
        Purpose::Consent => {
            Live::there(answer.texts().any(|text| Record::parse(&text).is_some()), Vec::new())
        }
        Purpose::TlsReports => tls_reports(line, answer),
    }
}

fn exchangers(line: &Line, plan: &Plan, answer: &Answer) -> Live {
    let planned = plan.lines.iter().filter(|line| line.purpose == Purpose::Arrival);
    let planned: Vec<&str> = planned.filter_map(|line| host_of(line.value.text()?)).collect();
    let found: Vec<(String, String)> = answer.records.iter().filter_map(exchanger).collect();
    let is_its = |host: &str| {
        line.provider.is_some_and(|provider| provider.mx().any(|pattern| matches(pattern, host, None)))
    };
    let shown = |wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        found.iter().filter(|(host, _)| wanted(host)).map(|(_, text)| text.clone()).collect()
    };
    let others = shown(&|host| !planned.contains(&host) && !is_its(host));
    let wanted = line.value.text().and_then(host_of);
    let is_there = found.iter().any(|(host, _)| Some(host.as_str()) == wanted);
    let alike = shown(&is_its);
    match (is_there, alike.is_empty()) {
        (true, _) | (false, false) if !others.is_empty() => Live::Beside { others },
        (true, _) => Live::There { dangling: false },
        (false, false) => Live::AsGood { found: alike },
        (false, true) => Live::there(false, shown(&|_| true)),
    }
}

/// An exchanger's name, and the record as text.
fn exchanger(data: &Rdata) -> Option<(String, String)> {
    match data {
        Rdata::Mx(_, host) => Some((host.to_string(), data.to_string())),
        _ => None,
    }
}

fn host_of(mx: &str) -> Option<&str> {
    mx.split_once(' ').map(|(_, host)| host)
}

fn spf(line: &Line, answer: &Answer) -> Live {
    let found: Vec<String> = answer.texts().filter(|text| spf::Record::is_spf(text)).collect();
    let planned = terms(line.value.text().unwrap_or_default());
    let [one] = found.as_slice() else { return Live::there(false, found) };
    let there = terms(one);
    match &line.value {
        // The part that only an account shows may be among what is there.
        Value::Partial { .. } if planned.iter().all(|term| there.contains(term)) => Live::AsGood { found },
        _ => Live::there(there == planned, found),
    }
}

/// The terms of an SPF record in an order of their own, since the order seldom matters.
fn terms(record: &str) -> Vec<String> {
    let mut terms: Vec<String> = record.split_whitespace().map(str::to_ascii_lowercase).collect();
    sorting::sort(&mut terms);
    terms
}

fn alias(line: &Line, answer: &Answer) -> Live {
    let texts: Vec<String> = answer.texts().collect();
    // A key that was taken back, or that nobody can read, is none.
    let is_key = texts.iter().any(|text| KeyRecord::parse(text).is_ok());
    let Some(target) = answer.chain.first() else {
        return match line.value.text() {
            Some(text) if texts.iter().any(|found| is_same_tags(found, text)) => Live::there(true, texts),
            // A key published as it is serves as well as an alias does.
            _ if is_key && line.provider.is_some() => Live::AsGood { found: texts },
            _ => Live::there(false, texts),
        };
    };
    if line.value.text().and_then(|text| Domain::parse(text).ok()).as_ref() == Some(target) {
        return Live::There { dangling: line.purpose == Purpose::Key && !is_key };
    }
    let found = vec![target.to_string()];
    if is_its(line, target) { Live::AsGood { found } } else { Live::Differs { found } }
}

/// Whether an alias leads to the line's own provider, in whichever form.
fn is_its(line: &Line, target: &Domain) -> bool {
    let Some(provider) = line.provider else { return false };
    let keys = provider.keys().filter_map(|key| key.target);
    let mut targets = keys.chain(provider.bounces().map(|bounce| bounce.target));
    targets.any(|pattern| matches(pattern, target.as_str(), None))
}

fn is_same_record(line: &Line, found: &str) -> bool {
    line.value.text().is_some_and(|text| is_same_tags(text, found))
}

fn tls_reports(line: &Line, answer: &Answer) -> Live {
    let found: Vec<String> = answer.texts().filter(|text| text.starts_with("v=TLSRPTv1")).collect();
    match found.as_slice() {
        [one] if is_same_record(line, one) => Live::There { dangling: false },
        [one] if TlsRptRecord::parse(one).is_some() => Live::AsGood { found },
        _ => Live::there(false, found),
    }
}

/// Whether two lists of tags say the same.
fn is_same_tags(one: &str, other: &str) -> bool {
    tags(one) == tags(other)
}

fn tags(record: &str) -> Vec<(String, String)> {
    let tag = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    };
    let mut tags: Vec<_> = record.split(';').filter_map(tag).collect();
    sorting::sort(&mut tags);
    tags
}
