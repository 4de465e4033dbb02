//! The formats for machines, over the same small project: what they print, and what they promise.

use crate::runner::commands;
use crate::sandbox::{Run, Sandbox, run_in, sample};
use serde_json::Value;

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap()
}

/// The keys of all findings, with the path of each.
fn keys(run: &Run) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let report = json(run);
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|finding| (text(&finding["key"]), text(&finding["place"]["path"]))).collect()
}

#[test]
fn json_has_a_version_a_summary_every_finding_and_every_claim() {
    let run = sample().run(&["check", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    let shown = run.stdout.replace(env!("CARGO_PKG_VERSION"), "N");
    assert_eq!(
        shown,
        r#"{
  "format": "grounds-check",
  "version": 2,
  "grounds": "N",
  "summary": {
    "claims": 2,
    "broken": 0,
    "withdrawn": 0,
    "statuses": {"unsubstantiated": 2, "partially confirmed": 0, "documented": 0},
    "not_earned": 0,
    "without_status": 0,
    "sources": 2,
    "quotes": {"total": 2, "checked": 2, "unread": 0, "skipped": 0, "grades": {"exact": 1, "altered": 1}, "vouched": [], "not_judged": {}},
    "levels": {"error": 1, "warning": 1, "note": 1},
    "silenced": 0,
    "set_aside": 0,
    "not_shown": 0,
    "exit": 1
  },
  "findings": [
    {"key": "quote-short:claim:d7c2b49f154f70cf", "rule": "quote-short", "level": "warning", "message": "this quote has 3 words; the minimum is 5", "claim": "tide-back", "place": {"path": "claims/tide-back.toml", "line": 6, "column": 9, "end_line": 6, "end_column": 23}, "other_places": [], "notes": [], "help": ["quote more of the sentence: so few words prove little"]},
    {"key": "quote-altered:claim:9f17755bf9b59280", "rule": "quote-altered", "level": "error", "message": "this quote does not match `gazette`", "claim": "tide-noon", "place": {"path": "claims/tide-noon.toml", "line": 6, "column": 41, "end_line": 6, "end_column": 46, "text": "not the source's words"}, "other_places": [], "notes": [{"message": "the most similar passage", "places": [{"path": "sources/gazette.txt", "line": 1, "column": 42, "end_line": 1, "end_column": 46, "text": "you wrote `night`"}]}], "help": ["use the source's own words"], "fix": {"applicability": "needs-reading", "edits": [{"path": "claims/tide-noon.toml", "line": 6, "column": 9, "end_line": 6, "end_column": 47, "replacement": "\"the tide came over the mole at noon\""}]}},
    {"key": "unused-source:source:fe258bf5b1ddb005", "rule": "unused-source", "level": "note", "message": "no claim rests on `almanac`", "source": "almanac", "place": {"path": "sources/almanac.toml", "line": 1, "column": 1, "end_line": 1, "end_column": 1}, "other_places": [], "notes": [], "help": ["quote it in a claim, name it as an origin, or remove the record"]}
  ],
  "set_aside": [
  ],
  "claims": [
    {"id": "tide-back", "path": "claims/tide-back.toml", "broken": false, "withdrawn": false, "status": "unsubstantiated", "judges": "fact", "earned": "unsubstantiated", "witnesses": 1, "basis": "lone report", "overlays": [], "quotes": [{"source": "gazette", "stance": "supports", "outcome": "found", "grade": "exact", "steps": []}]},
    {"id": "tide-noon", "path": "claims/tide-noon.toml", "broken": false, "withdrawn": false, "status": "unsubstantiated", "judges": "fact", "earned": "unsubstantiated", "witnesses": 0, "basis": "nothing", "overlays": [], "quotes": [{"source": "gazette", "stance": "supports", "outcome": "altered", "grade": "altered", "steps": []}]}
  ]
}
"#
    );
}

#[test]
fn github_gets_an_annotation_at_each_line_the_gravest_first_and_then_the_summary() {
    let run = sample().run(&["check", "--format", "github"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), ""));
    assert_eq!(
        run.stdout,
        "::error file=claims/tide-noon.toml,line=6,endLine=6,col=41,endColumn=46,title=quote-altered::this quote does not match `gazette`%0Anote: the most similar passage (sources/gazette.txt:1): `noon`, you wrote `night`%0Ahelp: use the source's own words\n\
         ::warning file=claims/tide-back.toml,line=6,endLine=6,col=9,endColumn=23,title=quote-short::this quote has 3 words; the minimum is 5%0Ahelp: quote more of the sentence: so few words prove little\n\
         ::notice file=sources/almanac.toml,line=1,endLine=1,col=1,endColumn=1,title=unused-source::no claim rests on `almanac`%0Ahelp: quote it in a claim, name it as an origin, or remove the record\n\
         2 claims (2 unsubstantiated), 2 sources\n\
         2 quotes: 2 checked (1 exact, 1 altered) + 0 unread + 0 skipped\n\
         1 error, 1 warning, 1 note\n"
    );
}

