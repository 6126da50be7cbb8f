//! Whether those who are to get reports agreed to it (RFC 9990 §4): a domain may name anybody, so whoever is named
//! publishes a record that says it wants them.

use super::discover::walk;
use super::record::Record;
use crate::dns::{QueryStatus, Question, RecordType, Resolve};
use crate::domain::Domain;
use crate::joining;
use futures_util::future::join;
use serde::Serialize;

/// The most report destinations that are asked about.
pub const MAX_DESTINATIONS: usize = 10;

/// One domain that reports go to, other than the one that asks for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReportDestination {
    /// The domain of the address.
    pub domain: Domain,
    /// The name that has to say yes.
    pub name: Domain,
    /// What it says.
    pub consent: Consent,
    /// How the question went.
    pub status: QueryStatus,
    /// The record that says yes.
    pub record: Option<String>,
}

/// Whether a destination agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ReportConsent"))]
#[serde(rename_all = "camelCase")]
pub enum Consent {
    /// It is of the same organization, which need not ask itself.
    SameOrganization,
    /// It published that it agrees.
    Given,
    /// It did not, so no report is sent there.
    Missing,
    /// DNS did not tell.
    Unknown,
}

/// Asks every domain that the record at `at` sends reports to, each once.
pub async fn report_destinations<R: Resolve>(
    resolver: &R,
    at: &Domain,
    record: &Record,
    organization: Option<&Domain>,
) -> Vec<ReportDestination> {
    let mut domains: Vec<Domain> = Vec::new();
    for uri in record.rua.iter().chain(&record.ruf) {
        let named = uri.domain.as_deref().and_then(|domain| Domain::parse(domain).ok());
        if let Some(domain) = named.filter(|domain| domain != at && !domains.contains(domain)) {
            domains.push(domain);
        }
    }
    domains.truncate(MAX_DESTINATIONS);
    let asked = domains.into_iter().map(|domain| destination(resolver, at, domain, organization));
    joining::all(asked).await.into_iter().flatten().collect()
}

async fn destination<R: Resolve>(
    resolver: &R,
    at: &Domain,
    domain: Domain,
    organization: Option<&Domain>,
) -> Option<ReportDestination> {
    // RFC 9990 §4 step 3: the policy domain, "_report._dmarc", the destination.
    let name = domain.prepend(&format!("{at}._report._dmarc")).ok()?;
    let question = Question::new(name.clone(), RecordType::Txt);
    let (answer, theirs) = join(resolver.lookup(&question), walk(resolver, &domain)).await;
    let status = QueryStatus::of(&answer);
    // RFC 9990 §4 step 5: any record that begins with the version tag is consent.
    let record = answer.ok().and_then(|answer| answer.texts().find(|text| Record::parse(text).is_some()));
    // RFC 9990 §4 step 1: nobody has to ask within one organization.
    let same = theirs.failure().is_none() && theirs.organizational_domain().as_ref() == organization;
    let consent = match (&record, status.fault()) {
        _ if same || domain.is_within(at) => Consent::SameOrganization,
        (Some(_), _) => Consent::Given,
        (None, Some(_)) => Consent::Unknown,
        (None, None) => Consent::Missing,
    };
    Some(ReportDestination { domain, name, consent, status, record })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::Zone;

    fn consents(record: &str, zone: &str) -> Vec<(String, Consent)> {
        let zone: Zone = serde_json::from_str(zone).unwrap();
        let at = Domain::parse("a.example").unwrap();
        let record = Record::parse(record).unwrap();
        let found = pollster::block_on(report_destinations(&zone, &at, &record, Some(&at)));
        found.into_iter().map(|found| (found.name.to_string(), found.consent)).collect()
    }

    #[test]
    fn rfc_9990_4_consent_is_a_record_at_the_destination() {
        let zone = r#"{
            "a.example._report._dmarc.yes.example": [{"TXT": "v=DMARC1;"}],
            "a.example._report._dmarc.odd.example": [{"TXT": "v=DMARC2"}],
            "a.example._report._dmarc.slow.example": ["TIMEOUT"],
            "_dmarc.a.example": [{"TXT": "v=DMARC1; p=none"}]
        }"#;
        let record = "v=DMARC1; p=none; rua=mailto:r@yes.example,mailto:r@odd.example,mailto:r@a.example,mailto:r@mail.a.example; \
             ruf=mailto:f@yes.example,mailto:f@slow.example";
        let name = |of: &str| format!("a.example._report._dmarc.{of}");
        assert_eq!(
            consents(record, zone),
            [
                (name("yes.example"), Consent::Given),
                (name("odd.example"), Consent::Missing),
                (name("mail.a.example"), Consent::SameOrganization),
                (name("slow.example"), Consent::Unknown),
            ]
        );
    }
}
