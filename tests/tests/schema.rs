//! The published schema is made from the types that it describes.

use waxseal_reports::schema;

#[test]
fn the_published_schema_is_that_of_the_types() {
    let published = include_str!("../../web/assets/report.schema.json");
    // Not `assert_eq`: the file has a hundred long lines.
    let (now, then) = (schema::published(), published);
    let changed = now.lines().zip(then.lines()).find(|(now, then)| now != then).map(|(now, _)| now);
    assert!(now == then, "run `cargo xtask schema` and commit what it writes: {changed:?}");
}
