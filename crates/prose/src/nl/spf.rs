//! SPF in het Nederlands.

use waxseal_core::spf::{Node, SpfCause, SpfFinding, StepResult};

/// Advies over een SPF-record.
pub(crate) fn finding(finding: &SpfFinding) -> String {
    use SpfFinding as F;
    match finding {
        F::PassAll { term, .. } => format!(
            "{term} laat elke computer ter wereld in deze naam versturen. Eindig het record met -all of \
             ~all."
        ),
        F::NeutralAll { term, .. } => format!(
            "{term} zegt niets over servers die er niet in staan, dus het record verbiedt niets. Eindig het \
             met -all of ~all."
        ),
        F::NoAll { .. } => "Het record heeft geen all en geen redirect, dus het zegt niets over servers die \
                            er niet in staan. Eindig het met -all of ~all."
            .into(),
        F::TermsAfterAll { terms, .. } => {
            format!("Wat na all staat wordt nooit bekeken: {}. Zet het voor all.", terms.join(" "))
        }
        F::RedirectBesideAll { term, .. } => {
            format!("{term} wordt genegeerd, omdat het record een all heeft.")
        }
        F::Ptr { term, .. } => format!(
            "{term} is traag en onbetrouwbaar, en RFC 7208 raadt het af. Wie het record beheert, kan de \
             adressen met ip4 en ip6 noemen."
        ),
        F::NeedsSeveralStrings { bytes, limit, .. } => format!(
            "Het record telt {bytes} tekens. In DNS moet het in stukken van hooguit {limit}; de meeste \
             beheerpagina's doen dat zelf."
        ),
        F::Duplicate { term, .. } => format!("{term} staat er twee keer. Eén keer is genoeg."),
        F::PrivateRange { term, .. } => format!(
            "{term} is een privénetwerk. Geen ontvanger ziet ooit mail van zo'n adres, dus de term doet \
             niets."
        ),
        F::BitsBeyondPrefix { term, network, .. } => {
            format!("{term} heeft bits voorbij zijn prefix, die genegeerd worden; het betekent {network}.")
        }
        F::IncludeOfStranger { term, meant, provider, .. } => {
            include_of_stranger(term, meant, provider.name())
        }
        F::IncludeOfCompany { term, provider, .. } => format!(
            "{term} noemt servers van {} zelf. Een server of mailbox die je daar huurt, verstuurt vanaf een \
             ander adres, en dat laat dit niet door: zet dat adres erbij.",
            provider.name()
        ),
        F::UnneededInclude { term, provider, .. } => format!(
            "{term} is niet nodig: {} verstuurt met een eigen envelopdomein, dus dit record wordt er nooit \
             voor bekeken.",
            provider.name()
        ),
        F::NotAllWalked { .. } => "Het record is zo groot dat niet alles bekeken is.".into(),
        F::WideMask { term, .. } => format!(
            "{term} laat het hele netwerk rond elk gevonden adres toe, zo ruim dat er computers van \
             vreemden in zitten."
        ),
        F::WideRange { term, network, .. } => format!(
            "{term} staat {network} toe, een netwerk zo ruim dat er computers van vreemden in zitten."
        ),
        F::ExistsForAnybody { term, .. } => format!(
            "{term} vraagt wie er ook verstuurt naar dezelfde naam, dus als die een adres heeft \
             slaagt iedereen."
        ),
        F::PersonalMacro { term, letters, .. } => format!(
            "{term} stuurt delen van het bericht of de afzender ({letters}) naar de nameservers van het \
             domein. Wie het toelaat hangt van het bericht af, dus hier telt het niet mee."
        ),
        F::ValidatedNameMacro { term, .. } => {
            format!("{term} gebruikt de macro p, die traag en onbetrouwbaar is; RFC 7208 raadt hem af.")
        }
        other => trouble(other),
    }
}

