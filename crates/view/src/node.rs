//! A tree of elements as plain data: made where the report is, drawn where the DOM is.
//!
//! Tags and attributes are closed sets without a script, a handler or a raw fragment among them, and text is only ever
//! text. What a stranger wrote into a header or a record can therefore not become markup, whoever draws the tree.

use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use waxseal_core::escaping::shown;

/// Writes an enum of names that stand in HTML, with the name of each.
macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
        #[expect(missing_docs, reason = "each variant is the HTML name it stands for")]
        pub enum $type { $(#[serde(rename = $name)] $variant,)* }

        impl $type {
            /// The name in HTML or SVG.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

names! {
    /// The elements a report is drawn with.
    Tag {
        A = "a", B = "b", Blockquote = "blockquote", Button = "button", Circle = "circle", Code = "code", Dd = "dd",
        Details = "details", Div = "div", Dl = "dl", Dt = "dt", Fieldset = "fieldset", Form = "form", H1 = "h1",
        H2 = "h2", H3 = "h3", H4 = "h4", I = "i", Input = "input", Label = "label", Legend = "legend", Li = "li",
        Line = "line", Mark = "mark", Ol = "ol", Option = "option", P = "p",
        Path = "path", Pre = "pre", Section = "section", Select = "select", Small = "small", Span = "span",
        Summary = "summary", Svg = "svg", Table = "table", Textarea = "textarea", Tbody = "tbody", Td = "td", Th = "th", Thead = "thead",
        Tr = "tr", Ul = "ul", SvgText = "text", Wbr = "wbr",
    }
}

names! {
    /// The attributes an element may have. `data-act`, `data-value`, `data-copy` and `data-filter` are what the page listens for.
    Attribute {
        AriaBusy = "aria-busy", AriaChecked = "aria-checked", AriaDescribedby = "aria-describedby", AriaExpanded = "aria-expanded",
        AriaHidden = "aria-hidden", AriaLabel = "aria-label", AriaLabelledby = "aria-labelledby",
        AriaLive = "aria-live", AriaSort = "aria-sort", Autocomplete = "autocomplete", Checked = "checked",
        Class = "class", Colspan = "colspan", Cx = "cx", Cy = "cy", D = "d", DataAct = "data-act", DataCopy = "data-copy",
        DataFilter = "data-filter", DataLabel = "data-label", DataNote = "data-note", DataPart = "data-part",
        DataSigned = "data-signed", DataValue = "data-value", Fill = "fill", FontFamily = "font-family",
        FontSize = "font-size", For = "for", Form = "form", Height = "height", Href = "href", Id = "id", Lang = "lang",
        Name = "name", Open = "open", Placeholder = "placeholder", PreserveAspectRatio = "preserveAspectRatio",
        R = "r", Readonly = "readonly", Rel = "rel", Required = "required", Role = "role", Rows = "rows",
        Scope = "scope", Selected = "selected", Spellcheck = "spellcheck", Stroke = "stroke",
        StrokeDasharray = "stroke-dasharray", StrokeLinecap = "stroke-linecap", StrokeLinejoin = "stroke-linejoin",
        StrokeWidth = "stroke-width", Tabindex = "tabindex", Target = "target", TextAnchor = "text-anchor",
        Title = "title", Transform = "transform", Type = "type", Value = "value", VectorEffect = "vector-effect",
        ViewBox = "viewBox", Width = "width", X = "x", X1 = "x1", X2 = "x2", Y = "y", Y1 = "y1", Y2 = "y2",
    }
}

/// A text, or an element with what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// The element; `None` for a text.
    #[serde(rename = "t")]
    pub tag: Option<Tag>,
    /// The text, where it is one.
    #[serde(rename = "s")]
    pub text: String,
    /// The element's attributes.
    #[serde(rename = "a")]
    pub attributes: Vec<(Attribute, String)>,
    /// What is in the element.
    #[serde(rename = "c")]
    pub children: Vec<Node>,
}

impl Node {
    /// An empty element.
    #[must_use]
    pub const fn element(tag: Tag) -> Self {
        Self { tag: Some(tag), text: String::new(), attributes: Vec::new(), children: Vec::new() }
    }

    /// A text. What nobody would see of it, or what would turn the words around it, is written out.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { tag: None, text: spelled(text.into()), attributes: Vec::new(), children: Vec::new() }
    }

    /// Sets an attribute. One that is read to people is spelled out as a text is; what is copied stays as it is.
    #[must_use]
    pub fn with(mut self, attribute: Attribute, value: impl AsRef<str>) -> Self {
        self.set(attribute, value.as_ref());
        self
    }

    /// Apart, and never woven in: it is called in a thousand places.
    #[inline(never)]
    fn set(&mut self, attribute: Attribute, value: &str) {
        let value = match attribute {
            Attribute::AriaLabel | Attribute::DataLabel | Attribute::Placeholder | Attribute::Title => {
                spelled(value.to_owned())
            }
            _ => value.to_owned(),
        };
        self.attributes.push((attribute, value));
    }

    /// Sets its classes.
    #[must_use]
    pub fn class(self, class: impl AsRef<str>) -> Self {
        self.with(Attribute::Class, class)
    }

    /// Puts something in it, after what is there.
    #[must_use]
    pub fn put(mut self, content: impl Content) -> Self {
        content.put_into(&mut self.children);
        self
    }

    /// The text of it and of all that is in it, for tests and for people who copy.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let inner: Vec<String> = self.children.iter().map(Self::plain_text).collect();
        format!("{}{}", self.text, inner.concat())
    }
}

