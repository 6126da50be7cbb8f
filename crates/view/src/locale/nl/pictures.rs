//! De tekeningen in het Nederlands.

use crate::locale::pictures::PictureWords;
use waxseal_core::arc::ChainStatus;

pub(in crate::locale) const WORDS: PictureWords = PictureWords {
    vouch: |author, joined, all| match (joined, all) {
        (0, _) => format!("Er is niets gevonden dat aligned kan zijn met {author}."),
        (1, 1) => format!("Die is aligned met {author}."),
        (1, n) => format!("Eén van deze {n} is aligned met {author}."),
        (2, 2) => format!("Beide zijn aligned met {author}."),
        (k, n) if k == n => format!("Alle {n} zijn aligned met {author}."),
        (k, n) => format!("{k} van deze {n} zijn aligned met {author}."),
    },
    hour: "u",
    day: "d",
    travelled: |hops, time| match (hops, time) {
        (1, _) => "Eén stap.".into(),
        (n, Some(time)) => format!("{n} stappen in {time}."),
        (n, None) => format!("{n} stappen; hoe lang ze duurden is niet genoteerd."),
    },
    at_once: "minder dan een seconde",
    longest: |wait, hop| format!("Het langste wachten, {wait}, was voor stap {hop}."),
    encrypted: |encrypted, all| match (encrypted, all) {
        (0, 1) => "Ze is niet als versleuteld genoteerd.".into(),
        (0, _) => "Geen ervan is als versleuteld genoteerd.".into(),
        (1, 1) => "Ze is als versleuteld genoteerd.".into(),
        (k, n) if k == n => "Allemaal zijn ze als versleuteld genoteerd.".into(),
        (k, n) => format!("{k} van de {n} zijn als versleuteld genoteerd."),
    },
    skewed: |hops| match hops {
        [one] => {
            format!(
                "Stap {one} is eerder gedateerd dan de stap ervoor: de klokken van de twee servers \
                 verschillen."
            )
        }
        many => {
            let list: Vec<String> = many.iter().map(ToString::to_string).collect();
            format!(
                "De stappen {} zijn eerder gedateerd dan de stap ervoor: de klokken van de servers \
                 verschillen.",
                list.join(", ")
            )
        }
    },
    scale: "Hoe wijder het gat, hoe langer het wachten; lang wachten is korter getekend dan het was.",
    key_encrypted: "versleuteld",
    key_not_noted: "versleuteling niet genoteerd",
    key_house: "interne hop",
    key_long: "meer dan een minuut",
    from_outside: "van buiten binnen",
    hops_from: |first, last| format!("Stap {first} tot en met {last}"),
    no_time: "geen tijd genoteerd",
    spf_tree: |domain| format!("SPF van {domain} als boom"),
    budget_left: |count| match count {
        0 => "niets over".into(),
        n => format!("{n} over"),
    },
    budget_over: |count| format!("{count} te veel"),
    not_reached: "niet bereikt, want een eerdere term besliste al",
    rest_not_reached: |count| format!("nog {count} termen, niet bereikt, want een eerdere besliste al"),
    unneeded: |provider| format!("niet nodig: {provider} verstuurt met een eigen envelopdomein"),
    ends_record: "besluit dit record, maar beslist daarboven niets",
    decides: |result| format!("beslist: {result}"),
    more_terms: |count| format!("nog {count} termen die niet passen"),
    chain: |links| match links {
        1 => "De keten, één schakel lang".into(),
        n => format!("De keten, {n} schakels lang"),
    },
    seal_holds: "zegel klopt",
    seal_broken: "zegel is gebroken",
    seal_open: "zegel niet te controleren",
    as_it_left: "bericht zoals het hier vertrok",
    changed_since: "bericht sindsdien veranderd",
    change_open: "niet te zeggen of het sindsdien veranderd is",
    changed_between: |one, other| format!("Veranderd tussen {one} en {other}"),
    changed_after: |last| format!("Veranderd nadat {last} het losliet"),
    found_before: |status| match status {
        ChainStatus::None => "de eerste die verzegelt",
        ChainStatus::Pass => "vond de keten ervoor heel",
        ChainStatus::Fail => "vond de keten ervoor gebroken",
    },
};
