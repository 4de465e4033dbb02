//! Pull requests, dishonest and honest: what `check --base` says of each.

use crate::repository::Repository;
use crate::sandbox::{Run, Sandbox};

const REGISTER: &str =
    "Entered in the year 2019: 22 patrol boats, for the coast guard. The register names no yard.\n";
const GAZETTE: &str = "A foreman said that forty boats left the yard before the winter.\n";

/// A project on `main`, with a branch `change` checked out: one claim that is open and one that is documented.
fn project() -> Repository {
    let tree = Sandbox::new()
        .source("register", REGISTER)
        .file("sources/register.toml", record("register", "official-record"))
        .source("gazette", GAZETTE)
        .file("claims/open.toml", claim(&CLAIM))
        .file("claims/boats-22.toml", claim(&Claim { status: "documented", ..CLAIM }));
    let repository = Repository::of(tree);
    repository.commit("As it was");
    repository.branch("change");
    repository
}

fn record(text_of: &str, kind: &str) -> String {
    let text = if text_of == "register" { REGISTER } else { GAZETTE };
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    format!(
        "publisher = \"Harbour Office\"\nkind = \"{kind}\"\npublished = 2020-01-15\nlanguage = \"la\"\n\n[text]\nsha256 = \"{sha256}\"\n"
    )
}

struct Claim {
    statement: &'static str,
    status: &'static str,
    rationale: &'static str,
    quote: &'static str,
    checked_on: &'static str,
    more: &'static str,
}

const CLAIM: Claim = Claim {
    statement: "The harbour register for 2019 has 22 patrol boats.",
    status: "unsubstantiated",
    rationale: "One of us has read the register.",
    quote: "22 patrol boats, for the coast guard",
    checked_on: "2026-11-02",
    more: "",
};

/// Its evidence bears every number that a statement here has: what changed is what counts. A translation may bear some, since
/// no numbers of the language are known.
fn claim(claim: &Claim) -> String {
    let Claim { statement, status, rationale, quote, checked_on, more } = claim;
    format!(
        "statement = \"{statement}\"\nstatus = \"{status}\"\njudges = \"saying\"\nclaimant = \"Harbour Office\"\n\
         rationale = \"{rationale}\"\n{more}\n[[evidence]]\nsource = \"register\"\nquote = \"{quote}\"\n\
         translation = \"In 2019: 22, 40 and 99 patrol boats.\"\n\n[checked]\nby = \"E. Marsh\"\non = {checked_on}\n"
    )
}

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--base", "main", "--format", "concise"])
}

/// The rules that say something at error level.
fn errors(run: &Run) -> Vec<&str> {
    let errors = run.stdout.lines().filter_map(|line| line.split_once(": error[")?.1.split_once(']'));
    errors.map(|(rule, _)| rule).collect()
}

