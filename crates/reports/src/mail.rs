//! What a record says of the mail that it counts, and that mail written out once more.
//!
//! A report has no header to look at. What it tells (the address, the envelope, each signature with its result) is what a
//! receiver would have written into the header, so it is written there, and the mail goes through the same check as any other:
//! there is no second judge.

use crate::aggregate::{DkimResult, ReasonKind, Record, SpfResult};
use std::net::IpAddr;
use waxseal_core::dmarc::Alignment;
use waxseal_core::dns::{Draft, Rdata, RecordType};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::{EnvelopeOverrides, ResultWord};
use waxseal_core::providers::{Provider, by_own_domain, is_free_mail, users};
use waxseal_core::report::Identifier;

/// The name under which the reporter's results stand in the mail (RFC 2606 §2: nobody has it).
const REPORTER: &str = "reporter.invalid";
/// The local part of addresses of which a report names the domain alone.
const LOCAL_PART: &str = "reported";

/// What records of mail have in common that belongs together, the address aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mail {
    /// The From domain.
    pub(crate) from: Option<Domain>,
    /// The domain of the policy that the reporter applied.
    pub(crate) policy: Option<Domain>,
    /// The signatures, whether they passed or not.
    pub(crate) signatures: Vec<Signature>,
    /// SPF.
    pub(crate) spf: Option<Spf>,
    /// Whether the receiver says that the mail was forwarded.
    pub(crate) forwarded: bool,
    pub(crate) dkim_aligned: bool,
    pub(crate) spf_aligned: bool,
}

/// A signature as the reporter saw it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Signature {
    pub(crate) domain: Domain,
    pub(crate) selector: Option<Domain>,
    pub(crate) result: ResultWord,
}

impl Signature {
    /// The name of its key.
    pub(crate) fn key(&self) -> Option<Domain> {
        self.domain.prepend(&format!("{}._domainkey", self.selector.as_ref()?)).ok()
    }
}

/// SPF as the reporter saw it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spf {
    pub(crate) domain: Domain,
    /// Whether the domain is that of HELO, the mail having no sender.
    pub(crate) is_helo: bool,
    pub(crate) result: ResultWord,
}

impl Mail {
    /// The mail of a record, of a report on the policy of a domain.
    pub(crate) fn of(record: &Record, policy: Option<&Domain>) -> Self {
        let spf = |spf: &SpfResult| {
            let is_helo = spf.scope.as_deref().is_some_and(|scope| scope.eq_ignore_ascii_case("helo"));
            Some(Spf { domain: parsed(spf.domain.as_deref())?, is_helo, result: spf.result.clone() })
        };
        let signature = |dkim: &DkimResult| {
            let selector = parsed(dkim.selector.as_deref());
            Some(Signature { domain: parsed(dkim.domain.as_deref())?, selector, result: dkim.result.clone() })
        };
        let mut several: Vec<Spf> = record.spf.iter().filter_map(spf).collect();
        // A reporter that writes both identities down means the one that DMARC goes by first.
        waxseal_core::sorting::sort_by_key(&mut several, |spf| spf.is_helo);
        Self {
            from: parsed(record.header_from.as_deref()).or_else(|| policy.cloned()),
            policy: policy.cloned(),
            signatures: record.dkim.iter().filter_map(signature).collect(),
            spf: several.into_iter().next(),
            forwarded: record.reasons.iter().any(|reason| {
                use ReasonKind::{Forwarded, MailingList, TrustedForwarder};
                matches!(reason.kind, Forwarded | MailingList | TrustedForwarder)
            }),
            dkim_aligned: record.dkim_aligned,
            spf_aligned: record.spf_aligned,
        }
    }

    /// Whether DMARC passed.
    pub(crate) const fn is_aligned(&self) -> bool {
        self.dkim_aligned || self.spf_aligned
    }

    /// Whether a domain is the author's, or of the same tree of names.
    fn is_own(&self, domain: &Domain) -> bool {
        let own = self.from.iter().chain(&self.policy);
        own.into_iter().any(|own| domain.is_within(own) || own.is_within(domain))
    }

