//! De inrichting van een domein, in het Nederlands.

use super::Dutch;
use super::dmarc::next_step;
use crate::list;
use crate::setup::{Progress, SetupLanguage, names, provider};
use waxseal_core::dmarc::{NextStep, Policy};
use waxseal_core::providers::{Provider, Switch};
use waxseal_core::setup::{
    Apex, DnsHost, End, Kept, LeftOut, Line, Live, Reason, Refused, SetupReport, SpfPlan, Step, Value,
};
use waxseal_core::spf::MAX_LOOKUPS;

impl SetupLanguage for Dutch {
    fn refused(&self, refused: &Refused) -> String {
        match refused {
            Refused::NoDomain => "Om welk domein gaat het? Typ het, zoals example.com.".into(),
            Refused::BadDomain { text } => format!("\"{text}\" is niet één domein, zoals example.com."),
            Refused::NothingChosen => "Kies wat er voor het domein verstuurt, of zeg dat niets dat doet: \
                                       records voor \"niets\" zouden echte post laten weigeren."
                .into(),
            Refused::NothingAndSomething => {
                "Je koos dat niets verstuurt, en ook iets dat verstuurt. Haal een van de twee weg.".into()
            }
            Refused::UnknownSender { text } => format!(
                "\"{text}\" staat niet in de catalogus. Noem het bij de diensten die er niet bij staan."
            ),
            Refused::UnknownRegion { text } => {
                format!("\"{text}\" noemt geen regio van die aanbieder die in de catalogus staat.")
            }
            Refused::BadAddress { text } => {
                format!("\"{text}\" is geen IP-adres of reeks zoals 203.0.113.0/28.")
            }
            Refused::InsideAddress { text } => format!(
                "\"{text}\" is alleen binnen een netwerk te zien. Ontvangers zien het openbare adres waar \
                 je post vandaan komt; geef dat op."
            ),
            Refused::WideRange { text } => format!(
                "In \"{text}\" zitten veel meer machines dan de jouwe, en die zouden allemaal in jouw naam \
                 mogen versturen. Geef een kleinere reeks."
            ),
            Refused::TooManyAddresses { limit } => {
                format!("Meer dan {limit} adressen passen niet in een record. Geef reeksen op.")
            }
            Refused::TooManyOthers { limit } => {
                format!("Meer dan {limit} diensten die er niet bij staan, is hier te veel.")
            }
            Refused::BadTenant { text } => format!(
                "\"{text}\" is geen naam van een Microsoft 365-tenant: dat is wat voor .onmicrosoft.com \
                 staat."
            ),
            Refused::UnknownReceiver { text } => {
                format!("\"{text}\" is geen plek uit de catalogus waar post kan aankomen.")
            }
            Refused::NoHost => "Bij welke eigen servers komt de post aan? Geef hun namen.".into(),
            Refused::BadHost { text } => format!(
                "\"{text}\" is geen naam van een server. In een MX-record hoort een naam zoals \
                 mail.example.com, geen adres."
            ),
            Refused::BadReportAddress { text } => {
                format!("\"{text}\" is geen adres waar rapporten heen kunnen.")
            }
        }
    }

    fn headline(&self, report: &SetupReport) -> String {
        let domain = &report.choices.domain;
        if Progress::of(&report.plan).is_complete() {
            format!("{domain} is ingericht: elk record staat er")
        } else if report.plan.sends {
            format!("De records voor {domain}")
        } else {
            format!("De records die zeggen dat {domain} geen post verstuurt")
        }
    }

    fn lead(&self, report: &SetupReport) -> String {
        let Progress { done, named, open, unanswered } = Progress::of(&report.plan);
        let live = match (done, unanswered) {
            _ if named == 0 => String::new(),
            (_, silent) if silent == named => {
                format!(
                    "DNS gaf over geen van de {named} records antwoord: of ze er staan, is niet te zeggen."
                )
            }
            (done, _) if done == named => format!("Alle {named} records staan er."),
            (0, 0) => format!("Geen van de {named} records staat er al."),
            (done, 0) => format!("{done} van de {named} records staan er."),
            (done, silent) => {
                format!("{done} van de {named} records staan er; over {silent} gaf DNS geen antwoord.")
            }
        };
        let rest = match open {
            0 => String::new(),
            1 => " Van nog één record toont alleen een account de naam.".into(),
            n => format!(" Van nog {n} records toont alleen een account de naam."),
        };
        live + &rest
    }

