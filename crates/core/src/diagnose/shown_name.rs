//! What From shows besides the author domain: a name that looks like the reader's own, and addresses of others.

use super::likeness;
use super::scene::Scene;
use super::suspect::Suspect;
use crate::domain::Domain;
use crate::evidence::{AuthorSource, Says};
use crate::message::{Message, address_list};
use crate::report::{Fix, RootCause, Step, Sureness};

/// The author domain looks like the reader's own, or like a name in the display part of From.
pub(super) fn lookalike(scene: &Scene<'_>) -> Option<Suspect> {
    if scene.report.author.as_ref()?.source != AuthorSource::From {
        return None;
    }
    let unfolded = |name| scene.facts.message.first(name).map(|field| field.unfolded());
    let to = ["to", "delivered-to", "cc"].into_iter().filter_map(unfolded);
    let mut readers: Vec<Domain> = to
        .flat_map(|value| address_list(&value).mailboxes)
        .filter_map(|mailbox| Domain::parse(&mailbox.domain).ok())
        .collect();
    answered(scene, &mut readers);
    let display = scene.report.author.as_ref().and_then(|author| author.display.clone()).unwrap_or_default();
    readers.extend(
        display.split([' ', '<', '>', '(', ')', '"', '@']).filter_map(|word| Domain::parse(word).ok()),
    );
    // Whose mail a text quotes stands in it with its addresses.
    let quoted =
        addresses_in(&scene.facts.message).filter(|name| !likeness::is_spelt_alike(scene.author, name));
    // A thread that seems to go on, and whose answers go to somebody else, is how invoices are swapped.
    let is_swapped = super::spoofed::answers_elsewhere(scene);
    let is_like = |own: &Domain| {
        likeness::is_lookalike(scene.author, own) || is_swapped && likeness::is_built_on(scene.author, own)
    };
    let like = readers.into_iter().chain(quoted).find(is_like)?;
    let cause = RootCause::LookalikeDomain { domain: scene.author.clone(), like: like.to_string() };
    let evidence =
        scene.field(|name| name == "from").into_iter().chain(scene.field(|name| name == "to")).collect();
    Some(Suspect::new(cause, Sureness::Possible, evidence).untried(vec![Fix::none(Step::Beware)]))
}

/// The most of a text that is looked through for addresses, in octets: what a mail quotes stands near its beginning.
const MAX_TEXT: usize = 65_536;

/// The most addresses of a text that are looked at.
const MAX_ADDRESSES: usize = 100;

/// The domains of the addresses that the text of a message names.
fn addresses_in(message: &Message) -> impl Iterator<Item = Domain> {
    let text = message.body_bytes();
    let text = String::from_utf8_lossy(text.get(..MAX_TEXT).unwrap_or(text));
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    let behind = text.split('@').skip(1).take(MAX_ADDRESSES);
    let names = behind.filter_map(|rest| rest.split(|c| !is_name(c)).next());
    let names = names.filter_map(|name| Domain::parse(name.trim_end_matches('.')).ok());
    names.filter(|name| name.label_count() > 1).collect::<Vec<_>>().into_iter()
}

/// The most message ids whose domains are looked at.
const MAX_IDS: usize = 50;

/// The domains of the mail that the message says it answers: in a thread, whose name is imitated.
fn answered(scene: &Scene<'_>, domains: &mut Vec<Domain>) {
    for name in ["in-reply-to", "references"] {
        let ids = scene.facts.message.first(name).map(|field| field.unfolded()).unwrap_or_default();
        for id in ids.split_whitespace().take(MAX_IDS) {
            let domain = id.trim_end_matches('>').rsplit_once('@').map(|(_, domain)| domain);
            domains.extend(domain.and_then(|domain| Domain::parse(domain).ok()));
        }
    }
}

/// An address of somebody else's where the author's name is shown. Lists and services that write on behalf of somebody show whose
/// name it is too, and say so.
pub(super) fn address_in_name(scene: &Scene<'_>) -> Option<Suspect> {
    let author = scene.report.author.as_ref()?;
    if author.source != AuthorSource::From {
        return None;
    }
    let display = author.display.as_deref().unwrap_or_default();
    let says_so = display
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| ["via", "behalf", "namens"].iter().any(|own| word.eq_ignore_ascii_case(own)));
    if says_so || scene.says(|says| matches!(says, Says::MailingList { .. })) {
        return None;
    }
    let field = scene.facts.message.first("from").map(|field| field.unfolded()).unwrap_or_default();
    // Programs show a comment as a name, and may end an address at its first @ or where a NUL stands.
    let shown = [display, &field].into_iter().find_map(|text| stranger_in(scene, text))?;
    let cause = RootCause::AddressInName { domain: scene.author.clone(), shown };
    let evidence = scene.field(|name| name == "from").into_iter().collect();
    Some(Suspect::new(cause, Sureness::Certain, evidence).untried(vec![Fix::none(Step::Beware)]))
}

/// The first address in a text that is of another domain than the author's.
fn stranger_in(scene: &Scene<'_>, text: &str) -> Option<String> {
    // IDNA (UTS 46): full stops of other scripts are dots.
    let text = text.replace(['\u{3002}', '\u{ff0e}', '\u{ff61}'], ".");
    let words = text.split([' ', '<', '>', '(', ')', '"', '\'', ',', ';', '[', ']', '\0']);
    let is_strangers = |name: &str| {
        let domain = Domain::parse(name).ok().filter(Domain::is_hostname);
        domain.is_some_and(|domain| {
            let related = domain.is_within(scene.zone()) || scene.zone().is_within(&domain);
            !related && domain.label_count() > 1
        })
    };
    let mut addresses = words.filter(|word| word.contains('@'));
    addresses.find(|word| word.split('@').skip(1).any(is_strangers)).map(str::to_owned)
}
