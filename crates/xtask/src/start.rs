//! What a visit begins with: the styles, and the script within the page that begins to fetch all that the first verdict needs.

use crate::{lzma, minify};
use std::collections::BTreeMap;
use std::path::Path;

/// How the line ends, in the script within the page, that has the place for the page's own program.
const PAGE: &str = "PAGE = null;";
/// The same for the checker of each language.
const CHECKERS: &str = "CHECKERS = {};";

/// A file that is fetched from a script, with the hash it is held to.
pub(crate) struct Fetched {
    /// Its address, as the page knows it.
    pub(crate) address: String,
    /// What the browser holds it to.
    pub(crate) hash: String,
}

impl Fetched {
    fn written(&self) -> String {
        format!("[\"{}\", \"{}\"]", self.address, self.hash)
    }
}

/// Puts the style sheets that the page names into the page itself. Nothing is painted before they are there, and a browser with few
/// connections to a host has them in several rounds; packed together they also weigh less.
///
/// # Errors
/// When the page names none, or one of them cannot be read.
pub(crate) fn styled(dist: &Path, page: &str) -> Result<String, String> {
    let links: Vec<&str> = links(page).filter(|link| link.contains("stylesheet")).collect();
    let first = *links.first().ok_or("it names no style sheet")?;
    let (mut sheet, mut page) = (String::new(), page.to_owned());
    for link in links {
        let name = address(link).rsplit('/').next().unwrap_or_default();
        let path = dist.join(name);
        sheet += &std::fs::read_to_string(&path).map_err(|e| format!("{name}: {e}"))?;
        std::fs::remove_file(&path).map_err(|e| format!("{name}: {e}"))?;
        if link != first {
            page = page.replacen(link, "", 1);
        }
    }
    Ok(page.replacen(first, &format!("<style>{sheet}</style>"), 1))
}

/// Writes into the script within the page what it fetches, and takes out of it what only people read.
///
/// # Errors
/// When there is no such script.
pub(crate) fn filled(
    page: &str,
    program: &Fetched,
    checkers: &BTreeMap<String, Fetched>,
) -> Result<String, String> {
    let missing = || format!("it does not say {PAGE} {CHECKERS}");
    let at = page.find(PAGE).ok_or_else(missing)?;
    let (before, rest) = page.split_at(at);
    let (head, start) = before.rsplit_once("<script>").ok_or_else(missing)?;
    let (end, tail) = rest.split_once("</script>").ok_or_else(missing)?;
    let script = lzma::with_unpacker(&format!("{start}{end}"))?;
    if !script.contains(CHECKERS) {
        return Err(missing());
    }
    // Trunk has the wasm fetched by a link as well, which would be once more.
    let link = links(tail).find(|link| link.contains("preload") && link.contains(&*program.address));
    let tail = link.map_or_else(|| tail.to_owned(), |link| tail.replacen(link, "", 1));
    let each: Vec<String> =
        checkers.iter().map(|(lang, file)| format!("\"{lang}\": {}", file.written())).collect();
    let script = script.replacen(PAGE, &format!("PAGE = {};", program.written()), 1).replacen(
        CHECKERS,
        &format!("CHECKERS = {{ {} }};", each.join(", ")),
        1,
    );
    Ok(format!("{head}<script>{}</script>{tail}", minify::script(&script)))
}

/// The links of the page, each with its tag.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices("<link").filter_map(|(at, _)| {
        let link = page.get(at..)?;
        link.get(..=link.find('>')?)
    })
}

/// Where a link leads.
fn address(link: &str) -> &str {
    let value = link.split_once("href=").map_or("", |(_, value)| value);
    value.trim_start_matches('"').split(['"', ' ', '>']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_sheets_stand_in_the_page_in_their_order() {
        let dist = std::env::temp_dir().join(format!("waxseal-start-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dist);
        std::fs::create_dir_all(&dist).unwrap();
        std::fs::write(dist.join("b-1.css"), "@layer b{}").unwrap();
        std::fs::write(dist.join("a-1.css"), "@layer a{}").unwrap();
        let page = "<link rel=\"icon\" href=\"./seal.svg\"/>\
                    <link rel=\"stylesheet\" href=\"./b-1.css\" integrity=\"x\"/>\
                    <link rel=stylesheet href=./a-1.css><p>";
        let page = styled(&dist, page).unwrap();
        assert_eq!(page, "<link rel=\"icon\" href=\"./seal.svg\"/><style>@layer b{}@layer a{}</style><p>");
        assert!(!dist.join("a-1.css").exists());
        std::fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn the_script_in_the_page_knows_its_files() {
        let file = |address: &str| Fetched { address: address.to_owned(), hash: "h".to_owned() };
        let page = "<script>a</script><script>// Why.\n  const PAGE = null;\n  \
                    const CHECKERS = {};\n// Here stands unpack.mjs.\n</script>\
                    <link rel=modulepreload href=./p.js><link rel=preload href=./p.wasm as=fetch>";
        let checkers = BTreeMap::from([("en".to_owned(), file("./e")), ("nl".to_owned(), file("./n"))]);
        let page = filled(page, &file("./p.wasm"), &checkers).unwrap();
        let head = "<script>a</script><script>const PAGE = [\"./p.wasm\", \"h\"];\nconst CHECKERS = \
                    { \"en\": [\"./e\", \"h\"], \"nl\": [\"./n\", \"h\"] };\n";
        assert!(page.starts_with(head) && page.ends_with("</script><link rel=modulepreload href=./p.js>"));
        assert!(page.contains("\nconst unpacked = "), "{page}");
        assert!(filled("<script></script>", &file("./p"), &checkers).is_err());
    }
}
