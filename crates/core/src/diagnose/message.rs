//! What is behind a message's verdict: the suspects in order, each tried.

use super::known::KnownRecords;
use super::proof::{MessageTrial, Replayed};
use super::scene::{Scene, has_own_signature, zone};
use super::suspect::Suspect;
use super::tidy::finished;
use super::{
    MAX_DIAGNOSES, altered, author_keys, devices, doubt, forwarded, free_mail, keys, message_spf, misplaced,
    policy, senders, shown_name, since, spf, spoofed,
};
use crate::dkim::verify::DkimAndArc;
use crate::dmarc::DmarcCause;
use crate::dns::{LoggedQuery, Question, RecordType, Recorded, Resolve};
use crate::domain::Domain;
use crate::evidence::Says;
use crate::joining;
use crate::judge::Facts;
use crate::judge::client::{Client, Sight, classify};
use crate::message::{Message, address_list, parts};
use crate::providers::{Kind, by_host, by_own_domain};
use crate::report::{
    Diagnosis, Evidence, Fix, IdentifierReport, MessageReport, RootCause, Step, Sureness, Verdict,
};
use crate::spf::SpfResult;
use futures_util::future::join;

/// Asks, together with everything else, what the rules look at besides: how the author's keys stand at the providers that
/// the message names, where the author's mail arrives, and the keys that only a receiver tells of.
pub(crate) async fn ask_ahead<R: Resolve>(resolver: &R, facts: &Facts<'_>) {
    let Ok(author) = &facts.author else { return };
    let author = &author.domain;
    let mut questions = Vec::new();
    let strangers: Vec<&Domain> =
        facts.identifiers.iter().filter(|domain| !domain.is_within(author)).collect();
    if !strangers.is_empty() {
        questions.push(Question::new(author.clone(), RecordType::Txt));
    }
    // Where the author's mail arrives, and where its web site is: mail from there is hardly a stranger's.
    questions.extend([RecordType::Mx, RecordType::A].map(|kind| Question::new(author.clone(), kind)));
    let providers: Vec<_> = strangers.into_iter().filter_map(by_own_domain).collect();
    if !providers.is_empty() {
        questions.extend(keys::probes(author));
        questions.extend(misplaced::probe(author));
    }
    for provider in providers {
        questions.extend(keys::questions(provider, author));
    }
    questions.extend(author_keys::questions(facts));
    let asked = joining::all(questions.iter().map(|question| resolver.lookup(question)));
    join(asked, spf::ask_what_was_meant(resolver, author)).await;
}

/// Finds the causes and tries their cures.
pub(crate) async fn message<R: Resolve>(
    recorded: &Recorded<R>,
    facts: &Facts<'_>,
    report: &MessageReport,
    verified: &DkimAndArc,
) -> Vec<Diagnosis> {
    let suspects = suspects(recorded, facts, report).await;
    let mut chosen: Vec<Suspect> = Vec::new();
    for suspect in suspects {
        // A cause without evidence is none.
        let is_new = chosen.iter().all(|known| known.cause != suspect.cause);
        if is_new && !suspect.evidence.is_empty() && chosen.len() < MAX_DIAGNOSES {
            chosen.push(suspect);
        }
    }
    // Without one author there is nobody whose records could be mended.
    let Ok(author) = &facts.author else {
        return chosen.into_iter().map(|suspect| suspect.shown(None)).collect();
    };
    // Whoever sends as a domain above the author's can publish there; only the walk does not know it for the organization.
    let above = chosen.iter().find_map(|suspect| match &suspect.cause {
        RootCause::DmarcOnlyBelow { domain, .. } => Some(domain.clone()),
        _ => None,
    });
    let owned = above.as_ref().unwrap_or_else(|| zone(report, &author.domain));
    let log = recorded.log();
    let trial = MessageTrial {
        recorded,
        facts,
        report,
        verified,
        heard: Replayed::new(recorded),
        known: KnownRecords(&log),
        owned,
    };
    let found = joining::all(chosen.into_iter().map(|suspect| trial.prove(suspect))).await;
    finished(found, owned)
}

