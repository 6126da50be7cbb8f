//! Public resolvers that a web page can use, and the addresses people type in.

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

/// The address of a resolver as a person typed it.
///
/// # Errors
/// One sentence that says what is wrong with it.
pub fn endpoint(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '#') {
        return Err("its address has characters that no address has.".to_owned());
    }
    let (scheme, rest) = text.split_once("://").ok_or("its address must start with https://.")?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    if authority.is_empty() || authority.contains('@') {
        return Err("its address names no host.".to_owned());
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Ok(text.to_owned()),
        "http" if is_loopback(authority) => Ok(text.to_owned()),
        "http" => Err("its address must start with https://, or anyone on the way could answer.".to_owned()),
        other => Err(format!("\"{other}://\" is no way to ask DNS questions; https:// is.")),
    }
}

/// Whether an address is that of a resolver on this machine, over plain HTTP. What is asked there leaves nothing in the
/// hands of others, unless a proxy were asked to carry it.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn is_at_home(endpoint: &str) -> bool {
    let rest = endpoint.split_once("://").filter(|(scheme, _)| scheme.eq_ignore_ascii_case("http"));
    rest.is_some_and(|(_, rest)| is_loopback(rest.split(['/', '?']).next().unwrap_or_default()))
}

/// Whether an authority is this machine, where plain HTTP gives nothing away.
fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(literal) => literal.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_at_home() {
        for good in [
            "https://a.example/dns-query",
            " https://a.example?x=1 ",
            "http://127.0.0.1:8053/dns-query",
            "http://[::1]/d",
            "http://localhost/d",
        ] {
            assert!(endpoint(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "a.example",
            "http://a.example/",
            "ftp://a.example/",
            "https:///x",
            "https://u@a.example/",
            "https://a b/",
            "http://127.0.0.1.example/",
        ] {
            assert!(endpoint(bad).is_err(), "{bad}");
        }
        assert!(PROVIDERS.iter().all(|provider| endpoint(provider.url).is_ok()));
    }
}
