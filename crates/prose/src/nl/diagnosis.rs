//! Oorzaken, stappen en bewijzen, in het Nederlands.

use super::{changes, posture};
use crate::provider_name;
use waxseal_core::dmarc::Alignment;
use waxseal_core::domain::Domain;
use waxseal_core::intent::spf::TermFault;
use waxseal_core::posture::PostureFinding;
use waxseal_core::report::{
    Diagnosis, DmarcResult, Evidence, Guise, KeyLimit, KeySetup, Proof, ProofOf, RootCause, Since, Sureness,
    Width,
};

/// De ene zin die een oorzaak noemt.
pub(super) fn cause(diagnosis: &Diagnosis) -> String {
    use RootCause as C;
    match &diagnosis.cause {
        C::EspSignsOwnDomain { provider, signs_as: None, setup } => format!(
            "{} verzendt voor dit domein en ondertekent, voor zover hier te zien is, niet met die naam{}",
            provider_name(*provider, "Een dienst"),
            own_domain(*setup)
        ),
        C::EspSignsOwnDomain { provider, signs_as: Some(signs_as), setup } => format!(
            "{} ondertekent deze mail als {signs_as}, niet als het From-domein{}",
            provider_name(*provider, "De verzenddienst"),
            own_domain(*setup)
        ),
        C::MicrosoftDefaultSignature { signs_as: None, .. } => {
            "Microsoft 365 heeft geen sleutel van dit domein en ondertekent dus met zijn standaarddomein \
             onder onmicrosoft.com: de twee DKIM-records voor het domein staan niet in DNS."
                .into()
        }
        C::GoogleDefaultSignature { signs_as: None, .. } => {
            "Google Workspace heeft geen sleutel van dit domein en ondertekent dus met zijn standaarddomein \
             onder gappssmtp.com: DKIM voor het domein is niet aangezet in de Admin-console."
                .into()
        }
        C::MicrosoftDefaultSignature { signs_as: Some(signs_as), setup, .. } => format!(
            "Microsoft 365 ondertekent met zijn standaarddomein {signs_as} in plaats van het From-domein{}",
            own_domain(*setup)
        ),
        C::GoogleDefaultSignature { signs_as: Some(signs_as), .. } => format!(
            "Google Workspace ondertekent met zijn standaarddomein {signs_as}: DKIM voor het From-domein is \
             niet aangezet in de Admin-console."
        ),
        C::ReturnPathMissing { provider, envelope } => format!(
            "{} verzendt met een eigen envelopadres, bij {envelope}: er is daar geen retouradres onder het \
             From-domein ingesteld.",
            provider_name(*provider, "De verzenddienst")
        ),
        C::StrictAlignment { mechanism, domain } => format!(
            "{} slaagde voor {domain}, een naam van dezelfde organisatie, maar het DMARC-record vraagt \
             precies het From-domein (strict alignment).",
            mechanism_name(*mechanism)
        ),
        C::SpfAddressNotListed { ip, provider, client } => changes::not_listed(*ip, *provider, *client),
        C::HybridServerNotListed { ip, server } => format!(
            "{} verzendt buiten Microsoft 365 om vanaf {ip}, dat het SPF-record niet noemt.",
            server.as_deref().map_or_else(
                || "Een eigen mailserver".to_owned(),
                |name| format!("De eigen mailserver {name}")
            )
        ),
        C::SpfMissesIpv6 { host, ip } => {
            posture::finding(&PostureFinding::SpfMissesIpv6 { host: host.clone(), ip: *ip })
        }
        C::SpfOverLimits { domain, through: Some(through), .. } => format!(
            "Het SPF-record van {domain} leidt bij {through} naar zichzelf terug. Ontvangers geven het op, \
             en SPF faalt voor iedereen."
        ),
        C::SpfOverLimits { domain, lookups, void_lookups, through: None } => {
            over_limits(domain.as_str(), *lookups, *void_lookups)
        }
        C::SpfSeveralRecords { domain, count } => format!(
            "{domain} heeft {count} SPF-records. Er mag er maar één staan; bij meer gebruiken ontvangers \
             er geen."
        ),
        C::SpfSyntax { domain, term: Some(term), fault } => format!(
            "Het SPF-record van {domain} werkt niet zoals het bedoeld is, door “{term}”{}.",
            fault.map_or("", term_fault)
        ),
        C::SpfSyntax { domain, term: None, .. } => format!("Het SPF-record van {domain} is niet te lezen."),
        C::SpfMissing { domain } => format!("{domain} heeft geen SPF-record."),
        C::SpfOtherRegion { provider, host, listed, .. } => format!(
            "Mail komt aan bij {host}, dus het account bij {} staat in die regio, en het SPF-record noemt \
             servers van een andere: {listed}.",
            provider_name(*provider, "de dienst")
        ),
        C::SpfProviderNotListed { domain, provider, .. } => format!(
            "Mail voor {domain} komt aan bij {0}, en het SPF-record noemt de servers van {0} niet: wat \
             daarvandaan verstuurd wordt, komt niet door SPF.",
            provider_name(*provider, "de aanbieder")
        ),
        C::SpfTooWide { domain, term, how: Width::Name } => format!(
            "Het SPF-record van {domain} heeft {term}, waarin niets van de client staat: heeft die naam een \
             adres, dan mag iedereen versturen."
        ),
        C::SpfTooWide { domain, term, how: Width::Network | Width::Mask } => format!(
            "Het SPF-record van {domain} noemt {term}, een netwerk dat zo ruim is dat vreemden erin uit zijn \
             naam kunnen versturen."
        ),
        C::SpfAllowsEverybody { domain } => format!(
            "Het SPF-record van {domain} laat elke server toe: iedereen kan namens dit domein verzenden."
        ),
        C::SpfBrokenByForwarding { forwarder, original } => format!(
            "Volgens de headers is het bericht doorgestuurd{}: SPF klopt voor {original}, de server ervoor, \
             maar niet voor de server die het afleverde.",
            forwarder.as_deref().map_or_else(String::new, |name| format!(" door {name}"))
        ),
        C::DkimBrokenByMailingList { domain, list, changes } => format!(
            "{} veranderde het bericht nadat het ondertekend was, dus de handtekening van {domain} past \
             niet meer.{}",
            list.as_deref().map_or_else(
                || "Een mailinglijst".to_owned(),
                |name| format!("De mailinglijst \u{201c}{name}\u{201d}")
            ),
            changes::known(changes)
        ),
        C::DkimBrokenByGateway { domain, provider, after_receipt: true, changes } => format!(
            "De handtekening van {domain} was goed toen het bericht aankwam. {} veranderde het bericht \
             daarna.{}",
            provider_name(*provider, "Iets achter de ontvanger, een gateway of een regel,"),
            changes::known(changes)
        ),
        C::DkimBrokenByGateway { domain, provider, after_receipt: false, changes } => format!(
            "{} veranderde het bericht nadat het ondertekend was, dus de handtekening van {domain} past \
             niet meer.{}",
            provider_name(*provider, "Een mailgateway"),
            changes::known(changes)
        ),
        C::DkimBrokenInTransit { domain, by_stranger: true, .. } => format!(
            "De handtekening van {domain} past niet bij deze tekst, en een server die niets met {domain} te \
             maken heeft, gaf het bericht af: het is onderweg gewijzigd, of de handtekening komt van een \
             ander bericht."
        ),
        C::DkimBrokenInTransit { domain, changes, .. } => format!(
            "Het bericht is onderweg veranderd, dus de handtekening van {domain} past niet meer.{}",
            changes::known(changes)
        ),
        C::SignerFault { domain, changes } => format!(
            "De handtekening van {domain} klopt niet, en dat ligt aan wie ondertekent.{}",
            changes::known(changes)
        ),
        C::SignatureUnreadable { domain, why } => format!(
            "Niemand kan {} controleren. {}",
            domain.as_ref().map_or_else(
                || "een handtekening".to_owned(),
                |domain| format!("de handtekening van {domain}")
            ),
            super::dkim::cause(why)
        ),
        C::Ed25519Alone { domain } => format!(
            "De enige handtekeningen van {domain} zijn gemaakt met Ed25519-sleutels (RFC 8463). Veel grote \
             ontvangers, waaronder Gmail en Outlook.com, controleren die nog niet."
        ),
        C::SubmittedLocally { domain, server } => changes::submitted(domain.as_str(), server.as_deref()),
        C::ClientHidden { ip } => changes::hidden(*ip),
        C::SentOnBehalf { domain, sender, calendar } => {
            changes::on_behalf(domain.as_str(), sender.as_str(), *calendar)
        }
        C::DkimKeyMissing { name, asked: true, .. } => format!(
            "Er staat geen sleutel op {name}, de selector waar naar gevraagd is: mail die ermee ondertekend \
             is, zakt voor DKIM."
        ),
        C::DkimKeyMissing { name, replaced: true, .. } => format!(
            "De sleutel van de handtekening is weg: bij {name} staat een andere. Misschien is hij sindsdien \
             vervangen, of was hij nooit van de ondertekenaar: op zichzelf toont dat vervalsing noch \
             echtheid."
        ),
        C::DkimKeyMissing { name, target: Some(target), .. } => format!(
            "De sleutel van de handtekening ontbreekt: {name} leidt naar {target}, waar geen sleutel staat. \
             Misschien is hij sindsdien verwijderd; op zichzelf toont dat vervalsing noch echtheid."
        ),
        C::DkimKeyMissing { name, .. } => format!(
            "De sleutel van de handtekening ontbreekt: op {name} staat niets. Misschien is hij sindsdien \
             verwijderd; op zichzelf toont dat vervalsing noch echtheid."
        ),
        C::DkimKeyRevoked { name } => {
            format!("De sleutel van de handtekening is ingetrokken: op {name} staat een lege p=.")
        }
        C::DkimKeyTooShort { name, bits } => format!(
            "De sleutel op {name} heeft maar {bits} bits. Ontvangers accepteren geen RSA-sleutels onder 1024 \
             bits."
        ),
        C::DkimKeyQuoted { name } => format!(
            "De sleutel op {name} is gepubliceerd met aanhalingstekens of backslashes in het record, en zo \
             niet te lezen."
        ),
        C::DkimKeyUnusable { name, limit: Some(limit) } => key_limit(name.as_str(), *limit),
        C::DkimKeyUnusable { name, limit: None } => {
            format!("Met het record op {name} is geen handtekening te controleren.")
        }
        C::DkimKeyWrongName { name } => {
            format!("De DKIM-sleutel staat op {name}, waar geen ontvanger kijkt.{}", doubled(name))
        }
        C::DkimSeveralKeys { name, count } => format!(
            "Op {name} staan {count} sleutels waar er één mag staan; ontvangers nemen de eerste die komt."
        ),
        C::DkimSetIncomplete { name, provider } => format!(
            "{} tekent om de beurt met verschillende sleutels, en op {name} staat niets: mail die met die \
             sleutel getekend is faalt.",
            provider_name(*provider, "De dienst")
        ),
        C::DkimAliasWrong { name, provider, setup } => {
            alias(name.as_str(), provider_name(*provider, "de dienst"), *setup)
        }
        C::SignatureExpired { domain, .. } => {
            format!("De handtekening van {domain} is gelezen na de tijd dat ze zegt geldig te zijn.")
        }
        C::SignatureTooWeak { domain } => {
            format!("De handtekening van {domain} rust op SHA-1, dat niet meer meetelt (RFC 8301).")
        }
        C::DmarcMissing { domain, alias: Some(alias) } => format!(
            "{domain} heeft geen DMARC-record: _dmarc.{domain} is een alias van {alias}, en daar staat er \
             geen."
        ),
        C::DmarcMissing { domain, alias: None } => format!(
            "{domain} heeft geen DMARC-record, dus niemand hoort wat er met vervalste mail moet gebeuren."
        ),
        C::DmarcOnlyBelow { domain, at } => format!(
            "Alleen {at} heeft een DMARC-record en telt daardoor als een organisatie op zichzelf: mail die \
             slaagt als \
             {domain} is er niet mee aligned."
        ),
        C::DmarcWrongName { name } => {
            format!("Het DMARC-record staat op {name}, waar geen ontvanger kijkt.{}", doubled(name))
        }
        C::RecordWrongName { name } => {
            format!("Er staat een record op {name}, waar niemand kijkt.{}", doubled(name))
        }
        C::DmarcSeveralRecords { domain, count } => {
            format!("Op _dmarc.{domain} staan {count} DMARC-records; bij meer dan één telt er geen.")
        }
        C::DmarcSyntax { domain, part } => format!(
            "In het record op _dmarc.{domain} zit een fout{}, en ontvangers slaan over wat ze niet kunnen \
             lezen.",
            part.as_ref().map_or_else(String::new, |part| format!(" (“{part}”)"))
        ),
        C::DmarcPolicyNone { domain, tried: Some(policy), .. } => format!(
            "{domain} probeert zijn DMARC-beleid, {}, alleen uit (t=y, of een pct onder 100): veel \
             ontvangers passen het nog niet toe.",
            policy.as_str()
        ),
        C::DmarcPolicyNone { domain, overrides: Some(above), .. } => format!(
            "{domain} heeft een eigen DMARC-record, dat voor deze naam vóór dat van {above} gaat, en het \
             beleid daarin is none: vervalste mail wordt bezorgd als alle andere."
        ),
        C::BimiNeedsEnforcement { domain } => format!(
            "{domain} heeft een BIMI-logo, maar geen postvak toont het: daarvoor moet het DMARC-beleid \
             quarantine of reject zijn, voor het domein en zijn subdomeinen."
        ),
        C::BimiNotSvg { location, .. } => {
            format!("Het BIMI-logo op {location} is geen SVG-bestand, dus geen postvak toont het.")
        }
        C::NullMxBesideOthers { domain } => format!(
            "{domain} heeft het MX-record “0 .”, dat zegt dat het geen mail aanneemt, naast andere die \
             zeggen waar zijn mail heen gaat. Sommige servers bezorgen dan niets."
        ),
        C::TlsaMatchesNothing { host } => posture::matches_nothing(host),
        C::TlsaUnusable { host } => format!(
            "De TLSA-records van {host} hebben usage 0 of 1, die verzendende servers niet gebruiken: DANE \
             beschermt mail daarheen dus niet."
        ),
        C::LookupFails { name } => posture::lookup_fails(name),
        C::AliasAtApex { domain, target } => format!(
            "{domain} zelf is een alias (CNAME) van {target}. Naast een alias kan geen ander record staan, \
             dus heeft {domain} geen eigen MX-record of SPF-record meer."
        ),
        C::MxIsAddress { domain, host } => format!(
            "In het MX-record van {domain} staat het adres {host}. Een MX-record noemt een host, dus de \
             meeste servers vinden er geen en kunnen daar niet bezorgen."
        ),
        C::MxIsAlias { domain, host, target } => format!(
            "Het MX-record van {domain} noemt {host}, een alias van {target}. Er hoort een host te staan met \
             eigen adressen; sommige servers bezorgen niet bij een alias."
        ),
        C::MxUnreachable { domain, host } => format!(
            "Het MX-record van {domain} noemt {host}, dat naar geen mailserver leidt die anderen kunnen \
             bereiken: daar komt geen mail aan."
        ),
        C::MxBeforeMailboxes { domain, host, provider } => format!(
            "Mail voor {domain} gaat eerst naar de server {host}, en alleen naar {} als die niet \
             antwoordt.",
            provider_name(*provider, "de provider")
        ),
        C::SpfProxied { domain, host } => format!(
            "In het SPF-record van {domain} staat alleen {host}, waar een proxy voor websites \
             antwoordt: geen server die mail verstuurt staat erin."
        ),
        C::DmarcPolicyNone { domain, overrides: None, .. } => {
            format!("Het DMARC-beleid van {domain} is none: vervalste mail wordt bezorgd als alle andere.")
        }
        C::SubdomainPolicyWeaker { domain, policy } => {
            format!("{domain} is beschermd en de namen eronder minder: hun beleid is {}.", policy.as_str())
        }
        C::SubdomainPolicyStronger { domain, policy } => format!(
            "De namen onder {domain} zijn beschermd ({}), en {domain} zelf niet: daar is het beleid none.",
            policy.as_str()
        ),
        C::DmarcOnlyAtOrganization { at } => {
            format!("Hier geldt het record op _dmarc.{at}, en voor de namen eronder vraagt dat niets.")
        }
        C::ReportAddressNotAuthorized { destination } => format!(
            "Rapporten moeten naar {destination}, dat daar niet mee heeft ingestemd, dus worden ze niet \
             gestuurd."
        ),
        C::RecordUnreadable { name } => {
            format!("In het record op {name} zit een fout, dus leest niemand het zoals het bedoeld is.")
        }
        C::MtaStsPolicyWrong { host, unlisted } if unlisted.is_empty() => format!(
            "Er is een MTA-STS-record, en verzenders kunnen op {host} geen beleid ophalen dat te lezen is."
        ),
        C::MtaStsPolicyWrong { unlisted, .. } => format!(
            "Het MTA-STS-beleid noemt {} niet, waar mail heen gaat: verzenders die het afdwingen weigeren \
             daar te bezorgen.",
            names(unlisted)
        ),
        C::ParkedUndeclared { domain } => {
            format!("{domain} lijkt geen mail te verzenden, en niet elk record zegt dat.")
        }
        C::Spoofed { domain, site: Some(site), .. } => format!(
            "Deze mail kwam van een server van {site}, met {domain} in de From-regel, en de records van \
             {domain} kennen die server niet. Is {site} van jou, dan zette misschien een formulier op de \
             website het adres van een bezoeker in."
        ),
        C::Spoofed { domain, guise: Some(Guise::WebProgram), .. } => format!(
            "Een programma van een website lijkt deze mail geschreven te hebben, met {domain} in de \
             From-regel, en niets wat gecontroleerd is staat in voor {domain}. Misschien zette een formulier \
             daar het adres van een bezoeker in."
        ),
        C::Spoofed { domain, guise: Some(Guise::OwnName), .. } => format!(
            "Deze mail kwam van buiten, aan {domain} en op die naam, en niets wat gecontroleerd is staat \
             ervoor in. Daar is geen login of inbraak voor nodig: iedereen kan een naam in de From-regel \
             zetten. Een apparaat of programma van jezelf zou er net zo uitzien."
        ),
        C::Spoofed { domain, guise: Some(Guise::AnswersElsewhere), .. } => format!(
            "Niets wat gecontroleerd is staat in voor {domain}, en antwoorden gaan naar een ander domein. Zo \
             ziet vervalste mail eruit: dan zette iemand anders die naam in de From-regel."
        ),
        C::Spoofed { domain, server: Some(server), .. } => format!(
            "Niets wat gecontroleerd is staat in voor {domain}. De mail kwam van {server}: is dat geen \
             server van jou of van een dienst die voor je verstuurt, dan zette iemand anders die naam in \
             de From-regel."
        ),
        C::Spoofed { domain, .. } => format!(
            "Niets van wat is nagegaan spreekt voor {domain}. Of iemand anders schreef die naam in de \
             From-regel, of het komt van een eigen systeem dat de records niet kennen."
        ),
        C::AddressInName { domain, shown } => format!(
            "De getoonde naam van de afzender is zelf een adres, {shown}, terwijl de mail van {domain} komt. \
             Mailprogramma's tonen soms alleen die naam, en daar staat niemand voor in."
        ),
        C::LookalikeDomain { domain, like } => {
            format!("{domain} lijkt op {like} en is een ander domein. Dat het in orde is, bewijst niets.")
        }
        C::ChangedSince { domain, how } => changed_since(domain, *how),
        C::SignedAhead { domain, seconds } => format!(
            "De handtekening van {domain} draagt een tijd die {} na de aankomst van het bericht ligt: de \
             klok \
             van de server die ondertekent loopt voor, of de tijdzone is verkeerd. Een ontvanger mag zo'n \
             handtekening negeren, dus zijn antwoord volgde daaruit.",
            ahead(*seconds)
        ),
        C::ReceiverWrong { claimed, .. } => format!(
            "Het bericht is zoals het hoort. De ontvanger zei {claimed}, wat niet volgt uit wat hij \
             vond: naar zijn eigen woorden slaagde er iets dat voor de auteur spreekt."
        ),
        C::ReceiverSawGateway { gateway, provider } => {
            let name = provider.map_or(gateway.as_str(), |provider| provider.name());
            format!(
                "De mail slaagde bij {name}. De server erachter zegt dmarc=fail: die toetste SPF aan het \
                 adres van {name}, en de mail zoals {name} die doorgaf. De verzender hoeft niets te \
                 herstellen."
            )
        }
        C::NullSender { .. } => "Dit is een melding zonder Return-Path, zoals een bounce. SPF kan dan \
                                 alleen voor de naam van de server zelf spreken, en niemand ondertekende \
                                 voor het From-domein."
            .into(),
        C::AutoReply { .. } => "Dit is een automatisch antwoord zonder Return-Path. SPF kan dan alleen \
                                voor de naam van de server zelf spreken, en niemand ondertekende voor het \
                                From-domein."
            .into(),
        C::NotOneAuthor { domains, fields: 2.. } => format!(
            "Het bericht heeft meer dan één From-veld, voor {}. Een mailprogramma toont er één van, en een \
             filter keek misschien naar een ander: zo wordt vervalste mail gemaakt. Geloof geen van beide.",
            crate::list(domains, "en")
        ),
        C::NotOneAuthor { domains, .. } => format!(
            "De From-regel noemt meer dan één domein ({}), en DMARC heeft er één nodig.",
            crate::list(domains, "en")
        ),
    }
}

