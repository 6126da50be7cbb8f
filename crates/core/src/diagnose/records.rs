//! DMARC records as they should be, made from those that are there.

use crate::intent::dmarc::Intent;

/// A record with tags set, added or, where the value is empty, taken away; the rest as it was meant.
pub(crate) fn with_tags(record: &str, changes: &[(&str, &str)]) -> String {
    let edit = |intent: Intent, (name, value): &(&str, &str)| intent.with(name, value);
    changes.iter().fold(Intent::read(record), edit).to_string()
}

/// A DMARC record without the tags that RFC 9989 took away; `None` where there are none that can go.
#[must_use]
pub fn without_removed_tags(record: &str) -> Option<String> {
    let intent = Intent::read(record);
    let without = intent.clone().without_removed();
    (without != intent).then(|| without.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_set_and_taken_away_in_place() {
        let record = "v=DMARC1;p=none;sp=reject;pct=100;rua=mailto:a@b.example";
        assert_eq!(
            without_removed_tags(record).unwrap(),
            "v=DMARC1; p=none; sp=reject; rua=mailto:a@b.example"
        );
        assert_eq!(without_removed_tags("v=DMARC1; p=none"), None);
        assert_eq!(
            with_tags("v=DMARC1; p=none; adkim=s", &[("adkim", ""), ("sp", "none")]),
            "v=DMARC1; p=none; sp=none"
        );
    }
}
