//! Public resolvers that a web page can use, and the addresses people type in.

pub use waxseal_core::dns::{EndpointError, endpoint};

/// A resolver to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provider {
    /// What it is called.
    pub name: &'static str,
    /// Its address for RFC 8484 requests.
    pub url: &'static str,
    /// What is known of it: whether it validates DNSSEC and answers with `Access-Control-Allow-Origin`, and who says so.
    pub note: &'static str,
}

/// The resolvers known to let a browser's script read their answers. Without that header no page can use a resolver,
/// so one that is not known to send it is not listed; any other can be typed in.
pub const PROVIDERS: [Provider; 2] = [
    Provider {
        name: "Cloudflare",
        url: "https://cloudflare-dns.com/dns-query",
        note: "Validates DNSSEC. Sends Access-Control-Allow-Origin: * (dat-dns issue 16, read November \
               2026).",
    },
    Provider {
        name: "Google",
        url: "https://dns.google/dns-query",
        note: "Validates DNSSEC. Sends Access-Control-Allow-Origin: * (dat-dns issue 16, read November \
               2026).",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_resolver_can_be_asked() {
        assert!(PROVIDERS.iter().all(|provider| endpoint(provider.url).is_ok()));
    }
}
