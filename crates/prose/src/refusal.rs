//! Why something that a person gave cannot be used.

use crate::{Lang, en, nl};
use waxseal_core::dns::{DraftError, EndpointError, ZoneError};
use waxseal_core::evidence::Unusable;
use waxseal_core::input::NotADomain;
use waxseal_core::json::FieldError;
use waxseal_core::posture::NotASelector;

/// A reason that every language has a sentence for.
pub trait Refusal {
    /// The sentence.
    fn sentence(&self, lang: Lang) -> String;
}

/// Gives reasons their sentences: of each type, the function of that name in every language. No table of them all, so that
/// the page carries the ones it says and no others.
macro_rules! refusals {
    ($($reason:ident by $function:ident),+ $(,)?) => {$(
        impl Refusal for $reason {
            fn sentence(&self, lang: Lang) -> String {
                match lang.carried() {
                    Lang::En => en::refusal::$function(self),
                    Lang::Nl => nl::refusal::$function(self),
                }
            }
        }
    )+};
}

refusals! {
    NotADomain by domain,
    NotASelector by selector,
    DraftError by draft,
    ZoneError by zone,
    EndpointError by resolver,
    Unusable by envelope,
    FieldError by field,
}
