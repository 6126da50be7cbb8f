//! What the header fields claim: results, envelopes and hops, each with who says so.

mod author;
mod authres;
mod claims;
mod envelope;
mod given;
mod lexer;
mod received;
mod received_spf;
mod remarks;
mod result_word;

pub use author::{Author, AuthorSource, Tables, author};
pub use authres::{AuthenticationResults, MAX_RESULTS, MethodResult, arc_instance};
pub use claims::{Claim, Difference, MAX_CLAIMS, Reason, claims, trusted};
pub use envelope::{Envelope, EnvelopeSource, Sources};
pub use given::{EnvelopeOverrides, EnvelopeTexts, Unusable, client_address};
pub use received::{FromClause, Hop, MAX_HOPS, Stamp, hops};
pub use received_spf::{ReceivedSpf, domain_of};
pub use remarks::{MAX_REMARKS, Remark, Says, remarks};
pub use result_word::ResultWord;
