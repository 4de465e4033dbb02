//! An old corpus is held to the rules from the first day: what is found today is set aside, and only what is new fails.

use crate::repository::Repository;
use crate::runner::commands;
use crate::sandbox::{Run, Sandbox};
use serde_json::Value;

const BROKEN: &str = "statement = \"x\"\nstatus = documented\n";

/// A project with so many claims, of which each has a status that is none.
fn messy(claims: usize) -> Sandbox {
    (0..claims).fold(Sandbox::empty(), |sandbox, n| {
        sandbox.file(
            &format!("claims/c-{n:03}.toml"),
            format!("statement = \"Tide {n}.\"\nstatus = \"documentd\"\n"),
        )
    })
}

fn fix(sandbox: Sandbox, id: &str) -> Sandbox {
    sandbox.file(&format!("claims/{id}.toml"), "statement = \"Tide.\"\nstatus = \"unsubstantiated\"\n")
}

fn baseline(sandbox: &Sandbox) -> String {
    std::fs::read_to_string(sandbox.path().join("grounds.baseline.toml")).unwrap_or_default()
}

fn last_line(run: &Run) -> &str {
    run.stdout.lines().last().unwrap_or_default()
}

#[test]
fn two_hundred_faults_are_set_aside_a_new_one_fails_and_a_fixed_one_is_removed() {
    let sandbox = messy(200);
    assert_eq!(sandbox.run(&["check"]).code, Some(1));
    let first = sandbox.run(&["baseline"]);
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        first.stdout,
        "set aside until 2027-05-30: 200 findings (200 errors), in grounds.baseline.toml\n\
         next: `grounds todo` lists them\n"
    );
    let green = sandbox.run(&["check"]);
    assert_eq!(
        (green.code, last_line(&green)),
        (Some(0), "0 errors, 0 warnings, 0 notes; 200 set aside, the first until 2027-05-30")
    );
    let sandbox = sandbox.file("claims/new.toml", "statement = \"x\"\nstatus = \"documentd\"\n");
    let red = sandbox.run(&["check"]);
    assert_eq!(red.code, Some(1));
    assert!(
        red.stdout.contains("claims/new.toml:2:10") && !red.stdout.contains("claims/c-"),
        "{}",
        red.stdout
    );
    let before = baseline(&sandbox);
    let again = sandbox.run(&["baseline"]);
    assert_eq!(again.code, Some(1), "the new one is not set aside: {}", again.stdout);
    assert!(again.stdout.contains("not set aside: 1 finding ("), "{}", again.stdout);
    assert_eq!(baseline(&sandbox), before);
    let sandbox = fix(fix(sandbox, "new"), "c-017");
    let unused = sandbox.run(&["check"]);
    assert_eq!(unused.code, Some(0), "whoever fixes one need not know of the baseline: {}", unused.stdout);
    assert!(unused.stdout.contains("warning[baseline-unused]"), "{}", unused.stdout);
    let shrunk = sandbox.run(&["baseline"]);
    assert_eq!(shrunk.code, Some(0));
    assert!(
        shrunk.stdout.starts_with("fixed, and removed from the baseline: 1 finding\nstill set aside: 199"),
        "{}",
        shrunk.stdout
    );
    let after = baseline(&sandbox);
    let gone: Vec<_> = before.lines().filter(|line| line.contains("c-017")).collect();
    assert_eq!(after.lines().count() + 9, before.lines().count());
    assert!(!gone.is_empty() && gone.iter().all(|line| !after.contains(line)));
    assert_eq!(
        last_line(&sandbox.run(&["check"])),
        "0 errors, 0 warnings, 0 notes; 199 set aside, the first until 2027-05-30"
    );
    assert_eq!(
        sandbox.run(&["baseline"]).stdout,
        "still set aside: 199 findings\nnext: `grounds todo` lists them\n"
    );
}

