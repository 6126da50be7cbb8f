//! Nederlands.

mod page;

use crate::{SourceName, TlsLine, TriedOutcome, Words, day, in_hundred, tags};
use waxseal_core::dmarc::Policy;
use waxseal_reports::oddity::Oddity;
use waxseal_reports::report::{Answer, Hits, Level, Period, Reason, Replayed, SourceKind, TlsHost, WhatIf};
use waxseal_reports::tls::{FailureType, TlsFailure};
use waxseal_reports::{EVIDENCE_DAYS, Limit, RECENT_DAYS, SystemError, Unread};

pub(crate) static WORDS: Words = Words {
    unread,
    oddity,
    reporters_fault: "Een fout van de rapporteur, niet van jou",
    headline,
    period,
    files: |read, all| match (read, all) {
        (1, 1) => "1 bestand gelezen.".to_owned(),
        (read, all) if read == all => format!("{all} bestanden gelezen."),
        (read, all) => format!("{read} van {all} bestanden gelezen."),
    },
    duplicates: |count| format!("Vaker ontvangen en één keer geteld: {count}."),
    other_domain: |count| format!("Over een ander domein en niet meegeteld: {count}."),
    other_reporter: |count| format!("Van een andere rapporteur en niet meegeteld: {count}."),
    tls,
    tls_failure,
    tls_detail: |failure: &TlsFailure, why| {
        let host = failure.host.as_deref().or(failure.receiving_ip.as_deref());
        let at = host.map_or_else(String::new, |host| format!(" bij {host}"));
        format!("{} mislukte sessies{at}: {why}", failure.sessions)
    },
    tls_today: |today| match (&today.mta_sts, today.policy_host_exists) {
        (None, _) => "Vandaag heeft het domein geen MTA-STS-record.".to_owned(),
        (Some(record), Some(false)) => {
            format!("Het MTA-STS-record van vandaag is {record}, maar de host van het beleid bestaat niet.")
        }
        (Some(record), _) => format!("Het MTA-STS-record van vandaag is {record}."),
    },
    tls_host: |host| {
        let TlsHost { host, tlsa, dane, failed } = host;
        let dane = match (tlsa, dane) {
            (0, _) => "geen TLSA-record",
            (_, true) => "DANE is van kracht",
            (_, false) => "TLSA-records die niet tellen: DNSSEC valideert ze niet, of geen is bruikbaar",
        };
        format!("{host}: {dane}; mislukte sessies: {failed}")
    },
    failures: |count| {
        format!(
            "Foutrapporten: {count}. Controleer er een met waxseal message om te zien waarom het misging."
        )
    },
    domains: |count| {
        format!(
            "De rapporten gaan over {count} domeinen. Kies er een met --domain om alleen die mail te zien."
        )
    },
    senders: "Afzenders",
    used_by,
    source,
    unaligned: |count| match count {
        0 => "Al je eigen afzenders zijn aligned.".to_owned(),
        1 => "Eén van je afzenders is niet aligned.".to_owned(),
        count => format!("{count} van je afzenders zijn niet aligned."),
    },
    readiness: "Is een strenger beleid veilig?",
    level,
    hits,
    below: |hits, is_there| {
        let names = if is_there { "subdomeinen" } else { "subdomeinen die niet bestaan" };
        format!("Van {names}: {} mails, waarvan er {} van jou lijken.", hits.messages, hits.own)
    },
    reason,
    stale: |days| format!("Het nieuwste rapport is {days} dagen oud. Voeg nieuwere toe voordat je beslist."),
    next: "Volgende stap:",
    cured: |cured| {
        let Replayed { aligned, messages, .. } = cured;
        format!("Gesimuleerd met deze records: {aligned} van de {messages} mails slagen.")
    },
    today: |today| {
        let Replayed { aligned, messages, .. } = today;
        format!("Opnieuw beoordeeld met de DNS van vandaag: {aligned} van de {messages} mails slagen.")
    },
    mended: |day| format!("Nieuwere rapporten tonen dat het slaagt: tot {day} ging het mis."),
    keys_gone: |names| format!("Vandaag geen sleutel in DNS: {names}."),
    policy: "Het beleid toen en nu",
    published: |policy| {
        let (first, last) = (policy.first.as_deref().unwrap_or("?"), policy.last.as_deref().unwrap_or("?"));
        format!("{first} – {last}: {} ({} rapporten)", tags(policy), policy.reports)
    },
    policy_today: |record| format!("Vandaag: {record}"),
    strict: |strict| {
        format!("Met strikte alignment (adkim=s; aspf=s) komen nog {} mails er niet door.", strict.lost)
    },
    reporters: "Rapporteurs",
    what_if: "Met de records die je test",
    not_dmarc: "Dit is geen DMARC-record, dus ontvangers zouden geen beleid toepassen.",
    would_pass: |tried, reported| {
        let WhatIf { aligned, messages, .. } = tried;
        format!(
            "{aligned} van de {messages} mails zouden door de DMARC-controle komen; volgens de rapporten \
             {reported}."
        )
    },
    outcome: |outcome, hits| {
        let what = match outcome {
            TriedOutcome::Lost => "Komen er niet meer door",
            TriedOutcome::Gained => "Komen er nu wel door",
            TriedOutcome::Quarantined => "Naar quarantaine",
            TriedOutcome::Rejected => "Geweigerd",
        };
        let Hits { messages, own, forwarded, unknown } = hits;
        format!(
            "{what}: {messages} mails; {own} lijken van jou, {forwarded} zijn doorgestuurd, {unknown} \
             komen van onbekende afzenders."
        )
    },
    not_judged: |count| {
        format!("SPF was voor {count} mails niet te controleren; die tellen zoals gerapporteerd.")
    },
    of_sender: |name, [aligned, messages, reported]| {
        format!(
            "{name}: {aligned} van de {messages} mails zouden erdoor komen; volgens de rapporten {reported}."
        )
    },
    page: page::WORDS,
};

