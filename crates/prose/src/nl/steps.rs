//! Stappen van een oplossing.

use super::{changes, decisions};
use crate::records::Shortened;
use crate::{lacked_final_dot, provider_name};
use waxseal_core::dns::RecordType;
use waxseal_core::providers::Switch;
use waxseal_core::report::{Fix, Step, is_ptr};

fn corrected_spf(dropped: &[String]) -> String {
    match dropped {
        [] => "Het record zonder de fout. Alles wat erin stond is gebleven.".into(),
        terms => format!(
            "{} kan zo niet blijven staan. Verzendt iemand daarmee voor jou, vraag dan wat er moet staan en \
             zet dat erbij voordat je publiceert. Tot dan eindigt het record op ~all, zodat die mail niet \
             geweigerd wordt.",
            terms.iter().map(|term| format!("“{term}”")).collect::<Vec<_>>().join(", ")
        ),
    }
}

/// Wie er verder in staat, omdat de postvakken en sleutels van het domein daar zijn.
fn keeper(fix: &Fix) -> String {
    fix.provider.map_or_else(String::new, |keeper| {
        format!(" {} staat erin, want daar zijn de postvakken en de sleutels.", keeper.name())
    })
}

/// Wat te doen, in een paar woorden.
pub(super) fn title(fix: &Fix) -> String {
    use waxseal_core::report::Action;
    if let Some(title) = decisions::title(fix) {
        return title;
    }
    let at = provider_name(fix.provider, "de dienst die de mail verzendt");
    match (fix.action, &fix.step) {
        (_, Step::EnableSigning) => format!("Laat {at} met het eigen domein ondertekenen"),
        (_, Step::EnableReturnPath) => format!("Stel het retouradres in bij {at}"),
        (_, Step::ExemptFromChanges) => match fix.provider {
            Some(provider) => format!("Houd rekening met wijzigingen door {}", provider.name()),
            None => "Laat ondertekende mail ongewijzigd door bij de gateway".into(),
        },
        (_, Step::AskList) => "Vraag het de beheerder van de mailinglijst".into(),
        (_, Step::SignForForwarding) => "Onderteken de mail met DKIM".into(),
        (_, Step::SignBounces) => "Onderteken ook meldingen en antwoorden".into(),
        (_, step) if let Some(title) = changes::title(step, fix.provider) => title,
        (_, Step::ExtendValidity) => "Laat handtekeningen langer gelden".into(),
        (_, Step::SignWithSha256) => "Onderteken met SHA-256".into(),
        (_, Step::MendPolicy { .. }) => "Zet een MTA-STS-beleid klaar dat klopt".into(),
        (_, Step::UnproxyKeyAlias) => "Zet de proxy uit voor dit record".into(),
        (_, Step::OneAuthor) => "Zet één adres in From".into(),
        (_, Step::OwnAddress) => "Verstuur vanaf een adres op een eigen domein".into(),
        (_, Step::AskService { server }) => {
            format!("Vraag het wie {server} beheert, als die voor je verstuurt")
        }
        (Action::Publish, _) => "Publiceer dit record".into(),
        (Action::Replace, _) if fix.value.is_none() => "Vervang dit record".into(),
        (Action::Replace, _) => "Vervang het door dit record".into(),
        (Action::Remove, _) => "Haal dit record weg".into(),
        (Action::Enable, _) => format!("Zet het aan bij {at}"),
        (Action::Wait, _) => "Wacht".into(),
        (_, Step::TellNameServers) => "Controleer later opnieuw".into(),
        (_, Step::DropIfUnused { .. }) => format!("Ga na of {at} nog mail verstuurt"),
        (_, Step::RightlyFails) => "Laat het falen".into(),
        (Action::None, _) => "Niets te publiceren".into(),
    }
}

