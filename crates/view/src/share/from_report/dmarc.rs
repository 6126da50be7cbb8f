//! Policies and alignment.

use super::{cases, parts, words};
use waxseal_core::dmarc::{
    Alignment, Consent, Defaulted, DmarcCause, DmarcFinding, Location, Mode, NextStep, Policy, Psd, Record,
    RecordProblem, ReportDestination, ReportUri,
};
use waxseal_core::report::{Rfc7489Difference, Rfc7489Report};

cases! { DmarcCause by "code" {
    NothingAligned,
    NothingPassed,
    NoRecord,
    SeveralRecords { domain },
    RecordWithoutPolicy { domain },
    Dns { domain, fault },
    MechanismOpen { mechanism, domain },
    NoAuthor,
    SeveralAuthors { domains },
    BadAuthor { domain },
    AuthorsUnread,
} }

words! { Policy { None, Quarantine, Reject } }

words! { NextStep {
    Publish, Correct, AskForReports, AuthorizeReports, EndTest, Subdomains, Quarantine, Reject, RejectAll,
    Arrived,
} }

words! { Location { AuthorDomain, OrganizationalDomain, PublicSuffixDomain } }

parts! { Record { text, p, sp, np, adkim, aspf, testing, psd, rua, ruf, fo, pct, defaulted, problems } }

words! { Psd { Y, N, U } }

parts! { ReportUri { uri, domain, size } }

parts! { Defaulted { p, sp, np, adkim, aspf } }

cases! { RecordProblem by "code" {
    UnknownTag { tag, span },
    RemovedTag { tag, value, span },
    BadValue { tag, value, span },
    Duplicate { tag, span },
    NotATag { span },
    BadUri { tag, value },
} }

parts! { ReportDestination { domain, name, consent, status, record } }

words! { Consent { SameOrganization, Given, Missing, Unknown } }

words! { Alignment { Spf, Dkim } }

words! { Mode { Relaxed, Strict } }

parts! { Rfc7489Report { result, organizational_domain, policy, pct, differences } }

cases! { Rfc7489Difference by "code" {
    OrganizationalDomain { walked, listed },
    Result { rfc9989 },
    Policy { rfc9989 },
    Share { pct },
} }

cases! { DmarcFinding by "code" {
    DmarcMissing,
    DmarcSeveralRecords { count },
    DmarcNearMiss { text },
    DmarcPolicyNone,
    DmarcOverridesAbove { domain, theirs, own },
    DmarcSubdomainsWeaker { sp, p },
    DmarcSubdomainsStronger { sp, p },
    DmarcNoReports,
    DmarcTesting,
    DmarcRemovedTag { tag, value },
    DmarcUnknownTag { tag },
    DmarcBadValue { tag, value },
    DmarcDuplicateTag { tag },
    DmarcNotATag { text },
    DmarcBadReportAddress { tag, value },
    DmarcExternalReports { domain },
    DmarcReportsNotAuthorized { domain, name },
    DmarcReportSize { uri },
    DmarcPublicSuffix,
    DmarcFoWithoutRuf,
    DmarcSharedSuffix { domain },
} }
