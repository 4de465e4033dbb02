//! What a run of `check` looks like from outside: formats, selections, levels, silencing, counts, exit codes.

use crate::sandbox::{Sandbox, sample};

#[test]
fn the_concise_format_has_one_line_for_each_finding() {
    let run = sample().run(&["check", "--format", "concise"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(
        run.stdout,
        "claims/tide-back.toml:6:9: warning[quote-short] this quote has 3 words; the minimum is 5\n\
         claims/tide-noon.toml:6:41: error[quote-altered] this quote does not match `gazette`\n\
         sources/almanac.toml:1:1: note[unused-source] no claim rests on `almanac`\n\
         2 claims (2 unsubstantiated), 2 sources\n\
         2 quotes: 2 checked (1 exact, 1 altered) + 0 unread + 0 skipped\n\
         1 error, 1 warning, 1 note\n"
    );
}

#[test]
fn one_run_can_feed_several_formats() {
    let sandbox = sample();
    let run =
        sandbox.run(&["check", "--format", "full", "--format", "concise=found.txt", "--color", "always"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("\u{1b}["));
    let concise = std::fs::read_to_string(sandbox.path().join("found.txt")).unwrap();
    assert_eq!(concise, sandbox.run(&["check", "--format", "concise"]).stdout);
    let twice = sandbox.run(&["check", "--format", "full", "--format", "concise"]);
    assert_eq!((twice.code, twice.stdout.as_str()), (Some(2), ""));
}

#[test]
fn paths_select_what_is_shown_and_counted_from_wherever_one_stands() {
    let sandbox = sample();
    let claim = sandbox.run(&["check", "claims/tide-back.toml", "--format", "concise"]);
    assert_eq!(claim.code, Some(0), "warnings do not fail a run");
    assert!(claim.stdout.ends_with("1 claim (1 unsubstantiated), 1 source\n1 quote: 1 checked (1 exact) + 0 unread + 0 skipped\n0 errors, 1 warning, 0 notes\n"));
    let below = crate::sandbox::run_in(
        &sandbox.path().join("claims"),
        &["check", "tide-back.toml", "--format", "concise"],
        &[],
    );
    assert_eq!(below.stdout, claim.stdout);
    let root = sandbox.run(&["check", ".", "--format", "concise"]);
    assert_eq!(root.stdout, sandbox.run(&["check", "--format", "concise"]).stdout);
}

#[test]
fn levels_come_from_the_policy_except_where_something_would_pass_that_must_not() {
    let policy = "[rules]\nquote-sheds-hedge = \"error\"\nquote-short = \"off\"\nunused-source = \"error\"\n";
    let run = sample().file("grounds.toml", policy).run(&["check", "--format", "concise"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.contains("error[unused-source]"));
    assert!(run.stdout.ends_with("\n2 errors, 0 warnings, 0 notes\n"), "{}", run.stdout);

    let policy = "[rules]\ntoml-syntax = \"off\"\nquote-alterd = \"off\"\nquote-short = \"loud\"\nquote-altered = \"note\"\nunknown-key = \"off\"\n";
    let broken = sample().file("grounds.toml", policy).file("claims/x.toml", "status: 1\n");
    let run = broken.run(&["check", "--format", "concise"]);
    for said in [
        "grounds.toml:2:15: error[unknown-value] the level of `toml-syntax` cannot be lowered",
        "grounds.toml:3:1: error[unknown-key] no rule is called `quote-alterd`; did you mean `quote-altered`?",
        "grounds.toml:4:15: error[unknown-value] `quote-short` cannot be `loud`",
        "grounds.toml:5:17: error[unknown-value] the level of `quote-altered` cannot be lowered",
        "grounds.toml:6:15: error[unknown-value] the level of `unknown-key` cannot be lowered",
        "claims/x.toml:1:7: error[toml-syntax]",
        ": error[quote-altered]",
    ] {
        assert!(run.stdout.contains(said), "{said}\n{}", run.stdout);
    }
    assert!(run.stdout.starts_with("grounds.toml:"), "what is wrong with the policy comes first");
}

#[test]
fn a_selected_claim_is_not_fine_as_long_as_what_it_rests_on_is_not() {
    let sound = || {
        Sandbox::new().source("gazette", "The tide came over the mole at noon.\n").claim(
            "tide",
            "gazette",
            "\"The tide came over the mole\"",
        )
    };
    let selected = ["check", "claims/tide.toml", "--format", "concise"];
    assert_eq!(sound().run(&selected).code, Some(0));
    for (broken, rule) in [
        (sound().file("sources/gazette.txt", "The tide came over the mole at night.\n"), "source-changed"),
        (sound().file("sources/gazette.toml", "publisher: x\n"), "toml-syntax"),
        (sound().file("sources/gazette.toml", "publisher = \"x\"\nkind = \"analysis\"\n"), "missing-field"),
        (
            sound().file("sources/old/gazette.toml", "publisher = \"x\"\nkind = \"analysis\"\n"),
            "duplicate-id",
        ),
        (sound().file("grounds.toml", "[ruels]\n"), "unknown-key"),
        (
            sound().file("claims/z/tide.toml", "statement = \"x\"\nstatus = \"unsubstantiated\"\n"),
            "duplicate-id",
        ),
        (sound().file("sources/gazette.md", "Another text.\n"), "duplicate-id"),
    ] {
        let run = broken.run(&selected);
        assert!(run.code == Some(1) && run.stdout.contains(rule), "{rule}: {}", run.stdout);
    }
    let elsewhere = sound().file("claims/other.toml", "status: 1\n").file("sources/other.toml", "kind: 1\n");
    assert_eq!(elsewhere.run(&selected).code, Some(0));
}

#[test]
fn a_headline_spoils_a_quote_as_one_of_its_parts_too_and_marks_are_no_words() {
    let text = "Yard sold boats abroad\n\nThe ministry denied this in the evening, and its spokesman added a line to the words that he had chosen.\n";
    let run = |quote: &str| {
        Sandbox::new()
            .source("gazette", text)
            .claim("yard", "gazette", quote)
            .run(&["check", "--format", "concise"])
    };
    for (quote, rule) in [
        ("\"Yard sold boats abroad\"", "quote-is-title"),
        ("\"Yard sold boats [...] in the evening\"", "quote-is-title"),
        ("\",\"", "missing-field"),
        ("\"\"", "missing-field"),
    ] {
        let run = run(quote);
        assert!(
            run.code == Some(1) && run.stdout.contains(&format!("error[{rule}]")),
            "{quote}: {}",
            run.stdout
        );
    }
    assert_eq!(run("\"The ministry denied this [...] words that he had chosen\"").code, Some(0));
}

#[test]
fn a_claim_with_a_wrong_file_name_is_not_passed_over() {
    let claim = "statement = \"x\"\nstatus = \"unsubstantiated\"\n";
    for name in [
        "claims/b.txt",
        "claims/b",
        "claims/b.tml",
        "claims/deep/b.md",
        "claims/.b.toml",
        "claims/b.toml.bak",
    ] {
        let run = Sandbox::new()
            .file("claims/a.toml", claim)
            .file(name, claim)
            .run(&["check", "--format", "concise"]);
        assert_eq!(run.code, Some(1), "{name}\n{}", run.stdout);
        assert!(run.stdout.contains(&format!("{name}:1:1: error[")), "{name}\n{}", run.stdout);
    }
    for name in
        ["claims/README.md", "claims/.b.toml.swp", "claims/#b.toml#", "claims/b.toml~", "sources/scan.pdf"]
    {
        let run = Sandbox::new().file("claims/a.toml", claim).file(name, claim).run(&["check"]);
        assert_eq!(run.code, Some(0), "{name}\n{}", run.stdout);
    }
    let orphan = Sandbox::new()
        .source("gazette", "x\n")
        .file("claims/a.toml", claim)
        .file("sources/gazete.txt", "y\n");
    let run = orphan.run(&["check", "--format", "concise"]);
    assert!(
        run.stdout.contains(
            "this text belongs to no source: no record is called `gazete`; did you mean `gazette`?"
        ),
        "{}",
        run.stdout
    );
}

#[test]
fn a_text_that_the_record_does_not_know_is_told_with_its_hash() {
    let record = "publisher = \"Gazette\"\nkind = \"news-report\"\n";
    let run = Sandbox::new()
        .source("gazette", "The tide came over the mole at noon.\n")
        .file("sources/gazette.toml", record)
        .claim("tide", "gazette", "\"The tide came over the mole\"")
        .run(&["check", "--width", "1000"]);
    assert_eq!(run.code, Some(1));
    let sha256 = grounds::evidence::sha256(b"The tide came over the mole at noon.\n");
    assert!(run.stdout.contains(&format!("[text] and sha256 = \"{sha256}\"")), "{}", run.stdout);
}

#[test]
fn what_is_checked_is_never_written_over() {
    let sandbox = sample();
    let claim = sandbox.path().join("claims/tide-back.toml");
    let before = std::fs::read(&claim).unwrap();
    for target in ["claims/tide-back.toml", "./claims/../claims/new.txt", "sources/x", "grounds.toml"] {
        let run = sandbox.run(&["check", "--format", &format!("concise={target}")]);
        assert_eq!(run.code, Some(2), "{target}");
        assert!(run.stderr.contains("may not overwrite it"), "{}", run.stderr);
    }
    assert_eq!(std::fs::read(&claim).unwrap(), before);
}

#[test]
fn a_folder_of_texts_that_is_set_to_nothing_is_none() {
    assert_eq!(sample().run_with(&["check"], &[("GROUNDS_TEXTS", "")]).code, Some(1));
}

#[test]
fn what_a_comment_silences_is_counted_and_nothing_else_is_silenced() {
    let claim = "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n\n[[evidence]]\nsource = \"gazette\"\n\
                 # grounds: allow(quote-short) because that was the whole reply\nquote = \"It went back\"\n";
    let sandbox = sample().file("claims/tide-back.toml", claim);
    let run = sandbox.run(&["check", "--format", "concise"]);
    assert!(
        run.stdout.ends_with("\n1 error, 0 warnings, 1 note; 1 silenced by a comment\n"),
        "{}",
        run.stdout
    );
    let elsewhere =
        sandbox.file("claims/tide-noon-2.toml", claim.replace("It went back", "It went forth at night"));
    let run = elsewhere.run(&["check", "--format", "concise"]);
    assert!(run.stdout.contains("claims/tide-noon-2.toml:6:1: warning[unused-allow]"), "{}", run.stdout);
    assert!(
        run.stdout.contains("claims/tide-noon-2.toml:7:"),
        "the altered quote is not silenced\n{}",
        run.stdout
    );
}

#[test]
fn a_limit_hides_findings_but_never_from_the_counts_or_the_exit_code() {
    let mut sandbox = Sandbox::new();
    for n in 0..20 {
        sandbox =
            sandbox.file(&format!("claims/c-{n:02}.toml"), "statement = \"x\"\nstatus = \"documentd\"\n");
    }
    let run = sandbox.run(&["check", "--format", "concise", "--limit", "5"]);
    assert_eq!((run.code, run.stdout.matches("error[").count()), (Some(1), 5));
    assert!(
        run.stdout.ends_with("20 errors, 0 warnings, 0 notes\n15 more not shown (--limit 0 shows all)\n")
    );
    let all = sandbox.run(&["check", "--format", "concise", "--limit", "0"]);
    assert_eq!(all.stdout.matches("error[").count(), 20);
}

#[test]
fn texts_may_lie_in_a_folder_outside_the_tree() {
    let text = "On Monday the tide came over the mole at noon.\n";
    let texts = tempfile::tempdir().unwrap();
    std::fs::write(texts.path().join("gazette.txt"), text).unwrap();
    std::fs::write(texts.path().join("unknown.md"), "not ours").unwrap();
    let sandbox =
        Sandbox::new().source("gazette", text).claim("tide", "gazette", "\"the tide came over the mole\"");
    std::fs::remove_file(sandbox.path().join("sources/gazette.txt")).unwrap();
    let folder = texts.path().to_str().unwrap();
    let unread = sandbox.run(&["check", "--format", "concise"]);
    assert!(
        unread.stdout.contains("warning[quote-unread]") && unread.stdout.contains("0 checked + 1 unread")
    );
    for run in [
        sandbox.run(&["check", "--texts", folder]),
        sandbox.run_with(&["check"], &[("GROUNDS_TEXTS", folder)]),
    ] {
        assert_eq!(run.code, Some(0));
        assert!(run.stdout.contains("1 checked (1 exact) + 0 unread"), "{}", run.stdout);
    }
    // The same words in both places are fine; different ones are not, and none of them is used.
    let both = sandbox.file("sources/gazette.txt", text);
    assert_eq!(both.run(&["check", "--texts", folder]).code, Some(0));
    let differ = both.file("sources/gazette.txt", "On Tuesday the tide came over the mole at noon.\n");
    let run = differ.run(&["check", "--texts", folder, "--format", "concise"]);
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.contains("error[source-changed] there are two different texts of `gazette`"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("0 checked + 1 unread"), "{}", run.stdout);
}
