//! What a refusal means, in Dutch.

use crate::codes;
use waxseal_core::bounce::{Meaning, Reply};

pub(super) fn refused_by(by: Option<&str>, reply: &Reply) -> String {
    let by = by.unwrap_or("De ontvangende server");
    let codes = Some(codes(reply)).filter(|codes| !codes.is_empty());
    let codes = codes.map(|codes| format!(" ({codes})")).unwrap_or_default();
    match reply.code.as_deref().or(reply.status.as_deref()) {
        Some(code) if code.starts_with('4') => format!("{by} nam deze mail nog niet aan{codes}."),
        _ => format!("{by} weigerde deze mail{codes}."),
    }
}

pub(super) const fn refusal(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::DmarcPolicy => {
            "De mail kwam niet door de DMARC-controle, en het beleid van het domein vraagt te weigeren."
        }
        Meaning::Unauthenticated => "SPF en DKIM slaagden niet zoals deze ontvanger eist.",
        Meaning::BulkAuthentication => {
            "Deze ontvanger eist SPF, DKIM en DMARC van domeinen die veel mail sturen; niet alles slaagde."
        }
        Meaning::SpfFailed => "SPF slaagde niet voor het domein van de Return-Path (MAIL FROM).",
        Meaning::SpfTooWide => "Het SPF-record staat veel te veel servers toe.",
        Meaning::DkimFailed => "DKIM slaagde niet.",
        Meaning::NoDmarcRecord => {
            "Het domein heeft geen DMARC-record; deze ontvanger eist dat van bulkverzenders."
        }
        Meaning::NotAligned => "Het SPF-domein en het DKIM-domein zijn niet aligned met From.",
        Meaning::DnsTrouble => "DNS van het domein gaf geen antwoord, dus er was niets te controleren.",
        Meaning::PolicyReasons => {
            "In de woorden van Yahoo: de mail voldeed niet aan het DMARC- of DKIM-beleid van het domein."
        }
        Meaning::ReverseName => {
            "Dit gaat over de verzendende server en niet over SPF, DKIM of DMARC: het IP-adres heeft geen \
             kloppende PTR (reverse DNS)."
        }
        Meaning::Helo => {
            "Dit gaat over de verzendende server, niet over authenticatie: de HELO-naam deugt niet."
        }
        Meaning::NoTls => {
            "Dit gaat over de verzendende server, niet over authenticatie: die gebruikte geen TLS."
        }
        Meaning::Blocklisted => {
            "Dit gaat over reputatie, niet over authenticatie: het IP-adres of domein staat op een blocklist \
             of heeft een slechte naam."
        }
        Meaning::Rate => "Dit gaat over hoeveelheid en klachten, niet over authenticatie.",
        Meaning::TenantLimit => {
            "Dit is een limiet van de mailprovider voor de eigen klant, geen authenticatie."
        }
        Meaning::RecipientDane => {
            "Dit gaat over het domein van de ontvanger: DANE of DNSSEC is daar stuk. De verzender kan er \
             niets aan doen."
        }
        Meaning::NoMailbox => "Dit gaat over de ontvanger: de mailbox bestaat niet of neemt geen mail aan.",
        Meaning::MailboxFull => "Dit gaat over de ontvanger: de mailbox is vol.",
        Meaning::TooLarge => "De mail is groter dan de server van de ontvanger aanneemt.",
        Meaning::Content => "Dit gaat over de inhoud van de mail, niet over authenticatie.",
        Meaning::BadHeader => "De headers voldoen niet aan RFC 5322; dit gaat niet over authenticatie.",
        Meaning::BadSender => "Het afzenderadres is onbruikbaar; dit gaat niet over authenticatie.",
        Meaning::Relay => {
            "De server vraagt een login, of stuurt voor deze verzender niet door; dit gaat niet over \
             SPF, DKIM of DMARC."
        }
        Meaning::Unreachable => {
            "De server van de ontvanger was niet bereikbaar; dit gaat niet over authenticatie."
        }
        Meaning::Unknown => "De tekst wijst niet op SPF, DKIM of DMARC.",
    }
}
