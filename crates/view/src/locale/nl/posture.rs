//! The report on a domain, in Dutch.

use crate::locale::posture::PostureWords;

pub(in crate::locale) const WORDS: PostureWords = PostureWords {
    overview: "In één oogopslag",
    arrives: "Post komt aan bij",
    arrives_nowhere: "nergens: het domein neemt geen post aan",
    arrives_self: "het adres van het domein zelf",
    sends: "Mag in zijn naam versturen",
    sends_nobody: "niemand",
    sends_anybody: "iedereen: er is geen werkend SPF-record",
    sends_servers: "eigen servers",
    signs: "Ondertekend met DKIM",
    keys_found: |count| match count {
        1 => "1 sleutel gevonden".into(),
        n => format!("{n} sleutels gevonden"),
    },
    keys_somewhere: "er zijn sleutels, onder selectors die niemand noemde",
    keys_nowhere: "geen sleutel gevonden",
    keys_promised: "ingesteld, maar nog geen sleutel gepubliceerd",
    failing: "Post die voor DMARC zakt",
    failing_none: "wordt toch bezorgd (none)",
    failing_quarantine: "wordt verdacht gevonden (quarantine)",
    failing_reject: "wordt geweigerd (reject)",
    failing_nobody: "beoordeelt elke ontvanger zelf: geen beleid",
    way: "Versleuteling op weg erheen",
    way_both: "gevraagd met MTA-STS en DANE",
    way_mta_sts: "gevraagd met MTA-STS",
    way_dane: "gevraagd met DANE",
    way_none: "niet gevraagd",
    dnssec: "DNSSEC",
    dnssec_validated: "ondertekend, en door de resolver gecontroleerd",
    dnssec_not_validated: "ondertekend, maar de resolver controleerde niets",
    dnssec_unsigned: "niet ondertekend",
    dnssec_note: |signed, all| {
        format!("De resolver controleerde {signed} van de {all} antwoorden over dit domein.")
    },
    providers: "Wie erachter zit",
    providers_none: "Geen van de records wijst op een aanbieder uit de catalogus.",
    providers_note: |date| {
        format!(
            "Herkend aan namen in de records, uit openbare bronnen van {date}. Wat niet vaststaat, wordt \
             niet beweerd."
        )
    },
    receives: "post komt daar aan",
    sends_role: "verstuurt in zijn naam",
    shown_by: "Te zien aan",
    aligns_by: "Kan voor het domein spreken met",
    spf_yes: "SPF",
    spf_return_path: "SPF, met een eigen return-path",
    spf_dedicated: "SPF, alleen met een eigen adres",
    dkim_yes: "DKIM",
    not_established: "niet vastgesteld",
    its_page: "Zijn pagina hierover",
    transport: "Versleuteling onderweg",
    mta_sts_none: "Geen MTA-STS-record: verzenders mogen zonder versleuteling bezorgen.",
    policy_read: |mode| format!("Het beleid dat u gaf zegt: {mode}."),
    policy_note: "Het beleid zelf is een bestand op het web, dat de meeste servers een pagina niet laten \
                  lezen. Open het en plak wat er staat.",
    policy_box: "Tekst van het beleid",
    policy_check: "Beleid controleren",
    tls_rpt_none: "Geen record voor TLS-rapporten: niemand meldt wanneer versleuteling mislukt.",
    dane_none: "Geen TLSA-records bij de mailservers.",
    dane_in_force: "gecontroleerd en bruikbaar",
    dane_not_in_force: "zonder uitwerking",
    dane_limit: "Of een server het certificaat toont dat hier staat, en of hij STARTTLS biedt, kan geen \
                 browser proberen: daar is poort 25 voor nodig.",
    bimi: "Logo (BIMI)",
    bimi_none: "Geen BIMI-record: postvakken tonen geen logo op gezag van het domein zelf.",
    bimi_limit: "Het logo en zijn certificaat zijn bestanden op het web; ze worden hier niet opgehaald.",
    logo: "Logo",
    certificate: "Certificaat",
    checklist: "Checklists",
    checklist_note: "Regel voor regel, zonder cijfer. Wat DNS niet zegt, blijft open.",
    road: "De weg naar reject",
    road_none: "p=none met een rua-adres. Lees twee tot vier weken de rapporten: elke dienst die voor u \
                verstuurt moet slagen, en uitgelijnd.",
    road_testing: "p=quarantine met t=y. Ontvangers die RFC 9989 volgen bezorgen nog; de rapporten tonen \
                   wat opzij was gezet.",
    road_quarantine: "p=quarantine. Let op klachten over post in de spammap, en op doorstuurders en \
                      mailinglijsten in de rapporten.",
    road_reject: "p=reject, en sp=reject of geen sp. Blijf de rapporten lezen: elke nieuwe dienst begint \
                  vooraan.",
    you_are_here: "u bent hier",
    add_selector: "Zoek een andere selector",
    selector_hint: "zoals achter s= in een DKIM-Signature",
    look: "Zoeken",
    bits: |kind, bits| format!("{kind}, {bits} bits"),
    revoked: "ingetrokken",
    testing: "op proef",
    unreadable_key: "onbruikbaar",
    declared_silent: "Het domein zegt in elk record dat het geen post verstuurt of aanneemt.",
    second: "Vraag een tweede resolver",
    second_note: "Vlak na een wijziging kunnen resolvers nog verschillende antwoorden hebben. Dit stelt een \
                  andere dezelfde vragen en toont waar de twee verschillen.",
    second_ask: "Vragen",
    second_same: |resolver| format!("{resolver} gaf dezelfde antwoorden."),
    second_differs: |count, resolver| match count {
        1 => format!("{resolver} gaf één ander antwoord."),
        n => format!("{resolver} gaf {n} andere antwoorden."),
    },
    first_resolver: "De eerste zei",
    other_resolver: "De tweede zei",
    nothing: "niets",
    autodiscover: "autodiscover leidt naar",
    names_of: "genaamd",
    domains: "Domeinen",
    domain: "Domein",
    errors: "Fouten",
    domains_headline: |done, all| {
        if done == all { format!("{all} domeinen") } else { format!("{done} van {all} domeinen") }
    },
    domains_lead: "Per domein een regel; druk op een kop om te sorteren. Typ er één alleen voor het hele \
                   rapport.",
    tags: "Stuk voor stuk",
    tag_unknown: "niet bekend, en genegeerd",
};
