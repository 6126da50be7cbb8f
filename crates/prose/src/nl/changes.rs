//! Van wie de server was, wat er met een ondertekend bericht gebeurde, en wat daartegen helpt.

use super::dkim;
use crate::{list, provider_name};
use std::net::IpAddr;
use waxseal_core::providers::Provider;
use waxseal_core::report::{Change, ClientKind, Step};

/// Wiens server niet in het record staat.
pub(super) fn not_listed(ip: IpAddr, provider: Option<&Provider>, client: Option<ClientKind>) -> String {
    let provider = provider_name(provider, "een dienst");
    match client {
        None => format!("{ip}, de server die dit verzond, staat niet in het SPF-record."),
        Some(ClientKind::OwnServer) => {
            format!(
                "{ip}, volgens DNS een server van het domein zelf, verzond dit, en SPF van het From-domein \
                 staat er niet voor in."
            )
        }
        Some(ClientKind::WebSite) => format!(
            "Een formulier of programma op de website van het domein ({ip}) verzond dit, zonder aligned \
             SPF-pass."
        ),
        Some(ClientKind::Relay) => format!(
            "De mail is volgens een regel in de headers aan een relay gegeven door iemand die daar inlogde, \
             en het adres {ip} van die relay staat niet in het SPF-record."
        ),
        Some(ClientKind::DeviceRelay) => format!(
            "Een apparaat verzond dit volgens een regel in de headers via een relay waar het inlogde, en \
             het adres {ip} van die relay staat niet in het SPF-record."
        ),
        Some(ClientKind::Provider) => {
            format!("{ip}, een server van {provider}, staat niet in het SPF-record.")
        }
        Some(ClientKind::UnusedProvider) => format!(
            "{ip}, een server van {provider}, staat niet in het SPF-record. Niets in DNS laat zien dat dit \
             domein die dienst gebruikt, dus misschien is de mail van een andere klant."
        ),
    }
}

/// Wat er van de veranderingen bekend is: het eind van een alinea.
pub(super) fn known(changes: &[Change]) -> String {
    let said = changes.iter().map(|change| match change {
        Change::Body { how } => dkim::body_change(how),
        Change::Header { how } => dkim::header_change(how),
    });
    said.map(|sentence| format!(" {sentence}")).collect()
}

/// Een bericht dat geen grens overging.
pub(super) fn submitted(domain: &str, server: Option<&str>) -> String {
    let server = server.map_or_else(String::new, |server| format!(" op {server}"));
    format!(
        "Deze mail van {domain} is de server niet uit geweest: de verzender logde in{server}, waar ook de \
         mailbox staat. SPF en DMARC zijn voor mail die van elders komt, dus er viel niets te controleren."
    )
}

/// Een ontvanger die niet ziet wie verzendt.
pub(super) fn hidden(ip: IpAddr) -> String {
    if ip.is_loopback() {
        return format!(
            "De laatste server zag {ip}, de eigen machine: een filter daar gaf het bericht door. De regel \
             eronder past er niet bij, dus niets toont welke server de mail verzond, en SPF is niet te \
             controleren."
        );
    }
    format!(
        "De ontvanger zag {ip}, een adres in zijn eigen privénetwerk, in plaats van dat van de verzender: \
         een router, proxy of container verbergt waar mail vandaan komt. SPF kan daar niet slagen, wat er \
         ook gepubliceerd is, en de uitkomst zegt niets over de verzender."
    )
}

/// Mail die iemand voor een ander schreef.
pub(super) fn on_behalf(domain: &str, sender: &str, calendar: bool) -> String {
    let what = if calendar {
        "Een agendaprogramma antwoordde of nodigde uit namens iemand"
    } else {
        "Deze mail is namens iemand anders verzonden"
    };
    format!(
        "{what}: From noemt {domain}, terwijl het veld Sender {sender} noemt, en dat is het domein dat is \
         geauthenticeerd. DMARC kijkt alleen naar From."
    )
}

/// Wat te doen, bij stappen van deze soort.
pub(super) fn title(step: &Step, provider: Option<&Provider>) -> Option<String> {
    Some(match step {
        Step::SendThroughMailbox | Step::LoginFromDevice => {
            format!(
                "Laat het verzenden via {}, met een login",
                provider_name(provider, "de mailserver van het domein zelf")
            )
        }
        Step::RejectDirectSend => "Zet Reject Direct Send aan in Exchange Online".into(),
        Step::SignBeforeRelay => "Onderteken de mail met DKIM vóór de relay".into(),
        Step::OwnFrom => "Zet een adres van het eigen domein in From".into(),
        Step::ShowClient => "Vraag het de postmaster van de ontvanger".into(),
        Step::SetCanonicalization => "Laat de ondertekenaar doen wat zijn c= zegt".into(),
        Step::SignCrlf => "Onderteken regels die op CRLF eindigen".into(),
        Step::HashEmptyBody => "Werk het programma bij dat ondertekent".into(),
        Step::EncodeBeforeSigning => "Codeer de tekst vóór het ondertekenen".into(),
        Step::MendDots => "Herstel het programma dat punten verdubbelt".into(),
        Step::SignRelaxed => "Onderteken met c=relaxed/relaxed".into(),
        Step::SetBeforeSigning { fields } => format!("Zet {} erin vóór het ondertekenen", list(fields, "en")),
        Step::TrimSignedFields { fields } => format!("Onderteken niet dat {} ontbreekt", list(fields, "en")),
        Step::KeepFields { .. } => "Laat ondertekende velden staan".into(),
        Step::MendSigner => "Herstel het programma dat ondertekent".into(),
        Step::SignWithRsaToo => "Onderteken ook met een RSA-sleutel".into(),
        _ => return None,
    })
}