/// Een include die op een letter na die van een provider is.
fn include_of_stranger(term: &str, meant: &str, provider: &str) -> String {
    format!(
        "{term} is niet van {provider}: de naam die erin hoort is {meant}. Wie de andere bezit, bepaalt \
         wie er in deze naam mag verzenden."
    )
}

/// Advies over wat een record breekt, of een deel ervan niet laat werken.
fn trouble(finding: &SpfFinding) -> String {
    use SpfFinding as F;
    match finding {
        F::IncludeAuthorisesNothing { term, target, .. } => {
            format!("{term} laat niemand versturen: het record van {target} noemt niemand.")
        }
        F::IncludeWithoutRecord { term, target, .. } => format!(
            "{term} breekt het hele record, want {target} heeft geen SPF-record. Verbeter de \
             naam, of noem er in de plaats wie nu voor je verzendt."
        ),
        F::RedirectWithoutRecord { term, target, .. } => {
            format!("{term} breekt het hele record, want {target} heeft geen SPF-record. Verbeter de naam.")
        }
        F::UnknownMechanism { term, suggestion: Some(meant), .. } => {
            format!("{term} is geen mechanisme en breekt het hele record. Misschien bedoel je {meant}.")
        }
        F::UnknownMechanism { term, suggestion: None, .. } => {
            format!("{term} is geen mechanisme en breekt het hele record.")
        }
        F::MechanismAsModifier { term, suggestion, .. } => {
            format!("{term} betekent niets vanwege het =-teken. Misschien bedoel je {suggestion}.")
        }
        F::UnknownModifier { term, .. } => {
            format!("{term} is een modifier die ontvangers niets zegt, en wordt genegeerd.")
        }
        F::LongAnswer { bytes, limit, .. } => format!(
            "Alle TXT-records van deze naam samen tellen {bytes} bytes; boven de {limit} krijgen sommige \
             resolvers moeite. Haal weg wat niemand meer nodig heeft."
        ),
        F::IncludeLoop { domains } => {
            let names: Vec<String> = domains.iter().map(ToString::to_string).collect();
            format!(
                "Deze records verwijzen naar elkaar terug, en dat eindigt in een fout: {}.",
                names.join(" → ")
            )
        }
        other => limits(other),
    }
}

/// What costs or counts too much.
fn limits(finding: &SpfFinding) -> String {
    use SpfFinding as F;
    match finding {
        F::TooManyLookups { lookups, limit, costly, .. } => {
            let list: Vec<String> = costly.iter().map(|c| format!("{} ({})", c.term, c.lookups)).collect();
            format!(
                "Het record kost {lookups} vragen, en ontvangers houden na {limit} op met een fout. Ze gaan \
                 naar: {}. Haal weg wat geen mail meer voor je verstuurt.",
                list.join(", ")
            )
        }
        F::VoidLookup { term, name, .. } => {
            format!("{term} vindt niets: {name} heeft zo'n record niet. Haal het weg of herstel het.")
        }
        F::TooManyVoidLookups { void_lookups, limit, .. } => {
            format!("{void_lookups} termen vinden niets, en ontvangers houden na {limit} op met een fout.")
        }
        F::TooManyVoidLookupsIpv4 { void_lookups, limit, .. } => format!(
            "Voor mail over IPv4 vinden {void_lookups} termen geen adres, en hoogstens {limit} mogen dat \
             (RFC 7208 §4.6.4). De IPv4-adressen daarachter krijgen dan permerror: zet de adressen vooraan."
        ),
        F::TooManyVoidLookupsIpv6 { void_lookups, limit, .. } => format!(
            "Voor mail die via IPv6 komt, vinden {void_lookups} termen geen adres, en dat mogen er \
             hoogstens {limit} zijn (RFC 7208 §4.6.4). De IPv6-adressen daarachter geven dan permerror: zet \
             de includes vooraan, of noem de adressen met ip4."
        ),
        F::TooManyMx { term, count, limit, .. } => format!(
            "{term} heeft {count} mailservers, en ontvangers houden na {limit} op met een fout. Noem liever \
             de adressen."
        ),
        F::SeveralRecords { records, .. } => format!(
            "Er zijn {} SPF-records, en voor ontvangers is dat een fout. Voeg ze samen tot één.",
            records.len()
        ),
        F::PassAll { .. }
        | F::IncludeAuthorisesNothing { .. }
        | F::IncludeWithoutRecord { .. }
        | F::RedirectWithoutRecord { .. }
        | F::UnknownMechanism { .. }
        | F::MechanismAsModifier { .. }
        | F::UnknownModifier { .. }
        | F::IncludeLoop { .. }
        | F::LongAnswer { .. }
        | F::NeutralAll { .. }
        | F::NoAll { .. }
        | F::TermsAfterAll { .. }
        | F::RedirectBesideAll { .. }
        | F::Ptr { .. }
        | F::NeedsSeveralStrings { .. }
        | F::Duplicate { .. }
        | F::BitsBeyondPrefix { .. }
        | F::PrivateRange { .. }
        | F::UnneededInclude { .. }
        | F::IncludeOfCompany { .. }
        | F::IncludeOfStranger { .. }
        | F::NotAllWalked { .. }
        | F::WideRange { .. }
        | F::WideMask { .. }
        | F::ExistsForAnybody { .. }
        | F::PersonalMacro { .. }
        | F::ValidatedNameMacro { .. } => String::new(),
    }
}

