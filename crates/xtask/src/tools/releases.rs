//! Releases of the tools, built by those who make them: each by its version, its platform and the checksum of its archive.

use crate::steps::{command, run};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// An archive of a release.
struct Archive {
    tool: &'static str,
    version: &'static str,
    /// The operating system and the processor, as `std::env::consts` names them.
    platform: (&'static str, &'static str),
    /// How its name ends, after the address that all of a tool's archives share.
    name: &'static str,
    /// Of the archive as it is downloaded. Those here are what taiki-e/install-action has in its manifests, which took them when the
    /// releases were made.
    sha256: &'static str,
}

#[rustfmt::skip]
const ARCHIVES: [Archive; 10] = [
    archive("trunk", super::TRUNK, ("linux", "x86_64"), "x86_64-unknown-linux-musl.tar.gz",
        "a67f4054b249fe9acc5fabc25de1aebf19783aca3ad6ff64bf34d7da44d0ea20"),
    archive("trunk", super::TRUNK, ("linux", "aarch64"), "aarch64-unknown-linux-musl.tar.gz",
        "e8e2a2bb423ce6702ab9f4f02f8c9ae99d790f0301f7634e986b2dd8706019cc"),
    archive("trunk", super::TRUNK, ("macos", "x86_64"), "x86_64-apple-darwin.tar.gz",
        "f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95"),
    archive("trunk", super::TRUNK, ("macos", "aarch64"), "aarch64-apple-darwin.tar.gz",
        "764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e"),
    archive("trunk", super::TRUNK, ("windows", "x86_64"), "x86_64-pc-windows-msvc.zip",
        "cd6ac15b9daff0365e5695036791ef2ce3c63f61c014f5a8c532363266e4569c"),
    archive("wasm-bindgen", "0.2.127", ("linux", "x86_64"), "x86_64-unknown-linux-musl.tar.gz",
        "61d4a7dc85acfa0d2354ccc0b8361928c7e52a746d17f28ebaa795ed3dc1614a"),
    archive("wasm-bindgen", "0.2.127", ("linux", "aarch64"), "aarch64-unknown-linux-gnu.tar.gz",
        "1ce0ebd74e378d989651091f93c917bd7700996945d4c5ce37ec9507f149225c"),
    archive("wasm-bindgen", "0.2.127", ("macos", "x86_64"), "x86_64-apple-darwin.tar.gz",
        "81049c79f4e283e1725e6582a0528af1301a70ad23add1df1c4d042ec825263d"),
    archive("wasm-bindgen", "0.2.127", ("macos", "aarch64"), "aarch64-apple-darwin.tar.gz",
        "cd93e691eb5953ace5d8ffce52a20b024077a3dac3e2215b8224136b0efb7585"),
    archive("wasm-bindgen", "0.2.127", ("windows", "x86_64"), "x86_64-pc-windows-msvc.tar.gz",
        "fd52ef9896cbb0f4f59ef115bdf2f4664a76d716b6201c35e5936018ad680cfc"),
];

const fn archive(
    tool: &'static str,
    version: &'static str,
    platform: (&'static str, &'static str),
    name: &'static str,
    sha256: &'static str,
) -> Archive {
    Archive { tool, version, platform, name, sha256 }
}

impl Archive {
    /// Where its maker has it.
    fn url(&self) -> String {
        let Self { version, name, .. } = self;
        match self.tool {
            "trunk" => format!("https://github.com/trunk-rs/trunk/releases/download/v{version}/trunk-{name}"),
            tool => format!(
                "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/{tool}-{version}-{name}"
            ),
        }
    }
}

/// Puts the release of a tool into a folder.
///
/// # Errors
/// Why there is none: no release for this machine, no way to it, or one that is not what was released.
pub(super) fn fetch(tool: &str, version: &str, into: &Path) -> Result<(), String> {
    let platform = (std::env::consts::OS, std::env::consts::ARCH);
    let is_it = |one: &&Archive| one.tool == tool && one.version == version && one.platform == platform;
    let archive = ARCHIVES.iter().find(is_it).ok_or_else(|| {
        format!("no checksum is known of a release of {tool} {version} for {} on {}", platform.0, platform.1)
    })?;
    unpack(&archive.url(), archive.sha256, tool, into)
}

