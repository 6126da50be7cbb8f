//! Mail that nobody sent who has anything to do with its author.

use super::devices;
use super::scene::{Scene, has_own_signature, is_logged_in, is_senders_own};
use super::suspect::Suspect;
use crate::address::is_public;
use crate::dmarc::Policy;
use crate::dns::{Question, RecordType, Recorded, Resolve, confirmed, spells};
use crate::domain::Domain;
use crate::evidence::Says;
use crate::joining;
use crate::judge::Facts;
use crate::judge::client::Client;
use crate::message::{Message, address_list};
use crate::providers::{by_mx, by_own_domain, is_free_mail};
use crate::report::{Evidence, Fix, Guise, IdentifierReport, RootCause, Step, Sureness, Verdict};

/// The most domains of readers whose web sites are asked for.
const MAX_READERS: usize = 2;

/// Asks where the web sites of those are to whom a message is written: their forms write in the names of visitors.
pub(super) async fn ask_readers<R: Resolve>(recorded: &Recorded<R>, facts: &Facts<'_>) {
    let Some(ip) = facts.envelope.client_ip.map(|ip| ip.to_canonical()).filter(|ip| is_public(*ip)) else {
        return;
    };
    let kind = if ip.is_ipv4() { RecordType::A } else { RecordType::Aaaa };
    let sites = readers(&facts.message).into_iter().filter(|reader| !is_free_mail(reader)).take(MAX_READERS);
    let sites = sites.chain(written_at(&facts.message));
    let questions: Vec<Question> = sites.map(|site| Question::new(site, kind)).collect();
    joining::all(questions.iter().map(|question| recorded.lookup(question))).await;
}

/// The domains of those to whom a message is written.
fn readers(message: &Message) -> Vec<Domain> {
    let to = message.first("to").map(|field| address_list(&field.unfolded()).mailboxes);
    to.into_iter().flatten().filter_map(|mailbox| Domain::parse(&mailbox.domain).ok()).collect()
}

/// The name of a web site that a program there gave to the identifier of the mail. Anybody can write it; only the site's own owner can
/// have it lead to the server that handed the mail over.
fn written_at(message: &Message) -> Option<Domain> {
    id_domain(message).filter(|_| names_program(message))
}

/// The domain in the identifier of a mail.
fn id_domain(message: &Message) -> Option<Domain> {
    let id = message.first("message-id")?.unfolded();
    let (_, name) = id.trim_end().trim_end_matches('>').rsplit_once('@')?;
    Domain::parse(name).ok().filter(|name| name.label_count() > 1)
}

/// The reader's domain whose web site has the address that handed the message over. Lists and mail that is passed on come from there
/// too, and a sender can write any name into To: where the receiver noted for whom the message was, only that one counts.
fn site(scene: &Scene<'_>) -> Option<Domain> {
    if scene.says(|says| matches!(says, Says::MailingList { .. })) {
        return None;
    }
    let noted = &scene.facts.arrival.recipients;
    let is_noted = |reader: &Domain| {
        let own = |noted: &String| noted.rsplit_once('@').is_some_and(|(_, name)| reader.as_str() == name);
        noted.is_empty() || noted.iter().any(own)
    };
    // A program of web sites for whose servers the reader's own SPF record or key speaks, which no stranger can write.
    let own =
        readers(&scene.facts.message).into_iter().filter(is_noted).find(|reader| speaks_for(scene, reader));
    if own.is_some() {
        return own.filter(|_| is_by_program(scene));
    }
    let ip = scene.report.envelope.client_ip?.to_canonical();
    let kind = if ip.is_ipv4() { RecordType::A } else { RecordType::Aaaa };
    // A visitor's address at a mailbox that anybody can have.
    let is_visitors = is_free_mail(scene.author) && !answers_elsewhere(scene);
    // Programs that forgers put on a server of their own write that server's name.
    let written = written_at(&scene.facts.message)
        .filter(|name| is_visitors && !greets_as(scene, name) && server(scene).as_ref() != Some(name));
    let mut candidates = readers(&scene.facts.message).into_iter().filter(is_noted).chain(written);
    candidates.find(|reader| {
        scene
            .known
            .find(reader, kind)
            .is_some_and(|query| query.answers.iter().any(|data| data.address() == Some(ip)))
    })
}

/// Whether something passes for a reader's own name, as it does for lists, and for mail that is passed on.
fn speaks_for(scene: &Scene<'_>, reader: &Domain) -> bool {
    scene.report.dmarc.identifiers.iter().any(|i| i.passed() && i.domain.is_within(reader))
}

