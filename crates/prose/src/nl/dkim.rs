//! DKIM in het Nederlands.

use crate::list;
use waxseal_core::crypto::KeyError;
use waxseal_core::dkim::body_change::{BodyEdge, LineEnd};
use waxseal_core::dkim::key::KeyRecordError;
use waxseal_core::dkim::{BodyChange, Cause, ChangedField, DkimFinding, HeaderChange};
use waxseal_core::time::Timestamp;

/// Waarom een handtekening niet slaagde.
pub(crate) fn cause(cause: &Cause) -> String {
    match cause {
        Cause::KeyNotFound => "De sleutel is weg: de DNS heeft vandaag geen record op die naam. Sleutels \
                               worden af en toe vervangen, en een vervalser kan er een noemen die er nooit \
                               was."
            .into(),
        Cause::KeyRevoked => "De sleutel is ingetrokken: het record staat er nog, met een lege p=.".into(),
        Cause::KeyUnusable { error } => {
            format!("Het sleutelrecord is niet te gebruiken: {}.", key_error(error))
        }
        Cause::KeyTypeMismatch { key_type } => format!(
            "Het sleutelrecord bevat een {}-sleutel en de handtekening is met een andere soort gezet.",
            key_type.as_str()
        ),
        Cause::HashNotAllowed { hash } => format!("Het sleutelrecord staat {} niet toe (h=).", hash.as_str()),
        Cause::ServiceNotAllowed => "Volgens het sleutelrecord is de sleutel niet voor e-mail (s=).".into(),
        Cause::IdentityNotExact { identity } => format!(
            "De sleutel geldt alleen voor het domein zelf (t=s), en de handtekening is voor {identity}."
        ),
        Cause::DnsTrouble { .. } => "De DNS gaf geen antwoord over de sleutel, dus de handtekening kon niet \
                                     gecontroleerd worden. Probeer het opnieuw of kies een andere resolver."
            .into(),
        Cause::BodyNotSupplied { header_verified: true } => "De kop klopt. De inhoud is niet gegeven, dus \
                                                             of de tekst ongewijzigd is valt niet te zeggen."
            .into(),
        Cause::BodyNotSupplied { header_verified: false } => {
            "De inhoud is niet gegeven, en de header-velden zijn niet precies de ondertekende. Bij het \
             kopiëren uit een mailprogramma verandert vaak de witruimte; het opgeslagen bericht geeft \
             uitsluitsel."
                .into()
        }
        Cause::BodyHashMismatch => "De inhoud is niet die welke ondertekend is.".into(),
        Cause::SignatureMismatch => "De inhoud is zoals ondertekend, maar de header-velden niet.".into(),
        Cause::OtherKey { .. } => "De sleutel die nu in DNS staat heeft deze handtekening niet gezet, dus \
                                   wat er ondertekend is, valt niet te zeggen. Misschien is hij sindsdien \
                                   vervangen, was hij nooit van de ondertekenaar, of raakte de handtekening \
                                   bij het kopiëren beschadigd."
            .into(),
        Cause::BodyLengthTooLong { length, actual } => {
            format!("De handtekening dekt {length} bytes inhoud (l=) en er zijn er maar {actual}.")
        }
        Cause::HeaderTooLong { octets } => {
            format!("Ze dekt {octets} bytes aan headers, meer dan gecontroleerd wordt.")
        }
        Cause::WeakHash => "Ze klopt, maar met SHA-1, en dat telt niet meer.".into(),
        Cause::WeakKey { bits } => {
            format!("Ze klopt, maar met een sleutel van {bits} bits; minder dan 1024 telt niet.")
        }
        Cause::Expired { at } => format!("Ze klopt, maar is verlopen op {}.", time(*at)),
        Cause::SignatureSyntax { .. }
        | Cause::TagMissing { .. }
        | Cause::TagInvalid { .. }
        | Cause::VersionUnknown { .. }
        | Cause::AlgorithmUnknown { .. }
        | Cause::CanonicalizationUnknown { .. }
        | Cause::QueryMethodUnknown { .. }
        | Cause::FromNotSigned
        | Cause::IdentityOutsideDomain { .. } => syntax(cause),
    }
}

