//! A resolver of whatever type, seen through one type.

use super::{Answer, DnsError, Question, Resolve};
use futures_util::future::LocalBoxFuture;
use std::fmt;

/// Some resolver. A check is generic over its resolver only at its entry: behind it everything runs over this one type,
/// and is compiled once, not once for the network, once for the answers heard so far and once for each trial of a cure.
#[derive(Clone, Copy)]
pub(crate) struct AnyResolver<'a>(&'a dyn ResolveBoxed);

impl<'a> AnyResolver<'a> {
    /// Any resolver as this one.
    pub(crate) fn of<R: Resolve>(resolver: &'a R) -> Self {
        Self(resolver)
    }
}

impl Resolve for AnyResolver<'_> {
    async fn lookup(&self, question: &Question) -> Result<Answer, DnsError> {
        self.0.lookup_boxed(question).await
    }
}

impl fmt::Debug for AnyResolver<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyResolver").finish_non_exhaustive()
    }
}

/// [`Resolve`] as far as it can stand behind a pointer: an `async fn` of a trait cannot.
trait ResolveBoxed {
    fn lookup_boxed<'a>(&'a self, question: &'a Question) -> LocalBoxFuture<'a, Result<Answer, DnsError>>;
}

impl<R: Resolve> ResolveBoxed for R {
    fn lookup_boxed<'a>(&'a self, question: &'a Question) -> LocalBoxFuture<'a, Result<Answer, DnsError>> {
        Box::pin(self.lookup(question))
    }
}