/// The text with what is hidden in it written out.
fn spelled(text: String) -> String {
    match shown(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(spelled) => spelled,
    }
}

/// What can be put in an element.
pub trait Content {
    /// Puts it after what is there.
    fn put_into(self, nodes: &mut Vec<Node>);
}

/// Puts a text in an element; apart, as it is called in a thousand places.
#[inline(never)]
fn put_text(nodes: &mut Vec<Node>, text: &str) {
    nodes.push(Node::text(text));
}

impl Content for Node {
    #[inline(never)]
    fn put_into(self, nodes: &mut Vec<Node>) {
        nodes.push(self);
    }
}

impl Content for &str {
    fn put_into(self, nodes: &mut Vec<Node>) {
        put_text(nodes, self);
    }
}

impl Content for String {
    fn put_into(self, nodes: &mut Vec<Node>) {
        nodes.push(Node::text(self));
    }
}

impl<T: Content> Content for Option<T> {
    fn put_into(self, nodes: &mut Vec<Node>) {
        if let Some(content) = self {
            content.put_into(nodes);
        }
    }
}

impl<T: Content> Content for Vec<T> {
    fn put_into(self, nodes: &mut Vec<Node>) {
        for content in self {
            content.put_into(nodes);
        }
    }
}

/// Writes a function for each element, so that a view reads in the order it is drawn.
macro_rules! elements {
    ($($name:ident = $tag:ident,)*) => {
        $(
            #[doc = concat!("An empty `", stringify!($name), "` element.")]
            #[must_use]
            pub const fn $name() -> Node {
                Node::element(Tag::$tag)
            }
        )*
    };
}

elements! {
    b = B, blockquote = Blockquote, button = Button, circle = Circle, code = Code, dd = Dd, details = Details,
        div = Div, dl = Dl, dt = Dt, fieldset = Fieldset, form = Form, h1 = H1, h2 = H2, h3 = H3, h4 = H4, i = I,
        input = Input, label = Label, legend = Legend, li = Li, line = Line, ol = Ol, option = Option, p = P,
        path = Path, pre = Pre, section = Section, select = Select, small = Small,
    span = Span, summary = Summary, svg = Svg, svg_text = SvgText, tbody = Tbody, textarea = Textarea, td = Td, th = Th,
    thead = Thead, tr = Tr, ul = Ul, wbr = Wbr,
}

/// A table whose rows become cards on a narrow page: the heads, then the rows.
#[must_use]
pub fn table(heads: &[&str], rows: Vec<Node>) -> Node {
    let heads = heads.iter().map(|head| th().with(Attribute::Scope, "col").put(*head)).collect::<Vec<_>>();
    Node::element(Tag::Table).class("cards").put(thead().put(tr().put(heads))).put(tbody().put(rows))
}

/// A cell that says on a narrow page what it is.
pub fn cell(label: &str, content: impl Content) -> Node {
    td().with(Attribute::DataLabel, label).put(content)
}

/// A link to a page on the web, opened beside this one, which is not told from where. What is no https address stays text.
pub(crate) fn link(url: &str, text: &str) -> Node {
    if !url.starts_with("https://") {
        return Node::text(text);
    }
    Node::element(Tag::A)
        .with(Attribute::Href, url)
        .with(Attribute::Target, "_blank")
        .with(Attribute::Rel, "noreferrer noopener")
        .put(text)
}

/// A name that may break after its dots and at signs, as every browser lets it after its dashes, and so wraps where a
/// reader would part it.
#[must_use]
pub fn breakable(name: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    for piece in name.split_inclusive(['.', '_', '@', ':', '/']) {
        if !nodes.is_empty() {
            nodes.push(wbr());
        }
        nodes.push(Node::text(piece));
    }
    nodes
}

/// A small note.
pub fn note(text: impl Into<String>) -> Node {
    span().class("note").put(text.into())
}

/// A field of a form under its label.
pub(crate) fn field(id: &str, name: impl Content, control: Node) -> Node {
    let label = label().with(Attribute::For, id).put(name);
    div().class("pair").put(label).put(control.with(Attribute::Id, id))
}
