//! The first command: in an empty folder, in a messy one, and twice.

use crate::repository::Repository;
use crate::sandbox::{Run, Sandbox};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file below a folder, with what it holds.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    let mine = all.filter(|entry| !entry.path().components().any(|part| part.as_os_str() == ".git"));
    mine.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        (path, fs::read(entry.path()).unwrap())
    })
    .collect()
}

fn succeeded(run: &Run) {
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
}

#[test]
fn an_empty_folder_becomes_a_project_that_is_clean() {
    let sandbox = Sandbox::empty();
    let run = sandbox.run(&["init"]);
    succeeded(&run);
    let written = files(sandbox.path());
    for path in [
        "grounds.toml",
        "claims/example-patrol-boats-40.toml",
        "sources/example-gazette-2020-02-11.toml",
        "sources/example-gazette-2020-02-11.txt",
        ".gitattributes",
        ".github/workflows/grounds.yml",
        ".github/CODEOWNERS",
        ".vscode/settings.json",
        "tombi.toml",
    ] {
        assert!(written.contains_key(path) && run.stdout.contains(path), "{path}: {}", run.stdout);
    }
    assert!(run.stdout.contains("run `git init`"), "{}", run.stdout);
    let check = sandbox.run(&["check"]);
    succeeded(&check);
    assert!(check.stdout.ends_with("\n0 errors, 0 warnings, 0 notes\n"), "{}", check.stdout);
    assert_eq!(sandbox.run(&["fmt", "--check"]).code, Some(0), "the example is laid out as all will be");
    let again = sandbox.run(&["init"]);
    succeeded(&again);
    assert!(again.stdout.ends_with("nothing to write: everything is in place\n"), "{}", again.stdout);
    assert_eq!(files(sandbox.path()), written, "twice is once");
}