#[test]
fn when_the_last_is_fixed_the_file_goes() {
    let sandbox = messy(1);
    sandbox.run(&["baseline"]);
    let sandbox = fix(sandbox, "c-000");
    assert_eq!(sandbox.run(&["baseline"]).code, Some(0));
    assert!(!sandbox.path().join("grounds.baseline.toml").exists());
    assert_eq!(sandbox.run(&["baseline"]).stdout, "nothing to set aside\n");
}

#[test]
fn what_has_run_out_counts_again_and_can_be_set_aside_anew() {
    let sandbox = messy(1);
    sandbox.run(&["baseline", "--until", "2027-01-31", "--because", "nobody had time"]);
    let late = ["--now", "2027-02-01"];
    assert_eq!(sandbox.run(&["check", "--now", "2027-01-31"]).code, Some(0), "the last day is one");
    let red = sandbox.run(&[&["check"][..], &late].concat());
    assert_eq!(red.code, Some(1));
    assert!(
        red.stdout.contains("it was set aside until 2027-01-31, because: nobody had time"),
        "{}",
        red.stdout
    );
    assert!(red.stdout.contains("warning[baseline-expired]"), "{}", red.stdout);
    assert_eq!(
        sandbox.run(&[&["baseline", "--add"][..], &late].concat()).code,
        Some(2),
        "a reason is needed"
    );
    let anew = sandbox.run(&[&["baseline", "--add", "--because", "Ada is ill"][..], &late].concat());
    assert_eq!(anew.code, Some(0), "{}{}", anew.stdout, anew.stderr);
    assert_eq!(baseline(&sandbox).matches("[[aside]]").count(), 1);
    assert!(
        baseline(&sandbox).contains("because = \"nobody had time; Ada is ill\""),
        "{}",
        baseline(&sandbox)
    );
    assert_eq!(sandbox.run(&[&["check"][..], &late].concat()).code, Some(0));
}

#[test]
fn a_file_that_cannot_be_read_is_set_aside_only_as_it_is() {
    let sandbox = Sandbox::empty().file("claims/old.toml", BROKEN);
    sandbox.run(&["baseline"]);
    let green = sandbox.run(&["check"]);
    assert_eq!(green.code, Some(0));
    assert!(green.stdout.contains("1 claim could not be read in full"), "{}", green.stdout);
    let sandbox = sandbox.file("claims/old.toml", format!("{BROKEN}rationale = \"It is so.\"\n"));
    let red = sandbox.run(&["check", "--width", "1000"]);
    assert_eq!(red.code, Some(1));
    assert!(red.stdout.contains("other errors may be hidden"), "{}", red.stdout);
}

#[test]
fn what_becomes_graver_is_not_set_aside_any_more() {
    let sandbox = Sandbox::new()
        .source("gazette", "On Monday the tide came over the mole at noon. It went back at night.\n")
        .claim("tide", "gazette", "\"It went back\"");
    sandbox.run(&["baseline"]);
    assert_eq!(
        last_line(&sandbox.run(&["check"])),
        "0 errors, 0 warnings, 0 notes; 1 set aside, the first until 2027-05-30"
    );
    let sandbox = sandbox.file("grounds.toml", "[rules]\nquote-short = \"error\"\n");
    let red = sandbox.run(&["check"]);
    assert_eq!(red.code, Some(1));
    assert!(red.stdout.contains("it was set aside only as a warning"), "{}", red.stdout);
}

