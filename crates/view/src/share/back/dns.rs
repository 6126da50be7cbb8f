//! The log of questions.

use super::{Back, words};
use waxseal_core::dns::{Fault, LoggedQuery};
use waxseal_core::json::Json;

words! { Fault { Timeout, Servfail, Refused, Network, Malformed, Limit, Throttled, Awaited } }

impl Back for LoggedQuery {
    fn back(value: &Json) -> Option<Self> {
        Self::of(value)
    }
}
