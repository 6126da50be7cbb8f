//! The public suffix list against its own tests.

use std::fs;
use waxseal_core::dmarc::SuffixList;
use waxseal_core::domain::Domain;
use waxseal_tests::{Score, read_suite_file, suites_dir};

fn to_ascii(name: &str) -> Option<String> {
    idna::domain_to_ascii(name).ok()
}

#[test]
fn the_lists_own_tests() {
    let Some(text) = read_suite_file("psl/tests", "txt") else { return };
    let list = fs::read_to_string(suites_dir().unwrap().join("psl/public_suffix_list.dat")).unwrap();
    let list = SuffixList::parse(&list, to_ascii);
    let mut score = Score::new("psl/tests");
    let cases = text.lines().filter(|line| !line.is_empty() && !line.starts_with("//"));
    for case in cases {
        let (name, wanted) = case.split_once(' ').unwrap();
        // A name with a dot in front is none, and so has no organizational domain.
        let domain = Domain::parse_international(name, to_ascii).ok();
        let found = domain.filter(|_| name != "null").and_then(|domain| list.organizational_domain(&domain));
        let wanted = (wanted != "null").then(|| Domain::parse_international(wanted, to_ascii).unwrap());
        score.count(name, (found != wanted).then(|| format!("{found:?}")));
    }
    score.finish();
}