/// Nobody who has anything to do with the author sent it.
pub(super) fn spoofed(scene: &Scene<'_>) -> Option<Suspect> {
    // What was refused was sent by whoever has the refusal, or by a program of theirs.
    let is_refused = scene.facts.refused && is_free_mail(scene.author);
    if !is_refused && !matches!(scene.report.verdict, Verdict::Fail { .. }) {
        return None;
    }
    if has_own_signature(scene) || scene.client.is_own() {
        return None;
    }
    let evidence: Vec<Evidence> = scene
        .report
        .dmarc
        .identifiers
        .iter()
        .map(|i| scene.identifier(i))
        .chain(scene.client_evidence())
        .chain(scene.field(|name| name == "from"))
        .collect();
    let site = site(scene);
    let server = server(scene).filter(|_| site.is_none());
    let guise = guise(scene, is_refused).filter(|_| site.is_none());
    let fixes = steps(scene, site.is_some(), server.as_ref(), is_refused);
    let cause = RootCause::Spoofed { domain: scene.author.clone(), site, guise, server };
    Some(Suspect::new(cause, Sureness::Possible, evidence).untried(fixes))
}

/// What whoever reads it can do, whether it is theirs or not.
fn steps(scene: &Scene<'_>, is_site: bool, server: Option<&Domain>, is_refused: bool) -> Vec<Fix> {
    let mut fixes = vec![Fix::none(Step::RightlyFails)];
    let by_account = scene.report.dmarc.identifiers.iter().any(|i| i.passed() && is_free_mail(&i.domain));
    // A form or a device writes for whom it names, and answers go there.
    let is_honest = !answers_elsewhere(scene);
    let is_device = is_honest && devices::is_named(&scene.facts.message);
    let is_of_form = is_honest && is_of_form(scene);
    // Where a policy keeps out what nobody set up, what comes all the same is mostly a forger's.
    let is_kept_out = scene.report.dmarc.policy > Some(Policy::None);
    let is_handed_in = !scene.facts.refused
        && !is_kept_out
        && is_honest
        && server.is_some()
        && is_logged_in(scene)
        && !has_passed(scene);
    if is_site || is_of_form {
        let at = usize::from(!(is_refused || is_site && is_of_form));
        fixes.insert(at, Fix::enable(Step::OwnFrom, None));
    } else if is_free_mail(scene.author) {
        fixes.insert(usize::from(!is_refused), Fix::enable(Step::OwnAddress, None));
    } else if by_account || is_device || is_handed_in || is_internal(scene) && !has_passed(scene) {
        // A device or an account logs in or it does not: that lets nobody else in. Who has the refusal mostly has the device, and
        // mail of which nobody wants an answer elsewhere was mostly handed in by whom it names.
        let at = usize::from(!(scene.facts.refused || is_handed_in));
        fixes.insert(at, Fix::enable(Step::LoginFromDevice, scene.mailbox_provider()));
        fixes.extend(refused_direct(scene));
    } else if let Some(server) = server.filter(|server| is_honest && greets_as(scene, server)) {
        // Who passes as somebody else is known, and sends in the author's name all the same. What a stranger's server returns was kept
        // out as it should be.
        let is_returned_forgery = scene.facts.refused && is_kept_out;
        let is_likely =
            is_senders_own(scene) || !has_passed(scene) && !is_returned_forgery && wrote_it(scene, server);
        let at = usize::from(!is_likely);
        fixes.insert(at, Fix::enable(Step::AskService { server: server.clone() }, None));
    }
    fixes.extend(hole(scene));
    fixes
}

/// Whose servers take mail in a tenant's own name from anybody, until they are told not to.
const MICROSOFT: &str = "microsoft365";

/// What it looks like.
fn guise(scene: &Scene<'_>, is_refused: bool) -> Option<Guise> {
    // Of mail that came in, forgers write the same line.
    if is_refused && is_by_program(scene) {
        Some(Guise::WebProgram)
    } else if is_internal(scene) && is_received_there(scene) {
        Some(Guise::OwnName)
    } else {
        answers_elsewhere(scene).then_some(Guise::AnswersElsewhere)
    }
}

/// Whether anybody is shown to have sent it.
fn has_passed(scene: &Scene<'_>) -> bool {
    scene.report.dmarc.identifiers.iter().any(IdentifierReport::passed)
}

/// Whether answers go to another organization.
pub(super) fn answers_elsewhere(scene: &Scene<'_>) -> bool {
    scene.says(|says| matches!(says, Says::RepliesTo { domain } if !domain.is_within(scene.zone())))
}

