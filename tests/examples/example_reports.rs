//! Writes the example of the page of reports: `cargo run -p waxseal-tests --example example_reports`.
//!
//! An archive in an archive: the inner one holds the reports as they are, so that the outer one compresses them all together, which
//! makes a tenth of it.
#![expect(clippy::unwrap_used, reason = "this is a program and no part of the crate")]

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::io::Write;
use waxseal_tests::year::{example, reports};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/assets/example-reports.zip");

fn main() {
    let files = reports(&example());
    let stored: Vec<(&str, &[u8])> =
        files.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    let inner = zip(&stored, CompressionMethod::STORE);
    std::fs::write(EXAMPLE, zip(&[("reports.zip", &inner)], CompressionMethod::DEFLATE)).unwrap();
}

fn zip(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, bytes) in entries {
        let (mut entry, config) = archive.new_file(name).compression_method(method).start().unwrap();
        let descriptor = if method == CompressionMethod::DEFLATE {
            let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
            writer.write_all(bytes).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            descriptor
        } else {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(bytes).unwrap();
            writer.finish().unwrap().1
        };
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}
