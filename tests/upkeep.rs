//! What the rules about upkeep say from outside: the day, the policy's days, and what is left alone.

use crate::sandbox::{Run, Sandbox};

const CHECKED: &str = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n[checked]\nby = \"E. Marsh\"\non = 2026-01-10\n";

fn check_on(day: &str, sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--format", "concise", "--now", day])
}

#[test]
fn the_day_is_one_day_that_a_calendar_has() {
    let sandbox = Sandbox::new().file("claims/tide.toml", CHECKED);
    for (day, why) in [
        ("2026-02", "give a single day"),
        ("2026-02-30", "there is no such day"),
        ("today", "write the day like"),
    ] {
        let run = check_on(day, &sandbox);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{day}");
        assert!(run.stderr.contains(why), "{day}: {}", run.stderr);
    }
}

#[test]
fn a_check_is_good_to_the_last_day_that_the_policy_gives_it() {
    let overdue = |day: &str, policy: &str| {
        let sandbox = Sandbox::new().file("claims/tide.toml", CHECKED).file("grounds.toml", policy);
        check_on(day, &sandbox).stdout.contains("warning[stale-check]")
    };
    assert!(!overdue("2026-07-09", "") && overdue("2026-07-10", ""));
    let ten = "[review]\nunsubstantiated = 10\n";
    assert!(!overdue("2026-01-20", ten) && overdue("2026-01-21", ten));
    assert!(!overdue("9999-12-31", "[review]\nunsubstantiated = 4294967295\n"));
}

#[test]
fn a_withdrawn_claim_needs_no_upkeep() {
    let claim = "statement = \"The yard at Veldra will deliver 40 boats in 2016.\"\nstatus = \"unsubstantiated\"\n\
                 claimant = \"NAME\"\n[checked]\nby = \"x\"\non = 2016-02-01\nreview_due = 2016-01-01\n";
    let withdrawn = "[withdrawn]\non = 2016-03-01\nbecause = \"a hoax\"\n";
    let with = |end: &str| {
        let text = |name: &str| claim.replace("NAME", name) + end;
        let sandbox = Sandbox::new()
            .file("claims/a.toml", text("The Harbour Gazette"))
            .file("claims/b.toml", text("Harbour Gazette"));
        check_on("2026-08-01", &sandbox).stdout
    };
    let standing = with("");
    for rule in ["review-before-check", "forecast-without-due", "near-duplicate-claim", "name-variant"] {
        assert!(standing.contains(rule), "{rule}: {standing}");
    }
    assert!(with(withdrawn).ends_with("\n0 errors, 0 warnings, 0 notes\n"), "{}", with(withdrawn));
}

#[test]
fn two_files_with_one_id_are_no_near_duplicates_as_well() {
    let claim = "statement = \"The yard at Veldra delivered 40 patrol boats in 2019.\"\nstatus = \"unsubstantiated\"\n";
    let sandbox =
        Sandbox::new().file("claims/north/boats.toml", claim).file("claims/south/boats.toml", claim);
    let run = sandbox.run(&["check", "--format", "concise"]);
    assert!(run.stdout.contains("error[duplicate-id]"), "{}", run.stdout);
    assert!(!run.stdout.contains("near-duplicate-claim"), "{}", run.stdout);
}

#[test]
fn many_claims_of_one_pattern_are_compared_in_no_time_and_each_is_told_of_once() {
    let mut sandbox = Sandbox::new();
    for n in 0..1500 {
        let claim = format!(
            "statement = \"In the spring the yard at Veldra sold {n} boats to the old coast guard.\"\nstatus = \"unsubstantiated\"\n"
        );
        sandbox = sandbox.file(&format!("claims/c-{n}.toml"), claim);
    }
    let run = check_on("2026-08-01", &sandbox);
    assert!(run.stdout.contains("\n0 errors, 0 warnings, 1499 notes\n"), "{}", run.stdout);
}

#[test]
fn a_claimant_that_is_a_source_is_no_name_and_known_names_are_left_alone() {
    let claim = |claimant: &str| {
        format!("statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\nclaimant = \"{claimant}\"\n")
    };
    let with = |other: &str, policy: &str| {
        let record =
            "publisher = \"x\"\nkind = \"news-report\"\npublished = 2020\n".replace("2020", "\"2020\"");
        let sandbox = Sandbox::new()
            .file("sources/gazette.toml", record)
            .file("claims/a.toml", claim("The Gazette"))
            .file("claims/b.toml", claim(other))
            .file("grounds.toml", policy);
        check_on("2026-08-01", &sandbox).stdout.contains("[name-variant]")
    };
    assert!(!with("gazette", ""));
    assert!(with("GAZETTE", ""));
    assert!(!with("GAZETTE", "[names]\n\"the gazette\" = [\"gazette\"]\n"));
    assert!(!with("GAZETTE", "[[distinct]]\nnames = [\"The Gazette\", \"Gazette\"]\n"));
}