/// What the record of a good key does not allow.
fn key_limit(name: &str, limit: KeyLimit) -> String {
    match limit {
        KeyLimit::Identity => format!(
            "De sleutel op {name} geldt alleen voor precies het domein van de handtekening (t=s), en deze \
             handtekening noemt een subdomein (i=)."
        ),
        KeyLimit::Hash => format!(
            "Het record op {name} staat geen handtekening met SHA-256 toe (h=), en ontvangers accepteren \
             geen andere."
        ),
        KeyLimit::Service => format!("Het record op {name} zegt dat de sleutel niet voor e-mail is (s=)."),
        KeyLimit::Parted => format!(
            "De sleutel op {name} is verdeeld over meer TXT-records, waarvan er geen heel is; het moet er \
             één zijn."
        ),
        KeyLimit::Type => format!(
            "Het record op {name} noemt een andere soort sleutel (k=) dan die waarmee de handtekening is \
             gezet."
        ),
    }
}

/// Namen, achter elkaar.
pub(super) fn names(hosts: &[Domain]) -> String {
    crate::list(&hosts.iter().map(ToString::to_string).collect::<Vec<_>>(), "en")
}

/// Wat er bij de dienst met het eigen domein aan de hand is: het eind van een zin.
fn own_domain(setup: KeySetup) -> &'static str {
    match setup {
        KeySetup::SigningOff => {
            ": de DKIM-records staan klaar, maar ondertekenen met dat domein is daar niet aangezet."
        }
        KeySetup::Missing => {
            ": dat domein is daar niet geverifieerd voor verzending, en de DKIM-records ervoor staan niet in \
             DNS."
        }
        KeySetup::Incomplete => ": van de DKIM-records voor dat domein staan er maar een paar in DNS.",
        KeySetup::Old => {
            ": dat domein is daar niet geverifieerd voor verzending. Alleen het oude DKIM-record staat in \
             DNS."
        }
        KeySetup::WrongTarget => ": een DKIM-record voor dat domein leidt naar de verkeerde plek.",
        KeySetup::ZoneAppended => {
            ": het DKIM-record leidt naar een naam met het domein erachter geplakt, omdat de punt aan het \
             eind ontbreekt."
        }
        KeySetup::Proxied => ": een proxy van de DNS-host antwoordt in plaats van het DKIM-record.",
        KeySetup::OnlyAccountKnows => ": dat domein is daar niet geverifieerd voor verzending.",
        KeySetup::Unknown => "; of de DKIM-records in DNS staan, was niet te achterhalen.",
    }
}