async fn suspects<R: Resolve>(
    recorded: &Recorded<R>,
    facts: &Facts<'_>,
    report: &MessageReport,
) -> Vec<Suspect> {
    if matches!(report.verdict, Verdict::NotAMessage | Verdict::DnsTrouble) {
        return Vec::new();
    }
    if let Some(DmarcCause::SeveralAuthors { domains }) = &report.dmarc.cause {
        return several_authors(facts, domains);
    }
    let Some(author) = report.author.as_ref().map(|author| author.domain.clone()) else { return Vec::new() };
    // RFC 5321 §4.1.3: an address literal has no records.
    if author.as_str().starts_with('[') {
        return Vec::new();
    }
    // The record may stand under a wrong name, which nobody would ask for otherwise.
    if report.dmarc.cause == Some(DmarcCause::NoRecord) {
        policy::ask_wrong_names(recorded, &author).await;
    }
    if let Some(domain) = report.spf.domain.as_ref().filter(|_| report.spf.aligned) {
        spf::ask_about_broken(recorded, domain, report.spf.cause.as_ref()).await;
    }
    seek(recorded, report, &author).await;
    let (client, ()) =
        join(client(recorded, facts, report, &author), spoofed::ask_readers(recorded, facts)).await;
    let walk = spf::walk_of(recorded, report, &author).await;
    let log: Vec<LoggedQuery> = recorded.log();
    let scene = Scene { facts, report, known: KnownRecords(&log), author: &author, client, walk };
    let mut suspects = policy::of_message(&scene);
    suspects.extend(shown_name::lookalike(&scene));
    suspects.extend(shown_name::address_in_name(&scene));
    suspects.extend(author_keys::suspects(&scene));
    // A receiver that does not check such signatures is right to say that nothing passed.
    let unchecked = author_keys::is_unchecked(&scene);
    suspects.extend(since::suspect(&scene).filter(|_| !unchecked));
    suspects.extend(altered::suspects(&scene));
    of_verdict(&scene, &mut suspects);
    let mut suspects = free_mail::within_reach(&scene, suspects);
    policy::begin_mildly(&mut suspects);
    doubt::with_doubt(&scene, &mut suspects);
    suspects
}

/// What is behind the verdict itself, among what ails the message whatever it is.
fn of_verdict(scene: &Scene<'_>, suspects: &mut Vec<Suspect>) {
    match scene.report.verdict {
        // The mail itself is not here, and what its refusal names would pass by now.
        Verdict::CannotTell { .. } if scene.passes() => {}
        Verdict::Fail { .. } | Verdict::CannotTell { .. } => {
            let failed = of_failure(scene, suspects);
            // Behind a gateway that sends for the author, every mail fails that is not let in by it.
            let at = if is_senders_gateway(scene) { 0 } else { suspects.len() };
            suspects.splice(at..at, failed);
        }
        Verdict::Pass { .. } => of_pass(scene, suspects),
        // What was refused was refused for what did not pass; that nobody says what to do with it comes after.
        Verdict::NoPolicy if scene.facts.refused => {
            let failed = of_failure(scene, suspects);
            suspects.splice(0..0, failed);
        }
        // A policy alone would make such mail fail.
        Verdict::NoPolicy => suspects.extend(unsigned(scene)),
        _ => {}
    }
}

/// What ails a message that passes.
fn of_pass(scene: &Scene<'_>, suspects: &mut Vec<Suspect>) {
    // What the gateway changed tells of it as well.
    let is_told =
        |told: &Suspect| matches!(told.cause, RootCause::DkimBrokenByGateway { after_receipt: true, .. });
    if !suspects.iter().any(is_told) {
        let judged = altered::judged_behind(scene);
        // What it changed as well is mended by the same step.
        let is_its = |told: &Suspect| matches!(told.cause, RootCause::DkimBrokenByGateway { .. });
        suspects.retain(|told| judged.is_none() || !is_its(told));
        suspects.splice(0..0, judged);
    }
    suspects.extend(senders::behind_spf(scene));
    suspects.extend(message_spf::of_record(scene));
}

