//! Mending what can be mended: what is safe is done, what is not is shown, and nothing gets worse.

use crate::sandbox::{Run, Sandbox};
use std::fs;

const TEXT: &str = "On Monday the tide came over the mole at noon. It was not seen to go back at night.\n";

fn claim(sandbox: &Sandbox, id: &str) -> String {
    fs::read_to_string(sandbox.path().join(format!("claims/{id}.toml"))).unwrap()
}

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["check", "--format", "concise"])
}

#[test]
fn what_is_safe_is_mended_and_shown() {
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
         + status     = \"unsubstantiated\" # so\n\n1 file mended, 0 left alone\n"
    );
    assert_eq!(check(&sandbox).stdout.lines().last(), Some("0 errors, 0 warnings, 0 notes"));
    assert_eq!(sandbox.run(&["fix"]).stdout, "0 files mended, 0 left alone\n");
}

#[test]
fn a_quote_is_mended_only_if_somebody_reads_it() {
    let quotes = ["'''the tide came over\nthe ships at noon'''", "\"the tide\u{200b} came over the mole\""];
    let sandbox =
        Sandbox::new().source("log", TEXT).claim("a", "log", quotes[0]).claim("b", "log", quotes[1]);
    let before = [claim(&sandbox, "a"), claim(&sandbox, "b")];
    let safe = sandbox.run(&["fix"]);
    assert_eq!(safe.code, Some(0));
    assert_eq!(
        safe.stderr,
        "2 more can be mended if somebody reads them: `grounds fix --unsafe --dry-run` shows them\n"
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
    let mended =
        "statement  = \"The tide came.\"\nstatus     = \"unsubstantiated\"\njudges     = \"saying\"\n";
    assert_eq!(claim(&sandbox, "tide"), mended);
    let topics = "[topics]\nallowed = [\"tides\"]\n";
    let sandbox = sandbox.file("grounds.toml", topics);
    assert_eq!(sandbox.run(&["fix", "--unsafe"]).code, Some(0));
}

#[test]
fn nothing_is_mended_that_would_be_worse_afterwards() {
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
        "claims/bold.toml is left alone: an error that is not there now would come of it\n\
         claims/broken.toml is left alone: it cannot be read whole; `grounds check` says why\n\
         claims/not-utf8.toml is left alone: it cannot be read; `grounds check` says why\n\
         claims/twice.toml is left alone: it cannot be read whole; `grounds check` says why\n"
    );
    assert_eq!(run.stdout, "0 files mended, 4 left alone\n");
    for (id, text) in [("broken", broken), ("bold", bold), ("twice", twice)] {
        assert_eq!(claim(&sandbox, id), text);
    }
    assert_eq!(Sandbox::new().run(&["fix"]).code, Some(3));
    assert_eq!(sandbox.run(&["fix", "claims/none.toml"]).code, Some(2));
}

#[test]
fn what_a_comment_allows_is_not_mended() {
    let allowed = "# grounds: allow(invisible-characters) because the name is written so\n\
                   statement  = \"The ti\u{200b}de came.\"\nstatus     = \"unsubstantiated\"\n";
    let sandbox = Sandbox::new().file("claims/tide.toml", allowed);
    assert!(check(&sandbox).stdout.ends_with("; 1 silenced by a comment\n"));
    assert_eq!(sandbox.run(&["fix"]).stdout, "0 files mended, 0 left alone\n");
    assert_eq!(claim(&sandbox, "tide"), allowed);
}