    /// The signatures of the author's own, whether they passed or not.
    pub(crate) fn own_signatures(&self) -> impl Iterator<Item = &Signature> {
        self.signatures.iter().filter(|signature| self.is_own(&signature.domain))
    }

    /// The domains that passed and are not the author's, signatures first.
    pub(crate) fn strangers(&self) -> impl Iterator<Item = &Domain> {
        let signed = self.signatures.iter().filter(|signature| signature.result == ResultWord::Pass);
        let envelope = self.spf.iter().filter(|spf| spf.result == ResultWord::Pass);
        let passed = signed.map(|signature| &signature.domain).chain(envelope.map(|spf| &spf.domain));
        passed.filter(|domain| !self.is_own(domain))
    }

    /// The provider whose own domain passed, or the service that sent by its servers, where that shows too. Anybody may have an address
    /// at a provider of free mail, which shows nobody.
    pub(crate) fn provider(&self) -> Option<&'static Provider> {
        let strangers = self.strangers().filter(|domain| !is_free_mail(domain));
        let shown: Vec<&'static Provider> = strangers.filter_map(by_own_domain).collect();
        let first = *shown.first()?;
        let passed = || self.signatures.iter().filter(|signature| signature.result == ResultWord::Pass);
        let has_key = |name: &str| {
            passed().any(|signed| signed.selector.as_ref().is_some_and(|own| own.as_str() == name))
        };
        let services = users(first, &|service| shown.contains(&service), &has_key);
        Some(services.first().copied().unwrap_or(first))
    }

    /// The mail as it would be received today: a signature of the owner's whose key is gone does not pass.
    pub(crate) fn without_keys(&self, is_gone: impl Fn(&Domain) -> bool) -> Self {
        let mut mail = self.clone();
        let own: Vec<bool> = self.signatures.iter().map(|signature| self.is_own(&signature.domain)).collect();
        for (signature, _) in mail.signatures.iter_mut().zip(own).filter(|(_, is_own)| *is_own) {
            if signature.key().is_some_and(|name| is_gone(&name)) {
                signature.result = ResultWord::Permerror;
            }
        }
        mail
    }

    /// Whether it would pass if the record asked for the very domain.
    pub(crate) fn passes_strictly(&self) -> bool {
        let [signed, sent] = self.is_exact();
        self.dkim_aligned && signed || self.spf_aligned && sent
    }

    /// Whether a signature that passed, and the domain of SPF, are of the very author domain.
    pub(crate) fn is_exact(&self) -> [bool; 2] {
        self.identifiers(|domain| self.from.as_ref() == Some(domain))
    }

    /// Whether the author domain and a signature that passed, and the domain of SPF, are at or below a domain.
    pub(crate) fn is_within(&self, top: &Domain) -> [bool; 2] {
        let is_of = self.from.as_ref().is_some_and(|from| from.is_within(top));
        self.identifiers(|domain| is_of && domain.is_within(top))
    }

    fn identifiers(&self, is_so: impl Fn(&Domain) -> bool) -> [bool; 2] {
        let mut passed = self.signatures.iter().filter(|signature| signature.result == ResultWord::Pass);
        let signed = passed.any(|signature| is_so(&signature.domain));
        [signed, self.spf.as_ref().is_some_and(|spf| is_so(&spf.domain))]
    }

    /// Whether SPF passed, for whichever domain.
    pub(crate) fn is_spf_pass(&self) -> bool {
        self.spf.as_ref().is_some_and(|spf| spf.result == ResultWord::Pass)
    }

    /// The header that a receiver would have written, and the author's part of it, with what is assumed besides.
    pub(crate) fn header(&self, ip: IpAddr, assumed: &[Identifier]) -> Option<String> {
        let from = self.from.as_ref()?;
        let mut text = format!("Authentication-Results: {REPORTER}");
        // A word of the reporter's own could be anything.
        let word = |result: &ResultWord| match result {
            ResultWord::Other(_) => ResultWord::Neutral.to_string(),
            known => known.to_string(),
        };
        for identifier in assumed.iter().filter(|identifier| identifier.mechanism == Alignment::Dkim) {
            text += &format!("; dkim=pass header.d={}", identifier.domain);
        }
        for signature in &self.signatures {
            text += &format!("; dkim={} header.d={}", word(&signature.result), signature.domain);
            text += &signature
                .selector
                .as_ref()
                .map_or_else(String::new, |selector| format!(" header.s={selector}"));
        }
        if let Some(spf) = &self.spf {
            let property = if spf.is_helo { "smtp.helo" } else { "smtp.mailfrom" };
            text += &format!("; spf={} {property}={}", word(&spf.result), spf.domain);
        }
        if self.signatures.is_empty() && self.spf.is_none() {
            text += "; none";
        }
        Some(format!(
            "{text}\r\nReceived: from unknown ([{ip}]) by {REPORTER}\r\nFrom: {LOCAL_PART}@{from}\r\n"
        ))
    }

    /// Its envelope, as far as the report tells, with what is assumed in place of it.
    pub(crate) fn envelope(&self, ip: IpAddr, assumed: &[Identifier]) -> EnvelopeOverrides {
        let at = |domain: &Domain| format!("{LOCAL_PART}@{domain}");
        let (mut mail_from, mut helo) = (None, None);
        match &self.spf {
            Some(spf) if spf.is_helo => {
                (mail_from, helo) = (Some(String::new()), Some(spf.domain.to_string()));
            }
            Some(spf) => mail_from = Some(at(&spf.domain)),
            None => {}
        }
        if let Some(sent) = sent(assumed) {
            mail_from = Some(at(sent));
        }
        EnvelopeOverrides { ip: Some(ip), mail_from, helo, from: None }
    }

    /// What is put over DNS for it. A stranger's records are as the reporter found them, since nobody here can change them and a
    /// report may be a year old; the owner's are those of today.
    pub(crate) fn as_reported(&self, ip: IpAddr, assumed: &[Identifier]) -> Vec<Draft> {
        let passed =
            self.spf.iter().filter(|spf| spf.result == ResultWord::Pass && !self.is_own(&spf.domain));
        let lets = |domain: &Domain| {
            let kind = if ip.is_ipv4() { "ip4" } else { "ip6" };
            let data = Rdata::parse(RecordType::Txt, &format!("v=spf1 {kind}:{ip} -all")).ok();
            Draft { name: domain.clone(), kind: RecordType::Txt, data }
        };
        passed.map(|spf| lets(&spf.domain)).chain(sent(assumed).map(lets)).collect()
    }
}

/// The envelope domain that is assumed.
fn sent(assumed: &[Identifier]) -> Option<&Domain> {
    let spf = assumed.iter().find(|identifier| identifier.mechanism == Alignment::Spf)?;
    Some(&spf.domain)
}

fn parsed(name: Option<&str>) -> Option<Domain> {
    Domain::parse(name?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_shows_behind_the_servers_that_it_sends_by() {
        let provider = |signed: &[(&str, &str)]| {
            let name = |text: &str| Domain::parse(text).unwrap();
            let signatures = signed.iter().map(|(domain, selector)| Signature {
                domain: name(domain),
                selector: Some(name(selector)),
                result: ResultWord::Pass,
            });
            let from = Some(name("a.example"));
            Mail { from, signatures: signatures.collect(), ..Mail::default() }.provider().map(Provider::id)
        };
        let amazon = ("amazonses.com", "abc");
        assert_eq!(provider(&[("a.example", "abc"), amazon]), Some("amazonSes"));
        assert_eq!(provider(&[("a.example", "resend"), amazon]), Some("resend"));
        assert_eq!(provider(&[amazon, ("resend.com", "s1")]), Some("resend"));
        assert_eq!(provider(&[("a.example", "resend")]), None, "a selector alone is nobody's");
    }
}