/// Waarom een stap gezet wordt, en wat hij doet.
pub(super) fn why(fix: &Fix) -> String {
    let gone = fix.left_out(is_ptr);
    let ptr = if !gone.is_empty() {
        format!(
            "{} is weggelaten: ptr is traag en hoort niet in een record (RFC 7208, paragraaf 5.5). Voeg \
             de adressen toe van servers die alleen daardoor mochten verzenden; tot dan eindigt het \
             record op ~all.",
            gone.join(", ")
        )
    } else if fix.keeps_ptr() {
        " ptr blijft staan, omdat niets anders in het record iemand laat verzenden. Zet de adressen van je \
         servers ervoor in de plaats: ptr hoort niet in een record (RFC 7208, paragraaf 5.5)."
            .to_owned()
    } else {
        String::new()
    };
    reason(fix) + &ptr
}

fn shortened(text: &str, fix: &Fix) -> String {
    let Shortened { named, unasked, needless } = Shortened::of(fix);
    let soft = if crate::is_softened(fix) {
        " Het eindigt op ~all, zodat daarom niemand geweigerd wordt."
    } else {
        ""
    };
    let mut text = format!("{text}{soft}");
    if !named.is_empty() {
        text += &format!(" Met hun adres genoemd: {}.", named.join(", "));
    }
    if !unasked.is_empty() {
        text += &format!(
            " Weggelaten: {}. Wat deze diensten versturen heeft een eigen return-path, dus geen ontvanger \
             vraagt hier naar ze.",
            unasked.join(", ")
        );
    }
    if !needless.is_empty() {
        text += &format!(
            " Weggelaten: {}. De andere noemen dezelfde servers, of het neemt alleen mail aan, of vindt \
             niets.",
            needless.join(", ")
        );
    }
    text
}