/// Asks where keys that are missing may stand instead.
async fn seek<R: Resolve>(recorded: &Recorded<R>, report: &MessageReport, author: &Domain) {
    let log = recorded.log();
    let sought = author_keys::gone(report, KnownRecords(&log)).chain(astray(report, author, &log));
    misplaced::ask(recorded, sought, zone(report, author)).await;
}

/// The keys of those who signed with their own names that the author lacks, where something stands below the author's name with itself
/// appended.
fn astray<'a>(
    report: &'a MessageReport,
    author: &'a Domain,
    log: &'a [LoggedQuery],
) -> impl Iterator<Item = Domain> + 'a {
    let known = KnownRecords(log);
    let is_doubled = misplaced::is_doubled(author, known);
    let strangers = report.dmarc.identifiers.iter().filter(move |i| is_doubled && i.aligned == Some(false));
    let signers = strangers.filter_map(|i| by_own_domain(&i.domain));
    let names = signers.flat_map(|provider| misplaced::key_names(provider, author));
    names.filter(move |name| known.lacks(name, RecordType::Txt))
}

/// Who sends in the author's name without being able to speak for it.
fn unsigned(scene: &Scene<'_>) -> Vec<Suspect> {
    let unsigned = senders::suspects(scene);
    let other = senders::other_account(scene).filter(|_| unsigned.is_empty());
    other.into_iter().chain(unsigned).collect()
}

/// Whether a gateway handed the message over that the author uses, and that the recipient is not shown to have.
fn is_senders_gateway(scene: &Scene<'_>) -> bool {
    let used = scene.client.provided().filter(|provided| provided.is_used);
    used.is_some_and(|provided| provided.provider.kind() == Kind::Gateway)
        && scene.report.arrival.gateway.is_none()
}

/// What lets a message fail whose own signatures tell nothing, or that has none.
fn of_failure(scene: &Scene<'_>, earlier: &[Suspect]) -> Vec<Suspect> {
    if let Some(suspect) = unseen_client(scene) {
        return vec![suspect];
    }
    // Who writes for somebody is told by that, and not asked to sign as the author.
    let on_behalf = on_behalf(scene);
    let senders = if on_behalf.is_some() { Vec::new() } else { senders::suspects(scene) };
    // A signature of the mailbox provider's shows that the author's own is not switched on, which would carry a reply as
    // well as all other mail.
    let by_default = |suspect: &Suspect| {
        matches!(
            suspect.cause,
            RootCause::MicrosoftDefaultSignature { .. } | RootCause::GoogleDefaultSignature { .. }
        )
    };
    let (mut suspects, senders): (Vec<Suspect>, Vec<Suspect>) = senders.into_iter().partition(by_default);
    suspects.extend(on_behalf);
    suspects.extend(without_sender(scene));
    suspects.extend(senders::strict(scene));
    suspects.extend(senders);
    if suspects.is_empty() {
        suspects.extend(senders::other_account(scene));
    }
    suspects.extend(message_spf::hybrid(scene));
    // What a gateway in front of the mailbox did explains the address as well.
    let by_gateway = earlier.iter().any(|s| matches!(s.cause, RootCause::DkimBrokenByGateway { .. }));
    // A server of the author's own forwards nothing.
    if suspects.is_empty() && !by_gateway {
        suspects.extend(forwarded::suspect(scene));
    }
    let is_own = is_senders_gateway(scene);
    let of_spf = message_spf::of_message(scene).filter(|suspect| match suspect.cause {
        RootCause::SpfAddressNotListed { provider: Some(_), .. } => !by_gateway || is_own,
        _ => true,
    });
    let hybrid = suspects.iter().any(|s| matches!(s.cause, RootCause::HybridServerNotListed { .. }));
    if earlier.is_empty() && suspects.is_empty() && of_spf.is_none() {
        suspects.extend(spoofed::spoofed(scene));
    }
    suspects.extend(of_spf.filter(|_| !hybrid));
    suspects
}

