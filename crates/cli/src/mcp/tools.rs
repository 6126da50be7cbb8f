//! The tools and their arguments, in one table. Their descriptions are for models, and in English.

use crate::locale::Words;
use crate::options::{Command, Key, Row, Value as Behind};
use rmcp::model::{JsonObject, Tool as Described, ToolAnnotations};
use serde_json::{Value, json};
use waxseal_prose::Lang;

/// A tool.
pub(super) struct Tool {
    /// What it is called.
    pub(super) name: &'static str,
    /// What a person reads.
    title: &'static str,
    /// What it does.
    about: &'static str,
    /// The command that it is.
    pub(super) command: Command,
    /// The arguments that it does not go without.
    pub(super) needs: &'static [Argument],
    /// Those of which exactly one is needed.
    pub(super) one_of: &'static [Argument],
    /// Its other arguments, besides those of all tools.
    takes: &'static [Argument],
}

/// An argument of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Argument {
    /// What stands behind the command at a terminal: a text.
    Text,
    /// The same, in a file.
    File,
    /// A domain.
    Domain,
    /// Files and folders.
    Paths,
    /// Records to put over DNS.
    Records,
    /// The zone that answers: a file, or the zone itself.
    Zone,
    /// An option of the command line.
    Option(Key),
}

const TEXT_OR_FILE: &[Argument] = &[Argument::Text, Argument::File];
const SHARED: [Argument; 4] =
    [Argument::Zone, Argument::Option(Key::Doh), Argument::Option(Key::Now), Argument::Option(Key::Lang)];

/// All of them.
pub(super) static TOOLS: [Tool; 7] = [
    Tool {
        name: "check_message",
        title: "Check a message",
        about: "Judges SPF, DKIM, ARC and DMARC of one mail from its headers or its source, says why it \
                fails, and which records or switches mend it. Give text or file.",
        command: Command::Message,
        needs: &[],
        one_of: TEXT_OR_FILE,
        takes: &[
            Argument::Option(Key::Ip),
            Argument::Option(Key::MailFrom),
            Argument::Option(Key::Helo),
            Argument::Option(Key::From),
            Argument::Option(Key::Trust),
        ],
    },
    Tool {
        name: "check_domain",
        title: "Check a domain",
        about: "Checks what a domain publishes for mail: MX, SPF, DKIM keys, DMARC, MTA-STS, TLS-RPT, BIMI, \
                DANE and DNSSEC, with the records that mend it.",
        command: Command::Domain,
        needs: &[Argument::Domain],
        one_of: &[],
        takes: &[Argument::Option(Key::Selector), Argument::Option(Key::MtaStsPolicy)],
    },
    Tool {
        name: "check_record",
        title: "Check a record",
        about: "Checks one DNS record before it is published (SPF, DMARC, a DKIM key, MTA-STS, TLS-RPT, \
                BIMI): what it means, what is wrong with it, and how it is written right.",
        command: Command::Record,
        needs: &[Argument::Text],
        one_of: &[],
        takes: &[Argument::Option(Key::Name)],
    },
    Tool {
        name: "explain_bounce",
        title: "Explain a bounce",
        about: "Explains why a server refused a mail, from a delivery report, the text of one, a line of a \
                log or a bare reply, and what has to be done by whom. Give text or file.",
        command: Command::Message,
        needs: &[],
        one_of: TEXT_OR_FILE,
        takes: &[],
    },
    Tool {
        name: "read_reports",
        title: "Read reports",
        about: "Reads DMARC aggregate reports, TLS reports and failure reports of receivers: who sends in \
                the domain's name, what is aligned, and whether a stricter policy is safe.",
        command: Command::Reports,
        needs: &[Argument::Paths],
        one_of: &[],
        takes: &[
            Argument::Option(Key::Domain),
            Argument::Option(Key::Reporter),
            Argument::Option(Key::Names),
        ],
    },
    Tool {
        name: "test_records",
        title: "Test records",
        about: "Checks a domain or a message as if some records were in DNS already, so that they can be \
                tried before they are published. Give domain, text or file.",
        command: Command::Domain,
        needs: &[Argument::Records],
        one_of: &[Argument::Domain, Argument::Text, Argument::File],
        takes: &[
            Argument::Option(Key::Selector),
            Argument::Option(Key::MtaStsPolicy),
            Argument::Option(Key::Ip),
            Argument::Option(Key::MailFrom),
            Argument::Option(Key::Helo),
            Argument::Option(Key::From),
            Argument::Option(Key::Trust),
        ],
    },
    Tool {
        name: "set_up",
        title: "Set up a domain",
        about: "Draws up all records of a domain from who sends and receives its mail, completes what is \
                published, and says in which order to publish them.",
        command: Command::Setup,
        needs: &[Argument::Domain, Argument::Option(Key::Sends)],
        one_of: &[],
        takes: &[
            Argument::Option(Key::OwnIp),
            Argument::Option(Key::SendsOther),
            Argument::Option(Key::Tenant),
            Argument::Option(Key::Receives),
            Argument::Option(Key::Reports),
        ],
    },
];

