//! What a person typed that cannot be used.

use serde::Serialize;

/// One thing that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[expect(missing_docs, reason = "`text` is what was typed, `limit` how many there may be")]
pub enum Refused {
    /// There is no domain.
    NoDomain,
    /// What was typed is not one domain.
    BadDomain { text: String },
    /// Nothing was chosen that sends, and it was not said that nothing does.
    NothingChosen,
    /// It was said that nothing sends, beside something that does.
    NothingAndSomething,
    /// No provider of the catalogue has that name.
    UnknownSender { text: String },
    /// The provider has no region of that name.
    UnknownRegion { text: String },
    /// An address or range that is none.
    BadAddress { text: String },
    /// An address that is only seen inside a network.
    InsideAddress { text: String },
    /// A range with other people's machines in it.
    WideRange { text: String },
    /// More addresses than a record has room for.
    TooManyAddresses { limit: usize },
    /// More unknown services than are taken.
    TooManyOthers { limit: usize },
    /// What was typed is no name of a tenant.
    BadTenant { text: String },
    /// Mail cannot arrive at a provider of that name.
    UnknownReceiver { text: String },
    /// Own servers were chosen, and none was named.
    NoHost,
    /// A server's name that is none.
    BadHost { text: String },
    /// What was typed is no address that reports can go to.
    BadReportAddress { text: String },
}
