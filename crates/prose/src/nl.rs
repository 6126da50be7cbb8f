//! Nederlands.

mod arc;
mod changes;
mod diagnosis;
mod dkim;
mod evidence;
pub(crate) mod fields;
mod posture;
mod setup;
mod spf;
mod tags;

use crate::claimed::OnWord;
use crate::{Counts, KnownField, Language, Place, Tagged, list, strangers_of};
use waxseal_core::arc::ArcCause;
use waxseal_core::diagnose::{Diagnosis, Evidence, Fix, Proof, Sureness};
use waxseal_core::dkim::{BodyChange, Cause, DkimFinding, HeaderChange};
use waxseal_core::dmarc::{Alignment, DmarcCause, DmarcFinding, Policy, Rfc7489Difference, Rfc7489Report};
use waxseal_core::dns::QueryStatus;
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{AuthorSource, Reason, Says};
use waxseal_core::message::Repair;
use waxseal_core::posture::{DomainRule, PostureFinding};
use waxseal_core::report::{MessageReport, Missing, Verdict};
use waxseal_core::requirements::Rule;
use waxseal_core::spf::{Node, SpfCause, SpfFinding};

pub(crate) struct Dutch;

impl Language for Dutch {
    fn headline(&self, report: &MessageReport) -> String {
        let Counts { author, .. } = Counts::of(report);
        match &report.verdict {
            Verdict::Pass { .. } => format!("Dit bericht slaagt voor DMARC van {author}"),
            Verdict::Fail { .. } => format!("Dit bericht zakt voor DMARC van {author}"),
            Verdict::NoPolicy => {
                format!("Geen DMARC-beleid: {author} zegt niet wat er met zulke post moet gebeuren")
            }
            Verdict::CannotTell { missing: Missing::Author } => {
                "Niet te zeggen: hier staat geen afzender".into()
            }
            Verdict::CannotTell { missing: Missing::Key } => {
                format!("Niet te zeggen: de sleutel waarmee {author} ondertekende is weg")
            }
            Verdict::CannotTell { missing: Missing::Body } => {
                format!("Niet te zeggen: {author} ondertekende de kop, en de inhoud is niet gegeven")
            }
            Verdict::CannotTell { missing: Missing::Evidence } => {
                format!("Niet te zeggen: hieruit blijkt niet wie er voor {author} instaat")
            }
            Verdict::DnsTrouble => format!("Niet te zeggen: DNS gaf geen antwoord over {author}"),
            Verdict::NoSingleAuthor => "Geen oordeel: het bericht noemt niet precies één afzender".into(),
            Verdict::NotAMessage => "Dit is geen e-mail".into(),
        }
    }

    fn lead(&self, report: &MessageReport) -> String {
        let counts = Counts::of(report);
        let Counts { author, .. } = counts;
        match &report.verdict {
            Verdict::Pass { .. } => {
                let by = list(&counts.vouching, "en");
                format!("{by} {} en {} voor {author}, het domein in het From-veld.", pass(&counts), speak(&counts))
            }
            Verdict::Fail { .. } => failed(&counts),
            Verdict::NoPolicy if counts.vouching.is_empty() => {
                "Niemand die voor het bericht instaat spreekt voor dat domein, en het domein vraagt niet om een DMARC-controle.".into()
            }
            Verdict::NoPolicy => {
                let by = list(&counts.vouching, "en");
                format!("{by} {} en {} er wel voor; met een beleid zou dit bericht er dus door komen.", pass(&counts), speak(&counts))
            }
            Verdict::CannotTell { missing: Missing::Author } => {
                "Er is geen From-veld, en geen ontvanger die zegt namens wie het bericht komt. Plak meer van de header, of sleep het opgeslagen bericht hierheen.".into()
            }
            Verdict::CannotTell { missing: Missing::Key } => "Een handtekening spreekt voor het domein in het From-veld, maar de sleutel staat niet meer in de DNS. Sleutels worden af en toe vervangen, dus dat wijst niet op vervalsing; alleen een ontvanger die toen keek kan het weten.".into(),
            Verdict::CannotTell { missing: Missing::Body } => "Een handtekening spreekt voor het domein in het From-veld, en de kop klopt. Of de tekst de ondertekende is, blijkt alleen uit het opgeslagen bericht.".into(),
            Verdict::CannotTell { missing: Missing::Evidence } => {
                "Er is geen handtekening, geen adres van de verzendende server en geen resultaat van een ontvanger. Plak de hele header, of sleep het opgeslagen bericht hierheen.".into()
            }
            Verdict::DnsTrouble => "Probeer het opnieuw, of kies een andere DNS-resolver. Wat wel te lezen was staat hieronder.".into(),
            Verdict::NoSingleAuthor => report.dmarc.cause.as_ref().map_or_else(String::new, |c| self.dmarc_cause(c)),
            Verdict::NotAMessage => {
                "Er is geen enkel header-veld gevonden. Plak de headers van een bericht, sleep een opgeslagen bericht hierheen, of typ een domein.".into()
            }
        }
    }

