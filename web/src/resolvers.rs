//! The resolvers to choose from, by name and address.

use waxseal_doh::providers::{EndpointError, PROVIDERS, endpoint};

/// The resolver the page starts with.
pub(crate) const DEFAULT: &str = PROVIDERS[0].url;

/// Resolvers in Europe that leave nothing out, to be tried: whether they let a web page read their answers is not known here.
/// By their own pages (joindns4.eu, mullvad.net/help/dns-over-https-and-dns-over-tls; read November 2026).
pub(crate) const TO_TRY: [(&str, &str); 2] = [
    ("DNS4EU", "https://unfiltered.joindns4.eu/dns-query"),
    ("Mullvad", "https://dns.mullvad.net/dns-query"),
];

/// What is wrong with a resolver's address; `None` when nothing is.
pub(crate) fn error(url: &str) -> Option<EndpointError> {
    endpoint(url).err()
}

/// What a resolver is called: its provider's name, or its host.
pub(crate) fn name(url: &str) -> String {
    let listed = PROVIDERS.iter().find(|provider| provider.url == url);
    listed.map_or_else(|| host(url), |provider| provider.name.to_owned())
}

/// Whether a resolver runs on this machine, where it needs no network: only there an address may be without encryption.
pub(crate) fn is_local(url: &str) -> bool {
    url.trim_start().starts_with("http://")
}

/// The host of an address.
pub(crate) fn host(url: &str) -> String {
    web_sys::Url::new(url).map_or_else(|_| url.to_owned(), |url| url.host())
}
