//! What others made, as `.ci/run` installs it below `target/tools`: programs, and schemas of formats. What is missing is
//! skipped, or fails where all tools are required.

use crate::sandbox::repository;
use std::path::PathBuf;
use std::process::Command;

/// A program: of a Python package, of a package of node, or of the system.
pub fn program(name: &str) -> Option<PathBuf> {
    let installed = ["target/tools/venv/bin", "target/tools/node_modules/.bin"];
    let found = installed.into_iter().map(|folder| repository(folder).join(name)).find(|file| file.exists());
    let found = found.or_else(|| {
        let path = PathBuf::from(name);
        Command::new(&path).arg("--version").output().is_ok().then_some(path)
    });
    or_skipped(found, name)
}

/// A file of a package of node.
pub fn file_of_package(path: &str) -> Option<PathBuf> {
    let file = repository("target/tools/node_modules").join(path);
    or_skipped(file.exists().then_some(file), path)
}

fn or_skipped(found: Option<PathBuf>, name: &str) -> Option<PathBuf> {
    if found.is_none() {
        assert!(std::env::var_os("GROUNDS_REQUIRE_TOOLS").is_none(), "{name} is missing");
        println!("SKIPPED: {name} is missing (.ci/run installs it)");
    }
    found
}
