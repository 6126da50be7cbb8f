//! What the header fields claim: results, envelopes and hops, each with who says so.

mod authres;
mod lexer;
mod received;
mod received_spf;

pub use authres::{AuthenticationResults, MAX_RESULTS, MethodResult, arc_instance};
pub use received::{Hop, MAX_HOPS, hops};
pub use received_spf::ReceivedSpf;