/// Whose host handed the message over, where that can explain what failed.
async fn client<R: Resolve>(
    recorded: &Recorded<R>,
    facts: &Facts<'_>,
    report: &MessageReport,
    author: &Domain,
) -> Client {
    let unvouched = report.verdict == Verdict::NoPolicy
        && !report.dmarc.identifiers.iter().any(IdentifierReport::vouches);
    if !unvouched && !matches!(report.verdict, Verdict::Fail { .. } | Verdict::CannotTell { .. }) {
        return Client::Unseen;
    }
    let helo = report.envelope.helo.as_deref().and_then(|name| Domain::parse(name).ok());
    let noted = facts.arrival.client.as_ref().and_then(|client| client.name.as_deref());
    let noted = noted.and_then(|name| Domain::parse(name).ok());
    let sight = Sight {
        arrival: &facts.arrival,
        ip: report.envelope.client_ip,
        noted,
        helo: helo.clone(),
        author,
        zone: zone(report, author),
        mail_from: report.envelope.mail_from.as_deref(),
        hops: &report.hops,
        hints: helo.into_iter().chain(facts.identifiers.iter().cloned()).collect(),
        explained: report.dmarc.identifiers.iter().any(|i| i.passed() && by_own_domain(&i.domain).is_some()),
        device: devices::is_named(&facts.message),
        now: u64::try_from(facts.input.now.0).unwrap_or(0),
    };
    classify(recorded, &sight).await
}

/// No border was crossed, or the receiver did not see who crossed it: then nothing failed that the sender could mend.
fn unseen_client(scene: &Scene<'_>) -> Option<Suspect> {
    let evidence = scene.field(|name| name == "received").into_iter();
    let evidence: Vec<Evidence> = evidence.chain(scene.client_evidence()).collect();
    if has_own_signature(scene) {
        return None;
    }
    match &scene.client {
        // Where nothing was there to be checked, nothing is wrong: the report tells how the message arrived.
        Client::Submission { .. } if matches!(scene.report.verdict, Verdict::CannotTell { .. }) => None,
        Client::Submission { at } => {
            let cause = RootCause::SubmittedLocally { domain: scene.author.clone(), server: at.clone() };
            Some(Suspect::new(cause, Sureness::Likely, evidence))
        }
        Client::NotPublic(ip) => {
            // A machine of its own that hands it on is a filter's, of which more may be told than is seen here.
            let sure = if ip.is_loopback() { Sureness::Possible } else { Sureness::Certain };
            let suspect = Suspect::new(RootCause::ClientHidden { ip: *ip }, sure, evidence);
            let fixes = if ip.is_loopback() { Vec::new() } else { vec![Fix::enable(Step::ShowClient, None)] };
            Some(suspect.untried(fixes))
        }
        _ => None,
    }
}

/// Somebody who writes on behalf of the author, and is authenticated by his own name (RFC 5322 §3.6.2): DMARC looks at From
/// alone, so only the program that writes the message can mend that.
fn on_behalf(scene: &Scene<'_>) -> Option<Suspect> {
    let field = scene.facts.message.first("sender")?;
    let mailbox = address_list(&field.unfolded()).mailboxes.into_iter().next()?;
    let sender = Domain::parse(&mailbox.domain).ok()?;
    let identifiers = || scene.report.dmarc.identifiers.iter().filter(|i| i.passed());
    let is_its = |name: &Domain| name.is_within(&sender) || sender.is_within(name);
    let vouched = identifiers().find(|i| is_its(&i.domain))?;
    if sender.is_within(scene.zone()) || scene.zone().is_within(&sender) || by_own_domain(&sender).is_some() {
        return None;
    }
    // The author's own provider writes its name there where it sends for a customer.
    if scene.mailbox_provider().is_some_and(|provider| by_host(&sender) == Some(provider)) {
        return None;
    }
    // A list and a forwarder put themselves into Sender too; their fields tell them apart.
    if scene.says(|says| matches!(says, Says::MailingList { .. })) {
        return None;
    }
    let calendar = is_of_calendar(&scene.facts.message);
    let evidence =
        scene.field(|name| name == "sender").into_iter().chain([scene.identifier(vouched)]).collect();
    let cause = RootCause::SentOnBehalf { domain: scene.author.clone(), sender, calendar };
    Some(Suspect::new(cause, Sureness::Likely, evidence).untried(vec![Fix::enable(Step::OwnFrom, None)]))
}

