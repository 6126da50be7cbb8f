//! De uitkomst van een controle van een bericht.

use super::dmarc;
use crate::claimed::OnWord;
use crate::{
    Counts, Uncounted, WorkedOut, lacks_own_key, list, repeated, shared_suffix, strangers_of, uncounted,
};
use waxseal_core::bounce::Bounce;
use waxseal_core::dmarc::{Alignment, DmarcCause, NextStep, Policy};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::AuthorSource;
use waxseal_core::report::{MessageReport, Missing, Verdict};

/// Wat boven een melding staat die het openlaat.
fn open(report: &MessageReport) -> String {
    let outcome = if report.bounce.is_some() { "Niet bezorgd" } else { "Niet geweigerd" };
    format!("{outcome}; uit de melding blijkt niet of de mail voor DMARC slaagt")
}

pub(super) fn headline(report: &MessageReport) -> String {
    let Counts { author, .. } = Counts::of(report);
    match &report.verdict {
        _ if crate::is_apart(report) => "Deze weigering gaat niet over SPF, DKIM of DMARC".into(),
        Verdict::Pass { .. } => match shared_suffix(report) {
            Some(suffix) => {
                format!(
                    "Dit bericht slaagt voor DMARC van {author} alleen als buur onder het publieke \
                     achtervoegsel {suffix}"
                )
            }
            None => format!("Dit bericht slaagt voor DMARC van {author}"),
        },
        Verdict::Fail { .. } => format!("Dit bericht komt niet door de DMARC-controle van {author}"),
        Verdict::NoPolicy => {
            format!("Geen DMARC-beleid: {author} zegt niet wat er met zulke post moet gebeuren")
        }
        Verdict::CannotTell { missing: Missing::Notice | Missing::Original } => open(report),
        Verdict::CannotTell { missing: Missing::Client | Missing::Evidence } if report.bounce.is_some() => {
            open(report)
        }
        Verdict::CannotTell { missing: Missing::Author } => "Niet te zeggen: hier staat geen afzender".into(),
        Verdict::CannotTell { missing: Missing::Client } => {
            "Niet te zeggen: de ontvanger zag niet welke server het overdroeg".into()
        }
        Verdict::CannotTell { missing: Missing::Key } => {
            format!("Niet te zeggen: de sleutel waarmee {author} ondertekende is weg")
        }
        Verdict::CannotTell { missing: Missing::Signature } => {
            format!("Niet te zeggen: de handtekening die uitslagen voor {author} noemen is niet gegeven")
        }
        Verdict::CannotTell { missing: Missing::Body } => {
            format!("Niet te zeggen: {author} ondertekende de kop, en de inhoud is niet gegeven")
        }
        Verdict::CannotTell { missing: Missing::Copy } => {
            format!(
                "Niet te zeggen: deze kopie is niet wat aankwam; de handtekening van {author} past er niet \
                 bij"
            )
        }
        Verdict::CannotTell { missing: Missing::Evidence } => {
            format!("Niet te zeggen: hieruit blijkt niet wie er voor {author} instaat")
        }
        Verdict::CannotTell { missing: Missing::Unsigned } => {
            format!("Niet te zeggen: {author} ondertekende maar een deel van de tekst")
        }
        Verdict::CannotTell { missing: Missing::Rest } => {
            "Niet te zeggen: er is meer van dit bericht dan gelezen wordt".into()
        }
        Verdict::DnsTrouble => format!("Niet te zeggen: DNS gaf geen antwoord over {author}"),
        Verdict::NoSingleAuthor => "Geen oordeel: het bericht noemt niet precies één afzender".into(),
        Verdict::NotAMessage => "Dit is geen e-mail".into(),
    }
}

