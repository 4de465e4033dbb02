//! `grounds ci`: what runners say of a change, and what is made of that.

use crate::repository::Repository;
use crate::runner::commands;
use crate::sandbox::{Run, Sandbox, run_in};
use grounds::history::runner::{About, Host, Refusal, run};
use serde_json::{Value, json};
use std::process::Command;

const ONE: &str = "1111111111111111111111111111111111111111";
const TWO: &str = "2222222222222222222222222222222222222222";
const NONE: &str = "0000000000000000000000000000000000000000";

fn about(environment: &[(&str, &str)], event: &Value) -> Result<(Host, About), Refusal> {
    let get = |name: &str| {
        environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    };
    run(get, event).map(|run| (run.host, run.about))
}

fn proposal(bases: &[&str]) -> About {
    About::Proposal(bases.iter().map(|base| (*base).to_owned()).collect())
}

/// As docs.github.com ("Variables reference", "Webhook events and payloads") and docs.gitlab.com ("Predefined CI/CD variables
/// reference") have them.
#[test]
fn every_kind_of_run_is_compared_with_what_it_comes_from() {
    let github = |name: &'static str, more: &[(&'static str, &'static str)]| {
        [&[("GITHUB_ACTIONS", "true"), ("CI", "true"), ("GITHUB_EVENT_NAME", name)], more].concat()
    };
    let gitlab = |source: &'static str, more: &[(&'static str, &'static str)]| {
        [&[("GITLAB_CI", "true"), ("CI", "true"), ("CI_PIPELINE_SOURCE", source)], more].concat()
    };
    let pull = json!({"pull_request": {"base": {"sha": ONE, "ref": "main"}, "head": {"sha": TWO}}});
    let landed = |since: Option<&str>| About::Landed(since.map(str::to_owned));
    let merge = "merge_request_event";
    for (environment, event, expected) in [
        (
            github("pull_request", &[("GITHUB_BASE_REF", "main")]),
            pull.clone(),
            Ok(proposal(&["refs/remotes/origin/main", ONE])),
        ),
        // Other events can be about a change all the same.
        (
            github("pull_request_review", &[("GITHUB_BASE_REF", "main")]),
            pull.clone(),
            Ok(proposal(&["refs/remotes/origin/main", ONE])),
        ),
        (github("pull_request_review_comment", &[]), pull.clone(), Ok(proposal(&[ONE]))),
        (
            gitlab("parent_pipeline", &[("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")]),
            Value::Null,
            Ok(proposal(&["refs/remotes/origin/main"])),
        ),
        (gitlab("api", &[("CI_MERGE_REQUEST_IID", "7")]), Value::Null, Err(Refusal::NoBase)),
        (
            gitlab("external_pull_request_event", &[("CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME", "main")]),
            Value::Null,
            Ok(proposal(&["refs/remotes/origin/main"])),
        ),
        (
            github("pull_request", &[("GITHUB_BASE_REF", "release/1.0")]),
            Value::Null,
            Ok(proposal(&["refs/remotes/origin/release/1.0"])),
        ),
        (github("pull_request", &[("GITHUB_BASE_REF", "")]), pull.clone(), Ok(proposal(&[ONE]))),
        (github("pull_request", &[]), json!({"pull_request": {"base": {"sha": 5}}}), Err(Refusal::NoBase)),
        (github("pull_request", &[]), Value::Null, Err(Refusal::NoBase)),
        (github("pull_request_target", &[("GITHUB_BASE_REF", "main")]), pull, Err(Refusal::Target)),
        (
            github("merge_group", &[]),
            json!({"merge_group": {"base_sha": ONE, "head_sha": TWO}}),
            Ok(proposal(&[ONE])),
        ),
        (github("merge_group", &[]), json!({}), Err(Refusal::NoBase)),
        (
            github("push", &[]),
            json!({"before": ONE, "after": TWO, "ref": "refs/heads/main"}),
            Ok(landed(Some(ONE))),
        ),
        (github("push", &[]), json!({"before": NONE, "after": TWO, "created": true}), Ok(landed(None))),
        (github("schedule", &[]), json!({"schedule": "0 0 * * *"}), Ok(landed(None))),
        (github("workflow_dispatch", &[]), Value::Null, Ok(landed(None))),
        (
            gitlab(
                merge,
                &[
                    ("CI_MERGE_REQUEST_DIFF_BASE_SHA", ONE),
                    ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
                    ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", ""),
                ],
            ),
            Value::Null,
            Ok(proposal(&[ONE, "refs/remotes/origin/main"])),
        ),
        (
            gitlab(
                merge,
                &[("CI_MERGE_REQUEST_DIFF_BASE_SHA", ONE), ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", TWO)],
            ),
            Value::Null,
            Ok(proposal(&[TWO, ONE])),
        ),
        (gitlab(merge, &[]), Value::Null, Err(Refusal::NoBase)),
        (gitlab("push", &[("CI_COMMIT_BEFORE_SHA", ONE)]), Value::Null, Ok(landed(Some(ONE)))),
        (gitlab("push", &[("CI_COMMIT_BEFORE_SHA", NONE)]), Value::Null, Ok(landed(None))),
        (gitlab("schedule", &[]), Value::Null, Ok(landed(None))),
    ] {
        let host = if environment[0].0 == "GITHUB_ACTIONS" { Host::GitHub } else { Host::GitLab };
        assert_eq!(
            about(&environment, &event),
            expected.map(|about| (host, about)),
            "{environment:?} {event}"
        );
    }
    for environment in
        [&[("CI", "true")][..], &[], &[("GITHUB_ACTIONS", "1"), ("GITHUB_EVENT_NAME", "pull_request")]]
    {
        assert_eq!(about(environment, &Value::Null), Ok((Host::Unknown, About::Landed(None))));
    }
}