fn is_clean(sandbox: &Sandbox) {
    let run = check(sandbox);
    assert_eq!((run.code, errors(&run)), (Some(0), vec![]), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_status_that_rises_in_silence_is_refused_and_with_its_reason_passes() {
    let silent = project().with("claims/open.toml", claim(&Claim { status: "documented", ..CLAIM }));
    silent.commit("Raise");
    let run = check(&silent);
    assert_eq!((run.code, errors(&run)), (Some(1), vec!["status-moved-silently"]), "{}", run.stdout);
    let told =
        "`open` rose from unsubstantiated to documented, but neither its evidence nor its rationale changed";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    let rewrapped = Claim { status: "documented", rationale: "One of us  has read the register. ", ..CLAIM };
    assert_eq!(errors(&check(silent.file("claims/open.toml", claim(&rewrapped)))), ["status-moved-silently"]);
    let reason = Claim { status: "documented", rationale: "The register was read again by two.", ..CLAIM };
    is_clean(&project().with("claims/open.toml", claim(&reason)));
}

#[test]
fn a_withdrawn_claim_comes_back_with_a_reason_only() {
    let withdrawn = "[withdrawn]\non = 2026-11-10\nbecause = \"It was the register for 2018.\"\n";
    let documented = Claim { status: "documented", ..CLAIM };
    let sandbox = project().with("claims/boats-22.toml", claim(&documented) + withdrawn);
    sandbox.commit("Withdraw");
    let sandbox = sandbox.file("claims/boats-22.toml", claim(&documented));
    let base = ["check", "--base", "HEAD", "--format", "concise"];
    let run = sandbox.run(&base);
    assert_eq!((run.code, errors(&run)), (Some(1), vec!["status-moved-silently"]), "{}", run.stdout);
    assert!(run.stdout.contains("`boats-22` rose from withdrawn to documented"), "{}", run.stdout);
    let reason = Claim { rationale: "It was the register for 2019 after all.", ..documented };
    assert_eq!(sandbox.file("claims/boats-22.toml", claim(&reason)).run(&base).code, Some(0));
}

#[test]
fn to_lower_a_status_needs_no_reason() {
    is_clean(&project().with("claims/boats-22.toml", claim(&CLAIM)));
}

#[test]
fn a_new_claim_comes_from_unsubstantiated() {
    is_clean(&project().with("claims/new.toml", claim(&Claim { status: "documented", ..CLAIM })));
    let bare = "statement = \"It is so.\"\nstatus = \"documented\"\n";
    let run = check(&project().with("claims/new.toml", bare));
    assert!(errors(&run).contains(&"status-moved-silently"), "{}", run.stdout);
}

#[test]
fn a_new_claim_cannot_hide_behind_one_that_is_still_there() {
    let new = "statement = \"It is so.\"\nstatus = \"documented\"\nformerly = [\"boats-22\"]\n";
    let run = check(&project().with("claims/new.toml", new));
    assert!(errors(&run).contains(&"status-moved-silently"), "{}", run.stdout);
}

#[test]
fn a_statement_rewritten_under_a_standing_status_is_refused_until_somebody_looks_again() {
    let rewritten = Claim {
        statement: "The harbour register for 2019 has 40 patrol boats.",
        status: "documented",
        ..CLAIM
    };
    let run = check(&project().with("claims/boats-22.toml", claim(&rewritten)));
    assert_eq!((run.code, errors(&run)), (Some(1), vec!["statement-drift"]), "{}", run.stdout);
    assert!(run.stdout.contains(
        "a number in the statement of `boats-22` changed from \"22\" to \"40\", but the claim is still marked documented"
    ));
    is_clean(
        &project().with("claims/boats-22.toml", claim(&Claim { checked_on: "2026-11-20", ..rewritten })),
    );
    let lowered = Claim { statement: rewritten.statement, ..CLAIM };
    is_clean(&project().with("claims/boats-22.toml", claim(&lowered)));
    let better = Claim {
        statement: "A harbour register for 2019 has 22 patrol  boats",
        status: "documented",
        ..CLAIM
    };
    is_clean(&project().with("claims/boats-22.toml", claim(&better)));
}

#[test]
fn a_renamed_claim_is_compared_with_what_it_was() {
    let renamed = Claim {
        statement: "The harbour register for 2019 has 40 patrol boats.",
        status: "documented",
        more: "formerly = [\"boats-22\"]\n",
        ..CLAIM
    };
    let sandbox = project().with("claims/boats-40.toml", claim(&renamed));
    std::fs::remove_file(sandbox.path().join("claims/boats-22.toml")).unwrap();
    assert_eq!(errors(&check(&sandbox)), ["statement-drift"]);
    let renamed = Claim { statement: CLAIM.statement, ..renamed };
    is_clean(sandbox.file("claims/boats-40.toml", claim(&renamed)));
}

#[test]
fn of_claims_that_become_one_none_lends_its_status_to_the_others() {
    let merged = Claim { status: "documented", more: "formerly = [\"boats-22\", \"open\"]\n", ..CLAIM };
    let sandbox = project().with("claims/boats.toml", claim(&merged));
    for gone in ["boats-22", "open"] {
        std::fs::remove_file(sandbox.path().join(format!("claims/{gone}.toml"))).unwrap();
    }
    assert_eq!(errors(&check(&sandbox)), ["status-moved-silently"]);
}

#[test]
fn a_deleted_claim_is_missed_a_moved_a_renamed_and_a_withdrawn_one_are_not() {
    let sandbox = project();
    sandbox.git(&["rm", "--quiet", "claims/boats-22.toml"]);
    let run = check(&sandbox);
    assert_eq!((run.code, errors(&run)), (Some(1), vec!["claim-deleted"]), "{}", run.stdout);
    assert!(
        run.stdout.contains(
            "claims/boats-22.toml:1:1: error[claim-deleted] this change removes the claim `boats-22`"
        )
    );
    let renamed = project();
    renamed.git(&["mv", "claims/boats-22.toml", "claims/harbour-register-2019.toml"]);
    let said = renamed.run(&["check", "--base", "HEAD", "--width", "1000"]).stdout;
    let line = "write in claims/harbour-register-2019.toml: formerly = [\"boats-22\"]";
    assert!(said.contains(line), "{said}");
    let moved = project();
    std::fs::create_dir(moved.path().join("claims/boats")).unwrap();
    moved.git(&["mv", "claims/boats-22.toml", "claims/boats/boats-22.toml"]);
    is_clean(&moved);
    let withdrawn = "statement = \"The harbour register for 2019 has 22 patrol boats.\"\nstatus = \"documented\"\n\n\
                     [withdrawn]\non = 2026-11-20\nbecause = \"It was the register for 2018.\"\n";
    is_clean(&project().with("claims/boats-22.toml", withdrawn));
}

#[test]
fn a_thousand_deleted_claims_are_missed_at_once() {
    let sandbox = Repository::new();
    let folder = sandbox.path().join("claims");
    std::fs::create_dir(&folder).unwrap();
    let put = |of: char| {
        for number in 0..3_000 {
            std::fs::write(folder.join(format!("{of}-is-a-claim-{number}.toml")), claim(&CLAIM)).unwrap();
        }
    };
    put('a');
    sandbox.commit("As it was");
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::create_dir(&folder).unwrap();
    put('b');
    let start = std::time::Instant::now();
    let run = sandbox.run(&["check", "--base", "HEAD", "--format", "concise", "--limit", "0"]);
    assert_eq!(errors(&run).iter().filter(|rule| **rule == "claim-deleted").count(), 3_000);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_policy_that_is_loosened_judges_only_the_next_change() {
    let loose = "[rules]\nstatus-unsupported = \"off\"\nsingle-origin = \"off\"\n";
    let claimed = Claim { status: "documented", quote: "The register names no yard", ..CLAIM }.quote;
    let unearned =
        claim(&Claim { status: "documented", quote: claimed, ..CLAIM }).replace("\"saying\"", "\"fact\"");
    let sandbox = project().with("grounds.toml", loose).with("claims/new.toml", &unearned);
    let run = check(&sandbox);
    assert_eq!((run.code, errors(&run)), (Some(1), vec!["single-origin"]), "{}", run.stdout);
    assert!(run.stdout.contains("grounds.toml:1:1: warning[policy-changed] this change alters 2 settings,"));
    // Without a base the tree judges itself.
    assert_eq!(sandbox.run(&["check"]).code, Some(0));
    // The policy alone may land.
    is_clean(&project().with("grounds.toml", loose));
}

#[test]
fn a_policy_that_is_taken_away_still_judges() {
    let sandbox = project().with("grounds.toml", "[quotes]\nmin_words = 9\n");
    sandbox.commit("Ask for more words");
    std::fs::remove_file(sandbox.path().join("grounds.toml")).unwrap();
    let run = sandbox.run(&["check", "--base", "HEAD", "--format", "concise"]);
    assert!(run.stdout.contains("warning[quote-short]"), "{}", run.stdout);
    assert!(
        run.stdout.contains("grounds.toml:1:1: warning[policy-changed] this change alters one setting,"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_new_comment_silences_no_error_and_an_old_one_only_where_it_was() {
    let allowed = |more: &str, quote: &'static str| {
        claim(&Claim { status: "documented", quote, ..CLAIM })
            .replace("\"saying\"", "\"fact\"")
            .replace("status = ", &format!("{more}status = "))
    };
    let comment = "# grounds: allow(single-origin) because the office keeps the only register\n";
    let sandbox = project().with("claims/new.toml", allowed(comment, CLAIM.quote));
    let run = check(&sandbox);
    assert_eq!((run.code, errors(&run)), (Some(1), vec!["single-origin"]), "{}", run.stdout);
    assert!(run.stdout.contains("warning[allow-added]"), "{}", run.stdout);
    sandbox.commit("Let it land");
    let run = sandbox.run(&["check", "--base", "HEAD"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    // The comment stays, and what it reaches becomes something else.
    let other =
        allowed(comment, CLAIM.quote).replace("status = \"documented\"", "status = \"documented\" # again");
    let run = sandbox.file("claims/new.toml", other).run(&["check", "--base", "HEAD", "--format", "concise"]);
    assert_eq!(errors(&run), ["single-origin"], "{}", run.stdout);
}

#[test]
fn a_changed_text_and_a_changed_fingerprint_are_named() {
    let forged = "A foreman said that fifty boats left the yard before the winter.\n";
    let sandbox = project();
    sandbox.source("gazette", forged);
    let run = check(&sandbox);
    assert!(
        run.stdout.contains("warning[text-repinned] this change alters the recorded hash of `gazette`"),
        "{}",
        run.stdout
    );
    // Where the text is not at hand, a fingerprint is all there is.
    let texts = tempfile::tempdir().unwrap();
    let pinned = project();
    std::fs::rename(pinned.path().join("sources/gazette.txt"), texts.path().join("gazette.txt")).unwrap();
    let folder = texts.path().to_str().unwrap();
    assert_eq!(pinned.run(&["pin", "--texts", folder, "gazette"]).code, Some(0));
    pinned.commit("Pin");
    let path = pinned.path().join("sources/gazette.fp");
    let fingerprint = std::fs::read_to_string(&path).unwrap();
    let last = fingerprint.trim_end().rsplit(' ').next().unwrap().to_owned();
    let pinned = pinned.file("sources/gazette.fp", fingerprint.replace(&last, "00000000"));
    let run = pinned.run(&["check", "--base", "HEAD", "--format", "concise"]);
    assert!(
        run.stdout.contains("warning[text-repinned] this change alters the fingerprint of `gazette`"),
        "{}",
        run.stdout
    );
}

#[test]
fn noise_is_no_change() {
    let noise = claim(&Claim { status: "documented", ..CLAIM });
    let mut lines: Vec<_> = noise.lines().map(str::to_owned).collect();
    lines.swap(0, 1);
    lines[3] = lines[3].replace(" = ", "   =   ");
    let noise = format!("# A comment.\n{}\n\n\n", lines.join("\r\n"));
    let sandbox = project().with("claims/boats-22.toml", noise);
    is_clean(&sandbox);
    let run = sandbox.run(&["diff", "--base", "main", "--exit-code"]);
    assert_eq!((run.code, run.stdout.contains("no claim changed")), (Some(0), true), "{}", run.stdout);
}

#[test]
fn the_summary_names_what_was_compared_with() {
    let run = check(&project());
    let line = run.stdout.lines().find(|line| line.starts_with("compared with ")).unwrap();
    assert!(line.ends_with(", the merge base of your branch and `main`"), "{line}");
    let json: serde_json::Value =
        serde_json::from_str(&project().run(&["check", "--base", "main", "--format", "json"]).stdout)
            .unwrap();
    assert_eq!(json["summary"]["compared_with"]["named"], "main");
}

#[test]
fn what_landed_on_the_other_branch_meanwhile_is_nobodys_change_here() {
    let sandbox = project();
    sandbox.switch("main");
    let sandbox = sandbox.file("claims/other.toml", claim(&CLAIM));
    sandbox.commit("Meanwhile");
    sandbox.switch("change");
    is_clean(sandbox);
}

#[test]
fn a_project_that_moves_is_not_taken_for_a_new_one() {
    let sandbox = Repository::of(Sandbox::empty())
        .with("project/grounds.toml", "[quotes]\nmin_words = 3\n")
        .with("project/claims/open.toml", claim(&CLAIM))
        .with("project/claims/gone.toml", claim(&CLAIM));
    sandbox.commit("As it was");
    let assert_refused = |arguments: &[&str]| {
        for command in ["check", "diff"] {
            let run = sandbox.run(&[&[command, "--base", "main"], arguments].concat());
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{command} {arguments:?}");
            assert!(run.stderr.contains("the change removes claims from project/"), "{}", run.stderr);
        }
    };
    sandbox.branch("moved");
    sandbox.git(&["mv", "project", "other"]);
    sandbox.git(&["rm", "--quiet", "--force", "other/claims/gone.toml"]);
    #[cfg(unix)]
    std::os::unix::fs::symlink("other", sandbox.path().join("project")).unwrap();
    sandbox.commit("Move, and leave one behind");
    assert_refused(&["--root", "other"]);
    #[cfg(unix)]
    assert_refused(&["--root", "project"]);
    sandbox.git(&["switch", "--quiet", "--create", "up", "main"]);
    sandbox.git(&["mv", "project/claims", "project/grounds.toml", "."]);
    sandbox.commit("Move up");
    assert_refused(&[]);
    // A second project takes nothing from the first.
    sandbox.git(&["switch", "--quiet", "--create", "second", "main"]);
    let sandbox =
        sandbox.file("second/claims/new.toml", "statement = \"It is so.\"\nstatus = \"unsubstantiated\"\n");
    sandbox.commit("A second one");
    let run = sandbox.run(&["check", "--base", "main", "--root", "second"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_shallow_clone_is_told_to_fetch_its_history() {
    let sandbox = project().with("claims/third.toml", claim(&CLAIM));
    sandbox.commit("A third");
    for (args, base) in [
        (&["--depth=1", "--branch=main"][..], "origin/main"),
        (&["--depth=1", "--branch=change"], "origin/main"),
    ] {
        let run = sandbox.clone_with(args).run(&["check", "--base", base]);
        assert_eq!(run.code, Some(2), "{}", run.stdout);
        assert!(run.stderr.contains("`fetch-depth: 0`") && run.stdout.is_empty(), "{}", run.stderr);
    }
    // As much as a runner fetches of a pull request that is merged for trial: the base is the first parent.
    let run = sandbox.clone_with(&["--depth=2", "--branch=change"]).run(&["check", "--base", "HEAD~1"]);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    // What is not in a commit yet needs no history.
    assert_eq!(sandbox.clone_with(&["--depth=1"]).run(&["check", "--base", "HEAD"]).code, Some(0));
    // And the check alone needs none.
    assert_eq!(sandbox.clone_with(&["--depth=1"]).run(&["check"]).code, Some(0));
}

#[test]
fn a_base_that_cannot_be_is_refused_with_what_would_be_right() {
    let sandbox = project();
    for (base, told) in [
        ("origin/main", "this clone has no revision `origin/main`"),
        ("0000000000000000000000000000000000000000", "this clone has no revision `0000"),
        (":/As", "is not a form of revision that grounds accepts"),
        ("main@{1}", "is not a form of revision that grounds accepts"),
        ("main..change", "is not a form of revision that grounds accepts"),
        ("", "is not a form of revision that grounds accepts"),
        ("HEAD^{tree}", "is not a form of revision that grounds accepts"),
    ] {
        let run = sandbox.run(&["check", "--base", base]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{base}");
        assert!(run.stderr.contains(told) && run.stderr.contains("help: "), "{base}: {}", run.stderr);
    }
    assert_eq!(sandbox.run(&["check", "--base", "--x"]).code, Some(2));
}

#[test]
fn a_tag_cannot_stand_in_for_the_branch_that_a_change_is_judged_by() {
    let sandbox = project().with("claims/open.toml", claim(&Claim { status: "documented", ..CLAIM }));
    sandbox.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    sandbox.commit("Raise");
    for (make, unmake) in [
        (&["tag", "origin/main"][..], &["tag", "--delete", "origin/main"][..]),
        (&["branch", "origin/main"], &["branch", "--quiet", "-D", "origin/main"]),
    ] {
        sandbox.git(make);
        for base in ["origin/main", "origin/main~0"] {
            let run = sandbox.run(&["check", "--base", base]);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{base}");
            assert!(run.stderr.contains("or `refs/remotes/origin/main`"), "{}", run.stderr);
        }
        let run = sandbox.run(&["check", "--base", "refs/remotes/origin/main", "--format", "concise"]);
        assert_eq!(errors(&run), ["status-moved-silently"]);
        sandbox.git(unmake);
    }
    // Where all lead to one commit, it does not matter which is meant.
    sandbox.git(&["tag", "origin/main", "main"]);
    assert_eq!(sandbox.run(&["check", "--base", "origin/main"]).code, Some(1));
}

#[test]
fn what_the_base_said_is_not_guessed_where_an_object_of_it_is_missing() {
    let sandbox = project().with("grounds.toml", "[rules]\nquote-reused = \"error\"\n");
    sandbox.commit("Be strict");
    let sandbox = sandbox
        .file("grounds.toml", "")
        .file("claims/open.toml", claim(&Claim { status: "documented", ..CLAIM }));
    for path in ["grounds.toml", "claims/open.toml"] {
        let object = sandbox.rev(&format!("HEAD:{path}"));
        let (here, away) = (sandbox.loose(&object), sandbox.path().join("away"));
        std::fs::rename(&here, &away).unwrap();
        for command in ["check", "diff"] {
            let run = sandbox.run(&[command, "--base", "HEAD"]);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{command}: {path}");
            assert!(run.stderr.contains(&object) && run.stderr.contains("help: "), "{}", run.stderr);
        }
        std::fs::rename(&away, &here).unwrap();
    }
}

#[test]
fn histories_without_one_common_commit_are_refused() {
    let sandbox = project();
    sandbox.git(&["switch", "--quiet", "--orphan", "elsewhere"]);
    let sandbox = sandbox.file("claims/open.toml", claim(&CLAIM));
    sandbox.commit("Another beginning");
    let run = sandbox.run(&["check", "--base", "main"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("have no common history"), "{}", run.stderr);
    // Two branches, each merged into the other.
    let sandbox = project().with("a", "a");
    sandbox.commit("A");
    sandbox.switch("main");
    let sandbox = sandbox.file("b", "b");
    sandbox.commit("B");
    let first = sandbox.rev("HEAD");
    sandbox.git(&["merge", "--quiet", "--no-edit", "change"]);
    sandbox.switch("change");
    sandbox.git(&["merge", "--quiet", "--no-edit", &first]);
    let run = sandbox.run(&["check", "--base", "main"]);
    assert_eq!(run.code, Some(2));
    let told = "`main` and ";
    assert!(run.stderr.contains(told) && run.stderr.contains("have several merge bases"), "{}", run.stderr);
    assert!(run.stderr.contains("give one of these with --base"), "{}", run.stderr);
}

#[test]
fn without_a_commit_or_a_repository_only_the_base_is_missed() {
    let unborn =
        Repository::of(Sandbox::new().source("register", REGISTER).file("claims/open.toml", claim(&CLAIM)));
    assert_eq!(unborn.run(&["check"]).code, Some(0));
    let run = unborn.run(&["check", "--base", "HEAD"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("there is no commit yet"), "{}", run.stderr);
    let bare = Sandbox::new().source("register", REGISTER).file("claims/open.toml", claim(&CLAIM));
    assert_eq!(bare.run(&["check"]).code, Some(0));
    for command in [&["check", "--base", "HEAD"][..], &["diff"], &["log"]] {
        let run = bare.run(command);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains("is not in a git repository"), "{}", run.stderr);
    }
}

#[test]
fn a_source_that_counts_for_more_is_named() {
    let sandbox = project().with("sources/gazette.toml", record("gazette", "official-record"));
    let run = check(&sandbox);
    let told = "warning[source-reweighed] this change alters `publisher`, `kind`, `published` and `language` in the record of `gazette`";
    assert!(run.stdout.contains(told), "{}", run.stdout);
}

#[test]
fn what_two_claims_say_they_were_lends_its_status_to_neither() {
    let strict = "[allowed_moves]\nunsubstantiated = [\"partially confirmed\"]\n";
    let sandbox = project().with("grounds.toml", strict);
    sandbox.commit("Step by step");
    std::fs::remove_file(sandbox.path().join("claims/boats-22.toml")).unwrap();
    let heir = Claim { status: "documented", more: "formerly = [\"boats-22\"]\n", ..CLAIM };
    let sandbox = sandbox.file("claims/a.toml", claim(&heir));
    let run = sandbox.run(&["check", "--base", "HEAD", "--format", "concise"]);
    assert_eq!(errors(&run), Vec::<&str>::new(), "{}", run.stdout);
    let run =
        sandbox.file("claims/b.toml", claim(&heir)).run(&["check", "--base", "HEAD", "--format", "concise"]);
    assert_eq!(errors(&run), ["move-not-allowed", "move-not-allowed", "wrong-heir"], "{}", run.stdout);
}

#[test]
fn a_comment_over_a_text_of_several_lines_reaches_all_of_it() {
    let comment = "# grounds: allow(statement-drift) because the register was renamed\n";
    let statement = |number: &str| {
        claim(&Claim { status: "documented", ..CLAIM }).replace(
            "statement = \"The harbour register for 2019 has 22 patrol boats.\"",
            &format!(
                "{comment}statement = \"\"\"\nThe harbour register for 2019\nhas {number} patrol boats.\"\"\""
            ),
        )
    };
    let sandbox = project().with("claims/boats-22.toml", statement("22"));
    sandbox.commit("Several lines");
    let sandbox = sandbox.file("claims/boats-22.toml", statement("99"));
    let run = sandbox.run(&["check", "--base", "HEAD", "--format", "concise"]);
    assert_eq!(errors(&run), ["statement-drift"], "{}", run.stdout);
}

#[test]
fn whoever_raises_a_status_in_a_merge_raised_it() {
    let sandbox = project().with("grounds.toml", "[rules]\nself-checked = \"error\"\n");
    sandbox.commit("Four eyes");
    let base = sandbox.rev("HEAD");
    let sandbox = sandbox.file("a", "a");
    sandbox.commit("Here");
    sandbox.git(&["switch", "--quiet", "--create", "side", &base]);
    let sandbox = sandbox.file("b", "b");
    sandbox.commit("There");
    sandbox.git(&["merge", "--quiet", "--no-commit", "change"]);
    let raised = claim(&Claim { status: "documented", rationale: "Read again.", ..CLAIM })
        .replace("E. Marsh", "Ada Lund");
    let sandbox = sandbox.file("claims/open.toml", raised);
    sandbox.commit("Merge, and raise on the way");
    let run = sandbox.run(&["check", "--base", &base, "--format", "concise"]);
    assert_eq!(errors(&run), ["self-checked"], "{}", run.stdout);
}
