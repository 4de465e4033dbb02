//! Pinning sources to their texts, and what a fingerprint is worth without them.

use crate::sandbox::{Run, Sandbox, repository};
use std::fs;
use std::path::Path;

const TEXT: &str = "The Tides\n\nOn Monday the tide came over the mole at noon. It went back at night, as the keeper said.\n";
const QUOTE: &str = "\"the tide came over the mole at noon\"";
const RECORD: &str = "# ours\r\npublisher = \"Gazette\" # why\r\nkind = \"news-report\"\r\n";

/// A project whose only text lies in a folder of its own, and that folder.
fn apart() -> (Sandbox, tempfile::TempDir) {
    let texts = tempfile::tempdir().unwrap();
    fs::write(texts.path().join("gazette.txt"), TEXT).unwrap();
    let sandbox = Sandbox::new().file("sources/old/gazette.toml", RECORD).claim("tide", "gazette", QUOTE);
    (sandbox, texts)
}

fn pinned() -> (Sandbox, tempfile::TempDir) {
    let (sandbox, texts) = apart();
    assert_eq!(pin(&sandbox, texts.path(), &[]).code, Some(0));
    (sandbox, texts)
}

fn pin(sandbox: &Sandbox, texts: &Path, args: &[&str]) -> Run {
    sandbox.run(&[&["pin", "--texts", texts.to_str().unwrap()], args].concat())
}

fn read(sandbox: &Sandbox, path: &str) -> String {
    fs::read_to_string(sandbox.path().join(path)).unwrap()
}

const FP: &str = "sources/old/gazette.fp";

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--format", "concise"])
}

fn check_with(sandbox: &Sandbox, texts: &Path) -> Run {
    sandbox.run(&["check", "--format", "concise", "--texts", texts.to_str().unwrap()])
}

#[test]
fn a_pinned_source_is_verified_without_its_text() {
    let (sandbox, texts) = apart();
    let run = pin(&sandbox, texts.path(), &[]);
    let (record, fingerprint) = ("sources/old/gazette.toml", FP);
    assert_eq!(
        run.stdout,
        format!(
            "`gazette`: recorded its sha256 in {record}; wrote {fingerprint}\n1 pinned, 0 unchanged, 0 not pinned\n"
        )
    );
    let sha256 = grounds::evidence::sha256(TEXT.as_bytes());
    assert_eq!(read(&sandbox, record), format!("{RECORD}\r\n[text]\r\nsha256 = \"{sha256}\"\r\n"));
    let again = pin(&sandbox, texts.path(), &["gazette"]);
    assert_eq!(again.stdout, "0 pinned, 1 unchanged, 0 not pinned\n");
    let run = check(&sandbox);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(
        run.stdout.contains(
            "1 checked (1 fingerprint) + 0 unread + 0 skipped\n\
             1 quote by fingerprint: vouched for by whoever pinned `gazette`, not verified here\n\
             not judged: 1 quote by fingerprint, as to quote-ambiguous, quote-beside, quote-is-title, quote-sheds-hedge, wrong-page, another-speaker, record-differs\n"
        ),
        "{}",
        run.stdout
    );
    let crlf = sandbox.file(FP, read_crlf(Path::new(FP), &texts));
    assert_eq!(check(&crlf).code, Some(0), "line ends do not matter");
    assert_eq!(check_with(&crlf, texts.path()).code, Some(0));
}

/// The fingerprint of the text with CRLF.
fn read_crlf(path: &Path, _: &tempfile::TempDir) -> String {
    let (sandbox, _texts) = pinned();
    read(&sandbox, path.to_str().unwrap()).replace('\n', "\r\n")
}

#[test]
fn an_altered_quote_is_told_from_where_on_it_is_another_and_the_text_is_not_shown() {
    let (sandbox, _texts) = pinned();
    let run = sandbox
        .claim("tide", "gazette", "\"the tide came over the ships at noon\"")
        .run(&["check", "--width", "1000"]);
    assert_eq!(run.code, Some(1));
    let said = "the first 5 words of this quote are in `gazette`, but from `ships` on it differs";
    assert!(run.stdout.contains(said) && !run.stdout.contains("mole"), "{}", run.stdout);
}

