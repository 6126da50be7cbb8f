//! Steps: what to do, where, and with which record.

use crate::dns::{Draft, Rdata, RecordType};
use crate::domain::Domain;
use crate::intent::spf::Intent;
use crate::providers::Provider;
use serde::Serialize;
use std::net::IpAddr;

/// One step of a cure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What is done.
    pub action: Action,
    /// Where.
    pub at: FixLocation,
    /// The name of the record, in full.
    pub name: Option<Domain>,
    /// The name as a panel wants it that appends the zone itself; `@` for the zone.
    pub host: Option<String>,
    /// The type of the record.
    #[serde(rename = "type")]
    pub kind: Option<RecordType>,
    /// Its value, ready to copy; `None` where only an account shows it.
    pub value: Option<String>,
    /// The value that stands there now.
    pub old: Option<String>,
    /// At which provider, by its name in the catalogue.
    pub provider: Option<&'static Provider>,
    /// The provider's own page about it.
    pub page: Option<&'static str>,
    /// Why, and what it does.
    #[serde(flatten)]
    pub step: Step,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FixAction"))]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// Add a record.
    Publish,
    /// Put another in its place.
    Replace,
    /// Take one away.
    Remove,
    /// Switch something on at a provider.
    Enable,
    /// Let time pass.
    Wait,
    /// There is nothing to be done.
    None,
}

/// Where a step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FixPlace"))]
#[serde(rename_all = "camelCase")]
pub enum FixLocation {
    /// In the domain's DNS.
    Dns,
    /// At a provider, a server of one's own, or somebody else.
    Provider,
}

