//! SPF, step by step.

use super::{FromReport, Sound, cases, parts, words};
use waxseal_core::json::Json;
use waxseal_core::spf::{CheckedIdentity, MatchedTerm, Node, Qualifier, SpfCause, SpfResult, StepResult};
use waxseal_core::syntax::{Span, SyntaxError};

words! { CheckedIdentity { MailFrom, Helo } }

parts! { MatchedTerm { domain, term } }

cases! { SpfCause by "code" {
    Matched { domain, term, result },
    NoMatch { domain },
    BadDomain { name },
    NoRecord { domain },
    SeveralRecords { domain, count },
    Syntax { domain, term, span, expected },
    TooManyLookups { domain, term, limit },
    TooManyVoidLookups { domain, term, limit },
    TooManyMx { domain, count, limit },
    Loop { domain },
    IncludeHasNoRecord { domain },
    RedirectHasNoRecord { domain },
    Dns { name, kind = "type", fault },
} }

impl FromReport for SpfResult {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        sound.or(value.as_str().and_then(Self::parse), || Self::None)
    }

    fn is_absent(value: &Json) -> bool {
        value.is_null() || value.as_str() == Some("notChecked")
    }
}

parts! { Node {
    term, span, qualifier, domain, record, result, outcome, lookups, lookups_below, void_lookups, cause,
    addresses, children,
} }

words! { Qualifier { Pass, Fail, Softfail, Neutral } }

words! { StepResult { Match, NoMatch, Error, NotEvaluated } }

parts! { Span { start, end } }

parts! { SyntaxError { span, expected } }
