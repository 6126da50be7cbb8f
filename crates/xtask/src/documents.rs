//! The long texts of the page, which are fetched when they are opened: written in Markdown or gathered, drawn by the page.

use crate::steps::root;
use crate::{licences, markdown, tree, types};
use serde_json::Value;
use std::path::Path;
use waxseal_prose::Lang;

/// Where the texts stand in the repository.
const FOLDER: &str = "web/documents";
/// The texts, by the word of the page's fragment.
const WRITTEN: [&str; 3] = ["about", "developers", "terms"];

/// Writes every text into a site that is being built, and the types of the JavaScript API beside them.
///
/// # Errors
/// When a text cannot be read or written, or is not written like the others.
pub(crate) fn write(site: &Path) -> Result<(), String> {
    for lang in Lang::ALL {
        for name in WRITTEN {
            save(site, name, lang, &tree::document(markdown::blocks(&source(name, lang)?)?))?;
        }
        save(site, "licences", lang, &licences::document(lang)?)?;
    }
    types::write(site)
}

fn source(name: &str, lang: Lang) -> Result<String, String> {
    let path = root().join(FOLDER).join(format!("{name}.{}.md", lang.tag()));
    std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
}

fn save(site: &Path, name: &str, lang: Lang, tree: &Value) -> Result<(), String> {
    let path = site.join(format!("{name}.{}.json", lang.tag()));
    std::fs::write(&path, tree.to_string()).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// What a text is made of, without its words: the same in every language.
    fn shape(node: &Value, into: &mut Vec<String>) {
        let tag = node["t"].as_str().unwrap_or_default();
        let leads_to = node["a"].as_array().unwrap().iter().find(|pair| pair[0] == "href");
        match tag {
            "b" | "i" | "" => {}
            // What stands in code is the same everywhere, unless it is a comment.
            "code" => into.push(format!("code {}", tree::plain(node).lines().next().unwrap_or_default())),
            _ => into.push(format!("{tag} {}", leads_to.map_or("", |pair| pair[1].as_str().unwrap()))),
        }
        for child in node["c"].as_array().unwrap() {
            shape(child, into);
        }
    }

    #[test]
    fn every_text_says_the_same_in_every_language() {
        for name in WRITTEN {
            let shapes = Lang::ALL.map(|lang| {
                let blocks = markdown::blocks(&source(name, lang).unwrap()).unwrap();
                let mut lines = Vec::new();
                shape(&tree::document(blocks), &mut lines);
                lines.sort();
                lines
            });
            assert!(shapes.iter().all(|shape| *shape == shapes[0]), "{name}");
            assert!(shapes[0].len() > 40, "{name} is all there");
        }
    }

    #[test]
    fn every_text_is_in_its_language() {
        for name in WRITTEN {
            let texts: BTreeSet<String> = Lang::ALL.map(|lang| source(name, lang).unwrap()).into();
            assert_eq!(texts.len(), Lang::ALL.len(), "{name}");
        }
    }
}
