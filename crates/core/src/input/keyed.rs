//! Records whose parts stand in lines of their own, each behind its key: Terraform, YAML, lists of PowerShell; and the JSON of
//! tools that ask DNS.

use super::record::{RecordText, version};
use super::tokens::{kind_of, strings};
use crate::dns::RecordType;
use crate::json::Json;

/// The parts that were read of one record.
#[derive(Default)]
pub(super) struct Keyed {
    name: Option<String>,
    kind: Option<String>,
    value: Option<String>,
}

const NAMES: [&str; 5] = ["name", "host", "hostname", "record_name", "naam"];
const TYPES: [&str; 3] = ["type", "record_type", "querytype"];
const VALUES: [&str; 11] = [
    "value", "content", "data", "strings", "records", "rrdatas", "txt", "text", "rdata", "namehost", "waarde",
];

impl Keyed {
    /// Takes a line; the record, once its parts are there. A line without a key ends what was begun.
    pub(super) fn take(&mut self, line: &str) -> Option<RecordText> {
        let bare = line.trim().trim_end_matches(',');
        let Some((key, value)) = bare.split_once(['=', ':']) else {
            if bare.is_empty() || bare.starts_with(['}', '-']) {
                *self = Self::default();
            }
            return None;
        };
        let key = key.trim().trim_matches('"').trim_start_matches("- ").to_ascii_lowercase();
        let value = value.trim().trim_matches(['[', ']', '{', '}', ' ']);
        let place = match key.as_str() {
            key if NAMES.contains(&key) => &mut self.name,
            key if TYPES.contains(&key) => &mut self.kind,
            key if VALUES.contains(&key) => &mut self.value,
            _ => return None,
        };
        *place = Some(strings(value));
        let value = self.value.as_deref()?;
        let is_plain = || version(value).is_some_and(|(at, _)| at <= 1).then_some(RecordType::Txt);
        let kind = self.kind.as_deref().and_then(kind_of).or_else(is_plain)?;
        let found = RecordText::new(self.name.as_deref()?, kind, value);
        if found.is_some() {
            *self = Self::default();
        }
        found
    }
}

/// The most values of a JSON text that are looked at.
const MAX_VALUES: usize = 20_000;
/// The most records that are taken out of one.
const MAX_RECORDS: usize = 200;

/// The records of a JSON text: every object that has a name, a type and data.
pub(super) fn of_json(json: &Json) -> Vec<RecordText> {
    let (mut left, mut found) = (vec![json], Vec::new());
    for _ in 0..MAX_VALUES {
        let Some(value) = left.pop() else { break };
        if let Some(list) = value.as_list() {
            left.extend(list.iter().rev());
        } else if let Some(object) = value.as_object() {
            found.extend(of_object(value));
            left.extend(object.values().rev());
        }
        if found.len() >= MAX_RECORDS {
            break;
        }
    }
    found
}

fn of_object(value: &Json) -> Option<RecordText> {
    let text = |keys: &[&str]| {
        keys.iter().find_map(|key| {
            let found = value.get(key);
            found.as_str().or_else(|| found.at(0).as_str()).map(str::to_owned)
        })
    };
    // RFC 8427 and the JSON of resolvers have types by their numbers.
    let number = |number: u64| match number {
        16 => Some("TXT"),
        5 => Some("CNAME"),
        15 => Some("MX"),
        1 => Some("A"),
        28 => Some("AAAA"),
        _ => None,
    };
    let kind = text(&["type", "Type", "TYPEname"])
        .or_else(|| number(value.get("type").as_u64()?).map(str::to_owned))?;
    let name = text(&["name", "Name", "NAME", "host"])?;
    let data = text(&["data", "value", "content", "records", "rrdatas", "Strings", "answers"])?;
    RecordText::new(&name, kind_of(&kind)?, &strings(&data))
}
