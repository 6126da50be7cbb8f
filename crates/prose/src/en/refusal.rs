//! Why something that a person gave cannot be used, in English.

use waxseal_core::dns::{DraftError, EndpointError, RdataError, ZoneError};
use waxseal_core::domain::DomainError;
use waxseal_core::evidence::Unusable;
use waxseal_core::input::NotADomain;
use waxseal_core::json::FieldError;
use waxseal_core::posture::NotASelector;

pub(crate) fn domain(why: &NotADomain) -> String {
    match why {
        NotADomain::Address { text } => {
            format!("\"{text}\" is an address, and only a domain can be checked.")
        }
        NotADomain::Name { text, why } => format!("\"{text}\" cannot be checked: {}.", name(*why)),
    }
}

pub(crate) fn selector(why: &NotASelector) -> String {
    format!("\"{}\" is no selector: it stands after s= in a signature.", why.text)
}

pub(crate) fn draft(why: &DraftError) -> String {
    match why {
        DraftError::Name { text, why } => {
            format!("The draft's name \"{text}\" is wrong: {}.", name(*why))
        }
        DraftError::Kind { text } => format!("\"{text}\" is not a record type that a draft can have."),
        DraftError::Value { kind, text, why } => {
            format!("The draft's {kind} value \"{text}\" is wrong: {}.", rdata(*why))
        }
    }
}

pub(crate) fn zone(why: &ZoneError) -> String {
    match why {
        ZoneError::NotAZone => "A zone file is an object of names, or a report.".to_owned(),
        ZoneError::Log => "The report's log of DNS cannot be read.".to_owned(),
        ZoneError::Name { name: text, why } => {
            format!("The zone's name \"{text}\" is wrong: {}.", name(*why))
        }
        ZoneError::Line { name } => format!("A line of the zone's name \"{name}\" is not a record."),
    }
}

pub(crate) fn resolver(why: &EndpointError) -> String {
    let why = match why {
        EndpointError::Characters => "its address has characters that no address has",
        EndpointError::NoScheme => "its address must start with https://",
        EndpointError::NoHost => "its address names no host",
        EndpointError::Plain => "its address must start with https://, or anyone on the way could answer",
        EndpointError::Scheme { scheme } => {
            return format!(
                "That DNS resolver cannot be used: \"{scheme}://\" is no way to query DNS; https:// is."
            );
        }
    };
    format!("That DNS resolver cannot be used: {why}.")
}

pub(crate) fn envelope(why: &Unusable) -> String {
    match why {
        Unusable::NotAnAddress(text) => {
            format!("\"{text}\" is not an IP address like 192.0.2.1 or 2001:db8::1.")
        }
        Unusable::NotAnAuthor(text, why) => {
            format!("\"{text}\" cannot be the From domain: {}.", name(*why))
        }
    }
}

pub(crate) fn field(why: &FieldError) -> String {
    match why {
        FieldError::NotText { key } => format!("\"{key}\" must be a string."),
        FieldError::NotBoolean { key } => format!("\"{key}\" must be true or false."),
        FieldError::NotTexts { key } => format!("\"{key}\" must be a list of strings."),
        FieldError::Missing { key } => format!("\"{key}\" is missing."),
        FieldError::Unknown { key } => format!("\"{key}\" is not known here."),
        FieldError::NotAnObject => "It is not an object of plain data.".to_owned(),
    }
}

/// What is wrong with a domain name, after a colon.
const fn name(why: DomainError) -> &'static str {
    match why {
        DomainError::Empty => "the domain name is empty",
        DomainError::EmptyLabel => "the domain name has an empty label",
        DomainError::LabelTooLong => "a label of the domain name is longer than 63 characters",
        DomainError::TooLong => "the domain name is longer than 253 characters",
        DomainError::NotAscii => "the domain name has characters outside ASCII",
        DomainError::BadCharacter => "the domain name has a space or a control character",
    }
}

/// What is wrong with the data of a record, after a colon.
const fn rdata(why: RdataError) -> &'static str {
    match why {
        RdataError::NotIpv4 => "it is not an IPv4 address",
        RdataError::NotIpv6 => "it is not an IPv6 address",
        RdataError::Name(why) => name(why),
        RdataError::MxParts => "it needs a preference and a host",
        RdataError::MxPreference => "the preference is not a number",
        RdataError::Tlsa => "it needs three numbers and hexadecimal data",
    }
}
