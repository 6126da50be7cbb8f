//! De inrichting van een domein, in het Nederlands.

use crate::locale::setup::SetupWords;
use waxseal_core::providers::Kind;
use waxseal_core::setup::Purpose;

pub(in crate::locale) const WORDS: SetupWords = SetupWords {
    question: "Wat moet dit domein publiceren?",
    lead: "Zeg wie er verstuurt en waar post aankomt, en je krijgt elk record klaar om over te nemen. Wat \
           er al staat blijft behouden, en een waarde die alleen je account toont wordt nooit verzonnen.",
    domain: "Domein",
    sends: "Wat verstuurt je post?",
    sends_note: "Alles wat dit domein in het From-veld zet: je postvakken, nieuwsbrieven, de winkel, de \
                 facturen.",
    find: "Zoek een aanbieder",
    kind: |kind| match kind {
        Kind::Mailbox => "Postvakken",
        Kind::Gateway => "Mailgateways (spamfilters)",
        Kind::Marketing => "Nieuwsbrieven",
        Kind::Transactional => "Transactionele mail",
        Kind::Application => "Winkels, helpdesks en andere diensten",
        Kind::Forwarder => "Doorstuurders",
    },
    own: "Adressen van eigen servers",
    own_note: "Zoals een Exchange-server in eigen huis: de openbare IPv4- en IPv6-adressen of -reeksen waar \
               de post vandaan komt.",
    others: "Diensten die er niet bij staan",
    others_note: "Hun namen, met komma's ertussen.",
    nothing: "Niets verstuurt post met dit domein",
    region: |provider| format!("Regio van je account bij {provider}"),
    tenant: "Je tenant bij Microsoft 365",
    tenant_note: "Wat voor .onmicrosoft.com staat. Laat het leeg voor een domein dat er sinds mei 2025 bij \
                  is: dan toont alleen de Defender-portal de DKIM-records.",
    receives: "Waar komt je post aan?",
    place: "Plek",
    unchanged: "Zoals nu",
    hosts: "Bij eigen servers",
    nowhere: "Nergens: het domein neemt geen post aan",
    host_names: "Namen van je mailservers",
    host_names_note: "De eerste is als eerste aan de beurt.",
    reports: "Waar gaan rapporten heen?",
    reports_address: "Adres voor rapporten",
    reports_note: "Ontvangers schrijven er elke dag heen wie er in jouw naam verstuurde. Laat het leeg als \
                   je ze niet wilt.",
    make: "Toon de records",
    refused: "Er moet eerst iets rechtgezet worden",
    asking: |asked, answered| {
        format!("DNS vragen wat er al staat… {answered} van {asked} vragen beantwoord.")
    },
    records: "Records",
    purpose: |purpose| match purpose {
        Purpose::Arrival => "Waar post aankomt (MX)",
        Purpose::Spf => "Wie mag versturen (SPF)",
        Purpose::Key => "Handtekeningen (DKIM)",
        Purpose::ReturnPath => "Return-paths",
        Purpose::Dmarc => "Post waar niemand voor instaat (DMARC)",
        Purpose::Consent => "Instemming met de rapporten",
        Purpose::TlsReports => "Versleuteling onderweg (TLS-rapporten)",
    },
    panel_name: "Naam in het paneel",
    panel_nothing: "laat leeg",
    full_name: "Volledige naam",
    kind_label: "Type",
    value: "Waarde",
    unnamed: "alleen je account toont de naam",
    own_server: "je eigen server",
    so_far: "Wat ervan bekend is",
    its_page: |provider| format!("De pagina van {provider} hierover"),
    check_live: "Controleer wat er staat",
    copy_all: "Kopieer alles als zonebestand",
    order: "De volgorde",
    done: "gedaan",
    left_out: "Weggelaten, en waarom",
};
