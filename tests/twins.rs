//! A saying and what was said, in one row; and the same numbers on every screen, of what is earned.

use crate::repository::Repository;
use serde_json::Value;

const LETTER: &str = "Both of the tugs that you sold us leak badly in any sea.\n";

/// A letter, the saying that it documents, and what was said, which is declared documented and has not earned it.
fn letter(repository: &Repository) {
    let sha256 = grounds::evidence::sha256(LETTER.as_bytes());
    let quote = "[[evidence]]\nsource = \"letter\"\nquote = \"Both of the tugs that you sold us leak\"\n";
    for (path, content) in [
        ("sources/letter.txt", LETTER.to_owned()),
        (
            "sources/letter.toml",
            format!(
                "authors = [\"Okoro\"]\nkind = \"statement\"\npublished = 2020-03-04\n\n[text]\nsha256 = \"{sha256}\"\n"
            ),
        ),
        (
            "claims/okoro-says-tugs-leak.toml",
            format!(
                "statement = \"Okoro said that the tugs leak.\"\nstatus = \"documented\"\njudges = \"saying\"\nclaimant = \"Okoro\"\nrationale = \"The letter was read here.\"\ncontent = \"tugs-leak\"\n\n{quote}"
            ),
        ),
        (
            "claims/tugs-leak.toml",
            format!(
                "statement = \"The tugs from the Northyard leak.\"\nstatus = \"documented\"\nrationale = \"The letter says so.\"\nsubjects = [\"Northyard\"]\n\n{quote}"
            ),
        ),
        ("claims/tide.toml", "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n".to_owned()),
    ] {
        repository.file(path, content);
    }
}

fn harbour() -> Repository {
    let repository = Repository::new();
    letter(&repository);
    repository.commit("Take in a letter");
    repository
}

#[test]
fn what_was_said_stands_in_the_row_of_the_saying_with_what_it_has_earned() {
    let sandbox = harbour();
    let audit = sandbox.run(&["audit", "--by", "claim", "--width", "200"]).stdout;
    let row = audit.lines().find(|line| line.starts_with("okoro-says-tugs-leak")).unwrap();
    let cells: Vec<_> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let expected = [
        "okoro-says-tugs-leak",
        "documented",
        "own words read here",
        "fact",
        "tugs-leak",
        "unsubstantiated",
        "allegation",
    ];
    assert_eq!(cells, expected, "{audit}");

    let shown = sandbox.run(&["show", "okoro-says-tugs-leak", "--width", "200"]).stdout;
    let said = "What was said\ntugs-leak: documented, not-earned. The tugs from the Northyard leak.\n";
    assert!(shown.contains(said), "{shown}");
    let shown = sandbox.run(&["show", "tugs-leak", "--width", "200"]).stdout;
    let said = "Said in\nokoro-says-tugs-leak: documented. Okoro said that the tugs leak.\n";
    assert!(shown.contains(said), "{shown}");

    sandbox.run(&["report", "--out", "site"]);
    let page = std::fs::read_to_string(sandbox.path().join("site/claims.html")).unwrap();
    let said = "What was said: tugs-leak, unsubstantiated, print only as an allegation";
    assert!(page.contains(said), "{page}");
}

/// The numbers of documented claims: one is, one more says so.
#[test]
fn every_screen_counts_what_is_earned() {
    let sandbox = harbour();
    let check = sandbox.run(&["check"]).stdout;
    assert!(check.contains("3 claims (2 unsubstantiated, 1 documented)"), "{check}");
    assert!(check.contains("1 claim says more than it has earned"), "{check}");

    let json = |args: &[&str]| -> Value { serde_json::from_str(&sandbox.run(args).stdout).unwrap() };
    let rows = |tables: &Value| tables["tables"][0]["rows"].as_array().unwrap().clone();
    let is_documented = |row: &&Value| row["status"] == "documented";
    for args in [&["audit", "--by", "status", "--format", "json"][..], &["audit", "--format", "json"]] {
        let rows = rows(&json(args));
        let row = rows.iter().find(is_documented).unwrap();
        assert_eq!((&row["claims"], &row["more_say_so"]), (&1.into(), &1.into()), "{args:?}");
    }
    for by in ["source", "origin", "claimant"] {
        let rows = rows(&json(&["audit", "--by", by, "--format", "json"]));
        let most = rows.iter().filter_map(|row| row["documented"].as_u64()).max();
        assert_eq!(most, Some(1), "{by}");
    }

    let export = sandbox.run(&["export", "--format", "jsonl"]).stdout;
    let claims = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let earned = claims.filter(|claim| claim["earned"] == "documented" && claim["status"] == "documented");
    assert_eq!(earned.count(), 1);

    sandbox.run(&["report", "--out", "site"]);
    let front = std::fs::read_to_string(sandbox.path().join("site/index.html")).unwrap();
    assert!(front.contains("1 more say"), "{front}");

    let by_filter = sandbox.run(&["audit", "--by", "claim", "--overlay", "not-earned"]).stdout;
    assert!(by_filter.contains("tugs-leak") && !by_filter.contains("okoro"), "{by_filter}");

    let diff = sandbox.run(&["diff", "--base", "HEAD", "--format", "markdown"]).stdout;
    assert!(!diff.contains("documented"), "{diff}");
    let reviews = sandbox.run(&["export", "--format", "claimreview"]).stdout;
    assert!(!reviews.contains("tugs-leak"), "{reviews}");
}
