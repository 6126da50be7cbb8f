//! What a person chose: as typed, and as meant.

use super::refused::Refused;
use crate::address::is_public;
use crate::domain::{Domain, ToAscii};
use crate::input::Subject;
use crate::json::{FieldError, Json};
use crate::providers::{Kind, Provider, Region, catalogue};
use crate::spf::Network;
use serde::Serialize;
use std::net::IpAddr;

/// The most addresses of one's own that are taken: more than an SPF record has room for.
pub const MAX_ADDRESSES: usize = 60;
/// The most exchangers of one's own that are taken.
pub const MAX_HOSTS: usize = 20;
/// The most services that nobody knows which are taken.
pub const MAX_OTHERS: usize = 20;
/// The longest name of such a service, in characters.
pub const MAX_OTHER: usize = 60;
/// The longest local part of an address (RFC 5321 §4.5.3.1.1).
const MAX_LOCAL: usize = 64;

/// Among the senders: nothing sends.
pub const NOTHING: &str = "nothing";
/// Where mail arrives: as it does now.
pub const UNCHANGED: &str = "unchanged";
/// Where mail arrives: nowhere.
pub const NOWHERE: &str = "nowhere";
/// Where mail arrives: at servers of one's own.
pub const HOSTS: &str = "hosts";

/// What a person typed. Nothing of it is believed yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetupForm {
    /// The domain, or an address or a web address in it.
    pub domain: String,
    /// What sends: stable names or names of providers, or [`NOTHING`].
    pub sends: Vec<String>,
    /// Addresses and ranges of servers of one's own.
    pub own: String,
    /// Services that send and are not in the catalogue, by name.
    pub others: String,
    /// The name before `.onmicrosoft.com`.
    pub tenant: String,
    /// Where mail arrives: a provider, [`UNCHANGED`], [`NOWHERE`] or [`HOSTS`].
    pub receives: String,
    /// The exchangers of one's own, the first one first.
    pub hosts: String,
    /// Where reports go.
    pub reports: String,
    /// Where accounts are kept, as `provider:region`; one may as well stand behind a provider's name above.
    pub regions: Vec<String>,
}

impl SetupForm {
    /// What the fields of a form hold.
    #[must_use]
    pub fn of_fields(fields: &[(String, String)]) -> Self {
        let one = |name: &str| {
            let field = fields.iter().find(|(n, _)| n == name);
            field.map_or_else(String::new, |(_, value)| value.clone())
        };
        let all = |name: &str| {
            let fields = fields.iter().filter(|(n, value)| n == name && !value.is_empty());
            fields.map(|(_, value)| value.clone()).collect()
        };
        Self {
            domain: one("domain"),
            sends: all("sends"),
            regions: all("regions"),
            own: one("own"),
            others: one("others"),
            tenant: one("tenant"),
            receives: one("receives"),
            hosts: one("hosts"),
            reports: one("reports"),
        }
    }
}

impl SetupForm {
    /// What an object of the JavaScript API holds; what it leaves out is empty.
    ///
    /// # Errors
    /// [`FieldError`] names the part that is wrong.
    pub fn of(value: &Json) -> Result<Self, FieldError> {
        value.only(&[
            "domain", "sends", "own", "others", "tenant", "receives", "hosts", "reports", "regions",
        ])?;
        Ok(Self {
            domain: value.text("domain")?.unwrap_or_default(),
            sends: value.texts("sends")?,
            own: value.text("own")?.unwrap_or_default(),
            others: value.text("others")?.unwrap_or_default(),
            tenant: value.text("tenant")?.unwrap_or_default(),
            receives: value.text("receives")?.unwrap_or_default(),
            hosts: value.text("hosts")?.unwrap_or_default(),
            reports: value.text("reports")?.unwrap_or_default(),
            regions: value.texts("regions")?,
        })
    }
}

