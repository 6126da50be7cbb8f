//! YAML as the suites use it: text, lists and maps. Every scalar is text, as `1.2.3.4` and `none` are meant, and a key that
//! stands twice is kept twice.

use saphyr_parser::{Event, Parser};

/// A node of a document.
#[derive(Debug, Clone)]
pub(super) enum Yaml {
    /// A scalar of any style.
    Text(String),
    /// A sequence.
    List(Vec<Yaml>),
    /// A mapping, in its order.
    Map(Vec<(Yaml, Yaml)>),
}

impl Yaml {
    /// The documents of a file.
    pub(super) fn documents(text: &str) -> Result<Vec<Self>, String> {
        let mut parser = Parser::new_from_str(text);
        let mut documents = Vec::new();
        while let Some(event) = parser.next_event() {
            if let (Event::DocumentStart(_), _) = event.map_err(|e| e.to_string())? {
                documents.push(node(&mut parser)?.ok_or("a document without a node")?);
            }
        }
        Ok(documents)
    }

    /// The value of a key of a mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The text of a key of a mapping; empty where it has none.
    pub(super) fn text_of(&self, key: &str) -> &str {
        self.get(key).map_or("", Self::text)
    }

    /// The text of a scalar; empty for anything else.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::List(_) | Self::Map(_) => "",
        }
    }

    /// The items of a sequence; a scalar is the one item of its own.
    pub(super) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Text(_) => std::slice::from_ref(self),
            Self::Map(_) => &[],
        }
    }

    /// The entries of a mapping whose keys are text.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let entries: &[(Self, Self)] = match self {
            Self::Map(entries) => entries,
            Self::Text(_) | Self::List(_) => &[],
        };
        entries.iter().map(|(key, value)| (key.text(), value))
    }
}

/// The node that begins with the next event; `None` where a collection or document ends instead.
fn node(parser: &mut Parser<'_, impl saphyr_parser::Input>) -> Result<Option<Yaml>, String> {
    let (event, _) =
        parser.next_event().ok_or("the file ends within a document")?.map_err(|e| e.to_string())?;
    Ok(Some(match event {
        Event::Scalar(text, ..) => Yaml::Text(text.into_owned()),
        Event::SequenceStart(..) => Yaml::List(nodes(parser)?),
        Event::MappingStart(..) => {
            let mut parts = nodes(parser)?.into_iter();
            let mut entries = Vec::new();
            while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
                entries.push((key, value));
            }
            Yaml::Map(entries)
        }
        Event::SequenceEnd | Event::MappingEnd | Event::DocumentEnd => return Ok(None),
        other => return Err(format!("what the suites do not use: {other:?}")),
    }))
}

fn nodes(parser: &mut Parser<'_, impl saphyr_parser::Input>) -> Result<Vec<Yaml>, String> {
    let mut all = Vec::new();
    while let Some(node) = node(parser)? {
        all.push(node);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::Yaml;

    #[test]
    fn scalars_are_text_and_a_key_may_stand_twice() {
        let text =
            "a: 1.2.3.4\nb: [none, 0]\n---\nc:\n  - TXT: \"\\x80\"\n  - TIMEOUT\nc: |\n  one\n\n  two\n";
        let documents = Yaml::documents(text).unwrap_or_default();
        let [first, second] = documents.as_slice() else { panic!("{documents:?}") };
        assert_eq!(first.text_of("a"), "1.2.3.4");
        assert_eq!(
            first.get("b").into_iter().flat_map(Yaml::items).map(Yaml::text).collect::<Vec<_>>(),
            ["none", "0"]
        );
        let values: Vec<_> = second.entries().map(|(_, value)| value).collect();
        assert_eq!(
            values.first().and_then(|list| list.items().first()?.get("TXT")).map(Yaml::text),
            Some("\u{80}")
        );
        assert_eq!(values.last().map(|text| text.text()), Some("one\n\ntwo\n"));
    }

    #[test]
    fn what_is_no_yaml_is_said_and_nothing_is_assumed() {
        assert!(Yaml::documents("a: [").is_err());
        assert!(Yaml::documents("a: *b").is_err());
    }
}