/// Wat een controle besliste.
pub(crate) fn cause(cause: &SpfCause) -> String {
    use SpfCause as C;
    match cause {
        C::Matched { domain, term, result } => {
            format!("De term {term} in het record van {domain} beslist: {result}.")
        }
        C::NoMatch { domain } => {
            format!("Geen term in het record van {domain} past op dit adres, en niets zegt wat er dan geldt.")
        }
        C::BadDomain { name } => {
            format!("\u{201c}{name}\u{201d} is geen domeinnaam die een SPF-record kan hebben.")
        }
        C::NoRecord { domain } => format!("{domain} heeft geen SPF-record."),
        C::SeveralRecords { domain, count } => {
            format!("{domain} heeft {count} SPF-records, en dan telt er geen een.")
        }
        C::Syntax { domain, term, expected, .. } => {
            format!("Het record van {domain} is niet te lezen bij {term}: daar werd {expected} verwacht.")
        }
        C::TooManyLookups { domain, term, limit } => format!(
            "Bij {term} in het record van {domain} zijn meer dan {limit} vragen nodig, en daar houden \
             ontvangers op."
        ),
        C::TooManyVoidLookups { domain, term, limit } => format!(
            "Bij {term} in het record van {domain} vonden meer dan {limit} vragen niets, en daar houden \
             ontvangers op."
        ),
        C::TooManyMx { domain, count, limit } => {
            format!("{domain} heeft {count} mailservers; er mogen er niet meer dan {limit} bekeken worden.")
        }
        C::Loop { domain } => format!("Het record van {domain} verwijst naar zichzelf terug."),
        C::IncludeHasNoRecord { domain } => format!("Een include noemt {domain}, dat geen SPF-record heeft."),
        C::RedirectHasNoRecord { domain } => {
            format!("Een redirect noemt {domain}, dat geen SPF-record heeft.")
        }
        C::Dns { name, kind, .. } => {
            format!("DNS gaf geen antwoord over {name} ({kind}). Een andere keer gaat het misschien beter.")
        }
    }
}

/// Een opmerking bij een stap van de boom; `None` waar de term voor zich spreekt.
pub(crate) fn step(node: &Node) -> Option<String> {
    match (&node.cause, node.result) {
        (Some(reason), _) => Some(cause(reason)),
        (None, StepResult::Match) => Some("past".into()),
        (None, _) if node.void_lookups > 0 => Some("vindt niets".into()),
        (None, _) => None,
    }
}
