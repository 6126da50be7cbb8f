//! What a domain publishes besides SPF, keys and DMARC, in Dutch.

use crate::Rest;
use waxseal_core::domain::Domain;
use waxseal_core::posture::{MtaStsMode, PolicyError, PostureFinding};
use waxseal_core::providers::by_mx;
use waxseal_core::report::DomainRule;

pub(super) const fn nothing_to_do(rest: Rest) -> &'static str {
    match rest {
        Rest::Open => {
            "DNS beantwoordde niet alles waar dit op rust, dus over wat er te doen is valt niets te zeggen."
        }
        Rest::Partly => "In wat DNS antwoordde is geen fout gevonden, maar niet alles kreeg antwoord.",
        Rest::Unfinished => {
            "Er is geen fout gevonden, maar niet alles is van kracht: het beleid wordt alleen geprobeerd \
             (t=y of pct), of elke DKIM-sleutel die gevonden werd is ingetrokken."
        }
        Rest::Silent => {
            "Niets: elk record zegt dat dit domein geen mail verstuurt of aanneemt, en het beleid vraagt te \
             weigeren wat op zijn naam komt."
        }
        Rest::Well => "Niets: in wat dit domein voor zijn mail publiceert is geen fout gevonden.",
    }
}

pub(super) fn finding(finding: &PostureFinding) -> String {
    match finding {
        PostureFinding::MxImplicit => "Er is geen MX-record, dus post gaat naar het adres van het domein \
                                       zelf. Noem de mailserver in een MX-record, of publiceer een null MX \
                                       (0 .) als er geen is."
            .into(),
        PostureFinding::MxDuplicate { host } => {
            format!("{host} staat twee keer bij de mailservers; één keer is genoeg.")
        }
        PostureFinding::MxAlias { host, target, tlsa: false } => format!(
            "{host} is een alias van {target}. Een mailserver moet eigen adressen hebben. Geef \
             {host} eigen A- en AAAA-records, of noem {target} in het MX-record; zet {target} bij \
             MTA-STS eerst in het beleid."
        ),
        PostureFinding::MxAlias { host, target, tlsa: true } => format!(
            "{host} is een alias van {target}, en het TLSA-record staat bij de alias. Een \
             mailserver moet eigen adressen hebben: geef {host} eigen A- en AAAA-records, dan \
             blijft DANE werken. Wil je {target} in het MX-record noemen, publiceer dan eerst een \
             TLSA-record voor {target} en zet die naam in het MTA-STS-beleid."
        ),
        PostureFinding::MxIsAddress { host } => format!(
            "{host} is een adres. In een MX-record staat de naam van een server; geef het adres een \
             naam en zet die erin."
        ),
        PostureFinding::MxNoAddress { host } => {
            format!("{host} heeft geen adres, dus er kan geen post heen.")
        }
        PostureFinding::MxNotPublic { host, addresses } if addresses.is_empty() => {
            format!(
                "{host} is een naam van de verzendende server zelf, dus via dit MX-record komt geen \
                     mail aan."
            )
        }
        PostureFinding::MxNotPublic { host, .. } => format!(
            "{host} heeft alleen adressen van een privénetwerk, waar geen andere server bij kan. Geef hem \
             een publiek \
             adres, of verwijder het MX-record."
        ),
        PostureFinding::MxProxied { host } => format!(
            "{host} heeft adressen van de proxy voor websites van Cloudflare, die geen mail aanneemt. Wie \
             dat record beheert moet het op “DNS only” zetten."
        ),
        PostureFinding::MxAtWebHost { host } => format!(
            "{host} heeft adressen van een dienst voor websites, die geen mail aanneemt. Het MX-record moet \
             de server noemen waar de mailboxen staan."
        ),
        PostureFinding::SpfProxied { term } => format!(
            "{term} staat voor adressen van de proxy voor websites van Cloudflare, en daarvandaan komt \
             geen mail. Zet de server zelf erin: met zijn adres (ip4:), of met mx als hij ook de mail \
             aanneemt."
        ),
        PostureFinding::SpfMissesIpv6 { host, ip } => format!(
            "{host} heeft ook het adres {ip}, dat niet in het SPF-record staat. Verstuurt de server ook \
             over IPv6, dan mislukt die mail: voeg ip6:{ip} toe, of laat hem alleen over IPv4 \
             versturen."
        ),
        PostureFinding::ReportsNowhere => {
            "De rapporten gaan naar een adres van dit domein, dat geen mail aanneemt (null MX). Gebruik \
             een adres elders."
                .into()
        }
        PostureFinding::MxReserved { host } => format!(
            "{host} kan nooit bestaan. Zo'n record is overgebleven van het aantonen van wie het domein is; \
             verwijder het."
        ),
        PostureFinding::MxBeforeMailboxes { host, provider } if let Some(front) = by_mx(host) => format!(
            "Mail gaat naar {0} vóór {1}. Staan de mailboxen nu bij {1}, haal dan alle MX-records van \
             {0} weg.",
            front.name(),
            provider.name()
        ),
        PostureFinding::MxBeforeMailboxes { host, provider } => format!(
            "Mail gaat naar {host} vóór {0}. Staan de mailboxen bij {0}, en is {host} geen filter of eigen \
             server daarvoor, haal dan zijn MX-record weg.",
            provider.name()
        ),
        PostureFinding::NullMxButSends => "Het domein verstuurt mail en zegt met een null MX dat het er \
                                           geen aanneemt. \
                                           Sommige ontvangers weigeren mail waarop niemand kan antwoorden. \
                                           Publiceer een \
                                           MX-record, of verstuur niet meer met dit domein."
            .into(),
        PostureFinding::AliasBesideRecords { name, target } => format!(
            "{name} is een alias (CNAME) van {target} en heeft daarnaast andere records. Resolvers \
             antwoorden dan de ene \
             keer zo en de andere keer anders. Verwijder het CNAME, of de andere records."
        ),
        PostureFinding::NullMxBesideOthers => "Het ene MX-record zegt dat het domein geen mail aanneemt (0 \
                                               .), en andere noemen servers. Een null MX hoort alleen te \
                                               staan; haal hem weg, of de andere."
            .into(),
        PostureFinding::ReturnPathNotStrict { name } => format!(
            "{name} is een retouradres onder het domein, en het DMARC-record wil bij SPF precies het \
             domein zelf zien (aspf=s). Voor mail die daarmee uitgaat telt alleen DKIM."
        ),
        PostureFinding::KeysUnanswered => {
            "Geen enkele naam onder _domainkey geeft antwoord, dus ontvangers kunnen geen \
             DKIM-handtekening van dit domein controleren. Verwijzen NS-records _domainkey naar andere \
             nameservers, herstel die dan, of haal de NS-records weg en publiceer de sleutels in uw \
             eigen zone: tot dan ziet niemand wat daar staat."
                .into()
        }
        PostureFinding::KeysWildcard => {
            "Elke naam onder _domainkey geeft antwoord, dus een antwoord zegt niets over een \
             sleutel. Een sleutel met een eigen record telt wel, want dat gaat voor de wildcard."
                .into()
        }
        PostureFinding::KeysAbsent => "Er is geen DKIM-sleutel: onder _domainkey bestaat niets, dus geen \
                                       bericht is met dit domein ondertekend. SPF alleen overleeft \
                                       doorsturen niet, en grote providers vragen om beide."
            .into(),
        PostureFinding::KeysNotFound { asked } => format!(
            "Geen van de {asked} gecontroleerde selectors heeft een DKIM-sleutel. DNS laat niet zien of er \
             andere zijn: de selector van een bericht staat achter s= in de DKIM-Signature."
        ),
        PostureFinding::KeysUnnamed { asked } => format!(
            "Er staan sleutels onder _domainkey, maar bij geen van de {asked} selectors die zijn gevraagd. \
             Een selector staat achter s= in de DKIM-Signature van een bericht; voeg die hier toe, of plak \
             zo'n bericht."
        ),
        PostureFinding::KeyAliasDangling { name, target } if crate::is_appended(name, target) => format!(
            "{name} leidt naar {target}: achter het doel is de naam van het domein zelf gezet, omdat de punt \
             aan het eind ontbreekt."
        ),
        PostureFinding::KeyAliasDangling { name, target } => format!(
            "{name} leidt naar {target}, en daar staat geen sleutel. Of de naam is verkeerd getypt, of de \
             aanbieder heeft hem nog niet aangezet."
        ),
        PostureFinding::MtaStsSeveralRecords { count } => {
            format!("Op één naam staan {count} MTA-STS-records; dan telt er geen. Houd er één over.")
        }
        PostureFinding::MtaStsBadRecord { text } => format!(
            "Dit is geen MTA-STS-record; er moet v=STSv1; id=… staan, met hoogstens 32 letters en cijfers: \
             {text}"
        ),
        PostureFinding::MtaStsNoHost { host } => format!(
            "Er is een MTA-STS-record, maar {host}, dat het beleid moet leveren, heeft geen adres. Zonder \
             beleid doet het record niets."
        ),
        PostureFinding::MtaStsAliasDangling { host, target } => format!(
            "{host}, dat het MTA-STS-beleid moet aanbieden, is een alias van {target}, en dat heeft \
             geen adres. Wie die naam registreert, kan een beleid voor dit domein aanbieden: verbeter \
             de alias of verwijder hem."
        ),
        PostureFinding::MtaStsBadPolicy { error } => {
            format!("Het MTA-STS-beleid is onbruikbaar: {}", policy_error(error))
        }
        PostureFinding::MtaStsNotEnforced { mode: MtaStsMode::Testing } => {
            "Het MTA-STS-beleid staat op proef (testing): post wordt ook bezorgd waar het niet klopt, en \
             dat wordt gemeld."
                .into()
        }
        PostureFinding::MtaStsNotEnforced { .. } => {
            "Het MTA-STS-beleid zegt none: er wordt niets van verzenders gevraagd.".into()
        }
        PostureFinding::MtaStsShortAge { seconds } => format!(
            "Het MTA-STS-beleid mag maar {seconds} seconden worden bewaard. Minder dan een week beschermt \
             nauwelijks."
        ),
        PostureFinding::MtaStsMxOutside { host } => format!(
            "Post gaat naar {host}, maar die staat niet in het MTA-STS-beleid. Verzenders die het \
             handhaven, weigeren daar te bezorgen."
        ),
        PostureFinding::TlsRptSeveralRecords { count } => format!(
            "Op één naam staan {count} records voor TLS-rapporten; dan telt er geen. Houd er één over."
        ),
        PostureFinding::TlsRptBadRecord { text } => {
            format!("Dit is geen record voor TLS-rapporten; er moet v=TLSRPTv1; rua=mailto:… staan: {text}")
        }
        PostureFinding::BimiSeveralRecords { count } => {
            format!("Op één naam staan {count} BIMI-records; dan telt er geen. Houd er één over.")
        }
        PostureFinding::BimiBadRecord { text } => format!(
            "Dit is geen BIMI-record; er moet v=BIMI1; l=https://… staan, eventueel met a=https://… : \
             {text}"
        ),
        PostureFinding::BimiNeedsEnforcement => "Geen postvak toont het logo zolang het DMARC-beleid van \
                                                 het domein of van zijn subdomeinen none is."
            .into(),
        PostureFinding::BimiNotSvg { location } => {
            format!("{location} is geen SVG-bestand. BIMI toont alleen logo's in het formaat SVG Tiny PS.")
        }
        PostureFinding::BimiNoCertificate => "Er is een logo zonder certificaat (a=). Gmail en Apple tonen \
                                              alleen een logo met certificaat."
            .into(),
        PostureFinding::DaneWithoutDnssec { host } => format!(
            "{host} heeft TLSA-records, maar de antwoorden op weg daarheen zijn niet met DNSSEC \
             gecontroleerd, dus verzenders negeren ze. Laat de zone ondertekenen zodra ze bij het \
             certificaat passen."
        ),
        PostureFinding::DaneMatchesNothing { host } => matches_nothing(host),
        PostureFinding::DaneUnusable { host } => format!(
            "Geen van de TLSA-records van {host} is bruikbaar voor mail. Usage moet 2 of 3 zijn, en een \
             SHA-256 heeft 64 hexadecimale cijfers."
        ),
        PostureFinding::NameUnanswered => {
            "Geen vraag over deze naam wordt beantwoord (SERVFAIL), dus van de records is niets bekend."
                .into()
        }
        PostureFinding::LookupFails { name } => lookup_fails(name),
        PostureFinding::DaneUnanswered { host } => format!(
            "De query naar de TLSA-records van {host} is niet beantwoord, en die zone is ondertekend. \
             Servers die DANE \
             volgen, houden mail vast tot er antwoord is: laat de nameservers van die zone nakijken."
        ),
        PostureFinding::DanePartial { without } => {
            let names: Vec<String> = without.iter().map(ToString::to_string).collect();
            format!(
                "Sommige mailservers hebben TLSA-records en {} niet. Een aanvaller laat de post daarheen \
                 gaan.",
                crate::list(&names, "en")
            )
        }
        PostureFinding::ParkedUndeclared { null_mx, spf, dmarc } => {
            let missing: Vec<&str> =
                [(*null_mx, "een null MX (0 .)"), (*spf, "v=spf1 -all"), (*dmarc, "een DMARC-beleid reject")]
                    .into_iter()
                    .filter_map(|(there, what)| (!there).then_some(what))
                    .collect();
            format!(
                "Het domein lijkt geen post te versturen of te ontvangen. Zeg dat dan ook, zodat niemand de \
                 naam kan gebruiken; er ontbreekt: {}.",
                crate::list(&missing, "en")
            )
        }
    }
}