    fn why(&self, report: &MessageReport) -> Vec<String> {
        let counts = Counts::of(report);
        let mut why = Vec::new();
        if let Some(author) = report.author.as_ref().filter(|a| a.source == AuthorSource::Claim) {
            let by = counts.receiver.unwrap_or("de ontvanger");
            why.push(format!("Er staat geen From-veld in wat je gaf. Dat {} de afzender is, komt uit een bewering van {by}.", author.domain));
        }
        if !counts.strangers.is_empty() && !matches!(report.verdict, Verdict::CannotTell { .. }) {
            why.push(strangers(report, &counts));
        }
        if let Some(cause) = report.dmarc.cause.as_ref().filter(|c| !matches!(c, DmarcCause::NothingAligned))
        {
            why.push(self.dmarc_cause(cause));
        }
        why.extend(policy(report));
        why
    }

    fn basis(&self, report: &MessageReport, place: Place) -> Option<String> {
        basis(report, Counts::of(report).receiver.unwrap_or("de ontvangende server"), place)
    }

    fn way_out(&self, report: &MessageReport) -> Vec<String> {
        let Counts { author, .. } = Counts::of(report);
        match &report.verdict {
            Verdict::Pass { .. } => {
                vec!["Niets. Het domein in het From-veld staat zelf in voor dit bericht.".into()]
            }
            Verdict::Fail { .. } => align(report, author),
            Verdict::NoPolicy => vec![format!(
                "Publiceer een DMARC-record op _dmarc.{author}. Begin met v=DMARC1; p=none en een eigen rua=-adres, en lees de rapporten voor je om meer vraagt."
            )],
            Verdict::CannotTell { .. } | Verdict::DnsTrouble | Verdict::NotAMessage => {
                vec![self.lead(report)]
            }
            Verdict::NoSingleAuthor => vec![
                "Laat het programma dat het bericht schrijft precies één adres in het From-veld zetten."
                    .into(),
            ],
        }
    }

    fn dmarc_cause(&self, cause: &DmarcCause) -> String {
        match cause {
            DmarcCause::NothingAligned => "Wat slaagde spreekt niet voor het domein van de afzender.".into(),
            DmarcCause::NothingPassed => "SPF slaagde niet en geen enkele DKIM-handtekening ook.".into(),
            DmarcCause::NoRecord => "Er is geen DMARC-record voor het domein van de afzender, en ook niet voor een domein daarboven.".into(),
            DmarcCause::SeveralRecords { domain } => {
                format!("_dmarc.{domain} heeft meer dan één DMARC-record, en dan telt er geen een.")
            }
            DmarcCause::RecordWithoutPolicy { domain } => {
                format!("Het DMARC-record van {domain} heeft geen geldig beleid en geen rapportadres; ontvangers negeren het.")
            }
            DmarcCause::Dns { domain, fault } => {
                format!("De vraag naar _dmarc.{domain} bleef onbeantwoord: {}.", self.query_status(QueryStatus::from(*fault)))
            }
            DmarcCause::NoAuthor => "Er is geen afzenderadres.".into(),
            DmarcCause::SeveralAuthors { domains } => {
                format!("Het From-veld noemt meer dan één domein, {}; DMARC is er voor precies één.", list(domains, "en"))
            }
            DmarcCause::BadAuthor { domain } => format!("\u{201c}{domain}\u{201d} in het From-veld is geen domeinnaam."),
        }
    }