fn alias(name: &str, provider: &str, setup: KeySetup) -> String {
    match setup {
        KeySetup::ZoneAppended => format!(
            "{name} moet naar {provider} leiden, maar achter het doel is het eigen domein geplakt: de punt \
             aan het eind ontbreekt."
        ),
        KeySetup::Proxied => {
            format!("Op {name} antwoordt een proxy van de DNS-host in plaats van de alias naar {provider}.")
        }
        KeySetup::Missing => format!("{name} leidt naar {provider}, en daar staat geen sleutel."),
        _ => format!("{name} moet naar {provider} leiden, en leidt ergens anders heen."),
    }
}

/// Waarom een record staat waar een paneel het zette.
fn doubled(name: &Domain) -> &'static str {
    if crate::is_doubled(name) {
        " Het eigen domein staat er nog eens achter: je DNS-paneel plakt het domein achter wat je \
         invult, dus vul de naam zonder dat domein in."
    } else {
        ""
    }
}

fn over_limits(domain: &str, lookups: u32, void_lookups: u32) -> String {
    match lookups {
        0..=10 => format!(
            "Het SPF-record van {domain} vraagt {void_lookups} namen op die niet bestaan; na twee daarvan \
             geven ontvangers het op."
        ),
        _ => format!(
            "Het SPF-record van {domain} kost {lookups} lookups. Na tien geven ontvangers het op, en faalt \
             SPF voor wie daarvoor niet gevonden is."
        ),
    }
}

