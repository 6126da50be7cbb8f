//! DMARC en zijn records.

use crate::list;
use waxseal_core::dmarc::{Alignment, DmarcCause, DmarcFinding, NextStep, Policy};
use waxseal_core::dns::QueryStatus;
use waxseal_core::domain::Domain;
use waxseal_core::report::{Rfc7489Difference, Rfc7489Report};

pub(super) fn cause(cause: &DmarcCause) -> String {
    match cause {
        DmarcCause::NothingAligned => "Wat slaagde spreekt niet voor het domein van de afzender.".into(),
        DmarcCause::NothingPassed => "SPF slaagde niet en geen enkele DKIM-handtekening ook.".into(),
        DmarcCause::NoRecord => "Er is geen DMARC-record voor het domein van de afzender, en ook niet voor \
                                 een domein daarboven."
            .into(),
        DmarcCause::SeveralRecords { domain } => {
            format!("_dmarc.{domain} heeft meer dan één DMARC-record, en dan telt er geen een.")
        }
        DmarcCause::RecordWithoutPolicy { domain } => {
            format!(
                "Het DMARC-record van {domain} heeft geen geldig beleid en geen rapportadres; ontvangers \
                 negeren het."
            )
        }
        DmarcCause::Dns { domain, fault } => {
            format!(
                "De vraag naar _dmarc.{domain} bleef onbeantwoord: {}.",
                super::query_status(QueryStatus::from(*fault))
            )
        }
        DmarcCause::MechanismOpen { mechanism: Alignment::Spf, domain } => {
            format!(
                "De DNS gaf geen antwoord voor de SPF-toets van {domain}, die voor de auteur had kunnen \
                 spreken."
            )
        }
        DmarcCause::MechanismOpen { mechanism: Alignment::Dkim, domain } => {
            format!(
                "De DNS gaf geen antwoord voor de sleutel van een handtekening van {domain}, die voor de \
                 auteur had kunnen spreken."
            )
        }
        DmarcCause::NoAuthor => "Er is geen afzenderadres.".into(),
        DmarcCause::SeveralAuthors { domains } => {
            format!(
                "Het From-veld noemt meer dan één domein, {}; DMARC is er voor precies één.",
                list(domains, "en")
            )
        }
        DmarcCause::BadAuthor { domain } => {
            format!("\u{201c}{domain}\u{201d} in het From-veld is geen domeinnaam.")
        }
        DmarcCause::AuthorsUnread => "Er zijn meer afzenders of kopvelden dan er gelezen worden.".into(),
    }
}

/// The next step of a policy.
/// Wat aan een strenger beleid voorafgaat.
pub(super) const MEND_FIRST: &str =
    "Herstel eerst wat hierboven staat: een strenger beleid treft ook je eigen mail. ";

pub(super) const fn next_step(step: NextStep) -> &'static str {
    match step {
        NextStep::Publish => {
            "Publiceer een DMARC-record met p=none: dat blokkeert niets, en met een rua-adres erin \
             komen er rapporten."
        }
        NextStep::Correct => {
            "Verbeter eerst het DMARC-record: ontvangers lezen het niet zoals het bedoeld is."
        }
        NextStep::AskForReports => {
            "Zet een rua-adres in het DMARC-record: zonder rapporten kan niemand zien wanneer een \
             strenger beleid veilig is."
        }
        NextStep::AuthorizeReports => {
            "Laat het domein dat de rapporten aanneemt toestemming publiceren: tot die tijd sturen \
             ontvangers er geen."
        }
        NextStep::EndTest => {
            "Haal t=y of pct weg zodra de rapporten tonen dat al je eigen mail slaagt en aligned is; \
             dan gaat het hele beleid in."
        }
        NextStep::Subdomains => {
            "Haal de zwakkere sp of np weg zodra de rapporten tonen dat alle mail van subdomeinen \
             slaagt en aligned is; dan geldt het beleid ook daar."
        }
        NextStep::Quarantine => {
            "Publiceer p=quarantine zodra de rapporten van twee tot vier weken tonen dat elke \
             dienst die voor je verstuurt slaagt en aligned is."
        }
        NextStep::Reject => {
            "Publiceer p=reject zodra er niets van jezelf meer in spammappen belandt en in de \
             rapporten alleen nog doorstuurders en vreemden zakken."
        }
        NextStep::RejectAll => {
            "Publiceer meteen p=reject: het domein verstuurt geen mail die daardoor geraakt kan \
             worden."
        }
        NextStep::Arrived => {
            "Niets: het beleid is reject, ook voor subdomeinen. Blijf de rapporten lezen, en stel \
             elke nieuwe dienst in voordat die verstuurt."
        }
    }
}

