//! Stappen die een keuze vragen, of bij wie een record beheert worden gezet, in het Nederlands.

use crate::provider_name;
use waxseal_core::report::{Fix, Obstacle, Step};

/// Wat te doen, in een paar woorden; `None` bij elke andere stap.
pub(super) fn title(fix: &Fix) -> Option<String> {
    Some(match &fix.step {
        Step::ChangeAtHost { target, .. } => {
            format!("Pas het record aan bij de dienst die het beheert: {target}")
        }
        Step::RenewKeyAtHost { .. } => {
            format!(
                "Laat een nieuwe sleutel maken bij {}",
                provider_name(fix.provider, "de dienst die hem beheert")
            )
        }
        Step::Decide { obstacle: Obstacle::NotOwn { owner } } => format!("Vraag het de eigenaar van {owner}"),
        Step::Decide { .. } => "Dit vraagt een keuze".into(),
        _ => return None,
    })
}

/// Een sleutel die een provider beheert.
pub(super) fn renew_at_host(target: &str) -> String {
    format!(
        "De naam is een alias voor {target}, waar de dienst de sleutel beheert. Laat die vernieuwen \
         in je account daar. Gebruik je de dienst niet meer, haal de alias dan weg."
    )
}

/// Een record dat een dienst beheert.
pub(super) fn change_at_host(target: &str, wanted: Option<&str>) -> String {
    let wanted = wanted.map_or_else(String::new, |text| format!(" Het moet worden: {text}"));
    format!(
        "De naam is een alias voor {target}, waar een dienst het record voor dit domein beheert. \
         Laat de alias staan en pas de instelling aan in je account daar; alleen als je de \
         dienst niet meer gebruikt, publiceer je het record hier in plaats van de alias.{wanted}"
    )
}

/// Waarom er geen record wordt aangeboden.
pub(super) fn decide(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Loses { sender } => format!(
            "Er wordt geen record aangeboden: {sender} mag nu versturen en zou er niet meer in \
             staan. Zoek uit of dat nog in gebruik is, en schrijf het record met of zonder."
        ),
        Obstacle::LetsIn { sender } => format!(
            "Er wordt geen record aangeboden: het zou {sender} toelaten, en dat heeft niemand \
             genoemd. Bepaal wie er mag versturen, en zet alleen die erin."
        ),
        Obstacle::Breaks { at } if at.is_empty() => {
            "Er wordt geen record aangeboden: het zou een andere fout veroorzaken. Verhelp eerst de \
             andere fouten, of bepaal wat er weg kan."
                .into()
        }
        Obstacle::Breaks { at } => format!(
            "Er wordt geen record aangeboden: het zou een andere fout veroorzaken bij {at}. Kijk \
             eerst wat daar staat, en verander de twee samen."
        ),
        Obstacle::InBetween => {
            "Er wordt geen record aangeboden: mail die nu slaagt zou kunnen falen. Vraag eerst \
             rapporten aan, en beslis daarmee."
                .into()
        }
        Obstacle::Undone => {
            "Er wordt geen record aangeboden: een andere stap vraagt om het tegendeel. Bepaal welke \
             van de twee de bedoeling is."
                .into()
        }
        Obstacle::Stays => {
            "Er wordt geen record aangeboden: met elke aanpassing die van hieraf te bepalen is \
             blijft de fout bestaan."
                .into()
        }
        Obstacle::NotOwn { owner } => {
            format!("Het record bij {owner} staat niet in jouw zone. Alleen de eigenaar kan het aanpassen.")
        }
        Obstacle::NoRoom => {
            "Er wordt geen record aangeboden: er staat een ander record of een alias op die plek \
             (RFC 1034 paragraaf 3.6.2). Bepaal welke van de twee blijft."
                .into()
        }
    }
}
