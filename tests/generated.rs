//! A generated corpus with planted defects, of which a Python script knows the truth: exactly these are found.

use crate::sandbox::{repository, run_in};
use crate::tools::{passes, python};
use std::collections::BTreeSet;

#[test]
#[ignore = "needs Python 3.11; .ci/run runs it"]
fn exactly_the_planted_defects_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let corpus = dir.path().join("corpus");
    let generator = repository("bench/gen.py");
    let defects = ["--bad-quotes", "9", "--bad-links", "8", "--bad-status", "7", "--bad-toml", "6"];
    passes(python().arg(generator).arg("corpus").arg(&corpus).args(["--claims", "600"]).args(defects));

    let list =
        "import json, sys\nfor d in json.load(open(sys.argv[1]))['defects']: print(d['claim'], d['kind'])";
    let planted = passes(python().args(["-c", list]).arg(corpus.join("expected.json")));
    let planted: BTreeSet<String> = planted.lines().map(str::to_owned).collect();
    assert_eq!(planted.len(), 30);

    let run = run_in(&corpus, &["check", "--format", "concise"], &[]);
    assert_eq!(run.code, Some(1));
    let found: BTreeSet<String> = run.stdout.lines().filter_map(finding).collect();
    assert_eq!(found, planted);
    assert!(run.stdout.ends_with("\n30 errors, 0 warnings, 0 notes\n"), "{}", run.stdout);

    let oracle = passes(python().arg(repository("bench/pycheck.py")).arg(&corpus));
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