/// Wat er mis is met de tekst van een handtekening.
fn syntax(cause: &Cause) -> String {
    match cause {
        Cause::SignatureSyntax { error } => format!(
            "De handtekening is niet te lezen: bij teken {} werd {} verwacht.",
            error.span.start + 1,
            error.expected
        ),
        Cause::TagMissing { tag } => format!("De handtekening mist {tag}=, dat er moet staan."),
        Cause::TagInvalid { tag, value } => {
            format!("\u{2018}{value}\u{2019} kan niet de waarde van {tag}= zijn.")
        }
        Cause::VersionUnknown { version } => {
            format!("De handtekening heeft versie {version}; er is alleen versie 1.")
        }
        Cause::AlgorithmUnknown { algorithm } => {
            format!("\u{2018}{algorithm}\u{2019} is geen algoritme van DKIM.")
        }
        Cause::CanonicalizationUnknown { canonicalization } => {
            format!("\u{2018}{canonicalization}\u{2019} is geen canonicalisatie van DKIM.")
        }
        Cause::QueryMethodUnknown { methods } => {
            format!("De sleutel moet opgehaald worden met \u{2018}{methods}\u{2019}, en dat kent niemand.")
        }
        Cause::FromNotSigned => "De handtekening dekt het From-veld niet, en dan telt ze niet.".into(),
        Cause::IdentityOutsideDomain { identity } => {
            format!("Ze spreekt voor {identity}, en dat valt niet onder het ondertekenende domein.")
        }
        // Every other cause is said above.
        _ => String::new(),
    }
}

/// Waarom een record geen sleutel geeft.
pub(crate) fn key_error(error: &KeyRecordError) -> String {
    match error {
        KeyRecordError::Syntax { error } => {
            format!("bij teken {} werd {} verwacht", error.span.start + 1, error.expected)
        }
        KeyRecordError::Quoting => "er zijn aanhalingstekens of backslashes mee gepubliceerd".into(),
        KeyRecordError::Version { version } => format!("de versie is {version}, niet DKIM1"),
        KeyRecordError::NoKey => "er staat geen p= in".into(),
        KeyRecordError::Revoked => "het is ingetrokken".into(),
        KeyRecordError::KeyType { key_type } => {
            format!("\u{2018}{key_type}\u{2019} is geen bekende soort sleutel")
        }
        KeyRecordError::NotBase64 => {
            "p= is geen base64; vaak is bij het kopiëren een deel weggevallen".into()
        }
        KeyRecordError::Data { error } => match error {
            KeyError::NotDer => "p= is geen sleutel; vaak is bij het kopiëren een deel weggevallen",
            KeyError::OtherAlgorithm => "p= is een sleutel voor een ander algoritme",
            KeyError::BadNumbers => "de sleutel heeft getallen die geen RSA-sleutel heeft",
            KeyError::TooShort => "de sleutel is te kort om er een te zijn",
            KeyError::TooLong => "de sleutel is langer dan er gebruikt worden",
            KeyError::BadLength => "de Ed25519-sleutel is geen 32 bytes lang",
            KeyError::NotAPoint => "de Ed25519-sleutel is ongeldig",
        }
        .into(),
    }
}

/// Wat er met de inhoud gebeurd is.
pub(crate) fn body_change(change: &BodyChange) -> String {
    match change {
        BodyChange::OtherCanonicalization { canonicalization } => format!(
            "Er is met {}-canonicalisatie ondertekend, al zegt de handtekening wat anders: de ondertekenaar \
             is verkeerd ingesteld.",
            canonicalization.as_str()
        ),
        BodyChange::FooterAppended { line, .. } => format!(
            "Na het ondertekenen is er tekst achter gezet, vanaf regel {line} van de inhoud. Zonder die \
             tekst klopt de handtekening."
        ),
        BodyChange::LinesInserted { line, lines } => lines_inserted(*line, *lines),
        BodyChange::Wrapped { line } => format!(
            "Het bericht is na het ondertekenen in een ander verpakt, zoals lijsten doen; het begint nu op \
             regel {line} van de inhoud. Uitgepakt klopt de handtekening."
        ),
        BodyChange::LineEnds { signed: LineEnd::Lf } => "Er is ondertekend met kale regeleinden (LF) waar \
                                                         mail CRLF heeft: het programma ondertekent te \
                                                         vroeg."
            .into(),
        BodyChange::LineEnds { signed: LineEnd::Crlf } => {
            "Elk regeleinde is onderweg of bij het opslaan verdubbeld.".into()
        }
        BodyChange::BlankLines { place: BodyEdge::Top } => {
            "Bovenaan de inhoud zijn lege regels bijgekomen of weggevallen.".into()
        }
        BodyChange::BlankLines { place: BodyEdge::End } => {
            "Onderaan de inhoud zijn lege regels bijgekomen of weggevallen.".into()
        }
        BodyChange::Reencoded { signed } => {
            format!("De tekst is onderweg opnieuw gecodeerd: ze is ondertekend als {}.", signed.as_str())
        }
        BodyChange::TabsExpanded { width } => {
            format!("Tabs zijn elk {width} spaties geworden, zoals bij plakken gebeurt.")
        }
        BodyChange::LinesWrapped { width } => {
            format!("Lange regels zijn op {width} tekens afgebroken, zoals bij plakken gebeurt.")
        }
        BodyChange::FromQuoted => "Voor een regel die met From begint is een > gezet of weggehaald, zoals \
                                   mailboxbestanden doen."
            .into(),
        BodyChange::DotStuffed => {
            "Een punt aan het begin van een regel is onderweg verdubbeld of weggevallen.".into()
        }
        BodyChange::TrailingSpaceLost => {
            "Spaties aan het eind van regels zijn weggevallen, zoals bij plakken gebeurt.".into()
        }
        BodyChange::EmptyHashedAsNothing => "De handtekening draagt de hash van niets (bh=). Bij simple \
                                             telt zelfs een lege body als één regeleinde (RFC 6376 §3.4.3), \
                                             dus dat kan nergens kloppen."
            .into(),
        BodyChange::Recoded => {
            "De tekst is van ISO 8859-1 in UTF-8 omgezet, bij het opslaan of plakken.".into()
        }
        BodyChange::Unexplained { everything_tried } => unexplained(*everything_tried).into(),
    }
}