    fn rfc7489(&self, view: &Rfc7489Report) -> Vec<String> {
        if view.differences.is_empty() {
            return vec![
                "Ontvangers die nog RFC 7489 en de public-suffixlijst volgen komen op hetzelfde uit.".into(),
            ];
        }
        let name =
            |domain: &Option<Domain>| domain.as_ref().map_or_else(|| "geen".to_owned(), ToString::to_string);
        let sentence = |difference: &Rfc7489Difference| match difference {
            Rfc7489Difference::OrganizationalDomain { walked, listed } => format!(
                "Ontvangers die nog RFC 7489 volgen nemen een ander organisatiedomein: {} volgens de public-suffixlijst, {} volgens de records.",
                name(listed),
                name(walked)
            ),
            Rfc7489Difference::Result { rfc9989 } => format!(
                "Volgens RFC 7489 is de uitkomst {}; volgens RFC 9989 {}. Ontvangers verschillen tot ze allemaal over zijn.",
                view.result.as_str(),
                rfc9989.as_str()
            ),
            Rfc7489Difference::Policy { rfc9989 } => format!(
                "Volgens RFC 7489 is het beleid voor deze post {}; volgens RFC 9989 {}.",
                view.policy.map_or("geen", Policy::as_str),
                rfc9989.map_or("geen", Policy::as_str)
            ),
            Rfc7489Difference::Share { pct } => format!(
                "pct={pct}: ontvangers die nog RFC 7489 volgen passen het beleid toe op {pct} % van de post die zakt, en op de rest het eerstvolgende zwakkere. Volgens RFC 9989 geldt het voor alles."
            ),
        };
        view.differences.iter().map(sentence).collect()
    }