#[test]
fn a_quote_and_its_fingerprint_forged_together_are_caught_where_the_text_is_and_named_where_it_is_not() {
    let (sandbox, texts) = pinned();
    // The forger keeps the sha256 and makes the fingerprint of another text.
    let (forged, forged_texts) = apart();
    fs::write(forged_texts.path().join("gazette.txt"), TEXT.replace("noon", "dawn")).unwrap();
    pin(&forged, forged_texts.path(), &[]);
    let [right, wrong] = [TEXT.to_owned(), TEXT.replace("noon", "dawn")]
        .map(|text| grounds::evidence::sha256(text.as_bytes()));
    let fingerprint = read(&forged, FP).replace(&wrong, &right);
    let sandbox =
        sandbox.file(FP, fingerprint).claim("tide", "gazette", "\"the tide came over the mole at dawn\"");
    let without = check(&sandbox);
    assert_eq!(without.code, Some(0));
    assert!(without.stdout.contains("vouched for by whoever pinned `gazette`"), "{}", without.stdout);
    let with = check_with(&sandbox, texts.path());
    assert_eq!(with.code, Some(1));
    for rule in ["error[fingerprint-wrong]", "error[quote-altered]"] {
        assert!(with.stdout.contains(rule), "{}", with.stdout);
    }
}

#[test]
fn a_fingerprint_that_cannot_be_used_verifies_nothing() {
    let (sandbox, texts) = pinned();
    let right = read(&sandbox, FP);
    let sha256 = grounds::evidence::sha256(TEXT.as_bytes());
    let mut sandbox = sandbox;
    for (wrong, rule) in [
        (
            right.replace(&sha256, &"0".repeat(64)),
            "error[fingerprint-wrong] the fingerprint of `gazette` does not",
        ),
        (
            right.replace("k 4", "k four"),
            "error[fingerprint-wrong] this is not a fingerprint: line 3 should be",
        ),
        (String::new(), "error[fingerprint-wrong] this is not a fingerprint: line 1 should be"),
        (
            right.replace("folding 2", "folding 0"),
            "warning[quote-unread] this quote was not verified, because the fingerprint of `gazette` was made by an older",
        ),
        (right.replace("k 4", "k 5"), "was made by an older version"),
        (right.replace("fingerprint 1", "fingerprint 9"), "was made by a newer version"),
    ] {
        sandbox = sandbox.file(FP, &wrong);
        let run = check(&sandbox);
        assert!(
            run.stdout.contains(rule) && run.stdout.contains("0 checked + 1 unread"),
            "{rule}: {}",
            run.stdout
        );
        assert_eq!(run.code, Some(i32::from(rule.starts_with("error"))), "{}", run.stdout);
    }
    pin(&sandbox, texts.path(), &[]);
    assert_eq!(read(&sandbox, FP), right, "pin makes it anew");
    let stray = sandbox.file("sources/nobody.fp", right);
    let run = check(&stray);
    assert!(run.stdout.contains("this fingerprint belongs to no source"), "{}", run.stdout);
}

#[test]
fn a_changed_text_is_not_recorded_silently() {
    let (sandbox, texts) = pinned();
    let before = (read(&sandbox, "sources/old/gazette.toml"), read(&sandbox, FP));
    fs::write(texts.path().join("gazette.txt"), TEXT.replace("noon", "dawn")).unwrap();
    let run = pin(&sandbox, texts.path(), &[]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.contains("is not the text that the record's sha256 and the quotes come from"),
        "{}",
        run.stdout
    );
    assert_eq!((read(&sandbox, "sources/old/gazette.toml"), read(&sandbox, FP)), before);
    assert_eq!(pin(&sandbox, texts.path(), &["--accept-changed"]).code, Some(0));
    let run = check(&sandbox);
    assert!(run.code == Some(1) && run.stdout.contains("quote-altered"), "{}", run.stdout);
}

#[test]
fn bad_use_is_told() {
    let (sandbox, texts) = apart();
    let run = pin(&sandbox, texts.path(), &["gazete"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("did you mean `gazette`?"), "{}", run.stderr);
    assert_eq!(sandbox.run(&["pin"]).code, Some(3));
    assert_eq!(sandbox.run(&["pin", "gazette"]).code, Some(1));
    let broken = sandbox.file("sources/old/gazette.toml", "kind = \n");
    assert_eq!(pin(&broken, texts.path(), &[]).code, Some(1));
    assert_eq!(read(&broken, "sources/old/gazette.toml"), "kind = \n");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_and_the_mode_stays() {
    use std::os::unix::fs::PermissionsExt;
    let (sandbox, texts) = apart();
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("target");
    fs::write(&target, "not ours").unwrap();
    let record = sandbox.path().join("sources/old/gazette.toml");
    fs::set_permissions(&record, fs::Permissions::from_mode(0o640)).unwrap();
    let sandbox = sandbox.link(FP, target.to_str().unwrap());
    assert_ne!(pin(&sandbox, texts.path(), &[]).code, Some(0));
    assert_eq!(fs::read_to_string(&target).unwrap(), "not ours");
    assert_eq!(fs::metadata(&record).unwrap().permissions().mode() & 0o777, 0o640);
    let left: Vec<_> =
        fs::read_dir(record.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn git_keeps_the_line_ends_of_fingerprints() {
    let attributes = fs::read_to_string(repository(".gitattributes")).unwrap();
    assert!(attributes.lines().any(|line| line == "*.fp text eol=lf"));
}