fn lines_inserted(line: usize, lines: usize) -> String {
    match lines {
        1 => format!(
            "Na het ondertekenen is er een regel tussen gezet, regel {line}. Zonder die regel klopt de \
             handtekening."
        ),
        _ => format!(
            "Na het ondertekenen zijn er {lines} regels tussen gezet, vanaf regel {line}. Zonder die regels \
             klopt de handtekening."
        ),
    }
}

const fn unexplained(everything_tried: bool) -> &'static str {
    if everything_tried {
        "Geen van de veranderingen die vaak voorkomen verklaart het: de tekst zelf kan gewijzigd zijn."
    } else {
        "Wat er gebeurd is, is niet gevonden; de inhoud is te groot om alles te proberen."
    }
}

/// Wat er met de header-velden gebeurd is.
pub(crate) fn header_change(change: &HeaderChange) -> String {
    match change {
        HeaderChange::OtherCanonicalization { canonicalization } => format!(
            "Er is met {}-canonicalisatie ondertekend, al zegt de handtekening wat anders: de ondertekenaar \
             is verkeerd ingesteld.",
            canonicalization.as_str()
        ),
        HeaderChange::SubjectTagged { tag, was } => format!(
            "Na het ondertekenen is \u{2018}{tag}\u{2019} in het onderwerp gezet, zoals maillijsten en \
             gateways doen. Het onderwerp was \u{2018}{was}\u{2019}; daarmee klopt de handtekening."
        ),
        HeaderChange::FieldsChanged { fields, proven } => {
            let fields: Vec<String> = fields.iter().map(changed_field).collect();
            let proven = if *proven {
                " Met de oude tekst klopt de handtekening."
            } else {
                " Dat alleen verklaart het niet."
            };
            format!("Veranderd na het ondertekenen: {}.{proven}", fields.join("; "))
        }
        HeaderChange::FieldAdded { field, .. } => format!(
            "Na het ondertekenen is er een veld {field} bijgekomen, en de handtekening verbiedt dat. Zonder \
             dat veld klopt ze."
        ),
        HeaderChange::FieldsReordered { field } => {
            format!("De velden {field} zijn na het ondertekenen van plaats gewisseld.")
        }
        HeaderChange::Refolded => "Regels van de kop zijn na het ondertekenen afgebroken of samengevoegd, \
                                   zoals bij plakken gebeurt; deze handtekening verdraagt dat niet."
            .into(),
        HeaderChange::Several { changes } => changes.iter().map(header_change).collect::<Vec<_>>().join(" "),
        HeaderChange::Unexplained { absent, .. } if !absent.is_empty() => format!(
            "Wat er veranderd is, is niet bekend. Ondertekend, en niet in het bericht: {}.",
            list(absent, "en")
        ),
        HeaderChange::Unexplained { everything_tried: true, .. } => {
            "Geen van de veranderingen die bij headers vaak voorkomen verklaart het.".into()
        }
        HeaderChange::Unexplained { everything_tried: false, .. } => {
            "Wat er veranderd is, is niet gevonden, en niet alles kon geprobeerd worden.".into()
        }
    }
}

fn changed_field(changed: &ChangedField) -> String {
    match &changed.is {
        Some(is) => format!(
            "{} was \u{2018}{}\u{2019} en is \u{2018}{is}\u{2019}, volgens {}",
            changed.field, changed.was, changed.told_by
        ),
        None => format!(
            "{} was \u{2018}{}\u{2019} en is weg, volgens {}",
            changed.field, changed.was, changed.told_by
        ),
    }
}