fn reason(fix: &Fix) -> String {
    match &fix.step {
        Step::PublishKeyAlias if fix.value.is_none() => "Achter deze naam bewaart de dienst zijn sleutel. \
                                                         Je account daar toont waar hij heen moet leiden."
            .into(),
        Step::PublishKeyAlias => {
            "Zo vinden ontvangers de sleutel waarmee de dienst voor het domein ondertekent.".into()
        }
        Step::MatchKey => "Alleen als nieuwe mail ook niet slaagt: in het record hoort de sleutel te staan \
                           waarmee nu wordt ondertekend, en wat ondertekent toont die. Is de sleutel sinds \
                           dit bericht vervangen, dan is er niets mis."
            .into(),
        // RFC 1035 §3.3: a <character-string> has at most 255 octets.
        Step::PublishKey if fix.old.as_deref().is_some_and(|old| old.len() == 255) => {
            "Het is afgekapt na 255 tekens, het meeste dat in één string van een TXT-record past. Kopieer \
             de hele sleutel van waar die gemaakt is; als het paneel hem niet splitst, voer hem dan als \
             meerdere strings van één TXT-record in."
                .into()
        }
        Step::PublishKey if fix.provider.is_none() => {
            "De publieke helft van de sleutel waarmee je server ondertekent; de DKIM-instellingen daar \
             tonen het record. Tonen ze er geen, laat er dan een nieuwe sleutel maken, van 2048 bits."
                .into()
        }
        Step::PublishKey => "De sleutel waarmee de dienst ondertekent. Je account daar toont hem.".into(),
        Step::CorrectKeyAlias => {
            "Zo leidt het naar de sleutel van de dienst. Kies CNAME als type, en zet een punt aan het \
                                  eind als je DNS-paneel het domein achter je invoer plakt."
                .into()
        }
        Step::UnproxyKeyAlias if matches!(fix.kind, Some(RecordType::A | RecordType::Aaaa)) => {
            "Zet het record op “DNS only” (een grijze wolk bij Cloudflare), zodat het adres van de \
             mailserver erin staat. Moet een website achter de proxy blijven, geef de mailserver dan een \
             eigen naam."
                .into()
        }
        Step::UnproxyKeyAlias => "Zet het record op “DNS only” (bij Cloudflare een grijze wolk): een proxy \
                                  verbergt waar het heen leidt. Doe hetzelfde met de andere records die je \
                                  van deze dienst kreeg."
            .into(),
        Step::EnableSigning if fix.provider.is_some_and(|signer| signer.switch() == Switch::Defender) => {
            "Kies in de Microsoft Defender-portal, bij Email authentication settings, DKIM, het domein en \
             zet het ondertekenen aan: daar staan de records die nodig zijn, en ze worden er gevonden. \
             Vanaf dan krijgt mail een handtekening van het From-domein, en één aligned handtekening is \
             alles wat DMARC vraagt."
                .into()
        }
        Step::EnableSigning => "Begin daar met de verificatie (authenticatie) van het domein: je ziet er de \
                                records, en of ze gevonden zijn. Vanaf dan wordt mail ondertekend met het \
                                From-domein, en één kloppende handtekening is alles wat DMARC vraagt. Als \
                                ‘verified’ zijn is nog niet ‘authenticated’."
            .into(),
        Step::EnableReturnPath => {
            "Dan komen bounces terug op een naam onder het From-domein, en spreekt SPF daarvoor.".into()
        }
        Step::PublishReturnPath => "De naam onder het domein waarop bounces terugkomen.".into(),
        Step::AddInclude => format!(
            "Alleen als je eigen mail via {} wordt verzonden: de include laat de servers van die dienst \
             toe, die ook door andere klanten worden gebruikt. Wat er staat blijft staan: haal later weg \
             wat niets meer voor je verstuurt.",
            provider_name(fix.provider, "die dienst")
        ),
        Step::AddSite { .. }
        | Step::SendThroughMailbox
        | Step::LoginFromDevice
        | Step::RejectDirectSend
        | Step::SignBeforeRelay
        | Step::OwnFrom
        | Step::ShowClient
        | Step::SetCanonicalization
        | Step::SignCrlf
        | Step::HashEmptyBody
        | Step::EncodeBeforeSigning
        | Step::MendDots
        | Step::SignRelaxed
        | Step::SetBeforeSigning { .. }
        | Step::TrimSignedFields { .. }
        | Step::KeepFields { .. }
        | Step::MendSigner
        | Step::SignWithRsaToo => changes::why(&fix.step),
        Step::AddAddress { ip } => format!(
            "Alleen als {ip} een server van jou is, of van iemand die voor je verzendt. Zo niet, dan faalt \
             het terecht."
        ),
        Step::MergeSpf if fix.value.is_none() => {
            "Zet wat ze noemen in één record. Een record voor alles bij elkaar staat hier niet: het zou \
             meer dan tien lookups kosten, naar een naam zonder record leiden, of anderen toelaten dan ze \
             elk bedoelen. Laat weg wat niemand meer gebruikt."
                .into()
        }
        Step::MergeSpf if crate::ends_softer(fix) => {
            "Alles wat de records noemden in één record. Het eindigt op ~all, omdat ze verschillend \
             eindigen."
                .into()
        }
        Step::MergeSpf => "Alles wat de records noemden in één record.".into(),
        Step::CorrectSpf { .. } if fix.value.is_none() && fix.old.is_some() => {
            "Verbeter het met de hand: de tikfouten herstellen is niet genoeg.".into()
        }
        Step::CorrectSpf { .. } if fix.value.is_none() => {
            "De fout staat in het record van iemand anders, waar een include heen leidt, en alleen de \
             eigenaar kan die herstellen. Laat de include tot dan weg, als niemand hem nodig heeft."
                .into()
        }
        Step::CorrectSpf { dropped } => corrected_spf(dropped) + &keeper(fix),
        Step::ShortenSpf if fix.value.is_none() => {
            "Elke term kan in gebruik zijn, dus dit vraagt een keuze: laat verzenders weg die je niet \
             meer gebruikt en die met een eigen envelopadres verzenden, en geef nieuwsbrieven en \
             programma's een subdomein met een eigen SPF-record."
                .into()
        }
        Step::ShortenSpf => shortened(
            "Hetzelfde record met minder lookups. Kijk voor het publiceren na wat wordt weggelaten.",
            fix,
        ),
        Step::PublishSpf if fix.value.as_deref() == Some("v=spf1 -all") => {
            "Het zegt dat geen server in deze naam mag versturen. Alleen als het domein geen mail \
             verstuurt."
                .into()
        }
        Step::PublishSpf => "Loop het eerst na: wie namens het domein verzendt en er niet in staat, wordt \
                             een softfail (~all)."
            .into(),
        Step::AskService { .. } => {
            "Een dienst die op jouw naam verstuurt, zegt met welke DKIM-records hij als het From-domein kan \
             ondertekenen: dat is wat DMARC nodig heeft. Een SPF-include helpt alleen als hij met een \
             Return-Path van jou verstuurt. Het adres alleen zou ook zijn andere klanten toelaten."
                .into()
        }
        Step::DropIfUnused { term } => format!(
            "Mail voor het domein komt elders aan, en daar zijn ook de sleutels. Gaat er niets meer van \
             jou via {0}, haal dan {term} uit het SPF-record. Gaat er nog iets, zet dan de volgende stap.",
            provider_name(fix.provider, "die dienst")
        ),
        Step::DropInclude => format!(
            "{} verzendt met een eigen envelopadres, dus ontvangers vragen deze include nooit op. Hij kost \
             alleen lookups.",
            provider_name(fix.provider, "Die dienst")
        ),
        Step::PublishDmarc if !fix.value.as_deref().is_some_and(|text| text.contains("rua=")) => {
            "Het vraagt nog niets. Hier komt geen mail aan: voeg rua=mailto: toe met een adres elders, en \
             rapporten vertellen wie er namens jou verstuurt."
                .into()
        }
        Step::PublishDmarc => "Het vraagt nog niets en brengt je rapporten over wie in jouw naam verzendt. \
                               Neem een adres dat je leest."
            .into(),
        Step::MoveKey => "Ontvangers zoeken het record hier en nergens anders.".into(),
        Step::MoveDmarc => {
            "Ontvangers zoeken het record hier en nergens anders. Pas dan gaat het beleid gelden: begin met \
             p=none als rapporten nog niet hebben getoond dat al je mail slaagt."
                .into()
        }
        Step::RemoveMisplaced => "Daar kijkt niemand.".into(),
        Step::KeepOneDmarc if !crate::is_one_of_them(fix) => {
            "Eén record met wat ze allemaal bevatten, en met hun mildste beleid, zodat er door het \
             opruimen geen mail verloren gaat."
                .into()
        }
        Step::KeepOneDmarc => "Houd dit ene, het mildste, zodat er door het opruimen geen mail verloren \
                               gaat. Haal de andere weg."
            .into(),
        Step::CorrectDmarc if fix.is_spaced() => {
            "Er staat een spatie voor het record, en daarmee geldt het voor ontvangers niet. Dit is \
                         hetzelfde record zonder die spatie."
                .into()
        }
        Step::CorrectDmarc if crate::begins_mildly(fix) => {
            "Het record zoals het bedoeld lijkt, op het beleid na: dat begint met p=none, omdat mail van jou \
             vandaag kan zakken. Verhoog het als de andere stappen klaar zijn."
                .into()
        }
        Step::CorrectDmarc | Step::CorrectRecord if fix.value.is_none() => {
            "Wat ermee bedoeld is valt niet te zeggen. Schrijf het opnieuw, in de juiste vorm.".into()
        }
        Step::CorrectDmarc if crate::takes_effect(fix) => {
            "Het record zoals het bedoeld lijkt. Pas dan gaat het beleid gelden: begin met p=none als \
             rapporten nog niet hebben getoond dat al je mail slaagt."
                .into()
        }
        Step::CorrectDmarc | Step::CorrectRecord => {
            "Het record zoals het bedoeld lijkt. Kijk of dat klopt.".into()
        }
        Step::AskForReports => "De rapporten vertellen wie er namens jou verstuurt. Zonder die weet \
                                niemand wanneer het beleid strenger kan. Neem een adres dat je leest."
            .into(),
        Step::RemoveAlias if !fix.name.as_ref().is_some_and(|name| name.as_str().starts_with('_')) => {
            "Het volgende record neemt het voor de website over. Doe beide tegelijk.".into()
        }
        Step::RemoveAlias => {
            "Er staat een alias, en naast een alias kan geen ander record staan: haal die eerst weg. (Moet \
             een dienst dit record bijhouden, laat de alias dan staan en vraag daar waar hij heen moet \
             verwijzen.)"
                .into()
        }
        Step::PublishSite => {
            "Dan blijft de website waar hij is. Biedt de DNS-hoster ALIAS of ANAME, dan volgt dat het doel \
             van de alias vanzelf."
                .into()
        }
        Step::PublishExchangers => {
            "Wat er voor de alias stond, staat niet meer in DNS: wie je mailboxen beheert, toont de \
             MX-records."
                .into()
        }
        Step::PublishSpfAgain => {
            "Zet erin wie er allemaal voor het domein verzendt: wat er voor de alias stond, staat niet meer \
             in DNS."
                .into()
        }
        Step::RelaxAlignment => "Dan mag elke naam van de organisatie voor het domein instaan, zoals bijna \
                                 iedereen het doet. Doe dit alleen als deze mail van jou is en niemand \
                                 anders namen onder je domein gebruikt."
            .into(),
        Step::RaisePolicy { conditions: false } => {
            "Alleen als het domein geen mail verstuurt. Dan kan er niets van jezelf geraakt worden, en \
             hoef je niet op rapporten te wachten."
                .into()
        }
        Step::RaisePolicy { .. } => "Pas als de rapporten een paar weken hebben laten zien dat al je eigen \
                                     mail slaagt. Eerder treft het mail van jezelf."
            .into(),
        Step::AlignSubdomainPolicy => "Dan volgen de namen eronder het beleid van het domein. Zie eerst in \
                                       de rapporten dat alle eigen mail onder zo'n naam slaagt."
            .into(),
        Step::AuthorizeReports => {
            format!("Dit moet de eigenaar van {} publiceren.", crate::reports_to(fix).unwrap_or("dat domein"))
        }
        Step::PublishNullMx => "Het zegt dat het domein geen mail aanneemt. Alleen als dat zo is.".into(),
        Step::RenewKey => "Laat een nieuwe sleutel van 2048 bits maken waar de mail ondertekend wordt, en \
                           publiceer wat daar getoond wordt, het liefst onder een eigen selector. Vanaf \
                           dan moet de server ermee ondertekenen."
            .into(),
        Step::WithdrawKey => "Het is de privésleutel, en iedereen kan hem lezen: gebruik dat paar nooit \
                              meer. Laat een nieuw paar maken onder een andere selector, en publiceer \
                              alleen de publieke helft."
            .into(),
        Step::UnquoteKey => {
            "Dezelfde sleutel zonder de aanhalingstekens; het DNS-paneel zet de zijne er zelf omheen.".into()
        }
        Step::KeepOneKey => "Houd de sleutel die de ondertekenende server gebruikt. Een tweede sleutel \
                             heeft een eigen selector nodig."
            .into(),
        Step::AskList => "Laat de lijst het eigen adres in From zetten (in Mailman: Munge From, in Sympa: \
                          DMARC protection), of onderwerp en tekst met rust laten. Aan je eigen domein \
                          hoeft hiervoor niets te veranderen."
            .into(),
        Step::ExemptFromChanges if fix.provider.is_some() => {
            "Voor de mailboxen van de ontvanger kan het blijven zoals het is: laat de server erachter \
             oordelen naar wat het zag (in Microsoft 365: Enhanced Filtering for Connectors). Aan de kant \
             van de verzender: laat het voetteksten zetten vóór het ondertekenen, of onderteken erna opnieuw."
                .into()
        }
        Step::ExemptFromChanges => "Voetteksten, banners en herschreven links komen erbij na de \
                                    handtekening. Zet ze erin vóór het ondertekenen, onderteken erna \
                                    opnieuw, of sla ondertekende mail over."
            .into(),
        Step::SignForForwarding => {
            "Is de mail van jou: de server van een doorstuurder kan nooit in jouw SPF-record staan. Een \
                                    handtekening reist mee en past nog steeds, zolang niemand het bericht \
                                    verandert. Kreeg je de mail, vraag dan de verzender om te ondertekenen: \
                                    bij je eigen domein hoeft niets te veranderen. Een doorstuurder die de \
                                    envelop-afzender herschrijft (SRS), laat DMARC niet slagen."
                .into()
        }
        Step::SignBounces => "Laat de server ook zonder Return-Path met het From-domein ondertekenen, \
                              of geef hem een HELO-naam onder dat domein met een SPF-record."
            .into(),
        Step::ExtendValidity => "Geef handtekeningen meer tijd: het einde (x=) een week na het \
                                 ondertekenen (t=), of helemaal geen einde."
            .into(),
        Step::SignWithSha256 => {
            "Zet het ondertekenen op rsa-sha256. Elk programma van de laatste vijftien jaar kan dat.".into()
        }
        Step::DropOpenInclude { term } => format!(
            "Het record achter {term} laat iedereen toe, door +all of door netwerken zo ruim als internet. \
             In plaats daarvan staan hier de servers die het noemt. Zeg het wie dat record beheert."
        ),
        Step::CloseSpf => "Al het andere blijft. ~all merkt mail van elders mild; maak er -all van zodra \
                           de rapporten laten zien dat al je verzenders erin staan."
            .into(),
        Step::NarrowSpf if fix.value.is_some() => {
            "Het adres staat er voluit en is van een server van jou, dus alleen dat was bedoeld. Loop het \
             eerst na: wie anders in dat netwerk voor je verstuurt, moet er ook in staan."
                .into()
        }
        Step::NarrowSpf => "Zet er de adressen voor in de plaats waarvandaan het domein echt verstuurt; \
                            wie die servers beheert kent ze."
            .into(),
        Step::ServeSvg { url } => {
            format!(
                "Laat het logo opslaan als SVG Tiny PS, zet het op {url}, en publiceer daarna dit record."
            )
        }
        Step::NameAddress => {
            "Zo krijgt het adres van de mailserver een naam, die in het MX-record kan staan.".into()
        }
        Step::NameExchanger if fix.value.is_none() => {
            "Zet daar de naam van de mailserver, die een eigen openbaar adres heeft.".into()
        }
        Step::DropNullMx => "Mail blijft aankomen bij de andere exchangers. Laat het alleen staan als het \
                             domein geen mail aanneemt, en haal dan de andere weg."
            .into(),
        Step::DropExchanger if fix.provider.is_some() => format!(
            "Doe dit alleen als de mailboxen bij {} staan, en deze server geen filter van jou daarvoor is. \
             Zet over wat hij intussen heeft aangenomen.",
            provider_name(fix.provider, "de provider")
        ),
        Step::DropExchanger => "Er gaat niets mee verloren: mail komt bij de andere aan. Moet deze mail \
                                aannemen, geef hem dan een openbaar adres."
            .into(),
        Step::DropTlsa => {
            "Zonder dit record komt mail weer aan, en DANE staat uit tot het goede er staat. Laat \
                           het op de mailserver opnieuw maken, uit het certificaat dat die op poort 25 toont."
                .into()
        }
        Step::CorrectTlsa => "Dezelfde gegevens met de usage die voor mail is. Alleen als de server dat \
                              certificaat nog toont: vergelijk eerst, want servers die DANE controleren \
                              bezorgen niet als het niet klopt."
            .into(),
        Step::NameExchanger if lacked_final_dot(fix) => {
            "De naam van de zone is erachter gezet: je DNS-paneel doet dat bij een naam \
                                  zonder punt aan het eind."
                .into()
        }
        Step::NameExchanger => "De naam leidt naar dezelfde server. Mail blijft daar aankomen.".into(),
        Step::MendPolicy { url } => format!(
            "Verzenders halen dit bestand op van {url}. Verander daarna id= in het record op _mta-sts. Een \
             server die geen mail meer voor je aanneemt, hoeft er niet in."
        ),
        Step::AllowSha256 => "De sleutel zelf is goed. De h= van zijn record staat geen hash toe die \
                              ontvangers nu aanvaarden (sha256, RFC 8301). Dit is dezelfde sleutel zonder \
                              h=."
        .into(),
        Step::OwnAddress => "Iedereen kan op dat domein een adres hebben. Daarom mag niemand anders \
                             ervoor versturen, en alleen de beheerder kan er iets publiceren. Zet een \
                             adres op een eigen domein in From; het andere kan in Reply-To."
            .into(),
        Step::CorrectKey => "De sleutel zelf is goed. Dit is dezelfde sleutel in een record waarmee hij \
                             voor deze mail te gebruiken is."
            .into(),
        Step::OneAuthor => "Het programma dat het bericht schrijft moet precies één adres in het From-veld \
                            zetten; andere horen in Sender of Reply-To."
            .into(),
        Step::PublishIfOwn if fix.old.is_some() => {
            "Alleen als de server die dit bericht ondertekende van jou is: laat daar een nieuwe sleutel \
             maken, onder een eigen selector. De oude is ingetrokken, en iedereen kan die in een bericht \
             noemen. Ken je de server niet, laat DNS dan zoals het is."
                .into()
        }
        Step::PublishIfOwn if fix.provider.is_some() => format!(
            "Doe dit alleen als je {} gebruikt, waarvan de servers dit verzonden: met het record kan die \
             voor het domein ondertekenen. Gebruik je die niet, laat DNS dan zoals het is.",
            provider_name(fix.provider, "die aanbieder")
        ),
        Step::PublishIfOwn => "Doe dit alleen als de server die ondertekende van jou is: zijn \
                               DKIM-instellingen tonen het record. Alleen dit bericht noemt die naam, en \
                               iedereen kan er een in een bericht zetten. Ken je de server niet, laat \
                               DNS dan zoals het is."
            .into(),
        Step::RightlyFails => {
            "Ken je deze mail niet, dan slaagt ze terecht niet: beantwoord niets, open niets, betaal \
             niets, en bel wie erin genoemd wordt op een nummer dat je kent. Een beleid van quarantine of \
             reject houdt zulke mail tegen. Is ze toch van jou, verstuur haar dan via een dienst die voor \
             het From-domein is ingesteld."
                .into()
        }
        Step::ReceiverIsWrong => "Aan je records is niets te verbeteren. Laat de postmaster van de \
                                  ontvanger zien wat hij schreef naast wat hier staat."
            .into(),
        Step::SendNewTest => "Er is niets meer te verbeteren. Stuur een nieuw bericht en kijk wat de \
                              ontvanger daarvan zegt."
            .into(),
        Step::SetClock => "Zet de klok en de tijdzone van de server die ondertekent goed, het best met \
                           NTP, en stuur een nieuw bericht."
            .into(),
        Step::Beware => "Vertrouw het niet om de naam. Vraag het de afzender langs een andere weg.".into(),
        Step::RenewKeyAtHost { target } => decisions::renew_at_host(target.as_str()),
        Step::ChangeAtHost { target, wanted } => {
            decisions::change_at_host(target.as_str(), wanted.as_deref())
        }
        Step::Decide { obstacle } => decisions::decide(obstacle),
        Step::TellNameServers => {
            "Blijft het zo, meld het dan aan de beheerder van de nameservers: die falen, een \
             firewall houdt lange antwoorden tegen (TCP-poort 53), of DNSSEC faalt, zoals door een oud \
             DS-record na een verhuizing. Verwijst een NS-record voor die naam naar een dienst die je niet \
             meer gebruikt, verwijder het dan en publiceer het record zelf."
                .into()
        }
    }
}