fn headline(domain: Option<&str>, aligned: u64, all: u64) -> String {
    if all == 0 {
        return "De rapporten tellen geen enkele mail.".to_owned();
    }
    let share = in_hundred(aligned, all);
    let name = domain.map_or_else(String::new, |domain| format!(" van {domain}"));
    format!("{share} van de 100 mails{name} komen door de DMARC-controle ({aligned} van {all}).")
}

fn used_by(provider: &str, service: &str) -> String {
    format!("{provider}, gebruikt door {service}")
}

fn source(source: &SourceName<'_>) -> String {
    match (source.kind, source.name) {
        (SourceKind::Own, Some(name)) => name.to_owned(),
        (SourceKind::Own, None) => "Je eigen servers".to_owned(),
        (SourceKind::Provider, Some(name)) if source.passes => name.to_owned(),
        (SourceKind::Provider, name) => {
            format!(
                "{}, authenticeert als zichzelf en niet als jouw domein",
                name.unwrap_or("Een maildienst")
            )
        }
        (SourceKind::Forwarder, _) => "Doorgestuurde mail".to_owned(),
        (SourceKind::Unknown, Some(name)) => format!("Onbekend, authenticeert als {name}"),
        (SourceKind::Unknown, None) => "Onbekende afzenders, zonder authenticatie".to_owned(),
    }
}

fn level(policy: Policy, level: &Level) -> String {
    let answer = match level.answer {
        Answer::InForce => return format!("{}: van kracht.", policy.as_str()),
        Answer::Yes => "ja",
        Answer::No => "nog niet",
        Answer::CannotTell => "te weinig bekend om te beslissen",
    };
    format!("{}: {answer}. {}", policy.as_str(), hits(level))
}

/// What a policy would have hit, and whether that is none of the owner's any more.
fn hits(level: &Level) -> String {
    let passed = match level.answer {
        Answer::Yes => format!("In de laatste {RECENT_DAYS} dagen slaagde al je eigen mail. "),
        _ => String::new(),
    };
    let hits = level.domain;
    format!(
        "{passed}Over de hele periode had het {} mails van het domein geraakt: {} lijken \
         van jou, {} zijn doorgestuurd, {} komen van onbekende afzenders.",
        hits.messages, hits.own, hits.forwarded, hits.unknown
    )
}

