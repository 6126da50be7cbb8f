//! De pagina, in het Nederlands.

use crate::page::{PageWords, SenderState, Verdict};
use waxseal_reports::report::Answer;

pub(super) const WORDS: PageWords = PageWords {
    reading: |read, all| format!("Lezen… {read} van {all} bestanden"),
    asking: |asked, answered| {
        format!("DNS vragen waarom mail niet slaagt… {answered} van {asked} vragen beantwoord")
    },
    stopped: |read, all| format!("Je hebt het gestopt: {read} van {all} bestanden zijn gelezen."),
    not_asked: "DNS is niet gevraagd of gaf geen antwoord, dus oorzaken en records ontbreken.",
    nothing: "Er zit geen rapport in wat je gaf.",
    from_link: "Deze cijfers kwamen met een link: ze zijn in een andere browser geteld, en hier is \
                niets gecontroleerd.",
    no_figures: "In deze link staan geen cijfers van rapporten, of niet allemaal.",
    made_up: "Dit is een voorbeeld: de rapporten zijn verzonnen, en de DNS-antwoorden kwamen met de \
              pagina mee.",
    domains: |count| format!("De rapporten gaan over {count} domeinen, en al hun mail is samen geteld."),
    failures_part: "Foutrapporten",
    failures: |count| format!("Elk gaat over één mail die niet door de DMARC-controle kwam: {count}."),
    check_message: "Controleer deze mail",
    tools: "Deze rapporten",
    save_json: "Bewaar als JSON",
    save_csv: "Bewaar als CSV",
    save_markdown: "Bewaar als Markdown",
    copy_figures: "Kopieer de cijfers",
    copy_link: "Kopieer een link naar de cijfers",
    copied_figures: "Aantallen om te delen, zonder domeinen, IP-adressen en rapporteurs",
    print: "Afdrukken",
    again: "Vraag DNS opnieuw",
    next: "Volgende stap",
    raise: "Het beleid van het domein",
    steps: "Stappen, in deze volgorde",
    answer: |answer| match answer {
        Answer::InForce => "van kracht",
        Answer::Yes => "ja",
        Answer::No => "nog niet",
        Answer::CannotTell => "niet te zeggen",
    },
    filter: "Toon alleen deze afzenders",
    verdict: |verdict| match verdict {
        Verdict::Unaligned => "van jou, niet aligned",
        Verdict::Aligned => "aligned",
        Verdict::Forwarded => "doorgestuurd",
        Verdict::Unknown => "onbekend",
    },
    last_days: |days| format!("laatste {days} dagen"),
    shown: |shown, all| format!("{shown} van {all} afzenders getoond."),
    counted: |since, reporter| match (since, reporter) {
        (None, None) => String::new(),
        (Some(first), None) => {
            format!("Elke regel telt vanaf {first}; de details gaan over de hele periode.")
        }
        (since, Some(name)) => {
            let from = since.map_or_else(String::new, |first| format!(" vanaf {first}"));
            format!("Elke regel telt wat {name} rapporteerde{from}; de details gaan over alle rapporten.")
        }
    },
    of_reporter: "Rapporteur",
    all_reporters: "alle rapporteurs",
    what_if: "Test een record voordat je het publiceert",
    what_if_note: "Alle mail uit deze rapporten wordt opnieuw geteld onder deze records. Er wordt niets \
                   gepubliceerd; leeg verwijdert een record.",
    record_of: |kind, domain| format!("{kind}-record van {domain}"),
    try_records: "Test",
    end_trial: "Wis de test",
    state: |state| match state {
        SenderState::Aligned => "aligned",
        SenderState::Mended => "weer aligned",
        SenderState::Partly => "deels aligned",
        SenderState::Unaligned => "niet aligned",
        SenderState::Forwarded => "doorgestuurd",
        SenderState::Unknown => "onbekend",
    },
    share: |aligned, all| format!("{aligned} van {all} aligned"),
    by_dkim: "Door DKIM",
    by_spf: "Door SPF",
    seen: "Eerst en laatst gezien",
    addresses: "IP-adressen",
    messages: "Mails",
    aligned: "Aligned",
    identifiers: "Verstuurd of ondertekend als",
    result: "Resultaat",
    key: |is_there| if is_there { "(sleutel vandaag in DNS)" } else { "(vandaag geen sleutel in DNS)" },
    address: "IP-adres",
    ask_names: "Zoek hostnamen op (PTR, vraagt DNS)",
    name_of: |named| match (named.names.as_deref(), named.is_confirmed) {
        (None, _) => "hostnaam onbekend: DNS antwoordde niet".to_owned(),
        (Some([]), _) => "geen hostnaam".to_owned(),
        (Some([name, ..]), Some(true)) => name.to_string(),
        (Some([name, ..]), _) => format!("{name} (niet bevestigd)"),
    },
    reporter: "Rapporteur",
    more: |count| format!("En nog {count}, die in het JSON-bestand staan."),
    days: "Dag voor dag",
    days_told: |days, whole, worst| {
        let all = format!("Dagen met mail: {days}. Op {whole} daarvan was alle mail aligned.");
        match worst {
            Some(day) => {
                let (name, messages) = (&day.name, day.messages);
                let unaligned = messages.saturating_sub(day.aligned);
                format!(
                    "{all} De slechtste was {name}: {unaligned} van de {messages} mails waren niet aligned."
                )
            }
            None => all,
        }
    },
    weeks: "Een kolom is ongeveer een week.",
    legend_aligned: "aligned",
    legend_other: "niet aligned",
    tls: "Versleuteling op weg naar jou (TLS)",
    files: "Bestanden",
    asked: |count| format!("Gestelde DNS-vragen: {count}"),
};
