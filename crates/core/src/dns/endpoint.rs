//! The address of a DNS resolver (RFC 8484) as a person typed it.

use std::net::IpAddr;

/// Why a text is not the address of a resolver that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointError {
    /// White space, a control character or a fragment.
    Characters,
    /// No scheme.
    NoScheme,
    /// No host, or a user before it.
    NoHost,
    /// Plain HTTP to another machine.
    Plain,
    /// A scheme that DNS over HTTPS does not have.
    Scheme {
        /// The scheme.
        scheme: String,
    },
}

/// Reads the address of a resolver.
///
/// # Errors
/// [`EndpointError`] says what is wrong with it.
pub fn endpoint(text: &str) -> Result<String, EndpointError> {
    let text = text.trim();
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '#') {
        return Err(EndpointError::Characters);
    }
    let (scheme, rest) = text.split_once("://").ok_or(EndpointError::NoScheme)?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    if authority.is_empty() || authority.contains('@') {
        return Err(EndpointError::NoHost);
    }
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Ok(text.to_owned()),
        "http" if is_loopback(authority) => Ok(text.to_owned()),
        "http" => Err(EndpointError::Plain),
        other => Err(EndpointError::Scheme { scheme: other.to_owned() }),
    }
}

/// Whether an address is that of a resolver on this machine, over plain HTTP. What is asked there leaves nothing in the
/// hands of others, unless a proxy were asked to carry it.
#[must_use]
pub fn is_at_home(endpoint: &str) -> bool {
    let rest = endpoint.split_once("://").filter(|(scheme, _)| scheme.eq_ignore_ascii_case("http"));
    rest.is_some_and(|(_, rest)| is_loopback(rest.split(['/', '?']).next().unwrap_or_default()))
}

/// Whether an authority is this machine, where plain HTTP gives nothing away.
fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(literal) => literal.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
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
        for (bad, why) in [
            ("", EndpointError::NoScheme),
            ("a.example", EndpointError::NoScheme),
            ("http://a.example/", EndpointError::Plain),
            ("ftp://a.example/", EndpointError::Scheme { scheme: "ftp".to_owned() }),
            ("https:///x", EndpointError::NoHost),
            ("https://u@a.example/", EndpointError::NoHost),
            ("https://a b/", EndpointError::Characters),
            ("http://127.0.0.1.example/", EndpointError::Plain),
        ] {
            assert_eq!(endpoint(bad), Err(why), "{bad}");
        }
    }
}
