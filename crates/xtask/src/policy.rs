//! The content security policy of the built page: what it may load, and whom it may speak to.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Everything but the scripts. A resolver may be typed in, so the policy can name no host: it holds every request to HTTPS,
/// or to a resolver on this machine.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; manifest-src 'self'; \
     worker-src 'self'; connect-src 'self' https: http://127.0.0.1:* http://localhost:*; \
     base-uri 'none'; form-action 'none'";

/// Writes the policy into the page, where it must stand before the first script.
///
/// # Errors
/// When the page cannot be read or written, or is not as trunk writes it.
pub(crate) fn write(page: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(page).map_err(|e| format!("{}: {e}", page.display()))?;
    let at = text.find("<meta").ok_or("the built page has no <meta>")?;
    let hashes: Vec<String> = inline_scripts(&text).map(hash).collect();
    let scripts = hashes.join(" ");
    let policy = format!("{POLICY}; script-src 'self' 'wasm-unsafe-eval' {scripts}");
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    let (head, rest) = text.split_at(at);
    std::fs::write(page, format!("{head}{meta}{rest}")).map_err(|e| format!("{}: {e}", page.display()))
}

/// What stands between the tags of every script that is not fetched.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(content)
    })
}

fn hash(script: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_scripts_are_hashed() {
        let page = "<script type=module>a()</script><script src=x.js></script>";
        assert_eq!(inline_scripts(page).collect::<Vec<_>>(), ["a()"]);
        // The SHA-256 of nothing.
        assert_eq!(hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
