//! A wrong word, wherever the command line takes one, is answered with the nearest right one.

use crate::repository::Repository;
use crate::sandbox::Sandbox;

/// What is typed; what is meant, as the answer has it.
const TYPED: &[(&[&str], &str)] = &[
    (&["chekc"], "'check'"),
    (&["expalin", "quote-altered"], "'explain'"),
    (&["help", "adit"], "'audit'"),
    (&["new", "sorce", "x"], "'source'"),
    (&["help", "quote-absent"], "that is a rule: grounds explain quote-absent"),
    (&["quote-absent"], "that is a rule: grounds explain quote-absent"),
    (&["check", "--fromat", "json"], "'--format'"),
    (&["check", "--bsae", "main"], "'--base'"),
    (&["man", "--otu", "x"], "'--out'"),
    (&["--rot", ".", "check"], "'--root'"),
    (&["check", "--color", "alwyas"], "'always'"),
    (&["completions", "zhs"], "'zsh'"),
    (&["check", "--format", "sarfi"], "did you mean `sarif`?"),
    (&["check", "--format", "jnuit=x.xml"], "did you mean `junit`?"),
    (&["diff", "--format", "markdwon"], "did you mean `markdown`?"),
    (&["log", "--format", "jsnol"], "did you mean `jsonl`?"),
    (&["show", "tide-noon", "--format", "jsno"], "did you mean `json`?"),
    (&["origins", "--format", "jsno"], "did you mean `json`?"),
    (&["audit", "--format", "cvs"], "did you mean `csv`?"),
    (&["export", "--format", "claimreveiw"], "did you mean `claimreview`?"),
    (&["todo", "--format", "cvs"], "did you mean `csv`?"),
    (&["ci", "--format", "githbu"], "did you mean `github`?"),
    (&["baseline", "--becuase", "x"], "'--because'"),
    (&["export", "--table", "evidnce"], "did you mean `evidence`?"),
    (&["audit", "--by", "claimnat"], "did you mean `claimant`?"),
    (&["audit", "--by", "claim", "--sort", "-staus"], "did you mean `status`?"),
    (&["audit", "--by", "claim", "--columns", "claim,quotse"], "did you mean `quotes`?"),
    (&["audit", "--overlay", "contestd"], "did you mean `contested`?"),
    (&["audit", "--status", "documentd"], "did you mean `documented`?"),
    (&["audit", "--source", "gazete"], "did you mean `gazette`?"),
    (&["log", "--to", "witdrawn"], "did you mean `withdrawn`?"),
    (&["set", "tide-noon", "partialy confirmed"], "did you mean `partially confirmed`?"),
    (&["set", "tide-nono", "documented", "--rationale", "x"], "did you mean `tide-noon`?"),
    (&["show", "tide-nono"], "did you mean `tide-noon`?"),
    (&["origins", "gazete"], "did you mean `gazette`?"),
    (&["find", "gazete", "words"], "did you mean `gazette`?"),
    (&["find", "gazette", "the tide came over", "--into", "tide-nono"], "did you mean `tide-noon`?"),
    (&["pin", "gazete"], "did you mean `gazette`?"),
    (&["explain", "quote-alterd"], "did you mean `quote-altered`?"),
    (&["schema", "confg"], "did you mean `config`?"),
    (&["check", "claims/tide-nono.toml"], "did you mean `claims/tide-noon.toml`?"),
    (&["check", "clams"], "did you mean `claims`?"),
    (&["fmt", "clams"], "did you mean `claims`?"),
];

fn project() -> Repository {
    let repository = Repository::of(
        Sandbox::new().source("gazette", "On Monday the tide came over the mole at noon.\n").claim(
            "tide-noon",
            "gazette",
            "\"the tide came over the mole at noon\"",
        ),
    );
    repository.commit("Take in a claim");
    repository
}

#[test]
fn a_wrong_word_is_answered_with_the_nearest_right_one() {
    let sandbox = project();
    let mut wrong = Vec::new();
    for (args, meant) in TYPED {
        let run = sandbox.run(args);
        if run.code != Some(2) || !run.stderr.contains(meant) || !run.stdout.is_empty() {
            wrong.push(format!("grounds {}: {meant}\n{run:?}", args.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_that_is_like_no_other_gets_no_guess() {
    let sandbox = project();
    for args in
        [&["xyzzy"][..], &["check", "--xyzzy"], &["audit", "--by", "xyzzy"], &["completions", "xyzzy"]]
    {
        let run = sandbox.run(args);
        assert_eq!(run.code, Some(2));
        assert!(!run.stderr.contains("similar") && !run.stderr.contains("did you mean"), "{}", run.stderr);
    }
}

#[test]
fn an_empty_table_says_if_a_word_is_of_no_claim() {
    let sandbox = project().with(
        "claims/tide-noon.toml",
        "statement = \"The tide came.\"\nstatus = \"unsubstantiated\"\ntopics = [\"tides\"]\nclaimant = \"The Sailor\"\n",
    );
    let audit = |args: &[&str]| sandbox.run(&[&["audit", "--by", "claim"], args].concat());
    let wrong = audit(&["--topic", "tieds", "--claimant", "The Sialor"]);
    assert_eq!(wrong.code, Some(3));
    assert_eq!(
        wrong.stderr,
        "note: no claim has the topic `tieds`; did you mean `tides`?\n\
         note: no claim is made by `The Sialor`; did you mean `The Sailor`?\n\
         no claim matches (the project has 1)\n"
    );
    assert_eq!(audit(&["--topic", "tides", "--claimant", "the sailor"]).stderr, "");
}
