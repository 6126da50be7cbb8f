//! What a refusal means, in Dutch.

use crate::{Reverse, codes};
use std::net::IpAddr;
use waxseal_core::bounce::{BlockList, Meaning, Reply};
use waxseal_core::domain::Domain;

pub(super) fn refused_by(by: Option<&str>, reply: &Reply) -> String {
    let by = by.unwrap_or("De ontvangende server");
    let codes = Some(codes(reply)).filter(|codes| !codes.is_empty());
    let codes = codes.map(|codes| format!(" ({codes})")).unwrap_or_default();
    match reply.code.as_deref().or(reply.status.as_deref()) {
        Some(code) if code.starts_with('4') => format!("{by} nam deze mail nog niet aan{codes}."),
        _ => format!("{by} weigerde deze mail{codes}."),
    }
}

/// Where the name of an address belongs, or that it has one by now.
pub(super) fn reverse_name(ip: IpAddr, name: &Domain, today: &Reverse<'_>) -> String {
    match today {
        Reverse::There => format!("Inmiddels heeft {ip} er een: verstuur de mail opnieuw."),
        Reverse::OfAddress { made, helo } => format!(
            "{ip} heeft er wel een, {made}, maar die is niet meer dan het adres als naam; veel \
             ontvangers nemen van zo'n server geen mail aan. Laat {} ervoor in de plaats zetten.",
            helo.unwrap_or("een eigen naam die naar dat adres leidt")
        ),
        Reverse::Missing => {
            let other = " Of laat de server alleen over IPv4 versturen (in Postfix: inet_protocols = ipv4).";
            format!(
                "Het record voor {ip} hoort op {name} (PTR), met de eigen naam van de server als \
                 waarde.{}",
                if ip.is_ipv6() { other } else { "" }
            )
        }
    }
}

/// That a mail has no signature, where one was asked for.
pub(super) fn unsigned(author: &Domain) -> String {
    format!(
        "De mail die terugkwam heeft geen enkele handtekening: laat de server die hem verstuurt \
         ondertekenen als {author}, en publiceer de sleutel die hij toont."
    )
}

/// Where whoever runs the refused server asks to be taken off.
pub(super) fn block_list(BlockList { keeper, page }: BlockList, ip: IpAddr) -> String {
    format!("De lijst is van {keeper}: wie {ip} beheert, vraagt daar om verwijdering ({page}).")
}