    fn panel(&self, zone: &str, host: Option<&DnsHost>) -> String {
        let whose =
            host.map(|host| format!("De DNS van {zone} staat bij {}. ", host.name)).unwrap_or_default();
        let domain = match host.map(|host| host.apex) {
            Some(Apex::At) => "@",
            Some(Apex::Empty) => "niets",
            Some(Apex::Unknown) | None => "@ of niets",
        };
        let quotes = host
            .is_some_and(|host| host.quoted)
            .then_some(" Zet de waarde van een TXT-record tussen aanhalingstekens.");
        let dot = host.filter(|host| host.dotted).map(|_| {
            format!(" Zet een punt achter het doel van een CNAME- of MX-record, anders komt {zone} erachter.")
        });
        format!(
            "{whose}De meeste panelen zetten {zone} er zelf achter: typ alleen wat ervoor staat, en \
             {domain} voor het domein.{}{}",
            quotes.unwrap_or_default(),
            dot.unwrap_or_default()
        )
    }

    fn panel_page(&self, host: &DnsHost) -> String {
        format!("Zo voeg je een record toe bij {}", host.name)
    }

    fn reason(&self, line: &Line) -> String {
        let who = provider(line);
        match &line.reason {
            Reason::ArrivesAtProvider => format!("Post voor het domein gaat naar {who}."),
            Reason::ArrivesAtMicrosoft => ARRIVES_AT_MICROSOFT.into(),
            Reason::ArrivesAtHost => "Post voor het domein gaat naar deze server van jezelf; het laagste \
                                      getal is als eerste aan de beurt. De naam moet een eigen adres \
                                      hebben en mag geen alias zijn."
                .into(),
            Reason::TakesNoMail => "Zegt dat het domein helemaal geen post aanneemt, zodat verzenders het \
                                    meteen opgeven (RFC 7505)."
                .into(),
            Reason::ListsSenders => "Noemt welke servers mogen versturen met dit domein op de envelop. Een \
                                     domein heeft één zo'n record, nooit twee."
                .into(),
            Reason::AddsSenders if line.live.as_ref().is_some_and(Live::is_done) => {
                "Alles wat je koos staat er al in.".into()
            }
            Reason::AddsSenders => "Komt in de plaats van het record dat er nu staat: wat daarin nodig is \
                                    blijft staan, en wat je koos komt erbij."
                .into(),
            Reason::NobodySends => "Zegt dat geen enkele server in naam van dit domein mag versturen.".into(),
            Reason::KeyAlias => {
                let signs = format!(
                    "{who} ondertekent je post met de sleutel achter deze alias en vernieuwt hem daar."
                );
                match line.provider.filter(|provider| provider.is_never_proxied()) {
                    Some(_) => signs,
                    None => signs + " Zet hem bij Cloudflare op \"DNS only\".",
                }
            }
            Reason::Key => {
                format!("{who} ondertekent je post, en ontvangers controleren dat met deze sleutel.")
            }
            Reason::KeyUnnamed => format!(
                "{who} ondertekent je post zodra je publiceert wat het toont: namen onder _domainkey, elk \
                 met een waarde."
            ),
            Reason::KeyUnsettled => format!(
                "Of {who} met jouw domein kan ondertekenen, staat hier niet vast. Vraag er om DKIM; zonder \
                 handtekening hangt die post alleen aan SPF."
            ),
            Reason::MicrosoftKey => MICROSOFT_KEY.into(),
            Reason::MicrosoftKeyOpen { tenant } => microsoft_key_open(*tenant).into(),
            Reason::OwnKey => OWN_KEY.into(),
            Reason::NoKeys => {
                "Trekt elke sleutel onder het domein in die geen eigen record heeft. Haal records van oude \
                 sleutels (selector._domainkey) weg, anders blijven handtekeningen daarmee kloppen."
                    .into()
            }
            Reason::ReturnPath => format!(
                "Wat {who} verstuurt en niet aankomt, komt via deze naam terug; daarmee spreekt naast DKIM \
                 ook SPF voor je domein."
            ),
            Reason::Watches => "Vraagt ontvangers alleen om rapporten. Post gaat zoals nu, en jij ziet wie \
                                er in jouw naam verstuurt."
                .into(),
            Reason::KeepsPolicy { policy } => keeps_policy(*policy),
            Reason::RefusesAll => {
                "Er verstuurt niets, dus wat er in naam van dit domein komt, moet geweigerd worden.".into()
            }
            Reason::Consent { domain } => format!(
                "De rapporten gaan naar een ander domein, en dat moet daar eerst mee instemmen: dit record \
                 hoort in de DNS van {domain}, niet in de jouwe. Rapportdiensten hebben het klaarstaan."
            ),
            Reason::TlsReports => "Als je wilt: verzenders melden je wanneer de versleuteling onderweg \
                                   naar je servers mislukt. Verder verandert het niets."
                .into(),
        }
    }