#[test]
fn clean_claims_are_clean_in_every_format() {
    let sandbox = Sandbox::new()
        .source("gazette", "On Monday the tide came\nover the \u{201c}mole\u{201d} at noon.\n")
        .claim("tide", "gazette", "\"the tide came over the 'mole'\"")
        .claim("tide-2", "gazette", "'the tide came over the \"mole\"'");
    let run = sandbox.run(&["check", "claims/tide-2.toml", "--format", "json"]);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    let report = json(&run);
    assert_eq!((&report["summary"]["exit"], &report["findings"]), (&0.into(), &Value::Array(Vec::new())));
    assert_eq!(report["claims"].as_array().unwrap().len(), 1, "only what is selected");
    let quote = &report["claims"][0]["quotes"][0];
    assert_eq!((&quote["grade"], &quote["outcome"]), (&"reflowed".into(), &"found".into()));
    assert_eq!(
        quote["steps"],
        Value::from(vec!["reflowed", "typographic"]),
        "all steps, not only the weakest"
    );
    let run = sandbox.run(&["check", "claims/tide-2.toml", "--format", "github"]);
    assert_eq!((run.code, commands(&run.stdout)), (Some(0), Vec::new()));
}

#[test]
fn a_key_stays_where_lines_and_files_move_and_where_other_claims_come() {
    let before = keys(&sample().run(&["check", "--format", "json"]));
    let claim = |quote: &str| {
        format!(
            "# A remark\n\n\nstatement = \"The tide came.\"\nstatus = \"unsubstantiated\"\n\n[[evidence]]\nsource = \"gazette\"\nquote = {quote}\n"
        )
    };
    let moved = Sandbox::new()
        .source("gazette", "On Monday the tide came over the mole at noon. It went back at night.\n")
        .source("almanac", "Nobody refers to this text of six words.\n")
        .file("claims/new/tide-noon.toml", claim("\"the tide came over the mole at night\""))
        .file("claims/sea/deep/tide-back.toml", claim("\"It  WENT back\"").replace("WENT", "went"));
    let after = keys(&moved.run(&["check", "--format", "json"]));
    assert_ne!(before, after, "the files have moved");
    let sorted = |keys: Vec<(String, String)>| {
        let mut keys: Vec<_> = keys.into_iter().map(|(key, _)| key).collect();
        keys.sort();
        keys
    };
    let before = sorted(before);
    assert_eq!(before, sorted(after));
    let more = sorted(keys(
        &sample().claim("a-first", "gazette", "\"On Monday\"").run(&["check", "--format", "json"]),
    ));
    assert!(more.len() == before.len() + 1 && before.iter().all(|key| more.contains(key)), "{more:?}");
}

#[test]
fn repetitions_and_missing_keys_have_keys_of_their_own() {
    let twice = "statement = \"x\"\nstatus = \"unsubstantiated\"\n\n[[evidence]]\nsource = \"none\"\nquote = \"a b c d e f\"\n\n[[evidence]]\nsource = \"none\"\nquote = \"a b c d e f\"\n\n[[evidence]]\n";
    let run = Sandbox::new().file("claims/twice.toml", twice).run(&["check", "--format", "json"]);
    let keys: Vec<_> = keys(&run).into_iter().map(|(key, _)| key).collect();
    let of = |rule: &str| keys.iter().filter(|key| key.starts_with(rule)).cloned().collect::<Vec<_>>();
    let unknown = of("unknown-source:claim:");
    assert_eq!(unknown[1], format!("{}:2", unknown[0]));
    let missing = of("missing-field:claim:");
    assert!(
        missing.len() == 2 && !missing[1].ends_with(":2"),
        "the one without source is not the one without quote: {missing:?}"
    );
}

