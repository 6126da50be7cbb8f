//! Received-SPF (RFC 7208 §9.1): what a receiver's SPF check saw.

use super::authres::pairs;
use super::lexer::{Kind, tokens};

/// One Received-SPF field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceivedSpf {
    /// The result in lower case.
    pub result: String,
    /// The comment, where given.
    pub comment: Option<String>,
    /// The key-value pairs in order, keys in lower case.
    pub pairs: Vec<(String, String)>,
}

impl ReceivedSpf {
    /// `header-field = "Received-SPF:" [CFWS] result FWS [comment FWS] [ key-value-list ] CRLF`
    #[must_use]
    pub fn parse(value: &str) -> Self {
        let all = tokens(value);
        let mut read = Self::default();
        for segment in all.split(|token| token.kind == Kind::Semicolon) {
            for pair in pairs(segment) {
                match (pair.name.is_empty(), read.result.is_empty()) {
                    (true, true) => read.result = pair.value.to_ascii_lowercase(),
                    (true, false) => {}
                    (false, _) => read.pairs.push((pair.name, pair.value)),
                }
            }
        }
        read.comment = all.into_iter().find_map(|token| match token.kind {
            Kind::Comment(text) => Some(text),
            _ => None,
        });
        read
    }

    /// The value of a key, such as `client-ip`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// The envelope sender: the key that RFC 7208 names, or what the comment says of it, as Google and
    /// Microsoft write: `domain of bounce@example.com designates 192.0.2.1 as permitted sender`.
    #[must_use]
    pub fn envelope_from(&self) -> Option<&str> {
        let keyed = self.get("envelope-from").map(|address| address.trim_matches(['<', '>']));
        keyed.or_else(|| self.comment.as_deref().and_then(domain_of))
    }
}

/// The word after `domain of`, transitional wording included.
#[must_use]
pub fn domain_of(comment: &str) -> Option<&str> {
    let (_, after) = comment.split_once("domain of ")?;
    let after = after.strip_prefix("transitioning ").unwrap_or(after);
    let word = after.split_whitespace().next()?;
    // Where a fold lost its blank, the verb is glued to the name.
    let glued = ["designates", "does", "discourages"].iter().find_map(|verb| word.strip_suffix(verb));
    let name = glued.filter(|name| name.contains('.') && !name.ends_with('.')).unwrap_or(word);
    Some(name.trim_matches(['<', '>', '\'', '"']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_7208_9_1_example() {
        let read = ReceivedSpf::parse(
            "pass (mybox.example.org: domain of myname@example.com designates 192.0.2.1 as permitted sender) \
             receiver=mybox.example.org; client-ip=192.0.2.1; envelope-from=\"myname@example.com\"; helo=foo.example.com;",
        );
        assert_eq!((read.result.as_str(), read.get("client-ip")), ("pass", Some("192.0.2.1")));
        assert_eq!(read.envelope_from(), Some("myname@example.com"));
        assert_eq!(read.get("helo"), Some("foo.example.com"));
    }

    #[test]
    fn google_names_the_sender_in_the_comment_only() {
        let read = ReceivedSpf::parse(
            "pass (google.com: domain of b-a=x.example@m.example designates 192.0.2.1 as permitted sender) client-ip=192.0.2.1;",
        );
        assert_eq!(read.envelope_from(), Some("b-a=x.example@m.example"));
    }

    #[test]
    fn microsoft_softfails_in_its_own_words_and_haraka_leaves_semicolons_out() {
        let soft = ReceivedSpf::parse(
            "SoftFail (protection.outlook.com: domain of transitioning a.example\r\n discourages use of 192.0.2.1 as permitted sender)",
        );
        assert_eq!((soft.result.as_str(), soft.envelope_from()), ("softfail", Some("a.example")));
        let haraka = ReceivedSpf::parse(
            "Pass (x: domain of a.example designates 192.0.2.1 as permitted sender) receiver=x; identity=mailfrom; \
             client-ip=192.0.2.1 helo=m.example; envelope-from=<b@a.example>",
        );
        assert_eq!((haraka.get("helo"), haraka.envelope_from()), (Some("m.example"), Some("b@a.example")));
    }
}