/// Advies over een handtekening of haar sleutel.
pub(crate) fn finding(finding: &DkimFinding) -> String {
    use DkimFinding as F;
    match finding {
        F::TooManySignatures { left_out } => {
            format!("{left_out} handtekeningen meer dan er bekeken worden; die zijn overgeslagen.")
        }
        F::BareLineFeeds => {
            "Regels van het bestand eindigen op een kale LF, zoals vaker in bewaarde bestanden. Ze zijn \
                              gelezen als CRLF, zoals ze verstuurd waren."
                .into()
        }
        F::BodyLengthLimited { signed, present, .. } => length_limited(*signed, *present),
        F::FieldUnsigned { field, .. } => {
            format!("{field} is niet ondertekend: het kan gewijzigd worden en dan klopt de handtekening nog.")
        }
        F::FromNotOversigned { .. } => "Het bericht heeft meer From-velden dan deze handtekening dekt: er \
                                        kan er een bij zijn gezet, en de handtekening klopt dan nog."
            .into(),
        F::FieldRepeated { field, count, covered } => field_repeated(field, *count, *covered),
        F::Sha1Used { .. } => "De handtekening gebruikt SHA-1, en dat accepteren ontvangers niet meer. Zet \
                               de ondertekenaar op rsa-sha256."
            .into(),
        F::KeyShort { bits, .. } => {
            format!("De sleutel heeft {bits} bits. Wie ermee ondertekent neemt beter 2048.")
        }
        F::KeyLong { bits, .. } => {
            format!("De sleutel heeft {bits} bits, meer dan elke ontvanger kan controleren. Gebruik 2048.")
        }
        F::KeyTesting { .. } => "De sleutel zegt t=y: het domein probeert DKIM alleen uit, en ontvangers \
                                 mogen hem negeren. Haal t=y weg als alles goed gaat."
            .into(),
        F::Ed25519Only { .. } => "Dit is een Ed25519-sleutel, en die controleren veel grote ontvangers, \
                                  waaronder Gmail en Outlook.com, nog niet. Onderteken ook met een \
                                  RSA-sleutel op een andere selector."
            .into(),
        F::SignatureExpired { at, .. } => format!("De handtekening was geldig tot {}.", time(*at)),
        F::SignatureFromFuture { at, .. } => format!(
            "De handtekening zegt gezet te zijn op {}, en dat moet nog komen: de klok van de ondertekenaar \
             loopt verkeerd.",
            time(*at)
        ),
        F::SignatureBeforeDate { at, .. } => format!(
            "De handtekening zegt gezet te zijn op {}, lang voor de Date van het bericht: een van de twee \
             klokken, of de tijdzone ervan, klopt niet.",
            time(*at)
        ),
        F::SubdomainOnly { author, domain } => format!(
            "Alleen {domain} heeft ondertekend, niet {author} zelf. Dat is genoeg, tenzij het beleid het \
             exact wil (adkim=s)."
        ),
        F::KeyShared { names } => format!(
            "Dezelfde sleutel staat op {}: wie er één kwijtraakt, is ze allemaal kwijt.",
            list(&names.iter().map(ToString::to_string).collect::<Vec<_>>(), "en")
        ),
        F::SeveralRecords { count, .. } => format!(
            "Er staan {count} sleutelrecords op één naam, en elke ontvanger kiest er zelf een. Houd er één \
             over."
        ),
        F::RecordInvalid { error, .. } => {
            format!("Het sleutelrecord is niet te gebruiken: {}.", key_error(error))
        }
        F::RecordQuoted { .. } => "Er zijn aanhalingstekens of backslashes mee gepubliceerd in het \
                                   sleutelrecord. Voer de waarde zonder die tekens in."
            .into(),
        F::VersionNotFirst { .. } => {
            "v=DKIM1 moet vooraan in het sleutelrecord staan, of weggelaten worden.".into()
        }
    }
}

/// Een veld dat er vaker staat dan mag.
fn field_repeated(field: &str, count: usize, covered: usize) -> String {
    format!(
        "Het bericht heeft {count} {field}-velden, waar er maar één mag staan, en daarvan {covered} \
         ondertekend. Een mailprogramma kan juist het andere tonen."
    )
}

fn length_limited(signed: u64, present: Option<u64>) -> String {
    match present {
        Some(present) if present > signed => format!(
            "Alleen de eerste {signed} van {present} bytes inhoud zijn ondertekend (l=): de rest kan \
             iedereen erachter gezet hebben."
        ),
        _ => "De handtekening heeft l=, dus iedereen kan tekst toevoegen en dan klopt ze nog. Zet dat uit \
              bij de ondertekenaar."
            .into(),
    }
}

fn time(at: u64) -> String {
    i64::try_from(at).map_or_else(|_| at.to_string(), |at| Timestamp(at).to_string())
}