    fn dmarc_finding(&self, finding: &DmarcFinding) -> String {
        match finding {
            DmarcFinding::DmarcMissing => "Geen DMARC-record. Iedereen kan deze naam in een From-veld zetten, en niemand die het merkt.".into(),
            DmarcFinding::DmarcSeveralRecords { count } => format!("Er staan {count} DMARC-records op één naam; ontvangers gebruiken er dan geen. Houd er een over."),
            DmarcFinding::DmarcNearMiss { text } => format!("Dit lijkt een DMARC-record maar is er geen, want het begint niet met precies v=DMARC1: {text}"),
            DmarcFinding::DmarcPolicyNone => "Het beleid is none: post die zakt wordt gewoon bezorgd. Dat is goed zolang je de rapporten bekijkt, maar het beschermt niemand.".into(),
            DmarcFinding::DmarcSubdomainsWeaker { sp, p } => format!("Subdomeinen hebben een zwakker beleid (sp={}) dan het domein (p={}): vervalsers kunnen elk subdomein gebruiken.", sp.as_str(), p.as_str()),
            DmarcFinding::DmarcSubdomainsStronger { sp, p } => format!("Subdomeinen zijn beschermd (sp={}), maar het domein zelf, de naam die mensen kennen, {} (p={}).", sp.as_str(), if *p == Policy::None { "niet" } else { "minder" }, p.as_str()),
            DmarcFinding::DmarcNoReports => "Niemand krijgt rapporten: voeg rua=mailto:… toe om te zien wie er in deze naam verstuurt.".into(),
            DmarcFinding::DmarcTesting => "t=y: ontvangers passen één stap minder toe dan het beleid zegt.".into(),
            DmarcFinding::DmarcRemovedTag { tag, value } if tag == "pct" && value != "100" => format!("pct={value} is met RFC 9989 uit DMARC gehaald, maar ontvangers die RFC 7489 volgen passen het beleid nog steeds maar op {value} van de honderd berichten toe. t=y zegt hetzelfde in de woorden van nu, voor beleid dat wordt uitgeprobeerd."),
            DmarcFinding::DmarcRemovedTag { tag, value } => format!("{tag}={value} is met RFC 9989 uit DMARC gehaald. Het kan geen kwaad, en kan weg."),
            DmarcFinding::DmarcUnknownTag { tag } => format!("De tag {tag} is onbekend en wordt genegeerd."),
            DmarcFinding::DmarcBadValue { tag, value } if ["p", "sp", "np"].contains(&tag.as_str()) => format!("\u{201c}{value}\u{201d} is geen waarde die {tag} kan hebben, en daarmee vervalt het hele beleid: ontvangers lezen p=none."),
            DmarcFinding::DmarcBadValue { tag, value } => format!("\u{201c}{value}\u{201d} is geen waarde die {tag} kan hebben; hij wordt genegeerd."),
            DmarcFinding::DmarcDuplicateTag { tag } => format!("De tag {tag} staat er twee keer. Hier telt de eerste; ontvangers kunnen verschillen."),
            DmarcFinding::DmarcNotATag { text } => format!("\u{201c}{text}\u{201d} is geen tag en wordt genegeerd."),
            DmarcFinding::DmarcBadReportAddress { tag, value } => format!("Naar \u{201c}{value}\u{201d} in {tag} kan geen rapport: schrijf mailto: en een adres."),
            DmarcFinding::DmarcExternalReports { domain } => format!("Rapporten gaan naar {domain}, een andere organisatie, die moet publiceren dat ze dat goedvindt. DNS zei niet of ze dat doet."),
            DmarcFinding::DmarcReportsNotAuthorized { domain, name } => format!("Er gaat geen rapport naar {domain}: dat is een andere organisatie, en die zegt niet op {name} dat ze ze wil. Daar moet v=DMARC1 komen te staan."),
            DmarcFinding::DmarcReportSize { uri } => format!("De groottegrens achter {uri} is verouderd en wordt genegeerd."),
            DmarcFinding::DmarcPublicSuffix => "psd=y zegt dat dit domein een register is, waaronder anderen hun eigen namen hebben, en dat geen naam eronder van het domein zelf is. Alleen registers horen dat te publiceren.".into(),
            DmarcFinding::DmarcFoWithoutRuf => "fo zegt wanneer er foutrapporten komen, maar geen ruf zegt waarheen; het wordt genegeerd.".into(),
        }
    }

    fn spf_finding(&self, finding: &SpfFinding) -> String {
        spf::finding(finding)
    }

    fn spf_cause(&self, cause: &SpfCause) -> String {
        spf::cause(cause)
    }

    fn spf_step(&self, step: &Node) -> Option<String> {
        spf::step(step)
    }

