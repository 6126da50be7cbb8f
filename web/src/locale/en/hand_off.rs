//! English.

use crate::locale::hand_off::HandOffWords;

pub(super) const WORDS: HandOffWords = HandOffWords {
    to_dns: "Send to whoever manages DNS",
    to_provider: |name| format!("Send to {name}"),
    records: "DNS records",
    publish: |domain| match domain {
        "" => "Please make these changes in DNS, in this order:".into(),
        domain => format!("Please make these changes in the DNS of {domain}, in this order:"),
    },
    at_provider: |name, domain| match domain {
        "" => format!("To be done at {name}:"),
        domain => format!("To be done at {name}, for {domain}:"),
    },
    panel_name: "Name in most DNS panels",
    goes_with: "DNS records that go with it",
    effect: "Effect",
    result: "Result",
    copy: "Copy the text",
    mail: "Open in mail program",
    too_long: "Too long for most mail programs: copy it instead.",
    add_link: "Add a link to this report",
    leave_link: "Leave the link out",
};
