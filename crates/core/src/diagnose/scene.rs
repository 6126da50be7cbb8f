//! A report with everything that the rules look at.

use super::known::KnownRecords;
use crate::dkim::{Cause, DkimResult, HeaderChange};
use crate::domain::Domain;
use crate::evidence::{Hop, MethodResult, ResultWord, Says};
use crate::judge::Facts;
use crate::judge::client::Client;
use crate::providers::{Provider, by_mx};
use crate::report::{DkimReport, DmarcResult, Evidence, IdentifierReport, MessageReport};
use crate::spf::{SpfResult, Walk};
use crate::time::Timestamp;

/// A report with everything that the rules look at.
pub(super) struct Scene<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) report: &'a MessageReport,
    pub(super) known: KnownRecords<'a>,
    /// The author domain.
    pub(super) author: &'a Domain,
    /// Whose host handed the message over; [`Client::Unseen`] where nothing failed that it could explain.
    pub(super) client: Client,
    /// The author's whole SPF record, where its check did not get to the end of it or no client was there to check.
    pub(super) walk: Option<Walk>,
}

impl Scene<'_> {
    /// An identifier as evidence.
    pub(super) fn identifier(&self, identifier: &IdentifierReport) -> Evidence {
        Evidence::Identifier {
            mechanism: identifier.mechanism,
            domain: identifier.domain.clone(),
            result: identifier.result.clone(),
            aligned: identifier.aligned,
        }
    }

    /// The first field of a name that fits, as evidence.
    pub(super) fn field(&self, fits: impl Fn(&str) -> bool) -> Option<Evidence> {
        let mut fields = self.facts.message.fields();
        let mut name = String::new();
        let field = fields.find(|field| {
            name.clear();
            name.push_str(field.name());
            name.make_ascii_lowercase();
            fits(&name)
        })?;
        Some(Evidence::Field { name: field.name().to_owned(), line: field.line() })
    }

    /// The client as evidence.
    pub(super) fn client_evidence(&self) -> Option<Evidence> {
        let envelope = &self.report.envelope;
        Some(Evidence::Client { ip: envelope.client_ip?, name: envelope.helo.clone() })
    }

    /// Whether the message passes as it is.
    pub(super) fn passes(&self) -> bool {
        self.report.dmarc.result == DmarcResult::Pass
    }

    /// Whether an identifier is shown to be the sender's: it passed, or is a signature of which all passes but a body that is not here.
    pub(super) fn is_shown(&self, identifier: &IdentifierReport) -> bool {
        let signature = || self.report.dkim.iter().find(|signature| signature.is_identified_by(identifier));
        let verified = |cause: &Cause| matches!(cause, Cause::BodyNotSupplied { header_verified: true });
        identifier.passed()
            || signature().and_then(|found| found.verification.cause.as_ref()).is_some_and(verified)
    }

    /// What is remarked in the message.
    pub(super) fn says(&self, is_meant: impl Fn(&Says) -> bool) -> bool {
        self.report.remarks.iter().any(|remark| is_meant(&remark.says))
    }

    /// The provider of the author's mailboxes.
    pub(super) fn mailbox_provider(&self) -> Option<&'static Provider> {
        self.known.exchangers(self.author).iter().find_map(by_mx)
    }

    /// The zone whose panel a record of the author's goes into.
    pub(super) fn zone(&self) -> &Domain {
        zone(self.report, self.author)
    }
}

/// The zone whose panel the records of an author go into: its organization's, where that is known.
pub(super) fn zone<'a>(report: &'a MessageReport, author: &'a Domain) -> &'a Domain {
    report.dmarc.organizational_domain.as_ref().filter(|o| author.is_within(o)).unwrap_or(author)
}

/// The longest that clocks are taken to be apart, and mail to be written before it is signed, in seconds.
const MAX_OLDER: u64 = 86_400;

