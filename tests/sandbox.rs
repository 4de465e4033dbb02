//! A small project in a folder of its own, and the real program run in it with nothing of the surroundings.

use chrono::NaiveDate;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A project under construction. The folder goes when it is dropped.
pub struct Sandbox {
    dir: tempfile::TempDir,
}

/// The record of a source with that text.
pub fn record_of(text: &str) -> String {
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    format!(
        "publisher = \"Gazette\"\nkind = \"news-report\"\npublished = 2020-01-01\n\n[text]\nsha256 = \"{sha256}\"\n"
    )
}

/// A claim, unsubstantiated, with one quote, given as it is written in TOML.
pub fn claim_on(source: &str, quote: &str) -> String {
    format!(
        "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n\n[[evidence]]\nsource = \"{source}\"\nquote = {quote}\n"
    )
}

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn of(output: Output) -> Self {
        let [stdout, stderr] = [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap());
        Self { code: output.status.code(), stdout, stderr }
    }
}

impl Sandbox {
    /// An empty project: a folder with an empty `grounds.toml`, so that no project above it is found.
    pub fn new() -> Self {
        Self::empty().file("grounds.toml", "")
    }

    /// An empty folder, which is no project yet.
    pub fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// Puts a file there.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.place(path), content).unwrap();
        self
    }

    /// Puts a symbolic link there.
    #[cfg(unix)]
    pub fn link(self, path: &str, target: &str) -> Self {
        std::os::unix::fs::symlink(target, self.place(path)).unwrap();
        self
    }

    /// The full path, with the folders that lead to it.
    pub fn place(&self, path: &str) -> PathBuf {
        let path = self.dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    /// A source with a text: record and text in `sources/`.
    pub fn source(self, id: &str, text: &str) -> Self {
        self.file(&format!("sources/{id}.toml"), record_of(text)).file(&format!("sources/{id}.txt"), text)
    }

    /// A claim, unsubstantiated, with one quote, given as it is written in TOML.
    pub fn claim(self, id: &str, source: &str, quote: &str) -> Self {
        self.file(&format!("claims/{id}.toml"), claim_on(source, quote))
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs `grounds` in the project.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    /// Runs `grounds` in the project, with these environment variables and no others that matter.
    pub fn run_with(&self, args: &[&str], env: &[(&str, &str)]) -> Run {
        run_in(self.path(), args, env)
    }
}

/// Is the long form of the tests wanted, as `.ci/run` runs it? Then dice are rolled more often, and oracles are asked.
pub fn thorough() -> bool {
    std::env::var_os("GROUNDS_THOROUGH").is_some()
}

/// The day on which every run takes place that names none, so that no test changes with time.
pub const TODAY: &str = "2026-12-01";

/// The same day.
pub fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

/// One project with an error, a warning and a note, over which every format is shown.
pub fn sample() -> Sandbox {
    Sandbox::new()
        .source("gazette", "On Monday the tide came over the mole at noon. It went back at night.\n")
        .source("almanac", "Nobody refers to this text of six words.\n")
        .claim("tide-noon", "gazette", "\"the tide came over the mole at night\"")
        .claim("tide-back", "gazette", "\"It went back\"")
}

/// Runs `grounds` in `dir`, on [`TODAY`] unless the arguments say otherwise.
pub fn run_in(dir: &Path, args: &[&str], env: &[(&str, &str)]) -> Run {
    let mut command = Command::new(program());
    if !args.contains(&"--now") {
        command.args(["--now", TODAY]);
    }
    command.current_dir(dir).args(args);
    for ambient in [
        "GROUNDS_TEXTS",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "GITHUB_ACTIONS",
        "GITHUB_WORKSPACE",
        "CI_PROJECT_DIR",
        "CI",
    ] {
        command.env_remove(ambient);
    }
    // What a runner says of itself is not said of the project.
    let of_runner = |name: &OsString| {
        ["GITHUB_", "GITLAB_", "CI_"].iter().any(|of| name.as_encoded_bytes().starts_with(of.as_bytes()))
    };
    for (name, _) in std::env::vars_os().filter(|(name, _)| of_runner(name)) {
        command.env_remove(name);
    }
    without_git(&mut command);
    Run::of(command.envs(env.iter().copied()).output().unwrap())
}

/// Takes from a command what the surroundings say about git and its configuration.
pub fn without_git(command: &mut Command) {
    let of_git = |name: &OsString| name.as_encoded_bytes().starts_with(b"GIT_");
    for (name, _) in std::env::vars_os().filter(|(name, _)| of_git(name)) {
        command.env_remove(name);
    }
    // Root may do with the repositories of whoever called `sudo` what it may do with its own.
    command.env_remove("XDG_CONFIG_HOME").env_remove("SUDO_UID").env("HOME", NOWHERE);
}

/// The home of nobody.
const NOWHERE: &str = "/nowhere/at/all";

/// The program under test.
pub fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_grounds"))
}

/// A file of this repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
