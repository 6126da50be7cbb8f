//! The answers there are, and what each rests on.

use crate::domain::Domain;
use crate::providers::Provider;
use std::net::IpAddr;

/// Whose host handed the message over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// The author's own.
    Own(Own),
    /// A provider's.
    Provider(Provided),
    /// One on the recipient's side, such as a filter in front of the mailbox.
    RecipientSide(Forwarder),
    /// One that had the message for another recipient before.
    Forwarder(Forwarder),
    /// The sender's own machine: it logged in at the server that holds the mailbox (RFC 6409 §4.3), and no border was crossed.
    Submission {
        /// That server.
        at: Option<String>,
    },
    /// An address that only the receiver's own network has (RFC 6890), so it is not the sender's.
    NotPublic(IpAddr),
    /// Nobody's that anything here knows of.
    Stranger,
    /// Nothing tells the address.
    Unseen,
}

/// A host of the author's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    /// A name below the author's organization has its address, and does not spell it, as those of access lines do.
    Name(Domain),
    /// It has the address of an exchanger of the author's own.
    Exchanger(Domain),
    /// It has the address of the web site.
    Site(Domain),
    /// Its name stands in the author's SPF record.
    Listed(Domain),
    /// It took the message from somebody who had logged in there. Only a field below the border says so.
    Login(Login),
}

/// A relay at which somebody logged in, by a field that the sender can have written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Login {
    /// The relay's name.
    pub(crate) relay: String,
    /// Whether a copier or the like logged in there.
    pub(crate) device: bool,
}

/// How much evidence is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// No sender can have made it.
    Strong,
    /// A sender can have written it.
    Weak,
}

/// A host of a provider's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provided {
    /// Which.
    pub(crate) provider: &'static Provider,
    /// The name whose SPF record lists the address, for customers to include.
    pub(crate) include: Option<&'static str>,
    /// Whether the author's own records show that it is used.
    pub(crate) is_used: bool,
}

impl Client {
    /// Whether it is a host of the author's own, and nobody can have made that up.
    pub(crate) fn is_own(&self) -> bool {
        matches!(self, Self::Own(own) if own.strength() == Strength::Strong)
    }

    /// The host of a provider's.
    pub(crate) const fn provided(&self) -> Option<&Provided> {
        match self {
            Self::Provider(provided) => Some(provided),
            _ => None,
        }
    }
}

impl Own {
    /// How much it is worth.
    pub(crate) const fn strength(&self) -> Strength {
        match self {
            Self::Name(_) | Self::Exchanger(_) | Self::Site(_) | Self::Listed(_) => Strength::Strong,
            Self::Login(_) => Strength::Weak,
        }
    }
}

/// A host that passed the message on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forwarder {
    /// Its name, where the receiver's DNS or ours confirms one.
    pub(crate) name: Option<String>,
    /// The earlier server from which SPF passes.
    pub(crate) original: IpAddr,
}