pub(super) fn lead(report: &MessageReport) -> String {
    let counts = Counts::of(report);
    let Counts { author, .. } = counts;
    match &report.verdict {
        Verdict::Pass { .. } => {
            let by = list(&counts.vouching, "en");
            format!("{by} {} en {} aligned met {author}, het From-domein.", pass(&counts), be(&counts))
        }
        Verdict::Fail { .. } => failed(report, &counts),
        Verdict::NoPolicy if counts.vouching.is_empty() => {
            "Niets wat slaagde is aligned met dat domein, en het domein heeft geen DMARC-beleid.".into()
        }
        Verdict::NoPolicy => {
            let by = list(&counts.vouching, "en");
            format!(
                "{by} {} en {} er wel mee aligned; met een beleid zou dit bericht dus slagen.",
                pass(&counts),
                be(&counts)
            )
        }
        Verdict::CannotTell { .. } if crate::is_apart(report) => {
            "Of de mail zou slagen, is uit de melding niet op te maken; daar ging de weigering niet over."
                .into()
        }
        Verdict::CannotTell { missing } => cannot_tell(*missing, report.bounce.is_some()).into(),
        Verdict::DnsTrouble => "Probeer het opnieuw, of kies een andere DNS-resolver. Wat wel te lezen was \
                                staat hieronder."
            .into(),
        Verdict::NoSingleAuthor => report.dmarc.cause.as_ref().map_or_else(String::new, dmarc::cause),
        Verdict::NotAMessage => "Er is geen enkel header-veld gevonden. Plak de headers van een bericht, \
                                 sleep een opgeslagen bericht hierheen, of typ een domein."
            .into(),
    }
}

/// Wat er ontbreekt, en hoe je eraan komt.
const fn cannot_tell(missing: Missing, is_notice: bool) -> &'static str {
    match missing {
        Missing::Author => {
            "Er is geen From-veld, en geen ontvanger die zegt namens wie het bericht komt. Plak meer van de \
             header, of sleep het opgeslagen bericht hierheen."
        }
        Missing::Client if is_notice => {
            "Geen handtekening in de melding die klopt, spreekt voor het domein in het From-veld, en er \
             staat niet bij welke server de mail verzond. Dus kan SPF hier niet gecontroleerd worden."
        }
        Missing::Client => {
            "Geen handtekening die klopt, spreekt voor het domein in het From-veld. SPF kan er nog voor \
             instaan, maar de server die het bericht aannam, noteerde geen openbaar adres, en dus kan SPF \
             hier niet gecontroleerd worden."
        }
        Missing::Key => {
            "Een handtekening spreekt voor het domein in het From-veld, maar de sleutel staat niet meer in \
             de DNS. Misschien is ze sindsdien verwijderd, of stond ze er nooit; alleen een ontvanger die \
             toen keek kan het weten."
        }
        Missing::Signature => {
            "Uitslagen onder het punt waar het bericht binnenkwam zeggen dat een handtekening slaagde. Ook \
             een afzender kan daar schrijven, en de handtekening zelf zit niet bij wat je gaf: sleep het \
             opgeslagen bericht hierheen."
        }
        Missing::Body => {
            "Een handtekening spreekt voor het domein in het From-veld, en de kop klopt. Of de tekst de \
             ondertekende is, blijkt alleen uit het opgeslagen bericht."
        }
        Missing::Copy => {
            "De ontvanger vond die handtekening goed, dus het bericht is na aankomst veranderd: door een \
             gateway erachter, een ticketsysteem of een mailprogramma. Controleer het origineel uit het \
             postvak (in Gmail: Origineel bekijken, Origineel downloaden)."
        }
        Missing::Original => {
            "Hier staat alleen de weigering van de server. Wat die noemt is gecontroleerd; voeg voor de rest \
             de mail of de headers toe."
        }
        Missing::Notice => {
            "Wat deze mail zou laten slagen staat alleen in de melding, en wie een melding schrijft kan \
             elk adres noemen en elk veld aanhalen. Geen handtekening over de hele mail spreekt voor het \
             domein in het From-veld. Stuur hetzelfde naar een postvak van jezelf elders en controleer \
             dat exemplaar, of geef het verzendende adres uit het log van je eigen server."
        }
        Missing::Unsigned => {
            "Een handtekening van het domein in het From-veld slaagt, maar dekt alleen het begin van de \
             tekst (l=). Iedereen kan de rest hebben toegevoegd, dus niets toont wie die schreef. Wie \
             ondertekent hoort l= weg te laten."
        }
        Missing::Rest => {
            "Het heeft meer afzenders of meer kopvelden dan er bekeken worden, en wat is weggelaten kan een \
             ander als afzender noemen. Geen eerlijk bericht heeft er zoveel."
        }
        Missing::Evidence if is_notice => {
            "De melding toont geen handtekening en geen adres van de server die deze mail verzond, dus SPF \
             en DKIM zijn hier niet te controleren."
        }
        Missing::Evidence => {
            "Er is geen handtekening, geen adres van de verzendende server en geen resultaat van een \
             ontvanger. Plak de hele header, of sleep het bericht zoals het aankwam: de kopie in \
             Verzonden is nergens geweest."
        }
    }
}