/// What it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// The domain.
    pub domain: Domain,
    /// The providers that send in its name.
    pub senders: Vec<&'static Provider>,
    /// The addresses of servers of one's own.
    pub own: Vec<Network>,
    /// Services that send and are not in the catalogue.
    pub others: Vec<String>,
    /// The tenant at Microsoft 365.
    pub tenant: Option<String>,
    /// Where its mail arrives.
    pub arrival: Arrival,
    /// Where reports go.
    pub reports: Option<ReportAddress>,
    /// Where accounts are kept, of those providers of which it was said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<Located>,
}

/// Where the account at a provider is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Located {
    /// The provider.
    pub provider: &'static Provider,
    /// Its region.
    pub region: Region,
}

/// Where mail arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "at", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Arrival {
    /// As it does now.
    Unchanged,
    /// At a provider.
    Provider {
        /// The provider.
        provider: &'static Provider,
    },
    /// At servers of one's own.
    Hosts {
        /// Their names, the first one first.
        hosts: Vec<Domain>,
    },
    /// Nowhere: the domain takes no mail.
    Nowhere,
}

/// An address that reports go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportAddress {
    /// What stands before the @.
    pub local: String,
    /// What stands after it, as it was typed.
    pub host: String,
    /// The same as a name.
    pub domain: Domain,
}

impl ReportAddress {
    /// The address as a URI. What a record would take for its own punctuation is encoded (RFC 9989 §4.7, RFC 6068 §2).
    #[must_use]
    pub fn uri(&self) -> String {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+".contains(&byte);
        let encoded = self
            .local
            .bytes()
            .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
        format!("mailto:{}@{}", encoded.collect::<String>(), self.host)
    }
}

/// The providers that can be chosen to send.
pub fn senders() -> impl Iterator<Item = &'static Provider> {
    catalogue().filter(|provider| provider.kind() != Kind::Forwarder && !provider.lists_only_itself())
}

/// The providers that mail can arrive at.
pub fn receivers() -> impl Iterator<Item = &'static Provider> {
    let keeps = |kind| matches!(kind, Kind::Mailbox | Kind::Gateway | Kind::Forwarder);
    // A gateway that mail only leaves through has none.
    let takes_mail = |provider: &Provider| provider.kind() == Kind::Mailbox || provider.mx().next().is_some();
    catalogue().filter(move |provider| keeps(provider.kind()) && takes_mail(provider))
}

impl Choices {
    /// Reads what was typed, through the caller's own IDNA.
    ///
    /// # Errors
    /// Everything in it that cannot be used, in the order of the form.
    pub fn read(typed: &SetupForm, to_ascii: ToAscii) -> Result<Self, Vec<Refused>> {
        let mut refused = Vec::new();
        let mut keep = |error: Refused| refused.push(error);
        let domain = domain(&typed.domain, to_ascii).map_err(&mut keep).ok();
        let senders = chosen(&typed.sends, &mut keep);
        let own = own(&typed.own, &mut keep);
        let others = others(&typed.others, &mut keep);
        let sends = !senders.is_empty() || !own.is_empty() || !others.is_empty();
        let nothing = typed.sends.iter().any(|sends| sends == NOTHING);
        match (sends, nothing) {
            (true, true) => keep(Refused::NothingAndSomething),
            // A slip in one of the other fields is told by itself.
            (false, false) if typed.sends.is_empty() && is_blank(&typed.own) && is_blank(&typed.others) => {
                keep(Refused::NothingChosen);
            }
            _ => {}
        }
        let regions = regions(typed, &mut keep);
        let tenant = tenant(&typed.tenant).map_err(&mut keep).ok().flatten();
        let arrival = arrival(typed, to_ascii, &mut keep);
        let reports = reports(&typed.reports, to_ascii).map_err(&mut keep).ok().flatten();
        match (domain, arrival) {
            (Some(domain), Some(arrival)) if refused.is_empty() => {
                Ok(Self { domain, senders, own, others, tenant, arrival, reports, regions })
            }
            _ => Err(refused),
        }
    }

    /// The region of a provider's that was chosen.
    #[must_use]
    pub fn region(&self, provider: &Provider) -> Option<Region> {
        self.regions.iter().find(|located| located.provider == provider).map(|located| located.region)
    }

    /// Whether anything was chosen that sends.
    #[must_use]
    pub fn sends(&self) -> bool {
        !self.senders.is_empty() || !self.own.is_empty() || !self.others.is_empty()
    }
}