fn reason(reason: &Reason, source: &str) -> String {
    match reason {
        Reason::OwnUnaligned { messages: 0, .. } => {
            format!(
                "Niet aligned toen het voor het laatst gezien werd: {source}. Wacht tot nieuwere \
                 rapporten tonen dat het slaagt."
            )
        }
        Reason::OwnUnaligned { messages, .. } => {
            format!("Niet aligned in de laatste {RECENT_DAYS} dagen: {source} ({messages} mails).")
        }
        Reason::StepBefore { policy } => format!("Eerst {}.", policy.as_str()),
        Reason::FewDays { days, least } => {
            format!(
                "Dagen met een rapport: {days} van de laatste {EVIDENCE_DAYS}; nodig zijn er minstens {least}."
            )
        }
        Reason::FewReporters { reporters, least } => {
            format!("Ontvangers met een rapport: {reporters}; nodig zijn er minstens {least}.")
        }
        Reason::FewMessages { messages, least } => {
            format!("Mails in de laatste {EVIDENCE_DAYS} dagen: {messages}; nodig zijn er minstens {least}.")
        }
        Reason::Gap { days, most } => {
            format!(
                "{days} dagen achter elkaar zonder rapport; na meer dan {most} kan een afzender gemist zijn."
            )
        }
        Reason::NotAsked => {
            "DNS gaf geen antwoord, dus onbekende afzenders konden niet worden opgezocht.".to_owned()
        }
    }
}

fn period(period: &Period, reporters: usize) -> String {
    let (begin, end) = (day(period.begin), day(period.end));
    let Period { days, days_reported, .. } = period;
    format!("{begin} tot {end}: rapporten over {days_reported} van {days} dagen; rapporteurs: {reporters}.")
}

fn tls(line: &TlsLine<'_>) -> String {
    let TlsLine { domain, reporter, successful, failed } = line;
    format!("{reporter}: {successful} versleutelde sessies naar {domain}, {failed} mislukt.")
}

const fn tls_failure(result: FailureType) -> &'static str {
    match result {
        FailureType::StarttlsNotSupported => "de server biedt geen STARTTLS",
        FailureType::CertificateHostMismatch => "het certificaat hoort bij een andere servernaam",
        FailureType::CertificateExpired => "het certificaat is verlopen",
        FailureType::CertificateNotTrusted => "het certificaat wordt niet vertrouwd",
        FailureType::ValidationFailure => "de TLS-verbinding kon niet gevalideerd worden",
        FailureType::TlsaInvalid => "de TLSA-records zijn ongeldig",
        FailureType::DnssecInvalid => "de DNSSEC-validatie is mislukt",
        FailureType::DaneRequired => "de afzender eist DANE en vond geen TLSA-record",
        FailureType::StsPolicyFetchError => "het MTA-STS-beleid kon niet opgehaald worden",
        FailureType::StsPolicyInvalid => "het MTA-STS-beleid is ongeldig",
        FailureType::StsWebpkiInvalid => "de webserver van het MTA-STS-beleid heeft geen geldig certificaat",
        FailureType::Other => "een reden die RFC 8460 niet kent",
    }
}

fn unread(why: &Unread) -> String {
    match why {
        Unread::Empty => "Het bestand is leeg.".to_owned(),
        Unread::NoReport => "Er zit geen rapport in.".to_owned(),
        Unread::OtherXml { root } => {
            format!("Het is XML, maar geen rapport: het eerste element is <{root}>.")
        }
        Unread::OtherJson => "Het is JSON, maar geen TLS-rapport.".to_owned(),
        Unread::UnknownFormat => "Het is geen rapport, archief of mail.".to_owned(),
        Unread::CutOff { line } => {
            format!("De XML breekt af op regel {line}. Wat ervoor staat is gelezen.")
        }
        Unread::NotWellFormed { line } => {
            format!("De XML is vanaf regel {line} niet welgevormd. Wat leesbaar was is gelezen.")
        }
        Unread::NoRecord => "Het rapport heeft geen records.".to_owned(),
        Unread::Damaged { unpacked } => {
            format!("De gecomprimeerde data is na {unpacked} bytes beschadigd. Wat ervoor staat is gelezen.")
        }
        Unread::DamagedArchive => "Het zip-archief is beschadigd.".to_owned(),
        Unread::Encrypted => "Het zip-archief is beveiligd met een wachtwoord.".to_owned(),
        Unread::UnknownCompression => {
            "Het zip-archief gebruikt een andere compressie dan deflate.".to_owned()
        }
        Unread::Beyond { limit } => beyond(*limit).to_owned(),
        Unread::System { why } => match why {
            SystemError::NotFound => "Dit bestand bestaat niet.",
            SystemError::NotAllowed => "Je mag dit bestand niet lezen.",
            SystemError::Other => "Het systeem kon dit bestand niet lezen.",
        }
        .to_owned(),
    }
}

