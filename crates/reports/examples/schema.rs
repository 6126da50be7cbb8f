//! Prints the JSON schema of the reports; `cargo xtask schema` puts it where the site takes it from.

#![expect(clippy::disallowed_macros, reason = "this is a program and no part of the crate")]

fn main() {
    print!("{}", waxseal_reports::schema::published());
}
