//! The page's programs, made small: what a panic would say taken out, optimised, and laid out for what packs them.

use crate::steps::{command, run, say};
use crate::{order, quiet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What wasm-opt may take for granted: what browsers since 2023 know, and that the lowest kilobyte of memory is unused.
const KNOWN: [&str; 8] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--low-memory-unused",
];
/// What it does first. Functions with one caller stay apart, so that like ones can be put side by side.
const OPTIMIZE: [&str; 5] = [
    "--one-caller-inline-max-function-size=20",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--merge-similar-functions",
];
/// What it does when functions are named by where they are to stand; it writes no names.
const LAY_OUT: [&str; 3] = ["--one-caller-inline-max-function-size=20", "-Oz", "--reorder-functions-by-name"];

/// Makes every program of a folder small, as many at a time as there are processors.
///
/// # Errors
/// What cannot be read, written or run, and why.
pub(crate) fn make_small(dist: &Path) -> Result<(), String> {
    let files = std::fs::read_dir(dist).map_err(|e| format!("{}: {e}", dist.display()))?;
    let paths = files.filter_map(Result::ok).map(|file| file.path());
    let mut programs: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "wasm")).collect();
    // The largest is begun first, since all wait for the last.
    programs.sort_by_key(|path| (std::fs::metadata(path).map_or(0, |file| file.len()), path.clone()));
    say("Making the programs small: without what a panic would say, and with like functions side by side");
    let (left, failed) = (Mutex::new(programs), Mutex::new(Vec::new()));
    let work = || {
        while let Some(program) = left.lock().ok().and_then(|mut left| left.pop()) {
            if let Err(reason) = small(&program)
                && let Ok(mut failed) = failed.lock()
            {
                failed.push(format!("{}: {reason}", program.display()));
            }
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(work);
        }
    });
    match failed.into_inner().unwrap_or_default().as_slice() {
        [] => Ok(()),
        reasons => Err(reasons.join("; ")),
    }
}

fn small(program: &Path) -> Result<(), String> {
    rewrite(program, |wasm| quiet::silence(wasm))?;
    optimize(program, &OPTIMIZE)?;
    rewrite(program, |wasm| order::name(wasm).map_err(|e| e.to_string()))?;
    optimize(program, &LAY_OUT)
}

fn rewrite(program: &Path, change: impl FnOnce(&mut Vec<u8>) -> Result<(), String>) -> Result<(), String> {
    let mut wasm = std::fs::read(program).map_err(|e| e.to_string())?;
    change(&mut wasm)?;
    std::fs::write(program, wasm).map_err(|e| e.to_string())
}

fn optimize(program: &Path, passes: &[&str]) -> Result<(), String> {
    run(command("wasm-opt", &KNOWN).args(passes).arg(program).arg("-o").arg(program))
}