/// Waarom zo'n stap gezet wordt, en wat hij doet.
pub(super) fn why(step: &Step) -> String {
    match step {
        Step::AddSite { ip } => format!(
            "Alleen als de site zelf mail moet verzenden. Bij gedeelde hosting verzenden ook andere klanten \
             vanaf {ip}; laat de site dan liever via je mailprovider verzenden, met een login, en laat het \
             record zoals het is."
        ),
        Step::LoginFromDevice => "Alleen als het van jou is: een apparaat, een programma of een mailaccount \
                                  elders dat namens het domein verstuurt. Met een login daar gaat het weg \
                                  zoals alle andere mail."
            .into(),
        Step::SendThroughMailbox => "Dan gaat het weg zoals alle andere mail van het domein: vanaf servers \
                                     die in SPF staan, en ondertekend. Kan dat niet, laat de server \
                                     die het verzendt dan met DKIM ondertekenen voor het domein."
            .into(),
        Step::RejectDirectSend => {
            "Alleen als het niet van jou is. Exchange Online weigert dan mail op je eigen \
                                   naam die zonder login en zonder connector komt \
                                   (Set-OrganizationConfig -RejectDirectSend $true). Geef eigen apparaten \
                                   en diensten eerst een van de twee, want ook hun mail weigert het."
                .into()
        }
        Step::SignBeforeRelay => "Een handtekening spreekt voor het domein, van welk adres de mail ook \
                                  komt. Met de relay in SPF kunnen ook alle andere gebruikers ervan namens \
                                  het domein verzenden; doe dat dus alleen als de relay van jou is."
            .into(),
        Step::OwnFrom => {
            "Het programma dat de mail schrijft moet een adres van het domein van zijn eigen site \
                          in From zetten, en de persoon voor wie het schrijft in Reply-To. Bij het andere \
                          domein valt niets te publiceren."
                .into()
        }
        Step::ShowClient => "De mailserver daar moet het adres zien waar mail vandaan komt: zonder \
                             adresvertaling ervoor, of met het PROXY-protocol of XCLIENT. Bij de verzender \
                             valt niets te veranderen."
            .into(),
        other => signing(other),
    }
}

/// Waarom het programma dat ondertekent het anders moet doen.
fn signing(step: &Step) -> String {
    match step {
        Step::SetCanonicalization => "De hash is gemaakt met de andere canonicalisatie dan c= noemt. Werk \
                                      de ondertekenaar bij, of zet c= op wat hij doet."
            .into(),
        Step::SignCrlf => "Regels in mail eindigen op CRLF, en zo horen ze ondertekend te worden. \
                           Onderteken op de mailserver, na het programma dat het bericht schrijft."
            .into(),
        Step::HashEmptyBody => "Het berekent de hash van een lege body verkeerd. Met c=relaxed/relaxed telt \
                                een lege body als niets, en klopt dezelfde hash."
            .into(),
        Step::EncodeBeforeSigning => "Schrijf de tekst als quoted-printable of base64 vóór het ondertekenen \
                                      (RFC 6376 §5.3): een server die geen 8-bits tekst aanneemt moet die \
                                      omzetten, en dan klopt geen handtekening meer."
            .into(),
        Step::MendDots => "SMTP verdubbelt een punt aan het begin van een regel, en de ontvangende server \
                           haalt er één weg (RFC 5321 §4.5.2). Een programma onderweg doet maar één van de \
                           twee, of één te veel: werk het bij, of codeer zulke regels als quoted-printable."
            .into(),
        Step::SignRelaxed => "Simple verdraagt geen verandering in witruimte, en servers vouwen regels en \
                              knippen spaties af. Relaxed verdraagt beide."
            .into(),
        other => signed_fields(other),
    }
}

/// Waarom er andere velden ondertekend moeten worden, of met een andere sleutel.
fn signed_fields(step: &Step) -> String {
    match step {
        Step::SetBeforeSigning { fields } => format!(
            "De handtekening dekt {}, dat nog niet in het bericht stond, en de volgende server vult aan wat \
             ontbreekt (RFC 6409 §8). Laat het programma dat het bericht schrijft het invullen.",
            list(fields, "en")
        ),
        Step::TrimSignedFields { fields } => format!(
            "Mailinglijsten moeten {} toevoegen (RFC 2369), dus een handtekening die dat verbiedt breekt op \
             elke lijst. Haal deze namen uit de lijst van ondertekende velden (h=), of noem ze alleen als \
             het bericht ze heeft.",
            list(fields, "en")
        ),
        Step::KeepFields { fields } => format!(
            "Als de server die het bericht doorgaf {} weghaalt, vraag de beheerder dat te laten staan. In \
             DNS valt niets te herstellen.",
            list(fields, "en")
        ),
        Step::MendSigner => "Verbeter de instellingen van het programma dat ondertekent, of werk het bij. \
                             Aan de sleutel in DNS ligt het niet."
            .into(),
        Step::SignWithRsaToo => "Maak een RSA-sleutel van 2048 bits onder een eigen selector, en geef elk \
                                 bericht beide handtekeningen mee. Ontvangers nemen de ene die ze kennen."
            .into(),
        _ => String::new(),
    }
}
