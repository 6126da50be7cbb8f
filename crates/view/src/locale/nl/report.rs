//! Nederlands.

use crate::locale::report::ReportWords;
use waxseal_core::dmarc::Policy;
use waxseal_core::evidence::EnvelopeSource;

/// The same about a report that was worked out in another browser.
pub(in crate::locale) const ELSEWHERE: ReportWords = ReportWords {
    recomputed: "daar zelf gecontroleerd",
    not_checked: "daar niet zelf gecontroleerd",
    differs: |method, said, computed| {
        format!("{method}: de ontvanger zei {said}, en daar kwam er {computed} uit.")
    },
    dns_note: "Elke vraag die voor de controle gesteld is, en wat er toen terugkwam.",
    ..WORDS
};

pub(in crate::locale) const WORDS: ReportWords = ReportWords {
    bundled: "Dit is een voorbeeld: de DNS-antwoorden zitten in de pagina, er is niets gevraagd.",
    nothing_given: "Het vak is leeg. Plak de headers van een bericht, sleep een opgeslagen bericht \
                    hierheen, of typ een domein.",
    none: "geen",
    hops: |count| match count {
        0 => "niet in wat je gaf".into(),
        1 => "1 hop".into(),
        n => format!("{n} hops"),
    },
    fields: |count| match count {
        1 => "1 veld".into(),
        n => format!("{n} velden"),
    },
    rules_missed: |count| match count {
        0 => "niets gemist".into(),
        n => format!("{n} niet voldaan"),
    },
    differing: |count| match count {
        0 => "gelijk".into(),
        1 => "1 verschilt".into(),
        n => format!("{n} verschillen"),
    },
    what_if_line: "test een record voordat je het publiceert",
    asking: "wordt gecontroleerd…",
    several_found: |count| format!("In deze tekst staan {count} dingen:"),
    check_this: "Controleer dit",
    read_as_headers: "Lees het als headers",
    unreadable: |name| format!("{name} was niet te lezen. Open het nog eens, of plak wat erin staat."),
    verdict: "Oordeel",
    seal_whole: "Het zegel is heel",
    seal_broken: "Het zegel is gebroken",
    seal_blank: "Het zegel is leeg",
    why: "Waarom",
    picture: |author, joined, all| {
        format!("{author}, het From-domein, is verbonden met {joined} van {all} gecontroleerde namen")
    },
    from_line: "wat de lezer ziet: From",
    from_claim: "From, volgens de ontvanger",
    from_given: "het From-domein dat je noemde",
    envelope: "envelop",
    signature: "handtekening",
    nobody: "Niets dat ervoor in kan staan",
    copy_part: |part| format!("{part} kopiëren"),
    claimed_by: |who| match who {
        Some(who) => format!("volgens {who}"),
        None => "volgens de ontvanger".into(),
    },
    recomputed: "zelf gecontroleerd",
    not_checked: "niet zelf gecontroleerd",
    passes: "slaagt",
    fails: "faalt",
    not_aligned: "niet aligned",
    aligned: "aligned",
    cannot_tell: "onbekend",
    says_nothing: "zegt niets",
    what_to_do: "Wat te doen",
    said_and_checked: "Ontvanger en onze controle",
    method: "Methode",
    said: "Ontvanger",
    computed: "Onze controle",
    alignment: "Voor het From-domein",
    policy: "Beleid",
    organization: "Organisatiedomein",
    defaulted: "standaard",
    strict: "strict (strikt)",
    relaxed: "relaxed (soepel)",
    subdomains: "Subdomeinen",
    reports_to: "Rapporten gaan naar",
    record: "Record",
    no_record: "Geen record.",
    copy: "Kopiëren",
    path: "Route",
    dkim2: |domains| {
        format!(
            "DKIM2 (draft-ietf-dkim-dkim2-spec): {domains}. Niet gecontroleerd, en DMARC telt het niet mee."
        )
    },
    path_none: "Er zijn geen Received-velden gegeven, dus de weg van het bericht is niet bekend.",
    unknown_host: "onbekend",
    tls_used: |version| match version {
        "TLS" => "versleuteld".into(),
        version => format!("versleuteld, {}", version.replacen('_', ".", 1).replace("TLS", "TLS ")),
    },
    tls_unknown: "versleuteling niet genoteerd",
    dns_questions: "DNS-vragen",
    dns_note: "Elke vraag die voor deze controle gesteld is, en wat er terugkwam. DNS is zoals die vandaag \
               is; op de dag van de mail kan het anders geweest zijn.",
    dns_none: "Voor deze controle was geen DNS-vraag nodig.",
    dns_count: |count| match count {
        1 => "1 vraag".into(),
        n => format!("{n} vragen"),
    },
    name: "Naam",
    kind: "Type",
    answer: "Antwoord",
    milliseconds: "ms",
    advice: "Advies",
    input_notes: "Over wat je gaf",
    mail_exchangers: "Mailservers",
    null_mx: "Het domein zegt dat het geen post aanneemt (null MX).",
    no_mx: "Geen MX-record. Post gaat dan naar het adres van het domein zelf, als dat er is.",
    no_address: "geen adres gevonden",
    alias_of: "alias van",
    no_spf: "Geen SPF-record. Ontvangers kunnen niet zien welke servers in deze naam mogen versturen.",
    several_spf: "Meer dan één SPF-record: voor ontvangers is dat een fout, en dan telt er geen een.",
    lookups: |count, limit| format!("{count} van {limit} vragen"),
    lookup_cost: |count| match count {
        1 => "1 vraag".into(),
        n => format!("{n} vragen"),
    },
    more: |count| format!("en nog {count}"),
    addresses_title: "Wie er mag versturen",
    addresses_none: "Het record noemt geen adres.",
    addresses: |v4, v6| format!("{v4} IPv4-adressen en {v6} IPv6-reeksen mogen in deze naam versturen. "),
    addresses_everyone: "Het record laat iedereen versturen. ",
    addresses_depend: "Sommige termen hangen van het bericht zelf af en staan hier niet bij.",
    ranges: |count| match count {
        1 => "1 reeks".into(),
        n => format!("{n} reeksen"),
    },
    range: "Reeks",
    term: "Term",
    overlap: |inner, outer| format!("{inner} valt binnen {outer}."),
    does_it_pass: "Slaagt dit adres?",
    client_address: "Adres van de verzendende server",
    sender: "Envelopafzender",
    ask: "Vragen",
    spf_not_checked: "SPF is hier niet gecontroleerd: uit wat je gaf blijkt niet van welk adres het bericht \
                      kwam, of voor welke Return-Path (MAIL FROM).",
    spf_checked_for: |ip, sender| format!("Gecontroleerd voor {ip}, MAIL FROM {sender}."),
    keys_none: "Geen van de gezochte selectors bestaat. Een domein kan sleutels onder andere namen hebben: \
                die staan in het DKIM-Signature-veld (s=) van een bericht dat het verstuurd heeft.",
    key_missing: "geen sleutel",
    target_missing: "het doel bestaat niet",
    domain_headline: |domain, policy| format!("{domain} {policy}"),
    domain_policy: |policy| match policy {
        Policy::None => "is nog niet beschermd: het DMARC-beleid is none",
        Policy::Quarantine => "vraagt ontvangers mail die niet slaagt in quarantaine te zetten",
        Policy::Reject => "vraagt ontvangers mail die niet slaagt te weigeren",
    },
    domain_no_policy: "heeft geen DMARC-beleid",
    domain_unknown: "was niet op te zoeken",
    domain_missing: "bestaat niet",
    domain_checking: "wordt gecontroleerd",
    domain_unanswered: "gaf geen antwoord over zijn DMARC-beleid",
    checking: "Dit bericht wordt gecontroleerd",
    not_answered: "niet beantwoord",
    domain_lead: |[mx, spf, keys]| {
        format!(
            "{}, {}, {}.",
            match mx {
                Some(0) => "Geen mailserver".into(),
                Some(1) => "Eén mailserver".into(),
                Some(n) => format!("{n} mailservers"),
                None => "Geen antwoord over mailservers".into(),
            },
            match spf {
                Some(0) => "geen SPF-record".into(),
                Some(1) => "een SPF-record".into(),
                Some(n) => format!("{n} SPF-records, en dat is een fout"),
                None => "geen antwoord over SPF".into(),
            },
            match keys {
                Some(0) => "geen DKIM-sleutel gevonden".into(),
                Some(1) => "één DKIM-selector gevonden".into(),
                Some(n) => format!("{n} DKIM-selectors gevonden"),
                None => "geen antwoord over DKIM-sleutels".into(),
            },
        )
    },
    arc_none: "Het bericht heeft geen ARC-zegels: geen doorstuurder noteerde wat hij gecontroleerd had.",
    arc_some: |count| match count {
        1 => "Eén doorstuurder verzegelde wat hij gecontroleerd had.".into(),
        n => format!("{n} doorstuurders verzegelden wat ze gecontroleerd hadden."),
    },
    signature_holds: "Ze klopt: deze header-velden en deze inhoud zijn de ondertekende.",
    signature_claimed: "De handtekening zelf staat niet in wat je gaf, dus alleen de ontvanger vertelt \
                        ervan.",
    selector: "Selector",
    algorithm: "Algoritme",
    signed_at: "Gezet",
    expires_at: "Geldig tot",
    covers: |signed, all| format!("Dekt {signed} van {all} header-velden"),
    arc_historic: "ARC wordt binnenkort tot geschiedenis verklaard. Ketens worden nog toegevoegd en \
                   gelezen, dus hier wordt het gewoon gecontroleerd.",
    arc_holds: "de keten klopt",
    arc_broken: "de keten is gebroken",
    arc_no_body: "Elk zegel klopt. Of het bericht nog is zoals het verzegeld is, valt zonder de inhoud niet \
                  te zeggen.",
    arc_unchanged: "Het bericht is zoals de eerste doorstuurder het verzegelde.",
    arc_unchanged_since: |set| {
        format!("Het bericht is veranderd voordat set {set} erbij kwam, en daarna niet meer.")
    },
    arc_whose_word: "Een keten laat zien wie wat zegt, niet dat het waar is. Ze is zoveel waard als de \
                     ontvanger de doorstuurders erin vertrouwt.",
    arc_said: |results| format!("zegt gevonden te hebben: {results}"),
    remarks: "Wat de kop nog meer zegt",
    remarks_note: "Niets hiervan telt voor het oordeel: een afzender kan deze velden ook schrijven.",
    requirements: "Wat grote aanbieders vragen",
    requirements_note: "Ze vragen dit van wie hun veel berichten per dag stuurt. Voor anderen is het meeste \
                        aan te raden. Sinds november 2025 weigert Gmail mail zonder SPF, DKIM, \
                        alignment, PTR of TLS; zonder DMARC-record of one-click unsubscribe vervalt \
                        alleen de mitigatie. Outlook.com weigert met 550 5.7.515.",
    rule: "Regel",
    state: "Hier",
    asked_by: "Gevraagd door",
    met: "ja",
    not_met: "nee",
    entry: "kwam hier van buiten binnen",
    internal: "interne hop",
    clocks_differ: "de klokken van de twee servers verschillen",
    nobody_trusted: "Geen enkele uitslag staat waar alleen de ontvangende server hem kan hebben geschreven, \
                     dus er wordt er geen geloofd. Kies er een als u beter weet.",
    consent: "Stemt in met rapporten",
    consent_own: "dezelfde organisatie, die dat niet hoeft te zeggen",
    consent_given: "ja",
    consent_missing: "nee, dus er gaat niets heen",
    arc_not_given: "De ontvanger spreekt van een keten van zegels, maar de zegels staan niet in wat u gaf.",
    trust: "Wiens woord telt",
    topmost: "Het bovenste",
    differs: |method, said, computed| {
        format!("{method}: de ontvanger zei {said}, en hier komt er {computed} uit.")
    },
    use_it: "Gebruik dit",
    compare: "Vergelijken",
    compare_note: "Plak een ander bericht om te zien wat er verschilt: van wie het zegt te zijn, wie ervoor \
                   instaat, en welke weg het nam.",
    other_message: "Het andere bericht",
    this_message: "Dit bericht",
    the_other: "Het andere",
    different: "anders",
    assume_it: "Hiermee controleren",
    envelope_source: |source| match source {
        EnvelopeSource::Given => "Het adres is met de hand opgegeven.",
        EnvelopeSource::ReceivedSpf => "Het adres staat in het veld Received-SPF.",
        EnvelopeSource::AuthenticationResults => {
            "Het adres staat in de Authentication-Results van de ontvanger."
        }
        EnvelopeSource::Received => {
            "Het adres staat in het Received-veld waar de mail van buiten binnenkwam; het is dus afgeleid en \
             niet gezegd."
        }
        EnvelopeSource::ReturnPath => "De afzender staat in het veld Return-Path.",
        EnvelopeSource::Reply => "De weigering noemt het adres.",
    },
    dkim_none: "Er is geen handtekening gegeven, en geen ontvanger spreekt van een.",
    spf_state: "SPF komt uit op",
    what_if: "Wat als",
    what_if_note: "Test een record voordat je het publiceert: het wordt gecontroleerd alsof het al in DNS \
                   staat.",
    value: "Waarde",
    empty_removes: "een lege waarde haalt het record weg",
    try_it: "Proberen",
    take_away: "Weghalen",
    with_drafts: |count| match count {
        1 => "Gecontroleerd met één proefrecord dat niet gepubliceerd is.".into(),
        n => format!("Gecontroleerd met {n} proefrecords die niet gepubliceerd zijn."),
    },
    record_checking: "Dit record wordt gecontroleerd",
    record_fine: "Niets: in dit record is geen fout gevonden.",
    record_faults: "Verbeter wat onder Advies staat, of schrijf het record opnieuw.",
    record_name: "Je domein, of de naam van het record",
    record_compare: "Vergelijk met DNS",
    record_test: "Test het hele domein met dit record",
    record_published: "Nu gepubliceerd",
    spf_of_which: "Voor welk domein moet SPF gecontroleerd worden?",
};