/// What became of the names in a refusal.
fn named(report: &MessageReport) -> Vec<String> {
    let (spf, ip) = (&report.spf, report.envelope.client_ip);
    let checked = spf.result.zip(spf.domain.as_ref()).zip(ip);
    let spf = checked.map(|((result, domain), ip)| {
        let result = result.as_str();
        format!("SPF nu: {result} voor {domain} vanaf {ip}.")
    });
    let policy = report
        .dmarc
        .domain
        .as_ref()
        .zip(report.dmarc.policy)
        .map(|(domain, policy)| format!("Het DMARC-beleid van {domain} is nu {}.", policy.as_str()));
    spf.into_iter().chain(policy).collect()
}

pub(super) fn why(report: &MessageReport) -> Vec<String> {
    let counts = Counts::of(report);
    let mut why = Vec::new();
    if report.verdict == (Verdict::CannotTell { missing: Missing::Original }) {
        return named(report);
    }
    if let Some(author) = report.author.as_ref().filter(|a| a.source == AuthorSource::Claim) {
        let by = counts.receiver.unwrap_or("de ontvanger");
        why.push(format!(
            "Er staat geen From-veld in wat je gaf. Dat {} de afzender is, komt uit een resultaat van \
             {by}.",
            author.domain
        ));
    }
    if !counts.strangers.is_empty() && !matches!(report.verdict, Verdict::CannotTell { .. }) {
        why.push(strangers(report, &counts));
    }
    // The sentence below the verdict has said what passed.
    let is_said = |cause: &&DmarcCause| match cause {
        DmarcCause::NothingAligned => true,
        // Where nobody can tell, nothing was refuted either.
        DmarcCause::NothingPassed => {
            matches!(report.verdict, Verdict::Fail { .. } | Verdict::CannotTell { .. })
        }
        _ => false,
    };
    if let Some(cause) = report.dmarc.cause.as_ref().filter(|cause| !is_said(cause)) {
        why.push(dmarc::cause(cause));
    }
    if crate::is_carried(report) {
        why.push(
            "SPF slaagde niet voor de server die het bericht afgaf. Gaf een andere server de mail door, dan \
             hoort dat zo en hoeft er niets hersteld te worden: de handtekening staat ervoor in."
                .into(),
        );
    }
    for signature in report.dkim.iter().filter(|signature| signature.after_arrival) {
        let domain = signature.domain().map_or("?", |domain| domain.as_str());
        why.push(format!(
            "De handtekening van {domain} is door de ontvangende kant toegevoegd nadat het bericht was \
             binnengekomen, en zegt dus niets over wie het stuurde."
        ));
    }
    if matches!(report.verdict, Verdict::Fail { .. }) && lacks_own_key(report) {
        why.push(
            "Een handtekening noemt het domein in het From-veld, en haar sleutel staat niet in de DNS. \
             Misschien is die sindsdien verwijderd; niets van wat is gegeven toont dat hij er ooit stond."
                .into(),
        );
    }
    if let Some(field) = repeated(report) {
        why.push(format!(
            "Let op: er is meer dan één {field}-veld, en niet elk daarvan is ondertekend. Wat een \
             mailprogramma toont, hoeft niet te zijn wat ondertekend is."
        ));
    }
    why.extend(uncounted(report).map(|results| results_of_others(&results)));
    why.extend(policy(report));
    let passes = matches!(report.verdict, Verdict::Pass { .. });
    why.extend(crate::replies_elsewhere(report).map(|domain| replies(domain, passes)));
    why
}

/// Waar een geslaagde controle niet over gaat.
fn replies(domain: &Domain, passes: bool) -> String {
    let honest = " Dat het slaagt, toont welk domein de mail verzond, en niets over de bedoelingen.";
    format!("Antwoorden gaan naar een ander domein, {domain} (Reply-To).{}", if passes { honest } else { "" })
}

fn results_of_others(results: &Uncounted<'_>) -> String {
    let said = results.said;
    match (results.gateway, results.by) {
        (Some(gateway), _) => format!(
            "De server achter {gateway} zegt dmarc={said}. Die keek naar het adres van {gateway} en naar \
             het bericht zoals dat het doorgaf, dus dit zegt niets over de afzender; wel kan het bericht \
             daarom apart zijn gezet."
        ),
        (None, by) => format!(
            "Resultaten van {} zeggen dmarc={said}. Ze staan waar ook een afzender kan schrijven, dus ze \
             tellen hier niet.",
            by.unwrap_or("een server zonder naam")
        ),
    }
}