/// Whether a broken signature was made long before the message was written (RFC 5322 §3.6.1): it was taken from another one.
pub(super) fn is_older(scene: &Scene<'_>, signature: &DkimReport) -> bool {
    let signed = &signature.verification;
    let date =
        scene.facts.message.first("date").and_then(|field| Timestamp::parse_rfc5322(&field.unfolded()));
    let written = date.and_then(|date| u64::try_from(date.0).ok());
    signed.result == DkimResult::Fail
        && signed
            .timestamp
            .zip(written)
            .is_some_and(|(signed, written)| signed.saturating_add(MAX_OLDER) < written)
}

/// Whether a signature can be of anybody's making: nothing shows that the author signed this message rather than another, and a
/// stranger's host handed it over. Whoever has one mail of a domain has a signature of it too.
pub(super) fn is_anybodys(scene: &Scene<'_>, signature: &DkimReport) -> bool {
    let cause = signature.verification.cause.as_ref();
    let is_unfit = matches!(cause, Some(Cause::OtherKey { .. })) || is_of_another(signature);
    let spf = &scene.report.spf;
    let is_sent_for = spf.aligned && spf.result == Some(SpfResult::Pass);
    is_unfit && !is_sent_for && scene.client == Client::Stranger && !is_senders_own(scene)
}

/// Whether a mail was refused that somebody had handed in with a login, so that it is hardly a stranger's who has the refusal. A sender
/// can write the line of a login, so it only chooses what is asked of the owner.
pub(super) fn is_senders_own(scene: &Scene<'_>) -> bool {
    scene.facts.refused && is_logged_in(scene)
}

/// Whether a server on the way speaks of a login (RFC 3848: ESMTPA and ESMTPSA).
pub(super) fn is_logged_in(scene: &Scene<'_>) -> bool {
    let is_login = |hop: &Hop| hop.with.as_deref().is_some_and(|with| with.ends_with(['A', 'a']));
    scene.report.hops.iter().any(is_login)
}

/// Whether nothing shows that the author signed this header: neither the key, as it is or with a change undone, nor a receiver. The
/// hash of the body alone shows nothing, since whoever writes a signature writes that too.
fn is_of_another(signature: &DkimReport) -> bool {
    let signed = &signature.verification;
    let is_explained = signed
        .header_change
        .as_ref()
        .is_some_and(|change| !matches!(change, HeaderChange::Unexplained { .. }));
    let is_shown = signed.header_verified == Some(true) || is_explained;
    signed.body_verified == Some(false) && !is_shown && signature.claimed != Some(ResultWord::Pass)
}

/// Whether somebody signed for the author domain, with whatever outcome. A signature whose key nobody ever saw shows nobody.
pub(super) fn has_own_signature(scene: &Scene<'_>) -> bool {
    let seen = |signature: &DkimReport| {
        let cause = signature.verification.cause.as_ref();
        // What was taken back was there: its owner published it.
        let gone = cause.is_some_and(|cause| cause.is_key_gone() && *cause != Cause::KeyRevoked);
        let is_known = !gone || signature.claimed.is_some() || !scene.facts.arrival.whole;
        is_known && !is_older(scene, signature) && !is_anybodys(scene, signature)
    };
    scene.report.dkim.iter().any(|signature| signature.aligned && seen(signature)) || is_signature_told(scene)
}

/// Whether the receiver tells of a signature of the author's that did not come along: what became of it, nobody can look at.
fn is_signature_told(scene: &Scene<'_>) -> bool {
    let of_author = |value: &str| {
        let name = value.rsplit_once('@').map_or(value, |(_, name)| name);
        Domain::parse(name).is_ok_and(|name| name.is_within(scene.zone()))
    };
    let told = |result: &MethodResult| {
        let named = ["header.d", "header.i"].into_iter().find_map(|name| result.property(name));
        result.method == "dkim" && result.result != ResultWord::None && named.is_some_and(of_author)
    };
    let mut results =
        scene.report.claims.iter().filter(|claim| claim.trusted).flat_map(|claim| &claim.results);
    scene.report.dkim.is_empty() && results.any(told)
}