impl Tool {
    /// The tool of a name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        TOOLS.iter().find(|tool| tool.name == name)
    }

    /// All its arguments.
    pub(super) fn arguments(&self) -> impl Iterator<Item = Argument> {
        [self.needs, self.one_of, self.takes, &SHARED].into_iter().flatten().copied()
    }

    /// As a client is told of it.
    pub(super) fn described(&self) -> Described {
        // No tool writes anything; what it asks goes out into DNS.
        let hints =
            ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(true);
        Described::new(self.name, self.about, self.schema()).with_title(self.title).with_annotations(hints)
    }

    /// The JSON schema of its arguments.
    fn schema(&self) -> JsonObject {
        let properties: JsonObject =
            self.arguments().map(|argument| (argument.name(), argument.schema())).collect();
        let required: Vec<String> = self.needs.iter().map(|argument| argument.name()).collect();
        let mut schema = JsonObject::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("required".to_owned(), json!(required));
        schema.insert("additionalProperties".to_owned(), json!(false));
        schema
    }
}

impl Argument {
    /// What it is called: an option without hyphens at its beginning, and with low lines within.
    pub(super) fn name(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::File => "file".to_owned(),
            Self::Domain => "domain".to_owned(),
            Self::Paths => "paths".to_owned(),
            Self::Records => "records".to_owned(),
            Self::Zone => "zone".to_owned(),
            Self::Option(key) => Row::of_key(key).map_or_else(String::new, |row| row.name.replace('-', "_")),
        }
    }

    fn schema(self) -> Value {
        let texts = json!({ "type": "array", "items": { "type": "string" } });
        let (kind, about) = match self {
            Self::Text => (json!({ "type": "string" }), TEXT),
            Self::File => (
                json!({ "type": "string" }),
                "The path of a file with the same, on the machine of the server.",
            ),
            Self::Domain => (json!({ "type": "string" }), "The domain, such as example.com."),
            Self::Paths => (texts, "Paths of files and folders with reports, on the machine of the server."),
            Self::Records => {
                (records(), "The records, as they would be published. An empty value removes a record.")
            }
            Self::Zone => (json!({ "anyOf": [{ "type": "string" }, { "type": "object" }] }), ZONE),
            Self::Option(key) => return option(key),
        };
        with_about(kind, about)
    }
}

const TEXT: &str = "The text itself: headers or the source of a mail, a bounce or a reply of a server, or a \
                    record as it is published or printed by dig.";
const ZONE: &str = "Answers DNS from a zone in place of a resolver: the path of a JSON file, or an object \
                    of names, each with a list of records such as {\"TXT\": \"v=spf1 -all\"}, {\"MX\": [10, \
                    \"mx.example.com\"]} or {\"A\": \"192.0.2.1\"}. A report is a zone too.";

fn with_about(mut schema: Value, about: &str) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("description".to_owned(), json!(about));
    }
    schema
}

fn records() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    json!({ "type": "array", "items": {
        "type": "object",
        "properties": {
            "name": text("The whole name, such as _dmarc.example.com."),
            "type": text("The record type, such as TXT, MX or CNAME."),
            "value": text("The value, as a zone file has it."),
        },
        "required": ["name", "type", "value"],
        "additionalProperties": false,
    } })
}

/// The schema of an option, described as the help does.
fn option(key: Key) -> Value {
    let Some(row) = Row::of_key(key) else { return Value::Null };
    let choices = row.value.map_or(&[][..], Behind::choices);
    let one = if choices.is_empty() {
        json!({ "type": "string" })
    } else {
        json!({ "type": "string", "enum": choices })
    };
    let kind = match (row.value, row.is_many) {
        (None, _) => json!({ "type": "boolean" }),
        (Some(_), true) => json!({ "type": "array", "items": one }),
        (Some(_), false) => one,
    };
    with_about(kind, (Words::of(Lang::En).help.option)(key))
}
