//! The hashes by which a browser tells whether it got the file that was built.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};
use std::fmt::Write;

/// How many hexadecimal digits of a hash stand in a file's name, as many as trunk writes.
pub(crate) const IN_A_NAME: usize = 16;

/// What an `integrity` attribute says of a file.
pub(crate) fn of(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// The same, shorter, for the list of the service worker and for a policy.
pub(crate) fn short(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// What a file is told by in its own name.
pub(crate) fn name(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hex = digest.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    hex.chars().take(IN_A_NAME).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hashes_of_nothing() {
        assert_eq!(super::short(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(super::name(b""), "e3b0c44298fc1c14");
        assert!(super::of(b"").starts_with("sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6"));
    }
}