/// Settings with their comments turned into what they show.
fn uncommented(settings: &str) -> String {
    settings
        .lines()
        .skip(2)
        .map(|line| line.strip_prefix("# ").unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_settings_show_the_defaults_and_then_examples_that_work() {
    let sandbox = Repository::around(Sandbox::empty());
    sandbox.run(&["init"]);
    sandbox.git(&["init", "--quiet"]);
    sandbox.commit("Begin");
    let settings = fs::read_to_string(sandbox.path().join("grounds.toml")).unwrap();
    let (defaults, examples) = settings.split_once("## The settings from here on are examples.").unwrap();
    assert!(defaults.contains("[review]") && examples.contains("[rules]"), "{settings}");
    sandbox.file("grounds.toml", uncommented(defaults));
    let check = sandbox.run(&["check", "--base", "HEAD"]);
    assert!(
        check.stdout.ends_with("\n0 errors, 0 warnings, 0 notes\n"),
        "no default changes: {}",
        check.stdout
    );
    sandbox.file("grounds.toml", uncommented(&settings));
    let check = sandbox.run(&["check"]);
    assert!(check.stdout.ends_with("\n0 errors, 0 warnings, 0 notes\n"), "{}", check.stdout);
    let check = sandbox.run(&["check", "--base", "HEAD"]);
    assert!(check.stdout.contains("warning[policy-changed]"), "an example changes it: {}", check.stdout);
}

#[test]
fn code_owners_are_proposed_in_comments_and_nobodys_are_replaced() {
    for (host, check, path) in [
        (".keep", ".github/workflows/grounds.yml", ".github/CODEOWNERS"),
        (".gitlab-ci.yml", "ci/grounds.gitlab-ci.yml", ".gitlab/CODEOWNERS"),
    ] {
        let sandbox = Repository::around(Sandbox::empty().file(host, "").file("news desk/.keep", ""));
        sandbox.git(&["init", "--quiet"]);
        succeeded(&crate::sandbox::run_in(&sandbox.path().join("news desk"), &["init"], &[]));
        let owners = fs::read_to_string(sandbox.path().join(path)).unwrap();
        assert!(owners.lines().all(|line| line.starts_with('#')), "it has no effect yet: {owners}");
        for owned in ["/news\\ desk/grounds.toml", "/news\\ desk/grounds.baseline.toml", check, path] {
            assert!(owners.contains(&format!("{owned} @OWNER\n")), "{owned}: {owners}");
        }
        assert!(owners.lines().all(|line| !line.contains("@BELOW@")), "{owners}");
    }
    let top = Repository::new();
    top.run(&["init"]);
    let owners = fs::read_to_string(top.path().join(".github/CODEOWNERS")).unwrap();
    assert!(owners.contains("# /grounds.toml @OWNER\n"), "{owners}");
    for there in ["CODEOWNERS", "docs/CODEOWNERS", ".github/CODEOWNERS"] {
        let sandbox = Sandbox::empty().file(there, "* @desk\n");
        let run = sandbox.run(&["init"]);
        succeeded(&run);
        let written = files(sandbox.path());
        assert_eq!(written.keys().filter(|path| path.ends_with("CODEOWNERS")).count(), 1, "{there}");
        assert_eq!(written[there], b"* @desk\n");
        assert!(
            run.stdout.contains(&format!("not changed, because it exists:\n  {there}\n")),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn a_messy_folder_is_adopted_in_one_command_and_its_check_is_green() {
    let sandbox = Repository::of(Sandbox::empty());
    sandbox.file(".gitattributes", "*.png binary\n").file("README.md", "Ours.\n");
    for n in 0..200 {
        sandbox.file(
            &format!("claims/old/c-{n:03}.toml"),
            format!("statement = \"Tide {n}.\"\nstatus = \"documentd\"\n"),
        );
    }
    sandbox.commit("A messy past");
    let before = files(sandbox.path());
    let run = sandbox.run(&["init"]);
    succeeded(&run);
    assert!(
        run.stdout.starts_with("found 200 claims, 0 sources\nwrote:\n  grounds.toml\n"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("not changed, because it exists:\n  .gitattributes\n"), "{}", run.stdout);
    assert!(run.stdout.contains("set aside until 2027-05-30: 200 findings (200 errors)"), "{}", run.stdout);
    assert!(run.stdout.contains("add to .gitattributes: sources/** -text"), "{}", run.stdout);
    let after = files(sandbox.path());
    for (path, content) in &before {
        assert_eq!(after.get(path), Some(content), "{path} is as it was");
    }
    assert!(!after.keys().any(|path| path.contains("example")), "no example beside claims");
    let pull =
        [("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_BASE_REF", "main")];
    sandbox.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    sandbox.branch("adopt");
    sandbox.commit("Take up grounds");
    let green = sandbox.run_with(&["ci"], &pull);
    assert_eq!(green.code, Some(0), "the pull request that brings it in is green: {}", green.stdout);
    sandbox.git(&["update-ref", "refs/remotes/origin/main", "adopt"]);
    let sandbox = sandbox.file("claims/new.toml", "statement = \"x\"\nstatus = \"documentd\"\n");
    sandbox.commit("A new fault");
    assert_eq!(sandbox.run_with(&["ci"], &pull).code, Some(1), "a new fault is red");
    sandbox.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    let sandbox =
        sandbox.file("claims/old/c-000.toml", "statement = \"Tide 0.\"\nstatus = \"unsubstantiated\"\n");
    let shrunk = sandbox.run(&["baseline"]);
    assert!(shrunk.stdout.contains("still set aside: 199 findings"), "{}", shrunk.stdout);
    sandbox.commit("One fixed");
    assert_eq!(sandbox.run_with(&["ci"], &pull).code, Some(0), "an old one fixed is green");
    let again = sandbox.run(&["init"]);
    assert!(again.stdout.ends_with("nothing to write: everything is in place\n"), "{}", again.stdout);
}

#[test]
fn nothing_is_set_aside_where_nobody_wants_that_or_settings_are_there() {
    let messy = || Sandbox::empty().file("claims/a.toml", "statement = \"x\"\nstatus = \"documentd\"\n");
    let (no, yes) = (messy(), messy().file("grounds.toml", ""));
    no.run(&["init", "--no-baseline"]);
    yes.run(&["init"]);
    for sandbox in [no, yes] {
        assert!(!sandbox.path().join("grounds.baseline.toml").exists());
        assert_eq!(sandbox.run(&["check"]).code, Some(1));
    }
}

#[test]
fn claims_in_another_place_are_pointed_at_and_nothing_is_written() {
    let sandbox = Sandbox::empty()
        .file("Cargo.toml", "[package]\nname = \"x\"\n")
        .file("facts/tide.toml", "statement = \"x\"\nstatus = \"documented\"\n");
    let before = files(sandbox.path());
    let run = sandbox.run(&["init"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("1 file looks like a claim, such as facts/tide.toml"), "{}", run.stderr);
    assert!(run.stderr.contains("git mv facts claims"), "{}", run.stderr);
    assert_eq!(files(sandbox.path()), before);
    let other = Sandbox::empty().file("Cargo.toml", "[package]\nname = \"x\"\n");
    succeeded(&other.run(&["init"]));
}

#[test]
fn for_gitlab_there_is_a_snippet_and_a_project_below_the_top_has_its_workflow_at_the_top() {
    let sandbox = Sandbox::empty().file(".gitlab-ci.yml", "stages: [test]\n");
    let run = sandbox.run(&["init"]);
    assert!(run.stdout.contains("  ci/grounds.gitlab-ci.yml\n"), "{}", run.stdout);
    assert!(!sandbox.path().join(".github").exists());
    let sandbox = Repository::of(Sandbox::empty().file("desk/.keep", ""));
    let run =
        crate::sandbox::run_in(&sandbox.path().join("desk"), &["init", "--action", "a/grounds@0123"], &[]);
    succeeded(&run);
    let workflow = fs::read_to_string(sandbox.path().join(".github/workflows/grounds.yml")).unwrap();
    assert!(workflow.contains("root: \"desk\"") && workflow.contains("uses: a/grounds@0123\n"), "{workflow}");
    assert!(sandbox.path().join("desk/grounds.toml").exists());
}

#[test]
fn a_folder_inside_a_project_is_no_new_one_by_mistake() {
    let sandbox = Sandbox::new().file("claims/a.toml", "statement = \"x\"\nstatus = \"unsubstantiated\"\n");
    let run = crate::sandbox::run_in(&sandbox.path().join("claims"), &["init"], &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("is inside the project"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let outside = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::empty().link(".github", outside.path().to_str().unwrap());
    let run = sandbox.run(&["init"]);
    assert_eq!(run.code, Some(2), "{}", run.stdout);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}
