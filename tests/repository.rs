//! A small git repository in a folder of its own, made by the `git` of this machine with nothing of the surroundings: no
//! configuration but its own, one author, and a clock that goes on by a minute with each commit.

use crate::sandbox::{Sandbox, record_of, without_git};
use chrono::NaiveDate;
use std::cell::Cell;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A repository under construction. Its working tree is a [`Sandbox`]; the folder goes when it is dropped.
pub struct Repository {
    tree: Sandbox,
    /// Seconds since 1970.
    clock: Cell<i64>,
}

/// When the clock of a new repository begins: 2026-11-02, 06:00 UTC, which is 09:00 where it stands.
const BEGINNING: i64 = 1_793_599_200;

impl Repository {
    /// An empty repository with the branch `main` around an empty project.
    pub fn new() -> Self {
        Self::of(Sandbox::new())
    }

    /// A repository with the branch `main` around what is there, of which nothing is committed yet.
    pub fn of(tree: Sandbox) -> Self {
        let repository = Self::around(tree);
        repository.git(&["init", "--quiet"]);
        repository
    }

    /// The same, before `git init`.
    pub fn around(tree: Sandbox) -> Self {
        Self { tree, clock: Cell::new(BEGINNING) }
    }

    /// Puts a file into the working tree of a repository that is handed on.
    pub fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.file(path, content);
        self
    }

    /// Puts a file into the working tree.
    pub fn file(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        std::fs::write(self.tree.place(path), content).unwrap();
        self
    }

    /// A source with a text: record and text in `sources/`.
    pub fn source(&self, id: &str, text: &str) -> &Self {
        self.file(&format!("sources/{id}.toml"), record_of(text)).file(&format!("sources/{id}.txt"), text)
    }

    /// Puts a symbolic link there.
    #[cfg(unix)]
    pub fn link(&self, path: &str, target: &str) -> &Self {
        std::os::unix::fs::symlink(target, self.tree.place(path)).unwrap();
        self
    }

    /// Takes a file or a whole folder away.
    pub fn remove(&self, path: &str) -> &Self {
        let path = self.path().join(path);
        if path.symlink_metadata().unwrap().is_dir() {
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        }
        .unwrap();
        self
    }

    /// Moves a file.
    pub fn rename(&self, from: &str, to: &str) -> &Self {
        std::fs::rename(self.path().join(from), self.tree.place(to)).unwrap();
        self
    }

    /// A claim with that status and nothing else to tell.
    pub fn claim(&self, id: &str, status: &str) -> &Self {
        self.file(&format!("claims/{id}.toml"), claim(status))
    }

    /// From now on it is noon, UTC, of that day.
    pub fn on(&self, day: &str) -> &Self {
        let day: NaiveDate = day.parse().unwrap();
        self.at(day.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp())
    }

    /// From now on it is so many seconds after 1970.
    pub fn at(&self, seconds: i64) -> &Self {
        self.clock.set(seconds);
        self
    }

    /// Commits all that is in the working tree, if it is nothing new too. The id of the commit.
    pub fn commit(&self, subject: &str) -> String {
        self.commit_as("Ada Lund <ada@gazette.example>", subject)
    }

    /// The same, by somebody else.
    pub fn commit_as(&self, author: &str, subject: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--author", author, "--message", subject]);
        self.rev("HEAD")
    }

    /// Begins a branch at the commit that is checked out, and goes over to it.
    pub fn branch(&self, name: &str) -> &Self {
        self.git(&["switch", "--quiet", "--create", name]);
        self
    }

    /// Goes over to a branch or, if it is none, to that commit alone.
    pub fn switch(&self, revision: &str) -> &Self {
        self.git(&["checkout", "--quiet", revision]);
        self
    }

    /// Merges as `git merge` does with these arguments, branches the last of them. Whatever git thinks of it, the merge holds
    /// what is in the working tree when `settle` is done. The id of the commit.
    pub fn merge(&self, arguments: &[&str], settle: impl FnOnce(&Self) -> &Self) -> String {
        // It fails where the branches contradict each other.
        self.tried(&[&["merge", "--quiet", "--no-ff", "--no-commit"], arguments].concat());
        settle(self);
        self.commit(&format!("Merge {}", arguments.last().unwrap()))
    }

    /// The id that a revision names.
    pub fn rev(&self, revision: &str) -> String {
        self.git(&["rev-parse", "--verify", revision])
    }

    /// A clone of all branches, made by `git clone` with these options, as it would come over a network.
    pub fn clone_with(&self, options: &[&str]) -> Self {
        let clone = Self::around(Sandbox::empty());
        let from = format!("file://{}", self.path().display());
        clone.git(&[&["clone", "--quiet"], options, &[&from, "."]].concat());
        clone
    }

    /// Puts an object there, whatever is in it. Its id.
    pub fn object(&self, kind: &str, content: impl AsRef<[u8]>) -> String {
        self.fed(&["hash-object", "--literally", "-w", "--stdin", "-t", kind], content)
    }

    /// Puts a commit there, written as such an object is, and checks it out without touching the working tree. Its id.
    pub fn raw_commit(&self, content: impl AsRef<[u8]>) -> String {
        let id = self.object("commit", content);
        // git itself refuses to point to what it does not understand.
        std::fs::write(self.path().join(".git/HEAD"), format!("{id}\n")).unwrap();
        id
    }

    /// The file that holds an object which is not packed.
    pub fn loose(&self, id: &str) -> PathBuf {
        self.path().join(".git/objects").join(&id[..2]).join(&id[2..])
    }

    /// Runs git in the working tree. What it prints, without the last line break.
    pub fn git(&self, arguments: &[&str]) -> String {
        let printed = self.fed(arguments, "");
        if arguments.first() == Some(&"commit") {
            self.clock.set(self.clock.get() + 60);
        }
        printed
    }

    /// Runs git in the working tree with that as its input. What it prints, without the last line break.
    pub fn fed(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> String {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().expect("these tests need git");
        child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {stderr}");
        String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned()
    }

    /// Runs git, which may fail.
    pub fn tried(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = git();
        let date = format!("@{} +0300", self.clock.get());
        command
            .envs([("GIT_AUTHOR_DATE", &date), ("GIT_COMMITTER_DATE", &date)])
            .current_dir(self.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

impl std::ops::Deref for Repository {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        &self.tree
    }
}

/// A claim with that status and nothing else to tell.
pub fn claim(status: &str) -> String {
    format!("statement = \"The tide came.\"\nstatus = \"{status}\"\n")
}

/// Takes from a command that is git, or calls it, whatever the surroundings say, and tells it who and where it is.
pub fn secluded(command: &mut Command) {
    without_git(command);
    for (name, value) in [
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("GIT_AUTHOR_NAME", "Ada Lund"),
        ("GIT_AUTHOR_EMAIL", "ada@gazette.example"),
        ("GIT_COMMITTER_NAME", "Ada Lund"),
        ("GIT_COMMITTER_EMAIL", "ada@gazette.example"),
        ("LC_ALL", "C"),
        ("TZ", "UTC"),
    ] {
        command.env(name, value);
    }
}

fn git() -> Command {
    let mut command = Command::new("git");
    secluded(&mut command);
    for setting in [
        "init.defaultBranch=main",
        "init.defaultRefFormat=files",
        "commit.gpgSign=false",
        "core.autocrlf=false",
        // The folder goes anyway.
        "core.fsync=none",
        "gc.auto=0",
        "maintenance.auto=false",
        "protocol.file.allow=always",
    ] {
        command.args(["-c", setting]);
    }
    command
}