/// Whether an event is in it (RFC 6047 §2.4): as the mail itself, or beside a text for people.
fn is_of_calendar(message: &Message<'_>) -> bool {
    let kind = message.first("content-type").map(|field| field.unfolded().to_ascii_lowercase());
    let is_event = |kind: &str| ["text/calendar", "application/ics"].contains(&kind);
    kind.is_some_and(|kind| kind.contains("text/calendar"))
        || parts(message.bytes()).iter().any(|part| is_event(&part.media_type))
}

fn several_authors(facts: &Facts<'_>, domains: &[String]) -> Vec<Suspect> {
    let field = facts.message.first("from");
    let evidence = field.map(|field| Evidence::Field { name: field.name().to_owned(), line: field.line() });
    let cause =
        RootCause::NotOneAuthor { domains: domains.to_vec(), fields: facts.message.all("from").count() };
    let fixes = vec![Fix::enable(Step::OneAuthor, None)];
    vec![Suspect::new(cause, Sureness::Certain, evidence.into_iter().collect()).untried(fixes)]
}

/// Bounces and automatic replies have an empty envelope sender, so SPF can only speak for the HELO name.
fn without_sender(scene: &Scene<'_>) -> Option<Suspect> {
    let envelope = &scene.report.envelope;
    let returned = scene.facts.message.first("return-path").map(|field| field.unfolded());
    let empty = envelope.mail_from.as_deref() == Some("") || returned.is_some_and(|path| path.trim() == "<>");
    if !empty || has_own_signature(scene) {
        return None;
    }
    let automatic = scene.says(|says| matches!(says, Says::AutoSubmitted { keyword } if keyword != "no"));
    let helo = envelope.helo.clone();
    let cause = if automatic && !is_delivery_report(scene) {
        RootCause::AutoReply { helo }
    } else {
        RootCause::NullSender { helo }
    };
    let place = scene.field(|name| ["return-path", "auto-submitted"].contains(&name));
    let evidence: Vec<Evidence> = place.into_iter().chain(scene.client_evidence()).collect();
    let provider = scene.client.provided().map(|provided| provided.provider);
    let assumed = senders::signed_by_author(scene);
    let signed = Fix::enable(Step::SignBounces, provider);
    let is_notice = automatic || is_delivery_report(scene);
    let refused = matches!(scene.report.spf.result, Some(SpfResult::Fail | SpfResult::Softfail));
    if is_notice && !refused || scene.client.is_own() || provider.is_some() {
        return Some(Suspect::new(cause, Sureness::Likely, evidence).by_next_message(vec![signed], assumed));
    }
    // Anybody can send such a notice, and the record of the name that this client gives does not know it.
    let fixes = vec![Fix::none(Step::RightlyFails), signed];
    Some(Suspect::new(cause, Sureness::Possible, evidence).untried(fixes))
}

/// Whether a message reports on the delivery of another (RFC 3464), or says that it is such a notice.
fn is_delivery_report(scene: &Scene<'_>) -> bool {
    let kind = scene.facts.message.first("content-type").map(|field| field.unfolded().to_ascii_lowercase());
    let report =
        kind.is_some_and(|kind| kind.contains("multipart/report") && kind.contains("delivery-status"));
    report
        || scene
            .field(|name| ["x-ms-exchange-message-is-ndr", "x-failed-recipients"].contains(&name))
            .is_some()
}