fn is_blank(text: &str) -> bool {
    words(text).next().is_none()
}

/// The parts of a text between spaces, commas, semicolons and line ends.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty())
}

fn domain(text: &str, to_ascii: ToAscii) -> Result<Domain, Refused> {
    match Subject::of(text, to_ascii) {
        Subject::Nothing => Err(Refused::NoDomain),
        Subject::Domain(domain) => Ok(domain),
        Subject::Domains { .. } | Subject::Other => Err(Refused::BadDomain { text: shortened(text) }),
    }
}

/// As much of a text as a sentence has room for.
fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.chars().count() {
        0..=MAX_OTHER => text.to_owned(),
        _ => format!("{}…", text.chars().take(MAX_OTHER).collect::<String>()),
    }
}

/// A provider by its stable name, or by what people call it, or by the beginning of that where it is one's alone.
fn provider(of: impl Iterator<Item = &'static Provider>, text: &str) -> Option<&'static Provider> {
    let text = parted(text).0;
    let is_it = |p: &&Provider| p.id().eq_ignore_ascii_case(text) || p.name().eq_ignore_ascii_case(text);
    let begins = |whole: &str| {
        text.len() >= MIN_BEGINNING
            && whole.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
    };
    let all: Vec<&'static Provider> = of.collect();
    let mut near = all.iter().copied().filter(|provider| begins(provider.id()) || begins(provider.name()));
    let alone = near.next().filter(|_| near.next().is_none());
    all.iter().copied().find(is_it).or(alone)
}

/// The fewest letters by which a provider can be named.
const MIN_BEGINNING: usize = 4;

/// A provider, and the region that may stand behind it.
fn parted(text: &str) -> (&str, Option<&str>) {
    let parts = text.split_once(':');
    parts.map_or((text.trim(), None), |(provider, region)| (provider.trim(), Some(region.trim())))
}

/// The regions that were named, of each provider the first.
fn regions(typed: &SetupForm, keep: &mut impl FnMut(Refused)) -> Vec<Located> {
    let mut found: Vec<Located> = Vec::new();
    for text in typed.regions.iter().chain(&typed.sends).chain([&typed.receives]) {
        let (id, Some(name)) = parted(text) else { continue };
        // Whoever the catalogue does not have is told of by itself.
        let Some(provider) = provider(catalogue(), id) else { continue };
        match provider.regions().find(|region| region.name().eq_ignore_ascii_case(name)) {
            Some(region) if found.iter().all(|known| known.provider != provider) => {
                found.push(Located { provider, region });
            }
            Some(_) => {}
            None => keep(Refused::UnknownRegion { text: shortened(text) }),
        }
    }
    found
}

fn chosen(sends: &[String], keep: &mut impl FnMut(Refused)) -> Vec<&'static Provider> {
    let mut found: Vec<&'static Provider> = Vec::new();
    for text in sends.iter().filter(|text| *text != NOTHING) {
        match provider(senders(), text) {
            Some(known) if found.iter().any(|own| **own == *known) => {}
            Some(known) => found.push(known),
            None => keep(Refused::UnknownSender { text: shortened(text) }),
        }
    }
    found
}

fn own(text: &str, keep: &mut impl FnMut(Refused)) -> Vec<Network> {
    let mut found = Vec::new();
    for word in words(text) {
        if found.len() == MAX_ADDRESSES {
            keep(Refused::TooManyAddresses { limit: MAX_ADDRESSES });
            break;
        }
        match network(word) {
            Ok(network) if found.contains(&network) => {}
            Ok(network) => found.push(network),
            Err(error) => keep(error),
        }
    }
    found
}

