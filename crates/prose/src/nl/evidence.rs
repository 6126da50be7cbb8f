//! Wat ontvangers, filters en programma's noteerden, in het Nederlands.

use waxseal_core::evidence::{Reason, Says};
use waxseal_core::report::Rule;

/// Waarom een ontvanger het een zei en het narekenen het ander.
pub(crate) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::RecordChanged => {
            "De DNS is die van vandaag. Op de dag van de mail kan een record anders geweest zijn."
        }
        Reason::KeyGone => "De sleutel staat niet meer in de DNS: hij is sindsdien verwijderd.",
        Reason::MessageAltered => {
            "Het bericht is veranderd nadat de ontvanger ernaar keek: door een filter erachter, of bij het \
             opslaan."
        }
        Reason::PasteAltered => {
            "De tekst is geplakt, en plakken verandert witruimte die handtekeningen dekken. Het opgeslagen \
             bericht geeft uitsluitsel."
        }
        Reason::OtherEnvelope => {
            "Het adres of de Return-Path die hier is aangenomen hoeft niet te zijn wat de ontvanger zag."
        }
        Reason::LocalPolicy => {
            "De ontvanger volgt hier een eigen regel, milder of strenger dan de standaard."
        }
        Reason::OlderStandard => "De ontvanger volgt nog RFC 7489 en de public-suffixlijst.",
        Reason::DnsTrouble => "De DNS gaf hier geen antwoord.",
        Reason::Unexplained => "Niets hier verklaart het; de ontvanger kan zich vergissen.",
    }
}

/// Een regel van de grote mailboxaanbieders.
pub(crate) const fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Spf => "SPF slaagt",
        Rule::Dkim => "Een DKIM-handtekening slaagt",
        Rule::DmarcPublished => "Het domein in From heeft een DMARC-beleid",
        Rule::Aligned => "SPF of DKIM spreekt voor het domein in From",
        Rule::ForwardConfirmedName => "Het verzendende adres heeft een naam die ernaar terugleidt (PTR)",
        Rule::Tls => "Het bericht kwam versleuteld binnen (TLS)",
        Rule::OneClickUnsubscribe => {
            "Afmelden kan met één klik, en de handtekening dekt dat (RFC 8058; voor marketing)"
        }
    }
}

/// Wat een veld zegt, in de woorden van de lezer.
pub(crate) fn says(says: &Says) -> String {
    match says {
        Says::SpamConfidence { level: -1 } => {
            "Microsoft heeft het niet gefilterd: een regel liet de afzender door.".into()
        }
        Says::SpamConfidence { level: 0 | 1 } => "Microsoft zag het niet als spam.".into(),
        Says::SpamConfidence { level } if *level <= 6 => {
            format!("Microsoft zag het als spam (niveau {level} van 9).")
        }
        Says::SpamConfidence { level } => {
            format!("Microsoft was er zeker van dat het spam is (niveau {level} van 9).")
        }
        Says::FilterVerdict { verdict } => match verdict_meaning(verdict) {
            Some(meaning) => format!("Het filter van Microsoft: {meaning} ({verdict})."),
            None => format!("Het filter van Microsoft gaf het oordeel {verdict}."),
        },
        Says::Category { category } => match category_meaning(category) {
            Some(meaning) => format!("Microsoft deelde het in als {meaning} ({category})."),
            None => format!("Microsoft deelde het in als {category}."),
        },
        Says::ClientAddress { ip } => format!("Het filter van Microsoft kreeg het van {ip}."),
        Says::BulkComplaint { level: 0 } => "Microsoft kent de afzender niet van bulkmail.".into(),
        Says::BulkComplaint { level } => {
            format!("Microsoft kent de afzender van bulkmail waar klachten over komen, niveau {level} van 9.")
        }
        Says::AuthenticatedAs { who } if who.eq_ignore_ascii_case("Internal") => {
            "Exchange zag de afzender als een van de eigen mensen.".into()
        }
        Says::AuthenticatedAs { who } => {
            format!("Exchange zag de afzender als {who}, niet als een van de eigen mensen.")
        }
        Says::OriginatingAddress { ip } => format!("De schrijver zat op {ip}."),
        Says::SpamStatus { spam, score } => {
            let score =
                score.as_ref().map_or_else(String::new, |score| format!(", met een score van {score}"));
            match spam {
                Some(true) => format!("Een filter zag het als spam{score}."),
                Some(false) => format!("Een filter zag het niet als spam{score}."),
                None => format!("Een filter heeft het gewogen{score}."),
            }
        }
        Says::MailingList { list } => format!("Het kwam via de lijst \u{201c}{list}\u{201d}."),
        Says::Unsubscribe { one_click: true } => "Afmelden kan met één klik.".into(),
        Says::Unsubscribe { one_click: false } => {
            "Er staat bij hoe je je afmeldt, al kan het niet met één klik.".into()
        }
        Says::Precedence { word } => {
            format!("Het is verstuurd als \u{2018}{word}\u{2019}: aan velen, of zonder haast.")
        }
        Says::AutoSubmitted { keyword } => format!("Een machine schreef het ({keyword})."),
        Says::RepliesTo { domain } => format!("Antwoorden gaan naar {domain}."),
        Says::FeedbackId { id } => format!("De afzender telt klachten erover onder {id}."),
    }
}

/// De codes van Microsoft voor SFV.
fn verdict_meaning(code: &str) -> Option<&'static str> {
    Some(match code {
        "NSPM" => "geen spam",
        "SPM" => "spam",
        "SKN" => "door een regel vóór het filter doorgelaten",
        "SKI" => "post binnen de organisatie, niet gefilterd",
        "SKA" => "doorgelaten door een lijst met toegestane afzenders",
        "SKB" => "tegengehouden door een blokkeerlijst",
        "SKQ" => "vrijgegeven uit quarantaine",
        "SKS" => "door een regel vóór het filter als spam gemerkt",
        "SFE" => "doorgelaten door de veilige afzenders van de lezer",
        "BLK" => "tegengehouden door de geblokkeerde afzenders van de lezer",
        _ => return None,
    })
}

/// De codes van Microsoft voor CAT.
fn category_meaning(code: &str) -> Option<&'static str> {
    Some(match code {
        "BULK" => "bulkmail",
        "SPM" | "OSPM" => "spam",
        "HSPM" => "zekere spam",
        "PHSH" => "phishing",
        "HPHSH" | "HPHISH" => "zekere phishing",
        "SPOOF" => "spoofing",
        "DIMP" => "nabootsing van je domein",
        "UIMP" => "nabootsing van een persoon",
        "GIMP" => "nabootsing van een bekende",
        "BIMP" => "nabootsing van een merk",
        "MALW" | "AMP" => "malware",
        "INTOS" => "phishing binnen de organisatie",
        _ => return None,
    })
}
