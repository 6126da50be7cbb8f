//! De header in het Nederlands.

use crate::locale::headers::HeaderWords;
use crate::visible::Lookalike;

pub(in crate::locale) const WORDS: HeaderWords = HeaderWords {
    title: "Header",
    hint: "Wijs een veld aan, of ga met de pijltjestoetsen van het ene naar het andere: hier staat wat het \
           is, wie het schreef, en of je het kunt geloven.",
    none: "Er is geen header-veld gegeven.",
    fields: |count| match count {
        1 => "Eén veld, zoals het gegeven is.".into(),
        n => format!("{n} velden, zoals ze gegeven zijn."),
    },
    not_all: |shown, all| format!("De eerste {shown} van {all} velden staan hier."),
    search: "Zoeken in de header",
    found: "{shown} van {all} velden",
    signature: "Markeer velden ondertekend door",
    no_signature: "niemand",
    dkim_choice: |domain, selector| format!("DKIM: {domain}, {selector}"),
    arc_choice: |instance, domain| format!("ARC-handtekening {instance}: {domain}"),
    seal_choice: |instance, domain| format!("ARC-zegel {instance}: {domain}"),
    lit: "ondertekend",
    unlit: "niet ondertekend",
    covers: |covered, all| format!("Ze dekt {covered} van {all} velden."),
    holds: "Ze klopt: niemand heeft er sindsdien iets aan veranderd.",
    header_holds: "Ze zijn zoals ze ondertekend werden; de inhoud is dat niet, of is niet gegeven.",
    does_not_hold: "Ze klopt niet, en staat dus nergens voor in.",
    not_decided: "Of ze klopt is uit wat je gaf niet te zeggen.",
    absent: |names| {
        format!("Ze noemt ook wat er niet staat, zodat niemand het ongemerkt kan toevoegen: {names}.")
    },
    not_covered: |names| {
        format!("Niet gedekt, dus iedereen onderweg kan ze geschreven of veranderd hebben: {names}.")
    },
    all_covered: "Er is geen veld overgeslagen.",
    some_of: |name, left, all| format!("{name} ({left} van {all})"),
    above: |who| match who {
        Some(who) => format!("Hierboven: geschreven door de ontvangende kant, {who}"),
        None => "Hierboven: geschreven door de ontvangende kant".into(),
    },
    below: "Hieronder: kwam met het bericht mee, en kan van alles beweren",
    unknown_field: "Een veld buiten de standaarden, dat hier niet uitgelegd wordt. Wie het toevoegde weet \
                    wat het betekent.",
    by_receiver: |who| match who {
        Some(who) => format!("Geschreven door de ontvangende kant, {who}."),
        None => "Geschreven door de ontvangende kant.".into(),
    },
    by_author: "Geschreven door de afzender, of door het programma of de dienst waarmee het verstuurd is.",
    by_server: "Geschreven door een server: die van de afzender zelf, of een onderweg.",
    by_either: "Geschreven door de afzender, of door een server onderweg.",
    by_stranger: "Meestal schrijft de ontvangende kant dit, maar dit veld kwam met het bericht mee: een \
                  eerdere ontvanger schreef het, of iemand verzon het.",
    by_unknown: "Nergens blijkt waar de ontvangende kant begint, dus wie het schreef is niet te zeggen.",
    trust_receiver: "Geloof het zover je die server vertrouwt.",
    trust_signed: |domains| {
        format!("Ondertekend door {domains}, en de handtekening klopt: het is zoals het daar vertrok.")
    },
    trust_header: |domains| {
        format!(
            "Ondertekend door {domains} en sindsdien onveranderd; meer zegt de handtekening niet, want de \
             inhoud is anders of niet gegeven."
        )
    },
    trust_nothing: "Geen handtekening die klopt dekt het, dus het kan van alles beweren.",
    trust_itself: "Vertrouwen is niet nodig: het is hier gecontroleerd, en het klopt.",
    trust_failed: "Het is hier gecontroleerd, en het klopt niet.",
    trust_open: "Of het klopt is uit wat je gaf niet te zeggen.",
    reads: "te lezen als",
    more_characters: |count| format!("nog {count} tekens"),
    left_out: |count| format!("Nog {count} tekens staan hier niet."),
    direction: "keert de schrijfrichting om",
    invisible: "is niet te zien",
    control: "een stuurteken",
    not_text: "bytes die geen tekst zijn",
    holds_odd: |kinds| format!("Er staan tekens in die een lezer niet ziet, hier bij naam genoemd: {kinds}."),
    lookalike: |found| match found {
        Lookalike::Mixed(word) => {
            format!(
                "“{word}” mengt letters van verschillende schriften, en sommige daarvan lijken op elkaar."
            )
        }
        Lookalike::Twin { word, like } => {
            format!(
                "“{word}” is niet “{like}”: de letters zijn van een ander schrift en lijken er alleen op."
            )
        }
        Lookalike::Encoded { label, shown, like: None } => {
            format!("{label} kan aan lezers getoond worden als “{shown}”.")
        }
        Lookalike::Encoded { label, shown, like: Some(like) } => {
            format!(
                "{label} kan aan lezers getoond worden als “{shown}”, dat op “{like}” lijkt en het niet is."
            )
        }
    },
};
