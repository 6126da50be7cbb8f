//! The files of the built site, and when a visitor fetches each of them.

use crate::integrity;
use std::path::Path;
use waxseal_prose::Lang;

/// How the loader of the checkers begins.
const LOADER: &str = "waxseal-checker";
/// How a checker's script and wasm begin; then comes its language.
pub(crate) const WORKER: &str = "waxseal-worker-";
/// How those begin of what draws up records.
pub(crate) const SET_UP: &str = "waxseal-set-up-";
/// How those begin of what reads reports, which speaks every language.
pub(crate) const REPORTS: &str = "waxseal-reports";
/// The service worker, which the browser fetches with the page though the page does not name it.
pub(crate) const SERVICE_WORKER: &str = "service-worker.js";
/// How the documents begin that are kept for when there is no network: what this is, and what leaves the browser.
const KEPT_DOCUMENTS: &str = "about.";
/// How pictures begin that are fetched only when the page is put on a home screen, though the page names one of them.
const ICONS: &str = "icon-";

/// When a file is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Before the page can be used.
    First,
    /// In the background, once it can: the checker of the page's language.
    Checker,
    /// After that, for a visit without a network.
    Offline,
    /// When something asks for it.
    Later,
}

/// One file.
pub(crate) struct File {
    /// Its path below the site, with `/` between folders.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
    /// When it is fetched.
    pub(crate) when: When,
}

impl File {
    /// Whether a visitor with a language fetches it in order to check: a checker is for one language, its loader for all.
    pub(crate) fn is_of_the_checker(&self, lang: Lang) -> bool {
        let rest = self.name.strip_prefix(WORKER);
        self.when == When::Checker && rest.is_none_or(|rest| rest.starts_with(lang.tag()))
    }

    /// Whether a visitor with a language fetches it in order to have records drawn up.
    pub(crate) fn is_of_the_set_up(&self, lang: Lang) -> bool {
        self.name.strip_prefix(SET_UP).is_some_and(|rest| rest.starts_with(lang.tag()))
    }

    /// Whether a visitor fetches it in order to have reports read.
    pub(crate) fn is_of_the_reports(&self) -> bool {
        self.name.starts_with(REPORTS)
    }

    /// Whether its name ends in a hash, as `name-0123456789abcdef.js` and `name-0123456789abcdef.wasm.lzma` do.
    pub(crate) fn is_named_by_content(&self) -> bool {
        let stem = self.name.split('.').next().unwrap_or_default();
        let hash = stem.rsplit('-').next().unwrap_or_default();
        hash.len() == integrity::IN_A_NAME && hash.chars().all(|c| c.is_ascii_hexdigit())
    }
}

/// Every file of the site, by name.
///
/// # Errors
/// When there is no site, or a file cannot be read.
pub(crate) fn all(dist: &Path) -> Result<Vec<File>, String> {
    let page = std::fs::read_to_string(dist.join("index.html"))
        .map_err(|_| "there is no site in dist/; build it with cargo xtask dist".to_owned())?;
    let mut files = Vec::new();
    collect(dist, "", &page, &mut files)?;
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

/// Every file below a folder, whose path begins with `prefix`.
fn collect(folder: &Path, prefix: &str, page: &str, files: &mut Vec<File>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), page, files)?;
            continue;
        }
        let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        files.push(File { when: when(&name, page), name, bytes });
    }
    Ok(())
}

/// What the page names is fetched with it; what it names for the checker or a home screen is not.
fn when(name: &str, page: &str) -> When {
    match name {
        "index.html" | SERVICE_WORKER => When::First,
        _ if name.starts_with(LOADER) || name.starts_with(WORKER) => When::Checker,
        _ if name.starts_with(KEPT_DOCUMENTS) => When::Offline,
        _ if name.starts_with(ICONS) => When::Later,
        _ if page.contains(name) => When::First,
        _ => When::Later,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_in_the_name_is_told_from_a_word() {
        let named = |name: &str| {
            File { name: name.to_owned(), bytes: Vec::new(), when: When::First }.is_named_by_content()
        };
        assert!(named("waxseal-web-0123456789abcdef.wasm.lzma") && named("base-0123456789abcdef.css"));
        assert!(!named("index.html") && !named("icon-180.png") && !named("about.en.json"));
    }

    #[test]
    fn a_checker_is_fetched_for_its_own_language() {
        let is_fetched = |name: &str, lang| {
            File { name: name.to_owned(), bytes: Vec::new(), when: when(name, "") }.is_of_the_checker(lang)
        };
        for lang in Lang::ALL {
            assert!(is_fetched("waxseal-checker-1.js", lang) && !is_fetched("about.en.json", lang));
            for other in Lang::ALL {
                assert_eq!(
                    is_fetched(&format!("waxseal-worker-{}-1.wasm.lzma", other.tag()), lang),
                    other == lang
                );
            }
        }
    }

    #[test]
    fn what_the_page_waits_for_counts_as_first() {
        let page = "<meta content=x data-checker=./waxseal-checker-1.js><link href=./manifest.webmanifest \
                    rel=manifest><link href=./icon-180.png rel=apple-touch-icon>";
        assert_eq!(when("index.html", page), When::First);
        assert_eq!(when("manifest.webmanifest", page), When::First);
        assert_eq!(when("service-worker.js", page), When::First);
        assert_eq!(when("waxseal-checker-1.js", page), When::Checker);
        assert_eq!(when("about.nl.json", page), When::Offline);
        assert_eq!(when("icon-180.png", page), When::Later);
        assert_eq!(when("public_suffix_list.dat", page), When::Later);
        assert_eq!(when("waxseal-set-up-nl-1.wasm.lzma", page), When::Later);
        assert_eq!(when("waxseal-reports-1.wasm.lzma", page), When::Later);
    }
}
