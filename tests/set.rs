//! Setting the status of a claim: what is written, what is refused, and what stays.

use crate::sandbox::Sandbox;
use std::fs;

/// A claim with all that people put into a file, with the line ends of Windows.
const CLAIM: &str = "\u{feff}# The mole, see the keeper's log\r\nstatement = 'The tide came over the mole.' # in our words\r\nstatus    =   \"unsubstantiated\"\r\nclaimant = \"Gazette\"\r\nsubjects = [\"The mole\"]\r\n\r\n[[evidence]]\r\nsource = \"almanac\"\r\nknows = \"the office reads the gauge\"\r\nquote = \"the tide came over the mole at noon\" # read on paper\r\n\r\n# last looked at in spring\r\n";

fn project() -> Sandbox {
    let text = "On Monday the tide came over the mole at noon. It went back at night.\n";
    let sandbox = Sandbox::new().source("almanac", text).file("claims/tide.toml", CLAIM);
    let record = sandbox.path().join("sources/almanac.toml");
    let primary = fs::read_to_string(&record).unwrap().replace("news-report", "official-record");
    sandbox.file("sources/almanac.toml", primary.replace("Gazette", "Harbour Office"))
}

fn claim(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.path().join("claims/tide.toml")).unwrap()
}

/// What is shown of the change.
const CHANGE: &str = "\
claims/tide.toml
  statement = 'The tide came over the mole.' # in our words
- status    =   \"unsubstantiated\"
+ status    =   \"documented\"
  claimant = \"Gazette\"
  subjects = [\"The mole\"]
+ rationale = \"The harbour office's almanac has it.\"

  ...
  # last looked at in spring
+
+ [checked]
+ by = \"E. Marsh\"
+ on = 2026-12-01
";

#[test]
fn an_earned_status_is_written_and_nothing_else_moves() {
    let sandbox = project();
    let why = "The harbour office's almanac has it.";
    let typed = "The harbour office's\n  almanac has it.";
    let run = sandbox.run(&["set", "tide", "Documented", "--rationale", typed, "--checked-by", "E. Marsh"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert_eq!(run.stdout, CHANGE);
    let expected = CLAIM
        .replace("\"unsubstantiated\"", "\"documented\"")
        .replace("[\"The mole\"]\r\n", &format!("[\"The mole\"]\r\nrationale = \"{why}\"\r\n"))
        + "\r\n[checked]\r\nby = \"E. Marsh\"\r\non = 2026-12-01\r\n";
    assert_eq!(claim(&sandbox), expected);
    let check = sandbox.run(&["check", "--format", "concise"]);
    assert_eq!(check.code, Some(0), "{}", check.stdout);
    let again = sandbox.run(&["set", "tide", "documented", "--rationale", why]);
    assert_eq!((again.code, again.stdout.as_str()), (Some(0), ""));
    assert_eq!(again.stderr, "nothing to change: claims/tide.toml says that already\n");
}

#[test]
fn a_status_that_is_not_earned_is_not_written() {
    let before = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\nclaimant = \"A keeper\"\n\n\
                  [[evidence]]\nsource = \"gazette\"\nquote = \"the tide came over the mole at noon\"\n";
    let sandbox = project().file("claims/rumour.toml", before);
    let sandbox = sandbox.source("gazette", "They say the tide came over the mole at noon, and more.\n");
    let args = ["set", "rumour", "documented", "--rationale", "Everybody says so, and it must be so."];
    let run = sandbox.run(&args);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for said in ["error[single-origin]: ", "+ status = \"documented\"\n", "- status = \"unsubstantiated\"\n"]
    {
        assert!(run.stdout.contains(said), "{}", run.stdout);
    }
    assert_eq!(run.stderr, "not written: the change would cause an error\n");
    assert_eq!(fs::read_to_string(sandbox.path().join("claims/rumour.toml")).unwrap(), before);
}

#[test]
fn errors_that_were_there_before_are_no_hindrance_and_no_excuse() {
    let sandbox = project().claim("rumour", "almanac", "\"the tide came over the mole at dawn\"");
    let lower = sandbox.run(&["set", "rumour", "unsubstantiated", "--rationale", "A misread page."]);
    assert_eq!(lower.code, Some(0), "{}", lower.stdout);
    let raise = sandbox.run(&["set", "rumour", "documented", "--rationale", "A page that was read."]);
    assert_eq!(raise.code, Some(1));
    let (said, other) = ("error[single-origin]", "error[quote-altered]");
    assert!(raise.stdout.contains(said) && !raise.stdout.contains(other), "{}", raise.stdout);
}

#[test]
fn a_status_needs_a_reason_and_bad_use_is_told() {
    let sandbox =
        project().file("claims/broken.toml", "status = \n").file("claims/odd.toml", "status.x = 1\n");
    for (args, said) in [
        (&["tide", "documented"][..], "a new status needs a reason"),
        (&["tide", "documentd", "--rationale", "x"], "did you mean `documented`?"),
        (&["tied", "documented", "--rationale", "x"], "no claim is called `tied`; did you mean `tide`?"),
        (&["tide", "documented", "--rationale", " - "], "--rationale is empty"),
        (&["tide"], "required arguments were not provided"),
        (&["tide", "--review-due", "2027-01-01"], "required arguments were not provided"),
        (&["broken", "documented", "--rationale", "x"], "claims/broken.toml is not valid TOML"),
        (
            &["odd", "documented", "--rationale", "x"],
            "cannot be changed here without changing other parts of it",
        ),
    ] {
        let run = sandbox.run(&[&["set"], args].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
    assert_eq!(claim(&sandbox), CLAIM);
    let dry = sandbox.run(&["set", "tide", "--checked-by", "E", "--review-due", "2027-01-01", "--dry-run"]);
    assert_eq!(dry.code, Some(0), "{}", dry.stderr);
    assert!(dry.stdout.contains("+ review_due = 2027-01-01\n"), "{}", dry.stdout);
    assert_eq!(claim(&sandbox), CLAIM);
    let past = sandbox.run(&["set", "tide", "--checked-by", "E", "--review-due", "2026-01-01"]);
    assert!(past.code == Some(1) && past.stdout.contains("error[review-before-check]"), "{}", past.stdout);
}

#[test]
fn what_is_shown_commands_no_terminal_and_no_runner() {
    let hostile = "::error::x\u{1b}[2J\u{202e} ##[group]y";
    let sandbox = project().file(
        "claims/h.toml",
        "# \u{202e} ##[group]y\nstatement = \"A tide came.\"\n# ::error::z\nstatus = \"unsubstantiated\"\n",
    );
    let run = sandbox.run(&["set", "h", "unsubstantiated", "--rationale", hostile]);
    assert!(
        run.code == Some(1) && run.stdout.contains("invisible-characters"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    let shown = run.stdout + &run.stderr;
    assert!(!shown.contains(['\u{1b}', '\u{202e}']) && !shown.contains("##["), "{shown}");
    assert!(!shown.lines().any(|line| line.trim_start().starts_with("::")), "{shown}");
}