const fn mechanism_name(mechanism: Alignment) -> &'static str {
    match mechanism {
        Alignment::Spf => "SPF",
        Alignment::Dkim => "DKIM",
    }
}

/// Wat het proberen opleverde.
pub(super) fn proof(proof: &Proof) -> String {
    let whose = match proof.of {
        ProofOf::Message => "Hier geprobeerd: daarmee",
        ProofOf::NextMessage => "Hier geprobeerd: het volgende bericht zoals dit",
        ProofOf::Domain => return "Hier geprobeerd: daarmee is deze fout weg.".into(),
    };
    let passes = proof.after == Some(DmarcResult::Pass);
    let outcome = match (proof.of, passes, proof.after) {
        (ProofOf::Message, true, _) => format!("{whose} slaagt dit bericht voor DMARC"),
        (_, true, _) => format!("{whose} slaagt voor DMARC"),
        (_, _, Some(DmarcResult::None)) if !proof.by.is_empty() => {
            format!("{whose} slaagt het, aligned met From")
        }
        (_, false, Some(after)) => format!("{whose} komt uit op DMARC {}", after.as_str()),
        (_, false, None) => return String::new(),
    };
    let by = match proof.by.as_slice() {
        [] => ".".to_owned(),
        by => format!(
            ", door {}.",
            crate::list(
                &by.iter()
                    .map(|own| format!("{} {}", mechanism_name(own.mechanism), own.domain))
                    .collect::<Vec<_>>(),
                "en"
            )
        ),
    };
    let stays =
        if proof.unaligned.iter().any(|other| other.mechanism == Alignment::Spf) && !proof.by.is_empty() {
            " SPF mag voor een ander domein slagen, dat geeft niet: één die aligned is, is genoeg."
        } else {
            ""
        };
    // Het bericht zelf blijft zoals het is, en zakt alleen waar het al zakte.
    let fails = proof.before == Some(DmarcResult::Fail);
    let this = if proof.of == ProofOf::NextMessage && fails {
        " Het bericht dat je hebt komt er nog steeds niet door."
    } else {
        ""
    };
    format!("{outcome}{by}{stays}{this}")
}