/// Why a step is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "step", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "the fields are the names and addresses that each variant speaks of")]
pub enum Step {
    /// The alias of a key, which the provider signs with.
    PublishKeyAlias,
    /// The key itself, as the provider shows it.
    PublishKey,
    /// The key that signs now, where another one is published; mail from before a change of keys stays as it is.
    MatchKey,
    /// An alias that leads to the right place.
    CorrectKeyAlias,
    /// The alias without the DNS host's proxy in front.
    UnproxyKeyAlias,
    /// Signing with the customer's domain.
    EnableSigning,
    /// The customer's own return path.
    EnableReturnPath,
    /// Its alias.
    PublishReturnPath,
    /// A provider's servers into the SPF record.
    AddInclude,
    /// An address into it, if it is one's own.
    AddAddress { ip: IpAddr },
    /// The address of the web site's server into it, which other customers of a web host may share.
    AddSite { ip: IpAddr },
    /// A device or a program logs in at the server that sends the domain's other mail.
    SendThroughMailbox,
    /// The same, if the device that a message calls itself is one's own at all.
    LoginFromDevice,
    /// Mail in the tenant's own name from hosts that nothing speaks for refused by its own servers.
    RejectDirectSend,
    /// The signing program told to sign as its own `c=` says.
    SetCanonicalization,
    /// Signed over lines that end as mail's do.
    SignCrlf,
    /// A signing program that knows the hash of an empty body.
    HashEmptyBody,
    /// Text in an encoding that no server has to change.
    EncodeBeforeSigning,
    /// The dots of SMTP taken away again by whoever put them there.
    MendDots,
    /// `c=relaxed/relaxed`, which bears what happens to white space.
    SignRelaxed,
    /// Fields that a server adds where they are missing, set before the message is signed.
    SetBeforeSigning { fields: Vec<String> },
    /// Names of fields that others have to add, taken out of what is signed.
    TrimSignedFields { fields: Vec<String> },
    /// Signed fields left where they are by whoever passes the message on.
    KeepFields { fields: Vec<String> },
    /// A signature that keeps to the syntax.
    MendSigner,
    /// A second signature, with an RSA key.
    SignWithRsaToo,
    /// Signed with DKIM before it goes to a relay.
    SignBeforeRelay,
    /// One's own address in From, and whom one writes for in Reply-To.
    OwnFrom,
    /// The receiver's server has to see where mail comes from.
    ShowClient,
    /// All SPF records as one.
    MergeSpf,
    /// The record without what breaks it, and without the terms of which nobody can tell what was meant.
    CorrectSpf { dropped: Vec<String> },
    /// The record with fewer lookups.
    ShortenSpf,
    /// The first SPF record.
    PublishSpf,
    /// An include that nobody asks.
    DropInclude,
    /// An include of mailboxes that were left, as it seems; whether anything is still sent from there, only the owner knows.
    DropIfUnused { term: String },
    /// The first DMARC record.
    PublishDmarc,
    /// The record under its right name.
    MoveDmarc,
    /// The record under the wrong name.
    RemoveMisplaced,
    /// One record of several.
    KeepOneDmarc,
    /// The record as it was meant.
    CorrectDmarc,
    /// Reports, which tell who sends in the domain's name.
    AskForReports,
    /// An alias, beside which no other record can stand.
    RemoveAlias,
    /// The address of the web site in place of an alias of the domain itself.
    PublishSite,
    /// The exchangers, which an alias of the domain itself had taken the place of.
    PublishExchangers,
    /// The SPF record that stood there before such an alias.
    PublishSpfAgain,
    /// The record that a service keeps for the domain behind an alias, changed at the service.
    ChangeAtHost { target: Domain, wanted: Option<String> },
    /// Any name of the organization may speak for the domain.
    RelaxAlignment,
    /// A stronger policy, once the reports show that all own mail passes.
    RaisePolicy { conditions: bool },
    /// The same policy for subdomains.
    AlignSubdomainPolicy,
    /// The receiver of reports has to agree.
    AuthorizeReports,
    /// A null MX.
    PublishNullMx,
    /// A new key, since the old one is gone or cannot be used.
    RenewKey,
    /// The record without an include that lists the whole world.
    DropOpenInclude { term: String },
    /// The record of a private key, which everybody can read, taken away; another pair under another selector.
    WithdrawKey,
    /// The same, at whoever keeps the key behind an alias.
    RenewKeyAtHost { target: Domain },
    /// A key at a name of which only the message tells: for the owner to say whether the server that signs is theirs.
    PublishIfOwn,
    /// The key without the quotation marks.
    UnquoteKey,
    /// The same key, in a record that lets it be used.
    CorrectKey,
    /// The same key, for signatures over SHA-256.
    AllowSha256,
    /// The key under its right name.
    MoveKey,
    /// One key of several.
    KeepOneKey,
    /// The list leaves the message as it is, or writes its own name into From.
    AskList,
    /// The gateway leaves signed mail as it is, or stands where the receiver knows of it.
    ExemptFromChanges,
    /// DKIM, which survives being passed on.
    SignForForwarding,
    /// More time between signing and the end of a signature.
    ExtendValidity,
    /// A signature over SHA-256.
    SignWithSha256,
    /// An end of the record that does not let everybody send.
    CloseSpf,
    /// What really sends in place of a network of strangers.
    NarrowSpf,
    /// The logo as SVG at this address, and a record that names it.
    ServeSvg { url: String },
    /// A name for the address of a mail server.
    NameAddress,
    /// That name in the MX record, in place of the address.
    NameExchanger,
    /// The record that says that the domain takes no mail, where it takes some.
    DropNullMx,
    /// The record of an exchanger that no other server can reach, where mail arrives at others.
    DropExchanger,
    /// The record that no certificate fits.
    DropTlsa,
    /// The same certificate in a TLSA record of a usage that is for mail.
    CorrectTlsa,
    /// A record of MTA-STS, of TLS reports or of a logo, as it was meant.
    CorrectRecord,
    /// A policy of MTA-STS that can be fetched there; the value is the file.
    MendPolicy { url: String },
    /// A signature for mail without a sender, or a HELO name of one's own.
    SignBounces,
    /// One address in From.
    OneAuthor,
    /// An address at a domain of one's own in From.
    OwnAddress,
    /// A service that nobody here knows asked for the records that let it send.
    AskService { server: Domain },
    /// Nothing: it is right that it fails.
    RightlyFails,
    /// Nothing: the receiver is wrong.
    ReceiverIsWrong,
    /// A new test, since what counted then is otherwise now.
    SendNewTest,
    /// The clock of the server that signs.
    SetClock,
    /// Nothing: beware.
    Beware,
    /// Nothing but time, or a word to whoever runs the name servers.
    TellNameServers,
    /// A decision that only the owner can take: whatever could be offered here would do harm, and how.
    Decide { obstacle: Obstacle },
}