    fn reason(&self, reason: Reason) -> &'static str {
        evidence::reason(reason)
    }

    fn says(&self, says: &Says) -> String {
        evidence::says(says)
    }

    fn rule(&self, rule: Rule) -> &'static str {
        evidence::rule(rule)
    }

    fn domain_rule(&self, rule: DomainRule) -> &'static str {
        posture::rule(rule)
    }

    fn tag(&self, kind: Tagged, tag: &str) -> Option<&'static str> {
        tags::meaning(kind, tag)
    }

    fn header_field(&self, known: &KnownField) -> &'static str {
        (known.text)(&fields::FIELDS)
    }

    fn posture_finding(&self, finding: &PostureFinding) -> String {
        posture::finding(finding)
    }

    fn dkim_cause(&self, cause: &Cause) -> String {
        dkim::cause(cause)
    }

    fn dkim_finding(&self, finding: &DkimFinding) -> String {
        dkim::finding(finding)
    }

    fn body_change(&self, change: &BodyChange) -> String {
        dkim::body_change(change)
    }

    fn header_change(&self, change: &HeaderChange) -> String {
        dkim::header_change(change)
    }

    fn arc_cause(&self, cause: &ArcCause) -> String {
        arc::cause(cause)
    }

    fn root_cause(&self, diagnosis: &Diagnosis) -> String {
        diagnosis::cause(diagnosis)
    }

    fn fix_title(&self, fix: &Fix) -> String {
        diagnosis::title(fix)
    }

    fn fix_why(&self, fix: &Fix) -> String {
        diagnosis::why(fix)
    }

    fn proof(&self, proof: &Proof) -> String {
        diagnosis::proof(proof)
    }

    fn evidence(&self, evidence: &Evidence) -> String {
        diagnosis::evidence(evidence)
    }

    fn sure(&self, sure: Sureness) -> &'static str {
        diagnosis::sure(sure)
    }

    fn repair(&self, repair: &Repair) -> String {
        match repair {
            Repair::TooLong { bytes } => format!("Het bericht telt {bytes} bytes, meer dan er gelezen wordt; de rest is weggelaten."),
            Repair::ByteOrderMark => "Een byte order mark aan het begin is weggehaald.".into(),
            Repair::Utf16 => "De tekst was UTF-16 en is omgezet in UTF-8; handtekeningen erover zijn zo niet te controleren.".into(),
            Repair::MboxLine => "De mbox-regel aan het begin is weggehaald.".into(),
            Repair::OutlookMessage { has_header: true } => {
                "Dit is een bestand van Outlook zelf. De kop die erin staat is gelezen; de inhoud staat er anders in dan ze verstuurd is en is dus niet te controleren.".into()
            }
            Repair::OutlookMessage { has_header: false } => {
                "Dit is een bestand van Outlook zelf, en er staat geen kop in: het bericht is nooit verstuurd of ontvangen. Sla het zo mogelijk op als .eml, of plak de headers.".into()
            }
            Repair::MboxRest => "In het bestand staan meer berichten; het eerste is gelezen.".into(),
            Repair::LeadingJunk { lines: 1 } => "Eén regel boven de header is weggelaten.".into(),
            Repair::LeadingJunk { lines } => format!("{lines} regels boven de header zijn weggelaten."),
            Repair::Quoted => "De tekst was geciteerd met >; dat is weggehaald.".into(),
            Repair::Indented => "De tekst was ingesprongen; dat is weggehaald.".into(),
            Repair::DoubleSpaced => "Om de andere regel was leeg; die regels zijn weggelaten.".into(),
            Repair::Unfolded { line } => format!("Vanaf regel {line} zijn vervolgregels hun inspringing kwijt; ze zijn bij het veld erboven gevoegd."),
            Repair::NoBlankLine { line } => format!("Regel {line} is geen header-veld en er staat geen lege regel voor; daar begint de inhoud."),
            Repair::TooManyFields => "Er zijn meer header-velden dan er gelezen worden; de rest is weggelaten.".into(),
        }
    }

    fn query_status(&self, status: QueryStatus) -> &'static str {
        match status {
            QueryStatus::Noerror => "beantwoord",
            QueryStatus::Nxdomain => "bestaat niet",
            QueryStatus::Servfail => "de resolver kwam er niet uit (SERVFAIL)",
            QueryStatus::Timeout => "geen antwoord op tijd",
            QueryStatus::Refused => "de resolver weigerde",
            QueryStatus::Network => "de resolver was niet te bereiken",
            QueryStatus::Malformed => "de resolver stuurde iets wat geen DNS-antwoord is",
            QueryStatus::Limit => "niet gevraagd: te veel vragen voor één controle",
        }
    }
}

fn failed(counts: &Counts<'_>) -> String {
    match counts.passed {
        0 => "SPF slaagde niet en DKIM ook niet, dus niemand staat ervoor in.".into(),
        1 => "Het is één keer bevestigd, en voor een ander. Niemand die ervoor instaat spreekt voor het domein in het From-veld.".into(),
        n => format!(
            "Het is {} keer bevestigd, en elke keer voor een ander. Niemand die ervoor instaat spreekt voor het domein in het From-veld.",
            number(n)
        ),
    }
}