/// Een regel bewijs.
pub(super) fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Identifier { mechanism, domain, result, aligned } => {
            let aligned = match aligned {
                Some(true) => "aligned",
                Some(false) => "niet aligned",
                None => "of het bij From hoort is onbekend",
            };
            format!("{} {result} voor {domain}, {aligned}", mechanism_name(*mechanism))
        }
        Evidence::Record { name, kind, value: Some(value) } => format!("{name} {kind} {value}"),
        Evidence::Record { name, kind, value: None } => format!("{name} heeft geen {kind}-record"),
        Evidence::Field { name, line } => format!("het veld {name} in regel {line}"),
        Evidence::Client { ip, name: Some(name) } => {
            format!("het bericht kwam van {ip}, dat zich {name} noemt")
        }
        Evidence::Client { ip, name: None } => format!("het bericht kwam van {ip}"),
    }
}

/// Hoe zeker een diagnose is.
pub(super) const fn sure(sure: Sureness) -> &'static str {
    match sure {
        Sureness::Certain => "De aanwijzingen laten geen andere verklaring over.",
        Sureness::Likely => "Dit is wat zulke aanwijzingen bijna altijd betekenen.",
        Sureness::Possible => "Dit kan het zijn, maar ook iets anders.",
    }
}

/// Wat na de aankomst van het bericht anders werd.
fn changed_since(domain: &Domain, how: Since) -> String {
    match how {
        Since::KeyPublished => format!(
            "Toen het bericht aankwam, vond de ontvanger geen sleutel voor de handtekening van {domain}, dus \
             zei hij nee. Vandaag staat de sleutel in de DNS: hij is sindsdien gepubliceerd."
        ),
        Since::KeyChanged => format!(
            "Toen het bericht aankwam, kon de ontvanger de handtekening van {domain} niet nagaan, dus zei \
             hij \
             nee. Met de sleutel die er vandaag staat klopt ze: het record is sindsdien veranderd."
        ),
        Since::SpfChanged => format!(
            "Toen het bericht aankwam, liet het SPF-record van {domain} het adres niet door, dus zei de \
             ontvanger nee. Vandaag wel: het record is sindsdien veranderd."
        ),
        Since::DnsAnswers => format!(
            "Toen het bericht aankwam, had de ontvanger last van de DNS: de naamservers van {domain} gaven \
             hem geen antwoord (temperror), en wat hij zei volgde daaruit. Vandaag antwoorden ze."
        ),
        Since::OtherCopy => format!(
            "De ontvanger vond dat de tekst niet bij de handtekening van {domain} paste. De tekst die hier \
             staat past wel, en daar heeft geen record invloed op: hij keek naar een andere kopie, veranderd \
             door een eigen filter."
        ),
        Since::SignatureUnseen => format!(
            "De ontvanger zei niets over de handtekening van {domain} die in het bericht staat en vandaag \
             klopt: hij keek er niet naar, of vond toen geen sleutel."
        ),
    }
}