/// Why a step is not offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Obstacle {
    /// A sender that may send today, an address or a term, could not any more.
    Loses {
        /// Which.
        sender: String,
    },
    /// A sender could send that nobody named.
    LetsIn {
        /// Which.
        sender: String,
    },
    /// Something else would break.
    Breaks {
        /// The name at which it would.
        at: String,
    },
    /// Mail that passes today would fail until the next step is taken.
    InBetween,
    /// The next check would ask to take the step back.
    Undone,
    /// The fault would stay.
    Stays,
    /// The record belongs to somebody else.
    NotOwn {
        /// Whose it is.
        owner: Domain,
    },
    /// The record cannot stand there: an alias or another record is in its place.
    NoRoom,
}

impl Fix {
    /// The value of the record that the step is about: what is to be published, or what is to be taken away. `None` where nobody but
    /// the owner, or an account, knows it.
    #[must_use]
    pub fn record_value(&self) -> Option<&str> {
        self.value.as_deref().or_else(|| self.old.as_deref().filter(|_| self.action == Action::Remove))
    }

    /// The value whose place it takes.
    #[must_use]
    pub fn replaced(&self) -> Option<&str> {
        self.old.as_deref().filter(|_| self.action == Action::Replace)
    }

    fn new(step: Step, action: Action, at: FixLocation) -> Self {
        Self {
            action,
            at,
            name: None,
            host: None,
            kind: None,
            value: None,
            old: None,
            provider: None,
            page: None,
            step,
        }
    }

    /// A record to add.
    pub(crate) fn publish(step: Step, name: Domain, kind: RecordType, value: Option<String>) -> Self {
        Self {
            name: Some(name),
            kind: Some(kind),
            value,
            ..Self::new(step, Action::Publish, FixLocation::Dns)
        }
    }

    /// A record in place of another.
    pub(crate) fn replace(
        step: Step,
        name: Domain,
        kind: RecordType,
        (old, value): (Option<String>, Option<String>),
    ) -> Self {
        // Where nothing stands yet there is nothing to replace.
        let action = if old.as_deref().is_none_or(str::is_empty) { Action::Publish } else { Action::Replace };
        let old = old.filter(|old| !old.is_empty());
        let value = value.map(|value| if is_spf(&value) { without_ptr(value) } else { value });
        Self { action, old, ..Self::publish(step, name, kind, value) }
    }

    /// A record to take away.
    pub(crate) fn remove(step: Step, name: Domain, kind: RecordType, old: Option<String>) -> Self {
        Self { action: Action::Remove, old, ..Self::publish(step, name, kind, None) }
    }

    /// A switch at a provider.
    pub(crate) fn enable(step: Step, provider: Option<&'static Provider>) -> Self {
        Self::new(step, Action::Enable, FixLocation::Provider).with(provider)
    }

    /// Some records of a provider's, and what is switched on there: the records first, but for those that only the account
    /// shows once the domain is added to it.
    pub(crate) fn with_switch(mut records: Vec<Self>, switch: Self) -> Vec<Self> {
        let at = if records.iter().any(|fix| fix.value.is_none()) { 0 } else { records.len() };
        records.insert(at, switch);
        records
    }