pub(super) fn way_out(report: &MessageReport) -> Vec<String> {
    let Counts { author, .. } = Counts::of(report);
    match &report.verdict {
        // What there is to do about the refusal is all that there is.
        _ if crate::is_apart(report) => Vec::new(),
        Verdict::Pass { .. } if let Some(by) = crate::listed_by(report) => {
            vec![format!(
                "Niets, als de mail van jou is. SPF slaagde omdat {by} in het record van {author} \
                 staat. Gebruikt geen van je diensten dat nog, haal die include dan weg: wie {by} \
                 beheert, kan namens {author} versturen."
            )]
        }
        Verdict::Pass { .. } if let Some(by) = crate::sent_on_by(report) => {
            vec![format!(
                "Er hoeft niets ingesteld te worden. De mail is gericht aan {by}, en ook het \
                 Return-Path is daar. Heb je daar geen adres, dan is de mail aan jou doorgestuurd: de \
                 handtekening toont wie hem schreef, niet wie hem aan jou stuurde. Betaal dan niets en \
                 bel geen nummer erin voordat je het op een andere manier bij {author} hebt \
                 nagevraagd."
            )]
        }
        Verdict::Pass { .. } => vec![crate::named_by_anybody(report).map_or_else(
            || "Niets: het slaagde voor het domein in het From-veld, en één aligned pass is genoeg.".into(),
            |domain| {
                format!(
                    "Er hoeft niets ingesteld te worden. {domain} bevestigt het adres, niet de naam \
                     ervoor: iedereen kan daar een adres hebben. Ken je het adres niet, vraag het dan \
                     op een andere manier na bij die persoon voordat je antwoordt of betaalt."
                )
            },
        )],
        Verdict::Fail { .. } => align(report, author),
        Verdict::NoPolicy => {
            vec![dmarc::next_step(report.dmarc.next_step.unwrap_or(NextStep::Publish)).into()]
        }
        Verdict::CannotTell { .. } | Verdict::DnsTrouble | Verdict::NotAMessage => {
            vec![lead(report)]
        }
        Verdict::NoSingleAuthor => vec![
            "Laat het programma dat het bericht schrijft precies één adres in het From-veld zetten.".into(),
        ],
    }
}

/// Welke methoden slaagden, en dat geen ervan voor het domein van de afzender is.
fn failed(report: &MessageReport, counts: &Counts<'_>) -> String {
    let author = counts.author;
    match counts.passed {
        0 if crate::is_unsigned(report) => {
            "SPF slaagde niet, en de mail heeft geen DKIM-handtekening.".into()
        }
        0 => "SPF slaagde niet en DKIM ook niet.".into(),
        1 => format!("{} slaagde, maar voor een ander domein: niet aligned met {author}.", passed_by(report)),
        _ => {
            let all = passed_by(report);
            let verb = if all.contains(' ') { "slaagden" } else { "slaagde" };
            format!("{all} {verb}, maar voor andere domeinen: geen is aligned met {author}.")
        }
    }
}

/// De methoden die voor een ander slaagden.
fn passed_by(report: &MessageReport) -> String {
    let of = |mechanism, name| (!strangers_of(report, mechanism).is_empty()).then_some(name);
    let names = [of(Alignment::Spf, "SPF"), of(Alignment::Dkim, "DKIM")];
    names.into_iter().flatten().collect::<Vec<_>>().join(" en ")
}

/// Wat wie het bericht voor een ander bevestigde, kan doen om het voor de afzender te doen.
fn align(report: &MessageReport, author: &str) -> Vec<String> {
    let (spf, dkim) = (strangers_of(report, Alignment::Spf), strangers_of(report, Alignment::Dkim));
    let mut steps = Vec::new();
    if !dkim.is_empty() {
        steps.push(format!(
            "Het is te verhelpen waar de post verstuurd wordt: wie ondertekent als {} kan dat ook doen als \
             {author}. Zoek daar domeinverificatie (DKIM) voor {author}, publiceer de records die je daar \
             ziet, en zet het aan. Eén handtekening die aligned is, is genoeg voor DMARC.",
            list(&dkim, "en")
        ));
    }
    if !spf.is_empty() {
        steps.push(format!(
            "Laat de Return-Path, nu bij {}, een naam onder {author} zijn (vaak ‘custom return path’ of \
             ‘bounce domain’ genoemd), als die dienst dat biedt. Zijn servers in het SPF-record van \
             {author} zetten helpt niet: SPF gaat over de Return-Path.",
            list(&spf, "en")
        ));
    }
    // What a refusal asks for is to be done first, and whose mail it was is known to whoever has it.
    if steps.is_empty() && !report.bounce.as_ref().is_some_and(Bounce::is_apart) {
        steps.push(format!(
            "Zoek uit wie deze post namens {author} verstuurt. Is het je eigen post, laat die dan met DKIM \
             ondertekenen als {author}; is het dat niet, dan is het goed dat hij niet slaagt."
        ));
    }
    steps
}