#[test]
fn json_shows_all_unless_fewer_are_asked_for_and_the_gravest_stay() {
    let policy = "[rules]\nquote-reused = \"off\"\n";
    let mut sandbox = Sandbox::new()
        .file("grounds.toml", policy)
        .source("gazette", "On Monday the tide came over the mole at noon.\n");
    for n in 0..1100 {
        sandbox = sandbox.claim(&format!("c-{n:04}"), "gazette", "\"the tide came\"");
    }
    let sandbox = sandbox.file("claims/z.toml", "statement = \"x\"\nstatus = \"documentd\"\n");
    let all = sandbox.run(&["check", "--format", "json"]);
    assert_eq!(keys(&all).len(), 1101);
    for (arguments, lines) in [(&["--limit", "5"][..], 5), (&[], 1000)] {
        let few = sandbox.run(&[&["check", "--format", "concise"], arguments].concat());
        assert_eq!(few.stdout.lines().filter(|line| line.starts_with("claims/")).count(), lines);
        assert!(few.stdout.contains("claims/z.toml:2:10: error[unknown-status]"), "{}", few.stdout);
    }
    let few = sandbox.run(&["check", "--format", "json", "--limit", "5"]);
    let report = json(&few);
    assert_eq!((keys(&few).len(), &report["summary"]["not_shown"]), (5, &1096.into()));
    assert_eq!(report["summary"]["levels"]["warning"], 1100);
    assert_eq!((few.code, all.code), (Some(1), Some(1)));
    let github = sandbox.run(&["check", "--format", "github"]);
    let commands = commands(&github.stdout);
    assert_eq!((commands.len(), &*commands[0].name), (11, "error"), "a runner keeps ten of a level");
    assert!(github.stdout.contains("\nnot annotated: 1090 more warnings ("), "{}", github.stdout);
    assert!(github.stdout.ends_with("\n1 error, 1100 warnings, 0 notes\n"), "{}", github.stdout);
}

#[test]
fn many_annotations_are_spread_over_the_files() {
    let broken = "statement = \"x\"\nstatus = \"x\"\nclaimant = 1\ntopics = 1\nsubjects = 1\nrationale = 1\n";
    let sandbox = ["a", "b", "c"]
        .iter()
        .fold(Sandbox::new(), |sandbox, id| sandbox.file(&format!("claims/{id}.toml"), broken));
    let run = sandbox.run(&["check", "--format", "github"]);
    let commands = commands(&run.stdout);
    let files: Vec<_> = commands.iter().map(|command| command.property("file").unwrap()).collect();
    assert_eq!(files.len(), 10);
    for file in ["claims/a.toml", "claims/b.toml", "claims/c.toml"] {
        assert!(files.iter().filter(|known| **known == file).count() >= 3, "{files:?}");
    }
}

