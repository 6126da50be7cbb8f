//! The set-up page, in English.

use crate::locale::setup::SetupWords;
use waxseal_core::providers::Kind;
use waxseal_core::setup::Purpose;

pub(in crate::locale) const WORDS: SetupWords = SetupWords {
    question: "What should this domain publish?",
    lead: "Say who sends and where mail arrives, and get every record ready to copy. What is published \
           already is kept, and a value that only your account shows is never made up.",
    domain: "Domain",
    sends: "What sends your mail?",
    sends_note: "Everything that puts this domain into the From line: your mailboxes, newsletters, the \
                 shop, the invoices.",
    find: "Find a provider",
    kind: |kind| match kind {
        Kind::Mailbox => "Mailboxes",
        Kind::Gateway => "Filters in front of mailboxes",
        Kind::Marketing => "Newsletters",
        Kind::Transactional => "Transactional mail",
        Kind::Application => "Shops, help desks and other services",
        Kind::Forwarder => "Forwarders",
    },
    own: "Addresses of servers of your own",
    own_note: "Such as an Exchange server on your premises: the public IPv4 and IPv6 addresses or ranges \
               that mail leaves from.",
    others: "Services that are not listed",
    others_note: "Their names, with commas between.",
    nothing: "Nothing sends mail with this domain",
    region: |provider| format!("Region of your account at {provider}"),
    tenant: "Your tenant at Microsoft 365",
    tenant_note: "What stands before .onmicrosoft.com. Leave it empty for a domain that was added in May \
                  2025 or later: then only the Defender portal shows the DKIM records.",
    receives: "Where does your mail arrive?",
    place: "Place",
    unchanged: "As it does now",
    hosts: "At servers of my own",
    nowhere: "Nowhere: the domain takes no mail",
    host_names: "Names of your mail servers",
    host_names_note: "The first one is tried first.",
    reports: "Where do reports go?",
    reports_address: "Address for reports",
    reports_note: "Receivers write to it every day about who sent in your name. Leave it empty for none.",
    make: "Show the records",
    refused: "Please fix these first",
    asking: |asked, answered| {
        format!("Asking DNS what is there already… {answered} of {asked} questions answered.")
    },
    records: "Records",
    purpose: |purpose| match purpose {
        Purpose::Arrival => "Where mail arrives (MX)",
        Purpose::Spf => "Who may send (SPF)",
        Purpose::Key => "Signatures (DKIM)",
        Purpose::ReturnPath => "Return paths",
        Purpose::Dmarc => "Mail that nobody vouches for (DMARC)",
        Purpose::Consent => "Consent to the reports",
        Purpose::TlsReports => "Encryption on the way (TLS reports)",
    },
    panel_name: "Name in the panel",
    panel_nothing: "leave empty",
    full_name: "Name in full",
    kind_label: "Type",
    value: "Value",
    unnamed: "only your account shows the name",
    own_server: "your own server",
    so_far: "What is known of it",
    its_page: |provider| format!("The page of {provider} about it"),
    check_live: "Check what is live",
    copy_all: "Copy all as a zone file",
    order: "The order",
    done: "done",
    left_out: "Left out, and why",
};
