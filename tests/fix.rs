//! Fixing what can be fixed: what is safe is done, what is not is shown, and nothing gets worse.

use crate::sandbox::{Run, Sandbox};
use serde_json::Value;
use std::fs;

const TEXT: &str = "On Monday the tide came over the mole at noon. It was not seen to go back at night.\n";

fn claim(sandbox: &Sandbox, id: &str) -> String {
    fs::read_to_string(sandbox.path().join(format!("claims/{id}.toml"))).unwrap()
}

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--format", "concise"])
}

#[test]
fn what_is_safe_is_fixed_and_shown() {
    let untidy =
        "status = \"Unsubstantiated\" # s\u{200b}o\u{200b}\nstatement = \"The\u{200b} tide\u{2028}came.\"\n";
    let sandbox = Sandbox::new().file("claims/tide.toml", untidy);
    let dry = sandbox.run(&["fix", "--dry-run"]);
    assert_eq!((dry.code, claim(&sandbox, "tide").as_str()), (Some(0), untidy));
    assert!(dry.stdout.ends_with("\n1 file would change, 0 left alone\n"), "{}", dry.stdout);
    let run = sandbox.run(&["fix"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        run.stdout,
        "claims/tide.toml\n\
         - status = \"Unsubstantiated\" # s\\u{200b}o\\u{200b}\n\
         - statement = \"The\\u{200b} tide\\u{2028}came.\"\n\
         + statement  = \"The tide came.\"\n\
         + status     = \"unsubstantiated\" # so\n\n1 file fixed, 0 left alone\n"
    );
    assert_eq!(check(&sandbox).stdout.lines().last(), Some("0 errors, 0 warnings, 0 notes"));
    assert_eq!(sandbox.run(&["fix"]).stdout, "0 files fixed, 0 left alone\n");
}

#[test]
fn a_quote_is_fixed_only_if_somebody_reads_it() {
    let quotes = ["'''the tide came over\nthe ships at noon'''", "\"the tide\u{200b} came over the mole\""];
    let sandbox =
        Sandbox::new().source("log", TEXT).claim("a", "log", quotes[0]).claim("b", "log", quotes[1]);
    let before = [claim(&sandbox, "a"), claim(&sandbox, "b")];
    let safe = sandbox.run(&["fix"]);
    assert_eq!(safe.code, Some(0));
    assert_eq!(
        safe.stderr,
        "2 more fixes need a person's judgement: `grounds fix --unsafe --dry-run` shows them\n"
    );
    for (id, quote, before) in [("a", quotes[0], &before[0]), ("b", quotes[1], &before[1])] {
        assert!(before.contains(quote) && claim(&sandbox, id).contains(quote), "the quote is as it was");
    }
    let shown = sandbox.run(&["fix", "--unsafe", "--dry-run", "claims/a.toml"]);
    assert!(
        shown.stdout.contains("\n+ quote  = \"the tide came over the mole at noon\"\n"),
        "{}",
        shown.stdout
    );
    assert!(
        shown.stdout.contains("\n- quote  = '''the tide came over\n- the ships at noon'''\n"),
        "{}",
        shown.stdout
    );
    assert_eq!(sandbox.run(&["fix", "--unsafe"]).code, Some(0));
    let run = check(&sandbox);
    assert!(run.code == Some(0) && run.stdout.contains("2 checked (2 exact)"), "{}", run.stdout);
}

#[test]
fn words_that_are_none_become_those_that_were_meant() {
    let sandbox = Sandbox::new().source("log", TEXT).file(
        "claims/tide.toml",
        "statment = \"The tide came.\"\nstatus = \"unsubstantiate\"\njudges = \"sayng\"\n",
    );
    let run = sandbox.run(&["fix", "--unsafe"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    let fixed =
        "statement  = \"The tide came.\"\nstatus     = \"unsubstantiated\"\njudges     = \"saying\"\n";
    assert_eq!(claim(&sandbox, "tide"), fixed);
    let topics = "[topics]\nallowed = [\"tides\"]\n";
    let sandbox = sandbox.file("grounds.toml", topics);
    assert_eq!(sandbox.run(&["fix", "--unsafe"]).code, Some(0));
}

#[test]
fn nothing_is_fixed_that_would_be_worse_afterwards() {
    let broken = "status = \n";
    let bold = "statement = \"The tide came.\"\nclaimant = \"A keeper\"\nstatus = \"documentd\"\nrationale = \"So.\"\n";
    let twice = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\nstatuz = \"documented\"\n";
    let sandbox = Sandbox::new()
        .file("claims/broken.toml", broken)
        .file("claims/bold.toml", bold)
        .file("claims/twice.toml", twice)
        .file("claims/not-utf8.toml", b"status = \"\xff\"\n");
    let run = sandbox.run(&["fix", "--unsafe"]);
    assert_eq!(run.code, Some(1), "{}", run.stdout);
    assert_eq!(
        run.stderr,
        "claims/bold.toml was left alone: the fix would cause a new error\n\
         claims/broken.toml was left alone: it is not valid TOML; `grounds check` shows the errors\n\
         claims/not-utf8.toml was left alone: it cannot be read; `grounds check` says why\n\
         claims/twice.toml was left alone: it is not valid TOML; `grounds check` shows the errors\n"
    );
    assert_eq!(run.stdout, "0 files fixed, 4 left alone\n");
    for (id, text) in [("broken", broken), ("bold", bold), ("twice", twice)] {
        assert_eq!(claim(&sandbox, id), text);
    }
    assert_eq!(Sandbox::new().run(&["fix"]).code, Some(3));
    assert_eq!(sandbox.run(&["fix", "claims/none.toml"]).code, Some(2));
}

#[test]
fn what_a_comment_allows_is_not_fixed() {
    let allowed = "# grounds: allow(invisible-characters) because the name is written so\n\
                   statement  = \"The ti\u{200b}de came.\"\nstatus     = \"unsubstantiated\"\n";
    let sandbox = Sandbox::new().file("claims/tide.toml", allowed);
    assert!(check(&sandbox).stdout.ends_with("; 1 silenced by a comment\n"));
    assert_eq!(sandbox.run(&["fix"]).stdout, "0 files fixed, 0 left alone\n");
    assert_eq!(claim(&sandbox, "tide"), allowed);
}

/// Records in which something is to fix in every way that there is; laid out as they should be, so that a fix is all that
/// `grounds fix` changes.
fn with_faults_in_layout() -> Sandbox {
    let claim = "statement  = \"Die Fl\u{fc}t kam \u{1d106}\u{200b}.\" # \u{1d106} so\u{200b}\n\
                 status     = \"Unsubstantiated\"\n\
                 judges     = \"sayng\"\n\
                 topiks     = [\"tides\"]\n\n\
                 [[evidence]]\nsource = \"log\"\nquote  = '''the tide came over\nthe ships at noon'''\n";
    let other = "statement  = \"It was late.\"\r\nstatus     = \"documentd\"\r\n";
    Sandbox::new().source("log", TEXT).file("claims/a, b/tide.toml", claim).file("claims/late.toml", other)
}

/// A place in a file, and what replaces what is there.
type Replacement = (String, std::ops::Range<usize>, String);

/// Makes all edits in the files below `folder`.
fn make(sandbox: &Sandbox, mut edits: Vec<Replacement>) {
    edits.sort_by_key(|(path, range, _)| (path.clone(), std::cmp::Reverse(range.start)));
    for (path, range, replacement) in edits {
        let path = sandbox.path().join(path);
        let mut text = fs::read_to_string(&path).unwrap();
        text.replace_range(range, &replacement);
        fs::write(path, text).unwrap();
    }
}

/// The byte at which a line and column lie, both counted from 1; `length` says how long a character is there.
fn byte_at(text: &str, line: &Value, column: &Value, length: impl Fn(char) -> u64) -> usize {
    let lines = usize::try_from(line.as_u64().unwrap()).unwrap() - 1;
    let start: usize = text.split_inclusive('\n').take(lines).map(str::len).sum();
    let mut left = column.as_u64().unwrap() - 1;
    let before = text[start..].chars().take_while(|c| {
        let is_before = left > 0;
        left = left.saturating_sub(length(*c));
        is_before
    });
    start + before.map(char::len_utf8).sum::<usize>()
}

/// The edits that a format shows.
fn edits_of(sandbox: &Sandbox, format: &str, only_safe: bool) -> Vec<Replacement> {
    let run = sandbox.run(&["check", "--format", format]);
    let shown: Value = serde_json::from_str(&run.stdout).unwrap();
    let text = |path: &str| fs::read_to_string(sandbox.path().join(path)).unwrap();
    let mut edits = Vec::new();
    let each = |list: &Value| list.as_array().cloned().unwrap_or_default();
    match format {
        "json" => {
            for finding in each(&shown["findings"]) {
                if only_safe && finding["fix"]["applicability"] != "safe" {
                    continue;
                }
                for edit in each(&finding["fix"]["edits"]) {
                    let path = edit["path"].as_str().unwrap().to_owned();
                    let byte =
                        |line: &str, column: &str| byte_at(&text(&path), &edit[line], &edit[column], |_| 1);
                    let range = byte("line", "column")..byte("end_line", "end_column");
                    edits.push((path, range, edit["replacement"].as_str().unwrap().to_owned()));
                }
            }
        }
        "sarif" => {
            for fix in each(&shown["runs"][0]["results"]).iter().flat_map(|result| each(&result["fixes"])) {
                for change in each(&fix["artifactChanges"]) {
                    let uri = change["artifactLocation"]["uri"].as_str().unwrap();
                    let path = percent_encoding::percent_decode_str(uri).decode_utf8().unwrap().into_owned();
                    for replacement in each(&change["replacements"]) {
                        let region = &replacement["deletedRegion"];
                        let byte = |line: &str, column: &str| {
                            byte_at(&text(&path), &region[line], &region[column], |_| 1)
                        };
                        let range = byte("startLine", "startColumn")..byte("endLine", "endColumn");
                        let inserted = replacement["insertedContent"]["text"].as_str().unwrap();
                        edits.push((path.clone(), range, inserted.to_owned()));
                    }
                }
            }
        }
        _ => {
            for finding in each(&shown["diagnostics"]) {
                let path = finding["location"]["path"].as_str().unwrap().to_owned();
                for suggestion in each(&finding["suggestions"]) {
                    let byte = |end: &str| {
                        let place = &suggestion["range"][end];
                        byte_at(&text(&path), &place["line"], &place["column"], |c| c.len_utf8() as u64)
                    };
                    let replacement = suggestion["text"].as_str().unwrap().to_owned();
                    edits.push((path.clone(), byte("start")..byte("end"), replacement));
                }
            }
        }
    }
    edits
}

#[test]
fn every_format_that_shows_fixes_shows_what_fix_writes() {
    let files = |sandbox: &Sandbox| {
        ["claims/a, b/tide.toml", "claims/late.toml"]
            .map(|path| fs::read_to_string(sandbox.path().join(path)).unwrap())
    };
    let fixed = with_faults_in_layout();
    let before = files(&fixed);
    assert_eq!(fixed.run(&["fix", "--unsafe"]).code, Some(1), "a status that is not earned is not written");
    let fixed_claim = files(&fixed)[0].clone();
    assert!(fixed_claim.contains("quote  = \"the tide came over the mole at noon\"\n"), "{fixed_claim}");
    assert_eq!(files(&fixed)[1], before[1]);
    for format in ["json", "sarif", "rdjson"] {
        let sandbox = with_faults_in_layout();
        let edits = edits_of(&sandbox, format, false);
        assert_eq!(edits.len(), 7, "{format}: {edits:#?}");
        make(&sandbox, edits);
        let [claim, other] = files(&sandbox);
        assert_eq!(claim, fixed_claim, "{format}");
        assert_eq!(
            other,
            before[1].replace("documentd", "documented"),
            "{format}: the person who accepts it decides"
        );
        assert_eq!(edits_of(&sandbox, format, false), [], "{format}: nothing is left to fix");
    }
    let (safe, sandbox) = (with_faults_in_layout(), with_faults_in_layout());
    assert_eq!(safe.run(&["fix"]).code, Some(0));
    make(&sandbox, edits_of(&sandbox, "json", true));
    assert_eq!(files(&sandbox), files(&safe));
}

#[test]
fn no_format_shows_a_fix_that_fix_does_not_make() {
    let sandbox = Sandbox::new()
        .source("log", TEXT)
        .claim("tide", "log", "\"the tide came over the mole\"")
        .file("grounds.toml", "[quots]\nmin_words = 3\n");
    let run = sandbox.run(&["check", "--format", "json"]);
    assert!(
        run.stdout.contains("did you mean `quotes`?") && !run.stdout.contains("\"fix\""),
        "{}",
        run.stdout
    );
}
