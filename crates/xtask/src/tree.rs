//! Long texts as the tree of elements that the page draws (`waxseal_view::Node`), written as the JSON it reads.

use serde_json::{Value, json};

/// An element with its attributes and what is in it.
pub(crate) fn element(tag: &str, attributes: &[(&str, &str)], children: Vec<Value>) -> Value {
    let mut node = json!({ "t": tag, "s": "", "a": attributes });
    node["c"] = Value::Array(children);
    node
}

/// A text.
pub(crate) fn text(text: &str) -> Value {
    json!({ "t": null, "s": text, "a": [], "c": [] })
}

/// A link. One that leads away opens beside the page, and does not say from where.
pub(crate) fn link(url: &str, children: Vec<Value>) -> Value {
    if url.starts_with("https://") {
        return element(
            "a",
            &[("href", url), ("target", "_blank"), ("rel", "noreferrer noopener")],
            children,
        );
    }
    element("a", &[("href", url)], children)
}

/// A cell that says on a narrow page what it is.
pub(crate) fn cell(label: &str, children: Vec<Value>) -> Value {
    element("td", &[("data-label", label)], children)
}

/// A table whose rows become cards on a narrow page.
pub(crate) fn table(heads: &[String], rows: Vec<Value>) -> Value {
    let heads = heads.iter().map(|head| element("th", &[("scope", "col")], vec![text(head)])).collect();
    let head = element("thead", &[], vec![element("tr", &[], heads)]);
    element("table", &[("class", "cards")], vec![head, element("tbody", &[], rows)])
}

/// A whole text: its title and first words, then a sheet under each heading of the second level.
pub(crate) fn document(blocks: Vec<Value>) -> Value {
    let (mut top, mut sections): (Vec<Value>, Vec<(Value, Vec<Value>)>) = (Vec::new(), Vec::new());
    for block in blocks {
        match sections.last_mut() {
            _ if block["t"] == "h2" => sections.push((block, Vec::new())),
            Some((_, content)) => content.push(block),
            None => top.push(block),
        }
    }
    top.extend(sections.into_iter().enumerate().map(|(at, (heading, content))| {
        let id = format!("part-{at}");
        let inside = heading["c"].as_array().cloned().unwrap_or_default();
        let heading = element("h2", &[("id", &id)], inside);
        let sheet = element("div", &[("class", "sheet pad")], content);
        element("section", &[("aria-labelledby", &id)], vec![heading, sheet])
    }));
    element("div", &[], top)
}

/// The text of it and of all that is in it.
pub(crate) fn plain(node: &Value) -> String {
    let own = node["s"].as_str().unwrap_or_default().to_owned();
    node["c"].as_array().into_iter().flatten().map(plain).fold(own, |all, part| all + &part)
}