#[test]
fn an_annotation_names_the_file_from_the_folder_that_was_checked_out() {
    let repository = tempfile::tempdir().unwrap();
    let project = repository.path().join("desk/100%, new:");
    std::fs::create_dir_all(project.join("claims")).unwrap();
    std::fs::write(project.join("claims/x.toml"), "statement = \"x\"\nstatus = \"documentd\"\n").unwrap();
    let files = |workspace: &str| {
        let run = run_in(&project, &["check", "--format", "github"], &[("GITHUB_WORKSPACE", workspace)]);
        commands(&run.stdout)
            .iter()
            .map(|command| command.property("file").unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(files(repository.path().to_str().unwrap()), ["desk/100%, new:/claims/x.toml"]);
    assert_eq!(files(project.to_str().unwrap()), ["claims/x.toml"]);
    for elsewhere in ["", "/nowhere", project.join("claims").to_str().unwrap()] {
        assert_eq!(files(elsewhere), ["claims/x.toml"], "{elsewhere}");
    }
}

#[test]
fn what_lies_outside_the_project_is_named_in_words_only() {
    let texts = tempfile::tempdir().unwrap();
    std::fs::write(texts.path().join("gazette.txt"), "On Tuesday the tide came.\n").unwrap();
    let sandbox = Sandbox::new().source("gazette", "On Monday the tide came over the mole.\n");
    std::fs::remove_file(sandbox.path().join("sources/gazette.txt")).unwrap();
    let sandbox = sandbox.claim("tide", "gazette", "\"the tide came over the mole\"");
    std::fs::write(texts.path().join("gazette.md"), "On Tuesday.\n").unwrap();
    let folder = texts.path().to_str().unwrap();
    let run = sandbox.run(&["check", "--format", "github", "--texts", folder]);
    let commands = commands(&run.stdout);
    let outside: Vec<_> = commands.iter().filter(|command| command.property("file").is_none()).collect();
    assert!(outside.iter().any(|command| command.data.starts_with(folder)), "{}", run.stdout);
    for file in commands.iter().filter_map(|command| command.property("file")) {
        assert!(sandbox.path().join(file).is_file(), "{file}");
    }
}

#[test]
fn json_names_the_sources_that_are_only_vouched_for() {
    let text = "On Monday the tide came over the mole at noon.\n";
    let sandbox = Sandbox::new().source("gazette", text).file("texts/gazette.txt", text);
    let sandbox = sandbox.claim("tide", "gazette", "\"the tide came over the mole\"");
    std::fs::remove_file(sandbox.path().join("sources/gazette.txt")).unwrap();
    assert_eq!(sandbox.run(&["pin", "gazette", "--texts", "texts"]).code, Some(0));
    let run = sandbox.run(&["check", "--format", "json"]);
    let report = json(&run);
    assert_eq!(report["summary"]["quotes"]["vouched"], Value::from(vec!["gazette"]));
    assert_eq!(report["claims"][0]["quotes"][0]["steps"], Value::from(vec!["fingerprint"]));
}

#[test]
fn json_says_what_a_claim_has_earned_and_what_to_know_beside() {
    let register = "kind = \"official-record\"\npublisher = \"Harbour Office\"\npublished = 2020-01-01\n";
    let claim = "statement = \"The tide came.\"\nstatus = \"partially confirmed\"\nclaimant = \"Gazette\"\n\
                 subjects = [\"The mole\"]\nrationale = \"The register has it.\"\n\n[[evidence]]\nsource = \"gazette\"\n\
                 quote = \"the tide came over the mole\"\norigin = \"register\"\nknows = \"the office enters every tide\"\non_record = \"the register for 1 January 2020\"\n\n\
                 [checked]\nby = \"E. Marsh\"\non = 2020-01-02\n";
    let sandbox = Sandbox::new()
        .source(
            "gazette",
            "On Monday the tide came over the mole at noon, says the register for 1 January 2020.\n",
        )
        .file("sources/register.toml", register)
        .file("claims/tide.toml", claim);
    let report = json(&sandbox.run(&["check", "--format", "json"]));
    let claim = &report["claims"][0];
    assert_eq!(
        (&claim["earned"], &claim["witnesses"]),
        (&Value::from("partially confirmed"), &Value::from(1))
    );
    assert_eq!(claim["basis"], "on the record");
    assert_eq!(claim["overlays"], Value::from(vec!["second-hand", "single-witness", "stale"]));
}

#[test]
fn a_claim_that_is_given_up_counts_in_no_status() {
    let claim = "statement = \"The tide came.\"\nstatus = \"documented\"\nclaimant = \"Gazette\"\n\
                 [withdrawn]\non = 2020-01-02\nbecause = \"It was the ebb.\"\n";
    let sandbox = Sandbox::new().file("claims/tide.toml", claim);
    let report = json(&sandbox.run(&["check", "--format", "json"]));
    assert_eq!(report["summary"]["withdrawn"], Value::from(1));
    assert_eq!(report["summary"]["statuses"]["documented"], Value::from(0));
    assert_eq!(report["claims"][0]["withdrawn"], Value::from(true));
    let plain = sandbox.run(&["check"]).stdout;
    assert!(plain.starts_with("1 claim (1 withdrawn), 0 sources\n"), "{plain}");
}
