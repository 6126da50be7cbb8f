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

/// The names in order, the short ones first, so that one is found in a few steps and hardly any is compared by its letters.
const NAMES: [(&str, Element); 46] = [
    ("p", Element::P),
    ("fo", Element::Fo),
    ("np", Element::Np),
    ("sp", Element::Sp),
    ("end", Element::End),
    ("pct", Element::Pct),
    ("row", Element::Row),
    ("spf", Element::Spf),
    ("aspf", Element::Aspf),
    ("dkim", Element::Dkim),
    ("type", Element::Type),
    ("adkim", Element::Adkim),
    ("begin", Element::Begin),
    ("count", Element::Count),
    ("email", Element::Email),
    ("error", Element::Error),
    ("scope", Element::Scope),
    ("domain", Element::Domain),
    ("reason", Element::Reason),
    ("record", Element::Record),
    ("result", Element::Result),
    ("comment", Element::Comment),
    ("testing", Element::Testing),
    ("version", Element::Version),
    ("feedback", Element::Feedback),
    ("org_name", Element::OrgName),
    ("selector", Element::Selector),
    ("extension", Element::Extension),
    ("generator", Element::Generator),
    ("report_id", Element::ReportId),
    ("source_ip", Element::SourceIp),
    ("date_range", Element::DateRange),
    ("extensions", Element::Extension),
    ("identities", Element::Identities),
    ("disposition", Element::Disposition),
    ("envelope_to", Element::EnvelopeTo),
    ("header_from", Element::HeaderFrom),
    ("identifiers", Element::Identifiers),
    ("auth_results", Element::AuthResults),
    ("human_result", Element::HumanResult),
    ("envelope_from", Element::EnvelopeFrom),
    ("report_metadata", Element::ReportMetadata),
    ("discovery_method", Element::DiscoveryMethod),
    ("policy_evaluated", Element::PolicyEvaluated),
    ("policy_published", Element::PolicyPublished),
    ("extra_contact_info", Element::ExtraContactInfo),
];

impl Element {
    /// The element of a local name; [`Element::Other`] for a name of no specification.
    pub(super) fn of(name: &str) -> Self {
        let order = |known: &str| known.len().cmp(&name.len()).then_with(|| known.cmp(name));
        let at = NAMES.binary_search_by(|(known, _)| order(known)).ok();
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
