//! The elements of a report by name.

/// An element that a specification names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Feedback,
    Version,
    ReportMetadata,
    OrgName,
    Email,
    ExtraContactInfo,
    ReportId,
    DateRange,
    Begin,
    End,
    Error,
    Generator,
    PolicyPublished,
    Domain,
    P,
    Sp,
    Np,
    Adkim,
    Aspf,
    Pct,
    Fo,
    Testing,
    DiscoveryMethod,
    Record,
    Row,
    SourceIp,
    Count,
    PolicyEvaluated,
    Disposition,
    Dkim,
    Spf,
    Reason,
    Type,
    Comment,
    Identifiers,
    Identities,
    EnvelopeTo,
    EnvelopeFrom,
    HeaderFrom,
    AuthResults,
    Selector,
    Scope,
    Result,
    HumanResult,
    Extension,
    /// An element of another policy record or of a private kind.
    Other,
}

/// The names in order, so that one is found in a few steps.
const NAMES: [(&str, Element); 46] = [
    ("adkim", Element::Adkim),
    ("aspf", Element::Aspf),
    ("auth_results", Element::AuthResults),
    ("begin", Element::Begin),
    ("comment", Element::Comment),
    ("count", Element::Count),
    ("date_range", Element::DateRange),
    ("discovery_method", Element::DiscoveryMethod),
    ("disposition", Element::Disposition),
    ("dkim", Element::Dkim),
    ("domain", Element::Domain),
    ("email", Element::Email),
    ("end", Element::End),
    ("envelope_from", Element::EnvelopeFrom),
    ("envelope_to", Element::EnvelopeTo),
    ("error", Element::Error),
    ("extension", Element::Extension),
    ("extensions", Element::Extension),
    ("extra_contact_info", Element::ExtraContactInfo),
    ("feedback", Element::Feedback),
    ("fo", Element::Fo),
    ("generator", Element::Generator),
    ("header_from", Element::HeaderFrom),
    ("human_result", Element::HumanResult),
    ("identifiers", Element::Identifiers),
    ("identities", Element::Identities),
    ("np", Element::Np),
    ("org_name", Element::OrgName),
    ("p", Element::P),
    ("pct", Element::Pct),
    ("policy_evaluated", Element::PolicyEvaluated),
    ("policy_published", Element::PolicyPublished),
    ("reason", Element::Reason),
    ("record", Element::Record),
    ("report_id", Element::ReportId),
    ("report_metadata", Element::ReportMetadata),
    ("result", Element::Result),
    ("row", Element::Row),
    ("scope", Element::Scope),
    ("selector", Element::Selector),
    ("source_ip", Element::SourceIp),
    ("sp", Element::Sp),
    ("spf", Element::Spf),
    ("testing", Element::Testing),
    ("type", Element::Type),
    ("version", Element::Version),
];

impl Element {
    /// The element of a local name; [`Element::Other`] for a name of no specification.
    pub(super) fn of(name: &str) -> Self {
        let at = NAMES.binary_search_by(|(known, _)| (*known).cmp(name)).ok();
        at.and_then(|at| NAMES.get(at)).map_or(Self::Other, |(_, element)| *element)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found() {
        for (name, element) in NAMES {
            assert_eq!(Element::of(name), element);
        }
        assert_eq!(Element::of("rf"), Element::Other);
    }
}
