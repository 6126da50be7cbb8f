//! Every reason why something that was given cannot be used has a sentence in each language, and a Dutch one is Dutch.

use waxseal_core::dns::{DraftError, EndpointError, RdataError, RecordType, ZoneError};
use waxseal_core::domain::DomainError;
use waxseal_core::evidence::Unusable;
use waxseal_core::input::NotADomain;
use waxseal_core::json::FieldError;
use waxseal_core::posture::NotASelector;
use waxseal_core::setup::Refused;
use waxseal_prose::{Lang, Refusal};

/// Words that an English sentence can hardly do without, and no Dutch one has.
const ENGLISH: [&str; 19] = [
    "the", "and", "with", "that", "this", "there", "not", "be", "can", "cannot", "must", "has", "it", "its",
    "one", "for", "to", "needs", "which",
];

/// A list of every variant of an enum; one that is left out does not compile.
macro_rules! every {
    ($name:ident: $type:ty { $($pattern:pat => $value:expr),+ $(,)? }) => {
        fn $name() -> Vec<$type> {
            let _is_whole = |one: &$type| match one { $($pattern => ()),+ };
            vec![$($value),+]
        }
    };
}

fn x() -> String {
    "x.example".to_owned()
}

every!(names: DomainError {
    DomainError::Empty => DomainError::Empty,
    DomainError::EmptyLabel => DomainError::EmptyLabel,
    DomainError::LabelTooLong => DomainError::LabelTooLong,
    DomainError::TooLong => DomainError::TooLong,
    DomainError::NotAscii => DomainError::NotAscii,
    DomainError::BadCharacter => DomainError::BadCharacter,
});

every!(data: RdataError {
    RdataError::NotIpv4 => RdataError::NotIpv4,
    RdataError::NotIpv6 => RdataError::NotIpv6,
    RdataError::Name(_) => RdataError::Name(DomainError::TooLong),
    RdataError::MxParts => RdataError::MxParts,
    RdataError::MxPreference => RdataError::MxPreference,
    RdataError::Tlsa => RdataError::Tlsa,
});

every!(drafts: DraftError {
    DraftError::Name { .. } => DraftError::Name { text: x(), why: DomainError::Empty },
    DraftError::Kind { .. } => DraftError::Kind { text: x() },
    DraftError::Value { .. } => DraftError::Value { kind: RecordType::A, text: x(), why: RdataError::NotIpv4 },
});

every!(zones: ZoneError {
    ZoneError::NotAZone => ZoneError::NotAZone,
    ZoneError::Log => ZoneError::Log,
    ZoneError::Name { .. } => ZoneError::Name { name: x(), why: DomainError::Empty },
    ZoneError::Line { .. } => ZoneError::Line { name: x() },
});

every!(resolvers: EndpointError {
    EndpointError::Characters => EndpointError::Characters,
    EndpointError::NoScheme => EndpointError::NoScheme,
    EndpointError::NoHost => EndpointError::NoHost,
    EndpointError::Plain => EndpointError::Plain,
    EndpointError::Scheme { .. } => EndpointError::Scheme { scheme: x() },
});

every!(envelopes: Unusable {
    Unusable::NotAnAddress(_) => Unusable::NotAnAddress(x()),
    Unusable::NotAnAuthor(..) => Unusable::NotAnAuthor(x(), DomainError::Empty),
});

every!(domains: NotADomain {
    NotADomain::Address { .. } => NotADomain::Address { text: x() },
    NotADomain::Name { .. } => NotADomain::Name { text: x(), why: DomainError::Empty },
});

every!(fields: FieldError {
    FieldError::NotText { .. } => FieldError::NotText { key: x() },
    FieldError::NotBoolean { .. } => FieldError::NotBoolean { key: x() },
    FieldError::NotTexts { .. } => FieldError::NotTexts { key: x() },
    FieldError::Missing { .. } => FieldError::Missing { key: x() },
    FieldError::Unknown { .. } => FieldError::Unknown { key: x() },
    FieldError::NotAnObject => FieldError::NotAnObject,
});

every!(choices: Refused {
    Refused::NoDomain => Refused::NoDomain,
    Refused::BadDomain { .. } => Refused::BadDomain { text: x() },
    Refused::NothingChosen => Refused::NothingChosen,
    Refused::NothingAndSomething => Refused::NothingAndSomething,
    Refused::UnknownSender { .. } => Refused::UnknownSender { text: x() },
    Refused::UnknownRegion { .. } => Refused::UnknownRegion { text: x() },
    Refused::BadAddress { .. } => Refused::BadAddress { text: x() },
    Refused::InsideAddress { .. } => Refused::InsideAddress { text: x() },
    Refused::WideRange { .. } => Refused::WideRange { text: x() },
    Refused::TooManyAddresses { .. } => Refused::TooManyAddresses { limit: 7 },
    Refused::TooManyOthers { .. } => Refused::TooManyOthers { limit: 7 },
    Refused::BadTenant { .. } => Refused::BadTenant { text: x() },
    Refused::UnknownReceiver { .. } => Refused::UnknownReceiver { text: x() },
    Refused::NoHost => Refused::NoHost,
    Refused::BadHost { .. } => Refused::BadHost { text: x() },
    Refused::BadReportAddress { .. } => Refused::BadReportAddress { text: x() },
});

fn all() -> Vec<Box<dyn Refusal>> {
    fn boxed<R: Refusal + 'static>(reasons: Vec<R>) -> impl Iterator<Item = Box<dyn Refusal>> {
        reasons.into_iter().map(|reason| Box::new(reason) as Box<dyn Refusal>)
    }
    let of_names = names().into_iter().map(|why| NotADomain::Name { text: x(), why }).collect();
    let value = |why| DraftError::Value { kind: RecordType::Mx, text: x(), why };
    let of_data = data().into_iter().map(value).collect();
    boxed(domains())
        .chain(boxed(of_names))
        .chain(boxed(vec![NotASelector { text: x() }]))
        .chain(boxed(drafts()))
        .chain(boxed::<DraftError>(of_data))
        .chain(boxed(zones()))
        .chain(boxed(resolvers()))
        .chain(boxed(envelopes()))
        .chain(boxed(fields()))
        .collect()
}

/// Says that a sentence is one, and that the Dutch one holds no English.
fn check(said: &[String; Lang::ALL.len()]) {
    assert!(said.iter().all(|text| text.len() > 10 && text.ends_with(['.', '?'])), "{said:?}");
    let [english, dutch] = said;
    assert_ne!(english, dutch);
    let word = |text: &str| text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let left: Vec<String> =
        dutch.split([' ', '-']).map(word).filter(|word| ENGLISH.contains(&word.as_str())).collect();
    assert!(left.is_empty(), "{left:?} in {dutch}");
}

#[test]
fn every_reason_is_a_sentence_of_its_own_in_each_language() {
    let reasons = all();
    assert!(reasons.len() > 30);
    for reason in reasons {
        check(&Lang::ALL.map(|lang| reason.sentence(lang)));
    }
    for choice in choices() {
        check(&Lang::ALL.map(|lang| lang.setup().refused(&choice)));
    }
}
