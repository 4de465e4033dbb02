//! `log` reads objects in another way than `check`: it must read whatever git writes, and say what cannot be read.

use crate::repository::Repository;
use crate::sandbox::{Run, Sandbox, run_in};
use std::fs;
use std::path::Path;

/// A repository with three transitions.
fn repository(format: &str) -> Repository {
    let repository = Repository::around(Sandbox::empty());
    repository.git(&["init", "--quiet", &format!("--object-format={format}")]);
    repository.claim("a/tide", "unsubstantiated").commit("Take in");
    repository.claim("a/tide", "documented").commit("Raise");
    repository.claim("b/moon", "unsubstantiated").commit("Take in another");
    repository
}

fn log(folder: &Path) -> Run {
    run_in(folder, &["log", "--format", "jsonl"], &[])
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
        let repository = repository(format);
        let told = log(repository.path()).stdout;
        assert_eq!(told.lines().count(), 3, "{format}: {told}");

        let borrowing = tempfile::tempdir().unwrap();
        repository.git(&["clone", "--quiet", "--shared", ".", borrowing.path().to_str().unwrap()]);
        tells_all(borrowing.path(), &told);

        repository.git(&["repack", "-adq"]);
        tells_all(repository.path(), &told);

        repository.file("README.md", "two packs\n").commit("Read me");
        repository.git(&["repack", "-dq"]);
        repository.git(&["multi-pack-index", "write"]);
        tells_all(repository.path(), &told);
        repository.git(&["commit-graph", "write", "--reachable"]);
        tells_all(repository.path(), &told);
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
        let repository = repository("sha1");
        let id = repository.rev(revision);
        fs::remove_file(repository.loose(&id)).unwrap();
        let run = log(repository.path());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{revision}");
        let told = format!("error: {what} {id} is missing from this clone");
        assert!(run.stderr.starts_with(&told) && run.stderr.contains("git fetch"), "{}", run.stderr);
    }
}

#[test]
fn a_damaged_pack_is_told() {
    let dir = repository("sha1");
    dir.git(&["repack", "-adq"]);
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
        dir.file("claims/b/moon.toml", " ".repeat(size)).commit("Grow");
        dir.git(&["repack", "-adq"]);
        let run = log(dir.path());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.lines().next().unwrap().contains(r#""to": "unreadable""#), "{}", run.stdout);
    }
}