#[test]
fn the_settings_and_what_is_refused_must_be_fixed() {
    let sandbox = messy(1).file("grounds.toml", "[rules]\nquote-shrt = \"off\"\n[quotes]\nmin_wrds = 3\n");
    #[cfg(unix)]
    let sandbox = sandbox.link("claims/elsewhere.toml", "/etc/passwd");
    let run = sandbox.run(&["baseline"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("to be fixed, because it cannot be set aside: "), "{}", run.stdout);
    assert!(run.stdout.contains("grounds.toml: error["), "{}", run.stdout);
    #[cfg(unix)]
    assert!(run.stdout.contains("claims/elsewhere.toml: error[irregular-file]"), "{}", run.stdout);
    assert_eq!(sandbox.run(&["check"]).code, Some(1));
}

#[test]
fn a_change_sets_nothing_aside_for_itself() {
    let sandbox = Repository::of(fix(Sandbox::new(), "tide"));
    sandbox.commit("As it was");
    let sandbox = sandbox.file("claims/tide.toml", "statement = \"x\"\nstatus = \"documentd\"\n");
    sandbox.run(&["baseline", "--because", "x y"]);
    assert_eq!(sandbox.run(&["check"]).code, Some(0));
    let judged = sandbox.run(&["check", "--base", "HEAD"]);
    assert_eq!(judged.code, Some(1));
    assert!(judged.stdout.contains("warning[baseline-added]"), "{}", judged.stdout);
    sandbox.commit("It has landed");
    assert_eq!(sandbox.run(&["check", "--base", "HEAD"]).code, Some(0));
}

#[test]
fn a_change_that_brings_in_nothing_else_is_green_and_listed() {
    let sandbox = Repository::of(messy(3).file("claims/old.docx", "x"));
    sandbox.commit("A messy past");
    sandbox.run(&["baseline"]);
    let sandbox = sandbox.file("grounds.toml", "# Nothing yet.\n");
    let judged = sandbox.run(&["check", "--base", "HEAD"]);
    assert_eq!(judged.code, Some(0), "{}", judged.stdout);
    assert!(judged.stdout.contains("4 findings that were not set aside in the base"), "{}", judged.stdout);
    let sandbox = sandbox.file("sources/x.txt", "x");
    assert_eq!(sandbox.run(&["check", "--base", "HEAD"]).code, Some(1), "a text came with it");
}

#[test]
fn a_change_cannot_put_off_the_last_day_nor_take_the_base_in() {
    let sandbox = Repository::of(messy(1));
    sandbox.run(&["baseline", "--until", "2026-12-02"]);
    sandbox.commit("A messy past");
    let later = baseline(&sandbox).replace("2026-12-02", "2036-12-02");
    sandbox.file("grounds.baseline.toml", later).claim("other", "unsubstantiated");
    let judged = sandbox.run(&["check", "--base", "HEAD", "--now", "2026-12-03"]);
    assert_eq!(judged.code, Some(1), "{}", judged.stdout);
    std::fs::remove_file(sandbox.path().join("grounds.baseline.toml")).unwrap();
    assert_eq!(
        sandbox.run(&["check", "--base", "HEAD"]).code,
        Some(1),
        "the entry must stand in the tree too"
    );
}

#[test]
fn whether_a_quote_is_fixed_is_not_known_without_its_text() {
    let sandbox = Sandbox::new().source("gazette", "On Monday the tide came over the mole at noon.\n").claim(
        "tide",
        "gazette",
        "\"the tide came over the mole at night\"",
    );
    sandbox.run(&["baseline"]);
    std::fs::remove_file(sandbox.path().join("sources/gazette.txt")).unwrap();
    let run = sandbox.run(&["check"]);
    assert!(!run.stdout.contains("baseline-unused"), "{}", run.stdout);
    let before = baseline(&sandbox);
    sandbox.run(&["baseline"]);
    assert_eq!(baseline(&sandbox), before, "nothing is removed that may be there");
}

#[test]
fn a_hostile_or_broken_baseline_sets_nothing_aside_and_is_left_alone() {
    for content in [
        "[[aside]]\n",
        "[[aside]]\nclaim = \"c-000\"\nrule = 5\n",
        "[[aside\n",
        "<<<<<<< a\n",
        "\u{202e}",
        "x = 1\n",
    ] {
        let sandbox = messy(1).file("grounds.baseline.toml", content);
        assert_eq!(sandbox.run(&["check"]).code, Some(1), "{content}");
        let run = sandbox.run(&["baseline", "--add", "--because", "x y"]);
        assert_eq!(run.code, Some(2), "{content}: {}", run.stdout);
        assert_eq!(baseline(&sandbox), content);
    }
    #[cfg(unix)]
    {
        let sandbox = messy(1).link("grounds.baseline.toml", "/etc/passwd");
        let run = sandbox.run(&["check"]);
        assert!(
            run.stdout.contains("grounds.baseline.toml:1:1")
                || run.stdout.contains("--> grounds.baseline.toml"),
            "{}",
            run.stdout
        );
        assert_eq!((run.code, sandbox.run(&["baseline"]).code), (Some(1), Some(2)));
    }
}

#[test]
fn every_format_says_what_is_set_aside() {
    let sandbox = messy(1);
    sandbox.run(&["baseline", "--because", "old & <odd>"]);
    let json: Value = serde_json::from_str(&sandbox.run(&["check", "--format", "json"]).stdout).unwrap();
    assert_eq!((&json["summary"]["set_aside"], &json["summary"]["exit"]), (&1.into(), &0.into()));
    assert_eq!(json["findings"].as_array().unwrap().len(), 0);
    let aside = &json["set_aside"][0];
    assert_eq!(
        (&aside["because"], &aside["until"], &aside["rule"]),
        (&"old & <odd>".into(), &"2027-05-30".into(), &"unknown-status".into())
    );
    let key = aside["key"].as_str().unwrap();
    assert!(
        baseline(&sandbox).contains(key.rsplit(':').next().unwrap()),
        "the key of the one is in the other"
    );
    let sarif: Value = serde_json::from_str(&sandbox.run(&["check", "--format", "sarif"]).stdout).unwrap();
    let suppression = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!((&suppression["kind"], &suppression["status"]), (&"external".into(), &"accepted".into()));
    let junit = sandbox.run(&["check", "--format", "junit"]).stdout;
    assert!(
        junit.contains("failures=\"0\"")
            && junit.contains("set aside until 2027-05-30: old &amp; &lt;odd&gt;"),
        "{junit}"
    );
    for format in ["full", "concise", "github", "markdown"] {
        let run = sandbox.run(&["check", "--format", format]);
        assert!(run.stdout.contains("1 set aside, the first until 2027-05-30"), "{format}: {}", run.stdout);
        assert_eq!((run.code, commands(&run.stdout)), (Some(0), Vec::new()), "{format}");
    }
    for format in ["gitlab", "rdjson"] {
        let run = sandbox.run(&["check", "--format", format]);
        assert!(run.code == Some(0) && !run.stdout.contains("unknown-status"), "{format}: {}", run.stdout);
    }
}

#[test]
fn of_two_findings_with_one_name_one_entry_sets_one_aside() {
    let block = "\n[[evidence]]\nsource = \"none\"\nquote = \"a b c d e f\"\n";
    let claim =
        |blocks: usize| format!("statement = \"x\"\nstatus = \"unsubstantiated\"\n{}", block.repeat(blocks));
    let sandbox = Sandbox::new().file("claims/twice.toml", claim(1));
    sandbox.run(&["baseline"]);
    assert_eq!(sandbox.run(&["check"]).code, Some(0));
    let sandbox = sandbox.file("claims/twice.toml", claim(2));
    let red = sandbox.run(&["check", "--format", "json"]);
    let json: Value = serde_json::from_str(&red.stdout).unwrap();
    assert_eq!(red.code, Some(1));
    assert_eq!(json["findings"][0]["key"], format!("{}:2", json["set_aside"][0]["key"].as_str().unwrap()));
}

#[test]
fn what_is_set_aside_is_not_published_and_can_be_fixed_by_the_program() {
    let register = "kind = \"official-record\"\npublisher = \"Harbour Office\"\npublished = 2020-01-01\n";
    let text = "On Monday the tide came over the mole at noon.\n";
    let sha256 = grounds::evidence::sha256(text.as_bytes());
    let claim = "statement = \"The tide came.\"\nstatus = \"Documented\"\nclaimant = \"Gazette\"\nclaimed_on = 2020\n\
                 subjects = [\"The mole\"]\nrationale = \"The register has it.\"\ntopcs = [\"sea\"]\n\n\
                 [[evidence]]\nsource = \"register\"\nquote = \"the tide came over the mole\"\n\
                 knows = \"the office enters every high tide\"\n";
    let policy = "[export]\nurl = \"https://gazette.example/claims/\"\nauthor = \"The Harbour Desk\"\nauthor_url = \"https://gazette.example/\"\n";
    let sandbox = Sandbox::new()
        .file("grounds.toml", policy)
        .file("sources/register.toml", format!("{register}\n[text]\nsha256 = \"{sha256}\"\n"))
        .file("sources/register.txt", text)
        .file("claims/tide.toml", claim);
    sandbox.run(&["baseline"]);
    assert_eq!(sandbox.run(&["check"]).code, Some(0));
    let feed = sandbox.run(&["export", "--format", "claimreview"]);
    assert!(feed.stderr.contains("1 has errors"), "{feed:?}");
    let fixed = sandbox.run(&["fix"]);
    assert!(fixed.stdout.contains("+ status     = \"documented\""), "{fixed:?}");
    let shrunk = sandbox.run(&["baseline"]);
    assert!(shrunk.stdout.starts_with("fixed, and removed from the baseline: "), "{shrunk:?}");
}

/// A debt is that of the claim as it was, and of a finding that somebody has seen.
#[test]
fn what_is_set_aside_carries_no_other_claim_through() {
    let claim = |statement: &str| {
        format!(
            "statement = \"{statement}\"\nstatus = \"documented\"\nclaimant = \"The Yard\"\nrationale = \"The gazette has it.\"\n\n\
             [[evidence]]\nsource = \"gazette\"\nquote = \"the yard built five patrol boats that year\"\n"
        )
    };
    let project = || {
        let sandbox = Repository::new();
        sandbox
            .source("gazette", "We hear that the yard built five patrol boats that year.\n")
            .file("claims/boats.toml", claim("The yard built 5 patrol boats."))
            .claim("other", "unsubstantiated");
        sandbox.run(&["baseline"]);
        sandbox.commit("Set aside what there is");
        assert_eq!(sandbox.run(&["check"]).code, Some(0), "{}", sandbox.run(&["check"]).stdout);
        sandbox
    };
    let judged = |sandbox: &Sandbox| sandbox.run(&["check", "--base", "HEAD", "--format", "concise"]);
    // Other words beside it change nothing.
    let sandbox = project();
    let noted = format!("topics = [\"sea\"]\n{}", claim("The yard built 5 patrol boats."));
    assert_eq!(judged(sandbox.file("claims/boats.toml", noted)).code, Some(0));
    // Another claim under the same id, or the same one with another status or other evidence, is judged anew.
    let checked = "\n[checked]\nby = \"E\"\non = 2026-11-30\n";
    for changed in [
        claim("The yard sank 500 patrol boats.") + checked,
        claim("The yard built 5 patrol boats.")
            .replace("the yard built five patrol boats that year", "We hear that the yard built five"),
    ] {
        let run = judged(project().file("claims/boats.toml", &changed));
        assert_eq!(run.code, Some(1), "{changed}\n{}", run.stdout);
        assert!(run.stdout.contains("single-origin"), "{}", run.stdout);
    }
    // What is not there yet cannot be set aside in advance.
    let sandbox = project();
    let before = baseline(&sandbox);
    let sandbox = sandbox.file("claims/new.toml", claim("The yard sank a town."));
    let added = sandbox.run(&["baseline", "--add", "--because", "later"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    std::fs::remove_file(sandbox.path().join("claims/new.toml")).unwrap();
    assert_ne!(before, baseline(sandbox));
    let run = judged(sandbox);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert!(
        run.stdout.contains("this change adds one entry for a finding that does not exist"),
        "{}",
        run.stdout
    );
    // And an entry that names one claim sets nothing of another aside.
    let sandbox = project();
    let renamed = baseline(&sandbox).replace("\"boats\"", "\"other\"");
    let run = sandbox.file("grounds.baseline.toml", renamed).run(&["check", "--format", "concise"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
}
