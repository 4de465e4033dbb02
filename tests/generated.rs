//! A generated corpus with planted defects, of which a Python script knows the truth: exactly these are found.

use crate::sandbox::{repository, run_in};
use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn exactly_the_planted_defects_are_found() {
    let Some(python) = python() else { return };
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("corpus");
    let generator = repository("bench/gen.py");
    let defects = ["--bad-quotes", "9", "--bad-links", "8", "--bad-status", "7", "--bad-toml", "6"];
    let mut generate = Command::new(python);
    generate.arg(generator).arg("corpus").arg(&corpus).args(["--claims", "600"]).args(defects);
    assert!(generate.output().unwrap().status.success());

    let planted = Command::new(python)
        .args(["-c", "import json, sys\nfor d in json.load(open(sys.argv[1]))['defects']: print(d['claim'], d['kind'])"])
        .arg(corpus.join("expected.json"))
        .output()
        .unwrap();
    let planted: BTreeSet<String> =
        String::from_utf8(planted.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(planted.len(), 30);

    let run = run_in(&corpus, &["check", "--format", "concise"], &[]);
    assert_eq!(run.code, Some(1));
    let found: BTreeSet<String> = run.stdout.lines().filter_map(finding).collect();
    assert_eq!(found, planted);
    assert!(run.stdout.ends_with("\n30 errors, 0 warnings, 0 notes\n"), "{}", run.stdout);

    let oracle = Command::new(python).arg(repository("bench/pycheck.py")).arg(&corpus).output().unwrap();
    let oracle = String::from_utf8(oracle.stdout).unwrap();
    assert!(oracle.starts_with("594 claims,"), "{oracle}");
}

/// `claims/ab/c-000123.toml:5:9: error[rule] ...` as `c-000123 kind`.
fn finding(line: &str) -> Option<String> {
    let (place, rest) = line.split_once(": error[")?;
    let file = place.split(':').next()?.rsplit('/').next()?;
    let kind = match rest.split(']').next()? {
        "toml-syntax" => "toml",
        "unknown-status" => "status",
        "unknown-source" => "link",
        "quote-altered" | "quote-absent" => "quote",
        other => other,
    };
    Some(format!("{} {kind}", file.trim_end_matches(".toml")))
}

/// Python 3, unless it is missing: then the test is skipped, or fails where all tools are required.
pub fn python() -> Option<&'static str> {
    let found =
        Command::new("python3").args(["-c", "import tomllib"]).output().is_ok_and(|run| run.status.success());
    if found {
        return Some("python3");
    }
    assert!(std::env::var_os("GROUNDS_REQUIRE_TOOLS").is_none(), "python3 (3.11 or later) is missing");
    println!("SKIPPED: python3 (3.11 or later) is missing");
    None
}
