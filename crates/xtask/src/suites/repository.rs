//! A public repository at one commit, read file by file out of git.

use crate::steps::run;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a suite comes from.
pub(super) struct Source {
    /// Its repository on GitHub, as `owner/name`.
    pub(super) repository: &'static str,
    /// The one commit that is read, in full: whoever fetches it gets the same files or none.
    pub(super) commit: &'static str,
}

/// A fetched commit.
pub(super) struct Repository {
    folder: PathBuf,
    commit: &'static str,
}

impl Repository {
    /// Fetches the one commit of a source into a folder below `cache`, unless it is there.
    pub(super) fn fetch(source: &Source, cache: &Path) -> Result<Self, String> {
        let folder = cache.join(source.repository.replace('/', "+"));
        let fetched = Self { folder, commit: source.commit };
        if fetched.git(&["cat-file", "-e", &format!("{}^{{tree}}", source.commit)]).is_ok() {
            return Ok(fetched);
        }
        std::fs::create_dir_all(&fetched.folder).map_err(|e| format!("{}: {e}", fetched.folder.display()))?;
        let url = format!("https://github.com/{}", source.repository);
        println!("fetching {url} at {}", source.commit);
        fetched.git(&["init", "--quiet", "--bare"])?;
        run(fetched.command().args(["fetch", "--quiet", "--depth", "1", &url, source.commit]))?;
        Ok(fetched)
    }

    /// A file, byte for byte as it was committed.
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.git(&["show", &format!("{}:{path}", self.commit)])
    }

    /// A file of text.
    pub(super) fn text(&self, path: &str) -> Result<String, String> {
        String::from_utf8(self.read(path)?).map_err(|e| format!("{path}: {e}"))
    }

    /// The names in a folder, in order.
    pub(super) fn names(&self, folder: &str) -> Result<Vec<String>, String> {
        let listed = self.git(&["ls-tree", "--name-only", &format!("{}:{folder}", self.commit)])?;
        Ok(String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect())
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).env("GIT_DIR", &self.folder);
        command
    }

    fn git(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let failed =
            |why: &str| format!("{}: git {}: {}", self.folder.display(), arguments.join(" "), why.trim());
        if !self.folder.is_dir() {
            return Err(failed("there is no such folder"));
        }
        let output = self.command().args(arguments).output().map_err(|e| failed(&e.to_string()))?;
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(failed(&String::from_utf8_lossy(&output.stderr)))
        }
    }
}
