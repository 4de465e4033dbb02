//! `log` reads objects in another way than `check`: it must read whatever git writes, and say what cannot be read.

use crate::sandbox::Run;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const CLAIM: &str = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n";

fn git(folder: &Path, arguments: &[&str]) -> String {
    let out = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "gc.auto=0"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(out.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

fn commit(folder: &Path, path: &str, content: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
    git(folder, &["add", "."]);
    git(folder, &["commit", "-qm", "x"]);
}

/// A repository with three transitions.
fn repository(format: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    git(dir.path(), &["init", "-q", &format!("--object-format={format}")]);
    commit(dir.path(), "claims/a/tide.toml", CLAIM);
    commit(dir.path(), "claims/a/tide.toml", &CLAIM.replace("unsubstantiated", "documented"));
    commit(dir.path(), "claims/b/moon.toml", CLAIM);
    dir
}

fn log(folder: &Path) -> Run {
    let mut program = Command::new(env!("CARGO_BIN_EXE_grounds"));
    let out = program.args(["log", "--format", "jsonl"]).current_dir(folder).output().unwrap();
    Run {
        code: out.status.code(),
        stdout: String::from_utf8(out.stdout).unwrap(),
        stderr: String::from_utf8(out.stderr).unwrap(),
    }
}

#[track_caller]
fn tells_all(folder: &Path, expected: &str) {
    let run = log(folder);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(run.stdout, expected);
}

#[test]
fn objects_are_read_however_git_keeps_them() {
    for format in ["sha1", "sha256"] {
        let loose = repository(format);
        let loose = loose.path();
        let told = log(loose).stdout;
        assert_eq!(told.lines().count(), 3, "{format}: {told}");

        let borrowing = tempfile::tempdir().unwrap();
        git(borrowing.path(), &["clone", "-q", "--shared", &loose.display().to_string(), "."]);
        tells_all(borrowing.path(), &told);

        git(loose, &["repack", "-adq"]);
        tells_all(loose, &told);

        commit(loose, "README.md", "two packs\n");
        git(loose, &["repack", "-dq"]);
        git(loose, &["multi-pack-index", "write"]);
        tells_all(loose, &told);
        git(loose, &["commit-graph", "write", "--reachable"]);
        tells_all(loose, &told);
    }
}

#[test]
fn what_is_missing_is_named() {
    for (what, revision) in [
        ("commit", "HEAD~1"),
        ("tree", "HEAD~1^{tree}"),
        ("tree", "HEAD~1:claims/a"),
        ("blob", "HEAD~2:claims/a/tide.toml"),
    ] {
        let dir = repository("sha1");
        let id = git(dir.path(), &["rev-parse", revision]);
        fs::remove_file(dir.path().join(".git/objects").join(&id[..2]).join(&id[2..])).unwrap();
        let run = log(dir.path());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{revision}");
        let told = format!("error: {what} {id} is missing from this clone");
        assert!(run.stderr.starts_with(&told) && run.stderr.contains("git fetch"), "{}", run.stderr);
    }
}

#[test]
fn a_damaged_pack_is_told() {
    let dir = repository("sha1");
    git(dir.path(), &["repack", "-adq"]);
    let told = log(dir.path()).stdout;
    let packs =
        fs::read_dir(dir.path().join(".git/objects/pack")).unwrap().map(|entry| entry.unwrap().path());
    let pack = packs.into_iter().find(|path| path.extension().is_some_and(|found| found == "pack")).unwrap();
    let whole = fs::read(&pack).unwrap();
    fs::remove_file(&pack).unwrap();
    for at in (12..whole.len() - 20).step_by(7) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x55;
        fs::write(&pack, damaged).unwrap();
        let run = log(dir.path());
        match run.code {
            // Some objects, and some bits of others, say nothing about claims.
            Some(0) => assert_eq!(run.stdout, told, "byte {at}"),
            code => assert!(code == Some(2) && run.stderr.contains("git fsck"), "byte {at}: {}", run.stderr),
        }
    }
}

#[test]
fn a_file_that_is_too_large_is_unreadable_and_not_loaded() {
    for size in [(1 << 20) + 1, 50 << 20] {
        let dir = repository("sha1");
        commit(dir.path(), "claims/b/moon.toml", &" ".repeat(size));
        git(dir.path(), &["repack", "-adq"]);
        let run = log(dir.path());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.lines().next().unwrap().contains(r#""to": "unreadable""#), "{}", run.stdout);
    }
}
