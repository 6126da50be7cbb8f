//! Nederlands.

mod hand_off;
mod shell;

use super::Words;

pub(super) static WORDS: Words = Words {
    title: "Waxseal: wie staat er echt in voor deze e-mail?",
    question: "Wie staat echt in voor deze e-mail?",
    set_up_question: "Wat moet dit domein publiceren?",
    set_up_filled: "Ingevuld door een link, naar wat DNS toonde. Controleer het voordat je de records \
                    gebruikt.",
    skip: "Naar de inhoud",
    main_navigation: "Hoofdmenu",
    change: "Wijzigen",
    check: "Controleren",
    reports: "Rapporten",
    reports_question: "Wie verstuurt er in jouw naam, en is een strenger beleid veilig?",
    reports_lead: "Laat hier de DMARC- en TLS-rapporten los die je kreeg: XML, gz, zip, mails of een hele \
                   mailbox, honderden tegelijk. Ze worden in deze browser gelezen.",
    open_reports: "Open rapporten",
    open_folder: "Open een map",
    reports_example: "Bekijk een voorbeeld",
    set_up: "Instellen",
    about: "Over",
    language: "Taal",
    resolver: "DNS-resolver",
    own_resolver: "Een andere…",
    own_resolver_label: "Adres van de resolver (https://…)",
    use_it: "Gebruiken",
    box_label: "Bericht of domein",
    box_hint: "Plak hier de headers van een bericht, sleep een opgeslagen bericht hierheen, of typ een \
               domein zoals example.com",
    only_dns: "Alleen DNS-vragen verlaten deze pagina,",
    only_dns_to: "naar",
    open_file: "Open een opgeslagen bericht",
    drop_here: "Laat het bericht hier los",
    clear: "Leegmaken",
    opened: |name, bytes| format!("{name}, {bytes} bytes, ongewijzigd bewaard"),
    try_example: "Probeer een voorbeeld:",
    example_mailchimp: "Een Mailchimp-nieuwsbrief bij Gmail",
    example_microsoft: "Een Microsoft 365-bericht bij Gmail",
    example_domain: "Het domein achter beide",
    checking: "Bezig met controleren",
    working: |asked, answered| match asked {
        0 => "Lezen…".into(),
        _ => format!("Controleren… {answered} van {asked} DNS-vragen beantwoord"),
    },
    cancel: "Stoppen",
    stopped: |asked, answered| {
        format!("Gestopt na {answered} antwoorden op {asked} vragen, dus wat hier staat kan onvolledig zijn.")
    },
    check_again: "Opnieuw nagaan",
    nothing_given: "Het vak is leeg. Plak de headers van een bericht, sleep een opgeslagen bericht \
                    hierheen, of typ een domein.",
    no_checker: "Het rekendeel kon niet geladen worden. Kijk of je online bent, en laad de pagina opnieuw.",
    not_plain_data: "De argumenten moeten gewone gegevens zijn: tekst, getallen, lijsten, objecten.",
    intro: [
        (
            "Plak wat je ziet",
            "Headers uit Gmail, Outlook of een ander programma, een heel opgeslagen bericht, of alleen een \
             domeinnaam.",
        ),
        (
            "Lees wie ervoor instaat",
            "SPF en DKIM kunnen slagen voor een vreemde. Je ziet voor wie elk van beide slaagde, en of dat \
             de naam in het From-veld is.",
        ),
        (
            "Er wordt niets geüpload",
            "Alles draait in je browser. Alleen DNS-vragen verlaten deze pagina, naar de resolver die jij \
             kiest, en je kunt ze allemaal zien.",
        ),
    ],
    copied: "Gekopieerd",
    footer: "Niets van wat je plakt verlaat deze pagina. Alleen DNS-vragen.",
    hand_off: hand_off::WORDS,
    shell: shell::WORDS,
};
