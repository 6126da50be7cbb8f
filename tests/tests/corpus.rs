//! Replays what fuzzing found, and what it starts from, through the functions that are fuzzed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use waxseal_tests::fuzzed::TARGETS;

#[test]
fn every_file_of_the_corpus() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    let mut replayed = 0;
    for (name, target) in TARGETS {
        let files = fs::read_dir(folder.join("corpus").join(name));
        for file in files.unwrap_or_else(|e| panic!("{name} has no corpus: {e}")) {
            let path = file.unwrap().path();
            println!("{}", path.display());
            target(&fs::read(path).unwrap());
            replayed += 1;
        }
    }
    assert!(replayed >= TARGETS.len(), "only {replayed} files were replayed");
}

#[test]
fn every_target_is_a_program_of_the_fuzzer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/fuzz_targets");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let programs: BTreeSet<String> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert_eq!(programs, TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect());
}