/// What a refusal means, and what there is to do about one that is not about authentication.
pub(super) const fn refusal(meaning: Meaning) -> (&'static str, &'static str) {
    match meaning {
        Meaning::DmarcPolicy => {
            ("De mail kwam niet door de DMARC-controle, en het beleid van het domein vraagt te weigeren.", "")
        }
        Meaning::Unauthenticated => ("SPF en DKIM slaagden niet zoals deze ontvanger eist.", ""),
        Meaning::BulkAuthentication => (
            "Deze ontvanger eist SPF, DKIM en DMARC van domeinen die veel mail sturen; niet alles \
             slaagde.",
            "",
        ),
        Meaning::SpfFailed => ("SPF slaagde niet voor het domein van de Return-Path (MAIL FROM).", ""),
        Meaning::SpfTooWide => ("Het SPF-record staat veel te veel servers toe.", ""),
        Meaning::DkimFailed => ("DKIM slaagde niet, en deze ontvanger vraagt erom.", ""),
        Meaning::NoDmarcRecord => {
            ("Het domein heeft geen DMARC-record; deze ontvanger eist dat van bulkverzenders.", "")
        }
        Meaning::NotAligned => ("Het SPF-domein en het DKIM-domein zijn niet aligned met From.", ""),
        Meaning::DnsTrouble => ("DNS van het domein gaf geen antwoord, dus er was niets te controleren.", ""),
        Meaning::PolicyReasons => (
            "De server noemt alleen beleidsredenen: bij Yahoo meestal dat de mail niet slaagde voor \
             DMARC.",
            "",
        ),
        Meaning::OwnNames => (
            "Dit is een regel van de ontvanger zelf: mail op een van zijn eigen namen wordt geweigerd \
             als die van buiten komt (anti-spoofing). Slagen voor SPF, DKIM en DMARC verandert daar \
             niets aan.",
            "De beheerder van de ontvanger moet deze verzender toelaten.",
        ),
        Meaning::DirectSend => (
            "Deze tenant van Microsoft 365 weigert mail op zijn eigen naam die zonder login en zonder \
             connector binnenkomt (Reject Direct Send). Geen DNS-record verandert dat.",
            "Doe dit alleen voor een apparaat of server van jou. Laat die inloggen op \
             smtp.office365.com, of maak een inkomende connector voor het certificaat of het adres \
             (Exchange-beheercentrum). Is het niet van jou, dan is de weigering terecht. Laat Reject \
             Direct Send aan: vervalsers gebruiken dezelfde weg.",
        ),
        Meaning::ReverseName => (
            "Dit gaat over de verzendende server: het IP-adres heeft geen PTR (reverse DNS) die deze \
             ontvanger aanneemt.",
            "Laat een PTR-record instellen door wie het IP-adres uitgaf (de hosting- of \
             internetprovider); de naam daarin moet naar het adres terugleiden.",
        ),
        Meaning::Helo => (
            "Dit gaat over de verzendende server, niet over authenticatie: de HELO-naam deugt niet.",
            "Stel als HELO-naam de eigen naam van de server in, een die in DNS naar zijn adres leidt.",
        ),
        Meaning::NoTls => (
            "Dit gaat over de verzendende server, niet over authenticatie: die gebruikte geen TLS.",
            "Zet op de verzendende server TLS aan voor uitgaande mail.",
        ),
        Meaning::Blocklisted => (
            "Dit gaat over reputatie, niet over authenticatie: het IP-adres of domein staat op een \
             blocklist of heeft een slechte naam.",
            "Los op waardoor het adres of domein daar kwam en vraag dan de beheerder van de lijst om \
             verwijdering; bij een gedeelde server doet de provider dat. Geen DNS-record verandert er \
             iets aan.",
        ),
        Meaning::NotKnownHere => (
            "Dit gaat over de verzendende server en niet over authenticatie: deze ontvanger neemt \
             alleen mail aan van adressen die hij kent, en dit kent hij nog niet.",
            "Wie de verzendende server beheert, vraagt op het adres dat de weigering noemt om \
             toegelaten te worden. Geen DNS-record verandert dat.",
        ),
        Meaning::Rate => (
            "Dit gaat over hoeveelheid en klachten, niet over authenticatie.",
            "Verstuur langzamer, en alleen aan wie erom vroeg.",
        ),
        Meaning::TenantLimit => (
            "Dit is een limiet van de mailprovider voor de eigen klant, geen authenticatie. Dat is er \
             bij een nieuw of proefaccount, of na een gekraakte mailbox.",
            "De beheerder van de tenant vindt de reden in het account of vraagt de provider.",
        ),
        Meaning::RecipientDane => (
            "Dit gaat over het domein van de ontvanger: DANE, DNSSEC of MTA-STS past daar niet bij de \
             mailservers.",
            "Alleen de beheerder van het domein van de ontvanger kan dat herstellen: meld het langs \
             een andere weg.",
        ),
        Meaning::RecipientTlsa => (
            "Dit gaat over het domein van de ontvanger: het certificaat van zijn mailserver past niet \
             bij het TLSA-record (DANE). Bij de verzender is niets mis.",
            "Meld het de beheerder van de ontvanger langs een andere weg: in het TLSA-record moet de \
             digest staan van de sleutel die de server nu gebruikt. Een nieuwe wordt gepubliceerd \
             voordat de sleutel wisselt.",
        ),
        Meaning::RecipientMtaSts => (
            "Dit gaat over het domein van de ontvanger: het MTA-STS-beleid past niet bij zijn \
             mailservers. Bij de verzender is niets mis.",
            "Meld het de beheerder van de ontvanger langs een andere weg: in het beleidsbestand moeten \
             de hosts van de MX-records staan, en daarna moet de id van het _mta-sts-record \
             veranderen.",
        ),
        Meaning::NoMailbox => (
            "Dit gaat over de ontvanger: de mailbox bestaat niet of neemt geen mail aan.",
            "Controleer de spelling van het adres.",
        ),
        Meaning::SenderRestricted => (
            "Dit gaat over de ontvanger: de mailbox of groep neemt alleen mail van bepaalde afzenders \
             aan.",
            "De beheerder van de mailbox of groep kan je toevoegen.",
        ),
        Meaning::Greylisted => (
            "Deze server stuurt weg wie hij nog niet kent en neemt de mail bij een latere poging aan.",
            "De verzendende server probeert het zelf opnieuw; je hoeft niets te doen.",
        ),
        Meaning::BlocklistUnanswered => (
            "Dit ligt aan de ontvangende server zelf: de blocklist weigerde hem te antwoorden, en hij \
             hield dat voor een vermelding.",
            "Niets zegt dat het adres op de lijst staat; alleen de beheerder daar kan het verhelpen.",
        ),
        Meaning::MailboxFull => {
            ("Dit gaat over de ontvanger: de mailbox is vol.", "Bereik de ontvanger op een andere manier.")
        }
        Meaning::TooLarge => (
            "De mail is groter dan de server van de ontvanger aanneemt.",
            "Stuur in plaats van het bestand een link.",
        ),
        Meaning::Content => (
            "Dit gaat over de inhoud van de mail, niet over authenticatie.",
            "Kijk naar links en bijlagen, en vraag de beheerder van de ontvanger wat er gevonden is.",
        ),
        Meaning::BadHeader => (
            "De headers voldoen niet aan RFC 5322; dit gaat niet over authenticatie.",
            "De maker van het programma dat deze mail schrijft kan dat verhelpen.",
        ),
        Meaning::BadSender => (
            "Het afzenderadres is onbruikbaar; dit gaat niet over authenticatie.",
            "Controleer of het domein bestaat en mail aanneemt.",
        ),
        Meaning::Relay => (
            "De server vraagt een login, of neemt voor dat adres geen mail aan; dit gaat niet over \
             SPF, DKIM of DMARC.",
            "Laat het mailprogramma inloggen op de server waarlangs het verstuurt. Is de server van de \
             ontvanger, dan kan alleen de beheerder daar helpen.",
        ),
        Meaning::Unreachable => (
            "De server van de ontvanger was niet bereikbaar; dit gaat niet over authenticatie.",
            "De verzendende server probeert het enkele dagen en geeft dan op.",
        ),
        Meaning::Unknown => ("De tekst wijst niet op SPF, DKIM of DMARC.", ""),
    }
}