/// Een tijd in de grootste eenheid die past.
fn ahead(seconds: i64) -> String {
    match seconds {
        0..=119 => format!("{seconds} seconden"),
        120..=7_199 => format!("{} minuten", seconds / 60),
        _ => format!("{} uur", seconds / 3_600),
    }
}

/// What is wrong with a term of an SPF record.
const fn term_fault(fault: TermFault) -> &'static str {
    match fault {
        TermFault::Sign => ": er staat een teken in dat niet in een record mag",
        TermFault::Separator => ": tussen termen hoort een spatie en niets anders",
        TermFault::Torn => ": er staat een spatie waar die niet mag",
        TermFault::Colon => ": achter een mechanisme hoort een dubbele punt",
        TermFault::Mechanism => ", wat geen mechanisme is",
        TermFault::Value => ", waar het mechanisme een ander soort waarde vraagt",
        TermFault::Bare => ", waar geen mechanisme voor staat, zoals ip4: of include:",
        TermFault::Address => ": daar hoort alleen een gewone naam, in ASCII (xn--) en zonder https://",
        TermFault::Network => ", wat geen adres of netwerk is zoals SPF het schrijft",
        TermFault::Misspelt => ": die naam is verkeerd gespeld",
        TermFault::BehindAll => ": het staat achter all, waar ontvangers stoppen met lezen",
        TermFault::BesideAll => ": naast all telt een redirect niet",
        TermFault::SecondRecord => ": daar begint een tweede record, dat niemand leest",
        TermFault::LeadsNowhere => ": de naam waarnaar het verwijst heeft geen SPF-record",
    }
}