    fn value(&self, value: &Value, line: &Line) -> Option<String> {
        match value {
            Value::Ready { .. } => None,
            Value::Partial { missing, .. } if missing.is_empty() => {
                Some("Publiceer dit niet: het hele record zou kapot zijn.".into())
            }
            Value::Partial { missing, .. } => Some(format!(
                "Nog niet af: {} heeft een eigen deel nodig dat alleen je account daar toont. Zet het voor \
                 het einde; zonder zou die post niet slagen.",
                list(&names(missing), "en")
            )),
            Value::TooCostly { lookups, .. } => Some(format!(
                "Publiceer dit niet: het kost {lookups} lookups, en ontvangers houden op bij \
                 {MAX_LOOKUPS} en nemen dan het hele record voor kapot. Laat een paar van deze diensten \
                 versturen vanuit een naam onder het domein, zoals nieuws.example.com, met een eigen \
                 record; of haal weg wat niemand gebruikt."
            )),
            Value::Account => Some(format!("Alleen je account bij {} toont de waarde.", provider(line))),
            Value::Own => Some("Je eigen software maakt de sleutel en toont het record.".into()),
        }
    }

    fn end(&self, end: End) -> &'static str {
        match end {
            End::Fail => {
                "Het eindigt met -all: wie er niet bij staat, moet geweigerd worden. Publiceer het \
                 alleen zo als verder niets met dit domein verstuurt: geen printer, website of eigen \
                 programma. Weet je dat nog niet zeker, schrijf dan ~all."
            }
            End::FailForAll => "Het eindigt met -all: wie er ook verstuurt, moet geweigerd worden.",
            End::SoftfailOpen => {
                "Het eindigt met ~all: wie er niet bij staat is verdacht, maar wordt niet geweigerd. Er \
                 kan nog iets ontbreken dat verstuurt; met -all zou die post geweigerd worden."
            }
            End::SoftfailUnsigned => {
                "Het eindigt met ~all: wie er niet bij staat is verdacht, maar wordt niet geweigerd. Van \
                 niet al je post staat vast dat hij ondertekend is, en doorgestuurde post zonder \
                 handtekening zou bij -all geweigerd worden."
            }
            End::FailAsPublished => {
                "Het eindigt met -all, zoals je record nu ook: wie er niet bij staat, moet geweigerd \
                 worden."
            }
            End::SoftfailAsPublished => {
                "Het eindigt met ~all, zoals je record nu ook. Ga pas naar -all als de rapporten laten \
                 zien dat al je eigen post slaagt."
            }
            End::NeutralAsPublished => {
                "Het eindigt met ?all, zoals je record nu ook, en dat zegt niets over anderen. Schrijf \
                 ~all zodra de rapporten laten zien wie er verstuurt."
            }
            End::Redirect => {
                "Het eindigt met een verwijzing naar een ander record, zoals het jouwe nu ook; hoe dat \
                 eindigt, beslist."
            }
        }
    }

    fn cost(&self, spf: &SpfPlan) -> String {
        match spf.lookups {
            Some(_) => format!(
                "Zoveel kost een controle ermee, zojuist geteld; ontvangers houden op bij {MAX_LOOKUPS}."
            ),
            None => format!(
                "Zoveel kosten de eigen termen; wat de namen erin nog meer vragen, is nog niet geteld. \
                 Ontvangers houden op bij {MAX_LOOKUPS}."
            ),
        }
    }

    fn kept(&self, kept: &Kept) -> String {
        let Kept { term, provider } = kept;
        match provider {
            Some(provider) => format!(
                "{term} blijft staan, al koos je {} niet. Haal het weg als daar niets meer mee verstuurt.",
                provider.name()
            ),
            None => format!("{term} blijft staan: het is gepubliceerd, en er kan iets mee versturen."),
        }
    }

    fn left_out(&self, left_out: &LeftOut) -> String {
        match left_out {
            LeftOut::UnneededInclude { provider, include, published } => {
                let (who, now) =
                    (provider.name(), if *published { "Hij staat nu in je record en kan weg. " } else { "" });
                format!(
                    "include:{include}. {now}{who} verstuurt met een eigen domein op de envelop, dus \
                     ontvangers vragen SPF daar en kijken nooit naar deze include; hij kost alleen \
                     lookups. DMARC slaagt door de DKIM-handtekening van {who}. (Tenzij je daar een \
                     eigen verzendadres huurt en {who} zei dat het erin moet.)"
                )
            }
            LeftOut::IncludeAtReturnPath { provider, include } => format!(
                "include:{include}. {} verstuurt met een eigen return-path of met een onder jouw domein, \
                 dus ontvangers vragen SPF daar en niet in dit record.",
                provider.name()
            ),
            LeftOut::AtSpfHost { term, host } => format!(
                "{term}: je record laat aan een dienst over wie het toelaat ({host}), en dat laat DNS niet \
                 zien. Voeg de verzender toe in je account bij die dienst, als hij daar nog niet staat."
            ),
            LeftOut::OldKey { provider, selector } => format!(
                "De selector {selector}, die {} niet meer uitgeeft. Staat hij er, laat hem dan staan \
                 zolang er post die ermee ondertekend is gelezen kan worden.",
                provider.name()
            ),
            LeftOut::RemovedTags { published: true } => {
                "De tags pct, rf en ri in je DMARC-record: RFC 9989 heeft ze \
                                         afgeschaft, en ze doen niets."
                    .into()
            }
            LeftOut::RemovedTags { published: false } => "pct=100, dat veel handleidingen nog in een \
                                                          DMARC-record zetten: RFC 9989 heeft die tag \
                                                          afgeschaft, samen met rf en ri."
                .into(),
            LeftOut::KeptPercentage { .. } => {
                "Een wijziging van pct in je DMARC-record: RFC 9989 heeft de tag \
                                         afgeschaft, maar sommige ontvangers houden zich er nog aan en \
                                         zouden zonder het hele beleid toepassen. Haal hem weg als je dat \
                                         wilt."
                    .into()
            }
            LeftOut::BrokenTerms { terms } => format!(
                "{}: dat staat zo in je record, en het breekt de grammatica en daarmee het hele record.",
                list(terms, "en")
            ),
            LeftOut::VoidTerm { term } => format!(
                "{term}: het vindt niets en laat dus niemand verzenden, en bij meer dan twee van zulke \
                 termen geven ontvangers het hele record op."
            ),
            LeftOut::DeadInclude { term } => format!(
                "{term}: die naam heeft geen SPF-record en maakt zo je gepubliceerde record voor iedereen \
                 onbruikbaar. Als er nog iets langs die weg verstuurt, vraag dan welke naam ervoor in de \
                 plaats kwam."
            ),
            LeftOut::InheritedPolicy { at, policy } => format!(
                "Een eigen DMARC-record: dat van _dmarc.{at} spreekt ook voor dit domein en vraagt om {}. \
                 Een zwakker record hier zou dat ongedaan maken.",
                policy.as_str()
            ),
            LeftOut::BesideAlias { name, target } => format!(
                "Records op {name} zelf: dat is een alias van {target}, en naast een alias kan geen ander \
                 record staan. Voor SPF geldt wat daar staat; post moet op een andere naam aankomen."
            ),
            LeftOut::NullMxOfSender => "Een null MX. Het domein verstuurt post, dus wat niet aankomt en \
                                        wat mensen antwoorden moet terug kunnen; veel ontvangers weigeren \
                                        post van een domein dat niets aanneemt. Kies een plek waar post \
                                        aankomt."
                .into(),
            LeftOut::UnchangedMx => "MX-records: post komt aan zoals nu.".into(),
            LeftOut::MtaSts => "MTA-STS: naast een record is er een beleidsbestand voor nodig op een \
                                webserver bij mta-sts onder het domein, en een verkeerd bestand houdt post \
                                tegen. Voeg het toe als de rest op orde is."
                .into(),
        }
    }

    fn step(&self, step: &Step) -> String {
        match step {
            Step::StopSenders { senders } => {
                let terms: Vec<&str> = senders.iter().map(|sender| sender.term.as_str()).collect();
                format!(
                    "Ga na dat er niets meer verstuurd wordt via wat het SPF-record nog noemt ({}). Daarna \
                     wordt zulke mail geweigerd.",
                    list(&terms, "en")
                )
            }
            Step::HoldBack { providers, policy } => format!(
                "Het gepubliceerde beleid is {}: wat {} als dit domein verstuurt, wordt {} tot het met het \
                 domein ondertekent. Doet het dat nog niet, verstuur dan niets langs die weg voor de \
                 stappen hieronder zijn gezet.",
                policy.as_str(),
                list(&names(providers), "of"),
                if *policy == Policy::Reject { "geweigerd" } else { "als verdacht behandeld" }
            ),
            Step::PublishAll => "Publiceer alles tegelijk. Doe dat alleen als er echt niets in naam van \
                                 dit domein verstuurt."
                .into(),
            Step::ChooseRegion { provider, regions } => format!(
                "Kies de regio van je account bij {}: {}. De records verschillen per regio.",
                provider.name(),
                list(regions, "of")
            ),
            Step::Connect { providers } => format!(
                "Begin in je account bij {}: je DNS-host kent Domain Connect, dus de records kunnen van daar \
                 gepubliceerd worden. Wat dan nog ontbreekt staat hieronder.",
                list(&names(providers), "en")
            ),
            Step::Fetch { providers } => format!(
                "Zoek in je account bij {} op wat alleen daar te zien is.",
                list(&names(providers), "en")
            ),
            Step::PublishKeys { providers } => format!(
                "Publiceer de DKIM-records van {}. Ze veranderen nog niets.",
                list(&names(providers), "en")
            ),
            Step::EnableSigning { provider, .. } => enable_signing(provider),
            Step::SignOwn => "Laat je eigen server met DKIM ondertekenen en publiceer zijn sleutel.".into(),
            Step::Ask { providers, others } => {
                let all: Vec<&str> =
                    names(providers).into_iter().chain(others.iter().map(String::as_str)).collect();
                format!(
                    "Vraag {} om de DKIM-records, en of de servers in je SPF-record horen. Wat hier \
                     daarover staat, is niet volledig.",
                    list(&all, "en")
                )
            }
            Step::PublishSpf { replaces: 0 } => "Publiceer het SPF-record.".into(),
            Step::PublishSpf { replaces: 1 } => "Zet het SPF-record in de plaats van het record dat er is. \
                                                 Verander dat, zet er geen tweede bij."
                .into(),
            Step::PublishSpf { replaces } => format!(
                "Zet het ene SPF-record in de plaats van de {replaces} die er zijn: bij meer dan één telt \
                 er geen."
            ),
            Step::ShortenSpf => format!(
                "Maak ruimte in het SPF-record voordat je het verandert: met meer dan {MAX_LOOKUPS} \
                 lookups is het kapot voor iedereen die erin staat."
            ),
            Step::PublishDmarc { policy: None } => next_step(NextStep::Publish).into(),
            Step::PublishDmarc { policy: Some(_) } => {
                "Zet het DMARC-record in de plaats van het record dat er is.".into()
            }
            Step::ChangeAtHost { target } => format!(
                "Laat het DMARC-record veranderen op {target}, waar de alias op _dmarc heen leidt: \
                 naast een alias kan niets staan."
            ),
            Step::Consent => next_step(NextStep::AuthorizeReports).into(),
            Step::ListExchangers { url, hosts } => format!(
                "Zet eerst de nieuwe exchangers in je MTA-STS-beleid, {url}: {}. Verander dan id= in \
                 het record op _mta-sts, en wacht de max_age van het oude beleid af: tot dan bezorgen \
                 verzenders die het hebben niets bij een host die er niet in staat.",
                if hosts.is_empty() { "een mx:-regel voor elk".to_owned() } else { crate::mx_lines(hosts) }
            ),
            Step::CompareTlsa { hosts } => format!(
                "Vergelijk de TLSA-records van {} met het certificaat dat de server toont: verzenders die \
                 DANE controleren bezorgen niets waar ze verschillen.",
                list(&hosts.iter().map(|host| host.as_str()).collect::<Vec<_>>(), "en")
            ),
            Step::MoveMail => "Verander de MX-records als de postvakken er op de nieuwe plek zijn, en laat \
                               de oude plek nog een paar dagen aanstaan."
                .into(),
            Step::PublishTlsReports => "Publiceer het record voor TLS-rapporten, als je die wilt.".into(),
            Step::ReadReports => "Lees twee tot vier weken de rapporten.".into(),
            Step::ChooseReports => next_step(NextStep::AskForReports).into(),
            Step::RaisePolicy { next } => next_step(*next).into(),
        }
    }

    fn live(&self, live: &Live) -> &'static str {
        match live {
            Live::There { .. } => "staat er",
            Live::AsGood { .. } => "staat er in een andere vorm",
            Live::Beside { .. } => "staat er, maar niet alleen",
            Live::Differs { .. } => "er staat iets anders",
            Live::Elsewhere { .. } => "staat achter een alias",
            Live::Missing => "staat er nog niet",
            Live::Unanswered { .. } => "geen antwoord",
            Live::Unnamed => "niet op te vragen",
        }
    }

    fn live_note(&self, live: &Live) -> Option<&'static str> {
        match live {
            Live::There { dangling: true } => Some(
                "De alias klopt; waar hij heen leidt, staat nog geen sleutel. Dat is zo bij de selector \
                 die niet in gebruik is, en bij beide zolang ondertekenen uit staat.",
            ),
            Live::There { dangling: false } | Live::Missing | Live::Unnamed => None,
            Live::AsGood { .. } => Some("Wat er staat doet hetzelfde; laat het staan."),
            Live::Beside { .. } => Some("Haal deze weg zodra geen post ze meer nodig heeft:"),
            Live::Differs { .. } => Some("Wat er nu staat:"),
            Live::Elsewhere { .. } => Some(
                "Er staat een alias, en daarnaast kan niets staan. Verander het record waar die heen \
                 leidt:",
            ),
            Live::Unanswered { .. } => {
                Some("DNS gaf geen antwoord. Kijk wat er staat voordat je het vervangt.")
            }
        }
    }
}

