//! ValiMail's suite for ARC: messages and keys, in YAML.

use super::case::{Case, Zone, with_crlf};
use super::repository::Repository;
use super::yaml::Yaml;

const FILE: &str = "tests/arc-draft-validation-tests.yml";

/// The cases of every scenario.
pub(super) fn cases(suite: &Repository) -> Result<Vec<Case>, String> {
    let documents = Yaml::documents(&suite.text(FILE)?).map_err(|e| format!("{FILE}: {e}"))?;
    let mut cases: Vec<Case> = Vec::new();
    for case in documents.iter().flat_map(scenario) {
        // Four keys stand twice, and what reads the file into a map keeps the later one.
        cases.retain(|earlier| earlier.id != case.id);
        cases.push(case);
    }
    Ok(cases)
}

fn scenario(document: &Yaml) -> Vec<Case> {
    let mut zone = Zone::default();
    for (name, text) in document.get("txt-records").into_iter().flat_map(Yaml::entries) {
        zone.text(name, text.text());
    }
    let tests = document.get("tests").into_iter().flat_map(Yaml::entries);
    tests
        .map(|(id, test)| Case {
            id: id.to_owned(),
            suite: "arc",
            message: with_crlf(test.text_of("message").as_bytes()),
            zone: zone.clone(),
            expect: result(test.text_of("cv")),
            strict: None,
            note: format!("{} | {}", test.text_of("description"), test.text_of("spec")),
        })
        .collect()
}

/// The suite's word. It gives none for a chain whose last seal says `cv=fail` already: that is a fail with a star.
fn result(cv: &str) -> String {
    match cv.trim() {
        "" => "fail*".to_owned(),
        word => word.to_ascii_lowercase(),
    }
}