fn policy_error(error: &PolicyError) -> String {
    match error {
        PolicyError::Version => "er staat geen version: STSv1 in.".into(),
        PolicyError::Mode => "er staat geen mode in: enforce, testing of none.".into(),
        PolicyError::MaxAge => "er staat geen max_age in, een aantal seconden tot een jaar.".into(),
        PolicyError::NoMx => "er staat geen mx in.".into(),
        PolicyError::Mx { line } => {
            format!("regel {line} noemt niet één host of één patroon zoals *.example.com.")
        }
        PolicyError::Line { line } => format!("regel {line} is geen naam, dubbele punt en waarde."),
    }
}

pub(super) const fn rule(rule: DomainRule) -> &'static str {
    match rule {
        DomainRule::SpfPublished => "Er is één SPF-record, en ontvangers kunnen het lezen",
        DomainRule::SpfStrict => "SPF weigert of wantrouwt alle anderen (-all of ~all)",
        DomainRule::DkimPublished => "Er is een DKIM-sleutel",
        DomainRule::DmarcPublished => "Er is een DMARC-beleid",
        DomainRule::DmarcEnforced => "DMARC vraagt meer dan toekijken (quarantine of reject)",
        DomainRule::DmarcReports => "DMARC-rapporten gaan naar iemand die ze aanneemt",
        DomainRule::Dnssec => "Het domein is ondertekend met DNSSEC",
        DomainRule::DnssecOfExchangers => "De namen van de mailservers zijn ondertekend met DNSSEC",
        DomainRule::Dane => "De mailservers noemen hun certificaten in DNS (DANE)",
        DomainRule::StartTls => {
            "De mailservers bieden goede versleuteling (STARTTLS), wat DNS niet laat zien"
        }
        DomainRule::Ipv6Exchangers => "De mailservers zijn met IPv6 te bereiken",
        DomainRule::Ipv6NameServers => "Minstens twee naamservers zijn met IPv6 te bereiken",
        DomainRule::MtaSts => "Post aan het domein moet versleuteld zijn (MTA-STS, enforce)",
        DomainRule::BimiLogo => "Een BIMI-record noemt een logo",
        DomainRule::BimiCertificate => "Een BIMI-record noemt een certificaat bij het logo",
    }
}

/// A name whose servers fail.
pub(super) fn lookup_fails(name: &Domain) -> String {
    format!(
        "Vragen over {name} mislukken of blijven zonder antwoord, waarschijnlijk ook bij ontvangers: zolang \
         dat duurt heeft wat erop steunt geen uitkomst."
    )
}

/// A TLSA record that no certificate fits.
pub(super) fn matches_nothing(host: &Domain) -> String {
    format!(
        "Geen certificaat van nu past bij het TLSA-record van {host}: het is de hash van niets, of van een \
         autoriteit die Let's Encrypt heeft afgeschaft. Servers die DANE controleren bezorgen daar niets."
    )
}