/// An address, or a range with its prefix.
fn network(word: &str) -> Result<Network, Refused> {
    let text = || shortened(word);
    let (address, prefix) = word.split_once('/').map_or((word, None), |(ip, prefix)| (ip, Some(prefix)));
    let bad = || Refused::BadAddress { text: text() };
    // RFC 7208 §5: an IPv4-mapped IPv6 address is an IPv4 address.
    let address = address.parse::<IpAddr>().map_err(|_| bad())?.to_canonical();
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let prefix = match prefix {
        None => longest,
        Some(digits) => digits.parse::<u8>().ok().filter(|prefix| *prefix <= longest).ok_or_else(bad)?,
    };
    let network = Network::new(address, prefix);
    // No receiver ever sees mail come from such an address: it is a network's own, or this machine.
    if !is_public(address) {
        Err(Refused::InsideAddress { text: text() })
    } else if network.is_wide() {
        Err(Refused::WideRange { text: text() })
    } else {
        Ok(network)
    }
}

/// Names of services, with commas or line ends between them, since a name may have spaces.
fn others(text: &str, keep: &mut impl FnMut(Refused)) -> Vec<String> {
    let names = text.split(['\n', ',', ';']).map(str::trim).filter(|name| !name.is_empty());
    let mut found: Vec<String> = Vec::new();
    for name in names.map(shortened) {
        if found.len() == MAX_OTHERS {
            keep(Refused::TooManyOthers { limit: MAX_OTHERS });
            break;
        }
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// The first label of the initial domain, however much of it was typed.
fn tenant(text: &str) -> Result<Option<String>, Refused> {
    let lower = text.trim().to_ascii_lowercase();
    let name = lower.strip_suffix(".onmicrosoft.com").unwrap_or(&lower);
    let fits = |name: &str| name.len() <= 63 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match name {
        "" => Ok(None),
        name if fits(name) && !name.starts_with('-') && !name.ends_with('-') => Ok(Some(name.to_owned())),
        _ => Err(Refused::BadTenant { text: shortened(text) }),
    }
}

fn arrival(typed: &SetupForm, to_ascii: ToAscii, keep: &mut impl FnMut(Refused)) -> Option<Arrival> {
    match typed.receives.trim() {
        "" | UNCHANGED => Some(Arrival::Unchanged),
        NOWHERE => Some(Arrival::Nowhere),
        HOSTS => {
            let hosts = hosts(&typed.hosts, to_ascii, keep);
            Some(Arrival::Hosts { hosts })
        }
        text => match provider(receivers(), text) {
            Some(provider) => Some(Arrival::Provider { provider }),
            None => {
                keep(Refused::UnknownReceiver { text: shortened(text) });
                None
            }
        },
    }
}

fn hosts(text: &str, to_ascii: ToAscii, keep: &mut impl FnMut(Refused)) -> Vec<Domain> {
    let mut found: Vec<Domain> = Vec::new();
    for word in words(text).take(MAX_HOSTS) {
        // RFC 5321 §5.1: an exchanger is a name; an address in its place reaches nobody.
        match Domain::parse_international(word, to_ascii).ok().filter(Domain::is_hostname) {
            Some(host) if found.contains(&host) => {}
            Some(host) => found.push(host),
            None => keep(Refused::BadHost { text: shortened(word) }),
        }
    }
    if is_blank(text) {
        keep(Refused::NoHost);
    }
    found
}

fn reports(text: &str, to_ascii: ToAscii) -> Result<Option<ReportAddress>, Refused> {
    let address = text.trim();
    if address.is_empty() {
        return Ok(None);
    }
    let bad = || Refused::BadReportAddress { text: shortened(text) };
    let bare = address.strip_prefix("mailto:").unwrap_or(address);
    let (local, host) = bare.rsplit_once('@').ok_or_else(bad)?;
    let domain = Domain::parse_international(host, to_ascii).ok().filter(Domain::is_hostname);
    let domain = domain.ok_or_else(bad)?;
    let host = if host.is_ascii() { host.trim_end_matches('.').to_owned() } else { domain.to_string() };
    if is_local_part(local) {
        Ok(Some(ReportAddress { local: local.to_owned(), host, domain }))
    } else {
        Err(bad())
    }
}

/// `Dot-string` (RFC 5321 §4.1.2); the quoted form is left out, since hardly any report sender can write it.
fn is_local_part(local: &str) -> bool {
    let is_atext = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    local.len() <= MAX_LOCAL && local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atext))
}