/// Whether it arrived where the author's mail arrives, for recipients of the author's own, and no server that it passed speaks of a login.
fn is_received_there(scene: &Scene<'_>) -> bool {
    let arrival = &scene.facts.arrival;
    let is_own = |address: &String| {
        let domain = address.rsplit_once('@').and_then(|(_, name)| Domain::parse(name).ok());
        domain.is_some_and(|domain| domain.is_within(scene.zone()))
    };
    let by = scene.report.arrival.by.as_deref().and_then(|by| Domain::parse(by).ok());
    let exchangers = scene.known.exchangers(scene.author);
    let is_exchanger = |by: Domain| {
        let keeper = by_mx(&by).or_else(|| by_own_domain(&by));
        let same = |host: &Domain| *host == by || keeper.is_some() && by_mx(host) == keeper;
        by.is_within(scene.zone()) || exchangers.iter().any(same)
    };
    let names_login = scene.field(|name| name == "x-authenticated-sender" || name == "x-authenticated-user");
    // Whoever sends under another name, and passes for it, hides behind none.
    !has_passed(scene)
        && arrival.recipients.iter().all(is_own)
        && by.is_some_and(is_exchanger)
        && names_login.is_none()
        && !is_logged_in(scene)
}

/// Mail in the tenant's own name that nothing speaks for refused by Microsoft's servers, where it was handed to them.
fn refused_direct(scene: &Scene<'_>) -> Option<Fix> {
    let provider = scene.mailbox_provider().filter(|provider| provider.id() == MICROSOFT)?;
    is_internal(scene).then(|| Fix::enable(Step::RejectDirectSend, Some(provider)))
}

/// The name of the client that leads to its address and back, where it is not merely that address written out.
fn server(scene: &Scene<'_>) -> Option<Domain> {
    let ip = scene.report.envelope.client_ip?;
    confirmed(scene.known.0, ip).into_iter().find(|name| !spells(name, ip))
}

/// Whether a server greeted by its own name.
fn greets_as(scene: &Scene<'_>, server: &Domain) -> bool {
    scene.report.envelope.helo.as_deref().and_then(|helo| Domain::parse(helo).ok()).as_ref() == Some(server)
}

/// Whether the identifier of a message is of the same owner as the server, as far as its name shows: a service that writes mail gives
/// it one of its own.
fn wrote_it(scene: &Scene<'_>, server: &Domain) -> bool {
    let above = server.suffix(server.label_count().saturating_sub(1));
    id_domain(&scene.facts.message)
        .is_some_and(|name| server.is_within(&name) || above.label_count() > 1 && name.is_within(&above))
}

/// Whether it was handed to the author's own mailboxes, by a machine of which nothing tells whose it is.
fn is_internal(scene: &Scene<'_>) -> bool {
    scene.client == Client::Stranger
        && readers(&scene.facts.message).iter().any(|reader| reader.is_within(scene.zone()))
}

/// The record of the organization without what lets names below it go unprotected, where that is what delivered the message.
fn hole(scene: &Scene<'_>) -> Vec<Fix> {
    let dmarc = &scene.report.dmarc;
    let Some(found) = dmarc.record.as_ref().filter(|found| found.at != *scene.author) else {
        return Vec::new();
    };
    let is_open = dmarc.policy == Some(Policy::None) && found.record.p > Some(Policy::None);
    let place = super::policy::RecordSite::of(&found.at, scene.zone(), scene.known).filter(|_| is_open);
    place.map(|place| place.raised(&found.record)).unwrap_or_default()
}

/// Whether a message looks as if a web site's form wrote it: with a visitor's address in From, for the site's own people or
/// by a program of web sites. A sender can write that too, so it only chooses among words.
fn is_of_form(scene: &Scene<'_>) -> bool {
    let readers = readers(&scene.facts.message);
    let strangers = || scene.report.dmarc.identifiers.iter().filter(|i| i.passed() && !i.vouches());
    let to_itself = strangers()
        .any(|i| readers.iter().any(|reader| i.domain.is_within(reader) || reader.is_within(&i.domain)));
    is_by_program(scene) || to_itself && !scene.says(|says| matches!(says, Says::MailingList { .. }))
}

/// Whether its header says that a program of a web site wrote it.
fn is_by_program(scene: &Scene<'_>) -> bool {
    !scene.says(|says| matches!(says, Says::MailingList { .. })) && names_program(&scene.facts.message)
}

fn names_program(message: &Message) -> bool {
    message.fields().any(|field| field.name().to_ascii_lowercase().starts_with("x-php-"))
        || message.first("x-mailer").is_some_and(|field| {
            let mailer = field.unfolded().to_ascii_lowercase();
            ["php", "wpforms", "wordpress", "drupal", "joomla"].iter().any(|name| mailer.contains(name))
        })
}