pub(super) fn rfc7489(view: &Rfc7489Report) -> Vec<String> {
    let name =
        |domain: &Option<Domain>| domain.as_ref().map_or_else(|| "geen".to_owned(), ToString::to_string);
    let sentence = |difference: &Rfc7489Difference| match difference {
        Rfc7489Difference::OrganizationalDomain { walked, listed } => format!(
            "Ontvangers die nog RFC 7489 volgen nemen een ander organisatiedomein: {} volgens de \
             public-suffixlijst, {} volgens de records.",
            name(listed),
            name(walked)
        ),
        Rfc7489Difference::Result { rfc9989 } => format!(
            "Volgens RFC 7489 is de uitkomst {}; volgens RFC 9989 {}. Ontvangers verschillen tot ze \
             allemaal over zijn.",
            view.result.as_str(),
            rfc9989.as_str()
        ),
        Rfc7489Difference::Policy { rfc9989 } => format!(
            "Volgens RFC 7489 is het beleid voor deze post {}; volgens RFC 9989 {}.",
            view.policy.map_or("geen", Policy::as_str),
            rfc9989.map_or("geen", Policy::as_str)
        ),
        Rfc7489Difference::Share { pct } => format!(
            "pct={pct}: ontvangers die nog RFC 7489 volgen passen het beleid toe op {pct} % van de post die \
             niet slaagt, en op de rest het eerstvolgende zwakkere. Volgens RFC 9989 geldt het voor alles."
        ),
    };
    view.differences.iter().map(sentence).collect()
}

pub(super) fn finding(finding: &DmarcFinding) -> String {
    match finding {
        DmarcFinding::DmarcMissing => "Geen DMARC-record. Iedereen kan deze naam in een From-veld zetten, \
                                       en niemand die het merkt."
            .into(),
        DmarcFinding::DmarcSeveralRecords { count } => format!(
            "Er staan {count} DMARC-records op één naam; ontvangers gebruiken er dan geen. Houd er een \
             over."
        ),
        DmarcFinding::DmarcNearMiss { text } if crate::lacks_semicolon(text) => {
            format!("Dit lijkt een DMARC-record maar is er geen: achter v=DMARC1 hoort een puntkomma. {text}")
        }
        DmarcFinding::DmarcNearMiss { text } => format!(
            "Dit lijkt een DMARC-record maar is er geen, want het begint niet met precies v=DMARC1: {text}"
        ),
        DmarcFinding::DmarcPolicyNone => {
            "Het beleid is none: ontvangers hoeven niets te doen met mail die niet slaagt. Dat is \
                                          goed zolang je de rapporten bekijkt, maar het beschermt niemand."
                .into()
        }
        DmarcFinding::DmarcOverridesAbove { domain, theirs, own } => overrides_above(domain, *theirs, *own),
        DmarcFinding::DmarcSubdomainsWeaker { sp, p } => subdomains_weaker(*sp, *p),
        DmarcFinding::DmarcSubdomainsStronger { sp, p } => subdomains_stronger(*sp, *p),
        DmarcFinding::DmarcNoReports => {
            "Niemand krijgt rapporten: voeg rua=mailto:… toe om te zien wie er in deze naam verstuurt.".into()
        }
        DmarcFinding::DmarcSharedSuffix { domain } => format!(
            "{domain} is een publiek achtervoegsel, waaronder vreemden een eigen naam hebben. Het record \
             zegt dat niet (psd=y), dus ieder van hen slaagt voor ieder ander, en niemand van de afzender \
             staat hiervoor in."
        ),
        DmarcFinding::DmarcTesting => {
            "t=y: ontvangers passen één stap minder toe dan het beleid zegt.".into()
        }
        DmarcFinding::DmarcRemovedTag { tag, value } => removed_tag(tag, value),
        DmarcFinding::DmarcUnknownTag { tag } => format!("De tag {tag} is onbekend en wordt genegeerd."),
        DmarcFinding::DmarcBadValue { tag, value } => bad_value(tag, value),
        DmarcFinding::DmarcDuplicateTag { tag } => {
            format!("De tag {tag} staat er twee keer. Hier telt de eerste; ontvangers kunnen verschillen.")
        }
        DmarcFinding::DmarcNotATag { text } => {
            format!("\u{201c}{text}\u{201d} is geen tag en wordt genegeerd.")
        }
        DmarcFinding::DmarcBadReportAddress { tag, value } => {
            format!("Naar \u{201c}{value}\u{201d} in {tag} kan geen rapport: schrijf mailto: en een adres.")
        }
        DmarcFinding::DmarcExternalReports { domain } => format!(
            "Rapporten gaan naar {domain}, een andere organisatie, die moet publiceren dat ze dat \
             goedvindt. DNS zei niet of ze dat doet."
        ),
        DmarcFinding::DmarcReportsNotAuthorized { domain, name } => format!(
            "Er gaat geen rapport naar {domain}: dat is een andere organisatie, en die zegt niet op {name} \
             dat ze ze wil. Daar moet v=DMARC1 komen te staan."
        ),
        DmarcFinding::DmarcReportSize { uri } => {
            format!("De groottegrens achter {uri} is verouderd en wordt genegeerd.")
        }
        DmarcFinding::DmarcPublicSuffix => "psd=y zegt dat dit domein een register is, waaronder anderen \
                                            hun eigen namen hebben, en dat geen naam eronder van het domein \
                                            zelf is. Alleen registers horen dat te publiceren."
            .into(),
        DmarcFinding::DmarcFoWithoutRuf => {
            "fo zegt wanneer er foutrapporten komen, maar geen ruf zegt waarheen; het wordt genegeerd.".into()
        }
    }
}

