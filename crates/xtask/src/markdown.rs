//! Markdown, as far as the documents are written in it, as a tree of elements.

use crate::tree;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::Value;

/// An element that is not closed yet.
struct Open {
    tag: &'static str,
    /// Where a link leads.
    url: String,
    children: Vec<Value>,
}

/// What a table has shown so far.
#[derive(Default)]
struct Columns {
    heads: Vec<String>,
    /// The column of the next cell.
    at: usize,
}

/// The blocks of a text.
///
/// # Errors
/// When the text uses what these documents do not.
pub(crate) fn blocks(source: &str) -> Result<Vec<Value>, String> {
    let mut open = vec![Open { tag: "", url: String::new(), children: Vec::new() }];
    let mut columns = Columns::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        match event {
            Event::Start(tag) => open.push(opened(&tag, &mut columns)?),
            Event::End(end) => {
                let Some(done) = open.pop() else { break };
                let node = closed(done, &end, &mut columns);
                open.last_mut().ok_or("an element ends that never began")?.children.extend(node);
            }
            inline => open.last_mut().ok_or("a text outside the text")?.children.push(leaf(&inline)?),
        }
    }
    Ok(open.pop().map(|top| top.children).unwrap_or_default())
}

fn leaf(event: &Event<'_>) -> Result<Value, String> {
    match event {
        Event::Text(text) => Ok(tree::text(text)),
        Event::Code(text) => Ok(tree::element("code", &[], vec![tree::text(text)])),
        Event::SoftBreak => Ok(tree::text(" ")),
        other => Err(format!("documents are written without {other:?}")),
    }
}

fn opened(tag: &Tag<'_>, columns: &mut Columns) -> Result<Open, String> {
    let mut url = String::new();
    let name = match tag {
        Tag::Paragraph => "p",
        Tag::Heading { level: HeadingLevel::H1, .. } => "h1",
        Tag::Heading { level: HeadingLevel::H2, .. } => "h2",
        Tag::Heading { level: HeadingLevel::H3, .. } => "h3",
        Tag::List(None) => "ul",
        Tag::List(Some(_)) => "ol",
        Tag::Item => "li",
        Tag::Strong => "b",
        Tag::Emphasis => "i",
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => "code",
        Tag::Link { dest_url, .. } => {
            url = dest_url.to_string();
            "a"
        }
        Tag::Table(_) => {
            *columns = Columns::default();
            "table"
        }
        Tag::TableHead => "thead",
        Tag::TableRow => {
            columns.at = 0;
            "tr"
        }
        Tag::TableCell => "td",
        other => return Err(format!("documents are written without {other:?}")),
    };
    Ok(Open { tag: name, url, children: Vec::new() })
}

/// The element; nothing for the head of a table, which the table itself puts in its place.
fn closed(done: Open, end: &TagEnd, columns: &mut Columns) -> Option<Value> {
    let Open { tag, url, children } = done;
    match end {
        TagEnd::Link => Some(tree::link(&url, children)),
        TagEnd::CodeBlock => Some(tree::element("pre", &[], vec![tree::element(tag, &[], children)])),
        TagEnd::Table => Some(tree::table(&columns.heads, children)),
        TagEnd::TableHead => {
            columns.heads = children.iter().map(tree::plain).collect();
            None
        }
        TagEnd::TableCell => {
            let label = columns.heads.get(columns.at).cloned().unwrap_or_default();
            columns.at += 1;
            Some(tree::cell(&label, children))
        }
        _ => Some(tree::element(tag, &[], children)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_table_knows_its_columns() {
        let blocks = blocks("| a | b |\n|---|---|\n| 1 | [2](https://b.example/) |\n").unwrap();
        let [table] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(table["c"][0]["c"][0]["c"][1]["c"][0]["s"], "b");
        let cell = &table["c"][1]["c"][0]["c"][1];
        assert_eq!(cell["a"], json!([["data-label", "b"]]));
        assert_eq!(cell["c"][0]["a"][0], json!(["href", "https://b.example/"]));
    }

    #[test]
    fn what_could_be_markup_is_refused() {
        assert!(blocks("<b onclick=x>").is_err());
        assert!(blocks("a <i>b</i>").is_err());
        assert!(blocks("![x](y.png)").is_err());
        assert_eq!(tree::plain(&blocks("`<b>`").unwrap()[0]), "<b>");
    }
}
