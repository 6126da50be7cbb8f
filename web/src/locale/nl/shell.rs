//! Nederlands.

use crate::locale::shell::ShellWords;

pub(super) const WORDS: ShellWords = ShellWords {
    theme: "Thema",
    theme_system: "Zoals het systeem",
    theme_light: "Licht",
    theme_dark: "Donker",
    shortcuts: "Sneltoetsen",
    keys: [
        ("/", "Naar het invoervak"),
        ("Ctrl Enter", "Controleer wat in het vak staat (⌘ Enter op een Mac)"),
        ("Esc", "Stop de controle"),
        ("g c", "Naar de controle"),
        ("g r", "Naar Rapporten"),
        ("g s", "Naar Instellen"),
        ("g a", "Naar Over"),
        ("g d", "Naar de pagina voor ontwikkelaars"),
        ("?", "Open deze lijst"),
    ],
    single_keys: "Gebruik sneltoetsen van één teken. Terwijl je typt staan ze altijd uit.",
    close: "Sluiten",
    terms: "Alle begrippen",
    developers: "Voor ontwikkelaars",
    licences: "Licenties",
    offline: "Je bent offline. De voorbeelden werken; DNS-vragen moeten wachten.",
    link_chose: |url| {
        format!(
            "Deze link koos de DNS-resolver {url}. Wie die beheert, zou de namen zien waarnaar gevraagd \
             wordt, en kan antwoorden wat hij wil. Er is nog niets gevraagd."
        )
    },
    agree: "Gebruik hem voor dit bezoek",
    decline: |own| format!("Blijf bij {own}"),
    link_refused: |why| format!("De link naar deze pagina noemt een DNS-resolver. {why}"),
    try_resolver: "Proberen",
    resolvers_to_try: "Om te proberen, in Europa: DNS4EU op https://unfiltered.joindns4.eu/dns-query, \
                       Mullvad op https://dns.mullvad.net/dns-query. Eén vraag leert of een resolver deze \
                       pagina laat vragen, en of hij DNSSEC valideert. Wie hem beheert, ziet de namen \
                       waarnaar gevraagd wordt.",
    resolver_asked: "Er is één vraag onderweg: naar het SPF-record van example.org.",
    resolver_validates: "Hij geeft deze pagina antwoord, en zegt dat DNSSEC het antwoord valideerde.",
    resolver_without_dnssec: "Hij geeft deze pagina antwoord, maar zegt niet dat DNSSEC het antwoord \
                              valideerde. Met hem kan deze pagina niet zeggen of DANE een domein beschermt.",
    resolver_unusable: "Hij is bereikt, maar gaf geen bruikbaar antwoord: hij weigert deze vraag, of dit is \
                        niet het adres van een DNS-over-HTTPS-resolver.",
    resolver_unread: "Je browser kreeg er geen antwoord van. Of hij is niet te bereiken, of hij laat \
                      webpagina's zijn antwoorden niet lezen (CORS); een browser zegt niet welk van de twee.",
    link_waits: "Een link zette dit in het vak. Er is nog niets gevraagd: druk op Controleren om het te \
                 laten controleren.",
    offline_check: "Je bent offline, dus DNS-vragen krijgen geen antwoord. Wat een bericht over zichzelf \
                    zegt is nog wel te lezen, en de voorbeelden werken zoals altijd.",
    update: "Er is een nieuwe versie van deze pagina.",
    update_now: "Herlaad voor de nieuwe versie",
    document_waiting: "Een ogenblik…",
    document_missing: "Deze tekst staat nog niet op je apparaat en is nu niet op te halen. Open hem opnieuw \
                       als je online bent.",
};
