//! The tests of DKIM Verifier, the add-on for Thunderbird: messages in files, keys and results in JavaScript.

use super::case::{Case, Zone, with_crlf};
use super::repository::Repository;

const TESTS: &str = "test/unittest/verifierSpec.mjs.js";
const KEYS: &str = "test/helpers/dnsStub.mjs.js";
/// Messages of real senders that another test of the suite keeps; all of them verify.
const REAL: &str = "original";

/// Messages whose signature verifies and which the add-on refuses by a policy of its own, as RFC 6376 §8.15 lets it.
const OWN_POLICY: &str = "added_header-";

/// The cases that the tests name, each message with the same keys once, and the real messages.
pub(super) fn cases(suite: &Repository) -> Result<Vec<Case>, String> {
    let common = entries(&suite.text(KEYS)?);
    let mut wanted: Vec<Wanted> = Vec::new();
    for (title, body) in tests(&suite.text(TESTS)?) {
        // Some tests verify a second message, or the first again under another setting of the add-on's.
        for call in body.split("verifyEmlFile(").skip(1).filter_map(|call| Wanted::of(&title, call)) {
            if !call.file.contains(OWN_POLICY) && wanted.iter().all(|other| other.id != call.id) {
                wanted.push(call);
            }
        }
    }
    for name in suite.names(&format!("test/data/{REAL}"))? {
        let file = format!("{REAL}/{name}");
        wanted.push(Wanted { id: file.clone(), file, keys: Vec::new(), passes: true });
    }
    wanted.into_iter().map(|wanted| wanted.case(suite, &common)).collect()
}

/// A message that a test verifies.
struct Wanted {
    id: String,
    file: String,
    keys: Vec<(String, String)>,
    passes: bool,
}

impl Wanted {
    /// What a call asks for, and the test expects of it until the next call.
    fn of(title: &str, call: &str) -> Option<Self> {
        let file = literals(call).into_iter().next()?;
        let keys = entries(call);
        let passes = call.contains("result).to.be.equal(\"SUCCESS\")");
        let id = if keys.is_empty() { file.clone() } else { slug(title) };
        Some(Self { id, file, keys, passes })
    }

    fn case(self, suite: &Repository, common: &[(String, String)]) -> Result<Case, String> {
        let mut zone = Zone::default();
        common.iter().chain(&self.keys).for_each(|(name, text)| zone.text(name, text));
        let expect = if self.passes { "pass" } else { "nonpass" }.to_owned();
        let message = with_crlf(&suite.read(&format!("test/data/{}", self.file))?);
        Ok(Case { id: self.id, suite: "lieser", message, zone, expect, strict: None, note: String::new() })
    }
}

/// The title and the text of each test: from one `it("` to the next.
fn tests(script: &str) -> Vec<(String, &str)> {
    let starts = script.match_indices("it(\"").map(|(at, _)| at);
    let ends = starts.clone().skip(1).chain([script.len()]);
    let pieces = starts.zip(ends).filter_map(|(start, end)| script.get(start..end));
    pieces.filter_map(|piece| Some((literals(piece).into_iter().next()?, piece))).collect()
}

/// The entries `["name", "text" + "text"]` of the maps of a script.
fn entries(script: &str) -> Vec<(String, String)> {
    let lists = script.split("[\"").skip(1).filter_map(|rest| rest.split(']').next());
    let pairs = lists.filter_map(|list| {
        let parts = literals(&format!("\"{list}"));
        let (name, text) = parts.split_first()?;
        (name.contains("._domainkey.") || name.starts_with("_dmarc.")).then(|| (name.clone(), text.concat()))
    });
    pairs.collect()
}

/// The texts between double quotes, which the suite never escapes.
fn literals(script: &str) -> Vec<String> {
    script.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Wanted, tests};

    #[test]
    fn a_test_gives_its_messages_keys_and_results() {
        let script = r#"
            it("Key with notes", async function () {
                const res = await verifyEmlFile("a.eml", new Map([
                    ["s._domainkey.example.com", "v=DKIM1;" +
                        "p=AAAA"],
                ]));
                expect(res.signatures[0]?.result).to.be.equal("SUCCESS");
            });
            it("Revoked", async function () {
                const res = await verifyEmlFile("b.eml");
                expect(res.signatures[0]?.result).to.be.equal("PERMFAIL");
            });"#;
        let wanted: Vec<_> = tests(script)
            .into_iter()
            .filter_map(|(title, body)| Wanted::of(&title, body.split("verifyEmlFile(").nth(1)?))
            .map(|wanted| (wanted.id, wanted.file, wanted.keys, wanted.passes))
            .collect();
        let key = ("s._domainkey.example.com".to_owned(), "v=DKIM1;p=AAAA".to_owned());
        let first = ("key-with-notes".to_owned(), "a.eml".to_owned(), vec![key], true);
        assert_eq!(wanted, [first, ("b.eml".to_owned(), "b.eml".to_owned(), Vec::new(), false)]);
    }
}