/// Een eigen record dat vóór een strenger van erboven gaat.
fn overrides_above(domain: &Domain, theirs: Policy, own: Policy) -> String {
    format!(
        "Dit record gaat voor deze naam vóór dat van {domain} en vraagt minder: {} in plaats van {}. \
         Maak het even streng of haal het weg zodra de rapporten laten zien dat alle mail van deze naam \
         slaagt; dan geldt het beleid van {domain}.",
        own.as_str(),
        theirs.as_str()
    )
}

/// Subdomeinen met minder beleid dan het domein.
fn subdomains_weaker(sp: Policy, p: Policy) -> String {
    format!(
        "Subdomeinen hebben een zwakker beleid (sp={}) dan het domein (p={}): vervalsers kunnen elk \
         subdomein gebruiken.",
        sp.as_str(),
        p.as_str()
    )
}

/// Subdomeinen met meer beleid dan het domein.
fn subdomains_stronger(sp: Policy, p: Policy) -> String {
    format!(
        "Subdomeinen zijn beschermd (sp={}), maar het domein zelf, de naam die mensen kennen, {} (p={}).",
        sp.as_str(),
        if p == Policy::None { "niet" } else { "minder" },
        p.as_str()
    )
}

/// Een tag die met RFC 9989 is weggehaald.
fn removed_tag(tag: &str, value: &str) -> String {
    if tag == "pct" && value.parse().is_ok_and(|share: u8| share < 100) {
        format!(
            "pct={value} is met RFC 9989 uit DMARC gehaald, maar ontvangers die RFC 7489 volgen passen het \
             beleid nog steeds maar op {value} van de honderd berichten toe. Haal het weg zodra de rapporten \
             laten zien dat je mail slaagt."
        )
    } else {
        format!("{tag}={value} is met RFC 9989 uit DMARC gehaald. Het kan geen kwaad, en kan weg.")
    }
}

/// Een waarde die de tag niet kan hebben.
fn bad_value(tag: &str, value: &str) -> String {
    if ["p", "sp", "np"].contains(&tag) {
        let missing = if value.contains('=') { " Er ontbreekt een puntkomma in." } else { "" };
        format!(
            "\u{201c}{value}\u{201d} is geen waarde die {tag} kan hebben, dus ontvangers lezen p=none, of \
             slaan het record over als het geen geldig rua-adres heeft.{missing}"
        )
    } else {
        format!("\u{201c}{value}\u{201d} is geen waarde die {tag} kan hebben; hij wordt genegeerd.")
    }
}
