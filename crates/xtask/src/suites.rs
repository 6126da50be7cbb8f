//! Other people's conformance suites: fetched from their public repositories at pinned commits, and written in the one form
//! that the tests read. None of them is part of the project; a suite that changed is adopted by changing its commit here.

mod arc;
mod case;
mod dkim_verifier;
mod headers;
mod mail_dkim;
mod opendkim;
mod real;
mod repository;
mod spf;
mod yaml;

use crate::steps::{root, say};
use repository::{Repository, Source};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder that `cargo xtask suites` fills.
const FOLDER: &str = "target/suites";
/// The file of the folder that says what it was made from.
const MADE_FROM: &str = "commits.txt";
/// How many cases each suite has: of the whole suite, and of the selection that is laid beside the checkout.
const COUNTS: &str = include_str!("../../../tests/suites.txt");

const PYSPF: Source =
    Source { repository: "sdgathman/pyspf", commit: "1042e9e15dd29047dc9b0a1bb77437e2fd81e775" };
const VALIMAIL: Source =
    Source { repository: "ValiMail/arc_test_suite", commit: "f137dcb9d6d5baeef1310024ce9ccca94a9a92c8" };
const OPENDKIM: Source = Source {
    repository: "trusteddomainproject/OpenDKIM",
    commit: "5c539587561785a66c1f67f720f2fb741f320785",
};
const MAIL_DKIM: Source =
    Source { repository: "fastmail/mail-dkim", commit: "f9e8b55bcafe95c811ae81d3652d5fbc46495074" };
const DKIM_VERIFIER: Source =
    Source { repository: "lieser/dkim_verifier", commit: "1badb6c8d639bd5973f870fa7bfc6f96facba9ca" };
const MAIL_AUTH: Source =
    Source { repository: "stalwartlabs/mail-auth", commit: "0e93300e5c77b5e83ea5562d9a7e781278514fa2" };
const DKIMPY: Source =
    Source { repository: "kitterma/dkimpy-mirror", commit: "2c6df2b8d05a66d1eb8378c139f3d2ed815d3670" };
const SUFFIXES: Source =
    Source { repository: "publicsuffix/list", commit: "e8c9a2b2b2856b6449999dd0ec0d118f364ed0cd" };

const SOURCES: [Source; 8] =
    [PYSPF, VALIMAIL, OPENDKIM, MAIL_DKIM, DKIM_VERIFIER, MAIL_AUTH, DKIMPY, SUFFIXES];

/// Fetches and converts every suite, unless the folder was made from these commits already.
///
/// # Errors
/// What could not be fetched, or is not as it was when the converter was written.
pub(crate) fn suites() -> Result<(), String> {
    let folder = root().join(FOLDER);
    if fs::read_to_string(folder.join(MADE_FROM)).is_ok_and(|made_from| made_from == commits()) {
        say(&format!("The suites in {FOLDER} are those of the pinned commits"));
        return Ok(());
    }
    // Half a folder would be a folder: it takes its name when it is whole.
    let part = folder.with_extension("part");
    drop(fs::remove_dir_all(&part));
    convert(&part)?;
    fs::write(part.join(MADE_FROM), commits()).map_err(|e| format!("{MADE_FROM}: {e}"))?;
    drop(fs::remove_dir_all(&folder));
    fs::rename(&part, &folder).map_err(|e| format!("{FOLDER}: {e}"))
}

/// Where the tests find suites, as `waxseal_tests::suites_dir` looks for them.
fn folder_in_use() -> Option<PathBuf> {
    let beside = root().parent().map(|parent| parent.join("shared/suites"));
    let named = std::env::var_os("WAXSEAL_SUITES").map(PathBuf::from);
    match named {
        Some(folder) => Some(folder).filter(|folder| folder.is_dir()),
        None => beside.into_iter().chain([root().join(FOLDER)]).find(|folder| folder.is_dir()),
    }
}

/// What a run of the tests leaves out because no suite is at hand: a sentence that counts the cases.
pub(crate) fn not_run() -> Option<String> {
    if folder_in_use().is_some() {
        return None;
    }
    let counts = COUNTS.lines().filter_map(|line| line.split_whitespace().nth(1)?.parse().ok());
    let counts: Vec<usize> = counts.collect();
    Some(format!(
        "{} cases of {} conformance suites: there are none at $WAXSEAL_SUITES, ../shared/suites or {FOLDER}; \
         `cargo xtask suites` fetches them",
        counts.iter().sum::<usize>(),
        counts.len()
    ))
}

fn commits() -> String {
    SOURCES.iter().map(|source| format!("{} {}\n", source.repository, source.commit)).collect()
}

fn convert(folder: &Path) -> Result<(), String> {
    let fetched = |source: &Source| Repository::fetch(source, &root().join("target/suites.git"));
    let pyspf = fetched(&PYSPF)?;
    write(folder, "spf/rfc7208", &spf::scenarios(&pyspf, "test/rfc7208-tests.yml")?)?;
    write(folder, "spf/rfc4408", &spf::scenarios(&pyspf, "test/rfc4408-tests.yml")?)?;
    let mail_auth = fetched(&MAIL_AUTH)?;
    let arc = arc::cases(&fetched(&VALIMAIL)?)?;
    let chains = real::cases(&mail_auth, "resources/arc", "mail-auth-arc")?;
    let opendkim = opendkim::cases(&fetched(&OPENDKIM)?)?;
    let thunderbird = dkim_verifier::cases(&fetched(&DKIM_VERIFIER)?)?;
    let mail_dkim = mail_dkim::cases(&fetched(&MAIL_DKIM)?)?;
    let mut real = real::cases(&mail_auth, "resources/dkim", "mail-auth-res")?;
    real.push(real::of_dkimpy(&fetched(&DKIMPY)?)?);
    let mails = [&chains, &thunderbird, &mail_dkim, &real, &arc];
    write(folder, "headers/corpus", &headers::corpus(mails.into_iter().flatten())?)?;
    for (suite, cases) in [("arc/valimail", arc), ("arc/real", chains)] {
        write(folder, suite, &case::to_json(cases))?;
    }
    for (suite, cases) in
        [("opendkim", opendkim), ("thunderbird", thunderbird), ("mail-dkim", mail_dkim), ("real", real)]
    {
        write(folder, &format!("dkim/{suite}"), &case::to_json(cases))?;
    }
    let list = fetched(&SUFFIXES)?;
    for (file, path) in
        [("public_suffix_list.dat", "public_suffix_list.dat"), ("tests.txt", "tests/tests.txt")]
    {
        write_bytes(folder, &format!("psl/{file}"), &list.read(path)?)?;
    }
    Ok(())
}

fn write(folder: &Path, suite: &str, cases: &Value) -> Result<(), String> {
    let bytes = serde_json::to_vec(cases).map_err(|e| format!("{suite}: {e}"))?;
    println!("{suite}: {} entries", cases.as_array().map_or(0, Vec::len));
    write_bytes(folder, &format!("{suite}.json"), &bytes)
}

fn write_bytes(folder: &Path, file: &str, bytes: &[u8]) -> Result<(), String> {
    let path = folder.join(file);
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(&path, bytes))
        .map_err(|e| format!("{file}: {e}"))
}
