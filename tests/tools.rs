//! What others made, as `.ci/run` installs it, below `target/tools` or in the system: programs, and schemas of formats. Tests that
//! need them are ignored until `.ci/run` asks for them; then what is missing fails.

use crate::sandbox::repository;
use std::path::PathBuf;
use std::process::Command;

/// A program: of a Python package, of a package of node, or of the system.
pub fn program(name: &str) -> PathBuf {
    let installed = ["target/tools/venv/bin", "target/tools/node_modules/.bin"];
    let found = installed.into_iter().map(|folder| repository(folder).join(name)).find(|file| file.exists());
    found.unwrap_or_else(|| {
        let runs = Command::new(name).arg("--version").output().is_ok();
        assert!(runs, "{name} is missing: .ci/run installs it");
        PathBuf::from(name)
    })
}

/// A file of a package of node.
pub fn file_of_package(path: &str) -> PathBuf {
    let file = repository("target/tools/node_modules").join(path);
    assert!(file.exists(), "{path} is missing: .ci/run installs it");
    file
}

/// A Python that reads TOML.
pub fn python() -> Command {
    let reads_toml = Command::new("python3").args(["-c", "import tomllib"]).output();
    assert!(reads_toml.is_ok_and(|run| run.status.success()), "python3 is missing, or older than 3.11");
    Command::new("python3")
}

/// A program that root runs.
#[cfg(unix)]
pub fn as_root(program: &str) -> Command {
    if is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", program]);
    command
}

/// The program under test, run by somebody whom permissions bind: by root only without its capabilities.
#[cfg(unix)]
pub fn bound_by_permissions() -> Command {
    if !is_root() {
        return Command::new(crate::sandbox::program());
    }
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set=-all", "--inh-caps=-all"]).arg(crate::sandbox::program());
    command
}

#[cfg(unix)]
fn is_root() -> bool {
    passes(Command::new("id").arg("-u")).trim() == "0"
}

/// Runs a command that must succeed. What it prints.
#[track_caller]
pub fn passes(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let [stdout, stderr] =
        [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said).into_owned());
    assert!(output.status.success(), "{command:?}\n{stdout}{stderr}");
    stdout
}