const fn beyond(limit: Limit) -> &'static str {
    match limit {
        Limit::FileSize => "Het bestand is groter dan 512 MB.",
        Limit::UnpackedSize => "Uitgepakt is het meer dan 512 MB.",
        Limit::Ratio => "Uitgepakt is het meer dan 300 keer zo groot, zoals bij een zipbom.",
        Limit::Entries => "Er zijn meer dan 100.000 onderdelen; de rest is niet gelezen.",
        Limit::Nesting => "Archieven en mails zitten meer dan 8 diep in elkaar.",
        Limit::Depth => "De XML-elementen zitten meer dan 64 diep in elkaar.",
        Limit::Records => "Het rapport heeft meer dan 500.000 records; de rest is niet gelezen.",
        Limit::Reports => "Er zijn meer dan 200.000 rapporten; de rest is niet gelezen.",
    }
}

const fn oddity(oddity: Oddity) -> &'static str {
    match oddity {
        Oddity::PassWithoutSignature => "DKIM zou slagen, maar geen handtekening slaagde",
        Oddity::PassWithoutSpf => "SPF zou slagen, maar geen SPF-resultaat slaagde",
        Oddity::CountUnread => "een record zonder aantal mails",
        Oddity::AddressUnread => "een record zonder geldig IP-adres",
        Oddity::NoHeaderFrom => "een record zonder From-domein",
        Oddity::NoReporter => "geen naam van de rapporteur (org_name)",
        Oddity::NoReportId => "geen report_id",
        Oddity::NoPolicy => "geen domein of geen geldig beleid in policy_published",
        Oddity::PeriodUnread => "geen geldige periode (date_range)",
        Oddity::PeriodBackwards => "de periode eindigt voor het begin",
        Oddity::PeriodNotADay => "de periode is geen dag in UTC",
        Oddity::PeriodLong => "de periode is langer dan een dag",
        Oddity::PeriodShort => "de periode is korter dan een uur",
        Oddity::NoVersion => "geen version",
        Oddity::OtherVersion => "een andere version dan 1.0",
        Oddity::NoDeclaration => "geen XML-declaratie",
        Oddity::ByteOrderMark => "een byte order mark",
        Oddity::OtherEncoding => "de tekst is UTF-8 maar noemt een andere codering",
        Oddity::BrokenText => "bytes die geen UTF-8 zijn, gelezen als Windows-1252",
        Oddity::Doctype => "een DOCTYPE, die is genegeerd",
        Oddity::EntityReference => "een verwijzing naar een entity, die niet is uitgewerkt",
        Oddity::BehindTheEnd => "tekst na het einde van het rapport",
        Oddity::Identities => "<identities> in plaats van <identifiers>",
        Oddity::ExtraElement => "elementen die in geen enkele specificatie staan",
        Oddity::NpInOldShape => "np in een rapport volgens RFC 7489",
        Oddity::OldElement => "pct in een rapport volgens RFC 9990, dat die niet kent",
        Oddity::NoSubdomainPolicy => "geen sp",
        Oddity::EmptyPolicyElement => "een leeg element in policy_published",
        Oddity::NoFailureOptions => "geen fo",
        Oddity::NoAlignmentModes => "geen adkim of geen aspf",
        Oddity::NoEnvelopeFrom => "geen envelope_from",
        Oddity::NoScope => "SPF zonder scope",
        Oddity::NoSelector => "DKIM zonder selector",
        Oddity::NoSignatureDomain => "DKIM zonder domein",
        Oddity::EmptyResult => "een leeg resultaat",
        Oddity::UnknownResult => "een resultaat dat in geen enkele specificatie staat",
        Oddity::Capitals => "resultaten in hoofdletters",
        Oddity::EvaluatedWord => "policy_evaluated is geen pass en geen fail",
        Oddity::UnknownDisposition => "geen geldige disposition",
        Oddity::SeveralSpf => "meerdere SPF-resultaten in één record",
        Oddity::EmptyReason => "een reden zonder type",
    }
}