#[test]
fn what_no_branch_and_no_commit_is_called_is_refused() {
    for name in [
        "a b",
        "a..b",
        "-",
        "main~1",
        "main^{/x}",
        "a@{1}",
        "x:y",
        "a*",
        "/a",
        "a/",
        "a//b",
        ".a",
        "a.lock",
        "a\nb",
        "a\u{7f}",
    ] {
        let environment =
            [("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_BASE_REF", name)];
        let event = json!({"pull_request": {"base": {"sha": ONE}}});
        let told = about(&environment, &event);
        // A leading hyphen is odd and harmless behind `refs/remotes/origin/`.
        let is_refused = told == Err(Refusal::NoBase);
        assert!(is_refused || name == "-", "{name:?}: {told:?}");
    }
    for sha in ["main", "1234567", "HEAD~1", "--help", "g111111111111111111111111111111111111111"] {
        let environment = [("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "merge_group")];
        assert_eq!(
            about(&environment, &json!({"merge_group": {"base_sha": sha}})),
            Err(Refusal::NoBase),
            "{sha}"
        );
    }
}

const GOOD: &str = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n";
const RAISED: &str = "statement = \"The tide came.\"\nstatus = \"documented\"\n";

/// A repository as a runner checks it out: a change merged into its base, with branches of the origin.
fn checked_out() -> Repository {
    let repository = Repository::new();
    repository.file("claims/tide.toml", GOOD).commit("As it was");
    repository.branch("change").file("claims/tide.toml", RAISED).commit("Raised");
    repository.switch("main").file("claims/other.toml", RAISED).commit("Meanwhile, on main");
    repository.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    repository.git(&["switch", "--quiet", "--detach", "main"]);
    repository.git(&["merge", "--quiet", "--no-ff", "--message", "Merge", "change"]);
    repository
}

fn pull_request(sandbox: &Sandbox, more: &[(&str, &str)]) -> Run {
    let base =
        [("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_BASE_REF", "main")];
    sandbox.run_with(&["ci"], &[&base[..], more].concat())
}

#[test]
fn a_pull_request_is_judged_annotated_and_summed_up() {
    let sandbox = checked_out();
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md");
    std::fs::write(&summary, "## Before\n\n").unwrap();
    let run = pull_request(&sandbox, &[("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let titles: Vec<_> = commands(&run.stdout)
        .iter()
        .filter(|command| command.property("file") == Some("claims/tide.toml"))
        .map(|command| command.property("title").unwrap().to_owned())
        .collect();
    assert!(titles.contains(&"status-moved-silently".to_owned()), "{}", run.stdout);
    let other = commands(&run.stdout).iter().any(|command| {
        command.property("file") == Some("claims/other.toml")
            && command.property("title") == Some("status-moved-silently")
    });
    assert!(!other, "what main did meanwhile is not this change: {}", run.stdout);
    let summary = std::fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("## Before\n\n### ❌ Claims: "), "{summary}");
    assert!(summary.contains("unsubstantiated → documented") || summary.contains("`tide`"), "{summary}");
    assert!(summary.matches("status-moved-silently").count() >= 1);
}

#[test]
fn what_has_landed_is_checked_as_it_is_and_what_moved_is_told() {
    let sandbox = checked_out();
    let before = sandbox.rev("origin/main");
    let folder = tempfile::tempdir().unwrap();
    let (event, summary) = (folder.path().join("event.json"), folder.path().join("summary.md"));
    std::fs::write(&event, json!({"before": before}).to_string()).unwrap();
    let run = sandbox.run_with(
        &["ci"],
        &[
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_EVENT_NAME", "push"),
            ("GITHUB_EVENT_PATH", event.to_str().unwrap()),
            ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap()),
        ],
    );
    assert_eq!(run.code, Some(1));
    assert!(!run.stdout.contains("status-moved-silently"), "{}", run.stdout);
    let summary = std::fs::read_to_string(summary).unwrap();
    assert!(summary.contains("tide"), "{summary}");
}

#[test]
fn nothing_is_judged_without_what_a_change_comes_from() {
    let sandbox = checked_out();
    let run = pull_request(&sandbox, &[("GITHUB_BASE_REF", "gone")]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("fetch-depth: 0"), "{}", run.stderr);
    let hostile = pull_request(&sandbox, &[("GITHUB_BASE_REF", "x\n::error::y")]);
    assert_eq!((hostile.code, commands(&hostile.stderr)), (Some(2), Vec::new()), "{}", hostile.stderr);
    let target = sandbox
        .run_with(&["ci"], &[("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "pull_request_target")]);
    assert_eq!(target.code, Some(2));
    assert!(target.stderr.contains("run on `pull_request`"), "{}", target.stderr);
    assert_eq!(Sandbox::new().file("claims/tide.toml", GOOD).run(&["ci"]).code, Some(2), "no repository");
}

#[test]
fn a_shallow_clone_is_refused_with_the_remedy() {
    let sandbox = checked_out();
    let clone = tempfile::tempdir().unwrap();
    let into = clone.path().join("clone");
    let url = format!("file://{}", sandbox.path().display());
    let git =
        Command::new("git").args(["clone", "--quiet", "--depth", "1", &url]).arg(&into).output().unwrap();
    assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
    for (environment, remedy) in [
        (&[("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "push")][..], "fetch-depth: 0"),
        (&[("GITLAB_CI", "true"), ("CI_PIPELINE_SOURCE", "push")], "GIT_DEPTH: 0"),
        (&[], "git fetch --unshallow"),
    ] {
        let run = run_in(&into, &["ci"], environment);
        assert_eq!(run.code, Some(2), "{}", run.stdout);
        assert!(run.stderr.contains("shallow") && run.stderr.contains(remedy), "{}", run.stderr);
    }
}

#[test]
fn elsewhere_the_base_is_named_or_nothing_is_compared() {
    let sandbox = checked_out();
    let named = sandbox.run(&["ci", "--base", "origin/main", "--format", "concise"]);
    assert!(named.code == Some(1) && named.stdout.contains("status-moved-silently"), "{}", named.stdout);
    let plain = sandbox.run(&["ci", "--format", "concise"]);
    assert!(plain.stderr.contains("nothing is compared"), "{}", plain.stderr);
    let gitlab = sandbox.run_with(
        &["ci", "--format", "concise"],
        &[
            ("GITLAB_CI", "true"),
            ("CI_PIPELINE_SOURCE", "merge_request_event"),
            ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
        ],
    );
    assert!(gitlab.code == Some(1) && gitlab.stdout.contains("status-moved-silently"), "{}", gitlab.stdout);
}

#[test]
fn a_summary_that_cannot_be_written_changes_no_verdict() {
    let run = pull_request(&checked_out(), &[("GITHUB_STEP_SUMMARY", "/nowhere/at/all/summary.md")]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("warning: the summary of the step was not written"), "{}", run.stderr);
    // Nor is it written over a record.
    let sandbox = checked_out();
    let record = sandbox.path().join("claims/tide.toml");
    let before = std::fs::read(&record).unwrap();
    let run = pull_request(&sandbox, &[("GITHUB_STEP_SUMMARY", record.to_str().unwrap())]);
    assert!(run.stderr.contains("may not overwrite it"), "{}", run.stderr);
    assert_eq!(std::fs::read(&record).unwrap(), before);
}
