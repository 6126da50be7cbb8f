//! Trees as text, for snapshots.

use waxseal_view::Node;

/// A tree as text: an element a line, indented, with its class, and every text.
pub(crate) fn outline(node: &Node) -> String {
    let mut lines = Vec::new();
    add(node, 0, &mut lines);
    lines.join("\n")
}

fn add(node: &Node, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    match node.tag {
        None => lines.push(format!("{indent}{:?}", node.text)),
        // A picture's shapes are for the eye; its words are in its description.
        Some(tag) if tag.as_str() == "path" => {}
        Some(tag) => {
            let class = node.attributes.iter().find(|(name, _)| name.as_str() == "class");
            let class = class.map_or_else(String::new, |(_, value)| format!(".{}", value.replace(' ', ".")));
            lines.push(format!("{indent}{}{class}", tag.as_str()));
            node.children.iter().for_each(|child| add(child, depth + 1, lines));
        }
    }
}