/// Downloads an archive, looks whether it is the one that is meant, and takes the program out of it.
fn unpack(url: &str, sha256: &str, tool: &str, into: &Path) -> Result<(), String> {
    let aside = into.join(format!("{tool}-release"));
    let said = |error: std::io::Error| format!("{}: {error}", aside.display());
    std::fs::create_dir_all(&aside).map_err(said)?;
    let (file, folder) = (aside.join("archive"), aside.to_string_lossy().into_owned());
    let path = file.to_string_lossy().into_owned();
    let limits = ["--connect-timeout", "15", "--max-time", "600", "--retry", "2"];
    run(command("curl", &["--fail", "--silent", "--show-error", "--location", "--proto-redir", "=https"])
        .args(limits)
        .args(["--output", &path, url]))
    .map_err(|_| format!("{url} cannot be fetched here"))?;
    let found = sha256_hex(&std::fs::read(&file).map_err(said)?);
    if found != sha256 {
        return Err(format!("{url} has the checksum {found}, and {sha256} was released"));
    }
    run(&mut command("tar", &["-xf", &path, "-C", &folder]))?;
    let name = format!("{tool}{}", std::env::consts::EXE_SUFFIX);
    let program = program(&aside, &name).ok_or_else(|| format!("{url} has no {name} in it"))?;
    std::fs::rename(program, into.join(name)).map_err(said)?;
    std::fs::remove_dir_all(&aside).map_err(said)
}

/// A checksum as releases write it.
fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|octet| format!("{octet:02x}")).collect()
}

/// A file of this name in a folder or in one of its folders.
fn program(folder: &Path, name: &str) -> Option<PathBuf> {
    let inside = || std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let here = folder.join(name);
    if here.is_file() {
        return Some(here);
    }
    inside().map(|path| path.join(name)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::locked_version;

    #[test]
    fn every_tool_has_the_checksums_of_the_version_that_is_used() {
        let bindgen = locked_version("wasm-bindgen").unwrap();
        for (tool, version) in [("trunk", super::super::TRUNK), ("wasm-bindgen", bindgen.as_str())] {
            let of_it: Vec<_> = ARCHIVES.iter().filter(|one| one.tool == tool).collect();
            assert_eq!(of_it.len(), 5, "{tool}");
            for one in of_it {
                assert_eq!(one.version, version, "{tool}: put the checksums of its releases here");
                assert_eq!(one.sha256.len(), 64, "{tool}");
            }
        }
    }

    /// An archive as a release is one, its address and its checksum.
    fn released(at: &Path, inside: &str) -> (String, String) {
        let folder = at.join("made").join(inside);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("tool{}", std::env::consts::EXE_SUFFIX)), "runs").unwrap();
        let (file, made) = (at.join("tool.tar.gz"), at.join("made"));
        let words = ["-czf", file.to_str().unwrap(), "-C", made.to_str().unwrap(), "."];
        run(&mut command("tar", &words)).unwrap();
        (format!("file://{}", file.display()), sha256_hex(&std::fs::read(&file).unwrap()))
    }

    #[test]
    fn a_release_is_taken_where_it_is_what_was_released() {
        for inside in ["", "tool-1.0"] {
            let at = std::env::temp_dir().join(format!("waxseal-release-{}-{inside}", std::process::id()));
            let (url, sha256) = released(&at, inside);
            let bin = at.join("bin");
            unpack(&url, &sha256, "tool", &bin).unwrap();
            let taken: Vec<_> = std::fs::read_dir(&bin).unwrap().flatten().map(|e| e.file_name()).collect();
            assert_eq!(taken, [format!("tool{}", std::env::consts::EXE_SUFFIX).as_str()]);
            let other = at.join("other");
            let refused = unpack(&url, &"0".repeat(64), "tool", &other).unwrap_err();
            assert!(refused.contains(&sha256), "{refused}");
            assert!(!other.join("tool").exists());
            std::fs::remove_dir_all(&at).unwrap();
        }
    }

    #[test]
    fn what_does_not_come_is_told() {
        let at = std::env::temp_dir().join(format!("waxseal-no-release-{}", std::process::id()));
        let refused = unpack("file:///no/such/archive", "", "tool", &at).unwrap_err();
        assert!(refused.contains("cannot be fetched"), "{refused}");
        assert!(fetch("trunk", "0.0.1", &at).unwrap_err().contains("no checksum"));
        std::fs::remove_dir_all(&at).unwrap();
    }
}
