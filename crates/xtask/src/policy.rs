//! The content security policies of the built pages: what each may load, and whom it may speak to.

use crate::integrity;

/// What the page and the example may do, but for its styles and scripts. Both speak to nobody but the site they came from: DNS questions are the
/// worker's, which no policy of a page reaches (see ARCHITECTURE.md). A string becomes a script's address in one place.
const PAGE: &str = "default-src 'none'; img-src 'self'; manifest-src 'self'; \
     worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     require-trusted-types-for 'script'; trusted-types waxseal";
/// What a page without any script may do, but for its styles.
const STILL: &str = "default-src 'none'; base-uri 'none'; form-action 'none'";

/// A page that runs wasm, with its policy, which must stand before the first script.
///
/// # Errors
/// When the page has no `<meta>` to put it before.
pub(crate) fn running(page: &str) -> Result<String, String> {
    let (styles, scripts) = (sources(page, "style", "href="), sources(page, "script", "src="));
    put(page, &format!("{PAGE}; style-src 'self'{styles}; script-src 'self' 'wasm-unsafe-eval'{scripts}"))
}

/// A page without scripts, with its policy.
///
/// # Errors
/// When the page has no `<meta>` to put it before.
pub(crate) fn still(page: &str) -> Result<String, String> {
    let styles = sources(page, "style", "href=");
    put(page, &format!("{STILL}; style-src{styles}"))
}

fn put(page: &str, policy: &str) -> Result<String, String> {
    let at = page.find("<meta").ok_or("a built page has no <meta>")?;
    let (head, rest) = page.split_at(at);
    Ok(format!("{head}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{rest}"))
}

/// The hashes of all that stands between the tags of one name, as a policy lists them.
fn sources(page: &str, tag: &str, fetched: &str) -> String {
    inline(page, tag, fetched).map(|text| format!(" '{}'", integrity::short(text.as_bytes()))).collect()
}

/// What stands between the tags of one name, unless their attributes say that it is fetched.
fn inline<'p>(page: &'p str, tag: &str, fetched: &str) -> impl Iterator<Item = &'p str> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let parts: Vec<&str> = page.split(open.as_str()).skip(1).collect();
    parts.into_iter().filter_map(move |rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once(close.as_str())?;
        (!attributes.contains(fetched)).then_some(content)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str =
        "<!doctype html><meta charset=utf-8><script type=module>a()</script><script src=x.js></script>";

    #[test]
    fn only_inline_scripts_are_hashed() {
        assert_eq!(inline(HTML, "script", "src=").collect::<Vec<_>>(), ["a()"]);
        let page = running(HTML).unwrap();
        assert_eq!(page.matches("sha256-").count(), 1);
        assert!(page.contains(&format!("'{}'", integrity::short(b"a()"))));
    }

    #[test]
    fn the_policy_stands_before_everything_it_binds() {
        let page = running(HTML).unwrap();
        assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script").unwrap());
        assert!(running("<p>no head").is_err());
    }

    #[test]
    fn nothing_is_allowed_that_nobody_needs() {
        let page = running(HTML).unwrap();
        for never in ["unsafe-inline", "'unsafe-eval'", "https:", "http:", "data:", "blob:", "*"] {
            assert!(!page.contains(never), "{never}");
        }
        for always in [
            "default-src 'none'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types waxseal",
        ] {
            assert!(page.contains(&format!("{always};")), "{always}");
        }
        let still = still("<meta charset=utf-8><style>p{}</style>").unwrap();
        assert!(!still.contains("script-src") && still.contains(&integrity::short(b"p{}")));
    }
}
