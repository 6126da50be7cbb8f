//! What the header says.

use super::{FromReport, Sound, cases, field, get, parts, words};
use waxseal_core::evidence::{
    Author, AuthorSource, Claim, Difference, Envelope, EnvelopeSource, Hop, MethodResult, Reason, Remark,
    Says, Sources,
};
use waxseal_core::json::Json;

parts! { Author { address, display, domain, source } }

words! { AuthorSource { From, Given, Claim, Reply } }

parts! { Envelope { client_ip, mail_from, helo, source, sources } }

words! { EnvelopeSource { Given, ReceivedSpf, AuthenticationResults, Received, ReturnPath, Reply } }

parts! { Sources { client_ip, mail_from, helo } }

parts! { Claim { authserv_id, trusted, instance, line, results, problems, differences } }

parts! { Difference { method, claimed, recomputed, subject, reason } }

words! { Reason {
    RecordChanged, KeyGone, MessageAltered, PasteAltered, OtherEnvelope, LocalPolicy, OlderStandard,
    DnsTrouble, Unexplained,
} }

parts! { Hop {
    from, ip, name, by, with, id, recipient = "for", envelope_from, at, delay_seconds, tls, internal, entry,
    extended, line,
} }

parts! { Remark { field, line } with { says } }

cases! { Says by "code" {
    SpamConfidence { level },
    FilterVerdict { verdict },
    Category { category },
    ClientAddress { ip },
    BulkComplaint { level },
    AuthenticatedAs { who },
    OriginatingAddress { ip },
    SpamStatus { spam, score },
    MailingList { list },
    Unsubscribe { one_click },
    Precedence { word },
    AutoSubmitted { keyword },
    FeedbackId { id },
    RepliesTo { domain },
} }

impl FromReport for MethodResult {
    fn from_report(value: &Json, sound: &Sound) -> Self {
        let pair = |(name, value): (&String, &Json)| (name.clone(), String::from_report(value, sound));
        let properties = get(value, "properties").as_object();
        Self {
            method: field(value, "method", sound),
            result: field(value, "result", sound),
            reason: field(value, "reason", sound),
            leading: 0,
            comments: field(value, "comments", sound),
            properties: sound.or(properties.map(|pairs| pairs.iter().map(pair).collect()), Vec::new),
        }
    }
}