    /// Nothing that the reader can do.
    pub(crate) fn none(step: Step) -> Self {
        Self::new(step, Action::None, FixLocation::Provider)
    }

    /// The place of a step that is not offered, and why not.
    pub(crate) fn undecided(&self, obstacle: Obstacle) -> Self {
        Self { step: Step::Decide { obstacle }, value: None, ..self.clone() }
    }

    /// Names the record as the panel of a zone wants it. What was named for another zone's panel stays.
    pub(crate) fn stand_in(&mut self, zone: &Domain) {
        if let Some(name) = self.name.as_ref().filter(|_| self.host.is_none()) {
            self.host = Some(host_in(zone, name));
        }
    }

    /// Whether the record that stands there is the right one with white space before it.
    #[must_use]
    pub fn is_spaced(&self) -> bool {
        let old = self.old.as_deref().unwrap_or_default();
        old.trim_start() != old && self.value.as_deref() == Some(old.trim())
    }

    /// The terms of a kind that stand in the old SPF record and not in the new one.
    #[must_use]
    pub fn left_out(&self, is_meant: fn(&str) -> bool) -> Vec<String> {
        let (Some(old), Some(value)) = (&self.old, &self.value) else { return Vec::new() };
        if !is_spf(value) {
            return Vec::new();
        }
        let stays: Vec<&str> = value.split_whitespace().collect();
        old.split_whitespace()
            .filter(|term| is_meant(term) && !stays.contains(term))
            .map(str::to_owned)
            .collect()
    }

    /// Whether `ptr` stays in an SPF record, since it alone lets anybody send.
    #[must_use]
    pub fn keeps_ptr(&self) -> bool {
        self.value.as_deref().is_some_and(|value| is_spf(value) && value.split_whitespace().any(is_ptr))
    }

    /// Which provider it is about.
    pub(crate) fn with(self, provider: Option<&'static Provider>) -> Self {
        // The page is about the records and keys that a domain needs, and tells nothing of logins, nor of servers in front.
        let tells_nothing = matches!(
            self.step,
            Step::SendThroughMailbox | Step::LoginFromDevice | Step::RejectDirectSend | Step::DropExchanger
        );
        Self { provider, page: provider.filter(|_| !tells_nothing).and_then(|p| p.page()), ..self }
    }

    /// The records that are over DNS while the step is tried.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        let (name, kind) = (self.name.clone()?, self.kind?);
        let data = match self.action {
            Action::Publish | Action::Replace => Some(Rdata::parse(kind, self.value.as_deref()?).ok()?),
            Action::Remove => None,
            Action::Enable | Action::Wait | Action::None => return None,
        };
        Some(Draft { name, kind, data })
    }
}

fn is_spf(text: &str) -> bool {
    crate::spf::Record::is_spf(text)
}

/// Whether a term of an SPF record is `ptr`.
#[must_use]
pub fn is_ptr(term: &str) -> bool {
    let bare = term.strip_prefix('+').unwrap_or(term).to_ascii_lowercase();
    bare == "ptr" || bare.starts_with("ptr:")
}

/// Whether a term of an SPF record is `mx`.
#[must_use]
pub fn is_mx(term: &str) -> bool {
    let bare = term.strip_prefix('+').unwrap_or(term).to_ascii_lowercase();
    bare == "mx" || bare.starts_with("mx:")
}

fn without_ptr(record: String) -> String {
    let has_one = record.split_whitespace().any(is_ptr);
    if has_one { Intent::of(&record).without_ptr().to_string() } else { record }
}

/// A name as a panel wants it that appends the zone itself.
pub(crate) fn host_in(zone: &Domain, name: &Domain) -> String {
    let inside = name.as_str().strip_suffix(zone.as_str()).filter(|_| name.is_within(zone));
    let relative = inside.map(|left| left.trim_end_matches('.'));
    match relative {
        Some("") => "@".to_owned(),
        Some(left) => left.to_owned(),
        None => name.to_string(),
    }
}
