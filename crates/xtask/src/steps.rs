//! Running other programs, and counting how that went.

use crate::tools;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// The top of the repository.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest).to_path_buf()
}

/// A program to be run at the top of the repository; the project's own tools come before others of their name.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).env("PATH", tools::path());
    command
}

/// Runs a program and lets it print.
///
/// # Errors
/// One line that says which program failed, and how.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} {} failed ({status})", words.join(" "))),
        Err(error) => Err(format!("{name} could not be started: {error}")),
    }
}

/// What a program prints, when it runs at all and succeeds.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether this runs as continuous integration, where nothing may be skipped.
pub(crate) fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// Says what happens next.
pub(crate) fn say(text: &str) {
    println!("\n==> {text}");
}

/// A command of the project's that runs beside other steps. What it prints is kept until its end, so that no two are mixed.
pub(crate) struct Aside {
    child: Child,
    log: PathBuf,
}

impl Aside {
    /// Starts it.
    ///
    /// # Errors
    /// What could not be started, and why.
    pub(crate) fn start(name: &str) -> Result<Self, String> {
        let log = root().join(format!("target/{name}.log"));
        let started = || -> std::io::Result<Child> {
            let file = File::create(&log)?;
            let program = std::env::current_exe()?;
            Command::new(program)
                .arg(name)
                .stdin(Stdio::null())
                .stdout(file.try_clone()?)
                .stderr(file)
                .spawn()
        };
        let child = started().map_err(|e| format!("{name} could not be started: {e}"))?;
        Ok(Self { child, log })
    }

    /// Waits for its end and prints what it printed.
    ///
    /// # Errors
    /// When it failed.
    pub(crate) fn end(mut self) -> Result<(), String> {
        let status = self.child.wait().map_err(|e| e.to_string())?;
        let text = std::fs::read(&self.log).map_err(|e| format!("{}: {e}", self.log.display()))?;
        print!("{}", String::from_utf8_lossy(&text));
        if status.success() { Ok(()) } else { Err(format!("failed ({status})")) }
    }
}

/// How the steps of a run went.
#[derive(Default)]
pub(crate) struct Tally {
    passed: usize,
    failed: Vec<String>,
    skipped: Vec<String>,
    left_out: Vec<String>,
}

impl Tally {
    /// Runs one step; a failure is kept and the next steps still run.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce() -> Result<(), String>) {
        say(name);
        let began = Instant::now();
        let result = work();
        println!("    {name}: {} s", began.elapsed().as_secs());
        match result {
            Ok(()) => self.passed += 1,
            Err(reason) => {
                eprintln!("{name}: {reason}");
                self.failed.push(format!("{name}: {reason}"));
            }
        }
    }

    /// Leaves a step out, and says why. Where nothing may be skipped, that is a failure.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        if is_ci() {
            self.step(name, || Err(format!("may not be skipped here: {why}")));
        } else {
            say(&format!("{name}: skipped, because {why}"));
            self.skipped.push(name.to_owned());
        }
    }

    /// Notes what is not part of the project and not at hand: nowhere a failure, and said again at the end.
    pub(crate) fn leave_out(&mut self, what: &str) {
        say(&format!("NOT RUN: {what}"));
        self.left_out.push(what.to_owned());
    }

    /// The closing lines.
    ///
    /// # Errors
    /// When a step failed.
    pub(crate) fn close(self) -> Result<(), String> {
        println!();
        for name in &self.skipped {
            println!("skipped: {name}");
        }
        for what in &self.left_out {
            println!("NOT RUN: {what}");
        }
        for reason in &self.failed {
            println!("FAILED: {reason}");
        }
        println!("{} passed, {} failed, {} skipped", self.passed, self.failed.len(), self.skipped.len());
        if self.failed.is_empty() { Ok(()) } else { Err("not everything passed".to_owned()) }
    }
}
