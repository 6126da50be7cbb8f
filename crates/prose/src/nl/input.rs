//! Wat er met de invoer gebeurd is.

use waxseal_core::message::Repair;

pub(super) fn repair(repair: &Repair) -> String {
    match repair {
        Repair::TooLong { bytes } => {
            format!("Het bericht telt {bytes} bytes, meer dan er gelezen wordt; de rest is weggelaten.")
        }
        Repair::ByteOrderMark => "Een byte order mark aan het begin is weggehaald.".into(),
        Repair::Utf16 => "De tekst was UTF-16 en is omgezet in UTF-8; handtekeningen erover zijn zo \
                          niet te controleren."
            .into(),
        Repair::MboxLine => "De mbox-regel aan het begin is weggehaald.".into(),
        Repair::OutlookMessage { has_header: true } => {
            "Dit is een bestand van Outlook zelf. De kop die erin staat is gelezen; de inhoud staat er \
             anders in dan ze verstuurd is en is dus niet te controleren."
                .into()
        }
        Repair::OutlookMessage { has_header: false } => {
            "Dit is een bestand van Outlook zelf, en er staat geen kop in: het bericht is nooit \
             verstuurd of ontvangen. Sla het zo mogelijk op als .eml, of plak de headers."
                .into()
        }
        Repair::MboxRest => "In het bestand staan meer berichten; het eerste is gelezen.".into(),
        Repair::LeadingJunk { lines: 1 } => "Eén regel boven de header is weggelaten.".into(),
        Repair::LeadingJunk { lines } => format!("{lines} regels boven de header zijn weggelaten."),
        Repair::Quoted => "De tekst was geciteerd met >; dat is weggehaald.".into(),
        Repair::Entities => "Tekencodes van een webpagina zijn gelezen als hun tekens.".into(),
        Repair::OneLine => "Alle velden stonden op één regel; ze zijn op hun naam gesplitst.".into(),
        Repair::ShownOriginal => {
            "Dit is de tabel boven een origineel in Gmail, niet de headers. De resultaten gelden als die \
             van Google; voor een eigen controle: Origineel downloaden."
                .into()
        }
        Repair::NameUnquoted => {
            "In de naam in From staan tekens die tussen aanhalingstekens horen (RFC 5322 §3.4). Net als \
             bij ontvangers geldt het adres tussen < en >."
                .into()
        }
        Repair::ULabel { domain } => format!(
            "d= is geschreven met een U-label en gelezen als het A-label {domain} (RFC 8616 §5). In een \
             mail die verder ASCII is, moet de ondertekenaar het A-label schrijven (RFC 6376 §3.5); \
             anders vinden ontvangers geen sleutel."
        ),
        Repair::DoubledDots => {
            "Punten aan het begin van regels waren verdubbeld, zoals SMTP doet; er is er een weggehaald."
                .into()
        }
        Repair::Indented => "De tekst was ingesprongen; dat is weggehaald.".into(),
        Repair::DoubleSpaced => "Om de andere regel was leeg; die regels zijn weggelaten.".into(),
        Repair::Unfolded { line } => format!(
            "Vanaf regel {line} zijn vervolgregels hun inspringing kwijt; ze zijn bij het veld erboven \
             gevoegd."
        ),
        Repair::NoBlankLine { line } => format!(
            "Regel {line} is geen header-veld en er staat geen lege regel voor; daar begint de inhoud."
        ),
        Repair::TooManyFields => {
            "Er zijn meer header-velden dan er gelezen worden; de rest is weggelaten.".into()
        }
    }
}
