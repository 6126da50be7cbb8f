//! Waarom iets dat iemand gaf niet te gebruiken is.

use waxseal_core::dns::{DraftError, EndpointError, RdataError, ZoneError};
use waxseal_core::domain::DomainError;
use waxseal_core::evidence::Unusable;
use waxseal_core::input::NotADomain;
use waxseal_core::json::FieldError;
use waxseal_core::posture::NotASelector;

pub(crate) fn domain(why: &NotADomain) -> String {
    match why {
        NotADomain::Address { text } => {
            format!("\"{text}\" is een adres, en alleen een domein kan gecontroleerd worden.")
        }
        NotADomain::Name { text, why } => {
            format!("\"{text}\" kan niet gecontroleerd worden: {}.", name(*why))
        }
    }
}

pub(crate) fn selector(why: &NotASelector) -> String {
    format!("\"{}\" is geen selector: die staat achter s= in een handtekening.", why.text)
}

pub(crate) fn draft(why: &DraftError) -> String {
    match why {
        DraftError::Name { text, why } => {
            format!("De naam \"{text}\" van het testrecord klopt niet: {}.", name(*why))
        }
        DraftError::Kind { text } => format!("\"{text}\" is geen recordtype dat je kunt testen."),
        DraftError::Value { kind, text, why } => {
            format!("De {kind}-waarde \"{text}\" van het testrecord klopt niet: {}.", rdata(*why))
        }
    }
}

pub(crate) fn zone(why: &ZoneError) -> String {
    match why {
        ZoneError::NotAZone => "Een zonebestand is een object met namen, of een rapport.".to_owned(),
        ZoneError::Log => "Het DNS-log van het rapport is niet te lezen.".to_owned(),
        ZoneError::Name { name: text, why } => {
            format!("De naam \"{text}\" in het zonebestand klopt niet: {}.", name(*why))
        }
        ZoneError::Line { name } => {
            format!("Een regel bij de naam \"{name}\" in het zonebestand is geen record.")
        }
    }
}

pub(crate) fn resolver(why: &EndpointError) -> String {
    let why = match why {
        EndpointError::Characters => "er staan tekens in het adres die er niet in horen",
        EndpointError::NoScheme => "het adres moet met https:// beginnen",
        EndpointError::NoHost => "het adres noemt geen server",
        EndpointError::Plain => {
            "het adres moet met https:// beginnen, anders kan iedereen onderweg antwoorden"
        }
        EndpointError::Scheme { scheme } => {
            return format!(
                "Die DNS-resolver kan niet gebruikt worden: via \"{scheme}://\" gaan geen DNS-lookups, via \
                 https:// wel."
            );
        }
    };
    format!("Die DNS-resolver kan niet gebruikt worden: {why}.")
}

pub(crate) fn envelope(why: &Unusable) -> String {
    match why {
        Unusable::NotAnAddress(text) => {
            format!("\"{text}\" is geen IP-adres zoals 192.0.2.1 of 2001:db8::1.")
        }
        Unusable::NotAnAuthor(text, why) => {
            format!("\"{text}\" kan niet het From-domein zijn: {}.", name(*why))
        }
    }
}

pub(crate) fn field(why: &FieldError) -> String {
    match why {
        FieldError::NotText { key } => format!("\"{key}\" moet een tekst zijn."),
        FieldError::NotBoolean { key } => format!("\"{key}\" moet true of false zijn."),
        FieldError::NotTexts { key } => format!("\"{key}\" moet een lijst van teksten zijn."),
        FieldError::Missing { key } => format!("\"{key}\" ontbreekt."),
        FieldError::Unknown { key } => format!("\"{key}\" is hier niet bekend."),
        FieldError::NotAnObject => "Het is geen object met gewone gegevens.".to_owned(),
    }
}

/// Wat er mis is met een domeinnaam, na een dubbele punt.
const fn name(why: DomainError) -> &'static str {
    match why {
        DomainError::Empty => "de domeinnaam is leeg",
        DomainError::EmptyLabel => "de domeinnaam heeft een leeg label",
        DomainError::LabelTooLong => "een label van de domeinnaam is langer dan 63 tekens",
        DomainError::TooLong => "de domeinnaam is langer dan 253 tekens",
        DomainError::NotAscii => "de domeinnaam heeft tekens buiten ASCII",
        DomainError::BadCharacter => "in de domeinnaam staat een spatie of stuurteken",
    }
}

/// Wat er mis is met de gegevens van een record, na een dubbele punt.
const fn rdata(why: RdataError) -> &'static str {
    match why {
        RdataError::NotIpv4 => "het is geen IPv4-adres",
        RdataError::NotIpv6 => "het is geen IPv6-adres",
        RdataError::Name(why) => name(why),
        RdataError::MxParts => "er hoort een voorkeur en een server in",
        RdataError::MxPreference => "de voorkeur is geen getal",
        RdataError::Tlsa => "er horen drie getallen en hexadecimale gegevens in",
    }
}