/// Wat wie het bericht voor een ander bevestigde, kan doen om het voor de afzender te doen.
fn align(report: &MessageReport, author: &str) -> Vec<String> {
    let (spf, dkim) = (strangers_of(report, Alignment::Spf), strangers_of(report, Alignment::Dkim));
    let mut steps = Vec::new();
    if !dkim.is_empty() {
        steps.push(format!(
            "Het is te verhelpen waar de post verstuurd wordt: wie ondertekent als {} kan dat ook doen als {author}. Zoek daar domeinverificatie (DKIM) voor {author}, publiceer de records die je daar ziet, en zet het aan. Eén handtekening die bij het domein hoort is genoeg voor DMARC.",
            list(&dkim, "en")
        ));
    }
    if !spf.is_empty() {
        steps.push(format!(
            "Laat de envelopafzender, nu bij {}, een naam onder {author} zijn (vaak ‘custom return path’ of ‘bounce domain’ genoemd), als die dienst dat biedt. Zijn servers in het SPF-record van {author} zetten helpt niet: SPF gaat over de envelopafzender.",
            list(&spf, "en")
        ));
    }
    if steps.is_empty() {
        steps.push(format!(
            "Zoek uit wie deze post namens {author} verstuurt. Is het je eigen post, laat die dan met DKIM ondertekenen als {author}; is het dat niet, dan is het goed dat hij zakt."
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
    Some(match policy {
        Policy::None if failed => {
            format!("Het beleid van {at} is none, dus ontvangers bezorgen het bericht toch.")
        }
        Policy::Quarantine if failed => {
            format!("Het beleid van {at} vraagt ontvangers het bericht als verdacht te behandelen.")
        }
        Policy::Reject if failed => format!("Het beleid van {at} vraagt ontvangers het bericht te weigeren."),
        policy => format!("Het beleid van {at} voor post die zakt is {}.", policy.as_str()),
    })
}

/// Waar de resultaten op rusten: het woord van de ontvanger, eigen narekenen, of van elk wat.
fn basis(report: &MessageReport, receiver: &str, place: Place) -> Option<String> {
    let told = OnWord::of(report)?;
    let (again, given, dns) = match place {
        Place::Here => (
            "SPF is hier opnieuw nagerekend.",
            "wat je gaf",
            "Of ze bij de afzender horen en welk beleid geldt is hier bepaald, met de DNS van vandaag.",
        ),
        Place::Elsewhere => (
            "SPF is daar opnieuw nagerekend.",
            "wat daar gegeven was",
            "Of ze bij de afzender horen en welk beleid geldt is daar bepaald, met de DNS van toen.",
        ),
    };
    if told.everything {
        return Some(format!("De resultaten zijn beweringen van {receiver}. {dns}"));
    }
    let signatures = told.signatures.map(|signatures| {
        let what = if signatures.passed {
            "Dat de handtekeningen slaagden"
        } else {
            "Wat de handtekeningen opleverden"
        };
        let why = match signatures.given {
            true => "narekenen gaf geen uitsluitsel".to_owned(),
            false => format!("ze staan niet in {given}"),
        };
        format!("{what} is een bewering van {receiver}: {why}.")
    });
    let spf = told.spf.then(|| format!("Het resultaat van SPF is een bewering van {receiver}."));
    let again = told.spf_again.then(|| again.to_owned());
    let said: Vec<String> = [again, spf, signatures, Some(dns.to_owned())].into_iter().flatten().collect();
    Some(said.join(" "))
}

fn pass(counts: &Counts<'_>) -> &'static str {
    if counts.vouching.len() == 1 { "slaagde" } else { "slaagden" }
}

fn speak(counts: &Counts<'_>) -> &'static str {
    if counts.vouching.len() == 1 { "spreekt" } else { "spreken" }
}

fn number(count: usize) -> String {
    match count {
        2 => "twee".into(),
        3 => "drie".into(),
        4 => "vier".into(),
        5 => "vijf".into(),
        n => n.to_string(),
    }
}
