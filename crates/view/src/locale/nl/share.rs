//! Nederlands.

use crate::locale::share::ShareWords;
use crate::share::Mask;

pub(in crate::locale) const WORDS: ShareWords = ShareWords {
    tools: "Dit rapport",
    share: "Delen",
    copy_markdown: "Kopieer als Markdown",
    save_json: "Bewaar als JSON",
    save_csv: "Bewaar als CSV",
    print: "Afdrukken",
    open_all: "Alles openen",
    title: "Dit rapport delen",
    message_note: "De link draagt het rapport zoals het hieronder staat, en verder niets. Dat staat achter \
                   het #, in het deel van een adres dat geen enkele browser naar een server stuurt: wie de \
                   link heeft kan het lezen, en verder niemand.",
    domain_note: "De link draagt de naam van het domein, en verder niets. Wie hem opent laat het domein \
                  controleren met de DNS van dat moment. Wil je tonen wat je nu ziet, bewaar het rapport \
                  dan als JSON: hier geopend of neergezet toont het hetzelfde opnieuw.",
    domains_note: "De link draagt de namen van de domeinen, en verder niets. Wie hem opent laat ze \
                   controleren met de DNS van dat moment. Wil je tonen wat je nu ziet, bewaar de tabel dan \
                   als JSON: hier geopend of neergezet toont ze hetzelfde opnieuw.",
    drafts_note: "De records die je over de DNS heen legde staan niet in de link.",
    masking: "Wat is afgedekt",
    mask: |mask| match mask {
        Mask::Addresses => "het deel van elk adres vóór de @",
        Mask::Subject => "het onderwerp",
        Mask::Names => "namen van mensen en van hun apparaten",
        Mask::Ids => "Message-ID’s en wachtrijnummers",
        Mask::Texts => "commentaar, opmerkingen, en headervelden die geen bewijs zijn",
    },
    masked: "afgedekt",
    shown: "getoond",
    signatures_note: "De handtekeningen zelf blijven altijd weg: daarmee zou te raden zijn wat is afgedekt. \
                      Wat de controle ervan opleverde staat in het rapport.",
    link: "Link",
    copy_link: "Kopieer de link",
    length: |count| format!("{count} tekens"),
    too_long: |count, limit| {
        format!(
            "Een link zou {count} tekens lang worden, en sommige mailprogramma’s kappen alles boven de \
             {limit} af. Bewaar het rapport als bestand en stuur dat: hier geopend of neergezet toont het \
             hetzelfde."
        )
    },
    no_link: "Deze browser kan geen rapport in een link pakken. Bewaar het als bestand en stuur dat: hier \
              geopend of neergezet toont het hetzelfde.",
    save_file: "Bewaar als bestand",
    exactly: "Precies wat er gedeeld wordt",
    shared: |date| {
        format!("Gedeeld: uitgezocht in een andere browser op {date}, en hier niet gecontroleerd.")
    },
    not_checked: "gedeeld, hier niet gecontroleerd",
    elsewhere: "Het staat er zoals het binnenkwam; wie het doorgaf kan het veranderd hebben. Waar ‘hier’ of \
                ‘vandaag’ staat, gaat het over die browser en die dag.",
    masked_in: |kinds| format!("Afgedekt: {}.", kinds.join("; ")),
    replayed: |date| {
        format!(
            "Bewaard op {date}: opnieuw uitgezocht met de DNS-antwoorden die erbij zaten. Er is niets \
             gevraagd en hier is niets gecontroleerd; wie het doorgaf kan de antwoorden veranderd hebben. \
             ‘Vandaag’ is die dag."
        )
    },
    checked_again: |date| {
        format!(
            "Hier gecontroleerd, met de DNS van vandaag, naar wat het rapport van {date} zegt. Wat de \
             handtekeningen dekken staat daar niet in, dus hun uitkomsten gelden zoals het rapport ze \
             beweert."
        )
    },
    check_again: "Controleer opnieuw met de DNS van vandaag",
    bad_link: "Deze link is niet te lezen. Misschien is hij onderweg afgekapt; vraag hem opnieuw, of vraag \
               het rapport als bestand.",
    too_large: "Dit rapport is te groot om hier te lezen.",
    other_version: "Dit is een rapport, maar niet een dat deze versie van Waxseal kan lezen. Misschien komt \
                    het van een andere versie, of is het veranderd.",
    no_domain: "Deze link hoort de naam van een domein te dragen, en doet dat niet.",
    checked_at: |date| format!("Gecontroleerd met Waxseal op {date}."),
    result: "Uitkomst",
    basis: "Berust op",
    message: "Het bericht",
    records: "Records",
};