fn strangers(report: &MessageReport, counts: &Counts<'_>) -> String {
    let (spf, dkim) = (strangers_of(report, Alignment::Spf), strangers_of(report, Alignment::Dkim));
    let mut parts = Vec::new();
    if !spf.is_empty() {
        parts.push(format!("SPF slaagde voor {}", list(&spf, "en")));
    }
    if !dkim.is_empty() {
        parts.push(format!("DKIM slaagde voor {}", list(&dkim, "en")));
    }
    let none = if counts.strangers.len() == 1 { "Dat is niet" } else { "Geen daarvan is" };
    format!("{}. {none} {}.", list(&parts, "en"), counts.author)
}

fn policy(report: &MessageReport) -> Option<String> {
    let policy = report.dmarc.policy?;
    let at = &report.dmarc.record.as_ref()?.at;
    let failed = matches!(report.verdict, Verdict::Fail { .. });
    let record = &report.dmarc.record.as_ref()?.record;
    Some(match policy {
        Policy::None if failed && record.p > Some(policy) => format!(
            "Het record van {at} vraagt om p={}, maar voor namen eronder om none (sp of np): het vraagt \
             ontvangers niet om in te grijpen.",
            record.p.unwrap_or(policy).as_str()
        ),
        Policy::None if failed => {
            format!("Het beleid van {at} is none: het vraagt ontvangers niet om in te grijpen.")
        }
        Policy::Quarantine if failed => {
            format!("Het beleid van {at} vraagt ontvangers het bericht als verdacht te behandelen.")
        }
        Policy::Reject if failed => format!("Het beleid van {at} vraagt ontvangers het bericht te weigeren."),
        policy => format!("Het beleid van {at} voor mail die niet slaagt is {}.", policy.as_str()),
    })
}

/// Waar de resultaten op rusten: het woord van de ontvanger, eigen narekenen, of van elk wat.
pub(super) fn basis(report: &MessageReport, place: WorkedOut) -> Option<String> {
    let receiver = Counts::of(report).receiver.unwrap_or("de ontvangende server");
    let told = OnWord::of(report)?;
    let (again, given, dns) = match place {
        WorkedOut::Here => (
            "SPF is hier opnieuw gecontroleerd.",
            "wat je gaf",
            "Of ze bij de afzender horen en welk beleid geldt is hier bepaald, met de DNS van vandaag.",
        ),
        WorkedOut::Elsewhere => (
            "SPF is daar opnieuw gecontroleerd.",
            "wat daar gegeven was",
            "Of ze bij de afzender horen en welk beleid geldt is daar bepaald, met de DNS van toen.",
        ),
    };
    if told.everything {
        return Some(format!("De resultaten komen van {receiver}. {dns}"));
    }
    let signatures = told.signatures.map(|signatures| {
        let what = if signatures.passed {
            "Dat de handtekeningen slaagden"
        } else {
            "Wat de handtekeningen opleverden"
        };
        let why = if signatures.given && signatures.masked {
            "in wat je gaf is de waarde van de handtekening (b=) afgekort of gemaskeerd".to_owned()
        } else if signatures.given {
            "narekenen gaf geen uitsluitsel".to_owned()
        } else {
            format!("ze staan niet in {given}")
        };
        format!("{what} is volgens {receiver}: {why}.")
    });
    let spf = told.spf.then(|| format!("Het resultaat van SPF komt van {receiver}."));
    let again = told.spf_again.then(|| again.to_owned());
    let said: Vec<String> = [again, spf, signatures, Some(dns.to_owned())].into_iter().flatten().collect();
    Some(said.join(" "))
}

fn pass(counts: &Counts<'_>) -> &'static str {
    if counts.vouching.len() == 1 { "slaagde" } else { "slaagden" }
}

fn be(counts: &Counts<'_>) -> &'static str {
    if counts.vouching.len() == 1 { "is" } else { "zijn" }
}
