//! The log of questions.

use super::words;
use waxseal_core::dns::Fault;

words! { Fault { Timeout, Servfail, Refused, Network, Malformed, Limit, Throttled, Awaited } }