/// De tekst van [`Reason::ArrivesAtMicrosoft`].
const ARRIVES_AT_MICROSOFT: &str = "Post voor het domein gaat naar Microsoft 365, onder een naam die van \
                                    het domein gemaakt is. Een domein dat er kort bij is, of met \
                                    inkomende DANE, heeft soms een naam onder mx.microsoft; het \
                                    beheercentrum toont welke.";

/// De tekst van [`Reason::MicrosoftKey`].
const MICROSOFT_KEY: &str = "\
     Microsoft 365 ondertekent je post met de sleutel achter deze alias. Een domein dat er sinds mei 2025 \
                             bij is, heeft een ander doel, dat eindigt op dkim.mail.microsoft: neem dan \
                             over wat de Defender-portal toont.";

/// De tekst van [`Reason::OwnKey`].
const OWN_KEY: &str = "Laat ook je eigen server ondertekenen: doorgestuurde post raakt SPF kwijt, en \
                       alleen een handtekening blijft over. Exchange Server ondertekent niet uit \
                       zichzelf; verstuur via een gateway die dat wel doet, of zet er een agent bij.";

/// Waarom het doel van een sleutel bij Microsoft open is.
const fn microsoft_key_open(tenant: bool) -> &'static str {
    if tenant {
        "Microsoft 365 ondertekent je post met de sleutel achter deze alias. Je domein heeft een \
         koppelteken, en dan voegt Microsoft tekens aan de naam toe die alleen de Defender-portal toont."
    } else {
        "Microsoft 365 ondertekent je post met de sleutel achter deze alias. In het doel staat de naam \
         van je tenant of, voor een domein dat er sinds mei 2025 bij is, een stuk dat alleen de \
         Defender-portal toont."
    }
}

/// Dat een gepubliceerd beleid blijft.
fn keeps_policy(policy: Policy) -> String {
    match policy {
        Policy::None => "Vraagt ontvangers alleen om rapporten, zoals je record nu ook doet.".into(),
        Policy::Quarantine | Policy::Reject => format!("Houdt het beleid {} dat er staat.", policy.as_str()),
    }
}

/// Hoe ondertekenen bij een dienst wordt aangezet.
fn enable_signing(provider: &Provider) -> String {
    match provider.switch() {
        Switch::Defender => "Kies in de Microsoft Defender-portal, bij Email authentication settings, \
                             DKIM, het domein en zet ondertekenen aan. Van de twee selectors is er steeds \
                             één in gebruik."
            .into(),
        Switch::Authentication => "Druk in Mailchimp bij Domains op Start authentication voor het domein. \
                                   Een domein dat alleen \"verified\" is, wordt nog in Mailchimps eigen \
                                   naam ondertekend."
            .into(),
        Switch::Verification => format!(
            "Laat bij {} het domein controleren en zet ondertekenen aan; publiceren alleen is niet genoeg.",
            provider.name()
        ),
    }
}
